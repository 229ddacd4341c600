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

// WithModify makes [Fleet.Ensure] modify an existing desktop that differs from its request, if one modification suffices:
// only one property may differ, and the bundle must be the same.
func WithModify() Option { return func(o *runOptions) { o.modify = true } }

// Ensure creates the requested desktops that do not exist, and does not change existing desktops. It first lists the desktops of the
// users: it lists each directory, or makes a call for each user if a directory has many other desktops.
//
// A desktop that exists as requested is Done. With [WithWait], it must not be PENDING any more. A desktop that differs is Skipped with [CodeDiffers], and the Differences
// of its result list how: the bundle, and the properties that the request sets. With [WithModify], Ensure modifies such a
// desktop if one modification suffices. A desktop that is TERMINATING does not exist: with [WithWait], Ensure waits until
// it is gone. Creating desktops works as in [Fleet.Create].
//
// An error means that the run could not begin, also because the desktops could not be listed.
func (f *Fleet) Ensure(ctx context.Context, requests iter.Seq[types.WorkspaceRequest], optFns ...Option) (*Report, error) {
	report, err := f.ensure(ctx, requests, optFns)
	if err != nil {
		return nil, fmt.Errorf("fleet: Ensure: %w", err)
	}
	return report, nil
}

func (f *Fleet) ensure(ctx context.Context, requests iter.Seq[types.WorkspaceRequest], optFns []Option) (*Report, error) {
	o, err := f.checkRun(ctx, requests == nil, optFns)
	if err != nil {
		return nil, err
	}
	items, byPos, err := requestItems(requests)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	l := &lister{client: f.client}
	if err := l.list(ctx, items); err != nil {
		return nil, err
	}
	var create, modify []*item
	for _, it := range items {
		switch compare(it, l.found[strings.ToLower(it.Input)]); {
		case it.Class == "":
			create = append(create, it)
		case it.Class == Done && o.wait && it.State == types.WorkspaceStatePending:
			it.Class, it.Message, it.stage, it.since = "", "", toWait, began
			create = append(create, it)
		case it.Code == CodeDiffers && o.modify && it.want != nil:
			modify = append(modify, it)
		}
	}
	v := createVerb
	v.name = "Ensure"
	if o.dryRun {
		dryRun(create)
		dryRun(modify)
		create, modify = nil, nil
	}
	report, err := f.runItems(ctx, &v, o, create, create)
	if err != nil {
		return nil, err
	}
	if len(modify) > 0 && report.Cause == nil {
		err = f.modifyDiffering(ctx, o, modify, report, began)
	}
	report.Started = began
	report.Calls, report.Throttles = report.Calls+l.calls, report.Throttles+l.throttles
	report.Results = make([]Result, len(byPos))
	for i, it := range byPos {
		report.Results[i] = it.Result
	}
	return report, err
}

// dryRun settles items that would be sent.
func dryRun(items []*item) {
	for _, it := range items {
		it.Class, it.Code, it.Message = NotAttempted, CodeDryRun, "would be sent"
	}
}

// modifyDiffering modifies existing desktops, and adds the run's totals to the report.
func (f *Fleet) modifyDiffering(ctx context.Context, o *runOptions, items []*item, report *Report, began time.Time) error {
	own := *o
	own.journal = nil // the list of desktops shows what was modified
	if own.wait {
		own.maxWait = max(time.Nanosecond, own.maxWait-time.Since(began))
	}
	for _, it := range items {
		it.Class, it.Code, it.Message = "", "", ""
	}
	modified, err := f.runItems(ctx, modifyVerb(nil), &own, items, items)
	if err != nil {
		return err
	}
	report.Calls, report.Throttles = report.Calls+modified.Calls, report.Throttles+modified.Throttles
	report.Ended, report.Cause = modified.Ended, modified.Cause
	return nil
}

// compare settles the item of a request whose desktop exists.
func compare(it *item, ws *types.Workspace) {
	if ws == nil || ws.State == types.WorkspaceStateTerminating || ws.State == types.WorkspaceStateTerminated {
		return
	}
	it.WorkspaceId, it.State = aws.ToString(ws.WorkspaceId), ws.State
	it.Class, it.Message = Done, "exists already"
	if have, want := aws.ToString(ws.BundleId), aws.ToString(it.Request.BundleId); have != want {
		it.Differences = append(it.Differences, fmt.Sprintf("BundleId: %s, not %s", have, want))
	}
	sameBundle := len(it.Differences) == 0
	if it.Request.WorkspaceProperties != nil && ws.WorkspaceProperties != nil { // a PENDING desktop does not show its properties
		differs := differing(ws.WorkspaceProperties, it.Request.WorkspaceProperties)
		for _, s := range differs {
			it.Differences = append(it.Differences, fmt.Sprintf("%s: %s, not %s", s.name, s.of(ws.WorkspaceProperties), s.of(it.Request.WorkspaceProperties)))
		}
		if sameBundle {
			it.want = oneModification(differs, it.Request.WorkspaceProperties)
		}
	}
	if len(it.Differences) > 0 {
		it.Class, it.Code, it.Message = Skipped, CodeDiffers, strings.Join(it.Differences, "; ")
	}
}

// oneModification returns the properties of one modification that makes all settings as wanted, or nil if one does not
// suffice.
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
		return nil // the operating system of a desktop cannot be modified
	}
	return &p
}

// lister finds the desktops of users.
type lister struct {
	client           workspaces.API
	found            map[string]*types.Workspace // by directory and user
	calls, throttles int
}

// list finds the desktops for requests.
func (l *lister) list(ctx context.Context, items []*item) error {
	l.found = make(map[string]*types.Workspace, len(items))
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
		complete, err := l.pages(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: &directory}, len(users[directory]))
		if err != nil {
			return err
		}
		for _, it := range users[directory] {
			if complete {
				break
			}
			if l.found[strings.ToLower(it.Input)] != nil {
				continue
			}
			if _, err := l.pages(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: &directory, UserName: it.Request.UserName}, lookSize); err != nil {
				return err
			}
		}
	}
	return nil
}

// pages reads at most this number of pages. It reports whether there are no more.
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

// page reads one page. It repeats the call if that can help.
func (l *lister) page(ctx context.Context, in *workspaces.DescribeWorkspacesInput) (*workspaces.DescribeWorkspacesOutput, error) {
	for try := 1; ; try++ {
		c := &request{patience: ctx, tracer: nopTracer}
		out, err := l.client.DescribeWorkspaces(ctx, in, c.configure)
		l.calls++
		if workspaces.IsThrottling(err) {
			l.throttles++
		}
		switch {
		case err == nil && out == nil:
			return nil, errNoOutput
		case err == nil:
			return out, nil
		case try == maxLooks, !workspaces.IsRetryable(err):
			return nil, err
		}
		select {
		case <-time.After(growing(try)):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}
