package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

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
