package compat

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

const (
	officialPath = "github.com/aws/aws-sdk-go-v2/service/workspaces"
	ourPath      = "github.com/go-workspaces/workspaces"
)

// exports returns an importer that reads the compiler's export data for both modules and their dependencies.
var exports = sync.OnceValues(func() (gotypes.ImporterFrom, error) {
	list := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}",
		officialPath, ourPath, "context", "errors", "fmt", "net/http", "time",
		"github.com/aws/aws-sdk-go-v2/aws/retry", "github.com/aws/smithy-go/middleware")
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, &stderr)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[path] = file
	}
	gc := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		file := files[path]
		if file == "" {
			return nil, fmt.Errorf("package %s has no export data", path)
		}
		return os.Open(file)
	})
	return &lockedImporter{gc: gc.(gotypes.ImporterFrom)}, nil
})

// lockedImporter is an importer that parallel tests can share. They have to share it, so that a type is identical in
// all of them.
type lockedImporter struct {
	mu sync.Mutex
	gc gotypes.ImporterFrom
}

func (i *lockedImporter) Import(path string) (*gotypes.Package, error) {
	return i.ImportFrom(path, "", 0)
}

func (i *lockedImporter) ImportFrom(path, dir string, mode gotypes.ImportMode) (*gotypes.Package, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.gc.ImportFrom(path, dir, mode)
}

func loadPackage(t *testing.T, path string) *gotypes.Package {
	t.Helper()
	exported, err := exports()
	require.NoError(t, err)
	pkg, err := exported.Import(path)
	require.NoError(t, err)
	return pkg
}

// surface compares two packages' exported names and collects the differences.
type surface struct {
	compared    int
	mapped      map[string]bool // the types in internalTypes used by the official module's exported names
	differences []string
}

func (s *surface) differ(format string, args ...any) {
	s.differences = append(s.differences, fmt.Sprintf(format, args...))
}

// path maps an import path in the official module to ours.
func (s *surface) path(p string) string {
	if p == officialPath || strings.HasPrefix(p, officialPath+"/") {
		return ourPath + strings.TrimPrefix(p, officialPath)
	}
	return p
}

// spell spells out a type, so that types from both modules can be compared: equal spellings mean equal types. It
// resolves aliases, leaves out parameter names, and replaces the official module's import paths with ours.
func (s *surface) spell(t gotypes.Type) string {
	switch t := gotypes.Unalias(t).(type) {
	case *gotypes.Basic:
		return t.Name()
	case *gotypes.Pointer:
		return "*" + s.spell(t.Elem())
	case *gotypes.Slice:
		return "[]" + s.spell(t.Elem())
	case *gotypes.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), s.spell(t.Elem()))
	case *gotypes.Map:
		return "map[" + s.spell(t.Key()) + "]" + s.spell(t.Elem())
	case *gotypes.Chan:
		return fmt.Sprintf("chan%d %s", t.Dir(), s.spell(t.Elem()))
	case *gotypes.Signature:
		variadic := ""
		if t.Variadic() {
			variadic = "…"
		}
		return "func" + s.spellTuple(t.Params()) + variadic + s.spellTuple(t.Results())
	case *gotypes.Named:
		name := t.Obj().Name()
		if pkg := t.Obj().Pkg(); pkg != nil {
			path := pkg.Path()
			if ours, internal := internalTypes[strings.TrimPrefix(path, officialPath+"/internal/")+"."+name]; internal {
				s.mapped[path+"."+name] = true
				path, name = ourPath, ours
			}
			name = s.path(path) + "." + name
		}
		for i := range t.TypeArgs().Len() {
			name += "[" + s.spell(t.TypeArgs().At(i)) + "]"
		}
		return name
	case *gotypes.TypeParam:
		return fmt.Sprintf("type parameter %d", t.Index())
	case *gotypes.Struct:
		fields := make([]string, t.NumFields())
		for i := range fields {
			fields[i] = t.Field(i).Name() + " " + s.spell(t.Field(i).Type())
		}
		return "struct{" + strings.Join(fields, "; ") + "}"
	case *gotypes.Interface:
		var methods []string
		for m := range t.Methods() {
			if m.Exported() {
				methods = append(methods, m.Name()+s.spell(m.Type()))
			} else {
				methods = append(methods, "sealed")
			}
		}
		slices.Sort(methods)
		return "interface{" + strings.Join(methods, "; ") + "}"
	default:
		return t.String()
	}
}

func (s *surface) spellTuple(t *gotypes.Tuple) string {
	list := make([]string, t.Len())
	for i := range list {
		list[i] = s.spell(t.At(i).Type())
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// compare compares every exported name in the official package with the same name in ours. It returns the names that
// ours lacks.
func (s *surface) compare(their, our *gotypes.Package) (missing []string) {
	for _, name := range their.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		theirObject, ourObject := their.Scope().Lookup(name), our.Scope().Lookup(name)
		if ourObject == nil {
			missing = append(missing, name)
			continue
		}
		s.compared++
		where := their.Name() + "." + name
		if a, b := kindOf(theirObject), kindOf(ourObject); a != b {
			s.differ("%s: %s in the official module, %s in ours", where, a, b)
			continue
		}
		if a, b := s.spell(theirObject.Type()), s.spell(ourObject.Type()); a != b {
			s.differ("%s: type\n\t%s in the official,\n\t%s in ours", where, a, b)
			continue
		}
		switch theirObject := theirObject.(type) {
		case *gotypes.Const:
			if v := ourObject.(*gotypes.Const).Val(); !constant.Compare(theirObject.Val(), token.EQL, v) {
				s.differ("%s: %s in the official module, %s in ours", where, theirObject.Val(), v)
			}
		case *gotypes.TypeName:
			s.compareType(where, theirObject.Type(), ourObject.Type())
		}
	}
	return missing
}

func kindOf(o gotypes.Object) string {
	switch o := o.(type) {
	case *gotypes.TypeName:
		named, _ := gotypes.Unalias(o.Type()).(*gotypes.Named)
		if o.IsAlias() && (named == nil || !strings.Contains(named.Obj().Pkg().Path(), "/internal/")) {
			return "alias"
		}
		return "type" // a declared type, or an alias that is the only name programs can use for an internal type
	case *gotypes.Const:
		return "const"
	case *gotypes.Var:
		return "var"
	case *gotypes.Func:
		return "func"
	default:
		return fmt.Sprintf("%T", o)
	}
}

// compareType compares the fields and methods of two types with the same name.
func (s *surface) compareType(where string, their, our gotypes.Type) {
	switch theirs := their.Underlying().(type) {
	case *gotypes.Struct:
		ours, ok := our.Underlying().(*gotypes.Struct)
		if !ok {
			s.differ("%s: a struct in the official, %s in ours", where, our.Underlying())
			return
		}
		s.compareFields(where, theirs, ours)
	default:
		if a, b := s.spell(theirs), s.spell(our.Underlying()); a != b {
			s.differ("%s: underlying type\n\t%s in the official,\n\t%s in ours", where, a, b)
		}
	}
	if gotypes.IsInterface(their) {
		return // an interface's methods are part of its underlying type, which has been compared
	}
	for _, view := range []struct {
		name       string
		their, our gotypes.Type
	}{
		{where, their, our},
		{"*" + where, gotypes.NewPointer(their), gotypes.NewPointer(our)},
	} {
		theirMethods, ourMethods := gotypes.NewMethodSet(view.their), gotypes.NewMethodSet(view.our)
		for m := range theirMethods.Methods() {
			name := m.Obj().Name()
			if !m.Obj().Exported() {
				continue
			}
			s.compared++
			o := ourMethods.Lookup(nil, name)
			if o == nil {
				s.differ("%s: no method %s in ours", view.name, name)
				continue
			}
			if a, b := s.spell(m.Type()), s.spell(o.Type()); a != b {
				s.differ("%s.%s:\n\t%s in the official,\n\t%s in ours", view.name, name, a, b)
			}
		}
	}
}

func (s *surface) compareFields(where string, their, our *gotypes.Struct) {
	fields := map[string]*gotypes.Var{}
	for f := range our.Fields() {
		fields[f.Name()] = f
	}
	open := true // whether all fields are exported, so that programs can write literals without field names
	for f := range their.Fields() {
		if !f.Exported() {
			open = false
			continue
		}
		s.compared++
		o := fields[f.Name()]
		switch {
		case o == nil:
			s.differ("%s: no field %s in ours", where, f.Name())
		case o.Embedded() != f.Embedded():
			s.differ("%s.%s: embedded is %t in the official, %t in ours", where, f.Name(), f.Embedded(), o.Embedded())
		case s.spell(o.Type()) != s.spell(f.Type()):
			s.differ("%s.%s:\n\t%s in the official,\n\t%s in ours", where, f.Name(), s.spell(f.Type()), s.spell(o.Type()))
		}
	}
	// Our paginator options may have more fields, because programs set them in option functions rather than literals.
	if open && their.NumFields() > 0 && !strings.HasSuffix(where, "PaginatorOptions") {
		if a, b := s.spell(their), s.spell(our); a != b {
			s.differ("%s: literals without field names\n\t%s in the official,\n\t%s in ours", where, a, b)
		}
	}
}

// internalTypes maps types in the official module's internal packages, as used by its exported names, to the names of
// our types.
var internalTypes = map[string]string{"endpoints.Options": "EndpointResolverOptions", "endpoints.Resolver": "defaultEndpointResolver"}

func TestBothClientsHaveTheSameOperations(t *testing.T) {
	t.Parallel()
	their, our := reflect.TypeFor[*official.Client](), reflect.TypeFor[*workspaces.Client]()
	theirMethods, ourMethods := methodsOf(their), methodsOf(our)
	assert.Equal(t, their.NumMethod()-1, len(theirMethods), "all methods except Options call the service")
	assert.Equal(t, our.NumMethod()-1, len(ourMethods), "all methods except Options call the service")
	var missing, unofficial []string
	for name := range theirMethods {
		if _, has := ourMethods[name]; !has {
			missing = append(missing, name)
		}
	}
	for name := range ourMethods {
		if _, has := theirMethods[name]; !has {
			unofficial = append(unofficial, name)
		}
	}
	assert.Empty(t, missing, "operations that our client lacks")
	assert.Empty(t, unofficial, "operations that the official module in compat/go.mod lacks: update this module if it is too old")
}

func TestEveryExportedNameOfTheOfficialIsHere(t *testing.T) {
	t.Parallel()
	s := &surface{mapped: map[string]bool{}}
	var missing []string
	for _, sub := range []string{"", "/types"} {
		missing = append(missing, s.compare(loadPackage(t, officialPath+sub), loadPackage(t, ourPath+sub))...)
	}
	internal, our := loadPackage(t, officialPath+"/internal/endpoints"), loadPackage(t, ourPath)
	for their, name := range internalTypes {
		s.compareType(name, internal.Scope().Lookup(strings.TrimPrefix(their, "endpoints.")).Type(), our.Scope().Lookup(name).Type())
	}
	assert.Empty(t, missing, "exported names that our packages lack")
	assert.Empty(t, strings.Join(s.differences, "\n"))
	assert.Greater(t, s.compared, 1900)
	t.Logf("%d names, fields and methods compared; types of the official's internal packages: %v", s.compared, slices.Sorted(maps.Keys(s.mapped)))
}

// TestTheSurfaceComparisonSeesDifferences makes one change to a package at a time. The comparison must report each
// change.
func TestTheSurfaceComparisonSeesDifferences(t *testing.T) {
	t.Parallel()
	const base = `package p
		const C = 1
		var V []string
		func F(a int, b ...string) error { return nil }
		type S struct { A *string; b int }
		func (S) M() int { return 0 }
		func (*S) P(s S) {}
		type I interface { M() int }
		type E string
		type O struct { A, B int }
	`
	for name, change := range map[string][2]string{
		"constant value":      {"C = 1", "C = 2"},
		"constant type":       {"C = 1", "C = int32(1)"},
		"variable type":       {"V []string", "V []int"},
		"parameter type":      {"a int", "a int32"},
		"variadic":            {"b ...string", "b []string"},
		"result":              {"error { return nil }", "{}"},
		"field type":          {"A *string", "A string"},
		"field missing":       {"A *string; ", ""},
		"method signature":    {"M() int { return 0 }", "M() {}"},
		"method on pointer":   {"func (S) M()", "func (*S) M()"},
		"method missing":      {"func (*S) P(s S) {}", ""},
		"interface method":    {"interface { M() int }", "interface { M() int; N() }"},
		"underlying type":     {"E string", "E int"},
		"kind":                {"E string", "E = string"},
		"order of open field": {"A, B int", "B, A int"},
		"name missing":        {"type E string", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, base, change[0])
			s := &surface{mapped: map[string]bool{}}
			their := checkSource(t, "github.com/x/p", base)
			assert.Empty(t, s.compare(their, checkSource(t, "github.com/x/p", base)))
			require.Empty(t, s.differences)
			missing := s.compare(their, checkSource(t, "github.com/x/p", strings.Replace(base, change[0], change[1], 1)))
			assert.NotEmpty(t, append(missing, s.differences...))
		})
	}
}

func checkSource(t *testing.T, path, source string) *gotypes.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.SkipObjectResolution)
	require.NoError(t, err)
	exported, err := exports()
	require.NoError(t, err)
	config := gotypes.Config{Importer: exported}
	pkg, err := config.Check(path, fset, []*ast.File{file}, nil)
	require.NoError(t, err)
	return pkg
}

func TestAProgramMovesOverByItsImportPath(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(filepath.Join("testdata", "program.go.txt"))
	require.NoError(t, err)
	for _, path := range []string{officialPath, ourPath} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			checkSource(t, "main", strings.ReplaceAll(string(source), "WORKSPACES", path))
		})
	}
}
