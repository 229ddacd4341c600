package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// CreateIpGroupInput describes a new IP access control group.
type CreateIpGroupInput struct {
	// GroupName is the group's name, unique in the account and Region.
	//
	// This member is required.
	GroupName *string `required:"true"`

	// GroupDesc is a description of the group.
	GroupDesc *string

	// UserRules are the group's rules, at most 10 by default. [Client.AuthorizeIpRules] can add more later.
	UserRules []types.IpRuleItem

	// Tags are added to the group.
	Tags []types.Tag
}

// CreateIpGroupOutput identifies the new group.
type CreateIpGroupOutput struct {
	// GroupId identifies the group.
	GroupId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateIpGroup creates an IP access control group. The group has no effect until it is associated with a
// directory; see [Client.AssociateIpGroups].
//
// Errors worth handling: [types.ResourceAlreadyExistsException] (the name is taken),
// [types.ResourceLimitExceededException] (the default quotas are 100 groups, and 10 rules per group),
// [types.InvalidParameterValuesException], [types.ResourceCreationFailedException].
func (c *Client) CreateIpGroup(ctx context.Context, params *CreateIpGroupInput, optFns ...func(*Options)) (*CreateIpGroupOutput, error) {
	return invoke[CreateIpGroupOutput](ctx, c, "CreateIpGroup", params, optFns)
}

// DescribeIpGroupsInput selects IP access control groups. By default, the call returns all groups.
type DescribeIpGroupsInput struct {
	// GroupIds are the identifiers of the groups.
	GroupIds []string `form:"ipgroup"`

	// MaxResults is the maximum number of groups per page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeIpGroupsOutput is a page of IP access control groups.
type DescribeIpGroupsOutput struct {
	// Result holds the groups on this page, each with its rules.
	Result []types.WorkspacesIpGroup

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeIpGroups returns the IP access control groups in the client's Region, page by page.
//
// Errors worth handling: [types.InvalidParameterValuesException].
func (c *Client) DescribeIpGroups(ctx context.Context, params *DescribeIpGroupsInput, optFns ...func(*Options)) (*DescribeIpGroupsOutput, error) {
	return invoke[DescribeIpGroupsOutput](ctx, c, "DescribeIpGroups", params, optFns)
}

// DescribeIpGroupsPaginator lists IP access control groups. It splits more than 25 GroupIds across several calls. The
// methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeIpGroupsPaginator = paginators.Paginator[
	DescribeIpGroupsInput, DescribeIpGroupsOutput, types.WorkspacesIpGroup, Options]

// DescribeIpGroupsAPIClient is the subset of [Client] used by [DescribeIpGroupsPaginator]. Tests can implement this
// interface.
type DescribeIpGroupsAPIClient interface {
	// DescribeIpGroups calls the operation.
	DescribeIpGroups(context.Context, *DescribeIpGroupsInput, ...func(*Options)) (*DescribeIpGroupsOutput, error)
}

var describeIpGroups = pagedOperation[
	DescribeIpGroupsAPIClient, DescribeIpGroupsInput, DescribeIpGroupsOutput, types.WorkspacesIpGroup,
]{
	name: "DescribeIpGroups",
	call: DescribeIpGroupsAPIClient.DescribeIpGroups,
	input: func(in *DescribeIpGroupsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25, IDs: &in.GroupIds}
	},
	output: func(out *DescribeIpGroupsOutput) (*string, *[]types.WorkspacesIpGroup) {
		return out.NextToken, &out.Result
	},
}

// NewDescribeIpGroupsPaginator returns a paginator for [Client.DescribeIpGroups]. Nil params are treated as an empty
// input.
func NewDescribeIpGroupsPaginator(
	client DescribeIpGroupsAPIClient, params *DescribeIpGroupsInput, optFns ...func(*paginators.Options),
) *DescribeIpGroupsPaginator {
	return describeIpGroups.paginator(client, params, optFns...)
}

// AuthorizeIpRulesInput names a group and the rules to add.
type AuthorizeIpRulesInput struct {
	// GroupId identifies the group.
	//
	// This member is required.
	GroupId *string `required:"true" form:"ipgroup"`

	// UserRules are the rules to add.
	//
	// This member is required.
	UserRules []types.IpRuleItem `required:"true"`
}

// AuthorizeIpRulesOutput is empty except for the metadata.
type AuthorizeIpRulesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AuthorizeIpRules adds rules to an IP access control group. Users of the group's directories can then also
// connect from the addresses in the new rules. A group has at most 10 rules by default.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException],
// [types.InvalidParameterValuesException], [types.InvalidResourceStateException].
func (c *Client) AuthorizeIpRules(ctx context.Context, params *AuthorizeIpRulesInput, optFns ...func(*Options)) (*AuthorizeIpRulesOutput, error) {
	return invoke[AuthorizeIpRulesOutput](ctx, c, "AuthorizeIpRules", params, optFns)
}

// UpdateRulesOfIpGroupInput names a group and its new rules.
type UpdateRulesOfIpGroupInput struct {
	// GroupId identifies the group.
	//
	// This member is required.
	GroupId *string `required:"true" form:"ipgroup"`

	// UserRules are the new rules, at most 10. They replace all of the group's rules.
	//
	// This member is required.
	UserRules []types.IpRuleItem `required:"true"`
}

// UpdateRulesOfIpGroupOutput is empty except for the metadata.
type UpdateRulesOfIpGroupOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateRulesOfIpGroup replaces an IP access control group's rules.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException],
// [types.InvalidParameterValuesException], [types.InvalidResourceStateException].
func (c *Client) UpdateRulesOfIpGroup(ctx context.Context, params *UpdateRulesOfIpGroupInput, optFns ...func(*Options)) (*UpdateRulesOfIpGroupOutput, error) {
	return invoke[UpdateRulesOfIpGroupOutput](ctx, c, "UpdateRulesOfIpGroup", params, optFns)
}

// RevokeIpRulesInput names a group and the rules to remove.
type RevokeIpRulesInput struct {
	// GroupId identifies the group.
	//
	// This member is required.
	GroupId *string `required:"true" form:"ipgroup"`

	// UserRules are the address ranges of the rules to remove, in CIDR notation.
	//
	// This member is required.
	UserRules []string `required:"true"`
}

// RevokeIpRulesOutput is empty except for the metadata.
type RevokeIpRulesOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// RevokeIpRules removes rules from an IP access control group.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.InvalidResourceStateException].
func (c *Client) RevokeIpRules(ctx context.Context, params *RevokeIpRulesInput, optFns ...func(*Options)) (*RevokeIpRulesOutput, error) {
	return invoke[RevokeIpRulesOutput](ctx, c, "RevokeIpRules", params, optFns)
}

// AssociateIpGroupsInput names a directory and the groups to associate with it.
type AssociateIpGroupsInput struct {
	// DirectoryId identifies the directory.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// GroupIds are the identifiers of the groups.
	//
	// This member is required.
	GroupIds []string `required:"true" form:"ipgroup"`
}

// AssociateIpGroupsOutput is empty except for the metadata.
type AssociateIpGroupsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AssociateIpGroups associates IP access control groups with a directory. The directory's users can then connect only
// from addresses allowed by at least one of the directory's groups. A directory can have at most 25 groups.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.ResourceLimitExceededException],
// [types.InvalidParameterValuesException], [types.InvalidResourceStateException],
// [types.OperationNotSupportedException].
func (c *Client) AssociateIpGroups(ctx context.Context, params *AssociateIpGroupsInput, optFns ...func(*Options)) (*AssociateIpGroupsOutput, error) {
	return invoke[AssociateIpGroupsOutput](ctx, c, "AssociateIpGroups", params, optFns)
}

// DisassociateIpGroupsInput names a directory and the groups to disassociate from it.
type DisassociateIpGroupsInput struct {
	// DirectoryId identifies the directory.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// GroupIds are the identifiers of the groups.
	//
	// This member is required.
	GroupIds []string `required:"true" form:"ipgroup"`
}

// DisassociateIpGroupsOutput is empty except for the metadata.
type DisassociateIpGroupsOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DisassociateIpGroups disassociates IP access control groups from a directory. Users of a directory without
// groups can connect from any address.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.InvalidResourceStateException], [types.OperationNotSupportedException].
func (c *Client) DisassociateIpGroups(ctx context.Context, params *DisassociateIpGroupsInput, optFns ...func(*Options)) (*DisassociateIpGroupsOutput, error) {
	return invoke[DisassociateIpGroupsOutput](ctx, c, "DisassociateIpGroups", params, optFns)
}

// DeleteIpGroupInput names the group to delete.
type DeleteIpGroupInput struct {
	// GroupId identifies the group.
	//
	// This member is required.
	GroupId *string `required:"true" form:"ipgroup"`
}

// DeleteIpGroupOutput is empty except for the metadata.
type DeleteIpGroupOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteIpGroup deletes an IP access control group that is not associated with any directory.
//
// Errors worth handling: [types.ResourceAssociatedException] (disassociate the group from its directories
// first), [types.ResourceNotFoundException], [types.InvalidParameterValuesException].
func (c *Client) DeleteIpGroup(ctx context.Context, params *DeleteIpGroupInput, optFns ...func(*Options)) (*DeleteIpGroupOutput, error) {
	return invoke[DeleteIpGroupOutput](ctx, c, "DeleteIpGroup", params, optFns)
}
