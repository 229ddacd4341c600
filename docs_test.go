package workspaces_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEveryExportedIdentifierIsDocumented reads the sources of all packages: types, functions,
// methods, constants, variables, struct fields and interface methods. A constant or variable may have
// its comment behind it.
func TestEveryExportedIdentifierIsDocumented(t *testing.T) {
	t.Parallel()
	checked := 0
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (path == "compat" || strings.HasPrefix(entry.Name(), ".") && path != ".") {
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
							add(f.Names, f.Doc, f.Comment, s.Doc, d.Doc) // its type's comment tells of the one method
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

// receiver is the name of a method's type.
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
