package workspacestest

import (
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// snapshotInterval is the time from one snapshot of a WorkSpace to the next.
const snapshotInterval = 12 * time.Hour

// describeWorkspaceSnapshots shows of each kind the newest. Whether the service shows older ones too is
// unverified.
func (c *call) describeWorkspaceSnapshots(in *workspaces.DescribeWorkspaceSnapshotsInput) (*workspaces.DescribeWorkspaceSnapshotsOutput, error) {
	w := c.workspace(in.WorkspaceId)
	if w == nil {
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	}
	return &workspaces.DescribeWorkspaceSnapshotsOutput{RebuildSnapshots: w.rebuildSnapshots(c), RestoreSnapshots: w.restoreSnapshots(c)}, nil
}

// rebuildSnapshots are the snapshots of the user volume, which is taken one of in every state.
func (w *workspace) rebuildSnapshots(c *call) []types.Snapshot { return w.snapshots(c, c.now) }

// restoreSnapshots are the snapshots of both volumes, which are taken while the WorkSpace is well.
func (w *workspace) restoreSnapshots(c *call) []types.Snapshot {
	switch w.Life.State {
	case types.WorkspaceStateError, types.WorkspaceStateUnhealthy, types.WorkspaceStateImpaired:
		return w.snapshots(c, w.Life.Since)
	default:
		return w.snapshots(c, c.now)
	}
}

// snapshots returns the newest snapshot as of a time, if there is one. They are not stored: their times
// follow from when the WorkSpace was launched and from when it was last rebuilt or restored, as soon after
// which as after the launch one is taken.
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
