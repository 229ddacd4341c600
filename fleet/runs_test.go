package fleet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/tracing"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestLargeRunsTakeFewCallsAndLittleTime checks that large runs come close to the minimum number of calls and the
// minimum time. The minimum time is how long all calls take at the service's rate, or how long it takes to send and
// complete the last change, whichever is longer.
func TestLargeRunsTakeFewCallsAndLittleTime(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		n     int
		looks int           // calls that describe each chunk of 25 desktops before the run sends the chunk
		takes time.Duration // how long one desktop's change takes
	}{
		"Stop":      {10_000, 0, 2 * time.Minute},
		"Start":     {10_000, 0, 2 * time.Minute},
		"Terminate": {10_000, 1, 5*time.Minute + 2*time.Second},
		"Create":    {2_000, 0, 20 * time.Minute},
		"Reboot":    {2_000, 0, 3 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods[name].world(t, tt.n, workspacestest.WithRateLimit(2, 5), workspacestest.WithRequestLog(0))
				report, err := methods[name].run(t.Context(), fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids, fleet.WithWait(4*time.Hour))
				require.NoError(t, err)
				require.NoError(t, report.Err())
				assert.Equal(t, tt.n, report.Count(fleet.Done))
				took := report.Ended.Sub(report.Started)
				untilSent := (tt.looks + 1) * tt.n / 25
				fewest := untilSent + tt.n/25
				least := max(bound(fewest), bound(untilSent)+tt.takes)
				t.Logf("%s of %d: %d calls (least %d), %v (least %v)", name, tt.n, report.Calls, fewest, took, least)
				assert.LessOrEqual(t, report.Calls, fewest*102/100)
				assert.LessOrEqual(t, took, least*105/100)
			})
		})
	}
}

func TestRefusalsAreClassified(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ids := []string{"ws-running00", "ws-stopped00", "ws-alwayson0", "ws-starting0", "ws-suspended", "ws-refused00"}
		seed := workspacestest.Seed{}
		for i, state := range []types.WorkspaceState{available, stopped, available, types.WorkspaceStateStarting, types.WorkspaceStateSuspended, available} {
			mode := types.RunningModeAutoStop
			if ids[i] == "ws-alwayson0" {
				mode = types.RunningModeAlwaysOn
			}
			seed.Workspaces = append(seed.Workspaces, types.Workspace{WorkspaceId: &ids[i], State: state, WorkspaceProperties: &types.WorkspaceProperties{RunningMode: mode}})
		}
		emu := workspacestest.New(t, workspacestest.WithSeedResources(seed))
		emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Refuse: &workspacestest.ItemFault{Items: []string{"ws-refused00"}, Code: "Broken.WorkSpace", Message: "it is broken"}})
		report, err := fleet.New(emu.Client()).Stop(t.Context(), slices.Values(append(ids, "ws-missing00")), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		var got []string
		for _, result := range report.Results {
			got = append(got, string(result.Class)+" "+result.Code)
		}
		assert.Equal(t, []string{
			"Done ", "Done ", "Skipped Fleet.RunningMode", "Done ", "Skipped Fleet.WrongState", "Failed Broken.WorkSpace", "Failed ResourceNotFound.WorkSpace",
		}, got)
		require.ErrorIs(t, report.Err(), workspaces.ItemCode("Broken.WorkSpace"))
		var item *workspaces.ItemError
		require.ErrorAs(t, report.Err(), &item)
		assert.Equal(t, "ws-refused00", item.WorkspaceId)
		assert.Contains(t, report.String(), "Failed, Broken.WorkSpace: 1\n  ws-refused00: it is broken\n")

		var decoded fleet.Report
		text, err := json.Marshal(report)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &decoded))
		require.ErrorIs(t, decoded.Err(), workspaces.ItemCode("Broken.WorkSpace"))
		var api smithy.APIError
		require.ErrorAs(t, decoded.Err(), &api)
		assert.Equal(t, report.String(), decoded.String())
	})
}

func TestACancelledRunReportsEveryInput(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		const n = 100
		emu, ids := m.world(t, n)
		emu.Inject(workspacestest.Fault{Delay: 2 * time.Second})
		ctx, cancel := context.WithCancelCause(t.Context())
		wanted := errors.New("the user pressed a key")
		time.AfterFunc(5*time.Second, func() { cancel(wanted) })
		f := fleet.New(emu.Client(withLimiter(ratelimit.New())))
		report, err := m.run(ctx, f, ids, fleet.WithConcurrency(2))
		require.NoError(t, err)
		require.Len(t, report.Results, n)
		if report.Cause == nil {
			assert.Equal(t, n, report.Count(fleet.Done), "a short run")
			return
		}
		require.ErrorIs(t, report.Err(), wanted)
		assert.LessOrEqual(t, report.Ended.Sub(report.Started), 10*time.Second)
		assert.Equal(t, n, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
		if m.operation != "CreateWorkspaces" { // all four of Create's calls have begun by the time the run is cancelled
			assert.Positive(t, report.Count(fleet.NotAttempted))
		}

		second, err := m.run(t.Context(), f, slices.Collect(report.Remaining()))
		if m.before == "" {
			var users []string
			for request := range report.RemainingRequests() {
				users = append(users, *request.UserName)
			}
			second, err = m.run(t.Context(), f, users)
		}
		require.NoError(t, err)
		require.NoError(t, second.Err())
		assert.Equal(t, report.Count(fleet.NotAttempted), second.Count(fleet.Done), second)
	})
}

// growingFile is an in-memory journal. Tests reset read to 0 to reread the journal from the start.
type growingFile struct {
	bytes.Buffer
	read int
}

func (f *growingFile) Read(p []byte) (int, error) {
	n, err := bytes.NewReader(f.Bytes()[f.read:]).Read(p)
	f.read += n
	return n, err
}

func TestAKilledRunContinuesFromItsJournal(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		const n = 80
		emu, ids := m.world(t, n)
		sent := countOnce(emu)
		file := &growingFile{}
		f := fleet.New(emu.Client(withLimiter(ratelimit.New())))
		for try := range 6 {
			file.read = 0
			last := try == 5
			func() {
				defer func() {
					if value := recover(); value != nil {
						assert.Equal(t, "killed", value)
					}
				}()
				updates := 0
				report, err := m.run(t.Context(), f, ids, fleet.WithJournal(file), fleet.WithConcurrency(3), fleet.WithProgress(func(fleet.Progress) {
					if updates++; updates == 3 && !last {
						panic("killed") // the answers to calls in flight are lost
					}
				}))
				require.NoError(t, err)
				assert.Equal(t, n, report.Count(fleet.Done)+report.Count(fleet.Unknown), report)
			}()
		}
		for id, n := range sent() {
			assert.Equal(t, 1, n, id)
		}
	})
}

func TestAWaitThatEndedContinuesInTheNextRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 10)
		f, file := fleet.New(emu.Client()), &growingFile{}
		report, err := f.Stop(t.Context(), slices.Values(ids), fleet.WithJournal(file), fleet.WithWait(time.Second))
		require.NoError(t, err)
		for _, result := range report.Results {
			assert.Equal(t, fleet.CodeWaitEnded, result.Code)
			assert.True(t, result.Accepted)
		}
		file.read = 0
		report, err = f.Stop(t.Context(), slices.Values(ids), fleet.WithJournal(file), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		for _, result := range report.Results {
			assert.Equal(t, stopped, result.State)
		}
		assert.Equal(t, 1, callsTo(emu)["StopWorkspaces"])
	})
}

// The first run is cancelled while its call is in flight. The answers to that call and to all calls that describe the
// desktops are lost, so the desktops are Unknown. The next run with the same journal finds them.
func TestUnknownDesktopsAreFoundByTheNextRun(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Create", "Ensure"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[name]
				emu, inputs := m.world(t, 10)
				f, file := fleet.New(emu.Client()), &growingFile{}
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				emu.Inject(workspacestest.Fault{
					Operation: "CreateWorkspaces", Times: 1, Drop: true, AfterChange: true,
					Match: func(any) bool { stop(); return true },
				})
				began := time.Now()
				emu.Inject(workspacestest.Fault{
					Operation: "DescribeWorkspaces", Drop: true,
					Match: func(any) bool { return ctx.Err() != nil && time.Since(began) < 30*time.Second },
				})
				report, err := m.run(ctx, f, inputs, fleet.WithJournal(file))
				require.NoError(t, err)
				assert.Equal(t, 10, report.Count(fleet.Unknown), report)
				time.Sleep(time.Minute)

				file.read = 0
				report, err = m.run(t.Context(), f, inputs, fleet.WithJournal(file))
				require.NoError(t, err)
				assert.Equal(t, 10, report.Count(fleet.Done), report)
				assert.Equal(t, 1, callsTo(emu)["CreateWorkspaces"])
			})
		})
	}
}

// countOnce counts how many times each desktop is rebooted, rebuilt, restored or migrated. None of these changes may be
// made twice.
func countOnce(emu *workspacestest.Emulator) (counts func() map[string]int) {
	var mu sync.Mutex
	sent := make(map[string]int)
	emu.Inject(workspacestest.Fault{Throttle: true, MayMiss: true, Match: func(input any) bool {
		mu.Lock()
		defer mu.Unlock()
		switch in := input.(type) {
		case *workspaces.RebootWorkspacesInput:
			for _, r := range in.RebootWorkspaceRequests {
				sent[*r.WorkspaceId]++
			}
		case *workspaces.RebuildWorkspacesInput:
			sent[*in.RebuildWorkspaceRequests[0].WorkspaceId]++
		case *workspaces.RestoreWorkspaceInput:
			sent[*in.WorkspaceId]++
		case *workspaces.MigrateWorkspaceInput:
			sent[*in.SourceWorkspaceId]++
		}
		return false
	}})
	return func() map[string]int { return sent }
}

func TestInvalidRunsSendNothing(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	f := fleet.New(emu.Client())
	one := slices.Values([]string{"ws-00000000"})
	request := types.WorkspaceRequest{DirectoryId: &directories[0], UserName: aws.String("a"), BundleId: aws.String(otherBundle)}
	with := func(change func(*types.WorkspaceRequest)) iter.Seq[types.WorkspaceRequest] {
		changed := request
		change(&changed)
		return slices.Values([]types.WorkspaceRequest{request, changed})
	}
	for want, run := range map[string]func() (*fleet.Report, error){
		`fleet: Stop: input 1: "x" is not a WorkSpace identifier`: func() (*fleet.Report, error) {
			return f.Stop(t.Context(), slices.Values([]string{"ws-00000000", "x"}))
		},
		"fleet: Stop: the iterator over the inputs is nil": func() (*fleet.Report, error) { return f.Stop(t.Context(), nil) },
		"fleet: Stop: the client given to New is nil":      func() (*fleet.Report, error) { return fleet.New(nil).Stop(t.Context(), one) },
		"the time given to WithWait must be positive":      func() (*fleet.Report, error) { return f.Stop(t.Context(), one, fleet.WithWait(0)) },
		"the number given to WithConcurrency":              func() (*fleet.Report, error) { return f.Stop(t.Context(), one, fleet.WithConcurrency(0)) },
		"the number given to WithMaxFailures":              func() (*fleet.Report, error) { return f.Stop(t.Context(), one, fleet.WithMaxFailures(0)) },
		"the journal given to WithJournal is nil":          func() (*fleet.Report, error) { return f.Stop(t.Context(), one, fleet.WithJournal(nil)) },
		"WithModify is an option of Ensure only":           func() (*fleet.Report, error) { return f.Stop(t.Context(), one, fleet.WithModify()) },
		"Create: WithModify is an option of": func() (*fleet.Report, error) {
			return f.Create(t.Context(), with(func(*types.WorkspaceRequest) {}), fleet.WithModify())
		},
		"an option is nil":              func() (*fleet.Report, error) { return f.Stop(t.Context(), one, nil) },
		"fleet: Stop: an option is nil": func() (*fleet.Report, error) { return fleet.New(emu.Client(), nil).Stop(t.Context(), one) },
		"input 1: DirectoryId": func() (*fleet.Report, error) {
			return f.Create(t.Context(), with(func(r *types.WorkspaceRequest) { r.DirectoryId = nil }))
		},
		"input 1: UserName": func() (*fleet.Report, error) {
			return f.Create(t.Context(), with(func(r *types.WorkspaceRequest) { r.UserName = aws.String("") }))
		},
		"input 1: BundleId": func() (*fleet.Report, error) {
			return f.Create(t.Context(), with(func(r *types.WorkspaceRequest) { r.BundleId = nil }))
		},
		"input 1: input 0 requests another desktop for the same user": func() (*fleet.Report, error) {
			return f.Ensure(t.Context(), with(func(r *types.WorkspaceRequest) { r.BundleId = aws.String("wsb-22222222b") }))
		},
		`it is a journal of "Start", not of Stop`: func() (*fleet.Report, error) {
			return f.Stop(t.Context(), one, fleet.WithJournal(bytes.NewBufferString(`{"Version":1,"Verb":"Start","At":"2026-01-02T12:00:00Z"}`+"\n")))
		},
		"with other parameters": func() (*fleet.Report, error) {
			return f.Migrate(t.Context(), otherBundle, one, fleet.WithJournal(bytes.NewBufferString(`{"Version":1,"Verb":"Migrate","Parameter":"wsb-22222222b","At":"2026-01-02T12:00:00Z"}`+"\n")))
		},
		"the file is not a journal": func() (*fleet.Report, error) {
			return f.Stop(t.Context(), one, fleet.WithJournal(bytes.NewBufferString("hello\n")))
		},
	} {
		report, err := run()
		assert.Nil(t, report)
		require.Error(t, err, want)
		assert.Contains(t, err.Error(), want)
	}
	assert.Empty(t, emu.Requests())
	report, err := f.Stop(t.Context(), slices.Values([]string(nil)))
	require.NoError(t, err)
	assert.Empty(t, report.Results)
	require.NoError(t, report.Err())
}

type panicking struct{}

func (panicking) Wait(context.Context) error { panic("limiter") }
func (panicking) Observe(bool)               {}

func TestPanicsReachTheCaller(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // the bubble fails the test if a goroutine is still running at the end
		emu, ids := methods["Stop"].world(t, 100)
		f := fleet.New(emu.Client())
		assert.PanicsWithValue(t, "progress", func() {
			_, _ = f.Stop(t.Context(), slices.Values(ids), fleet.WithProgress(func(p fleet.Progress) {
				if p.Calls > 0 {
					panic("progress")
				}
			}))
		})
		assert.PanicsWithValue(t, "limiter", func() {
			_, _ = fleet.New(emu.Client(withLimiter(panicking{}))).Stop(t.Context(), slices.Values(ids))
		})
		assert.PanicsWithValue(t, "iterator", func() {
			_, _ = f.Stop(t.Context(), func(func(string) bool) { panic("iterator") })
		})
	})
}

func TestDryRunsSendNothing(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		emu, ids := m.world(t, 30)
		report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithDryRun())
		require.NoError(t, err)
		assert.Zero(t, callsTo(emu)[m.operation])
		for _, result := range report.Results {
			assert.Equal(t, fleet.NotAttempted, result.Class)
			assert.Equal(t, fleet.CodeDryRun, result.Code)
		}
	})
}

func TestMaxFailuresStopsSending(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Stop"]
		emu, ids := m.world(t, 500)
		emu.Inject(workspacestest.Fault{Operation: m.operation, Code: "AccessDeniedException"})
		report, err := m.run(t.Context(), fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids, fleet.WithMaxFailures(1), fleet.WithConcurrency(1))
		require.NoError(t, err)
		assert.True(t, workspaces.IsAccessDenied(report.Err()), report.Err())
		assert.Equal(t, 25, report.Count(fleet.Failed))
		assert.Equal(t, 475, report.Count(fleet.NotAttempted))
		assert.Equal(t, 1, report.Calls)
	})
}

func TestProgressCountsUpAndEstimatesTheTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Stop"]
		emu, ids := m.world(t, 2000, workspacestest.WithRateLimit(2, 5))
		var updates []fleet.Progress
		report, err := m.run(t.Context(), fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids, fleet.WithWait(time.Hour),
			fleet.WithProgress(func(p fleet.Progress) { updates = append(updates, p) }))
		require.NoError(t, err)
		took := report.Ended.Sub(report.Started)
		last := updates[len(updates)-1]
		assert.Equal(t, 2000, last.Done)
		assert.Zero(t, last.Waiting)
		for _, p := range updates[len(updates)/4 : len(updates)-1] {
			assert.InEpsilon(t, took.Seconds(), (p.Elapsed + p.Left).Seconds(), 0.25, p)
		}
	})
}

func TestDirectoriesAreRegisteredAndDeregistered(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t)
		f := fleet.New(emu.Client())
		for range 2 {
			report, err := f.RegisterDirectories(t.Context(), workspaces.RegisterWorkspaceDirectoryInput{}, slices.Values(directories), fleet.WithWait(time.Hour))
			require.NoError(t, err)
			require.NoError(t, report.Err())
			assert.EqualValues(t, types.WorkspaceDirectoryStateRegistered, report.Results[1].State)
		}
		for range 2 {
			report, err := f.DeregisterDirectories(t.Context(), slices.Values(directories), fleet.WithWait(time.Hour))
			require.NoError(t, err)
			require.NoError(t, report.Err())
		}
		emu.Inject(workspacestest.Fault{Err: &types.WorkspacesDefaultRoleNotFoundException{}, Operation: "RegisterWorkspaceDirectory"})
		report, err := f.RegisterDirectories(t.Context(), workspaces.RegisterWorkspaceDirectoryInput{}, slices.Values(directories))
		require.NoError(t, err)
		require.ErrorAs(t, report.Err(), new(*types.WorkspacesDefaultRoleNotFoundException))
		assert.ErrorContains(t, report.Err(), "workspaces_DefaultRole")
	})
}

// TestAChangeIsNotRepeatedIfItMayHaveHappened loses the answer to the first RebootWorkspaces call. In some cases,
// DescribeWorkspaces then fails for a while, so that the run cannot tell whether the desktops were rebooted.
func TestAChangeIsNotRepeatedIfItMayHaveHappened(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault workspacestest.Fault
		blind time.Duration // how long DescribeWorkspaces fails
		class fleet.Class
		sends int
	}{
		"seen on the way":                {workspacestest.Fault{Drop: true, AfterChange: true}, 0, fleet.Done, 1},
		"seen unchanged within a minute": {workspacestest.Fault{Drop: true}, 0, fleet.Done, 2},
		"seen unchanged later":           {workspacestest.Fault{Drop: true}, 65 * time.Second, fleet.Unknown, 1},
		"never seen":                     {workspacestest.Fault{Drop: true}, time.Hour, fleet.Unknown, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods["Reboot"]
				emu, ids := m.world(t, 3)
				tt.fault.Operation, tt.fault.Times = m.operation, 1
				emu.Inject(tt.fault)
				began := time.Now()
				emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503, MayMiss: true, Match: func(any) bool { return time.Since(began) < tt.blind }})
				report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithWait(2*time.Hour))
				require.NoError(t, err)
				assert.Equal(t, 3, report.Count(tt.class), report)
				assert.Equal(t, tt.class == fleet.Done, report.Err() == nil, report.Err())
				assert.Equal(t, tt.sends, callsTo(emu)[m.operation])
			})
		})
	}
}

// TestADesktopOfAnEarlierLostAnswerIsOfTheRun loses the answers to two calls that create a desktop, half an hour apart.
// The first call did create the desktop, but DescribeWorkspaces did not show it until after the run had looked.
func TestADesktopOfAnEarlierLostAnswerIsOfTheRun(t *testing.T) {
	t.Parallel()
	for name, journal := range map[string]bool{"in one run": false, "after a kill": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods["Create"]
				emu, users := m.world(t, 1, workspacestest.WithDuration(workspacestest.Propagating, 10*time.Second))
				began := time.Now()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				emu.Inject(workspacestest.Fault{Operation: m.operation, Drop: true, AfterChange: true, Times: 1})
				emu.Inject(workspacestest.Fault{Operation: m.operation, Throttle: true, Match: func(any) bool { return time.Since(began) < 30*time.Minute }})
				emu.Inject(workspacestest.Fault{Operation: m.operation, Drop: true, Times: 1, Match: func(any) bool {
					late := time.Since(began) >= 30*time.Minute
					if journal && late {
						cancel()
					}
					return late
				}})
				emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503, MayMiss: true, Match: func(any) bool { return ctx.Err() != nil && time.Since(began) < 31*time.Minute }})
				file := &growingFile{}
				report, err := m.run(ctx, fleet.New(emu.Client()), users, fleet.WithWait(2*time.Hour), fleet.WithJournal(file))
				require.NoError(t, err)
				if journal {
					require.Equal(t, 1, report.Count(fleet.Unknown), report)
					time.Sleep(2 * time.Minute)
					file.read = 0
					report, err = m.run(t.Context(), fleet.New(emu.Client()), users, fleet.WithWait(2*time.Hour), fleet.WithJournal(file))
					require.NoError(t, err)
				}
				assert.Equal(t, 1, report.Count(fleet.Done), report)
			})
		})
	}
}

// tracer counts spans by name.
type tracer struct {
	mu    sync.Mutex
	names map[string]int
}

func (tr *tracer) Tracer(string, ...tracing.TracerOption) tracing.Tracer { return tr }

func (tr *tracer) StartSpan(ctx context.Context, name string, _ ...tracing.SpanOption) (context.Context, tracing.Span) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.names[name]++
	return (&tracing.NopTracerProvider{}).Tracer("").StartSpan(ctx, name)
}

func TestRunsHaveSpans(t *testing.T) {
	t.Parallel()
	emu, ids := methods["Tag"].world(t, 3)
	spans := &tracer{names: make(map[string]int)}
	client := emu.Client(withLimiter(ratelimit.New()), func(o *workspaces.Options) { o.TracerProvider = spans })
	_, err := methods["Tag"].run(t.Context(), fleet.New(client), ids)
	require.NoError(t, err)
	assert.Equal(t, 1, spans.names["fleet.Tag"])
	assert.Equal(t, 3, spans.names["fleet.chunk"])
	assert.Equal(t, 3, spans.names["fleet.wait"])
	assert.Equal(t, 3, spans.names["WorkSpaces.CreateTags"])
}

// TestProgressNeverLosesAnInput checks that the number of inputs that are waiting or have a final result never
// decreases from one Progress to the next, even while calls that describe desktops are in flight.
func TestProgressNeverLosesAnInput(t *testing.T) {
	t.Parallel()
	for name, wait := range map[string]time.Duration{"complete": time.Hour, "ends early": 2*time.Minute + 3*time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods["Stop"].world(t, 450)
				emu.Inject(workspacestest.Fault{Delay: 300 * time.Millisecond})
				client := emu.Client(withLimiter(ratelimit.New()))
				var last fleet.Progress
				known := 0
				report, err := fleet.New(client).Stop(t.Context(), slices.Values(ids), fleet.WithWait(wait), fleet.WithProgress(func(p fleet.Progress) {
					settled := p.Done + p.Failed + p.Skipped + p.NotAttempted + p.Unknown
					assert.GreaterOrEqual(t, settled+p.Waiting, known)
					known, last = settled+p.Waiting, p
				}))
				require.NoError(t, err)
				assert.Equal(t, 450, last.Done+last.Failed, report)
				assert.Equal(t, 450, known)
				assert.Zero(t, last.Waiting)
				assert.Zero(t, last.Left)
				assert.Equal(t, name == "complete", last.Failed == 0, report)
			})
		})
	}
}
