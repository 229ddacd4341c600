package paginators_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-workspaces/workspaces/paginators"
)

// The types of a made-up operation that lists users.
type (
	input struct {
		Token  *string
		Size   *int32
		Users  []string
		Filter string
	}
	output struct {
		Token *string
		Users []string
		Note  string
	}
	options struct{}

	paginator = paginators.Paginator[input, output, string, options]
)

// service is a fake service that returns users in pages. It records its inputs and outputs.
type service struct {
	users    []string
	size     int                         // the page size if the input does not set one
	empty    func(at int) bool           // whether an empty page precedes the page whose first user has this index
	fail     func(call int) error        // returns a call's error, or nil
	answer   func(call int, out *output) // modifies a call's output
	asked    []input
	answered []*output
	optFns   []int // the number of option functions in each call
}

// newService returns a service with n users, in pages of the given size.
func newService(n, size int) *service {
	s := &service{size: size}
	for i := range n {
		s.users = append(s.users, fmt.Sprintf("user%03d", i))
	}
	return s
}

func (s *service) list(ctx context.Context, in *input, optFns ...func(*options)) (*output, error) {
	call := len(s.asked)
	s.asked = append(s.asked, *in)
	s.optFns = append(s.optFns, len(optFns))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s.fail != nil {
		if err := s.fail(call); err != nil {
			return nil, err
		}
	}
	if len(in.Users) > maxUsers {
		return nil, fmt.Errorf("%d users are too many", len(in.Users))
	}
	found := s.users
	if in.Users != nil {
		found = slices.DeleteFunc(slices.Clone(s.users), func(u string) bool { return !slices.Contains(in.Users, u) })
	}
	at, seen := 0, false // seen: whether the empty page at this position has already been returned
	if in.Token != nil {
		rest, ok := strings.CutPrefix(*in.Token, "<from> & ")
		rest, seen = strings.CutSuffix(rest, "!")
		var err error
		if at, err = strconv.Atoi(rest); !ok || err != nil || at > len(found) {
			return nil, errors.New("the token is not valid: " + *in.Token)
		}
	}
	size := s.size
	if in.Size != nil {
		size = int(*in.Size)
	}
	out := &output{Note: fmt.Sprint("call ", call)}
	if s.empty != nil && s.empty(at) && !seen {
		out.Token = ptr(fmt.Sprintf("<from> & %d!", at))
	} else {
		end := min(at+size, len(found))
		out.Users = slices.Clone(found[at:end])
		if end < len(found) {
			out.Token = ptr(fmt.Sprintf("<from> & %d", end))
		}
	}
	if s.answer != nil {
		s.answer(call, out)
	}
	s.answered = append(s.answered, out)
	return out, nil
}

// The operation's limits.
const (
	maxSize  = 50 // the largest page size
	maxUsers = 7  // the maximum number of identifiers in a call
)

// operation returns an operation whose input has a page size and identifiers.
func (s *service) operation() paginators.Operation[input, output, string, options] {
	return paginators.Operation[input, output, string, options]{
		Name: "ListUsers", Call: s.list, MaxIDs: maxUsers,
		Input: func(in *input) paginators.Input {
			return paginators.Input{Token: &in.Token, PageSize: &in.Size, MaxPageSize: maxSize, IDs: &in.Users}
		},
		Output: func(out *output) (*string, *[]string) { return out.Token, &out.Users },
	}
}

// bareOperation returns an operation whose input has neither a page size nor identifiers.
func (s *service) bareOperation() paginators.Operation[input, output, string, options] {
	op := s.operation()
	op.Input = func(in *input) paginators.Input { return paginators.Input{Token: &in.Token} }
	return op
}

func (s *service) paginator(params *input, o paginators.Options) *paginator {
	return paginators.New(s.operation(), params, o)
}

// tokens lists the tokens that the service received, with "-" for nil.
func (s *service) tokens() []string {
	list := make([]string, len(s.asked))
	for i, in := range s.asked {
		list[i] = orDash(in.Token)
	}
	return list
}

func orDash(token *string) string {
	if token == nil {
		return "-"
	}
	return *token
}

// remainingItems returns the items that p has not delivered yet.
func remainingItems(ctx context.Context, p *paginator) (items []string, err error) {
	for item, err := range p.Items(ctx) {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}

func ptr[T any](v T) *T { return &v }
