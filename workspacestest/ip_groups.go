package workspacestest

import (
	"net/netip"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// ipGroup is an IP access control group: a list of addresses that users may connect from.
type ipGroup struct {
	timeless
	Shown types.WorkspacesIpGroup
	Tags  tagSet
}

var ipGroupKind = &kind[types.WorkspacesIpGroup, *ipGroup]{
	name:  "IpGroups",
	table: func(s *store) *table[*ipGroup] { return &s.IPGroups },
	tags:  func(_ *call, g *ipGroup) tagSet { return g.Tags },
	list:  func(s *Seed) []types.WorkspacesIpGroup { return s.IpGroups },
	id:    func(shown *types.WorkspacesIpGroup) *string { return shown.GroupId },
	form:  forms.IPGroup,
	seed:  (*call).putIPGroup,
}

func (g *ipGroup) complete() bool {
	return allSet(g.Shown.GroupId) && g.Tags != nil
}

// ipGroup returns a group, or an error if it does not exist.
func (c *call) ipGroup(id *string) (*ipGroup, error) {
	g := c.IPGroups.get(c, aws.ToString(id))
	if g == nil {
		return nil, notFound(aws.ToString(id), "The specified IP access control group %s could not be found.")
	}
	return g, nil
}

// putIPGroup stores a group.
func (c *call) putIPGroup(shown types.WorkspacesIpGroup) *ipGroup {
	if shown.GroupId == nil {
		shown.GroupId = aws.String(c.IDs.resource("wsipg-"))
	}
	setDefault(&shown.GroupName, shown.GroupId)
	if shown.UserRules == nil {
		shown.UserRules = []types.IpRuleItem{}
	}
	g := &ipGroup{Shown: shown, Tags: tagSet{}}
	c.IPGroups.put(*shown.GroupId, g)
	return g
}

// checkRules returns an error if a rule is not an address range or occurs twice. Rules are compared as strings, because
// the service accepts both 10.0.0.0/16 and 10.0.0.1/16 in a group. It is not known whether the service accepts IPv6.
func checkRules(rules []types.IpRuleItem) error {
	seen := make(map[string]bool, len(rules))
	for _, rule := range rules {
		text := aws.ToString(rule.IpRule)
		if !isAddressRange(text) {
			return invalidValues("The IP rule %.64q is not an address range in CIDR notation.", text)
		}
		if seen[text] {
			return invalidValues("The IP rule %s is specified more than once.", text)
		}
		seen[text] = true
	}
	return nil
}

// isAddressRange reports whether a rule is a single address or an address range in CIDR notation.
func isAddressRange(rule string) bool {
	if address, err := netip.ParseAddr(rule); err == nil {
		return address.Zone() == ""
	}
	_, err := netip.ParsePrefix(rule)
	return err == nil
}

// find returns the index of the rule in the group's rules, or -1 if the group does not have it.
func (g *ipGroup) find(rule *string) int {
	return slices.IndexFunc(g.Shown.UserRules, func(r types.IpRuleItem) bool { return aws.ToString(r.IpRule) == aws.ToString(rule) })
}

func (c *call) createIpGroup(in *workspaces.CreateIpGroupInput) (*workspaces.CreateIpGroupOutput, error) {
	if *in.GroupName == "" {
		return nil, invalidValues("The GroupName parameter must not be empty.")
	}
	if err := checkRules(in.UserRules); err != nil {
		return nil, err
	}
	tags, err := newTags(in.Tags)
	if err != nil {
		return nil, err
	}
	for _, g := range c.IPGroups.all(c) {
		if aws.ToString(g.Shown.GroupName) == *in.GroupName {
			return nil, alreadyExists("An IP access control group with the name %.100q exists already.", *in.GroupName)
		}
	}
	if err := c.exceeds(QuotaIPGroups, c.IPGroups.count(c)+1); err != nil {
		return nil, err
	}
	if err := c.exceeds(QuotaIPRules, len(in.UserRules)); err != nil {
		return nil, err
	}
	g := c.putIPGroup(types.WorkspacesIpGroup{GroupName: in.GroupName, GroupDesc: in.GroupDesc, UserRules: slices.Clone(in.UserRules)})
	g.Tags = tags
	return &workspaces.CreateIpGroupOutput{GroupId: g.Shown.GroupId}, nil
}

func (c *call) describeIpGroups(in *workspaces.DescribeIpGroupsInput) (*workspaces.DescribeIpGroupsOutput, error) {
	list, next, err := paginate(c, c.IPGroups.selected(c, in.GroupIds), nil, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeIpGroupsOutput{Result: make([]types.WorkspacesIpGroup, len(list)), NextToken: next}
	for i, g := range list {
		out.Result[i] = g.Shown
	}
	return out, nil
}

// deleteIpGroup rejects a group that is associated with a directory.
func (c *call) deleteIpGroup(in *workspaces.DeleteIpGroupInput) (*workspaces.DeleteIpGroupOutput, error) {
	g, err := c.ipGroup(in.GroupId)
	if err != nil {
		return nil, err
	}
	for _, d := range c.Directories.all(c) {
		if slices.Contains(d.Shown.IpGroupIds, *g.Shown.GroupId) {
			return nil, associated("The IP access control group is associated with the directory %s. Disassociate it, and try again.", *d.Shown.DirectoryId)
		}
	}
	c.IPGroups.remove(*g.Shown.GroupId)
	return &workspaces.DeleteIpGroupOutput{}, nil
}

// setRules replaces a group's rules.
func (c *call) setRules(g *ipGroup, rules []types.IpRuleItem) error {
	if err := checkRules(rules); err != nil {
		return err
	}
	if err := c.exceeds(QuotaIPRules, len(rules)); err != nil {
		return err
	}
	g.Shown.UserRules = rules
	return nil
}

// authorizeIpRules rejects rules that the group already has. It is not known whether the service does too.
func (c *call) authorizeIpRules(in *workspaces.AuthorizeIpRulesInput) (*workspaces.AuthorizeIpRulesOutput, error) {
	g, err := c.ipGroup(in.GroupId)
	if err != nil {
		return nil, err
	}
	if err := c.setRules(g, slices.Concat(g.Shown.UserRules, in.UserRules)); err != nil {
		return nil, err
	}
	return &workspaces.AuthorizeIpRulesOutput{}, nil
}

func (c *call) updateRulesOfIpGroup(in *workspaces.UpdateRulesOfIpGroupInput) (*workspaces.UpdateRulesOfIpGroupOutput, error) {
	g, err := c.ipGroup(in.GroupId)
	if err != nil {
		return nil, err
	}
	if err := c.setRules(g, append([]types.IpRuleItem{}, in.UserRules...)); err != nil {
		return nil, err
	}
	return &workspaces.UpdateRulesOfIpGroupOutput{}, nil
}

// revokeIpRules rejects the whole call if the group does not have one of the rules. It is not known whether the service
// does too.
func (c *call) revokeIpRules(in *workspaces.RevokeIpRulesInput) (*workspaces.RevokeIpRulesOutput, error) {
	g, err := c.ipGroup(in.GroupId)
	if err != nil {
		return nil, err
	}
	left := &ipGroup{Shown: types.WorkspacesIpGroup{UserRules: slices.Clone(g.Shown.UserRules)}}
	for _, rule := range in.UserRules {
		i := left.find(&rule)
		if i < 0 {
			return nil, invalidValues("The IP access control group has no rule %.64q.", rule)
		}
		left.Shown.UserRules = slices.Delete(left.Shown.UserRules, i, i+1)
	}
	g.Shown.UserRules = left.Shown.UserRules
	return &workspaces.RevokeIpRulesOutput{}, nil
}

// activeDirectory returns a directory in the REGISTERED state, or an error: ResourceNotFoundException or
// InvalidResourceStateException.
func (c *call) activeDirectory(id *string) (*directory, error) {
	d, err := c.directory(id)
	if err == nil && d.Life.State != types.WorkspaceDirectoryStateRegistered {
		return nil, invalidState(directoryState)
	}
	return d, err
}

// noGroups is the error message for an empty list of groups, which the service rejects with HTTP status 400.
// Unverified: the exception and the wording.
const noGroups = "The GroupIds parameter must not be empty."

// associateIpGroups accepts groups that are already associated with the directory.
func (c *call) associateIpGroups(in *workspaces.AssociateIpGroupsInput) (*workspaces.AssociateIpGroupsOutput, error) {
	d, err := c.activeDirectory(in.DirectoryId)
	if err != nil {
		return nil, err
	}
	if len(in.GroupIds) == 0 {
		return nil, invalid(noGroups)
	}
	for _, id := range in.GroupIds {
		if _, err := c.ipGroup(&id); err != nil {
			return nil, err
		}
	}
	groups := slices.Compact(slices.Sorted(slices.Values(slices.Concat(d.Shown.IpGroupIds, in.GroupIds))))
	if err := c.exceeds(QuotaIPGroupsOfDirectory, len(groups)); err != nil {
		return nil, err
	}
	d.Shown.IpGroupIds = groups
	return &workspaces.AssociateIpGroupsOutput{}, nil
}

// disassociateIpGroups accepts groups that are not associated with the directory or have been deleted.
func (c *call) disassociateIpGroups(in *workspaces.DisassociateIpGroupsInput) (*workspaces.DisassociateIpGroupsOutput, error) {
	d, err := c.activeDirectory(in.DirectoryId)
	if err != nil {
		return nil, err
	}
	if len(in.GroupIds) == 0 {
		return nil, invalid(noGroups)
	}
	d.Shown.IpGroupIds = slices.DeleteFunc(slices.Clone(d.Shown.IpGroupIds), func(id string) bool { return slices.Contains(in.GroupIds, id) })
	return &workspaces.DisassociateIpGroupsOutput{}, nil
}
