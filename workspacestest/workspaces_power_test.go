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

func TestAlwaysOnWorkspacesCannotBeStopped(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	w := create(t, client, request(t, client, "alice"))
	requireCode(t, operationNamed("StopWorkspaces").call(t, client, w.WorkspaceId), "OperationNotSupported.WorkSpace", "ALWAYS_ON")
}

func TestRefusedItemsDoNotAffectOthers(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable)).Client()
	both := list(t, client)
	out, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{
		{WorkspaceId: both[0].WorkspaceId}, {WorkspaceId: aws.String("ws-000000000")}, {}, {WorkspaceId: both[1].WorkspaceId}, {WorkspaceId: both[1].WorkspaceId},
	}})
	require.NoError(t, err)
	require.Len(t, out.FailedRequests, 3)
	assert.Equal(t, "ws-000000000", *out.FailedRequests[0].WorkspaceId)
	assert.Nil(t, out.FailedRequests[1].WorkspaceId)
	assert.Equal(t, both[1].WorkspaceId, out.FailedRequests[2].WorkspaceId, "the WorkSpace is already STOPPING")
	for _, w := range list(t, client) {
		assert.Equal(t, types.WorkspaceStateStopping, w.State)
	}
}

func TestRebootOfAStuckWorkspace(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon,
		workspacestest.WithWorkspaces(1, types.WorkspaceStateRebooting), workspacestest.WithDuration(workspacestest.Rebooting, 30*time.Minute))
	client := emu.Client()
	id := only(t, client).WorkspaceId
	reboot := operationNamed("RebootWorkspaces").call
	emu.Advance(20*time.Minute - 1)
	require.Error(t, reboot(t, client, id))
	emu.Advance(1)
	require.NoError(t, reboot(t, client, id))
	emu.Advance(30*time.Minute - 1)
	assert.Equal(t, types.WorkspaceStateRebooting, only(t, client).State)
}

func TestRebuildNeedsTheUser(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	id := create(t, client, request(t, client, "alice")).WorkspaceId
	kiosk := request(t, client, "[UNDEFINED]")
	kiosk.WorkspaceName = aws.String("kiosk")
	other := create(t, client, kiosk).WorkspaceId
	rebuild := operationNamed("RebuildWorkspaces").call
	require.NoError(t, rebuild(t, client, id))
	seed(t, emu, workspacestest.Seed{Users: map[string][]string{directoryID: {"bob"}}})
	err := rebuild(t, client, id)
	require.ErrorIs(t, err, workspaces.ItemInvalidUserConfiguration)
	requireCode(t, err, "InvalidUserConfiguration.Workspace", "The user was either not found or is misconfigured.")
	assert.Equal(t, types.WorkspaceStateAvailable, workspaceWith(t, client, id).State)
	require.NoError(t, rebuild(t, client, other), "a WorkSpace without a user can be rebuilt")
}

// TestRebuildTakesTheImageOfTheBundle rebuilds a WorkSpace before and after its bundle gets a new image. Each time, it
// compares the rebuilt WorkSpace with a new one from the bundle.
func TestRebuildTakesTheImageOfTheBundle(t *testing.T) {
	t.Parallel()
	bundle, image := aws.String("wsb-000000001"), aws.String("wsi-000000001")
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Images:     []types.WorkspaceImage{{ImageId: image, OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeLinux}}},
		Bundles:    []types.WorkspaceBundle{{BundleId: bundle}},
		Workspaces: []types.Workspace{{BundleId: bundle, WorkspaceProperties: &types.WorkspaceProperties{Protocols: []types.Protocol{types.ProtocolPcoip}}}},
	}))
	client := emu.Client()
	id, rebuild := only(t, client).WorkspaceId, operationNamed("RebuildWorkspaces").call
	before := *only(t, client).WorkspaceProperties
	require.NoError(t, rebuild(t, client, id))
	emu.Advance(20 * time.Minute)
	assert.Equal(t, before, *only(t, client).WorkspaceProperties, "a rebuild with the same image must not change properties")

	_, err := client.UpdateWorkspaceBundle(t.Context(), &workspaces.UpdateWorkspaceBundleInput{BundleId: bundle, ImageId: image})
	require.NoError(t, err)
	require.NoError(t, emu.Restore(snapshotOf(t, emu)))
	assert.Equal(t, before, *only(t, client).WorkspaceProperties, "an update of the bundle must not change the WorkSpace")
	require.NoError(t, rebuild(t, client, id))
	emu.Advance(20 * time.Minute)
	fresh := create(t, client, types.WorkspaceRequest{DirectoryId: only(t, client).DirectoryId, UserName: aws.String("bob"), BundleId: bundle}).WorkspaceId
	emu.Advance(20 * time.Minute)
	after, want := workspaceWith(t, client, id).WorkspaceProperties, workspaceWith(t, client, fresh).WorkspaceProperties
	assert.Equal(t, types.OperatingSystemNameAmazonLinux2, after.OperatingSystemName)
	assert.Equal(t, want.Protocols, after.Protocols)
	assert.Equal(t, before.RootVolumeSizeGib, after.RootVolumeSizeGib)
}

func TestRebuildChangesTheAddress(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	before := only(t, client)
	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, before.WorkspaceId))
	after := only(t, client)
	assert.NotEqual(t, before.IpAddress, after.IpAddress)
	assert.Equal(t, before.ComputerName, after.ComputerName)
}

// TestRebuildInstallsTheApplicationsOfTheBundle adds one application to a WorkSpace and a different one to its bundle,
// then rebuilds the WorkSpace.
func TestRebuildInstallsTheApplicationsOfTheBundle(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant)
	client := emu.Client()
	const bundle = "wsb-000000001"
	seed(t, emu, workspacestest.Seed{
		Applications: []types.WorkSpaceApplication{{ApplicationId: aws.String("wsa-000000001")}, {ApplicationId: aws.String("wsa-000000002")}},
		Bundles:      []types.WorkspaceBundle{{BundleId: aws.String(bundle)}},
		Workspaces: []types.Workspace{
			{WorkspaceId: aws.String("ws-000000001"), DirectoryId: aws.String(directoryID), UserName: aws.String("alice"), BundleId: aws.String(bundle)},
			{WorkspaceId: aws.String("ws-000000002"), DirectoryId: aws.String(directoryID), UserName: aws.String("bob"), BundleId: aws.String(bundle)},
		},
	})
	one, two := aws.String("ws-000000001"), aws.String("ws-000000002")
	install(t, client, one, aws.String("wsa-000000001"))
	install(t, client, two, aws.String("wsa-000000002"))
	made := createImage(t, client, two, "other")
	_, err := client.UpdateWorkspaceBundle(t.Context(), &workspaces.UpdateWorkspaceBundleInput{BundleId: aws.String(bundle), ImageId: made.ImageId})
	require.NoError(t, err)
	assert.Equal(t, map[string]types.AssociationState{"wsa-000000001": "COMPLETED"}, associationStates(t, client, one), "an update of the bundle must not change the WorkSpace")
	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, one))
	assert.Equal(t, map[string]types.AssociationState{"wsa-000000002": "COMPLETED"}, associationStates(t, client, one))
}

func TestRebuildEndsAnError(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateError)).Client()
	before := only(t, client)
	assert.Equal(t, "ConfigureWorkspace.DomainJoin", *before.ErrorCode)
	assert.NotEmpty(t, *before.ErrorMessage)
	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, before.WorkspaceId))
	assert.Nil(t, only(t, client).ErrorCode)
}
