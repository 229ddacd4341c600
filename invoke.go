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
)

// invoke calls an operation: the one way that leads from a method of [Client] to the wire.
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
			Err: fmt.Errorf("middleware answered with %T, not %T", result, out),
		}
	}
	op.codec.SetMetadata(out, metadata)
	return out, nil
}

// operation is an operation made ready to be called with one set of options.
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
	request     *smithyhttp.Request // what the requests of all calls have in common

	timeOffset *atomic.Int64 // the client's
}

// operation returns the operation of a name, from what the client keeps of earlier calls unless this
// call has options of its own or the client has API options, which may hold state of one call.
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

// call runs the operation once, attempts and all.
func (op *operation) call(ctx context.Context, params any) (result any, metadata middleware.Metadata, err error) {
	if ctx == nil {
		return nil, metadata, &smithy.OperationError{ServiceID: ServiceID, OperationName: op.name, Err: errors.New("context is nil")}
	}
	ctx = &callContext{Context: ctx, static: op.static, skew: time.Duration(op.timeOffset.Load())}
	ctx, span := op.tracer.StartSpan(ctx, op.spanName, op.spanOptions...)
	defer span.End()
	timer := op.metrics.call.start(ctx)
	defer timer.stop(nil)

	result, metadata, err = op.handler.Handle(ctx, params)
	span.SetProperty("error", err != nil)
	if err == nil && op.options.refillRetryQuota != nil {
		err = op.options.refillRetryQuota()
	}
	if err == nil {
		span.SetStatus(tracing.SpanStatusOK)
		return result, metadata, nil
	}
	span.SetStatus(tracing.SpanStatusError)
	span.SetProperty("exception.type", fmt.Sprintf("%T", err))
	span.SetProperty("exception.message", err.Error())
	var apiErr smithy.APIError
	if errors.As(err, &apiErr) {
		span.SetProperty("api.error_code", apiErr.ErrorCode())
		span.SetProperty("api.error_message", apiErr.ErrorMessage())
		span.SetProperty("api.error_fault", apiErr.ErrorFault().String())
	}
	return nil, metadata, &smithy.OperationError{ServiceID: ServiceID, OperationName: op.name, Err: err}
}

func (op *operation) describeSpan(o *tracing.SpanOptions) {
	o.Kind = tracing.SpanKindClient
	o.Properties.Set("rpc.system", "aws-api")
	o.Properties.Set("rpc.method", op.name)
	o.Properties.Set("rpc.service", ServiceID)
}

// callContext is the context of one call: the caller's, in front of it the values that all calls of an
// operation share, and what the middleware of this call leave for each other. One object in place of
// the dozen nested contexts that setting the values one by one would make.
type callContext struct {
	context.Context
	static context.Context

	scheme   *resolvedScheme
	identity smithyauth.Identity
	skew     time.Duration // of the service's clock, seen in the last attempt
}

type callContextKey struct{}

// Value prefers the call's own values: those that the caller's context has are of another call.
func (c *callContext) Value(key any) any {
	if key == (callContextKey{}) {
		return c
	}
	if v := c.static.Value(key); v != nil {
		return v
	}
	return c.Context.Value(key)
}

func callContextOf(ctx context.Context) *callContext {
	c, _ := ctx.Value(callContextKey{}).(*callContext)
	return c
}

// staticContext holds what middleware of AWS SDK for Go v2 look for in a context.
func (op *operation) staticContext() context.Context {
	o := op.options
	ctx := context.Background()
	ctx = middleware.WithServiceID(ctx, ServiceID)
	ctx = middleware.WithOperationName(ctx, op.name)
	ctx = awsmiddleware.SetServiceID(ctx, ServiceID)
	ctx = awsmiddleware.SetRegion(ctx, o.Region)
	ctx = awsmiddleware.SetOperationName(ctx, op.name)
	if o.EndpointResolver != nil {
		ctx = awsmiddleware.SetRequiresLegacyEndpoints(ctx, true)
	}
	ctx = middleware.SetLogger(ctx, o.Logger)
	return tracing.WithOperationTracer(ctx, op.tracer)
}
