package fleet

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// WithModify makes [Fleet.Ensure] modify existing desktops that differ from their requests in a single property. The
// running mode and its time-out count as one property. Desktops with a different bundle, or with several different
// properties, are not modified.
func WithModify() Option { return func(o *runOptions) { o.modify = true } }

// Ensure creates the requested desktops that do not exist, in the same way as [Fleet.Create]. It first lists the
// existing desktops in each directory or, if a directory has many other desktops, makes one call for each requested
// user instead.
//
// A desktop that exists as requested is Done; with [WithWait], Ensure waits until it is no longer PENDING. A desktop
// that differs from its request is Skipped with [CodeDiffers]. Result.Differences then lists the differences in the
// bundle and in the properties set in the request. With [WithModify], Ensure modifies desktops that differ in a single
// property, once it has created the missing desktops. It describes each desktop again before modifying it.
//
// A TERMINATING desktop counts as missing. With WithWait, Ensure waits until the old desktop no longer exists, and then
// creates the new one. If something else, such as another call to Ensure, creates a requested desktop after this call
// has listed the desktops, that desktop is also compared with the request, but not modified.
//
// When it continues a run from a journal, Ensure lists desktops only for inputs without a final result in the journal.
//
// If Ensure cannot list the desktops, it returns an error without having changed anything.
func (f *Fleet) Ensure(ctx context.Context, requests iter.Seq[types.WorkspaceRequest], optFns ...Option) (*Report, error) {
	report, err := f.ensure(ctx, requests, optFns)
	if err != nil {
		return nil, fmt.Errorf("fleet: Ensure: %w", err)
	}
	return report, nil
}

// ensureParameters is the value of the Parameter field in the first line of an Ensure journal. A journal can only be
// continued with the same value.
type ensureParameters struct{ Modify bool }

func (f *Fleet) ensure(ctx context.Context, requests iter.Seq[types.WorkspaceRequest], optFns []Option) (*Report, error) {
	o, err := f.checkRun(ctx, requests == nil, optFns)
	if err != nil {
		return nil, err
	}
	items, byPos, err := requestItems(requests)
	if err != nil {
		return nil, err
	}
	t := f.newTally("Ensure", len(items))
	if t.journal, err = o.openJournal("Ensure", ensureParameters{o.modify}, items, o.waits, true); err != nil {
		return nil, err
	}
	ctx, cancel := o.within(ctx, t.report.Started)
	defer cancel()
	ctx, end := t.observer.begin(ctx)
	defer end()

	var list, create, modify []*item
	for _, it := range items {
		switch {
		case it.stage == settled:
			t.fromJournal(it)
		case it.stage == toSend:
			it.Differences, it.want = nil, nil // the journal's values may be out of date
			list = append(list, it)
		case it.want != nil:
			modify = append(modify, it)
		default:
			create = append(create, it)
		}
	}
	l := &lister{tally: t, client: f.client, o: o, found: make(map[string]*types.Workspace, len(list))}
	ended, err := l.list(ctx, list)
	if err != nil {
		return nil, err
	}
	for _, it := range list {
		if ended == nil {
			if err := t.compare(o, it, l.found[strings.ToLower(it.Input)]); err != nil {
				ended = fmt.Errorf("journal: %w", err)
			}
		}
		switch it.stage {
		case settled:
		case toCheck:
			modify = append(modify, it)
		default:
			create = append(create, it)
		}
	}
	f.createAndModify(ctx, t, o, create, modify, ended)
	return t.complete(byPos), nil
}

// createAndModify creates and modifies desktops. If Ensure must end early, ended says why, in which case
// createAndModify changes nothing and only gives the items their final results.
func (f *Fleet) createAndModify(ctx context.Context, t *tally, o *runOptions, create, modify []*item, ended error) {
	// Quick and slow modifications get separate runs, because a run assumes that all its changes take about the same
	// time.
	runs := []*run{f.newRun(t, &ensureVerb, o, create)}
	for _, long := range []bool{false, true} {
		items := slices.DeleteFunc(slices.Clone(modify), func(it *item) bool { return slow(it.want) != long })
		if len(items) == 0 {
			continue
		}
		v := modifyVerb(nil)
		if !long {
			v.typical = quickly
		}
		runs = append(runs, f.newRun(t, v, o, items))
	}
	t.phase = PhaseCreate
	for i, r := range runs {
		t.later = later{}
		for _, next := range runs[i+1:] {
			t.later.add(next)
		}
		if ended != nil {
			r.end(ended)
		}
		r.do(ctx)
		t.phase, ended = PhaseModify, t.report.Cause
	}
}

// compare decides what Ensure does with an item. ws is the item's desktop, or nil if there is none. If nothing needs to
// be done, the item gets its final result. The error, if any, is from writing to the journal.
func (t *tally) compare(o *runOptions, it *item, ws *types.Workspace) error {
	if ws == nil || ws.State == types.WorkspaceStateTerminating || ws.State == types.WorkspaceStateTerminated {
		if ws != nil {
			it.State = ws.State
		}
		if o.dryRun {
			return t.set(it, NotAttempted, CodeDryRun, wouldBeSent)
		}
		return nil
	}
	it.WorkspaceId, it.State = aws.ToString(ws.WorkspaceId), ws.State
	want := it.compare(ws)
	switch {
	case len(it.Differences) > 0 && o.modify && want != nil && o.dryRun:
		return t.set(it, NotAttempted, CodeDryRun, wouldBeSent)
	case len(it.Differences) > 0 && o.modify && want != nil:
		it.stage, it.want = toCheck, want
		return nil
	case len(it.Differences) > 0:
		return t.set(it, Skipped, CodeDiffers, strings.Join(it.Differences, "; "))
	case o.wait && it.State == types.WorkspaceStatePending:
		it.stage, it.since = toWait, t.report.Started
		if it.wasLost { // an earlier run created the desktop
			it.Accepted, it.since = true, it.firstLost
		}
		return nil
	default:
		return t.set(it, Done, "", "exists already")
	}
}

// keep handles an item of Ensure whose desktop appeared after Ensure had listed the desktops. Somebody else has just
// created that desktop, so keep does not modify it.
func (r *run) keep(it *item, ws *types.Workspace, now time.Time) {
	o := *r.o
	o.modify = false
	it.lost, it.refusal, it.Differences = false, nil, nil
	if err := r.compare(&o, it, ws); err != nil {
		r.end(fmt.Errorf("journal: %w", err))
	}
	if it.stage == toWait {
		it.since, it.next = now, time.Time{}
		r.relooks.push(it, now)
	}
	r.checkFailures()
}

// compare sets it.Differences to the differences between the desktop ws and the item's request. It returns the
// properties for a single modification that removes all differences, or nil if there are none or one modification is
// not enough.
func (it *item) compare(ws *types.Workspace) (want *types.WorkspaceProperties) {
	if have, want := aws.ToString(ws.BundleId), aws.ToString(it.Request.BundleId); have != want {
		it.Differences = append(it.Differences, fmt.Sprintf("BundleId: %s, not %s", have, want))
	}
	sameBundle := len(it.Differences) == 0
	have, wanted := ws.WorkspaceProperties, it.Request.WorkspaceProperties
	if have == nil || wanted == nil { // the service does not return a PENDING desktop's properties
		return nil
	}
	differs := differing(have, wanted)
	for _, s := range differs {
		it.Differences = append(it.Differences, fmt.Sprintf("%s: %s, not %s", s.name, s.of(have), s.of(wanted)))
	}
	if !sameBundle {
		return nil
	}
	return oneModification(differs, wanted)
}

// oneModification returns the properties for a single modification that removes all differences, or nil if there are
// none or one modification is not enough.
func oneModification(differs []setting, want *types.WorkspaceProperties) *types.WorkspaceProperties {
	var p types.WorkspaceProperties
	mode := func(s setting) bool { return strings.HasPrefix(s.name, "RunningMode") }
	if len(differs) == 0 || len(differs) > 1 && slices.ContainsFunc(differs, func(s setting) bool { return !mode(s) }) {
		return nil
	}
	switch s := differs[0]; {
	case mode(s):
		p.RunningMode, p.RunningModeAutoStopTimeoutInMinutes = want.RunningMode, want.RunningModeAutoStopTimeoutInMinutes
	case s.name == "ComputeTypeName":
		p.ComputeTypeName = want.ComputeTypeName
	case s.name == "RootVolumeSizeGib":
		p.RootVolumeSizeGib = want.RootVolumeSizeGib
	case s.name == "UserVolumeSizeGib":
		p.UserVolumeSizeGib = want.UserVolumeSizeGib
	case s.name == "Protocols":
		p.Protocols = want.Protocols
	case s.name == "GlobalAccelerator":
		p.GlobalAccelerator = want.GlobalAccelerator
	default:
		return nil // a desktop's operating system cannot be modified
	}
	return &p
}

// lister finds users' existing desktops, for the first phase of Ensure.
type lister struct {
	*tally
	client workspaces.API
	o      *runOptions
	found  map[string]*types.Workspace // keyed by requestName, in lower case
	ended  error                       // why Ensure must end early, or nil
}

// list finds the desktops that the items request. If Ensure must end early, ended says why.
func (l *lister) list(ctx context.Context, items []*item) (ended, err error) {
	l.phase = PhaseList
	l.tell()
	users := make(map[string][]*item)
	var directories []string
	for _, it := range items {
		directory := *it.Request.DirectoryId
		if users[directory] == nil {
			directories = append(directories, directory)
		}
		users[directory] = append(users[directory], it)
	}
	for _, directory := range directories {
		if err := l.directory(ctx, &directory, users[directory]); err != nil {
			if l.ended != nil {
				return l.ended, nil
			}
			return nil, err
		}
	}
	return nil, nil
}

// directory finds the users' desktops in one directory.
func (l *lister) directory(ctx context.Context, directory *string, users []*item) error {
	complete, err := l.pages(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: directory}, len(users))
	if complete || err != nil {
		return err
	}
	for _, it := range users {
		if l.found[strings.ToLower(it.Input)] != nil {
			continue
		}
		if _, err := l.pages(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: directory, UserName: it.Request.UserName}, lookSize); err != nil {
			return err
		}
	}
	return nil
}

// pages adds the desktops returned by DescribeWorkspaces to l.found. It reads at most the given number of pages, and
// reports whether it reached the last one.
func (l *lister) pages(ctx context.Context, in *workspaces.DescribeWorkspacesInput, most int) (complete bool, err error) {
	for range most {
		out, err := l.page(ctx, in)
		if err != nil {
			return false, err
		}
		for i := range out.Workspaces {
			ws := &out.Workspaces[i]
			seat := requestName(&types.WorkspaceRequest{DirectoryId: ws.DirectoryId, UserName: ws.UserName, WorkspaceName: ws.WorkspaceName})
			key := strings.ToLower(seat)
			if old := l.found[key]; old == nil || old.State == types.WorkspaceStateTerminating || old.State == types.WorkspaceStateTerminated {
				l.found[key] = ws
			}
		}
		if in.NextToken = out.NextToken; aws.ToString(in.NextToken) == "" {
			return true, nil
		}
	}
	return false, nil
}

// page reads one page, repeating the call if it fails temporarily.
func (l *lister) page(ctx context.Context, in *workspaces.DescribeWorkspacesInput) (*workspaces.DescribeWorkspacesOutput, error) {
	began, failed := time.Now(), 0
	for try := 1; ; try++ {
		out, c := l.call(ctx, in)
		how := c.outcome()
		switch {
		case how == answered && out == nil:
			return nil, errNoOutput
		case how == answered:
			return out, nil
		case ctx.Err() != nil:
			l.ended = context.Cause(ctx)
			return nil, l.ended
		case c.late:
			l.ended = errDeadline
			return nil, l.ended
		case how == throttled && time.Since(began) < patience:
		case how != notSent && !workspaces.IsRetryable(c.err), workspaces.IsUnavailableInRegion(c.err):
			return nil, c.err
		default:
			if failed++; failed == maxLooks {
				return nil, c.err
			}
		}
		select {
		case <-time.After(growing(try)):
		case <-ctx.Done():
		}
	}
}

// call calls DescribeWorkspaces for one page, and counts the call in the report.
func (l *lister) call(ctx context.Context, in *workspaces.DescribeWorkspacesInput) (out *workspaces.DescribeWorkspacesOutput, c *request) {
	c = &request{look: true, patience: ctx, begun: time.Now()}
	began := c.begun
	l.observer.call(ctx, c, func(ctx context.Context) { out, c.err = l.client.DescribeWorkspaces(ctx, in, c.configure) })
	l.busy += time.Since(began)
	switch c.outcome() {
	case notSent:
		return out, c
	case throttled:
		l.report.Throttles++
	}
	l.report.Calls++
	l.tell()
	return out, c
}

func (l *lister) tell() {
	if l.o.progress != nil {
		l.o.progress(l.progress())
	}
}
