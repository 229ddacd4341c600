package main

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var wanted = regexp.MustCompile(`// (differs|suggest): (.*)$`)

// TestFindings checks the report for findings.go.txt. It must have the lines of findings.go.txt with a comment "differs" or
// "suggest", and no other lines.
func TestFindings(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/findings.go.txt")
	require.NoError(t, err)
	dir := write(t, []txtar.File{
		{Name: "go.mod", Data: []byte("module example.com/program\n\ngo 1.25.0\n\nrequire (\n\tgithub.com/aws/aws-sdk-go-v2 v0.0.0\n\t" +
			"github.com/aws/aws-sdk-go-v2/config v0.0.0\n\tgithub.com/aws/smithy-go v0.0.0\n\t" + officialPath + " v0.0.0\n)\n")},
		{Name: "findings.go", Data: text},
		{Name: "elsewhere/elsewhere.go", Data: []byte("package elsewhere\n\nimport \"time\"\n\nvar _ = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) // a package that does not import the official module\n")},
	})
	code, report, stderr := runIn(t, dir, "-n", "-suggest", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	reported := make(map[string][]string) // by line number
	for line := range strings.Lines(report) {
		position, message, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if strings.HasPrefix(message, kindDiffers) || strings.HasPrefix(message, kindSuggest) {
			number := strings.Split(position, ":")
			require.Len(t, number, 3, line)
			assert.Equal(t, "findings.go", number[0])
			reported[number[1]] = append(reported[number[1]], message)
		}
	}
	wants := 0
	for i, line := range strings.Split(string(text), "\n") {
		messages := reported[strconv.Itoa(i+1)]
		want := wanted.FindStringSubmatch(line)
		if want == nil || i < 3 {
			assert.Empty(t, messages, "line %d: %s", i+1, line)
			continue
		}
		wants++
		if assert.Len(t, messages, 1, "line %d: %s", i+1, line) {
			assert.True(t, strings.HasPrefix(messages[0], want[1]+": ") && strings.Contains(messages[0], want[2]), messages[0])
		}
	}
	assert.Greater(t, wants, 20)
}

// TestSuggestionsAfterTheMove checks that -suggest also works on a tree that has moved.
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
	assert.Contains(t, after, "main.go:14:2: suggest: a loop over FailedRequests")
	assert.Contains(t, before, after)
	assert.Equal(t, moved, contents(t, dir))
}
