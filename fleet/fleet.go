package fleet

import (
	"errors"
	"reflect"
	"time"

	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"

	"github.com/go-workspaces/workspaces"
)

// Fleet represents all WorkSpaces in one account and Region. It is safe for concurrent use if its client is.
type Fleet struct {
	client  workspaces.API
	options Options
	err     error // what is wrong with New's arguments, or nil
}

// Options configure a Fleet.
type Options struct {
	// Now returns the current time, from which [Filter.IdleFor] is measured. The default is time.Now.
	Now func() time.Time

	// TracerProvider provides the tracer. Each run of a method that changes desktops has a span, and so does each call
	// in the run and each wait for the rate limiter. The default is the client's own provider if the client is a
	// *workspaces.Client; for other clients, no spans are recorded by default.
	TracerProvider tracing.TracerProvider

	// MeterProvider provides the meter for the metrics of runs. The default is chosen in the same way as for
	// TracerProvider.
	MeterProvider metrics.MeterProvider
}

// New returns a Fleet of all WorkSpaces in the client's account and Region. New itself makes no calls. If the client or
// an option function is nil, the Fleet's methods return an error.
//
// The Fleet does not limit its call rate, so the client should have a [workspaces.Options.RateLimiter].
func New(client workspaces.API, optFns ...func(*Options)) *Fleet {
	f := &Fleet{client: client}
	if isNil(client) {
		f.err = errors.New("the client given to New is nil")
	}
	for _, fn := range optFns {
		if fn == nil {
			f.err = errNilOption
			continue
		}
		fn(&f.options)
	}
	if f.options.Now == nil {
		f.options.Now = time.Now
	}
	return f
}

// isNil reports whether v is nil or holds a nil pointer.
func isNil(v any) bool {
	if v == nil {
		return true
	}
	value := reflect.ValueOf(v)
	return value.Kind() == reflect.Pointer && value.IsNil()
}
