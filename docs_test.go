package workspaces_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oddPhrases lists phrases that read as if translated, each with a suggested replacement.
var oddPhrases = []struct {
	word   string // a lower-case string contained in every match of the regular expression
	phrase *regexp.Regexp
	better string
}{
	{"but for", regexp.MustCompile(`(?i)\bbut for\b`), "except"},
	{" of", regexp.MustCompile(`(?i)\b(tells?|told|telling) of\b`), "reports, describes"},
	{"it is told", regexp.MustCompile(`(?i)\bit is told\b`), "it is documented"},
	{" no ", regexp.MustCompile(`(?i)\b(there )?(is|are) no ([a-z]+)\b`), "is not a"},
	{"shall", regexp.MustCompile(`(?i)\bshall\b`), "should, must"},
	{"be it", regexp.MustCompile(`(?i)\bbe it\b`), "whether"},
	{"anew", regexp.MustCompile(`(?i)\banew\b`), "again"},
	{"thereby", regexp.MustCompile(`(?i)\bthereby\b`), "this, so"},
	{"for ever", regexp.MustCompile(`(?i)\bfor ever\b`), "forever, without end"},
	{"whoever", regexp.MustCompile(`(?i)\bwhoever\b`), "a caller who, a user who"},
	{" of", regexp.MustCompile(`(?i)\b(makes?|made) of\b`), "does with, turns into"},
	{"of which", regexp.MustCompile(`(?i)\bof which\b`), "a new sentence"},
	{"as there", regexp.MustCompile(`(?i)\bas \w+ as there\b`), "all"},
	{"the answer before", regexp.MustCompile(`(?i)\bthe answer before\b`), "the previous answer"},
	{"those that", regexp.MustCompile(`(?i)\bthose that\b`), "the noun again"},
	{" come to", regexp.MustCompile(`(?i)\b(has|have) come to\b`), "reached"},
	{"in place of", regexp.MustCompile(`(?i)\bin place of\b`), "instead of"},
	{"by ", regexp.MustCompile(`(?i)\bby (itself|themselves)\b`), "on its own"},
	{"as it was to", regexp.MustCompile(`(?i)\bas it was to\b`), "as intended"},
	{"to be had", regexp.MustCompile(`(?i)\bto be had\b`), "available"},
	{" against", regexp.MustCompile(`(?i)\b(holds?|held) (\w+ ){0,4}against\b`), "compares with"},
}

// TestProseIsPlainEnglish looks for odd phrases in comments, error messages and Markdown.
func TestProseIsPlainEnglish(t *testing.T) {
	t.Parallel()
	checked := 0
	check := func(place, text string) {
		checked++
		text = strings.Join(strings.Fields(text), " ")
		lower := strings.ToLower(text)
		for _, odd := range oddPhrases {
			if !strings.Contains(lower, odd.word) {
				continue // rules out most texts, far faster than the regular expression
			}
			for _, found := range odd.phrase.FindAllStringSubmatch(text, -1) {
				if len(found) == 4 && (found[1] != "" || found[3] == "longer") {
					continue // "there is no" and "is no longer" are plain English
				}
				assert.Fail(t, "odd phrase", "%s: %q: write %s", place, found[0], odd.better)
			}
		}
	}
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && path != "." || entry.Name() == "testdata"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".md"):
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			line := 1
			for paragraph := range strings.SplitSeq(string(text), "\n\n") {
				check(fmt.Sprintf("%s:%d", path, line), paragraph)
				line += strings.Count(paragraph, "\n") + 2
			}
		case strings.HasSuffix(path, ".go"):
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			for _, comment := range file.Comments {
				check(files.Position(comment.Pos()).String(), comment.Text())
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if text := errorFormat(n); text != nil {
					check(files.Position(text.Pos()).String(), text.Value)
				}
				return true
			})
		}
		return nil
	}))
	require.Greater(t, checked, 1000, "the walk must have found the sources")
}

// errorFormat returns the first argument in a call to errors.New or fmt.Errorf, or nil for other nodes.
func errorFormat(n ast.Node) *ast.BasicLit {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return nil
	}
	function, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || function.Sel.Name != "New" && function.Sel.Name != "Errorf" {
		return nil
	}
	text, ok := call.Args[0].(*ast.BasicLit)
	if !ok || text.Kind != token.STRING {
		return nil
	}
	return text
}

// TestEveryExportedIdentifierIsDocumented checks types, functions, methods, constants, variables, struct fields and
// interface methods in all packages except the generated aliases. Constants, variables, fields and interface methods
// may be documented at the end of the line.
func TestEveryExportedIdentifierIsDocumented(t *testing.T) {
	t.Parallel()
	checked := 0
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (path == "compat" || path == "official" || strings.HasPrefix(entry.Name(), ".") && path != ".") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, id := range undocumented(n) {
				if id.documented {
					checked++
					continue
				}
				assert.Fail(t, "no doc comment", "%s: %s", files.Position(id.name.Pos()), id.name.Name)
			}
			_, isBody := n.(*ast.BlockStmt)
			return !isBody
		})
		return nil
	}))
	require.Greater(t, checked, 1000, "the walk must have found the sources")
}

type identifier struct {
	name       *ast.Ident
	documented bool
}

func undocumented(n ast.Node) (found []identifier) {
	add := func(names []*ast.Ident, docs ...*ast.CommentGroup) {
		documented := false
		for _, d := range docs {
			documented = documented || d != nil && strings.TrimSpace(d.Text()) != ""
		}
		for _, name := range names {
			if name.IsExported() {
				found = append(found, identifier{name, documented})
			}
		}
	}
	switch d := n.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil || receiver(d).IsExported() {
			add([]*ast.Ident{d.Name}, d.Doc)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if d.Lparen.IsValid() {
					add([]*ast.Ident{s.Name}, s.Doc)
				} else {
					add([]*ast.Ident{s.Name}, s.Doc, d.Doc)
				}
				if !s.Name.IsExported() {
					continue
				}
				var fields *ast.FieldList
				switch x := s.Type.(type) {
				case *ast.StructType:
					fields = x.Fields
				case *ast.InterfaceType:
					fields = x.Methods
				}
				if fields != nil {
					for _, f := range fields.List {
						if iface, ok := s.Type.(*ast.InterfaceType); ok && len(iface.Methods.List) == 1 {
							add(f.Names, f.Doc, f.Comment, s.Doc, d.Doc) // a one-method interface's comment may describe the method
						} else {
							add(f.Names, f.Doc, f.Comment)
						}
					}
				}
			case *ast.ValueSpec:
				if d.Lparen.IsValid() {
					add(s.Names, s.Doc, s.Comment)
				} else {
					add(s.Names, s.Doc, s.Comment, d.Doc)
				}
			}
		}
	}
	return found
}

// receiver returns the name of the method's receiver type.
func receiver(d *ast.FuncDecl) *ast.Ident {
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x
		default:
			return ast.NewIdent("_")
		}
	}
}
