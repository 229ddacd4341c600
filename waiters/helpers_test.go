package waiters_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/waiters"
)

// The types of a made-up list operation.
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

// service is a fake service that lists things, two per page.
type service struct {
	things  func(call int) ([]thing, error) // returns all things that exist at the given call (counting from 1), or the call's error
	strict  bool                            // whether a call with an unknown identifier fails
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

// states returns a service with one thing. Each call returns the thing in the next state on the list, and in the last
// state once the list is exhausted. An empty state means that the thing does not exist.
func states(list ...string) *service {
	return &service{things: func(call int) ([]thing, error) {
		state := list[min(call, len(list))-1]
		if state == "" {
			return nil, nil
		}
		return []thing{{"a", state}}, nil
	}}
}

func thingSpec(s *service) waiters.Spec[input, output, thing, options] {
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

func readyWaiter(s *service, optFns ...func(*waiterOptions)) *waiter {
	return waiters.New(thingSpec(s), optFns)
}
