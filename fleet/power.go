package fleet

import (
	"context"
	"iter"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// Stop stops desktops, up to 25 per call. A desktop that is STOPPED or STOPPING is Done. A desktop whose running mode
// is ALWAYS_ON is Skipped.
//
// Stop disconnects users: it does not check whether anybody is connected, and neither does [WithDryRun]. To spare
// connected users, get the identifiers from an inventory with [WithConnectionStatus] shortly before.
func (f *Fleet) Stop(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	return f.change(ctx, &stopVerb, ids, optFns)
}

var stopVerb = verb{
	name: "Stop", size: 25, typical: 2 * time.Minute,
	send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{
			StopWorkspaceRequests: each(items, func(id *string) types.StopRequest { return types.StopRequest{WorkspaceId: id} }),
		}, configure)
		return answersOf(items, out, err)
	},
	see: func(_ *item, ws *types.Workspace) view { return needsStops(stopStates.see(ws), ws) },
}

var stopStates = states{
	types.WorkspaceStateStopped:     asWished,
	types.WorkspaceStateStopping:    onTheWay,
	types.WorkspaceStateAvailable:   unchanged,
	types.WorkspaceStateImpaired:    unchanged,
	types.WorkspaceStateUnhealthy:   unchanged,
	types.WorkspaceStateError:       unchanged,
	types.WorkspaceStatePending:     passing,
	types.WorkspaceStateStarting:    passing,
	types.WorkspaceStateRebooting:   passing,
	types.WorkspaceStateRebuilding:  passing,
	types.WorkspaceStateRestoring:   passing,
	types.WorkspaceStateMaintenance: passing,
	types.WorkspaceStateUpdating:    passing,
}

// Start starts desktops, up to 25 per call. A desktop that is already AVAILABLE or STARTING is Done. Any other desktop
// whose running mode is ALWAYS_ON is Skipped.
func (f *Fleet) Start(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	return f.change(ctx, &startVerb, ids, optFns)
}

var startVerb = verb{
	name: "Start", size: 25, typical: 2 * time.Minute,
	send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.StartWorkspaces(ctx, &workspaces.StartWorkspacesInput{
			StartWorkspaceRequests: each(items, func(id *string) types.StartRequest { return types.StartRequest{WorkspaceId: id} }),
		}, configure)
		return answersOf(items, out, err)
	},
	see: func(_ *item, ws *types.Workspace) view { return needsStops(startStates.see(ws), ws) },
}

var startStates = states{
	types.WorkspaceStateAvailable:   asWished,
	types.WorkspaceStateImpaired:    asWished,
	types.WorkspaceStateUnhealthy:   asWished,
	types.WorkspaceStateStarting:    onTheWay,
	types.WorkspaceStateStopped:     unchanged,
	types.WorkspaceStateStopping:    passing,
	types.WorkspaceStatePending:     passing,
	types.WorkspaceStateRebooting:   passing,
	types.WorkspaceStateRebuilding:  passing,
	types.WorkspaceStateRestoring:   passing,
	types.WorkspaceStateMaintenance: passing,
	types.WorkspaceStateUpdating:    passing,
}

// Reboot reboots desktops, up to 25 per call. A desktop that is already REBOOTING is Done.
//
// Reboot never reboots a desktop twice. If an answer is lost, the run describes the desktop. If it looks unchanged
// within a minute of the call, the service has not rebooted it, and the run sends the change again. Later than that,
// the reboot may already be complete, so the desktop is Unknown.
func (f *Fleet) Reboot(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	return f.change(ctx, &rebootVerb, ids, optFns)
}

var rebootVerb = verb{
	name: "Reboot", size: 25, once: true, returns: true, typical: 3 * time.Minute,
	send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.RebootWorkspaces(ctx, &workspaces.RebootWorkspacesInput{
			RebootWorkspaceRequests: each(items, func(id *string) types.RebootRequest { return types.RebootRequest{WorkspaceId: id} }),
		}, configure)
		return answersOf(items, out, err)
	},
	see: func(it *item, ws *types.Workspace) view { return backAgain(it, ws, rebootStates.see(ws)) },
}

var rebootStates = states{
	types.WorkspaceStateRebooting:   onTheWay,
	types.WorkspaceStateAvailable:   unchanged,
	types.WorkspaceStateUnhealthy:   unchanged,
	types.WorkspaceStatePending:     passing,
	types.WorkspaceStateStarting:    passing,
	types.WorkspaceStateStopping:    passing,
	types.WorkspaceStateRebuilding:  passing,
	types.WorkspaceStateRestoring:   passing,
	types.WorkspaceStateMaintenance: passing,
	types.WorkspaceStateUpdating:    passing,
}

// backAgain handles changes that end in the state they began in, such as a reboot. It returns asWished if the run is
// waiting for such a change and the desktop is AVAILABLE, UNHEALTHY or STOPPED again, and v otherwise.
func backAgain(it *item, ws *types.Workspace, v view) view {
	if v == unchanged && it.stage == toWait && ws.State != types.WorkspaceStateError && ws.State != types.WorkspaceStateRebooting {
		return asWished
	}
	return v
}

// Rebuild rebuilds desktops, one per call, after describing them in batches of 25. A rebuild discards everything on the
// root volume, and all changes made to the user volume since its last snapshot. A desktop that is already REBUILDING is
// Done. Rebuild never rebuilds a desktop twice: it handles lost answers in the same way as [Fleet.Reboot].
//
// A new desktop has no snapshot at first, so the service refuses to rebuild it: the result is Failed, with the code
// ResourceNotFound.Snapshot.
func (f *Fleet) Rebuild(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	return f.change(ctx, &rebuildVerb, ids, optFns)
}

var rebuildVerb = verb{
	name: "Rebuild", size: 1, once: true, returns: true, careful: true, typical: 20 * time.Minute,
	send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.RebuildWorkspaces(ctx, &workspaces.RebuildWorkspacesInput{
			RebuildWorkspaceRequests: each(items, func(id *string) types.RebuildRequest { return types.RebuildRequest{WorkspaceId: id} }),
		}, configure)
		return answersOf(items, out, err)
	},
	see: func(it *item, ws *types.Workspace) view { return backAgain(it, ws, rebuildStates.see(ws)) },
}

var rebuildStates = states{
	types.WorkspaceStateRebuilding:  onTheWay,
	types.WorkspaceStateAvailable:   unchanged,
	types.WorkspaceStateUnhealthy:   unchanged,
	types.WorkspaceStateStopped:     unchanged,
	types.WorkspaceStateError:       unchanged,
	types.WorkspaceStateRebooting:   unchanged,
	types.WorkspaceStatePending:     passing,
	types.WorkspaceStateStarting:    passing,
	types.WorkspaceStateStopping:    passing,
	types.WorkspaceStateRestoring:   passing,
	types.WorkspaceStateMaintenance: passing,
	types.WorkspaceStateUpdating:    passing,
}

// Restore restores both volumes of desktops from their last snapshots, one desktop per call, after describing the
// desktops in batches of 25. In all other respects, it works like [Fleet.Rebuild].
func (f *Fleet) Restore(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	return f.change(ctx, &restoreVerb, ids, optFns)
}

var restoreVerb = verb{
	name: "Restore", size: 1, once: true, returns: true, careful: true, typical: 20 * time.Minute,
	send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.RestoreWorkspace(ctx, &workspaces.RestoreWorkspaceInput{WorkspaceId: &items[0].Input}, configure)
		return oneAnswer(out, err)
	},
	see: func(it *item, ws *types.Workspace) view { return backAgain(it, ws, restoreStates.see(ws)) },
}

var restoreStates = states{
	types.WorkspaceStateRestoring:   onTheWay,
	types.WorkspaceStateAvailable:   unchanged,
	types.WorkspaceStateUnhealthy:   unchanged,
	types.WorkspaceStateStopped:     unchanged,
	types.WorkspaceStateError:       unchanged,
	types.WorkspaceStatePending:     passing,
	types.WorkspaceStateStarting:    passing,
	types.WorkspaceStateStopping:    passing,
	types.WorkspaceStateRebooting:   passing,
	types.WorkspaceStateRebuilding:  passing,
	types.WorkspaceStateMaintenance: passing,
	types.WorkspaceStateUpdating:    passing,
}

// Terminate terminates desktops, up to 25 per call, after describing them. All their data is lost. A desktop that is
// TERMINATING or TERMINATED, or does not exist, is Done. With [WithWait], a desktop is Done once it no longer exists;
// only then can its user get another desktop.
func (f *Fleet) Terminate(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	return f.change(ctx, &terminateVerb, ids, optFns)
}

var terminateVerb = verb{
	name: "Terminate", size: 25, careful: true, typical: 5*time.Minute + 5*time.Second, // the typical time is spent in TERMINATING, then briefly in TERMINATED
	send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.TerminateWorkspaces(ctx, &workspaces.TerminateWorkspacesInput{
			TerminateWorkspaceRequests: each(items, func(id *string) types.TerminateRequest { return types.TerminateRequest{WorkspaceId: id} }),
		}, configure)
		return answersOf(items, out, err)
	},
	see: func(it *item, ws *types.Workspace) view {
		switch {
		case ws == nil:
			return asWished
		case ws.State == types.WorkspaceStateSuspended:
			return wrongState
		case it.stage == toWait && ws.State != types.WorkspaceStateError, ws.State == types.WorkspaceStateTerminating, ws.State == types.WorkspaceStateTerminated:
			return onTheWay
		default:
			return unchanged
		}
	},
}

// needsStops returns wrongMode if the service would refuse to start or stop the desktop because its running mode is
// ALWAYS_ON, and v otherwise.
func needsStops(v view, ws *types.Workspace) view {
	if (v == unchanged || v == passing) && ws.WorkspaceProperties != nil && ws.WorkspaceProperties.RunningMode == types.RunningModeAlwaysOn {
		return wrongMode
	}
	return v
}

// oneAnswer returns the answer to a call with one item. If err is nil, the service has accepted the item.
func oneAnswer[Out any](out *Out, err error) ([]answer, error) {
	switch {
	case err != nil:
		return nil, err
	case out == nil:
		return nil, errNoOutput
	}
	return make([]answer, 1), nil
}

// refuses is an output whose Err method returns a BatchError with the refused items.
type refuses interface{ Err() error }

// answersOf returns the answer for each item of a call or, if the whole call failed, the call's error.
func answersOf[Out any, P interface {
	*Out
	refuses
}](items []*item, out P, err error) ([]answer, error) {
	switch {
	case err != nil:
		return nil, err
	case out == nil:
		return nil, errNoOutput
	}
	return answers(items, out.Err()), nil
}
