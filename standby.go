package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// CreateStandbyWorkspacesInput lists the standby WorkSpaces to create. The primary WorkSpaces must all be in one
// Region.
type CreateStandbyWorkspacesInput struct {
	// PrimaryRegion is the Region of the primary WorkSpaces, such as us-east-1. Make the call in the Region
	// where the standby WorkSpaces should be created.
	//
	// This member is required.
	PrimaryRegion *string `required:"true" len:"1:31" form:"region"`

	// StandbyWorkspaces are the requests, each for one primary WorkSpace.
	//
	// This member is required.
	StandbyWorkspaces []types.StandbyWorkspace `required:"true"`
}

// CreateStandbyWorkspacesOutput lists the accepted and refused requests.
type CreateStandbyWorkspacesOutput struct {
	// PendingStandbyRequests are the standby WorkSpaces being created, each with its new identifier.
	PendingStandbyRequests []types.PendingCreateStandbyWorkspacesRequest

	// FailedStandbyRequests are the refused requests, each with a code and a message.
	FailedStandbyRequests []types.FailedCreateStandbyWorkspacesRequest

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateStandbyWorkspaces creates standby WorkSpaces in the client's Region for primary WorkSpaces in another Region.
// If the primary Region fails, users can switch to the standby WorkSpaces, whose directory must already be registered
// in the client's Region. The call returns once the requests are accepted. Refused requests are listed in
// FailedStandbyRequests; [CreateStandbyWorkspacesOutput.Err] returns them as an error.
//
// If the response to a call is lost, the client retries the call. The service may then reject the retry because the
// first attempt has already made the change; see [MayHaveSucceeded].
//
// Use [NewWorkspaceAvailableWaiter] to wait until the WorkSpace is AVAILABLE.
//
// Errors worth handling: [types.ResourceLimitExceededException], [types.OperationNotSupportedException],
// [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) CreateStandbyWorkspaces(ctx context.Context, params *CreateStandbyWorkspacesInput, optFns ...func(*Options)) (*CreateStandbyWorkspacesOutput, error) {
	return invoke[CreateStandbyWorkspacesOutput](ctx, c, "CreateStandbyWorkspaces", params, optFns)
}
