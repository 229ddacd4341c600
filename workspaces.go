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
	// Workspaces are the requests, 1 to 25, each for one user of one directory.
	//
	// This member is required.
	Workspaces []types.WorkspaceRequest `required:"true" items:"1:25"`
}

// CreateWorkspacesOutput tells which requests were accepted and which were not.
type CreateWorkspacesOutput struct {
	// PendingRequests are the WorkSpaces on their way, each with its new identifier and the state PENDING.
	// The address, the subnet and the computer name come later. For a moment, DescribeWorkspaces does not
	// know the identifier yet: an empty answer right after this call does not mean that it is gone.
	PendingRequests []types.Workspace

	// FailedRequests are the requests turned down, each with a code and a message.
	FailedRequests []types.FailedCreateWorkspaceRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspaces asks for up to 25 personal WorkSpaces. It returns when the requests are accepted: a
// WorkSpace is PENDING for about 20 minutes, then AVAILABLE or ERROR. Requests that were turned down one
// by one are in FailedRequests; [CreateWorkspacesOutput.Err] makes an error of them.
//
// The service has no token against creating twice; what protects is that a user has only one WorkSpace in
// a directory. So a call repeated after a lost answer reports ResourceExists.WorkSpace for what exists.
//
// To wait for it: [NewWorkspaceAvailableWaiter].
//
// Errors worth handling: [types.ResourceLimitExceededException] (the default quota is 1 WorkSpace, and 0
// of each graphics class), [types.InvalidParameterValuesException] (for instance volume sizes that do not
// go together, which fails the whole call).
func (c *Client) CreateWorkspaces(ctx context.Context, params *CreateWorkspacesInput, optFns ...func(*Options)) (*CreateWorkspacesOutput, error) {
	return invoke[CreateWorkspacesOutput](ctx, c, "CreateWorkspaces", params, optFns)
}

// DescribeWorkspacesInput chooses WorkSpaces by identifier, by directory (and user), or by bundle: one of
// these ways at a time. With none, all WorkSpaces of the Region are listed.
type DescribeWorkspacesInput struct {
	// WorkspaceIds are the WorkSpaces wanted, 1 to 25. Not together with another filter. Those that do not
	// exist, or not yet, are missing from the answer without an error.
	WorkspaceIds []string `items:"1:25" form:"workspace"`

	// DirectoryId chooses the WorkSpaces of one directory. Only UserName goes with it.
	DirectoryId *string `len:"10:65" form:"directory"`

	// UserName narrows DirectoryId, without which it is refused, to one user. 1 to 63 characters.
	UserName *string `len:"1:63"`

	// BundleId chooses the WorkSpaces that were created from one bundle. Not together with another filter.
	BundleId *string `form:"bundle"`

	// WorkspaceName chooses a user-decoupled WorkSpace by its name.
	WorkspaceName *string `form:"workspacename"`

	// Limit is the size of a page, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken continues a list: the NextToken of the page before.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesOutput is one page of WorkSpaces.
type DescribeWorkspacesOutput struct {
	// Workspaces are the WorkSpaces of this page. One that is PENDING lacks some of its members.
	Workspaces []types.Workspace

	// NextToken asks for the next page; nil on the last one. A page holds 25 WorkSpaces at most: a program
	// that ignores the token silently stops there.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaces lists personal WorkSpaces with their state, page by page. It is also the proof that
// one is gone: a terminated WorkSpace is no longer returned. Tags are not in the answer; see
// [Client.DescribeTags].
//
// Errors worth handling: [types.InvalidParameterValuesException] (more than one filter, or a user without
// a directory), [types.ResourceUnavailableException].
func (c *Client) DescribeWorkspaces(ctx context.Context, params *DescribeWorkspacesInput, optFns ...func(*Options)) (*DescribeWorkspacesOutput, error) {
	return invoke[DescribeWorkspacesOutput](ctx, c, "DescribeWorkspaces", params, optFns)
}

// DescribeWorkspacesPaginator lists WorkSpaces. More than 25 WorkspaceIds are split over several calls. It
// works like a [paginators.Paginator], which describes each method in detail.
type DescribeWorkspacesPaginator struct {
	pages paginators.Paginator[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *DescribeWorkspacesPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *DescribeWorkspacesPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeWorkspacesOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. An error is its last element.
func (p *DescribeWorkspacesPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeWorkspacesOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items, and fetches pages as needed. An error is its last
// element.
func (p *DescribeWorkspacesPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.Workspace, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns the position in the list, for the option StartingToken. It is empty at the end of the
// list.
func (p *DescribeWorkspacesPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeWorkspacesPaginatorOptions are the options of a [DescribeWorkspacesPaginator].
type DescribeWorkspacesPaginatorOptions struct {
	// Limit is the maximum number of items on a page. 0 leaves the page size to the service. The default is
	// Limit of params.
	Limit int32

	// StopOnDuplicateToken ends the list when the service returns the token that it was sent. Without it the
	// page is fetched again, at most 10 times.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, over all pages together. 0 means no limit.
	MaxItems int

	// StartingToken is where to begin: a ResumeToken, a resume token of botocore, or a NextToken of the
	// service.
	StartingToken string
}

// DescribeWorkspacesAPIClient is the part of [Client] that a [DescribeWorkspacesPaginator] calls. Tests can
// implement it.
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

// NewDescribeWorkspacesPaginator returns a paginator for [Client.DescribeWorkspaces]. Nil params are an
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

// DescribeWorkspacesConnectionStatusInput chooses the WorkSpaces whose connections are wanted.
type DescribeWorkspacesConnectionStatusInput struct {
	// WorkspaceIds are the WorkSpaces to look at, 1 to 25. Leave it nil for all of the Region.
	WorkspaceIds []string `items:"1:25" form:"workspace"`

	// NextToken continues a list: the NextToken of the page before. The service alone decides on the size
	// of a page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesConnectionStatusOutput is one page of connection records.
type DescribeWorkspacesConnectionStatusOutput struct {
	// WorkspacesConnectionStatus are the records of this page. There may be none on a page that is not the
	// last. A WorkSpace that was only just launched, or whose state is ERROR, has no record at all.
	WorkspacesConnectionStatus []types.WorkspaceConnectionStatus

	// NextToken asks for the next page; nil on the last one. It alone tells the end, not an empty page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspacesConnectionStatus tells who is connected, and when each user was last seen, page by
// page: the way to find WorkSpaces that nobody uses.
//
// Errors worth handling: [types.InvalidParameterValuesException].
func (c *Client) DescribeWorkspacesConnectionStatus(ctx context.Context, params *DescribeWorkspacesConnectionStatusInput, optFns ...func(*Options)) (*DescribeWorkspacesConnectionStatusOutput, error) {
	return invoke[DescribeWorkspacesConnectionStatusOutput](ctx, c, "DescribeWorkspacesConnectionStatus", params, optFns)
}

// DescribeWorkspacesConnectionStatusPaginator lists the connection states of WorkSpaces. More than 25
// WorkspaceIds are split over several calls. Its methods HasMorePages, NextPage, Pages, Items and
// ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspacesConnectionStatusPaginator = paginators.Paginator[
	DescribeWorkspacesConnectionStatusInput, DescribeWorkspacesConnectionStatusOutput, types.WorkspaceConnectionStatus, Options]

// DescribeWorkspacesConnectionStatusAPIClient is the part of [Client] that a
// [DescribeWorkspacesConnectionStatusPaginator] calls. Tests can implement it.
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

// NewDescribeWorkspacesConnectionStatusPaginator returns a paginator for
// [Client.DescribeWorkspacesConnectionStatus]. Nil params are an empty input.
func NewDescribeWorkspacesConnectionStatusPaginator(
	client DescribeWorkspacesConnectionStatusAPIClient, params *DescribeWorkspacesConnectionStatusInput, optFns ...func(*paginators.Options),
) *DescribeWorkspacesConnectionStatusPaginator {
	return describeWorkspacesConnectionStatus.paginator(client, params, optFns...)
}

// ModifyWorkspacePropertiesInput names a WorkSpace and what to change of it. What is not set stays.
type ModifyWorkspacePropertiesInput struct {
	// WorkspaceId identifies the WorkSpace. It must be AVAILABLE or STOPPED.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// WorkspaceProperties holds the new values. One call changes the hardware or a volume, not both; and
	// one volume, not both.
	WorkspaceProperties *types.WorkspaceProperties

	// DataReplication switches the copying of data from a primary WorkSpace to its standby.
	DataReplication types.DataReplication
}

// ModifyWorkspacePropertiesOutput is empty but for the metadata.
type ModifyWorkspacePropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceProperties changes the running mode, the hardware, a volume size, the protocol or the
// replication of one WorkSpace, which must be AVAILABLE or STOPPED. It returns when the request is
// accepted: hardware takes up to an hour, a volume up to two. The State of the WorkSpace does not turn to
// UPDATING at once, so watch its ModificationStates: they are empty when all is done.
//
// The service makes a program wait between changes: 6 hours after launch before anything grows, 6 hours
// between two growths, 30 days before hardware shrinks again. Volumes never shrink.
//
// To wait for it: [NewWorkspaceModifiedWaiter].
//
// Errors worth handling: [types.OperationInProgressException] (an earlier change is still under way; it is
// not retried by itself), [types.InvalidResourceStateException],
// [types.UnsupportedWorkspaceConfigurationException], [types.ResourceUnavailableException],
// [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) ModifyWorkspaceProperties(ctx context.Context, params *ModifyWorkspacePropertiesInput, optFns ...func(*Options)) (*ModifyWorkspacePropertiesOutput, error) {
	return invoke[ModifyWorkspacePropertiesOutput](ctx, c, "ModifyWorkspaceProperties", params, optFns)
}

// ModifyWorkspaceStateInput names a WorkSpace and the state to put it in.
type ModifyWorkspaceStateInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`

	// WorkspaceState is ADMIN_MAINTENANCE to close the WorkSpace, AVAILABLE to open it again.
	//
	// This member is required.
	WorkspaceState types.TargetWorkspaceState `required:"true"`
}

// ModifyWorkspaceStateOutput is empty but for the metadata.
type ModifyWorkspaceStateOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceState takes an AVAILABLE WorkSpace into ADMIN_MAINTENANCE, or out of it. While it lasts,
// the user cannot log in, an AUTO_STOP WorkSpace does not stop by itself, and requests to start, stop,
// reboot, rebuild, restore or migrate are refused: an administrator works undisturbed.
//
// To wait for it: [NewWorkspaceInStateWaiter].
//
// Errors worth handling: [types.InvalidResourceStateException], [types.OperationNotSupportedException],
// [types.ResourceNotFoundException].
func (c *Client) ModifyWorkspaceState(ctx context.Context, params *ModifyWorkspaceStateInput, optFns ...func(*Options)) (*ModifyWorkspaceStateOutput, error) {
	return invoke[ModifyWorkspaceStateOutput](ctx, c, "ModifyWorkspaceState", params, optFns)
}

// DescribeWorkspaceSnapshotsInput names the WorkSpace whose snapshots are wanted.
type DescribeWorkspaceSnapshotsInput struct {
	// WorkspaceId identifies the WorkSpace.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}

// DescribeWorkspaceSnapshotsOutput lists the snapshots of one WorkSpace by what they are good for.
type DescribeWorkspaceSnapshotsOutput struct {
	// RebuildSnapshots hold the user volume: RebuildWorkspaces returns to the newest of them.
	RebuildSnapshots []types.Snapshot

	// RestoreSnapshots hold root and user volume: RestoreWorkspace returns to the newest of them.
	RestoreSnapshots []types.Snapshot

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceSnapshots tells how far back a rebuild or a restoration of one WorkSpace would go. The
// service takes the first snapshots often within 30 minutes of the launch, then every 12 hours.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeWorkspaceSnapshots(ctx context.Context, params *DescribeWorkspaceSnapshotsInput, optFns ...func(*Options)) (*DescribeWorkspaceSnapshotsOutput, error) {
	return invoke[DescribeWorkspaceSnapshotsOutput](ctx, c, "DescribeWorkspaceSnapshots", params, optFns)
}

// RestoreWorkspaceInput names the WorkSpace to restore.
type RestoreWorkspaceInput struct {
	// WorkspaceId identifies the WorkSpace. It must be AVAILABLE, ERROR, UNHEALTHY or STOPPED.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}

// RestoreWorkspaceOutput is empty but for the metadata.
type RestoreWorkspaceOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RestoreWorkspace takes both volumes of one WorkSpace back to their last snapshot from a time when it was
// healthy. What was written since is lost: [Client.DescribeWorkspaceSnapshots] tells when that was. The
// WorkSpace must be AVAILABLE, ERROR, UNHEALTHY or STOPPED. It returns when the request is accepted; the
// WorkSpace is RESTORING from then on.
//
// It takes a single WorkSpace and, other than [Client.RebuildWorkspaces], reports a refusal as an error.
//
// To wait for it: [NewWorkspaceAvailableWaiter].
//
// Errors worth handling: [types.OperationNotSupportedException], [types.ResourceNotFoundException],
// [types.InvalidParameterValuesException].
func (c *Client) RestoreWorkspace(ctx context.Context, params *RestoreWorkspaceInput, optFns ...func(*Options)) (*RestoreWorkspaceOutput, error) {
	return invoke[RestoreWorkspaceOutput](ctx, c, "RestoreWorkspace", params, optFns)
}

// MigrateWorkspaceInput names a WorkSpace and the bundle to move it to.
type MigrateWorkspaceInput struct {
	// SourceWorkspaceId identifies the WorkSpace to move.
	//
	// This member is required.
	SourceWorkspaceId *string `required:"true" form:"workspace"`

	// BundleId identifies the bundle to move to.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`
}

// MigrateWorkspaceOutput holds the identifiers before and after.
type MigrateWorkspaceOutput struct {
	// SourceWorkspaceId is the identifier that the WorkSpace has had, and keeps should the migration fail.
	SourceWorkspaceId *string

	// TargetWorkspaceId is the identifier that it has after a migration that succeeds. It is never used
	// after one that fails.
	TargetWorkspaceId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// MigrateWorkspace moves one WorkSpace to another bundle, thereby perhaps to another operating system. The
// root volume is made anew from the bundle's image, the user volume from its last snapshot: what was
// written since is lost, and so is what was installed on the root volume. On Windows, the old profile
// folder is kept under a name that ends in .NotMigrated. Tags and running mode are carried over;
// identifier, computer name and address are new.
//
// It returns when the request is accepted. The migration takes up to an hour; if it fails, the source comes
// back.
//
// To wait for it: [NewWorkspaceAvailableWaiter], for the identifier of the target.
//
// Errors worth handling: [types.OperationInProgressException], [types.OperationNotSupportedException],
// [types.ResourceUnavailableException], [types.ResourceNotFoundException],
// [types.InvalidParameterValuesException].
func (c *Client) MigrateWorkspace(ctx context.Context, params *MigrateWorkspaceInput, optFns ...func(*Options)) (*MigrateWorkspaceOutput, error) {
	return invoke[MigrateWorkspaceOutput](ctx, c, "MigrateWorkspace", params, optFns)
}

// TerminateWorkspacesInput lists the WorkSpaces to terminate.
type TerminateWorkspacesInput struct {
	// TerminateWorkspaceRequests name the WorkSpaces, 1 to 25.
	//
	// This member is required.
	TerminateWorkspaceRequests []types.TerminateRequest `required:"true" items:"1:25"`
}

// TerminateWorkspacesOutput tells which WorkSpaces are not being terminated.
type TerminateWorkspacesOutput struct {
	// FailedRequests are the WorkSpaces that the service left alone, each with a code and a message. All
	// others of the call are on their way out.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// TerminateWorkspaces deletes up to 25 WorkSpaces for good, with all data of their users, in any state but
// SUSPENDED. Nothing brings them back. It returns when the request is accepted: they are TERMINATING for
// about 5 minutes, and gone once [Client.DescribeWorkspaces] no longer returns them; TERMINATED is seldom
// seen. Until then, a new WorkSpace for the same user is refused. WorkSpaces that were refused one by one
// are in FailedRequests; [TerminateWorkspacesOutput.Err] makes an error of them.
//
// A Simple AD or AD Connector directory left without WorkSpaces for 30 days is deregistered by the service
// and from then on billed.
//
// To wait for it: [NewWorkspaceTerminatedWaiter].
func (c *Client) TerminateWorkspaces(ctx context.Context, params *TerminateWorkspacesInput, optFns ...func(*Options)) (*TerminateWorkspacesOutput, error) {
	return invoke[TerminateWorkspacesOutput](ctx, c, "TerminateWorkspaces", params, optFns)
}
