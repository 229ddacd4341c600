//lint:file-ignore SA1019 the first generation of endpoints is deprecated, and part of the surface under test

package workspaces_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// It sets environment variables, so neither it nor its subtests are parallel.
func TestEndpointOfEnvironmentAndSharedFile(t *testing.T) {
	const (
		inFile     = "https://file.example"
		inService  = "https://service.example"
		inGlobal   = "https://global.example"
		inProgram  = "https://program.example"
		services   = "services = local\n[services local]\nworkspaces =\n  endpoint_url = " + inFile + "\n"
		globalFile = "endpoint_url = https://global-file.example\n"
	)
	program := config.WithBaseEndpoint(inProgram)
	tests := map[string]struct {
		env     map[string]string
		profile string
		load    []func(*config.LoadOptions) error
		want    string
	}{
		"nothing set":                 {nil, "", nil, "https://" + testHost},
		"variable of the service":     {map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService}, "", nil, inService},
		"variable of all services":    {map[string]string{"AWS_ENDPOINT_URL": inGlobal}, "", nil, inGlobal},
		"file, service":               {nil, services, nil, inFile},
		"file, all services":          {nil, globalFile, nil, "https://global-file.example"},
		"file, service before global": {nil, globalFile + services, nil, inFile},
		"service variable before global variable": {
			map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService, "AWS_ENDPOINT_URL": inGlobal}, "", nil, inService,
		},
		"service variable before file": {map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService}, services, nil, inService},
		"global variable before file":  {map[string]string{"AWS_ENDPOINT_URL": inGlobal}, services, nil, inGlobal},
		"ignored, service variable": {
			map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "", nil, "https://" + testHost,
		},
		"ignored, global variable": {
			map[string]string{"AWS_ENDPOINT_URL": inGlobal, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "", nil, "https://" + testHost,
		},
		"ignored, file": {
			map[string]string{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, globalFile + services, nil, "https://" + testHost,
		},
		"ignored by the file": {nil, "ignore_configured_endpoint_urls = true\n" + services, nil, "https://" + testHost},
		"not ignored": {
			map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"}, "", nil, inService,
		},
		"program": {nil, "", []func(*config.LoadOptions) error{program}, inProgram},
		"program before global variable": {
			map[string]string{"AWS_ENDPOINT_URL": inGlobal}, "", []func(*config.LoadOptions) error{program}, inProgram,
		},
		"FIPS variable":       {map[string]string{"AWS_USE_FIPS_ENDPOINT": "true"}, "", nil, "https://workspaces-fips.eu-west-1.amazonaws.com"},
		"FIPS in the file":    {nil, "use_fips_endpoint = true\n", nil, "https://workspaces-fips.eu-west-1.amazonaws.com"},
		"dual-stack variable": {map[string]string{"AWS_USE_DUALSTACK_ENDPOINT": "true"}, "", nil, "https://workspaces.eu-west-1.api.aws"},
		"dual-stack in the file": {
			nil, "use_dualstack_endpoint = true\n", nil, "https://workspaces.eu-west-1.api.aws",
		},
		"both": {
			map[string]string{"AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_USE_FIPS_ENDPOINT": "true"}, "", nil,
			"https://workspaces-fips.eu-west-1.api.aws",
		},
		"FIPS switched off by the program": {
			map[string]string{"AWS_USE_FIPS_ENDPOINT": "true"}, "",
			[]func(*config.LoadOptions) error{config.WithUseFIPSEndpoint(aws.FIPSEndpointStateDisabled)}, "https://" + testHost,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			unsetAWS(t)
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			file := filepath.Join(t.TempDir(), "config")
			require.NoError(t, os.WriteFile(file, []byte("[default]\nregion = "+testRegion+"\n"+test.profile), 0o600))
			t.Setenv("AWS_CONFIG_FILE", file)

			w := newWire(t, answer(200, `{}`))
			cfg, err := config.LoadDefaultConfig(t.Context(), append([]func(*config.LoadOptions) error{
				config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(testAccessKey, testSecretKey, "")),
				config.WithHTTPClient(w.httpClient()),
			}, test.load...)...)
			require.NoError(t, err)
			require.NoError(t, describe(t.Context(), workspaces.NewFromConfig(cfg)))
			assert.Equal(t, test.want+"/", w.only(t).URL.String())
		})
	}
}

// It sets environment variables, so it is not parallel.
func TestLoadedConfigurationReachesTheClient(t *testing.T) {
	unsetAWS(t)
	file := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(file, []byte(
		"[default]\nregion = sa-east-1\nretry_mode = adaptive\nmax_attempts = 4\nsdk_ua_app_id = from-file\ndefaults_mode = in-region\n"), 0o600))
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_ACCESS_KEY_ID", testAccessKey)
	t.Setenv("AWS_SECRET_ACCESS_KEY", testSecretKey)
	w := newWire(t, answer(200, `{}`))
	cfg, err := config.LoadDefaultConfig(t.Context(), config.WithHTTPClient(w.httpClient()))
	require.NoError(t, err)

	client := workspaces.NewFromConfig(cfg)
	require.NoError(t, describe(t.Context(), client))
	assert.Equal(t, aws.RetryModeAdaptive, client.Options().RetryMode)
	assert.Equal(t, 4, client.Options().Retryer.MaxAttempts())
	assert.Equal(t, aws.DefaultsModeInRegion, client.Options().DefaultsMode)
	sent := w.only(t)
	assert.Equal(t, "workspaces.sa-east-1.amazonaws.com", sent.URL.Host)
	assert.Contains(t, sent.Header.Get("User-Agent"), "app/from-file")
	assert.Contains(t, sent.Header.Get("Authorization"), "Credential="+testAccessKey+"/")
}

func TestEndpointOptions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*workspaces.Options)
		want   string
	}{
		"plain": {func(*workspaces.Options) {}, "https://" + testHost + "/"},
		"FIPS":  {func(o *workspaces.Options) { o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled }, "https://workspaces-fips.eu-west-1.amazonaws.com/"},
		"dual-stack": {func(o *workspaces.Options) {
			o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
		}, "https://workspaces.eu-west-1.api.aws/"},
		"plain http": {func(o *workspaces.Options) { o.EndpointOptions.DisableHTTPS = true }, "http://" + testHost + "/"},
		"pseudo-Region that asks for FIPS": {
			func(o *workspaces.Options) { o.Region = "fips-us-east-1" }, "https://workspaces-fips.us-east-1.amazonaws.com/",
		},
		"China":                {func(o *workspaces.Options) { o.Region = "cn-northwest-1" }, "https://workspaces.cn-northwest-1.amazonaws.com.cn/"},
		"a Region of tomorrow": {func(o *workspaces.Options) { o.Region = "mx-central-7" }, "https://workspaces.mx-central-7.amazonaws.com/"},
		"base endpoint":        {func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost:8080") }, "http://localhost:8080/"},
		"base endpoint with a path and a slash": {
			func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost:8080/a/b/") }, "http://localhost:8080/a/b/",
		},
		"base endpoint with http disabled": {
			func(o *workspaces.Options) {
				o.BaseEndpoint = aws.String("https://localhost:8080")
				o.EndpointOptions.DisableHTTPS = true
			},
			"http://localhost:8080/",
		},
		"resolver of the second generation": {
			func(o *workspaces.Options) { o.EndpointResolverV2 = fixedEndpoint("https://v2.example/base") }, "https://v2.example/base",
		},
		"the same by its option": {
			workspaces.WithEndpointResolverV2(fixedEndpoint("https://v2.example")), "https://v2.example/",
		},
		"resolver of the first generation": {
			workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example")), "https://v1.example/",
		},
		"resolver of the first generation with a path": {
			workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example/a/b")), "https://v1.example/a/b/",
		},
		"the default of the first generation": {
			workspaces.WithEndpointResolver(workspaces.NewDefaultEndpointResolver()), "https://" + testHost + "/",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`))
			require.NoError(t, describe(t.Context(), w.client(test.change)))
			assert.Equal(t, test.want, w.only(t).URL.String())
		})
	}
}

// fixedEndpoint is a resolver that knows one URL.
type fixedEndpoint string

func (f fixedEndpoint) ResolveEndpoint(ctx context.Context, _ workspaces.EndpointParameters) (smithyendpoints.Endpoint, error) {
	return workspaces.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, workspaces.EndpointParameters{Endpoint: aws.String(string(f))})
}

func TestEndpointResolverV2IsGivenTheOptions(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(500, `{}`), answer(200, `{}`))
	var asked []workspaces.EndpointParameters
	resolver := resolverFunc(func(_ context.Context, p workspaces.EndpointParameters) (smithyendpoints.Endpoint, error) {
		asked = append(asked, p)
		e, err := fixedEndpoint("https://asked.example").ResolveEndpoint(t.Context(), p)
		e.Headers = http.Header{"X-From-Endpoint": {"yes"}}
		return e, err
	})
	synctest.Test(t, func(t *testing.T) {
		require.NoError(t, describe(t.Context(), w.client(workspaces.WithEndpointResolverV2(resolver), func(o *workspaces.Options) {
			o.BaseEndpoint = aws.String("https://base.example")
			o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
		})))
	})
	require.Len(t, asked, 2, "once for each attempt")
	assert.Equal(t, workspaces.EndpointParameters{
		Region: aws.String(testRegion), UseFIPS: aws.Bool(true), UseDualStack: aws.Bool(false), Endpoint: aws.String("https://base.example"),
	}, asked[0])
	for _, sent := range w.requests() {
		assert.Equal(t, "https://asked.example/", sent.URL.String())
		assert.Equal(t, "yes", sent.Header.Get("X-From-Endpoint"))
	}
}

type resolverFunc func(context.Context, workspaces.EndpointParameters) (smithyendpoints.Endpoint, error)

func (f resolverFunc) ResolveEndpoint(ctx context.Context, p workspaces.EndpointParameters) (smithyendpoints.Endpoint, error) {
	return f(ctx, p)
}

func TestConfigurationsResolversOfTheFirstGeneration(t *testing.T) {
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
		"with options goes first": {
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
