package workspacestest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestDescribeWorkspacesConnectionStatus(t *testing.T) {
	t.Parallel()
	for state, want := range map[types.WorkspaceState]types.ConnectionState{
		types.WorkspaceStateAvailable: types.ConnectionStateDisconnected,
		types.WorkspaceStateStopped:   types.ConnectionStateUnknown,
		types.WorkspaceStatePending:   "",
		types.WorkspaceStateError:     "",
	} {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(26, state)).Client()
		in := &workspaces.DescribeWorkspacesConnectionStatusInput{}
		out, err := client.DescribeWorkspacesConnectionStatus(t.Context(), in)
		require.NoError(t, err)
		assert.NotNil(t, out.NextToken, "even an empty page must have a token")
		if want == "" {
			assert.Empty(t, out.WorkspacesConnectionStatus)
			continue
		}
		require.Len(t, out.WorkspacesConnectionStatus, 25)
		record := out.WorkspacesConnectionStatus[0]
		assert.Equal(t, want, record.ConnectionState)
		assert.NotNil(t, record.ConnectionStateCheckTimestamp)
		assert.Nil(t, record.LastKnownUserConnectionTimestamp)
		in.WorkspaceIds = []string{*record.WorkspaceId}
		out, err = client.DescribeWorkspacesConnectionStatus(t.Context(), in)
		require.NoError(t, err)
		assert.Len(t, out.WorkspacesConnectionStatus, 1)
	}
}

// connection returns the connection status of the account's only WorkSpace.
func connection(t *testing.T, client *workspaces.Client) types.WorkspaceConnectionStatus {
	t.Helper()
	out, err := client.DescribeWorkspacesConnectionStatus(t.Context(), &workspaces.DescribeWorkspacesConnectionStatusInput{})
	require.NoError(t, err)
	require.Len(t, out.WorkspacesConnectionStatus, 1)
	return out.WorkspacesConnectionStatus[0]
}

func TestSeededConnection(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client, id, began := emu.Client(), aws.String("ws-000000001"), emu.Now().Add(-time.Hour)
	seed(t, emu, workspacestest.Seed{ConnectionStatus: []types.WorkspaceConnectionStatus{
		{WorkspaceId: id, ConnectionState: types.ConnectionStateConnected, LastKnownUserConnectionTimestamp: &began},
	}})
	assert.Equal(t, id, only(t, client).WorkspaceId, "the seed must add the WorkSpace")
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateConnected,
		ConnectionStateCheckTimestamp: aws.Time(emu.Now()), LastKnownUserConnectionTimestamp: aws.Time(emu.Now()),
	}, connection(t, client), "the user was last seen now")

	at := emu.Now()
	require.NoError(t, operationNamed("RebootWorkspaces").call(t, client, id))
	emu.Advance(time.Hour)
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateDisconnected,
		ConnectionStateCheckTimestamp: aws.Time(emu.Now()), LastKnownUserConnectionTimestamp: &at,
	}, connection(t, client), "a reboot disconnects the user")
	seen := began.Add(-24 * time.Hour)
	seed(t, emu, workspacestest.Seed{ConnectionStatus: []types.WorkspaceConnectionStatus{
		{WorkspaceId: id, LastKnownUserConnectionTimestamp: &seen, ConnectionStateCheckTimestamp: &began},
	}})
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateDisconnected,
		ConnectionStateCheckTimestamp: &began, LastKnownUserConnectionTimestamp: &seen,
	}, connection(t, client))
}

func TestSeedCanDisconnectTheUser(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client, id := emu.Client(), aws.String("ws-000000001")
	for _, state := range []types.ConnectionState{types.ConnectionStateConnected, types.ConnectionStateDisconnected} {
		emu.Advance(time.Minute)
		seed(t, emu, workspacestest.Seed{ConnectionStatus: []types.WorkspaceConnectionStatus{{WorkspaceId: id, ConnectionState: state}}})
	}
	seen := emu.Now()
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateDisconnected,
		ConnectionStateCheckTimestamp: aws.Time(emu.Now()), LastKnownUserConnectionTimestamp: &seen,
	}, connection(t, client))
}

func TestConnectAndDisconnect(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-000000001")}},
	}))
	client := emu.Client()
	require.NoError(t, emu.Connect("ws-000000001"))
	require.EqualError(t, emu.Connect("ws-000000001"), "connect: the user of ws-000000001 is already CONNECTED")
	emu.Advance(time.Hour)
	status := connection(t, client)
	assert.Equal(t, types.ConnectionStateConnected, status.ConnectionState)
	assert.Equal(t, emu.Now(), *status.LastKnownUserConnectionTimestamp)

	other := workspacestest.New(t, noon)
	require.NoError(t, other.Restore(snapshotOf(t, emu)))
	assert.Equal(t, status, connection(t, other.Client()), "a snapshot must contain the connection status")

	require.NoError(t, emu.Disconnect("ws-000000001"))
	left := emu.Now()
	emu.Advance(time.Hour)
	status = connection(t, client)
	assert.Equal(t, types.ConnectionStateDisconnected, status.ConnectionState)
	assert.Equal(t, left, *status.LastKnownUserConnectionTimestamp)
	assert.Equal(t, emu.Now(), *status.ConnectionStateCheckTimestamp)
	require.EqualError(t, emu.Disconnect("ws-000000001"), "disconnect: the user of ws-000000001, which is AVAILABLE, is not CONNECTED")
	require.EqualError(t, emu.Connect("ws-000000002"), `connect: there is no WorkSpace "ws-000000002"`)
}

func TestConnectNeedsAnAvailableWorkspace(t *testing.T) {
	t.Parallel()
	for _, state := range types.WorkspaceState("").Values() {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, state))
		id := *only(t, emu.Client()).WorkspaceId
		before := emu.Changes()
		err := emu.Connect(id)
		if state == types.WorkspaceStateAvailable {
			require.NoError(t, err)
			assert.Greater(t, emu.Changes(), before)
			continue
		}
		require.EqualError(t, err, "connect: "+id+" is "+string(state)+", not AVAILABLE")
		assert.Equal(t, before, emu.Changes())
	}
}

func TestConnectInOtherPlaces(t *testing.T) {
	t.Parallel()
	emu, client, stranger := twoAccounts(t, noon)
	const id = "ws-000000001"
	for _, s := range []workspacestest.Seed{{Account: otherAccount}, {Region: "eu-west-1"}} {
		s.Workspaces = []types.Workspace{{WorkspaceId: aws.String(id)}}
		seed(t, emu, s)
	}
	away := emu.Client(inRegion("eu-west-1"))
	require.NoError(t, emu.Connect(id))
	connected := func(client *workspaces.Client) bool {
		return connection(t, client).ConnectionState == types.ConnectionStateConnected
	}
	assert.NotEqual(t, connected(away), connected(stranger), "only one of the two users must be connected")
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: aws.String(id)}}})
	require.NoError(t, emu.Connect(id))
	assert.True(t, connected(client))
}

func TestConnectionOfAStoppedWorkspaceIsUnknown(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	id, seen := aws.String("ws-000000001"), emu.Now()
	seed(t, emu, workspacestest.Seed{
		Workspaces:       []types.Workspace{{WorkspaceId: id, State: types.WorkspaceStateStopped}},
		ConnectionStatus: []types.WorkspaceConnectionStatus{{WorkspaceId: id, LastKnownUserConnectionTimestamp: &seen}},
	})
	status := connection(t, emu.Client())
	assert.Equal(t, types.ConnectionStateUnknown, status.ConnectionState)
	assert.Equal(t, &seen, status.LastKnownUserConnectionTimestamp)
}

func TestConnectionsOfInvisibleWorkspaces(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID)).Client()
	w := create(t, client, request(t, client, "alice"))
	out, err := client.DescribeWorkspacesConnectionStatus(t.Context(), &workspaces.DescribeWorkspacesConnectionStatusInput{WorkspaceIds: []string{aws.ToString(w.WorkspaceId)}})
	require.NoError(t, err)
	assert.Empty(t, out.WorkspacesConnectionStatus)
}
