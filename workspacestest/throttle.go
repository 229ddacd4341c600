package workspacestest

import "time"

// maxInterval is the longest time between two calls that a rate limit can require.
const maxInterval = 24 * time.Hour

// maxBurst is the maximum burst of WithRateLimit. A larger burst would have practically the same effect as no
// limit.
const maxBurst = 10_000

// throttled returns the service's error for calls above the rate limit.
func throttled() error { return apiErrorf("ThrottlingException", "Rate exceeded") }

// admits reports whether an account may make one more call in a Region. If so, it counts the call. The limit is a
// token bucket, stored as the time at which it will be full again.
func (e *Emulator) admits(at place) bool {
	if e.settings.rate <= 0 {
		return true
	}
	interval := maxInterval
	if seconds := 1 / e.settings.rate; seconds < maxInterval.Seconds() {
		interval = time.Duration(seconds * float64(time.Second))
	}
	spare := interval * time.Duration(min(max(e.settings.burst, 1), maxBurst)-1) // how long the bucket takes to fill if one token is left
	now := e.Now()
	missing := min(max(0, e.full[at].Sub(now)), spare+interval) // limited because Restore may have set the clock back
	admitted := missing <= spare
	if admitted {
		missing += interval
	}
	e.full[at] = now.Add(missing)
	return admitted
}
