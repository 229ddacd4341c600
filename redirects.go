package workspaces

import (
	"fmt"
	"net/http"

	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// noRedirects sends requests with an *http.Client without following redirects, unless the client has a CheckRedirect
// function, which then decides. Each request uses a fresh copy of the client, so that later changes to the client, such
// as a new Transport, take effect.
type noRedirects struct{ client *http.Client }

// withoutRedirects wraps an *http.Client in noRedirects. It returns any other client unchanged.
func withoutRedirects(client HTTPClient) HTTPClient {
	if c, ok := client.(*http.Client); ok && c != nil {
		return noRedirects{c}
	}
	return client
}

// Do implements HTTPClient.
func (n noRedirects) Do(r *http.Request) (*http.Response, error) {
	client := *n.client
	if client.CheckRedirect == nil {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return client.Do(r)
}

// redirected returns an error if the response was reached through a redirect.
func redirected(resp *smithyhttp.Response) error {
	if resp.Response == nil || resp.Request == nil || resp.Request.Response == nil {
		return nil
	}
	return fmt.Errorf("redirected to %q: the service never redirects, so this response is not from the service", resp.Request.URL.Host)
}

// sdkLocation is the path in the made-up Location header that the SDK's default HTTP client adds to redirect responses
// without one.
const sdkLocation = "/badhttpredirectlocation"

// notFollowed adds a hint to err, naming the target host, if the response is a redirect that the client did not follow.
func notFollowed(resp *smithyhttp.Response, err error) error {
	if resp.StatusCode < http.StatusMultipleChoices || resp.StatusCode >= http.StatusBadRequest {
		return err
	}
	to, locationErr := resp.Location()
	if locationErr != nil || to.Path == sdkLocation {
		return err
	}
	return fmt.Errorf("the response redirects to %q, but the service never redirects: %w", to.Host, err)
}
