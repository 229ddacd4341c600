package workspacestest

import (
	"reflect"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// seedAge is how long ago those WorkSpaces were launched that are seeded in another state than PENDING: long
// enough for there to be snapshots and for no modification to come too soon.
const seedAge = 7 * 24 * time.Hour

// seedBundleID returns the bundle of WorkSpaces that are seeded without one.
func seedBundleID() *string {
	return aws.String("wsb-" + nameHash("Standard with Windows 10 (Server 2022 based)"))
}

// seedWorkspace adds a WorkSpace, or puts another in its place, and its directory if that is not there. What
// is not given is as for an AVAILABLE one of a user of its own. Of the changes under way only the first is
// kept. The partners that it names have to be seeded too, each in its Region.
func (c *call) seedWorkspace(shown types.Workspace) *workspace {
	if shown.WorkspaceId == nil {
		shown.WorkspaceId = aws.String(c.IDs.resource("ws-"))
	}
	c.seedPlace(&shown)
	if shown.UserName == nil && shown.WorkspaceName != nil {
		shown.UserName = aws.String(undefinedUser)
	} else if shown.UserName == nil {
		shown.UserName = aws.String("user-" + strings.TrimPrefix(*shown.WorkspaceId, "ws-"))
	}
	c.seedProperties(&shown)
	fill(&shown.State, types.WorkspaceStateAvailable)
	if old := c.Workspaces.byID[*shown.WorkspaceId]; old != nil {
		delete(c.seated(), old.seat())
	}

	w := &workspace{Visible: c.now, Tags: tagSet{}}
	w.Life.enter(c, shown.State)
	switch shown.State {
	case types.WorkspaceStatePending:
	case types.WorkspaceStateError:
		fill(&shown.ErrorCode, aws.String("ConfigureWorkspace.DomainJoin"))
		fill(&shown.ErrorMessage, aws.String("The WorkSpace could not join the domain."))
		w.Life.Doom = &failure{*shown.ErrorCode, *shown.ErrorMessage}
		fallthrough
	default:
		w.Launched = c.now.Add(-seedAge)
	}
	if changes := shown.ModificationStates; len(changes) > 0 {
		w.Change = &modification{Resource: changes[0].Resource, To: shown.WorkspaceProperties}
		w.Change.Life.enter(c, changes[0].State)
	}
	for _, related := range shown.RelatedWorkspaces {
		p := partner{Region: aws.ToString(related.Region), ID: aws.ToString(related.WorkspaceId), Type: related.Type}
		if settings := shown.DataReplicationSettings; settings != nil {
			p.Replication = settings.DataReplication
		}
		fill(&p.Replication, types.DataReplicationNoReplication)
		w.Partners = append(w.Partners, p)
	}
	w.Shown = shown
	w.Shown.ErrorCode, w.Shown.ErrorMessage = nil, nil
	w.Shown.RelatedWorkspaces, w.Shown.DataReplicationSettings, w.Shown.StandbyWorkspacesProperties = nil, nil, nil
	c.addWorkspace(w)
	return w
}

// seedPlace sees to it that a WorkSpace has a directory: any that there is, if it names none.
func (c *call) seedPlace(shown *types.Workspace) {
	if shown.DirectoryId == nil {
		for id, d := range c.Directories.all(c) {
			if d.Life.State == types.WorkspaceDirectoryStateRegistered && d.Shown.WorkspaceType != types.WorkspaceTypePools {
				shown.DirectoryId = aws.String(id)
				return
			}
		}
	}
	if c.Directories.get(c, aws.ToString(shown.DirectoryId)) == nil {
		shown.DirectoryId = c.seedDirectory(types.WorkspaceDirectory{DirectoryId: shown.DirectoryId}).Shown.DirectoryId
	}
}

// seedProperties completes the properties of a WorkSpace by those of its bundle. Properties that are complete
// stay where they are, as many WorkSpaces can share them.
func (c *call) seedProperties(shown *types.Workspace) {
	if shown.BundleId == nil {
		shown.BundleId = seedBundleID()
	}
	b := c.bundle(shown.BundleId)
	if b == nil {
		b = c.bundle(seedBundleID())
	}
	p := b.properties()
	merge(&p, shown.WorkspaceProperties)
	if shown.WorkspaceProperties == nil || !reflect.DeepEqual(p, *shown.WorkspaceProperties) {
		shown.WorkspaceProperties = &p
	}
}
