package workspaces

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// steps are the middleware of one operation, in the order in which a request meets them.
type steps struct {
	initialize  []middleware.InitializeMiddleware
	serialize   []middleware.SerializeMiddleware
	build       []middleware.BuildMiddleware
	finalize    []middleware.FinalizeMiddleware
	deserialize []middleware.DeserializeMiddleware
}

// newSteps puts the middleware of an operation together. IDs and order are those of the official
// module, so that middleware which is inserted by ID finds its place. Some of the official's have
// nothing to do here, or not with these options, and only hold their place.
func (c *Client) newSteps(op *operation) steps {
	o := op.options
	intercept := interceptors(o.Interceptors)
	legacy := o.EndpointResolver != nil || len(o.APIOptions) > 0
	var s steps

	// Initialize: the input, before it is a request. What the first three would set is static, so it is
	// in the operation's context from the start: see callContext.
	if intercept {
		s.initialize = append(s.initialize, &smithyhttp.InterceptExecution{
			BeforeExecution: o.Interceptors.BeforeExecution, AfterExecution: o.Interceptors.AfterExecution,
		})
	}
	s.initialize = append(s.initialize,
		placeholder("RegisterServiceMetadata"),
		placeholder("legacyEndpointContextSetter"),
		placeholder("SetLogger"))
	if op.codec.Requires() || o.StrictValidation {
		s.initialize = append(s.initialize, validateInput{strict: o.StrictValidation})
	}

	// Serialize: the request with its body.
	s.serialize = append(s.serialize,
		placeholder("setOperationInput"),
		when[middleware.SerializeMiddleware](legacy, &ResolveEndpoint{Resolver: o.EndpointResolver, Options: o.EndpointOptions}))
	if intercept {
		s.serialize = append(s.serialize, &smithyhttp.InterceptBeforeSerialization{Interceptors: o.Interceptors.BeforeSerialization})
	}
	s.serialize = append(s.serialize, &serializeOperation{op})
	if intercept {
		s.serialize = append(s.serialize, &smithyhttp.InterceptAfterSerialization{Interceptors: o.Interceptors.AfterSerialization})
	}

	// Build: headers that all attempts share.
	s.build = append(s.build,
		&awsmiddleware.ClientRequestID{},
		when[middleware.BuildMiddleware](len(o.APIOptions) > 0, &smithyhttp.ComputeContentLength{}), // known for our bodies
		placeholder("SetCredentialSourceMiddleware"),                                                // in the user agent already
		newUserAgent(o),
		&awsmiddleware.RecursionDetection{})

	// Finalize: the attempts, each with its own endpoint, identity and signature.
	s.finalize = append(s.finalize,
		&spanRetryLoop{op},
		when[middleware.FinalizeMiddleware](intercept, &smithyhttp.InterceptBeforeRetryLoop{
			Interceptors: o.Interceptors.BeforeRetryLoop,
		}),
		retry.NewAttemptMiddleware(o.Retryer, smithyhttp.RequestCloner, func(m *retry.Attempt) {
			m.LogAttempts = o.ClientLogMode.IsRetries()
			m.OperationMeter = o.MeterProvider.Meter(instrumentationScope)
			m.ClientSkew = c.timeOffset
		}),
		when[middleware.FinalizeMiddleware](intercept, &smithyhttp.InterceptAttempt{
			BeforeAttempt: o.Interceptors.BeforeAttempt, AfterAttempt: o.Interceptors.AfterAttempt,
		}),
		placeholder("RetryMetricsHeader"), // the retry middleware sets the header
		newResolveAuthScheme(op),
		&resolveIdentity{op},
		newResolveEndpointV2(op),
		when[middleware.FinalizeMiddleware](o.EndpointOptions.DisableHTTPS, disableHTTPS{}),
		&payloadHash{op: op},
		when[middleware.FinalizeMiddleware](legacy, legacySigningOptions{}))
	if intercept {
		s.finalize = append(s.finalize, &smithyhttp.InterceptBeforeSigning{Interceptors: o.Interceptors.BeforeSigning})
	}
	s.finalize = append(s.finalize, &signRequest{op})
	if intercept {
		s.finalize = append(s.finalize, &smithyhttp.InterceptAfterSigning{Interceptors: o.Interceptors.AfterSigning})
	}

	// Deserialize: the answer, which meets these from the last to the first.
	s.deserialize = append(s.deserialize,
		&awsmiddleware.AddRawResponse{},
		closeBody{},
		placeholder("CloseResponseBody"), // closeBody does both
		&awshttp.ResponseErrorWrapper{},
		&awsmiddleware.RequestIDRetriever{})
	if intercept {
		s.deserialize = append(s.deserialize, &smithyhttp.InterceptAfterDeserialization{Interceptors: o.Interceptors.AfterDeserialization})
	}
	s.deserialize = append(s.deserialize, &deserializeOperation{op})
	if intercept {
		s.deserialize = append(s.deserialize, &smithyhttp.InterceptBeforeDeserialization{Interceptors: o.Interceptors.BeforeDeserialization})
	}
	s.deserialize = append(s.deserialize,
		&awsmiddleware.RecordResponseTiming{},
		when[middleware.DeserializeMiddleware](o.ClientLogMode != 0, messageLogger{o.ClientLogMode}))
	if intercept {
		s.deserialize = append(s.deserialize, &smithyhttp.InterceptTransmit{
			BeforeTransmit: o.Interceptors.BeforeTransmit, AfterTransmit: o.Interceptors.AfterTransmit,
		})
	}
	return s
}

// when returns m, or where the condition does not hold what keeps its place.
func when[M interface{ ID() string }](condition bool, m M) M {
	if condition {
		return m
	}
	return any(placeholder(m.ID())).(M)
}

// placeholder is middleware that does nothing, under an ID that others may look for.
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

// stack returns the steps as a stack that API options can change.
func (s steps) stack(id string) (*middleware.Stack, error) {
	stack := middleware.NewStack(id, smithyhttp.NewStackRequest)
	return stack, firstError(
		addAll(s.initialize, stack.Initialize.Add),
		addAll(s.serialize, stack.Serialize.Add),
		addAll(s.build, stack.Build.Add),
		addAll(s.finalize, stack.Finalize.Add),
		addAll(s.deserialize, stack.Deserialize.Add))
}

func addAll[M any](list []M, add func(M, middleware.RelativePosition) error) error {
	for _, m := range list {
		if err := add(m, middleware.After); err != nil {
			return err
		}
	}
	return nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// chain returns the steps as one handler. A smithy stack can't serve two calls at once, as it is
// written to when it runs; this can, and is shorter, as it leaves out what only holds a place.
func (s steps) chain(transport middleware.Handler) middleware.Handler {
	deserialize := middleware.DeserializeHandler(middleware.DeserializeHandlerFunc(func(ctx context.Context, in middleware.DeserializeInput) (
		middleware.DeserializeOutput, middleware.Metadata, error,
	) {
		resp, metadata, err := transport.Handle(ctx, in.Request)
		return middleware.DeserializeOutput{RawResponse: resp}, metadata, err
	}))
	for _, m := range working(s.deserialize) {
		next := deserialize
		deserialize = middleware.DeserializeHandlerFunc(func(ctx context.Context, in middleware.DeserializeInput) (
			middleware.DeserializeOutput, middleware.Metadata, error,
		) {
			return m.HandleDeserialize(ctx, in, next)
		})
	}
	finalize := middleware.FinalizeHandler(middleware.FinalizeHandlerFunc(func(ctx context.Context, in middleware.FinalizeInput) (
		middleware.FinalizeOutput, middleware.Metadata, error,
	) {
		out, metadata, err := deserialize.HandleDeserialize(ctx, middleware.DeserializeInput(in))
		return middleware.FinalizeOutput{Result: out.Result}, metadata, err
	}))
	for _, m := range working(s.finalize) {
		next := finalize
		finalize = middleware.FinalizeHandlerFunc(func(ctx context.Context, in middleware.FinalizeInput) (
			middleware.FinalizeOutput, middleware.Metadata, error,
		) {
			return m.HandleFinalize(ctx, in, next)
		})
	}
	build := middleware.BuildHandler(middleware.BuildHandlerFunc(func(ctx context.Context, in middleware.BuildInput) (
		middleware.BuildOutput, middleware.Metadata, error,
	) {
		out, metadata, err := finalize.HandleFinalize(ctx, middleware.FinalizeInput(in))
		return middleware.BuildOutput(out), metadata, err
	}))
	for _, m := range working(s.build) {
		next := build
		build = middleware.BuildHandlerFunc(func(ctx context.Context, in middleware.BuildInput) (
			middleware.BuildOutput, middleware.Metadata, error,
		) {
			return m.HandleBuild(ctx, in, next)
		})
	}
	serialize := middleware.SerializeHandler(middleware.SerializeHandlerFunc(func(ctx context.Context, in middleware.SerializeInput) (
		middleware.SerializeOutput, middleware.Metadata, error,
	) {
		out, metadata, err := build.HandleBuild(ctx, middleware.BuildInput{Request: in.Request})
		return middleware.SerializeOutput(out), metadata, err
	}))
	for _, m := range working(s.serialize) {
		next := serialize
		serialize = middleware.SerializeHandlerFunc(func(ctx context.Context, in middleware.SerializeInput) (
			middleware.SerializeOutput, middleware.Metadata, error,
		) {
			return m.HandleSerialize(ctx, in, next)
		})
	}
	initialize := middleware.InitializeHandler(middleware.InitializeHandlerFunc(func(ctx context.Context, in middleware.InitializeInput) (
		middleware.InitializeOutput, middleware.Metadata, error,
	) {
		out, metadata, err := serialize.HandleSerialize(ctx, middleware.SerializeInput{
			Parameters: in.Parameters, Request: &smithyhttp.Request{Request: &http.Request{}},
		})
		return middleware.InitializeOutput(out), metadata, err
	}))
	for _, m := range working(s.initialize) {
		next := initialize
		initialize = middleware.InitializeHandlerFunc(func(ctx context.Context, in middleware.InitializeInput) (
			middleware.InitializeOutput, middleware.Metadata, error,
		) {
			return m.HandleInitialize(ctx, in, next)
		})
	}
	return middleware.HandlerFunc(func(ctx context.Context, params any) (any, middleware.Metadata, error) {
		out, metadata, err := initialize.HandleInitialize(ctx, middleware.InitializeInput{Parameters: params})
		return out.Result, metadata, err
	})
}

// working returns the middleware that does something, the last first.
func working[M any](list []M) (found []M) {
	for _, m := range slices.Backward(list) {
		if _, ok := any(m).(placeholder); !ok {
			found = append(found, m)
		}
	}
	return found
}

// interceptors reports whether there are any. Those around attempts and the retry loop are always in
// the stack, all others only then.
func interceptors(r smithyhttp.InterceptorRegistry) bool {
	return len(r.BeforeExecution)+len(r.BeforeSerialization)+len(r.AfterSerialization)+len(r.BeforeRetryLoop)+
		len(r.BeforeAttempt)+len(r.BeforeSigning)+len(r.AfterSigning)+len(r.BeforeTransmit)+len(r.AfterTransmit)+
		len(r.BeforeDeserialization)+len(r.AfterDeserialization)+len(r.AfterAttempt)+len(r.AfterExecution) > 0
}

// newUserAgent returns the middleware that sets the User-Agent header. API options add to it in its
// own type; where there are none its headers are the same for every call, and made once.
func newUserAgent(o *Options) middleware.BuildMiddleware {
	if len(o.APIOptions) > 0 {
		return requestUserAgent(o)
	}
	marked := func(f awsmiddleware.UserAgentFeature) func() *fixedUserAgent {
		return sync.OnceValue(func() *fixedUserAgent {
			ua := requestUserAgent(o)
			ua.AddUserAgentFeature(f)
			return &fixedUserAgent{RequestUserAgent: ua}
		})
	}
	return &fixedUserAgent{RequestUserAgent: requestUserAgent(o), marked: map[awsmiddleware.UserAgentFeature]func() *fixedUserAgent{
		awsmiddleware.UserAgentFeaturePaginator: marked(awsmiddleware.UserAgentFeaturePaginator),
		awsmiddleware.UserAgentFeatureWaiter:    marked(awsmiddleware.UserAgentFeatureWaiter),
	}}
}

func requestUserAgent(o *Options) *awsmiddleware.RequestUserAgent {
	ua := awsmiddleware.NewRequestUserAgent()
	ua.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, "workspaces", version)
	if o.AppID != "" {
		ua.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, o.AppID)
	}
	switch o.Retryer.(type) {
	case *retry.Standard:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeStandard)
	case *retry.AdaptiveMode:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeAdaptive)
	}
	if p, ok := o.Credentials.(aws.CredentialProviderSource); ok {
		for _, source := range p.ProviderSources() {
			ua.AddCredentialsSource(source)
		}
	}
	return ua
}

// calledBy is the key of the context value that calls of paginators and waiters have: their user agent
// feature.
type calledBy struct{}

// calledAs marks the calls that are made with a context. The core's constants have no type of their own.
func calledAs(ctx context.Context, feature awsmiddleware.UserAgentFeature) context.Context {
	return context.WithValue(ctx, calledBy{}, feature)
}

// fixedUserAgent remembers what its RequestUserAgent writes into a request without the header.
type fixedUserAgent struct {
	*awsmiddleware.RequestUserAgent
	marked map[awsmiddleware.UserAgentFeature]func() *fixedUserAgent // for calls of paginators and waiters, by their feature
	header atomic.Pointer[[]string]
}

// HandleBuild implements middleware.BuildMiddleware.
func (u *fixedUserAgent) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	middleware.BuildOutput, middleware.Metadata, error,
) {
	const name = "User-Agent"
	if by, ok := ctx.Value(calledBy{}).(awsmiddleware.UserAgentFeature); ok && u.marked[by] != nil {
		u = u.marked[by]()
	}
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok || len(req.Header[name]) > 0 {
		return u.RequestUserAgent.HandleBuild(ctx, in, next)
	}
	if header := u.header.Load(); header != nil {
		req.Header[name] = slices.Clone(*header)
		return next.HandleBuild(ctx, in)
	}
	return u.RequestUserAgent.HandleBuild(ctx, in, middleware.BuildHandlerFunc(func(ctx context.Context, in middleware.BuildInput) (
		middleware.BuildOutput, middleware.Metadata, error,
	) {
		header := slices.Clone(req.Header[name])
		u.header.Store(&header)
		return next.HandleBuild(ctx, in)
	}))
}

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
	result := m.op.codec.NewOutput()
	if err := m.op.codec.DeserializeResponse(resp, result); err != nil {
		return out, metadata, err
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

// spanRetryLoop is the middleware that puts all attempts into one span.
type spanRetryLoop struct{ op *operation }

func (*spanRetryLoop) ID() string { return "spanRetryLoop" }

func (m *spanRetryLoop) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	ctx, span := m.op.tracer.StartSpan(ctx, "RetryLoop")
	defer span.End()
	return next.HandleFinalize(ctx, in)
}
