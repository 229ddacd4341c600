package emulator

import "github.com/go-workspaces/workspaces/types"

// SeededKey and SeededRegion name the account and the Region that the functions here are about.
const (
	SeededKey    = "AKIDSEEDED"
	SeededRegion = "us-east-1"
)

// Handlers that the tests doom.
var (
	RegisterWorkspaceDirectory = (*call).registerWorkspaceDirectory
	CreateWorkspacesPool       = (*call).createWorkspacesPool
	StartWorkspacesPool        = (*call).startWorkspacesPool
	StopWorkspacesPool         = (*call).stopWorkspacesPool
	UpdateWorkspacesPool       = (*call).updateWorkspacesPool
	TerminateWorkspacesPool    = (*call).terminateWorkspacesPool
)

// Doomed answers a call whose changes end badly.
func Doomed[In, Out any](e *Emulator, code, message string, method func(*call, *In) (*Out, error), in *In) (*Out, error) {
	return method(enterAs(e, &failure{code, message}), in)
}

// SeedDirectory adds a directory.
func SeedDirectory(e *Emulator, shown types.WorkspaceDirectory) { enterAs(e, nil).seedDirectory(shown) }

// SeedPool adds a pool.
func SeedPool(e *Emulator, shown types.WorkspacesPool) { enterAs(e, nil).seedPool(shown) }

// SeedPoolSession adds a session.
func SeedPoolSession(e *Emulator, shown types.WorkspacesPoolSession) {
	enterAs(e, nil).seedPoolSession(shown)
}

func enterAs(e *Emulator, doom *failure) *call {
	c := e.enter(place{AccountID(SeededKey), SeededRegion}, "")
	c.doom = doom
	return c
}
