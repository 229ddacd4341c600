package waiters_test

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/waiters"
)

// The upper bound of the pauses doubles with each round.
func TestPausesGrow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending")
		err := readyWaiter(s, func(o *waiterOptions) { o.MinDelay, o.MaxDelay = time.Second, 8*time.Second }).Wait(t.Context(), &input{IDs: []string{"a"}}, 10*time.Minute)
		require.Error(t, err)
		limit := time.Second
		for i := range s.times[2:] {
			pause := s.times[i+1].Sub(s.times[i])
			assert.GreaterOrEqual(t, pause, time.Second, i)
			assert.LessOrEqual(t, pause, limit, i)
			limit = min(2*limit, 8*time.Second)
		}
		assert.Greater(t, s.calls, 10*60/8)
		assert.Greater(t, longest(s.times), 4*time.Second, "the pauses grow")

		s = &service{things: func(int) ([]thing, error) { return nil, errThrottle }}
		err = readyWaiter(s, func(o *waiterOptions) { o.MinDelay, o.MaxDelay = time.Second, 8*time.Second }).Wait(t.Context(), &input{IDs: []string{"a"}}, 10*time.Minute)
		require.Error(t, err)
		assert.Greater(t, longest(s.times), 4*time.Second, "pauses after throttled calls grow too")

		s = states("pending")
		require.Error(t, readyWaiter(s, func(o *waiterOptions) { o.MaxDelay = 5 * time.Second }).Wait(t.Context(), &input{IDs: []string{"a"}}, 10*time.Minute))
		assert.Equal(t, 5*time.Second, longest(s.times), "a MaxDelay below the default MinDelay is the longest pause")
	})
}

// longest returns the longest pause between calls, ignoring the last one, which the timeout can cut short.
func longest(times []time.Time) (pause time.Duration) {
	for i := range times[2:] {
		pause = max(pause, times[i+1].Sub(times[i]))
	}
	return pause
}

func TestOnlyLimitsAWaitToSomeThings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			return []thing{{"a", "pending"}, {"b", []string{"pending", "ready"}[min(1, call/3)]}}, nil
		}}
		list := thingSpec(s)
		list.IDs, list.Narrow = nil, nil
		out, err := waiters.New(list, nil).WaitForOutput(t.Context(), &input{}, time.Hour, func(o *waiterOptions) { o.Only = []string{"b"} })
		require.NoError(t, err)
		assert.Equal(t, []thing{{"b", "ready"}}, out.Things)

		err = readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Only = []string{"b"} })
		require.ErrorContains(t, err, "Only")
	})
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for message, tt := range map[string]struct {
		maxWait  time.Duration
		min, max time.Duration
	}{
		"maxWait is 0s, must be greater than 0":                          {},
		"maxWait is -1s, must be greater than 0":                         {maxWait: -time.Second},
		"MinDelay is -1s, must not be negative":                          {maxWait: 1, min: -time.Second},
		"MinDelay is 2s, must not be greater than MaxDelay, which is 1s": {maxWait: 1, min: 2 * time.Second, max: time.Second},
	} {
		s := states("ready")
		err := readyWaiter(s).Wait(t.Context(), nil, tt.maxWait, func(o *waiterOptions) { o.MinDelay, o.MaxDelay = tt.min, tt.max })
		require.EqualError(t, err, "ThingReady waiter: "+message)
		assert.Zero(t, s.calls, "nothing is sent")
	}
	own := errors.New("name something")
	checked := thingSpec(states("ready"))
	checked.Check = func(in *input) error {
		if len(in.IDs) == 0 {
			return own
		}
		return nil
	}
	require.ErrorIs(t, waiters.New(checked, nil).Wait(t.Context(), nil, time.Hour), own)
	require.NoError(t, waiters.New(checked, nil).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
}

// A waiter's options are applied before those of a wait, and a wait's options do not affect the next wait.
func TestOptionsReachTheCalls(t *testing.T) {
	t.Parallel()
	s := states("ready")
	add := func(*middleware.Stack) error { return nil }
	note := func(text string) func(*options) { return func(o *options) { o.Calls = append(o.Calls, text) } }
	w := readyWaiter(s, func(o *waiterOptions) {
		o.ClientOptions = append(o.ClientOptions, note("waiter's"))
	})
	in := &input{IDs: []string{"a"}}
	require.NoError(t, w.Wait(t.Context(), in, time.Hour, func(o *waiterOptions) {
		o.APIOptions = append(o.APIOptions, add)
		o.LogWaitAttempts = true
		o.ClientOptions = append(o.ClientOptions, note("wait's"))
	}))
	require.NoError(t, w.Wait(t.Context(), in, time.Hour))
	assert.Equal(t, []options{{[]string{"2 added", "waiter's", "wait's"}}, {[]string{"waiter's"}}}, s.applied)
}

// APIOptions is a slice with spare capacity, which the waiter must not write to.
func TestASliceOfTheCallerIsNotAppendedTo(t *testing.T) {
	t.Parallel()
	room := make([]func(*middleware.Stack) error, 1)
	require.NoError(t, readyWaiter(states("ready")).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) {
		o.APIOptions, o.LogWaitAttempts = room[:0], true
	}))
	assert.Nil(t, room[0])
}

// Two waits run concurrently on the same waiter, each with its own options.
func TestConcurrentWaitsDoNotShareOptions(t *testing.T) {
	t.Parallel()
	note := func(text string) func(*options) { return func(o *options) { o.Calls = append(o.Calls, text) } }
	one, two := states("ready"), states("ready")
	both := thingSpec(one)
	both.List = func(in *input) waiters.Pager[output, options] {
		if in.IDs[0] == "a" {
			return one.list(in)
		}
		return two.list(in)
	}
	two.things = func(int) ([]thing, error) { return []thing{{"b", "ready"}}, nil }
	w := waiters.New(both, []func(*waiterOptions){func(o *waiterOptions) {
		o.ClientOptions = append(make([]func(*options), 0, 8), note("waiter's"))
	}})
	var group sync.WaitGroup
	for id, text := range map[string]string{"a": "one's", "b": "two's"} {
		group.Go(func() {
			assert.NoError(t, w.Wait(t.Context(), &input{IDs: []string{id}}, time.Hour, func(o *waiterOptions) {
				o.ClientOptions = append(o.ClientOptions, note(text))
			}))
		})
	}
	group.Wait()
	assert.Equal(t, []options{{[]string{"waiter's", "one's"}}}, one.applied)
	assert.Equal(t, []options{{[]string{"waiter's", "two's"}}}, two.applied)
}
