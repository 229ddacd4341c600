package workspacestest_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const many = 100_000

// BenchmarkDescribeWorkspaces100k reads 100,000 WorkSpaces page by page, as one client does.
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

// BenchmarkSeed100k makes an emulator with 100,000 WorkSpaces and reports the memory that each of them takes.
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
