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

// partner is what a WorkSpace knows of one in another Region that it is the primary or a standby of.
type partner struct {
	Region, ID  string
	Type        types.StandbyWorkspaceRelationshipType // of the partner
	Replication types.DataReplication                  `json:",omitempty"` // of the data of a primary to this standby
}

// standbyNotSupported is said of what can't be done to a standby by itself.
const standbyNotSupported = "The operation is not supported for a standby WorkSpace."

// primary returns the partner that a standby has for its primary, nil if the WorkSpace is no standby. The
// primary may be gone.
func (w *workspace) primary() *partner {
	i := slices.IndexFunc(w.Partners, func(p partner) bool { return p.Type == types.StandbyWorkspaceRelationshipTypePrimary })
	if i < 0 {
		return nil
	}
	return &w.Partners[i]
}

func (w *workspace) standby() bool { return w.primary() != nil }

// find returns the WorkSpace that a partner is, nil if it is gone.
func (p partner) find(c *call) *workspace {
	there := c.at(place{c.account, p.Region})
	return there.Workspaces.get(there, p.ID)
}

// partners lists the partners of a WorkSpace that are not gone.
func (w *workspace) partners(c *call) iter.Seq2[partner, *workspace] {
	return func(yield func(partner, *workspace) bool) {
		for _, p := range w.Partners {
			if other := p.find(c); other != nil && !yield(p, other) {
				return
			}
		}
	}
}

// standbys are the standbys of a WorkSpace; of a standby it is the only one.
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

// showPartners shows in a WorkSpace what depends on its partners. That a standby shows the settings, and a
// primary the properties of its standbys, follows from what the members are said to be; unverified.
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

// recovery returns of when the data are that a standby has of a primary. How long they are on their way is
// not known: here, a standby has them as soon as the snapshot is taken.
func (w *workspace) recovery(c *call, replication types.DataReplication) *time.Time {
	snapshots := w.restoreSnapshots(c)
	if replication != types.DataReplicationPrimaryAsSource || len(snapshots) == 0 {
		return nil
	}
	return snapshots[0].SnapshotTime
}

// createStandbyWorkspaces takes every Region and type of directory; of the service's, some have no standbys
// or no replication.
func (c *call) createStandbyWorkspaces(in *workspaces.CreateStandbyWorkspacesInput) (*workspaces.CreateStandbyWorkspacesOutput, error) {
	if *in.PrimaryRegion == c.region {
		return nil, invalidValues("The PrimaryRegion parameter must be another Region than that of the standby WorkSpaces.")
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
		refusal := c.itemFault(aws.ToString(r.PrimaryWorkspaceId))
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

// exceedsStandbys returns the error that there would be too many standbys with those that a call asks for.
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

// refuseStandby says why an item can't be accepted, or nil. That a primary has to be there, neither PENDING
// nor on its way out, is unverified; the kinds of WorkSpaces that have no standbys are documented.
func (c *call) refuseStandby(region string, r *types.StandbyWorkspace) *fault {
	there := c.at(place{c.account, region})
	w := there.workspace(r.PrimaryWorkspaceId)
	if w == nil {
		return faultf(itemWorkspaceNotFound, workspaceNotFound)
	}
	switch w.Life.State {
	case types.WorkspaceStatePending, types.WorkspaceStateTerminating, types.WorkspaceStateTerminated:
		return wrongState(w.Life.State)
	}
	p := w.Shown.WorkspaceProperties
	switch {
	case w.standby():
		return faultf(itemNotSupported, standbyNotSupported)
	case !isWindows(p.OperatingSystemName), familyOf(p.ComputeTypeName) != types.ImageComputeTypeBase,
		strings.HasPrefix(string(p.ComputeTypeName), "GENERALPURPOSE"):
		return faultf(itemNotSupported, "The operating system or the compute type of the WorkSpace does not support standby WorkSpaces.")
	}
	return c.vacant(r.DirectoryId, w.Shown.UserName, w.Shown.WorkspaceName)
}

// launchStandby adds the standby that was asked for. Unverified: its running mode, and that both volumes are
// encrypted if there is a key for them and the primary has none.
func (c *call) launchStandby(region string, r *types.StandbyWorkspace) *workspace {
	primary := c.at(place{c.account, region}).workspace(r.PrimaryWorkspaceId)
	of := primary.Shown
	properties := *of.WorkspaceProperties
	mergeProperties(&properties, &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop})
	tags, _ := newTags(r.Tags) // checked before
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
