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

// ServiceAPIVersion is the version of the WorkSpaces API implemented by this package.
const ServiceAPIVersion = "2015-04-08"

// version is this module's version, which is sent in the User-Agent header.
const version = "0.1.0"

// Client is a client for Amazon WorkSpaces in one Region, with one set of credentials. Create one with [NewFromConfig]
// or [New]. A Client is safe for concurrent use.
type Client struct {
	options Options

	// timeOffset is how far the service's clock is ahead of the local clock, in nanoseconds.
	timeOffset *atomic.Int64

	// operations maps operation names to *operation values, which are added by Client.operation.
	operations *sync.Map
}

// New returns a client that uses a copy of options, so later changes to options do not affect the client. New fills in
// defaults first and then applies the option functions.
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

// NewFromConfig returns a client configured by cfg, typically the result of config.LoadDefaultConfig. The Region,
// credentials, retryer, HTTP client, logging, endpoint and interceptors are taken from cfg. The option functions are
// applied last.
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

// Options returns a copy of the client's options, including the defaults.
func (c *Client) Options() Options {
	return c.options.Copy()
}

// resolveDefaults fills in defaults for unset fields.
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

// inherit restores the client's values in fields that a call's option functions have set to nil.
func (o *Options) inherit(client *Options) {
	if o.AuthSchemeResolver == nil {
		o.AuthSchemeResolver = client.AuthSchemeResolver
	}
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = client.EndpointResolverV2
	}
	if o.HTTPClient == nil {
		o.HTTPClient = client.HTTPClient
	}
	if o.Logger == nil {
		o.Logger = client.Logger
	}
	if o.MeterProvider == nil {
		o.MeterProvider = client.MeterProvider
	}
	if o.Retryer == nil {
		o.Retryer = client.Retryer
	}
	if o.TracerProvider == nil {
		o.TracerProvider = client.TracerProvider
	}
}

// resolveTimeouts applies the defaults mode's timeouts to an *awshttp.BuildableClient. Other HTTP clients are left
// unchanged.
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

// Elements of aws.Config.ConfigSources may implement these interfaces.
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

// resolveConfigSources sets the options found in cfg.ConfigSources for which aws.Config has no field: FIPS, dual-stack,
// and the endpoint URL for WorkSpaces. The URL comes from the environment or the shared configuration file, and takes
// precedence over cfg.BaseEndpoint. Errors from the sources are ignored, since config.LoadDefaultConfig has already
// reported them.
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
		return // keep AWS_ENDPOINT_URL: it takes precedence over the shared configuration file
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

// firstSource returns the first value provided by a source. found is false if no source provides a value, or if a
// source fails first.
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
