package workspacestest

import "time"

// maxInterval is the longest time between two calls at a rate limit.
const maxInterval = 24 * time.Hour

// maxBurst is the largest burst of WithRateLimit: a larger one is as good as no limit.
const maxBurst = 10_000

// throttled returns the service's error for calls above the rate limit.
func throttled() error { return apiErrorf("ThrottlingException", "Rate exceeded") }

// admits reports whether an account may make one more call in a Region, and counts the call if so. The limit is a token
// bucket, stored as the time at which it will be full again.
func (e *Emulator) admits(at place) bool {
	if e.settings.rate <= 0 {
		return true
	}
	interval := maxInterval
	if seconds := 1 / e.settings.rate; seconds < maxInterval.Seconds() {
		interval = time.Duration(seconds * float64(time.Second))
	}
	spare := interval * time.Duration(min(max(e.settings.burst, 1), maxBurst)-1) // the longest time until full with a token left
	now := e.Now()
	missing := min(max(0, e.full[at].Sub(now)), spare+interval) // the clock can have been set back by Restore
	admitted := missing <= spare
	if admitted {
		missing += interval
	}
	e.full[at] = now.Add(missing)
	return admitted
}
