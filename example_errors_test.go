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

// StopWorkspaces succeeds although one of the two desktops is refused. Err makes an error of the refusal.
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

// A service error is told apart by what a program would do about it, not by its type.
func ExampleIsNotFound() {
	client := workspacestest.NewEmulator().Client()
	_, err := client.DescribeTags(context.Background(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-999999999")})
	fmt.Println(workspaces.IsNotFound(err), workspaces.IsRetryable(err))
	// Output:
	// true false
}

// The client rejects an input that breaks a bound of the API, and sends nothing.
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

// A presigned request can be sent by a program that has no credentials.
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
