package fleet

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/oneline"
	"github.com/go-workspaces/workspaces/types"
)

// Class says how a run ended for one input.
type Class string

// The classes. Each input of a run ends up in exactly one class.
const (
	// Done means that the service accepted the change, or that none was needed. With [WithWait], it means that the
	// change is complete.
	Done Class = "Done"

	// Failed means that the service refused the change. With [WithWait], it can also mean that the service accepted the
	// change, but the run did not see it complete: see [Result.Accepted].
	Failed Class = "Failed"

	// Skipped means that the desktop's state or running mode forbids the change, or that Ensure found differences that
	// it does not remove. The service did not make the change.
	Skipped Class = "Skipped"

	// NotAttempted means that the run ended before the service made the change. A later run can attempt it.
	NotAttempted Class = "NotAttempted"

	// Unknown means that the answer to a call was lost, and the run could not find out whether the service made the
	// change. Check the desktop before repeating the change.
	Unknown Class = "Unknown"
)

// Classes returns all classes.
func Classes() []Class { return []Class{Done, Failed, Skipped, NotAttempted, Unknown} }

// The codes defined by this package. All other codes in results come from the service.
const (
	CodeNotFound    = "Fleet.NotFound"    // the desktop or directory does not exist
	CodeWrongState  = "Fleet.WrongState"  // the state forbids the change, or the change ended in a wrong state
	CodeRunningMode = "Fleet.RunningMode" // the running mode forbids the change
	CodeDiffers     = "Fleet.Differs"     // the desktop exists, but differs from the request
	CodeWaitEnded   = "Fleet.WaitEnded"   // the wait ended before the change was complete
	CodeAnswerLost  = "Fleet.AnswerLost"  // the answer was lost, so the service may have made the change
	CodeRunEnded    = "Fleet.RunEnded"    // the run ended before the service made the change
	CodeDryRun      = "Fleet.DryRun"      // a run without WithDryRun would send the change, or wait for it
	CodeCallFailed  = "Fleet.CallFailed"  // the call failed with an error that has no code
)

// Result says what a run did for one input.
type Result struct {
	// Input is the identifier given to the run. For [Fleet.Create] and [Fleet.Ensure], it is the directory and the
	// user, separated by a slash.
	Input string

	// Request is the request given to [Fleet.Create] or [Fleet.Ensure]. It is nil for other methods.
	Request *types.WorkspaceRequest `json:",omitempty"`

	// WorkspaceId identifies the desktop. For [Fleet.Migrate], it identifies the new desktop. For Create and Ensure, it
	// identifies the user's desktop, and is empty if the run did not create or find one.
	WorkspaceId string `json:",omitempty"`

	// Class says how the run ended for this input.
	Class Class

	// Accepted reports whether the service is known to have accepted the change, in this run or in an earlier one with
	// the same journal.
	Accepted bool `json:",omitempty"`

	// State is the desktop's state when the run last saw it. It is empty if the run never saw the desktop.
	State types.WorkspaceState `json:",omitempty"`

	// Code says why the input is in its class. It comes from the service, or is one of this package's codes, such as
	// [CodeWaitEnded]. It is empty if the input is Done.
	Code string `json:",omitempty"`

	// Message says in words why the input is in its class. It can be empty.
	Message string `json:",omitempty"`

	// Differences lists how an existing desktop differed from the request to Ensure, such as "RunningMode: AUTO_STOP, not
	// ALWAYS_ON".
	Differences []string `json:",omitempty"`

	cause error // the error for the item or the whole call, or nil
}

// String returns the input, the class, the code and the message on one line.
func (r Result) String() string {
	text := oneline.Text(r.Input) + ": " + string(r.Class)
	for _, part := range []string{r.Code, r.Message} {
		if part != "" {
			text += ": " + oneline.Text(part)
		}
	}
	return text
}

// Err returns a [*ResultError] if the class is Failed or Unknown, and nil otherwise.
func (r *Result) Err() error {
	if r.Class != Failed && r.Class != Unknown {
		return nil
	}
	return &ResultError{Input: r.Input, Class: r.Class, Code: r.Code, Message: r.Message, cause: r.cause}
}

// ResultError is the error for an input that Failed or is Unknown. It implements smithy.APIError.
type ResultError struct {
	// Input is the result's Input.
	Input string

	// Class is Failed or Unknown.
	Class Class

	// Code comes from the service, or is one of this package's codes, such as [CodeWaitEnded].
	Code string

	// Message says in words why the input is in its class.
	Message string

	cause error
}

// Error returns the input, the code and the message on one line.
func (e *ResultError) Error() string {
	text := oneline.Text(e.Input) + ": "
	if e.Class == Unknown {
		text += "unknown: "
	}
	return text + oneline.Text(e.Code) + ": " + oneline.Text(e.Message)
}

// ErrorCode returns Code.
func (e *ResultError) ErrorCode() string { return e.Code }

// ErrorMessage returns Message.
func (e *ResultError) ErrorMessage() string { return e.Message }

// ErrorFault returns the wrapped error's fault, or smithy.FaultUnknown if it has none.
func (e *ResultError) ErrorFault() smithy.ErrorFault {
	var apiErr smithy.APIError
	if errors.As(e.cause, &apiErr) {
		return apiErr.ErrorFault()
	}
	return smithy.FaultUnknown
}

// Unwrap returns the error from the service or the client. It returns nil if the report was decoded from JSON.
func (e *ResultError) Unwrap() error { return e.cause }

// Is reports whether target is a [workspaces.ItemCode] that equals Code.
func (e *ResultError) Is(target error) bool {
	code, ok := target.(workspaces.ItemCode)
	return ok && string(code) == e.Code
}

// Report says what a run did, with one result for each input, in input order. It does not change once the Fleet's
// method has returned it, so several goroutines can read it.
type Report struct {
	// Verb is the method's name, such as Stop.
	Verb string

	// Results holds one result for each input. If an input was given twice, both results are equal.
	Results []Result

	// FromJournal is the number of distinct inputs whose result was recorded by an earlier run with the same journal.
	// This run has not attempted these inputs.
	FromJournal int `json:",omitempty"`

	// Calls is the number of calls that the run made; Throttles is how many of them were throttled.
	Calls, Throttles int

	// Started and Ended are when the run began and ended.
	Started, Ended time.Time

	// Cause is why the run ended early, or nil if it did not. If the run ended because the context was done, Cause
	// wraps the context's cause.
	Cause error `json:"-"`
}

// Count returns the number of results in a class.
func (r *Report) Count(class Class) int {
	n := 0
	for i := range r.Results {
		if r.Results[i].Class == class {
			n++
		}
	}
	return n
}

// In returns an iterator over the results in these classes.
func (r *Report) In(classes ...Class) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		for _, result := range r.Results {
			if slices.Contains(classes, result.Class) && !yield(result) {
				return
			}
		}
	}
}

// Remaining returns an iterator over the NotAttempted inputs, which can be given to a later run. Inputs with
// [CodeWaitEnded] are not among them, because the service has accepted their changes; a later run with the same journal
// goes on waiting for these changes: see [WithJournal].
func (r *Report) Remaining() iter.Seq[string] {
	return func(yield func(string) bool) {
		for result := range r.In(NotAttempted) {
			if !yield(result.Input) {
				return
			}
		}
	}
}

// RemainingRequests is like [Report.Remaining], but yields the requests given to Create or Ensure.
func (r *Report) RemainingRequests() iter.Seq[types.WorkspaceRequest] {
	return func(yield func(types.WorkspaceRequest) bool) {
		for result := range r.In(NotAttempted) {
			if result.Request != nil && !yield(*result.Request) {
				return
			}
		}
	}
}

// Err returns a [*RunError] if any input Failed or is Unknown, or if the run ended early, and nil otherwise.
func (r *Report) Err() error {
	e := &RunError{Verb: r.Verb, Total: len(r.Results), NotAttempted: r.Count(NotAttempted), Cause: r.Cause}
	for i := range r.Results {
		var failed *ResultError
		if errors.As(r.Results[i].Err(), &failed) {
			e.Results = append(e.Results, failed)
		}
	}
	if len(e.Results) == 0 && e.Cause == nil {
		return nil
	}
	return e
}

// RunError is the error of a run. It wraps the errors of the inputs and, if the run ended early, the reason, so
// errors.Is and errors.As examine all of them.
type RunError struct {
	// Verb is the method's name, such as Stop.
	Verb string

	// Total is the number of inputs; NotAttempted is how many of them were NotAttempted.
	Total, NotAttempted int

	// Results are the errors of the inputs that Failed or are Unknown, in input order.
	Results []*ResultError

	// Cause is why the run ended early, or nil if it did not.
	Cause error
}

// Error returns the counts and the first three errors on one line.
func (e *RunError) Error() string {
	const most = 3
	var b strings.Builder
	fmt.Fprintf(&b, "fleet: %s: %d of %d failed or unknown", oneline.Text(e.Verb), len(e.Results), e.Total)
	if n := e.waitEnded(); n > 0 {
		fmt.Fprintf(&b, " (%d begun, but not seen complete)", n)
	}
	if e.NotAttempted > 0 {
		fmt.Fprintf(&b, ", %d not attempted", e.NotAttempted)
	}
	separator := ": "
	if e.Cause != nil {
		b.WriteString(separator + "the run ended early: " + oneCause(e.Cause))
		separator = "; "
	}
	for i, result := range e.Results {
		if i == most {
			fmt.Fprintf(&b, "; and %d more", len(e.Results)-most)
			break
		}
		b.WriteString(separator + result.Error())
		separator = "; "
	}
	return b.String()
}

// waitEnded returns how many inputs Failed only because the wait for their change ended.
func (e *RunError) waitEnded() (n int) {
	for _, result := range e.Results {
		if result.Code == CodeWaitEnded {
			n++
		}
	}
	return n
}

// Unwrap returns Cause, if any, and the errors of the inputs.
func (e *RunError) Unwrap() []error {
	errs := make([]error, 0, len(e.Results)+1)
	if e.Cause != nil {
		errs = append(errs, e.Cause)
	}
	for _, result := range e.Results {
		errs = append(errs, result)
	}
	return errs
}

// String returns a multi-line summary: the number of results in each class, and the results that are not Done, grouped
// by class and code, with up to three examples of each code.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d inputs, %d calls, %d throttled, %v\n", oneline.Text(r.Verb), len(r.Results), r.Calls, r.Throttles,
		r.Ended.Sub(r.Started).Round(time.Millisecond))
	for _, class := range Classes() {
		if n := r.Count(class); n > 0 || class == Done {
			fmt.Fprintf(&b, "  %-12s %d\n", class, n)
		}
	}
	if r.FromJournal > 0 {
		fmt.Fprintf(&b, "Not attempted again, because the journal has their results: %d\n", r.FromJournal)
	}
	if r.Cause != nil {
		fmt.Fprintf(&b, "The run ended early: %s\n", oneCause(r.Cause))
	}
	type group struct {
		class Class
		code  string
	}
	groups := make(map[group][]*Result)
	for i := range r.Results {
		if result := &r.Results[i]; result.Class != Done {
			g := group{result.Class, result.Code}
			groups[g] = append(groups[g], result)
		}
	}
	order := slices.SortedFunc(maps.Keys(groups), func(a, b group) int {
		if a.class != b.class {
			return slices.Index(Classes(), a.class) - slices.Index(Classes(), b.class)
		}
		return strings.Compare(a.code, b.code)
	})
	for _, g := range order {
		fmt.Fprintf(&b, "%s, %s: %d\n", g.class, oneline.Text(g.code), len(groups[g]))
		for _, result := range groups[g][:min(3, len(groups[g]))] {
			fmt.Fprintf(&b, "  %s: %s\n", oneline.Text(result.Input), oneline.Text(result.Message))
		}
	}
	return b.String()
}

// oneCause returns the text of a Cause on one line. In a report decoded from JSON, that text can be anything.
func oneCause(cause error) string { return oneline.Text(oneline.Error(cause).Error()) }

// plainReport is Report without its methods, so that encoding/json handles the fields itself.
type plainReport Report

type jsonReport struct {
	*plainReport
	Cause string `json:",omitempty"`
}

// MarshalJSON implements json.Marshaler. The JSON contains the errors' codes and messages, but not the errors
// themselves.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := jsonReport{plainReport: (*plainReport)(r)}
	if r.Cause != nil {
		out.Cause = r.Cause.Error()
	}
	return json.Marshal(out)
}

// UnmarshalJSON implements json.Unmarshaler. It returns an error if a result's class is not one of [Classes].
func (r *Report) UnmarshalJSON(b []byte) error {
	var read Report
	in := jsonReport{plainReport: (*plainReport)(&read)}
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("fleet: report: %w", err)
	}
	for i := range read.Results {
		if !slices.Contains(Classes(), read.Results[i].Class) {
			return fmt.Errorf("fleet: report: Results[%d]: %.100q is not a class", i, read.Results[i].Class)
		}
	}
	if in.Cause != "" {
		read.Cause = errors.New(in.Cause)
	}
	*r = read
	return nil
}

// requestName returns a request's directory and user, and its WorkspaceName, if any.
func requestName(r *types.WorkspaceRequest) string {
	name := aws.ToString(r.DirectoryId) + "/" + aws.ToString(r.UserName)
	if r.WorkspaceName != nil {
		name += "/" + *r.WorkspaceName
	}
	return name
}
