package types

import (
	"reflect"

	smithy "github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/oneline"
)

// AccessDeniedException is returned if the caller's IAM policies do not allow the call, or if the feature is not
// available to the account. For example, pools are not available to new customers. Nearly every operation can return
// it. Do not retry: the permissions must change first.
type AccessDeniedException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *AccessDeniedException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *AccessDeniedException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *AccessDeniedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *AccessDeniedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ApplicationNotSupportedException is returned by AssociateWorkspaceApplication if the application cannot be installed
// this way. Do not retry: choose an application that DescribeApplications lists.
type ApplicationNotSupportedException struct {
	// Message describes the error for people. The service may leave it out.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ApplicationNotSupportedException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ApplicationNotSupportedException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ApplicationNotSupportedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ApplicationNotSupportedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ComputeNotCompatibleException is returned by AssociateWorkspaceApplication when the application does not
// run on the compute type of the WorkSpace. Do not retry: DescribeApplications filters by compute type.
type ComputeNotCompatibleException struct {
	// Message describes the error for people. The service may leave it out.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ComputeNotCompatibleException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ComputeNotCompatibleException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ComputeNotCompatibleException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ComputeNotCompatibleException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ConflictException is returned by the operations that create, accept, reject or delete an account link invitation. It
// means that the current link between the two accounts prevents the call. For instance, the accounts are already
// linked, or an invitation is open. Do not retry: read the link with GetAccountLink and decide again.
type ConflictException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ConflictException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ConflictException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ConflictException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ConflictException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// IncompatibleApplicationsException is returned by AssociateWorkspaceApplication and
// DeployWorkspaceApplications if an application is not compatible with the WorkSpace or with its other
// applications. Do not retry: remove one of the applications first.
type IncompatibleApplicationsException struct {
	// Message describes the error for people. The service may leave it out.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *IncompatibleApplicationsException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *IncompatibleApplicationsException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *IncompatibleApplicationsException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *IncompatibleApplicationsException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InternalServerException is returned by the account link operations when the service itself fails. Try again later. If
// the HTTP status was 500 or higher, the client has already retried a few times. After a call that changes something,
// read the link first: the change may have been made.
type InternalServerException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *InternalServerException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *InternalServerException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *InternalServerException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError]. The API declares even this error as the client's fault.
func (e *InternalServerException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InvalidParameterCombinationException is returned by ModifyWorkspaceAccessProperties if values exclude each other,
// although each value alone is valid. Do not retry: correct the call.
type InvalidParameterCombinationException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *InvalidParameterCombinationException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *InvalidParameterCombinationException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *InvalidParameterCombinationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *InvalidParameterCombinationException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InvalidParameterValuesException is returned by nearly every operation for a value that the service rejects. It is
// also returned for members that exclude each other, such as two filters of DescribeWorkspaces. One invalid value fails
// the whole call, even of operations that otherwise report partial failures. Do not retry: correct the call.
type InvalidParameterValuesException struct {
	// Message describes the error for people. It is often the only hint at the invalid value.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *InvalidParameterValuesException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *InvalidParameterValuesException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *InvalidParameterValuesException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *InvalidParameterValuesException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InvalidResourceStateException is returned when a resource is in a state that does not allow the operation. Operations
// on WorkSpaces, pools, connection aliases, images and IP access control groups can return it. So can the registration
// or deregistration of a directory. Wait for a state that the operation's documentation names, then call again. For a
// directory, the cause often disappears within minutes. The client does not retry.
type InvalidResourceStateException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *InvalidResourceStateException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *InvalidResourceStateException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *InvalidResourceStateException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *InvalidResourceStateException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// OperatingSystemNotCompatibleException is returned by AssociateWorkspaceApplication when the application
// does not run on the operating system of the WorkSpace. Do not retry: DescribeApplications filters by
// operating system.
type OperatingSystemNotCompatibleException struct {
	// Message describes the error for people. The service may leave it out.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *OperatingSystemNotCompatibleException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *OperatingSystemNotCompatibleException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *OperatingSystemNotCompatibleException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *OperatingSystemNotCompatibleException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// OperationInProgressException is returned when an earlier change to the same resource is not finished. It is returned
// by ModifyWorkspaceProperties and MigrateWorkspace. The operations that start, stop, update or terminate a pool return
// it too, and so does TerminateWorkspacesPoolSession. The cause disappears on its own, but the client does not retry.
// Wait until the ModificationStates of the WorkSpace are empty, or the pool has left its transient state, and call
// again. Changes to a WorkSpace take up to two hours.
type OperationInProgressException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *OperationInProgressException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *OperationInProgressException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *OperationInProgressException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *OperationInProgressException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// OperationNotSupportedException is returned if the operation is not available for this resource, account or Region. It
// is also returned if something else must be done first. For instance, DeregisterWorkspaceDirectory returns it while
// the directory still has WorkSpaces. About half of the operations can return it. Do not retry: first remove the cause.
// Message and Reason describe the cause.
type OperationNotSupportedException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`

	// Reason is the code for the reason. It is nil if the service does not give one.
	Reason *string `wire:"reason"`
}

// Error implements error.
func (e *OperationNotSupportedException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *OperationNotSupportedException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *OperationNotSupportedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *OperationNotSupportedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceAlreadyExistsException is returned by operations that create, copy, import, register or associate a resource
// that already exists. Usually, another resource has the same name. Do not retry. If an earlier response was lost, the
// error can mean that the first attempt succeeded: look up the resource by its name. CreateWorkspaces never returns
// this error. It reports the code ResourceExists.WorkSpace in FailedRequests instead.
type ResourceAlreadyExistsException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ResourceAlreadyExistsException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceAlreadyExistsException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceAlreadyExistsException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceAlreadyExistsException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceAssociatedException is returned when a resource cannot be deleted or shared because another resource uses it.
// Examples are an image with bundles, a bundle in use, an IP access control group of a directory, and a connection
// alias that is associated or shared. Do not retry: remove the association first.
type ResourceAssociatedException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ResourceAssociatedException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceAssociatedException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceAssociatedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceAssociatedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceCreationFailedException is returned by CreateIpGroup and CreateConnectClientAddIn when the service could
// not create the resource although the call was correct. Check whether the resource exists. If it does not, one
// more attempt is reasonable.
type ResourceCreationFailedException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ResourceCreationFailedException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceCreationFailedException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceCreationFailedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceCreationFailedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceInUseException is returned by the three operations that associate, disassociate or deploy applications of a
// WorkSpace. It means that another operation on the WorkSpace is in progress. Wait until the associations have left
// their pending states, then call again.
type ResourceInUseException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`

	// ResourceId identifies the resource that is in use.
	ResourceId *string
}

// Error implements error.
func (e *ResourceInUseException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceInUseException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceInUseException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceInUseException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceLimitExceededException is returned when a call would exceed a quota. The account has quotas in each Region,
// such as the number of WorkSpaces, images, bundles or pools. Some resources have quotas too, such as the number of
// tags, or of rules in an IP access control group. Do not retry: delete something, or have the quota raised. If there
// are too many calls, the service returns another code, ThrottlingException. That code has no Go type.
type ResourceLimitExceededException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ResourceLimitExceededException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceLimitExceededException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceLimitExceededException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceLimitExceededException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceNotFoundException is returned if a resource in the call does not exist in this account and Region. Most
// operations can return it. After a deletion it usually means success. Retry only right after the creation of the
// resource: it takes a while until a new identifier is known everywhere. Some operations ignore unknown
// identifiers instead, such as DescribeWorkspaces.
type ResourceNotFoundException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`

	// ResourceId identifies the missing resource, if the service sends it.
	ResourceId *string
}

// Error implements error.
func (e *ResourceNotFoundException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceNotFoundException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceNotFoundException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceNotFoundException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceUnavailableException is returned when a resource exists but cannot be used at the moment. It is returned
// by DescribeWorkspaces, ModifyWorkspaceProperties, MigrateWorkspace, ModifyAccount, and operations on images and
// bundles. The cause disappears on its own, but the client does not retry: call again after a pause.
type ResourceUnavailableException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`

	// ResourceId identifies the resource that cannot be used.
	ResourceId *string
}

// Error implements error.
func (e *ResourceUnavailableException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ResourceUnavailableException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ResourceUnavailableException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceUnavailableException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// UnsupportedNetworkConfigurationException is returned by RegisterWorkspaceDirectory when WorkSpaces cannot run in the
// network of the directory. For instance, the addresses overlap the service's management network. Do not retry: change
// the VPC or its subnets, or choose others.
type UnsupportedNetworkConfigurationException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *UnsupportedNetworkConfigurationException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *UnsupportedNetworkConfigurationException) ErrorMessage() string {
	return stringValue(e.Message)
}

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *UnsupportedNetworkConfigurationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *UnsupportedNetworkConfigurationException) ErrorFault() smithy.ErrorFault {
	return exceptionFault
}

// UnsupportedWorkspaceConfigurationException is returned by ModifyWorkspaceProperties when the configuration of the
// WorkSpace does not allow the new value of a property. Do not retry: choose another value, or change the WorkSpace.
type UnsupportedWorkspaceConfigurationException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *UnsupportedWorkspaceConfigurationException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *UnsupportedWorkspaceConfigurationException) ErrorMessage() string {
	return stringValue(e.Message)
}

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *UnsupportedWorkspaceConfigurationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *UnsupportedWorkspaceConfigurationException) ErrorFault() smithy.ErrorFault {
	return exceptionFault
}

// ValidationException is returned for an invalid input. The API declares it for the account link operations. There it
// can also mean that the target account does not exist or is the source account. Any other operation can return it for
// a member that violates a length, range or pattern. Do not retry: correct the call.
type ValidationException struct {
	// Message describes the error for people. It names the member and the constraint.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *ValidationException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *ValidationException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *ValidationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ValidationException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// WorkspacesDefaultRoleNotFoundException is returned by RegisterWorkspaceDirectory when the account does not have the
// IAM role workspaces_DefaultRole. The service accesses the network and the directory with this role. Do not retry:
// create the role. Each account needs to do this only once.
type WorkspacesDefaultRoleNotFoundException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *WorkspacesDefaultRoleNotFoundException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *WorkspacesDefaultRoleNotFoundException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. The receiver may be nil.
func (e *WorkspacesDefaultRoleNotFoundException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *WorkspacesDefaultRoleNotFoundException) ErrorFault() smithy.ErrorFault {
	return exceptionFault
}

// exceptionFault is the fault of all exceptions, because the API declares each exception as the client's fault.
const exceptionFault = smithy.FaultClient

// errorText is the text of an exception on one line: its code and its message.
func errorText(e smithy.APIError) string {
	return oneline.Text(e.ErrorCode()) + ": " + oneline.Text(e.ErrorMessage())
}

// errorCode returns the ErrorCodeOverride of an exception if it is set. Otherwise it returns the name of the type,
// which is the code on the wire. The exception may be a nil pointer.
func errorCode[E any](e *E) string {
	if e != nil {
		override, _ := reflect.ValueOf(e).Elem().FieldByName("ErrorCodeOverride").Interface().(*string)
		if override != nil {
			return *override
		}
	}
	return reflect.TypeFor[E]().Name()
}

// stringValue returns the string that s points to, or an empty string.
func stringValue(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
