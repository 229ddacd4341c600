package types

import "time"

// WorkSpaceApplication is a program that the service can install on WorkSpaces and take off them again.
type WorkSpaceApplication struct {
	// ApplicationId identifies the application: "wsa-" and a suffix.
	ApplicationId *string

	// Name is the display name.
	Name *string

	// Description is free text, at most 2,048 characters.
	Description *string

	// Owner is the account that the application belongs to, or "AMAZON" for applications from AWS.
	Owner *string

	// State tells whether the application can be associated with a WorkSpace: AVAILABLE ones can.
	State WorkSpaceApplicationState

	// LicenseType tells whether a license comes with the application.
	LicenseType WorkSpaceApplicationLicenseType

	// SupportedComputeTypeNames are the compute types on which the application runs. A WorkSpace of any
	// other is refused.
	SupportedComputeTypeNames []Compute

	// SupportedOperatingSystemNames are the operating systems on which the application runs. A WorkSpace
	// with any other is refused.
	SupportedOperatingSystemNames []OperatingSystemName

	// Created is when the application was made.
	Created *time.Time
}

// WorkSpaceApplicationState is what can be done with an application.
type WorkSpaceApplicationState string

// States of an application.
const (
	WorkSpaceApplicationStatePending       WorkSpaceApplicationState = "PENDING"        // being made ready; not usable yet
	WorkSpaceApplicationStateError         WorkSpaceApplicationState = "ERROR"          // failed; not usable
	WorkSpaceApplicationStateAvailable     WorkSpaceApplicationState = "AVAILABLE"      // can be installed and uninstalled
	WorkSpaceApplicationStateUninstallOnly WorkSpaceApplicationState = "UNINSTALL_ONLY" // can be taken off WorkSpaces that have it, not put on others
)

// Values lists the values known to this version; the service can answer with others.
func (WorkSpaceApplicationState) Values() []WorkSpaceApplicationState {
	return []WorkSpaceApplicationState{
		WorkSpaceApplicationStatePending,
		WorkSpaceApplicationStateError,
		WorkSpaceApplicationStateAvailable,
		WorkSpaceApplicationStateUninstallOnly,
	}
}

// WorkSpaceApplicationLicenseType tells whether a license comes with an application.
type WorkSpaceApplicationLicenseType string

// License types of an application.
const (
	WorkSpaceApplicationLicenseTypeLicensed   WorkSpaceApplicationLicenseType = "LICENSED"   // comes with a license
	WorkSpaceApplicationLicenseTypeUnlicensed WorkSpaceApplicationLicenseType = "UNLICENSED" // comes without a license
)

// Values lists the values known to this version; the service can answer with others.
func (WorkSpaceApplicationLicenseType) Values() []WorkSpaceApplicationLicenseType {
	return []WorkSpaceApplicationLicenseType{
		WorkSpaceApplicationLicenseTypeLicensed,
		WorkSpaceApplicationLicenseTypeUnlicensed,
	}
}

// WorkspaceResourceAssociation ties an application to a WorkSpace, seen from the WorkSpace, and tells how
// far its installation or removal has come.
type WorkspaceResourceAssociation struct {
	// WorkspaceId identifies the WorkSpace.
	WorkspaceId *string

	// AssociatedResourceId identifies the application.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId, so far always APPLICATION.
	AssociatedResourceType WorkSpaceAssociatedResourceType

	// State is how far the installation or removal has come.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was made.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// WorkSpaceApplicationDeployment is what one call of DeployWorkspaceApplications set in motion.
type WorkSpaceApplicationDeployment struct {
	// Associations are the applications of the WorkSpace with the state of each.
	Associations []WorkspaceResourceAssociation
}

// ApplicationResourceAssociation ties an application to a WorkSpace, bundle or image, seen from the
// application.
type ApplicationResourceAssociation struct {
	// ApplicationId identifies the application.
	ApplicationId *string

	// AssociatedResourceId identifies the WorkSpace, bundle or image.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId.
	AssociatedResourceType ApplicationAssociatedResourceType

	// State is how far the installation or removal has come.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was made.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// BundleResourceAssociation ties an application to a bundle, seen from the bundle.
type BundleResourceAssociation struct {
	// BundleId identifies the bundle.
	BundleId *string

	// AssociatedResourceId identifies the application.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId, so far always APPLICATION.
	AssociatedResourceType BundleAssociatedResourceType

	// State is how far the association has come.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was made.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// ImageResourceAssociation ties an application to an image, seen from the image.
type ImageResourceAssociation struct {
	// ImageId identifies the image.
	ImageId *string

	// AssociatedResourceId identifies the application.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId, so far always APPLICATION.
	AssociatedResourceType ImageAssociatedResourceType

	// State is how far the association has come.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was made.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// AssociationState is how far the installation or removal of an application has come. COMPLETED, REMOVED
// and ERROR are the ends. AWS does not document the order of the PENDING states.
type AssociationState string

// States of an association.
const (
	AssociationStatePendingInstall             AssociationState = "PENDING_INSTALL"              // is to be installed; not begun
	AssociationStatePendingInstallDeployment   AssociationState = "PENDING_INSTALL_DEPLOYMENT"   // is to be installed; its deployment is pending
	AssociationStatePendingUninstall           AssociationState = "PENDING_UNINSTALL"            // is to be uninstalled; not begun
	AssociationStatePendingUninstallDeployment AssociationState = "PENDING_UNINSTALL_DEPLOYMENT" // is to be uninstalled; its deployment is pending
	AssociationStateInstalling                 AssociationState = "INSTALLING"                   // being installed
	AssociationStateUninstalling               AssociationState = "UNINSTALLING"                 // being uninstalled
	AssociationStateError                      AssociationState = "ERROR"                        // failed; see StateReason
	AssociationStateCompleted                  AssociationState = "COMPLETED"                    // installed
	AssociationStateRemoved                    AssociationState = "REMOVED"                      // uninstalled
)

// Values lists the values known to this version; the service can answer with others.
func (AssociationState) Values() []AssociationState {
	return []AssociationState{
		AssociationStatePendingInstall,
		AssociationStatePendingInstallDeployment,
		AssociationStatePendingUninstall,
		AssociationStatePendingUninstallDeployment,
		AssociationStateInstalling,
		AssociationStateUninstalling,
		AssociationStateError,
		AssociationStateCompleted,
		AssociationStateRemoved,
	}
}

// AssociationStateReason is the reason why an application could not be installed or removed.
type AssociationStateReason struct {
	// ErrorCode is the reason, for programs.
	ErrorCode AssociationErrorCode

	// ErrorMessage is the reason, for people. At most 2,048 characters.
	ErrorMessage *string
}

// AssociationErrorCode is the reason why an association is in ERROR. Codes that start with ValidationError
// mean that the application does not fit the WorkSpace, codes that start with DeploymentError that the
// installation failed.
type AssociationErrorCode string

// Reasons for which an association fails.
const (
	// The WorkSpace has too little free disk space for the application.
	AssociationErrorCodeInsufficientDiskspace AssociationErrorCode = "ValidationError.InsufficientDiskSpace"
	// The WorkSpace has too little memory for the application.
	AssociationErrorCodeInsufficientMemory AssociationErrorCode = "ValidationError.InsufficientMemory"
	// The application does not run on this operating system.
	AssociationErrorCodeUnsupportedOperatingSystem AssociationErrorCode = "ValidationError.UnsupportedOperatingSystem"
	// The service failed; a deployment with Force tries again.
	AssociationErrorCodeInternalServerError AssociationErrorCode = "DeploymentError.InternalServerError"
	// The service could not get through to the WorkSpace.
	AssociationErrorCodeWorkspaceUnreachable AssociationErrorCode = "DeploymentError.WorkspaceUnreachable"
	// The WorkSpace has an older version of the application.
	AssociationErrorCodeApplicationOldversionexistFailure AssociationErrorCode = "ValidationError.ApplicationOldVersionExists"
)

// Values lists the values known to this version; the service can answer with others.
func (AssociationErrorCode) Values() []AssociationErrorCode {
	return []AssociationErrorCode{
		AssociationErrorCodeInsufficientDiskspace,
		AssociationErrorCodeInsufficientMemory,
		AssociationErrorCodeUnsupportedOperatingSystem,
		AssociationErrorCodeInternalServerError,
		AssociationErrorCodeWorkspaceUnreachable,
		AssociationErrorCodeApplicationOldversionexistFailure,
	}
}

// WorkSpaceAssociatedResourceType is a kind of resource that can be tied to a WorkSpace.
type WorkSpaceAssociatedResourceType string

// Kinds of resources tied to a WorkSpace.
const (
	WorkSpaceAssociatedResourceTypeApplication WorkSpaceAssociatedResourceType = "APPLICATION" // an application that the service installs
)

// Values lists the values known to this version; the service can answer with others.
func (WorkSpaceAssociatedResourceType) Values() []WorkSpaceAssociatedResourceType {
	return []WorkSpaceAssociatedResourceType{
		WorkSpaceAssociatedResourceTypeApplication,
	}
}

// ApplicationAssociatedResourceType is a kind of resource that an application can be tied to.
type ApplicationAssociatedResourceType string

// Kinds of resources that have applications.
const (
	ApplicationAssociatedResourceTypeWorkspace ApplicationAssociatedResourceType = "WORKSPACE" // one WorkSpace
	ApplicationAssociatedResourceTypeBundle    ApplicationAssociatedResourceType = "BUNDLE"    // a bundle, from which WorkSpaces are launched
	ApplicationAssociatedResourceTypeImage     ApplicationAssociatedResourceType = "IMAGE"     // an image, on which bundles are based
)

// Values lists the values known to this version; the service can answer with others.
func (ApplicationAssociatedResourceType) Values() []ApplicationAssociatedResourceType {
	return []ApplicationAssociatedResourceType{
		ApplicationAssociatedResourceTypeWorkspace,
		ApplicationAssociatedResourceTypeBundle,
		ApplicationAssociatedResourceTypeImage,
	}
}

// BundleAssociatedResourceType is a kind of resource that can be tied to a bundle.
type BundleAssociatedResourceType string

// Kinds of resources tied to a bundle.
const (
	BundleAssociatedResourceTypeApplication BundleAssociatedResourceType = "APPLICATION" // an application that the bundle comes with
)

// Values lists the values known to this version; the service can answer with others.
func (BundleAssociatedResourceType) Values() []BundleAssociatedResourceType {
	return []BundleAssociatedResourceType{
		BundleAssociatedResourceTypeApplication,
	}
}

// ImageAssociatedResourceType is a kind of resource that can be tied to an image.
type ImageAssociatedResourceType string

// Kinds of resources tied to an image.
const (
	ImageAssociatedResourceTypeApplication ImageAssociatedResourceType = "APPLICATION" // an application that the image comes with
)

// Values lists the values known to this version; the service can answer with others.
func (ImageAssociatedResourceType) Values() []ImageAssociatedResourceType {
	return []ImageAssociatedResourceType{
		ImageAssociatedResourceTypeApplication,
	}
}

// Application is a version of Microsoft Office to which ImportWorkspaceImage can subscribe an image. It has
// nothing to do with [WorkSpaceApplication].
type Application string

// Versions of Microsoft Office.
const (
	ApplicationMicrosoftOffice2016 Application = "Microsoft_Office_2016" // Microsoft Office 2016
	ApplicationMicrosoftOffice2019 Application = "Microsoft_Office_2019" // Microsoft Office 2019
)

// Values lists the values known to this version; the service can answer with others.
func (Application) Values() []Application {
	return []Application{
		ApplicationMicrosoftOffice2016,
		ApplicationMicrosoftOffice2019,
	}
}
