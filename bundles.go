package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// DescribeWorkspaceBundlesInput chooses bundles by identifier or by owner: BundleIds and Owner exclude
// each other. With neither, the account's own bundles are listed.
type DescribeWorkspaceBundlesInput struct {
	// BundleIds are the bundles wanted, 1 to 25. Not together with Owner.
	BundleIds []string `items:"1:25" form:"bundle"`

	// Owner is "AMAZON" for the bundles that AWS provides. Leave it nil for those of the account. Not
	// together with BundleIds.
	Owner *string

	// NextToken continues a list: the NextToken of the page before. It lives for one day. The service
	// alone decides on the size of a page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspaceBundlesOutput is one page of bundles.
type DescribeWorkspaceBundlesOutput struct {
	// Bundles are the bundles of this page.
	Bundles []types.WorkspaceBundle

	// NextToken asks for the next page, within a day; nil on the last one.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceBundles lists bundles, those of the account or those of AWS, page by page. The
// bundles of AWS and of the account take two calls: no one call lists both.
//
// Errors worth handling: [types.InvalidParameterValuesException] (BundleIds together with Owner).
func (c *Client) DescribeWorkspaceBundles(ctx context.Context, params *DescribeWorkspaceBundlesInput, optFns ...func(*Options)) (*DescribeWorkspaceBundlesOutput, error) {
	return invoke[DescribeWorkspaceBundlesOutput](ctx, c, "DescribeWorkspaceBundles", params, optFns)
}

// CreateWorkspaceBundleInput describes a custom bundle: an image, a hardware class and volume sizes.
type CreateWorkspaceBundleInput struct {
	// BundleName is the display name. 1 to 64 letters, digits and _ . / ( ) \ -; no spaces.
	//
	// This member is required.
	BundleName *string `required:"true" len:"1:64" form:"imagename"`

	// BundleDescription is free text. 1 to 255 letters, digits, spaces and _ . / ( ) -.
	//
	// This member is required.
	BundleDescription *string `required:"true" len:"1:255" form:"description"`

	// ImageId identifies the custom image to base the bundle on.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`

	// ComputeType is the hardware of the WorkSpaces launched from the bundle.
	//
	// This member is required.
	ComputeType *types.ComputeType `required:"true"`

	// UserStorage is the size of the user volume; [types.UserStorage] tells which pairs are allowed.
	//
	// This member is required.
	UserStorage *types.UserStorage `required:"true"`

	// RootStorage is the size of the system volume.
	RootStorage *types.RootStorage

	// Tags are put on the new bundle, at most 50. The caller then also needs the IAM permission
	// workspaces:CreateTags.
	Tags []types.Tag
}

// CreateWorkspaceBundleOutput holds the new bundle.
type CreateWorkspaceBundleOutput struct {
	// WorkspaceBundle is the bundle with its identifier. Look at its State: it may still be PENDING.
	WorkspaceBundle *types.WorkspaceBundle

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspaceBundle makes a custom bundle from a custom image. It returns when the request is
// accepted: the bundle can launch WorkSpaces once it is AVAILABLE. An account has 50 custom bundles a
// Region by default.
//
// To wait for it: [NewBundleAvailableWaiter].
//
// Errors worth handling: [types.ResourceAlreadyExistsException], [types.ResourceLimitExceededException],
// [types.ResourceNotFoundException] and [types.ResourceUnavailableException] (the image),
// [types.InvalidParameterValuesException] (for instance volume sizes that do not go together).
func (c *Client) CreateWorkspaceBundle(ctx context.Context, params *CreateWorkspaceBundleInput, optFns ...func(*Options)) (*CreateWorkspaceBundleOutput, error) {
	return invoke[CreateWorkspaceBundleOutput](ctx, c, "CreateWorkspaceBundle", params, optFns)
}

// UpdateWorkspaceBundleInput names a custom bundle and its new image.
type UpdateWorkspaceBundleInput struct {
	// BundleId identifies the custom bundle to change. The API does not mark it as required, but
	// without it the call has no object.
	BundleId *string `form:"bundle"`

	// ImageId identifies the image that takes the place of the present one.
	ImageId *string `form:"image"`
}

// UpdateWorkspaceBundleOutput is empty but for the metadata.
type UpdateWorkspaceBundleOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateWorkspaceBundle gives a custom bundle another image; hardware and volume sizes stay. WorkSpaces
// launched from it before keep what they have until they are rebuilt, or terminated and created anew.
//
// To wait for it: [NewBundleAvailableWaiter].
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceUnavailableException],
// [types.OperationNotSupportedException], [types.InvalidParameterValuesException].
func (c *Client) UpdateWorkspaceBundle(ctx context.Context, params *UpdateWorkspaceBundleInput, optFns ...func(*Options)) (*UpdateWorkspaceBundleOutput, error) {
	return invoke[UpdateWorkspaceBundleOutput](ctx, c, "UpdateWorkspaceBundle", params, optFns)
}

// DeleteWorkspaceBundleInput names the custom bundle to delete.
type DeleteWorkspaceBundleInput struct {
	// BundleId identifies the custom bundle. The API does not mark it as required, but without it the
	// call has no object.
	BundleId *string `form:"bundle"`
}

// DeleteWorkspaceBundleOutput is empty but for the metadata.
type DeleteWorkspaceBundleOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteWorkspaceBundle deletes a custom bundle that nothing uses any more. Its image stays, and can be
// deleted once no bundle is based on it.
//
// Errors worth handling: [types.ResourceAssociatedException] (the bundle is still in use),
// [types.ResourceNotFoundException].
func (c *Client) DeleteWorkspaceBundle(ctx context.Context, params *DeleteWorkspaceBundleInput, optFns ...func(*Options)) (*DeleteWorkspaceBundleOutput, error) {
	return invoke[DeleteWorkspaceBundleOutput](ctx, c, "DeleteWorkspaceBundle", params, optFns)
}
