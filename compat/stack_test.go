//lint:file-ignore SA1019 first-generation endpoints are deprecated, but the official module exports them

package compat

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// observer is an interceptor for all stages of a call. It records the values passed to it.
type observer struct{ seen []string }

type interceptorContext = smithyhttp.InterceptorContext

func (o *observer) note(stage string, in *interceptorContext) error {
	name := func(v any) string {
		if v == nil {
			return "-"
		}
		return reflect.TypeOf(v).Elem().Name()
	}
	url, status := "-", 0
	if in.Request != nil && in.Request.URL != nil {
		url = in.Request.URL.String() + fmt.Sprint(in.Request.Header["X-Amz-Target"], in.Request.Header.Get("Authorization") != "")
	}
	if in.Response != nil {
		status = in.Response.StatusCode
	}
	o.seen = append(o.seen, fmt.Sprintf("%s: input %s, request %s, response %d, output %s", stage, name(in.Input), url, status, name(in.Output)))
	return nil
}

// BeforeExecution implements smithyhttp.BeforeExecutionInterceptor.
func (o *observer) BeforeExecution(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeExecution", in)
}

// BeforeSerialization implements smithyhttp.BeforeSerializationInterceptor.
func (o *observer) BeforeSerialization(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeSerialization", in)
}

// AfterSerialization implements smithyhttp.AfterSerializationInterceptor.
func (o *observer) AfterSerialization(_ context.Context, in *interceptorContext) error {
	return o.note("AfterSerialization", in)
}

// BeforeRetryLoop implements smithyhttp.BeforeRetryLoopInterceptor.
func (o *observer) BeforeRetryLoop(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeRetryLoop", in)
}

// BeforeAttempt implements smithyhttp.BeforeAttemptInterceptor.
func (o *observer) BeforeAttempt(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeAttempt", in)
}

// BeforeSigning implements smithyhttp.BeforeSigningInterceptor.
func (o *observer) BeforeSigning(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeSigning", in)
}

// AfterSigning implements smithyhttp.AfterSigningInterceptor.
func (o *observer) AfterSigning(_ context.Context, in *interceptorContext) error {
	return o.note("AfterSigning", in)
}

// BeforeTransmit implements smithyhttp.BeforeTransmitInterceptor.
func (o *observer) BeforeTransmit(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeTransmit", in)
}

// AfterTransmit implements smithyhttp.AfterTransmitInterceptor.
func (o *observer) AfterTransmit(_ context.Context, in *interceptorContext) error {
	return o.note("AfterTransmit", in)
}

// BeforeDeserialization implements smithyhttp.BeforeDeserializationInterceptor.
func (o *observer) BeforeDeserialization(_ context.Context, in *interceptorContext) error {
	return o.note("BeforeDeserialization", in)
}

// AfterDeserialization implements smithyhttp.AfterDeserializationInterceptor.
func (o *observer) AfterDeserialization(_ context.Context, in *interceptorContext) error {
	return o.note("AfterDeserialization", in)
}

// AfterAttempt implements smithyhttp.AfterAttemptInterceptor.
func (o *observer) AfterAttempt(_ context.Context, in *interceptorContext) error {
	return o.note("AfterAttempt", in)
}

// AfterExecution implements smithyhttp.AfterExecutionInterceptor.
func (o *observer) AfterExecution(_ context.Context, in *interceptorContext) error {
	return o.note("AfterExecution", in)
}

// stages maps each stage's name to a function that registers an interceptor for it.
var stages = map[string]func(*smithyhttp.InterceptorRegistry, *observer){
	"BeforeExecution":       func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeExecution(o) },
	"BeforeSerialization":   func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeSerialization(o) },
	"AfterSerialization":    func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddAfterSerialization(o) },
	"BeforeRetryLoop":       func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeRetryLoop(o) },
	"BeforeAttempt":         func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeAttempt(o) },
	"BeforeSigning":         func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeSigning(o) },
	"AfterSigning":          func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddAfterSigning(o) },
	"BeforeTransmit":        func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeTransmit(o) },
	"AfterTransmit":         func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddAfterTransmit(o) },
	"BeforeDeserialization": func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddBeforeDeserialization(o) },
	"AfterDeserialization":  func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddAfterDeserialization(o) },
	"AfterAttempt":          func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddAfterAttempt(o) },
	"AfterExecution":        func(r *smithyhttp.InterceptorRegistry, o *observer) { r.AddAfterExecution(o) },
}

func allStages(r *smithyhttp.InterceptorRegistry, o *observer) {
	for _, add := range stages {
		add(r, o)
	}
}

func TestTheMiddlewareStackIsTheSameAsTheOfficialOne(t *testing.T) {
	t.Parallel()
	variants := map[string]func(r *smithyhttp.InterceptorRegistry, o *observer){
		"no interceptors":  func(*smithyhttp.InterceptorRegistry, *observer) {},
		"all interceptors": allStages,
	}
	for stage, add := range stages {
		variants[stage] = add
	}
	forEachOperation(t, func(t *testing.T, op operation) {
		in, ourIn := completeInput(op)
		answer := &tap{status: 200, answer: []byte("{}")}
		d := duelists{theirs(answer), ours(answer)}
		for name, add := range variants {
			var theirStack, ourStack string
			capture := func(to *string) func(*middleware.Stack) error {
				return func(s *middleware.Stack) error {
					*to = s.String()
					return nil
				}
			}
			_, err := op.theirs(t.Context(), d.theirs, in, official.WithAPIOptions(capture(&theirStack)), func(o *official.Options) {
				add(&o.Interceptors, &observer{})
			})
			require.NoError(t, err)
			_, err = op.ours(t.Context(), d.ours, ourIn, workspaces.WithAPIOptions(capture(&ourStack)), func(o *workspaces.Options) {
				add(&o.Interceptors, &observer{})
			})
			require.NoError(t, err)
			require.Greater(t, strings.Count(theirStack, "\n"), 30)
			require.Equal(t, strings.Split(theirStack, "\n"), strings.Split(ourStack, "\n"), name)
		}
	})
}

// script is a transport that answers each request with the next status in statuses. Status 0 makes the connection fail.
type script struct {
	tap
	statuses []int
}

func (s *script) Do(r *http.Request) (*http.Response, error) {
	s.status = s.statuses[min(s.count, len(s.statuses)-1)]
	if s.status == 0 {
		s.count++
		return nil, errors.New("connection reset")
	}
	return s.tap.Do(r)
}

func TestInterceptorsGetTheSameAsInTheOfficialModule(t *testing.T) {
	t.Parallel()
	for name, statuses := range map[string][]int{
		"success":                         {200},
		"refused":                         {400},
		"retried":                         {500, 503, 200},
		"given up":                        {500},
		"not connected":                   {0},
		"connected at the second attempt": {0, 200},
	} {
		for _, body := range []string{`{"__type":"ResourceUnavailableException"}`, "[]"} {
			for _, kept := range []bool{true, false} {
				t.Run(fmt.Sprint(name, body, kept), func(t *testing.T) {
					t.Parallel()
					quick := retry.NewStandard(func(o *retry.StandardOptions) {
						o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
					})
					their, our := &observer{}, &observer{}
					theirScript, ourScript := &script{statuses: statuses}, &script{statuses: statuses}
					theirScript.answer, ourScript.answer = []byte(body), []byte(body)
					theirClient := theirs(theirScript, func(o *official.Options) { o.Retryer = quick; allStages(&o.Interceptors, their) })
					ourClient := ours(ourScript, func(o *workspaces.Options) { o.Retryer = quick; allStages(&o.Interceptors, our) })
					var theirFns []func(*official.Options)
					var ourFns []func(*workspaces.Options)
					if !kept {
						theirFns = append(theirFns, official.WithAPIOptions(addHeader))
						ourFns = append(ourFns, workspaces.WithAPIOptions(addHeader))
					}
					for range 2 {
						theirScript.count, ourScript.count = 0, 0
						_, theirErr := theirClient.DescribeWorkspaces(t.Context(), nil, theirFns...)
						_, ourErr := ourClient.DescribeWorkspaces(t.Context(), nil, ourFns...)
						assert.Equal(t, theirErr == nil, ourErr == nil, "%v; %v", theirErr, ourErr)
					}
					assert.Equal(t, theirScript.count, ourScript.count, "requests")
					if body == "[]" {
						// A deliberate difference: if the response cannot be decoded, interceptors get an empty output
						// from the official client, and nil from ours.
						for i := range their.seen {
							their.seen[i] = strings.Replace(their.seen[i], "output DescribeWorkspacesOutput", "output -", 1)
						}
					}
					assert.Equal(t, their.seen, our.seen)
				})
			}
		}
	}
}

// source is an element of aws.Config.ConfigSources. The SDK has one element each for the environment, the shared
// configuration files and the program's options.
type source struct {
	dualStack aws.DualStackEndpointState
	fips      aws.FIPSEndpointState
	endpoint  string
	ignore    bool
	err       error
}

func (s source) GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error) {
	return s.dualStack, s.dualStack != aws.DualStackEndpointStateUnset, s.err
}

func (s source) GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error) {
	return s.fips, s.fips != aws.FIPSEndpointStateUnset, s.err
}

func (s source) GetServiceBaseEndpoint(_ context.Context, sdkID string) (string, bool, error) {
	if sdkID != "WorkSpaces" {
		return "", false, errors.New("unknown service " + sdkID)
	}
	return s.endpoint, s.endpoint != "", s.err
}

func (s source) GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error) {
	return s.ignore, s.ignore, s.err
}

var (
	dualStackOn  = source{dualStack: aws.DualStackEndpointStateEnabled}
	dualStackOff = source{dualStack: aws.DualStackEndpointStateDisabled}
	fipsOn       = source{fips: aws.FIPSEndpointStateEnabled}
	fipsOff      = source{fips: aws.FIPSEndpointStateDisabled}
	failing      = source{err: errors.New("unreadable")}
)

// configurations returns the configurations that the tests pass to NewFromConfig, by name.
func configurations() map[string]aws.Config {
	buildable := awshttp.NewBuildableClient().WithTimeout(time.Minute)
	list := map[string]aws.Config{
		"zero":                                {},
		"Region":                              {Region: "eu-west-1"},
		"FIPS Region":                         {Region: "us-gov-west-1-fips"},
		"standard":                            {RetryMode: aws.RetryModeStandard},
		"adaptive":                            {RetryMode: aws.RetryModeAdaptive},
		"unknown retry mode":                  {RetryMode: "other"},
		"7 attempts":                          {RetryMaxAttempts: 7},
		"1 attempt":                           {RetryMaxAttempts: 1},
		"-1 attempts":                         {RetryMaxAttempts: -1},
		"adaptive, 5 attempts":                {RetryMode: aws.RetryModeAdaptive, RetryMaxAttempts: 5},
		"retryer":                             {Retryer: func() aws.Retryer { return aws.NopRetryer{} }},
		"retryer, 4 attempts":                 {Retryer: func() aws.Retryer { return retry.NewStandard() }, RetryMaxAttempts: 4},
		"retryer against mode":                {Retryer: func() aws.Retryer { return retry.NewAdaptiveMode() }, RetryMode: aws.RetryModeStandard},
		"function that returns a nil retryer": {Retryer: func() aws.Retryer { return nil }},
		"legacy mode":                         {DefaultsMode: aws.DefaultsModeLegacy},
		"standard mode":                       {DefaultsMode: aws.DefaultsModeStandard},
		"in-region mode":                      {DefaultsMode: aws.DefaultsModeInRegion},
		"cross-region mode":                   {DefaultsMode: aws.DefaultsModeCrossRegion},
		"mobile mode":                         {DefaultsMode: aws.DefaultsModeMobile},
		"unknown mode":                        {DefaultsMode: "other"},
		"auto mode":                           {DefaultsMode: aws.DefaultsModeAuto, Region: "us-east-1"},
		"auto mode in the Region":             {DefaultsMode: aws.DefaultsModeAuto, Region: "us-east-1", RuntimeEnvironment: aws.RuntimeEnvironment{EnvironmentIdentifier: "AWS_Lambda_go", Region: "us-east-1"}},
		"auto mode in another Region":         {DefaultsMode: aws.DefaultsModeAuto, Region: "us-east-1", RuntimeEnvironment: aws.RuntimeEnvironment{EC2InstanceMetadataRegion: "us-east-2"}},
		"buildable client":                    {HTTPClient: buildable, DefaultsMode: aws.DefaultsModeInRegion},
		"http.Client":                         {HTTPClient: http.DefaultClient, DefaultsMode: aws.DefaultsModeInRegion},
		"app and log mode":                    {AppID: "app", ClientLogMode: aws.LogRetries | aws.LogDeprecatedUsage, Logger: logging.Nop{}},
		"auth scheme preference":              {AuthSchemePreference: []string{"sigv4a", "sigv4"}},
		"credentials":                         {Credentials: credentials},
		"base endpoint":                       {BaseEndpoint: aws.String("https://base.example")},
		"empty base endpoint":                 {BaseEndpoint: aws.String("")},
		"API options":                         {APIOptions: []func(*middleware.Stack) error{addHeader, addHeader}},
		"endpoint resolver": {EndpointResolver: aws.EndpointResolverFunc(func(service, region string) (aws.Endpoint, error) {
			return aws.Endpoint{URL: "https://" + service + "." + region}, nil
		})},
		"endpoint resolver with options": {EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(func(service, region string, options ...any) (aws.Endpoint, error) {
			return aws.Endpoint{URL: fmt.Sprint("https://", service, ".", region, ".", len(options)), SigningRegion: "eu-west-3"}, nil
		})},
		"both endpoint resolvers": {
			EndpointResolver: aws.EndpointResolverFunc(func(string, string) (aws.Endpoint, error) { return aws.Endpoint{URL: "https://one"}, nil }),
			EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(func(string, string, ...any) (aws.Endpoint, error) {
				return aws.Endpoint{URL: "https://two"}, nil
			}),
		},
		"endpoint resolver that fails": {EndpointResolver: aws.EndpointResolverFunc(func(string, string) (aws.Endpoint, error) {
			return aws.Endpoint{}, &aws.EndpointNotFoundError{Err: errors.New("none")}
		})},
	}
	for name, sources := range map[string][]any{
		"no source":                     {},
		"dual-stack":                    {dualStackOn},
		"dual-stack off first":          {dualStackOff, dualStackOn},
		"dual-stack on first":           {dualStackOn, dualStackOff},
		"FIPS":                          {fipsOn},
		"FIPS after sources without it": {struct{}{}, "text", source{}, fipsOn, fipsOff},
		"both":                          {dualStackOn, fipsOn},
		"failing source first":          {failing, dualStackOn, fipsOn, source{endpoint: "https://late.example"}},
		"failing source last":           {dualStackOn, fipsOn, source{endpoint: "https://early.example"}, failing},
		"endpoint":                      {source{endpoint: "https://source.example"}},
		"second endpoint":               {source{}, source{endpoint: "https://second.example"}, source{endpoint: "https://third.example"}},
		"endpoint ignored":              {source{endpoint: "https://source.example"}, source{ignore: true}},
		"endpoint ignored itself":       {source{endpoint: "https://source.example", ignore: true}},
	} {
		list["sources: "+name] = aws.Config{ConfigSources: sources}
		list["sources and base endpoint: "+name] = aws.Config{ConfigSources: sources, BaseEndpoint: aws.String("https://base.example"), Region: "eu-west-1"}
	}
	return list
}

// observe returns those of a client's options that can be compared.
func observe(options any) map[string]any {
	v := reflect.ValueOf(options)
	get := func(name string) any { return v.FieldByName(name).Interface() }
	seen := map[string]any{}
	for _, name := range []string{
		"AppID", "AuthSchemePreference", "BaseEndpoint", "ClientLogMode", "DefaultsMode", "Region", "RetryMaxAttempts", "RetryMode", "RuntimeEnvironment",
	} {
		seen[name] = get(name)
	}
	for _, name := range []string{"EndpointResolverV2", "Logger", "MeterProvider", "TracerProvider", "HTTPClient", "Credentials", "AuthSchemeResolver", "HTTPSignerV4"} {
		seen[name+" is set"] = get(name) != nil
	}
	for _, name := range []string{"Logger", "MeterProvider", "TracerProvider", "HTTPClient", "Retryer"} {
		seen[name+" type"] = fmt.Sprintf("%T", get(name))
	}
	endpoint := v.FieldByName("EndpointOptions")
	for i := range endpoint.NumField() {
		seen["EndpointOptions."+endpoint.Type().Field(i).Name] = fmt.Sprint(endpoint.Field(i).Interface())
	}
	seen["EndpointResolver is set"] = get("EndpointResolver") != nil
	seen["API options"] = v.FieldByName("APIOptions").Len()
	interceptors := v.FieldByName("Interceptors")
	for i := range interceptors.NumField() {
		seen["Interceptors."+interceptors.Type().Field(i).Name] = interceptors.Field(i).Len()
	}
	if retryer := get("Retryer").(aws.Retryer); retryer != nil {
		seen["attempts"] = retryer.MaxAttempts()
	}
	for _, scheme := range get("AuthSchemes").([]smithyhttp.AuthScheme) {
		seen["auth scheme "+scheme.SchemeID()] = true
	}
	if client, ok := get("HTTPClient").(*awshttp.BuildableClient); ok {
		seen["connect timeout"] = client.GetDialer().Timeout
		seen["TLS timeout"] = client.GetTransport().TLSHandshakeTimeout
		seen["timeout"] = client.GetTimeout()
	}
	return seen
}

func requireSameOptions(t *testing.T, cfg aws.Config) {
	t.Helper()
	their := official.NewFromConfig(cfg).Options()
	our := workspaces.NewFromConfig(cfg).Options()
	require.Equal(t, observe(their), observe(our))
	for _, scheme := range []string{"aws.auth#sigv4", "smithy.api#noAuth", "aws.auth#sigv4a", "other"} {
		assert.Equal(t, their.GetIdentityResolver(scheme) == nil, our.GetIdentityResolver(scheme) == nil, scheme)
	}
	if their.EndpointResolver != nil {
		theirEndpoint, theirErr := their.EndpointResolver.ResolveEndpoint("us-west-2", official.EndpointResolverOptions{})
		ourEndpoint, ourErr := our.EndpointResolver.ResolveEndpoint("us-west-2", workspaces.EndpointResolverOptions{})
		assert.Equal(t, theirErr, ourErr)
		assert.Equal(t, theirEndpoint, ourEndpoint)
	}
	assert.Equal(t, observe(official.New(their).Options()), observe(workspaces.New(our).Options()), "a client that is created from these options")
}

func TestOptionsAreResolvedAsInTheOfficialModule(t *testing.T) {
	t.Parallel()
	for name, cfg := range configurations() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireSameOptions(t, cfg)
		})
	}
}

// TestEndpointsOfTheEnvironment is not parallel, because it sets environment variables.
func TestEndpointsOfTheEnvironment(t *testing.T) {
	for name, env := range map[string]map[string]string{
		"none":                {},
		"all services":        {"AWS_ENDPOINT_URL": "https://all.example"},
		"this service":        {"AWS_ENDPOINT_URL_WORKSPACES": "https://one.example"},
		"both":                {"AWS_ENDPOINT_URL": "https://all.example", "AWS_ENDPOINT_URL_WORKSPACES": "https://one.example"},
		"all services, empty": {"AWS_ENDPOINT_URL": ""},
		"both, one empty":     {"AWS_ENDPOINT_URL": "https://all.example", "AWS_ENDPOINT_URL_WORKSPACES": ""},
	} {
		t.Run(name, func(t *testing.T) {
			for k, v := range env {
				t.Setenv(k, v)
			}
			for name, cfg := range configurations() {
				t.Run(name, func(t *testing.T) { requireSameOptions(t, cfg) })
			}
		})
	}
}

func TestOptionFunctionsAreAppliedInTheOfficialOrder(t *testing.T) {
	t.Parallel()
	cfg := aws.Config{Region: "us-east-1", RetryMaxAttempts: 2, ServiceOptions: []func(string, any){func(service string, options any) {
		if service != "WorkSpaces" {
			t.Error("options of", service)
		}
		region := reflect.ValueOf(options).Elem().FieldByName("Region")
		region.SetString(region.String() + ", service option")
	}}}
	their := official.NewFromConfig(cfg, func(o *official.Options) { o.Region += ", option"; o.RetryMaxAttempts++ })
	our := workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.Region += ", option"; o.RetryMaxAttempts++ })
	assert.Equal(t, "us-east-1, service option, option", our.Options().Region)
	assert.Equal(t, observe(their.Options()), observe(our.Options()))
}

func TestACallMakesAsManyAttemptsAsInTheOfficialModule(t *testing.T) {
	t.Parallel()
	for name, attempts := range map[string]struct{ client, call int }{
		"default": {0, 0}, "of the client": {2, 0}, "of the call": {0, 2}, "call above client": {2, 4}, "call below client": {4, 2}, "alike": {2, 2}, "one": {1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			quick := func() aws.Retryer {
				return retry.NewStandard(func(o *retry.StandardOptions) {
					o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
				})
			}
			theirScript, ourScript := &script{statuses: []int{500}}, &script{statuses: []int{500}}
			theirClient := theirs(theirScript, func(o *official.Options) { o.Retryer, o.RetryMaxAttempts = quick(), attempts.client })
			ourClient := ours(ourScript, func(o *workspaces.Options) { o.Retryer, o.RetryMaxAttempts = quick(), attempts.client })
			_, theirErr := theirClient.DescribeAccount(t.Context(), nil, func(o *official.Options) {
				if attempts.call != 0 {
					o.RetryMaxAttempts = attempts.call
				}
			})
			_, ourErr := ourClient.DescribeAccount(t.Context(), nil, func(o *workspaces.Options) {
				if attempts.call != 0 {
					o.RetryMaxAttempts = attempts.call
				}
			})
			require.Error(t, theirErr)
			require.Error(t, ourErr)
			assert.Equal(t, theirErr.Error(), ourErr.Error())
			assert.Equal(t, theirScript.count, ourScript.count)
			assert.Equal(t, theirScript.last.Header["Amz-Sdk-Request"], ourScript.last.Header["Amz-Sdk-Request"])
		})
	}
}

// TestUnsignedRequests makes calls without credentials. With anonymous credentials, both clients send unsigned
// requests. A deliberate difference: with nil credentials, the official client sends an unsigned request, and ours
// returns an error.
func TestUnsignedRequests(t *testing.T) {
	t.Parallel()
	for name, provider := range map[string]aws.CredentialsProvider{"anonymous": aws.AnonymousCredentials{}, "none": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			theirTap, ourTap := &tap{status: 200, answer: []byte("{}")}, &tap{status: 200, answer: []byte("{}")}
			_, err := official.New(official.Options{Region: "us-east-1", HTTPClient: theirTap, Credentials: provider}).DescribeAccount(t.Context(), nil)
			require.NoError(t, err)
			_, err = workspaces.New(workspaces.Options{Region: "us-east-1", HTTPClient: ourTap, Credentials: provider}).DescribeAccount(t.Context(), nil)
			assert.Empty(t, theirTap.last.Header.Get("Authorization"))
			if provider == nil {
				require.ErrorContains(t, err, "Credentials")
				assert.Nil(t, ourTap.last)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, headerNames(theirTap.last.Header), headerNames(ourTap.last.Header))
		})
	}
}
