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

// state returns the state of the account's only WorkSpace.
func state(t *testing.T, client *workspaces.Client) types.WorkspaceState {
	t.Helper()
	return only(t, client).State
}

func TestAutoStopAfterTheTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithAutoStop(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		client := emu.Client()
		time.Sleep(time.Hour - 1)
		assert.Equal(t, types.WorkspaceStateAvailable, state(t, client))
		time.Sleep(time.Nanosecond)
		assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
		time.Sleep(2*time.Minute - 1)
		assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
		time.Sleep(time.Nanosecond)
		assert.Equal(t, types.WorkspaceStateStopped, state(t, client))
		time.Sleep(24 * time.Hour)
		assert.Equal(t, types.WorkspaceStateStopped, state(t, client))

		id := only(t, client).WorkspaceId
		require.NoError(t, operationNamed("StartWorkspaces").call(t, client, id))
		time.Sleep(2*time.Minute + time.Hour - 1)
		assert.Equal(t, types.WorkspaceStateAvailable, state(t, client), "the time-out must begin when the WorkSpace is AVAILABLE")
		time.Sleep(time.Nanosecond)
		assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
	})
}

func TestAutoStopNeedsTheOptionAndTheRunningMode(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		opts       []workspacestest.Option
		properties types.WorkspaceProperties
		want       types.WorkspaceState
	}{
		"AUTO_STOP":            {[]workspacestest.Option{workspacestest.WithAutoStop()}, types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}, "STOPPED"},
		"ALWAYS_ON":            {[]workspacestest.Option{workspacestest.WithAutoStop()}, types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}, "AVAILABLE"},
		"MANUAL":               {[]workspacestest.Option{workspacestest.WithAutoStop()}, types.WorkspaceProperties{RunningMode: types.RunningModeManual}, "AVAILABLE"},
		"without the option":   {nil, types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}, "AVAILABLE"},
		"time-out of two days": {[]workspacestest.Option{workspacestest.WithAutoStop()}, types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(2 * 24 * 60)}, "AVAILABLE"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, append(tt.opts, workspacestest.WithDirectory(directoryID))...)
			r := request(t, emu.Client(), "alice")
			r.WorkspaceProperties = &tt.properties
			create(t, emu.Client(), r)
			emu.Advance(24 * time.Hour)
			assert.Equal(t, tt.want, state(t, emu.Client()))
		})
	}
}

func TestAutoStopCountsFromTheLastDisconnect(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithAutoStop(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	id := *only(t, client).WorkspaceId
	require.NoError(t, emu.Connect(id))
	emu.Advance(24 * time.Hour)
	assert.Equal(t, types.WorkspaceStateAvailable, state(t, client), "the WorkSpace must not stop while its user is connected")
	require.NoError(t, emu.Disconnect(id))
	emu.Advance(30 * time.Minute)
	require.NoError(t, emu.Connect(id))
	require.NoError(t, emu.Disconnect(id))
	emu.Advance(59 * time.Minute)
	assert.Equal(t, types.WorkspaceStateAvailable, state(t, client))
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
	require.EqualError(t, emu.Connect(id), "connect: "+id+" is STOPPING, not AVAILABLE")
	emu.Advance(2 * time.Minute)
	require.EqualError(t, emu.Connect(id), "connect: "+id+" is STOPPED, not AVAILABLE")
	require.EqualError(t, emu.Disconnect(id), "disconnect: the user of "+id+", which is STOPPED, is not CONNECTED")
}

func TestAutoStopSparesAdminMaintenance(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithAutoStop(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	id := only(t, client).WorkspaceId
	require.NoError(t, modifyState(t.Context(), client, id, types.TargetWorkspaceStateAdminMaintenance))
	emu.Advance(24 * time.Hour)
	assert.Equal(t, types.WorkspaceStateAdminMaintenance, state(t, client))
	require.NoError(t, modifyState(t.Context(), client, id, types.TargetWorkspaceStateAvailable))
	emu.Advance(time.Hour - 1)
	assert.Equal(t, types.WorkspaceStateAvailable, state(t, client))
	emu.Advance(1)
	assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
}

func TestAutoStopAfterAChangeOfTheRunningMode(t *testing.T) {
	t.Parallel()
	always, auto := types.RunningModeAlwaysOn, types.RunningModeAutoStop
	emu := workspacestest.New(t, noon, workspacestest.WithAutoStop(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningMode: always}))
	emu.Advance(24 * time.Hour)
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningMode: auto, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120)}))
	assert.Equal(t, types.WorkspaceStateStopping, state(t, client), "the WorkSpace has been idle for a day, and must stop at the time of the change")
	emu.Advance(2*time.Minute - 1)
	assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
	emu.Advance(1)
	assert.Equal(t, types.WorkspaceStateStopped, state(t, client))
}

func TestAutoStopWaitsForAModification(t *testing.T) {
	t.Parallel()
	for _, doomed := range []bool{false, true} {
		emu := workspacestest.New(t, noon, workspacestest.WithAutoStop(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		client := emu.Client()
		emu.Advance(30 * time.Minute)
		if doomed {
			doom(emu, "ModifyWorkspaceProperties", "Some.Code", "")
		}
		require.NoError(t, modify(t, client, types.WorkspaceProperties{UserVolumeSizeGib: aws.Int32(100)}))
		emu.Advance(61*time.Minute - 1)
		assert.Equal(t, types.WorkspaceStateUpdating, state(t, client))
		emu.Advance(1)
		assert.Equal(t, types.WorkspaceStateStopping, state(t, client))
		emu.Advance(2 * time.Minute)
		assert.Equal(t, types.WorkspaceStateStopped, state(t, client))
	}
}

func TestAutoStopWaitsForAMigration(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithAutoStop(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	emu.Advance(30 * time.Minute)
	doom(emu, "MigrateWorkspace", "Some.Code", "")
	id := only(t, client).WorkspaceId
	out, err := migrate(t, client, id, "Power with Windows 11")
	require.NoError(t, err)
	emu.Advance(time.Hour - 1)
	assert.Equal(t, map[string]types.WorkspaceState{*id: "AVAILABLE", *out.TargetWorkspaceId: "PENDING"}, statesByID(t, client))
	emu.Advance(1)
	assert.Equal(t, types.WorkspaceStateStopping, workspaceWith(t, client, id).State)
	emu.Advance(2 * time.Minute)
	assert.Equal(t, types.WorkspaceStateStopped, state(t, client))
}

// TestAutoStopDependsOnTimeAlone advances two emulators' clocks by the same time. It reads the first emulator every
// minute, the second only at the end, when both must show the same state.
func TestAutoStopDependsOnTimeAlone(t *testing.T) {
	t.Parallel()
	build := func() *workspacestest.Emulator {
		return workspacestest.New(t, noon, workspacestest.WithAutoStop(), workspacestest.WithDirectory(directoryID))
	}
	often, once := build(), build()
	for _, emu := range []*workspacestest.Emulator{often, once} {
		r := request(t, emu.Client(), "alice")
		r.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}
		create(t, emu.Client(), r)
	}
	for range 100 {
		often.Advance(time.Minute)
		list(t, often.Client())
	}
	once.Advance(100 * time.Minute)
	list(t, once.Client())
	assert.Equal(t, types.WorkspaceStateStopped, state(t, once.Client()))
	assert.Equal(t, list(t, often.Client()), list(t, once.Client()))
	_, restore := snapshots(t, often.Client(), only(t, often.Client()).WorkspaceId, often.Now())
	_, other := snapshots(t, once.Client(), only(t, once.Client()).WorkspaceId, once.Now())
	assert.Equal(t, restore, other)

	again := build()
	require.NoError(t, again.Restore(snapshotOf(t, once)))
	require.NoError(t, operationNamed("StartWorkspaces").call(t, again.Client(), only(t, again.Client()).WorkspaceId))
	again.Advance(2*time.Minute + 59*time.Minute)
	assert.Equal(t, types.WorkspaceStateAvailable, state(t, again.Client()))
	again.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceStateStopping, state(t, again.Client()))
}

func TestHugeAutoStopTimeoutsDoNotWrapAround(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithAutoStop(), workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	r := request(t, client, "alice")
	r.WorkspaceProperties = &types.WorkspaceProperties{
		RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(2147483640),
	}
	create(t, client, r)
	emu.Advance(21 * time.Minute)
	assert.Equal(t, types.WorkspaceStateAvailable, state(t, client))
	emu.Advance(30 * 24 * time.Hour)
	assert.Equal(t, types.WorkspaceStateAvailable, state(t, client))
}
