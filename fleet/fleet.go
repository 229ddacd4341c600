package fleet

import (
	"errors"
	"reflect"
	"time"

	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"

	"github.com/go-workspaces/workspaces"
)

// Fleet represents all WorkSpaces of an account in a Region. It is safe for concurrent use if its client is.
type Fleet struct {
	client  workspaces.API
	options Options
	err     error // what is wrong with the arguments of New, or nil
}

// Options configure a Fleet.
type Options struct {
	// Now returns the current time. The default is time.Now. [Filter.IdleFor] is measured back from this time.
	Now func() time.Time

	// TracerProvider provides the tracer. There is a span for each run of a method that changes desktops, for each call
	// of a run, and for each wait for the rate limiter. The default is the provider of the client if the client is a
	// *workspaces.Client. For other clients, the default records no spans.
	TracerProvider tracing.TracerProvider

	// MeterProvider provides the meter for the metrics of runs. Its default is chosen in the same way as the default of
	// TracerProvider.
	MeterProvider metrics.MeterProvider
}

// New returns a Fleet of all WorkSpaces in the client's account and Region. New sends nothing. If the client or
// an option function is nil, the methods of the Fleet return an error.
//
// Set a [workspaces.Options.RateLimiter] for the client, because the Fleet does not limit the rate of its calls.
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
