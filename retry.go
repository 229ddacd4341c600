package workspaces

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/defaults"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// resolveRetryer sets Options.Retryer to the retryer for Options.RetryMode, unless a Retryer is already set.
func resolveRetryer(o *Options) {
	if o.Retryer != nil {
		return
	}
	if o.RetryMode == "" {
		if mode, err := defaults.GetModeConfiguration(o.resolvedDefaultsMode); err == nil {
			o.RetryMode = mode.RetryMode
		}
	}
	if o.RetryMode == "" {
		o.RetryMode = aws.RetryModeStandard
	}
	standard := func(so *retry.StandardOptions) {
		if o.RetryMaxAttempts != 0 {
			so.MaxAttempts = o.RetryMaxAttempts
		}
	}
	if o.RetryMode != aws.RetryModeAdaptive {
		o.Retryer = retry.NewStandard(standard)
		return
	}
	o.Retryer = retry.NewAdaptiveMode(func(ao *retry.AdaptiveModeOptions) {
		ao.StandardOptions = append(ao.StandardOptions, standard, func(so *retry.StandardOptions) {
			limiter, increment := so.RateLimiter, so.NoRetryIncrement
			o.refillRetryQuota = func() error { return limiter.AddTokens(increment) }
		})
	})
}

// unreadableError is the error of an attempt that got no complete response from the service, because the response was
// cut off or a gateway responded instead. A later attempt may succeed.
type unreadableError struct {
	err   error
	again bool // whether the SDK's retryers retry the call
}

func (e *unreadableError) Error() string { return e.err.Error() }
func (e *unreadableError) Unwrap() error { return e.err }

// RetryableError tells the SDK's retryers whether to retry the call.
func (e *unreadableError) RetryableError() bool { return e.again }

// unreadable wraps err, the error from deserializing resp:
//
//   - in a *gatewayThrottleError if a gateway responded with status 429
//   - in an *unreadableError if a gateway responded with status 408, or with an HTML page and status 200
//   - in an *unreadableError if the response was cut off
//
// Any other error is returned unchanged. If ctx ended while the body was being read, and err does not wrap
// ctx.Err(), the *unreadableError wraps both errors.
func unreadable(ctx context.Context, operation string, resp *smithyhttp.Response, err error) error {
	var (
		unread   *smithy.DeserializationError
		nameless *smithy.GenericAPIError
	)
	html := errors.As(err, &unread) && bytes.HasPrefix(bytes.TrimSpace(unread.Snapshot), []byte("<"))
	nothing := errors.As(err, &nameless) && nameless.Code == awsjson.UnknownError
	if unread == nil && !nothing { // err is the service's own error
		return err
	}
	var cutOff *awsjson.IncompleteError
	reads := awsjson.ReadsOnly(operation)
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return &gatewayThrottleError{err}
	case resp.StatusCode == http.StatusRequestTimeout, html && resp.StatusCode == http.StatusOK:
		return &unreadableError{err, reads}
	case errors.As(err, &cutOff):
		if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
			err = fmt.Errorf("%w: %w", ended, err)
		}
		return &unreadableError{err, reads || resp.StatusCode >= http.StatusBadRequest}
	default:
		return err
	}
}

// gatewayThrottleError is the error of a call that a gateway refused with status 429. The service never received the
// call, so even an operation that changes something is retried. The SDK's retryers recognize the error by its code.
type gatewayThrottleError struct{ err error }

func (e *gatewayThrottleError) Error() string   { return "throttled by a gateway: " + e.err.Error() }
func (e *gatewayThrottleError) Unwrap() error   { return e.err }
func (*gatewayThrottleError) ErrorCode() string { return "TooManyRequestsException" }

// A doubt says whether the service may have carried out a failed attempt. A call's doubt is the largest doubt among its
// failed attempts.
type doubt int

const (
	notCarriedOut doubt = iota // the service did not carry out the attempt
	serverFailed               // the service or a gateway sent an error that leaves open whether the attempt was carried out
	answerLost                 // the client did not receive a complete response
)

// doubtAfter returns the doubt value for an attempt that failed with err after a response with the given status.
func doubtAfter(status int, err error) doubt {
	switch {
	case status < http.StatusMultipleChoices, status == http.StatusRequestTimeout:
		return answerLost
	case isThrottled(err):
		return notCarriedOut
	case status >= http.StatusInternalServerError:
		return serverFailed
	default:
		return notCarriedOut
	}
}

// doubtWithoutResponse returns the doubt value for an attempt that failed with err and got no response. The transport
// does not read the request body until it has a connection, so if the body was read, the service may have received the
// request. Some fake transports do not read the body, so the error is checked too.
func doubtWithoutResponse(request any, err error) doubt {
	if req, ok := request.(*smithyhttp.Request); ok {
		if body, ok := req.GetStream().(io.Seeker); ok {
			if read, seekErr := body.Seek(0, io.SeekCurrent); seekErr == nil && read > 0 {
				return answerLost
			}
		}
	}
	for _, broken := range []error{syscall.ECONNRESET, syscall.EPIPE, io.EOF, io.ErrUnexpectedEOF} {
		if errors.Is(err, broken) {
			return answerLost
		}
	}
	return notCarriedOut
}

// doubtKey is the metadata key for the doubt value of a call that succeeded after failed attempts.
type doubtKey struct{}

// uncertainError is the error of a call that failed even though the service may have carried out one of its attempts.
type uncertainError struct{ error }

func (e *uncertainError) Unwrap() error        { return e.error }
func (*uncertainError) mayHaveSucceeded() bool { return true }

// withDoubt wraps a call's error so that [MayHaveSucceeded] recognizes it. If a response was lost, the error text says
// that the request may have been carried out. After a server error, the text is the same as in the official module.
func withDoubt(d doubt, err error) error {
	switch d {
	case answerLost:
		return &uncertainError{fmt.Errorf("the request may have been carried out: %w", err)}
	case serverFailed:
		return &uncertainError{err}
	default:
		return err
	}
}

// retryMetricsHeader returns the SDK's middleware that sets the Amz-Sdk-Request header. Since v1.47 of aws-sdk-go-v2,
// the retry middleware sets this header itself, in which case retryMetricsHeader returns a placeholder.
var retryMetricsHeader = sync.OnceValue(func() middleware.FinalizeMiddleware {
	const id = "RetryMetricsHeader"
	stack := middleware.NewStack("retry", smithyhttp.NewStackRequest)
	_ = stack.Finalize.Add(placeholder("Signing"), middleware.After) // AddRetryMiddlewares fails without this ID in the stack
	if err := retry.AddRetryMiddlewares(stack, retry.AddRetryMiddlewaresOptions{Retryer: aws.NopRetryer{}}); err == nil {
		if header, ok := stack.Finalize.Get(id); ok {
			return header
		}
	}
	return placeholder(id)
})
