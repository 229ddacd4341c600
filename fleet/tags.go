package fleet

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// TagSource fetches the tags of WorkSpaces.
type TagSource interface {
	// Tags returns the tags of the WorkSpaces with the given identifiers, keyed by identifier. WorkSpaces without tags
	// can be missing from the result.
	Tags(ctx context.Context, workspaceIDs []string) (map[string][]types.Tag, error)

	// BatchSize returns the maximum number of identifiers in one call to Tags. It must be at least 1.
	BatchSize() int
}

// DescribeTagsAPIClient is the part of [workspaces.Client] used by [DescribeTags]. Tests can implement it.
type DescribeTagsAPIClient interface {
	// DescribeTags calls the DescribeTags operation, which returns the tags of one resource.
	DescribeTags(context.Context, *workspaces.DescribeTagsInput, ...func(*workspaces.Options)) (*workspaces.DescribeTagsOutput, error)
}

// DescribeTags returns a TagSource that calls the service's DescribeTags operation. It needs no other service, nor
// permission for one, but it is slow, because it makes one call for each desktop: at 2 calls a second, 1,000 desktops
// take more than 8 minutes, and 100,000 take 14 hours. At most 5 calls are in progress at a time. The module
// fleet/taggingapi provides a source that reads the tags of up to 100 desktops per call.
//
// A WorkSpace that no longer exists has no tags. If a call fails for any other reason, the Tags method cancels the
// calls in progress, waits for them to end, and returns the error.
func DescribeTags(client DescribeTagsAPIClient) TagSource { return &describeTags{client} }

type describeTags struct{ client DescribeTagsAPIClient }

// describeTagsCalls is the maximum number of DescribeTags calls in progress, equal to the burst that the service
// allows. Five concurrent calls sustain the full rate of 2 calls a second even if each takes 2.5 seconds.
const describeTagsCalls = 5

// BatchSize returns 25, so that each page of DescribeWorkspaces is one batch.
func (*describeTags) BatchSize() int { return maxIDs }

func (s *describeTags) Tags(ctx context.Context, workspaceIDs []string) (map[string][]types.Tag, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	lists := make([][]types.Tag, len(workspaceIDs))
	var (
		calls sync.WaitGroup
		next  atomic.Int64
	)
	for range min(describeTagsCalls, len(workspaceIDs)) {
		calls.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(lists)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				var err error
				if lists[i], err = s.tagsOf(ctx, workspaceIDs[i]); err != nil {
					fail(err) // the first error becomes the cancellation cause
				}
			}
		})
	}
	calls.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	tags := make(map[string][]types.Tag, len(lists))
	for i, id := range workspaceIDs {
		tags[id] = lists[i]
	}
	return tags, nil
}

// tagsOf returns the tags of one WorkSpace.
func (s *describeTags) tagsOf(ctx context.Context, id string) ([]types.Tag, error) {
	out, err := s.client.DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: aws.String(id)})
	switch {
	case workspaces.IsNotFound(err):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", id, err)
	case out == nil:
		return nil, fmt.Errorf("%s: DescribeTags: the client returned neither an output nor an error", id)
	}
	return out.TagList, nil
}
