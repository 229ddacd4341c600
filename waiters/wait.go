package waiters

import (
	"context"
	"errors"
	"fmt"
	"time"

	smithytime "github.com/aws/smithy-go/time"
	smithywaiter "github.com/aws/smithy-go/waiter"
)

// Internal signals that end a polling round early. They never reach the caller.
var (
	errTimeUp     = errors.New("not enough time for another round")
	errNextRound  = errors.New("begin the next round")
	errWaitIsDone = errors.New("the Retryable option ended the wait")
)

// wait is the state of a single wait.
type wait[In, Out, Item, O any] struct {
	spec    Spec[In, Out, Item, O]
	options Options[In, Out, O]
	params  *In
	maxWait time.Duration

	start     time.Time
	round     int
	order     []string                // the keys of entries, in the order of params or in the order in which they were found
	entries   map[string]*entry[Item] // nil until the resources to wait for are known
	last      *Out                    // the last successful call's output
	lastErr   error                   // the error from the last call, or nil if the last call succeeded
	failingAt time.Time               // when the current series of retryable errors began, or zero

	discovering bool // this round determines which resources to wait for
	keepWaiting bool // Options.Retryable returned true in this round
}

// entry is a resource in the wait.
type entry[Item any] struct {
	Resource
	item    *Item // nil if the resource was not found in the last round
	found   bool  // the resource was found in at least one round
	round   int   // the last polling round in which the resource was found
	reads   int   // consecutive polling rounds that found the resource in the desired state
	verdict Verdict
}

func newWait[In, Out, Item, O any](spec Spec[In, Out, Item, O], options Options[In, Out, O], params *In, maxWait time.Duration) *wait[In, Out, Item, O] {
	w := &wait[In, Out, Item, O]{spec: spec, options: options, params: params, maxWait: maxWait, start: time.Now()}
	ids := options.Only
	if spec.IDs != nil {
		ids = spec.IDs(params)
	}
	if len(ids) > 0 {
		w.entries = make(map[string]*entry[Item], len(ids))
		for _, id := range ids {
			w.addResource(id)
		}
	}
	return w
}

// addResource adds a resource to the wait.
func (w *wait[In, Out, Item, O]) addResource(id string) {
	if w.entries[id] == nil {
		w.entries[id] = &entry[Item]{Resource: Resource{ID: id, unseen: true}}
		w.order = append(w.order, id)
	}
}

// run polls in rounds until the wait ends.
func (w *wait[In, Out, Item, O]) run(parent context.Context) (*Out, error) {
	ctx, cancel := context.WithTimeout(parent, w.maxWait)
	defer cancel()
	for {
		w.round++
		err := w.runRound(ctx)
		if err == nil && w.options.OnProgress != nil {
			w.options.OnProgress(w.progress())
		}
		switch failed := w.withVerdict(Fail); {
		case len(failed) > 0 && (err == nil || parent.Err() == nil):
			return nil, &FailedError{Waiter: w.spec.Name, Failed: failed, Total: len(w.order)}
		case err == nil && w.isDone():
			return w.output(), nil
		case err == nil:
			err = w.pause(ctx, w.round)
		}
		switch {
		case err == nil:
		case errors.Is(err, errWaitIsDone):
			return w.output(), nil
		case parent.Err() != nil:
			return nil, canceledError(w.spec.Name, parent.Err())
		case ctx.Err() != nil, errors.Is(err, errTimeUp), w.isOutOfTime(ctx, parent, err):
			return nil, &TimeoutError{Waiter: w.spec.Name, MaxWait: w.maxWait, Waiting: w.withVerdict(GoOn), Total: len(w.order), Err: w.lastErr}
		default:
			return nil, err
		}
	}
}

// isOutOfTime reports whether a call failed because it could not be made within maxWait. Rate limiters return such
// errors before ctx is done. An HTTP client timeout does not count, because it is a retryable error.
func (w *wait[In, Out, Item, O]) isOutOfTime(ctx, parent context.Context, err error) bool {
	end, _ := ctx.Deadline()
	limit, limited := parent.Deadline()
	return errors.Is(err, context.DeadlineExceeded) && !w.spec.Retryable(err) && (!limited || end.Before(limit))
}

// isDone reports whether all resources are done.
func (w *wait[In, Out, Item, O]) isDone() bool {
	return w.entries != nil && len(w.withVerdict(GoOn)) == 0
}

// withVerdict lists the resources with the verdict v.
func (w *wait[In, Out, Item, O]) withVerdict(v Verdict) (list []Resource) {
	for _, id := range w.order {
		if e := w.entries[id]; e.verdict == v {
			list = append(list, e.Resource)
		}
	}
	return list
}

func (w *wait[In, Out, Item, O]) progress() Progress {
	p := Progress{
		Waiter: w.spec.Name, Round: w.round, Elapsed: time.Since(w.start), Total: len(w.order), States: make(map[string]int),
	}
	for _, e := range w.entries {
		p.States[e.State]++
		if e.verdict == Done {
			p.Done++
		}
	}
	return p
}

// output returns a single output with all resources, each as last seen.
func (w *wait[In, Out, Item, O]) output() *Out {
	out := new(Out)
	if w.last != nil {
		*out = *w.last
	}
	if w.spec.Join != nil {
		items := make([]Item, 0, len(w.order))
		for _, id := range w.order {
			if e := w.entries[id]; e.item != nil {
				items = append(items, *e.item)
			}
		}
		w.spec.Join(out, items)
	}
	return out
}

// pause sleeps before the next attempt at a call, or before the next round.
func (w *wait[In, Out, Item, O]) pause(ctx context.Context, attempt int) error {
	remaining := w.maxWait - time.Since(w.start)
	if remaining <= w.options.MinDelay {
		return errTimeUp
	}
	delay, err := smithywaiter.ComputeDelay(int64(attempt), w.options.MinDelay, w.options.MaxDelay, remaining)
	if err != nil {
		return err
	}
	return smithytime.SleepWithContext(ctx, max(0, delay)) // ComputeDelay can return a negative delay if little time is left
}

// runRound fetches all resources that are not done, and updates their verdicts.
func (w *wait[In, Out, Item, O]) runRound(ctx context.Context) error {
	wanted := w.withVerdict(GoOn)
	if w.entries == nil {
		w.entries, w.discovering = make(map[string]*entry[Item]), true
	}
	w.keepWaiting = false
	err := w.fetchWanted(ctx, wanted)
	if err != nil && w.discovering && !errors.Is(err, errWaitIsDone) && len(w.withVerdict(Fail)) == 0 {
		w.entries, w.order = nil, nil // after an error, the list of resources may be incomplete
	}
	switch {
	case errors.Is(err, errNextRound):
		return nil
	case err != nil:
		return fmt.Errorf("%s waiter: %w", w.spec.Name, err)
	}
	w.discovering = false
	w.judgeMissing(wanted)
	if len(w.order) == 0 && w.missingVerdict() != Done {
		w.entries = nil
		if w.options.Retryable == nil && time.Since(w.start) >= w.options.Grace {
			return &FailedError{Waiter: w.spec.Name}
		}
	}
	return nil
}

// fetchWanted fetches the wanted resources. If they are not known yet, or if the input has no field for identifiers, it
// fetches all resources selected by the input.
func (w *wait[In, Out, Item, O]) fetchWanted(ctx context.Context, wanted []Resource) error {
	if w.discovering || w.spec.Narrow == nil {
		return w.ignoreNotFound(w.fetchPages(ctx, w.params))
	}
	ids := make([]string, len(wanted))
	for i, r := range wanted {
		ids[i] = r.ID
	}
	err := w.fetchPages(ctx, w.spec.Narrow(w.params, ids))
	if !w.isNotFound(err) || len(ids) == 1 {
		return w.ignoreNotFound(err)
	}
	// A single missing resource makes the call fail for all of them, so fetch each one separately.
	for i, id := range ids {
		if w.entries[id].round == w.round {
			continue // already found on an earlier page of the failed call
		}
		if err := w.ignoreNotFound(w.fetchPages(ctx, w.spec.Narrow(w.params, ids[i:i+1]))); err != nil {
			return err
		}
	}
	return nil
}

// ignoreNotFound returns nil for an error which means that a resource is missing, because judgeMissing handles missing
// resources later. It returns other errors unchanged.
func (w *wait[In, Out, Item, O]) ignoreNotFound(err error) error {
	if w.isNotFound(err) {
		return nil
	}
	return err
}

func (w *wait[In, Out, Item, O]) isNotFound(err error) bool {
	return err != nil && w.options.Retryable == nil && w.spec.NotFound(err)
}

// isTolerated reports whether a failed call should be repeated. Throttling errors are always tolerated, other retryable
// errors until Options.Grace has passed.
func (w *wait[In, Out, Item, O]) isTolerated(ctx context.Context, err error) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case w.spec.Throttling(err):
		return true
	case !w.spec.Retryable(err):
		return false
	case w.failingAt.IsZero():
		w.failingAt = time.Now()
	}
	return time.Since(w.failingAt) < w.options.Grace
}

// fetchPages fetches all resources selected by an input, and sets their verdicts. After a tolerated error, it pauses
// and then fetches the same page again, rather than starting over. Once a resource has failed, any error ends the
// round.
func (w *wait[In, Out, Item, O]) fetchPages(ctx context.Context, params *In) error {
	attempts := 0
	for list := w.spec.List(params); list.HasMorePages(); {
		out, err := list.NextPage(ctx, w.options.callOptions(w.round, w.spec.APIOptions)...)
		w.lastErr = err
		switch {
		case w.options.Retryable != nil:
			if err := w.applyRetryable(ctx, params, out, err); err != nil {
				return err
			}
		case err == nil:
			attempts, w.failingAt = 0, time.Time{}
			w.judgeFound(out, w.spec.Verdict)
		case !w.isTolerated(ctx, err):
			return err
		case len(w.withVerdict(Fail)) > 0:
			return errNextRound
		default:
			attempts++
			if err := w.pause(ctx, attempts); err != nil {
				return err
			}
		}
	}
	return nil
}

// applyRetryable lets Options.Retryable decide what a call's outcome means.
func (w *wait[In, Out, Item, O]) applyRetryable(ctx context.Context, params *In, out *Out, err error) error {
	again, failure := w.options.Retryable(ctx, params, out, err)
	verdict := Done
	if again {
		verdict, w.keepWaiting = GoOn, true
	}
	switch {
	case failure != nil:
		return failure
	case err == nil:
		w.judgeFound(out, func(*Item) Verdict { return verdict })
		return nil
	case again:
		return errNextRound
	default:
		return errWaitIsDone
	}
}

// judgeFound sets the verdict on each resource in an output.
func (w *wait[In, Out, Item, O]) judgeFound(out *Out, verdict func(*Item) Verdict) {
	w.last = out
	for _, item := range w.spec.Items(out) {
		r := w.spec.Resource(&item)
		if w.discovering {
			w.addResource(r.ID)
		}
		e := w.entries[r.ID]
		if e == nil || e.round == w.round {
			continue // not part of the wait, or already found in this round
		}
		e.Resource, e.item, e.found, e.round = r, &item, true, w.round
		e.setVerdict(verdict(&item), w.spec.Reads)
	}
}

// setVerdict sets a resource's verdict after a round. GoOn and Fail take effect immediately. Done takes effect after
// the given number of consecutive rounds with this verdict; until then, the resource's verdict is GoOn.
func (e *entry[Item]) setVerdict(v Verdict, reads int) {
	if v != Done {
		e.reads, e.verdict = 0, v
		return
	}
	e.reads++
	e.verdict = GoOn
	if e.reads >= reads {
		e.verdict = Done
	}
}

// missingVerdict returns the verdict on resources not found in this round. If Options.Retryable is set, they are done,
// unless Retryable returned true in this round.
func (w *wait[In, Out, Item, O]) missingVerdict() Verdict {
	switch {
	case w.options.Retryable == nil:
		return w.spec.Gone
	case w.keepWaiting:
		return GoOn
	default:
		return Done
	}
}

// judgeMissing sets the verdict on the wanted resources not found in this round.
func (w *wait[In, Out, Item, O]) judgeMissing(wanted []Resource) {
	for _, r := range wanted {
		e := w.entries[r.ID]
		if e.round == w.round {
			continue
		}
		e.Resource, e.item = Resource{ID: r.ID}, nil
		verdict := w.missingVerdict()
		if verdict != Done && w.options.Retryable == nil && (e.found || time.Since(w.start) >= w.options.Grace) {
			verdict = Fail
		}
		e.setVerdict(verdict, w.spec.Reads)
	}
}
