package workspacestest_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func directories(t *testing.T, client *workspaces.Client, in workspaces.DescribeWorkspaceDirectoriesInput) []types.WorkspaceDirectory {
	t.Helper()
	out, err := client.DescribeWorkspaceDirectories(t.Context(), &in)
	require.NoError(t, err)
	return out.Directories
}

// twoSubnets returns two subnets for a directory created by WorkSpaces.
func twoSubnets() []string { return []string{"subnet-01234567", "subnet-89abcdef"} }

// forPools returns a request to register a directory for pools.
func forPools(name string) *workspaces.RegisterWorkspaceDirectoryInput {
	return &workspaces.RegisterWorkspaceDirectoryInput{
		WorkspaceDirectoryName: aws.String(name), WorkspaceType: types.WorkspaceTypePools,
		UserIdentityType: types.UserIdentityTypeCustomerManaged, SubnetIds: twoSubnets(),
	}
}

// forEntra returns a request to register a Microsoft Entra ID directory.
func forEntra() *workspaces.RegisterWorkspaceDirectoryInput {
	return &workspaces.RegisterWorkspaceDirectoryInput{
		WorkspaceDirectoryName: aws.String("entra"), WorkspaceDirectoryDescription: aws.String("Everybody"),
		UserIdentityType: types.UserIdentityTypeAwsIamIdentityCenter, SubnetIds: twoSubnets(),
		IdcInstanceArn:       aws.String("arn:aws:sso:::instance/ssoins-0123456789abcdef"),
		MicrosoftEntraConfig: &types.MicrosoftEntraConfig{TenantId: aws.String("tenant"), ApplicationConfigSecretArn: aws.String(secretArn)},
		EnableSelfService:    aws.Bool(true),
	}
}

const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:workspaces-1"

func TestLifeOfADirectory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t).Client()
		state := func() types.WorkspaceDirectoryState {
			return directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{})[0].State
		}
		register := &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID), EnableSelfService: aws.Bool(false)}
		out, err := client.RegisterWorkspaceDirectory(t.Context(), register)
		require.NoError(t, err)
		assert.Equal(t, directoryID, *out.DirectoryId)
		assert.Equal(t, types.WorkspaceDirectoryStateRegistering, out.State)
		assert.Equal(t, "ResourceNotFound.Directory", refusal(t, client, request(t, client, "alice")))
		deregister := &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)}
		_, err = client.DeregisterWorkspaceDirectory(t.Context(), deregister)
		requireCode(t, err, "InvalidResourceStateException", "The specified directory is not in a valid state.")

		time.Sleep(time.Minute)
		assert.Equal(t, types.WorkspaceDirectoryStateRegistered, state())
		again, err := client.RegisterWorkspaceDirectory(t.Context(), register)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceDirectoryStateRegistered, again.State)
		w := create(t, client, request(t, client, "alice"))
		_, err = client.DeregisterWorkspaceDirectory(t.Context(), deregister)
		requireCode(t, err, "OperationNotSupportedException", "There are WorkSpaces assigned to this directory.")
		time.Sleep(time.Second)
		require.NoError(t, operationNamed("TerminateWorkspaces").call(t, client, w.WorkspaceId))
		time.Sleep(5*time.Minute + 2*time.Second)

		_, err = client.DeregisterWorkspaceDirectory(t.Context(), deregister)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceDirectoryStateDeregistering, state())
		_, err = client.RegisterWorkspaceDirectory(t.Context(), register)
		requireCode(t, err, "InvalidResourceStateException", "")
		time.Sleep(3 * time.Second)
		assert.Equal(t, types.WorkspaceDirectoryStateDeregistered, state())
		time.Sleep(2 * time.Second) // 5 seconds after the call, the directory no longer exists, as observed in the service
		assert.Empty(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}))
		_, err = client.DeregisterWorkspaceDirectory(t.Context(), deregister)
		requireCode(t, err, "ResourceNotFoundException", "The specified directory could not be found.")
	})
}

func TestRegisteredDirectory(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant).Client()
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String(directoryID), SubnetIds: []string{"subnet-01234567", "subnet-89abcdef"},
		Tags: []types.Tag{{Key: aws.String("a"), Value: aws.String("b")}},
	})
	require.NoError(t, err)
	d := directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{directoryID}})[0]
	assert.Equal(t, directoryID, *d.Alias)
	assert.Equal(t, []string{"subnet-01234567", "subnet-89abcdef"}, d.SubnetIds)
	assert.Regexp(t, `^SLiad\+[0-9A-Z]{6}$`, *d.RegistrationCode)
	assert.Equal(t, types.TenancyShared, d.Tenancy)
	assert.Equal(t, types.AccessPropertyValueAllow, d.WorkspaceAccessProperties.DeviceTypeWindows)
	assert.Equal(t, types.AccessPropertyValueDeny, d.WorkspaceAccessProperties.DeviceTypeWeb)
	assert.Equal(t, types.ReconnectEnumEnabled, d.SelfservicePermissions.RestartWorkspace)
	assert.Equal(t, types.ReconnectEnumDisabled, d.SelfservicePermissions.RebuildWorkspace)
	assert.True(t, *d.WorkspaceCreationProperties.EnableMaintenanceMode)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String(directoryID)})
	require.NoError(t, err)
	assert.Len(t, tags.TagList, 1)

	_, err = client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{})
	requireCode(t, err, "ValidationException", "The following arguments are required - DirectoryId.")
	_, err = client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String("d-90670000bb"), Tags: []types.Tag{{Key: aws.String("aws:x")}},
	})
	requireCode(t, err, "InvalidParameterValuesException", "aws:")
}

func TestARNsNameThePartition(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant)
	for region, want := range map[string]string{
		"us-east-1":      "arn:aws:iam::" + ownAccount + ":role/workspaces_DefaultRole",
		"us-gov-west-1":  "arn:aws-us-gov:iam::" + ownAccount + ":role/workspaces_DefaultRole",
		"cn-northwest-1": "arn:aws-cn:iam::" + ownAccount + ":role/workspaces_DefaultRole",
	} {
		seed(t, emu, workspacestest.Seed{Region: region, Directories: []types.WorkspaceDirectory{{}}})
		d := directories(t, emu.Client(inRegion(region)), workspaces.DescribeWorkspaceDirectoriesInput{})
		assert.Equal(t, want, *d[0].IamRoleId)
	}
}

// TestIdentifiersNameTheRegion seeds directories with and without identifiers. The emulator must keep the given
// identifiers and generate the missing ones.
func TestIdentifiersNameTheRegion(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	given := types.WorkspaceDirectory{DirectoryId: aws.String("d-90670000aa"), RegistrationCode: aws.String("SLiad+AAAAAA")}
	for region, want := range map[string]struct{ id, code string }{
		"us-east-1":      {"d-90", "SLiad"},
		"us-west-2":      {"d-92", "WSpdx"},
		"eu-west-1":      {"d-93", "wsdub"},
		"eu-west-2":      {"d-9f", "wslhr"},
		"ap-northeast-1": {"d-9f", "wsnrt"},
		"eu-central-1":   {"d-9f", "wsec1"},
		"us-gov-west-1":  {"d-9f", "wsugw1"},
		"moon-base-1":    {"d-9f", "wsmb1"},
	} {
		seed(t, emu, workspacestest.Seed{Region: region, Directories: []types.WorkspaceDirectory{{}}})
		client := emu.Client(inRegion(region))
		all := directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{})
		require.Len(t, all, 1, region)
		assert.Regexp(t, "^"+want.id+"[0-9a-f]{8}$", *all[0].DirectoryId, region)
		assert.Regexp(t, "^"+want.code+`\+[0-9A-Z]{6}$`, *all[0].RegistrationCode, region)

		seed(t, emu, workspacestest.Seed{Region: region, Directories: []types.WorkspaceDirectory{given}})
		kept := directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*given.DirectoryId}})
		require.Len(t, kept, 1, "%s: a seed keeps its identifiers", region)
		assert.Equal(t, *given.RegistrationCode, *kept[0].RegistrationCode, region)
	}

	// The emulator rejects seeds for Region moon--1, but accepts calls.
	moon := emu.Client(inRegion("moon--1"))
	_, err := moon.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: given.DirectoryId})
	require.NoError(t, err)
	d := directories(t, moon, workspaces.DescribeWorkspaceDirectoriesInput{})
	assert.Regexp(t, `^wsm1\+[0-9A-Z]{6}$`, *d[0].RegistrationCode)

	restored := workspacestest.New(t)
	require.NoError(t, restored.Restore(snapshotOf(t, emu)))
	for _, region := range []string{"us-west-2", "eu-central-1"} {
		assert.Equal(t, directories(t, emu.Client(inRegion(region)), workspaces.DescribeWorkspaceDirectoriesInput{}),
			directories(t, restored.Client(inRegion(region)), workspaces.DescribeWorkspaceDirectoriesInput{}), region)
	}
}

func TestDescribeWorkspaceDirectories(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID), workspacestest.WithDirectory("d-90670000bb")).Client()
	own, err := client.RegisterWorkspaceDirectory(t.Context(), forPools("pools"))
	require.NoError(t, err)
	assert.Regexp(t, `^wsd-[0-9a-z]{9}$`, *own.DirectoryId)
	entra, err := client.RegisterWorkspaceDirectory(t.Context(), forEntra())
	require.NoError(t, err)

	filter := func(name types.DescribeWorkspaceDirectoriesFilterName, values ...string) workspaces.DescribeWorkspaceDirectoriesInput {
		return workspaces.DescribeWorkspaceDirectoriesInput{Filters: []types.DescribeWorkspaceDirectoriesFilter{{Name: name, Values: values}}}
	}
	for name, tt := range map[string]struct {
		in   workspaces.DescribeWorkspaceDirectoriesInput
		want []string
	}{
		"all":         {workspaces.DescribeWorkspaceDirectoriesInput{}, []string{directoryID, "d-90670000bb", *own.DirectoryId, *entra.DirectoryId}},
		"identifiers": {workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{directoryID, "d-90670000cc"}}, []string{directoryID}},
		"names":       {workspaces.DescribeWorkspaceDirectoriesInput{WorkspaceDirectoryNames: []string{"pools"}}, []string{*own.DirectoryId}},
		"pools":       {filter("WORKSPACE_TYPE", "POOLS"), []string{*own.DirectoryId}},
		"identity":    {filter("USER_IDENTITY_TYPE", "AWS_IAM_IDENTITY_CENTER", "CUSTOMER_MANAGED"), []string{*own.DirectoryId, *entra.DirectoryId}},
	} {
		var ids []string
		for _, d := range directories(t, client, tt.in) {
			ids = append(ids, *d.DirectoryId)
		}
		assert.ElementsMatch(t, tt.want, ids, name)
	}

	first, err := client.DescribeWorkspaceDirectories(t.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{Limit: aws.Int32(3)})
	require.NoError(t, err)
	assert.Len(t, first.Directories, 3)
	assert.Len(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{NextToken: first.NextToken}), 1)
	_, err = client.DescribeWorkspaceDirectories(t.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{NextToken: aws.String("x")})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
	_, err = client.DescribeWorkspaceDirectories(t.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{
		DirectoryIds: []string{directoryID}, WorkspaceDirectoryNames: []string{"pools"},
	})
	requireCode(t, err, "InvalidParameterValuesException", "Only one")
}

func TestDirectoriesThatWorkSpacesMakes(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant).Client()
	pools := forPools("pools")
	pools.ActiveDirectoryConfig = &types.ActiveDirectoryConfig{DomainName: aws.String("ad.example.com"), ServiceAccountSecretArn: aws.String(secretArn)}
	pools.Tags = []types.Tag{tag("a", "b")}
	_, err := client.RegisterWorkspaceDirectory(t.Context(), pools)
	require.NoError(t, err)
	d := directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{WorkspaceDirectoryNames: []string{"pools"}})[0]
	assert.Equal(t, types.WorkspaceDirectoryTypeCustomerManaged, d.DirectoryType)
	assert.Equal(t, types.WorkspaceTypePools, d.WorkspaceType)
	assert.Equal(t, types.UserIdentityTypeCustomerManaged, d.UserIdentityType)
	assert.Equal(t, pools.ActiveDirectoryConfig, d.ActiveDirectoryConfig)
	assert.Equal(t, "ad.example.com", *d.DirectoryName)
	assert.Equal(t, twoSubnets(), d.SubnetIds)
	assert.Empty(t, d.DnsIpAddresses)
	assert.Nil(t, d.SelfservicePermissions)
	assert.Nil(t, d.WorkspaceCreationProperties.EnableMaintenanceMode)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: d.DirectoryId})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{tag("a", "b")}, tags.TagList)

	entra := forEntra()
	_, err = client.RegisterWorkspaceDirectory(t.Context(), entra)
	require.NoError(t, err)
	d = directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{WorkspaceDirectoryNames: []string{"entra"}})[0]
	assert.Equal(t, types.WorkspaceDirectoryTypeAwsIamIdentityCenter, d.DirectoryType)
	assert.Equal(t, types.WorkspaceTypePersonal, d.WorkspaceType)
	assert.Equal(t, "Everybody", *d.WorkspaceDirectoryDescription)
	assert.Equal(t, entra.MicrosoftEntraConfig, d.MicrosoftEntraConfig)
	assert.Equal(t, entra.IdcInstanceArn, d.IDCConfig.InstanceArn)
	assert.Regexp(t, `^arn:aws:sso::[0-9]{12}:application/ssoins-0123456789abcdef/apl-[0-9a-f]{16}$`, *d.IDCConfig.ApplicationArn)
	assert.Equal(t, types.ReconnectEnumEnabled, d.SelfservicePermissions.RebuildWorkspace)
}

func TestRefusedRegistrations(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant).Client()
	register := func(from *workspaces.RegisterWorkspaceDirectoryInput, change func(*workspaces.RegisterWorkspaceDirectoryInput)) error {
		change(from)
		_, err := client.RegisterWorkspaceDirectory(t.Context(), from)
		return err
	}
	ofService := func() *workspaces.RegisterWorkspaceDirectoryInput {
		return &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID), SubnetIds: twoSubnets()}
	}
	type input = workspaces.RegisterWorkspaceDirectoryInput
	const invalid, unsupported = "InvalidParameterValuesException", "OperationNotSupportedException"
	for name, tt := range map[string]struct {
		from          *input
		change        func(*input)
		code, message string
	}{
		"no users":              {forPools("pools"), func(in *input) { in.UserIdentityType = "" }, "ValidationException", "DirectoryId"},
		"pools of a directory":  {ofService(), func(in *input) { in.WorkspaceType = types.WorkspaceTypePools }, invalid, "DirectoryId"},
		"users from elsewhere":  {forEntra(), func(in *input) { in.DirectoryId = aws.String(directoryID) }, invalid, "DirectoryId"},
		"gone":                  {ofService(), func(in *input) { in.DirectoryId = aws.String("wsd-012345678") }, "ResourceNotFoundException", ""},
		"no name":               {forPools("pools"), func(in *input) { in.WorkspaceDirectoryName = nil }, invalid, "WorkspaceDirectoryName"},
		"no subnets":            {forPools("pools"), func(in *input) { in.SubnetIds = nil }, invalid, "SubnetIds"},
		"no instance":           {forEntra(), func(in *input) { in.IdcInstanceArn = nil }, invalid, "IdcInstanceArn"},
		"self-service of pools": {forPools("pools"), func(in *input) { in.EnableSelfService = aws.Bool(true) }, invalid, "EnableSelfService"},
		"one subnet":            {ofService(), func(in *input) { in.SubnetIds = twoSubnets()[:1] }, unsupported, "Availability Zones"},
		"one subnet twice":      {ofService(), func(in *input) { in.SubnetIds[1] = in.SubnetIds[0] }, unsupported, "Availability Zones"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireCode(t, register(tt.from, tt.change), tt.code, tt.message)
			assert.Empty(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}))
		})
	}
}

func TestDedicatedDirectory(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol, instant).Client()
	in := &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID), Tenancy: types.TenancyDedicated}
	_, err := client.RegisterWorkspaceDirectory(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "DEDICATED")
	require.NoError(t, enableBYOL(t, client, "10.1.0.0/16"))
	_, err = client.RegisterWorkspaceDirectory(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, types.TenancyDedicated, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{})[0].Tenancy)
}

func TestDirectoryQuota(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithQuota(workspacestest.QuotaDirectories, 1)).Client()
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	_, err = client.RegisterWorkspaceDirectory(t.Context(), forPools("pools"))
	requireCode(t, err, "ResourceLimitExceededException", "1 directories")
}

func TestDoomedDirectory(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client := emu.Client()
	show := func() types.WorkspaceDirectory {
		return directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{})[0]
	}
	doom(emu, "RegisterWorkspaceDirectory", "AnyCode", "The subnets are full.")
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceDirectoryStateRegistering, show().State)
	assert.Nil(t, show().ErrorMessage)
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceDirectoryStateError, show().State)
	assert.Equal(t, "The subnets are full.", *show().ErrorMessage)
	_, err = client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	assert.Nil(t, show().ErrorMessage)
	emu.Advance(5 * time.Second)
	assert.Empty(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}))
}

func TestSeededDirectories(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	seed(t, emu, workspacestest.Seed{Directories: []types.WorkspaceDirectory{
		{},
		{WorkspaceType: types.WorkspaceTypePools, SubnetIds: []string{}},
		{
			DirectoryId: aws.String(directoryID), State: types.WorkspaceDirectoryStateError, ErrorMessage: aws.String("Broken."),
			DirectoryName: aws.String("ad.example.com"), Tenancy: types.TenancyDedicated, RegistrationCode: aws.String("SLiad+AAAAAA"),
			SelfservicePermissions: &types.SelfservicePermissions{RestartWorkspace: types.ReconnectEnumDisabled},
		},
	}})
	byState := make(map[types.WorkspaceDirectoryState][]types.WorkspaceDirectory)
	for _, d := range directories(t, emu.Client(), workspaces.DescribeWorkspaceDirectoriesInput{}) {
		byState[d.State] = append(byState[d.State], d)
		assert.Len(t, d.SubnetIds, 2)
		assert.Equal(t, d.DirectoryId, d.Alias)
	}
	assert.Len(t, byState[types.WorkspaceDirectoryStateRegistered], 2)
	require.Len(t, byState[types.WorkspaceDirectoryStateError], 1)
	d := byState[types.WorkspaceDirectoryStateError][0]
	assert.Equal(t, "Broken.", *d.ErrorMessage)
	assert.Equal(t, "ad.example.com", *d.DirectoryName)
	assert.Equal(t, types.TenancyDedicated, d.Tenancy)
	assert.Equal(t, "SLiad+AAAAAA", *d.RegistrationCode)
	assert.Equal(t, &types.SelfservicePermissions{RestartWorkspace: types.ReconnectEnumDisabled}, d.SelfservicePermissions)
}

// TestTrustIsAnAccessProperty checks the value TRUST, which the service accepts and returns although it is not in the
// API model.
func TestTrustIsAnAccessProperty(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID)).Client(func(o *workspaces.Options) { o.StrictValidation = true })
	modify := func(value types.AccessPropertyValue) error {
		_, err := client.ModifyWorkspaceAccessProperties(t.Context(), &workspaces.ModifyWorkspaceAccessPropertiesInput{
			ResourceId: aws.String(directoryID), WorkspaceAccessProperties: &types.WorkspaceAccessProperties{DeviceTypeWindows: value},
		})
		return err
	}
	require.NoError(t, modify("TRUST"))
	require.ErrorContains(t, modify("MAYBE"), "MAYBE")
	out, err := client.DescribeWorkspaceDirectories(t.Context(), nil)
	require.NoError(t, err)
	assert.Equal(t, types.AccessPropertyValue("TRUST"), out.Directories[0].WorkspaceAccessProperties.DeviceTypeWindows)
}

// TestSeedsHoldValuesOutsideTheEnums seeds a directory type that the service has returned although it is not in the API
// model.
func TestSeedsHoldValuesOutsideTheEnums(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	seed(t, emu, workspacestest.Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryID), DirectoryType: "MicrosoftAD"}}})
	out, err := emu.Client().DescribeWorkspaceDirectories(t.Context(), nil)
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceDirectoryType("MicrosoftAD"), out.Directories[0].DirectoryType)
}

// TestUnknownEnumValuesHideNoMistake seeds more than awsjson.MaxErrors unknown enum values, followed by an invalid
// member, which must still be reported.
func TestUnknownEnumValuesHideNoMistake(t *testing.T) {
	t.Parallel()
	var all workspacestest.Seed
	for range 150 {
		all.Directories = append(all.Directories, types.WorkspaceDirectory{DirectoryType: "MicrosoftAD"})
	}
	emu := workspacestest.New(t)
	seed(t, emu, all)
	all.Directories = append(all.Directories, types.WorkspaceDirectory{SamlProperties: &types.SamlProperties{RelayStateParameterName: aws.String("")}})
	require.ErrorContains(t, emu.Seed(all), "seed: Directories[150].SamlProperties.RelayStateParameterName: Member must have")
}
