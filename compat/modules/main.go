// Command modules measures which modules a program downloads for a package of our library, and which for the official
// module. Each program only imports the package. It is a module of its own, and is built with an empty module cache.
// Our library and its module of aliases come from a file proxy that is made from the checkout. The command fails if one
// of our packages brings a module that it should not, or if the module of aliases does not work as a release.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const (
	oursPath     = "github.com/go-workspaces/workspaces"
	aliasPath    = oursPath + "/official"
	officialPath = "github.com/aws/aws-sdk-go-v2/service/workspaces"
	ratePath     = "golang.org/x/time"
)

// tests are the modules that only our tests use.
var tests = []string{"github.com/stretchr/testify", "github.com/jarcoal/httpmock"}

// ours lists programs that import one package of our library, each with the modules that it should download.
var ours = []struct {
	name, path string
	downloaded []string
}{
	{"ours", oursPath, []string{"github.com/aws/aws-sdk-go-v2", "github.com/aws/smithy-go", oursPath}},
	{"ratelimit", oursPath + "/ratelimit", []string{oursPath, ratePath}},
	{"fleet", oursPath + "/fleet", []string{"github.com/aws/aws-sdk-go-v2", "github.com/aws/smithy-go", oursPath, ratePath}},
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
	oursVersion, err := releaseVersion()
	if err != nil {
		return err
	}
	for path, root := range map[string]string{oursPath: "..", aliasPath: "../official"} {
		if err := writeProxy(filepath.Join(dir, "proxy"), path, oursVersion, root); err != nil {
			return err
		}
	}
	officialVersion, err := output(exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Version}}", officialPath))
	if err != nil {
		return err
	}
	officialVersion = strings.TrimSpace(officialVersion)
	official, err := newProgram(ctx, dir, "official", officialPath, officialVersion)
	if err != nil {
		return err
	}
	official.print()

	library := exec.CommandContext(ctx, "go", "mod", "graph")
	library.Dir, library.Env = "..", append(os.Environ(), "GOWORK=off")
	requirements, err := output(library) // of the whole library, because the graph of a program leaves out the modules that only tests need
	if err != nil {
		return err
	}
	required := slices.Concat(official.graph.from("example.com/official"), parseGraph(requirements).from(tests...),
		[]string{oursPath, ratePath})
	var refused []error
	for _, want := range ours {
		p, err := newProgram(ctx, dir, want.name, want.path, oursVersion)
		if err != nil {
			return err
		}
		p.print()
		refuse := func(what string, got, allowed []string) {
			for _, m := range got {
				if !slices.Contains(allowed, m) {
					refused = append(refused, fmt.Errorf("%s brings %s %s", want.path, what, m))
				}
			}
		}
		program := "example.com/" + want.name
		refuse("the download of", slices.Sorted(maps.Keys(p.zips)), want.downloaded)
		refuse("the requirement of", p.graph.from(program), append(required, program))
		refuse("the vendored copy of", p.vendored, want.downloaded)
	}
	return errors.Join(append(refused, checkAliases(ctx, dir, officialVersion, oursVersion))...)
}

// releaseVersion returns the version of our library that the module of aliases requires: that of the next release.
func releaseVersion() (string, error) {
	text, err := os.ReadFile("../official/go.mod")
	if err != nil {
		return "", err
	}
	mod, err := modfile.ParseLax("official/go.mod", text, nil)
	if err != nil {
		return "", err
	}
	for _, required := range mod.Require {
		if required.Mod.Path == oursPath {
			return required.Mod.Version, nil
		}
	}
	return "", fmt.Errorf("official/go.mod does not require %s", oursPath)
}

// writeProxy adds a module to a module proxy. The proxy serves the directory root as the only version of the module.
func writeProxy(proxy, path, version, root string) error {
	dir := filepath.Join(proxy, path, "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
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
	files, err := published(root)
	if err == nil {
		err = zip.Create(archive, module.Version{Path: path, Version: version}, files)
	}
	return errors.Join(err, archive.Close())
}

// published lists the files of the checkout's module. It leaves out nested modules and hidden directories, into which
// programs are built.
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

// file is a file of a module. It implements zip.File.
type file struct{ name, path string }

func (f file) Path() string                 { return f.name }
func (f file) Lstat() (fs.FileInfo, error)  { return os.Lstat(f.path) }
func (f file) Open() (io.ReadCloser, error) { return os.Open(f.path) }

// program is a module that imports one package and does nothing else.
type program struct {
	name     string
	zips     map[string]int64 // sizes of the downloaded modules, by path
	graph    graph
	vendored []string
}

// newModule writes a program of one file. It returns a function that runs the go command in the program's directory, with
// a module cache of its own and the file proxy. The cache is empty at first.
func newModule(ctx context.Context, dir, name, source string) (run func(args ...string) (string, error), err error) {
	home := filepath.Join(dir, name)
	known, err := output(exec.CommandContext(ctx, "go", "env", "GOMODCACHE", "GOPROXY"))
	if err != nil {
		return nil, err
	}
	knownCache, upstream, _ := strings.Cut(strings.TrimSpace(known), "\n")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(home, "main.go"), []byte(source), 0o600); err != nil {
		return nil, err
	}
	return func(args ...string) (string, error) {
		command := exec.CommandContext(ctx, "go", args...)
		command.Dir = home
		command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-modcacherw", "GONOSUMDB="+oursPath, "GOMODCACHE="+home+"-cache",
			"GOPROXY=file://"+filepath.Join(dir, "proxy")+",file://"+filepath.Join(knownCache, "cache", "download")+","+upstream)
		return output(command)
	}, nil
}

// aliasProgram imports only the official path, and prints where the client comes from.
const aliasProgram = `package main

import (
	"fmt"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/service/workspaces"
)

func main() { fmt.Println(reflect.TypeFor[workspaces.Client]().PkgPath()) }
`

// checkAliases checks that a program moves over with one line in its go.mod, once the library and the module of aliases
// are released with the same version.
func checkAliases(ctx context.Context, dir, officialVersion, version string) error {
	run, err := newModule(ctx, dir, "aliases", aliasProgram)
	if err != nil {
		return err
	}
	for _, args := range [][]string{
		{"mod", "init", "example.com/aliases"}, {"get", officialPath + "@" + officialVersion},
		{"mod", "edit", "-replace=" + officialPath + "=" + aliasPath + "@" + version}, {"mod", "tidy"},
	} {
		if _, err := run(args...); err != nil {
			return err
		}
	}
	printed, err := run("run", ".")
	if err != nil {
		return err
	}
	if client := strings.TrimSpace(printed); client != oursPath {
		return fmt.Errorf("with the module of aliases, the client of %s comes from %s", officialPath, client)
	}
	fmt.Printf("aliases    one line replaces %s with %s %s\n", officialPath, aliasPath, version)
	return nil
}

// newProgram builds and vendors a program with an empty module cache.
func newProgram(ctx context.Context, dir, name, path, version string) (*program, error) {
	run, err := newModule(ctx, dir, name, fmt.Sprintf("package main\n\nimport _ %q\n\nfunc main() {}\n", path))
	if err != nil {
		return nil, err
	}
	home, cache := filepath.Join(dir, name), filepath.Join(dir, name+"-cache")
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
	fmt.Printf("%-10s %d modules downloaded, %d in the graph, %d vendored; %d bytes\n\n",
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

// graph has the requirements of each module, by path. Versions do not matter.
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

// from returns the modules with these paths and all modules that they require, sorted.
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

// output runs a command and returns its standard output. An error contains the standard error.
func output(command *exec.Cmd) (string, error) {
	text, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return "", fmt.Errorf("%s: %w: %s", strings.Join(command.Args, " "), err, exit.Stderr)
	}
	return string(text), err
}
