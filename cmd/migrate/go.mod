module github.com/go-workspaces/workspaces/cmd/migrate

go 1.25.0

require (
	golang.org/x/mod v0.35.0
	golang.org/x/tools v0.44.0
)

require golang.org/x/sync v0.20.0 // indirect
