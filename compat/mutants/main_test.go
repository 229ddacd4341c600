package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// module holds the files of a Go module: a function and its tests.
var module = map[string]string{
	"go.mod": "module example.com/larger\n\ngo 1.25\n",
	"larger.go": `package larger

func Larger(a, b int) int {
	if a > b {
		return a
	}
	return b
}
`,
	"larger_test.go": `package larger

import "testing"

func TestLarger(t *testing.T) {
	if Larger(2, 1) != 2 {
		t.Error("the first is larger")
	}
}

func TestThatIsSkipped(t *testing.T) { t.Skip() }
func TestThatFails(t *testing.T)     { t.Fail() }
`,
}

func TestEachOutcomeIsReported(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, content := range module {
		require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(content), 0o600))
	}
	var output strings.Builder
	err := tryAll(t.Context(), &output, newLab(root, t.TempDir(), time.Minute), []mutant{
		{"larger.go", "TestLarger", "a > b", "a < b"},
		{"larger.go", "TestLarger", "a > b", "a >= b"},
		{"larger.go", "TestLarger", "return a", "panic(a)"},
		{"larger.go", "TestLarger", "a > b", "a > c"},
		{"larger.go", "TestLarger", "a == b", "a != b"},
		{"larger.go", "TestLarger", "return", "return 1 +"},
		{"larger.go", "TestLarger|TestSmaller", "a > b", "a < b"},
		{"larger.go", "TestLarger|TestThatIsSkipped", "a > b", "a < b"},
		{"larger.go", "TestThatFails", "a > b", "a < b"},
	})
	require.EqualError(t, err, "8 of 9 mutants were not killed")
	assert.Equal(t, `killed  larger.go, TestLarger: a < b
SURVIVED  larger.go, TestLarger: a >= b
CRASHED  larger.go, TestLarger: panic(a)
DOES NOT COMPILE  larger.go, TestLarger: a > c
TEXT NOT FOUND ONCE  larger.go, TestLarger: a != b
TEXT NOT FOUND ONCE  larger.go, TestLarger: return 1 +
TESTS DO NOT PASS  larger.go, TestLarger|TestSmaller: a < b
TESTS DO NOT PASS  larger.go, TestLarger|TestThatIsSkipped: a < b
TESTS DO NOT PASS  larger.go, TestThatFails: a < b
9 mutants in: 1 killed 1 SURVIVED 1 CRASHED 1 DOES NOT COMPILE 2 TEXT NOT FOUND ONCE 3 TESTS DO NOT PASS
`, regexp.MustCompile(` +[\d.]+(m[\d.]+)?s\b`).ReplaceAllString(output.String(), ""), "without times")
	changed, err := os.ReadFile(filepath.Join(root, "larger.go"))
	require.NoError(t, err)
	assert.Equal(t, module["larger.go"], string(changed), "the working tree is not changed")
}
