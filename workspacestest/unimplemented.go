package workspacestest

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-workspaces/workspaces"
)

// ErrUnimplemented is wrapped by the errors returned from [Unimplemented]'s methods.
var ErrUnimplemented = errors.New("not implemented by this fake")

// Unimplemented is a [workspaces.API] whose methods all return an error that names the operation and wraps
// [ErrUnimplemented]. A fake that embeds Unimplemented need only implement the operations its test uses, and still
// compiles when a later release adds operations. A testify mock embeds both Unimplemented and mock.Mock:
//
//	type mocked struct {
//		workspacestest.Unimplemented
//		mock.Mock
//	}
type Unimplemented struct{}

var _ workspaces.API = Unimplemented{}

func unimplemented(operation string) error {
	return fmt.Errorf("workspacestest: %s is %w", operation, ErrUnimplemented)
}

// AcceptAccountLinkInvitation returns [ErrUnimplemented].
func (Unimplemented) AcceptAccountLinkInvitation(context.Context, *workspaces.AcceptAccountLinkInvitationInput, ...func(*workspaces.Options)) (*workspaces.AcceptAccountLinkInvitationOutput, error) {
	return nil, unimplemented("AcceptAccountLinkInvitation")
}

// AssociateConnectionAlias returns [ErrUnimplemented].
func (Unimplemented) AssociateConnectionAlias(context.Context, *workspaces.AssociateConnectionAliasInput, ...func(*workspaces.Options)) (*workspaces.AssociateConnectionAliasOutput, error) {
	return nil, unimplemented("AssociateConnectionAlias")
}

// AssociateIpGroups returns [ErrUnimplemented].
func (Unimplemented) AssociateIpGroups(context.Context, *workspaces.AssociateIpGroupsInput, ...func(*workspaces.Options)) (*workspaces.AssociateIpGroupsOutput, error) {
	return nil, unimplemented("AssociateIpGroups")
}

// AssociateWorkspaceApplication returns [ErrUnimplemented].
func (Unimplemented) AssociateWorkspaceApplication(context.Context, *workspaces.AssociateWorkspaceApplicationInput, ...func(*workspaces.Options)) (*workspaces.AssociateWorkspaceApplicationOutput, error) {
	return nil, unimplemented("AssociateWorkspaceApplication")
}

// AuthorizeIpRules returns [ErrUnimplemented].
func (Unimplemented) AuthorizeIpRules(context.Context, *workspaces.AuthorizeIpRulesInput, ...func(*workspaces.Options)) (*workspaces.AuthorizeIpRulesOutput, error) {
	return nil, unimplemented("AuthorizeIpRules")
}

// CopyWorkspaceImage returns [ErrUnimplemented].
func (Unimplemented) CopyWorkspaceImage(context.Context, *workspaces.CopyWorkspaceImageInput, ...func(*workspaces.Options)) (*workspaces.CopyWorkspaceImageOutput, error) {
	return nil, unimplemented("CopyWorkspaceImage")
}

// CreateAccountLinkInvitation returns [ErrUnimplemented].
func (Unimplemented) CreateAccountLinkInvitation(context.Context, *workspaces.CreateAccountLinkInvitationInput, ...func(*workspaces.Options)) (*workspaces.CreateAccountLinkInvitationOutput, error) {
	return nil, unimplemented("CreateAccountLinkInvitation")
}

// CreateConnectClientAddIn returns [ErrUnimplemented].
func (Unimplemented) CreateConnectClientAddIn(context.Context, *workspaces.CreateConnectClientAddInInput, ...func(*workspaces.Options)) (*workspaces.CreateConnectClientAddInOutput, error) {
	return nil, unimplemented("CreateConnectClientAddIn")
}

// CreateConnectionAlias returns [ErrUnimplemented].
func (Unimplemented) CreateConnectionAlias(context.Context, *workspaces.CreateConnectionAliasInput, ...func(*workspaces.Options)) (*workspaces.CreateConnectionAliasOutput, error) {
	return nil, unimplemented("CreateConnectionAlias")
}

// CreateIpGroup returns [ErrUnimplemented].
func (Unimplemented) CreateIpGroup(context.Context, *workspaces.CreateIpGroupInput, ...func(*workspaces.Options)) (*workspaces.CreateIpGroupOutput, error) {
	return nil, unimplemented("CreateIpGroup")
}

// CreateStandbyWorkspaces returns [ErrUnimplemented].
func (Unimplemented) CreateStandbyWorkspaces(context.Context, *workspaces.CreateStandbyWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.CreateStandbyWorkspacesOutput, error) {
	return nil, unimplemented("CreateStandbyWorkspaces")
}

// CreateTags returns [ErrUnimplemented].
func (Unimplemented) CreateTags(context.Context, *workspaces.CreateTagsInput, ...func(*workspaces.Options)) (*workspaces.CreateTagsOutput, error) {
	return nil, unimplemented("CreateTags")
}

// CreateUpdatedWorkspaceImage returns [ErrUnimplemented].
func (Unimplemented) CreateUpdatedWorkspaceImage(context.Context, *workspaces.CreateUpdatedWorkspaceImageInput, ...func(*workspaces.Options)) (*workspaces.CreateUpdatedWorkspaceImageOutput, error) {
	return nil, unimplemented("CreateUpdatedWorkspaceImage")
}

// CreateWorkspaceBundle returns [ErrUnimplemented].
func (Unimplemented) CreateWorkspaceBundle(context.Context, *workspaces.CreateWorkspaceBundleInput, ...func(*workspaces.Options)) (*workspaces.CreateWorkspaceBundleOutput, error) {
	return nil, unimplemented("CreateWorkspaceBundle")
}

// CreateWorkspaceImage returns [ErrUnimplemented].
func (Unimplemented) CreateWorkspaceImage(context.Context, *workspaces.CreateWorkspaceImageInput, ...func(*workspaces.Options)) (*workspaces.CreateWorkspaceImageOutput, error) {
	return nil, unimplemented("CreateWorkspaceImage")
}

// CreateWorkspaces returns [ErrUnimplemented].
func (Unimplemented) CreateWorkspaces(context.Context, *workspaces.CreateWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.CreateWorkspacesOutput, error) {
	return nil, unimplemented("CreateWorkspaces")
}

// CreateWorkspacesPool returns [ErrUnimplemented].
func (Unimplemented) CreateWorkspacesPool(context.Context, *workspaces.CreateWorkspacesPoolInput, ...func(*workspaces.Options)) (*workspaces.CreateWorkspacesPoolOutput, error) {
	return nil, unimplemented("CreateWorkspacesPool")
}

// DeleteAccountLinkInvitation returns [ErrUnimplemented].
func (Unimplemented) DeleteAccountLinkInvitation(context.Context, *workspaces.DeleteAccountLinkInvitationInput, ...func(*workspaces.Options)) (*workspaces.DeleteAccountLinkInvitationOutput, error) {
	return nil, unimplemented("DeleteAccountLinkInvitation")
}

// DeleteClientBranding returns [ErrUnimplemented].
func (Unimplemented) DeleteClientBranding(context.Context, *workspaces.DeleteClientBrandingInput, ...func(*workspaces.Options)) (*workspaces.DeleteClientBrandingOutput, error) {
	return nil, unimplemented("DeleteClientBranding")
}

// DeleteConnectClientAddIn returns [ErrUnimplemented].
func (Unimplemented) DeleteConnectClientAddIn(context.Context, *workspaces.DeleteConnectClientAddInInput, ...func(*workspaces.Options)) (*workspaces.DeleteConnectClientAddInOutput, error) {
	return nil, unimplemented("DeleteConnectClientAddIn")
}

// DeleteConnectionAlias returns [ErrUnimplemented].
func (Unimplemented) DeleteConnectionAlias(context.Context, *workspaces.DeleteConnectionAliasInput, ...func(*workspaces.Options)) (*workspaces.DeleteConnectionAliasOutput, error) {
	return nil, unimplemented("DeleteConnectionAlias")
}

// DeleteIpGroup returns [ErrUnimplemented].
func (Unimplemented) DeleteIpGroup(context.Context, *workspaces.DeleteIpGroupInput, ...func(*workspaces.Options)) (*workspaces.DeleteIpGroupOutput, error) {
	return nil, unimplemented("DeleteIpGroup")
}

// DeleteTags returns [ErrUnimplemented].
func (Unimplemented) DeleteTags(context.Context, *workspaces.DeleteTagsInput, ...func(*workspaces.Options)) (*workspaces.DeleteTagsOutput, error) {
	return nil, unimplemented("DeleteTags")
}

// DeleteWorkspaceBundle returns [ErrUnimplemented].
func (Unimplemented) DeleteWorkspaceBundle(context.Context, *workspaces.DeleteWorkspaceBundleInput, ...func(*workspaces.Options)) (*workspaces.DeleteWorkspaceBundleOutput, error) {
	return nil, unimplemented("DeleteWorkspaceBundle")
}

// DeleteWorkspaceImage returns [ErrUnimplemented].
func (Unimplemented) DeleteWorkspaceImage(context.Context, *workspaces.DeleteWorkspaceImageInput, ...func(*workspaces.Options)) (*workspaces.DeleteWorkspaceImageOutput, error) {
	return nil, unimplemented("DeleteWorkspaceImage")
}

// DeployWorkspaceApplications returns [ErrUnimplemented].
func (Unimplemented) DeployWorkspaceApplications(context.Context, *workspaces.DeployWorkspaceApplicationsInput, ...func(*workspaces.Options)) (*workspaces.DeployWorkspaceApplicationsOutput, error) {
	return nil, unimplemented("DeployWorkspaceApplications")
}

// DeregisterWorkspaceDirectory returns [ErrUnimplemented].
func (Unimplemented) DeregisterWorkspaceDirectory(context.Context, *workspaces.DeregisterWorkspaceDirectoryInput, ...func(*workspaces.Options)) (*workspaces.DeregisterWorkspaceDirectoryOutput, error) {
	return nil, unimplemented("DeregisterWorkspaceDirectory")
}

// DescribeAccount returns [ErrUnimplemented].
func (Unimplemented) DescribeAccount(context.Context, *workspaces.DescribeAccountInput, ...func(*workspaces.Options)) (*workspaces.DescribeAccountOutput, error) {
	return nil, unimplemented("DescribeAccount")
}

// DescribeAccountModifications returns [ErrUnimplemented].
func (Unimplemented) DescribeAccountModifications(context.Context, *workspaces.DescribeAccountModificationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeAccountModificationsOutput, error) {
	return nil, unimplemented("DescribeAccountModifications")
}

// DescribeApplicationAssociations returns [ErrUnimplemented].
func (Unimplemented) DescribeApplicationAssociations(context.Context, *workspaces.DescribeApplicationAssociationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeApplicationAssociationsOutput, error) {
	return nil, unimplemented("DescribeApplicationAssociations")
}

// DescribeApplications returns [ErrUnimplemented].
func (Unimplemented) DescribeApplications(context.Context, *workspaces.DescribeApplicationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeApplicationsOutput, error) {
	return nil, unimplemented("DescribeApplications")
}

// DescribeBundleAssociations returns [ErrUnimplemented].
func (Unimplemented) DescribeBundleAssociations(context.Context, *workspaces.DescribeBundleAssociationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeBundleAssociationsOutput, error) {
	return nil, unimplemented("DescribeBundleAssociations")
}

// DescribeClientBranding returns [ErrUnimplemented].
func (Unimplemented) DescribeClientBranding(context.Context, *workspaces.DescribeClientBrandingInput, ...func(*workspaces.Options)) (*workspaces.DescribeClientBrandingOutput, error) {
	return nil, unimplemented("DescribeClientBranding")
}

// DescribeClientProperties returns [ErrUnimplemented].
func (Unimplemented) DescribeClientProperties(context.Context, *workspaces.DescribeClientPropertiesInput, ...func(*workspaces.Options)) (*workspaces.DescribeClientPropertiesOutput, error) {
	return nil, unimplemented("DescribeClientProperties")
}

// DescribeConnectClientAddIns returns [ErrUnimplemented].
func (Unimplemented) DescribeConnectClientAddIns(context.Context, *workspaces.DescribeConnectClientAddInsInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectClientAddInsOutput, error) {
	return nil, unimplemented("DescribeConnectClientAddIns")
}

// DescribeConnectionAliasPermissions returns [ErrUnimplemented].
func (Unimplemented) DescribeConnectionAliasPermissions(context.Context, *workspaces.DescribeConnectionAliasPermissionsInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasPermissionsOutput, error) {
	return nil, unimplemented("DescribeConnectionAliasPermissions")
}

// DescribeConnectionAliases returns [ErrUnimplemented].
func (Unimplemented) DescribeConnectionAliases(context.Context, *workspaces.DescribeConnectionAliasesInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasesOutput, error) {
	return nil, unimplemented("DescribeConnectionAliases")
}

// DescribeCustomWorkspaceImageImport returns [ErrUnimplemented].
func (Unimplemented) DescribeCustomWorkspaceImageImport(context.Context, *workspaces.DescribeCustomWorkspaceImageImportInput, ...func(*workspaces.Options)) (*workspaces.DescribeCustomWorkspaceImageImportOutput, error) {
	return nil, unimplemented("DescribeCustomWorkspaceImageImport")
}

// DescribeImageAssociations returns [ErrUnimplemented].
func (Unimplemented) DescribeImageAssociations(context.Context, *workspaces.DescribeImageAssociationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeImageAssociationsOutput, error) {
	return nil, unimplemented("DescribeImageAssociations")
}

// DescribeIpGroups returns [ErrUnimplemented].
func (Unimplemented) DescribeIpGroups(context.Context, *workspaces.DescribeIpGroupsInput, ...func(*workspaces.Options)) (*workspaces.DescribeIpGroupsOutput, error) {
	return nil, unimplemented("DescribeIpGroups")
}

// DescribeTags returns [ErrUnimplemented].
func (Unimplemented) DescribeTags(context.Context, *workspaces.DescribeTagsInput, ...func(*workspaces.Options)) (*workspaces.DescribeTagsOutput, error) {
	return nil, unimplemented("DescribeTags")
}

// DescribeWorkspaceAssociations returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaceAssociations(context.Context, *workspaces.DescribeWorkspaceAssociationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceAssociationsOutput, error) {
	return nil, unimplemented("DescribeWorkspaceAssociations")
}

// DescribeWorkspaceBundles returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaceBundles(context.Context, *workspaces.DescribeWorkspaceBundlesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceBundlesOutput, error) {
	return nil, unimplemented("DescribeWorkspaceBundles")
}

// DescribeWorkspaceDirectories returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaceDirectories(context.Context, *workspaces.DescribeWorkspaceDirectoriesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceDirectoriesOutput, error) {
	return nil, unimplemented("DescribeWorkspaceDirectories")
}

// DescribeWorkspaceImagePermissions returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaceImagePermissions(context.Context, *workspaces.DescribeWorkspaceImagePermissionsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceImagePermissionsOutput, error) {
	return nil, unimplemented("DescribeWorkspaceImagePermissions")
}

// DescribeWorkspaceImages returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaceImages(context.Context, *workspaces.DescribeWorkspaceImagesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceImagesOutput, error) {
	return nil, unimplemented("DescribeWorkspaceImages")
}

// DescribeWorkspaceSnapshots returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaceSnapshots(context.Context, *workspaces.DescribeWorkspaceSnapshotsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceSnapshotsOutput, error) {
	return nil, unimplemented("DescribeWorkspaceSnapshots")
}

// DescribeWorkspaces returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	return nil, unimplemented("DescribeWorkspaces")
}

// DescribeWorkspacesConnectionStatus returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspacesConnectionStatus(context.Context, *workspaces.DescribeWorkspacesConnectionStatusInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesConnectionStatusOutput, error) {
	return nil, unimplemented("DescribeWorkspacesConnectionStatus")
}

// DescribeWorkspacesPoolSessions returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspacesPoolSessions(context.Context, *workspaces.DescribeWorkspacesPoolSessionsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesPoolSessionsOutput, error) {
	return nil, unimplemented("DescribeWorkspacesPoolSessions")
}

// DescribeWorkspacesPools returns [ErrUnimplemented].
func (Unimplemented) DescribeWorkspacesPools(context.Context, *workspaces.DescribeWorkspacesPoolsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesPoolsOutput, error) {
	return nil, unimplemented("DescribeWorkspacesPools")
}

// DisassociateConnectionAlias returns [ErrUnimplemented].
func (Unimplemented) DisassociateConnectionAlias(context.Context, *workspaces.DisassociateConnectionAliasInput, ...func(*workspaces.Options)) (*workspaces.DisassociateConnectionAliasOutput, error) {
	return nil, unimplemented("DisassociateConnectionAlias")
}

// DisassociateIpGroups returns [ErrUnimplemented].
func (Unimplemented) DisassociateIpGroups(context.Context, *workspaces.DisassociateIpGroupsInput, ...func(*workspaces.Options)) (*workspaces.DisassociateIpGroupsOutput, error) {
	return nil, unimplemented("DisassociateIpGroups")
}

// DisassociateWorkspaceApplication returns [ErrUnimplemented].
func (Unimplemented) DisassociateWorkspaceApplication(context.Context, *workspaces.DisassociateWorkspaceApplicationInput, ...func(*workspaces.Options)) (*workspaces.DisassociateWorkspaceApplicationOutput, error) {
	return nil, unimplemented("DisassociateWorkspaceApplication")
}

// GetAccountLink returns [ErrUnimplemented].
func (Unimplemented) GetAccountLink(context.Context, *workspaces.GetAccountLinkInput, ...func(*workspaces.Options)) (*workspaces.GetAccountLinkOutput, error) {
	return nil, unimplemented("GetAccountLink")
}

// ImportClientBranding returns [ErrUnimplemented].
func (Unimplemented) ImportClientBranding(context.Context, *workspaces.ImportClientBrandingInput, ...func(*workspaces.Options)) (*workspaces.ImportClientBrandingOutput, error) {
	return nil, unimplemented("ImportClientBranding")
}

// ImportCustomWorkspaceImage returns [ErrUnimplemented].
func (Unimplemented) ImportCustomWorkspaceImage(context.Context, *workspaces.ImportCustomWorkspaceImageInput, ...func(*workspaces.Options)) (*workspaces.ImportCustomWorkspaceImageOutput, error) {
	return nil, unimplemented("ImportCustomWorkspaceImage")
}

// ImportWorkspaceImage returns [ErrUnimplemented].
func (Unimplemented) ImportWorkspaceImage(context.Context, *workspaces.ImportWorkspaceImageInput, ...func(*workspaces.Options)) (*workspaces.ImportWorkspaceImageOutput, error) {
	return nil, unimplemented("ImportWorkspaceImage")
}

// ListAccountLinks returns [ErrUnimplemented].
func (Unimplemented) ListAccountLinks(context.Context, *workspaces.ListAccountLinksInput, ...func(*workspaces.Options)) (*workspaces.ListAccountLinksOutput, error) {
	return nil, unimplemented("ListAccountLinks")
}

// ListAvailableManagementCidrRanges returns [ErrUnimplemented].
func (Unimplemented) ListAvailableManagementCidrRanges(context.Context, *workspaces.ListAvailableManagementCidrRangesInput, ...func(*workspaces.Options)) (*workspaces.ListAvailableManagementCidrRangesOutput, error) {
	return nil, unimplemented("ListAvailableManagementCidrRanges")
}

// MigrateWorkspace returns [ErrUnimplemented].
func (Unimplemented) MigrateWorkspace(context.Context, *workspaces.MigrateWorkspaceInput, ...func(*workspaces.Options)) (*workspaces.MigrateWorkspaceOutput, error) {
	return nil, unimplemented("MigrateWorkspace")
}

// ModifyAccount returns [ErrUnimplemented].
func (Unimplemented) ModifyAccount(context.Context, *workspaces.ModifyAccountInput, ...func(*workspaces.Options)) (*workspaces.ModifyAccountOutput, error) {
	return nil, unimplemented("ModifyAccount")
}

// ModifyCertificateBasedAuthProperties returns [ErrUnimplemented].
func (Unimplemented) ModifyCertificateBasedAuthProperties(context.Context, *workspaces.ModifyCertificateBasedAuthPropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifyCertificateBasedAuthPropertiesOutput, error) {
	return nil, unimplemented("ModifyCertificateBasedAuthProperties")
}

// ModifyClientProperties returns [ErrUnimplemented].
func (Unimplemented) ModifyClientProperties(context.Context, *workspaces.ModifyClientPropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifyClientPropertiesOutput, error) {
	return nil, unimplemented("ModifyClientProperties")
}

// ModifyEndpointEncryptionMode returns [ErrUnimplemented].
func (Unimplemented) ModifyEndpointEncryptionMode(context.Context, *workspaces.ModifyEndpointEncryptionModeInput, ...func(*workspaces.Options)) (*workspaces.ModifyEndpointEncryptionModeOutput, error) {
	return nil, unimplemented("ModifyEndpointEncryptionMode")
}

// ModifySamlProperties returns [ErrUnimplemented].
func (Unimplemented) ModifySamlProperties(context.Context, *workspaces.ModifySamlPropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifySamlPropertiesOutput, error) {
	return nil, unimplemented("ModifySamlProperties")
}

// ModifySelfservicePermissions returns [ErrUnimplemented].
func (Unimplemented) ModifySelfservicePermissions(context.Context, *workspaces.ModifySelfservicePermissionsInput, ...func(*workspaces.Options)) (*workspaces.ModifySelfservicePermissionsOutput, error) {
	return nil, unimplemented("ModifySelfservicePermissions")
}

// ModifyStreamingProperties returns [ErrUnimplemented].
func (Unimplemented) ModifyStreamingProperties(context.Context, *workspaces.ModifyStreamingPropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifyStreamingPropertiesOutput, error) {
	return nil, unimplemented("ModifyStreamingProperties")
}

// ModifyWorkspaceAccessProperties returns [ErrUnimplemented].
func (Unimplemented) ModifyWorkspaceAccessProperties(context.Context, *workspaces.ModifyWorkspaceAccessPropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifyWorkspaceAccessPropertiesOutput, error) {
	return nil, unimplemented("ModifyWorkspaceAccessProperties")
}

// ModifyWorkspaceCreationProperties returns [ErrUnimplemented].
func (Unimplemented) ModifyWorkspaceCreationProperties(context.Context, *workspaces.ModifyWorkspaceCreationPropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifyWorkspaceCreationPropertiesOutput, error) {
	return nil, unimplemented("ModifyWorkspaceCreationProperties")
}

// ModifyWorkspaceProperties returns [ErrUnimplemented].
func (Unimplemented) ModifyWorkspaceProperties(context.Context, *workspaces.ModifyWorkspacePropertiesInput, ...func(*workspaces.Options)) (*workspaces.ModifyWorkspacePropertiesOutput, error) {
	return nil, unimplemented("ModifyWorkspaceProperties")
}

// ModifyWorkspaceState returns [ErrUnimplemented].
func (Unimplemented) ModifyWorkspaceState(context.Context, *workspaces.ModifyWorkspaceStateInput, ...func(*workspaces.Options)) (*workspaces.ModifyWorkspaceStateOutput, error) {
	return nil, unimplemented("ModifyWorkspaceState")
}

// RebootWorkspaces returns [ErrUnimplemented].
func (Unimplemented) RebootWorkspaces(context.Context, *workspaces.RebootWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.RebootWorkspacesOutput, error) {
	return nil, unimplemented("RebootWorkspaces")
}

// RebuildWorkspaces returns [ErrUnimplemented].
func (Unimplemented) RebuildWorkspaces(context.Context, *workspaces.RebuildWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.RebuildWorkspacesOutput, error) {
	return nil, unimplemented("RebuildWorkspaces")
}

// RegisterWorkspaceDirectory returns [ErrUnimplemented].
func (Unimplemented) RegisterWorkspaceDirectory(context.Context, *workspaces.RegisterWorkspaceDirectoryInput, ...func(*workspaces.Options)) (*workspaces.RegisterWorkspaceDirectoryOutput, error) {
	return nil, unimplemented("RegisterWorkspaceDirectory")
}

// RejectAccountLinkInvitation returns [ErrUnimplemented].
func (Unimplemented) RejectAccountLinkInvitation(context.Context, *workspaces.RejectAccountLinkInvitationInput, ...func(*workspaces.Options)) (*workspaces.RejectAccountLinkInvitationOutput, error) {
	return nil, unimplemented("RejectAccountLinkInvitation")
}

// RestoreWorkspace returns [ErrUnimplemented].
func (Unimplemented) RestoreWorkspace(context.Context, *workspaces.RestoreWorkspaceInput, ...func(*workspaces.Options)) (*workspaces.RestoreWorkspaceOutput, error) {
	return nil, unimplemented("RestoreWorkspace")
}

// RevokeIpRules returns [ErrUnimplemented].
func (Unimplemented) RevokeIpRules(context.Context, *workspaces.RevokeIpRulesInput, ...func(*workspaces.Options)) (*workspaces.RevokeIpRulesOutput, error) {
	return nil, unimplemented("RevokeIpRules")
}

// StartWorkspaces returns [ErrUnimplemented].
func (Unimplemented) StartWorkspaces(context.Context, *workspaces.StartWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.StartWorkspacesOutput, error) {
	return nil, unimplemented("StartWorkspaces")
}

// StartWorkspacesPool returns [ErrUnimplemented].
func (Unimplemented) StartWorkspacesPool(context.Context, *workspaces.StartWorkspacesPoolInput, ...func(*workspaces.Options)) (*workspaces.StartWorkspacesPoolOutput, error) {
	return nil, unimplemented("StartWorkspacesPool")
}

// StopWorkspaces returns [ErrUnimplemented].
func (Unimplemented) StopWorkspaces(context.Context, *workspaces.StopWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.StopWorkspacesOutput, error) {
	return nil, unimplemented("StopWorkspaces")
}

// StopWorkspacesPool returns [ErrUnimplemented].
func (Unimplemented) StopWorkspacesPool(context.Context, *workspaces.StopWorkspacesPoolInput, ...func(*workspaces.Options)) (*workspaces.StopWorkspacesPoolOutput, error) {
	return nil, unimplemented("StopWorkspacesPool")
}

// TerminateWorkspaces returns [ErrUnimplemented].
func (Unimplemented) TerminateWorkspaces(context.Context, *workspaces.TerminateWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.TerminateWorkspacesOutput, error) {
	return nil, unimplemented("TerminateWorkspaces")
}

// TerminateWorkspacesPool returns [ErrUnimplemented].
func (Unimplemented) TerminateWorkspacesPool(context.Context, *workspaces.TerminateWorkspacesPoolInput, ...func(*workspaces.Options)) (*workspaces.TerminateWorkspacesPoolOutput, error) {
	return nil, unimplemented("TerminateWorkspacesPool")
}

// TerminateWorkspacesPoolSession returns [ErrUnimplemented].
func (Unimplemented) TerminateWorkspacesPoolSession(context.Context, *workspaces.TerminateWorkspacesPoolSessionInput, ...func(*workspaces.Options)) (*workspaces.TerminateWorkspacesPoolSessionOutput, error) {
	return nil, unimplemented("TerminateWorkspacesPoolSession")
}

// UpdateConnectClientAddIn returns [ErrUnimplemented].
func (Unimplemented) UpdateConnectClientAddIn(context.Context, *workspaces.UpdateConnectClientAddInInput, ...func(*workspaces.Options)) (*workspaces.UpdateConnectClientAddInOutput, error) {
	return nil, unimplemented("UpdateConnectClientAddIn")
}

// UpdateConnectionAliasPermission returns [ErrUnimplemented].
func (Unimplemented) UpdateConnectionAliasPermission(context.Context, *workspaces.UpdateConnectionAliasPermissionInput, ...func(*workspaces.Options)) (*workspaces.UpdateConnectionAliasPermissionOutput, error) {
	return nil, unimplemented("UpdateConnectionAliasPermission")
}

// UpdateRulesOfIpGroup returns [ErrUnimplemented].
func (Unimplemented) UpdateRulesOfIpGroup(context.Context, *workspaces.UpdateRulesOfIpGroupInput, ...func(*workspaces.Options)) (*workspaces.UpdateRulesOfIpGroupOutput, error) {
	return nil, unimplemented("UpdateRulesOfIpGroup")
}

// UpdateWorkspaceBundle returns [ErrUnimplemented].
func (Unimplemented) UpdateWorkspaceBundle(context.Context, *workspaces.UpdateWorkspaceBundleInput, ...func(*workspaces.Options)) (*workspaces.UpdateWorkspaceBundleOutput, error) {
	return nil, unimplemented("UpdateWorkspaceBundle")
}

// UpdateWorkspaceImagePermission returns [ErrUnimplemented].
func (Unimplemented) UpdateWorkspaceImagePermission(context.Context, *workspaces.UpdateWorkspaceImagePermissionInput, ...func(*workspaces.Options)) (*workspaces.UpdateWorkspaceImagePermissionOutput, error) {
	return nil, unimplemented("UpdateWorkspaceImagePermission")
}

// UpdateWorkspacesPool returns [ErrUnimplemented].
func (Unimplemented) UpdateWorkspacesPool(context.Context, *workspaces.UpdateWorkspacesPoolInput, ...func(*workspaces.Options)) (*workspaces.UpdateWorkspacesPoolOutput, error) {
	return nil, unimplemented("UpdateWorkspacesPool")
}
