package workspacestest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// settings modifies one directory's settings.
type settings struct {
	client *workspaces.Client
	id     *string
}

// configured registers a directory with the given request, and returns its settings. If the request is nil, configured
// registers an AWS Directory Service directory.
func configured(t *testing.T, pools *workspaces.RegisterWorkspaceDirectoryInput) settings {
	t.Helper()
	client := workspacestest.New(t, instant).Client()
	in := pools
	if in == nil {
		in = &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)}
	}
	out, err := client.RegisterWorkspaceDirectory(t.Context(), in)
	require.NoError(t, err)
	return settings{client, out.DirectoryId}
}

// shown returns the directory as shown by DescribeWorkspaceDirectories.
func (s settings) shown(t *testing.T) types.WorkspaceDirectory {
	t.Helper()
	list := directories(t, s.client, workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*s.id}})
	require.Len(t, list, 1)
	return list[0]
}

func (s settings) access(t *testing.T, p types.WorkspaceAccessProperties) error {
	t.Helper()
	_, err := s.client.ModifyWorkspaceAccessProperties(t.Context(), &workspaces.ModifyWorkspaceAccessPropertiesInput{
		ResourceId: s.id, WorkspaceAccessProperties: &p,
	})
	return err
}

func (s settings) creation(t *testing.T, p types.WorkspaceCreationProperties) error {
	t.Helper()
	_, err := s.client.ModifyWorkspaceCreationProperties(t.Context(), &workspaces.ModifyWorkspaceCreationPropertiesInput{
		ResourceId: s.id, WorkspaceCreationProperties: &p,
	})
	return err
}

func (s settings) selfservice(t *testing.T, p types.SelfservicePermissions) error {
	t.Helper()
	_, err := s.client.ModifySelfservicePermissions(t.Context(), &workspaces.ModifySelfservicePermissionsInput{
		ResourceId: s.id, SelfservicePermissions: &p,
	})
	return err
}

func (s settings) saml(t *testing.T, p *types.SamlProperties, unset ...types.DeletableSamlProperty) error {
	t.Helper()
	_, err := s.client.ModifySamlProperties(t.Context(), &workspaces.ModifySamlPropertiesInput{
		ResourceId: s.id, SamlProperties: p, PropertiesToDelete: unset,
	})
	return err
}

func (s settings) certificates(t *testing.T, p *types.CertificateBasedAuthProperties, unset ...types.DeletableCertificateBasedAuthProperty) error {
	t.Helper()
	_, err := s.client.ModifyCertificateBasedAuthProperties(t.Context(), &workspaces.ModifyCertificateBasedAuthPropertiesInput{
		ResourceId: s.id, CertificateBasedAuthProperties: p, PropertiesToDelete: unset,
	})
	return err
}

func (s settings) streaming(t *testing.T, p *types.StreamingProperties) error {
	t.Helper()
	_, err := s.client.ModifyStreamingProperties(t.Context(), &workspaces.ModifyStreamingPropertiesInput{ResourceId: s.id, StreamingProperties: p})
	return err
}

func (s settings) encryption(t *testing.T, mode types.EndpointEncryptionMode) error {
	t.Helper()
	_, err := s.client.ModifyEndpointEncryptionMode(t.Context(), &workspaces.ModifyEndpointEncryptionModeInput{
		DirectoryId: s.id, EndpointEncryptionMode: mode,
	})
	return err
}

func TestAccessProperties(t *testing.T) {
	t.Parallel()
	s := configured(t, nil)
	want := *s.shown(t).WorkspaceAccessProperties
	endpoints := &types.AccessEndpointConfig{
		AccessEndpoints: []types.AccessEndpoint{
			{AccessEndpointType: types.AccessEndpointTypeStreamingWsp, VpcEndpointId: aws.String("vpce-0123456789abcdef0")},
		},
		InternetFallbackProtocols: []types.InternetFallbackProtocol{types.InternetFallbackProtocolPcoip},
	}
	require.NoError(t, s.access(t, types.WorkspaceAccessProperties{
		DeviceTypeWeb: types.AccessPropertyValueAllow, DeviceTypeWorkSpacesThinClient: types.AccessPropertyValueDeny, AccessEndpointConfig: endpoints,
	}))
	want.DeviceTypeWeb, want.DeviceTypeWorkSpacesThinClient = types.AccessPropertyValueAllow, types.AccessPropertyValueDeny
	want.AccessEndpointConfig = endpoints
	assert.Equal(t, want, *s.shown(t).WorkspaceAccessProperties)

	all := types.WorkspaceAccessProperties{
		DeviceTypeWindows: types.AccessPropertyValueDeny, DeviceTypeOsx: types.AccessPropertyValueDeny,
		DeviceTypeLinux: types.AccessPropertyValueAllow, DeviceTypeWeb: types.AccessPropertyValueDeny,
		DeviceTypeIos: types.AccessPropertyValueDeny, DeviceTypeAndroid: types.AccessPropertyValueDeny,
		DeviceTypeChromeOs: types.AccessPropertyValueDeny, DeviceTypeZeroClient: types.AccessPropertyValueDeny,
		DeviceTypeWorkSpacesThinClient: types.AccessPropertyValueAllow,
	}
	require.NoError(t, s.access(t, all))
	all.AccessEndpointConfig = endpoints
	assert.Equal(t, all, *s.shown(t).WorkspaceAccessProperties)
}

func TestCreationProperties(t *testing.T) {
	t.Parallel()
	s := configured(t, nil)
	want := types.DefaultWorkspaceCreationProperties{
		EnableInternetAccess: aws.Bool(false), UserEnabledAsLocalAdministrator: aws.Bool(true), EnableMaintenanceMode: aws.Bool(true),
	}
	assert.Equal(t, want, *s.shown(t).WorkspaceCreationProperties)
	require.NoError(t, s.creation(t, types.WorkspaceCreationProperties{
		EnableInternetAccess: aws.Bool(true), DefaultOu: aws.String("OU=Desktops,OU=All,DC=corp,DC=example,DC=com"),
		InstanceIamRoleArn: aws.String("arn:aws:iam::123456789012:role/desktops"),
	}))
	require.NoError(t, s.creation(t, types.WorkspaceCreationProperties{
		CustomSecurityGroupId: aws.String("sg-01234567"), UserEnabledAsLocalAdministrator: aws.Bool(false), EnableMaintenanceMode: aws.Bool(false),
	}))
	want = types.DefaultWorkspaceCreationProperties{
		EnableInternetAccess: aws.Bool(true), UserEnabledAsLocalAdministrator: aws.Bool(false), EnableMaintenanceMode: aws.Bool(false),
		DefaultOu: aws.String("OU=Desktops,OU=All,DC=corp,DC=example,DC=com"), CustomSecurityGroupId: aws.String("sg-01234567"),
		InstanceIamRoleArn: aws.String("arn:aws:iam::123456789012:role/desktops"),
	}
	assert.Equal(t, want, *s.shown(t).WorkspaceCreationProperties)

	for _, ou := range []string{"", "Desktops", "OU=Desktops", "OU=Desktops,DC=com", "DC=corp,DC=com"} {
		err := s.creation(t, types.WorkspaceCreationProperties{DefaultOu: aws.String(ou), EnableInternetAccess: aws.Bool(false)})
		requireCode(t, err, "InvalidParameterValuesException", "An invalid or out-of-range value was supplied for the input parameter.")
	}
	assert.Equal(t, want, *s.shown(t).WorkspaceCreationProperties, "a rejected call must not change settings")
}

func TestCreationPropertiesOfPools(t *testing.T) {
	t.Parallel()
	s := configured(t, forPools("pools"))
	ou := aws.String("OU=Desktops,DC=corp,DC=com")
	requireCode(t, s.creation(t, types.WorkspaceCreationProperties{EnableMaintenanceMode: aws.Bool(true)}),
		"InvalidParameterValuesException", "EnableMaintenanceMode")
	requireCode(t, s.creation(t, types.WorkspaceCreationProperties{UserEnabledAsLocalAdministrator: aws.Bool(true)}),
		"InvalidParameterValuesException", "UserEnabledAsLocalAdministrator")
	requireCode(t, s.creation(t, types.WorkspaceCreationProperties{DefaultOu: ou}), "InvalidParameterValuesException", "ActiveDirectoryConfig")
	require.NoError(t, s.creation(t, types.WorkspaceCreationProperties{EnableInternetAccess: aws.Bool(true)}))
	assert.True(t, *s.shown(t).WorkspaceCreationProperties.EnableInternetAccess)
	requireCode(t, s.selfservice(t, types.SelfservicePermissions{}), "OperationNotSupportedException", "pools")

	joined := forPools("joined")
	joined.ActiveDirectoryConfig = &types.ActiveDirectoryConfig{DomainName: aws.String("corp.com"), ServiceAccountSecretArn: aws.String(secretArn)}
	s = configured(t, joined)
	require.NoError(t, s.creation(t, types.WorkspaceCreationProperties{DefaultOu: ou}))
	assert.Equal(t, ou, s.shown(t).WorkspaceCreationProperties.DefaultOu)
}

func TestSelfservicePermissions(t *testing.T) {
	t.Parallel()
	s := configured(t, nil)
	require.NoError(t, s.selfservice(t, types.SelfservicePermissions{SwitchRunningMode: types.ReconnectEnumEnabled}))
	assert.Equal(t, types.SelfservicePermissions{
		RestartWorkspace: types.ReconnectEnumEnabled, SwitchRunningMode: types.ReconnectEnumEnabled,
		IncreaseVolumeSize: types.ReconnectEnumDisabled, ChangeComputeType: types.ReconnectEnumDisabled, RebuildWorkspace: types.ReconnectEnumDisabled,
	}, *s.shown(t).SelfservicePermissions)
	all := types.SelfservicePermissions{
		RestartWorkspace: types.ReconnectEnumDisabled, SwitchRunningMode: types.ReconnectEnumDisabled,
		IncreaseVolumeSize: types.ReconnectEnumEnabled, ChangeComputeType: types.ReconnectEnumEnabled, RebuildWorkspace: types.ReconnectEnumEnabled,
	}
	require.NoError(t, s.selfservice(t, all))
	assert.Equal(t, all, *s.shown(t).SelfservicePermissions)
}

func TestSamlProperties(t *testing.T) {
	t.Parallel()
	s := configured(t, nil)
	initial := types.SamlProperties{Status: types.SamlStatusEnumDisabled, RelayStateParameterName: aws.String("RelayState")}
	assert.Equal(t, initial, *s.shown(t).SamlProperties)
	requireCode(t, s.saml(t, &types.SamlProperties{Status: types.SamlStatusEnumEnabled}), "InvalidParameterValuesException", "UserAccessUrl")
	url := aws.String("https://sso.example.com/")
	require.NoError(t, s.saml(t, &types.SamlProperties{UserAccessUrl: url, RelayStateParameterName: aws.String("Relay")}))
	require.NoError(t, s.saml(t, &types.SamlProperties{Status: types.SamlStatusEnumEnabledWithDirectoryLoginFallback}))
	assert.Equal(t, types.SamlProperties{
		Status: types.SamlStatusEnumEnabledWithDirectoryLoginFallback, UserAccessUrl: url, RelayStateParameterName: aws.String("Relay"),
	}, *s.shown(t).SamlProperties)

	requireCode(t, s.saml(t, nil, types.DeletableSamlPropertySamlPropertiesUserAccessUrl), "InvalidParameterValuesException", "UserAccessUrl")
	require.NoError(t, s.saml(t, nil, types.DeletableSamlPropertySamlPropertiesRelayStateParameterName))
	assert.Equal(t, "RelayState", *s.shown(t).SamlProperties.RelayStateParameterName)
	require.NoError(t, s.saml(t, &types.SamlProperties{Status: types.SamlStatusEnumDisabled}, types.DeletableSamlPropertySamlPropertiesUserAccessUrl))
	assert.Equal(t, initial, *s.shown(t).SamlProperties)
	require.NoError(t, s.saml(t, nil))
	assert.Equal(t, initial, *s.shown(t).SamlProperties)
}

func TestCertificateBasedAuthProperties(t *testing.T) {
	t.Parallel()
	s := configured(t, nil)
	const unset = types.DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn
	disabled, enabled := types.CertificateBasedAuthStatusEnumDisabled, types.CertificateBasedAuthStatusEnumEnabled
	authority := aws.String("arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012")
	type properties = types.CertificateBasedAuthProperties
	assert.Equal(t, properties{Status: disabled}, *s.shown(t).CertificateBasedAuthProperties)
	requireCode(t, s.certificates(t, &properties{Status: enabled, CertificateAuthorityArn: authority}), "OperationNotSupportedException", "SAML")
	require.NoError(t, s.saml(t, &types.SamlProperties{Status: types.SamlStatusEnumEnabled, UserAccessUrl: aws.String("https://sso.example.com/")}))
	requireCode(t, s.certificates(t, &properties{Status: enabled}), "InvalidParameterValuesException", "CertificateAuthorityArn")
	require.NoError(t, s.certificates(t, &properties{CertificateAuthorityArn: authority}))
	assert.Equal(t, properties{Status: disabled, CertificateAuthorityArn: authority}, *s.shown(t).CertificateBasedAuthProperties)
	require.NoError(t, s.certificates(t, &properties{Status: enabled}))
	assert.Equal(t, properties{Status: enabled, CertificateAuthorityArn: authority}, *s.shown(t).CertificateBasedAuthProperties)
	requireCode(t, s.certificates(t, nil, unset), "InvalidParameterValuesException", "CertificateAuthorityArn")
	require.NoError(t, s.certificates(t, &properties{Status: disabled}, unset))
	assert.Equal(t, properties{Status: disabled}, *s.shown(t).CertificateBasedAuthProperties)
}

func TestStreamingProperties(t *testing.T) {
	t.Parallel()
	s := configured(t, forPools("pools"))
	assert.Nil(t, s.shown(t).StreamingProperties)
	require.NoError(t, s.streaming(t, nil))
	first := types.StreamingProperties{
		StreamingExperiencePreferredProtocol: types.StreamingExperiencePreferredProtocolEnumUdp,
		UserSettings: []types.UserSetting{
			{Action: types.UserSettingActionEnumClipboardCopyToLocalDevice, Permission: types.UserSettingPermissionEnumEnabled, MaximumLength: aws.Int32(100)},
			{Action: types.UserSettingActionEnumSmartCard, Permission: types.UserSettingPermissionEnumDisabled},
		},
	}
	require.NoError(t, s.streaming(t, &first))
	assert.Equal(t, first, *s.shown(t).StreamingProperties)
	second := types.StreamingProperties{
		StorageConnectors: []types.StorageConnector{
			{ConnectorType: types.StorageConnectorTypeEnumHomeFolder, Status: types.StorageConnectorStatusEnumEnabled},
		},
		GlobalAccelerator: &types.GlobalAcceleratorForDirectory{
			Mode: types.AGAModeForDirectoryEnumEnabledAuto, PreferredProtocol: types.AGAPreferredProtocolForDirectoryTcp,
		},
	}
	require.NoError(t, s.streaming(t, &second))
	second.StreamingExperiencePreferredProtocol, second.UserSettings = first.StreamingExperiencePreferredProtocol, first.UserSettings
	assert.Equal(t, second, *s.shown(t).StreamingProperties)
	second.StreamingExperiencePreferredProtocol = types.StreamingExperiencePreferredProtocolEnumTcp
	second.UserSettings = first.UserSettings[:1]
	require.NoError(t, s.streaming(t, &types.StreamingProperties{
		StreamingExperiencePreferredProtocol: second.StreamingExperiencePreferredProtocol, UserSettings: second.UserSettings,
	}))
	assert.Equal(t, second, *s.shown(t).StreamingProperties)
}

func TestEndpointEncryptionMode(t *testing.T) {
	t.Parallel()
	s := configured(t, nil)
	assert.Equal(t, types.EndpointEncryptionModeStandardTls, s.shown(t).EndpointEncryptionMode)
	require.NoError(t, s.encryption(t, types.EndpointEncryptionModeFipsValidated))
	assert.Equal(t, types.EndpointEncryptionModeFipsValidated, s.shown(t).EndpointEncryptionMode)
}

func TestSettingsOfUnknownAndUnregisteredDirectories(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	emu.Advance(30 * time.Second)
	registering, unknown := settings{client, aws.String(directoryID)}, settings{client, aws.String("d-90670000bb")}
	for name, modify := range map[string]func(settings) error{
		"access":       func(s settings) error { return s.access(t, types.WorkspaceAccessProperties{}) },
		"creation":     func(s settings) error { return s.creation(t, types.WorkspaceCreationProperties{}) },
		"self-service": func(s settings) error { return s.selfservice(t, types.SelfservicePermissions{}) },
		"SAML":         func(s settings) error { return s.saml(t, nil) },
		"certificates": func(s settings) error { return s.certificates(t, nil) },
		"streaming":    func(s settings) error { return s.streaming(t, nil) },
		"encryption":   func(s settings) error { return s.encryption(t, types.EndpointEncryptionModeStandardTls) },
	} {
		var missing *types.ResourceNotFoundException
		require.ErrorAs(t, modify(unknown), &missing, name)
		assert.Equal(t, unknown.id, missing.ResourceId, name)
		requireCode(t, modify(registering), "OperationNotSupportedException", "not in a valid state")
	}
	emu.Advance(30 * time.Second)
	require.NoError(t, registering.encryption(t, types.EndpointEncryptionModeStandardTls))
}
