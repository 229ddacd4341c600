package workspaces

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// ConnectionAliasWaiter waits for connection aliases. Its input names any number of AliasIds, or a
// directory by ResourceId.
type ConnectionAliasWaiter = waiters.Waiter[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options]

// ConnectionAliasWaiterOptions configure a [ConnectionAliasWaiter].
type ConnectionAliasWaiterOptions = waiters.Options[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, Options]

type connectionAliasSpec = waiters.Spec[DescribeConnectionAliasesInput, DescribeConnectionAliasesOutput, types.ConnectionAlias, Options]

// aboutConnectionAliases is what all waiters for connection aliases have in common.
func aboutConnectionAliases(name string, client DescribeConnectionAliasesAPIClient) connectionAliasSpec {
	return connectionAliasSpec{
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
			return names(in.NextToken, member{"AliasIds", len(in.AliasIds) > 0}, member{"ResourceId", in.ResourceId != nil})
		},
	}
}

// aboutAliasAssociations is what all waiters for the association of connection aliases have in common: to
// them, the state of an alias is that of its association.
func aboutAliasAssociations(name string, client DescribeConnectionAliasesAPIClient, table decisions[types.AssociationStatus]) connectionAliasSpec {
	spec := aboutConnectionAliases(name, client)
	spec.Resource = func(a *types.ConnectionAlias) waiters.Resource {
		return waiters.Resource{ID: aws.ToString(a.AliasId), State: string(associationStatus(a))}
	}
	spec.Verdict = func(a *types.ConnectionAlias) waiters.Verdict { return table.verdict(associationStatus(a)) }
	return spec
}

// associationStatus is where the association of an alias stands; if it has more than one, that of the one
// which is nearest to being there.
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

// NewConnectionAliasCreatedWaiter makes a waiter for connection aliases to be CREATED, after
// CreateConnectionAlias.
//
//	CREATED      done
//	DELETING     fail
//	not found    fail, at first after Options.Grace
//	all others   go on
func NewConnectionAliasCreatedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	table := decisions[types.ConnectionAliasState]{
		done: []types.ConnectionAliasState{types.ConnectionAliasStateCreated},
		fail: []types.ConnectionAliasState{types.ConnectionAliasStateDeleting},
	}
	spec := aboutConnectionAliases("ConnectionAliasCreated", client)
	spec.Verdict = func(a *types.ConnectionAlias) waiters.Verdict { return table.verdict(a.State) }
	return newWaiter(spec, optFns)
}

// NewConnectionAliasDeletedWaiter makes a waiter for connection aliases to be gone, after
// DeleteConnectionAlias.
//
//	not found    done
//	all others   go on
func NewConnectionAliasDeletedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	spec := aboutConnectionAliases("ConnectionAliasDeleted", client)
	spec.Gone = waiters.Done
	spec.Verdict = func(*types.ConnectionAlias) waiters.Verdict { return waiters.GoOn }
	return newWaiter(spec, optFns)
}

// NewConnectionAliasAssociatedWaiter makes a waiter for connection aliases to be associated with a
// directory, after AssociateConnectionAlias. The states are those of the association.
//
//	ASSOCIATED_WITH_OWNER_ACCOUNT ASSOCIATED_WITH_SHARED_ACCOUNT   done
//	PENDING_DISASSOCIATION                                         fail
//	not found                                                      fail, at first after Options.Grace
//	all others                                                     go on
func NewConnectionAliasAssociatedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	return newWaiter(aboutAliasAssociations("ConnectionAliasAssociated", client, decisions[types.AssociationStatus]{
		done: []types.AssociationStatus{
			types.AssociationStatusAssociatedWithOwnerAccount, types.AssociationStatusAssociatedWithSharedAccount,
		},
		fail: []types.AssociationStatus{types.AssociationStatusPendingDisassociation},
	}), optFns)
}

// NewConnectionAliasDisassociatedWaiter makes a waiter for connection aliases to be associated with no
// directory, after DisassociateConnectionAlias. The states are those of the association.
//
//	NOT_ASSOCIATED   done
//	not found        done
//	all others       go on
func NewConnectionAliasDisassociatedWaiter(client DescribeConnectionAliasesAPIClient, optFns ...func(*ConnectionAliasWaiterOptions)) *ConnectionAliasWaiter {
	spec := aboutAliasAssociations("ConnectionAliasDisassociated", client, decisions[types.AssociationStatus]{
		done: []types.AssociationStatus{types.AssociationStatusNotAssociated},
	})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}

// ApplicationAssociationWaiter waits for the applications of a WorkSpace: for those whose identifiers
// Options.Only lists, else for all that the first look finds.
type ApplicationAssociationWaiter = waiters.Waiter[
	DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, types.WorkspaceResourceAssociation, Options]

// ApplicationAssociationWaiterOptions configure an [ApplicationAssociationWaiter].
type ApplicationAssociationWaiterOptions = waiters.Options[DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, Options]

// DescribeWorkspaceAssociationsAPIClient is a client that can call DescribeWorkspaceAssociations.
type DescribeWorkspaceAssociationsAPIClient interface {
	DescribeWorkspaceAssociations(context.Context, *DescribeWorkspaceAssociationsInput, ...func(*Options)) (*DescribeWorkspaceAssociationsOutput, error)
}

func applicationWaiter(
	name string, client DescribeWorkspaceAssociationsAPIClient, gone waiters.Verdict, table decisions[types.AssociationState],
	optFns []func(*ApplicationAssociationWaiterOptions),
) *ApplicationAssociationWaiter {
	return newWaiter(waiters.Spec[DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput, types.WorkspaceResourceAssociation, Options]{
		Name: name,
		List: func(in *DescribeWorkspaceAssociationsInput) waiters.Pager[DescribeWorkspaceAssociationsOutput, Options] {
			return &onePage[DescribeWorkspaceAssociationsAPIClient, DescribeWorkspaceAssociationsInput, DescribeWorkspaceAssociationsOutput]{
				client: client, call: DescribeWorkspaceAssociationsAPIClient.DescribeWorkspaceAssociations, in: in,
			}
		},
		Items: func(out *DescribeWorkspaceAssociationsOutput) []types.WorkspaceResourceAssociation {
			return out.Associations
		},
		Join: func(out *DescribeWorkspaceAssociationsOutput, items []types.WorkspaceResourceAssociation) {
			out.Associations = items
		},
		Resource: func(a *types.WorkspaceResourceAssociation) waiters.Resource {
			r := waiters.Resource{ID: aws.ToString(a.AssociatedResourceId), State: string(a.State)}
			if a.StateReason != nil {
				r.ErrorCode, r.ErrorMessage = string(a.StateReason.ErrorCode), aws.ToString(a.StateReason.ErrorMessage)
			}
			return r
		},
		Verdict: func(a *types.WorkspaceResourceAssociation) waiters.Verdict { return table.verdict(a.State) },
		Gone:    gone,
		Check: func(in *DescribeWorkspaceAssociationsInput) error {
			return lacks(in.WorkspaceId != nil, "WorkspaceId")
		},
	}, optFns)
}

// NewApplicationAssociationCompletedWaiter makes a waiter for applications to be installed on a WorkSpace,
// after AssociateWorkspaceApplication and DeployWorkspaceApplications.
//
//	COMPLETED                                                                      done
//	ERROR PENDING_UNINSTALL PENDING_UNINSTALL_DEPLOYMENT UNINSTALLING REMOVED      fail
//	not found                                                                      fail, at first after Options.Grace
//	all others                                                                     go on
func NewApplicationAssociationCompletedWaiter(client DescribeWorkspaceAssociationsAPIClient, optFns ...func(*ApplicationAssociationWaiterOptions)) *ApplicationAssociationWaiter {
	return applicationWaiter("ApplicationAssociationCompleted", client, waiters.GoOn, decisions[types.AssociationState]{
		done: []types.AssociationState{types.AssociationStateCompleted},
		fail: []types.AssociationState{
			types.AssociationStateError, types.AssociationStatePendingUninstall, types.AssociationStatePendingUninstallDeployment,
			types.AssociationStateUninstalling, types.AssociationStateRemoved,
		},
	}, optFns)
}

// NewApplicationAssociationRemovedWaiter makes a waiter for applications to be uninstalled from a
// WorkSpace, after DisassociateWorkspaceApplication and DeployWorkspaceApplications.
//
//	REMOVED      done
//	not found    done
//	ERROR        fail
//	all others   go on
func NewApplicationAssociationRemovedWaiter(client DescribeWorkspaceAssociationsAPIClient, optFns ...func(*ApplicationAssociationWaiterOptions)) *ApplicationAssociationWaiter {
	return applicationWaiter("ApplicationAssociationRemoved", client, waiters.Done, decisions[types.AssociationState]{
		done: []types.AssociationState{types.AssociationStateRemoved},
		fail: []types.AssociationState{types.AssociationStateError},
	}, optFns)
}

// AccountLinkWaiter waits for a link between accounts, which its input names by LinkId or LinkedAccountId.
type AccountLinkWaiter = waiters.Waiter[GetAccountLinkInput, GetAccountLinkOutput, types.AccountLink, Options]

// AccountLinkWaiterOptions configure an [AccountLinkWaiter].
type AccountLinkWaiterOptions = waiters.Options[GetAccountLinkInput, GetAccountLinkOutput, Options]

// GetAccountLinkAPIClient is a client that can call GetAccountLink.
type GetAccountLinkAPIClient interface {
	GetAccountLink(context.Context, *GetAccountLinkInput, ...func(*Options)) (*GetAccountLinkOutput, error)
}

// NewAccountLinkLinkedWaiter makes a waiter for an invitation to be accepted, after
// CreateAccountLinkInvitation: a wait for somebody in another account.
//
//	LINKED                                      done
//	LINKING_FAILED LINK_NOT_FOUND REJECTED      fail
//	not found                                   fail, at first after Options.Grace
//	all others                                  go on
func NewAccountLinkLinkedWaiter(client GetAccountLinkAPIClient, optFns ...func(*AccountLinkWaiterOptions)) *AccountLinkWaiter {
	table := decisions[types.AccountLinkStatusEnum]{
		done: []types.AccountLinkStatusEnum{types.AccountLinkStatusEnumLinked},
		fail: []types.AccountLinkStatusEnum{
			types.AccountLinkStatusEnumLinkingFailed, types.AccountLinkStatusEnumLinkNotFound, types.AccountLinkStatusEnumRejected,
		},
	}
	return newWaiter(waiters.Spec[GetAccountLinkInput, GetAccountLinkOutput, types.AccountLink, Options]{
		Name: "AccountLinkLinked",
		List: func(in *GetAccountLinkInput) waiters.Pager[GetAccountLinkOutput, Options] {
			return &onePage[GetAccountLinkAPIClient, GetAccountLinkInput, GetAccountLinkOutput]{
				client: client, call: GetAccountLinkAPIClient.GetAccountLink, in: in,
			}
		},
		Items: func(out *GetAccountLinkOutput) []types.AccountLink {
			if out.AccountLink == nil {
				return nil
			}
			return []types.AccountLink{*out.AccountLink}
		},
		Resource: func(l *types.AccountLink) waiters.Resource {
			return waiters.Resource{ID: aws.ToString(l.AccountLinkId), State: string(l.AccountLinkStatus)}
		},
		Verdict: func(l *types.AccountLink) waiters.Verdict { return table.verdict(l.AccountLinkStatus) },
		IDs: func(in *GetAccountLinkInput) []string {
			if in.LinkId == nil {
				return nil // found out by the first answer
			}
			return []string{*in.LinkId}
		},
		Check: func(in *GetAccountLinkInput) error {
			return lacks(in.LinkId != nil || in.LinkedAccountId != nil, "LinkId", "LinkedAccountId")
		},
	}, optFns)
}

// AccountModificationWaiter waits for the newest modification of the account.
type AccountModificationWaiter = waiters.Waiter[
	DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options]

// AccountModificationWaiterOptions configure an [AccountModificationWaiter].
type AccountModificationWaiterOptions = waiters.Options[DescribeAccountModificationsInput, DescribeAccountModificationsOutput, Options]

// NewAccountModificationCompletedWaiter makes a waiter for the newest modification of the account to be
// COMPLETED, after ModifyAccount.
//
//	COMPLETED    done
//	FAILED       fail
//	not found    fail, at first after Options.Grace
//	all others   go on
func NewAccountModificationCompletedWaiter(client DescribeAccountModificationsAPIClient, optFns ...func(*AccountModificationWaiterOptions)) *AccountModificationWaiter {
	table := decisions[types.DedicatedTenancyModificationStateEnum]{
		done: []types.DedicatedTenancyModificationStateEnum{types.DedicatedTenancyModificationStateEnumCompleted},
		fail: []types.DedicatedTenancyModificationStateEnum{types.DedicatedTenancyModificationStateEnumFailed},
	}
	return newWaiter(waiters.Spec[DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options]{
		Name: "AccountModificationCompleted",
		List: func(in *DescribeAccountModificationsInput) waiters.Pager[DescribeAccountModificationsOutput, Options] {
			return &newestModification{DescribeAccountModificationsPaginator: NewDescribeAccountModificationsPaginator(client, in)}
		},
		Items: func(out *DescribeAccountModificationsOutput) []types.AccountModification {
			return out.AccountModifications
		},
		Resource: func(m *types.AccountModification) waiters.Resource {
			return waiters.Resource{
				ID: "account", State: string(m.ModificationState),
				ErrorCode: aws.ToString(m.ErrorCode), ErrorMessage: aws.ToString(m.ErrorMessage),
			}
		},
		Verdict: func(m *types.AccountModification) waiters.Verdict { return table.verdict(m.ModificationState) },
		Check: func(in *DescribeAccountModificationsInput) error {
			if in.NextToken != nil {
				return errors.New("NextToken is set: a wait is for all pages")
			}
			return nil
		},
	}, optFns)
}

// newestModification is a list of the newest of all modifications alone, as they come in no order that is
// known.
type newestModification struct {
	*DescribeAccountModificationsPaginator
	newest DescribeAccountModificationsOutput // of the pages so far
}

func (p *newestModification) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeAccountModificationsOutput, error) {
	for p.HasMorePages() {
		out, err := p.DescribeAccountModificationsPaginator.NextPage(ctx, optFns...)
		if err != nil {
			return nil, err
		}
		p.newest.ResultMetadata = out.ResultMetadata
		for _, m := range out.AccountModifications {
			if len(p.newest.AccountModifications) == 0 || aws.ToTime(m.StartTime).After(aws.ToTime(p.newest.AccountModifications[0].StartTime)) {
				p.newest.AccountModifications = []types.AccountModification{m}
			}
		}
	}
	return &p.newest, nil
}
