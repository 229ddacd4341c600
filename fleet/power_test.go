package fleet_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func stopWorld(t *testing.T, n int) (*workspacestest.Emulator, []string) {
	t.Helper()
	return methods["Stop"].world(t, n, workspacestest.WithRateLimit(2, 5), workspacestest.WithRequestLog(0))
}

// TestScriptsAreSlowOrLeaveDesktopsRunning runs two loops like those found in public programs, for comparison with Stop. The
// first makes one call per desktop. The second makes one call per 25 desktops, sleeping 0.75 s after each. Both use the
// standard retryer and no rate limiter.
func TestScriptsAreSlowOrLeaveDesktopsRunning(t *testing.T) {
	t.Parallel()
	const n = 10_000
	for name, tt := range map[string]struct {
		size     int
		pause    time.Duration
		complete bool
	}{
		"one call per desktop":                       {1, 0, false},
		"25 desktops per call, and sleeps of 0.75 s": {25, 750 * time.Millisecond, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := stopWorld(t, n)
				attempts, began := &counter{}, time.Now()
				lost, unseen := stopByScript(t.Context(), emu.Client(withLimiter(attempts)), ids, tt.size, tt.pause)
				t.Logf("%d calls, %v, %d not stopped, %d not seen STOPPED", attempts.attempts, time.Since(began), lost, unseen)
				assert.Equal(t, tt.complete, lost+unseen == 0)
				if tt.complete { // a loop that drops desktops makes fewer calls, so its time cannot be compared
					assert.Greater(t, time.Since(began), bound(2*n/25)*3/2)
				}
			})
		})
	}
}

// stopByScript stops desktops, and then describes them until they are STOPPED. Each call has size desktops and is
// followed by a pause. If a call fails, its desktops are dropped. lost is the number of desktops not stopped; unseen is
// the number stopped but never seen STOPPED.
func stopByScript(ctx context.Context, client *workspaces.Client, ids []string, size int, pause time.Duration) (lost, unseen int) {
	var stopping [][]string
	for chunk := range slices.Chunk(ids, size) {
		in := &workspaces.StopWorkspacesInput{}
		for _, id := range chunk {
			in.StopWorkspaceRequests = append(in.StopWorkspaceRequests, types.StopRequest{WorkspaceId: &id})
		}
		if _, err := client.StopWorkspaces(ctx, in); err != nil {
			lost += len(chunk)
		} else {
			stopping = append(stopping, chunk)
		}
		time.Sleep(pause)
	}
	for _, chunk := range stopping {
		for complete := false; !complete; time.Sleep(pause) {
			out, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: chunk})
			if err != nil {
				unseen += len(chunk)
				break
			}
			complete = !slices.ContainsFunc(out.Workspaces, func(ws types.Workspace) bool { return ws.State != stopped })
		}
	}
	return lost, unseen
}
