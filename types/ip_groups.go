package types

// WorkspacesIpGroup is an IP access control group: the addresses from which users of the directories that
// it is associated with can connect.
type WorkspacesIpGroup struct {
	// GroupId identifies the group, such as wsipg-0123456ab.
	GroupId *string `wire:"groupId"`

	// GroupName is the name of the group.
	GroupName *string `wire:"groupName"`

	// GroupDesc is the description of the group.
	GroupDesc *string `wire:"groupDesc"`

	// UserRules are the addresses that are let in, at most 10 rules.
	UserRules []IpRuleItem `wire:"userRules"`
}

// IpRuleItem is one rule of an IP access control group: a range of addresses that is let in.
type IpRuleItem struct {
	// IpRule is the range in CIDR notation, such as 203.0.113.0/24.
	IpRule *string `wire:"ipRule"`

	// RuleDesc is a description of the range.
	RuleDesc *string `wire:"ruleDesc"`
}
