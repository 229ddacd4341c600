package compat

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// exceptions lists all exceptions in the API's model, both as the official type and as ours.
var exceptions = []struct{ their, our smithy.APIError }{
	{&officialtypes.AccessDeniedException{}, &types.AccessDeniedException{}},
	{&officialtypes.ApplicationNotSupportedException{}, &types.ApplicationNotSupportedException{}},
	{&officialtypes.ComputeNotCompatibleException{}, &types.ComputeNotCompatibleException{}},
	{&officialtypes.ConflictException{}, &types.ConflictException{}},
	{&officialtypes.IncompatibleApplicationsException{}, &types.IncompatibleApplicationsException{}},
	{&officialtypes.InternalServerException{}, &types.InternalServerException{}},
	{&officialtypes.InvalidParameterCombinationException{}, &types.InvalidParameterCombinationException{}},
	{&officialtypes.InvalidParameterValuesException{}, &types.InvalidParameterValuesException{}},
	{&officialtypes.InvalidResourceStateException{}, &types.InvalidResourceStateException{}},
	{&officialtypes.OperatingSystemNotCompatibleException{}, &types.OperatingSystemNotCompatibleException{}},
	{&officialtypes.OperationInProgressException{}, &types.OperationInProgressException{}},
	{&officialtypes.OperationNotSupportedException{}, &types.OperationNotSupportedException{}},
	{&officialtypes.ResourceAlreadyExistsException{}, &types.ResourceAlreadyExistsException{}},
	{&officialtypes.ResourceAssociatedException{}, &types.ResourceAssociatedException{}},
	{&officialtypes.ResourceCreationFailedException{}, &types.ResourceCreationFailedException{}},
	{&officialtypes.ResourceInUseException{}, &types.ResourceInUseException{}},
	{&officialtypes.ResourceLimitExceededException{}, &types.ResourceLimitExceededException{}},
	{&officialtypes.ResourceNotFoundException{}, &types.ResourceNotFoundException{}},
	{&officialtypes.ResourceUnavailableException{}, &types.ResourceUnavailableException{}},
	{&officialtypes.UnsupportedNetworkConfigurationException{}, &types.UnsupportedNetworkConfigurationException{}},
	{&officialtypes.UnsupportedWorkspaceConfigurationException{}, &types.UnsupportedWorkspaceConfigurationException{}},
	{&officialtypes.ValidationException{}, &types.ValidationException{}},
	{&officialtypes.WorkspacesDefaultRoleNotFoundException{}, &types.WorkspacesDefaultRoleNotFoundException{}},
}

// silent lists the exceptions without a message in the model. If the service sends a message anyway, the official
// client drops it. Our client keeps the message, because nothing else describes the error.
var silent = map[string]bool{
	"ApplicationNotSupportedException":      true,
	"ComputeNotCompatibleException":         true,
	"IncompatibleApplicationsException":     true,
	"OperatingSystemNotCompatibleException": true,
}

// isException reports whether the API's model has an exception with the given code.
func isException(code string) bool {
	for _, e := range exceptions {
		if e.their.ErrorCode() == code {
			return true
		}
	}
	return false
}

// errorClients returns clients that make a single attempt per call, with answer as their transport.
func errorClients(answer *tap) duelists {
	return duelists{
		theirs: theirs(answer, func(o *official.Options) { o.RetryMaxAttempts = 1 }),
		ours:   ours(answer, func(o *workspaces.Options) { o.RetryMaxAttempts = 1 }),
	}
}

// encodeError returns an error response. The protocol allows the error code in several places and spellings. The
// parameters place and style select one of each.
func encodeError(r *random, code, place, style string) *tap {
	answer := &tap{status: pick(r, 400, 400, 403, 404, 500, 503), header: http.Header{}}
	switch style {
	case "namespace":
		code = "com.amazonaws.workspaces#" + code
	case "URI":
		code += ":http://internal.amazon.com/coral/com.amazonaws.workspaces/"
	case "both":
		code = "com.amazonaws.workspaces#" + code + ":http://x/#y"
	}
	var members []string
	add := func(name, value string) {
		w := &writer{random: r}
		w.quoted(name)
		w.WriteString(": ")
		w.quoted(value)
		members = append(members, w.String())
	}
	switch place {
	case "header":
		answer.header.Set("X-Amzn-ErrorType", code)
	case "header against body":
		answer.header.Set("X-Amzn-ErrorType", code)
		add("__type", "ValidationException")
		add("code", "ConflictException")
	case "__type":
		add("__type", code)
	case "__type against code":
		add("__type", code)
		add("code", "ConflictException")
	case "code":
		add("code", code)
	}
	if key := pick(r, "message", "Message", ""); key != "" {
		add(key, pick(r, "It is not there.", r.text(), r.text()))
	}
	if r.chance(0.5) {
		add("ResourceId", r.text())
	}
	if r.chance(0.5) {
		add("reason", r.text())
	}
	if r.chance(0.3) {
		add("ErrorCodeOverride", r.text())
		members = append(members, `"Detail": {"list": [1, null, {"message": "inner"}]}`)
	}
	r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	answer.answer = []byte("{" + strings.Join(members, ", ") + "}")
	return answer
}

func TestErrorsAreReadAsTheOfficialClientReadsThem(t *testing.T) {
	t.Parallel()
	require.Len(t, exceptions, 23)
	codes := []string{"ThrottlingException", "UnknownThing"}
	for _, e := range exceptions {
		codes = append(codes, e.their.ErrorCode())
	}
	var total outcomes
	t.Cleanup(func() { t.Log(&total) })
	forEachOperation(t, func(t *testing.T, op operation) {
		in, ourIn := completeInput(op)
		var here outcomes
		for _, code := range codes {
			for _, place := range []string{"header", "header against body", "__type", "__type against code", "code"} {
				for i, style := range []string{"plain", "namespace", "URI", "both"} {
					r := newRandom(op.name+code+place, i)
					answer := encodeError(r, code, place, style)
					where := fmt.Sprintf("%s, %s in %s, %s: %d %q %s", op.name, code, place, style, answer.status, answer.header, answer.answer)
					d := errorClients(answer)
					theirOut, theirErr := op.theirs(t.Context(), d.theirs, in)
					ourOut, ourErr := op.ours(t.Context(), d.ours, ourIn)
					require.Nil(t, theirOut, where)
					require.Nil(t, ourOut, where)
					requireSameError(t, where, op, answer, theirErr, ourErr, &here)
					var told smithy.APIError
					require.ErrorAs(t, ourErr, &told, where)
					require.Equal(t, code, told.ErrorCode(), where)
				}
			}
		}
		assert.Positive(t, here.typed.Load()+here.undeclared.Load(), "exceptions") // some operations declare no exceptions
		assert.Positive(t, here.generic.Load(), "generic errors in both")
		total.add(&here)
	})
}

// outcomes counts error responses by the kind of error returned.
type outcomes struct{ typed, generic, undeclared, unreadable atomic.Int64 }

func (o *outcomes) add(more *outcomes) {
	o.typed.Add(more.typed.Load())
	o.generic.Add(more.generic.Load())
	o.undeclared.Add(more.undeclared.Load())
	o.unreadable.Add(more.unreadable.Load())
}

func (o *outcomes) String() string {
	return fmt.Sprintf("%d exceptions in both, %d generic errors in both, %d exceptions that are generic only in the official client, %d responses that neither client can read",
		o.typed.Load(), o.generic.Load(), o.undeclared.Load(), o.unreadable.Load())
}

func requireSameError(t *testing.T, where string, op operation, answer *tap, theirErr, ourErr error, count *outcomes) {
	t.Helper()
	require.Error(t, theirErr, where)
	require.Error(t, ourErr, where)
	for who, err := range map[string]error{"official": theirErr, "ours": ourErr} {
		var operation *smithy.OperationError
		require.ErrorAs(t, err, &operation, "%s: %s", who, where)
		require.Equal(t, "WorkSpaces", operation.Service(), "%s: %s", who, where)
		require.Equal(t, op.name, operation.Operation(), "%s: %s", who, where)
		var response *awshttp.ResponseError
		require.ErrorAs(t, err, &response, "%s: %s", who, where)
		require.Equal(t, answer.status, response.HTTPStatusCode(), "%s: %s", who, where)
		require.Equal(t, "11111111-2222-3333-4444-555555555555", response.ServiceRequestID(), "%s: %s", who, where)
	}

	var their, our smithy.APIError
	if !errors.As(theirErr, &their) {
		count.unreadable.Add(1)
		requireSameUnreadable(t, where+"\n", theirErr, ourErr)
		if errors.As(ourErr, &our) {
			// An allowed difference: if only the exception's members cannot be decoded, our client returns a generic
			// error with the exception's code.
			require.IsType(t, (*smithy.GenericAPIError)(nil), our, where)
			require.True(t, isException(our.ErrorCode()), where)
		}
		return
	}
	require.ErrorAs(t, ourErr, &our, "%s: the official client returns %v", where, theirErr)
	if g, ok := their.(*smithy.GenericAPIError); ok && g.Code == "" {
		g.Code = "UnknownError" // a deliberate difference: to our client, a code of just ":" or "#" counts as missing
	}
	require.Equal(t, their.ErrorCode(), our.ErrorCode(), where)
	theirType, ourType := reflect.TypeOf(their).Elem(), reflect.TypeOf(our).Elem()
	_, generic := their.(*smithy.GenericAPIError)
	if generic && isException(their.ErrorCode()) {
		// A deliberate difference: if the operation does not declare the exception, the official client returns a
		// generic error, and ours the exception.
		count.undeclared.Add(1)
		require.Equal(t, their.ErrorCode(), ourType.Name(), where)
		if their.ErrorMessage() == "UnknownError" && our.ErrorMessage() == "" {
			// Without a message in the response, the official client's generic errors say "UnknownError".
			text, ok := strings.CutSuffix(theirErr.Error(), "api error "+their.ErrorCode()+": UnknownError")
			require.True(t, ok, where)
			require.Equal(t, text+our.ErrorCode()+": ", ourErr.Error(), where)
			return
		}
		require.Equal(t, their.ErrorMessage(), our.ErrorMessage(), where)
		return
	}
	if generic {
		count.generic.Add(1)
	} else {
		count.typed.Add(1)
	}
	require.Equal(t, theirType.Name(), ourType.Name(), where)
	if silent[ourType.Name()] {
		require.Empty(t, their.ErrorMessage(), where)
		reflect.ValueOf(their).Elem().FieldByName("Message").Set(reflect.ValueOf(our).Elem().FieldByName("Message"))
	}
	require.Empty(t, differences(ourType.Name(), reflect.ValueOf(our), reflect.ValueOf(their)), where)
	require.Equal(t, their.ErrorMessage(), our.ErrorMessage(), where)
	require.Equal(t, their.ErrorFault(), our.ErrorFault(), where)
	want := theirErr.Error()
	if message := their.ErrorMessage(); strings.ContainsFunc(message, breaksLine) {
		// A deliberate difference: our error quotes messages that contain line breaks or other control characters.
		text, ok := strings.CutSuffix(want, message)
		require.True(t, ok, where)
		want = text + strconv.Quote(message)
	}
	require.Equal(t, want, ourErr.Error(), where)
}

// breaksLine reports whether c is a control character or a line or paragraph separator.
func breaksLine(c rune) bool { return unicode.In(c, unicode.Cc, unicode.Zl, unicode.Zp) }

// Proxies, load balancers and bugs can produce malformed or unusual error responses.
func TestOddErrorBodiesAreReadAsTheOfficialClientReadsThem(t *testing.T) {
	t.Parallel()
	bodies := []string{
		"", "{}", "[]", `"x"`, "1", "{", "<html><body>503</body></html>", "Service Unavailable", "\x00\xff",
		`{"__type":5}`, `{"__type":null}`, `{"__type":""}`, `{"__type":["x"]}`,
		`{"code":5}`, `{"code":null}`, `{"code":{"a":1}}`, `{"code":""}`, `{"Code":"AccessDeniedException"}`,
		`{"message":5}`, `{"message":null}`, `{"message":""}`, `{"message":{}}`,
		`{"__type":"","code":"AccessDeniedException","message":"m"}`, `{"__type":null,"code":"AccessDeniedException"}`,
		`{"__type":"#"}`, `{"__type":":"}`, `{"__type":"a#"}`, `{"__type":"a#b#c"}`, `{"__type":"a:b#c"}`, `{"__type":"#x:y"}`, `{"__type":" AccessDeniedException "}`,
		`{"__type":"AccessDeniedException","message":"\ud800 \u00e4"}`, `{"__type":"AccessDeniedException","message":"` + strings.Repeat("m", 5000) + `"}`,
		`{"__type":"AccessDeniedException","__type":"Later","message":"a"}`, `{"__type":"AccessDeniedException",}`,
		`{"__TYPE":"AccessDeniedException","__Type":"AccessDeniedException"}`,
		`{"__type":"OperationNotSupportedException","reason":5}`, `{"__type":"ResourceNotFoundException","ResourceId":{}}`,
		`{"__type":"OperationNotSupportedException","reason":null,"message":"m"}`,
	}
	headers := []string{"", "AccessDeniedException", "ResourceNotFoundException:http://x", "UnknownThing", ":", "#", " "}
	// These operations declare all exceptions used in the bodies.
	declaring := []string{"AssociateConnectionAlias", "AssociateIpGroups", "DisassociateConnectionAlias"}
	for _, op := range operations() {
		if !slices.Contains(declaring, op.name) {
			continue
		}
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			require.NotNil(t, op.ourIn, "our client has no such operation")
			var count outcomes
			t.Cleanup(func() { t.Log(&count) })
			in, ourIn := completeInput(op)
			for _, body := range bodies {
				for _, header := range headers {
					for _, status := range []int{400, 403, 404, 500, 503, 300, 304} {
						answer := &tap{status: status, answer: []byte(body), header: http.Header{}}
						if header != "" {
							answer.header.Set("X-Amzn-ErrorType", header)
						}
						d := errorClients(answer)
						_, theirErr := op.theirs(t.Context(), d.theirs, in)
						_, ourErr := op.ours(t.Context(), d.ours, ourIn)
						where := fmt.Sprintf("%s: %d %q %s", op.name, status, header, body)
						requireSameError(t, where, op, answer, theirErr, ourErr, &count)
					}
				}
			}
		})
	}
}

// The official client compares some names in an error response case-sensitively, and others case-insensitively. Our
// client must do the same.
func TestErrorNamesInOtherCase(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"code in lower case":   `{"__type":"resourcenotfoundexception","message":"m"}`,
		"code in upper case":   `{"__type":"RESOURCENOTFOUNDEXCEPTION","message":"m"}`,
		"reason as Reason":     `{"__type":"OperationNotSupportedException","Reason":"r"}`,
		"message as MESSAGE":   `{"__type":"ResourceNotFoundException","MESSAGE":"m"}`,
		"type as __Type":       `{"__Type":"ResourceNotFoundException"}`,
		"resource as resource": `{"__type":"ResourceNotFoundException","resourceId":"r"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := &tap{status: 400, answer: []byte(body)}
			d := errorClients(answer)
			_, theirErr := d.theirs.ModifyWorkspaceProperties(t.Context(), &official.ModifyWorkspacePropertiesInput{WorkspaceId: &name})
			_, ourErr := d.ours.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: &name})
			var count outcomes
			requireSameError(t, body, operation{name: "ModifyWorkspaceProperties"}, answer, theirErr, ourErr, &count)
		})
	}
}

// To both clients, a body of just white space or null is empty: they take the code from the header, and the error has
// no message.
func TestErrorsWithAnEmptyBody(t *testing.T) {
	t.Parallel()
	codes := []string{"", "UnknownThing", "ThrottlingException", "ns#UnknownThing:http://x"}
	for _, e := range exceptions {
		codes = append(codes, e.their.ErrorCode())
	}
	forEachOperation(t, func(t *testing.T, op operation) {
		var count outcomes
		in, ourIn := completeInput(op)
		for _, body := range []string{"", " \n", "null", " null ", "{}"} {
			for _, code := range codes {
				answer := &tap{status: 400, answer: []byte(body), header: http.Header{}}
				if code != "" {
					answer.header.Set("X-Amzn-Errortype", code)
				}
				d := errorClients(answer)
				_, theirErr := op.theirs(t.Context(), d.theirs, in)
				_, ourErr := op.ours(t.Context(), d.ours, ourIn)
				requireSameError(t, fmt.Sprintf("%q %q", code, body), op, answer, theirErr, ourErr, &count)
			}
		}
	})
}

// If an exception is not declared by the operation and its members cannot be decoded, our client returns a generic
// error with the code and the message.
func TestUndeclaredExceptionsThatCannotBeReadKeepTheirCode(t *testing.T) {
	t.Parallel()
	id := "ws-1"
	for _, body := range []string{
		`{"__type":"OperationNotSupportedException","message":"m","reason":5}`,
		`{"__type":"OperationNotSupportedException","message":"m","reason":{"code":"x"}}`,
	} {
		d := errorClients(&tap{status: 400, answer: []byte(body)})
		_, theirErr := d.theirs.ModifyWorkspaceProperties(t.Context(), &official.ModifyWorkspacePropertiesInput{WorkspaceId: &id})
		_, ourErr := d.ours.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{WorkspaceId: &id})
		var their, our smithy.APIError
		require.ErrorAs(t, theirErr, &their)
		if assert.ErrorAs(t, ourErr, &our, body) {
			assert.Equal(t, their.ErrorCode(), our.ErrorCode())
			assert.Equal(t, their.ErrorMessage(), our.ErrorMessage())
		}
	}
}

// Programs create exceptions in their tests, so the methods of our exceptions must return the same values as the
// official ones.
func TestExceptionsAnswerAlike(t *testing.T) {
	t.Parallel()
	override, message := "Other", "m"
	for _, e := range exceptions {
		t.Run(e.their.ErrorCode(), func(t *testing.T) {
			t.Parallel()
			for _, set := range []struct{ override, message *string }{{nil, nil}, {nil, &message}, {&override, nil}, {&override, &message}} {
				their, our := reflect.New(reflect.TypeOf(e.their).Elem()), reflect.New(reflect.TypeOf(e.our).Elem())
				for _, v := range []reflect.Value{their, our} {
					v.Elem().FieldByName("ErrorCodeOverride").Set(reflect.ValueOf(set.override))
					v.Elem().FieldByName("Message").Set(reflect.ValueOf(set.message))
				}
				a, b := their.Interface().(smithy.APIError), our.Interface().(smithy.APIError)
				assert.Equal(t, a.ErrorCode(), b.ErrorCode())
				assert.Equal(t, a.ErrorMessage(), b.ErrorMessage())
				assert.Equal(t, a.ErrorFault(), b.ErrorFault())
				assert.Equal(t, a.Error(), b.Error())
			}
			nilTheirs := reflect.Zero(reflect.TypeOf(e.their)).Interface().(smithy.APIError)
			nilOurs := reflect.Zero(reflect.TypeOf(e.our)).Interface().(smithy.APIError)
			assert.Equal(t, nilTheirs.ErrorCode(), nilOurs.ErrorCode(), "of nil")
		})
	}
}
