package emulator

import "github.com/go-workspaces/workspaces/types"

// Handlers that the tests doom.
var (
	CreateWorkspaces          = (*call).createWorkspaces
	MigrateWorkspace          = (*call).migrateWorkspace
	ModifyWorkspaceProperties = (*call).modifyWorkspaceProperties
	RestoreWorkspace          = (*call).restoreWorkspace
)

// SeedWorkspace adds a WorkSpace and returns its identifier.
func SeedWorkspace(e *Emulator, shown types.Workspace) *string {
	return enterAs(e, nil).seedWorkspace(shown).Shown.WorkspaceId
}

// SeedConnectionStatus says what is known of the user of a WorkSpace and returns its identifier.
func SeedConnectionStatus(e *Emulator, shown types.WorkspaceConnectionStatus) *string {
	return enterAs(e, nil).seedConnectionStatus(shown).Shown.WorkspaceId
}
