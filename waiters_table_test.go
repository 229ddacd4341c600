package workspaces_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
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

// oneState is a fake client with one resource of each kind. Each has the identifier "x" and is in the state named by
// the string. If the string is empty, the resources do not exist.
type oneState string

func itemsInState[T any](state oneState, item T) []T {
	if state == "" {
		return nil
	}
	return []T{item}
}

func (s oneState) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	return &workspaces.DescribeWorkspacesOutput{Workspaces: itemsInState(s, types.Workspace{WorkspaceId: aws.String("x"), State: types.WorkspaceState(s)})}, nil
}

func (s oneState) DescribeWorkspaceDirectories(context.Context, *workspaces.DescribeWorkspaceDirectoriesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceDirectoriesOutput, error) {
	return &workspaces.DescribeWorkspaceDirectoriesOutput{Directories: itemsInState(s, types.WorkspaceDirectory{DirectoryId: aws.String("x"), State: types.WorkspaceDirectoryState(s)})}, nil
}

func (s oneState) DescribeWorkspaceImages(context.Context, *workspaces.DescribeWorkspaceImagesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceImagesOutput, error) {
	return &workspaces.DescribeWorkspaceImagesOutput{Images: itemsInState(s, types.WorkspaceImage{ImageId: aws.String("x"), State: types.WorkspaceImageState(s)})}, nil
}

func (s oneState) DescribeWorkspaceBundles(context.Context, *workspaces.DescribeWorkspaceBundlesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceBundlesOutput, error) {
	return &workspaces.DescribeWorkspaceBundlesOutput{Bundles: itemsInState(s, types.WorkspaceBundle{BundleId: aws.String("x"), State: types.WorkspaceBundleState(s)})}, nil
}

func (s oneState) DescribeWorkspacesPools(context.Context, *workspaces.DescribeWorkspacesPoolsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesPoolsOutput, error) {
	return &workspaces.DescribeWorkspacesPoolsOutput{WorkspacesPools: itemsInState(s, types.WorkspacesPool{PoolId: aws.String("x"), State: types.WorkspacesPoolState(s)})}, nil
}

func (s oneState) DescribeCustomWorkspaceImageImport(context.Context, *workspaces.DescribeCustomWorkspaceImageImportInput, ...func(*workspaces.Options)) (*workspaces.DescribeCustomWorkspaceImageImportOutput, error) {
	if s == "" {
		return nil, &types.ResourceNotFoundException{}
	}
	return &workspaces.DescribeCustomWorkspaceImageImportOutput{ImageId: aws.String("x"), State: types.CustomWorkspaceImageImportState(s)}, nil
}

// association is a fake client with one connection alias and one association. Its string value is the association's
// status. If the value is empty, the alias does not exist.
type association string

func (s association) DescribeConnectionAliases(context.Context, *workspaces.DescribeConnectionAliasesInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasesOutput, error) {
	return &workspaces.DescribeConnectionAliasesOutput{ConnectionAliases: itemsInState(oneState(s), types.ConnectionAlias{
		AliasId: aws.String("x"), State: types.ConnectionAliasStateCreated,
		Associations: []types.ConnectionAliasAssociation{{AssociationStatus: types.AssociationStatus(s)}},
	})}, nil
}

func (s oneState) DescribeConnectionAliases(context.Context, *workspaces.DescribeConnectionAliasesInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasesOutput, error) {
	return &workspaces.DescribeConnectionAliasesOutput{ConnectionAliases: itemsInState(s, types.ConnectionAlias{AliasId: aws.String("x"), State: types.ConnectionAliasState(s)})}, nil
}

func (s oneState) DescribeWorkspaceAssociations(context.Context, *workspaces.DescribeWorkspaceAssociationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceAssociationsOutput, error) {
	return &workspaces.DescribeWorkspaceAssociationsOutput{Associations: itemsInState(s, types.WorkspaceResourceAssociation{AssociatedResourceId: aws.String("x"), State: types.AssociationState(s)})}, nil
}

func (s oneState) GetAccountLink(context.Context, *workspaces.GetAccountLinkInput, ...func(*workspaces.Options)) (*workspaces.GetAccountLinkOutput, error) {
	if s == "" {
		return nil, &types.ResourceNotFoundException{}
	}
	return &workspaces.GetAccountLinkOutput{AccountLink: &types.AccountLink{AccountLinkId: aws.String("x"), AccountLinkStatus: types.AccountLinkStatusEnum(s)}}, nil
}

func (s oneState) DescribeAccountModifications(context.Context, *workspaces.DescribeAccountModificationsInput, ...func(*workspaces.Options)) (*workspaces.DescribeAccountModificationsOutput, error) {
	return &workspaces.DescribeAccountModificationsOutput{AccountModifications: itemsInState(s, types.AccountModification{ModificationState: types.DedicatedTenancyModificationStateEnum(s)})}, nil
}

// tableTest tests a waiter's decision table.
type tableTest struct {
	states []string                                      // all of the resource's states
	wait   func(ctx context.Context, state string) error // runs the waiter on a resource in the given state
}

func statesOf[S interface {
	~string
	Values() []S
}]() (list []string) {
	var zero S
	for _, state := range zero.Values() {
		list = append(list, string(state))
	}
	return list
}

// waitFor returns the tableTest for a waiter. newWaiter returns a waiter that uses a fake client whose resource is in
// the given state. The unnamed parameter only serves to determine S, the type of the resource's state.
func waitFor[In, Out, Item any, S interface {
	~string
	Values() []S
}](params *In, _ S, newWaiter func(state string) *waiters.Waiter[In, Out, Item, workspaces.Options]) tableTest {
	return tableTest{statesOf[S](), func(ctx context.Context, state string) error {
		return newWaiter(state).Wait(ctx, params, 10*time.Minute)
	}}
}

func tableTests() map[string]tableTest {
	x := []string{"x"}
	workspace := &workspaces.DescribeWorkspacesInput{WorkspaceIds: x}
	directory := &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: x}
	image := &workspaces.DescribeWorkspaceImagesInput{ImageIds: x}
	pool := &workspaces.DescribeWorkspacesPoolsInput{PoolIds: x}
	alias := &workspaces.DescribeConnectionAliasesInput{AliasIds: x}
	application := &workspaces.DescribeWorkspaceAssociationsInput{WorkspaceId: aws.String("y")}
	return map[string]tableTest{
		"NewWorkspaceAvailableWaiter": waitFor(workspace, types.WorkspaceState(""), func(s string) *workspaces.WorkspaceWaiter {
			return workspaces.NewWorkspaceAvailableWaiter(oneState(s))
		}),
		"NewWorkspaceStoppedWaiter": waitFor(workspace, types.WorkspaceState(""), func(s string) *workspaces.WorkspaceWaiter {
			return workspaces.NewWorkspaceStoppedWaiter(oneState(s))
		}),
		"NewWorkspaceTerminatedWaiter": waitFor(workspace, types.WorkspaceState(""), func(s string) *workspaces.WorkspaceWaiter {
			return workspaces.NewWorkspaceTerminatedWaiter(oneState(s))
		}),
		"NewWorkspaceModifiedWaiter": waitFor(workspace, types.WorkspaceState(""), func(s string) *workspaces.WorkspaceWaiter {
			return workspaces.NewWorkspaceModifiedWaiter(oneState(s))
		}),
		"NewWorkspaceInStateWaiter": waitFor(workspace, types.WorkspaceState(""), func(s string) *workspaces.WorkspaceWaiter {
			return workspaces.NewWorkspaceInStateWaiter(oneState(s), []types.WorkspaceState{"NONE OF THESE"})
		}),
		"NewDirectoryRegisteredWaiter": waitFor(directory, types.WorkspaceDirectoryState(""), func(s string) *workspaces.DirectoryWaiter {
			return workspaces.NewDirectoryRegisteredWaiter(oneState(s))
		}),
		"NewDirectoryDeregisteredWaiter": waitFor(directory, types.WorkspaceDirectoryState(""), func(s string) *workspaces.DirectoryWaiter {
			return workspaces.NewDirectoryDeregisteredWaiter(oneState(s))
		}),
		"NewImageAvailableWaiter": waitFor(image, types.WorkspaceImageState(""), func(s string) *workspaces.ImageWaiter {
			return workspaces.NewImageAvailableWaiter(oneState(s))
		}),
		"NewImageDeletedWaiter": waitFor(image, types.WorkspaceImageState(""), func(s string) *workspaces.ImageWaiter {
			return workspaces.NewImageDeletedWaiter(oneState(s))
		}),
		"NewCustomImageImportCompletedWaiter": waitFor(&workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: aws.String("x")},
			types.CustomWorkspaceImageImportState(""), func(s string) *workspaces.ImageImportWaiter {
				return workspaces.NewCustomImageImportCompletedWaiter(oneState(s))
			}),
		"NewBundleAvailableWaiter": waitFor(&workspaces.DescribeWorkspaceBundlesInput{BundleIds: x}, types.WorkspaceBundleState(""), func(s string) *workspaces.BundleWaiter {
			return workspaces.NewBundleAvailableWaiter(oneState(s))
		}),
		"NewPoolRunningWaiter": waitFor(pool, types.WorkspacesPoolState(""), func(s string) *workspaces.PoolWaiter {
			return workspaces.NewPoolRunningWaiter(oneState(s))
		}),
		"NewPoolStoppedWaiter": waitFor(pool, types.WorkspacesPoolState(""), func(s string) *workspaces.PoolWaiter {
			return workspaces.NewPoolStoppedWaiter(oneState(s))
		}),
		"NewPoolDeletedWaiter": waitFor(pool, types.WorkspacesPoolState(""), func(s string) *workspaces.PoolWaiter {
			return workspaces.NewPoolDeletedWaiter(oneState(s))
		}),
		"NewConnectionAliasCreatedWaiter": waitFor(alias, types.ConnectionAliasState(""), func(s string) *workspaces.ConnectionAliasWaiter {
			return workspaces.NewConnectionAliasCreatedWaiter(oneState(s))
		}),
		"NewConnectionAliasDeletedWaiter": waitFor(alias, types.ConnectionAliasState(""), func(s string) *workspaces.ConnectionAliasWaiter {
			return workspaces.NewConnectionAliasDeletedWaiter(oneState(s))
		}),
		"NewConnectionAliasAssociatedWaiter": waitFor(alias, types.AssociationStatus(""), func(s string) *workspaces.ConnectionAliasWaiter {
			return workspaces.NewConnectionAliasAssociatedWaiter(association(s))
		}),
		"NewConnectionAliasDisassociatedWaiter": waitFor(alias, types.AssociationStatus(""), func(s string) *workspaces.ConnectionAliasWaiter {
			return workspaces.NewConnectionAliasDisassociatedWaiter(association(s))
		}),
		"NewApplicationAssociationCompletedWaiter": waitFor(application, types.AssociationState(""), func(s string) *workspaces.ApplicationAssociationWaiter {
			return workspaces.NewApplicationAssociationCompletedWaiter(oneState(s), onlyX)
		}),
		"NewApplicationAssociationRemovedWaiter": waitFor(application, types.AssociationState(""), func(s string) *workspaces.ApplicationAssociationWaiter {
			return workspaces.NewApplicationAssociationRemovedWaiter(oneState(s), onlyX)
		}),
		"NewAccountLinkLinkedWaiter": waitFor(&workspaces.GetAccountLinkInput{LinkId: aws.String("x")}, types.AccountLinkStatusEnum(""), func(s string) *workspaces.AccountLinkWaiter {
			return workspaces.NewAccountLinkLinkedWaiter(oneState(s))
		}),
		"NewAccountModificationCompletedWaiter": waitFor(&workspaces.DescribeAccountModificationsInput{}, types.DedicatedTenancyModificationStateEnum(""), func(s string) *workspaces.AccountModificationWaiter {
			return workspaces.NewAccountModificationCompletedWaiter(oneState(s))
		}),
	}
}

// onlyX limits a wait to the resource x.
func onlyX(o *workspaces.ApplicationAssociationWaiterOptions) { o.Only = []string{"x"} }

const (
	notFound  = "not found"
	allOthers = "all others"
)

// documentedTables reads the decision tables in the doc comments of all functions that return a waiter. The result maps
// function names to tables, which map states to verdicts.
func documentedTables(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	tables := make(map[string]map[string]string)
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "New") || !strings.HasSuffix(f.Name.Name, "Waiter") {
				continue
			}
			table := make(map[string]string)
			for line := range strings.Lines(f.Doc.Text()) {
				states, verdict, ok := strings.Cut(strings.TrimSpace(line), "  ")
				if !ok || !strings.HasPrefix(line, "\t") {
					continue
				}
				verdict, _, _ = strings.Cut(strings.TrimSpace(verdict), ",")
				if states == notFound || states == allOthers {
					table[states] = verdict
					continue
				}
				for _, state := range strings.Fields(states) {
					table[state] = verdict
				}
			}
			tables[f.Name.Name] = table
		}
	}
	return tables
}

// For each state, each waiter must decide as documented in the table in its doc comment.
func TestWaitersDecideAsTheirTablesSay(t *testing.T) {
	t.Parallel()
	tables, tests := documentedTables(t), tableTests()
	assert.ElementsMatch(t, slices.Collect(maps.Keys(tables)), slices.Collect(maps.Keys(tests)), "the tests cover all waiters")
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := tables[name]
			require.Contains(t, table, notFound)
			require.Contains(t, table, allOthers)
			for state := range table {
				require.Contains(t, append(tt.states, notFound, allOthers), state, "the table names an unknown state")
			}
			for _, state := range append(tt.states, "", "A_STATE_OF_TOMORROW") {
				want, ok := table[state]
				switch {
				case state == "":
					want = table[notFound]
				case !ok:
					want = table[allOthers]
				}
				synctest.Test(t, func(t *testing.T) {
					assert.Equal(t, want, verdictOf(tt.wait(t.Context(), state)), state)
				})
			}
		})
	}
}

// verdictOf derives a waiter's verdict from the error returned by a wait.
func verdictOf(err error) string {
	var failed *waiters.FailedError
	var timeout *waiters.TimeoutError
	switch {
	case err == nil:
		return "done"
	case errors.As(err, &failed):
		return "fail"
	case errors.As(err, &timeout):
		return "keep waiting"
	default:
		return err.Error()
	}
}
