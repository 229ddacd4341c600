package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var (
	wanted   = regexp.MustCompile(`// (differs|suggest): (.*)$`)
	reported = regexp.MustCompile(`^(.*:\d+):\d+: (differs|suggest): (.*)`)
)

// TestFindings checks the report for the Go files in testdata. It must list exactly the lines that have a comment
// "differs: X" or "suggest: X".
func TestFindings(t *testing.T) {
	t.Parallel()
	files := []txtar.File{
		{Name: "go.mod", Data: []byte("module example.com/program\n\ngo 1.25.0\n\nrequire (\n\tgithub.com/aws/aws-sdk-go-v2 v0.0.0\n\t" +
			"github.com/aws/aws-sdk-go-v2/config v0.0.0\n\tgithub.com/aws/smithy-go v0.0.0\n\t" + officialPath + " v0.0.0\n)\n")},
		{Name: "elsewhere/elsewhere.go", Data: []byte("package elsewhere\n\nimport \"time\"\n\nvar _ = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) // a package that does not import the official module\n")},
	}
	var wants []string
	for _, name := range []string{"findings.go", "calls.go", "calls_test.go"} {
		text, err := os.ReadFile("testdata/" + name + ".txt")
		require.NoError(t, err)
		files = append(files, txtar.File{Name: name, Data: text})
		for i, line := range strings.Split(string(text), "\n") {
			if want := wanted.FindStringSubmatch(line); want != nil {
				wants = append(wants, fmt.Sprintf("%s:%d: %s: %s", name, i+1, want[1], want[2]))
			}
		}
	}
	assert.Greater(t, len(wants), 50)
	dir := write(t, files)
	code, report, stderr := runIn(t, dir, "-n", "-suggest", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	var unwanted []string
	for line := range strings.Lines(report) {
		found := reported.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		i := slices.IndexFunc(wants, func(want string) bool {
			text, ok := strings.CutPrefix(want, found[1]+": "+found[2]+": ")
			return ok && strings.Contains(found[3], text)
		})
		if i < 0 {
			unwanted = append(unwanted, line)
			continue
		}
		wants = slices.Delete(wants, i, i+1)
	}
	assert.Empty(t, unwanted, "lines of the report")
	assert.Empty(t, wants, "lines that the report does not have")
}

// TestSuggestionsAfterTheMove checks that -suggest still works once a tree has moved.
func TestSuggestionsAfterTheMove(t *testing.T) {
	t.Parallel()
	dir := program(t, `
-- main.go --
package program

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/workspaces"
)

func failures(ctx context.Context, client *workspaces.Client) (n int, err error) {
	out, err := client.StopWorkspaces(ctx, nil)
	if err != nil {
		return 0, err
	}
	for range out.FailedRequests {
		n++
	}
	return n, nil
}
`)
	code, before, stderr := runIn(t, dir, "-suggest", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	moved := contents(t, dir)
	code, after, stderr := runIn(t, dir, "-suggest", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	nothing, suggestions, _ := strings.Cut(after, "\n")
	assert.Equal(t, "nothing to move: the tree has already moved to "+ourPath, nothing)
	assert.True(t, strings.HasPrefix(suggestions, "main.go:14:2: suggest: a loop over FailedRequests"), suggestions)
	assert.Contains(t, before, suggestions)
	assert.Empty(t, stderr)
	assert.Equal(t, moved, contents(t, dir))
}
