package workspacestest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// describeWorkspacesConnectionStatus finds nobody connected but those who were seeded: the emulator has no
// users. As WorkSpaces without a record are left out of a page, it can be short, and even empty, without
// being the last.
func (c *call) describeWorkspacesConnectionStatus(in *workspaces.DescribeWorkspacesConnectionStatusInput) (*workspaces.DescribeWorkspacesConnectionStatusOutput, error) {
	list, next, err := paginate(c, c.Workspaces.selected(c, in.WorkspaceIds), func(w *workspace) bool { return w.visible(c) }, in.NextToken, maxPage)
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesConnectionStatusOutput{
		WorkspacesConnectionStatus: []types.WorkspaceConnectionStatus{}, NextToken: next,
	}
	for _, w := range list {
		status := types.WorkspaceConnectionStatus{ConnectionState: types.ConnectionStateDisconnected}
		if w.Connection != nil {
			status = *w.Connection
		}
		switch w.Life.State {
		case types.WorkspaceStatePending, types.WorkspaceStateError:
			continue
		case types.WorkspaceStateStopped:
			status.ConnectionState = types.ConnectionStateUnknown
		}
		status.WorkspaceId = w.Shown.WorkspaceId
		setDefault(&status.ConnectionStateCheckTimestamp, &c.now)
		out.WorkspacesConnectionStatus = append(out.WorkspacesConnectionStatus, status)
	}
	return out, nil
}

// seedConnectionStatus says what is known of the user of a WorkSpace, which it adds if it is not there.
// What is not given is as for a user who is not connected, and who was seen just now if connected.
func (c *call) seedConnectionStatus(shown types.WorkspaceConnectionStatus) {
	w := c.Workspaces.get(c, *shown.WorkspaceId)
	if w == nil {
		w = c.seedWorkspace(types.Workspace{WorkspaceId: shown.WorkspaceId})
	}
	setDefault(&shown.ConnectionState, types.ConnectionStateDisconnected)
	if shown.ConnectionState == types.ConnectionStateConnected {
		setDefault(&shown.LastKnownUserConnectionTimestamp, aws.Time(c.now))
	}
	w.Connection = &shown
}
