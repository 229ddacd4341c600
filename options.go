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

// HTTPClient sends one HTTP request. *http.Client is one, and so is awshttp.BuildableClient.
type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

// HTTPSignerV4 signs requests with Signature Version 4. The default is v4.Signer of AWS SDK for Go v2.
type HTTPSignerV4 interface {
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// Options configures a [Client], and by option functions a single call. The zero value works but for
// Region and Credentials.
type Options struct {
	// APIOptions change the middleware stack of each operation. A client that has any builds the stack
	// anew for every call, as the functions may keep state of one call.
	APIOptions []func(*middleware.Stack) error

	// AppID identifies the program in the User-Agent header.
	AppID string

	// BaseEndpoint is the URL to send requests to instead of the service's own: a proxy, or an emulator.
	BaseEndpoint *string

	// ClientLogMode says which events go to Logger. Session tokens and signatures are never logged.
	ClientLogMode aws.ClientLogMode

	// Credentials sign the requests. aws.AnonymousCredentials sends them unsigned; nil is an error at
	// the first call.
	Credentials aws.CredentialsProvider

	// DefaultsMode picks the time-outs of the default HTTP client and the default retry mode.
	DefaultsMode aws.DefaultsMode

	// EndpointOptions ask for a FIPS or dual-stack endpoint, or for plain http.
	EndpointOptions EndpointResolverOptions

	// EndpointResolver resolves endpoints in the way of the first generation.
	//
	// Deprecated: Set BaseEndpoint, or EndpointResolverV2 for more than a fixed URL.
	EndpointResolver EndpointResolver

	// EndpointResolverV2 resolves the endpoint of each attempt. The default knows all partitions.
	EndpointResolverV2 EndpointResolverV2

	// HTTPSignerV4 signs requests. The default is v4.NewSigner's.
	HTTPSignerV4 HTTPSignerV4

	// Logger takes what ClientLogMode asks for. The default drops it.
	Logger logging.Logger

	// MeterProvider takes the metrics of calls. The default drops them.
	MeterProvider metrics.MeterProvider

	// Region is where the WorkSpaces are, such as us-east-1. Required, unless a BaseEndpoint is set and
	// the credentials are anonymous.
	Region string

	// RetryMaxAttempts is how often a call is tried at most, the first attempt included; 0 leaves it to
	// the Retryer (3 in both standard and adaptive mode). In the option functions of a call, a value
	// other than the client's wraps the client's Retryer for that call.
	RetryMaxAttempts int

	// RetryMode picks the Retryer to build where none is set: aws.RetryModeStandard, the default, or
	// aws.RetryModeAdaptive, which also slows down after throttling. Calls can't change it.
	RetryMode aws.RetryMode

	// Retryer decides which failures are tried again and when. By default it is built by RetryMode.
	Retryer aws.Retryer

	// RuntimeEnvironment is filled by config.LoadDefaultConfig, for aws.DefaultsModeAuto.
	RuntimeEnvironment aws.RuntimeEnvironment

	// StrictValidation checks every member of an input (length, range, pattern, enum, list bounds)
	// before anything is sent, not only that the required ones are there. It is off by default, as the
	// service's bounds may grow sooner than this package knows.
	StrictValidation bool

	// TracerProvider takes the spans of calls. The default drops them.
	TracerProvider tracing.TracerProvider

	// resolvedDefaultsMode is what DefaultsMode was when the client was made.
	resolvedDefaultsMode aws.DefaultsMode

	// refillRetryQuota gives the retry quota back what a successful call does in standard mode. It is nil except in
	// adaptive mode, where the SDK's retryer never refills the quota: after 100 retries every failing call makes one
	// attempt until the process ends (aws-sdk-go-v2#3550).
	refillRetryQuota func() error

	// HTTPClient sends the requests. The default is awshttp.NewBuildableClient's. An *http.Client without a
	// CheckRedirect follows no redirects here: the service sends none, and a redirect would take the session token
	// to another host. An answer that a redirect has led to is an error with any client.
	HTTPClient HTTPClient

	// Interceptors are called at the stages of each call.
	Interceptors smithyhttp.InterceptorRegistry

	// AuthSchemeResolver says how a call can be authenticated. The default knows Signature Version 4.
	AuthSchemeResolver AuthSchemeResolver

	// AuthSchemes are the ways of signing that the client can do. The default has Signature Version 4.
	AuthSchemes []smithyhttp.AuthScheme

	// AuthSchemePreference names auth schemes to be preferred, best first, such as sigv4.
	AuthSchemePreference []string
}

// Copy returns a copy whose lists can be changed without a change to o.
func (o Options) Copy() Options {
	o.APIOptions = slices.Clone(o.APIOptions)
	o.AuthSchemes = slices.Clone(o.AuthSchemes)
	o.AuthSchemePreference = slices.Clone(o.AuthSchemePreference)
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// GetIdentityResolver returns what finds the identity for an auth scheme, or nil where the client has
// none for it.
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

// anonymous reports whether the caller asked for unsigned requests.
func (o Options) anonymous() bool {
	return aws.IsCredentialsProvider(o.Credentials, (*aws.AnonymousCredentials)(nil))
}

// WithAPIOptions adds functions that change the middleware stack.
func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) {
		o.APIOptions = append(o.APIOptions, optFns...)
	}
}

// WithEndpointResolverV2 sets the endpoint resolver.
func WithEndpointResolverV2(v EndpointResolverV2) func(*Options) {
	return func(o *Options) {
		o.EndpointResolverV2 = v
	}
}
