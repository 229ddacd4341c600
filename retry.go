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

// resolveRetryer sets Options.Retryer to the retryer for Options.RetryMode. It keeps a Retryer that is already set.
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

// unreadableError is the error for an attempt that got no complete response from the service: the response was cut off,
// or a gateway responded instead. A later attempt may succeed.
type unreadableError struct {
	err   error
	again bool // whether the call is repeated: it only reads, or the status is an error
}

func (e *unreadableError) Error() string { return e.err.Error() }
func (e *unreadableError) Unwrap() error { return e.err }

// RetryableError is the method by which the SDK's retryers decide.
func (e *unreadableError) RetryableError() bool { return e.again }

// unreadable classifies err, which occurred when resp was deserialized. It returns a *gatewayThrottleError if a gateway
// responded with status 429. It returns an *unreadableError if a later attempt may succeed: the response was cut off,
// or a gateway responded with status 408 or with an HTML page and status 200. In all other cases it returns err.
//
// When ctx ends, a body that is being read can end in any error. The returned error then also wraps the error of ctx.
func unreadable(ctx context.Context, operation string, resp *smithyhttp.Response, err error) error {
	var (
		unread   *smithy.DeserializationError
		nameless *smithy.GenericAPIError
	)
	html := errors.As(err, &unread) && bytes.HasPrefix(bytes.TrimSpace(unread.Snapshot), []byte("<"))
	nothing := errors.As(err, &nameless) && nameless.Code == awsjson.UnknownError
	if unread == nil && !nothing { // the service's own error
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

// gatewayThrottleError is the error of a call that a gateway refused with status 429. The service has not seen the
// call, so changes are retried too. The SDK's retryers recognize the error by its code.
type gatewayThrottleError struct{ err error }

func (e *gatewayThrottleError) Error() string   { return "throttled by a gateway: " + e.err.Error() }
func (e *gatewayThrottleError) Unwrap() error   { return e.err }
func (*gatewayThrottleError) ErrorCode() string { return "TooManyRequestsException" }

// doubt is how much is known about the failed attempts of a call: whether the service may have carried one out.
type doubt int

const (
	notCarriedOut doubt = iota // the service has not carried out any of them
	serverFailed               // the service or a gateway reported an error after which the state is not known
	answerLost                 // there was no answer, or not a complete one
)

// doubtAfter returns the doubt after a response with this status, which was not read as an output but as err.
func doubtAfter(status int, err error) doubt {
	switch {
	case status < http.StatusMultipleChoices, status == http.StatusRequestTimeout:
		return answerLost
	case isThrottled(err):
		return notCarriedOut
	case status == http.StatusInternalServerError, status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		return serverFailed
	default:
		return notCarriedOut
	}
}

// doubtWithoutResponse returns the doubt after a request that failed with err and without a response. The transport reads
// the body of a request only if it has a connection. Fakes of the transport may not read it.
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

// doubtKey is the key of the doubt in the metadata of a call that succeeded after failed attempts.
type doubtKey struct{}

// uncertainError is the error of a call that failed, although the service may have carried out one of its attempts.
type uncertainError struct{ error }

func (e *uncertainError) Unwrap() error        { return e.error }
func (*uncertainError) mayHaveSucceeded() bool { return true }

// withDoubt adds the doubt about the attempts of a call to its error. If an answer was lost, the text of the error says
// what this means. After a server error, the text is that of the official module.
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

// retryMetricsHeader returns the middleware of the SDK's core that sets the Amz-Sdk-Request header. Since v1.47 of the
// core, the retry middleware sets this header itself, so retryMetricsHeader returns a placeholder.
var retryMetricsHeader = sync.OnceValue(func() middleware.FinalizeMiddleware {
	const id = "RetryMetricsHeader"
	stack := middleware.NewStack("retry", smithyhttp.NewStackRequest)
	_ = stack.Finalize.Add(placeholder("Signing"), middleware.After) // AddRetryMiddlewares needs this step
	if err := retry.AddRetryMiddlewares(stack, retry.AddRetryMiddlewaresOptions{Retryer: aws.NopRetryer{}}); err == nil {
		if header, ok := stack.Finalize.Get(id); ok {
			return header
		}
	}
	return placeholder(id)
})
