package fleet

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

const (
	// maxIDs is the maximum number of identifiers in a call to the service.
	maxIDs = 25

	// maxBatch is the maximum size of a batch for a TagSource.
	maxBatch = 1000
)

// join is a step of an inventory. It collects desktops, fetches additional data about them, and passes on those
// matching the filter.
type join struct {
	name    string // the kind of data, such as "tags", for errors
	size    int    // the maximum number of desktops in a batch
	filters bool   // whether this step can exclude desktops

	// fetch fetches the data for a batch of desktops, and adds it to them. A batch has at least one and at most size
	// desktops.
	fetch func(ctx context.Context, batch []*Desktop) error

	// known adds the data to a desktop if an earlier batch has already fetched it, and returns false if it must be
	// fetched. It makes no calls. It can be nil.
	known func(*Desktop) bool

	// matches reports whether a desktop is passed on. If nil, all desktops are.
	matches func(*Desktop) bool
}

// joins returns an inventory's steps, in the order in which they run. Steps that can exclude desktops come first, so
// that later steps fetch data for fewer desktops. If two steps can both exclude desktops, or neither can, the step with
// the larger batches comes first: it costs fewer calls per desktop, and if it came second, each of its batches would
// have to wait for several of the other step's calls. The steps for bundles and directories come last.
func (f *Fleet) joins(filter *Filter, options *inventoryOptions) []*join {
	var joins []*join
	if options.connection {
		joins = append(joins, f.connectionJoin(filter, f.options.Now()))
	}
	if options.tags {
		joins = append(joins, tagJoin(filter, options.source))
	}
	slices.SortStableFunc(joins, func(a, b *join) int {
		switch {
		case a.filters == b.filters:
			return b.size - a.size
		case a.filters:
			return -1
		default:
			return 1
		}
	})
	if options.bundles {
		joins = append(joins, f.bundleJoin())
	}
	if options.directories {
		joins = append(joins, f.directoryJoin(filter))
	}
	return joins
}

// apply adds the join's data to the desktops, and returns the matching ones in the same order.
func (j *join) apply(ctx context.Context, desktops iter.Seq2[*Desktop, error]) iter.Seq2[*Desktop, error] {
	return func(yield func(*Desktop, error) bool) {
		var batch []*Desktop
		flush := func() bool {
			if len(batch) == 0 {
				return true
			}
			if err := j.fetch(ctx, batch); err != nil {
				yield(nil, &joinError{j.name, idsOf(batch), err})
				return false
			}
			for _, d := range batch {
				if (j.matches == nil || j.matches(d)) && !yield(d, nil) {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		for d, err := range desktops {
			switch {
			case err != nil:
				yield(nil, err)
				return
			case len(batch) == 0 && j.known != nil && j.known(d):
				if !yield(d, nil) {
					return
				}
				continue
			}
			if batch = append(batch, d); len(batch) == j.size && !flush() {
				return
			}
		}
		flush()
	}
}

func idsOf(batch []*Desktop) []string {
	ids := make([]string, len(batch))
	for i, d := range batch {
		ids[i] = d.ID()
	}
	return ids
}

func (f *Fleet) connectionJoin(filter *Filter, now time.Time) *join {
	return &join{
		name: "connection status", size: maxIDs, filters: filter.needsConnection(),
		fetch: func(ctx context.Context, batch []*Desktop) error {
			byID := make(map[string]*Desktop, len(batch))
			for _, d := range batch {
				d.Connection.State = ConnectionNoRecord
				byID[d.ID()] = d
			}
			in := &workspaces.DescribeWorkspacesConnectionStatusInput{WorkspaceIds: idsOf(batch)}
			for status, err := range workspaces.NewDescribeWorkspacesConnectionStatusPaginator(f.client, in).Items(ctx) {
				if err != nil {
					return err
				}
				if d := byID[aws.ToString(status.WorkspaceId)]; d != nil {
					d.Connection = Connection{
						State:         status.ConnectionState,
						LastConnected: aws.ToTime(status.LastKnownUserConnectionTimestamp),
						CheckedAt:     aws.ToTime(status.ConnectionStateCheckTimestamp),
					}
				}
			}
			return nil
		},
		matches: func(d *Desktop) bool { return filter.matchesConnection(d.Connection, now) },
	}
}

func tagJoin(filter *Filter, source TagSource) *join {
	return &join{
		name: "tags", size: min(source.BatchSize(), maxBatch), filters: filter.Tags != nil,
		fetch: func(ctx context.Context, batch []*Desktop) error {
			tags, err := source.Tags(ctx, idsOf(batch))
			if err != nil {
				return err
			}
			for _, d := range batch {
				d.Tags = tags[d.ID()]
			}
			return nil
		},
		matches: func(d *Desktop) bool { return filter.matchesTags(d.Tags) },
	}
}

// bundleJoin returns the join that looks up bundles. It is not known whether the service omits bundles that do not
// exist rather than returning an error.
func (f *Fleet) bundleJoin() *join {
	return lookup("bundles", maxIDs,
		func(d *Desktop) (*string, **types.WorkspaceBundle) { return d.BundleId, &d.Bundle },
		func(bundle *types.WorkspaceBundle) *string { return bundle.BundleId },
		func(ctx context.Context, ids []string) iter.Seq2[types.WorkspaceBundle, error] {
			in := &workspaces.DescribeWorkspaceBundlesInput{BundleIds: ids}
			return workspaces.NewDescribeWorkspaceBundlesPaginator(f.client, in).Items(ctx)
		})
}

// directoryJoin returns the join that adds directories. The join needs no batches: for the first desktop, it fetches
// all directories, or only the one selected by the filter. A directory registered during the inventory takes a call of
// its own.
func (f *Fleet) directoryJoin(filter *Filter) *join {
	all := filter.DirectoryId == nil
	return lookup("directories", 1,
		func(d *Desktop) (*string, **types.WorkspaceDirectory) { return d.DirectoryId, &d.Directory },
		func(directory *types.WorkspaceDirectory) *string { return directory.DirectoryId },
		func(ctx context.Context, ids []string) iter.Seq2[types.WorkspaceDirectory, error] {
			in := &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: ids}
			if all {
				in.DirectoryIds, all = nil, false
			}
			return workspaces.NewDescribeWorkspaceDirectoriesPaginator(f.client, in).Items(ctx)
		})
}

// lookup returns a join that adds resources shared by several desktops, such as bundles. The join fetches each resource
// once. field returns the identifier of a desktop's resource, and a pointer to the Desktop field that holds the
// resource. fetch returns the resources with the given identifiers, and may return others as well.
func lookup[T any](
	name string, size int, field func(*Desktop) (*string, **T), id func(*T) *string, fetch func(context.Context, []string) iter.Seq2[T, error],
) *join {
	found := make(map[string]*T) // holds nil for identifiers that the service did not return
	known := func(d *Desktop) bool {
		id, target := field(d)
		resource, known := found[aws.ToString(id)]
		*target = resource
		return known || id == nil
	}
	return &join{
		name: name, size: size, known: known,
		fetch: func(ctx context.Context, batch []*Desktop) error {
			var ids []string
			for _, d := range batch {
				if id, _ := field(d); !known(d) && !slices.Contains(ids, *id) {
					ids = append(ids, *id)
				}
			}
			for resource, err := range fetch(ctx, ids) {
				if err != nil {
					return err
				}
				found[aws.ToString(id(&resource))] = &resource
			}
			for _, id := range ids {
				if _, returned := found[id]; !returned {
					found[id] = nil
				}
			}
			for _, d := range batch {
				known(d)
			}
			return nil
		},
	}
}
