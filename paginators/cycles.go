package paginators

import "fmt"

// maxRepeats is how many times the service may repeat a token or a sequence of tokens.
const maxRepeats = 10

// DuplicateTokenError is returned if the service repeats its tokens, so that the list would never end. Either a
// response contains the same token as its request, or the service returns the same sequence of tokens again and
// again.
type DuplicateTokenError struct {
	// Operation is the name of the operation.
	Operation string

	// Repeats is how many times in a row the service repeated the sequence.
	Repeats int

	// Cycle is the number of tokens in the sequence. It is 1 if each response contained the same token as its
	// request.
	Cycle int
}

// Error implements the error interface.
func (e *DuplicateTokenError) Error() string {
	if e.Cycle <= 1 {
		return fmt.Sprintf("%s: in %d responses in a row, the service returned the token of the request", e.Operation, e.Repeats)
	}
	return fmt.Sprintf("%s: the service repeated a sequence of %d tokens %d times", e.Operation, e.Cycle, e.Repeats)
}

// cycleDetector counts how many times a service repeats its tokens.
//
// A cycle of one token is simple: each response contains the same token as its request, and the detector counts these
// responses. To find longer cycles, the detector keeps a few tokens as marks, and counts how many times the service
// returns each mark. If the service does not return mark k within 2<<k tokens, the latest token replaces the mark. So
// once mark k is a token of a cycle of at most 2<<k tokens, the mark is never replaced. This works for any
// number of pages before the cycle. A list of n pages needs about log2(n) marks.
type cycleDetector struct {
	duplicates int // how many times in a row the returned token equalled the token sent
	tokens     int // how many returned tokens differed from the token sent
	marks      []cycleMark
}

type cycleMark struct {
	token   string
	age     int // the number of tokens since the mark was set or returned
	returns int // how many times the service returned the mark
	cycle   int // the age of the mark when the service last returned it
}

// add counts one call: *sent is the token in the request, and *next is the token in the response. If the response has
// no token, all pages for the current identifiers were fetched, and counting starts again.
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

// found returns the length of the cycle that was repeated most, and how many times it was repeated.
func (d *cycleDetector) found() (cycle, repeats int) {
	cycle, repeats = 1, d.duplicates
	for _, m := range d.marks {
		if m.returns > repeats {
			cycle, repeats = m.cycle, m.returns
		}
	}
	return cycle, repeats
}
