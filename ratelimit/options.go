package ratelimit

import "fmt"

// The service's rate limit for each account and Region, across all operations.
const (
	DefaultRate  = 2 // calls a second
	DefaultBurst = 5 // calls
)

// DefaultLowestRate is the lowest rate that throttling slows a limiter down to by default: one call every 5 seconds.
const DefaultLowestRate = 0.2

// The bounds for rates, in calls a second, and bursts, in calls.
const (
	minRate  = 1.0 / 3600
	maxRate  = 1_000_000
	maxBurst = 10_000
)

// Options configure a [Limiter].
type Options struct {
	// Rate is the highest rate, in calls a second: from 1.0/3600 (one call an hour) to 1,000,000. 0 means [DefaultRate].
	Rate float64

	// Burst is the number of calls that can be made at once after a pause: 1 to 10,000. 0 means [DefaultBurst].
	Burst int

	// LowestRate is the lowest rate that throttling slows the limiter down to, in calls a second: from 1.0/3600 to
	// Rate. 0 means [DefaultLowestRate], or Rate if that is lower. If LowestRate equals Rate, the limiter never slows
	// down.
	LowestRate float64
}

// resolve fills in the defaults, and returns an error if a value is invalid.
func (o *Options) resolve() error {
	if o.Rate == 0 {
		o.Rate = DefaultRate
	}
	if o.Burst == 0 {
		o.Burst = DefaultBurst
	}
	if o.LowestRate == 0 {
		o.LowestRate = min(DefaultLowestRate, o.Rate)
	}
	switch { // NaN fails these checks too, because comparisons with NaN are false
	case !(o.Rate >= minRate && o.Rate <= maxRate):
		return fmt.Errorf("Options.Rate is %v calls a second, must be from 1.0/3600 to %d", o.Rate, maxRate)
	case o.Burst < 1 || o.Burst > maxBurst:
		return fmt.Errorf("Options.Burst is %d, must be from 1 to %d", o.Burst, maxBurst)
	case !(o.LowestRate >= minRate && o.LowestRate <= o.Rate):
		return fmt.Errorf("Options.LowestRate is %v calls a second, must be from 1.0/3600 to Rate, which is %v", o.LowestRate, o.Rate)
	}
	return nil
}
