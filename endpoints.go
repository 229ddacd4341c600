package workspaces

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	smithy "github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/endpoints"
	"github.com/go-workspaces/workspaces/internal/oneline"
)

// EndpointParameters holds the parameters from which an [EndpointResolverV2] resolves the endpoint.
type EndpointParameters struct {
	// Region is the endpoint's AWS Region. Required unless Endpoint is set.
	Region *string

	// UseDualStack selects a host that is reachable over IPv4 and IPv6. False by default.
	UseDualStack *bool

	// UseFIPS selects a host with FIPS 140 validated cryptography. False by default.
	UseFIPS *bool

	// Endpoint is a URL to use instead of the service's own. It cannot be combined with UseFIPS or UseDualStack.
	Endpoint *string
}

// ValidateRequired returns an error if UseDualStack or UseFIPS is nil.
func (p EndpointParameters) ValidateRequired() error {
	if p.UseDualStack == nil {
		return errors.New("parameter UseDualStack is required")
	}
	if p.UseFIPS == nil {
		return errors.New("parameter UseFIPS is required")
	}
	return nil
}

// WithDefaults returns a copy with nil parameters set to their defaults.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	if p.UseDualStack == nil {
		p.UseDualStack = aws.Bool(false)
	}
	if p.UseFIPS == nil {
		p.UseFIPS = aws.Bool(false)
	}
	return p
}

// EndpointResolverV2 resolves the endpoint for each attempt.
type EndpointResolverV2 interface {
	// ResolveEndpoint returns the endpoint for the parameters.
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (
		smithyendpoints.Endpoint, error,
	)
}

// NewDefaultEndpointResolverV2 returns the default resolver, which knows all AWS partitions.
func NewDefaultEndpointResolverV2() EndpointResolverV2 {
	return &resolver{}
}

type resolver struct{}

func (*resolver) ResolveEndpoint(_ context.Context, params EndpointParameters) (endpoint smithyendpoints.Endpoint, err error) {
	params = params.WithDefaults()
	fips, dualStack := *params.UseFIPS, *params.UseDualStack
	var rule, address string
	switch {
	case params.Endpoint != nil && fips:
		rule = "Invalid Configuration: FIPS and custom endpoint are not supported"
	case params.Endpoint != nil && dualStack:
		rule = "Invalid Configuration: Dualstack and custom endpoint are not supported"
	case params.Endpoint != nil:
		address = *params.Endpoint
	case params.Region == nil:
		rule = "Invalid Configuration: Missing Region"
	default:
		address = "https://" + endpoints.Host(*params.Region, fips, dualStack)
	}
	if rule != "" {
		return endpoint, fmt.Errorf("endpoint rule error, %s", rule)
	}
	uri, err := url.Parse(address)
	if err != nil {
		return endpoint, fmt.Errorf("failed to parse uri: %s", address)
	}
	return smithyendpoints.Endpoint{URI: *uri, Headers: http.Header{}}, nil
}

// finalizeEndpointOptions sets the endpoint options that depend on other options.
func finalizeEndpointOptions(o *Options) {
	o.EndpointOptions.LogDeprecated = o.ClientLogMode.IsDeprecatedUsage()
	if o.EndpointOptions.ResolvedRegion == "" {
		if region, fips := endpoints.FIPSRegion(o.Region); fips {
			o.EndpointOptions.ResolvedRegion = region
			o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
		}
	}
}

// endpointParameters returns the endpoint resolver's parameters. The Region becomes part of the endpoint's host name,
// so endpointParameters rejects a Region that is not valid there.
func endpointParameters(o *Options) (EndpointParameters, error) {
	params := EndpointParameters{
		Endpoint:     o.BaseEndpoint,
		UseDualStack: aws.Bool(o.EndpointOptions.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
		UseFIPS:      aws.Bool(o.EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled),
	}
	if o.Region == "" {
		return params, nil
	}
	for label := range strings.SplitSeq(o.Region, ".") {
		if !smithyhttp.ValidHostLabel(label) || label[0] == '-' || label[len(label)-1] == '-' {
			return params, fmt.Errorf("invalid input region %s", oneline.Text(o.Region))
		}
	}
	region, _ := endpoints.FIPSRegion(o.Region)
	params.Region = &region
	return params, nil
}

// resolveEndpointV2 is the middleware that sets the endpoint for each attempt.
type resolveEndpointV2 struct {
	op *operation

	// fixed is the default resolver's endpoint. It depends only on the options, so newResolveEndpointV2 resolves it for
	// all attempts. If the default resolver failed or a custom resolver is set, fixed is nil and each attempt resolves
	// the endpoint.
	fixed *resolvedEndpoint
}

// resolvedEndpoint is an endpoint with its URI as a string and its auth options. It is shared by concurrent calls, so a
// call must not use the methods of Properties: even Get may write to the underlying map.
type resolvedEndpoint struct {
	smithyendpoints.Endpoint
	url         string
	authOptions []*smithyauth.Option
}

func newResolveEndpointV2(op *operation) *resolveEndpointV2 {
	m := &resolveEndpointV2{op: op}
	if _, byDefault := op.options.EndpointResolverV2.(*resolver); byDefault {
		if endpoint, err := m.resolve(context.Background()); err == nil {
			m.fixed = endpoint
		}
	}
	return m
}

func (*resolveEndpointV2) ID() string { return "ResolveEndpointV2" }

func (m *resolveEndpointV2) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	_, span := m.op.tracer.StartSpan(ctx, "ResolveEndpoint")
	defer span.End()

	if m.op.options.EndpointResolver != nil && awsmiddleware.GetRequiresLegacyEndpoints(ctx) {
		return next.HandleFinalize(ctx, in)
	}
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	endpoint := m.fixed
	if endpoint == nil {
		if endpoint, err = m.resolve(ctx); err != nil {
			return out, metadata, err
		}
	}
	span.SetProperty("client.call.resolved_endpoint", endpoint.url)

	uri := &endpoint.URI
	rawPath := uri.RawPath
	if rawPath == "" && req.URL.RawPath != "" {
		rawPath = uri.Path
	}
	req.URL.Scheme = uri.Scheme
	req.URL.Host = uri.Host
	req.URL.Path = smithyhttp.JoinPath(uri.Path, req.URL.Path)
	req.URL.RawPath = smithyhttp.JoinPath(rawPath, req.URL.RawPath)
	for k := range endpoint.Headers {
		req.Header.Set(k, endpoint.Headers.Get(k))
	}
	for _, option := range endpoint.authOptions {
		scheme := resolvedSchemeOf(ctx)
		if scheme == nil {
			return out, metadata, errors.New("no resolved auth scheme")
		}
		scheme.override(func(p *smithy.Properties) { p.SetAll(&option.SignerProperties) })
	}
	span.End()
	return next.HandleFinalize(ctx, in)
}

// resolve asks the resolver for an attempt's endpoint. It fails if the endpoint's URI is not absolute.
func (m *resolveEndpointV2) resolve(ctx context.Context) (*resolvedEndpoint, error) {
	params, err := endpointParameters(m.op.options)
	if err != nil {
		return nil, fmt.Errorf("failed to bind endpoint params, %w", err)
	}
	timer := m.op.metrics.resolveEndpoint.start(ctx)
	endpoint, err := m.op.options.EndpointResolverV2.ResolveEndpoint(ctx, params)
	timer.stop(nil)
	if err != nil {
		return nil, fmt.Errorf("failed to resolve service endpoint, %w", err)
	}
	resolved := &resolvedEndpoint{Endpoint: endpoint, url: endpoint.URI.String()}
	resolved.authOptions, _ = smithyauth.GetAuthOptions(&resolved.Properties)
	if endpoint.URI.Scheme == "" || endpoint.URI.Host == "" {
		return nil, fmt.Errorf("failed to resolve service endpoint, %q is not an absolute URL", resolved.url)
	}
	return resolved, nil
}

// disableHTTPS is the middleware that changes https to http if EndpointResolverOptions.DisableHTTPS is set.
type disableHTTPS struct{}

func (disableHTTPS) ID() string { return "disableHTTPS" }

func (disableHTTPS) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	if !smithyhttp.GetHostnameImmutable(ctx) {
		req.URL.Scheme = "http"
	}
	return next.HandleFinalize(ctx, in)
}
