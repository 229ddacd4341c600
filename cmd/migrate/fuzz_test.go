package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzRewrite rewrites arbitrary text. If the text is a Go file, the result must be a Go file too, and must not import
// the official module.
func FuzzRewrite(f *testing.F) {
	for _, text := range []string{
		"package a\n\nimport \"" + officialPath + "\"\n", "package a\nimport(w `" + officialPath + "`;\"" + officialPath + "/types\")",
		"package a\n\nimport . \"" + officialPath + "/document\"\n", "package a // " + officialPath, officialPath,
		"package a\n\n//line x.go:9\nimport _ \"" + officialPath + "\"\n\nvar s = \"" + officialPath + "\"\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "a.go")
		require.NoError(t, os.WriteFile(path, text, 0o600))
		s, err := readSource(path)
		if err != nil || s == nil || s.rewrite() != nil {
			return
		}
		s.notes()
		file, err := parser.ParseFile(token.NewFileSet(), path, s.after, parser.ImportsOnly)
		require.NoError(t, err, "%q", s.after)
		assert.Len(t, file.Imports, len(s.file.Imports))
		for _, spec := range file.Imports {
			assert.False(t, isOfficial(importPath(spec)), "%q", s.after)
		}
	})
}
