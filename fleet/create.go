package fleet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// Create creates desktops, up to 25 per call. A user can have only one desktop in a directory. If the user already has
// a desktop, the result is Failed, with the code [workspaces.ItemWorkspaceExists]. With [WithWait], the run waits until
// each new desktop is AVAILABLE. If a user's old desktop is TERMINATING, the run first waits until the old desktop no
// longer exists.
//
// If an answer is lost, the run searches for the user's desktop. A desktop with the requested bundle counts as created
// by this run if it is PENDING, or if the run finds it more than 5 minutes after first sending the request.
func (f *Fleet) Create(ctx context.Context, requests iter.Seq[types.WorkspaceRequest], optFns ...Option) (*Report, error) {
	o, err := f.checkRun(ctx, requests == nil, optFns)
	if err == nil {
		err = o.onlyChange()
	}
	if err != nil {
		return nil, fmt.Errorf("fleet: Create: %w", err)
	}
	items, byPos, err := requestItems(requests)
	if err != nil {
		return nil, fmt.Errorf("fleet: Create: %w", err)
	}
	report, err := f.runItems(ctx, &createVerb, o, items, byPos)
	if err != nil {
		return nil, fmt.Errorf("fleet: Create: %w", err)
	}
	return report, nil
}

// requestItems returns one item for each distinct request. byPos holds each request's item, in request order.
func requestItems(requests iter.Seq[types.WorkspaceRequest]) (items, byPos []*item, err error) {
	known := make(map[string]*item)
	for request := range requests {
		pos := len(byPos)
		if err := checkRequest(&request); err != nil {
			return nil, nil, fmt.Errorf("input %d: %w", pos, err)
		}
		text, err := json.Marshal(request)
		if err != nil {
			return nil, nil, fmt.Errorf("input %d: %w", pos, err)
		}
		hash := fnv.New64a()
		_, _ = hash.Write(text) // a hash's Write never fails
		name := requestName(&request)
		key := fmt.Sprintf("%s#%x", name, hash.Sum64())
		seat := strings.ToLower(name)
		it := known[seat]
		switch {
		case it == nil:
			it = &item{key: key, first: pos, Result: Result{Input: name, Request: &request}}
			known[seat] = it
			items = append(items, it)
		case it.key != key:
			return nil, nil, fmt.Errorf("input %d: input %d requests another desktop for the same user, %.200s", pos, it.first, name)
		}
		byPos = append(byPos, it)
	}
	return items, byPos, nil
}

// checkRequest checks the three members required in every request.
func checkRequest(r *types.WorkspaceRequest) error {
	switch {
	case r.DirectoryId == nil || !forms.Directory.Match(*r.DirectoryId):
		return fmt.Errorf("DirectoryId: %.100q is not %s", aws.ToString(r.DirectoryId), forms.Directory)
	case aws.ToString(r.UserName) == "" || len([]rune(*r.UserName)) > 63:
		return fmt.Errorf("UserName must have 1 to 63 characters, and is %.100q", aws.ToString(r.UserName))
	case r.BundleId == nil || !forms.Bundle.Match(*r.BundleId):
		return fmt.Errorf("BundleId: %.100q is not %s", aws.ToString(r.BundleId), forms.Bundle)
	}
	return nil
}

var createVerb = verb{
	name: "Create", size: 25, once: true, hides: true, typical: 20 * time.Minute,
	send: sendCreate, see: seeCreated, find: findCreated,
}

// ensureVerb is the verb that Ensure uses to create missing desktops.
var ensureVerb = func() verb {
	v := createVerb
	v.keeps = true
	return v
}()

func sendCreate(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
	in := &workspaces.CreateWorkspacesInput{}
	for _, it := range items {
		in.Workspaces = append(in.Workspaces, *it.Request)
	}
	out, err := client.CreateWorkspaces(ctx, in, configure)
	switch {
	case err != nil:
		return nil, err
	case out == nil:
		return nil, errNoOutput
	}
	bySeat := make(map[string]answer, len(items))
	for i := range out.PendingRequests {
		ws := &out.PendingRequests[i]
		seat := requestName(&types.WorkspaceRequest{DirectoryId: ws.DirectoryId, UserName: ws.UserName, WorkspaceName: ws.WorkspaceName})
		bySeat[strings.ToLower(seat)] = answer{id: aws.ToString(ws.WorkspaceId), state: ws.State}
	}
	for _, failed := range out.FailedRequests {
		if failed.WorkspaceRequest != nil {
			bySeat[strings.ToLower(requestName(failed.WorkspaceRequest))] = answer{err: &workspaces.ItemError{
				WorkspaceRequest: failed.WorkspaceRequest, Code: workspaces.ItemCode(aws.ToString(failed.ErrorCode)),
				Message: aws.ToString(failed.ErrorMessage),
			}}
		}
	}
	list := make([]answer, len(items))
	for i, it := range items {
		a, mentioned := bySeat[strings.ToLower(it.Input)]
		a.lost = !mentioned || a.err == nil && a.id == ""
		list[i] = a
	}
	return list, nil
}

// notBefore is the least time that the service takes to create a desktop.
const notBefore = 5 * time.Minute

// seeCreated returns the view of a Create item. ws is the requested user's desktop, or nil.
func seeCreated(it *item, ws *types.Workspace) view {
	switch {
	case ws == nil && it.stage == toWait && time.Since(it.since) < notBefore:
		return onTheWay // a new desktop can be missing from DescribeWorkspaces at first
	case ws == nil && it.stage == toWait:
		return missing
	case ws == nil && it.wasLost && isExisting(it.refusal):
		return passing // the service says that the desktop exists, so a later call should find it
	case ws == nil:
		return unchanged
	case it.stage == toWait && ws.State == types.WorkspaceStatePending:
		return onTheWay
	case it.stage == toWait && ended(ws.State):
		return wrongState
	case it.stage == toWait:
		return asWished
	case ws.State == types.WorkspaceStateTerminating, ws.State == types.WorkspaceStateTerminated:
		return passing
	case !it.wasLost, aws.ToString(ws.BundleId) != *it.Request.BundleId:
		return taken
	case ws.State == types.WorkspaceStatePending:
		return onTheWay
	case time.Since(it.firstLost) >= notBefore && !ended(ws.State):
		return asWished
	default:
		return taken
	}
}

func isExisting(err error) bool { return errors.Is(err, workspaces.ItemWorkspaceExists) }

// findCreated searches for the desktop of the user named in an item's request. It returns nil if there is none.
func findCreated(ctx context.Context, client workspaces.API, it *item, configure func(*workspaces.Options)) (*types.Workspace, error) {
	r := it.Request
	return findDesktop(ctx, client, r.DirectoryId, r.UserName, configure, func(ws *types.Workspace) bool {
		return r.WorkspaceName == nil || aws.ToString(ws.WorkspaceName) == *r.WorkspaceName
	})
}

// findDesktop searches a user's desktops in a directory for one that matches, and returns nil if there is none. It
// prefers a desktop that is not TERMINATING or TERMINATED.
func findDesktop(ctx context.Context, client workspaces.API, directory, user *string, configure func(*workspaces.Options), match func(*types.Workspace) bool) (*types.Workspace, error) {
	list, err := allPages(ctx, client, &workspaces.DescribeWorkspacesInput{DirectoryId: directory, UserName: user}, configure, nil)
	if err != nil {
		return nil, err
	}
	var found *types.Workspace
	for i := range list {
		ws := &list[i]
		ending := ws.State == types.WorkspaceStateTerminating || ws.State == types.WorkspaceStateTerminated
		if match(ws) && (found == nil || !ending) {
			found = ws
		}
	}
	return found, nil
}
