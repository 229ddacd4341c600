package main

import (
	"fmt"
	"go/format"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// scaffolder writes Go declarations for a model's shapes.
type scaffolder struct {
	model   *model
	written map[string]bool   // the types declared so far
	forms   map[string]string // the names of patterns in package internal/forms
	text    strings.Builder
}

// scaffold prints the declarations needed for a new operation, each under the name of its file, except for types that
// the library already has. Doc comments end in "…", for the contributor to complete.
func scaffold(out io.Writer, m *model, operation string, ours *source) error {
	op, ok := m.Operations[operation]
	if !ok {
		return fmt.Errorf("the model does not have the operation %q", operation)
	}
	s := &scaffolder{model: m, written: ours.types(), forms: ours.forms}
	input, output := m.structure(op.Input), m.structure(op.Output)
	s.declareReached(input)
	s.declareReached(output)
	shapes := s.text.String()

	s.text.Reset()
	s.writeStruct(operation+"Input", input, "types.", true)
	s.writeStruct(operation+"Output", output, "types.", false)
	for _, section := range []struct{ file, text string }{
		{"types/RESOURCE.go", shapes},
		{"RESOURCE.go", s.text.String() + expand(methodText, operation)},
		{"RESOURCE.go, below the method", paginator(m, operation, input, output)},
		{"api.go, in the interface API", expand(apiText, operation)},
		{"workspacestest/unimplemented.go", expand(unimplementedText, operation)},
		{"workspacestest/operations.go", expand(rowText, operation)},
		{"workspacestest/RESOURCE.go", expand(handlerText, operation)},
	} {
		if section.text != "" {
			fmt.Fprintf(out, "// ==> %s\n\n%s\n", section.file, formatted(section.text))
		}
	}
	return nil
}

const (
	methodText = `// OPERATION …
func (c *Client) OPERATION(ctx context.Context, params *OPERATIONInput, optFns ...func(*Options)) (*OPERATIONOutput, error) {
	return invoke[OPERATIONOutput](ctx, c, "OPERATION", params, optFns)
}
`
	apiText = `	// OPERATION calls the operation: see [Client.OPERATION].
	OPERATION(context.Context, *OPERATIONInput, ...func(*Options)) (*OPERATIONOutput, error)
`
	unimplementedText = `// OPERATION returns [ErrUnimplemented].
func (Unimplemented) OPERATION(context.Context, *workspaces.OPERATIONInput, ...func(*workspaces.Options)) (*workspaces.OPERATIONOutput, error) {
	return nil, unimplemented("OPERATION")
}
`
	rowText = `	"OPERATION": handle(EFFECT, (*call).LOWER),
`
	handlerText = `func (c *call) LOWER(in *workspaces.OPERATIONInput) (*workspaces.OPERATIONOutput, error) {
	…
}
`
	paginatorText = `// OPERATIONPaginator lists …. Its methods HasMorePages, NextPage, Pages, Items and ResumeToken are documented
// at [paginators.Paginator].
type OPERATIONPaginator = paginators.Paginator[
	OPERATIONInput, OPERATIONOutput, ITEM, Options]

// OPERATIONAPIClient is the subset of [Client] used by [OPERATIONPaginator]. Tests can implement this interface.
type OPERATIONAPIClient interface {
	// OPERATION calls the operation.
	OPERATION(context.Context, *OPERATIONInput, ...func(*Options)) (*OPERATIONOutput, error)
}

var LOWER = pagedOperation[
	OPERATIONAPIClient, OPERATIONInput, OPERATIONOutput, ITEM,
]{
	name: "OPERATION",
	call: OPERATIONAPIClient.OPERATION,
	input: func(in *OPERATIONInput) paginators.Input {
		return paginators.Input{Token: &in.NextToken}
	},
	output: func(out *OPERATIONOutput) (*string, *[]ITEM) {
		return out.NextToken, &out.LIST
	},
}

// NewOPERATIONPaginator returns a paginator for [Client.OPERATION]. Nil params are treated as an empty input.
func NewOPERATIONPaginator(
	client OPERATIONAPIClient, params *OPERATIONInput, optFns ...func(*paginators.Options),
) *OPERATIONPaginator {
	return LOWER.paginator(client, params, optFns...)
}
`
)

// expand replaces the words OPERATION, LOWER and EFFECT in a template.
func expand(text, operation string) string {
	lower := string(unicode.ToLower(rune(operation[0]))) + operation[1:]
	return strings.NewReplacer("OPERATION", operation, "LOWER", lower, "EFFECT", effect(operation)).Replace(text)
}

// effect guesses from an operation's name whether it changes the emulator's state.
func effect(operation string) string {
	for _, verb := range []string{"Describe", "List", "Get"} {
		if strings.HasPrefix(operation, verb) {
			return "reads"
		}
	}
	return "changes"
}

// formatted formats text like gofmt if it is valid Go on its own. Anything else, such as a row of a table, is left
// alone.
func formatted(text string) string {
	if out, err := format.Source([]byte(text)); err == nil {
		return string(out)
	}
	return text
}

// paginator returns the paginator's declarations, or "" if the operation has no pages.
func paginator(m *model, operation string, input, output *shape) string {
	if input.Members["NextToken"].Shape == "" || output.Members["NextToken"].Shape == "" {
		return ""
	}
	for _, wire := range slices.Sorted(maps.Keys(output.Members)) {
		if s := m.Shapes[output.Members[wire].Shape]; s.Type == "list" {
			item := goType(m, s.Member.Shape, "types.", true)
			return expand(strings.NewReplacer("ITEM", item, "LIST", goName(wire)).Replace(paginatorText), operation)
		}
	}
	return ""
}

// declareReached declares the types of a structure's members.
func (s *scaffolder) declareReached(structure *shape) {
	for _, wire := range slices.Sorted(maps.Keys(structure.Members)) {
		s.declare(structure.Members[wire].Shape)
	}
}

func (s *scaffolder) declare(name string) {
	switch shape := s.model.Shapes[name]; {
	case shape.Type == "list":
		s.declare(shape.Member.Shape)
	case shape.Type == "map":
		s.declare(shape.Value.Shape)
	case s.written[name]:
	case shape.Union:
		s.written[name] = true
		s.writeUnion(name, shape)
	case shape.Type == "structure":
		s.written[name] = true
		s.writeStruct(name, shape, "", true)
		s.declareReached(shape)
	case shape.Enum != nil:
		s.written[name] = true
		s.writeEnum(name, shape)
	}
}

func (s *scaffolder) writeStruct(name string, structure *shape, qualifier string, tagged bool) {
	fmt.Fprintf(&s.text, "// %s …\ntype %s struct {\n", name, name)
	for _, wire := range slices.Sorted(maps.Keys(structure.Members)) {
		e := s.model.describe(structure.Members[wire].Shape)
		if slices.Contains(structure.Required, wire) {
			e[propertyRequired] = "true"
		}
		if !tagged {
			e = element{}
		}
		e[propertyWire] = wire
		s.writeField(goName(wire), goType(s.model, structure.Members[wire].Shape, qualifier, false), e)
	}
	if strings.HasSuffix(name, "Output") && qualifier != "" {
		fmt.Fprint(&s.text, "// ResultMetadata holds the request ID, the attempts and the raw response of the call.\nResultMetadata middleware.Metadata\n")
	}
	fmt.Fprint(&s.text, "}\n\n")
}

func (s *scaffolder) writeField(name, goType string, e element) {
	fmt.Fprintf(&s.text, "// %s …\n", name)
	if e[propertyRequired] != "" {
		fmt.Fprint(&s.text, "//\n// This member is required.\n")
	}
	fmt.Fprintf(&s.text, "%s %s %s\n\n", name, goType, s.fieldTag(name, e))
}

func (s *scaffolder) writeUnion(name string, union *shape) {
	fmt.Fprintf(&s.text, "// %s …\ntype %s interface {\nis%s()\n}\n\n", name, name, name)
	for _, wire := range slices.Sorted(maps.Keys(union.Members)) {
		member := name + "Member" + goName(wire)
		fmt.Fprintf(&s.text, "// %s …\ntype %s struct {\n", member, member)
		e := s.model.describe(union.Members[wire].Shape)
		s.writeField("Value", goType(s.model, union.Members[wire].Shape, "", true), e)
		fmt.Fprintf(&s.text, "}\n\nfunc (*%s) is%s() {}\n\n", member, name)
	}
}

func (s *scaffolder) writeEnum(name string, enum *shape) {
	fmt.Fprintf(&s.text, "// %s …\ntype %s string\n\n// Values of %s.\nconst (\n", name, name, name)
	for _, value := range enum.Enum {
		fmt.Fprintf(&s.text, "%s %s = %q // …\n", constantName(name, value), name, value)
	}
	fmt.Fprintf(&s.text, ")\n\n// Values returns the values known to this version. The service can return others.\nfunc (%s) Values() []%s {\nreturn []%s{\n",
		name, name, name)
	for _, value := range enum.Enum {
		fmt.Fprintf(&s.text, "%s,\n", constantName(name, value))
	}
	fmt.Fprint(&s.text, "}\n}\n\n")
}

// constantName returns the name of an enum value's constant, such as RunningModeAutoStop for AUTO_STOP. The official
// module uses the same names.
func constantName(enum, value string) string {
	name := enum
	for word := range strings.FieldsFuncSeq(value, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		name += strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
	}
	return name
}

// goType returns the Go type of a member, or of an element of a list or map. Elements are not pointers.
func goType(m *model, name, qualifier string, isElement bool) string {
	s := m.Shapes[name]
	pointer := "*"
	if isElement {
		pointer = ""
	}
	switch {
	case s.Type == "list":
		return "[]" + goType(m, s.Member.Shape, qualifier, true)
	case s.Type == "map":
		return "map[string]" + goType(m, s.Value.Shape, qualifier, true)
	case s.Type == "structure" && s.Union, s.Enum != nil:
		return qualifier + name
	case s.Type == "structure":
		return pointer + qualifier + name
	case s.Type == "blob":
		return "[]byte"
	}
	for goName, modelName := range languageTypes {
		if modelName == s.Type && goName != "Time" {
			return pointer + goName
		}
	}
	return pointer + "time.Time"
}

// fieldTag returns the struct tag for a field with these properties, including the back quotes.
func (s *scaffolder) fieldTag(name string, e element) string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+":"+strconv.Quote(value))
		}
	}
	if wire := e[propertyWire]; wire != name {
		add("wire", wire)
	}
	add("required", e[propertyRequired])
	add("len", e[propertyLength])
	add("range", e[propertyRange])
	add("items", e[propertyItems])
	if form, ok := s.forms[e[propertyPattern]]; ok {
		add("form", form)
	} else {
		add("pattern", e[propertyPattern])
	}
	add("keyform", s.forms[e[propertyKeyPattern]])
	if len(parts) == 0 {
		return ""
	}
	tag := strings.Join(parts, " ")
	if strconv.CanBackquote(tag) {
		return "`" + tag + "`"
	}
	return strconv.Quote(tag)
}
