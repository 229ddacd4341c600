package workspaces

import (
	"context"
	"errors"
	"fmt"
	"io"

	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// validateInput is the middleware that checks the input before anything is sent.
type validateInput struct{ strict bool }

func (validateInput) ID() string { return "OperationInputValidation" }

func (m validateInput) HandleInitialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	out middleware.InitializeOutput, metadata middleware.Metadata, err error,
) {
	if err := awsjson.Validate(in.Parameters, m.strict); err != nil {
		return out, metadata, err
	}
	return next.HandleInitialize(ctx, in)
}

// serializeOperation is the middleware that makes a request of the input.
type serializeOperation struct{ op *operation }

func (*serializeOperation) ID() string { return "OperationSerializer" }

func (m *serializeOperation) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	out middleware.SerializeOutput, metadata middleware.Metadata, err error,
) {
	_, span := m.op.tracer.StartSpan(ctx, "OperationSerializer")
	defer span.End()
	timer := m.op.metrics.serialize.start(ctx)
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, &smithy.SerializationError{Err: fmt.Errorf("unknown transport type %T", in.Request)}
	}
	withBody, err := m.op.codec.AddBody(m.op.request, in.Parameters)
	timer.stop(nil)
	if err != nil {
		return out, metadata, err
	}
	if req.URL != nil && req.URL.Host != "" { // a first-generation endpoint
		withBody.URL = req.URL.JoinPath("/")
	}
	*req = *withBody
	span.End()
	return next.HandleSerialize(ctx, in)
}

// deserializeOperation is the middleware that makes an output, or an error, of the response.
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
	secrets := secretsOf(in.Request)
	secrets.redactErrorBody(resp)
	result := m.op.codec.NewOutput()
	if err := m.op.codec.DeserializeResponse(resp, result); err != nil {
		return out, metadata, unreadable(m.op.name, resp, secrets.redactSnapshot(err))
	}
	out.Result = result
	return out, metadata, nil
}

// closeBody is the middleware that reads a response's body to its end and closes it, so that the
// connection can be used again. A body that does not end soon costs more than a new connection.
type closeBody struct{}

func (closeBody) ID() string { return "ErrorCloseResponseBody" }

func (closeBody) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	out, metadata, err := next.HandleDeserialize(ctx, in)
	const soon = 64 << 10
	if resp, ok := out.RawResponse.(*smithyhttp.Response); ok && resp.Response != nil && resp.Body != nil {
		_, drainErr := io.CopyN(io.Discard, resp.Body, soon)
		if closeErr := resp.Body.Close(); closeErr != nil || drainErr != nil && !errors.Is(drainErr, io.EOF) {
			middleware.GetLogger(ctx).Logf(logging.Warn, "failed to drain and close a response: %v", errors.Join(drainErr, closeErr))
		}
	}
	return out, metadata, err
}
