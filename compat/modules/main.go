// Command modules checks our modules before a release. It adds them to a module proxy in a directory, at the library
// version that official/go.mod and fleet/taggingapi/go.mod require. Test programs download the modules from this proxy
// into an empty module cache.
//
// For the official module and for each of our packages, the command prints which modules a program downloads. It fails
// if a program that imports one of our packages downloads an unexpected module. Finally, the command moves a program
// from the official module to ours by adding one line to go.mod. It fails if that program does not build, or if the
// output for the same calls to the emulator changes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"

	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	oursPath     = "github.com/go-workspaces/workspaces"
	aliasPath    = oursPath + "/official"
	tagsPath     = oursPath + "/fleet/taggingapi"
	officialPath = "github.com/aws/aws-sdk-go-v2/service/workspaces"
	corePath     = "github.com/aws/aws-sdk-go-v2"
	smithyPath   = "github.com/aws/smithy-go"
	ratePath     = "golang.org/x/time"
)

// directories maps the module paths that we publish to their directories.
var directories = map[string]string{oursPath: "..", aliasPath: "../official", tagsPath: "../fleet/taggingapi"}

// tests lists the modules used only by our tests.
var tests = []string{"github.com/stretchr/testify", "github.com/jarcoal/httpmock"}

// ours lists programs that each import one of our packages, along with the only modules that each may download.
var ours = []struct {
	name, path string
	downloaded []string
}{
	{"ours", oursPath, []string{corePath, smithyPath, oursPath}},
	{"ratelimit", oursPath + "/ratelimit", []string{oursPath, ratePath}},
	{"fleet", oursPath + "/fleet", []string{corePath, smithyPath, oursPath, ratePath}},
	{"taggingapi", tagsPath, []string{
		corePath, smithyPath, oursPath, ratePath, tagsPath, corePath + "/service/resourcegroupstaggingapi",
		corePath + "/internal/configsources", corePath + "/internal/endpoints/v2",
	}},
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "modules:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "modules")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	version, err := requiredVersion()
	if err != nil {
		return err
	}
	for path, source := range directories {
		if err := writeProxy(filepath.Join(dir, "proxy"), path, source, version); err != nil {
			return err
		}
	}
	officialVersion, err := output(exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Version}}", officialPath))
	if err != nil {
		return err
	}
	official, err := newProgram(ctx, dir, "official", officialPath, strings.TrimSpace(officialVersion))
	if err != nil {
		return err
	}
	official.print()

	library := exec.CommandContext(ctx, "go", "mod", "graph")
	library.Dir, library.Env = "..", append(os.Environ(), "GOWORK=off")
	requirements, err := output(library) // the library's module graph: a program's graph leaves out modules needed only by the library's tests
	if err != nil {
		return err
	}
	required := slices.Concat(official.graph.from("example.com/official"), parseGraph(requirements).from(tests...),
		[]string{oursPath, ratePath})
	var refused []error
	for _, want := range ours {
		p, err := newProgram(ctx, dir, want.name, want.path, version)
		if err != nil {
			return err
		}
		p.print()
		check := func(verb string, got, allowed []string) {
			for _, m := range got {
				if !slices.Contains(allowed, m) {
					refused = append(refused, fmt.Errorf("a program that imports %s must not %s %s", want.path, verb, m))
				}
			}
		}
		program := "example.com/" + want.name
		check("download", slices.Sorted(maps.Keys(p.zips)), want.downloaded)
		check("require", p.graph.from(program), slices.Concat(required, want.downloaded, []string{program}))
		check("vendor", p.vendored, want.downloaded)
	}
	if len(refused) > 0 {
		return errors.Join(refused...)
	}
	return moveOver(ctx, dir, strings.TrimSpace(officialVersion), version)
}

// requiredVersion returns the version of the library required by our other modules. Setting this version is the first
// step of a release.
func requiredVersion() (version string, err error) {
	for _, path := range []string{aliasPath, tagsPath} {
		name := filepath.Join(directories[path], "go.mod")
		text, err := os.ReadFile(name) //nolint:gosec // the name is one of ours
		if err != nil {
			return "", err
		}
		mod, err := modfile.Parse(name, text, nil)
		if err != nil {
			return "", err
		}
		for _, required := range mod.Require {
			if required.Mod.Path != oursPath {
				continue
			}
			if version != "" && version != required.Mod.Version {
				return "", fmt.Errorf("%s requires version %s of the library, but %s requires version %s", aliasPath, version, path, required.Mod.Version)
			}
			version = required.Mod.Version
		}
	}
	return version, nil
}

// moveOver builds and runs a program that imports the official module, first as is, then with the replace directive in
// go.mod that docs/moving-over.md describes. Both runs must print the same output.
func moveOver(ctx context.Context, dir, officialVersion, version string) error {
	source, err := os.ReadFile("testdata/moving.go.txt")
	if err != nil {
		return err
	}
	var printed [2]string
	for i, line := range []string{"", "-replace=" + officialPath + "=" + aliasPath + "@" + version} {
		home := filepath.Join(dir, fmt.Sprintf("moving-%d", i))
		if err := os.MkdirAll(home, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(home, "main.go"), source, 0o600); err != nil {
			return err
		}
		run, _, err := commands(ctx, dir, home)
		if err != nil {
			return err
		}
		steps := [][]string{{"mod", "init", "example.com/moving"}, {"get", officialPath + "@" + officialVersion}}
		if line != "" {
			steps = append(steps, []string{"mod", "edit", line})
		}
		emulator := httptest.NewServer(workspacestest.NewEmulator(workspacestest.WithInstantChanges()))
		defer emulator.Close()
		for _, args := range append(steps, []string{"mod", "tidy"}, []string{"run", ".", emulator.URL}) {
			if printed[i], err = run(args...); err != nil {
				return err
			}
		}
	}
	if printed[0] != printed[1] || !strings.Contains(printed[0], "terminated: 3 of 3") {
		return fmt.Errorf("the output of a program with the official module\n%s\ndiffers from the output with our module\n%s", printed[0], printed[1])
	}
	fmt.Printf("output of a program that one line in go.mod moves from the official module to ours:\n%s", printed[1])
	return nil
}

// writeProxy adds one version of a module to a module proxy, with the files in source.
func writeProxy(proxy, path, source, version string) error {
	dir := filepath.Join(proxy, path, "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(source, "go.mod")) //nolint:gosec // a directory of ours
	if err != nil {
		return err
	}
	for name, content := range map[string]string{
		"list": version + "\n", version + ".info": `{"Version":"` + version + `"}`, version + ".mod": string(mod),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	archive, err := os.Create(filepath.Join(dir, version+".zip")) //nolint:gosec // in a directory of our own
	if err != nil {
		return err
	}
	files, err := published(source)
	if err == nil {
		err = zip.Create(archive, module.Version{Path: path, Version: version}, files)
	}
	return errors.Join(err, archive.Close())
}

// published lists the files of the module in root, leaving out nested modules, and hidden directories such as .git.
func published(root string) (files []zip.File, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			_, nested := os.Stat(filepath.Join(path, "go.mod"))
			if path != root && (nested == nil || strings.HasPrefix(entry.Name(), ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		name, err := filepath.Rel(root, path)
		files = append(files, file{name: filepath.ToSlash(name), path: path})
		return err
	})
	return files, err
}

// file implements zip.File for a file of a module.
type file struct{ name, path string }

func (f file) Path() string                 { return f.name }
func (f file) Lstat() (fs.FileInfo, error)  { return os.Lstat(f.path) }
func (f file) Open() (io.ReadCloser, error) { return os.Open(f.path) }

// program describes a program that imports one package and does nothing else.
type program struct {
	name     string
	zips     map[string]int64 // the sizes of the downloaded modules in bytes, by module path
	graph    graph
	vendored []string
}

// commands returns a function that runs the go command in home, a program's directory, with the proxy in dir and an
// initially empty module cache. It also returns the cache's directory.
func commands(ctx context.Context, dir, home string) (run func(args ...string) (string, error), cache string, err error) {
	known, err := output(exec.CommandContext(ctx, "go", "env", "GOMODCACHE", "GOPROXY"))
	if err != nil {
		return nil, "", err
	}
	knownCache, upstream, _ := strings.Cut(strings.TrimSpace(known), "\n")
	cache = home + "-cache"
	return func(args ...string) (string, error) {
		command := exec.CommandContext(ctx, "go", args...)
		command.Dir = home
		command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-modcacherw", "GONOSUMDB="+oursPath, "GOMODCACHE="+cache,
			"GOPROXY=file://"+filepath.Join(dir, "proxy")+",file://"+filepath.Join(knownCache, "cache", "download")+","+upstream)
		return output(command)
	}, cache, nil
}

// newProgram writes a program that imports the package with the given path, then builds and vendors it with an empty
// module cache.
func newProgram(ctx context.Context, dir, name, path, version string) (*program, error) {
	home := filepath.Join(dir, name)
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	source := fmt.Sprintf("package main\n\nimport _ %q\n\nfunc main() {}\n", path)
	if err := os.WriteFile(filepath.Join(home, "main.go"), []byte(source), 0o600); err != nil {
		return nil, err
	}
	run, cache, err := commands(ctx, dir, home)
	if err != nil {
		return nil, err
	}
	for _, args := range [][]string{{"mod", "init", "example.com/" + name}, {"get", path + "@" + version}, {"build", "-o", os.DevNull, "."}} {
		if _, err := run(args...); err != nil {
			return nil, err
		}
	}
	p := &program{name: name}
	if p.zips, err = zipsIn(filepath.Join(cache, "cache", "download")); err != nil {
		return nil, err
	}
	requirements, err := run("mod", "graph")
	if err != nil {
		return nil, err
	}
	p.graph = parseGraph(requirements)
	if _, err := run("mod", "vendor"); err != nil {
		return nil, err
	}
	vendored, err := os.ReadFile(filepath.Join(home, "vendor", "modules.txt"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(vendored)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "#" {
			p.vendored = append(p.vendored, fields[1])
		}
	}
	return p, nil
}

func (p *program) print() {
	var total int64
	for _, path := range slices.Sorted(maps.Keys(p.zips)) {
		fmt.Printf("%-10s %-60s %9d bytes\n", p.name, path, p.zips[path])
		total += p.zips[path]
	}
	fmt.Printf("%-10s %d modules downloaded, %d in the module graph, %d vendored; %d bytes\n\n",
		p.name, len(p.zips), len(p.graph.from("example.com/"+p.name))-1, len(p.vendored), total)
}

// zipsIn returns the sizes of the modules in a download cache, by module path.
func zipsIn(cache string) (map[string]int64, error) {
	sizes := make(map[string]int64)
	err := filepath.WalkDir(cache, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".zip") {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		escaped, _, _ := strings.Cut(strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(cache)+"/"), "/@v/")
		name, err := module.UnescapePath(escaped)
		sizes[name] = info.Size()
		return err
	})
	return sizes, err
}

// graph maps each module's path to the paths of the modules that it requires. Versions are left out.
type graph map[string][]string

func parseGraph(text string) graph {
	g := make(graph)
	for line := range strings.Lines(text) {
		from, to, _ := strings.Cut(strings.TrimSpace(line), " ")
		from, _, _ = strings.Cut(from, "@")
		to, _, _ = strings.Cut(to, "@")
		g[from] = append(g[from], to)
	}
	return g
}

// from returns the given modules and all modules that they require, directly or indirectly, sorted by path.
func (g graph) from(paths ...string) []string {
	seen := make(map[string]bool)
	for len(paths) > 0 {
		path := paths[0]
		paths = paths[1:]
		if !seen[path] && path != "go" && path != "toolchain" {
			seen[path] = true
			paths = append(paths, g[path]...)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// output runs a command and returns its standard output. If the command fails, the error includes its standard error.
func output(command *exec.Cmd) (string, error) {
	text, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return "", fmt.Errorf("%s: %w: %s", strings.Join(command.Args, " "), err, exit.Stderr)
	}
	return string(text), err
}
