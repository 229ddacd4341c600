package types

import (
	"reflect"

	smithy "github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/oneline"
)

// AccessDeniedException is the answer if the caller lacks a permission: its IAM policies do not
// allow the operation or the resource, or the feature is closed to the account, as pools are to new
// customers. Nearly every operation can answer with it. Do not retry: the policy must change.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *AccessDeniedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *AccessDeniedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ApplicationNotSupportedException is the answer of AssociateWorkspaceApplication if the application
// cannot be installed this way. Do not retry: choose from DescribeApplications.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ApplicationNotSupportedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ApplicationNotSupportedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ComputeNotCompatibleException is the answer of AssociateWorkspaceApplication when the application does not
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ComputeNotCompatibleException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ComputeNotCompatibleException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ConflictException is the answer of the four calls that create, accept, reject or delete an account link
// invitation if the present link between the two accounts prevents it, for instance because they are linked
// already or an invitation is open. Do not retry: read the link with GetAccountLink and decide again.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ConflictException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ConflictException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// IncompatibleApplicationsException is the answer of AssociateWorkspaceApplication and
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *IncompatibleApplicationsException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *IncompatibleApplicationsException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InternalServerException is the answer of the account link operations when the service itself failed. Try
// again later; the client has already done so a few times if the answer came with a status of 500 or more.
// After a call that changes something, read the link first: the change may have been made.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *InternalServerException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError]. It is the caller's here too, as in the API.
func (e *InternalServerException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InvalidParameterCombinationException is the answer of ModifyWorkspaceAccessProperties when values that
// are each valid exclude each other. Do not retry: correct the call.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *InvalidParameterCombinationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *InvalidParameterCombinationException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InvalidParameterValuesException is the answer of nearly every operation to a value that the service
// refuses, and to members that do not go together, such as two exclusive filters of DescribeWorkspaces. One
// bad value fails the whole call, also of calls with partial failures. Do not retry: correct the call.
type InvalidParameterValuesException struct {
	// Message describes the error for people. It is often the only hint at the bad value.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`
}

// Error implements error.
func (e *InvalidParameterValuesException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *InvalidParameterValuesException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *InvalidParameterValuesException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *InvalidParameterValuesException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// InvalidResourceStateException is the answer when a resource is in a state that the operation does not
// accept: a WorkSpace to modify, a pool to start, stop, update or terminate, a connection alias, an image, an
// IP access control group, a directory to register or deregister. Wait for the state that the operation
// names, then call again. For (de)registering a directory the cause often disappears within minutes; the
// client does not retry.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *InvalidResourceStateException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *InvalidResourceStateException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// OperatingSystemNotCompatibleException is the answer of AssociateWorkspaceApplication when the application
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *OperatingSystemNotCompatibleException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *OperatingSystemNotCompatibleException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// OperationInProgressException is the answer when an earlier change of the same resource is not finished:
// from ModifyWorkspaceProperties and MigrateWorkspace on a WorkSpace, and from the calls that start, stop,
// update or terminate a pool or one of its sessions. It ends on its own, but the client does not retry:
// wait until the ModificationStates of the WorkSpace are empty, or the pool has left its transient state,
// and call again. Changes of a WorkSpace take up to two hours.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *OperationInProgressException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *OperationInProgressException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// OperationNotSupportedException is the answer if the operation is not available for this resource,
// account or Region, or if something else must be done first: DeregisterWorkspaceDirectory returns it while
// the directory still has WorkSpaces. About half of the operations can return it. Do not retry before the
// cause in Message and Reason is removed.
type OperationNotSupportedException struct {
	// Message describes the error for people.
	Message *string `wire:"message"`

	// ErrorCodeOverride, if set, is the code to report instead of the name of this type.
	ErrorCodeOverride *string `wire:"-"`

	// Reason is a code for why the operation is not supported, if the service gives one.
	Reason *string `wire:"reason"`
}

// Error implements error.
func (e *OperationNotSupportedException) Error() string { return errorText(e) }

// ErrorMessage implements [smithy.APIError].
func (e *OperationNotSupportedException) ErrorMessage() string { return stringValue(e.Message) }

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *OperationNotSupportedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *OperationNotSupportedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceAlreadyExistsException is the answer of calls that create, copy, import, register or associate
// if the resource exists already, mostly one with the same name. Do not retry. After a lost answer it
// can mean that the first attempt succeeded: look the resource up by its name. CreateWorkspaces never answers
// with it; there the code ResourceExists.WorkSpace is in FailedRequests.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceAlreadyExistsException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceAlreadyExistsException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceAssociatedException is the answer when a resource cannot be deleted or handed on because another
// uses it: an image with bundles, a bundle, an IP access control group on a directory, a
// connection alias that is associated or shared. Do not retry: undo the association first.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceAssociatedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceAssociatedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceCreationFailedException is the answer of CreateIpGroup and CreateConnectClientAddIn when the
// service could not create the resource although the call was correct. Check whether it exists by now; if
// not, one more attempt is reasonable.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceCreationFailedException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceCreationFailedException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceInUseException is the answer of the three calls that associate, disassociate or deploy
// applications of a WorkSpace while something else is being done with it. Wait until the associations have
// left their pending states, then call again.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceInUseException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceInUseException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceLimitExceededException is the answer when a call would go beyond a quota: of the account in the
// Region (such as WorkSpaces, images, bundles, pools) or of one resource (such as rules of an IP access
// control group, tags). Do not retry: delete something, or have the quota raised. It has nothing to do with
// calling too often; that is the code ThrottlingException, which has no type.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceLimitExceededException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceLimitExceededException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceNotFoundException is the answer if a resource in the call does not exist in this
// account and Region. Most operations can return it. After a deletion it usually means success. Do
// not retry, except right after creating the resource: a new identifier is not known everywhere at once.
// Lists treat unknown identifiers differently: DescribeWorkspaces leaves them out.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceNotFoundException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceNotFoundException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// ResourceUnavailableException is the answer when a resource exists but cannot be used just now: from
// DescribeWorkspaces, ModifyWorkspaceProperties, MigrateWorkspace, ModifyAccount, and from calls on images
// and bundles. It ends on its own, but the client does not retry: call again after a pause.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ResourceUnavailableException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ResourceUnavailableException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// UnsupportedNetworkConfigurationException is the answer of RegisterWorkspaceDirectory when WorkSpaces
// cannot live in the network of the directory, for instance because its addresses overlap the range that
// the service uses for management. Do not retry: change the VPC or its subnets, or choose others.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *UnsupportedNetworkConfigurationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *UnsupportedNetworkConfigurationException) ErrorFault() smithy.ErrorFault {
	return exceptionFault
}

// UnsupportedWorkspaceConfigurationException is the answer of ModifyWorkspaceProperties when a WorkSpace,
// as it is set up, cannot take the new property. Do not retry: ask for another value, or change the WorkSpace.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *UnsupportedWorkspaceConfigurationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *UnsupportedWorkspaceConfigurationException) ErrorFault() smithy.ErrorFault {
	return exceptionFault
}

// ValidationException is the answer to a malformed call. The API declares it for the account link
// operations, where it can also mean that the target account is missing or the same as the source. The
// service sends it from any operation for a member that breaks a length, range or pattern. Do not retry:
// correct the call.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *ValidationException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *ValidationException) ErrorFault() smithy.ErrorFault { return exceptionFault }

// WorkspacesDefaultRoleNotFoundException is the answer of RegisterWorkspaceDirectory when the account has
// no IAM role workspaces_DefaultRole, by which the service reaches the network and the directory. Do not
// retry: create the role, once for each account.
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

// ErrorCode implements [smithy.APIError]. It can be called on nil.
func (e *WorkspacesDefaultRoleNotFoundException) ErrorCode() string { return errorCode(e) }

// ErrorFault implements [smithy.APIError].
func (e *WorkspacesDefaultRoleNotFoundException) ErrorFault() smithy.ErrorFault {
	return exceptionFault
}

// exceptionFault is the side at fault in all exceptions: the API declares none of them as the server's fault.
const exceptionFault = smithy.FaultClient

// errorText is the text of an exception on one line: its code and its message.
func errorText(e smithy.APIError) string {
	return oneline.Text(e.ErrorCode()) + ": " + oneline.Text(e.ErrorMessage())
}

// errorCode returns the ErrorCodeOverride of an exception, or the name of its type, which is its code on the
// wire. The exception may be nil, so the field is found by reflection and not by a method.
func errorCode[E any](e *E) string {
	if e != nil {
		override, _ := reflect.ValueOf(e).Elem().FieldByName("ErrorCodeOverride").Interface().(*string)
		if override != nil {
			return *override
		}
	}
	return reflect.TypeFor[E]().Name()
}

// stringValue returns the string that s points to, or an empty one.
func stringValue(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
