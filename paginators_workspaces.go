package workspaces

import (
	"context"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// DescribeWorkspaceBundlesPaginator lists bundles. More than 25 BundleIds are split over calls. Its methods
// are those of [paginators.Paginator].
type DescribeWorkspaceBundlesPaginator struct {
	paginators.Paginator[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options]
}

// DescribeWorkspaceBundlesPaginatorOptions are the options of a [DescribeWorkspaceBundlesPaginator].
type DescribeWorkspaceBundlesPaginatorOptions paginators.UnsizedOptions

// DescribeWorkspaceBundlesAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspaceBundlesAPIClient interface {
	DescribeWorkspaceBundles(context.Context, *DescribeWorkspaceBundlesInput, ...func(*Options)) (*DescribeWorkspaceBundlesOutput, error)
}

// NewDescribeWorkspaceBundlesPaginator makes a paginator of [Client.DescribeWorkspaceBundles].
func NewDescribeWorkspaceBundlesPaginator(
	client DescribeWorkspaceBundlesAPIClient, params *DescribeWorkspaceBundlesInput,
	optFns ...func(*DescribeWorkspaceBundlesPaginatorOptions),
) *DescribeWorkspaceBundlesPaginator {
	return &DescribeWorkspaceBundlesPaginator{newPaginator(
		"DescribeWorkspaceBundles", client, DescribeWorkspaceBundlesAPIClient.DescribeWorkspaceBundles, params, unsized(optFns),
		func(in *DescribeWorkspaceBundlesInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, IDs: &in.BundleIds}
		},
		func(out *DescribeWorkspaceBundlesOutput) (*string, *[]types.WorkspaceBundle) {
			return out.NextToken, &out.Bundles
		},
	)}
}

// DescribeWorkspaceDirectoriesPaginator lists directories. More than 25 DirectoryIds, or
// WorkspaceDirectoryNames where there are none, are split over calls. The page size is Limit of params. Its
// methods are those of [paginators.Paginator].
type DescribeWorkspaceDirectoriesPaginator struct {
	paginators.Paginator[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]
}

// DescribeWorkspaceDirectoriesPaginatorOptions are the options of a [DescribeWorkspaceDirectoriesPaginator].
type DescribeWorkspaceDirectoriesPaginatorOptions paginators.UnsizedOptions

// DescribeWorkspaceDirectoriesAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspaceDirectoriesAPIClient interface {
	DescribeWorkspaceDirectories(context.Context, *DescribeWorkspaceDirectoriesInput, ...func(*Options)) (*DescribeWorkspaceDirectoriesOutput, error)
}

// NewDescribeWorkspaceDirectoriesPaginator makes a paginator of [Client.DescribeWorkspaceDirectories].
func NewDescribeWorkspaceDirectoriesPaginator(
	client DescribeWorkspaceDirectoriesAPIClient, params *DescribeWorkspaceDirectoriesInput,
	optFns ...func(*DescribeWorkspaceDirectoriesPaginatorOptions),
) *DescribeWorkspaceDirectoriesPaginator {
	return &DescribeWorkspaceDirectoriesPaginator{newPaginator(
		"DescribeWorkspaceDirectories", client, DescribeWorkspaceDirectoriesAPIClient.DescribeWorkspaceDirectories, params, unsized(optFns),
		func(in *DescribeWorkspaceDirectoriesInput) paginators.Input {
			ids := &in.DirectoryIds
			if len(in.DirectoryIds) == 0 && len(in.WorkspaceDirectoryNames) > 0 {
				ids = &in.WorkspaceDirectoryNames
			}
			return paginators.Input{Token: &in.NextToken, IDs: ids}
		},
		func(out *DescribeWorkspaceDirectoriesOutput) (*string, *[]types.WorkspaceDirectory) {
			return out.NextToken, &out.Directories
		},
	)}
}

// DescribeWorkspaceImagePermissionsPaginator lists the accounts that an image is shared with. Its methods
// are those of [paginators.Paginator].
type DescribeWorkspaceImagePermissionsPaginator struct {
	paginators.Paginator[DescribeWorkspaceImagePermissionsInput, DescribeWorkspaceImagePermissionsOutput, types.ImagePermission, Options]
}

// DescribeWorkspaceImagePermissionsPaginatorOptions are the options of a [DescribeWorkspaceImagePermissionsPaginator].
type DescribeWorkspaceImagePermissionsPaginatorOptions paginators.Options

// DescribeWorkspaceImagePermissionsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspaceImagePermissionsAPIClient interface {
	DescribeWorkspaceImagePermissions(context.Context, *DescribeWorkspaceImagePermissionsInput, ...func(*Options)) (*DescribeWorkspaceImagePermissionsOutput, error)
}

// NewDescribeWorkspaceImagePermissionsPaginator makes a paginator of [Client.DescribeWorkspaceImagePermissions].
func NewDescribeWorkspaceImagePermissionsPaginator(
	client DescribeWorkspaceImagePermissionsAPIClient, params *DescribeWorkspaceImagePermissionsInput,
	optFns ...func(*DescribeWorkspaceImagePermissionsPaginatorOptions),
) *DescribeWorkspaceImagePermissionsPaginator {
	return &DescribeWorkspaceImagePermissionsPaginator{newPaginator(
		"DescribeWorkspaceImagePermissions", client,
		DescribeWorkspaceImagePermissionsAPIClient.DescribeWorkspaceImagePermissions, params, sized(optFns),
		func(in *DescribeWorkspaceImagePermissionsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25}
		},
		func(out *DescribeWorkspaceImagePermissionsOutput) (*string, *[]types.ImagePermission) {
			return out.NextToken, &out.ImagePermissions
		},
	)}
}

// DescribeWorkspaceImagesPaginator lists images. More than 25 ImageIds are split over calls. Its methods
// are those of [paginators.Paginator].
type DescribeWorkspaceImagesPaginator struct {
	paginators.Paginator[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options]
}

// DescribeWorkspaceImagesPaginatorOptions are the options of a [DescribeWorkspaceImagesPaginator].
type DescribeWorkspaceImagesPaginatorOptions paginators.Options

// DescribeWorkspaceImagesAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspaceImagesAPIClient interface {
	DescribeWorkspaceImages(context.Context, *DescribeWorkspaceImagesInput, ...func(*Options)) (*DescribeWorkspaceImagesOutput, error)
}

// NewDescribeWorkspaceImagesPaginator makes a paginator of [Client.DescribeWorkspaceImages].
func NewDescribeWorkspaceImagesPaginator(
	client DescribeWorkspaceImagesAPIClient, params *DescribeWorkspaceImagesInput, optFns ...func(*DescribeWorkspaceImagesPaginatorOptions),
) *DescribeWorkspaceImagesPaginator {
	return &DescribeWorkspaceImagesPaginator{newPaginator(
		"DescribeWorkspaceImages", client, DescribeWorkspaceImagesAPIClient.DescribeWorkspaceImages, params, sized(optFns),
		func(in *DescribeWorkspaceImagesInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25, IDs: &in.ImageIds}
		},
		func(out *DescribeWorkspaceImagesOutput) (*string, *[]types.WorkspaceImage) {
			return out.NextToken, &out.Images
		},
	)}
}

// DescribeWorkspacesPaginator lists WorkSpaces. More than 25 WorkspaceIds are split over calls. Its methods
// are those of [paginators.Paginator].
type DescribeWorkspacesPaginator struct {
	paginators.Paginator[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]
}

// DescribeWorkspacesPaginatorOptions are the options of a [DescribeWorkspacesPaginator].
type DescribeWorkspacesPaginatorOptions paginators.Options

// DescribeWorkspacesAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspacesAPIClient interface {
	DescribeWorkspaces(context.Context, *DescribeWorkspacesInput, ...func(*Options)) (*DescribeWorkspacesOutput, error)
}

// NewDescribeWorkspacesPaginator makes a paginator of [Client.DescribeWorkspaces].
func NewDescribeWorkspacesPaginator(
	client DescribeWorkspacesAPIClient, params *DescribeWorkspacesInput, optFns ...func(*DescribeWorkspacesPaginatorOptions),
) *DescribeWorkspacesPaginator {
	return &DescribeWorkspacesPaginator{newPaginator(
		"DescribeWorkspaces", client, DescribeWorkspacesAPIClient.DescribeWorkspaces, params, sized(optFns),
		func(in *DescribeWorkspacesInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, IDs: &in.WorkspaceIds}
		},
		func(out *DescribeWorkspacesOutput) (*string, *[]types.Workspace) {
			return out.NextToken, &out.Workspaces
		},
	)}
}

// DescribeWorkspacesConnectionStatusPaginator lists the connection states of WorkSpaces. More than 25
// WorkspaceIds are split over calls. Its methods are those of [paginators.Paginator].
type DescribeWorkspacesConnectionStatusPaginator struct {
	paginators.Paginator[DescribeWorkspacesConnectionStatusInput, DescribeWorkspacesConnectionStatusOutput, types.WorkspaceConnectionStatus, Options]
}

// DescribeWorkspacesConnectionStatusPaginatorOptions are the options of a [DescribeWorkspacesConnectionStatusPaginator].
type DescribeWorkspacesConnectionStatusPaginatorOptions paginators.UnsizedOptions

// DescribeWorkspacesConnectionStatusAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspacesConnectionStatusAPIClient interface {
	DescribeWorkspacesConnectionStatus(context.Context, *DescribeWorkspacesConnectionStatusInput, ...func(*Options)) (*DescribeWorkspacesConnectionStatusOutput, error)
}

// NewDescribeWorkspacesConnectionStatusPaginator makes a paginator of [Client.DescribeWorkspacesConnectionStatus].
func NewDescribeWorkspacesConnectionStatusPaginator(
	client DescribeWorkspacesConnectionStatusAPIClient, params *DescribeWorkspacesConnectionStatusInput,
	optFns ...func(*DescribeWorkspacesConnectionStatusPaginatorOptions),
) *DescribeWorkspacesConnectionStatusPaginator {
	return &DescribeWorkspacesConnectionStatusPaginator{newPaginator(
		"DescribeWorkspacesConnectionStatus", client,
		DescribeWorkspacesConnectionStatusAPIClient.DescribeWorkspacesConnectionStatus, params, unsized(optFns),
		func(in *DescribeWorkspacesConnectionStatusInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, IDs: &in.WorkspaceIds}
		},
		func(out *DescribeWorkspacesConnectionStatusOutput) (*string, *[]types.WorkspaceConnectionStatus) {
			return out.NextToken, &out.WorkspacesConnectionStatus
		},
	)}
}

// DescribeWorkspacesPoolSessionsPaginator lists the sessions of a pool. Its methods are those of
// [paginators.Paginator].
type DescribeWorkspacesPoolSessionsPaginator struct {
	paginators.Paginator[DescribeWorkspacesPoolSessionsInput, DescribeWorkspacesPoolSessionsOutput, types.WorkspacesPoolSession, Options]
}

// DescribeWorkspacesPoolSessionsPaginatorOptions are the options of a [DescribeWorkspacesPoolSessionsPaginator].
type DescribeWorkspacesPoolSessionsPaginatorOptions paginators.Options

// DescribeWorkspacesPoolSessionsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspacesPoolSessionsAPIClient interface {
	DescribeWorkspacesPoolSessions(context.Context, *DescribeWorkspacesPoolSessionsInput, ...func(*Options)) (*DescribeWorkspacesPoolSessionsOutput, error)
}

// NewDescribeWorkspacesPoolSessionsPaginator makes a paginator of [Client.DescribeWorkspacesPoolSessions].
func NewDescribeWorkspacesPoolSessionsPaginator(
	client DescribeWorkspacesPoolSessionsAPIClient, params *DescribeWorkspacesPoolSessionsInput,
	optFns ...func(*DescribeWorkspacesPoolSessionsPaginatorOptions),
) *DescribeWorkspacesPoolSessionsPaginator {
	return &DescribeWorkspacesPoolSessionsPaginator{newPaginator(
		"DescribeWorkspacesPoolSessions", client,
		DescribeWorkspacesPoolSessionsAPIClient.DescribeWorkspacesPoolSessions, params, sized(optFns),
		func(in *DescribeWorkspacesPoolSessionsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, MaxPageSize: 50}
		},
		func(out *DescribeWorkspacesPoolSessionsOutput) (*string, *[]types.WorkspacesPoolSession) {
			return out.NextToken, &out.Sessions
		},
	)}
}

// DescribeWorkspacesPoolsPaginator lists pools. More than 25 PoolIds are split over calls. Its methods are
// those of [paginators.Paginator].
type DescribeWorkspacesPoolsPaginator struct {
	paginators.Paginator[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]
}

// DescribeWorkspacesPoolsPaginatorOptions are the options of a [DescribeWorkspacesPoolsPaginator].
type DescribeWorkspacesPoolsPaginatorOptions paginators.Options

// DescribeWorkspacesPoolsAPIClient is a client of one operation, such as [Client] or what a test has in its place.
type DescribeWorkspacesPoolsAPIClient interface {
	DescribeWorkspacesPools(context.Context, *DescribeWorkspacesPoolsInput, ...func(*Options)) (*DescribeWorkspacesPoolsOutput, error)
}

// NewDescribeWorkspacesPoolsPaginator makes a paginator of [Client.DescribeWorkspacesPools].
func NewDescribeWorkspacesPoolsPaginator(
	client DescribeWorkspacesPoolsAPIClient, params *DescribeWorkspacesPoolsInput, optFns ...func(*DescribeWorkspacesPoolsPaginatorOptions),
) *DescribeWorkspacesPoolsPaginator {
	return &DescribeWorkspacesPoolsPaginator{newPaginator(
		"DescribeWorkspacesPools", client, DescribeWorkspacesPoolsAPIClient.DescribeWorkspacesPools, params, sized(optFns),
		func(in *DescribeWorkspacesPoolsInput) paginators.Input {
			return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, MaxPageSize: 25, IDs: &in.PoolIds}
		},
		func(out *DescribeWorkspacesPoolsOutput) (*string, *[]types.WorkspacesPool) {
			return out.NextToken, &out.WorkspacesPools
		},
	)}
}
