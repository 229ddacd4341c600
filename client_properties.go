package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// DescribeClientPropertiesInput names the directories whose client properties are wanted.
type DescribeClientPropertiesInput struct {
	// ResourceIds are the identifiers of directories, 1 to 25.
	//
	// This member is required.
	ResourceIds []string `required:"true" items:"1:25" len:"1:"`
}

// DescribeClientPropertiesOutput lists client properties by directory.
type DescribeClientPropertiesOutput struct {
	// ClientPropertiesList holds one entry for a directory. This list has no pages.
	ClientPropertiesList []types.ClientPropertiesResult

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeClientProperties returns what the WorkSpaces clients of up to 25 directories are told: whether
// users may stay signed in, whether logs are uploaded, and which interface the client shows.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) DescribeClientProperties(ctx context.Context, params *DescribeClientPropertiesInput, optFns ...func(*Options)) (*DescribeClientPropertiesOutput, error) {
	return invoke[DescribeClientPropertiesOutput](ctx, c, "DescribeClientProperties", params, optFns)
}

// ModifyClientPropertiesInput names one directory and the client properties to give it.
type ModifyClientPropertiesInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`

	// ClientProperties are the settings wanted.
	//
	// This member is required.
	ClientProperties *types.ClientProperties `required:"true"`
}

// ModifyClientPropertiesOutput is empty but for the metadata.
type ModifyClientPropertiesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyClientProperties changes what the WorkSpaces clients of one directory are told; it applies to all
// users of that directory. A new ClientExperiencePolicy does not touch sessions under way: a user meets it
// at the next start of the client or the next sign-in.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.OperationNotSupportedException],
// [types.InvalidParameterValuesException] (among others for a ClientExperiencePolicy that is unknown).
func (c *Client) ModifyClientProperties(ctx context.Context, params *ModifyClientPropertiesInput, optFns ...func(*Options)) (*ModifyClientPropertiesOutput, error) {
	return invoke[ModifyClientPropertiesOutput](ctx, c, "ModifyClientProperties", params, optFns)
}
