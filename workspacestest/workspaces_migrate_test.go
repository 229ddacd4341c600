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

func migrate(t *testing.T, client *workspaces.Client, id *string, bundle string) (*workspaces.MigrateWorkspaceOutput, error) {
	t.Helper()
	return client.MigrateWorkspace(t.Context(), &workspaces.MigrateWorkspaceInput{SourceWorkspaceId: id, BundleId: aws.String(bundleNamed(t, client, bundle))})
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
	assert.Empty(t, list(t, client), "the target is not visible at once")
	emu.Advance(time.Second)
	target := only(t, client)
	assert.Equal(t, out.TargetWorkspaceId, target.WorkspaceId)
	assert.Equal(t, types.WorkspaceStatePending, target.State)
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, request(t, client, "alice")))
	_, err = migrate(t, client, before.WorkspaceId, "Power with Windows 11")
	requireCode(t, err, "ResourceNotFoundException", "")

	emu.Advance(time.Hour - time.Second - 1)
	assert.Equal(t, types.WorkspaceStatePending, only(t, client).State)
	emu.Advance(1)
	after := only(t, client)
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
		assert.Equal(t, out.TargetWorkspaceId, only(t, client).WorkspaceId)
		_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: id})
		requireCode(t, err, "ResourceNotFoundException", "")
		emu.Advance(1)
		both := list(t, client)
		require.Len(t, both, 2)
		for _, w := range both {
			if *w.WorkspaceId == *id {
				assert.Equal(t, before, w, "as it was")
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
		require.NoError(t, err, "it can be tried again")
		emu.Advance(time.Hour)
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
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	out, err := migrate(t, client, only(t, client).WorkspaceId, "Power with Windows 11")
	require.NoError(t, err)
	emu.Advance(time.Second)
	require.NoError(t, operationNamed("TerminateWorkspaces").call(t, client, out.TargetWorkspaceId))
	assert.Equal(t, types.WorkspaceStateTerminating, only(t, client).State)
	emu.Advance(6 * time.Minute)
	assert.Empty(t, list(t, client))
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
		other.Advance(time.Second)
		assert.Equal(t, out.TargetWorkspaceId, only(t, client).WorkspaceId)
		other.Advance(2 * time.Hour)
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
	for i := range uint64(8) { // different identifiers: either of the two can come first
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
		replaced, want := first.SourceWorkspaceId, []*string{first.SourceWorkspaceId, first.TargetWorkspaceId, second.TargetWorkspaceId}
		if name == "target" {
			replaced, want = first.TargetWorkspaceId, []*string{first.TargetWorkspaceId, second.TargetWorkspaceId}
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

// TestMigrationByReads ends the phase Migrating after a number of answers that showed the target.
func TestMigrationByReads(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithReads(workspacestest.Migrating, 2), workspacestest.WithDuration(workspacestest.Propagating, 0),
		workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	_, err := migrate(t, client, only(t, client).WorkspaceId, "Power with Windows 11")
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceStatePending, only(t, client).State)
	assert.Equal(t, types.WorkspaceStatePending, only(t, client).State)
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
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
		"Linux to Windows":           {"Standard with Ubuntu 22.04", "Standard with Windows 11", "OperationNotSupportedException", "operating system"},
		"Windows to Linux":           {"Standard with Windows 11", "Standard with Amazon Linux 2", "OperationNotSupportedException", "operating system"},
		"Linux to Linux":             {"Standard with Amazon Linux 2", "Standard with Ubuntu 22.04", "", ""},
		"Windows 11 to 10":           {"Standard with Windows 11", "Standard with Windows 10", "OperationNotSupportedException", "operating system"},
		"Windows 10 to 11":           {"Standard with Windows 10", "Standard with Windows 11", "", ""},
		"Value hardware, Windows 11": {"Value with Windows 10", "Standard with Windows 11", "OperationNotSupportedException", "operating system"},
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
