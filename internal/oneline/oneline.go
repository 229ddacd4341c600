// Package oneline keeps error texts on one line.
package oneline

import (
	"strconv"
	"strings"
	"unicode"
)

// Text quotes s if it contains line breaks, escapes or other control characters. Otherwise, it returns s unchanged.
// Text from the service goes through this function before it becomes part of an error, because logs and terminals
// interpret control characters.
func Text(s string) string {
	if strings.ContainsFunc(s, isControl) {
		return strconv.Quote(s)
	}
	return s
}

// isControl reports whether c is a control character, or a Unicode line or paragraph separator.
func isControl(c rune) bool {
	if c < unicode.MaxASCII { // almost all characters
		return c < ' '
	}
	return unicode.IsControl(c) || unicode.In(c, unicode.Zl, unicode.Zp)
}

// Error puts the text of joined errors on one line. If err joins several errors, as with errors.Join, the result wraps
// err and has a one-line text. Otherwise, Error returns err unchanged.
func Error(err error) error {
	if _, joins := err.(interface{ Unwrap() []error }); !joins || !strings.Contains(err.Error(), "\n") {
		return err
	}
	return joined{err}
}

// joined wraps an error, joining the lines of its text with semicolons.
type joined struct{ err error }

// Error implements error.
func (j joined) Error() string { return strings.ReplaceAll(j.err.Error(), "\n", "; ") }

// Unwrap returns the wrapped error.
func (j joined) Unwrap() error { return j.err }
