package workspacestest

import (
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// migrationCourse is the first part of the course of a migration's target.
var migrationCourse = course[types.WorkspaceState]{
	types.WorkspaceStatePending: {Migrating, types.WorkspaceStateAvailable, types.WorkspaceStateTerminated},
}

// migration is a migration under way, from the WorkSpace Source to the new WorkSpace Target. Until it ends,
// the source is hidden and the target is PENDING, and both hold the source's identifier in their field
// Migration. The target's lifecycle is the lifecycle of the migration.
type migration struct{ Source, Target string }

// settleMigrations ends the migrations that are over by the time of the call. Each call begins with it, so
// that looking up one of the two WorkSpaces never changes the other.
func (c *call) settleMigrations() {
	if c.emulator.phases[Migrating].reads > 0 {
		c.Migrations = slices.DeleteFunc(c.Migrations, func(m migration) bool { return m.settle(c) })
		return
	}
	for len(c.Migrations) > 0 && c.Migrations[0].settle(c) { // migrations end in the order in which they began
		c.Migrations = c.Migrations[1:]
	}
}

// settle brings the migration up to the time of the call and reports whether it is over. After a success the
// source no longer exists. After a failure the source is visible again. A WorkSpace with another value in
// Migration is no longer part of this migration: it was terminated, or a seed replaced it.
func (m migration) settle(c *call) (over bool) {
	failed := false
	if target := c.Workspaces.byID[m.Target]; target != nil && target.Migration == m.Source {
		target.Life.settle(c, migrationCourse)
		if target.Life.State == types.WorkspaceStatePending {
			return false
		}
		failed = target.Life.State == types.WorkspaceStateTerminated
		target.Migration = ""
	}
	source := c.Workspaces.byID[m.Source]
	switch {
	case source == nil || source.Migration != m.Source:
	case failed:
		source.Migration = ""
		c.seated()[source.seat()] = m.Source
	default:
		c.Workspaces.remove(m.Source)
	}
	return true
}

// hidden reports whether the WorkSpace is the source of a migration under way.
func (w *workspace) hidden() bool { return w.Migration != "" && w.Migration == *w.Shown.WorkspaceId }

// leaveMigration ends the migration that the WorkSpace is the target of, if any. The source is deleted all
// the same.
func (w *workspace) leaveMigration(c *call) {
	if w.Migration != "" && !w.hidden() {
		c.Workspaces.remove(w.Migration)
		w.Migration = ""
	}
}

// migrateWorkspace hides the source until the migration ends.
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
	c.putWorkspace(target)
	m := migration{Source: *in.SourceWorkspaceId, Target: *target.Shown.WorkspaceId}
	source.Migration, target.Migration = m.Source, m.Source
	c.Migrations = append(c.Migrations, m)
	return &workspaces.MigrateWorkspaceOutput{SourceWorkspaceId: in.SourceWorkspaceId, TargetWorkspaceId: target.Shown.WorkspaceId}, nil
}

// checkMigration returns the error if a WorkSpace cannot be migrated to a bundle, or nil. The administration
// guide has the reasons, except that of WorkSpaces with a standby. Unverified: which exception goes with
// which reason.
func (c *call) checkMigration(w *workspace, b *bundle) error {
	from, to := w.Shown.WorkspaceProperties, b.OS
	switch {
	case w.Change.inFlight():
		return modificationInProgress()
	case !slices.Contains([]types.WorkspaceState{types.WorkspaceStateAvailable, types.WorkspaceStateStopped, types.WorkspaceStateError}, w.state()):
		return notSupported(wrongState(w.state()).Message)
	case w.standby():
		return notSupported(standbyNotSupported)
	case len(w.standbys(c)) > 0:
		return notSupported("A WorkSpace that has a standby WorkSpace cannot be migrated.")
	case !b.available():
		return unavailable(*b.Shown.BundleId, "The specified bundle is not AVAILABLE.")
	case *b.Shown.BundleId == *w.Shown.BundleId:
		return invalidValues("A WorkSpace cannot be migrated to the bundle that it has.")
	case to == types.OperatingSystemNameWindows7,
		isWindows(from.OperatingSystemName) != isWindows(to),
		from.OperatingSystemName == types.OperatingSystemNameWindows7 && to == types.OperatingSystemNameWindows11,
		from.OperatingSystemName == types.OperatingSystemNameWindows11 && to == types.OperatingSystemNameWindows10,
		from.ComputeTypeName == types.ComputeValue && to == types.OperatingSystemNameWindows11:
		return notSupported("The WorkSpace cannot be migrated to a bundle with this operating system.")
	}
	return nil
}

func isWindows(os types.OperatingSystemName) bool { return strings.HasPrefix(string(os), "WINDOWS") }

// carryOver returns the properties of the target of a migration. Neither volume shrinks. A user volume whose
// size differs from its bundle's keeps this size.
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
