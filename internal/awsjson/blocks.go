package awsjson

import "strings"

// blocks is the memory of the values that were read from one document. Many small values share one allocation, called
// a block. A full block is replaced. So a value that the caller keeps holds only one block of each kind in memory, and
// not the document.
type blocks struct {
	text    strings.Builder // the bytes of strings
	strings []string        // strings that members point to; their bytes are all in text
	ints    []int32
	bools   []bool
}

const (
	blockBytes  = 4 << 10        // the size of a block of text
	blockValues = 32             // the number of values in other blocks
	longText    = blockBytes / 4 // texts that are longer have an allocation of their own
)

// keepText returns a string with a copy of text. rest is the number of bytes that are left in the document. It limits
// the size of a new block.
func (b *blocks) keepText(text []byte, rest int) string {
	switch {
	case len(text) == 0:
		return ""
	case len(text) > longText:
		return string(text)
	case b.text.Cap()-b.text.Len() < len(text):
		b.text = strings.Builder{}
		b.text.Grow(min(blockBytes, max(len(text), rest)))
		b.strings = nil // a block of strings keeps only one block of text
	}
	from := b.text.Len()
	b.text.Write(text)
	return b.text.String()[from:]
}

// keepString returns a pointer to a string with a copy of text.
func (b *blocks) keepString(text []byte, rest int) *string {
	if len(text) > longText {
		long := string(text)
		return &long
	}
	return keep(&b.strings, b.keepText(text, rest), rest)
}

// keep returns a pointer to a copy of value in a block.
func keep[T any](block *[]T, value T, rest int) *T {
	if len(*block) == cap(*block) {
		*block = make([]T, 0, min(blockValues, 1+rest/16))
	}
	*block = append(*block, value)
	return &(*block)[len(*block)-1]
}
