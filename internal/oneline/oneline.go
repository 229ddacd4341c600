// Package oneline keeps error texts on one line.
package oneline

import (
	"strconv"
	"strings"
	"unicode"
)

// Text returns s as it is, or quoted if it has line breaks, escapes or other control characters. Text from the
// service goes through it before it becomes part of an error, because logs and terminals act on these characters.
func Text(s string) string {
	if strings.ContainsFunc(s, isControl) {
		return strconv.Quote(s)
	}
	return s
}

// isControl includes the line and paragraph separators of Unicode.
func isControl(c rune) bool {
	return unicode.IsControl(c) || unicode.In(c, unicode.Zl, unicode.Zp)
}

// Error returns err, or if it joins several errors as errors.Join does, an error with the same chain whose text is one
// line.
func Error(err error) error {
	if _, joins := err.(interface{ Unwrap() []error }); !joins || !strings.Contains(err.Error(), "\n") {
		return err
	}
	return joined{err}
}

// joined is an error whose lines are joined by semicolons.
type joined struct{ err error }

// Error implements error.
func (j joined) Error() string { return strings.ReplaceAll(j.err.Error(), "\n", "; ") }

// Unwrap returns the error itself.
func (j joined) Unwrap() error { return j.err }
