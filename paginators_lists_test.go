package workspaces_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// emulatedList describes how to fill one of the emulator's lists, and how to read it with a paginator.
type emulatedList struct {
	seed    workspacestest.Seed
	prepare func(t *testing.T, client *workspaces.Client) // creates items that a seed cannot hold
	want    int                                           // the number of items, or 0 if not checked
	list    listFunc
}

// several(n, resource) returns the results of calling resource with the indexes 0 to n-1.
func several[T any](n int, resource func(i int) T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = resource(i)
	}
	return list
}

const (
	listedDirectory   = "d-9067000000"
	listedWorkspace   = "ws-000000000"
	listedImage       = "wsi-000000000"
	listedAlias       = "wsca-000000000"
	listedPool        = "wspool-000000000"
	listedApplication = "wsa-000000000"
)

func seedDesktops(n int) workspacestest.Seed {
	return workspacestest.Seed{Workspaces: several(n, func(i int) types.Workspace {
		return types.Workspace{
			WorkspaceId: aws.String(fmt.Sprintf("ws-%09d", i)), DirectoryId: aws.String(listedDirectory), UserName: aws.String(fmt.Sprintf("user%d", i)),
		}
	})}
}

// emulatedLists returns the lists of all paginated operations, by operation name.
func emulatedLists() map[string]emulatedList {
	type (
		ctx     = context.Context
		client  = *workspaces.Client
		options = paginators.Options
	)
	return map[string]emulatedList{
		"DescribeAccountModifications": {want: 30, prepare: modifyAccountOften(30), list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeAccountModificationsPaginator(client, nil, withoutLimit(o))
			return identifiersAndToken(ctx, p, func(m types.AccountModification) *string { return m.DedicatedTenancyManagementCidrRange })
		}},
		"DescribeApplicationAssociations": {want: 60, seed: applied(), prepare: applyToAll(60), list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeApplicationAssociationsPaginator(client, &workspaces.DescribeApplicationAssociationsInput{
				ApplicationId: aws.String(listedApplication), AssociatedResourceTypes: []types.ApplicationAssociatedResourceType{types.ApplicationAssociatedResourceTypeWorkspace},
			}, withOptions[workspaces.DescribeApplicationAssociationsPaginatorOptions](o))
			return identifiersAndToken(ctx, p, func(a types.ApplicationResourceAssociation) *string { return a.AssociatedResourceId })
		}},
		"DescribeApplications": {seed: workspacestest.Seed{Applications: several(60, func(i int) types.WorkSpaceApplication {
			return types.WorkSpaceApplication{ApplicationId: aws.String(fmt.Sprintf("wsa-%09d", i)), Name: aws.String(fmt.Sprint("own ", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeApplicationsPaginator(client, nil, withOptions[workspaces.DescribeApplicationsPaginatorOptions](o))
			return identifiersAndToken(ctx, p, func(a types.WorkSpaceApplication) *string { return a.ApplicationId })
		}},
		"DescribeConnectClientAddIns": {want: 60, seed: workspacestest.Seed{
			Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(listedDirectory)}},
			ConnectClientAddIns: several(60, func(i int) types.ConnectClientAddIn {
				return types.ConnectClientAddIn{ResourceId: aws.String(listedDirectory), Name: aws.String(fmt.Sprint("add-in ", i))}
			}),
		}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeConnectClientAddInsPaginator(client, &workspaces.DescribeConnectClientAddInsInput{ResourceId: aws.String(listedDirectory)},
				withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(a types.ConnectClientAddIn) *string { return a.AddInId })
		}},
		"DescribeConnectionAliasPermissions": {want: 1, seed: workspacestest.Seed{
			ConnectionAliases: []types.ConnectionAlias{{AliasId: aws.String(listedAlias), ConnectionString: aws.String("desktops.example.com")}},
		}, prepare: shareAlias, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeConnectionAliasPermissionsPaginator(client, &workspaces.DescribeConnectionAliasPermissionsInput{AliasId: aws.String(listedAlias)},
				withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(a types.ConnectionAliasPermission) *string { return a.SharedAccountId })
		}},
		"DescribeConnectionAliases": {want: 60, seed: workspacestest.Seed{ConnectionAliases: several(60, func(i int) types.ConnectionAlias {
			return types.ConnectionAlias{ConnectionString: aws.String(fmt.Sprintf("desktops%d.example.com", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeConnectionAliasesPaginator(client, nil, withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(a types.ConnectionAlias) *string { return a.AliasId })
		}},
		"DescribeIpGroups": {want: 60, seed: workspacestest.Seed{IpGroups: several(60, func(i int) types.WorkspacesIpGroup {
			return types.WorkspacesIpGroup{GroupName: aws.String(fmt.Sprint("group ", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeIpGroupsPaginator(client, nil, withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(g types.WorkspacesIpGroup) *string { return g.GroupId })
		}},
		"DescribeWorkspaceBundles": {list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspaceBundlesPaginator(client,
				&workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")}, withUnsized[workspaces.DescribeWorkspaceBundlesPaginatorOptions](o))
			return identifiersAndToken(ctx, p, func(b types.WorkspaceBundle) *string { return b.BundleId })
		}},
		"DescribeWorkspaceDirectories": {want: 60, seed: workspacestest.Seed{Directories: several(60, func(i int) types.WorkspaceDirectory {
			return types.WorkspaceDirectory{DirectoryId: aws.String(fmt.Sprintf("d-9067%06x", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspaceDirectoriesPaginator(client,
				&workspaces.DescribeWorkspaceDirectoriesInput{Limit: aws.Int32(7)}, withUnsized[workspaces.DescribeWorkspaceDirectoriesPaginatorOptions](o))
			return identifiersAndToken(ctx, p, func(d types.WorkspaceDirectory) *string { return d.DirectoryId })
		}},
		"DescribeWorkspaceImagePermissions": {want: 60, seed: workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: aws.String(listedImage)}}}, prepare: shareImage(60), list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspaceImagePermissionsPaginator(client, &workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: aws.String(listedImage)},
				withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(i types.ImagePermission) *string { return i.SharedAccountId })
		}},
		"DescribeWorkspaceImages": {want: 60, seed: workspacestest.Seed{Images: several(60, func(i int) types.WorkspaceImage {
			return types.WorkspaceImage{Name: aws.String(fmt.Sprint("image ", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspaceImagesPaginator(client, nil, withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(i types.WorkspaceImage) *string { return i.ImageId })
		}},
		"DescribeWorkspaces": {want: 60, seed: seedDesktops(60), list: listDesktops},
		"DescribeWorkspacesConnectionStatus": {want: 60, seed: seedDesktops(60), list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspacesConnectionStatusPaginator(client, nil, withoutLimit(o))
			return identifiersAndToken(ctx, p, func(s types.WorkspaceConnectionStatus) *string { return s.WorkspaceId })
		}},
		"DescribeWorkspacesPoolSessions": {want: 60, seed: workspacestest.Seed{
			Pools: []types.WorkspacesPool{{PoolId: aws.String(listedPool), State: types.WorkspacesPoolStateRunning, CapacityStatus: &types.CapacityStatus{DesiredUserSessions: aws.Int32(100)}}},
			PoolSessions: several(60, func(i int) types.WorkspacesPoolSession {
				return types.WorkspacesPoolSession{PoolId: aws.String(listedPool), UserId: aws.String(fmt.Sprint("user", i))}
			}),
		}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspacesPoolSessionsPaginator(client, &workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: aws.String(listedPool)},
				withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(s types.WorkspacesPoolSession) *string { return s.SessionId })
		}},
		"DescribeWorkspacesPools": {want: 60, seed: workspacestest.Seed{Pools: several(60, func(i int) types.WorkspacesPool {
			return types.WorkspacesPool{PoolName: aws.String(fmt.Sprint("pool", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewDescribeWorkspacesPoolsPaginator(client, nil, withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(p types.WorkspacesPool) *string { return p.PoolId })
		}},
		"ListAccountLinks": {want: 60, seed: workspacestest.Seed{AccountLinks: several(60, func(i int) types.AccountLink {
			return types.AccountLink{TargetAccountId: aws.String(fmt.Sprintf("%012d", i))}
		})}, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			p := workspaces.NewListAccountLinksPaginator(client, nil, withOptions[workspaces.ListAccountLinksPaginatorOptions](o))
			return identifiersAndToken(ctx, p, func(l types.AccountLink) *string { return l.AccountLinkId })
		}},
		"ListAvailableManagementCidrRanges": {want: 256, list: func(ctx ctx, client client, o options) ([]string, string, error) {
			o.Limit = min(o.Limit, 5)
			p := workspaces.NewListAvailableManagementCidrRangesPaginator(client, &workspaces.ListAvailableManagementCidrRangesInput{
				ManagementCidrRangeConstraint: aws.String("10.0.0.0/8"),
			}, withOptions[paginators.Options](o))
			return identifiersAndToken(ctx, p, func(r string) *string { return &r })
		}},
	}
}

// Each list is fetched as a whole, and then in parts, with parts and pages of random sizes. Each part's paginator
// starts at the previous part's resume token. Together, the parts must equal the whole list.
func TestEveryListOfTheEmulator(t *testing.T) {
	t.Parallel()
	lists := emulatedLists()
	for _, name := range operationNames() {
		assert.Equal(t, workspaces.CanPaginate(name), lists[name].list != nil, "whether emulatedLists has the list %s", name)
	}
	for name, tt := range lists {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx := t.Context()
				client := workspacestest.New(t, workspacestest.WithInstantChanges(), workspacestest.WithBYOL(), workspacestest.WithSeedResources(tt.seed)).Client()
				if tt.prepare != nil {
					tt.prepare(t, client)
				}
				all, token, err := tt.list(ctx, client, paginators.Options{})
				require.NoError(t, err)
				assert.Empty(t, token)
				if tt.want > 0 {
					assert.Len(t, all, tt.want)
				}
				require.NotEmpty(t, all)
				assert.Len(t, slices.Compact(slices.Sorted(slices.Values(all))), len(all), "each item is listed once")

				r := rand.New(rand.NewPCG(1, uint64(len(name))))
				for range 10 {
					var parts []string
					token = ""
					for first := true; first || token != ""; first = false {
						var ids []string
						ids, token, err = tt.list(ctx, client, paginators.Options{MaxItems: 1 + r.IntN(30), Limit: int32(r.IntN(26)), StartingToken: token})
						require.NoError(t, err)
						parts = append(parts, ids...)
						time.Sleep(time.Minute)
					}
					assert.Equal(t, all, parts)
				}

				canceled, cancel := context.WithCancel(ctx)
				cancel()
				_, token, err = tt.list(canceled, client, paginators.Options{})
				require.ErrorIs(t, err, context.Canceled)
				assert.NotEmpty(t, token)
				_, _, err = tt.list(ctx, client, paginators.Options{StartingToken: "not a token"})
				var refused smithy.APIError
				require.ErrorAs(t, err, &refused, "the service rejects the token")
				assert.Contains(t, []string{"InvalidParameterValuesException", "ValidationException"}, refused.ErrorCode())
			})
		})
	}
}
