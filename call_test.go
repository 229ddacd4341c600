//lint:file-ignore SA1019 the first generation of endpoints is deprecated, and part of the surface under test

package workspaces_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/credentials"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// memoryLogger keeps what is logged.
type memoryLogger struct {
	mu    sync.Mutex
	lines []string
}

func (l *memoryLogger) Logf(classification logging.Classification, format string, v ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf("%s %s", classification, fmt.Sprintf(format, v...)))
}

func (l *memoryLogger) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}

// It sets environment variables, so neither it nor its subtests are parallel.
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

// officialIDs are the IDs of the official module's middleware, step by step, in their order.
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

// everyStep is middleware for any step that notes its ID.
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

// insert puts m beside another middleware of a step.
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

func TestMiddlewareIsInsertedByID(t *testing.T) {
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

func TestMiddlewareMadeForTheSDKWorks(t *testing.T) {
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
	t.Run("removed logger and signature", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithAPIOptions(func(s *middleware.Stack) error {
			_, err := s.Finalize.Remove("Signing")
			return err
		}))))
		assert.Empty(t, w.only(t).Header.Get("Authorization"))
	})
	t.Run("an answer from within", func(t *testing.T) {
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
	t.Run("an option that fails", func(t *testing.T) {
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

func TestLogging(t *testing.T) {
	t.Parallel()
	const token = "FwoGZXIvYXdzEBYaDHsecretsession"
	const (
		requestLine  = "DEBUG Request\nPOST / HTTP/1.1"
		requestBody  = `{"WorkspaceIds":["ws-asked"]}`
		responseLine = "DEBUG Response\nHTTP/1.1 200 OK"
		responseBody = `{"Workspaces":[{"WorkspaceId":"ws-answered"}]}`
		canonical    = "---[ CANONICAL STRING  ]"
	)
	all := []string{requestLine, requestBody, responseLine, responseBody, canonical}
	tests := map[string]struct {
		mode aws.ClientLogMode
		want []string
	}{
		"nothing":            {0, nil},
		"request":            {aws.LogRequest, []string{requestLine}},
		"request and body":   {aws.LogRequestWithBody, []string{requestLine, requestBody}},
		"response":           {aws.LogResponse, []string{responseLine}},
		"response and body":  {aws.LogResponseWithBody, []string{responseLine, responseBody}},
		"signing":            {aws.LogSigning, []string{canonical}},
		"retries":            {aws.LogRetries, nil},
		"everything at once": {aws.LogSigning | aws.LogRequestWithBody | aws.LogResponseWithBody | aws.LogRetries, all},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, responseBody, "X-Seen", "yes"))
			logger := &memoryLogger{}
			client := w.client(func(o *workspaces.Options) {
				o.Credentials = credentials.NewStaticCredentialsProvider(testAccessKey, testSecretKey, token)
				o.Logger, o.ClientLogMode = logger, test.mode
			})
			out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-asked"}})
			require.NoError(t, err)
			require.Len(t, out.Workspaces, 1, "the body is still there for the program")
			sent := w.only(t)
			assert.Equal(t, requestBody, sent.body)
			assert.Equal(t, token, sent.Header.Get("X-Amz-Security-Token"))
			assertSigned(t, sent, token)

			text := strings.ReplaceAll(logger.text(), "\r", "")
			for _, line := range all {
				if strings.Contains(strings.Join(test.want, "|"), line) {
					assert.Contains(t, text, line)
				} else {
					assert.NotContains(t, text, line)
				}
			}
			if test.want == nil {
				assert.Empty(t, text)
			}
			assert.NotContains(t, text, token)
			assert.NotContains(t, text, testSecretKey)
			signature := authorization.FindStringSubmatch(sent.Header.Get("Authorization"))[6]
			assert.NotContains(t, text, signature)
			if test.mode.IsRequest() || test.mode.IsRequestWithBody() {
				assert.Contains(t, text, "X-Amz-Security-Token: REDACTED")
				assert.Contains(t, text, "Signature=REDACTED")
				assert.Contains(t, text, "X-Amz-Target: WorkspacesService.DescribeWorkspaces")
			}
			if test.mode.IsResponse() || test.mode.IsResponseWithBody() {
				assert.Contains(t, text, "X-Seen: yes")
			}
		})
	}
}

func TestRetriesAndFailuresAreLogged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), refusal(400, "ValidationException", "bad"))
		logger := &memoryLogger{}
		require.Error(t, describe(t.Context(), w.client(func(o *workspaces.Options) {
			o.Logger, o.ClientLogMode = logger, aws.LogRetries
		})))
		assert.Contains(t, logger.text(), "retrying request WorkSpaces/DescribeWorkspaces, attempt 2")
		assert.Contains(t, logger.text(), "request failed with unretryable error")
	})
}

func TestDeprecatedEndpointsAreLogged(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	logger := &memoryLogger{}
	resolver := workspaces.EndpointResolverFunc(func(_ string, options workspaces.EndpointResolverOptions) (aws.Endpoint, error) {
		assert.True(t, options.LogDeprecated)
		return workspaces.NewDefaultEndpointResolver().ResolveEndpoint("fips-us-east-1", options)
	})
	require.NoError(t, describe(t.Context(), w.client(workspaces.WithEndpointResolver(resolver), func(o *workspaces.Options) {
		o.Logger, o.ClientLogMode = logger, aws.LogDeprecatedUsage
	})))
	assert.Equal(t, "workspaces-fips.us-east-1.amazonaws.com", w.only(t).URL.Host)
	assert.Contains(t, logger.text(), `WARN endpoint identifier "fips-us-east-1"`)
}

// contextLogger gives each context's logger its own name.
type contextLogger struct{ *memoryLogger }

func (l contextLogger) WithContext(context.Context) logging.Logger { return l }

func TestALoggerMayDependOnTheContext(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	logger := contextLogger{&memoryLogger{}}
	require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) {
		o.Credentials = credentials.NewStaticCredentialsProvider(testAccessKey, testSecretKey, "token-to-hide")
		o.Logger, o.ClientLogMode = logger, aws.LogSigning|aws.LogRequest
	})))
	assert.Contains(t, logger.text(), "CANONICAL STRING")
	assert.NotContains(t, logger.text(), "token-to-hide")
}

// sourcedCredentials are credentials that tell where they are from.
type sourcedCredentials struct {
	credentials.StaticCredentialsProvider
	sources []aws.CredentialSource
}

func (c sourcedCredentials) ProviderSources() []aws.CredentialSource { return c.sources }

func TestUserAgent(t *testing.T) {
	t.Parallel()
	static := credentials.NewStaticCredentialsProvider(testAccessKey, testSecretKey, "")
	tests := map[string]struct {
		change func(*workspaces.Options)
		want   string
	}{
		"standard":               {func(*workspaces.Options) {}, "m/E,e"},
		"adaptive":               {func(o *workspaces.Options) { o.RetryMode = aws.RetryModeAdaptive }, "m/F,e"},
		"a retryer of one's own": {func(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} }, "m/e"},
		"credentials in a cache": {func(o *workspaces.Options) { o.Credentials = aws.NewCredentialsCache(static) }, "m/E,e"},
		"credentials of a profile": {func(o *workspaces.Options) {
			o.Credentials = sourcedCredentials{static, []aws.CredentialSource{aws.CredentialSourceProfile, aws.CredentialSourceProfileSSO}}
		}, "m/E,n,r"},
		"credentials of no source": {
			func(o *workspaces.Options) {
				o.Credentials = aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) { return static.Retrieve(ctx) })
			}, "m/E",
		},
		"anonymous":        {func(o *workspaces.Options) { o.Credentials = aws.AnonymousCredentials{} }, "m/E"},
		"with API options": {workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil }), "m/E,e"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`), answer(200, `{}`))
			options := w.options()
			test.change(&options)
			client := workspaces.New(options)
			require.NoError(t, describe(t.Context(), client))
			require.NoError(t, describe(t.Context(), client))
			for _, sent := range w.requests() {
				agent := sent.Header.Get("User-Agent")
				assert.Contains(t, strings.Fields(agent), test.want, agent)
				assert.Regexp(t, `\baws-sdk-go-v2/\d+\.\d+\.\d+`, agent)
				assert.Regexp(t, `\bos/\S+ lang/go#\S+ md/GOOS#\S+ md/GOARCH#\S+ api/workspaces#\d+\.\d+\.\d+`, agent)
				assert.Len(t, sent.Header.Values("User-Agent"), 1)
			}
		})
	}
}

func TestAHeaderOfTheProgramStaysInTheUserAgent(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`), answer(200, `{}`))
	hook := headerHook{"User-Agent", "mine/1"}
	client := w.client(func(o *workspaces.Options) { o.Interceptors.AddAfterSerialization(hook) })
	require.NoError(t, describe(t.Context(), client))
	require.NoError(t, describe(t.Context(), client))
	for _, sent := range w.requests() {
		agent := sent.Header.Get("User-Agent")
		assert.Regexp(t, `aws-sdk-go-v2/.* mine/1$`, agent)
		assert.Equal(t, 1, strings.Count(agent, "aws-sdk-go-v2/"), agent)
	}
}

// headerHook is an interceptor that sets a header.
type headerHook struct{ name, value string }

func (h headerHook) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	in.Request.Header.Set(h.name, h.value)
	return nil
}

func TestHeadersOfOneCallDoNotLeakIntoTheNext(t *testing.T) {
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

type hookFunc func(*smithyhttp.InterceptorContext)

func (f hookFunc) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	f(in)
	return nil
}

func TestTheBodyIsReadToItsEndAndClosed(t *testing.T) {
	t.Parallel()
	tests := map[string]int{"success": 200, "refusal": 400}
	for name, status := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := &watchedBody{Reader: bytes.NewReader([]byte(`{"Workspaces":[]}` + strings.Repeat(" ", 1<<16)))}
			w := newWire(t, func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: body}, nil
			})
			_ = describe(t.Context(), w.client())
			assert.Zero(t, body.Len())
			assert.True(t, body.closed)
		})
	}
}

type watchedBody struct {
	*bytes.Reader
	closed bool
}

func (b *watchedBody) Close() error {
	b.closed = true
	return nil
}

var _ io.ReadCloser = (*watchedBody)(nil)
