package emulator

import "github.com/go-workspaces/workspaces/types"

// SeedAddIn adds an add-in and returns its identifier.
func SeedAddIn(e *Emulator, shown types.ConnectClientAddIn) *string {
	return enterAs(e, nil).seedAddIn(shown).Shown.AddInId
}
