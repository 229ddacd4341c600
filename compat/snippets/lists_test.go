// Package snippets has code that the pages in docs/ quote. The pages also quote the programs in examples/.
package snippets

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// countByState counts the desktops of a directory by state.
func countByState(ctx context.Context, client workspaces.API, directory string) (map[types.WorkspaceState]int, error) {
	counts := make(map[types.WorkspaceState]int)
	desktops := workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{DirectoryId: &directory})
	for ws, err := range desktops.Items(ctx) {
		if err != nil {
			return counts, err // the last element
		}
		counts[ws.State]++
	}
	return counts, nil
}

// countPages counts pages. A page can be empty although others follow.
func countPages(ctx context.Context, client workspaces.API) (pages int, err error) {
	list := workspaces.NewDescribeWorkspaceBundlesPaginator(client,
		&workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	for _, err := range list.Pages(ctx) {
		if err != nil {
			return pages, err
		}
		pages++
	}
	return pages, nil
}

// nextDesktops lists at most n desktops. It also returns the token with which another process can continue.
func nextDesktops(ctx context.Context, client workspaces.API, resume string, n int) (ids []string, next string, err error) {
	list := workspaces.NewDescribeWorkspacesPaginator(client, nil, func(o *workspaces.DescribeWorkspacesPaginatorOptions) {
		o.StartingToken = resume // empty at the beginning
		o.MaxItems = n
	})
	for ws, err := range list.Items(ctx) {
		if err != nil {
			return ids, list.ResumeToken(), err
		}
		ids = append(ids, *ws.WorkspaceId)
	}
	return ids, list.ResumeToken(), nil // the token is empty at the end of the list
}

// waitForAll waits for new desktops, and prints the desktops that failed or are late.
func waitForAll(ctx context.Context, client workspaces.API, ids []string) error {
	waiter := workspaces.NewWorkspaceAvailableWaiter(client, func(o *workspaces.WorkspaceWaiterOptions) {
		o.OnProgress = func(p waiters.Progress) { fmt.Printf("%d of %d\n", p.Done, p.Total) }
	})
	err := waiter.Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
	var failed *waiters.FailedError
	if errors.As(err, &failed) {
		for _, desktop := range failed.Failed {
			fmt.Println("failed:", desktop) // also says so if the desktop was not found
		}
	}
	var late *waiters.TimeoutError
	if errors.As(err, &late) {
		for _, desktop := range late.Waiting {
			fmt.Println("not ready:", desktop)
		}
	}
	return err
}

func TestListsAndWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStatePending))
		client := emulator.Client()
		ids := desktops(t, client)
		require.NoError(t, waitForAll(t.Context(), client, ids))

		ws, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids[:1]})
		require.NoError(t, err)
		counts, err := countByState(t.Context(), client, *ws.Workspaces[0].DirectoryId)
		require.NoError(t, err)
		assert.Equal(t, map[types.WorkspaceState]int{types.WorkspaceStateAvailable: 60}, counts)

		pages, err := countPages(t.Context(), client)
		require.NoError(t, err)
		assert.Positive(t, pages)

		first, next, err := nextDesktops(t.Context(), client, "", 40)
		require.NoError(t, err)
		rest, end, err := nextDesktops(t.Context(), client, next, 40)
		require.NoError(t, err)
		assert.Equal(t, ids, append(first, rest...))
		assert.Empty(t, end)
	})
}

func TestWaitingNamesDesktopsThatFail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(2, types.WorkspaceStateError))
		var failed *waiters.FailedError
		require.ErrorAs(t, waitForAll(t.Context(), emulator.Client(), desktops(t, emulator.Client())), &failed)
		assert.Len(t, failed.Failed, 2)
	})
}

// desktops lists the desktops of a Region.
func desktops(t *testing.T, client *workspaces.Client) (ids []string) {
	t.Helper()
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(t.Context()) {
		require.NoError(t, err)
		ids = append(ids, *ws.WorkspaceId)
	}
	return ids
}

// states counts the desktops of an emulator by state.
func states(t *testing.T, emulator *workspacestest.Emulator) map[types.WorkspaceState]int {
	t.Helper()
	counts := make(map[types.WorkspaceState]int)
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emulator.Client(), nil).Items(t.Context()) {
		require.NoError(t, err)
		counts[ws.State]++
	}
	return counts
}
