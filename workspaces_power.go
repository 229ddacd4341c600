package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// StartWorkspacesInput lists the WorkSpaces to start.
type StartWorkspacesInput struct {
	// StartWorkspaceRequests name the WorkSpaces, 1 to 25.
	//
	// This member is required.
	StartWorkspaceRequests []types.StartRequest `required:"true" items:"1:25"`
}

// StartWorkspacesOutput tells which WorkSpaces are not being started.
type StartWorkspacesOutput struct {
	// FailedRequests are the WorkSpaces that the service left alone, each with a code and a message. All
	// others of the call are on their way to AVAILABLE.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StartWorkspaces asks the service to start up to 25 WorkSpaces that are STOPPED and whose running mode is
// AUTO_STOP or MANUAL. It returns when the request is accepted: they are STARTING, then AVAILABLE.
// WorkSpaces that were refused one by one are in FailedRequests; [StartWorkspacesOutput.Err] makes an error
// of them.
//
// To wait for it: [NewWorkspaceAvailableWaiter].
func (c *Client) StartWorkspaces(ctx context.Context, params *StartWorkspacesInput, optFns ...func(*Options)) (*StartWorkspacesOutput, error) {
	return invoke[StartWorkspacesOutput](ctx, c, "StartWorkspaces", params, optFns)
}

// StopWorkspacesInput lists the WorkSpaces to stop.
type StopWorkspacesInput struct {
	// StopWorkspaceRequests name the WorkSpaces, 1 to 25.
	//
	// This member is required.
	StopWorkspaceRequests []types.StopRequest `required:"true" items:"1:25"`
}

// StopWorkspacesOutput tells which WorkSpaces are not being stopped.
type StopWorkspacesOutput struct {
	// FailedRequests are the WorkSpaces that the service left alone, each with a code and a message. All
	// others of the call are on their way to STOPPED.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// StopWorkspaces asks the service to stop up to 25 WorkSpaces that are AVAILABLE, IMPAIRED, UNHEALTHY or
// ERROR and whose running mode is AUTO_STOP or MANUAL. It returns when the request is accepted: they are
// STOPPING, then STOPPED. WorkSpaces that were refused one by one are in FailedRequests;
// [StopWorkspacesOutput.Err] makes an error of them.
//
// To wait for it: [NewWorkspaceStoppedWaiter].
func (c *Client) StopWorkspaces(ctx context.Context, params *StopWorkspacesInput, optFns ...func(*Options)) (*StopWorkspacesOutput, error) {
	return invoke[StopWorkspacesOutput](ctx, c, "StopWorkspaces", params, optFns)
}

// RebootWorkspacesInput lists the WorkSpaces to reboot.
type RebootWorkspacesInput struct {
	// RebootWorkspaceRequests name the WorkSpaces, 1 to 25.
	//
	// This member is required.
	RebootWorkspaceRequests []types.RebootRequest `required:"true" items:"1:25"`
}

// RebootWorkspacesOutput tells which WorkSpaces are not being rebooted.
type RebootWorkspacesOutput struct {
	// FailedRequests are the WorkSpaces that the service left alone, each with a code and a message. All
	// others of the call are rebooting.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RebootWorkspaces asks the service to restart the operating system of up to 25 WorkSpaces that are
// AVAILABLE or UNHEALTHY; also of one that has hung in REBOOTING for more than 20 minutes. It returns
// when the request is accepted: they are REBOOTING, then AVAILABLE. WorkSpaces that were refused one by one
// are in FailedRequests; [RebootWorkspacesOutput.Err] makes an error of them.
//
// To wait for it: [NewWorkspaceAvailableWaiter].
//
// Errors worth handling: [types.OperationNotSupportedException].
func (c *Client) RebootWorkspaces(ctx context.Context, params *RebootWorkspacesInput, optFns ...func(*Options)) (*RebootWorkspacesOutput, error) {
	return invoke[RebootWorkspacesOutput](ctx, c, "RebootWorkspaces", params, optFns)
}

// RebuildWorkspacesInput names the WorkSpace to rebuild.
type RebuildWorkspacesInput struct {
	// RebuildWorkspaceRequests names one WorkSpace: though a list, it takes exactly one element.
	//
	// This member is required.
	RebuildWorkspaceRequests []types.RebuildRequest `required:"true" items:"1:1"`
}

// RebuildWorkspacesOutput tells whether the WorkSpace is being rebuilt.
type RebuildWorkspacesOutput struct {
	// FailedRequests holds the WorkSpace if the service refused, with a code and a message; it is empty if
	// the rebuild has begun.
	FailedRequests []types.FailedWorkspaceChangeRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RebuildWorkspaces makes one WorkSpace anew: the root volume from the present image of its bundle, the
// user volume from its last snapshot. What was installed on the root volume is lost, and so is what the
// user wrote after that snapshot: [Client.DescribeWorkspaceSnapshots] tells when it was taken. The identifier
// stays, the address changes. The WorkSpace must be AVAILABLE, ERROR, UNHEALTHY, STOPPED or REBOOTING. To
// take the root volume from a snapshot too, see [Client.RestoreWorkspace].
//
// It returns when the request is accepted; the WorkSpace is REBUILDING from then on. A refusal is in
// FailedRequests; [RebuildWorkspacesOutput.Err] makes an error of it.
//
// To wait for it: [NewWorkspaceAvailableWaiter].
//
// Errors worth handling: [types.OperationNotSupportedException].
func (c *Client) RebuildWorkspaces(ctx context.Context, params *RebuildWorkspacesInput, optFns ...func(*Options)) (*RebuildWorkspacesOutput, error) {
	return invoke[RebuildWorkspacesOutput](ctx, c, "RebuildWorkspaces", params, optFns)
}
