package fleet_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
)

func TestTagsOfAWorkspaceThatIsGoneAreEmpty(t *testing.T) {
	t.Parallel()
	emu := newEmulator(t, 3)
	source := fleet.DescribeTags(emu.Client())
	assert.Equal(t, 25, source.BatchSize())
	tags, err := source.Tags(t.Context(), []string{desktopID(0), "ws-nowhere0", desktopID(1)})
	require.NoError(t, err)
	assert.Len(t, tags[desktopID(0)], 2)
	assert.Len(t, tags[desktopID(1)], 1)
	assert.Empty(t, tags["ws-nowhere0"])
	tags, err = source.Tags(t.Context(), nil)
	require.NoError(t, err)
	assert.Empty(t, tags)
}

// slowTags is a fake service whose DescribeTags calls take one second each. It counts the calls.
type slowTags struct {
	mu               sync.Mutex
	calls, now, most int
	failing          string // the identifier for which DescribeTags fails
}

var errSlowTags = errors.New("out of order")

func (s *slowTags) DescribeTags(ctx context.Context, in *workspaces.DescribeTagsInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeTagsOutput, error) {
	s.mu.Lock()
	s.calls++
	s.now++
	s.most = max(s.most, s.now)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.now--
		s.mu.Unlock()
	}()
	if *in.ResourceId == s.failing {
		return nil, errSlowTags
	}
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return &workspaces.DescribeTagsOutput{TagList: []types.Tag{{Key: aws.String("Name"), Value: in.ResourceId}}}, nil
	}
}

func TestDescribeTagsMakesFiveCallsAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service, began := &slowTags{}, time.Now()
		ids := where(25, func(int) bool { return true })
		tags, err := fleet.DescribeTags(service).Tags(t.Context(), ids)
		require.NoError(t, err)
		assert.Len(t, tags, 25)
		for id, list := range tags {
			assert.Equal(t, id, *list[0].Value)
		}
		assert.Equal(t, 5, service.most)
		assert.Equal(t, 5*time.Second, time.Since(began))
	})
}

func TestDescribeTagsEndsWithTheFirstError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service, began := &slowTags{failing: desktopID(7)}, time.Now()
		tags, err := fleet.DescribeTags(service).Tags(t.Context(), where(25, func(int) bool { return true }))
		require.EqualError(t, err, "ws-00000007: out of order")
		require.ErrorIs(t, err, errSlowTags)
		assert.Nil(t, tags)
		assert.Equal(t, time.Second, time.Since(began), "the other calls are cancelled")
		assert.Zero(t, service.now, "no call is in progress")
		assert.LessOrEqual(t, service.calls, 10)
	})
}

// silentTags is a fake client that returns neither an output nor an error.
type silentTags struct{}

func (silentTags) DescribeTags(context.Context, *workspaces.DescribeTagsInput, ...func(*workspaces.Options)) (*workspaces.DescribeTagsOutput, error) {
	return nil, nil
}

func TestDescribeTagsFailsIfTheClientReturnsNothing(t *testing.T) {
	t.Parallel()
	_, err := fleet.DescribeTags(silentTags{}).Tags(t.Context(), []string{desktopID(0)})
	require.EqualError(t, err, "ws-00000000: DescribeTags: the client returned neither an output nor an error")
}
