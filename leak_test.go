package workspaces_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestLoopsAndWaitsThatEndEarlyLeaveNoGoroutine runs in a testing/synctest bubble, which fails the test if a goroutine
// is still running at the end.
func TestLoopsAndWaitsThatEndEarlyLeaveNoGoroutine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, loopAndWait)
}

func loopAndWait(t *testing.T) {
	t.Helper()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(100, types.WorkspaceStatePending)).Client()
	in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: allIDs(t, client)}

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	begin := time.Now()
	err := workspaces.NewWorkspaceAvailableWaiter(client).Wait(ctx, in, time.Hour, func(o *workspaces.WorkspaceWaiterOptions) {
		o.MinDelay = 10 * time.Minute
		o.OnProgress = func(waiters.Progress) { time.AfterFunc(time.Millisecond, cancel) }
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Less(t, time.Since(begin), time.Minute, "the wait ends before the delay does")

	for _, err := range workspaces.NewDescribeWorkspacesPaginator(client, in).Items(t.Context()) {
		require.NoError(t, err)
		break
	}
	for _, err := range workspaces.NewDescribeWorkspacesPaginator(client, in).Pages(t.Context()) {
		require.NoError(t, err)
		break
	}
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	var last error
	for _, err := range workspaces.NewDescribeWorkspacesPaginator(client, in).Items(ctx) {
		if seen++; seen == 30 {
			cancel()
		}
		last = err
	}
	require.ErrorIs(t, last, context.Canceled)
	assert.Equal(t, 51, seen, "two pages and the error")
}
