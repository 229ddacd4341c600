module github.com/go-workspaces/workspaces/fleet/taggingapi

go 1.25.0

replace github.com/go-workspaces/workspaces => ../../

require (
	github.com/aws/aws-sdk-go-v2 v1.47.7
	github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi v1.41.10
	github.com/aws/smithy-go v1.28.8
	github.com/go-workspaces/workspaces v0.1.0
	github.com/stretchr/testify v1.10.0
)

require (
	github.com/aws/aws-sdk-go-v2/internal/configsources v1.5.10 // indirect
	github.com/aws/aws-sdk-go-v2/internal/endpoints/v2 v2.8.10 // indirect
	github.com/davecgh/go-spew v1.1.1 // indirect
	github.com/pmezard/go-difflib v1.0.0 // indirect
	golang.org/x/time v0.1.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)
