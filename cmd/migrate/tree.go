package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// goModule is a module in the tree.
type goModule struct {
	dir   string   // the absolute path of the module's directory
	files []string // the absolute paths of the Go files selected by the arguments
	mod   *modfile.File
	work  string // the path of the go.work file that lists the module, or empty

	siblings map[string]string // the directories of the other modules in the go.work file, by module path
}

func (m *goModule) goMod() string { return filepath.Join(m.dir, "go.mod") }
func (m *goModule) goSum() string { return filepath.Join(m.dir, "go.sum") }

// env returns the environment for go commands in the module.
func (m *goModule) env() []string {
	if m.work == "" {
		return append(os.Environ(), "GOWORK=off")
	}
	return os.Environ()
}

func (m *goModule) requires(path string) bool {
	return slices.ContainsFunc(m.mod.Require, func(r *modfile.Require) bool { return r.Mod.Path == path })
}

func (m *goModule) replaces(path string) bool {
	return slices.ContainsFunc(m.mod.Replace, func(r *modfile.Replace) bool { return r.Old.Path == path })
}

// findModules returns the modules that contain the Go files selected by the patterns, sorted by directory.
func findModules(ctx context.Context, patterns []string) ([]*goModule, error) {
	files := make(map[string][]string) // by module directory
	for _, pattern := range patterns {
		dir, recursive := strings.CutSuffix(filepath.ToSlash(pattern), "...")
		if recursive && dir != "" && !strings.HasSuffix(dir, "/") {
			return nil, usageError{fmt.Errorf("pattern %s: an argument is DIR, or DIR/... to include the directories below it", pattern)}
		}
		dir, err := filepath.Abs(dir)
		if err != nil {
			return nil, err
		}
		dir = resolved(dir)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, usageError{fmt.Errorf("%s is not a directory", pattern)}
		}
		if err := collect(dir, recursive, files); err != nil {
			return nil, err
		}
	}
	var modules []*goModule
	for dir, list := range files {
		slices.Sort(list)
		m := &goModule{dir: dir, files: slices.Compact(list)}
		data, err := os.ReadFile(m.goMod())
		if err != nil {
			return nil, err
		}
		if m.mod, err = modfile.Parse(m.goMod(), data, nil); err != nil {
			return nil, err
		}
		if m.mod.Module == nil {
			return nil, fmt.Errorf("%s: the module directive is missing", m.goMod())
		}
		if err := m.findWorkspace(ctx); err != nil {
			return nil, err
		}
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *goModule) int { return strings.Compare(a.dir, b.dir) })
	return modules, nil
}

// collect adds the Go files in root to the lists of their modules. If recursive is true, it also adds those in all
// directories below.
func collect(root string, recursive bool, files map[string][]string) error {
	roots := map[string]string{filepath.Dir(root): moduleRoot(filepath.Dir(root))} // maps directories to the directories of their modules
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		hidden := strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && (!recursive || hidden || name == "vendor" || name == "testdata"):
			return filepath.SkipDir
		case entry.IsDir():
			roots[path] = roots[filepath.Dir(path)]
			if isFile(filepath.Join(path, "go.mod")) {
				roots[path] = path
			}
		case !hidden && strings.HasSuffix(name, ".go"):
			module := roots[filepath.Dir(path)]
			if module == "" {
				return fmt.Errorf("%s is not in a module: run go mod init", path)
			}
			files[module] = append(files[module], path)
		}
		return nil
	})
}

// moduleRoot returns the nearest directory with a go.mod file: dir or one of its parents.
func moduleRoot(dir string) string {
	for {
		if isFile(filepath.Join(dir, "go.mod")) {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// findWorkspace sets m.work and m.siblings.
func (m *goModule) findWorkspace(ctx context.Context) error {
	out, err := goCommand(ctx, m.dir, os.Environ(), "env", "GOWORK")
	work := strings.TrimSpace(out)
	if err != nil || work == "" || work == "off" {
		return err
	}
	data, err := os.ReadFile(work)
	if err != nil {
		return err
	}
	file, err := modfile.ParseWork(work, data, nil)
	if err != nil {
		return err
	}
	siblings := make(map[string]string)
	for _, use := range file.Use {
		dir := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(work), dir)
		}
		if resolved(dir) == m.dir {
			m.work, m.siblings = work, siblings
			continue
		}
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err != nil {
			return err
		}
		siblings[modfile.ModulePath(mod)] = dir
	}
	return nil
}
