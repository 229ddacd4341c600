package workspaces_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// invalidParams returns the messages of a validation error, each without the input's name.
func invalidParams(t *testing.T, err error) []string {
	t.Helper()
	var invalid smithy.InvalidParamsError
	require.ErrorAs(t, err, &invalid)
	var op *smithy.OperationError
	require.ErrorAs(t, err, &op)
	assert.Equal(t, op.Operation()+"Input", invalid.Context)
	messages := make([]string, invalid.Len())
	for i, e := range invalid.Errs() {
		messages[i] = e.Error()
	}
	return messages
}

func TestMissingRequiredMembersAreReportedTogether(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		call func(context.Context, *workspaces.Client) error
		want []string
	}{
		"empty input": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.CreateTags(ctx, &workspaces.CreateTagsInput{})
				return err
			},
			[]string{"missing required field, CreateTagsInput.ResourceId.", "missing required field, CreateTagsInput.Tags."},
		},
		"nil input": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.DeleteTags(ctx, nil)
				return err
			},
			[]string{"missing required field, DeleteTagsInput.ResourceId.", "missing required field, DeleteTagsInput.TagKeys."},
		},
		"nested in lists and structs": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
					{DirectoryId: aws.String("d-1"), UserName: aws.String("u"), Tags: []types.Tag{{}}},
					{
						BundleId:            aws.String("wsb-1"),
						WorkspaceProperties: &types.WorkspaceProperties{GlobalAccelerator: &types.GlobalAcceleratorForWorkSpace{}},
					},
				}})
				return err
			},
			[]string{
				"missing required field, CreateWorkspacesInput.Workspaces[0].BundleId.",
				"missing required field, CreateWorkspacesInput.Workspaces[0].Tags[0].Key.",
				"missing required field, CreateWorkspacesInput.Workspaces[1].DirectoryId.",
				"missing required field, CreateWorkspacesInput.Workspaces[1].UserName.",
				"missing required field, CreateWorkspacesInput.Workspaces[1].WorkspaceProperties.GlobalAccelerator.Mode.",
			},
		},
		"union and enum": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.ModifyWorkspaceState(ctx, &workspaces.ModifyWorkspaceStateInput{WorkspaceId: aws.String("ws-1")})
				return err
			},
			[]string{"missing required field, ModifyWorkspaceStateInput.WorkspaceState."},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.call(t.Context(), newWire(t).client())
			assert.Equal(t, test.want, invalidParams(t, err))
			assert.ErrorContains(t, err, fmt.Sprintf("%d validation error(s) found.", len(test.want)))
		})
	}
}

func TestEmptyButSetMembersAreSent(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, ``), answer(200, `{}`))
	_, err := w.client().DeleteTags(t.Context(), &workspaces.DeleteTagsInput{ResourceId: aws.String(""), TagKeys: []string{}})
	require.NoError(t, err)
	_, err = w.client().DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err, "nil is an empty input where nothing is required")
	assert.Equal(t, `{"ResourceId":"","TagKeys":[]}`, w.requests()[0].body)
	assert.Equal(t, `{}`, w.requests()[1].body)
}

func TestTheInputIsNotChanged(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	in := &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
		DirectoryId: aws.String("d-1"), UserName: aws.String("u"), BundleId: aws.String("b"),
		Tags: []types.Tag{{Key: aws.String("k")}},
	}}}
	_, err := w.client().CreateWorkspaces(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
		DirectoryId: aws.String("d-1"), UserName: aws.String("u"), BundleId: aws.String("b"),
		Tags: []types.Tag{{Key: aws.String("k")}},
	}}}, in)
}

func TestBadOptionsAreErrorsOfTheCall(t *testing.T) {
	t.Parallel()
	region := func(name string) func(*workspaces.Options) {
		return func(o *workspaces.Options) { o.Region = name }
	}
	base := func(url string) func(*workspaces.Options) {
		return func(o *workspaces.Options) { o.BaseEndpoint = aws.String(url) }
	}
	boom := errors.New("no rights to the vault")
	tests := map[string]struct {
		change func(*workspaces.Options)
		want   string
	}{
		"no Region":                  {region(""), "Missing Region"},
		"Region with a space":        {region("us east 1"), "invalid input region us east 1"},
		"Region with a slash":        {region("evil.example/"), "invalid input region evil.example/"},
		"Region with a fragment":     {region("evil.example#"), "invalid input region"},
		"Region with a user":         {region("x@evil.example"), "invalid input region"},
		"Region with an empty label": {region("a..b"), "invalid input region"},
		"Region of one dot":          {region("."), "invalid input region"},
		"Region with an umlaut":      {region("zürich-1"), "invalid input region"},
		"Region with a line break":   {region("us-east-1\r\nX: y"), "invalid input region"},
		"Region too long":            {region(strings.Repeat("a", 64)), "invalid input region"},
		"endpoint without a scheme":  {base("localhost"), `"localhost" is not an absolute URL`},
		"endpoint of host and port":  {base("localhost:4566"), `"localhost:4566" is not an absolute URL`},
		"endpoint of slashes":        {base("//localhost"), `"//localhost" is not an absolute URL`},
		"endpoint empty":             {base(""), `"" is not an absolute URL`},
		"endpoint of a port alone":   {base(":8080"), "failed to parse uri: :8080"},
		"endpoint cut off":           {base("http://[::1"), "failed to parse uri: http://[::1"},
		"endpoint with a bad port":   {base("http://h:port"), "failed to parse uri: http://h:port"},
		"endpoint with a bad escape": {base("http://h/%zz"), "failed to parse uri: http://h/%zz"},
		"FIPS and an endpoint": {
			func(o *workspaces.Options) {
				base("http://localhost")(o)
				o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
			}, "FIPS and custom endpoint are not supported",
		},
		"dual-stack and an endpoint": {
			func(o *workspaces.Options) {
				base("http://localhost")(o)
				o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
			}, "Dualstack and custom endpoint are not supported",
		},
		"first-generation endpoint that can't be parsed": {
			workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("http://[::1")), "failed to parse endpoint URL",
		},
		"first generation without Region": {
			func(o *workspaces.Options) {
				o.Region = ""
				o.EndpointResolver = workspaces.NewDefaultEndpointResolver()
			}, "an AWS region is required, but was not found",
		},
		"no credentials": {func(o *workspaces.Options) { o.Credentials = nil }, "Options.Credentials is not set"},
		"credentials that fail": {func(o *workspaces.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, boom })
		}, "get credentials: no rights to the vault"},
		"credentials of nothing": {func(o *workspaces.Options) { o.Credentials = credentials.NewStaticCredentialsProvider("", "", "") }, "static credentials are empty"},
	}
	for name, test := range tests {
		for _, way := range []string{"client", "call"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				w := newWire(t) // nothing is sent
				client, optFns := w.client(), []func(*workspaces.Options){test.change}
				if way == "client" {
					client, optFns = w.client(test.change), nil
				}
				out, err := client.DescribeWorkspaces(t.Context(), nil, optFns...)
				require.Error(t, err)
				assert.Nil(t, out)
				require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
				require.ErrorContains(t, err, test.want)
				if strings.Contains(test.want, boom.Error()) {
					require.ErrorIs(t, err, boom)
				}
				if name != "Region with a line break" { // quoted as it is
					assert.NotContains(t, err.Error(), "\n")
				}
				var op *smithy.OperationError
				require.ErrorAs(t, err, &op)
				require.Error(t, describe(t.Context(), client, optFns...), "the second time as well")
			})
		}
	}
}

func TestANilContextIsAnError(t *testing.T) {
	t.Parallel()
	var none context.Context
	client := newWire(t).client()
	for range 2 {
		out, err := client.DescribeWorkspaces(none, nil)
		require.EqualError(t, err, "operation error WorkSpaces: DescribeWorkspaces, context is nil")
		assert.Nil(t, out)
	}
	_, err := workspaces.NewPresignClient(client).Presign(none, &workspaces.DescribeWorkspacesInput{})
	assert.ErrorContains(t, err, "context is nil")
}

// answerWith makes a responder of a body that is read by the client as it comes.
func answerWith(status int, body io.Reader) httpmock.Responder {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Header: http.Header{"X-Amzn-Requestid": {testRequestID}}, Body: io.NopCloser(body),
		}, nil
	}
}

// failingBody gives what it has, then an error.
func failingBody(has string, err error) io.Reader {
	return io.MultiReader(strings.NewReader(has), errReader{err})
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

func noRetries(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} }

func TestBadAnswersAreClearErrors(t *testing.T) {
	t.Parallel()
	const html = "<html><head><title>Sorry</title></head>"
	tests := map[string]struct {
		responder httpmock.Responder
		want      []string // besides the operation and the request ID
	}{
		"cut off":                  {answer(200, `{"Workspaces":[{"WorkspaceId":"ws-1"`), []string{"unexpected end of JSON input", `ws-1`}},
		"cut off in a word":        {answer(200, `{"Workspaces":nul`), []string{"unexpected end of JSON input", `nul`}},
		"cut off after a comma":    {answer(200, `{"NextToken":"t",`), []string{"NextToken"}},
		"not JSON":                 {answer(200, `all is well`), []string{"expected an object", "all is well"}},
		"HTML with a 200":          {answer(200, html), []string{"expected an object", "<title>Sorry</title>"}},
		"HTML with a 404":          {answer(404, html), []string{"StatusCode: 404", "<title>Sorry</title>"}},
		"HTML with a 502":          {answer(502, html), []string{"StatusCode: 502", "<title>Sorry</title>"}},
		"empty":                    {answer(200, ``), []string{"StatusCode: 200"}},
		"spaces":                   {answer(200, " \r\n"), []string{"StatusCode: 200"}},
		"null":                     {answer(200, `null`), []string{"expected an object, got null"}},
		"a list":                   {answer(200, `[]`), []string{"expected an object, got an array"}},
		"a string":                 {answer(200, `"{}"`), []string{"expected an object, got a string"}},
		"a number":                 {answer(200, `7`), []string{"expected an object, got a number"}},
		"two documents":            {answer(200, `{}{"NextToken":"t"}`), []string{"NextToken"}},
		"trailing comma":           {answer(200, `{"NextToken":"t",}`), []string{"NextToken"}},
		"single quotes":            {answer(200, `{'NextToken':'t'}`), []string{"'NextToken'"}},
		"a byte order mark":        {answer(200, "\xef\xbb\xbf{}"), []string{"expected an object"}},
		"another encoding":         {answer(200, "{\x00}\x00"), []string{`\x00`}},
		"control characters":       {answer(200, "{\"NextToken\":\"\x01\"}"), []string{"NextToken"}},
		"nested without end":       {answer(200, `{"X":`+strings.Repeat("[", 1<<20)), []string{"nesting depth", "[[["}},
		"no content":               {answer(204, ``), []string{"StatusCode: 204"}},
		"not modified":             {answer(304, ``), []string{"StatusCode: 304"}},
		"redirect without a place": {answer(301, `moved`), []string{"StatusCode: 301", "moved"}},
		"an error without a body":  {answer(400, ``), []string{"StatusCode: 400", "UnknownError"}},
		"an error that is a list":  {answer(400, `["oops"]`), []string{"StatusCode: 400", "oops"}},
		"an error cut off":         {answer(400, `{"__type":"Valid`), []string{"StatusCode: 400", "__type"}},
		"an error of wrong types":  {answer(400, `{"__type":7,"message":[]}`), []string{"StatusCode: 400", "__type"}},
		"a modelled error with a wrong member": {
			answer(400, `{"__type":"ResourceNotFoundException","message":"m","ResourceId":7}`), []string{"StatusCode: 400", "ResourceId"},
		},
		"status zero": {answer(0, `{"x":`), []string{"StatusCode: 0"}},
		"reset after some": {
			answerWith(200, failingBody(`{"Workspaces":[`, syscall.ECONNRESET)), []string{"connection reset by peer", `{\"Workspaces\":[`},
		},
		"reset after all of the document": {
			answerWith(200, failingBody(`{"Workspaces":[]}`, io.ErrUnexpectedEOF)), []string{"unexpected EOF", `Workspaces`},
		},
		"reset at once":           {answerWith(200, errReader{syscall.ECONNRESET}), []string{"connection reset by peer"}},
		"reset in an error":       {answerWith(400, failingBody(`{"__type":"Val`, io.ErrUnexpectedEOF)), []string{"StatusCode: 400", "unexpected EOF", "Val"}},
		"64 MB in one string":     {answerWith(200, io.LimitReader(io.MultiReader(strings.NewReader(`{"NextToken":"`), letters{}), 64<<20)), []string{"larger than 33554432 bytes", "aaa"}},
		"64 MB that mean nothing": {answerWith(500, io.LimitReader(letters{}, 64<<20)), []string{"StatusCode: 500", "larger than 33554432 bytes", "aaa"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := newWire(t, test.responder).client(noRetries).DescribeWorkspaces(t.Context(), nil)
			require.Error(t, err)
			assert.Nil(t, out)
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
			assert.ErrorContains(t, err, "RequestID: "+testRequestID)
			assert.Equal(t, testRequestID, workspaces.RequestID(err))
			for _, part := range test.want {
				assert.ErrorContains(t, err, part)
			}
			assert.Less(t, len(err.Error()), 2000)
			var response *smithyhttp.ResponseError
			require.ErrorAs(t, err, &response)
		})
	}
}

// letters is an endless body.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	p[0] = 'a'
	for n := 1; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
	return len(p), nil
}

// countingBody counts what is read of an endless body, and ends it for the sake of the test.
type countingBody struct {
	read   int64
	closed bool
}

func (b *countingBody) Read(p []byte) (int, error) {
	if b.read > 256<<20 {
		return 0, io.EOF
	}
	b.read += int64(len(p))
	return letters{}.Read(p)
}

func (b *countingBody) Close() error {
	b.closed = true
	return nil
}

func TestABodyWithoutAnEndIsLeft(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 400} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			body := &countingBody{}
			err := describe(t.Context(), newWire(t, func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: body}, nil
			}).client(noRetries))
			require.ErrorContains(t, err, "larger than")
			assert.True(t, body.closed)
			assert.Less(t, body.read, int64(128<<20), "a body that has no end was read on after it was refused")
		})
	}
}

func TestAnswersWithoutMembersMayBeEmpty(t *testing.T) {
	t.Parallel()
	in := &workspaces.DeleteTagsInput{ResourceId: aws.String("ws-1"), TagKeys: []string{"k"}}
	for name, responder := range map[string]httpmock.Responder{
		"empty": answer(200, ``), "spaces": answer(200, "\n"), "object": answer(200, `{}`), "unknown member": answer(200, `{"x":[{"y":null}]}`),
		"no content": answer(204, ``), "202": answer(202, ``), "null": answer(200, `null`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := newWire(t, responder).client(noRetries).DeleteTags(t.Context(), in)
			require.NoError(t, err)
			assert.NotNil(t, out)
		})
	}
	for name, responder := range map[string]httpmock.Responder{
		"HTML": answer(200, `<html>`), "cut off": answer(200, `{"x":`), "list": answer(200, `[]`),
		"redirect": answer(302, ``), "error": answer(500, ``), "reset": answerWith(200, errReader{syscall.ECONNRESET}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := newWire(t, responder).client(noRetries).DeleteTags(t.Context(), in)
			require.ErrorContains(t, err, "operation error WorkSpaces: DeleteTags, ")
			assert.Equal(t, testRequestID, workspaces.RequestID(err))
			assert.Nil(t, out)
		})
	}
}

func TestUnknownAndNullMembersArePassedOver(t *testing.T) {
	t.Parallel()
	out, err := newWire(t, answer(200, `{"Tomorrow":{"a":[1,2.5e3,true,null,"\ud83d\ude00"]},"Workspaces":[{"State":"FLYING","UserName":null,"workspaceid":"no","WorkspaceId":"ws-1"}],"NextToken":null}`)).
		client().DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, out.Workspaces, 1)
	assert.Equal(t, types.Workspace{State: "FLYING", WorkspaceId: aws.String("ws-1")}, out.Workspaces[0])
	assert.Nil(t, out.NextToken)
}

func TestAWrongTypeNamesTheMember(t *testing.T) {
	t.Parallel()
	tests := []struct{ body, path, got string }{
		{`{"Workspaces":{}}`, "Workspaces", "an object"},
		{`{"NextToken":7}`, "NextToken", "a number"},
		{`{"Workspaces":["x"]}`, "Workspaces[0]", "a string"},
		{`{"Workspaces":[{"WorkspaceId":7}]}`, "Workspaces[0].WorkspaceId", "a number"},
		{`{"Workspaces":[{},{"State":true}]}`, "Workspaces[1].State", "a boolean"},
		{`{"Workspaces":[{"RootVolumeEncryptionEnabled":"true"}]}`, "Workspaces[0].RootVolumeEncryptionEnabled", "a string"},
		{`{"Workspaces":[{"WorkspaceProperties":{"RootVolumeSizeGib":"80"}}]}`, "Workspaces[0].WorkspaceProperties.RootVolumeSizeGib", "a string"},
		{`{"Workspaces":[{"WorkspaceProperties":{"RootVolumeSizeGib":1.5}}]}`, "Workspaces[0].WorkspaceProperties.RootVolumeSizeGib", "1.5"},
		{`{"Workspaces":[{"WorkspaceProperties":{"RootVolumeSizeGib":2147483648}}]}`, "Workspaces[0].WorkspaceProperties.RootVolumeSizeGib", "2147483648"},
		{`{"Workspaces":[{"WorkspaceProperties":{"Protocols":["WSP",[]]}}]}`, "Workspaces[0].WorkspaceProperties.Protocols[1]", "an array"},
		{`{"Workspaces":[{"WorkspaceProperties":[]}]}`, "Workspaces[0].WorkspaceProperties", "an array"},
		{`{"Workspaces":[{"DataReplicationSettings":{"RecoverySnapshotTime":{}}}]}`, "Workspaces[0].DataReplicationSettings.RecoverySnapshotTime", "an object"},
		{`{"Workspaces":[{"DataReplicationSettings":{"RecoverySnapshotTime":"yesterday"}}]}`, "Workspaces[0].DataReplicationSettings.RecoverySnapshotTime", ""},
	}
	for _, test := range tests {
		t.Run(test.path+"/"+test.got, func(t *testing.T) {
			t.Parallel()
			out, err := newWire(t, answer(200, test.body)).client(noRetries).DescribeWorkspaces(t.Context(), nil)
			assert.Nil(t, out)
			require.ErrorContains(t, err, " "+test.path+": ")
			assert.ErrorContains(t, err, "got "+test.got)
			var unreadable *smithy.DeserializationError
			require.ErrorAs(t, err, &unreadable)
			assert.Equal(t, test.body, string(unreadable.Snapshot))
		})
	}
}

func TestTransportsThatMisbehave(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		do   func(*http.Request) (*http.Response, error)
		want string
	}{
		"an error": {func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }, "request send failed, unexpected EOF"},
		"neither":  {func(*http.Request) (*http.Response, error) { return nil, nil }, "StatusCode: 0"},
		"a response and an error": {func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{}`))}, syscall.ECONNRESET
		}, "connection reset by peer"},
		"a response without a body": {func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
		}, "StatusCode: 200"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := workspaces.New(workspaces.Options{
				Region: testRegion, Credentials: aws.AnonymousCredentials{}, HTTPClient: smithyhttp.ClientDoFunc(test.do), Retryer: aws.NopRetryer{},
			}).DescribeWorkspaces(t.Context(), nil)
			assert.Nil(t, out)
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
			assert.ErrorContains(t, err, test.want)
			assert.Empty(t, workspaces.RequestID(err))
		})
	}
}

// These go through the default HTTP client to a server that misbehaves below HTTP.
func TestBrokenConnections(t *testing.T) {
	t.Parallel()
	hijack := func(t *testing.T, say string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err := io.Copy(io.Discard, r.Body) // a close with something unread would be a reset
			assert.NoError(t, err)
			conn, _, err := w.(http.Hijacker).Hijack()
			if !assert.NoError(t, err) {
				return
			}
			_, err = io.WriteString(conn, say)
			assert.NoError(t, err)
			if say == "" {
				assert.NoError(t, conn.(*net.TCPConn).SetLinger(0)) // closes with a reset
			}
			assert.NoError(t, conn.Close())
		})
	}
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amzn-RequestId: " + testRequestID + "\r\nContent-Length: 100\r\n\r\n"
	tests := map[string]struct {
		say  string
		want []string
	}{
		"reset before an answer": {"", []string{"request send failed"}},
		"not HTTP":               {"SSH-2.0-OpenSSH_9.6\r\n\r\n", []string{"malformed HTTP"}},
		"closed before the body": {head, []string{"RequestID: " + testRequestID, "unexpected EOF"}},
		"closed in the body":     {head + `{"Workspaces":[{"Wor`, []string{"RequestID: " + testRequestID, "unexpected EOF", `{\"Workspaces\":[{\"Wor`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(hijack(t, test.say))
			t.Cleanup(server.Close)
			client := workspaces.New(workspaces.Options{
				Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
			})
			out, err := client.DescribeWorkspaces(t.Context(), nil)
			assert.Nil(t, out)
			require.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, ")
			for _, part := range test.want {
				assert.ErrorContains(t, err, part)
			}
			assert.True(t, workspaces.IsRetryable(err) || name == "not HTTP" || strings.HasPrefix(name, "closed"), "%v", err)
		})
	}
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.NotFoundHandler())
		server.Close()
		err := describe(t.Context(), workspaces.New(workspaces.Options{
			Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
		}))
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		assert.True(t, workspaces.IsRetryable(err))
		assert.Empty(t, workspaces.RequestID(err))
	})
	t.Run("a redirect is followed as far as the body goes with it", func(t *testing.T) {
		t.Parallel()
		var bodies []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var body bytes.Buffer
			_, err := body.ReadFrom(r.Body)
			assert.NoError(t, err)
			bodies = append(bodies, r.URL.Path+body.String())
			if r.URL.Path == "/" {
				http.Redirect(w, r, "/there", http.StatusFound)
				return
			}
			_, err = io.WriteString(w, `{}`)
			assert.NoError(t, err)
		}))
		t.Cleanup(server.Close)
		err := describe(t.Context(), workspaces.New(workspaces.Options{
			Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
		}))
		require.ErrorContains(t, err, "StatusCode: 302")
		assert.Equal(t, []string{"/{}"}, bodies, "a request that lost its body on the way would be another request")
	})
}

func TestStrictValidation(t *testing.T) {
	t.Parallel()
	id := aws.String("ws-0123456789")
	describeWith := func(in workspaces.DescribeWorkspacesInput) func(context.Context, *workspaces.Client) error {
		return func(ctx context.Context, c *workspaces.Client) error {
			_, err := c.DescribeWorkspaces(ctx, &in)
			return err
		}
	}
	brand := func(a types.DefaultImportClientBrandingAttributes) func(context.Context, *workspaces.Client) error {
		return func(ctx context.Context, c *workspaces.Client) error {
			_, err := c.ImportClientBranding(ctx, &workspaces.ImportClientBrandingInput{
				ResourceId: aws.String("d-9067012345"), DeviceTypeOsx: &a,
			})
			return err
		}
	}
	stop := func(n int) func(context.Context, *workspaces.Client) error {
		return func(ctx context.Context, c *workspaces.Client) error {
			in := &workspaces.StopWorkspacesInput{StopWorkspaceRequests: make([]types.StopRequest, n)}
			for i := range in.StopWorkspaceRequests {
				in.StopWorkspaceRequests[i].WorkspaceId = id
			}
			_, err := c.StopWorkspaces(ctx, in)
			return err
		}
	}
	tests := map[string]struct {
		call func(context.Context, *workspaces.Client) error
		want [][]string // parts of each fault
	}{
		"text too long": {
			describeWith(workspaces.DescribeWorkspacesInput{UserName: aws.String(strings.Repeat("é", 64))}),
			[][]string{{"DescribeWorkspacesInput.UserName", "64 characters", "63", `"éé`}},
		},
		"text too short": {
			describeWith(workspaces.DescribeWorkspacesInput{NextToken: aws.String("")}),
			[][]string{{"DescribeWorkspacesInput.NextToken", "0 characters", "1", `""`}},
		},
		"number too small": {
			describeWith(workspaces.DescribeWorkspacesInput{Limit: aws.Int32(0)}), [][]string{{"DescribeWorkspacesInput.Limit", "0 is", "minimum of 1"}},
		},
		"number too large": {
			describeWith(workspaces.DescribeWorkspacesInput{Limit: aws.Int32(26)}), [][]string{{"DescribeWorkspacesInput.Limit", "26 is", "maximum of 25"}},
		},
		"pattern": {
			describeWith(workspaces.DescribeWorkspacesInput{BundleId: aws.String("bundle")}),
			[][]string{{"DescribeWorkspacesInput.BundleId", `"bundle"`, "^wsb-[0-9a-z]{8,63}$"}},
		},
		"pattern of an element": {
			describeWith(workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id, "nope"}}),
			[][]string{{"DescribeWorkspacesInput.WorkspaceIds", `"nope"`, "^ws-", "1"}},
		},
		"list too short":   {stop(0), [][]string{{"StopWorkspacesInput.StopWorkspaceRequests", "0 elements", "minimum of 1"}}},
		"list too long":    {stop(26), [][]string{{"StopWorkspacesInput.StopWorkspaceRequests", "26 elements", "maximum of 25"}}},
		"list just right":  {stop(25), nil},
		"blob too short":   {brand(types.DefaultImportClientBrandingAttributes{Logo: []byte{}}), [][]string{{"DeviceTypeOsx.Logo", "0 bytes", "minimum of 1"}}},
		"blob too long":    {brand(types.DefaultImportClientBrandingAttributes{Logo: make([]byte, 1500001)}), [][]string{{"DeviceTypeOsx.Logo", "1500001 bytes", "maximum of 1500000"}}},
		"key of a map":     {brand(types.DefaultImportClientBrandingAttributes{LoginMessage: map[string]string{"english": "hi", "en_US": "ok"}}), [][]string{{"DeviceTypeOsx.LoginMessage", `"english"`, "^[a-z]{2}_[A-Z]{2}$"}}},
		"value of a map":   {brand(types.DefaultImportClientBrandingAttributes{LoginMessage: map[string]string{"en_US": strings.Repeat("x", 2001)}}), [][]string{{"DeviceTypeOsx.LoginMessage", `"en_US"`, "2001 characters", "2000"}}},
		"a value with all": {brand(types.DefaultImportClientBrandingAttributes{SupportEmail: aws.String("x")}), [][]string{{"SupportEmail", "1 characters", "minimum of 6"}, {"SupportEmail", `"x"`, "is not an email address"}}},
		"enum, nested in a list": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
					DirectoryId: aws.String("d-9067012345"), UserName: aws.String("u"), BundleId: aws.String("wsb-0123456789"),
					WorkspaceProperties: &types.WorkspaceProperties{RunningMode: "SOMETIMES"},
				}}})
				return err
			},
			[][]string{{"CreateWorkspacesInput.Workspaces[0].WorkspaceProperties.RunningMode", `"SOMETIMES"`, "ALWAYS_ON", "AUTO_STOP", "MANUAL"}},
		},
		"missing and out of bounds together": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.ModifyWorkspaceState(ctx, &workspaces.ModifyWorkspaceStateInput{WorkspaceId: aws.String("x")})
				return err
			},
			[][]string{{"WorkspaceId", `"x"`}, {"missing required field", "WorkspaceState"}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var script []httpmock.Responder
			if test.want == nil {
				script = append(script, answer(200, `{}`))
			}
			err := test.call(t.Context(), newWire(t, script...).client(func(o *workspaces.Options) { o.StrictValidation = true }))
			if test.want == nil {
				require.NoError(t, err)
			} else {
				faults := invalidParams(t, err)
				require.Len(t, faults, len(test.want))
				for i, parts := range test.want {
					for _, part := range parts {
						assert.Contains(t, faults[i], part)
					}
					assert.Less(t, len(faults[i]), 1000)
				}
			}
			if strings.HasPrefix(name, "missing") {
				return
			}
			assert.NoError(t, test.call(t.Context(), newWire(t, answer(200, `{}`)).client()), "off by default")
		})
	}
	t.Run("for one call", func(t *testing.T) {
		t.Parallel()
		client := newWire(t, answer(200, `{}`)).client()
		bad := &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(99)}
		_, err := client.DescribeWorkspaces(t.Context(), bad, func(o *workspaces.Options) { o.StrictValidation = true })
		require.Error(t, err)
		_, err = client.DescribeWorkspaces(t.Context(), bad)
		require.NoError(t, err)
	})
}
