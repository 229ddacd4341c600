package ratelimit

import "fmt"

// The service's rate limit for each account in each Region, over all operations together.
const (
	DefaultRate  = 2 // calls a second
	DefaultBurst = 5 // calls
)

// DefaultLowestRate is the lowest rate to which throttling slows a limiter down by default: one call every 5 seconds.
const DefaultLowestRate = 0.2

// The bounds for rates, in calls a second, and for bursts, in calls.
const (
	minRate  = 1.0 / 3600
	maxRate  = 1_000_000
	maxBurst = 10_000
)

// Options configure a [Limiter].
type Options struct {
	// Rate is the highest rate, in calls a second: from 1.0/3600 (one call an hour) to 1,000,000. 0 means [DefaultRate].
	Rate float64

	// Burst is how many calls can be made at once after a pause: 1 to 10,000. 0 means [DefaultBurst].
	Burst int

	// LowestRate is the lowest rate to which throttling slows the limiter down, in calls a second: from 1.0/3600 to
	// Rate. 0 means [DefaultLowestRate], or Rate if Rate is lower. If LowestRate equals Rate, the limiter never slows
	// down.
	LowestRate float64
}

// resolve sets the defaults, and returns an error if a value is invalid.
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
	switch { // NaN also fails these checks, because comparisons with NaN are false
	case !(o.Rate >= minRate && o.Rate <= maxRate):
		return fmt.Errorf("Options.Rate is %v calls a second, must be from 1.0/3600 to %d", o.Rate, maxRate)
	case o.Burst < 1 || o.Burst > maxBurst:
		return fmt.Errorf("Options.Burst is %d, must be from 1 to %d", o.Burst, maxBurst)
	case !(o.LowestRate >= minRate && o.LowestRate <= o.Rate):
		return fmt.Errorf("Options.LowestRate is %v calls a second, must be from 1.0/3600 to Rate, which is %v", o.LowestRate, o.Rate)
	}
	return nil
}
