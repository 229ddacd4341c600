package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/go-workspaces/workspaces/paginators"
)

// CanPaginate reports whether an operation, such as "DescribeWorkspaces", returns its results page by page. Every such
// operation has a NextToken and a paginator.
func CanPaginate(operation string) bool {
	for _, paged := range pagedOperations() {
		if paged.operationName() == operation {
			return true
		}
	}
	return false
}

// pagedOperations lists all operations with a paginator.
func pagedOperations() []interface{ operationName() string } {
	return []interface{ operationName() string }{
		&describeAccountModifications,
		&describeApplicationAssociations,
		&describeApplications,
		&describeConnectClientAddIns,
		&describeConnectionAliasPermissions,
		&describeConnectionAliases,
		&describeIpGroups,
		&describeWorkspaceBundles,
		&describeWorkspaceDirectories,
		&describeWorkspaceImagePermissions,
		&describeWorkspaceImages,
		&describeWorkspaces,
		&describeWorkspacesConnectionStatus,
		&describeWorkspacesPoolSessions,
		&describeWorkspacesPools,
		&listAccountLinks,
		&listAvailableManagementCidrRanges,
	}
}

// pagedOperation describes an operation with a paginator: how a client of type C calls the operation, and which members
// of the input and output the paginator uses.
type pagedOperation[C, In, Out, Item any] struct {
	name   string
	call   func(C, context.Context, *In, ...func(*Options)) (*Out, error)
	input  func(*In) paginators.Input
	output func(*Out) (token *string, items *[]Item)
}

func (op *pagedOperation[C, In, Out, Item]) operationName() string { return op.name }

// maxIDs is the maximum number of identifiers in one call to a paginated operation.
const maxIDs = 25

// paginator returns a paginator for the operation. paginators.Options.Limit defaults to the page size in params.
func (op *pagedOperation[C, In, Out, Item]) paginator(client C, params *In, optFns ...func(*paginators.Options)) *paginators.Paginator[In, Out, Item, Options] {
	if params == nil {
		params = new(In)
	}
	var options paginators.Options
	if size := op.input(params).PageSize; size != nil {
		options.Limit = aws.ToInt32(*size)
	}
	for _, fn := range optFns {
		fn(&options)
	}
	return paginators.New(paginators.Operation[In, Out, Item, Options]{
		Name: op.name, Input: op.input, MaxIDs: maxIDs, Output: op.output,
		Call: func(ctx context.Context, params *In, optFns ...func(*Options)) (*Out, error) {
			return invokeWithFeature(ctx, awsmiddleware.UserAgentFeaturePaginator, client, optFns, func(ctx context.Context, optFns []func(*Options)) (*Out, error) {
				return op.call(client, ctx, params, optFns...)
			})
		},
	}, params, options)
}
