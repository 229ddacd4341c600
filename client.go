package workspaces

import (
	"context"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/defaults"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// ServiceID is the service's name in configuration, errors and metrics.
const ServiceID = "WorkSpaces"

// ServiceAPIVersion is the version of the API that this package speaks.
const ServiceAPIVersion = "2015-04-08"

// version is this module's, for the User-Agent header.
const version = "0.1.0"

// Client calls the operations of Amazon WorkSpaces in one Region and with one set of credentials. Make
// it with [NewFromConfig] or [New]; it is safe for use by many goroutines.
type Client struct {
	options Options

	// timeOffset is by how many nanoseconds the service's clock is ahead of ours.
	timeOffset *atomic.Int64

	// operations holds the *operation of each name that was called without options of its own.
	operations *sync.Map
}

// New makes a client of options, to which the option functions are applied last. The options are
// copied: later changes to them change nothing.
func New(options Options, optFns ...func(*Options)) *Client {
	options = options.Copy()
	resolveDefaults(&options)
	resolveTimeouts(&options)
	for _, fn := range optFns {
		fn(&options)
	}
	resolveDefaults(&options) // what an option function has unset
	if options.RetryMaxAttempts != 0 {
		options.Retryer = retry.AddWithMaxAttempts(options.Retryer, options.RetryMaxAttempts)
	}
	if options.AuthSchemes == nil {
		options.AuthSchemes = []smithyhttp.AuthScheme{&sigV4Scheme{
			signer:     options.HTTPSignerV4,
			logger:     options.Logger,
			logSigning: options.ClientLogMode.IsSigning(),
		}}
	}
	return &Client{options: options, timeOffset: new(atomic.Int64), operations: new(sync.Map)}
}

// NewFromConfig makes a client of a configuration, most often that of config.LoadDefaultConfig: its
// Region, credentials, retryer, HTTP client, logging, endpoint and interceptors.
func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client {
	o := Options{
		APIOptions:           cfg.APIOptions,
		AppID:                cfg.AppID,
		AuthSchemePreference: cfg.AuthSchemePreference,
		ClientLogMode:        cfg.ClientLogMode,
		Credentials:          cfg.Credentials,
		DefaultsMode:         cfg.DefaultsMode,
		EndpointResolver:     configEndpointResolver(cfg),
		HTTPClient:           cfg.HTTPClient,
		Interceptors:         cfg.Interceptors.Copy(),
		Logger:               cfg.Logger,
		Region:               cfg.Region,
		RetryMaxAttempts:     cfg.RetryMaxAttempts,
		RetryMode:            cfg.RetryMode,
		RuntimeEnvironment:   cfg.RuntimeEnvironment,
	}
	if cfg.Retryer != nil {
		o.Retryer = cfg.Retryer()
	}
	resolveConfigSources(cfg, &o)
	return New(o, func(o *Options) {
		for _, fn := range cfg.ServiceOptions {
			fn(ServiceID, o)
		}
		for _, fn := range optFns {
			fn(o)
		}
	})
}

// Options returns a copy of the client's options, as they were resolved when it was made.
func (c *Client) Options() Options {
	return c.options.Copy()
}

// resolveDefaults fills what the caller left open.
func resolveDefaults(o *Options) {
	if o.Logger == nil {
		o.Logger = logging.Nop{}
	}
	if o.resolvedDefaultsMode == "" {
		var mode aws.DefaultsMode
		mode.SetFromString(string(o.DefaultsMode))
		if mode == aws.DefaultsModeAuto {
			mode = defaults.ResolveDefaultsModeAuto(o.Region, o.RuntimeEnvironment)
		}
		o.resolvedDefaultsMode = mode
	}
	resolveRetryer(o)
	if o.HTTPClient == nil {
		o.HTTPClient = awshttp.NewBuildableClient()
	}
	if o.HTTPSignerV4 == nil {
		o.HTTPSignerV4 = v4.NewSigner()
	}
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = NewDefaultEndpointResolverV2()
	}
	if o.TracerProvider == nil {
		o.TracerProvider = &tracing.NopTracerProvider{}
	}
	if o.MeterProvider == nil {
		o.MeterProvider = metrics.NopMeterProvider{}
	}
	if o.AuthSchemeResolver == nil {
		o.AuthSchemeResolver = &defaultAuthSchemeResolver{}
	}
}

// inherit takes what the option functions of a call have unset from the client's options.
func (o *Options) inherit(from *Options) {
	if o.AuthSchemeResolver == nil {
		o.AuthSchemeResolver = from.AuthSchemeResolver
	}
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = from.EndpointResolverV2
	}
	if o.HTTPClient == nil {
		o.HTTPClient = from.HTTPClient
	}
	if o.Logger == nil {
		o.Logger = from.Logger
	}
	if o.MeterProvider == nil {
		o.MeterProvider = from.MeterProvider
	}
	if o.Retryer == nil {
		o.Retryer = from.Retryer
	}
	if o.TracerProvider == nil {
		o.TracerProvider = from.TracerProvider
	}
}

// resolveTimeouts gives the defaults mode's time-outs to an HTTP client that can take them.
func resolveTimeouts(o *Options) {
	client, ok := o.HTTPClient.(*awshttp.BuildableClient)
	if !ok {
		return
	}
	if mode, err := defaults.GetModeConfiguration(o.resolvedDefaultsMode); err == nil {
		client = client.WithDialerOptions(func(d *net.Dialer) {
			if timeout, ok := mode.GetConnectTimeout(); ok {
				d.Timeout = timeout
			}
		}).WithTransportOptions(func(t *http.Transport) {
			if timeout, ok := mode.GetTLSNegotiationTimeout(); ok {
				t.TLSHandshakeTimeout = timeout
			}
		})
	}
	o.HTTPClient = client
}

// The sources of a configuration offer their values by these methods.
type (
	dualStackSource interface {
		GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
	}
	fipsSource interface {
		GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
	}
	serviceEndpointSource interface {
		GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
	}
	ignoreEndpointsSource interface {
		GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error)
	}
)

// resolveConfigSources reads what aws.Config leaves to the service: FIPS, dual-stack and the endpoint
// for WorkSpaces in the environment and the shared configuration. A source that fails is passed over
// here, as it has failed config.LoadDefaultConfig before.
func resolveConfigSources(cfg aws.Config, o *Options) {
	ctx := context.Background()
	if v, ok := firstSource(cfg, func(s dualStackSource) (aws.DualStackEndpointState, bool, error) {
		return s.GetUseDualStackEndpoint(ctx)
	}); ok {
		o.EndpointOptions.UseDualStackEndpoint = v
	}
	if v, ok := firstSource(cfg, func(s fipsSource) (aws.FIPSEndpointState, bool, error) {
		return s.GetUseFIPSEndpoint(ctx)
	}); ok {
		o.EndpointOptions.UseFIPSEndpoint = v
	}

	o.BaseEndpoint = cfg.BaseEndpoint
	_, global := os.LookupEnv("AWS_ENDPOINT_URL")
	_, service := os.LookupEnv("AWS_ENDPOINT_URL_WORKSPACES")
	if global && !service {
		return // the environment's endpoint for all services is stronger than a file's for this one
	}
	if ignore, ok := firstSource(cfg, func(s ignoreEndpointsSource) (bool, bool, error) {
		return s.GetIgnoreConfiguredEndpoints(ctx)
	}); ok && ignore {
		return
	}
	if v, ok := firstSource(cfg, func(s serviceEndpointSource) (string, bool, error) {
		return s.GetServiceBaseEndpoint(ctx, ServiceID)
	}); ok {
		o.BaseEndpoint = &v
	}
}

// firstSource returns the value of the first source that has one.
func firstSource[S, V any](cfg aws.Config, get func(S) (V, bool, error)) (value V, found bool) {
	for _, source := range cfg.ConfigSources {
		s, ok := source.(S)
		if !ok {
			continue
		}
		if v, found, err := get(s); found || err != nil {
			return v, found && err == nil
		}
	}
	return value, false
}
