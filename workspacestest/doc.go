// Package workspacestest emulates Amazon WorkSpaces for tests: in memory, without an account, a network or
// any waiting.
//
//	func TestNightlyStop(t *testing.T) {
//		emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
//		err := stopAll(t.Context(), emu.Client())
//		…
//	}
//
// Its clients call it in the same process, without a socket: requests are signed, checked and answered as by
// the service. Programs in other processes or other languages use [Emulator.URL].
//
// # Time
//
// Resources change as those of the service do: a new WorkSpace is PENDING for 20 minutes. A test need not wait
// for it. [Emulator.Advance] moves the emulator's clock forward. In a testing/synctest bubble the emulator runs
// on the bubble's clock, so a program that sleeps and polls gets through an hour in milliseconds: make the
// emulator inside the bubble, and do not call URL there, because an open socket keeps the bubble's clock from
// moving. [WithDuration] and [WithInstantChanges] shorten the changes themselves.
//
// # Accounts
//
// Each access key belongs to an account, which has its own resources in each Region. Clients made by
// [Emulator.Client] sign with [AccessKeyID] for [Region]. [WithCredentials] and [WithAccount] add other
// accounts, which can share images and connection aliases with the first and link to it: [Emulator.ClientFor] makes
// their clients. Identifiers depend only on the seed and the order of calls: a test gets the same ones in every run.
//
// # Resources
//
// An emulator starts with the bundles and applications of AWS, and with what [WithDirectory], [WithWorkspaces]
// and [Emulator.Seed] (for all other kinds) add. Any identifier of the form d-… can be registered as a
// directory. [ServiceDirectory] sets the name, alias, name servers and subnets that it then has. A directory accepts every
// user name unless its users are listed. [Emulator.Snapshot] and [Emulator.Restore] save the state and return to it.
//
// Constants such as [BundleStandardWindows] name a few of the bundles of AWS. [WithRetiredBundle] adds
// wsb-bh8rsxt14, which AWS has retired and many public programs still name.
//
// # Users
//
// [Emulator.Connect] and [Emulator.Disconnect] connect and disconnect the user of a WorkSpace. With
// [WithAutoStop], WorkSpaces whose running mode is AUTO_STOP stop when nobody has used them for their time-out.
//
// # Faults
//
// [Emulator.Inject] makes calls fail, take time, lose their answer, refuse some of their items, or start changes
// that end in an error. [WithRateLimit], [WithDefaultQuotas] and [WithCoolDowns] enable limits of the service
// that most tests do not need. [Emulator.Requests] returns the calls that were made and how each was answered.
//
// # Limits
//
// Users do not log in on their own: [Emulator.Connect] or a seed connects them, and pool sessions are those of
// a seed. Settings that only a user's client sees, such as branding and access from a device, are stored and
// described but have no other effect. Resources of other services are assumed to exist and to be valid: subnets,
// roles, EC2 images, keys, user directories. IAM permissions are not checked. Every account can create pools unless
// [WithPoolsClosed] refuses it, as AWS refuses new customers. No account can bring its own licenses (BYOL) unless
// [WithBYOL] or a seed allows it. Every Region has connection aliases unless [WithoutConnectionAliases] names it.
//
// If a test needs a fake of only a few operations, [Unimplemented] has all others.
//
// The emulator also differs from the service in these points:
//
//   - A directory stays registered for any time. The service deregisters a directory of Simple AD or AD Connector
//     that had no WorkSpaces for 30 days.
//   - A WorkSpace does not become MAINTENANCE, UNHEALTHY or IMPAIRED on its own: only [WithWorkspaces] or a seed
//     puts it into these states, and there is no maintenance window.
//   - VolumeEncryptionKey is stored as it is. Nothing checks whether the key exists, whether it is enabled, and whether
//     a volume is encrypted.
//   - Every account can use the running mode MANUAL. The service has it for WorkSpaces Core only.
//   - A pool with the running mode ALWAYS_ON behaves as an AUTO_STOP pool: it is STOPPED when it is new, it can be
//     started and stopped, and it does not stop on its own.
//   - A pool has its whole capacity when it is RUNNING. Its sessions end at their ExpirationTime: the time-outs for
//     idle and disconnected users have no effect.
//   - A pool can have a bundle with any operating system. The administration guide lists two versions of Windows
//     Server, and says that Linux is not supported.
//   - Standby WorkSpaces are possible in every Region and with every type of directory, and a standby has each
//     snapshot of its primary at once.
//
// # What is not known
//
// The emulator follows the service's documentation and reports of its users. Where both are silent, its
// behavior is a guess, marked "unverified" in the sources. A test should not depend on a guess:
//
//   - The error codes of items that StartWorkspaces, StopWorkspaces, RebootWorkspaces, RebuildWorkspaces and
//     TerminateWorkspaces refuse, and some of the codes of items that CreateWorkspaces refuses: ResourceNotFound.WorkSpace,
//     ResourceNotFound.Snapshot, ResourceNotFound.Bundle, ResourceUnavailable.Bundle, InvalidResourceState.WorkSpace,
//     OperationNotSupported.WorkSpace and OperationNotSupported.Directory. [WithItemCode] replaces them.
//   - Which exception is returned for which reason, where an operation declares several that could apply, and the
//     wording of most. Inject a fault with a Match, a Code and a Message to get another answer.
//   - How long changes take ([WithDuration] sets each), and that pools and application deployments pass through
//     all of their states.
//   - The quota of pools: [WithQuota].
//   - The order of lists, and that an operation refuses the NextToken of another operation.
//   - Defaults of settings that nobody has set: client properties, standby WorkSpaces, and the volumes of a bundle
//     that is created without any.
//   - That only the newest snapshot of each kind is described, and that a new pool is STOPPED.
//   - The state in which the source of a migration is described, that calls cannot change it except to terminate
//     it, and what a termination during the migration does to the other WorkSpace.
//   - How long a WorkSpace under modification is not yet UPDATING. In the service a program can find it AVAILABLE or
//     STOPPED at its first looks: only ModificationStates tell when a modification has ended. Here that time is the
//     phase [Initiating].
//   - That a call which sets several properties is accepted if it changes one of them at most, and that a change of
//     the compute type disconnects the user at once.
//   - That other Linux systems name their computers as Amazon Linux does.
//   - That a modification or a migration keeps an AUTO_STOP WorkSpace from stopping until it has ended.
//   - That a WorkSpace that is terminated while PENDING shows no more members than it did before.
//   - How registration codes begin outside of us-east-1, us-west-2, eu-west-1, eu-west-2 and ap-northeast-1, and identifiers
//     of directories outside of the first three.
//   - Some names of the bundles of AWS (those with Windows 11, Rocky Linux and Red Hat Enterprise Linux), that there
//     are bundles with Windows 10 and Windows 11 which are not based on Windows Server, and which hardware goes with
//     which operating system. All identifiers except wsb-bh8rsxt14 differ from those of AWS.
//   - How the service refuses connection aliases in Regions that do not have them, and that a pool accepts a BYOL
//     bundle in a directory with the tenancy DEDICATED.
//   - The networks that ListAvailableManagementCidrRanges offers.
//   - That after a rebuild a WorkSpace has only the applications of its bundle, and that deregistering a directory
//     leaves its connection aliases in place.
package workspacestest
