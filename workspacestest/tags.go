package workspacestest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

const maxTags = 50

// tagSet holds a resource's tags. A resource that can have tags always has a tagSet, even if it is empty.
type tagSet map[string]string

// tagsOf returns the tags of a resource of any kind, or nil if the resource does not exist or cannot have tags.
func (c *call) tagsOf(id string) tagSet {
	for _, k := range kinds {
		if tags := k.tagsOf(c, id); tags != nil {
			return tags
		}
	}
	return nil
}

// newTags returns a new resource's tag set, or an error if the tags are invalid.
func newTags(tags []types.Tag) (tagSet, error) {
	set := make(tagSet, len(tags))
	return set, set.add(tags)
}

// add adds tags to the set, replacing tags with the same keys. If add returns an error, the set is unchanged.
func (s tagSet) add(tags []types.Tag) error {
	merged := maps.Clone(s)
	for _, tag := range tags {
		key, value := aws.ToString(tag.Key), aws.ToString(tag.Value)
		if isReservedTag(key) || isReservedTag(value) {
			return invalidValues("Tags that begin with aws: are reserved for the service: key %.100q, value %.100q.", key, value)
		}
		merged[key] = value
	}
	if len(merged) > maxTags {
		return &types.ResourceLimitExceededException{Message: aws.String(fmt.Sprintf("A resource can have at most %d tags, not %d.", maxTags, len(merged)))}
	}
	maps.Copy(s, merged)
	return nil
}

func isReservedTag(s string) bool { return strings.HasPrefix(strings.ToLower(s), "aws:") }

// list returns the tags ordered by key.
func (s tagSet) list() []types.Tag {
	list := make([]types.Tag, 0, len(s))
	for _, key := range slices.Sorted(maps.Keys(s)) {
		list = append(list, types.Tag{Key: aws.String(key), Value: aws.String(s[key])})
	}
	return list
}

func (c *call) createTags(in *workspaces.CreateTagsInput) (*workspaces.CreateTagsOutput, error) {
	tags, err := c.tagged(in.ResourceId)
	if err != nil {
		return nil, err
	}
	if err := tags.add(in.Tags); err != nil {
		return nil, err
	}
	return &workspaces.CreateTagsOutput{}, nil
}

func (c *call) describeTags(in *workspaces.DescribeTagsInput) (*workspaces.DescribeTagsOutput, error) {
	tags, err := c.tagged(in.ResourceId)
	if err != nil {
		return nil, err
	}
	return &workspaces.DescribeTagsOutput{TagList: tags.list()}, nil
}

func (c *call) deleteTags(in *workspaces.DeleteTagsInput) (*workspaces.DeleteTagsOutput, error) {
	tags, err := c.tagged(in.ResourceId)
	if err != nil {
		return nil, err
	}
	for _, key := range in.TagKeys {
		delete(tags, key)
	}
	return &workspaces.DeleteTagsOutput{}, nil
}

// tagged returns a resource's tags, or an error if the resource does not exist or cannot have tags.
func (c *call) tagged(id *string) (tagSet, error) {
	if tags := c.tagsOf(aws.ToString(id)); tags != nil {
		return tags, nil
	}
	return nil, notFound(aws.ToString(id), "The specified resource %s could not be found.")
}
