package workspacestest

import "time"

// maxInterval is the time between two calls at the lowest possible rate limit.
const maxInterval = 24 * time.Hour

// maxBurst is the maximum burst of WithRateLimit. A larger burst would make the rate limit all but pointless in a test.
const maxBurst = 10_000

// throttled returns the service's error for calls above the rate limit.
func throttled() error { return apiErrorf("ThrottlingException", "Rate exceeded") }

// admits reports whether the rate limit allows one more call by an account in a Region, and if so, counts the call. The
// rate limit is a token bucket, stored only as the time at which the bucket will be full again.
func (e *Emulator) admits(at place) bool {
	if e.settings.rate <= 0 {
		return true
	}
	interval := maxInterval
	if seconds := 1 / e.settings.rate; seconds < maxInterval.Seconds() {
		interval = time.Duration(seconds * float64(time.Second))
	}
	spare := interval * time.Duration(min(max(e.settings.burst, 1), maxBurst)-1) // the time until a bucket with one token is full again
	now := e.Now()
	missing := min(max(0, e.full[at].Sub(now)), spare+interval) // min is needed because Restore may have set the clock back
	admitted := missing <= spare
	if admitted {
		missing += interval
	}
	e.full[at] = now.Add(missing)
	return admitted
}
