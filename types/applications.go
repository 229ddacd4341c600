package types

import "time"

// WorkSpaceApplication is a program that the service can install on WorkSpaces and uninstall from them.
type WorkSpaceApplication struct {
	// ApplicationId identifies the application: "wsa-" and a suffix.
	ApplicationId *string

	// Name is the display name.
	Name *string

	// Description is free text, at most 2,048 characters.
	Description *string

	// Owner is the account that the application belongs to, or "AMAZON" for AWS applications.
	Owner *string

	// State is the state of the application. Only AVAILABLE applications can be associated with a WorkSpace.
	State WorkSpaceApplicationState

	// LicenseType says whether the application includes a license.
	LicenseType WorkSpaceApplicationLicenseType

	// SupportedComputeTypeNames are the compute types on which the application runs. The service rejects
	// WorkSpaces of other compute types.
	SupportedComputeTypeNames []Compute

	// SupportedOperatingSystemNames are the operating systems on which the application runs. The service rejects
	// WorkSpaces with other operating systems.
	SupportedOperatingSystemNames []OperatingSystemName

	// Created is when the application was created.
	Created *time.Time
}

// WorkSpaceApplicationState says whether an application can be installed or uninstalled.
type WorkSpaceApplicationState string

// States of an application.
const (
	WorkSpaceApplicationStatePending       WorkSpaceApplicationState = "PENDING"        // being prepared; not usable yet
	WorkSpaceApplicationStateError         WorkSpaceApplicationState = "ERROR"          // failed; not usable
	WorkSpaceApplicationStateAvailable     WorkSpaceApplicationState = "AVAILABLE"      // can be installed and uninstalled
	WorkSpaceApplicationStateUninstallOnly WorkSpaceApplicationState = "UNINSTALL_ONLY" // can be uninstalled, but not installed on more WorkSpaces
)

// Values returns the values known to this version. The service can return others.
func (WorkSpaceApplicationState) Values() []WorkSpaceApplicationState {
	return []WorkSpaceApplicationState{
		WorkSpaceApplicationStatePending,
		WorkSpaceApplicationStateError,
		WorkSpaceApplicationStateAvailable,
		WorkSpaceApplicationStateUninstallOnly,
	}
}

// WorkSpaceApplicationLicenseType says whether an application includes a license.
type WorkSpaceApplicationLicenseType string

// License types of an application.
const (
	WorkSpaceApplicationLicenseTypeLicensed   WorkSpaceApplicationLicenseType = "LICENSED"   // includes a license
	WorkSpaceApplicationLicenseTypeUnlicensed WorkSpaceApplicationLicenseType = "UNLICENSED" // does not include a license
)

// Values returns the values known to this version. The service can return others.
func (WorkSpaceApplicationLicenseType) Values() []WorkSpaceApplicationLicenseType {
	return []WorkSpaceApplicationLicenseType{
		WorkSpaceApplicationLicenseTypeLicensed,
		WorkSpaceApplicationLicenseTypeUnlicensed,
	}
}

// WorkspaceResourceAssociation associates a WorkSpace with an application. It shows the progress of the application's
// installation or removal.
type WorkspaceResourceAssociation struct {
	// WorkspaceId identifies the WorkSpace.
	WorkspaceId *string

	// AssociatedResourceId identifies the application.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId, so far always APPLICATION.
	AssociatedResourceType WorkSpaceAssociatedResourceType

	// State is the progress of the installation or removal.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was created.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// WorkSpaceApplicationDeployment is the result of a DeployWorkspaceApplications call.
type WorkSpaceApplicationDeployment struct {
	// Associations are the applications of the WorkSpace, each with its state.
	Associations []WorkspaceResourceAssociation
}

// ApplicationResourceAssociation associates an application with a WorkSpace, bundle or image.
type ApplicationResourceAssociation struct {
	// ApplicationId identifies the application.
	ApplicationId *string

	// AssociatedResourceId identifies the WorkSpace, bundle or image.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId.
	AssociatedResourceType ApplicationAssociatedResourceType

	// State is the progress of the installation or removal.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was created.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// BundleResourceAssociation associates a bundle with an application.
type BundleResourceAssociation struct {
	// BundleId identifies the bundle.
	BundleId *string

	// AssociatedResourceId identifies the application.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId, so far always APPLICATION.
	AssociatedResourceType BundleAssociatedResourceType

	// State is the state of the association.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was created.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// ImageResourceAssociation associates an image with an application.
type ImageResourceAssociation struct {
	// ImageId identifies the image.
	ImageId *string

	// AssociatedResourceId identifies the application.
	AssociatedResourceId *string

	// AssociatedResourceType is the kind of AssociatedResourceId, so far always APPLICATION.
	AssociatedResourceType ImageAssociatedResourceType

	// State is the state of the association.
	State AssociationState

	// StateReason is the reason for a failure.
	StateReason *AssociationStateReason

	// Created is when the association was created.
	Created *time.Time

	// LastUpdatedTime is when State last changed.
	LastUpdatedTime *time.Time
}

// AssociationState is the progress of an application's installation or removal. COMPLETED, REMOVED and ERROR are
// the final states. AWS does not document the order of the PENDING states.
type AssociationState string

// States of an association.
const (
	AssociationStatePendingInstall             AssociationState = "PENDING_INSTALL"              // to be installed; not started
	AssociationStatePendingInstallDeployment   AssociationState = "PENDING_INSTALL_DEPLOYMENT"   // to be installed; its deployment is pending
	AssociationStatePendingUninstall           AssociationState = "PENDING_UNINSTALL"            // to be uninstalled; not started
	AssociationStatePendingUninstallDeployment AssociationState = "PENDING_UNINSTALL_DEPLOYMENT" // to be uninstalled; its deployment is pending
	AssociationStateInstalling                 AssociationState = "INSTALLING"                   // being installed
	AssociationStateUninstalling               AssociationState = "UNINSTALLING"                 // being uninstalled
	AssociationStateError                      AssociationState = "ERROR"                        // failed; see StateReason
	AssociationStateCompleted                  AssociationState = "COMPLETED"                    // installed
	AssociationStateRemoved                    AssociationState = "REMOVED"                      // uninstalled
)

// Values returns the values known to this version. The service can return others.
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
	// ErrorCode is the code for the reason.
	ErrorCode AssociationErrorCode

	// ErrorMessage describes the reason. At most 2,048 characters.
	ErrorMessage *string
}

// AssociationErrorCode is the reason why an association is in ERROR. Codes that start with ValidationError mean
// that the application does not fit the WorkSpace. Codes that start with DeploymentError mean that the
// installation failed.
type AssociationErrorCode string

// Reasons why an association fails.
const (
	// The WorkSpace has too little free disk space for the application.
	AssociationErrorCodeInsufficientDiskspace AssociationErrorCode = "ValidationError.InsufficientDiskSpace"
	// The WorkSpace has too little memory for the application.
	AssociationErrorCodeInsufficientMemory AssociationErrorCode = "ValidationError.InsufficientMemory"
	// The application does not run on this operating system.
	AssociationErrorCodeUnsupportedOperatingSystem AssociationErrorCode = "ValidationError.UnsupportedOperatingSystem"
	// The service failed. DeployWorkspaceApplications with Force tries again.
	AssociationErrorCodeInternalServerError AssociationErrorCode = "DeploymentError.InternalServerError"
	// The service could not reach the WorkSpace.
	AssociationErrorCodeWorkspaceUnreachable AssociationErrorCode = "DeploymentError.WorkspaceUnreachable"
	// The WorkSpace has an older version of the application.
	AssociationErrorCodeApplicationOldversionexistFailure AssociationErrorCode = "ValidationError.ApplicationOldVersionExists"
)

// Values returns the values known to this version. The service can return others.
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

// WorkSpaceAssociatedResourceType is a kind of resource that can be associated with a WorkSpace.
type WorkSpaceAssociatedResourceType string

// Kinds of resources associated with a WorkSpace.
const (
	WorkSpaceAssociatedResourceTypeApplication WorkSpaceAssociatedResourceType = "APPLICATION" // an application that the service installs
)

// Values returns the values known to this version. The service can return others.
func (WorkSpaceAssociatedResourceType) Values() []WorkSpaceAssociatedResourceType {
	return []WorkSpaceAssociatedResourceType{
		WorkSpaceAssociatedResourceTypeApplication,
	}
}

// ApplicationAssociatedResourceType is a kind of resource that an application can be associated with.
type ApplicationAssociatedResourceType string

// Kinds of resources that have applications.
const (
	ApplicationAssociatedResourceTypeWorkspace ApplicationAssociatedResourceType = "WORKSPACE" // one WorkSpace
	ApplicationAssociatedResourceTypeBundle    ApplicationAssociatedResourceType = "BUNDLE"    // a bundle, from which WorkSpaces are launched
	ApplicationAssociatedResourceTypeImage     ApplicationAssociatedResourceType = "IMAGE"     // an image, on which bundles are based
)

// Values returns the values known to this version. The service can return others.
func (ApplicationAssociatedResourceType) Values() []ApplicationAssociatedResourceType {
	return []ApplicationAssociatedResourceType{
		ApplicationAssociatedResourceTypeWorkspace,
		ApplicationAssociatedResourceTypeBundle,
		ApplicationAssociatedResourceTypeImage,
	}
}

// BundleAssociatedResourceType is a kind of resource that can be associated with a bundle.
type BundleAssociatedResourceType string

// Kinds of resources associated with a bundle.
const (
	BundleAssociatedResourceTypeApplication BundleAssociatedResourceType = "APPLICATION" // an application that the bundle includes
)

// Values returns the values known to this version. The service can return others.
func (BundleAssociatedResourceType) Values() []BundleAssociatedResourceType {
	return []BundleAssociatedResourceType{
		BundleAssociatedResourceTypeApplication,
	}
}

// ImageAssociatedResourceType is a kind of resource that can be associated with an image.
type ImageAssociatedResourceType string

// Kinds of resources associated with an image.
const (
	ImageAssociatedResourceTypeApplication ImageAssociatedResourceType = "APPLICATION" // an application that the image includes
)

// Values returns the values known to this version. The service can return others.
func (ImageAssociatedResourceType) Values() []ImageAssociatedResourceType {
	return []ImageAssociatedResourceType{
		ImageAssociatedResourceTypeApplication,
	}
}

// Application is a version of Microsoft Office that ImportWorkspaceImage can add to an image as a subscription.
// It is unrelated to [WorkSpaceApplication].
type Application string

// Versions of Microsoft Office.
const (
	ApplicationMicrosoftOffice2016 Application = "Microsoft_Office_2016" // Microsoft Office 2016
	ApplicationMicrosoftOffice2019 Application = "Microsoft_Office_2019" // Microsoft Office 2019
)

// Values returns the values known to this version. The service can return others.
func (Application) Values() []Application {
	return []Application{
		ApplicationMicrosoftOffice2016,
		ApplicationMicrosoftOffice2019,
	}
}
