package workspacestest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/internal/strictjson"
)

// A Fault disturbs calls: for example, it makes them fail or delays them. A fault applies only to calls that are
// signed, valid and within the rate limit.
//
// The fields Operation, Account, Region, Match, Input, Times and Probability select calls. A Fault with none of them
// applies to every call. The other fields say what happens:
//
//   - Err, Code, Status, Throttle, Drop, CutOff and Garbage change the response to a call. Use at most one of these
//     seven fields, except that Status can be combined with Err, Code, CutOff or Garbage.
//   - Delay makes the call wait. It can be combined with any of these seven fields.
//   - Refuse refuses individual items in a call that takes many items.
//   - Doom lets the call succeed, but the resulting changes fail later.
//
// In most tests, a fault that never applies is a mistake, such as a misspelt item or an Operation that the program does
// not call. So if a fault never applies, even if it has been removed, the test passed to [New] fails when it ends.
// MayMiss and Probability turn this check off.
//
// The JSON form of a Fault uses the field names as keys. Delay is a string that time.ParseDuration accepts, such as
// "2s". Match and Err have no JSON form.
type Fault struct {
	// Operation is the name of the operation, such as StopWorkspaces. If it is empty, all operations are affected.
	Operation string `json:",omitempty"`

	// Account is the account that makes the call, as twelve digits. If it is empty, all accounts are affected.
	Account string `json:",omitempty"`

	// Region is the Region of the call, such as us-east-1. If it is empty, all Regions are affected.
	Region string `json:",omitempty"`

	// Match selects calls by their input, such as a *workspaces.StopWorkspacesInput. It is passed a copy of the input,
	// which it may keep or change.
	Match func(input any) bool `json:"-"`

	// Input is a JSON object whose members are spelled as in the API. The fault applies only to calls whose input
	// contains all of these members with the same values, possibly among others.
	Input json.RawMessage `json:",omitempty"`

	// Times is the number of calls that the fault applies to. If it is 0, the fault applies until it is removed.
	Times int `json:",omitempty"`

	// Probability is the probability, from 0 to 1, that the fault applies to a selected call, or, with Refuse or Doom,
	// to an item in the call. 0 means always. Which calls are affected depends on the number set by [WithSeed].
	Probability float64 `json:",omitempty"`

	// MayMiss keeps the test from failing if the fault never applies.
	MayMiss bool `json:",omitempty"`

	// Delay is how long the call waits before the emulator executes it. The call waits in real time: [Emulator.Advance]
	// does not shorten the wait.
	Delay time.Duration

	// AfterChange makes the emulator execute the call, so that its changes take place, before Err, Code, Status,
	// Throttle or Drop changes the response. Without AfterChange, a fault with any of these five fields keeps the
	// emulator from executing the call, unless CutOff or Garbage is set too.
	AfterChange bool `json:",omitempty"`

	// Err is the error in the response. It must implement smithy.APIError, such as a
	// *types.OperationInProgressException or a *smithy.GenericAPIError.
	Err error `json:"-"`

	// Code and Message are the code and the message of the error in the response. If Message is empty, the error says
	// that a fault caused it. For an error without a message, use Err.
	Code, Message string `json:",omitempty"`

	// Status is the HTTP status of the response, from 200 to 599. The response has a body only if another field sets
	// one.
	Status int `json:",omitempty"`

	// Throttle makes the call fail with the same ThrottlingException as a call above the rate limit.
	Throttle bool `json:",omitempty"`

	// Drop closes the connection without a response.
	Drop bool `json:",omitempty"`

	// CutOff makes the emulator execute the call and then close the connection in the middle of the response.
	CutOff bool `json:",omitempty"`

	// Garbage makes the emulator execute the call and then send a response body that is not JSON.
	Garbage bool `json:",omitempty"`

	// Refuse refuses items in calls to operations that take many items: CreateWorkspaces, CreateStandbyWorkspaces,
	// StartWorkspaces, StopWorkspaces, RebootWorkspaces, RebuildWorkspaces and TerminateWorkspaces.
	Refuse *ItemFault `json:",omitempty"`

	// Doom lets the call succeed, but the resulting changes fail later: a WorkSpace or an image becomes ERROR, a
	// modification becomes UPDATE_FAILED, and so on.
	Doom *ItemFault `json:",omitempty"`
}

// ItemFault is an error for individual items in a call. In a [Fault]'s Refuse field, the error occurs at once. In its
// Doom field, the error occurs when the change ends.
type ItemFault struct {
	// Items lists the affected items: user names for CreateWorkspaces, the identifiers of the primary WorkSpaces for
	// CreateStandbyWorkspaces, and WorkSpace identifiers for all other operations. If Items is empty, all items are
	// affected.
	Items []string `json:",omitempty"`

	// Code and Message are the code and the message of the error: the item's error in the response (Refuse), or the
	// error that the resource shows later (Doom). If Message is empty, the error says that a fault caused it.
	Code, Message string `json:",omitempty"`
}

// affects reports whether the fault applies to an item.
func (f *ItemFault) affects(id string) bool { return len(f.Items) == 0 || slices.Contains(f.Items, id) }

// injectedMessage is the message of an error if the fault has a Code but no Message.
const injectedMessage = "An injected fault caused this error."

// garbage is what a proxy that cannot reach the service might respond.
const garbage = "<html><body><h1>Bad Gateway</h1></body></html>\n"

// jsonFault is the JSON form of a Fault.
type jsonFault struct {
	*plainFault
	Delay jsonDelay `json:",omitempty"`
}

type plainFault Fault

// jsonDelay is the JSON form of Fault.Delay.
type jsonDelay string

// UnmarshalJSON implements json.Unmarshaler.
func (d *jsonDelay) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, (*string)(d)) != nil {
		return fmt.Errorf(`field Delay must be a string, such as "2s", and is %.100s`, b)
	}
	return nil
}

// UnmarshalJSON implements json.Unmarshaler. It rejects unknown members and member names in the wrong case, such as
// times instead of Times.
func (f *Fault) UnmarshalJSON(b []byte) error {
	var read Fault
	in := jsonFault{plainFault: (*plainFault)(&read)}
	if err := strictjson.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("fault: %w", err)
	}
	if in.Delay != "" {
		var err error
		if read.Delay, err = time.ParseDuration(string(in.Delay)); err != nil {
			return fmt.Errorf("fault: Delay: %.100q is not a duration such as 90s", in.Delay)
		}
	}
	*f = read
	return nil
}

// MarshalJSON implements json.Marshaler. Match and Err are left out.
func (f Fault) MarshalJSON() ([]byte, error) {
	out := jsonFault{plainFault: (*plainFault)(&f)}
	if f.Delay != 0 {
		out.Delay = jsonDelay(f.Delay.String())
	}
	return json.Marshal(out)
}

// Validate returns an error if the fault cannot be injected.
func (f Fault) Validate() error {
	if err := f.check(); err != nil {
		return fmt.Errorf("fault: %w", err)
	}
	return nil
}

func (f *Fault) check() error {
	_, known := operations[f.Operation]
	endings := 0
	for _, ends := range []bool{f.Err != nil || f.Code != "", f.Throttle, f.Drop, f.CutOff, f.Garbage} {
		if ends {
			endings++
		}
	}
	onItems := f.Refuse != nil || f.Doom != nil
	ends := endings > 0 || f.Status != 0
	switch {
	case f.Operation != "" && !known:
		return fmt.Errorf("the service has no operation %.100q", f.Operation)
	case f.Account != "" && !forms.Account.Match(f.Account):
		return fmt.Errorf("field Account must have twelve digits, and is %.100q", f.Account)
	case f.Region != "" && !isRegion(f.Region):
		return fmt.Errorf("field Region is not the name of a Region, such as us-east-1: %.100q", f.Region)
	case f.Times < 0:
		return fmt.Errorf("field Times must not be negative, and is %d", f.Times)
	case !(f.Probability >= 0 && f.Probability <= 1): // also true for NaN
		return fmt.Errorf("field Probability must be from 0 to 1, and is %v", f.Probability)
	case f.Delay < 0:
		return fmt.Errorf("field Delay must not be negative, and is %v", f.Delay)
	case !ends && !onItems && f.Delay == 0:
		return errors.New("the fault has no effect: set Code, Err, Status, Throttle, Drop, CutOff, Garbage, Delay, Refuse or Doom")
	case endings > 1, f.Err != nil && f.Code != "", f.Status != 0 && (f.Throttle || f.Drop):
		return errors.New("a call can end in one way only: set one of Code, Err, Throttle, Drop, CutOff and Garbage, and do not combine Status with Throttle or Drop")
	case onItems && (ends || f.Delay != 0), f.Refuse != nil && f.Doom != nil:
		return errors.New("fields Refuse and Doom cannot be combined with other effects or with each other: inject two faults")
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("field Status must be from 200 to 599, and is %d", f.Status)
	case f.Message != "" && f.Code == "":
		return errors.New("field Message is set without Code")
	case f.AfterChange && (!ends || f.CutOff || f.Garbage):
		return errors.New("field AfterChange needs Err, Code, Status, Throttle or Drop")
	}
	if f.Err != nil {
		if v := reflect.ValueOf(f.Err); v.Kind() == reflect.Pointer && v.IsNil() {
			return errors.New("field Err is a nil pointer")
		}
		var api smithy.APIError
		if !errors.As(f.Err, &api) || api.ErrorCode() == "" {
			return fmt.Errorf("field Err must be a smithy.APIError with a code, and is a %T", f.Err)
		}
	}
	if err := f.checkItems(); err != nil {
		return err
	}
	return f.checkInput()
}

func (f *Fault) checkItems() error {
	on := cmp.Or(f.Refuse, f.Doom)
	switch {
	case on == nil:
		return nil
	case on.Code == "":
		return errors.New("the ItemFault has no Code")
	case f.Operation == "" || operations[f.Operation].effect == changesItems:
		return nil
	case f.Refuse != nil:
		return fmt.Errorf("%s has no items to refuse", f.Operation)
	case operations[f.Operation].effect != startsChange:
		return fmt.Errorf("%s starts no change that could fail", f.Operation)
	case len(on.Items) > 0:
		return fmt.Errorf("%s has no items whose change could fail", f.Operation)
	}
	return nil
}

// checkInput returns an error if f.Input has members that the operation does not have, or values of the wrong type.
func (f *Fault) checkInput() error {
	if f.Input == nil {
		return nil
	}
	var want map[string]any
	if err := json.Unmarshal(f.Input, &want); err != nil || want == nil {
		return errors.New("field Input is not a JSON object")
	}
	handler, known := operations[f.Operation]
	if !known {
		return nil // without an operation, the members cannot be checked
	}
	in, err := handler.decode(f.Input)
	if err != nil {
		return fmt.Errorf("in field Input: %w", err)
	}
	if unknown := unknownMembers(want, in); len(unknown) > 0 {
		return fmt.Errorf("in field Input: %s has no member %s", f.Operation, unknown[0])
	}
	return nil
}

// InjectedFault is a fault added to an emulator by [Emulator.Inject].
type InjectedFault struct {
	// ID is the fault's number, counting from 1 in the order of injection.
	ID uint64

	// Fault is a copy of the injected fault.
	Fault Fault

	// Applied is the number of calls that the fault has applied to so far.
	Applied int

	// Remove removes the fault.
	Remove func() `json:"-"`
}

// Faults returns the injected faults in the order in which they were injected. It includes faults that no longer apply
// because they have used up their Times, but not faults that have been removed.
func (e *Emulator) Faults() []InjectedFault {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]InjectedFault, len(e.faults))
	for i, f := range e.faults {
		list[i] = InjectedFault{ID: f.id, Fault: f.clone(), Applied: f.met, Remove: func() { e.removeFault(f) }}
	}
	return list
}

func (e *Emulator) removeFault(f *injected) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.faults = slices.DeleteFunc(slices.Clone(e.faults), func(other *injected) bool { return other == f })
}

// clone returns a copy of the fault that shares none of Input, Refuse and Doom with the original.
func (f Fault) clone() Fault {
	f.Input = slices.Clone(f.Input)
	for _, on := range []**ItemFault{&f.Refuse, &f.Doom} {
		if *on != nil {
			own := **on
			own.Items = slices.Clone(own.Items)
			*on = &own
		}
	}
	return f
}

// injected is a Fault that has been injected, with a count of the calls it has applied to.
type injected struct {
	Fault
	id     uint64
	want   map[string]any // the decoded Fault.Input
	random *rand.Rand
	met    int    // the number of calls that the fault has applied to
	last   uint64 // the serial number of the last call that the fault applied to
}

// Inject adds a fault. From then on, the fault applies to every matching call, until it has applied to f.Times calls or
// is removed.
//
// If several faults match a call, they apply in the order in which they were injected, up to and including the first
// that changes the response. Each of them counts the call towards its Times, even if its effect is not visible to the
// program: a call that is delayed and then dropped counts for both faults. A fault with Refuse or Doom counts only
// calls that the emulator executes. If another fault changes the response, the emulator executes the call only if that
// fault has AfterChange, CutOff or Garbage.
//
//	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 2, Throttle: true})
//	emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Times: 1, Drop: true, AfterChange: true})
//
// If the fault is invalid, Inject ends the test passed to [New]. If the emulator has no test, Inject panics; to get an
// error instead, call [Fault.Validate] first. If the fault has never applied by the time the test's Cleanup functions
// run, the test fails, and the report points to the line that called Inject.
func (e *Emulator) Inject(f Fault) (remove func()) {
	e.tb.Helper()
	if err := f.Validate(); err != nil {
		e.tb.Fatal(err)
	}
	i := &injected{Fault: f.clone()}
	if f.Input != nil {
		_ = json.Unmarshal(f.Input, &i.want) // Validate has checked that Input is valid JSON
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.placed++
	i.id = e.placed
	i.random = rand.New(rand.NewPCG(e.settings.seed, e.placed))
	e.faults = append(slices.Clone(e.faults), i)
	if f.Probability == 0 && !f.MayMiss {
		line := callerOutside()
		e.tb.Cleanup(func() {
			e.tb.Helper() // outside of a testing/synctest bubble, the test then prints the line that called Inject
			e.reportMiss(i, line)
		})
	}
	return func() { e.removeFault(i) }
}

// callerOutside returns the line that called into this package, such as stop_test.go:12. In a testing/synctest bubble,
// tb.Helper does not find the line that registered a Cleanup function, so the report itself must contain the line.
func callerOutside() string {
	own := reflect.TypeFor[Emulator]().PkgPath() + "."
	callers := make([]uintptr, 16)
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, own) || !more {
			return fmt.Sprintf("%s:%d", path.Base(frame.File), frame.Line)
		}
	}
}

// reportMiss fails the test if the fault never applied. The line is the line that called Inject.
func (e *Emulator) reportMiss(f *injected, line string) {
	e.tb.Helper()
	e.mu.Lock()
	met := f.met
	e.mu.Unlock()
	if met > 0 || e.tb.Skipped() {
		return
	}
	text, err := json.Marshal(f.Fault)
	if err != nil {
		text = []byte(f.Operation)
	}
	e.tb.Errorf("workspacestest: fault %s, injected at %s, never applied: set MayMiss if this is not a mistake", text, line)
}

// armed returns the faults that match a request, without checking Times and Probability. The emulator is not locked
// while Match runs, because Match is the test's code and may call the emulator.
func (e *Emulator) armed(x *exchange) (armed []*injected) {
	e.mu.Lock()
	faults := e.faults
	e.mu.Unlock()
	for _, f := range faults {
		if f.matches(x) {
			armed = append(armed, f)
		}
	}
	return armed
}

func (f *injected) matches(x *exchange) bool {
	if f.Operation != "" && f.Operation != x.Operation || f.Account != "" && f.Account != x.Account || f.Region != "" && f.Region != x.Region {
		return false
	}
	if f.Match != nil {
		in, err := x.handler.decode(x.body)
		if err != nil || !f.Match(in) {
			return false
		}
	}
	if f.want == nil {
		return true
	}
	var have map[string]any
	return len(bytes.TrimSpace(x.body)) > 0 && json.Unmarshal(x.body, &have) == nil && contains(have, f.want) ||
		len(bytes.TrimSpace(x.body)) == 0 && len(f.want) == 0
}

// meets reports whether the fault applies to a matching call, as decided by Times and Probability, and if so, counts
// the call. For a fault with Refuse or Doom, meets runs once for each item, but counts the call only once.
func (f *injected) meets(serial uint64) bool {
	again := f.met > 0 && f.last == serial
	if f.Times > 0 && f.met >= f.Times && !again {
		return false
	}
	if f.Probability > 0 && f.random.Float64() >= f.Probability {
		return false
	}
	if !again {
		f.met, f.last = f.met+1, serial
	}
	return true
}

// fate describes what all faults together do to one call.
type fate struct {
	delay time.Duration
	items []*injected
	end   *injected // the fault that changes the response, if any
}

// fateOf decides which of the matching faults apply to a call, and returns their combined effect.
func (e *Emulator) fateOf(x *exchange, armed []*injected) (fate fate) {
	for _, f := range armed {
		if f.Refuse != nil || f.Doom != nil {
			fate.items = append(fate.items, f)
			continue
		}
		if !f.meets(e.served) {
			continue
		}
		x.Faulted = true
		fate.delay += f.Delay
		if f.changesResponse() {
			fate.end = f
			break
		}
	}
	return fate
}

// changesResponse reports whether the fault changes the response to a call.
func (f *Fault) changesResponse() bool {
	return f.Err != nil || f.Code != "" || f.Status != 0 || f.Throttle || f.Drop || f.CutOff || f.Garbage
}

// executesCall reports whether the emulator executes a call before the fault changes the call's response.
func (f *Fault) executesCall() bool {
	return f.AfterChange || f.CutOff || f.Garbage
}

// disturb applies the fault to a response.
func (f *Fault) disturb(answer *reply) {
	switch {
	case f.Err != nil:
		*answer = *errorReply(f.Err)
	case f.Code != "":
		*answer = *errorReply(&apiError{Code: f.Code, Message: cmp.Or(f.Message, injectedMessage)})
	case f.Throttle:
		*answer = *errorReply(throttled())
	case f.Drop:
		*answer = reply{dropped: true}
	case f.CutOff:
		answer.sent = len(answer.body) / 2
	case f.Garbage:
		*answer = reply{status: answer.status, mediaType: "text/html", body: []byte(garbage), sent: len(garbage)}
	default:
		*answer = reply{}
	}
	if f.Status != 0 {
		answer.status = f.Status
	}
}

// pause waits for d with the emulator unlocked. It returns false if the context ends first.
func (e *Emulator) pause(ctx context.Context, d time.Duration) bool {
	e.mu.Unlock()
	defer e.mu.Lock()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// injectedRefusal returns the error for an item that a fault refuses, or nil if none does. The id is spelled as in
// ItemFault.Items.
func (c *call) injectedRefusal(id string) *apiError {
	for _, f := range c.faults {
		if f.Refuse != nil && f.Refuse.affects(id) && f.meets(c.serial) {
			c.faulted = true
			return &apiError{Code: f.Refuse.Code, Message: cmp.Or(f.Refuse.Message, injectedMessage)}
		}
	}
	return nil
}

// doomChange decides whether a fault makes the call's next change fail later. The id identifies the changed item; it is
// empty if the operation has no items.
func (c *call) doomChange(id string) {
	c.doom = nil
	for _, f := range c.faults {
		if f.Doom != nil && f.Doom.affects(id) && f.meets(c.serial) {
			c.faulted, c.doom = true, &failure{f.Doom.Code, cmp.Or(f.Doom.Message, injectedMessage)}
			return
		}
	}
}

// beginItem must be called before an item is changed. If a fault refuses the item, beginItem returns the error. It also
// decides whether a fault makes the change fail later.
func (c *call) beginItem(id string) *apiError {
	refusal := c.injectedRefusal(id)
	c.doomChange(id)
	return refusal
}

// contains reports whether a JSON value matches a pattern. If the pattern is an object, the value must be an object
// with all of the pattern's members, and their values must match. Any other pattern must equal the value.
func contains(value, pattern any) bool {
	object, ok := pattern.(map[string]any)
	if !ok {
		return reflect.DeepEqual(value, pattern)
	}
	members, ok := value.(map[string]any)
	for name, member := range object {
		if !ok || !contains(members[name], member) {
			return false
		}
	}
	return ok
}

// unknownMembers returns the members of a JSON object that an API struct does not have, as paths such as Tags[1].Name.
// The object has already been decoded into the struct. Members that are null or an empty string are ignored.
func unknownMembers(sent map[string]any, read any) []string {
	var have map[string]any
	if known, err := awsjson.Marshal(read); err != nil || json.Unmarshal(known, &have) != nil {
		return nil
	}
	return lost("", sent, have)
}

// lost returns the paths of members that were sent but not decoded. Both values are at the given path.
func lost(path string, sent, decoded any) (paths []string) {
	switch sent := sent.(type) {
	case map[string]any:
		members, _ := decoded.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(sent)) {
			value, at := sent[name], strings.TrimPrefix(path+"."+name, ".")
			member, known := members[name]
			if !known && value != nil && value != "" {
				paths = append(paths, at)
				continue
			}
			paths = append(paths, lost(at, value, member)...)
		}
	case []any:
		elements, _ := decoded.([]any)
		for i, value := range sent {
			if i >= len(elements) {
				break
			}
			paths = append(paths, lost(fmt.Sprintf("%s[%d]", path, i), value, elements[i])...)
		}
	}
	return paths
}
