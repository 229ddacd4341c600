package workspaces

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/internal/endpoints"
	"github.com/go-workspaces/workspaces/internal/oneline"
	"github.com/go-workspaces/workspaces/types"
)

// ItemCode says why the service refused one item of a call. It implements error only so that it can be the target of
// errors.Is:
//
//	if errors.Is(out.Err(), workspaces.ItemWorkspaceExists) { … }
//
// The service documents almost none of these codes, and can send codes other than the constants below.
type ItemCode string

// Item codes of CreateWorkspaces, as reported by users of the service.
const (
	ItemDirectoryNotFound          ItemCode = "ResourceNotFound.Directory"                           // the directory does not exist in this Region
	ItemUserNotFound               ItemCode = "ResourceNotFound.User"                                // the user does not exist in the directory
	ItemWorkspaceExists            ItemCode = "ResourceExists.WorkSpace"                             // the user already has a WorkSpace in this directory, even if that WorkSpace is terminating
	ItemAutoStopTimeoutForAlwaysOn ItemCode = "AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace" // an ALWAYS_ON WorkSpace cannot have an AutoStop timeout
	ItemAutoStopTimeoutForManual   ItemCode = "AutoStopTimeoutIsNotDefaultForManualWorkspace"        // a MANUAL WorkSpace can only have the default AutoStop timeout
)

// ItemInvalidUserConfiguration is the code that RebuildWorkspaces returns for a WorkSpace whose user is misconfigured
// or no longer in the directory. The AWS documentation spells the suffix .Workspace, although other codes end in
// .WorkSpace.
const ItemInvalidUserConfiguration ItemCode = "InvalidUserConfiguration.Workspace"

// Error returns the code.
func (c ItemCode) Error() string { return string(c) }

// ItemError describes an item of a batch call that the service refused. It implements smithy.APIError.
type ItemError struct {
	// WorkspaceId identifies the WorkSpace. It is empty for CreateWorkspaces and CreateStandbyWorkspaces.
	WorkspaceId string

	// WorkspaceRequest is the refused item of CreateWorkspaces. It is nil for other operations.
	WorkspaceRequest *types.WorkspaceRequest

	// StandbyRequest is the refused item of CreateStandbyWorkspaces. It is nil for other operations.
	StandbyRequest *types.StandbyWorkspace

	// Code is the machine-readable reason for the refusal.
	Code ItemCode

	// Message is the human-readable reason for the refusal.
	Message string

	repeated bool // whether an earlier attempt of the call may have taken effect
}

// Error returns the item, code and message on one line.
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

// ErrorFault returns smithy.FaultUnknown: the service does not say whether the client or the server is at fault.
func (e *ItemError) ErrorFault() smithy.ErrorFault { return smithy.FaultUnknown }

// Is reports whether target is the item's code.
func (e *ItemError) Is(target error) bool {
	code, ok := target.(ItemCode)
	return ok && code == e.Code
}

// Retryable reports whether the service may accept the same item later.
func (e *ItemError) Retryable() bool { return IsRetryable(e) }

func (e *ItemError) mayHaveSucceeded() bool { return e.repeated }

// BatchError reports the items of a batch call that the service refused. The call itself succeeded, and all other items
// were accepted. errors.As finds the first refused item, an *ItemError; errors.Is checks all of them.
type BatchError struct {
	// Operation is the name of the operation, such as StopWorkspaces.
	Operation string

	// Items are the refused items, in the order of the response. There is at least one item.
	Items []*ItemError
}

// Error returns the number of refused items, followed by the first three. If an earlier attempt may have taken effect,
// the text says so; see [MayHaveSucceeded].
func (e *BatchError) Error() string {
	const most = 3
	var b strings.Builder
	fmt.Fprintf(&b, "%s refused %d item(s)", e.Operation, len(e.Items))
	if MayHaveSucceeded(e) {
		b.WriteString(", but an earlier attempt may have been carried out")
	}
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

// batchError returns a BatchError with the failed items, or nil if there are none. metadata is the output's
// ResultMetadata.
func batchError[T any](operation string, metadata middleware.Metadata, failed []T, item func(*T) *ItemError) error {
	if len(failed) == 0 {
		return nil
	}
	e := &BatchError{Operation: operation, Items: make([]*ItemError, len(failed))}
	for i := range failed {
		e.Items[i] = item(&failed[i])
		e.Items[i].repeated = metadata.Has(doubtKey{})
	}
	return e
}

func changeError(f *types.FailedWorkspaceChangeRequest) *ItemError {
	return &ItemError{
		WorkspaceId: aws.ToString(f.WorkspaceId), Code: ItemCode(aws.ToString(f.ErrorCode)), Message: aws.ToString(f.ErrorMessage),
	}
}

// Err returns a [*BatchError] with the WorkSpaces that the service refused to create, or nil if there are none.
func (o *CreateWorkspacesOutput) Err() error {
	return batchError("CreateWorkspaces", o.ResultMetadata, o.FailedRequests, func(f *types.FailedCreateWorkspaceRequest) *ItemError {
		return &ItemError{
			WorkspaceRequest: f.WorkspaceRequest, Code: ItemCode(aws.ToString(f.ErrorCode)), Message: aws.ToString(f.ErrorMessage),
		}
	})
}

// Err returns a [*BatchError] with the standby WorkSpaces that the service refused to create, or nil if there are none.
func (o *CreateStandbyWorkspacesOutput) Err() error {
	return batchError("CreateStandbyWorkspaces", o.ResultMetadata, o.FailedStandbyRequests, func(f *types.FailedCreateStandbyWorkspacesRequest) *ItemError {
		return &ItemError{
			StandbyRequest: f.StandbyWorkspaceRequest, Code: ItemCode(aws.ToString(f.ErrorCode)), Message: aws.ToString(f.ErrorMessage),
		}
	})
}

// Err returns a [*BatchError] with the WorkSpaces that the service refused to start, or nil if there are none.
func (o *StartWorkspacesOutput) Err() error {
	return batchError("StartWorkspaces", o.ResultMetadata, o.FailedRequests, changeError)
}

// Err returns a [*BatchError] with the WorkSpaces that the service refused to stop, or nil if there are none.
func (o *StopWorkspacesOutput) Err() error {
	return batchError("StopWorkspaces", o.ResultMetadata, o.FailedRequests, changeError)
}

// Err returns a [*BatchError] with the WorkSpaces that the service refused to reboot, or nil if there are none.
func (o *RebootWorkspacesOutput) Err() error {
	return batchError("RebootWorkspaces", o.ResultMetadata, o.FailedRequests, changeError)
}

// Err returns a [*BatchError] with the WorkSpace that the service refused to rebuild, or nil if there is none.
func (o *RebuildWorkspacesOutput) Err() error {
	return batchError("RebuildWorkspaces", o.ResultMetadata, o.FailedRequests, changeError)
}

// Err returns a [*BatchError] with the WorkSpaces that the service refused to terminate, or nil if there are none.
func (o *TerminateWorkspacesOutput) Err() error {
	return batchError("TerminateWorkspaces", o.ResultMetadata, o.FailedRequests, changeError)
}

// IsNotFound reports whether err means that a resource does not exist. It looks for types.ResourceNotFoundException and
// for item codes that begin with ResourceNotFound. If err combines several failed calls or refused items (joined
// errors, a [BatchError]), all of them must match.
func IsNotFound(err error) bool {
	return every(err, func(err error) bool { return strings.HasPrefix(errorCode(err), "ResourceNotFound") })
}

// IsAccessDenied reports whether err says that access was denied. The error code is then one of AccessDeniedException,
// NotAuthorized (a common AWS error), or AccessDenied (from AWS STS, if the credentials come from an assumed role). The
// service sends AccessDeniedException for three reasons: a missing permission, and the two that
// [IsClosedToNewCustomers] and [IsUnavailableInRegion] recognize. IsAccessDenied is true for all three, so check it
// last. If err combines several failed calls or refused items (joined errors, a [BatchError]), all of them must match.
func IsAccessDenied(err error) bool {
	return every(err, func(err error) bool {
		switch errorCode(err) {
		case "AccessDeniedException", "AccessDenied", "NotAuthorized":
			return true
		}
		return false
	})
}

// IsClosedToNewCustomers reports whether err says that AWS has closed a feature to accounts that have not used it
// before. WorkSpaces Pools have been closed to such accounts since the end of July 2026: CreateWorkspacesPool fails,
// and no policy can change that. The service sends types.AccessDeniedException, and only the message gives the reason.
// If err combines several failed calls or refused items (joined errors, a [BatchError]), all of them must match.
func IsClosedToNewCustomers(err error) bool {
	return every(err, func(err error) bool {
		return IsAccessDenied(err) && strings.Contains(errorMessage(err), "no longer available to new customers")
	})
}

// IsUnavailableInRegion reports whether err says that the service, or one of its features, is not available in the
// Region. A program that loops over Regions can skip such a Region. Two errors say so:
//
//   - DNS does not know the endpoint's host name, and [Regions] does not list the Region. For a listed Region, the
//     result is false: either the machine's DNS server is at fault, or [Options.EndpointOptions] selects a FIPS
//     endpoint that does not exist.
//   - A types.AccessDeniedException whose message does not name the denied action, but links to the access control
//     chapter of the AWS documentation. Only one public program is known to have received this message, in Regions
//     without WorkSpaces Pools.
//
// The result is also false for a Region that the account has not enabled: such a Region rejects the credentials. If err
// combines several failed calls or refused items (joined errors, a [BatchError]), all of them must match.
func IsUnavailableInRegion(err error) bool {
	return every(err, func(err error) bool {
		var lookup *net.DNSError
		if errors.As(err, &lookup) && lookup.IsNotFound {
			region, ours := endpoints.RegionOf(strings.ToLower(strings.TrimSuffix(lookup.Name, ".")))
			return ours && !slices.Contains(Regions(PartitionOf(region)), region)
		}
		return IsAccessDenied(err) && strings.Contains(errorMessage(err), "/workspaces-access-control.html")
	})
}

// failures splits joined errors and BatchErrors into failed calls and refused items. If err contains only one failure,
// the result is err itself, still wrapped.
func failures(err error) []error {
	var branches []error
	switch e := err.(type) { //nolint:errorlint // failures unwraps one error at a time
	case nil:
		return nil
	case *BatchError:
		return e.Unwrap()
	case *smithy.OperationError: // one failed call, even if its error joins an error from the retryer and one from the service
		if !errors.As(e.Err, new(*BatchError)) {
			return []error{err}
		}
		branches = []error{e.Err}
	case interface{ Unwrap() []error }:
		branches = e.Unwrap()
	case interface{ Unwrap() error }:
		branches = []error{e.Unwrap()}
	}
	var found []error
	for _, branch := range branches {
		found = append(found, failures(branch)...)
	}
	if len(found) == 0 || len(found) == 1 && len(branches) == 1 {
		return []error{err}
	}
	return found
}

// every reports whether all failed calls and refused items in err match. Other errors in err, such as context.Canceled,
// need not match. The result is false if no error in err matches.
func every(err error, match func(error) bool) bool {
	matched := false
	for _, failure := range failures(err) {
		if match(failure) {
			matched = true
		} else if errors.As(failure, new(*smithy.OperationError)) || errors.As(failure, new(smithy.APIError)) {
			return false
		}
	}
	return matched
}

// IsThrottling reports whether err means that there were too many calls, in which case the program should wait longer
// before the next one. If err combines several failed calls or refused items (joined errors, a [BatchError]), a single
// throttled one is enough.
func IsThrottling(err error) bool { return slices.ContainsFunc(failures(err), isThrottled) }

// isThrottled is IsThrottling for a single failed call or refused item.
func isThrottled(err error) bool {
	_, ok := retry.DefaultThrottleErrorCodes[errorCode(err)]
	return ok || errors.As(err, new(*gatewayThrottleError))
}

// IsRetryable reports whether the same call may succeed later. It is true for throttling, server errors, connection
// errors, and busy resources (types.OperationInProgressException, types.ResourceUnavailableException). The SDK's
// retryers do not retry calls that fail because a resource is busy. If err combines several failed calls or refused
// items (joined errors, a [BatchError]), a single retryable one is enough.
//
// If [MayHaveSucceeded] is also true, the failed call may have made the change, in which case repeating the call may
// fail or create a second resource.
func IsRetryable(err error) bool { return slices.ContainsFunc(failures(err), isRetryable) }

// isRetryable is IsRetryable for a single failed call or refused item.
func isRetryable(err error) bool {
	switch errorCode(err) {
	case "OperationInProgressException", "ResourceUnavailableException",
		"InternalServerException", "InternalFailure", "ServiceUnavailable", "ServiceUnavailableException":
		return true
	}
	return isThrottled(err) || errors.As(err, new(*unreadableError)) ||
		retry.IsErrorRetryables(retry.DefaultRetryables).IsErrorRetryable(err).Bool()
}

// MayHaveSucceeded reports whether the service may have made a change even though err reports a failure. Check the
// resource's state before repeating the call or reporting the failure. The result is true in three cases:
//
//   - The response to an attempt was lost, for example because the connection broke or the context ended after the
//     request was sent, or because the response was truncated. A response with status 408 counts as lost, as does one
//     that did not come from the service, such as an HTML page with status 200. If a response was lost, the error text
//     contains "may have been carried out".
//   - The response to an attempt had a status of 500 or above, and the attempt was not throttled. The error text does
//     not mention this case.
//   - The client retried after one of these failures, and the service refused the retry. The first attempt may be the
//     reason: a WorkSpace that is already STOPPING cannot be stopped. The result is then true for every item of a
//     [BatchError].
//
// The result is false for read-only operations, and if no attempt reached the service. If err combines several failed
// calls or refused items (joined errors, a [BatchError]), a single one that may have succeeded is enough.
func MayHaveSucceeded(err error) bool {
	return slices.ContainsFunc(failures(err), func(err error) bool {
		var failure interface{ mayHaveSucceeded() bool }
		return errors.As(err, &failure) && failure.mayHaveSucceeded()
	})
}

// RequestID returns the failed call's AWS request ID, which AWS Support asks for. It is empty if there was no response.
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

func errorMessage(err error) string {
	var apiErr smithy.APIError
	if errors.As(err, &apiErr) {
		return apiErr.ErrorMessage()
	}
	return ""
}
