package workspacestest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// operation is an operation that changes WorkSpaces.
type operation struct {
	name  string
	rule  string // the service's rule, for failure messages
	call  func(t *testing.T, client *workspaces.Client, id *string) error
	moves []move // the operation's effect in each state that allows it
	code  string // the error code in all other states
}

// move is the effect of an operation on a WorkSpace in one state.
type move struct {
	from types.WorkspaceState
	to   types.WorkspaceState // the state right after the call
	end  types.WorkspaceState // the state a long time later; empty if the WorkSpace no longer exists
}

// movesTo returns the moves of an operation that has the same effect in several states.
func movesTo(to, end types.WorkspaceState, from ...types.WorkspaceState) (moves []move) {
	for _, state := range from {
		moves = append(moves, move{state, to, end})
	}
	return moves
}

// requireOutput checks that a call with many items did not fail as a whole. If items were refused, it returns an error
// that lists them.
func requireOutput[Out interface{ Err() error }](t *testing.T, out Out, err error) error {
	t.Helper()
	require.NoError(t, err)
	return out.Err()
}

// operations returns all operations that change WorkSpaces, and the states in which the service allows each.
func operations() []operation {
	const refused = "InvalidResourceState.WorkSpace"
	return []operation{
		{
			name: "StartWorkspaces",
			rule: "StartWorkspaces needs a STOPPED WorkSpace whose running mode is not ALWAYS_ON",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.StartWorkspaces(t.Context(), &workspaces.StartWorkspacesInput{StartWorkspaceRequests: []types.StartRequest{{WorkspaceId: id}}})
				return requireOutput(t, out, err)
			},
			moves: movesTo("STARTING", "AVAILABLE", "STOPPED"), code: refused,
		},
		{
			name: "StopWorkspaces",
			rule: "StopWorkspaces needs an AVAILABLE, IMPAIRED, UNHEALTHY or ERROR WorkSpace whose running mode is not ALWAYS_ON",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
				return requireOutput(t, out, err)
			},
			moves: movesTo("STOPPING", "STOPPED", "AVAILABLE", "IMPAIRED", "UNHEALTHY", "ERROR"), code: refused,
		},
		{
			name: "RebootWorkspaces",
			rule: "RebootWorkspaces needs a WorkSpace that is AVAILABLE or UNHEALTHY, or has been REBOOTING for 20 minutes",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.RebootWorkspaces(t.Context(), &workspaces.RebootWorkspacesInput{RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: id}}})
				return requireOutput(t, out, err)
			},
			moves: movesTo("REBOOTING", "AVAILABLE", "AVAILABLE", "UNHEALTHY"), code: refused,
		},
		{
			name: "RebuildWorkspaces",
			rule: "RebuildWorkspaces needs an AVAILABLE, ERROR, UNHEALTHY, STOPPED or REBOOTING WorkSpace",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.RebuildWorkspaces(t.Context(), &workspaces.RebuildWorkspacesInput{RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: id}}})
				return requireOutput(t, out, err)
			},
			moves: movesTo("REBUILDING", "AVAILABLE", "AVAILABLE", "ERROR", "UNHEALTHY", "STOPPED", "REBOOTING"), code: refused,
		},
		{
			name: "RestoreWorkspace",
			rule: "RestoreWorkspace needs an AVAILABLE, ERROR, UNHEALTHY or STOPPED WorkSpace with snapshots of both volumes",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				_, err := client.RestoreWorkspace(t.Context(), &workspaces.RestoreWorkspaceInput{WorkspaceId: id})
				return err
			},
			moves: movesTo("RESTORING", "AVAILABLE", "AVAILABLE", "ERROR", "UNHEALTHY", "STOPPED"), code: "OperationNotSupportedException",
		},
		{
			name: "MigrateWorkspace",
			rule: "MigrateWorkspace needs an AVAILABLE, STOPPED or ERROR WorkSpace, whose state does not change until the migration ends",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				_, err := client.MigrateWorkspace(t.Context(), &workspaces.MigrateWorkspaceInput{
					SourceWorkspaceId: id, BundleId: aws.String(bundleNamed(t, client, "Performance with Windows 10 (Server 2022 based)")),
				})
				return err
			},
			moves: []move{{"AVAILABLE", "AVAILABLE", "AVAILABLE"}, {"STOPPED", "STOPPED", "AVAILABLE"}, {"ERROR", "ERROR", "AVAILABLE"}},
			code:  "OperationNotSupportedException",
		},
		{
			name: "TerminateWorkspaces",
			rule: "TerminateWorkspaces is possible in all states except SUSPENDED",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				out, err := client.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: id}}})
				return requireOutput(t, out, err)
			},
			moves: append(movesTo("TERMINATED", "", "TERMINATED"), movesTo("TERMINATING", "",
				"PENDING", "AVAILABLE", "IMPAIRED", "UNHEALTHY", "REBOOTING", "STARTING", "REBUILDING", "RESTORING", "MAINTENANCE",
				"ADMIN_MAINTENANCE", "TERMINATING", "UPDATING", "STOPPING", "STOPPED", "ERROR")...),
			code: refused,
		},
		{
			name: "ModifyWorkspaceProperties",
			rule: "ModifyWorkspaceProperties needs an AVAILABLE or STOPPED WorkSpace, whose state does not change at once",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
					WorkspaceId: id, WorkspaceProperties: &types.WorkspaceProperties{ComputeTypeName: types.ComputePower},
				})
				return err
			},
			moves: []move{{"AVAILABLE", "AVAILABLE", "AVAILABLE"}, {"STOPPED", "STOPPED", "STOPPED"}}, code: "InvalidResourceStateException",
		},
		{
			name: "ModifyWorkspaceState to ADMIN_MAINTENANCE",
			rule: "only an AVAILABLE WorkSpace can enter ADMIN_MAINTENANCE",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				return modifyState(t.Context(), client, id, types.TargetWorkspaceStateAdminMaintenance)
			},
			moves: movesTo("ADMIN_MAINTENANCE", "ADMIN_MAINTENANCE", "AVAILABLE"), code: "InvalidResourceStateException",
		},
		{
			name: "ModifyWorkspaceState to AVAILABLE",
			rule: "only an ADMIN_MAINTENANCE WorkSpace can return to AVAILABLE",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				return modifyState(t.Context(), client, id, types.TargetWorkspaceStateAvailable)
			},
			moves: movesTo("AVAILABLE", "AVAILABLE", "ADMIN_MAINTENANCE"), code: "InvalidResourceStateException",
		},
		{
			name: "CreateWorkspaceImage",
			rule: "CreateWorkspaceImage needs an AVAILABLE WorkSpace, which becomes SUSPENDED at once",
			call: func(t *testing.T, client *workspaces.Client, id *string) error {
				t.Helper()
				_, err := client.CreateWorkspaceImage(t.Context(), &workspaces.CreateWorkspaceImageInput{
					WorkspaceId: id, Name: aws.String("golden"), Description: aws.String("An image"),
				})
				return err
			},
			moves: movesTo("SUSPENDED", "AVAILABLE", "AVAILABLE"), code: "InvalidResourceStateException",
		},
	}
}

func modifyState(ctx context.Context, client *workspaces.Client, id *string, to types.TargetWorkspaceState) error {
	_, err := client.ModifyWorkspaceState(ctx, &workspaces.ModifyWorkspaceStateInput{WorkspaceId: id, WorkspaceState: to})
	return err
}

func operationNamed(name string) operation {
	all := operations()
	return all[slices.IndexFunc(all, func(op operation) bool { return op.name == name })]
}

// TestStates calls every operation that changes WorkSpaces once in each WorkSpace state.
func TestStates(t *testing.T) {
	t.Parallel()
	states := types.WorkspaceState("").Values()
	require.Len(t, states, 17)
	for _, op := range operations() {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			for _, state := range states {
				emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, state))
				client := emu.Client()
				before := only(t, client)
				require.Equal(t, state, before.State)
				err := op.call(t, client, before.WorkspaceId)

				allowed := slices.IndexFunc(op.moves, func(m move) bool { return m.from == state })
				if allowed < 0 {
					requireCode(t, err, op.code, string(state))
					assert.Equal(t, before, only(t, client), "%s: %s", state, op.rule)
					continue
				}
				require.NoError(t, err, "%s: %s", state, op.rule)
				emu.Advance(time.Second)
				assert.Equal(t, op.moves[allowed].to, statesByID(t, client)[*before.WorkspaceId], "%s: %s", state, op.rule)
				emu.Advance(2 * time.Hour)
				if op.moves[allowed].end == "" {
					assert.Empty(t, list(t, client), "%s: %s", state, op.rule)
					continue
				}
				assert.Equal(t, op.moves[allowed].end, only(t, client).State, "%s: %s", state, op.rule)
			}
		})
	}
}

// TestStatesEnd checks which WorkSpace states end on their own. All others must not change.
func TestStatesEnd(t *testing.T) {
	t.Parallel()
	ends := map[types.WorkspaceState]types.WorkspaceState{
		"PENDING": "AVAILABLE", "STARTING": "AVAILABLE", "STOPPING": "STOPPED", "REBOOTING": "AVAILABLE",
		"REBUILDING": "AVAILABLE", "RESTORING": "AVAILABLE", "TERMINATING": "", "TERMINATED": "",
	}
	for _, state := range types.WorkspaceState("").Values() {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, state))
		emu.Advance(time.Hour)
		end, known := ends[state]
		switch {
		case !known:
			assert.Equal(t, state, only(t, emu.Client()).State)
		case end == "":
			assert.Empty(t, list(t, emu.Client()), state)
		default:
			assert.Equal(t, end, only(t, emu.Client()).State, state)
		}
	}
}

func TestUnknownWorkspaces(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	for _, op := range operations() {
		err := op.call(t, client, aws.String("ws-000000000"))
		assert.True(t, workspaces.IsNotFound(err), "%s: %v", op.name, err)
	}
}
