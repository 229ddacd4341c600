package workspaces

import (
	"fmt"
	"net/http"

	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// noRedirects is an *http.Client that follows no redirects, unless it has a CheckRedirect. It copies the client for
// each request, so that later changes to the client, such as another Transport, apply.
type noRedirects struct{ client *http.Client }

// withoutRedirects returns an HTTP client that follows no redirects where the caller has not decided about them.
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

// redirected returns the error of an answer to which a redirect has led, or nil.
func redirected(operation string, resp *smithyhttp.Response) error {
	if resp.Response == nil || resp.Request == nil || resp.Request.Response == nil {
		return nil
	}
	err := fmt.Errorf("redirected to %q: the service does not redirect, so the answer is not its own", resp.Request.URL.Host)
	if !awsjson.ReadsOnly(operation) {
		err = fmt.Errorf("%w (the request may have been carried out)", err)
	}
	return err
}
