package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-workspaces/workspaces/internal/forms"
)

// source holds the declarations of a client package and its types subpackage, in our module or the official one. Only
// our structs have tags, so bounds and wire names are known only for our module.
type source struct {
	structs    map[string]*ast.StructType
	enums      map[string][]string // each enum's values
	unions     map[string]bool
	exceptions map[string]bool
	operations map[string]bool
	forms      map[string]string // the names of patterns in tags; see package internal/forms
	tags       bool              // whether the structs have tags
}

func newSource() *source {
	return &source{
		structs: map[string]*ast.StructType{}, enums: map[string][]string{},
		unions: map[string]bool{}, exceptions: map[string]bool{}, operations: map[string]bool{}, forms: map[string]string{},
	}
}

// readSource parses the packages in dir and dir/types without compiling them.
func readSource(dir string) (*source, error) {
	s := newSource()
	for _, d := range []string{dir, filepath.Join(dir, "types")} {
		files, err := filepath.Glob(filepath.Join(d, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			if err := s.read(file, text); err != nil {
				return nil, err
			}
		}
		if d == dir {
			clear(s.exceptions) // the API's exceptions are declared only in package types
		}
	}
	if len(s.operations) == 0 {
		return nil, fmt.Errorf("%s: the directory has no Go package with operations", dir)
	}
	return s, nil
}

// types returns the names of all structs, enums and unions.
func (s *source) types() map[string]bool {
	names := map[string]bool{}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(s.structs)), slices.Collect(maps.Keys(s.enums)), slices.Collect(maps.Keys(s.unions))) {
		names[name] = true
	}
	return names
}

// read reads the declarations of one file.
func (s *source) read(name string, text []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			s.readMethod(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					s.readType(spec)
				case *ast.ValueSpec:
					s.readConstant(spec)
				}
			}
		}
	}
	return nil
}

func (s *source) readMethod(d *ast.FuncDecl) {
	if d.Recv == nil {
		return
	}
	receiver := receiverName(d.Recv.List[0].Type)
	switch {
	case receiver == "Client" && d.Name.IsExported() && d.Type.Params.NumFields() == 3:
		s.operations[d.Name.Name] = true
	case d.Name.Name == "ErrorCode":
		s.exceptions[receiver] = true
	}
}

func receiverName(t ast.Expr) string {
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if ident, ok := t.(*ast.Ident); ok {
		return ident.Name
	}
	return ""
}

func (s *source) readType(spec *ast.TypeSpec) {
	switch t := spec.Type.(type) {
	case *ast.StructType:
		s.structs[spec.Name.Name] = t
	case *ast.InterfaceType:
		s.unions[spec.Name.Name] = true
	}
}

func (s *source) readConstant(spec *ast.ValueSpec) {
	enum, ok := spec.Type.(*ast.Ident)
	if !ok || len(spec.Values) != 1 {
		return
	}
	literal, ok := spec.Values[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return
	}
	if value, err := strconv.Unquote(literal.Value); err == nil {
		s.enums[enum.Name] = append(s.enums[enum.Name], value)
	}
}

// api describes the operations, the types they use, and the exceptions.
func (s *source) api() (api, error) {
	a := api{}
	var inputs, responses []string
	for name := range s.operations {
		a["operation "+name] = element{}
		inputs, responses = append(inputs, name+"Input"), append(responses, name+"Output")
	}
	for name := range s.exceptions {
		a["exception "+name] = element{}
		responses = append(responses, name)
	}
	if err := s.describeAll(a, inputs); err != nil {
		return nil, err
	}
	sent := maps.Clone(a)
	if err := s.describeAll(a, responses); err != nil {
		return nil, err
	}
	a.dropBounds(sent)
	if !s.tags { // without tags, the wire names are unknown
		for _, e := range a {
			delete(e, propertyWire)
		}
	}
	return a, nil
}

func (s *source) describeAll(a api, structs []string) error {
	for _, name := range structs {
		if err := s.describeMembers(a, name); err != nil {
			return err
		}
	}
	return nil
}

func (s *source) describeMembers(a api, name string) error {
	if s.unions[name] {
		return s.describeUnion(a, name)
	}
	structure := s.structs[name]
	if structure == nil {
		return fmt.Errorf("the struct %s is missing", name)
	}
	for _, field := range structure.Fields.List {
		for _, ident := range field.Names {
			member := ident.Name
			if !ident.IsExported() || member == "ResultMetadata" || member == "ErrorCodeOverride" || a[name+"."+member] != nil {
				continue
			}
			e, reached, err := s.describe(member, field)
			if err != nil {
				return fmt.Errorf("%s.%s: %w", name, member, err)
			}
			a[name+"."+member] = e
			if err := s.describeType(a, reached); err != nil {
				return err
			}
		}
	}
	return nil
}

// describeUnion adds a union's members. Each is a struct with a single field, Value.
func (s *source) describeUnion(a api, name string) error {
	prefix := name + "Member"
	for structName, structure := range maps.All(s.structs) {
		member, ok := strings.CutPrefix(structName, prefix)
		if !ok {
			continue
		}
		e, _, err := s.describe(member, structure.Fields.List[0])
		if err != nil {
			return fmt.Errorf("%s: %w", structName, err)
		}
		a[name+"."+member] = e
	}
	return nil
}

// describeType adds the members or enum values of the named type. It ignores Go's own types.
func (s *source) describeType(a api, name string) error {
	if values := s.enums[name]; values != nil {
		for _, value := range values {
			a["enum "+name+": "+value] = element{}
		}
		return nil
	}
	if s.structs[name] != nil || s.unions[name] {
		return s.describeMembers(a, name)
	}
	return nil
}

// describe returns a field's properties, and the name of the struct, union or enum that it refers to.
func (s *source) describe(name string, field *ast.Field) (e element, reached string, err error) {
	typeName, reached, err := fieldType(field.Type)
	if err != nil {
		return nil, "", err
	}
	e = element{propertyType: typeName}
	if strings.Contains(field.Doc.Text(), "This member is required.") {
		e[propertyRequired] = "true"
	}
	if field.Tag == nil {
		e[propertyWire] = name
		return e, reached, nil
	}
	text, err := strconv.Unquote(field.Tag.Value)
	if err != nil {
		return nil, "", err
	}
	s.tags = true
	return e, reached, s.describeTag(e, name, reflect.StructTag(text))
}

// describeTag adds the properties in the tag of one of our fields.
func (s *source) describeTag(e element, name string, tag reflect.StructTag) error {
	e[propertyWire] = name
	delete(e, propertyRequired)
	for key, property := range map[string]string{
		"wire": propertyWire, "required": propertyRequired, "len": propertyLength, "range": propertyRange, "items": propertyItems, "pattern": propertyPattern,
	} {
		set(e, property, tag.Get(key))
	}
	for key, property := range map[string]string{"form": propertyPattern, "keyform": propertyKeyPattern} {
		if tag.Get(key) == "" {
			continue
		}
		form, ok := forms.ByTag(tag.Get(key))
		if !ok {
			return fmt.Errorf("package internal/forms does not have the form %q", tag.Get(key))
		}
		e[property] = form.Pattern()
		s.forms[form.Pattern()] = tag.Get(key)
	}
	return nil
}

// languageTypes maps Go types to model types.
var languageTypes = map[string]string{
	"string": "string", "int32": "integer", "int64": "long", "bool": "boolean", "Time": "timestamp", "[]byte": "blob",
	"float32": "float", "float64": "double",
}

// fieldType returns the type of a field, in typeName's notation, and the name of the struct, union or enum inside it,
// such as Tag for a list of Tag.
func fieldType(t ast.Expr) (name, reached string, err error) {
	switch t := t.(type) {
	case *ast.StarExpr:
		return fieldType(t.X)
	case *ast.SelectorExpr: // types.Tag, time.Time
		return fieldType(t.Sel)
	case *ast.Ident:
		if name, ok := languageTypes[t.Name]; ok {
			return name, "", nil
		}
		return t.Name, t.Name, nil
	case *ast.ArrayType:
		if elem, ok := t.Elt.(*ast.Ident); ok && elem.Name == "byte" {
			return "blob", "", nil
		}
		name, reached, err = fieldType(t.Elt)
		return "list of " + name, reached, err
	case *ast.MapType:
		name, reached, err = fieldType(t.Value)
		return "map to " + name, reached, err
	}
	return "", "", fmt.Errorf("unexpected type of a field: %T", t)
}
