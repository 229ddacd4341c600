package workspaces

import "github.com/go-workspaces/workspaces/internal/endpoints"

// Regions returns the Regions of a partition in which Amazon WorkSpaces is available, in alphabetical order. The
// partitions are aws, aws-cn, aws-eusc, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-us-gov. The list is empty for
// an unknown partition and for one without the service.
//
// The list dates from November 2026 and is based on the AWS General Reference and botocore 1.43.11. Features such as
// WorkSpaces Pools are available in fewer Regions. Some Regions are disabled by default, and an account must enable
// them before use. The service may also be available in newer Regions that are not listed. The client can call the
// service there too; see [IsUnavailableInRegion].
func Regions(partition string) []string { return endpoints.Regions(partition) }

// PartitionOf returns a Region's partition, such as aws-us-gov for us-gov-west-1. The result depends only on the form
// of the name: PartitionOf does not check that the Region exists, and returns aws for a name of unknown form.
func PartitionOf(region string) string { return endpoints.Partition(region) }
