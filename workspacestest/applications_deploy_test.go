package workspacestest_test

import (
	"fmt"
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
	officePlus     = "Microsoft Office LTSC Professional Plus 2021"
	officeStandard = "Microsoft Office LTSC Standard 2021"
	officeOld      = "Microsoft Office Professional Plus 2019"
	visio          = "Microsoft Visio LTSC Standard 2021"
	visualStudio   = "Microsoft Visual Studio Enterprise 2022"
)

func associate(t *testing.T, client *workspaces.Client, workspace, application *string) (*types.WorkspaceResourceAssociation, error) {
	t.Helper()
	out, err := client.AssociateWorkspaceApplication(t.Context(), &workspaces.AssociateWorkspaceApplicationInput{
		WorkspaceId: workspace, ApplicationId: application,
	})
	if err != nil {
		return nil, err
	}
	return out.Association, nil
}

func disassociate(t *testing.T, client *workspaces.Client, workspace, application *string) (*types.WorkspaceResourceAssociation, error) {
	t.Helper()
	out, err := client.DisassociateWorkspaceApplication(t.Context(), &workspaces.DisassociateWorkspaceApplicationInput{
		WorkspaceId: workspace, ApplicationId: application,
	})
	if err != nil {
		return nil, err
	}
	return out.Association, nil
}

func deploy(t *testing.T, client *workspaces.Client, workspace *string, force bool) ([]types.WorkspaceResourceAssociation, error) {
	t.Helper()
	out, err := client.DeployWorkspaceApplications(t.Context(), &workspaces.DeployWorkspaceApplicationsInput{
		WorkspaceId: workspace, Force: aws.Bool(force),
	})
	if err != nil {
		return nil, err
	}
	require.NotNil(t, out.Deployment.Associations)
	return out.Deployment.Associations, nil
}

func associationsOf(t *testing.T, client *workspaces.Client, workspace *string) []types.WorkspaceResourceAssociation {
	t.Helper()
	out, err := client.DescribeWorkspaceAssociations(t.Context(), &workspaces.DescribeWorkspaceAssociationsInput{
		WorkspaceId: workspace, AssociatedResourceTypes: types.WorkSpaceAssociatedResourceType("").Values(),
	})
	require.NoError(t, err)
	require.NotNil(t, out.Associations)
	return out.Associations
}

// associationStates returns the states of a WorkSpace's applications, by application ID.
func associationStates(t *testing.T, client *workspaces.Client, workspace *string) map[string]types.AssociationState {
	t.Helper()
	states := make(map[string]types.AssociationState)
	for _, a := range associationsOf(t, client, workspace) {
		states[*a.AssociatedResourceId] = a.State
	}
	return states
}

// install installs applications on a WorkSpace. The emulator must use WithInstantChanges.
func install(t *testing.T, client *workspaces.Client, workspace *string, applications ...*string) {
	t.Helper()
	for _, application := range applications {
		_, err := associate(t, client, workspace, application)
		require.NoError(t, err)
	}
	_, err := deploy(t, client, workspace, false)
	require.NoError(t, err)
}

func TestLifeOfAnApplication(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace := only(t, client).WorkspaceId
	application := applicationNamed(t, client, officePlus)
	created := emu.Now()
	state := func() types.AssociationState {
		t.Helper()
		all := associationsOf(t, client, workspace)
		require.Len(t, all, 1)
		a := all[0]
		assert.WithinDuration(t, created, *a.Created, 10*time.Second)
		a.Created, a.LastUpdatedTime = nil, nil
		assert.Equal(t, types.WorkspaceResourceAssociation{
			WorkspaceId: workspace, AssociatedResourceId: application,
			AssociatedResourceType: types.WorkSpaceAssociatedResourceTypeApplication, State: a.State,
		}, a)
		return a.State
	}

	a, err := associate(t, client, workspace, application)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStatePendingInstall, a.State)
	emu.Advance(time.Hour)
	assert.Equal(t, types.AssociationStatePendingInstall, state(), "nothing starts before the call to DeployWorkspaceApplications")

	all, err := deploy(t, client, workspace, false)
	require.NoError(t, err)
	require.Len(t, all, 1)
	assert.Equal(t, types.AssociationStatePendingInstallDeployment, all[0].State)
	emu.Advance(time.Minute)
	assert.Equal(t, types.AssociationStateInstalling, state())
	began := emu.Now()
	emu.Advance(10 * time.Minute)
	assert.Equal(t, types.AssociationStateCompleted, state())
	assert.WithinDuration(t, began.Add(10*time.Minute), *associationsOf(t, client, workspace)[0].LastUpdatedTime, 10*time.Second)
	all, err = deploy(t, client, workspace, true)
	require.NoError(t, err)
	assert.Empty(t, all, "no installation or removal is pending")

	a, err = disassociate(t, client, workspace, application)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStatePendingUninstall, a.State)
	emu.Advance(time.Hour)
	again, err := disassociate(t, client, workspace, application)
	require.NoError(t, err)
	assert.Equal(t, a, again)
	all, err = deploy(t, client, workspace, false)
	require.NoError(t, err)
	require.Len(t, all, 1)
	assert.Equal(t, types.AssociationStatePendingUninstallDeployment, all[0].State)
	emu.Advance(time.Minute)
	assert.Equal(t, types.AssociationStateUninstalling, state())
	emu.Advance(5*time.Minute - time.Second)
	assert.Equal(t, types.AssociationStateUninstalling, state())
	emu.Advance(2 * time.Second)
	assert.Equal(t, types.AssociationStateRemoved, state())
	_, err = disassociate(t, client, workspace, application)
	requireCode(t, err, "ResourceNotFoundException", "not associated")
	emu.Advance(5 * time.Second)
	assert.Empty(t, associationsOf(t, client, workspace))
}

func TestApplicationsOfTheAccount(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	workspace, application := only(t, client).WorkspaceId, applicationNamed(t, client, visio)
	install(t, client, workspace, application)
	out, err := client.DescribeWorkspaceAssociations(t.Context(), &workspaces.DescribeWorkspaceAssociationsInput{
		WorkspaceId: workspace, AssociatedResourceTypes: []types.WorkSpaceAssociatedResourceType{},
	})
	require.NoError(t, err)
	assert.Empty(t, out.Associations)
	for _, kind := range types.ApplicationAssociatedResourceType("").Values() {
		out, err := client.DescribeApplicationAssociations(t.Context(), &workspaces.DescribeApplicationAssociationsInput{
			ApplicationId: application, AssociatedResourceTypes: []types.ApplicationAssociatedResourceType{kind},
		})
		require.NoError(t, err)
		if kind != types.ApplicationAssociatedResourceTypeWorkspace {
			assert.Empty(t, out.Associations, kind)
			continue
		}
		require.Len(t, out.Associations, 1)
		a := out.Associations[0]
		assert.NotNil(t, a.Created)
		assert.NotNil(t, a.LastUpdatedTime)
		a.Created, a.LastUpdatedTime = nil, nil
		assert.Equal(t, types.ApplicationResourceAssociation{
			ApplicationId: application, AssociatedResourceId: workspace,
			AssociatedResourceType: kind, State: types.AssociationStateCompleted,
		}, a)
	}
}

func TestRefusedApplications(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	launch := func(bundle string) *string {
		id := bundleNamed(t, client, bundle)
		return create(t, client, types.WorkspaceRequest{
			DirectoryId: aws.String(directoryID), UserName: aws.String(id), BundleId: aws.String(id),
		}).WorkspaceId
	}
	windows, linux := launch("Standard with Windows 11"), launch("Power with Ubuntu 22.04")
	named := func(name string) *string { return applicationNamed(t, client, name) }
	install(t, client, windows, named(officePlus))
	for name, tt := range map[string]struct {
		workspace, application *string
		code, message          string
	}{
		"no such WorkSpace":   {aws.String("ws-000000000"), named(visio), "ResourceNotFoundException", "WorkSpace"},
		"no such application": {windows, aws.String("wsa-000000000"), "ResourceNotFoundException", "application"},
		"has it already":      {windows, named(officePlus), "ResourceAlreadyExistsException", "already"},
		"operating system":    {linux, named(visio), "OperatingSystemNotCompatibleException", "UBUNTU_22_04"},
		"compute type":        {windows, named(visualStudio), "ComputeNotCompatibleException", "STANDARD"},
		"uninstall only":      {windows, named(officeOld), "ApplicationNotSupportedException", "UNINSTALL_ONLY"},
		"other edition":       {windows, named(officeStandard), "IncompatibleApplicationsException", "same WorkSpace"},
	} {
		_, err := associate(t, client, tt.workspace, tt.application)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	assert.Len(t, associationsOf(t, client, windows), 1)
	assert.Empty(t, associationsOf(t, client, linux))

	_, err := disassociate(t, client, aws.String("ws-000000000"), named(visio))
	requireCode(t, err, "ResourceNotFoundException", "WorkSpace")
	_, err = disassociate(t, client, windows, named(visio))
	requireCode(t, err, "ResourceNotFoundException", "not associated")
	_, err = deploy(t, client, aws.String("ws-000000000"), false)
	requireCode(t, err, "ResourceNotFoundException", "WorkSpace")
}

func TestApplicationsChangeOnlyInSomeStates(t *testing.T) {
	t.Parallel()
	for _, state := range types.WorkspaceState("").Values() {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, state)).Client()
		workspace, application := only(t, client).WorkspaceId, applicationNamed(t, client, visio)
		_, err := associate(t, client, workspace, application)
		if state == types.WorkspaceStateAvailable || state == types.WorkspaceStateStopped {
			require.NoError(t, err)
			_, err = deploy(t, client, workspace, false)
			require.NoError(t, err)
			continue
		}
		requireCode(t, err, "OperationNotSupportedException", string(state))
		_, err = disassociate(t, client, workspace, application)
		requireCode(t, err, "OperationNotSupportedException", string(state))
		_, err = deploy(t, client, workspace, false)
		requireCode(t, err, "OperationNotSupportedException", string(state))
	}
}

func TestNothingChangesDuringADeployment(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace := only(t, client).WorkspaceId
	office, other := applicationNamed(t, client, officePlus), applicationNamed(t, client, visio)
	install(t, client, workspace, office)
	for _, wait := range []time.Duration{0, time.Minute} {
		emu.Advance(wait)
		_, err := associate(t, client, workspace, other)
		requireCode(t, err, "ResourceInUseException", "being deployed")
		_, err = disassociate(t, client, workspace, office)
		requireCode(t, err, "ResourceInUseException", "being deployed")
		_, err = deploy(t, client, workspace, false)
		requireCode(t, err, "ResourceInUseException", "being deployed")
	}
	emu.Advance(10 * time.Minute)
	_, err := associate(t, client, workspace, other)
	require.NoError(t, err)
}

func TestOneEditionReplacesTheOther(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateStopped))
	client := emu.Client()
	workspace := only(t, client).WorkspaceId
	plus, standard := applicationNamed(t, client, officePlus), applicationNamed(t, client, officeStandard)
	install(t, client, workspace, plus)
	emu.Advance(11 * time.Minute)
	_, err := disassociate(t, client, workspace, plus)
	require.NoError(t, err)
	_, err = associate(t, client, workspace, standard)
	require.NoError(t, err)
	_, err = associate(t, client, workspace, plus)
	requireCode(t, err, "IncompatibleApplicationsException", *standard)
	all, err := deploy(t, client, workspace, false)
	require.NoError(t, err)
	assert.Len(t, all, 2)
	assert.Equal(t, map[string]types.AssociationState{
		*plus: types.AssociationStatePendingUninstallDeployment, *standard: types.AssociationStatePendingInstallDeployment,
	}, associationStates(t, client, workspace))
	emu.Advance(11 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{*standard: types.AssociationStateCompleted}, associationStates(t, client, workspace))
}

func TestPendingChangesCanBeUndone(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace, application := only(t, client).WorkspaceId, applicationNamed(t, client, visio)
	_, err := associate(t, client, workspace, application)
	require.NoError(t, err)
	_, err = associate(t, client, workspace, application)
	requireCode(t, err, "ResourceAlreadyExistsException", "already")
	a, err := disassociate(t, client, workspace, application)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStateRemoved, a.State, "the application was never installed")
	a, err = associate(t, client, workspace, application)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStatePendingInstall, a.State)

	_, err = deploy(t, client, workspace, false)
	require.NoError(t, err)
	emu.Advance(time.Hour)
	_, err = disassociate(t, client, workspace, application)
	require.NoError(t, err)
	a, err = associate(t, client, workspace, application)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStateCompleted, a.State)
	all, err := deploy(t, client, workspace, false)
	require.NoError(t, err)
	assert.Empty(t, all)
}

func TestPagesOfApplicationAssociations(t *testing.T) {
	t.Parallel()
	var ids []string
	var resources workspacestest.Seed
	for i := range 27 {
		id := fmt.Sprintf("ws-%09d", i)
		ids = append(ids, id)
		resources.Workspaces = append(resources.Workspaces, types.Workspace{WorkspaceId: &id})
	}
	client := workspacestest.New(t, workspacestest.WithSeedResources(resources)).Client()
	application, other := applicationNamed(t, client, visio), applicationNamed(t, client, officePlus)
	for _, id := range ids {
		for _, a := range []*string{application, other} {
			_, err := associate(t, client, aws.String(id), a)
			require.NoError(t, err)
		}
	}
	request := &workspaces.DescribeApplicationAssociationsInput{
		ApplicationId: application, AssociatedResourceTypes: types.ApplicationAssociatedResourceType("").Values(),
	}
	first, err := client.DescribeApplicationAssociations(t.Context(), request)
	require.NoError(t, err)
	assert.Len(t, first.Associations, 25)
	request.NextToken = first.NextToken
	second, err := client.DescribeApplicationAssociations(t.Context(), request)
	require.NoError(t, err)
	assert.Len(t, second.Associations, 2)
	assert.Nil(t, second.NextToken)
	var seen []string
	for _, a := range append(first.Associations, second.Associations...) {
		assert.Equal(t, application, a.ApplicationId)
		seen = append(seen, *a.AssociatedResourceId)
	}
	assert.ElementsMatch(t, ids, seen)

	request.NextToken, request.MaxResults = nil, aws.Int32(4)
	first, err = client.DescribeApplicationAssociations(t.Context(), request)
	require.NoError(t, err)
	assert.Len(t, first.Associations, 4)
	assert.NotNil(t, first.NextToken)
	request.NextToken = aws.String("x")
	_, err = client.DescribeApplicationAssociations(t.Context(), request)
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

func TestApplicationsAreGoneWithTheirWorkspace(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace, application := only(t, client).WorkspaceId, applicationNamed(t, client, visio)
	_, err := associate(t, client, workspace, application)
	require.NoError(t, err)
	out, err := client.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{
		TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: workspace}},
	})
	require.NoError(t, err)
	require.NoError(t, out.Err())
	left := func() int {
		out, err := client.DescribeApplicationAssociations(t.Context(), &workspaces.DescribeApplicationAssociationsInput{
			ApplicationId: application, AssociatedResourceTypes: types.ApplicationAssociatedResourceType("").Values(),
		})
		require.NoError(t, err)
		return len(out.Associations)
	}
	assert.Equal(t, 1, left())
	emu.Advance(5*time.Minute + 5*time.Second)
	assert.Zero(t, left())
}

func TestApplicationsRemovedByARebuildAreNotListed(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, instant, workspacestest.WithDuration(workspacestest.Rebuilding, time.Hour),
		workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	id, application := only(t, client).WorkspaceId, applicationNamed(t, client, visio)
	install(t, client, id, application)
	require.NoError(t, operationNamed("RebuildWorkspaces").call(t, client, id))
	listed := func() int {
		out, err := client.DescribeApplicationAssociations(t.Context(), &workspaces.DescribeApplicationAssociationsInput{
			ApplicationId: application, AssociatedResourceTypes: types.ApplicationAssociatedResourceType("").Values(),
		})
		require.NoError(t, err)
		return len(out.Associations)
	}
	assert.Equal(t, 1, listed())
	emu.Advance(time.Hour)
	assert.Equal(t, 0, listed())
}

func TestDoomedInstallation(t *testing.T) {
	t.Parallel()
	for _, operation := range []string{"AssociateWorkspaceApplication", "DeployWorkspaceApplications"} {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
			client := emu.Client()
			workspace, plus := only(t, client).WorkspaceId, applicationNamed(t, client, officePlus)
			doom(emu, operation, "Some.Code", "Some message.")
			install(t, client, workspace, plus)
			emu.Advance(11 * time.Minute)
			all := associationsOf(t, client, workspace)
			require.Len(t, all, 1)
			assert.Equal(t, types.AssociationStateError, all[0].State)
			assert.Equal(t, &types.AssociationStateReason{ErrorCode: "Some.Code", ErrorMessage: aws.String("Some message.")}, all[0].StateReason)

			_, err := associate(t, client, workspace, plus)
			requireCode(t, err, "ResourceAlreadyExistsException", "")
			deployed, err := deploy(t, client, workspace, false)
			require.NoError(t, err)
			assert.Empty(t, deployed, "a failed change is repeated only with Force")
			standard := applicationNamed(t, client, officeStandard)
			_, err = associate(t, client, workspace, standard)
			require.NoError(t, err, "the other edition of Office is not installed")
			_, err = deploy(t, client, workspace, true)
			requireCode(t, err, "IncompatibleApplicationsException", "same WorkSpace")
			_, err = disassociate(t, client, workspace, standard)
			require.NoError(t, err)
			deployed, err = deploy(t, client, workspace, true)
			require.NoError(t, err)
			require.Len(t, deployed, 1)
			assert.Equal(t, types.AssociationStatePendingInstallDeployment, deployed[0].State)
			emu.Advance(11 * time.Minute)
			assert.Equal(t, map[string]types.AssociationState{*plus: types.AssociationStateCompleted}, associationStates(t, client, workspace))
			assert.Nil(t, associationsOf(t, client, workspace)[0].StateReason)
		})
	}
}

func TestDoomedRemoval(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace, plus := only(t, client).WorkspaceId, applicationNamed(t, client, officePlus)
	install(t, client, workspace, plus)
	emu.Advance(11 * time.Minute)
	_, err := disassociate(t, client, workspace, plus)
	require.NoError(t, err)
	doom(emu, "DeployWorkspaceApplications", "Some.Code", "Some message.")
	_, err = deploy(t, client, workspace, false)
	require.NoError(t, err)
	emu.Advance(6 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{*plus: types.AssociationStateError}, associationStates(t, client, workspace))
	_, err = associate(t, client, workspace, applicationNamed(t, client, officeStandard))
	requireCode(t, err, "IncompatibleApplicationsException", *plus)
	deployed, err := deploy(t, client, workspace, false)
	require.NoError(t, err)
	assert.Empty(t, deployed, "a failed change is repeated only with Force")
	a, err := disassociate(t, client, workspace, plus)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStatePendingUninstall, a.State, "the application is still installed")
	_, err = deploy(t, client, workspace, false)
	require.NoError(t, err)
	emu.Advance(6*time.Minute + 5*time.Second)
	assert.Empty(t, associationsOf(t, client, workspace))
}

func TestForceRetriesInstallationsAndRemovals(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace := only(t, client).WorkspaceId
	plus, standard := applicationNamed(t, client, officePlus), applicationNamed(t, client, officeStandard)
	install(t, client, workspace, plus)
	emu.Advance(11 * time.Minute)
	_, err := disassociate(t, client, workspace, plus)
	require.NoError(t, err)
	_, err = associate(t, client, workspace, standard)
	require.NoError(t, err)
	doom(emu, "DeployWorkspaceApplications", "Some.Code", "Some message.")
	_, err = deploy(t, client, workspace, false)
	require.NoError(t, err)
	emu.Advance(11 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{
		*plus: types.AssociationStateError, *standard: types.AssociationStateError,
	}, associationStates(t, client, workspace))
	_, err = deploy(t, client, workspace, true)
	require.NoError(t, err)
	emu.Advance(11 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{*standard: types.AssociationStateCompleted}, associationStates(t, client, workspace))
}
