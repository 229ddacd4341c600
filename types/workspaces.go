package types

import "time"

// WorkspaceRequest describes one personal WorkSpace to create: its user, its directory and its bundle. Each user of a
// directory can have one WorkSpace: a request for a second WorkSpace fails.
type WorkspaceRequest struct {
	// DirectoryId identifies the directory: "d-" or "wsd-" and a suffix. The directory must be registered with WorkSpaces.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// UserName is the name of an existing user in the directory. 1 to 63 characters. The name is not case-sensitive,
	// but prefer the spelling in the directory. The reserved word "[UNDEFINED]", including the brackets, requests a
	// user-decoupled WorkSpace: then set WorkspaceName.
	//
	// This member is required.
	UserName *string `required:"true" len:"1:63"`

	// BundleId identifies the bundle: the image, the hardware and the volume sizes to start from.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`

	// WorkspaceName is the name of a user-decoupled WorkSpace. Only WorkSpaces Core offers such WorkSpaces. The name is
	// required if UserName is "[UNDEFINED]", and has no effect otherwise. It has 2 to 64 letters, digits and _ . ( ) -,
	// and does not begin with a dot or a hyphen.
	WorkspaceName *string `form:"workspacename"`

	// WorkspaceProperties sets the running mode, the volume sizes and other properties of the new
	// WorkSpace.
	WorkspaceProperties *WorkspaceProperties

	// RootVolumeEncryptionEnabled encrypts the root volume with VolumeEncryptionKey.
	RootVolumeEncryptionEnabled *bool

	// UserVolumeEncryptionEnabled encrypts the user volume with VolumeEncryptionKey.
	UserVolumeEncryptionEnabled *bool

	// VolumeEncryptionKey is the ARN of the symmetric KMS key for the encrypted volumes.
	VolumeEncryptionKey *string

	// Ipv6Address is the IPv6 address to give to the WorkSpace.
	Ipv6Address *string `pattern:"^(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6}::[0-9a-fA-F]{1,4}$"`

	// Tags are put on the new WorkSpace, at most 50.
	Tags []Tag
}

// FailedCreateWorkspaceRequest is one request of a CreateWorkspaces call that the service rejected. The service
// may have accepted the other requests in the call.
type FailedCreateWorkspaceRequest struct {
	// WorkspaceRequest is the request as it was sent.
	WorkspaceRequest *WorkspaceRequest

	// ErrorCode is the code of the error that prevented the change. Codes seen so far are ResourceExists.WorkSpace (the user already has a
	// WorkSpace in this directory), ResourceNotFound.Directory and ResourceNotFound.User.
	ErrorCode *string

	// ErrorMessage describes the reason.
	ErrorMessage *string
}

// FailedWorkspaceChangeRequest is one WorkSpace that the service did not start, stop, reboot, rebuild or terminate. The
// other WorkSpaces in the same call are not affected.
type FailedWorkspaceChangeRequest struct {
	// WorkspaceId identifies the WorkSpace that was not changed.
	WorkspaceId *string

	// ErrorCode is the code of the error that prevented the change.
	ErrorCode *string

	// ErrorMessage describes the reason.
	ErrorMessage *string
}

// Workspace is a personal virtual desktop. DescribeTags returns its tags.
type Workspace struct {
	// WorkspaceId identifies the WorkSpace: "ws-" and a suffix.
	WorkspaceId *string

	// DirectoryId identifies the directory of the user.
	DirectoryId *string

	// UserName is the user to whom the WorkSpace belongs, spelled as in the directory.
	UserName *string

	// WorkspaceName is the name of a user-decoupled WorkSpace. It is nil if the WorkSpace has a user.
	WorkspaceName *string

	// BundleId identifies the bundle that the WorkSpace was created from.
	BundleId *string

	// State is the state of the WorkSpace. It decides which operations are possible.
	State WorkspaceState

	// WorkspaceProperties holds the running mode, the hardware, the volume sizes and the protocol. It is nil
	// while the state is PENDING.
	WorkspaceProperties *WorkspaceProperties

	// ModificationStates are the changes in progress, one for each part of the WorkSpace that is being changed. The
	// list is empty if there are none, and nil while the state is PENDING. During a modification, State does not always
	// change. This list shows whether the modification has finished.
	ModificationStates []ModificationState

	// ErrorCode is the code for the reason why the WorkSpace could not be created, such as
	// ConfigureWorkspace.DomainJoin. It is set in the ERROR state.
	ErrorCode *string

	// ErrorMessage describes the same reason.
	ErrorMessage *string

	// ComputerName is the host name in the operating system, such as A-FWUDLXE1R47P. It is nil while the state is
	// PENDING. A migration changes it.
	ComputerName *string

	// IpAddress is the IPv4 address in the subnet. It is nil while the state is PENDING. A rebuild or a migration
	// changes it.
	IpAddress *string

	// Ipv6Address is the IPv6 address, if there is one.
	Ipv6Address *string

	// SubnetId identifies the subnet in which the WorkSpace runs. It is nil while the state is PENDING.
	SubnetId *string

	// RootVolumeEncryptionEnabled says whether the root volume is encrypted.
	RootVolumeEncryptionEnabled *bool

	// UserVolumeEncryptionEnabled says whether the user volume is encrypted.
	UserVolumeEncryptionEnabled *bool

	// VolumeEncryptionKey is the ARN of the symmetric KMS key of the encrypted volumes.
	VolumeEncryptionKey *string

	// RelatedWorkspaces are the related WorkSpaces in another Region: the standby of a primary WorkSpace, or the
	// primary of a standby.
	RelatedWorkspaces []RelatedWorkspaceProperties

	// DataReplicationSettings says whether the data of the primary WorkSpace is copied to its standby.
	DataReplicationSettings *DataReplicationSettings

	// StandbyWorkspacesProperties are the standby WorkSpaces, each with the state of its data replication.
	StandbyWorkspacesProperties []StandbyWorkspacesProperties
}

// WorkspaceProperties are the settings of a WorkSpace. CreateWorkspaces accepts them in addition to the bundle,
// DescribeWorkspaces returns them, and ModifyWorkspaceProperties changes the members that are set. The
// documentation of ModifyWorkspaceProperties says which members a call can change, and how often.
type WorkspaceProperties struct {
	// RunningMode decides when the WorkSpace stops, and how it is billed.
	RunningMode RunningMode

	// RunningModeAutoStopTimeoutInMinutes is the time from the user's logoff to the automatic stop: a multiple
	// of 60, by default 60. It applies only to AUTO_STOP WorkSpaces.
	RunningModeAutoStopTimeoutInMinutes *int32

	// ComputeTypeName is the hardware class. After the launch, it can be changed to a larger class once every 6 hours, and
	// to a smaller class once every 30 days. A change takes up to an hour.
	ComputeTypeName Compute

	// RootVolumeSizeGib is the size of the root volume in GiB. Only certain combinations with UserVolumeSizeGib are
	// allowed. A root volume of 80 GiB allows a user volume of 10, 50 or 100 GiB. A root volume of 175 to 2,000 GiB allows
	// a user volume of 100 to 2,000 GiB. With graphics classes, each volume has at least 100 GiB. A volume can be enlarged
	// once every 6 hours. It cannot shrink.
	RootVolumeSizeGib *int32

	// UserVolumeSizeGib is the size of the user volume in GiB. See RootVolumeSizeGib for the limits.
	UserVolumeSizeGib *int32

	// Protocols holds the streaming protocol. It can be changed if the WorkSpace was created from a PCoIP bundle. It
	// cannot be changed on Windows 7, or with the hardware classes GRAPHICS, GRAPHICSPRO, GRAPHICS_G4DN and
	// GRAPHICSPRO_G4DN. Linux bundles always use DCV.
	Protocols []Protocol

	// OperatingSystemName is the operating system and its release.
	OperatingSystemName OperatingSystemName

	// GlobalAccelerator says whether streaming goes through AWS Global Accelerator.
	GlobalAccelerator *GlobalAcceleratorForWorkSpace
}

// GlobalAcceleratorForWorkSpace says whether the streaming traffic of one WorkSpace enters the AWS
// network at the nearest edge location. This requires DCV.
type GlobalAcceleratorForWorkSpace struct {
	// Mode switches AWS Global Accelerator on or off, or applies the directory's setting.
	//
	// This member is required.
	Mode AGAModeForWorkSpaceEnum `required:"true"`

	// PreferredProtocol is the preferred transport to AWS Global Accelerator.
	PreferredProtocol AGAPreferredProtocolForWorkSpace
}

// ModificationState is a change to a WorkSpace that is in progress.
type ModificationState struct {
	// Resource is the part that is being changed.
	Resource ModificationResourceEnum

	// State is the progress of the change.
	State ModificationStateEnum
}

// RelatedWorkspaceProperties describes the primary or standby that a WorkSpace has in another Region.
type RelatedWorkspaceProperties struct {
	// WorkspaceId identifies the related WorkSpace.
	WorkspaceId *string

	// Region is the Region of the related WorkSpace, such as us-west-2. Calls that concern this WorkSpace must be made
	// in that Region.
	Region *string

	// Type is the role of the related WorkSpace.
	Type StandbyWorkspaceRelationshipType

	// State is the state of the related WorkSpace.
	State WorkspaceState
}

// DataReplicationSettings says whether the data of a primary WorkSpace is copied to its standby, and how recent
// the copy is.
type DataReplicationSettings struct {
	// DataReplication says whether data is copied, and in which direction.
	DataReplication DataReplication

	// RecoverySnapshotTime is when the newest complete snapshot of the primary was taken. A failover loses data
	// written after this time.
	RecoverySnapshotTime *time.Time
}

// WorkspaceConnectionStatus says whether the user of a WorkSpace is connected. A WorkSpace that was just launched,
// or whose state is ERROR, has no connection status.
type WorkspaceConnectionStatus struct {
	// WorkspaceId identifies the WorkSpace.
	WorkspaceId *string

	// ConnectionState is the result of the last check. It is UNKNOWN for a stopped WorkSpace.
	ConnectionState ConnectionState

	// ConnectionStateCheckTimestamp is the time of the last check.
	ConnectionStateCheckTimestamp *time.Time

	// LastKnownUserConnectionTimestamp is when the user was last connected. It is nil if the user never connected.
	LastKnownUserConnectionTimestamp *time.Time
}

// Snapshot is a saved state of a WorkSpace's volumes that a rebuild or a restore can return to.
type Snapshot struct {
	// SnapshotTime is when the snapshot was taken. Returning to the snapshot loses data written after this time.
	SnapshotTime *time.Time
}

// TerminateRequest names one WorkSpace to terminate.
type TerminateRequest struct {
	// WorkspaceId identifies the WorkSpace, in any state except SUSPENDED.
	//
	// This member is required.
	WorkspaceId *string `required:"true" form:"workspace"`
}

// WorkspaceState is the state of a WorkSpace. Transient states end on their own: PENDING, for instance, becomes
// AVAILABLE or ERROR. Soon after TERMINATING, DescribeWorkspaces no longer returns the WorkSpace. TERMINATED is seldom
// visible.
type WorkspaceState string

// States of a WorkSpace.
const (
	WorkspaceStatePending          WorkspaceState = "PENDING"           // being created, about 20 minutes
	WorkspaceStateAvailable        WorkspaceState = "AVAILABLE"         // running and healthy
	WorkspaceStateImpaired         WorkspaceState = "IMPAIRED"          // has a problem, similar to UNHEALTHY
	WorkspaceStateUnhealthy        WorkspaceState = "UNHEALTHY"         // does not respond to health checks
	WorkspaceStateRebooting        WorkspaceState = "REBOOTING"         // restarting its operating system
	WorkspaceStateStarting         WorkspaceState = "STARTING"          // on the way from STOPPED to AVAILABLE
	WorkspaceStateRebuilding       WorkspaceState = "REBUILDING"        // getting a new root volume
	WorkspaceStateRestoring        WorkspaceState = "RESTORING"         // returning to a snapshot
	WorkspaceStateMaintenance      WorkspaceState = "MAINTENANCE"       // under planned maintenance by AWS
	WorkspaceStateAdminMaintenance WorkspaceState = "ADMIN_MAINTENANCE" // in maintenance, set by ModifyWorkspaceState
	WorkspaceStateTerminating      WorkspaceState = "TERMINATING"       // being deleted, about 5 minutes
	WorkspaceStateTerminated       WorkspaceState = "TERMINATED"        // deleted; seldom seen
	WorkspaceStateSuspended        WorkspaceState = "SUSPENDED"         // unavailable while an image is created from it
	WorkspaceStateUpdating         WorkspaceState = "UPDATING"          // its properties or its operating system are being changed
	WorkspaceStateStopping         WorkspaceState = "STOPPING"          // on the way to STOPPED
	WorkspaceStateStopped          WorkspaceState = "STOPPED"           // not running; its volumes are kept
	WorkspaceStateError            WorkspaceState = "ERROR"             // failed; see ErrorCode of the WorkSpace
)

// Values returns the values known to this version. The service can return others.
func (WorkspaceState) Values() []WorkspaceState {
	return []WorkspaceState{
		WorkspaceStatePending,
		WorkspaceStateAvailable,
		WorkspaceStateImpaired,
		WorkspaceStateUnhealthy,
		WorkspaceStateRebooting,
		WorkspaceStateStarting,
		WorkspaceStateRebuilding,
		WorkspaceStateRestoring,
		WorkspaceStateMaintenance,
		WorkspaceStateAdminMaintenance,
		WorkspaceStateTerminating,
		WorkspaceStateTerminated,
		WorkspaceStateSuspended,
		WorkspaceStateUpdating,
		WorkspaceStateStopping,
		WorkspaceStateStopped,
		WorkspaceStateError,
	}
}

// TargetWorkspaceState is a state that ModifyWorkspaceState can set.
type TargetWorkspaceState string

// States that can be set.
const (
	TargetWorkspaceStateAvailable        TargetWorkspaceState = "AVAILABLE"         // ends the maintenance
	TargetWorkspaceStateAdminMaintenance TargetWorkspaceState = "ADMIN_MAINTENANCE" // begins a maintenance: the user cannot connect
)

// Values returns the values known to this version. The service can return others.
func (TargetWorkspaceState) Values() []TargetWorkspaceState {
	return []TargetWorkspaceState{
		TargetWorkspaceStateAvailable,
		TargetWorkspaceStateAdminMaintenance,
	}
}

// RunningMode decides when a WorkSpace stops and how it is billed. StartWorkspaces and StopWorkspaces work only
// with AUTO_STOP and MANUAL.
type RunningMode string

// Running modes.
const (
	RunningModeAutoStop RunningMode = "AUTO_STOP" // stops some time after the user logs off; billed by the hour
	RunningModeAlwaysOn RunningMode = "ALWAYS_ON" // never stops; billed by the month
	RunningModeManual   RunningMode = "MANUAL"    // stops on request; only for WorkSpaces Core, and AWS must enable it
)

// Values returns the values known to this version. The service can return others.
func (RunningMode) Values() []RunningMode {
	return []RunningMode{
		RunningModeAutoStop,
		RunningModeAlwaysOn,
		RunningModeManual,
	}
}

// Protocol is the streaming protocol between the client and the WorkSpace.
type Protocol string

// Streaming protocols.
const (
	ProtocolPcoip Protocol = "PCOIP" // PC over IP, by Teradici
	ProtocolWsp   Protocol = "WSP"   // Amazon DCV, formerly the WorkSpaces Streaming Protocol
)

// Values returns the values known to this version. The service can return others.
func (Protocol) Values() []Protocol {
	return []Protocol{
		ProtocolPcoip,
		ProtocolWsp,
	}
}

// OperatingSystemName is an operating system and its release.
type OperatingSystemName string

// Operating systems.
const (
	OperatingSystemNameAmazonLinux2      OperatingSystemName = "AMAZON_LINUX_2"      // Amazon Linux 2
	OperatingSystemNameUbuntu1804        OperatingSystemName = "UBUNTU_18_04"        // Ubuntu 18.04 LTS
	OperatingSystemNameUbuntu2004        OperatingSystemName = "UBUNTU_20_04"        // Ubuntu 20.04 LTS
	OperatingSystemNameUbuntu2204        OperatingSystemName = "UBUNTU_22_04"        // Ubuntu 22.04 LTS
	OperatingSystemNameUnknown           OperatingSystemName = "UNKNOWN"             // not recognized
	OperatingSystemNameWindows10         OperatingSystemName = "WINDOWS_10"          // Windows 10, desktop
	OperatingSystemNameWindows11         OperatingSystemName = "WINDOWS_11"          // Windows 11, desktop
	OperatingSystemNameWindows7          OperatingSystemName = "WINDOWS_7"           // Windows 7, desktop
	OperatingSystemNameWindowsServer2016 OperatingSystemName = "WINDOWS_SERVER_2016" // Windows Server 2016
	OperatingSystemNameWindowsServer2019 OperatingSystemName = "WINDOWS_SERVER_2019" // Windows Server 2019
	OperatingSystemNameWindowsServer2022 OperatingSystemName = "WINDOWS_SERVER_2022" // Windows Server 2022
	OperatingSystemNameWindowsServer2025 OperatingSystemName = "WINDOWS_SERVER_2025" // Windows Server 2025
	OperatingSystemNameRhel8             OperatingSystemName = "RHEL_8"              // Red Hat Enterprise Linux 8
	OperatingSystemNameRocky8            OperatingSystemName = "ROCKY_8"             // Rocky Linux 8
)

// Values returns the values known to this version. The service can return others.
func (OperatingSystemName) Values() []OperatingSystemName {
	return []OperatingSystemName{
		OperatingSystemNameAmazonLinux2,
		OperatingSystemNameUbuntu1804,
		OperatingSystemNameUbuntu2004,
		OperatingSystemNameUbuntu2204,
		OperatingSystemNameUnknown,
		OperatingSystemNameWindows10,
		OperatingSystemNameWindows11,
		OperatingSystemNameWindows7,
		OperatingSystemNameWindowsServer2016,
		OperatingSystemNameWindowsServer2019,
		OperatingSystemNameWindowsServer2022,
		OperatingSystemNameWindowsServer2025,
		OperatingSystemNameRhel8,
		OperatingSystemNameRocky8,
	}
}

// AGAModeForWorkSpaceEnum switches AWS Global Accelerator for one WorkSpace.
type AGAModeForWorkSpaceEnum string

// Modes of Global Accelerator.
const (
	AGAModeForWorkSpaceEnumEnabledAuto AGAModeForWorkSpaceEnum = "ENABLED_AUTO" // on for this WorkSpace
	AGAModeForWorkSpaceEnumDisabled    AGAModeForWorkSpaceEnum = "DISABLED"     // off for this WorkSpace
	AGAModeForWorkSpaceEnumInherited   AGAModeForWorkSpaceEnum = "INHERITED"    // the directory's setting applies
)

// Values returns the values known to this version. The service can return others.
func (AGAModeForWorkSpaceEnum) Values() []AGAModeForWorkSpaceEnum {
	return []AGAModeForWorkSpaceEnum{
		AGAModeForWorkSpaceEnumEnabledAuto,
		AGAModeForWorkSpaceEnumDisabled,
		AGAModeForWorkSpaceEnumInherited,
	}
}

// AGAPreferredProtocolForWorkSpace is the transport that a WorkSpace prefers with Global Accelerator.
type AGAPreferredProtocolForWorkSpace string

// Preferred transports.
const (
	AGAPreferredProtocolForWorkSpaceTcp       AGAPreferredProtocolForWorkSpace = "TCP"       // TCP first
	AGAPreferredProtocolForWorkSpaceNone      AGAPreferredProtocolForWorkSpace = "NONE"      // no preference
	AGAPreferredProtocolForWorkSpaceInherited AGAPreferredProtocolForWorkSpace = "INHERITED" // the directory's setting applies
)

// Values returns the values known to this version. The service can return others.
func (AGAPreferredProtocolForWorkSpace) Values() []AGAPreferredProtocolForWorkSpace {
	return []AGAPreferredProtocolForWorkSpace{
		AGAPreferredProtocolForWorkSpaceTcp,
		AGAPreferredProtocolForWorkSpaceNone,
		AGAPreferredProtocolForWorkSpaceInherited,
	}
}

// ModificationResourceEnum is a part of a WorkSpace that can be changed after launch.
type ModificationResourceEnum string

// Parts of a WorkSpace.
const (
	ModificationResourceEnumRootVolume  ModificationResourceEnum = "ROOT_VOLUME"  // RootVolumeSizeGib
	ModificationResourceEnumUserVolume  ModificationResourceEnum = "USER_VOLUME"  // UserVolumeSizeGib
	ModificationResourceEnumComputeType ModificationResourceEnum = "COMPUTE_TYPE" // ComputeTypeName
	ModificationResourceEnumProtocol    ModificationResourceEnum = "PROTOCOL"     // Protocols
)

// Values returns the values known to this version. The service can return others.
func (ModificationResourceEnum) Values() []ModificationResourceEnum {
	return []ModificationResourceEnum{
		ModificationResourceEnumRootVolume,
		ModificationResourceEnumUserVolume,
		ModificationResourceEnumComputeType,
		ModificationResourceEnumProtocol,
	}
}

// ModificationStateEnum is the progress of a change. A change that has succeeded is no longer listed.
type ModificationStateEnum string

// Stages of a change.
const (
	ModificationStateEnumUpdateInitiated  ModificationStateEnum = "UPDATE_INITIATED"   // accepted, but not started
	ModificationStateEnumUpdateInProgress ModificationStateEnum = "UPDATE_IN_PROGRESS" // in progress
	ModificationStateEnumUpdateFailed     ModificationStateEnum = "UPDATE_FAILED"      // failed
)

// Values returns the values known to this version. The service can return others.
func (ModificationStateEnum) Values() []ModificationStateEnum {
	return []ModificationStateEnum{
		ModificationStateEnumUpdateInitiated,
		ModificationStateEnumUpdateInProgress,
		ModificationStateEnumUpdateFailed,
	}
}

// ConnectionState says whether a user is connected to a WorkSpace.
type ConnectionState string

// States of the user's connection.
const (
	ConnectionStateConnected    ConnectionState = "CONNECTED"    // the user is connected
	ConnectionStateDisconnected ConnectionState = "DISCONNECTED" // the user is not connected
	ConnectionStateUnknown      ConnectionState = "UNKNOWN"      // not known, for instance because the WorkSpace is stopped
)

// Values returns the values known to this version. The service can return others.
func (ConnectionState) Values() []ConnectionState {
	return []ConnectionState{
		ConnectionStateConnected,
		ConnectionStateDisconnected,
		ConnectionStateUnknown,
	}
}

// DataReplication says whether data is copied between a primary WorkSpace and its standby.
type DataReplication string

// Directions of the copy.
const (
	DataReplicationNoReplication   DataReplication = "NO_REPLICATION"    // the standby has its own data
	DataReplicationPrimaryAsSource DataReplication = "PRIMARY_AS_SOURCE" // one way, from primary to standby
)

// Values returns the values known to this version. The service can return others.
func (DataReplication) Values() []DataReplication {
	return []DataReplication{
		DataReplicationNoReplication,
		DataReplicationPrimaryAsSource,
	}
}

// StandbyWorkspaceRelationshipType is the role of a WorkSpace in a pair across two Regions.
type StandbyWorkspaceRelationshipType string

// Roles in a pair.
const (
	// StandbyWorkspaceRelationshipTypePrimary is the WorkSpace for everyday use.
	StandbyWorkspaceRelationshipTypePrimary StandbyWorkspaceRelationshipType = "PRIMARY"
	// StandbyWorkspaceRelationshipTypeStandby is the WorkSpace to use when the primary's Region fails.
	StandbyWorkspaceRelationshipTypeStandby StandbyWorkspaceRelationshipType = "STANDBY"
)

// Values returns the values known to this version. The service can return others.
func (StandbyWorkspaceRelationshipType) Values() []StandbyWorkspaceRelationshipType {
	return []StandbyWorkspaceRelationshipType{
		StandbyWorkspaceRelationshipTypePrimary,
		StandbyWorkspaceRelationshipTypeStandby,
	}
}
