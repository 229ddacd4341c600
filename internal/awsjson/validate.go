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

// invalidParam is what strict validation finds; missing members are smithy's own ParamRequiredError.
type invalidParam struct {
	*smithy.ParamRequiredError // for the bookkeeping of contexts alone
	reason                     string
}

func (e *invalidParam) Error() string { return fmt.Sprintf("%s, %s.", e.reason, e.Field()) }

// Validate checks that all required members of an input are set and, when strict, that every member
// keeps its bounds. It finds all faults before it answers with a smithy.InvalidParamsError.
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
	if faults := (checker{strict}).structure(s, v.Elem()); faults.Len() > 0 {
		faults.Context = s.typ.Name()
		named := smithy.InvalidParamsError{Context: s.typ.Name()}
		for _, e := range faults.Errs() {
			named.Add(e.(smithy.InvalidParamError)) //nolint:errorlint // only such were added
		}
		return named
	}
	return nil
}

type checker struct{ strict bool }

func (c checker) structure(s *shape, v reflect.Value) (faults smithy.InvalidParamsError) {
	for i := range s.members {
		m := &s.members[i]
		f := v.Field(m.index)
		if !m.isSet(f) {
			if m.bounds.required {
				faults.Add(smithy.NewErrParamRequired(m.name))
			}
			continue
		}
		if c.strict {
			for _, reason := range m.bounds.broken(m.shape, f) {
				faults.Add(&invalidParam{smithy.NewErrParamRequired(m.name), reason})
			}
		}
		if c.strict || m.requires {
			faults.AddNested(m.name, c.value(m.shape, f))
		}
	}
	return faults
}

// value looks for faults below a member.
func (c checker) value(s *shape, v reflect.Value) (faults smithy.InvalidParamsError) {
	if s.pointer {
		v = v.Elem()
	}
	switch s.kind {
	case kindStruct:
		return c.structure(s, v)
	case kindList:
		for i := range v.Len() {
			faults.AddNested("["+strconv.Itoa(i)+"]", c.value(s.elem, v.Index(i)))
		}
	case kindMap:
		for _, k := range v.MapKeys() {
			faults.AddNested("["+strconv.Quote(k.String())+"]", c.value(s.elem, v.MapIndex(k)))
		}
	case kindUnion:
		if m := v.Elem(); m.Kind() == reflect.Pointer && !m.IsNil() && slices.Contains(s.union, m.Type().Elem()) {
			ms, err := shapeOf(m.Type().Elem())
			if err == nil {
				return c.structure(ms, m.Elem())
			}
		}
	}
	return faults
}

// broken lists in words which bounds a value that is set does not keep.
func (b *bounds) broken(s *shape, v reflect.Value) (reasons []string) {
	if s.pointer {
		v = v.Elem()
	}
	switch s.kind {
	case kindString:
		return b.brokenText(s, v.String(), "")
	case kindInt32:
		if why := b.size.broken(v.Int()); why != "" {
			reasons = append(reasons, fmt.Sprintf("%d is %s", v.Int(), why))
		}
	case kindBlob:
		if why := b.length.broken(int64(v.Len())); why != "" {
			reasons = append(reasons, fmt.Sprintf("%d bytes are %s", v.Len(), why))
		}
	case kindList:
		if why := b.items.broken(int64(v.Len())); why != "" {
			reasons = append(reasons, fmt.Sprintf("%d elements are %s", v.Len(), why))
		}
		if s.elem.kind == kindString {
			for i := range v.Len() {
				reasons = append(reasons, b.brokenText(s.elem, v.Index(i).String(), fmt.Sprintf("element %d: ", i))...)
			}
		}
	case kindMap:
		for _, k := range sortedKeys(v) {
			if b.keyPattern != nil && !b.keyPattern.MatchString(k) {
				reasons = append(reasons, fmt.Sprintf("key %s does not match %s", quoted(k), b.keyPattern))
			}
			value := v.MapIndex(reflect.ValueOf(k)).String()
			reasons = append(reasons, b.brokenText(s.elem, value, fmt.Sprintf("value of %s: ", quoted(k)))...)
		}
	}
	return reasons
}

func (b *bounds) brokenText(s *shape, text, where string) (reasons []string) {
	if s.values != nil {
		if _, ok := s.values[text]; !ok {
			reasons = append(reasons, fmt.Sprintf("%s%s is none of %s", where, quoted(text), strings.Join(sorted(s.values), ", ")))
		}
		return reasons
	}
	if n := int64(utf8.RuneCountInString(text)); b.length.broken(n) != "" {
		reasons = append(reasons, fmt.Sprintf("%s%s: %d characters are %s", where, quoted(text), n, b.length.broken(n)))
	}
	if b.pattern != nil && !b.pattern.MatchString(text) {
		reasons = append(reasons, fmt.Sprintf("%s%s does not match %s", where, quoted(text), b.pattern))
	}
	return reasons
}

// broken says how n is out of the limits, or nothing.
func (l limits) broken(n int64) string {
	switch {
	case l.hasMin && n < l.min:
		return fmt.Sprintf("below the minimum of %d", l.min)
	case l.hasMax && n > l.max:
		return fmt.Sprintf("above the maximum of %d", l.max)
	default:
		return ""
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
