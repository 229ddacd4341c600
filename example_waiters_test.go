package workspaces_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// Wait for all WorkSpaces in a directory to stop. In this example, they are STOPPED from the start, so the wait ends
// immediately.
func ExampleNewWorkspaceStoppedWaiter() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(300, types.WorkspaceStateStopped)).Client()
	directories, err := client.DescribeWorkspaceDirectories(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}

	waiter := workspaces.NewWorkspaceStoppedWaiter(client)
	out, err := waiter.WaitForOutput(ctx, &workspaces.DescribeWorkspacesInput{
		DirectoryId: directories.Directories[0].DirectoryId,
	}, 10*time.Minute)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(out.Workspaces), "have stopped")
	// Output: 300 have stopped
}

// Show the progress of a wait, and then the WorkSpaces that failed.
func ExampleNewWorkspaceAvailableWaiter() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(
		workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable), workspacestest.WithWorkspaces(2, types.WorkspaceStateError),
	).Client()
	var ids []string
	for w, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		ids = append(ids, *w.WorkspaceId)
	}

	waiter := workspaces.NewWorkspaceAvailableWaiter(client, func(o *workspaces.WorkspaceWaiterOptions) {
		o.OnProgress = func(p waiters.Progress) { fmt.Println(p.Done, "of", p.Total, p.States) }
	})
	err := waiter.Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
	var failed *waiters.FailedError
	if errors.As(err, &failed) {
		for _, w := range failed.Failed {
			fmt.Println(w.State, w.ErrorCode)
		}
	}
	// Output:
	// 3 of 5 map[AVAILABLE:3 ERROR:2]
	// ERROR ConfigureWorkspace.DomainJoin
	// ERROR ConfigureWorkspace.DomainJoin
}
