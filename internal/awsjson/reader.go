package awsjson

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// reader reads a JSON document (RFC 8259) from memory, value by value. It accepts the same documents as encoding/json,
// except that it rejects documents nested deeper than maxDepth, and treats invalid UTF-8 and lone surrogates the same
// way. A fuzz test compares the two.
type reader struct {
	data  []byte
	pos   int
	depth int
	blocks

	recent [16]string // the last enum values read, indexed by their length and last character
}

const maxDepth = 1000

// IncompleteError is returned if a body ends prematurely, or is too large to be read to its end.
type IncompleteError struct {
	// Err is the underlying error.
	Err error
}

// Error implements error.
func (e *IncompleteError) Error() string { return e.Err.Error() }

// Unwrap returns the underlying error.
func (e *IncompleteError) Unwrap() error { return e.Err }

// errTruncated has the same text as encoding/json's error for a truncated document.
var errTruncated = &IncompleteError{errors.New("unexpected end of JSON input")}

// peek skips whitespace and returns the next byte without consuming it.
func (r *reader) peek() (byte, error) {
	if r.pos < len(r.data) && r.data[r.pos] > ' ' {
		return r.data[r.pos], nil
	}
	return r.peekBehindSpace()
}

func (r *reader) peekBehindSpace() (byte, error) {
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; c {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return c, nil
		}
	}
	return 0, errTruncated
}

// expect consumes the byte c. If the next byte is not c, expect returns an error that names the wanted value.
func (r *reader) expect(c byte, wanted string) error {
	got, err := r.peek()
	if err != nil {
		return err
	}
	if got != c {
		return r.unexpected(wanted)
	}
	r.pos++
	return nil
}

// accept reports whether text comes next and, if so, consumes it.
func (r *reader) accept(text string) bool {
	if r.rest() < len(text) || string(r.data[r.pos:r.pos+len(text)]) != text {
		return false
	}
	r.pos += len(text)
	return true
}

// unexpected returns an error that names the wanted value and the value at the current position.
func (r *reader) unexpected(wanted string) error {
	c, err := r.peek()
	if err != nil {
		return err
	}
	char, _ := utf8.DecodeRune(r.data[r.pos:])
	found := strconv.QuoteRuneToASCII(char)
	switch {
	case c == '"':
		found = "a string"
	case c == '{':
		found = "an object"
	case c == '[':
		found = "an array"
	case c == 't', c == 'f':
		found = "a boolean"
	case c == 'n':
		found = "null"
	case c == '-' || c >= '0' && c <= '9':
		found = "a number"
	}
	return fmt.Errorf("expected %s, got %s at byte %d", wanted, found, r.pos)
}

// null reports whether the literal null comes next and, if so, consumes it.
func (r *reader) null() (bool, error) {
	c, err := r.peek()
	if err != nil || c != 'n' {
		return false, err
	}
	return true, r.literal("null")
}

func (r *reader) literal(word string) error {
	if rest := r.data[r.pos:]; len(rest) < len(word) || string(rest[:len(word)]) != word {
		if strings.HasPrefix(word, string(rest)) {
			return errTruncated
		}
		return fmt.Errorf("invalid literal at byte %d", r.pos)
	}
	r.pos += len(word)
	return nil
}

func (r *reader) boolean() (bool, error) {
	c, err := r.peek()
	switch {
	case err != nil:
		return false, err
	case c == 't':
		return true, r.literal("true")
	case c == 'f':
		return false, r.literal("false")
	default:
		return false, r.unexpected("a boolean")
	}
}

// number consumes a number and returns its text.
func (r *reader) number() ([]byte, error) {
	c, err := r.peek()
	if err != nil {
		return nil, err
	}
	if c != '-' && (c < '0' || c > '9') {
		return nil, r.unexpected("a number")
	}
	from := r.pos
	if c == '-' {
		r.pos++
	}
	if r.nextIs('0') {
		r.pos++
	} else if err := r.digits(); err != nil {
		return nil, err
	}
	if r.nextIs('.') {
		r.pos++
		if err := r.digits(); err != nil {
			return nil, err
		}
	}
	if r.nextIs('e') || r.nextIs('E') {
		r.pos++
		if r.nextIs('+') || r.nextIs('-') {
			r.pos++
		}
		if err := r.digits(); err != nil {
			return nil, err
		}
	}
	return r.data[from:r.pos], nil
}

// integer consumes an integer. Up to 9 digits always fit in an int32, and are read without strconv.
func (r *reader) integer() (int32, error) {
	n, end := int32(0), r.pos
	for end < len(r.data) && r.data[end]-'0' <= 9 && end-r.pos < 9 {
		n = n*10 + int32(r.data[end]-'0')
		end++
	}
	if end < len(r.data) && (r.data[end] == ',' || r.data[end] == '}') && end > r.pos && r.data[r.pos] != '0' {
		r.pos = end
		return n, nil
	}
	number, err := r.number()
	if err != nil {
		return 0, err
	}
	long, err := strconv.ParseInt(string(number), 10, 32)
	if err != nil {
		return 0, fmt.Errorf("expected a 32-bit integer, got %s", shorten(string(number)))
	}
	return int32(long), nil
}

func (r *reader) nextIs(c byte) bool { return r.pos < len(r.data) && r.data[r.pos] == c }

// digits consumes one or more digits.
func (r *reader) digits() error {
	from := r.pos
	for r.pos < len(r.data) && r.data[r.pos] >= '0' && r.data[r.pos] <= '9' {
		r.pos++
	}
	switch {
	case r.pos > from:
		return nil
	case r.pos == len(r.data):
		return errTruncated
	default:
		return fmt.Errorf("invalid number at byte %d", from)
	}
}

// text consumes a string and returns its value, which is valid until the next call to text.
func (r *reader) text() ([]byte, error) {
	if err := r.expect('"', "a string"); err != nil {
		return nil, err
	}
	from := r.pos
	r.pos += plainPrefix(r.data[from:])
	switch {
	case r.pos == len(r.data):
		return nil, errTruncated
	case r.data[r.pos] == '"':
		r.pos++
		return r.data[from : r.pos-1], nil
	case r.data[r.pos] < ' ':
		return nil, fmt.Errorf("control character in a string at byte %d", r.pos)
	default:
		return r.escapedText(from)
	}
}

// plainPrefix returns the number of bytes in p before the first special byte: a quote, a backslash, a control character
// or a non-ASCII byte. It checks 8 bytes at a time; the lowest bit set in mask marks the first special byte.
func plainPrefix(p []byte) (n int) {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for ; n+8 <= len(p); n += 8 {
		w := binary.LittleEndian.Uint64(p[n:])
		quote, backslash := w^ones*'"', w^ones*'\\'
		if mask := (w | (w - ones*' ') | (quote - ones) | (backslash - ones)) & high; mask != 0 {
			return n + bits.TrailingZeros64(mask)/8
		}
	}
	for n < len(p) && p[n] >= ' ' && p[n] < utf8.RuneSelf && p[n] != '"' && p[n] != '\\' {
		n++
	}
	return n
}

// escapedText reads the rest of a string that contains escapes or non-ASCII characters.
func (r *reader) escapedText(from int) ([]byte, error) {
	value := append([]byte(nil), r.data[from:r.pos]...)
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; {
		case c == '"':
			r.pos++
			return value, nil
		case c == '\\':
			char, err := r.escape()
			if err != nil {
				return nil, err
			}
			value = utf8.AppendRune(value, char)
		case c < ' ':
			return nil, fmt.Errorf("control character in a string at byte %d", r.pos)
		default:
			char, size := utf8.DecodeRune(r.data[r.pos:])
			value = utf8.AppendRune(value, char)
			r.pos += size
		}
	}
	return nil, errTruncated
}

// escape consumes an escape sequence, or two that form a surrogate pair, and returns the character.
func (r *reader) escape() (rune, error) {
	if r.pos+1 >= len(r.data) {
		return 0, errTruncated
	}
	c := r.data[r.pos+1]
	r.pos += 2
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		high, err := r.hex4()
		if err != nil || !utf16.IsSurrogate(high) {
			return high, err
		}
		if r.pos+1 < len(r.data) && r.data[r.pos] == '\\' && r.data[r.pos+1] == 'u' {
			back := r.pos
			r.pos += 2
			low, err := r.hex4()
			if err != nil {
				return 0, err
			}
			if char := utf16.DecodeRune(high, low); char != utf8.RuneError {
				return char, nil
			}
			r.pos = back // not a pair: the second escape is read on its own
		}
		return utf8.RuneError, nil
	default:
		return 0, fmt.Errorf("invalid escape in a string at byte %d", r.pos-1)
	}
}

func (r *reader) hex4() (rune, error) {
	if r.pos+4 > len(r.data) {
		return 0, errTruncated
	}
	n, err := strconv.ParseUint(string(r.data[r.pos:r.pos+4]), 16, 16)
	if err != nil {
		return 0, fmt.Errorf("invalid escape in a string at byte %d", r.pos)
	}
	r.pos += 4
	return rune(n), nil
}

// rest returns the number of bytes left.
func (r *reader) rest() int { return len(r.data) - r.pos }

// enter consumes c, the first byte of an object or array.
func (r *reader) enter(c byte, wanted string) error {
	if err := r.expect(c, wanted); err != nil {
		return err
	}
	if r.depth++; r.depth > maxDepth {
		return fmt.Errorf("exceeded max nesting depth of %d", maxDepth)
	}
	return nil
}

// more reports whether another element or member follows. If so, it consumes the comma before it, unless it is the
// first; otherwise, it consumes the closing bracket.
func (r *reader) more(end byte, first bool) (bool, error) {
	c, err := r.peek()
	switch {
	case err != nil:
		return false, err
	case c == end:
		r.pos++
		r.depth--
		return false, nil
	case first:
		return true, nil
	case c != ',':
		return false, r.unexpected("',' or '" + string(rune(end)) + "'")
	}
	r.pos++
	if c, err = r.peek(); err == nil && c == end {
		err = r.unexpected("a value")
	}
	return true, err
}

// key consumes a member's name and the colon. The returned name is valid until the next call to text.
func (r *reader) key() ([]byte, error) {
	name, err := r.text()
	if err != nil {
		return nil, err
	}
	return name, r.expect(':', "':'")
}

// skip consumes a value of any kind.
func (r *reader) skip() error {
	c, err := r.peek()
	if err != nil {
		return err
	}
	switch c {
	case '{':
		return r.object(r.skipMember)
	case '[':
		return r.array(r.skip)
	case '"':
		_, err = r.text()
	case 't', 'f':
		_, err = r.boolean()
	case 'n':
		_, err = r.null()
	default:
		_, err = r.number()
	}
	return err
}

// skipMember consumes a member of an object.
func (r *reader) skipMember() error {
	if _, err := r.key(); err != nil {
		return err
	}
	return r.skip()
}

// object consumes an object. It calls readMember for each member, which readMember must consume.
func (r *reader) object(readMember func() error) error {
	if err := r.enter('{', "an object"); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := r.more('}', first)
		if !more || err != nil {
			return err
		}
		if err := readMember(); err != nil {
			return err
		}
	}
}

// array consumes an array. It calls readElement for each element, which readElement must consume.
func (r *reader) array(readElement func() error) error {
	if err := r.enter('[', "an array"); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := r.more(']', first)
		if !more || err != nil {
			return err
		}
		if err := readElement(); err != nil {
			return err
		}
	}
}

// end returns an error if anything but whitespace is left in the document.
func (r *reader) end() error {
	if _, err := r.peek(); err == nil {
		return r.unexpected("the end of the document")
	}
	return nil
}
