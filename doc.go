// Package workspaces is a client for Amazon WorkSpaces, the virtual desktops of AWS.
//
// It exports the same names and types as github.com/aws/aws-sdk-go-v2/service/workspaces, so a program migrates by
// changing the import path. Both clients build on the same packages of the AWS SDK for Go v2 (aws, config, credentials,
// smithy-go), so configuration, credentials, retryers, middleware and interceptors written for that SDK work unchanged.
//
//	cfg, err := config.LoadDefaultConfig(ctx)
//	…
//	client := workspaces.NewFromConfig(cfg)
//	out, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: requests})
//	if err == nil {
//		err = out.Err() // the WorkSpaces that the service rejected individually
//	}
//
// # Asynchronous operations
//
// Most operations that change something return once the service has accepted the change; the change itself takes
// minutes. The operation's doc comment names the state to check and the waiter for that state:
//
//	err := workspaces.NewWorkspaceStoppedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
//
// A waiter can wait for any number of resources. Its error names the resources that did not reach the desired state;
// see package waiters.
//
// # Lists
//
// The service returns lists in pages, usually of at most 25 resources. A paginator iterates over the resources on all
// pages, and can continue where an earlier paginator stopped; see package paginators.
//
//	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{}).Items(ctx) {
//		…
//	}
//
// # Errors
//
// Every error returned by an operation is a *smithy.OperationError. If the error came from the service, the
// OperationError wraps a smithy.APIError: an exception from package types if the API model lists the error code, and a
// *smithy.GenericAPIError otherwise. [IsNotFound], [IsThrottling] and [IsRetryable] classify errors by what a program
// can do about them. [RequestID] returns the identifier that AWS Support asks for. An operation on several WorkSpaces
// succeeds even if the service rejects some of them; its output lists the rejected WorkSpaces, and the output's Err
// method returns them as a [BatchError].
//
// # Concurrency
//
// A Client is safe for concurrent use and should be shared, because it reuses connections and prepares each operation
// only once.
package workspaces
