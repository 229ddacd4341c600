package emulator

import "github.com/go-workspaces/workspaces"

func (c *call) restoreWorkspace(*workspaces.RestoreWorkspaceInput) (*workspaces.RestoreWorkspaceOutput, error) {
	return nil, missing("RestoreWorkspace")
}

func (c *call) migrateWorkspace(*workspaces.MigrateWorkspaceInput) (*workspaces.MigrateWorkspaceOutput, error) {
	return nil, missing("MigrateWorkspace")
}

func (c *call) describeWorkspaceSnapshots(*workspaces.DescribeWorkspaceSnapshotsInput) (*workspaces.DescribeWorkspaceSnapshotsOutput, error) {
	return nil, missing("DescribeWorkspaceSnapshots")
}

func (c *call) createStandbyWorkspaces(*workspaces.CreateStandbyWorkspacesInput) (*workspaces.CreateStandbyWorkspacesOutput, error) {
	return nil, missing("CreateStandbyWorkspaces")
}
