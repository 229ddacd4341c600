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

func TestWaitForAnImage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
		desktop := allIDs(t, client)[0]
		watch := newStopwatch()
		image, err := client.CreateWorkspaceImage(ctx, &workspaces.CreateWorkspaceImageInput{Name: aws.String("golden"), Description: aws.String("x"), WorkspaceId: aws.String(desktop)})
		require.NoError(t, err)
		in := &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*image.ImageId}}
		images, err := workspaces.NewImageAvailableWaiter(client).WaitForOutput(ctx, in, 2*time.Hour)
		require.NoError(t, err)
		assert.Equal(t, "golden", *images.Images[0].Name)
		watch.lap(t, 45*time.Minute)

		_, err = client.DeleteWorkspaceImage(ctx, &workspaces.DeleteWorkspaceImageInput{ImageId: image.ImageId})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewImageDeletedWaiter(client).Wait(ctx, in, time.Hour))
	})
}

func TestWaitForAnImport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t, workspacestest.WithBYOL()).Client()
		watch := newStopwatch()
		id := importImage(t, client)
		states := map[string]bool{}
		out, err := workspaces.NewCustomImageImportCompletedWaiter(client).WaitForOutput(t.Context(),
			&workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: id}, 3*time.Hour,
			func(o *workspaces.ImageImportWaiterOptions) {
				o.OnProgress = func(p waiters.Progress) {
					for state := range p.States {
						states[state] = true
					}
				}
			})
		require.NoError(t, err)
		assert.Equal(t, types.CustomWorkspaceImageImportStateCompleted, out.State)
		assert.Equal(t, id, out.ImageId)
		assert.Greater(t, len(states), 2, "the import has several steps")
		watch.lap(t, time.Hour)
	})
}

// importImage starts an image import and returns the identifier of the new image.
func importImage(t *testing.T, client *workspaces.Client) (id *string) {
	t.Helper()
	imported, err := client.ImportCustomWorkspaceImage(t.Context(), &workspaces.ImportCustomWorkspaceImageInput{
		ImageName: aws.String("custom"), ImageDescription: aws.String("x"),
		ComputeType: types.ImageComputeTypeBase, Protocol: types.CustomImageProtocolDcv, Platform: types.PlatformWindows, OsVersion: types.OSVersionWindows11,
		ImageSource:                    &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-0123456789abcdef0"},
		InfrastructureConfigurationArn: aws.String("arn:aws:imagebuilder:us-east-1:123456789012:infrastructure-configuration/workspaces"),
	})
	require.NoError(t, err)
	return imported.ImageId
}

// failedImport is a fake client with a single import, which has failed without error details.
type failedImport struct{}

func (failedImport) DescribeCustomWorkspaceImageImport(context.Context, *workspaces.DescribeCustomWorkspaceImageImportInput, ...func(*workspaces.Options)) (*workspaces.DescribeCustomWorkspaceImageImportOutput, error) {
	return &workspaces.DescribeCustomWorkspaceImageImportOutput{
		ImageId: aws.String("x"), State: types.CustomWorkspaceImageImportStateError, StateMessage: aws.String("some message"),
	}, nil
}

func TestFailedImportReportsItsStateMessage(t *testing.T) {
	t.Parallel()
	err := workspaces.NewCustomImageImportCompletedWaiter(failedImport{}).Wait(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: aws.String("x")}, time.Hour)
	require.EqualError(t, err, "CustomImageImportCompleted waiter failed for 1 of 1: x ERROR (some message)")
}
