package workspaces

// CanPaginate reports whether the answers of an operation come in pages that a NextToken links. It takes
// the operation's name, such as DescribeWorkspaces.
func CanPaginate(operation string) bool {
	switch operation {
	case "DescribeAccountModifications", "DescribeApplicationAssociations", "DescribeApplications",
		"DescribeConnectClientAddIns", "DescribeConnectionAliasPermissions", "DescribeConnectionAliases",
		"DescribeIpGroups", "DescribeWorkspaceBundles", "DescribeWorkspaceDirectories",
		"DescribeWorkspaceImagePermissions", "DescribeWorkspaceImages", "DescribeWorkspaces",
		"DescribeWorkspacesConnectionStatus", "DescribeWorkspacesPoolSessions", "DescribeWorkspacesPools",
		"ListAccountLinks", "ListAvailableManagementCidrRanges":
		return true
	default:
		return false
	}
}
