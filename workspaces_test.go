package workspaces_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// allIDs lists the identifiers of all WorkSpaces.
func allIDs(t *testing.T, client *workspaces.Client) (ids []string) {
	t.Helper()
	for w, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(t.Context()) {
		require.NoError(t, err)
		ids = append(ids, *w.WorkspaceId)
	}
	return ids
}

func desktopID(w types.Workspace) *string { return w.WorkspaceId }

func listDesktops(ctx context.Context, client *workspaces.Client, o paginators.Options) ([]string, string, error) {
	p := workspaces.NewDescribeWorkspacesPaginator(client, nil, withOptions[workspaces.DescribeWorkspacesPaginatorOptions](o))
	return identifiersAndToken(ctx, p, desktopID)
}

// TestCreateWorkspacesReportsEachRefusal makes three requests in one call. The second names an unknown directory, and
// the third asks for another WorkSpace for the same user. The service must refuse both.
func TestCreateWorkspacesReportsEachRefusal(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory)).Client()
	bundles, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	require.NoError(t, err)
	request := func(directory, user string) types.WorkspaceRequest {
		return types.WorkspaceRequest{DirectoryId: aws.String(directory), UserName: aws.String(user), BundleId: bundles.Bundles[0].BundleId}
	}
	out, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
		request(listedDirectory, "alice"), request("d-90670000ff", "bob"), request(listedDirectory, "alice"),
	}})
	require.NoError(t, err)
	require.Len(t, out.PendingRequests, 1)
	assert.Equal(t, "alice", *out.PendingRequests[0].UserName)
	require.Len(t, out.FailedRequests, 2)
	var batch *workspaces.BatchError
	require.ErrorAs(t, out.Err(), &batch)
	assert.Len(t, batch.Items, 2)
}
