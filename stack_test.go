package workspaces_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// officialIDs returns the IDs of the official module's middleware in each step, in order.
func officialIDs() map[string][]string {
	return map[string][]string{
		"Initialize": {"RegisterServiceMetadata", "legacyEndpointContextSetter", "SetLogger", "OperationInputValidation"},
		"Serialize":  {"setOperationInput", "ResolveEndpoint", "OperationSerializer"},
		"Build":      {"ClientRequestID", "ComputeContentLength", "SetCredentialSourceMiddleware", "UserAgent", "RecursionDetection"},
		"Finalize": {
			"spanRetryLoop", "InterceptBeforeRetryLoop", "Retry", "InterceptAttempt", "RetryMetricsHeader", "ResolveAuthScheme",
			"GetIdentity", "ResolveEndpointV2", "disableHTTPS", "ComputePayloadHash", "setLegacyContextSigningOptions", "Signing",
		},
		"Deserialize": {
			"AddRawResponseToMetadata", "ErrorCloseResponseBody", "CloseResponseBody", "ResponseErrorWrapper", "RequestIDRetriever",
			"OperationDeserializer", "RecordResponseTiming", "RequestResponseLogger",
		},
	}
}

// everyStep is middleware for any step. It appends its ID to ran when it runs.
type everyStep struct {
	id  string
	ran *[]string
}

func (m everyStep) ID() string { return m.id }

func (m everyStep) HandleInitialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	middleware.InitializeOutput, middleware.Metadata, error,
) {
	*m.ran = append(*m.ran, m.id)
	return next.HandleInitialize(ctx, in)
}

func (m everyStep) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	middleware.SerializeOutput, middleware.Metadata, error,
) {
	*m.ran = append(*m.ran, m.id)
	return next.HandleSerialize(ctx, in)
}

func (m everyStep) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	middleware.BuildOutput, middleware.Metadata, error,
) {
	*m.ran = append(*m.ran, m.id)
	return next.HandleBuild(ctx, in)
}

func (m everyStep) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	*m.ran = append(*m.ran, m.id)
	return next.HandleFinalize(ctx, in)
}

func (m everyStep) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	*m.ran = append(*m.ran, m.id)
	return next.HandleDeserialize(ctx, in)
}

// insert adds m to a step, before or after the middleware with the given ID.
func insert(s *middleware.Stack, step string, m everyStep, id string, where middleware.RelativePosition) error {
	switch step {
	case "Initialize":
		return s.Initialize.Insert(m, id, where)
	case "Serialize":
		return s.Serialize.Insert(m, id, where)
	case "Build":
		return s.Build.Insert(m, id, where)
	case "Finalize":
		return s.Finalize.Insert(m, id, where)
	default:
		return s.Deserialize.Insert(m, id, where)
	}
}

func TestTheStackHasTheOfficialIDsInTheirOrder(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, ``))
	var listed map[string][]string
	_, err := w.client().CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: aws.String("ws-1"), Tags: []types.Tag{}},
		workspaces.WithAPIOptions(func(s *middleware.Stack) error {
			listed = map[string][]string{
				"Initialize": s.Initialize.List(), "Serialize": s.Serialize.List(), "Build": s.Build.List(),
				"Finalize": s.Finalize.List(), "Deserialize": s.Deserialize.List(),
			}
			return nil
		}))
	require.NoError(t, err)
	assert.Equal(t, officialIDs(), listed)
}

func TestMiddlewareCanBeInsertedByID(t *testing.T) {
	t.Parallel()
	for step, ids := range officialIDs() {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, ``))
			var ran, want []string
			for _, id := range ids {
				want = append(want, "before "+id, "after "+id)
			}
			_, err := w.client().CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: aws.String("ws-1"), Tags: []types.Tag{}},
				workspaces.WithAPIOptions(func(s *middleware.Stack) error {
					for _, id := range ids {
						if err := insert(s, step, everyStep{"before " + id, &ran}, id, middleware.Before); err != nil {
							return err
						}
						if err := insert(s, step, everyStep{"after " + id, &ran}, id, middleware.After); err != nil {
							return err
						}
					}
					return nil
				}))
			require.NoError(t, err)
			assert.Equal(t, want, ran)
			assertSigned(t, w.only(t), "")
		})
	}
}

func TestMiddlewareForTheSDKWorks(t *testing.T) {
	t.Parallel()
	t.Run("user agent key", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithAPIOptions(awsmiddleware.AddUserAgentKeyValue("tool", "1.2")))))
		assert.Contains(t, w.only(t).Header.Get("User-Agent"), " tool/1.2")
	})
	t.Run("unsigned payload", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithAPIOptions(v4.SwapComputePayloadSHA256ForUnsignedPayloadMiddleware))))
		assertSignedFor(t, w.only(t), "", "UNSIGNED-PAYLOAD")
	})
	t.Run("content hash header", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithAPIOptions(v4.AddContentSHA256HeaderMiddleware))))
		hash := sha256.Sum256([]byte(`{}`))
		assert.Equal(t, hex.EncodeToString(hash[:]), w.only(t).Header.Get("X-Amz-Content-Sha256"))
		assertSigned(t, w.only(t), "")
	})
	t.Run("another body", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithAPIOptions(func(s *middleware.Stack) error {
			return s.Serialize.Insert(middleware.SerializeMiddlewareFunc("swap", func(
				ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler,
			) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
				req, err := in.Request.(*smithyhttp.Request).SetStream(strings.NewReader(`{"Limit":1}`))
				if err != nil {
					return out, metadata, err
				}
				in.Request = req
				return next.HandleSerialize(ctx, in)
			}), "OperationSerializer", middleware.After)
		}))))
		assert.Equal(t, `{"Limit":1}`, w.only(t).body)
		assertSigned(t, w.only(t), "")
	})
	t.Run("removed signing middleware", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithAPIOptions(func(s *middleware.Stack) error {
			_, err := s.Finalize.Remove("Signing")
			return err
		}))))
		assert.Empty(t, w.only(t).Header.Get("Authorization"))
	})
	t.Run("output of middleware", func(t *testing.T) {
		t.Parallel()
		canned := func(result any) func(*workspaces.Options) {
			return workspaces.WithAPIOptions(func(s *middleware.Stack) error {
				return s.Initialize.Add(middleware.InitializeMiddlewareFunc("canned", func(
					context.Context, middleware.InitializeInput, middleware.InitializeHandler,
				) (middleware.InitializeOutput, middleware.Metadata, error) {
					return middleware.InitializeOutput{Result: result}, middleware.Metadata{}, nil
				}), middleware.Before)
			})
		}
		w := newWire(t)
		out, err := w.client().DescribeWorkspaces(t.Context(), nil, canned(&workspaces.DescribeWorkspacesOutput{NextToken: aws.String("c")}))
		require.NoError(t, err)
		assert.Equal(t, "c", aws.ToString(out.NextToken))
		for _, wrong := range []any{nil, "text", (*workspaces.DescribeWorkspacesOutput)(nil), &workspaces.DescribeTagsOutput{}} {
			out, err := w.client().DescribeWorkspaces(t.Context(), nil, canned(wrong))
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, middleware returned", "%T", wrong)
			assert.Nil(t, out)
		}
	})
	t.Run("API option that fails", func(t *testing.T) {
		t.Parallel()
		broken := errors.New("no such middleware")
		err := describe(t.Context(), newWire(t).client(), workspaces.WithAPIOptions(func(*middleware.Stack) error { return broken }))
		require.ErrorIs(t, err, broken)
		var op *smithy.OperationError
		require.ErrorAs(t, err, &op)
		assert.Equal(t, "DescribeWorkspaces", op.Operation())
		assert.Equal(t, "WorkSpaces", op.Service())
	})
}

// Neither this test nor its subtests are parallel, because they set environment variables.
func TestRecursionDetection(t *testing.T) {
	const trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
	tests := map[string]struct {
		env  map[string]string
		want string
	}{
		"in Lambda":          {map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "f", "_X_AMZN_TRACE_ID": trace}, trace},
		"odd characters":     {map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "f", "_X_AMZN_TRACE_ID": "a b\n"}, "a%20b%0A"},
		"no trace":           {map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "f"}, ""},
		"not in Lambda":      {map[string]string{"_X_AMZN_TRACE_ID": trace}, ""},
		"neither of the two": {nil, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			unsetAWS(t)
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			w := newWire(t, answer(200, `{}`))
			require.NoError(t, describe(t.Context(), w.client()))
			sent := w.only(t)
			assert.Equal(t, test.want, sent.Header.Get("X-Amzn-Trace-Id"))
			assertSigned(t, sent, "")
		})
	}
}

// hookRecorder implements every interceptor interface and records the calls.
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

// addTo registers h for every stage of a call.
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

// failingHook is an interceptor that fails before each attempt.
type failingHook struct{ err error }

func (f failingHook) BeforeAttempt(context.Context, *smithyhttp.InterceptorContext) error {
	return f.err
}

func TestAnErrorOfAnInterceptorEndsTheCall(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	veto := errors.New("not today")
	err := describe(t.Context(), w.client(func(o *workspaces.Options) { o.Interceptors.AddBeforeAttempt(failingHook{veto}) }))
	require.ErrorIs(t, err, veto)
	assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces")
}

// hookFunc is an interceptor that calls a function after serialization.
type hookFunc func(*smithyhttp.InterceptorContext)

func (f hookFunc) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	f(in)
	return nil
}
