package types_test

import (
	"fmt"

	"github.com/go-workspaces/workspaces/types"
)

// The Region determines the partition, and the identifier determines the kind.
func ExampleNewARN() {
	for _, id := range []string{"ws-gmmbbqkc7", "wsb-bh8rsxt14"} {
		arn, err := types.NewARN("us-gov-west-1", "123456789012", id)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(arn)
	}
	// Output:
	// arn:aws-us-gov:workspaces:us-gov-west-1:123456789012:workspace/ws-gmmbbqkc7
	// arn:aws-us-gov:workspaces:us-gov-west-1:123456789012:workspacebundle/wsb-bh8rsxt14
}

func ExampleParseARN() {
	arn, err := types.ParseARN("arn:aws:workspaces:eu-west-1:123456789012:workspace/ws-gmmbbqkc7")
	fmt.Println(arn.Region, arn.Kind == types.ARNKindWorkspace, arn.Id, err)

	_, err = types.ParseARN("arn:aws:workspaces:us-gov-west-1:123456789012:workspace/ws-gmmbbqkc7")
	fmt.Println(err)
	// Output:
	// eu-west-1 true ws-gmmbbqkc7 <nil>
	// invalid ARN "arn:aws:workspaces:us-gov-west-1:123456789012:workspace/ws-gmmbbqkc7": partition "aws" is wrong for the Region us-gov-west-1, which is in aws-us-gov
}
