package waiters

import (
	"fmt"
	"strings"
	"time"
)

// FailedError is a wait that ended because resources cannot come to what it is for by themselves.
type FailedError struct {
	// Waiter is the name of the waiter, such as WorkspaceAvailable.
	Waiter string

	// Failed are the resources that failed, in the order of the wait. It is empty where a filter found
	// nothing to wait for.
	Failed []Resource

	// Total is how many resources the wait was for.
	Total int
}

// Error tells how many resources failed and how the first few of them are.
func (e *FailedError) Error() string {
	if len(e.Failed) == 0 {
		return e.Waiter + " waiter found nothing to wait for"
	}
	return fmt.Sprintf("%s waiter failed for %d of %d: %s", e.Waiter, len(e.Failed), e.Total, few(e.Failed))
}

// TimeoutError is a wait whose time was up.
type TimeoutError struct {
	// Waiter is the name of the waiter, such as WorkspaceAvailable.
	Waiter string

	// MaxWait is the time that the wait had.
	MaxWait time.Duration

	// Waiting are the resources that are not as they should be, as each was last seen, in the order of the
	// wait. It is empty where a filter found nothing, or no look succeeded.
	Waiting []Resource

	// Total is how many resources the wait was for.
	Total int

	// Err is the error of the last call, if it failed.
	Err error
}

// Error tells how many resources are still waited for and how the first few of them are.
func (e *TimeoutError) Error() string {
	s := fmt.Sprintf("exceeded max wait time of %v for %s waiter", e.MaxWait, e.Waiter)
	if len(e.Waiting) > 0 {
		s += fmt.Sprintf(": %d of %d still waiting: %s", len(e.Waiting), e.Total, few(e.Waiting))
	}
	if e.Err != nil {
		s += fmt.Sprintf(": last call: %v", e.Err)
	}
	return s
}

// Unwrap returns the error of the last call, if it failed.
func (e *TimeoutError) Unwrap() error { return e.Err }

// few writes the first few resources of a list.
func few(list []Resource) string {
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
