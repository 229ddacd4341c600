package fleet

import (
	"time"
)

// Progress is the state of a run.
type Progress struct {
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

// tell calls the function of WithProgress.
func (r *run) tell() {
	if r.o.progress == nil {
		return
	}
	p := Progress{
		Total: len(r.items), Done: r.counts[Done], Failed: r.counts[Failed], Skipped: r.counts[Skipped],
		NotAttempted: r.counts[NotAttempted], Unknown: r.counts[Unknown],
		Waiting: r.waits.len() + r.relooks.len(), InFlight: r.inFlight, Calls: r.report.Calls,
		Elapsed: time.Since(r.report.Started),
	}
	if seconds := r.busy.Seconds(); seconds > 0 {
		p.Rate = float64(p.Calls) / seconds
	}
	p.Left = r.left(p.Rate)
	r.o.progress(p)
}

// left estimates the time that the run still takes.
func (r *run) left(rate float64) time.Duration {
	if rate == 0 {
		return 0
	}
	chunks := func(n, size int) int { return (n + size - 1) / size }
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
