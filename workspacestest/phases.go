package workspacestest

import (
	"time"

	"github.com/go-workspaces/workspaces/internal/emulator"
)

// Phase is a stage in the life of a resource that ends by itself after some time.
type Phase = emulator.Phase

// The phases, and how long they take by default.
const (
	Propagating  = emulator.Propagating  // a new WorkSpace is not known to any operation yet: 1 second
	Provisioning = emulator.Provisioning // a WorkSpace is PENDING: 20 minutes
	Starting     = emulator.Starting     // STARTING: 2 minutes
	Stopping     = emulator.Stopping     // STOPPING: 2 minutes
	Rebooting    = emulator.Rebooting    // REBOOTING: 3 minutes
	Rebuilding   = emulator.Rebuilding   // REBUILDING: 20 minutes
	Restoring    = emulator.Restoring    // RESTORING: 20 minutes
	Migrating    = emulator.Migrating    // PENDING, in place of another WorkSpace: 1 hour
	Terminating  = emulator.Terminating  // TERMINATING: 5 minutes
	Initiating   = emulator.Initiating   // a modification is UPDATE_INITIATED: 1 minute
	Modifying    = emulator.Modifying    // a modification is UPDATE_IN_PROGRESS: 1 hour
	Snapshotting = emulator.Snapshotting // a WorkSpace is AVAILABLE and has no snapshot yet: 30 minutes

	Registering   = emulator.Registering   // a directory is REGISTERING: 1 minute
	Deregistering = emulator.Deregistering // a directory is DEREGISTERING: 1 minute

	Imaging        = emulator.Imaging        // an image of a WorkSpace is PENDING, and the WorkSpace SUSPENDED: 45 minutes
	CopyingImage   = emulator.CopyingImage   // a copy of an image is PENDING: 30 minutes
	ImportingImage = emulator.ImportingImage // an image that is imported is PENDING: 1 hour
	UpdatingImage  = emulator.UpdatingImage  // an image with newer drivers is PENDING: 45 minutes
	CreatingBundle = emulator.CreatingBundle // a bundle is PENDING: 1 minute

	CreatingAlias       = emulator.CreatingAlias       // a connection alias is CREATING: 30 seconds
	DeletingAlias       = emulator.DeletingAlias       // DELETING: 30 seconds
	AssociatingAlias    = emulator.AssociatingAlias    // its association is PENDING_ASSOCIATION: 1 minute
	DisassociatingAlias = emulator.DisassociatingAlias // its association is PENDING_DISASSOCIATION: 1 minute

	CreatingPool = emulator.CreatingPool // a pool is CREATING: 10 minutes
	StartingPool = emulator.StartingPool // STARTING: 10 minutes
	StoppingPool = emulator.StoppingPool // STOPPING: 5 minutes
	UpdatingPool = emulator.UpdatingPool // UPDATING: 2 minutes
	DeletingPool = emulator.DeletingPool // DELETING: 5 minutes

	ModifyingAccount      = emulator.ModifyingAccount      // a modification of an account is PENDING: 10 minutes
	DeployingApplications = emulator.DeployingApplications // an application is PENDING_INSTALL_DEPLOYMENT or PENDING_UNINSTALL_DEPLOYMENT: 1 minute
	InstallingApplication = emulator.InstallingApplication // INSTALLING: 10 minutes
	RemovingApplication   = emulator.RemovingApplication   // UNINSTALLING: 5 minutes

	Vanishing = emulator.Vanishing // TERMINATED, DEREGISTERED or REMOVED, before it is gone: 5 seconds
)

// WithDuration sets how long a phase takes. With 0 it is over before the next call.
func WithDuration(phase Phase, d time.Duration) Option {
	return func(s *settings) {
		s.require(phase >= 0 && int(phase) < emulator.Phases && d >= 0, "phase %d cannot take %v", phase, d)
		s.options.Phases[phase] = emulator.Length{Time: d}
	}
}

// WithReads makes a phase end after n answers that showed it, however long that takes. It is for phases
// that answers show: others, such as Propagating and Snapshotting, go by the clock in any case.
func WithReads(phase Phase, n int) Option {
	return func(s *settings) {
		s.require(phase >= 0 && int(phase) < emulator.Phases && n >= 0, "phase %d cannot end after %d answers", phase, n)
		s.options.Phases[phase] = emulator.Length{Reads: n}
	}
}

// WithProvisioningTime sets how long a new WorkSpace is PENDING. It is short for WithDuration.
func WithProvisioningTime(d time.Duration) Option { return WithDuration(Provisioning, d) }

// WithInstantChanges makes all phases last no time: every change is done before the next call.
func WithInstantChanges() Option {
	return func(s *settings) {
		for phase := range emulator.Phases {
			s.options.Phases[Phase(phase)] = emulator.Length{}
		}
	}
}

// WithCoolDowns makes ModifyWorkspaceProperties refuse what comes too soon after the launch of a WorkSpace
// or after another modification, as the service does.
func WithCoolDowns() Option {
	return func(s *settings) { s.options.CoolDowns = true }
}
