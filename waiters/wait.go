package waiters

import (
	"context"
	"errors"
	"fmt"
	"time"

	smithytime "github.com/aws/smithy-go/time"
	smithywaiter "github.com/aws/smithy-go/waiter"
)

// Why a round ends early.
var (
	errTimeUp = errors.New("time is up")      // not enough is left for another look
	errAgain  = errors.New("the next round")  // the option Retryable so decided
	errDone   = errors.New("nothing to wait") // likewise
)

// wait is one wait.
type wait[In, Out, Item, O any] struct {
	spec    Spec[In, Out, Item, O]
	options Options[In, Out, O]
	params  *In
	maxWait time.Duration

	start   time.Time
	round   int
	order   []string
	entries map[string]*entry[Item] // nil until it is known what to wait for
	last    *Out
	lastErr error     // of the last call, nil if it succeeded
	failing time.Time // since when calls fail, zero if the last one succeeded

	discovering bool // this round is to find out what to wait for
	again       bool // the option Retryable wants another round
}

// entry is a resource that the wait is for.
type entry[Item any] struct {
	Resource
	item    *Item // nil while it is not found
	found   bool  // ever
	round   int   // in which it was last found
	reads   int   // in a row that found it done
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
			w.expect(id)
		}
	}
	return w
}

// expect adds a resource to those that the wait is for.
func (w *wait[In, Out, Item, O]) expect(id string) {
	if w.entries[id] == nil {
		w.entries[id] = &entry[Item]{Resource: Resource{ID: id, unseen: true}}
		w.order = append(w.order, id)
	}
}

// run goes through the rounds.
func (w *wait[In, Out, Item, O]) run(parent context.Context) (*Out, error) {
	ctx, cancel := context.WithTimeout(parent, w.maxWait)
	defer cancel()
	for {
		w.round++
		err := w.look(ctx)
		if err == nil && w.options.OnProgress != nil {
			w.options.OnProgress(w.progress())
		}
		switch failed := w.having(Fail); {
		case len(failed) > 0 && (err == nil || parent.Err() == nil):
			return nil, &FailedError{Waiter: w.spec.Name, Failed: failed, Total: len(w.order)}
		case err == nil && w.settled():
			return w.output(), nil
		case err == nil:
			err = w.pause(ctx, w.round)
		}
		switch {
		case err == nil:
		case errors.Is(err, errDone):
			return w.output(), nil
		case parent.Err() != nil:
			return nil, canceled(w.spec.Name, parent.Err())
		case ctx.Err() != nil, errors.Is(err, errTimeUp):
			return nil, &TimeoutError{Waiter: w.spec.Name, MaxWait: w.maxWait, Waiting: w.having(GoOn), Total: len(w.order), Err: w.lastErr}
		default:
			return nil, err
		}
	}
}

// settled reports whether the wait has come to its end.
func (w *wait[In, Out, Item, O]) settled() bool {
	return w.entries != nil && len(w.having(GoOn)) == 0
}

// having lists the resources with a verdict.
func (w *wait[In, Out, Item, O]) having(v Verdict) (list []Resource) {
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

// output joins the resources as they were last seen.
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

// pause sleeps before the next attempt, a call or a round.
func (w *wait[In, Out, Item, O]) pause(ctx context.Context, attempt int) error {
	remaining := w.maxWait - time.Since(w.start)
	if remaining <= w.options.MinDelay {
		return errTimeUp
	}
	delay, err := smithywaiter.ComputeDelay(int64(attempt), w.options.MinDelay, w.options.MaxDelay, remaining)
	if err != nil {
		return err
	}
	return smithytime.SleepWithContext(ctx, max(0, delay)) // it can be negative when little time is left
}

// look is one round: it asks for all resources that are not settled and judges each.
func (w *wait[In, Out, Item, O]) look(ctx context.Context) error {
	wanted := w.having(GoOn)
	if w.entries == nil {
		w.entries, w.discovering = make(map[string]*entry[Item]), true
	}
	w.again = false
	err := w.ask(ctx, wanted)
	if err != nil && w.discovering && !errors.Is(err, errDone) && len(w.having(Fail)) == 0 {
		w.entries, w.order = nil, nil // what was found is not all
	}
	switch {
	case errors.Is(err, errAgain):
		return nil
	case err != nil:
		return fmt.Errorf("%s waiter: %w", w.spec.Name, err)
	}
	w.discovering = false
	w.missing(wanted)
	if len(w.order) == 0 && w.absent() != Done {
		w.entries = nil
		if w.options.Retryable == nil && time.Since(w.start) >= w.options.Grace {
			return &FailedError{Waiter: w.spec.Name}
		}
	}
	return nil
}

// ask asks for the resources that are wanted, or for all that the input means where none are known.
func (w *wait[In, Out, Item, O]) ask(ctx context.Context, wanted []Resource) error {
	if w.discovering || w.spec.Narrow == nil {
		return ignore(w.pages(ctx, w.params), w.notFound)
	}
	ids := make([]string, len(wanted))
	for i, r := range wanted {
		ids[i] = r.ID
	}
	err := w.pages(ctx, w.spec.Narrow(w.params, ids))
	if !w.notFound(err) || len(ids) == 1 {
		return ignore(err, w.notFound)
	}
	// One that the service does not know fails the call for all of them: ask for each by itself.
	for i, id := range ids {
		if w.entries[id].round == w.round {
			continue // found by the calls that did not fail
		}
		if err := ignore(w.pages(ctx, w.spec.Narrow(w.params, ids[i:i+1])), w.notFound); err != nil {
			return err
		}
	}
	return nil
}

func ignore(err error, kind func(error) bool) error {
	if kind(err) {
		return nil
	}
	return err
}

func (w *wait[In, Out, Item, O]) notFound(err error) bool {
	return err != nil && w.options.Retryable == nil && w.spec.NotFound(err)
}

// passes decides whether the call that failed is made again: after throttling always, after other errors
// that may pass until the grace is over.
func (w *wait[In, Out, Item, O]) passes(ctx context.Context, err error) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case w.spec.Throttling(err):
		return true
	case !w.spec.Retryable(err):
		return false
	case w.failing.IsZero():
		w.failing = time.Now()
	}
	return time.Since(w.failing) < w.options.Grace
}

// pages walks through all that an input asks for. A page that could not be had is asked for again after a
// pause, so that a long list is looked through to its end however slowly; but once something has failed,
// the rest is not waited for.
func (w *wait[In, Out, Item, O]) pages(ctx context.Context, params *In) error {
	attempts := 0
	for list := w.spec.List(params); list.HasMorePages(); {
		out, err := list.NextPage(ctx, w.options.calls(w.round, w.spec.APIOptions)...)
		w.lastErr = err
		switch {
		case w.options.Retryable != nil:
			if err := w.override(ctx, params, out, err); err != nil {
				return err
			}
		case err == nil:
			attempts, w.failing = 0, time.Time{}
			w.judge(out, w.spec.Verdict)
		case !w.passes(ctx, err):
			return err
		case len(w.having(Fail)) > 0:
			return errAgain
		default:
			attempts++
			if err := w.pause(ctx, attempts); err != nil {
				return err
			}
		}
	}
	return nil
}

// override judges the outcome of a call by the option Retryable.
func (w *wait[In, Out, Item, O]) override(ctx context.Context, params *In, out *Out, err error) error {
	again, failure := w.options.Retryable(ctx, params, out, err)
	verdict := Done
	if again {
		verdict, w.again = GoOn, true
	}
	switch {
	case failure != nil:
		return failure
	case err == nil:
		w.judge(out, func(*Item) Verdict { return verdict })
		return nil
	case again:
		return errAgain
	default:
		return errDone
	}
}

// judge takes in an answer.
func (w *wait[In, Out, Item, O]) judge(out *Out, verdict func(*Item) Verdict) {
	w.last = out
	for _, item := range w.spec.Items(out) {
		r := w.spec.Resource(&item)
		if w.discovering {
			w.expect(r.ID)
		}
		e := w.entries[r.ID]
		if e == nil || e.round == w.round {
			continue // not asked for, or found by this round already
		}
		e.Resource, e.item, e.found, e.round = r, &item, true, w.round
		e.count(verdict(&item), w.spec.Reads)
	}
}

// count takes a verdict, but done only when it has come often enough in a row.
func (e *entry[Item]) count(v Verdict, reads int) {
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

// absent is what it means that a resource is not found: by the option Retryable, what was said of the
// answers.
func (w *wait[In, Out, Item, O]) absent() Verdict {
	switch {
	case w.options.Retryable == nil:
		return w.spec.Gone
	case w.again:
		return GoOn
	default:
		return Done
	}
}

// missing judges the resources that were asked for and not found.
func (w *wait[In, Out, Item, O]) missing(wanted []Resource) {
	for _, r := range wanted {
		e := w.entries[r.ID]
		if e.round == w.round {
			continue
		}
		e.Resource, e.item = Resource{ID: r.ID}, nil
		verdict := w.absent()
		if verdict != Done && w.options.Retryable == nil && (e.found || time.Since(w.start) >= w.options.Grace) {
			verdict = Fail
		}
		e.count(verdict, w.spec.Reads)
	}
}
