package emulator

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// AddWorkspaces gives an account n WorkSpaces in a state, which began just now. They run in AUTO_STOP mode, so
// that they can be stopped and started, and belong to user001, user002 and so on of a directory of their own.
// But for those that are PENDING, they were launched a week ago. They are what a seed can add too, in less
// memory.
func (e *Emulator) AddWorkspaces(account, region string, n int, state types.WorkspaceState) {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.enter(place{account, region}, "")
	directory := c.seedDirectory(types.WorkspaceDirectory{}).Shown.DirectoryId
	shown := types.Workspace{DirectoryId: directory, BundleId: seedBundleID(), State: state}
	properties := c.bundle(shown.BundleId).properties()
	merge(&properties, &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop})
	shown.WorkspaceProperties = &properties
	for i := range n {
		shown.UserName = aws.String(fmt.Sprintf("user%03d", i+1))
		c.seedWorkspace(shown)
	}
}
