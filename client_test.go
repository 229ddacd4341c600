package workspaces_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

func TestNewFromConfigTakesOverTheConfiguration(t *testing.T) {
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

func TestNewFromConfigCallsRetryerOnce(t *testing.T) {
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

func TestOptionFunctionsAreAppliedAfterTheConfiguration(t *testing.T) {
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

func TestNewSetsDefaults(t *testing.T) {
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
		"custom retryer": {
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

// As in the official module, the client creates the retryer before running the option functions, so an option function
// that resets RetryMaxAttempts does not change the retryer.
func TestTheRetryerKeepsTheAttemptsThatItWasMadeWith(t *testing.T) {
	t.Parallel()
	for _, mode := range []aws.RetryMode{aws.RetryModeStandard, aws.RetryModeAdaptive} {
		o := workspaces.New(workspaces.Options{RetryMode: mode, RetryMaxAttempts: 5}, func(o *workspaces.Options) { o.RetryMaxAttempts = 0 }).Options()
		assert.Equal(t, 5, o.Retryer.MaxAttempts(), mode)
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
		"auto, in the Region": {
			workspaces.Options{
				DefaultsMode: aws.DefaultsModeAuto, Region: testRegion,
				RuntimeEnvironment: aws.RuntimeEnvironment{EnvironmentIdentifier: "AWS_Lambda_go1.x", Region: testRegion},
			},
			1100 * time.Millisecond, 1100 * time.Millisecond,
		},
		"auto, in another Region": {
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

func TestFieldsThatOptionFunctionsSetToNilGetTheirDefault(t *testing.T) {
	t.Parallel()
	for name, unset := range map[string]func(*workspaces.Options){
		"AuthSchemeResolver": func(o *workspaces.Options) { o.AuthSchemeResolver = nil },
		"AuthSchemes":        func(o *workspaces.Options) { o.AuthSchemes = nil },
		"EndpointResolverV2": func(o *workspaces.Options) { o.EndpointResolverV2 = nil },
		"HTTPSignerV4":       func(o *workspaces.Options) { o.HTTPSignerV4 = nil },
		"Logger":             func(o *workspaces.Options) { o.Logger, o.ClientLogMode = nil, aws.LogRequest|aws.LogSigning },
		"MeterProvider":      func(o *workspaces.Options) { o.MeterProvider = nil },
		"Retryer":            func(o *workspaces.Options) { o.Retryer = nil },
		"TracerProvider":     func(o *workspaces.Options) { o.TracerProvider = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{"Workspaces":[]}`))
			require.NoError(t, describe(t.Context(), workspaces.New(w.options(), unset)))
		})
		if name == "AuthSchemes" { // New replaces nil AuthSchemes with the defaults, but a call does not
			continue
		}
		t.Run(name+", for one call", func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{"Workspaces":[]}`))
			require.NoError(t, describe(t.Context(), w.client(), unset))
		})
	}
	t.Run("HTTPClient", func(t *testing.T) {
		t.Parallel()
		unset := func(o *workspaces.Options) { o.HTTPClient = nil }
		w := newWire(t, answer(200, `{"Workspaces":[]}`))
		require.NoError(t, describe(t.Context(), w.client(), unset))
		assert.IsType(t, &awshttp.BuildableClient{}, workspaces.New(w.options(), unset).Options().HTTPClient)
	})
}
