package workspaces

import (
	"context"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// DescribeApplicationsInput selects applications by identifier, owner, license, compute type or operating
// system.
type DescribeApplicationsInput struct {
	// ApplicationIds are the identifiers of 1 to 25 applications.
	ApplicationIds []string `items:"1:25" form:"application"`

	// Owner selects applications by owner: a 12-digit account ID, or "AMAZON" for applications provided by AWS.
	Owner *string `form:"applicationowner"`

	// LicenseType selects applications with or without an included license.
	LicenseType types.WorkSpaceApplicationLicenseType

	// ComputeTypeNames selects applications that support one of these compute types.
	ComputeTypeNames []types.Compute

	// OperatingSystemNames selects applications that support one of these operating systems.
	OperatingSystemNames []types.OperatingSystemName

	// MaxResults is the maximum page size, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeApplicationsOutput is one page of applications.
type DescribeApplicationsOutput struct {
	// Applications are the applications on this page.
	Applications []types.WorkSpaceApplication

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeApplications returns the applications that can be installed on WorkSpaces, page by page.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException],
// [types.InvalidParameterValuesException].
func (c *Client) DescribeApplications(ctx context.Context, params *DescribeApplicationsInput, optFns ...func(*Options)) (*DescribeApplicationsOutput, error) {
	return invoke[DescribeApplicationsOutput](ctx, c, "DescribeApplications", params, optFns)
}

// DescribeApplicationsPaginator lists applications. It splits more than 25 ApplicationIds across several
// calls. Its methods are documented in detail at [paginators.Paginator].
type DescribeApplicationsPaginator struct {
	pages paginators.Paginator[DescribeApplicationsInput, DescribeApplicationsOutput, types.WorkSpaceApplication, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *DescribeApplicationsPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *DescribeApplicationsPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeApplicationsOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. If a call fails, the iterator yields the error and stops.
func (p *DescribeApplicationsPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeApplicationsOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items. The iterator fetches pages as needed. If a call fails, the
// iterator yields the error and stops.
func (p *DescribeApplicationsPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.WorkSpaceApplication, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns a token for the current position in the list. Pass the token as StartingToken to continue from
// there later. It is empty at the end of the list.
func (p *DescribeApplicationsPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeApplicationsPaginatorOptions configures a [DescribeApplicationsPaginator].
type DescribeApplicationsPaginatorOptions struct {
	// Limit is the maximum number of items per page. The default is params.MaxResults. 0 leaves the page size to the
	// service.
	Limit int32

	// StopOnDuplicateToken ends the list when a response repeats the token of its request. By default, the paginator
	// sends the token again, and fails with a [*paginators.DuplicateTokenError] after 10 repeats in a row.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, across all pages. 0 means no limit.
	MaxItems int

	// StartingToken is the position to start from: a token from ResumeToken, a resume token from botocore, or a
	// NextToken from the service.
	StartingToken string
}

// DescribeApplicationsAPIClient is the subset of [Client] used by [DescribeApplicationsPaginator]. Tests can implement
// this interface.
type DescribeApplicationsAPIClient interface {
	// DescribeApplications calls the operation.
	DescribeApplications(context.Context, *DescribeApplicationsInput, ...func(*Options)) (*DescribeApplicationsOutput, error)
}

var describeApplications = pagedOperation[
	DescribeApplicationsAPIClient, DescribeApplicationsInput, DescribeApplicationsOutput, types.WorkSpaceApplication,
]{
	name: "DescribeApplications",
	call: DescribeApplicationsAPIClient.DescribeApplications,
	input: func(in *DescribeApplicationsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, IDs: &in.ApplicationIds}
	},
	output: func(out *DescribeApplicationsOutput) (*string, *[]types.WorkSpaceApplication) {
		return out.NextToken, &out.Applications
	},
}

// NewDescribeApplicationsPaginator returns a paginator for [Client.DescribeApplications]. Nil params are treated as an
// empty input.
func NewDescribeApplicationsPaginator(
	client DescribeApplicationsAPIClient, params *DescribeApplicationsInput, optFns ...func(*DescribeApplicationsPaginatorOptions),
) *DescribeApplicationsPaginator {
	return &DescribeApplicationsPaginator{*describeApplications.paginator(client, params, func(o *paginators.Options) {
		options := DescribeApplicationsPaginatorOptions(*o)
		for _, fn := range optFns {
			fn(&options)
		}
		*o = paginators.Options(options)
	})}
}

// AssociateWorkspaceApplicationInput names an application and the WorkSpace to associate it with.
type AssociateWorkspaceApplicationInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// ApplicationId identifies the application, which must support the WorkSpace's compute type and operating system.
	//
	// This member is required.
	ApplicationId *string `required:"true" form:"application"`
}

// AssociateWorkspaceApplicationOutput holds the association as it was when the request was accepted.
type AssociateWorkspaceApplicationOutput struct {
	// Association is the new association.
	Association *types.WorkspaceResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AssociateWorkspaceApplication associates an application with a WorkSpace. It does not install the application: call
// [Client.DeployWorkspaceApplications] afterwards to install all associated applications at once.
//
// Errors worth handling: [types.ResourceAlreadyExistsException] (the application is already associated with the
// WorkSpace), [types.ResourceInUseException] (try again later), [types.ResourceNotFoundException]. Four errors mean
// that the application cannot be used on the WorkSpace: [types.ApplicationNotSupportedException],
// [types.ComputeNotCompatibleException], [types.OperatingSystemNotCompatibleException],
// [types.IncompatibleApplicationsException].
func (c *Client) AssociateWorkspaceApplication(ctx context.Context, params *AssociateWorkspaceApplicationInput, optFns ...func(*Options)) (*AssociateWorkspaceApplicationOutput, error) {
	return invoke[AssociateWorkspaceApplicationOutput](ctx, c, "AssociateWorkspaceApplication", params, optFns)
}

// DeployWorkspaceApplicationsInput names the WorkSpace on which to install and uninstall applications.
type DeployWorkspaceApplicationsInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// Force retries previously failed deployments.
	Force *bool
}

// DeployWorkspaceApplicationsOutput holds the deployment as it was when the request was accepted.
type DeployWorkspaceApplicationsOutput struct {
	// Deployment holds the associations of the applications being installed or uninstalled.
	Deployment *types.WorkSpaceApplicationDeployment

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeployWorkspaceApplications installs a WorkSpace's associated applications and uninstalls its disassociated ones. It
// returns once the request is accepted. [Client.DescribeWorkspaceAssociations] reports the state of each association:
// COMPLETED means installed, REMOVED means uninstalled, and ERROR comes with a StateReason.
//
// Use [NewApplicationAssociationCompletedWaiter] to wait for installations and
// [NewApplicationAssociationRemovedWaiter] to wait for removals.
//
// Errors worth handling: [types.ResourceInUseException] (try again later),
// [types.IncompatibleApplicationsException], [types.OperationNotSupportedException],
// [types.ResourceNotFoundException].
func (c *Client) DeployWorkspaceApplications(ctx context.Context, params *DeployWorkspaceApplicationsInput, optFns ...func(*Options)) (*DeployWorkspaceApplicationsOutput, error) {
	return invoke[DeployWorkspaceApplicationsOutput](ctx, c, "DeployWorkspaceApplications", params, optFns)
}

// DescribeWorkspaceAssociationsInput names the WorkSpace.
type DescribeWorkspaceAssociationsInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// AssociatedResourceTypes are the kinds of associated resources to list. The only kind is APPLICATION.
	//
	// This member is required.
	AssociatedResourceTypes []types.WorkSpaceAssociatedResourceType `required:"true"`
}

// DescribeWorkspaceAssociationsOutput lists a WorkSpace's associations.
type DescribeWorkspaceAssociationsOutput struct {
	// Associations are the WorkSpace's applications, each with the state of its association. The list is not paginated.
	Associations []types.WorkspaceResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceAssociations returns a WorkSpace's applications, each with the state of its installation or removal.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeWorkspaceAssociations(ctx context.Context, params *DescribeWorkspaceAssociationsInput, optFns ...func(*Options)) (*DescribeWorkspaceAssociationsOutput, error) {
	return invoke[DescribeWorkspaceAssociationsOutput](ctx, c, "DescribeWorkspaceAssociations", params, optFns)
}

// DisassociateWorkspaceApplicationInput names an application and the WorkSpace to disassociate it from.
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

// DisassociateWorkspaceApplicationOutput holds the association as it was when the request was accepted.
type DisassociateWorkspaceApplicationOutput struct {
	// Association is the association being removed.
	Association *types.WorkspaceResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DisassociateWorkspaceApplication disassociates an application from a WorkSpace. An installed application stays
// installed until [Client.DeployWorkspaceApplications] uninstalls it. The call returns once the request is accepted.
// [Client.DescribeWorkspaceAssociations] reports the state of the association.
//
// Use [NewApplicationAssociationRemovedWaiter] to wait until the association is REMOVED.
//
// Errors worth handling: [types.ResourceInUseException] (try again later),
// [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DisassociateWorkspaceApplication(ctx context.Context, params *DisassociateWorkspaceApplicationInput, optFns ...func(*Options)) (*DisassociateWorkspaceApplicationOutput, error) {
	return invoke[DisassociateWorkspaceApplicationOutput](ctx, c, "DisassociateWorkspaceApplication", params, optFns)
}

// DescribeApplicationAssociationsInput names an application and the kinds of resources to list.
type DescribeApplicationAssociationsInput struct {
	// ApplicationId identifies the application.
	//
	// This member is required.
	ApplicationId *string `required:"true" form:"application"`

	// AssociatedResourceTypes are the kinds of associated resources to list: WORKSPACE, BUNDLE or IMAGE.
	//
	// This member is required.
	AssociatedResourceTypes []types.ApplicationAssociatedResourceType `required:"true"`

	// MaxResults is the maximum page size, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeApplicationAssociationsOutput is one page of an application's associations.
type DescribeApplicationAssociationsOutput struct {
	// Associations are the associations on this page.
	Associations []types.ApplicationResourceAssociation

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeApplicationAssociations returns the WorkSpaces, bundles and images associated with an application, page by
// page.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeApplicationAssociations(ctx context.Context, params *DescribeApplicationAssociationsInput, optFns ...func(*Options)) (*DescribeApplicationAssociationsOutput, error) {
	return invoke[DescribeApplicationAssociationsOutput](ctx, c, "DescribeApplicationAssociations", params, optFns)
}

// DescribeApplicationAssociationsPaginator lists the resources that an application is associated with.
// Its methods are documented in detail at [paginators.Paginator].
type DescribeApplicationAssociationsPaginator struct {
	pages paginators.Paginator[
		DescribeApplicationAssociationsInput, DescribeApplicationAssociationsOutput, types.ApplicationResourceAssociation, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *DescribeApplicationAssociationsPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *DescribeApplicationAssociationsPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeApplicationAssociationsOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. If a call fails, the iterator yields the error and stops.
func (p *DescribeApplicationAssociationsPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeApplicationAssociationsOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items. The iterator fetches pages as needed. If a call fails, the
// iterator yields the error and stops.
func (p *DescribeApplicationAssociationsPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.ApplicationResourceAssociation, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns a token for the current position in the list. Pass the token as StartingToken to continue from
// there later. It is empty at the end of the list.
func (p *DescribeApplicationAssociationsPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeApplicationAssociationsPaginatorOptions configures a [DescribeApplicationAssociationsPaginator].
type DescribeApplicationAssociationsPaginatorOptions struct {
	// Limit is the maximum number of items per page. The default is params.MaxResults. 0 leaves the page size to the
	// service.
	Limit int32

	// StopOnDuplicateToken ends the list when a response repeats the token of its request. By default, the paginator
	// sends the token again, and fails with a [*paginators.DuplicateTokenError] after 10 repeats in a row.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, across all pages. 0 means no limit.
	MaxItems int

	// StartingToken is the position to start from: a token from ResumeToken, a resume token from botocore, or a
	// NextToken from the service.
	StartingToken string
}

// DescribeApplicationAssociationsAPIClient is the subset of [Client] used by
// [DescribeApplicationAssociationsPaginator]. Tests can implement this interface.
type DescribeApplicationAssociationsAPIClient interface {
	// DescribeApplicationAssociations calls the operation.
	DescribeApplicationAssociations(context.Context, *DescribeApplicationAssociationsInput, ...func(*Options)) (*DescribeApplicationAssociationsOutput, error)
}

var describeApplicationAssociations = pagedOperation[
	DescribeApplicationAssociationsAPIClient, DescribeApplicationAssociationsInput, DescribeApplicationAssociationsOutput, types.ApplicationResourceAssociation,
]{
	name: "DescribeApplicationAssociations",
	call: DescribeApplicationAssociationsAPIClient.DescribeApplicationAssociations,
	input: func(in *DescribeApplicationAssociationsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults}
	},
	output: func(out *DescribeApplicationAssociationsOutput) (*string, *[]types.ApplicationResourceAssociation) {
		return out.NextToken, &out.Associations
	},
}

// NewDescribeApplicationAssociationsPaginator returns a paginator for [Client.DescribeApplicationAssociations]. Nil
// params are treated as an empty input.
func NewDescribeApplicationAssociationsPaginator(
	client DescribeApplicationAssociationsAPIClient, params *DescribeApplicationAssociationsInput, optFns ...func(*DescribeApplicationAssociationsPaginatorOptions),
) *DescribeApplicationAssociationsPaginator {
	return &DescribeApplicationAssociationsPaginator{*describeApplicationAssociations.paginator(client, params, func(o *paginators.Options) {
		options := DescribeApplicationAssociationsPaginatorOptions(*o)
		for _, fn := range optFns {
			fn(&options)
		}
		*o = paginators.Options(options)
	})}
}

// DescribeBundleAssociationsInput names the bundle.
type DescribeBundleAssociationsInput struct {
	// BundleId identifies the bundle.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`

	// AssociatedResourceTypes are the kinds of associated resources to list. The only kind is APPLICATION.
	//
	// This member is required.
	AssociatedResourceTypes []types.BundleAssociatedResourceType `required:"true"`
}

// DescribeBundleAssociationsOutput lists a bundle's associations.
type DescribeBundleAssociationsOutput struct {
	// Associations are the bundle's applications. The list is not paginated.
	Associations []types.BundleResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeBundleAssociations returns a bundle's applications.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeBundleAssociations(ctx context.Context, params *DescribeBundleAssociationsInput, optFns ...func(*Options)) (*DescribeBundleAssociationsOutput, error) {
	return invoke[DescribeBundleAssociationsOutput](ctx, c, "DescribeBundleAssociations", params, optFns)
}

// DescribeImageAssociationsInput names the image.
type DescribeImageAssociationsInput struct {
	// ImageId identifies the image.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`

	// AssociatedResourceTypes are the kinds of associated resources to list. The only kind is APPLICATION.
	//
	// This member is required.
	AssociatedResourceTypes []types.ImageAssociatedResourceType `required:"true"`
}

// DescribeImageAssociationsOutput lists an image's associations.
type DescribeImageAssociationsOutput struct {
	// Associations are the image's applications. The list is not paginated.
	Associations []types.ImageResourceAssociation

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeImageAssociations returns an image's applications.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) DescribeImageAssociations(ctx context.Context, params *DescribeImageAssociationsInput, optFns ...func(*Options)) (*DescribeImageAssociationsOutput, error) {
	return invoke[DescribeImageAssociationsOutput](ctx, c, "DescribeImageAssociations", params, optFns)
}

// ApplicationAssociationWaiter waits until a WorkSpace's applications reach the desired state. Options.Only lists the
// identifiers of the applications to wait for; by default, the waiter waits for all applications returned by the first
// call. The waiter's methods Wait and WaitForOutput are documented at [waiters.Waiter].
type ApplicationAssociationWaiter = waiters.Waiter[
	DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, types.WorkspaceResourceAssociation, Options]

// ApplicationAssociationWaiterOptions configures an [ApplicationAssociationWaiter]. The fields APIOptions,
// ClientOptions, MinDelay, MaxDelay, LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at
// [waiters.Options].
type ApplicationAssociationWaiterOptions = waiters.Options[DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, Options]

// DescribeWorkspaceAssociationsAPIClient is a client that can call DescribeWorkspaceAssociations, such as [Client].
// Tests can implement this interface.
type DescribeWorkspaceAssociationsAPIClient interface {
	// DescribeWorkspaceAssociations calls the operation.
	DescribeWorkspaceAssociations(context.Context, *DescribeWorkspaceAssociationsInput, ...func(*Options)) (*DescribeWorkspaceAssociationsOutput, error)
}

// applicationAssociationSpec returns the Spec shared by all application association waiters; each adds its own Verdict.
func applicationAssociationSpec(name string, client DescribeWorkspaceAssociationsAPIClient) waiters.Spec[DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, types.WorkspaceResourceAssociation, Options] {
	return waiters.Spec[DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, types.WorkspaceResourceAssociation, Options]{
		Name: name,
		List: func(in *DescribeWorkspaceAssociationsInput) waiters.Pager[DescribeWorkspaceAssociationsOutput, Options] {
			return &onePage[DescribeWorkspaceAssociationsAPIClient, DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput]{
				client: client, call: DescribeWorkspaceAssociationsAPIClient.DescribeWorkspaceAssociations, in: in,
			}
		},
		Items: func(out *DescribeWorkspaceAssociationsOutput) []types.WorkspaceResourceAssociation {
			return out.Associations
		},
		Join: func(out *DescribeWorkspaceAssociationsOutput, items []types.WorkspaceResourceAssociation) {
			out.Associations = items
		},
		Resource: func(a *types.WorkspaceResourceAssociation) waiters.Resource {
			r := waiters.Resource{ID: aws.ToString(a.AssociatedResourceId), State: string(a.State)}
			if a.StateReason != nil {
				r.ErrorCode, r.ErrorMessage = string(a.StateReason.ErrorCode), aws.ToString(a.StateReason.ErrorMessage)
			}
			return r
		},
		Check: func(in *DescribeWorkspaceAssociationsInput) error {
			return requireSelector(selector{"WorkspaceId", in.WorkspaceId != nil})
		},
	}
}

// NewApplicationAssociationCompletedWaiter returns a waiter that waits until applications are installed on a
// WorkSpace. Use it after [Client.AssociateWorkspaceApplication] and [Client.DeployWorkspaceApplications].
//
//	COMPLETED                                                                   done
//	ERROR PENDING_UNINSTALL PENDING_UNINSTALL_DEPLOYMENT UNINSTALLING REMOVED   fail
//	not found                                                                   fail, immediately if the application was found before, otherwise after Options.Grace
//	all others                                                                  keep waiting
func NewApplicationAssociationCompletedWaiter(client DescribeWorkspaceAssociationsAPIClient, optFns ...func(*ApplicationAssociationWaiterOptions)) *ApplicationAssociationWaiter {
	spec := applicationAssociationSpec("ApplicationAssociationCompleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.AssociationState]{
		done: []types.AssociationState{types.AssociationStateCompleted},
		fail: []types.AssociationState{
			types.AssociationStateError, types.AssociationStatePendingUninstall,
			types.AssociationStatePendingUninstallDeployment, types.AssociationStateUninstalling,
			types.AssociationStateRemoved,
		},
	})
	return newWaiter(spec, optFns)
}

// NewApplicationAssociationRemovedWaiter returns a waiter that waits until applications are uninstalled from
// a WorkSpace. Use it after [Client.DisassociateWorkspaceApplication] and
// [Client.DeployWorkspaceApplications].
//
//	REMOVED      done
//	not found    done
//	ERROR        fail
//	all others   keep waiting
func NewApplicationAssociationRemovedWaiter(client DescribeWorkspaceAssociationsAPIClient, optFns ...func(*ApplicationAssociationWaiterOptions)) *ApplicationAssociationWaiter {
	spec := applicationAssociationSpec("ApplicationAssociationRemoved", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.AssociationState]{
		done: []types.AssociationState{types.AssociationStateRemoved},
		fail: []types.AssociationState{types.AssociationStateError},
	})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}
