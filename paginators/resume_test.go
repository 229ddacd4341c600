package paginators_test

import (
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/paginators"
)

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func decoded(t *testing.T, token string) string {
	t.Helper()
	text, err := base64.StdEncoding.DecodeString(token)
	require.NoError(t, err)
	return string(text)
}

func TestTheTextOfResumeTokens(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		take  int
		users int // the number of identifiers in params
		want  string
	}{
		"at the start":               {0, 0, `{"NextToken": null}`},
		"on the first page":          {2, 0, `{"NextToken": null, "boto_truncate_amount": 2}`},
		"after a page":               {3, 0, `{"NextToken": "<from> & 3"}`},
		"on the second page":         {5, 0, `{"NextToken": "<from> & 3", "boto_truncate_amount": 2}`},
		"with few identifiers":       {2, 7, `{"NextToken": null, "boto_truncate_amount": 2}`},
		"with many identifiers":      {2, 20, `{"NextToken": null, "boto_truncate_amount": 2, "identifiers_before": 0, "identifiers": 20}`},
		"after the first of several": {7, 20, `{"NextToken": null, "identifiers_before": 7, "identifiers": 20}`},
		"within the last of several": {18, 20, `{"NextToken": "<from> & 3", "boto_truncate_amount": 1, "identifiers_before": 14, "identifiers": 20}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(20, 3)
			p := s.paginator(&input{Users: slices.Clip(s.users)[:tt.users:tt.users]}, paginators.Options{})
			if tt.users == 0 {
				p = s.paginator(nil, paginators.Options{})
			}
			if tt.take > 0 {
				taken := 0
				for _, err := range p.Items(t.Context()) {
					require.NoError(t, err)
					if taken++; taken == tt.take {
						break
					}
				}
			}
			assert.Equal(t, tt.want, decoded(t, p.ResumeToken()))
		})
	}
}

func TestStartingTokens(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		token string
		want  int // the index of the first item
	}{
		"of the service":                 {"<from> & 3", 3},
		"of botocore":                    {encoded(`{"NextToken": "<from> & 3"}`), 3},
		"of botocore, on a page":         {encoded(`{"NextToken": "<from> & 3", "boto_truncate_amount": 2}`), 5},
		"of botocore, on the first page": {encoded(`{"NextToken": null, "boto_truncate_amount": 2}`), 2},
		"of botocore, nothing taken":     {encoded(`{"NextToken": null, "boto_truncate_amount": 0}`), 0},
		"in another order and spacing":   {encoded(`{"boto_truncate_amount":1,"NextToken":"<from> & 3"}`), 4},
		"past the page":                  {encoded(`{"NextToken": "<from> & 3", "boto_truncate_amount": 4}`), 7},
		"past the list":                  {encoded(`{"NextToken": "<from> & 3", "boto_truncate_amount": 9223372036854775807}`), 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(8, 3)
			got, err := remainingItems(t.Context(), s.paginator(nil, paginators.Options{StartingToken: tt.token}))
			require.NoError(t, err)
			assert.Equal(t, s.users[tt.want:], append([]string{}, got...))

			got = nil
			for out, err := range s.paginator(nil, paginators.Options{StartingToken: tt.token}).Pages(t.Context()) {
				require.NoError(t, err)
				got = append(got, out.Users...)
			}
			assert.Equal(t, s.users[tt.want:], append([]string{}, got...))
		})
	}
}

func TestMalformedResumeTokens(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"NextToken": 3}`:                                                             "malformed resume token: NextToken: ",
		`{"NextToken": {"a": "b"}}`:                                                    "malformed resume token: NextToken: ",
		`{"boto_truncate_amount": 3}`:                                                  "malformed resume token: no NextToken",
		`{"NextToken": "a", "Marker": "b"}`:                                            `malformed resume token: unknown member "Marker"`,
		`{"NextToken": "a", "boto_truncate_amount": -1}`:                               "malformed resume token: boto_truncate_amount is -1, must be at least 0",
		`{"NextToken": "a", "boto_truncate_amount": "1"}`:                              "malformed resume token: boto_truncate_amount: ",
		`{"NextToken": "a", "boto_truncate_amount": 1.5}`:                              "malformed resume token: boto_truncate_amount: ",
		`{"NextToken": "a", "boto_truncate_amount": 9223372036854775808}`:              "malformed resume token: boto_truncate_amount: ",
		`{"NextToken": "a", "identifiers_before": 7, "identifiers": 21}`:               "the resume token is for a list of 21 identifiers, but the input lists a different number",
		`{"NextToken": "a", "boto_truncate_amount": 1}`:                                "the resume token is for identifiers that fit into one call, but the input lists 20 identifiers",
		`{"NextToken": "a", "identifiers_before": -7, "identifiers": 20}`:              "malformed resume token: identifiers_before is -7, must be from 0 to 19",
		`{"NextToken": "a", "identifiers_before": 20, "identifiers": 20}`:              "malformed resume token: identifiers_before is 20, must be from 0 to 19",
		`{"NextToken": "a", "boto_truncate_amount": 1, "identifiers_before": "seven"}`: "malformed resume token: identifiers_before: ",
	} {
		s := newService(20, 3)
		_, err := s.paginator(&input{Users: s.users}, paginators.Options{StartingToken: encoded(text)}).NextPage(t.Context())
		require.ErrorContains(t, err, "ListUsers: option StartingToken: "+want, text)
		assert.Empty(t, s.asked)
	}
	s := newService(20, 3)
	_, err := s.paginator(&input{Users: s.users[:maxUsers]}, paginators.Options{
		StartingToken: encoded(`{"NextToken": null, "identifiers_before": 7, "identifiers": 20}`),
	}).NextPage(t.Context())
	require.ErrorContains(t, err, "the resume token is for a list of 20 identifiers")
}

func TestManyIdentifiersAreSplit(t *testing.T) {
	t.Parallel()
	s := newService(40, 3)
	ids := s.users[5:25]
	p := s.paginator(&input{Users: ids}, paginators.Options{})
	got, err := remainingItems(t.Context(), p)
	require.NoError(t, err)
	assert.Equal(t, ids, got)
	var sent []string
	for _, in := range s.asked {
		if in.Token == nil {
			sent = append(sent, in.Users...)
		}
	}
	assert.Equal(t, ids, sent)
	assert.Equal(t, []string{"-", "<from> & 3", "<from> & 6", "-", "<from> & 3", "<from> & 6", "-", "<from> & 3"}, s.tokens())
	assert.Empty(t, p.ResumeToken())
}

func TestIdentifiersThatFitAreSentAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, ids := range [][]string{nil, {}, {"user001"}, {"user001", "user001"}, {"nobody"}} {
		s := newService(5, 10)
		_, err := remainingItems(t.Context(), s.paginator(&input{Users: ids}, paginators.Options{}))
		require.NoError(t, err)
		require.Len(t, s.asked, 1)
		assert.Equal(t, ids, s.asked[0].Users)
	}
}

func TestADuplicateTokenEndsTheCallsOfItsIdentifiers(t *testing.T) {
	t.Parallel()
	s := newService(14, 3)
	s.answer = func(_ int, out *output) { out.Token = ptr("<from> & 3") }
	got, err := remainingItems(t.Context(), s.paginator(&input{Users: s.users}, paginators.Options{StopOnDuplicateToken: true}))
	require.NoError(t, err)
	assert.Equal(t, slices.Concat(s.users[:6], s.users[7:13]), got)
}

// Each item must be delivered once, no matter which methods are mixed, or where one paginator stops and the next
// continues.
func TestChainsOfPaginatorsDeliverEachItemOnce(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := newService(r.IntN(300), 1+r.IntN(maxSize))
		if r.IntN(2) == 0 {
			salt := r.IntN(3)
			s.empty = func(at int) bool { return at%3 == salt }
		}
		broken := errors.New("broken")
		if r.IntN(2) == 0 {
			s.fail = func(int) error {
				if r.IntN(8) == 0 {
					return broken
				}
				return nil
			}
		}
		params, want := &input{}, s.users
		if r.IntN(2) == 0 {
			want = s.users[r.IntN(len(s.users)+1):]
			params.Users = append([]string{}, want...)
			if len(want) == 0 {
				params.Users = nil
				want = s.users
			}
		}

		var got []string
		token, processes := "", 0
		for {
			processes++
			require.Less(t, processes, 10_000)
			o := paginators.Options{StartingToken: token}
			if r.IntN(2) == 0 {
				o.Limit = 1 + r.Int32N(maxSize)
			}
			if r.IntN(2) == 0 {
				o.MaxItems = 1 + r.IntN(1+len(want))
			}
			p := s.paginator(params, o)
			before := len(got)
			for p.HasMorePages() && r.IntN(6) > 0 {
				switch r.IntN(3) {
				case 0:
					out, err := p.NextPage(t.Context())
					if err != nil {
						require.Equal(t, broken, err)
						continue
					}
					got = append(got, out.Users...)
				case 1:
					for out, err := range p.Pages(t.Context()) {
						if err != nil {
							require.Equal(t, broken, err)
							continue
						}
						if got = append(got, out.Users...); r.IntN(4) == 0 {
							break
						}
					}
				default:
					for item, err := range p.Items(t.Context()) {
						if err != nil {
							require.Equal(t, broken, err)
							continue
						}
						if got = append(got, item); r.IntN(30) == 0 {
							break
						}
					}
				}
			}
			if o.MaxItems > 0 {
				require.LessOrEqual(t, len(got)-before, o.MaxItems)
			}
			if token = p.ResumeToken(); token == "" {
				break
			}
		}
		require.Equal(t, append([]string{}, want...), append([]string{}, got...), "seed %d", seed)
	}
}

// FuzzStartingToken looks for tokens that make a paginator panic or loop forever.
func FuzzStartingToken(f *testing.F) {
	f.Add("<from> & 3", 20)
	f.Add(encoded(`{"NextToken": null, "boto_truncate_amount": 2, "identifiers_before": 7, "identifiers": 20}`), 20)
	f.Add(encoded(`{"NextToken": "<from> & 1"}`), 3)
	f.Fuzz(func(t *testing.T, token string, users int) {
		s := newService(20, 3)
		users = min(max(users, 0), len(s.users))
		p := s.paginator(&input{Users: s.users[:users]}, paginators.Options{StartingToken: token})
		got, err := remainingItems(t.Context(), p)
		assert.LessOrEqual(t, len(got), users)
		assert.Equal(t, err == nil, p.ResumeToken() == "")
	})
}
