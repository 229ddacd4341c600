package awsjson

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/go-workspaces/workspaces/types"
)

// The first second of the year 1 and the first second of the year 10000, in seconds since 1970: RFC 3339
// cannot express times outside this range.
const (
	minSeconds = -62135596800
	maxSeconds = 253402300800
)

// maxElements is the maximum length of lists. It is far above the length of any page or batch. Without this limit,
// MaxBody bytes of "{},{},…" would become gigabytes of structs.
const maxElements = 1_000_000

// decode reads a value into v, which must be addressable. It skips unknown members. A member or list element that is
// null becomes the zero value.
func (s *shape) decode(r *reader, v reflect.Value) error {
	if null, err := r.null(); null || err != nil {
		v.SetZero()
		return err
	}
	switch s.kind {
	case kindString:
		text, err := r.text()
		if err != nil {
			return err
		}
		if s.pointer {
			p := new(string)
			*p = r.keep(text)
			v.Set(reflect.ValueOf(p))
		} else if known, ok := s.values[string(text)]; ok {
			v.SetString(known)
		} else {
			v.SetString(r.keep(text))
		}
	case kindInt32:
		number, err := r.number()
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(number), 10, 32)
		if err != nil {
			return fmt.Errorf("expected a 32-bit integer, got %s", shorten(string(number)))
		}
		p := new(int32)
		*p = int32(n)
		v.Set(reflect.ValueOf(p))
	case kindBool:
		b, err := r.boolean()
		if err != nil {
			return err
		}
		v.Set(reflect.ValueOf(&b))
	case kindTime:
		number, err := r.number()
		if err != nil {
			return err
		}
		seconds, err := strconv.ParseFloat(string(number), 64)
		if err != nil || seconds < minSeconds || seconds >= maxSeconds {
			return fmt.Errorf("expected seconds since 1970, got %s, which is outside the years 1 to 9999", shorten(string(number)))
		}
		// The time is truncated to milliseconds, as in all clients that use smithy-go. Because the seconds are
		// a float64, truncation makes some times after 2038 a millisecond too early.
		t := time.UnixMilli(int64(seconds * 1e3)).UTC()
		v.Set(reflect.ValueOf(&t))
	case kindBlob:
		text, err := r.text()
		if err != nil {
			return err
		}
		blob, err := base64.StdEncoding.DecodeString(string(text))
		if err != nil {
			return fmt.Errorf("expected base64: %w", err)
		}
		v.SetBytes(blob)
	case kindStruct:
		if s.pointer {
			p := reflect.New(s.typ)
			v.Set(p)
			v = p.Elem()
		}
		return s.decodeStruct(r, v)
	case kindUnion:
		return s.decodeUnion(r, v)
	case kindList:
		return s.decodeList(r, v)
	case kindMap:
		return s.decodeMap(r, v)
	}
	return nil
}

func (s *shape) decodeStruct(r *reader, v reflect.Value) error {
	next := 0
	return r.object(func(name []byte) error {
		// Most documents have their members in the order of the fields: start after the last match.
		for range s.members {
			m := &s.members[next]
			if next++; next == len(s.members) {
				next = 0
			}
			if string(name) == m.wire || string(name) == m.alias {
				if err := m.decode(r, v.Field(m.index)); err != nil {
					return prefixPath(m.wire, err)
				}
				return nil
			}
		}
		return r.skip()
	})
}

// decodeUnion reads the first member that is not null and skips the others. It also skips __type, which some servers
// send although it is not a member.
func (s *shape) decodeUnion(r *reader, v reflect.Value) error {
	v.SetZero()
	return r.object(func(name []byte) error {
		tag := string(name)
		if null, err := r.null(); null || err != nil {
			return err
		}
		if !v.IsNil() || tag == typeMember {
			return r.skip()
		}
		for _, t := range s.union {
			if unionTag(s.typ, t) == tag {
				text, err := r.text()
				if err != nil {
					return prefixPath(tag, err)
				}
				m := reflect.New(t)
				m.Elem().Field(0).SetString(r.keep(text))
				v.Set(m)
				return nil
			}
		}
		v.Set(reflect.ValueOf(&types.UnknownUnionMember{Tag: tag}))
		return r.skip()
	})
}

func (s *shape) decodeList(r *reader, v reflect.Value) error {
	// Pages tend to have the same size: start with room for as many elements as the last list had.
	v.Set(reflect.MakeSlice(v.Type(), 0, min(int(s.lastLen.Load()), 1000)))
	n := 0
	err := r.array(func() error {
		if n == maxElements {
			return fmt.Errorf("the list has more than %d elements", maxElements)
		}
		if n == v.Cap() {
			v.Grow(max(4, n))
		}
		v.SetLen(n + 1)
		if err := s.elem.decode(r, v.Index(n)); err != nil {
			return prefixPath("["+strconv.Itoa(n)+"]", err)
		}
		n++
		return nil
	})
	s.lastLen.Store(int32(n))
	return err
}

func (s *shape) decodeMap(r *reader, v reflect.Value) error {
	v.Set(reflect.MakeMap(v.Type()))
	return r.object(func(name []byte) error {
		key := r.keep(name)
		elem := reflect.New(v.Type().Elem()).Elem()
		if err := s.elem.decode(r, elem); err != nil {
			return prefixPath("["+quoteShort(key)+"]", err)
		}
		v.SetMapIndex(reflect.ValueOf(key), elem)
		return nil
	})
}

// pathError is an error with the path of the member that could not be read.
type pathError struct {
	path string
	err  error
}

func (e *pathError) Error() string { return fmt.Sprintf("%s: %v", e.path, e.err) }

func (e *pathError) Unwrap() error { return e.err }

// prefixPath adds one step at the beginning of an error's path.
func prefixPath(step string, err error) error {
	inner, ok := err.(*pathError) //nolint:errorlint // a pathError never wraps another one
	switch {
	case !ok:
		return &pathError{step, err}
	case inner.path[0] == '[':
		return &pathError{step + inner.path, inner.err}
	default:
		return &pathError{step + "." + inner.path, inner.err}
	}
}
