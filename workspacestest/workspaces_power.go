package workspacestest

import (
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// stuckRebootAfter is how long a WorkSpace must have been REBOOTING before it can be rebooted again.
const stuckRebootAfter = 20 * time.Minute

// powerRule describes a power operation: which WorkSpaces it accepts, and which state they enter.
type powerRule struct {
	from      []types.WorkspaceState
	to        types.WorkspaceState
	stoppable bool // if true, the running mode must not be ALWAYS_ON
	primary   bool // if true, the WorkSpace must not be a standby
	unchanged bool // if true, the WorkSpace must not be undergoing modification
	user      bool // if true, the user must still exist in the directory

	// snapshots returns the snapshots that the operation can use; there must be at least one. If snapshots is nil, the
	// operation needs no snapshot.
	snapshots func(*workspace, *call) []types.Snapshot
}

// The rules for the operations that change a WorkSpace's power state.
var (
	startRule = powerRule{
		from:      []types.WorkspaceState{types.WorkspaceStateStopped},
		to:        types.WorkspaceStateStarting,
		stoppable: true,
		unchanged: true,
	}
	stopRule = powerRule{
		from: []types.WorkspaceState{
			types.WorkspaceStateAvailable, types.WorkspaceStateImpaired, types.WorkspaceStateUnhealthy, types.WorkspaceStateError,
		},
		to:        types.WorkspaceStateStopping,
		stoppable: true,
	}
	rebootRule = powerRule{
		from:      []types.WorkspaceState{types.WorkspaceStateAvailable, types.WorkspaceStateUnhealthy},
		to:        types.WorkspaceStateRebooting,
		unchanged: true,
	}
	rebuildRule = powerRule{
		from: []types.WorkspaceState{
			types.WorkspaceStateAvailable, types.WorkspaceStateError, types.WorkspaceStateUnhealthy,
			types.WorkspaceStateStopped, types.WorkspaceStateRebooting,
		},
		to:        types.WorkspaceStateRebuilding,
		primary:   true,
		unchanged: true,
		user:      true,
		snapshots: (*workspace).rebuildSnapshots,
	}
	restoreRule = powerRule{
		from: []types.WorkspaceState{
			types.WorkspaceStateAvailable, types.WorkspaceStateError, types.WorkspaceStateUnhealthy, types.WorkspaceStateStopped,
		},
		to:        types.WorkspaceStateRestoring,
		primary:   true,
		unchanged: true,
		snapshots: (*workspace).restoreSnapshots,
	}
)

// apply puts a WorkSpace into the state set by the rule, or returns an error if that is not possible.
func (r powerRule) apply(c *call, w *workspace) *apiError {
	state := w.state()
	if !slices.Contains(r.from, state) {
		return wrongState(state)
	}
	if w.migrating() {
		return apiErrorf(itemWrongState, beingMigrated)
	}
	if r.unchanged && w.Change.inFlight() {
		return apiErrorf(itemWrongState, beingModified)
	}
	if r.stoppable && w.Shown.WorkspaceProperties.RunningMode == types.RunningModeAlwaysOn {
		return apiErrorf(itemNotSupported, "The operation is not supported for a WorkSpace with running mode set to ALWAYS_ON.")
	}
	if r.primary && w.standby() {
		return apiErrorf(itemNotSupported, standbyNotSupported)
	}
	if r.snapshots != nil && len(r.snapshots(w, c)) == 0 {
		return apiErrorf(itemSnapshotNotFound, "There is no snapshot of the WorkSpace yet.")
	}
	if user := *w.Shown.UserName; r.user && user != undefinedUser && !c.hasUser(*w.Shown.DirectoryId, user) {
		return apiErrorf(string(workspaces.ItemInvalidUserConfiguration), "The user was either not found or is misconfigured.")
	}
	w.enter(c, r.to)
	return nil
}

func wrongState(state types.WorkspaceState) *apiError {
	return apiErrorf(itemWrongState, "The operation is not possible while the WorkSpace is in the state %s.", state)
}

// changeEach applies a change to each WorkSpace in a call and returns the refused items.
func changeEach[R any](c *call, requests []R, id func(R) *string, change func(*workspace) *apiError) []types.FailedWorkspaceChangeRequest {
	failed := []types.FailedWorkspaceChangeRequest{}
	for _, r := range requests {
		refusal := apiErrorf(itemWorkspaceNotFound, workspaceNotFound, shownID(id(r)))
		if w := c.workspace(id(r)); w != nil {
			if refusal = c.beginItem(*id(r)); refusal == nil {
				refusal = change(w)
			}
		}
		if refusal != nil {
			failed = append(failed, types.FailedWorkspaceChangeRequest{
				WorkspaceId: id(r), ErrorCode: aws.String(c.itemCode(refusal.Code)), ErrorMessage: aws.String(refusal.Message),
			})
		}
	}
	return failed
}

func (c *call) startWorkspaces(in *workspaces.StartWorkspacesInput) (*workspaces.StartWorkspacesOutput, error) {
	failed := changeEach(c, in.StartWorkspaceRequests,
		func(r types.StartRequest) *string { return r.WorkspaceId },
		func(w *workspace) *apiError { return startRule.apply(c, w) })
	return &workspaces.StartWorkspacesOutput{FailedRequests: failed}, nil
}

func (c *call) stopWorkspaces(in *workspaces.StopWorkspacesInput) (*workspaces.StopWorkspacesOutput, error) {
	failed := changeEach(c, in.StopWorkspaceRequests,
		func(r types.StopRequest) *string { return r.WorkspaceId },
		func(w *workspace) *apiError { return stopRule.apply(c, w) })
	return &workspaces.StopWorkspacesOutput{FailedRequests: failed}, nil
}

func (c *call) rebootWorkspaces(in *workspaces.RebootWorkspacesInput) (*workspaces.RebootWorkspacesOutput, error) {
	failed := changeEach(c, in.RebootWorkspaceRequests,
		func(r types.RebootRequest) *string { return r.WorkspaceId },
		func(w *workspace) *apiError {
			if w.Life.State == types.WorkspaceStateRebooting && c.now.Sub(w.Life.Since) >= stuckRebootAfter {
				w.enter(c, types.WorkspaceStateRebooting)
				return nil
			}
			return rebootRule.apply(c, w)
		})
	return &workspaces.RebootWorkspacesOutput{FailedRequests: failed}, nil
}

func (c *call) rebuildWorkspaces(in *workspaces.RebuildWorkspacesInput) (*workspaces.RebuildWorkspacesOutput, error) {
	failed := changeEach(c, in.RebuildWorkspaceRequests,
		func(r types.RebuildRequest) *string { return r.WorkspaceId },
		func(w *workspace) *apiError {
			refusal := rebuildRule.apply(c, w)
			if refusal == nil {
				w.Shown.IpAddress = aws.String(c.IDs.address())
			}
			return refusal
		})
	return &workspaces.RebuildWorkspacesOutput{FailedRequests: failed}, nil
}

// restoreWorkspace returns an exception if the WorkSpace cannot be restored. It is not known which exception is
// returned for which reason.
func (c *call) restoreWorkspace(in *workspaces.RestoreWorkspaceInput) (*workspaces.RestoreWorkspaceOutput, error) {
	w := c.workspace(in.WorkspaceId)
	if w == nil {
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	}
	if refusal := restoreRule.apply(c, w); refusal != nil {
		return nil, notSupported("%s", refusal.Message)
	}
	return &workspaces.RestoreWorkspaceOutput{}, nil
}

func (c *call) terminateWorkspaces(in *workspaces.TerminateWorkspacesInput) (*workspaces.TerminateWorkspacesOutput, error) {
	failed := changeEach(c, in.TerminateWorkspaceRequests,
		func(r types.TerminateRequest) *string { return r.WorkspaceId },
		func(w *workspace) *apiError {
			switch w.state() {
			case types.WorkspaceStateSuspended:
				return wrongState(w.state())
			case types.WorkspaceStateTerminating, types.WorkspaceStateTerminated:
				return nil // an earlier call has already terminated the WorkSpace
			}
			w.Change = nil
			w.leaveMigration(c)
			w.enter(c, types.WorkspaceStateTerminating)
			return nil
		})
	return &workspaces.TerminateWorkspacesOutput{FailedRequests: failed}, nil
}
