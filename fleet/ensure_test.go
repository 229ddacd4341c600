package fleet_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
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

func TestEnsureReportsAndModifiesDifferences(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := methods["Stop"]
		emu, _ := m.world(t, 3)
		request := func(user string, p *types.WorkspaceProperties) types.WorkspaceRequest {
			return types.WorkspaceRequest{DirectoryId: &directories[0], UserName: &user, BundleId: aws.String(workspacestest.BundleStandardWindows), WorkspaceProperties: p}
		}
		requests := []types.WorkspaceRequest{
			request(desktopID(0), nil),
			request(strings.ToUpper(desktopID(1)), &types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}),
			request(desktopID(2), &types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn, ComputeTypeName: types.ComputePower}),
			request(desktopID(3), nil),
		}
		requests[0].BundleId = aws.String(otherBundle)
		f := fleet.New(emu.Client())
		report, err := f.Ensure(t.Context(), slices.Values(requests), fleet.WithModify(), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		var got []string
		for _, result := range report.Results {
			got = append(got, string(result.Class)+" "+strings.Join(result.Differences, "; "))
		}
		assert.Equal(t, []string{
			"Skipped BundleId: " + workspacestest.BundleStandardWindows + ", not " + otherBundle,
			"Done RunningMode: AUTO_STOP, not ALWAYS_ON",
			"Skipped RunningMode: AUTO_STOP, not ALWAYS_ON; ComputeTypeName: STANDARD, not POWER",
			"Done ",
		}, got)
		assert.Equal(t, desktopID(1), report.Results[1].WorkspaceId)
	})
}

// Ensure must not list an entire directory of 500 desktops for just two users.
func TestEnsureSearchesByUserInALargeDirectory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, _ := methods["Stop"].world(t, 500)
		report, err := fleet.New(emu.Client()).Ensure(t.Context(), requestsFor([]string{desktopID(499), "nobody"}))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		assert.Equal(t, desktopID(499), report.Results[0].WorkspaceId)
		assert.Equal(t, 1, callsTo(emu)["CreateWorkspaces"])
		assert.LessOrEqual(t, callsTo(emu)["DescribeWorkspaces"], 4, "not all of the 20 pages")
	})
}

// mixed returns an emulator and requests for 12 desktops: the first exists as requested, 3 are missing, 4 have another
// compute type, and 4 have another running mode.
func mixed(t *testing.T, options ...workspacestest.Option) (*workspacestest.Emulator, iter.Seq[types.WorkspaceRequest]) {
	t.Helper()
	seed := workspacestest.Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: &directories[0]}}}
	var requests []types.WorkspaceRequest
	for i := range 12 {
		id := desktopID(i)
		request := types.WorkspaceRequest{DirectoryId: &directories[0], UserName: &id, BundleId: aws.String(workspacestest.BundleStandardWindows)}
		switch {
		case i == 0:
		case i%3 == 1:
			request.WorkspaceProperties = &types.WorkspaceProperties{ComputeTypeName: types.ComputePower}
		case i%3 == 2:
			request.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}
		}
		requests = append(requests, request)
		if i > 0 && i%3 == 0 {
			continue
		}
		seed.Workspaces = append(seed.Workspaces, types.Workspace{
			WorkspaceId: &id, DirectoryId: &directories[0], UserName: &id, State: available, BundleId: request.BundleId,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop, ComputeTypeName: types.ComputeStandard},
		})
	}
	return workspacestest.New(t, append(options, workspacestest.WithSeedResources(seed))...), slices.Values(requests)
}

func TestProgressOfEnsureCoversAllPhases(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, requests := mixed(t, workspacestest.WithRateLimit(2, 5))
		emu.Inject(workspacestest.Fault{Delay: 500 * time.Millisecond})
		var updates []fleet.Progress
		report, err := fleet.New(emu.Client(withLimiter(ratelimit.New()))).Ensure(t.Context(), requests, fleet.WithModify(),
			fleet.WithProgress(func(p fleet.Progress) { updates = append(updates, p) }))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		var phases []fleet.Phase
		var before fleet.Progress
		for _, p := range updates {
			if !slices.Contains(phases, p.Phase) {
				phases = append(phases, p.Phase)
			}
			assert.Equal(t, 12, p.Total)
			assert.GreaterOrEqual(t, p.Calls, before.Calls)
			assert.GreaterOrEqual(t, p.Done, before.Done)
			before = p
		}
		assert.Equal(t, []fleet.Phase{fleet.PhaseList, fleet.PhaseCreate, fleet.PhaseModify}, phases)
		assert.Zero(t, updates[0].Calls)
		assert.Equal(t, fleet.PhaseList, updates[1].Phase)
		assert.Equal(t, 1, updates[1].Calls, "a call of the list")
		assert.Equal(t, 12, before.Done)
		assert.Equal(t, report.Calls, before.Calls)
		for _, p := range updates[2 : len(updates)-1] {
			if p.Phase == fleet.PhaseCreate {
				assert.Greater(t, p.Left, 4*time.Second, "the time to modify 8 desktops is included")
			}
		}
	})
}

// TestAKilledEnsureChangesNothingTwice kills a run at each of its progress updates in turn. A second run then
// continues.
func TestAKilledEnsureChangesNothingTwice(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault workspacestest.Fault
		wait  bool
	}{
		"all answers arrive":                {workspacestest.Fault{}, false},
		"all answers arrive, with a wait":   {workspacestest.Fault{}, true},
		"answers of modifications are lost": {workspacestest.Fault{Operation: "ModifyWorkspaceProperties", Drop: true, AfterChange: true, Times: 3}, false},
		"answers are lost, with a wait":     {workspacestest.Fault{Operation: "ModifyWorkspaceProperties", Drop: true, AfterChange: true, Times: 3}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for at := 1; ; at++ {
				var complete bool
				synctest.Test(t, func(t *testing.T) {
					emu, requests := mixed(t)
					if tt.fault.Drop {
						tt.fault.MayMiss = true
						emu.Inject(tt.fault)
					}
					options := []fleet.Option{fleet.WithModify(), fleet.WithConcurrency(2)}
					if tt.wait {
						options = append(options, fleet.WithWait(5*time.Hour))
					}
					complete = killEnsure(t, emu, requests, at, options)
					for input, n := range changesTo(emu) {
						assert.Equal(t, 1, n, "%s, killed at %d", input, at)
					}
				})
				if complete || t.Failed() {
					assert.Greater(t, at, 12)
					break
				}
			}
		})
	}
}

// killEnsure kills a run at the given progress update, counting from 1, and then lets a second run continue. It reports
// whether the first run ended before that update.
func killEnsure(t *testing.T, emu *workspacestest.Emulator, requests iter.Seq[types.WorkspaceRequest], at int, options []fleet.Option) (complete bool) {
	t.Helper()
	file := &growingFile{}
	f := fleet.New(emu.Client())
	options = append(options, fleet.WithJournal(file))
	func() {
		defer func() { _ = recover() }()
		updates := 0
		_, err := f.Ensure(t.Context(), requests, append(slices.Clone(options), fleet.WithProgress(func(fleet.Progress) {
			if updates++; updates == at {
				panic("killed")
			}
		}))...)
		require.NoError(t, err)
		complete = true
	}()
	file.read = 0
	report, err := f.Ensure(t.Context(), requests, options...)
	require.NoError(t, err)
	require.NoError(t, report.Err(), "killed at %d", at)
	assert.Equal(t, 12, report.Count(fleet.Done), report)
	time.Sleep(3 * time.Hour)
	wishes := slices.Collect(requests)
	desktops, err := collect(t, f.Inventory(t.Context(), fleet.Filter{}))
	require.NoError(t, err)
	require.Len(t, desktops, 12)
	for _, d := range desktops {
		i := slices.IndexFunc(wishes, func(r types.WorkspaceRequest) bool { return *r.UserName == *d.Workspace.UserName })
		if want, have := wishes[i].WorkspaceProperties, d.Workspace.WorkspaceProperties; want != nil {
			assert.True(t, want.ComputeTypeName == have.ComputeTypeName || want.RunningMode == have.RunningMode, "killed at %d", at)
		}
	}
	return complete
}

func TestAResumedEnsureListsOnlyWhatIsNotSettled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, requests := mixed(t)
		file, f := &growingFile{}, fleet.New(emu.Client())
		first, err := f.Ensure(t.Context(), requests, fleet.WithModify(), fleet.WithJournal(file))
		require.NoError(t, err)
		calls := len(emu.Requests())
		file.read = 0
		second, err := f.Ensure(t.Context(), requests, fleet.WithModify(), fleet.WithJournal(file))
		require.NoError(t, err)
		assert.Len(t, emu.Requests(), calls)
		assert.Equal(t, first.Results, second.Results)

		file.read = 0
		_, err = f.Ensure(t.Context(), requests, fleet.WithJournal(file))
		require.ErrorContains(t, err, "with other parameters", "without WithModify")
	})
}

// TestAnEnsureThatEndsEarlyReportsEveryInput ends runs in each of their phases.
func TestAnEnsureThatEndsEarlyReportsEveryInput(t *testing.T) {
	t.Parallel()
	wanted := errors.New("the user pressed a key")
	for _, phase := range []fleet.Phase{fleet.PhaseList, fleet.PhaseCreate, fleet.PhaseModify} {
		t.Run(string(phase), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, requests := mixed(t)
				ctx, cancel := context.WithCancelCause(t.Context())
				f := fleet.New(emu.Client())
				report, err := f.Ensure(ctx, requests, fleet.WithModify(), fleet.WithConcurrency(1), fleet.WithProgress(func(p fleet.Progress) {
					if p.Phase == phase {
						cancel(wanted)
					}
				}))
				require.NoError(t, err)
				require.ErrorIs(t, report.Err(), wanted)
				require.Len(t, report.Results, 12)
				assert.Equal(t, 12, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
				assert.GreaterOrEqual(t, report.Count(fleet.NotAttempted), 7, "the desktops to modify")
				rest, err := f.Ensure(t.Context(), report.RemainingRequests(), fleet.WithModify())
				require.NoError(t, err)
				assert.Equal(t, report.Count(fleet.NotAttempted), rest.Count(fleet.Done))
				for input, n := range changesTo(emu) {
					assert.Equal(t, 1, n, input)
				}
			})
		})
	}
}

func TestTheTimeOfEnsureIncludesItsList(t *testing.T) {
	t.Parallel()
	for name, paced := range map[string]bool{"with a limiter": true, "without a limiter": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods["Stop"].world(t, 2_000)
				client := emu.Client()
				if paced {
					client = emu.Client(withLimiter(ratelimit.New()))
				} else {
					emu.Inject(workspacestest.Fault{Delay: time.Second})
				}
				report, err := fleet.New(client).Ensure(t.Context(), requestsFor(ids), fleet.WithWait(10*time.Second))
				require.NoError(t, err)
				require.ErrorIs(t, report.Err(), context.DeadlineExceeded)
				assert.LessOrEqual(t, report.Ended.Sub(report.Started), 10*time.Second)
				assert.Equal(t, 2_000, report.Count(fleet.NotAttempted))
			})
		})
	}
}

func TestMaxFailuresEndsAllPhasesOfEnsure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, requests := mixed(t)
		emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Code: "AccessDeniedException"})
		report, err := fleet.New(emu.Client()).Ensure(t.Context(), requests, fleet.WithModify(), fleet.WithMaxFailures(1))
		require.NoError(t, err)
		assert.Zero(t, callsTo(emu)["ModifyWorkspaceProperties"])
		assert.Equal(t, 8, report.Count(fleet.NotAttempted), report)
		assert.NoError(t, report.Cause)
	})
}

// TestEnsureDoesNotModifyWhatIsBeingModified begins some of the modifications before the run.
func TestEnsureDoesNotModifyWhatIsBeingModified(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, requests := mixed(t)
		for _, i := range []int{1, 4} {
			_, err := emu.Client().ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
				WorkspaceId: aws.String(desktopID(i)), WorkspaceProperties: &types.WorkspaceProperties{ComputeTypeName: types.ComputePower},
			})
			require.NoError(t, err)
		}
		report, err := fleet.New(emu.Client()).Ensure(t.Context(), requests, fleet.WithModify(), fleet.WithWait(4*time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 12, report.Count(fleet.Done), report)
		for input, n := range changesTo(emu) {
			assert.Equal(t, 1, n, input)
		}
		assert.Equal(t, fmt.Sprint([]string{"ComputeTypeName: STANDARD, not POWER"}), fmt.Sprint(report.Results[1].Differences))
	})
}

// TestTwoEnsuresOfTheSameUsersAgree runs Ensure twice concurrently. Both runs list the existing desktops before either
// creates the missing ones, so the service refuses desktops that the other run has already created.
func TestTwoEnsuresOfTheSameUsersAgree(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]fleet.Option{
		"": nil, "wait": {fleet.WithWait(time.Hour)}, "modify": {fleet.WithModify()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, _ := methods["Create"].world(t, 0)
				emu.Inject(workspacestest.Fault{Delay: time.Second})
				reports := make([]*fleet.Report, 2)
				var running sync.WaitGroup
				for i := range reports {
					running.Go(func() {
						report, err := fleet.New(emu.Client()).Ensure(t.Context(), requestsFor(where(40, func(int) bool { return true })), options...)
						if assert.NoError(t, err) {
							reports[i] = report
						}
					})
				}
				running.Wait()
				require.NotContains(t, reports, (*fleet.Report)(nil))
				assert.Equal(t, 40, reports[0].Count(fleet.Done), reports[0])
				assert.Equal(t, 40, reports[1].Count(fleet.Done), reports[1])
				for i, result := range reports[0].Results {
					assert.NotEmpty(t, result.WorkspaceId)
					assert.Equal(t, result.WorkspaceId, reports[1].Results[i].WorkspaceId)
				}
				assert.Greater(t, callsTo(emu)["CreateWorkspaces"], 2, "both sent all desktops")
			})
		})
	}
}

// TestEnsureComparesADesktopThatAppears has somebody else create the users' desktops, with a different bundle, after
// Ensure has listed the existing desktops.
func TestEnsureComparesADesktopThatAppears(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, _ := methods["Create"].world(t, 0)
		other := slices.Collect(requestsFor([]string{"anna", "ben"}))
		for i := range other {
			other[i].BundleId = aws.String(otherBundle)
		}
		f := fleet.New(emu.Client())
		created := false
		report, err := f.Ensure(t.Context(), requestsFor([]string{"anna", "ben"}), fleet.WithModify(), fleet.WithProgress(func(p fleet.Progress) {
			if p.Phase == fleet.PhaseCreate && !created {
				created = true
				report, err := f.Create(t.Context(), slices.Values(other))
				assert.NoError(t, err)
				assert.NoError(t, report.Err())
			}
		}))
		require.NoError(t, err)
		assert.Equal(t, 2, report.Count(fleet.Skipped), report)
		for _, result := range report.Results {
			assert.Equal(t, fleet.CodeDiffers, result.Code)
			assert.NotEmpty(t, result.WorkspaceId)
			assert.Len(t, result.Differences, 1)
		}
	})
}

// TestEnsureGivesUpOnADesktopThatItCannotSee has the service claim that the user already has a desktop, but never
// return that desktop.
func TestEnsureGivesUpOnADesktopThatItCannotSee(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, _ := methods["Create"].world(t, 0)
		emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Refuse: &workspacestest.ItemFault{Code: string(workspaces.ItemWorkspaceExists)}})
		report, err := fleet.New(emu.Client()).Ensure(t.Context(), requestsFor([]string{"anna"}), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		require.ErrorIs(t, report.Err(), workspaces.ItemWorkspaceExists)
		assert.Equal(t, 8, callsTo(emu)["CreateWorkspaces"])
		assert.Less(t, report.Ended.Sub(report.Started), 2*time.Minute)
	})
}
