// Package strictjson reads JSON documents written by people. It is stricter than encoding/json, and its errors do not
// mention Go types.
package strictjson

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Unmarshal decodes a JSON document into v. Object keys must match the field names exactly, including case. The error
// for a wrong key or value gives the member's path. A type with an UnmarshalJSON method checks its own members.
func Unmarshal(document []byte, v any) error {
	if len(bytes.TrimSpace(document)) == 0 {
		return errors.New("there is no JSON document")
	}
	var raw json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(document))
	if err := decoder.Decode(&raw); err != nil {
		return fmt.Errorf("the document is not JSON: %w", err)
	}
	if len(bytes.TrimSpace(document[decoder.InputOffset():])) > 0 {
		return errors.New("unexpected data after the JSON document")
	}
	if err := check("", raw, reflect.TypeOf(v).Elem()); err != nil {
		return err
	}
	return json.Unmarshal(raw, v)
}

// check returns an error unless json.Unmarshal would store all of raw in a variable of type t.
func check(path string, raw json.RawMessage, t reflect.Type) error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if string(raw) == "null" || reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return nil
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		var members map[string]json.RawMessage
		if json.Unmarshal(raw, &members) != nil {
			return mismatch(path, "an object", raw)
		}
		for _, name := range slices.Sorted(maps.Keys(members)) {
			member, err := memberType(t, name)
			if err == nil {
				err = check(strings.TrimPrefix(path+"."+name, "."), members[name], member)
			}
			if err != nil {
				return err
			}
		}
	case reflect.Slice:
		var elements []json.RawMessage
		if json.Unmarshal(raw, &elements) != nil {
			return mismatch(path, "a list", raw)
		}
		for i, element := range elements {
			if err := check(fmt.Sprintf("%s[%d]", path, i), element, t.Elem()); err != nil {
				return err
			}
		}
	default:
		if json.Unmarshal(raw, reflect.New(t).Interface()) != nil {
			return mismatch(path, nouns[t.Kind()], raw)
		}
	}
	return nil
}

// nouns describes each kind's values, for error texts.
var nouns = map[reflect.Kind]string{
	reflect.String: "a string", reflect.Bool: "true or false", reflect.Int: "a whole number", reflect.Float64: "a number",
}

// memberType returns the type of an object's member, or an error if the object has no such member.
func memberType(t reflect.Type, name string) (reflect.Type, error) {
	if t.Kind() == reflect.Map {
		return t.Elem(), nil
	}
	var names []string
	for _, field := range reflect.VisibleFields(t) {
		tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if tag == "-" || field.Anonymous || !field.IsExported() {
			continue
		}
		known := cmp.Or(tag, field.Name)
		if known == name {
			return field.Type, nil
		}
		names = append(names, known)
	}
	return nil, fmt.Errorf("there is no member %.100q: it must be one of %s", name, strings.Join(names, ", "))
}

// mismatch returns the error for a value of the wrong type.
func mismatch(path, wanted string, raw json.RawMessage) error {
	return fmt.Errorf("%s must be %s, and is %.100s", cmp.Or(path, "the document"), wanted, raw)
}
