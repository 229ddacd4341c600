//lint:file-ignore SA1019 first-generation endpoints are deprecated, but the official module exports them

package workspaces_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/logging"
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

// TestDefaultEndpointResolver checks four URLs per Region: plain, FIPS, dual-stack, and FIPS with dual-stack. An empty
// URL means that the resolver must fail.
func TestDefaultEndpointResolver(t *testing.T) {
	t.Parallel()
	tests := []struct {
		region, partition, signing string
		urls                       [4]string
	}{
		{
			"us-east-1", "aws", "us-east-1",
			[4]string{
				"https://workspaces.us-east-1.amazonaws.com", "https://workspaces-fips.us-east-1.amazonaws.com",
				"https://workspaces.us-east-1.api.aws", "https://workspaces-fips.us-east-1.api.aws",
			},
		},
		{
			"us-west-2", "aws", "us-west-2",
			[4]string{
				"https://workspaces.us-west-2.amazonaws.com", "https://workspaces-fips.us-west-2.amazonaws.com",
				"https://workspaces.us-west-2.api.aws", "https://workspaces-fips.us-west-2.api.aws",
			},
		},
		{
			"eu-west-1", "aws", "eu-west-1",
			[4]string{
				"https://workspaces.eu-west-1.amazonaws.com", "https://workspaces-fips.eu-west-1.amazonaws.com",
				"https://workspaces.eu-west-1.api.aws", "https://workspaces-fips.eu-west-1.api.aws",
			},
		},
		{
			"fips-us-east-1", "aws", "us-east-1",
			[4]string{
				"https://workspaces-fips.us-east-1.amazonaws.com", "https://workspaces-fips.fips-us-east-1.amazonaws.com",
				"https://workspaces.fips-us-east-1.api.aws", "https://workspaces-fips.fips-us-east-1.api.aws",
			},
		},
		{
			"fips-us-west-2", "aws", "us-west-2",
			[4]string{
				"https://workspaces-fips.us-west-2.amazonaws.com", "https://workspaces-fips.fips-us-west-2.amazonaws.com",
				"https://workspaces.fips-us-west-2.api.aws", "https://workspaces-fips.fips-us-west-2.api.aws",
			},
		},
		{
			"fips-eu-west-1", "aws", "fips-eu-west-1",
			[4]string{
				"https://workspaces.fips-eu-west-1.amazonaws.com", "https://workspaces-fips.fips-eu-west-1.amazonaws.com",
				"https://workspaces.fips-eu-west-1.api.aws", "https://workspaces-fips.fips-eu-west-1.api.aws",
			},
		},
		{
			"cn-north-1", "aws-cn", "cn-north-1",
			[4]string{
				"https://workspaces.cn-north-1.amazonaws.com.cn", "https://workspaces-fips.cn-north-1.amazonaws.com.cn",
				"https://workspaces.cn-north-1.api.amazonwebservices.com.cn", "https://workspaces-fips.cn-north-1.api.amazonwebservices.com.cn",
			},
		},
		{
			"eusc-de-east-1", "aws-eusc", "eusc-de-east-1",
			[4]string{
				"https://workspaces.eusc-de-east-1.amazonaws.eu", "https://workspaces-fips.eusc-de-east-1.amazonaws.eu",
				"https://workspaces.eusc-de-east-1.api.amazonwebservices.eu", "https://workspaces-fips.eusc-de-east-1.api.amazonwebservices.eu",
			},
		},
		{
			"us-iso-east-1", "aws-iso", "us-iso-east-1",
			[4]string{
				"https://workspaces.us-iso-east-1.c2s.ic.gov", "https://workspaces-fips.us-iso-east-1.c2s.ic.gov",
				"", "",
			},
		},
		{
			"us-isob-east-1", "aws-iso-b", "us-isob-east-1",
			[4]string{
				"https://workspaces.us-isob-east-1.sc2s.sgov.gov", "https://workspaces-fips.us-isob-east-1.sc2s.sgov.gov",
				"", "",
			},
		},
		{
			"fips-us-isob-east-1", "aws-iso-b", "us-isob-east-1",
			[4]string{
				"https://workspaces-fips.us-isob-east-1.sc2s.sgov.gov", "https://workspaces-fips.fips-us-isob-east-1.amazonaws.com",
				"https://workspaces.fips-us-isob-east-1.api.aws", "https://workspaces-fips.fips-us-isob-east-1.api.aws",
			},
		},
		{
			"eu-isoe-west-1", "aws-iso-e", "eu-isoe-west-1",
			[4]string{
				"https://workspaces.eu-isoe-west-1.cloud.adc-e.uk", "https://workspaces-fips.eu-isoe-west-1.cloud.adc-e.uk",
				"", "",
			},
		},
		{
			"us-isof-south-1", "aws-iso-f", "us-isof-south-1",
			[4]string{
				"https://workspaces.us-isof-south-1.csp.hci.ic.gov", "https://workspaces-fips.us-isof-south-1.csp.hci.ic.gov",
				"", "",
			},
		},
		{
			"us-gov-west-1", "aws-us-gov", "us-gov-west-1",
			[4]string{
				"https://workspaces.us-gov-west-1.amazonaws.com", "https://workspaces-fips.us-gov-west-1.amazonaws.com",
				"https://workspaces.us-gov-west-1.api.aws", "https://workspaces-fips.us-gov-west-1.api.aws",
			},
		},
		{
			"fips-us-gov-east-1", "aws-us-gov", "us-gov-east-1",
			[4]string{
				"https://workspaces-fips.us-gov-east-1.amazonaws.com", "https://workspaces-fips.fips-us-gov-east-1.amazonaws.com",
				"https://workspaces.fips-us-gov-east-1.api.aws", "https://workspaces-fips.fips-us-gov-east-1.api.aws",
			},
		},
		{
			"moon", "aws", "moon",
			[4]string{
				"https://workspaces.moon.amazonaws.com", "https://workspaces-fips.moon.amazonaws.com",
				"https://workspaces.moon.api.aws", "https://workspaces-fips.moon.api.aws",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.region, func(t *testing.T) {
			t.Parallel()
			for i, want := range test.urls {
				options := workspaces.EndpointResolverOptions{UseFIPSEndpoint: aws.FIPSEndpointStateDisabled}
				if i&1 != 0 {
					options.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
				}
				if i&2 != 0 {
					options.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
				}
				endpoint, err := workspaces.NewDefaultEndpointResolver().ResolveEndpoint(test.region, options)
				if want == "" {
					require.EqualError(t, err, "unable to resolve endpoint for region: "+test.region)
					assert.Zero(t, endpoint)
					continue
				}
				require.NoError(t, err)
				assert.Equal(t, want, endpoint.URL)
				assert.Equal(t, "v4", endpoint.SigningMethod)
				assert.Empty(t, endpoint.SigningName)
				assert.False(t, endpoint.HostnameImmutable)
				if i == 0 {
					assert.Equal(t, test.partition, endpoint.PartitionID)
					assert.Equal(t, test.signing, endpoint.SigningRegion)
				}
			}
		})
	}
}

func TestDefaultEndpointResolverOptions(t *testing.T) {
	t.Parallel()
	t.Run("no Region", func(t *testing.T) {
		t.Parallel()
		_, err := workspaces.NewDefaultEndpointResolver().ResolveEndpoint("", workspaces.EndpointResolverOptions{})
		var missing *aws.MissingRegionError
		require.ErrorAs(t, err, &missing)
	})
	t.Run("plain http", func(t *testing.T) {
		t.Parallel()
		endpoint, err := workspaces.NewDefaultEndpointResolver().ResolveEndpoint("us-east-1", workspaces.EndpointResolverOptions{DisableHTTPS: true})
		require.NoError(t, err)
		assert.Equal(t, "http://workspaces.us-east-1.amazonaws.com", endpoint.URL)
	})
	t.Run("resolved Region", func(t *testing.T) {
		t.Parallel()
		endpoint, err := workspaces.NewDefaultEndpointResolver().ResolveEndpoint("fips-us-east-1", workspaces.EndpointResolverOptions{
			ResolvedRegion: "us-west-2", UseFIPSEndpoint: aws.FIPSEndpointStateEnabled,
		})
		require.NoError(t, err)
		assert.Equal(t, "https://workspaces-fips.us-west-2.amazonaws.com", endpoint.URL)
		assert.Equal(t, "us-west-2", endpoint.SigningRegion)
	})
	for region, warns := range map[string]bool{"fips-us-east-1": true, "us-east-1": false, "fips-eu-west-1": false} {
		t.Run("warnings about "+region, func(t *testing.T) {
			t.Parallel()
			var lines []string
			logger := logging.LoggerFunc(func(c logging.Classification, format string, v ...any) {
				lines = append(lines, fmt.Sprintf("%s %s", c, fmt.Sprintf(format, v...)))
			})
			_, err := workspaces.NewDefaultEndpointResolver().ResolveEndpoint(region, workspaces.EndpointResolverOptions{Logger: logger})
			require.NoError(t, err)
			assert.Empty(t, lines, "no warnings without LogDeprecated")
			_, err = workspaces.NewDefaultEndpointResolver().ResolveEndpoint(region, workspaces.EndpointResolverOptions{LogDeprecated: true})
			require.NoError(t, err, "without a logger")
			_, err = workspaces.NewDefaultEndpointResolver().ResolveEndpoint(region, workspaces.EndpointResolverOptions{Logger: logger, LogDeprecated: true})
			require.NoError(t, err)
			if warns {
				assert.Equal(t, []string{`WARN endpoint identifier "fips-us-east-1", url "https://workspaces-fips.us-east-1.amazonaws.com" marked as deprecated`}, lines)
			} else {
				assert.Empty(t, lines)
			}
		})
	}
}

func TestEndpointResolverOptionsGetters(t *testing.T) {
	t.Parallel()
	options := workspaces.EndpointResolverOptions{
		ResolvedRegion: "us-east-1", DisableHTTPS: true,
		UseDualStackEndpoint: aws.DualStackEndpointStateEnabled, UseFIPSEndpoint: aws.FIPSEndpointStateDisabled,
	}
	assert.Equal(t, "us-east-1", options.GetResolvedRegion())
	assert.True(t, options.GetDisableHTTPS())
	assert.Equal(t, aws.DualStackEndpointStateEnabled, options.GetUseDualStackEndpoint())
	assert.Equal(t, aws.FIPSEndpointStateDisabled, options.GetUseFIPSEndpoint())
}
