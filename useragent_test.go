package workspaces_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

func TestUserAgent(t *testing.T) {
	t.Parallel()
	static := staticCredentials(testAccessKey, "")
	tests := map[string]struct {
		change func(*workspaces.Options)
		want   string
	}{
		"standard":           {func(*workspaces.Options) {}, "m/E,e"},
		"adaptive":           {func(o *workspaces.Options) { o.RetryMode = aws.RetryModeAdaptive }, "m/F,e"},
		"custom retryer":     {func(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} }, "m/e"},
		"cached credentials": {func(o *workspaces.Options) { o.Credentials = aws.NewCredentialsCache(static) }, "m/E,e"},
		"credentials from a profile": {func(o *workspaces.Options) {
			o.Credentials = sourcedCredentials{static.CredentialsProviderFunc, []aws.CredentialSource{aws.CredentialSourceProfile, aws.CredentialSourceProfileSSO}}
		}, "m/E,n,r"},
		"credentials without a source": {
			func(o *workspaces.Options) { o.Credentials = static.CredentialsProviderFunc }, "m/E",
		},
		"anonymous":        {func(o *workspaces.Options) { o.Credentials = aws.AnonymousCredentials{} }, "m/E"},
		"with API options": {workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil }), "m/E,e"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, `{}`), answer(200, `{}`))
			options := w.options()
			test.change(&options)
			client := workspaces.New(options)
			require.NoError(t, describe(t.Context(), client))
			require.NoError(t, describe(t.Context(), client))
			for _, sent := range w.requests() {
				agent := sent.Header.Get("User-Agent")
				assert.Contains(t, strings.Fields(agent), test.want, agent)
				assert.Regexp(t, `\baws-sdk-go-v2/\d+\.\d+\.\d+`, agent)
				assert.Regexp(t, `\bos/\S+ lang/go#\S+ md/GOOS#\S+ md/GOARCH#\S+ api/workspaces#\d+\.\d+\.\d+`, agent)
				assert.Len(t, sent.Header.Values("User-Agent"), 1)
			}
		})
	}
}

func TestTheUserAgentKeepsTheProgramsOwnHeader(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`), answer(200, `{}`))
	hook := headerHook{"User-Agent", "mine/1"}
	client := w.client(func(o *workspaces.Options) { o.Interceptors.AddAfterSerialization(hook) })
	require.NoError(t, describe(t.Context(), client))
	require.NoError(t, describe(t.Context(), client))
	for _, sent := range w.requests() {
		agent := sent.Header.Get("User-Agent")
		assert.Regexp(t, `aws-sdk-go-v2/.* mine/1$`, agent)
		assert.Equal(t, 1, strings.Count(agent, "aws-sdk-go-v2/"), agent)
	}
}

// headerHook is an interceptor that sets a header.
type headerHook struct{ name, value string }

func (h headerHook) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	in.Request.Header.Set(h.name, h.value)
	return nil
}
