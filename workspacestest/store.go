package workspacestest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/internal/endpoints"
)

// place is where resources are: an account in a Region.
type place struct{ account, region string }

// arn names a resource of a service. Those of services that span all Regions leave the Region out.
func (p place) arn(service, region, resource string) *string {
	return aws.String("arn:" + endpoints.Partition(p.region) + ":" + service + ":" + region + ":" + p.account + ":" + resource)
}

// store is all that an account has in a Region. Its exported fields, and those of what they hold, are
// what a snapshot saves; everything else follows from them.
type store struct {
	place
	IDs *idGenerator

	Directories table[*directory]
	Users       map[string][]string // of directories that list their users, registered or not
	Workspaces  table[*workspace]
	Bundles     table[*bundle] // the account's own
	Images      table[*image]
	IPGroups    table[*ipGroup]
	Aliases     table[*connectionAlias]

	ConnectionStrings map[string]bool // that are or were those of its aliases

	AddIns   table[*addIn]
	Clients  table[*clientSettings] // of directories, by the identifiers of these
	Pools    table[*pool]
	Sessions table[*poolSession]
	Links    table[*accountLink] // of invitations that this account has sent
	Account  account

	Migrations []migration // under way, in the order in which they began

	Applications table[*application] // the account's own
	Associations table[*association] // of applications with WorkSpaces, bundles and images

	seats map[seat]string // which WorkSpace each seat is taken by; nil until it is asked for
}

func newStore(at place, seed uint64) *store {
	return &store{
		place: at,
		IDs:   newIDGenerator(seed, at),
		Users: make(map[string][]string),
	}
}

// call is one request to an account in a Region. It has the emulator to itself until it is answered.
type call struct {
	*store
	emulator  *Emulator
	operation string
	now       time.Time
	doom      *failure // what becomes of the changes that this call begins, where a test has so decided

	serial  uint64      // numbers the calls that met faults
	faults  []*injected // those on single items
	faulted bool        // whether one of them hit
}

// enter begins a call; the caller has locked the emulator.
func (e *Emulator) enter(at place, operation string) *call {
	c := &call{store: e.store(at), emulator: e, operation: operation, now: e.Now()}
	c.settleMigrations()
	return c
}

// at returns the call as one to another place: another account that something is shared with, or
// another Region.
func (c *call) at(other place) *call {
	if other == c.place {
		return c
	}
	there := *c
	there.store = c.emulator.store(other)
	there.settleMigrations()
	return &there
}

// neighbours are the other accounts in the Region that have been heard of, in the order of their numbers.
func (c *call) neighbours() iter.Seq[*call] {
	var places []place
	for at := range c.emulator.stores {
		if at.region == c.region && at.account != c.account {
			places = append(places, at)
		}
	}
	slices.SortFunc(places, func(a, b place) int { return strings.Compare(a.account, b.account) })
	return func(yield func(*call) bool) {
		for _, at := range places {
			if !yield(c.at(at)) {
				return
			}
		}
	}
}

// itemCode is the error code that an item is refused with: the given one, unless there is another for it.
func (c *call) itemCode(code string) string {
	return cmp.Or(c.emulator.settings.itemCodes[code], code)
}

// takes is how long a phase lasts.
func (c *call) takes(p Phase) time.Duration { return c.emulator.phases[p].time }

// resource is what a table holds.
type resource interface {
	// settle brings the resource up to the time of the call and reports whether it no longer exists. It
	// changes nothing but this resource. Tables settle each resource that they return.
	settle(c *call) (gone bool)

	// complete reports whether a resource that was read from a snapshot has the members that calls rely on.
	complete() bool
}

// table holds the resources of one kind by identifier and lists them in the order of these. The zero
// value is an empty table.
//
// Two sorted lists of identifiers are the order: a long one, and a short one of those that were put since
// the long one was made. So neither a put nor a walk costs more the more resources there are.
type table[R resource] struct {
	byID    map[string]R
	order   []string // may name some that are gone
	fresh   []string // the same, and may name some that are in order too
	version int      // changes with the lists: a walk then looks anew for where it was
}

// put adds or replaces a resource.
func (t *table[R]) put(id string, r R) {
	if t.byID == nil {
		t.byID = make(map[string]R)
	}
	_, known := t.byID[id]
	t.byID[id] = r
	if known {
		return
	}
	if at, found := slices.BinarySearch(t.fresh, id); !found {
		t.fresh = slices.Insert(t.fresh, at, id)
		t.version++
	}
	t.tidy()
}

// remove takes a resource out at once.
func (t *table[R]) remove(id string) {
	delete(t.byID, id)
	t.tidy()
}

// get finds a resource: the zero value of R, which is nil, if there is none.
func (t *table[R]) get(c *call, id string) (r R) {
	r, known := t.byID[id]
	if known && r.settle(c) {
		t.remove(id)
		var none R
		return none
	}
	return r
}

// all lists the resources in the order of their identifiers.
func (t *table[R]) all(c *call) iter.Seq2[string, R] { return t.after(c, "") }

// after lists the resources whose identifiers come after one. What is put and removed meanwhile does not
// disturb it.
func (t *table[R]) after(c *call, id string) iter.Seq2[string, R] {
	return func(yield func(string, R) bool) {
		order, fresh, version := t.behind(id)
		for {
			if version != t.version {
				order, fresh, version = t.behind(id)
			}
			switch {
			case len(order) == 0 && len(fresh) == 0:
				return
			case len(fresh) == 0 || len(order) > 0 && order[0] < fresh[0]:
				id, order = order[0], order[1:]
			case len(order) == 0 || fresh[0] < order[0]:
				id, fresh = fresh[0], fresh[1:]
			default:
				id, order, fresh = order[0], order[1:], fresh[1:]
			}
			switch r, known := t.byID[id]; {
			case !known:
			case r.settle(c):
				t.remove(id)
			case !yield(id, r):
				return
			}
		}
	}
}

// behind returns what comes after an identifier in the two lists.
func (t *table[R]) behind(id string) (order, fresh []string, version int) {
	past := func(list []string) []string {
		at, found := slices.BinarySearch(list, id)
		if found {
			at++
		}
		return list[at:]
	}
	return past(t.order), past(t.fresh), t.version
}

// count returns how many resources there are.
func (t *table[R]) count(c *call) (n int) {
	for range t.all(c) {
		n++
	}
	return n
}

// tidy makes one list of the two, without those that are gone, when the short one is no longer short or
// when most of the two are gone.
func (t *table[R]) tidy() {
	if len(t.fresh) < 256+len(t.order)/64 && len(t.order)+len(t.fresh) < 2*len(t.byID)+256 {
		return
	}
	order, fresh := t.order, t.fresh
	merged := make([]string, 0, len(t.byID))
	for len(order)+len(fresh) > 0 {
		next := &order
		if len(order) == 0 || len(fresh) > 0 && fresh[0] < order[0] {
			next = &fresh
		}
		id := (*next)[0]
		*next = (*next)[1:]
		_, known := t.byID[id]
		if known && (len(merged) == 0 || merged[len(merged)-1] != id) {
			merged = append(merged, id)
		}
	}
	t.order, t.fresh = merged, nil
	t.version++
}

// MarshalJSON writes the table as an object of its resources.
func (t *table[R]) MarshalJSON() ([]byte, error) { return json.Marshal(t.byID) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *table[R]) UnmarshalJSON(b []byte) error {
	*t = table[R]{}
	if err := unmarshal(b, &t.byID); err != nil {
		return err
	}
	var none R
	for id, r := range t.byID {
		if any(r) == any(none) || !r.complete() {
			return fmt.Errorf("%q is incomplete", id)
		}
	}
	t.order = slices.Sorted(maps.Keys(t.byID))
	return nil
}

// settled is for resources that time does not change.
type timeless struct{}

func (timeless) settle(*call) bool { return false }
