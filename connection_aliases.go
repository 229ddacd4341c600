package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// CreateConnectionAliasInput names the domain of a new connection alias.
type CreateConnectionAliasInput struct {
	// ConnectionString is the domain name, such as desktops.example.com: 1 to 255 letters, digits, dots and
	// hyphens. The name is reserved for this account permanently, even after the alias is deleted.
	//
	// This member is required.
	ConnectionString *string `required:"true" len:"1:255" pattern:"^[.0-9a-zA-Z\\-]{1,255}$"`

	// Tags are added to the alias.
	Tags []types.Tag
}

// CreateConnectionAliasOutput identifies the new alias.
type CreateConnectionAliasOutput struct {
	// AliasId identifies the alias.
	AliasId *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// CreateConnectionAlias creates a connection alias for cross-Region redirection. It returns once the creation has
// begun. The alias can be used as soon as its state is CREATED.
//
// Use [NewConnectionAliasCreatedWaiter] to wait until the alias is CREATED.
//
// Errors worth handling: [types.ResourceAlreadyExistsException], [types.ResourceLimitExceededException] (the
// default quota is 20 aliases), [types.InvalidParameterValuesException],
// [types.InvalidResourceStateException], [types.OperationNotSupportedException].
func (c *Client) CreateConnectionAlias(ctx context.Context, params *CreateConnectionAliasInput, optFns ...func(*Options)) (*CreateConnectionAliasOutput, error) {
	return invoke[CreateConnectionAliasOutput](ctx, c, "CreateConnectionAlias", params, optFns)
}

// DescribeConnectionAliasesInput selects connection aliases by identifier or by directory, but not both. By default,
// the call returns all aliases.
type DescribeConnectionAliasesInput struct {
	// AliasIds are the identifiers of 1 to 25 aliases.
	AliasIds []string `items:"1:25" len:"13:68" form:"alias"`

	// ResourceId identifies the directory that the aliases are associated with.
	ResourceId *string `len:"1:"`

	// Limit is the maximum number of aliases per page, 1 to 25.
	Limit *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeConnectionAliasesOutput is a page of connection aliases.
type DescribeConnectionAliasesOutput struct {
	// ConnectionAliases are the aliases on this page.
	ConnectionAliases []types.ConnectionAlias

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeConnectionAliases returns connection aliases with their associated directories, page by page.
//
// Errors worth handling: [types.InvalidParameterValuesException] (for instance AliasIds together with
// ResourceId), [types.OperationNotSupportedException].
func (c *Client) DescribeConnectionAliases(ctx context.Context, params *DescribeConnectionAliasesInput, optFns ...func(*Options)) (*DescribeConnectionAliasesOutput, error) {
	return invoke[DescribeConnectionAliasesOutput](ctx, c, "DescribeConnectionAliases", params, optFns)
}

// DescribeConnectionAliasesPaginator lists connection aliases. It splits more than 25 AliasIds across several
// calls. The methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented at
// [paginators.Paginator].
type DescribeConnectionAliasesPaginator = paginators.Paginator[
	DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options]

// DescribeConnectionAliasesAPIClient is the subset of [Client] used by [DescribeConnectionAliasesPaginator]. Tests can
// implement this interface.
type DescribeConnectionAliasesAPIClient interface {
	// DescribeConnectionAliases calls the operation.
	DescribeConnectionAliases(context.Context, *DescribeConnectionAliasesInput, ...func(*Options)) (*DescribeConnectionAliasesOutput, error)
}

var describeConnectionAliases = pagedOperation[
	DescribeConnectionAliasesAPIClient, DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias,
]{
	name: "DescribeConnectionAliases",
	call: DescribeConnectionAliasesAPIClient.DescribeConnectionAliases,
	input: func(in *DescribeConnectionAliasesInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.Limit, MaxPageSize: 25, IDs: &in.AliasIds}
	},
	output: func(out *DescribeConnectionAliasesOutput) (*string, *[]types.ConnectionAlias) {
		return out.NextToken, &out.ConnectionAliases
	},
}

// NewDescribeConnectionAliasesPaginator returns a paginator for [Client.DescribeConnectionAliases]. Nil params are
// treated as an empty input.
func NewDescribeConnectionAliasesPaginator(
	client DescribeConnectionAliasesAPIClient, params *DescribeConnectionAliasesInput, optFns ...func(*paginators.Options),
) *DescribeConnectionAliasesPaginator {
	return describeConnectionAliases.paginator(client, params, optFns...)
}

// AssociateConnectionAliasInput names an alias and the directory to associate it with.
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

// AssociateConnectionAliasOutput holds the value for the domain's TXT record.
type AssociateConnectionAliasOutput struct {
	// ConnectionIdentifier is the value for the domain's TXT record, which directs users to the directory.
	ConnectionIdentifier *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// AssociateConnectionAlias associates a connection alias with a directory. The alias must be CREATED. The call returns
// once the association has begun. [Client.DescribeConnectionAliases] reports when the association is complete.
//
// Use [NewConnectionAliasAssociatedWaiter] to wait until the alias is associated.
//
// Errors worth handling: [types.ResourceAssociatedException] (the alias is associated with another
// directory), [types.InvalidResourceStateException] (the alias is not CREATED),
// [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) AssociateConnectionAlias(ctx context.Context, params *AssociateConnectionAliasInput, optFns ...func(*Options)) (*AssociateConnectionAliasOutput, error) {
	return invoke[AssociateConnectionAliasOutput](ctx, c, "AssociateConnectionAlias", params, optFns)
}

// DisassociateConnectionAliasInput names the alias to disassociate.
type DisassociateConnectionAliasInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`
}

// DisassociateConnectionAliasOutput is empty except for the metadata.
type DisassociateConnectionAliasOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DisassociateConnectionAlias disassociates a connection alias from its directory, so that the alias no longer
// redirects users there. The alias must be CREATED. The call returns once the disassociation has begun.
//
// Use [NewConnectionAliasDisassociatedWaiter] to wait until the alias is no longer associated.
//
// Errors worth handling: [types.InvalidResourceStateException] (the alias is not CREATED),
// [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) DisassociateConnectionAlias(ctx context.Context, params *DisassociateConnectionAliasInput, optFns ...func(*Options)) (*DisassociateConnectionAliasOutput, error) {
	return invoke[DisassociateConnectionAliasOutput](ctx, c, "DisassociateConnectionAlias", params, optFns)
}

// UpdateConnectionAliasPermissionInput names an alias and another account, and says whether to share the
// alias with that account.
type UpdateConnectionAliasPermissionInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`

	// ConnectionAliasPermission names the other account and says whether that account may associate the alias.
	//
	// This member is required.
	ConnectionAliasPermission *types.ConnectionAliasPermission `required:"true"`
}

// UpdateConnectionAliasPermissionOutput is empty except for the metadata.
type UpdateConnectionAliasPermissionOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// UpdateConnectionAliasPermission shares a connection alias with one other account, or stops sharing it. The alias must
// be CREATED. A shared alias cannot be deleted until the other account has disassociated it and the owner has then
// stopped sharing it.
//
// Errors worth handling: [types.ResourceAssociatedException], [types.ResourceNotFoundException],
// [types.ResourceLimitExceededException], [types.InvalidResourceStateException] (the alias is not CREATED),
// [types.InvalidParameterValuesException], [types.OperationNotSupportedException].
func (c *Client) UpdateConnectionAliasPermission(ctx context.Context, params *UpdateConnectionAliasPermissionInput, optFns ...func(*Options)) (*UpdateConnectionAliasPermissionOutput, error) {
	return invoke[UpdateConnectionAliasPermissionOutput](ctx, c, "UpdateConnectionAliasPermission", params, optFns)
}

// DescribeConnectionAliasPermissionsInput names the alias.
type DescribeConnectionAliasPermissionsInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`

	// MaxResults is the maximum number of permissions per page, 1 to 25.
	MaxResults *int32 `range:"1:25"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeConnectionAliasPermissionsOutput is a page of permissions.
type DescribeConnectionAliasPermissionsOutput struct {
	// AliasId identifies the alias.
	AliasId *string

	// ConnectionAliasPermissions are the accounts that the alias is shared with.
	ConnectionAliasPermissions []types.ConnectionAliasPermission

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeConnectionAliasPermissions returns the accounts that a connection alias is shared with, page by
// page.
//
// Errors worth handling: [types.ResourceNotFoundException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) DescribeConnectionAliasPermissions(ctx context.Context, params *DescribeConnectionAliasPermissionsInput, optFns ...func(*Options)) (*DescribeConnectionAliasPermissionsOutput, error) {
	return invoke[DescribeConnectionAliasPermissionsOutput](ctx, c, "DescribeConnectionAliasPermissions", params, optFns)
}

// DescribeConnectionAliasPermissionsPaginator lists the accounts that a connection alias is shared with.
// The methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented at
// [paginators.Paginator].
type DescribeConnectionAliasPermissionsPaginator = paginators.Paginator[
	DescribeConnectionAliasPermissionsInput, DescribeConnectionAliasPermissionsOutput, types.ConnectionAliasPermission, Options]

// DescribeConnectionAliasPermissionsAPIClient is the subset of [Client] used by
// [DescribeConnectionAliasPermissionsPaginator]. Tests can implement this interface.
type DescribeConnectionAliasPermissionsAPIClient interface {
	// DescribeConnectionAliasPermissions calls the operation.
	DescribeConnectionAliasPermissions(context.Context, *DescribeConnectionAliasPermissionsInput, ...func(*Options)) (*DescribeConnectionAliasPermissionsOutput, error)
}

var describeConnectionAliasPermissions = pagedOperation[
	DescribeConnectionAliasPermissionsAPIClient, DescribeConnectionAliasPermissionsInput, DescribeConnectionAliasPermissionsOutput, types.ConnectionAliasPermission,
]{
	name: "DescribeConnectionAliasPermissions",
	call: DescribeConnectionAliasPermissionsAPIClient.DescribeConnectionAliasPermissions,
	input: func(in *DescribeConnectionAliasPermissionsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 25}
	},
	output: func(out *DescribeConnectionAliasPermissionsOutput) (*string, *[]types.ConnectionAliasPermission) {
		return out.NextToken, &out.ConnectionAliasPermissions
	},
}

// NewDescribeConnectionAliasPermissionsPaginator returns a paginator for [Client.DescribeConnectionAliasPermissions].
// Nil params are treated as an empty input.
func NewDescribeConnectionAliasPermissionsPaginator(
	client DescribeConnectionAliasPermissionsAPIClient, params *DescribeConnectionAliasPermissionsInput, optFns ...func(*paginators.Options),
) *DescribeConnectionAliasPermissionsPaginator {
	return describeConnectionAliasPermissions.paginator(client, params, optFns...)
}

// DeleteConnectionAliasInput names the alias to delete.
type DeleteConnectionAliasInput struct {
	// AliasId identifies the alias.
	//
	// This member is required.
	AliasId *string `required:"true" len:"13:68" form:"alias"`
}

// DeleteConnectionAliasOutput is empty except for the metadata.
type DeleteConnectionAliasOutput struct {
	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DeleteConnectionAlias deletes a connection alias that is neither associated with a directory nor shared. If the
// domain will no longer be used at all, follow the security considerations for cross-Region redirection in the
// WorkSpaces administration guide.
//
// Use [NewConnectionAliasDeletedWaiter] to wait until the alias has been deleted.
//
// Errors worth handling: [types.ResourceAssociatedException], [types.ResourceNotFoundException],
// [types.InvalidResourceStateException], [types.InvalidParameterValuesException],
// [types.OperationNotSupportedException].
func (c *Client) DeleteConnectionAlias(ctx context.Context, params *DeleteConnectionAliasInput, optFns ...func(*Options)) (*DeleteConnectionAliasOutput, error) {
	return invoke[DeleteConnectionAliasOutput](ctx, c, "DeleteConnectionAlias", params, optFns)
}

// ConnectionAliasWaiter waits until connection aliases reach the desired state. Its input names any number of AliasIds,
// or selects the aliases of a directory by ResourceId. Its methods Wait and WaitForOutput are documented at
// [waiters.Waiter].
type ConnectionAliasWaiter = waiters.Waiter[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options]

// ConnectionAliasWaiterOptions configures a [ConnectionAliasWaiter]. The fields APIOptions, ClientOptions, MinDelay,
// MaxDelay, LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type ConnectionAliasWaiterOptions = waiters.Options[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, Options]

// connectionAliasSpec returns the Spec shared by all connection alias waiters; each adds its own Verdict.
func connectionAliasSpec(name string, client DescribeConnectionAliasesAPIClient) waiters.Spec[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options] {
	return waiters.Spec[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options]{
		Name: name,
		List: func(in *DescribeConnectionAliasesInput) waiters.Pager[DescribeConnectionAliasesOutput, Options] {
			return NewDescribeConnectionAliasesPaginator(client, in)
		},
		Items: func(out *DescribeConnectionAliasesOutput) []types.ConnectionAlias { return out.ConnectionAliases },
		Join: func(out *DescribeConnectionAliasesOutput, items []types.ConnectionAlias) {
			out.ConnectionAliases = items
		},
		Resource: func(a *types.ConnectionAlias) waiters.Resource {
			return waiters.Resource{ID: aws.ToString(a.AliasId), State: string(a.State)}
		},
		IDs: func(in *DescribeConnectionAliasesInput) []string { return in.AliasIds },
		Narrow: func(in *DescribeConnectionAliasesInput, ids []string) *DescribeConnectionAliasesInput {
			return &DescribeConnectionAliasesInput{AliasIds: ids, Limit: in.Limit}
		},
		Check: func(in *DescribeConnectionAliasesInput) error {
			return checkSelectors(in.NextToken,
				selector{"AliasIds", len(in.AliasIds) > 0}, selector{"ResourceId", in.ResourceId != nil})
		},
	}
}

// NewConnectionAliasCreatedWaiter returns a waiter that waits until connection aliases are CREATED. Use it
// after [Client.CreateConnectionAlias].
//
//	CREATED      done
//	DELETING     fail
//	not found    fail, immediately if the alias was found before, otherwise after Options.Grace
//	all others   keep waiting
func NewConnectionAliasCreatedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	spec := connectionAliasSpec("ConnectionAliasCreated", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.ConnectionAliasState]{
		done: []types.ConnectionAliasState{types.ConnectionAliasStateCreated},
		fail: []types.ConnectionAliasState{types.ConnectionAliasStateDeleting},
	})
	return newWaiter(spec, optFns)
}

// NewConnectionAliasDeletedWaiter returns a waiter that waits until connection aliases have been deleted. Use it after
// [Client.DeleteConnectionAlias].
//
//	not found    done
//	all others   keep waiting
func NewConnectionAliasDeletedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	spec := connectionAliasSpec("ConnectionAliasDeleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.ConnectionAliasState]{})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}

// aliasAssociationSpec is like connectionAliasSpec, but Resource.State is the status of the alias's association rather
// than the alias's own state.
func aliasAssociationSpec(name string, client DescribeConnectionAliasesAPIClient) waiters.Spec[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options] {
	spec := connectionAliasSpec(name, client)
	spec.Resource = func(a *types.ConnectionAlias) waiters.Resource {
		return waiters.Resource{ID: aws.ToString(a.AliasId), State: string(associationStatus(a))}
	}
	return spec
}

// associationStatus returns the status of an alias's association. If the alias has several associations, it returns the
// most advanced status, that is, the one with the highest rank below.
func associationStatus(a *types.ConnectionAlias) types.AssociationStatus {
	rank := map[types.AssociationStatus]int{
		types.AssociationStatusNotAssociated:               0,
		types.AssociationStatusPendingDisassociation:       1,
		types.AssociationStatusPendingAssociation:          2,
		types.AssociationStatusAssociatedWithSharedAccount: 3,
		types.AssociationStatusAssociatedWithOwnerAccount:  4,
	}
	status := types.AssociationStatusNotAssociated
	for i, association := range a.Associations {
		if i == 0 || rank[association.AssociationStatus] > rank[status] {
			status = association.AssociationStatus
		}
	}
	return status
}

// NewConnectionAliasAssociatedWaiter returns a waiter that waits until connection aliases are associated with a
// directory. Use it after [Client.AssociateConnectionAlias]. The table lists association states.
//
//	ASSOCIATED_WITH_OWNER_ACCOUNT ASSOCIATED_WITH_SHARED_ACCOUNT   done
//	PENDING_DISASSOCIATION                                         fail
//	not found                                                      fail, immediately if the alias was found before, otherwise after Options.Grace
//	all others                                                     keep waiting
func NewConnectionAliasAssociatedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	spec := aliasAssociationSpec("ConnectionAliasAssociated", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.AssociationStatus]{
		done: []types.AssociationStatus{
			types.AssociationStatusAssociatedWithOwnerAccount, types.AssociationStatusAssociatedWithSharedAccount,
		},
		fail: []types.AssociationStatus{types.AssociationStatusPendingDisassociation},
	})
	return newWaiter(spec, optFns)
}

// NewConnectionAliasDisassociatedWaiter returns a waiter that waits until connection aliases are no longer associated
// with any directory. Use it after [Client.DisassociateConnectionAlias]. The table lists association states.
//
//	NOT_ASSOCIATED   done
//	not found        done
//	all others       keep waiting
func NewConnectionAliasDisassociatedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	spec := aliasAssociationSpec("ConnectionAliasDisassociated", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.AssociationStatus]{
		done: []types.AssociationStatus{types.AssociationStatusNotAssociated},
	})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}
