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

// userAgent is the middleware that sets the User-Agent header where there are no API options. The header is the
// same for every call that a program, a paginator or a waiter makes.
type userAgent struct {
	headers map[awsmiddleware.UserAgentFeature]string // by the feature that marks the call
}

// newUserAgent returns the middleware for the User-Agent header. API options look for it by the core's own type
// and add to it, so a stack with API options has just that.
func newUserAgent(o *Options) middleware.BuildMiddleware {
	if len(o.APIOptions) > 0 {
		return newRequestUserAgent(o)
	}
	return &userAgent{map[awsmiddleware.UserAgentFeature]string{
		"":                                      userAgentHeader(newRequestUserAgent(o)),
		awsmiddleware.UserAgentFeaturePaginator: userAgentHeader(newRequestUserAgent(o, awsmiddleware.UserAgentFeaturePaginator)),
		awsmiddleware.UserAgentFeatureWaiter:    userAgentHeader(newRequestUserAgent(o, awsmiddleware.UserAgentFeatureWaiter)),
	}}
}

// ID implements middleware.BuildMiddleware.
func (*userAgent) ID() string { return (*awsmiddleware.RequestUserAgent)(nil).ID() }

// HandleBuild implements middleware.BuildMiddleware.
func (u *userAgent) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	out middleware.BuildOutput, metadata middleware.Metadata, err error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unknown transport type %T", in.Request)
	}
	header := u.headers[userAgentFeatureOf(ctx)]
	if added := req.Header.Get(userAgentName); added != "" { // by an interceptor
		header += " " + added
	}
	req.Header[userAgentName] = []string{header}
	return next.HandleBuild(ctx, in)
}

const userAgentName = "User-Agent"

// userAgentHeader returns the header that the core's middleware sets.
func userAgentHeader(ua *awsmiddleware.RequestUserAgent) string {
	req := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	_, _, _ = ua.HandleBuild(context.Background(), middleware.BuildInput{Request: req}, middleware.BuildHandlerFunc(
		func(context.Context, middleware.BuildInput) (out middleware.BuildOutput, metadata middleware.Metadata, err error) {
			return out, metadata, nil
		})) // fails for other requests alone
	return req.Header.Get(userAgentName)
}

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

// userAgentFeatureKey is the key of the context value that marks the calls of paginators and waiters: their user
// agent feature.
type userAgentFeatureKey struct{}

func withUserAgentFeature(ctx context.Context, feature awsmiddleware.UserAgentFeature) context.Context {
	return context.WithValue(ctx, userAgentFeatureKey{}, feature)
}

// userAgentFeatureOf returns the feature that marks a call, or "" for a call of the program itself.
func userAgentFeatureOf(ctx context.Context) awsmiddleware.UserAgentFeature {
	feature, _ := ctx.Value(userAgentFeatureKey{}).(awsmiddleware.UserAgentFeature)
	return feature
}

// invokeWithFeature makes a call of a paginator or a waiter, which the User-Agent header names by its feature. A
// waiter that lists by a paginator is named alone.
//
// Our own client reads the feature from the context, because option functions would make it build the stack for
// every call. Other clients, and calls with option functions, get the option function of the official module.
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

// addUserAgentFeature adds a feature to the User-Agent header.
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
