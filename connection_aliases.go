package workspaces

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
)

// CreateConnectionAliasInput names the domain of a new connection alias.
type CreateConnectionAliasInput struct {
	// ConnectionString is the domain name, such as desktops.example.com: 1 to 255 letters, digits, dots and
	// hyphens. It stays with this account for good, even when the alias is deleted.
	//
	// This member is required.
	ConnectionString *string `required:"true" len:"1:255" pattern:"^[.0-9a-zA-Z\\-]{1,255}$"`

	// Tags are put on the alias.
	Tags []types.Tag
}

// CreateConnectionAliasOutput tells the identifier of the new alias.
type CreateConnectionAliasOutput struct {
	// AliasId identifies the alias.
	AliasId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateConnectionAlias makes a connection alias for redirection between Regions. It returns when that has
// begun; the alias can be used in state CREATED.
//
// To wait for it: [NewConnectionAliasCreatedWaiter].
//
// Errors worth handling: [types.ResourceAlreadyExistsException], [types.ResourceLimitExceededException] (20
// by default), [types.InvalidParameterValuesException], [types.InvalidResourceStateException],
// [types.OperationNotSupportedException].
func (c *Client) CreateConnectionAlias(ctx context.Context, params *CreateConnectionAliasInput, optFns ...func(*Options)) (*CreateConnectionAliasOutput, error) {
	return invoke[CreateConnectionAliasOutput](ctx, c, "CreateConnectionAlias", params, optFns)
}

// DescribeConnectionAliasesInput selects connection aliases: by identifier or by directory, not both;
// without any selection all are meant.
type DescribeConnectionAliasesInput struct {
	// AliasIds are the identifiers of 1 to 25 aliases.
	AliasIds []string `items:"1:25" len:"13:68" form:"alias"`

	// ResourceId identifies the directory that the aliases lead to.
	ResourceId *string `len:"1:"`

	// Limit is how many aliases an answer holds at most, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken is the token of the answer before, for the next page.
	NextToken *string `len:"1:2048"`
}

// DescribeConnectionAliasesOutput is a page of connection aliases.
type DescribeConnectionAliasesOutput struct {
	// ConnectionAliases are the aliases of this page.
	ConnectionAliases []types.ConnectionAlias

	// NextToken leads to the next page; it is nil on the last.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeConnectionAliases returns connection aliases, and which directories they lead to, page by page.
//
// Errors worth handling: [types.InvalidParameterValuesException] (also where both selections are given),
// [types.OperationNotSupportedException].
func (c *Client) DescribeConnectionAliases(ctx context.Context, params *DescribeConnectionAliasesInput, optFns ...func(*Options)) (*DescribeConnectionAliasesOutput, error) {
	return invoke[DescribeConnectionAliasesOutput](ctx, c, "DescribeConnectionAliases", params, optFns)
}

// AssociateConnectionAliasInput names an alias and the directory that it shall lead to.
type AssociateConnectionAliasInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`

	// ResourceId identifies the directory.
	//
	// This member is required.
	ResourceId *string `required:"true" len:"1:"`
}

// AssociateConnectionAliasOutput tells what the DNS must say.
type AssociateConnectionAliasOutput struct {
	// ConnectionIdentifier is what a TXT record of the domain must hold to lead to the directory.
	ConnectionIdentifier *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AssociateConnectionAlias makes a connection alias in state CREATED lead to a directory. It returns when
// that has begun; [Client.DescribeConnectionAliases] tells when it is done.
//
// To wait for it: [NewConnectionAliasAssociatedWaiter].
//
// Errors worth handling: [types.ResourceAssociatedException] (it leads to another already),
// [types.InvalidResourceStateException] (not CREATED), [types.ResourceNotFoundException],
// [types.InvalidParameterValuesException], [types.OperationNotSupportedException].
func (c *Client) AssociateConnectionAlias(ctx context.Context, params *AssociateConnectionAliasInput, optFns ...func(*Options)) (*AssociateConnectionAliasOutput, error) {
	return invoke[AssociateConnectionAliasOutput](ctx, c, "AssociateConnectionAlias", params, optFns)
}

// DisassociateConnectionAliasInput names the alias to free.
type DisassociateConnectionAliasInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`
}

// DisassociateConnectionAliasOutput is empty but for the metadata.
type DisassociateConnectionAliasOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DisassociateConnectionAlias frees a connection alias from its directory, which ends redirection by it.
// The alias has to be CREATED. It returns when that has begun.
//
// To wait for it: [NewConnectionAliasDisassociatedWaiter].
//
// Errors worth handling: [types.InvalidResourceStateException] (not CREATED),
// [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) DisassociateConnectionAlias(ctx context.Context, params *DisassociateConnectionAliasInput, optFns ...func(*Options)) (*DisassociateConnectionAliasOutput, error) {
	return invoke[DisassociateConnectionAliasOutput](ctx, c, "DisassociateConnectionAlias", params, optFns)
}

// UpdateConnectionAliasPermissionInput names an alias and whom it is shared with.
type UpdateConnectionAliasPermissionInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`

	// ConnectionAliasPermission shares the alias with another account, or ends that.
	//
	// This member is required.
	ConnectionAliasPermission *types.ConnectionAliasPermission `required:"true"`
}

// UpdateConnectionAliasPermissionOutput is empty but for the metadata.
type UpdateConnectionAliasPermissionOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateConnectionAliasPermission shares a connection alias with one other account, or ends that. The
// alias has to be CREATED. Before an alias that was shared can be deleted, the other account disassociates
// it, then its owner ends the sharing.
//
// Errors worth handling: [types.ResourceAssociatedException], [types.ResourceNotFoundException],
// [types.ResourceLimitExceededException], [types.InvalidResourceStateException] (not CREATED),
// [types.InvalidParameterValuesException], [types.OperationNotSupportedException].
func (c *Client) UpdateConnectionAliasPermission(ctx context.Context, params *UpdateConnectionAliasPermissionInput, optFns ...func(*Options)) (*UpdateConnectionAliasPermissionOutput, error) {
	return invoke[UpdateConnectionAliasPermissionOutput](ctx, c, "UpdateConnectionAliasPermission", params, optFns)
}

// DescribeConnectionAliasPermissionsInput names the alias whose permissions are wanted.
type DescribeConnectionAliasPermissionsInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`

	// MaxResults is how many permissions an answer holds at most, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token of the answer before, for the next page.
	NextToken *string `len:"1:2048"`
}

// DescribeConnectionAliasPermissionsOutput is a page of permissions.
type DescribeConnectionAliasPermissionsOutput struct {
	// AliasId identifies the alias.
	AliasId *string

	// ConnectionAliasPermissions tell which accounts may associate the alias.
	ConnectionAliasPermissions []types.ConnectionAliasPermission

	// NextToken leads to the next page; it is nil on the last.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeConnectionAliasPermissions returns with whom the owner of a connection alias shares it, page by
// page.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) DescribeConnectionAliasPermissions(ctx context.Context, params *DescribeConnectionAliasPermissionsInput, optFns ...func(*Options)) (*DescribeConnectionAliasPermissionsOutput, error) {
	return invoke[DescribeConnectionAliasPermissionsOutput](ctx, c, "DescribeConnectionAliasPermissions", params, optFns)
}

// DeleteConnectionAliasInput names the alias to delete.
type DeleteConnectionAliasInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`
}

// DeleteConnectionAliasOutput is empty but for the metadata.
type DeleteConnectionAliasOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteConnectionAlias deletes a connection alias that leads to no directory and is shared with nobody.
// Where users shall no longer register with the domain at all, AWS asks for precautions: see the security
// considerations on cross-Region redirection in its administration guide.
//
// To wait for it: [NewConnectionAliasDeletedWaiter].
//
// Errors worth handling: [types.ResourceAssociatedException], [types.ResourceNotFoundException],
// [types.InvalidResourceStateException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) DeleteConnectionAlias(ctx context.Context, params *DeleteConnectionAliasInput, optFns ...func(*Options)) (*DeleteConnectionAliasOutput, error) {
	return invoke[DeleteConnectionAliasOutput](ctx, c, "DeleteConnectionAlias", params, optFns)
}
