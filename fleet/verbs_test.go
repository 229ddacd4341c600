package fleet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
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
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// method is a Fleet method that changes desktops, with its expected effects.
type method struct {
	operation string
	before    types.WorkspaceState // the desktops' state before the run; empty if the method creates them
	after     types.WorkspaceState // the desktops' state after a run with WithWait; empty if they no longer exist
	looks     bool                 // the method describes the desktops before it changes them
	chunk     int                  // the maximum number of desktops per call
	run       func(context.Context, *fleet.Fleet, []string, ...fleet.Option) (*fleet.Report, error)
}

const otherBundle = "wsb-11111111a"

func byID(run func(*fleet.Fleet, context.Context, iter.Seq[string], ...fleet.Option) (*fleet.Report, error)) func(context.Context, *fleet.Fleet, []string, ...fleet.Option) (*fleet.Report, error) {
	return func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return run(f, ctx, slices.Values(ids), o...)
	}
}

var (
	available = types.WorkspaceStateAvailable
	stopped   = types.WorkspaceStateStopped
)

// methods holds all methods that change desktops. Create and Ensure use the identifiers as user names.
var methods = map[string]method{
	"Stop":      {"StopWorkspaces", available, stopped, false, 25, byID((*fleet.Fleet).Stop)},
	"Start":     {"StartWorkspaces", stopped, available, false, 25, byID((*fleet.Fleet).Start)},
	"Reboot":    {"RebootWorkspaces", available, available, false, 25, byID((*fleet.Fleet).Reboot)},
	"Rebuild":   {"RebuildWorkspaces", available, available, true, 1, byID((*fleet.Fleet).Rebuild)},
	"Restore":   {"RestoreWorkspace", available, available, true, 1, byID((*fleet.Fleet).Restore)},
	"Terminate": {"TerminateWorkspaces", available, "", true, 25, byID((*fleet.Fleet).Terminate)},
	"Migrate": {"MigrateWorkspace", available, available, true, 1, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.Migrate(ctx, otherBundle, slices.Values(ids), o...)
	}},
	"ModifyProperties": {"ModifyWorkspaceProperties", available, available, false, 1, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.ModifyProperties(ctx, types.WorkspaceProperties{ComputeTypeName: types.ComputePower}, slices.Values(ids), o...)
	}},
	"SetState": {"ModifyWorkspaceState", available, types.WorkspaceStateAdminMaintenance, false, 1, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.SetState(ctx, types.TargetWorkspaceStateAdminMaintenance, slices.Values(ids), o...)
	}},
	"Tag": {"CreateTags", available, available, false, 1, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.Tag(ctx, []types.Tag{{Key: aws.String("Team"), Value: aws.String("red")}}, slices.Values(ids), o...)
	}},
	"Untag": {"DeleteTags", available, available, false, 1, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.Untag(ctx, []string{"Team"}, slices.Values(ids), o...)
	}},
	"Create": {"CreateWorkspaces", "", available, false, 25, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.Create(ctx, requestsFor(ids), o...)
	}},
	"Ensure": {"CreateWorkspaces", "", available, true, 25, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.Ensure(ctx, requestsFor(ids), o...)
	}},
	"Ensure, modify": {"ModifyWorkspaceProperties", available, available, true, 1, func(ctx context.Context, f *fleet.Fleet, ids []string, o ...fleet.Option) (*fleet.Report, error) {
		return f.Ensure(ctx, func(yield func(types.WorkspaceRequest) bool) {
			for request := range requestsFor(ids) {
				request.WorkspaceProperties = &types.WorkspaceProperties{ComputeTypeName: types.ComputePower}
				if !yield(request) {
					return
				}
			}
		}, append(o, fleet.WithModify())...)
	}},
}

func requestsFor(users []string) iter.Seq[types.WorkspaceRequest] {
	return func(yield func(types.WorkspaceRequest) bool) {
		for _, user := range users {
			if !yield(types.WorkspaceRequest{DirectoryId: &directories[0], UserName: &user, BundleId: aws.String(workspacestest.BundleStandardWindows)}) {
				return
			}
		}
	}
}

// eachMethod runs a test for each method, each in its own testing/synctest bubble.
func eachMethod(t *testing.T, test func(t *testing.T, m method)) {
	t.Helper()
	for name, m := range methods {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { test(t, m) })
		})
	}
}

// world returns an emulator with n desktops in the state m.before, and the inputs for the method.
func (m method) world(tb testing.TB, n int, options ...workspacestest.Option) (*workspacestest.Emulator, []string) {
	tb.Helper()
	seed := workspacestest.Seed{
		Directories: []types.WorkspaceDirectory{{DirectoryId: &directories[0]}},
		Bundles:     []types.WorkspaceBundle{{BundleId: aws.String(otherBundle)}},
	}
	var ids []string
	for i := range n {
		id := desktopID(i)
		ids = append(ids, id)
		if m.before != "" {
			seed.Workspaces = append(seed.Workspaces, types.Workspace{
				WorkspaceId: &id, DirectoryId: &directories[0], UserName: &id, State: m.before,
				WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
			})
		}
	}
	return workspacestest.New(tb, append(options, workspacestest.WithSeedResources(seed))...), ids
}

func TestEachMethodChangesAllDesktops(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		const n = 60
		emu, ids := m.world(t, n, workspacestest.WithRateLimit(2, 5))
		limiter := ratelimit.New()
		report, err := m.run(t.Context(), fleet.New(emu.Client(withLimiter(limiter))), append(ids, ids[3]), fleet.WithWait(4*time.Hour))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		require.Len(t, report.Results, n+1)
		assert.Equal(t, report.Results[3], report.Results[n], "an input given twice")
		assert.Equal(t, n+1, report.Count(fleet.Done), report)
		assert.Equal(t, limiter.Stats().Attempts, report.Calls)
		assert.Equal(t, (n+m.chunk-1)/m.chunk, callsTo(emu)[m.operation], "sends")
		t.Log(report.Calls, report.Ended.Sub(report.Started))
		for _, result := range report.Results {
			got := stateOf(t, emu, result.WorkspaceId)
			assert.Equal(t, m.after, got)
		}
	})
}

// stateOf returns a desktop's state, which is empty if the desktop does not exist.
func stateOf(tb testing.TB, emu *workspacestest.Emulator, id string) types.WorkspaceState {
	tb.Helper()
	for {
		out, err := emu.Client(func(o *workspaces.Options) { o.RetryMaxAttempts = 1 }).DescribeWorkspaces(tb.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{id}})
		if workspaces.IsThrottling(err) {
			time.Sleep(time.Second)
			continue
		}
		require.NoError(tb, err)
		if len(out.Workspaces) == 0 {
			return ""
		}
		return out.Workspaces[0].State
	}
}

// TestEachMethodSucceedsDespiteFaults makes 30 percent of all calls fail with one kind of fault.
func TestEachMethodSucceedsDespiteFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]workspacestest.Fault{
		"throttled":           {Throttle: true},
		"dropped before":      {Drop: true},
		"dropped after":       {Drop: true, AfterChange: true},
		"cut off":             {CutOff: true},
		"5xx before":          {Status: 503},
		"5xx after":           {Status: 500, AfterChange: true},
		"operation in flight": {Code: "OperationInProgressException"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachMethod(t, func(t *testing.T, m method) {
				const n = 55
				emu, ids := m.world(t, n)
				often := fault
				often.Probability = 0.3
				emu.Inject(often)
				report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithWait(6*time.Hour))
				require.NoError(t, err)
				assert.Equal(t, n, report.Count(fleet.Done)+report.Count(fleet.Unknown), report)
				for _, result := range report.Results {
					if result.Class == fleet.Unknown {
						refused := fault.Throttle || fault.Code != ""
						assert.True(t, !refused && m.mayBeUnknown(emu.Requests(), result.Input), "%+v", result)
					}
				}
			})
		})
	}
}

// mayBeUnknown reports whether, after these requests, a run with WithWait may report an input as Unknown. It may if at
// least eight answers to calls that change the desktop were lost, or if the last such answer was lost and no call
// described the desktop within a minute.
func (m method) mayBeUnknown(requests []workspacestest.Request, input string) bool {
	var lost time.Time // when the last call with a lost answer was made, or zero if the desktop was described within a minute of it
	losses := 0
	for _, request := range requests {
		members, _ := json.Marshal(request.Input)
		switch {
		case !bytes.Contains(members, []byte(`"`+input+`"`)):
		case request.Operation == m.operation && request.Faulted:
			losses++
			lost = request.Time
		case request.Operation == "DescribeWorkspaces" && !request.Faulted && request.Time.Sub(lost) <= time.Minute:
			lost = time.Time{}
		}
	}
	return losses >= 8 || !lost.IsZero()
}

func TestRunsWithoutALimiterSucceedDespiteThrottling(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Stop"]
		emu, ids := m.world(t, 1000, workspacestest.WithRateLimit(2, 5))
		report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithWait(time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 1000, report.Count(fleet.Done), report)
		t.Log(report.Calls, report.Throttles, report.Ended.Sub(report.Started))
		assert.Less(t, report.Ended.Sub(report.Started), 5*time.Minute)
	})
}
