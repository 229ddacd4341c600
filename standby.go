package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// CreateStandbyWorkspacesInput lists the standby WorkSpaces to create, all for primaries of one Region.
type CreateStandbyWorkspacesInput struct {
	// PrimaryRegion is the Region of the primary WorkSpaces, such as us-east-1. The call itself goes to the
	// Region in which the standby WorkSpaces shall be.
	//
	// This member is required.
	PrimaryRegion *string `required:"true" len:"1:31" form:"region"`

	// StandbyWorkspaces are the requests, each for one primary WorkSpace.
	//
	// This member is required.
	StandbyWorkspaces []types.StandbyWorkspace `required:"true"`
}

// CreateStandbyWorkspacesOutput tells which requests were accepted and which were not.
type CreateStandbyWorkspacesOutput struct {
	// PendingStandbyRequests are the standby WorkSpaces on their way, each with its new identifier.
	PendingStandbyRequests []types.PendingCreateStandbyWorkspacesRequest

	// FailedStandbyRequests are the requests turned down, each with a code and a message.
	FailedStandbyRequests []types.FailedCreateStandbyWorkspacesRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateStandbyWorkspaces asks for standby WorkSpaces in the Region of the client, to which the users of
// primary WorkSpaces in another Region can turn when that one fails. The directory must be registered here
// beforehand. It returns when the requests are accepted: follow them with [Client.DescribeWorkspaces].
// Requests that were turned down one by one are in FailedStandbyRequests, not in a member FailedRequests;
// [CreateStandbyWorkspacesOutput.Err] makes an error of them.
//
// To wait for it: [NewWorkspaceAvailableWaiter].
//
// Errors worth handling: [types.ResourceLimitExceededException], [types.OperationNotSupportedException],
// [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) CreateStandbyWorkspaces(ctx context.Context, params *CreateStandbyWorkspacesInput, optFns ...func(*Options)) (*CreateStandbyWorkspacesOutput, error) {
	return invoke[CreateStandbyWorkspacesOutput](ctx, c, "CreateStandbyWorkspaces", params, optFns)
}
