package fleet

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// Option configures one run of a method that changes desktops.
type Option func(*runOptions)

type runOptions struct {
	wait        bool
	maxWait     time.Duration
	concurrency int
	maxFailures *int
	dryRun      bool
	progress    func(Progress)
	journal     io.ReadWriter
	modify      bool
}

// defaultCalls is the burst that the service allows. At 2 calls a second, it suffices for calls that take up to 2.5
// seconds.
const defaultCalls = 5

// WithWait makes a run wait until each desktop is as wished, such as STOPPED. The whole run takes at most maxWait, which
// must be positive: when it is over, no further call begins. A change that the service refuses for now is sent again
// until then. Without WithWait, a run ends when the service has accepted or refused each change, and changes that are
// refused for now are sent again for at most 10 minutes, or 8 times if that takes longer.
func WithWait(maxWait time.Duration) Option {
	return func(o *runOptions) { o.wait, o.maxWait = true, maxWait }
}

// WithConcurrency sets the maximum number of calls in progress, from 1 to 100. The default is 5.
func WithConcurrency(n int) Option { return func(o *runOptions) { o.concurrency = n } }

// WithMaxFailures ends the sending after n inputs have Failed, at least 1. Inputs that were not sent by then are
// NotAttempted. The run still waits for the others.
func WithMaxFailures(n int) Option { return func(o *runOptions) { o.maxFailures = &n } }

// WithDryRun makes a run look at the desktops, and send nothing else. An input that the run would send is NotAttempted,
// with the code [CodeDryRun].
func WithDryRun() Option { return func(o *runOptions) { o.dryRun = true } }

// WithProgress calls fn at the beginning and the end of a run, and after each call. It is never called concurrently, and
// the run goes on when it returns.
func WithProgress(fn func(Progress)) Option { return func(o *runOptions) { o.progress = fn } }

// WithJournal records the run, so that a run that was killed can go on: call the same method again with the same inputs
// and the same journal. The journal is read to its end first. Inputs that are settled there are not attempted again.
// The answer to a change that was sent, but is not settled, counts as lost. Inputs that a cancelled run did not attempt
// are attempted.
//
// The journal is usually a file that was opened with os.O_RDWR, os.O_CREATE and os.O_APPEND. If it has a Sync method, it
// is called before each change that must not be sent twice. A journal of another method, or of the same method with
// other parameters, is an error. A run whose journal cannot be written sends nothing more.
func WithJournal(journal io.ReadWriter) Option { return func(o *runOptions) { o.journal = journal } }

// newRunOptions applies the option functions and checks the result.
func newRunOptions(optFns []Option) (*runOptions, error) {
	o := &runOptions{concurrency: defaultCalls}
	for _, fn := range optFns {
		if fn == nil {
			return nil, errors.New("an option is nil")
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
	case o.dryRun && o.wait:
		return nil, errors.New("WithDryRun and WithWait contradict each other: a dry run changes nothing that could be waited for")
	case o.dryRun && o.journal != nil:
		return nil, errors.New("WithDryRun and WithJournal contradict each other: a dry run has nothing to record")
	}
	return o, nil
}
