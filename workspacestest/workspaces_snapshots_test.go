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

// snapshots returns the ages of a WorkSpace's newest snapshots for a rebuild and for a restore. Both lists are empty if
// it has no snapshots.
func snapshots(t *testing.T, client *workspaces.Client, id *string, now time.Time) (rebuild, restore []time.Duration) {
	t.Helper()
	out, err := client.DescribeWorkspaceSnapshots(t.Context(), &workspaces.DescribeWorkspaceSnapshotsInput{WorkspaceId: id})
	require.NoError(t, err)
	require.NotNil(t, out.RebuildSnapshots)
	require.NotNil(t, out.RestoreSnapshots)
	for _, s := range out.RebuildSnapshots {
		rebuild = append(rebuild, now.Sub(*s.SnapshotTime))
	}
	for _, s := range out.RestoreSnapshots {
		restore = append(restore, now.Sub(*s.SnapshotTime))
	}
	return rebuild, restore
}

func TestSnapshotsAreTakenRegularly(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	id := create(t, client, request(t, client, "alice")).WorkspaceId
	for _, step := range []struct {
		after time.Duration
		age   []time.Duration
	}{
		{20 * time.Minute, nil},   // the WorkSpace becomes AVAILABLE
		{30*time.Minute - 1, nil}, // just before the first snapshot
		{1, []time.Duration{0}},   // the first snapshot
		{11 * time.Hour, []time.Duration{11 * time.Hour}},
		{time.Hour, []time.Duration{0}}, // the second snapshot
		{25 * time.Hour, []time.Duration{time.Hour}},
	} {
		emu.Advance(step.after)
		rebuild, restore := snapshots(t, client, id, emu.Now())
		assert.Equal(t, step.age, rebuild)
		assert.Equal(t, step.age, restore)
	}

	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, id))
	emu.Advance(20*time.Minute + 30*time.Minute - 1)
	rebuild, _ := snapshots(t, client, id, emu.Now())
	assert.Equal(t, []time.Duration{time.Hour + 50*time.Minute - 1}, rebuild, "the earlier snapshots must still exist")
	emu.Advance(1)
	rebuild, restore := snapshots(t, client, id, emu.Now())
	assert.Equal(t, []time.Duration{0}, rebuild, "new snapshots must be taken soon after a rebuild")
	assert.Equal(t, []time.Duration{0}, restore)
}

func TestSnapshotsOfAnUnhealthyWorkspace(t *testing.T) {
	t.Parallel()
	for _, state := range []types.WorkspaceState{types.WorkspaceStateUnhealthy, types.WorkspaceStateError, types.WorkspaceStateImpaired} {
		emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, state))
		client := emu.Client()
		id := only(t, client).WorkspaceId
		rebuild, restore := snapshots(t, client, id, emu.Now())
		require.Equal(t, rebuild, restore)
		emu.Advance(12 * time.Hour)
		after, last := snapshots(t, client, id, emu.Now())
		assert.Equal(t, rebuild, after, "the service must still take snapshots of the user volume")
		assert.Equal(t, []time.Duration{restore[0] + 12*time.Hour}, last, "the service must not take new snapshots of the root volume")
	}
}

func TestRebuildNeedsASnapshot(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	id := create(t, client, request(t, client, "alice")).WorkspaceId
	rebuild := operationNamed("RebuildWorkspaces").call
	emu.Advance(20*time.Minute + 30*time.Minute - 1)
	requireCode(t, rebuild(t, client, id), "ResourceNotFound.Snapshot", "no snapshot")
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
	emu.Advance(1)
	require.NoError(t, rebuild(t, client, id))
}

func TestRestoreNeedsASnapshot(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	id := create(t, client, request(t, client, "alice")).WorkspaceId
	rebuild, restore := operationNamed("RebuildWorkspaces").call, operationNamed("RestoreWorkspace").call
	emu.Advance(20 * time.Minute)
	requireCode(t, restore(t, client, id), "OperationNotSupportedException", "snapshot")
	emu.Advance(30 * time.Minute)
	require.NoError(t, restore(t, client, id))
	emu.Advance(20 * time.Minute)
	require.NoError(t, rebuild(t, client, id))
}

func TestDoomedRestore(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	id, restore := only(t, client).WorkspaceId, operationNamed("RestoreWorkspace").call
	doom(emu, "RestoreWorkspace", "Snapshot.Corrupt", "The snapshot cannot be read.")
	require.NoError(t, restore(t, client, id))
	w := only(t, client)
	assert.Equal(t, types.WorkspaceStateError, w.State)
	assert.Equal(t, "Snapshot.Corrupt", *w.ErrorCode)
	assert.Equal(t, "The snapshot cannot be read.", *w.ErrorMessage)
	require.NoError(t, restore(t, client, id))
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
}

func TestSnapshotsOfUnknownWorkspaces(t *testing.T) {
	t.Parallel()
	_, err := workspacestest.New(t).Client().DescribeWorkspaceSnapshots(t.Context(), &workspaces.DescribeWorkspaceSnapshotsInput{WorkspaceId: aws.String("ws-000000000")})
	requireCode(t, err, "ResourceNotFoundException", "could not be found")
}
