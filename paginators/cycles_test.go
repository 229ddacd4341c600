package paginators_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/paginators"
)

func TestADuplicateTokenCanEndTheList(t *testing.T) {
	t.Parallel()
	s := newService(30, 3)
	s.answer = func(call int, out *output) {
		if call >= 2 {
			out.Token = ptr("<from> & 6")
		}
	}
	p := s.paginator(nil, paginators.Options{StopOnDuplicateToken: true})
	got, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, s.users[:9], got)
	assert.Empty(t, p.ResumeToken())
	assert.Len(t, s.asked, 3)
}

func TestADuplicateTokenIsNotFollowedForever(t *testing.T) {
	t.Parallel()
	for name, users := range map[string]int{"full pages": 300, "empty pages": 0} {
		for _, most := range []int{0, 200} {
			s := newService(users, 3)
			s.answer = func(_ int, out *output) { out.Token = ptr("<from> & 0") }
			p := s.paginator(nil, paginators.Options{MaxItems: most})
			got, err := remainingItems(t.Context(), p)
			var duplicate *paginators.DuplicateTokenError
			require.ErrorAs(t, err, &duplicate, name)
			assert.Equal(t, &paginators.DuplicateTokenError{Operation: "ListUsers", Repeats: 10, Cycle: 1}, duplicate)
			assert.Equal(t, "ListUsers: in 10 responses in a row, the service returned the token of the request", err.Error())
			assert.Len(t, got, min(users, 3)*11, "some services want to be asked again")
			assert.Len(t, s.asked, 11)

			_, err = p.NextPage(t.Context())
			require.ErrorAs(t, err, &duplicate)
			assert.Len(t, s.asked, 11)
		}
	}
}

func TestFewDuplicateTokensAreFollowed(t *testing.T) {
	t.Parallel()
	s := newService(3, 3)
	s.answer = func(call int, out *output) {
		switch {
		case call == 29:
		case call%10 == 0:
			out.Token = ptr("<from> & 1")
		case call%10 == 5:
			out.Token = ptr("<from> & 2")
		default:
			out.Token = s.asked[call].Token
		}
	}
	p := s.paginator(nil, paginators.Options{})
	for range 30 {
		require.True(t, p.HasMorePages())
		_, err := p.NextPage(t.Context())
		require.NoError(t, err)
	}
	assert.False(t, p.HasMorePages())
}

// circular is a list without items. Its first tokens are returned once, followed by a cycle of tokens that is returned
// over and over.
type circular struct {
	once  int // the number of tokens before the cycle
	cycle int // the number of tokens in the cycle
	calls int
	limit int // the number of calls that return a token, or 0 for no limit
}

func (c *circular) list(_ context.Context, _ *input, _ ...func(*options)) (*output, error) {
	n := c.calls
	c.calls++
	switch {
	case c.limit > 0 && n >= c.limit:
		return &output{}, nil
	case n < c.once:
		return &output{Token: ptr(fmt.Sprint("once ", n))}, nil
	default:
		return &output{Token: ptr(fmt.Sprint("again ", (n-c.once)%c.cycle))}, nil
	}
}

func (c *circular) paginator() *paginator {
	op := newService(0, 1).operation()
	op.Call = c.list
	return paginators.New(op, nil, paginators.Options{})
}

// The error must come within 13 rounds of the cycle, no matter how many pages precede it: the paginator needs about two
// rounds to find the cycle, and then counts ten repeats.
func TestACycleOfTokensEndsWithAnError(t *testing.T) {
	t.Parallel()
	for _, once := range []int{0, 1, 2, 3, 7, 100, 1000, 5000} {
		for _, cycle := range []int{1, 2, 3, 4, 5, 31, 32, 33, 100} {
			c := &circular{once: once, cycle: cycle}
			p := c.paginator()
			_, err := remainingItems(t.Context(), p)
			var duplicate *paginators.DuplicateTokenError
			require.ErrorAs(t, err, &duplicate)
			assert.Equal(t, &paginators.DuplicateTokenError{Operation: "ListUsers", Repeats: 10, Cycle: cycle}, duplicate)
			assert.Greater(t, c.calls, once+10*cycle)
			assert.LessOrEqual(t, c.calls, once+13*cycle, "%d pages, then a cycle of %d", once, cycle)
			if cycle > 1 {
				require.EqualError(t, err, fmt.Sprintf("ListUsers: the service repeated a sequence of %d tokens 10 times", cycle))
			}

			calls := c.calls
			_, err = p.NextPage(t.Context())
			require.ErrorAs(t, err, &duplicate)
			assert.Equal(t, calls, c.calls, "the service is not called again")
		}
	}
}

func TestACycleThatEndsEarlyIsFollowed(t *testing.T) {
	t.Parallel()
	for _, cycle := range []int{1, 2, 3, 100} {
		c := &circular{once: 20, cycle: cycle, limit: 20 + 10*cycle}
		_, err := remainingItems(t.Context(), c.paginator())
		require.NoError(t, err)
		assert.Equal(t, c.limit+1, c.calls)
	}
}

func TestLongListsAreNotTakenForCycles(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 3, 100, 10_000, 100_000} {
		c := &circular{once: n, limit: n}
		_, err := remainingItems(t.Context(), c.paginator())
		require.NoError(t, err)
		assert.Equal(t, n+1, c.calls)
	}
}

func TestTheSamePageFetchedAgainIsNotACycle(t *testing.T) {
	t.Parallel()
	s := newService(60, 30)
	p := s.paginator(nil, paginators.Options{})
	var got []string
	for p.HasMorePages() {
		for item, err := range p.Items(t.Context()) {
			require.NoError(t, err)
			got = append(got, item)
			break
		}
	}
	assert.Equal(t, s.users, got)
	assert.Len(t, s.asked, 60)
}

func TestEachPartOfTheIdentifiersHasItsOwnTokens(t *testing.T) {
	t.Parallel()
	s := newService(40*maxUsers, 3)
	got, err := remainingItems(t.Context(), s.paginator(&input{Users: s.users}, paginators.Options{}))
	require.NoError(t, err)
	assert.Equal(t, s.users, got, "each of the 40 parts has the same two tokens")
}
