package workspacestest

import (
	"fmt"
	"strconv"

	"github.com/go-workspaces/workspaces/internal/forms"
)

// kinds lists every kind of resource, in the order in which a seed adds resources: a resource can refer to
// resources of the kinds before its own.
var kinds = []anyKind{
	serviceDirectoryKind,
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

// kind declares a kind of resource. The declaration stands beside the resource's type.
//
// S is the type of the elements in the Seed's list. It is notSeeded if a Seed has no list of such resources.
type kind[S any, R resource] struct {
	name  string                   // of the list in a Seed, for errors
	table func(*store) *table[R]   // of the resources
	tags  func(*call, R) tagSet    // nil if the kind has no tags; returns nil if calls cannot see the resource
	list  func(*Seed) []S          // nil if a Seed has no list of such resources; the fields below are then nil too
	id    func(*S) *string         // returns the resource's identifier, nil if the emulator assigns it
	form  *forms.Form              // of the identifiers
	check []memberForm[S]          // further checks before any resource is added
	seed  func(c *call, shown S) R // adds the resource, or replaces the one with the same identifier
}

// notSeeded is the type S of a kind that a Seed cannot list.
type notSeeded = struct{}

// memberForm is the form of a member that is checked in seeds. The member is a size, or the identifier of
// another resource; that resource need not exist.
type memberForm[S any] struct {
	member string
	form   form
	value  func(*S) *string
}

// form is what the text of a member must look like: a *forms.Form, or a volumeSize.
type form interface {
	Match(text string) bool

	// String completes the sentence "x is not …".
	String() string
}

// volumeSize is the form of the size of a volume: a number of GiB of up to five digits.
type volumeSize struct{}

// Match implements form.
func (volumeSize) Match(text string) bool {
	n, err := strconv.ParseUint(text, 10, 32)
	return err == nil && n < 100_000
}

// String implements form.
func (volumeSize) String() string { return "a size in GiB" }

// anyKind is a kind of resource whatever its types.
type anyKind interface {
	// tableIn returns the *table of a store that holds the resources.
	tableIn(s *store) any

	// tagged reports whether resources of the kind can have tags.
	tagged() bool

	// tagsOf returns the tags of a resource, and nil if there is no such resource or it cannot have tags.
	tagsOf(c *call, id string) tagSet

	// checkSeed returns the first mistake in the seed's list of this kind. It adds the identifiers in the
	// list to known.
	checkSeed(s *Seed, known map[string]anyKind) error

	// seedAll adds the resources in the seed's list of this kind.
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
		if !k.form.Match(*id) {
			return fmt.Errorf("%s[%d]: %.100q is not %s", k.name, i, *id, k.form)
		}
		if _, twice := known[*id]; twice {
			return fmt.Errorf("%s[%d]: the identifier %s is used twice", k.name, i, *id)
		}
		known[*id] = k
	}
	for _, m := range k.check {
		for i := range list {
			if value := m.value(&list[i]); value != nil && !m.form.Match(*value) {
				return fmt.Errorf("%s[%d]: the %s %.100q is not %s", k.name, i, m.member, *value, m.form)
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
