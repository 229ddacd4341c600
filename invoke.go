package workspaces

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync/atomic"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/internal/oneline"
)

// invoke calls an operation. It implements the operation methods of [Client].
func invoke[Out, In any](ctx context.Context, c *Client, name string, params *In, optFns []func(*Options)) (*Out, error) {
	if params == nil {
		params = new(In)
	}
	op, err := c.operation(name, reflect.TypeFor[In](), reflect.TypeFor[Out](), optFns)
	if err != nil {
		return nil, &smithy.OperationError{ServiceID: ServiceID, OperationName: name, Err: err}
	}
	result, metadata, err := op.call(ctx, params)
	if err != nil {
		return nil, err
	}
	out, ok := result.(*Out)
	if !ok || out == nil {
		return nil, &smithy.OperationError{
			ServiceID: ServiceID, OperationName: name,
			Err: fmt.Errorf("middleware returned %T, not %T", result, out),
		}
	}
	op.codec.SetMetadata(out, metadata)
	return out, nil
}

// operation is an API operation with its middleware, prepared for one set of options. It is safe for concurrent use.
type operation struct {
	name        string
	spanName    string
	spanOptions []tracing.SpanOption
	codec       *awsjson.Operation
	options     *Options
	metrics     *operationMetrics
	tracer      tracing.Tracer
	static      context.Context
	handler     middleware.Handler
	request     *smithyhttp.Request // a template: the parts common to all requests

	timeOffset *atomic.Int64 // the same pointer as Client.timeOffset
}

// operation returns the named operation, prepared for a call. The client caches the operation for later calls unless
// the call has option functions, which apply only to that call, or the client has API options, whose middleware may
// keep state during a call.
func (c *Client) operation(name string, in, out reflect.Type, optFns []func(*Options)) (*operation, error) {
	if op, ok := c.operations.Load(name); ok && len(optFns) == 0 {
		return op.(*operation), nil
	}
	options := c.options.Copy()
	for _, fn := range optFns {
		fn(&options)
	}
	op, err := c.newOperation(name, in, out, &options)
	if err != nil {
		return nil, err
	}
	if len(optFns) == 0 && len(options.APIOptions) == 0 {
		c.operations.Store(name, op)
	}
	return op, nil
}

func (c *Client) newOperation(name string, in, out reflect.Type, o *Options) (*operation, error) {
	o.inherit(&c.options)
	if o.RetryMaxAttempts != 0 && o.RetryMaxAttempts != c.options.RetryMaxAttempts {
		o.Retryer = retry.AddWithMaxAttempts(o.Retryer, o.RetryMaxAttempts)
	}
	finalizeEndpointOptions(o)

	codec, err := awsjson.NewOperation(name, in, out)
	if err != nil {
		return nil, err
	}
	metrics, err := newOperationMetrics(o.MeterProvider, name)
	if err != nil {
		return nil, err
	}
	op := &operation{
		name: name, spanName: ServiceID + "." + name, codec: codec, options: o, metrics: metrics, tracer: o.TracerProvider.Tracer(instrumentationScope),
		timeOffset: c.timeOffset,
	}
	op.spanOptions = []tracing.SpanOption{op.describeSpan}
	op.static = op.staticContext()
	op.request = codec.NewRequest()
	transport := smithyhttp.NewClientHandlerWithOptions(withoutRedirects(o.HTTPClient), func(h *smithyhttp.ClientHandler) {
		h.Meter = o.MeterProvider.Meter(instrumentationScope)
	})
	steps := c.newSteps(op)
	if len(o.APIOptions) == 0 {
		op.handler = steps.chain(transport)
		return op, nil
	}
	stack, err := steps.stack(name)
	if err != nil {
		return nil, err
	}
	for _, fn := range o.APIOptions {
		if err := fn(stack); err != nil {
			return nil, err
		}
	}
	op.handler = middleware.DecorateHandler(transport, stack)
	return op, nil
}

// call makes one call, which may take several attempts.
func (op *operation) call(ctx context.Context, params any) (result any, metadata middleware.Metadata, err error) {
	if ctx == nil {
		return nil, metadata, &smithy.OperationError{ServiceID: ServiceID, OperationName: op.name, Err: errors.New("context is nil")}
	}
	attempts := &callContext{Context: ctx, static: op.static, skew: time.Duration(op.timeOffset.Load())}
	ctx, span := op.tracer.StartSpan(attempts, op.spanName, op.spanOptions...)
	defer span.End()
	timer := op.metrics.call.start(ctx)
	defer timer.stop(nil)

	result, metadata, err = op.handler.Handle(ctx, params)
	span.SetProperty("error", err != nil)
	if err == nil && op.options.refillRetryQuota != nil {
		err = op.options.refillRetryQuota()
	}
	if err == nil {
		if attempts.doubt > notCarriedOut {
			metadata.Set(doubtKey{}, attempts.doubt)
		}
		span.SetStatus(tracing.SpanStatusOK)
		return result, metadata, nil
	}
	oneLine := withDoubt(attempts.doubt, oneline.Error(err)) // the retryer's error may span several lines
	if _, off := op.options.TracerProvider.(*tracing.NopTracerProvider); !off {
		traceError(span, err, oneLine)
	}
	return nil, metadata, &smithy.OperationError{ServiceID: ServiceID, OperationName: op.name, Err: oneLine}
}

// traceError records err in the failed call's span. oneLine is err with its text on one line.
func traceError(span tracing.Span, err, oneLine error) {
	span.SetStatus(tracing.SpanStatusError)
	span.SetProperty("exception.type", fmt.Sprintf("%T", err))
	span.SetProperty("exception.message", oneLine.Error())
	var apiErr smithy.APIError
	if errors.As(err, &apiErr) {
		span.SetProperty("api.error_code", apiErr.ErrorCode())
		span.SetProperty("api.error_message", apiErr.ErrorMessage())
		span.SetProperty("api.error_fault", apiErr.ErrorFault().String())
	}
}

func (op *operation) describeSpan(o *tracing.SpanOptions) {
	o.Kind = tracing.SpanKindClient
	o.Properties.Set("rpc.system", "aws-api")
	o.Properties.Set("rpc.method", op.name)
	o.Properties.Set("rpc.service", ServiceID)
}

// spanRetryLoop is the middleware that wraps all attempts in one tracing span.
type spanRetryLoop struct{ op *operation }

func (*spanRetryLoop) ID() string { return "spanRetryLoop" }

func (m *spanRetryLoop) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	ctx, span := m.op.tracer.StartSpan(ctx, "RetryLoop")
	defer span.End()
	return next.HandleFinalize(ctx, in)
}

// callContext is the context of one call. On top of the caller's context, it holds values shared by all calls to the
// operation and values that one middleware passes to a later one. It replaces a dozen nested contexts.
type callContext struct {
	context.Context
	static context.Context // see operation.staticContext

	scheme   *resolvedScheme     // set by resolveAuthScheme
	identity smithyauth.Identity // set by resolveIdentity
	skew     time.Duration       // how far the service's clock is ahead of the local clock, updated by each attempt
	secrets  secrets             // session tokens and signatures of failed attempts, which later responses and errors may quote
	doubt    doubt               // whether the service may have carried out a failed attempt
}

type callContextKey struct{}

// Value looks in the static context first: if this call is made by another call's middleware, the caller's context
// holds the other call's values for the same keys.
func (c *callContext) Value(key any) any {
	if key == (callContextKey{}) {
		return c
	}
	if v := c.static.Value(key); v != nil {
		return v
	}
	return c.Context.Value(key)
}

// callContextOf returns the callContext that ctx is derived from, or nil if there is none.
func callContextOf(ctx context.Context) *callContext {
	c, _ := ctx.Value(callContextKey{}).(*callContext)
	return c
}

// staticContext returns a context with the values that the middleware of the AWS SDK for Go v2 reads. These values are
// the same for all calls to the operation.
func (op *operation) staticContext() context.Context {
	o := op.options
	ctx := context.Background()
	ctx = middleware.WithServiceID(ctx, ServiceID)
	ctx = middleware.WithOperationName(ctx, op.name)
	ctx = withServiceMetadata(ctx, o.Region, op.name)
	if o.EndpointResolver != nil {
		ctx = awsmiddleware.SetRequiresLegacyEndpoints(ctx, true)
	}
	ctx = middleware.SetLogger(ctx, o.Logger)
	return tracing.WithOperationTracer(ctx, op.tracer)
}

// withServiceMetadata returns ctx with the service, Region and operation set. It runs the SDK's middleware because
// older versions of the aws-sdk-go-v2 module do not export setters for the Region and operation.
func withServiceMetadata(ctx context.Context, region, operation string) context.Context {
	register := awsmiddleware.RegisterServiceMetadata{ServiceID: ServiceID, Region: region, OperationName: operation}
	keep := func(c context.Context, _ middleware.InitializeInput) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
		ctx = c
		return out, metadata, nil
	}
	_, _, _ = register.HandleInitialize(ctx, middleware.InitializeInput{}, middleware.InitializeHandlerFunc(keep))
	return ctx
}
