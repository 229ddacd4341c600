package emulator_test

import (
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// operation is one that changes the state of a WorkSpace.
type operation struct {
	name string
	call func(t *testing.T, client *workspaces.Client, id *string) error
	from []types.WorkspaceState // in which it can be done
	to   types.WorkspaceState   // at once
	end  types.WorkspaceState   // and when it is done; empty if the WorkSpace is gone
	code string                 // of a refusal
}

func operations() []operation {
	const refused = "InvalidResourceState.WorkSpace"
	all := types.WorkspaceState("").Values()
	return []operation{
		{
			name: "StartWorkspaces",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.StartWorkspaces(t.Context(), &workspaces.StartWorkspacesInput{StartWorkspaceRequests: []types.StartRequest{{WorkspaceId: id}}})
				require.NoError(t, err)
				return out.Err()
			},
			from: []types.WorkspaceState{"STOPPED"}, to: "STARTING", end: "AVAILABLE", code: refused,
		},
		{
			name: "StopWorkspaces",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
				require.NoError(t, err)
				return out.Err()
			},
			from: []types.WorkspaceState{"AVAILABLE", "IMPAIRED", "UNHEALTHY", "ERROR"}, to: "STOPPING", end: "STOPPED", code: refused,
		},
		{
			name: "RebootWorkspaces",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.RebootWorkspaces(t.Context(), &workspaces.RebootWorkspacesInput{RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: id}}})
				require.NoError(t, err)
				return out.Err()
			},
			from: []types.WorkspaceState{"AVAILABLE", "UNHEALTHY"}, to: "REBOOTING", end: "AVAILABLE", code: refused,
		},
		{
			name: "RebuildWorkspaces",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.RebuildWorkspaces(t.Context(), &workspaces.RebuildWorkspacesInput{RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: id}}})
				require.NoError(t, err)
				return out.Err()
			},
			from: []types.WorkspaceState{"AVAILABLE", "ERROR", "UNHEALTHY", "STOPPED", "REBOOTING"}, to: "REBUILDING", end: "AVAILABLE", code: refused,
		},
		{
			name: "TerminateWorkspaces",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: id}}})
				require.NoError(t, err)
				return out.Err()
			},
			from: slices.DeleteFunc(all, func(s types.WorkspaceState) bool { return s == "SUSPENDED" || s == "TERMINATED" }),
			to:   "TERMINATING", code: refused,
		},
		{
			name: "ModifyWorkspaceState to ADMIN_MAINTENANCE",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				_, err := client.ModifyWorkspaceState(t.Context(), &workspaces.ModifyWorkspaceStateInput{WorkspaceId: id, WorkspaceState: "ADMIN_MAINTENANCE"})
				return err
			},
			from: []types.WorkspaceState{"AVAILABLE"}, to: "ADMIN_MAINTENANCE", end: "ADMIN_MAINTENANCE", code: "InvalidResourceStateException",
		},
		{
			name: "ModifyWorkspaceState to AVAILABLE",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				_, err := client.ModifyWorkspaceState(t.Context(), &workspaces.ModifyWorkspaceStateInput{WorkspaceId: id, WorkspaceState: "AVAILABLE"})
				return err
			},
			from: []types.WorkspaceState{"ADMIN_MAINTENANCE"}, to: "AVAILABLE", end: "AVAILABLE", code: "InvalidResourceStateException",
		},
	}
}

func operationNamed(name string) operation {
	all := operations()
	return all[slices.IndexFunc(all, func(op operation) bool { return op.name == name })]
}

// TestStates tries every operation in every state.
func TestStates(t *testing.T) {
	t.Parallel()
	for _, op := range operations() {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			for _, state := range types.WorkspaceState("").Values() {
				emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, state))
				client := emu.Client()
				before := only(t, client)
				require.Equal(t, state, before.State)
				err := op.call(t, client, before.WorkspaceId)

				if state == "TERMINATED" && op.to == "TERMINATING" {
					require.NoError(t, err, "one that has ended can be ended again")
					continue
				}
				if !slices.Contains(op.from, state) {
					requireCode(t, err, op.code, string(state))
					assert.Equal(t, before, only(t, client))
					continue
				}
				require.NoError(t, err, state)
				assert.Equal(t, op.to, only(t, client).State)
				emu.Advance(time.Hour)
				if op.end == "" {
					assert.Empty(t, list(t, client))
					continue
				}
				assert.Equal(t, op.end, only(t, client).State)
			}
		})
	}
}

func TestStartAndStopNeedARunningModeThatStops(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	w := create(t, client, request(t, client, "alice"))
	requireCode(t, operationNamed("StopWorkspaces").call(t, client, w.WorkspaceId), "OperationNotSupported.WorkSpace", "ALWAYS_ON")
}

func TestUnknownWorkspaces(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	for _, op := range operations() {
		err := op.call(t, client, aws.String("ws-000000000"))
		assert.True(t, workspaces.IsNotFound(err), "%s: %v", op.name, err)
	}
}

func TestRefusalsLeaveOthersAlone(t *testing.T) {
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
	assert.Equal(t, both[1].WorkspaceId, out.FailedRequests[2].WorkspaceId, "it is stopping already")
	for _, w := range list(t, client) {
		assert.Equal(t, types.WorkspaceStateStopping, w.State)
	}
}

func TestRebootOfAStuckWorkspace(t *testing.T) {
	t.Parallel()
	began := time.Now()
	emu := workspacestest.New(t, workspacestest.WithClock(func() time.Time { return began }),
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

func TestRebuildChangesTheAddress(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	before := only(t, client)
	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, before.WorkspaceId))
	after := only(t, client)
	assert.NotEqual(t, before.IpAddress, after.IpAddress)
	assert.Equal(t, before.ComputerName, after.ComputerName)
}

func TestRebuildHealsAnError(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateError)).Client()
	before := only(t, client)
	assert.Equal(t, "ConfigureWorkspace.DomainJoin", *before.ErrorCode)
	assert.NotEmpty(t, *before.ErrorMessage)
	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, before.WorkspaceId))
	assert.Nil(t, only(t, client).ErrorCode)
}
