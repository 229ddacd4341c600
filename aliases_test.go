package workspaces_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const modulePath = "github.com/go-workspaces/workspaces"

// publicPackages returns the directories of the importable packages.
func publicPackages() []string {
	return []string{".", "types", "paginators", "waiters", "workspacestest"}
}

// declaration declares an exported type, constant or variable.
type declaration struct {
	name    string
	doc     string
	source  ast.Expr          // the right-hand side: a type, or a constant's or variable's value
	alias   bool              // whether the declaration is an alias: type Name = source
	imports map[string]string // the file's imports: import paths by package name
}

// target returns the import path and the name of the identifier on the right-hand side, and whether it is from another
// package in this module.
func (d declaration) target() (importPath, name string, ok bool) {
	expr := d.source
	for {
		switch x := expr.(type) {
		case *ast.IndexExpr:
			expr = x.X
		case *ast.IndexListExpr:
			expr = x.X
		case *ast.SelectorExpr:
			pkg, isName := x.X.(*ast.Ident)
			if !isName {
				return "", "", false
			}
			importPath = d.imports[pkg.Name]
			return importPath, x.Sel.Name, strings.HasPrefix(importPath, modulePath)
		default:
			return "", "", false
		}
	}
}

// parseDir parses a package's non-test files.
func parseDir(t *testing.T, dir string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	require.NotEmpty(t, files, dir)
	return files
}

// declarations returns a package's exported types, constants and variables.
func declarations(t *testing.T, dir string) (found []declaration) {
	t.Helper()
	for _, file := range parseDir(t, dir) {
		imports := make(map[string]string)
		for _, spec := range file.Imports {
			importPath, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			name := path.Base(importPath)
			if spec.Name != nil {
				name = spec.Name.Name
			}
			imports[name] = importPath
		}
		for _, d := range file.Decls {
			group, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					found = append(found, declaration{s.Name.Name, s.Doc.Text() + group.Doc.Text(), s.Type, s.Assign.IsValid(), imports})
				case *ast.ValueSpec:
					for i, name := range s.Names {
						if i < len(s.Values) {
							found = append(found, declaration{name.Name, s.Doc.Text(), s.Values[i], false, imports})
						}
					}
				}
			}
		}
	}
	exported := found[:0]
	for _, d := range found {
		if ast.IsExported(d.name) {
			exported = append(exported, d)
		}
	}
	return exported
}

// fieldsAndMethods returns a type's exported fields and methods.
func fieldsAndMethods(t *testing.T, dir, typeName string) (names []string) {
	t.Helper()
	add := func(idents []*ast.Ident) {
		for _, id := range idents {
			if id.IsExported() {
				names = append(names, id.Name)
			}
		}
	}
	for _, file := range parseDir(t, dir) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch d := n.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && receiver(d).Name == typeName {
					add([]*ast.Ident{d.Name})
				}
				return false
			case *ast.TypeSpec:
				if d.Name.Name != typeName {
					return false
				}
				var members *ast.FieldList
				switch x := d.Type.(type) {
				case *ast.StructType:
					members = x.Fields
				case *ast.InterfaceType:
					members = x.Methods
				default:
					return false
				}
				for _, field := range members.List {
					add(field.Names)
				}
				return false
			}
			return true
		})
	}
	return names
}

// TestAliasesAreDocumented checks that each alias's doc comment names all fields and methods of the aliased type,
// because "go doc" does not show them. The aliased type must be exported, and must not be in an internal package.
func TestAliasesAreDocumented(t *testing.T) {
	t.Parallel()
	aliases := 0
	for _, dir := range publicPackages() {
		for _, d := range declarations(t, dir) {
			if local, ok := d.source.(*ast.Ident); ok && d.alias {
				assert.True(t, local.IsExported(), "%s: %s stands for %s, which go doc does not show", dir, d.name, local.Name)
			}
			importPath, name, ok := d.target()
			if !ok {
				continue
			}
			targetDir := strings.TrimPrefix(strings.TrimPrefix(importPath, modulePath), "/")
			internal := strings.Contains(importPath, "/internal/")
			assert.False(t, internal, "%s: %s stands for %s of an internal package", dir, d.name, name)
			if internal || !d.alias {
				continue
			}
			aliases++
			members := fieldsAndMethods(t, filepath.Join(".", targetDir), name)
			assert.NotEmpty(t, members, "%s: %s", dir, d.name)
			for _, member := range members {
				assert.Regexp(t, `\b`+regexp.QuoteMeta(member)+`\b`, d.doc, "%s: the doc comment of %s does not name %s", dir, d.name, member)
			}
		}
	}
	assert.Positive(t, aliases, "the walk must have found the aliases")
}
