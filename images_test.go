package workspaces_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// shareImage returns a function that shares listedImage with n accounts.
func shareImage(n int) func(t *testing.T, client *workspaces.Client) {
	return func(t *testing.T, client *workspaces.Client) {
		t.Helper()
		for i := range n {
			_, err := client.UpdateWorkspaceImagePermission(t.Context(), &workspaces.UpdateWorkspaceImagePermissionInput{
				ImageId: aws.String(listedImage), AllowCopyImage: aws.Bool(true), SharedAccountId: aws.String(fmt.Sprintf("%012d", i)),
			})
			require.NoError(t, err)
		}
	}
}

func TestASharedImageCannotBeDeleted(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: aws.String(listedImage)}}})).Client()
	shareImage(2)(t, client)
	in := &workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: aws.String(listedImage)}
	permissions := collect(t, workspaces.NewDescribeWorkspaceImagePermissionsPaginator(client, in))
	require.Len(t, permissions, 2)

	remove := func() error {
		_, err := client.DeleteWorkspaceImage(ctx, &workspaces.DeleteWorkspaceImageInput{ImageId: aws.String(listedImage)})
		return err
	}
	require.Error(t, remove())
	for _, p := range permissions {
		_, err := client.UpdateWorkspaceImagePermission(ctx, &workspaces.UpdateWorkspaceImagePermissionInput{
			ImageId: aws.String(listedImage), AllowCopyImage: aws.Bool(false), SharedAccountId: p.SharedAccountId,
		})
		require.NoError(t, err)
	}
	assert.Empty(t, collect(t, workspaces.NewDescribeWorkspaceImagePermissionsPaginator(client, in)))
	require.NoError(t, remove())
}
