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
	// PoolName is the pool's name: 1 to 64 letters, digits, underscores, dots and hyphens. The first character must be
	// a letter or digit. The name cannot be changed later.
	//
	// This member is required.
	PoolName *string `required:"true" pattern:"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"`

	// Description is free text: 1 to 255 letters, digits, spaces and the characters _ . / ( ) -
	//
	// This member is required.
	Description *string `required:"true" len:"1:255" form:"description"`

	// BundleId identifies the bundle from which all of the pool's instances are created.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`

	// DirectoryId identifies a directory that is registered for pools.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// Capacity is the number of concurrent sessions that the pool should support.
	//
	// This member is required.
	Capacity *types.Capacity `required:"true"`

	// RunningMode decides whether instances without a user keep running.
	RunningMode types.PoolsRunningMode

	// TimeoutSettings define when a session ends automatically.
	TimeoutSettings *types.TimeoutSettings

	// ApplicationSettings define whether users keep their application settings from one session to the next.
	ApplicationSettings *types.ApplicationSettingsRequest

	// Tags are the new pool's tags.
	Tags []types.Tag
}

// CreateWorkspacesPoolOutput holds the new pool.
type CreateWorkspacesPoolOutput struct {
	// WorkspacesPool is the new pool with its identifier. Its state is CREATING.
	WorkspacesPool *types.WorkspacesPool

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspacesPool creates a pool. The call returns once the request is accepted. The pool is CREATING at first,
// and then becomes STOPPED, STARTING or RUNNING. If creation fails later, the pool's Errors member says why; this call
// does not return those errors.
//
// AWS will discontinue WorkSpaces Pools on 2027-12-31. Since 2026-07-30, new customers cannot create pools: they get a
// [types.AccessDeniedException]. See [IsClosedToNewCustomers].
//
// Use [NewPoolStoppedWaiter] to wait until the pool is STOPPED.
//
// Errors worth handling: [types.ResourceAlreadyExistsException], [types.ResourceNotFoundException],
// [types.ResourceLimitExceededException], [types.OperationNotSupportedException].
func (c *Client) CreateWorkspacesPool(ctx context.Context, params *CreateWorkspacesPoolInput, optFns ...func(*Options)) (*CreateWorkspacesPoolOutput, error) {
	return invoke[CreateWorkspacesPoolOutput](ctx, c, "CreateWorkspacesPool", params, optFns)
}

// DescribeWorkspacesPoolsInput selects pools. By default, the call returns all pools.
type DescribeWorkspacesPoolsInput struct {
	// PoolIds are the identifiers of 1 to 25 pools.
	PoolIds []string `items:"1:25" form:"pool"`

	// Filters are 1 to 25 conditions on pool names.
	Filters []types.DescribeWorkspacesPoolsFilter `items:"1:25"`

	// Limit is the maximum page size, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesPoolsOutput is one page of pools.
type DescribeWorkspacesPoolsOutput struct {
	// WorkspacesPools are the pools on this page, with state, capacity and errors.
	WorkspacesPools []types.WorkspacesPool

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspacesPools returns pools, page by page. Use it to watch a pool being created, started, stopped, updated
// or terminated. During a change, a pool may reach the desired state and leave it again.
//
// Errors worth handling: [types.ResourceNotFoundException] (a pool in PoolIds does not exist).
func (c *Client) DescribeWorkspacesPools(ctx context.Context, params *DescribeWorkspacesPoolsInput, optFns ...func(*Options)) (*DescribeWorkspacesPoolsOutput, error) {
	return invoke[DescribeWorkspacesPoolsOutput](ctx, c, "DescribeWorkspacesPools", params, optFns)
}

// DescribeWorkspacesPoolsPaginator lists pools. It splits more than 25 PoolIds across several calls. The methods
// HasMorePages, NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspacesPoolsPaginator = paginators.Paginator[
	DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]

// DescribeWorkspacesPoolsAPIClient is the subset of [Client] used by [DescribeWorkspacesPoolsPaginator]. Tests can
// implement this interface.
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

// NewDescribeWorkspacesPoolsPaginator returns a paginator for [Client.DescribeWorkspacesPools]. Nil params are treated
// as an empty input.
func NewDescribeWorkspacesPoolsPaginator(
	client DescribeWorkspacesPoolsAPIClient, params *DescribeWorkspacesPoolsInput, optFns ...func(*paginators.Options),
) *DescribeWorkspacesPoolsPaginator {
	return describeWorkspacesPools.paginator(client, params, optFns...)
}

// StartWorkspacesPoolInput names the pool to start.
type StartWorkspacesPoolInput struct {
	// PoolId identifies a pool in the STOPPED state.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`
}

// StartWorkspacesPoolOutput is empty except for the metadata. The pool is still STARTING when the call
// returns.
type StartWorkspacesPoolOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StartWorkspacesPool starts a STOPPED pool, so that users can open sessions. The call returns once the request is
// accepted. The pool becomes STARTING, then RUNNING. AWS documents this call only for the AUTO_STOP running mode.
//
// Use [NewPoolRunningWaiter] to wait until the pool is RUNNING.
//
// Errors worth handling: [types.InvalidResourceStateException] (the pool is in another state),
// [types.OperationInProgressException] (another change is in progress: try again later),
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

// StopWorkspacesPoolOutput is empty except for the metadata. The pool is still STOPPING when the call
// returns.
type StopWorkspacesPoolOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StopWorkspacesPool stops a pool, so that users can no longer open sessions. The call returns once the request is
// accepted. The pool becomes STOPPING, then STOPPED. The pool's running mode can be changed only while the pool is
// STOPPED. AWS documents this call only for the AUTO_STOP running mode.
//
// Use [NewPoolStoppedWaiter] to wait until the pool is STOPPED.
//
// Errors worth handling: [types.InvalidResourceStateException] (the pool's state does not allow this call),
// [types.OperationInProgressException] (another change is in progress: try again later),
// [types.ResourceNotFoundException].
func (c *Client) StopWorkspacesPool(ctx context.Context, params *StopWorkspacesPoolInput, optFns ...func(*Options)) (*StopWorkspacesPoolOutput, error) {
	return invoke[StopWorkspacesPoolOutput](ctx, c, "StopWorkspacesPool", params, optFns)
}

// UpdateWorkspacesPoolInput names a pool and its new settings. Unset settings stay the same.
type UpdateWorkspacesPoolInput struct {
	// PoolId identifies the pool to change.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`

	// Description is free text: 1 to 255 letters, digits, spaces and the characters _ . / ( ) -
	Description *string `len:"1:255" form:"description"`

	// BundleId identifies the bundle from which new instances are created.
	BundleId *string `form:"bundle"`

	// DirectoryId identifies the directory whose users get sessions. The directory must be registered for pools.
	DirectoryId *string `len:"10:65" form:"directory"`

	// Capacity is the number of concurrent sessions that the pool should support.
	Capacity *types.Capacity

	// RunningMode decides whether instances without a user keep running. The running mode can be changed only while the
	// pool is STOPPED.
	RunningMode types.PoolsRunningMode

	// TimeoutSettings define when a session ends automatically.
	TimeoutSettings *types.TimeoutSettings

	// ApplicationSettings define whether users keep their application settings from one session to the next.
	ApplicationSettings *types.ApplicationSettingsRequest
}

// UpdateWorkspacesPoolOutput holds the updated pool.
type UpdateWorkspacesPoolOutput struct {
	// WorkspacesPool is the pool. It may still be UPDATING.
	WorkspacesPool *types.WorkspacesPool

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateWorkspacesPool changes a pool's settings. The call returns once the request is accepted. The pool may stay
// UPDATING for a while after the call. The name cannot be changed. The running mode can be changed only while the pool
// is STOPPED.
//
// Errors worth handling: [types.InvalidResourceStateException] (the pool's state does not allow this call),
// [types.OperationInProgressException] (another change is in progress: try again later),
// [types.ResourceLimitExceededException], [types.ResourceNotFoundException].
func (c *Client) UpdateWorkspacesPool(ctx context.Context, params *UpdateWorkspacesPoolInput, optFns ...func(*Options)) (*UpdateWorkspacesPoolOutput, error) {
	return invoke[UpdateWorkspacesPoolOutput](ctx, c, "UpdateWorkspacesPool", params, optFns)
}

// TerminateWorkspacesPoolInput names the pool to terminate.
type TerminateWorkspacesPoolInput struct {
	// PoolId identifies the pool to terminate.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`
}

// TerminateWorkspacesPoolOutput is empty except for the metadata. The pool still exists when the call
// returns.
type TerminateWorkspacesPoolOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// TerminateWorkspacesPool deletes a pool permanently. The call returns once the request is accepted. The pool may
// become STOPPING before it becomes DELETING. The deletion is complete once [Client.DescribeWorkspacesPools] no longer
// finds the pool.
//
// Use [NewPoolDeletedWaiter] to wait until the pool has been deleted.
//
// Errors worth handling: [types.ResourceNotFoundException] (the pool no longer exists),
// [types.InvalidResourceStateException] (the pool's state does not allow this call),
// [types.OperationInProgressException] (another change is in progress: try again later).
func (c *Client) TerminateWorkspacesPool(ctx context.Context, params *TerminateWorkspacesPoolInput, optFns ...func(*Options)) (*TerminateWorkspacesPoolOutput, error) {
	return invoke[TerminateWorkspacesPoolOutput](ctx, c, "TerminateWorkspacesPool", params, optFns)
}

// DescribeWorkspacesPoolSessionsInput names a pool, and optionally one of its users.
type DescribeWorkspacesPoolSessionsInput struct {
	// PoolId identifies the pool. A call returns only one pool's sessions.
	//
	// This member is required.
	PoolId *string `required:"true" form:"pool"`

	// UserId selects one user's sessions. 2 to 128 characters.
	UserId *string `len:"2:128"`

	// Limit is the maximum page size, 1 to 50. The default is 20.
	Limit *int32 `range:"1:50"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspacesPoolSessionsOutput is one page of sessions.
type DescribeWorkspacesPoolSessionsOutput struct {
	// Sessions are the sessions on this page. Their users may be connected or disconnected.
	Sessions []types.WorkspacesPoolSession

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspacesPoolSessions returns a pool's sessions, page by page.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeWorkspacesPoolSessions(ctx context.Context, params *DescribeWorkspacesPoolSessionsInput, optFns ...func(*Options)) (*DescribeWorkspacesPoolSessionsOutput, error) {
	return invoke[DescribeWorkspacesPoolSessionsOutput](ctx, c, "DescribeWorkspacesPoolSessions", params, optFns)
}

// DescribeWorkspacesPoolSessionsPaginator lists a pool's sessions. The methods HasMorePages, NextPage, Pages, Items and
// ResumeToken are documented at [paginators.Paginator].
type DescribeWorkspacesPoolSessionsPaginator = paginators.Paginator[
	DescribeWorkspacesPoolSessionsInput, DescribeWorkspacesPoolSessionsOutput, types.WorkspacesPoolSession, Options]

// DescribeWorkspacesPoolSessionsAPIClient is the subset of [Client] used by [DescribeWorkspacesPoolSessionsPaginator].
// Tests can implement this interface.
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

// NewDescribeWorkspacesPoolSessionsPaginator returns a paginator for [Client.DescribeWorkspacesPoolSessions]. Nil
// params are treated as an empty input.
func NewDescribeWorkspacesPoolSessionsPaginator(
	client DescribeWorkspacesPoolSessionsAPIClient, params *DescribeWorkspacesPoolSessionsInput, optFns ...func(*paginators.Options),
) *DescribeWorkspacesPoolSessionsPaginator {
	return describeWorkspacesPoolSessions.paginator(client, params, optFns...)
}

// TerminateWorkspacesPoolSessionInput names the session to end.
type TerminateWorkspacesPoolSessionInput struct {
	// SessionId is the session's UUID, as returned by [Client.DescribeWorkspacesPoolSessions].
	//
	// This member is required.
	SessionId *string `required:"true" len:"36:36" form:"uuid"`
}

// TerminateWorkspacesPoolSessionOutput is empty except for the metadata.
type TerminateWorkspacesPoolSessionOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// TerminateWorkspacesPoolSession ends one session. The session's user may lose unsaved work. The call returns once the
// request is accepted.
//
// Errors worth handling: [types.ResourceNotFoundException] (the session has already ended),
// [types.OperationInProgressException] (try again later), [types.OperationNotSupportedException].
func (c *Client) TerminateWorkspacesPoolSession(ctx context.Context, params *TerminateWorkspacesPoolSessionInput, optFns ...func(*Options)) (*TerminateWorkspacesPoolSessionOutput, error) {
	return invoke[TerminateWorkspacesPoolSessionOutput](ctx, c, "TerminateWorkspacesPoolSession", params, optFns)
}

// PoolWaiter waits until pools reach the desired state. Its input names any number of PoolIds, or selects pools by
// Filters. A pool may reach the desired state and leave it again, so the pool counts as done only after two polling
// rounds in a row have found it in that state. The waiter's methods Wait and WaitForOutput are documented at
// [waiters.Waiter].
type PoolWaiter = waiters.Waiter[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]

// PoolWaiterOptions configures a [PoolWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type PoolWaiterOptions = waiters.Options[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, Options]

// poolSpec returns the Spec shared by all pool waiters; each adds its own Verdict.
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

// NewPoolRunningWaiter returns a waiter that waits until pools are RUNNING in two polling rounds in a row. Use it after
// [Client.StartWorkspacesPool].
//
//	RUNNING      done
//	DELETING     fail
//	not found    fail, immediately if the pool was found before, otherwise after Options.Grace
//	all others   keep waiting
//
// The waiter keeps waiting while a pool is STOPPED, because a pool may stay STOPPED for a while after the service
// accepts the request to start it. The wait fails if a STOPPED pool has Errors.
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

// NewPoolStoppedWaiter returns a waiter that waits until pools are STOPPED in two polling rounds in a row. Use it after
// [Client.CreateWorkspacesPool] and [Client.StopWorkspacesPool].
//
//	STOPPED      done
//	DELETING     fail
//	not found    fail, immediately if the pool was found before, otherwise after Options.Grace
//	all others   keep waiting
func NewPoolStoppedWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	spec := poolSpec("PoolStopped", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspacesPoolState]{
		done: []types.WorkspacesPoolState{types.WorkspacesPoolStateStopped},
		fail: []types.WorkspacesPoolState{types.WorkspacesPoolStateDeleting},
	})
	return newWaiter(spec, optFns)
}

// NewPoolDeletedWaiter returns a waiter that waits until pools are not found in two polling rounds in a row. Use it
// after [Client.TerminateWorkspacesPool].
//
//	not found    done
//	all others   keep waiting
func NewPoolDeletedWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	spec := poolSpec("PoolDeleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspacesPoolState]{})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}
