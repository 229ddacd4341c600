package workspaces_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// redirectingPair starts two servers: the first redirects every request to the second, which responds with success. It
// returns the first server's URL, and a counter of the requests that arrived at the second.
func redirectingPair(t *testing.T, status int) (url string, arrived *atomic.Int32) {
	t.Helper()
	arrived = new(atomic.Int32)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		arrived.Add(1)
		_, _ = io.WriteString(w, `{}`)
	}))
	t.Cleanup(other.Close)
	first := httptest.NewServer(http.RedirectHandler(other.URL, status))
	t.Cleanup(first.Close)
	return first.URL, arrived
}

func TestRedirectsAreNeverASuccess(t *testing.T) {
	t.Parallel()
	follow := func(*http.Request, []*http.Request) error { return nil }
	for _, status := range []int{301, 302, 303, 307, 308} {
		for name, tt := range map[string]struct {
			client  workspaces.HTTPClient
			follows bool
		}{
			"plain client":               {&http.Client{}, false},
			"default client of net/http": {http.DefaultClient, false},
			"client that follows":        {&http.Client{CheckRedirect: follow}, status < 307}, // net/http does not follow 307 and 308, because it cannot resend the body
			"default client":             {awshttp.NewBuildableClient(), false},
		} {
			url, arrived := redirectingPair(t, status)
			client := workspaces.New(workspaces.Options{
				Region: testRegion, BaseEndpoint: &url, HTTPClient: tt.client, RetryMaxAttempts: 1,
				Credentials: workspacestest.NewEmulator().Config().Credentials,
			})
			_, err := client.CreateIpGroup(t.Context(), &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
			require.Error(t, err, "%d: %s", status, name)
			assert.Equal(t, tt.follows, arrived.Load() > 0, "%d: %s", status, name)
			if tt.follows {
				require.ErrorContains(t, err, "the service never redirects", name)
				require.ErrorContains(t, err, "the request may have been carried out", name)
			}
			_, err = client.DescribeWorkspaces(t.Context(), nil)
			require.Error(t, err, "%d: %s", status, name)
			assert.NotContains(t, err.Error(), "may have been carried out", name)
		}
	}
}

func TestARedirectThatIsNotFollowedNamesTheHost(t *testing.T) {
	t.Parallel()
	for location, want := range map[string]string{
		"https://login.example.com/?next=x": `the response redirects to "login.example.com", but the service never redirects`,
		"/there":                            `redirects to "workspaces.eu-west-1.amazonaws.com"`,
		"":                                  "-request, api error UnknownError",
	} {
		w := newWire(t, answer(302, ``, "Location", location))
		require.ErrorContains(t, describe(t.Context(), w.client()), want)
	}
}

// TestAPlainClientKeepsItsTransport sets an *http.Client's Transport after the first call, as test libraries do. The
// next call must use the new Transport.
func TestAPlainClientKeepsItsTransport(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	plain := &http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) { return nil, io.ErrClosedPipe })}
	client := emu.Client(func(o *workspaces.Options) { o.HTTPClient, o.RetryMaxAttempts = plain, 1 })
	_, err := client.DescribeWorkspaces(t.Context(), nil)
	require.ErrorIs(t, err, io.ErrClosedPipe)
	plain.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		r.URL.Host = "localhost" // a transport may rewrite the host
		r.Host = "workspaces.us-east-1.amazonaws.com"
		return emu.Config().HTTPClient.Do(r)
	})
	_, err = client.DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	assert.Nil(t, plain.CheckRedirect, "the caller's client is not changed")
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
