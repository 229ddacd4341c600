package workspaces

import (
	"errors"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// WorkspaceWaiter waits until WorkSpaces reach the desired state. Its input names any number of WorkspaceIds, or
// selects WorkSpaces by directory, user, bundle or name. Each polling round takes one call for every 25 WorkSpaces that
// have not reached the desired state yet. The waiter's methods Wait and WaitForOutput are documented at
// [waiters.Waiter].
type WorkspaceWaiter = waiters.Waiter[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]

// WorkspaceWaiterOptions configures a [WorkspaceWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type WorkspaceWaiterOptions = waiters.Options[DescribeWorkspacesInput, DescribeWorkspacesOutput, Options]

// workspaceSpec returns the Spec shared by all WorkSpace waiters; each adds its own Verdict.
func workspaceSpec(name string, client DescribeWorkspacesAPIClient) waiters.Spec[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options] {
	return waiters.Spec[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]{
		Name: name,
		List: func(in *DescribeWorkspacesInput) waiters.Pager[DescribeWorkspacesOutput, Options] {
			return NewDescribeWorkspacesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspacesOutput) []types.Workspace { return out.Workspaces },
		Join:  func(out *DescribeWorkspacesOutput, items []types.Workspace) { out.Workspaces = items },
		Resource: func(w *types.Workspace) waiters.Resource {
			r := waiters.Resource{
				ID: aws.ToString(w.WorkspaceId), State: string(w.State),
				ErrorCode: aws.ToString(w.ErrorCode), ErrorMessage: aws.ToString(w.ErrorMessage),
			}
			for _, m := range w.ModificationStates {
				if m.State == types.ModificationStateEnumUpdateFailed && r.ErrorCode == "" {
					r.ErrorCode, r.ErrorMessage = string(m.State), string(m.Resource)
				}
			}
			return r
		},
		IDs: func(in *DescribeWorkspacesInput) []string { return in.WorkspaceIds },
		Narrow: func(in *DescribeWorkspacesInput, ids []string) *DescribeWorkspacesInput {
			return &DescribeWorkspacesInput{WorkspaceIds: ids, Limit: in.Limit}
		},
		Check: func(in *DescribeWorkspacesInput) error {
			byID := selector{"WorkspaceIds", len(in.WorkspaceIds) > 0}
			if byID.set && in.UserName != nil { // UserName without DirectoryId selects nothing, so UserName is not among the selectors below
				return errBothSet(byID.member, "UserName")
			}
			return checkSelectors(in.NextToken, byID, selector{"DirectoryId", in.DirectoryId != nil},
				selector{"BundleId", in.BundleId != nil}, selector{"WorkspaceName", in.WorkspaceName != nil})
		},
	}
}

// failedWorkspaceStates are states that a WorkSpace rarely leaves on its own.
var failedWorkspaceStates = []types.WorkspaceState{
	types.WorkspaceStateError, types.WorkspaceStateSuspended, types.WorkspaceStateTerminating, types.WorkspaceStateTerminated,
}

// NewWorkspaceAvailableWaiter returns a waiter that waits until WorkSpaces are AVAILABLE. Use it after
// [Client.CreateWorkspaces], [Client.StartWorkspaces], [Client.RebootWorkspaces], [Client.RebuildWorkspaces],
// [Client.RestoreWorkspace] and [Client.MigrateWorkspace].
//
//	AVAILABLE                                                  done
//	ERROR SUSPENDED TERMINATING TERMINATED ADMIN_MAINTENANCE   fail
//	not found                                                  fail, immediately if the WorkSpace was found before, otherwise after Options.Grace
//	all others                                                 keep waiting
//
// The waiter keeps waiting while a WorkSpace is STOPPED, because the WorkSpace may stay STOPPED for a while after the
// service accepts the request to start it. The wait ends too early if a WorkSpace stays AVAILABLE for a while after the
// service accepts a reboot, rebuild or restore.
func NewWorkspaceAvailableWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := workspaceSpec("WorkspaceAvailable", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceState]{
		done: []types.WorkspaceState{types.WorkspaceStateAvailable},
		fail: append(slices.Clip(failedWorkspaceStates), types.WorkspaceStateAdminMaintenance),
	})
	return newWaiter(spec, optFns)
}

// NewWorkspaceStoppedWaiter returns a waiter that waits until WorkSpaces are STOPPED. Use it after
// [Client.StopWorkspaces].
//
//	STOPPED                                                    done
//	ERROR SUSPENDED TERMINATING TERMINATED ADMIN_MAINTENANCE   fail
//	not found                                                  fail, immediately if the WorkSpace was found before, otherwise after Options.Grace
//	all others                                                 keep waiting
func NewWorkspaceStoppedWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := workspaceSpec("WorkspaceStopped", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceState]{
		done: []types.WorkspaceState{types.WorkspaceStateStopped},
		fail: append(slices.Clip(failedWorkspaceStates), types.WorkspaceStateAdminMaintenance),
	})
	return newWaiter(spec, optFns)
}

// NewWorkspaceTerminatedWaiter returns a waiter that waits until WorkSpaces no longer exist. Use it after
// [Client.TerminateWorkspaces]. The TERMINATED state is not enough: a user cannot get another WorkSpace while the first
// one still exists. A new WorkSpace that DescribeWorkspaces does not return yet also counts as done.
//
//	not found    done
//	SUSPENDED    fail
//	all others   keep waiting
//
// The waiter keeps waiting while a WorkSpace is in ERROR, because a WorkSpace is often in ERROR when it is terminated.
func NewWorkspaceTerminatedWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := workspaceSpec("WorkspaceTerminated", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceState]{
		fail: []types.WorkspaceState{types.WorkspaceStateSuspended},
	})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}

// NewWorkspaceModifiedWaiter returns a waiter that waits until the modifications of WorkSpaces are complete. Use it
// after [Client.ModifyWorkspaceProperties]. The table applies to WorkSpaces without ModificationStates:
//
//	AVAILABLE STOPPED IMPAIRED UNHEALTHY ADMIN_MAINTENANCE   done
//	ERROR SUSPENDED TERMINATING TERMINATED                   fail
//	not found                                                fail, immediately if the WorkSpace was found before, otherwise after Options.Grace
//	all others                                               keep waiting
//
// If a WorkSpace has ModificationStates, the wait fails if a modification is UPDATE_FAILED, or if the WorkSpace's state
// is in the second row of the table. Otherwise the waiter keeps waiting.
func NewWorkspaceModifiedWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := workspaceSpec("WorkspaceModified", client)
	byState := verdictByState(spec.Resource, stateTable[types.WorkspaceState]{
		done: []types.WorkspaceState{
			types.WorkspaceStateAvailable, types.WorkspaceStateStopped, types.WorkspaceStateImpaired,
			types.WorkspaceStateUnhealthy, types.WorkspaceStateAdminMaintenance,
		},
		fail: failedWorkspaceStates,
	})
	spec.Verdict = func(w *types.Workspace) waiters.Verdict {
		verdict := byState(w)
		if verdict == waiters.Fail || len(w.ModificationStates) == 0 {
			return verdict
		}
		for _, m := range w.ModificationStates {
			if m.State == types.ModificationStateEnumUpdateFailed {
				return waiters.Fail
			}
		}
		return waiters.GoOn
	}
	return newWaiter(spec, optFns)
}

// NewWorkspaceInStateWaiter returns a waiter that waits until each WorkSpace is in one of the given states. The table
// shows what happens in other states:
//
//	ERROR SUSPENDED TERMINATING TERMINATED   fail
//	not found                                fail, immediately if the WorkSpace was found before, otherwise after Options.Grace
//	all others                               keep waiting
//
// If TERMINATED is one of the given states, two rows differ: a WorkSpace that is not found is done, and the waiter
// keeps waiting while a WorkSpace is in ERROR or TERMINATING.
func NewWorkspaceInStateWaiter(client DescribeWorkspacesAPIClient, states []types.WorkspaceState, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := workspaceSpec("WorkspaceInState", client)
	table := stateTable[types.WorkspaceState]{done: slices.Clone(states), fail: failedWorkspaceStates}
	if slices.Contains(states, types.WorkspaceStateTerminated) {
		table.fail = []types.WorkspaceState{types.WorkspaceStateSuspended}
		spec.Gone = waiters.Done
	}
	spec.Verdict = verdictByState(spec.Resource, table)
	checkInput := spec.Check
	spec.Check = func(in *DescribeWorkspacesInput) error {
		if len(states) == 0 {
			return errors.New("no states to wait for")
		}
		return checkInput(in)
	}
	return newWaiter(spec, optFns)
}
