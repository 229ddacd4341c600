package emulator

import "github.com/go-workspaces/workspaces"

func (c *call) associateIpGroups(*workspaces.AssociateIpGroupsInput) (*workspaces.AssociateIpGroupsOutput, error) {
	return nil, missing("AssociateIpGroups")
}

func (c *call) disassociateIpGroups(*workspaces.DisassociateIpGroupsInput) (*workspaces.DisassociateIpGroupsOutput, error) {
	return nil, missing("DisassociateIpGroups")
}

func (c *call) authorizeIpRules(*workspaces.AuthorizeIpRulesInput) (*workspaces.AuthorizeIpRulesOutput, error) {
	return nil, missing("AuthorizeIpRules")
}

func (c *call) revokeIpRules(*workspaces.RevokeIpRulesInput) (*workspaces.RevokeIpRulesOutput, error) {
	return nil, missing("RevokeIpRules")
}

func (c *call) updateRulesOfIpGroup(*workspaces.UpdateRulesOfIpGroupInput) (*workspaces.UpdateRulesOfIpGroupOutput, error) {
	return nil, missing("UpdateRulesOfIpGroup")
}

func (c *call) createIpGroup(*workspaces.CreateIpGroupInput) (*workspaces.CreateIpGroupOutput, error) {
	return nil, missing("CreateIpGroup")
}

func (c *call) deleteIpGroup(*workspaces.DeleteIpGroupInput) (*workspaces.DeleteIpGroupOutput, error) {
	return nil, missing("DeleteIpGroup")
}

func (c *call) describeIpGroups(*workspaces.DescribeIpGroupsInput) (*workspaces.DescribeIpGroupsOutput, error) {
	return nil, missing("DescribeIpGroups")
}

func (c *call) createConnectionAlias(*workspaces.CreateConnectionAliasInput) (*workspaces.CreateConnectionAliasOutput, error) {
	return nil, missing("CreateConnectionAlias")
}

func (c *call) deleteConnectionAlias(*workspaces.DeleteConnectionAliasInput) (*workspaces.DeleteConnectionAliasOutput, error) {
	return nil, missing("DeleteConnectionAlias")
}

func (c *call) describeConnectionAliases(*workspaces.DescribeConnectionAliasesInput) (*workspaces.DescribeConnectionAliasesOutput, error) {
	return nil, missing("DescribeConnectionAliases")
}

func (c *call) associateConnectionAlias(*workspaces.AssociateConnectionAliasInput) (*workspaces.AssociateConnectionAliasOutput, error) {
	return nil, missing("AssociateConnectionAlias")
}

func (c *call) disassociateConnectionAlias(*workspaces.DisassociateConnectionAliasInput) (*workspaces.DisassociateConnectionAliasOutput, error) {
	return nil, missing("DisassociateConnectionAlias")
}

func (c *call) describeConnectionAliasPermissions(*workspaces.DescribeConnectionAliasPermissionsInput) (*workspaces.DescribeConnectionAliasPermissionsOutput, error) {
	return nil, missing("DescribeConnectionAliasPermissions")
}

func (c *call) updateConnectionAliasPermission(*workspaces.UpdateConnectionAliasPermissionInput) (*workspaces.UpdateConnectionAliasPermissionOutput, error) {
	return nil, missing("UpdateConnectionAliasPermission")
}
