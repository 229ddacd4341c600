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

func modify(t *testing.T, client *workspaces.Client, p types.WorkspaceProperties) error {
	t.Helper()
	_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
		WorkspaceId: only(t, client).WorkspaceId, WorkspaceProperties: &p,
	})
	return err
}

func TestModificationTakesTime(t *testing.T) {
	t.Parallel()
	tests := map[types.ModificationResourceEnum]types.WorkspaceProperties{
		types.ModificationResourceEnumComputeType: {ComputeTypeName: types.ComputePerformance},
		types.ModificationResourceEnumUserVolume:  {UserVolumeSizeGib: aws.Int32(100)},
		types.ModificationResourceEnumProtocol:    {Protocols: []types.Protocol{types.ProtocolWsp}},
	}
	for resource, properties := range tests {
		t.Run(string(resource), func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
			client := emu.Client()
			r := request(t, client, "alice")
			r.BundleId = aws.String(bundleNamed(t, client, "Standard with Windows 10"))
			r.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}
			create(t, client, r)
			emu.Advance(20 * time.Minute)
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
			require.Error(t, operationNamed("StopWorkspaces").call(t, client, w.WorkspaceId), "an UPDATING WorkSpace cannot be stopped")

			emu.Advance(time.Hour)
			w = only(t, client)
			assert.Equal(t, types.WorkspaceStateAvailable, w.State)
			assert.Empty(t, w.ModificationStates)
			assert.NotEqual(t, before.WorkspaceProperties, w.WorkspaceProperties)
			require.NoError(t, modify(t, client, properties), "a call without a change is accepted")
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

func TestOnePropertyACallIsModified(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}))
	require.NoError(t, modify(t, client, types.WorkspaceProperties{
		RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120),
	}), "the running mode and its time-out are one property")
	whole := *only(t, client).WorkspaceProperties
	whole.ComputeTypeName = types.ComputePower
	require.NoError(t, modify(t, client, whole), "the call sets all other properties to their current values")
	assert.Equal(t, types.ModificationResourceEnumComputeType, only(t, client).ModificationStates[0].Resource)
}

func TestModificationOfTheComputeTypeDisconnectsTheUser(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		p    types.WorkspaceProperties
		want types.ConnectionState
	}{
		{types.WorkspaceProperties{ComputeTypeName: types.ComputePower}, types.ConnectionStateDisconnected},
		{types.WorkspaceProperties{UserVolumeSizeGib: aws.Int32(100)}, types.ConnectionStateConnected},
		{types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}, types.ConnectionStateConnected},
	} {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		client := emu.Client()
		id := *only(t, client).WorkspaceId
		require.NoError(t, emu.Connect(id))
		require.NoError(t, modify(t, client, tt.p))
		assert.Equal(t, tt.want, connection(t, client).ConnectionState)
		if tt.want == types.ConnectionStateConnected {
			continue
		}
		for _, state := range []string{"AVAILABLE", "UPDATING"} {
			require.EqualError(t, emu.Connect(id), "connect: "+id+" is "+state+", and its compute type is being modified")
			emu.Advance(time.Minute)
		}
		emu.Advance(time.Hour)
		require.NoError(t, emu.Connect(id))
	}
}

func TestWorkspaceUnderModificationCannotBeRebootedRebuiltOrStarted(t *testing.T) {
	t.Parallel()
	for operation, state := range map[string]types.WorkspaceState{
		"RebootWorkspaces": "AVAILABLE", "RebuildWorkspaces": "AVAILABLE", "RestoreWorkspace": "AVAILABLE", "StartWorkspaces": "STOPPED",
	} {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, state))
			client := emu.Client()
			call := func() error { return operationNamed(operation).call(t, client, only(t, client).WorkspaceId) }
			require.NoError(t, modify(t, client, types.WorkspaceProperties{ComputeTypeName: types.ComputePower}))
			require.ErrorContains(t, call(), "The properties of this WorkSpace are currently under modification. Please try again in a moment")
			assert.Equal(t, types.ModificationStateEnumUpdateInitiated, only(t, client).ModificationStates[0].State)
			emu.Advance(time.Minute)
			require.ErrorContains(t, call(), "UPDATING")
			emu.Advance(time.Hour)
			require.NoError(t, call())
		})
	}
}

func TestStoppedWorkspaceStartsWhenItBecomesAlwaysOn(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateStopped)).Client()
	require.NoError(t, modify(t, client, types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}))
	assert.Equal(t, types.WorkspaceStateStarting, only(t, client).State)
}

func TestRefusedModifications(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	before := only(t, client)
	for message, properties := range map[string]types.WorkspaceProperties{
		"in a call, not UserVolumeSizeGib and ComputeTypeName.":   {ComputeTypeName: types.ComputePower, UserVolumeSizeGib: aws.Int32(100)},
		"in a call, not RootVolumeSizeGib and UserVolumeSizeGib.": {RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100)},
		"in a call, not RunningMode and ComputeTypeName.":         {RunningMode: types.RunningModeAlwaysOn, ComputeTypeName: types.ComputePower},
		"in a call, not RunningMode and UserVolumeSizeGib.":       {RunningModeAutoStopTimeoutInMinutes: aws.Int32(120), UserVolumeSizeGib: aws.Int32(100)},
		"in a call, not RunningMode and GlobalAccelerator.": {
			RunningMode: types.RunningModeAlwaysOn, GlobalAccelerator: &types.GlobalAcceleratorForWorkSpace{Mode: types.AGAModeForWorkSpaceEnumInherited},
		},
		"The user volume cannot be made smaller: from 50 GB to 10 GB.": {UserVolumeSizeGib: aws.Int32(10)},
		"The root volume cannot be made smaller: from 80 GB to 10 GB.": {RootVolumeSizeGib: aws.Int32(10)},
		"must be (80|10), (80|50), (80|100)":                           {RootVolumeSizeGib: aws.Int32(175)},
		"from WINDOWS_SERVER_2022 to RHEL_8.":                          {OperatingSystemName: types.OperatingSystemNameRhel8},
		"60-minute intervals":                                          {RunningModeAutoStopTimeoutInMinutes: aws.Int32(61)},
	} {
		t.Run(message, func(t *testing.T) {
			t.Parallel()
			requireCode(t, modify(t, client, properties), "InvalidParameterValuesException", message)
			assert.Equal(t, before, only(t, client))
		})
	}
	_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: before.WorkspaceId})
	requireCode(t, err, "InvalidParameterValuesException", "WorkspaceProperties")
	_, err = client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: aws.String("ws-000000000")})
	requireCode(t, err, "ResourceNotFoundException", "")
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

// launchedFrom launches a WorkSpace from a bundle.
func launchedFrom(t *testing.T, client *workspaces.Client, bundle string, p *types.WorkspaceProperties) {
	t.Helper()
	r := request(t, client, "alice")
	r.BundleId, r.WorkspaceProperties = aws.String(bundleNamed(t, client, bundle)), p
	create(t, client, r)
}

func TestComputeTypeChangesOnlyWithinItsFamily(t *testing.T) {
	t.Parallel()
	large := &types.WorkspaceProperties{RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100)}
	tests := map[string]struct {
		from    string
		volumes *types.WorkspaceProperties
		to      types.Compute
		refused bool
	}{
		"larger":                         {from: "Standard with Windows 11", to: types.ComputePowerpro},
		"smaller":                        {from: "PowerPro with Windows 11", to: types.ComputeStandard},
		"to graphics":                    {from: "Power with Windows 11", to: types.ComputeGraphicsG4dn, refused: true},
		"from graphics":                  {from: "Graphics.g4dn with Windows 11", to: types.ComputePower, refused: true},
		"graphics pro":                   {from: "Graphics.g4dn with Windows 11", to: types.ComputeGraphicsproG4dn},
		"other graphics":                 {from: "Graphics.g4dn with Windows 11", to: types.ComputeGraphicsG6Xlarge, refused: true},
		"larger graphics":                {from: "Graphics.g6.xlarge with Windows 11", to: types.ComputeGraphicsG64xlarge},
		"Value":                          {from: "Standard with Windows 10", to: types.ComputeValue},
		"Value with Windows 11":          {from: "Standard with Windows 11", to: types.ComputeValue, refused: true},
		"Value with Windows Server 2025": {from: "Standard with Windows 11 (Server 2025 based)", to: types.ComputeValue, refused: true},
		"general purpose":                {from: "PowerPro with Windows 11", to: types.ComputeGeneralpurpose4xlarge},
		"general purpose, small volumes": {from: "Standard with Windows 11", to: types.ComputeGeneralpurpose4xlarge, refused: true},
		"general purpose, large volumes": {from: "Standard with Windows 11", volumes: large, to: types.ComputeGeneralpurpose8xlarge},
		"general purpose, older system":  {from: "PowerPro with Windows 10", to: types.ComputeGeneralpurpose4xlarge, refused: true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
			launchedFrom(t, client, tt.from, tt.volumes)
			before := only(t, client)
			err := modify(t, client, types.WorkspaceProperties{ComputeTypeName: tt.to})
			if tt.refused {
				requireCode(t, err, "UnsupportedWorkspaceConfigurationException", string(tt.to))
				assert.Equal(t, before, only(t, client))
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.to, only(t, client).WorkspaceProperties.ComputeTypeName)
		})
	}
}

func TestProtocolChangesOnlyWithPCoIPBundles(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	launchedFrom(t, client, "Standard with Windows 10", nil)
	for _, protocol := range []types.Protocol{types.ProtocolWsp, types.ProtocolPcoip} {
		require.NoError(t, modify(t, client, types.WorkspaceProperties{Protocols: []types.Protocol{protocol}}))
		assert.Equal(t, []types.Protocol{protocol}, only(t, client).WorkspaceProperties.Protocols)
	}

	other := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	requireCode(t, modify(t, other, types.WorkspaceProperties{Protocols: []types.Protocol{types.ProtocolPcoip}}),
		"UnsupportedWorkspaceConfigurationException", "PCoIP")
}

func TestGlobalAcceleratorChangesAtOnce(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	accelerator := &types.GlobalAcceleratorForWorkSpace{
		Mode: types.AGAModeForWorkSpaceEnumEnabledAuto, PreferredProtocol: types.AGAPreferredProtocolForWorkSpaceTcp,
	}
	require.NoError(t, modify(t, client, types.WorkspaceProperties{GlobalAccelerator: accelerator}))
	assert.Equal(t, accelerator, only(t, client).WorkspaceProperties.GlobalAccelerator)
}

func TestDoomedModification(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]types.WorkspaceProperties{
		"tried again":  {ComputeTypeName: types.ComputePower},
		"running mode": {RunningMode: types.RunningModeAlwaysOn},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, noon, workspacestest.WithCoolDowns(), workspacestest.WithSeedResources(workspacestest.Seed{
				Workspaces: []types.Workspace{{}},
			}))
			client := emu.Client()
			before := only(t, client)
			doom(emu, "ModifyWorkspaceProperties", "Some.Code", "")
			require.NoError(t, modify(t, client, types.WorkspaceProperties{ComputeTypeName: types.ComputePower}))
			emu.Advance(61*time.Minute - 1)
			assert.Equal(t, types.WorkspaceStateUpdating, only(t, client).State)
			emu.Advance(1)
			w := only(t, client)
			assert.Equal(t, types.WorkspaceStateAvailable, w.State)
			assert.Equal(t, before.WorkspaceProperties, w.WorkspaceProperties)
			failed := []types.ModificationState{{
				Resource: types.ModificationResourceEnumComputeType, State: types.ModificationStateEnumUpdateFailed,
			}}
			assert.Equal(t, failed, w.ModificationStates)
			emu.Advance(24 * time.Hour)
			assert.Equal(t, failed, only(t, client).ModificationStates, "responses must show the failure until the next modification")

			require.NoError(t, modify(t, client, next))
			emu.Advance(61 * time.Minute)
			assert.Empty(t, only(t, client).ModificationStates)
		})
	}
}

func TestCoolDowns(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithCoolDowns(), workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	launchedFrom(t, client, "Standard with Windows 10", nil)
	emu.Advance(20 * time.Minute) // the WorkSpace becomes AVAILABLE

	const day, done = 24 * time.Hour, 61 * time.Minute
	const isNew = "Action not supported.  Property update not allowed within 21,600 seconds of creation."
	compute := func(c types.Compute) types.WorkspaceProperties { return types.WorkspaceProperties{ComputeTypeName: c} }
	user := func(gib int32) types.WorkspaceProperties { return types.WorkspaceProperties{UserVolumeSizeGib: &gib} }
	root := func(gib int32) types.WorkspaceProperties { return types.WorkspaceProperties{RootVolumeSizeGib: &gib} }
	for i, step := range []struct {
		after time.Duration
		p     types.WorkspaceProperties
		soon  string
	}{
		{0, types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}, ""}, // the running mode has no cool-down
		{6*time.Hour - 20*time.Minute - 1, compute(types.ComputePower), isNew},
		{0, user(100), isNew},
		{0, compute(types.ComputeValue), ""}, // a smaller compute type
		{done, compute(types.ComputePower), ""},
		{done + 6*time.Hour - 1, compute(types.ComputePowerpro), "before"},
		{1, compute(types.ComputePowerpro), ""},
		{done, compute(types.ComputeStandard), "before"}, // back to a smaller compute type, too soon
		{0, user(100), ""},
		{done, root(175), ""}, // the root volume has its own cool-down
		{done, user(200), "before"},
		{5 * time.Hour, user(200), ""},
		{done, root(300), ""},
		{day * 30, compute(types.ComputeStandard), ""},
	} {
		emu.Advance(step.after)
		err := modify(t, client, step.p)
		if step.soon != "" {
			requireCode(t, err, "InvalidResourceStateException", step.soon)
			continue
		}
		require.NoError(t, err, "step %d", i)
	}
}

func TestNewWorkspacesCanBeMadeLargerAfterSixHours(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithCoolDowns(), workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	launchedFrom(t, client, "Standard with Windows 10", nil)
	emu.Advance(6*time.Hour - 1)
	larger := types.WorkspaceProperties{ComputeTypeName: types.ComputePower}
	requireCode(t, modify(t, client, larger), "InvalidResourceStateException", "of creation")
	emu.Advance(1)
	require.NoError(t, modify(t, client, larger))
}

func TestSmallerComputeTypeHasACoolDownOfThirtyDays(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithCoolDowns(), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	to := func(c types.Compute) error { return modify(t, client, types.WorkspaceProperties{ComputeTypeName: c}) }
	require.NoError(t, to(types.ComputeValue))
	emu.Advance(61 * time.Minute) // the modification ends
	require.NoError(t, to(types.ComputePower))
	emu.Advance(30*24*time.Hour - 1)
	requireCode(t, to(types.ComputeStandard), "InvalidResourceStateException", "before")
	emu.Advance(1)
	require.NoError(t, to(types.ComputeStandard))
}

func TestLargestVolumes(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID)).Client()
	ask := func(root, user int32) error {
		r := request(t, client, "alice")
		r.WorkspaceProperties = &types.WorkspaceProperties{RootVolumeSizeGib: &root, UserVolumeSizeGib: &user}
		_, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{r}})
		return err
	}
	requireCode(t, ask(2001, 100), "InvalidParameterValuesException", "(175-2000|100-2000)")
	requireCode(t, ask(175, 2001), "InvalidParameterValuesException", "(175-2000|100-2000)")
	require.NoError(t, ask(2000, 2000))
}

func TestNoCoolDownsByDefault(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	create(t, client, request(t, client, "alice"))
	for _, c := range []types.Compute{types.ComputePower, types.ComputeStandard, types.ComputePower, types.ComputeStandard} {
		require.NoError(t, modify(t, client, types.WorkspaceProperties{ComputeTypeName: c}))
	}
}
