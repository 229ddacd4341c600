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

const (
	awayRegion    = "us-west-2"
	awayDirectory = "d-92670000ee"
)

// away registers a directory in another Region, and returns a client for that Region.
func away(t *testing.T, emu *workspacestest.Emulator) *workspaces.Client {
	t.Helper()
	client := emu.Client(inRegion(awayRegion))
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(awayDirectory)})
	require.NoError(t, err)
	emu.Advance(time.Minute)
	return client
}

// standbys creates standbys for WorkSpaces in us-east-1.
func standbys(t *testing.T, client *workspaces.Client, requests ...types.StandbyWorkspace) *workspaces.CreateStandbyWorkspacesOutput {
	t.Helper()
	out, err := client.CreateStandbyWorkspaces(t.Context(), &workspaces.CreateStandbyWorkspacesInput{
		PrimaryRegion: aws.String(workspacestest.Region), StandbyWorkspaces: requests,
	})
	require.NoError(t, err)
	return out
}

func TestStandby(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client, began := emu.Client(), emu.Now()
	west := away(t, emu)
	primary := only(t, client)
	assert.Nil(t, primary.RelatedWorkspaces)
	tags := []types.Tag{{Key: aws.String("team"), Value: aws.String("front desk")}}
	out := standbys(t, west, types.StandbyWorkspace{
		PrimaryWorkspaceId: primary.WorkspaceId, DirectoryId: aws.String(awayDirectory), Tags: tags,
		DataReplication: types.DataReplicationPrimaryAsSource, VolumeEncryptionKey: aws.String("alias/west"),
	})
	require.NoError(t, out.Err())
	require.Len(t, out.PendingStandbyRequests, 1)
	pending := out.PendingStandbyRequests[0]
	assert.Equal(t, types.PendingCreateStandbyWorkspacesRequest{
		WorkspaceId: pending.WorkspaceId, DirectoryId: aws.String(awayDirectory), UserName: primary.UserName, State: types.WorkspaceStatePending,
	}, pending)
	assert.Empty(t, list(t, west), "the standby must not be visible at once")

	emu.Advance(20 * time.Minute)
	standby := only(t, west)
	snapshot := began.Add(-7 * 24 * time.Hour).Add(30 * time.Minute).Add(13 * 12 * time.Hour).UTC()
	assert.Equal(t, pending.WorkspaceId, standby.WorkspaceId)
	assert.Equal(t, types.WorkspaceStateAvailable, standby.State)
	assert.Equal(t, "alias/west", *standby.VolumeEncryptionKey)
	assert.True(t, *standby.RootVolumeEncryptionEnabled)
	assert.True(t, *standby.UserVolumeEncryptionEnabled)
	assert.Equal(t, primary.BundleId, standby.BundleId)
	assert.Equal(t, []types.RelatedWorkspaceProperties{{
		WorkspaceId: primary.WorkspaceId, Region: aws.String(workspacestest.Region), Type: types.StandbyWorkspaceRelationshipTypePrimary,
		State: types.WorkspaceStateAvailable,
	}}, standby.RelatedWorkspaces)
	assert.Equal(t, &types.DataReplicationSettings{
		DataReplication: types.DataReplicationPrimaryAsSource, RecoverySnapshotTime: &snapshot,
	}, standby.DataReplicationSettings)
	assert.Nil(t, standby.StandbyWorkspacesProperties)

	primary = only(t, client)
	assert.Equal(t, []types.RelatedWorkspaceProperties{{
		WorkspaceId: standby.WorkspaceId, Region: aws.String(awayRegion), Type: types.StandbyWorkspaceRelationshipTypeStandby,
		State: types.WorkspaceStateAvailable,
	}}, primary.RelatedWorkspaces)
	assert.Equal(t, []types.StandbyWorkspacesProperties{{
		StandbyWorkspaceId: standby.WorkspaceId, DataReplication: types.DataReplicationPrimaryAsSource, RecoverySnapshotTime: &snapshot,
	}}, primary.StandbyWorkspacesProperties)
	assert.Nil(t, primary.DataReplicationSettings)
	shown, err := west.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: standby.WorkspaceId})
	require.NoError(t, err)
	assert.Equal(t, tags, shown.TagList)

	require.NoError(t, operationNamed("TerminateWorkspaces").call(t, client, primary.WorkspaceId))
	assert.Equal(t, types.WorkspaceStateTerminating, only(t, west).RelatedWorkspaces[0].State)
	emu.Advance(6 * time.Minute)
	assert.Nil(t, only(t, west).RelatedWorkspaces, "the primary no longer exists")
	assert.Nil(t, only(t, west).DataReplicationSettings)
}

// pair creates a primary and a standby without replication.
func pair(t *testing.T) (east, west *workspaces.Client) {
	t.Helper()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	east, west = emu.Client(), away(t, emu)
	require.NoError(t, standbys(t, west, types.StandbyWorkspace{
		PrimaryWorkspaceId: only(t, east).WorkspaceId, DirectoryId: aws.String(awayDirectory),
	}).Err())
	return east, west
}

func TestReplicationCanBeSwitchedOnAndOff(t *testing.T) {
	t.Parallel()
	east, west := pair(t)
	assert.Equal(t, &types.DataReplicationSettings{DataReplication: types.DataReplicationNoReplication}, only(t, west).DataReplicationSettings)
	for _, by := range []*workspaces.Client{east, west} {
		for _, to := range []types.DataReplication{types.DataReplicationPrimaryAsSource, types.DataReplicationNoReplication} {
			_, err := by.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: only(t, by).WorkspaceId, DataReplication: to})
			require.NoError(t, err)
			on := to == types.DataReplicationPrimaryAsSource
			settings, properties := only(t, west).DataReplicationSettings, only(t, east).StandbyWorkspacesProperties[0]
			assert.Equal(t, to, settings.DataReplication)
			assert.Equal(t, on, settings.RecoverySnapshotTime != nil)
			assert.Equal(t, to, properties.DataReplication)
			assert.Equal(t, on, properties.RecoverySnapshotTime != nil)
		}
	}
}

func TestReplicationAndPropertiesChangeTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	east, west := pair(t)
	in := &workspaces.ModifyWorkspacePropertiesInput{
		WorkspaceId: only(t, east).WorkspaceId, DataReplication: types.DataReplicationPrimaryAsSource,
		WorkspaceProperties: &types.WorkspaceProperties{UserVolumeSizeGib: aws.Int32(10)},
	}
	_, err := east.ModifyWorkspaceProperties(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "smaller: from 50 GB to 10 GB")
	assert.Equal(t, types.DataReplicationNoReplication, only(t, west).DataReplicationSettings.DataReplication)
	in.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}
	_, err = east.ModifyWorkspaceProperties(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, types.RunningModeAlwaysOn, only(t, east).WorkspaceProperties.RunningMode)
	assert.Equal(t, types.DataReplicationPrimaryAsSource, only(t, west).DataReplicationSettings.DataReplication)
}

func TestReplicationNeedsAStandby(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
		WorkspaceId: only(t, client).WorkspaceId, DataReplication: types.DataReplicationPrimaryAsSource,
	})
	requireCode(t, err, "UnsupportedWorkspaceConfigurationException", "no standby")
}

func TestOperationsThatAStandbyDoesNotSupport(t *testing.T) {
	t.Parallel()
	east, west := pair(t)
	before := only(t, west)
	for name, code := range map[string]string{
		"RebuildWorkspaces":         "OperationNotSupported.WorkSpace",
		"RestoreWorkspace":          "OperationNotSupportedException",
		"MigrateWorkspace":          "OperationNotSupportedException",
		"ModifyWorkspaceProperties": "UnsupportedWorkspaceConfigurationException",
	} {
		requireCode(t, operationNamed(name).call(t, west, before.WorkspaceId), code, "standby")
		assert.Equal(t, before, only(t, west), name)
	}
	requireCode(t, operationNamed("MigrateWorkspace").call(t, east, only(t, east).WorkspaceId), "OperationNotSupportedException", "has a standby")
	for _, name := range []string{"StopWorkspaces", "StartWorkspaces", "RebootWorkspaces", "TerminateWorkspaces"} {
		require.NoError(t, operationNamed(name).call(t, west, before.WorkspaceId), name)
	}
	assert.Empty(t, list(t, west))
	assert.Nil(t, only(t, east).RelatedWorkspaces)
	require.NoError(t, operationNamed("MigrateWorkspace").call(t, east, only(t, east).WorkspaceId), "the standby no longer exists")
}

func TestStandbysThatCannotBeCreated(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	west := away(t, emu)
	ofBundle := func(user, bundle string) *string {
		r := request(t, client, user)
		r.BundleId = aws.String(bundleNamed(t, client, bundle))
		return create(t, client, r).WorkspaceId
	}
	good := create(t, client, request(t, client, "alice")).WorkspaceId
	linux, graphics := ofBundle("bob", "Standard with Ubuntu 22.04"), ofBundle("carol", "Graphics.g4dn with Windows 11")
	large := ofBundle("dave", "GeneralPurpose.4xlarge with Windows 11")
	leaving := create(t, client, request(t, client, "frank")).WorkspaceId
	emu.Advance(20 * time.Minute)
	require.NoError(t, terminate(t, client, leaving))
	fresh := create(t, client, request(t, client, "erin")).WorkspaceId
	emu.Advance(time.Second)

	tests := map[string]struct {
		primary   *string
		directory string
		code      string
	}{
		"unknown primary":     {aws.String("ws-000000000"), awayDirectory, "ResourceNotFound.WorkSpace"},
		"primary PENDING":     {fresh, awayDirectory, "InvalidResourceState.WorkSpace"},
		"primary TERMINATING": {leaving, awayDirectory, "InvalidResourceState.WorkSpace"},
		"Linux":               {linux, awayDirectory, "OperationNotSupported.WorkSpace"},
		"graphics hardware":   {graphics, awayDirectory, "OperationNotSupported.WorkSpace"},
		"general purpose":     {large, awayDirectory, "OperationNotSupported.WorkSpace"},
		"directory elsewhere": {good, directoryID, "ResourceNotFound.Directory"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := types.StandbyWorkspace{PrimaryWorkspaceId: tt.primary, DirectoryId: aws.String(tt.directory)}
			out := standbys(t, west, r)
			assert.Empty(t, out.PendingStandbyRequests)
			require.Len(t, out.FailedStandbyRequests, 1)
			assert.Equal(t, tt.code, *out.FailedStandbyRequests[0].ErrorCode)
			assert.NotEmpty(t, *out.FailedStandbyRequests[0].ErrorMessage)
			assert.Equal(t, &r, out.FailedStandbyRequests[0].StandbyWorkspaceRequest)
		})
	}
	t.Run("one of two for the same user", func(t *testing.T) {
		t.Parallel()
		r := types.StandbyWorkspace{PrimaryWorkspaceId: good, DirectoryId: aws.String(awayDirectory)}
		out := standbys(t, west, r, r)
		assert.Len(t, out.PendingStandbyRequests, 1)
		require.Len(t, out.FailedStandbyRequests, 1)
		assert.Equal(t, "ResourceExists.WorkSpace", *out.FailedStandbyRequests[0].ErrorCode)
	})
}

func TestStandbysOfBYOLWorkspacesNeedADedicatedDirectory(t *testing.T) {
	t.Parallel()
	image, bundle, primary := aws.String("wsi-000000001"), aws.String("wsb-000000001"), aws.String("ws-000000001")
	shared := aws.String("d-92670000dd")
	emu := workspacestest.New(t, instant, workspacestest.WithSeedResources(workspacestest.Seed{
		Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryID), Tenancy: types.TenancyDedicated}},
		Images:      []types.WorkspaceImage{{ImageId: image, RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated}},
		Bundles:     []types.WorkspaceBundle{{BundleId: bundle, ImageId: image}},
		Workspaces:  []types.Workspace{{WorkspaceId: primary, BundleId: bundle, DirectoryId: aws.String(directoryID)}},
	}), workspacestest.WithSeedResources(workspacestest.Seed{
		Region: awayRegion,
		Directories: []types.WorkspaceDirectory{
			{DirectoryId: shared},
			{DirectoryId: aws.String(awayDirectory), Tenancy: types.TenancyDedicated},
		},
	}))
	west := emu.Client(inRegion(awayRegion))
	out := standbys(t, west, types.StandbyWorkspace{PrimaryWorkspaceId: primary, DirectoryId: shared})
	requireCode(t, out.Err(), "OperationNotSupported.Directory", "wsb-000000001 needs a directory with the tenancy DEDICATED, and d-92670000dd has the tenancy SHARED")
	out = standbys(t, west, types.StandbyWorkspace{PrimaryWorkspaceId: primary, DirectoryId: aws.String(awayDirectory)})
	require.NoError(t, out.Err())
}

func TestStandbysOfAStandby(t *testing.T) {
	t.Parallel()
	east, west := pair(t)
	out, err := east.CreateStandbyWorkspaces(t.Context(), &workspaces.CreateStandbyWorkspacesInput{
		PrimaryRegion:     aws.String(awayRegion),
		StandbyWorkspaces: []types.StandbyWorkspace{{PrimaryWorkspaceId: only(t, west).WorkspaceId, DirectoryId: only(t, east).DirectoryId}},
	})
	require.NoError(t, err)
	requireCode(t, out.Err(), "OperationNotSupported.WorkSpace", "standby")
}

func TestCreateStandbyWorkspacesFailsAsAWhole(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	primary := only(t, client)
	in := &workspaces.CreateStandbyWorkspacesInput{
		PrimaryRegion:     aws.String(workspacestest.Region),
		StandbyWorkspaces: []types.StandbyWorkspace{{PrimaryWorkspaceId: primary.WorkspaceId, DirectoryId: primary.DirectoryId}},
	}
	_, err := client.CreateStandbyWorkspaces(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "must not be the Region")
	in.StandbyWorkspaces[0].Tags = []types.Tag{{Key: aws.String("aws:team"), Value: aws.String("x")}}
	_, err = away(t, emu).CreateStandbyWorkspaces(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "reserved")
}

func TestQuotaOfStandbys(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable),
		workspacestest.WithQuota(workspacestest.QuotaStandbyWorkspaces, 1), workspacestest.WithQuota(workspacestest.QuotaWorkspaces, 0))
	west := away(t, emu)
	primaries := list(t, emu.Client())
	ask := func(primary types.Workspace) error {
		out, err := west.CreateStandbyWorkspaces(t.Context(), &workspaces.CreateStandbyWorkspacesInput{
			PrimaryRegion:     aws.String(workspacestest.Region),
			StandbyWorkspaces: []types.StandbyWorkspace{{PrimaryWorkspaceId: primary.WorkspaceId, DirectoryId: aws.String(awayDirectory)}},
		})
		if err != nil {
			return err
		}
		return out.Err()
	}
	require.NoError(t, ask(primaries[0]))
	requireCode(t, ask(primaries[1]), "ResourceLimitExceededException", "standby")
	requireCode(t, ask(primaries[0]), "ResourceExists.WorkSpace", "")
}

func TestStandbysBelongToTheSameAccount(t *testing.T) {
	t.Parallel()
	emu, owner, _ := twoAccounts(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	stranger := emu.ClientFor(otherKey, awayRegion)
	_, err := stranger.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(awayDirectory)})
	require.NoError(t, err)
	out := standbys(t, stranger, types.StandbyWorkspace{PrimaryWorkspaceId: only(t, owner).WorkspaceId, DirectoryId: aws.String(awayDirectory)})
	require.Len(t, out.FailedStandbyRequests, 1)
	assert.Equal(t, "ResourceNotFound.WorkSpace", *out.FailedStandbyRequests[0].ErrorCode)
}

func TestSnapshotsHoldPairs(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	west := away(t, emu)
	require.NoError(t, standbys(t, west, types.StandbyWorkspace{
		PrimaryWorkspaceId: only(t, emu.Client()).WorkspaceId, DirectoryId: aws.String(awayDirectory),
		DataReplication: types.DataReplicationPrimaryAsSource,
	}).Err())
	before := only(t, west)
	require.NotNil(t, before.DataReplicationSettings.RecoverySnapshotTime)
	other := workspacestest.New(t, instant)
	require.NoError(t, other.Restore(snapshotOf(t, emu)))
	assert.Equal(t, before, only(t, other.Client(inRegion(awayRegion))))
}

func TestNullElements(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for operation, body := range map[string]string{
		"CreateStandbyWorkspaces": `{"PrimaryRegion":"eu-west-1","StandbyWorkspaces":[null]}`,
		"CreateWorkspaces":        `{"Workspaces":[null]}`,
	} {
		a := call(t, emu, operation, body)
		assert.Equal(t, 400, a.status, operation)
		assert.Equal(t, "ValidationException", a.Type, operation)
	}
}
