package emulator

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// AddDirectory gives the account of an access key a registered directory. If users are listed, the
// directory has no others, also after it was deregistered and registered anew.
func (e *Emulator) AddDirectory(accessKey, region, id string, users ...string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.enter(place{AccountID(accessKey), region}, "")
	c.addDirectory(id)
	c.Users[id] = users
}

func (c *call) addDirectory(id string) {
	c.newDirectory(id, &workspaces.RegisterWorkspaceDirectoryInput{}).Life.enter(c, types.WorkspaceDirectoryStateRegistered)
}

// AddWorkspaces gives the account of an access key n WorkSpaces in a state, which began just now, and
// returns their identifiers. They run in AUTO_STOP mode, so that they can be stopped and started, and
// belong to user001, user002 and so on of a directory of their own. But for those that are PENDING, they
// were launched a week ago.
func (e *Emulator) AddWorkspaces(accessKey, region string, n int, state types.WorkspaceState) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.enter(place{AccountID(accessKey), region}, "")
	directory := c.IDs.directory()
	c.addDirectory(directory)
	shown := types.Workspace{DirectoryId: &directory, BundleId: seedBundleID(), State: state}
	properties := c.bundle(shown.BundleId).properties()
	merge(&properties, &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop})
	shown.WorkspaceProperties = &properties
	list := make([]string, 0, max(0, n))
	for i := range n {
		shown.UserName = aws.String(fmt.Sprintf("user%03d", i+1))
		list = append(list, *c.seedWorkspace(shown).Shown.WorkspaceId)
	}
	return list
}
