package workspacestest

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/types"
)

// fault is an error that has no type in package types, as a whole answer or for one item of a call.
type fault struct {
	Message string `wire:"message"`
	Code    string `wire:"-"`
	server  bool   // to blame
}

var _ smithy.APIError = (*fault)(nil)

func faultf(code, format string, args ...any) *fault {
	return &fault{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Error implements error.
func (f *fault) Error() string { return f.Code + ": " + f.Message }

// ErrorCode implements smithy.APIError.
func (f *fault) ErrorCode() string { return f.Code }

// ErrorMessage implements smithy.APIError.
func (f *fault) ErrorMessage() string { return f.Message }

// ErrorFault implements smithy.APIError.
func (f *fault) ErrorFault() smithy.ErrorFault {
	if f.server {
		return smithy.FaultServer
	}
	return smithy.FaultClient
}

// Codes of items that are refused for reasons of which no report tells the service's own: guesses, in
// the manner of the codes that are known.
const (
	itemBundleNotFound    = "ResourceNotFound.Bundle"
	itemBundleNotReady    = "ResourceUnavailable.Bundle"
	itemDirectoryOfPools  = "OperationNotSupported.Directory"
	itemWorkspaceNotFound = "ResourceNotFound.WorkSpace"
	itemWrongState        = "InvalidResourceState.WorkSpace"
	itemNotSupported      = "OperationNotSupported.WorkSpace"
	itemSnapshotNotFound  = "ResourceNotFound.Snapshot"
)

func invalidValues(format string, args ...any) error {
	return &types.InvalidParameterValuesException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func invalidState(message string) error {
	return &types.InvalidResourceStateException{Message: aws.String(message)}
}

func notFound(id, message string) error {
	return &types.ResourceNotFoundException{Message: aws.String(message), ResourceId: aws.String(id)}
}

func notSupported(message string) error {
	return &types.OperationNotSupportedException{Message: aws.String(message)}
}

func accessDenied(message string) error {
	return &types.AccessDeniedException{Message: aws.String(message)}
}

func conflict(message string) error {
	return &types.ConflictException{Message: aws.String(message)}
}

func unavailable(id, message string) error {
	return &types.ResourceUnavailableException{Message: aws.String(message), ResourceId: aws.String(id)}
}

// invalid is for operations that have no InvalidParameterValuesException.
func invalid(message string) error {
	return &types.ValidationException{Message: aws.String(message)}
}
