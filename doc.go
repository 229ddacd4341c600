// Package workspaces is a client for Amazon WorkSpaces, the virtual desktops of AWS.
//
// It has the same exported names and types as github.com/aws/aws-sdk-go-v2/service/workspaces: a program migrates by
// changing the import path. Both clients are built on the same packages of the AWS SDK for Go v2 (aws, config,
// credentials, smithy-go). So configuration, credentials, retryers, middleware and interceptors for that SDK work
// unchanged.
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
// Most operations that change something return when the service has accepted the change. The change itself takes
// minutes. The doc comment of such an operation names the state to check, and the waiter for that state:
//
//	err := workspaces.NewWorkspaceStoppedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
//
// A waiter takes any number of resources. Its error names the resources that did not reach the desired state: see
// package waiters.
//
// # Lists
//
// The service returns lists in pages of at most 25 resources. A paginator iterates over the resources of all pages. It
// can continue where an earlier paginator stopped: see package paginators.
//
//	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{}).Items(ctx) {
//		…
//	}
//
// # Errors
//
// Every error that an operation returns is a *smithy.OperationError. If the service returned an error, the
// OperationError wraps a smithy.APIError. For an error code in the API model, the APIError is an exception from package
// types. For any other error code, it is a *smithy.GenericAPIError. [IsNotFound], [IsThrottling] and [IsRetryable]
// classify errors by what a program can do about them. [RequestID] returns the identifier that AWS Support asks for. An
// operation on many WorkSpaces succeeds even if the service rejects some of them. The output lists the rejected
// WorkSpaces, and its Err method returns them as a [BatchError].
//
// # Concurrency
//
// A Client is safe for concurrent use. Programs should share it, because it reuses connections and prepares each
// operation only once.
package workspaces
