package workspacestest_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
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

const (
	directoryID = "d-90670000aa"

	// The access key and number of twoAccounts' second account.
	otherKey     = "AKIDOTHER"
	otherAccount = "111122223333"
)

var (
	credentials = aws.Credentials{AccessKeyID: workspacestest.AccessKeyID, SecretAccessKey: workspacestest.SecretAccessKey}

	// ownAccount is the default account's number.
	ownAccount = workspacestest.AccountID(workspacestest.AccessKeyID)

	// instant is an option that makes every change complete at once.
	instant = workspacestest.WithInstantChanges()

	byol = workspacestest.WithBYOL()

	// dedicated is an option that adds directoryID as a directory with DEDICATED tenancy.
	dedicated = workspacestest.WithSeedResources(workspacestest.Seed{Directories: []types.WorkspaceDirectory{
		{DirectoryId: aws.String(directoryID), Tenancy: types.TenancyDedicated},
	}})

	// noon is an option that gives the emulator a clock moved only by Advance. The clock starts at a whole second,
	// because times in responses do not include fractions of a second.
	noon = workspacestest.WithClock(func() time.Time { return time.Date(2026, time.January, 2, 12, 0, 0, 0, time.UTC) })
)

// withKey returns an option function that makes a client sign requests with the given access key.
func withKey(key, secret string) func(*workspaces.Options) {
	return func(o *workspaces.Options) {
		o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, nil
		})
	}
}

// inRegion returns an option function that sets a client's Region.
func inRegion(region string) func(*workspaces.Options) {
	return func(o *workspaces.Options) { o.Region = region }
}

// twoAccounts returns an emulator, and clients for its default account and a second account.
func twoAccounts(tb testing.TB, opts ...workspacestest.Option) (emu *workspacestest.Emulator, owner, stranger *workspaces.Client) {
	tb.Helper()
	emu = workspacestest.New(tb, append([]workspacestest.Option{workspacestest.WithAccount(otherKey, "secret", otherAccount)}, opts...)...)
	return emu, emu.Client(), emu.ClientFor(otherKey, workspacestest.Region)
}

// seed adds resources to an emulator.
func seed(tb testing.TB, emu *workspacestest.Emulator, s workspacestest.Seed) {
	tb.Helper()
	require.NoError(tb, emu.Seed(s))
}

// doom injects a fault that lets the next call to the operation succeed, but makes the change it starts fail later.
func doom(emu *workspacestest.Emulator, operation, code, message string) {
	emu.Inject(workspacestest.Fault{Operation: operation, Times: 1, Doom: &workspacestest.ItemFault{Code: code, Message: message}})
}

// newRequest returns an unsigned request.
func newRequest(tb testing.TB, operation, body string) *http.Request {
	tb.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://workspaces.us-east-1.amazonaws.com/", bytes.NewBufferString(body))
	require.NoError(tb, err)
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "WorkspacesService."+operation)
	return r
}

// sign signs a request with the default credentials.
func sign(tb testing.TB, r *http.Request, body string, at time.Time) *http.Request {
	tb.Helper()
	return signFor(tb, r, body, at, credentials, workspacestest.Region)
}

// signFor signs a request for a Region with the given credentials.
func signFor(tb testing.TB, r *http.Request, body string, at time.Time, with aws.Credentials, region string) *http.Request {
	tb.Helper()
	hash := sha256.Sum256([]byte(body))
	require.NoError(tb, v4.NewSigner().SignHTTP(context.Background(), with, r, hex.EncodeToString(hash[:]), "workspaces", region, at))
	return r
}

// presign signs a request with the default credentials and puts the signature into the query string.
func presign(tb testing.TB, r *http.Request, body string, at time.Time, expires time.Duration) *http.Request {
	tb.Helper()
	r.URL.RawQuery = url.Values{"X-Amz-Expires": {strconv.Itoa(int(expires.Seconds()))}}.Encode()
	hash := sha256.Sum256([]byte(body))
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableHeaderHoisting = true })
	address, _, err := signer.PresignHTTP(context.Background(), credentials, r, hex.EncodeToString(hash[:]), "workspaces", workspacestest.Region, at)
	require.NoError(tb, err)
	r.URL, err = url.Parse(address)
	require.NoError(tb, err)
	return r
}

// answer is the emulator's response to a request sent without a client.
type answer struct {
	status  int
	header  http.Header
	body    string
	Type    string `json:"__type"`
	Message string `json:"message"`
}

func send(tb testing.TB, emu http.Handler, r *http.Request) (a answer) {
	tb.Helper()
	recorder := httptest.NewRecorder()
	emu.ServeHTTP(recorder, r)
	a.status, a.header, a.body = recorder.Code, recorder.Header(), recorder.Body.String()
	require.NoError(tb, json.Unmarshal(recorder.Body.Bytes(), &a), "body is %q", a.body)
	return a
}

// call signs and sends a request.
func call(tb testing.TB, emu http.Handler, operation, body string) answer {
	tb.Helper()
	return send(tb, emu, sign(tb, newRequest(tb, operation, body), body, time.Now()))
}

// requireCode checks that an error has the given code and a message containing the given text.
func requireCode(tb testing.TB, err error, code, message string) {
	tb.Helper()
	var api smithy.APIError
	require.ErrorAs(tb, err, &api)
	require.Equal(tb, code, api.ErrorCode())
	require.Contains(tb, api.ErrorMessage(), message)
}

// bundleNamed returns the ID of the AWS bundle with the given name.
func bundleNamed(tb testing.TB, client *workspaces.Client, name string) string {
	tb.Helper()
	for _, b := range allBundles(tb, client) {
		if *b.Name == name {
			return *b.BundleId
		}
	}
	require.FailNow(tb, "no such bundle", name)
	return ""
}

func allBundles(tb testing.TB, client *workspaces.Client) (list []types.WorkspaceBundle) {
	tb.Helper()
	in := &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")}
	for {
		out, err := client.DescribeWorkspaceBundles(context.Background(), in)
		require.NoError(tb, err)
		list = append(list, out.Bundles...)
		if out.NextToken == nil {
			return list
		}
		in.NextToken = out.NextToken
	}
}

// request returns an item for a CreateWorkspaces call: a WorkSpace with a Standard bundle.
func request(tb testing.TB, client *workspaces.Client, user string) types.WorkspaceRequest {
	tb.Helper()
	return types.WorkspaceRequest{
		DirectoryId: aws.String(directoryID), UserName: aws.String(user),
		BundleId: aws.String(bundleNamed(tb, client, "Standard with Windows 11")),
	}
}

// create creates a WorkSpace and returns it as shown in the response.
func create(tb testing.TB, client *workspaces.Client, r types.WorkspaceRequest) types.Workspace {
	tb.Helper()
	out, err := client.CreateWorkspaces(context.Background(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{r}})
	require.NoError(tb, err)
	require.NoError(tb, out.Err())
	require.Len(tb, out.PendingRequests, 1)
	return out.PendingRequests[0]
}

// list returns the first page of the account's WorkSpaces.
func list(tb testing.TB, client *workspaces.Client) []types.Workspace {
	tb.Helper()
	out, err := client.DescribeWorkspaces(context.Background(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(tb, err)
	return out.Workspaces
}

// This helper returns the account's only WorkSpace. It fails the test unless the account has exactly one.
func only(tb testing.TB, client *workspaces.Client) types.Workspace {
	tb.Helper()
	all := list(tb, client)
	require.Len(tb, all, 1)
	return all[0]
}
