package awsjson_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

func TestInvalidJSONIsRejected(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`[`, 1000) + strings.Repeat(`]`, 1000)
	tests := []struct{ json, want string }{
		{``, "unexpected end of JSON input"},
		{` `, "unexpected end of JSON input"},
		{`null`, "expected an object, got null"},
		{`[]`, "expected an object, got an array"},
		{`{`, "unexpected end of JSON input"},
		{`{"WorkspaceId"`, "unexpected end of JSON input"},
		{`{"WorkspaceId":`, "unexpected end of JSON input"},
		{`{"WorkspaceId":"`, "unexpected end of JSON input"},
		{`{"WorkspaceId":"\`, "unexpected end of JSON input"},
		{`{"WorkspaceId":"\u12`, "unexpected end of JSON input"},
		{`{"WorkspaceId":"x"`, "unexpected end of JSON input"},
		{`{"WorkspaceId":"x",`, "unexpected end of JSON input"},
		{`{"x":tr`, "unexpected end of JSON input"},
		{`{"x":-`, "unexpected end of JSON input"},
		{`{"x":1.`, "unexpected end of JSON input"},
		{`{"x":1e`, "unexpected end of JSON input"},
		{`{"WorkspaceId":"\q"}`, "invalid escape"},
		{`{"WorkspaceId":"\u12g4"}`, "invalid escape"},
		{`{"WorkspaceId":"\u+123"}`, "invalid escape"},
		{"{\"WorkspaceId\":\"a\nb\"}", "control character"},
		{`{WorkspaceId:"x"}`, "expected a string"},
		{`{"WorkspaceId" "x"}`, "expected ':'"},
		{`{"WorkspaceId":"x" "y":1}`, "expected ',' or '}'"},
		{`{"WorkspaceId":"x",}`, "'}'"},
		{`{,}`, "','"},
		{`{"x":[1,]}`, "']'"},
		{`{"x":[1 2]}`, "expected ',' or ']'"},
		{`{"x":01}`, ""},
		{`{"x":+1}`, ""},
		{`{"x":.5}`, ""},
		{`{"x":1.e5}`, ""},
		{`{"x":0x1F}`, ""},
		{`{"x":NaN}`, ""},
		{`{"x":nulL}`, ""},
		{`{"x":trueish}`, ""},
		{`{} {}`, ""},
		{`{}x`, ""},
		{`{"x":` + deep + `}`, "exceeded max nesting depth of 1000"},
	}
	for _, test := range tests {
		t.Run(test.json[:min(len(test.json), 60)], func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, awsjson.Unmarshal([]byte(test.json), new(types.Workspace)), test.want)
		})
	}
}

func TestNestingUpToTheLimitIsRead(t *testing.T) {
	t.Parallel()
	within := strings.Repeat(`[`, 999) + strings.Repeat(`]`, 999)
	require.NoError(t, awsjson.Unmarshal([]byte(`{"x":`+within+`,"y":`+within+`,"z":{"a":`+within[1:len(within)-1]+`}}`), new(types.Workspace)))
}
