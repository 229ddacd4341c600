package emulator

import (
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// undefinedUser in place of a user's name asks for a user-decoupled WorkSpace.
const undefinedUser = "[UNDEFINED]"

// workspace is a personal WorkSpace.
type workspace struct {
	shown   types.Workspace // but for what depends on the time: see describe
	life    lifecycle[types.WorkspaceState]
	visible time.Time // when DescribeWorkspaces begins to know it
	change  *modification
	tags    tagSet
}

var workspaceCourse = course[types.WorkspaceState]{
	types.WorkspaceStatePending:     {Provisioning, types.WorkspaceStateAvailable},
	types.WorkspaceStateStarting:    {Starting, types.WorkspaceStateAvailable},
	types.WorkspaceStateStopping:    {Stopping, types.WorkspaceStateStopped},
	types.WorkspaceStateRebooting:   {Rebooting, types.WorkspaceStateAvailable},
	types.WorkspaceStateRebuilding:  {Rebuilding, types.WorkspaceStateAvailable},
	types.WorkspaceStateRestoring:   {Restoring, types.WorkspaceStateAvailable},
	types.WorkspaceStateTerminating: {Terminating, types.WorkspaceStateTerminated},
	types.WorkspaceStateTerminated:  {Vanishing, ""},
}

func (w *workspace) settle(c *call) (gone bool) {
	if w.change != nil && !w.change.ends.After(c.now) {
		w.shown.WorkspaceProperties = w.change.to
		w.change = nil
	}
	return w.life.settle(c, workspaceCourse)
}

// state is what the WorkSpace is doing: the state of its life, but that a modification that has begun
// shows in a WorkSpace which does nothing else.
func (w *workspace) state(c *call) types.WorkspaceState {
	if w.change != nil && !w.change.begins.After(c.now) && modifiable(w.life.state) {
		return types.WorkspaceStateUpdating
	}
	return w.life.state
}

// describe returns the WorkSpace as the service shows it.
func (w *workspace) describe(c *call) types.Workspace {
	shown := w.shown
	shown.State = w.state(c)
	shown.ModificationStates = w.change.states(c)
	if shown.State == types.WorkspaceStatePending {
		shown.ComputerName, shown.IpAddress, shown.SubnetId = nil, nil, nil
	}
	if shown.State != types.WorkspaceStateError {
		shown.ErrorCode, shown.ErrorMessage = nil, nil
	}
	return shown
}

// workspace finds a WorkSpace that is visible.
func (c *call) workspace(id *string) *workspace {
	w := c.workspaces[aws.ToString(id)]
	if w == nil || w.visible.After(c.now) {
		return nil
	}
	return w
}

func (c *call) createWorkspaces(in *workspaces.CreateWorkspacesInput) (*workspaces.CreateWorkspacesOutput, error) {
	for i := range in.Workspaces {
		if err := c.checkRequest(&in.Workspaces[i]); err != nil {
			return nil, err
		}
	}
	out := &workspaces.CreateWorkspacesOutput{
		PendingRequests: []types.Workspace{},
		FailedRequests:  []types.FailedCreateWorkspaceRequest{},
	}
	for i := range in.Workspaces {
		r := &in.Workspaces[i]
		if refusal := c.refuse(r); refusal != nil {
			out.FailedRequests = append(out.FailedRequests, types.FailedCreateWorkspaceRequest{
				WorkspaceRequest: r, ErrorCode: &refusal.Code, ErrorMessage: &refusal.Message,
			})
			continue
		}
		out.PendingRequests = append(out.PendingRequests, c.launch(r).describe(c))
	}
	return out, nil
}

// checkRequest looks for what fails the whole call, not only this one of its items.
func (c *call) checkRequest(r *types.WorkspaceRequest) error {
	if *r.UserName == undefinedUser && r.WorkspaceName == nil {
		return invalidValues("The WorkspaceName parameter is required when UserName is %s.", undefinedUser)
	}
	if _, err := newTags(r.Tags); err != nil {
		return err
	}
	b := c.bundle(r.BundleId)
	if b == nil {
		return nil // refused by itself
	}
	p := b.properties()
	merge(&p, r.WorkspaceProperties)
	if err := checkVolumes(&p); err != nil {
		return err
	}
	return checkAutoStop(&p)
}

// refuse says why an item can't be accepted, or nil.
func (c *call) refuse(r *types.WorkspaceRequest) *fault {
	d := c.directories[*r.DirectoryId]
	if d == nil || d.life.state != types.WorkspaceDirectoryStateRegistered {
		return faultf(string(workspaces.ItemDirectoryNotFound), "The specified directory could not be found in the specified region.")
	}
	if c.bundle(r.BundleId) == nil {
		return faultf(itemBundleNotFound, "The specified bundle could not be found in the specified region.")
	}
	decoupled := *r.UserName == undefinedUser
	if !decoupled && !c.hasUser(*r.DirectoryId, *r.UserName) {
		return faultf(string(workspaces.ItemUserNotFound), "The specified user could not be found in the specified directory.")
	}
	if p := r.WorkspaceProperties; p != nil && p.RunningModeAutoStopTimeoutInMinutes != nil {
		switch p.RunningMode {
		case types.RunningModeAlwaysOn, "":
			return faultf(string(workspaces.ItemAutoStopTimeoutForAlwaysOn),
				"RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to ALWAYS_ON.")
		case types.RunningModeManual:
			return faultf(string(workspaces.ItemAutoStopTimeoutForManual),
				"RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to MANUAL.")
		}
	}
	for _, w := range c.workspaces {
		if *w.shown.DirectoryId != *r.DirectoryId {
			continue
		}
		if decoupled && aws.ToString(w.shown.WorkspaceName) == *r.WorkspaceName || !decoupled && strings.EqualFold(*w.shown.UserName, *r.UserName) {
			return faultf(string(workspaces.ItemWorkspaceExists), "A WorkSpace already exists for the specified user.")
		}
	}
	return nil
}

// launch adds the WorkSpace that was asked for. Name and address are known from the start and not
// shown before it is AVAILABLE.
func (c *call) launch(r *types.WorkspaceRequest) *workspace {
	properties := c.bundle(r.BundleId).properties()
	merge(&properties, r.WorkspaceProperties)
	tags, _ := newTags(r.Tags) // checked before
	subnets := c.directories[*r.DirectoryId].shown.SubnetIds
	w := &workspace{
		visible: c.now.Add(c.durations[Propagating]),
		tags:    tags,
		shown: types.Workspace{
			WorkspaceId:                 aws.String(c.ids.resource("ws-")),
			DirectoryId:                 r.DirectoryId,
			UserName:                    r.UserName,
			BundleId:                    r.BundleId,
			WorkspaceProperties:         &properties,
			RootVolumeEncryptionEnabled: r.RootVolumeEncryptionEnabled,
			UserVolumeEncryptionEnabled: r.UserVolumeEncryptionEnabled,
			VolumeEncryptionKey:         r.VolumeEncryptionKey,
			Ipv6Address:                 r.Ipv6Address,
			ComputerName:                aws.String(c.ids.computerName()),
			IpAddress:                   aws.String(c.ids.address()),
			SubnetId:                    aws.String(subnets[len(c.workspaces)%len(subnets)]),
		},
	}
	if *r.UserName == undefinedUser {
		w.shown.WorkspaceName = r.WorkspaceName
	}
	w.life.enter(c, types.WorkspaceStatePending)
	c.workspaces[*w.shown.WorkspaceId] = w
	return w
}

func (c *call) describeWorkspaces(in *workspaces.DescribeWorkspacesInput) (*workspaces.DescribeWorkspacesOutput, error) {
	filters := 0
	for _, set := range []bool{in.WorkspaceIds != nil, in.DirectoryId != nil, in.BundleId != nil, in.WorkspaceName != nil} {
		if set {
			filters++
		}
	}
	if filters > 1 {
		return nil, invalidValues("An invalid number of parameters provided with DescribeWorkspaces. " +
			"Only one of the following are allowed to be specified: BundleId, DirectoryId, WorkSpaceIds, Filters.")
	}
	if in.UserName != nil && in.DirectoryId == nil {
		return nil, invalidValues("The DirectoryId parameter is required when UserName is used.")
	}
	list, next, err := c.pageOfWorkspaces(in.NextToken, in.Limit, func(w *types.Workspace) bool {
		return (in.WorkspaceIds == nil || slices.Contains(in.WorkspaceIds, *w.WorkspaceId)) &&
			(in.DirectoryId == nil || *in.DirectoryId == *w.DirectoryId) &&
			(in.UserName == nil || strings.EqualFold(*in.UserName, *w.UserName)) &&
			(in.BundleId == nil || *in.BundleId == *w.BundleId) &&
			(in.WorkspaceName == nil || *in.WorkspaceName == aws.ToString(w.WorkspaceName))
	})
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesOutput{Workspaces: make([]types.Workspace, len(list)), NextToken: next}
	for i, w := range list {
		out.Workspaces[i] = w.describe(c)
	}
	return out, nil
}

// pageOfWorkspaces returns a page of the WorkSpaces that are visible and wanted.
func (c *call) pageOfWorkspaces(token *string, limit *int32, wanted func(*types.Workspace) bool) ([]*workspace, *string, error) {
	found := slices.DeleteFunc(sorted(c.workspaces), func(w *workspace) bool {
		return w.visible.After(c.now) || !wanted(&w.shown)
	})
	return page(c, found, func(w *workspace) string { return *w.shown.WorkspaceId }, token, limit)
}

// describeWorkspacesConnectionStatus finds nobody connected: the emulator has no users. As WorkSpaces
// without a record are left out of a page, it can be short, and even empty, without being the last.
func (c *call) describeWorkspacesConnectionStatus(in *workspaces.DescribeWorkspacesConnectionStatusInput) (*workspaces.DescribeWorkspacesConnectionStatusOutput, error) {
	list, next, err := c.pageOfWorkspaces(in.NextToken, nil, func(w *types.Workspace) bool {
		return in.WorkspaceIds == nil || slices.Contains(in.WorkspaceIds, *w.WorkspaceId)
	})
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesConnectionStatusOutput{
		WorkspacesConnectionStatus: []types.WorkspaceConnectionStatus{}, NextToken: next,
	}
	for _, w := range list {
		state := types.ConnectionStateDisconnected
		switch w.life.state {
		case types.WorkspaceStatePending, types.WorkspaceStateError:
			continue
		case types.WorkspaceStateStopped:
			state = types.ConnectionStateUnknown
		}
		out.WorkspacesConnectionStatus = append(out.WorkspacesConnectionStatus, types.WorkspaceConnectionStatus{
			WorkspaceId: w.shown.WorkspaceId, ConnectionState: state, ConnectionStateCheckTimestamp: &c.now,
		})
	}
	return out, nil
}

func (c *call) terminateWorkspaces(in *workspaces.TerminateWorkspacesInput) (*workspaces.TerminateWorkspacesOutput, error) {
	failed := changeEach(c, in.TerminateWorkspaceRequests,
		func(r types.TerminateRequest) *string { return r.WorkspaceId },
		func(w *workspace) *fault {
			switch w.state(c) {
			case types.WorkspaceStateSuspended:
				return wrongState(w.state(c))
			case types.WorkspaceStateTerminating, types.WorkspaceStateTerminated:
				return nil // on its way, and no sooner gone
			}
			w.change = nil
			w.life.enter(c, types.WorkspaceStateTerminating)
			return nil
		})
	return &workspaces.TerminateWorkspacesOutput{FailedRequests: failed}, nil
}
