package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// DescribeClientPropertiesInput names the directories.
type DescribeClientPropertiesInput struct {
	// ResourceIds are the identifiers of 1 to 25 directories.
	//
	// This member is required.
	ResourceIds []string `required:"true" items:"1:25" len:"1:"`
}

// DescribeClientPropertiesOutput lists client properties by directory.
type DescribeClientPropertiesOutput struct {
	// ClientPropertiesList holds one entry per directory. The list is not paginated.
	ClientPropertiesList []types.ClientPropertiesResult

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeClientProperties returns the WorkSpaces client settings of up to 25 directories: whether users may stay
// signed in, whether clients upload logs, and which interface clients show.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) DescribeClientProperties(ctx context.Context, params *DescribeClientPropertiesInput, optFns ...func(*Options)) (*DescribeClientPropertiesOutput, error) {
	return invoke[DescribeClientPropertiesOutput](ctx, c, "DescribeClientProperties", params, optFns)
}

// ModifyClientPropertiesInput names a directory and its new client properties.
type ModifyClientPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`

	// ClientProperties are the settings to change. Unset settings stay the same.
	//
	// This member is required.
	ClientProperties *types.ClientProperties `required:"true"`
}

// ModifyClientPropertiesOutput is empty except for the metadata.
type ModifyClientPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyClientProperties changes the WorkSpaces client settings for all users of a directory. A new
// ClientExperiencePolicy does not affect running sessions; it applies when the client next starts or the user next
// signs in.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException],
// [types.InvalidParameterValuesException] (for instance an unknown ClientExperiencePolicy).
func (c *Client) ModifyClientProperties(ctx context.Context, params *ModifyClientPropertiesInput, optFns ...func(*Options)) (*ModifyClientPropertiesOutput, error) {
	return invoke[ModifyClientPropertiesOutput](ctx, c, "ModifyClientProperties", params, optFns)
}
