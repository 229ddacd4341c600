package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// CreateTagsInput names the resource to tag and the tags to put on it.
type CreateTagsInput struct {
	// ResourceId identifies the resource: a WorkSpace, a registered directory, a custom bundle, a
	// custom image, an IP access control group, or a connection alias.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`

	// Tags are set on the resource: a key that it already has gets the new value, all others are
	// added. A resource holds at most 50 tags.
	//
	// This member is required.
	Tags []types.Tag `required:"true"`
}

// CreateTagsOutput is empty but for the metadata: the tags are in place when it arrives.
type CreateTagsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateTags puts tags on one resource: existing keys are overwritten, others stay as they are.
// It takes effect at once.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException]
// (more than 50 tags), [types.InvalidParameterValuesException].
func (c *Client) CreateTags(ctx context.Context, params *CreateTagsInput, optFns ...func(*Options)) (*CreateTagsOutput, error) {
	return invoke[CreateTagsOutput](ctx, c, "CreateTags", params, optFns)
}

// DescribeTagsInput names the resource whose tags are wanted.
type DescribeTagsInput struct {
	// ResourceId identifies one resource; see [CreateTagsInput] for the kinds that carry tags.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`
}

// DescribeTagsOutput lists the tags of one resource.
type DescribeTagsOutput struct {
	// TagList holds all tags of the resource, at most 50: this list has no pages.
	TagList []types.Tag

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeTags returns the tags of one resource. The service has no call for the tags of several:
// reading those of n WorkSpaces costs n calls.
func (c *Client) DescribeTags(ctx context.Context, params *DescribeTagsInput, optFns ...func(*Options)) (*DescribeTagsOutput, error) {
	return invoke[DescribeTagsOutput](ctx, c, "DescribeTags", params, optFns)
}

// DeleteTagsInput names the resource and the keys to take off it.
type DeleteTagsInput struct {
	// ResourceId identifies one resource; see [CreateTagsInput] for the kinds that carry tags.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`

	// TagKeys are the keys to remove, case-sensitive. Keys that the resource does not have are
	// passed over.
	//
	// This member is required.
	TagKeys []string `required:"true" len:"1:"`
}

// DeleteTagsOutput is empty but for the metadata: the tags are gone when it arrives.
type DeleteTagsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteTags removes tags from one resource by key, at once.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DeleteTags(ctx context.Context, params *DeleteTagsInput, optFns ...func(*Options)) (*DeleteTagsOutput, error) {
	return invoke[DeleteTagsOutput](ctx, c, "DeleteTags", params, optFns)
}
