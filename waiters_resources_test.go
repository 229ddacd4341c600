package workspaces_test

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// stopwatch measures simulated time.
type stopwatch struct{ begin time.Time }

func newStopwatch() *stopwatch { return &stopwatch{time.Now()} }

// lap checks that a change has taken as long as it takes, and no longer than a waiter's pause more.
func (s *stopwatch) lap(t *testing.T, takes time.Duration) {
	t.Helper()
	took := time.Since(s.begin)
	assert.GreaterOrEqual(t, took, takes)
	assert.LessOrEqual(t, took, takes+2*waiters.DefaultMaxDelay)
	s.begin = time.Now()
}

func TestWaitForDirectories(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t).Client()
		watch := newStopwatch()
		_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String("d-90670000aa"), EnableSelfService: aws.Bool(true)})
		require.NoError(t, err)
		in := &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{"d-90670000aa"}}
		out, err := workspaces.NewDirectoryRegisteredWaiter(client).WaitForOutput(t.Context(), in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceDirectoryStateRegistered, out.Directories[0].State)
		watch.lap(t, time.Minute)

		_, err = client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String("d-90670000aa")})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewDirectoryDeregisteredWaiter(client).Wait(t.Context(), in, time.Hour))
		watch.lap(t, time.Minute)
	})
}

func TestWaitForImagesAndBundles(t *testing.T) {
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

		bundle, err := client.CreateWorkspaceBundle(ctx, &workspaces.CreateWorkspaceBundleInput{
			BundleName: aws.String("golden"), BundleDescription: aws.String("x"), ImageId: image.ImageId,
			ComputeType: &types.ComputeType{Name: types.ComputeStandard}, UserStorage: &types.UserStorage{Capacity: aws.String("50")},
			RootStorage: &types.RootStorage{Capacity: aws.String("80")},
		})
		require.NoError(t, err)
		id := bundle.WorkspaceBundle.BundleId
		bundles, err := workspaces.NewBundleAvailableWaiter(client).WaitForOutput(ctx, &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{*id}}, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceBundleStateAvailable, bundles.Bundles[0].State)
		watch.lap(t, time.Minute)

		_, err = client.DeleteWorkspaceBundle(ctx, &workspaces.DeleteWorkspaceBundleInput{BundleId: id})
		require.NoError(t, err)
		_, err = client.DeleteWorkspaceImage(ctx, &workspaces.DeleteWorkspaceImageInput{ImageId: image.ImageId})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewImageDeletedWaiter(client).Wait(ctx, in, time.Hour))
	})
}

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

func TestWaitForAnImport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t).Client()
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
		assert.Greater(t, len(states), 2, "it goes through steps")
		watch.lap(t, time.Hour)
	})
}

func TestWaitForPools(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t).Client()
		directory, err := client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{
			WorkspaceType: types.WorkspaceTypePools, WorkspaceDirectoryName: aws.String("pools"), WorkspaceDirectoryDescription: aws.String("pools"),
			UserIdentityType: types.UserIdentityTypeCustomerManaged, SubnetIds: []string{"subnet-0123456789abcdef0", "subnet-0123456789abcdef1"},
		})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewDirectoryRegisteredWaiter(client).Wait(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*directory.DirectoryId}}, time.Hour))
		bundles, err := client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
		require.NoError(t, err)
		watch := newStopwatch()
		created, err := client.CreateWorkspacesPool(ctx, &workspaces.CreateWorkspacesPoolInput{
			PoolName: aws.String("lab"), Description: aws.String("lab"), BundleId: bundles.Bundles[0].BundleId, DirectoryId: directory.DirectoryId,
			Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(5)},
		})
		require.NoError(t, err)
		id := created.WorkspacesPool.PoolId
		in := &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{*id}}
		stopped := workspaces.NewPoolStoppedWaiter(client)
		require.NoError(t, stopped.Wait(ctx, in, time.Hour))
		watch.lap(t, 10*time.Minute)

		_, err = client.StartWorkspacesPool(ctx, &workspaces.StartWorkspacesPoolInput{PoolId: id})
		require.NoError(t, err)
		pools, err := workspaces.NewPoolRunningWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.WorkspacesPoolStateRunning, pools.WorkspacesPools[0].State)
		watch.lap(t, 10*time.Minute)

		_, err = client.StopWorkspacesPool(ctx, &workspaces.StopWorkspacesPoolInput{PoolId: id})
		require.NoError(t, err)
		require.NoError(t, stopped.Wait(ctx, in, time.Hour))
		watch.lap(t, 5*time.Minute)

		_, err = client.TerminateWorkspacesPool(ctx, &workspaces.TerminateWorkspacesPoolInput{PoolId: id})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewPoolDeletedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, 5*time.Minute)
	})
}

func TestWaitForAConnectionAlias(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t, workspacestest.WithDirectory("d-90670000aa")).Client()
		watch := newStopwatch()
		created, err := client.CreateConnectionAlias(ctx, &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String("desktops.example.com")})
		require.NoError(t, err)
		in := &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{*created.AliasId}}
		require.NoError(t, workspaces.NewConnectionAliasCreatedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, 30*time.Second)

		_, err = client.AssociateConnectionAlias(ctx, &workspaces.AssociateConnectionAliasInput{AliasId: created.AliasId, ResourceId: aws.String("d-90670000aa")})
		require.NoError(t, err)
		out, err := workspaces.NewConnectionAliasAssociatedWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.AssociationStatusAssociatedWithOwnerAccount, out.ConnectionAliases[0].Associations[0].AssociationStatus)
		watch.lap(t, time.Minute)

		_, err = client.DisassociateConnectionAlias(ctx, &workspaces.DisassociateConnectionAliasInput{AliasId: created.AliasId})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewConnectionAliasDisassociatedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, time.Minute)

		_, err = client.DeleteConnectionAlias(ctx, &workspaces.DeleteConnectionAliasInput{AliasId: created.AliasId})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewConnectionAliasDeletedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, 30*time.Second)
	})
}

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

func TestWaitForAnAccountLink(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		emu := workspacestest.New(t, workspacestest.WithCredentials("AKIDTARGET", "secret"))
		source := emu.Client()
		target := emu.Client(func(o *workspaces.Options) {
			o.Credentials = credentials.NewStaticCredentialsProvider("AKIDTARGET", "secret", "")
		})
		invited, err := source.CreateAccountLinkInvitation(ctx, &workspaces.CreateAccountLinkInvitationInput{TargetAccountId: aws.String(workspacestest.AccountID("AKIDTARGET"))})
		require.NoError(t, err)
		id := invited.AccountLink.AccountLinkId
		time.AfterFunc(time.Hour, func() {
			_, err := target.AcceptAccountLinkInvitation(ctx, &workspaces.AcceptAccountLinkInvitationInput{LinkId: id})
			assert.NoError(t, err)
		})
		watch := newStopwatch()
		out, err := workspaces.NewAccountLinkLinkedWaiter(source).WaitForOutput(ctx, &workspaces.GetAccountLinkInput{LinkId: id}, 3*time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.AccountLinkStatusEnumLinked, out.AccountLink.AccountLinkStatus)
		watch.lap(t, time.Hour)
		require.NoError(t, workspaces.NewAccountLinkLinkedWaiter(target).Wait(ctx, &workspaces.GetAccountLinkInput{LinkedAccountId: aws.String(workspacestest.AccountID(workspacestest.AccessKeyID))}, time.Hour))
	})
}

func TestWaitForTheModificationOfAnAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t).Client()
		var ranges []string
		for r, err := range workspaces.NewListAvailableManagementCidrRangesPaginator(client, &workspaces.ListAvailableManagementCidrRangesInput{ManagementCidrRangeConstraint: aws.String("198.18.0.0/15")}).Items(ctx) {
			require.NoError(t, err)
			ranges = append(ranges, r)
		}
		require.NotEmpty(t, ranges)
		watch := newStopwatch()
		_, err := client.ModifyAccount(ctx, &workspaces.ModifyAccountInput{
			DedicatedTenancySupport: types.DedicatedTenancySupportEnumEnabled, DedicatedTenancyManagementCidrRange: aws.String(ranges[0]),
		})
		require.NoError(t, err)
		out, err := workspaces.NewAccountModificationCompletedWaiter(client).WaitForOutput(ctx, nil, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, ranges[0], *out.AccountModifications[0].DedicatedTenancyManagementCidrRange)
		watch.lap(t, 10*time.Minute)
	})
}

// flapping is a client of a service that has one pool, whose states come one after the other; the last one
// stays.
type flapping struct {
	states []types.WorkspacesPoolState // empty: there is no pool
	calls  int
}

func (f *flapping) DescribeWorkspacesPools(context.Context, *workspaces.DescribeWorkspacesPoolsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesPoolsOutput, error) {
	state := f.states[min(f.calls, len(f.states)-1)]
	f.calls++
	if state == "" {
		return &workspaces.DescribeWorkspacesPoolsOutput{}, nil
	}
	return &workspaces.DescribeWorkspacesPoolsOutput{WorkspacesPools: []types.WorkspacesPool{{PoolId: aws.String("x"), State: state}}}, nil
}

func TestPoolsMustBeSeenTwice(t *testing.T) {
	t.Parallel()
	in := &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{"x"}}
	for name, tt := range map[string]struct {
		states []types.WorkspacesPoolState
		waiter func(client *flapping) *workspaces.PoolWaiter
	}{
		"running": {[]types.WorkspacesPoolState{"STARTING", "RUNNING", "STARTING", "RUNNING", "RUNNING"}, func(client *flapping) *workspaces.PoolWaiter {
			return workspaces.NewPoolRunningWaiter(client)
		}},
		"stopped": {[]types.WorkspacesPoolState{"STOPPING", "STOPPED", "RUNNING", "STOPPED", "STOPPED"}, func(client *flapping) *workspaces.PoolWaiter {
			return workspaces.NewPoolStoppedWaiter(client)
		}},
		"deleted": {[]types.WorkspacesPoolState{"DELETING", "", "DELETING", "", ""}, func(client *flapping) *workspaces.PoolWaiter {
			return workspaces.NewPoolDeletedWaiter(client)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := &flapping{states: tt.states}
				require.NoError(t, tt.waiter(client).Wait(t.Context(), in, time.Hour))
				assert.Equal(t, 5, client.calls)
			})
		})
	}
}

// TestNewestModificationCounts has histories in which it is the first, the last and in the middle, longer than
// a page, of a service that hardly allows any calls.
func TestNewestModificationCounts(t *testing.T) {
	t.Parallel()
	for name, newest := range map[string]int{"first": 0, "last": 99, "in the middle": 50} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				history := make([]types.AccountModification, 100)
				for i := range history {
					history[i] = types.AccountModification{
						ModificationState: types.DedicatedTenancyModificationStateEnumFailed, StartTime: aws.Time(time.Now().Add(-time.Duration(1+i%7) * time.Hour)),
					}
				}
				history[newest] = types.AccountModification{
					ModificationState: types.DedicatedTenancyModificationStateEnumCompleted, StartTime: aws.Time(time.Now().Add(-time.Minute)),
					DedicatedTenancyManagementCidrRange: aws.String("10.9.0.0/16"),
				}
				client := &modifications{history: history}
				out, err := workspaces.NewAccountModificationCompletedWaiter(client).WaitForOutput(t.Context(), nil, time.Hour)
				require.NoError(t, err)
				assert.Equal(t, history[newest:newest+1], out.AccountModifications)
				assert.Equal(t, 40, client.calls, "no page is asked for again once it came")

				history[newest].ModificationState = types.DedicatedTenancyModificationStateEnumFailed
				history[newest].ErrorCode, history[newest].ErrorMessage = aws.String("Some.Code"), aws.String("some message")
				err = workspaces.NewAccountModificationCompletedWaiter(client).Wait(t.Context(), nil, time.Hour)
				var failed *waiters.FailedError
				require.ErrorAs(t, err, &failed)
				assert.Equal(t, []waiters.Resource{{ID: "account", State: "FAILED", ErrorCode: "Some.Code", ErrorMessage: "some message"}}, failed.Failed)
			})
		})
	}
}

// modifications is a client of a service that gives out the history of an account in pages of five, and
// throttles every other call.
type modifications struct {
	history []types.AccountModification
	calls   int
}

func (m *modifications) DescribeAccountModifications(_ context.Context, in *workspaces.DescribeAccountModificationsInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeAccountModificationsOutput, error) {
	m.calls++
	if m.calls%2 == 1 {
		return nil, &smithy.GenericAPIError{Code: "ThrottlingException"}
	}
	begin, _ := strconv.Atoi(aws.ToString(in.NextToken))
	out := &workspaces.DescribeAccountModificationsOutput{AccountModifications: m.history[begin : begin+5]}
	if begin+5 < len(m.history) {
		out.NextToken = aws.String(strconv.Itoa(begin + 5))
	}
	return out, nil
}

// associations is a client of a service that has one alias, with several associations.
type associations []types.AssociationStatus

func (a associations) DescribeConnectionAliases(context.Context, *workspaces.DescribeConnectionAliasesInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasesOutput, error) {
	alias := types.ConnectionAlias{AliasId: aws.String("x"), State: types.ConnectionAliasStateCreated}
	for _, status := range a {
		alias.Associations = append(alias.Associations, types.ConnectionAliasAssociation{AssociationStatus: status})
	}
	return &workspaces.DescribeConnectionAliasesOutput{ConnectionAliases: []types.ConnectionAlias{alias}}, nil
}

// TestAliasGoesByTheAssociationNearestToBeingThere has aliases with two associations, in both orders, from
// the nearest to the farthest.
func TestAliasGoesByTheAssociationNearestToBeingThere(t *testing.T) {
	t.Parallel()
	in := &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{"x"}}
	ordered := []types.AssociationStatus{
		types.AssociationStatusAssociatedWithOwnerAccount, types.AssociationStatusAssociatedWithSharedAccount,
		types.AssociationStatusPendingAssociation, types.AssociationStatusPendingDisassociation, types.AssociationStatusNotAssociated,
	}
	synctest.Test(t, func(t *testing.T) {
		seen := func(client associations) (state string) {
			_ = workspaces.NewConnectionAliasAssociatedWaiter(client).Wait(t.Context(), in, time.Second, func(o *workspaces.ConnectionAliasWaiterOptions) {
				o.OnProgress = func(p waiters.Progress) {
					for s := range p.States {
						state = s
					}
				}
			})
			return state
		}
		assert.Equal(t, "NOT_ASSOCIATED", seen(nil))
		for i, nearer := range ordered {
			for _, farther := range ordered[i:] {
				assert.Equal(t, string(nearer), seen(associations{nearer, farther}))
				assert.Equal(t, string(nearer), seen(associations{farther, nearer}))
			}
		}
	})
}

// failedImport is a client of a service in which an import has failed, and that does not say why in detail.
type failedImport struct{}

func (failedImport) DescribeCustomWorkspaceImageImport(context.Context, *workspaces.DescribeCustomWorkspaceImageImportInput, ...func(*workspaces.Options)) (*workspaces.DescribeCustomWorkspaceImageImportOutput, error) {
	return &workspaces.DescribeCustomWorkspaceImageImportOutput{
		ImageId: aws.String("x"), State: types.CustomWorkspaceImageImportStateError, StateMessage: aws.String("some message"),
	}, nil
}

func TestFailedImportTellsItsStateMessage(t *testing.T) {
	t.Parallel()
	err := workspaces.NewCustomImageImportCompletedWaiter(failedImport{}).Wait(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: aws.String("x")}, time.Hour)
	require.EqualError(t, err, "CustomImageImportCompleted waiter failed for 1 of 1: x ERROR (some message)")
}
