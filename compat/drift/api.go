package main

import (
	"fmt"
	"slices"
)

// api describes a service's API by its elements: operations, structure members, enum values and exceptions. The keys
// are paths, such as "operation CreateTags", "CreateTagsInput.ResourceId" or "enum Compute: VALUE".
type api map[string]element

// element maps property names, such as "type" and "length", to their values. The official module's elements have fewer
// properties, because its source has neither bounds nor wire names.
type element map[string]string

// Property names. Lengths, ranges and item counts have the form "min:max".
const (
	propertyType       = "type"
	propertyWire       = "name on the wire"
	propertyRequired   = "required"
	propertyLength     = "length"
	propertyRange      = "range"
	propertyItems      = "items"
	propertyPattern    = "pattern"
	propertyKeyPattern = "pattern of the keys"
)

// properties returns the names of all properties used by any element.
func (a api) properties() map[string]bool {
	names := map[string]bool{}
	for _, e := range a {
		for name := range e {
			names[name] = true
		}
	}
	return names
}

// dropBounds keeps only the bounds of elements that occur in requests, because no others are checked. sent holds these
// elements.
func (a api) dropBounds(sent api) {
	for path, e := range a {
		if sent[path] != nil {
			continue
		}
		for _, property := range []string{propertyRequired, propertyLength, propertyRange, propertyItems, propertyPattern, propertyKeyPattern} {
			delete(e, property)
		}
	}
}

// compare returns the differences, one per line and sorted. Only the properties used by both APIs are compared.
func compare(ours, model api) []string {
	var lines []string
	for path := range ours {
		if model[path] == nil {
			lines = append(lines, path+": only here")
		}
	}
	for path := range model {
		if ours[path] == nil {
			lines = append(lines, path+": only in the model")
		}
	}
	mine, theirs := ours.properties(), model.properties()
	for path, e := range ours {
		m := model[path]
		if m == nil {
			continue
		}
		for name := range mine {
			if theirs[name] && e[name] != m[name] {
				lines = append(lines, fmt.Sprintf("%s: %s is %s here, and %s in the model", path, name, orNone(e[name]), orNone(m[name])))
			}
		}
	}
	slices.Sort(lines)
	return lines
}

func orNone(value string) string {
	if value == "" {
		return "not set"
	}
	return value
}
