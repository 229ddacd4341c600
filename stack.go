package workspaces

import (
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// steps are the middleware of one operation, in the order in which a request passes through them.
type steps struct {
	initialize  []middleware.InitializeMiddleware
	serialize   []middleware.SerializeMiddleware
	build       []middleware.BuildMiddleware
	finalize    []middleware.FinalizeMiddleware
	deserialize []middleware.DeserializeMiddleware
}

// newSteps returns the middleware of an operation. The IDs and their order are the same as in the official module,
// because programs insert their own middleware by ID. A placeholder stands for official middleware that has nothing
// to do in this client or with these options.
func (c *Client) newSteps(op *operation) steps {
	o := op.options
	intercept := interceptors(o.Interceptors)
	legacy := o.EndpointResolver != nil || len(o.APIOptions) > 0
	var s steps

	// Initialize: checks the input. There is no request yet. The three placeholders stand for middleware that sets
	// context values. These values are the same for every call, so callContext has them from the start.
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

	// Serialize: makes the request and its body.
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

	// Build: sets the headers that all attempts share.
	s.build = append(s.build,
		&awsmiddleware.ClientRequestID{},
		// serializeOperation has already set the length of its body. Only API options can replace that body.
		when[middleware.BuildMiddleware](len(o.APIOptions) > 0, computeContentLength{}),
		placeholder("SetCredentialSourceMiddleware"), // newUserAgent adds the source of the credentials
		newUserAgent(o),
		&awsmiddleware.RecursionDetection{})

	// Finalize: makes the attempts. Each attempt resolves the auth scheme, the identity and the endpoint, and signs the
	// request.
	s.finalize = append(s.finalize,
		&spanRetryLoop{op},
		when[middleware.FinalizeMiddleware](intercept, &smithyhttp.InterceptBeforeRetryLoop{
			Interceptors: o.Interceptors.BeforeRetryLoop,
		}),
		retry.NewAttemptMiddleware(o.Retryer, smithyhttp.RequestCloner, func(m *retry.Attempt) {
			m.LogAttempts = o.ClientLogMode.IsRetries()
			m.OperationMeter = o.MeterProvider.Meter(instrumentationScope)
			m.ClientSkew = c.timeOffset
		}))
	if o.RateLimiter != nil {
		s.finalize = append(s.finalize, rateLimit{o.RateLimiter})
	}
	s.finalize = append(s.finalize,
		when[middleware.FinalizeMiddleware](intercept, &smithyhttp.InterceptAttempt{
			BeforeAttempt: o.Interceptors.BeforeAttempt, AfterAttempt: o.Interceptors.AfterAttempt,
		}),
		retryMetricsHeader(),
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

	// Deserialize: sends the request. The response passes through the list backwards, from the last step to the first.
	s.deserialize = append(s.deserialize,
		&awsmiddleware.AddRawResponse{},
		closeBody{},
		placeholder("CloseResponseBody"), // closeBody closes the body of every response, including successful ones
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

// interceptors reports whether any interceptor is registered. If none is registered, the official stack keeps only the
// interceptor middleware around the retry loop and around the attempts.
func interceptors(r smithyhttp.InterceptorRegistry) bool {
	return len(r.BeforeExecution)+len(r.BeforeSerialization)+len(r.AfterSerialization)+len(r.BeforeRetryLoop)+
		len(r.BeforeAttempt)+len(r.BeforeSigning)+len(r.AfterSigning)+len(r.BeforeTransmit)+len(r.AfterTransmit)+
		len(r.BeforeDeserialization)+len(r.AfterDeserialization)+len(r.AfterAttempt)+len(r.AfterExecution) > 0
}
