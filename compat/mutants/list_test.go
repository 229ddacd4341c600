package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheListFitsTheCode checks the list of mutants without building them. Changing the code or renaming a test may
// require a change to the list.
func TestTheListFitsTheCode(t *testing.T) {
	t.Parallel()
	names := make(map[string]map[string]bool)
	for _, m := range mutants() {
		file := filepath.Join("../..", m.file)
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, 1, strings.Count(string(source), m.old), "%s: occurrences of %q", m.file, m.old)
		dir := filepath.Dir(file)
		if names[dir] == nil {
			names[dir] = testsIn(t, dir)
		}
		for _, name := range strings.Split(m.tests, "|") {
			assert.True(t, names[dir][name], "%s: there is no %s", m.file, name)
		}
	}
}

var test = regexp.MustCompile(`(?m)^func (Test\w+)\(`)

func testsIn(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	require.NoError(t, err)
	names := make(map[string]bool)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, match := range test.FindAllStringSubmatch(string(text), -1) {
			names[match[1]] = true
		}
	}
	return names
}
