package workspacestest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// desktop returns a WorkSpace, or nil if DescribeWorkspaces does not list it.
func (tf terraform) desktop(id string) *types.Workspace {
	tf.Helper()
	out, err := tf.client.DescribeWorkspaces(tf.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{id}})
	require.NoError(tf, err)
	if len(out.Workspaces) == 0 {
		return nil
	}
	return &out.Workspaces[0]
}

func (tf terraform) desktopState(id string) func() types.WorkspaceState {
	return func() types.WorkspaceState {
		tf.Helper()
		if w := tf.desktop(id); w != nil {
			return w.State
		}
		return ""
	}
}

// newDesktop returns the request Terraform's provider sends to create a WorkSpace for the user alice.
func newDesktop() types.WorkspaceRequest {
	return types.WorkspaceRequest{
		DirectoryId: aws.String(directoryID), UserName: aws.String("alice"), BundleId: aws.String(workspacestest.BundleStandardWindows),
		RootVolumeEncryptionEnabled: aws.Bool(false), UserVolumeEncryptionEnabled: aws.Bool(false),
		WorkspaceProperties: &types.WorkspaceProperties{
			ComputeTypeName: types.ComputeStandard, RootVolumeSizeGib: aws.Int32(80), UserVolumeSizeGib: aws.Int32(10), RunningMode: types.RunningModeAlwaysOn,
		},
		Tags: []types.Tag{tag("Name", "alice")},
	}
}

// createDesktop creates a WorkSpace and waits until it is AVAILABLE. DescribeWorkspaces need not list it immediately.
func (tf terraform) createDesktop(r types.WorkspaceRequest) string {
	tf.Helper()
	id := *create(tf.T, tf.client, r).WorkspaceId
	wait(tf, 30*time.Minute, types.WorkspaceStateAvailable, tf.desktopState(id), "", types.WorkspaceStatePending, types.WorkspaceStateStarting)
	return id
}

func (tf terraform) terminateDesktop(id string) {
	tf.Helper()
	out, err := tf.client.TerminateWorkspaces(tf.Context(), &workspaces.TerminateWorkspacesInput{
		TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: &id}},
	})
	require.NoError(tf, err)
	require.NoError(tf, out.Err())
}

// destroyDesktop terminates a WorkSpace and waits until it no longer exists.
func (tf terraform) destroyDesktop(id string) {
	tf.Helper()
	tf.terminateDesktop(id)
	wait(tf, 10*time.Minute, "", tf.desktopState(id), types.WorkspaceStateTerminating, types.WorkspaceStateTerminated)
}

// modifyDesktop modifies one property and waits until the modification is complete.
func (tf terraform) modifyDesktop(id string, p types.WorkspaceProperties) *types.WorkspaceProperties {
	tf.Helper()
	_, err := tf.client.ModifyWorkspaceProperties(tf.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: &id, WorkspaceProperties: &p})
	require.NoError(tf, err)
	wait(tf, 2*time.Hour, "unmodified", func() string {
		if states := tf.desktop(id).ModificationStates; len(states) > 0 {
			return string(states[0].State)
		}
		return "unmodified"
	}, string(types.ModificationStateEnumUpdateInitiated), string(types.ModificationStateEnumUpdateInProgress))
	wait(tf, 0, types.WorkspaceStateAvailable, tf.desktopState(id), types.WorkspaceStateUpdating)
	return tf.desktop(id).WorkspaceProperties
}

func TestTerraformDesktop(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	tf.register(personal())
	id := tf.createDesktop(newDesktop())

	imported := tf.desktop(id)
	assert.Equal(t, directoryID, *imported.DirectoryId)
	assert.Equal(t, "alice", *imported.UserName)
	assert.Equal(t, workspacestest.BundleStandardWindows, *imported.BundleId)
	assert.NotEmpty(t, imported.IpAddress)
	assert.NotEmpty(t, imported.ComputerName)
	assert.NotEmpty(t, imported.SubnetId)
	p := imported.WorkspaceProperties
	assert.Equal(t, types.ComputeStandard, p.ComputeTypeName)
	assert.Equal(t, types.RunningModeAlwaysOn, p.RunningMode)
	assert.Nil(t, p.RunningModeAutoStopTimeoutInMinutes)
	assert.EqualValues(t, 80, *p.RootVolumeSizeGib)
	assert.EqualValues(t, 10, *p.UserVolumeSizeGib)
	assert.Equal(t, map[string]string{"Name": "alice"}, tf.tags(id))

	p = tf.modifyDesktop(id, types.WorkspaceProperties{ComputeTypeName: types.ComputePerformance})
	assert.Equal(t, types.ComputePerformance, p.ComputeTypeName)
	p = tf.modifyDesktop(id, types.WorkspaceProperties{UserVolumeSizeGib: aws.Int32(100)})
	assert.EqualValues(t, 100, *p.UserVolumeSizeGib)
	p = tf.modifyDesktop(id, types.WorkspaceProperties{RootVolumeSizeGib: aws.Int32(175)})
	assert.EqualValues(t, 175, *p.RootVolumeSizeGib)
	p = tf.modifyDesktop(id, types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120)})
	assert.Equal(t, types.RunningModeAutoStop, p.RunningMode)
	p = tf.modifyDesktop(id, types.WorkspaceProperties{RunningModeAutoStopTimeoutInMinutes: aws.Int32(180)})
	assert.EqualValues(t, 180, *p.RunningModeAutoStopTimeoutInMinutes)
	p = tf.modifyDesktop(id, types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn})
	assert.Nil(t, p.RunningModeAutoStopTimeoutInMinutes)
	tf.retag(id, []string{"Name"}, tag("Env", "test"))
	assert.Equal(t, map[string]string{"Env": "test"}, tf.tags(id))

	tf.destroyDesktop(id)
	tf.deregister(directoryID)
}

// TestTerraformReplacesADesktop replaces a user's WorkSpace with one from a different bundle. The provider can create
// the new WorkSpace only once the old one no longer exists.
func TestTerraformReplacesADesktop(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	tf.register(personal())
	id := tf.createDesktop(newDesktop())
	replacement := newDesktop()
	replacement.BundleId, replacement.WorkspaceProperties.ComputeTypeName = aws.String(workspacestest.BundlePerformanceWindows), types.ComputePerformance
	tf.terminateDesktop(id)
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, tf.client, replacement))
	wait(tf, 10*time.Minute, "", tf.desktopState(id), types.WorkspaceStateTerminating, types.WorkspaceStateTerminated)
	other := tf.createDesktop(replacement)
	assert.NotEqual(t, id, other)
	assert.Equal(t, types.ComputePerformance, tf.desktop(other).WorkspaceProperties.ComputeTypeName)

	_, err := tf.client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	requireCode(t, err, "OperationNotSupportedException", "WorkSpaces assigned")
	tf.destroyDesktop(other)
	tf.deregister(directoryID)
}

// TestTerraformDataSources reads resources with the calls made by the provider's data sources.
func TestTerraformDataSources(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	tf := newTerraform(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Images:  []types.WorkspaceImage{{ImageId: aws.String("wsi-000000001"), Name: aws.String("golden")}},
		Bundles: []types.WorkspaceBundle{{BundleId: aws.String("wsb-000000001"), Name: aws.String("own"), ImageId: aws.String("wsi-000000001")}},
	}))
	tf.register(personal())
	id := tf.createDesktop(newDesktop())

	byUser, err := tf.client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryID), UserName: aws.String("alice")})
	require.NoError(t, err)
	require.Len(t, byUser.Workspaces, 1)
	assert.Equal(t, *tf.desktop(id), byUser.Workspaces[0])
	byUser, err = tf.client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryID), UserName: aws.String("bob")})
	require.NoError(t, err)
	assert.Empty(t, byUser.Workspaces)

	assert.Equal(t, directoryID, *tf.directory(directoryID).DirectoryId)
	assert.Nil(t, tf.directory("d-90670000bb"))

	byID, err := tf.client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{workspacestest.BundleStandardWindows}})
	require.NoError(t, err)
	require.Len(t, byID.Bundles, 1)
	assert.Equal(t, "Amazon", *byID.Bundles[0].Owner)
	assert.Equal(t, types.ComputeStandard, byID.Bundles[0].ComputeType.Name)
	assert.NotEmpty(t, *byID.Bundles[0].RootStorage.Capacity)
	assert.NotEmpty(t, *byID.Bundles[0].UserStorage.Capacity)
	named := func(owner *string, name string) (found []types.WorkspaceBundle) {
		pages := workspaces.NewDescribeWorkspaceBundlesPaginator(tf.client, &workspaces.DescribeWorkspaceBundlesInput{Owner: owner})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			require.NoError(t, err)
			for _, b := range page.Bundles {
				if strings.EqualFold(*b.Name, name) {
					found = append(found, b)
				}
			}
		}
		return found
	}
	assert.Contains(t, named(aws.String("AMAZON"), *byID.Bundles[0].Name), byID.Bundles[0])
	own := named(nil, "own")
	require.Len(t, own, 1)
	assert.Equal(t, "wsb-000000001", *own[0].BundleId)

	images, err := tf.client.DescribeWorkspaceImages(ctx, &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{"wsi-000000001"}})
	require.NoError(t, err)
	require.Len(t, images.Images, 1)
	assert.Equal(t, "golden", *images.Images[0].Name)
	assert.Equal(t, types.WorkspaceImageStateAvailable, images.Images[0].State)
	assert.Equal(t, types.OperatingSystemTypeWindows, images.Images[0].OperatingSystem.Type)
	assert.NotEmpty(t, images.Images[0].RequiredTenancy)
}
