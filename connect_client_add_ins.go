package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// CreateConnectClientAddInInput describes a new Amazon Connect add-in and names its directory.
type CreateConnectClientAddInInput struct {
	// ResourceId identifies the directory, which must not have an add-in yet.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// Name is the display name, 1 to 64 characters.
	//
	// This member is required.
	Name *string `required:"true" len:"1:64" form:"line"`

	// URL is the Amazon Connect URL that the add-in opens: an http or https URL of at most 1,024 characters.
	//
	// This member is required.
	URL *string `required:"true" len:"1:1024" form:"url"`
}

// CreateConnectClientAddInOutput identifies the new add-in.
type CreateConnectClientAddInOutput struct {
	// AddInId identifies the add-in. Updating or deleting the add-in requires both this identifier and the directory's.
	AddInId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateConnectClientAddIn creates an add-in for a directory. The add-in lets the directory's users open Amazon Connect
// in the WorkSpaces client. A directory can have at most one add-in.
//
// Errors worth handling: [types.ResourceAlreadyExistsException] (the directory already has an add-in),
// [types.ResourceCreationFailedException], [types.ResourceNotFoundException],
// [types.InvalidParameterValuesException].
func (c *Client) CreateConnectClientAddIn(ctx context.Context, params *CreateConnectClientAddInInput, optFns ...func(*Options)) (*CreateConnectClientAddInOutput, error) {
	return invoke[CreateConnectClientAddInOutput](ctx, c, "CreateConnectClientAddIn", params, optFns)
}

// DescribeConnectClientAddInsInput names the directory.
type DescribeConnectClientAddInsInput struct {
	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// MaxResults is the maximum page size, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeConnectClientAddInsOutput is a page of add-ins.
type DescribeConnectClientAddInsOutput struct {
	// AddIns are the add-ins on this page. A directory has at most one add-in.
	AddIns []types.ConnectClientAddIn

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeConnectClientAddIns returns a directory's Amazon Connect add-ins, page by page.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DescribeConnectClientAddIns(ctx context.Context, params *DescribeConnectClientAddInsInput, optFns ...func(*Options)) (*DescribeConnectClientAddInsOutput, error) {
	return invoke[DescribeConnectClientAddInsOutput](ctx, c, "DescribeConnectClientAddIns", params, optFns)
}

// DescribeConnectClientAddInsPaginator lists a directory's Amazon Connect add-ins. Its methods HasMorePages, NextPage,
// Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeConnectClientAddInsPaginator = paginators.Paginator[
	DescribeConnectClientAddInsInput, DescribeConnectClientAddInsOutput, types.ConnectClientAddIn, Options]

// DescribeConnectClientAddInsAPIClient is the subset of [Client] used by [DescribeConnectClientAddInsPaginator]. Tests
// can implement this interface.
type DescribeConnectClientAddInsAPIClient interface {
	// DescribeConnectClientAddIns calls the operation.
	DescribeConnectClientAddIns(context.Context, *DescribeConnectClientAddInsInput, ...func(*Options)) (*DescribeConnectClientAddInsOutput, error)
}

var describeConnectClientAddIns = pagedOperation[
	DescribeConnectClientAddInsAPIClient, DescribeConnectClientAddInsInput, DescribeConnectClientAddInsOutput, types.ConnectClientAddIn,
]{
	name: "DescribeConnectClientAddIns",
	call: DescribeConnectClientAddInsAPIClient.DescribeConnectClientAddIns,
	input: func(in *DescribeConnectClientAddInsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25}
	},
	output: func(out *DescribeConnectClientAddInsOutput) (*string, *[]types.ConnectClientAddIn) {
		return out.NextToken, &out.AddIns
	},
}

// NewDescribeConnectClientAddInsPaginator returns a paginator for [Client.DescribeConnectClientAddIns]. Nil params are
// treated as an empty input.
func NewDescribeConnectClientAddInsPaginator(
	client DescribeConnectClientAddInsAPIClient, params *DescribeConnectClientAddInsInput, optFns ...func(*paginators.Options),
) *DescribeConnectClientAddInsPaginator {
	return describeConnectClientAddIns.paginator(client, params, optFns...)
}

// UpdateConnectClientAddInInput names an add-in and its new name, new URL, or both.
type UpdateConnectClientAddInInput struct {
	// AddInId is the add-in's identifier, a UUID in lower case.
	//
	// This member is required.
	AddInId *string `required:"true" len:"36:36" form:"uuid"`

	// ResourceId identifies the add-in's directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`

	// Name is the new display name, 1 to 64 characters. Nil keeps the current name.
	Name *string `len:"1:64" form:"line"`

	// URL is the new Amazon Connect URL: an http or https URL of at most 1,024 characters. Nil keeps the current URL.
	URL *string `len:"1:1024" form:"url"`
}

// UpdateConnectClientAddInOutput is empty except for the metadata.
type UpdateConnectClientAddInOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateConnectClientAddIn changes an add-in's name, URL, or both.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) UpdateConnectClientAddIn(ctx context.Context, params *UpdateConnectClientAddInInput, optFns ...func(*Options)) (*UpdateConnectClientAddInOutput, error) {
	return invoke[UpdateConnectClientAddInOutput](ctx, c, "UpdateConnectClientAddIn", params, optFns)
}

// DeleteConnectClientAddInInput names the add-in to delete.
type DeleteConnectClientAddInInput struct {
	// AddInId is the add-in's identifier, a UUID in lower case.
	//
	// This member is required.
	AddInId *string `required:"true" len:"36:36" form:"uuid"`

	// ResourceId identifies the add-in's directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"10:65" form:"directory"`
}

// DeleteConnectClientAddInOutput is empty except for the metadata.
type DeleteConnectClientAddInOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteConnectClientAddIn deletes a directory's Amazon Connect add-in.
//
// Errors worth handling: [types.ResourceNotFoundException].
func (c *Client) DeleteConnectClientAddIn(ctx context.Context, params *DeleteConnectClientAddInInput, optFns ...func(*Options)) (*DeleteConnectClientAddInOutput, error) {
	return invoke[DeleteConnectClientAddInOutput](ctx, c, "DeleteConnectClientAddIn", params, optFns)
}
