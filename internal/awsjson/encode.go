package awsjson

import (
	"encoding/base64"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/aws/smithy-go/encoding"
	smithytime "github.com/aws/smithy-go/time"
)

// appendJSON appends a value to p. What is unset is not written: nil pointers, lists, maps and blobs,
// and empty enums.
func (s *shape) appendJSON(p []byte, v reflect.Value) []byte {
	if s.pointer {
		v = v.Elem()
	}
	switch s.kind {
	case kindString:
		return appendString(p, v.String())
	case kindInt32:
		return strconv.AppendInt(p, v.Int(), 10)
	case kindBool:
		return strconv.AppendBool(p, v.Bool())
	case kindTime:
		return encoding.EncodeFloat(p, smithytime.FormatEpochSeconds(v.Interface().(time.Time)), 64)
	case kindBlob:
		return append(base64.StdEncoding.AppendEncode(append(p, '"'), v.Bytes()), '"')
	case kindStruct:
		p = append(p, '{')
		first := true
		for i := range s.members {
			m := &s.members[i]
			f := v.Field(m.index)
			if !m.isSet(f) {
				continue
			}
			if !first {
				p = append(p, ',')
			}
			first = false
			p = m.appendJSON(append(p, m.key...), f)
		}
		return append(p, '}')
	case kindUnion:
		p = append(p, '{')
		for _, t := range s.union {
			if m := v.Elem(); m.Type() == reflect.PointerTo(t) && !m.IsNil() {
				p = append(appendString(p, unionTag(s.typ, t)), ':')
				p = appendString(p, m.Elem().FieldByName("Value").String())
			}
		}
		return append(p, '}')
	case kindList:
		p = append(p, '[')
		for i := range v.Len() {
			if i > 0 {
				p = append(p, ',')
			}
			p = s.elem.appendJSON(p, v.Index(i))
		}
		return append(p, ']')
	case kindMap:
		p = append(p, '{')
		for i, k := range sortedKeys(v) {
			if i > 0 {
				p = append(p, ',')
			}
			p = append(appendString(p, k), ':')
			p = s.elem.appendJSON(p, v.MapIndex(reflect.ValueOf(k)))
		}
		return append(p, '}')
	}
	return p
}

// appendString appends a JSON string. What is not UTF-8 becomes U+FFFD, as JSON has no way to say it.
func appendString(p []byte, s string) []byte {
	const hex = "0123456789abcdef"
	p = append(p, '"')
	for _, c := range s {
		switch {
		case c == '"', c == '\\':
			p = append(p, '\\', byte(c))
		case c == '\n':
			p = append(p, '\\', 'n')
		case c < ' ', c == 0x7f:
			p = append(p, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		default:
			p = utf8.AppendRune(p, c)
		}
	}
	return append(p, '"')
}

// isSet reports whether a field has a value to send.
func (s *shape) isSet(v reflect.Value) bool {
	switch {
	case s.pointer, s.kind == kindList, s.kind == kindMap, s.kind == kindBlob, s.kind == kindUnion:
		return !v.IsNil()
	case s.kind == kindString:
		return v.Len() > 0
	default:
		return true
	}
}

// sortedKeys lists the keys of a map[string]T.
func sortedKeys(v reflect.Value) []string {
	keys := make([]string, 0, v.Len())
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	return keys
}
