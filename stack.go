package workspaces

import (
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// steps holds an operation's middleware. A request passes through the middleware in the order of the fields.
type steps struct {
	initialize  []middleware.InitializeMiddleware
	serialize   []middleware.SerializeMiddleware
	build       []middleware.BuildMiddleware
	finalize    []middleware.FinalizeMiddleware
	deserialize []middleware.DeserializeMiddleware
}

// newSteps returns an operation's middleware. The IDs and their order are the same as in the official module, because
// programs insert their own middleware by ID. A placeholder keeps the ID of official middleware that is not needed
// here.
func (c *Client) newSteps(op *operation) steps {
	o := op.options
	// Without interceptors, the official stack contains InterceptBeforeRetryLoop and InterceptAttempt, but no other
	// interceptor middleware.
	intercept := hasInterceptors(o.Interceptors)
	legacy := o.EndpointResolver != nil || len(o.APIOptions) > 0
	var s steps

	// The Initialize phase checks the input; there is no HTTP request yet. The three placeholders stand for official
	// middleware that sets context values, which callContext holds from the start.
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

	// The Serialize phase builds the HTTP request and its body.
	s.serialize = append(s.serialize,
		placeholder("setOperationInput"),
		ifNeeded[middleware.SerializeMiddleware](legacy, &ResolveEndpoint{Resolver: o.EndpointResolver, Options: o.EndpointOptions}))
	if intercept {
		s.serialize = append(s.serialize, &smithyhttp.InterceptBeforeSerialization{Interceptors: o.Interceptors.BeforeSerialization})
	}
	s.serialize = append(s.serialize, &serializeOperation{op})
	if intercept {
		s.serialize = append(s.serialize, &smithyhttp.InterceptAfterSerialization{Interceptors: o.Interceptors.AfterSerialization})
	}

	// The Build phase sets the headers that are the same for all attempts.
	s.build = append(s.build,
		&awsmiddleware.ClientRequestID{},
		// serializeOperation has already set the content length, which can be wrong only if API options replace the
		// body.
		ifNeeded[middleware.BuildMiddleware](len(o.APIOptions) > 0, computeContentLength{}),
		placeholder("SetCredentialSourceMiddleware"), // newUserAgent adds the credentials' source to the header
		newUserAgent(o),
		&awsmiddleware.RecursionDetection{})

	// The Finalize phase contains the retry loop. Each attempt chooses the auth scheme, gets the credentials, resolves
	// the endpoint and signs the request.
	s.finalize = append(s.finalize,
		&spanRetryLoop{op},
		ifNeeded[middleware.FinalizeMiddleware](intercept, &smithyhttp.InterceptBeforeRetryLoop{
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
		ifNeeded[middleware.FinalizeMiddleware](intercept, &smithyhttp.InterceptAttempt{
			BeforeAttempt: o.Interceptors.BeforeAttempt, AfterAttempt: o.Interceptors.AfterAttempt,
		}),
		retryMetricsHeader(),
		newResolveAuthScheme(op),
		&resolveIdentity{op},
		newResolveEndpointV2(op),
		ifNeeded[middleware.FinalizeMiddleware](o.EndpointOptions.DisableHTTPS, disableHTTPS{}),
		&payloadHash{op: op},
		ifNeeded[middleware.FinalizeMiddleware](legacy, legacySigningOptions{}))
	if intercept {
		s.finalize = append(s.finalize, &smithyhttp.InterceptBeforeSigning{Interceptors: o.Interceptors.BeforeSigning})
	}
	s.finalize = append(s.finalize, &signRequest{op})
	if intercept {
		s.finalize = append(s.finalize, &smithyhttp.InterceptAfterSigning{Interceptors: o.Interceptors.AfterSigning})
	}

	// The Deserialize phase sends the request. The response then passes through this list in reverse order.
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
		ifNeeded[middleware.DeserializeMiddleware](o.ClientLogMode != 0, messageLogger{o.ClientLogMode}))
	if intercept {
		s.deserialize = append(s.deserialize, &smithyhttp.InterceptTransmit{
			BeforeTransmit: o.Interceptors.BeforeTransmit, AfterTransmit: o.Interceptors.AfterTransmit,
		})
	}
	return s
}

// hasInterceptors reports whether the registry contains any interceptors.
func hasInterceptors(r smithyhttp.InterceptorRegistry) bool {
	return len(r.BeforeExecution)+len(r.BeforeSerialization)+len(r.AfterSerialization)+len(r.BeforeRetryLoop)+
		len(r.BeforeAttempt)+len(r.BeforeSigning)+len(r.AfterSigning)+len(r.BeforeTransmit)+len(r.AfterTransmit)+
		len(r.BeforeDeserialization)+len(r.AfterDeserialization)+len(r.AfterAttempt)+len(r.AfterExecution) > 0
}
