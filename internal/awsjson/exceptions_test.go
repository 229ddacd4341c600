package awsjson_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	smithy "github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// errorOf returns the error from reading a response with status 400.
func errorOf(t *testing.T, errorType, body string) error {
	t.Helper()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	err := op.DeserializeResponse(answerOf(http.StatusBadRequest, errorType, strings.NewReader(body)), op.NewOutput())
	require.Error(t, err)
	return err
}

func TestCodeAndMessageAreFoundWhereServicesPutThem(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		header, body  string
		code, message string
	}{
		"in the body":               {"", `{"__type":"ThrottlingException","message":"slow down"}`, "ThrottlingException", "slow down"},
		"with a namespace":          {"", `{"__type":"com.amazonaws.workspaces#Slow","message":"m"}`, "Slow", "m"},
		"with a URI":                {"", `{"__type":"Slow:http://internal.amazon.com/coral/","message":"m"}`, "Slow", "m"},
		"with both":                 {"ns#Slow:http://x#y", ``, "Slow", "UnknownError"},
		"in the header":             {"Slow", `{"message":"m"}`, "Slow", "m"},
		"header before body":        {"Slow", `{"__type":"Fast","message":"m"}`, "Slow", "m"},
		"code":                      {"", `{"code":"Slow","message":"m"}`, "Slow", "m"},
		"__type before code":        {"", `{"__type":"Slow","code":"Fast"}`, "Slow", "UnknownError"},
		"code before __type":        {"", `{"code":"Fast","__type":"Slow"}`, "Slow", "UnknownError"},
		"a number as code":          {"", `{"code":400,"__type":"Slow"}`, "Slow", "UnknownError"},
		"an object as code":         {"", `{"code":{"code":"Fast"},"__type":"Slow"}`, "Slow", "UnknownError"},
		"null as code":              {"", `{"__type":null,"code":null,"message":null}`, "UnknownError", "UnknownError"},
		"Message":                   {"", `{"__type":"Slow","Message":"m"}`, "Slow", "m"},
		"names in any case":         {"", `{"__TYPE":"Slow","MESSAGE":"m"}`, "Slow", "m"},
		"other members":             {"", `{"a":[{"message":"no"}],"__type":"Slow","message":"m","b":null}`, "Slow", "m"},
		"no code":                   {"", `{"message":"m"}`, "UnknownError", "m"},
		"only separators":           {"", `{"__type":"#"}`, "UnknownError", "UnknownError"},
		"an empty body":             {"", ``, "UnknownError", "UnknownError"},
		"white space":               {"Slow", " \r\n\t", "Slow", "UnknownError"},
		"null":                      {"Slow", " null ", "Slow", "UnknownError"},
		"an empty object":           {"Slow", `{}`, "Slow", "UnknownError"},
		"an empty message":          {"", `{"__type":"Slow","message":""}`, "Slow", "UnknownError"},
		"a number for the header":   {"Slow", `{"code":5}`, "Slow", "UnknownError"},
		"escapes in the code":       {"", `{"__type":"Sl\u006fw","message":"m"}`, "Slow", "m"},
		"the last of two messages":  {"", `{"__type":"Slow","message":"a","message":"b"}`, "Slow", "b"},
		"white space before a type": {"", "{ \"__type\" : \"Slow\" }", "Slow", "UnknownError"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := errorOf(t, test.header, test.body)
			assert.Equal(t, &smithy.GenericAPIError{Code: test.code, Message: test.message}, err)
		})
	}
}

func TestErrorBodiesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`[]`:                               "expected an object, got an array",
		`{"__type":5}`:                     "expected a string, got a number",
		`{"message":{}}`:                   "expected a string, got an object",
		`{"__type":"Slow"`:                 "unexpected end of JSON input",
		`{"__type":"Slow"} {}`:             "expected the end of the document, got an object",
		`{"code":}`:                        "expected a number, got '}'",
		`{"__type":`:                       "unexpected end of JSON input",
		`{"__type":"AccessDenied"}]`:       "expected the end of the document, got ']' at byte 25",
		`<html>`:                           "expected an object, got '<' at byte 0",
		"\x1b[31m":                         `expected an object, got '\x1b' at byte 0; the body begins with "\x1b[31m"`,
		"\ufeff{}":                         `expected an object, got '\ufeff' at byte 0`,
		"\xff":                             `expected an object, got '\ufffd' at byte 0; the body begins with "\xff"`,
		"'":                                `expected an object, got '\'' at byte 0`,
		`{"message":"` + "\n" + `"}`:       "control character in a string at byte 12",
		"{\"message\":\"m\"\x00}":          `expected ',' or '}', got '\x00' at byte 14`,
		"{\"x\":[1\x7f2]}":                 `expected ',' or ']', got '\x7f' at byte 7`,
		"{\"x\":{\x07}}":                   `expected a string, got '\a' at byte 6`,
		`{"message":"m","x":tru` + "\x1b}": "invalid literal at byte 19",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			err := errorOf(t, "", body)
			var unreadable *smithy.DeserializationError
			require.ErrorAs(t, err, &unreadable)
			assert.ErrorContains(t, err, want)
			assert.NotContains(t, err.Error(), "\n")
			assert.NotContains(t, err.Error(), "\x1b")
			var api smithy.APIError
			assert.NotErrorAs(t, err, &api)
		})
	}
}

func TestExceptionsHaveTheirTypeAndMembers(t *testing.T) {
	t.Parallel()
	id, reason, message := "ws-1", "WRONG_REGION", "m"
	tests := map[string]struct {
		header, body string
		want         error
	}{
		"members":              {"", `{"__type":"ResourceNotFoundException","message":"m","ResourceId":"ws-1"}`, &types.ResourceNotFoundException{Message: &message, ResourceId: &id}},
		"lower case on wire":   {"", `{"__type":"OperationNotSupportedException","message":"m","reason":"WRONG_REGION"}`, &types.OperationNotSupportedException{Message: &message, Reason: &reason}},
		"upper case on wire":   {"", `{"__type":"OperationNotSupportedException","Message":"m","Reason":"WRONG_REGION"}`, &types.OperationNotSupportedException{Message: &message, Reason: &reason}},
		"code in another case": {"", `{"__type":"RESOURCENOTFOUNDexception"}`, &types.ResourceNotFoundException{}},
		"header, no body":      {"AccessDeniedException:http://x", ``, &types.AccessDeniedException{}},
		"header, null":         {"AccessDeniedException", `null`, &types.AccessDeniedException{}},
		"header, no message":   {"AccessDeniedException", `{}`, &types.AccessDeniedException{}},
		"null members":         {"", `{"__type":"ResourceNotFoundException","message":null,"ResourceId":null}`, &types.ResourceNotFoundException{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, errorOf(t, test.header, test.body))
		})
	}
}

// TestExceptionsWithoutABody checks that the error text of an exception without a message ends in a colon and a space,
// as in the official module.
func TestExceptionsWithoutABody(t *testing.T) {
	t.Parallel()
	assert.EqualError(t, errorOf(t, "AccessDeniedException", ""), "AccessDeniedException: ")
	assert.EqualError(t, errorOf(t, "Slow", ""), "api error Slow: UnknownError")
	assert.EqualError(t, errorOf(t, "", ""), "api error UnknownError: UnknownError")
}

func TestExceptionsWhoseMembersCannotBeReadKeepTheirCode(t *testing.T) {
	t.Parallel()
	err := errorOf(t, "", `{"__type":"OperationNotSupportedException","message":"m","reason":5}`)
	assert.EqualError(t, err, `deserialization failed, api error OperationNotSupportedException: m; reason: expected a string, got a number at byte 66; `+
		`the body begins with "{\"__type\":\"OperationNotSupportedException\",\"message\":\"m\",\"reason\":5}"`)
	var generic *smithy.GenericAPIError
	require.ErrorAs(t, err, &generic)
	assert.Equal(t, &smithy.GenericAPIError{Code: "OperationNotSupportedException", Message: "m"}, generic)
	var typed *types.OperationNotSupportedException
	assert.NotErrorAs(t, err, &typed)
}

func TestControlCharactersFromTheServiceAreQuoted(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body, text, message string
	}{
		"exception": {
			`{"__type":"ValidationException","message":"two\nlines \u001b[31m"}`, `ValidationException: "two\nlines \x1b[31m"`, "two\nlines \x1b[31m",
		},
		"generic error": {
			`{"__type":"Slow","message":"two\nlines"}`, `api error Slow: "two\nlines"`, "two\nlines",
		},
		"code": {
			`{"__type":"Slow\r\nX-Header","message":"m"}`, `api error "Slow\r\nX-Header": m`, "m",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := errorOf(t, "", test.body)
			assert.EqualError(t, err, test.text)
			var api smithy.APIError
			require.ErrorAs(t, err, &api)
			assert.Equal(t, test.message, api.ErrorMessage())
		})
	}
	t.Run("unreadable members", func(t *testing.T) {
		t.Parallel()
		err := errorOf(t, "", `{"__type":"ResourceNotFoundException","message":"two\nlines","ResourceId":{}}`)
		assert.ErrorContains(t, err, `api error ResourceNotFoundException: "two\nlines"; ResourceId: expected a string`)
		var generic *smithy.GenericAPIError
		require.ErrorAs(t, err, &generic)
		assert.Equal(t, "two\nlines", generic.Message)
	})
}

func TestStatusesThatAreErrors(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	for status, failed := range map[int]bool{0: true, 199: true, 200: false, 204: false, 299: false, 300: true, 304: true, 400: true, 503: true} {
		err := op.DeserializeResponse(answerOf(status, "", strings.NewReader(`{}`)), op.NewOutput())
		var api smithy.APIError
		assert.Equal(t, failed, errors.As(err, &api), "%d: %v", status, err)
		assert.Equal(t, failed, err != nil, "%d: %v", status, err)
	}
}

func TestReadsOnly(t *testing.T) {
	t.Parallel()
	for operation, reads := range map[string]bool{
		"DescribeWorkspaces": true, "ListAccountLinks": true, "GetAccountLink": true,
		"CreateWorkspaces": false, "RegisterWorkspaceDirectory": false, "ModifyAccount": false, "": false,
	} {
		assert.Equal(t, reads, awsjson.ReadsOnly(operation), operation)
	}
}
