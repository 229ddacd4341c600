package workspaces

import "context"

// API lists the operations of [*Client] as methods with the same signatures. Code that takes an API can be tested with
// a fake, and the paginators and waiters accept an API too.
//
// Minor releases of this module add a method for each new operation of the service. A fake keeps compiling if it embeds
// workspacestest.Unimplemented.
type API interface {
	// AcceptAccountLinkInvitation calls the operation: see [Client.AcceptAccountLinkInvitation].
	AcceptAccountLinkInvitation(context.Context, *AcceptAccountLinkInvitationInput, ...func(*Options)) (*AcceptAccountLinkInvitationOutput, error)

	// AssociateConnectionAlias calls the operation: see [Client.AssociateConnectionAlias].
	AssociateConnectionAlias(context.Context, *AssociateConnectionAliasInput, ...func(*Options)) (*AssociateConnectionAliasOutput, error)

	// AssociateIpGroups calls the operation: see [Client.AssociateIpGroups].
	AssociateIpGroups(context.Context, *AssociateIpGroupsInput, ...func(*Options)) (*AssociateIpGroupsOutput, error)

	// AssociateWorkspaceApplication calls the operation: see [Client.AssociateWorkspaceApplication].
	AssociateWorkspaceApplication(context.Context, *AssociateWorkspaceApplicationInput, ...func(*Options)) (*AssociateWorkspaceApplicationOutput, error)

	// AuthorizeIpRules calls the operation: see [Client.AuthorizeIpRules].
	AuthorizeIpRules(context.Context, *AuthorizeIpRulesInput, ...func(*Options)) (*AuthorizeIpRulesOutput, error)

	// CopyWorkspaceImage calls the operation: see [Client.CopyWorkspaceImage].
	CopyWorkspaceImage(context.Context, *CopyWorkspaceImageInput, ...func(*Options)) (*CopyWorkspaceImageOutput, error)

	// CreateAccountLinkInvitation calls the operation: see [Client.CreateAccountLinkInvitation].
	CreateAccountLinkInvitation(context.Context, *CreateAccountLinkInvitationInput, ...func(*Options)) (*CreateAccountLinkInvitationOutput, error)

	// CreateConnectClientAddIn calls the operation: see [Client.CreateConnectClientAddIn].
	CreateConnectClientAddIn(context.Context, *CreateConnectClientAddInInput, ...func(*Options)) (*CreateConnectClientAddInOutput, error)

	// CreateConnectionAlias calls the operation: see [Client.CreateConnectionAlias].
	CreateConnectionAlias(context.Context, *CreateConnectionAliasInput, ...func(*Options)) (*CreateConnectionAliasOutput, error)

	// CreateIpGroup calls the operation: see [Client.CreateIpGroup].
	CreateIpGroup(context.Context, *CreateIpGroupInput, ...func(*Options)) (*CreateIpGroupOutput, error)

	// CreateStandbyWorkspaces calls the operation: see [Client.CreateStandbyWorkspaces].
	CreateStandbyWorkspaces(context.Context, *CreateStandbyWorkspacesInput, ...func(*Options)) (*CreateStandbyWorkspacesOutput, error)

	// CreateTags calls the operation: see [Client.CreateTags].
	CreateTags(context.Context, *CreateTagsInput, ...func(*Options)) (*CreateTagsOutput, error)

	// CreateUpdatedWorkspaceImage calls the operation: see [Client.CreateUpdatedWorkspaceImage].
	CreateUpdatedWorkspaceImage(context.Context, *CreateUpdatedWorkspaceImageInput, ...func(*Options)) (*CreateUpdatedWorkspaceImageOutput, error)

	// CreateWorkspaceBundle calls the operation: see [Client.CreateWorkspaceBundle].
	CreateWorkspaceBundle(context.Context, *CreateWorkspaceBundleInput, ...func(*Options)) (*CreateWorkspaceBundleOutput, error)

	// CreateWorkspaceImage calls the operation: see [Client.CreateWorkspaceImage].
	CreateWorkspaceImage(context.Context, *CreateWorkspaceImageInput, ...func(*Options)) (*CreateWorkspaceImageOutput, error)

	// CreateWorkspaces calls the operation: see [Client.CreateWorkspaces].
	CreateWorkspaces(context.Context, *CreateWorkspacesInput, ...func(*Options)) (*CreateWorkspacesOutput, error)

	// CreateWorkspacesPool calls the operation: see [Client.CreateWorkspacesPool].
	CreateWorkspacesPool(context.Context, *CreateWorkspacesPoolInput, ...func(*Options)) (*CreateWorkspacesPoolOutput, error)

	// DeleteAccountLinkInvitation calls the operation: see [Client.DeleteAccountLinkInvitation].
	DeleteAccountLinkInvitation(context.Context, *DeleteAccountLinkInvitationInput, ...func(*Options)) (*DeleteAccountLinkInvitationOutput, error)

	// DeleteClientBranding calls the operation: see [Client.DeleteClientBranding].
	DeleteClientBranding(context.Context, *DeleteClientBrandingInput, ...func(*Options)) (*DeleteClientBrandingOutput, error)

	// DeleteConnectClientAddIn calls the operation: see [Client.DeleteConnectClientAddIn].
	DeleteConnectClientAddIn(context.Context, *DeleteConnectClientAddInInput, ...func(*Options)) (*DeleteConnectClientAddInOutput, error)

	// DeleteConnectionAlias calls the operation: see [Client.DeleteConnectionAlias].
	DeleteConnectionAlias(context.Context, *DeleteConnectionAliasInput, ...func(*Options)) (*DeleteConnectionAliasOutput, error)

	// DeleteIpGroup calls the operation: see [Client.DeleteIpGroup].
	DeleteIpGroup(context.Context, *DeleteIpGroupInput, ...func(*Options)) (*DeleteIpGroupOutput, error)

	// DeleteTags calls the operation: see [Client.DeleteTags].
	DeleteTags(context.Context, *DeleteTagsInput, ...func(*Options)) (*DeleteTagsOutput, error)

	// DeleteWorkspaceBundle calls the operation: see [Client.DeleteWorkspaceBundle].
	DeleteWorkspaceBundle(context.Context, *DeleteWorkspaceBundleInput, ...func(*Options)) (*DeleteWorkspaceBundleOutput, error)

	// DeleteWorkspaceImage calls the operation: see [Client.DeleteWorkspaceImage].
	DeleteWorkspaceImage(context.Context, *DeleteWorkspaceImageInput, ...func(*Options)) (*DeleteWorkspaceImageOutput, error)

	// DeployWorkspaceApplications calls the operation: see [Client.DeployWorkspaceApplications].
	DeployWorkspaceApplications(context.Context, *DeployWorkspaceApplicationsInput, ...func(*Options)) (*DeployWorkspaceApplicationsOutput, error)

	// DeregisterWorkspaceDirectory calls the operation: see [Client.DeregisterWorkspaceDirectory].
	DeregisterWorkspaceDirectory(context.Context, *DeregisterWorkspaceDirectoryInput, ...func(*Options)) (*DeregisterWorkspaceDirectoryOutput, error)

	// DescribeAccount calls the operation: see [Client.DescribeAccount].
	DescribeAccount(context.Context, *DescribeAccountInput, ...func(*Options)) (*DescribeAccountOutput, error)

	// DescribeAccountModifications calls the operation: see [Client.DescribeAccountModifications].
	DescribeAccountModifications(context.Context, *DescribeAccountModificationsInput, ...func(*Options)) (*DescribeAccountModificationsOutput, error)

	// DescribeApplicationAssociations calls the operation: see [Client.DescribeApplicationAssociations].
	DescribeApplicationAssociations(context.Context, *DescribeApplicationAssociationsInput, ...func(*Options)) (*DescribeApplicationAssociationsOutput, error)

	// DescribeApplications calls the operation: see [Client.DescribeApplications].
	DescribeApplications(context.Context, *DescribeApplicationsInput, ...func(*Options)) (*DescribeApplicationsOutput, error)

	// DescribeBundleAssociations calls the operation: see [Client.DescribeBundleAssociations].
	DescribeBundleAssociations(context.Context, *DescribeBundleAssociationsInput, ...func(*Options)) (*DescribeBundleAssociationsOutput, error)

	// DescribeClientBranding calls the operation: see [Client.DescribeClientBranding].
	DescribeClientBranding(context.Context, *DescribeClientBrandingInput, ...func(*Options)) (*DescribeClientBrandingOutput, error)

	// DescribeClientProperties calls the operation: see [Client.DescribeClientProperties].
	DescribeClientProperties(context.Context, *DescribeClientPropertiesInput, ...func(*Options)) (*DescribeClientPropertiesOutput, error)

	// DescribeConnectClientAddIns calls the operation: see [Client.DescribeConnectClientAddIns].
	DescribeConnectClientAddIns(context.Context, *DescribeConnectClientAddInsInput, ...func(*Options)) (*DescribeConnectClientAddInsOutput, error)

	// DescribeConnectionAliasPermissions calls the operation: see [Client.DescribeConnectionAliasPermissions].
	DescribeConnectionAliasPermissions(context.Context, *DescribeConnectionAliasPermissionsInput, ...func(*Options)) (*DescribeConnectionAliasPermissionsOutput, error)

	// DescribeConnectionAliases calls the operation: see [Client.DescribeConnectionAliases].
	DescribeConnectionAliases(context.Context, *DescribeConnectionAliasesInput, ...func(*Options)) (*DescribeConnectionAliasesOutput, error)

	// DescribeCustomWorkspaceImageImport calls the operation: see [Client.DescribeCustomWorkspaceImageImport].
	DescribeCustomWorkspaceImageImport(context.Context, *DescribeCustomWorkspaceImageImportInput, ...func(*Options)) (*DescribeCustomWorkspaceImageImportOutput, error)

	// DescribeImageAssociations calls the operation: see [Client.DescribeImageAssociations].
	DescribeImageAssociations(context.Context, *DescribeImageAssociationsInput, ...func(*Options)) (*DescribeImageAssociationsOutput, error)

	// DescribeIpGroups calls the operation: see [Client.DescribeIpGroups].
	DescribeIpGroups(context.Context, *DescribeIpGroupsInput, ...func(*Options)) (*DescribeIpGroupsOutput, error)

	// DescribeTags calls the operation: see [Client.DescribeTags].
	DescribeTags(context.Context, *DescribeTagsInput, ...func(*Options)) (*DescribeTagsOutput, error)

	// DescribeWorkspaceAssociations calls the operation: see [Client.DescribeWorkspaceAssociations].
	DescribeWorkspaceAssociations(context.Context, *DescribeWorkspaceAssociationsInput, ...func(*Options)) (*DescribeWorkspaceAssociationsOutput, error)

	// DescribeWorkspaceBundles calls the operation: see [Client.DescribeWorkspaceBundles].
	DescribeWorkspaceBundles(context.Context, *DescribeWorkspaceBundlesInput, ...func(*Options)) (*DescribeWorkspaceBundlesOutput, error)

	// DescribeWorkspaceDirectories calls the operation: see [Client.DescribeWorkspaceDirectories].
	DescribeWorkspaceDirectories(context.Context, *DescribeWorkspaceDirectoriesInput, ...func(*Options)) (*DescribeWorkspaceDirectoriesOutput, error)

	// DescribeWorkspaceImagePermissions calls the operation: see [Client.DescribeWorkspaceImagePermissions].
	DescribeWorkspaceImagePermissions(context.Context, *DescribeWorkspaceImagePermissionsInput, ...func(*Options)) (*DescribeWorkspaceImagePermissionsOutput, error)

	// DescribeWorkspaceImages calls the operation: see [Client.DescribeWorkspaceImages].
	DescribeWorkspaceImages(context.Context, *DescribeWorkspaceImagesInput, ...func(*Options)) (*DescribeWorkspaceImagesOutput, error)

	// DescribeWorkspaceSnapshots calls the operation: see [Client.DescribeWorkspaceSnapshots].
	DescribeWorkspaceSnapshots(context.Context, *DescribeWorkspaceSnapshotsInput, ...func(*Options)) (*DescribeWorkspaceSnapshotsOutput, error)

	// DescribeWorkspaces calls the operation: see [Client.DescribeWorkspaces].
	DescribeWorkspaces(context.Context, *DescribeWorkspacesInput, ...func(*Options)) (*DescribeWorkspacesOutput, error)

	// DescribeWorkspacesConnectionStatus calls the operation: see [Client.DescribeWorkspacesConnectionStatus].
	DescribeWorkspacesConnectionStatus(context.Context, *DescribeWorkspacesConnectionStatusInput, ...func(*Options)) (*DescribeWorkspacesConnectionStatusOutput, error)

	// DescribeWorkspacesPoolSessions calls the operation: see [Client.DescribeWorkspacesPoolSessions].
	DescribeWorkspacesPoolSessions(context.Context, *DescribeWorkspacesPoolSessionsInput, ...func(*Options)) (*DescribeWorkspacesPoolSessionsOutput, error)

	// DescribeWorkspacesPools calls the operation: see [Client.DescribeWorkspacesPools].
	DescribeWorkspacesPools(context.Context, *DescribeWorkspacesPoolsInput, ...func(*Options)) (*DescribeWorkspacesPoolsOutput, error)

	// DisassociateConnectionAlias calls the operation: see [Client.DisassociateConnectionAlias].
	DisassociateConnectionAlias(context.Context, *DisassociateConnectionAliasInput, ...func(*Options)) (*DisassociateConnectionAliasOutput, error)

	// DisassociateIpGroups calls the operation: see [Client.DisassociateIpGroups].
	DisassociateIpGroups(context.Context, *DisassociateIpGroupsInput, ...func(*Options)) (*DisassociateIpGroupsOutput, error)

	// DisassociateWorkspaceApplication calls the operation: see [Client.DisassociateWorkspaceApplication].
	DisassociateWorkspaceApplication(context.Context, *DisassociateWorkspaceApplicationInput, ...func(*Options)) (*DisassociateWorkspaceApplicationOutput, error)

	// GetAccountLink calls the operation: see [Client.GetAccountLink].
	GetAccountLink(context.Context, *GetAccountLinkInput, ...func(*Options)) (*GetAccountLinkOutput, error)

	// ImportClientBranding calls the operation: see [Client.ImportClientBranding].
	ImportClientBranding(context.Context, *ImportClientBrandingInput, ...func(*Options)) (*ImportClientBrandingOutput, error)

	// ImportCustomWorkspaceImage calls the operation: see [Client.ImportCustomWorkspaceImage].
	ImportCustomWorkspaceImage(context.Context, *ImportCustomWorkspaceImageInput, ...func(*Options)) (*ImportCustomWorkspaceImageOutput, error)

	// ImportWorkspaceImage calls the operation: see [Client.ImportWorkspaceImage].
	ImportWorkspaceImage(context.Context, *ImportWorkspaceImageInput, ...func(*Options)) (*ImportWorkspaceImageOutput, error)

	// ListAccountLinks calls the operation: see [Client.ListAccountLinks].
	ListAccountLinks(context.Context, *ListAccountLinksInput, ...func(*Options)) (*ListAccountLinksOutput, error)

	// ListAvailableManagementCidrRanges calls the operation: see [Client.ListAvailableManagementCidrRanges].
	ListAvailableManagementCidrRanges(context.Context, *ListAvailableManagementCidrRangesInput, ...func(*Options)) (*ListAvailableManagementCidrRangesOutput, error)

	// MigrateWorkspace calls the operation: see [Client.MigrateWorkspace].
	MigrateWorkspace(context.Context, *MigrateWorkspaceInput, ...func(*Options)) (*MigrateWorkspaceOutput, error)

	// ModifyAccount calls the operation: see [Client.ModifyAccount].
	ModifyAccount(context.Context, *ModifyAccountInput, ...func(*Options)) (*ModifyAccountOutput, error)

	// ModifyCertificateBasedAuthProperties calls the operation: see [Client.ModifyCertificateBasedAuthProperties].
	ModifyCertificateBasedAuthProperties(context.Context, *ModifyCertificateBasedAuthPropertiesInput, ...func(*Options)) (*ModifyCertificateBasedAuthPropertiesOutput, error)

	// ModifyClientProperties calls the operation: see [Client.ModifyClientProperties].
	ModifyClientProperties(context.Context, *ModifyClientPropertiesInput, ...func(*Options)) (*ModifyClientPropertiesOutput, error)

	// ModifyEndpointEncryptionMode calls the operation: see [Client.ModifyEndpointEncryptionMode].
	ModifyEndpointEncryptionMode(context.Context, *ModifyEndpointEncryptionModeInput, ...func(*Options)) (*ModifyEndpointEncryptionModeOutput, error)

	// ModifySamlProperties calls the operation: see [Client.ModifySamlProperties].
	ModifySamlProperties(context.Context, *ModifySamlPropertiesInput, ...func(*Options)) (*ModifySamlPropertiesOutput, error)

	// ModifySelfservicePermissions calls the operation: see [Client.ModifySelfservicePermissions].
	ModifySelfservicePermissions(context.Context, *ModifySelfservicePermissionsInput, ...func(*Options)) (*ModifySelfservicePermissionsOutput, error)

	// ModifyStreamingProperties calls the operation: see [Client.ModifyStreamingProperties].
	ModifyStreamingProperties(context.Context, *ModifyStreamingPropertiesInput, ...func(*Options)) (*ModifyStreamingPropertiesOutput, error)

	// ModifyWorkspaceAccessProperties calls the operation: see [Client.ModifyWorkspaceAccessProperties].
	ModifyWorkspaceAccessProperties(context.Context, *ModifyWorkspaceAccessPropertiesInput, ...func(*Options)) (*ModifyWorkspaceAccessPropertiesOutput, error)

	// ModifyWorkspaceCreationProperties calls the operation: see [Client.ModifyWorkspaceCreationProperties].
	ModifyWorkspaceCreationProperties(context.Context, *ModifyWorkspaceCreationPropertiesInput, ...func(*Options)) (*ModifyWorkspaceCreationPropertiesOutput, error)

	// ModifyWorkspaceProperties calls the operation: see [Client.ModifyWorkspaceProperties].
	ModifyWorkspaceProperties(context.Context, *ModifyWorkspacePropertiesInput, ...func(*Options)) (*ModifyWorkspacePropertiesOutput, error)

	// ModifyWorkspaceState calls the operation: see [Client.ModifyWorkspaceState].
	ModifyWorkspaceState(context.Context, *ModifyWorkspaceStateInput, ...func(*Options)) (*ModifyWorkspaceStateOutput, error)

	// RebootWorkspaces calls the operation: see [Client.RebootWorkspaces].
	RebootWorkspaces(context.Context, *RebootWorkspacesInput, ...func(*Options)) (*RebootWorkspacesOutput, error)

	// RebuildWorkspaces calls the operation: see [Client.RebuildWorkspaces].
	RebuildWorkspaces(context.Context, *RebuildWorkspacesInput, ...func(*Options)) (*RebuildWorkspacesOutput, error)

	// RegisterWorkspaceDirectory calls the operation: see [Client.RegisterWorkspaceDirectory].
	RegisterWorkspaceDirectory(context.Context, *RegisterWorkspaceDirectoryInput, ...func(*Options)) (*RegisterWorkspaceDirectoryOutput, error)

	// RejectAccountLinkInvitation calls the operation: see [Client.RejectAccountLinkInvitation].
	RejectAccountLinkInvitation(context.Context, *RejectAccountLinkInvitationInput, ...func(*Options)) (*RejectAccountLinkInvitationOutput, error)

	// RestoreWorkspace calls the operation: see [Client.RestoreWorkspace].
	RestoreWorkspace(context.Context, *RestoreWorkspaceInput, ...func(*Options)) (*RestoreWorkspaceOutput, error)

	// RevokeIpRules calls the operation: see [Client.RevokeIpRules].
	RevokeIpRules(context.Context, *RevokeIpRulesInput, ...func(*Options)) (*RevokeIpRulesOutput, error)

	// StartWorkspaces calls the operation: see [Client.StartWorkspaces].
	StartWorkspaces(context.Context, *StartWorkspacesInput, ...func(*Options)) (*StartWorkspacesOutput, error)

	// StartWorkspacesPool calls the operation: see [Client.StartWorkspacesPool].
	StartWorkspacesPool(context.Context, *StartWorkspacesPoolInput, ...func(*Options)) (*StartWorkspacesPoolOutput, error)

	// StopWorkspaces calls the operation: see [Client.StopWorkspaces].
	StopWorkspaces(context.Context, *StopWorkspacesInput, ...func(*Options)) (*StopWorkspacesOutput, error)

	// StopWorkspacesPool calls the operation: see [Client.StopWorkspacesPool].
	StopWorkspacesPool(context.Context, *StopWorkspacesPoolInput, ...func(*Options)) (*StopWorkspacesPoolOutput, error)

	// TerminateWorkspaces calls the operation: see [Client.TerminateWorkspaces].
	TerminateWorkspaces(context.Context, *TerminateWorkspacesInput, ...func(*Options)) (*TerminateWorkspacesOutput, error)

	// TerminateWorkspacesPool calls the operation: see [Client.TerminateWorkspacesPool].
	TerminateWorkspacesPool(context.Context, *TerminateWorkspacesPoolInput, ...func(*Options)) (*TerminateWorkspacesPoolOutput, error)

	// TerminateWorkspacesPoolSession calls the operation: see [Client.TerminateWorkspacesPoolSession].
	TerminateWorkspacesPoolSession(context.Context, *TerminateWorkspacesPoolSessionInput, ...func(*Options)) (*TerminateWorkspacesPoolSessionOutput, error)

	// UpdateConnectClientAddIn calls the operation: see [Client.UpdateConnectClientAddIn].
	UpdateConnectClientAddIn(context.Context, *UpdateConnectClientAddInInput, ...func(*Options)) (*UpdateConnectClientAddInOutput, error)

	// UpdateConnectionAliasPermission calls the operation: see [Client.UpdateConnectionAliasPermission].
	UpdateConnectionAliasPermission(context.Context, *UpdateConnectionAliasPermissionInput, ...func(*Options)) (*UpdateConnectionAliasPermissionOutput, error)

	// UpdateRulesOfIpGroup calls the operation: see [Client.UpdateRulesOfIpGroup].
	UpdateRulesOfIpGroup(context.Context, *UpdateRulesOfIpGroupInput, ...func(*Options)) (*UpdateRulesOfIpGroupOutput, error)

	// UpdateWorkspaceBundle calls the operation: see [Client.UpdateWorkspaceBundle].
	UpdateWorkspaceBundle(context.Context, *UpdateWorkspaceBundleInput, ...func(*Options)) (*UpdateWorkspaceBundleOutput, error)

	// UpdateWorkspaceImagePermission calls the operation: see [Client.UpdateWorkspaceImagePermission].
	UpdateWorkspaceImagePermission(context.Context, *UpdateWorkspaceImagePermissionInput, ...func(*Options)) (*UpdateWorkspaceImagePermissionOutput, error)

	// UpdateWorkspacesPool calls the operation: see [Client.UpdateWorkspacesPool].
	UpdateWorkspacesPool(context.Context, *UpdateWorkspacesPoolInput, ...func(*Options)) (*UpdateWorkspacesPoolOutput, error)
}

var _ API = (*Client)(nil)
