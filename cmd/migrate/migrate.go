package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// migrate rewrites the programs in the source tree to use this library, and writes the report. It returns the number of
// files changed.
func migrate(ctx context.Context, o options, stdout io.Writer) (changed int, err error) {
	modules, err := findModules(ctx, o.patterns)
	if err != nil {
		return 0, err
	}
	sources, err := readSources(modules)
	if err != nil {
		return 0, err
	}
	if len(sources) == 0 {
		fmt.Fprintln(stdout, nothingToMove(modules))
		if !o.suggest {
			return 0, nil
		}
	}
	var l library
	if len(sources) > 0 {
		if l, err = newLibrary(ctx, o); err != nil {
			return 0, err
		}
	}
	changing := affected(modules, sources)
	if len(sources) == 0 {
		changing = users(modules)
	}
	relatives := choose(modules, func(m *goModule) bool { return related(m, changing) })
	notes, checked, err := inspect(ctx, relatives, o)
	if err != nil {
		return 0, fmt.Errorf("the tree does not compile:\n%w", err)
	}
	for _, s := range sources {
		notes = append(notes, s.notes()...)
	}
	notes = append(notes, uncheckedNotes(sources, checked)...)
	var changes []change
	if len(sources) > 0 {
		var moved []note
		if changes, moved, err = move(ctx, changing, relatives, sources, l, o); err != nil {
			return 0, err
		}
		notes = append(notes, moved...)
	}
	if !o.dryRun {
		if err := writeAll(changes); err != nil {
			return 0, err
		}
	}
	printNotes(stdout, notes)
	if o.suggest && !slices.ContainsFunc(notes, func(n note) bool { return n.kind == kindSuggest }) {
		fmt.Fprintln(stdout, "nothing to suggest: migrate found no loop that the library replaces")
	}
	return len(changes), nil
}

// nothingToMove returns the report's line for a tree in which no file imports the official module.
func nothingToMove(modules []*goModule) string {
	if slices.ContainsFunc(modules, func(m *goModule) bool { return m.requires(ourPath) }) {
		return "nothing to move: the tree has already moved to " + ourPath
	}
	files := 0
	for _, m := range modules {
		files += len(m.files)
	}
	if files == 0 {
		return "nothing to move: no Go files: write DIR/... to include the directories below DIR"
	}
	return fmt.Sprintf("nothing to move: of %d Go files, none imports %s", files, officialPath)
}

// readSources parses the files that import the official module, and changes their imports in memory.
func readSources(modules []*goModule) (sources []*source, err error) {
	var failed []error
	for _, m := range modules {
		for _, path := range m.files {
			s, err := readSource(path)
			if err == nil && s != nil && len(s.imports) > 0 {
				sources = append(sources, s)
				err = s.rewrite()
			}
			failed = append(failed, err)
		}
	}
	return sources, errors.Join(failed...)
}

// affected returns the modules changed by the move: modules with a Go file to change, and modules that require or
// replace the official module or another affected module.
func affected(modules []*goModule, sources []*source) []*goModule {
	paths := []string{officialPath}
	chosen := make(map[*goModule]bool)
	for range modules { // enough rounds for the longest chain of requirements
		for _, m := range modules {
			changes := func(s *source) bool { return slices.Contains(m.files, s.path) }
			if !chosen[m] && (slices.ContainsFunc(paths, m.requires) || slices.ContainsFunc(paths, m.replaces) || slices.ContainsFunc(sources, changes)) {
				chosen[m] = true
				paths = append(paths, m.mod.Module.Mod.Path)
			}
		}
	}
	return choose(modules, func(m *goModule) bool { return chosen[m] })
}

// related reports whether a module is in changing, or shares a workspace with a module in changing. Within a workspace,
// a module can import another without requiring it in go.mod.
func related(m *goModule, changing []*goModule) bool {
	return slices.ContainsFunc(changing, func(c *goModule) bool { return c == m || c.work != "" && c.work == m.work })
}

// users returns the modules that require the official module or our library.
func users(modules []*goModule) []*goModule {
	return choose(modules, func(m *goModule) bool { return m.requires(officialPath) || m.requires(ourPath) })
}

// choose returns the modules for which keep returns true.
func choose(modules []*goModule, keep func(*goModule) bool) (chosen []*goModule) {
	for _, m := range modules {
		if keep(m) {
			chosen = append(chosen, m)
		}
	}
	return chosen
}

// inspect type-checks the tree before the move. It returns differences and suggestions as notes, and the files that
// were checked.
func inspect(ctx context.Context, modules []*goModule, o options) (notes []note, checked map[string]bool, err error) {
	checked = make(map[string]bool)
	var failed []error
	for _, m := range modules {
		loaded, err := load(ctx, m, o.tags, nil)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		maps.Copy(checked, checkedFiles(loaded))
		for _, p := range loaded {
			for _, n := range append(differences(p), suggestions(p, o.suggest)...) {
				// With -trimpath, a position in a file generated by cgo may name the directory of an earlier build.
				n.pos.Filename = filepath.Join(p.Dir, filepath.Base(n.pos.Filename))
				if slices.Contains(m.files, n.pos.Filename) {
					notes = append(notes, n)
				}
			}
		}
	}
	return notes, checked, errors.Join(failed...)
}

// move computes all changes to files, without writing them, and type-checks the tree with these changes. changing holds
// the modules that change. relatives holds the same modules and the other modules in their workspaces.
func move(ctx context.Context, changing, relatives []*goModule, sources []*source, l library, o options) ([]change, []note, error) {
	overlay := make(map[string][]byte)
	for _, s := range sources {
		overlay[s.path] = s.after
	}
	if err := tidyAll(ctx, changing, l, overlay); err != nil {
		return nil, nil, err
	}
	var failed []error
	var others []string
	err := keepSums(relatives, overlay, func() (err error) {
		for _, m := range relatives {
			_, err := load(ctx, m, o.tags, overlay, "-mod=readonly")
			failed = append(failed, err)
		}
		if required(changing, overlay) {
			others, err = importers(ctx, changing, o.tags, overlay)
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if err := errors.Join(failed...); err != nil {
		return nil, nil, afterError(err, others)
	}
	notes := goModNotes(changing, overlay)
	if len(others) > 0 {
		notes = append(notes, fileNote(changing[0].goMod(), kindNote, "these packages still import the official module: %s", strings.Join(others, ", ")))
	}
	changes, err := changesOf(overlay)
	return changes, notes, err
}

// afterError explains why the tree does not compile after the move.
func afterError(err error, others []string) error {
	if len(others) > 0 {
		err = fmt.Errorf("%w\nthese packages outside the tree import the official module: %s\n"+
			"if your code gets values from these packages or passes values to them, use a replace directive instead: see https://%s/tree/main/official",
			err, strings.Join(others, ", "), strings.TrimPrefix(ourPath, "https://"))
	}
	return fmt.Errorf("the tree would not compile after the move:\n%w", err)
}
