package workspaces

import "github.com/go-workspaces/workspaces/internal/endpoints"

// Regions returns the Regions of a partition that have Amazon WorkSpaces, in alphabetical order. The partitions are
// aws, aws-cn, aws-eusc, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-us-gov. The list is empty for an unknown
// partition, and for a partition without the service.
//
// The list dates from November 2026. Its sources are the AWS General Reference and botocore 1.43.11. Features such as
// WorkSpaces Pools are available in fewer Regions. Some Regions are disabled by default: an account must enable them
// before use. The service may also be available in a newer Region that is not in the list. The client can call the
// service in such a Region: see [IsUnavailableInRegion].
func Regions(partition string) []string { return endpoints.Regions(partition) }

// PartitionOf returns the partition that a Region is in, such as aws-us-gov for us-gov-west-1. The result depends only
// on the form of the name. PartitionOf does not check that the Region exists. For a name of unknown form, the partition
// is aws.
func PartitionOf(region string) string { return endpoints.Partition(region) }
