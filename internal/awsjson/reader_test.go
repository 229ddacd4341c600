package awsjson_test

import (
	"encoding/json"
	"strconv"
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

func TestErrorsSayWhatWasFoundAndWhere(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		`{}`: "an object", `[]`: "an array", `true`: "a boolean", `false`: "a boolean", `null`: "null",
		`0`: "a number", `9`: "a number", `-1`: "a number", `:`: "':'", `/`: "'/'", `a`: "'a'", `é`: `'\u00e9'`, "\x00": `'\x00'`,
	} {
		if value != `null` {
			err := awsjson.Unmarshal([]byte(`{"WorkspaceId":`+value+`}`), new(types.Workspace))
			require.EqualError(t, err, "WorkspaceId: expected a string, got "+want+" at byte 15")
		}
		err := awsjson.Unmarshal([]byte(` `+value), new(types.Workspace))
		if value != `{}` {
			require.EqualError(t, err, "expected an object, got "+want+" at byte 1")
		}
	}
	require.EqualError(t, awsjson.Unmarshal([]byte(`{"WorkspaceId":"a"}"b"`), new(types.Workspace)), "expected the end of the document, got a string at byte 19")
}

func TestEscapesAndSurrogates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`\ud83d\ude00`:       "😀",
		`\ud83d\n`:           "\ufffd\n",
		`\ud83dxu`:           "\ufffdxu",
		`\ud83dx`:            "\ufffdx",
		`\ud83d`:             "\ufffd",
		`\ud83d\u0041`:       "\ufffdA",
		`\ud83d\ud83d\ude00`: "\ufffd😀",
		`\ude00`:             "\ufffd",
		`\uABcd`:             "\uabcd",
		`\b\f\n\r\t\/\\\"`:   "\b\f\n\r\t/\\\"",
		"\x80":               "\ufffd",
		"a\x80b":             "a\ufffdb",
		"\x7f":               "\x7f",
		" ":                  " ",
	} {
		var read types.Workspace
		require.NoError(t, awsjson.Unmarshal([]byte(`{"WorkspaceId":"`+text+`"}`), &read), text)
		require.Equal(t, want, *read.WorkspaceId, text)
	}
	for text, want := range map[string]string{
		`\q`:          "WorkspaceId: invalid escape in a string at byte 17",
		`\u12g4`:      "WorkspaceId: invalid escape in a string at byte 18",
		`\ud83d\u12g`: "WorkspaceId: invalid escape in a string at byte 24",
		"é\n":         "WorkspaceId: control character in a string at byte 18",
		"\x1f":        "WorkspaceId: control character in a string at byte 16",
	} {
		require.EqualError(t, awsjson.Unmarshal([]byte(`{"WorkspaceId":"`+text+`"}`), new(types.Workspace)), want)
	}
}

func TestTruncatedDocumentsAreIncomplete(t *testing.T) {
	t.Parallel()
	whole := `{"WorkspaceId":"\ud83d\ude00é\n","x":[1.5e+3,true,false,null,{"a":-0}],"RootVolumeEncryptionEnabled":true,"ModificationStates":[{},{"State":"x"}]}`
	require.NoError(t, awsjson.Unmarshal([]byte(whole), new(types.Workspace)))
	for n := range len(whole) {
		err := awsjson.Unmarshal([]byte(whole[:n]), new(types.Workspace))
		var incomplete *awsjson.IncompleteError
		require.ErrorAs(t, err, &incomplete, whole[:n])
		require.ErrorContains(t, err, "unexpected end of JSON input")
	}
}

func TestNestingUpToTheLimitIsRead(t *testing.T) {
	t.Parallel()
	within := strings.Repeat(`[`, 999) + strings.Repeat(`]`, 999)
	require.NoError(t, awsjson.Unmarshal([]byte(`{"x":`+within+`,"y":`+within+`,"z":{"a":`+within[1:len(within)-1]+`}}`), new(types.Workspace)))
}

func TestSpecialCharactersAtEachPosition(t *testing.T) {
	t.Parallel()
	for _, special := range []string{`\"`, `\\`, "\n", "\x1f", "\x00", "\x7f", "é", "\x80", "\xff", " ", "!", "#", "[", "]", `"`} {
		for length := range 26 {
			for at := range length + 1 {
				text := strings.Repeat("a", at) + special + strings.Repeat("z", length-at)
				var want struct{ WorkspaceId string }
				var got types.Workspace
				document := []byte(`{"WorkspaceId":"` + text + `"}`)
				valid := json.Unmarshal(document, &want) == nil
				err := awsjson.Unmarshal(document, &got)
				require.Equal(t, valid, err == nil, "%q: %v", document, err)
				if valid {
					require.Equal(t, want.WorkspaceId, *got.WorkspaceId)
				}
			}
		}
	}
}

func TestIntegersOfEachLength(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"0", "-0", "7", "10", "-10", "12345678", "123456789", "1234567890", "999999999", "2147483647", "-2147483648"} {
		for _, space := range []string{"", " ", "\n"} {
			var got types.WorkspaceProperties
			require.NoError(t, awsjson.Unmarshal([]byte(`{"RootVolumeSizeGib":`+space+number+space+`}`), &got), number)
			want, err := strconv.ParseInt(number, 10, 32)
			require.NoError(t, err)
			require.EqualValues(t, want, *got.RootVolumeSizeGib)
		}
	}
	for _, number := range []string{"", "-", "00", "01", "-01", "+1", "1.0", "1e2", "1x", "2147483648", "12345678901", "0x1", "1]"} {
		require.Error(t, awsjson.Unmarshal([]byte(`{"RootVolumeSizeGib":`+number+`}`), new(types.WorkspaceProperties)), number)
	}
}
