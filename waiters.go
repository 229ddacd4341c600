package workspaces

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/waiters"
)

// newWaiter returns a waiter for spec, after setting the fields that are the same for all waiters.
func newWaiter[In, Out, Item any](
	spec waiters.Spec[In, Out, Item, Options], optFns []func(*waiters.Options[In, Out, Options]),
) *waiters.Waiter[In, Out, Item, Options] {
	spec.NotFound, spec.Throttling, spec.Retryable = IsNotFound, IsThrottling, IsRetryable
	spec.APIOptions = func(add []func(*middleware.Stack) error) func(*Options) {
		return func(o *Options) { o.APIOptions = append(o.APIOptions, add...) }
	}
	list := spec.List
	spec.List = func(in *In) waiters.Pager[Out, Options] { return waiterPages[Out]{list(in)} }
	return waiters.New(spec, optFns)
}

// waiterPages is a Pager whose calls are marked in the User-Agent header as made by a waiter.
type waiterPages[Out any] struct{ waiters.Pager[Out, Options] }

// NextPage implements waiters.Pager.
func (p waiterPages[Out]) NextPage(ctx context.Context, optFns ...func(*Options)) (*Out, error) {
	return p.Pager.NextPage(withUserAgentFeature(ctx, awsmiddleware.UserAgentFeatureWaiter), optFns...)
}

// onePage is the Pager for an operation that is not paginated. Its only page is the operation's output.
type onePage[C, In, Out any] struct {
	client  C
	call    func(client C, ctx context.Context, params *In, optFns ...func(*Options)) (*Out, error)
	in      *In
	fetched bool
}

// HasMorePages implements waiters.Pager.
func (p *onePage[C, In, Out]) HasMorePages() bool { return !p.fetched }

// NextPage implements waiters.Pager.
func (p *onePage[C, In, Out]) NextPage(ctx context.Context, optFns ...func(*Options)) (*Out, error) {
	out, err := invokeWithFeature(ctx, awsmiddleware.UserAgentFeatureWaiter, p.client, optFns, func(ctx context.Context, optFns []func(*Options)) (*Out, error) {
		return p.call(p.client, ctx, p.in, optFns...)
	})
	p.fetched = err == nil
	return out, err
}

// stateTable is a waiter's decision table. In states on neither list, the waiter keeps waiting.
type stateTable[S ~string] struct{ done, fail []S }

// verdictByState returns a Verdict function that looks up a resource's state in table.
func verdictByState[Item any, S ~string](resource func(*Item) waiters.Resource, table stateTable[S]) func(*Item) waiters.Verdict {
	return func(item *Item) waiters.Verdict {
		state := S(resource(item).State)
		switch {
		case slices.Contains(table.done, state):
			return waiters.Done
		case slices.Contains(table.fail, state):
			return waiters.Fail
		default:
			return waiters.GoOn
		}
	}
}

// selector is an input member that selects the resources to wait for.
type selector struct {
	member string
	set    bool
}

// requireSelector returns an error if no selector is set.
func requireSelector(selectors ...selector) error {
	members := make([]string, len(selectors))
	for i, s := range selectors {
		if s.set {
			return nil
		}
		members[i] = s.member
	}
	return errors.New("nothing to wait for: set " + strings.Join(members, " or "))
}

// checkSelectors returns an error if an input does not set any selector, sets a NextToken, or sets both identifiers and
// another selector. Selectors other than identifiers are used only in a waiter's first polling round; later rounds
// select the resources by identifier.
func checkSelectors(nextToken *string, ids selector, others ...selector) error {
	for _, other := range others {
		if ids.set && other.set {
			return errBothSet(ids.member, other.member)
		}
	}
	if err := checkNextToken(nextToken); err != nil {
		return err
	}
	return requireSelector(append([]selector{ids}, others...)...)
}

// checkNextToken returns an error if an input's NextToken is set.
func checkNextToken(nextToken *string) error {
	if nextToken != nil {
		return errors.New("NextToken is set: a wait always begins with the first page")
	}
	return nil
}

func errBothSet(a, b string) error {
	return fmt.Errorf("%s and %s are both set: set only one of them", a, b)
}
