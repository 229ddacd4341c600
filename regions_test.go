package workspaces_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
)

func TestRegionsOfPartitions(t *testing.T) {
	t.Parallel()
	assert.Contains(t, workspaces.Regions("aws"), "us-east-1")
	assert.NotContains(t, workspaces.Regions("aws"), "eu-north-1")
	assert.Equal(t, []string{"us-gov-east-1", "us-gov-west-1"}, workspaces.Regions("aws-us-gov"))
	assert.Empty(t, workspaces.Regions("aws-eusc"), "a partition without the service")
	assert.Empty(t, workspaces.Regions("aws-moon"), "an unknown partition")
	for _, partition := range []string{"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b"} {
		for _, region := range workspaces.Regions(partition) {
			assert.Equal(t, partition, workspaces.PartitionOf(region), region)
		}
	}
	assert.Equal(t, "aws", workspaces.PartitionOf("moon"))
}

// A program running in us-gov-west-1 lists the Regions that it can search for WorkSpaces.
func ExampleRegions() {
	fmt.Println(workspaces.Regions(workspaces.PartitionOf("us-gov-west-1")))
	// Output: [us-gov-east-1 us-gov-west-1]
}
