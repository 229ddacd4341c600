// Package workspaces is a client for Amazon WorkSpaces, the virtual desktops of AWS.
//
// It has the exported names and types of github.com/aws/aws-sdk-go-v2/service/workspaces: a program migrates by
// changing the import path. It is built on the same packages (aws, config, credentials, smithy-go), so configuration,
// credentials, retryers, middleware and interceptors for AWS SDK for Go v2 work unchanged.
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
// Most operations that change something return when the service has accepted the change, minutes before the change
// is complete. Their doc comments name the state to check and the waiter that waits for it:
//
//	err := workspaces.NewWorkspaceStoppedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
//
// A waiter takes any number of resources, and its error names the resources that did not reach the wanted state: see
// package waiters.
//
// # Lists
//
// The service returns lists in pages of at most 25 resources. A paginator iterates over the resources of all pages,
// and can continue where an earlier one stopped: see package paginators.
//
//	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{}).Items(ctx) {
//		…
//	}
//
// # Errors
//
// Every error of an operation is a *smithy.OperationError. An error that the service returned is in its chain as a
// smithy.APIError: an exception of package types if the API model has its code, else a *smithy.GenericAPIError.
// [IsNotFound], [IsThrottling] and [IsRetryable] classify errors by what a program can do about them. [RequestID]
// returns the identifier that AWS support asks for. Operations on many WorkSpaces succeed even if some are rejected,
// and list these in the output. The output's Err method returns them as a [BatchError].
//
// # Concurrency
//
// A Client is safe for concurrent use and should be shared, because it reuses connections and the middleware of
// operations that it has called.
package workspaces
