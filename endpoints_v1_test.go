//lint:file-ignore SA1019 first-generation endpoints are deprecated, but the official module exports them

package workspaces_test

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

func TestEndpointResolversOfTheConfiguration(t *testing.T) {
	t.Parallel()
	custom := aws.Endpoint{URL: "https://old.example/x", SigningName: "other", SigningRegion: "us-east-2"}
	unknown := &aws.EndpointNotFoundError{Err: errors.New("no idea")}
	withOptions := func(e aws.Endpoint, err error) func(*testing.T, *aws.Config) {
		return func(t *testing.T, cfg *aws.Config) {
			cfg.EndpointResolverWithOptions = aws.EndpointResolverWithOptionsFunc(func(service, region string, options ...any) (aws.Endpoint, error) {
				assert.Equal(t, workspaces.ServiceID, service)
				assert.Equal(t, testRegion, region)
				if assert.Len(t, options, 1) {
					assert.IsType(t, workspaces.EndpointResolverOptions{}, options[0])
				}
				return e, err
			})
		}
	}
	plain := func(e aws.Endpoint, err error) func(*testing.T, *aws.Config) {
		return func(t *testing.T, cfg *aws.Config) {
			cfg.EndpointResolver = aws.EndpointResolverFunc(func(service, region string) (aws.Endpoint, error) {
				assert.Equal(t, workspaces.ServiceID, service)
				assert.Equal(t, testRegion, region)
				return e, err
			})
		}
	}
	tests := map[string]struct {
		set       func(*testing.T, *aws.Config)
		url, sign string
	}{
		"with options":               {withOptions(custom, nil), "https://old.example/x/", "/us-east-2/other/"},
		"with options, not found":    {withOptions(aws.Endpoint{}, unknown), "https://" + testHost + "/", "/eu-west-1/workspaces/"},
		"without options":            {plain(custom, nil), "https://old.example/x/", "/us-east-2/other/"},
		"without options, not found": {plain(aws.Endpoint{}, unknown), "https://" + testHost + "/", "/eu-west-1/workspaces/"},
		"with options takes precedence": {
			func(t *testing.T, cfg *aws.Config) {
				plain(aws.Endpoint{URL: "https://wrong.example"}, nil)(t, cfg)
				withOptions(custom, nil)(t, cfg)
			},
			"https://old.example/x/", "/us-east-2/other/",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`))
			cfg := w.config()
			test.set(t, &cfg)
			require.NoError(t, describe(t.Context(), workspaces.NewFromConfig(cfg)))
			sent := w.only(t)
			assert.Equal(t, test.url, sent.URL.String())
			assert.Contains(t, sent.Header.Get("Authorization"), test.sign+"aws4_request")
			assertSigned(t, sent, "")
		})
	}
	t.Run("an error of the resolver", func(t *testing.T) {
		t.Parallel()
		cfg := newWire(t).config()
		broken := errors.New("resolver is broken")
		withOptions(aws.Endpoint{}, broken)(t, &cfg)
		err := describe(t.Context(), workspaces.NewFromConfig(cfg))
		require.ErrorIs(t, err, broken)
		assert.ErrorContains(t, err, "DescribeWorkspaces")
	})
}

func TestWithSigV4SigningNameAndRegion(t *testing.T) {
	t.Parallel()
	v1 := workspaces.EndpointResolverFromURL("https://v1.example", func(e *aws.Endpoint) {
		e.SigningName, e.SigningRegion = "endpoint", "us-east-2"
	})
	tests := map[string]struct {
		optFns []func(*workspaces.Options)
		scope  string
	}{
		"none":   {nil, "/eu-west-1/workspaces/"},
		"name":   {[]func(*workspaces.Options){workspaces.WithSigV4SigningName("other")}, "/eu-west-1/other/"},
		"Region": {[]func(*workspaces.Options){workspaces.WithSigV4SigningRegion("us-west-1")}, "/us-west-1/workspaces/"},
		"both": {
			[]func(*workspaces.Options){workspaces.WithSigV4SigningName("other"), workspaces.WithSigV4SigningRegion("us-west-1")},
			"/us-west-1/other/",
		},
		"first-generation endpoint": {[]func(*workspaces.Options){workspaces.WithEndpointResolver(v1)}, "/us-east-2/endpoint/"},
		"first-generation endpoint and name": {
			[]func(*workspaces.Options){workspaces.WithEndpointResolver(v1), workspaces.WithSigV4SigningName("other")}, "/us-east-2/other/",
		},
		"first-generation endpoint without Region": {
			[]func(*workspaces.Options){workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example"))},
			"/eu-west-1/workspaces/",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`), answer(200, `{}`))
			require.NoError(t, describe(t.Context(), w.client(test.optFns...)))
			require.NoError(t, describe(t.Context(), w.client(), test.optFns...))
			for _, sent := range w.requests() {
				assert.Contains(t, sent.Header.Get("Authorization"), test.scope+"aws4_request")
				assertSigned(t, sent, "")
			}
		})
	}
}

func TestUseOfDeprecatedEndpointsIsLogged(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	logger := &memoryLogger{}
	resolver := workspaces.EndpointResolverFunc(func(_ string, options workspaces.EndpointResolverOptions) (aws.Endpoint, error) {
		assert.True(t, options.LogDeprecated)
		return workspaces.NewDefaultEndpointResolver().ResolveEndpoint("fips-us-east-1", options)
	})
	require.NoError(t, describe(t.Context(), w.client(workspaces.WithEndpointResolver(resolver), func(o *workspaces.Options) {
		o.Logger, o.ClientLogMode = logger, aws.LogDeprecatedUsage
	})))
	assert.Equal(t, "workspaces-fips.us-east-1.amazonaws.com", w.only(t).URL.Host)
	assert.Contains(t, logger.text(), `WARN endpoint identifier "fips-us-east-1"`)
}

func TestASigningNameForOneCallDoesNotChangeTheAuthSchemeResolversOption(t *testing.T) {
	t.Parallel()
	offer := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	smithyhttp.SetSigV4SigningName(&offer.SignerProperties, "mine")
	smithyhttp.SetSigV4SigningRegion(&offer.SignerProperties, "us-east-1")
	w := newWire(t, answer(200, `{}`), answer(200, `{}`))
	client := w.client(func(o *workspaces.Options) {
		o.AuthSchemeResolver = &schemesOf{options: []*smithyauth.Option{offer}}
	})
	require.NoError(t, describe(t.Context(), client, workspaces.WithSigV4SigningName("other")))
	require.NoError(t, describe(t.Context(), client))
	assert.Contains(t, w.requests()[0].Header.Get("Authorization"), "/us-east-1/other/aws4_request")
	assert.Contains(t, w.requests()[1].Header.Get("Authorization"), "/us-east-1/mine/aws4_request")
}
