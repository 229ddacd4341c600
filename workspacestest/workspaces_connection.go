package workspacestest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// Connect connects the user of a WorkSpace, as if the user had logged in with a client program. The WorkSpace must
// be AVAILABLE, or UPDATING for a modification of anything except its compute type. Otherwise the error names the
// state of the WorkSpace. Connect does not start a STOPPED WorkSpace, as the login of a real user would: call
// StartWorkspaces first. The user stays connected, and counts as seen at every moment, until [Emulator.Disconnect]
// or until a call such as StopWorkspaces or RebootWorkspaces disconnects the user. If the user is already connected,
// Connect returns an error.
//
// The WorkSpace can be in any account and Region. If several WorkSpaces have the identifier, the one in the account
// and Region of [Emulator.Client] is used.
func (e *Emulator) Connect(workspaceID string) error {
	return e.changeUser("connect", workspaceID, func(c *call, w *workspace) error {
		switch state := w.state(); {
		case w.connected():
			return fmt.Errorf("the user of %s is %s already", workspaceID, types.ConnectionStateConnected)
		case w.Change.inFlight() && w.Change.Resource == types.ModificationResourceEnumComputeType:
			return fmt.Errorf("%s is %s, and its compute type is being modified", workspaceID, state)
		case w.Life.State != types.WorkspaceStateAvailable:
			return fmt.Errorf("%s is %s, not %s", workspaceID, state, types.WorkspaceStateAvailable)
		}
		w.Connection = &types.WorkspaceConnectionStatus{ConnectionState: types.ConnectionStateConnected, LastKnownUserConnectionTimestamp: aws.Time(c.now)}
		return nil
	})
}

// Disconnect disconnects the user of a WorkSpace, as if the user had closed the client program. The user counts as
// last seen now, and with [WithAutoStop] the WorkSpace's time-out begins. If the user is not connected, the error
// names the state of the WorkSpace. The WorkSpace is found in the same way as for [Emulator.Connect].
func (e *Emulator) Disconnect(workspaceID string) error {
	return e.changeUser("disconnect", workspaceID, func(c *call, w *workspace) error {
		if !w.connected() {
			return fmt.Errorf("the user of %s, which is %s, is not %s", workspaceID, w.state(), types.ConnectionStateConnected)
		}
		w.disconnect(c.now)
		return nil
	})
}

// changeUser finds a WorkSpace and applies a change to its user's connection. Errors begin with the text in label.
func (e *Emulator) changeUser(label, workspaceID string, apply func(*call, *workspace) error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	here := e.enter(place{e.accountOf(e.settings.clientKey), Region}, "")
	places := slices.SortedFunc(maps.Keys(e.stores), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.region, b.region))
	})
	for _, at := range append([]place{here.place}, places...) {
		c := here.at(at)
		if w := c.workspace(&workspaceID); w != nil {
			if err := apply(c, w); err != nil {
				return fmt.Errorf("%s: %w", label, err)
			}
			e.changes.Add(1)
			return nil
		}
	}
	return fmt.Errorf("%s: there is no WorkSpace %.100q", label, workspaceID)
}

// connected reports whether the user is connected.
func (w *workspace) connected() bool {
	return w.Connection != nil && w.Connection.ConnectionState == types.ConnectionStateConnected
}

// describeWorkspacesConnectionStatus leaves out WorkSpaces that are not provisioned yet or are in ERROR state. So a
// page can be short, or even empty, without being the last page. A connected user counts as last seen now.
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
		if w.connected() {
			status.LastKnownUserConnectionTimestamp, status.ConnectionStateCheckTimestamp = &c.now, &c.now
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

// seedConnectionStatus sets the connection status of a WorkSpace's user, and adds the WorkSpace if it does not
// exist. By default, the user is disconnected. If the user is connected, or was connected until now, the user counts as
// last seen now.
func (c *call) seedConnectionStatus(shown types.WorkspaceConnectionStatus) {
	w := c.Workspaces.get(c, *shown.WorkspaceId)
	if w == nil {
		w = c.seedWorkspace(types.Workspace{WorkspaceId: shown.WorkspaceId})
	}
	setDefault(&shown.ConnectionState, types.ConnectionStateDisconnected)
	if shown.ConnectionState == types.ConnectionStateConnected || w.connected() {
		setDefault(&shown.LastKnownUserConnectionTimestamp, aws.Time(c.now))
	}
	w.Connection = &shown
}

// ignoredOfStatus returns the members of a seeded connection status that have no effect.
func ignoredOfStatus(shown *types.WorkspaceConnectionStatus) (ignored []ignoredMember) {
	if shown.ConnectionState != types.ConnectionStateConnected {
		return nil
	}
	for _, member := range []struct {
		name string
		time *time.Time
	}{
		{"ConnectionStateCheckTimestamp", shown.ConnectionStateCheckTimestamp},
		{"LastKnownUserConnectionTimestamp", shown.LastKnownUserConnectionTimestamp},
	} {
		if member.time != nil {
			ignored = append(ignored, ignoredMember{member.name, "a connected user counts as last seen at the time of each call"})
		}
	}
	return ignored
}

// disconnect disconnects the user if the user is connected. The parameter lastSeen is the time at which the user was
// last seen.
func (w *workspace) disconnect(lastSeen time.Time) {
	if w.connected() {
		w.Connection = &types.WorkspaceConnectionStatus{
			ConnectionState: types.ConnectionStateDisconnected, LastKnownUserConnectionTimestamp: &lastSeen,
		}
	}
}
