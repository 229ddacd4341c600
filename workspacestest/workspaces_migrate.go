package workspacestest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// migrationCourse lists the states that a migration's new WorkSpace passes through. Once the migration ends,
// workspaceCourse applies.
var migrationCourse = course[types.WorkspaceState]{
	types.WorkspaceStatePending: {Migrating, types.WorkspaceStateAvailable, types.WorkspaceStateTerminated},
}

// migration is a migration in progress, from an existing WorkSpace (the source) to a new WorkSpace (the target). Until
// the migration ends, responses list both: the target is PENDING, and the source keeps its previous state. Each
// WorkSpace's Migration field holds the source's identifier. The migration ends when the target is no longer PENDING.
// It is not known in which state the service shows the source.
type migration struct{ Source, Target string }

// settleMigrations ends the migrations that have finished by the time of the call. It runs at the start of each call,
// so that looking up one of a migration's WorkSpaces need not update the other.
func (c *call) settleMigrations() {
	if c.emulator.phases[Migrating].reads > 0 {
		c.Migrations = slices.DeleteFunc(c.Migrations, func(m migration) bool { return m.settle(c) })
		return
	}
	for len(c.Migrations) > 0 && c.Migrations[0].settle(c) { // migrations end in the order in which they started
		c.Migrations = c.Migrations[1:]
	}
}

// settle brings the migration up to date as of the time of the call, and reports whether it has ended. If it succeeded,
// the source becomes TERMINATED; if it failed, the source becomes an ordinary WorkSpace again. A WorkSpace whose
// Migration field no longer holds m.Source has left the migration, because it was terminated or replaced by a seed.
func (m migration) settle(c *call) (over bool) {
	target := c.Workspaces.byID[m.Target]
	succeeded, end := false, c.now
	if target != nil && target.Migration == m.Source {
		target.Life.settle(c, migrationCourse)
		if target.Life.State == types.WorkspaceStatePending {
			return false
		}
		succeeded, end = target.Life.State == types.WorkspaceStateAvailable, target.Life.Since
		target.Migration = ""
	}
	source := c.Workspaces.byID[m.Source]
	switch {
	case source == nil || source.Migration != m.Source:
	case !succeeded:
		source.rejoin(c, end)
	default:
		source.Migration = ""
		source.disconnect(end)
		source.Life = lifecycle[types.WorkspaceState]{State: types.WorkspaceStateTerminated, Since: end}
	}
	return true
}

// migrating reports whether the WorkSpace is the source of a migration in progress.
func (w *workspace) migrating() bool { return w.Migration != "" && w.Migration == *w.Shown.WorkspaceId }

// rejoin makes the source of a failed migration an ordinary WorkSpace again. It records when the migration ended, so
// that auto-stop does not stop the WorkSpace before then.
func (w *workspace) rejoin(c *call, end time.Time) {
	w.Migration = ""
	w.past().Modified = end
	c.seated()[w.seat()] = *w.Shown.WorkspaceId
}

// leaveMigration takes a WorkSpace that is being terminated or replaced out of its migration, if any. If the target
// leaves, the migration ends; if the source leaves, it continues. It is not known whether the service has the same
// rules.
func (w *workspace) leaveMigration(c *call) {
	if source := c.Workspaces.byID[w.Migration]; source != nil && source != w && source.Migration == w.Migration {
		source.rejoin(c, c.now)
	}
	w.Migration = ""
}

// migrateWorkspace starts a migration. DescribeWorkspaces lists the target at once. During the migration, the source
// can be terminated but not otherwise changed. It is not known whether the service has the same rule.
func (c *call) migrateWorkspace(in *workspaces.MigrateWorkspaceInput) (*workspaces.MigrateWorkspaceOutput, error) {
	source := c.workspace(in.SourceWorkspaceId)
	if source == nil {
		return nil, notFound(*in.SourceWorkspaceId, workspaceNotFound)
	}
	b := c.bundle(in.BundleId)
	if b == nil {
		return nil, notFound(*in.BundleId, bundleNotFound)
	}
	if err := c.checkMigration(source, b); err != nil {
		return nil, err
	}
	target := c.newWorkspace(maps.Clone(source.Tags), types.Workspace{
		DirectoryId:                 source.Shown.DirectoryId,
		UserName:                    source.Shown.UserName,
		WorkspaceName:               source.Shown.WorkspaceName,
		BundleId:                    in.BundleId,
		WorkspaceProperties:         c.carryOver(source, b),
		RootVolumeEncryptionEnabled: source.Shown.RootVolumeEncryptionEnabled,
		UserVolumeEncryptionEnabled: source.Shown.UserVolumeEncryptionEnabled,
		VolumeEncryptionKey:         source.Shown.VolumeEncryptionKey,
	})
	target.Visible = c.now
	c.putWorkspace(target)
	m := migration{Source: *in.SourceWorkspaceId, Target: *target.Shown.WorkspaceId}
	source.Migration, target.Migration = m.Source, m.Source
	c.Migrations = append(c.Migrations, m)
	return &workspaces.MigrateWorkspaceOutput{SourceWorkspaceId: in.SourceWorkspaceId, TargetWorkspaceId: target.Shown.WorkspaceId}, nil
}

// checkMigration returns an error if a WorkSpace cannot be migrated to a bundle, for the reasons in the administration
// guide. It is not known whether a WorkSpace with a standby can be migrated. In the emulator, it cannot. Also
// unverified: which exception is returned for which reason.
func (c *call) checkMigration(w *workspace, b *bundle) error {
	switch {
	case w.Change.inFlight():
		return modificationInProgress()
	case w.migrating():
		return migrationInProgress()
	case !slices.Contains([]types.WorkspaceState{types.WorkspaceStateAvailable, types.WorkspaceStateStopped, types.WorkspaceStateError}, w.state()):
		return notSupported("%s", wrongState(w.state()).Message)
	case w.standby():
		return notSupported(standbyNotSupported)
	case len(w.standbys(c)) > 0:
		return notSupported("A WorkSpace that has a standby WorkSpace cannot be migrated.")
	case !b.available():
		return unavailable(*b.Shown.BundleId, "The specified bundle "+*b.Shown.BundleId+" is not AVAILABLE.")
	case *b.Shown.BundleId == *w.Shown.BundleId:
		return invalidValues("A WorkSpace cannot be migrated to the bundle that it has, %s.", *b.Shown.BundleId)
	}
	return c.checkMigrationPath(w, b)
}

// checkMigrationPath returns an error if a WorkSpace's properties or current bundle rule out a migration to b. An
// unknown current bundle is treated as an AWS bundle.
func (c *call) checkMigrationPath(w *workspace, b *bundle) error {
	from, to := w.Shown.WorkspaceProperties, b.OS
	own := c.bundle(w.Shown.BundleId)
	custom, licensed := own != nil && !own.amazon(), own != nil && c.licensed(own)
	switch {
	case !isWindows(from.OperatingSystemName), !isWindows(to):
		return notSupported("WorkSpaces with Linux cannot be migrated: from %s to %s.", from.OperatingSystemName, to)
	case licensed && !c.licensed(b):
		return notSupported("A WorkSpace with your own license can be migrated only to a bundle with your own license, not to %s.", *b.Shown.BundleId)
	case !licensed && c.licensed(b):
		return notSupported("A WorkSpace that was created from a public or custom bundle cannot be migrated to a bundle with your own license: %s.", *b.Shown.BundleId)
	case custom && !licensed && b.amazon() && isWindows10(to):
		return notSupported("A WorkSpace that was created from a custom bundle cannot be migrated to a public bundle with Windows 10: %s.", *b.Shown.BundleId)
	case !supports(to, from.ComputeTypeName), !supports(to, b.Shown.ComputeType.Name):
		return notSupported(valueNotSupported, to)
	case to == types.OperatingSystemNameWindows7,
		from.OperatingSystemName == types.OperatingSystemNameWindows7 && to == types.OperatingSystemNameWindows11,
		from.OperatingSystemName == types.OperatingSystemNameWindows11 && to == types.OperatingSystemNameWindows10:
		return notSupported("A WorkSpace cannot be migrated from the operating system %s to %s.", from.OperatingSystemName, to)
	}
	return nil
}

// beingMigrated is the error message for calls that would change the source of a migration.
const beingMigrated = "The WorkSpace is being migrated."

func migrationInProgress() error {
	return &types.OperationInProgressException{Message: aws.String(beingMigrated)}
}

// isWindows10 reports whether the operating system has a Windows 10 desktop.
func isWindows10(os types.OperatingSystemName) bool {
	return slices.Contains([]types.OperatingSystemName{
		types.OperatingSystemNameWindows10, types.OperatingSystemNameWindowsServer2016,
		types.OperatingSystemNameWindowsServer2019, types.OperatingSystemNameWindowsServer2022,
	}, os)
}

// isWindows11 reports whether the operating system has a Windows 11 desktop. It is not known whether the service treats
// Windows Server 2025 like Windows 11.
func isWindows11(os types.OperatingSystemName) bool {
	return os == types.OperatingSystemNameWindows11 || os == types.OperatingSystemNameWindowsServer2025
}

// valueNotSupported is the error message for an operating system without support for the compute type VALUE.
const valueNotSupported = "The compute type VALUE is not supported for the operating system %s."

// supports reports whether a compute type can be combined with an operating system. According to the administration
// guide, VALUE cannot be combined with Windows 11.
func supports(os types.OperatingSystemName, compute types.Compute) bool {
	return compute != types.ComputeValue || !isWindows11(os)
}

func isWindows(os types.OperatingSystemName) bool { return strings.HasPrefix(string(os), "WINDOWS") }

// carryOver returns the properties of a migration's target. Its volumes are at least as large as the source's. If the
// source's user volume does not have the size given by the source's bundle, the target's user volume is exactly as
// large as the source's.
func (c *call) carryOver(source *workspace, b *bundle) *types.WorkspaceProperties {
	from, to := source.Shown.WorkspaceProperties, b.properties()
	to.RunningMode, to.RunningModeAutoStopTimeoutInMinutes = from.RunningMode, from.RunningModeAutoStopTimeoutInMinutes
	to.GlobalAccelerator = from.GlobalAccelerator
	to.RootVolumeSizeGib = largerOf(from.RootVolumeSizeGib, to.RootVolumeSizeGib)
	to.UserVolumeSizeGib = largerOf(from.UserVolumeSizeGib, to.UserVolumeSizeGib)
	if old := c.bundle(source.Shown.BundleId); old != nil && aws.ToInt32(from.UserVolumeSizeGib) != *old.properties().UserVolumeSizeGib {
		to.UserVolumeSizeGib = from.UserVolumeSizeGib
	}
	return &to
}

func largerOf(a, b *int32) *int32 { return aws.Int32(max(aws.ToInt32(a), aws.ToInt32(b))) }
