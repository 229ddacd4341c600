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
		assert.NotNil(t, out.NextToken, "even of an empty page")
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

// connection returns the record of the only WorkSpace.
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
	client, id, began := emu.Client(), aws.String("ws-000000001"), emu.Now()
	seed(t, emu, workspacestest.Seed{ConnectionStatus: []types.WorkspaceConnectionStatus{
		{WorkspaceId: id, ConnectionState: types.ConnectionStateConnected},
	}})
	assert.Equal(t, id, only(t, client).WorkspaceId, "it is added")
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateConnected,
		ConnectionStateCheckTimestamp: aws.Time(emu.Now()), LastKnownUserConnectionTimestamp: &began,
	}, connection(t, client))

	at := emu.Now()
	require.NoError(t, operationNamed("RebootWorkspaces").call(t, client, id))
	emu.Advance(time.Hour)
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateDisconnected,
		ConnectionStateCheckTimestamp: aws.Time(emu.Now()), LastKnownUserConnectionTimestamp: &at,
	}, connection(t, client), "whoever was connected is thrown out")
	seen := began.Add(-24 * time.Hour)
	seed(t, emu, workspacestest.Seed{ConnectionStatus: []types.WorkspaceConnectionStatus{
		{WorkspaceId: id, LastKnownUserConnectionTimestamp: &seen, ConnectionStateCheckTimestamp: &began},
	}})
	assert.Equal(t, types.WorkspaceConnectionStatus{
		WorkspaceId: id, ConnectionState: types.ConnectionStateDisconnected,
		ConnectionStateCheckTimestamp: &began, LastKnownUserConnectionTimestamp: &seen,
	}, connection(t, client))
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
