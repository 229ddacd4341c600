package workspacestest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// describeWorkspacesConnectionStatus shows users as connected only if a seed says so: the emulator has no
// users. WorkSpaces without a record are left out of their page. So a page can be short, or empty, without
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
		switch {
		case !w.provisioned(), w.Life.State == types.WorkspaceStateError:
			continue
		case w.Life.State == types.WorkspaceStateStopped:
			status.ConnectionState = types.ConnectionStateUnknown
		}
		status.WorkspaceId = w.Shown.WorkspaceId
		setDefault(&status.ConnectionStateCheckTimestamp, &c.now)
		out.WorkspacesConnectionStatus = append(out.WorkspacesConnectionStatus, status)
	}
	return out, nil
}

// seedConnectionStatus sets what is known of the user of a WorkSpace, and adds the WorkSpace if it does not
// exist. By default, the user is disconnected. A user who is connected was last seen now.
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

// disconnect disconnects the user, if connected.
func (w *workspace) disconnect(at time.Time) {
	if w.Connection != nil && w.Connection.ConnectionState == types.ConnectionStateConnected {
		w.Connection = &types.WorkspaceConnectionStatus{
			ConnectionState: types.ConnectionStateDisconnected, LastKnownUserConnectionTimestamp: &at,
		}
	}
}
