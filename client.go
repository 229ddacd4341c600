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

// version is the version of this module in the User-Agent header.
const version = "0.1.0"

// Client calls the operations of Amazon WorkSpaces in one Region and with one set of credentials. Make it with
// [NewFromConfig] or [New]. It is safe for concurrent use.
type Client struct {
	options Options

	// timeOffset says how many nanoseconds the service's clock is ahead of ours.
	timeOffset *atomic.Int64

	// operations maps the names of operations to *operation. See [Client.operation] for those it lacks.
	operations *sync.Map
}

// New makes a client from options. The option functions are applied to a copy, after its defaults. Later changes to
// options have no effect on the client.
func New(options Options, optFns ...func(*Options)) *Client {
	options = options.Copy()
	resolveDefaults(&options)
	resolveTimeouts(&options)
	for _, fn := range optFns {
		fn(&options)
	}
	resolveDefaults(&options) // again, because option functions may have set fields to nil
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

// NewFromConfig makes a client from a configuration, such as config.LoadDefaultConfig returns. It takes over the
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

// Options returns a copy of the client's options, with all defaults filled in.
func (c *Client) Options() Options {
	return c.options.Copy()
}

// resolveDefaults sets the fields that the caller did not.
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

// inherit sets the fields that the option functions of a call have set to nil to the client's values.
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

// resolveTimeouts sets the timeouts of the defaults mode on an HTTP client that has such settings.
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

// The sources in aws.Config.ConfigSources have these methods.
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

// resolveConfigSources reads the settings that aws.Config has no fields for: FIPS, dual-stack, and the endpoint of
// WorkSpaces in the environment and the shared configuration file. The error of a source is ignored, because
// config.LoadDefaultConfig has reported it.
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
		return // AWS_ENDPOINT_URL goes before an endpoint for WorkSpaces in the file
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

// firstSource returns the value of the first source that has a value. An error ends the search without one.
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
