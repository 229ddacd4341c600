package workspaces_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// twoSteps is a fake client with two resources of each kind, x and y. The state of x is always s.last, where s is the
// client. The state of y is s.first in the first call, and s.last in all later calls. The inputs of all calls are
// recorded in s.asked.
type twoSteps struct {
	first, last string
	asked       []any
}

// twoItems records an input and returns the output's items: those of x and y that ids lists, or both if ids is empty.
func twoItems[S ~string, T any](s *twoSteps, in any, ids []string, item func(id *string, state S) T) (items []T) {
	s.asked = append(s.asked, in)
	if len(ids) == 0 || slices.Contains(ids, "x") {
		items = append(items, item(aws.String("x"), S(s.last)))
	}
	if len(ids) == 0 || slices.Contains(ids, "y") {
		state := s.last
		if len(s.asked) == 1 {
			state = s.first
		}
		items = append(items, item(aws.String("y"), S(state)))
	}
	return items
}

func (s *twoSteps) DescribeWorkspaces(_ context.Context, in *workspaces.DescribeWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	return &workspaces.DescribeWorkspacesOutput{Workspaces: twoItems(s, in, in.WorkspaceIds, func(id *string, state types.WorkspaceState) types.Workspace {
		return types.Workspace{WorkspaceId: id, State: state}
	})}, nil
}

func (s *twoSteps) DescribeWorkspaceDirectories(_ context.Context, in *workspaces.DescribeWorkspaceDirectoriesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceDirectoriesOutput, error) {
	return &workspaces.DescribeWorkspaceDirectoriesOutput{Directories: twoItems(s, in, in.DirectoryIds, func(id *string, state types.WorkspaceDirectoryState) types.WorkspaceDirectory {
		return types.WorkspaceDirectory{DirectoryId: id, State: state}
	})}, nil
}

func (s *twoSteps) DescribeWorkspaceImages(_ context.Context, in *workspaces.DescribeWorkspaceImagesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceImagesOutput, error) {
	return &workspaces.DescribeWorkspaceImagesOutput{Images: twoItems(s, in, in.ImageIds, func(id *string, state types.WorkspaceImageState) types.WorkspaceImage {
		return types.WorkspaceImage{ImageId: id, State: state}
	})}, nil
}

func (s *twoSteps) DescribeWorkspaceBundles(_ context.Context, in *workspaces.DescribeWorkspaceBundlesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceBundlesOutput, error) {
	return &workspaces.DescribeWorkspaceBundlesOutput{Bundles: twoItems(s, in, in.BundleIds, func(id *string, state types.WorkspaceBundleState) types.WorkspaceBundle {
		return types.WorkspaceBundle{BundleId: id, State: state}
	})}, nil
}

func (s *twoSteps) DescribeWorkspacesPools(_ context.Context, in *workspaces.DescribeWorkspacesPoolsInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesPoolsOutput, error) {
	return &workspaces.DescribeWorkspacesPoolsOutput{WorkspacesPools: twoItems(s, in, in.PoolIds, func(id *string, state types.WorkspacesPoolState) types.WorkspacesPool {
		return types.WorkspacesPool{PoolId: id, State: state}
	})}, nil
}

func (s *twoSteps) DescribeConnectionAliases(_ context.Context, in *workspaces.DescribeConnectionAliasesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasesOutput, error) {
	return &workspaces.DescribeConnectionAliasesOutput{ConnectionAliases: twoItems(s, in, in.AliasIds, func(id *string, state types.ConnectionAliasState) types.ConnectionAlias {
		return types.ConnectionAlias{AliasId: id, State: state}
	})}, nil
}

// filtered is a test case for a waiter whose input has a filter.
type filtered struct {
	first, last string
	params      any // the input of the first polling round
	narrowed    any // the input of the last polling round
	wait        func(ctx context.Context, client *twoSteps) (found []*string, err error)
}

// byFilter returns the test case for a waiter. ids returns the identifiers in an output.
func byFilter[In, Out, Item any](
	first, last string, params, narrowed *In,
	newWaiter func(*twoSteps) *waiters.Waiter[In, Out, Item, workspaces.Options], ids func(*Out) []*string,
) filtered {
	return filtered{first, last, params, narrowed, func(ctx context.Context, client *twoSteps) ([]*string, error) {
		out, err := newWaiter(client).WaitForOutput(ctx, params, time.Hour)
		if err != nil {
			return nil, err
		}
		return ids(out), nil
	}}
}

// identifiersOf returns each item's identifier.
func identifiersOf[T any](items []T, of func(T) *string) (picked []*string) {
	for _, item := range items {
		picked = append(picked, of(item))
	}
	return picked
}

func filteredWaiters() map[string]filtered {
	filter, y := aws.String("filter"), []string{"y"}
	workspace := func(params *workspaces.DescribeWorkspacesInput) filtered {
		params.Limit = aws.Int32(7)
		return byFilter("PENDING", "AVAILABLE", params, &workspaces.DescribeWorkspacesInput{WorkspaceIds: y, Limit: aws.Int32(7)},
			func(c *twoSteps) *workspaces.WorkspaceWaiter { return workspaces.NewWorkspaceAvailableWaiter(c) },
			func(out *workspaces.DescribeWorkspacesOutput) []*string {
				return identifiersOf(out.Workspaces, func(w types.Workspace) *string { return w.WorkspaceId })
			})
	}
	directory := func(params *workspaces.DescribeWorkspaceDirectoriesInput) filtered {
		params.Limit = aws.Int32(7)
		return byFilter("REGISTERING", "REGISTERED", params, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: y, Limit: aws.Int32(7)},
			func(c *twoSteps) *workspaces.DirectoryWaiter { return workspaces.NewDirectoryRegisteredWaiter(c) },
			func(out *workspaces.DescribeWorkspaceDirectoriesOutput) []*string {
				return identifiersOf(out.Directories, func(d types.WorkspaceDirectory) *string { return d.DirectoryId })
			})
	}
	return map[string]filtered{
		"the WorkSpaces of a directory": workspace(&workspaces.DescribeWorkspacesInput{DirectoryId: filter}),
		"the WorkSpaces of a user":      workspace(&workspaces.DescribeWorkspacesInput{DirectoryId: filter, UserName: filter}),
		"the WorkSpaces of a bundle":    workspace(&workspaces.DescribeWorkspacesInput{BundleId: filter}),
		"the WorkSpaces of a name":      workspace(&workspaces.DescribeWorkspacesInput{WorkspaceName: filter}),
		"the directories of a name":     directory(&workspaces.DescribeWorkspaceDirectoriesInput{WorkspaceDirectoryNames: y}),
		"the directories that a filter finds": directory(&workspaces.DescribeWorkspaceDirectoriesInput{
			Filters: []types.DescribeWorkspaceDirectoriesFilter{{Name: types.DescribeWorkspaceDirectoriesFilterNameUserIdentityType, Values: y}},
		}),
		"the images of a type": byFilter("PENDING", "AVAILABLE",
			&workspaces.DescribeWorkspaceImagesInput{ImageType: types.ImageTypeOwned, MaxResults: aws.Int32(7)},
			&workspaces.DescribeWorkspaceImagesInput{ImageIds: y, MaxResults: aws.Int32(7)},
			func(c *twoSteps) *workspaces.ImageWaiter { return workspaces.NewImageAvailableWaiter(c) },
			func(out *workspaces.DescribeWorkspaceImagesOutput) []*string {
				return identifiersOf(out.Images, func(i types.WorkspaceImage) *string { return i.ImageId })
			}),
		"the bundles of an owner": byFilter("PENDING", "AVAILABLE",
			&workspaces.DescribeWorkspaceBundlesInput{Owner: filter}, &workspaces.DescribeWorkspaceBundlesInput{BundleIds: y},
			func(c *twoSteps) *workspaces.BundleWaiter { return workspaces.NewBundleAvailableWaiter(c) },
			func(out *workspaces.DescribeWorkspaceBundlesOutput) []*string {
				return identifiersOf(out.Bundles, func(b types.WorkspaceBundle) *string { return b.BundleId })
			}),
		"the pools that a filter finds": byFilter("STARTING", "RUNNING",
			&workspaces.DescribeWorkspacesPoolsInput{Filters: []types.DescribeWorkspacesPoolsFilter{{Name: types.DescribeWorkspacesPoolsFilterNamePoolname, Values: y}}, Limit: aws.Int32(7)},
			&workspaces.DescribeWorkspacesPoolsInput{PoolIds: y, Limit: aws.Int32(7)},
			func(c *twoSteps) *workspaces.PoolWaiter { return workspaces.NewPoolRunningWaiter(c) },
			func(out *workspaces.DescribeWorkspacesPoolsOutput) []*string {
				return identifiersOf(out.WorkspacesPools, func(p types.WorkspacesPool) *string { return p.PoolId })
			}),
		"the aliases of a directory": byFilter("CREATING", "CREATED",
			&workspaces.DescribeConnectionAliasesInput{ResourceId: filter, Limit: aws.Int32(7)},
			&workspaces.DescribeConnectionAliasesInput{AliasIds: y, Limit: aws.Int32(7)},
			func(c *twoSteps) *workspaces.ConnectionAliasWaiter {
				return workspaces.NewConnectionAliasCreatedWaiter(c)
			},
			func(out *workspaces.DescribeConnectionAliasesOutput) []*string {
				return identifiersOf(out.ConnectionAliases, func(a types.ConnectionAlias) *string { return a.AliasId })
			}),
	}
}

// The first polling round uses the filter. Later rounds fetch only the resources that are not done, by identifier and
// with the first round's page size. The output must contain all resources.
func TestRoundsAfterTheFirstFetchOnlyWhatIsNotDone(t *testing.T) {
	t.Parallel()
	for name, tt := range filteredWaiters() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := &twoSteps{first: tt.first, last: tt.last}
				found, err := tt.wait(t.Context(), client)
				require.NoError(t, err)
				assert.Equal(t, []*string{aws.String("x"), aws.String("y")}, found)
				assert.Equal(t, tt.params, client.asked[0])
				assert.Equal(t, tt.narrowed, client.asked[len(client.asked)-1])
			})
		})
	}
}

// After the first polling round, the waiter selects resources by identifier, and would ignore a filter. It must
// therefore reject inputs with both.
func TestInputsWithIdentifiersAndAFilterAreRejected(t *testing.T) {
	t.Parallel()
	x, set := []string{"x"}, aws.String("x")
	client := &twoSteps{}
	available := func(in workspaces.DescribeWorkspacesInput) error {
		in.WorkspaceIds = x
		return workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &in, time.Hour)
	}
	registered := func(in workspaces.DescribeWorkspaceDirectoriesInput) error {
		in.DirectoryIds = x
		return workspaces.NewDirectoryRegisteredWaiter(client).Wait(t.Context(), &in, time.Hour)
	}
	for message, err := range map[string]error{
		"WorkspaceAvailable waiter: WorkspaceIds and DirectoryId are both set: set only one of them":              available(workspaces.DescribeWorkspacesInput{DirectoryId: set}),
		"WorkspaceAvailable waiter: WorkspaceIds and UserName are both set: set only one of them":                 available(workspaces.DescribeWorkspacesInput{UserName: set}),
		"WorkspaceAvailable waiter: WorkspaceIds and BundleId are both set: set only one of them":                 available(workspaces.DescribeWorkspacesInput{BundleId: set}),
		"WorkspaceAvailable waiter: WorkspaceIds and WorkspaceName are both set: set only one of them":            available(workspaces.DescribeWorkspacesInput{WorkspaceName: set}),
		"WorkspaceAvailable waiter: NextToken is set: a wait always begins with the first page":                   available(workspaces.DescribeWorkspacesInput{NextToken: set}),
		"DirectoryRegistered waiter: DirectoryIds and WorkspaceDirectoryNames are both set: set only one of them": registered(workspaces.DescribeWorkspaceDirectoriesInput{WorkspaceDirectoryNames: x}),
		"DirectoryRegistered waiter: DirectoryIds and Filters are both set: set only one of them":                 registered(workspaces.DescribeWorkspaceDirectoriesInput{Filters: make([]types.DescribeWorkspaceDirectoriesFilter, 1)}),
		"ImageAvailable waiter: ImageIds and ImageType are both set: set only one of them":                        workspaces.NewImageAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspaceImagesInput{ImageIds: x, ImageType: types.ImageTypeOwned}, time.Hour),
		"BundleAvailable waiter: BundleIds and Owner are both set: set only one of them":                          workspaces.NewBundleAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{BundleIds: x, Owner: set}, time.Hour),
		"PoolStopped waiter: PoolIds and Filters are both set: set only one of them":                              workspaces.NewPoolStoppedWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesPoolsInput{PoolIds: x, Filters: make([]types.DescribeWorkspacesPoolsFilter, 1)}, time.Hour),
		"ConnectionAliasCreated waiter: AliasIds and ResourceId are both set: set only one of them":               workspaces.NewConnectionAliasCreatedWaiter(client).Wait(t.Context(), &workspaces.DescribeConnectionAliasesInput{AliasIds: x, ResourceId: set}, time.Hour),
		"ConnectionAliasDeleted waiter: NextToken is set: a wait always begins with the first page":               workspaces.NewConnectionAliasDeletedWaiter(client).Wait(t.Context(), &workspaces.DescribeConnectionAliasesInput{AliasIds: x, NextToken: set}, time.Hour),
		"AccountModificationCompleted waiter: NextToken is set: a wait always begins with the first page":         workspaces.NewAccountModificationCompletedWaiter(oneState("")).Wait(t.Context(), &workspaces.DescribeAccountModificationsInput{NextToken: set}, time.Hour),
	} {
		require.EqualError(t, err, message)
	}
	assert.Empty(t, client.asked, "no request is sent")
}

func TestWaitersWithoutAClientFail(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		workspaces.NewWorkspaceAvailableWaiter(nil).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"x"}}, time.Hour),
		workspaces.NewCustomImageImportCompletedWaiter(nil).Wait(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: aws.String("x")}, time.Hour),
		workspaces.NewApplicationAssociationCompletedWaiter(nil).Wait(t.Context(), &workspaces.DescribeWorkspaceAssociationsInput{WorkspaceId: aws.String("x")}, time.Hour),
		workspaces.NewApplicationAssociationRemovedWaiter(nil).Wait(t.Context(), &workspaces.DescribeWorkspaceAssociationsInput{WorkspaceId: aws.String("x")}, time.Hour),
		workspaces.NewAccountLinkLinkedWaiter(nil).Wait(t.Context(), &workspaces.GetAccountLinkInput{LinkId: aws.String("x")}, time.Hour),
		workspaces.NewAccountModificationCompletedWaiter(nil).Wait(t.Context(), nil, time.Hour),
	} {
		require.ErrorContains(t, err, "client is nil")
	}
}
