package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// CreateAccountLinkInvitationInput names the account to invite.
type CreateAccountLinkInvitationInput struct {
	// TargetAccountId is the account to invite, 12 digits.
	//
	// This member is required.
	TargetAccountId *string `required:"true" form:"account"`

	// ClientToken, 1 to 64 characters of the caller's choice, makes a repeated request harmless.
	ClientToken *string `form:"clienttoken"`
}

// CreateAccountLinkInvitationOutput tells of the link that waits for the other account.
type CreateAccountLinkInvitationOutput struct {
	// AccountLink is the link, PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateAccountLinkInvitation invites another account to use the licences of this one. The other account
// accepts or rejects it.
//
// To wait for it: [NewAccountLinkLinkedWaiter].
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

	// ClientToken, 1 to 64 characters of the caller's choice, makes a repeated request harmless.
	ClientToken *string `form:"clienttoken"`
}

// AcceptAccountLinkInvitationOutput tells of the link.
type AcceptAccountLinkInvitationOutput struct {
	// AccountLink is the link, as it is now.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AcceptAccountLinkInvitation accepts the invitation of another account, as the target of the link. This is
// final: the service has no call that unlinks accounts.
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

	// ClientToken, 1 to 64 characters of the caller's choice, makes a repeated request harmless.
	ClientToken *string `form:"clienttoken"`
}

// RejectAccountLinkInvitationOutput tells of the link.
type RejectAccountLinkInvitationOutput struct {
	// AccountLink is the link, as it is now.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RejectAccountLinkInvitation declines the invitation of another account, as the target of the link.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ConflictException],
// [types.ValidationException], [types.InternalServerException].
func (c *Client) RejectAccountLinkInvitation(ctx context.Context, params *RejectAccountLinkInvitationInput, optFns ...func(*Options)) (*RejectAccountLinkInvitationOutput, error) {
	return invoke[RejectAccountLinkInvitationOutput](ctx, c, "RejectAccountLinkInvitation", params, optFns)
}

// DeleteAccountLinkInvitationInput names the invitation to take back.
type DeleteAccountLinkInvitationInput struct {
	// LinkId identifies the link.
	//
	// This member is required.
	LinkId *string `required:"true" form:"link"`

	// ClientToken, 1 to 64 characters of the caller's choice, makes a repeated request harmless.
	ClientToken *string `form:"clienttoken"`
}

// DeleteAccountLinkInvitationOutput tells of the link that was taken back.
type DeleteAccountLinkInvitationOutput struct {
	// AccountLink is the link of that invitation.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteAccountLinkInvitation takes back an invitation, as the source of the link.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ConflictException],
// [types.ValidationException], [types.InternalServerException].
func (c *Client) DeleteAccountLinkInvitation(ctx context.Context, params *DeleteAccountLinkInvitationInput, optFns ...func(*Options)) (*DeleteAccountLinkInvitationOutput, error) {
	return invoke[DeleteAccountLinkInvitationOutput](ctx, c, "DeleteAccountLinkInvitation", params, optFns)
}

// GetAccountLinkInput names a link, by its identifier or by the other account.
type GetAccountLinkInput struct {
	// LinkId identifies the link.
	LinkId *string `form:"link"`

	// LinkedAccountId is the other account of the link, 12 digits.
	LinkedAccountId *string `form:"account"`
}

// GetAccountLinkOutput tells of the link.
type GetAccountLinkOutput struct {
	// AccountLink is the link.
	AccountLink *types.AccountLink

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// GetAccountLink returns one link between this account and another.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ValidationException],
// [types.InternalServerException].
func (c *Client) GetAccountLink(ctx context.Context, params *GetAccountLinkInput, optFns ...func(*Options)) (*GetAccountLinkOutput, error) {
	return invoke[GetAccountLinkOutput](ctx, c, "GetAccountLink", params, optFns)
}

// ListAccountLinksInput selects links by their state; without any selection all are meant.
type ListAccountLinksInput struct {
	// LinkStatusFilter keeps the links in one of these states.
	LinkStatusFilter []types.AccountLinkStatusEnum

	// MaxResults is how many links an answer holds at most, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token of the answer before, for the next page.
	NextToken *string `len:"1:2048"`
}

// ListAccountLinksOutput is a page of links.
type ListAccountLinksOutput struct {
	// AccountLinks are the links of this page.
	AccountLinks []types.AccountLink

	// NextToken leads to the next page; it is nil on the last.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ListAccountLinks returns the links between this account and others, as source or target, page by page.
//
// Errors worth handling: [types.ValidationException], [types.InternalServerException].
func (c *Client) ListAccountLinks(ctx context.Context, params *ListAccountLinksInput, optFns ...func(*Options)) (*ListAccountLinksOutput, error) {
	return invoke[ListAccountLinksOutput](ctx, c, "ListAccountLinks", params, optFns)
}
