package awsjson

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aws/smithy-go"
)

// Violation is the error for a member that violates a bound. For a missing required member, the error is a
// smithy.ParamRequiredError instead.
type Violation struct {
	path *smithy.ParamRequiredError // used only for the member's path

	// Value is the member's value.
	Value any

	// Bound is the bound that the value violates.
	Bound Bound

	// Limit is the minimum or maximum, the pattern, or the list of enum values.
	Limit any

	// Element describes the list element, map key or map value that violates the bound. It is empty if the member
	// itself does.
	Element string

	reason string
}

// Bound is a kind of bound.
type Bound int

// The kinds of bounds.
const (
	MinLength Bound = iota // the value must have at least Limit characters, bytes or elements
	MaxLength              // the value must have at most Limit characters, bytes or elements
	MinValue               // the value must not be below Limit
	MaxValue               // the value must not be above Limit
	Pattern                // the value must match Limit
	Enum                   // the value must be one of the values in Limit
)

// Field returns the path of the member, such as CreateTagsInput.Tags[0].Key.
func (v *Violation) Field() string { return v.path.Field() }

// SetContext implements smithy.InvalidParamError.
func (v *Violation) SetContext(context string) { v.path.SetContext(context) }

// AddNestedContext implements smithy.InvalidParamError.
func (v *Violation) AddNestedContext(context string) { v.path.AddNestedContext(context) }

// Reason names the value and the bound, but not the member.
func (v *Violation) Reason() string { return v.reason }

// Error names the value, the bound and the member.
func (v *Violation) Error() string { return v.Element + v.reason + ", " + v.Field() + "." }

// MaxErrors is the maximum number of errors that Validate reports, since an untrusted input can contain millions.
const MaxErrors = 100

// Validate checks that all required members of an input are set and, if strict is true, that all members are within
// their bounds. It returns all errors, up to MaxErrors, in one smithy.InvalidParamsError.
func Validate(in any, strict bool) error {
	return (&checker{strict: strict, enums: true, left: MaxErrors}).validate(in)
}

// ValidateExceptEnums is like Validate(in, true), but accepts any string as an enum value. It is meant for data from
// the service, which can contain values that this version of the client does not know.
func ValidateExceptEnums(in any) error {
	return (&checker{strict: true, left: MaxErrors}).validate(in)
}

// UnknownEnumValues returns a violation for each enum value that this version of the client does not know.
func UnknownEnumValues(in any) (unknown []*Violation) {
	var all smithy.InvalidParamsError
	errors.As((&checker{strict: true, enums: true, left: math.MaxInt}).validate(in), &all)
	for _, err := range all.Errs() {
		if v := (*Violation)(nil); errors.As(err, &v) && v.Bound == Enum {
			unknown = append(unknown, v)
		}
	}
	return unknown
}

// checker checks an input and collects its errors.
type checker struct {
	strict bool
	enums  bool // whether an unknown enum value is an error
	left   int  // how many more errors may be reported
	found  []smithy.InvalidParamError
}

// add records an error.
func (c *checker) add(err smithy.InvalidParamError) {
	c.left--
	c.found = append(c.found, err)
}

// prefix prepends a step to the path of each error in c.found[from:].
func (c *checker) prefix(from int, step string) {
	for _, err := range c.found[from:] {
		err.AddNestedContext(step)
	}
}

func (c *checker) validate(in any) error {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("awsjson: input is %T, not a pointer to a struct", in)
	}
	s, err := shapeOf(v.Type().Elem())
	if err != nil {
		return err
	}
	if !c.strict && s.complete(v.Elem()) {
		return nil
	}
	if c.structure(s, v.Elem()); len(c.found) == 0 {
		return nil
	}
	all := smithy.InvalidParamsError{Context: s.typ.Name()}
	for _, err := range c.found {
		all.Add(err)
	}
	return all
}

// complete reports whether all required members in v are set. It is faster than a checker, because it looks only at the
// members in s.checked and collects no errors. It does not look inside maps, and returns false if v contains a map of
// structs with required members.
func (s *shape) complete(v reflect.Value) bool {
	if !s.requires {
		return true
	}
	switch s.kind {
	case kindStruct:
		for _, m := range s.checked {
			if f, set := m.field(v); set && !m.complete(f) || !set && m.bounds.required {
				return false
			}
		}
		return true
	case kindList:
		for i := range v.Len() {
			if !s.elem.complete(v.Index(i)) {
				return false
			}
		}
		return true
	default:
		return false
	}
}

func (c *checker) structure(s *shape, v reflect.Value) {
	for i := range s.members {
		m := &s.members[i]
		if f, set := m.field(v); set {
			c.member(m, m.name, f)
			from := len(c.found)
			c.descend(m.shape, f)
			c.prefix(from, m.name)
		} else if m.bounds.required && c.left > 0 {
			c.add(smithy.NewErrParamRequired(m.name))
		}
	}
}

// member checks the bounds of a member that is set, and adds its violations under the given name.
func (c *checker) member(m *member, name string, v reflect.Value) {
	if !c.strict {
		return
	}
	for _, found := range c.check(&m.bounds, m.shape, v) {
		found.path = smithy.NewErrParamRequired(name)
		c.add(found)
	}
}

// descend checks the members of the structs and unions in a value.
func (c *checker) descend(s *shape, v reflect.Value) {
	if !c.strict && !s.requires {
		return
	}
	switch s.kind {
	case kindStruct:
		c.structure(s, v)
	case kindList:
		for i := 0; i < v.Len() && s.elem.kind == kindStruct && c.left > 0; i++ {
			from := len(c.found)
			if c.descend(s.elem, v.Index(i)); len(c.found) > from {
				c.prefix(from, "["+strconv.Itoa(i)+"]")
			}
		}
	case kindMap:
		if s.elem.kind == kindStruct {
			for _, k := range sortedKeys(v) {
				from := len(c.found)
				c.descend(s.elem, v.MapIndex(reflect.ValueOf(k)))
				c.prefix(from, "["+strconv.Quote(k)+"]")
			}
		}
	case kindUnion:
		if m := s.unionMember(v); m != nil {
			c.member(m.value, m.tag, v.Elem().Elem().Field(0))
		}
	}
}

// check returns the bounds that the value v breaks, at most c.left of them. v must be set.
func (c *checker) check(b *bounds, s *shape, v reflect.Value) (found []*Violation) {
	switch s.kind {
	case kindString:
		found = c.checkText(b, s, v.String())
	case kindInt32:
		found = b.size.check(v.Int(), MinValue, MaxValue, " is ")
	case kindBlob:
		found = b.length.check(int64(v.Len()), MinLength, MaxLength, " bytes are ")
	case kindList:
		found = b.items.check(int64(v.Len()), MinLength, MaxLength, " elements are ")
		for i := 0; i < v.Len() && s.elem.kind == kindString && len(found) < c.left; i++ {
			if wrong := c.checkText(b, s.elem, v.Index(i).String()); len(wrong) > 0 {
				found = append(found, inElement("element "+strconv.Itoa(i)+": ", wrong)...)
			}
		}
	case kindMap:
		for _, k := range sortedKeys(v) {
			if len(found) >= c.left {
				break
			}
			if b.keyForm != nil && !b.keyForm.Match(k) {
				found = append(found, inElement("key: ", violation(Pattern, b.keyForm.Pattern(), quoteShort(k)+" is not "+b.keyForm.String()))...)
			}
			if wrong := c.checkText(b, s.elem, v.MapIndex(reflect.ValueOf(k)).String()); len(wrong) > 0 {
				found = append(found, inElement("value of "+quoteShort(k)+": ", wrong)...)
			}
		}
	}
	found = found[:min(len(found), c.left)]
	for _, one := range found {
		one.Value = v.Interface()
	}
	return found
}

// violation returns a list of one violation.
func violation(bound Bound, limit any, reason string) []*Violation {
	return []*Violation{{Bound: bound, Limit: limit, reason: reason}}
}

// inElement sets the Element field of each violation in a list.
func inElement(element string, list []*Violation) []*Violation {
	for _, v := range list {
		v.Element = element
	}
	return list
}

// checkText checks a string: a member, a list element or a map value.
func (c *checker) checkText(b *bounds, s *shape, text string) []*Violation {
	if s.values != nil {
		if _, ok := s.values[text]; ok || !c.enums {
			return nil
		}
		values := sortedValues(s.values)
		return violation(Enum, values, quoteShort(text)+" is not one of "+strings.Join(values, ", "))
	}
	found := b.length.check(int64(utf8.RuneCountInString(text)), MinLength, MaxLength, " characters are ")
	for _, v := range found {
		v.reason = quoteShort(text) + ": " + v.reason
	}
	if b.form != nil && !b.form.Match(text) {
		found = append(found, violation(Pattern, b.form.Pattern(), quoteShort(text)+" is not "+b.form.String())...)
	}
	if b.pattern != nil && !b.pattern.MatchString(text) {
		found = append(found, violation(Pattern, b.pattern.String(), quoteShort(text)+" does not match "+b.pattern.String())...)
	}
	return found
}

// check returns a violation if n is outside the limits, with minBound if n is below the minimum and maxBound if n is
// above the maximum. In the error text, n is followed by a unit such as " bytes are ".
func (l limits) check(n int64, minBound, maxBound Bound, unit string) []*Violation {
	bound, limit, side := minBound, l.min, "below the minimum of "
	switch {
	case l.hasMin && n < l.min:
	case l.hasMax && n > l.max:
		bound, limit, side = maxBound, l.max, "above the maximum of "
	default:
		return nil
	}
	return violation(bound, limit, strconv.FormatInt(n, 10)+unit+side+strconv.FormatInt(limit, 10))
}

// maxQuoted is the maximum number of bytes of a value quoted in errors.
const maxQuoted = 64

// quoteShort quotes a value for an error, truncating long values.
func quoteShort(s string) string {
	if len(s) <= maxQuoted {
		return strconv.Quote(s)
	}
	return strconv.Quote(s[:maxQuoted]) + "…"
}

// shorten truncates a long number.
func shorten(number string) string {
	if len(number) <= maxQuoted {
		return number
	}
	return number[:maxQuoted] + "…"
}

func sortedValues(enum map[string]string) []string {
	list := make([]string, 0, len(enum))
	for value := range enum {
		list = append(list, value)
	}
	slices.Sort(list)
	return list
}
