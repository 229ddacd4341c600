package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newLab returns a lab with a module of one package in the directory calc.
func newLab(t *testing.T, test string) *lab {
	t.Helper()
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":            "module example.com/calc\n\ngo 1.25\n",
		"calc/calc.go":      "package calc\n\nfunc add(a, b int) int { return a + b }\n\nfunc idle() {}\n",
		"calc/calc_test.go": "package calc\n\nimport \"testing\"\n\nfunc TestAdd(t *testing.T) {\n\tidle()\n\tif " + test + " {\n\t\tt.Fail()\n\t}\n}\n",
	} {
		file := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
	}
	return &lab{root: root, work: t.TempDir(), timeout: time.Second, sound: make(map[string]bool)}
}

func TestEachOutcomeIsReported(t *testing.T) {
	l := newLab(t, "add(1, 1) != 2")
	tests := map[string]struct {
		old, new string
		want     outcome
	}{
		"a failing test kills":             {"a + b", "a - b", killed},
		"the timeout kills":                {"func idle() {}", "func idle() { select {} }", killed},
		"the tests pass":                   {"a + b", "a + a", survived},
		"a type error":                     {"a + b", "a + \"b\"", notCompiled},
		"the text is missing":              {"a * b", "a / b", textNotFound},
		"the text is there more than once": {"func", "fun", textNotFound},
		"a loop that no deadlock detects":  {"func idle() {}", "func idle() { for { } }", killed},
		"a test binary that exits at once": {"return a + b", "panic(a)", killed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := l.try(t.Context(), mutant{"calc/calc.go", tt.old, tt.new})
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestASurvivorFailsTheRun(t *testing.T) {
	l := newLab(t, "add(1, 1) != 2")
	dead, alive := mutant{"calc/calc.go", "a + b", "a - b"}, mutant{"calc/calc.go", "a + b", "a + a"}
	var out bytes.Buffer
	require.NoError(t, l.tryAll(t.Context(), &out, []mutant{dead}))
	assert.Contains(t, out.String(), "1 mutants: 1 killed, 0 survived")
	require.EqualError(t, l.tryAll(t.Context(), &out, []mutant{dead, alive}), "1 of 2 mutants were not killed")
	require.EqualError(t, l.tryAll(t.Context(), &out, nil), "no mutant is selected")
}

func TestTestsThatFailWithoutAMutantProveNothing(t *testing.T) {
	l := newLab(t, "add(1, 1) != 3")
	err := l.tryAll(t.Context(), &bytes.Buffer{}, []mutant{{"calc/calc.go", "a + b", "a - b"}})
	require.ErrorContains(t, err, "fail without a mutant")
}
