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

// signingName is the service name in the credential scope of signatures.
const signingName = "workspaces"

// AuthResolverParameters describes the call for which an [AuthSchemeResolver] resolves auth schemes.
type AuthResolverParameters struct {
	// Operation is the name of the operation, such as DescribeWorkspaces.
	Operation string

	// Region is the Region of the call, as set in Options.Region.
	Region string
}

// AuthSchemeResolver lists the auth schemes that a call may use, best first.
type AuthSchemeResolver interface {
	// ResolveAuthSchemes returns the auth schemes for one call.
	ResolveAuthSchemes(context.Context, *AuthResolverParameters) ([]*smithyauth.Option, error)
}

// defaultAuthSchemeResolver offers the same two auth schemes for every operation: Signature Version 4, then the
// anonymous scheme, which leaves requests unsigned and is used only with anonymous credentials.
type defaultAuthSchemeResolver struct{}

func (*defaultAuthSchemeResolver) ResolveAuthSchemes(_ context.Context, params *AuthResolverParameters) ([]*smithyauth.Option, error) {
	signed := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	smithyhttp.SetSigV4SigningName(&signed.SignerProperties, signingName)
	smithyhttp.SetSigV4SigningRegion(&signed.SignerProperties, params.Region)
	return []*smithyauth.Option{signed, {SchemeID: smithyauth.SchemeIDAnonymous}}, nil
}

// resolvedScheme is the auth scheme chosen for an attempt, along with the properties for its identity resolver and
// signer.
type resolvedScheme struct {
	smithyhttp.AuthScheme
	identities         smithyauth.IdentityResolver
	identityProperties smithy.Properties
	signerProperties   smithy.Properties
}

// override replaces the signer properties with a copy modified by the change function. The originals must stay intact,
// because an auth scheme resolver may return the same properties for every call.
func (s *resolvedScheme) override(change func(*smithy.Properties)) {
	var changed smithy.Properties
	changed.SetAll(&s.signerProperties)
	change(&changed)
	s.signerProperties = changed
}

// resolvedSchemeOf returns the current attempt's auth scheme, or nil if none has been chosen yet.
func resolvedSchemeOf(ctx context.Context) *resolvedScheme {
	if call := callContextOf(ctx); call != nil {
		return call.scheme
	}
	return nil
}

// schemeName returns an auth scheme's ID without its namespace, such as sigv4 for aws.auth#sigv4.
func schemeName(id string) string {
	return id[strings.LastIndexByte(id, '#')+1:]
}

// byPreference sorts auth options: preferred schemes first, in order of preference, then the rest in their original
// order.
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

// resolveAuthScheme is the middleware that chooses the auth scheme for each attempt.
type resolveAuthScheme struct {
	op    *operation
	fixed []*smithyauth.Option // the default resolver's auth options; nil if another resolver is set
}

// newResolveAuthScheme returns the middleware. The default resolver always returns the same auth options, so it is
// called only once, here.
func newResolveAuthScheme(op *operation) *resolveAuthScheme {
	m := &resolveAuthScheme{op: op}
	if _, ok := op.options.AuthSchemeResolver.(*defaultAuthSchemeResolver); ok {
		m.fixed, _ = m.resolve(context.Background())
	}
	return m
}

// resolve asks the resolver for a call's auth options.
func (m *resolveAuthScheme) resolve(ctx context.Context) ([]*smithyauth.Option, error) {
	o := m.op.options
	return o.AuthSchemeResolver.ResolveAuthSchemes(ctx, &AuthResolverParameters{Operation: m.op.name, Region: o.Region})
}

func (*resolveAuthScheme) ID() string { return "ResolveAuthScheme" }

func (m *resolveAuthScheme) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	_, span := m.op.tracer.StartSpan(ctx, "ResolveAuthScheme")
	defer span.End()

	scheme, err := m.choose(ctx)
	if err != nil {
		return out, metadata, err
	}
	if call := callContextOf(ctx); call != nil {
		call.scheme = scheme
	}
	span.SetProperty("auth.scheme_id", scheme.SchemeID())
	span.End()
	return next.HandleFinalize(ctx, in)
}

// choose returns the first auth scheme on the resolver's list that the client supports and has credentials for. Schemes
// in Options.AuthSchemePreference are tried first.
func (m *resolveAuthScheme) choose(ctx context.Context) (*resolvedScheme, error) {
	o := m.op.options
	offers, byDefault := m.fixed, m.fixed != nil
	if !byDefault {
		var err error
		if offers, err = m.resolve(ctx); err != nil {
			return nil, fmt.Errorf("resolve auth scheme: %w", err)
		}
	}
	for _, offer := range byPreference(offers, o.AuthSchemePreference) {
		// Without credentials, do not fall back to an unsigned request: the service's error would be less clear than
		// the one below.
		if offer.SchemeID == smithyauth.SchemeIDAnonymous && byDefault && !o.anonymous() {
			continue
		}
		scheme, identities := findScheme(offer.SchemeID, o)
		if identities == nil {
			continue
		}
		return &resolvedScheme{
			AuthScheme: scheme, identities: identities,
			identityProperties: offer.IdentityProperties, signerProperties: offer.SignerProperties,
		}, nil
	}
	if o.Credentials == nil {
		return nil, errors.New("could not select an auth scheme: Options.Credentials is not set " +
			"(aws.AnonymousCredentials sends unsigned requests)")
	}
	return nil, errors.New("could not select an auth scheme")
}

// findScheme returns the auth scheme with the given ID and its identity resolver. Both are nil if the client does not
// support the scheme or has no credentials for it.
func findScheme(id string, o *Options) (smithyhttp.AuthScheme, smithyauth.IdentityResolver) {
	if id == smithyauth.SchemeIDAnonymous {
		return smithyhttp.NewAnonymousScheme(), &smithyauth.AnonymousIdentityResolver{}
	}
	for _, scheme := range o.AuthSchemes {
		if scheme.SchemeID() != id && schemeName(scheme.SchemeID()) != id {
			continue
		}
		if identities := scheme.IdentityResolver(o); identities != nil {
			return scheme, identities
		}
	}
	return nil, nil
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
	identity, err := scheme.identities.GetIdentity(spanCtx, scheme.identityProperties)
	timer.stop(scheme)
	if err != nil {
		return out, metadata, fmt.Errorf("get identity: %w", err)
	}
	callContextOf(ctx).identity = identity
	span.End()
	return next.HandleFinalize(ctx, in)
}

// payloadHash is the middleware that hashes the body for the signature. A body from serializeOperation is already in
// memory, so its bytes are hashed directly; any other body is read as a stream by the embedded middleware.
type payloadHash struct {
	v4.ComputePayloadSHA256
	op *operation
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

// signRequest is the middleware that signs each attempt. Each response shows how far the service's clock is ahead of
// the local clock, and the next attempt is signed with the adjusted time.
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
	err = signer.SignRequest(ctx, req, call.identity, call.scheme.signerProperties)
	timer.stop(call.scheme)
	if err != nil {
		return out, metadata, fmt.Errorf("sign request: %w", err)
	}
	span.End()

	out, metadata, err = next.HandleFinalize(ctx, in)
	if skew, ok := awsmiddleware.GetAttemptSkew(metadata); ok { // not ok without a response: keep the previous skew
		call.skew = skew
	}
	return out, metadata, err
}

// credentialsResolver is an identity resolver that returns a provider's credentials.
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

// sigV4Scheme is the auth scheme for Signature Version 4. It signs requests with an [HTTPSignerV4].
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
