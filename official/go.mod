module github.com/aws/aws-sdk-go-v2/service/workspaces

go 1.25.0

replace github.com/go-workspaces/workspaces => ../

require (
	github.com/aws/aws-sdk-go-v2 v1.41.9
	github.com/aws/smithy-go v1.26.0
	github.com/go-workspaces/workspaces v0.1.0
)
