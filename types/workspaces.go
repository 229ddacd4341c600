package types

import "time"

// WorkspaceRequest describes one personal WorkSpace to create: for whom, in which directory, from which
// bundle. A directory holds one WorkSpace a user: a second request for the same pair fails.
type WorkspaceRequest struct {
	// DirectoryId identifies the directory, which must be registered with WorkSpaces: "d-" or "wsd-" and
	// a suffix.
	//
	// This member is required.
	DirectoryId *string `required:"true" len:"10:65" form:"directory"`

	// UserName is the name of the user in that directory, where it must exist. 1 to 63 characters. Case
	// makes no difference, yet writing it as the directory does avoids trouble. The reserved word
	// "[UNDEFINED]", brackets included, asks for a user-decoupled WorkSpace: then set WorkspaceName.
	//
	// This member is required.
	UserName *string `required:"true" len:"1:63"`

	// BundleId identifies the bundle: the image, the hardware and the volume sizes to start from.
	//
	// This member is required.
	BundleId *string `required:"true" form:"bundle"`

	// WorkspaceName names a user-decoupled WorkSpace, a kind that only WorkSpaces Core has. Required when
	// UserName is "[UNDEFINED]"; of no meaning for any other user. 2 to 64 letters, digits and _ . ( ) -,
	// the first of them neither a dot nor a hyphen.
	WorkspaceName *string `form:"workspacename"`

	// WorkspaceProperties sets the running mode, the volume sizes and other properties of the new
	// WorkSpace.
	WorkspaceProperties *WorkspaceProperties

	// RootVolumeEncryptionEnabled asks for an encrypted root volume, with VolumeEncryptionKey.
	RootVolumeEncryptionEnabled *bool

	// UserVolumeEncryptionEnabled asks for an encrypted user volume, with VolumeEncryptionKey.
	UserVolumeEncryptionEnabled *bool

	// VolumeEncryptionKey is the ARN of the KMS key for the volumes to encrypt. The key must be a
	// symmetric one.
	VolumeEncryptionKey *string

	// Ipv6Address is the IPv6 address to give to the WorkSpace.
	Ipv6Address *string `pattern:"^(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6}::[0-9a-fA-F]{1,4}$"`

	// Tags are put on the new WorkSpace, at most 50.
	Tags []Tag
}

// FailedCreateWorkspaceRequest is one request of a CreateWorkspaces call that the service refused.
// It may have accepted the others.
type FailedCreateWorkspaceRequest struct {
	// WorkspaceRequest is the request as it was sent.
	WorkspaceRequest *WorkspaceRequest

	// ErrorCode is the reason, for programs. Seen so far: ResourceExists.WorkSpace (the user already has one in
	// this directory), ResourceNotFound.Directory, ResourceNotFound.User.
	ErrorCode *string

	// ErrorMessage is the reason, for people.
	ErrorMessage *string
}

// FailedWorkspaceChangeRequest is one WorkSpace that a call on several did not act upon: a start, stop,
// reboot, rebuild or termination. The other WorkSpaces of the same call are not affected.
type FailedWorkspaceChangeRequest struct {
	// WorkspaceId identifies the WorkSpace that stays as it was.
	WorkspaceId *string

	// ErrorCode is the reason, for programs.
	ErrorCode *string

	// ErrorMessage is the reason, for people.
	ErrorMessage *string
}

// Workspace is a personal virtual desktop: its bundle, its place and its state. Its tags
// are not part of it: DescribeTags reads them.
type Workspace struct {
	// WorkspaceId identifies the WorkSpace: "ws-" and a suffix.
	WorkspaceId *string

	// DirectoryId identifies the directory of the user.
	DirectoryId *string

	// UserName is the user to whom the WorkSpace belongs, as named in the directory.
	UserName *string

	// WorkspaceName is the name of a user-decoupled WorkSpace; nil for one that has a user.
	WorkspaceName *string

	// BundleId identifies the bundle that the WorkSpace was created from.
	BundleId *string

	// State is the state of the WorkSpace. It decides which operations are possible.
	State WorkspaceState

	// WorkspaceProperties holds the running mode, the hardware, the volume sizes and the protocol. It is nil
	// while the state is PENDING.
	WorkspaceProperties *WorkspaceProperties

	// ModificationStates are the changes under way, one element for each part that is being changed. An
	// empty list means that there are none. It is nil while the state is PENDING. State can stay as it is during a change: look here to learn
	// whether ModifyWorkspaceProperties has finished.
	ModificationStates []ModificationState

	// ErrorCode is the reason, for programs, why the WorkSpace could not be created, such as
	// ConfigureWorkspace.DomainJoin. It is set in the state ERROR.
	ErrorCode *string

	// ErrorMessage is the same reason, for people.
	ErrorMessage *string

	// ComputerName is the host name inside the operating system, such as A-FWUDLXE1R47P. It is nil while
	// the state is PENDING; a migration changes it.
	ComputerName *string

	// IpAddress is the IPv4 address in the subnet. It is nil while the state is PENDING; a rebuild or a
	// migration changes it.
	IpAddress *string

	// Ipv6Address is the IPv6 address, if there is one.
	Ipv6Address *string

	// SubnetId identifies the subnet in which the WorkSpace runs. It is nil while the state is PENDING.
	SubnetId *string

	// RootVolumeEncryptionEnabled tells whether the root volume is encrypted.
	RootVolumeEncryptionEnabled *bool

	// UserVolumeEncryptionEnabled tells whether the user volume is encrypted.
	UserVolumeEncryptionEnabled *bool

	// VolumeEncryptionKey is the ARN of the symmetric KMS key of the encrypted volumes.
	VolumeEncryptionKey *string

	// RelatedWorkspaces are the partners in another Region: the standby of a primary WorkSpace, or the
	// primary of a standby.
	RelatedWorkspaces []RelatedWorkspaceProperties

	// DataReplicationSettings tells whether the data of the primary WorkSpace is copied to its standby.
	DataReplicationSettings *DataReplicationSettings

	// StandbyWorkspacesProperties are the standby WorkSpaces with the state of their copies.
	StandbyWorkspacesProperties []StandbyWorkspacesProperties
}

// WorkspaceProperties are the settings of a WorkSpace. CreateWorkspaces takes them beside the bundle,
// DescribeWorkspaces returns them, ModifyWorkspaceProperties changes the members that are set. Its
// documentation says which members one call can change, and how often.
type WorkspaceProperties struct {
	// RunningMode decides who stops the WorkSpace, and how it is billed.
	RunningMode RunningMode

	// RunningModeAutoStopTimeoutInMinutes is the time from the user's logging off to the automatic stop:
	// a multiple of 60, by default 60. Only for the running mode AUTO_STOP.
	RunningModeAutoStopTimeoutInMinutes *int32

	// ComputeTypeName is the hardware class. Once launched, it can become larger every 6 hours and smaller
	// every 30 days; a change takes up to an hour.
	ComputeTypeName Compute

	// RootVolumeSizeGib is the size of the root volume in GiB. Only certain pairs with UserVolumeSizeGib
	// are allowed: 80 with 10, 50 or 100; and 175 to 2000 with 100 to 2000. Graphics classes start at 100
	// for both. Volumes grow, every 6 hours at most, and never shrink.
	RootVolumeSizeGib *int32

	// UserVolumeSizeGib is the size of the user volume in GiB; see RootVolumeSizeGib for the limits.
	UserVolumeSizeGib *int32

	// Protocols holds the streaming protocol. It can be changed if the bundle of the WorkSpace was a PCoIP
	// one, but not on Windows 7 nor with the hardware classes GRAPHICS, GRAPHICSPRO, GRAPHICS_G4DN and
	// GRAPHICSPRO_G4DN. Linux bundles always use DCV.
	Protocols []Protocol

	// OperatingSystemName is the operating system and its release.
	OperatingSystemName OperatingSystemName

	// GlobalAccelerator says whether streaming goes through AWS Global Accelerator.
	GlobalAccelerator *GlobalAcceleratorForWorkSpace
}

// GlobalAcceleratorForWorkSpace says whether the streaming traffic of one WorkSpace enters the AWS
// network at the nearest edge location. Only DCV can do so.
type GlobalAcceleratorForWorkSpace struct {
	// Mode switches it on or off, or leaves the choice to the directory.
	//
	// This member is required.
	Mode AGAModeForWorkSpaceEnum `required:"true"`

	// PreferredProtocol is the preferred transport to AWS Global Accelerator.
	PreferredProtocol AGAPreferredProtocolForWorkSpace
}

// ModificationState is one change under way on a WorkSpace.
type ModificationState struct {
	// Resource is the part that is being changed.
	Resource ModificationResourceEnum

	// State is how far the change has come.
	State ModificationStateEnum
}

// RelatedWorkspaceProperties is the partner of a WorkSpace in another Region.
type RelatedWorkspaceProperties struct {
	// WorkspaceId identifies the partner.
	WorkspaceId *string

	// Region is where the partner is, such as us-west-2. Calls on it go there.
	Region *string

	// Type tells which role the partner has.
	Type StandbyWorkspaceRelationshipType

	// State is the state of the partner.
	State WorkspaceState
}

// DataReplicationSettings tells whether a primary WorkSpace is copied to its standby, and how fresh the
// copy is.
type DataReplicationSettings struct {
	// DataReplication tells whether there is a copy, and in which direction it goes.
	DataReplication DataReplication

	// RecoverySnapshotTime is when the newest complete snapshot of the primary was taken: a failover would
	// lose what was written after it.
	RecoverySnapshotTime *time.Time
}

// WorkspaceConnectionStatus tells whether the user of a WorkSpace is connected. A WorkSpace that was only
// just launched, or whose state is ERROR, has no connection status.
type WorkspaceConnectionStatus struct {
	// WorkspaceId identifies the WorkSpace.
	WorkspaceId *string

	// ConnectionState is the result of the last check. It is UNKNOWN for a stopped WorkSpace.
	ConnectionState ConnectionState

	// ConnectionStateCheckTimestamp is when that check was made.
	ConnectionStateCheckTimestamp *time.Time

	// LastKnownUserConnectionTimestamp is when the user was last seen; nil if the user never connected.
	LastKnownUserConnectionTimestamp *time.Time
}

// Snapshot is a state of a WorkSpace's volumes that a rebuild or a restoration can return to.
type Snapshot struct {
	// SnapshotTime is when the snapshot was taken. What was written later is lost by returning to it.
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
// AVAILABLE or ERROR. A WorkSpace that is gone has no state: after TERMINATING, and a TERMINATED that is seldom
// visible, DescribeWorkspaces no longer returns it.
type WorkspaceState string

// States of a WorkSpace.
const (
	WorkspaceStatePending          WorkspaceState = "PENDING"           // being created, about 20 minutes
	WorkspaceStateAvailable        WorkspaceState = "AVAILABLE"         // running and healthy
	WorkspaceStateImpaired         WorkspaceState = "IMPAIRED"          // in trouble, similar to UNHEALTHY
	WorkspaceStateUnhealthy        WorkspaceState = "UNHEALTHY"         // does not answer health checks
	WorkspaceStateRebooting        WorkspaceState = "REBOOTING"         // restarting its operating system
	WorkspaceStateStarting         WorkspaceState = "STARTING"          // on the way from STOPPED to AVAILABLE
	WorkspaceStateRebuilding       WorkspaceState = "REBUILDING"        // getting a fresh root volume
	WorkspaceStateRestoring        WorkspaceState = "RESTORING"         // going back to a snapshot
	WorkspaceStateMaintenance      WorkspaceState = "MAINTENANCE"       // under planned maintenance by AWS
	WorkspaceStateAdminMaintenance WorkspaceState = "ADMIN_MAINTENANCE" // held by ModifyWorkspaceState
	WorkspaceStateTerminating      WorkspaceState = "TERMINATING"       // being deleted, about 5 minutes
	WorkspaceStateTerminated       WorkspaceState = "TERMINATED"        // deleted; seldom seen
	WorkspaceStateSuspended        WorkspaceState = "SUSPENDED"         // busy while an image of it is made
	WorkspaceStateUpdating         WorkspaceState = "UPDATING"          // its properties or system are changing
	WorkspaceStateStopping         WorkspaceState = "STOPPING"          // on the way to STOPPED
	WorkspaceStateStopped          WorkspaceState = "STOPPED"           // off; its volumes are kept
	WorkspaceStateError            WorkspaceState = "ERROR"             // failed; see ErrorCode of the WorkSpace
)

// Values lists the values known to this version; the service can answer with others.
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

// TargetWorkspaceState is a state into which ModifyWorkspaceState can put a WorkSpace.
type TargetWorkspaceState string

// States to ask for.
const (
	TargetWorkspaceStateAvailable        TargetWorkspaceState = "AVAILABLE"         // back in normal use
	TargetWorkspaceStateAdminMaintenance TargetWorkspaceState = "ADMIN_MAINTENANCE" // closed to its user
)

// Values lists the values known to this version; the service can answer with others.
func (TargetWorkspaceState) Values() []TargetWorkspaceState {
	return []TargetWorkspaceState{
		TargetWorkspaceStateAvailable,
		TargetWorkspaceStateAdminMaintenance,
	}
}

// RunningMode decides who stops a WorkSpace and how it is billed. Only AUTO_STOP and MANUAL let
// StartWorkspaces and StopWorkspaces act.
type RunningMode string

// Running modes.
const (
	RunningModeAutoStop RunningMode = "AUTO_STOP" // stops some time after the user logs off; billed by the hour
	RunningModeAlwaysOn RunningMode = "ALWAYS_ON" // never stops; billed by the month
	RunningModeManual   RunningMode = "MANUAL"    // stops on request; WorkSpaces Core only, after AWS allows it
)

// Values lists the values known to this version; the service can answer with others.
func (RunningMode) Values() []RunningMode {
	return []RunningMode{
		RunningModeAutoStop,
		RunningModeAlwaysOn,
		RunningModeManual,
	}
}

// Protocol is the protocol that carries screen and input between client and WorkSpace.
type Protocol string

// Streaming protocols.
const (
	ProtocolPcoip Protocol = "PCOIP" // PC over IP, by Teradici
	ProtocolWsp   Protocol = "WSP"   // Amazon DCV, which was the WorkSpaces Streaming Protocol
)

// Values lists the values known to this version; the service can answer with others.
func (Protocol) Values() []Protocol {
	return []Protocol{
		ProtocolPcoip,
		ProtocolWsp,
	}
}

// OperatingSystemName is the operating system of a WorkSpace with its release.
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

// Values lists the values known to this version; the service can answer with others.
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
	AGAModeForWorkSpaceEnumInherited   AGAModeForWorkSpaceEnum = "INHERITED"    // as its directory is set
)

// Values lists the values known to this version; the service can answer with others.
func (AGAModeForWorkSpaceEnum) Values() []AGAModeForWorkSpaceEnum {
	return []AGAModeForWorkSpaceEnum{
		AGAModeForWorkSpaceEnumEnabledAuto,
		AGAModeForWorkSpaceEnumDisabled,
		AGAModeForWorkSpaceEnumInherited,
	}
}

// AGAPreferredProtocolForWorkSpace is the transport that a WorkSpace prefers through Global Accelerator.
type AGAPreferredProtocolForWorkSpace string

// Transports to prefer.
const (
	AGAPreferredProtocolForWorkSpaceTcp       AGAPreferredProtocolForWorkSpace = "TCP"       // TCP first
	AGAPreferredProtocolForWorkSpaceNone      AGAPreferredProtocolForWorkSpace = "NONE"      // no preference
	AGAPreferredProtocolForWorkSpaceInherited AGAPreferredProtocolForWorkSpace = "INHERITED" // as its directory
)

// Values lists the values known to this version; the service can answer with others.
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

// Values lists the values known to this version; the service can answer with others.
func (ModificationResourceEnum) Values() []ModificationResourceEnum {
	return []ModificationResourceEnum{
		ModificationResourceEnumRootVolume,
		ModificationResourceEnumUserVolume,
		ModificationResourceEnumComputeType,
		ModificationResourceEnumProtocol,
	}
}

// ModificationStateEnum is how far a change has come. Success has no value of its own: the change then
// leaves the list.
type ModificationStateEnum string

// Stages of a change.
const (
	ModificationStateEnumUpdateInitiated  ModificationStateEnum = "UPDATE_INITIATED"   // accepted, not begun
	ModificationStateEnumUpdateInProgress ModificationStateEnum = "UPDATE_IN_PROGRESS" // being carried out
	ModificationStateEnumUpdateFailed     ModificationStateEnum = "UPDATE_FAILED"      // given up
)

// Values lists the values known to this version; the service can answer with others.
func (ModificationStateEnum) Values() []ModificationStateEnum {
	return []ModificationStateEnum{
		ModificationStateEnumUpdateInitiated,
		ModificationStateEnumUpdateInProgress,
		ModificationStateEnumUpdateFailed,
	}
}

// ConnectionState tells whether a user is connected to a WorkSpace.
type ConnectionState string

// States of the user's connection.
const (
	ConnectionStateConnected    ConnectionState = "CONNECTED"    // the user is on it
	ConnectionStateDisconnected ConnectionState = "DISCONNECTED" // nobody is on it
	ConnectionStateUnknown      ConnectionState = "UNKNOWN"      // not known, for instance because it is stopped
)

// Values lists the values known to this version; the service can answer with others.
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

// Values lists the values known to this version; the service can answer with others.
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
	// StandbyWorkspaceRelationshipTypeStandby is the one to turn to when the primary's Region fails.
	StandbyWorkspaceRelationshipTypeStandby StandbyWorkspaceRelationshipType = "STANDBY"
)

// Values lists the values known to this version; the service can answer with others.
func (StandbyWorkspaceRelationshipType) Values() []StandbyWorkspaceRelationshipType {
	return []StandbyWorkspaceRelationshipType{
		StandbyWorkspaceRelationshipTypePrimary,
		StandbyWorkspaceRelationshipTypeStandby,
	}
}
