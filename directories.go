package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
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
