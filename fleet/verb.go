package fleet

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// verb describes a method that changes items, such as Stop, for the code that runs it.
type verb struct {
	name      string
	parameter any  // the arguments of the method except the inputs, for the journal
	size      int  // the maximum number of items per call
	careful   bool // the run describes each item before it sends the item

	// once marks a change that must not be made twice. After a lost answer, the run describes the item. If the item is
	// unchanged more than a minute after it was sent, the item is Unknown.
	once bool

	// hides marks a change that the service may not show for a while, such as the creation of a desktop. After a lost
	// answer, the run can send such an item again. If the run ends while the item looks unchanged, the item is Unknown.
	hides bool

	// keeps marks Ensure's creation of desktops. If a desktop appears after the list, the run compares it with the request.
	keeps bool

	// send makes one call. It returns the answer for each item, or the error of the whole call.
	send func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error)

	// see returns what the WorkSpace ws says about the change of an item. If ws is nil, the service did not return it.
	// If the function is nil, the run never describes items, and sends an item again after a lost answer.
	see func(it *item, ws *types.Workspace) view

	// look describes items. If it is nil, the run uses the function describe.
	look func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error)

	// find searches for the new desktop of one item after a refusal or a lost answer. It returns nil if there is none.
	// The function can be nil.
	find func(ctx context.Context, client workspaces.API, it *item, configure func(*workspaces.Options)) (*types.Workspace, error)

	// transient reports whether a refusal is temporary. The run calls it only if workspaces.IsRetryable returns false.
	// The function can be nil.
	transient func(error) bool

	typical time.Duration // how long the change usually takes
}

// answer is the service's answer for one item.
type answer struct {
	err   error                // the refusal, or nil
	lost  bool                 // the output does not mention the item
	id    string               // the identifier of a new desktop, or empty
	state types.WorkspaceState // the state in the answer, or empty
}

// view is what the state of an item's desktop says about the change.
type view int

const (
	asWished   view = iota // the change is complete, or was not needed
	onTheWay               // the change is in progress
	unchanged              // the change can be sent
	passing                // the state forbids the change for now
	wrongState             // the state forbids the change, or the change has failed
	wrongMode              // the running mode forbids the change
	missing                // the service does not return the item
	taken                  // the user already has another desktop
)

// states maps the state of a WorkSpace to the view of a change. A state that is not in the map forbids the change.
type states map[types.WorkspaceState]view

func (s states) see(ws *types.Workspace) view {
	if ws == nil {
		return missing
	}
	if v, listed := s[ws.State]; listed {
		return v
	}
	return wrongState
}

// ended reports whether a desktop in this state is unlikely to become usable on its own.
func ended(state types.WorkspaceState) bool {
	switch state {
	case types.WorkspaceStateError, types.WorkspaceStateSuspended, types.WorkspaceStateTerminating,
		types.WorkspaceStateTerminated, types.WorkspaceStateAdminMaintenance:
		return true
	}
	return false
}

// item is one distinct input and what the run knows about it.
type item struct {
	Result
	key   string // identifies the input in the journal
	first int    // the position at which the input comes first

	stage    stage
	size     int                        // the maximum number of items in its next call, or 0
	sends    int                        // how often it was sent
	losses   int                        // how many answers were lost
	looks    int                        // how often it was described since the last send, without a result
	failed   int                        // how many calls in a row failed to describe it
	begun    time.Time                  // when the call whose answer was lost began
	since    time.Time                  // when the change was accepted
	troubles int                        // the count of the method impatient
	trouble  time.Time                  // when this count began
	next     time.Time                  // when to describe or send it again
	lost     bool                       // the last answer was lost
	wasLost  bool                       // the last or an earlier answer was lost
	refusal  error                      // the last refusal, or nil
	ofCall   bool                       // the service refused the whole call, which had several items
	before   *types.Workspace           // the desktop before the change, or nil
	want     *types.WorkspaceProperties // the properties to set, if each item has its own
}

// stage says what the run must do with an item next.
type stage int

const (
	toSend  stage = iota
	toCheck       // describe it before the first send
	toJudge       // describe it after a refusal or a lost answer
	toWait        // describe it until the change is complete
	settled
)

// each calls the function "request" with the identifier of each item, and returns the results.
func each[R any](items []*item, request func(id *string) R) []R {
	list := make([]R, len(items))
	for i, it := range items {
		list[i] = request(&it.Input)
	}
	return list
}

var errNoOutput = errors.New("the client returned neither an output nor an error")

// answers returns the answer for each item of a call. The parameter err is the BatchError of its output, which lists
// the refused items. If it is nil, the service accepted all items. If a refusal does not name an item, the answers of
// all items that are not listed count as lost.
func answers(items []*item, err error) []answer {
	list := make([]answer, len(items))
	var batch *workspaces.BatchError
	if !errors.As(err, &batch) {
		return list
	}
	nameless := false
	for _, refused := range batch.Items {
		i := slices.IndexFunc(items, func(it *item) bool { return it.Input == refused.WorkspaceId })
		if i < 0 {
			nameless = true
			continue
		}
		list[i].err = refused
	}
	for i := range list {
		list[i].lost = nameless && list[i].err == nil
	}
	return list
}

// describe calls DescribeWorkspaces for the desktops of the items.
func describe(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error) {
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.WorkspaceId
	}
	var list []types.Workspace
	in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}
	for {
		out, err := client.DescribeWorkspaces(ctx, in, configure)
		switch {
		case err != nil:
			return nil, err
		case out == nil:
			return nil, errNoOutput
		}
		if list == nil {
			list = out.Workspaces // usually the only page
		} else {
			list = append(list, out.Workspaces...)
		}
		if in.NextToken = out.NextToken; aws.ToString(in.NextToken) == "" || len(list) >= len(ids) {
			return list, nil
		}
	}
}

// desktopOf returns the desktop with the item's identifier, or nil. The search begins at the index "from".
func desktopOf(list []types.Workspace, it *item, from int) *types.Workspace {
	for i := range list {
		ws := &list[(i+from)%len(list)] // the service usually keeps the order of the identifiers
		if aws.ToString(ws.WorkspaceId) == it.WorkspaceId {
			return ws
		}
	}
	return nil
}
