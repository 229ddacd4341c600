package waiters_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/waiters"
)

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
		out, err := readyWaiter(s).WaitForOutput(t.Context(), &input{IDs: []string{"a", "b", "c", "b", "e"}}, time.Hour,
			func(o *waiterOptions) {
				o.OnProgress = func(p waiters.Progress) { p.Elapsed = p.Elapsed.Round(time.Minute); seen = append(seen, p) }
			})
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}, {"e", "ready"}}, out.Things, "in the order of the identifiers, each once")
		assert.Equal(t, [][]string{{"a", "b"}, {"c", "e"}, {"b", "e"}, {"b", "e"}}, s.asked, "only things that are not done are fetched again")
		assert.Equal(t, map[string]int{"ready": 2, "pending": 2}, seen[0].States)
		assert.Equal(t, map[string]int{"ready": 4}, seen[2].States)
		assert.Equal(t, []int{1, 2, 3}, []int{seen[0].Round, seen[1].Round, seen[2].Round})
		assert.Equal(t, []int{2, 2, 4, 4}, []int{seen[0].Done, seen[1].Done, seen[2].Done, seen[2].Total})
		assert.Equal(t, "ThingReady", seen[0].Waiter)
	})
}

func TestAFilterIsEvaluatedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call == 1 {
				return nil, nil // nothing exists yet
			}
			list := []thing{{"b", "pending"}, {"a", "ready"}}
			if call > 2 {
				list = append(list, thing{"late", "pending"})
				list[0].State = "ready"
			}
			return list, nil
		}}
		out, err := readyWaiter(s).WaitForOutput(t.Context(), nil, time.Hour)
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
		err := readyWaiter(states("")).Wait(t.Context(), &input{}, time.Hour)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed)
		assert.Empty(t, failed.Failed)
		assert.GreaterOrEqual(t, time.Since(start), waiters.DefaultGrace)
		require.EqualError(t, err, "ThingReady waiter found nothing to wait for")

		gone := thingSpec(states(""))
		gone.Gone = waiters.Done
		require.NoError(t, waiters.New(gone, nil).Wait(t.Context(), nil, time.Hour), "a waiter for deletion has nothing to wait for")
	})
}

func TestThingsWithoutAStateAreFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(int) ([]thing, error) { return []thing{{"a", ""}}, nil }}
		stateless := thingSpec(s)
		stateless.Verdict = func(*thing) waiters.Verdict { return waiters.Done }
		out, err := waiters.New(stateless, nil).WaitForOutput(t.Context(), &input{IDs: []string{"a"}}, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", ""}}, out.Things)
	})
}

func TestUnknownIdentifiersAreToleratedForAWhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, strict := range []bool{false, true} {
			s := states("", "", "pending", "ready")
			s.strict = strict
			require.NoError(t, readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour), "the thing appears in time")

			s = states("")
			s.strict = strict
			start := time.Now()
			err := readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = 10 * time.Minute })
			var failed *waiters.FailedError
			require.ErrorAs(t, err, &failed)
			require.ErrorContains(t, err, "a not found")
			assert.GreaterOrEqual(t, time.Since(start), 10*time.Minute)

			s = states("pending", "")
			s.strict = strict
			err = readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = 10 * time.Minute })
			require.ErrorAs(t, err, &failed, "a thing that disappears does not come back")
			assert.Equal(t, 2, s.calls)

			s = states("")
			s.strict = strict
			require.ErrorAs(t, readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour, func(o *waiterOptions) { o.Grace = -1 }), &failed)
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
		require.NoError(t, readyWaiter(s).Wait(t.Context(), &input{IDs: []string{"a", "b", "c"}}, time.Hour))
		assert.Equal(t, [][]string{{"a", "b"}, {"a"}, {"b"}, {"c"}, {"b", "c"}, {"b"}, {"c"}}, s.asked)
	})
}

func TestWaitForDeletion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, strict := range []bool{false, true} {
			s := &service{strict: strict, things: func(call int) ([]thing, error) {
				return []thing{{"a", "going"}, {"b", "going"}}[min(2, call/3):], nil
			}}
			gone := thingSpec(s)
			gone.Gone = waiters.Done
			out, err := waiters.New(gone, nil).WaitForOutput(t.Context(), &input{IDs: []string{"a", "b"}}, time.Hour)
			require.NoError(t, err)
			assert.Empty(t, out.Things)
			assert.NotNil(t, out)
			assert.GreaterOrEqual(t, s.calls, 6)
		}
	})
}

func TestReadsCountRoundsInARow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending", "ready", "pending", "ready", "ready")
		twice := thingSpec(s)
		twice.Reads = 2
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
		assert.Equal(t, 5, s.calls)

		// A thing can appear more than once in a round's pages.
		s = &service{things: func(int) ([]thing, error) { return []thing{{"a", "ready"}, {"a", "ready"}}, nil }}
		twice = thingSpec(s)
		twice.Reads = 2
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{}, time.Hour))
		assert.Equal(t, 2, s.calls)

		s = &service{strict: true, things: func(call int) ([]thing, error) {
			return []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}}[:min(3, call)], nil
		}}
		twice = thingSpec(s)
		twice.Reads = 2
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{IDs: []string{"a", "b", "c"}}, time.Hour))
		assert.Equal(t, [][]string{{"a", "b"}, {"a"}, {"b"}, {"c"}, {"a", "b"}, {"c"}}, s.asked, "a round does not fetch again what it has found")

		s = states("pending", "", "pending", "", "")
		twice = thingSpec(s)
		twice.Reads, twice.Gone = 2, waiters.Done
		require.NoError(t, waiters.New(twice, nil).Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
		assert.Equal(t, 5, s.calls)
	})
}

func TestAWaiterCanBeUsedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := states("pending", "pending", "pending", "ready")
		w := readyWaiter(s)
		for range 3 {
			require.NoError(t, w.Wait(t.Context(), &input{IDs: []string{"a"}}, time.Hour))
		}
	})
}
