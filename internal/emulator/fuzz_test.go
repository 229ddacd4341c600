package emulator_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// FuzzServeHTTP sends anything, signed and not: no panic, and no error that is not the caller's.
func FuzzServeHTTP(f *testing.F) {
	f.Add("DescribeWorkspaces", `{"Limit":1}`, "", "", true)
	f.Add("DescribeWorkspaces", `{"NextToken":"MQ","DirectoryId":"d-90670000aa","UserName":"a"}`, "", "", true)
	f.Add("CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"a","BundleId":"wsb-000000000","Tags":[{"Key":"a"},{}],"WorkspaceProperties":{"RootVolumeSizeGib":-1}},null]}`, "", "", true)
	f.Add("ModifyWorkspaceProperties", `{"WorkspaceId":"ws-000000000","WorkspaceProperties":{"Protocols":["WSP",null]}}`, "", "", true)
	f.Add("RegisterWorkspaceDirectory", `{"WorkspaceDirectoryName":"ab","SubnetIds":[],"Tags":[{"Key":"aws:a"}]}`, "", "", true)
	f.Add("ImportClientBranding", `{"DeviceTypeWeb":{"LoginMessage":{"a\"]":"b"}}}`, "", "", true)
	f.Add("CreateTags", `{"ResourceId":"","Tags":[{"Key":""}]}`, "", "", true)
	f.Add("StopWorkspaces", `{"StopWorkspaceRequests":[{}]}`, "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=;;, Signature=", "20200101T000000Z", false)
	f.Add("DescribeWorkspaces", "{", "AWS4-HMAC-SHA256 ,=,", "X-Amz-Algorithm=&X-Amz-Expires=1", false)
	f.Fuzz(func(t *testing.T, operation, body, authorization, query string, signed bool) {
		emu := workspacestest.NewEmulator(instant, workspacestest.WithDirectory(directoryID), workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", bytes.NewBufferString(body))
		r.Header.Set("Content-Type", "application/x-amz-json-1.1")
		r.Header.Set("X-Amz-Target", "WorkspacesService."+operation)
		if signed {
			sign(t, r, body, time.Now())
		} else {
			r.Header.Set("Authorization", authorization)
			r.Header.Set("X-Amz-Date", query)
			r.URL.RawQuery = query
		}
		assert.Less(t, send(t, emu, r).status, http.StatusInternalServerError)
	})
}
