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

// Connect connects the user of a WorkSpace, as if the user had logged in with a client program. The WorkSpace must be
// AVAILABLE, or UPDATING because of a modification that does not change the compute type; otherwise, the error names
// its state. Unlike a real login, Connect does not start a STOPPED WorkSpace: call StartWorkspaces first. Connecting a
// user who is already connected is an error. The user stays connected until disconnected by [Emulator.Disconnect] or by
// a call such as StopWorkspaces or RebootWorkspaces.
//
// The WorkSpace can be in any account and Region. If several have the same identifier, Connect prefers the one in the
// account and Region of [Emulator.Client].
func (e *Emulator) Connect(workspaceID string) error {
	return e.changeUser("connect", workspaceID, func(c *call, w *workspace) error {
		switch state := w.state(); {
		case w.connected():
			return fmt.Errorf("the user of %s is already %s", workspaceID, types.ConnectionStateConnected)
		case w.Change.inFlight() && w.Change.Resource == types.ModificationResourceEnumComputeType:
			return fmt.Errorf("%s is %s, and its compute type is being modified", workspaceID, state)
		case w.Life.State != types.WorkspaceStateAvailable:
			return fmt.Errorf("%s is %s, not %s", workspaceID, state, types.WorkspaceStateAvailable)
		}
		w.Connection = &types.WorkspaceConnectionStatus{ConnectionState: types.ConnectionStateConnected, LastKnownUserConnectionTimestamp: aws.Time(c.now)}
		return nil
	})
}

// Disconnect disconnects the user of a WorkSpace, as if the user had closed the client program.
// LastKnownUserConnectionTimestamp becomes the current time on the emulator's clock. With [WithAutoStop], the
// WorkSpace's time-out starts. If the user is not connected, the error names the WorkSpace's state. Disconnect finds
// the WorkSpace the same way as [Emulator.Connect].
func (e *Emulator) Disconnect(workspaceID string) error {
	return e.changeUser("disconnect", workspaceID, func(c *call, w *workspace) error {
		if !w.connected() {
			return fmt.Errorf("the user of %s, which is %s, is not %s", workspaceID, w.state(), types.ConnectionStateConnected)
		}
		w.disconnect(c.now)
		return nil
	})
}

// changeUser finds a WorkSpace and calls apply to change its user's connection. Errors start with the given label.
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

// describeWorkspacesConnectionStatus leaves out WorkSpaces that have never been AVAILABLE or are in the ERROR state, so
// even a short or empty page need not be the last. While the user is connected, LastKnownUserConnectionTimestamp is the
// time of the call.
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

// seedConnectionStatus sets the connection status of a WorkSpace's user, adding the WorkSpace if it does not exist. By
// default, the user is disconnected. If the user is connected before or after the change,
// LastKnownUserConnectionTimestamp defaults to the current time.
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

// ignoredOfStatus returns a seeded connection status's members that have no effect.
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

// disconnect disconnects the user, if connected, and sets LastKnownUserConnectionTimestamp to lastSeen.
func (w *workspace) disconnect(lastSeen time.Time) {
	if w.connected() {
		w.Connection = &types.WorkspaceConnectionStatus{
			ConnectionState: types.ConnectionStateDisconnected, LastKnownUserConnectionTimestamp: &lastSeen,
		}
	}
}
