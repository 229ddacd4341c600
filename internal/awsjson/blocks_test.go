package awsjson_test

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// heap returns the number of bytes in use.
func heap() int64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// allocated returns the number of bytes that f allocates.
func allocated(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

func TestAKeptValueDoesNotKeepThePage(t *testing.T) { //nolint:paralleltest // measures the heap
	const pages, limit = 30, 6 << 10
	body := []byte(desktopsPage(100)) // 62 kB
	long := strings.Repeat("long", 1000)
	body = []byte(strings.ReplaceAll(string(body), `"user9"`, `"`+long+`"`))
	for name, keep := range map[string]func(*types.Workspace) any{
		"string pointer":  func(ws *types.Workspace) any { return ws.UserName },
		"string":          func(ws *types.Workspace) any { return *ws.ComputerName },
		"integer":         func(ws *types.Workspace) any { return ws.WorkspaceProperties.RootVolumeSizeGib },
		"boolean":         func(ws *types.Workspace) any { return ws.RootVolumeEncryptionEnabled },
		"struct":          func(ws *types.Workspace) any { return ws.WorkspaceProperties },
		"list":            func(ws *types.Workspace) any { return ws.WorkspaceProperties.Protocols },
		"enum":            func(ws *types.Workspace) any { return ws.State },
		"empty list":      func(ws *types.Workspace) any { return ws.ModificationStates },
		"after long text": func(ws *types.Workspace) any { return ws.BundleId },
	} {
		kept := make([]any, 0, pages)
		before := heap()
		for range pages {
			var out workspaces.DescribeWorkspacesOutput
			require.NoError(t, awsjson.Unmarshal(body, &out))
			kept = append(kept, keep(&out.Workspaces[10]))
		}
		assert.Less(t, (heap()-before)/pages, int64(limit), name)
		runtime.KeepAlive(kept)
	}
}

func TestAWrongContentLengthClaimsLittleMemory(t *testing.T) { //nolint:paralleltest // measures the heap
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	for _, length := range []int64{1 << 62, 1 << 40, 1, 0, -1, -1 << 62} {
		for _, body := range []string{`{"TagList":[{"Key":"k"}]}`, `{"TagList":[]` + strings.Repeat(" ", 1000) + `}`} {
			resp := answerOf(http.StatusOK, "", strings.NewReader(body))
			resp.ContentLength = length
			used := allocated(func() { assert.NoError(t, op.DeserializeResponse(resp, op.NewOutput())) })
			assert.Less(t, used, int64(24<<20), "Content-Length %d", length)
		}
	}
}

func TestAShortListAfterALongOneIsSmall(t *testing.T) {
	t.Parallel()
	var out workspaces.DescribeWorkspacesOutput
	for _, n := range []int{1000, 1, 3000, 25} {
		require.NoError(t, awsjson.Unmarshal([]byte(desktopsPage(n)), &out))
		assert.Len(t, out.Workspaces, n)
		assert.LessOrEqual(t, cap(out.Workspaces), max(8*n, 16))
	}
}

func TestValuesOfADocumentAreIndependent(t *testing.T) {
	t.Parallel()
	var first, second workspaces.DescribeWorkspacesOutput
	require.NoError(t, awsjson.Unmarshal([]byte(desktopsPage(100)), &first))
	require.NoError(t, awsjson.Unmarshal([]byte(desktopsPage(100)), &second))
	for i := range first.Workspaces {
		ws := &first.Workspaces[i]
		*ws.UserName, *ws.RootVolumeEncryptionEnabled, *ws.WorkspaceProperties.RootVolumeSizeGib = "changed", false, int32(i)
		ws.ModificationStates = append(ws.ModificationStates, types.ModificationState{State: "changed"})
		ws.WorkspaceProperties.Protocols = append(ws.WorkspaceProperties.Protocols, "changed")
	}
	for i := range first.Workspaces {
		assert.Equal(t, int32(i), *first.Workspaces[i].WorkspaceProperties.RootVolumeSizeGib)
		assert.True(t, *first.Workspaces[i].UserVolumeEncryptionEnabled)
		assert.Equal(t, fmt.Sprintf("ws-%09d", i), *first.Workspaces[i].WorkspaceId)
	}
	var third workspaces.DescribeWorkspacesOutput
	require.NoError(t, awsjson.Unmarshal([]byte(desktopsPage(100)), &third))
	assert.Equal(t, second, third)
}
