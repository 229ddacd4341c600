// Package workspacestest emulates Amazon WorkSpaces for tests. It works in memory and needs no AWS account, no network
// and no waiting.
//
//	func TestNightlyStop(t *testing.T) {
//		emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
//		err := stopAll(t.Context(), emu.Client())
//		…
//	}
//
// The emulator's clients call it in the same process, without a socket. It checks the signature and the input of each
// request as the service does. Programs in other processes or other languages use [Emulator.URL].
//
// # Time
//
// Resources take as long to change as in the service: a new WorkSpace is PENDING for 20 minutes. A test need not wait
// for that. [Emulator.Advance] moves the emulator's clock forward. In a testing/synctest bubble, the emulator runs on
// the bubble's clock, so that a program can sleep and poll for an hour within milliseconds. Create the emulator inside
// the bubble, and do not call URL there: an open socket keeps the bubble's clock from moving. [WithDuration] and
// [WithInstantChanges] shorten the changes themselves.
//
// # Accounts
//
// Each access key belongs to an account, and each account has its own resources in each Region. The clients of
// [Emulator.Client] sign with [AccessKeyID] for [Region]. [WithCredentials] and [WithAccount] add other accounts, and
// [Emulator.ClientFor] returns clients for them. Accounts can be linked, and can share images and connection aliases.
// Identifiers depend only on the seed and the order of calls: a test gets the same identifiers in every run.
//
// # Resources
//
// An emulator starts with the AWS bundles and the AWS applications. [WithDirectory] and [WithWorkspaces] add
// directories and WorkSpaces, and [Emulator.Seed] adds resources of all kinds. Any identifier of the form d-… can be
// registered as a directory. [ServiceDirectory] sets the name, alias, name servers and subnets of such a directory. A
// directory accepts every user name unless its users are listed. [Emulator.Snapshot] saves the state, and
// [Emulator.Restore] returns to it.
//
// Constants such as [BundleStandardWindows] are identifiers of AWS bundles. [WithRetiredBundle] adds wsb-bh8rsxt14,
// which AWS has retired but many public programs still name.
//
// # Users
//
// [Emulator.Connect] and [Emulator.Disconnect] connect and disconnect the user of a WorkSpace. With [WithAutoStop], a
// WorkSpace whose running mode is AUTO_STOP stops when nobody has used it for its auto-stop time-out.
//
// # Faults
//
// [Emulator.Inject] makes calls fail, delays them, drops their responses, refuses some of their items, or makes the
// changes that they start fail later. [WithRateLimit], [WithDefaultQuotas] and [WithCoolDowns] enable limits of the
// service that most tests do not need. [Emulator.Requests] returns the requests that were made, with the status and
// the error of each response.
//
// # Limits
//
// Users do not log in on their own: [Emulator.Connect] or a seed connects them, and pool sessions come only from
// seeds. Settings that only a user's client sees, such as branding and access from a device, are stored and
// described but have no other effect. Resources of other services are assumed to exist and to be valid: subnets,
// roles, EC2 images, keys, user directories. IAM permissions are not checked. Every account can create pools unless
// [WithPoolsClosed] forbids it, as AWS does for new customers. No account can bring its own licenses (BYOL) unless
// [WithBYOL] or a seed allows it. Every Region has the service unless [WithRegions] names the Regions that have it, and
// has connection aliases unless [WithoutConnectionAliases] names it.
//
// If a test needs a fake of only a few operations, [Unimplemented] has all others.
//
// The emulator also differs from the service in these points:
//
//   - A directory stays registered until it is deregistered. The service deregisters a Simple AD or AD Connector
//     directory on its own if it has had no WorkSpaces for 30 days.
//   - A WorkSpace does not become MAINTENANCE, UNHEALTHY or IMPAIRED on its own: only [WithWorkspaces] or a seed
//     puts it into these states, and there is no maintenance window.
//   - VolumeEncryptionKey is stored unchecked. The key need not exist or be enabled, and no volume need be encrypted.
//   - Every account can use the MANUAL running mode. In the service, only WorkSpaces Core has this mode.
//   - An ALWAYS_ON pool behaves like an AUTO_STOP pool: it is STOPPED when it is new, it can be started and stopped,
//     and it does not stop on its own.
//   - A pool has its whole capacity when it is RUNNING. Its sessions end at their ExpirationTime: the time-outs for
//     idle and disconnected users have no effect.
//   - A pool can have a bundle with any operating system. The administration guide lists two versions of Windows
//     Server, and says that Linux is not supported.
//   - With [WithRegions], a call over [Emulator.URL] in a Region without the service gets an AccessDeniedException. In
//     the service, the host name of the endpoint is unknown to DNS.
//   - Standby WorkSpaces are possible in every Region and with every type of directory, and a standby gets each
//     snapshot of its primary at once.
//
// # What is not known
//
// The emulator follows the service's documentation and the reports of its users. Where neither says what the service
// does, the emulator's behavior is a guess, marked "Unverified" in the source code. A test should not depend on a
// guess. The guesses are:
//
//   - The error codes of items that StartWorkspaces, StopWorkspaces, RebootWorkspaces, RebuildWorkspaces and
//     TerminateWorkspaces refuse, and some error codes of items that CreateWorkspaces refuses. The guessed codes are
//     ResourceNotFound.WorkSpace, ResourceNotFound.Snapshot, ResourceNotFound.Bundle, ResourceUnavailable.Bundle,
//     InvalidResourceState.WorkSpace, OperationNotSupported.WorkSpace and OperationNotSupported.Directory.
//     [WithItemCode] replaces them.
//   - Which exception is returned for which reason, where an operation declares several that could apply, and the
//     wording of most exceptions. To get another response, inject a fault with a Match, a Code and a Message.
//   - How long changes take (see [WithDuration]), and that pools and application deployments pass through all of
//     their states.
//   - The quota of pools (see [WithQuota]).
//   - The order of lists, and that an operation refuses the NextToken of another operation.
//   - The defaults of client properties, of standby WorkSpaces, and of the volumes of a bundle that is created
//     without any.
//   - That only the newest snapshot of each kind is described.
//   - That a new pool is STOPPED.
//   - The state that the source of a migration shows, that calls can only terminate the source, and how terminating
//     one WorkSpace of a migration affects the other.
//   - How long it takes until a WorkSpace that is being modified becomes UPDATING: in the emulator, as long as the
//     [Initiating] phase. In the service, a program can find such a WorkSpace AVAILABLE or STOPPED at first. Only
//     ModificationStates shows when a modification has ended.
//   - That a call that sets several properties is accepted if it changes at most one of them.
//   - That changing the compute type disconnects the user at once.
//   - That the computer names of other Linux systems look like those of Amazon Linux.
//   - That an AUTO_STOP WorkSpace does not stop during a modification or a migration.
//   - That a WorkSpace that is terminated while PENDING shows no more members than before.
//   - How registration codes begin outside of us-east-1, us-west-2, eu-west-1, eu-west-2 and ap-northeast-1, and how
//     directory identifiers begin outside of us-east-1, us-west-2 and eu-west-1.
//   - The names of AWS bundles with Windows 11, Rocky Linux and Red Hat Enterprise Linux.
//   - That AWS has bundles with Windows 10 and Windows 11 that are not based on Windows Server, and which hardware is
//     offered with which operating system.
//   - The identifiers of AWS bundles: all except wsb-bh8rsxt14 differ from the real ones.
//   - How the service refuses connection aliases in Regions that do not have them.
//   - That a pool accepts a BYOL bundle in a directory with DEDICATED tenancy.
//   - The address ranges that ListAvailableManagementCidrRanges returns.
//   - That after a rebuild, a WorkSpace has only the applications of its bundle.
//   - That deregistering a directory leaves its connection aliases in place.
package workspacestest
