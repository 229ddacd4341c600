package workspacestest

import (
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// undefinedUser is the user name in a request for a user-decoupled WorkSpace, which has a name instead of a user.
const undefinedUser = "[UNDEFINED]"

// domainJoinFailed is the ErrorCode of a WorkSpace that could not join its directory's domain.
const domainJoinFailed = "ConfigureWorkspace.DomainJoin"

// workspace is a personal WorkSpace. To save memory, since an emulator can have a great many of them, rarely used
// fields are behind pointers.
type workspace struct {
	Shown    types.Workspace // without the members set by workspace.describe
	Life     lifecycle[types.WorkspaceState]
	Created  time.Time
	Visible  time.Time // when DescribeWorkspaces starts to list the WorkSpace
	Launched time.Time `json:",omitzero"` // when the WorkSpace first became AVAILABLE
	Tags     tagSet
	Image    string `json:",omitempty"` // the image that the WorkSpace was created or last rebuilt from; empty if the bundle was unknown

	Change     *modification                    `json:",omitempty"`
	Past       *history                         `json:",omitempty"`
	Connection *types.WorkspaceConnectionStatus `json:",omitempty"` // the user's connection status; nil if unknown
	Imaging    string                           `json:",omitempty"` // the image being created that keeps the WorkSpace SUSPENDED, if any
	Migration  string                           `json:",omitempty"` // during a migration: the identifier of its source; otherwise empty
	Partners   []partner                        `json:",omitempty"`
}

// history holds the times of a WorkSpace's latest changes.
type history struct {
	Renewed                       time.Time `json:",omitzero"` // when the WorkSpace was last rebuilt or restored
	Modified                      time.Time `json:",omitzero"` // when the running mode was last changed, or a modification or migration last ended
	RootVolume, UserVolume        time.Time `json:",omitzero"` // when each volume last became larger
	LargerCompute, SmallerCompute time.Time `json:",omitzero"` // when the compute type last became larger or smaller
}

// workspaceCourse lists the states that a WorkSpace passes through on its own. The change from AVAILABLE to STOPPING is
// not listed, because it depends on the user: see autoStop.
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

var workspaceKind = &kind[types.Workspace, *workspace]{
	name:  "Workspaces",
	table: func(s *store) *table[*workspace] { return &s.Workspaces },
	tags: func(c *call, w *workspace) tagSet {
		if !w.visible(c) {
			return nil
		}
		return w.Tags
	},
	list: func(s *Seed) []types.Workspace { return s.Workspaces },
	id:   func(shown *types.Workspace) *string { return shown.WorkspaceId },
	form: forms.Workspace,
	check: []memberForm[types.Workspace]{
		{"DirectoryId", forms.Directory, func(shown *types.Workspace) *string { return shown.DirectoryId }},
		{"BundleId", forms.Bundle, func(shown *types.Workspace) *string { return shown.BundleId }},
		{"WorkspaceProperties.RootVolumeSizeGib", volumeSize{}, func(shown *types.Workspace) *string {
			return numberText(copyOf(shown.WorkspaceProperties).RootVolumeSizeGib)
		}},
		{"WorkspaceProperties.UserVolumeSizeGib", volumeSize{}, func(shown *types.Workspace) *string {
			return numberText(copyOf(shown.WorkspaceProperties).UserVolumeSizeGib)
		}},
		{"WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes", autoStopTime{}, func(shown *types.Workspace) *string {
			return numberText(copyOf(shown.WorkspaceProperties).RunningModeAutoStopTimeoutInMinutes)
		}},
	},
	seed:    (*call).seedWorkspace,
	ignores: ignoredOfWorkspace,
}

func (w *workspace) complete() bool {
	return allSet(w.Shown.WorkspaceId, w.Shown.DirectoryId, w.Shown.UserName, w.Shown.BundleId) && w.Tags != nil &&
		hasVolumes(w.Shown.WorkspaceProperties) && (w.Change == nil || hasVolumes(w.Change.To))
}

// hasVolumes reports whether the sizes of both volumes are set.
func hasVolumes(p *types.WorkspaceProperties) bool {
	return p != nil && p.RootVolumeSizeGib != nil && p.UserVolumeSizeGib != nil
}

func (w *workspace) settle(c *call) (gone bool) {
	if w.Migration != "" {
		return false // settleMigrations updates both of a migration's WorkSpaces
	}
	w.resume(c)
	w.settleChange(c)
	from := w.Life.State
	gone = w.Life.settle(c, workspaceCourse)
	if w.Life.State == types.WorkspaceStateAvailable {
		w.launched(c, from)
		w.autoStop(c)
		gone = w.Life.settle(c, workspaceCourse)
	}
	if gone {
		c.vacate(w)
	}
	return gone
}

// launched updates a WorkSpace that has become AVAILABLE, depending on its previous state.
func (w *workspace) launched(c *call, from types.WorkspaceState) {
	if w.Launched.IsZero() {
		w.Launched = w.Life.Since
	} else if from == types.WorkspaceStateRebuilding || from == types.WorkspaceStateRestoring {
		w.past().Renewed = w.Life.Since
	}
	if b := c.bundle(w.Shown.BundleId); from == types.WorkspaceStateRebuilding && b != nil {
		c.inheritApplications(*w.Shown.BundleId, *w.Shown.WorkspaceId)
		w.takeImage(b)
	}
}

// takeImage gives a rebuilt WorkSpace the operating system and protocol of its bundle's image, unless it already has
// that image.
func (w *workspace) takeImage(b *bundle) {
	if w.Image == *b.Shown.ImageId {
		return
	}
	w.Image = *b.Shown.ImageId
	p := copyOf(w.Shown.WorkspaceProperties)
	p.OperatingSystemName, p.Protocols = b.OS, b.properties().Protocols
	w.Shown.WorkspaceProperties = p
}

// past returns the WorkSpace's history, creating it if necessary.
func (w *workspace) past() *history {
	if w.Past == nil {
		w.Past = &history{}
	}
	return w.Past
}

// enter puts the WorkSpace into a state and disconnects the user.
func (w *workspace) enter(c *call, state types.WorkspaceState) {
	w.Life.enter(c, state)
	w.disconnect(c.now)
}

// seat is a user in a directory, or the name of a user-decoupled WorkSpace. At most one WorkSpace has a given seat.
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

// seated returns the identifier of the WorkSpace in each seat.
func (c *call) seated() map[seat]string {
	if c.seats == nil {
		c.seats = make(map[seat]string)
		for id, w := range c.Workspaces.all(c) {
			// A migration's source and target have the same user. The seat belongs to the target, unless the target is
			// being terminated.
			if at := w.seat(); !w.migrating() && (c.seats[at] == "" || !w.ending()) {
				c.seats[at] = id
			}
		}
	}
	return c.seats
}

// ending reports whether the WorkSpace is TERMINATING or TERMINATED.
func (w *workspace) ending() bool {
	return w.Life.State == types.WorkspaceStateTerminating || w.Life.State == types.WorkspaceStateTerminated
}

// vacate frees a WorkSpace's seat, unless another WorkSpace already has it.
func (c *call) vacate(w *workspace) {
	if c.seats[w.seat()] == *w.Shown.WorkspaceId {
		delete(c.seats, w.seat())
	}
}

// refuseSeat returns an error if a new WorkSpace cannot have this user or name, and nil otherwise.
func (c *call) refuseSeat(directory, user, name *string) *apiError {
	d := c.Directories.get(c, *directory)
	if d == nil || d.Life.State != types.WorkspaceDirectoryStateRegistered {
		return apiErrorf(string(workspaces.ItemDirectoryNotFound), "The specified directory could not be found in the specified region.")
	}
	if d.Shown.WorkspaceType == types.WorkspaceTypePools {
		return apiErrorf(itemWrongDirectory, "The specified directory %s is registered for pools.", *directory)
	}
	if *user != undefinedUser && !c.hasUser(*directory, *user) {
		return apiErrorf(string(workspaces.ItemUserNotFound), "The specified user %.100q could not be found in the specified directory.", *user)
	}
	if c.Workspaces.get(c, c.seated()[seatOf(directory, user, name)]) != nil {
		return apiErrorf(string(workspaces.ItemWorkspaceExists), "A WorkSpace already exists for the specified user.")
	}
	return nil
}

// state returns the state shown in responses: the one in Life, except that an AVAILABLE or STOPPED WorkSpace is
// UPDATING while a modification is in progress.
func (w *workspace) state() types.WorkspaceState {
	if w.Change != nil && w.Change.Life.State == types.ModificationStateEnumUpdateInProgress && modifiable(w.Life.State) {
		return types.WorkspaceStateUpdating
	}
	return w.Life.State
}

// describe returns the WorkSpace as shown in responses.
func (w *workspace) describe(c *call) types.Workspace {
	shown := w.Shown
	shown.State = w.state()
	shown.ModificationStates = w.Change.show()
	w.Life.show()
	w.hideUnknown(&shown)
	if w.Imaging != "" {
		if i := c.Images.get(c, w.Imaging); i != nil {
			i.Life.show() // the WorkSpace is SUSPENDED until its image is no longer PENDING, so this counts as a read of the image too
		}
	}
	if why := w.Life.failure(); shown.State == types.WorkspaceStateError && why.Code != "" {
		shown.ErrorCode, shown.ErrorMessage = aws.String(why.Code), aws.String(why.Message)
	}
	w.showPartners(c, &shown)
	return shown
}

// hideUnknown removes the members that the service does not know yet, if the WorkSpace has not been provisioned. A
// WorkSpace that could not join its domain shows its properties, but no address. It is not known whether a WorkSpace
// that is terminated before it is provisioned ever shows these members.
func (w *workspace) hideUnknown(shown *types.Workspace) {
	if !w.provisioned() {
		shown.ComputerName, shown.IpAddress, shown.Ipv6Address, shown.SubnetId = nil, nil, nil, nil
		if shown.State != types.WorkspaceStateError {
			shown.WorkspaceProperties, shown.ModificationStates = nil, nil
		}
	}
}

// provisioned reports whether the WorkSpace has ever been AVAILABLE. A seeded WorkSpace counts as provisioned, unless
// it is PENDING or could not join its domain.
func (w *workspace) provisioned() bool {
	return !w.Launched.IsZero() && (w.Life.State != types.WorkspaceStateError || w.Life.failure().Code != domainJoinFailed)
}

// visible reports whether DescribeWorkspaces lists the WorkSpace.
func (w *workspace) visible(c *call) bool { return !w.Visible.After(c.now) }

// workspace returns the WorkSpace with the given identifier, or nil if no such WorkSpace is visible.
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
			asked = append(asked, c.requested(r).ComputeTypeName)
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
		refusal := c.beginItem(*r.UserName)
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

// checkRequest returns an error if an item makes the whole call fail, as opposed to just the item. It is not known
// whether the compute type VALUE with Windows 11 makes the whole call fail.
func (c *call) checkRequest(r *types.WorkspaceRequest) error {
	if *r.UserName == undefinedUser && r.WorkspaceName == nil {
		return invalidValues("The WorkspaceName parameter is required when UserName is %s.", undefinedUser)
	}
	if _, err := newTags(r.Tags); err != nil {
		return err
	}
	if c.bundle(r.BundleId) == nil {
		return nil // only the item fails; see call.refuse
	}
	p := c.requested(r)
	if err := checkVolumes(p); err != nil {
		return err
	}
	if !supports(p.OperatingSystemName, p.ComputeTypeName) {
		return invalidValues(valueNotSupported, p.OperatingSystemName)
	}
	return checkAutoStop(p)
}

// requested returns a requested WorkSpace's properties. Any that the request does not set come from the bundle.
func (c *call) requested(r *types.WorkspaceRequest) *types.WorkspaceProperties {
	p := c.bundle(r.BundleId).properties()
	mergeProperties(&p, r.WorkspaceProperties)
	return &p
}

// refuse returns an error if an item in a CreateWorkspaces call must be refused, and nil otherwise.
func (c *call) refuse(r *types.WorkspaceRequest) *apiError {
	b := c.bundle(r.BundleId)
	if b == nil {
		return apiErrorf(itemBundleNotFound, "The specified bundle %s could not be found in the specified region.", *r.BundleId)
	}
	if !b.available() {
		return apiErrorf(itemBundleNotReady, "The specified bundle %s is not AVAILABLE.", *r.BundleId)
	}
	if p := r.WorkspaceProperties; p != nil && p.RunningModeAutoStopTimeoutInMinutes != nil {
		switch p.RunningMode {
		case types.RunningModeAlwaysOn, "":
			return apiErrorf(string(workspaces.ItemAutoStopTimeoutForAlwaysOn),
				"RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to ALWAYS_ON.")
		case types.RunningModeManual:
			return apiErrorf(string(workspaces.ItemAutoStopTimeoutForManual),
				"RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to MANUAL.")
		}
	}
	if c.licensed(b) && c.sharedTenancy(r.DirectoryId) {
		return apiErrorf(itemWrongDirectory, byolNeedsDedicated, *r.BundleId, *r.DirectoryId)
	}
	return c.refuseSeat(r.DirectoryId, r.UserName, r.WorkspaceName)
}

// exceedsWorkspaces returns an error if the requested WorkSpaces would exceed a quota, in which case the whole call
// fails. It is not known whether the service refuses only some of the items instead.
func (c *call) exceedsWorkspaces(asked []types.Compute) error {
	if len(asked) == 0 || len(c.emulator.settings.quotas) == 0 {
		return nil
	}
	all, kinds := len(asked), make(map[types.Compute]int)
	for _, compute := range asked {
		kinds[compute]++
	}
	for _, w := range c.Workspaces.all(c) {
		if !w.migrating() && !w.standby() {
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

// launch adds the WorkSpace requested by an item in a CreateWorkspaces call.
func (c *call) launch(r *types.WorkspaceRequest) *workspace {
	tags, _ := newTags(r.Tags) // already checked by checkRequest
	w := c.newWorkspace(tags, types.Workspace{
		DirectoryId:                 r.DirectoryId,
		UserName:                    r.UserName,
		BundleId:                    r.BundleId,
		WorkspaceProperties:         c.requested(r),
		RootVolumeEncryptionEnabled: r.RootVolumeEncryptionEnabled,
		UserVolumeEncryptionEnabled: r.UserVolumeEncryptionEnabled,
		VolumeEncryptionKey:         r.VolumeEncryptionKey,
		Ipv6Address:                 r.Ipv6Address,
	})
	if *r.UserName == undefinedUser {
		w.Shown.WorkspaceName = r.WorkspaceName
	}
	c.putWorkspace(w)
	return w
}

// newWorkspace returns a PENDING WorkSpace with a new identifier.
func (c *call) newWorkspace(tags tagSet, shown types.Workspace) *workspace {
	shown.WorkspaceId = aws.String(c.IDs.resource("ws-"))
	w := &workspace{Shown: shown, Created: c.now, Visible: c.now.Add(c.takes(Propagating)), Tags: tags}
	w.Life.enter(c, types.WorkspaceStatePending)
	return w
}

// putWorkspace stores a WorkSpace, marks its seat as taken, and installs the bundle's applications. The WorkSpace gets
// its computer name and address at once, but responses do not show them until it first becomes AVAILABLE.
func (c *call) putWorkspace(w *workspace) {
	if w.Shown.ComputerName == nil {
		w.Shown.ComputerName = aws.String(c.IDs.computerName(w.Shown.WorkspaceProperties.OperatingSystemName))
	}
	if w.Shown.IpAddress == nil {
		w.Shown.IpAddress = aws.String(c.IDs.address())
	}
	if d := c.Directories.get(c, *w.Shown.DirectoryId); w.Shown.SubnetId == nil && d != nil {
		w.Shown.SubnetId = &d.Shown.SubnetIds[len(c.Workspaces.byID)%len(d.Shown.SubnetIds)]
	}
	if b := c.bundle(w.Shown.BundleId); b != nil {
		w.Image = *b.Shown.ImageId
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
	list, next, err := paginate(c, c.Workspaces.selected(c, in.WorkspaceIds), func(w *workspace) bool {
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
