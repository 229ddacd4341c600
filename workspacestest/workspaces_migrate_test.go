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

func migrate(t *testing.T, client *workspaces.Client, id *string, bundle string) (*workspaces.MigrateWorkspaceOutput, error) {
	t.Helper()
	return client.MigrateWorkspace(t.Context(), &workspaces.MigrateWorkspaceInput{SourceWorkspaceId: id, BundleId: aws.String(bundleNamed(t, client, bundle))})
}

// statesByID returns the states of all WorkSpaces by ID.
func statesByID(t *testing.T, client *workspaces.Client) map[string]types.WorkspaceState {
	t.Helper()
	all := make(map[string]types.WorkspaceState)
	for _, w := range list(t, client) {
		all[*w.WorkspaceId] = w.State
	}
	return all
}

// workspaceWith returns the WorkSpace with the given ID.
func workspaceWith(t *testing.T, client *workspaces.Client, id *string) types.Workspace {
	t.Helper()
	out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id}})
	require.NoError(t, err)
	require.Len(t, out.Workspaces, 1)
	return out.Workspaces[0]
}

func TestMigration(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	r := request(t, client, "alice")
	r.Tags = []types.Tag{{Key: aws.String("team"), Value: aws.String("front desk")}}
	r.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120)}
	r.UserVolumeEncryptionEnabled, r.VolumeEncryptionKey = aws.Bool(true), aws.String("alias/desktops")
	create(t, client, r)
	emu.Advance(20 * time.Minute)
	before := only(t, client)

	out, err := migrate(t, client, before.WorkspaceId, "Power with Windows 11 (Server 2025 based)")
	require.NoError(t, err)
	assert.Equal(t, before.WorkspaceId, out.SourceWorkspaceId)
	assert.NotEqual(t, before.WorkspaceId, out.TargetWorkspaceId)
	assert.Equal(t, map[string]types.WorkspaceState{*out.SourceWorkspaceId: "AVAILABLE", *out.TargetWorkspaceId: "PENDING"}, statesByID(t, client))
	assert.Equal(t, before, workspaceWith(t, client, before.WorkspaceId))
	target := workspaceWith(t, client, out.TargetWorkspaceId)
	assert.Nil(t, target.WorkspaceProperties)
	assert.Nil(t, target.IpAddress)
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, request(t, client, "alice")))

	emu.Advance(time.Hour - 1)
	assert.Equal(t, map[string]types.WorkspaceState{*out.SourceWorkspaceId: "AVAILABLE", *out.TargetWorkspaceId: "PENDING"}, statesByID(t, client))
	emu.Advance(1)
	assert.Equal(t, map[string]types.WorkspaceState{*out.SourceWorkspaceId: "TERMINATED", *out.TargetWorkspaceId: "AVAILABLE"}, statesByID(t, client))
	emu.Advance(5 * time.Second)
	after := only(t, client)
	assert.Equal(t, out.TargetWorkspaceId, after.WorkspaceId)
	assert.Equal(t, types.WorkspaceStateAvailable, after.State)
	assert.NotNil(t, after.ComputerName)
	assert.NotEqual(t, before.ComputerName, after.ComputerName)
	assert.NotNil(t, after.IpAddress)
	assert.NotEqual(t, before.IpAddress, after.IpAddress)
	assert.Equal(t, before.UserName, after.UserName)
	assert.Equal(t, before.DirectoryId, after.DirectoryId)
	assert.Equal(t, before.UserVolumeEncryptionEnabled, after.UserVolumeEncryptionEnabled)
	assert.Equal(t, before.VolumeEncryptionKey, after.VolumeEncryptionKey)
	assert.Equal(t, bundleNamed(t, client, "Power with Windows 11 (Server 2025 based)"), *after.BundleId)
	assert.Equal(t, &types.WorkspaceProperties{
		RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120),
		ComputeTypeName: types.ComputePower, RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100),
		Protocols: []types.Protocol{types.ProtocolWsp}, OperatingSystemName: types.OperatingSystemNameWindowsServer2025,
	}, after.WorkspaceProperties)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: after.WorkspaceId})
	require.NoError(t, err)
	assert.Equal(t, r.Tags, tags.TagList)
	_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: before.WorkspaceId})
	requireCode(t, err, "ResourceNotFoundException", "")
}

func TestDoomedMigration(t *testing.T) {
	t.Parallel()
	for _, state := range []types.WorkspaceState{types.WorkspaceStateAvailable, types.WorkspaceStateStopped} {
		emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
			Workspaces: []types.Workspace{{State: state, UserName: aws.String("alice")}},
		}))
		client := emu.Client()
		before := only(t, client)
		id := before.WorkspaceId
		doom(emu, "MigrateWorkspace", "Some.Code", "")
		out, err := migrate(t, client, id, "Power with Windows 11")
		require.NoError(t, err)
		emu.Advance(time.Hour - 1)
		assert.Equal(t, map[string]types.WorkspaceState{*id: state, *out.TargetWorkspaceId: "PENDING"}, statesByID(t, client))
		emu.Advance(1)
		both := list(t, client)
		require.Len(t, both, 2)
		for _, w := range both {
			if *w.WorkspaceId == *id {
				assert.Equal(t, before, w, "the source must not change")
			} else {
				assert.Equal(t, types.WorkspaceStateTerminated, w.State)
			}
		}
		emu.Advance(5 * time.Second)
		assert.Equal(t, before, only(t, client))
		again := request(t, client, "alice")
		again.DirectoryId = before.DirectoryId
		assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, again))

		_, err = migrate(t, client, id, "Power with Windows 11")
		require.NoError(t, err, "a failed migration can be repeated")
		emu.Advance(time.Hour + 5*time.Second)
		assert.NotEqual(t, id, only(t, client).WorkspaceId)
	}
}

func TestSourceIsVisibleAfterADoomedMigration(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	id := only(t, client).WorkspaceId
	doom(emu, "MigrateWorkspace", "Some.Code", "")
	_, err := migrate(t, client, id, "Power with Windows 11")
	require.NoError(t, err)
	out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id}})
	require.NoError(t, err)
	assert.Len(t, out.Workspaces, 1)
}

func TestTerminationDuringAMigration(t *testing.T) {
	t.Parallel()
	for name, ofSource := range map[string]bool{"of the source": true, "of the target": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
			client := emu.Client()
			source := create(t, client, request(t, client, "alice")).WorkspaceId
			emu.Advance(20 * time.Minute)
			out, err := migrate(t, client, source, "Power with Windows 11")
			require.NoError(t, err)
			ended, left, state := out.TargetWorkspaceId, source, types.WorkspaceStateAvailable
			if ofSource {
				ended, left, state = source, out.TargetWorkspaceId, types.WorkspaceStatePending
			}
			require.NoError(t, terminate(t, client, ended))
			assert.Equal(t, map[string]types.WorkspaceState{*ended: "TERMINATING", *left: state}, statesByID(t, client))
			for range 2 {
				emu.Advance(6 * time.Minute)
				assert.Equal(t, map[string]types.WorkspaceState{*left: state}, statesByID(t, client))
				assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, request(t, client, "alice")))
				require.NoError(t, emu.Restore(snapshotOf(t, emu)))
			}
			emu.Advance(time.Hour)
			assert.Equal(t, map[string]types.WorkspaceState{*left: "AVAILABLE"}, statesByID(t, client))
		})
	}
}

func TestSourceOfAMigrationCannotBeChanged(t *testing.T) {
	t.Parallel()
	for _, op := range operations() {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
			before := only(t, client)
			_, err := migrate(t, client, before.WorkspaceId, "Power with Windows 11")
			require.NoError(t, err)
			err = op.call(t, client, before.WorkspaceId)
			if op.name == "TerminateWorkspaces" {
				require.NoError(t, err)
				return
			}
			require.Error(t, err)
			assert.Equal(t, before, workspaceWith(t, client, before.WorkspaceId))
		})
	}
}

func TestMigrationDisconnectsTheUser(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		ConnectionStatus: []types.WorkspaceConnectionStatus{{WorkspaceId: aws.String("ws-000000001"), ConnectionState: types.ConnectionStateConnected}},
	}))
	client := emu.Client()
	_, err := migrate(t, client, aws.String("ws-000000001"), "Power with Windows 11")
	require.NoError(t, err)
	assert.Equal(t, types.ConnectionStateConnected, connection(t, client).ConnectionState)
	emu.Advance(time.Hour)
	out, err := client.DescribeWorkspacesConnectionStatus(t.Context(), &workspaces.DescribeWorkspacesConnectionStatusInput{})
	require.NoError(t, err)
	for _, status := range out.WorkspacesConnectionStatus {
		assert.Equal(t, types.ConnectionStateDisconnected, status.ConnectionState)
	}
}

func TestMigrationContinuesAfterARestart(t *testing.T) {
	t.Parallel()
	for _, doomed := range []bool{false, true} {
		emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
			Workspaces: []types.Workspace{{UserName: aws.String("alice")}},
		}))
		source := only(t, emu.Client())
		if doomed {
			doom(emu, "MigrateWorkspace", "Some.Code", "")
		}
		out, err := migrate(t, emu.Client(), source.WorkspaceId, "Power with Windows 11")
		require.NoError(t, err)

		other := workspacestest.New(t, noon)
		require.NoError(t, other.Restore(snapshotOf(t, emu)))
		client := other.Client()
		again := request(t, client, "alice")
		again.DirectoryId = source.DirectoryId
		assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, again))
		assert.Equal(t, map[string]types.WorkspaceState{*source.WorkspaceId: "AVAILABLE", *out.TargetWorkspaceId: "PENDING"}, statesByID(t, client))
		other.Advance(time.Hour)
		assert.Len(t, list(t, client), 2)
		other.Advance(time.Hour)
		want := out.TargetWorkspaceId
		if doomed {
			want = source.WorkspaceId
		}
		assert.Equal(t, want, only(t, client).WorkspaceId)
		assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
		assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, again))
	}
}

func TestSeatIsTakenAfterADoomedMigrationAndARestart(t *testing.T) {
	t.Parallel()
	for i := range uint64(8) { // the random seed determines the identifiers, and hence the order of the WorkSpaces
		emu := workspacestest.New(t, noon, workspacestest.WithSeed(i), workspacestest.WithSeedResources(workspacestest.Seed{
			Workspaces: []types.Workspace{{UserName: aws.String("alice")}},
		}))
		source := only(t, emu.Client())
		doom(emu, "MigrateWorkspace", "Some.Code", "")
		_, err := migrate(t, emu.Client(), source.WorkspaceId, "Power with Windows 11")
		require.NoError(t, err)
		emu.Advance(time.Hour)
		require.Len(t, list(t, emu.Client()), 2, "the TERMINATED target is still listed")

		restored := workspacestest.New(t, noon)
		require.NoError(t, restored.Restore(snapshotOf(t, emu)))
		client := restored.Client()
		again := request(t, client, "alice")
		again.DirectoryId = source.DirectoryId
		assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, again))
		restored.Advance(time.Minute)
		assert.Equal(t, source.WorkspaceId, only(t, client).WorkspaceId)
		assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, again))
	}
}

func TestASeedReplacesTheWorkspacesOfAMigration(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"source", "target"} {
		emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
		client := emu.Client()
		both := list(t, client)
		first, err := migrate(t, client, both[0].WorkspaceId, "Power with Windows 11")
		require.NoError(t, err)
		second, err := migrate(t, client, both[1].WorkspaceId, "Power with Windows 11")
		require.NoError(t, err)
		want := []*string{first.SourceWorkspaceId, first.TargetWorkspaceId, second.TargetWorkspaceId}
		replaced := want[0]
		if name == "target" {
			replaced = want[1]
		}
		seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: replaced, State: types.WorkspaceStateStopped}}})
		emu.Advance(2 * time.Hour)
		var found []*string
		for _, w := range list(t, client) {
			found = append(found, w.WorkspaceId)
			if *w.WorkspaceId == *replaced {
				assert.Equal(t, types.WorkspaceStateStopped, w.State, name)
			} else {
				assert.Equal(t, types.WorkspaceStateAvailable, w.State, name)
			}
		}
		assert.ElementsMatch(t, want, found, name)
	}
}

// TestMigrationByReads uses WithReads to end the Migrating phase after two responses that show the new WorkSpace.
func TestMigrationByReads(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithReads(workspacestest.Migrating, 2), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	out, err := migrate(t, client, only(t, client).WorkspaceId, "Power with Windows 11")
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceStatePending, statesByID(t, client)[*out.TargetWorkspaceId])
	assert.Equal(t, types.WorkspaceStatePending, statesByID(t, client)[*out.TargetWorkspaceId])
	assert.Equal(t, types.WorkspaceStateAvailable, statesByID(t, client)[*out.TargetWorkspaceId])
	assert.Equal(t, types.WorkspaceStateTerminated, statesByID(t, client)[*out.SourceWorkspaceId])
}

func TestMigrationKeepsVolumes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		from, to           string
		root, user         *int32
		wantRoot, wantUser int32
	}{
		"larger bundle":          {from: "Standard with Windows 11", to: "Power with Windows 11", wantRoot: 175, wantUser: 100},
		"smaller bundle":         {from: "Power with Windows 11", to: "Standard with Windows 11", wantRoot: 175, wantUser: 100},
		"user volume of its own": {from: "Performance with Windows 11", to: "Power with Windows 11", root: aws.Int32(80), user: aws.Int32(50), wantRoot: 175, wantUser: 50},
		"large volumes":          {from: "Standard with Windows 11", to: "Power with Windows 11", root: aws.Int32(200), user: aws.Int32(500), wantRoot: 200, wantUser: 500},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
			r := request(t, client, "alice")
			r.BundleId = aws.String(bundleNamed(t, client, tt.from))
			r.WorkspaceProperties = &types.WorkspaceProperties{RootVolumeSizeGib: tt.root, UserVolumeSizeGib: tt.user}
			_, err := migrate(t, client, create(t, client, r).WorkspaceId, tt.to)
			require.NoError(t, err)
			p := only(t, client).WorkspaceProperties
			assert.Equal(t, tt.wantRoot, *p.RootVolumeSizeGib)
			assert.Equal(t, tt.wantUser, *p.UserVolumeSizeGib)
		})
	}
}

func TestRefusedMigrations(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		from, to      string
		code, message string
	}{
		"same bundle":                {"Standard with Windows 11", "Standard with Windows 11", "InvalidParameterValuesException", "the bundle that it has"},
		"Linux to Windows":           {"Standard with Ubuntu 22.04", "Standard with Windows 11", "OperationNotSupportedException", "from UBUNTU_22_04 to WINDOWS_11"},
		"Windows to Linux":           {"Standard with Windows 11", "Standard with Amazon Linux 2", "OperationNotSupportedException", "from WINDOWS_11 to AMAZON_LINUX_2"},
		"Linux to Linux":             {"Standard with Amazon Linux 2", "Standard with Ubuntu 22.04", "OperationNotSupportedException", "from AMAZON_LINUX_2 to UBUNTU_22_04"},
		"Windows 11 to 10":           {"Standard with Windows 11", "Standard with Windows 10", "OperationNotSupportedException", "from the operating system WINDOWS_11 to WINDOWS_10"},
		"Windows 10 to 11":           {"Standard with Windows 10", "Standard with Windows 11", "", ""},
		"Value, Windows 11 Server":   {"Value with Windows 10", "Power with Windows 11 (Server 2025 based)", "OperationNotSupportedException", "VALUE is not supported for the operating system WINDOWS_SERVER_2025"},
		"Value hardware, Windows 11": {"Value with Windows 10", "Standard with Windows 11", "OperationNotSupportedException", "VALUE is not supported for the operating system WINDOWS_11"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
			r := request(t, client, "alice")
			r.BundleId = aws.String(bundleNamed(t, client, tt.from))
			create(t, client, r)
			before := only(t, client)
			_, err := migrate(t, client, before.WorkspaceId, tt.to)
			if tt.code == "" {
				require.NoError(t, err)
				return
			}
			requireCode(t, err, tt.code, tt.message)
			assert.Equal(t, before, only(t, client))
		})
	}
}

// TestMigrationsBetweenOwnersOfBundles migrates WorkSpaces between AWS bundles, custom bundles and BYOL bundles.
func TestMigrationsBetweenOwnersOfBundles(t *testing.T) {
	t.Parallel()
	const custom, otherCustom, own, otherOwn, value = "wsb-000000001", "wsb-000000002", "wsb-000000003", "wsb-000000004", "wsb-000000005"
	tests := map[string]struct{ from, to, message string }{
		"public to custom":             {from: "Standard with Windows 10 (Server 2022 based)", to: custom},
		"custom to custom":             {from: custom, to: otherCustom},
		"custom to public Windows 10":  {from: custom, to: "Power with Windows 10 (Server 2022 based)", message: "public bundle with Windows 10"},
		"custom to public Windows 11":  {from: custom, to: "Power with Windows 11 (Server 2025 based)"},
		"public to BYOL":               {from: "Standard with Windows 10 (Server 2022 based)", to: own, message: "to a bundle with your own license"},
		"custom to BYOL":               {from: custom, to: own, message: "to a bundle with your own license"},
		"BYOL to BYOL":                 {from: own, to: otherOwn},
		"BYOL to custom":               {from: own, to: custom, message: "only to a bundle with your own license"},
		"BYOL to public":               {from: own, to: "Power with Windows 11", message: "only to a bundle with your own license"},
		"to Value with Windows 11":     {from: otherCustom, to: value, message: "VALUE is not supported for the operating system WINDOWS_11"},
		"unknown bundle":               {from: "wsb-bh8rsxt14", to: "Power with Windows 10 (Server 2022 based)"},
		"unknown bundle to a BYOL one": {from: "wsb-bh8rsxt14", to: own, message: "to a bundle with your own license"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t)
			client := emu.Client()
			id := func(bundle string) *string {
				if strings.HasPrefix(bundle, "wsb-") {
					return &bundle
				}
				return aws.String(bundleNamed(t, client, bundle))
			}
			windows11 := bundleWith(t, client, id("Standard with Windows 11")).ImageId
			licensed := types.WorkspaceImageRequiredTenancyDedicated
			seed(t, emu, workspacestest.Seed{
				Images: []types.WorkspaceImage{{ImageId: aws.String("wsi-000000001")}, {ImageId: aws.String("wsi-000000002"), RequiredTenancy: licensed}},
				Bundles: []types.WorkspaceBundle{
					{BundleId: aws.String(custom), ImageId: aws.String("wsi-000000001")}, {BundleId: aws.String(otherCustom), ImageId: aws.String("wsi-000000001")},
					{BundleId: aws.String(own), ImageId: aws.String("wsi-000000002")}, {BundleId: aws.String(otherOwn), ImageId: aws.String("wsi-000000002")},
					{BundleId: aws.String(value), ImageId: windows11, ComputeType: &types.ComputeType{Name: types.ComputeValue}},
				},
				Workspaces: []types.Workspace{{BundleId: id(tt.from)}},
			})
			_, err := client.MigrateWorkspace(t.Context(), &workspaces.MigrateWorkspaceInput{SourceWorkspaceId: only(t, client).WorkspaceId, BundleId: id(tt.to)})
			if tt.message == "" {
				require.NoError(t, err)
				return
			}
			requireCode(t, err, "OperationNotSupportedException", tt.message)
		})
	}
}

func TestMigrationNeedsABundle(t *testing.T) {
	t.Parallel()
	pending := aws.String("wsb-000000001")
	client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{}}, Bundles: []types.WorkspaceBundle{{BundleId: pending, State: types.WorkspaceBundleStatePending}},
	})).Client()
	in := &workspaces.MigrateWorkspaceInput{SourceWorkspaceId: only(t, client).WorkspaceId, BundleId: aws.String("wsb-000000000")}
	_, err := client.MigrateWorkspace(t.Context(), in)
	requireCode(t, err, "ResourceNotFoundException", "bundle")
	in.BundleId = pending
	_, err = client.MigrateWorkspace(t.Context(), in)
	requireCode(t, err, "ResourceUnavailableException", "bundle")

	require.NoError(t, modify(t, client, types.WorkspaceProperties{ComputeTypeName: types.ComputePower}))
	in.BundleId = aws.String(bundleNamed(t, client, "Power with Windows 11"))
	_, err = client.MigrateWorkspace(t.Context(), in)
	requireCode(t, err, "OperationInProgressException", "currently under modification")
}
