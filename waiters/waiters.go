// Package waiters polls resources until all of them reach the desired state. The package is not tied to any particular
// operation: a [Spec] defines how to fetch resources and how to judge each one. The waiters of package workspaces are
// built on this package.
//
// A wait consists of rounds. Each round fetches all resources that are not done yet, with one call per page, so the
// number of calls falls as more resources are done. The pauses between rounds grow, with jitter.
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

// Verdict is a waiter's judgment of a resource.
type Verdict int

// The verdicts.
const (
	GoOn Verdict = iota // keep waiting
	Done                // the resource is in the desired state
	Fail                // the resource cannot reach the desired state on its own
)

// Resource is a resource being waited for, as last seen by the waiter.
type Resource struct {
	// ID is the resource's identifier.
	ID string

	// State is the resource's state, as spelled by the service. It is empty if the service does not return the
	// resource, or if the wait ended before the resource was fetched.
	State string

	// ErrorCode is the service's error code for the resource, or empty.
	ErrorCode string

	// ErrorMessage is the service's error message for the resource, or empty.
	ErrorMessage string

	unseen bool // the waiter has not successfully fetched the resource yet
}

// String returns the identifier, the state and the error on one line.
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

// Progress is a wait's progress after a round.
type Progress struct {
	// Waiter is the waiter's name, such as WorkspaceAvailable.
	Waiter string

	// Round is the number of the round, starting at 1.
	Round int

	// Elapsed is the time since the wait began.
	Elapsed time.Duration

	// Total is the number of resources in the wait.
	Total int

	// Done is the number of resources that are done.
	Done int

	// States counts the resources by last seen state. Resources that the service does not return are counted under the
	// empty state.
	States map[string]int
}

// Options configure a waiter, or a single wait. O is the type of the client's own options.
type Options[In, Out, O any] struct {
	// APIOptions are added to the middleware stacks of the waiter's calls.
	APIOptions []func(*middleware.Stack) error

	// ClientOptions modify the client's options for the waiter's calls. They are applied after APIOptions.
	ClientOptions []func(*O)

	// MinDelay is the shortest pause between two rounds. 0 means 15 seconds, or MaxDelay if that is shorter. If no more
	// than MinDelay remains of maxWait, the wait times out instead of pausing.
	MinDelay time.Duration

	// MaxDelay is the longest pause between two rounds. 0 means 2 minutes, or MinDelay if that is longer. Each pause is
	// a random time between MinDelay and an upper bound, which starts at MinDelay and doubles until it reaches
	// MaxDelay.
	MaxDelay time.Duration

	// LogWaitAttempts makes each call log its round number at debug level, using the client's logger.
	LogWaitAttempts bool

	// Grace is how long two kinds of problems are tolerated. 0 means 2 minutes. If Grace is negative, they are not
	// tolerated at all.
	//
	// The first problem is a resource that the service does not return, as can happen just after the resource was
	// created. The grace period starts with the wait. A resource that has been returned before and then disappears
	// fails immediately. Waiters for deletion treat a missing resource as deleted right away.
	//
	// The second problem is a series of calls that fail with retryable errors, such as lost connections. The grace
	// period starts with the first error in the series. Throttling errors are always tolerated.
	Grace time.Duration

	// Only, if not empty, limits the wait to the resources with these identifiers, ignoring all others that the input
	// selects. Use Only for operations whose input has no field for identifiers. For other operations, setting Only is
	// an error.
	Only []string

	// OnProgress, if set, is called after each round, on the goroutine that called Wait.
	OnProgress func(Progress)

	// Retryable, if set, replaces the waiter's built-in logic. It is nil by default, because that logic is not a single
	// function.
	//
	// Retryable is called after each service call in a round. If it returns an error, the wait ends with that error.
	// After a successful call, true means to keep waiting for all resources in the output, and false means that they
	// are done. A resource missing from all outputs of a round is done, unless Retryable returned true in that round.
	// After a failed call, out is nil; true then begins another round, and false ends the wait successfully.
	Retryable func(ctx context.Context, in *In, out *Out, err error) (bool, error)
}

// Pager fetches a list's pages. A paginator is a Pager.
type Pager[Out, O any] interface {
	// HasMorePages reports whether there is another page.
	HasMorePages() bool

	// NextPage fetches the next page. After an error, the next call fetches the same page.
	NextPage(ctx context.Context, optFns ...func(*O)) (*Out, error)
}

// Spec defines a waiter.
type Spec[In, Out, Item, O any] struct {
	// Name is the waiter's name, such as WorkspaceAvailable.
	Name string

	// List returns a pager for the resources selected by an input.
	List func(in *In) Pager[Out, O]

	// Items returns the resources in an output.
	Items func(out *Out) []Item

	// Join replaces the resources in an output with the given items. It is nil for outputs that hold a single resource.
	Join func(out *Out, items []Item)

	// Resource returns a resource's identifier, state and error.
	Resource func(item *Item) Resource

	// Verdict returns the verdict on a resource returned by the service.
	Verdict func(item *Item) Verdict

	// Gone is the verdict on a resource that the service does not return. It is Done for waiters that wait for
	// deletion. Otherwise it is GoOn, and the resource fails once Options.Grace has passed.
	Gone Verdict

	// Reads is the number of consecutive polling rounds that must find a resource in the desired state. 0 means 1.
	Reads int

	// IDs returns the identifiers listed in an input. It is nil if the input has no field for identifiers.
	IDs func(in *In) []string

	// Narrow returns an input that selects only the resources with the given identifiers. It is nil if the input has no
	// field for identifiers.
	Narrow func(in *In, ids []string) *In

	// Check returns an error for inputs that name nothing to wait for. Check can be nil.
	Check func(in *In) error

	// APIOptions returns an option function that adds the given functions to the client's APIOptions.
	APIOptions func(add []func(*middleware.Stack) error) func(*O)

	// NotFound reports whether an error means that a resource does not exist.
	NotFound func(err error) bool

	// Throttling reports whether an error is a throttling error.
	Throttling func(err error) bool

	// Retryable reports whether the call that returned the error may succeed if repeated.
	Retryable func(err error) bool
}

// Waiter waits for resources. It is safe for concurrent use.
type Waiter[In, Out, Item, O any] struct {
	spec    Spec[In, Out, Item, O]
	options Options[In, Out, O]
}

// New returns a waiter. The option functions apply to all its waits.
func New[In, Out, Item, O any](spec Spec[In, Out, Item, O], optFns []func(*Options[In, Out, O])) *Waiter[In, Out, Item, O] {
	w := &Waiter[In, Out, Item, O]{spec: spec}
	for _, fn := range optFns {
		fn(&w.options)
	}
	return w
}

// Wait waits until all resources selected by params are done, for at most maxWait. The option functions apply to this
// wait only.
//
// The input can list any number of identifiers, or select resources with a filter. A filter is evaluated once, in the
// first round that finds something; resources that match later are ignored.
//
// The wait ends with a [*FailedError] if a resource cannot reach the desired state on its own, with a [*TimeoutError]
// after maxWait, and with an error that wraps ctx.Err() when ctx is done.
func (w *Waiter[In, Out, Item, O]) Wait(ctx context.Context, params *In, maxWait time.Duration, optFns ...func(*Options[In, Out, O])) error {
	_, err := w.WaitForOutput(ctx, params, maxWait, optFns...)
	return err
}

// WaitForOutput is like [Waiter.Wait], but returns all resources in a single output, each as last seen. They are in the
// order of the identifiers in params or, for a filter, in the order in which they were found. Resources that no longer
// exist are omitted.
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

// check fills in default options, and rejects invalid options and inputs.
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
		return errors.New("the Only option is for inputs that cannot list identifiers: list the identifiers in the input")
	case w.spec.Check != nil:
		return w.spec.Check(params)
	}
	return nil
}

// callOptions returns the client options for a round's calls.
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

// canceledError returns the error for a wait that ended because its context was done.
func canceledError(name string, why error) error {
	return fmt.Errorf("%s waiter: %w", name, &smithy.CanceledError{Err: why})
}
