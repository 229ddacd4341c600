package awsjson

import (
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/smithy-go/encoding"
)

// encoder writes a JSON document. It writes the same bytes as the official client would, so that recorded requests
// match. It omits unset members: nil pointers, lists, maps and blobs, and empty enums.
//
// Only maps and times can differ. The official client writes a map's keys in random order, whereas the encoder sorts
// them. A time written by the official client can lose a millisecond when it is read, which the encoder avoids: see
// epochSeconds. Requests are unaffected, because no input in the API contains a time.
type encoder struct {
	json []byte
	err  error // the first error, if any
}

// value writes v, which must be set. If the shape is a pointer, v is the value it points to.
func (e *encoder) value(s *shape, v reflect.Value) {
	switch s.kind {
	case kindString:
		e.json = appendString(e.json, v.String())
	case kindInt32:
		e.json = strconv.AppendInt(e.json, v.Int(), 10)
	case kindBool:
		e.json = strconv.AppendBool(e.json, v.Bool())
	case kindTime:
		e.json = encoding.EncodeFloat(e.json, epochSeconds(v.Interface().(time.Time)), 64)
	case kindBlob:
		e.json = append(base64.StdEncoding.AppendEncode(append(e.json, '"'), v.Bytes()), '"')
	case kindStruct:
		e.structure(s, v)
	case kindUnion:
		e.union(s, v)
	case kindList:
		e.json = append(e.json, '[')
		for i := range v.Len() {
			if i > 0 {
				e.json = append(e.json, ',')
			}
			e.value(s.elem, v.Index(i))
		}
		e.json = append(e.json, ']')
	case kindMap:
		e.json = append(e.json, '{')
		for i, k := range sortedKeys(v) {
			if i > 0 {
				e.json = append(e.json, ',')
			}
			e.json = append(appendString(e.json, k), ':')
			e.value(s.elem, v.MapIndex(reflect.ValueOf(k)))
		}
		e.json = append(e.json, '}')
	}
}

func (e *encoder) structure(s *shape, v reflect.Value) {
	e.json = append(e.json, '{')
	first := true
	for _, m := range s.written {
		f, set := m.field(v)
		if !set {
			continue
		}
		if !first {
			e.json = append(e.json, ',')
		}
		first = false
		e.json = append(e.json, m.key...)
		e.value(m.shape, f)
	}
	e.json = append(e.json, '}')
}

func (e *encoder) union(s *shape, v reflect.Value) {
	if m := s.unionMember(v); m != nil {
		e.json = append(appendString(append(e.json, '{'), m.tag), ':')
		e.json = append(appendString(e.json, v.Elem().Elem().Field(0).String()), '}')
	} else if e.err == nil {
		e.err = fmt.Errorf("%v cannot be sent as a member of the union %v", v.Elem().Type(), s.typ)
	}
}

// epochSeconds returns the seconds since 1970, to the millisecond. Readers multiply the result by 1000 and truncate the
// product; if that would lose a millisecond, epochSeconds returns the next float away from zero instead.
func epochSeconds(t time.Time) float64 {
	ms := t.UnixMilli()
	s := float64(ms) / 1e3
	if int64(s*1e3) != ms {
		s = math.Nextafter(s, math.Copysign(math.MaxFloat64, s))
	}
	return s
}

// appendString appends a JSON string with the same escapes as smithy-go. A byte that is not valid UTF-8, which JSON
// cannot express, becomes an escaped U+FFFD.
func appendString(p []byte, s string) []byte {
	const hex = "0123456789abcdef"
	p = append(p, '"')
	start := 0 // the start of the text not appended yet
	for i := 0; i < len(s); {
		b := s[i]
		if b >= ' ' && b != '"' && b != '\\' && b < utf8.RuneSelf {
			i++
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		if c >= utf8.RuneSelf && c != '\u2028' && c != '\u2029' && (c != utf8.RuneError || size > 1) {
			i += size
			continue
		}
		p = append(p, s[start:i]...)
		if short := strings.IndexByte("\"\\\n\r\t", b); short >= 0 {
			p = append(p, '\\', `"\nrt`[short])
		} else { // four hexadecimal digits
			p = append(p, '\\', 'u', hex[c>>12], hex[c>>8&0xf], hex[c>>4&0xf], hex[c&0xf])
		}
		i += size
		start = i
	}
	p = append(p, s[start:]...)
	return append(p, '"')
}

// field returns the member's value in the struct v, and whether it is set. If the member is a pointer, field returns
// the value it points to.
func (m *member) field(v reflect.Value) (f reflect.Value, set bool) {
	f = v.Field(m.index)
	switch {
	case m.pointer:
		f = f.Elem()
		return f, f.IsValid()
	case m.kind == kindBlob, m.kind > kindStruct:
		return f, !f.IsNil()
	default:
		return f, m.kind != kindString || f.Len() > 0
	}
}

// sortedKeys returns the keys of a map[string]T in sorted order.
func sortedKeys(v reflect.Value) []string {
	keys := make([]string, 0, v.Len())
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	return keys
}
