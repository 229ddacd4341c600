package workspaces_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// signBoth signs a request with the client's default signer and with the SDK's, and returns the headers
// that came of it.
func signBoth(t *testing.T, credentials aws.Credentials, host, path, query string, length int64, header http.Header, at time.Time) (ours, theirs http.Header) {
	t.Helper()
	sign := func(signer workspaces.HTTPSignerV4) http.Header {
		r := &http.Request{
			Method: http.MethodPost, URL: &url.URL{Scheme: "https", Host: host, Path: path, RawQuery: query},
			Header: header.Clone(), ContentLength: length,
		}
		hash := "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
		require.NoError(t, signer.SignHTTP(context.Background(), credentials, r, hash, "workspaces", "us-east-1", at))
		return r.Header
	}
	return sign(workspaces.New(workspaces.Options{Region: "us-east-1"}).Options().HTTPSignerV4), sign(v4.NewSigner())
}

func TestDefaultSignerSignsAsTheSDKDoes(t *testing.T) {
	t.Parallel()
	plain := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}
	usual := http.Header{
		"Content-Type": {"application/x-amz-json-1.1"}, "X-Amz-Target": {"WorkspacesService.DescribeWorkspaces"},
		"Amz-Sdk-Invocation-Id": {"11111111-2222-3333-4444-555555555555"}, "Amz-Sdk-Request": {"attempt=1; max=3"},
		"User-Agent": {"test"}, "X-Amzn-Trace-Id": {"Root=1"}, "Authorization": {"stale"}, "X-Amz-Date": {"stale"},
	}
	with := func(name string, values ...string) http.Header {
		h := usual.Clone()
		h[name] = values
		return h
	}
	for name, tt := range map[string]struct {
		credentials       aws.Credentials
		host, path, query string
		length            int64
		header            http.Header
	}{
		"a usual request":          {plain, "workspaces.us-east-1.amazonaws.com", "/", "", 2, usual},
		"with a session token":     {aws.Credentials{AccessKeyID: "A", SecretAccessKey: "b", SessionToken: "c+/="}, "h", "/", "", 2, usual},
		"without a body":           {plain, "h", "/", "", 0, usual},
		"to a port":                {plain, "127.0.0.1:4600", "/", "", 2, usual},
		"to the default port":      {plain, "h:443", "/", "", 2, usual},
		"to the port of http":      {plain, "h:80", "/", "", 2, usual},
		"to an IPv6 address":       {plain, "[::1]:4600", "/", "", 2, usual},
		"to a path":                {plain, "h", "/proxy/ä b", "", 2, usual},
		"without a path":           {plain, "h", "", "", 2, usual},
		"with a query":             {plain, "h", "/", "b=2&a=1", 2, usual},
		"a header with spaces":     {plain, "h", "/", "", 2, with("X-Custom", "  a  b ")},
		"a header with two values": {plain, "h", "/", "", 2, with("X-Custom", "a", "b")},
		"a header of another case": {plain, "h", "/", "", 2, with("x-custom", "a")},
		"a header without a value": {plain, "h", "/", "", 2, with("X-Custom")},
		"an empty header":          {plain, "h", "/", "", 2, with("X-Custom", "")},
		"a header with a tab":      {plain, "h", "/", "", 2, with("X-Custom", "\ta\t")},
		"a header twice":           {plain, "h", "/", "", 2, with("x-amz-target", "WorkspacesService.DescribeWorkspaces")},
		"a host with a space":      {plain, " h", "/", "", 2, usual},
		"a length header":          {plain, "h", "/", "", 2, with("Content-Length", "7")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ours, theirs := signBoth(t, tt.credentials, tt.host, tt.path, tt.query, tt.length, tt.header, time.Date(2026, 11, 23, 4, 5, 6, 7, time.UTC))
			assert.Equal(t, theirs, ours)
		})
	}
}

func TestDefaultSignerKeepsUpWithDayAndSecret(t *testing.T) {
	t.Parallel()
	signer := workspaces.New(workspaces.Options{Region: "us-east-1"}).Options().HTTPSignerV4
	day := time.Date(2026, 11, 23, 23, 59, 59, 0, time.UTC)
	for _, step := range []struct {
		secret, region string
		at             time.Time
	}{
		{"one", "us-east-1", day}, {"one", "us-east-1", day.Add(2 * time.Second)}, {"two", "us-east-1", day}, {"one", "eu-west-1", day}, {"one", "us-east-1", day},
	} {
		credentials := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: step.secret}
		var signed [2]http.Header
		for i, s := range []workspaces.HTTPSignerV4{signer, v4.NewSigner()} {
			r := &http.Request{Method: http.MethodPost, URL: &url.URL{Scheme: "https", Host: "h", Path: "/"}, Header: http.Header{}}
			require.NoError(t, s.SignHTTP(t.Context(), credentials, r, "hash", "workspaces", step.region, step.at))
			signed[i] = r.Header
		}
		assert.Equal(t, signed[1], signed[0])
	}
}

func FuzzDefaultSigner(f *testing.F) {
	f.Add("AKID", "secret", "", "workspaces.us-east-1.amazonaws.com", "X-Custom", "value", int64(2), int64(1_795_000_000))
	f.Add("", "", "token", "h:443", "Host", " a  b ", int64(0), int64(0))
	f.Fuzz(func(t *testing.T, id, secret, token, host, name, value string, length, at int64) {
		credentials := aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: token}
		header := http.Header{"Content-Type": {"application/x-amz-json-1.1"}, http.CanonicalHeaderKey(name): {value}}
		ours, theirs := signBoth(t, credentials, host, "/", "", length, header, time.Unix(at%(1<<35), 0))
		assert.Equal(t, theirs, ours)
	})
}
