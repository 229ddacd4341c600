package workspaces

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

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
