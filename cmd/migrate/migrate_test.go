package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"
	"golang.org/x/tools/txtar"
)

// goMod is the go.mod of a program that needs nothing but the official module.
const goMod = `-- go.mod --
module example.com/program

go 1.25.0

require github.com/aws/aws-sdk-go-v2/service/workspaces v0.0.0
`

// program writes a program consisting of one module to a new directory.
func program(t *testing.T, files string) string {
	t.Helper()
	return write(t, txtar.Parse([]byte(goMod+files)).Files)
}

// TestNothingChangesAfterAnError runs migrate on trees that cannot be moved.
func TestNothingChangesAfterAnError(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		files string
		want  []string // parts of the error
	}{
		"a type error": {`
-- good.go --
package program

import _ "github.com/aws/aws-sdk-go-v2/service/workspaces"
-- bad.go --
package program

var n int = "text"
`, []string{"the tree does not compile", "bad.go:3:13: cannot use"}},
		"a type error in a test": {`
-- good.go --
package program

import _ "github.com/aws/aws-sdk-go-v2/service/workspaces"
-- bad_test.go --
package program

var n int = missing
`, []string{"bad_test.go:3:13: undefined: missing"}},
		"a syntax error behind a build tag": {`
-- bad.go --
//go:build never

package program

import _ "github.com/aws/aws-sdk-go-v2/service/workspaces"

func {
`, []string{"bad.go:7:6: expected"}},
		"a package that the library does not have": {`
-- main.go --
package program

import _ "github.com/aws/aws-sdk-go-v2/service/workspaces/internal/endpoints"
`, []string{"main.go:3:8: github.com/go-workspaces/workspaces does not have a counterpart of github.com/aws/aws-sdk-go-v2/service/workspaces/internal/endpoints"}},
		"a library outside the tree that returns the official client": {`
-- main.go --
package program

import (
	"example.com/factory"
	"github.com/aws/aws-sdk-go-v2/service/workspaces"
)

var client *workspaces.Client = factory.New()
-- testdata/factory/factory.go --
package factory

import "github.com/aws/aws-sdk-go-v2/service/workspaces"

func New() *workspaces.Client { return nil }
`, []string{"main.go:8:33: cannot use", "would not compile after the move", "example.com/factory", "see https://github.com/go-workspaces/workspaces/tree/main/official"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := txtar.Parse([]byte(goMod + tt.files)).Files
			if strings.Contains(tt.files, "factory") {
				mod := string(files[0].Data) + "\nrequire example.com/factory v0.0.0\n"
				files[0].Data = []byte(mod + "\nreplace example.com/factory => ./testdata/factory\n")
				files = append(files, txtar.File{Name: "testdata/factory/go.mod", Data: []byte(strings.ReplaceAll(string(txtar.Parse([]byte(goMod)).Files[0].Data), "program", "factory"))})
			}
			dir := write(t, files)
			before := contents(t, dir)
			code, stdout, stderr := runIn(t, dir, "-replace", checkout(t))
			assert.Equal(t, 1, code)
			assert.Empty(t, stdout)
			for _, part := range tt.want {
				assert.Contains(t, stderr, part)
			}
			assert.Contains(t, stderr, "nothing has changed")
			assert.NotContains(t, stderr, "# example.com", "the compiler's output repeats the errors")
			assert.Equal(t, before, contents(t, dir))
		})
	}
}

func TestWrongArguments(t *testing.T) {
	t.Parallel()
	dir := program(t, "-- main.go --\npackage program\n\nimport _ \"github.com/aws/aws-sdk-go-v2/service/workspaces\"\n")
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"an unknown flag":             {[]string{"-x"}, "-x"},
		"two ways to the library":     {[]string{"-version", "v1.0.0", "-replace", checkout(t)}, "set only one"},
		"a directory that is missing": {[]string{"-replace", checkout(t), filepath.Join(dir, "missing")}, "not a directory"},
		"a pattern":                   {[]string{"-replace", checkout(t), filepath.Join(dir, "prog...")}, "an argument is DIR"},
		"no checkout":                 {[]string{"-replace", dir}, "does not have a checkout"},
		"no version":                  {nil, "set -version or -replace"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, stdout, stderr := runIn(t, dir, tt.args...)
			assert.Equal(t, 2, code)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, tt.want)
		})
	}
	code, _, stderr := runIn(t, dir, "-h")
	assert.Zero(t, code)
	assert.Contains(t, stderr, "Usage: migrate")
	assert.Contains(t, stderr, "Exit codes")
}

func TestFilesKeepTheirModeAndLinks(t *testing.T) {
	t.Parallel()
	dir := program(t, `
-- main.go --
package program

import   _ "github.com/aws/aws-sdk-go-v2/service/workspaces"
`)
	path, link := filepath.Join(dir, "main.go"), filepath.Join(dir, "link.go")
	require.NoError(t, os.Chmod(path, 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "testdata"), 0o700))
	require.NoError(t, os.Rename(path, filepath.Join(dir, "testdata", "target.go")))
	require.NoError(t, os.Symlink(filepath.Join("testdata", "target.go"), link))
	code, _, stderr := runIn(t, dir, "-replace", checkout(t))
	require.Zero(t, code, stderr)
	text, err := os.ReadFile(link)
	require.NoError(t, err)
	assert.Equal(t, "package program\n\nimport   _ \"github.com/go-workspaces/workspaces\"\n", string(text), "a file that was not formatted stays so")
	info, err := os.Lstat(link)
	require.NoError(t, err)
	assert.Equal(t, fs.ModeSymlink, info.Mode().Type())
	info, err = os.Stat(link)
	require.NoError(t, err)
	assert.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	left, err := filepath.Glob(filepath.Join(dir, "testdata", ".migrate*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestFilesAreRestoredAfterAnError(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(path("first"), []byte("old"), 0o600))
	require.NoError(t, os.WriteFile(path("third"), []byte("old"), 0o600))
	before := contents(t, dir)
	changes := []change{
		{path("first"), []byte("old"), []byte("new")}, {path("second"), nil, []byte("new")}, {path("third"), []byte("old"), []byte("new")},
	}
	for i, name := range []string{"a", "b"} {
		require.NoError(t, os.WriteFile(path(name), changes[i].after, 0o600))
	}
	require.ErrorIs(t, replaceAll([]string{path("a"), path("b"), path("missing")}, changes), fs.ErrNotExist)
	assert.Equal(t, before, contents(t, dir))

	changes[2].before = []byte("older")
	require.ErrorContains(t, writeAll(changes), "third has changed while migrate worked")
	assert.Equal(t, before, contents(t, dir))

	changes[2].before = []byte("old")
	require.NoError(t, writeAll(changes))
	assert.Equal(t, map[string]string{"first": "new", "second": "new", "third": "new"}, contents(t, dir))
}

func TestChecksDoNotWriteWorkspaceSums(t *testing.T) {
	t.Parallel()
	old, none := t.TempDir(), t.TempDir()
	modules := []*goModule{{work: filepath.Join(old, "go.work")}, {work: filepath.Join(none, "go.work")}, {}}
	require.NoError(t, os.WriteFile(filepath.Join(old, "go.work.sum"), []byte("old"), 0o600))
	overlay := make(map[string][]byte)
	require.NoError(t, keepSums(modules, overlay, func() error {
		return errors.Join(os.WriteFile(filepath.Join(old, "go.work.sum"), []byte("new"), 0o600), os.WriteFile(filepath.Join(none, "go.work.sum"), []byte("new"), 0o600))
	}))
	assert.Equal(t, map[string]string{"go.work.sum": "old"}, contents(t, old))
	assert.Empty(t, contents(t, none))
	changes, err := changesOf(overlay)
	require.NoError(t, err)
	require.NoError(t, writeAll(changes))
	assert.Equal(t, contents(t, old), contents(t, none))
	require.ErrorIs(t, keepSums(modules, overlay, func() error { return fs.ErrInvalid }), fs.ErrInvalid)
}

func TestRelativeReplacementsAreRelativeToTheModule(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]string{"examples": "..", "fleet/taggingapi": "../..", "../program": "../" + filepath.Base(checkout(t))} {
		path, err := library{replace: "../.."}.replacement(&goModule{dir: filepath.Join(checkout(t), dir)})
		require.NoError(t, err)
		assert.Equal(t, want, path)
	}
}

func TestTagsSelectTheCheckedFiles(t *testing.T) {
	t.Parallel()
	dir := program(t, `
-- main.go --
package program
-- tagged.go --
//go:build special

package program

import "github.com/aws/aws-sdk-go-v2/service/workspaces"

var client = workspaces.New(workspaces.Options{})
`)
	code, report, stderr := runIn(t, dir, "-n", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Contains(t, report, "tagged.go: note: build constraints exclude")
	code, report, stderr = runIn(t, dir, "-tags", "special", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.NotContains(t, report, "note:")
	assert.Contains(t, report, "tagged.go:7:14: differs: without Credentials,")
}

func TestCgo(t *testing.T) {
	t.Parallel()
	dir := program(t, `
-- cgo.go --
package program

// static int one(void) { return 1; }
import "C"

import "github.com/aws/aws-sdk-go-v2/service/workspaces"

var (
	one    = int(C.one())
	client = workspaces.New(workspaces.Options{})
)
`)
	code, report, stderr := runIn(t, dir, "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Contains(t, report, "cgo.go:6:8: moved")
	goWith(t, dir, nil, "build", "./...")
	assert.Contains(t, contents(t, dir)["cgo.go"], "// static int one(void) { return 1; }\nimport \"C\"\n\nimport \"github.com/go-workspaces/workspaces\"\n")
	if strings.TrimSpace(goWith(t, dir, nil, "env", "CGO_ENABLED")) == "1" {
		assert.Contains(t, report, "cgo.go:10:11: differs: without Credentials,")
	}
}

func TestVendor(t *testing.T) {
	t.Parallel()
	dir := program(t, "-- main.go --\npackage program\n\nimport _ \"github.com/aws/aws-sdk-go-v2/service/workspaces\"\n")
	goWith(t, dir, nil, "mod", "vendor")
	vendored := contents(t, filepath.Join(dir, "vendor"))
	code, report, stderr := runIn(t, dir, "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Contains(t, report, "vendor: note: the directory is out of date: run go mod vendor\n")
	assert.Equal(t, vendored, contents(t, filepath.Join(dir, "vendor")))
	goWith(t, dir, nil, "mod", "vendor")
	goWith(t, dir, nil, "build", "./...")
}

// TestOldGoVersions moves a tree whose modules have an older go line than the library. One module imports the other
// without requiring it in go.mod, which works because go.work joins them.
func TestOldGoVersions(t *testing.T) {
	t.Parallel()
	old := strings.ReplaceAll(strings.TrimPrefix(goMod, "-- go.mod --\n"), "1.25.0", "1.24")
	dir := write(t, txtar.Parse([]byte(`-- go.work --
go 1.24

use (
	./lib
	./app
)
-- lib/lib.go --
package lib

import "github.com/aws/aws-sdk-go-v2/service/workspaces"

func New() *workspaces.Client { return nil }
-- app/app.go --
package app

import "github.com/aws/aws-sdk-go-v2/service/workspaces"

var _ *workspaces.Client
-- lib/go.mod --
`+strings.ReplaceAll(old, "program", "lib")+`-- app/go.mod --
`+strings.ReplaceAll(old, "program", "app"))).Files)
	app := filepath.Join(dir, "app", "app.go")
	require.NoError(t, os.WriteFile(app, []byte(`package app

import (
	"example.com/lib"
	"github.com/aws/aws-sdk-go-v2/service/workspaces"
)

var _ *workspaces.Client = lib.New()
`), 0o600))
	code, report, stderr := runIn(t, dir, "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Contains(t, report, "go.work: module: raised the go line")
	assert.Contains(t, report, "lib/go.mod: module: the go line is 1.25.0 now instead of 1.24, because the library needs it")
	assert.NotContains(t, report, "loop")
	goWith(t, dir, nil, "build", "./app", "./lib")
	assert.NotContains(t, contents(t, dir)["app/go.mod"], "example.com/lib ")
}

func TestATreeWithoutTheOfficialModule(t *testing.T) {
	t.Parallel()
	dir := write(t, txtar.Parse([]byte("-- go.mod --\nmodule example.com/program\n\ngo 1.25.0\n-- main.go --\npackage program\n")).Files)
	nothing := "nothing to move: of 1 Go files, none imports " + officialPath + "\n"
	for flag, want := range map[string]string{
		"-n":       nothing,
		"-suggest": nothing + "nothing to suggest: migrate found no loop that the library replaces\n",
	} {
		code, report, stderr := runIn(t, dir, flag, "-replace", checkout(t))
		require.Zero(t, code, stderr)
		assert.Equal(t, want, report)
		assert.Empty(t, stderr)
	}
}

func TestADirectoryWithoutGoFiles(t *testing.T) {
	t.Parallel()
	var stdout, stderr strings.Builder
	code := run(t.Context(), []string{"-n", filepath.Dir(program(t, "-- main.go --\npackage program\n"))}, &stdout, &stderr)
	assert.Zero(t, code)
	assert.Equal(t, "nothing to move: no Go files: write DIR/... to include the directories below DIR\n", stdout.String())
	assert.Empty(t, stderr.String())
}

func TestMissingSumsAreReportedOnce(t *testing.T) {
	t.Parallel()
	dir := program(t, "-- main.go --\npackage program\n\nimport _ \"github.com/aws/aws-sdk-go-v2/service/workspaces\"\n")
	require.NoError(t, os.Remove(filepath.Join(dir, "go.sum")))
	code, stdout, stderr := runIn(t, dir, "-replace", checkout(t))
	assert.Equal(t, 1, code)
	assert.Empty(t, stdout)
	assert.Contains(t, stderr, "missing go.sum entry")
	assert.NotContains(t, stderr, "could not import")
}

func TestGoModChangesAreOneLine(t *testing.T) {
	t.Parallel()
	parse := func(text string) *modfile.File {
		file, err := modfile.Parse("go.mod", []byte("module example.com/program\n\n"+text), nil)
		require.NoError(t, err)
		return file
	}
	official := "require " + officialPath + " v1.68.3\n"
	ours := "require " + ourPath + " v0.1.0\n"
	for name, tt := range map[string]struct{ before, after, want string }{
		"a release": {official, ours, "requires " + ourPath + " v0.1.0 instead of " + officialPath + " v1.68.3"},
		"a checkout": {official, ours + "replace " + ourPath + " => ../clone\n",
			"requires " + ourPath + " (replaced by ../clone) instead of " + officialPath + " v1.68.3"},
		"both modules":           {official, official + ours, "requires " + ourPath + " v0.1.0"},
		"the library was there":  {official + ours, ours, "no longer requires " + officialPath + " v1.68.3"},
		"nothing":                {ours, ours, ""},
		"indirect requirements":  {ours + "require a.b/old v1.0.0 // indirect\nrequire a.b/c v1.0.0 // indirect\n", ours + "require a.b/c v1.1.0 // indirect\nrequire a.b/new v1.0.0 // indirect\n", ""},
		"a higher version":       {official + "require a.b/c v1.0.0\n", ours + "require a.b/c v1.1.0\n", "requires " + ourPath + " v0.1.0 instead of " + officialPath + " v1.68.3; the version of a.b/c is now v1.1.0 instead of v1.0.0"},
		"an unused requirement":  {ours + "require a.b/c v1.0.0\n", ours, "go mod tidy removed a.b/c v1.0.0"},
		"a missing requirement":  {ours, ours + "require a.b/c v1.0.0\n", "go mod tidy added a.b/c v1.0.0"},
		"a directive is removed": {ours + "replace " + officialPath + " => ../official\n", ours, "no longer replaces " + officialPath + " => ../official"},
	} {
		assert.Equal(t, tt.want, requirementChanges(parse(tt.before), parse(tt.after)), name)
	}
}

func TestANewLanguageVersionIsReported(t *testing.T) {
	t.Parallel()
	before, err := modfile.Parse("go.mod", []byte("module example.com/program\n\ngo 1.21\n"), nil)
	require.NoError(t, err)
	m := &goModule{dir: t.TempDir(), mod: before}
	notes := goModNotes([]*goModule{m}, map[string][]byte{m.goMod(): []byte("module example.com/program\n\ngo 1.25.0\n")})
	require.Len(t, notes, 2)
	assert.Equal(t, kindDiffers, notes[1].kind)
	assert.Contains(t, notes[1].text, "each iteration of a for loop")
}

// TestTheOfficialModuleStaysForOthers moves a program that imports another library. That library still imports the
// official module, so go.mod must keep the requirement.
func TestTheOfficialModuleStaysForOthers(t *testing.T) {
	t.Parallel()
	own := strings.TrimPrefix(goMod, "-- go.mod --\n")
	dir := write(t, txtar.Parse([]byte(`-- testdata/lib/go.mod --
`+strings.ReplaceAll(own, "program", "lib")+`-- testdata/lib/lib.go --
package lib

import _ "github.com/aws/aws-sdk-go-v2/service/workspaces"
`+goMod+`
require example.com/lib v0.0.0

replace example.com/lib => ./testdata/lib
-- main.go --
package program

import (
	_ "example.com/lib"
	_ "github.com/aws/aws-sdk-go-v2/service/workspaces"
)
`)).Files)
	code, report, stderr := runIn(t, dir, "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Contains(t, report, "go.mod: note: these packages still import the official module: example.com/lib\n")
	assert.Contains(t, contents(t, dir)["go.mod"], officialPath+" v")
	goWith(t, dir, nil, "build", "./...")
}

// TestTheAliasModuleIsNoLongerNeeded converts a program whose go.mod replaces the official module with our
// alias module.
func TestTheAliasModuleIsNoLongerNeeded(t *testing.T) {
	t.Parallel()
	dir := write(t, txtar.Parse([]byte(goMod+`
replace (
	github.com/aws/aws-sdk-go-v2/service/workspaces => `+checkout(t)+`/official
	github.com/go-workspaces/workspaces => `+checkout(t)+`
)
-- main.go --
package program

import "github.com/aws/aws-sdk-go-v2/service/workspaces"

var _ workspaces.API
`)).Files)
	code, report, stderr := runIn(t, dir, "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Contains(t, report, "go.mod: module: no longer requires "+officialPath+" VERSION; no longer replaces "+officialPath+" => CHECKOUT/official\n")
	assert.NotContains(t, contents(t, dir)["go.mod"], officialPath)
	goWith(t, dir, nil, "build", "./...")
}
