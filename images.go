package workspaces

import (
	"context"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// DescribeWorkspaceImagesInput selects images by identifier or by type. By default, the call returns the account's own
// images.
type DescribeWorkspaceImagesInput struct {
	// ImageIds are the identifiers of 1 to 25 images.
	ImageIds []string `items:"1:25" form:"image"`

	// ImageType selects the account's own images, or images shared with it by other accounts.
	ImageType types.ImageType

	// MaxResults is the maximum number of images per page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspaceImagesOutput is one page of images.
type DescribeWorkspaceImagesOutput struct {
	// Images are the images on this page.
	Images []types.WorkspaceImage

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceImages returns custom images, page by page. The API documents no error for identifiers that do not
// exist, so compare the images in the output with the identifiers in the input.
func (c *Client) DescribeWorkspaceImages(ctx context.Context, params *DescribeWorkspaceImagesInput, optFns ...func(*Options)) (*DescribeWorkspaceImagesOutput, error) {
	return invoke[DescribeWorkspaceImagesOutput](ctx, c, "DescribeWorkspaceImages", params, optFns)
}

// DescribeWorkspaceImagesPaginator lists images. It splits more than 25 ImageIds across several calls. The methods
// HasMorePages, NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspaceImagesPaginator = paginators.Paginator[
	DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options]

// DescribeWorkspaceImagesAPIClient is the subset of [Client] used by [DescribeWorkspaceImagesPaginator]. Tests can
// implement this interface.
type DescribeWorkspaceImagesAPIClient interface {
	// DescribeWorkspaceImages calls the operation.
	DescribeWorkspaceImages(context.Context, *DescribeWorkspaceImagesInput, ...func(*Options)) (*DescribeWorkspaceImagesOutput, error)
}

var describeWorkspaceImages = pagedOperation[
	DescribeWorkspaceImagesAPIClient, DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage,
]{
	name: "DescribeWorkspaceImages",
	call: DescribeWorkspaceImagesAPIClient.DescribeWorkspaceImages,
	input: func(in *DescribeWorkspaceImagesInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25, IDs: &in.ImageIds}
	},
	output: func(out *DescribeWorkspaceImagesOutput) (*string, *[]types.WorkspaceImage) {
		return out.NextToken, &out.Images
	},
}

// NewDescribeWorkspaceImagesPaginator returns a paginator for [Client.DescribeWorkspaceImages]. Nil params are treated
// as an empty input.
func NewDescribeWorkspaceImagesPaginator(
	client DescribeWorkspaceImagesAPIClient, params *DescribeWorkspaceImagesInput, optFns ...func(*paginators.Options),
) *DescribeWorkspaceImagesPaginator {
	return describeWorkspaceImages.paginator(client, params, optFns...)
}

// CreateWorkspaceImageInput names the source WorkSpace and describes the new image.
type CreateWorkspaceImageInput struct {
	// WorkspaceId identifies the WorkSpace to create the image from.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// Name is the display name, unique in the Region. 1 to 64 characters: letters, digits and _ . / ( ) \ -.
	// Spaces are not allowed.
	//
	// This member is required.
	Name *string `required:"true" len:"1:64" form:"imagename"`

	// Description is free text. 1 to 256 characters: letters, digits, spaces and _ . / ( ) -.
	//
	// This member is required.
	Description *string `required:"true" len:"1:256" form:"description"`

	// Tags are added to the new image, at most 50. Adding tags also requires the IAM permission workspaces:CreateTags.
	Tags []types.Tag
}

// CreateWorkspaceImageOutput describes the new image at the start of its creation.
type CreateWorkspaceImageOutput struct {
	// ImageId identifies the new image.
	ImageId *string

	// Name is the display name.
	Name *string

	// Description is free text.
	Description *string

	// State is PENDING until the image is complete.
	State types.WorkspaceImageState

	// OperatingSystem is the image's operating system family.
	OperatingSystem *types.OperatingSystem

	// RequiredTenancy reports whether WorkSpaces created from this image need dedicated hardware, as
	// bring-your-own-license (BYOL) requires.
	RequiredTenancy types.WorkspaceImageRequiredTenancy

	// OwnerAccountId is the 12-digit account ID of the image's owner.
	OwnerAccountId *string

	// Created is when creation of the image began.
	Created *time.Time

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspaceImage creates an image from a WorkSpace. It returns once the request is accepted. The image is PENDING
// until it becomes AVAILABLE or ERROR. During this time, up to 45 minutes, the WorkSpace is SUSPENDED: it cannot be
// used or terminated. The default quota is 40 images per account and Region.
//
// Use [NewImageAvailableWaiter] to wait until the image is AVAILABLE.
//
// Errors worth handling: [types.InvalidResourceStateException] (the WorkSpace's state does not allow this call),
// [types.ResourceNotFoundException], [types.ResourceAlreadyExistsException] (the name is taken),
// [types.ResourceLimitExceededException], [types.OperationNotSupportedException].
func (c *Client) CreateWorkspaceImage(ctx context.Context, params *CreateWorkspaceImageInput, optFns ...func(*Options)) (*CreateWorkspaceImageOutput, error) {
	return invoke[CreateWorkspaceImageOutput](ctx, c, "CreateWorkspaceImage", params, optFns)
}

// CreateUpdatedWorkspaceImageInput names the source image and describes the new image.
type CreateUpdatedWorkspaceImageInput struct {
	// SourceImageId identifies the source image. The call does not change the source image.
	//
	// This member is required.
	SourceImageId *string `required:"true" form:"image"`

	// Name is the new image's display name. 1 to 64 characters: letters, digits and _ . / ( ) \ -. Spaces are not
	// allowed.
	//
	// This member is required.
	Name *string `required:"true" len:"1:64" form:"imagename"`

	// Description is free text for the new image. 1 to 256 characters: letters, digits, spaces and
	// _ . / ( ) -.
	//
	// This member is required.
	Description *string `required:"true" len:"1:256" form:"description"`

	// Tags are added to the new image, at most 50. Adding tags also requires the IAM permission workspaces:CreateTags.
	Tags []types.Tag
}

// CreateUpdatedWorkspaceImageOutput identifies the new image.
type CreateUpdatedWorkspaceImageOutput struct {
	// ImageId identifies the new image.
	ImageId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateUpdatedWorkspaceImage creates a new image from an existing one, with current versions of drivers and other
// WorkSpaces components. Windows and applications are not updated. The call returns once the request is accepted, not
// when the new image is AVAILABLE. The source image remains, and existing bundles keep using it. Use
// [Client.UpdateWorkspaceBundle] to switch a bundle to the new image.
//
// Only images with Windows 10, Windows Server 2016 or Windows Server 2019 can be updated this way. The Updates
// field of [types.WorkspaceImage] reports whether an update is available.
//
// Use [NewImageAvailableWaiter] to wait until the image is AVAILABLE.
//
// Errors worth handling: [types.OperationNotSupportedException], [types.InvalidResourceStateException],
// [types.ResourceNotFoundException], [types.ResourceAlreadyExistsException],
// [types.ResourceLimitExceededException].
func (c *Client) CreateUpdatedWorkspaceImage(ctx context.Context, params *CreateUpdatedWorkspaceImageInput, optFns ...func(*Options)) (*CreateUpdatedWorkspaceImageOutput, error) {
	return invoke[CreateUpdatedWorkspaceImageOutput](ctx, c, "CreateUpdatedWorkspaceImage", params, optFns)
}

// CopyWorkspaceImageInput names the image to copy and its Region, and describes the copy.
type CopyWorkspaceImageInput struct {
	// SourceImageId identifies the image to copy. The account must own the image, or the owner must share it with the
	// account.
	//
	// This member is required.
	SourceImageId *string `required:"true" form:"image"`

	// SourceRegion is the Region of the image to copy, such as "eu-west-1". 1 to 31 characters.
	//
	// This member is required.
	SourceRegion *string `required:"true" len:"1:31" form:"region"`

	// Name is the copy's display name. 1 to 64 characters: letters, digits and _ . / ( ) \ -. Spaces are not allowed.
	//
	// This member is required.
	Name *string `required:"true" len:"1:64" form:"imagename"`

	// Description is free text for the copy. 1 to 256 characters: letters, digits, spaces and _ . / ( ) -.
	Description *string `len:"1:256" form:"description"`

	// Tags are added to the copy, at most 50.
	Tags []types.Tag
}

// CopyWorkspaceImageOutput identifies the copy.
type CopyWorkspaceImageOutput struct {
	// ImageId identifies the copy, which is in the client's Region.
	ImageId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CopyWorkspaceImage copies an image to the client's Region and the calling account. It returns once the request is
// accepted, not when the copy is AVAILABLE. Before you copy a shared image, check its owner with
// [Client.DescribeWorkspaceImages].
//
// In China (Ningxia), images can be copied only within the Region. In GovCloud (US), only AWS Support can
// copy images across Regions.
//
// Use [NewImageAvailableWaiter] to wait until the image is AVAILABLE.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceUnavailableException],
// [types.ResourceAlreadyExistsException] (the name is taken), [types.ResourceLimitExceededException],
// [types.OperationNotSupportedException].
func (c *Client) CopyWorkspaceImage(ctx context.Context, params *CopyWorkspaceImageInput, optFns ...func(*Options)) (*CopyWorkspaceImageOutput, error) {
	return invoke[CopyWorkspaceImageOutput](ctx, c, "CopyWorkspaceImage", params, optFns)
}

// ImportWorkspaceImageInput names an Amazon Machine Image (AMI) and the type of WorkSpaces to import it for.
type ImportWorkspaceImageInput struct {
	// Ec2ImageId identifies the AMI: "ami-" and 8 or 17 hexadecimal digits. The account must own the AMI.
	//
	// This member is required.
	Ec2ImageId *string `required:"true" form:"ami"`

	// IngestionProcess selects the hardware family and the streaming protocol of the WorkSpaces that the image is for.
	//
	// This member is required.
	IngestionProcess types.WorkspaceImageIngestionProcess `required:"true"`

	// ImageName is the display name. 1 to 64 characters: letters, digits and _ . / ( ) \ -. Spaces are not
	// allowed.
	//
	// This member is required.
	ImageName *string `required:"true" len:"1:64" form:"imagename"`

	// ImageDescription is free text. 1 to 256 characters: letters, digits, spaces and _ . / ( ) -.
	//
	// This member is required.
	ImageDescription *string `required:"true" len:"1:256" form:"description"`

	// Applications is the Microsoft Office version to subscribe to. The API accepts a list of 1 to 5 versions, but the
	// service accepts only one. Windows 11 images for DCV can have only Microsoft_Office_2019. Windows 11 images for
	// graphics hardware cannot have any version.
	Applications []types.Application `items:"1:5"`

	// Tags are added to the new image, at most 50.
	Tags []types.Tag
}

// ImportWorkspaceImageOutput identifies the new image.
type ImportWorkspaceImageOutput struct {
	// ImageId identifies the new image.
	ImageId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ImportWorkspaceImage creates an image from an Amazon Machine Image (AMI). The AMI must contain Windows 10 or 11 under
// the customer's own license (BYOL). The call returns once the request is accepted. The image is PENDING until it
// becomes AVAILABLE or ERROR. If the image is in the ERROR state, its ErrorDetails say why.
//
// Use [NewImageAvailableWaiter] to wait until the image is AVAILABLE.
//
// Errors worth handling: [types.ResourceNotFoundException] (the AMI does not exist),
// [types.ResourceAlreadyExistsException], [types.ResourceLimitExceededException],
// [types.OperationNotSupportedException], [types.InvalidParameterValuesException].
func (c *Client) ImportWorkspaceImage(ctx context.Context, params *ImportWorkspaceImageInput, optFns ...func(*Options)) (*ImportWorkspaceImageOutput, error) {
	return invoke[ImportWorkspaceImageOutput](ctx, c, "ImportWorkspaceImage", params, optFns)
}

// ImportCustomWorkspaceImageInput names the source, the EC2 Image Builder settings, and the type of
// WorkSpaces to import the image for.
type ImportCustomWorkspaceImageInput struct {
	// ImageSource is the source of the image: an AMI, an EC2 import task or an EC2 Image Builder image. The
	// account must own the source.
	//
	// This member is required.
	ImageSource types.ImageSourceIdentifier `required:"true"`

	// InfrastructureConfigurationArn is the ARN of the Image Builder infrastructure configuration to use. At
	// most 2048 characters.
	//
	// This member is required.
	InfrastructureConfigurationArn *string `required:"true" len:"1:2048" form:"infrastructurearn"`

	// Platform is the operating system family of the source.
	//
	// This member is required.
	Platform types.Platform `required:"true"`

	// OsVersion is the Windows version of the source.
	//
	// This member is required.
	OsVersion types.OSVersion `required:"true"`

	// ComputeType is the hardware family of the WorkSpaces that the image is for.
	//
	// This member is required.
	ComputeType types.ImageComputeType `required:"true"`

	// Protocol is the streaming protocol of the WorkSpaces that the image is for. PCOIP does not support
	// Windows 11.
	//
	// This member is required.
	Protocol types.CustomImageProtocol `required:"true"`

	// ImageName is the display name. 1 to 64 characters: letters, digits and _ . / ( ) \ -. Spaces are not
	// allowed.
	//
	// This member is required.
	ImageName *string `required:"true" len:"1:64" form:"imagename"`

	// ImageDescription is free text. 1 to 256 characters: letters, digits, spaces and _ . / ( ) -.
	//
	// This member is required.
	ImageDescription *string `required:"true" len:"1:256" form:"description"`

	// Tags are added to the new image, at most 50.
	Tags []types.Tag
}

// ImportCustomWorkspaceImageOutput identifies the new image and holds the state of its import.
type ImportCustomWorkspaceImageOutput struct {
	// ImageId identifies the new image and its import.
	ImageId *string

	// State is the current step of the import.
	State types.CustomWorkspaceImageImportState

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ImportCustomWorkspaceImage uses EC2 Image Builder to create an image with Windows 10 or 11 under the customer's own
// license (BYOL). Unlike [Client.ImportWorkspaceImage], this operation accepts several types of sources and reports the
// progress of the import. The call returns once the request is accepted. [Client.DescribeCustomWorkspaceImageImport]
// reports when the import is COMPLETED or ERROR.
//
// Use [NewCustomImageImportCompletedWaiter] to wait until the import is complete.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceAlreadyExistsException],
// [types.ResourceLimitExceededException], [types.OperationNotSupportedException],
// [types.InvalidParameterValuesException].
func (c *Client) ImportCustomWorkspaceImage(ctx context.Context, params *ImportCustomWorkspaceImageInput, optFns ...func(*Options)) (*ImportCustomWorkspaceImageOutput, error) {
	return invoke[ImportCustomWorkspaceImageOutput](ctx, c, "ImportCustomWorkspaceImage", params, optFns)
}

// DescribeCustomWorkspaceImageImportInput names the image being imported.
type DescribeCustomWorkspaceImageImportInput struct {
	// ImageId identifies the image. It is the ImageId from ImportCustomWorkspaceImageOutput.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`
}

// DescribeCustomWorkspaceImageImportOutput reports an import's progress.
type DescribeCustomWorkspaceImageImportOutput struct {
	// ImageId identifies the image.
	ImageId *string

	// State is the current step of the import. COMPLETED and ERROR are final.
	State types.CustomWorkspaceImageImportState

	// StateMessage is a human-readable explanation of State.
	StateMessage *string

	// ProgressPercentage is the estimated progress in percent, 0 to 100.
	ProgressPercentage *int32

	// ErrorDetails are the reasons for a failed import.
	ErrorDetails []types.CustomWorkspaceImageImportErrorDetails

	// ImageSource is the source of the image.
	ImageSource types.ImageSourceIdentifier

	// InfrastructureConfigurationArn is the ARN of the Image Builder infrastructure configuration used by the import.
	InfrastructureConfigurationArn *string

	// ImageBuilderInstanceId identifies the EC2 instance on which Image Builder builds the image.
	ImageBuilderInstanceId *string

	// Created is when the import began.
	Created *time.Time

	// LastUpdatedTime is when the import was last updated.
	LastUpdatedTime *time.Time

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeCustomWorkspaceImageImport reports the progress of an import started by [Client.ImportCustomWorkspaceImage],
// or why the import failed.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeCustomWorkspaceImageImport(ctx context.Context, params *DescribeCustomWorkspaceImageImportInput, optFns ...func(*Options)) (*DescribeCustomWorkspaceImageImportOutput, error) {
	return invoke[DescribeCustomWorkspaceImageImportOutput](ctx, c, "DescribeCustomWorkspaceImageImport", params, optFns)
}

// UpdateWorkspaceImagePermissionInput names an image and an account, and says whether the account may copy
// the image.
type UpdateWorkspaceImagePermissionInput struct {
	// ImageId identifies the image.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`

	// SharedAccountId is the 12-digit ID of the other account. Check it carefully: sharing lets the other account
	// copy the image.
	//
	// This member is required.
	SharedAccountId *string `required:"true" form:"account"`

	// AllowCopyImage is true to share the image, or false to revoke the permission to copy it.
	//
	// This member is required.
	AllowCopyImage *bool `required:"true"`
}

// UpdateWorkspaceImagePermissionOutput is empty except for the metadata.
type UpdateWorkspaceImagePermissionOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateWorkspaceImagePermission shares an image with another account in the same Region, or stops sharing it. The
// other account must copy the image to use it, and can also copy it to other Regions, subject to the limits of
// [Client.CopyWorkspaceImage] in China (Ningxia) and GovCloud (US). In GovCloud (US), only AWS Support can share BYOL
// images.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceUnavailableException],
// [types.OperationNotSupportedException], [types.InvalidParameterValuesException].
func (c *Client) UpdateWorkspaceImagePermission(ctx context.Context, params *UpdateWorkspaceImagePermissionInput, optFns ...func(*Options)) (*UpdateWorkspaceImagePermissionOutput, error) {
	return invoke[UpdateWorkspaceImagePermissionOutput](ctx, c, "UpdateWorkspaceImagePermission", params, optFns)
}

// DescribeWorkspaceImagePermissionsInput names the image.
type DescribeWorkspaceImagePermissionsInput struct {
	// ImageId identifies the image.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`

	// MaxResults is the maximum number of permissions per page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspaceImagePermissionsOutput is one page of the accounts that an image is shared with.
type DescribeWorkspaceImagePermissionsOutput struct {
	// ImageId identifies the image.
	ImageId *string

	// ImagePermissions are the permissions on this page, one for each account.
	ImagePermissions []types.ImagePermission

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceImagePermissions returns the accounts that may copy an image, page by page.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeWorkspaceImagePermissions(ctx context.Context, params *DescribeWorkspaceImagePermissionsInput, optFns ...func(*Options)) (*DescribeWorkspaceImagePermissionsOutput, error) {
	return invoke[DescribeWorkspaceImagePermissionsOutput](ctx, c, "DescribeWorkspaceImagePermissions", params, optFns)
}

// DescribeWorkspaceImagePermissionsPaginator lists the accounts that an image is shared with. The methods HasMorePages,
// NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspaceImagePermissionsPaginator = paginators.Paginator[
	DescribeWorkspaceImagePermissionsInput, DescribeWorkspaceImagePermissionsOutput, types.ImagePermission, Options]

// DescribeWorkspaceImagePermissionsAPIClient is the subset of [Client] used by
// [DescribeWorkspaceImagePermissionsPaginator]. Tests can implement this interface.
type DescribeWorkspaceImagePermissionsAPIClient interface {
	// DescribeWorkspaceImagePermissions calls the operation.
	DescribeWorkspaceImagePermissions(context.Context, *DescribeWorkspaceImagePermissionsInput, ...func(*Options)) (*DescribeWorkspaceImagePermissionsOutput, error)
}

var describeWorkspaceImagePermissions = pagedOperation[
	DescribeWorkspaceImagePermissionsAPIClient, DescribeWorkspaceImagePermissionsInput, DescribeWorkspaceImagePermissionsOutput, types.ImagePermission,
]{
	name: "DescribeWorkspaceImagePermissions",
	call: DescribeWorkspaceImagePermissionsAPIClient.DescribeWorkspaceImagePermissions,
	input: func(in *DescribeWorkspaceImagePermissionsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25}
	},
	output: func(out *DescribeWorkspaceImagePermissionsOutput) (*string, *[]types.ImagePermission) {
		return out.NextToken, &out.ImagePermissions
	},
}

// NewDescribeWorkspaceImagePermissionsPaginator returns a paginator for [Client.DescribeWorkspaceImagePermissions]. Nil
// params are treated as an empty input.
func NewDescribeWorkspaceImagePermissionsPaginator(
	client DescribeWorkspaceImagePermissionsAPIClient, params *DescribeWorkspaceImagePermissionsInput, optFns ...func(*paginators.Options),
) *DescribeWorkspaceImagePermissionsPaginator {
	return describeWorkspaceImagePermissions.paginator(client, params, optFns...)
}

// DeleteWorkspaceImageInput names the image to delete.
type DeleteWorkspaceImageInput struct {
	// ImageId identifies the image. The account must own the image.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`
}

// DeleteWorkspaceImageOutput is empty except for the metadata.
type DeleteWorkspaceImageOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteWorkspaceImage deletes an image that the account owns. First, delete the bundles based on the image or switch
// them to another one, and revoke every permission to copy the image.
//
// Use [NewImageDeletedWaiter] to wait until the image has been deleted.
//
// Errors worth handling: [types.ResourceAssociatedException] (a bundle is based on the image),
// [types.InvalidResourceStateException].
func (c *Client) DeleteWorkspaceImage(ctx context.Context, params *DeleteWorkspaceImageInput, optFns ...func(*Options)) (*DeleteWorkspaceImageOutput, error) {
	return invoke[DeleteWorkspaceImageOutput](ctx, c, "DeleteWorkspaceImage", params, optFns)
}
