package fleet

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// verb is what the engine needs to know about a change.
type verb struct {
	name      string
	parameter any  // what distinguishes two runs of the same method in a journal
	size      int  // the most items in a call
	careful   bool // look at each item before it is sent

	// once marks a change that must not be made twice. If the answer is lost, and the item is seen unchanged later than
	// a minute after it was sent, it is Unknown.
	once bool

	// hides marks a change that the service does not show at once, and that can be sent again. If the answer is lost,
	// the item is seen unchanged, and the run ends, it is Unknown.
	hides bool

	// send makes one call. It returns the answer for each item, or the error of the whole call.
	send func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error)

	// see says what a look at an item means. The WorkSpace is nil if there is none. A verb without see sends again after
	// a lost answer, and does not look at refused items.
	see func(it *item, ws *types.Workspace) view

	// look fetches the current state of items. If look is nil, describe is used.
	look func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error)

	// find looks for the new desktop of one item after a refusal or a lost answer. It may return nil.
	find func(ctx context.Context, client workspaces.API, it *item, configure func(*workspaces.Options)) (*types.Workspace, error)

	// transient reports whether a refusal can pass, although workspaces.IsRetryable does not say so. It can be nil.
	transient func(error) bool

	typical time.Duration // how long the change usually takes
}

// answer is the service's answer for one item.
type answer struct {
	err   error  // the refusal, or nil
	lost  bool   // the output does not mention the item
	id    string // the identifier of a new desktop, or empty
	state types.WorkspaceState
}

// view is what a look at an item means.
type view int

const (
	asWished  view = iota // the change is complete, or was not needed
	onTheWay              // the change is in progress
	unchanged             // the change can be sent
	passing               // the state forbids the change for now
	wrongState
	wrongMode
	missing
	taken // another desktop has the place of the new desktop
)

// states maps states to views. A state that is not listed forbids the change.
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

// ended reports whether a desktop in this state rarely leaves it on its own.
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
	first int    // the position of the first input

	stage    stage
	size     int       // the most items to send it with, or 0
	sends    int       // how often it was sent
	looks    int       // how many looks did not settle it since the last send
	failed   int       // how many looks in a row failed
	begun    time.Time // when the last send whose answer is lost began
	since    time.Time // when the change was accepted
	troubles int       // how many refusals and lost answers came
	trouble  time.Time // when the first refusal or lost answer came
	next     time.Time // when to look or send again
	lost     bool      // an answer is lost
	wasLost  bool      // an earlier answer was lost
	refusal  error     // the last refusal, or nil
	ofCall   bool      // the refusal is of the whole call
	before   *types.Workspace
	want     *types.WorkspaceProperties
}

// stage is what happens to an item next.
type stage int

const (
	toSend  stage = iota
	toCheck       // a look before the first send
	toJudge       // a look after a refusal or a lost answer
	toWait        // a look to see whether the change is complete
	settled
)

// each makes the requests for items.
func each[R any](items []*item, request func(id *string) R) []R {
	list := make([]R, len(items))
	for i, it := range items {
		list[i] = request(&it.Input)
	}
	return list
}

var errNoOutput = errors.New("the client returned neither an output nor an error")

// answers returns the answers to a call whose output lists the refused items by identifier. The parameter err is the
// output's BatchError, or nil.
func answers(items []*item, err error) []answer {
	list := make([]answer, len(items))
	var batch *workspaces.BatchError
	if !errors.As(err, &batch) {
		return list
	}
	for _, refused := range batch.Items {
		for i, it := range items {
			if it.Input == refused.WorkspaceId {
				list[i].err = refused
			}
		}
	}
	return list
}

// describe looks at desktops by identifier.
func describe(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error) {
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.WorkspaceId
	}
	out, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, configure)
	switch {
	case err != nil:
		return nil, err
	case out == nil:
		return nil, errNoOutput
	}
	return out.Workspaces, nil
}

// desktopOf returns the desktop with the item's identifier, or nil.
func desktopOf(list []types.Workspace, it *item, from int) *types.Workspace {
	for i := range list {
		ws := &list[(i+from)%len(list)] // the service usually keeps the order
		if aws.ToString(ws.WorkspaceId) == it.WorkspaceId {
			return ws
		}
	}
	return nil
}
