package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// CreateTagsInput names a resource and the tags to add to it.
type CreateTagsInput struct {
	// ResourceId identifies the resource: a WorkSpace, a registered directory, a custom bundle, a
	// custom image, an IP access control group, or a connection alias.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`

	// Tags are the tags to add. If the resource already has a tag with the same key, the new value replaces the old
	// one. A resource can have at most 50 tags.
	//
	// This member is required.
	Tags []types.Tag `required:"true"`
}

// CreateTagsOutput is empty except for the metadata. The tags are in place when the call returns.
type CreateTagsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateTags adds tags to one resource. If a key already exists, its value is replaced. Other tags stay. The change takes effect
// immediately.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException]
// (more than 50 tags), [types.InvalidParameterValuesException].
func (c *Client) CreateTags(ctx context.Context, params *CreateTagsInput, optFns ...func(*Options)) (*CreateTagsOutput, error) {
	return invoke[CreateTagsOutput](ctx, c, "CreateTags", params, optFns)
}

// DescribeTagsInput names the resource whose tags are returned.
type DescribeTagsInput struct {
	// ResourceId identifies the resource. [CreateTagsInput] lists the kinds of resources that have tags.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`
}

// DescribeTagsOutput lists a resource's tags.
type DescribeTagsOutput struct {
	// TagList holds all of the resource's tags, at most 50. The list is not paginated.
	TagList []types.Tag

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeTags returns a resource's tags. The service cannot return the tags of several resources at once: reading the
// tags of n WorkSpaces takes n calls.
func (c *Client) DescribeTags(ctx context.Context, params *DescribeTagsInput, optFns ...func(*Options)) (*DescribeTagsOutput, error) {
	return invoke[DescribeTagsOutput](ctx, c, "DescribeTags", params, optFns)
}

// DeleteTagsInput names a resource and the keys of the tags to delete.
type DeleteTagsInput struct {
	// ResourceId identifies the resource. [CreateTagsInput] lists the kinds of resources that have tags.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`

	// TagKeys are the keys of the tags to delete. They are case-sensitive. Keys that the resource does not have are
	// ignored.
	//
	// This member is required.
	TagKeys []string `required:"true" len:"1:"`
}

// DeleteTagsOutput is empty except for the metadata. The tags have been deleted when the call returns.
type DeleteTagsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteTags deletes a resource's tags by key. The change takes effect immediately.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DeleteTags(ctx context.Context, params *DeleteTagsInput, optFns ...func(*Options)) (*DeleteTagsOutput, error) {
	return invoke[DeleteTagsOutput](ctx, c, "DeleteTags", params, optFns)
}
