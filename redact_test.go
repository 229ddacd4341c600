package workspaces_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// In TestErrorsDoNotQuoteTheCallsSecrets, the response quotes the session token or the signature of the request, as the
// service does when it rejects a signature. Neither the error nor the log may contain the secret.
func TestErrorsDoNotQuoteTheCallsSecrets(t *testing.T) {
	t.Parallel()
	const token = "FwoGZXIvYXdzEBYaD/secret+token=="
	for name, tt := range map[string]struct {
		status int
		body   string // %s stands for the secret
		says   string
	}{
		"in a message":                   {400, `{"__type":"InvalidSignatureException","message":"canonical: %s end"}`, "canonical: REDACTED end"},
		"in a message of a known type":   {400, `{"__type":"AccessDeniedException","message":"canonical: %s end"}`, "canonical: REDACTED end"},
		"in an error that is not JSON":   {403, `<html>%s</html>`, "<html>REDACTED</html>"},
		"in a success that is not JSON":  {200, `<html>%s</html>`, "<html>REDACTED</html>"},
		"in a success with a wrong type": {200, `{"Workspaces":7,"x":"%s"}`, "REDACTED"},
	} {
		for what, secretOf := range map[string]func(*http.Request) string{
			"session token": func(r *http.Request) string { return r.Header.Get("X-Amz-Security-Token") },
			"escaped session token": func(r *http.Request) string {
				return strings.ReplaceAll(r.Header.Get("X-Amz-Security-Token"), "/", `\/`)
			},
			"session token with escaped signs": func(r *http.Request) string {
				return strings.NewReplacer("=", `\u003d`, "+", `\u002B`, "/", `\u002f`).Replace(r.Header.Get("X-Amz-Security-Token"))
			},
			"signature": func(r *http.Request) string {
				_, signature, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
				return signature
			},
		} {
			secret := ""
			w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
				secret = secretOf(r)
				return httpmock.NewStringResponse(tt.status, fmt.Sprintf(tt.body, secret)), nil
			})
			var logged bytes.Buffer
			client := w.client(func(o *workspaces.Options) {
				o.RetryMaxAttempts = 1
				o.ClientLogMode = aws.LogResponseWithBody | aws.LogRetries
				o.Logger = logging.NewStandardLogger(&logged)
				o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
					return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: token}, nil
				})
			})
			_, err := client.DescribeWorkspaces(t.Context(), nil)
			require.ErrorContains(t, err, tt.says, "%s: %s", name, what)
			require.NotEmpty(t, secret)
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), logged.String()} {
				assert.NotContains(t, text, secret, "%s: %s", name, what)
				assert.NotContains(t, text, token, "%s: %s", name, what)
			}
			assert.NotEmpty(t, logged.String())
		}
	}
}
