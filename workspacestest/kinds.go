package workspacestest

import (
	"fmt"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/internal/forms"
)

// kinds lists every kind of resource, in the order in which a seed's resources are added. Resources can refer only to
// resources of earlier kinds.
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

// kind describes a kind of resource, such as images. R is the type of the stored resources. If a Seed has a list of
// such resources, S is the type of the list's elements; otherwise S is notSeeded. The source file that declares R also
// declares the kind's variable, such as imageKind.
type kind[S any, R resource] struct {
	name  string                   // the name of the Seed's list, for error messages
	table func(*store) *table[R]   // returns a store's table of these resources
	tags  func(*call, R) tagSet    // returns the tags, or nil if calls cannot see the resource yet; not set for a kind without tags
	list  func(*Seed) []S          // returns the Seed's list; a kind without one sets neither this field nor the fields below
	id    func(*S) *string         // returns the resource's identifier, or nil if the emulator is to choose one
	form  *forms.Form              // the form of the identifiers
	check []memberForm[S]          // other members checked before a seed's resources are added
	seed  func(c *call, shown S) R // adds the resource, or replaces the one with the same identifier

	ignores func(*S) []ignoredMember // returns a seeded resource's members that have no effect; not set if all have an effect
}

// notSeeded is the type argument S of a kind that has no list in a Seed.
type notSeeded = struct{}

// memberForm declares which values are valid for a member of a seeded resource: a size, a number of minutes, or the
// identifier of another resource, which need not exist.
type memberForm[S any] struct {
	member string
	form   form
	value  func(*S) *string
}

// form decides which strings are valid for a member.
type form interface {
	Match(text string) bool

	// String completes the error message "x is not …".
	String() string
}

// nilIfEmpty turns an empty string into nil. A seed can be a recorded response, whose members may be empty.
func nilIfEmpty(text *string) *string {
	if aws.ToString(text) == "" {
		return nil
	}
	return text
}

// volumeSize accepts a volume's size: a number of GiB below 100,000.
type volumeSize struct{}

// Match implements form.
func (volumeSize) Match(text string) bool {
	n, err := strconv.ParseUint(text, 10, 32)
	return err == nil && n < 100_000
}

// String implements form.
func (volumeSize) String() string { return "a size in GiB" }

// autoStopTime accepts a number of minutes that is valid in calls as an auto-stop time-out.
type autoStopTime struct{}

// Match implements form.
func (autoStopTime) Match(text string) bool {
	n, err := strconv.ParseInt(text, 10, 32)
	return err == nil && validAutoStop(int32(n))
}

// String implements form.
func (autoStopTime) String() string { return "a number of minutes in 60-minute intervals" }

// anyKind is a kind with any type arguments.
type anyKind interface {
	// tableIn returns the store's table of resources of this kind, as a *table.
	tableIn(s *store) any

	// tagged reports whether resources of this kind can have tags.
	tagged() bool

	// tagsOf returns a resource's tags, or nil if the resource does not exist or cannot have tags.
	tagsOf(c *call, id string) tagSet

	// checkSeed returns an error for the first mistake in the seed's list of this kind. It also adds the list's
	// identifiers to known.
	checkSeed(s *Seed, known map[string]anyKind) error

	// ignored returns the seeded members of this kind that have no effect.
	ignored(s *Seed) []ignoredMember

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

func (k *kind[S, R]) ignored(s *Seed) (members []ignoredMember) {
	if k.ignores == nil {
		return nil
	}
	list := k.list(s)
	for i := range list {
		members = append(members, within(fmt.Sprintf("%s[%d]", k.name, i), k.ignores(&list[i]))...)
	}
	return members
}

func (k *kind[S, R]) seedAll(c *call, s *Seed) {
	if k.list == nil {
		return
	}
	for _, shown := range k.list(s) {
		k.seed(c, shown)
	}
}
