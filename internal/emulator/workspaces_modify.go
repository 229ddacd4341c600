package emulator

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

const workspaceNotFound = "The specified WorkSpace could not be found."

// modification is a change of properties under way.
type modification struct {
	Resource types.ModificationResourceEnum
	Life     lifecycle[types.ModificationStateEnum]
	To       *types.WorkspaceProperties
}

var modificationCourse = course[types.ModificationStateEnum]{
	types.ModificationStateEnumUpdateInitiated:  {takes: Initiating, to: types.ModificationStateEnumUpdateInProgress},
	types.ModificationStateEnumUpdateInProgress: {takes: Modifying, fails: types.ModificationStateEnumUpdateFailed},
}

// show returns the changes under way, an empty list where there is none.
func (m *modification) show() []types.ModificationState {
	if m == nil {
		return []types.ModificationState{}
	}
	return []types.ModificationState{{Resource: m.Resource, State: m.Life.show()}}
}

// inFlight reports whether a change has not come to its end yet.
func (m *modification) inFlight() bool {
	return m != nil && m.Life.State != types.ModificationStateEnumUpdateFailed
}

// modifiable reports whether the properties of a WorkSpace in a state can be changed.
func modifiable(state types.WorkspaceState) bool {
	return state == types.WorkspaceStateAvailable || state == types.WorkspaceStateStopped
}

// merge writes the properties that are set in from over those of to.
func merge(to, from *types.WorkspaceProperties) {
	if from != nil {
		if from.RunningMode != "" {
			to.RunningMode = from.RunningMode
		}
		if from.RunningModeAutoStopTimeoutInMinutes != nil {
			to.RunningModeAutoStopTimeoutInMinutes = from.RunningModeAutoStopTimeoutInMinutes
		}
		if from.ComputeTypeName != "" {
			to.ComputeTypeName = from.ComputeTypeName
		}
		if from.RootVolumeSizeGib != nil {
			to.RootVolumeSizeGib = from.RootVolumeSizeGib
		}
		if from.UserVolumeSizeGib != nil {
			to.UserVolumeSizeGib = from.UserVolumeSizeGib
		}
		if len(from.Protocols) > 0 {
			to.Protocols = from.Protocols
		}
		if from.OperatingSystemName != "" {
			to.OperatingSystemName = from.OperatingSystemName
		}
		if from.GlobalAccelerator != nil {
			to.GlobalAccelerator = from.GlobalAccelerator
		}
	}
	switch {
	case to.RunningMode != types.RunningModeAutoStop:
		to.RunningModeAutoStopTimeoutInMinutes = nil
	case to.RunningModeAutoStopTimeoutInMinutes == nil:
		to.RunningModeAutoStopTimeoutInMinutes = aws.Int32(60)
	}
}

// checkAutoStop holds the time-out to the steps in which it is set.
func checkAutoStop(p *types.WorkspaceProperties) error {
	if minutes := p.RunningModeAutoStopTimeoutInMinutes; minutes != nil && (*minutes < 60 || *minutes%60 != 0) {
		return invalidValues("RunningModeAutoStopTimeoutInMinutes must be set in 60-minute intervals.")
	}
	return nil
}

// checkVolumes checks that the sizes of root and user volume go together.
func checkVolumes(p *types.WorkspaceProperties) error {
	root, user := aws.ToInt32(p.RootVolumeSizeGib), aws.ToInt32(p.UserVolumeSizeGib)
	sizes, valid := "(80|10), (80|50), (80|100), (175-2000|100-2000)",
		root == 80 && slices.Contains([]int32{10, 50, 100}, user) || within(root, 175, 2000) && within(user, 100, 2000)
	if strings.HasPrefix(string(p.ComputeTypeName), "GRAPHICS") {
		sizes, valid = "(100+|100+)", root >= 100 && user >= 100
	}
	if valid {
		return nil
	}
	return invalidValues("%s: Invalid root and user volume size selected. Root and user volume size (GB) must be %s.", hardwareName(p.ComputeTypeName), sizes)
}

func within(n, low, high int32) bool { return n >= low && n <= high }

// hardwareName writes a class of hardware as messages do: Graphics, not GRAPHICS.
func hardwareName(compute types.Compute) string {
	for _, h := range append(everyday[:len(everyday):len(everyday)], large...) {
		if h.compute == compute {
			return h.name
		}
	}
	return string(compute[:1]) + strings.ToLower(string(compute[1:]))
}

// modifyWorkspaceProperties changes the running mode at once and all else in time. The pauses that the
// service makes a program wait between changes are not emulated.
func (c *call) modifyWorkspaceProperties(in *workspaces.ModifyWorkspacePropertiesInput) (*workspaces.ModifyWorkspacePropertiesOutput, error) {
	w := c.workspace(in.WorkspaceId)
	switch {
	case w == nil:
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	case in.DataReplication != "":
		return nil, missing("the replication of data")
	case in.WorkspaceProperties == nil:
		return nil, invalidValues("The WorkspaceProperties parameter is required.")
	case w.Change.inFlight():
		return nil, &types.OperationInProgressException{
			Message: aws.String("The properties of this WorkSpace are currently under modification. Please try again in a moment"),
		}
	case !modifiable(w.Life.State):
		return nil, invalidState(wrongState(w.Life.State).Message)
	}
	now := w.Shown.WorkspaceProperties
	to := *now
	merge(&to, in.WorkspaceProperties)
	resource, err := changed(now, &to)
	if err != nil {
		return nil, err
	}
	if timeout := in.WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes; timeout != nil && to.RunningMode != types.RunningModeAutoStop {
		return nil, invalidValues("RunningModeAutoStopTimeoutInMinutes is not applicable for WorkSpace with running mode set to %s.", to.RunningMode)
	}
	if err := checkAutoStop(&to); err != nil {
		return nil, err
	}
	atOnce := *now
	atOnce.RunningMode, atOnce.RunningModeAutoStopTimeoutInMinutes = to.RunningMode, to.RunningModeAutoStopTimeoutInMinutes
	atOnce.GlobalAccelerator = to.GlobalAccelerator
	w.Shown.WorkspaceProperties = &atOnce
	if resource != "" {
		w.Change = &modification{Resource: resource, To: &to}
		w.Change.Life.enter(c, types.ModificationStateEnumUpdateInitiated)
	}
	if w.Life.State == types.WorkspaceStateStopped && to.RunningMode == types.RunningModeAlwaysOn {
		w.Life.enter(c, types.WorkspaceStateStarting)
	}
	return &workspaces.ModifyWorkspacePropertiesOutput{}, nil
}

// changed returns the one part of a WorkSpace that a modification changes, none if it changes no more
// than the running mode.
func changed(from, to *types.WorkspaceProperties) (types.ModificationResourceEnum, error) {
	root := *to.RootVolumeSizeGib - *from.RootVolumeSizeGib
	user := *to.UserVolumeSizeGib - *from.UserVolumeSizeGib
	var parts []types.ModificationResourceEnum
	if root != 0 {
		parts = append(parts, types.ModificationResourceEnumRootVolume)
	}
	if user != 0 {
		parts = append(parts, types.ModificationResourceEnumUserVolume)
	}
	if to.ComputeTypeName != from.ComputeTypeName {
		parts = append(parts, types.ModificationResourceEnumComputeType)
	}
	if !slices.Equal(to.Protocols, from.Protocols) {
		parts = append(parts, types.ModificationResourceEnumProtocol)
	}
	switch {
	case to.OperatingSystemName != from.OperatingSystemName:
		return "", invalidValues("The operating system of a WorkSpace cannot be modified.")
	case root < 0 || user < 0:
		return "", invalidValues("The size of a volume cannot be decreased.")
	case len(parts) > 1:
		return "", invalidValues("Only one of the compute type, the root volume, the user volume and the protocol can be modified in a call.")
	case len(parts) == 0:
		return "", nil
	case root != 0 || user != 0:
		return parts[0], checkVolumes(to)
	default:
		return parts[0], nil
	}
}

// modifyWorkspaceState opens and closes a WorkSpace to its user.
func (c *call) modifyWorkspaceState(in *workspaces.ModifyWorkspaceStateInput) (*workspaces.ModifyWorkspaceStateOutput, error) {
	w := c.workspace(in.WorkspaceId)
	if w == nil {
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	}
	from, to := types.WorkspaceStateAvailable, types.WorkspaceStateAdminMaintenance
	if in.WorkspaceState == types.TargetWorkspaceStateAvailable {
		from, to = to, from
	}
	if w.state() != from {
		return nil, invalidState(wrongState(w.state()).Message)
	}
	w.Life.enter(c, to)
	return &workspaces.ModifyWorkspaceStateOutput{}, nil
}
