package workspaces_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

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
		"FIPS pseudo-Region": {
			func(o *workspaces.Options) { o.Region = "fips-us-east-1" }, "https://workspaces-fips.us-east-1.amazonaws.com/",
		},
		"China":             {func(o *workspaces.Options) { o.Region = "cn-northwest-1" }, "https://workspaces.cn-northwest-1.amazonaws.com.cn/"},
		"an unknown Region": {func(o *workspaces.Options) { o.Region = "mx-central-7" }, "https://workspaces.mx-central-7.amazonaws.com/"},
		"base endpoint":     {func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost:8080") }, "http://localhost:8080/"},
		"base endpoint with a path and a slash": {
			func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost:8080/a/b/") }, "http://localhost:8080/a/b/",
		},
		"base endpoint with DisableHTTPS": {
			func(o *workspaces.Options) {
				o.BaseEndpoint = aws.String("https://localhost:8080")
				o.EndpointOptions.DisableHTTPS = true
			},
			"http://localhost:8080/",
		},
		"EndpointResolverV2": {
			func(o *workspaces.Options) { o.EndpointResolverV2 = fixedEndpoint("https://v2.example/base") }, "https://v2.example/base",
		},
		"WithEndpointResolverV2": {
			workspaces.WithEndpointResolverV2(fixedEndpoint("https://v2.example")), "https://v2.example/",
		},
		"EndpointResolverFromURL": {
			workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example")), "https://v1.example/",
		},
		"EndpointResolverFromURL with a path": {
			workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example/a/b")), "https://v1.example/a/b/",
		},
		"NewDefaultEndpointResolver": {
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

// fixedEndpoint is a resolver that always returns the same URL.
type fixedEndpoint string

func (f fixedEndpoint) ResolveEndpoint(ctx context.Context, _ workspaces.EndpointParameters) (smithyendpoints.Endpoint, error) {
	return workspaces.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, workspaces.EndpointParameters{Endpoint: aws.String(string(f))})
}

func TestEndpointResolverV2GetsTheOptions(t *testing.T) {
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

// resolverFunc is a function that implements EndpointResolverV2.
type resolverFunc func(context.Context, workspaces.EndpointParameters) (smithyendpoints.Endpoint, error)

func (f resolverFunc) ResolveEndpoint(ctx context.Context, p workspaces.EndpointParameters) (smithyendpoints.Endpoint, error) {
	return f(ctx, p)
}
