package emulator

import (
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
	Shown   types.Workspace // but for what depends on the time: see describe
	Life    lifecycle[types.WorkspaceState]
	Visible time.Time     // when DescribeWorkspaces begins to know it
	Change  *modification `json:",omitempty"`
	Imaging string        `json:",omitempty"` // the image that it is SUSPENDED for, if it is for one
	Tags    tagSet
}

var workspaceCourse = course[types.WorkspaceState]{
	types.WorkspaceStatePending:     {Provisioning, types.WorkspaceStateAvailable, types.WorkspaceStateError},
	types.WorkspaceStateStarting:    {Starting, types.WorkspaceStateAvailable, types.WorkspaceStateError},
	types.WorkspaceStateStopping:    {Stopping, types.WorkspaceStateStopped, types.WorkspaceStateError},
	types.WorkspaceStateRebooting:   {Rebooting, types.WorkspaceStateAvailable, types.WorkspaceStateError},
	types.WorkspaceStateRebuilding:  {Rebuilding, types.WorkspaceStateAvailable, types.WorkspaceStateError},
	types.WorkspaceStateRestoring:   {Restoring, types.WorkspaceStateAvailable, types.WorkspaceStateError},
	types.WorkspaceStateTerminating: {Terminating, types.WorkspaceStateTerminated, types.WorkspaceStateError},
	types.WorkspaceStateTerminated:  {takes: Vanishing},
}

func (w *workspace) settle(c *call) (gone bool) {
	w.resume(c)
	if w.Change != nil && w.Change.Life.settle(c, modificationCourse) {
		w.Shown.WorkspaceProperties = w.Change.To
		w.Change = nil
	}
	if gone = w.Life.settle(c, workspaceCourse); gone && c.seats[w.seat()] == *w.Shown.WorkspaceId {
		delete(c.seats, w.seat())
	}
	return gone
}

// seat is what there is one of for each user of a directory, or for each name of a WorkSpace without user.
func (w *workspace) seat() string {
	return seat(*w.Shown.DirectoryId, *w.Shown.UserName, aws.ToString(w.Shown.WorkspaceName))
}

func seat(directory, user, name string) string {
	if user == undefinedUser {
		return directory + "/" + undefinedUser + name
	}
	return directory + "/" + strings.ToLower(user)
}

// state is what the WorkSpace is doing: the state of its life, but that a modification that has begun
// shows in a WorkSpace which does nothing else.
func (w *workspace) state() types.WorkspaceState {
	if w.Change != nil && w.Change.Life.State == types.ModificationStateEnumUpdateInProgress && modifiable(w.Life.State) {
		return types.WorkspaceStateUpdating
	}
	return w.Life.State
}

// describe returns the WorkSpace as the service shows it.
func (w *workspace) describe() types.Workspace {
	shown := w.Shown
	shown.State = w.state()
	shown.ModificationStates = w.Change.show()
	w.Life.show()
	if shown.State == types.WorkspaceStatePending {
		shown.ComputerName, shown.IpAddress, shown.SubnetId = nil, nil, nil
	}
	if why := w.Life.failure(); shown.State == types.WorkspaceStateError && why.Code != "" {
		shown.ErrorCode, shown.ErrorMessage = aws.String(why.Code), aws.String(why.Message)
	}
	return shown
}

// workspace finds a WorkSpace that is visible.
func (c *call) workspace(id *string) *workspace {
	w := c.Workspaces.get(c, aws.ToString(id))
	if w == nil || w.Visible.After(c.now) {
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
		out.PendingRequests = append(out.PendingRequests, c.launch(r).describe())
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
	d := c.Directories.get(c, *r.DirectoryId)
	if d == nil || d.Life.State != types.WorkspaceDirectoryStateRegistered {
		return faultf(string(workspaces.ItemDirectoryNotFound), "The specified directory could not be found in the specified region.")
	}
	b := c.bundle(r.BundleId)
	if b == nil {
		return faultf(itemBundleNotFound, "The specified bundle could not be found in the specified region.")
	}
	if !b.available() {
		return faultf(itemBundleNotReady, "The specified bundle is not AVAILABLE.")
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
	if c.Workspaces.get(c, c.seats[seat(*r.DirectoryId, *r.UserName, aws.ToString(r.WorkspaceName))]) != nil {
		return faultf(string(workspaces.ItemWorkspaceExists), "A WorkSpace already exists for the specified user.")
	}
	return nil
}

// launch adds the WorkSpace that was asked for. Name and address are known from the start and not
// shown before it is AVAILABLE.
func (c *call) launch(r *types.WorkspaceRequest) *workspace {
	properties := c.bundle(r.BundleId).properties()
	merge(&properties, r.WorkspaceProperties)
	tags, _ := newTags(r.Tags) // checked before
	subnets := c.Directories.get(c, *r.DirectoryId).Shown.SubnetIds
	w := &workspace{
		Visible: c.now.Add(c.takes(Propagating)),
		Tags:    tags,
		Shown: types.Workspace{
			WorkspaceId:                 aws.String(c.IDs.resource("ws-")),
			DirectoryId:                 r.DirectoryId,
			UserName:                    r.UserName,
			BundleId:                    r.BundleId,
			WorkspaceProperties:         &properties,
			RootVolumeEncryptionEnabled: r.RootVolumeEncryptionEnabled,
			UserVolumeEncryptionEnabled: r.UserVolumeEncryptionEnabled,
			VolumeEncryptionKey:         r.VolumeEncryptionKey,
			Ipv6Address:                 r.Ipv6Address,
			ComputerName:                aws.String(c.IDs.computerName()),
			IpAddress:                   aws.String(c.IDs.address()),
			SubnetId:                    aws.String(subnets[len(c.Workspaces.byID)%len(subnets)]),
		},
	}
	if *r.UserName == undefinedUser {
		w.Shown.WorkspaceName = r.WorkspaceName
	}
	w.Life.enter(c, types.WorkspaceStatePending)
	c.Workspaces.put(*w.Shown.WorkspaceId, w)
	c.seats[w.seat()] = *w.Shown.WorkspaceId
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
	list, next, err := page(c, c.Workspaces.pick(c, in.WorkspaceIds), func(w *workspace) bool {
		s := &w.Shown
		return !w.Visible.After(c.now) &&
			(in.DirectoryId == nil || *in.DirectoryId == *s.DirectoryId) &&
			(in.UserName == nil || strings.EqualFold(*in.UserName, *s.UserName)) &&
			(in.BundleId == nil || *in.BundleId == *s.BundleId) &&
			(in.WorkspaceName == nil || *in.WorkspaceName == aws.ToString(s.WorkspaceName))
	}, in.NextToken, pageSize(in.Limit, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesOutput{Workspaces: make([]types.Workspace, len(list)), NextToken: next}
	for i, w := range list {
		out.Workspaces[i] = w.describe()
	}
	return out, nil
}

// describeWorkspacesConnectionStatus finds nobody connected: the emulator has no users. As WorkSpaces
// without a record are left out of a page, it can be short, and even empty, without being the last.
func (c *call) describeWorkspacesConnectionStatus(in *workspaces.DescribeWorkspacesConnectionStatusInput) (*workspaces.DescribeWorkspacesConnectionStatusOutput, error) {
	list, next, err := page(c, c.Workspaces.pick(c, in.WorkspaceIds), func(w *workspace) bool { return !w.Visible.After(c.now) }, in.NextToken, maxPage)
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesConnectionStatusOutput{
		WorkspacesConnectionStatus: []types.WorkspaceConnectionStatus{}, NextToken: next,
	}
	for _, w := range list {
		state := types.ConnectionStateDisconnected
		switch w.Life.State {
		case types.WorkspaceStatePending, types.WorkspaceStateError:
			continue
		case types.WorkspaceStateStopped:
			state = types.ConnectionStateUnknown
		}
		out.WorkspacesConnectionStatus = append(out.WorkspacesConnectionStatus, types.WorkspaceConnectionStatus{
			WorkspaceId: w.Shown.WorkspaceId, ConnectionState: state, ConnectionStateCheckTimestamp: &c.now,
		})
	}
	return out, nil
}

func (c *call) terminateWorkspaces(in *workspaces.TerminateWorkspacesInput) (*workspaces.TerminateWorkspacesOutput, error) {
	failed := changeEach(c, in.TerminateWorkspaceRequests,
		func(r types.TerminateRequest) *string { return r.WorkspaceId },
		func(w *workspace) *fault {
			switch w.state() {
			case types.WorkspaceStateSuspended:
				return wrongState(w.state())
			case types.WorkspaceStateTerminating, types.WorkspaceStateTerminated:
				return nil // on its way, and no sooner gone
			}
			w.Change = nil
			w.Life.enter(c, types.WorkspaceStateTerminating)
			return nil
		})
	return &workspaces.TerminateWorkspacesOutput{FailedRequests: failed}, nil
}
