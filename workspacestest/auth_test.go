package workspacestest_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestHeaderSignatures(t *testing.T) {
	t.Parallel()
	const body = `{"Limit":5}`
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	replace := func(old, new string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, new, 1))
		}
	}
	tests := []struct {
		name    string
		at      time.Duration // when the request is signed, as an offset from now
		tamper  func(*http.Request)
		code    string
		message string
	}{
		{name: "good"},
		{name: "four minutes old", at: -4 * time.Minute},
		{name: "four minutes early", at: 4 * time.Minute},
		{name: "spaces in a signed header", tamper: header("Content-Type", "  application/x-amz-json-1.1 ")},
		{name: "unsigned header added", tamper: header("X-Forwarded-For", "10.0.0.1")},
		{
			name: "expired", at: -6 * time.Minute,
			code: "InvalidSignatureException", message: "is now earlier than",
		},
		{
			name: "not yet current", at: 6 * time.Minute,
			code: "InvalidSignatureException", message: "is still later than",
		},
		{
			name: "tampered body", tamper: func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"Limit":6}`)) },
			code: "InvalidSignatureException", message: "does not match the signature you provided",
		},
		{
			name: "tampered target", tamper: header("X-Amz-Target", "WorkspacesService.DescribeWorkspaceBundles"),
			code: "InvalidSignatureException", message: "does not match",
		},
		{
			name: "tampered host", tamper: func(r *http.Request) { r.Host = "example.com" },
			code: "InvalidSignatureException", message: "does not match",
		},
		{
			name: "tampered query", tamper: func(r *http.Request) { r.URL.RawQuery = "a=b" },
			code: "InvalidSignatureException", message: "does not match",
		},
		{
			name: "tampered path", tamper: func(r *http.Request) { r.URL.Path = "/a" },
			code: "InvalidSignatureException", message: "does not match",
		},
		{
			name: "no signature", tamper: func(r *http.Request) { r.Header.Del("Authorization") },
			code: "MissingAuthenticationTokenException", message: "Missing Authentication Token",
		},
		{
			name: "other algorithm", tamper: header("Authorization", "Bearer abc"),
			code: "IncompleteSignatureException",
		},
		{
			name: "empty signature", tamper: header("Authorization", "AWS4-HMAC-SHA256 Credential=a/20200101/b/workspaces/aws4_request"),
			code: "IncompleteSignatureException", message: "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
		},
		{
			name: "not pairs", tamper: header("Authorization", "AWS4-HMAC-SHA256 Credential"),
			code: "IncompleteSignatureException", message: "key=value",
		},
		{
			name: "no date", tamper: func(r *http.Request) { r.Header.Del("X-Amz-Date") },
			code: "IncompleteSignatureException", message: "X-Amz-Date",
		},
		{
			name: "no such date", tamper: header("X-Amz-Date", "yesterday"),
			code: "IncompleteSignatureException", message: "ISO-8601",
		},
		{
			name: "short scope", tamper: replace("/aws4_request", ""),
			code: "IncompleteSignatureException", message: "exactly 5",
		},
		{
			name: "other terminator", tamper: replace("aws4_request", "aws5_request"),
			code: "InvalidSignatureException", message: "terminator",
		},
		{
			name: "other service", tamper: replace("/workspaces/", "/ec2/"),
			code: "InvalidSignatureException", message: "Credential should be scoped to correct service: 'workspaces'.",
		},
		{
			name: "other date", tamper: replace("Credential="+workspacestest.AccessKeyID+"/20", "Credential="+workspacestest.AccessKeyID+"/19"),
			code: "InvalidSignatureException", message: "Date in Credential scope does not match",
		},
		{
			name: "host not signed", tamper: replace(";host;", ";"),
			code: "InvalidSignatureException", message: "'Host'",
		},
		{
			name: "target not signed", tamper: replace(";x-amz-target", ""),
			code: "InvalidSignatureException", message: "'X-Amz-Target'",
		},
		{
			name: "unknown access key", tamper: replace(workspacestest.AccessKeyID, otherKey),
			code: "UnrecognizedClientException", message: "security token",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t)
			r := sign(t, newRequest(t, "DescribeWorkspaces", body), body, time.Now().Add(tt.at))
			if tt.tamper != nil {
				tt.tamper(r)
			}
			requireVerdict(t, send(t, emu, r), tt.code, tt.message)
		})
	}
}

// requireVerdict checks the response to a request. If code is empty, the request must have succeeded. Otherwise, the
// response must be an error with this code, whose message contains the given text.
func requireVerdict(t *testing.T, a answer, code, message string) {
	t.Helper()
	if code == "" {
		require.Equal(t, http.StatusOK, a.status, a.body)
		return
	}
	require.Equal(t, http.StatusBadRequest, a.status)
	require.Equal(t, code, a.Type)
	require.Contains(t, a.Message, message)
}

func TestWrongSecret(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithCredentials(otherKey, "right"))
	client := func(secret string) *workspaces.Client {
		return emu.Client(withKey(otherKey, secret))
	}
	_, err := client("wrong").DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	requireCode(t, err, "InvalidSignatureException", "does not match")
	_, err = client("right").DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
}

func TestPresigned(t *testing.T) {
	t.Parallel()
	query := func(name, value string) func(*http.Request) {
		return func(r *http.Request) {
			q := r.URL.Query()
			q.Set(name, value)
			if value == "" {
				q.Del(name)
			}
			r.URL.RawQuery = q.Encode()
		}
	}
	tests := []struct {
		name    string
		tamper  func(*http.Request)
		code    string
		message string
	}{
		{name: "good"},
		{name: "tampered expiry", tamper: query("X-Amz-Expires", "604800"), code: "InvalidSignatureException", message: "does not match"},
		{name: "expiry too long", tamper: query("X-Amz-Expires", "604801"), code: "IncompleteSignatureException", message: "604800"},
		{name: "expiry zero", tamper: query("X-Amz-Expires", "0"), code: "IncompleteSignatureException", message: "604800"},
		{name: "expiry no number", tamper: query("X-Amz-Expires", "soon"), code: "IncompleteSignatureException", message: "604800"},
		{name: "no expiry", tamper: query("X-Amz-Expires", ""), code: "IncompleteSignatureException", message: "X-Amz-Expires"},
		{name: "no signature", tamper: query("X-Amz-Signature", ""), code: "IncompleteSignatureException", message: "X-Amz-Signature"},
		{name: "other algorithm", tamper: query("X-Amz-Algorithm", "AWS3"), code: "IncompleteSignatureException", message: "AWS3"},
		{name: "expired", tamper: query("X-Amz-Date", time.Now().UTC().Add(-time.Hour).Format("20060102T150405Z")), code: "InvalidSignatureException"},
		{name: "query added", tamper: query("a", "b"), code: "InvalidSignatureException", message: "does not match"},
		{name: "broken query", tamper: func(r *http.Request) { r.URL.RawQuery += "&%zz" }, code: "IncompleteSignatureException"},
		{
			name: "tampered target", tamper: func(r *http.Request) { r.Header.Set("X-Amz-Target", "WorkspacesService.DescribeWorkspaceBundles") },
			code: "InvalidSignatureException", message: "does not match",
		},
		{
			name: "tampered body", tamper: func(r *http.Request) { r.Body = io.NopCloser(bytes.NewBufferString(`{"Limit":6}`)) },
			code: "InvalidSignatureException", message: "does not match",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t)
			presigner := workspaces.NewPresignClient(emu.Client(), workspaces.WithPresignExpires(time.Minute))
			r, err := presigner.Request(t.Context(), &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(5)})
			require.NoError(t, err)
			if tt.tamper != nil {
				tt.tamper(r)
			}
			requireVerdict(t, send(t, emu, r), tt.code, tt.message)
		})
	}
}

// TestSignaturesAreValidUpToTheLastMoment sends signatures of exactly the maximum age, and slightly older ones. A
// presigned request is valid until its own expiry, without a grace period.
func TestSignaturesAreValidUpToTheLastMoment(t *testing.T) {
	t.Parallel()
	const expired, early = "Signature expired", "Signature not yet current"
	tests := []struct {
		name    string
		expires time.Duration // the lifetime of a presigned request; 0 if the signature is in the header
		age     time.Duration // the signature's age when the request arrives; negative if signed in the future
		message string        // the error message; empty if the signature is valid
	}{
		{name: "header as old as allowed", age: 5 * time.Minute},
		{name: "header too old", age: 5*time.Minute + 1, message: expired},
		{name: "header as early as allowed", age: -5 * time.Minute},
		{name: "header too early", age: -5*time.Minute - time.Second, message: early},
		{name: "presigned at its expiry", expires: time.Minute, age: time.Minute},
		{name: "presigned just after its expiry", expires: time.Minute, age: time.Minute + 1, message: expired},
		{name: "presigned for longer than a header is valid", expires: time.Hour, age: time.Hour},
		{name: "presigned for an hour, after it", expires: time.Hour, age: time.Hour + 1, message: expired},
		{name: "presigned for the longest time", expires: 7 * 24 * time.Hour, age: 7 * 24 * time.Hour},
		{name: "presigned as early as allowed", expires: time.Minute, age: -5 * time.Minute},
		{name: "presigned too early", expires: time.Minute, age: -5*time.Minute - time.Second, message: early},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu := workspacestest.New(t)
				r := newRequest(t, "DescribeWorkspaces", "{}")
				at := time.Now()
				if tt.age < 0 {
					at = at.Add(-tt.age)
				}
				if tt.expires == 0 {
					r = sign(t, r, "{}", at)
				} else {
					r = presign(t, r, "{}", at, tt.expires)
				}
				if tt.age > 0 {
					time.Sleep(tt.age)
				}
				code := ""
				if tt.message != "" {
					code = "InvalidSignatureException"
				}
				requireVerdict(t, send(t, emu, r), code, tt.message)
			})
		})
	}
}

func TestSignedPathAndQuery(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for _, address := range []string{
		"https://localhost:8443/base%20path/a+b/%C3%BC/", "http://localhost:80/", "https://localhost", "https://localhost/?b=2&a=x%20y&a=A&c",
	} {
		r := newRequest(t, "DescribeWorkspaces", "{}")
		u, err := url.Parse(address)
		require.NoError(t, err)
		r.URL, r.Host = u, ""
		a := send(t, emu, sign(t, r, "{}", time.Now()))
		assert.Equal(t, http.StatusOK, a.status, "%s: %s", address, a.body)
	}
}
