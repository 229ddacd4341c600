package types

// StartRequest names one WorkSpace to start.
type StartRequest struct {
	// WorkspaceId identifies the WorkSpace, whose state must be STOPPED. The API does not mark this member as
	// required, but a request without it names no WorkSpace.
	WorkspaceId *string `form:"workspace"`
}

// StopRequest names one WorkSpace to stop.
type StopRequest struct {
	// WorkspaceId identifies the WorkSpace, whose state must be AVAILABLE, IMPAIRED, UNHEALTHY or ERROR.
	// The API does not mark this member as required, but a request without it names no WorkSpace.
	WorkspaceId *string `form:"workspace"`
}

// RebootRequest names one WorkSpace to reboot.
type RebootRequest struct {
	// WorkspaceId identifies the WorkSpace. Its state must be AVAILABLE or UNHEALTHY, or must have been
	// REBOOTING for more than 20 minutes.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}

// RebuildRequest names the WorkSpace to rebuild.
type RebuildRequest struct {
	// WorkspaceId identifies the WorkSpace, whose state must be AVAILABLE, ERROR, UNHEALTHY, STOPPED or
	// REBOOTING.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}
