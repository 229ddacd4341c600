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

// failingChange is a change that the service accepts, but that fails later.
type failingChange struct {
	operation string
	state     string // the resource's state after the failure
	code      string // the service's error code
	message   string
	begin     func(t *testing.T, client *workspaces.Client) (wait func(ctx context.Context) error)
}

func failingChanges() map[string]failingChange {
	seeded := aws.String("ws-000000000")
	return map[string]failingChange{
		"a WorkSpace that is created": {"CreateWorkspaces", "ERROR", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			bundles, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
			require.NoError(t, err)
			created, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
				{DirectoryId: aws.String(listedDirectory), UserName: aws.String("new"), BundleId: bundles.Bundles[0].BundleId},
			}})
			require.NoError(t, err)
			require.NoError(t, created.Err())
			in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*created.PendingRequests[0].WorkspaceId}}
			return func(ctx context.Context) error {
				return workspaces.NewWorkspaceAvailableWaiter(client).Wait(ctx, in, time.Hour)
			}
		}},
		"a WorkSpace that is stopped": {"StopWorkspaces", "ERROR", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			stopped, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: seeded}}})
			require.NoError(t, err)
			require.NoError(t, stopped.Err())
			return func(ctx context.Context) error {
				return workspaces.NewWorkspaceStoppedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*seeded}}, time.Hour)
			}
		}},
		"a modification": {"ModifyWorkspaceProperties", "AVAILABLE", "UPDATE_FAILED", "USER_VOLUME", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
				WorkspaceId: seeded, WorkspaceProperties: &types.WorkspaceProperties{UserVolumeSizeGib: aws.Int32(100)},
			})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return workspaces.NewWorkspaceModifiedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*seeded}}, 3*time.Hour)
			}
		}},
		"a directory": {"RegisterWorkspaceDirectory", "ERROR", "", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String("d-90670000bb")})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return workspaces.NewDirectoryRegisteredWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{"d-90670000bb"}}, time.Hour)
			}
		}},
		"an image": {"CreateWorkspaceImage", "ERROR", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			image, err := client.CreateWorkspaceImage(t.Context(), &workspaces.CreateWorkspaceImageInput{Name: aws.String("golden"), Description: aws.String("x"), WorkspaceId: seeded})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return workspaces.NewImageAvailableWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*image.ImageId}}, 3*time.Hour)
			}
		}},
		"an import": {"ImportCustomWorkspaceImage", "ERROR", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			imported := importImage(t, client)
			return func(ctx context.Context) error {
				return workspaces.NewCustomImageImportCompletedWaiter(client).Wait(ctx, &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: imported}, 3*time.Hour)
			}
		}},
		"a bundle": {"CreateWorkspaceBundle", "ERROR", "", "", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			bundle, err := client.CreateWorkspaceBundle(t.Context(), &workspaces.CreateWorkspaceBundleInput{
				BundleName: aws.String("golden"), BundleDescription: aws.String("x"), ImageId: aws.String(listedImage),
				ComputeType: &types.ComputeType{Name: types.ComputeStandard}, UserStorage: &types.UserStorage{Capacity: aws.String("50")},
			})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return workspaces.NewBundleAvailableWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{*bundle.WorkspaceBundle.BundleId}}, time.Hour)
			}
		}},
		"a pool": {"StartWorkspacesPool", "STOPPED", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			_, err := client.StartWorkspacesPool(t.Context(), &workspaces.StartWorkspacesPoolInput{PoolId: aws.String(listedPool)})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return workspaces.NewPoolRunningWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{listedPool}}, time.Hour)
			}
		}},
		"a modification of the account": {"ModifyAccount", "FAILED", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			modifyAccountOften(1)(t, client)
			return func(ctx context.Context) error {
				return workspaces.NewAccountModificationCompletedWaiter(client).Wait(ctx, nil, time.Hour)
			}
		}},
		"an application": {"DeployWorkspaceApplications", "ERROR", "Some.Code", "some message", func(t *testing.T, client *workspaces.Client) func(context.Context) error {
			t.Helper()
			applyToAll(1)(t, client)
			_, err := client.DeployWorkspaceApplications(t.Context(), &workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: seeded})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return workspaces.NewApplicationAssociationCompletedWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceAssociationsInput{
					WorkspaceId: seeded, AssociatedResourceTypes: []types.WorkSpaceAssociatedResourceType{types.WorkSpaceAssociatedResourceTypeApplication},
				}, time.Hour)
			}
		}},
	}
}

// A wait for a failing change must return a FailedError with the service's error code and message.
func TestAFailingChangeFailsItsWait(t *testing.T) {
	t.Parallel()
	seed := applied()
	for i := range seed.Workspaces {
		seed.Workspaces[i].WorkspaceProperties.RunningMode = types.RunningModeAutoStop
	}
	seed.Images = []types.WorkspaceImage{{ImageId: aws.String(listedImage)}}
	seed.Pools = []types.WorkspacesPool{{PoolId: aws.String(listedPool), State: types.WorkspacesPoolStateStopped}}
	for name, tt := range failingChanges() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu := workspacestest.New(t, workspacestest.WithBYOL(), workspacestest.WithSeedResources(seed))
				emu.Inject(workspacestest.Fault{Operation: tt.operation, Doom: &workspacestest.ItemFault{Code: "Some.Code", Message: "some message"}})
				err := tt.begin(t, emu.Client())(t.Context())
				var failed *waiters.FailedError
				require.ErrorAs(t, err, &failed)
				require.Len(t, failed.Failed, 1)
				id := failed.Failed[0].ID
				assert.NotEmpty(t, id)
				assert.Equal(t, []waiters.Resource{{ID: id, State: tt.state, ErrorCode: tt.code, ErrorMessage: tt.message}}, failed.Failed)
			})
		})
	}
}
