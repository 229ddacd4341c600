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

// maxRanges is the maximum number of address ranges on a page of ListAvailableManagementCidrRanges.
const maxRanges = 5

// account holds an AWS account's BYOL settings in one Region.
type account struct {
	Modifications table[*accountModification] // newest first, as in responses
}

// accountModification is a change to an account's BYOL configuration: it either enables BYOL or changes the management
// network's address range. BYOL cannot be disabled.
type accountModification struct {
	Range string // the management network's address range
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

// describe returns the modification as shown in responses.
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

// modifications returns the account's latest modification and its latest completed modification, which is the one in
// force. Either result is nil if there is no such modification.
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

// newModification adds a modification that begins now.
func (c *call) newModification(cidr string, state types.DedicatedTenancyModificationStateEnum) {
	m := &accountModification{Range: cidr, Start: c.now}
	m.Life.enter(c, state)
	c.Account.Modifications.put(fmt.Sprintf("%08d", 99999999-c.Account.Modifications.count(c)), m)
}

// managementRange returns the address range of the account's management network, or "" if BYOL is not enabled. The
// target account of an account link uses its source account's range.
func (c *call) managementRange() string {
	if part, source := c.part(c.account); part == types.DedicatedTenancyAccountTypeTargetAccount {
		c = c.at(place{source, c.region})
	}
	if _, holds := c.modifications(); holds != nil {
		return holds.Range
	}
	return ""
}

// WithBYOL allows all accounts to bring their own licenses (BYOL) in all Regions. AWS grants BYOL on request. An
// account can then list the address ranges for management networks, import BYOL images, copy BYOL images, and enable
// BYOL with ModifyAccount. Once BYOL is enabled, directories can have DEDICATED tenancy, which WorkSpaces from BYOL
// bundles require.
//
// Without this option, an account can bring its own licenses in a Region only in two cases: if a [Seed] sets
// DedicatedTenancyManagementCidrRange for the account in the Region, or if the account is linked to such an account.
// The seed also enables BYOL, so the account need not call ModifyAccount.
func WithBYOL() Option {
	return func(s *settings) { s.byol = true }
}

// checkBYOL returns AccessDeniedException if the account cannot use BYOL in the call's Region. The documentation
// mentions this exception for ListAvailableManagementCidrRanges. It is not known whether other operations return it
// too.
func (c *call) checkBYOL() error {
	if c.emulator.settings.byol || c.managementRange() != "" {
		return nil
	}
	return accessDenied("The account is not enabled for BYOL in %s.", c.region)
}

// licensed reports whether the image is a BYOL image, that is, one that requires DEDICATED tenancy.
func (i *image) licensed() bool {
	return i.Shown.RequiredTenancy == types.WorkspaceImageRequiredTenancyDedicated
}

// licensed reports whether a bundle's image belongs to the account and requires DEDICATED tenancy.
func (c *call) licensed(b *bundle) bool {
	i := c.Images.get(c, *b.Shown.ImageId)
	return i != nil && i.licensed()
}

// byolNeedsDedicated is the error message for creating a WorkSpace or a pool from a BYOL bundle in a directory with
// SHARED tenancy.
const byolNeedsDedicated = "The BYOL bundle %s needs a directory with the tenancy DEDICATED, and %s has the tenancy SHARED."

// sharedTenancy reports whether a directory exists and has SHARED tenancy.
func (c *call) sharedTenancy(directoryID *string) bool {
	d := c.Directories.get(c, aws.ToString(directoryID))
	return d != nil && d.Shown.Tenancy == types.TenancyShared
}

// seedAccount enables BYOL with the given address range, discarding all earlier modifications of the account.
func (c *call) seedAccount(cidr string) {
	c.Account.Modifications = table[*accountModification]{}
	c.newModification(cidr, types.DedicatedTenancyModificationStateEnumCompleted)
}

// describeAccount returns a message if the latest modification is PENDING or FAILED. Unverified: the wording, and when
// the service returns a message.
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

// modifyAccount rejects accounts linked as targets, because they use another account's licenses. It is not known which
// exception the service returns in which case.
func (c *call) modifyAccount(in *workspaces.ModifyAccountInput) (*workspaces.ModifyAccountOutput, error) {
	if err := c.checkBYOL(); err != nil {
		return nil, err
	}
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
			Message: aws.String("The specified address range " + cidr + " is in use by the account."), ResourceId: aws.String(cidr),
		}
	case !slices.ContainsFunc(c.freeRanges(allAddresses), func(key string) bool { return cidrOf(key) == cidr }):
		return nil, invalidValues("The address range %s is not available. Use one that ListAvailableManagementCidrRanges returns.", cidr)
	}
	c.newModification(cidr, types.DedicatedTenancyModificationStateEnumPending)
	return &workspaces.ModifyAccountOutput{Message: aws.String(modificationPending)}, nil
}

// describeAccountModifications lists the newest modification first. Unverified: the service's order.
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

func (c *call) listAvailableManagementCidrRanges(in *workspaces.ListAvailableManagementCidrRangesInput) (*workspaces.ListAvailableManagementCidrRangesOutput, error) {
	if err := c.checkBYOL(); err != nil {
		return nil, err
	}
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

// allAddresses is 0.0.0.0/0, the block that contains every address range.
var allAddresses = netip.PrefixFrom(netip.IPv4Unspecified(), 0)

// privateBlocks are the private address blocks and the block reserved for network tests (198.18.0.0/15). Unverified:
// whether a management network can be in any of these blocks, and nowhere else.
var privateBlocks = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("198.18.0.0/15"),
}

// freeRanges returns the /16 ranges within the given block that are available for the account's management network.
// Each range is returned as a key, the first two bytes of its address, so that keys sort in address order.
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

// cidrOf converts a key returned by freeRanges to CIDR notation.
func cidrOf(key string) string { return fmt.Sprintf("%d.%d.0.0/16", key[0], key[1]) }
