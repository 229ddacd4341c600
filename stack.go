package workspaces

import (
	"context"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
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
		&resolveAuthScheme{op},
		&resolveIdentity{op},
		&resolveEndpointV2{op},
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

// interceptors reports whether there are any. Those around attempts and the retry loop are always in
// the stack, all others only then.
func interceptors(r smithyhttp.InterceptorRegistry) bool {
	return len(r.BeforeExecution)+len(r.BeforeSerialization)+len(r.AfterSerialization)+len(r.BeforeRetryLoop)+
		len(r.BeforeAttempt)+len(r.BeforeSigning)+len(r.AfterSigning)+len(r.BeforeTransmit)+len(r.AfterTransmit)+
		len(r.BeforeDeserialization)+len(r.AfterDeserialization)+len(r.AfterAttempt)+len(r.AfterExecution) > 0
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
