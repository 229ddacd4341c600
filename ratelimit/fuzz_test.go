package ratelimit_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces/ratelimit"
)

// FuzzLimiter interprets the fuzzed bytes as a script. Each pair of bytes is a step: the first selects an action, and
// the second sets its count or duration.
func FuzzLimiter(f *testing.F) {
	f.Add(uint16(20), uint8(5), uint16(2), []byte{1, 9, 0, 3, 2, 4, 1, 30, 0, 255, 3, 20, 2, 0, 1, 7})
	f.Add(uint16(1), uint8(1), uint16(1), []byte{1, 40, 2, 1, 2, 2, 0, 200, 1, 3, 3, 90, 3, 200})
	f.Add(uint16(999), uint8(200), uint16(10), []byte{1, 255, 2, 1, 1, 255, 0, 1, 2, 1, 1, 255, 0, 1, 2, 1, 0, 255, 1, 255})
	f.Fuzz(func(t *testing.T, tenths uint16, burst uint8, lowestTenths uint16, script []byte) {
		highest := float64(tenths%1000+1) / 10
		options := ratelimit.Options{
			Rate: highest, Burst: int(burst) + 1, LowestRate: min(highest, float64(lowestTenths%1000+1)/10),
		}
		if len(script) > 64 {
			script = script[:64]
		}
		synctest.Test(t, func(t *testing.T) { runScript(t, options, script) })
	})
}

func runScript(t *testing.T, options ratelimit.Options, script []byte) {
	t.Helper()
	l := ratelimit.New(with(options))
	begin := time.Now()
	var mu sync.Mutex
	var turns []time.Duration
	var done sync.WaitGroup
	wait := func(timeout time.Duration) {
		done.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), timeout)
			defer cancel()
			if l.Wait(ctx) == nil {
				mu.Lock()
				turns = append(turns, time.Since(begin))
				mu.Unlock()
			}
		})
	}
	throttles := 0
	for i := 0; i+1 < len(script); i += 2 {
		amount := int(script[i+1])
		switch script[i] % 4 {
		case 0:
			time.Sleep(time.Duration(amount) * 37 * time.Millisecond)
		case 1:
			for range amount % 64 {
				wait(time.Hour)
			}
		case 2:
			for n := range amount % 8 {
				l.Observe(n%2 == 0)
				throttles += 1 - n%2
			}
		case 3:
			wait(time.Duration(amount) * 91 * time.Millisecond)
		}
		synctest.Wait()
		s := l.Stats()
		assert.GreaterOrEqual(t, s.Rate, options.LowestRate)
		assert.LessOrEqual(t, s.Rate, options.Rate)
		assert.Equal(t, throttles, s.Throttles)
	}
	done.Wait()
	s := l.Stats()
	assert.Zero(t, s.Waiting)
	assert.Len(t, turns, s.Attempts)
	requireRate(t, turns, options.Rate, options.Burst)
}
