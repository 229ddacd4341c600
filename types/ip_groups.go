package types

// WorkspacesIpGroup is an IP access control group: a list of address ranges. The users of its directories can connect
// only from these ranges.
type WorkspacesIpGroup struct {
	// GroupId identifies the group, such as wsipg-0123456ab.
	GroupId *string `wire:"groupId"`

	// GroupName is the name of the group.
	GroupName *string `wire:"groupName"`

	// GroupDesc is the description of the group.
	GroupDesc *string `wire:"groupDesc"`

	// UserRules are the allowed address ranges, at most 10.
	UserRules []IpRuleItem `wire:"userRules"`
}

// IpRuleItem is one rule of an IP access control group: an allowed address range.
type IpRuleItem struct {
	// IpRule is the range in CIDR notation, such as 203.0.113.0/24.
	IpRule *string `wire:"ipRule"`

	// RuleDesc is a description of the range.
	RuleDesc *string `wire:"ruleDesc"`
}
