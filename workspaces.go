package workspaces

import (
	"context"
	"iter"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// CreateWorkspacesInput lists the WorkSpaces to create.
type CreateWorkspacesInput struct {
	// Workspaces are 1 to 25 requests, each for one user of one directory.
	//
	// This member is required.
	Workspaces []types.WorkspaceRequest `required:"true" items:"1:25"`
}

// CreateWorkspacesOutput lists the accepted and refused requests.
type CreateWorkspacesOutput struct {
	// PendingRequests are the WorkSpaces being created. Each has its new identifier and is PENDING; its address, subnet
	// and computer name are set later. For a moment after this call, DescribeWorkspaces does not return the new
	// WorkSpaces even though they exist.
	PendingRequests []types.Workspace

	// FailedRequests are the refused requests, each with a code and a message.
	FailedRequests []types.FailedCreateWorkspaceRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspaces creates up to 25 personal WorkSpaces. The call returns once the requests are accepted. A WorkSpace
// is PENDING for about 20 minutes, and then becomes AVAILABLE or ERROR. Refused requests are listed in FailedRequests;
// [CreateWorkspacesOutput.Err] returns them as an error.
//
// The operation has no client token to prevent duplicates, but a user can have only one WorkSpace in a directory. If
// the response to a call is lost, the client retries the call. The service then reports ResourceExists.WorkSpace for
// the WorkSpaces created by the first attempt; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] to wait until the WorkSpace is AVAILABLE.
//
// Errors worth handling: [types.ResourceLimitExceededException] (the default quota is 1 WorkSpace, and 0 WorkSpaces of
// each graphics class), [types.InvalidParameterValuesException] (for example for a pair of volume sizes that is not
// allowed; the whole call fails).
func (c *Client) CreateWorkspaces(ctx context.Context, params *CreateWorkspacesInput, optFns ...func(*Options)) (*CreateWorkspacesOutput, error) {
	return invoke[CreateWorkspacesOutput](ctx, c, "CreateWorkspaces", params, optFns)
}

// DescribeWorkspacesInput selects WorkSpaces by identifier, by directory and user, or by bundle. A call can use only
// one of these. By default, it returns all WorkSpaces in the Region.
type DescribeWorkspacesInput struct {
	// WorkspaceIds are the identifiers of 1 to 25 WorkSpaces. WorkspaceIds cannot be combined with other filters.
	// WorkSpaces that do not exist are omitted from the output without an error.
	WorkspaceIds []string `items:"1:25" form:"workspace"`

	// DirectoryId selects the WorkSpaces of one directory. It can be combined only with UserName.
	DirectoryId *string `len:"10:65" form:"directory"`

	// UserName selects the WorkSpaces of one user in the directory: 1 to 63 characters. It requires DirectoryId.
	UserName *string `len:"1:63"`

	// BundleId selects the WorkSpaces created from one bundle. It cannot be combined with other filters.
	BundleId *string `form:"bundle"`

	// WorkspaceName selects a user-decoupled WorkSpace by its name.
	WorkspaceName *string `form:"workspacename"`

	// Limit is the maximum page size, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesOutput is one page of WorkSpaces.
type DescribeWorkspacesOutput struct {
	// Workspaces are the WorkSpaces on this page. Some members of a PENDING WorkSpace are nil.
	Workspaces []types.Workspace

	// NextToken is the token for the next page, or nil on the last page. A page has at most 25 WorkSpaces, so a program
	// that ignores the token misses the WorkSpaces on later pages.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaces returns personal WorkSpaces with their state, page by page. It does not return terminated
// WorkSpaces. The output does not include tags; [Client.DescribeTags] returns them.
//
// Errors worth handling: [types.InvalidParameterValuesException] (more than one filter, or UserName without
// DirectoryId), [types.ResourceUnavailableException].
func (c *Client) DescribeWorkspaces(ctx context.Context, params *DescribeWorkspacesInput, optFns ...func(*Options)) (*DescribeWorkspacesOutput, error) {
	return invoke[DescribeWorkspacesOutput](ctx, c, "DescribeWorkspaces", params, optFns)
}

// DescribeWorkspacesPaginator lists WorkSpaces. It splits more than 25 WorkspaceIds across several calls. Its methods
// are documented in detail at [paginators.Paginator].
type DescribeWorkspacesPaginator struct {
	pages paginators.Paginator[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *DescribeWorkspacesPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *DescribeWorkspacesPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeWorkspacesOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. If a call fails, the iterator yields the error and stops.
func (p *DescribeWorkspacesPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeWorkspacesOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items. The iterator fetches pages as needed. If a call fails, the
// iterator yields the error and stops.
func (p *DescribeWorkspacesPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.Workspace, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns a token for the current position in the list. Pass the token as StartingToken to continue from
// there later. It is empty at the end of the list.
func (p *DescribeWorkspacesPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeWorkspacesPaginatorOptions configures a [DescribeWorkspacesPaginator].
type DescribeWorkspacesPaginatorOptions struct {
	// Limit is the maximum number of items per page. The default is params.Limit. 0 leaves the page size to the
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

// DescribeWorkspacesAPIClient is the subset of [Client] used by [DescribeWorkspacesPaginator]. Tests can implement this
// interface.
type DescribeWorkspacesAPIClient interface {
	// DescribeWorkspaces calls the operation.
	DescribeWorkspaces(context.Context, *DescribeWorkspacesInput, ...func(*Options)) (*DescribeWorkspacesOutput, error)
}

var describeWorkspaces = pagedOperation[
	DescribeWorkspacesAPIClient, DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace,
]{
	name: "DescribeWorkspaces",
	call: DescribeWorkspacesAPIClient.DescribeWorkspaces,
	input: func(in *DescribeWorkspacesInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, IDs: &in.WorkspaceIds}
	},
	output: func(out *DescribeWorkspacesOutput) (*string, *[]types.Workspace) {
		return out.NextToken, &out.Workspaces
	},
}

// NewDescribeWorkspacesPaginator returns a paginator for [Client.DescribeWorkspaces]. Nil params are treated as an
// empty input.
func NewDescribeWorkspacesPaginator(
	client DescribeWorkspacesAPIClient, params *DescribeWorkspacesInput, optFns ...func(*DescribeWorkspacesPaginatorOptions),
) *DescribeWorkspacesPaginator {
	return &DescribeWorkspacesPaginator{*describeWorkspaces.paginator(client, params, func(o *paginators.Options) {
		options := DescribeWorkspacesPaginatorOptions(*o)
		for _, fn := range optFns {
			fn(&options)
		}
		*o = paginators.Options(options)
	})}
}

// DescribeWorkspacesConnectionStatusInput selects WorkSpaces by identifier.
type DescribeWorkspacesConnectionStatusInput struct {
	// WorkspaceIds are the identifiers of 1 to 25 WorkSpaces. By default, the call returns the states of all WorkSpaces
	// in the Region.
	WorkspaceIds []string `items:"1:25" form:"workspace"`

	// NextToken is the token from the previous output, or nil for the first page. The service chooses the page size.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesConnectionStatusOutput is one page of connection states.
type DescribeWorkspacesConnectionStatusOutput struct {
	// WorkspacesConnectionStatus are the connection states on this page. A page may be empty even if more pages
	// follow. WorkSpaces that were just launched or are in the ERROR state are not listed.
	WorkspacesConnectionStatus []types.WorkspaceConnectionStatus

	// NextToken is the token for the next page, or nil on the last page. An empty page is not necessarily the last.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspacesConnectionStatus returns the connection states of WorkSpaces, page by page: whether the user is
// connected, and when the user was last connected. Use it to find unused WorkSpaces.
//
// Errors worth handling: [types.InvalidParameterValuesException].
func (c *Client) DescribeWorkspacesConnectionStatus(ctx context.Context, params *DescribeWorkspacesConnectionStatusInput, optFns ...func(*Options)) (*DescribeWorkspacesConnectionStatusOutput, error) {
	return invoke[DescribeWorkspacesConnectionStatusOutput](ctx, c, "DescribeWorkspacesConnectionStatus", params, optFns)
}

// DescribeWorkspacesConnectionStatusPaginator lists the connection states of WorkSpaces. It splits more than 25
// WorkspaceIds across several calls. The methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented at
// [paginators.Paginator].
type DescribeWorkspacesConnectionStatusPaginator = paginators.Paginator[
	DescribeWorkspacesConnectionStatusInput, DescribeWorkspacesConnectionStatusOutput, types.WorkspaceConnectionStatus, Options]

// DescribeWorkspacesConnectionStatusAPIClient is the subset of [Client] used by
// [DescribeWorkspacesConnectionStatusPaginator]. Tests can implement this interface.
type DescribeWorkspacesConnectionStatusAPIClient interface {
	// DescribeWorkspacesConnectionStatus calls the operation.
	DescribeWorkspacesConnectionStatus(context.Context, *DescribeWorkspacesConnectionStatusInput, ...func(*Options)) (*DescribeWorkspacesConnectionStatusOutput, error)
}

var describeWorkspacesConnectionStatus = pagedOperation[
	DescribeWorkspacesConnectionStatusAPIClient, DescribeWorkspacesConnectionStatusInput, DescribeWorkspacesConnectionStatusOutput, types.WorkspaceConnectionStatus,
]{
	name: "DescribeWorkspacesConnectionStatus",
	call: DescribeWorkspacesConnectionStatusAPIClient.DescribeWorkspacesConnectionStatus,
	input: func(in *DescribeWorkspacesConnectionStatusInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, IDs: &in.WorkspaceIds}
	},
	output: func(out *DescribeWorkspacesConnectionStatusOutput) (*string, *[]types.WorkspaceConnectionStatus) {
		return out.NextToken, &out.WorkspacesConnectionStatus
	},
}

// NewDescribeWorkspacesConnectionStatusPaginator returns a paginator for [Client.DescribeWorkspacesConnectionStatus].
// Nil params are treated as an empty input.
func NewDescribeWorkspacesConnectionStatusPaginator(
	client DescribeWorkspacesConnectionStatusAPIClient, params *DescribeWorkspacesConnectionStatusInput, optFns ...func(*paginators.Options),
) *DescribeWorkspacesConnectionStatusPaginator {
	return describeWorkspacesConnectionStatus.paginator(client, params, optFns...)
}

// ModifyWorkspacePropertiesInput names a WorkSpace and its new properties. Unset properties stay the same.
type ModifyWorkspacePropertiesInput struct {
	// WorkspaceId identifies the WorkSpace. The WorkSpace must be AVAILABLE or STOPPED.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// WorkspaceProperties holds the new values. One call cannot change both the hardware and a volume, or both volumes.
	WorkspaceProperties *types.WorkspaceProperties

	// DataReplication turns data replication from a primary WorkSpace to its standby on or off.
	DataReplication types.DataReplication
}

// ModifyWorkspacePropertiesOutput is empty except for the metadata.
type ModifyWorkspacePropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceProperties changes one property of a WorkSpace: the running mode (optionally with the AutoStop
// timeout), the hardware, a volume size, the protocol or the replication. The WorkSpace must be AVAILABLE or STOPPED.
// The call returns once the request is accepted. A hardware change disconnects the user and takes up to one hour. A
// volume change takes up to two hours. The WorkSpace's State does not become UPDATING immediately; watch its
// ModificationStates instead, which are empty once the change is complete. Until then, the WorkSpace cannot be
// rebooted, rebuilt or started.
//
// The service requires some time between changes: 6 hours from the launch to the first increase, 6 hours between two
// increases, and 30 days between two hardware reductions. Volumes cannot be reduced.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceModifiedWaiter] to wait until the modification is complete.
//
// Errors worth handling: [types.OperationInProgressException] (an earlier change is still in progress; the client does
// not retry this error), [types.InvalidResourceStateException], [types.UnsupportedWorkspaceConfigurationException],
// [types.ResourceUnavailableException], [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) ModifyWorkspaceProperties(ctx context.Context, params *ModifyWorkspacePropertiesInput, optFns ...func(*Options)) (*ModifyWorkspacePropertiesOutput, error) {
	return invoke[ModifyWorkspacePropertiesOutput](ctx, c, "ModifyWorkspaceProperties", params, optFns)
}

// ModifyWorkspaceStateInput names a WorkSpace and the state to put it in.
type ModifyWorkspaceStateInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// WorkspaceState is ADMIN_MAINTENANCE to begin maintenance, or AVAILABLE to end it.
	//
	// This member is required.
	WorkspaceState types.TargetWorkspaceState `required:"true"`
}

// ModifyWorkspaceStateOutput is empty except for the metadata.
type ModifyWorkspaceStateOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceState puts an AVAILABLE WorkSpace into ADMIN_MAINTENANCE, or ends the maintenance. During maintenance,
// the user cannot log in, an AUTO_STOP WorkSpace does not stop automatically, and the service refuses to start, stop,
// reboot, rebuild, restore or migrate the WorkSpace.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceInStateWaiter] to wait until the WorkSpace has the new state.
//
// Errors worth handling: [types.InvalidResourceStateException], [types.OperationNotSupportedException],
// [types.ResourceNotFoundException].
func (c *Client) ModifyWorkspaceState(ctx context.Context, params *ModifyWorkspaceStateInput, optFns ...func(*Options)) (*ModifyWorkspaceStateOutput, error) {
	return invoke[ModifyWorkspaceStateOutput](ctx, c, "ModifyWorkspaceState", params, optFns)
}

// DescribeWorkspaceSnapshotsInput names the WorkSpace whose snapshots are returned.
type DescribeWorkspaceSnapshotsInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}

// DescribeWorkspaceSnapshotsOutput lists a WorkSpace's snapshots by purpose.
type DescribeWorkspaceSnapshotsOutput struct {
	// RebuildSnapshots are snapshots of the user volume. [Client.RebuildWorkspaces] uses the newest one.
	RebuildSnapshots []types.Snapshot

	// RestoreSnapshots are snapshots of the root volume and the user volume. [Client.RestoreWorkspace] uses the newest
	// one.
	RestoreSnapshots []types.Snapshot

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceSnapshots returns the snapshots that a rebuild or restore of a WorkSpace would use. The service
// often takes the first snapshots within 30 minutes of the launch, and further snapshots every 12 hours.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeWorkspaceSnapshots(ctx context.Context, params *DescribeWorkspaceSnapshotsInput, optFns ...func(*Options)) (*DescribeWorkspaceSnapshotsOutput, error) {
	return invoke[DescribeWorkspaceSnapshotsOutput](ctx, c, "DescribeWorkspaceSnapshots", params, optFns)
}

// RestoreWorkspaceInput names the WorkSpace to restore.
type RestoreWorkspaceInput struct {
	// WorkspaceId identifies the WorkSpace. The WorkSpace must be AVAILABLE, ERROR, UNHEALTHY or STOPPED.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}

// RestoreWorkspaceOutput is empty except for the metadata.
type RestoreWorkspaceOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RestoreWorkspace restores both volumes of a WorkSpace from the last snapshot taken while the WorkSpace was healthy.
// Data written after the snapshot is lost; [Client.DescribeWorkspaceSnapshots] returns the snapshot's time. The
// WorkSpace must be AVAILABLE, ERROR, UNHEALTHY or STOPPED. The call returns once the request is accepted. The
// WorkSpace is then RESTORING.
//
// Unlike [Client.RebuildWorkspaces], RestoreWorkspace returns an error if the service refuses the request.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] to wait until the WorkSpace is AVAILABLE.
//
// Errors worth handling: [types.OperationNotSupportedException], [types.ResourceNotFoundException],
// [types.InvalidParameterValuesException].
func (c *Client) RestoreWorkspace(ctx context.Context, params *RestoreWorkspaceInput, optFns ...func(*Options)) (*RestoreWorkspaceOutput, error) {
	return invoke[RestoreWorkspaceOutput](ctx, c, "RestoreWorkspace", params, optFns)
}

// MigrateWorkspaceInput names a WorkSpace and the bundle to migrate it to.
type MigrateWorkspaceInput struct {
	// SourceWorkspaceId identifies the WorkSpace to migrate.
	//
	// This member is required.
	SourceWorkspaceId *string `required:"true" form:"workspace"`

	// BundleId identifies the bundle to migrate to.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`
}

// MigrateWorkspaceOutput holds the identifiers before and after the migration.
type MigrateWorkspaceOutput struct {
	// SourceWorkspaceId is the WorkSpace's identifier before the migration. If the migration fails, the WorkSpace keeps
	// this identifier.
	SourceWorkspaceId *string

	// TargetWorkspaceId is the WorkSpace's identifier after a successful migration. It is not used if the migration
	// fails.
	TargetWorkspaceId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// MigrateWorkspace migrates a WorkSpace to another bundle, possibly with a different operating system. The new root
// volume is created from the bundle's image, and the new user volume from the last snapshot of the old one. Data
// written after the snapshot is lost, as is everything installed on the root volume. On Windows, the old profile folder
// is kept under a name that ends in .NotMigrated. Tags and running mode stay the same. The WorkSpace gets a new
// identifier, computer name and IP address.
//
// The call returns once the request is accepted. The migration takes up to one hour, during which DescribeWorkspaces
// returns both the source WorkSpace and the target WorkSpace, which is PENDING. The source is terminated at the end or,
// if the migration fails, becomes available again.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] with the target's identifier to wait until the target is AVAILABLE.
//
// Errors worth handling: [types.OperationInProgressException], [types.OperationNotSupportedException],
// [types.ResourceUnavailableException], [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) MigrateWorkspace(ctx context.Context, params *MigrateWorkspaceInput, optFns ...func(*Options)) (*MigrateWorkspaceOutput, error) {
	return invoke[MigrateWorkspaceOutput](ctx, c, "MigrateWorkspace", params, optFns)
}

// TerminateWorkspacesInput lists the WorkSpaces to terminate.
type TerminateWorkspacesInput struct {
	// TerminateWorkspaceRequests lists the 1 to 25 WorkSpaces to terminate.
	//
	// This member is required.
	TerminateWorkspaceRequests []types.TerminateRequest `required:"true" items:"1:25"`
}

// TerminateWorkspacesOutput lists the WorkSpaces that the service refused to terminate.
type TerminateWorkspacesOutput struct {
	// FailedRequests are the refused WorkSpaces, each with a code and a message. The other WorkSpaces in the call are
	// being terminated.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// TerminateWorkspaces permanently deletes up to 25 WorkSpaces, with all of their users' data. Deleted WorkSpaces cannot
// be recovered. The WorkSpaces can be in any state except SUSPENDED. The call returns once the request is accepted. The
// WorkSpaces are TERMINATING for about 5 minutes, until [Client.DescribeWorkspaces] no longer returns them; the
// TERMINATED state is rarely visible. While a WorkSpace exists, the service refuses to create a new one for the same
// user. WorkSpaces that the service refused to terminate are listed in FailedRequests; [TerminateWorkspacesOutput.Err]
// returns them as an error.
//
// The service deregisters a Simple AD or AD Connector directory after 30 days without WorkSpaces, and charges for the
// directory from then on.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceTerminatedWaiter] to wait until the WorkSpace no longer exists.
func (c *Client) TerminateWorkspaces(ctx context.Context, params *TerminateWorkspacesInput, optFns ...func(*Options)) (*TerminateWorkspacesOutput, error) {
	return invoke[TerminateWorkspacesOutput](ctx, c, "TerminateWorkspaces", params, optFns)
}
