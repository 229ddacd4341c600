package awsjson_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

func operationOf[In, Out any](t *testing.T, name string) *awsjson.Operation {
	t.Helper()
	op, err := awsjson.NewOperation(name, reflect.TypeFor[In](), reflect.TypeFor[Out]())
	require.NoError(t, err)
	return op
}

func TestRequestsOfAnOperation(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	assert.True(t, op.Requires())
	assert.False(t, operationOf[workspaces.DescribeWorkspacesInput, workspaces.DescribeWorkspacesOutput](t, "DescribeWorkspaces").Requires())
	assert.True(t, operationOf[workspaces.CreateWorkspacesInput, workspaces.CreateWorkspacesOutput](t, "CreateWorkspaces").Requires())

	shared := op.NewRequest()
	for _, id := range []string{"ws-1", "ws-22"} {
		req, err := op.AddBody(shared, &workspaces.DescribeTagsInput{ResourceId: &id})
		require.NoError(t, err)
		req.Header.Set("X-Of-One-Call", "1")
		req.URL.Path = "/changed"
		assert.Equal(t, http.MethodPost, req.Method)
		assert.Equal(t, "WorkspacesService.DescribeTags", req.Header.Get("X-Amz-Target"))
		assert.Equal(t, "application/x-amz-json-1.1", req.Header.Get("Content-Type"))
		built := req.Build(t.Context())
		body, err := io.ReadAll(built.Body)
		require.NoError(t, err)
		assert.JSONEq(t, `{"ResourceId":"`+id+`"}`, string(body))
		assert.Equal(t, int64(len(body)), built.ContentLength)
	}
	assert.Empty(t, shared.Header.Get("X-Of-One-Call"))
	assert.Equal(t, "/", shared.URL.Path)
	assert.Nil(t, shared.GetStream())

	for _, in := range []any{nil, workspaces.DescribeTagsInput{}, (*workspaces.DescribeTagsInput)(nil), &workspaces.DeleteTagsInput{}, "x"} {
		_, err := op.AddBody(shared, in)
		var failed *smithy.SerializationError
		require.ErrorAs(t, err, &failed, "%T", in)
	}
}

// answerOf returns a response. Unless errorType is empty, a header gives errorType as the error code.
func answerOf(status int, errorType string, body io.Reader) *smithyhttp.Response {
	header := http.Header{}
	if errorType != "" {
		header.Set("X-Amzn-Errortype", errorType)
	}
	return &smithyhttp.Response{Response: &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(body)}}
}

func TestAnswersOfAnOperation(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	out, ok := op.NewOutput().(*workspaces.DescribeTagsOutput)
	require.True(t, ok)
	require.NoError(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(`{"TagList":[{"Key":"k"}]}`)), out))
	assert.Equal(t, []types.Tag{{Key: aws.String("k")}}, out.TagList)

	var md middleware.Metadata
	md.Set("k", "v")
	op.SetMetadata(out, md)
	assert.Equal(t, "v", out.ResultMetadata.Get("k"))
}

func TestEmptyBodies(t *testing.T) {
	t.Parallel()
	read := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	change := operationOf[workspaces.RegisterWorkspaceDirectoryInput, workspaces.RegisterWorkspaceDirectoryOutput](t, "RegisterWorkspaceDirectory")
	withoutMembers := operationOf[workspaces.DeleteTagsInput, workspaces.DeleteTagsOutput](t, "DeleteTags")
	for _, body := range []string{"", " \r\n\t", "null", " null\n"} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			for _, op := range []*awsjson.Operation{change, withoutMembers} {
				out := op.NewOutput()
				require.NoError(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(body)), out), "the change may have been made")
				assert.Equal(t, op.NewOutput(), out)
			}
			var unreadable *smithy.DeserializationError
			require.ErrorAs(t, read.DeserializeResponse(answerOf(200, "", strings.NewReader(body)), read.NewOutput()), &unreadable)
		})
	}
	for _, body := range []string{"nul", "nullnull", "[]", "{", `""`, "\x00"} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			for _, op := range []*awsjson.Operation{read, change, withoutMembers} {
				var unreadable *smithy.DeserializationError
				require.ErrorAs(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(body)), op.NewOutput()), &unreadable)
			}
		})
	}
}

func TestUnreadableAnswersShowHowTheyBegin(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	long := "<html>" + strings.Repeat("xxx ", 250)
	token := strings.Repeat("T0k/", 100)
	cause := errors.New("line is dead")
	tests := map[string]struct {
		status   int
		body     io.Reader
		want     string
		snapshot string
	}{
		"short":          {200, strings.NewReader(`oops`), `the body begins with "oops"`, "oops"},
		"long":           {200, strings.NewReader(long), `the body begins with "<html>xxx`, long[:256]},
		"empty":          {200, strings.NewReader(``), "unexpected end of JSON input", ""},
		"error, long":    {500, strings.NewReader(long), `the body begins with "<html>xxx`, long[:256]},
		"broken":         {200, io.MultiReader(strings.NewReader(`{"Tag`), failingReader{cause}), `failed to read the body: line is dead; the body begins with "{\"Tag"`, `{"Tag`},
		"cut in a token": {200, strings.NewReader(`{"x":"` + token), `the body begins with "{\"x\":\""`, `{"x":"`},
		"one whole word": {200, strings.NewReader("ServiceIsUnavailable"), `the body begins with "ServiceIsUnavailable"`, "ServiceIsUnavailable"},
		"only a token":   {200, strings.NewReader(token), "got 'T' at byte 0", ""},
		"broken token":   {200, io.MultiReader(strings.NewReader(`{"x":"`+token[:20]), failingReader{cause}), "line is dead", `{"x":"`},
		"broken at once": {400, failingReader{cause}, "failed to read the body: line is dead", ""},
		"too large":      {200, io.LimitReader(spaces{}, awsjson.MaxBody+1), "the body is larger than 33554432 bytes", strings.Repeat(" ", 256)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := op.DeserializeResponse(answerOf(test.status, "", test.body), op.NewOutput())
			var unreadable *smithy.DeserializationError
			require.ErrorAs(t, err, &unreadable)
			require.ErrorContains(t, err, test.want)
			assert.Equal(t, test.snapshot, string(unreadable.Snapshot))
			assert.Equal(t, test.snapshot != "", strings.Contains(err.Error(), "the body begins with"))
			if strings.HasPrefix(name, "broken") {
				require.ErrorIs(t, err, cause)
			}
		})
	}
	t.Run("the snapshot outlives the buffer", func(t *testing.T) {
		t.Parallel()
		err := op.DeserializeResponse(answerOf(200, "", strings.NewReader("oops")), op.NewOutput())
		var unreadable *smithy.DeserializationError
		require.ErrorAs(t, err, &unreadable)
		for range 100 { // the response buffers are reused
			require.NoError(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(`{"TagList":[]}`)), op.NewOutput()))
		}
		assert.Equal(t, "oops", string(unreadable.Snapshot))
	})
	t.Run("the largest body", func(t *testing.T) {
		t.Parallel()
		body := io.MultiReader(strings.NewReader(`{}`), io.LimitReader(spaces{}, awsjson.MaxBody-2))
		require.NoError(t, op.DeserializeResponse(answerOf(200, "", body), op.NewOutput()))
	})
}

type failingReader struct{ err error }

func (b failingReader) Read([]byte) (int, error) { return 0, b.err }

// spaces is an endless stream of spaces.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	p[0] = ' '
	for n := 1; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
	return len(p), nil
}

func TestBuffersAreNotShared(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	var group sync.WaitGroup
	for g := range 16 {
		group.Go(func() {
			var kept []*workspaces.DescribeTagsOutput
			for n := range 50 {
				out := new(workspaces.DescribeTagsOutput)
				body := fmt.Sprintf(`{"TagList":[{"Key":"key-%d-%d","Value":%q}]}`, g, n, strings.Repeat(fmt.Sprint(g), n*40))
				assert.NoError(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(body)), out))
				kept = append(kept, out)
				err := op.DeserializeResponse(answerOf(400, "", strings.NewReader(fmt.Sprintf(`<%d-%d>`, g, n))), out)
				assert.ErrorContains(t, err, fmt.Sprintf(`"<%d-%d>"`, g, n))
			}
			for n, out := range kept {
				assert.Equal(t, []types.Tag{{Key: aws.String(fmt.Sprintf("key-%d-%d", g, n)), Value: aws.String(strings.Repeat(fmt.Sprint(g), n*40))}}, out.TagList)
			}
		})
	}
	group.Wait()
}
