package fleet

import (
	"context"
	"iter"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// Stop stops desktops, 25 a call. A desktop that is STOPPED or STOPPING is Done. A desktop whose running mode is
// ALWAYS_ON is Skipped.
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

// needsStops returns wrongMode for a desktop that could be changed if its running mode were not ALWAYS_ON.
func needsStops(v view, ws *types.Workspace) view {
	if (v == unchanged || v == passing) && ws.WorkspaceProperties != nil && ws.WorkspaceProperties.RunningMode == types.RunningModeAlwaysOn {
		return wrongMode
	}
	return v
}

// refuses is an output that lists refused items.
type refuses interface{ Err() error }

// answersOf returns the answers for each item from the output of a call, or the error of the call.
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
