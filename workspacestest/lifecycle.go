package workspacestest

import "time"

// lifecycle is a state that changes as time passes. It stores the state and the time at which the state began. The
// method settle updates both to the time of a call.
type lifecycle[S ~string] struct {
	State S
	Since time.Time
	Reads int      `json:",omitempty"` // how many responses have shown this state
	Doom  *failure `json:",omitempty"` // if not nil, the resource is doomed: the change in progress will fail, or has failed, for this reason
}

// failure is the reason why a change failed.
type failure struct{ Code, Message string }

// course holds a transition for each state that ends on its own. A state without a transition lasts until a call
// changes it.
type course[S ~string] map[S]transition[S]

// transition says when a state ends and which state comes next. If the next state is empty, the resource is gone after
// this state.
type transition[S ~string] struct {
	takes Phase
	to    S
	fails S // the next state of a doomed resource; empty if the transition cannot fail
}

// enter puts a resource into a state. The resource is doomed if a fault dooms the changes that the call starts.
func (l *lifecycle[S]) enter(c *call, state S) {
	*l = lifecycle[S]{State: state, Since: c.now, Doom: c.doom}
}

// settle makes the transitions of the course that are due at the time of the call. It reports whether the resource is
// gone.
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

// show returns the state for a response, and counts that one more response has shown the state.
func (l *lifecycle[S]) show() S {
	l.Reads++
	return l.State
}

// failure returns the reason for which a change of the resource failed. The result is never nil.
func (l *lifecycle[S]) failure() *failure {
	if l.Doom == nil {
		return &failure{}
	}
	return l.Doom
}
