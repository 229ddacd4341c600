package workspaces_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

const amzTime = "20060102T150405Z"

// authorization matches an Authorization header. Its groups are the access key, date, Region, service name, signed
// headers and signature.
var authorization = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$`)

// assertSigned checks a request's signature by signing the request again with the SDK's signer and testSecretKey, and
// comparing the signatures.
func assertSigned(t *testing.T, sent sentRequest, sessionToken string) {
	t.Helper()
	hash := sha256.Sum256([]byte(sent.body))
	assertSignedFor(t, sent, sessionToken, hex.EncodeToString(hash[:]))
}

// assertSignedFor is like assertSigned, but the signature must cover the given payload hash rather than the body's.
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

func TestSignaturesCoverHeadersOfMiddleware(t *testing.T) {
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
		"path in the endpoint":          func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example/a/b") },
		"escapes in the endpoint":       func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example/a%20b/c%2Fd") },
		"custom port":                   func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example:8443") },
		"port of the scheme":            func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://h.example:443") },
		"port of the scheme, http":      func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://h.example:80") },
		"IPv6":                          func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://[::1]:8080") },
		"signing is logged":             func(o *workspaces.Options) { o.ClientLogMode = aws.LogSigning },
		"the SDK's signer":              func(o *workspaces.Options) { o.HTTPSignerV4 = v4.NewSigner() },
		"another Region":                func(o *workspaces.Options) { o.Region = "us-gov-west-1" },
		"first-generation endpoint":     workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example")),
		"AppID with special characters": func(o *workspaces.Options) { o.AppID = "with spaces and ümlauts" },
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

func TestTheSigningKeyChangesWithDateCredentialsRegionAndName(t *testing.T) {
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
		o.Credentials = staticCredentials(testAccessKey, "session/token==")
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
	t.Run("with BaseEndpoint and without a Region", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		require.NoError(t, describe(t.Context(), workspaces.New(workspaces.Options{
			Credentials: aws.AnonymousCredentials{}, BaseEndpoint: aws.String("http://localhost:4566"), HTTPClient: w.httpClient(),
		})))
		assert.Equal(t, "http://localhost:4566/", w.only(t).URL.String())
	})
}

// schemesOf is an auth scheme resolver that always returns the same options and error. It records the last call's
// parameters.
type schemesOf struct {
	options []*smithyauth.Option
	err     error
	asked   *workspaces.AuthResolverParameters
}

func (r *schemesOf) ResolveAuthSchemes(_ context.Context, params *workspaces.AuthResolverParameters) ([]*smithyauth.Option, error) {
	r.asked = params
	return r.options, r.err
}

func TestCustomAuthSchemeResolver(t *testing.T) {
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
		"unknown scheme":            {schemesOf{options: []*smithyauth.Option{{SchemeID: "x#y"}}}, nil, "", "could not select an auth scheme"},
		"no scheme":                 {schemesOf{}, nil, "", "could not select an auth scheme"},
		"no signing name":           {schemesOf{options: []*smithyauth.Option{nameless}}, nil, "", "signing name is required"},
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

// signerFunc implements HTTPSignerV4 with a function that is passed only the request.
type signerFunc func(*http.Request) error

func (f signerFunc) SignHTTP(_ context.Context, _ aws.Credentials, r *http.Request, _, _, _ string, _ time.Time, _ ...func(*v4.SignerOptions)) error {
	return f(r)
}

func TestCustomSigner(t *testing.T) {
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
