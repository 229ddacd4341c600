package awsjson

import "strings"

// blocks allocates a document's values. It packs many small values into one allocation, a block, and starts a new block
// when the current one is full. A caller that keeps just one value keeps that value's blocks in memory, but not the
// whole document.
type blocks struct {
	chars   strings.Builder // the bytes of strings
	strings []string        // strings that members point to; their bytes are in chars
	ints    []int32
	bools   []bool
}

const (
	blockBytes  = 3 << 10        // the size of a text block, enough for a page of 25 WorkSpaces
	blockValues = 32             // the maximum number of values in a block of strings, ints or bools
	longText    = blockBytes / 4 // longer text gets its own allocation
)

// keepText copies text into the current block, or into a new block if there is not enough room, and returns the copy as
// a string. A block is never larger than the rest of the document, because the remaining strings cannot need more.
func (r *reader) keepText(text []byte) string {
	switch {
	case len(text) == 0:
		return ""
	case len(text) > longText:
		return string(text)
	case r.chars.Cap()-r.chars.Len() < len(text):
		r.chars = strings.Builder{}
		r.chars.Grow(min(blockBytes, max(len(text), r.rest())))
		r.strings = nil // so that each block of strings points into a single block of text
	}
	from := r.chars.Len()
	r.chars.Write(text)
	return r.chars.String()[from:]
}

// keepString returns a pointer to a string copy of text.
func (r *reader) keepString(text []byte) *string {
	if len(text) > longText {
		long := string(text)
		return &long
	}
	return keep(&r.strings, r.keepText(text), r.rest())
}

// keep copies a value into a block and returns a pointer to the copy. bytesLeft is the number of bytes left in the
// document.
func keep[T any](block *[]T, value T, bytesLeft int) *T {
	if len(*block) == cap(*block) {
		*block = make([]T, 0, min(blockValues, 1+bytesLeft/16))
	}
	*block = append(*block, value)
	return &(*block)[len(*block)-1]
}
