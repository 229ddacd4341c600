package workspacestest

import (
	"math"
	"sync"
	"time"
)

// clock is the emulator's clock. It shows the time of its source, such as the machine's clock, plus an offset that
// Advance increases. The clock never goes back, even if its source does.
type clock struct {
	mu       sync.Mutex
	source   func() time.Time
	advanced time.Duration // the offset; never negative
	latest   time.Time     // the latest time shown
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.source().Add(c.advanced); now.After(c.latest) {
		c.latest = now
	}
	return c.latest
}

// advance adds d to the offset, up to the maximum Duration.
func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advanced += min(d, math.MaxInt64-c.advanced)
}

// offset returns how far Advance has moved the clock forward in total.
func (c *clock) offset() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.advanced
}

// reset sets the offset to d and forgets the latest time shown.
func (c *clock) reset(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advanced, c.latest = max(0, d), time.Time{}
}

// Now returns the time on the emulator's clock. Only [Emulator.Restore] and [Emulator.Reset] can set the clock back.
func (e *Emulator) Now() time.Time { return e.clock.now() }

// Advance moves the emulator's clock forward by d. The total of all calls is limited to 292 years. By the time Advance
// returns, every [Phase] in progress that takes d or less has ended. If d is zero or less, Advance has no effect.
// Advance does not affect signature checks, which use the machine's clock.
func (e *Emulator) Advance(d time.Duration) {
	if d > 0 {
		e.clock.advance(d)
		e.changes.Add(1)
	}
}

// Changes returns a number that grows whenever the emulator's state may have changed. As long as the number stays the
// same, a program that saves snapshots need not save another one. Calls that only read do not change the number, unless
// [WithReads] is used.
func (e *Emulator) Changes() uint64 { return e.changes.Load() }
