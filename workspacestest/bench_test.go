package workspacestest_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// BenchmarkAHundredThousandWorkspaces measures how long 100,000 WorkSpaces take to add and to list, and how much memory
// they use.
func BenchmarkAHundredThousandWorkspaces(b *testing.B) {
	const n = 100_000
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before, began := heap(), time.Now()
		client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(n, types.WorkspaceStateAvailable)).Client()
		added := time.Now()
		b.ReportMetric(added.Sub(began).Seconds(), "s/adding")
		b.ReportMetric(float64(heap()-before)/n, "B/WorkSpace")

		listing, seen := time.Now(), 0
		for _, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(b.Context()) {
			require.NoError(b, err)
			seen++
		}
		require.Equal(b, n, seen)
		b.ReportMetric(time.Since(listing).Seconds(), "s/listing")
	}
}
