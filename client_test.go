//lint:file-ignore SA1019 the first generation of endpoints is deprecated, and part of the surface under test

package workspaces_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// Credentials and Region of the clients under test.
const (
	testAccessKey = "AKIDEXAMPLE"
	testSecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	testRegion    = "eu-west-1"
	testHost      = "workspaces.eu-west-1.amazonaws.com"
	testRequestID = "0f4c7f3e-request"
)

// sentRequest is a request as it reached the transport.
type sentRequest struct {
	*http.Request
	body string
}

// wire is a transport that answers from a script and keeps the requests. A request more than the
// script foresees is an error of the call, one less fails the test.
type wire struct {
	*httpmock.MockTransport
	mu   sync.Mutex
	sent []sentRequest
}

// newWire makes a wire that answers the first request by the first responder, and so on.
func newWire(t *testing.T, script ...httpmock.Responder) *wire {
	t.Helper()
	w := newOpenWire(func(n int, r *http.Request) (*http.Response, error) {
		if n >= len(script) {
			return nil, fmt.Errorf("request %d is not in the script", n+1)
		}
		return script[n](r)
	})
	t.Cleanup(func() { assert.Equal(t, len(script), len(w.requests()), "requests sent") })
	return w
}

// newOpenWire makes a wire for any number of requests. The function is given each one's index.
func newOpenWire(answer func(n int, r *http.Request) (*http.Response, error)) *wire {
	w := &wire{MockTransport: httpmock.NewMockTransport()}
	w.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		var body []byte
		if r.Body != nil {
			var err error
			if body, err = io.ReadAll(r.Body); err != nil {
				return nil, err
			}
		}
		w.mu.Lock()
		n := len(w.sent)
		w.sent = append(w.sent, sentRequest{r, string(body)})
		w.mu.Unlock()
		again := r.WithContext(r.Context())
		again.Body = io.NopCloser(bytes.NewReader(body))
		resp, err := answer(n, again)
		if resp != nil {
			resp.Request, resp.Proto, resp.ProtoMajor, resp.ProtoMinor = r, "HTTP/1.1", 1, 1
		}
		return resp, err
	})
	return w
}

func (w *wire) requests() []sentRequest {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sent)
}

// only returns the one request that was sent.
func (w *wire) only(t *testing.T) sentRequest {
	t.Helper()
	sent := w.requests()
	require.Len(t, sent, 1)
	return sent[0]
}

func (w *wire) httpClient() *http.Client { return &http.Client{Transport: w} }

// options are complete options of a client on this wire.
func (w *wire) options() workspaces.Options {
	return workspaces.Options{
		Region:      testRegion,
		Credentials: credentials.NewStaticCredentialsProvider(testAccessKey, testSecretKey, ""),
		HTTPClient:  w.httpClient(),
	}
}

func (w *wire) client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.New(w.options(), optFns...)
}

// config is the same as options, as a configuration.
func (w *wire) config() aws.Config {
	o := w.options()
	return aws.Config{Region: o.Region, Credentials: o.Credentials, HTTPClient: o.HTTPClient}
}

// answer makes a responder of a status and a body, with the service's headers.
func answer(status int, body string, header ...string) httpmock.Responder {
	h := http.Header{"Content-Type": {"application/x-amz-json-1.1"}, "X-Amzn-Requestid": {testRequestID}}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return httpmock.NewStringResponder(status, body).HeaderSet(h)
}

// refusal makes a responder of an error as the service writes it.
func refusal(status int, code, message string, header ...string) httpmock.Responder {
	return answer(status, fmt.Sprintf(`{"__type":"com.amazonaws.workspaces#%s","message":%q}`, code, message), header...)
}

func describe(ctx context.Context, c *workspaces.Client, optFns ...func(*workspaces.Options)) error {
	_, err := c.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{}, optFns...)
	return err
}

// unsetAWS takes all settings of AWS out of the environment until the test ends, and points the shared
// files at nothing.
func unsetAWS(t *testing.T) {
	t.Helper()
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "_X_AMZN_") {
			t.Setenv(name, "") // puts the value back when the test ends
			require.NoError(t, os.Unsetenv(name))
		}
	}
	nowhere := filepath.Join(t.TempDir(), "none")
	t.Setenv("AWS_CONFIG_FILE", nowhere)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", nowhere)
}

func TestNewFromConfigTakesTheConfiguration(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	logger := &memoryLogger{}
	hooks := &hookRecorder{}
	applied := 0
	cfg := w.config()
	cfg.Region = "ap-south-1"
	cfg.AppID = "stock-taker"
	cfg.AuthSchemePreference = []string{"sigv4"}
	cfg.BaseEndpoint = aws.String("https://proxy.example:8443/ws")
	cfg.ClientLogMode = aws.LogRequest
	cfg.DefaultsMode = aws.DefaultsModeCrossRegion
	cfg.Logger = logger
	cfg.RetryMaxAttempts = 7
	cfg.RetryMode = aws.RetryModeAdaptive
	cfg.RuntimeEnvironment = aws.RuntimeEnvironment{Region: "ap-south-1"}
	cfg.APIOptions = []func(*middleware.Stack) error{func(*middleware.Stack) error { applied++; return nil }}
	cfg.Interceptors.AddBeforeExecution(hooks)

	client := workspaces.NewFromConfig(cfg)
	require.NoError(t, describe(t.Context(), client))

	o := client.Options()
	assert.Equal(t, "ap-south-1", o.Region)
	assert.Equal(t, "stock-taker", o.AppID)
	assert.Equal(t, []string{"sigv4"}, o.AuthSchemePreference)
	assert.Equal(t, "https://proxy.example:8443/ws", aws.ToString(o.BaseEndpoint))
	assert.Equal(t, aws.LogRequest, o.ClientLogMode)
	assert.Equal(t, aws.DefaultsModeCrossRegion, o.DefaultsMode)
	assert.Same(t, logger, o.Logger)
	assert.Equal(t, 7, o.RetryMaxAttempts)
	assert.Equal(t, 7, o.Retryer.MaxAttempts())
	assert.Equal(t, aws.RetryModeAdaptive, o.RetryMode)
	assert.Equal(t, cfg.RuntimeEnvironment, o.RuntimeEnvironment)
	assert.Equal(t, cfg.Credentials, o.Credentials)
	assert.Equal(t, cfg.HTTPClient, o.HTTPClient)
	assert.Len(t, o.APIOptions, 1)
	assert.Len(t, o.Interceptors.BeforeExecution, 1)

	sent := w.only(t)
	assert.Equal(t, "https://proxy.example:8443/ws", sent.URL.String())
	assert.Contains(t, sent.Header.Get("User-Agent"), " app/stock-taker")
	assert.Contains(t, sent.Header.Get("Authorization"), "Credential="+testAccessKey+"/")
	assert.Contains(t, sent.Header.Get("Authorization"), "/ap-south-1/workspaces/aws4_request")
	assert.Equal(t, 1, applied, "API options of one call")
	assert.Equal(t, []string{"BeforeExecution"}, hooks.list())
	assert.Contains(t, logger.text(), "Request\nPOST /ws HTTP/1.1")
}

func TestNewFromConfigAsksForTheRetryerOnce(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	made := 0
	cfg := w.config()
	cfg.Retryer = func() aws.Retryer {
		made++
		return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 9 })
	}
	client := workspaces.NewFromConfig(cfg)
	assert.Equal(t, 9, client.Options().Retryer.MaxAttempts())
	assert.Equal(t, 1, made)
}

func TestOptionFunctionsComeAfterTheConfiguration(t *testing.T) {
	t.Parallel()
	cfg := newWire(t).config()
	var order []string
	cfg.ServiceOptions = []func(string, any){func(service string, options any) {
		o, ok := options.(*workspaces.Options)
		require.True(t, ok, "%T", options)
		assert.Equal(t, workspaces.ServiceID, service)
		order = append(order, "service")
		o.AppID, o.Region = "service", "us-west-2"
	}}
	client := workspaces.NewFromConfig(cfg, func(o *workspaces.Options) {
		order = append(order, "function")
		assert.Equal(t, "service", o.AppID)
		o.AppID = "function"
	})
	assert.Equal(t, []string{"service", "function"}, order)
	assert.Equal(t, "function", client.Options().AppID)
	assert.Equal(t, "us-west-2", client.Options().Region)
}

func TestNewFillsWhatIsLeftOpen(t *testing.T) {
	t.Parallel()
	o := workspaces.New(workspaces.Options{}).Options()
	assert.IsType(t, &awshttp.BuildableClient{}, o.HTTPClient)
	assert.IsType(t, &retry.Standard{}, o.Retryer)
	assert.Equal(t, aws.RetryModeStandard, o.RetryMode)
	assert.Equal(t, 3, o.Retryer.MaxAttempts())
	assert.NotNil(t, o.HTTPSignerV4)
	assert.NotNil(t, o.EndpointResolverV2)
	assert.NotNil(t, o.AuthSchemeResolver)
	assert.NotNil(t, o.TracerProvider)
	assert.NotNil(t, o.MeterProvider)
	assert.Equal(t, logging.Nop{}, o.Logger)
	require.Len(t, o.AuthSchemes, 1)
	assert.Equal(t, "aws.auth#sigv4", o.AuthSchemes[0].SchemeID())
	assert.False(t, o.StrictValidation)
	assert.Nil(t, o.Credentials)
}

func TestRetryModesAndAttempts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		options  workspaces.Options
		mode     aws.RetryMode
		attempts int
		adaptive bool
	}{
		"nothing set":          {workspaces.Options{}, aws.RetryModeStandard, 3, false},
		"adaptive":             {workspaces.Options{RetryMode: aws.RetryModeAdaptive}, aws.RetryModeAdaptive, 3, true},
		"standard, 5 attempts": {workspaces.Options{RetryMode: aws.RetryModeStandard, RetryMaxAttempts: 5}, aws.RetryModeStandard, 5, false},
		"adaptive, 1 attempt":  {workspaces.Options{RetryMode: aws.RetryModeAdaptive, RetryMaxAttempts: 1}, aws.RetryModeAdaptive, 1, true},
		"defaults mode":        {workspaces.Options{DefaultsMode: aws.DefaultsModeMobile}, aws.RetryModeStandard, 3, false},
		"a retryer of one's own": {
			workspaces.Options{Retryer: aws.NopRetryer{}, RetryMode: aws.RetryModeAdaptive}, aws.RetryModeAdaptive, 1, false,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := workspaces.New(test.options).Options()
			assert.Equal(t, test.mode, o.RetryMode)
			assert.Equal(t, test.attempts, o.Retryer.MaxAttempts())
			if test.options.RetryMaxAttempts == 0 {
				_, adaptive := o.Retryer.(*retry.AdaptiveMode)
				assert.Equal(t, test.adaptive, adaptive)
			}
		})
	}
}

func TestDefaultsModeSetsTheTimeouts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		options     workspaces.Options
		dial, shake time.Duration
	}{
		"in-region":    {workspaces.Options{DefaultsMode: aws.DefaultsModeInRegion}, 1100 * time.Millisecond, 1100 * time.Millisecond},
		"cross-region": {workspaces.Options{DefaultsMode: aws.DefaultsModeCrossRegion}, 3100 * time.Millisecond, 3100 * time.Millisecond},
		"mobile":       {workspaces.Options{DefaultsMode: aws.DefaultsModeMobile}, 30 * time.Second, 30 * time.Second},
		"auto, at home": {
			workspaces.Options{
				DefaultsMode: aws.DefaultsModeAuto, Region: testRegion,
				RuntimeEnvironment: aws.RuntimeEnvironment{EnvironmentIdentifier: "AWS_Lambda_go1.x", Region: testRegion},
			},
			1100 * time.Millisecond, 1100 * time.Millisecond,
		},
		"auto, elsewhere": {
			workspaces.Options{
				DefaultsMode: aws.DefaultsModeAuto, Region: testRegion,
				RuntimeEnvironment: aws.RuntimeEnvironment{EnvironmentIdentifier: "AWS_Lambda_go1.x", Region: "us-east-1"},
			},
			3100 * time.Millisecond, 3100 * time.Millisecond,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, ok := workspaces.New(test.options).Options().HTTPClient.(*awshttp.BuildableClient)
			require.True(t, ok)
			assert.Equal(t, test.dial, client.GetDialer().Timeout)
			assert.Equal(t, test.shake, client.GetTransport().TLSHandshakeTimeout)
		})
	}
	t.Run("legacy leaves them", func(t *testing.T) {
		t.Parallel()
		client, ok := workspaces.New(workspaces.Options{DefaultsMode: aws.DefaultsModeLegacy}).Options().HTTPClient.(*awshttp.BuildableClient)
		require.True(t, ok)
		assert.Equal(t, awshttp.NewBuildableClient().GetDialer().Timeout, client.GetDialer().Timeout)
	})
}

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

// hookRecorder implements every interceptor and notes the calls.
type hookRecorder struct {
	mu    sync.Mutex
	calls []string
	check func(name string, in *smithyhttp.InterceptorContext)
}

func (h *hookRecorder) note(name string, in *smithyhttp.InterceptorContext) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls = append(h.calls, name)
	if h.check != nil {
		h.check(name, in)
	}
	return nil
}

func (h *hookRecorder) list() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.calls)
}

func (h *hookRecorder) BeforeExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeExecution", in)
}

func (h *hookRecorder) BeforeSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeSerialization", in)
}

func (h *hookRecorder) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterSerialization", in)
}

func (h *hookRecorder) BeforeRetryLoop(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeRetryLoop", in)
}

func (h *hookRecorder) BeforeAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeAttempt", in)
}

func (h *hookRecorder) BeforeSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeSigning", in)
}

func (h *hookRecorder) AfterSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterSigning", in)
}

func (h *hookRecorder) BeforeTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeTransmit", in)
}

func (h *hookRecorder) AfterTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterTransmit", in)
}

func (h *hookRecorder) BeforeDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("BeforeDeserialization", in)
}

func (h *hookRecorder) AfterDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterDeserialization", in)
}

func (h *hookRecorder) AfterAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterAttempt", in)
}

func (h *hookRecorder) AfterExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.note("AfterExecution", in)
}

// addTo registers h for all hooks.
func (h *hookRecorder) addTo(r *smithyhttp.InterceptorRegistry) {
	r.AddBeforeExecution(h)
	r.AddBeforeSerialization(h)
	r.AddAfterSerialization(h)
	r.AddBeforeRetryLoop(h)
	r.AddBeforeAttempt(h)
	r.AddBeforeSigning(h)
	r.AddAfterSigning(h)
	r.AddBeforeTransmit(h)
	r.AddAfterTransmit(h)
	r.AddBeforeDeserialization(h)
	r.AddAfterDeserialization(h)
	r.AddAfterAttempt(h)
	r.AddAfterExecution(h)
}

func TestInterceptorsAreCalledInOrder(t *testing.T) {
	t.Parallel()
	attempt := []string{
		"BeforeAttempt", "BeforeSigning", "AfterSigning", "BeforeTransmit", "AfterTransmit",
		"BeforeDeserialization", "AfterDeserialization", "AfterAttempt",
	}
	want := slices.Concat(
		[]string{"BeforeExecution", "BeforeSerialization", "AfterSerialization", "BeforeRetryLoop"},
		attempt, attempt, []string{"AfterExecution"})
	tests := map[string]func(*wire, *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)){
		"of the configuration": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			cfg := w.config()
			h.addTo(&cfg.Interceptors)
			return workspaces.NewFromConfig(cfg), nil
		},
		"of the client": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			return w.client(func(o *workspaces.Options) { h.addTo(&o.Interceptors) }), nil
		},
		"of the call": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			return w.client(), []func(*workspaces.Options){func(o *workspaces.Options) { h.addTo(&o.Interceptors) }}
		},
		"of a client with API options": func(w *wire, h *hookRecorder) (*workspaces.Client, []func(*workspaces.Options)) {
			return w.client(workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil }),
				func(o *workspaces.Options) { h.addTo(&o.Interceptors) }), nil
		},
	}
	for name, setUp := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWire(t, answer(503, ``), answer(200, `{"NextToken":"t"}`))
				hooks := &hookRecorder{}
				var after *smithyhttp.InterceptorContext
				hooks.check = func(name string, in *smithyhttp.InterceptorContext) {
					assert.IsType(t, &workspaces.DescribeWorkspacesInput{}, in.Input, name)
					switch name {
					case "BeforeExecution", "BeforeSerialization":
						assert.Nil(t, in.Request, name)
					case "AfterTransmit":
						assert.NotNil(t, in.Response, name)
					case "AfterExecution":
						after = in
					default:
						assert.NotNil(t, in.Request, name)
					}
				}
				client, optFns := setUp(w, hooks)
				require.NoError(t, describe(t.Context(), client, optFns...))
				assert.Equal(t, want, hooks.list())
				require.NotNil(t, after)
				out, ok := after.Output.(*workspaces.DescribeWorkspacesOutput)
				require.True(t, ok, "%T", after.Output)
				assert.Equal(t, "t", aws.ToString(out.NextToken))
			})
		})
	}
}

type failingHook struct{ err error }

func (f failingHook) BeforeAttempt(context.Context, *smithyhttp.InterceptorContext) error {
	return f.err
}

func TestAnInterceptorsErrorEndsTheCall(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	veto := errors.New("not today")
	err := describe(t.Context(), w.client(func(o *workspaces.Options) { o.Interceptors.AddBeforeAttempt(failingHook{veto}) }))
	require.ErrorIs(t, err, veto)
	assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces")
}

// spanRecorder is a tracer provider that keeps the spans.
type spanRecorder struct {
	mu     sync.Mutex
	scopes []string
	spans  []*recordedSpan
}

type recordedSpan struct {
	owner      *spanRecorder
	name       string
	parent     string
	kind       tracing.SpanKind
	properties map[any]any
	status     tracing.SpanStatus
	ended      int
}

type spanKey struct{}

func (r *spanRecorder) Tracer(scope string, _ ...tracing.TracerOption) tracing.Tracer {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scopes = append(r.scopes, scope)
	return r
}

func (r *spanRecorder) StartSpan(ctx context.Context, name string, opts ...tracing.SpanOption) (context.Context, tracing.Span) {
	var options tracing.SpanOptions
	for _, fn := range opts {
		fn(&options)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &recordedSpan{owner: r, name: name, kind: options.Kind, properties: map[any]any{}}
	for k, v := range options.Properties.Values() {
		s.properties[k] = v
	}
	if parent, ok := ctx.Value(spanKey{}).(*recordedSpan); ok {
		s.parent = parent.name
	}
	r.spans = append(r.spans, s)
	return context.WithValue(ctx, spanKey{}, s), s
}

// find returns the spans of a name.
func (r *spanRecorder) find(name string) (found []*recordedSpan) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.spans {
		if s.name == name {
			found = append(found, s)
		}
	}
	return found
}

func (s *recordedSpan) Name() string                            { return s.name }
func (s *recordedSpan) Context() tracing.SpanContext            { return tracing.SpanContext{} }
func (s *recordedSpan) AddEvent(string, ...tracing.EventOption) {}
func (s *recordedSpan) SetStatus(status tracing.SpanStatus)     { s.set(func() { s.status = status }) }
func (s *recordedSpan) SetProperty(k, v any)                    { s.set(func() { s.properties[k] = v }) }
func (s *recordedSpan) End()                                    { s.set(func() { s.ended++ }) }
func (s *recordedSpan) set(change func()) {
	s.owner.mu.Lock()
	defer s.owner.mu.Unlock()
	change()
}

func TestSpansAreThoseOfTheOfficialModule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), answer(200, `{}`))
		spans := &spanRecorder{}
		require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) { o.TracerProvider = spans })))

		assert.Contains(t, spans.scopes, "github.com/aws/aws-sdk-go-v2/service/workspaces")
		tests := []struct {
			name  string
			count int
		}{
			{"WorkSpaces.DescribeWorkspaces", 1},
			{"OperationSerializer", 1},
			{"Attempt", 2},
			{"ResolveAuthScheme", 2},
			{"GetIdentity", 2},
			{"ResolveEndpoint", 2},
			{"SignRequest", 2},
			{"DoHTTPRequest", 2},
			{"OperationDeserializer", 2},
		}
		for _, test := range tests {
			assert.Len(t, spans.find(test.name), test.count, test.name)
		}
		assert.NotEmpty(t, spans.find("RetryLoop"))
		for _, s := range spans.spans {
			assert.Positive(t, s.ended, "%s was not ended", s.name)
		}

		call := spans.find("WorkSpaces.DescribeWorkspaces")[0]
		assert.Empty(t, call.parent)
		assert.Equal(t, tracing.SpanKindClient, call.kind)
		assert.Equal(t, tracing.SpanStatusOK, call.status)
		assert.Equal(t, map[any]any{
			"rpc.system": "aws-api", "rpc.method": "DescribeWorkspaces", "rpc.service": "WorkSpaces", "error": false,
		}, call.properties)
		assert.Equal(t, "WorkSpaces.DescribeWorkspaces", spans.find("OperationSerializer")[0].parent)
		assert.Equal(t, "WorkSpaces.DescribeWorkspaces", spans.find("RetryLoop")[0].parent)
		assert.Equal(t, "RetryLoop", spans.find("Attempt")[0].parent)
		assert.Equal(t, "Attempt", spans.find("SignRequest")[1].parent)
		assert.Equal(t, "aws.auth#sigv4", spans.find("ResolveAuthScheme")[0].properties["auth.scheme_id"])
		assert.Equal(t, "https://"+testHost, spans.find("ResolveEndpoint")[0].properties["client.call.resolved_endpoint"])
	})
}

func TestTheSpanOfAFailedCallSaysWhy(t *testing.T) {
	t.Parallel()
	w := newWire(t, refusal(400, "ResourceUnavailableException", "busy"))
	spans := &spanRecorder{}
	err := describe(t.Context(), w.client(func(o *workspaces.Options) { o.TracerProvider = spans }))
	require.Error(t, err)
	call := spans.find("WorkSpaces.DescribeWorkspaces")[0]
	assert.Equal(t, tracing.SpanStatusError, call.status)
	assert.Equal(t, true, call.properties["error"])
	assert.Equal(t, "ResourceUnavailableException", call.properties["api.error_code"])
	assert.Equal(t, "busy", call.properties["api.error_message"])
	assert.Equal(t, "client", call.properties["api.error_fault"])
	assert.Contains(t, call.properties["exception.message"], "busy")
	assert.NotEmpty(t, call.properties["exception.type"])
}

// meterRecorder is a meter provider that keeps what is recorded in counters and float histograms. All
// other instruments go nowhere.
type meterRecorder struct {
	metrics.NopMeter
	mu      sync.Mutex
	scopes  []string
	records map[string][]recordedMetric
}

type recordedMetric struct {
	value      float64
	properties map[any]any
}

func (r *meterRecorder) Meter(scope string, _ ...metrics.MeterOption) metrics.Meter {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scopes = append(r.scopes, scope)
	return r
}

func (r *meterRecorder) Float64Histogram(name string, opts ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	var options metrics.InstrumentOptions
	for _, fn := range opts {
		fn(&options)
	}
	if options.UnitLabel != "s" || options.Description == "" {
		return nil, fmt.Errorf("%s: unit %q, description %q", name, options.UnitLabel, options.Description)
	}
	return recorderOf{r, name}, nil
}

func (r *meterRecorder) Int64Counter(name string, _ ...metrics.InstrumentOption) (metrics.Int64Counter, error) {
	return recorderOf{r, name}, nil
}

type recorderOf struct {
	to   *meterRecorder
	name string
}

func (h recorderOf) Record(_ context.Context, v float64, opts ...metrics.RecordMetricOption) {
	var options metrics.RecordMetricOptions
	for _, fn := range opts {
		fn(&options)
	}
	h.to.mu.Lock()
	defer h.to.mu.Unlock()
	if h.to.records == nil {
		h.to.records = map[string][]recordedMetric{}
	}
	h.to.records[h.name] = append(h.to.records[h.name], recordedMetric{v, options.Properties.Values()})
}

func (h recorderOf) Add(ctx context.Context, v int64, opts ...metrics.RecordMetricOption) {
	h.Record(ctx, float64(v), opts...)
}

func TestMetricsAreThoseOfTheOfficialModule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		slow := func(r *http.Request) (*http.Response, error) {
			time.Sleep(2 * time.Second) // of the bubble's clock
			return answer(200, `{}`)(r)
		}
		w := newWire(t, refusal(400, "ThrottlingException", "slow down"), slow)
		meter := &meterRecorder{}
		require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) { o.MeterProvider = meter })))

		assert.Contains(t, meter.scopes, "github.com/aws/aws-sdk-go-v2/service/workspaces")
		method := map[any]any{"rpc.service": "WorkSpaces", "rpc.method": "DescribeWorkspaces"}
		signed := map[any]any{"rpc.service": "WorkSpaces", "rpc.method": "DescribeWorkspaces", "auth.scheme_id": "aws.auth#sigv4"}
		tests := []struct {
			name       string
			count      int
			properties map[any]any
		}{
			{"client.call.duration", 1, method},
			{"client.call.serialization_duration", 1, method},
			{"client.call.attempts", 2, method},
			{"client.call.attempt_duration", 2, method},
			{"client.call.auth.resolve_identity_duration", 2, signed},
			{"client.call.auth.signing_duration", 2, signed},
			{"client.call.deserialization_duration", 2, method},
			{"client.call.errors", 1, nil},
			{"client.http.do_request_duration", 2, nil},
		}
		for _, test := range tests {
			records := meter.records[test.name]
			if assert.Len(t, records, test.count, test.name) && test.properties != nil {
				assert.Equal(t, test.properties, records[0].properties, test.name)
			}
		}
		assert.NotEmpty(t, meter.records["client.call.resolve_endpoint_duration"])
		assert.GreaterOrEqual(t, meter.records["client.call.duration"][0].value, 2.0, "seconds")
		assert.InDelta(t, 2.0, meter.records["client.call.attempt_duration"][1].value, 0.001)
	})
}

// brokenMeter can't make histograms.
type brokenMeter struct{ metrics.NopMeter }

func (brokenMeter) Meter(string, ...metrics.MeterOption) metrics.Meter { return brokenMeter{} }

func (brokenMeter) Float64Histogram(string, ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return nil, errors.New("no histograms here")
}

func TestAMeterThatFailsIsAnErrorOfTheCall(t *testing.T) {
	t.Parallel()
	err := describe(t.Context(), newWire(t).client(func(o *workspaces.Options) { o.MeterProvider = brokenMeter{} }))
	assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, no histograms here")
}

func TestOptionsAreCopied(t *testing.T) {
	t.Parallel()
	fail := func(*middleware.Stack) error { return errors.New("should not be there") }
	fine := func(*middleware.Stack) error { return nil }
	hook := failingHook{errors.New("should not be there")}
	change := func(o *workspaces.Options) {
		o.Region = "us-west-2"
		o.AppID = "changed"
		o.RetryMaxAttempts = 1
		o.APIOptions[0] = fail
		o.APIOptions = append(o.APIOptions, fail)
		o.Interceptors.BeforeAttempt[0] = hook
		o.Interceptors.AddBeforeAttempt(hook)
		o.AuthSchemePreference[0] = "changed"
	}
	fresh := func(w *wire) workspaces.Options {
		o := w.options()
		o.APIOptions = append(make([]func(*middleware.Stack) error, 0, 8), fine)
		o.AuthSchemePreference = append(make([]string, 0, 8), "sigv4")
		o.Interceptors.AddBeforeAttempt(&hookRecorder{})
		return o
	}
	check := func(t *testing.T, w *wire, client *workspaces.Client) {
		t.Helper()
		require.NoError(t, describe(t.Context(), client))
		sent := w.only(t)
		assert.Equal(t, testHost, sent.URL.Host)
		assert.NotContains(t, sent.Header.Get("User-Agent"), "changed")
		assert.Equal(t, []string{"sigv4"}, client.Options().AuthSchemePreference)
	}
	t.Run("the caller's", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		options := fresh(w)
		client := workspaces.New(options)
		change(&options)
		check(t, w, client)
	})
	t.Run("the client's", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		client := workspaces.New(fresh(w))
		options := client.Options()
		change(&options)
		check(t, w, client)
	})
	t.Run("the client's auth schemes", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		client := workspaces.New(fresh(w))
		client.Options().AuthSchemes[0] = smithyhttp.NewAnonymousScheme()
		check(t, w, client)
		assert.NotEmpty(t, w.only(t).Header.Get("Authorization"))
	})
	t.Run("those of a call", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		client := workspaces.New(fresh(w))
		require.Error(t, describe(t.Context(), client, change))
		check(t, w, client)
	})
	t.Run("the configuration's", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, answer(200, `{}`))
		cfg := w.config()
		cfg.APIOptions = append(make([]func(*middleware.Stack) error, 0, 8), fine)
		cfg.AuthSchemePreference = append(make([]string, 0, 8), "sigv4")
		cfg.Interceptors.AddBeforeAttempt(&hookRecorder{})
		client := workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.APIOptions = append(o.APIOptions, fine) })
		assert.Nil(t, cfg.APIOptions[:2][1], "the spare room of the configuration's slice was used")
		cfg.Region = "us-west-2"
		cfg.APIOptions[0] = fail
		cfg.AuthSchemePreference[0] = "changed"
		cfg.Interceptors.BeforeAttempt[0] = hook
		check(t, w, client)
	})
	t.Run("Copy", func(t *testing.T) {
		t.Parallel()
		options := fresh(newWire(t))
		twin := options.Copy()
		change(&twin)
		assert.Equal(t, testRegion, options.Region)
		assert.Len(t, options.APIOptions, 1)
		assert.NoError(t, options.APIOptions[0](nil))
		assert.Len(t, options.Interceptors.BeforeAttempt, 1)
		assert.IsType(t, &hookRecorder{}, options.Interceptors.BeforeAttempt[0])
	})
}

func TestOptionFunctionsOfACallApplyToItAlone(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*workspaces.Options)
		check  func(*testing.T, sentRequest)
	}{
		"Region": {
			func(o *workspaces.Options) { o.Region = "us-west-2" },
			func(t *testing.T, r sentRequest) {
				assert.Equal(t, "workspaces.us-west-2.amazonaws.com", r.URL.Host)
				assert.Contains(t, r.Header.Get("Authorization"), "/us-west-2/workspaces/")
			},
		},
		"endpoint": {
			func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost:1") },
			func(t *testing.T, r sentRequest) { assert.Equal(t, "http://localhost:1/", r.URL.String()) },
		},
		"credentials": {
			func(o *workspaces.Options) {
				o.Credentials = credentials.NewStaticCredentialsProvider("OTHER", testSecretKey, "")
			},
			func(t *testing.T, r sentRequest) {
				assert.Contains(t, r.Header.Get("Authorization"), "Credential=OTHER/")
			},
		},
		"attempts": {
			func(o *workspaces.Options) { o.RetryMaxAttempts = 11 },
			func(t *testing.T, r sentRequest) {
				assert.Equal(t, "attempt=1; max=11", r.Header.Get("Amz-Sdk-Request"))
			},
		},
		"app ID": {
			func(o *workspaces.Options) { o.AppID = "one-off" },
			func(t *testing.T, r sentRequest) { assert.Contains(t, r.Header.Get("User-Agent"), "app/one-off") },
		},
		"middleware": {
			workspaces.WithAPIOptions(smithyhttp.SetHeaderValue("X-Extra", "yes")),
			func(t *testing.T, r sentRequest) { assert.Equal(t, "yes", r.Header.Get("X-Extra")) },
		},
	}
	plain := func(t *testing.T, r sentRequest) {
		t.Helper()
		assert.Equal(t, "https://"+testHost+"/", r.URL.String())
		assert.Contains(t, r.Header.Get("Authorization"), "Credential="+testAccessKey+"/")
		assert.Contains(t, r.Header.Get("Authorization"), "/eu-west-1/workspaces/")
		assert.Equal(t, "attempt=1; max=3", r.Header.Get("Amz-Sdk-Request"))
		assert.NotContains(t, r.Header.Get("User-Agent"), "app/")
		assert.Empty(t, r.Header.Get("X-Extra"))
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`), answer(200, `{}`), answer(200, `{}`), answer(200, `{}`))
			client := w.client()
			// Once before the client keeps a stack, once after.
			require.NoError(t, describe(t.Context(), client, test.change))
			require.NoError(t, describe(t.Context(), client))
			require.NoError(t, describe(t.Context(), client, test.change))
			require.NoError(t, describe(t.Context(), client))
			for i, sent := range w.requests() {
				if i%2 == 0 {
					test.check(t, sent)
				} else {
					plain(t, sent)
				}
				assertSigned(t, sent, "")
			}
		})
	}
}

func TestAttemptsOfACallBoundItsRetries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) { return answer(500, ``)(r) })
		client := w.client()
		for _, attempts := range []int{1, 2, 5} {
			before := len(w.requests())
			err := describe(t.Context(), client, func(o *workspaces.Options) { o.RetryMaxAttempts = attempts })
			require.Error(t, err)
			assert.Equal(t, attempts, len(w.requests())-before)
		}
		before := len(w.requests())
		require.Error(t, describe(t.Context(), client))
		assert.Equal(t, 3, len(w.requests())-before)
	})
}

func TestOneClientServesManyGoroutines(t *testing.T) {
	t.Parallel()
	tests := map[string][]func(*workspaces.Options){
		"kept stack":            nil,
		"stack with all hooks":  {func(o *workspaces.Options) { (&hookRecorder{}).addTo(&o.Interceptors) }},
		"stack for every call":  {workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil })},
		"first-generation host": {workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example"))},
		"everything recorded": {func(o *workspaces.Options) {
			o.TracerProvider, o.MeterProvider = &spanRecorder{}, &meterRecorder{}
			o.Logger, o.ClientLogMode = &memoryLogger{}, aws.LogRequestWithBody|aws.LogResponseWithBody|aws.LogSigning|aws.LogRetries
		}},
	}
	for name, optFns := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const goroutines, calls = 16, 8
			w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
				if r.Header.Get("X-Amz-Target") == "WorkspacesService.DescribeTags" {
					return answer(200, `{"TagList":[{"Key":"k","Value":"v"}]}`)(r)
				}
				p, err := io.ReadAll(r.Body) // each answer holds what was asked for
				if err != nil {
					return nil, err
				}
				id := strings.Trim(strings.TrimPrefix(string(p), `{"WorkspaceIds":`), `[]"}`)
				return answer(200, `{"Workspaces":[{"WorkspaceId":"`+id+`"}]}`, "X-Amzn-Requestid", id)(r)
			})
			client := w.client(optFns...)
			var group sync.WaitGroup
			for g := range goroutines {
				group.Go(func() {
					for n := range calls {
						id := fmt.Sprintf("ws-%d-%d", g, n)
						out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{id}})
						if assert.NoError(t, err) && assert.Len(t, out.Workspaces, 1) {
							assert.Equal(t, id, aws.ToString(out.Workspaces[0].WorkspaceId))
							requestID, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
							assert.Equal(t, id, requestID)
						}
						tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: &id})
						if assert.NoError(t, err) {
							assert.Equal(t, []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}, tags.TagList)
						}
					}
				})
			}
			group.Wait()
			sent := w.requests()
			assert.Equal(t, goroutines*calls*2, len(sent))
			ids := map[string]bool{}
			for _, r := range sent {
				assertSigned(t, r, "")
				ids[r.Header.Get("Amz-Sdk-Invocation-Id")] = true
			}
			assert.Equal(t, len(sent), len(ids), "invocation IDs")
		})
	}
}
