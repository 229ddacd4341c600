package paginators

import "fmt"

// maxRepeats is how many times the service may repeat a token or a sequence of tokens.
const maxRepeats = 10

// DuplicateTokenError is returned if the service keeps repeating tokens, so that the list would never end: either each
// response contains the same token as its request, or the same sequence of tokens is returned over and over.
type DuplicateTokenError struct {
	// Operation is the operation's name.
	Operation string

	// Repeats is how many times in a row the sequence was repeated.
	Repeats int

	// Cycle is the number of tokens in the sequence, or 1 if each response contained the same token as its request.
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
// Cycles of a single token are easy: the detector counts consecutive responses with the same token as their request. To
// find longer cycles, it keeps a few tokens as marks, numbered from 0, and counts how many times each is returned. If
// mark k is not returned within 2<<k tokens, the latest token replaces it. So once mark k is part of a cycle of at most
// 2<<k tokens, it is never replaced. This works no matter how many pages precede the cycle. A list of n pages needs about
// log2(n) marks.
type cycleDetector struct {
	duplicates int // consecutive returned tokens that equaled the token sent
	tokens     int // returned tokens that differed from the token sent
	marks      []cycleMark
}

type cycleMark struct {
	token   string
	age     int // the number of tokens since the mark was set, or since the service last returned it
	returns int // how many times the service has returned the mark
	cycle   int // the mark's age when the service last returned it
}

// add counts a call with the token *sent in the request and *next in the response. If the response has no token, all
// pages for the current identifiers have been fetched, and counting starts over.
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

// found returns the length of the most repeated cycle, and how many times it was repeated.
func (d *cycleDetector) found() (cycle, repeats int) {
	cycle, repeats = 1, d.duplicates
	for _, m := range d.marks {
		if m.returns > repeats {
			cycle, repeats = m.cycle, m.returns
		}
	}
	return cycle, repeats
}
