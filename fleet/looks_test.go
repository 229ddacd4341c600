package fleet_test

import (
	"context"
	"errors"
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

// TestAResumedRunLooksAtNewChangesInTime resumes a run that was cancelled, and adds new desktops. The run must not learn
// from the old entries of the journal how long a stop takes.
func TestAResumedRunLooksAtNewChangesInTime(t *testing.T) {
	t.Parallel()
	for name, age := range map[string]time.Duration{"after minutes": 10 * time.Minute, "after hours": 3 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods["Stop"].world(t, 50)
				f, file := fleet.New(emu.Client(withLimiter(ratelimit.New()))), &growingFile{}
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(10*time.Second, cancel)
				_, err := f.Stop(ctx, slices.Values(ids[:25]), fleet.WithWait(time.Hour), fleet.WithJournal(file))
				require.NoError(t, err)

				time.Sleep(age)
				file.read = 0
				report, err := f.Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour), fleet.WithJournal(file))
				require.NoError(t, err)
				assert.Equal(t, 50, report.Count(fleet.Done), report)
				assert.Less(t, report.Ended.Sub(report.Started), 3*time.Minute, "a stop takes two minutes")
			})
		})
	}
}

// In TestOneDesktopOnItsWayDoesNotMultiplyTheCalls, somebody else has begun the change of one desktop, and this change
// ends 10 seconds after the run began. The run must not conclude that each change takes 10 seconds.
func TestOneDesktopOnItsWayDoesNotMultiplyTheCalls(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		n     int
		takes time.Duration // how long the change of a desktop takes
		most  int           // the maximum number of calls
	}{
		"Ensure":    {1000, 20 * time.Minute, 120},
		"Terminate": {2000, 5 * time.Minute, 260},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[name]
				emu, ids := m.world(t, tt.n)
				f := fleet.New(emu.Client(withLimiter(ratelimit.New())))
				_, err := m.run(t.Context(), f, ids[:1])
				require.NoError(t, err)
				time.Sleep(tt.takes - 10*time.Second)
				report, err := m.run(t.Context(), f, ids, fleet.WithWait(2*time.Hour))
				require.NoError(t, err)
				assert.Equal(t, tt.n, report.Count(fleet.Done), report)
				assert.Less(t, report.Calls, tt.most)
			})
		})
	}
}

// TestAResumedRunWaitsWithFewCalls resumes a run whose wait ended before its desktops were complete.
func TestAResumedRunWaitsWithFewCalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, users := methods["Create"].world(t, 1000)
		f, file := fleet.New(emu.Client(withLimiter(ratelimit.New()))), &growingFile{}
		_, err := f.Create(t.Context(), requestsFor(users), fleet.WithJournal(file), fleet.WithWait(30*time.Second))
		require.NoError(t, err)
		file.read = 0
		report, err := f.Create(t.Context(), requestsFor(users), fleet.WithJournal(file), fleet.WithWait(2*time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 1000, report.Count(fleet.Done), report)
		assert.Less(t, report.Calls, 200)
	})
}

// TestThrottledLooksEndARunWithoutAWait throttles all calls that describe desktops. A run without WithWait must give up
// after 10 minutes.
func TestThrottledLooksEndARunWithoutAWait(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		method string
		change *workspacestest.Fault // what happens to the calls that change desktops, or nil if the run makes no such calls
		class  fleet.Class
		code   string
	}{
		"Terminate":          {"Terminate", nil, fleet.Failed, "ThrottlingException"},
		"Rebuild":            {"Rebuild", nil, fleet.Failed, "ThrottlingException"},
		"Migrate":            {"Migrate", nil, fleet.Failed, "ThrottlingException"},
		"Stop, answers lost": {"Stop", &workspacestest.Fault{Drop: true}, fleet.Unknown, fleet.CodeAnswerLost},
		"Stop, refused":      {"Stop", &workspacestest.Fault{Refuse: &workspacestest.ItemFault{Code: "Broken.WorkSpace"}}, fleet.Failed, "Broken.WorkSpace"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods[tt.method]
				emu, ids := m.world(t, 30)
				emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Throttle: true})
				if tt.change != nil {
					change := *tt.change
					change.Operation = m.operation
					emu.Inject(change)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 24*time.Hour)
				defer cancel()
				report, err := m.run(ctx, fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids)
				require.NoError(t, err)
				require.NoError(t, report.Cause)
				for _, result := range report.Results {
					assert.Equal(t, tt.class, result.Class, result)
					assert.Equal(t, tt.code, result.Code, result)
				}
				assert.InDelta(t, 10, report.Ended.Sub(report.Started).Minutes(), 1)
			})
		})
	}
}

// paged is a client whose DescribeWorkspaces returns an empty first page for each search by user.
type paged struct{ *workspaces.Client }

func (p paged) DescribeWorkspaces(ctx context.Context, in *workspaces.DescribeWorkspacesInput, optFns ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	if in.UserName != nil && in.NextToken == nil {
		return &workspaces.DescribeWorkspacesOutput{NextToken: aws.String("second")}, nil
	}
	second := *in
	second.NextToken = nil
	return p.Client.DescribeWorkspaces(ctx, &second, optFns...)
}

func TestASearchReadsAllPages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, users := methods["Create"].world(t, 1)
		emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Drop: true, AfterChange: true, Times: 1})
		report, err := fleet.New(paged{emu.Client()}).Create(t.Context(), requestsFor(users))
		require.NoError(t, err)
		assert.Equal(t, 1, report.Count(fleet.Done), report)
		assert.Equal(t, 1, callsTo(emu)["CreateWorkspaces"])
	})
}

// endless is a fake of the service that always returns an empty page and a token for the next page.
type endless struct {
	workspacestest.Unimplemented
	calls int
}

func (s *endless) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	if s.calls++; s.calls > 10_000 {
		return nil, errors.New("the test has made 10,000 calls")
	}
	return &workspaces.DescribeWorkspacesOutput{NextToken: aws.String("more")}, nil
}

func TestEndlessPagesEndWithAnError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := &endless{}
		report, err := fleet.New(service).Terminate(t.Context(), slices.Values([]string{desktopID(0)}))
		require.NoError(t, err)
		require.ErrorContains(t, report.Err(), "the service returned more than 100 pages")
		assert.Equal(t, fleet.Failed, report.Results[0].Class)
		assert.Less(t, service.calls, 10_000)
	})
}

// In TestAnOutageAfterARefusalIsWaitedOut, the service refuses to stop desktops, because they are already STOPPED. The
// run learns this only after 2 minutes in which no call can describe the desktops.
func TestAnOutageAfterARefusalIsWaitedOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Start"].world(t, 2)
		remove := emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503})
		time.AfterFunc(2*time.Minute, remove)
		emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Refuse: &workspacestest.ItemFault{Code: "InvalidResourceState"}})
		report, err := fleet.New(emu.Client()).Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 2, report.Count(fleet.Done), report)
		assert.Less(t, report.Ended.Sub(report.Started), 5*time.Minute)
	})
}

func TestAFailedTerminationIsNotWaitedForUntilTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Terminate"].world(t, 2)
		emu.Inject(workspacestest.Fault{Operation: "TerminateWorkspaces", Doom: &workspacestest.ItemFault{Items: ids[:1], Code: "Broken.WorkSpace"}})
		report, err := fleet.New(emu.Client()).Terminate(t.Context(), slices.Values(ids), fleet.WithWait(10*time.Hour))
		require.NoError(t, err)
		assert.Equal(t, fleet.Failed, report.Results[0].Class, report)
		assert.Equal(t, types.WorkspaceStateError, report.Results[0].State)
		assert.Equal(t, fleet.Done, report.Results[1].Class, report)
		assert.Less(t, report.Ended.Sub(report.Started), 10*time.Minute)
	})
}

func TestTerminateSaysThatADesktopDoesNotExist(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Terminate"].world(t, 1)
		report, err := fleet.New(emu.Client()).Terminate(t.Context(), slices.Values(append(ids, "ws-elsewhere0")))
		require.NoError(t, err)
		assert.Equal(t, 2, report.Count(fleet.Done), report)
		assert.Empty(t, report.Results[0].Message)
		assert.Equal(t, "the change was not needed: it does not exist", report.Results[1].Message)
	})
}
