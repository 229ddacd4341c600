package awsjson

import "strings"

// blocks is the memory of the values that were read from one document. Many small values share one allocation, called
// a block. A full block is replaced. So a value that the caller keeps holds only one block of each kind in memory, and
// not the document.
type blocks struct {
	chars   strings.Builder // the bytes of strings
	strings []string        // strings that members point to; their bytes are all in chars
	ints    []int32
	bools   []bool
}

const (
	blockBytes  = 3 << 10        // the size of a block of text: as much as a page of 25 WorkSpaces has
	blockValues = 32             // the number of values in other blocks
	longText    = blockBytes / 4 // texts that are longer have an allocation of their own
)

// keepText returns a string with a copy of text. A new block is not larger than the rest of the document.
func (r *reader) keepText(text []byte) string {
	switch {
	case len(text) == 0:
		return ""
	case len(text) > longText:
		return string(text)
	case r.chars.Cap()-r.chars.Len() < len(text):
		r.chars = strings.Builder{}
		r.chars.Grow(min(blockBytes, max(len(text), r.rest())))
		r.strings = nil // a block of strings keeps only one block of text
	}
	from := r.chars.Len()
	r.chars.Write(text)
	return r.chars.String()[from:]
}

// keepString returns a pointer to a string with a copy of text.
func (r *reader) keepString(text []byte) *string {
	if len(text) > longText {
		long := string(text)
		return &long
	}
	return keep(&r.strings, r.keepText(text), r.rest())
}

// keep returns a pointer to a copy of value in a block. rest is the number of bytes that are left in the document.
func keep[T any](block *[]T, value T, rest int) *T {
	if len(*block) == cap(*block) {
		*block = make([]T, 0, min(blockValues, 1+rest/16))
	}
	*block = append(*block, value)
	return &(*block)[len(*block)-1]
}
