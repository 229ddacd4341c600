package emulator_test

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
		_, err = client.RegisterWorkspaceDirectory(t.Context(), register)
		requireCode(t, err, "ResourceAlreadyExistsException", "")
		w := create(t, client, request(t, client, "alice"))
		_, err = client.DeregisterWorkspaceDirectory(t.Context(), deregister)
		requireCode(t, err, "OperationNotSupportedException", "There are WorkSpaces assigned to this directory.")
		time.Sleep(time.Second)
		require.NoError(t, operationNamed("TerminateWorkspaces").call(t, client, w.WorkspaceId))
		time.Sleep(5*time.Minute + 5*time.Second)

		_, err = client.DeregisterWorkspaceDirectory(t.Context(), deregister)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceDirectoryStateDeregistering, state())
		_, err = client.RegisterWorkspaceDirectory(t.Context(), register)
		requireCode(t, err, "InvalidResourceStateException", "")
		time.Sleep(time.Minute)
		assert.Equal(t, types.WorkspaceDirectoryStateDeregistered, state())
		time.Sleep(5 * time.Second)
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
	requireCode(t, err, "InvalidParameterValuesException", "DirectoryId")
	_, err = client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String("d-90670000bb"), Tags: []types.Tag{{Key: aws.String("aws:x")}},
	})
	requireCode(t, err, "InvalidParameterValuesException", "aws:")
}

func TestDescribeWorkspaceDirectories(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID), workspacestest.WithDirectory("d-90670000bb")).Client()
	own, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
		WorkspaceDirectoryName: aws.String("pools"), WorkspaceType: types.WorkspaceTypePools, UserIdentityType: types.UserIdentityTypeCustomerManaged,
		EnableSelfService: aws.Bool(true),
	})
	require.NoError(t, err)
	assert.Regexp(t, `^wsd-[0-9a-z]{9}$`, *own.DirectoryId)
	entra, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
		WorkspaceDirectoryName: aws.String("entra"), UserIdentityType: types.UserIdentityTypeAwsIamIdentityCenter,
	})
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
