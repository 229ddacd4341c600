package workspacestest_test

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// The emulator throttles the first two attempts. The client's third attempt succeeds.
func ExampleEmulator_Inject() {
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
	emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Times: 2, Throttle: true})
	client := emu.Client(func(o *workspaces.Options) {
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) { o.MaxBackoff = time.Millisecond }) // the default backoff can take seconds
	})
	out, err := client.DescribeWorkspaces(context.Background(), &workspaces.DescribeWorkspacesInput{})
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
