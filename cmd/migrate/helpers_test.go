package main

import (
	"bufio"
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"
	"golang.org/x/tools/txtar"
)

// checkout returns the root of this repository, which is the library that the tests move programs to.
func checkout(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	require.NoError(t, err)
	return dir
}

// write writes an archive's files to a new directory. Every go.mod requires the versions in compat/go.mod, so that no
// others are downloaded.
func write(t *testing.T, files []txtar.File) string {
	t.Helper()
	dir := resolved(t.TempDir())
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, f.Data, 0o640)) //nolint:gosec // tests check that the mode stays
	}
	for _, f := range files {
		if path := filepath.Join(dir, filepath.FromSlash(f.Name)); filepath.Base(path) == "go.mod" {
			setVersions(t, path)
		}
	}
	for _, f := range files { // in a second loop, because go mod tidy needs all modules' versions
		if path := filepath.Join(dir, filepath.FromSlash(f.Name)); filepath.Base(path) == "go.mod" {
			goWith(t, filepath.Dir(path), []string{"GOWORK=off"}, "mod", "tidy")
		}
	}
	return dir
}

// setVersions replaces v0.0.0 in a go.mod's requirements, and adds a go.sum.
func setVersions(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile("../../compat/go.mod")
	require.NoError(t, err)
	compat, err := modfile.Parse("go.mod", text, nil)
	require.NoError(t, err)
	text, err = os.ReadFile(path)
	require.NoError(t, err)
	mod, err := modfile.Parse(path, text, nil)
	require.NoError(t, err)
	versions := requirements(compat)
	for _, r := range mod.Require {
		if version := versions[r.Mod.Path]; version != "" {
			require.NoError(t, mod.AddRequire(r.Mod.Path, version))
		}
	}
	text, err = mod.Format()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, text, 0o600))
	sums, err := os.ReadFile("../../compat/go.sum")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(path), "go.sum"), sums, 0o600))
}

// goWith runs the go command in a directory, with additional environment variables, and returns the output.
func goWith(t *testing.T, dir string, env []string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", args...)
	command.Dir, command.Env = dir, append(os.Environ(), env...)
	out, err := command.CombinedOutput()
	require.NoError(t, err, "go %s: %s", strings.Join(args, " "), out)
	return string(out)
}

// contents returns all files below a directory, keyed by slash-separated relative path.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	}))
	return files
}

var versions = regexp.MustCompile(`\bv\d+\.\d+\.\d+[-.0-9a-z]*`)

// runIn runs migrate on a tree and returns the output, with the tree's path removed, the path of this repository
// replaced with CHECKOUT, and versions replaced with VERSION.
func runIn(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, failed bytes.Buffer
	code = run(t.Context(), append(args, dir+"/..."), &out, &failed)
	clean := func(text string) string {
		text = strings.ReplaceAll(text, dir+string(filepath.Separator), "")
		text = strings.ReplaceAll(text, checkout(t), "CHECKOUT")
		return versions.ReplaceAllString(text, "VERSION")
	}
	return code, clean(out.String()), clean(failed.String())
}

// emulator is the path of the emulator binary.
var emulator string

// buildEmulator builds the checkout's emulator, once.
var buildEmulator = sync.OnceValue(func() error {
	_, err := goCommand(context.Background(), "../..", os.Environ(), "build", "-o", emulator, "./cmd/workspaces-emulator")
	return err
})

// startEmulator starts an emulator whose desktops are AVAILABLE a quarter of a second after their creation. It returns
// the environment variables for programs that call the emulator.
func startEmulator(t *testing.T, seed string) []string {
	t.Helper()
	require.NoError(t, buildEmulator())
	args := []string{"-addr", "127.0.0.1:0", "-speed", "5000"}
	if isFile(seed) {
		args = append(args, "-seed", seed)
	}
	command := exec.CommandContext(t.Context(), emulator, args...)
	stdout, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	endpoint, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	require.True(t, ok, line)
	return []string{"AWS_ENDPOINT_URL_WORKSPACES=" + endpoint, "AWS_REGION=us-east-1",
		"AWS_ACCESS_KEY_ID=AKIDWORKSPACESTEST", "AWS_SECRET_ACCESS_KEY=workspacestest"}
}
