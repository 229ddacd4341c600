package ratelimit_test

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/ratelimit"
)

var _ workspaces.RateLimiter = (*ratelimit.Limiter)(nil)

// with(options) returns an option function that replaces all options with the given ones.
func with(options ratelimit.Options) func(*ratelimit.Options) {
	return func(o *ratelimit.Options) { *o = options }
}

// take calls Wait n times in a row. For each call, it returns the time from begin until the call returned.
func take(tb testing.TB, l *ratelimit.Limiter, begin time.Time, n int) []time.Duration {
	tb.Helper()
	turns := make([]time.Duration, n)
	for i := range turns {
		require.NoError(tb, l.Wait(tb.Context()))
		turns[i] = time.Since(begin)
	}
	return turns
}

func milliseconds(n ...int) []time.Duration {
	turns := make([]time.Duration, len(n))
	for i := range n {
		turns[i] = time.Duration(n[i]) * time.Millisecond
	}
	return turns
}

func TestAttemptsBeginAtTheConfiguredRate(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		limiter *ratelimit.Limiter
		want    []time.Duration
	}{
		"defaults":               {ratelimit.New(), milliseconds(0, 0, 0, 0, 0, 500, 1000, 1500, 2000)},
		"the zero value":         {new(ratelimit.Limiter), milliseconds(0, 0, 0, 0, 0, 500, 1000)},
		"no burst":               {ratelimit.New(with(ratelimit.Options{Burst: 1})), milliseconds(0, 500, 1000)},
		"a lower rate":           {ratelimit.New(with(ratelimit.Options{Rate: 0.1, Burst: 2})), milliseconds(0, 0, 10_000, 20_000)},
		"a rate with a fraction": {ratelimit.New(with(ratelimit.Options{Rate: 3, Burst: 2})), []time.Duration{0, 0, 333333334, 666666667, time.Second}},
		"several functions": {ratelimit.New(with(ratelimit.Options{Rate: 4}), func(o *ratelimit.Options) { o.Burst = 2 }),
			milliseconds(0, 0, 250, 500)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				assert.Equal(t, tt.want, take(t, tt.limiter, time.Now(), len(tt.want)))
			})
		})
	}
}

func TestAPauseRefillsTheBurst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		take(t, l, time.Now(), 7)
		time.Sleep(1500 * time.Millisecond)
		assert.Equal(t, milliseconds(0, 0, 0, 500), take(t, l, time.Now(), 4))
		time.Sleep(time.Hour)
		assert.Equal(t, milliseconds(0, 0, 0, 0, 0, 500), take(t, l, time.Now(), 6))
	})
}

// The limiter delays some attempts by half a second, so that they begin together with the next one. No attempt may be
// delayed longer, and the last one must be on time.
func TestGapsDoNotDelayLaterAttempts(t *testing.T) {
	t.Parallel()
	for burst, wantPairs := range map[int]bool{1: false, 2: true, 5: true} {
		synctest.Test(t, func(t *testing.T) {
			turns := take(t, ratelimit.New(with(ratelimit.Options{Burst: burst})), time.Now(), 800)
			assert.Equal(t, time.Duration(800-burst)*500*time.Millisecond, turns[799])
			pairs := 0
			for i := burst; i < len(turns); i++ {
				earliest := time.Duration(i-burst+1) * 500 * time.Millisecond
				assert.Contains(t, []time.Duration{0, 500 * time.Millisecond}, turns[i]-earliest)
				if turns[i] == turns[i-1] {
					pairs++
				}
			}
			assert.Equal(t, wantPairs, pairs > 20, "%d pairs", pairs)
		})
	}
}

func TestWaitFailsIfOptionsAreInvalid(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		options ratelimit.Options
		want    string
	}{
		{ratelimit.Options{Rate: -1}, "Options.Rate is -1 calls a second, must be from 1.0/3600 to 1000000"},
		{ratelimit.Options{Rate: 0.0002}, "Options.Rate is 0.0002 calls a second, must be from 1.0/3600 to 1000000"},
		{ratelimit.Options{Rate: math.NaN()}, "Options.Rate is NaN calls a second, must be from 1.0/3600 to 1000000"},
		{ratelimit.Options{Rate: math.Inf(1)}, "Options.Rate is +Inf calls a second, must be from 1.0/3600 to 1000000"},
		{ratelimit.Options{Burst: -1}, "Options.Burst is -1, must be from 1 to 10000"},
		{ratelimit.Options{Burst: 10_001}, "Options.Burst is 10001, must be from 1 to 10000"},
		{ratelimit.Options{LowestRate: -1}, "Options.LowestRate is -1 calls a second, must be from 1.0/3600 to Rate, which is 2"},
		{ratelimit.Options{LowestRate: 3}, "Options.LowestRate is 3 calls a second, must be from 1.0/3600 to Rate, which is 2"},
		{ratelimit.Options{LowestRate: math.NaN()}, "Options.LowestRate is NaN calls a second, must be from 1.0/3600 to Rate, which is 2"},
	} {
		l := ratelimit.New(with(tt.options))
		require.EqualError(t, l.Wait(t.Context()), tt.want)
		l.Observe(true)
		assert.Zero(t, l.Stats())
	}
	for _, options := range []ratelimit.Options{
		{Rate: 1.0 / 3600, Burst: 10_000}, {Rate: 1_000_000}, {Rate: 0.1}, {LowestRate: 2}, {LowestRate: 1.0 / 3600},
	} {
		l := ratelimit.New(with(options))
		for range max(options.Burst, 1) {
			require.NoError(t, l.Wait(t.Context()), "the burst is full from the start")
		}
	}
}

func TestThrottlingHalvesTheRateAndTimeRaisesIt(t *testing.T) {
	t.Parallel()
	type step struct {
		after     time.Duration
		throttles int
		rate      float64
	}
	for name, tt := range map[string]struct {
		options ratelimit.Options
		steps   []step
	}{
		"one throttled attempt": {steps: []step{
			{0, 0, 2}, {time.Second, 1, 1}, {999 * time.Millisecond, 0, 1}, {time.Millisecond, 0, 1.1}, {time.Second, 0, 1.2},
			{7 * time.Second, 0, 1.9}, {time.Second, 0, 2}, {time.Hour, 0, 2}, {0, 1, 1},
		}},
		"several throttled attempts at once": {steps: []step{
			{0, 5, 1}, {999 * time.Millisecond, 5, 1}, {999 * time.Millisecond, 0, 1}, {time.Millisecond, 0, 1.1},
		}},
		"while the rate rises": {steps: []step{
			{0, 1, 1}, {5 * time.Second, 1, 0.75}, {time.Second, 1, 0.85}, {time.Second, 1, 0.475},
		}},
		"down to the default lowest rate": {steps: []step{
			{0, 1, 1}, {time.Second, 1, 0.55}, {900 * time.Millisecond, 1, 0.55}, {920 * time.Millisecond, 1, 0.275},
			{900 * time.Millisecond, 1, 0.275}, {900 * time.Millisecond, 1, 0.275}, {900 * time.Millisecond, 1, 0.275},
			{940 * time.Millisecond, 1, 0.2}, {time.Second, 0, 0.3},
		}},
		"down to the lowest rate": {options: ratelimit.Options{Rate: 2, LowestRate: 0.8}, steps: []step{
			{0, 1, 1}, {time.Second, 1, 0.8}, {1250 * time.Millisecond, 1, 0.8}, {time.Second, 0, 0.9},
		}},
		"a limiter that never slows down": {options: ratelimit.Options{LowestRate: 2}, steps: []step{{0, 1, 2}, {time.Hour, 7, 2}}},
		"a low rate":                      {options: ratelimit.Options{Rate: 0.1}, steps: []step{{0, 1, 0.1}, {time.Hour, 7, 0.1}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				l := ratelimit.New(with(tt.options))
				throttles := 0
				for i, s := range tt.steps {
					time.Sleep(s.after)
					for range s.throttles {
						l.Observe(true)
						l.Observe(false)
					}
					throttles += s.throttles
					assert.InDelta(t, s.rate, l.Stats().Rate, 1e-9, "step %d", i)
				}
				assert.Equal(t, throttles, l.Stats().Throttles)
			})
		})
	}
}

func TestUnderConstantThrottlingAttemptsBecomeRare(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		begin := time.Now()
		for time.Since(begin) < time.Minute {
			take(t, l, begin, 1)
			l.Observe(true)
		}
		assert.LessOrEqual(t, l.Stats().Attempts, 30, "at the full rate there would be 125")
	})
}

func TestALowerRateAppliesToCallersThatWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		take(t, l, time.Now(), 5)
		begin := time.Now()
		turns := make([]time.Duration, 3)
		var done sync.WaitGroup
		for i := range turns {
			done.Go(func() {
				assert.NoError(t, l.Wait(t.Context()))
				turns[i] = time.Since(begin).Round(time.Millisecond)
			})
			synctest.Wait()
		}
		l.Observe(true)
		done.Wait()
		assert.Equal(t, milliseconds(1000, 1909, 2750), turns, "the rate is 1, 1.1 and 1.2 for a second each")
	})
}

func TestThrottlingUsesUpTheSavedBurst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		take(t, l, time.Now(), 1)
		l.Observe(true)
		assert.Equal(t, milliseconds(1000), take(t, l, time.Now(), 1))
	})
}

func TestAWaitThatCannotMeetItsDeadlineFailsAtOnce(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		waiting   int // the number of callers already waiting
		throttles int
		timeout   time.Duration
		want      string // the error, or empty if Wait must succeed
	}{
		"in time":                        {timeout: 501 * time.Millisecond},
		"too late":                       {timeout: 500 * time.Millisecond, want: "the next attempt is possible in 500ms, but the deadline is in 500ms"},
		"in time, behind three callers":  {waiting: 3, timeout: 2001 * time.Millisecond},
		"too late, behind three callers": {waiting: 3, timeout: time.Second, want: "the next attempt is possible in 2s, but the deadline is in 1s"},
		"too late at the lower rate": {waiting: 1, throttles: 1, timeout: time.Second,
			want: "the next attempt is possible in 1.90909091s, but the deadline is in 1s"},
		"in time as the rate rises": {waiting: 10, throttles: 1, timeout: 8600 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				l := ratelimit.New()
				take(t, l, time.Now(), 5)
				for range tt.throttles {
					l.Observe(true)
				}
				others, leave := context.WithCancel(t.Context())
				defer leave()
				for range tt.waiting {
					go func() { _ = l.Wait(others) }()
					synctest.Wait()
				}
				begin := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), tt.timeout)
				defer cancel()
				err := l.Wait(ctx)
				if tt.want == "" {
					require.NoError(t, err)
				} else {
					require.EqualError(t, err, tt.want)
					require.ErrorIs(t, err, context.DeadlineExceeded)
					assert.Zero(t, time.Since(begin))
					assert.Equal(t, 5, l.Stats().Attempts)
				}
			})
		})
	}
}

// TestTheFirstInLineFailsWhenTheRateFalls calls Wait with a deadline that can be met at the initial rate, but not once
// the rate has fallen.
func TestTheFirstInLineFailsWhenTheRateFalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		take(t, l, time.Now(), 5)
		begin := time.Now()
		time.AfterFunc(time.Millisecond, func() { l.Observe(true) })
		ctx, cancel := context.WithTimeout(t.Context(), 900*time.Millisecond)
		defer cancel()
		require.ErrorIs(t, l.Wait(ctx), context.DeadlineExceeded)
		assert.Equal(t, 500*time.Millisecond, time.Since(begin))
	})
}

// A gap delays an attempt until there is room for two. Each Wait's deadline leaves no time for that.
func TestGapsDoNotMissDeadlines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		for range 800 {
			ctx, cancel := context.WithTimeout(t.Context(), 501*time.Millisecond)
			require.NoError(t, l.Wait(ctx))
			cancel()
		}
	})
}

func TestACancelledWaitGivesItsTurnToTheNext(t *testing.T) {
	t.Parallel()
	for name, cancelled := range map[string]int{"first in line": 0, "second": 1, "last": 2} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				l := ratelimit.New()
				take(t, l, time.Now(), 5)
				begin := time.Now()
				ctx, cancel := context.WithCancelCause(t.Context())
				contexts := []context.Context{t.Context(), t.Context(), t.Context()}
				contexts[cancelled] = ctx
				errs := make([]error, 3)
				turns := make([]time.Duration, 3)
				var done sync.WaitGroup
				for i := range 3 {
					done.Go(func() {
						errs[i], turns[i] = l.Wait(contexts[i]), time.Since(begin)
					})
					synctest.Wait()
				}
				assert.Equal(t, 3, l.Stats().Waiting)
				time.Sleep(100 * time.Millisecond)
				cancel(errors.New("a cause"))
				done.Wait()
				want := milliseconds(500, 1000)
				for i := range 3 {
					if i == cancelled {
						require.ErrorIs(t, errs[i], context.Canceled)
						assert.Equal(t, 100*time.Millisecond, turns[i])
						continue
					}
					require.NoError(t, errs[i])
					assert.Equal(t, want[0], turns[i])
					want = want[1:]
				}
				assert.Equal(t, 7, l.Stats().Attempts)
			})
		})
	}
}

func TestAContextThatHasEndedDoesNotUseUpAnAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, l.Wait(ctx), context.Canceled)
		assert.Equal(t, milliseconds(0, 0, 0, 0, 0, 500), take(t, l, time.Now(), 6))
	})
}

func TestCallersGetTheirTurnInOrder(t *testing.T) {
	t.Parallel()
	for name, pause := range map[string]time.Duration{"at once": 0, "while others wait": 100 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				l := ratelimit.New()
				take(t, l, time.Now(), 5)
				begin := time.Now()
				turns := make([]time.Duration, 100)
				var done sync.WaitGroup
				for i := range turns {
					done.Go(func() {
						assert.NoError(t, l.Wait(t.Context()))
						turns[i] = time.Since(begin)
					})
					synctest.Wait()
					time.Sleep(pause)
				}
				done.Wait()
				assert.IsNonDecreasing(t, turns)
				assert.Equal(t, 50*time.Second, turns[99])
			})
		})
	}
}

func TestStats(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New()
		assert.Equal(t, ratelimit.Stats{Rate: 2}, l.Stats())
		take(t, l, time.Now(), 7)
		assert.Equal(t, ratelimit.Stats{Attempts: 7, Waits: 2, Waited: time.Second, Rate: 2}, l.Stats())

		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, func() {
			assert.Equal(t, 1, l.Stats().Waiting)
			cancel()
		})
		require.ErrorIs(t, l.Wait(ctx), context.Canceled)
		l.Observe(true)
		l.Observe(true)
		l.Observe(false)
		assert.Equal(t, ratelimit.Stats{
			Attempts: 7, Throttles: 2, Slowdowns: 1, Waits: 3, Waited: 1100 * time.Millisecond, Rate: 1,
		}, l.Stats())
	})
}

// TestOneLimiterServesManyGoroutines uses a limiter from many goroutines, for the benefit of the race detector.
func TestOneLimiterServesManyGoroutines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.New(with(ratelimit.Options{Rate: 1000, Burst: 10}))
		var done sync.WaitGroup
		for i := range 32 {
			done.Go(func() {
				for n := range 50 {
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i*n)*100*time.Microsecond)
					if err := l.Wait(ctx); err == nil {
						l.Observe(n%40 == 0)
					}
					cancel()
					l.Stats()
				}
			})
		}
		done.Wait()
		assert.Zero(t, l.Stats().Waiting)
		assert.Positive(t, l.Stats().Attempts)
	})
}

func BenchmarkWaitWithAFreeToken(b *testing.B) {
	// The benchmark never waits for a token: once it has used up a limiter's burst, it switches to a new limiter.
	const burst = 10_000
	ctx := b.Context()
	b.ReportAllocs()
	var l *ratelimit.Limiter
	for i := 0; b.Loop(); i++ {
		if i%burst == 0 {
			l = ratelimit.New(with(ratelimit.Options{Burst: burst}))
		}
		if err := l.Wait(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWaitFailsOnANilLimiter(t *testing.T) {
	t.Parallel()
	var limiter *ratelimit.Limiter
	require.ErrorContains(t, limiter.Wait(t.Context()), "is nil")
	limiter.Observe(true)
	assert.Zero(t, limiter.Stats())
}
