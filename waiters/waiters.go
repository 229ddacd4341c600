// Package waiters polls resources until all of them reach the wanted state. It knows no operation: a [Spec]
// tells it how to fetch resources and how to judge each. The waiters of package workspaces are built on it.
//
// A wait consists of rounds. A round fetches all resources that are not done yet, so it costs one call for
// each page of them, and fewer calls as resources become done. The pause between two rounds grows, with
// jitter.
package waiters

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithywaiter "github.com/aws/smithy-go/waiter"
)

// The defaults of [Options].
const (
	DefaultMinDelay = 15 * time.Second // the default of Options.MinDelay
	DefaultMaxDelay = 2 * time.Minute  // the default of Options.MaxDelay
	DefaultGrace    = 2 * time.Minute  // the default of Options.Grace
)

// Verdict is a waiter's decision on a resource.
type Verdict int

// The verdicts.
const (
	GoOn Verdict = iota // keep waiting
	Done                // the resource is in the wanted state
	Fail                // the resource cannot reach the wanted state on its own
)

// Resource is a resource of a wait, as the latest round found it.
type Resource struct {
	// ID is the identifier of the resource.
	ID string

	// State is the state of the resource in the service's words. It is empty if the service does not return
	// the resource, or if no round has asked for it successfully.
	State string

	// ErrorCode is the service's error code for the resource, or empty.
	ErrorCode string

	// ErrorMessage is the service's error message for the resource, or empty.
	ErrorMessage string

	unseen bool // no round has asked for it successfully
}

// String returns identifier, state and error on one line.
func (r Resource) String() string {
	s := r.ID + " " + r.State
	switch {
	case r.unseen:
		s = r.ID + " not seen yet"
	case r.State == "":
		s = r.ID + " not found"
	}
	switch {
	case r.ErrorCode != "" && r.ErrorMessage != "":
		s += " (" + r.ErrorCode + ": " + r.ErrorMessage + ")"
	case r.ErrorCode+r.ErrorMessage != "":
		s += " (" + r.ErrorCode + r.ErrorMessage + ")"
	}
	return s
}

// Progress reports how far a wait is after a round.
type Progress struct {
	// Waiter is the name of the waiter, such as WorkspaceAvailable.
	Waiter string

	// Round is the number of the round, from 1.
	Round int

	// Elapsed is the time since the wait began.
	Elapsed time.Duration

	// Total is the number of resources of the wait.
	Total int

	// Done is the number of resources that are done.
	Done int

	// States counts the resources by the state in which they were last seen. Resources that the service does
	// not return count under the empty state.
	States map[string]int
}

// Options configure a waiter, or a single wait. O is the type of the client's own options.
type Options[In, Out, O any] struct {
	// APIOptions are added to the middleware stacks of the waiter's calls.
	APIOptions []func(*middleware.Stack) error

	// ClientOptions change the client's options for the waiter's calls. They are applied after APIOptions.
	ClientOptions []func(*O)

	// MinDelay is the shortest pause between two rounds. 0 means 15 seconds, or MaxDelay if that is
	// shorter. A wait times out early when no more than MinDelay is left of its time.
	MinDelay time.Duration

	// MaxDelay is the longest pause between two rounds. 0 means 2 minutes, or MinDelay if that is
	// longer. The upper bound of the pause starts at MinDelay and doubles until it reaches MaxDelay. Each
	// pause is a random time between MinDelay and the bound.
	MaxDelay time.Duration

	// LogWaitAttempts makes each call log the number of its round at debug level, with the client's logger.
	LogWaitAttempts bool

	// Grace is how long two kinds of problems are tolerated. 0 means 2 minutes, a negative value means not at
	// all.
	//
	// The first is a resource that the service does not return, as happens just after its creation. Here the
	// time runs from the beginning of the wait. A resource that was returned earlier and has disappeared
	// fails without a grace. A waiter for deleted resources counts a missing one as deleted at once.
	//
	// The second is a series of calls that fail with retryable errors, such as lost connections. Here the
	// time runs from the first error of the series. Throttling never fails a wait.
	Grace time.Duration

	// Only lists the identifiers to wait for among the resources that the input selects. It is for inputs
	// that cannot list identifiers themselves.
	Only []string

	// OnProgress, if set, is called after each round on the goroutine that waits.
	OnProgress func(Progress)

	// Retryable, if set, replaces the waiter's own decision. It is nil by default, for option functions too:
	// the built-in decision works per resource and cannot be exposed as one function.
	//
	// It is called after each call of a round. If it returns an error, the wait ends with this error. After a
	// successful call, true keeps waiting for all resources of the output, and false makes them done. A
	// resource that no output of a round holds is done, unless Retryable returned true in that round. After a
	// failed call, out is nil: true begins another round, and false ends the wait successfully.
	Retryable func(ctx context.Context, in *In, out *Out, err error) (bool, error)
}

// Pager fetches the pages of a list. A paginator is a Pager.
type Pager[Out, O any] interface {
	// HasMorePages reports whether there is another page.
	HasMorePages() bool

	// NextPage fetches the next page. After an error the next call fetches the same page.
	NextPage(ctx context.Context, optFns ...func(*O)) (*Out, error)
}

// Spec defines a waiter.
type Spec[In, Out, Item, O any] struct {
	// Name is the name of the waiter, such as WorkspaceAvailable.
	Name string

	// List returns the list of the resources that an input selects.
	List func(in *In) Pager[Out, O]

	// Items returns the resources of an output.
	Items func(out *Out) []Item

	// Join replaces the resources of an output. It is nil for outputs that hold a single resource.
	Join func(out *Out, items []Item)

	// Resource returns the identifier, state and error of a resource.
	Resource func(item *Item) Resource

	// Verdict decides on a resource that the service returned.
	Verdict func(item *Item) Verdict

	// Gone is the verdict on a resource that the service does not return. It is Done for waiters that wait
	// for deletion. Otherwise it is GoOn, and the resource fails when Options.Grace is over.
	Gone Verdict

	// Reads is how many rounds in a row must find a resource done. 0 means 1.
	Reads int

	// IDs returns the identifiers that an input lists. It is nil for inputs that cannot list any.
	IDs func(in *In) []string

	// Narrow returns an input that selects the resources with these identifiers and nothing else. It is nil
	// for inputs that cannot list identifiers.
	Narrow func(in *In, ids []string) *In

	// Check rejects inputs that name nothing to wait for.
	Check func(in *In) error

	// APIOptions returns a client option that adds functions which modify the middleware stack.
	APIOptions func(add []func(*middleware.Stack) error) func(*O)

	// NotFound reports whether an error means that a resource does not exist.
	NotFound func(err error) bool

	// Throttling reports whether an error means that there were too many calls.
	Throttling func(err error) bool

	// Retryable reports whether the same call may succeed later.
	Retryable func(err error) bool
}

// Waiter waits for resources. Its methods can be called from several goroutines at once.
type Waiter[In, Out, Item, O any] struct {
	spec    Spec[In, Out, Item, O]
	options Options[In, Out, O]
}

// New returns a waiter. Option functions apply to all its waits.
func New[In, Out, Item, O any](spec Spec[In, Out, Item, O], optFns []func(*Options[In, Out, O])) *Waiter[In, Out, Item, O] {
	w := &Waiter[In, Out, Item, O]{spec: spec}
	for _, fn := range optFns {
		fn(&w.options)
	}
	return w
}

// Wait waits until all resources that params select are done, for at most maxWait. Option functions apply to
// this wait only.
//
// Params name the resources by any number of identifiers, or select them by a filter. A filter is evaluated
// once, in the first round that finds something: resources that match later are ignored.
//
// The wait ends with a [*FailedError] when a resource cannot reach the wanted state on its own, with a
// [*TimeoutError] after maxWait, and with an error that wraps ctx.Err when ctx ends.
func (w *Waiter[In, Out, Item, O]) Wait(ctx context.Context, params *In, maxWait time.Duration, optFns ...func(*Options[In, Out, O])) error {
	_, err := w.WaitForOutput(ctx, params, maxWait, optFns...)
	return err
}

// WaitForOutput waits as Wait does, and returns all resources in one output, each as it was last seen. They are
// in the order of the identifiers in params or, for a filter, in the order in which they were found.
// Resources that are gone are left out.
func (w *Waiter[In, Out, Item, O]) WaitForOutput(ctx context.Context, params *In, maxWait time.Duration, optFns ...func(*Options[In, Out, O])) (*Out, error) {
	options := w.options
	options.APIOptions, options.ClientOptions, options.Only = slices.Clip(options.APIOptions), slices.Clip(options.ClientOptions), slices.Clip(options.Only)
	for _, fn := range optFns {
		fn(&options)
	}
	if params == nil {
		params = new(In)
	}
	if err := w.check(&options, params, maxWait); err != nil {
		return nil, fmt.Errorf("%s waiter: %w", w.spec.Name, err)
	}
	return newWait(w.spec, options, params, maxWait).run(ctx)
}

// check sets the defaults of options, and rejects invalid options and inputs.
func (w *Waiter[In, Out, Item, O]) check(o *Options[In, Out, O], params *In, maxWait time.Duration) error {
	if o.MinDelay == 0 {
		o.MinDelay = DefaultMinDelay
		if o.MaxDelay > 0 {
			o.MinDelay = min(o.MinDelay, o.MaxDelay)
		}
	}
	if o.MaxDelay == 0 {
		o.MaxDelay = max(DefaultMaxDelay, o.MinDelay)
	}
	if o.Grace == 0 {
		o.Grace = DefaultGrace
	}
	switch {
	case maxWait <= 0:
		return fmt.Errorf("maxWait is %v, must be greater than 0", maxWait)
	case o.MinDelay < 0:
		return fmt.Errorf("MinDelay is %v, must not be negative", o.MinDelay)
	case o.MinDelay > o.MaxDelay:
		return fmt.Errorf("MinDelay is %v, must not be greater than MaxDelay, which is %v", o.MinDelay, o.MaxDelay)
	case len(o.Only) > 0 && w.spec.IDs != nil:
		return errors.New("the option Only is for inputs that cannot list identifiers: list them in the input")
	case w.spec.Check != nil:
		return w.spec.Check(params)
	}
	return nil
}

// callOptions returns the client options for the calls of a round.
func (o *Options[In, Out, O]) callOptions(round int, apiOptions func([]func(*middleware.Stack) error) func(*O)) []func(*O) {
	add := slices.Clip(o.APIOptions)
	if o.LogWaitAttempts {
		add = append(add, smithywaiter.Logger{Attempt: int64(round)}.AddLogger)
	}
	if len(add) == 0 {
		return o.ClientOptions
	}
	return append([]func(*O){apiOptions(add)}, o.ClientOptions...)
}

// canceledError returns the error of a wait whose context ended.
func canceledError(name string, why error) error {
	return fmt.Errorf("%s waiter: %w", name, &smithy.CanceledError{Err: why})
}
