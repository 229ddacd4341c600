package fleet_test

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func withLimiter(l workspaces.RateLimiter) func(*workspaces.Options) {
	return func(o *workspaces.Options) { o.RateLimiter = l }
}

// seedOf returns a seed of n desktops, numbered from 0, in two directories and with three bundles. In each group of ten
// desktops, the first is STOPPED, the second is in ERROR and the third is ALWAYS_ON. The user of desktop i was last
// connected i days ago, except that every seventh user never connected. The tag Number holds the desktop's number, and
// every fifth desktop has the tag Team=red.
func seedOf(n int) workspacestest.Seed {
	seed := workspacestest.Seed{Tags: make(map[string]map[string]string)}
	bundles := []string{workspacestest.BundleStandardWindows, "wsb-11111111a", "wsb-22222222b"}
	for _, id := range bundles[1:] {
		seed.Bundles = append(seed.Bundles, types.WorkspaceBundle{BundleId: aws.String(id)})
	}
	for i := range n {
		ws := types.Workspace{
			WorkspaceId: aws.String(desktopID(i)), DirectoryId: aws.String(directories[i%2]), BundleId: aws.String(bundles[i%3]),
			State:               types.WorkspaceStateAvailable,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
		}
		status := types.WorkspaceConnectionStatus{WorkspaceId: ws.WorkspaceId}
		switch i % 10 {
		case 0:
			ws.State = types.WorkspaceStateStopped
		case 1:
			ws.State = types.WorkspaceStateError
		case 2:
			ws.WorkspaceProperties.RunningMode = types.RunningModeAlwaysOn
		}
		if i%7 != 6 {
			status.LastKnownUserConnectionTimestamp = aws.Time(time.Now().Add(-time.Duration(i) * 24 * time.Hour).Truncate(time.Second))
		}
		seed.Tags[desktopID(i)] = map[string]string{"Number": fmt.Sprint(i)}
		if i%5 == 0 {
			seed.Tags[desktopID(i)]["Team"] = "red"
		}
		seed.Workspaces = append(seed.Workspaces, ws)
		seed.ConnectionStatus = append(seed.ConnectionStatus, status)
	}
	return seed
}

var directories = []string{"d-90670000aa", "d-90670000bb"}

func desktopID(i int) string { return fmt.Sprintf("ws-%08d", i) }

// newEmulator returns an emulator with the n desktops of seedOf(n).
func newEmulator(tb testing.TB, n int) *workspacestest.Emulator {
	tb.Helper()
	return workspacestest.New(tb, workspacestest.WithSeedResources(seedOf(n)))
}

// collect returns an inventory's desktops and its error, if any. It fails the test if the inventory continues after an
// error, or yields a desktop along with one.
func collect(tb testing.TB, inventory iter.Seq2[fleet.Desktop, error]) (desktops []fleet.Desktop, last error) {
	tb.Helper()
	for d, err := range inventory {
		require.NoError(tb, last, "an error must be the last element")
		if last = err; err != nil {
			require.Zero(tb, d)
			continue
		}
		desktops = append(desktops, d)
	}
	return desktops, last
}

func idsOf(desktops []fleet.Desktop) []string {
	ids := []string{}
	for _, d := range desktops {
		ids = append(ids, d.ID())
	}
	return ids
}

// where returns the identifiers of those desktops from 0 to n-1 that match.
func where(n int, match func(i int) bool) []string {
	ids := []string{}
	for i := range n {
		if match(i) {
			ids = append(ids, desktopID(i))
		}
	}
	return ids
}

// callsTo returns the number of requests that the emulator received for each operation.
func callsTo(emu *workspacestest.Emulator) map[string]int {
	calls := make(map[string]int)
	for _, request := range emu.Requests() {
		calls[request.Operation]++
	}
	return calls
}

// tagService is a TagSource that does not call Amazon WorkSpaces. It records the identifiers passed to each call to
// Tags.
type tagService struct {
	size  int
	calls [][]string
	after int   // if err is set, the number of calls that succeed first
	err   error // if not nil, returned by all later calls
}

func (s *tagService) BatchSize() int { return s.size }

func (s *tagService) Tags(_ context.Context, ids []string) (map[string][]types.Tag, error) {
	s.calls = append(s.calls, ids)
	if s.err != nil && len(s.calls) > s.after {
		return nil, s.err
	}
	tags := map[string][]types.Tag{"ws-unasked0": nil}
	for _, id := range ids {
		var i int
		if _, err := fmt.Sscanf(id, "ws-%d", &i); err != nil {
			return nil, err
		}
		if i%5 == 0 {
			tags[id] = []types.Tag{{Key: aws.String("Team"), Value: aws.String("red")}}
		}
	}
	return tags, nil
}
