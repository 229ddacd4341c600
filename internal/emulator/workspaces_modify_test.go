package emulator_test

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

func modify(t *testing.T, client *workspaces.Client, p types.WorkspaceProperties) error {
	t.Helper()
	_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
		WorkspaceId: only(t, client).WorkspaceId, WorkspaceProperties: &p,
	})
	return err
}

func TestModificationTakesItsTime(t *testing.T) {
	t.Parallel()
	tests := map[types.ModificationResourceEnum]types.WorkspaceProperties{
		types.ModificationResourceEnumComputeType: {ComputeTypeName: types.ComputePerformance},
		types.ModificationResourceEnumUserVolume:  {UserVolumeSizeGib: aws.Int32(100)},
		types.ModificationResourceEnumProtocol:    {Protocols: []types.Protocol{types.ProtocolPcoip}},
	}
	for resource, properties := range tests {
		t.Run(string(resource), func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
			client := emu.Client()
			before := only(t, client)
			require.NoError(t, modify(t, client, properties))

			w := only(t, client)
			assert.Equal(t, types.WorkspaceStateAvailable, w.State)
			assert.Equal(t, []types.ModificationState{{Resource: resource, State: types.ModificationStateEnumUpdateInitiated}}, w.ModificationStates)
			err := modify(t, client, properties)
			var busy *types.OperationInProgressException
			require.ErrorAs(t, err, &busy)
			assert.Equal(t, "The properties of this WorkSpace are currently under modification. Please try again in a moment", busy.ErrorMessage())

			emu.Advance(time.Minute)
			w = only(t, client)
			assert.Equal(t, types.WorkspaceStateUpdating, w.State)
			assert.Equal(t, []types.ModificationState{{Resource: resource, State: types.ModificationStateEnumUpdateInProgress}}, w.ModificationStates)
			assert.Equal(t, before.WorkspaceProperties, w.WorkspaceProperties)
			require.Error(t, operationNamed("StopWorkspaces").call(t, client, w.WorkspaceId), "it is updating")

			emu.Advance(time.Hour)
			w = only(t, client)
			assert.Equal(t, types.WorkspaceStateAvailable, w.State)
			assert.Empty(t, w.ModificationStates)
			assert.NotEqual(t, before.WorkspaceProperties, w.WorkspaceProperties)
			require.NoError(t, modify(t, client, properties), "no change")
			assert.Empty(t, only(t, client).ModificationStates)
		})
	}
}

func TestRunningModeChangesAtOnce(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningModeAutoStopTimeoutInMinutes: aws.Int32(120)}))
	assert.Equal(t, int32(120), *only(t, client).WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes)
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}))
	assert.Nil(t, only(t, client).WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes)
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
	requireCode(t, modify(t, client, types.WorkspaceProperties{RunningModeAutoStopTimeoutInMinutes: aws.Int32(60)}),
		"InvalidParameterValuesException", "not applicable")
}

func TestStoppedWorkspaceStartsToBeAlwaysOn(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateStopped)).Client()
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}))
	assert.Equal(t, types.WorkspaceStateStarting, only(t, client).State)
}

func TestModificationsThatAreRefused(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	before := only(t, client)
	for name, properties := range map[string]types.WorkspaceProperties{
		"volume and compute": {ComputeTypeName: types.ComputePower, UserVolumeSizeGib: aws.Int32(100)},
		"both volumes":       {RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100)},
		"smaller volume":     {UserVolumeSizeGib: aws.Int32(10)},
		"sizes":              {RootVolumeSizeGib: aws.Int32(175)},
		"operating system":   {OperatingSystemName: types.OperatingSystemNameRhel8},
		"AutoStop steps":     {RunningModeAutoStopTimeoutInMinutes: aws.Int32(61)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireCode(t, modify(t, client, properties), "InvalidParameterValuesException", "")
			assert.Equal(t, before, only(t, client))
		})
	}
	_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: before.WorkspaceId})
	requireCode(t, err, "InvalidParameterValuesException", "WorkspaceProperties")
	_, err = client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
		WorkspaceId: before.WorkspaceId, DataReplication: types.DataReplicationPrimaryAsSource,
	})
	requireCode(t, err, "NotImplementedException", "replication")
	_, err = client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: aws.String("ws-000000000")})
	requireCode(t, err, "ResourceNotFoundException", "")
}

func TestModificationNeedsAState(t *testing.T) {
	t.Parallel()
	for _, state := range types.WorkspaceState("").Values() {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, state)).Client()
		err := modify(t, client, types.WorkspaceProperties{ComputeTypeName: types.ComputePower})
		if state == types.WorkspaceStateAvailable || state == types.WorkspaceStateStopped {
			require.NoError(t, err)
			continue
		}
		requireCode(t, err, "InvalidResourceStateException", string(state))
	}
}

func TestTerminationEndsAModification(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	require.NoError(t, modify(t, client, types.WorkspaceProperties{ComputeTypeName: types.ComputePower}))
	emu.Advance(time.Minute)
	require.NoError(t, operationNamed("TerminateWorkspaces").call(t, client, only(t, client).WorkspaceId))
	assert.Equal(t, types.WorkspaceStateTerminating, only(t, client).State)
	assert.Empty(t, only(t, client).ModificationStates)
}
