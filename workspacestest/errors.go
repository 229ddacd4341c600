package workspacestest

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// apiError is a service error without a type in package types, either for a whole call or for one of its items.
type apiError struct {
	Message string `wire:"message"`
	Code    string `wire:"-"`
	server  bool   // whether the server is at fault
}

var _ smithy.APIError = (*apiError)(nil)

func apiErrorf(code, format string, args ...any) *apiError {
	return &apiError{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Error implements error.
func (f *apiError) Error() string { return f.Code + ": " + f.Message }

// ErrorCode implements smithy.APIError.
func (f *apiError) ErrorCode() string { return f.Code }

// ErrorMessage implements smithy.APIError.
func (f *apiError) ErrorMessage() string { return f.Message }

// ErrorFault implements smithy.APIError.
func (f *apiError) ErrorFault() smithy.ErrorFault {
	if f.server {
		return smithy.FaultServer
	}
	return smithy.FaultClient
}

// Guessed codes for refused items. No report shows which codes the service uses in these cases. The guesses are modeled
// on known codes, such as ResourceExists.WorkSpace. Their endings could be wrong: one of the known codes,
// workspaces.ItemInvalidUserConfiguration, ends in .Workspace rather than .WorkSpace.
const (
	itemBundleNotFound    = "ResourceNotFound.Bundle"
	itemBundleNotReady    = "ResourceUnavailable.Bundle"
	itemWrongDirectory    = "OperationNotSupported.Directory"
	itemWorkspaceNotFound = "ResourceNotFound.WorkSpace"
	itemWrongState        = "InvalidResourceState.WorkSpace"
	itemNotSupported      = "OperationNotSupported.WorkSpace"
	itemSnapshotNotFound  = "ResourceNotFound.Snapshot"
)

// itemCodes lists every error code that the emulator gives to refused items. WithItemCode can replace each of them.
var itemCodes = []string{
	itemBundleNotFound, itemBundleNotReady, itemWrongDirectory, itemWorkspaceNotFound, itemWrongState, itemNotSupported, itemSnapshotNotFound,
	string(workspaces.ItemDirectoryNotFound), string(workspaces.ItemUserNotFound), string(workspaces.ItemWorkspaceExists),
	string(workspaces.ItemAutoStopTimeoutForAlwaysOn), string(workspaces.ItemAutoStopTimeoutForManual), string(workspaces.ItemInvalidUserConfiguration),
}

func invalidValues(format string, args ...any) error {
	return &types.InvalidParameterValuesException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func invalidState(format string, args ...any) error {
	return &types.InvalidResourceStateException{Message: aws.String(fmt.Sprintf(format, args...))}
}

// notFound returns the error for an unknown identifier. Each %s in the message is replaced with the identifier.
func notFound(id, message string) error {
	return &types.ResourceNotFoundException{Message: aws.String(strings.ReplaceAll(message, "%s", shownID(&id))), ResourceId: aws.String(id)}
}

// shownID returns an identifier as shown in error messages: cut if it is long, and as two quotation marks if it is
// empty.
func shownID(id *string) string { return cmp.Or(cut(aws.ToString(id)), `""`) }

func notSupported(format string, args ...any) error {
	return &types.OperationNotSupportedException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func accessDenied(format string, args ...any) error {
	return &types.AccessDeniedException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func conflict(format string, args ...any) error {
	return &types.ConflictException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func unavailable(id, message string) error {
	return &types.ResourceUnavailableException{Message: aws.String(message), ResourceId: aws.String(id)}
}

func alreadyExists(format string, args ...any) error {
	return &types.ResourceAlreadyExistsException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func associated(format string, args ...any) error {
	return &types.ResourceAssociatedException{Message: aws.String(fmt.Sprintf(format, args...))}
}

// invalid returns a ValidationException, for operations that do not declare InvalidParameterValuesException.
func invalid(message string) error {
	return &types.ValidationException{Message: aws.String(message)}
}
