package workspacestest

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// accountLink is a link between two accounts that share BYOL licenses. It starts out as an invitation. A deleted link
// is kept in the LINK_NOT_FOUND state, so that the deletion can be repeated with the same client token, but is not
// shown in responses.
type accountLink struct {
	timeless
	Shown  types.AccountLink
	Tokens map[string]string // by operation: the client token of the last call that changed the link's state
}

var accountLinkKind = &kind[types.AccountLink, *accountLink]{
	name:  "AccountLinks",
	table: func(s *store) *table[*accountLink] { return &s.Links },
	list:  func(s *Seed) []types.AccountLink { return s.AccountLinks },
	id:    func(shown *types.AccountLink) *string { return shown.AccountLinkId },
	form:  forms.AccountLink,
	check: []memberForm[types.AccountLink]{
		{"SourceAccountId", forms.Account, func(shown *types.AccountLink) *string { return shown.SourceAccountId }},
		{"TargetAccountId", forms.Account, func(shown *types.AccountLink) *string { return shown.TargetAccountId }},
	},
	seed: (*call).seedAccountLink,
	ignores: func(shown *types.AccountLink) []ignoredMember {
		if shown.AccountLinkStatus != types.AccountLinkStatusEnumLinkNotFound {
			return nil
		}
		return []ignoredMember{{"AccountLinkStatus", "there is no such link, so no call finds it"}}
	},
}

func (l *accountLink) complete() bool {
	return allSet(l.Shown.AccountLinkId, l.Shown.SourceAccountId, l.Shown.TargetAccountId) && l.Tokens != nil
}

// repeats reports whether the same operation has already changed the link with the same client token.
func (l *accountLink) repeats(c *call, token *string) bool {
	return token != nil && l.Tokens[c.operation] == *token
}

// enter changes the link's state and records the call's client token.
func (l *accountLink) enter(c *call, status types.AccountLinkStatusEnum, token *string) {
	l.Shown.AccountLinkStatus = status
	if token != nil {
		l.Tokens[c.operation] = *token
	}
}

// joins reports whether the account is the link's source or target.
func (l *accountLink) joins(account string) bool {
	return *l.Shown.SourceAccountId == account || *l.Shown.TargetAccountId == account
}

// rank returns the link's precedence: of several matching links, GetAccountLink returns the one with the highest rank.
func (l *accountLink) rank() int {
	switch l.Shown.AccountLinkStatus {
	case types.AccountLinkStatusEnumLinked:
		return 2
	case types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount:
		return 1
	default:
		return 0
	}
}

// describe returns the link as shown in responses.
func (l *accountLink) describe() *types.AccountLink {
	shown := l.Shown
	return &shown
}

// invitations yields all links created in the Region, by any account, except deleted links.
func (c *call) invitations() iter.Seq2[string, *accountLink] {
	return func(yield func(string, *accountLink) bool) {
		listLinks := func(at *call) bool {
			for id, l := range at.Links.all(at) {
				if l.Shown.AccountLinkStatus != types.AccountLinkStatusEnumLinkNotFound && !yield(id, l) {
					return false
				}
			}
			return true
		}
		if !listLinks(c) {
			return
		}
		for there := range c.neighbours() {
			if !listLinks(there) {
				return
			}
		}
	}
}

// links returns the links that have the account as their source or target, keyed by link ID.
func (c *call) links() map[string]*accountLink {
	found := make(map[string]*accountLink)
	for id, l := range c.invitations() {
		if l.joins(c.account) {
			found[id] = l
		}
	}
	return found
}

// part returns whether the account is the source or the target of a link in the LINKED state, and that link's source
// account. Both results are empty if there is no such link.
func (c *call) part(account string) (part types.DedicatedTenancyAccountType, source string) {
	for _, l := range c.invitations() {
		switch {
		case l.Shown.AccountLinkStatus != types.AccountLinkStatusEnumLinked:
		case *l.Shown.SourceAccountId == account:
			return types.DedicatedTenancyAccountTypeSourceAccount, account
		case *l.Shown.TargetAccountId == account:
			return types.DedicatedTenancyAccountTypeTargetAccount, *l.Shown.SourceAccountId
		}
	}
	return "", ""
}

// seedAccountLink adds the link to its source account's store. The source account may differ from the seed's account.
func (c *call) seedAccountLink(shown types.AccountLink) *accountLink {
	setDefault(&shown.SourceAccountId, aws.String(c.account))
	if shown.AccountLinkId == nil {
		shown.AccountLinkId = aws.String(c.IDs.resource("link-"))
	}
	setDefault(&shown.TargetAccountId, aws.String(AccountID(*shown.AccountLinkId)))
	setDefault(&shown.AccountLinkStatus, types.AccountLinkStatusEnumLinked)
	l := &accountLink{Shown: shown, Tokens: make(map[string]string)}
	c.at(place{*shown.SourceAccountId, c.region}).Links.put(*shown.AccountLinkId, l)
	return l
}

// linkNotFound is the error message for a link that does not exist or does not belong to the account.
const linkNotFound = "The specified account link %s could not be found."

// createAccountLinkInvitation rejects a target account that is already linked or invited, as documented. It also
// rejects callers that are themselves the target of a link, because only source accounts have licenses to share. It
// does not check that the source account has BYOL or that the target account exists. Unverified: all but the first
// check.
func (c *call) createAccountLinkInvitation(in *workspaces.CreateAccountLinkInvitationInput) (*workspaces.CreateAccountLinkInvitationOutput, error) {
	if *in.TargetAccountId == c.account {
		return nil, invalid("An account cannot be linked to itself: " + c.account + ".")
	}
	links := c.links()
	for _, l := range links {
		if *l.Shown.SourceAccountId == c.account && l.repeats(c, in.ClientToken) {
			if *l.Shown.TargetAccountId != *in.TargetAccountId {
				return nil, conflict("The ClientToken belongs to an invitation of another account, %s.", *l.Shown.TargetAccountId)
			}
			return &workspaces.CreateAccountLinkInvitationOutput{AccountLink: l.describe()}, nil
		}
	}
	if part, _ := c.part(c.account); part == types.DedicatedTenancyAccountTypeTargetAccount {
		return nil, accessDenied("An account that shares the licenses of another account cannot invite others.")
	}
	part, _ := c.part(*in.TargetAccountId)
	taken := part != ""
	for _, l := range links {
		taken = taken || l.Shown.AccountLinkStatus == types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount && l.joins(*in.TargetAccountId)
	}
	if taken {
		return nil, conflict("The specified account %s is already linked or invited.", *in.TargetAccountId)
	}
	l := &accountLink{Tokens: make(map[string]string), Shown: types.AccountLink{
		AccountLinkId:   aws.String(c.IDs.resource("link-")),
		SourceAccountId: aws.String(c.account),
		TargetAccountId: in.TargetAccountId,
	}}
	l.enter(c, types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount, in.ClientToken)
	c.Links.put(*l.Shown.AccountLinkId, l)
	return &workspaces.CreateAccountLinkInvitationOutput{AccountLink: l.describe()}, nil
}

// invitation returns the link to be accepted or rejected by the call. The caller must be the link's target account. If
// an earlier call with the same client token has already changed the link, done is true.
func (c *call) invitation(id, token *string) (l *accountLink, done bool, err error) {
	l = c.links()[*id]
	switch {
	case l == nil:
		return nil, false, notFound(*id, linkNotFound)
	case *l.Shown.TargetAccountId != c.account:
		return nil, false, accessDenied("Only the target account can accept or reject the invitation.")
	case l.repeats(c, token):
		return l, true, nil
	case l.Shown.AccountLinkStatus != types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount:
		return nil, false, conflict("The account link is in the state %s.", l.Shown.AccountLinkStatus)
	}
	return l, false, nil
}

func (c *call) acceptAccountLinkInvitation(in *workspaces.AcceptAccountLinkInvitationInput) (*workspaces.AcceptAccountLinkInvitationOutput, error) {
	l, done, err := c.invitation(in.LinkId, in.ClientToken)
	if err != nil {
		return nil, err
	}
	if !done {
		own, _ := c.part(c.account)
		theirs, _ := c.part(*l.Shown.SourceAccountId)
		if own != "" || theirs == types.DedicatedTenancyAccountTypeTargetAccount {
			return nil, conflict("One of the accounts %s and %s is linked to another account already.", c.account, *l.Shown.SourceAccountId)
		}
		status := types.AccountLinkStatusEnumLinked
		if c.doom != nil {
			status = types.AccountLinkStatusEnumLinkingFailed
		}
		l.enter(c, status, in.ClientToken)
	}
	return &workspaces.AcceptAccountLinkInvitationOutput{AccountLink: l.describe()}, nil
}

func (c *call) rejectAccountLinkInvitation(in *workspaces.RejectAccountLinkInvitationInput) (*workspaces.RejectAccountLinkInvitationOutput, error) {
	l, done, err := c.invitation(in.LinkId, in.ClientToken)
	if err != nil {
		return nil, err
	}
	if !done {
		l.enter(c, types.AccountLinkStatusEnumRejected, in.ClientToken)
	}
	return &workspaces.RejectAccountLinkInvitationOutput{AccountLink: l.describe()}, nil
}

// deleteAccountLinkInvitation accepts calls only from the source account. It rejects links in the LINKED state, which
// are permanent. Unverified: the state in the response.
func (c *call) deleteAccountLinkInvitation(in *workspaces.DeleteAccountLinkInvitationInput) (*workspaces.DeleteAccountLinkInvitationOutput, error) {
	l := c.Links.get(c, *in.LinkId)
	if l == nil || !l.repeats(c, in.ClientToken) {
		l = c.links()[*in.LinkId]
		switch {
		case l == nil:
			return nil, notFound(*in.LinkId, linkNotFound)
		case *l.Shown.SourceAccountId != c.account:
			return nil, accessDenied("Only the source account can delete the invitation.")
		case l.Shown.AccountLinkStatus == types.AccountLinkStatusEnumLinked:
			return nil, conflict("The accounts are linked. The account %s cannot be unlinked.", *l.Shown.TargetAccountId)
		}
		l.enter(c, types.AccountLinkStatusEnumLinkNotFound, in.ClientToken)
	}
	return &workspaces.DeleteAccountLinkInvitationOutput{AccountLink: l.describe()}, nil
}

// getAccountLink finds a link by LinkId, by LinkedAccountId or by both. If several links match, it prefers a LINKED
// link, then one that is pending acceptance.
func (c *call) getAccountLink(in *workspaces.GetAccountLinkInput) (*workspaces.GetAccountLinkOutput, error) {
	if in.LinkId == nil && in.LinkedAccountId == nil {
		return nil, invalid("LinkId or LinkedAccountId is required.")
	}
	links := c.links()
	var found *accountLink
	for _, id := range slices.Sorted(maps.Keys(links)) {
		l := links[id]
		if (in.LinkId == nil || *in.LinkId == id) &&
			(in.LinkedAccountId == nil || *in.LinkedAccountId != c.account && l.joins(*in.LinkedAccountId)) &&
			(found == nil || l.rank() > found.rank()) {
			found = l
		}
	}
	if found == nil {
		return nil, notFound(aws.ToString(cmp.Or(in.LinkId, in.LinkedAccountId)), linkNotFound)
	}
	return &workspaces.GetAccountLinkOutput{AccountLink: found.describe()}, nil
}

func (c *call) listAccountLinks(in *workspaces.ListAccountLinksInput) (*workspaces.ListAccountLinksOutput, error) {
	links := c.links()
	all := listingOf(slices.Sorted(maps.Keys(links)), func(id string) (*accountLink, bool) { return links[id], true })
	list, next, err := paginate(c, all, func(l *accountLink) bool {
		return len(in.LinkStatusFilter) == 0 || slices.Contains(in.LinkStatusFilter, l.Shown.AccountLinkStatus)
	}, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, invalid(invalidToken)
	}
	out := &workspaces.ListAccountLinksOutput{AccountLinks: make([]types.AccountLink, len(list)), NextToken: next}
	for i, l := range list {
		out.AccountLinks[i] = *l.describe()
	}
	return out, nil
}
