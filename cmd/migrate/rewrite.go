package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
)

// source is a Go file that imports the official module.
type source struct {
	path    string
	before  []byte
	after   []byte
	imports []*ast.ImportSpec // imports of the official module
	file    *ast.File
	fset    *token.FileSet
}

// newPath returns the corresponding import path in our library, or an error if there is no such package.
func newPath(old string) (string, error) {
	switch old {
	case officialPath, officialPath + "/types":
		return ourPath + strings.TrimPrefix(old, officialPath), nil
	}
	return "", fmt.Errorf("%s does not have a counterpart of %s: first change this code to use only the packages workspaces and types", ourPath, old)
}

// isOfficial reports whether an import path belongs to the official module.
func isOfficial(path string) bool {
	return path == officialPath || strings.HasPrefix(path, officialPath+"/")
}

// readSource parses a file. It returns nil if the file does not import the official module.
func readSource(path string) (*source, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !bytes.Contains(data, []byte(officialPath)) {
		return nil, nil //nolint:nilnil // most files do not import the official module
	}
	s := &source{path: path, before: data, fset: token.NewFileSet()}
	if s.file, err = parser.ParseFile(s.fset, path, data, parser.ParseComments|parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	for _, spec := range s.file.Imports {
		if isOfficial(importPath(spec)) {
			s.imports = append(s.imports, spec)
		}
	}
	return s, nil
}

// importPath returns the path that spec imports. The literal has been checked by the parser.
func importPath(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value)
	return path
}

// rewrite sets s.after to the content with the new import paths. If the file was formatted with gofmt, rewrite formats
// it again, because gofmt sorts imports by path.
func (s *source) rewrite() error {
	s.after = s.before
	for _, spec := range slices.Backward(s.imports) { // backward, so that offsets stay valid
		path, err := newPath(importPath(spec))
		if err != nil {
			return fmt.Errorf("%s: %w", s.fset.Position(spec.Pos()), err)
		}
		quote := spec.Path.Value[:1]
		begin, end := s.fset.Position(spec.Path.Pos()).Offset, s.fset.Position(spec.Path.End()).Offset
		s.after = slices.Concat(s.after[:begin], []byte(quote+path+quote), s.after[end:])
	}
	if formatted, err := format.Source(s.before); err != nil || !bytes.Equal(formatted, s.before) {
		return nil // leave unformatted files the way their author wrote them
	}
	formatted, err := format.Source(s.after)
	if err != nil {
		return fmt.Errorf("%s: %w", s.path, err)
	}
	s.after = formatted
	return nil
}

// notes reports changed imports, duplicate imports, and comments and strings that mention the official module.
func (s *source) notes() (notes []note) {
	add := func(pos token.Pos, kind, text string) {
		notes = append(notes, note{pos: s.fset.Position(pos), kind: kind, text: text})
	}
	ours := make(map[string]bool)
	for _, spec := range s.file.Imports {
		ours[importPath(spec)] = true
	}
	for _, spec := range s.imports {
		path, err := newPath(importPath(spec))
		if err != nil {
			continue // reported by rewrite
		}
		add(spec.Pos(), kindMoved, path)
		if ours[path] {
			add(spec.Pos(), kindNote, "the file now imports "+path+" twice, under two names")
		}
	}
	for _, group := range s.file.Comments {
		for _, comment := range group.List {
			if strings.Contains(comment.Text, officialPath) {
				add(comment.Pos(), kindNote, "a comment or directive names the official module")
			}
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if _, ok := n.(*ast.ImportSpec); ok {
			return false
		}
		if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && strings.Contains(text.Value, officialPath) {
			add(text.Pos(), kindNote, "a string names the official module")
		}
		return true
	})
	return notes
}
