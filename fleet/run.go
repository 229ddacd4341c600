package fleet

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/go-workspaces/workspaces"
)

const (
	lookSize    = 25               // the maximum number of desktops in a call that describes desktops
	grace       = 5 * time.Second  // how long calls in progress may take once the run is cancelled
	patience    = 10 * time.Minute // how long a run without WithWait keeps repeating a change: see run.impatient
	onceWithin  = time.Minute      // for this long after a call, an unchanged desktop proves that the call had no effect; later, the change may already be complete
	maxLost     = 8                // lost answers after which the run gives up on an item; see also run.impatient
	lookAfter   = time.Second      // how soon to look at an item whose answer was lost
	lookOnce    = 3 * time.Second  // the same, for a change that must not be made twice: the service may still be working on the call
	shownWithin = 15 * time.Second // how long the service may still show the state before a change that it has accepted
	maxLooks    = 8                // consecutive failures to describe an item after which the run gives up; see also run.lookFailed
	maxUnsent   = 8                // consecutive calls with the outcome notSent after which the run ends early
)

// tally holds the totals for one call to a method such as Stop. Ensure makes several runs, which share one tally; every
// other method makes a single run.
type tally struct {
	report   *Report
	total    int // the number of distinct inputs
	counts   map[Class]int
	failures int           // how many inputs Failed in this call to the method, not counting failures in the journal
	busy     time.Duration // total time with at least one call in flight
	phase    Phase
	later    later
	journal  *journal
	observer *observer
	rate     float64   // the most recent Progress.Rate
	graceEnd time.Time // after an early end, when calls in progress must end; shared by Ensure's runs
}

// newTally returns the tally for a call to a method with the given number of distinct inputs.
func (f *Fleet) newTally(method string, total int) *tally {
	return &tally{
		report: &Report{Verb: method, Started: time.Now()},
		total:  total, counts: make(map[Class]int), observer: f.newObserver(method),
	}
}

// fromJournal counts an item whose final result is in the journal.
func (t *tally) fromJournal(it *item) {
	t.counts[it.Class]++
	t.report.FromJournal++
}

// complete returns the report, with the results of all inputs. byPos holds each input's item, in input order.
func (t *tally) complete(byPos []*item) *Report {
	t.report.Results = make([]Result, len(byPos))
	for i, it := range byPos {
		t.report.Results[i] = it.Result
	}
	t.report.Ended = time.Now()
	return t.report
}

// run applies a verb, such as stopVerb, to items. Worker goroutines make the calls, but only the goroutine that called
// the method, such as Stop, uses the run's fields.
//
// Comments and names in this package use the following terms:
//
//   - The run sends an item when it makes the call that changes the item.
//   - A look is a call that describes items or searches for a desktop. It changes nothing.
//   - The answer for an item is lost if the run cannot tell from the call whether the service made the change.
//   - The run judges an item after a refusal or a lost answer: it looks at the item and decides what to do next.
//   - An item is settled once it has its final result.
type run struct {
	*tally
	client workspaces.API
	verb   *verb
	o      *runOptions
	items  []*item

	ctx         context.Context // done when the run must end, after which the only new calls are looks at items with lost answers
	calls       context.Context // done when calls in progress must end; the parent of each call's context
	cancelCalls context.CancelFunc
	done        chan *request
	workers     sync.WaitGroup
	inFlight    int
	sending     int  // the number of calls in flight that make changes
	looking     int  // the number of items in stage toWait being described by calls in flight
	over        bool // the run was ended early: see run.end
	graceOver   <-chan time.Time
	stopped     bool // too many inputs failed: the run sends no more changes, but still waits for accepted ones

	checks, sends, judgeLost, judgeRefused, relooks queue

	waits schedule

	pause      time.Duration // the current pause after throttled calls, or 0
	pauseBegan time.Time
	pauseUntil time.Time
	heard      time.Time // when a call last ended without being throttled
	unsent     int       // consecutive calls with the outcome notSent
}

// newRun returns a run that applies the verb v to items.
func (f *Fleet) newRun(t *tally, v *verb, o *runOptions, items []*item) *run {
	return &run{
		tally: t, client: f.client, verb: v, o: o, items: items,
		done: make(chan *request, o.concurrency), waits: schedule{typical: v.typical},
	}
}

// do performs the run. By the time it returns, all its goroutines have ended.
func (r *run) do(ctx context.Context) {
	var cancel context.CancelFunc
	r.ctx, cancel = r.o.within(ctx, r.report.Started)
	r.calls, r.cancelCalls = context.WithCancel(context.WithoutCancel(ctx))
	defer func() { // deferred, in case a function given by the caller panics
		cancel()
		r.cancelCalls()
		r.workers.Wait()
	}()

	r.begin(time.Now())
	r.tell()
	for r.step() {
		r.tell()
	}
	r.finish()
	r.tell()
}

// begin puts the items into their first queues.
func (r *run) begin(now time.Time) {
	r.heard = now
	r.checkFailures()
	for _, it := range r.items {
		switch it.stage {
		case toCheck:
			r.checks.push(it, now)
		case toSend:
			r.sends.push(it, now)
		case toJudge:
			r.judgeLost.push(it, now)
		case toWait:
			switch {
			case r.o.dryRun: // a run without WithDryRun would wait for the change
				r.set(it, NotAttempted, CodeDryRun, "accepted in an earlier run: would be waited for")
			case it.Accepted: // by an earlier run, so the journal has the time
				r.waits.push(it)
			default:
				r.relooks.push(it, now)
			}
		}
	}
	slices.SortStableFunc(r.waits.items, func(a, b *item) int { return a.since.Compare(b.since) })
}

// step starts all calls that can begin now, then waits for the next event. It returns false once the run is complete.
func (r *run) step() bool {
	if !r.over && r.ctx.Err() != nil {
		r.end(context.Cause(r.ctx))
	}
	now := time.Now()
	for r.inFlight < r.width() {
		c := r.next(now)
		if c == nil {
			break
		}
		r.start(c)
	}
	if r.inFlight == 0 && !r.pending() {
		return false
	}
	var timer <-chan time.Time
	if wake, ok := r.wake(now); ok && r.inFlight < r.width() {
		timer = time.After(wake.Sub(now))
	}
	cancelled := r.ctx.Done()
	if r.over {
		cancelled = nil
	}
	if r.inFlight > 0 {
		defer func() { r.busy += time.Since(now) }()
	}
	select {
	case c := <-r.done:
		r.settle(c)
	case <-timer:
	case <-cancelled:
	case <-r.graceOver:
		r.graceOver = nil
		r.cancelCalls()
	}
	return true
}

// end ends the run early. The run then begins no more calls, except to describe items whose answers were lost.
func (r *run) end(cause error) {
	if r.over {
		return
	}
	r.over, r.report.Cause = true, cause
	if r.graceEnd.IsZero() {
		r.graceEnd = time.Now().Add(grace)
	}
	r.graceOver = time.After(time.Until(r.graceEnd))
	now := time.Now()
	for _, it := range r.judgeLost.drain() {
		if soon := now.Add(r.lag()); it.next.After(soon) {
			it.next = soon
		}
		r.judgeLost.push(it, now)
	}
}

// width returns how many calls may be in flight.
func (r *run) width() int {
	if r.pause > 0 {
		return 1
	}
	return r.o.concurrency
}

// pending reports whether any item is waiting for its next call. After an early end, only items whose answers were lost
// wait for a call.
func (r *run) pending() bool {
	if r.over {
		return r.judgeLost.len() > 0 && r.calls.Err() == nil
	}
	return r.checks.len()+r.sends.len()+r.judgeLost.len()+r.judgeRefused.len()+r.relooks.len()+r.waits.len() > 0
}

// next returns the next call to make now, or nil. The looks at items with lost answers come first, because the run can
// learn less about these items later. Changes come before most other looks.
func (r *run) next(now time.Time) *request {
	for _, q := range []*queue{&r.checks, &r.sends, &r.judgeLost, &r.judgeRefused, &r.relooks} {
		q.promote(now)
	}
	switch {
	case r.over && r.calls.Err() != nil:
		return nil
	case len(r.judgeLost.ready) > 0:
		c := r.newLook(&r.judgeLost)
		c.patience = r.calls
		return c
	case r.over || r.pauseUntil.After(now):
		return nil
	case r.stopped:
		r.notAttempted()
	}
	switch {
	case len(r.judgeRefused.ready) >= lookSize && r.verb.find == nil:
		return r.newLook(&r.judgeRefused)
	case len(r.sends.ready) > 0:
		return r.newSend(now)
	case len(r.checks.ready) > 0:
		return r.newLook(&r.checks)
	case len(r.judgeRefused.ready) > 0 && r.sending == 0:
		return r.newLook(&r.judgeRefused)
	case len(r.relooks.ready) > 0:
		return &request{items: r.relooks.take(lookSize), look: true, patience: r.ctx}
	}
	if items, probe := r.waits.take(now, r.inFlight == 0); len(items) > 0 {
		return &request{items: items, look: true, probe: probe, patience: r.ctx}
	}
	return nil
}

// newLook removes the first items from a queue, and returns a call that describes them. A call that searches for a
// desktop has only one item.
func (r *run) newLook(q *queue) *request {
	c := &request{look: true, patience: r.ctx}
	n := min(lookSize, len(q.ready))
	if r.verb.find != nil && (q.ready[0].stage == toJudge || q.ready[0].WorkspaceId == "") {
		c.find, n = true, 1
	}
	c.items, q.ready = q.ready[:n:n], q.ready[n:]
	return c
}

// newSend removes the first items from r.sends, and returns a call that changes them. It returns nil if the journal
// cannot be written.
func (r *run) newSend(now time.Time) *request {
	c := &request{items: r.sends.take(r.verb.size), patience: r.ctx}
	if r.verb.once {
		if err := r.journal.sending(c.items, now); err != nil {
			r.journalFailed(err, c.items)
			return nil
		}
	}
	return c
}

// journalFailed ends the run, because later runs need a complete journal. The unsent items go back into the queue.
func (r *run) journalFailed(err error, unsent []*item) {
	for _, it := range unsent {
		r.sends.push(it, time.Now())
	}
	r.end(fmt.Errorf("journal: %w", err))
}

// wake returns the earliest time after now at which the run can make a call. ok is false if there is no such time.
func (r *run) wake(now time.Time) (at time.Time, ok bool) {
	consider := func(t time.Time) {
		if !ok || t.Before(at) {
			at, ok = t, true
		}
	}
	if !r.over {
		for _, q := range []*queue{&r.checks, &r.sends, &r.judgeRefused, &r.relooks} {
			if len(q.later) > 0 {
				consider(q.due)
			}
		}
		if r.waits.len() > 0 {
			consider(r.waits.due(r.inFlight == 0))
		}
		if r.pauseUntil.After(now) {
			at, ok = r.pauseUntil, true
		}
	}
	if len(r.judgeLost.later) > 0 { // look at items with lost answers even during a pause
		consider(r.judgeLost.due)
	}
	return at, ok && at.After(now)
}

// start makes a call in a new goroutine.
func (r *run) start(c *request) {
	r.count(c, 1)
	r.workers.Go(func() {
		defer func() {
			if !c.returned {
				c.panicked = recover()
			}
			c.ended = time.Now()
			r.done <- c // never blocks: the channel is buffered for all calls in flight
		}()
		r.observer.call(r.calls, c, func(ctx context.Context) { c.make(ctx, r.client, r.verb) })
		c.returned = true
	})
}

// count counts the call c as in flight if n is 1, and as no longer in flight if n is -1.
func (r *run) count(c *request, n int) {
	r.inFlight += n
	switch {
	case !c.look:
		r.sending += n
	case c.items[0].stage == toWait:
		r.looking += n * len(c.items)
	}
}

// settle handles the result of a call.
func (r *run) settle(c *request) {
	r.count(c, -1)
	if c.probe {
		r.waits.probing = false
	}
	switch {
	case c.panicked != nil:
		panic(c.panicked)
	case !c.returned:
		runtime.Goexit() // the client called runtime.Goexit, as t.FailNow does
	}
	how := c.outcome()
	if how != notSent {
		r.report.Calls += max(1, c.made)
		r.unsent = 0
	}
	if r.verb.once && !c.look {
		if err := r.journal.notMade(c.notMade(how), c.ended); err != nil {
			r.end(fmt.Errorf("journal: %w", err))
		}
	}
	switch how {
	case throttled:
		r.report.Throttles++
		r.slowDown(c)
		r.again(c, how)
	case notSent:
		r.notSent(c)
	default:
		r.heard = c.ended
		if how == answered {
			r.speedUp()
		}
		if c.look {
			r.looked(c, how)
		} else {
			r.answered(c, how)
		}
	}
}

// slowDown makes the run pause after a throttled call. The pause doubles with each throttled call, up to a limit.
// Pauses are shorter with a rate limiter, which slows down too.
func (r *run) slowDown(c *request) {
	if !c.begun.After(r.pauseBegan) && r.pause > 0 {
		return
	}
	least, most := 500*time.Millisecond, 20*time.Second
	if c.paced {
		least, most = 100*time.Millisecond, 5*time.Second
	}
	r.pause = min(max(2*r.pause, least), most)
	r.pauseBegan = c.ended
	r.pauseUntil = c.ended.Add(r.pause)
}

func (r *run) speedUp() {
	if r.pause /= 2; r.pause < 100*time.Millisecond {
		r.pause = 0
	}
}

// again handles a call that the service did not execute, by putting the items back into their queues. If every call has
// been throttled for 10 minutes, a run without WithWait gives up on the items instead.
func (r *run) again(c *request, how outcome) {
	for _, it := range c.items {
		if !c.look {
			it.refusal, it.ofCall = c.err, false
		}
		if it.stage == toJudge && it.lost {
			it.next = c.ended.Add(time.Second) // look at the item in a second, even if the run pauses longer
		}
		switch starved := how == throttled && !r.o.wait && c.ended.Sub(r.heard) >= patience; {
		case starved && c.look:
			r.unseen(it, c)
		case starved && (it.lost || it.wasLost && r.verb.hides):
			r.unknown(it, c.err)
		case starved:
			r.fail(it, c.err)
		default:
			r.requeue(it, c)
		}
	}
}

// requeue puts an item back into the queue it came from.
func (r *run) requeue(it *item, c *request) {
	switch {
	case !c.look:
		r.sends.push(it, c.ended)
	case it.stage == toCheck:
		r.checks.push(it, c.ended)
	case it.stage == toJudge && it.lost:
		r.judgeLost.push(it, c.ended)
	case it.stage == toJudge:
		r.judgeRefused.push(it, c.ended)
	case c.probe:
		r.waits.putBack(it)
	default:
		r.relooks.push(it, c.ended)
	}
}

// notSent handles a call with the outcome notSent: the run ended before the call was sent, or the rate limiter, the
// credentials or the network failed. After maxUnsent such calls, the run ends early. Only calls that began after the
// last pause count, so calls that fail together count once.
func (r *run) notSent(c *request) {
	r.again(c, notSent)
	switch {
	case r.over:
	case c.patience.Err() != nil:
		r.end(context.Cause(c.patience))
	case c.late:
		r.end(errDeadline)
	case workspaces.IsUnavailableInRegion(c.err):
		r.end(c.err)
	case !c.begun.Before(r.pauseUntil):
		if r.unsent++; r.unsent == maxUnsent {
			r.end(c.err)
			return
		}
		r.pauseUntil = c.ended.Add(growing(r.unsent))
	}
}

var errDeadline = fmt.Errorf("the next call would come after the deadline: %w", context.DeadlineExceeded)

// impatient counts another failure to change or describe an item, and reports whether the run must give up on the item.
// A run with WithWait never gives up before it ends. Any other run gives up after at least maxLost failures, once the
// first was at least 10 minutes ago (patience). Time alone is not enough: in a long run, an item can wait more than 10
// minutes for its next call.
func (r *run) impatient(it *item, now time.Time) bool {
	if it.troubles++; it.trouble.IsZero() {
		it.trouble = now
	}
	return !r.o.wait && it.troubles >= maxLost && now.Sub(it.trouble) >= patience
}
