package paginators

import "fmt"

// maxRepeats is how many times the service may repeat a token or a sequence of tokens.
const maxRepeats = 10

// DuplicateTokenError reports that the service repeats its tokens, so that the list would never end. It
// returns the token that it was sent, or a sequence of tokens again and again.
type DuplicateTokenError struct {
	// Operation is the name of the operation.
	Operation string

	// Repeats is how many times in a row the service repeated the sequence.
	Repeats int

	// Cycle is the number of tokens in the sequence. It is 1 if the service returned the token that it was
	// sent.
	Cycle int
}

// Error implements the error interface.
func (e *DuplicateTokenError) Error() string {
	if e.Cycle <= 1 {
		return fmt.Sprintf("%s: the service returned the token that it was sent %d times in a row", e.Operation, e.Repeats)
	}
	return fmt.Sprintf("%s: the service repeated a sequence of %d tokens %d times", e.Operation, e.Cycle, e.Repeats)
}

// cycleDetector counts how often a service repeats its tokens.
//
// A token that equals the one sent is counted on its own. To find longer cycles, the detector keeps a few
// tokens as marks and counts how often each returns. The mark with index k is replaced by the latest token
// if it does not return within 2<<k tokens. The first mark whose period covers the cycle thus soon lies on
// the cycle and stays there, however long the list was before. A list of n pages needs about log2(n) marks.
type cycleDetector struct {
	duplicates int // how many times in a row the token equalled the one sent
	tokens     int // how many other tokens there were
	marks      []cycleMark
}

type cycleMark struct {
	token   string
	age     int // tokens since the mark was set or returned
	returns int
	cycle   int // age at the last return
}

// add notes that the service was sent one token and returned another. A nil next token ends the list, or
// its part for some of the identifiers.
func (d *cycleDetector) add(sent, next *string) {
	switch {
	case next == nil:
		*d = cycleDetector{}
		return
	case sent != nil && *sent == *next:
		d.duplicates++
		return
	}
	d.duplicates = 0
	d.tokens++
	for k := range d.marks {
		m := &d.marks[k]
		m.age++
		switch {
		case m.token == *next:
			m.cycle = m.age
			m.age = 0
			m.returns++
		case m.age >= 2<<k:
			*m = cycleMark{token: *next}
		}
	}
	if d.tokens == 1<<len(d.marks) {
		d.marks = append(d.marks, cycleMark{token: *next})
	}
}

// found returns the length of the cycle that was repeated most, and the number of repeats.
func (d *cycleDetector) found() (cycle, repeats int) {
	cycle, repeats = 1, d.duplicates
	for _, m := range d.marks {
		if m.returns > repeats {
			cycle, repeats = m.cycle, m.returns
		}
	}
	return cycle, repeats
}
