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

// RegisterWorkspaceDirectoryInput names a directory to register, or describes one to make.
type RegisterWorkspaceDirectoryInput struct {
	// DirectoryId identifies a directory of AWS Directory Service. It is left out for directories that
	// the service makes itself: those of pools, of IAM Identity Center and of Microsoft Entra ID.
	DirectoryId *string `len:"10:65" form:"directory"`

	// SubnetIds are the two subnets for the WorkSpaces. They must lie in different Availability Zones, and
	// in such as WorkSpaces supports.
	SubnetIds []string `items:":2" len:"15:24" form:"subnet"`

	// EnableSelfService switches the users' self-service on or off; see [types.SelfservicePermissions] for
	// what it consists of and what holds by default.
	EnableSelfService *bool

	// Tenancy is where the WorkSpaces run; SHARED by default. DEDICATED is for licences brought along, and
	// is an invalid parameter value in an account that is not enabled for them.
	Tenancy types.Tenancy

	// WorkspaceType says whether the directory is for personal WorkSpaces or for pools.
	WorkspaceType types.WorkspaceType

	// UserIdentityType says who manages the users.
	UserIdentityType types.UserIdentityType

	// WorkspaceDirectoryName is a name for a directory that the service makes.
	WorkspaceDirectoryName *string `form:"directoryname"`

	// WorkspaceDirectoryDescription is a description of a directory that the service makes.
	WorkspaceDirectoryDescription *string `pattern:"^([a-zA-Z0-9_])[\\\\a-zA-Z0-9_@#%*+=:?./!\\s-]{1,255}$"`

	// ActiveDirectoryConfig tells which domain the WorkSpaces of a pool join.
	ActiveDirectoryConfig *types.ActiveDirectoryConfig

	// IdcInstanceArn is the IAM Identity Center instance with the users.
	IdcInstanceArn *string `form:"arn"`

	// MicrosoftEntraConfig tells of the Microsoft Entra tenant with the users.
	MicrosoftEntraConfig *types.MicrosoftEntraConfig

	// Tags are put on the directory.
	Tags []types.Tag
}

// RegisterWorkspaceDirectoryOutput tells which directory is being registered.
type RegisterWorkspaceDirectoryOutput struct {
	// DirectoryId identifies the directory.
	DirectoryId *string

	// State is REGISTERING at first.
	State types.WorkspaceDirectoryState

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RegisterWorkspaceDirectory makes a directory known to WorkSpaces, so that desktops can be created for
// its users. It returns when the registration has begun; the directory is ready in state REGISTERED. The
// account needs the IAM role workspaces_DefaultRole.
//
// To wait for it: [NewDirectoryRegisteredWaiter].
//
// Errors worth handling: [types.WorkspacesDefaultRoleNotFoundException] (make the role),
// [types.InvalidResourceStateException] (the directory is not active yet: try again later),
// [types.ResourceAlreadyExistsException], [types.ResourceLimitExceededException] (50 directories by default),
// [types.OperationNotSupportedException] (the Availability Zones of the subnets),
// [types.UnsupportedNetworkConfigurationException], [types.InvalidParameterValuesException],
// [types.ResourceNotFoundException].
func (c *Client) RegisterWorkspaceDirectory(ctx context.Context, params *RegisterWorkspaceDirectoryInput, optFns ...func(*Options)) (*RegisterWorkspaceDirectoryOutput, error) {
	return invoke[RegisterWorkspaceDirectoryOutput](ctx, c, "RegisterWorkspaceDirectory", params, optFns)
}

// DescribeWorkspaceDirectoriesInput selects directories; without any selection all are meant.
type DescribeWorkspaceDirectoriesInput struct {
	// DirectoryIds are the identifiers of 1 to 25 directories.
	DirectoryIds []string `items:"1:25" len:"10:65" form:"directory"`

	// WorkspaceDirectoryNames are the names of 1 to 25 directories.
	WorkspaceDirectoryNames []string `items:"1:25" form:"directoryname"`

	// Filters keep directories by what they are for or who manages their users. 1 to 25 filters.
	Filters []types.DescribeWorkspaceDirectoriesFilter `items:"1:25"`

	// Limit is how many directories an answer holds at most, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken is the token of the answer before, for the next page.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspaceDirectoriesOutput is a page of directories.
type DescribeWorkspaceDirectoriesOutput struct {
	// Directories are the directories of this page.
	Directories []types.WorkspaceDirectory

	// NextToken leads to the next page; it is nil on the last.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceDirectories returns the directories that are registered in this Region, page by page.
//
// Errors worth handling: [types.InvalidParameterValuesException].
func (c *Client) DescribeWorkspaceDirectories(ctx context.Context, params *DescribeWorkspaceDirectoriesInput, optFns ...func(*Options)) (*DescribeWorkspaceDirectoriesOutput, error) {
	return invoke[DescribeWorkspaceDirectoriesOutput](ctx, c, "DescribeWorkspaceDirectories", params, optFns)
}

// DescribeWorkspaceDirectoriesPaginator lists directories. More than 25 DirectoryIds, or more than 25
// WorkspaceDirectoryNames without DirectoryIds, are split over several calls. The page size is Limit of
// params. It works like a [paginators.Paginator], which describes each method in detail.
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

// Pages returns an iterator over the remaining pages. An error is its last element.
func (p *DescribeWorkspaceDirectoriesPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeWorkspaceDirectoriesOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items, and fetches pages as needed. An error is its last
// element.
func (p *DescribeWorkspaceDirectoriesPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.WorkspaceDirectory, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns the position in the list, for the option StartingToken. It is empty at the end of the
// list.
func (p *DescribeWorkspaceDirectoriesPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeWorkspaceDirectoriesPaginatorOptions are the options of a
// [DescribeWorkspaceDirectoriesPaginator].
type DescribeWorkspaceDirectoriesPaginatorOptions struct {
	// StopOnDuplicateToken ends the list when the service returns the token that it was sent. Without it the
	// page is fetched again, at most 10 times.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, over all pages together. 0 means no limit.
	MaxItems int

	// StartingToken is where to begin: a ResumeToken, a resume token of botocore, or a NextToken of the
	// service.
	StartingToken string
}

// DescribeWorkspaceDirectoriesAPIClient is the part of [Client] that a
// [DescribeWorkspaceDirectoriesPaginator] calls. Tests can implement it.
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

// NewDescribeWorkspaceDirectoriesPaginator returns a paginator for [Client.DescribeWorkspaceDirectories].
// Nil params are an empty input.
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

// ModifyWorkspaceCreationPropertiesInput names a directory and its new defaults.
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

// ModifyWorkspaceCreationPropertiesOutput is empty but for the metadata.
type ModifyWorkspaceCreationPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceCreationProperties sets a directory's defaults for new WorkSpaces. Of those that are there
// already, a rebuild takes over EnableInternetAccess.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifyWorkspaceCreationProperties(ctx context.Context, params *ModifyWorkspaceCreationPropertiesInput, optFns ...func(*Options)) (*ModifyWorkspaceCreationPropertiesOutput, error) {
	return invoke[ModifyWorkspaceCreationPropertiesOutput](ctx, c, "ModifyWorkspaceCreationProperties", params, optFns)
}

// ModifyWorkspaceAccessPropertiesInput names a directory and the devices that may connect.
type ModifyWorkspaceAccessPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// WorkspaceAccessProperties say which kinds of device are let in.
	//
	// This member is required.
	WorkspaceAccessProperties *types.WorkspaceAccessProperties `required:"true"`
}

// ModifyWorkspaceAccessPropertiesOutput is empty but for the metadata.
type ModifyWorkspaceAccessPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyWorkspaceAccessProperties sets from which kinds of device users of a directory can connect.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.InvalidParameterCombinationException], [types.OperationNotSupportedException].
func (c *Client) ModifyWorkspaceAccessProperties(ctx context.Context, params *ModifyWorkspaceAccessPropertiesInput, optFns ...func(*Options)) (*ModifyWorkspaceAccessPropertiesOutput, error) {
	return invoke[ModifyWorkspaceAccessPropertiesOutput](ctx, c, "ModifyWorkspaceAccessProperties", params, optFns)
}

// ModifySelfservicePermissionsInput names a directory and what its users may do themselves.
type ModifySelfservicePermissionsInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// SelfservicePermissions are the permissions to switch on or off.
	//
	// This member is required.
	SelfservicePermissions *types.SelfservicePermissions `required:"true"`
}

// ModifySelfservicePermissionsOutput is empty but for the metadata.
type ModifySelfservicePermissionsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifySelfservicePermissions sets what the users of a directory may do to their own WorkSpaces.
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

	// SamlProperties are the settings to change; what is left out stays.
	SamlProperties *types.SamlProperties

	// PropertiesToDelete are settings to unset.
	PropertiesToDelete []types.DeletableSamlProperty
}

// ModifySamlPropertiesOutput is empty but for the metadata.
type ModifySamlPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifySamlProperties sets up how the users of a directory sign in through a SAML 2.0 identity provider.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifySamlProperties(ctx context.Context, params *ModifySamlPropertiesInput, optFns ...func(*Options)) (*ModifySamlPropertiesOutput, error) {
	return invoke[ModifySamlPropertiesOutput](ctx, c, "ModifySamlProperties", params, optFns)
}

// ModifyCertificateBasedAuthPropertiesInput names a directory and its settings for sign-in by certificate.
type ModifyCertificateBasedAuthPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// CertificateBasedAuthProperties are the settings to change; what is left out stays.
	CertificateBasedAuthProperties *types.CertificateBasedAuthProperties

	// PropertiesToDelete are settings to unset.
	PropertiesToDelete []types.DeletableCertificateBasedAuthProperty
}

// ModifyCertificateBasedAuthPropertiesOutput is empty but for the metadata.
type ModifyCertificateBasedAuthPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyCertificateBasedAuthProperties sets up sign-in to desktops by certificate for a directory whose
// users come through SAML.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifyCertificateBasedAuthProperties(ctx context.Context, params *ModifyCertificateBasedAuthPropertiesInput, optFns ...func(*Options)) (*ModifyCertificateBasedAuthPropertiesOutput, error) {
	return invoke[ModifyCertificateBasedAuthPropertiesOutput](ctx, c, "ModifyCertificateBasedAuthProperties", params, optFns)
}

// ModifyEndpointEncryptionModeInput names a directory and the encryption of its endpoints.
type ModifyEndpointEncryptionModeInput struct {
	// DirectoryId identifies the directory.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// EndpointEncryptionMode is the encryption to ask of clients.
	//
	// This member is required.
	EndpointEncryptionMode types.EndpointEncryptionMode `required:"true"`
}

// ModifyEndpointEncryptionModeOutput is empty but for the metadata.
type ModifyEndpointEncryptionModeOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyEndpointEncryptionMode sets whether a directory's endpoints ask for FIPS 140 validated cryptography.
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

	// StreamingProperties are the settings.
	StreamingProperties *types.StreamingProperties
}

// ModifyStreamingPropertiesOutput is empty but for the metadata.
type ModifyStreamingPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyStreamingProperties sets up the streaming sessions of a directory: transport, clipboard, printing,
// storage, AWS Global Accelerator.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) ModifyStreamingProperties(ctx context.Context, params *ModifyStreamingPropertiesInput, optFns ...func(*Options)) (*ModifyStreamingPropertiesOutput, error) {
	return invoke[ModifyStreamingPropertiesOutput](ctx, c, "ModifyStreamingProperties", params, optFns)
}

// DeregisterWorkspaceDirectoryInput names the directory to take out.
type DeregisterWorkspaceDirectoryInput struct {
	// DirectoryId identifies the directory.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`
}

// DeregisterWorkspaceDirectoryOutput is empty but for the metadata.
type DeregisterWorkspaceDirectoryOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeregisterWorkspaceDirectory takes a directory out of WorkSpaces. It returns when that has begun: it is
// done when [Client.DescribeWorkspaceDirectories] no longer lists the directory, since DEREGISTERED shows only
// for a moment. All its WorkSpaces must be gone first. A directory of AWS Directory Service itself stays, and
// costs.
//
// To wait for it: [NewDirectoryDeregisteredWaiter].
//
// Errors worth handling: [types.OperationNotSupportedException] (it still has WorkSpaces),
// [types.InvalidResourceStateException] (it is busy: try again later), [types.ResourceNotFoundException].
func (c *Client) DeregisterWorkspaceDirectory(ctx context.Context, params *DeregisterWorkspaceDirectoryInput, optFns ...func(*Options)) (*DeregisterWorkspaceDirectoryOutput, error) {
	return invoke[DeregisterWorkspaceDirectoryOutput](ctx, c, "DeregisterWorkspaceDirectory", params, optFns)
}

// DirectoryWaiter waits for directories. Its input names any number of DirectoryIds, or selects directories
// by WorkspaceDirectoryNames or Filters. Its methods Wait and WaitForOutput are documented at
// [waiters.Waiter].
type DirectoryWaiter = waiters.Waiter[
	DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]

// DirectoryWaiterOptions configure a [DirectoryWaiter]. The fields APIOptions, ClientOptions, MinDelay,
// MaxDelay, LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type DirectoryWaiterOptions = waiters.Options[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, Options]

// directorySpec is the Spec of waiters for directories, without their decisions.
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

// NewDirectoryRegisteredWaiter returns a waiter for directories to be REGISTERED, after
// [Client.RegisterWorkspaceDirectory].
//
//	REGISTERED                         done
//	ERROR DEREGISTERING DEREGISTERED   fail
//	not found                          fail, after Options.Grace if never seen
//	all others                         go on
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

// NewDirectoryDeregisteredWaiter returns a waiter for directories to be DEREGISTERED or gone, after
// [Client.DeregisterWorkspaceDirectory].
//
//	DEREGISTERED   done
//	not found      done
//	ERROR          fail
//	all others     go on
func NewDirectoryDeregisteredWaiter(client DescribeWorkspaceDirectoriesAPIClient, optFns ...func(*DirectoryWaiterOptions)) *DirectoryWaiter {
	spec := directorySpec("DirectoryDeregistered", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceDirectoryState]{
		done: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateDeregistered},
		fail: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateError},
	})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}
