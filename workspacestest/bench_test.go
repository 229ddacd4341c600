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

const many = 100_000

// BenchmarkDescribeWorkspaces100k reads 100,000 WorkSpaces page by page with one client.
func BenchmarkDescribeWorkspaces100k(b *testing.B) {
	client := workspacestest.New(b, workspacestest.WithWorkspaces(many, types.WorkspaceStateAvailable)).Client()
	pages := 0
	for b.Loop() {
		in, found := &workspaces.DescribeWorkspacesInput{}, 0
		for {
			out, err := client.DescribeWorkspaces(b.Context(), in)
			require.NoError(b, err)
			found += len(out.Workspaces)
			pages++
			if out.NextToken == nil {
				break
			}
			in.NextToken = out.NextToken
		}
		require.Equal(b, many, found)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkSeed100k makes an emulator with 100,000 WorkSpaces and reports the memory per WorkSpace.
func BenchmarkSeed100k(b *testing.B) {
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		emu := workspacestest.New(b, workspacestest.WithWorkspaces(many, types.WorkspaceStateAvailable))
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(emu)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/many, "B/WorkSpace")
}

// BenchmarkAHundredThousandWorkspaces measures the cost of 100,000 WorkSpaces: the time to add and to list them, and
// their memory.
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
