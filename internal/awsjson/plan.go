package awsjson

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// wireKind is how a Go type's values are encoded on the wire. The zero value is invalid.
type wireKind uint8

const (
	kindString wireKind = iota + 1 // string or an enum
	kindInt32                      // int32
	kindBool                       // bool
	kindTime                       // time.Time, as seconds since 1970
	kindBlob                       // []byte, as base64
	kindStruct                     // a struct of members
	kindUnion                      // an interface; each member is a struct whose only field is Value
	kindList                       // []T
	kindMap                        // map[string]T
)

// shape is the plan for reading, writing and checking a Go type's values. It is built once per type and never changes,
// except for lastLen and followers.
type shape struct {
	kind    wireKind
	pointer bool // whether the Go type is a pointer to a value of this kind

	elem     *shape            // list or map: the shape of its elements
	typ      reflect.Type      // struct or union: its type, never a pointer
	members  []member          // struct: its members in field order
	written  []*member         // struct: its members in the order they are written
	checked  []*member         // struct: the members that are required or have required members
	union    []unionMember     // union: its members
	values   map[string]string // enum: the values known to this version of the client, each as both key and value
	empty    reflect.Value     // list: an empty list
	elemSize int               // list: the size of an element in memory
	lastLen  *atomic.Int32     // list: the length of the last list read

	positions map[string]int // struct: maps each wire name to a position, the index in members plus 1
	followers []atomic.Int32 // struct: followers[p] is the position of the member that followed the member at position p in the last object

	requires bool // whether the shape has required members, at any depth
}

// member is a struct field that appears on the wire.
type member struct {
	*shape
	index  int    // the index of the field
	name   string // the Go name, for errors
	wire   string // the name on the wire
	key    string // the wire name as a JSON key, with the colon
	bounds bounds
}

// unionMember is a member of a union: a struct containing one string.
type unionMember struct {
	typ   reflect.Type
	tag   string  // the name on the wire: the type's name without the common prefix
	value *member // the string
}

// unionMember returns the member that a union holds, or nil if the union holds no known member.
func (s *shape) unionMember(v reflect.Value) *unionMember {
	if v = v.Elem(); v.Kind() != reflect.Pointer || v.IsNil() {
		return nil
	}
	for i := range s.union {
		if s.union[i].typ == v.Type().Elem() {
			return &s.union[i]
		}
	}
	return nil
}

// bounds are the limits in a field's tags.
type bounds struct {
	required bool
	length   limits         // tag len: the length of a string in characters, or of a blob in bytes
	size     limits         // tag range: the value of a number
	items    limits         // tag items: the number of elements in a list
	form     *forms.Form    // tag form: the form of a string
	pattern  *regexp.Regexp // tag pattern: a regular expression for a string
	keyForm  *forms.Form    // tag keyform: the form of a map's keys
}

// limits is an inclusive range. Either side may be unlimited.
type limits struct {
	min, max       int64
	hasMin, hasMax bool
}

var (
	shapes sync.Map // maps reflect.Type to *shape

	unions = map[reflect.Type][]reflect.Type{
		reflect.TypeFor[types.ImageSourceIdentifier](): {
			reflect.TypeFor[types.ImageSourceIdentifierMemberEc2ImageId](),
			reflect.TypeFor[types.ImageSourceIdentifierMemberEc2ImportTaskId](),
			reflect.TypeFor[types.ImageSourceIdentifierMemberImageBuildVersionArn](),
		},
	}
)

// shapeOf returns the shape of a Go type. An error means that the type cannot be sent, a mistake in its declaration.
// The tests find such mistakes by building the shapes of all operations.
func shapeOf(t reflect.Type) (*shape, error) {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape), nil
	}
	s, err := buildShape(t)
	if err != nil {
		return nil, err
	}
	known, _ := shapes.LoadOrStore(t, s)
	return known.(*shape), nil
}

func buildShape(t reflect.Type) (*shape, error) {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return &shape{kind: kindTime}, nil
	case unions[t] != nil:
		return buildUnion(t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		elem, err := shapeOf(t.Elem())
		if err != nil {
			return nil, err
		}
		if elem.pointer || elem.values != nil || elem.kind > kindStruct {
			break
		}
		s := *elem
		s.pointer = true
		return &s, nil
	case reflect.String:
		return &shape{kind: kindString, values: enumValues(t)}, nil
	case reflect.Int32:
		return &shape{kind: kindInt32}, nil
	case reflect.Bool:
		return &shape{kind: kindBool}, nil
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return &shape{kind: kindBlob}, nil
		}
		return buildContainer(kindList, t)
	case reflect.Map:
		if t.Key() == reflect.TypeFor[string]() {
			return buildContainer(kindMap, t)
		}
	case reflect.Struct:
		return buildStruct(t)
	}
	return nil, fmt.Errorf("awsjson: %v is not a type of the API", t)
}

func buildContainer(k wireKind, t reflect.Type) (*shape, error) {
	elem, err := shapeOf(t.Elem())
	if err != nil {
		return nil, err
	}
	if elem.pointer || elem.kind != kindString && elem.kind != kindStruct {
		return nil, fmt.Errorf("awsjson: %v is not a type of the API", t)
	}
	s := &shape{kind: k, elem: elem, requires: elem.requires}
	if k == kindList {
		s.empty, s.elemSize, s.lastLen = reflect.MakeSlice(t, 0, 0), int(t.Elem().Size()), new(atomic.Int32)
	}
	return s, nil
}

func buildUnion(t reflect.Type) (*shape, error) {
	s := &shape{kind: kindUnion, typ: t}
	for _, m := range unions[t] {
		ms, err := shapeOf(m)
		if err != nil {
			return nil, err
		}
		if m.NumField() != 1 || len(ms.members) != 1 || ms.members[0].kind != kindString {
			return nil, fmt.Errorf("awsjson: union member %v is not a struct with one string", m)
		}
		s.union = append(s.union, unionMember{m, strings.TrimPrefix(m.Name(), t.Name()+"Member"), &ms.members[0]})
	}
	return s, nil
}

func buildStruct(t reflect.Type) (*shape, error) {
	s := &shape{kind: kindStruct, typ: t, positions: make(map[string]int), followers: make([]atomic.Int32, t.NumField()+1)}
	for i := range t.NumField() {
		f := t.Field(i)
		wire := f.Tag.Get("wire")
		if !f.IsExported() || wire == "-" || f.Name == metadataField {
			continue
		}
		if wire == "" {
			wire = f.Name
		}
		fs, err := shapeOf(f.Type)
		if err != nil {
			return nil, fmt.Errorf("%v.%s: %w", t, f.Name, err)
		}
		b, err := parseBounds(f.Tag)
		if err != nil {
			return nil, fmt.Errorf("awsjson: %v.%s: %w", t, f.Name, err)
		}
		m := member{shape: fs, index: i, name: f.Name, wire: wire, key: strconv.Quote(wire) + ":", bounds: b}
		s.requires = s.requires || b.required || fs.requires
		s.members = append(s.members, m)
		s.positions[wire] = len(s.members)
		if reflect.PointerTo(t).Implements(reflect.TypeFor[error]()) {
			s.positions[f.Name] = len(s.members) // error responses spell this member message or Message
		}
	}
	s.written = writingOrder(s.members)
	for _, m := range s.written {
		if m.bounds.required || m.requires {
			s.checked = append(s.checked, m)
		}
	}
	return s, nil
}

// writingOrder returns the members in the order the official client writes them: by wire name, ignoring case, so that
// LinkedAccountId comes before LinkId.
func writingOrder(members []member) []*member {
	order := make([]*member, len(members))
	for i := range members {
		order[i] = &members[i]
	}
	slices.SortFunc(order, func(a, b *member) int { return strings.Compare(strings.ToLower(a.wire), strings.ToLower(b.wire)) })
	return order
}

// enumValues returns an enum's values: the results of its Values method, and its values in beyondModel. It returns nil
// for a type without a Values method.
func enumValues(t reflect.Type) map[string]string {
	m, ok := t.MethodByName("Values")
	if !ok {
		return nil
	}
	list := m.Func.Call([]reflect.Value{reflect.Zero(t)})[0]
	values := make(map[string]string, list.Len())
	for i := range list.Len() {
		value := list.Index(i).String()
		values[value] = value
	}
	for _, value := range beyondModel[t] {
		values[value] = value
	}
	return values
}

// beyondModel lists enum values that are missing from the API model, but that the service accepts and returns.
//
// The sources for TRUST are the service's documentation of WorkspaceAccessProperties and aws-sdk-go-v2#3451.
var beyondModel = map[reflect.Type][]string{
	reflect.TypeFor[types.AccessPropertyValue](): {"TRUST"},
}

func parseBounds(tag reflect.StructTag) (b bounds, err error) {
	b.required = tag.Get("required") == "true"
	for i, l := range []*limits{&b.length, &b.size, &b.items} {
		key := [...]string{"len", "range", "items"}[i]
		if *l, err = parseLimits(tag.Get(key)); err != nil {
			return b, fmt.Errorf("tag %s: %w", key, err)
		}
	}
	for i, form := range []**forms.Form{&b.form, &b.keyForm} {
		key := [...]string{"form", "keyform"}[i]
		name := tag.Get(key)
		if name == "" {
			continue
		}
		known, ok := forms.ByTag(name)
		if !ok {
			return b, fmt.Errorf("tag %s: package forms has no %q", key, name)
		}
		*form = known
	}
	if p := tag.Get("pattern"); p != "" {
		if b.pattern, err = regexp.Compile(p); err != nil {
			return b, fmt.Errorf("tag pattern: %w", err)
		}
	}
	return b, nil
}

// parseLimits parses "min:max". Either side may be empty, as may the whole string.
func parseLimits(s string) (l limits, err error) {
	if s == "" {
		return l, nil
	}
	low, high, ok := strings.Cut(s, ":")
	if !ok {
		return l, fmt.Errorf("%q is not min:max", s)
	}
	if low != "" {
		l.hasMin = true
		if l.min, err = strconv.ParseInt(low, 10, 64); err != nil {
			return l, err
		}
	}
	if high != "" {
		l.hasMax = true
		l.max, err = strconv.ParseInt(high, 10, 64)
	}
	return l, err
}
