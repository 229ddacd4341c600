package workspaces_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// FuzzResponse answers a call with an arbitrary status, headers and body. Any error must be a single line without the
// request's secrets, even if the response quotes them, and the client must still work afterwards.
func FuzzResponse(f *testing.F) {
	for _, body := range []string{
		``, `{}`, `null`, `{"TagList":[{"Key":"a"}]}`, `<html>`, `{"__type":"ThrottlingException","message":"slow"}`,
		`{"__type":"InvalidSignatureException","message":"token TOKEN\nsignature SIGNATURE"}`, `{"message":"\u0000`, "\xff",
	} {
		f.Add(200, "", "", "", "", body)
		f.Add(400, "ResourceNotFoundException:http://x/", "1", "Fri, 02 Jan 2026 12:00:00 GMT", testRequestID, body)
		f.Add(429, "", "Fri, 02 Jan 2099 12:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "a b", body)
		f.Add(503, "a#b", "-1", "Fri, 31 Dec 9999 23:59:59 GMT", "", body)
		f.Add(302, "", "99999999999999999999", "now", "", body)
	}
	f.Fuzz(func(t *testing.T, status int, code, retryAfter, date, requestID, body string) {
		if strings.ContainsFunc(requestID, unicode.IsControl) {
			t.Skip("net/http rejects responses with control characters in a header")
		}
		synctest.Test(t, func(t *testing.T) {
			const token = "session/+=token"
			var signature string
			broken := true
			client := workspaces.New(workspaces.Options{
				Region: testRegion, Credentials: staticCredentials(testAccessKey, token),
				HTTPClient: smithyhttp.ClientDoFunc(func(r *http.Request) (*http.Response, error) {
					if !broken {
						return responseOf(http.StatusOK, nil, `{"TagList":[]}`), nil
					}
					_, signature, _ = strings.Cut(r.Header.Get("Authorization"), "Signature=")
					quoted := strings.NewReplacer("TOKEN", token, "SIGNATURE", signature)
					return responseOf(status, http.Header{
						"X-Amzn-Errortype": {code}, "Retry-After": {retryAfter}, "X-Amz-Retry-After": {retryAfter}, "Date": {date},
						"X-Amzn-Requestid": {requestID}, "Location": {quoted.Replace(retryAfter)},
					}, quoted.Replace(body)), nil
				}),
			})
			begin := time.Now()
			in := &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000000")}
			out, err := client.DescribeTags(t.Context(), in)
			assert.LessOrEqual(t, time.Since(begin), 10*time.Minute, "the service cannot delay retries for long")
			assert.NotEqual(t, err == nil, out == nil)
			if err != nil {
				text := err.Error()
				assert.False(t, strings.ContainsFunc(text, unicode.IsControl), "%q", text)
				assert.NotContains(t, text, token)
				assert.NotContains(t, text, signature)
			} else {
				assert.Equal(t, 2, status/100)
			}
			broken = false
			_, err = client.DescribeTags(t.Context(), in)
			require.NoError(t, err)
		})
	})
}

func responseOf(status int, header http.Header, body string) *http.Response {
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body))}
}

// FuzzPresign presigns a call with an arbitrary identifier, URL path, session token and expiry, and verifies the
// signature in the same way as the service.
func FuzzPresign(f *testing.F) {
	f.Add("ws-000000000", "", "", 900)
	f.Add("\"é\u2028\xff", "a b/../%2F;?x=y", "session+/=token", 1)
	f.Add("", "//", "&=\n", 604800)
	f.Add("a", "", "", -1)
	f.Fuzz(func(t *testing.T, id, path, token string, seconds int) {
		const body = `{"ResourceId":`
		presigner := workspaces.NewPresignClient(workspaces.New(workspaces.Options{
			Region: testRegion, Credentials: staticCredentials(testAccessKey, token), BaseEndpoint: aws.String("https://localhost/" + path),
			HTTPClient: smithyhttp.ClientDoFunc(func(*http.Request) (*http.Response, error) {
				panic("a request was sent")
			}),
		}))
		expires := workspaces.WithPresignExpires(time.Duration(seconds) * time.Second)
		request, err := presigner.Request(context.Background(), &workspaces.DescribeTagsInput{ResourceId: &id}, expires)
		if err != nil {
			if !strings.ContainsFunc(path, unicode.IsControl) { // as in the official module, the error contains the path's control characters unchanged
				assert.NotContains(t, err.Error(), "\n")
			}
			return
		}
		assert.True(t, seconds >= 1 && seconds <= 7*24*60*60)
		sent, err := io.ReadAll(request.Body)
		require.NoError(t, err)
		require.True(t, strings.HasPrefix(string(sent), body))
		assertPresigned(t, request.Method, request.URL.String(), request.Header, string(sent), token)
	})
}
