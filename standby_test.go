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

// TestCreateStandbyWorkspacesReportsEachRefusal requests two standby WorkSpaces: one for an existing WorkSpace, and one
// for a WorkSpace that does not exist. It then waits until the first one is AVAILABLE.
func TestCreateStandbyWorkspacesReportsEachRefusal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		const directory = "d-9267000000"
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		primary := allIDs(t, emu.Client())[0]
		west := emu.Client(func(o *workspaces.Options) { o.Region = "us-west-2" })
		_, err := west.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directory)})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewDirectoryRegisteredWaiter(west).Wait(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{directory}}, time.Hour))

		out, err := west.CreateStandbyWorkspaces(ctx, &workspaces.CreateStandbyWorkspacesInput{
			PrimaryRegion: aws.String(workspacestest.Region), StandbyWorkspaces: []types.StandbyWorkspace{
				{PrimaryWorkspaceId: aws.String(primary), DirectoryId: aws.String(directory)},
				{PrimaryWorkspaceId: aws.String("ws-000000000"), DirectoryId: aws.String(directory)},
			},
		})
		require.NoError(t, err)
		var batch *workspaces.BatchError
		require.ErrorAs(t, out.Err(), &batch)
		require.Len(t, out.FailedStandbyRequests, 1)
		assert.Equal(t, "ws-000000000", *out.FailedStandbyRequests[0].StandbyWorkspaceRequest.PrimaryWorkspaceId)

		require.Len(t, out.PendingStandbyRequests, 1)
		standby := *out.PendingStandbyRequests[0].WorkspaceId
		found, err := workspaces.NewWorkspaceAvailableWaiter(west).WaitForOutput(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{standby}}, time.Hour)
		require.NoError(t, err)
		require.Len(t, found.Workspaces[0].RelatedWorkspaces, 1)
		assert.Equal(t, primary, *found.Workspaces[0].RelatedWorkspaces[0].WorkspaceId)
	})
}
