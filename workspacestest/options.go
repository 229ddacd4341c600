package workspacestest

import (
	"time"

	"github.com/go-workspaces/workspaces/internal/emulator"
	"github.com/go-workspaces/workspaces/types"
)

// Option configures an Emulator.
type Option func(*settings)

// settings are what options set.
type settings struct {
	options   emulator.Options
	clock     func() time.Time
	resources []func(*emulator.Emulator) // adds what is there from the start
}

// Phase is a stage in the life of a resource that ends by itself after some time.
type Phase = emulator.Phase

// The phases, and how long they take by default.
const (
	Propagating   = emulator.Propagating   // a new WorkSpace is not found by its identifier yet: 1 second
	Provisioning  = emulator.Provisioning  // a WorkSpace is PENDING: 20 minutes
	Starting      = emulator.Starting      // STARTING: 2 minutes
	Stopping      = emulator.Stopping      // STOPPING: 2 minutes
	Rebooting     = emulator.Rebooting     // REBOOTING: 3 minutes
	Rebuilding    = emulator.Rebuilding    // REBUILDING: 20 minutes
	Restoring     = emulator.Restoring     // RESTORING: 20 minutes
	Terminating   = emulator.Terminating   // TERMINATING: 5 minutes
	Initiating    = emulator.Initiating    // a modification is UPDATE_INITIATED: 1 minute
	Modifying     = emulator.Modifying     // a modification is UPDATE_IN_PROGRESS: 1 hour
	Registering   = emulator.Registering   // a directory is REGISTERING: 1 minute
	Deregistering = emulator.Deregistering // a directory is DEREGISTERING: 1 minute
	Vanishing     = emulator.Vanishing     // TERMINATED or DEREGISTERED, before it is gone: 5 seconds
)

// WithDuration sets how long a phase takes. With 0 it is over before the next call.
func WithDuration(phase Phase, d time.Duration) Option {
	return func(s *settings) { s.options.Phases[phase] = emulator.Length{Time: d} }
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

// WithSeed changes the identifiers that the emulator gives.
func WithSeed(seed uint64) Option {
	return func(s *settings) { s.options.Seed = seed }
}

// WithClock sets the clock by which resources change. The default is time.Now.
func WithClock(now func() time.Time) Option {
	return func(s *settings) { s.clock = now }
}

// WithCredentials adds an access key that requests can be signed with, and thereby another account.
func WithCredentials(accessKeyID, secretAccessKey string) Option {
	return func(s *settings) { s.options.Credentials[accessKeyID] = secretAccessKey }
}

// WithDirectory adds a registered directory to the account and Region of [Emulator.Client]. If users are
// listed, CreateWorkspaces refuses all others in this directory; if none are, it takes any name.
func WithDirectory(id string, users ...string) Option {
	return func(s *settings) {
		s.resources = append(s.resources, func(e *emulator.Emulator) {
			e.AddDirectory(AccessKeyID, Region, id, users...)
		})
	}
}

// WithWorkspaces adds n WorkSpaces in a state, which begins now, to the account and Region of
// [Emulator.Client], for user001, user002 and so on of a directory of their own. Their running mode is
// AUTO_STOP, so that they can be stopped and started.
func WithWorkspaces(n int, state types.WorkspaceState) Option {
	return func(s *settings) {
		s.resources = append(s.resources, func(e *emulator.Emulator) {
			e.AddWorkspaces(AccessKeyID, Region, n, state)
		})
	}
}
