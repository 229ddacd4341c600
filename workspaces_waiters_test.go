package workspaces_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestLifeOfADesktop creates, stops, starts, modifies, reboots and terminates a WorkSpace, waiting for each change.
func TestLifeOfADesktop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const directory = "d-90670000aa"
		ctx := t.Context()
		client := workspacestest.New(t, workspacestest.WithDirectory(directory)).Client()
		bundles, err := client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
		require.NoError(t, err)
		request := []types.WorkspaceRequest{{
			DirectoryId: aws.String(directory), UserName: aws.String("alice"), BundleId: bundles.Bundles[0].BundleId,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
		}}
		created, err := client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: request})
		require.NoError(t, err)
		require.NoError(t, created.Err())
		id := created.PendingRequests[0].WorkspaceId
		in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id}}

		begin := time.Now()
		took := func() time.Duration { d := time.Since(begin); begin = time.Now(); return d }
		wait := func(w *workspaces.WorkspaceWaiter, change error, changed interface{ Err() error }) types.WorkspaceState {
			require.NoError(t, change)
			if changed != nil {
				require.NoError(t, changed.Err())
			}
			out, err := w.WaitForOutput(ctx, in, 2*time.Hour)
			require.NoError(t, err)
			if len(out.Workspaces) == 0 {
				return ""
			}
			return out.Workspaces[0].State
		}
		available, stopped := workspaces.NewWorkspaceAvailableWaiter(client), workspaces.NewWorkspaceStoppedWaiter(client)

		assert.Equal(t, types.WorkspaceStateAvailable, wait(available, nil, nil), "DescribeWorkspaces does not return the new WorkSpace at first")
		assert.GreaterOrEqual(t, took(), 20*time.Minute)

		stop, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
		assert.Equal(t, types.WorkspaceStateStopped, wait(stopped, err, stop))
		assert.GreaterOrEqual(t, took(), 2*time.Minute)

		start, err := client.StartWorkspaces(ctx, &workspaces.StartWorkspacesInput{StartWorkspaceRequests: []types.StartRequest{{WorkspaceId: id}}})
		assert.Equal(t, types.WorkspaceStateAvailable, wait(available, err, start))
		assert.GreaterOrEqual(t, took(), 2*time.Minute)

		_, err = client.ModifyWorkspaceProperties(ctx, &workspaces.ModifyWorkspacePropertiesInput{
			WorkspaceId: id, WorkspaceProperties: &types.WorkspaceProperties{ComputeTypeName: types.ComputePower},
		})
		assert.Equal(t, types.WorkspaceStateAvailable, wait(workspaces.NewWorkspaceModifiedWaiter(client), err, nil))
		assert.GreaterOrEqual(t, took(), time.Hour)

		reboot, err := client.RebootWorkspaces(ctx, &workspaces.RebootWorkspacesInput{RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: id}}})
		inState := workspaces.NewWorkspaceInStateWaiter(client, []types.WorkspaceState{types.WorkspaceStateAvailable, types.WorkspaceStateStopped})
		assert.Equal(t, types.WorkspaceStateAvailable, wait(inState, err, reboot))
		assert.GreaterOrEqual(t, took(), 3*time.Minute)

		terminate, err := client.TerminateWorkspaces(ctx, &workspaces.TerminateWorkspacesInput{TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: id}}})
		assert.Empty(t, wait(workspaces.NewWorkspaceTerminatedWaiter(client), err, terminate))
		assert.GreaterOrEqual(t, took(), 5*time.Minute)
		created, err = client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: request})
		require.NoError(t, err)
		require.NoError(t, created.Err(), "the user can have another WorkSpace when the first is gone")
	})
}

func TestDesktopInAFailedStateFailsAWaitAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, state := range []types.WorkspaceState{"ERROR", "SUSPENDED", "TERMINATING", "TERMINATED", "ADMIN_MAINTENANCE"} {
			client := workspacestest.New(t, workspacestest.WithWorkspaces(2, state)).Client()
			ids := allIDs(t, client)
			start := time.Now()
			err := workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
			var failed *waiters.FailedError
			require.ErrorAs(t, err, &failed)
			require.Len(t, failed.Failed, 2)
			assert.Equal(t, ids[1], failed.Failed[1].ID)
			assert.Equal(t, string(state), failed.Failed[1].State)
			assert.Equal(t, start, time.Now())
		}
	})
}

func TestStatesOfAWaiterAreItsOwn(t *testing.T) {
	t.Parallel()
	states := []types.WorkspaceState{types.WorkspaceStateStopped}
	waiter := workspaces.NewWorkspaceInStateWaiter(oneState("STOPPED"), states)
	states[0] = types.WorkspaceStateAvailable
	require.NoError(t, waiter.Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"x"}}, time.Second))
}

func TestModificationOfABrokenDesktopFails(t *testing.T) {
	t.Parallel()
	for _, modification := range types.ModificationStateEnum("").Values() {
		client := broken{
			WorkspaceId: aws.String("x"), State: types.WorkspaceStateError, ErrorCode: aws.String("Some.Code"), ErrorMessage: aws.String("some message"),
			ModificationStates: []types.ModificationState{{Resource: types.ModificationResourceEnumComputeType, State: modification}},
		}
		err := workspaces.NewWorkspaceModifiedWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"x"}}, time.Second)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed, modification)
		assert.Equal(t, []waiters.Resource{{ID: "x", State: "ERROR", ErrorCode: "Some.Code", ErrorMessage: "some message"}}, failed.Failed, modification)
	}
}

// broken is a fake client whose value is its only WorkSpace. GetAccountLink returns an empty output.
type broken types.Workspace

func (b broken) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	return &workspaces.DescribeWorkspacesOutput{Workspaces: []types.Workspace{types.Workspace(b)}}, nil
}

func (broken) GetAccountLink(context.Context, *workspaces.GetAccountLinkInput, ...func(*workspaces.Options)) (*workspaces.GetAccountLinkOutput, error) {
	return &workspaces.GetAccountLinkOutput{}, nil
}
