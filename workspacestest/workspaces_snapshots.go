package workspacestest

import (
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// snapshotInterval is the time between a WorkSpace's snapshots.
const snapshotInterval = 12 * time.Hour

// describeWorkspaceSnapshots shows only the newest snapshot of each kind. It is not known whether the service also
// shows older ones.
func (c *call) describeWorkspaceSnapshots(in *workspaces.DescribeWorkspaceSnapshotsInput) (*workspaces.DescribeWorkspaceSnapshotsOutput, error) {
	w := c.workspace(in.WorkspaceId)
	if w == nil {
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	}
	return &workspaces.DescribeWorkspaceSnapshotsOutput{RebuildSnapshots: w.rebuildSnapshots(c), RestoreSnapshots: w.restoreSnapshots(c)}, nil
}

// rebuildSnapshots returns the newest snapshot of the user volume, or an empty list. The service takes these snapshots
// whatever the WorkSpace's state.
func (w *workspace) rebuildSnapshots(c *call) []types.Snapshot { return w.snapshots(c, c.now) }

// restoreSnapshots returns the newest snapshot of both volumes, or an empty list. The service takes these snapshots only
// while the WorkSpace is healthy.
func (w *workspace) restoreSnapshots(c *call) []types.Snapshot {
	switch w.Life.State {
	case types.WorkspaceStateError, types.WorkspaceStateUnhealthy, types.WorkspaceStateImpaired:
		return w.snapshots(c, w.Life.Since)
	default:
		return w.snapshots(c, c.now)
	}
}

// snapshots returns the newest snapshot as of the given time, or an empty list. Snapshots are not stored; their times
// are computed. The first snapshot after a launch, a rebuild or a restore is taken when the Snapshotting phase ends.
func (w *workspace) snapshots(c *call, asOf time.Time) []types.Snapshot {
	series := []time.Time{w.Launched}
	if w.Past != nil {
		series = append(series, w.Past.Renewed)
	}
	list := []types.Snapshot{}
	for _, begin := range series {
		first := begin.Add(c.takes(Snapshotting))
		if begin.IsZero() || first.After(asOf) {
			continue
		}
		newest := first.Add(asOf.Sub(first).Truncate(snapshotInterval))
		list = []types.Snapshot{{SnapshotTime: &newest}}
	}
	return list
}
