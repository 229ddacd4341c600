package workspacestest

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// maxRanges is the size of a page of address ranges.
const maxRanges = 5

// account is what an account has set for itself in a Region.
type account struct {
	Modifications table[*accountModification] // in the order in which they are listed: the newest first
}

// accountModification is a change of an account's set-up for BYOL. None switches BYOL off.
type accountModification struct {
	Range string // of the management network
	Start time.Time
	Life  lifecycle[types.DedicatedTenancyModificationStateEnum]
}

var accountCourse = course[types.DedicatedTenancyModificationStateEnum]{
	types.DedicatedTenancyModificationStateEnumPending: {
		ModifyingAccount, types.DedicatedTenancyModificationStateEnumCompleted, types.DedicatedTenancyModificationStateEnumFailed,
	},
}

func (m *accountModification) settle(c *call) (gone bool) { return m.Life.settle(c, accountCourse) }

var accountModificationKind = &kind[notSeeded, *accountModification]{
	name:  "AccountModifications",
	table: func(s *store) *table[*accountModification] { return &s.Account.Modifications },
}

func (m *accountModification) complete() bool {
	return m.Range != ""
}

// describe returns the modification as the service shows it.
func (m *accountModification) describe() types.AccountModification {
	shown := types.AccountModification{
		ModificationState:                   m.Life.show(),
		DedicatedTenancySupport:             types.DedicatedTenancySupportResultEnumEnabled,
		DedicatedTenancyManagementCidrRange: aws.String(m.Range),
		StartTime:                           aws.Time(m.Start),
	}
	if m.Life.State == types.DedicatedTenancyModificationStateEnumFailed {
		why := m.Life.failure()
		shown.ErrorCode, shown.ErrorMessage = aws.String(why.Code), aws.String(why.Message)
	}
	return shown
}

// modifications returns the account's last modification and the last one that has succeeded, which is
// what holds; each is nil if there is none.
func (c *call) modifications() (last, holds *accountModification) {
	for _, m := range c.Account.Modifications.all(c) {
		if last == nil {
			last = m
		}
		if m.Life.State == types.DedicatedTenancyModificationStateEnumCompleted {
			return last, m
		}
	}
	return last, nil
}

// newModification adds a modification of the account, which is the newest.
func (c *call) newModification(cidr string, state types.DedicatedTenancyModificationStateEnum) {
	m := &accountModification{Range: cidr, Start: c.now}
	m.Life.enter(c, state)
	c.Account.Modifications.put(fmt.Sprintf("%08d", 99999999-c.Account.Modifications.count(c)), m)
}

// managementRange returns the address range of the management network that the account has for BYOL, its
// own or that of the account it is linked to; none while BYOL is off.
func (c *call) managementRange() string {
	if part, source := c.part(c.account); part == types.DedicatedTenancyAccountTypeTargetAccount {
		c = c.at(place{source, c.region})
	}
	if _, holds := c.modifications(); holds != nil {
		return holds.Range
	}
	return ""
}

// seedAccount enables BYOL for the account, in place of what it has done about it.
func (c *call) seedAccount(cidr string) {
	c.Account.Modifications = table[*accountModification]{}
	c.newModification(cidr, types.DedicatedTenancyModificationStateEnumCompleted)
}

// describeAccount shows the message of the last modification as long as it has not succeeded. Wording
// and occasion are unverified.
func (c *call) describeAccount(*workspaces.DescribeAccountInput) (*workspaces.DescribeAccountOutput, error) {
	out := &workspaces.DescribeAccountOutput{DedicatedTenancySupport: types.DedicatedTenancySupportResultEnumDisabled}
	out.DedicatedTenancyAccountType, _ = c.part(c.account)
	if cidr := c.managementRange(); cidr != "" {
		out.DedicatedTenancySupport = types.DedicatedTenancySupportResultEnumEnabled
		out.DedicatedTenancyManagementCidrRange = aws.String(cidr)
	}
	if last, _ := c.modifications(); last != nil {
		switch last.Life.show() {
		case types.DedicatedTenancyModificationStateEnumPending:
			out.Message = aws.String(modificationPending)
		case types.DedicatedTenancyModificationStateEnumFailed:
			out.Message = aws.String("The last modification of the account has failed: " + last.Life.failure().Message)
		}
	}
	return out, nil
}

const (
	modificationPending = "A modification of the account is under way."
	invalidToken        = "The NextToken is not valid."
)

// modifyAccount takes every account for one that AWS lets bring licences along, but for those that share
// what another account has brought. Which refusal is answered with which exception is unverified.
func (c *call) modifyAccount(in *workspaces.ModifyAccountInput) (*workspaces.ModifyAccountOutput, error) {
	last, holds := c.modifications()
	cidr := aws.ToString(in.DedicatedTenancyManagementCidrRange)
	part, _ := c.part(c.account)
	switch {
	case in.DedicatedTenancySupport == "" && cidr == "":
		return nil, invalidValues("DedicatedTenancySupport or DedicatedTenancyManagementCidrRange is required.")
	case part == types.DedicatedTenancyAccountTypeTargetAccount:
		return nil, accessDenied("The account shares the BYOL configuration of the account that it is linked to.")
	case last != nil && last.Life.State == types.DedicatedTenancyModificationStateEnumPending:
		return nil, invalidState(modificationPending)
	case cidr == "" && holds != nil:
		return nil, invalidState("BYOL is enabled for the account already.")
	case cidr == "":
		return nil, invalidValues("DedicatedTenancyManagementCidrRange is required to enable BYOL.")
	case in.DedicatedTenancySupport == "" && holds == nil:
		return nil, invalidValues("DedicatedTenancySupport is required, as BYOL is not enabled for the account.")
	case holds != nil && holds.Range == cidr:
		return nil, &types.ResourceUnavailableException{
			Message: aws.String("The specified address range is in use by the account."), ResourceId: aws.String(cidr),
		}
	case !slices.ContainsFunc(c.freeRanges(allAddresses), func(key string) bool { return cidrOf(key) == cidr }):
		return nil, invalidValues("The address range %s is not available. Use one that ListAvailableManagementCidrRanges returns.", cidr)
	}
	c.newModification(cidr, types.DedicatedTenancyModificationStateEnumPending)
	return &workspaces.ModifyAccountOutput{Message: aws.String(modificationPending)}, nil
}

// describeAccountModifications lists the newest first; the service's order is unverified.
func (c *call) describeAccountModifications(in *workspaces.DescribeAccountModificationsInput) (*workspaces.DescribeAccountModificationsOutput, error) {
	list, next, err := paginate(c, c.Account.Modifications.listing(c), nil, in.NextToken, maxPage)
	if err != nil {
		return nil, invalid(invalidToken)
	}
	out := &workspaces.DescribeAccountModificationsOutput{
		AccountModifications: make([]types.AccountModification, len(list)), NextToken: next,
	}
	for i, m := range list {
		out.AccountModifications[i] = m.describe()
	}
	return out, nil
}

// listAvailableManagementCidrRanges answers every account, as if AWS lets all of them bring licences along.
func (c *call) listAvailableManagementCidrRanges(in *workspaces.ListAvailableManagementCidrRangesInput) (*workspaces.ListAvailableManagementCidrRangesOutput, error) {
	within, err := netip.ParsePrefix(*in.ManagementCidrRangeConstraint)
	if err != nil {
		return nil, invalidValues("%s is not an IPv4 CIDR block.", *in.ManagementCidrRangeConstraint)
	}
	free := listingOf(c.freeRanges(within), func(key string) (string, bool) { return cidrOf(key), true })
	list, next, err := paginate(c, free, nil, in.NextToken, pageSize(in.MaxResults, maxRanges))
	if err != nil {
		return nil, err
	}
	return &workspaces.ListAvailableManagementCidrRangesOutput{ManagementCidrRanges: list, NextToken: next}, nil
}

// allAddresses is the constraint on address ranges that leaves them all.
var allAddresses = netip.PrefixFrom(netip.IPv4Unspecified(), 0)

// privateBlocks are those that the standards leave to private networks and, the last one, to tests of
// networks. That management networks can be in all of these and in no others is unverified.
var privateBlocks = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("198.18.0.0/15"),
}

// freeRanges lists the ranges of size /16 inside a block that the account can have a management network
// in, each as its first two bytes: that is the order of the addresses.
func (c *call) freeRanges(within netip.Prefix) (keys []string) {
	used := c.managementRange()
	for _, block := range privateBlocks {
		first := block.Addr().As4()
		for i := range 1 << (16 - block.Bits()) {
			key := string(binary.BigEndian.AppendUint16(nil, binary.BigEndian.Uint16(first[:])+uint16(i)))
			address := netip.AddrFrom4([4]byte{key[0], key[1]})
			if within.Bits() <= 16 && within.Contains(address) && cidrOf(key) != used {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// rangeOf writes out a range of freeRanges.
func cidrOf(key string) string { return fmt.Sprintf("%d.%d.0.0/16", key[0], key[1]) }
