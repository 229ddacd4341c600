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

// Class says how the run ended for one input.
type Class string

// The classes. Each input of a run is in exactly one class.
const (
	// Done means that the service accepted the change, or that the change was not needed. With [WithWait], it means that the
	// change is complete.
	Done Class = "Done"

	// Failed means that the service refused the change. With [WithWait], it can also mean that the service accepted the
	// change, but the run did not see it complete: see [Result.Accepted].
	Failed Class = "Failed"

	// Skipped means that the state or the running mode of the desktop forbids the change, or that Ensure found
	// differences that it does not remove. The service did not make the change.
	Skipped Class = "Skipped"

	// NotAttempted means that the run ended before the service made the change. A later run can attempt it.
	NotAttempted Class = "NotAttempted"

	// Unknown means that the answer to a call was lost, and that the run could not find out whether the service made the
	// change. Check the desktop before you repeat the change.
	Unknown Class = "Unknown"
)

// Classes returns all classes.
func Classes() []Class { return []Class{Done, Failed, Skipped, NotAttempted, Unknown} }

// The codes of this package. All other codes in results come from the service.
const (
	CodeNotFound    = "Fleet.NotFound"    // the desktop or directory does not exist
	CodeWrongState  = "Fleet.WrongState"  // the state forbids the change, or the change ended in a wrong state
	CodeRunningMode = "Fleet.RunningMode" // the running mode forbids the change
	CodeDiffers     = "Fleet.Differs"     // the desktop exists, but differs from the request
	CodeWaitEnded   = "Fleet.WaitEnded"   // the wait ended before the change was complete
	CodeAnswerLost  = "Fleet.AnswerLost"  // the answer was lost, so the service may have made the change
	CodeRunEnded    = "Fleet.RunEnded"    // the run ended before the service made the change
	CodeDryRun      = "Fleet.DryRun"      // a run without WithDryRun would send the change, or wait for it
	CodeCallFailed  = "Fleet.CallFailed"  // the call failed, and its error has no code
)

// Result says what a run did for one input.
type Result struct {
	// Input is the identifier that was given to the run. For [Fleet.Create] and [Fleet.Ensure], it is the directory and
	// the user, separated by a slash.
	Input string

	// Request is the request that was given to [Fleet.Create] or [Fleet.Ensure]. It is nil for other methods.
	Request *types.WorkspaceRequest `json:",omitempty"`

	// WorkspaceId identifies the desktop. For [Fleet.Migrate], it identifies the new desktop. For Create and Ensure, it
	// identifies the user's desktop, and is empty if the run did not create or find one.
	WorkspaceId string `json:",omitempty"`

	// Class says how the run ended for this input.
	Class Class

	// Accepted is true if the service is known to have accepted the change, in this run or in an earlier run with the same
	// journal.
	Accepted bool `json:",omitempty"`

	// State is the state in which the run last saw the desktop. It is empty if the run did not see the desktop.
	State types.WorkspaceState `json:",omitempty"`

	// Code says why the input is in its class. It is a code of the service, or one of this package's codes, such as
	// [CodeWaitEnded]. It is empty if the input is Done.
	Code string `json:",omitempty"`

	// Message says in words why the input is in its class. It can be empty.
	Message string `json:",omitempty"`

	// Differences lists how an existing desktop differed from the request to Ensure, such as "RunningMode: AUTO_STOP, not
	// ALWAYS_ON".
	Differences []string `json:",omitempty"`

	cause error // the error of the item or of the call, or nil
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

// ResultError is the error of an input that Failed or is Unknown. It implements smithy.APIError.
type ResultError struct {
	// Input is the input of the result.
	Input string

	// Class is Failed or Unknown.
	Class Class

	// Code is the code of the service, or one of this package's codes, such as [CodeWaitEnded].
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

// ErrorFault returns the fault of the wrapped error. It returns smithy.FaultUnknown if the wrapped error has no fault.
func (e *ResultError) ErrorFault() smithy.ErrorFault {
	var apiErr smithy.APIError
	if errors.As(e.cause, &apiErr) {
		return apiErr.ErrorFault()
	}
	return smithy.FaultUnknown
}

// Unwrap returns the error of the service or of the client. It returns nil if the report was read from JSON.
func (e *ResultError) Unwrap() error { return e.cause }

// Is reports whether target is a [workspaces.ItemCode] that equals Code.
func (e *ResultError) Is(target error) bool {
	code, ok := target.(workspaces.ItemCode)
	return ok && string(code) == e.Code
}

// Report says what a run did. It has one result for each input, in the order of the inputs. The report does not
// change after the Fleet's method has returned it, so several goroutines can read it.
type Report struct {
	// Verb is the name of the method, such as Stop.
	Verb string

	// Results has one result for each input. If an input was given twice, both results are equal.
	Results []Result

	// FromJournal is the number of distinct inputs for which an earlier run with the same journal recorded the result.
	// This run has not attempted these inputs.
	FromJournal int `json:",omitempty"`

	// Calls is the number of calls that the run made. Throttles is the number of these calls that were throttled.
	Calls, Throttles int

	// Started and Ended are the times at which the run began and ended.
	Started, Ended time.Time

	// Cause is the reason why the run ended early, or nil. If the run ended because the context was done, Cause wraps
	// the context's cause.
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

// Remaining returns an iterator over the inputs that are NotAttempted. These inputs can be given to a later run. Inputs
// with [CodeWaitEnded] are not among them, because the service has accepted their changes. A later run with the same
// journal continues to wait for these changes: see [WithJournal].
func (r *Report) Remaining() iter.Seq[string] {
	return func(yield func(string) bool) {
		for result := range r.In(NotAttempted) {
			if !yield(result.Input) {
				return
			}
		}
	}
}

// RemainingRequests is like Remaining, for reports of Create and Ensure. It returns their requests.
func (r *Report) RemainingRequests() iter.Seq[types.WorkspaceRequest] {
	return func(yield func(types.WorkspaceRequest) bool) {
		for result := range r.In(NotAttempted) {
			if result.Request != nil && !yield(*result.Request) {
				return
			}
		}
	}
}

// Err returns a [*RunError] if any input Failed or is Unknown, or if the run ended early. Otherwise it returns nil.
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

// RunError is the error of a run. It has the errors of the inputs and, if the run ended early, the reason. errors.Is
// and errors.As examine all these errors.
type RunError struct {
	// Verb is the name of the method, such as Stop.
	Verb string

	// Total is the number of inputs. NotAttempted is the number of inputs in the class NotAttempted.
	Total, NotAttempted int

	// Results are the errors of the inputs that Failed or are Unknown, in the order of the inputs.
	Results []*ResultError

	// Cause is the reason why the run ended early, or nil.
	Cause error
}

// Error returns the counts and the first three errors on one line.
func (e *RunError) Error() string {
	const most = 3
	var b strings.Builder
	fmt.Fprintf(&b, "fleet: %s: %d of %d failed or unknown", oneline.Text(e.Verb), len(e.Results), e.Total)
	if n := e.waitEnded(); n > 0 {
		fmt.Fprintf(&b, " (%d accepted, but not seen complete)", n)
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

// waitEnded returns how many inputs Failed only because the wait for their accepted change ended.
func (e *RunError) waitEnded() (n int) {
	for _, result := range e.Results {
		if result.Code == CodeWaitEnded {
			n++
		}
	}
	return n
}

// Unwrap returns Cause and the errors of the inputs.
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

// String returns a summary of several lines: the number of results in each class, and the results that are not Done, by
// class and code. It has at most three examples of each code.
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

// oneCause returns the text of a Cause on one line. The Cause of a report that was read from JSON can have any text.
func oneCause(cause error) string { return oneline.Text(oneline.Error(cause).Error()) }

// plainReport is Report without its methods, so that encoding/json encodes and decodes the fields.
type plainReport Report

type jsonReport struct {
	*plainReport
	Cause string `json:",omitempty"`
}

// MarshalJSON implements json.Marshaler. The JSON has the codes and messages of errors, but not the errors.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := jsonReport{plainReport: (*plainReport)(r)}
	if r.Cause != nil {
		out.Cause = r.Cause.Error()
	}
	return json.Marshal(out)
}

// UnmarshalJSON implements json.Unmarshaler. It returns an error if the class of a result is not one of [Classes].
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

// requestName returns the directory and the user of a request, and the WorkspaceName if the request has one.
func requestName(r *types.WorkspaceRequest) string {
	name := aws.ToString(r.DirectoryId) + "/" + aws.ToString(r.UserName)
	if r.WorkspaceName != nil {
		name += "/" + *r.WorkspaceName
	}
	return name
}
