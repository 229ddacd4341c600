package workspacestest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// defaultProperties returns a new directory's client properties.
func defaultProperties() types.ClientProperties {
	return types.ClientProperties{ReconnectEnabled: types.ReconnectEnumEnabled, LogUploadEnabled: types.LogUploadEnumEnabled}
}

func modifyClient(t *testing.T, client *workspaces.Client, id string, p types.ClientProperties) error {
	t.Helper()
	_, err := client.ModifyClientProperties(t.Context(), &workspaces.ModifyClientPropertiesInput{ResourceId: aws.String(id), ClientProperties: &p})
	return err
}

// clientProperties returns the client properties of the given directories.
func clientProperties(t *testing.T, client *workspaces.Client, ids ...string) []types.ClientPropertiesResult {
	t.Helper()
	out, err := client.DescribeClientProperties(t.Context(), &workspaces.DescribeClientPropertiesInput{ResourceIds: ids})
	require.NoError(t, err)
	return out.ClientPropertiesList
}

// propertiesOf returns a directory's client properties.
func propertiesOf(t *testing.T, client *workspaces.Client, id string) types.ClientProperties {
	t.Helper()
	list := clientProperties(t, client, id)
	require.Len(t, list, 1)
	assert.Equal(t, id, *list[0].ResourceId)
	return *list[0].ClientProperties
}

func TestClientPropertiesChangeOneByOne(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID), workspacestest.WithDirectory(otherDirectoryID)).Client()
	want := defaultProperties()
	assert.Equal(t, want, propertiesOf(t, client, directoryID))

	require.NoError(t, modifyClient(t, client, directoryID, types.ClientProperties{ReconnectEnabled: types.ReconnectEnumDisabled}))
	want.ReconnectEnabled = types.ReconnectEnumDisabled
	assert.Equal(t, want, propertiesOf(t, client, directoryID))

	require.NoError(t, modifyClient(t, client, directoryID, types.ClientProperties{LogUploadEnabled: types.LogUploadEnumDisabled}))
	want.LogUploadEnabled = types.LogUploadEnumDisabled
	assert.Equal(t, want, propertiesOf(t, client, directoryID))

	for _, policy := range []string{"FORCE_CLASSIC", "FORCE_UI_2026", "USER_CHOICE"} {
		require.NoError(t, modifyClient(t, client, directoryID, types.ClientProperties{ClientExperiencePolicy: aws.String(policy)}))
		want.ClientExperiencePolicy = aws.String(policy)
		assert.Equal(t, want, propertiesOf(t, client, directoryID))
	}
	require.NoError(t, modifyClient(t, client, directoryID, types.ClientProperties{}))
	assert.Equal(t, want, propertiesOf(t, client, directoryID))
	assert.Equal(t, defaultProperties(), propertiesOf(t, client, otherDirectoryID))
}

func TestClientPropertiesOfManyDirectories(t *testing.T) {
	t.Parallel()
	var opts []workspacestest.Option
	var ids []string
	for i := range 26 {
		ids = append(ids, fmt.Sprintf("d-90670000%02x", i))
		opts = append(opts, workspacestest.WithDirectory(ids[i]))
	}
	client := workspacestest.New(t, opts...).Client()
	require.NoError(t, modifyClient(t, client, ids[3], types.ClientProperties{ReconnectEnabled: types.ReconnectEnumDisabled}))
	list := clientProperties(t, client, ids[:25]...)
	require.Len(t, list, 25)
	for i, p := range list {
		assert.Equal(t, ids[i], *p.ResourceId)
		assert.Equal(t, i == 3, p.ClientProperties.ReconnectEnabled == types.ReconnectEnumDisabled)
	}
	assert.Len(t, clientProperties(t, client, ids[0], ids[1], ids[0]), 2)
	_, err := client.DescribeClientProperties(t.Context(), &workspaces.DescribeClientPropertiesInput{ResourceIds: ids})
	requireCode(t, err, "ValidationException", "less than or equal to 25")
}

func TestRefusedClientProperties(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	err := modifyClient(t, client, directoryID, types.ClientProperties{
		ReconnectEnabled: types.ReconnectEnumDisabled, ClientExperiencePolicy: aws.String("FORCE_UI_1999"),
	})
	requireCode(t, err, "InvalidParameterValuesException", "FORCE_UI_1999")
	assert.Equal(t, defaultProperties(), propertiesOf(t, client, directoryID), "a rejected call must not change properties")

	requireCode(t, modifyClient(t, client, noDirectoryID, defaultProperties()), "ResourceNotFoundException", "directory")
	_, err = client.DescribeClientProperties(t.Context(), &workspaces.DescribeClientPropertiesInput{ResourceIds: []string{directoryID, noDirectoryID}})
	requireCode(t, err, "ResourceNotFoundException", "directory")

	_, err = client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(otherDirectoryID)})
	require.NoError(t, err)
	requireCode(t, modifyClient(t, client, otherDirectoryID, defaultProperties()), "OperationNotSupportedException", "not in a valid state")
	emu.Advance(time.Hour)
	require.NoError(t, modifyClient(t, client, otherDirectoryID, defaultProperties()))
}

// furnish adds client properties, branding and an add-in to a directory.
func furnish(t *testing.T, client *workspaces.Client) (addInID *string) {
	t.Helper()
	require.NoError(t, modifyClient(t, client, directoryID, types.ClientProperties{ReconnectEnabled: types.ReconnectEnumDisabled}))
	_, err := client.ImportClientBranding(t.Context(), &workspaces.ImportClientBrandingInput{
		ResourceId: aws.String(directoryID), DeviceTypeWeb: &types.DefaultImportClientBrandingAttributes{Logo: png("web")},
	})
	require.NoError(t, err)
	return addIns{client, directoryID}.created(t, "sales")
}

func TestADirectoryRegisteredAgainHasNewSettings(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	id := furnish(t, client)
	_, err := client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	a := addIns{client, directoryID}
	assert.Len(t, a.list(t), 1, "a directory keeps its add-ins until it is gone")
	requireCode(t, modifyClient(t, client, directoryID, defaultProperties()), "OperationNotSupportedException", "not in a valid state")

	emu.Advance(time.Hour)
	_, err = client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	emu.Advance(time.Hour)
	assert.Equal(t, defaultProperties(), propertiesOf(t, client, directoryID))
	assert.Nil(t, brandingOf(t, client).DeviceTypeWeb)
	assert.Empty(t, a.list(t))
	requireCode(t, a.delete(t, id), "ResourceNotFoundException", "add-in")
}

func TestSettingsAreGoneWithTheirDirectory(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	id := furnish(t, client)
	_, err := client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	_, err = client.DescribeClientProperties(t.Context(), &workspaces.DescribeClientPropertiesInput{ResourceIds: []string{directoryID}})
	requireCode(t, err, "ResourceNotFoundException", "directory")
	_, err = client.DescribeClientBranding(t.Context(), &workspaces.DescribeClientBrandingInput{ResourceId: aws.String(directoryID)})
	requireCode(t, err, "ResourceNotFoundException", "directory")
	requireCode(t, addIns{client, directoryID}.delete(t, id), "ResourceNotFoundException", "directory")
}

func TestSnapshotsHoldTheSettingsOfDirectories(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	id := furnish(t, emu.Client())
	branding := brandingOf(t, emu.Client())
	snapshot, err := emu.Snapshot()
	require.NoError(t, err)
	again := workspacestest.New(t)
	require.NoError(t, again.Restore(snapshot))
	client := again.Client()
	assert.Equal(t, types.ReconnectEnumDisabled, propertiesOf(t, client, directoryID).ReconnectEnabled)
	assert.Equal(t, branding.DeviceTypeWeb, brandingOf(t, client).DeviceTypeWeb)
	require.NoError(t, addIns{client, directoryID}.delete(t, id))
}
