package workspacestest

import (
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// migrationCourse is the beginning of the life of a WorkSpace that takes the place of another.
var migrationCourse = course[types.WorkspaceState]{
	types.WorkspaceStatePending: {Migrating, types.WorkspaceStateAvailable, types.WorkspaceStateTerminated},
}

// arrives follows the migration that a WorkSpace is the target of and reports whether it is under way. If it
// fails, the source comes back.
func (w *workspace) arrives(c *call) bool {
	if w.Source == "" {
		return false
	}
	w.Life.settle(c, migrationCourse)
	if w.Life.State == types.WorkspaceStatePending {
		return true
	}
	if source := c.Workspaces.byID[w.Source]; source != nil && w.Life.State == types.WorkspaceStateTerminated {
		source.Target = ""
		if c.seats != nil {
			c.seats[source.seat()] = w.Source
		}
	}
	w.Source = ""
	return false
}

// leaves follows the migration that a WorkSpace is the source of. It is hidden until that is over, and
// then gone, but for a migration that has failed.
func (w *workspace) leaves(c *call) (hidden, gone bool) {
	if w.Target == "" {
		return false, false
	}
	target := c.Workspaces.get(c, w.Target)
	switch {
	case w.Target == "": // the target has given up
		return false, false
	case target != nil && target.Source == *w.Shown.WorkspaceId:
		return true, false
	default:
		return false, true
	}
}

// migrateWorkspace hides the source until the target is there or has failed.
func (c *call) migrateWorkspace(in *workspaces.MigrateWorkspaceInput) (*workspaces.MigrateWorkspaceOutput, error) {
	source := c.workspace(in.SourceWorkspaceId)
	if source == nil {
		return nil, notFound(*in.SourceWorkspaceId, workspaceNotFound)
	}
	b := c.bundle(in.BundleId)
	if b == nil {
		return nil, notFound(*in.BundleId, bundleNotFound)
	}
	if err := c.migratable(source, b); err != nil {
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
	c.addWorkspace(target)
	target.Source, source.Target = *in.SourceWorkspaceId, *target.Shown.WorkspaceId
	return &workspaces.MigrateWorkspaceOutput{SourceWorkspaceId: in.SourceWorkspaceId, TargetWorkspaceId: target.Shown.WorkspaceId}, nil
}

// migratable returns why a WorkSpace can't be migrated to a bundle, nil if it can. The reasons are those of
// the administration guide, but for that of a WorkSpace with a standby; which exceptions go with them is
// unverified.
func (c *call) migratable(w *workspace, b *bundle) error {
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

// carryOver returns the properties that a WorkSpace has after it was migrated to a bundle. The root volume
// does not shrink; nor does the user volume, and it stays as large as its owner has chosen.
func (c *call) carryOver(source *workspace, b *bundle) *types.WorkspaceProperties {
	from, to := source.Shown.WorkspaceProperties, b.properties()
	to.RunningMode, to.RunningModeAutoStopTimeoutInMinutes = from.RunningMode, from.RunningModeAutoStopTimeoutInMinutes
	to.GlobalAccelerator = from.GlobalAccelerator
	to.RootVolumeSizeGib = larger(from.RootVolumeSizeGib, to.RootVolumeSizeGib)
	to.UserVolumeSizeGib = larger(from.UserVolumeSizeGib, to.UserVolumeSizeGib)
	if old := c.bundle(source.Shown.BundleId); old != nil && aws.ToInt32(from.UserVolumeSizeGib) != *old.properties().UserVolumeSizeGib {
		to.UserVolumeSizeGib = from.UserVolumeSizeGib
	}
	return &to
}

func larger(a, b *int32) *int32 { return aws.Int32(max(aws.ToInt32(a), aws.ToInt32(b))) }
