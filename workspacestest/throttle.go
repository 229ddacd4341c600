package workspacestest

import "time"

// maxInterval is the slowest that a rate limit can be: slower ones are as good as a stop.
const maxInterval = 24 * time.Hour

// maxBurst is the largest burst of WithRateLimit: a larger one is as good as no limit.
const maxBurst = 10_000

// throttled is how the service says that there were too many calls.
func throttled() error { return faultf("ThrottlingException", "Rate exceeded") }

// admits reports whether an account may make one more call in a Region, and counts it if it may. It is
// a bucket of tokens, of which all that is to be known is when it will be full again.
func (e *Emulator) admits(at place) bool {
	if e.settings.rate <= 0 {
		return true
	}
	interval := maxInterval
	if seconds := 1 / e.settings.rate; seconds < maxInterval.Seconds() {
		interval = time.Duration(seconds * float64(time.Second))
	}
	spare := interval * time.Duration(min(max(e.settings.burst, 1), maxBurst)-1) // how far from full leaves a token
	now := e.Now()
	missing := min(max(0, e.full[at].Sub(now)), spare+interval) // the clock can have been set back
	admitted := missing <= spare
	if admitted {
		missing += interval
	}
	e.full[at] = now.Add(missing)
	return admitted
}
