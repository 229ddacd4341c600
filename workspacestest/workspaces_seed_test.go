package workspacestest_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestSeededWorkspaceIsFilledIn(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{}}})
	w := only(t, client)
	assert.Regexp(t, "^ws-[0-9a-z]{9}$", *w.WorkspaceId)
	assert.Equal(t, types.WorkspaceStateAvailable, w.State)
	for name, member := range map[string]*string{
		"UserName": w.UserName, "ComputerName": w.ComputerName, "IpAddress": w.IpAddress, "SubnetId": w.SubnetId,
	} {
		assert.NotEmpty(t, aws.ToString(member), name)
	}
	assert.Equal(t, bundleNamed(t, client, "Standard with Windows 10 (Server 2022 based)"), *w.BundleId)
	assert.Equal(t, &types.WorkspaceProperties{
		RunningMode: types.RunningModeAlwaysOn, ComputeTypeName: types.ComputeStandard, RootVolumeSizeGib: aws.Int32(80), UserVolumeSizeGib: aws.Int32(50),
		Protocols: []types.Protocol{types.ProtocolWsp}, OperatingSystemName: types.OperatingSystemNameWindowsServer2022,
	}, w.WorkspaceProperties)
	directories, err := client.DescribeWorkspaceDirectories(t.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*w.DirectoryId}})
	require.NoError(t, err)
	require.Len(t, directories.Directories, 1)
	assert.Contains(t, directories.Directories[0].SubnetIds, *w.SubnetId)

	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{}}})
	both := list(t, client)
	require.Len(t, both, 2)
	assert.Equal(t, both[0].DirectoryId, both[1].DirectoryId, "a directory that is there will do")
	assert.NotEqual(t, both[0].UserName, both[1].UserName)
}

func TestSeededWorkspaceIsAsItIsGiven(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	given := types.Workspace{
		WorkspaceId: aws.String("ws-abcdefghi"), DirectoryId: aws.String("d-92670000dd"), UserName: aws.String("alice"),
		BundleId: aws.String("wsb-abcdefghi"), State: types.WorkspaceStateError, ErrorCode: aws.String("Some.Code"), ErrorMessage: aws.String("Some message."),
		ComputerName: aws.String("A-1"), IpAddress: aws.String("10.0.0.7"), Ipv6Address: aws.String("2001:db8:0:0:0:0:0:1"), SubnetId: aws.String("subnet-1"),
		RootVolumeEncryptionEnabled: aws.Bool(true), UserVolumeEncryptionEnabled: aws.Bool(true), VolumeEncryptionKey: aws.String("alias/desktops"),
		WorkspaceProperties: &types.WorkspaceProperties{
			RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120), ComputeTypeName: types.ComputePower,
			RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100), Protocols: []types.Protocol{types.ProtocolPcoip},
			OperatingSystemName: types.OperatingSystemNameWindows10,
		},
		ModificationStates: []types.ModificationState{{Resource: types.ModificationResourceEnumUserVolume, State: types.ModificationStateEnumUpdateFailed}},
	}
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{given}})
	assert.Equal(t, given, only(t, client))

	again := given
	again.UserName = aws.String("bob")
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{again}})
	assert.Equal(t, again, only(t, client), "it is replaced")
	r := request(t, client, "alice")
	r.DirectoryId = given.DirectoryId
	create(t, client, r)
	r.UserName = aws.String("bob")
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, r))
}

func TestSeededKiosk(t *testing.T) {
	t.Parallel()
	w := only(t, workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{WorkspaceName: aws.String("kiosk-1")}},
	})).Client())
	assert.Equal(t, "[UNDEFINED]", *w.UserName)
	assert.Equal(t, "kiosk-1", *w.WorkspaceName)
}

func TestSeededModificationGoesOn(t *testing.T) {
	t.Parallel()
	change := []types.ModificationState{{Resource: types.ModificationResourceEnumUserVolume, State: types.ModificationStateEnumUpdateInProgress}}
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{ModificationStates: change}},
	}))
	client := emu.Client()
	assert.Equal(t, change, only(t, client).ModificationStates)
	assert.Equal(t, types.WorkspaceStateUpdating, only(t, client).State)
	emu.Advance(time.Hour)
	assert.Empty(t, only(t, client).ModificationStates)
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
}

func TestSeededPair(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client, primary := emu.Client(), aws.String("ws-000000001")
	seed(t, emu, workspacestest.Seed{
		Region: awayRegion, Workspaces: []types.Workspace{{WorkspaceId: primary, State: types.WorkspaceStateStopped}},
	})
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{RelatedWorkspaces: []types.RelatedWorkspaceProperties{
		{WorkspaceId: primary, Region: aws.String(awayRegion), Type: types.StandbyWorkspaceRelationshipTypePrimary},
		{}, // odd, and nobody's partner
	}}}})
	w := only(t, client)
	assert.Equal(t, []types.RelatedWorkspaceProperties{{
		WorkspaceId: primary, Region: aws.String(awayRegion), Type: types.StandbyWorkspaceRelationshipTypePrimary, State: types.WorkspaceStateStopped,
	}}, w.RelatedWorkspaces)
	assert.Equal(t, types.DataReplicationNoReplication, w.DataReplicationSettings.DataReplication)
	requireCode(t, operationNamed("RestoreWorkspace").call(t, client, w.WorkspaceId), "OperationNotSupportedException", "standby")
}

func TestWithWorkspacesInEveryState(t *testing.T) {
	t.Parallel()
	for _, state := range types.WorkspaceState("").Values() {
		both := list(t, workspacestest.New(t, workspacestest.WithWorkspaces(2, state)).Client())
		require.Len(t, both, 2)
		for i, w := range both {
			assert.Equal(t, state, w.State)
			assert.Contains(t, []string{"user001", "user002"}, *w.UserName)
			assert.Equal(t, both[0].DirectoryId, both[i].DirectoryId)
			assert.Equal(t, types.RunningModeAutoStop, w.WorkspaceProperties.RunningMode)
			assert.Equal(t, state == types.WorkspaceStateError, w.ErrorCode != nil)
			assert.Equal(t, state == types.WorkspaceStatePending, w.IpAddress == nil)
		}
	}
}

// BenchmarkAHundredThousandWorkspaces tells what many WorkSpaces cost: to add them, to keep them and to
// list them all.
func BenchmarkAHundredThousandWorkspaces(b *testing.B) {
	const n = 100_000
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before, began := heap(), time.Now()
		client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(n, types.WorkspaceStateAvailable)).Client()
		added := time.Now()
		b.ReportMetric(added.Sub(began).Seconds(), "s/adding")
		b.ReportMetric(float64(heap()-before)/n, "B/WorkSpace")

		listing, seen := time.Now(), 0
		for _, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(b.Context()) {
			require.NoError(b, err)
			seen++
		}
		require.Equal(b, n, seen)
		b.ReportMetric(time.Since(listing).Seconds(), "s/listing")
	}
}
