package emulator

import "github.com/go-workspaces/workspaces/types"

// ipGroup is a list of addresses that users may come from.
type ipGroup struct {
	settled
	Shown types.WorkspacesIpGroup
	Tags  tagSet
}
