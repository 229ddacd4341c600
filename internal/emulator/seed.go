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
// belong to user001, user002 and so on of a directory of their own.
func (e *Emulator) AddWorkspaces(accessKey, region string, n int, state types.WorkspaceState) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.enter(place{AccountID(accessKey), region}, "")
	directory := c.IDs.directory()
	c.addDirectory(directory)
	list := make([]string, 0, max(0, n))
	for i := range n {
		w := c.launch(&types.WorkspaceRequest{
			DirectoryId:         aws.String(directory),
			UserName:            aws.String(fmt.Sprintf("user%03d", i+1)),
			BundleId:            aws.String("wsb-" + nameHash("Standard with Windows 10 (Server 2022 based)")),
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
		})
		w.Visible = c.now
		w.Life.enter(c, state)
		if state == types.WorkspaceStateError {
			w.Life.Doom = &failure{"ConfigureWorkspace.DomainJoin", "The WorkSpace could not join the domain."}
		}
		list = append(list, *w.Shown.WorkspaceId)
	}
	return list
}
