package workspacestest_test

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// admitted makes up to 100 calls, stopping when one is throttled, and returns how many succeeded.
func admitted(tb testing.TB, client *workspaces.Client) int {
	tb.Helper()
	for n := range 100 {
		if _, err := client.DescribeWorkspaces(tb.Context(), &workspaces.DescribeWorkspacesInput{}); err != nil {
			requireCode(tb, err, "ThrottlingException", "Rate exceeded")
			require.True(tb, workspaces.IsThrottling(err))
			return n
		}
	}
	return 100
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithRateLimit(2, 5), workspacestest.WithCredentials(otherKey, "secret"),
		noon)
	client, begin := emu.Client(once), snapshotOf(t, emu)
	assert.Equal(t, 5, admitted(t, client))
	assert.Equal(t, 0, admitted(t, client))
	assert.Equal(t, 5, admitted(t, emu.Client(once, inRegion("eu-central-1"))), "each Region has its own limit")
	assert.Equal(t, 5, admitted(t, emu.ClientFor(otherKey, workspacestest.Region, once)))
	for _, step := range []struct {
		pass time.Duration
		want int
	}{{499 * time.Millisecond, 0}, {time.Millisecond, 1}, {time.Second, 2}, {700 * time.Millisecond, 1}, {300 * time.Millisecond, 1}, {time.Hour, 5}} {
		emu.Advance(step.pass)
		assert.Equal(t, step.want, admitted(t, client), step.pass)
	}
	require.NoError(t, emu.Restore(begin), "Restore sets the clock back")
	assert.Equal(t, 0, admitted(t, client))
	emu.Advance(3 * time.Second)
	assert.Equal(t, 5, admitted(t, client))
}

func TestExtremeRateLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rate  float64
		burst int
		want  int
	}{{1e-300, 2, 2}, {1e18, 1, 100}, {math.MaxFloat64, 1, 100}, {1, 10_000, 100}, {math.SmallestNonzeroFloat64, 1, 1}} {
		emu := workspacestest.New(t, workspacestest.WithRateLimit(tt.rate, tt.burst), noon)
		assert.Equal(t, tt.want, admitted(t, emu.Client(once)), tt)
	}
}

// TestRetriesSlowAClientDownToTheRateLimit makes more calls than the rate limit allows. All must succeed, some of them
// after retries.
func TestRetriesSlowAClientDownToTheRateLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithRateLimit(2, 5))
		client := emu.Client(func(o *workspaces.Options) { o.RetryMaxAttempts = 10 })
		begin := time.Now()
		for range 20 {
			_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
			require.NoError(t, err)
		}
		assert.GreaterOrEqual(t, time.Since(begin), 7500*time.Millisecond)
		assert.Greater(t, len(emu.Requests()), 20)
	})
}
