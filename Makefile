.PHONY: help fmt lint test fuzz examples compat check

help: ## show this
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

fmt: ## format the sources
	gofmt -w .

lint: ## vet, staticcheck and the linters of .golangci.yaml
	go vet ./...
	cd compat/lint && GOWORK=off go build -o ../../.bin/ honnef.co/go/tools/cmd/staticcheck github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	.bin/staticcheck ./...
	.bin/golangci-lint run ./...
	cd examples && ../.bin/golangci-lint run --config ../.golangci.yaml ./...
	cd fleet/taggingapi && go vet ./... && ../../.bin/staticcheck ./... && ../../.bin/golangci-lint run --config ../../.golangci.yaml ./...
	cd cmd/migrate && go vet ./... && ../../.bin/staticcheck ./... && ../../.bin/golangci-lint run --config ../../.golangci.yaml ./...

test: ## tests with the race detector
	go test -race ./...
	cd examples && go test -race ./...
	cd fleet/taggingapi && go test -race ./...
	cd cmd/migrate && GOWORK=off go test ./...

fuzz: ## fuzz whatever reads bytes from outside, half a minute each
	@grep -rno '^func Fuzz[A-Za-z]*' --include='*_test.go' . | while IFS=: read -r file _ name; do \
		go test -run '^$$' -fuzz "^$${name#func }$$" -fuzztime 30s -fuzzminimizetime 10x "$$(dirname "$$file")" || exit 1; done

examples: ## run the examples on the emulator
	@for example in examples/*/; do go run "./$$example" || exit 1; done

compat: ## the official module beside ours, the ratios, and what a program downloads
	cd compat && go test ./... && go run ./ratios && go run ./modules

check: fmt lint test examples compat ## all that a change needs
