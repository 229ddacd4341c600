package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// CreateWorkspacesPoolInput describes the pool to create.
type CreateWorkspacesPoolInput struct {
	// PoolName is what people call the pool: 1 to 64 letters, digits and _ . - that start with a letter or
	// digit. It cannot be changed later.
	//
	// This member is required.
	PoolName *string `required:"true" pattern:"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"`

	// Description says what the pool is for: 1 to 255 letters, digits, spaces and _ . / ( ) -
	//
	// This member is required.
	Description *string `required:"true" len:"1:255" form:"description"`

	// BundleId identifies the bundle from which all instances of the pool are made.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`

	// DirectoryId identifies a directory that was registered for pools.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// Capacity is the number of sessions that the pool should hold at once.
	//
	// This member is required.
	Capacity *types.Capacity `required:"true"`

	// RunningMode decides whether instances without a user keep running.
	RunningMode types.PoolsRunningMode

	// TimeoutSettings say when a session ends by itself.
	TimeoutSettings *types.TimeoutSettings

	// ApplicationSettings say whether users find their application settings again in the next session.
	ApplicationSettings *types.ApplicationSettingsRequest

	// Tags are put on the pool.
	Tags []types.Tag
}

// CreateWorkspacesPoolOutput shows the pool as it stands when the request is accepted.
type CreateWorkspacesPoolOutput struct {
	// WorkspacesPool is the new pool, with its identifier, and with CREATING as its state.
	WorkspacesPool *types.WorkspacesPool

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspacesPool asks for a pool. It returns when the request is accepted: the pool is CREATING, and
// then STOPPED, STARTING or RUNNING. What goes wrong in between is not an error of this call; it is in the
// Errors of the pool.
//
// Pools end on 2027-12-31. Since 2026-07-30 they are closed to new customers, who get
// [types.AccessDeniedException].
//
// To wait for it: [NewPoolStoppedWaiter].
//
// Errors worth handling: [types.ResourceAlreadyExistsException], [types.ResourceNotFoundException],
// [types.ResourceLimitExceededException], [types.OperationNotSupportedException].
func (c *Client) CreateWorkspacesPool(ctx context.Context, params *CreateWorkspacesPoolInput, optFns ...func(*Options)) (*CreateWorkspacesPoolOutput, error) {
	return invoke[CreateWorkspacesPoolOutput](ctx, c, "CreateWorkspacesPool", params, optFns)
}

// DescribeWorkspacesPoolsInput chooses the pools to list. Without identifiers and filters, all are listed.
type DescribeWorkspacesPoolsInput struct {
	// PoolIds are the pools wanted, 1 to 25.
	PoolIds []string `items:"1:25" form:"pool"`

	// Filters are conditions on the names of the pools, 1 to 25.
	Filters []types.DescribeWorkspacesPoolsFilter `items:"1:25"`

	// Limit is the size of a page, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken continues a list: the NextToken of the page before.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesPoolsOutput is one page of pools.
type DescribeWorkspacesPoolsOutput struct {
	// WorkspacesPools are the pools of this page, with state, capacity and faults.
	WorkspacesPools []types.WorkspacesPool

	// NextToken asks for the next page; nil on the last one.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspacesPools lists pools, page by page. It is also how to follow a pool that was created,
// started, stopped, updated or terminated: its state can flap on the way.
//
// Errors worth handling: [types.ResourceNotFoundException] (a pool of PoolIds does not exist, or not any
// more).
func (c *Client) DescribeWorkspacesPools(ctx context.Context, params *DescribeWorkspacesPoolsInput, optFns ...func(*Options)) (*DescribeWorkspacesPoolsOutput, error) {
	return invoke[DescribeWorkspacesPoolsOutput](ctx, c, "DescribeWorkspacesPools", params, optFns)
}

// DescribeWorkspacesPoolsPaginator lists pools. More than 25 PoolIds are split over several calls. Its
// methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspacesPoolsPaginator = paginators.Paginator[
	DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]

// DescribeWorkspacesPoolsAPIClient is the part of [Client] that a [DescribeWorkspacesPoolsPaginator] calls.
// Tests can implement it.
type DescribeWorkspacesPoolsAPIClient interface {
	// DescribeWorkspacesPools calls the operation.
	DescribeWorkspacesPools(context.Context, *DescribeWorkspacesPoolsInput, ...func(*Options)) (*DescribeWorkspacesPoolsOutput, error)
}

var describeWorkspacesPools = pagedOperation[
	DescribeWorkspacesPoolsAPIClient, DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool,
]{
	name: "DescribeWorkspacesPools",
	call: DescribeWorkspacesPoolsAPIClient.DescribeWorkspacesPools,
	input: func(in *DescribeWorkspacesPoolsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, MaxPageSize: 25, IDs: &in.PoolIds}
	},
	output: func(out *DescribeWorkspacesPoolsOutput) (*string, *[]types.WorkspacesPool) {
		return out.NextToken, &out.WorkspacesPools
	},
}

// NewDescribeWorkspacesPoolsPaginator returns a paginator for [Client.DescribeWorkspacesPools]. Nil params
// are an empty input.
func NewDescribeWorkspacesPoolsPaginator(
	client DescribeWorkspacesPoolsAPIClient, params *DescribeWorkspacesPoolsInput, optFns ...func(*paginators.Options),
) *DescribeWorkspacesPoolsPaginator {
	return describeWorkspacesPools.paginator(client, params, optFns...)
}

// StartWorkspacesPoolInput names the pool to start.
type StartWorkspacesPoolInput struct {
	// PoolId identifies a pool whose state is STOPPED.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`
}

// StartWorkspacesPoolOutput is empty but for the metadata: the pool is only STARTING when it arrives.
type StartWorkspacesPoolOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StartWorkspacesPool opens a pool for sessions. It returns when the request is accepted: the pool is
// STARTING, then RUNNING. The pool has to be STOPPED; AWS documents this call for the running mode
// AUTO_STOP only.
//
// To wait for it: [NewPoolRunningWaiter].
//
// Errors worth handling: [types.InvalidResourceStateException] (the pool is in another state),
// [types.OperationInProgressException] (another change is under way: try again later),
// [types.ResourceLimitExceededException], [types.ResourceNotFoundException].
func (c *Client) StartWorkspacesPool(ctx context.Context, params *StartWorkspacesPoolInput, optFns ...func(*Options)) (*StartWorkspacesPoolOutput, error) {
	return invoke[StartWorkspacesPoolOutput](ctx, c, "StartWorkspacesPool", params, optFns)
}

// StopWorkspacesPoolInput names the pool to stop.
type StopWorkspacesPoolInput struct {
	// PoolId identifies a pool that is not stopped.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`
}

// StopWorkspacesPoolOutput is empty but for the metadata: the pool is only STOPPING when it arrives.
type StopWorkspacesPoolOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StopWorkspacesPool closes a pool for sessions, for instance to change its running mode. It returns when
// the request is accepted: the pool is STOPPING, then STOPPED. AWS documents this call for the running
// mode AUTO_STOP only.
//
// To wait for it: [NewPoolStoppedWaiter].
//
// Errors worth handling: [types.InvalidResourceStateException] (the state of the pool does not allow it),
// [types.OperationInProgressException] (another change is under way: try again later),
// [types.ResourceNotFoundException].
func (c *Client) StopWorkspacesPool(ctx context.Context, params *StopWorkspacesPoolInput, optFns ...func(*Options)) (*StopWorkspacesPoolOutput, error) {
	return invoke[StopWorkspacesPoolOutput](ctx, c, "StopWorkspacesPool", params, optFns)
}

// UpdateWorkspacesPoolInput names a pool and what to change about it. Members left out stay as they are.
type UpdateWorkspacesPoolInput struct {
	// PoolId identifies the pool to change.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`

	// Description says what the pool is for: 1 to 255 letters, digits, spaces and _ . / ( ) -
	Description *string `len:"1:255" form:"description"`

	// BundleId identifies the bundle to make instances from.
	BundleId *string `form:"bundle"`

	// DirectoryId identifies the directory whose users get sessions; it must be one registered for pools.
	DirectoryId *string `len:"10:65" form:"directory"`

	// Capacity is the number of sessions that the pool should hold at once.
	Capacity *types.Capacity

	// RunningMode decides whether instances without a user keep running. A pool takes a new one only while
	// its state is STOPPED.
	RunningMode types.PoolsRunningMode

	// TimeoutSettings say when a session ends by itself.
	TimeoutSettings *types.TimeoutSettings

	// ApplicationSettings say whether users find their application settings again in the next session.
	ApplicationSettings *types.ApplicationSettingsRequest
}

// UpdateWorkspacesPoolOutput shows the pool as it stands when the request is accepted.
type UpdateWorkspacesPoolOutput struct {
	// WorkspacesPool is the pool, perhaps still UPDATING.
	WorkspacesPool *types.WorkspacesPool

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateWorkspacesPool changes the settings of a pool. It returns when the request is accepted: the pool
// can be UPDATING for a while. The name cannot be changed, and the running mode only of a stopped pool.
//
// Errors worth handling: [types.InvalidResourceStateException] (the state of the pool does not allow it),
// [types.OperationInProgressException] (another change is under way: try again later),
// [types.ResourceLimitExceededException], [types.ResourceNotFoundException].
func (c *Client) UpdateWorkspacesPool(ctx context.Context, params *UpdateWorkspacesPoolInput, optFns ...func(*Options)) (*UpdateWorkspacesPoolOutput, error) {
	return invoke[UpdateWorkspacesPoolOutput](ctx, c, "UpdateWorkspacesPool", params, optFns)
}

// TerminateWorkspacesPoolInput names the pool to remove.
type TerminateWorkspacesPoolInput struct {
	// PoolId identifies the pool to remove.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`
}

// TerminateWorkspacesPoolOutput is empty but for the metadata: the pool still exists when it arrives.
type TerminateWorkspacesPoolOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// TerminateWorkspacesPool removes a pool for good. It returns when the request is accepted: the pool can be
// STOPPING, is DELETING, and is gone when DescribeWorkspacesPools does not find it any more.
//
// To wait for it: [NewPoolDeletedWaiter].
//
// Errors worth handling: [types.ResourceNotFoundException] (it is gone already),
// [types.InvalidResourceStateException] (the state of the pool does not allow it),
// [types.OperationInProgressException] (another change is under way: try again later).
func (c *Client) TerminateWorkspacesPool(ctx context.Context, params *TerminateWorkspacesPoolInput, optFns ...func(*Options)) (*TerminateWorkspacesPoolOutput, error) {
	return invoke[TerminateWorkspacesPoolOutput](ctx, c, "TerminateWorkspacesPool", params, optFns)
}

// DescribeWorkspacesPoolSessionsInput names a pool, and perhaps one user, whose sessions are wanted.
type DescribeWorkspacesPoolSessionsInput struct {
	// PoolId identifies the pool; sessions of several pools take several calls.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`

	// UserId narrows the list to one user. 2 to 128 characters.
	UserId *string `len:"2:128"`

	// Limit is the size of a page, 1 to 50; 20 if nil.
	Limit *int32 `range:"1:50"`

	// NextToken continues a list: the NextToken of the page before.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesPoolSessionsOutput is one page of sessions.
type DescribeWorkspacesPoolSessionsOutput struct {
	// Sessions are those of this page, whether their users are connected at the moment or not.
	Sessions []types.WorkspacesPoolSession

	// NextToken asks for the next page; nil on the last one.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspacesPoolSessions lists who uses a pool, page by page.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeWorkspacesPoolSessions(ctx context.Context, params *DescribeWorkspacesPoolSessionsInput, optFns ...func(*Options)) (*DescribeWorkspacesPoolSessionsOutput, error) {
	return invoke[DescribeWorkspacesPoolSessionsOutput](ctx, c, "DescribeWorkspacesPoolSessions", params, optFns)
}

// DescribeWorkspacesPoolSessionsPaginator lists the sessions of a pool. Its methods HasMorePages, NextPage,
// Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspacesPoolSessionsPaginator = paginators.Paginator[
	DescribeWorkspacesPoolSessionsInput, DescribeWorkspacesPoolSessionsOutput, types.WorkspacesPoolSession, Options]

// DescribeWorkspacesPoolSessionsAPIClient is the part of [Client] that a
// [DescribeWorkspacesPoolSessionsPaginator] calls. Tests can implement it.
type DescribeWorkspacesPoolSessionsAPIClient interface {
	// DescribeWorkspacesPoolSessions calls the operation.
	DescribeWorkspacesPoolSessions(context.Context, *DescribeWorkspacesPoolSessionsInput, ...func(*Options)) (*DescribeWorkspacesPoolSessionsOutput, error)
}

var describeWorkspacesPoolSessions = pagedOperation[
	DescribeWorkspacesPoolSessionsAPIClient, DescribeWorkspacesPoolSessionsInput, DescribeWorkspacesPoolSessionsOutput, types.WorkspacesPoolSession,
]{
	name: "DescribeWorkspacesPoolSessions",
	call: DescribeWorkspacesPoolSessionsAPIClient.DescribeWorkspacesPoolSessions,
	input: func(in *DescribeWorkspacesPoolSessionsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, MaxPageSize: 50}
	},
	output: func(out *DescribeWorkspacesPoolSessionsOutput) (*string, *[]types.WorkspacesPoolSession) {
		return out.NextToken, &out.Sessions
	},
}

// NewDescribeWorkspacesPoolSessionsPaginator returns a paginator for
// [Client.DescribeWorkspacesPoolSessions]. Nil params are an empty input.
func NewDescribeWorkspacesPoolSessionsPaginator(
	client DescribeWorkspacesPoolSessionsAPIClient, params *DescribeWorkspacesPoolSessionsInput, optFns ...func(*paginators.Options),
) *DescribeWorkspacesPoolSessionsPaginator {
	return describeWorkspacesPoolSessions.paginator(client, params, optFns...)
}

// TerminateWorkspacesPoolSessionInput names the session to end.
type TerminateWorkspacesPoolSessionInput struct {
	// SessionId is the UUID of the session, from [Client.DescribeWorkspacesPoolSessions].
	//
	// This member is required.
	SessionId *string `required:"true" len:"36:36" form:"uuid"`
}

// TerminateWorkspacesPoolSessionOutput is empty but for the metadata.
type TerminateWorkspacesPoolSessionOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// TerminateWorkspacesPoolSession ends the session of one user, who may lose unsaved work. It returns when
// the request is accepted.
//
// Errors worth handling: [types.ResourceNotFoundException] (it ended by itself),
// [types.OperationInProgressException] (try again later), [types.OperationNotSupportedException].
func (c *Client) TerminateWorkspacesPoolSession(ctx context.Context, params *TerminateWorkspacesPoolSessionInput, optFns ...func(*Options)) (*TerminateWorkspacesPoolSessionOutput, error) {
	return invoke[TerminateWorkspacesPoolSessionOutput](ctx, c, "TerminateWorkspacesPoolSession", params, optFns)
}

// PoolWaiter waits for pools. Its input names any number of PoolIds, or selects pools by Filters. The state
// of a pool can flap, so a pool is done when two rounds in a row find it done. Its methods Wait and
// WaitForOutput are documented at [waiters.Waiter].
type PoolWaiter = waiters.Waiter[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]

// PoolWaiterOptions configure a [PoolWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type PoolWaiterOptions = waiters.Options[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, Options]

// poolSpec is the Spec of waiters for pools, without their decisions.
func poolSpec(name string, client DescribeWorkspacesPoolsAPIClient) waiters.Spec[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options] {
	return waiters.Spec[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]{
		Name: name,
		List: func(in *DescribeWorkspacesPoolsInput) waiters.Pager[DescribeWorkspacesPoolsOutput, Options] {
			return NewDescribeWorkspacesPoolsPaginator(client, in)
		},
		Items: func(out *DescribeWorkspacesPoolsOutput) []types.WorkspacesPool { return out.WorkspacesPools },
		Join:  func(out *DescribeWorkspacesPoolsOutput, items []types.WorkspacesPool) { out.WorkspacesPools = items },
		Resource: func(p *types.WorkspacesPool) waiters.Resource {
			r := waiters.Resource{ID: aws.ToString(p.PoolId), State: string(p.State)}
			if len(p.Errors) > 0 {
				r.ErrorCode, r.ErrorMessage = string(p.Errors[0].ErrorCode), aws.ToString(p.Errors[0].ErrorMessage)
			}
			return r
		},
		IDs: func(in *DescribeWorkspacesPoolsInput) []string { return in.PoolIds },
		Narrow: func(in *DescribeWorkspacesPoolsInput, ids []string) *DescribeWorkspacesPoolsInput {
			return &DescribeWorkspacesPoolsInput{PoolIds: ids, Limit: in.Limit}
		},
		Reads: 2,
		Check: func(in *DescribeWorkspacesPoolsInput) error {
			return checkSelectors(in.NextToken,
				selector{"PoolIds", len(in.PoolIds) > 0}, selector{"Filters", len(in.Filters) > 0})
		},
	}
}

// NewPoolRunningWaiter returns a waiter for pools to be RUNNING, twice in a row, after
// [Client.StartWorkspacesPool].
//
//	RUNNING      done
//	DELETING     fail
//	not found    fail, after Options.Grace if never seen
//	all others   go on
//
// STOPPED goes on, because a pool can stay STOPPED for a while after its start was accepted. A STOPPED pool
// with Errors fails.
func NewPoolRunningWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	spec := poolSpec("PoolRunning", client)
	byState := verdictByState(spec.Resource, stateTable[types.WorkspacesPoolState]{
		done: []types.WorkspacesPoolState{types.WorkspacesPoolStateRunning},
		fail: []types.WorkspacesPoolState{types.WorkspacesPoolStateDeleting},
	})
	spec.Verdict = func(p *types.WorkspacesPool) waiters.Verdict {
		if p.State == types.WorkspacesPoolStateStopped && len(p.Errors) > 0 {
			return waiters.Fail
		}
		return byState(p)
	}
	return newWaiter(spec, optFns)
}

// NewPoolStoppedWaiter returns a waiter for pools to be STOPPED, twice in a row, after
// [Client.CreateWorkspacesPool] and [Client.StopWorkspacesPool].
//
//	STOPPED      done
//	DELETING     fail
//	not found    fail, after Options.Grace if never seen
//	all others   go on
func NewPoolStoppedWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	spec := poolSpec("PoolStopped", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspacesPoolState]{
		done: []types.WorkspacesPoolState{types.WorkspacesPoolStateStopped},
		fail: []types.WorkspacesPoolState{types.WorkspacesPoolStateDeleting},
	})
	return newWaiter(spec, optFns)
}

// NewPoolDeletedWaiter returns a waiter for pools to be gone, twice in a row, after
// [Client.TerminateWorkspacesPool].
//
//	not found    done
//	all others   go on
func NewPoolDeletedWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	spec := poolSpec("PoolDeleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspacesPoolState]{})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}
