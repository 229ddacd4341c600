package workspaces_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

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
		assert.Nil(t, cfg.APIOptions[:2][1], "the client wrote into the spare capacity of the configuration's slice")
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

func TestInvalidOptionsAreErrorsOfTheCall(t *testing.T) {
	t.Parallel()
	region := func(name string) func(*workspaces.Options) {
		return func(o *workspaces.Options) { o.Region = name }
	}
	base := func(url string) func(*workspaces.Options) {
		return func(o *workspaces.Options) { o.BaseEndpoint = aws.String(url) }
	}
	boom := errors.New("no rights to the vault")
	tests := map[string]struct {
		change func(*workspaces.Options)
		want   string
	}{
		"no Region":                        {region(""), "Missing Region"},
		"Region with a space":              {region("us east 1"), "invalid input region us east 1"},
		"Region with a slash":              {region("evil.example/"), "invalid input region evil.example/"},
		"Region with a fragment":           {region("evil.example#"), "invalid input region"},
		"Region with a user":               {region("x@evil.example"), "invalid input region"},
		"Region with an empty label":       {region("a..b"), "invalid input region"},
		"Region of one dot":                {region("."), "invalid input region"},
		"Region with an umlaut":            {region("zürich-1"), "invalid input region"},
		"Region with a line break":         {region("us-east-1\r\nX: y"), "invalid input region"},
		"Region too long":                  {region(strings.Repeat("a", 64)), "invalid input region"},
		"endpoint without a scheme":        {base("localhost"), `"localhost" is not an absolute URL`},
		"endpoint of host and port":        {base("localhost:4566"), `"localhost:4566" is not an absolute URL`},
		"endpoint of slashes":              {base("//localhost"), `"//localhost" is not an absolute URL`},
		"endpoint empty":                   {base(""), `"" is not an absolute URL`},
		"endpoint with only a port":        {base(":8080"), "failed to parse uri: :8080"},
		"endpoint with an incomplete host": {base("http://[::1"), "failed to parse uri: http://[::1"},
		"endpoint with a bad port":         {base("http://h:port"), "failed to parse uri: http://h:port"},
		"endpoint with a bad escape":       {base("http://h/%zz"), "failed to parse uri: http://h/%zz"},
		"FIPS and an endpoint": {
			func(o *workspaces.Options) {
				base("http://localhost")(o)
				o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
			}, "FIPS and custom endpoint are not supported",
		},
		"dual-stack and an endpoint": {
			func(o *workspaces.Options) {
				base("http://localhost")(o)
				o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
			}, "Dualstack and custom endpoint are not supported",
		},
		"first-generation endpoint that can't be parsed": {
			workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("http://[::1")), "failed to parse endpoint URL",
		},
		"first generation without Region": {
			func(o *workspaces.Options) {
				o.Region = ""
				o.EndpointResolver = workspaces.NewDefaultEndpointResolver()
			}, "an AWS region is required, but was not found",
		},
		"no credentials": {func(o *workspaces.Options) { o.Credentials = nil }, "Options.Credentials is not set"},
		"credentials that fail": {func(o *workspaces.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, boom })
		}, "get credentials: no rights to the vault"},
	}
	for name, test := range tests {
		for _, way := range []string{"client", "call"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				w := newWire(t) // the script is empty, so any request fails the test
				client, optFns := w.client(), []func(*workspaces.Options){test.change}
				if way == "client" {
					client, optFns = w.client(test.change), nil
				}
				out, err := client.DescribeWorkspaces(t.Context(), nil, optFns...)
				require.Error(t, err)
				assert.Nil(t, out)
				require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
				require.ErrorContains(t, err, test.want)
				if strings.Contains(test.want, boom.Error()) {
					require.ErrorIs(t, err, boom)
				}
				assert.NotContains(t, err.Error(), "\n")
				var op *smithy.OperationError
				require.ErrorAs(t, err, &op)
				require.Error(t, describe(t.Context(), client, optFns...), "the second call fails too")
			})
		}
	}
}

func TestOptionFunctionsOfACallApplyToThatCallOnly(t *testing.T) {
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
				o.Credentials = staticCredentials("OTHER", "")
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
			// The client caches an operation on the first call without option functions, so try option functions before
			// and after that call.
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
