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

// TestTags changes a directory's tags in several steps, and checks all of them after each step.
func TestTags(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory)).Client()
	id := aws.String(listedDirectory)
	tag := func(key, value string) types.Tag { return types.Tag{Key: aws.String(key), Value: aws.String(value)} }
	for _, step := range []struct {
		name   string
		create []types.Tag
		remove []string
		want   []types.Tag
	}{
		{name: "new keys", create: []types.Tag{tag("a", "1"), tag("b", "2")}, want: []types.Tag{tag("a", "1"), tag("b", "2")}},
		{name: "an existing key gets the new value", create: []types.Tag{tag("b", "3")}, want: []types.Tag{tag("a", "1"), tag("b", "3")}},
		{name: "unknown keys are ignored", remove: []string{"a", "none"}, want: []types.Tag{tag("b", "3")}},
		{name: "keys are case-sensitive", remove: []string{"B"}, want: []types.Tag{tag("b", "3")}},
		{name: "the last key", remove: []string{"b"}, want: []types.Tag{}},
	} {
		if step.create != nil {
			_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: id, Tags: step.create})
			require.NoError(t, err, step.name)
		}
		if step.remove != nil {
			_, err := client.DeleteTags(t.Context(), &workspaces.DeleteTagsInput{ResourceId: id, TagKeys: step.remove})
			require.NoError(t, err, step.name)
		}
		out, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: id})
		require.NoError(t, err, step.name)
		assert.ElementsMatch(t, step.want, out.TagList, step.name)
	}
}
