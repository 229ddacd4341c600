package workspaces

import "github.com/go-workspaces/workspaces/internal/endpoints"

// Regions returns the Regions of a partition that have Amazon WorkSpaces, in alphabetical order. The partitions are aws,
// aws-cn, aws-eusc, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-us-gov. The list is empty for an unknown partition, and
// for one without the service.
//
// The list is that of November 2026, from the AWS General Reference and botocore 1.43.11. Features such as WorkSpaces Pools
// are in fewer Regions. An account can use a Region that is disabled by default only after enabling it. A Region can have
// the service although the list lacks it, and the client can call it: see [IsUnavailableInRegion].
func Regions(partition string) []string { return endpoints.Regions(partition) }

// PartitionOf returns the partition that a Region is in, such as aws-us-gov for us-gov-west-1. It depends on the form of the
// name, not on whether the Region exists. The partition is aws for names of no known form.
func PartitionOf(region string) string { return endpoints.Partition(region) }
