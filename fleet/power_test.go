package fleet_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestStopTakesTheLeastCallsAndTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const n = 10_000
		emu, ids := methods["Stop"].world(t, n, workspacestest.WithRateLimit(2, 5), workspacestest.WithRequestLog(0))
		limiter := ratelimit.New()
		began := time.Now()
		report, err := fleet.New(emu.Client(withLimiter(limiter))).Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		assert.Equal(t, n, report.Count(fleet.Done))
		t.Logf("%d calls, %v", report.Calls, time.Since(began))
		assert.LessOrEqual(t, report.Calls, 816)
		assert.LessOrEqual(t, time.Since(began), bound(800)*105/100)
	})
}
