package workspacestest

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// addWorkspaces adds the WorkSpaces of [WithWorkspaces]. A seed could do the same, with more memory: these
// share their properties.
func (e *Emulator) addWorkspaces(at place, n int, state types.WorkspaceState) {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.enter(at, "")
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
