package workspaces_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

func TestFaultyHTTPClients(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		do   func(*http.Request) (*http.Response, error)
		want string
	}{
		"an error":                        {func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }, "request send failed, unexpected EOF"},
		"neither a response nor an error": {func(*http.Request) (*http.Response, error) { return nil, nil }, "StatusCode: 0"},
		"a response and an error": {func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{}`))}, syscall.ECONNRESET
		}, "connection reset by peer"},
		"a response without a body": {func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
		}, "StatusCode: 200"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := workspaces.New(workspaces.Options{
				Region: testRegion, Credentials: aws.AnonymousCredentials{}, HTTPClient: smithyhttp.ClientDoFunc(test.do), Retryer: aws.NopRetryer{},
			}).DescribeWorkspaces(t.Context(), nil)
			assert.Nil(t, out)
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
			assert.ErrorContains(t, err, test.want)
			assert.Empty(t, workspaces.RequestID(err))
		})
	}
}

// TestBrokenConnections uses the default HTTP client and a server that breaks the TCP connection.
func TestBrokenConnections(t *testing.T) {
	t.Parallel()
	hijack := func(t *testing.T, say string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err := io.Copy(io.Discard, r.Body) // closing the connection with unread data would send a reset
			assert.NoError(t, err)
			conn, _, err := w.(http.Hijacker).Hijack()
			if !assert.NoError(t, err) {
				return
			}
			_, err = io.WriteString(conn, say)
			assert.NoError(t, err)
			if say == "" {
				assert.NoError(t, conn.(*net.TCPConn).SetLinger(0)) // makes Close send a reset
			}
			assert.NoError(t, conn.Close())
		})
	}
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amzn-RequestId: " + testRequestID + "\r\nContent-Length: 100\r\n\r\n"
	tests := map[string]struct {
		say  string
		want []string
	}{
		"reset before an answer": {"", []string{"request send failed"}},
		"not HTTP":               {"SSH-2.0-OpenSSH_9.6\r\n\r\n", []string{"malformed HTTP"}},
		"closed before the body": {head, []string{"RequestID: " + testRequestID, "unexpected EOF"}},
		"closed in the body":     {head + `{"Workspaces":[{"Wor`, []string{"RequestID: " + testRequestID, "unexpected EOF", `{\"Workspaces\":[{\"Wor`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(hijack(t, test.say))
			t.Cleanup(server.Close)
			client := workspaces.New(workspaces.Options{
				Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
			})
			out, err := client.DescribeWorkspaces(t.Context(), nil)
			assert.Nil(t, out)
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
			for _, part := range test.want {
				assert.ErrorContains(t, err, part)
			}
			assert.True(t, workspaces.IsRetryable(err) || name == "not HTTP" || strings.HasPrefix(name, "closed"), "%v", err)
		})
	}
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.NotFoundHandler())
		server.Close()
		err := describe(t.Context(), workspaces.New(workspaces.Options{
			Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
		}))
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		assert.True(t, workspaces.IsRetryable(err))
		assert.Empty(t, workspaces.RequestID(err))
	})
	t.Run("a redirect that would lose the body is not followed", func(t *testing.T) {
		t.Parallel()
		var bodies []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var body bytes.Buffer
			_, err := body.ReadFrom(r.Body)
			assert.NoError(t, err)
			bodies = append(bodies, r.URL.Path+body.String())
			if r.URL.Path == "/" {
				http.Redirect(w, r, "/there", http.StatusFound)
				return
			}
			_, err = io.WriteString(w, `{}`)
			assert.NoError(t, err)
		}))
		t.Cleanup(server.Close)
		err := describe(t.Context(), workspaces.New(workspaces.Options{
			Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
		}))
		require.ErrorContains(t, err, "StatusCode: 302")
		assert.Equal(t, []string{"/{}"}, bodies, "a request without its body would be a different request")
	})
}
