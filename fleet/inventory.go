package fleet

import (
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

// Desktop is a WorkSpace together with what other operations report about it.
type Desktop struct {
	types.Workspace

	// Connection is the connection status. It is the zero value unless the inventory fetched it: see
	// [WithConnectionStatus].
	Connection Connection

	// Bundle is the bundle that the WorkSpace was created from. It is nil without [WithBundles], or if the service does
	// not return the bundle, for instance because it was deleted. Desktops share this value: do not change it.
	Bundle *types.WorkspaceBundle

	// Directory is the directory of the WorkSpace. It is nil without [WithDirectories], or if the service does not
	// return the directory. Desktops share this value: do not change it.
	Directory *types.WorkspaceDirectory

	// Tags are the tags of the WorkSpace. They are nil without [WithTags], or if there are none.
	Tags []types.Tag
}

// ID returns the identifier of the WorkSpace.
func (d *Desktop) ID() string { return aws.ToString(d.WorkspaceId) }

// ConnectionNoRecord is the state of a [Connection] if the service has no connection status for the WorkSpace, because
// the WorkSpace was just launched or is in ERROR. The service does not send this state.
const ConnectionNoRecord types.ConnectionState = "NO_RECORD"

// Connection says whether the user of a WorkSpace is connected.
type Connection struct {
	// State is the result of the service's last check, or [ConnectionNoRecord]. It is UNKNOWN for a stopped WorkSpace.
	// It is empty if the inventory did not fetch the connection status.
	State types.ConnectionState

	// LastConnected is when the user was last connected. It is zero if the user never connected, or if there is no
	// record.
	LastConnected time.Time

	// CheckedAt is the time of the last check. It is zero if there is no record.
	CheckedAt time.Time
}

// InventoryOption configures one inventory.
type InventoryOption func(*inventoryOptions)

type inventoryOptions struct {
	connection, bundles, directories, tags bool
	source                                 TagSource
}

// WithConnectionStatus adds the connection status to each desktop. It costs one call for each 25 desktops. Filters that
// need the connection status imply this option.
func WithConnectionStatus() InventoryOption {
	return func(o *inventoryOptions) { o.connection = true }
}

// WithBundles adds the bundle to each desktop. Each bundle is looked up once. The option costs one call for each
// group of at most 25 desktops with a bundle that was not looked up before. So it costs at most one call for each
// bundle, and usually one or two in all.
func WithBundles() InventoryOption {
	return func(o *inventoryOptions) { o.bundles = true }
}

// WithDirectories adds the directory to each desktop. It costs one call for each 25 directories in the Region.
func WithDirectories() InventoryOption {
	return func(o *inventoryOptions) { o.directories = true }
}

// WithTags adds the tags to each desktop. It calls the source once for each batch of [TagSource.BatchSize] desktops,
// at most 1,000. [DescribeTags] returns a source that needs no other service, and makes one call for each desktop.
func WithTags(source TagSource) InventoryOption {
	return func(o *inventoryOptions) { o.tags, o.source = true, source }
}

// InventoryError is the last element of an inventory that could not be completed. It wraps the error of the call or of
// the TagSource.
type InventoryError struct {
	// Yielded is the number of desktops that the inventory yielded before the error.
	Yielded int

	// WorkspaceIds identifies the desktops whose connection status, bundle, directory or tags could not be fetched.
	// They were not yielded. It is nil if the list of desktops could not be fetched.
	WorkspaceIds []string

	// Err is the reason.
	Err error
}

// Error implements the error interface. It names at most three desktops.
func (e *InventoryError) Error() string {
	return fmt.Sprintf("fleet: the inventory ended after %d desktop(s): %v", e.Yielded, oneline.Error(e.Err))
}

// Unwrap returns the reason.
func (e *InventoryError) Unwrap() error { return e.Err }

// Inventory returns an iterator over the desktops that match a filter. Options add what other operations report about
// the desktops. Nothing is sent before the loop begins, and each loop makes a new inventory. The filter is copied.
//
// The inventory fetches a page when the loop needs it, and holds at most one batch of desktops for each option. Without
// options, and without filters that need other calls, the first desktop comes after one call. Calls that take
// identifiers are made for full batches. If the filter leaves out desktops, a batch is collected from several pages.
// Filters that cost fewer calls for each desktop are applied first.
//
// Either all matching desktops are yielded, or the last element is an error, usually an [*InventoryError]. If the
// filter or an option is invalid, it is another error, and nothing was sent. The client retries failed calls as its
// options say. Desktops that still waited for other calls when an error occurred are not yielded.
//
// Listing many desktops takes minutes, and the service does not list a snapshot. A desktop that is created or
// terminated in the meantime may or may not be yielded. A desktop that the service lists twice on a page, or on two
// pages in a row, is yielded once.
func (f *Fleet) Inventory(ctx context.Context, filter Filter, optFns ...InventoryOption) iter.Seq2[Desktop, error] {
	filter = filter.clone()
	var options inventoryOptions
	for _, fn := range optFns {
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

// checkInventory returns an error if an inventory cannot begin.
func (f *Fleet) checkInventory(filter *Filter, options *inventoryOptions) error {
	if isNil(f.client) {
		return errors.New("the client given to New is nil")
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

// list yields the desktops that match those fields of the filter that need no other calls.
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

// joinError is the error of a join, with the identifiers of the desktops for which the join failed.
type joinError struct {
	name string // what could not be fetched, such as tags
	ids  []string
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

// inventoryError returns the error of an inventory that failed with err after it had yielded some desktops.
func inventoryError(yielded int, err error) *InventoryError {
	e := &InventoryError{Yielded: yielded, Err: err}
	var failed *joinError
	if errors.As(err, &failed) {
		e.WorkspaceIds = failed.ids
	}
	return e
}
