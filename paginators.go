package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// CanPaginate reports whether the answers of an operation come in pages that a NextToken links. It takes
// the operation's name, such as DescribeWorkspaces.
func CanPaginate(operation string) bool {
	switch operation {
	case "DescribeAccountModifications", "DescribeApplicationAssociations", "DescribeApplications",
		"DescribeConnectClientAddIns", "DescribeConnectionAliasPermissions", "DescribeConnectionAliases",
		"DescribeIpGroups", "DescribeWorkspaceBundles", "DescribeWorkspaceDirectories",
		"DescribeWorkspaceImagePermissions", "DescribeWorkspaceImages", "DescribeWorkspaces",
		"DescribeWorkspacesConnectionStatus", "DescribeWorkspacesPoolSessions", "DescribeWorkspacesPools",
		"ListAccountLinks", "ListAvailableManagementCidrRanges":
		return true
	default:
		return false
	}
}

// newPaginator binds the engine to an operation: to what calls it, and to the members of its input and
// output. The bounds of page sizes are left to the service where the official module leaves them.
func newPaginator[C, In, Out, Item any](
	operation string, client C, call func(C, context.Context, *In, ...func(*Options)) (*Out, error),
	params *In, options func(limit int32) paginators.Options,
	input func(*In) paginators.Input, output func(*Out) (*string, *[]Item),
) paginators.Paginator[In, Out, Item, Options] {
	if params == nil {
		params = new(In)
	}
	var limit int32
	if size := input(params).PageSize; size != nil {
		limit = aws.ToInt32(*size)
	}
	return *paginators.New(paginators.Operation[In, Out, Item, Options]{
		Name: operation, Input: input, MaxIDs: 25, Output: output,
		Call: func(ctx context.Context, params *In, optFns ...func(*Options)) (*Out, error) {
			return invokeWithFeature(ctx, awsmiddleware.UserAgentFeaturePaginator, client, optFns, func(ctx context.Context, optFns []func(*Options)) (*Out, error) {
				return call(client, ctx, params, optFns...)
			})
		},
	}, params, options(limit))
}

// sized applies the option functions of an operation that has a page size, which is params' at first.
func sized[O ~paginators.Options](optFns []func(*O)) func(limit int32) paginators.Options {
	return func(limit int32) paginators.Options {
		options := O(paginators.Options{Limit: limit})
		for _, fn := range optFns {
			fn(&options)
		}
		return paginators.Options(options)
	}
}

// unsized applies the option functions of an operation that has none.
func unsized[O ~paginators.UnsizedOptions](optFns []func(*O)) func(limit int32) paginators.Options {
	return func(int32) paginators.Options {
		var options O
		for _, fn := range optFns {
			fn(&options)
		}
		o := paginators.UnsizedOptions(options)
		return paginators.Options{StopOnDuplicateToken: o.StopOnDuplicateToken, MaxItems: o.MaxItems, StartingToken: o.StartingToken}
	}
}

// DescribeAccountModificationsPaginator lists the changes to the account's settings. Its methods are those
// of [paginators.Paginator].
type DescribeAccountModificationsPaginator struct {
	paginators.Paginator[DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options]
}

// DescribeAccountModificationsPaginatorOptions are the options of a [DescribeAccountModificationsPaginator].
type DescribeAccountModificationsPaginatorOptions paginators.UnsizedOptions

// DescribeAccountModificationsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeAccountModificationsAPIClient interface {
	DescribeAccountModifications(context.Context, *DescribeAccountModificationsInput, ...func(*Options)) (*DescribeAccountModificationsOutput, error)
}

// NewDescribeAccountModificationsPaginator makes a paginator of [Client.DescribeAccountModifications].
func NewDescribeAccountModificationsPaginator(
	client DescribeAccountModificationsAPIClient, params *DescribeAccountModificationsInput,
	optFns ...func(*DescribeAccountModificationsPaginatorOptions),
) *DescribeAccountModificationsPaginator {
	return &DescribeAccountModificationsPaginator{newPaginator(
		"DescribeAccountModifications", client, DescribeAccountModificationsAPIClient.DescribeAccountModifications, params, unsized(optFns),
		func(in *DescribeAccountModificationsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken}
		},
		func(out *DescribeAccountModificationsOutput) (*string, *[]types.AccountModification) {
			return out.NextToken, &out.AccountModifications
		},
	)}
}

// DescribeApplicationAssociationsPaginator lists what an application is associated with: WorkSpaces, images
// and bundles. Its methods are those of [paginators.Paginator].
type DescribeApplicationAssociationsPaginator struct {
	paginators.Paginator[DescribeApplicationAssociationsInput, DescribeApplicationAssociationsOutput, types.ApplicationResourceAssociation, Options]
}

// DescribeApplicationAssociationsPaginatorOptions are the options of a [DescribeApplicationAssociationsPaginator].
type DescribeApplicationAssociationsPaginatorOptions paginators.Options

// DescribeApplicationAssociationsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeApplicationAssociationsAPIClient interface {
	DescribeApplicationAssociations(context.Context, *DescribeApplicationAssociationsInput, ...func(*Options)) (*DescribeApplicationAssociationsOutput, error)
}

// NewDescribeApplicationAssociationsPaginator makes a paginator of [Client.DescribeApplicationAssociations].
func NewDescribeApplicationAssociationsPaginator(
	client DescribeApplicationAssociationsAPIClient, params *DescribeApplicationAssociationsInput,
	optFns ...func(*DescribeApplicationAssociationsPaginatorOptions),
) *DescribeApplicationAssociationsPaginator {
	return &DescribeApplicationAssociationsPaginator{newPaginator(
		"DescribeApplicationAssociations", client,
		DescribeApplicationAssociationsAPIClient.DescribeApplicationAssociations, params, sized(optFns),
		func(in *DescribeApplicationAssociationsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults}
		},
		func(out *DescribeApplicationAssociationsOutput) (*string, *[]types.ApplicationResourceAssociation) {
			return out.NextToken, &out.Associations
		},
	)}
}

// DescribeApplicationsPaginator lists applications. More than 25 ApplicationIds are split over calls. Its
// methods are those of [paginators.Paginator].
type DescribeApplicationsPaginator struct {
	paginators.Paginator[DescribeApplicationsInput, DescribeApplicationsOutput, types.WorkSpaceApplication, Options]
}

// DescribeApplicationsPaginatorOptions are the options of a [DescribeApplicationsPaginator].
type DescribeApplicationsPaginatorOptions paginators.Options

// DescribeApplicationsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeApplicationsAPIClient interface {
	DescribeApplications(context.Context, *DescribeApplicationsInput, ...func(*Options)) (*DescribeApplicationsOutput, error)
}

// NewDescribeApplicationsPaginator makes a paginator of [Client.DescribeApplications].
func NewDescribeApplicationsPaginator(
	client DescribeApplicationsAPIClient, params *DescribeApplicationsInput, optFns ...func(*DescribeApplicationsPaginatorOptions),
) *DescribeApplicationsPaginator {
	return &DescribeApplicationsPaginator{newPaginator(
		"DescribeApplications", client, DescribeApplicationsAPIClient.DescribeApplications, params, sized(optFns),
		func(in *DescribeApplicationsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, IDs: &in.ApplicationIds}
		},
		func(out *DescribeApplicationsOutput) (*string, *[]types.WorkSpaceApplication) {
			return out.NextToken, &out.Applications
		},
	)}
}

// DescribeConnectClientAddInsPaginator lists the client add-ins of a directory. Its methods are those of
// [paginators.Paginator].
type DescribeConnectClientAddInsPaginator struct {
	paginators.Paginator[DescribeConnectClientAddInsInput, DescribeConnectClientAddInsOutput, types.ConnectClientAddIn, Options]
}

// DescribeConnectClientAddInsPaginatorOptions are the options of a [DescribeConnectClientAddInsPaginator].
type DescribeConnectClientAddInsPaginatorOptions paginators.Options

// DescribeConnectClientAddInsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeConnectClientAddInsAPIClient interface {
	DescribeConnectClientAddIns(context.Context, *DescribeConnectClientAddInsInput, ...func(*Options)) (*DescribeConnectClientAddInsOutput, error)
}

// NewDescribeConnectClientAddInsPaginator makes a paginator of [Client.DescribeConnectClientAddIns].
func NewDescribeConnectClientAddInsPaginator(
	client DescribeConnectClientAddInsAPIClient, params *DescribeConnectClientAddInsInput,
	optFns ...func(*DescribeConnectClientAddInsPaginatorOptions),
) *DescribeConnectClientAddInsPaginator {
	return &DescribeConnectClientAddInsPaginator{newPaginator(
		"DescribeConnectClientAddIns", client, DescribeConnectClientAddInsAPIClient.DescribeConnectClientAddIns, params, sized(optFns),
		func(in *DescribeConnectClientAddInsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25}
		},
		func(out *DescribeConnectClientAddInsOutput) (*string, *[]types.ConnectClientAddIn) {
			return out.NextToken, &out.AddIns
		},
	)}
}

// DescribeConnectionAliasPermissionsPaginator lists the accounts that a connection alias is shared with.
// Its methods are those of [paginators.Paginator].
type DescribeConnectionAliasPermissionsPaginator struct {
	paginators.Paginator[DescribeConnectionAliasPermissionsInput, DescribeConnectionAliasPermissionsOutput, types.ConnectionAliasPermission, Options]
}

// DescribeConnectionAliasPermissionsPaginatorOptions are the options of a [DescribeConnectionAliasPermissionsPaginator].
type DescribeConnectionAliasPermissionsPaginatorOptions paginators.Options

// DescribeConnectionAliasPermissionsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeConnectionAliasPermissionsAPIClient interface {
	DescribeConnectionAliasPermissions(context.Context, *DescribeConnectionAliasPermissionsInput, ...func(*Options)) (*DescribeConnectionAliasPermissionsOutput, error)
}

// NewDescribeConnectionAliasPermissionsPaginator makes a paginator of [Client.DescribeConnectionAliasPermissions].
func NewDescribeConnectionAliasPermissionsPaginator(
	client DescribeConnectionAliasPermissionsAPIClient, params *DescribeConnectionAliasPermissionsInput,
	optFns ...func(*DescribeConnectionAliasPermissionsPaginatorOptions),
) *DescribeConnectionAliasPermissionsPaginator {
	return &DescribeConnectionAliasPermissionsPaginator{newPaginator(
		"DescribeConnectionAliasPermissions", client,
		DescribeConnectionAliasPermissionsAPIClient.DescribeConnectionAliasPermissions, params, sized(optFns),
		func(in *DescribeConnectionAliasPermissionsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25}
		},
		func(out *DescribeConnectionAliasPermissionsOutput) (*string, *[]types.ConnectionAliasPermission) {
			return out.NextToken, &out.ConnectionAliasPermissions
		},
	)}
}

// DescribeConnectionAliasesPaginator lists connection aliases. More than 25 AliasIds are split over calls.
// Its methods are those of [paginators.Paginator].
type DescribeConnectionAliasesPaginator struct {
	paginators.Paginator[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options]
}

// DescribeConnectionAliasesPaginatorOptions are the options of a [DescribeConnectionAliasesPaginator].
type DescribeConnectionAliasesPaginatorOptions paginators.Options

// DescribeConnectionAliasesAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeConnectionAliasesAPIClient interface {
	DescribeConnectionAliases(context.Context, *DescribeConnectionAliasesInput, ...func(*Options)) (*DescribeConnectionAliasesOutput, error)
}

// NewDescribeConnectionAliasesPaginator makes a paginator of [Client.DescribeConnectionAliases].
func NewDescribeConnectionAliasesPaginator(
	client DescribeConnectionAliasesAPIClient, params *DescribeConnectionAliasesInput,
	optFns ...func(*DescribeConnectionAliasesPaginatorOptions),
) *DescribeConnectionAliasesPaginator {
	return &DescribeConnectionAliasesPaginator{newPaginator(
		"DescribeConnectionAliases", client, DescribeConnectionAliasesAPIClient.DescribeConnectionAliases, params, sized(optFns),
		func(in *DescribeConnectionAliasesInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, MaxPageSize: 25, IDs: &in.AliasIds}
		},
		func(out *DescribeConnectionAliasesOutput) (*string, *[]types.ConnectionAlias) {
			return out.NextToken, &out.ConnectionAliases
		},
	)}
}

// DescribeIpGroupsPaginator lists IP access control groups. More than 25 GroupIds are split over calls. Its
// methods are those of [paginators.Paginator].
type DescribeIpGroupsPaginator struct {
	paginators.Paginator[DescribeIpGroupsInput, DescribeIpGroupsOutput, types.WorkspacesIpGroup, Options]
}

// DescribeIpGroupsPaginatorOptions are the options of a [DescribeIpGroupsPaginator].
type DescribeIpGroupsPaginatorOptions paginators.Options

// DescribeIpGroupsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeIpGroupsAPIClient interface {
	DescribeIpGroups(context.Context, *DescribeIpGroupsInput, ...func(*Options)) (*DescribeIpGroupsOutput, error)
}

// NewDescribeIpGroupsPaginator makes a paginator of [Client.DescribeIpGroups].
func NewDescribeIpGroupsPaginator(
	client DescribeIpGroupsAPIClient, params *DescribeIpGroupsInput, optFns ...func(*DescribeIpGroupsPaginatorOptions),
) *DescribeIpGroupsPaginator {
	return &DescribeIpGroupsPaginator{newPaginator(
		"DescribeIpGroups", client, DescribeIpGroupsAPIClient.DescribeIpGroups, params, sized(optFns),
		func(in *DescribeIpGroupsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25, IDs: &in.GroupIds}
		},
		func(out *DescribeIpGroupsOutput) (*string, *[]types.WorkspacesIpGroup) {
			return out.NextToken, &out.Result
		},
	)}
}

// ListAccountLinksPaginator lists links with other accounts. Its methods are those of
// [paginators.Paginator].
type ListAccountLinksPaginator struct {
	paginators.Paginator[ListAccountLinksInput, ListAccountLinksOutput, types.AccountLink, Options]
}

// ListAccountLinksPaginatorOptions are the options of a [ListAccountLinksPaginator].
type ListAccountLinksPaginatorOptions paginators.Options

// ListAccountLinksAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type ListAccountLinksAPIClient interface {
	ListAccountLinks(context.Context, *ListAccountLinksInput, ...func(*Options)) (*ListAccountLinksOutput, error)
}

// NewListAccountLinksPaginator makes a paginator of [Client.ListAccountLinks].
func NewListAccountLinksPaginator(
	client ListAccountLinksAPIClient, params *ListAccountLinksInput, optFns ...func(*ListAccountLinksPaginatorOptions),
) *ListAccountLinksPaginator {
	return &ListAccountLinksPaginator{newPaginator(
		"ListAccountLinks", client, ListAccountLinksAPIClient.ListAccountLinks, params, sized(optFns),
		func(in *ListAccountLinksInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults}
		},
		func(out *ListAccountLinksOutput) (*string, *[]types.AccountLink) {
			return out.NextToken, &out.AccountLinks
		},
	)}
}

// ListAvailableManagementCidrRangesPaginator lists the address ranges that a management interface can have.
// Its methods are those of [paginators.Paginator].
type ListAvailableManagementCidrRangesPaginator struct {
	paginators.Paginator[ListAvailableManagementCidrRangesInput, ListAvailableManagementCidrRangesOutput, string, Options]
}

// ListAvailableManagementCidrRangesPaginatorOptions are the options of a [ListAvailableManagementCidrRangesPaginator].
type ListAvailableManagementCidrRangesPaginatorOptions paginators.Options

// ListAvailableManagementCidrRangesAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type ListAvailableManagementCidrRangesAPIClient interface {
	ListAvailableManagementCidrRanges(context.Context, *ListAvailableManagementCidrRangesInput, ...func(*Options)) (*ListAvailableManagementCidrRangesOutput, error)
}

// NewListAvailableManagementCidrRangesPaginator makes a paginator of [Client.ListAvailableManagementCidrRanges].
func NewListAvailableManagementCidrRangesPaginator(
	client ListAvailableManagementCidrRangesAPIClient, params *ListAvailableManagementCidrRangesInput,
	optFns ...func(*ListAvailableManagementCidrRangesPaginatorOptions),
) *ListAvailableManagementCidrRangesPaginator {
	return &ListAvailableManagementCidrRangesPaginator{newPaginator(
		"ListAvailableManagementCidrRanges", client,
		ListAvailableManagementCidrRangesAPIClient.ListAvailableManagementCidrRanges, params, sized(optFns),
		func(in *ListAvailableManagementCidrRangesInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 5}
		},
		func(out *ListAvailableManagementCidrRangesOutput) (*string, *[]string) {
			return out.NextToken, &out.ManagementCidrRanges
		},
	)}
}
