package workspacestest

import (
	"cmp"

	"github.com/go-workspaces/workspaces/internal/emulator"
)

// Fault is something that goes wrong with calls.
type Fault = emulator.Fault

// ItemFault is what goes wrong with items of a call on many, or with what becomes of them.
type ItemFault = emulator.ItemFault

// Inject makes calls go wrong from now on, until their number is reached or the fault is removed. Faults
// meet a call in the order in which they were injected, up to the first that ends it.
//
//	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 2, Throttle: true})
//	emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Times: 1, Drop: true, AfterChange: true})
//
// A fault that makes no sense is a mistake of the test, which [New] ends; [Fault.Validate] finds out before.
func (e *Emulator) Inject(f Fault) (remove func()) {
	remove, err := e.core.Inject(f)
	if err != nil {
		e.fail(err)
	}
	return remove
}

// Request is a request that an emulator was sent, and what became of it.
type Request = emulator.Request

// Requests returns the requests that the emulator was sent, the oldest first: also those that it refused,
// and each attempt of a call. It is the last 10,000 of them, see [WithRequestLog].
func (e *Emulator) Requests() []Request { return e.core.Requests() }

// ClearRequests forgets the requests.
func (e *Emulator) ClearRequests() { e.core.ClearRequests() }

// Seed is resources that are there without anybody having created them.
type Seed = emulator.Seed

// Seed adds the resources of a seed, to the account and Region of [Emulator.Client] unless it says
// otherwise. It adds all or, if it fails, none.
func (e *Emulator) Seed(s Seed) error { return e.core.Seed(here(s)) }

// here returns a seed with account and Region.
func here(s Seed) Seed {
	s.Account = cmp.Or(s.Account, AccessKeyID)
	s.Region = cmp.Or(s.Region, Region)
	return s
}

// Snapshot returns the state of the emulator: all resources of all accounts, how far the clock was moved,
// and what the next identifiers follow from. Faults and the log of requests are not in it.
func (e *Emulator) Snapshot() ([]byte, error) { return e.core.Snapshot() }

// Restore puts the state that Snapshot returned, of this emulator or of another, in place of the one that
// is there. Time goes on by the clock: what was to change in the meantime has changed. It changes nothing
// if it fails, as it does with anything that is not, byte for byte but for white space, a snapshot.
func (e *Emulator) Restore(snapshot []byte) error { return e.core.Restore(snapshot) }

// Reset makes the emulator as new: with the resources that its options say are there from the start, and
// without faults and remembered requests.
func (e *Emulator) Reset() {
	if err := e.core.Reset(e.begin); err != nil {
		e.fail(err)
	}
}

// Changes returns a number that grows whenever something may have changed: a program that saves snapshots
// has nothing to save as long as it stays.
func (e *Emulator) Changes() uint64 { return e.core.Changes() }
