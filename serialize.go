package workspaces

import (
	"context"
	"fmt"

	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// validateInput is the middleware that checks the input before anything is sent. It checks that required members are
// set and, if strict is true, that all members are within their bounds.
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

// serializeOperation is the middleware that turns the input into a request.
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
	if req.URL != nil && req.URL.Host != "" { // set by ResolveEndpoint
		withBody.URL = req.URL.JoinPath("/")
	}
	*req = *withBody
	span.End()
	return next.HandleSerialize(ctx, in)
}

// computeContentLength is the middleware that recomputes the content length. newSteps adds it only with API options,
// which can replace the body; older versions of smithy-go do not update the length when that happens.
type computeContentLength struct{}

func (computeContentLength) ID() string { return "ComputeContentLength" }

func (computeContentLength) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	out middleware.BuildOutput, metadata middleware.Metadata, err error,
) {
	if req, ok := in.Request.(*smithyhttp.Request); ok {
		length, known, err := req.StreamLength()
		switch {
		case err != nil:
			return out, metadata, fmt.Errorf("measure the body of the request: %w", err)
		case known:
			req.ContentLength = length
		}
	}
	return next.HandleBuild(ctx, in)
}
