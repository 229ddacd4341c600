package emulator

import "github.com/go-workspaces/workspaces/types"

// addIn is an Amazon Connect add-in of a directory.
type addIn struct {
	settled
	Shown types.ConnectClientAddIn
}
