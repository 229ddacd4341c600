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
	"reflect"
	"slices"
	"time"

	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// Fault is something that goes wrong with calls. It meets calls that the service would carry out: those
// that are signed, valid and within the rate limit.
//
// The first fields say which calls it meets, all if none is set. The others say what goes wrong:
//
//   - Err, Code, Status, Throttle, Drop, CutOff and Garbage end a call. One of them is enough; Status goes
//     with Err, Code, CutOff and Garbage too, and Delay with all.
//   - Refuse refuses items of a call on many.
//   - Doom lets the call succeed, and what it begins fail.
//
// It reads from JSON by the names of its fields, Delay in the notation of time.ParseDuration; Match and Err
// have no JSON.
type Fault struct {
	// Operation is the name of the operation, such as StopWorkspaces; all operations if it is empty.
	Operation string `json:",omitempty"`

	// Match reports whether the fault meets calls with an input, such as a *workspaces.StopWorkspacesInput,
	// which is the function's own.
	Match func(input any) bool `json:"-"`

	// Input is a JSON object, in the API's own spelling, whose members the input must have too.
	Input json.RawMessage `json:",omitempty"`

	// Times is how many calls the fault meets; 0 for every call until it is removed.
	Times int `json:",omitempty"`

	// Probability is that with which a call of those is met, or with Refuse and Doom an item of a call; 0
	// for always. [WithSeed] decides which.
	Probability float64 `json:",omitempty"`

	// Delay holds the call back by the machine's clock, before anything else.
	Delay time.Duration

	// AfterChange carries the call out all the same, before Err, Code, Status, Throttle or Drop take its
	// answer away.
	AfterChange bool `json:",omitempty"`

	// Err is answered. It is a smithy.APIError, such as a *types.OperationInProgressException or a
	// *smithy.GenericAPIError.
	Err error `json:"-"`

	// Code and Message are those of the error that is answered.
	Code, Message string `json:",omitempty"`

	// Status is the HTTP status of the answer, which has no body unless other fields give it one.
	Status int `json:",omitempty"`

	// Throttle answers as if there were too many calls.
	Throttle bool `json:",omitempty"`

	// Drop breaks the connection in place of an answer.
	Drop bool `json:",omitempty"`

	// CutOff breaks the connection in the midst of the answer. The call is carried out.
	CutOff bool `json:",omitempty"`

	// Garbage answers with a body that is not JSON. The call is carried out.
	Garbage bool `json:",omitempty"`

	// Refuse refuses items of one of the operations that take many: CreateWorkspaces,
	// CreateStandbyWorkspaces, Start-, Stop-, Reboot-, Rebuild- and TerminateWorkspaces.
	Refuse *ItemFault `json:",omitempty"`

	// Doom makes the changes that the call begins end badly: a WorkSpace or an image in the state ERROR, a
	// modification in UPDATE_FAILED, and so on.
	Doom *ItemFault `json:",omitempty"`
}

// ItemFault is what goes wrong with the items of a call, or with what becomes of them.
type ItemFault struct {
	// Items are the items: the identifiers of WorkSpaces; where new ones are created, the names of their
	// users, or for standby WorkSpaces the identifiers of their primaries. None means all of them.
	Items []string `json:",omitempty"`

	// Code and Message are those that the item, or later the resource, has for its error.
	Code, Message string `json:",omitempty"`
}

// hits reports whether an item is meant.
func (f *ItemFault) hits(id string) bool { return len(f.Items) == 0 || slices.Contains(f.Items, id) }

// batches are the operations that take many items and refuse them one by one.
var batches = map[string]bool{
	"CreateStandbyWorkspaces": true,
	"CreateWorkspaces":        true,
	"RebootWorkspaces":        true,
	"RebuildWorkspaces":       true,
	"StartWorkspaces":         true,
	"StopWorkspaces":          true,
	"TerminateWorkspaces":     true,
}

// begins are the other operations that begin a change which can end badly.
var begins = map[string]bool{
	"AcceptAccountLinkInvitation":      true,
	"AssociateConnectionAlias":         true,
	"AssociateWorkspaceApplication":    true,
	"CopyWorkspaceImage":               true,
	"CreateUpdatedWorkspaceImage":      true,
	"CreateWorkspaceBundle":            true,
	"CreateWorkspaceImage":             true,
	"CreateWorkspacesPool":             true,
	"DeleteConnectionAlias":            true,
	"DeployWorkspaceApplications":      true,
	"DeregisterWorkspaceDirectory":     true,
	"DisassociateConnectionAlias":      true,
	"DisassociateWorkspaceApplication": true,
	"ImportCustomWorkspaceImage":       true,
	"ImportWorkspaceImage":             true,
	"MigrateWorkspace":                 true,
	"ModifyAccount":                    true,
	"ModifyWorkspaceProperties":        true,
	"RegisterWorkspaceDirectory":       true,
	"RestoreWorkspace":                 true,
	"StartWorkspacesPool":              true,
	"StopWorkspacesPool":               true,
	"TerminateWorkspacesPool":          true,
	"UpdateWorkspacesPool":             true,
}

// garbage is what a proxy might say that can't reach the service.
const garbage = "<html><body><h1>Bad Gateway</h1></body></html>\n"

// jsonFault is a Fault as it is in JSON.
type jsonFault struct {
	*plainFault
	Delay string `json:",omitempty"`
}

type plainFault Fault

// UnmarshalJSON implements json.Unmarshaler. It refuses members that a Fault does not have.
func (f *Fault) UnmarshalJSON(b []byte) error {
	var read Fault
	in := jsonFault{plainFault: (*plainFault)(&read)}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return fmt.Errorf("fault: %w", err)
	}
	if in.Delay != "" {
		var err error
		if read.Delay, err = time.ParseDuration(in.Delay); err != nil {
			return fmt.Errorf("fault: Delay: %w", err)
		}
	}
	*f = read
	return nil
}

// MarshalJSON implements json.Marshaler. Match and Err are left out.
func (f Fault) MarshalJSON() ([]byte, error) {
	out := jsonFault{plainFault: (*plainFault)(&f)}
	if f.Delay != 0 {
		out.Delay = f.Delay.String()
	}
	return json.Marshal(out)
}

// Validate says what is wrong with a fault that can't be injected.
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
	case f.Times < 0:
		return fmt.Errorf("a negative Times: %d", f.Times)
	case !(f.Probability >= 0 && f.Probability <= 1): // and not a NaN
		return fmt.Errorf("a Probability that is not from 0 to 1: %v", f.Probability)
	case f.Delay < 0:
		return fmt.Errorf("a negative Delay: %v", f.Delay)
	case !ends && !onItems && f.Delay == 0:
		return errors.New("nothing is to go wrong")
	case endings > 1, f.Err != nil && f.Code != "", f.Status != 0 && (f.Throttle || f.Drop):
		return errors.New("a call can end in one way only")
	case onItems && (ends || f.Delay != 0), f.Refuse != nil && f.Doom != nil:
		return errors.New("neither Refuse nor Doom can be combined with anything else; inject two faults")
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("a Status that is not from 200 to 599: %d", f.Status)
	case f.Message != "" && f.Code == "":
		return errors.New("a Message without a Code")
	case f.AfterChange && (!ends || f.CutOff || f.Garbage):
		return errors.New("only faults with Err, Code, Status, Throttle or Drop can have AfterChange")
	}
	if f.Err != nil {
		if v := reflect.ValueOf(f.Err); v.Kind() == reflect.Pointer && v.IsNil() {
			return errors.New("the Err is a nil pointer")
		}
		var api smithy.APIError
		if !errors.As(f.Err, &api) || api.ErrorCode() == "" {
			return fmt.Errorf("the Err is no smithy.APIError with a code: %T", f.Err)
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
		return errors.New("an ItemFault without a Code")
	case f.Operation == "" || batches[f.Operation]:
		return nil
	case f.Refuse != nil:
		return fmt.Errorf("%s has no items to refuse", f.Operation)
	case !begins[f.Operation]:
		return fmt.Errorf("%s begins nothing that could end badly", f.Operation)
	case len(on.Items) > 0:
		return fmt.Errorf("%s has no items to doom", f.Operation)
	}
	return nil
}

// checkInput looks for members in Input that the operation does not have, or has with other types.
func (f *Fault) checkInput() error {
	if f.Input == nil {
		return nil
	}
	var want map[string]any
	if err := json.Unmarshal(f.Input, &want); err != nil || want == nil {
		return errors.New("the Input is not a JSON object")
	}
	handler, known := operations[f.Operation]
	if !known {
		return nil // there are operations of all kinds
	}
	in, err := handler.decode(f.Input)
	if err != nil {
		return fmt.Errorf("in the Input: %w", err)
	}
	if path := unknownMember(want, in); path != "" {
		return fmt.Errorf("in the Input: %s has no member %s", f.Operation, path)
	}
	return nil
}

// injected is a Fault that is to meet calls.
type injected struct {
	Fault
	want   map[string]any // Fault.Input
	random *rand.Rand
	met    int    // how many calls
	last   uint64 // the last of them
}

// Inject makes calls fail from now on, until the fault has met Times calls or is removed. Faults apply to a
// call in the order in which they were injected, up to the first that ends the call.
//
//	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 2, Throttle: true})
//	emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Times: 1, Drop: true, AfterChange: true})
//
// An invalid fault ends the test of [New], and panics without a test: [Fault.Validate] returns the error
// instead.
func (e *Emulator) Inject(f Fault) (remove func()) {
	e.tb.Helper()
	if err := f.Validate(); err != nil {
		e.tb.Fatal(err)
	}
	i := &injected{Fault: f}
	if f.Input != nil {
		_ = json.Unmarshal(f.Input, &i.want) // is valid
	}
	for _, on := range []**ItemFault{&i.Refuse, &i.Doom} {
		if *on != nil {
			own := **on
			own.Items = slices.Clone(own.Items)
			*on = &own
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.placed++
	i.random = rand.New(rand.NewPCG(e.settings.seed, e.placed))
	e.faults = append(slices.Clone(e.faults), i)
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.faults = slices.DeleteFunc(slices.Clone(e.faults), func(other *injected) bool { return other == i })
	}
}

// armed returns the faults whose conditions a request meets, as far as they are about the request. The
// emulator is not locked, as functions of others are asked.
func (e *Emulator) armed(x *exchange) (armed []*injected) {
	e.mu.Lock()
	faults := e.faults
	e.mu.Unlock()
	for _, f := range faults {
		if (f.Operation == "" || f.Operation == x.Operation) && f.matches(x) {
			armed = append(armed, f)
		}
	}
	return armed
}

func (f *injected) matches(x *exchange) bool {
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

// meets decides whether the fault meets a call, and counts that it does. The items of a call are asked
// about one by one, and count as one call.
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

// fate is what faults have in store for a call.
type fate struct {
	delay time.Duration
	items []*injected
	end   *injected // nil if the call comes to its own end
}

// fateOf decides which of the faults meet a call.
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
		if f.ends() {
			fate.end = f
			break
		}
	}
	return fate
}

// ends reports whether the fault does more than to delay a call.
func (f *Fault) ends() bool {
	return f.Err != nil || f.Code != "" || f.Status != 0 || f.Throttle || f.Drop || f.CutOff || f.Garbage
}

// carriedOut reports whether a call that the fault ends is carried out.
func (f *Fault) carriedOut() bool {
	return f.AfterChange || f.CutOff || f.Garbage
}

// disturb makes of the answer to a call what the fault leaves of it.
func (f *Fault) disturb(answer *reply) {
	switch {
	case f.Err != nil:
		*answer = *errorReply(f.Err)
	case f.Code != "":
		*answer = *errorReply(&fault{Code: f.Code, Message: f.Message})
	case f.Throttle:
		*answer = *errorReply(throttled())
	case f.Drop:
		answer.dropped = true
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

// pause waits, with the emulator unlocked, and reports whether the caller has waited too.
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

// itemFault returns why a test wants an item of the call refused, nil if it does not, and settles whether
// the change of that item is doomed. It is called for each item before it is changed; see ItemFault.Items
// for what names it.
func (c *call) itemFault(id string) *fault {
	if len(c.faults) == 0 {
		return nil
	}
	c.doom = nil
	var refusal *fault
	for _, f := range c.faults {
		switch {
		case f.Refuse != nil && refusal == nil && f.Refuse.hits(id) && f.meets(c.serial):
			refusal = &fault{Code: f.Refuse.Code, Message: f.Refuse.Message}
		case f.Doom != nil && c.doom == nil && f.Doom.hits(id) && f.meets(c.serial):
			c.doom = &failure{f.Doom.Code, f.Doom.Message}
		default:
			continue
		}
		c.faulted = true
	}
	return refusal
}

// contains reports whether a JSON value has all that another has: an object its members, and anything
// else the same value.
func contains(have, want any) bool {
	object, ok := want.(map[string]any)
	if !ok {
		return reflect.DeepEqual(have, want)
	}
	members, ok := have.(map[string]any)
	for name, value := range object {
		if !ok || !contains(members[name], value) {
			return false
		}
	}
	return ok
}

// unknownMember returns the path of a member of some JSON that was lost when it was read into a struct of
// the API, empty if there is none. Members that are null or empty say nothing.
func unknownMember(sent map[string]any, read any) string {
	var have map[string]any
	if known, err := awsjson.Marshal(read); err != nil || json.Unmarshal(known, &have) != nil {
		return ""
	}
	return lost(sent, have)
}

func lost(sent, have any) string {
	switch sent := sent.(type) {
	case map[string]any:
		members, _ := have.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(sent)) {
			value := sent[name]
			member, known := members[name]
			if !known && value != nil && value != "" {
				return name
			}
			if path := lost(value, member); path != "" {
				return name + "." + path
			}
		}
	case []any:
		elements, _ := have.([]any)
		for i, value := range sent {
			if i >= len(elements) {
				break
			}
			if path := lost(value, elements[i]); path != "" {
				return fmt.Sprintf("%d.%s", i, path)
			}
		}
	}
	return ""
}
