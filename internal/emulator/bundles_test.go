package emulator_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestBundlesOfAWS(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	all := allBundles(t, client)
	assert.Greater(t, len(all), 50, "more than two pages")
	seen := make(map[string]bool)
	for _, b := range all {
		assert.Regexp(t, `^wsb-[0-9a-z]{9}$`, *b.BundleId)
		assert.False(t, seen[*b.BundleId], *b.BundleId)
		seen[*b.BundleId] = true
		assert.Equal(t, "AMAZON", *b.Owner)
		assert.Equal(t, types.WorkspaceBundleStateAvailable, b.State)
		assert.NotEmpty(t, b.ComputeType.Name)
	}
	assert.Equal(t, all, allBundles(t, workspacestest.New(t, workspacestest.WithSeed(7)).Client()), "the same everywhere")
}

func TestDescribeWorkspaceBundles(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	id := bundleNamed(t, client, "Value with Amazon Linux 2")
	for name, tt := range map[string]struct {
		in   workspaces.DescribeWorkspaceBundlesInput
		want int
	}{
		"own":         {workspaces.DescribeWorkspaceBundlesInput{}, 0},
		"other owner": {workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("123456789012")}, 0},
		"identifiers": {workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{id, id, "wsb-000000000"}}, 1},
	} {
		out, err := client.DescribeWorkspaceBundles(t.Context(), &tt.in)
		require.NoError(t, err, name)
		assert.Len(t, out.Bundles, tt.want, name)
	}
	_, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{id}, Owner: aws.String("AMAZON")})
	requireCode(t, err, "InvalidParameterValuesException", "Only one")
	_, err = client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON"), NextToken: aws.String("x")})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

// TestBundlesLaunch launches a WorkSpace from every bundle: none has volumes that do not go together.
func TestBundlesLaunch(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	for _, b := range allBundles(t, client) {
		w := create(t, client, types.WorkspaceRequest{DirectoryId: aws.String(directoryID), UserName: b.BundleId, BundleId: b.BundleId})
		assert.Equal(t, b.ComputeType.Name, w.WorkspaceProperties.ComputeTypeName)
	}
}
