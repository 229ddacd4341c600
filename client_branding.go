package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// ImportClientBrandingInput names one directory and the branding for one platform or more. Platforms left
// nil are not part of the import.
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

// ImportClientBrandingOutput shows the branding that was set, with addresses in place of the logos.
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

// ImportClientBranding gives the sign-in page of a directory's clients a look of its own: logo, message,
// and links for help and for lost passwords. It replaces the default look of the platforms in the call, of
// which there must be one at least. A call carries at most 6 MB: split larger imports by platform. It does
// not wait for the clients, which can take a minute to show the new look.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException],
// [types.InvalidParameterValuesException].
func (c *Client) ImportClientBranding(ctx context.Context, params *ImportClientBrandingInput, optFns ...func(*Options)) (*ImportClientBrandingOutput, error) {
	return invoke[ImportClientBrandingOutput](ctx, c, "ImportClientBranding", params, optFns)
}

// DescribeClientBrandingInput names the directory whose branding is wanted.
type DescribeClientBrandingInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`
}

// DescribeClientBrandingOutput holds the branding of one directory by platform: nil for a platform that has
// the default look.
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

// DescribeClientBranding returns the branding of one directory, for those platforms that have one.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeClientBranding(ctx context.Context, params *DescribeClientBrandingInput, optFns ...func(*Options)) (*DescribeClientBrandingOutput, error) {
	return invoke[DescribeClientBrandingOutput](ctx, c, "DescribeClientBranding", params, optFns)
}

// DeleteClientBrandingInput names one directory and the platforms that shall lose their branding.
type DeleteClientBrandingInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// Platforms are the ones to reset, 1 to 6. There is no short form for all of them.
	//
	// This member is required.
	Platforms []types.ClientDeviceType `required:"true" items:"1:6"`
}

// DeleteClientBrandingOutput is empty but for the metadata.
type DeleteClientBrandingOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteClientBranding takes the branding off some platforms of a directory: their sign-in page gets the
// default look again. Other platforms keep theirs.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DeleteClientBranding(ctx context.Context, params *DeleteClientBrandingInput, optFns ...func(*Options)) (*DeleteClientBrandingOutput, error) {
	return invoke[DeleteClientBrandingOutput](ctx, c, "DeleteClientBranding", params, optFns)
}
