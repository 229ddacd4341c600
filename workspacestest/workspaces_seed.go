package workspacestest

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// seedAge is the age of seeded WorkSpaces, except PENDING ones. At this age, they have snapshots and are old enough for
// all modifications.
const seedAge = 7 * 24 * time.Hour

// seedBundleID returns the identifier of seeded WorkSpaces' default bundle.
func seedBundleID() *string {
	return aws.String(BundleStandardWindows)
}

// seedWorkspace adds a WorkSpace, or replaces the one with the same identifier. If the directory does not exist,
// seedWorkspace adds it too. By default, the WorkSpace is AVAILABLE and has a user of its own. Only the first element
// of ModificationStates is used. Related WorkSpaces are not added: each of them needs a seed for its own Region.
func (c *call) seedWorkspace(shown types.Workspace) *workspace {
	if shown.WorkspaceId == nil {
		shown.WorkspaceId = aws.String(c.IDs.resource("ws-"))
	}
	c.chooseDirectory(&shown)
	if shown.UserName == nil && shown.WorkspaceName != nil {
		shown.UserName = aws.String(undefinedUser)
	} else if shown.UserName == nil {
		shown.UserName = aws.String("user-" + strings.TrimPrefix(*shown.WorkspaceId, "ws-"))
	}
	c.completeProperties(&shown)
	setDefault(&shown.State, types.WorkspaceStateAvailable)
	if old := c.Workspaces.byID[*shown.WorkspaceId]; old != nil {
		old.leaveMigration(c)
		c.vacate(old)
	}

	w := &workspace{Created: c.now, Visible: c.now, Tags: tagSet{}}
	w.Life.enter(c, shown.State)
	switch shown.State {
	case types.WorkspaceStatePending:
	case types.WorkspaceStateError:
		setDefault(&shown.ErrorCode, aws.String(domainJoinFailed))
		setDefault(&shown.ErrorMessage, aws.String("The WorkSpace could not join the domain."))
		w.Life.Doom = &failure{*shown.ErrorCode, *shown.ErrorMessage}
		fallthrough
	default:
		w.Created, w.Launched = c.now.Add(-seedAge), c.now.Add(-seedAge)
	}
	if changes := shown.ModificationStates; len(changes) > 0 {
		w.Change = &modification{Resource: changes[0].Resource, To: shown.WorkspaceProperties}
		w.Change.Life.enter(c, cmp.Or(changes[0].State, types.ModificationStateEnumUpdateInProgress))
	}
	for _, related := range shown.RelatedWorkspaces {
		p := partner{Region: aws.ToString(related.Region), ID: aws.ToString(related.WorkspaceId), Type: related.Type}
		if settings := shown.DataReplicationSettings; settings != nil {
			p.Replication = settings.DataReplication
		}
		setDefault(&p.Replication, types.DataReplicationNoReplication)
		w.Partners = append(w.Partners, p)
	}
	w.Shown = shown
	w.Shown.ErrorCode, w.Shown.ErrorMessage = nil, nil
	w.Shown.RelatedWorkspaces, w.Shown.DataReplicationSettings, w.Shown.StandbyWorkspacesProperties = nil, nil, nil
	c.putWorkspace(w)
	return w
}

// chooseDirectory assigns a WorkSpace without a directory to the first registered directory for personal WorkSpaces. If
// there is none, or if the WorkSpace's own directory does not exist, chooseDirectory adds one.
func (c *call) chooseDirectory(shown *types.Workspace) {
	if shown.DirectoryId == nil {
		for id, d := range c.Directories.all(c) {
			if d.Life.State == types.WorkspaceDirectoryStateRegistered && d.Shown.WorkspaceType != types.WorkspaceTypePools {
				shown.DirectoryId = aws.String(id)
				return
			}
		}
	}
	if c.Directories.get(c, aws.ToString(shown.DirectoryId)) == nil {
		shown.DirectoryId = c.putDirectory(types.WorkspaceDirectory{DirectoryId: shown.DirectoryId}).Shown.DirectoryId
	}
}

// completeProperties sets missing properties to the bundle's values. If none is missing, it leaves the pointer to the
// properties alone, so that many WorkSpaces can share one value to save memory.
func (c *call) completeProperties(shown *types.Workspace) {
	if shown.BundleId == nil {
		shown.BundleId = seedBundleID()
	}
	b := c.bundle(shown.BundleId)
	if b == nil {
		b = c.bundle(seedBundleID())
	}
	p := b.properties()
	mergeProperties(&p, shown.WorkspaceProperties)
	if shown.WorkspaceProperties == nil || !reflect.DeepEqual(p, *shown.WorkspaceProperties) {
		shown.WorkspaceProperties = &p
	}
}

// checkSeats returns an error if the seed would give a user two WorkSpaces in one directory.
func (c *call) checkSeats(list []types.Workspace, known map[string]anyKind) error {
	taken := make(map[seat]bool)
	for i, w := range list {
		if w.UserName == nil {
			continue
		}
		at := seatOf(aws.String(aws.ToString(w.DirectoryId)), w.UserName, w.WorkspaceName)
		holder := c.seated()[at]
		if taken[at] || holder != "" && known[holder] == nil && c.Workspaces.get(c, holder) != nil {
			return fmt.Errorf("the user of Workspaces[%d], %s, already has a WorkSpace in the directory", i, *w.UserName)
		}
		taken[at] = true
	}
	return nil
}

// numberText formats a number, or returns nil if it is nil.
func numberText(n *int32) *string {
	if n == nil {
		return nil
	}
	return aws.String(strconv.Itoa(int(*n)))
}

// ignoredOfWorkspace returns a seeded WorkSpace's members that have no effect.
func ignoredOfWorkspace(shown *types.Workspace) (ignored []ignoredMember) {
	ignore := func(path, reason string, args ...any) {
		ignored = append(ignored, ignoredMember{path, fmt.Sprintf(reason, args...)})
	}
	if shown.State != types.WorkspaceStateError {
		ignored = append(ignored, ignoredErrors(shown.ErrorCode, shown.ErrorMessage)...)
	}
	if p := copyOf(shown.WorkspaceProperties); p.RunningModeAutoStopTimeoutInMinutes != nil && p.RunningMode != types.RunningModeAutoStop {
		ignore("WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes", "the running mode is not %s", types.RunningModeAutoStop)
	}
	for i := 1; i < len(shown.ModificationStates); i++ {
		ignore(fmt.Sprintf("ModificationStates[%d]", i), "a WorkSpace has only one modification")
	}
	standby := false
	for i, related := range shown.RelatedWorkspaces {
		path := fmt.Sprintf("RelatedWorkspaces[%d]", i)
		if related.WorkspaceId == nil || related.Region == nil {
			ignore(path, "it does not have both WorkspaceId and Region")
			continue
		}
		standby = standby || related.Type == types.StandbyWorkspaceRelationshipTypePrimary
		ignore(path, "it has an effect only if another seed adds that WorkSpace in its Region")
		if related.State != "" {
			ignore(path+".State", "it follows from that WorkSpace")
		}
	}
	if settings := shown.DataReplicationSettings; settings != nil && !standby {
		ignore("DataReplicationSettings", "the WorkSpace is not a standby: its RelatedWorkspaces have no PRIMARY")
	} else if settings != nil {
		ignore("DataReplicationSettings.DataReplication", "it has an effect only if another seed adds the primary in its Region")
	}
	if settings := shown.DataReplicationSettings; settings != nil && standby && settings.RecoverySnapshotTime != nil {
		ignore("DataReplicationSettings.RecoverySnapshotTime", "it follows from the snapshots of the primary")
	}
	if len(shown.StandbyWorkspacesProperties) > 0 {
		ignore("StandbyWorkspacesProperties", "they follow from the standby WorkSpaces")
	}
	return ignored
}

// ignoredErrors returns ErrorCode and ErrorMessage, if set, as ignored members. Call it only for a seeded resource that
// is not in the ERROR state.
func ignoredErrors(code, message *string) (ignored []ignoredMember) {
	for name, member := range map[string]*string{"ErrorCode": code, "ErrorMessage": message} {
		if member != nil {
			ignored = append(ignored, ignoredMember{name, notInError})
		}
	}
	slices.SortFunc(ignored, func(a, b ignoredMember) int { return strings.Compare(a.path, b.path) })
	return ignored
}

// notInError is the reason for ignoring a seeded resource's error.
const notInError = "the state is not ERROR"
