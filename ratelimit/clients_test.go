package ratelimit_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// serviceRate (calls a second) and serviceBurst (calls) are the service's rate limit.
const (
	serviceRate  = 2
	serviceBurst = 5
)

func newService(tb testing.TB) *workspacestest.Emulator {
	tb.Helper()
	return workspacestest.New(tb, workspacestest.WithRateLimit(serviceRate, serviceBurst))
}

// limited returns an option function that sets a client's rate limiter and turns off its retries.
func limited(l *ratelimit.Limiter) func(*workspaces.Options) {
	return func(o *workspaces.Options) { o.RateLimiter, o.RetryMaxAttempts = l, 1 }
}

func describe(ctx context.Context, client *workspaces.Client) error {
	_, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{})
	return err
}

// TestTwoProcessesShareTheLimit runs two limiters that share no state, as in two processes. In most cases, the first
// process is already using the entire limit when the second one begins.
func TestTwoProcessesShareTheLimit(t *testing.T) {
	t.Parallel()
	const (
		duration = 5 * time.Minute
		limit    = serviceRate*int(duration/time.Second) + serviceBurst
	)
	for name, tt := range map[string]struct {
		callers   int           // the number of concurrent callers in each process
		attempts  int           // the maximum number of attempts per call
		later     time.Duration // how much later the second process begins
		roundTrip time.Duration // how long the service takes to respond
	}{
		"both at once":                  {callers: 4, attempts: 1},
		"both at once, with retries":    {callers: 4, attempts: 3},
		"just after the other":          {callers: 4, attempts: 1, later: 137 * time.Millisecond},
		"a minute after the other":      {callers: 4, attempts: 1, later: time.Minute},
		"one caller each":               {callers: 1, attempts: 1, later: time.Minute},
		"one caller each, with retries": {callers: 1, attempts: 3, later: time.Minute},
		"many callers":                  {callers: 32, attempts: 1, later: 61100 * time.Millisecond},
		"many callers, with retries":    {callers: 32, attempts: 3, later: time.Minute},
		"slow responses":                {callers: 4, attempts: 1, later: time.Minute, roundTrip: 400 * time.Millisecond},
		"slow responses, many callers":  {callers: 32, attempts: 3, later: 90 * time.Millisecond, roundTrip: time.Second},
		"slow responses, few callers":   {callers: 2, attempts: 3, later: time.Minute, roundTrip: 73 * time.Millisecond},
		"slow responses, both at once":  {callers: 4, attempts: 3, roundTrip: 200 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				service := newService(t)
				if tt.roundTrip > 0 {
					service.Inject(workspacestest.Fault{Delay: tt.roundTrip})
				}
				var succeeded [2]int
				var mu sync.Mutex
				var done sync.WaitGroup
				begin := time.Now().Add(tt.later)
				for process := range succeeded {
					client := service.Client(limited(ratelimit.New()), func(o *workspaces.Options) { o.RetryMaxAttempts = tt.attempts })
					for range tt.callers {
						done.Go(func() {
							if process == 1 {
								time.Sleep(tt.later)
							}
							for {
								err := describe(t.Context(), client)
								now := time.Since(begin)
								if now > duration {
									return
								}
								mu.Lock()
								if err == nil && now >= 0 {
									succeeded[process]++
								}
								mu.Unlock()
								if err != nil {
									assert.True(t, workspaces.IsThrottling(err), err)
								}
							}
						})
					}
				}
				done.Wait()
				total := succeeded[0] + succeeded[1]
				assert.GreaterOrEqual(t, total, limit*85/100)
				assert.GreaterOrEqual(t, slices.Min(succeeded[:])*3, total, "%v", succeeded)
				t.Logf("%v of %d", succeeded, limit)
			})
		})
	}
}

func TestManyClientsOfOneLimiterAreNotThrottled(t *testing.T) {
	t.Parallel()
	const clients, goroutines, duration = 8, 64, 3 * time.Minute
	synctest.Test(t, func(t *testing.T) {
		service := newService(t)
		limiter := ratelimit.New()
		ctx, cancel := context.WithTimeout(t.Context(), duration)
		defer cancel()
		begin := time.Now()
		var mu sync.Mutex
		var answered [clients]int
		var times []time.Duration
		var done sync.WaitGroup
		for i := range clients {
			client := service.Client(limited(limiter))
			for range goroutines / clients {
				done.Go(func() {
					for {
						if err := describe(ctx, client); err != nil {
							require.ErrorIs(t, err, context.DeadlineExceeded)
							return
						}
						mu.Lock()
						answered[i]++
						times = append(times, time.Since(begin))
						mu.Unlock()
					}
				})
			}
		}
		done.Wait()
		assert.Zero(t, limiter.Stats().Throttles)
		assert.Len(t, service.Requests(), len(times))
		assert.LessOrEqual(t, slices.Max(answered[:]), 2*slices.Min(answered[:]), "%v", answered)
		assert.GreaterOrEqual(t, len(times), serviceRate*int(duration.Seconds()))
		requireRate(t, times, serviceRate, serviceBurst)
	})
}

// requireRate fails the test if any t seconds saw more than burst + rate·t attempts.
func requireRate(tb testing.TB, times []time.Duration, rate float64, burst int) {
	tb.Helper()
	for i := range times {
		for j := i; j < len(times); j++ {
			allowed := float64(burst) + rate*(times[j]-times[i]).Seconds() + 1e-6
			require.LessOrEqual(tb, float64(j-i+1), allowed, "from %v to %v", times[i], times[j])
		}
	}
}

func TestPaginatorsAndWaitersKeepTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := workspacestest.New(t, workspacestest.WithRateLimit(serviceRate, serviceBurst),
			workspacestest.WithWorkspaces(1000, types.WorkspaceStateStopped))
		limiter := ratelimit.New()
		client := service.Client(limited(limiter))
		begin := time.Now()
		var ids []string
		for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(t.Context()) {
			require.NoError(t, err)
			ids = append(ids, aws.ToString(ws.WorkspaceId))
		}
		in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}
		require.NoError(t, workspaces.NewWorkspaceStoppedWaiter(client).Wait(t.Context(), in, time.Hour))
		assert.Equal(t, 37500*time.Millisecond, time.Since(begin), "the time of 80 calls")
		assert.Equal(t, 80, limiter.Stats().Attempts)
	})
}

func TestAWaiterWithoutTimeForItsNextCallTimesOut(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		timeout, maxWait time.Duration
		check            func(t *testing.T, err error)
	}{
		"by maxWait": {timeout: time.Hour, maxWait: 10 * time.Second, check: func(t *testing.T, err error) {
			t.Helper()
			var timeout *waiters.TimeoutError
			require.ErrorAs(t, err, &timeout)
			assert.Equal(t, 1000, timeout.Total)
		}},
		"by the deadline of the context": {timeout: 10 * time.Second, maxWait: time.Hour, check: func(t *testing.T, err error) {
			t.Helper()
			require.NotErrorAs(t, err, new(*waiters.TimeoutError))
			require.ErrorIs(t, err, context.DeadlineExceeded)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				service := workspacestest.New(t, workspacestest.WithWorkspaces(1000, types.WorkspaceStateStopped))
				var ids []string
				for ws, err := range workspaces.NewDescribeWorkspacesPaginator(service.Client(), nil).Items(t.Context()) {
					require.NoError(t, err)
					ids = append(ids, aws.ToString(ws.WorkspaceId))
				}
				ctx, cancel := context.WithTimeout(t.Context(), tt.timeout)
				defer cancel()
				waiter := workspaces.NewWorkspaceStoppedWaiter(service.Client(limited(ratelimit.New())))
				tt.check(t, waiter.Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, tt.maxWait))
			})
		})
	}
}

func TestAnAttemptWithoutTimeLeftIsNotRetried(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := newService(t)
		limiter := ratelimit.New(with(ratelimit.Options{Burst: 1}))
		client := service.Client(func(o *workspaces.Options) { o.RateLimiter = limiter })
		require.NoError(t, describe(t.Context(), client))
		begin := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		err := describe(ctx, client)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorContains(t, err, "rate limiter: the next attempt is possible in 500ms, but the deadline is in 100ms")
		assert.Zero(t, time.Since(begin))
		assert.Len(t, service.Requests(), 1)
	})
}

func TestEveryCallFailsIfOptionsAreInvalid(t *testing.T) {
	t.Parallel()
	service := newService(t)
	err := describe(t.Context(), service.Client(limited(ratelimit.New(with(ratelimit.Options{Burst: -1})))))
	require.ErrorContains(t, err, "rate limiter: Options.Burst is -1, must be from 1 to 10000")
	assert.Empty(t, service.Requests())
}
