package workspacestest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// WithAutoStop makes AVAILABLE WorkSpaces with the running mode AUTO_STOP stop on their own, as those of the
// service do: they are STOPPING when RunningModeAutoStopTimeoutInMinutes has passed since the user was last
// disconnected, or since the WorkSpace became AVAILABLE if that was later. WorkSpaces whose user is connected
// do not stop, nor do those in ADMIN_MAINTENANCE. Time passes by the emulator's clock: after
// [Emulator.Advance], the next call finds the WorkSpaces STOPPED since when they would have been.
//
// [Emulator.Connect] and [Emulator.Disconnect], or the ConnectionStatus of a [Seed], connect and disconnect
// users. Without this option, only StopWorkspaces stops WorkSpaces.
func WithAutoStop() Option {
	return func(s *settings) { s.autoStop = true }
}

// autoStop stops the WorkSpace if its time-out has passed by the time of the call. Unverified: that a
// modification or a migration keeps the WorkSpace from stopping until it has ended.
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
	at := idle.Add(time.Duration(*p.RunningModeAutoStopTimeoutInMinutes) * time.Minute)
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
