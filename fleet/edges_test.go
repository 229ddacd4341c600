package fleet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// meter is a metrics provider that records histogram values by name.
type meter struct {
	metrics.NopMeter
	mu     sync.Mutex
	values map[string][]float64
}

func (m *meter) Meter(string, ...metrics.MeterOption) metrics.Meter { return m }

func (m *meter) Float64Histogram(name string, _ ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return &histogram{m, name}, nil
}

type histogram struct {
	meter *meter
	name  string
}

func (h *histogram) Record(_ context.Context, value float64, _ ...metrics.RecordMetricOption) {
	h.meter.mu.Lock()
	defer h.meter.mu.Unlock()
	h.meter.values[h.name] = append(h.meter.values[h.name], value)
}

func TestRunsMeasureCallsAndWaitsForTheLimiter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 200)
		emu.Inject(workspacestest.Fault{Delay: time.Second})
		values := &meter{values: make(map[string][]float64)}
		f := fleet.New(emu.Client(withLimiter(ratelimit.New())), func(o *fleet.Options) { o.MeterProvider = values })
		report, err := f.Stop(t.Context(), slices.Values(ids))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		waits, chunks := values.values["fleet.limiter.wait"], values.values["fleet.chunk.duration"]
		assert.Len(t, waits, report.Calls)
		assert.Len(t, chunks, report.Calls)
		assert.Positive(t, slices.Max(waits), "the bucket is empty after five calls")
		for _, seconds := range chunks {
			assert.InDelta(t, 1, seconds, 0.01, "without the wait for the limiter")
		}
	})
}

// brokenFile is a journal whose Write method fails after the given number of writes.
type brokenFile struct {
	bytes.Buffer
	writes int // writes left before Write fails
}

var errDiskFull = errors.New("the disk is full")

func (f *brokenFile) Write(p []byte) (int, error) {
	if f.writes--; f.writes < 0 {
		return 0, errDiskFull
	}
	return f.Buffer.Write(p)
}

func TestARunWhoseJournalCannotBeWrittenSendsNothingMore(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		const n = 100
		emu, ids := m.world(t, n)
		f := fleet.New(emu.Client())
		_, err := m.run(t.Context(), f, ids, fleet.WithJournal(&brokenFile{}))
		require.ErrorIs(t, err, errDiskFull)
		assert.Zero(t, callsTo(emu)[m.operation], "the first line cannot be written")

		report, err := m.run(t.Context(), f, ids, fleet.WithJournal(&brokenFile{writes: 2}), fleet.WithConcurrency(1))
		require.NoError(t, err)
		require.ErrorIs(t, report.Err(), errDiskFull)
		assert.LessOrEqual(t, callsTo(emu)[m.operation], 2)
		assert.Positive(t, report.Count(fleet.NotAttempted), report)
		assert.Equal(t, n, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
	})
}

// brokenLimiter is a rate limiter whose Wait method fails after the given number of calls.
type brokenLimiter struct {
	mu    sync.Mutex
	calls int // calls left before Wait fails
}

var errLimiter = errors.New("the limiter's server does not answer")

func (l *brokenLimiter) Wait(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.calls--; l.calls < 0 {
		return errLimiter
	}
	return nil
}

func (*brokenLimiter) Observe(bool) {}

func TestCallsThatTheLimiterRefusesChangeNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 100)
		report, err := fleet.New(emu.Client(withLimiter(&brokenLimiter{calls: 2}))).Stop(t.Context(), slices.Values(ids))
		require.NoError(t, err)
		require.ErrorIs(t, report.Err(), errLimiter)
		assert.Equal(t, 50, report.Count(fleet.Done), report)
		assert.Zero(t, report.Count(fleet.Unknown), report)
		assert.Len(t, emu.Requests(), 2)
	})
}

// TestCredentialsThatTimeOutOnceDoNotEndARun gives the client a provider that returns context.DeadlineExceeded once, as
// after a time-out of the instance's metadata service. The deadline of the run has not come.
func TestCredentialsThatTimeOutOnceDoNotEndARun(t *testing.T) {
	t.Parallel()
	// failing is the number of the service call whose credentials time out. In call 1, Ensure lists the desktops.
	for name, failing := range map[string]int64{"Stop": 2, "Ensure": 1, "Ensure, modify": 2} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods[name].world(t, 60)
				under := emu.Config().Credentials
				var calls atomic.Int64
				client := emu.Client(withLimiter(ratelimit.New()), func(o *workspaces.Options) {
					o.Credentials = aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
						if calls.Add(1) == failing {
							return aws.Credentials{}, fmt.Errorf("the metadata service: %w", context.DeadlineExceeded)
						}
						return under.Retrieve(ctx)
					})
				})
				report, err := methods[name].run(t.Context(), fleet.New(client), ids)
				require.NoError(t, err)
				require.NoError(t, report.Err())
				assert.Equal(t, 60, report.Count(fleet.Done))
			})
		})
	}
}

// TestALimiterThatSeesTheDeadlineEndsARun gives a run too little time for all its calls. The rate limiter returns an
// error as soon as the next call would come after the deadline, and the run ends at once.
func TestALimiterThatSeesTheDeadlineEndsARun(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Stop", "Ensure, modify"} { // at the deadline, "Ensure, modify" is still listing the desktops
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods[name].world(t, 2000)
				ctx, cancel := context.WithTimeout(t.Context(), 10200*time.Millisecond)
				defer cancel()
				report, err := methods[name].run(ctx, fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids)
				require.NoError(t, err)
				require.ErrorIs(t, report.Cause, context.DeadlineExceeded)
				require.ErrorContains(t, report.Cause, "the next call would come after the deadline")
				assert.NoError(t, ctx.Err(), "the deadline has not come")
				assert.Equal(t, 2000, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
			})
		})
	}
}

// The emulator refuses every call that includes desktop 7. The run must still change the other 24 desktops.
func TestRefusedCallsAreRepeatedWithHalfTheItems(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 25)
		var sizes []int
		emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Code: "InvalidParameterValuesException", Match: func(input any) bool {
			requests := input.(*workspaces.StopWorkspacesInput).StopWorkspaceRequests
			sizes = append(sizes, len(requests))
			for _, r := range requests {
				if *r.WorkspaceId == ids[7] {
					return true
				}
			}
			return false
		}})
		report, err := fleet.New(emu.Client()).Stop(t.Context(), slices.Values(ids), fleet.WithConcurrency(1))
		require.NoError(t, err)
		assert.Equal(t, 24, report.Count(fleet.Done), report)
		assert.Equal(t, fleet.Failed, report.Results[7].Class)
		assert.Equal(t, 25, sizes[0])
		assert.Contains(t, sizes, 12)
		assert.LessOrEqual(t, len(sizes), 12, sizes)
	})
}

// TestFailedLooksDoNotLoop makes all looks (calls that describe the desktops) fail for 10 minutes. A look takes no time
// in a testing/synctest bubble, so without pauses the run would repeat its looks forever.
func TestFailedLooksDoNotLoop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 100)
		began := time.Now()
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503, MayMiss: true, Match: func(any) bool { return time.Since(began) < 10*time.Minute }})
		report, err := fleet.New(emu.Client()).Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		assert.Equal(t, 100, report.Count(fleet.Done), report)
		assert.LessOrEqual(t, report.Calls, 100)
	})
}

// TestFailedFirstLooksAreRepeated makes all looks (calls that describe the desktops) fail for 5 minutes, which is long
// enough for more than 8 looks before the change is sent.
func TestFailedFirstLooksAreRepeated(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Rebuild"].world(t, 30)
		began := time.Now()
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503, MayMiss: true, Match: func(any) bool { return time.Since(began) < 5*time.Minute }})
		report, err := fleet.New(emu.Client()).Rebuild(t.Context(), slices.Values(ids))
		require.NoError(t, err)
		assert.Equal(t, 30, report.Count(fleet.Done), report)
		assert.Less(t, time.Since(began), 6*time.Minute)
	})
}

// TestARefusalStandsIfItCannotBeLookedAt refuses all changes and denies access to DescribeWorkspaces. The results must
// report the refusal as the reason.
func TestARefusalStandsIfItCannotBeLookedAt(t *testing.T) {
	t.Parallel()
	for name, refusal := range map[string]workspacestest.Fault{
		"of the call":           {Code: "InvalidParameterValuesException"},
		"of each item":          {Refuse: &workspacestest.ItemFault{Code: "Broken.WorkSpace"}},
		"of each item, for now": {Refuse: &workspacestest.ItemFault{Code: "OperationInProgressException"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods["Stop"].world(t, 30)
				refusal.Operation = "StopWorkspaces"
				emu.Inject(refusal)
				emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Code: "AccessDeniedException", MayMiss: true})
				report, err := fleet.New(emu.Client()).Stop(t.Context(), slices.Values(ids))
				require.NoError(t, err)
				assert.Equal(t, 30, report.Count(fleet.Failed), report)
				assert.NotContains(t, report.String(), "AccessDenied", "the refusal of the change is the reason")
			})
		})
	}
}

// odd is a fake service that returns incomplete answers.
type odd struct {
	workspacestest.Unimplemented
	reboot func(*workspaces.RebootWorkspacesInput) *workspaces.RebootWorkspacesOutput
	states map[string]types.WorkspaceState
	sizes  []int
}

func (s *odd) RebootWorkspaces(_ context.Context, in *workspaces.RebootWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.RebootWorkspacesOutput, error) {
	s.sizes = append(s.sizes, len(in.RebootWorkspaceRequests))
	return s.reboot(in), nil
}

// DescribeWorkspaces returns pages of two desktops.
func (s *odd) DescribeWorkspaces(_ context.Context, in *workspaces.DescribeWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	from := 0
	if in.NextToken != nil {
		from, _ = strconv.Atoi(*in.NextToken)
	}
	out := &workspaces.DescribeWorkspacesOutput{}
	for _, id := range in.WorkspaceIds[from:min(from+2, len(in.WorkspaceIds))] {
		out.Workspaces = append(out.Workspaces, types.Workspace{WorkspaceId: &id, State: s.states[id]})
	}
	if from+2 < len(in.WorkspaceIds) {
		out.NextToken = aws.String(strconv.Itoa(from + 2))
	}
	return out, nil
}

// TestARefusalWithoutAnIdentifierSettlesNothing refuses one of five desktops without saying which. The run must
// describe the desktops to find out.
func TestARefusalWithoutAnIdentifierSettlesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := &odd{states: make(map[string]types.WorkspaceState)}
		service.reboot = func(in *workspaces.RebootWorkspacesInput) *workspaces.RebootWorkspacesOutput {
			out := &workspaces.RebootWorkspacesOutput{}
			for i, r := range in.RebootWorkspaceRequests {
				if len(service.sizes) == 1 && i == 2 {
					service.states[*r.WorkspaceId] = available
					out.FailedRequests = []types.FailedWorkspaceChangeRequest{{ErrorCode: aws.String("Broken.WorkSpace")}}
					continue
				}
				service.states[*r.WorkspaceId] = types.WorkspaceStateRebooting
			}
			return out
		}
		report, err := fleet.New(service).Reboot(t.Context(), slices.Values(where(5, func(int) bool { return true })))
		require.NoError(t, err)
		assert.Equal(t, 5, report.Count(fleet.Done), report)
		assert.Equal(t, []int{5, 1}, service.sizes)
	})
}

// TestLooksReadAllPages spreads five desktops over three pages. The run must also find the desktops on the later pages.
func TestLooksReadAllPages(t *testing.T) {
	t.Parallel()
	service := &odd{states: make(map[string]types.WorkspaceState)}
	ids := where(5, func(int) bool { return true })
	for _, id := range ids {
		service.states[id] = available
	}
	report, err := fleet.New(service).Terminate(t.Context(), slices.Values(ids), fleet.WithDryRun())
	require.NoError(t, err)
	assert.Equal(t, 5, report.Count(fleet.NotAttempted), report)
}

// TestAnOutageAfterALostAnswerDoesNotEndARun loses an answer, and then the connection for 20 seconds. Meanwhile, the
// run tries once a second to describe the desktops.
func TestAnOutageAfterALostAnswerDoesNotEndARun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Reboot"].world(t, 60)
		emu.Inject(workspacestest.Fault{Operation: "RebootWorkspaces", Drop: true, AfterChange: true, Times: 1})
		calls, began := 0, time.Now()
		client := emu.Client(func(o *workspaces.Options) {
			under := o.HTTPClient
			o.HTTPClient = smithyhttp.ClientDoFunc(func(request *http.Request) (*http.Response, error) {
				if calls++; calls > 1 && time.Since(began) < 20*time.Second {
					return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ENETUNREACH}
				}
				return under.Do(request)
			})
		})
		report, err := fleet.New(client).Reboot(t.Context(), slices.Values(ids), fleet.WithConcurrency(1))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		assert.Greater(t, calls, 20, "one try each second")
		assert.Equal(t, 60, report.Count(fleet.Done), report)
	})
}

// TestShortOutagesDoNotEndARun blocks all connections for a while. Only a long outage may end the run.
func TestShortOutagesDoNotEndARun(t *testing.T) {
	t.Parallel()
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	for name, tt := range map[string]struct {
		lasts time.Duration
		err   error
		ends  bool
	}{
		"no connection for 20 seconds": {20 * time.Second, dial, false},
		"no connection for an hour":    {time.Hour, dial, true},
		"no such Region": {time.Hour, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{
			Err: "no such host", Name: "workspaces.mars-north-1.amazonaws.com", IsNotFound: true,
		}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachMethod(t, func(t *testing.T, m method) {
				emu, ids := m.world(t, 60)
				began := time.Now()
				client := emu.Client(func(o *workspaces.Options) {
					o.Retryer = aws.NopRetryer{}
					under := o.HTTPClient
					o.HTTPClient = smithyhttp.ClientDoFunc(func(request *http.Request) (*http.Response, error) {
						if time.Since(began) < tt.lasts {
							return nil, &url.Error{Op: "Post", Err: tt.err}
						}
						return under.Do(request)
					})
				})
				report, err := m.run(t.Context(), fleet.New(client), ids)
				if err != nil { // the call to Ensure failed to list the desktops
					require.True(t, tt.ends, err)
					return
				}
				if !tt.ends {
					require.NoError(t, report.Err())
					assert.Equal(t, 60, report.Count(fleet.Done))
					return
				}
				require.ErrorIs(t, report.Err(), tt.err)
				assert.Equal(t, 60, report.Count(fleet.NotAttempted), report)
				assert.Less(t, time.Since(began), 2*time.Minute)
			})
		})
	}
}

// TestOnlyLostAnswersAreUnknown loses the answers to all changes. The desktops must end up Unknown, with errors for
// which MayHaveSucceeded returns true.
func TestOnlyLostAnswersAreUnknown(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]workspacestest.Fault{"dropped": {Drop: true}, "5xx": {Status: 503}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, name := range []string{"Stop", "Rebuild", "Terminate", "ModifyProperties", "Create", "Tag"} {
				synctest.Test(t, func(t *testing.T) {
					m := methods[name]
					emu, ids := m.world(t, 3)
					fault.Operation = m.operation
					emu.Inject(fault)
					report, err := m.run(t.Context(), fleet.New(emu.Client()), ids)
					require.NoError(t, err)
					assert.Equal(t, 3, report.Count(fleet.Unknown), "%s: %s", name, report)
					for result := range report.In(fleet.Unknown) {
						assert.Equal(t, fleet.CodeAnswerLost, result.Code, name)
						assert.True(t, workspaces.MayHaveSucceeded(result.Err()), name)
					}
				})
			}
		})
	}
}

// TestExceptionsOfAMiddlewareStubAreRefusals gives the client a middleware that returns an error before anything is
// sent, as tests do. Errors of another service come from the credentials, so the run tries again.
func TestExceptionsOfAMiddlewareStubAreRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		err   error
		class fleet.Class
		calls int
	}{
		"exception":         {&types.ResourceNotFoundException{}, fleet.Failed, 1},
		"error with a code": {&smithy.GenericAPIError{Code: "AccessDeniedException"}, fleet.Failed, 1},
		"error of STS":      {&smithy.OperationError{ServiceID: "STS", OperationName: "AssumeRole", Err: &smithy.GenericAPIError{Code: "AccessDenied"}}, fleet.NotAttempted, 8},
		"no service error":  {errors.New("no credentials"), fleet.NotAttempted, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := methods["Tag"]
				emu, ids := m.world(t, 1)
				calls := 0
				client := emu.Client(func(o *workspaces.Options) {
					o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
						return stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("stub", func(context.Context, middleware.FinalizeInput, middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
							calls++
							return middleware.FinalizeOutput{}, middleware.Metadata{}, tt.err
						}), middleware.Before)
					})
				})
				report, err := m.run(t.Context(), fleet.New(client), ids)
				require.NoError(t, err)
				assert.Equal(t, tt.class, report.Results[0].Class, report)
				assert.Equal(t, tt.calls, calls)
				assert.Empty(t, emu.Requests())
			})
		})
	}
}

func TestAResultPrintsAsOneLine(t *testing.T) {
	t.Parallel()
	for want, result := range map[string]fleet.Result{
		"ws-1: Done": {Input: "ws-1", Class: fleet.Done},
		"ws-1: Skipped: Fleet.WrongState: the state is ERROR": {Input: "ws-1", Class: fleet.Skipped, Code: fleet.CodeWrongState, Message: "the state is ERROR"},
		`ws-1: Failed: X: "a\nb"`:                             {Input: "ws-1", Class: fleet.Failed, Code: "X", Message: "a\nb"},
	} {
		assert.Equal(t, want, fmt.Sprint(result))
	}
}
