.PHONY: help fmt lint test fuzz examples compat check release

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

fmt: ## format the sources
	gofmt -w .

lint: ## run go vet, staticcheck and the linters in .golangci.yaml
	go vet ./...
	cd compat/lint && GOWORK=off go build -o ../../.bin/ honnef.co/go/tools/cmd/staticcheck github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	.bin/staticcheck ./...
	.bin/golangci-lint run ./...
	cd examples && ../.bin/golangci-lint run --config ../.golangci.yaml ./...
	cd fleet/taggingapi && go vet ./... && ../../.bin/staticcheck ./... && ../../.bin/golangci-lint run --config ../../.golangci.yaml ./...
	cd cmd/migrate && go vet ./... && ../../.bin/staticcheck ./... && ../../.bin/golangci-lint run --config ../../.golangci.yaml ./...

test: ## run the tests, with the race detector
	go test -race ./...
	cd examples && go test -race ./...
	cd fleet/taggingapi && go test -race ./...
	cd cmd/migrate && GOWORK=off go test ./...

FUZZTIME = 30s

fuzz: ## run each fuzz target for FUZZTIME
	@grep -rno '^func Fuzz[A-Za-z]*' --include='*_test.go' . | while IFS=: read -r file _ name; do \
		(cd "$$(dirname "$$file")" && go test -run '^$$' -fuzz "^$${name#func }$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x .) || exit 1; done

examples: ## run the examples on the emulator
	@for example in examples/*/; do go run "./$$example" || exit 1; done

compat: ## compare our client with the official one: results, speed, memory and downloaded modules
	cd compat && go test ./... && go run ./ratios && go run ./modules

check: fmt lint test examples compat ## run all checks that a change must pass

release: ## with VERSION=v0.1.0: set the version in all modules, commit and tag; see docs/releases.md
	@[ -n "$(VERSION)" ] && git diff --quiet HEAD || { echo "set VERSION=vX.Y.Z, and commit or undo all changes first"; exit 1; }
	sed -i 's/^const version = ".*"/const version = "$(VERSION:v%=%)"/' client.go
	for module in official fleet/taggingapi; do (cd $$module && GOWORK=off go mod edit -require=github.com/go-workspaces/workspaces@$(VERSION)) || exit 1; done
	cd compat && go run ./modules
	git commit --allow-empty -am "release: $(VERSION)"
	git tag $(VERSION) && git tag official/$(VERSION) && git tag fleet/taggingapi/$(VERSION) && git tag cmd/migrate/$(VERSION)
