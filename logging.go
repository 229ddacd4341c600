package workspaces

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http/httputil"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// messageLogger is the middleware that logs requests and responses in wire format, with the session token and signature
// redacted.
type messageLogger struct{ mode aws.ClientLogMode }

func (messageLogger) ID() string { return "RequestResponseLogger" }

func (m messageLogger) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	if m.mode.IsRequest() || m.mode.IsRequestWithBody() {
		req, ok := in.Request.(*smithyhttp.Request)
		if !ok {
			return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
		}
		dump, err := m.dumpRequest(ctx, req)
		if err != nil {
			return out, metadata, fmt.Errorf("failed to dump request for logging: %w", err)
		}
		middleware.GetLogger(ctx).Logf(logging.Debug, "Request\n%s", secretsOf(ctx, req).redact(string(dump)))
	}
	out, metadata, err = next.HandleDeserialize(ctx, in)
	if resp, ok := out.RawResponse.(*smithyhttp.Response); ok && err == nil && (m.mode.IsResponse() || m.mode.IsResponseWithBody()) {
		dump, err := httputil.DumpResponse(resp.Response, m.mode.IsResponseWithBody())
		if err != nil {
			return out, metadata, fmt.Errorf("failed to dump response %w", err)
		}
		middleware.GetLogger(ctx).Logf(logging.Debug, "Response\n%s", secretsOf(ctx, in.Request).redact(string(dump)))
	}
	return out, metadata, err
}

// dumpRequest returns the text to log for a request, leaving the request unchanged.
func (m messageLogger) dumpRequest(ctx context.Context, req *smithyhttp.Request) ([]byte, error) {
	shown := req.Build(ctx)
	if stream := req.GetStream(); stream != nil {
		body, err := io.ReadAll(stream)
		if err != nil {
			return nil, err
		}
		if err := req.RewindStream(); err != nil {
			return nil, err
		}
		shown.Body = io.NopCloser(bytes.NewReader(body))
	}
	return httputil.DumpRequestOut(shown, m.mode.IsRequestWithBody())
}

// redactingLogger is a logger that redacts one secret in everything it logs.
type redactingLogger struct {
	logging.Logger
	secret string
}

func (l redactingLogger) Logf(classification logging.Classification, format string, v ...any) {
	text := fmt.Sprintf(format, v...)
	if l.secret != "" {
		text = strings.ReplaceAll(text, l.secret, redacted)
	}
	l.Logger.Logf(classification, "%s", text)
}

// WithContext passes ctx to the wrapped logger. It implements logging.ContextLogger.
func (l redactingLogger) WithContext(ctx context.Context) logging.Logger {
	l.Logger = logging.WithContext(ctx, l.Logger)
	return l
}
