package workspaces

import (
	"context"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// DescribeWorkspaceBundlesInput selects bundles by identifier or by owner, but not both. By default, the call returns
// the account's own bundles.
type DescribeWorkspaceBundlesInput struct {
	// BundleIds are the identifiers of 1 to 25 bundles. BundleIds and Owner cannot be combined.
	BundleIds []string `items:"1:25" form:"bundle"`

	// Owner is "AMAZON" for bundles provided by AWS, or nil for the account's own bundles.
	Owner *string

	// NextToken is the token from the previous output, or nil for the first page. A token is valid for one day. The
	// service chooses the page size.
	NextToken *string `len:"1:2048"`
}

// DescribeWorkspaceBundlesOutput is one page of bundles.
type DescribeWorkspaceBundlesOutput struct {
	// Bundles are the bundles on this page.
	Bundles []types.WorkspaceBundle

	// NextToken is the token for the next page, or nil on the last page. A token is valid for one day.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeWorkspaceBundles returns the account's own bundles or the AWS bundles, page by page. A single call
// cannot return both kinds.
//
// Errors worth handling: [types.InvalidParameterValuesException] (BundleIds together with Owner).
func (c *Client) DescribeWorkspaceBundles(ctx context.Context, params *DescribeWorkspaceBundlesInput, optFns ...func(*Options)) (*DescribeWorkspaceBundlesOutput, error) {
	return invoke[DescribeWorkspaceBundlesOutput](ctx, c, "DescribeWorkspaceBundles", params, optFns)
}

// DescribeWorkspaceBundlesPaginator lists bundles. It splits more than 25 BundleIds across several calls. Its
// methods are documented in detail at [paginators.Paginator].
type DescribeWorkspaceBundlesPaginator struct {
	pages paginators.Paginator[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *DescribeWorkspaceBundlesPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *DescribeWorkspaceBundlesPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeWorkspaceBundlesOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. If a call fails, the iterator yields the error and stops.
func (p *DescribeWorkspaceBundlesPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*DescribeWorkspaceBundlesOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items. The iterator fetches pages as needed. If a call fails, the
// iterator yields the error and stops.
func (p *DescribeWorkspaceBundlesPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.WorkspaceBundle, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns a token for the current position in the list. Pass the token as StartingToken to continue from
// there later. It is empty at the end of the list.
func (p *DescribeWorkspaceBundlesPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// DescribeWorkspaceBundlesPaginatorOptions configures a [DescribeWorkspaceBundlesPaginator].
type DescribeWorkspaceBundlesPaginatorOptions struct {
	// StopOnDuplicateToken ends the list when a response repeats the token of its request. By default, the paginator
	// sends the token again, and fails with a [*paginators.DuplicateTokenError] after 10 repeats in a row.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, across all pages. 0 means no limit.
	MaxItems int

	// StartingToken is the position to start from: a token from ResumeToken, a resume token from botocore, or a
	// NextToken from the service.
	StartingToken string
}

// DescribeWorkspaceBundlesAPIClient is the subset of [Client] used by [DescribeWorkspaceBundlesPaginator]. Tests can
// implement this interface.
type DescribeWorkspaceBundlesAPIClient interface {
	// DescribeWorkspaceBundles calls the operation.
	DescribeWorkspaceBundles(context.Context, *DescribeWorkspaceBundlesInput, ...func(*Options)) (*DescribeWorkspaceBundlesOutput, error)
}

var describeWorkspaceBundles = pagedOperation[
	DescribeWorkspaceBundlesAPIClient, DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle,
]{
	name: "DescribeWorkspaceBundles",
	call: DescribeWorkspaceBundlesAPIClient.DescribeWorkspaceBundles,
	input: func(in *DescribeWorkspaceBundlesInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, IDs: &in.BundleIds}
	},
	output: func(out *DescribeWorkspaceBundlesOutput) (*string, *[]types.WorkspaceBundle) {
		return out.NextToken, &out.Bundles
	},
}

// NewDescribeWorkspaceBundlesPaginator returns a paginator for [Client.DescribeWorkspaceBundles]. Nil params are
// treated as an empty input.
func NewDescribeWorkspaceBundlesPaginator(
	client DescribeWorkspaceBundlesAPIClient, params *DescribeWorkspaceBundlesInput, optFns ...func(*DescribeWorkspaceBundlesPaginatorOptions),
) *DescribeWorkspaceBundlesPaginator {
	return &DescribeWorkspaceBundlesPaginator{*describeWorkspaceBundles.paginator(client, params, func(o *paginators.Options) {
		var options DescribeWorkspaceBundlesPaginatorOptions
		for _, fn := range optFns {
			fn(&options)
		}
		o.StopOnDuplicateToken, o.MaxItems, o.StartingToken = options.StopOnDuplicateToken, options.MaxItems, options.StartingToken
	})}
}

// CreateWorkspaceBundleInput describes a custom bundle: an image, a hardware class and volume sizes.
type CreateWorkspaceBundleInput struct {
	// BundleName is the display name. 1 to 64 characters: letters, digits and _ . / ( ) \ -. Spaces are not
	// allowed.
	//
	// This member is required.
	BundleName *string `required:"true" len:"1:64" form:"imagename"`

	// BundleDescription is free text. 1 to 255 characters: letters, digits, spaces and _ . / ( ) -.
	//
	// This member is required.
	BundleDescription *string `required:"true" len:"1:255" form:"description"`

	// ImageId identifies the bundle's custom image.
	//
	// This member is required.
	ImageId *string `required:"true" form:"image"`

	// ComputeType is the hardware of the WorkSpaces launched from the bundle.
	//
	// This member is required.
	ComputeType *types.ComputeType `required:"true"`

	// UserStorage is the size of the user volume. [types.UserStorage] lists the allowed pairs of volume
	// sizes.
	//
	// This member is required.
	UserStorage *types.UserStorage `required:"true"`

	// RootStorage is the size of the system volume.
	RootStorage *types.RootStorage

	// Tags are added to the new bundle, at most 50. Adding tags also requires the IAM permission workspaces:CreateTags.
	Tags []types.Tag
}

// CreateWorkspaceBundleOutput holds the new bundle.
type CreateWorkspaceBundleOutput struct {
	// WorkspaceBundle is the bundle with its identifier. Its State may still be PENDING.
	WorkspaceBundle *types.WorkspaceBundle

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateWorkspaceBundle creates a custom bundle from a custom image. It returns once the request is accepted.
// WorkSpaces can be launched from the bundle once the bundle is AVAILABLE. The default quota is 50 custom bundles per
// account and Region.
//
// Use [NewBundleAvailableWaiter] to wait until the bundle is AVAILABLE.
//
// Errors worth handling: [types.ResourceAlreadyExistsException], [types.ResourceLimitExceededException],
// [types.ResourceNotFoundException] (no such image), [types.ResourceUnavailableException] (the image is not available),
// [types.InvalidParameterValuesException] (for instance for a pair of volume sizes that is not allowed).
func (c *Client) CreateWorkspaceBundle(ctx context.Context, params *CreateWorkspaceBundleInput, optFns ...func(*Options)) (*CreateWorkspaceBundleOutput, error) {
	return invoke[CreateWorkspaceBundleOutput](ctx, c, "CreateWorkspaceBundle", params, optFns)
}

// UpdateWorkspaceBundleInput names a custom bundle and its new image.
type UpdateWorkspaceBundleInput struct {
	// BundleId identifies the custom bundle to change. The API does not mark this member as required, but the call
	// makes no sense without it.
	BundleId *string `form:"bundle"`

	// ImageId identifies the new image.
	ImageId *string `form:"image"`
}

// UpdateWorkspaceBundleOutput is empty except for the metadata.
type UpdateWorkspaceBundleOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateWorkspaceBundle changes a custom bundle's image. Hardware and volume sizes stay the same. Existing WorkSpaces
// keep the old image until they are rebuilt, or terminated and created again.
//
// Use [NewBundleAvailableWaiter] to wait until the bundle is AVAILABLE.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceUnavailableException],
// [types.OperationNotSupportedException], [types.InvalidParameterValuesException].
func (c *Client) UpdateWorkspaceBundle(ctx context.Context, params *UpdateWorkspaceBundleInput, optFns ...func(*Options)) (*UpdateWorkspaceBundleOutput, error) {
	return invoke[UpdateWorkspaceBundleOutput](ctx, c, "UpdateWorkspaceBundle", params, optFns)
}

// DeleteWorkspaceBundleInput names the custom bundle to delete.
type DeleteWorkspaceBundleInput struct {
	// BundleId identifies the custom bundle. The API does not mark this member as required, but the call makes no sense
	// without it.
	BundleId *string `form:"bundle"`
}

// DeleteWorkspaceBundleOutput is empty except for the metadata.
type DeleteWorkspaceBundleOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteWorkspaceBundle deletes a custom bundle that is not in use. It does not delete the bundle's image, which can be
// deleted once no bundle uses it.
//
// Errors worth handling: [types.ResourceAssociatedException] (the bundle is still in use),
// [types.ResourceNotFoundException].
func (c *Client) DeleteWorkspaceBundle(ctx context.Context, params *DeleteWorkspaceBundleInput, optFns ...func(*Options)) (*DeleteWorkspaceBundleOutput, error) {
	return invoke[DeleteWorkspaceBundleOutput](ctx, c, "DeleteWorkspaceBundle", params, optFns)
}

// BundleWaiter waits until bundles reach the desired state. Its input names any number of BundleIds, or selects bundles
// by Owner. Its methods Wait and WaitForOutput are documented at [waiters.Waiter].
type BundleWaiter = waiters.Waiter[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options]

// BundleWaiterOptions configures a [BundleWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type BundleWaiterOptions = waiters.Options[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, Options]

// bundleSpec returns the Spec shared by all bundle waiters; each adds its own Verdict.
func bundleSpec(name string, client DescribeWorkspaceBundlesAPIClient) waiters.Spec[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options] {
	return waiters.Spec[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options]{
		Name: name,
		List: func(in *DescribeWorkspaceBundlesInput) waiters.Pager[DescribeWorkspaceBundlesOutput, Options] {
			return NewDescribeWorkspaceBundlesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspaceBundlesOutput) []types.WorkspaceBundle { return out.Bundles },
		Join:  func(out *DescribeWorkspaceBundlesOutput, items []types.WorkspaceBundle) { out.Bundles = items },
		Resource: func(b *types.WorkspaceBundle) waiters.Resource {
			return waiters.Resource{ID: aws.ToString(b.BundleId), State: string(b.State)}
		},
		IDs: func(in *DescribeWorkspaceBundlesInput) []string { return in.BundleIds },
		Narrow: func(_ *DescribeWorkspaceBundlesInput, ids []string) *DescribeWorkspaceBundlesInput {
			return &DescribeWorkspaceBundlesInput{BundleIds: ids}
		},
		Check: func(in *DescribeWorkspaceBundlesInput) error {
			return checkSelectors(in.NextToken,
				selector{"BundleIds", len(in.BundleIds) > 0}, selector{"Owner", in.Owner != nil})
		},
	}
}

// NewBundleAvailableWaiter returns a waiter that waits until bundles are AVAILABLE. Use it after
// [Client.CreateWorkspaceBundle] and [Client.UpdateWorkspaceBundle].
//
//	AVAILABLE    done
//	ERROR        fail
//	not found    fail, immediately if the bundle was found before, otherwise after Options.Grace
//	all others   keep waiting
func NewBundleAvailableWaiter(client DescribeWorkspaceBundlesAPIClient, optFns ...func(*BundleWaiterOptions)) *BundleWaiter {
	spec := bundleSpec("BundleAvailable", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceBundleState]{
		done: []types.WorkspaceBundleState{types.WorkspaceBundleStateAvailable},
		fail: []types.WorkspaceBundleState{types.WorkspaceBundleStateError},
	})
	return newWaiter(spec, optFns)
}
