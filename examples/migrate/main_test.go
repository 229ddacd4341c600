package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const from, to = workspacestest.BundleStandardWindows, workspacestest.BundlePerformanceWindows

func TestTheDryRunComesFirst(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	dry, report, found := strings.Cut(out.String(), "is ws-")
	require.True(t, found)
	assert.Contains(t, dry, "NotAttempted 30\nSkipped, Fleet.WrongState: 1\n")
	assert.Contains(t, report, "Done         30\n  Skipped      1\n")

	out.Reset()
	require.NoError(t, run(t.Context(), []string{"-dry-run"}, nil, &out))
	assert.Contains(t, out.String(), "NotAttempted 30\n")
	assert.NotContains(t, out.String(), " now\n", "nothing is migrated")
}

// TestDesktopsHaveTheNewBundleAfterwards waits for the migrations, which take an hour on the bubble's clock, then
// migrates the same desktops again with the same journal.
func TestDesktopsHaveTheNewBundleAfterwards(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable), workspacestest.WithRateLimit(2, 5))
		f := fleet.New(emu.Client())
		before, err := desktops(t.Context(), f, from)
		require.NoError(t, err)
		require.Len(t, before, 30)

		journal := filepath.Join(t.TempDir(), "journal")
		for range 2 {
			file, err := os.OpenFile(journal, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
			require.NoError(t, err)
			defer file.Close()
			require.NoError(t, migrate(t.Context(), f, to, before, new(bytes.Buffer), fleet.WithWait(4*time.Hour), fleet.WithJournal(file)))
		}
		after, err := desktops(t.Context(), f, to)
		require.NoError(t, err)
		assert.Len(t, after, 30)
		assert.NotSubset(t, before, after)
		accepted := 0
		for _, request := range emu.Requests() {
			if request.Operation == "MigrateWorkspace" && request.Code == "" {
				accepted++
			}
		}
		assert.Equal(t, 30, accepted, "no desktop is migrated twice")
	})
}
