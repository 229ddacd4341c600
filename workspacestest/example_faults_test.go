package workspacestest_test

import (
	"context"
	"fmt"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// The first two calls are throttled. The client's retryer makes a third attempt, which succeeds.
func ExampleEmulator_Inject() {
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
	emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Times: 2, Throttle: true})
	out, err := emu.Client().DescribeWorkspaces(context.Background(), &workspaces.DescribeWorkspacesInput{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(out.Workspaces), "WorkSpaces")
	for _, r := range emu.Requests() {
		fmt.Println(r.Operation, r.Status, r.Code)
	}
	// Output:
	// 3 WorkSpaces
	// DescribeWorkspaces 400 ThrottlingException
	// DescribeWorkspaces 400 ThrottlingException
	// DescribeWorkspaces 200
}

// A snapshot returns the emulator to an earlier state, as for each of several subtests.
func ExampleEmulator_Restore() {
	ctx := context.Background()
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	snapshot, err := emu.Snapshot()
	if err != nil {
		fmt.Println(err)
		return
	}
	client := emu.Client()
	state := func() types.WorkspaceState {
		for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(ctx) {
			if err == nil {
				return ws.State
			}
		}
		return ""
	}
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if _, err := client.TerminateWorkspaces(ctx, &workspaces.TerminateWorkspacesInput{
			TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: ws.WorkspaceId}},
		}); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(state())
	if err := emu.Restore(snapshot); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(state())
	// Output:
	// TERMINATING
	// AVAILABLE
}
