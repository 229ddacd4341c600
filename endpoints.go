package workspaces

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/endpoints"
)

// EndpointResolverOptions says which kind of endpoint is wanted: FIPS, dual-stack, plain http.
type EndpointResolverOptions = endpoints.Options

// EndpointParameters are what the endpoint of a request depends on.
type EndpointParameters struct {
	// Region is where the request goes. Required unless Endpoint is set.
	Region *string

	// UseDualStack asks for a host that answers over IPv4 and IPv6. False by default.
	UseDualStack *bool

	// UseFIPS asks for a host with FIPS 140 validated cryptography. False by default.
	UseFIPS *bool

	// Endpoint is a URL that stands in for the service's own. It goes with neither FIPS nor dual-stack.
	Endpoint *string
}

// ValidateRequired fails where a parameter that has a default was left unset.
func (p EndpointParameters) ValidateRequired() error {
	if p.UseDualStack == nil {
		return errors.New("parameter UseDualStack is required")
	}
	if p.UseFIPS == nil {
		return errors.New("parameter UseFIPS is required")
	}
	return nil
}

// WithDefaults returns a copy with the defaults filled in.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	if p.UseDualStack == nil {
		p.UseDualStack = aws.Bool(false)
	}
	if p.UseFIPS == nil {
		p.UseFIPS = aws.Bool(false)
	}
	return p
}

// EndpointResolverV2 finds the endpoint for a request.
type EndpointResolverV2 interface {
	// ResolveEndpoint returns the endpoint for the parameters, or why there is none.
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (
		smithyendpoints.Endpoint, error,
	)
}

// NewDefaultEndpointResolverV2 returns the resolver that knows all partitions of AWS.
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

// finalizeEndpointOptions sets what is known of the endpoint only when all options are.
func finalizeEndpointOptions(o *Options) {
	o.EndpointOptions.LogDeprecated = o.ClientLogMode.IsDeprecatedUsage()
	if o.EndpointOptions.ResolvedRegion == "" {
		if region, fips := endpoints.FIPSRegion(o.Region); fips {
			o.EndpointOptions.ResolvedRegion = region
			o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
		}
	}
}

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
			return params, fmt.Errorf("invalid input region %s", printable(o.Region))
		}
	}
	region, _ := endpoints.FIPSRegion(o.Region)
	params.Region = &region
	return params, nil
}

// printable quotes a text that would not stay on one line.
func printable(s string) string {
	if quoted := strconv.Quote(s); len(quoted) != len(s)+len(`""`) {
		return quoted
	}
	return s
}

// resolveEndpointV2 is the middleware that sets the host and path of each attempt.
type resolveEndpointV2 struct {
	op *operation

	// fixed is the answer of the default resolver, which depends on the options alone.
	fixed *endpointAnswer
}

type endpointAnswer struct {
	endpoint smithyendpoints.Endpoint
	url      string
	schemes  []*smithyauth.Option // what the endpoint says of signing
	err      error
}

func newResolveEndpointV2(op *operation) *resolveEndpointV2 {
	m := &resolveEndpointV2{op: op}
	if _, byDefault := op.options.EndpointResolverV2.(*resolver); byDefault {
		answer := m.ask(context.Background())
		m.fixed = &answer
	}
	return m
}

func (m *resolveEndpointV2) ask(ctx context.Context) (a endpointAnswer) {
	if m.op.options.EndpointResolverV2 == nil {
		a.err = errors.New("expected endpoint resolver to not be nil")
		return a
	}
	params, err := endpointParameters(m.op.options)
	if err != nil {
		a.err = fmt.Errorf("failed to bind endpoint params, %w", err)
		return a
	}
	timer := m.op.metrics.resolveEndpoint.start(ctx)
	a.endpoint, err = m.op.options.EndpointResolverV2.ResolveEndpoint(ctx, params)
	timer.stop(nil)
	if err != nil {
		a.err = fmt.Errorf("failed to resolve service endpoint, %w", err)
		return a
	}
	a.url = a.endpoint.URI.String()
	if a.endpoint.URI.Scheme == "" || a.endpoint.URI.Host == "" {
		a.err = fmt.Errorf("failed to resolve service endpoint, %q is not an absolute URL", a.url)
		return a
	}
	a.schemes, _ = smithyauth.GetAuthOptions(&a.endpoint.Properties)
	return a
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
	answer := m.fixed
	if answer == nil {
		asked := m.ask(ctx)
		answer = &asked
	}
	if answer.err != nil {
		return out, metadata, answer.err
	}
	span.SetProperty("client.call.resolved_endpoint", answer.url)

	uri := &answer.endpoint.URI
	rawPath := uri.RawPath
	if rawPath == "" && req.URL.RawPath != "" {
		rawPath = uri.Path
	}
	req.URL.Scheme = uri.Scheme
	req.URL.Host = uri.Host
	req.URL.Path = smithyhttp.JoinPath(uri.Path, req.URL.Path)
	req.URL.RawPath = smithyhttp.JoinPath(rawPath, req.URL.RawPath)
	for k := range answer.endpoint.Headers {
		req.Header.Set(k, answer.endpoint.Headers.Get(k))
	}
	for _, o := range answer.schemes {
		scheme := ownScheme(ctx)
		if scheme == nil {
			return out, metadata, errors.New("no resolved auth scheme")
		}
		scheme.SignerProperties.SetAll(&o.SignerProperties)
	}
	span.End()
	return next.HandleFinalize(ctx, in)
}

// disableHTTPS is the middleware that turns https into http. It is there where the options ask for it.
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
