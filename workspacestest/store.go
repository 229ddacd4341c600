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
	"github.com/go-workspaces/workspaces/types"
)

// place identifies an account in a Region. Each place has its own resources.
type place struct{ account, region string }

// globalARN returns the ARN of a resource in a global service, which has no Region.
func (p place) globalARN(service, resource string) *string {
	return aws.String("arn:" + endpoints.Partition(p.region) + ":" + service + "::" + p.account + ":" + resource)
}

// arn returns the ARN of an Amazon WorkSpaces resource.
func (p place) arn(kind types.ARNKind, id string) *string {
	arn := types.ARN{Partition: endpoints.Partition(p.region), Region: p.region, AccountId: p.account, Kind: kind, Id: id}
	return aws.String(arn.String())
}

// store holds all of an account's resources in a Region. Snapshots save only the exported fields of the store and its
// resources; all other fields can be rebuilt from these.
type store struct {
	place
	IDs *idGenerator

	ServiceDirectories table[*serviceDirectory] // directories that can be registered, by identifier

	Directories table[*directory]
	Users       map[string][]string // user names by directory; no entry means that every user name is accepted
	Workspaces  table[*workspace]
	Bundles     table[*bundle] // the account's bundles, not the AWS bundles
	Images      table[*image]
	IPGroups    table[*ipGroup]
	Aliases     table[*connectionAlias]

	ConnectionStrings map[string]bool // every connection string that the account has or ever had, in lower case

	AddIns   table[*addIn]
	Clients  table[*clientSettings] // by directory identifier
	Pools    table[*pool]
	Sessions table[*poolSession]
	Links    table[*accountLink] // the links that this account has invited other accounts to
	Account  account

	Migrations []migration // migrations in progress, in the order in which they started

	Applications table[*application] // the account's applications, not the AWS applications
	Associations table[*association] // of applications with WorkSpaces, bundles and images

	seats map[seat]string // the identifier of the WorkSpace in each seat; nil until call.seated is called
}

func newStore(at place, seed uint64) *store {
	return &store{
		place: at,
		IDs:   newIDGenerator(seed, at),
		Users: make(map[string][]string),
	}
}

// call is a request being executed in one account and Region. Only one call is executed at a time.
type call struct {
	*store
	emulator  *Emulator
	operation string
	now       time.Time
	doom      *failure // how the changes started by the call will fail later; nil unless a fault with Doom applies

	serial  uint64      // the call's number, as counted by Emulator.served
	faults  []*injected // the faults with Refuse or Doom matching the call
	faulted bool        // whether one of these faults has applied
}

// enter starts a call. The emulator must be locked.
func (e *Emulator) enter(at place, operation string) *call {
	c := &call{store: e.store(at), emulator: e, operation: operation, now: e.Now()}
	c.settleMigrations()
	return c
}

// at returns a copy of the call that works on the resources of another account or Region.
func (c *call) at(other place) *call {
	if other == c.place {
		return c
	}
	there := *c
	there.store = c.emulator.store(other)
	there.settleMigrations()
	return &there
}

// neighbours yields, for each other account that has a store in the Region, a copy of the call that works on that
// account's resources. The accounts are ordered by number.
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

// itemCode returns the error code for a refused item: the given code, unless WithItemCode replaces it.
func (c *call) itemCode(code string) string {
	return cmp.Or(c.emulator.settings.itemCodes[code], code)
}

// takes returns a phase's duration.
func (c *call) takes(p Phase) time.Duration { return c.emulator.phases[p].time }

// resource is a stored resource of any kind, such as an image.
type resource interface {
	// settle brings the resource up to date as of the time of the call, and reports whether it no longer exists. It
	// changes only this resource and its parts, such as the applications on a WorkSpace. A table settles resources
	// before returning them.
	settle(c *call) (gone bool)

	// complete reports whether a resource read from a snapshot has all the members that calls need.
	complete() bool
}

// table holds the resources of one kind by identifier, and lists them in the order of their identifiers. The zero value
// is an empty table.
//
// The order is kept in two sorted lists, a long one and a short one. New identifiers go into the short list, which is
// merged into the long list now and then. This keeps adding and listing fast, however many resources there are.
type table[R resource] struct {
	byID    map[string]R
	order   []string // the long list; may contain identifiers of removed resources
	fresh   []string // the short list; may contain identifiers of removed resources and ones that are also in the long list
	version int      // incremented when the lists change, so that iterators look up their position again
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

// remove deletes a resource.
func (t *table[R]) remove(id string) {
	delete(t.byID, id)
	t.tidy()
}

// get returns a resource, or nil if it does not exist.
func (t *table[R]) get(c *call, id string) R {
	t.settle(c, id)
	return t.byID[id]
}

// settle brings a resource up to date as of the time of the call, and removes the resource if it no longer exists. This
// can also remove or replace other resources in the same table: for example, the end of a rebuild replaces all of a
// WorkSpace's applications.
func (t *table[R]) settle(c *call, id string) {
	if r, exists := t.byID[id]; exists && r.settle(c) && any(t.byID[id]) == any(r) {
		t.remove(id)
	}
}

// all iterates over the resources in identifier order.
func (t *table[R]) all(c *call) iter.Seq2[string, R] { return t.after(c, "") }

// after iterates over the resources with identifiers after the given one. Resources can be added and removed during the
// iteration.
func (t *table[R]) after(c *call, id string) iter.Seq2[string, R] {
	return func(yield func(string, R) bool) {
		order, fresh, version := t.listsAfter(id)
		for {
			if version != t.version {
				order, fresh, version = t.listsAfter(id)
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
			t.settle(c, id)
			if r, exists := t.byID[id]; exists && !yield(id, r) {
				return
			}
		}
	}
}

// listsAfter returns the part of each list after the given identifier, and the lists' version.
func (t *table[R]) listsAfter(id string) (order, fresh []string, version int) {
	past := func(list []string) []string {
		at, found := slices.BinarySearch(list, id)
		if found {
			at++
		}
		return list[at:]
	}
	return past(t.order), past(t.fresh), t.version
}

// count returns the number of resources.
func (t *table[R]) count(c *call) (n int) {
	for range t.all(c) {
		n++
	}
	return n
}

// tidy merges the short list into the long list, dropping removed resources. It does nothing as long as the short list
// is short enough and most of the listed resources still exist.
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

// resources returns all resources by identifier, without bringing them up to date.
func (t *table[R]) resources() any { return t.byID }

// MarshalJSON encodes the table as a JSON object that holds the resources by identifier.
func (t *table[R]) MarshalJSON() ([]byte, error) { return json.Marshal(t.byID) }

// UnmarshalJSON decodes the JSON returned by MarshalJSON. Incomplete resources are errors.
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

// timeless is embedded in resources that do not change over time.
type timeless struct{}

func (timeless) settle(*call) bool { return false }
