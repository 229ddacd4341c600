package workspaces_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// answerWith returns a responder that streams a body to the client.
func answerWith(status int, body io.Reader) httpmock.Responder {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Header: http.Header{"X-Amzn-Requestid": {testRequestID}}, Body: io.NopCloser(body),
		}, nil
	}
}

// failingBody returns a body that yields prefix and then fails with err.
func failingBody(prefix string, err error) io.Reader {
	return io.MultiReader(strings.NewReader(prefix), errReader{err})
}

// errReader is a reader whose Read always fails.
type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

func noRetries(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} }

func TestUnreadableResponsesAreClearErrors(t *testing.T) {
	t.Parallel()
	const html = "<html><head><title>Sorry</title></head>"
	tests := map[string]struct {
		responder httpmock.Responder
		want      []string // what the error must contain, in addition to the operation and the request ID
	}{
		"cut off":                     {answer(200, `{"Workspaces":[{"WorkspaceId":"ws-1"`), []string{"unexpected end of JSON input", `ws-1`}},
		"cut off in a word":           {answer(200, `{"Workspaces":nul`), []string{"unexpected end of JSON input", `nul`}},
		"cut off after a comma":       {answer(200, `{"NextToken":"t",`), []string{"NextToken"}},
		"not JSON":                    {answer(200, `all is well`), []string{"expected an object", "all is well"}},
		"HTML with a 200":             {answer(200, html), []string{"expected an object", "<title>Sorry</title>"}},
		"HTML with a 404":             {answer(404, html), []string{"StatusCode: 404", "<title>Sorry</title>"}},
		"HTML with a 502":             {answer(502, html), []string{"StatusCode: 502", "<title>Sorry</title>"}},
		"empty":                       {answer(200, ``), []string{"StatusCode: 200"}},
		"spaces":                      {answer(200, " \r\n"), []string{"StatusCode: 200"}},
		"null":                        {answer(200, `null`), []string{"expected an object, got null"}},
		"a list":                      {answer(200, `[]`), []string{"expected an object, got an array"}},
		"a string":                    {answer(200, `"{}"`), []string{"expected an object, got a string"}},
		"a number":                    {answer(200, `7`), []string{"expected an object, got a number"}},
		"two documents":               {answer(200, `{}{"NextToken":"t"}`), []string{"NextToken"}},
		"trailing comma":              {answer(200, `{"NextToken":"t",}`), []string{"NextToken"}},
		"single quotes":               {answer(200, `{'NextToken':'t'}`), []string{"'NextToken'"}},
		"a byte order mark":           {answer(200, "\xef\xbb\xbf{}"), []string{"expected an object"}},
		"another encoding":            {answer(200, "{\x00}\x00"), []string{`\x00`}},
		"control characters":          {answer(200, "{\"NextToken\":\"\x01\"}"), []string{"NextToken"}},
		"nested too deeply":           {answer(200, `{"X":`+strings.Repeat("[", 1<<20)), []string{"nesting depth", "[[["}},
		"no content":                  {answer(204, ``), []string{"StatusCode: 204"}},
		"not modified":                {answer(304, ``), []string{"StatusCode: 304"}},
		"redirect without a location": {answer(301, `moved`), []string{"StatusCode: 301", "moved"}},
		"an error without a body":     {answer(400, ``), []string{"StatusCode: 400", "UnknownError"}},
		"an error that is a list":     {answer(400, `["oops"]`), []string{"StatusCode: 400", "oops"}},
		"an error cut off":            {answer(400, `{"__type":"Valid`), []string{"StatusCode: 400", "__type"}},
		"an error of wrong types":     {answer(400, `{"__type":7,"message":[]}`), []string{"StatusCode: 400", "__type"}},
		"an exception with a member of a wrong type": {
			answer(400, `{"__type":"ResourceNotFoundException","message":"m","ResourceId":7}`), []string{"StatusCode: 400", "ResourceId"},
		},
		"status zero": {answer(0, `{"x":`), []string{"StatusCode: 0"}},
		"reset after some": {
			answerWith(200, failingBody(`{"Workspaces":[`, syscall.ECONNRESET)), []string{"connection reset by peer", `{\"Workspaces\":[`},
		},
		"reset after all of the document": {
			answerWith(200, failingBody(`{"Workspaces":[]}`, io.ErrUnexpectedEOF)), []string{"unexpected EOF", `Workspaces`},
		},
		"reset at once":       {answerWith(200, errReader{syscall.ECONNRESET}), []string{"connection reset by peer"}},
		"reset in an error":   {answerWith(400, failingBody(`{"__type":"Val`, io.ErrUnexpectedEOF)), []string{"StatusCode: 400", "unexpected EOF", "Val"}},
		"64 MB in one string": {answerWith(200, io.LimitReader(io.MultiReader(strings.NewReader(`{"NextToken":"`), letters{}), 64<<20)), []string{"larger than 33554432 bytes", `the body begins with "{\"NextToken\":\""`}},
		"64 MB of letters":    {answerWith(500, io.LimitReader(letters{}, 64<<20)), []string{"StatusCode: 500", "larger than 33554432 bytes"}},
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

// letters is an endless body of the letter a.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	p[0] = 'a'
	for n := 1; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
	return len(p), nil
}

// countingBody is a body that repeats the letter a and counts the bytes read. It ends after 256 MiB, so that even a
// failing test terminates.
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

func TestAnEndlessBodyIsNotReadToItsEnd(t *testing.T) {
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
			assert.Less(t, body.read, int64(128<<20), "the client kept reading after it had rejected the body")
		})
	}
}

func TestOutputsWithoutMembersMayBeEmpty(t *testing.T) {
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

func TestUnknownAndNullMembersAreIgnored(t *testing.T) {
	t.Parallel()
	out, err := newWire(t, answer(200, `{"Tomorrow":{"a":[1,2.5e3,true,null,"\ud83d\ude00"]},"Workspaces":[{"State":"FLYING","UserName":null,"workspaceid":"no","WorkspaceId":"ws-1"}],"NextToken":null}`)).
		client().DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, out.Workspaces, 1)
	assert.Equal(t, types.Workspace{State: "FLYING", WorkspaceId: aws.String("ws-1")}, out.Workspaces[0])
	assert.Nil(t, out.NextToken)
}

func TestErrorsOfWrongTypesNameTheMember(t *testing.T) {
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

func TestTheBodyIsReadToTheEndAndClosed(t *testing.T) {
	t.Parallel()
	tests := map[string]int{"success": 200, "refusal": 400}
	for name, status := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := &watchedBody{Reader: bytes.NewReader([]byte(`{"Workspaces":[]}` + strings.Repeat(" ", 1<<16)))}
			w := newWire(t, func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: body}, nil
			})
			_ = describe(t.Context(), w.client())
			assert.Zero(t, body.Len())
			assert.True(t, body.closed)
		})
	}
}

// watchedBody is a body that records whether it was closed.
type watchedBody struct {
	*bytes.Reader
	closed bool
}

func (b *watchedBody) Close() error {
	b.closed = true
	return nil
}
