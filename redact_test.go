package workspaces_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// The response quotes the request's session token or signature, as the service does when it rejects a signature.
// Neither may appear in the error or the log.
func TestErrorsDoNotQuoteTheCallsSecrets(t *testing.T) {
	t.Parallel()
	const token = "FwoGZXIvYXdzEBYaD/secret+token=="
	for name, tt := range map[string]struct {
		status int
		body   string // %s stands for the token or the signature
		says   string
		code   string
	}{
		"in a message":                   {400, `{"__type":"InvalidSignatureException","message":"canonical: %s end"}`, "canonical: REDACTED end", "InvalidSignatureException"},
		"in a message of a known type":   {400, `{"__type":"AccessDeniedException","message":"canonical: %s end"}`, "canonical: REDACTED end", "AccessDeniedException"},
		"in an answer below 200":         {101, `{"__type":"X","message":"%s"}`, "REDACTED", ""},
		"in an error that is not JSON":   {403, `<html>%s</html>`, "<html>REDACTED</html>", ""},
		"in a success that is not JSON":  {200, `<html>%s</html>`, "<html>REDACTED</html>", ""},
		"in a success with a wrong type": {200, `{"Workspaces":7,"x":"%s"}`, "REDACTED", ""},
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
			if tt.code != "" {
				var apiErr smithy.APIError
				require.ErrorAs(t, err, &apiErr, "%s: %s", name, what)
				assert.Equal(t, tt.code, apiErr.ErrorCode())
			}
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), logged.String()} {
				assert.NotContains(t, text, secret, "%s: %s", name, what)
				assert.NotContains(t, text, token, "%s: %s", name, what)
			}
			assert.NotEmpty(t, logged.String())
		}
	}
}

// rotating is an option function that sets credentials whose session token changes with each attempt.
func rotating(o *workspaces.Options) {
	n := 0
	o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		n++
		return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: fmt.Sprintf("FwoGZXIvYXdzEBYaD/secret+token%d==", n)}, nil
	})
}

// The session token or signature turns up in an unusual place, such as a header, an error from the HTTP client, or the
// response to a later attempt. Neither may appear in the error or the log.
func TestErrorsDoNotQuoteSecretsFromUnusualPlaces(t *testing.T) {
	t.Parallel()
	for name, respond := range map[string]func(secret, earlier string) (*http.Response, error){
		"request ID of an error": func(secret, _ string) (*http.Response, error) {
			return answer(400, `{"__type":"ValidationException"}`, "X-Amzn-Requestid", secret)(nil)
		},
		"request ID of a success": func(secret, _ string) (*http.Response, error) {
			return answer(200, `[]`, "X-Amzn-Requestid", secret)(nil)
		},
		"error code": func(secret, _ string) (*http.Response, error) {
			return answer(400, `{}`, "X-Amzn-Errortype", secret)(nil)
		},
		"HTTP client": func(secret, _ string) (*http.Response, error) {
			return nil, fmt.Errorf("proxy: cannot send %s", secret)
		},
		"HTTP client with a response": func(secret, _ string) (*http.Response, error) {
			resp, err := answer(200, `{}`, "X-Amzn-Requestid", secret)(nil)
			return resp, errors.Join(err, errors.New("broken"))
		},
		"body that breaks": func(secret, _ string) (*http.Response, error) {
			resp, err := answer(200, ``)(nil)
			resp.Body = io.NopCloser(iotest.ErrReader(fmt.Errorf("cannot decompress the answer to %s", secret)))
			return resp, err
		},
		"earlier attempt, in an error": func(_, earlier string) (*http.Response, error) {
			return answer(500, fmt.Sprintf(`{"__type":"InternalFailure","message":"%s"}`, earlier))(nil)
		},
		"earlier attempt, in a success": func(_, earlier string) (*http.Response, error) {
			return answer(200, fmt.Sprintf(`[%q]`, earlier))(nil)
		},
		"earlier attempt, in the HTTP client": func(_, earlier string) (*http.Response, error) {
			return nil, fmt.Errorf("cannot reuse the connection of %s", earlier)
		},
	} {
		for what, secretOf := range map[string]func(*http.Request) string{
			"session token": func(r *http.Request) string { return r.Header.Get("X-Amz-Security-Token") },
			"signature": func(r *http.Request) string {
				_, signature, _ := strings.Cut(r.Header.Get("Authorization"), "Signature=")
				return signature
			},
		} {
			t.Run(name+"/"+what, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var sent []string
					var logged bytes.Buffer
					client := newOpenWire(nil).client(rotating, func(o *workspaces.Options) {
						o.HTTPClient = smithyhttp.ClientDoFunc(func(r *http.Request) (*http.Response, error) {
							if sent = append(sent, secretOf(r)); len(sent) == 1 {
								return answer(500, `{}`)(r)
							}
							return respond(sent[1], sent[0])
						})
						o.RetryMaxAttempts = 2
						o.ClientLogMode = aws.LogResponseWithBody | aws.LogRetries
						o.Logger = logging.NewStandardLogger(&logged)
					})
					_, err := client.DescribeWorkspaces(t.Context(), nil)
					require.Error(t, err)
					require.Len(t, sent, 2, "the retryer still recognizes the errors")
					require.NotEqual(t, sent[0], sent[1])
					for e := err; e != nil; e = errors.Unwrap(e) {
						for _, text := range []string{e.Error(), fmt.Sprintf("%+v", e), workspaces.RequestID(e), logged.String()} {
							assert.NotContains(t, text, sent[0])
							assert.NotContains(t, text, sent[1])
						}
					}
					assert.Contains(t, err.Error()+workspaces.RequestID(err), "REDACTED")
				})
			})
		}
	}
}
