package workspaces

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

const redacted = "REDACTED"

// secrets holds the session tokens and signatures of one or more requests. When the service rejects a request's
// signature, the error response quotes the signature and the session token.
type secrets []string

// secretsOf returns the secrets of a signed request and of the same call's failed attempts. The session tokens may
// differ because the credentials can change between attempts.
func secretsOf(ctx context.Context, request any) (s secrets) {
	if call := callContextOf(ctx); call != nil {
		s = slices.Clip(call.secrets)
	}
	req, ok := request.(*smithyhttp.Request)
	if !ok || req.Request == nil {
		return s
	}
	_, signature, _ := strings.Cut(req.Header.Get("Authorization"), "Signature=")
	for _, secret := range []string{req.Header.Get("X-Amz-Security-Token"), signature} {
		if secret != "" && !slices.Contains(s, secret) {
			s = append(s, secret)
		}
	}
	return s
}

// redact replaces the secrets in text, even if some of their characters are escaped as in JSON or URLs.
func (s secrets) redact(text string) string {
	for _, secret := range s {
		text = strings.ReplaceAll(text, secret, redacted)
		if strings.ContainsAny(text, `\%`) {
			text = escaped(secret).ReplaceAllString(text, redacted)
		}
	}
	return text
}

// escaped returns a pattern that matches a secret even if some of its characters are escaped as in JSON or URLs. An
// error that quotes a response body may double the backslashes, so the pattern allows several.
func escaped(secret string) *regexp.Regexp {
	var pattern strings.Builder
	for _, c := range []byte(secret) {
		fmt.Fprintf(&pattern, `\\*(?:%s|(?:u00|%%)(?i:%02x))`, regexp.QuoteMeta(string(rune(c))), c)
	}
	return regexp.MustCompile(pattern.String())
}

// redactHeader replaces the secrets in a response's header. Otherwise a secret in the request ID would end up in the
// call's error.
func (s secrets) redactHeader(resp *smithyhttp.Response) {
	if resp == nil || resp.Response == nil {
		return
	}
	for _, values := range resp.Header {
		for i, value := range values {
			if clean := s.redact(value); clean != value {
				values[i] = clean
			}
		}
	}
}

// redactResponse replaces the secrets in an error response's header and body.
func (s secrets) redactResponse(resp *smithyhttp.Response) {
	s.redactHeader(resp)
	if len(s) == 0 || resp.Body == nil {
		return
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, awsjson.MaxBody+1))
	rest := io.Reader(strings.NewReader(s.redact(string(body))))
	if err != nil {
		rest = io.MultiReader(rest, failingReader{err})
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{rest, resp.Body}
}

// failingReader is a reader that always fails with err. It stands in for the part of a body that could not be read.
type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }

// redactError returns err unchanged if its text does not quote any secrets. Otherwise it returns a new error with the
// secrets replaced, which does not wrap err because err contains the secrets. If err wraps a smithy error that the
// retryers look for, the new error has the same type.
func (s secrets) redactError(err error) error {
	var (
		unsent *smithyhttp.RequestSendError
		unread *smithy.DeserializationError
	)
	text := err.Error()
	clean := s.redact(text)
	switch {
	case clean == text:
		return err
	case errors.As(err, &unread): // the text of a DeserializationError includes its Snapshot
		return &smithy.DeserializationError{Err: errors.New(s.redact(unread.Err.Error())), Snapshot: []byte(s.redact(string(unread.Snapshot)))}
	case errors.As(err, &unsent):
		return &smithyhttp.RequestSendError{Err: errors.New(s.redact(unsent.Err.Error()))}
	default:
		return errors.New(clean)
	}
}
