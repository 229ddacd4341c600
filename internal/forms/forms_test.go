package forms

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sources parses the package in dir, without its tests.
func sources(t *testing.T, dir string) (files []*ast.File) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		require.NoError(t, err)
		files = append(files, file)
	}
	require.NotEmpty(t, files)
	return files
}

func TestEveryTagNamesAForm(t *testing.T) {
	t.Parallel()
	used, patterns := map[string]int{}, map[string]int{}
	for _, dir := range []string{"../..", "../../types"} {
		for _, file := range sources(t, dir) {
			ast.Inspect(file, func(n ast.Node) bool {
				field, ok := n.(*ast.Field)
				if !ok || field.Tag == nil {
					return true
				}
				literal, err := strconv.Unquote(field.Tag.Value)
				require.NoError(t, err)
				tag := reflect.StructTag(literal)
				for _, key := range []string{"form", "keyform"} {
					if name, ok := tag.Lookup(key); ok {
						used[name]++
						_, known := ByTag(name)
						assert.True(t, known, "%s:%q of %v", key, name, field.Names)
					}
				}
				if pattern, ok := tag.Lookup("pattern"); ok {
					patterns[pattern]++
				}
				return true
			})
		}
	}
	for pattern, times := range patterns {
		assert.Equal(t, 1, times, "members that share the pattern %s need a form", pattern)
	}
	for tag, form := range byTag {
		assert.Zero(t, patterns[form.Pattern()], "a member has the pattern of the form %s", tag)
		if form != PoolDirectory && form != ServiceDirectory { // used only by seeds
			assert.Positive(t, used[tag], "no member has the form %s", tag)
		}
	}
}

func TestFormsDiffer(t *testing.T) {
	t.Parallel()
	definitions := 0
	for _, file := range sources(t, ".") {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name, ok := call.Fun.(*ast.Ident); ok && name.Name == "define" {
					definitions++
				}
			}
			return true
		})
	}
	assert.Len(t, byTag, definitions, "two forms have the same tag")
	patterns, nouns := map[string]string{}, map[string]string{}
	for tag, form := range byTag {
		assert.Empty(t, patterns[form.pattern], "%s has the same pattern", tag)
		assert.Empty(t, nouns[form.noun], "%s has the same noun", tag)
		patterns[form.pattern], nouns[form.noun] = tag, tag
	}
}

func TestMatchComparesTheWholeText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		form  *Form
		match []string
		not   []string
	}{
		{Workspace, []string{"ws-01234567", "ws-gmmbbqkc7"}, []string{"", "ws-0123456", "ws-0123456A", "xws-01234567", "ws-01234567\n"}},
		{Directory, []string{"d-0123456789", "wsd-0123456z"}, []string{"d-0123456z", "xwsd-01234567", "d-01234567x", "d-01234567|wsd-01234567"}},
		{ServiceDirectory, []string{"d-0123456789"}, []string{"wsd-0123456z", "d-0123456", "xd-0123456789"}},
		{PoolDirectory, []string{"wsd-0123456z"}, []string{"d-0123456789"}},
		{Image, []string{"wsi-012345678"}, []string{"wsi-01234567", "xwsi-012345678"}},
		{Bundle, []string{"wsb-01234567"}, []string{"wsb-0123456"}},
		{Application, []string{"wsa-01234567"}, []string{"wsb-01234567"}},
		{IPGroup, []string{"wsipg-01234567"}, []string{"xwsipg-01234567"}},
		{ConnectionAlias, []string{"wsca-01234567"}, []string{"wsca-"}},
		{Pool, []string{"wspool-012345678"}, []string{"wspool-0123456789"}},
		{AccountLink, []string{"link-01234567"}, []string{"link-0123456"}},
		{UUID, []string{"01234567-89ab-cdef-0123-456789abcdef"}, []string{"01234567-89AB-cdef-0123-456789abcdef", "x01234567-89ab-cdef-0123-456789abcdef"}},
		{Account, []string{"012345678901"}, []string{"01234567890", "0123456789012", "AMAZON"}},
		{ApplicationOwner, []string{"012345678901", "AMAZON"}, []string{"0123456789012", "XAMAZON"}},
		{Region, []string{"us-east-1", "eusc-de-east-1"}, []string{"", "US-EAST-1", strings.Repeat("a", 32)}},
		{ARN, []string{"arn:aws:iam::012345678901:role/x"}, []string{"arn:aws:iam", "aws:iam::012345678901:role/x"}},
		{URL, []string{"https://a", "http://a/b?c"}, []string{"ftp://a", "https://", "https://a b"}},
		{Locale, []string{"en_US"}, []string{"en", "en_us"}},
	}
	for _, test := range tests {
		for _, text := range test.match {
			assert.True(t, test.form.Match(text), "%q is %v", text, test.form)
		}
		for _, text := range test.not {
			assert.False(t, test.form.Match(text), "%q is not %v", text, test.form)
		}
	}
}

func TestEveryPatternCompiles(t *testing.T) {
	t.Parallel()
	for tag, form := range byTag {
		t.Run(tag, func(t *testing.T) {
			t.Parallel()
			assert.NotPanics(t, func() { form.Match("") })
		})
	}
}

func TestStringCompletesASentence(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "a WorkSpace identifier (^ws-[0-9a-z]{8,63}$)", Workspace.String())
}
