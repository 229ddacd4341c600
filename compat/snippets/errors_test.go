package snippets

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// describe says what an error means for the program that got it.
func describe(err error) string {
	var refused *workspaces.BatchError
	var api smithy.APIError
	switch {
	case err == nil:
		return "done"
	case workspaces.MayHaveSucceeded(err):
		return "it may have been done: look before you report a failure"
	case errors.Is(err, workspaces.ItemWorkspaceExists):
		return "a user has a desktop already"
	case errors.As(err, &refused):
		return fmt.Sprintf("%d desktops were refused, the first with %s", len(refused.Items), refused.Items[0].Code)
	case workspaces.IsNotFound(err):
		return "the desktop, or something that the call names, does not exist"
	case workspaces.IsThrottling(err):
		return "too many calls: use a limiter"
	case workspaces.IsClosedToNewCustomers(err), workspaces.IsUnavailableInRegion(err):
		return "the feature is not available to this account or in this Region"
	case workspaces.IsAccessDenied(err):
		return "a policy must change"
	case workspaces.IsRetryable(err):
		return "the same call may succeed later; request " + workspaces.RequestID(err)
	case errors.As(err, &api):
		return "correct the call: " + api.ErrorCode()
	default:
		return "the call was not sent, or nothing answered: " + err.Error()
	}
}

// hasState reports whether the service rejected a call because of the state of a resource.
func hasState(err error) bool {
	var state *types.InvalidResourceStateException
	return errors.As(err, &state)
}

func TestErrorsAreDescribed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // in simulated time, the client's pauses between attempts pass at once
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateSuspended))
		ids := desktops(t, emulator.Client())
		stop := func(id string) error {
			out, err := emulator.Client().StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{
				StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: &id}},
			})
			if err != nil {
				return err
			}
			return out.Err()
		}
		assert.Equal(t, "done", describe(nil))
		assert.Regexp(t, `^1 desktops were refused, the first with \S+$`, describe(stop(ids[0])))
		for code, want := range map[string]string{
			"ResourceNotFoundException": "does not exist", "ThrottlingException": "too many calls: use a limiter",
			"AccessDeniedException": "a policy must change", "ValidationException": "correct the call: ValidationException",
			"OperationInProgressException": "the same call may succeed later; request ",
		} {
			remove := emulator.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Code: code})
			assert.Contains(t, describe(stop(ids[0])), want)
			remove()
		}
		emulator.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Drop: true})
		assert.Contains(t, describe(stop(ids[0])), "it may have been done")
		assert.True(t, hasState(&types.InvalidResourceStateException{}))
	})
}
