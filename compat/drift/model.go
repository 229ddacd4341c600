package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// model is a service model in botocore's format: service-2.json.
type model struct {
	Operations map[string]operation
	Shapes     map[string]*shape
}

type operation struct{ Input, Output *reference }

// shape is a type in a model.
type shape struct {
	Type      string // structure, list, map, string, integer, boolean, timestamp, blob, …
	Members   map[string]reference
	Required  []string
	Member    reference // a list's element type
	Key       reference // a map's key type
	Value     reference // a map's value type
	Enum      []string
	Min, Max  *int64
	Pattern   string
	Exception bool
	Union     bool
}

type reference struct{ Shape string }

// gzipped is how a gzip file starts.
var gzipped = []byte{0x1f, 0x8b}

// readModel reads a model from a file, optionally gzipped.
func readModel(file string) (*model, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, gzipped) {
		zipped, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if data, err = io.ReadAll(zipped); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return parseModel(file, data)
}

// parseModel parses a model's JSON document. Errors name the file.
func parseModel(file string, data []byte) (*model, error) {
	m := &model{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(m.Operations) == 0 {
		return nil, fmt.Errorf("%s: the file has no operations: it is not a service model in botocore's format", file)
	}
	return m, m.check(file)
}

// check returns an error if the model refers to a shape that does not exist, if a name is not an identifier, or if a
// list or map contains itself.
func (m *model) check(file string) error {
	for name, op := range m.Operations {
		if !token.IsIdentifier(name) {
			return fmt.Errorf("%s: operation %q: the name is not an identifier", file, name)
		}
		for _, r := range []*reference{op.Input, op.Output} {
			if r != nil && m.Shapes[r.Shape] == nil {
				return fmt.Errorf("%s: operation %s: the model does not have the shape %q", file, name, r.Shape)
			}
		}
	}
	for name, s := range m.Shapes {
		if s == nil || !token.IsIdentifier(name) {
			return fmt.Errorf("%s: shape %q: the shape is null, or its name is not an identifier", file, name)
		}
		if err := m.checkShape(s); err != nil {
			return fmt.Errorf("%s: shape %s: %w", file, name, err)
		}
	}
	return nil
}

func (m *model) checkShape(s *shape) error {
	for wire, member := range s.Members {
		if !token.IsIdentifier(wire) {
			return fmt.Errorf("member %q: the name is not an identifier", wire)
		}
		if m.Shapes[member.Shape] == nil {
			return fmt.Errorf("member %s: the model does not have the shape %q", wire, member.Shape)
		}
	}
	for range len(m.Shapes) + 1 { // a longer chain of elements would contain some list or map twice
		var elem string
		switch s.Type {
		case "list":
			elem = s.Member.Shape
		case "map":
			if m.Shapes[s.Key.Shape] == nil {
				return fmt.Errorf("the model does not have the shape %q", s.Key.Shape)
			}
			elem = s.Value.Shape
		default:
			return nil
		}
		if s = m.Shapes[elem]; s == nil {
			return fmt.Errorf("the model does not have the shape %q", elem)
		}
	}
	return errors.New("the list or map contains itself")
}

// api describes the model's operations and exceptions, and the shapes that the operations use.
func (m *model) api() api {
	a := api{}
	for name, op := range m.Operations {
		a["operation "+name] = element{}
		m.describeMembers(a, name+"Input", m.structure(op.Input))
	}
	sent := maps.Clone(a)
	for name, op := range m.Operations {
		m.describeMembers(a, name+"Output", m.structure(op.Output))
	}
	for name, s := range m.Shapes {
		if s.Exception {
			a["exception "+name] = element{}
			m.describeMembers(a, name, s)
		}
	}
	a.dropBounds(sent)
	return a
}

// structure returns the shape of an input or output, or an empty shape if the operation has none.
func (m *model) structure(r *reference) *shape {
	if r == nil {
		return &shape{}
	}
	return m.Shapes[r.Shape]
}

func (m *model) describeMembers(a api, name string, s *shape) {
	for wire, member := range s.Members {
		path := name + "." + goName(wire)
		if a[path] != nil {
			continue // described already
		}
		e := m.describe(member.Shape)
		e[propertyWire] = wire
		if slices.Contains(s.Required, wire) {
			e[propertyRequired] = "true"
		}
		a[path] = e
		m.describeShape(a, member.Shape)
	}
}

// describeShape adds the members or enum values of the named shape.
func (m *model) describeShape(a api, name string) {
	switch s := m.Shapes[name]; s.Type {
	case "structure":
		m.describeMembers(a, name, s)
	case "list":
		m.describeShape(a, s.Member.Shape)
	case "map":
		m.describeShape(a, s.Value.Shape)
	default:
		for _, value := range s.Enum {
			a["enum "+name+": "+value] = element{}
		}
	}
}

// describe returns the properties of a member with the named shape. For a list, length and pattern apply to the
// elements, as in our struct tags.
func (m *model) describe(name string) element {
	e := element{propertyType: m.typeName(name)}
	s := m.Shapes[name]
	switch s.Type {
	case "list":
		set(e, propertyItems, limits(s))
		s = m.Shapes[s.Member.Shape]
	case "map":
		set(e, propertyKeyPattern, m.Shapes[s.Key.Shape].Pattern)
		s = m.Shapes[s.Value.Shape]
	}
	switch s.Type {
	case "integer", "long":
		set(e, propertyRange, limits(s))
	case "string", "blob":
		set(e, propertyLength, limits(s))
	}
	set(e, propertyPattern, s.Pattern)
	return e
}

func set(e element, property, value string) {
	if value != "" {
		e[property] = value
	}
}

func limits(s *shape) string {
	if s.Min == nil && s.Max == nil {
		return ""
	}
	var low, high string
	if s.Min != nil {
		low = strconv.FormatInt(*s.Min, 10)
	}
	if s.Max != nil {
		high = strconv.FormatInt(*s.Max, 10)
	}
	return low + ":" + high
}

// typeName returns a shape's type, in fieldType's notation.
func (m *model) typeName(name string) string {
	s := m.Shapes[name]
	switch s.Type {
	case "list":
		return "list of " + m.typeName(s.Member.Shape)
	case "map":
		return "map to " + m.typeName(s.Value.Shape)
	case "structure":
		return name
	case "string":
		if s.Enum != nil {
			return name
		}
	}
	return s.Type
}

// goName returns a member's exported Go name.
func goName(wire string) string {
	return strings.ToUpper(wire[:1]) + wire[1:]
}
