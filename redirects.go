package workspaces

import (
	"fmt"
	"net/http"

	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// noRedirects sends requests with an *http.Client, but does not follow redirects. If the client has a CheckRedirect,
// that function decides instead. The client is copied for each request, so that later changes to the client, such as a
// new Transport, take effect.
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

// redirected returns an error if the response was reached through a redirect, and nil otherwise.
func redirected(resp *smithyhttp.Response) error {
	if resp.Response == nil || resp.Request == nil || resp.Request.Response == nil {
		return nil
	}
	return fmt.Errorf("redirected to %q: the service does not redirect, so the answer is not its own", resp.Request.URL.Host)
}

// sdkLocation is the path of the Location that the SDK's default HTTP client adds to redirects without a Location.
const sdkLocation = "/badhttpredirectlocation"

// notFollowed adds the host to err, the error of a response that redirects and was not followed.
func notFollowed(resp *smithyhttp.Response, err error) error {
	if resp.StatusCode < http.StatusMultipleChoices || resp.StatusCode >= http.StatusBadRequest {
		return err
	}
	to, locationErr := resp.Location()
	if locationErr != nil || to.Path == sdkLocation {
		return err
	}
	return fmt.Errorf("the response redirects to %q, which the service does not do: %w", to.Host, err)
}
