package workspacestest

import (
	"fmt"
	"regexp"
)

// kinds are all kinds of resources, in the order in which a seed adds them: a resource can name those of
// the kinds before its own.
var kinds = []anyKind{
	directoryKind,
	imageKind,
	bundleKind,
	applicationKind,
	workspaceKind,
	ipGroupKind,
	connectionAliasKind,
	addInKind,
	poolKind,
	poolSessionKind,
	accountLinkKind,

	clientSettingsKind,
	associationKind,
	accountModificationKind,
}

// kind declares a kind of resource. Each kind is declared beside its resource, and listed in kinds.
//
// S is the shape in which a Seed lists the resources; it is notSeeded for those that a Seed cannot list.
type kind[S any, R resource] struct {
	name  string                   // the Seed's list, as errors name it
	table func(*store) *table[R]   // where the resources are
	tags  func(*call, R) tagSet    // nil for a kind without tags; returns nil for a resource that calls cannot see
	list  func(*Seed) []S          // nil for a kind that a Seed cannot list, as are the fields below
	id    func(*S) *string         // the identifier, nil if the emulator is to assign it
	form  *regexp.Regexp           // of identifiers
	check []memberForm[S]          // what else is checked of a resource before any is added
	seed  func(c *call, shown S) R // adds a resource, or replaces the one with its identifier
}

// notSeeded stands for the shape of resources that a Seed cannot list.
type notSeeded = struct{}

// memberForm is the form that a member of a seeded resource must have: that of an identifier, though the
// resource with this identifier need not exist, or that of a size.
type memberForm[S any] struct {
	member string
	form   *regexp.Regexp
	value  func(*S) *string
}

// anyKind is a kind whatever its types.
type anyKind interface {
	// tableIn returns the table of a store that holds the resources: a *table.
	tableIn(s *store) any

	// tagged reports whether resources of the kind can have tags.
	tagged() bool

	// tagsOf returns the tags of a resource, and nil if it does not exist or cannot have tags.
	tagsOf(c *call, id string) tagSet

	// checkSeed returns the first mistake in the kind's list of a seed. It adds the identifiers to known,
	// with the kinds that they belong to.
	checkSeed(s *Seed, known map[string]anyKind) error

	// seedAll adds the resources in the kind's list of a seed.
	seedAll(c *call, s *Seed)
}

func (k *kind[S, R]) tableIn(s *store) any { return k.table(s) }

func (k *kind[S, R]) tagged() bool { return k.tags != nil }

func (k *kind[S, R]) tagsOf(c *call, id string) tagSet {
	if k.tags == nil {
		return nil
	}
	var none R
	r := k.table(c.store).get(c, id)
	if any(r) == any(none) {
		return nil
	}
	return k.tags(c, r)
}

func (k *kind[S, R]) checkSeed(s *Seed, known map[string]anyKind) error {
	if k.list == nil {
		return nil
	}
	list := k.list(s)
	for i := range list {
		id := k.id(&list[i])
		if id == nil {
			continue
		}
		if !k.form.MatchString(*id) {
			return fmt.Errorf("%s[%d]: the identifier %.100q is not of the form %s", k.name, i, *id, k.form)
		}
		if _, twice := known[*id]; twice {
			return fmt.Errorf("%s[%d]: the identifier %s is used twice", k.name, i, *id)
		}
		known[*id] = k
	}
	for _, m := range k.check {
		for i := range list {
			if value := m.value(&list[i]); value != nil && !m.form.MatchString(*value) {
				return fmt.Errorf("%s[%d]: the %s %.100q is not of the form %s", k.name, i, m.member, *value, m.form)
			}
		}
	}
	return nil
}

func (k *kind[S, R]) seedAll(c *call, s *Seed) {
	if k.list == nil {
		return
	}
	for _, shown := range k.list(s) {
		k.seed(c, shown)
	}
}
