package workspacestest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func tag(key, value string) types.Tag {
	return types.Tag{Key: aws.String(key), Value: aws.String(value)}
}

func TestTags(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable)).Client()
	for _, id := range []*string{aws.String(directoryID), only(t, client).WorkspaceId} {
		tags := func() []types.Tag {
			out, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: id})
			require.NoError(t, err)
			return out.TagList
		}
		assert.Empty(t, tags())
		_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: id, Tags: []types.Tag{tag("b", "1"), {Key: aws.String("a")}}})
		require.NoError(t, err)
		_, err = client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: id, Tags: []types.Tag{tag("b", "2"), tag("c", "3")}})
		require.NoError(t, err)
		assert.Equal(t, []types.Tag{tag("a", ""), tag("b", "2"), tag("c", "3")}, tags())
		_, err = client.DeleteTags(t.Context(), &workspaces.DeleteTagsInput{ResourceId: id, TagKeys: []string{"a", "c", "none"}})
		require.NoError(t, err)
		assert.Equal(t, []types.Tag{tag("b", "2")}, tags())
	}
}

func TestTagLimits(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID)).Client()
	create := func(tags ...types.Tag) error {
		_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: aws.String(directoryID), Tags: tags})
		return err
	}
	many := make([]types.Tag, 50)
	for i := range many {
		many[i] = tag(fmt.Sprint(i), "")
	}
	requireCode(t, create(append(many, tag("one more", ""))...), "ResourceLimitExceededException", "50")
	require.NoError(t, create(many...))
	require.NoError(t, create(tag("7", "changed")))
	requireCode(t, create(tag("one more", "")), "ResourceLimitExceededException", "50")
	requireCode(t, create(tag("AWS:x", "")), "InvalidParameterValuesException", "aws:")
	requireCode(t, create(tag("7", "aws:x")), "InvalidParameterValuesException", "aws:")
	requireCode(t, create(tag("", "")), "ValidationException", "Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")
}

func TestTagsOfAWorkspaceThatIsNotVisibleYet(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	in := &workspaces.DescribeTagsInput{ResourceId: create(t, client, request(t, client, "alice")).WorkspaceId}
	_, err := client.DescribeTags(t.Context(), in)
	requireCode(t, err, "ResourceNotFoundException", "")
	emu.Advance(time.Second)
	_, err = client.DescribeTags(t.Context(), in)
	require.NoError(t, err)
}

func TestTagsOfUnknownResources(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	for _, id := range []*string{aws.String("ws-000000000"), aws.String(bundleNamed(t, client, "Value with Amazon Linux 2"))} {
		_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: id, Tags: []types.Tag{tag("a", "b")}})
		var missing *types.ResourceNotFoundException
		require.ErrorAs(t, err, &missing)
		assert.Equal(t, id, missing.ResourceId)
		_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: id})
		require.ErrorAs(t, err, &missing)
		_, err = client.DeleteTags(t.Context(), &workspaces.DeleteTagsInput{ResourceId: id, TagKeys: []string{"a"}})
		require.ErrorAs(t, err, &missing)
	}
}
