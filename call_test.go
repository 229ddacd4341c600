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
	"regexp"
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
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

const amzTime = "20060102T150405Z"

// authorization takes an Authorization header apart.
var authorization = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$`)

// assertSigned signs a request again, with AWS's own signer and the secret key of the tests, and
// compares.
func assertSigned(t *testing.T, sent sentRequest, sessionToken string) {
	t.Helper()
	hash := sha256.Sum256([]byte(sent.body))
	assertSignedFor(t, sent, sessionToken, hex.EncodeToString(hash[:]))
}

func assertSignedFor(t *testing.T, sent sentRequest, sessionToken, payloadHash string) {
	t.Helper()
	parts := authorization.FindStringSubmatch(sent.Header.Get("Authorization"))
	if !assert.NotNil(t, parts, "Authorization: %s", sent.Header.Get("Authorization")) {
		return
	}
	when, err := time.Parse(amzTime, sent.Header.Get("X-Amz-Date"))
	if !assert.NoError(t, err) {
		return
	}
	again := &http.Request{
		Method: sent.Method, URL: sent.URL, Host: sent.Host, Header: sent.Header.Clone(), ContentLength: int64(len(sent.body)),
	}
	again.Header.Del("Authorization")
	assert.NoError(t, v4.NewSigner().SignHTTP(context.Background(),
		aws.Credentials{AccessKeyID: parts[1], SecretAccessKey: testSecretKey, SessionToken: sessionToken},
		again, payloadHash, parts[4], parts[3], when))
	assert.Equal(t, again.Header.Get("Authorization"), sent.Header.Get("Authorization"))
	assert.Equal(t, int64(len(sent.body)), sent.ContentLength)
	for _, name := range []string{"content-length", "content-type", "host", "x-amz-date", "x-amz-target"} {
		assert.Contains(t, strings.Split(parts[5], ";"), name)
	}
}

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

func TestTheRequestOnTheWire(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{"FailedRequests":[]}`))
	_, err := w.client().StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{
		StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-1")}, {}},
	})
	require.NoError(t, err)
	sent := w.only(t)
	assert.Equal(t, http.MethodPost, sent.Method)
	assert.Equal(t, "https://"+testHost+"/", sent.URL.String())
	assert.Equal(t, "application/x-amz-json-1.1", sent.Header.Get("Content-Type"))
	assert.Equal(t, "WorkspacesService.StopWorkspaces", sent.Header.Get("X-Amz-Target"))
	assert.JSONEq(t, `{"StopWorkspaceRequests":[{"WorkspaceId":"ws-1"},{}]}`, sent.body)
	assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, sent.Header.Get("Amz-Sdk-Invocation-Id"))
	assert.Equal(t, "attempt=1; max=3", sent.Header.Get("Amz-Sdk-Request"))
	assert.Empty(t, sent.Header.Get("X-Amz-Security-Token"))
	assert.Empty(t, sent.Header.Get("X-Amzn-Trace-Id"))
	assertSigned(t, sent, "")
}

func TestSignatureCoversWhatMiddlewareAdds(t *testing.T) {
	t.Parallel()
	header := func(set func(http.Header)) func(*workspaces.Options) {
		return workspaces.WithAPIOptions(func(s *middleware.Stack) error {
			return s.Build.Add(middleware.BuildMiddlewareFunc("headers", func(
				ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler,
			) (middleware.BuildOutput, middleware.Metadata, error) {
				set(in.Request.(*smithyhttp.Request).Header)
				return next.HandleBuild(ctx, in)
			}), middleware.After)
		})
	}
	tests := map[string]func(*workspaces.Options){
		"nothing":              func(*workspaces.Options) {},
		"one header":           header(func(h http.Header) { h.Set("X-One", "1") }),
		"two values":           header(func(h http.Header) { h["X-Two"] = []string{"a", "b"} }),
		"no values":            header(func(h http.Header) { h["X-None"] = nil }),
		"empty value":          header(func(h http.Header) { h.Set("X-Empty", "") }),
		"runs of spaces":       header(func(h http.Header) { h.Set("X-Spaces", "  a   b  ") }),
		"tab":                  header(func(h http.Header) { h.Set("X-Tab", "a\tb\t") }),
		"name in lower case":   header(func(h http.Header) { h["x-lower"] = []string{"v"} }),
		"name before all":      header(func(h http.Header) { h.Set("A", "first") }),
		"trace ID, not signed": header(func(h http.Header) { h.Set("X-Amzn-Trace-Id", "Root=1") }),
		"stale signature":      header(func(h http.Header) { h.Set("Authorization", "old"); h.Set("X-Amz-Date", "old") }),
		"thirty headers": header(func(h http.Header) {
			for i := range 30 {
				h.Set(fmt.Sprintf("X-Many-%d", i), strings.Repeat("v", 100))
			}
		}),
		"path in the endpoint":       func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example/a/b") },
		"escapes in the endpoint":    func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example/a%20b/c%2Fd") },
		"port of one's own":          func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example:8443") },
		"port of the scheme":         func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example:443") },
		"port of the scheme, http":   func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://h.example:80") },
		"IPv6":                       func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://[::1]:8080") },
		"signing is logged":          func(o *workspaces.Options) { o.ClientLogMode = aws.LogSigning },
		"AWS's signer in its place":  func(o *workspaces.Options) { o.HTTPSignerV4 = v4.NewSigner() },
		"Region of another month":    func(o *workspaces.Options) { o.Region = "us-gov-west-1" },
		"first-generation resolver":  workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example")),
		"credentials without a name": func(o *workspaces.Options) { o.AppID = "with spaces and ümlauts" },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`), answer(200, `{}`))
			client := w.client(change)
			for _, body := range []*string{nil, aws.String("d-9067012345 \"€\" <\u2028>")} {
				_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{DirectoryId: body})
				require.NoError(t, err)
			}
			for _, sent := range w.requests() {
				assertSigned(t, sent, "")
			}
		})
	}
}

func TestTheSigningKeyFollowsDayCredentialsAndRegion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) { return answer(200, `{}`)(r) })
		day := 0
		client := w.client(func(o *workspaces.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				return aws.Credentials{AccessKeyID: fmt.Sprintf("AKID%d", day), SecretAccessKey: testSecretKey}, nil
			})
		})
		for range 3 {
			require.NoError(t, describe(t.Context(), client))
			require.NoError(t, describe(t.Context(), client, func(o *workspaces.Options) { o.Region = "us-east-1" }))
			require.NoError(t, describe(t.Context(), client, workspaces.WithSigV4SigningName("other")))
			day++
			time.Sleep(24 * time.Hour)
		}
		for i, sent := range w.requests() {
			assertSigned(t, sent, "")
			assert.Contains(t, sent.Header.Get("Authorization"), fmt.Sprintf("Credential=AKID%d/2000010%d/", i/3, i/3+1))
		}
	})
}

func TestSessionTokenIsSentAndSigned(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	client := w.client(func(o *workspaces.Options) {
		o.Credentials = credentials.NewStaticCredentialsProvider(testAccessKey, testSecretKey, "session/token==")
	})
	require.NoError(t, describe(t.Context(), client))
	sent := w.only(t)
	assert.Equal(t, "session/token==", sent.Header.Get("X-Amz-Security-Token"))
	assert.Contains(t, sent.Header.Get("Authorization"), ";x-amz-security-token")
	assertSigned(t, sent, "session/token==")
}

func TestAnonymousCredentialsSendNoSignature(t *testing.T) {
	t.Parallel()
	tests := map[string]aws.CredentialsProvider{
		"value": aws.AnonymousCredentials{}, "pointer": &aws.AnonymousCredentials{},
		"in a cache": aws.NewCredentialsCache(aws.AnonymousCredentials{}),
	}
	for name, provider := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`))
			require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) { o.Credentials = provider })))
			sent := w.only(t)
			assert.Empty(t, sent.Header.Get("Authorization"))
			assert.Empty(t, sent.Header.Get("X-Amz-Security-Token"))
		})
	}
	t.Run("without a Region, to an endpoint", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), workspaces.New(workspaces.Options{
			Credentials: aws.AnonymousCredentials{}, BaseEndpoint: aws.String("http://localhost:4566"), HTTPClient: w.httpClient(),
		})))
		assert.Equal(t, "http://localhost:4566/", w.only(t).URL.String())
	})
}

func TestSigningNameAndRegionOfOptions(t *testing.T) {
	t.Parallel()
	v1 := workspaces.EndpointResolverFromURL("https://v1.example", func(e *aws.Endpoint) {
		e.SigningName, e.SigningRegion = "endpoint", "us-east-2"
	})
	tests := map[string]struct {
		optFns []func(*workspaces.Options)
		scope  string
	}{
		"none":   {nil, "/eu-west-1/workspaces/"},
		"name":   {[]func(*workspaces.Options){workspaces.WithSigV4SigningName("other")}, "/eu-west-1/other/"},
		"Region": {[]func(*workspaces.Options){workspaces.WithSigV4SigningRegion("us-west-1")}, "/us-west-1/workspaces/"},
		"both": {
			[]func(*workspaces.Options){workspaces.WithSigV4SigningName("other"), workspaces.WithSigV4SigningRegion("us-west-1")},
			"/us-west-1/other/",
		},
		"first-generation endpoint": {[]func(*workspaces.Options){workspaces.WithEndpointResolver(v1)}, "/us-east-2/endpoint/"},
		"first-generation endpoint and name": {
			[]func(*workspaces.Options){workspaces.WithEndpointResolver(v1), workspaces.WithSigV4SigningName("other")}, "/us-east-2/other/",
		},
		"first-generation endpoint without Region": {
			[]func(*workspaces.Options){workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example"))},
			"/eu-west-1/workspaces/",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`), answer(200, `{}`))
			require.NoError(t, describe(t.Context(), w.client(test.optFns...)))
			require.NoError(t, describe(t.Context(), w.client(), test.optFns...))
			for _, sent := range w.requests() {
				assert.Contains(t, sent.Header.Get("Authorization"), test.scope+"aws4_request")
				assertSigned(t, sent, "")
			}
		})
	}
}

// schemesOf is an auth scheme resolver that offers a fixed list.
type schemesOf struct {
	options []*smithyauth.Option
	err     error
	asked   *workspaces.AuthResolverParameters
}

func (r *schemesOf) ResolveAuthSchemes(_ context.Context, params *workspaces.AuthResolverParameters) ([]*smithyauth.Option, error) {
	r.asked = params
	return r.options, r.err
}

func TestAuthSchemeResolverOfOnesOwn(t *testing.T) {
	t.Parallel()
	signed := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	smithyhttp.SetSigV4SigningName(&signed.SignerProperties, "mine")
	smithyhttp.SetSigV4SigningRegion(&signed.SignerProperties, "mars-north-1")
	nameless := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	unsigned := &smithyauth.Option{SchemeID: smithyauth.SchemeIDAnonymous}
	tests := map[string]struct {
		resolver schemesOf
		prefer   []string
		scope    string
		fails    string
	}{
		"signed":                    {schemesOf{options: []*smithyauth.Option{signed}}, nil, "/mars-north-1/mine/", ""},
		"signed first":              {schemesOf{options: []*smithyauth.Option{signed, unsigned}}, nil, "/mars-north-1/mine/", ""},
		"unsigned first":            {schemesOf{options: []*smithyauth.Option{unsigned, signed}}, nil, "", ""},
		"unsigned, sigv4 preferred": {schemesOf{options: []*smithyauth.Option{unsigned, signed}}, []string{"sigv4a", "sigv4"}, "/mars-north-1/mine/", ""},
		"signed, none preferred":    {schemesOf{options: []*smithyauth.Option{signed, unsigned}}, []string{"noAuth"}, "", ""},
		"scheme that nobody knows":  {schemesOf{options: []*smithyauth.Option{{SchemeID: "x#y"}}}, nil, "", "could not select an auth scheme"},
		"no scheme":                 {schemesOf{}, nil, "", "could not select an auth scheme"},
		"nothing to sign with":      {schemesOf{options: []*smithyauth.Option{nameless}}, nil, "", "signing name is required"},
		"an error":                  {schemesOf{err: errors.New("resolver broke")}, nil, "", "resolve auth scheme: resolver broke"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script := []httpmock.Responder{answer(200, `{}`)}
			if test.fails != "" {
				script = nil
			}
			w := newWire(t, script...)
			err := describe(t.Context(), w.client(func(o *workspaces.Options) {
				o.AuthSchemeResolver, o.AuthSchemePreference = &test.resolver, test.prefer
			}))
			assert.Equal(t, &workspaces.AuthResolverParameters{Operation: "DescribeWorkspaces", Region: testRegion}, test.resolver.asked)
			if test.fails != "" {
				require.ErrorContains(t, err, test.fails)
				return
			}
			require.NoError(t, err)
			header := w.only(t).Header.Get("Authorization")
			if test.scope == "" {
				assert.Empty(t, header)
			} else {
				assert.Contains(t, header, test.scope)
			}
		})
	}
}

// signerFunc is a signer of one's own.
type signerFunc func(*http.Request) error

func (f signerFunc) SignHTTP(_ context.Context, _ aws.Credentials, r *http.Request, _, _, _ string, _ time.Time, _ ...func(*v4.SignerOptions)) error {
	return f(r)
}

func TestSignerOfOnesOwn(t *testing.T) {
	t.Parallel()
	t.Run("signs", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) {
			o.HTTPSignerV4 = signerFunc(func(r *http.Request) error {
				r.Header.Set("Authorization", "mine")
				return nil
			})
		})))
		assert.Equal(t, "mine", w.only(t).Header.Get("Authorization"))
	})
	t.Run("fails", func(t *testing.T) {
		t.Parallel()
		out := errors.New("out of ink")
		err := describe(t.Context(), newWire(t).client(func(o *workspaces.Options) {
			o.HTTPSignerV4 = signerFunc(func(*http.Request) error { return out })
		}))
		require.ErrorIs(t, err, out)
		assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces")
	})
}

func TestAttemptsShareTheInvocationAndAreCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), refusal(400, "ThrottlingException", "slow"), answer(200, `{}`), answer(200, `{}`))
		client := w.client()
		require.NoError(t, describe(t.Context(), client))
		require.NoError(t, describe(t.Context(), client))
		sent := w.requests()
		require.Len(t, sent, 4)
		first := sent[0].Header.Get("Amz-Sdk-Invocation-Id")
		for i, r := range sent[:3] {
			assert.Equal(t, first, r.Header.Get("Amz-Sdk-Invocation-Id"))
			assert.Equal(t, fmt.Sprintf("attempt=%d; max=3", i+1), r.Header.Get("Amz-Sdk-Request"))
			assert.Equal(t, sent[0].body, r.body)
			assertSigned(t, r, "")
		}
		assert.NotEqual(t, first, sent[3].Header.Get("Amz-Sdk-Invocation-Id"))
		assert.Equal(t, "attempt=1; max=3", sent[3].Header.Get("Amz-Sdk-Request"))
	})
}

func TestRetries(t *testing.T) {
	t.Parallel()
	lost := func(*http.Request) (*http.Response, error) { return nil, errors.New("connection reset by peer") }
	tests := map[string]struct {
		failure httpmock.Responder
		again   bool
	}{
		"ThrottlingException":             {refusal(400, "ThrottlingException", "slow down"), true},
		"Throttling in a header":          {answer(400, `{}`, "X-Amzn-Errortype", "TooManyRequestsException:http://x/"), true},
		"500":                             {answer(500, ``), true},
		"500 with a modelled error":       {refusal(500, "InternalServerException", "oops"), true},
		"502 of a proxy":                  {answer(502, `<html>Bad Gateway</html>`), true},
		"503":                             {refusal(503, "ServiceUnavailable", "later"), true},
		"504":                             {answer(504, `{}`), true},
		"lost connection":                 {lost, true},
		"InvalidParameterValuesException": {refusal(400, "InvalidParameterValuesException", "no"), false},
		"ValidationException":             {refusal(400, "ValidationException", "no"), false},
		"AccessDeniedException":           {refusal(400, "AccessDeniedException", "no"), false},
		"ResourceNotFoundException":       {refusal(400, "ResourceNotFoundException", "no"), false},
		"OperationInProgressException":    {refusal(400, "OperationInProgressException", "busy"), false},
		"ExpiredTokenException":           {refusal(400, "ExpiredTokenException", "old"), false},
		"a code of tomorrow":              {refusal(400, "BrandNewException", "new"), false},
		"403 without a body":              {answer(403, ``), false},
	}
	for _, mode := range []aws.RetryMode{aws.RetryModeStandard, aws.RetryModeAdaptive} {
		for name, test := range tests {
			if mode == aws.RetryModeAdaptive && strings.HasPrefix(name, "Throttling") {
				continue // see TestAdaptiveModeHoldsBackAfterThrottling
			}
			t.Run(string(mode)+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					script := []httpmock.Responder{test.failure}
					if test.again {
						script = append(script, test.failure, answer(200, `{}`))
					}
					w := newWire(t, script...)
					start := time.Now()
					options := w.options()
					options.RetryMode = mode
					err := describe(t.Context(), workspaces.New(options))
					if test.again {
						require.NoError(t, err)
						assert.Positive(t, time.Since(start), "no wait between the attempts")
						assert.Less(t, time.Since(start), time.Minute)
						return
					}
					require.Error(t, err)
					assert.Zero(t, time.Since(start))
				})
			})
		}
	}
}

// The adaptive retryer waits in steps that its floating point numbers can round to nothing, and so spins
// for ever where the clock stands still, as in a synctest bubble. So this one is told not to wait.
func TestAdaptiveModeHoldsBackAfterThrottling(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`), refusal(400, "ThrottlingException", "slow down"))
	client := w.client(func(o *workspaces.Options) {
		o.Retryer = retry.NewAdaptiveMode(func(ao *retry.AdaptiveModeOptions) {
			ao.FailOnNoAttemptTokens = true
			ao.StandardOptions = append(ao.StandardOptions, func(so *retry.StandardOptions) {
				so.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
			})
		})
	})
	require.NoError(t, describe(t.Context(), client))
	require.ErrorContains(t, describe(t.Context(), client), "unable to get attempt token")
	require.ErrorContains(t, describe(t.Context(), client), "unable to get attempt token", "the next call")
	assert.Contains(t, w.requests()[0].Header.Get("User-Agent"), "m/F,e")
}

func TestTheLastErrorIsReportedWhenAttemptsRunOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), answer(503, ``), refusal(400, "ThrottlingException", "slow down"))
		err := describe(t.Context(), w.client())
		var exhausted *retry.MaxAttemptsError
		require.ErrorAs(t, err, &exhausted)
		assert.Equal(t, 3, exhausted.Attempt)
		var apiErr smithy.APIError
		require.ErrorAs(t, err, &apiErr)
		assert.Equal(t, "ThrottlingException", apiErr.ErrorCode())
		assert.Equal(t, testRequestID, workspaces.RequestID(err))
		assert.ErrorContains(t, err, "exceeded maximum number of attempts, 3")
	})
}

func TestValidationErrorsAreNotRetried(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	_, err := w.client().StopWorkspaces(t.Context(), nil)
	var invalid smithy.InvalidParamsError
	require.ErrorAs(t, err, &invalid)
}

// everyTenSeconds retries everything, a hundred times.
func everyTenSeconds(o *workspaces.Options) {
	o.Retryer = retry.NewStandard(func(so *retry.StandardOptions) {
		so.MaxAttempts = 100
		so.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 10 * time.Second, nil })
	})
}

func TestRetriesEndWithTheContext(t *testing.T) {
	t.Parallel()
	broken := func(_ int, r *http.Request) (*http.Response, error) { return answer(500, ``)(r) }
	silent := func(_ int, r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	tests := map[string]struct {
		answer   func(int, *http.Request) (*http.Response, error)
		deadline time.Duration
		cancel   time.Duration
		requests int
		want     error
	}{
		"deadline between attempts": {broken, 25 * time.Second, 0, 3, context.DeadlineExceeded},
		"deadline during the first": {silent, 25 * time.Second, 0, 1, context.DeadlineExceeded},
		"cancel between attempts":   {broken, 0, 15 * time.Second, 2, context.Canceled},
		"cancel during the first":   {silent, 0, 15 * time.Second, 1, context.Canceled},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newOpenWire(test.answer)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				after := test.deadline
				if test.deadline > 0 {
					var stop context.CancelFunc
					ctx, stop = context.WithTimeout(ctx, test.deadline)
					defer stop()
				} else {
					after = test.cancel
					time.AfterFunc(test.cancel, cancel)
				}
				start := time.Now()
				err := describe(ctx, w.client(everyTenSeconds))
				assert.Equal(t, after, time.Since(start))
				require.ErrorIs(t, err, test.want)
				assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces")
				assert.Len(t, w.requests(), test.requests)
				var canceled interface{ CanceledError() bool }
				require.ErrorAs(t, err, &canceled)
			})
		})
	}
}

func TestAContextThatIsDoneSendsNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, describe(ctx, newWire(t).client()), context.Canceled)
}

func TestValuesOfTheCallersContextReachMiddleware(t *testing.T) {
	t.Parallel()
	type key struct{}
	w := newWire(t, answer(200, `{}`))
	ctx := context.WithValue(t.Context(), key{}, "mine")
	require.NoError(t, describe(ctx, w.client()))
	assert.Equal(t, "mine", w.only(t).Context().Value(key{}))
}

func TestClockSkewIsCorrected(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ahead := time.Hour
		// A service whose clock differs, and that refuses what was signed more than 5 minutes off.
		w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
			now := time.Now().Add(ahead)
			date := now.UTC().Format(http.TimeFormat)
			signed, err := time.Parse(amzTime, r.Header.Get("X-Amz-Date"))
			if err != nil {
				return nil, err
			}
			if now.Sub(signed).Abs() > 5*time.Minute {
				return refusal(403, "InvalidSignatureException", "Signature expired", "Date", date)(r)
			}
			return answer(200, `{}`, "Date", date)(r)
		})
		client := w.client()
		signedAt := func(i int) time.Duration {
			signed, err := time.Parse(amzTime, w.requests()[i].Header.Get("X-Amz-Date"))
			require.NoError(t, err)
			return time.Until(signed).Round(time.Minute)
		}

		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 2)
		assert.Equal(t, time.Duration(0), signedAt(0))
		assert.Equal(t, time.Hour, signedAt(1), "second attempt")

		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 3, "the next call starts corrected")
		assert.Equal(t, time.Hour, signedAt(2))

		_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: aws.String("ws-1"), Tags: []types.Tag{}})
		require.NoError(t, err)
		require.Len(t, w.requests(), 4, "and so does another operation")
		require.NoError(t, describe(t.Context(), client, func(o *workspaces.Options) { o.RetryMaxAttempts = 1 }))
		require.Len(t, w.requests(), 5, "and a call with options")

		ahead = 0
		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 7, "the clocks agree again")
		assert.Equal(t, time.Duration(0), signedAt(6))
		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 8)

		for _, sent := range w.requests() {
			assertSigned(t, sent, "")
		}
	})
}

func TestABadSignatureIsNotTakenForClockSkew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, refusal(403, "InvalidSignatureException", "wrong key", "Date", time.Now().UTC().Format(http.TimeFormat)))
		require.ErrorContains(t, describe(t.Context(), w.client()), "wrong key")
	})
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
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, middleware answered with", "%T", wrong)
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
