package workspaces

import (
	"context"
	"net/http"
	"slices"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// stack returns the steps as a smithy stack, for API options to modify.
func (s steps) stack(id string) (*middleware.Stack, error) {
	stack := middleware.NewStack(id, smithyhttp.NewStackRequest)
	for _, err := range []error{
		addAll(s.initialize, stack.Initialize.Add),
		addAll(s.serialize, stack.Serialize.Add),
		addAll(s.build, stack.Build.Add),
		addAll(s.finalize, stack.Finalize.Add),
		addAll(s.deserialize, stack.Deserialize.Add),
	} {
		if err != nil {
			return nil, err
		}
	}
	return stack, nil
}

func addAll[M any](list []M, add func(M, middleware.RelativePosition) error) error {
	for _, m := range list {
		if err := add(m, middleware.After); err != nil {
			return err
		}
	}
	return nil
}

// chain returns the steps, without the placeholders, as a single handler. The handler is built back to front, from the
// transport to the first step. Unlike a smithy stack, whose state changes during a call, it is safe for concurrent use.
func (s steps) chain(transport middleware.Handler) middleware.Handler {
	deserialize := wrap(s.deserialize, middleware.DeserializeMiddleware.HandleDeserialize,
		func(f deserializeFunc) middleware.DeserializeHandler { return middleware.DeserializeHandlerFunc(f) },
		func(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
			resp, metadata, err := transport.Handle(ctx, in.Request)
			return middleware.DeserializeOutput{RawResponse: resp}, metadata, err
		})
	finalize := wrap(s.finalize, middleware.FinalizeMiddleware.HandleFinalize,
		func(f finalizeFunc) middleware.FinalizeHandler { return middleware.FinalizeHandlerFunc(f) },
		func(ctx context.Context, in middleware.FinalizeInput) (middleware.FinalizeOutput, middleware.Metadata, error) {
			out, metadata, err := deserialize.HandleDeserialize(ctx, middleware.DeserializeInput(in))
			return middleware.FinalizeOutput{Result: out.Result}, metadata, err
		})
	build := wrap(s.build, middleware.BuildMiddleware.HandleBuild,
		func(f buildFunc) middleware.BuildHandler { return middleware.BuildHandlerFunc(f) },
		func(ctx context.Context, in middleware.BuildInput) (middleware.BuildOutput, middleware.Metadata, error) {
			out, metadata, err := finalize.HandleFinalize(ctx, middleware.FinalizeInput(in))
			return middleware.BuildOutput(out), metadata, err
		})
	serialize := wrap(s.serialize, middleware.SerializeMiddleware.HandleSerialize,
		func(f serializeFunc) middleware.SerializeHandler { return middleware.SerializeHandlerFunc(f) },
		func(ctx context.Context, in middleware.SerializeInput) (middleware.SerializeOutput, middleware.Metadata, error) {
			out, metadata, err := build.HandleBuild(ctx, middleware.BuildInput{Request: in.Request})
			return middleware.SerializeOutput(out), metadata, err
		})
	initialize := wrap(s.initialize, middleware.InitializeMiddleware.HandleInitialize,
		func(f initializeFunc) middleware.InitializeHandler { return middleware.InitializeHandlerFunc(f) },
		func(ctx context.Context, in middleware.InitializeInput) (middleware.InitializeOutput, middleware.Metadata, error) {
			out, metadata, err := serialize.HandleSerialize(ctx, middleware.SerializeInput{
				Parameters: in.Parameters, Request: &smithyhttp.Request{Request: &http.Request{}},
			})
			return middleware.InitializeOutput(out), metadata, err
		})
	return middleware.HandlerFunc(func(ctx context.Context, params any) (any, middleware.Metadata, error) {
		out, metadata, err := initialize.HandleInitialize(ctx, middleware.InitializeInput{Parameters: params})
		return out.Result, metadata, err
	})
}

// The five phases' handlers differ only in their input and output types.
type (
	handleFunc[In, Out any] = func(context.Context, In) (Out, middleware.Metadata, error)

	initializeFunc  = handleFunc[middleware.InitializeInput, middleware.InitializeOutput]
	serializeFunc   = handleFunc[middleware.SerializeInput, middleware.SerializeOutput]
	buildFunc       = handleFunc[middleware.BuildInput, middleware.BuildOutput]
	finalizeFunc    = handleFunc[middleware.FinalizeInput, middleware.FinalizeOutput]
	deserializeFunc = handleFunc[middleware.DeserializeInput, middleware.DeserializeOutput]
)

// wrap returns a phase's handler, which runs the phase's middleware in order and then calls final. callMiddleware calls
// a middleware's Handle method; toHandler converts a function to the phase's handler type.
func wrap[In, Out, M, H any](
	list []M, callMiddleware func(M, context.Context, In, H) (Out, middleware.Metadata, error),
	toHandler func(handleFunc[In, Out]) H, final handleFunc[In, Out],
) H {
	handler := toHandler(final)
	for _, m := range slices.Backward(list) {
		if _, ok := any(m).(placeholder); ok {
			continue
		}
		next := handler
		handler = toHandler(func(ctx context.Context, in In) (Out, middleware.Metadata, error) {
			return callMiddleware(m, ctx, in, next)
		})
	}
	return handler
}

// ifNeeded returns m if it is needed, and otherwise a placeholder with m's ID.
func ifNeeded[M interface{ ID() string }](needed bool, m M) M {
	if needed {
		return m
	}
	return any(placeholder(m.ID())).(M)
}

// placeholder is middleware that does nothing. It keeps the ID of middleware from the official module, so that programs
// can insert their own middleware before or after it.
type placeholder string

func (p placeholder) ID() string { return string(p) }

func (placeholder) HandleInitialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	middleware.InitializeOutput, middleware.Metadata, error,
) {
	return next.HandleInitialize(ctx, in)
}

func (placeholder) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	middleware.SerializeOutput, middleware.Metadata, error,
) {
	return next.HandleSerialize(ctx, in)
}

func (placeholder) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	middleware.BuildOutput, middleware.Metadata, error,
) {
	return next.HandleBuild(ctx, in)
}

func (placeholder) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	return next.HandleFinalize(ctx, in)
}

func (placeholder) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	return next.HandleDeserialize(ctx, in)
}
