package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"
)

// load type-checks all packages of a module and their tests. Files in the overlay, which maps paths to contents, replace the
// files on disk.
func load(ctx context.Context, m *goModule, tags string, overlay map[string][]byte, buildFlags ...string) ([]*packages.Package, error) {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
			packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedModule,
		Context: ctx, Dir: m.dir, Env: m.env(), Tests: true, Overlay: overlay, BuildFlags: withTags(tags, buildFlags...),
	}, "./...")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.dir, err)
	}
	return loaded, typeErrors(loaded)
}

// withTags adds the flag for build tags. If tags is empty, it adds nothing, so that tags in GOFLAGS still apply.
func withTags(tags string, buildFlags ...string) []string {
	if tags != "" {
		buildFlags = append(buildFlags, "-tags="+tags)
	}
	return buildFlags
}

// maxErrors is the largest number of type errors that migrate prints.
const maxErrors = 20

// typeErrors returns the errors of all packages as one error, or nil.
func typeErrors(loaded []*packages.Package) error {
	var failed, others []error
	seen := make(map[string]bool) // the test variant of a package has the same files, and so the same errors
	packages.Visit(loaded, nil, func(p *packages.Package) {
		for _, err := range p.Errors {
			switch text := err.Error(); {
			case seen[text]:
			case strings.HasPrefix(err.Msg, "# "), // output of the compiler, which mostly repeats type errors
				strings.HasSuffix(err.Msg, `(invalid package name: "")`): // the reason is in another error
				others = append(others, err)
			default:
				failed = append(failed, err)
			}
			seen[err.Error()] = true
		}
	})
	if len(failed) == 0 {
		failed = others
	}
	if len(failed) > maxErrors {
		failed = append(failed[:maxErrors:maxErrors], fmt.Errorf("and %d more errors", len(failed)-maxErrors))
	}
	return errors.Join(failed...)
}

// checkedFiles returns the source files of packages, without the files that the go command generates for cgo.
func checkedFiles(loaded []*packages.Package) map[string]bool {
	files := make(map[string]bool)
	for _, p := range loaded {
		for _, path := range p.GoFiles {
			files[path] = true
		}
	}
	return files
}

// required reports whether the overlay has a go.mod file that requires the official module. After go mod tidy, such a go.mod
// file means that a package still imports the official module.
func required(modules []*goModule, overlay map[string][]byte) bool {
	return slices.ContainsFunc(modules, func(m *goModule) bool {
		file, err := modfile.Parse(m.goMod(), overlay[m.goMod()], nil)
		return err == nil && requirements(file)[officialPath] != ""
	})
}

// importers returns the packages that import the official module, sorted by import path. It looks at the packages of the
// modules and at the packages that these import, directly or indirectly.
func importers(ctx context.Context, modules []*goModule, tags string, overlay map[string][]byte) ([]string, error) {
	var found []string
	for _, m := range modules {
		loaded, err := packages.Load(&packages.Config{
			Mode:    packages.NeedName | packages.NeedImports | packages.NeedDeps,
			Context: ctx, Dir: m.dir, Env: m.env(), Tests: true, Overlay: overlay, BuildFlags: withTags(tags, "-mod=readonly"),
		}, "./...")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.dir, err)
		}
		packages.Visit(loaded, nil, func(p *packages.Package) {
			for path := range p.Imports {
				if isOfficial(path) && !isOfficial(p.PkgPath) {
					found = append(found, p.PkgPath)
				}
			}
		})
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// uncheckedNotes returns notes about Go files that migrate did not type-check, because build constraints exclude the files.
func uncheckedNotes(sources []*source, checked map[string]bool) (notes []note) {
	for _, s := range sources {
		if !checked[s.path] {
			notes = append(notes, fileNote(s.path, kindNote,
				"build constraints exclude the file: its imports change, but migrate does not check it without other -tags, GOOS or GOARCH"))
		}
	}
	return notes
}
