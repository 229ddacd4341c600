package workspaces

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/oneline"
	"github.com/go-workspaces/workspaces/types"
)

// ItemCode is the reason why a call on several items refused one of them. It implements error only so that
// errors.Is can look for it:
//
//	if errors.Is(out.Err(), workspaces.ItemWorkspaceExists) { … }
//
// The service documents almost none of these codes and can send others than the constants below.
type ItemCode string

// Codes of items that CreateWorkspaces refuses, as reported by users of the service.
const (
	ItemDirectoryNotFound          ItemCode = "ResourceNotFound.Directory"                           // this Region does not have the directory
	ItemUserNotFound               ItemCode = "ResourceNotFound.User"                                // the directory does not have the user
	ItemWorkspaceExists            ItemCode = "ResourceExists.WorkSpace"                             // the user has a WorkSpace in this directory, possibly one that is still terminating
	ItemAutoStopTimeoutForAlwaysOn ItemCode = "AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace" // an ALWAYS_ON WorkSpace cannot have an AutoStop time-out
	ItemAutoStopTimeoutForManual   ItemCode = "AutoStopTimeoutIsNotDefaultForManualWorkspace"        // a MANUAL WorkSpace cannot have an AutoStop time-out other than the default
)

// ItemInvalidUserConfiguration is the code of an item that RebuildWorkspaces refuses because the directory no longer
// has the user, or the user is misconfigured. The service's documentation spells it with .Workspace at the end, unlike
// the .WorkSpace of the other codes.
const ItemInvalidUserConfiguration ItemCode = "InvalidUserConfiguration.Workspace"

// Error returns the code.
func (c ItemCode) Error() string { return string(c) }

// ItemError is one item that a call refused while it accepted others. It is a smithy.APIError.
type ItemError struct {
	// WorkspaceId identifies the WorkSpace. It is empty for items of the two Create operations.
	WorkspaceId string

	// WorkspaceRequest is the refused item of CreateWorkspaces. It is nil for other operations.
	WorkspaceRequest *types.WorkspaceRequest

	// StandbyRequest is the refused item of CreateStandbyWorkspaces. It is nil for other operations.
	StandbyRequest *types.StandbyWorkspace

	// Code is the reason, for programs.
	Code ItemCode

	// Message is the reason, for people.
	Message string
}

// Error returns the item, the code and the message on one line.
func (e *ItemError) Error() string {
	return fmt.Sprintf("%s: %s: %s", oneline.Text(e.name()), oneline.Text(string(e.Code)), oneline.Text(e.Message))
}

func (e *ItemError) name() string {
	switch {
	case e.WorkspaceRequest != nil:
		return "user " + aws.ToString(e.WorkspaceRequest.UserName) + " in " + aws.ToString(e.WorkspaceRequest.DirectoryId)
	case e.StandbyRequest != nil:
		return "standby of " + aws.ToString(e.StandbyRequest.PrimaryWorkspaceId)
	default:
		return e.WorkspaceId
	}
}

// ErrorCode returns Code.
func (e *ItemError) ErrorCode() string { return string(e.Code) }

// ErrorMessage returns Message.
func (e *ItemError) ErrorMessage() string { return e.Message }

// ErrorFault returns smithy.FaultUnknown: the service does not say whose fault it is.
func (e *ItemError) ErrorFault() smithy.ErrorFault { return smithy.FaultUnknown }

// Is reports whether target is the code of the item.
func (e *ItemError) Is(target error) bool {
	code, ok := target.(ItemCode)
	return ok && code == e.Code
}

// Retryable reports whether the service may accept the same item later.
func (e *ItemError) Retryable() bool { return IsRetryable(e) }

// BatchError reports the items that a call on several items refused. The call succeeded, and the service
// accepted all other items. errors.As finds the first item as *ItemError, and errors.Is looks at all of them.
type BatchError struct {
	// Operation is the name of the operation, such as StopWorkspaces.
	Operation string

	// Items are the refused items, in the order of the answer. There is at least one.
	Items []*ItemError
}

// Error returns the number of refused items and the first three of them.
func (e *BatchError) Error() string {
	const most = 3
	var b strings.Builder
	fmt.Fprintf(&b, "%s refused %d item(s)", e.Operation, len(e.Items))
	for i, item := range e.Items {
		if i == most {
			fmt.Fprintf(&b, "; and %d more", len(e.Items)-most)
			break
		}
		sep := "; "
		if i == 0 {
			sep = ": "
		}
		b.WriteString(sep + item.Error())
	}
	return b.String()
}

// Unwrap returns the items.
func (e *BatchError) Unwrap() []error {
	errs := make([]error, len(e.Items))
	for i, item := range e.Items {
		errs[i] = item
	}
	return errs
}

// batchError returns a BatchError with the refused items, or nil if the list is empty.
func batchError[T any](operation string, failed []T, item func(*T) *ItemError) error {
	if len(failed) == 0 {
		return nil
	}
	e := &BatchError{Operation: operation, Items: make([]*ItemError, len(failed))}
	for i := range failed {
		e.Items[i] = item(&failed[i])
	}
	return e
}

func changeError(f *types.FailedWorkspaceChangeRequest) *ItemError {
	return &ItemError{
		WorkspaceId: aws.ToString(f.WorkspaceId), Code: ItemCode(aws.ToString(f.ErrorCode)), Message: aws.ToString(f.ErrorMessage),
	}
}

// Err returns the WorkSpaces that were refused as a [*BatchError], or nil.
func (o *CreateWorkspacesOutput) Err() error {
	return batchError("CreateWorkspaces", o.FailedRequests, func(f *types.FailedCreateWorkspaceRequest) *ItemError {
		return &ItemError{
			WorkspaceRequest: f.WorkspaceRequest, Code: ItemCode(aws.ToString(f.ErrorCode)), Message: aws.ToString(f.ErrorMessage),
		}
	})
}

// Err returns the standby WorkSpaces that were refused as a [*BatchError], or nil.
func (o *CreateStandbyWorkspacesOutput) Err() error {
	return batchError("CreateStandbyWorkspaces", o.FailedStandbyRequests, func(f *types.FailedCreateStandbyWorkspacesRequest) *ItemError {
		return &ItemError{
			StandbyRequest: f.StandbyWorkspaceRequest, Code: ItemCode(aws.ToString(f.ErrorCode)), Message: aws.ToString(f.ErrorMessage),
		}
	})
}

// Err returns the WorkSpaces that were not started as a [*BatchError], or nil.
func (o *StartWorkspacesOutput) Err() error {
	return batchError("StartWorkspaces", o.FailedRequests, changeError)
}

// Err returns the WorkSpaces that were not stopped as a [*BatchError], or nil.
func (o *StopWorkspacesOutput) Err() error {
	return batchError("StopWorkspaces", o.FailedRequests, changeError)
}

// Err returns the WorkSpaces that were not rebooted as a [*BatchError], or nil.
func (o *RebootWorkspacesOutput) Err() error {
	return batchError("RebootWorkspaces", o.FailedRequests, changeError)
}

// Err returns the WorkSpace that was not rebuilt as a [*BatchError], or nil.
func (o *RebuildWorkspacesOutput) Err() error {
	return batchError("RebuildWorkspaces", o.FailedRequests, changeError)
}

// Err returns the WorkSpaces that were not terminated as a [*BatchError], or nil.
func (o *TerminateWorkspacesOutput) Err() error {
	return batchError("TerminateWorkspaces", o.FailedRequests, changeError)
}

// IsNotFound reports whether err says that a resource of the call does not exist: it is a
// types.ResourceNotFoundException or has an item code that begins with ResourceNotFound. For a [BatchError],
// all items must match.
func IsNotFound(err error) bool {
	if batch := (*BatchError)(nil); errors.As(err, &batch) {
		for _, item := range batch.Items {
			if !IsNotFound(item) {
				return false
			}
		}
		return true
	}
	return strings.HasPrefix(errorCode(err), "ResourceNotFound")
}

// IsThrottling reports whether err says that there were too many calls: wait longer before the next one.
// For a [BatchError], one item is enough.
func IsThrottling(err error) bool {
	if batch := (*BatchError)(nil); errors.As(err, &batch) {
		for _, item := range batch.Items {
			if IsThrottling(item) {
				return true
			}
		}
		return false
	}
	_, ok := retry.DefaultThrottleErrorCodes[errorCode(err)]
	return ok || errors.As(err, new(*gatewayThrottleError))
}

// IsRetryable reports whether the same call may succeed later: after throttling, server and connection
// errors, and if the resource is busy (types.OperationInProgressException,
// types.ResourceUnavailableException). The SDK's retryers do not repeat calls on busy resources. For a
// [BatchError], one item is enough.
func IsRetryable(err error) bool {
	if err == nil {
		return false
	}
	if batch := (*BatchError)(nil); errors.As(err, &batch) {
		for _, item := range batch.Items {
			if IsRetryable(item) {
				return true
			}
		}
		return false
	}
	switch errorCode(err) {
	case "OperationInProgressException", "ResourceUnavailableException",
		"InternalServerException", "InternalFailure", "ServiceUnavailable", "ServiceUnavailableException":
		return true
	}
	if errors.As(err, new(*unreadableError)) {
		return true
	}
	return IsThrottling(err) || retry.IsErrorRetryables(retry.DefaultRetryables).IsErrorRetryable(err).Bool()
}

// RequestID returns AWS's identifier of the failed request, which a support case needs. It is empty if there
// was no answer.
func RequestID(err error) string {
	var with interface{ ServiceRequestID() string }
	if errors.As(err, &with) {
		return with.ServiceRequestID()
	}
	return ""
}

func errorCode(err error) string {
	var apiErr smithy.APIError
	if errors.As(err, &apiErr) {
		return apiErr.ErrorCode()
	}
	return ""
}
