package emulator_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/emulator"
	"github.com/go-workspaces/workspaces/types"
)

// direct is an HTTP client that asks a handler.
type direct struct{ http.Handler }

func (d direct) Do(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	d.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

// newEmulator makes an emulator for the functions of the tests that the public one does not have, and a
// client of the account that these are about. Its clock is time.Now.
func newEmulator(opts ...func(*emulator.Options)) (*emulator.Emulator, *workspaces.Client) {
	o := emulator.Options{Credentials: map[string]string{emulator.SeededKey: "secret"}}
	for _, opt := range opts {
		opt(&o)
	}
	e := emulator.New(o)
	return e, workspaces.New(workspaces.Options{
		Region:      emulator.SeededRegion,
		HTTPClient:  direct{e},
		Credentials: credentialsOf(emulator.SeededKey, "secret"),
	})
}

// credentialsOf names an account.
func credentialsOf(key, secret string) aws.CredentialsProviderFunc {
	return func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, nil
	}
}

// newPool asks for a pool of 5 sessions.
func newPool(t *testing.T, client *workspaces.Client, name string, directory *string) *workspaces.CreateWorkspacesPoolInput {
	t.Helper()
	return &workspaces.CreateWorkspacesPoolInput{
		PoolName: aws.String(name), Description: aws.String("A pool"), DirectoryId: directory,
		BundleId: aws.String(bundleNamed(t, client, "Standard with Windows 11")), Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(5)},
	}
}

// newPoolDirectory registers a directory of pools.
func newPoolDirectory(t *testing.T, client *workspaces.Client) *string {
	t.Helper()
	out, err := client.RegisterWorkspaceDirectory(t.Context(), forPools("pools"))
	require.NoError(t, err)
	return out.DirectoryId
}

func pools(t *testing.T, client *workspaces.Client, in workspaces.DescribeWorkspacesPoolsInput) []types.WorkspacesPool {
	t.Helper()
	out, err := client.DescribeWorkspacesPools(t.Context(), &in)
	require.NoError(t, err)
	return out.WorkspacesPools
}

// onlyPool returns the one pool that there is.
func onlyPool(t *testing.T, client *workspaces.Client) types.WorkspacesPool {
	t.Helper()
	list := pools(t, client, workspaces.DescribeWorkspacesPoolsInput{})
	require.Len(t, list, 1)
	return list[0]
}

func startPool(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.StartWorkspacesPool(t.Context(), &workspaces.StartWorkspacesPoolInput{PoolId: id})
	return err
}

func stopPool(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.StopWorkspacesPool(t.Context(), &workspaces.StopWorkspacesPoolInput{PoolId: id})
	return err
}

func updatePool(t *testing.T, client *workspaces.Client, in workspaces.UpdateWorkspacesPoolInput) error {
	t.Helper()
	_, err := client.UpdateWorkspacesPool(t.Context(), &in)
	return err
}

func terminatePool(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.TerminateWorkspacesPool(t.Context(), &workspaces.TerminateWorkspacesPoolInput{PoolId: id})
	return err
}
