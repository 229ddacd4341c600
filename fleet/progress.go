package fleet

import "time"

// Phase is a phase of [Fleet.Ensure].
type Phase string

// The phases of Ensure, in order.
const (
	PhaseList   Phase = "List"   // Ensure finds the existing desktops
	PhaseCreate Phase = "Create" // Ensure creates the missing desktops
	PhaseModify Phase = "Modify" // Ensure modifies existing desktops, if WithModify is given
)

// Progress is the state of a run.
type Progress struct {
	// Phase is the current phase of Ensure. It is empty for other methods.
	Phase Phase

	// Total is the number of distinct inputs.
	Total int

	// Done, Failed, Skipped, NotAttempted and Unknown count the inputs that have a final result, by class.
	Done, Failed, Skipped, NotAttempted, Unknown int

	// Waiting is the number of inputs whose change was accepted but is not yet complete.
	Waiting int

	// InFlight is the number of calls in progress.
	InFlight int

	// Calls is the number of completed calls.
	Calls int

	// Rate is the number of calls per second, not counting times when no call is in progress, nor the calls of a run
	// that only waits. Rate is 0 at the beginning.
	Rate float64

	// Elapsed is the time since the run began. Left is the estimated time until the run ends. It is 0 if nothing is
	// left to do, or if there is no estimate yet: while Rate is 0, and while Ensure lists desktops.
	Elapsed, Left time.Duration
}

// progress returns the Progress value for a call to a method. The run fills in Waiting, InFlight and Left.
func (t *tally) progress() Progress {
	p := Progress{
		Phase: t.phase, Total: t.total, Done: t.counts[Done], Failed: t.counts[Failed], Skipped: t.counts[Skipped],
		NotAttempted: t.counts[NotAttempted], Unknown: t.counts[Unknown],
		Calls: t.report.Calls, Elapsed: time.Since(t.report.Started),
	}
	if seconds := t.busy.Seconds(); seconds > 0 {
		p.Rate = float64(p.Calls) / seconds
	}
	return p
}

// tell calls the function given to WithProgress, if any.
func (r *run) tell() {
	if r.o.progress == nil {
		return
	}
	p := r.progress()
	if r.checks.len()+r.sends.len()+r.judgeLost.len()+r.judgeRefused.len()+r.sending == 0 && r.rate > 0 {
		p.Rate = r.rate // the few calls of a run that only waits say nothing about the rate
	}
	r.rate = p.Rate
	p.Waiting, p.InFlight = r.waits.len()+r.relooks.len()+r.looking, r.inFlight
	p.Left = r.left(p.Rate)
	r.o.progress(p)
}

// later estimates the work in those runs of Ensure that have not begun.
type later struct {
	calls int
	takes time.Duration // how long these runs wait for their changes to complete
}

// add adds the estimate for the run r, which describes each item before sending it.
func (l *later) add(r *run) {
	n := len(r.items)
	l.calls += chunks(n, lookSize) + chunks(n, r.verb.size)
	if r.o.wait {
		l.calls += chunks(n, lookSize)
		l.takes += r.verb.typical
	}
}

func chunks(n, size int) int { return (n + size - 1) / size }

// left estimates the time until the method returns.
func (r *run) left(rate float64) time.Duration {
	if rate == 0 {
		return 0
	}
	left := r.leftOfRun(rate) + r.later.takes + time.Duration(float64(r.later.calls)/rate*float64(time.Second))
	if r.o.wait {
		left = min(left, max(0, time.Until(r.report.Started.Add(r.o.maxWait))))
	}
	return left
}

// leftOfRun estimates the time until the current run ends.
func (r *run) leftOfRun(rate float64) time.Duration {
	checks, sends := r.checks.len(), r.sends.len()
	calls := chunks(checks, lookSize) + chunks(checks+sends, r.verb.size)
	sending := time.Duration(float64(calls) / rate * float64(time.Second))
	looks := r.judgeLost.len() + r.judgeRefused.len()
	if r.o.wait {
		looks += checks + sends + r.waits.len() + r.relooks.len() + r.looking
	}
	all := sending + time.Duration(float64(chunks(looks, lookSize))/rate*float64(time.Second))
	takes := r.waits.learned
	if takes == 0 {
		takes = r.verb.typical
	}
	switch {
	case !r.o.wait:
		return all
	case checks+sends > 0:
		return max(all, sending+takes)
	default:
		return max(all, r.leftOfWait(takes))
	}
}

// leftOfWait estimates how long the slowest accepted change will still take. takes is how long a change usually takes.
// Once that time has passed, the estimate grows with the time that the change has taken: nobody knows when it will be
// complete.
func (r *run) leftOfWait(takes time.Duration) (left time.Duration) {
	now := time.Now()
	for _, list := range [][]*item{r.waits.items, r.relooks.ready, r.relooks.later} {
		for _, it := range list {
			since := now.Sub(it.since)
			left = max(left, takes-since, min(since, r.o.maxWait)/4)
		}
	}
	return left
}
