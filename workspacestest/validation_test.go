package workspacestest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestValidationMessagesAreTheServices checks complete messages. The emulator builds them from package awsjson's
// errors, so a change to these errors can change the messages.
func TestValidationMessagesAreTheServices(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	ids := strings.TrimSuffix(strings.Repeat(`"ws-000000000",`, 26), ",")
	for _, tt := range []struct{ operation, body, message string }{
		{
			"CreateTags", `{}`,
			"2 validation errors detected: Value null at 'resourceId' failed to satisfy constraint: Member must not be null; " +
				"Value null at 'tags' failed to satisfy constraint: Member must not be null",
		},
		{
			"CreateTags", `{"ResourceId":"a","Tags":[{"Key":"a"},{"Value":"b"}]}`,
			"1 validation error detected: Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null",
		},
		{
			"CreateTags", `{"ResourceId":"","Tags":[]}`,
			"1 validation error detected: Value '' at 'resourceId' failed to satisfy constraint: Member must have length greater than or equal to 1",
		},
		{
			"DescribeWorkspaces", `{"Limit":0}`,
			"1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
		},
		{
			"DescribeWorkspaces", `{"WorkspaceIds":["a b"]}`,
			"1 validation error detected: Value '[a b]' at 'workspaceIds' failed to satisfy constraint: " +
				"Member must satisfy constraint: [Member must satisfy regular expression pattern: ^ws-[0-9a-z]{8,63}$]",
		},
		{
			"DescribeWorkspaces", `{"WorkspaceIds":[` + ids + `]}`,
			"1 validation error detected: Value '[" + strings.TrimSuffix(strings.Repeat("ws-000000000, ", 26), ", ") + "]' at 'workspaceIds' " +
				"failed to satisfy constraint: Member must have length less than or equal to 25",
		},
		{
			"ModifyWorkspaceState", `{"WorkspaceId":"ws-000000000","WorkspaceState":"GONE"}`,
			"1 validation error detected: Value 'GONE' at 'workspaceState' failed to satisfy constraint: " +
				"Member must satisfy enum value set: [ADMIN_MAINTENANCE, AVAILABLE]",
		},
		{
			"RebuildWorkspaces", `{"RebuildWorkspaceRequests":[]}`,
			"1 validation error detected: Value '[0 elements]' at 'rebuildWorkspaceRequests' failed to satisfy constraint: Member must have length greater than or equal to 1",
		},
		{
			"CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"a","BundleId":"wsb-000000000","WorkspaceProperties":{"GlobalAccelerator":{}}}]}`,
			"1 validation error detected: Value null at 'workspaces.1.member.workspaceProperties.globalAccelerator.mode' " +
				"failed to satisfy constraint: Member must not be null",
		},
		{
			"ImportCustomWorkspaceImage", `{"ImageName":"name","ImageDescription":"text","ComputeType":"BASE","Protocol":"DCV","Platform":"WINDOWS","OsVersion":"Windows_11",
				"InfrastructureConfigurationArn":"arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/name","ImageSource":{"Ec2ImageId":"x"}}`,
			"1 validation error detected: Value 'x' at 'imageSource.ec2ImageId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^ami\\-([a-f0-9]{8}|[a-f0-9]{17})$",
		},
		{
			"CreateTags", `{"ResourceId":"a","Tags":[{"Key":"` + strings.Repeat("é", 3000) + `"}]}`,
			"1 validation error detected: Value '" + strings.Repeat("é", 512) + "…' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 127",
		},
		{
			"CreateWorkspaces", `{"Workspaces":[` + strings.Repeat(`{"DirectoryId":"d-90670000aa","UserName":"a","BundleId":"wsb-000000000"},`, 199) + `{}]}`,
			"4 validation errors detected: Value '[200 elements]' at 'workspaces' failed to satisfy constraint: Member must have length less than or equal to 25; " +
				"Value null at 'workspaces.200.member.directoryId' failed to satisfy constraint: Member must not be null; " +
				"Value null at 'workspaces.200.member.userName' failed to satisfy constraint: Member must not be null; " +
				"Value null at 'workspaces.200.member.bundleId' failed to satisfy constraint: Member must not be null",
		},
	} {
		a := call(t, emu, tt.operation, tt.body)
		assert.Equal(t, http.StatusBadRequest, a.status)
		assert.Equal(t, "ValidationException", a.Type)
		assert.Equal(t, tt.message, a.Message)
	}
}

// maxAnswer is the maximum size of the response to an invalid request, in bytes.
const maxAnswer = 256 << 10

// TestRefusalsAreShort sends large bodies whose members are all invalid. The responses must stay small.
func TestRefusalsAreShort(t *testing.T) {
	t.Parallel()
	list := func(open, element, end string) func(size int) string {
		return func(size int) string {
			return open + strings.Repeat(element+",", size/(len(element)+1)) + element + end
		}
	}
	wide := strings.Repeat("é", 20)
	for name, body := range map[string]struct {
		operation string
		of        func(size int) string
		code      string
		huge      bool // whether to also send a body of 15 MB, which is near the limit and slow
	}{
		"empty structs": {"CreateWorkspaces", list(`{"Workspaces":[`, `{"`+wide+`":""}`, `]}`), "ValidationException", true},
		"short strings": {"DescribeWorkspaces", list(`{"WorkspaceIds":[`, `"x"`+strings.Repeat(" ", 40), `]}`), "ValidationException", false},
		"long strings":  {"DescribeWorkspaces", list(`{"WorkspaceIds":[`, `"`+wide+`"`, `]}`), "ValidationException", false},
		"one string":    {"CreateTags", list(`{"Tags":[{"Key":"`, wide, `"}]}`), "ValidationException", false},
		"one number":    {"DescribeWorkspaces", func(size int) string { return `{"Limit":` + strings.Repeat("1", size) + `}` }, "SerializationException", false},
		"one key":       {"ImportClientBranding", list(`{"DeviceTypeWeb":{"LoginMessage":{"`, wide, `":1}}}`), "SerializationException", false},
		"a map": {"ImportClientBranding", func(size int) string {
			var b strings.Builder
			for i := 0; b.Len() < size; i++ {
				fmt.Fprintf(&b, `"%d%s":"",`, i, wide)
			}
			return `{"ResourceId":"d-90670000aa","DeviceTypeWeb":{"LoginMessage":{` + b.String() + `"":""}}}`
		}, "ValidationException", false},
		"too many": {"CreateWorkspaces", list(`{"Workspaces":[`, `{}`, `]}`), "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t)
			for _, size := range []int{1 << 20, 15 << 20} {
				if size > 1<<20 && !body.huge {
					continue
				}
				a := call(t, emu, body.operation, body.of(size))
				assert.Equal(t, http.StatusBadRequest, a.status)
				assert.Less(t, len(a.body), maxAnswer)
				if body.code != "" {
					assert.Equal(t, body.code, a.Type)
				}
			}
		})
	}
}
