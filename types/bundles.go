package types

import "time"

// WorkspaceBundle is a template for WorkSpaces: an image, the hardware and the volume sizes. AWS provides bundles,
// and an account can add its own, based on custom images.
type WorkspaceBundle struct {
	// BundleId identifies the bundle: "wsb-" and a suffix. CreateWorkspaces needs it.
	BundleId *string

	// Name is the display name.
	Name *string

	// Description is free text.
	Description *string

	// Owner is the account that the bundle belongs to, or "Amazon" for AWS bundles. The Owner filter of
	// DescribeWorkspaceBundles spells it AMAZON.
	Owner *string

	// State is the state of the bundle. Only AVAILABLE bundles can launch WorkSpaces.
	State WorkspaceBundleState

	// BundleType says whether the bundle is for ordinary or for standby WorkSpaces.
	BundleType BundleType

	// ComputeType is the hardware of the WorkSpaces launched from the bundle.
	ComputeType *ComputeType

	// RootStorage is the size of the system volume.
	RootStorage *RootStorage

	// UserStorage is the size of the volume that holds the user's data.
	UserStorage *UserStorage

	// ImageId identifies the current image of the bundle. UpdateWorkspaceBundle changes it.
	ImageId *string

	// CreationTime is when the bundle was created.
	CreationTime *time.Time

	// LastUpdatedTime is when the bundle last changed, for instance when it got another image.
	LastUpdatedTime *time.Time
}

// WorkspaceBundleState is the state of a bundle. A PENDING bundle becomes AVAILABLE, or goes to ERROR.
type WorkspaceBundleState string

// States of a bundle.
const (
	WorkspaceBundleStateAvailable WorkspaceBundleState = "AVAILABLE" // ready to launch WorkSpaces
	WorkspaceBundleStatePending   WorkspaceBundleState = "PENDING"   // being created; not usable yet
	WorkspaceBundleStateError     WorkspaceBundleState = "ERROR"     // could not be created; not usable
)

// Values returns the values known to this version. The service can return others.
func (WorkspaceBundleState) Values() []WorkspaceBundleState {
	return []WorkspaceBundleState{
		WorkspaceBundleStateAvailable,
		WorkspaceBundleStatePending,
		WorkspaceBundleStateError,
	}
}

// BundleType is the kind of WorkSpaces that a bundle is for.
type BundleType string

// Types of bundles.
const (
	BundleTypeRegular BundleType = "REGULAR" // for ordinary WorkSpaces
	BundleTypeStandby BundleType = "STANDBY" // for standby WorkSpaces in a second Region
)

// Values returns the values known to this version. The service can return others.
func (BundleType) Values() []BundleType {
	return []BundleType{
		BundleTypeRegular,
		BundleTypeStandby,
	}
}

// ComputeType wraps the name of a hardware class.
type ComputeType struct {
	// Name is the hardware class.
	Name Compute
}

// Compute is a hardware class: processors, memory and, for the graphics classes, a GPU or a part of one.
// Not every class exists in every Region, and the default quota of each graphics class is zero.
type Compute string

// Hardware classes, from small to large within each family.
const (
	ComputeValue                 Compute = "VALUE"                  // 1 vCPU, 2 GiB
	ComputeStandard              Compute = "STANDARD"               // 2 vCPUs, 4 GiB
	ComputePerformance           Compute = "PERFORMANCE"            // 2 vCPUs, 8 GiB
	ComputePower                 Compute = "POWER"                  // 4 vCPUs, 16 GiB
	ComputePowerpro              Compute = "POWERPRO"               // 8 vCPUs, 32 GiB
	ComputeGeneralpurpose4xlarge Compute = "GENERALPURPOSE_4XLARGE" // 16 vCPUs, 64 GiB
	ComputeGeneralpurpose8xlarge Compute = "GENERALPURPOSE_8XLARGE" // 32 vCPUs, 128 GiB

	ComputeGraphics        Compute = "GRAPHICS"         // first graphics class, retired by AWS
	ComputeGraphicspro     Compute = "GRAPHICSPRO"      // older large graphics class; see GRAPHICSPRO_G4DN
	ComputeGraphicsG4dn    Compute = "GRAPHICS_G4DN"    // 4 vCPUs, 16 GiB, one T4 GPU
	ComputeGraphicsproG4dn Compute = "GRAPHICSPRO_G4DN" // 16 vCPUs, 64 GiB, one T4 GPU

	ComputeGraphicsG6Xlarge   Compute = "GRAPHICS_G6_XLARGE"   // 4 vCPUs, 16 GiB, one L4 GPU
	ComputeGraphicsG62xlarge  Compute = "GRAPHICS_G6_2XLARGE"  // 8 vCPUs, 32 GiB, one L4 GPU
	ComputeGraphicsG64xlarge  Compute = "GRAPHICS_G6_4XLARGE"  // 16 vCPUs, 64 GiB, one L4 GPU
	ComputeGraphicsG68xlarge  Compute = "GRAPHICS_G6_8XLARGE"  // 32 vCPUs, 128 GiB, one L4 GPU
	ComputeGraphicsG616xlarge Compute = "GRAPHICS_G6_16XLARGE" // 64 vCPUs, 256 GiB, one L4 GPU

	ComputeGraphicsGr64xlarge Compute = "GRAPHICS_GR6_4XLARGE" // 16 vCPUs, 128 GiB, one L4 GPU
	ComputeGraphicsGr68xlarge Compute = "GRAPHICS_GR6_8XLARGE" // 32 vCPUs, 256 GiB, one L4 GPU

	ComputeGraphicsG6fLarge    Compute = "GRAPHICS_G6F_LARGE"    // 2 vCPUs, 8 GiB, an eighth of an L4 GPU
	ComputeGraphicsG6fXlarge   Compute = "GRAPHICS_G6F_XLARGE"   // 4 vCPUs, 16 GiB, an eighth of an L4 GPU
	ComputeGraphicsG6f2xlarge  Compute = "GRAPHICS_G6F_2XLARGE"  // 8 vCPUs, 32 GiB, a quarter of an L4 GPU
	ComputeGraphicsG6f4xlarge  Compute = "GRAPHICS_G6F_4XLARGE"  // 16 vCPUs, 64 GiB, half of an L4 GPU
	ComputeGraphicsGr6f4xlarge Compute = "GRAPHICS_GR6F_4XLARGE" // 16 vCPUs, 128 GiB, half of an L4 GPU
)

// Values returns the values known to this version. The service can return others.
func (Compute) Values() []Compute {
	return []Compute{
		ComputeValue,
		ComputeStandard,
		ComputePerformance,
		ComputePower,
		ComputePowerpro,
		ComputeGeneralpurpose4xlarge,
		ComputeGeneralpurpose8xlarge,
		ComputeGraphics,
		ComputeGraphicspro,
		ComputeGraphicsG4dn,
		ComputeGraphicsproG4dn,
		ComputeGraphicsG6Xlarge,
		ComputeGraphicsG62xlarge,
		ComputeGraphicsG64xlarge,
		ComputeGraphicsG68xlarge,
		ComputeGraphicsG616xlarge,
		ComputeGraphicsGr64xlarge,
		ComputeGraphicsGr68xlarge,
		ComputeGraphicsG6fLarge,
		ComputeGraphicsG6fXlarge,
		ComputeGraphicsG6f2xlarge,
		ComputeGraphicsG6f4xlarge,
		ComputeGraphicsGr6f4xlarge,
	}
}

// RootStorage is the size of a bundle's system volume. See [UserStorage] for the allowed combinations.
type RootStorage struct {
	// Capacity is the size in GB, written as a decimal string such as "80".
	//
	// This member is required.
	Capacity *string `required:"true" len:"1:"`
}

// UserStorage is the size of a bundle's user volume. The service accepts only certain combinations of volumes. An 80 GB
// root volume allows a user volume of 10, 50 or 100 GB. A root volume of 175 to 2,000 GB allows a user volume of 100 to
// 2,000 GB. With graphics classes, each volume has at least 100 GB.
type UserStorage struct {
	// Capacity is the size in GB, written as a decimal string such as "50".
	//
	// This member is required.
	Capacity *string `required:"true" len:"1:"`
}

// OperatingSystem wraps the family of an image's operating system.
type OperatingSystem struct {
	// Type is the family: Windows or Linux.
	Type OperatingSystemType
}
