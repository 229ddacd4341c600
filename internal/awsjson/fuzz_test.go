package awsjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	smithy "github.com/aws/smithy-go"
	smithyjson "github.com/aws/smithy-go/encoding/json"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// fuzzTargets returns structs that together cover every kind of member.
func fuzzTargets() []any {
	return []any{
		&workspaces.DescribeWorkspacesOutput{},
		&workspaces.CreateWorkspacesInput{},
		&workspaces.ImportCustomWorkspaceImageInput{},
		&workspaces.ImportClientBrandingInput{},
		&workspaces.DescribeIpGroupsOutput{},
		&workspaces.DescribeWorkspacesConnectionStatusOutput{},
		&types.Snapshot{},
		&types.WorkspaceProperties{},
		&types.ResourceNotFoundException{},
		&bounded{},
	}
}

func FuzzUnmarshal(f *testing.F) {
	for i, body := range []string{
		`{"Workspaces":[{"WorkspaceId":"ws-1","State":"AVAILABLE","WorkspaceProperties":{"RunningMode":"AUTO_STOP","RootVolumeSizeGib":80,"Protocols":["WSP"]},"ModificationStates":[],"DataReplicationSettings":{"RecoverySnapshotTime":1.7e9}}],"NextToken":"t"}`,
		`{"Workspaces":[{"UserName":"\u00e9\ud83d\ude00","Tags":[{"Key":"k","Value":null},null],"RootVolumeEncryptionEnabled":true}]}`,
		`{"ImageSource":{"Ec2ImageId":"ami-12345678"},"Tags":[]}`,
		`{"DeviceTypeIos":{"Logo2x":"AP9h","LoginMessage":{"en_US":"hi","\"":""}}}`,
		`{"Result":[{"groupId":"g","userRules":[{"ipRule":"10.0.0.0/8"}]}],"unknown":{"a":[1,-2.5e-3,{}]}}`,
		`{"WorkspacesConnectionStatus":[{"ConnectionStateCheckTimestamp":-0.001},{"LastKnownUserConnectionTimestamp":253402300799.999}]}`,
		`{"SnapshotTime":9007199254740993}`,
		`{"RootVolumeSizeGib":-2147483648,"GlobalAccelerator":{"Mode":""}}`,
		`{"message":"no such thing","ResourceId":"ws-1"}`,
		`{"Blob":"","InnerMap":{"":{"Must":"AA=="}},"Source":{"New":1},"state":"X","Enums":["WSP",null]}`,
	} {
		f.Add(uint8(i), []byte(body))
		f.Add(uint8(i), []byte(body[:len(body)/2]))
	}
	f.Add(uint8(2), []byte(`{"ImageSource":{"Ec2ImageId":null,"Other":[{}],"Ec2ImportTaskId":"x"}}`))
	f.Add(uint8(6), []byte(`{"SnapshotTime":1e300}`))
	f.Add(uint8(0), []byte(`{"x":`+strings.Repeat(`[`, 1200)))
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		targets := fuzzTargets()
		first := targets[int(which)%len(targets)]
		if err := awsjson.Unmarshal(body, first); err != nil {
			if err.Error() == "" {
				t.Fatal("an error without a text")
			}
			return
		}
		if !json.Valid(body) {
			t.Fatalf("%q was read although it is not JSON", body)
		}
		_ = awsjson.Validate(first, true)

		written, err := awsjson.Marshal(first)
		if err != nil {
			if strings.Contains(err.Error(), "UnknownUnionMember cannot be sent as a member of the union") {
				return
			}
			t.Fatalf("what was read from %q can't be written: %v", body, err)
		}
		if !json.Valid(written) {
			t.Fatalf("%q was written, which is not JSON", written)
		}
		second := reflect.New(reflect.TypeOf(first).Elem()).Interface()
		if err := awsjson.Unmarshal(written, second); err != nil {
			t.Fatalf("what was written from %q can't be read: %q: %v", body, written, err)
		}
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("%q was read as %+v, written as %q and read as %+v", body, first, written, second)
		}
	})
}

// FuzzText checks that this package reads strings and numbers like encoding/json.
func FuzzText(f *testing.F) {
	for _, raw := range []string{
		`"plain"`, `"é€😀"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ude00\ud83d"`, `"\ud83d\u0041"`, `"\ud83d\ud83d\ude00"`, `"\b\f\n\r\t\"\\\/"`,
		"\"\xff\xfe\"", "\"\xed\xa0\x80\"", "\"\x7f\u2028\"", `"\u0000"`, "\"\x01\"", `"\x"`, `"\u12"`, `"`, ` "space" `,
		`0`, `-0`, `7`, `2147483647`, `-2147483648`, `2147483648`, `1.0`, `1e2`, `01`, `+1`, `-`, `1.`, `.1`, `true`, `null`, `[]`,
	} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var text string
		if isText := json.Unmarshal(raw, &text) == nil && bytes.ContainsRune(raw, '"'); isText {
			var got types.Workspace
			if err := awsjson.Unmarshal(wrap("UserName", raw), &got); err != nil || got.UserName == nil || *got.UserName != text {
				t.Fatalf("%q is %q but was read as %v, %v", raw, text, got.UserName, err)
			}
			var named bounded
			key := []byte(`{"Map":{` + string(raw) + `:"v"}}`)
			if err := awsjson.Unmarshal(key, &named); err != nil || named.Map[text] != "v" {
				t.Fatalf("key %q is %q but was read as %q, %v", raw, text, named.Map, err)
			}
		}
		var number int32
		if isNumber := json.Unmarshal(raw, &number) == nil && bytes.ContainsAny(raw, "0123456789"); isNumber {
			var got types.WorkspaceProperties
			if err := awsjson.Unmarshal(wrap("RootVolumeSizeGib", raw), &got); err != nil || got.RootVolumeSizeGib == nil || *got.RootVolumeSizeGib != number {
				t.Fatalf("%q is %d but was read as %v, %v", raw, number, got.RootVolumeSizeGib, err)
			}
		}
		unknown := wrap("unknown", raw)
		if err := awsjson.Unmarshal(unknown, &types.Workspace{}); err == nil && !json.Valid(unknown) {
			t.Fatalf("%q was skipped although it is not JSON", raw)
		} else if err != nil && json.Valid(raw) && !strings.Contains(err.Error(), "nesting depth") {
			t.Fatalf("%q is JSON but was not skipped: %v", raw, err)
		}
	})
}

// FuzzWriteText checks that this package writes strings as smithy-go does for the official client.
func FuzzWriteText(f *testing.F) {
	for _, text := range []string{
		"", "plain", `"\/`, "\x00\b\t\n\f\r\x1f\x7f", "<&>", "é中😀", "\u2028\u2029\ufeff\ufffd", "\xff", "a\xc3", "\xed\xa0\x80", "\xf0\x9f\x98", "\xe2\x80\xa8\xe2\x80",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := smithyjson.NewEncoder()
		object := want.Object()
		object.Key("Key").String(text)
		object.Close()
		written, err := awsjson.Marshal(&types.Tag{Key: &text})
		if err != nil || string(written) != want.String() {
			t.Fatalf("%q is written as %s (%v), by smithy-go as %s", text, written, err, want)
		}
		var read types.Tag
		if err := awsjson.Unmarshal(written, &read); err != nil || read.Key == nil || *read.Key != string([]rune(text)) {
			t.Fatalf("%q is written as %s and read as %v, %v", text, written, read.Key, err)
		}
	})
}

func wrap(member string, raw []byte) []byte {
	return append(append([]byte(`{"`+member+`":`), raw...), '}')
}

func FuzzError(f *testing.F) {
	for _, body := range []string{
		``, `null`, `{}`, `[]`, `<html>`, `{"__type":"com.amazonaws.workspaces#ResourceNotFoundException","message":"no","ResourceId":"ws-1"}`,
		`{"__type":"ThrottlingException","Message":"slow"}`, `{"code":"ValidationException:http://x/","message":null}`,
		`{"code":400,"__type":"#"}`, `{"__type":"AccessDeniedException","message":7}`, `{"__type":7}`, `{"__type":":"}`, `{"message":"cut`,
	} {
		for _, code := range []string{"", "OperationNotSupportedException", "a#B:c", "#", ":"} {
			f.Add(400, code, []byte(body))
		}
		f.Add(200, "", []byte(body))
		f.Add(503, "", []byte(body))
		f.Add(0, "", []byte(body))
		f.Add(302, "ValidationException", []byte(body))
	}
	op, err := awsjson.NewOperation("DescribeTags", reflect.TypeFor[workspaces.DescribeTagsInput](), reflect.TypeFor[workspaces.DescribeTagsOutput]())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, code string, body []byte) {
		out := op.NewOutput()
		err := op.DeserializeResponse(answerOf(status, code, bytes.NewReader(body)), out)
		if err == nil {
			if status < 200 || status >= 300 {
				t.Fatalf("status %d with %q is not an error", status, body)
			}
			if !json.Valid(body) {
				t.Fatalf("%q was read although it is not JSON", body)
			}
			return
		}
		var reported smithy.APIError
		var unreadable *smithy.DeserializationError
		switch {
		case errors.As(err, &reported):
			if status >= 200 && status < 300 {
				t.Fatalf("status %d is the error %v", status, err)
			}
			if reported.ErrorCode() == "" {
				t.Fatalf("%q with %q has no code: %v", body, code, err)
			}
			if len(bytes.TrimSpace(body)) > 0 && !json.Valid(body) {
				t.Fatalf("%q was read although it is not JSON", body)
			}
		case errors.As(err, &unreadable):
			if len(err.Error()) > 4096 {
				t.Fatalf("an error of %d bytes", len(err.Error()))
			}
			if !bytes.HasPrefix(body, unreadable.Snapshot) || len(body) > 0 && len(unreadable.Snapshot) == 0 {
				t.Fatalf("snapshot %q of %q", unreadable.Snapshot, body)
			}
		default:
			t.Fatalf("%T: %v", err, err)
		}
	})
}
