package workspacestest

import (
	"strconv"
	"time"
)

// Phase is a stage in the life of a resource that ends on its own after some time.
type Phase int

// The phases, and how long they take by default.
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
	// Initiating is the time in which a modification of a WorkSpace is UPDATE_INITIATED, and the WorkSpace
	// itself is not UPDATING yet: 1 minute.
	Initiating
	// Modifying is the time in which it is UPDATE_IN_PROGRESS: 1 hour.
	Modifying
	// Snapshotting is from the time that a WorkSpace is AVAILABLE to its first snapshot: 30 minutes.
	Snapshotting
	// Registering is the state REGISTERING of a directory: 1 minute.
	Registering
	// Deregistering is the state DEREGISTERING of a directory. A directory was recorded as gone 5 seconds after the call,
	// which includes Vanishing: 3 seconds.
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
	// CreatingPool is the state CREATING of a pool: 4 minutes.
	CreatingPool
	// StartingPool is the state STARTING of a pool: 10 minutes.
	StartingPool
	// StoppingPool is the state STOPPING of a pool: 2 minutes.
	StoppingPool
	// UpdatingPool is the state UPDATING of a pool: 2 minutes.
	UpdatingPool
	// DeletingPool is the state DELETING of a pool: 2 minutes.
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
	// WorkSpace or the DEREGISTERED of a directory: 2 seconds.
	Vanishing
)

// phaseTable has the name and the default duration of each phase.
var phaseTable = [...]struct {
	name     string
	duration time.Duration
}{
	Propagating:           {"Propagating", time.Second},
	Provisioning:          {"Provisioning", 20 * time.Minute},
	Starting:              {"Starting", 2 * time.Minute},
	Stopping:              {"Stopping", 2 * time.Minute},
	Rebooting:             {"Rebooting", 3 * time.Minute},
	Rebuilding:            {"Rebuilding", 20 * time.Minute},
	Restoring:             {"Restoring", 20 * time.Minute},
	Migrating:             {"Migrating", time.Hour},
	Terminating:           {"Terminating", 5 * time.Minute},
	Initiating:            {"Initiating", time.Minute},
	Modifying:             {"Modifying", time.Hour},
	Snapshotting:          {"Snapshotting", 30 * time.Minute},
	Registering:           {"Registering", time.Minute},
	Deregistering:         {"Deregistering", 3 * time.Second},
	Imaging:               {"Imaging", 45 * time.Minute},
	CopyingImage:          {"CopyingImage", 30 * time.Minute},
	ImportingImage:        {"ImportingImage", time.Hour},
	UpdatingImage:         {"UpdatingImage", 45 * time.Minute},
	CreatingBundle:        {"CreatingBundle", time.Minute},
	CreatingAlias:         {"CreatingAlias", 30 * time.Second},
	DeletingAlias:         {"DeletingAlias", 30 * time.Second},
	AssociatingAlias:      {"AssociatingAlias", time.Minute},
	DisassociatingAlias:   {"DisassociatingAlias", time.Minute},
	CreatingPool:          {"CreatingPool", 4 * time.Minute},
	StartingPool:          {"StartingPool", 10 * time.Minute},
	StoppingPool:          {"StoppingPool", 2 * time.Minute},
	UpdatingPool:          {"UpdatingPool", 2 * time.Minute},
	DeletingPool:          {"DeletingPool", 2 * time.Minute},
	ModifyingAccount:      {"ModifyingAccount", 10 * time.Minute},
	DeployingApplications: {"DeployingApplications", time.Minute},
	InstallingApplication: {"InstallingApplication", 10 * time.Minute},
	RemovingApplication:   {"RemovingApplication", 5 * time.Minute},
	Vanishing:             {"Vanishing", 2 * time.Second},
}

func (p Phase) known() bool { return p >= 0 && int(p) < len(phaseTable) }

// String returns the phase's name, such as Provisioning.
func (p Phase) String() string {
	if !p.known() {
		return "Phase(" + strconv.Itoa(int(p)) + ")"
	}
	return phaseTable[p].name
}

// Duration returns how long the phase takes by default, and 0 for an unknown phase. A test can pass it to
// [Emulator.Advance].
func (p Phase) Duration() time.Duration {
	if !p.known() {
		return 0
	}
	return phaseTable[p].duration
}

// length is how long a phase takes.
type length struct {
	time  time.Duration
	reads int // if not 0, the phase ends after so many answers that showed it, and time is ignored
}

// phases are the lengths of all phases.
type phases [len(phaseTable)]length

// newPhases returns the default lengths with the given ones in their place.
func newPhases(own map[Phase]length) phases {
	var all phases
	for phase, row := range phaseTable {
		all[phase].time = row.duration
	}
	for phase, l := range own {
		all[phase] = l
	}
	return all
}
