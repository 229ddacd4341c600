package workspacestest_test

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// A new WorkSpace is PENDING, and becomes AVAILABLE after 20 minutes. In a test, use New instead of NewEmulator.
func Example() {
	ctx := context.Background()
	emu := workspacestest.NewEmulator(workspacestest.WithDirectory("d-90670000aa", "alice", "bob"))
	defer emu.Close()
	client := emu.Client()

	bundles, err := client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	if err != nil {
		fmt.Println(err)
		return
	}
	created, err := client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
		{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("alice"), BundleId: bundles.Bundles[0].BundleId},
		{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("carol"), BundleId: bundles.Bundles[0].BundleId},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(created.PendingRequests[0].State)
	fmt.Println(*created.FailedRequests[0].ErrorCode)

	emu.Advance(20 * time.Minute)
	found, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{
		WorkspaceIds: []string{*created.PendingRequests[0].WorkspaceId},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(found.Workspaces[0].State)
	// Output:
	// PENDING
	// ResourceNotFound.User
	// AVAILABLE
}

// The first call stops the WorkSpace. The second call is refused, because the WorkSpace is already STOPPING.
func ExampleWithWorkspaces() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	found, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{})
	if err != nil {
		fmt.Println(err)
		return
	}
	stop := &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: found.Workspaces[0].WorkspaceId}}}
	for range 2 {
		stopped, err := client.StopWorkspaces(ctx, stop)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(len(stopped.FailedRequests), "refused")
	}
	// Output:
	// 0 refused
	// 1 refused
}
