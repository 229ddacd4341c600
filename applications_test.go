package workspaces_test

import (
	"fmt"
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

func TestWaitForApplications(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
		desktop := aws.String(allIDs(t, client)[0])
		var application *string
		for a, err := range workspaces.NewDescribeApplicationsPaginator(client, &workspaces.DescribeApplicationsInput{
			OperatingSystemNames: []types.OperatingSystemName{types.OperatingSystemNameWindowsServer2022}, ComputeTypeNames: []types.Compute{types.ComputeStandard},
		}).Items(ctx) {
			require.NoError(t, err)
			application = a.ApplicationId
			break
		}
		require.NotNil(t, application)
		watch := newStopwatch()
		_, err := client.AssociateWorkspaceApplication(ctx, &workspaces.AssociateWorkspaceApplicationInput{ApplicationId: application, WorkspaceId: desktop})
		require.NoError(t, err)
		_, err = client.DeployWorkspaceApplications(ctx, &workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: desktop})
		require.NoError(t, err)
		in := &workspaces.DescribeWorkspaceAssociationsInput{
			WorkspaceId: desktop, AssociatedResourceTypes: []types.WorkSpaceAssociatedResourceType{types.WorkSpaceAssociatedResourceTypeApplication},
		}
		out, err := workspaces.NewApplicationAssociationCompletedWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, application, out.Associations[0].AssociatedResourceId)
		watch.lap(t, 10*time.Minute)

		_, err = client.DisassociateWorkspaceApplication(ctx, &workspaces.DisassociateWorkspaceApplicationInput{ApplicationId: application, WorkspaceId: desktop})
		require.NoError(t, err)
		_, err = client.DeployWorkspaceApplications(ctx, &workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: desktop})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewApplicationAssociationRemovedWaiter(client).Wait(ctx, in, time.Hour, func(o *workspaces.ApplicationAssociationWaiterOptions) {
			o.Only = []string{*application}
		}))
		watch.lap(t, 5*time.Minute)
	})
}

// applied returns a seed with an application and 60 WorkSpaces that support it.
func applied() workspacestest.Seed {
	seed := seedDesktops(60)
	for i := range seed.Workspaces {
		seed.Workspaces[i].WorkspaceProperties = &types.WorkspaceProperties{
			ComputeTypeName: types.ComputeStandard, OperatingSystemName: types.OperatingSystemNameWindowsServer2022,
		}
	}
	seed.Applications = []types.WorkSpaceApplication{{
		ApplicationId: aws.String(listedApplication), SupportedComputeTypeNames: []types.Compute{types.ComputeStandard},
		SupportedOperatingSystemNames: []types.OperatingSystemName{types.OperatingSystemNameWindowsServer2022},
	}}
	return seed
}

// applyToAll returns a function that associates listedApplication with the first n WorkSpaces.
func applyToAll(n int) func(t *testing.T, client *workspaces.Client) {
	return func(t *testing.T, client *workspaces.Client) {
		t.Helper()
		for i := range n {
			_, err := client.AssociateWorkspaceApplication(t.Context(), &workspaces.AssociateWorkspaceApplicationInput{
				ApplicationId: aws.String(listedApplication), WorkspaceId: aws.String(fmt.Sprintf("ws-%09d", i)),
			})
			require.NoError(t, err)
		}
	}
}
