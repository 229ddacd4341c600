package emulator_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const directoryID = "d-90670000aa"

var (
	credentials = aws.Credentials{AccessKeyID: workspacestest.AccessKeyID, SecretAccessKey: workspacestest.SecretAccessKey}

	// instant is the time at which everything is made and done.
	instant = workspacestest.WithInstantChanges()
)

// newRequest makes a request that is not signed.
func newRequest(t testing.TB, operation, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://workspaces.us-east-1.amazonaws.com/", bytes.NewBufferString(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "WorkspacesService."+operation)
	return r
}

// sign signs a request with the credentials of an emulator's own clients.
func sign(t testing.TB, r *http.Request, body string, at time.Time) *http.Request {
	t.Helper()
	hash := sha256.Sum256([]byte(body))
	require.NoError(t, v4.NewSigner().SignHTTP(context.Background(), credentials, r, hex.EncodeToString(hash[:]), "workspaces", "us-east-1", at))
	return r
}

// answer is what an emulator answered to a request of no client.
type answer struct {
	status  int
	header  http.Header
	body    string
	Type    string `json:"__type"`
	Message string `json:"message"`
}

func send(t testing.TB, emu http.Handler, r *http.Request) (a answer) {
	t.Helper()
	recorder := httptest.NewRecorder()
	emu.ServeHTTP(recorder, r)
	a.status, a.header, a.body = recorder.Code, recorder.Header(), recorder.Body.String()
	require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &a), "body is %q", a.body)
	return a
}

// call sends a signed request.
func call(t testing.TB, emu http.Handler, operation, body string) answer {
	t.Helper()
	return send(t, emu, sign(t, newRequest(t, operation, body), body, time.Now()))
}

// requireCode checks the code of an error, and a part of its message.
func requireCode(t testing.TB, err error, code, message string) {
	t.Helper()
	var api smithy.APIError
	require.ErrorAs(t, err, &api)
	require.Equal(t, code, api.ErrorCode())
	require.Contains(t, api.ErrorMessage(), message)
}

// bundleNamed returns the identifier of a bundle of AWS.
func bundleNamed(t testing.TB, client *workspaces.Client, name string) string {
	t.Helper()
	for _, b := range allBundles(t, client) {
		if *b.Name == name {
			return *b.BundleId
		}
	}
	require.FailNow(t, "no such bundle", name)
	return ""
}

func allBundles(t testing.TB, client *workspaces.Client) (list []types.WorkspaceBundle) {
	t.Helper()
	in := &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")}
	for {
		out, err := client.DescribeWorkspaceBundles(context.Background(), in)
		require.NoError(t, err)
		list = append(list, out.Bundles...)
		if out.NextToken == nil {
			return list
		}
		in.NextToken = out.NextToken
	}
}

// request asks for a WorkSpace with the Standard bundle.
func request(t testing.TB, client *workspaces.Client, user string) types.WorkspaceRequest {
	t.Helper()
	return types.WorkspaceRequest{
		DirectoryId: aws.String(directoryID), UserName: aws.String(user),
		BundleId: aws.String(bundleNamed(t, client, "Standard with Windows 11")),
	}
}

// create makes one WorkSpace and returns it as the answer shows it.
func create(t testing.TB, client *workspaces.Client, r types.WorkspaceRequest) types.Workspace {
	t.Helper()
	out, err := client.CreateWorkspaces(context.Background(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{r}})
	require.NoError(t, err)
	require.NoError(t, out.Err())
	require.Len(t, out.PendingRequests, 1)
	return out.PendingRequests[0]
}

// list returns the first page of all WorkSpaces.
func list(t testing.TB, client *workspaces.Client) []types.Workspace {
	t.Helper()
	out, err := client.DescribeWorkspaces(context.Background(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	return out.Workspaces
}

// only returns the one WorkSpace that there is.
func only(t testing.TB, client *workspaces.Client) types.Workspace {
	t.Helper()
	all := list(t, client)
	require.Len(t, all, 1)
	return all[0]
}
