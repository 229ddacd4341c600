package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// library describes how every go.mod should require our library.
type library struct {
	version string
	replace string // a checkout's directory, or empty
}

// unreleased is the version required by go.mod for a module replaced with a directory. The go command writes the same
// version.
const unreleased = "v0.0.0-00010101000000-000000000000"

// newLibrary returns the version or checkout selected by the flags.
func newLibrary(ctx context.Context, o options) (library, error) {
	if o.replace != "" {
		data, err := os.ReadFile(filepath.Join(o.replace, "go.mod"))
		if err != nil || modfile.ModulePath(data) != ourPath {
			return library{}, usageError{fmt.Errorf("-replace %s: the directory does not have a checkout of %s", o.replace, ourPath)}
		}
		return library{version: unreleased, replace: o.replace}, nil
	}
	query := cmp.Or(o.version, ownVersion())
	if query == "" {
		return library{}, usageError{errors.New("this program was built in a checkout and does not have a version: set -version or -replace")}
	}
	resolved, err := goCommand(ctx, os.TempDir(), append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod"),
		"list", "-m", "-f", "{{.Version}}", ourPath+"@"+query)
	if err != nil {
		return library{}, fmt.Errorf("cannot find version %s of the library: %w", query, err)
	}
	return library{version: strings.TrimSpace(resolved)}, nil
}

// replacement returns the path to the checkout, for use in a replace directive. If the flag's path is relative, the
// result is relative to the module.
func (l library) replacement(m *goModule) (string, error) {
	if filepath.IsAbs(l.replace) {
		return l.replace, nil
	}
	absolute, err := filepath.Abs(l.replace)
	if err != nil {
		return "", err
	}
	short, err := filepath.Rel(m.dir, resolved(absolute))
	if err != nil {
		return absolute, nil //nolint:nilerr // no relative path leads to another volume
	}
	if short = filepath.ToSlash(short); !strings.HasPrefix(short, ".") {
		short = "./" + short
	}
	return short, nil
}

// require adds the library to a go.mod, unless a higher version is already required.
func (l library) require(m *goModule) ([]byte, error) {
	file, err := modfile.Parse(m.goMod(), modfile.Format(m.mod.Syntax), nil)
	if err != nil {
		return nil, err
	}
	wanted := &modfile.Require{Mod: module.Version{Path: ourPath, Version: l.version}}
	others := slices.DeleteFunc(slices.Clone(file.Require), func(r *modfile.Require) bool {
		if r.Mod.Path == ourPath && semver.Compare(r.Mod.Version, l.version) > 0 {
			wanted.Mod.Version = r.Mod.Version
		}
		return r.Mod.Path == ourPath
	})
	file.SetRequireSeparateIndirect(append(others, wanted))
	if l.replace != "" {
		path, err := l.replacement(m)
		if err != nil {
			return nil, err
		}
		if err := file.AddReplace(ourPath, "", path, ""); err != nil {
			return nil, err
		}
	}
	file.Cleanup()
	return file.Format()
}

// tidyAll sets the contents of go.mod, go.sum and go.work in the overlay. Modules in the tree can require each other,
// so it runs go mod tidy until nothing changes any more.
func tidyAll(ctx context.Context, modules []*goModule, l library, overlay map[string][]byte) error {
	for _, m := range modules {
		data, err := l.require(m)
		if err != nil {
			return err
		}
		overlay[m.goMod()] = data
	}
	for range modules {
		changed := false
		for _, m := range modules {
			before := overlay[m.goMod()]
			if err := tidy(ctx, m, overlay); err != nil {
				return fmt.Errorf("go mod tidy in %s: %w", m.dir, err)
			}
			changed = changed || !bytes.Equal(before, overlay[m.goMod()])
		}
		if !changed {
			break
		}
	}
	return raiseWorkspaces(modules, overlay)
}

// tidy runs go mod tidy on copies of go.mod and go.sum, and puts the results into the overlay. The go command sees the
// overlay's other files as well.
func tidy(ctx context.Context, m *goModule, overlay map[string][]byte) (err error) {
	dir, err := os.MkdirTemp("", "migrate")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	replaced := make(map[string]string)
	for path, data := range overlay {
		if path == m.goMod() || path == m.goSum() {
			continue
		}
		replaced[path] = filepath.Join(dir, strconv.Itoa(len(replaced))+filepath.Ext(path))
		if err := os.WriteFile(replaced[path], data, 0o600); err != nil {
			return err
		}
	}
	overlayJSON, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		return err
	}
	sums, err := contentOf(m.goSum(), overlay)
	if err != nil {
		return err
	}
	linked, err := m.linkSiblings(overlay[m.goMod()])
	if err != nil {
		return err
	}
	mod, sum, list := filepath.Join(dir, "go.mod"), filepath.Join(dir, "go.sum"), filepath.Join(dir, "overlay.json")
	for path, data := range map[string][]byte{mod: linked, sum: sums, list: overlayJSON} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return err
		}
	}
	if _, err := goCommand(ctx, m.dir, append(os.Environ(), "GOWORK=off"), "mod", "tidy", "-modfile="+mod, "-overlay="+list); err != nil {
		return err
	}
	if overlay[m.goSum()], err = os.ReadFile(sum); err != nil {
		return err
	}
	tidied, err := os.ReadFile(mod)
	if err != nil {
		return err
	}
	overlay[m.goMod()], err = m.unlink(tidied)
	return err
}

// linkSiblings adds replace directives for the workspace's other modules to the go.mod in data. Otherwise go mod tidy,
// which ignores go.work, would look for published versions of them.
func (m *goModule) linkSiblings(data []byte) ([]byte, error) {
	file, err := modfile.Parse(m.goMod(), data, nil)
	if err != nil {
		return nil, err
	}
	for path, dir := range m.siblings {
		if m.replaces(path) {
			continue
		}
		if err := file.AddReplace(path, "", dir, ""); err != nil {
			return nil, err
		}
	}
	return file.Format()
}

// unlink undoes linkSiblings in a tidied go.mod. It also removes replace directives for the official module and our
// library if they are no longer required.
func (m *goModule) unlink(data []byte) ([]byte, error) {
	file, err := modfile.Parse(m.goMod(), data, nil)
	if err != nil {
		return nil, err
	}
	for path := range m.siblings {
		if m.replaces(path) {
			continue
		}
		if err := file.DropReplace(path, ""); err != nil {
			return nil, err
		}
		if !m.requires(path) {
			if err := file.DropRequire(path); err != nil {
				return nil, err
			}
		}
	}
	for _, path := range []string{officialPath, ourPath} {
		if slices.ContainsFunc(file.Require, func(r *modfile.Require) bool { return r.Mod.Path == path }) {
			continue
		}
		for _, r := range slices.Clone(file.Replace) {
			if r.Old.Path == path {
				if err := file.DropReplace(path, r.Old.Version); err != nil {
					return nil, err
				}
			}
		}
	}
	file.Cleanup()
	return file.Format()
}

// raiseWorkspaces raises each go.work's go line to the highest go line of its modules, as the go command requires.
func raiseWorkspaces(modules []*goModule, overlay map[string][]byte) error {
	for _, m := range modules {
		if m.work == "" {
			continue
		}
		data, err := contentOf(m.work, overlay)
		if err != nil {
			return err
		}
		work, err := modfile.ParseWork(m.work, data, nil)
		if err != nil {
			return err
		}
		needed := goLine(modfile.Parse(m.goMod(), overlay[m.goMod()], nil))
		if work.Go != nil && version.Compare("go"+work.Go.Version, "go"+needed) >= 0 {
			continue
		}
		if err := work.AddGoStmt(needed); err != nil {
			return err
		}
		overlay[m.work] = modfile.Format(work.Syntax)
	}
	return nil
}

// keepSums calls check, during which the go command may add checksums to go.work.sum files. It then moves these changes
// to the overlay, and restores the files on disk.
func keepSums(modules []*goModule, overlay map[string][]byte, check func() error) error {
	sums := make(map[string][]byte)
	for _, m := range modules {
		if m.work != "" {
			data, err := contentOf(m.work+".sum", nil)
			if err != nil {
				return err
			}
			sums[m.work+".sum"] = data
		}
	}
	failed := []error{check()}
	for path, before := range sums {
		after, err := contentOf(path, nil)
		if err == nil && !bytes.Equal(before, after) {
			overlay[path] = after
			err = restore([]change{{path, before, after}})
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// goLine returns the Go version in a go.mod. Without a go line, that is 1.16.
func goLine(file *modfile.File, err error) string {
	if err != nil || file.Go == nil {
		return "1.16"
	}
	return file.Go.Version
}

// contentOf returns a file's content, from the overlay or from disk. Files that do not exist are empty.
func contentOf(path string, overlay map[string][]byte) ([]byte, error) {
	if data, ok := overlay[path]; ok {
		return data, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// goModNotes reports what has changed in go.mod and go.work files.
func goModNotes(modules []*goModule, overlay map[string][]byte) (notes []note) {
	works := make(map[string]bool)
	for _, m := range modules {
		after, err := modfile.Parse(m.goMod(), overlay[m.goMod()], nil)
		if err != nil {
			continue // cannot happen: tidy has parsed this content
		}
		if text := requirementChanges(m.mod, after); text != "" {
			notes = append(notes, fileNote(m.goMod(), kindModule, "%s", text))
		}
		if before, now := goLine(m.mod, nil), goLine(after, nil); before != now {
			notes = append(notes, fileNote(m.goMod(), kindModule, "the go line is %s now instead of %s, because the library needs it", now, before))
			if version.Compare("go"+before, "go1.22") < 0 {
				notes = append(notes, note{pos: notes[len(notes)-1].pos, kind: kindDiffers, link: "https://go.dev/blog/loopvar-preview",
					text: "since go 1.22, each iteration of a for loop has its own copy of the loop's variables"})
			}
		}
		for _, dir := range []string{m.dir, filepath.Dir(m.work)} {
			if vendor := filepath.Join(dir, "vendor"); isFile(filepath.Join(vendor, "modules.txt")) {
				notes = append(notes, fileNote(vendor, kindNote, "the directory is out of date: run %s", vendorCommand(dir == m.dir)))
			}
		}
		if m.work != "" && overlay[m.work] != nil && !works[m.work] {
			notes, works[m.work] = append(notes, fileNote(m.work, kindModule, "raised the go line, because a module needs it")), true
		}
	}
	return notes
}

func vendorCommand(ofModule bool) string {
	if ofModule {
		return "go mod vendor"
	}
	return "go work vendor"
}

// requirementChanges describes, on one line, how two go.mod files differ in their requirements and replace directives.
// Indirect requirements are left out, except those on the library and the official module. The result is empty if
// nothing else differs.
func requirementChanges(before, after *modfile.File) string {
	old, now := requirements(before), requirements(after)
	library := ourPath + " " + now[ourPath]
	if replacement := now["replace "+ourPath]; replacement != "" {
		library = ourPath + " (replaced by " + strings.TrimPrefix(replacement, "=> ") + ")"
	}
	added := old[ourPath] != now[ourPath] || old["replace "+ourPath] != now["replace "+ourPath]
	removed := old[officialPath] != "" && now[officialPath] == ""
	var changes []string
	switch {
	case added && removed:
		changes = append(changes, "requires "+library+" instead of "+officialPath+" "+old[officialPath])
	case added:
		changes = append(changes, "requires "+library)
	case removed:
		changes = append(changes, "no longer requires "+officialPath+" "+old[officialPath])
	}
	if key := "replace " + officialPath; old[key] != "" && now[key] == "" {
		changes = append(changes, "no longer replaces "+officialPath+" "+old[key])
	}
	for _, path := range direct(before, after) {
		switch from, to := old[path], now[path]; {
		case path == ourPath || path == officialPath || from == to:
		case from == "":
			changes = append(changes, "go mod tidy added "+path+" "+to)
		case to == "":
			changes = append(changes, "go mod tidy removed "+path+" "+from)
		default:
			changes = append(changes, "the version of "+path+" is now "+to+" instead of "+from)
		}
	}
	return strings.Join(changes, "; ")
}

// direct returns the paths of all direct requirements in the given go.mod files, sorted.
func direct(files ...*modfile.File) (paths []string) {
	for _, file := range files {
		for _, r := range file.Require {
			if !r.Indirect {
				paths = append(paths, r.Mod.Path)
			}
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// requirements maps each required module's path to its version, and "replace PATH" to each replacement.
func requirements(file *modfile.File) map[string]string {
	found := make(map[string]string)
	for _, r := range file.Require {
		found[r.Mod.Path] = r.Mod.Version
	}
	for _, r := range file.Replace {
		found["replace "+r.Old.Path] = strings.TrimSuffix("=> "+r.New.Path+" "+r.New.Version, " ")
	}
	return found
}

// goCommand runs the go command and returns its standard output.
func goCommand(ctx context.Context, dir string, env []string, args ...string) (string, error) {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir, command.Env = dir, env
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return stdout.String(), nil
}
