package types

import "time"

// StandbyWorkspace describes one standby WorkSpace to create. Users work on the standby when the Region of the
// primary WorkSpace fails.
type StandbyWorkspace struct {
	// PrimaryWorkspaceId identifies the primary WorkSpace, in its own Region.
	//
	// This member is required.
	PrimaryWorkspaceId *string `required:"true" form:"workspace"`

	// DirectoryId identifies the directory that the standby joins, in the Region of the standby.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// DataReplication says whether the primary's data is copied to the standby.
	DataReplication DataReplication

	// VolumeEncryptionKey is the KMS key for the volumes of the standby.
	VolumeEncryptionKey *string

	// Tags are put on the standby, at most 50.
	Tags []Tag
}

// PendingCreateStandbyWorkspacesRequest is a standby WorkSpace that is being created.
type PendingCreateStandbyWorkspacesRequest struct {
	// WorkspaceId identifies the standby. At first, DescribeWorkspaces may not return the standby, or may return only some
	// of its members.
	WorkspaceId *string

	// DirectoryId identifies the directory that the standby joins.
	DirectoryId *string

	// UserName is the user of the standby.
	UserName *string

	// State is the state of the standby; see [WorkspaceState].
	State WorkspaceState
}

// FailedCreateStandbyWorkspacesRequest is one request of a CreateStandbyWorkspaces call that the service rejected.
// The service may have accepted the other requests in the call.
type FailedCreateStandbyWorkspacesRequest struct {
	// StandbyWorkspaceRequest is the request as it was sent.
	StandbyWorkspaceRequest *StandbyWorkspace

	// ErrorCode is the code for the reason.
	ErrorCode *string

	// ErrorMessage describes the reason.
	ErrorMessage *string
}

// StandbyWorkspacesProperties describes one of the standby WorkSpaces of a primary WorkSpace.
type StandbyWorkspacesProperties struct {
	// StandbyWorkspaceId identifies the standby, in its own Region.
	StandbyWorkspaceId *string

	// DataReplication says whether the primary's data is copied to the standby.
	DataReplication DataReplication

	// RecoverySnapshotTime is when the newest complete snapshot of the primary was taken. A failover loses data
	// written after this time.
	RecoverySnapshotTime *time.Time
}
