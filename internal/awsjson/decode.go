package awsjson

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/go-workspaces/workspaces/types"
)

// RFC 3339 can express times from minSeconds, the start of year 1, up to but excluding maxSeconds, the start of year
// 10000. Both are in seconds since 1970.
const (
	minSeconds = -62135596800
	maxSeconds = 253402300800
)

// maxElements is the maximum length of a list, far above that of any page or batch. Without it, MaxBody bytes of
// "{},{},…" would become gigabytes of structs.
const maxElements = 1_000_000

// decode reads a value into v, which must be addressable. It skips unknown members. A null member or list element
// becomes the zero value.
func (s *shape) decode(r *reader, v reflect.Value) error {
	if null, err := r.null(); null || err != nil {
		v.SetZero()
		return err
	}
	switch s.kind {
	case kindString:
		return s.decodeString(r, v)
	case kindInt32:
		n, err := r.integer()
		v.Set(reflect.ValueOf(keep(&r.ints, n, r.rest())))
		return err
	case kindBool:
		b, err := r.boolean()
		v.Set(reflect.ValueOf(keep(&r.bools, b, r.rest())))
		return err
	case kindTime:
		t, err := r.time()
		v.Set(reflect.ValueOf(&t))
		return err
	case kindBlob:
		blob, err := r.blob()
		v.SetBytes(blob)
		return err
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

func (s *shape) decodeString(r *reader, v reflect.Value) error {
	text, err := r.text()
	if err != nil {
		return err
	}
	switch {
	case s.pointer:
		v.Set(reflect.ValueOf(r.keepString(text)))
	case s.values != nil:
		v.SetString(s.enumValue(r, text))
	default:
		v.SetString(r.keepText(text))
	}
	return nil
}

// enumValue returns text as a string, without allocating if the value is known. Documents tend to repeat a few values;
// r.recent caches the latest, so that most lookups do not need s.values.
func (s *shape) enumValue(r *reader, text []byte) string {
	if len(text) == 0 {
		return ""
	}
	recent := &r.recent[(len(text)+int(text[len(text)-1]))%len(r.recent)]
	if *recent == string(text) {
		return *recent
	}
	known, ok := s.values[string(text)]
	if !ok {
		return r.keepText(text)
	}
	*recent = known
	return known
}

// time consumes a number of seconds since 1970 and returns the time.
func (r *reader) time() (t time.Time, err error) {
	number, err := r.number()
	if err != nil {
		return t, err
	}
	seconds, err := strconv.ParseFloat(string(number), 64)
	if err != nil || seconds < minSeconds || seconds >= maxSeconds {
		return t, fmt.Errorf("expected seconds since 1970, got %s, which is outside the years 1 to 9999", shorten(string(number)))
	}
	// The time is truncated to milliseconds, as in all clients built on smithy-go. Because seconds is a float64, times
	// after 2038 can be a millisecond too early.
	return time.UnixMilli(int64(seconds * 1e3)).UTC(), nil
}

// blob consumes a base64 string and returns the decoded bytes.
func (r *reader) blob() ([]byte, error) {
	text, err := r.text()
	if err != nil {
		return nil, err
	}
	blob, err := base64.StdEncoding.DecodeString(string(text))
	if err != nil {
		return nil, fmt.Errorf("expected base64: %w", err)
	}
	return blob, nil
}

func (s *shape) decodeStruct(r *reader, v reflect.Value) error {
	previous := 0
	return r.object(func() error {
		m, err := s.readKey(r, &previous)
		if err != nil {
			return err
		}
		if m == nil {
			return r.skip()
		}
		if err := m.decode(r, v.Field(m.index)); err != nil {
			return prefixPath(m.wire, err)
		}
		return nil
	})
}

// readKey consumes a member's name and the colon. It returns nil for an unknown member. Because documents of the same
// type usually list their members in the same order, readKey first tries the member that followed the previous member
// in the last document: see s.followers. *previous is the previous member's position, or 0 at the start of the object.
func (s *shape) readKey(r *reader, previous *int) (*member, error) {
	if next := int(s.followers[*previous].Load()); next > 0 && r.accept(s.members[next-1].key) {
		*previous = next
		return &s.members[next-1], nil
	}
	name, err := r.key()
	if err != nil {
		return nil, err
	}
	next, ok := s.positions[string(name)]
	if !ok {
		return nil, nil
	}
	s.followers[*previous].Store(int32(next))
	*previous = next
	return &s.members[next-1], nil
}

// decodeUnion reads the first non-null member and skips the others. It also skips the key __type, which is not a member
// but is sent by some servers.
func (s *shape) decodeUnion(r *reader, v reflect.Value) error {
	v.SetZero()
	return r.object(func() error {
		name, err := r.key()
		if err != nil {
			return err
		}
		tag := string(name)
		if null, err := r.null(); null || err != nil {
			return err
		}
		if !v.IsNil() || tag == typeMember {
			return r.skip()
		}
		for _, known := range s.union {
			if known.tag == tag {
				text, err := r.text()
				if err != nil {
					return prefixPath(tag, err)
				}
				m := reflect.New(known.typ)
				m.Elem().Field(0).SetString(r.keepText(text))
				v.Set(m)
				return nil
			}
		}
		v.Set(reflect.ValueOf(&types.UnknownUnionMember{Tag: tag}))
		return r.skip()
	})
}

func (s *shape) decodeList(r *reader, v reflect.Value) error {
	v.Set(s.empty)
	n := 0
	err := r.array(func() error {
		if n == maxElements {
			return fmt.Errorf("the list has more than %d elements", maxElements)
		}
		if n == v.Cap() {
			v.Grow(s.room(r, n))
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

// room returns by how many elements to grow a list of n elements. Pages tend to be equal in size, so an empty list gets
// room for as many elements as the last list had, using at most twice as much memory as the rest of the document.
func (s *shape) room(r *reader, n int) int {
	if n > 0 {
		return max(4, n)
	}
	return max(1, min(int(s.lastLen.Load()), 2*r.rest()/s.elemSize))
}

func (s *shape) decodeMap(r *reader, v reflect.Value) error {
	v.Set(reflect.MakeMap(v.Type()))
	return r.object(func() error {
		name, err := r.key()
		if err != nil {
			return err
		}
		key := r.keepText(name)
		elem := reflect.New(v.Type().Elem()).Elem()
		if err := s.elem.decode(r, elem); err != nil {
			return prefixPath("["+quoteShort(key)+"]", err)
		}
		v.SetMapIndex(reflect.ValueOf(key), elem)
		return nil
	})
}

// pathError is an error, together with the path of the member that could not be read.
type pathError struct {
	path string
	err  error
}

func (e *pathError) Error() string { return e.path + ": " + e.err.Error() }

func (e *pathError) Unwrap() error { return e.err }

// prefixPath prepends a step to an error's path.
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
