package paginators_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/paginators"
)

func TestNextPageFollowsTheTokens(t *testing.T) {
	t.Parallel()
	s := newService(8, 3)
	p := s.paginator(&input{Filter: "f"}, paginators.Options{})
	var got []string
	for pages := 0; p.HasMorePages(); pages++ {
		out, err := p.NextPage(t.Context())
		require.NoError(t, err)
		assert.Same(t, s.answered[pages], out, "a page that is not cut is the client's own output")
		got = append(got, out.Users...)
	}
	assert.Equal(t, s.users, got)
	assert.Equal(t, []string{"-", "<from> & 3", "<from> & 6"}, s.tokens())
	for _, in := range s.asked {
		assert.Equal(t, "f", in.Filter)
		assert.Nil(t, in.Size)
	}

	_, err := p.NextPage(t.Context())
	require.ErrorIs(t, err, paginators.ErrNoMorePages)
	assert.Empty(t, p.ResumeToken())
	assert.Len(t, s.asked, 3)
}

func TestNothingIsSentBeforeTheFirstPageIsNeeded(t *testing.T) {
	t.Parallel()
	s := newService(8, 3)
	p := s.paginator(nil, paginators.Options{})
	pages, items := p.Pages(t.Context()), p.Items(t.Context())
	assert.True(t, p.HasMorePages())
	assert.Empty(t, s.asked)
	for _, err := range items {
		require.NoError(t, err)
		break
	}
	assert.Len(t, s.asked, 1)
	for out, err := range pages {
		require.NoError(t, err)
		assert.Equal(t, []string{"user001", "user002"}, out.Users, "a loop begins where the paginator is")
		break
	}
	assert.Len(t, s.asked, 2)
}

func TestThePageSize(t *testing.T) {
	t.Parallel()
	for limit, want := range map[int32]*int32{0: nil, 1: ptr(int32(1)), maxSize: ptr(int32(maxSize))} {
		s := newService(2, 3)
		_, err := s.paginator(&input{Size: ptr(int32(9))}, paginators.Options{Limit: limit}).NextPage(t.Context())
		require.NoError(t, err)
		assert.Equal(t, want, s.asked[0].Size)
	}
	s := newService(2, 3)
	op := s.operation()
	op.Input = func(in *input) paginators.Input { return paginators.Input{Token: &in.Token, PageSize: &in.Size} }
	for _, limit := range []int32{-1, maxSize + 1} {
		_, err := paginators.New(op, nil, paginators.Options{Limit: limit}).NextPage(t.Context())
		require.NoError(t, err, "the service checks the page size")
	}
	assert.Nil(t, s.asked[0].Size)
	assert.Equal(t, ptr(int32(maxSize+1)), s.asked[1].Size)
	_, err := paginators.New(s.bareOperation(), &input{Size: ptr(int32(2))}, paginators.Options{}).NextPage(t.Context())
	require.NoError(t, err)
	assert.Equal(t, ptr(int32(2)), s.asked[2].Size, "the paginator leaves other members as they are")
}

func TestBadOptionsAreReportedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		options paginators.Options
		params  *input
		bare    bool
		want    string
	}{
		"negative MaxItems":       {options: paginators.Options{MaxItems: -1}, want: "ListUsers: option MaxItems is -1, must be at least 0"},
		"Limit too large":         {options: paginators.Options{Limit: 51}, want: "ListUsers: option Limit is 51, must be from 1 to 50"},
		"negative Limit":          {options: paginators.Options{Limit: -1}, want: "ListUsers: option Limit is -1, must be from 1 to 50"},
		"Limit without page size": {options: paginators.Options{Limit: 5}, bare: true, want: "ListUsers: option Limit is 5, but the operation has no page size"},
		"two tokens": {
			options: paginators.Options{StartingToken: "a"}, params: &input{Token: ptr("b")},
			want: "ListUsers: option StartingToken and NextToken in params are both set",
		},
		"malformed resume token": {
			options: paginators.Options{StartingToken: encoded(`{"NextToken": 1}`)},
			want:    "ListUsers: option StartingToken: malformed resume token: NextToken: json: cannot unmarshal number into Go value of type string",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(8, 3)
			op := s.operation()
			if tt.bare {
				op = s.bareOperation()
			}
			p := paginators.New(op, tt.params, tt.options)
			assert.True(t, p.HasMorePages(), "so that a loop sees the error")
			_, err := p.NextPage(t.Context())
			require.EqualError(t, err, tt.want)
			turns := 0
			for item, err := range p.Items(t.Context()) {
				turns++
				assert.Empty(t, item)
				require.EqualError(t, err, tt.want)
			}
			for out, err := range p.Pages(t.Context()) {
				turns++
				assert.Nil(t, out)
				require.EqualError(t, err, tt.want)
			}
			assert.Equal(t, 2, turns)
			assert.Empty(t, s.asked)
			if start := tt.options.StartingToken; start != "" {
				assert.Equal(t, start, p.ResumeToken())
			} else {
				assert.NotEmpty(t, p.ResumeToken())
			}
		})
	}
}

func TestMaxItems(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ most, want, calls int }{{1, 1, 1}, {3, 3, 1}, {4, 4, 2}, {8, 8, 3}, {9, 8, 3}, {0, 8, 3}} {
		s := newService(8, 3)
		got, err := remainingItems(t.Context(), s.paginator(nil, paginators.Options{MaxItems: tt.most}))
		require.NoError(t, err)
		assert.Equal(t, s.users[:tt.want], got)
		assert.Len(t, s.asked, tt.calls)

		s = newService(8, 3)
		p := s.paginator(nil, paginators.Options{MaxItems: tt.most})
		got = nil
		for out, err := range p.Pages(t.Context()) {
			require.NoError(t, err)
			assert.Equal(t, s.answered[len(s.answered)-1].Note, out.Note, "the other members of the output are there")
			got = append(got, out.Users...)
		}
		assert.Equal(t, s.users[:tt.want], got)
		assert.Len(t, s.asked, tt.calls)
		assert.False(t, p.HasMorePages())
		_, err = p.NextPage(t.Context())
		require.ErrorIs(t, err, paginators.ErrNoMorePages)
		assert.Equal(t, tt.want == 8, p.ResumeToken() == "", "%d", tt.most)
		total := 0
		for _, out := range s.answered {
			total += len(out.Users)
		}
		assert.Equal(t, min(3*tt.calls, 8), total, "the client's outputs are never changed")
	}
}

func TestAnAppendToACutPageDoesNotReachTheOutput(t *testing.T) {
	t.Parallel()
	s := newService(3, 3)
	out, err := s.paginator(nil, paginators.Options{MaxItems: 1}).NextPage(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []string{"user000", "mine"}, append(out.Users, "mine"))
	assert.Equal(t, s.users, s.answered[0].Users)
}

func TestALoopCanEndAfterAnyItem(t *testing.T) {
	t.Parallel()
	const n = 8
	for leave := 1; leave <= n; leave++ {
		s := newService(n, 3)
		p := s.paginator(nil, paginators.Options{})
		var got []string
		for item, err := range p.Items(t.Context()) {
			require.NoError(t, err)
			got = append(got, item)
			inside := p.ResumeToken()
			if len(got) == leave {
				break
			}
			others, err := remainingItems(t.Context(), s.paginator(nil, paginators.Options{StartingToken: inside}))
			require.NoError(t, err)
			assert.Equal(t, s.users[len(got):], others)
		}
		calls := len(s.asked)
		token := p.ResumeToken()
		assert.Equal(t, leave == n, token == "")
		assert.Equal(t, leave < n, p.HasMorePages())

		same, err := remainingItems(t.Context(), p)
		require.NoError(t, err)
		assert.Equal(t, s.users, slices.Concat(got, same), "left after %d", leave)
		if leave < n {
			assert.Greater(t, len(s.asked), calls)
			another, err := remainingItems(t.Context(), s.paginator(nil, paginators.Options{StartingToken: token}))
			require.NoError(t, err)
			assert.Equal(t, same, another)
		}
	}
}

func TestALoopThatPanicsHasTakenItsItem(t *testing.T) {
	t.Parallel()
	s := newService(5, 3)
	p := s.paginator(nil, paginators.Options{})
	assert.Panics(t, func() {
		for item, err := range p.Items(t.Context()) {
			if err == nil && item == "user001" {
				panic("now")
			}
		}
	})
	got, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, s.users[2:], got)
}

func TestAnErrorIsYieldedOnceAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	s := newService(8, 3)
	s.fail = func(call int) error {
		if call == 1 || call == 2 || call == 4 {
			return broken
		}
		return nil
	}
	p := s.paginator(nil, paginators.Options{})
	got, err := remainingItems(t.Context(), p)
	require.Equal(t, broken, err, "as the client returned it")
	assert.Equal(t, s.users[:3], got)
	turns := 0
	for out, err := range p.Pages(t.Context()) {
		turns++
		assert.Nil(t, out)
		require.Equal(t, broken, err)
	}
	assert.Equal(t, 1, turns)
	assert.True(t, p.HasMorePages())

	out, err := p.NextPage(t.Context())
	require.NoError(t, err)
	assert.Equal(t, s.users[3:6], out.Users)
	out, err = p.NextPage(t.Context())
	require.Equal(t, broken, err)
	assert.Nil(t, out)
	got, err = remainingItems(t.Context(), s.paginator(nil, paginators.Options{StartingToken: p.ResumeToken()}))
	require.NoError(t, err)
	assert.Equal(t, s.users[6:], got)
	assert.Equal(t, []string{"-", "<from> & 3", "<from> & 3", "<from> & 3", "<from> & 6", "<from> & 6"}, s.tokens())
}

func TestAfterAnErrorBeforeTheFirstPageAllItemsAreLeft(t *testing.T) {
	t.Parallel()
	s := newService(8, 3)
	s.fail = func(call int) error {
		if call == 0 {
			return errors.New("broken")
		}
		return nil
	}
	p := s.paginator(nil, paginators.Options{})
	before := p.ResumeToken()
	_, err := p.NextPage(t.Context())
	require.Error(t, err)
	require.NotEmpty(t, p.ResumeToken())
	assert.Equal(t, before, p.ResumeToken())
	got, err := remainingItems(t.Context(), s.paginator(nil, paginators.Options{StartingToken: p.ResumeToken()}))
	require.NoError(t, err)
	assert.Equal(t, s.users, got)
}

func TestCancellationStopsBeforeTheNextPage(t *testing.T) {
	t.Parallel()
	s := newService(8, 3)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p := s.paginator(nil, paginators.Options{})
	var got []string
	var failed []error
	for item, err := range p.Items(ctx) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		got = append(got, item)
		cancel()
	}
	assert.Equal(t, s.users[:3], got)
	assert.Equal(t, []error{context.Canceled}, failed)
	more, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, s.users[3:], more)
}

func TestAnEmptyPageWithATokenIsNotTheEnd(t *testing.T) {
	t.Parallel()
	s := newService(6, 3)
	s.empty = func(int) bool { return true }
	p := s.paginator(nil, paginators.Options{MaxItems: 4})
	out, err := p.NextPage(t.Context())
	require.NoError(t, err)
	assert.Empty(t, out.Users)
	assert.True(t, p.HasMorePages())
	got, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, s.users[:4], got)
	assert.Equal(t, []string{"-", "<from> & 0!", "<from> & 3", "<from> & 3!"}, s.tokens())
}

func TestAnEmptyTokenEndsTheList(t *testing.T) {
	t.Parallel()
	s := newService(6, 3)
	s.answer = func(_ int, out *output) { out.Token = ptr("") }
	p := s.paginator(&input{Token: ptr("<from> & 3")}, paginators.Options{})
	got, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, s.users[3:], got)
	assert.Empty(t, p.ResumeToken())
}

func TestTokensAreOpaque(t *testing.T) {
	t.Parallel()
	for _, token := range []string{" ", " a\n", "\x00", "ü\u2028", "null", "None", "{}", encoded(`{"page": 2}`), encoded("7"), encoded("null"), "___3"} {
		s := newService(6, 3)
		s.answer = func(_ int, out *output) { out.Token = &token }
		p := s.paginator(nil, paginators.Options{StopOnDuplicateToken: true, MaxItems: 3})
		_, err := p.NextPage(t.Context())
		require.NoError(t, err)
		for _, start := range []string{token, p.ResumeToken()} {
			_, err := s.paginator(nil, paginators.Options{StartingToken: start}).NextPage(t.Context())
			require.ErrorContains(t, err, "not valid: "+token)
		}
		assert.Equal(t, []string{"-", token, token}, s.tokens())
	}
}

func TestParamsAndOutputsAreNotChanged(t *testing.T) {
	t.Parallel()
	s := newService(20, 3)
	users := slices.Clone(s.users)
	params := &input{Users: users, Size: ptr(int32(2)), Filter: "f", Token: ptr("<from> & 2")}
	op := s.operation()
	var sizes []int32
	var sent []string
	op.Call = func(ctx context.Context, in *input, optFns ...func(*options)) (*output, error) {
		sizes, sent = append(sizes, *in.Size), append(sent, orDash(in.Token))
		out, err := s.list(ctx, in, optFns...)
		*in.Size = 100
		in.Users = append(in.Users[:1], "other")
		if in.Token != nil {
			*in.Token = "other"
		}
		if len(sent) == 2 {
			return nil, errors.New("broken")
		}
		return out, err
	}
	p := paginators.New(op, params, paginators.Options{Limit: 3})
	var got []string
	for p.HasMorePages() {
		out, err := p.NextPage(t.Context())
		if err != nil {
			continue
		}
		got = append(got, out.Users...)
		if out.Token != nil {
			*out.Token = "the caller's"
		}
	}
	assert.Equal(t, s.users[2:], got)
	assert.Equal(t, []int32{3, 3, 3, 3, 3, 3, 3, 3}, sizes)
	assert.Equal(t, []string{"<from> & 2", "<from> & 5", "<from> & 5", "-", "<from> & 3", "<from> & 6", "-", "<from> & 3"}, sent)
	assert.Equal(t, &input{Users: s.users, Size: ptr(int32(2)), Filter: "f", Token: ptr("<from> & 2")}, params)

	p = s.paginator(params, paginators.Options{Limit: 3})
	*params.Token, params.Filter, params.Users[0] = "other", "g", "other"
	got, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, s.users[2:], got, "the paginator does not see later changes of params")
}

func TestOptionFunctionsGoWithEachCall(t *testing.T) {
	t.Parallel()
	s := newService(9, 3)
	p := s.paginator(nil, paginators.Options{})
	two := []func(*options){func(*options) {}, func(*options) {}}
	_, err := p.NextPage(t.Context())
	require.NoError(t, err)
	for _, err := range p.Items(t.Context(), two...) {
		require.NoError(t, err)
	}
	assert.Equal(t, []int{0, 2, 2}, s.optFns)
}

func TestAClientThatReturnsNeitherOutputNorError(t *testing.T) {
	t.Parallel()
	op := newService(1, 1).operation()
	op.Call = func(context.Context, *input, ...func(*options)) (*output, error) { return nil, nil }
	_, err := paginators.New(op, nil, paginators.Options{}).NextPage(t.Context())
	require.EqualError(t, err, "ListUsers: the client returned neither an output nor an error")
}

func TestTheZeroPaginatorIsAtTheEnd(t *testing.T) {
	t.Parallel()
	var p paginator
	assert.False(t, p.HasMorePages())
	_, err := p.NextPage(t.Context())
	require.ErrorIs(t, err, paginators.ErrNoMorePages)
	assert.Empty(t, p.ResumeToken())
	got, err := remainingItems(t.Context(), &p)
	require.NoError(t, err)
	assert.Empty(t, got)
}
