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

// verb describes a method that changes items, such as Stop. It is executed by a run.
type verb struct {
	name      string
	parameter any  // the method's arguments except the inputs, for the journal
	size      int  // the maximum number of items per call
	careful   bool // the run describes each item before sending it

	// once marks a change that must not be made twice. After a lost answer, the run describes the item. An item that
	// still looks unchanged more than a minute after the call is Unknown, because the change may already be complete.
	once bool

	// hides marks a change that may be invisible at first, such as creating a desktop. After a lost answer, the run may
	// send the item again. If the run ends while the item looks unchanged, the item is Unknown.
	hides bool

	// returns marks a change that ends in the state it began in, such as a reboot. Just after accepting the change, the
	// service may still report that state, so the change counts as complete only once the run has seen it in progress,
	// or the time shownWithin has passed.
	returns bool

	// keeps is set when Ensure creates desktops. If a user's desktop appears after Ensure has listed the desktops, the
	// run compares that desktop with the user's request.
	keeps bool

	// send makes one call. It returns the answer for each item, or the whole call's error.
	send func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error)

	// see returns the view of an item's change, based on the item's WorkSpace, which is nil if the service did not
	// return one. If v.see is nil, the run never describes items, and sends them again after lost answers.
	see func(it *item, ws *types.Workspace) view

	// look describes items. If nil, the run calls DescribeWorkspaces.
	look func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error)

	// find searches for an item's new desktop after a refusal or a lost answer, and returns nil if there is none.
	// v.find can be nil.
	find func(ctx context.Context, client workspaces.API, it *item, configure func(*workspaces.Options)) (*types.Workspace, error)

	// transient, if not nil, reports whether a refusal is temporary. It is called only if workspaces.IsRetryable
	// returns false.
	transient func(error) bool

	typical time.Duration // how long the change usually takes
}

// answer is the service's answer for one item.
type answer struct {
	err   error                // the refusal, or nil
	lost  bool                 // the output does not mention the item
	id    string               // a new desktop's identifier, or empty
	state types.WorkspaceState // the new desktop's state, or empty
}

// view is what the state of an item's desktop says about the change.
type view int

const (
	asWished   view = iota // the change is complete, or none was needed
	onTheWay               // the change is in progress
	unchanged              // the change has not begun and can be sent
	passing                // the state forbids the change for now
	wrongState             // the state forbids the change, or the change has failed
	wrongMode              // the running mode forbids the change
	missing                // the service does not return the item
	taken                  // the user already has another desktop
)

// states maps each WorkSpace state to what it says about a change. States that are not in the map forbid the change.
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

// item is a distinct input, along with what the run knows about it.
type item struct {
	Result
	key   string // identifies the input in the journal
	first int    // the position of the input, or of its first occurrence

	stage     stage
	size      int                        // the maximum number of items in the next call with this item, or 0 for the verb's maximum
	sends     int                        // how many times the item was sent
	losses    int                        // how many answers for the item were lost
	looks     int                        // consecutive calls that found the change forbidden for now
	failed    int                        // consecutive calls that failed to describe the item
	begun     time.Time                  // when the call that set lost began
	firstLost time.Time                  // when the first call with a lost answer began
	since     time.Time                  // when the change was accepted
	timed     bool                       // this run sent the change, so since shows how long the change takes
	troubles  int                        // failures counted by run.impatient
	trouble   time.Time                  // when run.impatient counted the first of them
	next      time.Time                  // when to describe or send the item again
	inSight   bool                       // the run has seen the accepted change in progress
	lost      bool                       // the last answer was lost, and the run does not know yet whether the change was made
	wasLost   bool                       // at least one answer for the item was lost
	refusal   error                      // the error from the last refusal or lost answer, or nil
	ofCall    bool                       // the last refusal was for a whole call with several items
	before    *types.Workspace           // the desktop before the change, or nil
	want      *types.WorkspaceProperties // the properties to set, if each item has its own
}

// stage is what the run must do with an item next.
type stage int

const (
	toSend  stage = iota // send the item, in a call that makes the change
	toCheck              // describe the item before first sending it
	toJudge              // describe the item after a refusal or a lost answer
	toWait               // describe the item until the change is complete
	settled              // do nothing more: the item has its final result
)

// each calls newRequest with each item's identifier, and returns the results.
func each[R any](items []*item, newRequest func(id *string) R) []R {
	list := make([]R, len(items))
	for i, it := range items {
		list[i] = newRequest(&it.Input)
	}
	return list
}

var errNoOutput = errors.New("the client returned neither an output nor an error")

// answers returns the answer for each item of a call. err is a BatchError that lists the refused items, or nil if the
// service accepted all items. A refusal that names no item of the call may concern any of them, so the answers for all
// items not listed then count as lost.
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

// describe calls DescribeWorkspaces for the items' desktops.
func describe(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error) {
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.WorkspaceId
	}
	enough := func(list []types.Workspace) bool { return len(list) >= len(ids) }
	return allPages(ctx, client, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, configure, enough)
}

// maxPages is the maximum number of pages that the run reads to describe a batch of desktops or a user's desktops.
const maxPages = 100

var errTooManyPages = fmt.Errorf("the service returned more than %d pages", maxPages)

// allPages returns the desktops on all pages of DescribeWorkspaces. It stops early once enough, which can be nil,
// returns true.
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

// desktopOf returns the desktop with the item's identifier, or nil. The search starts at index from.
func desktopOf(list []types.Workspace, it *item, from int) *types.Workspace {
	for i := range list {
		ws := &list[(i+from)%len(list)] // the service usually preserves the order of the identifiers
		if aws.ToString(ws.WorkspaceId) == it.WorkspaceId {
			return ws
		}
	}
	return nil
}
