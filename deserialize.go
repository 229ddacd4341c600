package workspaces

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/go-workspaces/workspaces/internal/oneline"
)

// deserializeOperation is the middleware that turns the response into an output or an error.
type deserializeOperation struct{ op *operation }

func (*deserializeOperation) ID() string { return "OperationDeserializer" }

func (m *deserializeOperation) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	out, metadata, err = next.HandleDeserialize(ctx, in)
	if err != nil {
		return out, metadata, err
	}
	_, span := m.op.tracer.StartSpan(ctx, "OperationDeserializer")
	defer span.End()
	timer := m.op.metrics.deserialize.start(ctx)
	defer timer.stop(nil)
	resp, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok {
		return out, metadata, &smithy.DeserializationError{Err: fmt.Errorf("unknown transport type %T", out.RawResponse)}
	}
	if err := redirected(m.op.name, resp); err != nil {
		return out, metadata, err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		secretsOf(in.Request).redactErrorBody(resp)
	}
	result := m.op.codec.NewOutput()
	if err := m.op.codec.DeserializeResponse(resp, result); err != nil {
		return out, metadata, notFollowed(resp, unreadable(ctx, m.op.name, resp, secretsOf(in.Request).redactSnapshot(err)))
	}
	out.Result = result
	return out, metadata, nil
}

// closeBody is the middleware that reads the rest of the response body and closes the body, so that the connection can
// be reused. It reads at most 64 KiB, because a new connection costs less than reading more.
type closeBody struct{}

func (closeBody) ID() string { return "ErrorCloseResponseBody" }

func (closeBody) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	out, metadata, err := next.HandleDeserialize(ctx, in)
	const maxRest = 64 << 10
	if resp, ok := out.RawResponse.(*smithyhttp.Response); ok && resp.Response != nil && resp.Body != nil {
		_, drainErr := io.CopyN(io.Discard, resp.Body, maxRest)
		if closeErr := resp.Body.Close(); closeErr != nil || drainErr != nil && !errors.Is(drainErr, io.EOF) {
			middleware.GetLogger(ctx).Logf(logging.Warn, "failed to drain and close a response: %v", oneline.Error(errors.Join(drainErr, closeErr)))
		}
	}
	return out, metadata, err
}
