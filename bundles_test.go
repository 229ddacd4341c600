package workspaces_test

import (
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

// TestWaitForABundle creates a bundle, changes its image and deletes it, waiting after the first two steps.
func TestWaitForABundle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		const otherImage = "wsi-000000001"
		client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
			Images: []types.WorkspaceImage{{ImageId: aws.String(listedImage)}, {ImageId: aws.String(otherImage)}},
		})).Client()
		watch := newStopwatch()
		created, err := client.CreateWorkspaceBundle(ctx, &workspaces.CreateWorkspaceBundleInput{
			BundleName: aws.String("golden"), BundleDescription: aws.String("x"), ImageId: aws.String(listedImage),
			ComputeType: &types.ComputeType{Name: types.ComputeStandard}, UserStorage: &types.UserStorage{Capacity: aws.String("50")},
			RootStorage: &types.RootStorage{Capacity: aws.String("80")},
		})
		require.NoError(t, err)
		id := created.WorkspaceBundle.BundleId
		in := &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{*id}}
		out, err := workspaces.NewBundleAvailableWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceBundleStateAvailable, out.Bundles[0].State)
		watch.lap(t, time.Minute)

		_, err = client.UpdateWorkspaceBundle(ctx, &workspaces.UpdateWorkspaceBundleInput{BundleId: id, ImageId: aws.String(otherImage)})
		require.NoError(t, err)
		out, err = workspaces.NewBundleAvailableWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, otherImage, *out.Bundles[0].ImageId)

		_, err = client.DeleteWorkspaceBundle(ctx, &workspaces.DeleteWorkspaceBundleInput{BundleId: id})
		require.NoError(t, err)
		out, err = client.DescribeWorkspaceBundles(ctx, in)
		require.NoError(t, err)
		assert.Empty(t, out.Bundles)
	})
}
