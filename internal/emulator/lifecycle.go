package emulator

import "time"

// Phase is a stage in the life of a resource that ends by itself after some time.
type Phase int

// The phases, and how long they take unless Options.Durations says otherwise.
const (
	// Propagating is from the answer of a call that creates a WorkSpace to the first DescribeWorkspaces
	// that knows its identifier: 1 second.
	Propagating Phase = iota
	// Provisioning is the state PENDING of a WorkSpace: 20 minutes.
	Provisioning
	// Starting is the state STARTING of a WorkSpace: 2 minutes.
	Starting
	// Stopping is the state STOPPING of a WorkSpace: 2 minutes.
	Stopping
	// Rebooting is the state REBOOTING of a WorkSpace: 3 minutes.
	Rebooting
	// Rebuilding is the state REBUILDING of a WorkSpace: 20 minutes.
	Rebuilding
	// Restoring is the state RESTORING of a WorkSpace: 20 minutes.
	Restoring
	// Terminating is the state TERMINATING of a WorkSpace: 5 minutes.
	Terminating
	// Initiating is the time in which a modification of a WorkSpace is UPDATE_INITIATED: 1 minute.
	Initiating
	// Modifying is the time in which it is UPDATE_IN_PROGRESS: 1 hour.
	Modifying
	// Registering is the state REGISTERING of a directory: 1 minute.
	Registering
	// Deregistering is the state DEREGISTERING of a directory: 1 minute.
	Deregistering
	// Vanishing is for how long something deleted is still shown as such, as the TERMINATED of a
	// WorkSpace or the DEREGISTERED of a directory: 5 seconds.
	Vanishing

	// Phases is the number of phases.
	Phases int = iota
)

// durations are those of all phases.
type durations [Phases]time.Duration

func newDurations(own map[Phase]time.Duration) durations {
	d := durations{
		Propagating:   time.Second,
		Provisioning:  20 * time.Minute,
		Starting:      2 * time.Minute,
		Stopping:      2 * time.Minute,
		Rebooting:     3 * time.Minute,
		Rebuilding:    20 * time.Minute,
		Restoring:     20 * time.Minute,
		Terminating:   5 * time.Minute,
		Initiating:    time.Minute,
		Modifying:     time.Hour,
		Registering:   time.Minute,
		Deregistering: time.Minute,
		Vanishing:     5 * time.Second,
	}
	for phase, duration := range own {
		if phase >= 0 && int(phase) < Phases {
			d[phase] = max(0, duration)
		}
	}
	return d
}

// lifecycle is a state that can change by itself. It stores no more than when the state began: where
// it has come by now follows from a course, by settle.
type lifecycle[S ~string] struct {
	state S
	since time.Time
}

// course tells of each state that ends by itself what comes next. A resource whose next state is
// empty is gone then.
type course[S ~string] map[S]leg[S]

// leg is the way from one state to the next.
type leg[S ~string] struct {
	takes Phase
	to    S
}

// enter puts a resource into a state.
func (l *lifecycle[S]) enter(c *call, state S) { l.state, l.since = state, c.now }

// settle follows the course up to the time of the call and reports whether the resource is gone.
func (l *lifecycle[S]) settle(c *call, along course[S]) (gone bool) {
	for next, ok := along[l.state]; ok; next, ok = along[l.state] {
		end := l.since.Add(c.durations[next.takes])
		if end.After(c.now) {
			break
		}
		l.state, l.since = next.to, end
	}
	return l.state == ""
}
