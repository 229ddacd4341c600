package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
)

// RateLimiter decides when each attempt at a call may start. Set it as [Options.RateLimiter]. One limiter can serve
// many clients, so it must be safe for concurrent use. Package ratelimit provides a limiter.
type RateLimiter interface {
	// Wait blocks until the next attempt may be made. If Wait returns an error, the call fails with that error and is
	// not retried. Wait must return an error soon after ctx is done.
	Wait(ctx context.Context) error

	// Observe is called when an attempt ends, once for each Wait that returned nil. throttled reports whether the
	// service or a gateway throttled the attempt: see [IsThrottling].
	Observe(throttled bool)
}

// rateLimit is the middleware that calls the RateLimiter before and after each attempt.
type rateLimit struct{ limiter RateLimiter }

func (rateLimit) ID() string { return "RateLimit" }

func (m rateLimit) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	if err := m.limiter.Wait(ctx); err != nil {
		if ctx.Err() != nil {
			return out, metadata, &aws.RequestCanceledError{Err: err}
		}
		return out, metadata, &rateLimitError{err}
	}
	out, metadata, err = next.HandleFinalize(ctx, in)
	m.limiter.Observe(isThrottled(err))
	return out, metadata, err
}

// rateLimitError wraps an error from a RateLimiter. The SDK's retryers never retry it, even if they would retry the
// wrapped error.
type rateLimitError struct{ err error }

func (e *rateLimitError) Error() string      { return "rate limiter: " + e.err.Error() }
func (e *rateLimitError) Unwrap() error      { return e.err }
func (*rateLimitError) RetryableError() bool { return false }
