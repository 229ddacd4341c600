package workspaces_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

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

func TestWhatAnOptionFunctionUnsetsHasItsDefault(t *testing.T) {
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
		if name == "AuthSchemes" { // a call may well ask for none
			continue
		}
		t.Run(name+" of a call", func(t *testing.T) {
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
