//lint:file-ignore SA1019 the first generation of endpoints is deprecated, and part of the official module's surface

package workspaces

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/endpoints"
)

// EndpointResolver resolves endpoints in the way of the first generation: one per Region.
type EndpointResolver interface {
	ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error)
}

// NewDefaultEndpointResolver returns the resolver of the first generation that knows all partitions.
func NewDefaultEndpointResolver() *endpoints.Resolver {
	return endpoints.New()
}

// EndpointResolverFunc makes an [EndpointResolver] of a function.
type EndpointResolverFunc func(region string, options EndpointResolverOptions) (aws.Endpoint, error)

// ResolveEndpoint calls fn.
func (fn EndpointResolverFunc) ResolveEndpoint(region string, options EndpointResolverOptions) (aws.Endpoint, error) {
	return fn(region, options)
}

// EndpointResolverFromURL returns a resolver that answers with one URL for every Region. Requests are
// signed for the Region of the client unless an option function sets the endpoint's SigningRegion.
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

// configEndpointResolver adapts the resolvers that an aws.Config can carry.
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

// ResolveEndpoint is the middleware that asks an [EndpointResolver] for the endpoint. It does nothing
// for clients without one, and leaves the endpoint to the [EndpointResolverV2] where the resolver
// answers with *aws.EndpointNotFoundError.
type ResolveEndpoint struct {
	// Resolver finds the endpoint.
	Resolver EndpointResolver

	// Options are given to the resolver.
	Options EndpointResolverOptions
}

// ID names the middleware in the Serialize step.
func (*ResolveEndpoint) ID() string { return "ResolveEndpoint" }

// HandleSerialize sets the request's URL and the signing name and Region of the context.
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

// WithEndpointResolver sets the endpoint resolver of the first generation.
//
// Deprecated: Set Options.BaseEndpoint, or use [WithEndpointResolverV2].
func WithEndpointResolver(v EndpointResolver) func(*Options) {
	return func(o *Options) {
		o.EndpointResolver = v
	}
}

// WithSigV4SigningName signs for a service of another name, whatever endpoint and auth scheme say.
func WithSigV4SigningName(name string) func(*Options) {
	return withInitialize("withSigV4SigningName", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningName(ctx, name)
	})
}

// WithSigV4SigningRegion signs for another Region, whatever endpoint and auth scheme say.
func WithSigV4SigningRegion(region string) func(*Options) {
	return withInitialize("withSigV4SigningRegion", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningRegion(ctx, region)
	})
}

func withInitialize(id string, set func(context.Context) context.Context) func(*Options) {
	return WithAPIOptions(func(s *middleware.Stack) error {
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc(id, func(
			ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
		) (middleware.InitializeOutput, middleware.Metadata, error) {
			return next.HandleInitialize(set(ctx), in)
		}), middleware.Before)
	})
}

// legacySigningOptions is the middleware that lets the signing name and Region of the context, set by
// [WithSigV4SigningName] and first-generation endpoints, have the last word.
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
		switch schemeName(scheme.SchemeID()) {
		case "sigv4":
			if name != "" {
				smithyhttp.SetSigV4SigningName(&scheme.signerProperties, name)
			}
			if region != "" {
				smithyhttp.SetSigV4SigningRegion(&scheme.signerProperties, region)
			}
		case "sigv4a":
			if name != "" {
				smithyhttp.SetSigV4ASigningName(&scheme.signerProperties, name)
			}
			if region != "" {
				smithyhttp.SetSigV4ASigningRegions(&scheme.signerProperties, []string{region})
			}
		}
	}
	return next.HandleFinalize(ctx, in)
}
