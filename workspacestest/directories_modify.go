package workspacestest

import (
	"regexp"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// relayState is the default name of the SAML relay state parameter.
const relayState = "RelayState"

// configurable returns a directory whose settings can be modified, or an error. It is not known whether settings can be
// modified only while the directory is registered.
func (c *call) configurable(id *string) (*directory, error) {
	d, err := c.directory(id)
	if err == nil && d.Life.State != types.WorkspaceDirectoryStateRegistered {
		return nil, notSupported(directoryState)
	}
	return d, err
}

func (c *call) modifyWorkspaceAccessProperties(in *workspaces.ModifyWorkspaceAccessPropertiesInput) (*workspaces.ModifyWorkspaceAccessPropertiesOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	from, to := in.WorkspaceAccessProperties, copyOf(d.Shown.WorkspaceAccessProperties)
	setIfGiven(&to.DeviceTypeWindows, from.DeviceTypeWindows)
	setIfGiven(&to.DeviceTypeOsx, from.DeviceTypeOsx)
	setIfGiven(&to.DeviceTypeLinux, from.DeviceTypeLinux)
	setIfGiven(&to.DeviceTypeWeb, from.DeviceTypeWeb)
	setIfGiven(&to.DeviceTypeIos, from.DeviceTypeIos)
	setIfGiven(&to.DeviceTypeAndroid, from.DeviceTypeAndroid)
	setIfGiven(&to.DeviceTypeChromeOs, from.DeviceTypeChromeOs)
	setIfGiven(&to.DeviceTypeZeroClient, from.DeviceTypeZeroClient)
	setIfGiven(&to.DeviceTypeWorkSpacesThinClient, from.DeviceTypeWorkSpacesThinClient)
	setIfGiven(&to.AccessEndpointConfig, from.AccessEndpointConfig)
	d.Shown.WorkspaceAccessProperties = to
	return &workspaces.ModifyWorkspaceAccessPropertiesOutput{}, nil
}

// organizationalUnit matches the distinguished name of an organizational unit. The domain name must have at least two
// components.
var organizationalUnit = regexp.MustCompile(`(?i)^OU=.+,DC=[^,]+,DC=[^,]+$`)

// modifyWorkspaceCreationProperties can replace a security group or an organizational unit, but not remove it. For a
// directory for pools, it rejects settings that the AWS console does not offer for pools. It is not known which
// exception the service returns for these settings.
func (c *call) modifyWorkspaceCreationProperties(in *workspaces.ModifyWorkspaceCreationPropertiesInput) (*workspaces.ModifyWorkspaceCreationPropertiesOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	from, to := in.WorkspaceCreationProperties, copyOf(d.Shown.WorkspaceCreationProperties)
	if from.DefaultOu != nil && !organizationalUnit.MatchString(*from.DefaultOu) {
		return nil, invalidValues("An invalid or out-of-range value was supplied for the input parameter.")
	}
	if d.Shown.WorkspaceType == types.WorkspaceTypePools {
		if aws.ToBool(from.EnableMaintenanceMode) || aws.ToBool(from.UserEnabledAsLocalAdministrator) {
			return nil, invalidValues("EnableMaintenanceMode and UserEnabledAsLocalAdministrator are not for directories of pools.")
		}
		if from.DefaultOu != nil && d.Shown.ActiveDirectoryConfig == nil {
			return nil, invalidValues("DefaultOu is not for directories without ActiveDirectoryConfig.")
		}
	}
	setIfGiven(&to.EnableInternetAccess, from.EnableInternetAccess)
	setIfGiven(&to.DefaultOu, from.DefaultOu)
	setIfGiven(&to.CustomSecurityGroupId, from.CustomSecurityGroupId)
	setIfGiven(&to.UserEnabledAsLocalAdministrator, from.UserEnabledAsLocalAdministrator)
	setIfGiven(&to.EnableMaintenanceMode, from.EnableMaintenanceMode)
	setIfGiven(&to.InstanceIamRoleArn, from.InstanceIamRoleArn)
	d.Shown.WorkspaceCreationProperties = to
	return &workspaces.ModifyWorkspaceCreationPropertiesOutput{}, nil
}

// modifySelfservicePermissions rejects directories for pools, because the AWS console does not offer these permissions
// for pools. It is not known which exception the service returns.
func (c *call) modifySelfservicePermissions(in *workspaces.ModifySelfservicePermissionsInput) (*workspaces.ModifySelfservicePermissionsOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	if d.Shown.WorkspaceType == types.WorkspaceTypePools {
		return nil, notSupported("The operation is not supported for a directory of pools.")
	}
	from, to := in.SelfservicePermissions, copyOf(d.Shown.SelfservicePermissions)
	setIfGiven(&to.RestartWorkspace, from.RestartWorkspace)
	setIfGiven(&to.IncreaseVolumeSize, from.IncreaseVolumeSize)
	setIfGiven(&to.ChangeComputeType, from.ChangeComputeType)
	setIfGiven(&to.SwitchRunningMode, from.SwitchRunningMode)
	setIfGiven(&to.RebuildWorkspace, from.RebuildWorkspace)
	d.Shown.SelfservicePermissions = to
	return &workspaces.ModifySelfservicePermissionsOutput{}, nil
}

// modifySamlProperties first sets properties, then deletes properties. Deleting the relay state parameter resets it to
// its default. It is not known whether SAML can be enabled only together with the URL of the identity provider.
func (c *call) modifySamlProperties(in *workspaces.ModifySamlPropertiesInput) (*workspaces.ModifySamlPropertiesOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	to := copyOf(d.Shown.SamlProperties)
	if from := in.SamlProperties; from != nil {
		setIfGiven(&to.Status, from.Status)
		setIfGiven(&to.UserAccessUrl, from.UserAccessUrl)
		setIfGiven(&to.RelayStateParameterName, from.RelayStateParameterName)
	}
	if slices.Contains(in.PropertiesToDelete, types.DeletableSamlPropertySamlPropertiesUserAccessUrl) {
		to.UserAccessUrl = nil
	}
	if slices.Contains(in.PropertiesToDelete, types.DeletableSamlPropertySamlPropertiesRelayStateParameterName) {
		to.RelayStateParameterName = aws.String(relayState)
	}
	if samlEnabled(to) && to.UserAccessUrl == nil {
		return nil, invalidValues("The UserAccessUrl is required when SAML 2.0 authentication is enabled.")
	}
	d.Shown.SamlProperties = to
	return &workspaces.ModifySamlPropertiesOutput{}, nil
}

// samlEnabled reports whether users sign in through SAML.
func samlEnabled(p *types.SamlProperties) bool {
	return p != nil && p.Status != "" && p.Status != types.SamlStatusEnumDisabled
}

// modifyCertificateBasedAuthProperties first sets properties, then deletes properties. According to Terraform's
// provider, certificate-based authentication requires SAML. It is not known which exception the service returns without
// SAML or without a certificate authority.
func (c *call) modifyCertificateBasedAuthProperties(in *workspaces.ModifyCertificateBasedAuthPropertiesInput) (*workspaces.ModifyCertificateBasedAuthPropertiesOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	to := copyOf(d.Shown.CertificateBasedAuthProperties)
	if from := in.CertificateBasedAuthProperties; from != nil {
		setIfGiven(&to.Status, from.Status)
		setIfGiven(&to.CertificateAuthorityArn, from.CertificateAuthorityArn)
	}
	if slices.Contains(in.PropertiesToDelete, types.DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn) {
		to.CertificateAuthorityArn = nil
	}
	if to.Status == types.CertificateBasedAuthStatusEnumEnabled {
		if to.CertificateAuthorityArn == nil {
			return nil, invalidValues("The CertificateAuthorityArn is required when certificate-based authentication is enabled.")
		}
		if !samlEnabled(d.Shown.SamlProperties) {
			return nil, notSupported("Certificate-based authentication needs SAML 2.0 authentication to be enabled.")
		}
	}
	d.Shown.CertificateBasedAuthProperties = to
	return &workspaces.ModifyCertificateBasedAuthPropertiesOutput{}, nil
}

// modifyStreamingProperties replaces whole lists rather than merging them. It is not known whether the service does so
// too.
func (c *call) modifyStreamingProperties(in *workspaces.ModifyStreamingPropertiesInput) (*workspaces.ModifyStreamingPropertiesOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	if from := in.StreamingProperties; from != nil {
		to := copyOf(d.Shown.StreamingProperties)
		setIfGiven(&to.StreamingExperiencePreferredProtocol, from.StreamingExperiencePreferredProtocol)
		if from.UserSettings != nil {
			to.UserSettings = from.UserSettings
		}
		if from.StorageConnectors != nil {
			to.StorageConnectors = from.StorageConnectors
		}
		setIfGiven(&to.GlobalAccelerator, from.GlobalAccelerator)
		d.Shown.StreamingProperties = to
	}
	return &workspaces.ModifyStreamingPropertiesOutput{}, nil
}

func (c *call) modifyEndpointEncryptionMode(in *workspaces.ModifyEndpointEncryptionModeInput) (*workspaces.ModifyEndpointEncryptionModeOutput, error) {
	d, err := c.configurable(in.DirectoryId)
	if err != nil {
		return nil, err
	}
	d.Shown.EndpointEncryptionMode = in.EndpointEncryptionMode
	return &workspaces.ModifyEndpointEncryptionModeOutput{}, nil
}
