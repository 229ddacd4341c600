package workspacestest_test

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// A test sets up the emulator once, and each subtest starts from the same state. Without Restore, the second subtest
// would fail, because the first has already stopped the WorkSpace.
func ExampleEmulator_Restore() {
	ctx := context.Background()
	emu := workspacestest.NewEmulator(workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: []types.Workspace{
		{WorkspaceId: aws.String("ws-000000001"), WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}},
	}}))
	snapshot, err := emu.Snapshot()
	if err != nil {
		fmt.Println(err)
		return
	}

	for _, subtest := range []string{"first", "second"} {
		if err := emu.Restore(snapshot); err != nil {
			fmt.Println(err)
			return
		}
		out, err := emu.Client().StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{
			StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-000000001")}},
		})
		if err == nil {
			err = out.Err()
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(subtest, "subtest: the stop was accepted")
	}
	// Output:
	// first subtest: the stop was accepted
	// second subtest: the stop was accepted
}
