package workspaces_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// The settings of the clients under test, their default host, and the request ID in responses.
const (
	testAccessKey = "AKIDEXAMPLE"
	testSecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	testRegion    = "eu-west-1"
	testHost      = "workspaces.eu-west-1.amazonaws.com"
	testRequestID = "0f4c7f3e-request"
)

// sentRequest is a request that reached the transport, along with its body.
type sentRequest struct {
	*http.Request
	body string
}

// wire is an HTTP transport that follows a script and records the requests.
type wire struct {
	*httpmock.MockTransport
	mu   sync.Mutex
	sent []sentRequest
}

// newWire returns a wire that answers the first request with the script's first responder, and so on. Requests beyond
// the end of the script get an error. The test fails unless there is exactly one request for each responder.
func newWire(t *testing.T, script ...httpmock.Responder) *wire {
	t.Helper()
	w := newOpenWire(func(n int, r *http.Request) (*http.Response, error) {
		if n >= len(script) {
			return nil, fmt.Errorf("request %d is not in the script", n+1)
		}
		return script[n](r)
	})
	t.Cleanup(func() { assert.Equal(t, len(script), len(w.requests()), "requests sent") })
	return w
}

// newOpenWire returns a wire that accepts any number of requests. It passes each request to answer, along with the
// request's index, starting at 0.
func newOpenWire(answer func(n int, r *http.Request) (*http.Response, error)) *wire {
	w := &wire{MockTransport: httpmock.NewMockTransport()}
	w.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		var body []byte
		if r.Body != nil {
			var err error
			if body, err = io.ReadAll(r.Body); err != nil {
				return nil, err
			}
		}
		w.mu.Lock()
		n := len(w.sent)
		w.sent = append(w.sent, sentRequest{r, string(body)})
		w.mu.Unlock()
		again := r.WithContext(r.Context())
		again.Body = io.NopCloser(bytes.NewReader(body))
		resp, err := answer(n, again)
		if resp != nil {
			resp.Request, resp.Proto, resp.ProtoMajor, resp.ProtoMinor = r, "HTTP/1.1", 1, 1
			resp.Status = fmt.Sprintf("%d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
		}
		return resp, err
	})
	return w
}

func (w *wire) requests() []sentRequest {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sent)
}

// w.only returns the request that was sent, and fails the test unless there was exactly one.
func (w *wire) only(t *testing.T) sentRequest {
	t.Helper()
	sent := w.requests()
	require.Len(t, sent, 1)
	return sent[0]
}

func (w *wire) httpClient() *http.Client { return &http.Client{Transport: w} }

// sourcedCredentials is a credentials provider that reports its sources.
type sourcedCredentials struct {
	aws.CredentialsProviderFunc
	sources []aws.CredentialSource
}

func (c sourcedCredentials) ProviderSources() []aws.CredentialSource { return c.sources }

// staticCredentials returns a provider of static credentials with testSecretKey.
func staticCredentials(accessKey, token string) *sourcedCredentials {
	return &sourcedCredentials{func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: accessKey, SecretAccessKey: testSecretKey, SessionToken: token}, nil
	}, []aws.CredentialSource{aws.CredentialSourceCode}}
}

// options returns options for a client that sends its requests to w.
func (w *wire) options() workspaces.Options {
	return workspaces.Options{
		Region:      testRegion,
		Credentials: staticCredentials(testAccessKey, ""),
		HTTPClient:  w.httpClient(),
	}
}

func (w *wire) client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.New(w.options(), optFns...)
}

// config returns an aws.Config with the Region, credentials and HTTP client from w.options.
func (w *wire) config() aws.Config {
	o := w.options()
	return aws.Config{Region: o.Region, Credentials: o.Credentials, HTTPClient: o.HTTPClient}
}

// answer returns a responder that sends a status, a body and the usual headers of a service response. Additional
// headers are given as alternating names and values.
func answer(status int, body string, header ...string) httpmock.Responder {
	h := http.Header{"Content-Type": {"application/x-amz-json-1.1"}, "X-Amzn-Requestid": {testRequestID}}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return httpmock.NewStringResponder(status, body).HeaderSet(h)
}

// refusal returns a responder that sends an error in the service's format.
func refusal(status int, code, message string, header ...string) httpmock.Responder {
	return answer(status, fmt.Sprintf(`{"__type":"com.amazonaws.workspaces#%s","message":%q}`, code, message), header...)
}

func describe(ctx context.Context, c *workspaces.Client, optFns ...func(*workspaces.Options)) error {
	_, err := c.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{}, optFns...)
	return err
}

// unsetAWS removes all AWS settings from the environment for the duration of the test, and points the shared files'
// paths at files that do not exist.
func unsetAWS(t *testing.T) {
	t.Helper()
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "_X_AMZN_") {
			t.Setenv(name, "") // restores the old value when the test ends
			require.NoError(t, os.Unsetenv(name))
		}
	}
	nowhere := filepath.Join(t.TempDir(), "none")
	t.Setenv("AWS_CONFIG_FILE", nowhere)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", nowhere)
}
