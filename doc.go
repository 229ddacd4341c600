// Package workspaces is a client for Amazon WorkSpaces, the virtual desktops of AWS.
//
// It has the exported names and types of github.com/aws/aws-sdk-go-v2/service/workspaces: a program
// moves over by changing that import path, and back. It builds on the same core (aws, config,
// credentials, smithy-go), so configuration, credentials, retryers, middleware and interceptors made
// for AWS SDK for Go v2 work unchanged.
//
//	cfg, err := config.LoadDefaultConfig(ctx)
//	…
//	client := workspaces.NewFromConfig(cfg)
//	out, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: requests})
//	if err == nil {
//		err = out.Err() // WorkSpaces that were refused one by one
//	}
//
// # Asynchronous operations
//
// Most operations that change something return when the service has accepted the change, minutes
// before it is done. The doc comment of each says what to look at, and which waiter looks for you:
//
//	err := workspaces.NewWorkspaceStoppedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
//
// A waiter takes any number of resources, and its error names those that were not as they should be: see
// package waiters.
//
// # Lists
//
// A list comes in pages of 25 resources or less. Its paginator ranges over all of them, and can go on where
// another has stopped: see package paginators.
//
//	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{}).Items(ctx) {
//		…
//	}
//
// # Errors
//
// Every error of an operation is a *smithy.OperationError. What the service answered is in its chain:
// an exception of package types where the code is modelled, else a *smithy.GenericAPIError; both are
// smithy.APIError. [IsNotFound], [IsThrottling] and [IsRetryable] sort errors by what a program can do
// about them, [RequestID] finds the identifier that AWS support asks for. Operations that take many
// WorkSpaces answer with success and list refusals in their output: its Err method returns them as a
// [BatchError].
//
// # Concurrency
//
// A Client is safe for use by many goroutines, and meant to be shared: it keeps the middleware stack
// of every operation that it was asked for, and its connections.
package workspaces
