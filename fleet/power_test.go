package fleet_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// allIDs returns the identifiers of all desktops of an emulator.
func allIDs(tb testing.TB, emu *workspacestest.Emulator) []string {
	tb.Helper()
	var ids []string
	for token := (*string)(nil); ; {
		out, err := emu.Client(func(o *workspaces.Options) { o.RetryMaxAttempts = 1 }).DescribeWorkspaces(tb.Context(), &workspaces.DescribeWorkspacesInput{NextToken: token})
		if workspaces.IsThrottling(err) {
			time.Sleep(time.Second)
			continue
		}
		require.NoError(tb, err)
		for _, ws := range out.Workspaces {
			ids = append(ids, aws.ToString(ws.WorkspaceId))
		}
		if token = out.NextToken; token == nil {
			return ids
		}
	}
}

func TestStopTakesTheLeastCallsAndTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const n = 10_000
		emu := rateLimited(t, n)
		ids := allIDs(t, emu)
		time.Sleep(time.Minute)
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
