// Package waiters is the engine of the waiters that package workspaces has: it looks at resources again
// and again until all of them are as they should be. It knows no operation: a [Spec] tells it how to look
// and what to think of what it sees.
//
// A wait goes in rounds. A round asks for all resources that are not settled yet, so that it costs one
// call for each page of these and becomes cheaper as they settle. Between rounds the wait sleeps, longer
// each time, with jitter.
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

// What Options say where they say nothing else.
const (
	DefaultMinDelay = 15 * time.Second // of Options.MinDelay
	DefaultMaxDelay = 2 * time.Minute  // of Options.MaxDelay
	DefaultGrace    = 2 * time.Minute  // of Options.Grace
)

// Verdict is what a state means for a wait.
type Verdict int

// The verdicts.
const (
	GoOn Verdict = iota // look again later
	Done                // this is what the wait is for
	Fail                // it cannot come to what the wait is for by itself
)

// Resource is a resource that a wait is for, as the last look at it found it.
type Resource struct {
	// ID identifies it.
	ID string

	// State is its state in the service's words; empty where the service does not know the resource, or was
	// not heard of it yet.
	State string

	// ErrorCode is what the service says went wrong, for programs; empty if it says nothing.
	ErrorCode string

	// ErrorMessage is what the service says went wrong, for people.
	ErrorMessage string

	unseen bool // no look at it has succeeded
}

// String returns the resource in a few words.
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

// Progress is how far a wait is after a round.
type Progress struct {
	// Waiter is the name of the waiter, such as WorkspaceAvailable.
	Waiter string

	// Round counts the rounds, from 1.
	Round int

	// Elapsed is the time since the wait began.
	Elapsed time.Duration

	// Total is how many resources the wait is for.
	Total int

	// Done is how many of them are as they should be.
	Done int

	// States says how many resources are in which state, as each was last seen; those that the service
	// does not know count under the empty state.
	States map[string]int
}

// Options configure a waiter, or one wait of it. O is the type of the client's own options.
type Options[In, Out, O any] struct {
	// APIOptions are added to the middleware stacks of the waiter's calls.
	APIOptions []func(*middleware.Stack) error

	// ClientOptions are applied to the client's options for the waiter's calls, after APIOptions.
	ClientOptions []func(*O)

	// MinDelay is the shortest pause between two rounds, 15 seconds if 0. A wait gives up when no more than
	// that is left of its time.
	MinDelay time.Duration

	// MaxDelay is the longest pause between two rounds, 2 minutes if 0. Pauses grow from MinDelay to
	// MaxDelay, doubling, each with jitter.
	MaxDelay time.Duration

	// LogWaitAttempts makes each call log the round it belongs to, at debug level, with the client's logger.
	LogWaitAttempts bool

	// Grace is for how long, from the beginning of the wait, it is no failure that the service does not know
	// an identifier, as it can be with one that was just made. One that was found before and is not any more
	// has no grace, and a waiter for the end of resources takes one that is not known yet for gone. It is
	// also for how long calls may fail one after the other with errors that may pass, such as lost
	// connections; throttling is no failure for however long. 2 minutes if 0; negative for none.
	Grace time.Duration

	// Only are the identifiers to wait for among all that the input finds, where the input has no members
	// for identifiers itself.
	Only []string

	// OnProgress, if it is set, is called after each round, by the goroutine that waits.
	OnProgress func(Progress)

	// Retryable, if it is set, takes the place of the waiter's own judgement, which judges resource by
	// resource and so is no function that is here to be called: option functions find nil. It is asked about
	// each answer: an error ends the wait with that error, true goes on waiting for all that the answer
	// holds, and false takes all of it for done. What no answer of a round holds is done if none of them was
	// to go on. It is asked about errors of calls as well, with a nil output: true begins another round, false
	// ends the wait.
	Retryable func(ctx context.Context, in *In, out *Out, err error) (bool, error)
}

// Pager walks the pages of a list.
type Pager[Out, O any] interface {
	// HasMorePages reports whether there is a next page.
	HasMorePages() bool

	// NextPage asks for the next page. After an error it asks for the same one again.
	NextPage(ctx context.Context, optFns ...func(*O)) (*Out, error)
}

// Spec is what a waiter is made of.
type Spec[In, Out, Item, O any] struct {
	// Name is that of the waiter, such as WorkspaceAvailable.
	Name string

	// List begins a walk through what an input asks for.
	List func(in *In) Pager[Out, O]

	// Items returns the resources of an answer.
	Items func(out *Out) []Item

	// Join writes resources into an answer in place of its own; nil for answers that hold just one.
	Join func(out *Out, items []Item)

	// Resource says what there is to know of one resource.
	Resource func(item *Item) Resource

	// Verdict judges a resource that is there.
	Verdict func(item *Item) Verdict

	// Gone is Done where a resource that is not there, or not any more, is what the wait is for.
	Gone Verdict

	// Reads is how often in a row a resource must be found done, once if 0.
	Reads int

	// IDs returns the identifiers that an input names; nil for inputs that name none.
	IDs func(in *In) []string

	// Narrow returns a copy of an input that asks for some identifiers and nothing else; nil for inputs that
	// cannot.
	Narrow func(in *In, ids []string) *In

	// Check refuses inputs that there is nothing to wait for with.
	Check func(in *In) error

	// APIOptions makes a client option of additions to the middleware stack.
	APIOptions func(add []func(*middleware.Stack) error) func(*O)

	// NotFound reports whether an error says that a resource does not exist.
	NotFound func(err error) bool

	// Throttling reports whether an error says that there were too many calls.
	Throttling func(err error) bool

	// Retryable reports whether an error may pass.
	Retryable func(err error) bool
}

// Waiter waits for resources. It is safe for use by many goroutines.
type Waiter[In, Out, Item, O any] struct {
	spec    Spec[In, Out, Item, O]
	options Options[In, Out, O]
}

// New makes a waiter.
func New[In, Out, Item, O any](spec Spec[In, Out, Item, O], optFns []func(*Options[In, Out, O])) *Waiter[In, Out, Item, O] {
	w := &Waiter[In, Out, Item, O]{spec: spec}
	for _, fn := range optFns {
		fn(&w.options)
	}
	return w
}

// Wait waits until all resources that params asks for are as they should be, for at most maxWait. Option
// functions apply to this wait alone.
//
// Params name the resources by any number of identifiers, or by a filter; those that the first look through
// a filter finds are waited for, and none that come later. A resource that cannot come to what the wait is
// for ends it with a [*FailedError], the end of its time with a [*TimeoutError], the end of ctx with an
// error that wraps ctx.Err.
func (w *Waiter[In, Out, Item, O]) Wait(ctx context.Context, params *In, maxWait time.Duration, optFns ...func(*Options[In, Out, O])) error {
	_, err := w.WaitForOutput(ctx, params, maxWait, optFns...)
	return err
}

// WaitForOutput is Wait and returns the resources as the last look at each found them, in one output: in the
// order in which params name them, or in which they were first seen. Those that are gone are not in it.
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

// check fills in what options leave out and refuses what makes no sense.
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
		return fmt.Errorf("the maximum wait time must be greater than zero, not %v", maxWait)
	case o.MinDelay < 0:
		return fmt.Errorf("MinDelay must not be negative, as %v is", o.MinDelay)
	case o.MinDelay > o.MaxDelay:
		return fmt.Errorf("MinDelay, %v, must not be greater than MaxDelay, %v", o.MinDelay, o.MaxDelay)
	case len(o.Only) > 0 && w.spec.IDs != nil:
		return errors.New("the option Only is for inputs without members for identifiers: name them in the input")
	case w.spec.Check != nil:
		return w.spec.Check(params)
	}
	return nil
}

// calls returns the client options of the calls of a round.
func (o *Options[In, Out, O]) calls(round int, apiOptions func([]func(*middleware.Stack) error) func(*O)) []func(*O) {
	add := slices.Clip(o.APIOptions)
	if o.LogWaitAttempts {
		add = append(add, smithywaiter.Logger{Attempt: int64(round)}.AddLogger)
	}
	if len(add) == 0 {
		return o.ClientOptions
	}
	return append([]func(*O){apiOptions(add)}, o.ClientOptions...)
}

// canceled is the error of a wait whose context ended.
func canceled(name string, why error) error {
	return fmt.Errorf("%s waiter: %w", name, &smithy.CanceledError{Err: why})
}
