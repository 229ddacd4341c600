package workspaces

import (
	"context"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// RegisterWorkspaceDirectoryInput names a directory to register, or describes a directory to create.
type RegisterWorkspaceDirectoryInput struct {
	// DirectoryId identifies an AWS Directory Service directory. Leave it nil for pools, IAM Identity Center and
	// Microsoft Entra ID: the service then creates the directory.
	DirectoryId *string `len:"10:65" form:"directory"`

	// SubnetIds are the two subnets for the WorkSpaces. They must be in different Availability Zones, both supported by
	// the service.
	SubnetIds []string `items:":2" len:"15:24" form:"subnet"`

	// EnableSelfService turns user self-service on or off. [types.SelfservicePermissions] lists the permissions and
	// their defaults.
	EnableSelfService *bool

	// Tenancy is the hardware tenancy of the WorkSpaces, SHARED by default. DEDICATED is for
	// bring-your-own-license (BYOL). The service rejects DEDICATED as an invalid parameter value if the
	// account is not enabled for BYOL.
	Tenancy types.Tenancy

	// WorkspaceType decides whether the directory is for personal WorkSpaces or for pools.
	WorkspaceType types.WorkspaceType

	// UserIdentityType is the type of identity service that manages the users.
	UserIdentityType types.UserIdentityType

	// WorkspaceDirectoryName is the name of a directory created by the service.
	WorkspaceDirectoryName *string `form:"directoryname"`

	// WorkspaceDirectoryDescription is the description of a directory created by the service.
	WorkspaceDirectoryDescription *string `pattern:"^([a-zA-Z0-9_])[\\\\a-zA-Z0-9_@#%*+=:?./!\\s-]{1,255}$"`

	// ActiveDirectoryConfig is the domain that a pool's WorkSpaces join.
	ActiveDirectoryConfig *types.ActiveDirectoryConfig

	// IdcInstanceArn is the ARN of the IAM Identity Center instance that manages the users.
	IdcInstanceArn *string `form:"arn"`

	// MicrosoftEntraConfig describes the users' Microsoft Entra tenant.
	MicrosoftEntraConfig *types.MicrosoftEntraConfig

	// Tags are added to the directory.
	Tags []types.Tag
}

// RegisterWorkspaceDirectoryOutput identifies the directory being registered.
type RegisterWorkspaceDirectoryOutput struct {
	// DirectoryId identifies the directory.
	DirectoryId *string

	// State is initially REGISTERING.
	State types.WorkspaceDirectoryState

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RegisterWorkspaceDirectory registers a directory with the service, so that WorkSpaces can be created for the
// directory's users. The call returns once the registration has begun. The directory is ready once its state is
// REGISTERED. The account needs the IAM role workspaces_DefaultRole.
//
// Use [NewDirectoryRegisteredWaiter] to wait until the directory is REGISTERED.
//
// Errors worth handling: [types.WorkspacesDefaultRoleNotFoundException] (create the role),
// [types.InvalidResourceStateException] (the directory is not active yet, or is REGISTERING: try again later),
// [types.ResourceLimitExceededException] (the default quota is 50 directories), [types.OperationNotSupportedException]
// (the subnets are not in two supported Availability Zones), [types.UnsupportedNetworkConfigurationException],
// [types.InvalidParameterValuesException], [types.ResourceNotFoundException].
func (c *Client) RegisterWorkspaceDirectory(ctx context.Context, params *RegisterWorkspaceDirectoryInput, optFns ...func(*Options)) (*RegisterWorkspaceDirectoryOutput, error) {
	return invoke[RegisterWorkspaceDirectoryOutput](ctx, c, "RegisterWorkspaceDirectory", params, optFns)
}

// DescribeWorkspaceDirectoriesInput selects directories. By default, the call returns all directories.
type DescribeWorkspaceDirectoriesInput struct {
	// DirectoryIds are the identifiers of 1 to 25 directories.
	DirectoryIds []string `items:"1:25" len:"10:65" form:"directory"`

	// WorkspaceDirectoryNames are the names of 1 to 25 directories.
	WorkspaceDirectoryNames []string `items:"1:25" form:"directoryname"`

	// Filters select directories by workspace type or user identity type. 1 to 25 filters.
	Filters []types.DescribeWorkspaceDirectoriesFilter `items:"1:25"`

	// Limit is the maximum number of directories per page, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspaceDirectoriesOutput is a page of directories.
type DescribeWorkspaceDirectoriesOutput struct {
	// Directories are the directories on this page.
	Directories []types.WorkspaceDirectory

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceDirectories returns the directories registered in the client's Region, page by page.
//
// Errors worth handling: [types.InvalidParameterValuesException].
func (c *Client) DescribeWorkspaceDirectories(ctx context.Context, params *DescribeWorkspaceDirectoriesInput, optFns ...func(*Options)) (*DescribeWorkspaceDirectoriesOutput, error) {
	return invoke[DescribeWorkspaceDirectoriesOutput](ctx, c, "DescribeWorkspaceDirectories", params, optFns)
}

// DescribeWorkspaceDirectoriesPaginator lists directories. It splits more than 25 DirectoryIds across several calls. If
// DirectoryIds is empty, it splits more than 25 WorkspaceDirectoryNames the same way. Limit in params sets the page
// size. The paginator's methods are documented in detail at [paginators.Paginator].
type DescribeWorkspaceDirectoriesPaginator struct {
	pages paginators.Paginator[
		DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *DescribeWorkspaceDirectoriesPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *DescribeWorkspaceDirectoriesPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeWorkspaceDirectoriesOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. If a call fails, the iterator yields the error and stops.
func (p *DescribeWorkspaceDirectoriesPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeWorkspaceDirectoriesOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items. The iterator fetches pages as needed. If a call fails, the
// iterator yields the error and stops.
func (p *DescribeWorkspaceDirectoriesPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.WorkspaceDirectory, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns a token for the current position in the list. Pass the token as StartingToken to continue from
// there later. It is empty at the end of the list.
func (p *DescribeWorkspaceDirectoriesPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeWorkspaceDirectoriesPaginatorOptions configures a [DescribeWorkspaceDirectoriesPaginator].
type DescribeWorkspaceDirectoriesPaginatorOptions struct {
	// StopOnDuplicateToken ends the list when a response repeats the token of its request. By default, the paginator
	// sends the token again, and fails with a [*paginators.DuplicateTokenError] after 10 repeats in a row.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, across all pages. 0 means no limit.
	MaxItems int

	// StartingToken is the position to start from: a token from ResumeToken, a resume token from botocore, or a
	// NextToken from the service.
	StartingToken string
}

// DescribeWorkspaceDirectoriesAPIClient is the subset of [Client] used by [DescribeWorkspaceDirectoriesPaginator].
// Tests can implement this interface.
type DescribeWorkspaceDirectoriesAPIClient interface {
	// DescribeWorkspaceDirectories calls the operation.
	DescribeWorkspaceDirectories(context.Context, *DescribeWorkspaceDirectoriesInput, ...func(*Options)) (*DescribeWorkspaceDirectoriesOutput, error)
}

var describeWorkspaceDirectories = pagedOperation[
	DescribeWorkspaceDirectoriesAPIClient, DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory,
]{
	name: "DescribeWorkspaceDirectories",
	call: DescribeWorkspaceDirectoriesAPIClient.DescribeWorkspaceDirectories,
	input: func(in *DescribeWorkspaceDirectoriesInput) paginators.Input {
		ids := &in.DirectoryIds
		if len(in.DirectoryIds) == 0 && len(in.WorkspaceDirectoryNames) > 0 {
			ids = &in.WorkspaceDirectoryNames
		}
		return paginators.Input{Token: &in.NextToken, IDs: ids}
	},
	output: func(out *DescribeWorkspaceDirectoriesOutput) (*string, *[]types.WorkspaceDirectory) {
		return out.NextToken, &out.Directories
	},
}

// NewDescribeWorkspaceDirectoriesPaginator returns a paginator for [Client.DescribeWorkspaceDirectories]. Nil params
// are treated as an empty input.
func NewDescribeWorkspaceDirectoriesPaginator(
	client DescribeWorkspaceDirectoriesAPIClient, params *DescribeWorkspaceDirectoriesInput, optFns ...func(*DescribeWorkspaceDirectoriesPaginatorOptions),
) *DescribeWorkspaceDirectoriesPaginator {
	return &DescribeWorkspaceDirectoriesPaginator{*describeWorkspaceDirectories.paginator(client, params, func(o *paginators.Options) {
		var options DescribeWorkspaceDirectoriesPaginatorOptions
		for _, fn := range optFns {
			fn(&options)
		}
		o.StopOnDuplicateToken, o.MaxItems, o.StartingToken = options.StopOnDuplicateToken, options.MaxItems, options.StartingToken
	})}
}

// ModifyWorkspaceCreationPropertiesInput names a directory and its new defaults for new WorkSpaces.
type ModifyWorkspaceCreationPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// WorkspaceCreationProperties are the new defaults.
	//
	// This member is required.
	WorkspaceCreationProperties *types.WorkspaceCreationProperties `required:"true"`
}

// ModifyWorkspaceCreationPropertiesOutput is empty except for the metadata.
type ModifyWorkspaceCreationPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceCreationProperties sets a directory's defaults for new WorkSpaces. Existing WorkSpaces pick up the new
// value of EnableInternetAccess when they are rebuilt.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifyWorkspaceCreationProperties(ctx context.Context, params *ModifyWorkspaceCreationPropertiesInput, optFns ...func(*Options)) (*ModifyWorkspaceCreationPropertiesOutput, error) {
	return invoke[ModifyWorkspaceCreationPropertiesOutput](ctx, c, "ModifyWorkspaceCreationProperties", params, optFns)
}

// ModifyWorkspaceAccessPropertiesInput names a directory and the device types that may connect.
type ModifyWorkspaceAccessPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// WorkspaceAccessProperties are the device types that may connect.
	//
	// This member is required.
	WorkspaceAccessProperties *types.WorkspaceAccessProperties `required:"true"`
}

// ModifyWorkspaceAccessPropertiesOutput is empty except for the metadata.
type ModifyWorkspaceAccessPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceAccessProperties sets the device types from which a directory's users can connect.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.InvalidParameterCombinationException], [types.OperationNotSupportedException].
func (c *Client) ModifyWorkspaceAccessProperties(ctx context.Context, params *ModifyWorkspaceAccessPropertiesInput, optFns ...func(*Options)) (*ModifyWorkspaceAccessPropertiesOutput, error) {
	return invoke[ModifyWorkspaceAccessPropertiesOutput](ctx, c, "ModifyWorkspaceAccessProperties", params, optFns)
}

// ModifySelfservicePermissionsInput names a directory and its self-service permissions.
type ModifySelfservicePermissionsInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// SelfservicePermissions are the permissions to turn on or off.
	//
	// This member is required.
	SelfservicePermissions *types.SelfservicePermissions `required:"true"`
}

// ModifySelfservicePermissionsOutput is empty except for the metadata.
type ModifySelfservicePermissionsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifySelfservicePermissions sets what a directory's users may do to their own WorkSpaces.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifySelfservicePermissions(ctx context.Context, params *ModifySelfservicePermissionsInput, optFns ...func(*Options)) (*ModifySelfservicePermissionsOutput, error) {
	return invoke[ModifySelfservicePermissionsOutput](ctx, c, "ModifySelfservicePermissions", params, optFns)
}

// ModifySamlPropertiesInput names a directory and its settings for SAML sign-in.
type ModifySamlPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// SamlProperties are the settings to change. Unset settings stay the same.
	SamlProperties *types.SamlProperties

	// PropertiesToDelete are the settings to remove.
	PropertiesToDelete []types.DeletableSamlProperty
}

// ModifySamlPropertiesOutput is empty except for the metadata.
type ModifySamlPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifySamlProperties sets up how a directory's users sign in through a SAML 2.0 identity provider.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifySamlProperties(ctx context.Context, params *ModifySamlPropertiesInput, optFns ...func(*Options)) (*ModifySamlPropertiesOutput, error) {
	return invoke[ModifySamlPropertiesOutput](ctx, c, "ModifySamlProperties", params, optFns)
}

// ModifyCertificateBasedAuthPropertiesInput names a directory and its settings for certificate-based sign-in.
type ModifyCertificateBasedAuthPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// CertificateBasedAuthProperties are the settings to change. Unset settings stay the same.
	CertificateBasedAuthProperties *types.CertificateBasedAuthProperties

	// PropertiesToDelete are the settings to remove.
	PropertiesToDelete []types.DeletableCertificateBasedAuthProperty
}

// ModifyCertificateBasedAuthPropertiesOutput is empty except for the metadata.
type ModifyCertificateBasedAuthPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyCertificateBasedAuthProperties sets up certificate-based sign-in to desktops. The directory's users must sign
// in through SAML.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifyCertificateBasedAuthProperties(ctx context.Context, params *ModifyCertificateBasedAuthPropertiesInput, optFns ...func(*Options)) (*ModifyCertificateBasedAuthPropertiesOutput, error) {
	return invoke[ModifyCertificateBasedAuthPropertiesOutput](ctx, c, "ModifyCertificateBasedAuthProperties", params, optFns)
}

// ModifyEndpointEncryptionModeInput names a directory and the encryption mode of its endpoints.
type ModifyEndpointEncryptionModeInput struct {
	// DirectoryId identifies the directory.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// EndpointEncryptionMode is the encryption mode that clients must use.
	//
	// This member is required.
	EndpointEncryptionMode types.EndpointEncryptionMode `required:"true"`
}

// ModifyEndpointEncryptionModeOutput is empty except for the metadata.
type ModifyEndpointEncryptionModeOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyEndpointEncryptionMode sets whether a directory's endpoints require FIPS 140 validated cryptography.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException].
func (c *Client) ModifyEndpointEncryptionMode(ctx context.Context, params *ModifyEndpointEncryptionModeInput, optFns ...func(*Options)) (*ModifyEndpointEncryptionModeOutput, error) {
	return invoke[ModifyEndpointEncryptionModeOutput](ctx, c, "ModifyEndpointEncryptionMode", params, optFns)
}

// ModifyStreamingPropertiesInput names a directory and its settings for streaming sessions.
type ModifyStreamingPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// StreamingProperties are the settings to change.
	StreamingProperties *types.StreamingProperties
}

// ModifyStreamingPropertiesOutput is empty except for the metadata.
type ModifyStreamingPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyStreamingProperties configures a directory's streaming sessions: transport, clipboard, printing,
// storage and AWS Global Accelerator.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifyStreamingProperties(ctx context.Context, params *ModifyStreamingPropertiesInput, optFns ...func(*Options)) (*ModifyStreamingPropertiesOutput, error) {
	return invoke[ModifyStreamingPropertiesOutput](ctx, c, "ModifyStreamingProperties", params, optFns)
}

// DeregisterWorkspaceDirectoryInput names the directory to deregister.
type DeregisterWorkspaceDirectoryInput struct {
	// DirectoryId identifies the directory.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`
}

// DeregisterWorkspaceDirectoryOutput is empty except for the metadata.
type DeregisterWorkspaceDirectoryOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeregisterWorkspaceDirectory removes a directory from the service. All WorkSpaces in the directory must be terminated
// first. The call returns once the deregistration has begun. The deregistration is complete once
// [Client.DescribeWorkspaceDirectories] no longer returns the directory; the DEREGISTERED state is visible only
// briefly. An AWS Directory Service directory still exists afterwards, and AWS still charges for it.
//
// Use [NewDirectoryDeregisteredWaiter] to wait until the directory is DEREGISTERED or no longer listed.
//
// Errors worth handling: [types.OperationNotSupportedException] (the directory still has WorkSpaces),
// [types.InvalidResourceStateException] (the directory is busy: try again later),
// [types.ResourceNotFoundException].
func (c *Client) DeregisterWorkspaceDirectory(ctx context.Context, params *DeregisterWorkspaceDirectoryInput, optFns ...func(*Options)) (*DeregisterWorkspaceDirectoryOutput, error) {
	return invoke[DeregisterWorkspaceDirectoryOutput](ctx, c, "DeregisterWorkspaceDirectory", params, optFns)
}

// DirectoryWaiter waits until directories reach the desired state. Its input names any number of DirectoryIds, or
// selects directories by WorkspaceDirectoryNames or Filters. Its methods Wait and WaitForOutput are documented at
// [waiters.Waiter].
type DirectoryWaiter = waiters.Waiter[
	DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]

// DirectoryWaiterOptions configures a [DirectoryWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type DirectoryWaiterOptions = waiters.Options[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, Options]

// directorySpec returns the Spec shared by all directory waiters; each adds its own Verdict.
func directorySpec(name string, client DescribeWorkspaceDirectoriesAPIClient) waiters.Spec[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options] {
	return waiters.Spec[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]{
		Name: name,
		List: func(in *DescribeWorkspaceDirectoriesInput) waiters.Pager[DescribeWorkspaceDirectoriesOutput, Options] {
			return NewDescribeWorkspaceDirectoriesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspaceDirectoriesOutput) []types.WorkspaceDirectory { return out.Directories },
		Join: func(out *DescribeWorkspaceDirectoriesOutput, items []types.WorkspaceDirectory) {
			out.Directories = items
		},
		Resource: func(d *types.WorkspaceDirectory) waiters.Resource {
			return waiters.Resource{
				ID: aws.ToString(d.DirectoryId), State: string(d.State),
				ErrorMessage: aws.ToString(d.ErrorMessage),
			}
		},
		IDs: func(in *DescribeWorkspaceDirectoriesInput) []string { return in.DirectoryIds },
		Narrow: func(in *DescribeWorkspaceDirectoriesInput, ids []string) *DescribeWorkspaceDirectoriesInput {
			return &DescribeWorkspaceDirectoriesInput{DirectoryIds: ids, Limit: in.Limit}
		},
		Check: func(in *DescribeWorkspaceDirectoriesInput) error {
			return checkSelectors(in.NextToken,
				selector{"DirectoryIds", len(in.DirectoryIds) > 0}, selector{"WorkspaceDirectoryNames", len(in.WorkspaceDirectoryNames) > 0}, selector{"Filters", len(in.Filters) > 0})
		},
	}
}

// NewDirectoryRegisteredWaiter returns a waiter that waits until directories are REGISTERED. Use it after
// [Client.RegisterWorkspaceDirectory].
//
//	REGISTERED                         done
//	ERROR DEREGISTERING DEREGISTERED   fail
//	not found                          fail, immediately if the directory was found before, otherwise after Options.Grace
//	all others                         keep waiting
func NewDirectoryRegisteredWaiter(client DescribeWorkspaceDirectoriesAPIClient, optFns ...func(*DirectoryWaiterOptions)) *DirectoryWaiter {
	spec := directorySpec("DirectoryRegistered", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceDirectoryState]{
		done: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateRegistered},
		fail: []types.WorkspaceDirectoryState{
			types.WorkspaceDirectoryStateError, types.WorkspaceDirectoryStateDeregistering,
			types.WorkspaceDirectoryStateDeregistered,
		},
	})
	return newWaiter(spec, optFns)
}

// NewDirectoryDeregisteredWaiter returns a waiter that waits until directories are DEREGISTERED or no longer exist. Use
// it after [Client.DeregisterWorkspaceDirectory].
//
//	DEREGISTERED   done
//	not found      done
//	ERROR          fail
//	all others     keep waiting
func NewDirectoryDeregisteredWaiter(client DescribeWorkspaceDirectoriesAPIClient, optFns ...func(*DirectoryWaiterOptions)) *DirectoryWaiter {
	spec := directorySpec("DirectoryDeregistered", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceDirectoryState]{
		done: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateDeregistered},
		fail: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateError},
	})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}
