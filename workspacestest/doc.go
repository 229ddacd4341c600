// Package workspacestest emulates Amazon WorkSpaces for tests. The emulator runs in memory: tests need neither an AWS
// account nor a network, and do not have to wait.
//
//	func TestNightlyStop(t *testing.T) {
//		emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
//		err := stopAll(t.Context(), emu.Client())
//		…
//	}
//
// The emulator's clients call it within the same process, without a socket. Like the service, the emulator checks the
// signature and input of each request. Programs in other processes or other languages use [Emulator.URL].
//
// # Time
//
// Changes to resources take about as long as in the service: for example, a new WorkSpace is PENDING for 20 minutes. A
// test need not wait that long: [Emulator.Advance] moves the emulator's clock forward. In a testing/synctest bubble,
// the emulator runs on the bubble's clock, so that a program can sleep and poll for an hour within milliseconds. Create
// the emulator inside the bubble, and do not call [Emulator.URL] there: an open socket stops the bubble's clock.
// [WithDuration] and [WithInstantChanges] set how long changes take.
//
// # Accounts
//
// Each access key belongs to an account, and each account has its own resources in each Region. [Emulator.Client]
// returns a client that signs with [AccessKeyID] for [Region]. [WithCredentials] and [WithAccount] add other accounts,
// and [Emulator.ClientFor] returns clients for these accounts. Accounts can be linked, and can share images and
// connection aliases. Resource identifiers are not random: they depend only on the number set by [WithSeed], the
// resources in each [Seed], and the order of calls, so a test gets the same identifiers in every run. A new resource
// never gets an identifier already used by a [Seed].
//
// # Resources
//
// An emulator starts with the AWS bundles and the AWS applications. [WithDirectory] and [WithWorkspaces] add
// directories and WorkSpaces, and [Emulator.Seed] adds resources of all kinds. Any identifier of the form d-… can be
// registered as a directory. [ServiceDirectory] sets such a directory's name, alias, name servers and subnets. A
// directory accepts every user name unless its users are listed by [WithDirectory] or a [Seed]. [Emulator.Snapshot]
// saves the state, and [Emulator.Restore] returns to a saved state.
//
// Constants such as [BundleStandardWindows] identify AWS bundles. [WithRetiredBundle] adds wsb-bh8rsxt14, a bundle that
// AWS has retired but many public programs still name.
//
// # Users
//
// [Emulator.Connect] and [Emulator.Disconnect] connect and disconnect the user of a WorkSpace. With [WithAutoStop], an
// AUTO_STOP WorkSpace stops once nobody has used it for its auto-stop time-out.
//
// # Faults
//
// [Emulator.Inject] adds a [Fault]. A fault can make a call fail, delay it, drop the response, or refuse some of the
// call's items. It can also let the call succeed and make the resulting change fail later. [WithRateLimit],
// [WithDefaultQuotas] and [WithCoolDowns] enable limits of the service that most tests do not need. [Emulator.Requests]
// returns the requests received, with the status and error of each response.
//
// # Limits
//
// Users do not log in on their own: [Emulator.Connect] or a [Seed] connects them. Only a seed adds pool sessions.
// Settings seen only by a user's client, such as branding and access from a device, are stored and described but have
// no other effect. The emulator assumes that resources of other services exist and are valid: subnets, roles, EC2
// images, keys, user directories. It does not check IAM permissions. Every account can create pools unless
// [WithPoolsClosed] forbids it, as AWS does for new customers. No account can bring its own licenses (BYOL) unless
// [WithBYOL] or a seed allows this. By default, every Region has the service and connection aliases. [WithRegions]
// limits the service to some Regions, and [WithoutConnectionAliases] lists Regions without connection aliases.
//
// A test that needs only a few operations can instead use its own fake of [workspaces.API], which embeds
// [Unimplemented] for all other operations.
//
// The emulator also differs from the service in these ways:
//
//   - A directory stays registered until it is deregistered. The service deregisters a Simple AD or AD Connector
//     directory on its own after 30 days without WorkSpaces.
//   - A WorkSpace does not become MAINTENANCE, UNHEALTHY or IMPAIRED on its own: only [WithWorkspaces] or a seed does
//     that. There is no maintenance window.
//   - VolumeEncryptionKey is not checked. The key need not exist or be enabled, and the call need not encrypt a
//     volume.
//   - Every account can use the MANUAL running mode. The service allows this mode only in WorkSpaces Core.
//   - An ALWAYS_ON pool behaves like an AUTO_STOP pool: a new pool is STOPPED, calls can start and stop the pool, and
//     the pool does not stop on its own.
//   - A pool has its full capacity as soon as it is RUNNING. Its sessions end at their ExpirationTime: the time-outs
//     for idle and disconnected users have no effect.
//   - A pool can have a bundle with any operating system. The administration guide lists two versions of Windows
//     Server, and says that Linux is not supported.
//   - With [WithRegions], a call to [Emulator.URL] in a Region without the service gets an AccessDeniedException. In
//     the service, the endpoint's host name is unknown to DNS.
//   - Standby WorkSpaces are possible in every Region and with every type of directory. A standby WorkSpace gets each
//     of its primary WorkSpace's snapshots at once.
//
// # What is not known
//
// The emulator follows the service's documentation and public reports by the service's users. If neither describes a
// behavior of the service, the emulator's behavior is a guess. In the source code, "It is not known"
// or "Unverified" introduces each open question. A test should not depend on a guess. The guesses are:
//
//   - The error codes of refused items in calls to StartWorkspaces, StopWorkspaces, RebootWorkspaces,
//     RebuildWorkspaces and TerminateWorkspaces, and some error codes of refused items in calls to CreateWorkspaces.
//     The guessed codes are ResourceNotFound.WorkSpace, ResourceNotFound.Snapshot, ResourceNotFound.Bundle,
//     ResourceUnavailable.Bundle, InvalidResourceState.WorkSpace, OperationNotSupported.WorkSpace and
//     OperationNotSupported.Directory. [WithItemCode] replaces a guessed code.
//   - Which exception the service returns in which case, if an operation declares several exceptions that could apply.
//     The wording of most exceptions is also a guess. To get a different response, inject a [Fault] with a Match, a
//     Code and a Message.
//   - How long changes take (see [WithDuration]), and whether pools and application deployments pass through all of
//     their states.
//   - The quota of pools (see [WithQuota]).
//   - The order of lists, and whether an operation rejects a NextToken from another operation.
//   - The default client properties, the default properties of standby WorkSpaces, and the default volume sizes of a
//     new bundle.
//   - Whether DescribeWorkspaceSnapshots shows only the newest snapshot of each kind.
//   - Whether a new pool is STOPPED.
//   - The state of the source WorkSpace during a migration, whether calls other than TerminateWorkspaces can change the
//     source, and how terminating one WorkSpace of a migration affects the other WorkSpace.
//   - How long after the start of a modification a WorkSpace becomes UPDATING: in the emulator, this takes as long as
//     the [Initiating] phase, during which the WorkSpace is still AVAILABLE or STOPPED. So whether the modification has
//     ended is shown by ModificationStates rather than by the state.
//   - Whether a call that sets several properties is accepted if it changes at most one of them.
//   - Whether changing the compute type disconnects the user at once.
//   - Whether the computer names of other Linux systems have the same form as on Amazon Linux.
//   - Whether an AUTO_STOP WorkSpace can stop during a modification or a migration. In the emulator, it cannot.
//   - Which members a WorkSpace shows if it is terminated while PENDING. In the emulator, it shows the same members as
//     before.
//   - The prefixes of registration codes outside of us-east-1, us-west-2, eu-west-1, eu-west-2 and ap-northeast-1, and
//     the prefixes of directory identifiers outside of us-east-1, us-west-2 and eu-west-1.
//   - The names of AWS bundles with Windows 11, Rocky Linux and Red Hat Enterprise Linux.
//   - Whether AWS has bundles with Windows 10 and Windows 11 that are not based on Windows Server, and which hardware
//     is offered with which operating system.
//   - The identifiers of AWS bundles: all except wsb-bh8rsxt14 differ from the real ones.
//   - Which error the service returns for operations on connection aliases in Regions without connection aliases.
//   - Whether a pool can have a BYOL bundle if its directory has DEDICATED tenancy.
//   - The address ranges that ListAvailableManagementCidrRanges returns.
//   - Whether a rebuilt WorkSpace has only the applications of its bundle.
//   - Whether deregistering a directory disassociates its connection aliases. In the emulator, the aliases stay
//     associated.
package workspacestest
