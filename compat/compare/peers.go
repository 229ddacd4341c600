package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/go-workspaces/workspaces/workspacestest"
)

//go:embed peers.py
var peers string

// pythonPeers is the output of peers.py.
type pythonPeers struct {
	Boto3, Moto                                string // the versions of boto3 and moto
	Operations, Paginators, Iterators, Waiters int
	Refusals                                   int // the number of operations that raise an exception for a refused item
	Adaptive                                   bool
	PerCall                                    int // the maximum number of desktops per call
	Lines                                      int
	MotoOperations, MotoLines                  int
}

// askPython runs peers.py, which makes calls to an emulator.
func askPython(ctx context.Context) (found pythonPeers, err error) {
	emulator := workspacestest.NewEmulator()
	defer emulator.Close()
	out, err := output(ctx, "python3", "-c", peers,
		emulator.URL(), workspacestest.Region, workspacestest.AccessKeyID, workspacestest.SecretAccessKey)
	if err != nil {
		return found, err
	}
	return found, json.Unmarshal(out, &found)
}

// speed holds figures from docs/performance.md and docs/emulator.md.
type speed struct{ time, allocations, emulator, moto string }

var (
	timeRow        = regexp.MustCompile(`(?s)\| time of a call .*?\n\| 25 desktops +\|[^|]*\|[^|]*\|[^|]*\| +(\S+) \|`)
	allocationsRow = regexp.MustCompile(`(?s)\| memory of a call .*?\n\| 25 desktops +\|[^|]*\|[^|]*\|[^|]*\| +(\S+) \|`)
	emulatorRow    = regexp.MustCompile(`\n\| signed DescribeWorkspaces calls a second, 25 desktops each \| (\S+) \| (\S+) \|`)
)

// readSpeed reads the measured figures from the docs in a checkout of the library.
func readSpeed(dir string) (found speed, err error) {
	for _, figure := range []struct {
		page string
		row  *regexp.Regexp
		to   []*string
	}{
		{"performance.md", timeRow, []*string{&found.time}},
		{"performance.md", allocationsRow, []*string{&found.allocations}},
		{"emulator.md", emulatorRow, []*string{&found.emulator, &found.moto}},
	} {
		page := filepath.Join(dir, "docs", figure.page)
		text, err := os.ReadFile(page)
		if err != nil {
			return found, err
		}
		match := figure.row.FindSubmatch(text)
		if match == nil {
			return found, fmt.Errorf("%s: the row is missing: %s", page, figure.row)
		}
		for i, cell := range figure.to {
			*cell = string(match[i+1])
		}
	}
	return found, nil
}
