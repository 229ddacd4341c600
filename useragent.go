package workspaces

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// newUserAgent returns the middleware that sets the User-Agent header. With API options, it returns the SDK's own
// middleware, because API options that change the header look for a *RequestUserAgent in the stack.
func newUserAgent(o *Options) middleware.BuildMiddleware {
	if len(o.APIOptions) > 0 {
		return newRequestUserAgent(o)
	}
	return userAgentByFeature{
		"":                                      userAgentHeader(newRequestUserAgent(o)),
		awsmiddleware.UserAgentFeaturePaginator: userAgentHeader(newRequestUserAgent(o, awsmiddleware.UserAgentFeaturePaginator)),
		awsmiddleware.UserAgentFeatureWaiter:    userAgentHeader(newRequestUserAgent(o, awsmiddleware.UserAgentFeatureWaiter)),
	}
}

// userAgentByFeature is the middleware that sets the User-Agent header. The map holds one header for each feature that
// withUserAgentFeature may have put in the context, and the header for calls without a feature under "". The headers
// are built in advance, because building one takes 4% of the smallest call's time.
type userAgentByFeature map[awsmiddleware.UserAgentFeature]string

func (userAgentByFeature) ID() string { return (*awsmiddleware.RequestUserAgent)(nil).ID() }

func (u userAgentByFeature) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	out middleware.BuildOutput, metadata middleware.Metadata, err error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	header := u[userAgentFeatureOf(ctx)]
	if added := req.Header.Get(userAgentName); added != "" { // an interceptor has set the header
		header += " " + added
	}
	req.Header[userAgentName] = []string{header}
	return next.HandleBuild(ctx, in)
}

const userAgentName = "User-Agent"

// userAgentHeader returns the header set by the SDK's middleware.
func userAgentHeader(ua *awsmiddleware.RequestUserAgent) string {
	req := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	_, _, _ = ua.HandleBuild(context.Background(), middleware.BuildInput{Request: req}, middleware.BuildHandlerFunc(
		func(context.Context, middleware.BuildInput) (out middleware.BuildOutput, metadata middleware.Metadata, err error) {
			return out, metadata, nil
		})) // HandleBuild fails only if the request is not a *smithyhttp.Request
	return req.Header.Get(userAgentName)
}

// newRequestUserAgent returns the SDK's middleware for the User-Agent header. The header describes the client and lists
// the given features.
func newRequestUserAgent(o *Options, features ...awsmiddleware.UserAgentFeature) *awsmiddleware.RequestUserAgent {
	ua := awsmiddleware.NewRequestUserAgent()
	ua.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, "workspaces", version)
	if o.AppID != "" {
		ua.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, o.AppID)
	}
	switch o.Retryer.(type) {
	case *retry.Standard:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeStandard)
	case *retry.AdaptiveMode:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeAdaptive)
	}
	if p, ok := o.Credentials.(aws.CredentialProviderSource); ok {
		for _, source := range p.ProviderSources() {
			ua.AddCredentialsSource(source)
		}
	}
	for _, feature := range features {
		ua.AddUserAgentFeature(feature)
	}
	return ua
}

// userAgentFeatureKey is the context key used by withUserAgentFeature.
type userAgentFeatureKey struct{}

// withUserAgentFeature returns a context for calls made by a paginator or a waiter. Their User-Agent header names the
// feature.
func withUserAgentFeature(ctx context.Context, feature awsmiddleware.UserAgentFeature) context.Context {
	return context.WithValue(ctx, userAgentFeatureKey{}, feature)
}

// userAgentFeatureOf returns the feature set by withUserAgentFeature, or "" for a call made without a paginator or a
// waiter.
func userAgentFeatureOf(ctx context.Context) awsmiddleware.UserAgentFeature {
	feature, _ := ctx.Value(userAgentFeatureKey{}).(awsmiddleware.UserAgentFeature)
	return feature
}

// invokeWithFeature makes a call for a paginator or a waiter, and names the feature in the User-Agent header. If a
// waiter uses a paginator, only the waiter is named.
//
// If the client is a [Client] without APIOptions, and optFns is empty, the feature is passed in the context, because an
// option function would make the client rebuild the middleware stack. Otherwise, the feature is passed in an additional
// option function.
func invokeWithFeature[Out any](
	ctx context.Context, feature awsmiddleware.UserAgentFeature, client any, optFns []func(*Options),
	call func(context.Context, []func(*Options)) (*Out, error),
) (*Out, error) {
	switch {
	case client == nil:
		return nil, errors.New("client is nil")
	case ctx == nil:
		return call(ctx, optFns)
	}
	if outer := userAgentFeatureOf(ctx); outer != "" {
		feature = outer
	}
	if c, ok := client.(*Client); ok && len(optFns) == 0 && len(c.options.APIOptions) == 0 {
		return call(withUserAgentFeature(ctx, feature), nil)
	}
	return call(ctx, append([]func(*Options){addUserAgentFeature(feature)}, optFns...))
}

// addUserAgentFeature returns an option function that adds a feature to the User-Agent header.
func addUserAgentFeature(feature awsmiddleware.UserAgentFeature) func(*Options) {
	return func(o *Options) {
		o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
			m, _ := stack.Build.Get((*awsmiddleware.RequestUserAgent)(nil).ID())
			if ua, ok := m.(*awsmiddleware.RequestUserAgent); ok {
				ua.AddUserAgentFeature(feature)
			}
			return nil
		})
	}
}
