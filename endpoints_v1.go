//lint:file-ignore SA1019 first-generation endpoints are deprecated, but the official module exports them

package workspaces

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/endpoints"
)

// EndpointResolver is the first-generation endpoint resolver, superseded by [EndpointResolverV2].
type EndpointResolver interface {
	// ResolveEndpoint returns the endpoint for a Region.
	ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error)
}

// EndpointResolverOptions selects the kind of endpoint: FIPS, dual-stack, plain http.
type EndpointResolverOptions struct {
	// Logger receives warnings about deprecated endpoints.
	Logger logging.Logger

	// LogDeprecated turns on warnings about deprecated endpoints.
	LogDeprecated bool

	// ResolvedRegion overrides the Region passed to ResolveEndpoint. It is set by the client if Options.Region is a
	// FIPS pseudo-Region (fips-us-east-1 becomes us-east-1) and should not be set by programs.
	ResolvedRegion string

	// DisableHTTPS selects http URLs.
	DisableHTTPS bool

	// UseDualStackEndpoint selects an endpoint that is reachable over IPv4 and IPv6.
	UseDualStackEndpoint aws.DualStackEndpointState

	// UseFIPSEndpoint selects an endpoint with FIPS 140 validated cryptography.
	UseFIPSEndpoint aws.FIPSEndpointState
}

// GetResolvedRegion returns ResolvedRegion.
func (o EndpointResolverOptions) GetResolvedRegion() string { return o.ResolvedRegion }

// GetDisableHTTPS returns DisableHTTPS.
func (o EndpointResolverOptions) GetDisableHTTPS() bool { return o.DisableHTTPS }

// GetUseDualStackEndpoint returns UseDualStackEndpoint.
func (o EndpointResolverOptions) GetUseDualStackEndpoint() aws.DualStackEndpointState {
	return o.UseDualStackEndpoint
}

// GetUseFIPSEndpoint returns UseFIPSEndpoint.
func (o EndpointResolverOptions) GetUseFIPSEndpoint() aws.FIPSEndpointState { return o.UseFIPSEndpoint }

// NewDefaultEndpointResolver returns the default first-generation resolver, which knows all AWS partitions.
func NewDefaultEndpointResolver() *defaultEndpointResolver {
	return &defaultEndpointResolver{}
}

type defaultEndpointResolver struct{}

// ResolveEndpoint returns the endpoint for a Region. The error is an *aws.MissingRegionError if the Region is empty.
// ResolveEndpoint also fails if the options select a dual-stack endpoint in a partition that does not have any.
func (*defaultEndpointResolver) ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
	if region == "" {
		return aws.Endpoint{}, &aws.MissingRegionError{}
	}
	if options.ResolvedRegion != "" {
		region = options.ResolvedRegion
	}
	found, ok := endpoints.FindLegacy(region, options.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled,
		options.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled)
	if !ok {
		return aws.Endpoint{}, fmt.Errorf("unable to resolve endpoint for region: %v", region)
	}
	scheme := "https"
	if options.DisableHTTPS {
		scheme = "http"
	}
	url := scheme + "://" + found.Host
	if found.Deprecated && options.LogDeprecated && options.Logger != nil {
		options.Logger.Logf(logging.Warn, "endpoint identifier %q, url %q marked as deprecated", region, url)
	}
	return aws.Endpoint{URL: url, PartitionID: found.Partition, SigningRegion: found.SigningRegion, SigningMethod: "v4"}, nil
}

// EndpointResolverFunc adapts a function to the [EndpointResolver] interface.
type EndpointResolverFunc func(region string, options EndpointResolverOptions) (aws.Endpoint, error)

// ResolveEndpoint calls fn.
func (fn EndpointResolverFunc) ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
	return fn(region, options)
}

// EndpointResolverFromURL returns a resolver that uses the same URL for every Region. Requests are signed for the
// client's Region unless an option function sets the endpoint's SigningRegion.
func EndpointResolverFromURL(url string, optFns ...func(*aws.Endpoint)) EndpointResolver {
	e := aws.Endpoint{URL: url, Source: aws.EndpointSourceCustom}
	for _, fn := range optFns {
		fn(&e)
	}
	return EndpointResolverFunc(func(region string, _ EndpointResolverOptions) (aws.Endpoint, error) {
		found := e
		if found.SigningRegion == "" {
			found.SigningRegion = region
		}
		return found, nil
	})
}

// configEndpointResolver returns cfg's endpoint resolver as an EndpointResolver, or nil if cfg has none.
func configEndpointResolver(cfg aws.Config) EndpointResolver {
	switch {
	case cfg.EndpointResolverWithOptions != nil:
		return EndpointResolverFunc(func(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
			return cfg.EndpointResolverWithOptions.ResolveEndpoint(ServiceID, region, options)
		})
	case cfg.EndpointResolver != nil:
		return EndpointResolverFunc(func(region string, _ EndpointResolverOptions) (aws.Endpoint, error) {
			return cfg.EndpointResolver.ResolveEndpoint(ServiceID, region)
		})
	default:
		return nil
	}
}

// ResolveEndpoint is the middleware that asks an [EndpointResolver] for the endpoint. If Resolver is nil or returns an
// *aws.EndpointNotFoundError, the client falls back to its [EndpointResolverV2].
type ResolveEndpoint struct {
	// Resolver returns the endpoint. It may be nil.
	Resolver EndpointResolver

	// Options are passed to the resolver.
	Options EndpointResolverOptions
}

// ID returns the middleware's ID in the Serialize step.
func (*ResolveEndpoint) ID() string { return "ResolveEndpoint" }

// HandleSerialize sets the request's URL, and puts the signing name and signing Region into the context.
func (m *ResolveEndpoint) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	out middleware.SerializeOutput, metadata middleware.Metadata, err error,
) {
	if m.Resolver == nil || !awsmiddleware.GetRequiresLegacyEndpoints(ctx) {
		return next.HandleSerialize(ctx, in)
	}
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	options := m.Options
	options.Logger = middleware.GetLogger(ctx)
	endpoint, err := m.Resolver.ResolveEndpoint(awsmiddleware.GetRegion(ctx), options)
	if err != nil {
		if unknown := (*aws.EndpointNotFoundError)(nil); errors.As(err, &unknown) {
			return next.HandleSerialize(awsmiddleware.SetRequiresLegacyEndpoints(ctx, false), in)
		}
		return out, metadata, fmt.Errorf("failed to resolve service endpoint, %w", err)
	}
	if req.URL, err = url.Parse(endpoint.URL); err != nil {
		return out, metadata, fmt.Errorf("failed to parse endpoint URL: %w", err)
	}
	if awsmiddleware.GetSigningName(ctx) == "" {
		name := endpoint.SigningName
		if name == "" {
			name = signingName
		}
		ctx = awsmiddleware.SetSigningName(ctx, name)
	}
	ctx = awsmiddleware.SetEndpointSource(ctx, endpoint.Source)
	ctx = smithyhttp.SetHostnameImmutable(ctx, endpoint.HostnameImmutable)
	ctx = awsmiddleware.SetSigningRegion(ctx, endpoint.SigningRegion)
	ctx = awsmiddleware.SetPartitionID(ctx, endpoint.PartitionID)
	return next.HandleSerialize(ctx, in)
}

// WithEndpointResolver sets Options.EndpointResolver.
//
// Deprecated: Set Options.BaseEndpoint, or use [WithEndpointResolverV2].
func WithEndpointResolver(v EndpointResolver) func(*Options) {
	return func(o *Options) {
		o.EndpointResolver = v
	}
}

// WithSigV4SigningName sets the service name that requests are signed for, overriding the names from the endpoint and
// the auth scheme.
func WithSigV4SigningName(name string) func(*Options) {
	return withInitialize("withSigV4SigningName", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningName(ctx, name)
	})
}

// WithSigV4SigningRegion sets the Region that requests are signed for, overriding the Regions from the endpoint and the
// auth scheme.
func WithSigV4SigningRegion(region string) func(*Options) {
	return withInitialize("withSigV4SigningRegion", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningRegion(ctx, region)
	})
}

// withInitialize returns an option function that adds middleware in front of all other middleware. The added middleware
// passes on the context returned by changeContext.
func withInitialize(id string, changeContext func(context.Context) context.Context) func(*Options) {
	return WithAPIOptions(func(s *middleware.Stack) error {
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc(id, func(
			ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
		) (middleware.InitializeOutput, middleware.Metadata, error) {
			return next.HandleInitialize(changeContext(ctx), in)
		}), middleware.Before)
	})
}

// legacySigningOptions is the middleware that overrides the auth scheme's signing name and Region with the values that
// [WithSigV4SigningName], [WithSigV4SigningRegion] and first-generation endpoints put into the context.
type legacySigningOptions struct{}

func (legacySigningOptions) ID() string { return "setLegacyContextSigningOptions" }

func (legacySigningOptions) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	name := awsmiddleware.GetSigningName(ctx)
	region := awsmiddleware.GetSigningRegion(ctx)
	if name == "" && region == "" {
		return next.HandleFinalize(ctx, in)
	}
	if scheme := resolvedSchemeOf(ctx); scheme != nil {
		scheme.override(func(p *smithy.Properties) {
			switch schemeName(scheme.SchemeID()) {
			case "sigv4":
				if name != "" {
					smithyhttp.SetSigV4SigningName(p, name)
				}
				if region != "" {
					smithyhttp.SetSigV4SigningRegion(p, region)
				}
			case "sigv4a":
				if name != "" {
					smithyhttp.SetSigV4ASigningName(p, name)
				}
				if region != "" {
					smithyhttp.SetSigV4ASigningRegions(p, []string{region})
				}
			}
		})
	}
	return next.HandleFinalize(ctx, in)
}
