package fleet

import "time"

// Phase is what [Fleet.Ensure] does at a time.
type Phase string

// The phases, in their order.
const (
	PhaseList   Phase = "List"   // looks for existing desktops
	PhaseCreate Phase = "Create" // creates desktops that do not exist
	PhaseModify Phase = "Modify" // with WithModify, modifies desktops that differ
)

// Progress is the state of a run.
type Progress struct {
	// Phase is the phase of Ensure. It is empty for all other methods.
	Phase Phase

	// Total is the number of distinct inputs.
	Total int

	// Done, Failed, Skipped, NotAttempted and Unknown are the numbers of inputs that are settled.
	Done, Failed, Skipped, NotAttempted, Unknown int

	// Waiting is the number of inputs whose change was accepted, and that are not as wished yet.
	Waiting int

	// InFlight is the number of calls in progress.
	InFlight int

	// Calls is the number of calls that have ended.
	Calls int

	// Rate is the rate of calls, in calls a second, over the time in which calls were in progress or waited for the rate
	// limiter. It is 0 at the beginning.
	Rate float64

	// Elapsed is the time since the run began. Left is the time that the run is likely to take still, from the number
	// of calls that are left, their rate, and the time that changes take. It is 0 as long as it is not known.
	Elapsed, Left time.Duration
}

// progress returns the state of a call of a method, without that of its current run.
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

// tell calls the function of WithProgress.
func (r *run) tell() {
	if r.o.progress == nil {
		return
	}
	p := r.progress()
	p.Waiting, p.InFlight = r.waits.len()+r.relooks.len(), r.inFlight
	p.Left = r.left(p.Rate)
	r.o.progress(p)
}

// later is what the phases of Ensure that have not begun need.
type later struct {
	calls int
	takes time.Duration // how long the changes take, with WithWait
}

// add adds what a run needs that looks at each item first.
func (l *later) add(r *run) {
	n := len(r.items)
	l.calls += chunks(n, lookSize) + chunks(n, r.verb.size)
	if r.o.wait {
		l.calls += chunks(n, lookSize)
		l.takes += r.verb.typical
	}
}

func chunks(n, size int) int { return (n + size - 1) / size }

// left estimates the time that the method still takes.
func (r *run) left(rate float64) time.Duration {
	if rate == 0 {
		return 0
	}
	return r.leftOfRun(rate) + r.later.takes + time.Duration(float64(r.later.calls)/rate*float64(time.Second))
}

// leftOfRun estimates the time that the current run still takes.
func (r *run) leftOfRun(rate float64) time.Duration {
	checks, sends := r.checks.len(), r.sends.len()
	calls := chunks(checks, lookSize) + chunks(checks+sends, r.verb.size)
	sending := time.Duration(float64(calls) / rate * float64(time.Second))
	looks := r.judgeLost.len() + r.judgeRefused.len()
	if r.o.wait {
		looks += checks + sends + r.waits.len() + r.relooks.len()
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
	case r.waits.len() > 0:
		last := r.waits.items[r.waits.len()-1]
		return max(all, time.Until(last.since.Add(takes)))
	default:
		return all
	}
}
