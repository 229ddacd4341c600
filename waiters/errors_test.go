package waiters_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/waiters"
)

func TestFailureNamesEachResource(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(int) ([]thing, error) {
			return []thing{{"a", "broken"}, {"b", "pending"}, {"c", "broken"}, {"d", "ready"}}, nil
		}}
		start := time.Now()
		out, err := readyWaiter(s).WaitForOutput(t.Context(), &input{IDs: []string{"d", "c", "b", "a"}}, time.Hour)
		assert.Nil(t, out)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed)
		assert.Equal(t, &waiters.FailedError{Waiter: "ThingReady", Total: 4, Failed: []waiters.Resource{
			{ID: "c", State: "broken", ErrorCode: "Code", ErrorMessage: "some message"},
			{ID: "a", State: "broken", ErrorCode: "Code", ErrorMessage: "some message"},
		}}, failed)
		require.EqualError(t, err, "ThingReady waiter failed for 2 of 4: c broken (Code: some message); a broken (Code: some message)")
		assert.Equal(t, start, time.Now(), "the wait ends at once")
		assert.Equal(t, 2, s.calls, "the wait ends after the whole round")
	})
}

func TestTimeoutNamesThoseStillWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(int) ([]thing, error) {
			return []thing{{"a", "pending"}, {"b", "ready"}, {"c", "odd"}, {"e", "odd"}, {"f", "odd"}}, nil
		}}
		start := time.Now()
		err := readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c", "d", "e", "f"}}, time.Minute, func(o *waiterOptions) { o.Grace = time.Hour })
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		assert.Equal(t, &waiters.TimeoutError{Waiter: "ThingReady", MaxWait: time.Minute, Total: 6, Waiting: []waiters.Resource{
			{ID: "a", State: "pending"}, {ID: "c", State: "odd"}, {ID: "d"}, {ID: "e", State: "odd"}, {ID: "f", State: "odd"},
		}}, timeout)
		require.EqualError(t, err, "exceeded max wait time of 1m0s for ThingReady waiter: 5 of 6 still waiting: a pending; c odd; d not found; and 2 more")
		assert.InDelta(t, time.Minute, time.Since(start), float64(waiters.DefaultMinDelay))
		assert.LessOrEqual(t, time.Since(start), time.Minute)
	})
}

func TestTimeoutHasTheErrorOfTheLastCallOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call == 1 {
				return nil, errThrottle
			}
			return nil, nil
		}}
		err := readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = 2 * time.Hour })
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		require.NoError(t, timeout.Err)
	})
}

func TestACallIsCutOffAtTheTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending")
		slow := s.things
		s.things = func(call int) ([]thing, error) {
			time.Sleep(time.Hour)
			return slow(call)
		}
		err := readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c"}}, time.Minute)
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Len(t, timeout.Waiting, 3)
		require.ErrorContains(t, err, "3 of 3 still waiting: a pending; b not seen yet; c not seen yet")
	})
}

// TestACallThatCannotBeMadeInTimeTimesOut uses a fake service that fails like a rate limiter: it returns an error
// before the context is done.
func TestACallThatCannotBeMadeInTimeTimesOut(t *testing.T) {
	t.Parallel()
	tooLate := fmt.Errorf("rate limiter: %w", context.DeadlineExceeded)
	for name, tt := range map[string]struct {
		deadline time.Duration // time until the caller's context is done
		err      error         // returned by each call
		timesOut bool
	}{
		"maxWait comes first":      {deadline: time.Hour, err: tooLate, timesOut: true},
		"the deadline comes first": {deadline: time.Second, err: tooLate},
		"a timeout of one request": {deadline: time.Hour, err: errors.Join(errNetwork, context.DeadlineExceeded)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), tt.deadline)
				defer cancel()
				s := &service{things: func(int) ([]thing, error) { return nil, tt.err }}
				err := readyWaiter(s).Wait(ctx, &input{IDs: []string{"a"}}, 10*time.Minute)
				require.ErrorIs(t, err, context.DeadlineExceeded)
				var timeout *waiters.TimeoutError
				assert.Equal(t, tt.timesOut, errors.As(err, &timeout))
			})
		})
	}
}

func TestCancelEndsAWaitAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Second, cancel)
		start := time.Now()
		err := readyWaiter(states("pending")).Wait(ctx, &input{IDs: []string{"a"}}, time.Hour)
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorContains(t, err, "ThingReady waiter")
		assert.Equal(t, 100*time.Second, time.Since(start))

		err = readyWaiter(states("pending")).Wait(ctx, &input{IDs: []string{"a"}}, time.Hour)
		require.ErrorIs(t, err, context.Canceled)

		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err = readyWaiter(states("pending")).Wait(ctx, &input{IDs: []string{"a"}}, time.Hour)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		var timeout *waiters.TimeoutError
		assert.NotErrorAs(t, err, &timeout, "the caller's deadline is not the time limit of the wait")
	})
}

func TestThrottlingOnlySlowsAWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call%3 != 0 {
				return nil, errThrottle
			}
			return []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}, {"d", "ready"}, {"e", "ready"}}, nil
		}}
		require.NoError(t, readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c", "d", "e"}}, time.Hour, func(o *waiterOptions) { o.Grace = -1 }))
		assert.Equal(t, 9, s.calls, "a page is fetched until it succeeds, and not again")
		for i := range s.times[1:] {
			switch pause := s.times[i+1].Sub(s.times[i]); (i + 1) % 3 {
			case 1:
				assert.Equal(t, waiters.DefaultMinDelay, pause, "the pauses of a page start at MinDelay")
			case 2:
				assert.GreaterOrEqual(t, pause, waiters.DefaultMinDelay)
			default:
				assert.Zero(t, pause)
			}
		}
	})
}

func TestThrottlingWithoutEndTimesOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, in := range []*input{{IDs: []string{"a"}}, {}} {
			s := &service{things: func(int) ([]thing, error) { return nil, errThrottle }}
			err := readyWaiter(s).Wait(t.Context(), in, 10*time.Minute)
			var timeout *waiters.TimeoutError
			require.ErrorAs(t, err, &timeout)
			require.ErrorIs(t, err, errThrottle)
			assert.Len(t, timeout.Waiting, len(in.IDs))
			require.ErrorContains(t, err, "last call: throttled")
		}
	})
}

// The first page contains a broken thing, and fetching the second page fails.
func TestAKnownFailureEndsAWaitWithoutTheOtherPages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := waiters.Resource{ID: "a", State: "broken", ErrorCode: "Code", ErrorMessage: "some message"}
		for name, tt := range map[string]struct {
			second func() error
			ids    []string
			takes  time.Duration
		}{
			"throttled":            {second: func() error { return errThrottle }, ids: []string{"a", "b", "c"}},
			"throttled, by filter": {second: func() error { return errThrottle }},
			"lost":                 {second: func() error { return errNetwork }, ids: []string{"a", "b", "c"}},
			"forbidden":            {second: func() error { return errors.ErrUnsupported }, ids: []string{"a", "b", "c"}},
			"slow": {second: func() error {
				time.Sleep(2 * time.Hour)
				return errThrottle
			}, ids: []string{"a", "b", "c"}, takes: 2 * time.Hour},
		} {
			s := &service{things: func(call int) ([]thing, error) {
				if call > 1 {
					return nil, tt.second()
				}
				return []thing{{"a", "broken"}, {"b", "pending"}}, nil
			}}
			two := thingSpec(s)
			two.List = func(in *input) waiters.Pager[output, options] {
				if len(in.IDs) > 0 {
					return s.list(in)
				}
				return &pager{service: s, ids: []string{"a", "b", "c"}, first: true}
			}
			start := time.Now()
			err := waiters.New(two, nil).Wait(t.Context(), &input{IDs: tt.ids}, time.Hour)
			var failed *waiters.FailedError
			require.ErrorAs(t, err, &failed, name)
			assert.Equal(t, []waiters.Resource{broken}, failed.Failed, name)
			assert.Equal(t, tt.takes, time.Since(start), name)
			assert.Equal(t, 2, s.calls, name)
		}
	})
}

func TestCancelComesBeforeAKnownFailure(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := &service{things: func(call int) ([]thing, error) {
		if call > 1 {
			cancel()
			return nil, errThrottle
		}
		return []thing{{"a", "broken"}}, nil
	}}
	require.ErrorIs(t, readyWaiter(s).Wait(ctx, &input{IDs: []string{"a", "b", "c"}}, time.Hour), context.Canceled)
}

func TestRetryableErrorsAreToleratedForAWhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, in := range []*input{{IDs: []string{"a"}}, {}} {
			until := func(n int) *service {
				return &service{things: func(call int) ([]thing, error) {
					if call <= n {
						return nil, errNetwork
					}
					return []thing{{"a", "ready"}}, nil
				}}
			}
			require.NoError(t, readyWaiter(until(3)).Wait(t.Context(), in, time.Hour))

			start := time.Now()
			err := readyWaiter(until(1000)).Wait(t.Context(), in, time.Hour)
			require.ErrorIs(t, err, errNetwork)
			require.ErrorContains(t, err, "ThingReady waiter: connection lost")
			assert.GreaterOrEqual(t, time.Since(start), waiters.DefaultGrace)
			assert.Less(t, time.Since(start), waiters.DefaultGrace+waiters.DefaultMaxDelay)

			require.ErrorIs(t, readyWaiter(until(1)).Wait(t.Context(), in, time.Hour, func(o *waiterOptions) { o.Grace = -1 }), errNetwork)
		}
		odd := &service{things: func(call int) ([]thing, error) {
			switch {
			case call%2 == 1:
				return nil, errNetwork
			case call < 200:
				return []thing{{"a", "pending"}}, nil
			}
			return []thing{{"a", "ready"}}, nil
		}}
		require.NoError(t, readyWaiter(odd).Wait(t.Context(), &input{IDs: []string{"a"}}, 24*time.Hour), "single errors are tolerated without limit")

		late := &service{things: func(call int) ([]thing, error) {
			switch {
			case call < 100:
				return []thing{{"a", "pending"}}, nil
			case call == 100:
				return nil, errNetwork
			}
			return []thing{{"a", "ready"}}, nil
		}}
		require.NoError(t, readyWaiter(late).Wait(t.Context(), &input{IDs: []string{"a"}}, 24*time.Hour), "the grace begins with the first error")

		s := &service{things: func(int) ([]thing, error) { return nil, errors.ErrUnsupported }}
		require.ErrorIs(t, readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour), errors.ErrUnsupported)
		assert.Equal(t, 1, s.calls, "other errors end a wait at once")
	})
}
