package workspacestest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// directory returns a directory, or nil if it does not exist.
func (tf terraform) directory(id string) *types.WorkspaceDirectory {
	tf.Helper()
	list := directories(tf.T, tf.client, workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{id}})
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}

func (tf terraform) directoryState(id string) func() types.WorkspaceDirectoryState {
	return func() types.WorkspaceDirectoryState {
		tf.Helper()
		if d := tf.directory(id); d != nil {
			return d.State
		}
		return ""
	}
}

// register registers a directory and waits until it is REGISTERED.
func (tf terraform) register(in *workspaces.RegisterWorkspaceDirectoryInput) string {
	tf.Helper()
	out, err := tf.client.RegisterWorkspaceDirectory(tf.Context(), in)
	require.NoError(tf, err)
	wait(tf, 10*time.Minute, types.WorkspaceDirectoryStateRegistered, tf.directoryState(*out.DirectoryId), types.WorkspaceDirectoryStateRegistering)
	return *out.DirectoryId
}

// deregister deregisters a directory and waits until it no longer exists.
func (tf terraform) deregister(id string) {
	tf.Helper()
	_, err := tf.client.DeregisterWorkspaceDirectory(tf.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: &id})
	require.NoError(tf, err)
	wait(tf, 10*time.Minute, "", tf.directoryState(id), types.WorkspaceDirectoryStateDeregistering, types.WorkspaceDirectoryStateDeregistered)
}

// personal returns the request Terraform's provider sends to register an AWS Directory Service directory.
func personal() *workspaces.RegisterWorkspaceDirectoryInput {
	return &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String(directoryID), EnableSelfService: aws.Bool(false), Tenancy: types.TenancyShared,
		WorkspaceType: types.WorkspaceTypePersonal, SubnetIds: twoSubnets(), Tags: []types.Tag{tag("Name", "corp")},
	}
}

func TestTerraformPersonalDirectory(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	require.Equal(t, directoryID, tf.register(personal()))
	s := settings{tf.client, aws.String(directoryID)}

	selfservice := types.SelfservicePermissions{
		ChangeComputeType: types.ReconnectEnumDisabled, IncreaseVolumeSize: types.ReconnectEnumEnabled, RebuildWorkspace: types.ReconnectEnumDisabled,
		RestartWorkspace: types.ReconnectEnumDisabled, SwitchRunningMode: types.ReconnectEnumEnabled,
	}
	saml := types.SamlProperties{
		Status: types.SamlStatusEnumEnabled, UserAccessUrl: aws.String("https://sso.example.com/"), RelayStateParameterName: aws.String("Relay"),
	}
	certificates := types.CertificateBasedAuthProperties{
		Status:                  types.CertificateBasedAuthStatusEnumEnabled,
		CertificateAuthorityArn: aws.String("arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012"),
	}
	access := types.WorkspaceAccessProperties{
		DeviceTypeAndroid: types.AccessPropertyValueAllow, DeviceTypeChromeOs: types.AccessPropertyValueAllow, DeviceTypeIos: types.AccessPropertyValueAllow,
		DeviceTypeLinux: types.AccessPropertyValueDeny, DeviceTypeOsx: types.AccessPropertyValueAllow, DeviceTypeWeb: types.AccessPropertyValueDeny,
		DeviceTypeWindows: types.AccessPropertyValueDeny, DeviceTypeZeroClient: types.AccessPropertyValueDeny,
	}
	creation := types.WorkspaceCreationProperties{
		CustomSecurityGroupId: aws.String("sg-0123456789abcdef0"), DefaultOu: aws.String("OU=AWS,DC=Workgroup,DC=Example,DC=com"),
		EnableInternetAccess: aws.Bool(true), EnableMaintenanceMode: aws.Bool(false), UserEnabledAsLocalAdministrator: aws.Bool(false),
	}
	group := tf.createGroup()
	require.NoError(t, s.selfservice(t, selfservice))
	require.NoError(t, s.saml(t, &saml))
	require.NoError(t, s.certificates(t, &certificates))
	require.NoError(t, s.access(t, access))
	require.NoError(t, s.creation(t, creation))
	require.NoError(t, tf.associate(directoryID, group))

	imported := tf.directory(directoryID)
	require.NotNil(t, imported)
	assert.Equal(t, selfservice, *imported.SelfservicePermissions)
	assert.Equal(t, saml, *imported.SamlProperties)
	assert.Equal(t, certificates, *imported.CertificateBasedAuthProperties)
	assert.Equal(t, access, *imported.WorkspaceAccessProperties)
	assert.Equal(t, creation.DefaultOu, imported.WorkspaceCreationProperties.DefaultOu)
	assert.Equal(t, creation.CustomSecurityGroupId, imported.WorkspaceCreationProperties.CustomSecurityGroupId)
	assert.Equal(t, []string{group}, imported.IpGroupIds)
	assert.Equal(t, twoSubnets(), imported.SubnetIds)
	assert.Equal(t, types.TenancyShared, imported.Tenancy)
	assert.Equal(t, types.WorkspaceTypePersonal, imported.WorkspaceType)
	assert.NotEmpty(t, imported.Alias)
	assert.NotEmpty(t, imported.RegistrationCode)
	assert.Equal(t, map[string]string{"Name": "corp"}, tf.tags(directoryID))

	access.DeviceTypeWeb = types.AccessPropertyValueAllow
	require.NoError(t, s.access(t, types.WorkspaceAccessProperties{DeviceTypeWeb: types.AccessPropertyValueAllow}))
	assert.Equal(t, access, *tf.directory(directoryID).WorkspaceAccessProperties)
	tf.retag(directoryID, []string{"Name"}, tag("Env", "test"))
	assert.Equal(t, map[string]string{"Env": "test"}, tf.tags(directoryID))

	require.NoError(t, tf.disassociate(directoryID, group))
	assert.Empty(t, tf.directory(directoryID).IpGroupIds)
	tf.destroyGroup(group)
	tf.deregister(directoryID)
	tf.register(personal())
}

// TestTerraformDeletesSingleProperties removes individual properties from a directory's configuration. The provider
// lists the removed properties in PropertiesToDelete, and sends all others with their values.
func TestTerraformDeletesSingleProperties(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	tf.register(personal())
	s := settings{tf.client, aws.String(directoryID)}
	url, authority := aws.String("https://sso.example.com/"), aws.String("arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012")
	enabled, disabled := types.SamlStatusEnumEnabled, types.SamlStatusEnumDisabled
	require.NoError(t, s.saml(t, &types.SamlProperties{Status: enabled, UserAccessUrl: url, RelayStateParameterName: aws.String("Relay")}))
	require.NoError(t, s.certificates(t, &types.CertificateBasedAuthProperties{
		Status: types.CertificateBasedAuthStatusEnumEnabled, CertificateAuthorityArn: authority,
	}))

	require.NoError(t, s.certificates(t, &types.CertificateBasedAuthProperties{Status: types.CertificateBasedAuthStatusEnumDisabled},
		types.DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn))
	assert.Equal(t, types.CertificateBasedAuthProperties{Status: types.CertificateBasedAuthStatusEnumDisabled}, *s.shown(t).CertificateBasedAuthProperties)

	require.NoError(t, s.saml(t, &types.SamlProperties{Status: enabled, UserAccessUrl: url}, types.DeletableSamlPropertySamlPropertiesRelayStateParameterName))
	assert.Equal(t, types.SamlProperties{Status: enabled, UserAccessUrl: url, RelayStateParameterName: aws.String("RelayState")}, *s.shown(t).SamlProperties)

	require.NoError(t, s.saml(t, &types.SamlProperties{Status: disabled, RelayStateParameterName: aws.String("Relay")},
		types.DeletableSamlPropertySamlPropertiesUserAccessUrl))
	assert.Equal(t, types.SamlProperties{Status: disabled, RelayStateParameterName: aws.String("Relay")}, *s.shown(t).SamlProperties)

	require.NoError(t, s.saml(t, &types.SamlProperties{Status: enabled, UserAccessUrl: url, RelayStateParameterName: aws.String("Relay")}))
	require.NoError(t, s.saml(t, &types.SamlProperties{Status: disabled},
		types.DeletableSamlPropertySamlPropertiesUserAccessUrl, types.DeletableSamlPropertySamlPropertiesRelayStateParameterName))
	assert.Equal(t, types.SamlProperties{Status: disabled, RelayStateParameterName: aws.String("RelayState")}, *s.shown(t).SamlProperties)
}

func TestTerraformDirectoryOfPools(t *testing.T) {
	t.Parallel()
	domain := &types.ActiveDirectoryConfig{DomainName: aws.String("example.internal"), ServiceAccountSecretArn: aws.String(secretArn)}
	for name, config := range map[string]*types.ActiveDirectoryConfig{"with Active Directory": domain, "without Active Directory": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tf := newTerraform(t)
			in := forPools("pool")
			in.WorkspaceDirectoryDescription, in.ActiveDirectoryConfig, in.Tags = aws.String("Pools"), config, []types.Tag{tag("Name", "pool")}
			id := tf.register(in)
			s := settings{tf.client, &id}
			require.NoError(t, s.saml(t, &types.SamlProperties{Status: types.SamlStatusEnumEnabled, UserAccessUrl: aws.String("https://sso.example.com/")}))
			require.NoError(t, s.access(t, types.WorkspaceAccessProperties{DeviceTypeWeb: types.AccessPropertyValueAllow}))
			creation := types.WorkspaceCreationProperties{
				CustomSecurityGroupId: aws.String("sg-0123456789abcdef0"), EnableInternetAccess: aws.Bool(true),
				EnableMaintenanceMode: aws.Bool(false), UserEnabledAsLocalAdministrator: aws.Bool(false),
			}
			if config != nil {
				creation.DefaultOu = aws.String("OU=AWS,DC=Workgroup,DC=Example,DC=com")
			}
			require.NoError(t, s.creation(t, creation))

			imported := tf.directory(id)
			require.NotNil(t, imported)
			assert.Regexp(t, `^wsd-[0-9a-z]+$`, *imported.DirectoryId)
			assert.Equal(t, types.WorkspaceTypePools, imported.WorkspaceType)
			assert.Equal(t, types.UserIdentityTypeCustomerManaged, imported.UserIdentityType)
			assert.Equal(t, "pool", *imported.WorkspaceDirectoryName)
			assert.Equal(t, "Pools", *imported.WorkspaceDirectoryDescription)
			assert.Equal(t, config, imported.ActiveDirectoryConfig)
			assert.Equal(t, types.AccessPropertyValueAllow, imported.WorkspaceAccessProperties.DeviceTypeWeb)
			assert.Equal(t, creation.DefaultOu, imported.WorkspaceCreationProperties.DefaultOu)
			assert.Equal(t, map[string]string{"Name": "pool"}, tf.tags(id))

			tf.deregister(id)
			assert.NotEqual(t, id, tf.register(in), "the new directory must have another identifier")
		})
	}
}

// TestTerraformReplacesTheGroupsOfADirectory replaces a directory's IP access control group. The provider first
// disassociates and deletes the old group. It then updates the directory, associating the new group and again
// disassociating the old one, even though that group no longer exists.
func TestTerraformReplacesTheGroupsOfADirectory(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	tf.register(personal())
	old := tf.createGroup()
	require.NoError(t, tf.associate(directoryID, old))
	tf.destroyGroup(old)
	replacement := tf.createGroup()
	require.NoError(t, tf.associate(directoryID, replacement))
	require.NoError(t, tf.disassociate(directoryID, old))
	assert.Equal(t, []string{replacement}, tf.directory(directoryID).IpGroupIds)
	require.NoError(t, tf.disassociate(directoryID, replacement))
	tf.destroyGroup(replacement)
	tf.deregister(directoryID)
}

// TestTerraformRegistersOneDirectoryTwice registers the same directory for two Terraform resources. The provider
// retries the second registration while the first is in progress.
func TestTerraformRegistersOneDirectoryTwice(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	_, err := tf.client.RegisterWorkspaceDirectory(t.Context(), personal())
	require.NoError(t, err)
	_, err = tf.client.RegisterWorkspaceDirectory(t.Context(), personal())
	requireCode(t, err, "InvalidResourceStateException", "")
	wait(tf, 10*time.Minute, types.WorkspaceDirectoryStateRegistered, tf.directoryState(directoryID), types.WorkspaceDirectoryStateRegistering)
	tf.register(personal())
	require.Len(t, directories(t, tf.client, workspaces.DescribeWorkspaceDirectoriesInput{}), 1)

	tf.deregister(directoryID)
	_, err = tf.client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	requireCode(t, err, "ResourceNotFoundException", "The specified directory could not be found.")
}
