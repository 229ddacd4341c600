package workspacestest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

const workspaceNotFound = "The specified WorkSpace %s could not be found."

// modification is a change to a WorkSpace's properties that is in progress or has failed.
type modification struct {
	Resource types.ModificationResourceEnum
	Life     lifecycle[types.ModificationStateEnum]
	To       *types.WorkspaceProperties
}

var modificationCourse = course[types.ModificationStateEnum]{
	types.ModificationStateEnumUpdateInitiated:  {takes: Initiating, to: types.ModificationStateEnumUpdateInProgress},
	types.ModificationStateEnumUpdateInProgress: {takes: Modifying, fails: types.ModificationStateEnumUpdateFailed},
}

// settleChange applies the modification if it has ended by the time of the call. If it failed, responses show the
// failure until the next modification.
func (w *workspace) settleChange(c *call) {
	if !w.Change.inFlight() {
		return
	}
	applied := w.Change.Life.settle(c, modificationCourse)
	if w.Change.inFlight() && !applied {
		return
	}
	w.past().Modified = w.Change.Life.Since
	if !applied {
		return
	}
	from, to := w.Shown.WorkspaceProperties, w.Change.To
	if past := w.lastChange(w.Change.Resource, from, to); past != nil {
		*past = w.Change.Life.Since
	}
	w.Shown.WorkspaceProperties, w.Change = to, nil
}

// lastChange returns a pointer to the field in the WorkSpace's history that holds the time of the last change of the
// same kind, such as a change to a larger compute type. It returns nil if such changes have no cool-down.
func (w *workspace) lastChange(resource types.ModificationResourceEnum, from, to *types.WorkspaceProperties) *time.Time {
	switch resource {
	case types.ModificationResourceEnumRootVolume:
		return &w.past().RootVolume
	case types.ModificationResourceEnumUserVolume:
		return &w.past().UserVolume
	case types.ModificationResourceEnumComputeType:
		if isLarger(from.ComputeTypeName, to.ComputeTypeName) {
			return &w.past().LargerCompute
		}
		return &w.past().SmallerCompute
	default:
		return nil
	}
}

// isLarger reports whether the second compute type is larger than the first. Both must belong to the same family.
func isLarger(from, to types.Compute) bool {
	order := from.Values() // a family's types are ordered from small to large
	return slices.Index(order, from) < slices.Index(order, to)
}

// show returns the ModificationStates for a response. The list is empty if there is no modification.
func (m *modification) show() []types.ModificationState {
	if m == nil {
		return []types.ModificationState{}
	}
	return []types.ModificationState{{Resource: m.Resource, State: m.Life.show()}}
}

// inFlight reports whether the modification is in progress.
func (m *modification) inFlight() bool {
	return m != nil && m.Life.State != types.ModificationStateEnumUpdateFailed
}

// modifiable reports whether a WorkSpace's properties can be modified in this state.
func modifiable(state types.WorkspaceState) bool {
	return state == types.WorkspaceStateAvailable || state == types.WorkspaceStateStopped
}

// mergeProperties copies the properties set in src to dst. If dst's running mode is then AUTO_STOP, a missing auto-stop
// time-out gets its default; otherwise, the time-out is removed.
func mergeProperties(dst, src *types.WorkspaceProperties) {
	if src != nil {
		if src.RunningMode != "" {
			dst.RunningMode = src.RunningMode
		}
		if src.RunningModeAutoStopTimeoutInMinutes != nil {
			dst.RunningModeAutoStopTimeoutInMinutes = src.RunningModeAutoStopTimeoutInMinutes
		}
		if src.ComputeTypeName != "" {
			dst.ComputeTypeName = src.ComputeTypeName
		}
		if src.RootVolumeSizeGib != nil {
			dst.RootVolumeSizeGib = src.RootVolumeSizeGib
		}
		if src.UserVolumeSizeGib != nil {
			dst.UserVolumeSizeGib = src.UserVolumeSizeGib
		}
		if len(src.Protocols) > 0 {
			dst.Protocols = src.Protocols
		}
		if src.OperatingSystemName != "" {
			dst.OperatingSystemName = src.OperatingSystemName
		}
		if src.GlobalAccelerator != nil {
			dst.GlobalAccelerator = src.GlobalAccelerator
		}
	}
	switch {
	case dst.RunningMode != types.RunningModeAutoStop:
		dst.RunningModeAutoStopTimeoutInMinutes = nil
	case dst.RunningModeAutoStopTimeoutInMinutes == nil:
		dst.RunningModeAutoStopTimeoutInMinutes = aws.Int32(60)
	}
}

// checkAutoStop returns an error if the auto-stop time-out is not a multiple of 60 minutes.
func checkAutoStop(p *types.WorkspaceProperties) error {
	if minutes := p.RunningModeAutoStopTimeoutInMinutes; minutes != nil && !validAutoStop(*minutes) {
		return invalidValues("RunningModeAutoStopTimeoutInMinutes must be set in 60-minute intervals, not to %d.", *minutes)
	}
	return nil
}

// validAutoStop reports whether an auto-stop time-out is valid in calls.
func validAutoStop(minutes int32) bool { return minutes >= 60 && minutes%60 == 0 }

// checkVolumes returns an error if the root and user volume sizes cannot be combined.
func checkVolumes(p *types.WorkspaceProperties) error {
	root, user := aws.ToInt32(p.RootVolumeSizeGib), aws.ToInt32(p.UserVolumeSizeGib)
	sizes, valid := "(80|10), (80|50), (80|100), (175-2000|100-2000)",
		root == 80 && slices.Contains([]int32{10, 50, 100}, user) || inRange(root, 175, 2000) && inRange(user, 100, 2000)
	if strings.HasPrefix(string(p.ComputeTypeName), "GRAPHICS") {
		sizes, valid = "(100+|100+)", root >= 100 && user >= 100
	}
	if valid {
		return nil
	}
	return invalidValues("%s: Invalid root and user volume size selected. Root and user volume size (GB) must be %s.", hardwareName(p.ComputeTypeName), sizes)
}

func inRange(n, low, high int32) bool { return n >= low && n <= high }

// hardwareName returns a compute type's name in error messages, such as PowerPro for POWERPRO. All graphics types are
// called Graphics.
func hardwareName(compute types.Compute) string {
	if strings.HasPrefix(string(compute), "GRAPHICS") {
		return "Graphics"
	}
	for _, h := range allHardware {
		if h.compute == compute {
			return h.name
		}
	}
	return string(compute[:1]) + strings.ToLower(string(compute[1:]))
}

// beingModified is the service's message for calls that are not possible during a modification.
const beingModified = "The properties of this WorkSpace are currently under modification. Please try again in a moment"

func modificationInProgress() error {
	return &types.OperationInProgressException{Message: aws.String(beingModified)}
}

// modifyWorkspaceProperties applies changes to the running mode, the use of AWS Global Accelerator and the replication
// at once. All other changes take time. A standby WorkSpace supports only replication changes. It is not known whether
// a call that changes the replication must name the primary or the standby. The emulator accepts either; a call that
// names the primary changes the replication of all standbys.
func (c *call) modifyWorkspaceProperties(in *workspaces.ModifyWorkspacePropertiesInput) (*workspaces.ModifyWorkspacePropertiesOutput, error) {
	w := c.workspace(in.WorkspaceId)
	switch {
	case w == nil:
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	case in.WorkspaceProperties == nil && in.DataReplication == "":
		return nil, invalidValues("The WorkspaceProperties parameter is required.")
	case w.Change.inFlight():
		return nil, modificationInProgress()
	case w.migrating():
		return nil, migrationInProgress()
	case !modifiable(w.Life.State):
		return nil, invalidState("%s", wrongState(w.Life.State).Message)
	case in.WorkspaceProperties != nil && w.standby():
		return nil, unsupportedConfiguration(standbyNotSupported)
	}
	standbys := w.standbys(c)
	if in.DataReplication != "" && len(standbys) == 0 {
		return nil, unsupportedConfiguration("The WorkSpace has no standby WorkSpace to replicate its data to.")
	}
	if in.WorkspaceProperties != nil {
		if err := c.modify(w, in.WorkspaceProperties); err != nil {
			return nil, err
		}
	}
	if in.DataReplication != "" {
		for _, standby := range standbys {
			standby.primary().Replication = in.DataReplication
		}
	}
	return &workspaces.ModifyWorkspacePropertiesOutput{}, nil
}

// modify starts a modification of a WorkSpace. It also starts a STOPPED WorkSpace whose running mode becomes ALWAYS_ON,
// and disconnects the user if the compute type changes. It is not known whether the service disconnects the user at
// once.
func (c *call) modify(w *workspace, wanted *types.WorkspaceProperties) error {
	now := w.Shown.WorkspaceProperties
	to := *now
	mergeProperties(&to, wanted)
	resource, err := changedPart(now, &to)
	if err != nil {
		return err
	}
	if timeout := wanted.RunningModeAutoStopTimeoutInMinutes; timeout != nil && to.RunningMode != types.RunningModeAutoStop {
		return invalidValues("RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to %s.", to.RunningMode)
	}
	if err := checkAutoStop(&to); err != nil {
		return err
	}
	if err := c.checkChange(w, resource, &to); err != nil {
		return err
	}
	atOnce := *now
	atOnce.RunningMode, atOnce.RunningModeAutoStopTimeoutInMinutes = to.RunningMode, to.RunningModeAutoStopTimeoutInMinutes
	atOnce.GlobalAccelerator = to.GlobalAccelerator
	if changesRunningMode(now, &to) {
		w.past().Modified = c.now
	}
	w.Shown.WorkspaceProperties, w.Change = &atOnce, nil
	if resource != "" {
		w.Change = &modification{Resource: resource, To: &to}
		w.Change.Life.enter(c, types.ModificationStateEnumUpdateInitiated)
	}
	if resource == types.ModificationResourceEnumComputeType {
		w.disconnect(c.now)
	}
	if w.Life.State == types.WorkspaceStateStopped && to.RunningMode == types.RunningModeAlwaysOn {
		w.enter(c, types.WorkspaceStateStarting)
	}
	return nil
}

func unsupportedConfiguration(message string) error {
	return &types.UnsupportedWorkspaceConfigurationException{Message: aws.String(message)}
}

// checkChange returns an error if the requested modification is not allowed according to the administration guide. The
// resource is the part of the WorkSpace to modify, such as its compute type. It is not known which exception is
// returned for which reason.
func (c *call) checkChange(w *workspace, resource types.ModificationResourceEnum, to *types.WorkspaceProperties) error {
	from := w.Shown.WorkspaceProperties
	switch resource {
	case types.ModificationResourceEnumComputeType:
		if !supports(from.OperatingSystemName, to.ComputeTypeName) {
			return unsupportedConfiguration(fmt.Sprintf(valueNotSupported, from.OperatingSystemName))
		}
		if !interchangeable(from, to) {
			return unsupportedConfiguration("The compute type of the WorkSpace cannot be changed from " + string(from.ComputeTypeName) + " to " + string(to.ComputeTypeName) + ".")
		}
	case types.ModificationResourceEnumProtocol:
		b := c.bundle(w.Shown.BundleId)
		if b != nil && b.Protocol != types.ProtocolPcoip || from.OperatingSystemName == types.OperatingSystemNameWindows7 ||
			familyOf(from.ComputeTypeName) != types.ImageComputeTypeBase {
			return unsupportedConfiguration("The protocol can be modified only if the WorkSpace was created from a PCoIP bundle " +
				"and has neither Windows 7 nor graphics hardware. The WorkSpace has the operating system " +
				string(from.OperatingSystemName) + " and the compute type " + string(from.ComputeTypeName) + ".")
		}
	}
	return c.tooSoon(w, resource, to)
}

// interchangeable reports whether the first compute type can be changed to the second. General purpose compute types
// also require large volumes and an operating system with general purpose bundles.
func interchangeable(from, to *types.WorkspaceProperties) bool {
	if familyOf(from.ComputeTypeName) != familyOf(to.ComputeTypeName) {
		return false
	}
	if !strings.HasPrefix(string(to.ComputeTypeName), "GENERALPURPOSE") {
		return true
	}
	return aws.ToInt32(to.RootVolumeSizeGib) >= 175 && aws.ToInt32(to.UserVolumeSizeGib) >= 100 && slices.Contains([]types.OperatingSystemName{
		types.OperatingSystemNameWindows11, types.OperatingSystemNameWindowsServer2022, types.OperatingSystemNameWindowsServer2025,
	}, to.OperatingSystemName)
}

// newCoolDown is the time after a WorkSpace's creation during which its volumes and compute type cannot become larger.
const newCoolDown = 6 * time.Hour

// tooSoon returns an error if a change comes too soon after an earlier change: see [WithCoolDowns]. The message about
// new WorkSpaces is the service's. Unverified: the other message, and whether the waiting time starts at the end of the
// earlier modification.
func (c *call) tooSoon(w *workspace, resource types.ModificationResourceEnum, to *types.WorkspaceProperties) error {
	if !c.emulator.settings.coolDowns {
		return nil
	}
	last := w.lastChange(resource, w.Shown.WorkspaceProperties, to)
	if last == nil {
		return nil
	}
	wait := 6 * time.Hour
	if last == &w.Past.SmallerCompute {
		wait = 30 * 24 * time.Hour
	} else if c.now.Before(w.Created.Add(newCoolDown)) {
		return invalidState("Action not supported.  Property update not allowed within 21,600 seconds of creation.")
	}
	if until := last.Add(wait); c.now.Before(until) {
		return invalidState("The %s of the WorkSpace cannot be modified in this way before %s.", resource, until.UTC().Format(time.RFC3339))
	}
	return nil
}

// changedPart returns the part of a WorkSpace that a modification changes, such as the compute type, or "" if only the
// running mode or the use of AWS Global Accelerator changes. A call can change only one property, except that the
// running mode and its time-out can change together. It is not known whether a call may also set other properties to
// their current values.
func changedPart(from, to *types.WorkspaceProperties) (types.ModificationResourceEnum, error) {
	root := *to.RootVolumeSizeGib - *from.RootVolumeSizeGib
	user := *to.UserVolumeSizeGib - *from.UserVolumeSizeGib
	var changed []string
	var part types.ModificationResourceEnum
	for _, property := range []struct {
		name    string
		part    types.ModificationResourceEnum
		changes bool
	}{
		{"RunningMode", "", changesRunningMode(from, to)},
		{"RootVolumeSizeGib", types.ModificationResourceEnumRootVolume, root != 0},
		{"UserVolumeSizeGib", types.ModificationResourceEnumUserVolume, user != 0},
		{"ComputeTypeName", types.ModificationResourceEnumComputeType, to.ComputeTypeName != from.ComputeTypeName},
		{"Protocols", types.ModificationResourceEnumProtocol, !slices.Equal(to.Protocols, from.Protocols)},
		{"GlobalAccelerator", "", !reflect.DeepEqual(to.GlobalAccelerator, from.GlobalAccelerator)},
	} {
		if property.changes {
			changed, part = append(changed, property.name), property.part
		}
	}
	switch {
	case to.OperatingSystemName != from.OperatingSystemName:
		return "", invalidValues("The operating system of a WorkSpace cannot be modified: from %s to %s.", from.OperatingSystemName, to.OperatingSystemName)
	case root < 0:
		return "", invalidValues("The root volume cannot be made smaller: from %d GB to %d GB.", *from.RootVolumeSizeGib, *to.RootVolumeSizeGib)
	case user < 0:
		return "", invalidValues("The user volume cannot be made smaller: from %d GB to %d GB.", *from.UserVolumeSizeGib, *to.UserVolumeSizeGib)
	case len(changed) > 1:
		return "", invalidValues("Only one property of a WorkSpace can be modified in a call, not %s.", strings.Join(changed, " and "))
	case root != 0 || user != 0:
		return part, checkVolumes(to)
	default:
		return part, nil
	}
}

// changesRunningMode reports whether the running mode or its time-out changes.
func changesRunningMode(from, to *types.WorkspaceProperties) bool {
	return to.RunningMode != from.RunningMode ||
		aws.ToInt32(to.RunningModeAutoStopTimeoutInMinutes) != aws.ToInt32(from.RunningModeAutoStopTimeoutInMinutes)
}

// modifyWorkspaceState switches a WorkSpace between AVAILABLE and ADMIN_MAINTENANCE.
func (c *call) modifyWorkspaceState(in *workspaces.ModifyWorkspaceStateInput) (*workspaces.ModifyWorkspaceStateOutput, error) {
	w := c.workspace(in.WorkspaceId)
	if w == nil {
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	}
	from, to := types.WorkspaceStateAvailable, types.WorkspaceStateAdminMaintenance
	if in.WorkspaceState == types.TargetWorkspaceStateAvailable {
		from, to = to, from
	}
	switch {
	case w.state() != from:
		return nil, invalidState("%s", wrongState(w.state()).Message)
	case w.migrating():
		return nil, invalidState(beingMigrated)
	}
	w.enter(c, to)
	return &workspaces.ModifyWorkspaceStateOutput{}, nil
}
