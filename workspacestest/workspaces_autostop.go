package workspacestest

import (
	"math"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// WithAutoStop makes AUTO_STOP WorkSpaces stop on their own, as in the service. An AVAILABLE WorkSpace becomes STOPPING
// after the time-out in RunningModeAutoStopTimeoutInMinutes. The time-out starts when the user disconnects or the
// WorkSpace becomes AVAILABLE, whichever is later. A WorkSpace does not stop while its user is connected or while it is
// in the ADMIN_MAINTENANCE state. Time-outs run on the emulator's clock. If [Emulator.Advance] moves the clock past the
// end of a time-out, the WorkSpace becomes STOPPING at the end of the time-out, not at the new time.
//
// Users are connected and disconnected by [Emulator.Connect], [Emulator.Disconnect] and the ConnectionStatus of a
// [Seed]. Without this option, only StopWorkspaces stops WorkSpaces.
func WithAutoStop() Option {
	return func(s *settings) { s.autoStop = true }
}

// autoStop stops the WorkSpace if its time-out has passed by the time of the call. WorkSpaces do not stop during a
// modification or a migration. It is not known whether the service can stop them then.
func (w *workspace) autoStop(c *call) {
	p := w.Shown.WorkspaceProperties
	if !c.emulator.settings.autoStop || p.RunningMode != types.RunningModeAutoStop || p.RunningModeAutoStopTimeoutInMinutes == nil ||
		w.Life.State != types.WorkspaceStateAvailable || w.connected() || w.Change.inFlight() {
		return
	}
	idle := w.Life.Since
	if w.Connection != nil {
		idle = later(idle, aws.ToTime(w.Connection.LastKnownUserConnectionTimestamp))
	}
	const most = math.MaxInt64 / time.Minute
	at := idle.Add(min(max(time.Duration(*p.RunningModeAutoStopTimeoutInMinutes), 0), most) * time.Minute)
	if w.Past != nil {
		at = later(at, w.Past.Modified)
	}
	if !at.After(c.now) {
		w.Life = lifecycle[types.WorkspaceState]{State: types.WorkspaceStateStopping, Since: at}
	}
}

// later returns the later of two times.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
