package ratelimit

import (
	"math"
	"math/rand/v2"
	"time"

	"golang.org/x/time/rate"
)

const (
	stepTime   = time.Second // the rate rises by one step after each period of this length without a throttled attempt
	stepsToTop = 20          // the number of steps in which the rate would rise from 0 to Options.Rate
	gapEvery   = 8           // on average, one token in this many is followed by a gap: see pace.gap
)

// pace is a token bucket whose rate falls when an attempt is throttled, and then rises again step by step. A pace does
// not read the clock: its methods are passed the current time, which must never go backward.
type pace struct {
	options Options
	bucket  *rate.Limiter
	since   time.Time // when an attempt was last throttled
	low     float64   // the rate right after the last throttled attempt
	steps   int       // the number of steps that the rate has risen since the last throttled attempt
	settled time.Time // until then, throttled attempts do not halve the rate again
	random  *rand.Rand

	// If gap is true, the next caller that has to wait is delayed until there are two tokens, even though it takes only
	// one. The caller after that gets the second token immediately, so no time is lost. During the gap, the service has
	// a token for another process. Without gaps, a process running at the full rate would take each token as soon as
	// the service has it, so that all attempts by other processes would be throttled.
	gap bool
}

func newPace(o Options) *pace {
	return &pace{
		options: o, bucket: rate.NewLimiter(rate.Limit(o.Rate), o.Burst), low: o.Rate,
		random: rand.New(rand.NewPCG(0, 0)), // always the same numbers, so that tests are reproducible
	}
}

// rateAfter returns the rate that is reached the given number of steps after the last throttled attempt.
func (p *pace) rateAfter(steps int) float64 {
	return min(p.options.Rate, p.low+float64(steps)*p.options.Rate/stepsToTop)
}

// rate returns the rate as of the last call to advance.
func (p *pace) rate() float64 { return p.rateAfter(p.steps) }

// advance raises the rate by the steps that are due.
func (p *pace) advance(now time.Time) {
	for p.rate() < p.options.Rate {
		next := p.since.Add(time.Duration(p.steps+1) * stepTime)
		if next.After(now) {
			return
		}
		p.steps++
		p.bucket.SetLimitAt(next, rate.Limit(p.rate()))
	}
}

// take takes a token from the bucket. It returns false if the bucket is empty.
func (p *pace) take(now time.Time) bool {
	p.advance(now)
	if !p.bucket.AllowN(now, 1) {
		return false
	}
	p.gap = p.options.Burst > 1 && p.rate() == p.options.Rate && p.random.IntN(gapEvery) == 0
	return true
}

// turn returns how long a caller with the given number of callers ahead must wait for a token, assuming that no attempt
// is throttled in the meantime.
func (p *pace) turn(now time.Time, ahead int) time.Duration {
	p.advance(now)
	missing, at := float64(ahead+1)-p.bucket.TokensAt(now), now
	steps := p.steps
	for ; p.rateAfter(steps) < p.options.Rate; steps++ {
		next := p.since.Add(time.Duration(steps+1) * stepTime)
		filled := p.rateAfter(steps) * next.Sub(at).Seconds()
		if filled >= missing {
			break
		}
		missing, at = missing-filled, next
	}
	last := math.Ceil(missing / p.rateAfter(steps) * float64(time.Second))
	return at.Sub(now) + time.Duration(max(0, last))
}

// throttled is called for each throttled attempt, and reports whether it halved the rate. Halving the rate also empties
// the bucket, so that the next attempts begin at the new rate. An attempt reported before p.settled probably began
// before the last halving, so it does not halve the rate again, but keeps the rate from rising for another second.
func (p *pace) throttled(now time.Time) bool {
	p.advance(now)
	halve := !now.Before(p.settled)
	p.low = p.rate()
	if halve {
		p.low = max(p.options.LowestRate, p.low/2)
		p.bucket.AllowN(now, int(p.bucket.TokensAt(now)))
		p.bucket.SetLimitAt(now, rate.Limit(p.low))
		p.settled = now.Add(max(time.Second, time.Duration(float64(time.Second)/p.low)))
	}
	p.since, p.steps, p.gap = now, 0, false
	return halve
}
