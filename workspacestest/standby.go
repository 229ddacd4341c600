package workspacestest

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// partner is a related WorkSpace in another Region: a standby WorkSpace's primary WorkSpace, or one of a primary
// WorkSpace's standby WorkSpaces.
type partner struct {
	Region, ID  string
	Type        types.StandbyWorkspaceRelationshipType // the partner's role: primary or standby
	Replication types.DataReplication                  `json:",omitempty"` // from primary to standby; meaningful only if the partner is the primary
}

// standbyNotSupported is the error message for operations not supported for standby WorkSpaces.
const standbyNotSupported = "The operation is not supported for a standby WorkSpace."

// primary returns the WorkSpace's primary, or nil if the WorkSpace is not a standby. The primary may no longer exist.
func (w *workspace) primary() *partner {
	i := slices.IndexFunc(w.Partners, func(p partner) bool { return p.Type == types.StandbyWorkspaceRelationshipTypePrimary })
	if i < 0 {
		return nil
	}
	return &w.Partners[i]
}

func (w *workspace) standby() bool { return w.primary() != nil }

// find returns the partner's WorkSpace, or nil if it no longer exists.
func (p partner) find(c *call) *workspace {
	there := c.at(place{c.account, p.Region})
	return there.Workspaces.get(there, p.ID)
}

// partners iterates over w's partners, skipping any that no longer exist. It yields each partner along with its
// WorkSpace.
func (w *workspace) partners(c *call) iter.Seq2[partner, *workspace] {
	return func(yield func(partner, *workspace) bool) {
		for _, p := range w.Partners {
			if other := p.find(c); other != nil && !yield(p, other) {
				return
			}
		}
	}
}

// standbys returns all of a primary's standbys, or just the WorkSpace itself if it is a standby.
func (w *workspace) standbys(c *call) []*workspace {
	if w.standby() {
		return []*workspace{w}
	}
	var list []*workspace
	for _, other := range w.partners(c) {
		if other.standby() {
			list = append(list, other)
		}
	}
	return list
}

// showPartners sets the response members that depend on a WorkSpace's partners. A standby shows the replication
// settings, and a primary shows its standbys' properties. The documentation only hints at this. It is not known whether
// the service does so.
func (w *workspace) showPartners(c *call, shown *types.Workspace) {
	for p, other := range w.partners(c) {
		shown.RelatedWorkspaces = append(shown.RelatedWorkspaces, types.RelatedWorkspaceProperties{
			WorkspaceId: aws.String(p.ID), Region: aws.String(p.Region), Type: p.Type, State: other.state(),
		})
		if p.Type == types.StandbyWorkspaceRelationshipTypePrimary {
			shown.DataReplicationSettings = &types.DataReplicationSettings{
				DataReplication: p.Replication, RecoverySnapshotTime: other.recovery(c, p.Replication),
			}
		} else if back := other.primary(); back != nil {
			shown.StandbyWorkspacesProperties = append(shown.StandbyWorkspacesProperties, types.StandbyWorkspacesProperties{
				StandbyWorkspaceId: aws.String(p.ID), DataReplication: back.Replication, RecoverySnapshotTime: w.recovery(c, back.Replication),
			})
		}
	}
}

// recovery returns the time of the newest snapshot that a standby has of its primary, or nil without replication. In
// the emulator, the standby gets each snapshot at once; when the service does so is not documented.
func (w *workspace) recovery(c *call, replication types.DataReplication) *time.Time {
	snapshots := w.restoreSnapshots(c)
	if replication != types.DataReplicationPrimaryAsSource || len(snapshots) == 0 {
		return nil
	}
	return snapshots[0].SnapshotTime
}

// createStandbyWorkspaces accepts every Region and every type of directory. The service supports standby WorkSpaces and
// replication only in some Regions and for some types of directories.
func (c *call) createStandbyWorkspaces(in *workspaces.CreateStandbyWorkspacesInput) (*workspaces.CreateStandbyWorkspacesOutput, error) {
	if *in.PrimaryRegion == c.region {
		return nil, invalidValues("The PrimaryRegion parameter must not be the Region of the standby WorkSpaces, %s.", c.region)
	}
	asked := 0
	for i := range in.StandbyWorkspaces {
		r := &in.StandbyWorkspaces[i]
		if _, err := newTags(r.Tags); err != nil {
			return nil, err
		}
		if c.refuseStandby(*in.PrimaryRegion, r) == nil {
			asked++
		}
	}
	if err := c.exceedsStandbys(asked); err != nil {
		return nil, err
	}
	out := &workspaces.CreateStandbyWorkspacesOutput{
		PendingStandbyRequests: []types.PendingCreateStandbyWorkspacesRequest{},
		FailedStandbyRequests:  []types.FailedCreateStandbyWorkspacesRequest{},
	}
	for i := range in.StandbyWorkspaces {
		r := &in.StandbyWorkspaces[i]
		refusal := c.beginItem(aws.ToString(r.PrimaryWorkspaceId))
		if refusal == nil {
			refusal = c.refuseStandby(*in.PrimaryRegion, r)
		}
		if refusal != nil {
			out.FailedStandbyRequests = append(out.FailedStandbyRequests, types.FailedCreateStandbyWorkspacesRequest{
				StandbyWorkspaceRequest: r, ErrorCode: aws.String(c.itemCode(refusal.Code)), ErrorMessage: &refusal.Message,
			})
			continue
		}
		shown := c.launchStandby(*in.PrimaryRegion, r).describe(c)
		out.PendingStandbyRequests = append(out.PendingStandbyRequests, types.PendingCreateStandbyWorkspacesRequest{
			WorkspaceId: shown.WorkspaceId, DirectoryId: shown.DirectoryId, UserName: shown.UserName, State: shown.State,
		})
	}
	return out, nil
}

// exceedsStandbys returns an error if the requested standbys would exceed the quota.
func (c *call) exceedsStandbys(asked int) error {
	if asked == 0 || len(c.emulator.settings.quotas) == 0 {
		return nil
	}
	for _, w := range c.Workspaces.all(c) {
		if w.standby() {
			asked++
		}
	}
	return c.exceeds(QuotaStandbyWorkspaces, asked)
}

// refuseStandby returns an error if a standby cannot be created, and nil otherwise. Which WorkSpaces cannot have a
// standby is documented. The emulator also requires that the primary exists and is not PENDING, TERMINATING, TERMINATED
// or the source of a migration. It is not known whether the service does so. Also unverified: the error code for a
// standby of a BYOL WorkSpace in a directory with SHARED tenancy.
func (c *call) refuseStandby(region string, r *types.StandbyWorkspace) *apiError {
	there := c.at(place{c.account, region})
	w := there.workspace(r.PrimaryWorkspaceId)
	if w == nil {
		return apiErrorf(itemWorkspaceNotFound, workspaceNotFound, shownID(r.PrimaryWorkspaceId))
	}
	switch w.Life.State {
	case types.WorkspaceStatePending, types.WorkspaceStateTerminating, types.WorkspaceStateTerminated:
		return wrongState(w.Life.State)
	}
	p := w.Shown.WorkspaceProperties
	switch {
	case w.migrating():
		return apiErrorf(itemWrongState, beingMigrated)
	case w.standby():
		return apiErrorf(itemNotSupported, standbyNotSupported)
	case !isWindows(p.OperatingSystemName), familyOf(p.ComputeTypeName) != types.ImageComputeTypeBase,
		strings.HasPrefix(string(p.ComputeTypeName), "GENERALPURPOSE"):
		return apiErrorf(itemNotSupported, "The operating system %s or the compute type %s does not support standby WorkSpaces.", p.OperatingSystemName, p.ComputeTypeName)
	}
	if b := there.bundle(w.Shown.BundleId); b != nil && there.licensed(b) && c.sharedTenancy(r.DirectoryId) {
		return apiErrorf(itemWrongDirectory, byolNeedsDedicated, *w.Shown.BundleId, *r.DirectoryId)
	}
	return c.refuseSeat(r.DirectoryId, w.Shown.UserName, w.Shown.WorkspaceName)
}

// launchStandby adds the requested standby. Unverified: the standby's running mode. Also unverified: whether both of
// its volumes are encrypted if the request has a key and the primary is not encrypted.
func (c *call) launchStandby(region string, r *types.StandbyWorkspace) *workspace {
	primary := c.at(place{c.account, region}).workspace(r.PrimaryWorkspaceId)
	of := primary.Shown
	properties := *of.WorkspaceProperties
	mergeProperties(&properties, &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop})
	tags, _ := newTags(r.Tags) // already checked by createStandbyWorkspaces
	w := c.newWorkspace(tags, types.Workspace{
		DirectoryId:                 r.DirectoryId,
		UserName:                    of.UserName,
		WorkspaceName:               of.WorkspaceName,
		BundleId:                    of.BundleId,
		WorkspaceProperties:         &properties,
		RootVolumeEncryptionEnabled: of.RootVolumeEncryptionEnabled,
		UserVolumeEncryptionEnabled: of.UserVolumeEncryptionEnabled,
		VolumeEncryptionKey:         of.VolumeEncryptionKey,
	})
	if r.VolumeEncryptionKey != nil {
		w.Shown.VolumeEncryptionKey = r.VolumeEncryptionKey
		if !aws.ToBool(of.RootVolumeEncryptionEnabled) && !aws.ToBool(of.UserVolumeEncryptionEnabled) {
			w.Shown.RootVolumeEncryptionEnabled, w.Shown.UserVolumeEncryptionEnabled = aws.Bool(true), aws.Bool(true)
		}
	}
	back := partner{region, *of.WorkspaceId, types.StandbyWorkspaceRelationshipTypePrimary, r.DataReplication}
	setDefault(&back.Replication, types.DataReplicationNoReplication)
	w.Partners = []partner{back}
	primary.Partners = slices.DeleteFunc(primary.Partners, func(p partner) bool { return p.find(c) == nil })
	primary.Partners = append(primary.Partners, partner{
		Region: c.region, ID: *w.Shown.WorkspaceId, Type: types.StandbyWorkspaceRelationshipTypeStandby,
	})
	c.putWorkspace(w)
	return w
}
