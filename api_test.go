package workspaces_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
)

// API implements the client interfaces of all paginators and waiters.
var (
	_ workspaces.DescribeAccountModificationsAPIClient       = workspaces.API(nil)
	_ workspaces.DescribeApplicationAssociationsAPIClient    = workspaces.API(nil)
	_ workspaces.DescribeApplicationsAPIClient               = workspaces.API(nil)
	_ workspaces.DescribeConnectClientAddInsAPIClient        = workspaces.API(nil)
	_ workspaces.DescribeConnectionAliasPermissionsAPIClient = workspaces.API(nil)
	_ workspaces.DescribeConnectionAliasesAPIClient          = workspaces.API(nil)
	_ workspaces.DescribeCustomWorkspaceImageImportAPIClient = workspaces.API(nil)
	_ workspaces.DescribeIpGroupsAPIClient                   = workspaces.API(nil)
	_ workspaces.DescribeWorkspaceAssociationsAPIClient      = workspaces.API(nil)
	_ workspaces.DescribeWorkspaceBundlesAPIClient           = workspaces.API(nil)
	_ workspaces.DescribeWorkspaceDirectoriesAPIClient       = workspaces.API(nil)
	_ workspaces.DescribeWorkspaceImagePermissionsAPIClient  = workspaces.API(nil)
	_ workspaces.DescribeWorkspaceImagesAPIClient            = workspaces.API(nil)
	_ workspaces.DescribeWorkspacesAPIClient                 = workspaces.API(nil)
	_ workspaces.DescribeWorkspacesConnectionStatusAPIClient = workspaces.API(nil)
	_ workspaces.DescribeWorkspacesPoolSessionsAPIClient     = workspaces.API(nil)
	_ workspaces.DescribeWorkspacesPoolsAPIClient            = workspaces.API(nil)
	_ workspaces.GetAccountLinkAPIClient                     = workspaces.API(nil)
	_ workspaces.ListAccountLinksAPIClient                   = workspaces.API(nil)
	_ workspaces.ListAvailableManagementCidrRangesAPIClient  = workspaces.API(nil)
)

// TestOperationsAreInAPI finds operations missing from API. Their signatures are already checked by the compiler.
func TestOperationsAreInAPI(t *testing.T) {
	t.Parallel()
	api := reflect.TypeFor[workspaces.API]()
	var methods []string
	for i := range api.NumMethod() {
		methods = append(methods, api.Method(i).Name)
	}
	assert.Empty(t, without(operationNames(), methods), "operations of the client that API lacks")
	assert.Empty(t, without(methods, operationNames()), "methods of API that are not operations")
}
