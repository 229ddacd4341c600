module github.com/go-workspaces/workspaces

go 1.25.0

require (
	github.com/aws/aws-sdk-go-v2 v1.41.9
	github.com/aws/smithy-go v1.26.0
	github.com/jarcoal/httpmock v1.3.1
	github.com/stretchr/testify v1.10.0
	golang.org/x/time v0.1.0
)

require (
	github.com/davecgh/go-spew v1.1.1 // indirect
	github.com/pmezard/go-difflib v1.0.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)
