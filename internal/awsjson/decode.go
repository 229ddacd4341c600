package awsjson

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/go-workspaces/workspaces/types"
)

// The first second of the year 1 and that of the year 10000, between which RFC 3339 has a form for times.
const (
	minSeconds = -62135596800
	maxSeconds = 253402300800
)

// maxElements is how many elements of a list are read: far more than any page or batch has. Without it
// MaxBody bytes of "{},{},…" become gigabytes of structs.
const maxElements = 1_000_000

// decode reads into v, which is addressable. Unknown members are passed over. A null leaves the zero
// value: members that are null are unset, and so are null elements of a list.
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
			return fmt.Errorf("expected a 32-bit integer, got %s", number)
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
			return fmt.Errorf("expected seconds since 1970, got %s, which is not in the years 1 to 9999", number)
		}
		// Cut off to milliseconds, as all clients on smithy-go do: some times of 2038 lose one.
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
		// Members mostly come in one order: look from where the last one was found.
		for range s.members {
			m := &s.members[next]
			if next++; next == len(s.members) {
				next = 0
			}
			if string(name) == m.wire || string(name) == m.alias {
				if err := m.decode(r, v.Field(m.index)); err != nil {
					return at(m.wire, err)
				}
				return nil
			}
		}
		return r.skip()
	})
}

// decodeUnion takes the first member that is not null, as the rest can't be told apart.
func (s *shape) decodeUnion(r *reader, v reflect.Value) error {
	v.SetZero()
	return r.object(func(name []byte) error {
		tag := string(name)
		if null, err := r.null(); null || err != nil {
			return err
		}
		if !v.IsNil() {
			return r.skip()
		}
		for _, t := range s.union {
			if unionTag(s.typ, t) == tag {
				text, err := r.text()
				if err != nil {
					return at(tag, err)
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
	// Pages are mostly of one size: begin with room for as many elements as the last list had.
	v.Set(reflect.MakeSlice(v.Type(), 0, min(int(s.lastLen.Load()), 1000)))
	n := 0
	err := r.array(func() error {
		if n == maxElements {
			return fmt.Errorf("a list of more than %d elements", maxElements)
		}
		if n == v.Cap() {
			v.Grow(max(4, n))
		}
		v.SetLen(n + 1)
		if err := s.elem.decode(r, v.Index(n)); err != nil {
			return at("["+strconv.Itoa(n)+"]", err)
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
			return at("["+strconv.Quote(key)+"]", err)
		}
		v.SetMapIndex(reflect.ValueOf(key), elem)
		return nil
	})
}

// pathError says where in a document reading failed.
type pathError struct {
	path string
	err  error
}

func (e *pathError) Error() string { return fmt.Sprintf("%s: %v", e.path, e.err) }

func (e *pathError) Unwrap() error { return e.err }

// at puts one more step before the place of an error.
func at(step string, err error) error {
	inner, ok := err.(*pathError) //nolint:errorlint // only this package makes them, and never wraps one
	switch {
	case !ok:
		return &pathError{step, err}
	case inner.path[0] == '[':
		return &pathError{step + inner.path, inner.err}
	default:
		return &pathError{step + "." + inner.path, inner.err}
	}
}
