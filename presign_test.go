package workspaces_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// assertPresigned signs a presigned request again, as the service does on receipt, and compares the signatures.
func assertPresigned(t *testing.T, method, address string, header http.Header, body, sessionToken string) {
	t.Helper()
	u, err := url.Parse(address)
	require.NoError(t, err)
	query := u.Query()
	signature := query.Get("X-Amz-Signature")
	require.Regexp(t, `^[0-9a-f]{64}$`, signature)
	scope := strings.Split(query.Get("X-Amz-Credential"), "/")
	require.Len(t, scope, 5)
	when, err := time.Parse(amzTime, query.Get("X-Amz-Date"))
	require.NoError(t, err)
	require.Equal(t, scope[1], when.Format("20060102"))

	signed := strings.Split(query.Get("X-Amz-SignedHeaders"), ";")
	assert.True(t, slices.IsSorted(signed))
	unsigned := &http.Request{Method: method, Host: u.Host, Header: http.Header{}, ContentLength: int64(len(body))}
	for _, name := range signed {
		if name != "host" && name != "content-length" {
			require.NotEmpty(t, header.Get(name), "the signed header %s is missing from the headers to send", name)
			unsigned.Header[http.CanonicalHeaderKey(name)] = header.Values(name)
		}
	}
	bare := *u
	bare.RawQuery = url.Values{"X-Amz-Expires": {query.Get("X-Amz-Expires")}}.Encode()
	unsigned.URL = &bare
	hash := sha256.Sum256([]byte(body))
	again, _, err := v4.NewSigner().PresignHTTP(context.Background(),
		aws.Credentials{AccessKeyID: scope[0], SecretAccessKey: testSecretKey, SessionToken: sessionToken},
		unsigned, hex.EncodeToString(hash[:]), scope[3], scope[2], when, func(o *v4.SignerOptions) { o.DisableHeaderHoisting = true })
	require.NoError(t, err)
	want, err := url.Parse(again)
	require.NoError(t, err)
	assert.Equal(t, want.Query(), query)
}

func TestAPresignedRequestVerifies(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*workspaces.Options)
		params any
		target string
		body   string
		url    string
		scope  string
		token  string
	}{
		"plain": {
			func(*workspaces.Options) {}, &workspaces.DescribeWorkspacesInput{}, "DescribeWorkspaces", `{}`,
			"https://" + testHost + "/", "/eu-west-1/workspaces/aws4_request", "",
		},
		"with a body": {
			func(*workspaces.Options) {}, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-1 \"é\"")}}},
			"StopWorkspaces", `{"StopWorkspaceRequests":[{"WorkspaceId":"ws-1 \"é\""}]}`, "https://" + testHost + "/", "/eu-west-1/workspaces/aws4_request", "",
		},
		"with a session token": {
			func(o *workspaces.Options) {
				o.Credentials = staticCredentials(testAccessKey, "session+/=token")
			}, &workspaces.DescribeWorkspacesInput{}, "DescribeWorkspaces", `{}`,
			"https://" + testHost + "/", "/eu-west-1/workspaces/aws4_request", "session+/=token",
		},
		"to an endpoint with a path": {
			func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost:4566/a b") },
			&workspaces.DescribeWorkspacesInput{}, "DescribeWorkspaces", `{}`, "http://localhost:4566/a%20b", "/eu-west-1/workspaces/aws4_request", "",
		},
		"with another signing name and Region": {
			func(o *workspaces.Options) {
				workspaces.WithSigV4SigningName("other")(o)
				workspaces.WithSigV4SigningRegion("us-west-1")(o)
			}, &workspaces.DescribeWorkspacesInput{}, "DescribeWorkspaces", `{}`,
			"https://" + testHost + "/", "/us-west-1/other/aws4_request", "",
		},
		"by a client with interceptors, attempts and logging": {
			func(o *workspaces.Options) {
				(&hookRecorder{}).addTo(&o.Interceptors)
				o.RetryMaxAttempts, o.AppID, o.ClientLogMode = 5, "app", aws.LogRequest|aws.LogSigning
			}, &workspaces.DescribeWorkspacesInput{}, "DescribeWorkspaces", `{}`,
			"https://" + testHost + "/", "/eu-west-1/workspaces/aws4_request", "",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// The script is empty, so any request fails the test.
			presigner := workspaces.NewPresignClient(newWire(t).client(test.change))
			presigned, err := presigner.Presign(t.Context(), test.params)
			require.NoError(t, err)
			assert.Equal(t, http.MethodPost, presigned.Method)
			address, query, _ := strings.Cut(presigned.URL, "?")
			assert.Equal(t, test.url, address)
			values, err := url.ParseQuery(query)
			require.NoError(t, err)
			assert.Equal(t, "AWS4-HMAC-SHA256", values.Get("X-Amz-Algorithm"))
			assert.Equal(t, "900", values.Get("X-Amz-Expires"), "15 minutes by default")
			assert.True(t, strings.HasSuffix(values.Get("X-Amz-Credential"), test.scope), values.Get("X-Amz-Credential"))
			assert.Equal(t, test.token, values.Get("X-Amz-Security-Token"))
			names := []string{}
			for name := range presigned.SignedHeader {
				names = append(names, name)
			}
			slices.Sort(names)
			assert.Equal(t, []string{"Content-Length", "Content-Type", "Host", "X-Amz-Target"}, names)
			assert.Equal(t, "application/x-amz-json-1.1", presigned.SignedHeader.Get("Content-Type"))
			assert.Equal(t, "WorkspacesService."+test.target, presigned.SignedHeader.Get("X-Amz-Target"))
			assert.Equal(t, strconv.Itoa(len(test.body)), presigned.SignedHeader.Get("Content-Length"))
			assertPresigned(t, presigned.Method, presigned.URL, presigned.SignedHeader, test.body, test.token)
		})
	}
}

func TestRequestReturnsARequestThatIsReadyToBeSent(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{"FailedRequests":[]}`))
	presigner := workspaces.NewPresignClient(newWire(t).client(), workspaces.WithPresignExpires(time.Hour))
	req, err := presigner.Request(t.Context(), &workspaces.RebootWorkspacesInput{
		RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: aws.String("ws-1")}},
	})
	require.NoError(t, err)
	assert.Equal(t, t.Context(), req.Context())
	resp, err := w.httpClient().Do(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())

	sent := w.only(t)
	const body = `{"RebootWorkspaceRequests":[{"WorkspaceId":"ws-1"}]}`
	assert.Equal(t, body, sent.body)
	assert.Equal(t, testHost, sent.Host)
	assert.Equal(t, int64(len(body)), sent.ContentLength)
	assert.Equal(t, http.Header{
		"Content-Type": {"application/x-amz-json-1.1"}, "X-Amz-Target": {"WorkspacesService.RebootWorkspaces"},
	}, sent.Header)
	assert.Equal(t, "3600", sent.URL.Query().Get("X-Amz-Expires"))
	assertPresigned(t, sent.Method, sent.URL.String(), sent.Header, body, "")

	again, err := req.GetBody()
	require.NoError(t, err, "a redirect can send the body again")
	require.NoError(t, again.Close())
}

func TestPresignExpiry(t *testing.T) {
	t.Parallel()
	tests := []struct {
		expires time.Duration
		want    string
		fails   string
	}{
		{time.Second, "1", ""},
		{15 * time.Minute, "900", ""},
		{7 * 24 * time.Hour, "604800", ""},
		{0, "", "PresignOptions.Expires is 0s: it must be from 1s to 168h0m0s"},
		{-time.Second, "", "PresignOptions.Expires is -1s"},
		{time.Nanosecond, "", "PresignOptions.Expires is 1ns"},
		{999 * time.Millisecond, "", "PresignOptions.Expires is 999ms"},
		{1500 * time.Millisecond, "", "PresignOptions.Expires is 1.5s: it must be a number of whole seconds"},
		{7*24*time.Hour + time.Second, "", "PresignOptions.Expires is 168h0m1s: it must be from 1s to 168h0m0s"},
		{7*24*time.Hour + time.Nanosecond, "", "PresignOptions.Expires is 168h0m0.000000001s"},
	}
	for _, test := range tests {
		t.Run(test.expires.String(), func(t *testing.T) {
			t.Parallel()
			client := newWire(t).client()
			ofClient := workspaces.NewPresignClient(client, workspaces.WithPresignExpires(test.expires))
			ofCall := workspaces.NewPresignClient(client)
			for way, presign := range map[string]func() (*v4.PresignedHTTPRequest, error){
				"client": func() (*v4.PresignedHTTPRequest, error) {
					return ofClient.Presign(t.Context(), &workspaces.DescribeWorkspacesInput{})
				},
				"call": func() (*v4.PresignedHTTPRequest, error) {
					return ofCall.Presign(t.Context(), &workspaces.DescribeWorkspacesInput{}, workspaces.WithPresignExpires(test.expires))
				},
			} {
				presigned, err := presign()
				if test.fails != "" {
					require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, "+test.fails, way)
					assert.Nil(t, presigned)
					continue
				}
				require.NoError(t, err, way)
				u, err := url.Parse(presigned.URL)
				require.NoError(t, err)
				assert.Equal(t, test.want, u.Query().Get("X-Amz-Expires"), way)
			}
			presigned, err := ofCall.Presign(t.Context(), &workspaces.DescribeWorkspacesInput{})
			require.NoError(t, err)
			assert.Contains(t, presigned.URL, "X-Amz-Expires=900", "options of one call do not apply to other calls")
		})
	}
}

func TestPresignRejectsParamsThatAreNotAnInput(t *testing.T) {
	t.Parallel()
	type StopWorkspacesInput struct{}
	tests := map[string]struct {
		params any
		want   string
	}{
		"nil":                         {nil, "is not a pointer to the input of an operation"},
		"a nil pointer":               {(*workspaces.DescribeWorkspacesInput)(nil), "*workspaces.DescribeWorkspacesInput is nil"},
		"a value":                     {workspaces.DescribeWorkspacesInput{}, "workspaces.DescribeWorkspacesInput is not a pointer to the input of an operation"},
		"an output":                   {&workspaces.DescribeWorkspacesOutput{}, "*workspaces.DescribeWorkspacesOutput is not a pointer to the input of an operation"},
		"another type":                {&types.StopRequest{}, "*types.StopRequest is not a pointer to the input of an operation"},
		"a name":                      {"DescribeWorkspaces", "string is not a pointer to the input of an operation"},
		"a pointer to a pointer":      {new(*workspaces.DescribeWorkspacesInput), "is not a pointer to the input of an operation"},
		"an input of another package": {&StopWorkspacesInput{}, "is not a pointer to the input of an operation"},
		"the options":                 {&workspaces.Options{}, "is not a pointer to the input of an operation"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			presigner := workspaces.NewPresignClient(newWire(t).client())
			presigned, err := presigner.Presign(t.Context(), test.params)
			require.ErrorContains(t, err, test.want)
			assert.Nil(t, presigned)
			req, err := presigner.Request(t.Context(), test.params)
			require.ErrorContains(t, err, test.want)
			assert.Nil(t, req)
		})
	}
}

// presignerFunc is a function that implements HTTPPresignerV4.
type presignerFunc func(credentials aws.Credentials, r *http.Request, hash, service, region string, at time.Time) (string, http.Header, error)

func (f presignerFunc) PresignHTTP(
	_ context.Context, credentials aws.Credentials, r *http.Request, hash, service, region string, at time.Time, _ ...func(*v4.SignerOptions),
) (string, http.Header, error) {
	return f(credentials, r, hash, service, region, at)
}

func TestPresignErrors(t *testing.T) {
	t.Parallel()
	broken := errors.New("pen is dry")
	tests := map[string]struct {
		client  func(*workspaces.Options)
		presign func(*workspaces.PresignOptions)
		params  any
		want    string
		is      error
	}{
		"missing members": {nil, nil, &workspaces.CreateTagsInput{}, "missing required field, CreateTagsInput.ResourceId.", nil},
		"no Region":       {func(o *workspaces.Options) { o.Region = "" }, nil, nil, "Missing Region", nil},
		"no credentials":  {func(o *workspaces.Options) { o.Credentials = nil }, nil, nil, "Options.Credentials is not set", nil},
		"credentials that fail": {func(o *workspaces.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, broken })
		}, nil, nil, "get credentials: pen is dry", broken},
		"no presigner": {nil, func(o *workspaces.PresignOptions) { o.Presigner = nil }, nil, "PresignOptions.Presigner is not set", nil},
		"a presigner that fails": {nil, func(o *workspaces.PresignOptions) {
			o.Presigner = presignerFunc(func(aws.Credentials, *http.Request, string, string, string, time.Time) (string, http.Header, error) {
				return "", nil, broken
			})
		}, nil, "presign http: pen is dry", broken},
		"strict validation": {func(o *workspaces.Options) { o.StrictValidation = true }, nil, &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(0)}, "DescribeWorkspacesInput.Limit", nil},
		"options of the client that fail": {
			nil, workspaces.WithPresignClientFromClientOptions(func(o *workspaces.Options) { o.Region = "no such" }), nil, "invalid input region", nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t)
			client := w.client()
			if test.client != nil {
				client = w.client(test.client)
			}
			var optFns []func(*workspaces.PresignOptions)
			if test.presign != nil {
				optFns = append(optFns, test.presign)
			}
			if test.params == nil {
				test.params = &workspaces.DescribeWorkspacesInput{}
			}
			presigned, err := workspaces.NewPresignClient(client, optFns...).Presign(t.Context(), test.params)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "operation error WorkSpaces: ")
			assert.Nil(t, presigned)
			var op *smithy.OperationError
			require.ErrorAs(t, err, &op)
			if test.is != nil {
				require.ErrorIs(t, err, test.is)
			}
		})
	}
}

func TestPresignOptionsReachTheClient(t *testing.T) {
	t.Parallel()
	region := func(name string) func(*workspaces.PresignOptions) {
		return workspaces.WithPresignClientFromClientOptions(func(o *workspaces.Options) { o.Region = name })
	}
	presigner := workspaces.NewPresignClient(newWire(t).client(), region("us-east-1"))
	host := func(optFns ...func(*workspaces.PresignOptions)) string {
		req, err := presigner.Request(t.Context(), &workspaces.DescribeWorkspacesInput{}, optFns...)
		require.NoError(t, err)
		return req.Host
	}
	assert.Equal(t, "workspaces.us-east-1.amazonaws.com", host())
	assert.Equal(t, "workspaces.us-west-2.amazonaws.com", host(region("us-west-2")))
	assert.Equal(t, "workspaces.us-east-1.amazonaws.com", host(), "options of one call do not apply to other calls")
}

func TestAnAnonymousClientReturnsAnUnsignedRequest(t *testing.T) {
	t.Parallel()
	presigned, err := workspaces.NewPresignClient(newWire(t).client(func(o *workspaces.Options) { o.Credentials = aws.AnonymousCredentials{} })).
		Presign(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	assert.Equal(t, "https://"+testHost+"/", presigned.URL)
	assert.Equal(t, "WorkspacesService.DescribeWorkspaces", presigned.SignedHeader.Get("X-Amz-Target"))
}

func TestACustomPresignerGetsTheRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		presigner := workspaces.NewPresignClient(newWire(t).client(), func(o *workspaces.PresignOptions) {
			o.Presigner = presignerFunc(func(c aws.Credentials, r *http.Request, hash, service, region string, at time.Time) (string, http.Header, error) {
				assert.Equal(t, testAccessKey, c.AccessKeyID)
				assert.Equal(t, "900", r.URL.Query().Get("X-Amz-Expires"))
				assert.Equal(t, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", hash, "of {}")
				assert.Equal(t, "workspaces", service)
				assert.Equal(t, testRegion, region)
				assert.Equal(t, start, at)
				return "https://mine.example/?signed", http.Header{"X-Mine": {"1"}}, nil
			})
		})
		presigned, err := presigner.Presign(t.Context(), &workspaces.DescribeWorkspacesInput{})
		require.NoError(t, err)
		assert.Equal(t, &v4.PresignedHTTPRequest{URL: "https://mine.example/?signed", Method: "POST", SignedHeader: http.Header{"X-Mine": {"1"}}}, presigned)
	})
}

func TestPresigningCorrectsClockSkew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(200, `{}`, "Date", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)))
		client := w.client()
		require.NoError(t, describe(t.Context(), client))
		presigned, err := workspaces.NewPresignClient(client).Presign(t.Context(), &workspaces.DescribeWorkspacesInput{})
		require.NoError(t, err)
		u, err := url.Parse(presigned.URL)
		require.NoError(t, err)
		assert.Equal(t, time.Now().Add(time.Hour).UTC().Format(amzTime), u.Query().Get("X-Amz-Date"))
	})
}

func TestPresigningDoesNotChangeTheClient(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`), answer(200, `{}`))
	client := w.client()
	presigner := workspaces.NewPresignClient(client)
	require.NoError(t, describe(t.Context(), client))
	_, err := presigner.Presign(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	require.NoError(t, describe(t.Context(), client))
	for _, sent := range w.requests() {
		assertSigned(t, sent, "")
		assert.NotEmpty(t, sent.Header.Get("User-Agent"))
	}
}

func TestAPresignClientIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	presigner := workspaces.NewPresignClient(newWire(t).client(), workspaces.WithPresignClientFromClientOptions(func(o *workspaces.Options) {
		o.Interceptors.AddAfterSerialization(hookFunc(func(*smithyhttp.InterceptorContext) {}))
	}))
	var group sync.WaitGroup
	for n := range 16 {
		group.Go(func() {
			name := "user-" + strconv.Itoa(n)
			req, err := presigner.Request(t.Context(), &workspaces.DescribeWorkspacesInput{UserName: &name},
				workspaces.WithPresignClientFromClientOptions(func(o *workspaces.Options) { o.AppID = name }))
			if assert.NoError(t, err) {
				assert.Equal(t, int64(len(`{"UserName":""}`)+len(name)), req.ContentLength)
				assertPresigned(t, req.Method, req.URL.String(), req.Header, `{"UserName":"`+name+`"}`, "")
			}
		})
	}
	group.Wait()
}

// ownIdentity is an identity that is not anonymous and has no AWS credentials.
type ownIdentity struct{}

func (ownIdentity) Expiration() time.Time { return time.Time{} }

func (ownIdentity) GetIdentity(context.Context, smithy.Properties) (smithyauth.Identity, error) {
	return ownIdentity{}, nil
}

// ownScheme is an auth scheme with its own kind of identity.
type ownScheme struct{}

func (ownScheme) SchemeID() string { return smithyauth.SchemeIDSigV4 }

func (ownScheme) Signer() smithyhttp.Signer { return nil }

func (ownScheme) IdentityResolver(smithyauth.IdentityResolverOptions) smithyauth.IdentityResolver {
	return ownIdentity{}
}

func TestPresigningNeverReturnsAnUnsignedRequestByMistake(t *testing.T) {
	t.Parallel()
	client := newWire(t).client(func(o *workspaces.Options) {
		o.AuthSchemes = []smithyhttp.AuthScheme{ownScheme{}}
	})
	_, err := workspaces.NewPresignClient(client).Request(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-1")})
	require.ErrorContains(t, err, "cannot presign a request")
}

func TestPresigningWorksWithoutStepsThatOptionsRemoved(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"Retry", "RetryMetricsHeader"} {
		client := newWire(t).client(workspaces.WithAPIOptions(func(s *middleware.Stack) error {
			_, err := s.Finalize.Remove(id)
			return err
		}))
		r, err := workspaces.NewPresignClient(client).Request(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-1")})
		require.NoError(t, err, id)
		assert.NotEmpty(t, r.URL.Query().Get("X-Amz-Signature"), id)
	}
}
