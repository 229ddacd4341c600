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

// CreateAccountLinkInvitationInput names the account to invite.
type CreateAccountLinkInvitationInput struct {
	// TargetAccountId is the 12-digit ID of the account to invite.
	//
	// This member is required.
	TargetAccountId *string `required:"true" form:"account"`

	// ClientToken makes the request idempotent: the service carries out requests with the same token only once. A token
	// has 1 to 64 characters.
	ClientToken *string `form:"clienttoken"`
}

// CreateAccountLinkInvitationOutput holds the new link.
type CreateAccountLinkInvitationOutput struct {
	// AccountLink is the new link, in the PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT state.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateAccountLinkInvitation invites another account to use this account's BYOL licenses. The invited account can
// accept with [Client.AcceptAccountLinkInvitation] or reject with [Client.RejectAccountLinkInvitation].
//
// Use [NewAccountLinkLinkedWaiter] to wait until the invitation is accepted.
//
// Errors worth handling: [types.ConflictException], [types.ValidationException],
// [types.InternalServerException].
func (c *Client) CreateAccountLinkInvitation(ctx context.Context, params *CreateAccountLinkInvitationInput, optFns ...func(*Options)) (*CreateAccountLinkInvitationOutput, error) {
	return invoke[CreateAccountLinkInvitationOutput](ctx, c, "CreateAccountLinkInvitation", params, optFns)
}

// AcceptAccountLinkInvitationInput names the invitation to accept.
type AcceptAccountLinkInvitationInput struct {
	// LinkId identifies the link.
	//
	// This member is required.
	LinkId *string `required:"true" form:"link"`

	// ClientToken makes the request idempotent: the service carries out requests with the same token only once. A token
	// has 1 to 64 characters.
	ClientToken *string `form:"clienttoken"`
}

// AcceptAccountLinkInvitationOutput holds the link.
type AcceptAccountLinkInvitationOutput struct {
	// AccountLink is the link after the call.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AcceptAccountLinkInvitation accepts an invitation from another account. Only the link's target account can call this
// operation. The link is permanent: the API has no operation to unlink accounts.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ConflictException],
// [types.ValidationException], [types.InternalServerException].
func (c *Client) AcceptAccountLinkInvitation(ctx context.Context, params *AcceptAccountLinkInvitationInput, optFns ...func(*Options)) (*AcceptAccountLinkInvitationOutput, error) {
	return invoke[AcceptAccountLinkInvitationOutput](ctx, c, "AcceptAccountLinkInvitation", params, optFns)
}

// RejectAccountLinkInvitationInput names the invitation to reject.
type RejectAccountLinkInvitationInput struct {
	// LinkId identifies the link.
	//
	// This member is required.
	LinkId *string `required:"true" form:"link"`

	// ClientToken makes the request idempotent: the service carries out requests with the same token only once. A token
	// has 1 to 64 characters.
	ClientToken *string `form:"clienttoken"`
}

// RejectAccountLinkInvitationOutput holds the link.
type RejectAccountLinkInvitationOutput struct {
	// AccountLink is the link after the call.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RejectAccountLinkInvitation rejects an invitation from another account. Only the link's target account can call this
// operation.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ConflictException],
// [types.ValidationException], [types.InternalServerException].
func (c *Client) RejectAccountLinkInvitation(ctx context.Context, params *RejectAccountLinkInvitationInput, optFns ...func(*Options)) (*RejectAccountLinkInvitationOutput, error) {
	return invoke[RejectAccountLinkInvitationOutput](ctx, c, "RejectAccountLinkInvitation", params, optFns)
}

// DeleteAccountLinkInvitationInput names the invitation to withdraw.
type DeleteAccountLinkInvitationInput struct {
	// LinkId identifies the link.
	//
	// This member is required.
	LinkId *string `required:"true" form:"link"`

	// ClientToken makes the request idempotent: the service carries out requests with the same token only once. A token
	// has 1 to 64 characters.
	ClientToken *string `form:"clienttoken"`
}

// DeleteAccountLinkInvitationOutput holds the link of the withdrawn invitation.
type DeleteAccountLinkInvitationOutput struct {
	// AccountLink is the link of the withdrawn invitation.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteAccountLinkInvitation withdraws an invitation. Only the link's source account can call this operation.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ConflictException],
// [types.ValidationException], [types.InternalServerException].
func (c *Client) DeleteAccountLinkInvitation(ctx context.Context, params *DeleteAccountLinkInvitationInput, optFns ...func(*Options)) (*DeleteAccountLinkInvitationOutput, error) {
	return invoke[DeleteAccountLinkInvitationOutput](ctx, c, "DeleteAccountLinkInvitation", params, optFns)
}

// GetAccountLinkInput names a link by its identifier or by the other account in the link.
type GetAccountLinkInput struct {
	// LinkId identifies the link.
	LinkId *string `form:"link"`

	// LinkedAccountId is the 12-digit ID of the other account in the link.
	LinkedAccountId *string `form:"account"`
}

// GetAccountLinkOutput holds the link.
type GetAccountLinkOutput struct {
	// AccountLink is the link.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// GetAccountLink returns a link between this account and another account.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ValidationException],
// [types.InternalServerException].
func (c *Client) GetAccountLink(ctx context.Context, params *GetAccountLinkInput, optFns ...func(*Options)) (*GetAccountLinkOutput, error) {
	return invoke[GetAccountLinkOutput](ctx, c, "GetAccountLink", params, optFns)
}

// ListAccountLinksInput selects links by state. By default, the call returns all links.
type ListAccountLinksInput struct {
	// LinkStatusFilter selects links in one of these states.
	LinkStatusFilter []types.AccountLinkStatusEnum

	// MaxResults is the maximum number of links per page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// ListAccountLinksOutput is a page of links.
type ListAccountLinksOutput struct {
	// AccountLinks are the links on this page.
	AccountLinks []types.AccountLink

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ListAccountLinks returns the links between this account and other accounts, page by page. This account may be the
// source or the target of a link.
//
// Errors worth handling: [types.ValidationException], [types.InternalServerException].
func (c *Client) ListAccountLinks(ctx context.Context, params *ListAccountLinksInput, optFns ...func(*Options)) (*ListAccountLinksOutput, error) {
	return invoke[ListAccountLinksOutput](ctx, c, "ListAccountLinks", params, optFns)
}

// ListAccountLinksPaginator lists the links between this account and other accounts. Its methods are
// documented in detail at [paginators.Paginator].
type ListAccountLinksPaginator struct {
	pages paginators.Paginator[ListAccountLinksInput, ListAccountLinksOutput, types.AccountLink, Options]
}

// HasMorePages reports whether there are more pages to fetch. It is true before the first page.
func (p *ListAccountLinksPaginator) HasMorePages() bool { return p.pages.HasMorePages() }

// NextPage fetches the next page. After the last page it returns [paginators.ErrNoMorePages].
func (p *ListAccountLinksPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*ListAccountLinksOutput, error) {
	return p.pages.NextPage(ctx, optFns...)
}

// Pages returns an iterator over the remaining pages. If a call fails, the iterator yields the error and stops.
func (p *ListAccountLinksPaginator) Pages(ctx context.Context, optFns ...func(*Options)) iter.Seq2[*ListAccountLinksOutput, error] {
	return p.pages.Pages(ctx, optFns...)
}

// Items returns an iterator over the remaining items. The iterator fetches pages as needed. If a call fails, the
// iterator yields the error and stops.
func (p *ListAccountLinksPaginator) Items(ctx context.Context, optFns ...func(*Options)) iter.Seq2[types.AccountLink, error] {
	return p.pages.Items(ctx, optFns...)
}

// ResumeToken returns a token for the current position in the list. Pass the token as StartingToken to continue from
// there later. It is empty at the end of the list.
func (p *ListAccountLinksPaginator) ResumeToken() string { return p.pages.ResumeToken() }

// ListAccountLinksPaginatorOptions configures a [ListAccountLinksPaginator].
type ListAccountLinksPaginatorOptions struct {
	// Limit is the maximum number of items per page. The default is params.MaxResults. 0 leaves the page size to the
	// service.
	Limit int32

	// StopOnDuplicateToken ends the list when a response repeats the token of its request. By default, the paginator
	// sends the token again, and fails with a [*paginators.DuplicateTokenError] after 10 repeats in a row.
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, across all pages. 0 means no limit.
	MaxItems int

	// StartingToken is the position to start from: a token from ResumeToken, a resume token from botocore, or a
	// NextToken from the service.
	StartingToken string
}

// ListAccountLinksAPIClient is the subset of [Client] used by [ListAccountLinksPaginator]. Tests can implement this
// interface.
type ListAccountLinksAPIClient interface {
	// ListAccountLinks calls the operation.
	ListAccountLinks(context.Context, *ListAccountLinksInput, ...func(*Options)) (*ListAccountLinksOutput, error)
}

var listAccountLinks = pagedOperation[
	ListAccountLinksAPIClient, ListAccountLinksInput, ListAccountLinksOutput, types.AccountLink,
]{
	name: "ListAccountLinks",
	call: ListAccountLinksAPIClient.ListAccountLinks,
	input: func(in *ListAccountLinksInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults}
	},
	output: func(out *ListAccountLinksOutput) (*string, *[]types.AccountLink) {
		return out.NextToken, &out.AccountLinks
	},
}

// NewListAccountLinksPaginator returns a paginator for [Client.ListAccountLinks]. Nil params are treated as an empty
// input.
func NewListAccountLinksPaginator(
	client ListAccountLinksAPIClient, params *ListAccountLinksInput, optFns ...func(*ListAccountLinksPaginatorOptions),
) *ListAccountLinksPaginator {
	return &ListAccountLinksPaginator{*listAccountLinks.paginator(client, params, func(o *paginators.Options) {
		options := ListAccountLinksPaginatorOptions(*o)
		for _, fn := range optFns {
			fn(&options)
		}
		*o = paginators.Options(options)
	})}
}

// AccountLinkWaiter waits until a link between two accounts reaches the desired state. Its input names the link by
// LinkId or LinkedAccountId. Its methods Wait and WaitForOutput are documented at [waiters.Waiter].
type AccountLinkWaiter = waiters.Waiter[GetAccountLinkInput, GetAccountLinkOutput, types.AccountLink, Options]

// AccountLinkWaiterOptions configures an [AccountLinkWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type AccountLinkWaiterOptions = waiters.Options[GetAccountLinkInput, GetAccountLinkOutput, Options]

// GetAccountLinkAPIClient is a client that can call GetAccountLink, such as [Client]. Tests can implement this
// interface.
type GetAccountLinkAPIClient interface {
	// GetAccountLink calls the operation.
	GetAccountLink(context.Context, *GetAccountLinkInput, ...func(*Options)) (*GetAccountLinkOutput, error)
}

// accountLinkSpec returns the Spec shared by all account link waiters; each adds its own Verdict.
func accountLinkSpec(name string, client GetAccountLinkAPIClient) waiters.Spec[GetAccountLinkInput, GetAccountLinkOutput, types.AccountLink, Options] {
	return waiters.Spec[GetAccountLinkInput, GetAccountLinkOutput, types.AccountLink, Options]{
		Name: name,
		List: func(in *GetAccountLinkInput) waiters.Pager[GetAccountLinkOutput, Options] {
			return &onePage[GetAccountLinkAPIClient, GetAccountLinkInput, GetAccountLinkOutput]{
				client: client, call: GetAccountLinkAPIClient.GetAccountLink, in: in,
			}
		},
		Items: func(out *GetAccountLinkOutput) []types.AccountLink {
			if out.AccountLink == nil {
				return nil
			}
			return []types.AccountLink{*out.AccountLink}
		},
		Resource: func(l *types.AccountLink) waiters.Resource {
			return waiters.Resource{ID: aws.ToString(l.AccountLinkId), State: string(l.AccountLinkStatus)}
		},
		IDs: func(in *GetAccountLinkInput) []string {
			if in.LinkId == nil {
				return nil // the link's identifier is unknown until the first response
			}
			return []string{*in.LinkId}
		},
		Check: func(in *GetAccountLinkInput) error {
			return requireSelector(selector{"LinkId", in.LinkId != nil}, selector{"LinkedAccountId", in.LinkedAccountId != nil})
		},
	}
}

// NewAccountLinkLinkedWaiter returns a waiter that waits until the invited account accepts an invitation. Use it after
// [Client.CreateAccountLinkInvitation]. Someone in the invited account has to accept the invitation, so pass a generous
// maxWait to Wait.
//
//	LINKED                                   done
//	LINKING_FAILED LINK_NOT_FOUND REJECTED   fail
//	not found                                fail, immediately if the link was found before, otherwise after Options.Grace
//	all others                               keep waiting
func NewAccountLinkLinkedWaiter(client GetAccountLinkAPIClient, optFns ...func(*AccountLinkWaiterOptions)) *AccountLinkWaiter {
	spec := accountLinkSpec("AccountLinkLinked", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.AccountLinkStatusEnum]{
		done: []types.AccountLinkStatusEnum{types.AccountLinkStatusEnumLinked},
		fail: []types.AccountLinkStatusEnum{
			types.AccountLinkStatusEnumLinkingFailed, types.AccountLinkStatusEnumLinkNotFound,
			types.AccountLinkStatusEnumRejected,
		},
	})
	return newWaiter(spec, optFns)
}
