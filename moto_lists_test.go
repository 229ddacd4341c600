package workspaces_test

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// collect returns all items listed by a paginator.
func collect[Item any](t *testing.T, p interface {
	Items(context.Context, ...func(*workspaces.Options)) iter.Seq2[Item, error]
},
) (list []Item) {
	t.Helper()
	for item, err := range p.Items(t.Context()) {
		require.NoError(t, err)
		list = append(list, item)
	}
	return list
}

// TestMotoListsAndWaits uses the paginators and waiters for the operations that moto implements. Moto returns every
// list as a single page, and has no pending states, so each wait ends in its first round.
func TestMotoListsAndWaits(t *testing.T) {
	t.Parallel()
	endpoint := startMoto(t)
	directory, subnets := motoDirectory(t, endpoint)
	client := workspaces.New(workspaces.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(endpoint), Credentials: staticCredentials(testAccessKey, ""),
	})
	ctx := t.Context()
	_, err := client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String(directory), EnableSelfService: aws.Bool(true), SubnetIds: subnets, Tenancy: types.TenancyShared,
	})
	require.NoError(t, err)
	directories := &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{directory}}
	require.NoError(t, workspaces.NewDirectoryRegisteredWaiter(client).Wait(ctx, directories, time.Minute))
	assert.Len(t, collect(t, workspaces.NewDescribeWorkspaceDirectoriesPaginator(client, nil)), 1)

	var ids []string
	for i := range 2 {
		requests := make([]types.WorkspaceRequest, 20)
		for j := range requests {
			requests[j] = types.WorkspaceRequest{
				DirectoryId: aws.String(directory), UserName: aws.String(fmt.Sprintf("user%d-%d", i, j)), BundleId: aws.String("wsb-bh8rsxt14"),
			}
		}
		created, err := client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: requests})
		require.NoError(t, err)
		require.NoError(t, created.Err())
		for _, w := range created.PendingRequests {
			ids = append(ids, *w.WorkspaceId)
		}
	}
	desktops := &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}
	available, err := workspaces.NewWorkspaceAvailableWaiter(client).WaitForOutput(ctx, desktops, time.Minute)
	require.NoError(t, err)
	assert.Len(t, available.Workspaces, 40, "40 identifiers, at most 25 in each call")
	require.NoError(t, workspaces.NewWorkspaceModifiedWaiter(client).Wait(ctx, desktops, time.Minute))
	require.NoError(t, workspaces.NewWorkspaceInStateWaiter(client, []types.WorkspaceState{types.WorkspaceStateAvailable}).Wait(ctx, desktops, time.Minute))
	listed := collect(t, workspaces.NewDescribeWorkspacesPaginator(client, desktops))
	require.Len(t, listed, 40)

	image, err := client.CreateWorkspaceImage(ctx, &workspaces.CreateWorkspaceImageInput{
		Name: aws.String("golden"), Description: aws.String("x"), WorkspaceId: aws.String(ids[0]),
	})
	require.NoError(t, err)
	require.NoError(t, workspaces.NewImageAvailableWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*image.ImageId}}, time.Minute))
	images := collect(t, workspaces.NewDescribeWorkspaceImagesPaginator(client, nil))
	require.Len(t, images, 1)
	assert.Equal(t, image.ImageId, images[0].ImageId)
	_, err = client.UpdateWorkspaceImagePermission(ctx, &workspaces.UpdateWorkspaceImagePermissionInput{
		ImageId: image.ImageId, AllowCopyImage: aws.Bool(true), SharedAccountId: aws.String("111122223333"),
	})
	require.NoError(t, err)
	permissions := collect(t, workspaces.NewDescribeWorkspaceImagePermissionsPaginator(client,
		&workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: image.ImageId}))
	assert.Equal(t, []types.ImagePermission{{SharedAccountId: aws.String("111122223333")}}, permissions)

	for batch := range 2 {
		requests := make([]types.TerminateRequest, 20)
		for i := range requests {
			requests[i].WorkspaceId = aws.String(ids[20*batch+i])
		}
		terminated, err := client.TerminateWorkspaces(ctx, &workspaces.TerminateWorkspacesInput{TerminateWorkspaceRequests: requests})
		require.NoError(t, err)
		require.NoError(t, terminated.Err())
	}
	require.NoError(t, workspaces.NewWorkspaceTerminatedWaiter(client).Wait(ctx, desktops, time.Minute))
	_, err = client.DeregisterWorkspaceDirectory(ctx, &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directory)})
	require.NoError(t, err)
	require.NoError(t, workspaces.NewDirectoryDeregisteredWaiter(client).Wait(ctx, directories, time.Minute))
}
