package types

import "time"

// WorkspaceImage is a custom image: an operating system with software and settings, taken from a
// WorkSpace, copied, updated, or imported. Bundles are built on images.
type WorkspaceImage struct {
	// ImageId identifies the image: "wsi-" and a suffix. A copy has an identifier of its own.
	ImageId *string

	// Name is the display name.
	Name *string

	// Description is free text.
	Description *string

	// State tells whether the image can be used: only AVAILABLE ones can be copied or put in a bundle.
	State WorkspaceImageState

	// OperatingSystem is the family of the operating system on the image.
	OperatingSystem *OperatingSystem

	// RequiredTenancy tells whether WorkSpaces made from the image need dedicated hardware.
	RequiredTenancy WorkspaceImageRequiredTenancy

	// OwnerAccountId is the 12-digit account that the image belongs to. It differs from the caller's
	// for images that others share: look at it before trusting one.
	OwnerAccountId *string

	// Created is when the image was made. Accounts with which it is shared see the same time.
	Created *time.Time

	// Updates tells whether newer WorkSpaces components exist for the image.
	Updates *UpdateResult

	// ErrorCode is why the image is in the state ERROR.
	ErrorCode *string

	// ErrorMessage explains ErrorCode in words.
	ErrorMessage *string

	// ErrorDetails lists the problems that an import found in the image.
	ErrorDetails []ErrorDetails
}

// WorkspaceImageState is the stage of an image's life. PENDING ends in AVAILABLE or ERROR.
type WorkspaceImageState string

// States of an image.
const (
	WorkspaceImageStateAvailable WorkspaceImageState = "AVAILABLE" // ready for bundles and copies
	WorkspaceImageStatePending   WorkspaceImageState = "PENDING"   // being made, copied or imported
	WorkspaceImageStateError     WorkspaceImageState = "ERROR"     // failed; see ErrorCode and ErrorDetails
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceImageState) Values() []WorkspaceImageState {
	return []WorkspaceImageState{
		WorkspaceImageStateAvailable,
		WorkspaceImageStatePending,
		WorkspaceImageStateError,
	}
}

// OperatingSystemType is a family of operating systems.
type OperatingSystemType string

// Families of operating systems.
const (
	OperatingSystemTypeWindows OperatingSystemType = "WINDOWS" // any Windows, desktop or server
	OperatingSystemTypeLinux   OperatingSystemType = "LINUX"   // any Linux distribution
)

// Values lists the values known to this version; the service can answer with others.
func (OperatingSystemType) Values() []OperatingSystemType {
	return []OperatingSystemType{
		OperatingSystemTypeWindows,
		OperatingSystemTypeLinux,
	}
}

// WorkspaceImageRequiredTenancy is the hardware that WorkSpaces made from an image must run on.
type WorkspaceImageRequiredTenancy string

// Kinds of tenancy.
const (
	WorkspaceImageRequiredTenancyDefault   WorkspaceImageRequiredTenancy = "DEFAULT"   // shared hardware will do
	WorkspaceImageRequiredTenancyDedicated WorkspaceImageRequiredTenancy = "DEDICATED" // dedicated hardware, as BYOL asks for
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceImageRequiredTenancy) Values() []WorkspaceImageRequiredTenancy {
	return []WorkspaceImageRequiredTenancy{
		WorkspaceImageRequiredTenancyDefault,
		WorkspaceImageRequiredTenancyDedicated,
	}
}

// UpdateResult tells whether CreateUpdatedWorkspaceImage has anything to offer for an image.
type UpdateResult struct {
	// UpdateAvailable is true if newer drivers or other WorkSpaces components exist for the image.
	UpdateAvailable *bool

	// Description describes the state: an update is available, or one is under way.
	Description *string
}

// ErrorDetails is one finding that keeps an image from being imported.
type ErrorDetails struct {
	// ErrorCode names the finding.
	ErrorCode WorkspaceImageErrorDetailCode

	// ErrorMessage explains the finding in words.
	ErrorMessage *string
}

// WorkspaceImageErrorDetailCode names one thing that the checks of an import found wrong. Most are put
// right on the source machine before it is imported again.
type WorkspaceImageErrorDetailCode string

// Findings about the operating system and its licence.
const (
	// An edition or version that the service does not take.
	WorkspaceImageErrorDetailCodeOsNotSupported WorkspaceImageErrorDetailCode = "OSNotSupported"
	// The system is 32-bit; it must be 64-bit.
	WorkspaceImageErrorDetailCodeSixtyFourBitOs WorkspaceImageErrorDetailCode = "Requires64BitOS"
	// Windows was upgraded in place; install it afresh.
	WorkspaceImageErrorDetailCodeInPlaceUpgrade WorkspaceImageErrorDetailCode = "InPlaceUpgrade"
	// Windows got here by an upgrade that is not supported.
	WorkspaceImageErrorDetailCodeUnsupportedOsUpgrade WorkspaceImageErrorDetailCode = "UnsupportedOsUpgrade"
	// No Windows rearm is left, and Sysprep uses one.
	WorkspaceImageErrorDetailCodeZeroRearmCount WorkspaceImageErrorDetailCode = "ZeroRearmCount"
	// Fewer Windows rearms are left than the import needs.
	WorkspaceImageErrorDetailCodeInsufficientRearmCount WorkspaceImageErrorDetailCode = "InsufficientRearmCount"
	// The streaming protocol chosen does not go with this system.
	WorkspaceImageErrorDetailCodeIncompatibleProtocol WorkspaceImageErrorDetailCode = "ProtocolOSIncompatibility"
	// BYOL does not know the account.
	WorkspaceImageErrorDetailCodeWorkspacesByolAccountNotFound WorkspaceImageErrorDetailCode = "WorkspacesBYOLAccountNotFound"
	// BYOL is not enabled for the account.
	WorkspaceImageErrorDetailCodeWorkspacesByolAccountDisabled WorkspaceImageErrorDetailCode = "WorkspacesBYOLAccountDisabled"
)

// Findings about how Windows is set up.
const (
	// PowerShell is too old.
	WorkspaceImageErrorDetailCodeOutdatedPowershellVersion WorkspaceImageErrorDetailCode = "OutdatedPowershellVersion"
	// Windows waits for a restart.
	WorkspaceImageErrorDetailCodePendingReboot WorkspaceImageErrorDetailCode = "PendingReboot"
	// Windows Update is on; it must be off.
	WorkspaceImageErrorDetailCodeWindowsUpdatesEnabled WorkspaceImageErrorDetailCode = "WindowsUpdatesEnabled"
	// Updates that the import needs are missing.
	WorkspaceImageErrorDetailCodeWindowsUpdatesRequired WorkspaceImageErrorDetailCode = "WindowsUpdatesRequired"
	// The Windows Modules Installer service is off.
	WorkspaceImageErrorDetailCodeWindowsModulesInstallerDisabled WorkspaceImageErrorDetailCode = "WindowsModulesInstallerDisabled"
	// Remote Desktop Services are off.
	WorkspaceImageErrorDetailCodeRemoteDesktopServicesDisabled WorkspaceImageErrorDetailCode = "RemoteDesktopServicesDisabled"
	// A user is signed in automatically at start.
	WorkspaceImageErrorDetailCodeAutoLogonEnabled WorkspaceImageErrorDetailCode = "AutoLogonEnabled"
	// The registry key RealTimeIsUniversal is not set.
	WorkspaceImageErrorDetailCodeRealtimeUniversalDisabled WorkspaceImageErrorDetailCode = "RealTimeUniversalDisabled"
	// A file that Sysprep needs is missing.
	WorkspaceImageErrorDetailCodeSysprepFileMissing WorkspaceImageErrorDetailCode = "SysPrepFileMissing"
	// Entries are missing from the PATH variable.
	WorkspaceImageErrorDetailCodeEnvironmentVariablesPathMissingEntries WorkspaceImageErrorDetailCode = "EnvironmentVariablesPathMissingEntries"
	// The memory integrity setting prevents the import.
	WorkspaceImageErrorDetailCodeIncompatibleMemoryIntegrity WorkspaceImageErrorDetailCode = "MemoryIntegrityIncompatibility"
)

// Findings about accounts, domains and the network.
const (
	// The machine belongs to an Active Directory domain.
	WorkspaceImageErrorDetailCodeDomainJoined WorkspaceImageErrorDetailCode = "DomainJoined"
	// The machine is joined to Azure AD (Entra ID).
	WorkspaceImageErrorDetailCodeAzureDomainJoined WorkspaceImageErrorDetailCode = "AzureDomainJoined"
	// Services run under domain accounts.
	WorkspaceImageErrorDetailCodeDomainAccountServicesFound WorkspaceImageErrorDetailCode = "DomainAccountServicesFound"
	// A user profile that the import needs is missing.
	WorkspaceImageErrorDetailCodeUserProfileMissing WorkspaceImageErrorDetailCode = "UserProfileMissing"
	// There is more than one user profile.
	WorkspaceImageErrorDetailCodeMultipleUserProfiles WorkspaceImageErrorDetailCode = "MultipleUserProfiles"
	// The network adapter does not use DHCP.
	WorkspaceImageErrorDetailCodeDhcpDisabled WorkspaceImageErrorDetailCode = "DHCPDisabled"
	// The machine's IP address cannot be used.
	WorkspaceImageErrorDetailCodeInvalidIp WorkspaceImageErrorDetailCode = "InvalidIp"
	// The firewall is on.
	WorkspaceImageErrorDetailCodeFirewallEnabled WorkspaceImageErrorDetailCode = "FirewallEnabled"
	// The security protocol that is set up is not supported.
	WorkspaceImageErrorDetailCodeUnsupportedSecurityProtocol WorkspaceImageErrorDetailCode = "UnsupportedSecurityProtocol"
)

// Findings about software that is in the way.
const (
	// Microsoft Office is installed.
	WorkspaceImageErrorDetailCodeOfficeInstalled WorkspaceImageErrorDetailCode = "OfficeInstalled"
	// A PCoIP agent is installed.
	WorkspaceImageErrorDetailCodePcoipAgentInstalled WorkspaceImageErrorDetailCode = "PCoIPAgentInstalled"
	// VMware Tools are installed.
	WorkspaceImageErrorDetailCodeVmwareToolsInstalled WorkspaceImageErrorDetailCode = "VMWareToolsInstalled"
	// Antivirus software is installed.
	WorkspaceImageErrorDetailCodeAntiVirusInstalled WorkspaceImageErrorDetailCode = "AntiVirusInstalled"
	// The SSM Agent is on; it must be off.
	WorkspaceImageErrorDetailCodeAmazonSsmAgentEnabled WorkspaceImageErrorDetailCode = "AmazonSsmAgentEnabled"
	// AppX packages that Sysprep stumbles over are installed.
	WorkspaceImageErrorDetailCodeAppxPackagesInstalled WorkspaceImageErrorDetailCode = "AppXPackagesInstalled"
	// An AppX package is staged but not installed.
	WorkspaceImageErrorDetailCodeStagedAppxPackage WorkspaceImageErrorDetailCode = "StagedAppxPackage"
)

// Findings about disks and firmware, and the rest.
const (
	// Too little of the system disk is free.
	WorkspaceImageErrorDetailCodeDiskFreeSpace WorkspaceImageErrorDetailCode = "DiskFreeSpace"
	// The disk has not enough room for the import.
	WorkspaceImageErrorDetailCodeInsufficientDiskSpace WorkspaceImageErrorDetailCode = "InsufficientDiskSpace"
	// The disk is larger than allowed.
	WorkspaceImageErrorDetailCodeDiskSizeExceeded WorkspaceImageErrorDetailCode = "DiskSizeExceeded"
	// The reserved storage of Windows is in use.
	WorkspaceImageErrorDetailCodeReservedStorageInUse WorkspaceImageErrorDetailCode = "ReservedStorageInUse"
	// Drives beside the system drive are attached.
	WorkspaceImageErrorDetailCodeAdditionalDrivesAttached WorkspaceImageErrorDetailCode = "AdditionalDrivesAttached"
	// Windows shows drives beside the system drive.
	WorkspaceImageErrorDetailCodeAdditionalDrivesPresent WorkspaceImageErrorDetailCode = "AdditionalDrivesPresent"
	// A drive letter that the service keeps for itself is taken.
	WorkspaceImageErrorDetailCodeRestrictedDriveLetter WorkspaceImageErrorDetailCode = "RestrictedDriveLetterInUse"
	// Volumes are not mounted automatically.
	WorkspaceImageErrorDetailCodeAutoMountDisabled WorkspaceImageErrorDetailCode = "AutoMountDisabled"
	// The disk is partitioned in a way that cannot be imported.
	WorkspaceImageErrorDetailCodeIncompatiblePartitioning WorkspaceImageErrorDetailCode = "IncompatiblePartitioning"
	// There is more than one boot partition.
	WorkspaceImageErrorDetailCodeMultipleBootPartition WorkspaceImageErrorDetailCode = "MultipleBootPartition"
	// The machine boots by UEFI, which is not supported here.
	WorkspaceImageErrorDetailCodeUefiNotSupported WorkspaceImageErrorDetailCode = "UEFINotSupported"
	// A failure that the service cannot name.
	WorkspaceImageErrorDetailCodeUnknownError WorkspaceImageErrorDetailCode = "UnknownError"
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceImageErrorDetailCode) Values() []WorkspaceImageErrorDetailCode {
	return []WorkspaceImageErrorDetailCode{
		WorkspaceImageErrorDetailCodeOsNotSupported,
		WorkspaceImageErrorDetailCodeSixtyFourBitOs,
		WorkspaceImageErrorDetailCodeInPlaceUpgrade,
		WorkspaceImageErrorDetailCodeUnsupportedOsUpgrade,
		WorkspaceImageErrorDetailCodeZeroRearmCount,
		WorkspaceImageErrorDetailCodeInsufficientRearmCount,
		WorkspaceImageErrorDetailCodeIncompatibleProtocol,
		WorkspaceImageErrorDetailCodeWorkspacesByolAccountNotFound,
		WorkspaceImageErrorDetailCodeWorkspacesByolAccountDisabled,
		WorkspaceImageErrorDetailCodeOutdatedPowershellVersion,
		WorkspaceImageErrorDetailCodePendingReboot,
		WorkspaceImageErrorDetailCodeWindowsUpdatesEnabled,
		WorkspaceImageErrorDetailCodeWindowsUpdatesRequired,
		WorkspaceImageErrorDetailCodeWindowsModulesInstallerDisabled,
		WorkspaceImageErrorDetailCodeRemoteDesktopServicesDisabled,
		WorkspaceImageErrorDetailCodeAutoLogonEnabled,
		WorkspaceImageErrorDetailCodeRealtimeUniversalDisabled,
		WorkspaceImageErrorDetailCodeSysprepFileMissing,
		WorkspaceImageErrorDetailCodeEnvironmentVariablesPathMissingEntries,
		WorkspaceImageErrorDetailCodeIncompatibleMemoryIntegrity,
		WorkspaceImageErrorDetailCodeDomainJoined,
		WorkspaceImageErrorDetailCodeAzureDomainJoined,
		WorkspaceImageErrorDetailCodeDomainAccountServicesFound,
		WorkspaceImageErrorDetailCodeUserProfileMissing,
		WorkspaceImageErrorDetailCodeMultipleUserProfiles,
		WorkspaceImageErrorDetailCodeDhcpDisabled,
		WorkspaceImageErrorDetailCodeInvalidIp,
		WorkspaceImageErrorDetailCodeFirewallEnabled,
		WorkspaceImageErrorDetailCodeUnsupportedSecurityProtocol,
		WorkspaceImageErrorDetailCodeOfficeInstalled,
		WorkspaceImageErrorDetailCodePcoipAgentInstalled,
		WorkspaceImageErrorDetailCodeVmwareToolsInstalled,
		WorkspaceImageErrorDetailCodeAntiVirusInstalled,
		WorkspaceImageErrorDetailCodeAmazonSsmAgentEnabled,
		WorkspaceImageErrorDetailCodeAppxPackagesInstalled,
		WorkspaceImageErrorDetailCodeStagedAppxPackage,
		WorkspaceImageErrorDetailCodeDiskFreeSpace,
		WorkspaceImageErrorDetailCodeInsufficientDiskSpace,
		WorkspaceImageErrorDetailCodeDiskSizeExceeded,
		WorkspaceImageErrorDetailCodeReservedStorageInUse,
		WorkspaceImageErrorDetailCodeAdditionalDrivesAttached,
		WorkspaceImageErrorDetailCodeAdditionalDrivesPresent,
		WorkspaceImageErrorDetailCodeRestrictedDriveLetter,
		WorkspaceImageErrorDetailCodeAutoMountDisabled,
		WorkspaceImageErrorDetailCodeIncompatiblePartitioning,
		WorkspaceImageErrorDetailCodeMultipleBootPartition,
		WorkspaceImageErrorDetailCodeUefiNotSupported,
		WorkspaceImageErrorDetailCodeUnknownError,
	}
}

// ImageType separates the images of the account from images that other accounts share with it.
type ImageType string

// Types of images.
const (
	ImageTypeOwned  ImageType = "OWNED"  // belongs to the calling account
	ImageTypeShared ImageType = "SHARED" // belongs to another account, which shares it with the caller
)

// Values lists the values known to this version; the service can answer with others.
func (ImageType) Values() []ImageType {
	return []ImageType{
		ImageTypeOwned,
		ImageTypeShared,
	}
}

// ImagePermission is the right of one other account to copy an image.
type ImagePermission struct {
	// SharedAccountId is the 12-digit account that may copy the image.
	SharedAccountId *string
}

// WorkspaceImageIngestionProcess chooses, for ImportWorkspaceImage, the hardware family and the streaming
// protocol of the WorkSpaces that the image is for. No suffix means PCoIP, _WSP means DCV (once called
// WSP), and _BYOP a protocol of the customer's own, which only WorkSpaces Core knows and AWS has to allow
// for the account.
type WorkspaceImageIngestionProcess string

// Ingestion processes.
const (
	// No GPU, PCoIP.
	WorkspaceImageIngestionProcessByolRegular WorkspaceImageIngestionProcess = "BYOL_REGULAR"
	// Graphics, PCoIP.
	WorkspaceImageIngestionProcessByolGraphics WorkspaceImageIngestionProcess = "BYOL_GRAPHICS"
	// GraphicsPro, PCoIP.
	WorkspaceImageIngestionProcessByolGraphicspro WorkspaceImageIngestionProcess = "BYOL_GRAPHICSPRO"
	// Graphics.g4dn, PCoIP.
	WorkspaceImageIngestionProcessByolGraphicsG4dn WorkspaceImageIngestionProcess = "BYOL_GRAPHICS_G4DN"
	// No GPU, DCV.
	WorkspaceImageIngestionProcessByolRegularWsp WorkspaceImageIngestionProcess = "BYOL_REGULAR_WSP"
	// Graphics.g4dn, DCV.
	WorkspaceImageIngestionProcessByolGraphicsG4dnWsp WorkspaceImageIngestionProcess = "BYOL_GRAPHICS_G4DN_WSP"
	// No GPU, own protocol (WorkSpaces Core).
	WorkspaceImageIngestionProcessByolRegularByop WorkspaceImageIngestionProcess = "BYOL_REGULAR_BYOP"
	// Graphics.g4dn, own protocol (WorkSpaces Core).
	WorkspaceImageIngestionProcessByolGraphicsG4dnByop WorkspaceImageIngestionProcess = "BYOL_GRAPHICS_G4DN_BYOP"
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceImageIngestionProcess) Values() []WorkspaceImageIngestionProcess {
	return []WorkspaceImageIngestionProcess{
		WorkspaceImageIngestionProcessByolRegular,
		WorkspaceImageIngestionProcessByolGraphics,
		WorkspaceImageIngestionProcessByolGraphicspro,
		WorkspaceImageIngestionProcessByolGraphicsG4dn,
		WorkspaceImageIngestionProcessByolRegularWsp,
		WorkspaceImageIngestionProcessByolGraphicsG4dnWsp,
		WorkspaceImageIngestionProcessByolRegularByop,
		WorkspaceImageIngestionProcessByolGraphicsG4dnByop,
	}
}

// ImageSourceIdentifier is the source of an ImportCustomWorkspaceImage call: exactly one of
//   - [*ImageSourceIdentifierMemberEc2ImageId]
//   - [*ImageSourceIdentifierMemberEc2ImportTaskId]
//   - [*ImageSourceIdentifierMemberImageBuildVersionArn]
//
// A source of a kind that this version does not know is read as an [*UnknownUnionMember].
type ImageSourceIdentifier interface {
	isImageSourceIdentifier()
}

// ImageSourceIdentifierMemberEc2ImageId takes the image from an Amazon Machine Image of the account.
type ImageSourceIdentifierMemberEc2ImageId struct {
	// Value identifies the machine image: "ami-" and 8 or 17 hexadecimal digits.
	Value string `form:"ami"`
}

func (*ImageSourceIdentifierMemberEc2ImageId) isImageSourceIdentifier() {}

// ImageSourceIdentifierMemberEc2ImportTaskId takes the image from an EC2 VM Import task.
type ImageSourceIdentifierMemberEc2ImportTaskId struct {
	// Value identifies the task: "import-ami-" and 8 or 17 letters and digits.
	Value string `len:"19:28" form:"ec2importtask"`
}

func (*ImageSourceIdentifierMemberEc2ImportTaskId) isImageSourceIdentifier() {}

// ImageSourceIdentifierMemberImageBuildVersionArn takes the image from EC2 Image Builder.
type ImageSourceIdentifierMemberImageBuildVersionArn struct {
	// Value is the ARN of an Image Builder image: a build such as 1.0.0/1, or a version such as 1.0.x.
	// At most 2048 characters.
	Value string `len:"1:2048" form:"imageversionarn"`
}

func (*ImageSourceIdentifierMemberImageBuildVersionArn) isImageSourceIdentifier() {}

// UnknownUnionMember holds a union whose member this version does not know. It is for reading only:
// the service sends such members, requests cannot carry them.
type UnknownUnionMember struct {
	// Tag is the name of the member on the wire.
	Tag string

	// Value is the member as it was received.
	Value []byte
}

func (*UnknownUnionMember) isImageSourceIdentifier() {}

// ImageComputeType is the hardware family that an image imported with ImportCustomWorkspaceImage is for.
type ImageComputeType string

// Hardware families of imported images.
const (
	ImageComputeTypeBase         ImageComputeType = "BASE"          // the classes without a GPU
	ImageComputeTypeGraphicsG4dn ImageComputeType = "GRAPHICS_G4DN" // the classes with a T4 GPU
	ImageComputeTypeGraphicsG6   ImageComputeType = "GRAPHICS_G6"   // the classes with an L4 GPU
)

// Values lists the values known to this version; the service can answer with others.
func (ImageComputeType) Values() []ImageComputeType {
	return []ImageComputeType{
		ImageComputeTypeBase,
		ImageComputeTypeGraphicsG4dn,
		ImageComputeTypeGraphicsG6,
	}
}

// CustomImageProtocol is the streaming protocol that an image imported with ImportCustomWorkspaceImage
// is for.
type CustomImageProtocol string

// Streaming protocols of imported images.
const (
	CustomImageProtocolPcoip CustomImageProtocol = "PCOIP" // PCoIP; not for Windows 11
	CustomImageProtocolDcv   CustomImageProtocol = "DCV"   // Amazon DCV, once called WSP
	CustomImageProtocolByop  CustomImageProtocol = "BYOP"  // a protocol of the customer's own
)

// Values lists the values known to this version; the service can answer with others.
func (CustomImageProtocol) Values() []CustomImageProtocol {
	return []CustomImageProtocol{
		CustomImageProtocolPcoip,
		CustomImageProtocolDcv,
		CustomImageProtocolByop,
	}
}

// Platform is the family of operating systems that ImportCustomWorkspaceImage takes.
type Platform string

// Platforms of imported images.
const (
	PlatformWindows Platform = "WINDOWS" // Windows, the only platform so far
)

// Values lists the values known to this version; the service can answer with others.
func (Platform) Values() []Platform {
	return []Platform{
		PlatformWindows,
	}
}

// OSVersion is the version of Windows on an image that ImportCustomWorkspaceImage takes.
type OSVersion string

// Versions of Windows that can be imported.
const (
	OSVersionWindows10 OSVersion = "Windows_10" // Windows 10
	OSVersionWindows11 OSVersion = "Windows_11" // Windows 11; PCoIP is not offered for it
)

// Values lists the values known to this version; the service can answer with others.
func (OSVersion) Values() []OSVersion {
	return []OSVersion{
		OSVersionWindows10,
		OSVersionWindows11,
	}
}

// CustomWorkspaceImageImportState is the step that an import by ImportCustomWorkspaceImage has reached.
// It ends in COMPLETED or ERROR; all others mean that it is still under way. Do not rely on their order.
type CustomWorkspaceImageImportState string

// Steps of an import.
const (
	// Accepted, work has not begun.
	CustomWorkspaceImageImportStatePending CustomWorkspaceImageImportState = "PENDING"
	// Under way, with no closer step to name.
	CustomWorkspaceImageImportStateInProgress CustomWorkspaceImageImportState = "IN_PROGRESS"
	// The source image is being read in.
	CustomWorkspaceImageImportStateProcessingSourceImage CustomWorkspaceImageImportState = "PROCESSING_SOURCE_IMAGE"
	// The tests of the image are beginning.
	CustomWorkspaceImageImportStateImageTestingStart CustomWorkspaceImageImportState = "IMAGE_TESTING_START"
	// Windows is being updated.
	CustomWorkspaceImageImportStateUpdatingOperatingSystem CustomWorkspaceImageImportState = "UPDATING_OPERATING_SYSTEM"
	// The image is checked for what WorkSpaces needs.
	CustomWorkspaceImageImportStateImageCompatibilityChecking CustomWorkspaceImageImportState = "IMAGE_COMPATIBILITY_CHECKING"
	// The service tests whether Sysprep succeeds.
	CustomWorkspaceImageImportStateImageTestingGeneralization CustomWorkspaceImageImportState = "IMAGE_TESTING_GENERALIZATION"
	// A machine is started from the image to test it.
	CustomWorkspaceImageImportStateCreatingTestInstance CustomWorkspaceImageImportState = "CREATING_TEST_INSTANCE"
	// The software of WorkSpaces is being installed.
	CustomWorkspaceImageImportStateInstallingComponents CustomWorkspaceImageImportState = "INSTALLING_COMPONENTS"
	// Sysprep strips what belongs to one machine only.
	CustomWorkspaceImageImportStateGeneralizing CustomWorkspaceImageImportState = "GENERALIZING"
	// The result is being checked.
	CustomWorkspaceImageImportStateValidating CustomWorkspaceImageImportState = "VALIDATING"
	// The finished image is being put into the account.
	CustomWorkspaceImageImportStatePublishing CustomWorkspaceImageImportState = "PUBLISHING"
	// Done; the image can be used.
	CustomWorkspaceImageImportStateCompleted CustomWorkspaceImageImportState = "COMPLETED"
	// Failed; see the error details.
	CustomWorkspaceImageImportStateError CustomWorkspaceImageImportState = "ERROR"
)

// Values lists the values known to this version; the service can answer with others.
func (CustomWorkspaceImageImportState) Values() []CustomWorkspaceImageImportState {
	return []CustomWorkspaceImageImportState{
		CustomWorkspaceImageImportStatePending,
		CustomWorkspaceImageImportStateInProgress,
		CustomWorkspaceImageImportStateProcessingSourceImage,
		CustomWorkspaceImageImportStateImageTestingStart,
		CustomWorkspaceImageImportStateUpdatingOperatingSystem,
		CustomWorkspaceImageImportStateImageCompatibilityChecking,
		CustomWorkspaceImageImportStateImageTestingGeneralization,
		CustomWorkspaceImageImportStateCreatingTestInstance,
		CustomWorkspaceImageImportStateInstallingComponents,
		CustomWorkspaceImageImportStateGeneralizing,
		CustomWorkspaceImageImportStateValidating,
		CustomWorkspaceImageImportStatePublishing,
		CustomWorkspaceImageImportStateCompleted,
		CustomWorkspaceImageImportStateError,
	}
}

// CustomWorkspaceImageImportErrorDetails is one reason why an import by ImportCustomWorkspaceImage failed.
type CustomWorkspaceImageImportErrorDetails struct {
	// ErrorCode names the reason. Unlike [ErrorDetails], it has no fixed list of values.
	ErrorCode *string

	// ErrorMessage explains the reason in words.
	ErrorMessage *string
}
