package workspaces_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

func TestANilContextIsAnError(t *testing.T) {
	t.Parallel()
	var none context.Context
	client := newWire(t).client()
	for range 2 {
		out, err := client.DescribeWorkspaces(none, nil)
		require.EqualError(t, err, "operation error WorkSpaces: DescribeWorkspaces, context is nil")
		assert.Nil(t, out)
	}
	_, err := workspaces.NewPresignClient(client).Presign(none, &workspaces.DescribeWorkspacesInput{})
	assert.ErrorContains(t, err, "context is nil")
}

func TestMetadataOfASuccessfulCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		date := time.Now().Add(90 * time.Second).UTC()
		w := newWire(t, answer(503, ``, "X-Amzn-Requestid", "first"), answer(200, `{}`, "Date", date.Format(http.TimeFormat)))
		out, err := w.client().DescribeWorkspaces(t.Context(), nil)
		require.NoError(t, err)

		id, ok := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
		assert.True(t, ok)
		assert.Equal(t, testRequestID, id)
		raw, ok := awsmiddleware.GetRawResponse(out.ResultMetadata).(*smithyhttp.Response)
		require.True(t, ok)
		assert.Equal(t, 200, raw.StatusCode)
		assert.Equal(t, "application/x-amz-json-1.1", raw.Header.Get("Content-Type"))
		_, err = raw.Body.Read(make([]byte, 1))
		require.Error(t, err, "the body was read and closed")
		serverTime, ok := awsmiddleware.GetServerTime(out.ResultMetadata)
		assert.True(t, ok)
		assert.Equal(t, date.Truncate(time.Second), serverTime)
		skew, ok := awsmiddleware.GetAttemptSkew(out.ResultMetadata)
		assert.True(t, ok)
		assert.Equal(t, 90*time.Second, (skew + time.Since(time.Now())).Round(time.Minute/2))

		attempts, ok := retry.GetAttemptResults(out.ResultMetadata)
		require.True(t, ok)
		require.Len(t, attempts.Results, 2)
		require.Error(t, attempts.Results[0].Err)
		assert.True(t, attempts.Results[0].Retried)
		id, _ = awsmiddleware.GetRequestIDMetadata(attempts.Results[0].ResponseMetadata)
		assert.Equal(t, "first", id)
		require.NoError(t, attempts.Results[1].Err)
		assert.False(t, attempts.Results[1].Retried)
	})
}

func TestChangesToOneRequestDoNotReachTheNext(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`), answer(200, `{}`))
	n := 0
	client := w.client(func(o *workspaces.Options) {
		o.Interceptors.AddAfterSerialization(hookFunc(func(in *smithyhttp.InterceptorContext) {
			if n++; n == 1 {
				in.Request.Header.Set("X-First", "1")
				in.Request.Header.Set("X-Amz-Target", "WorkspacesService.Other")
				in.Request.URL.RawQuery = "q=1"
			}
		}))
	})
	require.NoError(t, describe(t.Context(), client))
	require.NoError(t, describe(t.Context(), client))
	sent := w.requests()
	assert.Equal(t, "WorkspacesService.Other", sent[0].Header.Get("X-Amz-Target"))
	assert.Equal(t, "q=1", sent[0].URL.RawQuery)
	assert.Empty(t, sent[1].Header.Get("X-First"))
	assert.Equal(t, "WorkspacesService.DescribeWorkspaces", sent[1].Header.Get("X-Amz-Target"))
	assert.Equal(t, "https://"+testHost+"/", sent[1].URL.String())
	for _, r := range sent {
		assertSigned(t, r, "")
	}
}

func TestRetryMaxAttemptsOfOneCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) { return answer(500, ``)(r) })
		client := w.client()
		for _, attempts := range []int{1, 2, 5} {
			before := len(w.requests())
			err := describe(t.Context(), client, func(o *workspaces.Options) { o.RetryMaxAttempts = attempts })
			require.Error(t, err)
			assert.Equal(t, attempts, len(w.requests())-before)
		}
		before := len(w.requests())
		require.Error(t, describe(t.Context(), client))
		assert.Equal(t, 3, len(w.requests())-before)
	})
}

func TestValuesOfTheCallersContextReachMiddleware(t *testing.T) {
	t.Parallel()
	type key struct{}
	w := newWire(t, answer(200, `{}`))
	ctx := context.WithValue(t.Context(), key{}, "mine")
	require.NoError(t, describe(ctx, w.client()))
	assert.Equal(t, "mine", w.only(t).Context().Value(key{}))
}

// spanRecorder is a tracer provider that records all spans.
type spanRecorder struct {
	mu     sync.Mutex
	scopes []string
	spans  []*recordedSpan
}

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

// find returns the recorded spans with the given name.
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

type recordedSpan struct {
	owner      *spanRecorder
	name       string
	parent     string
	kind       tracing.SpanKind
	properties map[any]any
	status     tracing.SpanStatus
	ended      int
}

func (s *recordedSpan) Name() string { return s.name }

func (s *recordedSpan) Context() tracing.SpanContext { return tracing.SpanContext{} }

func (s *recordedSpan) AddEvent(string, ...tracing.EventOption) {}

func (s *recordedSpan) SetStatus(status tracing.SpanStatus) { s.set(func() { s.status = status }) }

func (s *recordedSpan) SetProperty(k, v any) { s.set(func() { s.properties[k] = v }) }

func (s *recordedSpan) End() { s.set(func() { s.ended++ }) }

func (s *recordedSpan) set(change func()) {
	s.owner.mu.Lock()
	defer s.owner.mu.Unlock()
	change()
}

type spanKey struct{}

func TestSpansAreTheSameAsInTheOfficialModule(t *testing.T) {
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

func TestTheSpanOfAFailedCallHasTheError(t *testing.T) {
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

// nestedCall is an interceptor that makes a second call with the context of the intercepted call.
type nestedCall func(context.Context) error

func (n nestedCall) BeforeAttempt(ctx context.Context, _ *smithyhttp.InterceptorContext) error {
	return n(ctx)
}

func TestTheValuesOfACallWinOverThoseOfItsCallersContext(t *testing.T) {
	t.Parallel()
	innerLogger, outerLogger := &memoryLogger{}, &memoryLogger{}
	innerWire, outerWire := newWire(t, answer(200, `{}`)), newWire(t, answer(200, `{}`))
	inner := innerWire.client(func(o *workspaces.Options) { o.Region, o.Logger = "us-west-2", innerLogger })
	outer := outerWire.client(func(o *workspaces.Options) {
		o.Logger = outerLogger
		o.Interceptors.AddBeforeAttempt(nestedCall(func(ctx context.Context) error {
			_, err := inner.DescribeAccount(ctx, nil)
			return err
		}))
	})
	require.NoError(t, describe(t.Context(), outer))
	for _, test := range []struct {
		wire              *wire
		operation, region string
		logger            logging.Logger
	}{
		{innerWire, "DescribeAccount", "us-west-2", innerLogger},
		{outerWire, "DescribeWorkspaces", testRegion, outerLogger},
	} {
		sent := test.wire.only(t)
		assert.Equal(t, test.operation, middleware.GetOperationName(sent.Context()))
		assert.Equal(t, test.operation, awsmiddleware.GetOperationName(sent.Context()))
		assert.Equal(t, test.region, awsmiddleware.GetRegion(sent.Context()))
		assert.Same(t, test.logger, middleware.GetLogger(sent.Context()))
		assert.Contains(t, sent.Header.Get("Authorization"), "/"+test.region+"/workspaces/")
		assertSigned(t, sent, "")
	}
}

// TestEachCallHasItsOwnMiddlewareOfAPIOptions adds middleware that fails when run for a second call.
func TestEachCallHasItsOwnMiddlewareOfAPIOptions(t *testing.T) {
	t.Parallel()
	once := workspaces.WithAPIOptions(func(s *middleware.Stack) error {
		used := false
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc("once", func(
			ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
		) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
			if used {
				return out, metadata, errors.New("used by an earlier call")
			}
			used = true
			return next.HandleInitialize(ctx, in)
		}), middleware.Before)
	})
	t.Run("options of the client", func(t *testing.T) {
		t.Parallel()
		client := newWire(t, answer(200, `{}`), answer(200, `{}`), answer(200, `{}`)).client(once)
		for range 3 {
			require.NoError(t, describe(t.Context(), client))
		}
	})
	t.Run("options of a call", func(t *testing.T) {
		t.Parallel()
		client := newWire(t, answer(200, `{}`), answer(200, `{}`), answer(200, `{}`)).client()
		for range 3 {
			require.NoError(t, describe(t.Context(), client, once))
		}
	})
}
