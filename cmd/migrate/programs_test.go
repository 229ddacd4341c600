package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the results of TestPrograms to testdata")

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "migrate")
	err = errors.Join(err, os.Unsetenv("GOWORK")) // the test programs have their own workspaces
	// With -trimpath, all test programs share packages in the build cache, even though their directories, vendor
	// directories and module caches are different.
	err = errors.Join(err, os.Setenv("GOFLAGS", "-trimpath"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	emulator = filepath.Join(dir, "emulator")
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// TestPrograms moves the programs in testdata. Each archive contains a program, a seed for the emulator, and a
// directory named want with the expected report and the expected content of changed files. The program's tests must
// pass both before and after the move.
func TestPrograms(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(archives), 5)
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			var program []txtar.File
			want := make(map[string]string)
			for _, f := range archive.Files {
				if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
					want[name] = string(f.Data)
				} else {
					program = append(program, f)
				}
			}
			dir := write(t, program)
			testProgram(t, dir)
			before := contents(t, dir)

			code, report, stderr := runIn(t, dir, "-n", "-suggest", "-replace", checkout(t))
			require.Zero(t, code, stderr)
			assert.Equal(t, before, contents(t, dir), "-n must not write")
			code, again, stderr := runIn(t, dir, "-suggest", "-replace", checkout(t))
			require.Zero(t, code, stderr)
			assert.Equal(t, report, again, "-n must report what a run without -n does")

			after := contents(t, dir)
			got := map[string]string{"report": report}
			for name, text := range after {
				if strings.HasSuffix(name, ".go") && text != before[name] {
					got[name] = text
				}
			}
			if *update {
				writeArchive(t, path, archive.Comment, program, got)
			} else {
				assert.Equal(t, want, got)
			}
			assertMoved(t, after)
			testProgram(t, dir)

			suggested := "nothing to move: the tree has already moved to " + ourPath + "\n"
			for line := range strings.Lines(report) {
				if strings.Contains(line, " suggest: ") || strings.HasPrefix(line, "nothing to suggest") {
					suggested += line
				}
			}
			code, report, stderr = runIn(t, dir, "-suggest", "-replace", checkout(t))
			require.Zero(t, code, stderr)
			assert.Equal(t, suggested, report, "a second run must print the same suggestions")
			assert.Empty(t, stderr)
			assert.Equal(t, after, contents(t, dir), "a second run must not change anything")
		})
	}
}

// testProgram runs the tests of each of a program's modules. They call an emulator.
func testProgram(t *testing.T, dir string) {
	t.Helper()
	modules, err := findModules(t.Context(), []string{dir + "/..."})
	require.NoError(t, err)
	for _, m := range modules {
		env := startEmulator(t, filepath.Join(dir, "seed.json"))
		if m.work == "" {
			env = append(env, "GOWORK=off")
		}
		goWith(t, m.dir, env, "test", "-vet=all", "-count=1", "-timeout=1m", "./...")
	}
}

// assertMoved checks that none of a program's go.mod and go.sum files mentions the official module.
func assertMoved(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		switch filepath.Base(name) {
		case "go.mod", "go.sum":
			assert.NotContains(t, text, officialPath+" ", name)
		}
	}
}

// writeArchive writes a test's results to its archive.
func writeArchive(t *testing.T, path string, comment []byte, program []txtar.File, got map[string]string) {
	t.Helper()
	archive := &txtar.Archive{Comment: comment, Files: program}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		archive.Files = append(archive.Files, txtar.File{Name: "want/" + name, Data: []byte(got[name])})
	}
	require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o600))
}
