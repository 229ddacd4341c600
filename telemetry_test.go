package workspaces_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// hookRecorder implements every interceptor and notes the calls.
type hookRecorder struct {
	mu    sync.Mutex
	calls []string
	check func(name string, in *smithyhttp.InterceptorContext)
}

func (h *hookRecorder) note(name string, in *smithyhttp.InterceptorContext) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls = append(h.calls, name)
	if h.check != nil {
		h.check(name, in)
	}
	return nil
}

func (h *hookRecorder) list() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.calls)
}

func (h *hookRecorder) BeforeExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeExecution", in)
}

func (h *hookRecorder) BeforeSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeSerialization", in)
}

func (h *hookRecorder) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterSerialization", in)
}

func (h *hookRecorder) BeforeRetryLoop(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeRetryLoop", in)
}

func (h *hookRecorder) BeforeAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeAttempt", in)
}

func (h *hookRecorder) BeforeSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeSigning", in)
}

func (h *hookRecorder) AfterSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterSigning", in)
}

func (h *hookRecorder) BeforeTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeTransmit", in)
}

func (h *hookRecorder) AfterTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterTransmit", in)
}

func (h *hookRecorder) BeforeDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeDeserialization", in)
}

func (h *hookRecorder) AfterDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterDeserialization", in)
}

func (h *hookRecorder) AfterAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterAttempt", in)
}

func (h *hookRecorder) AfterExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterExecution", in)
}

// addTo registers h for all hooks.
func (h *hookRecorder) addTo(r *smithyhttp.InterceptorRegistry) {
	r.AddBeforeExecution(h)
	r.AddBeforeSerialization(h)
	r.AddAfterSerialization(h)
	r.AddBeforeRetryLoop(h)
	r.AddBeforeAttempt(h)
	r.AddBeforeSigning(h)
	r.AddAfterSigning(h)
	r.AddBeforeTransmit(h)
	r.AddAfterTransmit(h)
	r.AddBeforeDeserialization(h)
	r.AddAfterDeserialization(h)
	r.AddAfterAttempt(h)
	r.AddAfterExecution(h)
}

func TestInterceptorsAreCalledInOrder(t *testing.T) {
	t.Parallel()
	attempt := []string{
		"BeforeAttempt", "BeforeSigning", "AfterSigning", "BeforeTransmit", "AfterTransmit",
		"BeforeDeserialization", "AfterDeserialization", "AfterAttempt",
	}
	want := slices.Concat(
		[]string{"BeforeExecution", "BeforeSerialization", "AfterSerialization", "BeforeRetryLoop"},
		attempt, attempt, []string{"AfterExecution"})
	tests := map[string]func(*wire, *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)){
		"of the configuration": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			cfg := w.config()
			h.addTo(&cfg.Interceptors)
			return workspaces.NewFromConfig(cfg), nil
		},
		"of the client": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			return w.client(func(o *workspaces.Options) { h.addTo(&o.Interceptors) }), nil
		},
		"of the call": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			return w.client(), []func(*workspaces.Options){func(o *workspaces.Options) { h.addTo(&o.Interceptors) }}
		},
		"of a client with API options": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			return w.client(workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil }),
				func(o *workspaces.Options) { h.addTo(&o.Interceptors) }), nil
		},
	}
	for name, setUp := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWire(t, answer(503, ``), answer(200, `{"NextToken":"t"}`))
				hooks := &hookRecorder{}
				var after *smithyhttp.InterceptorContext
				hooks.check = func(name string, in *smithyhttp.InterceptorContext) {
					assert.IsType(t, &workspaces.DescribeWorkspacesInput{}, in.Input, name)
					switch name {
					case "BeforeExecution", "BeforeSerialization":
						assert.Nil(t, in.Request, name)
					case "AfterTransmit":
						assert.NotNil(t, in.Response, name)
					case "AfterExecution":
						after = in
					default:
						assert.NotNil(t, in.Request, name)
					}
				}
				client, optFns := setUp(w, hooks)
				require.NoError(t, describe(t.Context(), client, optFns...))
				assert.Equal(t, want, hooks.list())
				require.NotNil(t, after)
				out, ok := after.Output.(*workspaces.DescribeWorkspacesOutput)
				require.True(t, ok, "%T", after.Output)
				assert.Equal(t, "t", aws.ToString(out.NextToken))
			})
		})
	}
}

type failingHook struct{ err error }

func (f failingHook) BeforeAttempt(context.Context, *smithyhttp.InterceptorContext) error {
	return f.err
}

func TestAnInterceptorsErrorEndsTheCall(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	veto := errors.New("not today")
	err := describe(t.Context(), w.client(func(o *workspaces.Options) { o.Interceptors.AddBeforeAttempt(failingHook{veto}) }))
	require.ErrorIs(t, err, veto)
	assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces")
}

// spanRecorder is a tracer provider that keeps the spans.
type spanRecorder struct {
	mu     sync.Mutex
	scopes []string
	spans  []*recordedSpan
}

type recordedSpan struct {
	owner      *spanRecorder
	name       string
	parent     string
	kind       tracing.SpanKind
	properties map[any]any
	status     tracing.SpanStatus
	ended      int
}

type spanKey struct{}

func (r *spanRecorder) Tracer(scope string, _ ...tracing.TracerOption) tracing.Tracer {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scopes = append(r.scopes, scope)
	return r
}

func (r *spanRecorder) StartSpan(ctx context.Context, name string, opts ...tracing.SpanOption) (context.Context, tracing.Span) {
	var options tracing.SpanOptions
	for _, fn := range opts {
		fn(&options)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &recordedSpan{owner: r, name: name, kind: options.Kind, properties: map[any]any{}}
	for k, v := range options.Properties.Values() {
		s.properties[k] = v
	}
	if parent, ok := ctx.Value(spanKey{}).(*recordedSpan); ok {
		s.parent = parent.name
	}
	r.spans = append(r.spans, s)
	return context.WithValue(ctx, spanKey{}, s), s
}

// find returns the spans of a name.
func (r *spanRecorder) find(name string) (found []*recordedSpan) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.spans {
		if s.name == name {
			found = append(found, s)
		}
	}
	return found
}

func (s *recordedSpan) Name() string                            { return s.name }
func (s *recordedSpan) Context() tracing.SpanContext            { return tracing.SpanContext{} }
func (s *recordedSpan) AddEvent(string, ...tracing.EventOption) {}
func (s *recordedSpan) SetStatus(status tracing.SpanStatus)     { s.set(func() { s.status = status }) }
func (s *recordedSpan) SetProperty(k, v any)                    { s.set(func() { s.properties[k] = v }) }
func (s *recordedSpan) End()                                    { s.set(func() { s.ended++ }) }
func (s *recordedSpan) set(change func()) {
	s.owner.mu.Lock()
	defer s.owner.mu.Unlock()
	change()
}

func TestSpansAreThoseOfTheOfficialModule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), answer(200, `{}`))
		spans := &spanRecorder{}
		require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) { o.TracerProvider = spans })))

		assert.Contains(t, spans.scopes, "github.com/aws/aws-sdk-go-v2/service/workspaces")
		tests := []struct {
			name  string
			count int
		}{
			{"WorkSpaces.DescribeWorkspaces", 1},
			{"OperationSerializer", 1},
			{"Attempt", 2},
			{"ResolveAuthScheme", 2},
			{"GetIdentity", 2},
			{"ResolveEndpoint", 2},
			{"SignRequest", 2},
			{"DoHTTPRequest", 2},
			{"OperationDeserializer", 2},
		}
		for _, test := range tests {
			assert.Len(t, spans.find(test.name), test.count, test.name)
		}
		assert.NotEmpty(t, spans.find("RetryLoop"))
		for _, s := range spans.spans {
			assert.Positive(t, s.ended, "%s was not ended", s.name)
		}

		call := spans.find("WorkSpaces.DescribeWorkspaces")[0]
		assert.Empty(t, call.parent)
		assert.Equal(t, tracing.SpanKindClient, call.kind)
		assert.Equal(t, tracing.SpanStatusOK, call.status)
		assert.Equal(t, map[any]any{
			"rpc.system": "aws-api", "rpc.method": "DescribeWorkspaces", "rpc.service": "WorkSpaces", "error": false,
		}, call.properties)
		assert.Equal(t, "WorkSpaces.DescribeWorkspaces", spans.find("OperationSerializer")[0].parent)
		assert.Equal(t, "WorkSpaces.DescribeWorkspaces", spans.find("RetryLoop")[0].parent)
		assert.Equal(t, "RetryLoop", spans.find("Attempt")[0].parent)
		assert.Equal(t, "Attempt", spans.find("SignRequest")[1].parent)
		assert.Equal(t, "aws.auth#sigv4", spans.find("ResolveAuthScheme")[0].properties["auth.scheme_id"])
		assert.Equal(t, "https://"+testHost, spans.find("ResolveEndpoint")[0].properties["client.call.resolved_endpoint"])
	})
}

func TestTheSpanOfAFailedCallSaysWhy(t *testing.T) {
	t.Parallel()
	w := newWire(t, refusal(400, "ResourceUnavailableException", "busy"))
	spans := &spanRecorder{}
	err := describe(t.Context(), w.client(func(o *workspaces.Options) { o.TracerProvider = spans }))
	require.Error(t, err)
	call := spans.find("WorkSpaces.DescribeWorkspaces")[0]
	assert.Equal(t, tracing.SpanStatusError, call.status)
	assert.Equal(t, true, call.properties["error"])
	assert.Equal(t, "ResourceUnavailableException", call.properties["api.error_code"])
	assert.Equal(t, "busy", call.properties["api.error_message"])
	assert.Equal(t, "client", call.properties["api.error_fault"])
	assert.Contains(t, call.properties["exception.message"], "busy")
	assert.NotEmpty(t, call.properties["exception.type"])
}

// meterRecorder is a meter provider that keeps what is recorded in counters and float histograms. All
// other instruments go nowhere.
type meterRecorder struct {
	metrics.NopMeter
	mu      sync.Mutex
	scopes  []string
	records map[string][]recordedMetric
}

type recordedMetric struct {
	value      float64
	properties map[any]any
}

func (r *meterRecorder) Meter(scope string, _ ...metrics.MeterOption) metrics.Meter {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scopes = append(r.scopes, scope)
	return r
}

func (r *meterRecorder) Float64Histogram(name string, opts ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	var options metrics.InstrumentOptions
	for _, fn := range opts {
		fn(&options)
	}
	if options.UnitLabel != "s" || options.Description == "" {
		return nil, fmt.Errorf("%s: unit %q, description %q", name, options.UnitLabel, options.Description)
	}
	return recorderOf{r, name}, nil
}

func (r *meterRecorder) Int64Counter(name string, _ ...metrics.InstrumentOption) (metrics.Int64Counter, error) {
	return recorderOf{r, name}, nil
}

type recorderOf struct {
	to   *meterRecorder
	name string
}

func (h recorderOf) Record(_ context.Context, v float64, opts ...metrics.RecordMetricOption) {
	var options metrics.RecordMetricOptions
	for _, fn := range opts {
		fn(&options)
	}
	h.to.mu.Lock()
	defer h.to.mu.Unlock()
	if h.to.records == nil {
		h.to.records = map[string][]recordedMetric{}
	}
	h.to.records[h.name] = append(h.to.records[h.name], recordedMetric{v, options.Properties.Values()})
}

func (h recorderOf) Add(ctx context.Context, v int64, opts ...metrics.RecordMetricOption) {
	h.Record(ctx, float64(v), opts...)
}

func TestMetricsAreThoseOfTheOfficialModule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		slow := func(r *http.Request) (*http.Response, error) {
			time.Sleep(2 * time.Second) // of the bubble's clock
			return answer(200, `{}`)(r)
		}
		w := newWire(t, refusal(400, "ThrottlingException", "slow down"), slow)
		meter := &meterRecorder{}
		require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) { o.MeterProvider = meter })))

		assert.Contains(t, meter.scopes, "github.com/aws/aws-sdk-go-v2/service/workspaces")
		method := map[any]any{"rpc.service": "WorkSpaces", "rpc.method": "DescribeWorkspaces"}
		signed := map[any]any{"rpc.service": "WorkSpaces", "rpc.method": "DescribeWorkspaces", "auth.scheme_id": "aws.auth#sigv4"}
		tests := []struct {
			name       string
			count      int
			properties map[any]any
		}{
			{"client.call.duration", 1, method},
			{"client.call.serialization_duration", 1, method},
			{"client.call.attempts", 2, method},
			{"client.call.attempt_duration", 2, method},
			{"client.call.auth.resolve_identity_duration", 2, signed},
			{"client.call.auth.signing_duration", 2, signed},
			{"client.call.deserialization_duration", 2, method},
			{"client.call.errors", 1, nil},
			{"client.http.do_request_duration", 2, nil},
		}
		for _, test := range tests {
			records := meter.records[test.name]
			if assert.Len(t, records, test.count, test.name) && test.properties != nil {
				assert.Equal(t, test.properties, records[0].properties, test.name)
			}
		}
		assert.NotEmpty(t, meter.records["client.call.resolve_endpoint_duration"])
		assert.GreaterOrEqual(t, meter.records["client.call.duration"][0].value, 2.0, "seconds")
		assert.InDelta(t, 2.0, meter.records["client.call.attempt_duration"][1].value, 0.001)
	})
}

// brokenMeter can't make histograms.
type brokenMeter struct{ metrics.NopMeter }

func (brokenMeter) Meter(string, ...metrics.MeterOption) metrics.Meter { return brokenMeter{} }

func (brokenMeter) Float64Histogram(string, ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return nil, errors.New("no histograms here")
}

func TestAMeterThatFailsIsAnErrorOfTheCall(t *testing.T) {
	t.Parallel()
	err := describe(t.Context(), newWire(t).client(func(o *workspaces.Options) { o.MeterProvider = brokenMeter{} }))
	assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, no histograms here")
}
