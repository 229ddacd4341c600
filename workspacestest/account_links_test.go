package workspacestest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// party is an account in a test of account links: the account's client and number.
type party struct {
	*workspaces.Client
	id string
}

// parties returns an emulator and three parties that call it.
func parties(t *testing.T, opts ...workspacestest.Option) (emu *workspacestest.Emulator, source, target, third party) {
	t.Helper()
	const targetKey, thirdKey = "AKIDTARGET", "AKIDTHIRD"
	emu = workspacestest.New(t, append(opts, workspacestest.WithCredentials(targetKey, "s"), workspacestest.WithCredentials(thirdKey, "s"))...)
	other := func(key string) party {
		return party{emu.ClientFor(key, workspacestest.Region), workspacestest.AccountID(key)}
	}
	return emu, party{emu.Client(), ownAccount}, other(targetKey), other(thirdKey)
}

func (p party) invite(t *testing.T, account string, token *string) (*types.AccountLink, error) {
	t.Helper()
	out, err := p.CreateAccountLinkInvitation(t.Context(), &workspaces.CreateAccountLinkInvitationInput{
		TargetAccountId: aws.String(account), ClientToken: token,
	})
	if err != nil {
		return nil, err
	}
	return out.AccountLink, nil
}

func (p party) accept(t *testing.T, id, token *string) (*types.AccountLink, error) {
	t.Helper()
	out, err := p.AcceptAccountLinkInvitation(t.Context(), &workspaces.AcceptAccountLinkInvitationInput{LinkId: id, ClientToken: token})
	if err != nil {
		return nil, err
	}
	return out.AccountLink, nil
}

func (p party) reject(t *testing.T, id, token *string) (*types.AccountLink, error) {
	t.Helper()
	out, err := p.RejectAccountLinkInvitation(t.Context(), &workspaces.RejectAccountLinkInvitationInput{LinkId: id, ClientToken: token})
	if err != nil {
		return nil, err
	}
	return out.AccountLink, nil
}

func (p party) remove(t *testing.T, id, token *string) (*types.AccountLink, error) {
	t.Helper()
	out, err := p.DeleteAccountLinkInvitation(t.Context(), &workspaces.DeleteAccountLinkInvitationInput{LinkId: id, ClientToken: token})
	if err != nil {
		return nil, err
	}
	return out.AccountLink, nil
}

func (p party) get(t *testing.T, in workspaces.GetAccountLinkInput) (*types.AccountLink, error) {
	t.Helper()
	out, err := p.GetAccountLink(t.Context(), &in)
	if err != nil {
		return nil, err
	}
	return out.AccountLink, nil
}

func (p party) links(t *testing.T, filter ...types.AccountLinkStatusEnum) []types.AccountLink {
	t.Helper()
	out, err := p.ListAccountLinks(t.Context(), &workspaces.ListAccountLinksInput{LinkStatusFilter: filter})
	require.NoError(t, err)
	require.NotNil(t, out.AccountLinks)
	return out.AccountLinks
}

// invited returns the link of a new invitation, still pending acceptance.
func invited(t *testing.T, source, target party) *types.AccountLink {
	t.Helper()
	link, err := source.invite(t, target.id, nil)
	require.NoError(t, err)
	return link
}

// linked returns the link of a new invitation, accepted by the target.
func linked(t *testing.T, source, target party) *types.AccountLink {
	t.Helper()
	link, err := target.accept(t, invited(t, source, target).AccountLinkId, nil)
	require.NoError(t, err)
	require.Equal(t, types.AccountLinkStatusEnumLinked, link.AccountLinkStatus)
	return link
}

func TestAccountsAreLinkedByInvitation(t *testing.T) {
	t.Parallel()
	emu, source, target, third := parties(t)
	link := invited(t, source, target)
	assert.Regexp(t, "^link-[0-9a-z]{9}$", *link.AccountLinkId)
	assert.Equal(t, types.AccountLink{
		AccountLinkId: link.AccountLinkId, AccountLinkStatus: types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount,
		SourceAccountId: aws.String(source.id), TargetAccountId: aws.String(target.id),
	}, *link)
	assert.Empty(t, describeAccount(t, source.Client).DedicatedTenancyAccountType)

	accepted, err := target.accept(t, link.AccountLinkId, nil)
	require.NoError(t, err)
	link.AccountLinkStatus = types.AccountLinkStatusEnumLinked
	assert.Equal(t, link, accepted)
	for _, p := range []struct{ one, other party }{{source, target}, {target, source}} {
		assert.Equal(t, []types.AccountLink{*link}, p.one.links(t))
		for _, in := range []workspaces.GetAccountLinkInput{
			{LinkId: link.AccountLinkId}, {LinkedAccountId: aws.String(p.other.id)},
			{LinkId: link.AccountLinkId, LinkedAccountId: aws.String(p.other.id)},
		} {
			got, err := p.one.get(t, in)
			require.NoError(t, err)
			assert.Equal(t, link, got)
		}
		_, err := p.one.get(t, workspaces.GetAccountLinkInput{LinkedAccountId: aws.String(p.one.id)})
		requireCode(t, err, "ResourceNotFoundException", "")
		_, err = p.one.get(t, workspaces.GetAccountLinkInput{LinkId: link.AccountLinkId, LinkedAccountId: aws.String(third.id)})
		requireCode(t, err, "ResourceNotFoundException", "")
	}
	assert.Equal(t, types.DedicatedTenancyAccountTypeSourceAccount, describeAccount(t, source.Client).DedicatedTenancyAccountType)
	assert.Equal(t, types.DedicatedTenancyAccountTypeTargetAccount, describeAccount(t, target.Client).DedicatedTenancyAccountType)

	assert.Empty(t, third.links(t))
	_, err = third.get(t, workspaces.GetAccountLinkInput{LinkId: link.AccountLinkId})
	requireCode(t, err, "ResourceNotFoundException", "account link")
	elsewhere := party{emu.Client(inRegion("eu-central-1")), source.id}
	assert.Empty(t, elsewhere.links(t))
}

func TestTargetSharesTheSourcesBYOL(t *testing.T) {
	t.Parallel()
	_, source, target, third := parties(t, byol, instant)
	linked(t, source, target)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, describeAccount(t, target.Client).DedicatedTenancySupport)
	require.NoError(t, enableBYOL(t, source.Client, "10.1.0.0/16"))
	account := describeAccount(t, target.Client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumEnabled, account.DedicatedTenancySupport)
	assert.Equal(t, "10.1.0.0/16", aws.ToString(account.DedicatedTenancyManagementCidrRange))
	assert.Empty(t, accountModifications(t, target.Client))
	requireCode(t, enableBYOL(t, target.Client, "10.2.0.0/16"), "AccessDeniedException", "shares")
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, describeAccount(t, third.Client).DedicatedTenancySupport)
}

func TestInvitationIsRejected(t *testing.T) {
	t.Parallel()
	_, source, target, _ := parties(t)
	link := invited(t, source, target)
	rejected, err := target.reject(t, link.AccountLinkId, nil)
	require.NoError(t, err)
	assert.Equal(t, types.AccountLinkStatusEnumRejected, rejected.AccountLinkStatus)
	assert.Equal(t, []types.AccountLink{*rejected}, source.links(t, types.AccountLinkStatusEnumRejected))
	assert.Empty(t, source.links(t, types.AccountLinkStatusEnumLinked, types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount))
	_, err = target.accept(t, link.AccountLinkId, nil)
	requireCode(t, err, "ConflictException", "REJECTED")

	again := invited(t, source, target)
	assert.Len(t, target.links(t), 2)
	got, err := target.get(t, workspaces.GetAccountLinkInput{LinkedAccountId: aws.String(source.id)})
	require.NoError(t, err)
	assert.Equal(t, again, got, "the pending link is more important than the rejected link")
	again, err = target.accept(t, again.AccountLinkId, nil)
	require.NoError(t, err)
	got, err = source.get(t, workspaces.GetAccountLinkInput{LinkedAccountId: aws.String(target.id)})
	require.NoError(t, err)
	assert.Equal(t, again, got)
}

func TestInvitationIsDeleted(t *testing.T) {
	t.Parallel()
	_, source, target, _ := parties(t)
	link := invited(t, source, target)
	deleted, err := source.remove(t, link.AccountLinkId, aws.String("token"))
	require.NoError(t, err)
	link.AccountLinkStatus = types.AccountLinkStatusEnumLinkNotFound
	assert.Equal(t, link, deleted)
	again, err := source.remove(t, link.AccountLinkId, aws.String("token"))
	require.NoError(t, err, "repeated")
	assert.Equal(t, deleted, again)
	for name, act := range map[string]func() (*types.AccountLink, error){
		"delete":           func() (*types.AccountLink, error) { return source.remove(t, link.AccountLinkId, nil) },
		"other token":      func() (*types.AccountLink, error) { return source.remove(t, link.AccountLinkId, aws.String("other")) },
		"delete by target": func() (*types.AccountLink, error) { return target.remove(t, link.AccountLinkId, aws.String("token")) },
		"accept":           func() (*types.AccountLink, error) { return target.accept(t, link.AccountLinkId, nil) },
		"reject":           func() (*types.AccountLink, error) { return target.reject(t, link.AccountLinkId, nil) },
		"get": func() (*types.AccountLink, error) {
			return source.get(t, workspaces.GetAccountLinkInput{LinkId: link.AccountLinkId})
		},
		"get by account": func() (*types.AccountLink, error) {
			return source.get(t, workspaces.GetAccountLinkInput{LinkedAccountId: aws.String(target.id)})
		},
	} {
		_, err := act()
		require.Error(t, err, name)
		requireCode(t, err, "ResourceNotFoundException", "account link")
	}
	assert.Empty(t, source.links(t))
	assert.Empty(t, target.links(t))
	invited(t, source, target)
}

func TestOperationsOnALinkDependOnTheAccount(t *testing.T) {
	t.Parallel()
	_, source, target, third := parties(t)
	pending := invited(t, source, target).AccountLinkId
	accepted := linked(t, source, third).AccountLinkId
	for name, tt := range map[string]struct {
		act  func(*testing.T, *string, *string) (*types.AccountLink, error)
		id   *string
		code string
	}{
		"source accepts":           {source.accept, pending, "AccessDeniedException"},
		"source rejects":           {source.reject, pending, "AccessDeniedException"},
		"target deletes":           {target.remove, pending, "AccessDeniedException"},
		"third accepts":            {third.accept, pending, "ResourceNotFoundException"},
		"third rejects":            {third.reject, pending, "ResourceNotFoundException"},
		"third deletes":            {third.remove, pending, "ResourceNotFoundException"},
		"accepted twice":           {third.accept, accepted, "ConflictException"},
		"rejected when linked":     {third.reject, accepted, "ConflictException"},
		"deleted when linked":      {source.remove, accepted, "ConflictException"},
		"no such link to accept":   {target.accept, aws.String("link-000000000"), "ResourceNotFoundException"},
		"no such link to reject":   {target.reject, aws.String("link-000000000"), "ResourceNotFoundException"},
		"no such link to delete":   {source.remove, aws.String("link-000000000"), "ResourceNotFoundException"},
		"identifier that is wrong": {source.remove, aws.String("ws-000000000"), "ValidationException"},
	} {
		_, err := tt.act(t, tt.id, nil)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, "")
	}
	assert.Len(t, source.links(t, types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount), 1)
	assert.Len(t, source.links(t, types.AccountLinkStatusEnumLinked), 1)
}

func TestRefusedInvitations(t *testing.T) {
	t.Parallel()
	_, source, target, third := parties(t)
	_, err := source.invite(t, source.id, nil)
	requireCode(t, err, "ValidationException", "itself")
	_, err = source.invite(t, "12345", nil)
	requireCode(t, err, "ValidationException", "targetAccountId")

	pending := invited(t, source, target)
	_, err = source.invite(t, target.id, nil)
	requireCode(t, err, "ConflictException", "already linked or invited")
	_, err = target.invite(t, source.id, nil)
	requireCode(t, err, "ConflictException", "already linked or invited")
	competing := invited(t, third, target)

	_, err = target.accept(t, pending.AccountLinkId, nil)
	require.NoError(t, err)
	_, err = target.accept(t, competing.AccountLinkId, nil)
	requireCode(t, err, "ConflictException", "another account")
	_, err = third.invite(t, target.id, nil)
	requireCode(t, err, "ConflictException", "already linked or invited")
	_, err = third.invite(t, source.id, nil)
	requireCode(t, err, "ConflictException", "already linked or invited")
	_, err = source.invite(t, target.id, nil)
	requireCode(t, err, "ConflictException", "already linked or invited")
	_, err = target.invite(t, third.id, nil)
	requireCode(t, err, "AccessDeniedException", "licenses of another")

	_, err = source.get(t, workspaces.GetAccountLinkInput{})
	requireCode(t, err, "ValidationException", "LinkId or LinkedAccountId")
}

func TestInvitationCannotBeAcceptedByALinkedAccount(t *testing.T) {
	t.Parallel()
	_, source, target, third := parties(t)
	waiting := invited(t, target, third)
	linked(t, source, target)
	_, err := third.accept(t, waiting.AccountLinkId, nil)
	requireCode(t, err, "ConflictException", "another account")
}

func TestClientTokensOfLinks(t *testing.T) {
	t.Parallel()
	_, source, target, third := parties(t)
	token := aws.String("token")
	link, err := source.invite(t, target.id, token)
	require.NoError(t, err)
	again, err := source.invite(t, target.id, token)
	require.NoError(t, err)
	assert.Equal(t, link, again)
	assert.Len(t, source.links(t), 1)
	_, err = source.invite(t, third.id, token)
	requireCode(t, err, "ConflictException", "ClientToken")
	_, err = third.invite(t, "111122223333", token)
	require.NoError(t, err, "another account can use the same client token")

	link, err = target.accept(t, link.AccountLinkId, token)
	require.NoError(t, err)
	again, err = target.accept(t, link.AccountLinkId, token)
	require.NoError(t, err)
	assert.Equal(t, link, again)
	_, err = target.reject(t, link.AccountLinkId, token)
	requireCode(t, err, "ConflictException", "LINKED")
	again, err = source.invite(t, target.id, token)
	require.NoError(t, err)
	assert.Equal(t, link, again, "a repeated call returns the current state of the link")

	link = invited(t, source, third)
	link, err = third.reject(t, link.AccountLinkId, token)
	require.NoError(t, err)
	again, err = third.reject(t, link.AccountLinkId, token)
	require.NoError(t, err)
	assert.Equal(t, link, again)
	_, err = third.reject(t, link.AccountLinkId, nil)
	requireCode(t, err, "ConflictException", "REJECTED")
}

func TestPagesOfAccountLinks(t *testing.T) {
	t.Parallel()
	_, source, target, _ := parties(t)
	for i := range 29 {
		_, err := source.invite(t, fmt.Sprintf("%012d", i+1), nil)
		require.NoError(t, err)
	}
	linked(t, source, target)
	seen := make(map[string]bool)
	var sizes []int
	in := &workspaces.ListAccountLinksInput{}
	for {
		out, err := source.ListAccountLinks(t.Context(), in)
		require.NoError(t, err)
		sizes = append(sizes, len(out.AccountLinks))
		for _, l := range out.AccountLinks {
			assert.Equal(t, source.id, *l.SourceAccountId)
			seen[*l.AccountLinkId] = true
		}
		if out.NextToken == nil {
			break
		}
		in.NextToken = out.NextToken
	}
	assert.Equal(t, []int{25, 5}, sizes)
	assert.Len(t, seen, 30)

	out, err := source.ListAccountLinks(t.Context(), &workspaces.ListAccountLinksInput{
		MaxResults: aws.Int32(3), LinkStatusFilter: []types.AccountLinkStatusEnum{types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount},
	})
	require.NoError(t, err)
	assert.Len(t, out.AccountLinks, 3)
	assert.NotNil(t, out.NextToken)
	_, err = source.ListAccountLinks(t.Context(), &workspaces.ListAccountLinksInput{NextToken: aws.String("x")})
	requireCode(t, err, "ValidationException", "NextToken")
	_, err = target.ListAccountLinks(t.Context(), &workspaces.ListAccountLinksInput{NextToken: out.NextToken})
	requireCode(t, err, "ValidationException", "NextToken")
}

func TestDoomedAcceptance(t *testing.T) {
	t.Parallel()
	emu, source, target, _ := parties(t)
	id := invited(t, source, target).AccountLinkId
	doom(emu, "AcceptAccountLinkInvitation", "Some.Code", "Some message.")
	_, err := target.accept(t, id, nil)
	require.NoError(t, err)
	link, err := target.get(t, workspaces.GetAccountLinkInput{LinkId: id})
	require.NoError(t, err)
	assert.Equal(t, types.AccountLinkStatusEnumLinkingFailed, link.AccountLinkStatus)
	assert.Empty(t, describeAccount(t, target.Client).DedicatedTenancyAccountType)
	_, err = target.accept(t, id, nil)
	requireCode(t, err, "ConflictException", "LINKING_FAILED")
}

func TestSeededAccountLinks(t *testing.T) {
	t.Parallel()
	p := party{workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{AccountLinks: []types.AccountLink{{}}})).Client(), ownAccount}
	links := p.links(t)
	require.Len(t, links, 1)
	assert.Equal(t, p.id, *links[0].SourceAccountId)
	assert.Regexp(t, `^\d{12}$`, *links[0].TargetAccountId)
	assert.Equal(t, types.AccountLinkStatusEnumLinked, links[0].AccountLinkStatus)
	assert.Equal(t, types.DedicatedTenancyAccountTypeSourceAccount, describeAccount(t, p.Client).DedicatedTenancyAccountType)
}

func TestSeededInvitation(t *testing.T) {
	t.Parallel()
	id := aws.String("link-000000001")
	target := party{workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{AccountLinks: []types.AccountLink{{
		AccountLinkId: id, SourceAccountId: aws.String(otherAccount), TargetAccountId: aws.String(ownAccount),
		AccountLinkStatus: types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount,
	}}})).Client(), ownAccount}
	link, err := target.accept(t, id, nil)
	require.NoError(t, err)
	assert.Equal(t, types.AccountLinkStatusEnumLinked, link.AccountLinkStatus)
}
