package workspacestest

import "time"

// lifecycle is a state that changes as time passes. It stores the state and when the state began; settle
// follows the course from there up to the present.
type lifecycle[S ~string] struct {
	State S
	Since time.Time
	Reads int      `json:",omitempty"` // how many answers have shown this state
	Doom  *failure `json:",omitempty"` // not nil if the course ends badly: the resource is doomed
}

// failure is the reason why a change failed.
type failure struct{ Code, Message string }

// course holds the transition out of each state that ends on its own. States without one last until a call
// changes them.
type course[S ~string] map[S]transition[S]

// transition is the end of a state. If the next state is empty, the resource no longer exists.
type transition[S ~string] struct {
	takes Phase
	to    S
	fails S // the next state of a doomed resource; empty if the transition always succeeds
}

// enter puts a resource into a state.
func (l *lifecycle[S]) enter(c *call, state S) {
	*l = lifecycle[S]{State: state, Since: c.now, Doom: c.doom}
}

// settle follows the course up to the time of the call and reports whether the resource no longer exists.
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

// show returns the state for an answer, and counts the answer.
func (l *lifecycle[S]) show() S {
	l.Reads++
	return l.State
}

// failure returns the reason for a state that means failure. It is never nil.
func (l *lifecycle[S]) failure() *failure {
	if l.Doom == nil {
		return &failure{}
	}
	return l.Doom
}
