package workspaces_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// StopWorkspaces succeeds even though the service refuses to stop one of the two WorkSpaces. Err returns the refusal as
// an error.
func ExampleBatchError() {
	ctx := context.Background()
	emu := workspacestest.NewEmulator(workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: []types.Workspace{
		{WorkspaceId: aws.String("ws-000000001"), WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}},
	}}))
	out, err := emu.Client().StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{
		{WorkspaceId: aws.String("ws-000000001")},
		{WorkspaceId: aws.String("ws-999999999")},
	}})
	if err == nil {
		err = out.Err()
	}
	var refused *workspaces.BatchError
	if errors.As(err, &refused) {
		for _, item := range refused.Items {
			fmt.Println(item.WorkspaceId, item.Code, item.Retryable())
		}
	}
	// Output:
	// ws-999999999 ResourceNotFound.WorkSpace false
}

// IsNotFound and IsRetryable classify service errors by what a program can do about them.
func ExampleIsNotFound() {
	client := workspacestest.NewEmulator().Client()
	_, err := client.DescribeTags(context.Background(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-999999999")})
	fmt.Println(workspaces.IsNotFound(err), workspaces.IsRetryable(err))
	// Output:
	// true false
}

// The service accepts the call and begins to stop the WorkSpace, but then the connection breaks. When the client
// retries, the service refuses the call because the WorkSpace is already STOPPING.
func ExampleMayHaveSucceeded() {
	ctx := context.Background()
	id := aws.String("ws-000000001")
	emu := workspacestest.NewEmulator(workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: []types.Workspace{
		{WorkspaceId: id, WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}},
	}}))
	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Drop: true, AfterChange: true, Times: 1})
	client := emu.Client()
	out, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
	if err == nil {
		err = out.Err()
	}
	if workspaces.MayHaveSucceeded(err) {
		desktops, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id}})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("refused, but", desktops.Workspaces[0].State)
	}
	// Output:
	// refused, but STOPPING
}

// The service returns AccessDeniedException for three different reasons. IsAccessDenied is true for all of them, so
// call it last.
func ExampleIsClosedToNewCustomers() {
	client := workspacestest.NewEmulator(workspacestest.WithPoolsClosed()).Client()
	_, err := client.CreateWorkspacesPool(context.Background(), &workspaces.CreateWorkspacesPoolInput{
		PoolName: aws.String("night"), Description: aws.String("Night shift"), DirectoryId: aws.String("wsd-0a1b2c3d4"),
		BundleId: aws.String(workspacestest.BundleStandardWindows), Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(5)},
	})
	switch {
	case workspaces.IsClosedToNewCustomers(err):
		fmt.Println("use personal WorkSpaces instead")
	case workspaces.IsUnavailableInRegion(err):
		fmt.Println("choose another Region")
	case workspaces.IsAccessDenied(err):
		fmt.Println("ask for the permission")
	}
	// Output:
	// use personal WorkSpaces instead
}

// With StrictValidation, the client checks all bounds in the API model. It rejects this input without sending a
// request.
func ExampleOptions_strictValidation() {
	emu := workspacestest.NewEmulator()
	client := emu.Client(func(o *workspaces.Options) { o.StrictValidation = true })
	_, err := client.DescribeWorkspaces(context.Background(), &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(100)})
	var invalid smithy.InvalidParamsError
	if errors.As(err, &invalid) {
		for _, broken := range invalid.Errs() {
			fmt.Println(broken)
		}
	}
	fmt.Println(len(emu.Requests()), "requests")
	// Output:
	// 100 is above the maximum of 25, DescribeWorkspacesInput.Limit.
	// 0 requests
}

// A program without credentials can send a presigned request.
func ExampleNewPresignClient() {
	ctx := context.Background()
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	presign := workspaces.NewPresignClient(emu.Client())
	request, err := presign.Request(ctx, &workspaces.DescribeWorkspacesInput{})
	if err != nil {
		fmt.Println(err)
		return
	}
	response, err := emu.Config().HTTPClient.Do(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	fmt.Println(response.Status)
	// Output:
	// 200 OK
}
