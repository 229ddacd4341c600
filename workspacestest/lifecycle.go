package workspacestest

import "time"

// lifecycle is the state of a resource that changes as time passes. It stores the state and the time at which the state
// began. Each call that uses the resource first calls lifecycle.settle, which brings the state and the time up to date.
type lifecycle[S ~string] struct {
	State S
	Since time.Time
	Reads int      `json:",omitempty"` // the number of responses that have shown this state
	Doom  *failure `json:",omitempty"` // if not nil, the current change is doomed: it will fail, or has failed, for this reason
}

// failure is the reason why a change failed.
type failure struct{ Code, Message string }

// course is a map from each state that ends on its own to the transition out of this state. A state that is not in the
// map lasts until a call changes it.
type course[S ~string] map[S]transition[S]

// transition says how long a state lasts and which state comes next. If the next state is empty, the resource no longer
// exists after this state.
type transition[S ~string] struct {
	takes Phase // how long the state lasts
	to    S     // the next state
	fails S     // the next state if the change is doomed; empty if the change cannot fail
}

// enter puts a resource into a state, which begins now. If a fault dooms the changes that the call starts, the change
// that begins with this state will fail.
func (l *lifecycle[S]) enter(c *call, state S) {
	*l = lifecycle[S]{State: state, Since: c.now, Doom: c.doom}
}

// settle makes the transitions that are due at the time of the call. It reports whether the resource no longer exists.
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

// show returns the state for a response, and counts this response in l.Reads.
func (l *lifecycle[S]) show() S {
	l.Reads++
	return l.State
}

// failure returns why a change of the resource failed. The result is never nil.
func (l *lifecycle[S]) failure() *failure {
	if l.Doom == nil {
		return &failure{}
	}
	return l.Doom
}
