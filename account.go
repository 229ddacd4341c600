package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// DescribeAccountInput is empty. The operation always describes the caller's account.
type DescribeAccountInput struct{}

// DescribeAccountOutput holds the account's settings for bring-your-own-license (BYOL).
type DescribeAccountOutput struct {
	// DedicatedTenancySupport reports whether BYOL is enabled.
	DedicatedTenancySupport types.DedicatedTenancySupportResultEnum

	// DedicatedTenancyManagementCidrRange is the management network's address range, a /16 IPv4 block. The network
	// carries the desktop streams to WorkSpaces clients and the service's management traffic.
	DedicatedTenancyManagementCidrRange *string

	// DedicatedTenancyAccountType is this account's role in an account link: source or target.
	DedicatedTenancyAccountType types.DedicatedTenancyAccountType

	// Message is a human-readable description of the BYOL status.
	Message *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeAccount returns the BYOL settings of the caller's account in the client's Region.
func (c *Client) DescribeAccount(ctx context.Context, params *DescribeAccountInput, optFns ...func(*Options)) (*DescribeAccountOutput, error) {
	return invoke[DescribeAccountOutput](ctx, c, "DescribeAccount", params, optFns)
}

// ListAvailableManagementCidrRangesInput names the address range to search.
type ListAvailableManagementCidrRangesInput struct {
	// ManagementCidrRangeConstraint is the range to search: an IPv4 block such as 10.0.0.0/8. Choose a range
	// that is compatible with the caller's own network.
	//
	// This member is required.
	ManagementCidrRangeConstraint *string `required:"true" pattern:"^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])(\\/(3[0-2]|[1-2][0-9]|[0-9]))$"`

	// MaxResults is the maximum number of ranges per page, 1 to 5.
	MaxResults *int32 `range:"1:5"`

	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// ListAvailableManagementCidrRangesOutput is a page of available ranges.
type ListAvailableManagementCidrRangesOutput struct {
	// ManagementCidrRanges are the available ranges, which are /16 IPv4 blocks.
	ManagementCidrRanges []string

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ListAvailableManagementCidrRanges returns the address ranges that an account with BYOL can use for its
// management network, page by page.
//
// Errors worth handling: [types.AccessDeniedException] (for instance because AWS has not enabled the account for BYOL),
// [types.InvalidParameterValuesException].
func (c *Client) ListAvailableManagementCidrRanges(ctx context.Context, params *ListAvailableManagementCidrRangesInput, optFns ...func(*Options)) (*ListAvailableManagementCidrRangesOutput, error) {
	return invoke[ListAvailableManagementCidrRangesOutput](ctx, c, "ListAvailableManagementCidrRanges", params, optFns)
}

// ListAvailableManagementCidrRangesPaginator lists the available address ranges for a management network. Its
// methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type ListAvailableManagementCidrRangesPaginator = paginators.Paginator[
	ListAvailableManagementCidrRangesInput, ListAvailableManagementCidrRangesOutput, string, Options]

// ListAvailableManagementCidrRangesAPIClient is the subset of [Client] used by
// [ListAvailableManagementCidrRangesPaginator]. Tests can implement this interface.
type ListAvailableManagementCidrRangesAPIClient interface {
	// ListAvailableManagementCidrRanges calls the operation.
	ListAvailableManagementCidrRanges(context.Context, *ListAvailableManagementCidrRangesInput, ...func(*Options)) (*ListAvailableManagementCidrRangesOutput, error)
}

var listAvailableManagementCidrRanges = pagedOperation[
	ListAvailableManagementCidrRangesAPIClient, ListAvailableManagementCidrRangesInput, ListAvailableManagementCidrRangesOutput, string,
]{
	name: "ListAvailableManagementCidrRanges",
	call: ListAvailableManagementCidrRangesAPIClient.ListAvailableManagementCidrRanges,
	input: func(in *ListAvailableManagementCidrRangesInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken, PageSize: &in.MaxResults, MaxPageSize: 5}
	},
	output: func(out *ListAvailableManagementCidrRangesOutput) (*string, *[]string) {
		return out.NextToken, &out.ManagementCidrRanges
	},
}

// NewListAvailableManagementCidrRangesPaginator returns a paginator for [Client.ListAvailableManagementCidrRanges]. Nil
// params are treated as an empty input.
func NewListAvailableManagementCidrRangesPaginator(
	client ListAvailableManagementCidrRangesAPIClient, params *ListAvailableManagementCidrRangesInput, optFns ...func(*paginators.Options),
) *ListAvailableManagementCidrRangesPaginator {
	return listAvailableManagementCidrRanges.paginator(client, params, optFns...)
}

// ModifyAccountInput holds the BYOL settings to change.
type ModifyAccountInput struct {
	// DedicatedTenancySupport enables BYOL. Once enabled, BYOL cannot be disabled.
	DedicatedTenancySupport types.DedicatedTenancySupportEnum

	// DedicatedTenancyManagementCidrRange is the management network's address range: a /16 IPv4 block such as
	// 10.1.0.0/16. It must be one of the ranges returned by [Client.ListAvailableManagementCidrRanges].
	DedicatedTenancyManagementCidrRange *string `pattern:"(^([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\\.([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\\.0\\.0)(\\/(16$))$"`
}

// ModifyAccountOutput describes the change.
type ModifyAccountOutput struct {
	// Message is a human-readable description of the change's status.
	Message *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// ModifyAccount changes the account's BYOL settings. It returns once the modification has begun.
// [Client.DescribeAccountModifications] reports when the modification is complete.
//
// Use [NewAccountModificationCompletedWaiter] to wait until the modification is COMPLETED.
//
// Errors worth handling: [types.InvalidParameterValuesException], [types.InvalidResourceStateException],
// [types.ResourceUnavailableException], [types.ResourceNotFoundException].
func (c *Client) ModifyAccount(ctx context.Context, params *ModifyAccountInput, optFns ...func(*Options)) (*ModifyAccountOutput, error) {
	return invoke[ModifyAccountOutput](ctx, c, "ModifyAccount", params, optFns)
}

// DescribeAccountModificationsInput selects a page of modifications.
type DescribeAccountModificationsInput struct {
	// NextToken is the token from the previous output, or nil for the first page.
	NextToken *string `len:"1:2048"`
}

// DescribeAccountModificationsOutput is a page of modifications.
type DescribeAccountModificationsOutput struct {
	// AccountModifications are the modifications on this page.
	AccountModifications []types.AccountModification

	// NextToken is the token for the next page, or nil on the last page.
	NextToken *string

	// ResultMetadata holds the request ID, the attempts and the raw response of the call.
	ResultMetadata middleware.Metadata
}

// DescribeAccountModifications returns the modifications to the account's BYOL settings, page by page.
func (c *Client) DescribeAccountModifications(ctx context.Context, params *DescribeAccountModificationsInput, optFns ...func(*Options)) (*DescribeAccountModificationsOutput, error) {
	return invoke[DescribeAccountModificationsOutput](ctx, c, "DescribeAccountModifications", params, optFns)
}

// DescribeAccountModificationsPaginator lists the modifications to the account's BYOL settings. Its methods
// HasMorePages, NextPage, Pages, Items and ResumeToken are documented at [paginators.Paginator].
type DescribeAccountModificationsPaginator = paginators.Paginator[
	DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options]

// DescribeAccountModificationsAPIClient is the subset of [Client] used by [DescribeAccountModificationsPaginator].
// Tests can implement this interface.
type DescribeAccountModificationsAPIClient interface {
	// DescribeAccountModifications calls the operation.
	DescribeAccountModifications(context.Context, *DescribeAccountModificationsInput, ...func(*Options)) (*DescribeAccountModificationsOutput, error)
}

var describeAccountModifications = pagedOperation[
	DescribeAccountModificationsAPIClient, DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification,
]{
	name: "DescribeAccountModifications",
	call: DescribeAccountModificationsAPIClient.DescribeAccountModifications,
	input: func(in *DescribeAccountModificationsInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken}
	},
	output: func(out *DescribeAccountModificationsOutput) (*string, *[]types.AccountModification) {
		return out.NextToken, &out.AccountModifications
	},
}

// NewDescribeAccountModificationsPaginator returns a paginator for [Client.DescribeAccountModifications]. Nil params
// are treated as an empty input.
func NewDescribeAccountModificationsPaginator(
	client DescribeAccountModificationsAPIClient, params *DescribeAccountModificationsInput, optFns ...func(*paginators.Options),
) *DescribeAccountModificationsPaginator {
	return describeAccountModifications.paginator(client, params, optFns...)
}

// AccountModificationWaiter waits until the newest modification to the account reaches the desired state. Its
// methods Wait and WaitForOutput are documented at [waiters.Waiter].
type AccountModificationWaiter = waiters.Waiter[
	DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options]

// AccountModificationWaiterOptions configures an [AccountModificationWaiter]. The fields APIOptions, ClientOptions,
// MinDelay, MaxDelay, LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type AccountModificationWaiterOptions = waiters.Options[DescribeAccountModificationsInput, DescribeAccountModificationsOutput, Options]

// accountModificationSpec returns the Spec shared by all account modification waiters; each adds its own Verdict.
func accountModificationSpec(name string, client DescribeAccountModificationsAPIClient) waiters.Spec[DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options] {
	return waiters.Spec[DescribeAccountModificationsInput, DescribeAccountModificationsOutput, types.AccountModification, Options]{
		Name: name,
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
		Check: func(in *DescribeAccountModificationsInput) error { return checkNextToken(in.NextToken) },
	}
}

// newestModification is a Pager with a single page, which holds only the newest modification. The order of the
// service's list is undocumented, so NextPage fetches the whole list and compares start times.
type newestModification struct {
	*DescribeAccountModificationsPaginator
	newest DescribeAccountModificationsOutput // holds the newest modification on the pages fetched so far
}

// NextPage fetches all pages and returns the newest modification. After an error, the next call to NextPage resumes
// with the page that could not be fetched.
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

// NewAccountModificationCompletedWaiter returns a waiter that waits until the newest modification to the
// account is COMPLETED. Use it after [Client.ModifyAccount].
//
//	COMPLETED    done
//	FAILED       fail
//	not found    fail, immediately if the modification was found before, otherwise after Options.Grace
//	all others   keep waiting
func NewAccountModificationCompletedWaiter(client DescribeAccountModificationsAPIClient, optFns ...func(*AccountModificationWaiterOptions)) *AccountModificationWaiter {
	spec := accountModificationSpec("AccountModificationCompleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.DedicatedTenancyModificationStateEnum]{
		done: []types.DedicatedTenancyModificationStateEnum{types.DedicatedTenancyModificationStateEnumCompleted},
		fail: []types.DedicatedTenancyModificationStateEnum{types.DedicatedTenancyModificationStateEnumFailed},
	})
	return newWaiter(spec, optFns)
}
