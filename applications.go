package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// DescribeApplicationsInput chooses applications by identifier or by what they are and run on.
type DescribeApplicationsInput struct {
	// ApplicationIds are the applications wanted, 1 to 25.
	ApplicationIds []string `items:"1:25" form:"application"`

	// Owner is the 12 digits of an account, or "AMAZON" for the applications that AWS provides.
	Owner *string `form:"applicationowner"`

	// LicenseType asks for applications that come with a license, or without.
	LicenseType types.WorkSpaceApplicationLicenseType

	// ComputeTypeNames asks for applications that run on these compute types.
	ComputeTypeNames []types.Compute

	// OperatingSystemNames asks for applications that run on these operating systems.
	OperatingSystemNames []types.OperatingSystemName

	// MaxResults limits the size of a page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken continues a list: the NextToken of the page before.
	NextToken *string `len:"1:2048"`
}

// DescribeApplicationsOutput is one page of applications.
type DescribeApplicationsOutput struct {
	// Applications are the applications of this page.
	Applications []types.WorkSpaceApplication

	// NextToken asks for the next page; nil on the last one.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeApplications lists the applications that can be put on WorkSpaces, page by page.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException],
// [types.InvalidParameterValuesException].
func (c *Client) DescribeApplications(ctx context.Context, params *DescribeApplicationsInput, optFns ...func(*Options)) (*DescribeApplicationsOutput, error) {
	return invoke[DescribeApplicationsOutput](ctx, c, "DescribeApplications", params, optFns)
}

// AssociateWorkspaceApplicationInput names one application and the WorkSpace that shall have it.
type AssociateWorkspaceApplicationInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// ApplicationId identifies the application, which must support the compute type and the operating
	// system of the WorkSpace.
	//
	// This member is required.
	ApplicationId *string `required:"true" form:"application"`
}

// AssociateWorkspaceApplicationOutput shows the association as it stands when the request is accepted.
type AssociateWorkspaceApplicationOutput struct {
	// Association is the new association with its state.
	Association *types.WorkspaceResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AssociateWorkspaceApplication assigns an application to one WorkSpace. It does not install it: that is
// what [Client.DeployWorkspaceApplications] does, for all applications of the WorkSpace at once.
//
// Errors worth handling: [types.ResourceAlreadyExistsException] (the two are associated already),
// [types.ResourceInUseException] (try again later), [types.ResourceNotFoundException], and those that say
// that the two do not go together: [types.ApplicationNotSupportedException],
// [types.ComputeNotCompatibleException], [types.OperatingSystemNotCompatibleException],
// [types.IncompatibleApplicationsException].
func (c *Client) AssociateWorkspaceApplication(ctx context.Context, params *AssociateWorkspaceApplicationInput, optFns ...func(*Options)) (*AssociateWorkspaceApplicationOutput, error) {
	return invoke[AssociateWorkspaceApplicationOutput](ctx, c, "AssociateWorkspaceApplication", params, optFns)
}

// DeployWorkspaceApplicationsInput names the WorkSpace to bring in line with its associations.
type DeployWorkspaceApplicationsInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// Force also tries those again that failed before.
	Force *bool
}

// DeployWorkspaceApplicationsOutput shows the deployment as it stands when the request is accepted.
type DeployWorkspaceApplicationsOutput struct {
	// Deployment holds the associations that are being worked on.
	Deployment *types.WorkSpaceApplicationDeployment

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeployWorkspaceApplications has the applications that are associated with one WorkSpace installed on it.
// It returns when the request is accepted: [Client.DescribeWorkspaceAssociations] tells when each is
// COMPLETED or in ERROR, the latter with a StateReason.
//
// To wait for it: [NewApplicationAssociationCompletedWaiter].
//
// Errors worth handling: [types.ResourceInUseException] (try again later),
// [types.IncompatibleApplicationsException], [types.OperationNotSupportedException],
// [types.ResourceNotFoundException].
func (c *Client) DeployWorkspaceApplications(ctx context.Context, params *DeployWorkspaceApplicationsInput, optFns ...func(*Options)) (*DeployWorkspaceApplicationsOutput, error) {
	return invoke[DeployWorkspaceApplicationsOutput](ctx, c, "DeployWorkspaceApplications", params, optFns)
}

// DescribeWorkspaceAssociationsInput names the WorkSpace whose associations are wanted.
type DescribeWorkspaceAssociationsInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// AssociatedResourceTypes are the kinds of associated resources to list; APPLICATION is the only one.
	//
	// This member is required.
	AssociatedResourceTypes []types.WorkSpaceAssociatedResourceType `required:"true"`
}

// DescribeWorkspaceAssociationsOutput lists the associations of one WorkSpace.
type DescribeWorkspaceAssociationsOutput struct {
	// Associations are the applications of the WorkSpace with the state of each. This list has no pages.
	Associations []types.WorkspaceResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceAssociations tells which applications one WorkSpace has, and how far the installation or
// removal of each has come.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeWorkspaceAssociations(ctx context.Context, params *DescribeWorkspaceAssociationsInput, optFns ...func(*Options)) (*DescribeWorkspaceAssociationsOutput, error) {
	return invoke[DescribeWorkspaceAssociationsOutput](ctx, c, "DescribeWorkspaceAssociations", params, optFns)
}

// DisassociateWorkspaceApplicationInput names one application and the WorkSpace that shall lose it.
type DisassociateWorkspaceApplicationInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// ApplicationId identifies the application.
	//
	// This member is required.
	ApplicationId *string `required:"true" form:"application"`
}

// DisassociateWorkspaceApplicationOutput shows the association as it stands when the request is accepted.
type DisassociateWorkspaceApplicationOutput struct {
	// Association is the association with its state.
	Association *types.WorkspaceResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DisassociateWorkspaceApplication takes an application off the list of one WorkSpace. It returns when the
// request is accepted: [Client.DescribeWorkspaceAssociations] tells what has become of the application.
//
// To wait for it: [NewApplicationAssociationRemovedWaiter].
//
// Errors worth handling: [types.ResourceInUseException] (try again later),
// [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DisassociateWorkspaceApplication(ctx context.Context, params *DisassociateWorkspaceApplicationInput, optFns ...func(*Options)) (*DisassociateWorkspaceApplicationOutput, error) {
	return invoke[DisassociateWorkspaceApplicationOutput](ctx, c, "DisassociateWorkspaceApplication", params, optFns)
}

// DescribeApplicationAssociationsInput names one application and the kinds of resources to look at.
type DescribeApplicationAssociationsInput struct {
	// ApplicationId identifies the application.
	//
	// This member is required.
	ApplicationId *string `required:"true" form:"application"`

	// AssociatedResourceTypes are the kinds of resources to list: WORKSPACE, BUNDLE, IMAGE.
	//
	// This member is required.
	AssociatedResourceTypes []types.ApplicationAssociatedResourceType `required:"true"`

	// MaxResults limits the size of a page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken continues a list: the NextToken of the page before.
	NextToken *string `len:"1:2048"`
}

// DescribeApplicationAssociationsOutput is one page of the associations of an application.
type DescribeApplicationAssociationsOutput struct {
	// Associations are the associations of this page.
	Associations []types.ApplicationResourceAssociation

	// NextToken asks for the next page; nil on the last one.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeApplicationAssociations lists the WorkSpaces, bundles and images that have one application, page
// by page.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeApplicationAssociations(ctx context.Context, params *DescribeApplicationAssociationsInput, optFns ...func(*Options)) (*DescribeApplicationAssociationsOutput, error) {
	return invoke[DescribeApplicationAssociationsOutput](ctx, c, "DescribeApplicationAssociations", params, optFns)
}

// DescribeBundleAssociationsInput names the bundle whose associations are wanted.
type DescribeBundleAssociationsInput struct {
	// BundleId identifies the bundle.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`

	// AssociatedResourceTypes are the kinds of associated resources to list; APPLICATION is the only one.
	//
	// This member is required.
	AssociatedResourceTypes []types.BundleAssociatedResourceType `required:"true"`
}

// DescribeBundleAssociationsOutput lists the associations of one bundle.
type DescribeBundleAssociationsOutput struct {
	// Associations are the applications of the bundle. This list has no pages.
	Associations []types.BundleResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeBundleAssociations tells which applications one bundle comes with.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeBundleAssociations(ctx context.Context, params *DescribeBundleAssociationsInput, optFns ...func(*Options)) (*DescribeBundleAssociationsOutput, error) {
	return invoke[DescribeBundleAssociationsOutput](ctx, c, "DescribeBundleAssociations", params, optFns)
}

// DescribeImageAssociationsInput names the image whose associations are wanted.
type DescribeImageAssociationsInput struct {
	// ImageId identifies the image.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`

	// AssociatedResourceTypes are the kinds of associated resources to list; APPLICATION is the only one.
	//
	// This member is required.
	AssociatedResourceTypes []types.ImageAssociatedResourceType `required:"true"`
}

// DescribeImageAssociationsOutput lists the associations of one image.
type DescribeImageAssociationsOutput struct {
	// Associations are the applications of the image. This list has no pages.
	Associations []types.ImageResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeImageAssociations tells which applications one image comes with.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeImageAssociations(ctx context.Context, params *DescribeImageAssociationsInput, optFns ...func(*Options)) (*DescribeImageAssociationsOutput, error) {
	return invoke[DescribeImageAssociationsOutput](ctx, c, "DescribeImageAssociations", params, optFns)
}
