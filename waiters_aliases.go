package workspaces

import (
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
