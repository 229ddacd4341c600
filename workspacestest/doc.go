// Package workspacestest is Amazon WorkSpaces for tests: an emulator in memory that needs no account,
// no network and no waiting.
//
//	func TestNightlyStop(t *testing.T) {
//		emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
//		err := stopAll(t.Context(), emu.Client())
//		…
//	}
//
// Its clients reach it by function calls, without a socket: a request is signed, sent, checked and
// answered as with the service, and is done when the call returns. Programs in other processes, or in
// other languages, use [Emulator.URL].
//
// # Time
//
// Resources change as the service's do: a new WorkSpace is PENDING for 20 minutes. Nobody need wait for
// that. [Emulator.Advance] moves the emulator's clock forward; in a testing/synctest bubble the bubble's
// clock does, so that a program which sleeps and polls lives through it all in an instant (make the
// emulator inside the bubble, and stay away from URL, as a socket keeps a bubble from going idle);
// [WithDuration] and [WithInstantChanges] shorten the changes themselves.
//
// # Accounts
//
// Every access key is an account of its own, with a state of its own in each Region. Clients made by
// [Emulator.Client] sign with [AccessKeyID] for [Region]; [WithCredentials] and [WithAccount] add others, which
// can share images and connection aliases and link their accounts. Identifiers follow from the seed alone:
// a test meets the same ones each time.
//
// # Resources
//
// There are the bundles and the applications of AWS, and what [WithDirectory], [WithWorkspaces], and
// [Emulator.Seed] for everything else, have added. Any identifier of the form d-… can be registered as a
// directory; it has every user unless its users are listed. [Emulator.Snapshot] and [Emulator.Restore] go
// back to where a test has been.
//
// # Faults
//
// [Emulator.Inject] makes calls fail, take time, lose their answer, refuse some of their items, or begin what
// ends badly. [WithRateLimit], [WithDefaultQuotas] and [WithCoolDowns] switch on what the service limits and
// most tests have no use for. [Emulator.Requests] tells what was called, and what was answered.
//
// # Limits
//
// Users do not log in: connections and the sessions of pools are those that a seed says, no AUTO_STOP
// WorkSpace stops by itself, and what only a user's client sees, such as branding and access from a device,
// has no effect but to be described. What the account has in other services is as it should be: subnets,
// roles, EC2 images, keys, user directories. There are no permissions of IAM. Every account may bring
// its own licences, and has pools, which AWS has closed to new customers.
//
// # What is not known
//
// The emulator's behaviour follows the service's documentation, and what users report of it. Where these
// are silent it is a guess; the sources say "unverified" at each. A test should not depend on it:
//
//   - The codes of items that StartWorkspaces, StopWorkspaces, RebootWorkspaces, RebuildWorkspaces and
//     TerminateWorkspaces refuse, and of some that CreateWorkspaces does: ResourceNotFound.WorkSpace,
//     ResourceNotFound.Bundle, ResourceUnavailable.Bundle, InvalidResourceState.WorkSpace,
//     OperationNotSupported.WorkSpace and OperationNotSupported.Directory. [WithItemCode] replaces them.
//   - Which of the exceptions that an operation declares goes with which reason, where it declares several
//     that could, and the wording of most. A fault with a Match, a Code and a Message answers otherwise.
//   - How long changes take: [WithDuration] sets that of each. That pools and deployments of applications go
//     through all of their states.
//   - The quotas of pools and add-ins: [WithQuota].
//   - The order of lists, and that NextToken is refused by another operation than the one that gave it.
//   - Defaults of settings that nobody has set: of client properties, of standby WorkSpaces, and the volumes of
//     a bundle that is created without.
//   - That only the newest snapshot of each kind is described, that a new pool is STOPPED, that a WorkSpace
//     is hidden while another takes its place, and that branding is replaced as a whole.
//   - Which networks ListAvailableManagementCidrRanges has to offer.
//   - That a rebuild leaves a WorkSpace with the applications of its bundle alone, and a directory that is
//     deregistered its connection aliases.
package workspacestest
