package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// ImportClientBrandingInput names a directory and the branding for at least one platform. A nil member leaves its
// platform's branding unchanged.
type ImportClientBrandingInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// DeviceTypeWindows is the branding for Windows.
	DeviceTypeWindows *types.DefaultImportClientBrandingAttributes

	// DeviceTypeOsx is the branding for macOS.
	DeviceTypeOsx *types.DefaultImportClientBrandingAttributes

	// DeviceTypeLinux is the branding for Linux.
	DeviceTypeLinux *types.DefaultImportClientBrandingAttributes

	// DeviceTypeAndroid is the branding for Android.
	DeviceTypeAndroid *types.DefaultImportClientBrandingAttributes

	// DeviceTypeIos is the branding for iOS, with logos in three resolutions.
	DeviceTypeIos *types.IosImportClientBrandingAttributes

	// DeviceTypeWeb is the branding for Web Access.
	DeviceTypeWeb *types.DefaultImportClientBrandingAttributes
}

// ImportClientBrandingOutput holds the new branding. It contains logo URLs, not the logos themselves.
type ImportClientBrandingOutput struct {
	// DeviceTypeWindows is the branding for Windows.
	DeviceTypeWindows *types.DefaultClientBrandingAttributes

	// DeviceTypeOsx is the branding for macOS.
	DeviceTypeOsx *types.DefaultClientBrandingAttributes

	// DeviceTypeLinux is the branding for Linux.
	DeviceTypeLinux *types.DefaultClientBrandingAttributes

	// DeviceTypeAndroid is the branding for Android.
	DeviceTypeAndroid *types.DefaultClientBrandingAttributes

	// DeviceTypeIos is the branding for iOS.
	DeviceTypeIos *types.IosClientBrandingAttributes

	// DeviceTypeWeb is the branding for Web Access.
	DeviceTypeWeb *types.DefaultClientBrandingAttributes

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ImportClientBranding customizes the sign-in page that WorkSpaces clients show to a directory's users: the logo, the
// message, and the links for support and forgotten passwords. The new branding replaces the default branding of the
// platforms in the input, which must include at least one. A call can import up to 6 MB of data, so split larger
// imports by platform. Clients may take a minute to show the new branding.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException],
// [types.InvalidParameterValuesException].
func (c *Client) ImportClientBranding(ctx context.Context, params *ImportClientBrandingInput, optFns ...func(*Options)) (*ImportClientBrandingOutput, error) {
	return invoke[ImportClientBrandingOutput](ctx, c, "ImportClientBranding", params, optFns)
}

// DescribeClientBrandingInput names the directory.
type DescribeClientBrandingInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`
}

// DescribeClientBrandingOutput holds a directory's branding by platform. A member is nil if its platform has the
// default branding.
type DescribeClientBrandingOutput struct {
	// DeviceTypeWindows is the branding for Windows.
	DeviceTypeWindows *types.DefaultClientBrandingAttributes

	// DeviceTypeOsx is the branding for macOS.
	DeviceTypeOsx *types.DefaultClientBrandingAttributes

	// DeviceTypeLinux is the branding for Linux.
	DeviceTypeLinux *types.DefaultClientBrandingAttributes

	// DeviceTypeAndroid is the branding for Android.
	DeviceTypeAndroid *types.DefaultClientBrandingAttributes

	// DeviceTypeIos is the branding for iOS.
	DeviceTypeIos *types.IosClientBrandingAttributes

	// DeviceTypeWeb is the branding for Web Access.
	DeviceTypeWeb *types.DefaultClientBrandingAttributes

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeClientBranding returns a directory's custom branding.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeClientBranding(ctx context.Context, params *DescribeClientBrandingInput, optFns ...func(*Options)) (*DescribeClientBrandingOutput, error) {
	return invoke[DescribeClientBrandingOutput](ctx, c, "DescribeClientBranding", params, optFns)
}

// DeleteClientBrandingInput names a directory and the platforms to reset to the default branding.
type DeleteClientBrandingInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// Platforms are the 1 to 6 platforms to reset to the default branding. To reset all platforms, list all
	// six.
	//
	// This member is required.
	Platforms []types.ClientDeviceType `required:"true" items:"1:6"`
}

// DeleteClientBrandingOutput is empty except for the metadata.
type DeleteClientBrandingOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteClientBranding deletes a directory's custom branding for the listed platforms, whose sign-in pages then show
// the default branding again. Other platforms keep their branding.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DeleteClientBranding(ctx context.Context, params *DeleteClientBrandingInput, optFns ...func(*Options)) (*DeleteClientBrandingOutput, error) {
	return invoke[DeleteClientBrandingOutput](ctx, c, "DeleteClientBranding", params, optFns)
}
