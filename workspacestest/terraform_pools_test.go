package workspacestest_test

import (
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// poolLimit is how long Terraform's provider waits for each change to a pool.
const poolLimit = 5 * time.Minute

// pool returns a pool, or nil if the service reports that it does not exist.
func (tf terraform) pool(id string) *types.WorkspacesPool {
	tf.Helper()
	out, err := tf.client.DescribeWorkspacesPools(tf.Context(), &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{id}})
	var unknown *types.ResourceNotFoundException
	if errors.As(err, &unknown) {
		return nil
	}
	require.NoError(tf, err)
	require.Len(tf, out.WorkspacesPools, 1)
	return &out.WorkspacesPools[0]
}

func (tf terraform) poolState(id string) func() types.WorkspacesPoolState {
	return func() types.WorkspacesPoolState {
		tf.Helper()
		if p := tf.pool(id); p != nil {
			return p.State
		}
		return ""
	}
}

func (tf terraform) createPool(in *workspaces.CreateWorkspacesPoolInput) string {
	tf.Helper()
	out, err := tf.client.CreateWorkspacesPool(tf.Context(), in)
	require.NoError(tf, err)
	id := *out.WorkspacesPool.PoolId
	wait(tf, poolLimit, types.WorkspacesPoolStateStopped, tf.poolState(id), types.WorkspacesPoolStateCreating)
	return id
}

// destroyPool stops a running pool and terminates it. Each change must complete within poolLimit.
func (tf terraform) destroyPool(id string) {
	tf.Helper()
	begin := tf.emu.Now()
	if tf.pool(id).State == types.WorkspacesPoolStateRunning {
		require.NoError(tf, stopPool(tf.T, tf.client, &id))
		wait(tf, poolLimit, types.WorkspacesPoolStateStopped, tf.poolState(id), types.WorkspacesPoolStateStopping)
	}
	require.NoError(tf, terminatePool(tf.T, tf.client, &id))
	wait(tf, poolLimit, "", tf.poolState(id), types.WorkspacesPoolStateDeleting)
	assert.LessOrEqual(tf, tf.emu.Now().Sub(begin), poolLimit)
}

func TestTerraformPool(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	directory := tf.register(forPools("pools"))
	in := &workspaces.CreateWorkspacesPoolInput{
		PoolName: aws.String("pool"), Description: aws.String("A pool"), DirectoryId: &directory, BundleId: aws.String(workspacestest.BundleStandardWindows),
		Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(3)}, RunningMode: types.PoolsRunningModeAutoStop,
		TimeoutSettings: &types.TimeoutSettings{
			DisconnectTimeoutInSeconds: aws.Int32(2000), IdleDisconnectTimeoutInSeconds: aws.Int32(2000), MaxUserDurationInSeconds: aws.Int32(2000),
		},
		ApplicationSettings: &types.ApplicationSettingsRequest{Status: types.ApplicationSettingsStatusEnumEnabled, SettingsGroup: aws.String("test")},
		Tags:                []types.Tag{tag("Name", "pool")},
	}
	id := tf.createPool(in)

	imported := tf.pool(id)
	assert.Equal(t, "pool", *imported.PoolName)
	assert.Equal(t, "A pool", *imported.Description)
	assert.Equal(t, directory, *imported.DirectoryId)
	assert.Equal(t, workspacestest.BundleStandardWindows, *imported.BundleId)
	assert.EqualValues(t, 3, *imported.CapacityStatus.DesiredUserSessions)
	assert.Equal(t, types.PoolsRunningModeAutoStop, imported.RunningMode)
	assert.Equal(t, in.TimeoutSettings, imported.TimeoutSettings)
	assert.Equal(t, types.ApplicationSettingsStatusEnumEnabled, imported.ApplicationSettings.Status)
	assert.Equal(t, "test", *imported.ApplicationSettings.SettingsGroup)
	assert.Contains(t, *imported.PoolArn, "workspacespool/"+id)
	assert.Equal(t, map[string]string{"Name": "pool"}, tf.tags(id))

	require.NoError(t, updatePool(t, tf.client, workspaces.UpdateWorkspacesPoolInput{
		PoolId: &id, Description: aws.String("Another pool"), Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(4)},
		BundleId: aws.String(workspacestest.BundlePerformanceWindows), RunningMode: types.PoolsRunningModeAlwaysOn,
	}))
	wait(tf, poolLimit, types.WorkspacesPoolStateStopped, tf.poolState(id), types.WorkspacesPoolStateUpdating)
	imported = tf.pool(id)
	assert.Equal(t, "Another pool", *imported.Description)
	assert.EqualValues(t, 4, *imported.CapacityStatus.DesiredUserSessions)
	assert.Equal(t, workspacestest.BundlePerformanceWindows, *imported.BundleId)
	assert.Equal(t, types.PoolsRunningModeAlwaysOn, imported.RunningMode)
	tf.retag(id, []string{"Name"}, tag("Env", "test"))
	assert.Equal(t, map[string]string{"Env": "test"}, tf.tags(id))

	tf.destroyPool(id)
	replacement := tf.createPool(in)
	assert.NotEqual(t, id, replacement, "the name of the deleted pool can be used again")
	_, err := tf.client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: &directory})
	requireCode(t, err, "OperationNotSupportedException", "pools assigned")
	require.NoError(t, startPool(t, tf.client, &replacement))
	wait(tf, 15*time.Minute, types.WorkspacesPoolStateRunning, tf.poolState(replacement), types.WorkspacesPoolStateStarting)
	tf.destroyPool(replacement)
	tf.deregister(directory)
}
