package waiters

import (
	"fmt"
	"strings"
	"time"
)

// FailedError is the error of a wait in which some resources cannot reach the desired state on their own, or whose
// filter selected nothing.
type FailedError struct {
	// Waiter is the waiter's name, such as WorkspaceAvailable.
	Waiter string

	// Failed are the resources that failed, in the order of [Waiter.WaitForOutput]. It is empty if a filter selected
	// nothing.
	Failed []Resource

	// Total is the number of resources in the wait.
	Total int
}

// Error returns how many resources failed, and describes the first three.
func (e *FailedError) Error() string {
	if len(e.Failed) == 0 {
		return e.Waiter + " waiter found nothing to wait for"
	}
	return fmt.Sprintf("%s waiter failed for %d of %d: %s", e.Waiter, len(e.Failed), e.Total, summary(e.Failed))
}

// TimeoutError is the error of a wait that exceeded its time limit.
type TimeoutError struct {
	// Waiter is the waiter's name, such as WorkspaceAvailable.
	Waiter string

	// MaxWait is the wait's time limit.
	MaxWait time.Duration

	// Waiting are the resources that are not done, each as last seen, in the order of [Waiter.WaitForOutput]. If the
	// input is a filter, Waiting is empty if the filter selected nothing, or if the first polling round was never
	// completed.
	Waiting []Resource

	// Total is the number of resources in the wait.
	Total int

	// Err is the error from the last call, or nil if the last call succeeded.
	Err error
}

// Error returns how many resources are not done, and describes the first three.
func (e *TimeoutError) Error() string {
	s := fmt.Sprintf("exceeded max wait time of %v for %s waiter", e.MaxWait, e.Waiter)
	if len(e.Waiting) > 0 {
		s += fmt.Sprintf(": %d of %d still waiting: %s", len(e.Waiting), e.Total, summary(e.Waiting))
	}
	if e.Err != nil {
		s += fmt.Sprintf(": last call: %v", e.Err)
	}
	return s
}

// Unwrap returns the error from the last call, or nil if the last call succeeded.
func (e *TimeoutError) Unwrap() error { return e.Err }

// summary describes the first three resources in a list on one line.
func summary(list []Resource) string {
	const most = 3
	var b strings.Builder
	for i, r := range list {
		if i == most {
			fmt.Fprintf(&b, "; and %d more", len(list)-most)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(r.String())
	}
	return b.String()
}
