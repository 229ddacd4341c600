package fleet_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestALostCreationIsNotFailedTooEarly loses the answer to the first call that creates a desktop. The service does not
// show the new desktop for some time, and does not accept the later calls.
func TestALostCreationIsNotFailedTooEarly(t *testing.T) {
	t.Parallel()
	const quota = "ResourceLimitExceededException"
	for name, tt := range map[string]struct {
		made   bool                 // the first call creates the desktop
		hidden time.Duration        // how long the service does not show the desktop
		then   workspacestest.Fault // how the service answers the later calls
		class  fleet.Class
		code   string
		within time.Duration // how long the run takes at most
	}{
		"throttled for 10 minutes": {true, 20 * time.Second, workspacestest.Fault{Throttle: true}, fleet.Unknown, fleet.CodeAnswerLost, 11 * time.Minute},
		"refused":                  {true, 10 * time.Second, workspacestest.Fault{Refuse: &workspacestest.ItemFault{Code: quota}}, fleet.Done, "", time.Minute},
		"whole call refused":       {true, 50 * time.Second, workspacestest.Fault{Code: quota}, fleet.Done, "", 2 * time.Minute},
		"refused, without desktop": {false, 0, workspacestest.Fault{Refuse: &workspacestest.ItemFault{Code: quota}}, fleet.Failed, quota, 2 * time.Minute},
		"never shown":              {true, time.Hour, workspacestest.Fault{Refuse: &workspacestest.ItemFault{Code: string(workspaces.ItemWorkspaceExists)}}, fleet.Unknown, fleet.CodeAnswerLost, 12 * time.Minute},
	} {
		for _, method := range []string{"Create", "Ensure"} {
			t.Run(method+", "+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					m := methods[method]
					emu, users := m.world(t, 1, workspacestest.WithDuration(workspacestest.Propagating, tt.hidden))
					emu.Inject(workspacestest.Fault{Operation: m.operation, Drop: true, AfterChange: tt.made, Times: 1})
					calls, then := 0, tt.then
					then.Operation = m.operation
					then.Match = func(any) bool { calls++; return calls > 1 }
					emu.Inject(then)
					report, err := m.run(t.Context(), fleet.New(emu.Client()), users)
					require.NoError(t, err)
					assert.Equal(t, tt.class, report.Results[0].Class, report)
					assert.Equal(t, tt.code, report.Results[0].Code, report)
					assert.Equal(t, tt.class == fleet.Done, report.Results[0].WorkspaceId != "")
					assert.Less(t, report.Ended.Sub(report.Started), tt.within)
				})
			})
		}
	}
}

// In TestAnUnknownCreationIsSentAgainByALaterRun, the first call does not reach the service, and the run is cancelled.
// The next run with the same journal cannot search for the desktop for almost 10 minutes, and then gives up. The last
// run sees that there is no desktop.
func TestAnUnknownCreationIsSentAgainByALaterRun(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Create", "Ensure"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[name]
				emu, users := m.world(t, 1)
				f, file := fleet.New(emu.Client()), &growingFile{}
				emu.Inject(workspacestest.Fault{Operation: m.operation, Drop: true, Times: 1})
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(1500*time.Millisecond, cancel)
				first, err := m.run(ctx, f, users, fleet.WithJournal(file))
				require.NoError(t, err)
				require.Equal(t, 1, first.Count(fleet.Unknown), first)

				file.read = 0
				remove := emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503})
				time.AfterFunc(595*time.Second, remove)
				second, err := m.run(t.Context(), f, users, fleet.WithJournal(file))
				require.NoError(t, err)
				require.Equal(t, 1, second.Count(fleet.Unknown), second)
				assert.Equal(t, first.Results[0].Message, second.Results[0].Message, "the message is not repeated inside the message")
				assert.Equal(t, 1, callsTo(emu)[m.operation])

				time.Sleep(time.Hour)
				file.read = 0
				third, err := m.run(t.Context(), f, users, fleet.WithJournal(file))
				require.NoError(t, err)
				assert.Equal(t, 1, third.Count(fleet.Done), third)
				assert.Equal(t, 2, callsTo(emu)[m.operation])
			})
		})
	}
}

// TestAnAnswerLostNearTheCancellationIsNotLookedAtTooEarly breaks the connection of a call that the service executes 2
// seconds later. Without a look after these 2 seconds, the run would say that the desktop was not changed, and the
// caller would change the desktop twice.
func TestAnAnswerLostNearTheCancellationIsNotLookedAtTooEarly(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Reboot", "Rebuild", "Restore"} {
		for when, cancelAfter := range map[string]time.Duration{"before": time.Second, "after": 3 * time.Second} {
			t.Run(name+", cancelled "+when+" the loss", func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					m := methods[name]
					emu, ids := m.world(t, 1)
					sent := countOnce(emu)
					ctx, cancel := context.WithCancel(t.Context())
					client := emu.Client(func(o *workspaces.Options) {
						o.HTTPClient = executedLate(o.HTTPClient, m.operation, cancelAfter, cancel)
					})
					report, err := m.run(ctx, fleet.New(client), ids)
					require.NoError(t, err)
					assert.Equal(t, 1, report.Count(fleet.Done), report)
					time.Sleep(time.Hour)
					assert.Equal(t, 1, sent()[ids[0]])
				})
			})
		}
	}
}

// executedLate returns an HTTP client that breaks the connection of the first call of an operation after 2 seconds. The
// service executes this call 2 seconds later. executedLate also calls cancel some time after the call was sent.
func executedLate(under workspaces.HTTPClient, operation string, cancelAfter time.Duration, cancel func()) workspaces.HTTPClient {
	broken := false
	return smithyhttp.ClientDoFunc(func(r *http.Request) (*http.Response, error) {
		if broken || r.Header.Get("X-Amz-Target") != "WorkspacesService."+operation {
			return under.Do(r)
		}
		broken = true
		time.AfterFunc(cancelAfter, cancel)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		late := r.Clone(context.WithoutCancel(r.Context()))
		late.Body = io.NopCloser(bytes.NewReader(body))
		time.AfterFunc(4*time.Second, func() {
			if response, err := under.Do(late); err == nil {
				response.Body.Close()
			}
		})
		time.Sleep(2 * time.Second)
		return nil, errors.New("connection reset by peer")
	})
}

// TestWaitingChangesDoNotDelayTheLooksAfterACancellation cancels a run. Just afterwards, the answer for half of the
// desktops is lost, and the first look at these desktops is throttled. The run must look at them again, although looks
// at the other desktops would be due earlier.
func TestWaitingChangesDoNotDelayTheLooksAfterACancellation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Reboot"].world(t, 50)
		emu.Inject(workspacestest.Fault{
			Operation: "RebootWorkspaces", Drop: true, AfterChange: true, Delay: 2200 * time.Millisecond,
			Match: func(in any) bool {
				return *in.(*workspaces.RebootWorkspacesInput).RebootWorkspaceRequests[0].WorkspaceId == ids[25]
			},
		})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(1500*time.Millisecond, func() {
			cancel()
			emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Throttle: true, Times: 1})
		})
		report, err := fleet.New(emu.Client()).Reboot(ctx, slices.Values(ids), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		assert.Zero(t, report.Count(fleet.Unknown), report)
		for _, result := range report.Results {
			assert.True(t, result.Accepted, result)
		}
		assert.LessOrEqual(t, report.Ended.Sub(report.Started), 6500*time.Millisecond)
	})
}

// TestACancelledEnsureEndsInFiveSeconds cancels a run in each of its phases. Answers were lost in an earlier run, so
// each phase has desktops to describe after the cancellation, and DescribeWorkspaces hangs.
func TestACancelledEnsureEndsInFiveSeconds(t *testing.T) {
	t.Parallel()
	for _, phase := range []fleet.Phase{fleet.PhaseList, fleet.PhaseCreate, fleet.PhaseModify} {
		t.Run(string(phase), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods["Ensure, modify"].world(t, 2)
				wishes := slices.Collect(requestsFor(append(ids, "new.user")))
				wishes[0].WorkspaceProperties = &types.WorkspaceProperties{ComputeTypeName: types.ComputePower}
				wishes[1].WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}
				f, file := fleet.New(emu.Client()), &growingFile{}
				restore := emu.Inject(workspacestest.Fault{Drop: true, Match: func(in any) bool {
					_, look := in.(*workspaces.DescribeWorkspacesInput)
					return !look
				}})
				first, err := f.Ensure(t.Context(), slices.Values(wishes), fleet.WithModify(), fleet.WithJournal(file))
				require.NoError(t, err)
				require.Equal(t, 3, first.Count(fleet.Unknown), first)
				restore()

				file.read = 0
				wishes = slices.AppendSeq(wishes, requestsFor([]string{"listed.user"}))
				ctx, cancel := context.WithCancel(t.Context())
				var hanging atomic.Bool
				emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Delay: time.Hour, Match: func(any) bool { return hanging.Load() }})
				var cancelled time.Time
				_, err = f.Ensure(ctx, slices.Values(wishes), fleet.WithModify(), fleet.WithJournal(file), fleet.WithProgress(func(p fleet.Progress) {
					if p.Phase == phase && hanging.CompareAndSwap(false, true) {
						time.AfterFunc(time.Second, func() { cancelled = time.Now(); cancel() })
					}
				}))
				require.NoError(t, err)
				assert.LessOrEqual(t, time.Since(cancelled), 5*time.Second)
			})
		})
	}
}

// TestEnsureKnowsTheDesktopOfAKilledRun loses the answer to a call that creates a desktop, which the service shows only
// 10 seconds later. The program is killed while its next call is throttled. The next run lists the desktop, and must
// know that the first run created it.
func TestEnsureKnowsTheDesktopOfAKilledRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Ensure"]
		emu, users := m.world(t, 1, workspacestest.WithDuration(workspacestest.Propagating, 10*time.Second))
		emu.Inject(workspacestest.Fault{Operation: m.operation, Drop: true, AfterChange: true, Times: 1})
		emu.Inject(workspacestest.Fault{Operation: m.operation, Throttle: true, Times: 1})
		f, file := fleet.New(emu.Client()), &growingFile{}
		assert.PanicsWithValue(t, "killed", func() {
			_, _ = m.run(t.Context(), f, users, fleet.WithJournal(file), fleet.WithWait(time.Hour), fleet.WithProgress(func(p fleet.Progress) {
				if callsTo(emu)[m.operation] == 2 && p.InFlight == 0 {
					panic("killed")
				}
			}))
		})
		time.Sleep(time.Minute)
		file.read = 0
		report, err := m.run(t.Context(), f, users, fleet.WithJournal(file), fleet.WithWait(20*time.Second))
		require.NoError(t, err)
		assert.Equal(t, fleet.CodeWaitEnded, report.Results[0].Code, report)
		assert.True(t, report.Results[0].Accepted, report)
		assert.Contains(t, report.Results[0].Message, "the change was accepted")
	})
}
