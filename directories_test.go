package workspaces_test

import (
	"net/http"
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

func TestWaitForDirectories(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t).Client()
		watch := newStopwatch()
		_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String("d-90670000aa"), EnableSelfService: aws.Bool(true)})
		require.NoError(t, err)
		in := &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{"d-90670000aa"}}
		out, err := workspaces.NewDirectoryRegisteredWaiter(client).WaitForOutput(t.Context(), in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceDirectoryStateRegistered, out.Directories[0].State)
		watch.lap(t, time.Minute)

		_, err = client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String("d-90670000aa")})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewDirectoryDeregisteredWaiter(client).Wait(t.Context(), in, time.Hour))
		watch.lap(t, workspacestest.Deregistering.Duration())
	})
}

func TestDirectoriesByIdentifierAndName(t *testing.T) {
	t.Parallel()
	many := make([]string, 26)
	for name, params := range map[string]*workspaces.DescribeWorkspaceDirectoriesInput{
		"names are not split":       {DirectoryIds: many, WorkspaceDirectoryNames: []string{"a", "b"}},
		"identifiers are not split": {DirectoryIds: []string{"a", "b"}, WorkspaceDirectoryNames: many},
		"an empty list":             {DirectoryIds: []string{}, Limit: aws.Int32(0)},
	} {
		w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) { return answer(200, `{}`)(r) })
		for _, err := range workspaces.NewDescribeWorkspaceDirectoriesPaginator(w.client(), params).Pages(t.Context()) {
			require.NoError(t, err)
		}
		first := w.requests()[0]
		switch name {
		case "names are not split":
			assert.Len(t, w.requests(), 2)
			assert.Len(t, first.member(t, "WorkspaceDirectoryNames"), 2)
		case "identifiers are not split":
			assert.Len(t, w.requests(), 1)
			assert.Len(t, first.member(t, "WorkspaceDirectoryNames"), 26)
		default:
			assert.JSONEq(t, `{"DirectoryIds": [], "Limit": 0}`, first.body)
		}
	}
}
