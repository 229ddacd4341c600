package workspacestest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// WithoutConnectionAliases makes all operations on connection aliases in the given Regions fail with an
// OperationNotSupportedException. AWS does not offer connection aliases in Regions without cross-Region redirection. A
// [Seed] can still add aliases in these Regions. Without this option, every Region has connection aliases, because the
// Regions without them are not documented. It is not known which exception the service returns, and whether it rejects
// all seven operations.
func WithoutConnectionAliases(regions ...string) Option {
	return func(s *settings) {
		for _, region := range regions {
			s.requireRegion(region)
			s.noAliases[region] = true
		}
	}
}

// withAliases returns a handler that rejects calls in the Regions passed to WithoutConnectionAliases and leaves all
// other calls to the given method.
func withAliases[In, Out any](method func(*call, *In) (*Out, error)) func(*call, *In) (*Out, error) {
	return func(c *call, in *In) (*Out, error) {
		if c.emulator.settings.noAliases[c.region] {
			return nil, notSupported("Cross-Region redirection is not supported in %s.", c.region)
		}
		return method(c, in)
	}
}

// connectionAlias is a domain name that a customer chooses for a directory. The same name can be used in several
// Regions.
type connectionAlias struct {
	Shown       types.ConnectionAlias // without the state and the association, which are kept in Life and Association
	Life        lifecycle[types.ConnectionAliasState]
	Association *aliasAssociation `json:",omitempty"`
	SharedWith  string            `json:",omitempty"` // the other account allowed to associate the alias with its directories
	Tags        tagSet
}

// aliasAssociation is the association of an alias with a directory.
type aliasAssociation struct {
	Life       lifecycle[types.AssociationStatus]
	Account    string
	Directory  string
	Identifier string
}

var (
	aliasCourse = course[types.ConnectionAliasState]{
		types.ConnectionAliasStateCreating: {takes: CreatingAlias, to: types.ConnectionAliasStateCreated},
		types.ConnectionAliasStateDeleting: {takes: DeletingAlias, fails: types.ConnectionAliasStateCreated},
	}
	ownAssociation    = aliasAssociationCourse(types.AssociationStatusAssociatedWithOwnerAccount)
	sharedAssociation = aliasAssociationCourse(types.AssociationStatusAssociatedWithSharedAccount)
)

// aliasAssociationCourse returns the states that an association passes through. An association that succeeds ends in
// the given state; a change that fails returns the association to its previous state.
func aliasAssociationCourse(associated types.AssociationStatus) course[types.AssociationStatus] {
	return course[types.AssociationStatus]{
		types.AssociationStatusPendingAssociation:    {AssociatingAlias, associated, types.AssociationStatusNotAssociated},
		types.AssociationStatusPendingDisassociation: {DisassociatingAlias, types.AssociationStatusNotAssociated, associated},
	}
}

func (a *connectionAlias) settle(c *call) (gone bool) {
	if t := a.Association; t != nil {
		along := ownAssociation
		if t.Account != *a.Shown.OwnerAccountId {
			along = sharedAssociation
		}
		t.Life.settle(c, along)
		if t.Life.State == types.AssociationStatusNotAssociated {
			a.Association = nil
		}
	}
	return a.Life.settle(c, aliasCourse)
}

var connectionAliasKind = &kind[types.ConnectionAlias, *connectionAlias]{
	name:  "ConnectionAliases",
	table: func(s *store) *table[*connectionAlias] { return &s.Aliases },
	tags:  func(_ *call, a *connectionAlias) tagSet { return a.Tags },
	list:  func(s *Seed) []types.ConnectionAlias { return s.ConnectionAliases },
	id:    func(shown *types.ConnectionAlias) *string { return shown.AliasId },
	form:  forms.ConnectionAlias,
	check: []memberForm[types.ConnectionAlias]{
		{"OwnerAccountId", forms.Account, func(shown *types.ConnectionAlias) *string { return nilIfEmpty(shown.OwnerAccountId) }},
	},
	seed:    (*call).seedConnectionAlias,
	ignores: ignoredOfAlias,
}

func (a *connectionAlias) complete() bool {
	return allSet(a.Shown.AliasId, a.Shown.ConnectionString, a.Shown.OwnerAccountId) && a.Tags != nil
}

// describe returns the alias as shown in responses. An alias without a directory is shown with a NOT_ASSOCIATED
// association. It is not known whether the service does so too.
func (a *connectionAlias) describe() types.ConnectionAlias {
	shown := a.Shown
	shown.State = a.Life.show()
	association := types.ConnectionAliasAssociation{AssociationStatus: types.AssociationStatusNotAssociated}
	if t := a.Association; t != nil {
		association = types.ConnectionAliasAssociation{
			AssociationStatus: t.Life.show(), AssociatedAccountId: aws.String(t.Account),
			ResourceId: aws.String(t.Directory), ConnectionIdentifier: aws.String(t.Identifier),
		}
	}
	shown.Associations = []types.ConnectionAliasAssociation{association}
	return shown
}

// visibleAlias returns an alias that belongs to the account or is shared with it, or nil if there is no such alias.
func (c *call) visibleAlias(id string) *connectionAlias {
	if a := c.Aliases.get(c, id); a != nil {
		return a
	}
	for owner := range c.neighbours() {
		if a := owner.Aliases.get(owner, id); a != nil && a.SharedWith == c.account {
			return a
		}
	}
	return nil
}

// createdAlias returns an alias in the CREATED state that belongs to the account or is shared with it, or an error.
// Every operation that changes an alias requires this state.
func (c *call) createdAlias(id *string) (*connectionAlias, error) {
	a := c.visibleAlias(*id)
	switch {
	case a == nil:
		return nil, notFound(*id, "The specified connection alias %s could not be found.")
	case a.Life.State != types.ConnectionAliasStateCreated:
		return nil, invalidState("The operation is not possible while the connection alias is in the state %s.", a.Life.State)
	default:
		return a, nil
	}
}

// ownAlias returns an alias in the CREATED state that belongs to the account, or an error.
func (c *call) ownAlias(id *string) (*connectionAlias, error) {
	a, err := c.createdAlias(id)
	if err == nil && *a.Shown.OwnerAccountId != c.account {
		return nil, accessDenied("The connection alias %s belongs to another account.", *id)
	}
	return a, err
}

// seedConnectionAlias stores an alias. An alias owned by another account is stored in the owner's account and shared
// with the seed's account.
func (c *call) seedConnectionAlias(shown types.ConnectionAlias) *connectionAlias {
	owner := aws.ToString(shown.OwnerAccountId)
	if owner == "" || owner == c.account {
		return c.putConnectionAlias(shown)
	}
	a := c.at(place{owner, c.region}).putConnectionAlias(shown)
	a.SharedWith = c.account
	return a
}

// ignoredOfAlias returns a seeded alias's members that have no effect.
func ignoredOfAlias(shown *types.ConnectionAlias) (ignored []ignoredMember) {
	none, last := types.ConnectionAliasAssociation{AssociationStatus: types.AssociationStatusNotAssociated}, -1
	for i, seeded := range shown.Associations {
		if exists(seeded) {
			last = i
		}
	}
	for i, seeded := range shown.Associations {
		path := fmt.Sprintf("Associations[%d]", i)
		switch {
		case !exists(seeded) && seeded != none && seeded != (types.ConnectionAliasAssociation{}):
			ignored = append(ignored, ignoredMember{path, "it has no ResourceId, or its AssociationStatus is NOT_ASSOCIATED"})
		case exists(seeded) && i != last:
			ignored = append(ignored, ignoredMember{path, "an alias has only one association"})
		}
	}
	return ignored
}

// exists reports whether a seeded association has a directory; a NOT_ASSOCIATED association does not.
func exists(seeded types.ConnectionAliasAssociation) bool {
	return seeded.AssociationStatus != types.AssociationStatusNotAssociated && seeded.ResourceId != nil
}

// putConnectionAlias stores an alias. If the alias is associated with another account's directory, it is also shared
// with that account.
func (c *call) putConnectionAlias(shown types.ConnectionAlias) *connectionAlias {
	if shown.AliasId == nil {
		shown.AliasId = aws.String(c.IDs.resource("wsca-"))
	}
	setDefault(&shown.ConnectionString, aws.String(strings.TrimPrefix(*shown.AliasId, "wsca-")+".example.com"))
	setDefault(&shown.State, types.ConnectionAliasStateCreated)
	a := &connectionAlias{Shown: shown, Tags: tagSet{}}
	a.Shown.OwnerAccountId, a.Shown.Associations = aws.String(c.account), nil
	for _, seeded := range shown.Associations {
		if !exists(seeded) {
			continue
		}
		t := &aliasAssociation{Account: c.account, Directory: *seeded.ResourceId, Identifier: aws.ToString(seeded.ConnectionIdentifier)}
		if account := aws.ToString(seeded.AssociatedAccountId); account != "" {
			t.Account = account
		}
		if t.Account != c.account {
			a.SharedWith = t.Account
		}
		if t.Identifier == "" {
			t.Identifier = c.IDs.resource("")
		}
		t.Life.enter(c, cmp.Or(seeded.AssociationStatus, types.AssociationStatusPendingAssociation))
		a.Association = t
	}
	a.Life.enter(c, shown.State)
	c.reserve(*shown.ConnectionString)
	c.Aliases.put(*shown.AliasId, a)
	return a
}

// reserve reserves a connection string for the account. The string stays reserved even after its alias is deleted.
func (c *call) reserve(name string) {
	if c.ConnectionStrings == nil {
		c.ConnectionStrings = make(map[string]bool)
	}
	c.ConnectionStrings[strings.ToLower(name)] = true
}

// createConnectionAlias rejects a connection string if the account already has an alias for it in the Region, or if
// another account uses, or has ever used, the string in any Region.
func (c *call) createConnectionAlias(in *workspaces.CreateConnectionAliasInput) (*workspaces.CreateConnectionAliasOutput, error) {
	if !strings.Contains(strings.Trim(*in.ConnectionString, "."), ".") { // must be a fully qualified domain name
		return nil, invalidValues("The connection string %.64q is not a fully qualified domain name.", *in.ConnectionString)
	}
	taken := alreadyExists("The specified connection string %.100q is in use already.", *in.ConnectionString)
	for _, a := range c.Aliases.all(c) {
		if strings.EqualFold(*a.Shown.ConnectionString, *in.ConnectionString) {
			return nil, taken
		}
	}
	for at, other := range c.emulator.stores {
		if at.account != c.account && other.ConnectionStrings[strings.ToLower(*in.ConnectionString)] {
			return nil, taken
		}
	}
	tags, err := newTags(in.Tags)
	if err != nil {
		return nil, err
	}
	if err := c.exceeds(QuotaConnectionAliases, c.Aliases.count(c)+1); err != nil {
		return nil, err
	}
	a := c.putConnectionAlias(types.ConnectionAlias{ConnectionString: in.ConnectionString, State: types.ConnectionAliasStateCreating})
	a.Tags = tags
	return &workspaces.CreateConnectionAliasOutput{AliasId: a.Shown.AliasId}, nil
}

// aliases returns a listing of the account's aliases and of those shared with the account. If ids is not nil, the
// listing is limited to these identifiers.
func (c *call) aliases(ids []string) listing[*connectionAlias] {
	if ids == nil {
		for id := range c.Aliases.all(c) {
			ids = append(ids, id)
		}
		for owner := range c.neighbours() {
			for id, a := range owner.Aliases.all(owner) {
				if a.SharedWith == c.account {
					ids = append(ids, id)
				}
			}
		}
	}
	return listingOf(slices.Compact(slices.Sorted(slices.Values(ids))), func(id string) (*connectionAlias, bool) {
		a := c.visibleAlias(id)
		return a, a != nil
	})
}

func (c *call) describeConnectionAliases(in *workspaces.DescribeConnectionAliasesInput) (*workspaces.DescribeConnectionAliasesOutput, error) {
	if in.AliasIds != nil && in.ResourceId != nil {
		return nil, invalidValues("The value for the connection alias is null. Provide a value for the connection alias, and then try again.")
	}
	list, next, err := paginate(c, c.aliases(in.AliasIds), func(a *connectionAlias) bool {
		return in.ResourceId == nil || a.Association != nil && a.Association.Directory == *in.ResourceId
	}, in.NextToken, pageSize(in.Limit, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeConnectionAliasesOutput{NextToken: next} // an empty list stays nil: the API does not allow an empty list
	for _, a := range list {
		out.ConnectionAliases = append(out.ConnectionAliases, a.describe())
	}
	return out, nil
}

func (c *call) associateConnectionAlias(in *workspaces.AssociateConnectionAliasInput) (*workspaces.AssociateConnectionAliasOutput, error) {
	a, err := c.createdAlias(in.AliasId)
	if err != nil {
		return nil, err
	}
	if a.Association != nil {
		return nil, associated("The connection alias is associated with the directory %s already.", a.Association.Directory)
	}
	if _, err := c.activeDirectory(in.ResourceId); err != nil {
		return nil, err
	}
	a.Association = &aliasAssociation{Account: c.account, Directory: *in.ResourceId, Identifier: c.IDs.resource("")}
	a.Association.Life.enter(c, types.AssociationStatusPendingAssociation)
	return &workspaces.AssociateConnectionAliasOutput{ConnectionIdentifier: aws.String(a.Association.Identifier)}, nil
}

// disassociateConnectionAlias accepts only calls from the account that owns the directory. It is not known whether the
// service also accepts calls from the owner of the alias.
func (c *call) disassociateConnectionAlias(in *workspaces.DisassociateConnectionAliasInput) (*workspaces.DisassociateConnectionAliasOutput, error) {
	a, err := c.createdAlias(in.AliasId)
	switch {
	case err != nil:
		return nil, err
	case a.Association == nil:
		return nil, invalidState("The connection alias %s is not associated with a directory.", *in.AliasId)
	case a.Association.Account != c.account:
		return nil, accessDenied("The connection alias is associated with a directory of another account.")
	case a.Association.Life.State == types.AssociationStatusPendingAssociation, a.Association.Life.State == types.AssociationStatusPendingDisassociation:
		return nil, invalidState("The association of the connection alias is in the state %s.", a.Association.Life.State)
	}
	a.Association.Life.enter(c, types.AssociationStatusPendingDisassociation)
	return &workspaces.DisassociateConnectionAliasOutput{}, nil
}

// updateConnectionAliasPermission shares an alias with one other account, or stops sharing it.
func (c *call) updateConnectionAliasPermission(in *workspaces.UpdateConnectionAliasPermissionInput) (*workspaces.UpdateConnectionAliasPermissionOutput, error) {
	a, err := c.ownAlias(in.AliasId)
	if err != nil {
		return nil, err
	}
	other := *in.ConnectionAliasPermission.SharedAccountId
	switch allow := aws.ToBool(in.ConnectionAliasPermission.AllowAssociation); {
	case other == c.account:
		return nil, invalidValues("A connection alias cannot be shared with the account that owns it, %s.", other)
	case allow && a.SharedWith != "" && a.SharedWith != other:
		return nil, &types.ResourceLimitExceededException{Message: aws.String("A connection alias can be shared with one account only: with " + a.SharedWith + ", not " + other + ".")}
	case allow:
		a.SharedWith = other
	case a.SharedWith != other:
		return nil, invalidValues("The connection alias is not shared with the account %s.", other)
	case a.Association != nil && a.Association.Account == other:
		return nil, associated("The connection alias is associated with a directory of the account that it is shared with, %s.", other)
	default:
		a.SharedWith = ""
	}
	return &workspaces.UpdateConnectionAliasPermissionOutput{}, nil
}

func (c *call) describeConnectionAliasPermissions(in *workspaces.DescribeConnectionAliasPermissionsInput) (*workspaces.DescribeConnectionAliasPermissionsOutput, error) {
	a := c.Aliases.get(c, *in.AliasId)
	if a == nil {
		return nil, notFound(*in.AliasId, "The specified connection alias %s could not be found.")
	}
	var accounts []string
	if a.SharedWith != "" {
		accounts = []string{a.SharedWith}
	}
	list, next, err := paginate(c, listingOf(accounts, func(account string) (types.ConnectionAliasPermission, bool) {
		return types.ConnectionAliasPermission{SharedAccountId: aws.String(account), AllowAssociation: aws.Bool(true)}, true
	}), nil, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeConnectionAliasPermissionsOutput{AliasId: in.AliasId, NextToken: next}
	if len(list) > 0 { // an empty list stays nil: the API does not allow an empty list
		out.ConnectionAliasPermissions = list
	}
	return out, nil
}

// deleteConnectionAlias rejects an alias that is shared with another account or associated with a directory.
func (c *call) deleteConnectionAlias(in *workspaces.DeleteConnectionAliasInput) (*workspaces.DeleteConnectionAliasOutput, error) {
	a, err := c.ownAlias(in.AliasId)
	switch {
	case err != nil:
		return nil, err
	case a.Association != nil:
		return nil, associated("The connection alias is associated with the directory %s. Disassociate it, and try again.", a.Association.Directory)
	case a.SharedWith != "":
		return nil, associated("The connection alias is shared with the account %s. Unshare it, and try again.", a.SharedWith)
	}
	a.Life.enter(c, types.ConnectionAliasStateDeleting)
	return &workspaces.DeleteConnectionAliasOutput{}, nil
}
