package waiters_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/waiters"
)

// input, output, thing and options stand for those of an operation.
type (
	input  struct{ IDs []string }
	output struct {
		Things []thing
		Call   int
	}
	thing   struct{ ID, State string }
	options struct{ Calls []string }

	waiter        = waiters.Waiter[input, output, thing, options]
	waiterOptions = waiters.Options[input, output, options]
)

var (
	errNotFound = errors.New("not found")
	errThrottle = errors.New("throttled")
	errNetwork  = errors.New("connection lost")
)

// service answers calls for two things at a time.
type service struct {
	things  func(call int) ([]thing, error) // all there are when a call comes, counted from 1
	strict  bool                            // an unknown identifier fails the call
	calls   int
	asked   [][]string
	applied []options
	times   []time.Time
}

func (s *service) list(in *input) waiters.Pager[output, options] {
	return &pager{service: s, ids: in.IDs, first: true}
}

type pager struct {
	service *service
	ids     []string
	first   bool
}

func (p *pager) HasMorePages() bool { return p.first || len(p.ids) > 0 }

func (p *pager) NextPage(ctx context.Context, optFns ...func(*options)) (*output, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var o options
	for _, fn := range optFns {
		fn(&o)
	}
	s := p.service
	s.calls++
	s.times = append(s.times, time.Now())
	s.applied = append(s.applied, o)
	ids := p.ids[:min(2, len(p.ids))]
	s.asked = append(s.asked, slices.Clone(ids))
	things, err := s.things(s.calls)
	if err != nil {
		return nil, err
	}
	out := &output{Call: s.calls}
	for _, th := range things {
		if len(ids) == 0 || slices.Contains(ids, th.ID) {
			out.Things = append(out.Things, th)
		}
	}
	if s.strict && len(out.Things) < len(ids) {
		return nil, fmt.Errorf("call %d: %w", s.calls, errNotFound)
	}
	p.ids, p.first = p.ids[len(ids):], false
	return out, nil
}

// states answers every call with the state of one thing, the last one for ever.
func states(list ...string) *service {
	return &service{things: func(call int) ([]thing, error) {
		state := list[min(call, len(list))-1]
		if state == "" {
			return nil, nil
		}
		return []thing{{"a", state}}, nil
	}}
}

func spec(s *service) waiters.Spec[input, output, thing, options] {
	is := func(target error) func(error) bool { return func(err error) bool { return errors.Is(err, target) } }
	return waiters.Spec[input, output, thing, options]{
		Name:  "ThingReady",
		List:  s.list,
		Items: func(out *output) []thing { return out.Things },
		Join:  func(out *output, items []thing) { out.Things = items },
		Resource: func(th *thing) waiters.Resource {
			r := waiters.Resource{ID: th.ID, State: th.State}
			if th.State == "broken" {
				r.ErrorCode, r.ErrorMessage = "Code", "some message"
			}
			return r
		},
		Verdict: func(th *thing) waiters.Verdict {
			switch th.State {
			case "ready":
				return waiters.Done
			case "broken":
				return waiters.Fail
			default:
				return waiters.GoOn
			}
		},
		IDs:    func(in *input) []string { return in.IDs },
		Narrow: func(_ *input, ids []string) *input { return &input{IDs: ids} },
		APIOptions: func(add []func(*middleware.Stack) error) func(*options) {
			return func(o *options) { o.Calls = append(o.Calls, fmt.Sprint(len(add), " added")) }
		},
		NotFound:   is(errNotFound),
		Throttling: is(errThrottle),
		Retryable:  func(err error) bool { return errors.Is(err, errNetwork) || errors.Is(err, errThrottle) },
	}
}

func ready(s *service, optFns ...func(*waiterOptions)) *waiter { return waiters.New(spec(s), optFns) }

func TestWaitsUntilAllAreDone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			list := []thing{{"c", "ready"}, {"a", "ready"}, {"b", "pending"}, {"d", "ready"}, {"e", "pending"}}
			if call > 3 {
				list[2].State, list[4].State = "ready", "ready"
			}
			return list, nil
		}}
		var seen []waiters.Progress
		out, err := ready(s).WaitForOutput(t.Context(), &input{IDs: []string{"a", "b", "c", "b", "e"}}, time.Hour,
			func(o *waiterOptions) {
				o.OnProgress = func(p waiters.Progress) { p.Elapsed = p.Elapsed.Round(time.Minute); seen = append(seen, p) }
			})
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}, {"e", "ready"}}, out.Things, "in the order of the identifiers, each once")
		assert.Equal(t, [][]string{{"a", "b"}, {"c", "e"}, {"b", "e"}, {"b", "e"}}, s.asked, "only those that are not done are asked for again")
		assert.Equal(t, map[string]int{"ready": 2, "pending": 2}, seen[0].States)
		assert.Equal(t, map[string]int{"ready": 4}, seen[2].States)
		assert.Equal(t, []int{1, 2, 3}, []int{seen[0].Round, seen[1].Round, seen[2].Round})
		assert.Equal(t, []int{2, 2, 4, 4}, []int{seen[0].Done, seen[1].Done, seen[2].Done, seen[2].Total})
		assert.Equal(t, "ThingReady", seen[0].Waiter)
	})
}

func TestFilterIsAskedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call == 1 {
				return nil, nil // not there yet
			}
			list := []thing{{"b", "pending"}, {"a", "ready"}}
			if call > 2 {
				list = append(list, thing{"late", "pending"})
				list[0].State = "ready"
			}
			return list, nil
		}}
		out, err := ready(s).WaitForOutput(t.Context(), nil, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, [][]string{{}, {}, {"b"}}, clip(s.asked))
		assert.Equal(t, []thing{{"b", "ready"}, {"a", "ready"}}, out.Things)
	})
}

func clip(asked [][]string) [][]string {
	for i, ids := range asked {
		asked[i] = append([]string{}, ids...)
	}
	return asked
}

func TestFilterThatFindsNothingFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		err := ready(states("")).Wait(t.Context(), &input{}, time.Hour)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed)
		assert.Empty(t, failed.Failed)
		assert.GreaterOrEqual(t, time.Since(start), waiters.DefaultGrace)
		require.EqualError(t, err, "ThingReady waiter found nothing to wait for")

		gone := spec(states(""))
		gone.Gone = waiters.Done
		require.NoError(t, waiters.New(gone, nil).Wait(t.Context(), nil, time.Hour), "which is what a wait for the end is for")
	})
}

func TestFailureNamesEachResource(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(int) ([]thing, error) {
			return []thing{{"a", "broken"}, {"b", "pending"}, {"c", "broken"}, {"d", "ready"}}, nil
		}}
		start := time.Now()
		out, err := ready(s).WaitForOutput(t.Context(), &input{IDs: []string{"d", "c", "b", "a"}}, time.Hour)
		assert.Nil(t, out)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed)
		assert.Equal(t, &waiters.FailedError{Waiter: "ThingReady", Total: 4, Failed: []waiters.Resource{
			{ID: "c", State: "broken", ErrorCode: "Code", ErrorMessage: "some message"},
			{ID: "a", State: "broken", ErrorCode: "Code", ErrorMessage: "some message"},
		}}, failed)
		require.EqualError(t, err, "ThingReady waiter failed for 2 of 4: c broken (Code: some message); a broken (Code: some message)")
		assert.Equal(t, start, time.Now(), "at once")
		assert.Equal(t, 2, s.calls, "after the whole round")
	})
}

func TestTimeoutNamesThoseStillWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(int) ([]thing, error) {
			return []thing{{"a", "pending"}, {"b", "ready"}, {"c", "odd"}, {"e", "odd"}, {"f", "odd"}}, nil
		}}
		start := time.Now()
		err := ready(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c", "d", "e", "f"}}, time.Minute, func(o *waiterOptions) { o.Grace = time.Hour })
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

func TestTimeoutTellsOfTheLastCallOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call == 1 {
				return nil, errThrottle
			}
			return nil, nil
		}}
		err := ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = 2 * time.Hour })
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		require.NoError(t, timeout.Err)
	})
}

func TestThingsWithoutAStateAreFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(int) ([]thing, error) { return []thing{{"a", ""}}, nil }}
		stateless := spec(s)
		stateless.Verdict = func(*thing) waiters.Verdict { return waiters.Done }
		out, err := waiters.New(stateless, nil).WaitForOutput(t.Context(), &input{IDs: []string{"a"}}, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", ""}}, out.Things)
	})
}

func TestTimeEndsInTheMiddleOfACall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending")
		slow := s.things
		s.things = func(call int) ([]thing, error) {
			time.Sleep(time.Hour)
			return slow(call)
		}
		err := ready(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c"}}, time.Minute)
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Len(t, timeout.Waiting, 3)
		require.ErrorContains(t, err, "3 of 3 still waiting: a pending; b not seen yet; c not seen yet")
	})
}

func TestCancelEndsAWaitAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Second, cancel)
		start := time.Now()
		err := ready(states("pending")).Wait(ctx, &input{IDs: []string{"a"}}, time.Hour)
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorContains(t, err, "ThingReady waiter")
		assert.Equal(t, 100*time.Second, time.Since(start))

		err = ready(states("pending")).Wait(ctx, &input{IDs: []string{"a"}}, time.Hour)
		require.ErrorIs(t, err, context.Canceled)

		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err = ready(states("pending")).Wait(ctx, &input{IDs: []string{"a"}}, time.Hour)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		var timeout *waiters.TimeoutError
		assert.NotErrorAs(t, err, &timeout, "the time of the context is not that of the wait")
	})
}

func TestUnknownIdentifiersAreToleratedForAWhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, strict := range []bool{false, true} {
			s := states("", "", "pending", "ready")
			s.strict = strict
			require.NoError(t, ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour), "it appears")

			s = states("")
			s.strict = strict
			start := time.Now()
			err := ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = 10 * time.Minute })
			var failed *waiters.FailedError
			require.ErrorAs(t, err, &failed)
			require.ErrorContains(t, err, "a not found")
			assert.GreaterOrEqual(t, time.Since(start), 10*time.Minute)

			s = states("pending", "")
			s.strict = strict
			err = ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = 10 * time.Minute })
			require.ErrorAs(t, err, &failed, "what was there and is not any more does not come back")
			assert.Equal(t, 2, s.calls)

			s = states("")
			s.strict = strict
			require.ErrorAs(t, ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = -1 }), &failed)
			assert.Equal(t, 1, s.calls)
		}
	})
}

func TestOneUnknownIdentifierDoesNotHideTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{strict: true, things: func(call int) ([]thing, error) {
			if call > 5 {
				return []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}}, nil
			}
			return []thing{{"a", "ready"}, {"c", "pending"}}, nil
		}}
		require.NoError(t, ready(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c"}}, time.Hour))
		assert.Equal(t, [][]string{{"a", "b"}, {"a"}, {"b"}, {"c"}, {"b", "c"}, {"b"}, {"c"}}, s.asked)
	})
}

func TestWaitForTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, strict := range []bool{false, true} {
			s := &service{strict: strict, things: func(call int) ([]thing, error) {
				return []thing{{"a", "going"}, {"b", "going"}}[min(2, call/3):], nil
			}}
			gone := spec(s)
			gone.Gone = waiters.Done
			out, err := waiters.New(gone, nil).WaitForOutput(t.Context(), &input{IDs: []string{"a", "b"}}, time.Hour)
			require.NoError(t, err)
			assert.Empty(t, out.Things)
			assert.NotNil(t, out)
			assert.GreaterOrEqual(t, s.calls, 6)
		}
	})
}

func TestReadsInARow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending", "ready", "pending", "ready", "ready")
		twice := spec(s)
		twice.Reads = 2
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
		assert.Equal(t, 5, s.calls)

		// The pages of a list, or the calls of a round, can find a thing more than once.
		s = &service{things: func(int) ([]thing, error) { return []thing{{"a", "ready"}, {"a", "ready"}}, nil }}
		twice = spec(s)
		twice.Reads = 2
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{}, time.Hour))
		assert.Equal(t, 2, s.calls)

		s = &service{strict: true, things: func(call int) ([]thing, error) {
			return []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}}[:min(3, call)], nil
		}}
		twice = spec(s)
		twice.Reads = 2
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{IDs: []string{"a", "b", "c"}}, time.Hour))
		assert.Equal(t, [][]string{{"a", "b"}, {"a"}, {"b"}, {"c"}, {"a", "b"}, {"c"}}, s.asked, "what a round has found is not asked for again")

		s = states("pending", "", "pending", "", "")
		twice = spec(s)
		twice.Reads, twice.Gone = 2, waiters.Done
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
		assert.Equal(t, 5, s.calls)
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
		require.NoError(t, ready(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c", "d", "e"}}, time.Hour, func(o *waiterOptions) { o.Grace = -1 }))
		assert.Equal(t, 9, s.calls, "each page is asked for until it comes, and none again")
		for i := range s.times[1:] {
			switch pause := s.times[i+1].Sub(s.times[i]); (i + 1) % 3 {
			case 1:
				assert.Equal(t, waiters.DefaultMinDelay, pause, "pauses begin anew with each page")
			case 2:
				assert.GreaterOrEqual(t, pause, waiters.DefaultMinDelay)
			default:
				assert.Zero(t, pause)
			}
		}
	})
}

func TestThrottlingForEverEndsWithTheTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, in := range []*input{{IDs: []string{"a"}}, {}} {
			s := &service{things: func(int) ([]thing, error) { return nil, errThrottle }}
			err := ready(s).Wait(t.Context(), in, 10*time.Minute)
			var timeout *waiters.TimeoutError
			require.ErrorAs(t, err, &timeout)
			require.ErrorIs(t, err, errThrottle)
			assert.Len(t, timeout.Waiting, len(in.IDs))
			require.ErrorContains(t, err, "last call: throttled")
		}
	})
}

// TestKnownFailureDoesNotWaitForTheOthers has a broken thing on the first page, and a second page that
// cannot be had.
func TestKnownFailureDoesNotWaitForTheOthers(t *testing.T) {
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
			two := spec(s)
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
	require.ErrorIs(t, ready(s).Wait(ctx, &input{IDs: []string{"a", "b", "c"}}, time.Hour), context.Canceled)
}

func TestErrorsThatMayPass(t *testing.T) {
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
			require.NoError(t, ready(until(3)).Wait(t.Context(), in, time.Hour))

			start := time.Now()
			err := ready(until(1000)).Wait(t.Context(), in, time.Hour)
			require.ErrorIs(t, err, errNetwork)
			require.ErrorContains(t, err, "ThingReady waiter: connection lost")
			assert.GreaterOrEqual(t, time.Since(start), waiters.DefaultGrace)
			assert.Less(t, time.Since(start), waiters.DefaultGrace+waiters.DefaultMaxDelay)

			require.ErrorIs(t, ready(until(1)).Wait(t.Context(), in, time.Hour, func(o *waiterOptions) { o.Grace = -1 }), errNetwork)
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
		require.NoError(t, ready(odd).Wait(t.Context(), &input{IDs: []string{"a"}}, 24*time.Hour), "every other call may fail for however long")

		late := &service{things: func(call int) ([]thing, error) {
			switch {
			case call < 100:
				return []thing{{"a", "pending"}}, nil
			case call == 100:
				return nil, errNetwork
			}
			return []thing{{"a", "ready"}}, nil
		}}
		require.NoError(t, ready(late).Wait(t.Context(), &input{IDs: []string{"a"}}, 24*time.Hour), "the grace begins with the first error")

		s := &service{things: func(int) ([]thing, error) { return nil, errors.ErrUnsupported }}
		require.ErrorIs(t, ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour), errors.ErrUnsupported)
		assert.Equal(t, 1, s.calls, "others end a wait at once")
	})
}

// TestDelays holds the pauses between rounds to their bounds, which double.
func TestDelays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending")
		err := ready(s, func(o *waiterOptions) { o.MinDelay, o.MaxDelay = time.Second, 8*time.Second }).Wait(t.Context(), &input{IDs: []string{"a"}}, 10*time.Minute)
		require.Error(t, err)
		limit := time.Second
		for i := range s.times[2:] {
			pause := s.times[i+1].Sub(s.times[i])
			assert.GreaterOrEqual(t, pause, time.Second, i)
			assert.LessOrEqual(t, pause, limit, i)
			limit = min(2*limit, 8*time.Second)
		}
		assert.Greater(t, s.calls, 10*60/8)
		assert.Greater(t, longest(s.times), 4*time.Second, "they grow")

		s = &service{things: func(int) ([]thing, error) { return nil, errThrottle }}
		err = ready(s, func(o *waiterOptions) { o.MinDelay, o.MaxDelay = time.Second, 8*time.Second }).Wait(t.Context(), &input{IDs: []string{"a"}}, 10*time.Minute)
		require.Error(t, err)
		assert.Greater(t, longest(s.times), 4*time.Second, "those after throttled calls too")

		s = states("pending")
		require.Error(t, ready(s, func(o *waiterOptions) { o.MaxDelay = 5 * time.Second }).Wait(t.Context(), &input{IDs: []string{"a"}}, 10*time.Minute))
		assert.Equal(t, 5*time.Second, longest(s.times), "a MaxDelay below the usual MinDelay is kept")
	})
}

// longest returns the longest pause between calls, but for the last one, which the end of the time cuts.
func longest(times []time.Time) (pause time.Duration) {
	for i := range times[2:] {
		pause = max(pause, times[i+1].Sub(times[i]))
	}
	return pause
}

func TestRetryableDecides(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		in := &input{IDs: []string{"a"}}
		wait := func(s *service, retryable func(*output, error) (bool, error)) (*output, error) {
			return ready(s).WaitForOutput(t.Context(), in, time.Hour, func(o *waiterOptions) {
				o.Retryable = func(_ context.Context, in *input, out *output, err error) (bool, error) {
					assert.Equal(t, []string{"a"}, in.IDs)
					return retryable(out, err)
				}
			})
		}
		s := states("broken", "odd", "end")
		out, err := wait(s, func(out *output, err error) (bool, error) { return out.Things[0].State != "end", err })
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", "end"}}, out.Things)
		assert.Equal(t, 3, s.calls)

		own := errors.New("enough")
		_, err = wait(states("ready"), func(*output, error) (bool, error) { return false, own })
		require.ErrorIs(t, err, own)

		failing := &service{things: func(call int) ([]thing, error) {
			if call < 4 {
				return nil, errNotFound
			}
			return []thing{{"a", "pending"}}, nil
		}}
		_, err = wait(failing, func(_ *output, err error) (bool, error) { return err != nil, nil })
		require.NoError(t, err)
		assert.Equal(t, 4, failing.calls)

		_, err = wait(&service{things: func(int) ([]thing, error) { return nil, errNotFound }}, func(_ *output, err error) (bool, error) { return !errors.Is(err, errNotFound), nil })
		require.NoError(t, err, "an error can be what the wait was for")

		_, err = wait(states("pending", "", "end"), func(out *output, err error) (bool, error) {
			return len(out.Things) == 0 || out.Things[0].State != "end", err
		})
		require.NoError(t, err, "it is not a failure that the waiter finds nothing, either")

		_, err = wait(states("ready"), func(*output, error) (bool, error) { return false, errNetwork })
		require.ErrorIs(t, err, errNetwork, "its error ends a wait, also if it is one that may pass")
	})
}

// TestRetryableDecidesOnWhatIsNotFound has answers without any things.
func TestRetryableDecidesOnWhatIsNotFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, in := range []*input{{IDs: []string{"a", "b", "c"}}, {}} {
			s := states("")
			out, err := ready(s).WaitForOutput(t.Context(), in, 24*time.Hour, func(o *waiterOptions) {
				assert.Nil(t, o.Retryable)
				o.Retryable = func(_ context.Context, _ *input, out *output, err error) (bool, error) { return out.Call < 100, err }
			})
			require.NoError(t, err)
			assert.Empty(t, out.Things)
			assert.GreaterOrEqual(t, s.calls, 100, "to go on is no failure, for however long")
			assert.LessOrEqual(t, s.calls, 102)
		}
	})
}

func TestRetryableGoesOnAfterAnErrorBeforeAllIsKnown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call == 2 {
				return nil, errNetwork
			}
			return []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}}, nil
		}}
		two := spec(s)
		two.List = func(*input) waiters.Pager[output, options] {
			return &pager{service: s, ids: []string{"a", "b", "c"}, first: true}
		}
		out, err := waiters.New(two, nil).WaitForOutput(t.Context(), nil, time.Hour, func(o *waiterOptions) {
			o.Retryable = func(_ context.Context, _ *input, _ *output, err error) (bool, error) { return err != nil, nil }
		})
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}}, out.Things)
		assert.Equal(t, 4, s.calls)
	})
}

func TestRetryableTakesAnErrorForTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call > 1 {
				return nil, errNotFound
			}
			return []thing{{"a", "pending"}}, nil
		}}
		two := spec(s)
		two.List = func(*input) waiters.Pager[output, options] {
			return &pager{service: s, ids: []string{"a", "b", "c"}, first: true}
		}
		out, err := waiters.New(two, nil).WaitForOutput(t.Context(), nil, time.Hour, func(o *waiterOptions) {
			o.Retryable = func(_ context.Context, _ *input, _ *output, err error) (bool, error) { return err == nil, nil }
		})
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", "pending"}}, out.Things, "what was found before it is not lost")
	})
}

func TestOnlySomeOfWhatIsFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			return []thing{{"a", "pending"}, {"b", []string{"pending", "ready"}[min(1, call/3)]}}, nil
		}}
		list := spec(s)
		list.IDs, list.Narrow = nil, nil
		out, err := waiters.New(list, nil).WaitForOutput(t.Context(), &input{}, time.Hour, func(o *waiterOptions) { o.Only = []string{"b"} })
		require.NoError(t, err)
		assert.Equal(t, []thing{{"b", "ready"}}, out.Things)

		err = ready(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Only = []string{"b"} })
		require.ErrorContains(t, err, "Only")
	})
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for message, tt := range map[string]struct {
		maxWait  time.Duration
		min, max time.Duration
	}{
		"the maximum wait time must be greater than zero, not 0s":  {},
		"the maximum wait time must be greater than zero, not -1s": {maxWait: -time.Second},
		"MinDelay must not be negative, as -1s is":                 {maxWait: 1, min: -time.Second},
		"MinDelay, 2s, must not be greater than MaxDelay, 1s":      {maxWait: 1, min: 2 * time.Second, max: time.Second},
	} {
		s := states("ready")
		err := ready(s).Wait(t.Context(), nil, tt.maxWait, func(o *waiterOptions) { o.MinDelay, o.MaxDelay = tt.min, tt.max })
		require.EqualError(t, err, "ThingReady waiter: "+message)
		assert.Zero(t, s.calls, "nothing is sent")
	}
	own := errors.New("name something")
	checked := spec(states("ready"))
	checked.Check = func(in *input) error {
		if len(in.IDs) == 0 {
			return own
		}
		return nil
	}
	require.ErrorIs(t, waiters.New(checked, nil).Wait(t.Context(), nil, time.Hour), own)
	require.NoError(t, waiters.New(checked, nil).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
}

// TestOptionsReachTheCalls checks in what order they do, and that those of one wait do not stay.
func TestOptionsReachTheCalls(t *testing.T) {
	t.Parallel()
	s := states("ready")
	add := func(*middleware.Stack) error { return nil }
	note := func(text string) func(*options) { return func(o *options) { o.Calls = append(o.Calls, text) } }
	w := ready(s, func(o *waiterOptions) {
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

// TestOptionsOfWaitsAreApart has two waits of one waiter at once, each with options of its own.
func TestOptionsOfWaitsAreApart(t *testing.T) {
	t.Parallel()
	note := func(text string) func(*options) { return func(o *options) { o.Calls = append(o.Calls, text) } }
	one, two := states("ready"), states("ready")
	both := spec(one)
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

// TestOneWaiterForMany checks that waits of one waiter share nothing.
func TestOneWaiterForMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending", "pending", "pending", "ready")
		w := ready(s)
		for range 3 {
			require.NoError(t, w.Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
		}
	})
}
