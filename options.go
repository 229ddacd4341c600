package workspaces

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// HTTPClient sends HTTP requests. *http.Client and awshttp.BuildableClient implement it.
type HTTPClient interface {
	// Do sends one request and returns the response.
	Do(*http.Request) (*http.Response, error)
}

// HTTPSignerV4 signs requests with Signature Version 4. The default is the v4.Signer from the AWS SDK for Go v2.
type HTTPSignerV4 interface {
	// SignHTTP adds the signature to the headers of r.
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// Options configures a [Client]. Option functions change the options for a client or a single call. Only Region and
// Credentials have no default.
type Options struct {
	// APIOptions are functions that modify each operation's middleware stack. A client with APIOptions builds a new
	// stack for every call, because the functions may add middleware that keeps state during a call.
	APIOptions []func(*middleware.Stack) error

	// AppID names the program in the User-Agent header.
	AppID string

	// BaseEndpoint is the URL to send requests to instead of the service, such as that of a proxy or an emulator.
	BaseEndpoint *string

	// ClientLogMode selects which events are logged to Logger. Session tokens and signatures are never logged.
	ClientLogMode aws.ClientLogMode

	// Credentials provides the credentials for signing requests. With aws.AnonymousCredentials, requests are sent
	// unsigned. If Credentials is nil, every call fails.
	Credentials aws.CredentialsProvider

	// DefaultsMode selects the default HTTP client's timeouts and the default retry mode.
	DefaultsMode aws.DefaultsMode

	// EndpointOptions selects a FIPS or dual-stack endpoint, or plain http.
	EndpointOptions EndpointResolverOptions

	// EndpointResolver is a first-generation resolver. If set, it is tried before EndpointResolverV2.
	//
	// Deprecated: Set BaseEndpoint, or EndpointResolverV2 if one fixed URL is not enough.
	EndpointResolver EndpointResolver

	// EndpointResolverV2 resolves the endpoint for each attempt. The default resolver knows all AWS partitions.
	EndpointResolverV2 EndpointResolverV2

	// HTTPSignerV4 is the signer used by the default AuthSchemes. The default is a v4.Signer from the AWS SDK for Go
	// v2.
	HTTPSignerV4 HTTPSignerV4

	// Logger receives the events selected by ClientLogMode. The default discards them.
	Logger logging.Logger

	// MeterProvider provides the meters that record metrics about calls. The default discards the metrics.
	MeterProvider metrics.MeterProvider

	// RateLimiter decides when each attempt at a call may start. It also applies to calls made by paginators and
	// waiters. By default, attempts start immediately. See package ratelimit.
	RateLimiter RateLimiter

	// Region is the AWS Region of the WorkSpaces, such as us-east-1. It is required unless BaseEndpoint is set and
	// the credentials are anonymous.
	Region string

	// RetryMaxAttempts is the maximum number of attempts per call, including the first. 0 leaves the number to the
	// Retryer; the default Retryer allows 3 attempts in both standard and adaptive mode. An option function passed to a
	// call can set a different value for that call.
	RetryMaxAttempts int

	// RetryMode selects the Retryer if Retryer is nil. The default is aws.RetryModeStandard. With
	// aws.RetryModeAdaptive, the client also slows down after throttling. Option functions passed to a call cannot
	// change RetryMode.
	RetryMode aws.RetryMode

	// Retryer decides which failed attempts are retried, and when. The default depends on RetryMode.
	Retryer aws.Retryer

	// RuntimeEnvironment describes where the program runs. It is set by config.LoadDefaultConfig and used only with
	// aws.DefaultsModeAuto.
	RuntimeEnvironment aws.RuntimeEnvironment

	// StrictValidation turns on checks of every input member's length, range, pattern, enum values and list bounds
	// before anything is sent. By default, only missing required members are errors, because the service may extend a
	// bound before this package does.
	StrictValidation bool

	// TracerProvider provides the tracers that record spans for calls. The default discards the spans.
	TracerProvider tracing.TracerProvider

	// resolvedDefaultsMode is DefaultsMode, or the mode that aws.DefaultsModeAuto resolved to.
	resolvedDefaultsMode aws.DefaultsMode

	// refillRetryQuota returns tokens to the retry quota after a successful call. It is set only in adaptive mode: the
	// SDK's adaptive retryer does not refill its quota on its own, so the client would stop retrying after 100 retries
	// (aws-sdk-go-v2#3550).
	refillRetryQuota func() error

	// HTTPClient sends the requests. The default is awshttp.NewBuildableClient. If HTTPClient is an *http.Client
	// without CheckRedirect, redirects are not followed: the service never redirects, and following a redirect would
	// send the session token to another host. If an HTTP client follows one anyway, the call fails.
	HTTPClient HTTPClient

	// Interceptors are called at various stages of each call.
	Interceptors smithyhttp.InterceptorRegistry

	// AuthSchemeResolver lists the auth schemes that a call may use. The default lists Signature Version 4.
	AuthSchemeResolver AuthSchemeResolver

	// AuthSchemes are the auth schemes that the client supports. The default is Signature Version 4.
	AuthSchemes []smithyhttp.AuthScheme

	// AuthSchemePreference names the preferred auth schemes, such as sigv4, in order of preference.
	AuthSchemePreference []string
}

// Copy returns a copy of o. Changes to the copy's lists do not change o.
func (o Options) Copy() Options {
	o.APIOptions = slices.Clone(o.APIOptions)
	o.AuthSchemes = slices.Clone(o.AuthSchemes)
	o.AuthSchemePreference = slices.Clone(o.AuthSchemePreference)
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// GetIdentityResolver returns the identity resolver for an auth scheme, or nil if the options have no credentials for
// the scheme.
func (o Options) GetIdentityResolver(schemeID string) smithyauth.IdentityResolver {
	switch {
	case schemeID == smithyauth.SchemeIDAnonymous:
		return &smithyauth.AnonymousIdentityResolver{}
	case schemeID == smithyauth.SchemeIDSigV4 && o.Credentials != nil && !o.anonymous():
		return credentialsResolver{o.Credentials}
	default:
		return nil
	}
}

// anonymous reports whether Credentials is aws.AnonymousCredentials, in which case requests are sent unsigned.
func (o Options) anonymous() bool {
	return aws.IsCredentialsProvider(o.Credentials, (*aws.AnonymousCredentials)(nil))
}

// WithAPIOptions appends functions to Options.APIOptions.
func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) {
		o.APIOptions = append(o.APIOptions, optFns...)
	}
}

// WithEndpointResolverV2 sets Options.EndpointResolverV2.
func WithEndpointResolverV2(v EndpointResolverV2) func(*Options) {
	return func(o *Options) {
		o.EndpointResolverV2 = v
	}
}
