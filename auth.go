package workspaces

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// signingName is the service's name in the scope of a signature.
const signingName = "workspaces"

// AuthResolverParameters are what the choice of an auth scheme can depend on.
type AuthResolverParameters struct {
	// Operation is the name of the operation, such as DescribeWorkspaces.
	Operation string

	// Region is the client's.
	Region string
}

// AuthSchemeResolver lists the ways to authenticate a call, best first.
type AuthSchemeResolver interface {
	ResolveAuthSchemes(context.Context, *AuthResolverParameters) ([]*smithyauth.Option, error)
}

// defaultAuthSchemeResolver knows that all operations are signed with Signature Version 4. It also
// offers to leave the request unsigned, which is taken where the credentials are anonymous.
type defaultAuthSchemeResolver struct{}

func (*defaultAuthSchemeResolver) ResolveAuthSchemes(_ context.Context, params *AuthResolverParameters) ([]*smithyauth.Option, error) {
	signed := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	smithyhttp.SetSigV4SigningName(&signed.SignerProperties, signingName)
	smithyhttp.SetSigV4SigningRegion(&signed.SignerProperties, params.Region)
	return []*smithyauth.Option{signed, {SchemeID: smithyauth.SchemeIDAnonymous}}, nil
}

// resolvedScheme is the auth scheme that an attempt uses, with the properties for its signer.
type resolvedScheme struct {
	smithyhttp.AuthScheme
	identities         smithyauth.IdentityResolver
	IdentityProperties smithy.Properties
	SignerProperties   smithy.Properties

	// shared is set on what all calls of an operation use: it is copied before it is changed.
	shared bool
}

// resolvedSchemeOf returns the auth scheme of the attempt under way, to be read.
func resolvedSchemeOf(ctx context.Context) *resolvedScheme {
	if c := callContextOf(ctx); c != nil {
		return c.scheme
	}
	return nil
}

// ownScheme returns the auth scheme of the attempt under way, to be changed.
func ownScheme(ctx context.Context) *resolvedScheme {
	c := callContextOf(ctx)
	if c == nil || c.scheme == nil {
		return nil
	}
	if c.scheme.shared {
		own := *c.scheme
		own.shared = false
		own.SignerProperties = smithy.Properties{}
		own.SignerProperties.SetAll(&c.scheme.SignerProperties)
		c.scheme = &own
	}
	return c.scheme
}

// schemeName is an auth scheme's ID without the namespace.
func schemeName(id string) string {
	return id[strings.LastIndexByte(id, '#')+1:]
}

// byPreference puts the options whose schemes are preferred first, in the order of preference.
func byPreference(options []*smithyauth.Option, preferred []string) []*smithyauth.Option {
	if len(preferred) == 0 {
		return options
	}
	rank := func(o *smithyauth.Option) int {
		if i := slices.Index(preferred, schemeName(o.SchemeID)); i >= 0 {
			return i
		}
		return len(preferred)
	}
	sorted := slices.Clone(options)
	slices.SortStableFunc(sorted, func(a, b *smithyauth.Option) int { return rank(a) - rank(b) })
	return sorted
}

// resolveAuthScheme is the middleware that picks the auth scheme of each attempt.
type resolveAuthScheme struct {
	op *operation

	// fixed is the choice where the default resolver offers the schemes, which depends on the options
	// alone; nil elsewhere and where there is none.
	fixed *resolvedScheme
}

func newResolveAuthScheme(op *operation) *resolveAuthScheme {
	m := &resolveAuthScheme{op: op}
	if m.byDefault() {
		if scheme, err := m.choose(context.Background()); err == nil {
			scheme.shared = true
			m.fixed = scheme
		}
	}
	return m
}

func (m *resolveAuthScheme) byDefault() bool {
	_, ok := m.op.options.AuthSchemeResolver.(*defaultAuthSchemeResolver)
	return ok
}

func (*resolveAuthScheme) ID() string { return "ResolveAuthScheme" }

func (m *resolveAuthScheme) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	_, span := m.op.tracer.StartSpan(ctx, "ResolveAuthScheme")
	defer span.End()

	scheme := m.fixed
	if scheme == nil {
		if scheme, err = m.choose(ctx); err != nil {
			return out, metadata, err
		}
	}
	if call := callContextOf(ctx); call != nil {
		call.scheme = scheme
	}
	span.SetProperty("auth.scheme_id", scheme.SchemeID())
	span.End()
	return next.HandleFinalize(ctx, in)
}

func (m *resolveAuthScheme) choose(ctx context.Context) (*resolvedScheme, error) {
	options, err := m.op.options.AuthSchemeResolver.ResolveAuthSchemes(ctx, &AuthResolverParameters{
		Operation: m.op.name, Region: m.op.options.Region,
	})
	if err != nil {
		return nil, fmt.Errorf("resolve auth scheme: %w", err)
	}
	for _, option := range byPreference(options, m.op.options.AuthSchemePreference) {
		found := &resolvedScheme{IdentityProperties: option.IdentityProperties, SignerProperties: option.SignerProperties}
		if option.SchemeID == smithyauth.SchemeIDAnonymous {
			// Without credentials the default resolver's offer is declined: the service answers no
			// unsigned request, so that can only be a mistake.
			if m.byDefault() && !m.op.options.anonymous() {
				continue
			}
			found.AuthScheme, found.identities = smithyhttp.NewAnonymousScheme(), &smithyauth.AnonymousIdentityResolver{}
			return found, nil
		}
		for _, scheme := range m.op.options.AuthSchemes {
			if id := scheme.SchemeID(); id != option.SchemeID && schemeName(id) != option.SchemeID {
				continue
			}
			if found.AuthScheme, found.identities = scheme, scheme.IdentityResolver(m.op.options); found.identities != nil {
				return found, nil
			}
		}
	}
	if m.op.options.Credentials == nil {
		return nil, errors.New("could not select an auth scheme: Options.Credentials is not set " +
			"(aws.AnonymousCredentials sends unsigned requests)")
	}
	return nil, errors.New("could not select an auth scheme")
}

// resolveIdentity is the middleware that gets the credentials for each attempt.
type resolveIdentity struct{ op *operation }

func (*resolveIdentity) ID() string { return "GetIdentity" }

func (m *resolveIdentity) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	spanCtx, span := m.op.tracer.StartSpan(ctx, "GetIdentity")
	defer span.End()

	scheme := resolvedSchemeOf(ctx)
	if scheme == nil {
		return out, metadata, errors.New("no resolved auth scheme")
	}
	timer := m.op.metrics.resolveIdentity.start(ctx)
	identity, err := scheme.identities.GetIdentity(spanCtx, scheme.IdentityProperties)
	timer.stop(scheme)
	if err != nil {
		return out, metadata, fmt.Errorf("get identity: %w", err)
	}
	callContextOf(ctx).identity = identity
	span.End()
	return next.HandleFinalize(ctx, in)
}

// payloadHash is the middleware that computes the hash of the body for the signature.
type payloadHash struct {
	v4.ComputePayloadSHA256 // for bodies that are not ours
	op                      *operation
}

func (m *payloadHash) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok || v4.GetPayloadHash(ctx) != "" {
		return m.ComputePayloadSHA256.HandleFinalize(ctx, in, next)
	}
	body, ok := req.GetStream().(*awsjson.Body)
	if !ok {
		return m.ComputePayloadSHA256.HandleFinalize(ctx, in, next)
	}
	_, span := m.op.tracer.StartSpan(ctx, "ComputePayloadSHA256")
	hash := sha256.Sum256(body.Bytes())
	span.End()
	return next.HandleFinalize(v4.SetPayloadHash(ctx, hex.EncodeToString(hash[:])), in)
}

// signRequest is the middleware that signs each attempt. It also notes by how much the service's clock
// differs, for the signature of the next attempt.
type signRequest struct{ op *operation }

func (*signRequest) ID() string { return "Signing" }

func (m *signRequest) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	_, span := m.op.tracer.StartSpan(ctx, "SignRequest")
	defer span.End()

	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unexpected transport type %T", in.Request)
	}
	call := callContextOf(ctx)
	if call == nil || call.scheme == nil {
		return out, metadata, errors.New("no resolved auth scheme")
	}
	if call.identity == nil {
		return out, metadata, errors.New("no identity")
	}
	signer := call.scheme.Signer()
	if signer == nil {
		return out, metadata, errors.New("no signer")
	}
	timer := m.op.metrics.sign.start(ctx)
	err = signer.SignRequest(ctx, req, call.identity, call.scheme.SignerProperties)
	timer.stop(call.scheme)
	if err != nil {
		return out, metadata, fmt.Errorf("sign request: %w", err)
	}
	span.End()

	out, metadata, err = next.HandleFinalize(ctx, in)
	if skew, ok := awsmiddleware.GetAttemptSkew(metadata); ok { // an attempt without an answer tells nothing about it
		call.skew = skew
	}
	return out, metadata, err
}

// credentialsResolver makes identities of the credentials that a provider gives.
type credentialsResolver struct{ provider aws.CredentialsProvider }

func (r credentialsResolver) GetIdentity(ctx context.Context, _ smithy.Properties) (smithyauth.Identity, error) {
	credentials, err := r.provider.Retrieve(ctx)
	if err != nil {
		return nil, fmt.Errorf("get credentials: %w", err)
	}
	return &credentialsIdentity{credentials}, nil
}

type credentialsIdentity struct{ credentials aws.Credentials }

func (i *credentialsIdentity) Expiration() time.Time { return i.credentials.Expires }

// sigV4Scheme is Signature Version 4, done by an [HTTPSignerV4].
type sigV4Scheme struct {
	signer     HTTPSignerV4
	logger     logging.Logger
	logSigning bool
}

func (*sigV4Scheme) SchemeID() string { return smithyauth.SchemeIDSigV4 }

func (s *sigV4Scheme) IdentityResolver(o smithyauth.IdentityResolverOptions) smithyauth.IdentityResolver {
	return o.GetIdentityResolver(s.SchemeID())
}

func (s *sigV4Scheme) Signer() smithyhttp.Signer { return s }

func (s *sigV4Scheme) SignRequest(ctx context.Context, r *smithyhttp.Request, identity smithyauth.Identity, props smithy.Properties) error {
	id, ok := identity.(*credentialsIdentity)
	if !ok {
		return fmt.Errorf("unexpected identity type: %T", identity)
	}
	name, ok := smithyhttp.GetSigV4SigningName(&props)
	if !ok {
		return errors.New("sigv4 signing name is required")
	}
	region, ok := smithyhttp.GetSigV4SigningRegion(&props)
	if !ok {
		return errors.New("sigv4 signing region is required")
	}
	now := time.Now()
	if call := callContextOf(ctx); call != nil {
		now = now.Add(call.skew)
	}
	var optFns []func(*v4.SignerOptions)
	if s.logSigning {
		optFns = append(optFns, func(o *v4.SignerOptions) {
			o.LogSigning = true
			o.Logger = redactingLogger{s.logger, id.credentials.SessionToken}
		})
	}
	if disable, ok := smithyhttp.GetDisableDoubleEncoding(&props); ok {
		optFns = append(optFns, func(o *v4.SignerOptions) { o.DisableURIPathEscaping = disable })
	}
	err := s.signer.SignHTTP(ctx, id.credentials, r.Request, v4.GetPayloadHash(ctx), name, region, now, optFns...)
	if err != nil {
		return fmt.Errorf("sign http: %w", err)
	}
	return nil
}
