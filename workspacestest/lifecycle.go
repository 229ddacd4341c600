package workspacestest

import "time"

// lifecycle is a resource's state, which changes as time passes, and the time at which that state began. Each call that
// uses the resource first calls lifecycle.settle to bring them up to date.
type lifecycle[S ~string] struct {
	State S
	Since time.Time
	Reads int      `json:",omitempty"` // the number of responses that have shown this state
	Doom  *failure `json:",omitempty"` // if not nil, the current change is doomed: this is why it will fail or has failed
}

// failure is why a change failed.
type failure struct{ Code, Message string }

// course maps each state that ends on its own to the transition out of it. Any other state lasts until a call changes
// it.
type course[S ~string] map[S]transition[S]

// transition says how long a state lasts and which state comes next. If to is empty, the resource ceases to
// exist.
type transition[S ~string] struct {
	takes Phase // how long the state lasts
	to    S     // the next state
	fails S     // the next state if the change is doomed; empty if the change cannot fail
}

// enter puts a resource into a state, starting now. If a fault dooms the call's changes, the change that starts with
// this state will fail.
func (l *lifecycle[S]) enter(c *call, state S) {
	*l = lifecycle[S]{State: state, Since: c.now, Doom: c.doom}
}

// settle makes the transitions due by the time of the call, and reports whether the resource no longer exists.
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

// show returns the state for use in a response, and counts that response in l.Reads.
func (l *lifecycle[S]) show() S {
	l.Reads++
	return l.State
}

// failure returns why the resource's latest change failed. The result is never nil.
func (l *lifecycle[S]) failure() *failure {
	if l.Doom == nil {
		return &failure{}
	}
	return l.Doom
}
