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

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/internal/oneline"
)

// deserializeOperation is the middleware that turns the response into an output or an error.
type deserializeOperation struct{ op *operation }

func (*deserializeOperation) ID() string { return "OperationDeserializer" }

func (m *deserializeOperation) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	out, metadata, err = next.HandleDeserialize(ctx, in)
	resp, ok := out.RawResponse.(*smithyhttp.Response)
	if err != nil {
		return out, metadata, m.op.fail(ctx, in.Request, resp, doubtWithoutResponse(in.Request, err), err)
	}
	_, span := m.op.tracer.StartSpan(ctx, "OperationDeserializer")
	defer span.End()
	timer := m.op.metrics.deserialize.start(ctx)
	defer timer.stop(nil)
	if !ok {
		return out, metadata, &smithy.DeserializationError{Err: fmt.Errorf("unknown transport type %T", out.RawResponse)}
	}
	if err := redirected(resp); err != nil {
		return out, metadata, m.op.fail(ctx, in.Request, resp, answerLost, err)
	}
	var hidden secrets // the secrets to redact from an error response
	if resp.StatusCode >= http.StatusMultipleChoices {
		hidden = secretsOf(ctx, in.Request)
		hidden.redactResponse(resp)
	}
	result := m.op.codec.NewOutput()
	if err := m.op.codec.DeserializeResponse(resp, result); err != nil {
		doubt := doubtAfter(resp.StatusCode, err)
		if hidden != nil {
			m.op.record(ctx, hidden, doubt)
		} else {
			err = m.op.fail(ctx, in.Request, resp, doubt, err)
		}
		return out, metadata, notFollowed(resp, unreadable(ctx, m.op.name, resp, err))
	}
	out.Result = result
	return out, metadata, nil
}

// fail records a failed attempt, redacts the response header, and returns err without secrets.
func (op *operation) fail(ctx context.Context, request any, resp *smithyhttp.Response, d doubt, err error) error {
	secrets := secretsOf(ctx, request)
	op.record(ctx, secrets, d)
	secrets.redactHeader(resp)
	return secrets.redactError(err)
}

// record saves a failed attempt's secrets in the call's context. For an operation that changes something, it also saves
// whether the service may have carried out the attempt.
func (op *operation) record(ctx context.Context, secrets secrets, d doubt) {
	if call := callContextOf(ctx); call != nil {
		call.secrets = secrets
		if !awsjson.ReadsOnly(op.name) {
			call.doubt = max(call.doubt, d)
		}
	}
}

// closeBody is the middleware that drains and closes the response body, so that the connection can be reused. It reads
// at most 64 KiB; beyond that, a new connection is cheaper.
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
			cause := secretsOf(ctx, in.Request).redactError(oneline.Error(errors.Join(drainErr, closeErr)))
			middleware.GetLogger(ctx).Logf(logging.Warn, "failed to drain and close a response: %v", cause)
		}
	}
	return out, metadata, err
}
