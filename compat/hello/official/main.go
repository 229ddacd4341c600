// Command hello is a minimal program that calls the service. It exists only so that its binary's size can be measured.
package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/workspaces"
)

func main() {
	client := workspaces.New(workspaces.Options{Region: "us-east-1", Credentials: aws.AnonymousCredentials{}})
	out, err := client.DescribeWorkspaces(context.Background(), nil)
	fmt.Println(out, err)
}
