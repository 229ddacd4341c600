package fleet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// Option configures one run of a method that changes desktops.
type Option func(*runOptions)

type runOptions struct {
	wait        bool // WithWait was given, and WithDryRun was not
	waits       bool // WithWait was given
	maxWait     time.Duration
	concurrency int
	maxFailures *int
	dryRun      bool
	progress    func(Progress)
	journal     io.ReadWriter
	journaled   bool // WithJournal was given
	modify      bool
}

// defaultCalls is the default number of calls in progress, equal to the burst that the service allows. Five concurrent
// calls sustain the full rate of 2 calls a second even if each takes 2.5 seconds.
const defaultCalls = 5

// WithWait makes a run wait until each desktop's change is complete. For example, Stop then waits until each desktop is
// STOPPED. After maxWait, which must be positive, the run sends no further changes and stops waiting. Until then, it
// repeats changes that the service refuses temporarily. A desktop that long afterwards is in its old state again, for
// example because its user has started it, is Failed with [CodeWrongState].
//
// Without WithWait, a run ends once the service has accepted or refused each change. If the service refuses a change
// temporarily, the run repeats the change. It gives up once 10 minutes have passed and the change has failed at least 8
// times.
func WithWait(maxWait time.Duration) Option {
	return func(o *runOptions) { o.wait, o.maxWait = true, maxWait }
}

// WithConcurrency sets the maximum number of calls in progress, from 1 to 100. The default is 5.
func WithConcurrency(n int) Option { return func(o *runOptions) { o.concurrency = n } }

// WithMaxFailures makes a run send no more changes once n inputs have Failed. n must be at least 1. Inputs whose change
// has not been sent by then are NotAttempted. The run still waits for the changes it has sent.
func WithMaxFailures(n int) Option { return func(o *runOptions) { o.maxFailures = &n } }

// WithDryRun makes a run describe the desktops without changing anything. An input whose change would be sent is
// NotAttempted, with the code [CodeDryRun]. WithDryRun can be combined with all other options. A dry run ignores
// WithWait, and reads its journal without writing to it; the report then says what is left to do.
func WithDryRun() Option { return func(o *runOptions) { o.dryRun = true } }

// WithProgress makes a run call fn when it begins, when it ends, after each call to the service, and after each pause.
// The run waits for fn to return, so a run never makes concurrent calls to fn. Runs in several Regions do, if they
// share fn.
func WithProgress(fn func(Progress)) Option { return func(o *runOptions) { o.progress = fn } }

// WithJournal records the run, so that a later run can continue it if the program is killed. To continue, call the same
// method again with the same journal. The method first reads the journal to its end. An input with a final result in
// the journal, even Failed, is not attempted again. Unknown is final too, except for Create and Ensure, which look for
// the new desktop again. Inputs that a cancelled run did not attempt are attempted. With WithWait, the run also goes on
// waiting for accepted changes. The later run may have different inputs: those missing from the journal are attempted,
// and results in the journal for other inputs are ignored.
//
// Use a new journal for each job, and remove it once you have seen the report. Given the journal of a complete run, a
// method attempts nothing: [Report.FromJournal] then counts all inputs.
//
// If the program is killed, the answers to its calls in flight are lost. Reboot, Rebuild, Restore, Migrate, Create and
// Ensure record each call before sending it, except that Ensure does not record modifications. The next run describes
// the desktops in these calls, and never repeats a change that the service may have made. All other methods resend the
// changes in the lost calls. A repeated change has no effect unless somebody has used the desktop in the meantime: for
// example, Stop stops a desktop that its user has started again. If such a method is cancelled after a kill, a desktop
// can be NotAttempted or Failed even though the killed program changed it.
//
// The journal is usually a file opened with os.O_RDWR, os.O_CREATE and os.O_APPEND. If it has a Seek method, it is read
// from the beginning. Otherwise, the first Read in each run must return the beginning of the journal, which a
// bytes.Buffer does for one run only. If the journal has a Sync method, the run calls Sync before each change that must
// not be sent twice. The method returns an error if the journal is damaged, or belongs to another method, or to the
// same method with other parameters. Lines cut off when the program was killed are ignored. If the run cannot write to
// its journal, it sends nothing more. Only one run at a time may use a journal.
func WithJournal(journal io.ReadWriter) Option {
	return func(o *runOptions) { o.journal, o.journaled = journal, true }
}

// within returns a context that is done when ctx is done or, with WithWait, when maxWait has passed since the run
// began.
func (o *runOptions) within(ctx context.Context, began time.Time) (context.Context, context.CancelFunc) {
	if !o.wait {
		return context.WithCancel(ctx)
	}
	over := fmt.Errorf("the time given to WithWait is over: %w", context.DeadlineExceeded)
	return context.WithDeadlineCause(ctx, began.Add(o.maxWait), over)
}

// onlyChange returns an error if an Ensure-only option is set.
func (o *runOptions) onlyChange() error {
	if o.modify {
		return errors.New("WithModify is an option of Ensure only")
	}
	return nil
}

var errNilOption = errors.New("an option is nil")

// newRunOptions applies the option functions and checks the result.
func newRunOptions(optFns []Option) (*runOptions, error) {
	o := &runOptions{concurrency: defaultCalls}
	for _, fn := range optFns {
		if fn == nil {
			return nil, errNilOption
		}
		fn(o)
	}
	switch {
	case o.wait && o.maxWait <= 0:
		return nil, fmt.Errorf("the time given to WithWait must be positive, and is %v", o.maxWait)
	case o.concurrency < 1 || o.concurrency > 100:
		return nil, fmt.Errorf("the number given to WithConcurrency must be from 1 to 100, and is %d", o.concurrency)
	case o.maxFailures != nil && *o.maxFailures < 1:
		return nil, fmt.Errorf("the number given to WithMaxFailures must be at least 1, and is %d", *o.maxFailures)
	case o.journaled && isNil(o.journal):
		return nil, errors.New("the journal given to WithJournal is nil")
	}
	o.waits, o.wait = o.wait, o.wait && !o.dryRun
	return o, nil
}
