package fleet_test

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// faultKinds holds the faults injected by the tests, by name.
var faultKinds = map[string]workspacestest.Fault{
	"throttled":     {Throttle: true},
	"access denied": {Code: "AccessDeniedException"},
	"cut off":       {CutOff: true},
	"dropped":       {Drop: true},
	"5xx":           {Status: 503},
}

// TestInventoriesCompleteOrEndWithOneError makes random calls fail during an inventory with all options. The inventory
// must complete or end with one error, without silently omitting a desktop or yielding one twice.
func TestInventoriesCompleteOrEndWithOneError(t *testing.T) {
	t.Parallel()
	kinds := map[string][]string{"all kinds": {"throttled", "access denied", "cut off", "dropped", "5xx"}}
	for kind := range faultKinds {
		kinds[kind] = []string{kind}
	}
	const seeds = 20
	for name, kinds := range kinds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var complete, ended atomic.Int64
			t.Cleanup(func() {
				t.Logf("%d inventories: %d complete, %d ended with an error", seeds, complete.Load(), ended.Load())
			})
			for seed := range uint64(seeds) {
				synctest.Test(t, func(t *testing.T) {
					if checkFaultyInventory(t, rand.New(rand.NewPCG(seed, 1)), kinds) {
						complete.Add(1)
					} else {
						ended.Add(1)
					}
				})
			}
		})
	}
}

// checkFaultyInventory runs an inventory in which 10 calls fail with each kind of fault, and reports whether the
// inventory completed.
func checkFaultyInventory(t *testing.T, random *rand.Rand, kinds []string) (complete bool) {
	t.Helper()
	const n, calls = 80, 4 + 4 + 1 + 1 + 80
	emu := newEmulator(t, n)
	client := emu.Client(withLimiter(ratelimit.New()))
	want, err := collect(t, fleet.New(emu.Client()).Inventory(t.Context(), fleet.Filter{}, allJoins(emu.Client())...))
	require.NoError(t, err)
	require.Len(t, emu.Requests(), calls)

	for _, kind := range kinds {
		var requests atomic.Int64 // atomic, because DescribeTags calls are concurrent
		fails := make(map[int64]bool)
		for _, place := range random.Perm(calls)[:10] {
			fails[int64(place)] = true
		}
		fault := faultKinds[kind]
		fault.MayMiss = true
		fault.Match = func(any) bool { return fails[requests.Add(1)-1] }
		emu.Inject(fault)
	}

	got, err := collect(t, fleet.New(client).Inventory(t.Context(), fleet.Filter{}, allJoins(client)...))
	seen := make(map[string]bool, n)
	for i, d := range got {
		require.False(t, seen[d.ID()], "%s was yielded twice", d.ID())
		seen[d.ID()] = true
		d.Connection.CheckedAt = want[i].Connection.CheckedAt
		require.Equal(t, want[i], d)
	}
	if err == nil {
		require.Len(t, got, n)
		return true
	}
	var failed *fleet.InventoryError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, len(got), failed.Yielded)
	assert.Less(t, failed.Yielded, n)
	return false
}
