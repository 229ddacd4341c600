package workspaces_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/tracing"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// output collects everything that a call writes: logs, spans and errors.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) add(format string, args ...any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	fmt.Fprintf(&o.text, format+"\n", args...)
}

func (o *output) Logf(_ logging.Classification, format string, args ...any) { o.add(format, args...) }

func (o *output) Tracer(string, ...tracing.TracerOption) tracing.Tracer { return o }

func (o *output) StartSpan(ctx context.Context, name string, opts ...tracing.SpanOption) (context.Context, tracing.Span) {
	var options tracing.SpanOptions
	for _, fn := range opts {
		fn(&options)
	}
	o.add("span %s %v", name, options.Properties.Values())
	return ctx, shownSpan{o, name}
}

// shownSpan is a span that writes its properties and events to an output.
type shownSpan struct {
	*output
	name string
}

func (s shownSpan) Name() string               { return s.name }
func (shownSpan) Context() tracing.SpanContext { return tracing.SpanContext{} }
func (shownSpan) SetStatus(tracing.SpanStatus) {}
func (s shownSpan) SetProperty(k, v any)       { s.add("%s %v=%+v", s.name, k, v) }
func (shownSpan) End()                         {}
func (s shownSpan) AddEvent(name string, opts ...tracing.EventOption) {
	var options tracing.EventOptions
	for _, fn := range opts {
		fn(&options)
	}
	s.add("event %s %v", name, options.Properties.Values())
}

const (
	markedToken  = "FwoGZXIvYXdzEBYaD/MARKED+token=="
	markedSecret = "wJalrXUtnFEMI/MARKED+secret/key"
)

// everything is the log mode in which all kinds of logging are turned on.
const everything = aws.LogSigning | aws.LogRetries | aws.LogRequest | aws.LogRequestWithBody | aws.LogResponse | aws.LogResponseWithBody |
	aws.LogDeprecatedUsage | aws.LogRequestEventMessage | aws.LogResponseEventMessage

// raw returns a handler that calls text, sends the returned string verbatim, and closes the connection.
func raw(t *testing.T, text func(r *http.Request) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		assert.NoError(t, err)
		conn, _, err := http.NewResponseController(w).Hijack()
		if assert.NoError(t, err) {
			_, _ = io.WriteString(conn, text(r))
			_ = conn.Close()
		}
	}
}

// The keys of echoes are places in a response. Each value is the format of a response that echoes a secret there.
var echoes = map[string]string{
	"a header":                   "HTTP/1.1 200 OK\r\nX-Echo: %s\r\n\r\n{}",
	"the request ID":             "HTTP/1.1 400 Bad Request\r\nX-Amzn-RequestId: %s\r\n\r\n{\"__type\":\"ValidationException\"}",
	"the error's code":           "HTTP/1.1 400 Bad Request\r\nX-Amzn-ErrorType: %s\r\n\r\n{}",
	"the error's code, as JSON":  "HTTP/1.1 400 Bad Request\r\n\r\n{\"__type\":\"%s\",\"message\":\"no\"}",
	"the error's message":        "HTTP/1.1 403 Forbidden\r\n\r\n{\"__type\":\"InvalidSignatureException\",\"message\":\"The canonical string is %s\"}",
	"a typed error's message":    "HTTP/1.1 400 Bad Request\r\n\r\n{\"__type\":\"AccessDeniedException\",\"message\":\"%s\"}",
	"an error that is retried":   "HTTP/1.1 500 Internal Server Error\r\n\r\n{\"__type\":\"InternalServerException\",\"message\":\"%s\"}",
	"a page of a gateway":        "HTTP/1.1 200 OK\r\n\r\n<html>%s</html>",
	"a body that is cut off":     "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"x\":\"%s\",",
	"a malformed trailer":        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n%s\r\n\r\n",
	"a success":                  "HTTP/1.1 200 OK\r\n\r\n{\"x\":\"%s\"}",
	"a redirect":                 "HTTP/1.1 302 Found\r\nLocation: https://example.com/?token=%s\r\n\r\n",
	"a redirect's host":          "HTTP/1.1 302 Found\r\nLocation: https://%s/\r\n\r\n",
	"a malformed redirect":       "HTTP/1.1 302 Found\r\nLocation: ://%s\r\n\r\n",
	"a malformed response":       "%s\r\n\r\n",
	"a malformed status":         "HTTP/1.1 %s OK\r\n\r\n",
	"a malformed header":         "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
	"a malformed length":         "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n{}",
	"the reason of the status":   "HTTP/1.1 400 %s\r\n\r\n",
	"an encoding of the message": "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n{}",
}

// TestNothingShowsTheCallsSecrets calls a server that echoes the session token or the signature. The token, the
// signature and the secret key must not appear in anything that the library logs, traces, measures or returns as an
// error.
func TestNothingShowsTheCallsSecrets(t *testing.T) {
	t.Parallel()
	secrets := map[string]func(r *http.Request) string{
		"token":                 func(r *http.Request) string { return r.Header.Get("X-Amz-Security-Token") },
		"token in a URL":        func(r *http.Request) string { return url.QueryEscape(r.Header.Get("X-Amz-Security-Token")) },
		"token in a URL's path": func(r *http.Request) string { return url.PathEscape(r.Header.Get("X-Amz-Security-Token")) },
		"signature": func(r *http.Request) string {
			_, signature, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
			return signature
		},
	}
	for place, format := range echoes {
		for what, secretOf := range secrets {
			t.Run(what+" in "+place, func(t *testing.T) {
				t.Parallel()
				requireNoSecrets(t, format, secretOf)
			})
		}
	}
}

func requireNoSecrets(t *testing.T, format string, secretOf func(r *http.Request) string) {
	t.Helper()
	var mu sync.Mutex
	forbidden := []string{markedToken, markedSecret, url.QueryEscape(markedToken), url.PathEscape(markedToken), "MARKED"}
	server := httptest.NewServer(raw(t, func(r *http.Request) string {
		mu.Lock()
		defer mu.Unlock()
		_, signature, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
		assert.NotEmpty(t, signature)
		forbidden = append(forbidden, signature)
		return fmt.Sprintf(format, secretOf(r))
	}))
	defer server.Close()
	shown, measured := new(output), new(meterRecorder)
	client := workspaces.New(workspaces.Options{
		Region: testRegion, BaseEndpoint: &server.URL, ClientLogMode: everything, Logger: shown, TracerProvider: shown, MeterProvider: measured,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: markedSecret, SessionToken: markedToken}, nil
		}),
	}, withoutDelay)
	for _, call := range []func() error{
		func() error { return describe(t.Context(), client) },
		func() error {
			_, err := client.DeleteIpGroup(t.Context(), &workspaces.DeleteIpGroupInput{GroupId: aws.String("wsipg-012345678")})
			return err
		},
	} {
		if err := call(); err != nil {
			shown.add("%v %+v %q %s", err, err, err, workspaces.RequestID(err))
		}
	}
	shown.add("%v", measured.records)
	text := shown.text.String()
	require.Contains(t, text, "REDACTED", "the log has the requests")
	mu.Lock()
	defer mu.Unlock()
	for _, secret := range forbidden {
		if i := strings.Index(text, secret); i >= 0 {
			line := text[strings.LastIndexByte(text[:i], '\n')+1:]
			line, _, _ = strings.Cut(line, "\n")
			assert.Fail(t, "a secret is shown", "%.300s", line)
		}
	}
}
