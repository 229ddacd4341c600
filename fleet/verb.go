package fleet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// verb describes a method that changes items, such as Stop. A run executes the verb.
type verb struct {
	name      string
	parameter any  // the arguments of the method except the inputs, for the journal
	size      int  // the maximum number of items per call
	careful   bool // the run describes each item before it sends the item

	// once is true for a change that must not be made twice. After a lost answer, the run describes the item. If the
	// item looks unchanged more than a minute after the call, the change may already be complete, so the item is
	// Unknown.
	once bool

	// hides is true for a change that may be invisible at first, such as the creation of a desktop. After a lost
	// answer, the run may send the item again. If the run ends while the item looks unchanged, the item is Unknown.
	hides bool

	// returns is true for a change that ends in the state in which it began, such as a reboot. Just after the service
	// has accepted the change, it may still show this state. So the change only counts as complete if the run has seen
	// it in progress, or if half of the typical time has passed.
	returns bool

	// keeps is true for Ensure's creation of desktops. If a user's desktop appears after Ensure has listed the
	// desktops, the run compares this desktop with the user's request.
	keeps bool

	// send makes one call. It returns the answer for each item, or the error of the whole call.
	send func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error)

	// see returns the view of an item's change, based on the item's WorkSpace ws. ws is nil if the service did not
	// return the WorkSpace. If v.see is nil, the run never describes items, and sends an item again after a lost
	// answer.
	see func(it *item, ws *types.Workspace) view

	// look describes items. If v.look is nil, the run calls DescribeWorkspaces.
	look func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error)

	// find searches for the new desktop of one item after a refusal or a lost answer. It returns nil if there is no
	// such desktop. v.find can be nil.
	find func(ctx context.Context, client workspaces.API, it *item, configure func(*workspaces.Options)) (*types.Workspace, error)

	// transient reports whether a refusal is temporary. The run calls v.transient only if workspaces.IsRetryable
	// returns false. v.transient can be nil.
	transient func(error) bool

	typical time.Duration // how long the change usually takes
}

// answer is the service's answer for one item.
type answer struct {
	err   error                // the refusal, or nil
	lost  bool                 // the output does not mention the item
	id    string               // the identifier of a new desktop, or empty
	state types.WorkspaceState // the state of the new desktop, or empty
}

// view is what the state of an item's desktop says about the change.
type view int

const (
	asWished   view = iota // the change is complete, or was not needed
	onTheWay               // the change is in progress
	unchanged              // the change has not begun, and can be sent
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
	first int    // the position of the input, or of the first of several equal inputs

	stage     stage
	size      int                        // the maximum number of items in the next call with this item, or 0 for the maximum of the verb
	sends     int                        // how many times the item was sent
	losses    int                        // how many answers for the item were lost
	looks     int                        // how many calls in a row found that the state forbids the change for now
	failed    int                        // how many calls in a row failed to describe the item
	begun     time.Time                  // when the call that set lost to true began
	firstLost time.Time                  // when the first call with a lost answer began
	since     time.Time                  // when the change was accepted
	timed     bool                       // this run sent the change, so since shows how long the change takes
	troubles  int                        // how many failures run.impatient has counted
	trouble   time.Time                  // when run.impatient counted the first failure
	next      time.Time                  // when to describe or send the item again
	inSight   bool                       // the run has seen the accepted change in progress
	lost      bool                       // the last answer was lost, and the run has not found out whether the change was made
	wasLost   bool                       // at least one answer for the item was lost
	refusal   error                      // the error of the last refusal or of the last lost answer, or nil
	ofCall    bool                       // the last refusal was of the whole call, which had several items
	before    *types.Workspace           // the desktop before the change, or nil
	want      *types.WorkspaceProperties // the properties to set, if each item has its own
}

// stage says what the run must do with an item next.
type stage int

const (
	toSend  stage = iota // send the item, in a call that makes the change
	toCheck              // describe the item before it is sent for the first time
	toJudge              // describe the item after a refusal or a lost answer
	toWait               // describe the item until the change is complete
	settled              // do nothing more: the item has its final result
)

// each calls newRequest with the identifier of each item, and returns the results.
func each[R any](items []*item, newRequest func(id *string) R) []R {
	list := make([]R, len(items))
	for i, it := range items {
		list[i] = newRequest(&it.Input)
	}
	return list
}

var errNoOutput = errors.New("the client returned neither an output nor an error")

// answers returns the answer for each item of a call. err is a BatchError that lists the refused items, or nil if the
// service accepted all items. If the BatchError has a refusal that names no item of the call, this refusal may concern
// any item. The answers for all items that are not listed then count as lost.
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
	enough := func(list []types.Workspace) bool { return len(list) >= len(ids) }
	return allPages(ctx, client, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, configure, enough)
}

// maxPages is the maximum number of pages that the run reads to describe a batch of desktops, or the desktops of a user.
const maxPages = 100

var errTooManyPages = fmt.Errorf("the service returned more than %d pages", maxPages)

// allPages returns the desktops on all pages of DescribeWorkspaces. It stops early if enough, which can be nil, returns
// true.
func allPages(ctx context.Context, client workspaces.API, in *workspaces.DescribeWorkspacesInput, configure func(*workspaces.Options), enough func([]types.Workspace) bool) ([]types.Workspace, error) {
	var list []types.Workspace
	for range maxPages {
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
		if in.NextToken = out.NextToken; aws.ToString(in.NextToken) == "" || enough != nil && enough(list) {
			return list, nil
		}
	}
	return nil, errTooManyPages
}

// desktopOf returns the desktop with the item's identifier, or nil. The search begins at the given index.
func desktopOf(list []types.Workspace, it *item, from int) *types.Workspace {
	for i := range list {
		ws := &list[(i+from)%len(list)] // the service usually keeps the order of the identifiers
		if aws.ToString(ws.WorkspaceId) == it.WorkspaceId {
			return ws
		}
	}
	return nil
}
