package workspacestest

import (
	"strconv"
	"time"
)

// Phase is a stage in a resource's life that ends on its own after a while. Most phases correspond to one state of the
// resource.
type Phase int

// The phases, and their default durations.
const (
	// Propagating is the time from the response to a call that creates a WorkSpace until DescribeWorkspaces finds it.
	// The default is 1 second.
	Propagating Phase = iota
	// Provisioning is the PENDING state of a WorkSpace. The default is 20 minutes.
	Provisioning
	// Starting is the STARTING state of a WorkSpace. The default is 2 minutes.
	Starting
	// Stopping is the STOPPING state of a WorkSpace. The default is 2 minutes.
	Stopping
	// Rebooting is the REBOOTING state of a WorkSpace. The default is 3 minutes.
	Rebooting
	// Rebuilding is the REBUILDING state of a WorkSpace. The default is 20 minutes.
	Rebuilding
	// Restoring is the RESTORING state of a WorkSpace. The default is 20 minutes.
	Restoring
	// Migrating is the PENDING state of a migration's new WorkSpace. The default is 1 hour.
	Migrating
	// Terminating is the TERMINATING state of a WorkSpace. The default is 5 minutes.
	Terminating
	// Initiating is the UPDATE_INITIATED state of a WorkSpace modification, before the WorkSpace becomes UPDATING. The
	// default is 1 minute.
	Initiating
	// Modifying is the UPDATE_IN_PROGRESS state of a WorkSpace modification. The default is 1 hour.
	Modifying
	// Snapshotting is the time from when a WorkSpace becomes AVAILABLE until its first snapshot. The default is 30
	// minutes.
	Snapshotting
	// Registering is the REGISTERING state of a directory. The default is 1 minute.
	Registering
	// Deregistering is the DEREGISTERING state of a directory. In the service, a directory was seen to disappear 5
	// seconds after the call that deregistered it; the last 2 of these are the phase [Vanishing]. The default is 3
	// seconds.
	Deregistering
	// Imaging is the PENDING state of an image created by CreateWorkspaceImage. In this phase, the WorkSpace that the
	// image is created from is SUSPENDED. The default is 45 minutes.
	Imaging
	// CopyingImage is the PENDING state of an image created by CopyWorkspaceImage. The default is 30 minutes.
	CopyingImage
	// ImportingImage is the PENDING state of an image being imported. The default is 1 hour.
	ImportingImage
	// UpdatingImage is the PENDING state of an image created by CreateUpdatedWorkspaceImage. The default is 45 minutes.
	UpdatingImage
	// CreatingBundle is the PENDING state of a bundle. The default is 1 minute.
	CreatingBundle
	// CreatingAlias is the CREATING state of a connection alias. The default is 30 seconds.
	CreatingAlias
	// DeletingAlias is the DELETING state of a connection alias. The default is 30 seconds.
	DeletingAlias
	// AssociatingAlias is the PENDING_ASSOCIATION state of a connection alias association. The default is 1 minute.
	AssociatingAlias
	// DisassociatingAlias is the PENDING_DISASSOCIATION state of a connection alias association. The default is 1 minute.
	DisassociatingAlias
	// CreatingPool is the CREATING state of a pool. The default is 4 minutes.
	CreatingPool
	// StartingPool is the STARTING state of a pool. The default is 10 minutes.
	StartingPool
	// StoppingPool is the STOPPING state of a pool. The default is 2 minutes.
	StoppingPool
	// UpdatingPool is the UPDATING state of a pool. The default is 2 minutes.
	UpdatingPool
	// DeletingPool is the DELETING state of a pool. The default is 2 minutes.
	DeletingPool
	// ModifyingAccount is the PENDING state of an account modification. The default is 10 minutes.
	ModifyingAccount
	// DeployingApplications is the PENDING_INSTALL_DEPLOYMENT or PENDING_UNINSTALL_DEPLOYMENT state of an
	// application. The default is 1 minute.
	DeployingApplications
	// InstallingApplication is the INSTALLING state of an application. The default is 10 minutes.
	InstallingApplication
	// RemovingApplication is the UNINSTALLING state of an application. The default is 5 minutes.
	RemovingApplication
	// Vanishing is the last state of a deleted resource, such as TERMINATED for a WorkSpace or DEREGISTERED for a
	// directory. Once it ends, responses no longer show the resource. The default is 2 seconds.
	Vanishing
)

// phaseTable holds the name and default duration of each phase.
var phaseTable = [...]struct {
	name     string
	duration time.Duration
	hidden   bool // whether the phase is never shown in responses
}{
	Propagating:           {"Propagating", time.Second, true},
	Provisioning:          {"Provisioning", 20 * time.Minute, false},
	Starting:              {"Starting", 2 * time.Minute, false},
	Stopping:              {"Stopping", 2 * time.Minute, false},
	Rebooting:             {"Rebooting", 3 * time.Minute, false},
	Rebuilding:            {"Rebuilding", 20 * time.Minute, false},
	Restoring:             {"Restoring", 20 * time.Minute, false},
	Migrating:             {"Migrating", time.Hour, false},
	Terminating:           {"Terminating", 5 * time.Minute, false},
	Initiating:            {"Initiating", time.Minute, false},
	Modifying:             {"Modifying", time.Hour, false},
	Snapshotting:          {"Snapshotting", 30 * time.Minute, true},
	Registering:           {"Registering", time.Minute, false},
	Deregistering:         {"Deregistering", 3 * time.Second, false},
	Imaging:               {"Imaging", 45 * time.Minute, false},
	CopyingImage:          {"CopyingImage", 30 * time.Minute, false},
	ImportingImage:        {"ImportingImage", time.Hour, false},
	UpdatingImage:         {"UpdatingImage", 45 * time.Minute, false},
	CreatingBundle:        {"CreatingBundle", time.Minute, false},
	CreatingAlias:         {"CreatingAlias", 30 * time.Second, false},
	DeletingAlias:         {"DeletingAlias", 30 * time.Second, false},
	AssociatingAlias:      {"AssociatingAlias", time.Minute, false},
	DisassociatingAlias:   {"DisassociatingAlias", time.Minute, false},
	CreatingPool:          {"CreatingPool", 4 * time.Minute, false},
	StartingPool:          {"StartingPool", 10 * time.Minute, false},
	StoppingPool:          {"StoppingPool", 2 * time.Minute, false},
	UpdatingPool:          {"UpdatingPool", 2 * time.Minute, false},
	DeletingPool:          {"DeletingPool", 2 * time.Minute, false},
	ModifyingAccount:      {"ModifyingAccount", 10 * time.Minute, false},
	DeployingApplications: {"DeployingApplications", time.Minute, false},
	InstallingApplication: {"InstallingApplication", 10 * time.Minute, false},
	RemovingApplication:   {"RemovingApplication", 5 * time.Minute, false},
	Vanishing:             {"Vanishing", 2 * time.Second, false},
}

func (p Phase) known() bool { return p >= 0 && int(p) < len(phaseTable) }

// String returns the phase's name, such as Provisioning.
func (p Phase) String() string {
	if !p.known() {
		return "Phase(" + strconv.Itoa(int(p)) + ")"
	}
	return phaseTable[p].name
}

// Duration returns the phase's default duration, or 0 for an unknown phase. Tests can pass it to [Emulator.Advance].
func (p Phase) Duration() time.Duration {
	if !p.known() {
		return 0
	}
	return phaseTable[p].duration
}

// length says when a phase ends.
type length struct {
	time  time.Duration
	reads int // if not 0, the phase ends after this many responses have shown it, whatever the clock shows
}

// phases holds the length of each phase.
type phases [len(phaseTable)]length

// newPhases returns the length of each phase: the default duration, unless configured otherwise.
func newPhases(configured map[Phase]length) phases {
	var all phases
	for phase, row := range phaseTable {
		all[phase].time = row.duration
	}
	for phase, l := range configured {
		all[phase] = l
	}
	return all
}
