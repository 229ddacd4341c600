package compat

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestEmulatorServesBothClients makes the same calls with both clients, each on its own emulator. Both emulators have
// the same clock and seed, so all responses must be equal.
func TestEmulatorServesBothClients(t *testing.T) {
	t.Parallel()
	const directory = "d-90670000aa"
	now := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	clock := workspacestest.WithClock(func() time.Time { return now })
	theirEmulator, ourEmulator := workspacestest.New(t, clock), workspacestest.New(t, clock)
	theirs, ours := official.NewFromConfig(theirEmulator.Config()), ourEmulator.Client()
	known := make(map[string]operation)
	for _, op := range operations() {
		known[op.name] = op
	}
	// callBoth makes a call with both clients, compares the results, and returns the official client's.
	callBoth := func(name string, in any) (out any, code string) {
		t.Helper()
		op := known[name]
		ourIn := reflect.New(op.ourIn)
		mirror(ourIn.Elem(), reflect.ValueOf(in).Elem())
		theirOut, theirErr := op.theirs(t.Context(), theirs, in)
		ourOut, ourErr := op.ours(t.Context(), ours, ourIn.Interface())
		if theirErr != nil {
			var their, our smithy.APIError
			require.ErrorAs(t, theirErr, &their, name)
			require.ErrorAs(t, ourErr, &our, name)
			assert.Equal(t, their.ErrorCode(), our.ErrorCode(), name)
			assert.Equal(t, their.ErrorMessage(), our.ErrorMessage(), name)
			assert.Equal(t, fmt.Sprintf("%T", errors.Unwrap(theirErr)), fmt.Sprintf("%T", errors.Unwrap(ourErr)), name)
			return nil, their.ErrorCode()
		}
		require.NoError(t, ourErr, name)
		assert.Empty(t, differences(name, reflect.ValueOf(ourOut).Elem(), reflect.ValueOf(theirOut).Elem()))
		return theirOut, ""
	}

	callBoth("RegisterWorkspaceDirectory", &official.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directory), EnableSelfService: aws.Bool(true)})
	now = now.Add(time.Hour)
	callBoth("DescribeWorkspaceDirectories", &official.DescribeWorkspaceDirectoriesInput{})
	out, _ := callBoth("DescribeWorkspaceBundles", &official.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	bundle := out.(*official.DescribeWorkspaceBundlesOutput).Bundles[0].BundleId

	create := &official.CreateWorkspacesInput{}
	for _, user := range []string{"alice", "bob", "carol", "alice"} {
		create.Workspaces = append(create.Workspaces, officialtypes.WorkspaceRequest{
			DirectoryId: aws.String(directory), UserName: aws.String(user), BundleId: bundle,
			WorkspaceProperties: &officialtypes.WorkspaceProperties{RunningMode: officialtypes.RunningModeAutoStop},
		})
	}
	out, _ = callBoth("CreateWorkspaces", create)
	require.Len(t, out.(*official.CreateWorkspacesOutput).FailedRequests, 1)
	id := out.(*official.CreateWorkspacesOutput).PendingRequests[0].WorkspaceId
	now = now.Add(time.Hour)

	pages := official.NewDescribeWorkspacesPaginator(theirs, nil, func(o *official.DescribeWorkspacesPaginatorOptions) { o.Limit = 2 })
	found := 0
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		require.NoError(t, err)
		found += len(page.Workspaces)
	}
	assert.Equal(t, 3, found)

	_, code := callBoth("StopWorkspaces", &official.StopWorkspacesInput{StopWorkspaceRequests: []officialtypes.StopRequest{{WorkspaceId: id}, {WorkspaceId: aws.String("ws-000000000")}}})
	assert.Empty(t, code)
	out, _ = callBoth("DescribeWorkspaces", &official.DescribeWorkspacesInput{WorkspaceIds: []string{*id}})
	assert.Equal(t, officialtypes.WorkspaceStateStopping, out.(*official.DescribeWorkspacesOutput).Workspaces[0].State)
	_, code = callBoth("RestoreWorkspace", &official.RestoreWorkspaceInput{WorkspaceId: id})
	assert.Equal(t, "OperationNotSupportedException", code)
	_, code = callBoth("DescribeTags", &official.DescribeTagsInput{ResourceId: aws.String("ws-000000000")})
	assert.Equal(t, "ResourceNotFoundException", code)
	now = now.Add(time.Hour)
	callBoth("DescribeWorkspaces", &official.DescribeWorkspacesInput{})
	callBoth("DescribeWorkspaceSnapshots", &official.DescribeWorkspaceSnapshotsInput{WorkspaceId: id})
	callBoth("DescribeWorkspacesConnectionStatus", &official.DescribeWorkspacesConnectionStatusInput{})
	callBoth("DescribeAccount", &official.DescribeAccountInput{})
	callBoth("DescribeApplications", &official.DescribeApplicationsInput{})
}
