package emulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestValidation checks the wording, which is made from that of internal/awsjson: a change there that
// breaks it here must be noticed.
func TestValidation(t *testing.T) {
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
	} {
		a := call(t, emu, tt.operation, tt.body)
		assert.Equal(t, http.StatusBadRequest, a.status)
		assert.Equal(t, "ValidationException", a.Type)
		assert.Equal(t, tt.message, a.Message)
	}
}
