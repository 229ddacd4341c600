module github.com/go-workspaces/workspaces/cmd/migrate

go 1.25.0

require (
	github.com/stretchr/testify v1.10.0
	golang.org/x/mod v0.35.0
	golang.org/x/tools v0.44.0
)

require (
	github.com/davecgh/go-spew v1.1.1 // indirect
	github.com/pmezard/go-difflib v1.0.0 // indirect
	golang.org/x/sync v0.20.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)
