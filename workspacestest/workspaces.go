package workspacestest

import (
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// undefinedUser in place of a user's name asks for a user-decoupled WorkSpace.
const undefinedUser = "[UNDEFINED]"

// workspace is a personal WorkSpace. There can be very many: what few of them have is behind a pointer.
type workspace struct {
	Shown    types.Workspace // but for what depends on the time and on others: see describe
	Life     lifecycle[types.WorkspaceState]
	Visible  time.Time // when DescribeWorkspaces begins to know it
	Launched time.Time `json:",omitzero"` // when it was AVAILABLE for the first time
	Tags     tagSet

	Change     *modification                    `json:",omitempty"`
	Past       *history                         `json:",omitempty"`
	Connection *types.WorkspaceConnectionStatus `json:",omitempty"` // what is known of its user, if anything
	Imaging    string                           `json:",omitempty"` // the image that it is SUSPENDED for, if it is for one
	Source     string                           `json:",omitempty"` // the WorkSpace that it takes the place of, until it has
	Target     string                           `json:",omitempty"` // the WorkSpace that takes its place, which hides it
	Partners   []partner                        `json:",omitempty"`
}

// history is what happened to a WorkSpace, and when, as far as it still matters.
type history struct {
	Renewed                       time.Time `json:",omitzero"` // rebuilt or restored
	RootVolume, UserVolume        time.Time `json:",omitzero"` // made larger
	LargerCompute, SmallerCompute time.Time `json:",omitzero"` // changed to a compute type that is larger, or smaller
}

// workspaceCourse has no way from AVAILABLE to STOPPED: what AUTO_STOP waits for is that a user logs off,
// and the emulator has no users.
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
	if hidden, gone := w.leaves(c); hidden || gone {
		return gone
	}
	if w.arrives(c) {
		return false
	}
	w.resume(c)
	w.settleChange(c)
	from := w.Life.State
	if w.Life.settle(c, workspaceCourse) {
		if c.seats[w.seat()] == *w.Shown.WorkspaceId {
			delete(c.seats, w.seat())
		}
		return true
	}
	if w.Life.State != types.WorkspaceStateAvailable {
		return false
	}
	if w.Launched.IsZero() {
		w.Launched = w.Life.Since
	} else if from == types.WorkspaceStateRebuilding || from == types.WorkspaceStateRestoring {
		w.past().Renewed = w.Life.Since
	}
	if from == types.WorkspaceStateRebuilding && c.bundle(w.Shown.BundleId) != nil {
		c.inheritApplications(*w.Shown.BundleId, *w.Shown.WorkspaceId)
	}
	return false
}

// past returns the history, to be written to.
func (w *workspace) past() *history {
	if w.Past == nil {
		w.Past = &history{}
	}
	return w.Past
}

// enter puts the WorkSpace into a state. Whoever is connected is so no longer.
func (w *workspace) enter(c *call, state types.WorkspaceState) {
	w.Life.enter(c, state)
	if w.Connection != nil && w.Connection.ConnectionState == types.ConnectionStateConnected {
		w.Connection = &types.WorkspaceConnectionStatus{
			ConnectionState: types.ConnectionStateDisconnected, LastKnownUserConnectionTimestamp: aws.Time(c.now),
		}
	}
}

// seat is what only one WorkSpace can have: a user of a directory, or a name if it is decoupled from users.
type seat struct{ directory, user, name string }

func seatOf(directory, user, name *string) seat {
	if *user == undefinedUser {
		return seat{*directory, undefinedUser, aws.ToString(name)}
	}
	return seat{*directory, strings.ToLower(*user), ""}
}

func (w *workspace) seat() seat {
	return seatOf(w.Shown.DirectoryId, w.Shown.UserName, w.Shown.WorkspaceName)
}

// seated returns the WorkSpaces by their seats.
func (c *call) seated() map[seat]string {
	if c.seats == nil {
		c.seats = make(map[seat]string)
		for id, w := range c.Workspaces.all(c) {
			if w.Target == "" {
				c.seats[w.seat()] = id
			}
		}
	}
	return c.seats
}

// vacant returns why a WorkSpace can't have a seat, nil if it can.
func (c *call) vacant(directory, user, name *string) *fault {
	d := c.Directories.get(c, *directory)
	if d == nil || d.Life.State != types.WorkspaceDirectoryStateRegistered {
		return faultf(string(workspaces.ItemDirectoryNotFound), "The specified directory could not be found in the specified region.")
	}
	if d.Shown.WorkspaceType == types.WorkspaceTypePools {
		return faultf(itemDirectoryOfPools, "The specified directory is registered for pools.")
	}
	if *user != undefinedUser && !c.hasUser(*directory, *user) {
		return faultf(string(workspaces.ItemUserNotFound), "The specified user could not be found in the specified directory.")
	}
	if c.Workspaces.get(c, c.seated()[seatOf(directory, user, name)]) != nil {
		return faultf(string(workspaces.ItemWorkspaceExists), "A WorkSpace already exists for the specified user.")
	}
	return nil
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
func (w *workspace) describe(c *call) types.Workspace {
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
	w.showPartners(c, &shown)
	return shown
}

// visible reports whether DescribeWorkspaces knows the WorkSpace.
func (w *workspace) visible(c *call) bool { return !w.Visible.After(c.now) && w.Target == "" }

// workspace finds a WorkSpace that is visible.
func (c *call) workspace(id *string) *workspace {
	w := c.Workspaces.get(c, aws.ToString(id))
	if w == nil || !w.visible(c) {
		return nil
	}
	return w
}

func (c *call) createWorkspaces(in *workspaces.CreateWorkspacesInput) (*workspaces.CreateWorkspacesOutput, error) {
	var asked []types.Compute
	taken := make(map[seat]bool)
	for i := range in.Workspaces {
		r := &in.Workspaces[i]
		if err := c.checkRequest(r); err != nil {
			return nil, err
		}
		if at := seatOf(r.DirectoryId, r.UserName, r.WorkspaceName); c.refuse(r) == nil && !taken[at] {
			taken[at] = true
			asked = append(asked, c.asked(r).ComputeTypeName)
		}
	}
	if err := c.exceedsWorkspaces(asked); err != nil {
		return nil, err
	}
	out := &workspaces.CreateWorkspacesOutput{
		PendingRequests: []types.Workspace{},
		FailedRequests:  []types.FailedCreateWorkspaceRequest{},
	}
	for i := range in.Workspaces {
		r := &in.Workspaces[i]
		refusal := c.itemFault(*r.UserName)
		if refusal == nil {
			refusal = c.refuse(r)
		}
		if refusal != nil {
			out.FailedRequests = append(out.FailedRequests, types.FailedCreateWorkspaceRequest{
				WorkspaceRequest: r, ErrorCode: aws.String(c.itemCode(refusal.Code)), ErrorMessage: &refusal.Message,
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
	if c.bundle(r.BundleId) == nil {
		return nil // refused by itself
	}
	p := c.asked(r)
	if err := checkVolumes(p); err != nil {
		return err
	}
	return checkAutoStop(p)
}

// asked returns the properties that a WorkSpace is asked for with, its bundle's where there are no others.
func (c *call) asked(r *types.WorkspaceRequest) *types.WorkspaceProperties {
	p := c.bundle(r.BundleId).properties()
	merge(&p, r.WorkspaceProperties)
	return &p
}

// refuse says why an item can't be accepted, or nil.
func (c *call) refuse(r *types.WorkspaceRequest) *fault {
	b := c.bundle(r.BundleId)
	if b == nil {
		return faultf(itemBundleNotFound, "The specified bundle could not be found in the specified region.")
	}
	if !b.available() {
		return faultf(itemBundleNotReady, "The specified bundle is not AVAILABLE.")
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
	return c.vacant(r.DirectoryId, r.UserName, r.WorkspaceName)
}

// exceedsWorkspaces returns the error that there would be too many WorkSpaces with those that a call asks
// for. Unverified: that it is an error of the whole call and not of some items.
func (c *call) exceedsWorkspaces(asked []types.Compute) error {
	if len(asked) == 0 || len(c.emulator.settings.quotas) == 0 {
		return nil
	}
	all, kinds := len(asked), make(map[types.Compute]int)
	for _, compute := range asked {
		kinds[compute]++
	}
	for _, w := range c.Workspaces.all(c) {
		if w.Target == "" && !w.standby() {
			all++
			kinds[w.Shown.WorkspaceProperties.ComputeTypeName]++
		}
	}
	if err := c.exceeds(QuotaWorkspaces, all); err != nil {
		return err
	}
	for _, compute := range asked {
		if familyOf(compute) == types.ImageComputeTypeBase {
			continue
		}
		if err := c.exceeds(QuotaGraphicsWorkspaces, kinds[compute]); err != nil {
			return err
		}
	}
	return nil
}

// launch adds the WorkSpace that was asked for.
func (c *call) launch(r *types.WorkspaceRequest) *workspace {
	tags, _ := newTags(r.Tags) // checked before
	w := c.newWorkspace(tags, types.Workspace{
		DirectoryId:                 r.DirectoryId,
		UserName:                    r.UserName,
		BundleId:                    r.BundleId,
		WorkspaceProperties:         c.asked(r),
		RootVolumeEncryptionEnabled: r.RootVolumeEncryptionEnabled,
		UserVolumeEncryptionEnabled: r.UserVolumeEncryptionEnabled,
		VolumeEncryptionKey:         r.VolumeEncryptionKey,
		Ipv6Address:                 r.Ipv6Address,
	})
	if *r.UserName == undefinedUser {
		w.Shown.WorkspaceName = r.WorkspaceName
	}
	c.addWorkspace(w)
	return w
}

// newWorkspace makes a WorkSpace that is PENDING and has an identifier of its own.
func (c *call) newWorkspace(tags tagSet, shown types.Workspace) *workspace {
	shown.WorkspaceId = aws.String(c.IDs.resource("ws-"))
	w := &workspace{Shown: shown, Visible: c.now.Add(c.takes(Propagating)), Tags: tags}
	w.Life.enter(c, types.WorkspaceStatePending)
	return w
}

// addWorkspace adds a WorkSpace, in its seat and with the applications of its bundle. Name and address are
// known from the start and not shown before it is AVAILABLE.
func (c *call) addWorkspace(w *workspace) {
	if w.Shown.ComputerName == nil {
		w.Shown.ComputerName = aws.String(c.IDs.computerName())
	}
	if w.Shown.IpAddress == nil {
		w.Shown.IpAddress = aws.String(c.IDs.address())
	}
	if d := c.Directories.get(c, *w.Shown.DirectoryId); w.Shown.SubnetId == nil && d != nil {
		w.Shown.SubnetId = &d.Shown.SubnetIds[len(c.Workspaces.byID)%len(d.Shown.SubnetIds)]
	}
	c.seated()[w.seat()] = *w.Shown.WorkspaceId
	c.Workspaces.put(*w.Shown.WorkspaceId, w)
	c.inheritApplications(*w.Shown.BundleId, *w.Shown.WorkspaceId)
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
		return w.visible(c) &&
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
		out.Workspaces[i] = w.describe(c)
	}
	return out, nil
}
