package main

import (
	"cmp"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// The kinds of notes, explained in the package comment.
const (
	kindMoved   = "moved"
	kindModule  = "module"
	kindDiffers = "differs"
	kindSuggest = "suggest"
	kindNote    = "note"
)

// note is a line in the report.
type note struct {
	pos  token.Position // without a line if the note is about the whole file
	kind string
	text string
	link string
}

// fileNote returns a note about a whole file.
func fileNote(path, kind, format string, args ...any) note {
	return note{pos: token.Position{Filename: path}, kind: kind, text: fmt.Sprintf(format, args...)}
}

// printNotes writes the notes sorted by position, without duplicates. File names below the current directory are
// shortened to relative paths.
func printNotes(w io.Writer, notes []note) {
	slices.SortStableFunc(notes, func(a, b note) int {
		return cmp.Or(cmp.Compare(a.pos.Filename, b.pos.Filename), cmp.Compare(a.pos.Line, b.pos.Line),
			cmp.Compare(a.pos.Column, b.pos.Column), cmp.Compare(a.kind, b.kind), cmp.Compare(a.text, b.text))
	})
	seen := make(map[string]bool) // a package's test variant has the same files, and so the same notes
	for _, n := range notes {
		n.pos.Filename, n.pos.Offset = relative(n.pos.Filename), 0
		line := fmt.Sprintf("%s: %s: %s", n.pos, n.kind, n.text)
		if n.link != "" {
			line += " (" + n.link + ")"
		}
		if !seen[line] {
			fmt.Fprintln(w, line)
		}
		seen[line] = true
	}
}

// relative shortens the path of a file below the current directory to a relative path.
func relative(path string) string {
	dir, err := os.Getwd()
	if err != nil {
		return path
	}
	short, err := filepath.Rel(resolved(dir), path)
	if err != nil || !filepath.IsLocal(short) {
		return path
	}
	return short
}
