package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// StartWorkspacesInput lists the WorkSpaces to start.
type StartWorkspacesInput struct {
	// StartWorkspaceRequests lists the 1 to 25 WorkSpaces to start.
	//
	// This member is required.
	StartWorkspaceRequests []types.StartRequest `required:"true" items:"1:25"`
}

// StartWorkspacesOutput lists the WorkSpaces that the service refused to start.
type StartWorkspacesOutput struct {
	// FailedRequests are the refused WorkSpaces, each with a code and a message. The other WorkSpaces in the call will
	// become AVAILABLE.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StartWorkspaces starts up to 25 STOPPED WorkSpaces. Their running mode must be AUTO_STOP or MANUAL. The call returns
// once the request is accepted. The WorkSpaces become STARTING, then AVAILABLE. WorkSpaces that the service refused to
// start are listed in FailedRequests; [StartWorkspacesOutput.Err] returns them as an error.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] to wait until the WorkSpace is AVAILABLE.
func (c *Client) StartWorkspaces(ctx context.Context, params *StartWorkspacesInput, optFns ...func(*Options)) (*StartWorkspacesOutput, error) {
	return invoke[StartWorkspacesOutput](ctx, c, "StartWorkspaces", params, optFns)
}

// StopWorkspacesInput lists the WorkSpaces to stop.
type StopWorkspacesInput struct {
	// StopWorkspaceRequests lists the 1 to 25 WorkSpaces to stop.
	//
	// This member is required.
	StopWorkspaceRequests []types.StopRequest `required:"true" items:"1:25"`
}

// StopWorkspacesOutput lists the WorkSpaces that the service refused to stop.
type StopWorkspacesOutput struct {
	// FailedRequests are the refused WorkSpaces, each with a code and a message. The other WorkSpaces in the call will
	// become STOPPED.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StopWorkspaces stops up to 25 WorkSpaces. Each WorkSpace must be AVAILABLE, IMPAIRED, UNHEALTHY or ERROR, and its
// running mode must be AUTO_STOP or MANUAL. The call returns once the request is accepted. The WorkSpaces become
// STOPPING, then STOPPED. WorkSpaces that the service refused to stop are listed in FailedRequests;
// [StopWorkspacesOutput.Err] returns them as an error.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceStoppedWaiter] to wait until the WorkSpace is STOPPED.
func (c *Client) StopWorkspaces(ctx context.Context, params *StopWorkspacesInput, optFns ...func(*Options)) (*StopWorkspacesOutput, error) {
	return invoke[StopWorkspacesOutput](ctx, c, "StopWorkspaces", params, optFns)
}

// RebootWorkspacesInput lists the WorkSpaces to reboot.
type RebootWorkspacesInput struct {
	// RebootWorkspaceRequests lists the 1 to 25 WorkSpaces to reboot.
	//
	// This member is required.
	RebootWorkspaceRequests []types.RebootRequest `required:"true" items:"1:25"`
}

// RebootWorkspacesOutput lists the WorkSpaces that the service refused to reboot.
type RebootWorkspacesOutput struct {
	// FailedRequests are the refused WorkSpaces, each with a code and a message. The other WorkSpaces in the call are
	// rebooting.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RebootWorkspaces restarts the operating system of up to 25 WorkSpaces. Each WorkSpace must be AVAILABLE or UNHEALTHY,
// or must have been REBOOTING for more than 20 minutes. The call returns once the request is accepted. The WorkSpaces
// become REBOOTING, then AVAILABLE. WorkSpaces that the service refused to reboot are listed in FailedRequests;
// [RebootWorkspacesOutput.Err] returns them as an error.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] to wait until the WorkSpace is AVAILABLE.
//
// Errors worth handling: [types.OperationNotSupportedException].
func (c *Client) RebootWorkspaces(ctx context.Context, params *RebootWorkspacesInput, optFns ...func(*Options)) (*RebootWorkspacesOutput, error) {
	return invoke[RebootWorkspacesOutput](ctx, c, "RebootWorkspaces", params, optFns)
}

// RebuildWorkspacesInput names the WorkSpace to rebuild.
type RebuildWorkspacesInput struct {
	// RebuildWorkspaceRequests names one WorkSpace. The list must have exactly one element.
	//
	// This member is required.
	RebuildWorkspaceRequests []types.RebuildRequest `required:"true" items:"1:1"`
}

// RebuildWorkspacesOutput reports whether the WorkSpace is being rebuilt.
type RebuildWorkspacesOutput struct {
	// FailedRequests is empty if the rebuild was accepted. Otherwise it has one entry: the WorkSpace's identifier, an
	// error code and a message.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RebuildWorkspaces rebuilds a WorkSpace. The new root volume is created from the current image of the WorkSpace's
// bundle, and the new user volume from the last snapshot of the old one. Everything installed on the root volume is
// lost, as is user data written after the snapshot; [Client.DescribeWorkspaceSnapshots] returns the snapshot's time.
// The identifier stays the same, but the address changes. The WorkSpace must be AVAILABLE, ERROR, UNHEALTHY, STOPPED or
// REBOOTING, and must have a snapshot of its user volume. To restore the root volume from a snapshot too, use
// [Client.RestoreWorkspace].
//
// The call returns once the request is accepted. The WorkSpace is then REBUILDING. If the service refused the rebuild,
// FailedRequests has one entry, which [RebuildWorkspacesOutput.Err] returns as an error.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] to wait until the WorkSpace is AVAILABLE.
//
// Errors worth handling: [types.OperationNotSupportedException], [ItemInvalidUserConfiguration].
func (c *Client) RebuildWorkspaces(ctx context.Context, params *RebuildWorkspacesInput, optFns ...func(*Options)) (*RebuildWorkspacesOutput, error) {
	return invoke[RebuildWorkspacesOutput](ctx, c, "RebuildWorkspaces", params, optFns)
}
