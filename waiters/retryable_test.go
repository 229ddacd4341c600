package waiters_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/waiters"
)

func TestRetryableDecides(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		in := &input{IDs: []string{"a"}}
		wait := func(s *service, retryable func(*output, error) (bool, error)) (*output, error) {
			return readyWaiter(s).WaitForOutput(t.Context(), in, time.Hour, func(o *waiterOptions) {
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
		require.NoError(t, err, "an error can be the wanted outcome")

		_, err = wait(states("pending", "", "end"), func(out *output, err error) (bool, error) {
			return len(out.Things) == 0 || out.Things[0].State != "end", err
		})
		require.NoError(t, err, "a missing thing is not a failure")

		_, err = wait(states("ready"), func(*output, error) (bool, error) { return false, errNetwork })
		require.ErrorIs(t, err, errNetwork, "an error from Retryable ends the wait even if the error is retryable")
	})
}

// No output contains anything, so the results of Retryable alone decide when the wait ends.
func TestRetryableDecidesOnMissingThings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, in := range []*input{{IDs: []string{"a", "b", "c"}}, {}} {
			s := states("")
			out, err := readyWaiter(s).WaitForOutput(t.Context(), in, 24*time.Hour, func(o *waiterOptions) {
				assert.Nil(t, o.Retryable)
				o.Retryable = func(_ context.Context, _ *input, out *output, err error) (bool, error) { return out.Call < 100, err }
			})
			require.NoError(t, err)
			assert.Empty(t, out.Things)
			assert.GreaterOrEqual(t, s.calls, 100, "the waiter keeps waiting without limit")
			assert.LessOrEqual(t, s.calls, 102)
		}
	})
}

func TestRetryableCanIgnoreAnErrorOfTheFirstRound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call == 2 {
				return nil, errNetwork
			}
			return []thing{{"a", "ready"}, {"b", "ready"}, {"c", "ready"}}, nil
		}}
		two := thingSpec(s)
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

func TestRetryableCanEndAWaitAtAnError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{things: func(call int) ([]thing, error) {
			if call > 1 {
				return nil, errNotFound
			}
			return []thing{{"a", "pending"}}, nil
		}}
		two := thingSpec(s)
		two.List = func(*input) waiters.Pager[output, options] {
			return &pager{service: s, ids: []string{"a", "b", "c"}, first: true}
		}
		out, err := waiters.New(two, nil).WaitForOutput(t.Context(), nil, time.Hour, func(o *waiterOptions) {
			o.Retryable = func(_ context.Context, _ *input, _ *output, err error) (bool, error) { return err == nil, nil }
		})
		require.NoError(t, err)
		assert.Equal(t, []thing{{"a", "pending"}}, out.Things, "the output has what was found before the error")
	})
}
