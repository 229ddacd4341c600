package fleet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/oneline"
	"github.com/go-workspaces/workspaces/types"
)

// Desktop is a WorkSpace, together with data about it from other operations.
type Desktop struct {
	types.Workspace

	// Connection is the connection status. It is the zero value if the inventory did not fetch it: see
	// [WithConnectionStatus].
	Connection Connection

	// Bundle is the bundle that the WorkSpace was created from. It is nil without [WithBundles], or if the service does
	// not return the bundle, for instance because it has been deleted. Desktops with the same bundle share this value,
	// so do not modify it.
	Bundle *types.WorkspaceBundle

	// Directory is the WorkSpace's directory. It is nil without [WithDirectories], or if the service does not return
	// the directory. Desktops in the same directory share this value, so do not modify it.
	Directory *types.WorkspaceDirectory

	// Tags are the WorkSpace's tags. They are nil without [WithTags], or if the WorkSpace has no tags.
	Tags []types.Tag
}

// ID returns the WorkSpace's identifier.
func (d *Desktop) ID() string { return aws.ToString(d.WorkspaceId) }

// ConnectionNoRecord is the state of a [Connection] if the service has no connection status for the WorkSpace, which
// means that the WorkSpace was just launched or is in ERROR. The service itself never sends this state.
const ConnectionNoRecord types.ConnectionState = "NO_RECORD"

// Connection says whether a WorkSpace's user is connected.
type Connection struct {
	// State is the result of the service's last check, or [ConnectionNoRecord]. It is UNKNOWN for a stopped WorkSpace,
	// and empty if the inventory did not fetch the connection status.
	State types.ConnectionState

	// LastConnected is when the user was last connected. It is zero if the user has never connected, or if the service
	// has no connection status.
	LastConnected time.Time

	// CheckedAt is when the service last checked the connection. It is zero if the service has no connection status.
	CheckedAt time.Time
}

// InventoryOption configures one inventory.
type InventoryOption func(*inventoryOptions)

type inventoryOptions struct {
	connection, bundles, directories, tags bool
	source                                 TagSource
	err                                    error // what is wrong with the options, or nil
}

// WithConnectionStatus adds the connection status to each desktop. It costs one call for every 25 desktops. Filters
// that need the connection status imply this option.
func WithConnectionStatus() InventoryOption {
	return func(o *inventoryOptions) { o.connection = true }
}

// WithBundles adds the bundle to each desktop. Each bundle is fetched once: the inventory collects up to 25 desktops
// whose bundles have not been fetched yet, and then fetches those bundles in one call. The option costs at most one
// call for each bundle, and usually one or two calls in total.
func WithBundles() InventoryOption {
	return func(o *inventoryOptions) { o.bundles = true }
}

// WithDirectories adds the directory to each desktop. It costs one call for every 25 directories in the Region.
func WithDirectories() InventoryOption {
	return func(o *inventoryOptions) { o.directories = true }
}

// WithTags adds the tags to each desktop. The inventory calls the source once for each batch of desktops. A batch holds
// [TagSource.BatchSize] desktops, but at most 1,000. [DescribeTags] returns a source that needs no other service, and
// makes one call for each desktop.
func WithTags(source TagSource) InventoryOption {
	return func(o *inventoryOptions) { o.tags, o.source = true, source }
}

// InventoryError ends an inventory that could not be completed. It wraps the error from the failed call or from the
// TagSource.
type InventoryError struct {
	// Yielded is the number of desktops yielded before the error.
	Yielded int

	// WorkspaceIds identifies the desktops whose connection status, bundle, directory or tags could not be fetched, and
	// which were therefore not yielded. It is nil if listing the desktops failed.
	WorkspaceIds []string

	// Err is the error from the failed call or from the TagSource.
	Err error
}

// Error implements the error interface. The message names at most three desktops.
func (e *InventoryError) Error() string {
	return fmt.Sprintf("fleet: the inventory ended after %d desktop(s): %v", e.Yielded, oneline.Error(e.Err))
}

// Unwrap returns Err.
func (e *InventoryError) Unwrap() error { return e.Err }

// Inventory returns an iterator over the desktops that match a filter. Options add data from other operations to the
// desktops. Nothing is sent until the program ranges over the iterator, and each loop makes the calls again. Inventory
// copies the filter.
//
// Pages are fetched as the loop needs them, and at most one batch of desktops is held for each option. Without options
// or filters that need other calls, the first desktop is yielded after one call. Calls that take identifiers are made
// for full batches: if the filter excludes desktops, a batch is collected from several pages. The filters that cost the
// fewest calls per desktop are applied first.
//
// Either all matching desktops are yielded, or the last element is an error, usually an [*InventoryError]. If the
// filter or an option is invalid, the error is of another type, and nothing was sent. Failed calls are retried
// according to the client's options. After an error, desktops that were still waiting for data from other operations
// are not yielded.
//
// Listing many desktops takes minutes, and the result is not a consistent snapshot: a desktop that is created or
// terminated in the meantime may or may not be yielded. A desktop that the service lists twice, on one page or on two
// consecutive pages, is yielded once.
//
// There is no progress callback. To follow an inventory's progress, count the desktops it yields, as in the Progress
// example. If the filter excludes most desktops, count the calls instead: [ratelimit.Limiter.Stats], which can be
// called at any time from any goroutine, returns the number of attempts. The package comment says how many calls an
// inventory makes.
func (f *Fleet) Inventory(ctx context.Context, filter Filter, optFns ...InventoryOption) iter.Seq2[Desktop, error] {
	filter = filter.clone()
	var options inventoryOptions
	for _, fn := range optFns {
		if fn == nil {
			options.err = errNilOption
			continue
		}
		fn(&options)
	}
	options.connection = options.connection || filter.needsConnection()
	return func(yield func(Desktop, error) bool) {
		if err := f.checkInventory(&filter, &options); err != nil {
			yield(Desktop{}, fmt.Errorf("fleet: inventory: %w", err))
			return
		}
		desktops := f.list(ctx, &filter)
		for _, j := range f.joins(&filter, &options) {
			desktops = j.apply(ctx, desktops)
		}
		yielded := 0
		for d, err := range desktops {
			if err != nil {
				yield(Desktop{}, inventoryError(yielded, err))
				return
			}
			yielded++
			if !yield(*d, nil) {
				return
			}
		}
	}
}

// checkInventory returns an error if the Fleet, the filter or an option is invalid.
func (f *Fleet) checkInventory(filter *Filter, options *inventoryOptions) error {
	if err := cmp.Or(f.err, options.err); err != nil {
		return err
	}
	if err := filter.check(); err != nil {
		return fmt.Errorf("filter: %w", err)
	}
	if !options.tags {
		if filter.Tags != nil {
			return errors.New("filter: field Tags requires WithTags with a TagSource")
		}
		return nil
	}
	if isNil(options.source) {
		return errors.New("the TagSource given to WithTags is nil")
	}
	if source, ours := options.source.(*describeTags); ours && isNil(source.client) {
		return errors.New("the client given to DescribeTags is nil")
	}
	if size := options.source.BatchSize(); size < 1 {
		return fmt.Errorf("the BatchSize of the TagSource must be at least 1, and is %d", size)
	}
	return nil
}

// list calls DescribeWorkspaces and yields the desktops that match the filter fields that need no other calls.
func (f *Fleet) list(ctx context.Context, filter *Filter) iter.Seq2[*Desktop, error] {
	return func(yield func(*Desktop, error) bool) {
		var previous []string // the identifiers on the previous page
		for page, err := range workspaces.NewDescribeWorkspacesPaginator(f.client, filter.input()).Pages(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			ids := make([]string, 0, len(page.Workspaces))
			for _, ws := range page.Workspaces {
				if ws.WorkspaceId == nil {
					yield(nil, errors.New("DescribeWorkspaces: the service returned a WorkSpace without an identifier"))
					return
				}
				again := slices.Contains(previous, *ws.WorkspaceId) || slices.Contains(ids, *ws.WorkspaceId)
				ids = append(ids, *ws.WorkspaceId)
				if !again && filter.matchesWorkspace(&ws) && !yield(&Desktop{Workspace: ws}, nil) {
					return
				}
			}
			previous = ids
		}
	}
}

// joinError is the error of an inventory that failed to fetch additional data about its desktops.
type joinError struct {
	name string   // the kind of data, such as "tags"
	ids  []string // the desktops whose data could not be fetched
	err  error
}

func (e *joinError) Error() string {
	const most = 3
	names := strings.Join(e.ids[:min(most, len(e.ids))], ", ")
	if more := len(e.ids) - most; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("%s of %s: %v", e.name, names, e.err)
}

func (e *joinError) Unwrap() error { return e.err }

// inventoryError returns the InventoryError for an inventory that failed with err after yielding the given number of
// desktops.
func inventoryError(yielded int, err error) *InventoryError {
	e := &InventoryError{Yielded: yielded, Err: err}
	var failed *joinError
	if errors.As(err, &failed) {
		e.WorkspaceIds = failed.ids
	}
	return e
}
