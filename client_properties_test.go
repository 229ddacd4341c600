package workspaces_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestClientProperties changes a directory's client properties one at a time. The directory's other properties, and all
// of a second directory's, must stay the same.
func TestClientProperties(t *testing.T) {
	t.Parallel()
	const other = "d-9067000001"
	client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory), workspacestest.WithDirectory(other)).Client()
	properties := func(ids ...string) map[string]types.ClientProperties {
		out, err := client.DescribeClientProperties(t.Context(), &workspaces.DescribeClientPropertiesInput{ResourceIds: ids})
		require.NoError(t, err)
		found := make(map[string]types.ClientProperties)
		for _, p := range out.ClientPropertiesList {
			found[*p.ResourceId] = *p.ClientProperties
		}
		return found
	}
	before := properties(listedDirectory, other)
	require.Len(t, before, 2)
	want := before[listedDirectory]
	for _, change := range []types.ClientProperties{
		{ReconnectEnabled: types.ReconnectEnumEnabled},
		{ReconnectEnabled: types.ReconnectEnumDisabled},
		{LogUploadEnabled: types.LogUploadEnumDisabled},
		{LogUploadEnabled: types.LogUploadEnumEnabled},
		{ClientExperiencePolicy: aws.String("FORCE_CLASSIC")},
	} {
		_, err := client.ModifyClientProperties(t.Context(), &workspaces.ModifyClientPropertiesInput{ResourceId: aws.String(listedDirectory), ClientProperties: &change})
		require.NoError(t, err)
		if change.ReconnectEnabled != "" {
			want.ReconnectEnabled = change.ReconnectEnabled
		}
		if change.LogUploadEnabled != "" {
			want.LogUploadEnabled = change.LogUploadEnabled
		}
		if change.ClientExperiencePolicy != nil {
			want.ClientExperiencePolicy = change.ClientExperiencePolicy
		}
		assert.Equal(t, map[string]types.ClientProperties{listedDirectory: want, other: before[other]}, properties(listedDirectory, other))
	}
}
