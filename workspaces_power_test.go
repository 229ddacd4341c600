package workspaces_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestPowerOperations calls each operation for two WorkSpaces: one in a state that allows the operation, and one in a
// state that does not.
func TestPowerOperations(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		allowed, refused, after types.WorkspaceState
		call                    func(t *testing.T, client *workspaces.Client, ids [2]*string) error
	}{
		"StartWorkspaces": {types.WorkspaceStateStopped, types.WorkspaceStateSuspended, types.WorkspaceStateStarting, func(t *testing.T, client *workspaces.Client, ids [2]*string) error {
			t.Helper()
			out, err := client.StartWorkspaces(t.Context(), &workspaces.StartWorkspacesInput{StartWorkspaceRequests: []types.StartRequest{{WorkspaceId: ids[0]}, {WorkspaceId: ids[1]}}})
			require.NoError(t, err)
			return out.Err()
		}},
		"StopWorkspaces": {types.WorkspaceStateAvailable, types.WorkspaceStateSuspended, types.WorkspaceStateStopping, func(t *testing.T, client *workspaces.Client, ids [2]*string) error {
			t.Helper()
			out, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: ids[0]}, {WorkspaceId: ids[1]}}})
			require.NoError(t, err)
			return out.Err()
		}},
		"RebootWorkspaces": {types.WorkspaceStateUnhealthy, types.WorkspaceStateStopped, types.WorkspaceStateRebooting, func(t *testing.T, client *workspaces.Client, ids [2]*string) error {
			t.Helper()
			out, err := client.RebootWorkspaces(t.Context(), &workspaces.RebootWorkspacesInput{RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: ids[0]}, {WorkspaceId: ids[1]}}})
			require.NoError(t, err)
			return out.Err()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seed := seedDesktops(2)
			for i, state := range []types.WorkspaceState{tt.allowed, tt.refused} {
				seed.Workspaces[i].State = state
				seed.Workspaces[i].WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}
			}
			client := workspacestest.New(t, workspacestest.WithSeedResources(seed)).Client()
			ids := [2]*string{seed.Workspaces[0].WorkspaceId, seed.Workspaces[1].WorkspaceId}
			var batch *workspaces.BatchError
			require.ErrorAs(t, tt.call(t, client, ids), &batch)
			require.Len(t, batch.Items, 1)
			assert.Equal(t, *ids[1], batch.Items[0].WorkspaceId)
			states := make(map[string]types.WorkspaceState)
			for _, w := range collect(t, workspaces.NewDescribeWorkspacesPaginator(client, nil)) {
				states[*w.WorkspaceId] = w.State
			}
			assert.Equal(t, map[string]types.WorkspaceState{*ids[0]: tt.after, *ids[1]: tt.refused}, states)
		})
	}
}

func TestRebuildTakesOneWorkspace(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	id := aws.String(allIDs(t, client)[0])
	_, err := client.RebuildWorkspaces(t.Context(), &workspaces.RebuildWorkspacesInput{RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: id}, {WorkspaceId: id}}})
	require.Error(t, err)
	out, err := client.RebuildWorkspaces(t.Context(), &workspaces.RebuildWorkspacesInput{RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: id}}})
	require.NoError(t, err)
	require.NoError(t, out.Err())
	assert.Equal(t, types.WorkspaceStateRebuilding, collect(t, workspaces.NewDescribeWorkspacesPaginator(client, nil))[0].State)
}
