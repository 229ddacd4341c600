package emulator

import "time"

// Phase is a stage in the life of a resource that ends by itself after some time.
type Phase int

// The phases, and how long they take unless Options.Phases says otherwise.
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
	// Migrating is the state PENDING of a WorkSpace that takes the place of another: 1 hour.
	Migrating
	// Terminating is the state TERMINATING of a WorkSpace: 5 minutes.
	Terminating
	// Initiating is the time in which a modification of a WorkSpace is UPDATE_INITIATED: 1 minute.
	Initiating
	// Modifying is the time in which it is UPDATE_IN_PROGRESS: 1 hour.
	Modifying
	// Snapshotting is from the time that a WorkSpace is AVAILABLE to its first snapshot: 30 minutes.
	Snapshotting
	// Registering is the state REGISTERING of a directory: 1 minute.
	Registering
	// Deregistering is the state DEREGISTERING of a directory: 1 minute.
	Deregistering
	// Imaging is the state PENDING of an image that is made from a WorkSpace, which is SUSPENDED for as
	// long: 45 minutes.
	Imaging
	// CopyingImage is the state PENDING of a copy of an image: 30 minutes.
	CopyingImage
	// ImportingImage is the state PENDING of an image that is imported: 1 hour.
	ImportingImage
	// UpdatingImage is the state PENDING of an image with newer drivers: 45 minutes.
	UpdatingImage
	// CreatingBundle is the state PENDING of a bundle: 1 minute.
	CreatingBundle
	// CreatingAlias is the state CREATING of a connection alias: 30 seconds.
	CreatingAlias
	// DeletingAlias is its state DELETING: 30 seconds.
	DeletingAlias
	// AssociatingAlias is its association being PENDING_ASSOCIATION: 1 minute.
	AssociatingAlias
	// DisassociatingAlias is its association being PENDING_DISASSOCIATION: 1 minute.
	DisassociatingAlias
	// CreatingPool is the state CREATING of a pool: 10 minutes.
	CreatingPool
	// StartingPool is the state STARTING of a pool: 10 minutes.
	StartingPool
	// StoppingPool is the state STOPPING of a pool: 5 minutes.
	StoppingPool
	// UpdatingPool is the state UPDATING of a pool: 2 minutes.
	UpdatingPool
	// DeletingPool is the state DELETING of a pool: 5 minutes.
	DeletingPool
	// ModifyingAccount is the time in which a modification of an account is PENDING: 10 minutes.
	ModifyingAccount
	// DeployingApplications is the time in which an application is PENDING_INSTALL_DEPLOYMENT or
	// PENDING_UNINSTALL_DEPLOYMENT: 1 minute.
	DeployingApplications
	// InstallingApplication is the time in which an application is INSTALLING: 10 minutes.
	InstallingApplication
	// RemovingApplication is the time in which it is UNINSTALLING: 5 minutes.
	RemovingApplication
	// Vanishing is for how long something deleted is still shown as such, as the TERMINATED of a
	// WorkSpace or the DEREGISTERED of a directory: 5 seconds.
	Vanishing

	// Phases is the number of phases.
	Phases int = iota
)

// Length is how long a phase takes.
type Length struct {
	// Time is how long it takes by the clock. None or less: it is over before the next call.
	Time time.Duration

	// Reads, where it is not 0, ends the phase in place of the clock: after that many answers that showed
	// it. Phases in which nothing is shown, such as Propagating, go by the clock in any case.
	Reads int
}

// phases are the lengths of all phases.
type phases [Phases]Length

func newPhases(own map[Phase]Length) phases {
	var p phases
	for phase, takes := range map[Phase]time.Duration{
		Propagating:           time.Second,
		Provisioning:          20 * time.Minute,
		Starting:              2 * time.Minute,
		Stopping:              2 * time.Minute,
		Rebooting:             3 * time.Minute,
		Rebuilding:            20 * time.Minute,
		Restoring:             20 * time.Minute,
		Migrating:             time.Hour,
		Terminating:           5 * time.Minute,
		Initiating:            time.Minute,
		Modifying:             time.Hour,
		Snapshotting:          30 * time.Minute,
		Registering:           time.Minute,
		Deregistering:         time.Minute,
		Imaging:               45 * time.Minute,
		CopyingImage:          30 * time.Minute,
		ImportingImage:        time.Hour,
		UpdatingImage:         45 * time.Minute,
		CreatingBundle:        time.Minute,
		CreatingAlias:         30 * time.Second,
		DeletingAlias:         30 * time.Second,
		AssociatingAlias:      time.Minute,
		DisassociatingAlias:   time.Minute,
		CreatingPool:          10 * time.Minute,
		StartingPool:          10 * time.Minute,
		StoppingPool:          5 * time.Minute,
		UpdatingPool:          2 * time.Minute,
		DeletingPool:          5 * time.Minute,
		ModifyingAccount:      10 * time.Minute,
		DeployingApplications: time.Minute,
		InstallingApplication: 10 * time.Minute,
		RemovingApplication:   5 * time.Minute,
		Vanishing:             5 * time.Second,
	} {
		p[phase].Time = takes
	}
	for phase, length := range own {
		if phase >= 0 && int(phase) < Phases {
			p[phase] = Length{max(0, length.Time), max(0, length.Reads)}
		}
	}
	return p
}

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
type course[S ~string] map[S]leg[S]

// leg is the way from one state to the next.
type leg[S ~string] struct {
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
		end := l.Since.Add(length.Time)
		if length.Reads > 0 {
			end = c.now
		}
		if end.After(c.now) || l.Reads < length.Reads {
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
