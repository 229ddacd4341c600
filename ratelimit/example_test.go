package ratelimit_test

import (
	"context"
	"fmt"
	"sync"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// All clients for an account and Region share one limiter. By default, the limiter allows 2 calls a second. This
// example sets a higher rate, because the emulator has no rate limit by default.
func ExampleNew() {
	emulator := workspacestest.NewEmulator()
	limiter := ratelimit.New(func(o *ratelimit.Options) { o.Rate = 200 })
	var done sync.WaitGroup
	for range 4 {
		client := emulator.Client(func(o *workspaces.Options) { o.RateLimiter = limiter })
		done.Go(func() {
			for range 5 {
				if _, err := client.DescribeWorkspaces(context.Background(), nil); err != nil {
					fmt.Println(err)
				}
			}
		})
	}
	done.Wait()
	fmt.Println(limiter.Stats().Attempts, "calls, all allowed by one limiter")
	// Output: 20 calls, all allowed by one limiter
}

// The emulator throttles one attempt, as the service would if another program used up the limit. The limiter then
// halves its rate.
func ExampleLimiter_Stats() {
	emulator := workspacestest.NewEmulator()
	emulator.Inject(workspacestest.Fault{Throttle: true, Times: 1})
	limiter := ratelimit.New()
	client := emulator.Client(func(o *workspaces.Options) {
		o.RateLimiter = limiter
		o.RetryMaxAttempts = 1
	})
	_, err := client.DescribeWorkspaces(context.Background(), nil)
	fmt.Println("throttled:", workspaces.IsThrottling(err))
	s := limiter.Stats()
	fmt.Println(s.Attempts, "attempt,", s.Throttles, "throttled, now", s.Rate, "calls a second")
	// Output:
	// throttled: true
	// 1 attempt, 1 throttled, now 1 calls a second
}
