package workspacestest

import "time"

// lifecycle is a state that can change by itself. It stores no more than when the state began: where
// it has come by now follows from a course, by settle.
type lifecycle[S ~string] struct {
	State S
	Since time.Time
	Reads int      `json:",omitempty"` // answers that showed this state
	Doom  *failure `json:",omitempty"` // how the course ends, where it ends badly
}

// failure is why something ended badly.
type failure struct{ Code, Message string }

// course tells of each state that ends by itself what comes next. A resource whose next state is
// empty is gone then.
type course[S ~string] map[S]transition[S]

// leg is the way from one state to the next.
type transition[S ~string] struct {
	takes Phase
	to    S
	fails S // where a doomed resource goes in place of to; none if this leg always succeeds
}

// enter puts a resource into a state.
func (l *lifecycle[S]) enter(c *call, state S) {
	*l = lifecycle[S]{State: state, Since: c.now, Doom: c.doom}
}

// settle follows the course up to the time of the call and reports whether the resource is gone.
func (l *lifecycle[S]) settle(c *call, along course[S]) (gone bool) {
	for next, ok := along[l.State]; ok; next, ok = along[l.State] {
		length := c.emulator.phases[next.takes]
		end := l.Since.Add(length.time)
		if length.reads > 0 {
			end = c.now
		}
		if end.After(c.now) || l.Reads < length.reads {
			break
		}
		to := next.to
		if l.Doom != nil && next.fails != "" {
			to = next.fails
		}
		l.State, l.Since, l.Reads = to, end, 0
	}
	return l.State == ""
}

// show returns the state for an answer, and counts that it was shown.
func (l *lifecycle[S]) show() S {
	l.Reads++
	return l.State
}

// failure returns why the resource is in a state which says that something went wrong; it is never nil.
func (l *lifecycle[S]) failure() *failure {
	if l.Doom == nil {
		return &failure{}
	}
	return l.Doom
}
