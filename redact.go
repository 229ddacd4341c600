package workspaces

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

const redacted = "REDACTED"

// secrets are the session token and the signature of one request. The service quotes both in the error response when it
// rejects a signature.
type secrets []string

// secretsOf returns the secrets of a signed request.
func secretsOf(request any) (s secrets) {
	req, ok := request.(*smithyhttp.Request)
	if !ok || req.Request == nil {
		return nil
	}
	if token := req.Header.Get("X-Amz-Security-Token"); token != "" {
		s = append(s, token)
	}
	if _, signature, found := strings.Cut(req.Header.Get("Authorization"), "Signature="); found && signature != "" {
		s = append(s, signature)
	}
	return s
}

// redact replaces the secrets in text, including copies with escapes of JSON.
func (s secrets) redact(text []byte) []byte {
	for _, secret := range s {
		text = bytes.ReplaceAll(text, []byte(secret), []byte(redacted))
		if bytes.ContainsRune(text, '\\') {
			text = escaped(secret).ReplaceAll(text, []byte(redacted))
		}
	}
	return text
}

// escaped matches a secret in which JSON escapes may stand for any of the characters.
func escaped(secret string) *regexp.Regexp {
	var pattern strings.Builder
	for _, c := range []byte(secret) {
		fmt.Fprintf(&pattern, `(?:\\?%s|\\u00(?i:%02x))`, regexp.QuoteMeta(string(rune(c))), c)
	}
	return regexp.MustCompile(pattern.String())
}

// redactErrorBody replaces the secrets in the body of an error response.
func (s secrets) redactErrorBody(resp *smithyhttp.Response) {
	if len(s) == 0 || resp.Body == nil {
		return
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, awsjson.MaxBody+1))
	rest := io.Reader(bytes.NewReader(s.redact(body)))
	if err != nil {
		rest = io.MultiReader(rest, failingReader{err})
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{rest, resp.Body}
}

// failingReader is a reader that always returns err. It replaces the part of a body that could not be read.
type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }

// redactSnapshot replaces the secrets in a DeserializationError. Such an error quotes the beginning of the response
// body in its text and its Snapshot. Other errors are returned unchanged.
func (s secrets) redactSnapshot(err error) error {
	var unread *smithy.DeserializationError
	if len(s) == 0 || !errors.As(err, &unread) || bytes.Equal(s.redact(unread.Snapshot), unread.Snapshot) {
		return err
	}
	clean := s.redact(unread.Snapshot)
	text := strings.ReplaceAll(unread.Err.Error(), strconv.Quote(string(unread.Snapshot)), strconv.Quote(string(clean)))
	return &smithy.DeserializationError{Err: errors.New(string(s.redact([]byte(text)))), Snapshot: clean}
}
