package awsjson

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aws/smithy-go"
)

// Fault is one bound that a member does not keep. Members that are missing are smithy's own
// ParamRequiredError.
type Fault struct {
	path *smithy.ParamRequiredError // for its bookkeeping of where the member is

	// Value is the member's.
	Value any

	// Bound is what was asked of it.
	Bound Bound

	// Limit is the least or most that the bound allows, or the pattern, or the values of the enum.
	Limit any

	// Element says which element of a list or map breaks the bound; empty for the member itself.
	Element string

	reason string
}

// Bound is a kind of bound.
type Bound int

// The kinds of bound.
const (
	MinLength Bound = iota // at least Limit characters, bytes or elements
	MaxLength              // at most Limit characters, bytes or elements
	MinValue               // not below Limit
	MaxValue               // not above Limit
	Pattern                // matches Limit
	Enum                   // one of Limit
)

// Field returns the member's path, such as CreateTagsInput.Tags[0].Key.
func (f *Fault) Field() string { return f.path.Field() }

// SetContext implements smithy.InvalidParamError.
func (f *Fault) SetContext(context string) { f.path.SetContext(context) }

// AddNestedContext implements smithy.InvalidParamError.
func (f *Fault) AddNestedContext(context string) { f.path.AddNestedContext(context) }

// Error names the member, the bound and the value.
func (f *Fault) Error() string { return fmt.Sprintf("%s%s, %s.", f.Element, f.reason, f.Field()) }

// MaxFaults is how many faults of an input Validate finds at most: an input can have millions, from outside.
const MaxFaults = 100

// Validate checks that all required members of an input are set and, when strict, that every member
// keeps its bounds. It finds all faults, up to MaxFaults, before it answers with a
// smithy.InvalidParamsError.
func Validate(in any, strict bool) error {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("awsjson: input is %T, not a pointer to a struct", in)
	}
	s, err := shapeOf(v.Type().Elem())
	if err != nil {
		return err
	}
	if !strict && !s.requires {
		return nil
	}
	if faults := (&checker{strict, MaxFaults}).structure(s, v.Elem()); faults.Len() > 0 {
		named := smithy.InvalidParamsError{Context: s.typ.Name()}
		for _, e := range faults.Errs() {
			named.Add(e.(smithy.InvalidParamError)) //nolint:errorlint // only such were added
		}
		return named
	}
	return nil
}

type checker struct {
	strict bool
	left   int // how many more faults are to be found
}

func (c *checker) structure(s *shape, v reflect.Value) (faults smithy.InvalidParamsError) {
	for i := range s.members {
		m := &s.members[i]
		f := v.Field(m.index)
		if !m.isSet(f) {
			if m.bounds.required && c.left > 0 {
				c.left--
				faults.Add(smithy.NewErrParamRequired(m.name))
			}
			continue
		}
		c.member(m, m.name, f, &faults)
		if c.strict || m.requires {
			faults.AddNested(m.name, c.value(m.shape, f))
		}
	}
	return faults
}

// member adds the faults of a member that is set, under the name that it is to have.
func (c *checker) member(m *member, name string, v reflect.Value, faults *smithy.InvalidParamsError) {
	if !c.strict {
		return
	}
	for _, fault := range m.bounds.broken(m.shape, v, c.left) {
		c.left--
		fault.path = smithy.NewErrParamRequired(name)
		faults.Add(fault)
	}
}

// value looks for faults below a member.
func (c *checker) value(s *shape, v reflect.Value) (faults smithy.InvalidParamsError) {
	if s.pointer {
		v = v.Elem()
	}
	switch s.kind {
	case kindStruct:
		return c.structure(s, v)
	case kindList:
		for i := 0; i < v.Len() && s.elem.kind == kindStruct && c.left > 0; i++ {
			if below := c.value(s.elem, v.Index(i)); below.Len() > 0 {
				faults.AddNested("["+strconv.Itoa(i)+"]", below)
			}
		}
	case kindMap:
		if s.elem.kind != kindStruct {
			break
		}
		for _, k := range sortedKeys(v) {
			faults.AddNested("["+strconv.Quote(k)+"]", c.value(s.elem, v.MapIndex(reflect.ValueOf(k))))
		}
	case kindUnion:
		if m := v.Elem(); m.Kind() == reflect.Pointer && !m.IsNil() && slices.Contains(s.union, m.Type().Elem()) {
			if ms, err := shapeOf(m.Type().Elem()); err == nil {
				only := &ms.members[0]
				c.member(only, unionTag(s.typ, ms.typ), m.Elem().Field(only.index), &faults)
			}
		}
	}
	return faults
}

// broken lists the bounds that a value which is set does not keep, up to most of them.
func (b *bounds) broken(s *shape, v reflect.Value, most int) (faults []*Fault) {
	if s.pointer {
		v = v.Elem()
	}
	switch s.kind {
	case kindString:
		faults = b.brokenText(s, v.String())
	case kindInt32:
		if f := b.size.broken(v.Int(), MinValue, MaxValue); f != nil {
			f.reason = fmt.Sprintf("%d is %s", v.Int(), f.reason)
			faults = append(faults, f)
		}
	case kindBlob:
		if f := b.length.broken(int64(v.Len()), MinLength, MaxLength); f != nil {
			f.reason = fmt.Sprintf("%d bytes are %s", v.Len(), f.reason)
			faults = append(faults, f)
		}
	case kindList:
		if f := b.items.broken(int64(v.Len()), MinLength, MaxLength); f != nil {
			f.reason = fmt.Sprintf("%d elements are %s", v.Len(), f.reason)
			faults = append(faults, f)
		}
		for i := 0; i < v.Len() && s.elem.kind == kindString && len(faults) < most; i++ {
			for _, f := range b.brokenText(s.elem, v.Index(i).String()) {
				f.Element = fmt.Sprintf("element %d: ", i)
				faults = append(faults, f)
			}
		}
	case kindMap:
		for _, k := range sortedKeys(v) {
			if len(faults) >= most {
				break
			}
			if b.keyPattern != nil && !b.keyPattern.MatchString(k) {
				faults = append(faults, &Fault{
					Bound: Pattern, Limit: b.keyPattern.String(), Element: "key: ",
					reason: fmt.Sprintf("%s does not match %s", quoted(k), b.keyPattern),
				})
			}
			for _, f := range b.brokenText(s.elem, v.MapIndex(reflect.ValueOf(k)).String()) {
				f.Element = "value of " + quoted(k) + ": "
				faults = append(faults, f)
			}
		}
	}
	faults = faults[:min(len(faults), most)]
	for _, f := range faults {
		f.Value = v.Interface()
	}
	return faults
}

func (b *bounds) brokenText(s *shape, text string) (faults []*Fault) {
	if s.values != nil {
		if _, ok := s.values[text]; !ok {
			values := sorted(s.values)
			faults = append(faults, &Fault{
				Bound: Enum, Limit: values, reason: fmt.Sprintf("%s is none of %s", quoted(text), strings.Join(values, ", ")),
			})
		}
		return faults
	}
	n := int64(utf8.RuneCountInString(text))
	if f := b.length.broken(n, MinLength, MaxLength); f != nil {
		f.reason = fmt.Sprintf("%s: %d characters are %s", quoted(text), n, f.reason)
		faults = append(faults, f)
	}
	if b.pattern != nil && !b.pattern.MatchString(text) {
		faults = append(faults, &Fault{
			Bound: Pattern, Limit: b.pattern.String(), reason: fmt.Sprintf("%s does not match %s", quoted(text), b.pattern),
		})
	}
	return faults
}

// broken returns nil where n is within the limits.
func (l limits) broken(n int64, low, high Bound) *Fault {
	switch {
	case l.hasMin && n < l.min:
		return &Fault{Bound: low, Limit: l.min, reason: fmt.Sprintf("below the minimum of %d", l.min)}
	case l.hasMax && n > l.max:
		return &Fault{Bound: high, Limit: l.max, reason: fmt.Sprintf("above the maximum of %d", l.max)}
	default:
		return nil
	}
}

// quoted shows a value in an error, its end left out where it is long.
func quoted(s string) string {
	const most = 64
	if len(s) <= most {
		return strconv.Quote(s)
	}
	return strconv.Quote(s[:most]) + "…"
}

func sorted(set map[string]string) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}
