package workspaces

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/defaults"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// resolveRetryer builds the retryer of Options.RetryMode where none is set.
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
		so.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(retryUnreadable)}, so.Retryables...)
		so.Throttles = append(so.Throttles, retry.IsErrorThrottleFunc(throttledByGateway))
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
		ao.Throttles = append(ao.Throttles, retry.IsErrorThrottleFunc(throttledByGateway))
	})
}

// unreadableError is the error of a call whose answer was lost on the way, or is not the service's: it was cut
// off, or a gateway has answered. A later attempt may succeed.
type unreadableError struct {
	err       error
	operation string
	throttled bool // by a gateway: the service has not seen the request
}

func (e *unreadableError) Error() string {
	if e.throttled || awsjson.ReadsOnly(e.operation) {
		return e.err.Error()
	}
	return "the answer is lost, and the request may have been carried out: " + e.err.Error()
}

func (e *unreadableError) Unwrap() error { return e.err }

// unreadable returns the error of an answer that could not be read as one of the service: an *unreadableError where
// a later attempt may succeed, else err.
func unreadable(operation string, resp *smithyhttp.Response, err error) error {
	var (
		unread   *smithy.DeserializationError
		nameless *smithy.GenericAPIError
		cutOff   *awsjson.IncompleteError
	)
	html := errors.As(err, &unread) && bytes.HasPrefix(bytes.TrimSpace(unread.Snapshot), []byte("<"))
	nothing := errors.As(err, &nameless) && nameless.Code == awsjson.UnknownError
	switch {
	case unread == nil && !nothing: // the service's own error
		return err
	case resp.StatusCode == http.StatusTooManyRequests:
		return &unreadableError{err: fmt.Errorf("throttled by a gateway: %w", err), operation: operation, throttled: true}
	case resp.StatusCode == http.StatusRequestTimeout, errors.As(err, &cutOff), html && resp.StatusCode == http.StatusOK:
		return &unreadableError{err: err, operation: operation}
	default:
		return err
	}
}

// retryUnreadable has reads attempted again whose answer could not be read. Changes are not repeated, as they may
// have been carried out.
func retryUnreadable(err error) aws.Ternary {
	e := (*unreadableError)(nil)
	if !errors.As(err, &e) {
		return aws.UnknownTernary
	}
	return aws.BoolTernary(e.throttled || awsjson.ReadsOnly(e.operation))
}

func throttledByGateway(err error) aws.Ternary {
	if e := (*unreadableError)(nil); errors.As(err, &e) && e.throttled {
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}
