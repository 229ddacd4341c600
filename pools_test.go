package workspaces_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestWaitForPools(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t).Client()
		directory, err := client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{
			WorkspaceType: types.WorkspaceTypePools, WorkspaceDirectoryName: aws.String("pools"), WorkspaceDirectoryDescription: aws.String("pools"),
			UserIdentityType: types.UserIdentityTypeCustomerManaged, SubnetIds: []string{"subnet-0123456789abcdef0", "subnet-0123456789abcdef1"},
		})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewDirectoryRegisteredWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*directory.DirectoryId}}, time.Hour))
		bundles, err := client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
		require.NoError(t, err)
		watch := newStopwatch()
		created, err := client.CreateWorkspacesPool(ctx, &workspaces.CreateWorkspacesPoolInput{
			PoolName: aws.String("lab"), Description: aws.String("lab"), BundleId: bundles.Bundles[0].BundleId, DirectoryId: directory.DirectoryId,
			Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(5)},
		})
		require.NoError(t, err)
		id := created.WorkspacesPool.PoolId
		in := &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{*id}}
		stopped := workspaces.NewPoolStoppedWaiter(client)
		require.NoError(t, stopped.Wait(ctx, in, time.Hour))
		watch.lap(t, 4*time.Minute)

		_, err = client.StartWorkspacesPool(ctx, &workspaces.StartWorkspacesPoolInput{PoolId: id})
		require.NoError(t, err)
		pools, err := workspaces.NewPoolRunningWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspacesPoolStateRunning, pools.WorkspacesPools[0].State)
		watch.lap(t, 10*time.Minute)

		_, err = client.StopWorkspacesPool(ctx, &workspaces.StopWorkspacesPoolInput{PoolId: id})
		require.NoError(t, err)
		require.NoError(t, stopped.Wait(ctx, in, time.Hour))
		watch.lap(t, 2*time.Minute)

		_, err = client.TerminateWorkspacesPool(ctx, &workspaces.TerminateWorkspacesPoolInput{PoolId: id})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewPoolDeletedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, 2*time.Minute)
	})
}

// flapping is a fake client with a single pool. Each call returns the pool in the next state on the list, and in the
// last state once the list is exhausted.
type flapping struct {
	states []types.WorkspacesPoolState // an empty state means that the pool does not exist
	calls  int
}

func (f *flapping) DescribeWorkspacesPools(context.Context, *workspaces.DescribeWorkspacesPoolsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesPoolsOutput, error) {
	state := f.states[min(f.calls, len(f.states)-1)]
	f.calls++
	if state == "" {
		return &workspaces.DescribeWorkspacesPoolsOutput{}, nil
	}
	return &workspaces.DescribeWorkspacesPoolsOutput{WorkspacesPools: []types.WorkspacesPool{{PoolId: aws.String("x"), State: state}}}, nil
}

func TestPoolsMustBeFoundDoneTwice(t *testing.T) {
	t.Parallel()
	in := &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{"x"}}
	for name, tt := range map[string]struct {
		states []types.WorkspacesPoolState
		waiter func(client *flapping) *workspaces.PoolWaiter
	}{
		"running": {[]types.WorkspacesPoolState{"STARTING", "RUNNING", "STARTING", "RUNNING", "RUNNING"}, func(client *flapping) *workspaces.PoolWaiter {
			return workspaces.NewPoolRunningWaiter(client)
		}},
		"stopped": {[]types.WorkspacesPoolState{"STOPPING", "STOPPED", "RUNNING", "STOPPED", "STOPPED"}, func(client *flapping) *workspaces.PoolWaiter {
			return workspaces.NewPoolStoppedWaiter(client)
		}},
		"deleted": {[]types.WorkspacesPoolState{"DELETING", "", "DELETING", "", ""}, func(client *flapping) *workspaces.PoolWaiter {
			return workspaces.NewPoolDeletedWaiter(client)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := &flapping{states: tt.states}
				require.NoError(t, tt.waiter(client).Wait(t.Context(), in, time.Hour))
				assert.Equal(t, 5, client.calls)
			})
		})
	}
}
