package types

import "time"

// WorkspaceImage is a custom image: an operating system with software and settings. Images are created from a
// WorkSpace, copied, updated or imported. Bundles are based on images.
type WorkspaceImage struct {
	// ImageId identifies the image: "wsi-" and a suffix. A copy has its own identifier.
	ImageId *string

	// Name is the display name.
	Name *string

	// Description is free text.
	Description *string

	// State is the state of the image. Only AVAILABLE images can be copied or used in a bundle.
	State WorkspaceImageState

	// OperatingSystem is the family of the operating system on the image.
	OperatingSystem *OperatingSystem

	// RequiredTenancy says whether WorkSpaces made from the image need dedicated hardware.
	RequiredTenancy WorkspaceImageRequiredTenancy

	// OwnerAccountId is the 12-digit account that the image belongs to. It is another account's number if that account
	// shares the image: check the owner before you trust an image.
	OwnerAccountId *string

	// Created is when the image was created. Accounts that the image is shared with see the same time.
	Created *time.Time

	// Updates says whether newer WorkSpaces components exist for the image.
	Updates *UpdateResult

	// ErrorCode is the code for the reason why the image is in the ERROR state.
	ErrorCode *string

	// ErrorMessage describes the reason.
	ErrorMessage *string

	// ErrorDetails lists the problems that an import found in the image.
	ErrorDetails []ErrorDetails
}

// WorkspaceImageState is the state of an image. PENDING ends in AVAILABLE or ERROR.
type WorkspaceImageState string

// States of an image.
const (
	WorkspaceImageStateAvailable WorkspaceImageState = "AVAILABLE" // ready for bundles and copies
	WorkspaceImageStatePending   WorkspaceImageState = "PENDING"   // being created, copied or imported
	WorkspaceImageStateError     WorkspaceImageState = "ERROR"     // failed; see ErrorCode and ErrorDetails
)

// Values returns the values known to this version. The service can return others.
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

// Values returns the values known to this version. The service can return others.
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
	WorkspaceImageRequiredTenancyDefault   WorkspaceImageRequiredTenancy = "DEFAULT"   // shared hardware
	WorkspaceImageRequiredTenancyDedicated WorkspaceImageRequiredTenancy = "DEDICATED" // dedicated hardware, as BYOL requires
)

// Values returns the values known to this version. The service can return others.
func (WorkspaceImageRequiredTenancy) Values() []WorkspaceImageRequiredTenancy {
	return []WorkspaceImageRequiredTenancy{
		WorkspaceImageRequiredTenancyDefault,
		WorkspaceImageRequiredTenancyDedicated,
	}
}

// UpdateResult says whether CreateUpdatedWorkspaceImage can update an image.
type UpdateResult struct {
	// UpdateAvailable is true if newer drivers or other WorkSpaces components exist for the image.
	UpdateAvailable *bool

	// Description says in words whether an update is available or in progress.
	Description *string
}

// ErrorDetails is one problem that prevents the import of an image.
type ErrorDetails struct {
	// ErrorCode is the code of the problem.
	ErrorCode WorkspaceImageErrorDetailCode

	// ErrorMessage describes the problem.
	ErrorMessage *string
}

// WorkspaceImageErrorDetailCode is a kind of problem that the checks of an import can find. Most problems must be
// fixed on the source machine before it is imported again.
type WorkspaceImageErrorDetailCode string

// Problems with the operating system and its license.
const (
	// The service does not support this edition or version of Windows.
	WorkspaceImageErrorDetailCodeOsNotSupported WorkspaceImageErrorDetailCode = "OSNotSupported"
	// The system is 32-bit; it must be 64-bit.
	WorkspaceImageErrorDetailCodeSixtyFourBitOs WorkspaceImageErrorDetailCode = "Requires64BitOS"
	// Windows was upgraded in place. A clean installation is required.
	WorkspaceImageErrorDetailCodeInPlaceUpgrade WorkspaceImageErrorDetailCode = "InPlaceUpgrade"
	// Windows was upgraded in a way that is not supported.
	WorkspaceImageErrorDetailCodeUnsupportedOsUpgrade WorkspaceImageErrorDetailCode = "UnsupportedOsUpgrade"
	// No Windows rearm is left. Sysprep needs one.
	WorkspaceImageErrorDetailCodeZeroRearmCount WorkspaceImageErrorDetailCode = "ZeroRearmCount"
	// Fewer Windows rearms are left than the import needs.
	WorkspaceImageErrorDetailCodeInsufficientRearmCount WorkspaceImageErrorDetailCode = "InsufficientRearmCount"
	// The chosen streaming protocol does not support this operating system.
	WorkspaceImageErrorDetailCodeIncompatibleProtocol WorkspaceImageErrorDetailCode = "ProtocolOSIncompatibility"
	// The account is not known as a BYOL account.
	WorkspaceImageErrorDetailCodeWorkspacesByolAccountNotFound WorkspaceImageErrorDetailCode = "WorkspacesBYOLAccountNotFound"
	// BYOL is not enabled for the account.
	WorkspaceImageErrorDetailCodeWorkspacesByolAccountDisabled WorkspaceImageErrorDetailCode = "WorkspacesBYOLAccountDisabled"
)

// Problems with the configuration of Windows.
const (
	// PowerShell is too old.
	WorkspaceImageErrorDetailCodeOutdatedPowershellVersion WorkspaceImageErrorDetailCode = "OutdatedPowershellVersion"
	// Windows is waiting for a restart.
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

// Problems with accounts, domains and the network.
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
	// The configured security protocol is not supported.
	WorkspaceImageErrorDetailCodeUnsupportedSecurityProtocol WorkspaceImageErrorDetailCode = "UnsupportedSecurityProtocol"
)

// Problems with installed software.
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
	// AppX packages that make Sysprep fail are installed.
	WorkspaceImageErrorDetailCodeAppxPackagesInstalled WorkspaceImageErrorDetailCode = "AppXPackagesInstalled"
	// An AppX package is staged but not installed.
	WorkspaceImageErrorDetailCodeStagedAppxPackage WorkspaceImageErrorDetailCode = "StagedAppxPackage"
)

// Problems with disks and firmware, and unknown problems.
const (
	// The system disk has too little free space.
	WorkspaceImageErrorDetailCodeDiskFreeSpace WorkspaceImageErrorDetailCode = "DiskFreeSpace"
	// The disk has too little space for the import.
	WorkspaceImageErrorDetailCodeInsufficientDiskSpace WorkspaceImageErrorDetailCode = "InsufficientDiskSpace"
	// The disk is larger than allowed.
	WorkspaceImageErrorDetailCodeDiskSizeExceeded WorkspaceImageErrorDetailCode = "DiskSizeExceeded"
	// The reserved storage of Windows is in use.
	WorkspaceImageErrorDetailCodeReservedStorageInUse WorkspaceImageErrorDetailCode = "ReservedStorageInUse"
	// Drives other than the system drive are attached.
	WorkspaceImageErrorDetailCodeAdditionalDrivesAttached WorkspaceImageErrorDetailCode = "AdditionalDrivesAttached"
	// Windows shows drives other than the system drive.
	WorkspaceImageErrorDetailCodeAdditionalDrivesPresent WorkspaceImageErrorDetailCode = "AdditionalDrivesPresent"
	// A drive letter that the service reserves is in use.
	WorkspaceImageErrorDetailCodeRestrictedDriveLetter WorkspaceImageErrorDetailCode = "RestrictedDriveLetterInUse"
	// Volumes are not mounted automatically.
	WorkspaceImageErrorDetailCodeAutoMountDisabled WorkspaceImageErrorDetailCode = "AutoMountDisabled"
	// The disk is partitioned in a way that cannot be imported.
	WorkspaceImageErrorDetailCodeIncompatiblePartitioning WorkspaceImageErrorDetailCode = "IncompatiblePartitioning"
	// There is more than one boot partition.
	WorkspaceImageErrorDetailCodeMultipleBootPartition WorkspaceImageErrorDetailCode = "MultipleBootPartition"
	// The machine boots with UEFI, but the import does not support UEFI for this machine.
	WorkspaceImageErrorDetailCodeUefiNotSupported WorkspaceImageErrorDetailCode = "UEFINotSupported"
	// The service does not know the reason for the failure.
	WorkspaceImageErrorDetailCodeUnknownError WorkspaceImageErrorDetailCode = "UnknownError"
)

// Values returns the values known to this version. The service can return others.
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

// ImageType says whether an image belongs to the account or is shared by another account.
type ImageType string

// Types of images.
const (
	ImageTypeOwned  ImageType = "OWNED"  // belongs to the calling account
	ImageTypeShared ImageType = "SHARED" // shared by another account
)

// Values returns the values known to this version. The service can return others.
func (ImageType) Values() []ImageType {
	return []ImageType{
		ImageTypeOwned,
		ImageTypeShared,
	}
}

// ImagePermission allows another account to copy an image.
type ImagePermission struct {
	// SharedAccountId is the 12-digit account that may copy the image.
	SharedAccountId *string
}

// WorkspaceImageIngestionProcess tells ImportWorkspaceImage the hardware family and the streaming protocol of the
// WorkSpaces that will use the image. The suffix of the name is the protocol. No suffix means PCoIP, _WSP means DCV
// (formerly WSP), and _BYOP means the customer's own protocol. Only WorkSpaces Core supports _BYOP, and AWS must enable
// it for the account.
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
	// No GPU, customer's own protocol (WorkSpaces Core).
	WorkspaceImageIngestionProcessByolRegularByop WorkspaceImageIngestionProcess = "BYOL_REGULAR_BYOP"
	// Graphics.g4dn, customer's own protocol (WorkSpaces Core).
	WorkspaceImageIngestionProcessByolGraphicsG4dnByop WorkspaceImageIngestionProcess = "BYOL_GRAPHICS_G4DN_BYOP"
)

// Values returns the values known to this version. The service can return others.
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

// ImageSourceIdentifier is the source of an ImportCustomWorkspaceImage call. It is one of
//   - [*ImageSourceIdentifierMemberEc2ImageId]
//   - [*ImageSourceIdentifierMemberEc2ImportTaskId]
//   - [*ImageSourceIdentifierMemberImageBuildVersionArn]
//
// A member that this version does not know is read as an [*UnknownUnionMember].
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
	// Value is the ARN of an Image Builder image. It ends in a build such as 1.0.0/1 or a version such as 1.0.x.
	// At most 2048 characters.
	Value string `len:"1:2048" form:"imageversionarn"`
}

func (*ImageSourceIdentifierMemberImageBuildVersionArn) isImageSourceIdentifier() {}

// UnknownUnionMember stands for a union member in a response that this version does not know. It cannot be sent
// in a request.
type UnknownUnionMember struct {
	// Tag is the name of the member on the wire.
	Tag string

	// Value is not set: the content of the member is skipped.
	Value []byte
}

func (*UnknownUnionMember) isImageSourceIdentifier() {}

// ImageComputeType tells ImportCustomWorkspaceImage the hardware family of the WorkSpaces that will use the image.
type ImageComputeType string

// Hardware families of imported images.
const (
	ImageComputeTypeBase         ImageComputeType = "BASE"          // the classes without a GPU
	ImageComputeTypeGraphicsG4dn ImageComputeType = "GRAPHICS_G4DN" // the classes with a T4 GPU
	ImageComputeTypeGraphicsG6   ImageComputeType = "GRAPHICS_G6"   // the classes with an L4 GPU
)

// Values returns the values known to this version. The service can return others.
func (ImageComputeType) Values() []ImageComputeType {
	return []ImageComputeType{
		ImageComputeTypeBase,
		ImageComputeTypeGraphicsG4dn,
		ImageComputeTypeGraphicsG6,
	}
}

// CustomImageProtocol tells ImportCustomWorkspaceImage the streaming protocol of the WorkSpaces that will use the
// image.
type CustomImageProtocol string

// Streaming protocols of imported images.
const (
	CustomImageProtocolPcoip CustomImageProtocol = "PCOIP" // PCoIP; not for Windows 11
	CustomImageProtocolDcv   CustomImageProtocol = "DCV"   // Amazon DCV, formerly WSP
	CustomImageProtocolByop  CustomImageProtocol = "BYOP"  // the customer's own protocol
)

// Values returns the values known to this version. The service can return others.
func (CustomImageProtocol) Values() []CustomImageProtocol {
	return []CustomImageProtocol{
		CustomImageProtocolPcoip,
		CustomImageProtocolDcv,
		CustomImageProtocolByop,
	}
}

// Platform is the operating system family of an image that ImportCustomWorkspaceImage imports.
type Platform string

// Platforms of imported images.
const (
	PlatformWindows Platform = "WINDOWS" // Windows, the only platform so far
)

// Values returns the values known to this version. The service can return others.
func (Platform) Values() []Platform {
	return []Platform{
		PlatformWindows,
	}
}

// OSVersion is the version of Windows on an image that ImportCustomWorkspaceImage imports.
type OSVersion string

// Versions of Windows that can be imported.
const (
	OSVersionWindows10 OSVersion = "Windows_10" // Windows 10
	OSVersionWindows11 OSVersion = "Windows_11" // Windows 11; PCoIP is not offered for it
)

// Values returns the values known to this version. The service can return others.
func (OSVersion) Values() []OSVersion {
	return []OSVersion{
		OSVersionWindows10,
		OSVersionWindows11,
	}
}

// CustomWorkspaceImageImportState is the current step of an import by ImportCustomWorkspaceImage. COMPLETED and
// ERROR are the final states. All others mean that the import is still in progress. Do not rely on their order.
type CustomWorkspaceImageImportState string

// Steps of an import.
const (
	// Accepted, but not started.
	CustomWorkspaceImageImportStatePending CustomWorkspaceImageImportState = "PENDING"
	// In progress. The step is not known.
	CustomWorkspaceImageImportStateInProgress CustomWorkspaceImageImportState = "IN_PROGRESS"
	// The source image is being read.
	CustomWorkspaceImageImportStateProcessingSourceImage CustomWorkspaceImageImportState = "PROCESSING_SOURCE_IMAGE"
	// The tests of the image are beginning.
	CustomWorkspaceImageImportStateImageTestingStart CustomWorkspaceImageImportState = "IMAGE_TESTING_START"
	// Windows is being updated.
	CustomWorkspaceImageImportStateUpdatingOperatingSystem CustomWorkspaceImageImportState = "UPDATING_OPERATING_SYSTEM"
	// The service checks whether the image is compatible with WorkSpaces.
	CustomWorkspaceImageImportStateImageCompatibilityChecking CustomWorkspaceImageImportState = "IMAGE_COMPATIBILITY_CHECKING"
	// The service tests whether Sysprep succeeds.
	CustomWorkspaceImageImportStateImageTestingGeneralization CustomWorkspaceImageImportState = "IMAGE_TESTING_GENERALIZATION"
	// A machine is started from the image to test it.
	CustomWorkspaceImageImportStateCreatingTestInstance CustomWorkspaceImageImportState = "CREATING_TEST_INSTANCE"
	// The WorkSpaces software is being installed.
	CustomWorkspaceImageImportStateInstallingComponents CustomWorkspaceImageImportState = "INSTALLING_COMPONENTS"
	// Sysprep removes machine-specific data.
	CustomWorkspaceImageImportStateGeneralizing CustomWorkspaceImageImportState = "GENERALIZING"
	// The result is being checked.
	CustomWorkspaceImageImportStateValidating CustomWorkspaceImageImportState = "VALIDATING"
	// The finished image is being added to the account.
	CustomWorkspaceImageImportStatePublishing CustomWorkspaceImageImportState = "PUBLISHING"
	// Done; the image can be used.
	CustomWorkspaceImageImportStateCompleted CustomWorkspaceImageImportState = "COMPLETED"
	// Failed; see the error details.
	CustomWorkspaceImageImportStateError CustomWorkspaceImageImportState = "ERROR"
)

// Values returns the values known to this version. The service can return others.
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
	// ErrorCode is the code for the reason. Unlike the ErrorCode of [ErrorDetails], it is not an enum.
	ErrorCode *string

	// ErrorMessage describes the reason.
	ErrorMessage *string
}
