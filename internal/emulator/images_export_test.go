package emulator

import "github.com/go-workspaces/workspaces/types"

// Handlers that the tests doom.
var (
	CreateWorkspaceImage       = (*call).createWorkspaceImage
	ImportWorkspaceImage       = (*call).importWorkspaceImage
	ImportCustomWorkspaceImage = (*call).importCustomWorkspaceImage
	CreateWorkspaceBundle      = (*call).createWorkspaceBundle
)

// SeedImage adds an image and returns its identifier.
func SeedImage(e *Emulator, shown types.WorkspaceImage) *string {
	return enterAs(e, nil).seedImage(shown).Shown.ImageId
}

// SeedBundle adds a bundle and returns its identifier.
func SeedBundle(e *Emulator, shown types.WorkspaceBundle) *string {
	return enterAs(e, nil).seedBundle(shown).Shown.BundleId
}
