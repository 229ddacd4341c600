package fleet_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// slowToShow is a service that still shows what was before the first change for 5 seconds after that change.
type slowToShow struct {
	*workspaces.Client
	emu    *workspacestest.Emulator
	before []types.Workspace
}

func (l *slowToShow) DescribeWorkspaces(ctx context.Context, in *workspaces.DescribeWorkspacesInput, o ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	out, err := l.Client.DescribeWorkspaces(ctx, in, o...)
	if err != nil {
		return nil, err
	}
	for _, r := range l.emu.Requests() {
		if r.Operation != "DescribeWorkspaces" {
			if time.Since(r.Time) < 5*time.Second {
				out.Workspaces = slices.DeleteFunc(slices.Clone(l.before), func(ws types.Workspace) bool {
					return len(in.WorkspaceIds) > 0 && !slices.Contains(in.WorkspaceIds, *ws.WorkspaceId)
				})
			}
			return out, nil
		}
	}
	return out, nil
}

// TestALaggingServiceDoesNotEndAWait makes changes that the service accepts but does not show for 5 seconds.
func TestALaggingServiceDoesNotEndAWait(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		method string
		before types.WorkspaceState
		takes  time.Duration                                                                         // how long the change takes
		run    func(context.Context, *fleet.Fleet, []string, ...fleet.Option) (*fleet.Report, error) // nil for the method's own
	}{
		"Reboot":                    {method: "Reboot", before: available, takes: 3 * time.Minute},
		"Terminate, in error":       {method: "Terminate", before: types.WorkspaceStateError, takes: 5 * time.Minute},
		"Rebuild, in error":         {method: "Rebuild", before: types.WorkspaceStateError},
		"Rebuild, stopped":          {method: "Rebuild", before: stopped},
		"Restore, unhealthy":        {method: "Restore", before: types.WorkspaceStateUnhealthy},
		"Stop, in error":            {method: "Stop", before: types.WorkspaceStateError},
		"Migrate, target not shown": {method: "Migrate", before: available},
		"SetState, end of maintenance": {"SetState", types.WorkspaceStateAdminMaintenance, 0, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
			return f.SetState(ctx, types.TargetWorkspaceStateAvailable, slices.Values(ids), o...)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[tt.method]
				m.before = tt.before
				if tt.run != nil {
					m.run = tt.run
				}
				emu, ids := m.world(t, 1)
				out, err := emu.Client().DescribeWorkspaces(t.Context(), nil)
				require.NoError(t, err)
				emu.ClearRequests()
				report, err := m.run(t.Context(), fleet.New(&slowToShow{emu.Client(), emu, out.Workspaces}), ids, fleet.WithWait(3*time.Hour))
				require.NoError(t, err)
				require.NoError(t, report.Err())
				assert.Equal(t, 1, report.Count(fleet.Done), report)
				assert.Greater(t, report.Ended.Sub(report.Started), max(tt.takes, 4*time.Second))
			})
		})
	}
}

// TestInstantChangesAreSeenSoon uses an emulator whose changes take no time, and end in the state in which they began.
func TestInstantChangesAreSeenSoon(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Reboot", "Rebuild", "Restore"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[name]
				emu, ids := m.world(t, 60, workspacestest.WithDuration(workspacestest.Rebooting, 0), workspacestest.WithDuration(workspacestest.Rebuilding, 0), workspacestest.WithDuration(workspacestest.Restoring, 0))
				report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithWait(time.Hour))
				require.NoError(t, err)
				assert.Equal(t, 60, report.Count(fleet.Done), report)
				assert.LessOrEqual(t, report.Ended.Sub(report.Started), 20*time.Second)
			})
		})
	}
}

// TestOverdueChangesOfAJournalShareLooks continues a run hours later, when all its changes are long complete.
func TestOverdueChangesOfAJournalShareLooks(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Rebuild", "Migrate", "Stop"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[name]
				emu, ids := m.world(t, 200)
				f, file := fleet.New(emu.Client(withLimiter(ratelimit.New()))), &growingFile{}
				_, err := m.run(t.Context(), f, ids, fleet.WithJournal(file), fleet.WithWait(110*time.Second))
				require.NoError(t, err)
				time.Sleep(3 * time.Hour)
				file.read = 0
				report, err := m.run(t.Context(), f, ids, fleet.WithJournal(file), fleet.WithWait(5*time.Hour))
				require.NoError(t, err)
				assert.Equal(t, 200, report.Count(fleet.Done), report)
				assert.LessOrEqual(t, report.Calls, 10)
			})
		})
	}
}

// TestAnUndoneChangeOfAJournalDoesNotDelayNewChanges continues a run in which one desktop has been started again.
func TestAnUndoneChangeOfAJournalDoesNotDelayNewChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Stop"]
		emu, ids := m.world(t, 26)
		f, file := fleet.New(emu.Client(withLimiter(ratelimit.New()))), &growingFile{}
		_, err := m.run(t.Context(), f, ids[:1], fleet.WithJournal(file), fleet.WithWait(time.Second))
		require.NoError(t, err)
		time.Sleep(10 * time.Minute)
		_, err = f.Start(t.Context(), slices.Values(ids[:1]), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		file.read = 0
		var done time.Duration
		report, err := m.run(t.Context(), f, ids, fleet.WithJournal(file), fleet.WithWait(5*time.Hour), fleet.WithProgress(func(p fleet.Progress) {
			if p.Done == 25 && done == 0 {
				done = p.Elapsed
			}
		}))
		require.NoError(t, err)
		assert.Equal(t, 25, report.Count(fleet.Done), report)
		assert.Equal(t, 1, report.Count(fleet.Failed), report)
		assert.LessOrEqual(t, done, 2*time.Minute+10*time.Second)
	})
}

// TestAChangeThatWasAlreadyInProgressIsSeenSoon changes a desktop that is about to complete the same change.
func TestAChangeThatWasAlreadyInProgressIsSeenSoon(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]time.Duration{"Reboot": 175 * time.Second, "Rebuild": 18 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			m := methods[name]
			emu, ids := m.world(t, 1)
			f := fleet.New(emu.Client())
			_, err := m.run(t.Context(), f, ids)
			require.NoError(t, err)
			time.Sleep(before)
			report, err := m.run(t.Context(), f, ids, fleet.WithWait(5*time.Hour))
			require.NoError(t, err)
			assert.Equal(t, 1, report.Count(fleet.Done), report)
			assert.LessOrEqual(t, report.Calls, 20, name)
		})
	}
}

// TestLeftEndsWithTheWait gives a run too little time for its changes.
func TestLeftEndsWithTheWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Migrate"]
		emu, ids := m.world(t, 50)
		const wait = 50 * time.Minute
		_, err := m.run(t.Context(), fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids, fleet.WithWait(wait), fleet.WithProgress(func(p fleet.Progress) {
			assert.LessOrEqual(t, p.Elapsed+p.Left, wait+5*time.Second, "%+v", p)
		}))
		require.NoError(t, err)
	})
}
