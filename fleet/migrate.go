package fleet

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// Migrate moves desktops to another bundle, one per call, after describing them in batches of 25. Each desktop gets a
// new identifier, which is the WorkspaceId of its result, and loses the data on its root volume. A desktop that already
// has the bundle is Done.
//
// If an answer is lost, the run searches for another desktop that belongs to the same user and has the new bundle. If
// it finds one, the service has made the change, and the result identifies the new desktop.
func (f *Fleet) Migrate(ctx context.Context, bundleID string, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	if !forms.Bundle.Match(bundleID) {
		return nil, fmt.Errorf("fleet: Migrate: %.100q is not %s", bundleID, forms.Bundle)
	}
	return f.change(ctx, migrateVerb(bundleID), ids, optFns)
}

func migrateVerb(bundleID string) *verb {
	return &verb{
		name: "Migrate", parameter: bundleID, size: 1, careful: true, once: true, typical: time.Hour,
		send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
			out, err := client.MigrateWorkspace(ctx, &workspaces.MigrateWorkspaceInput{SourceWorkspaceId: &items[0].Input, BundleId: &bundleID}, configure)
			list, err := oneAnswer(out, err)
			if err == nil {
				id := aws.ToString(out.TargetWorkspaceId)
				list[0] = answer{id: id, state: types.WorkspaceStatePending, lost: id == ""}
			}
			return list, err
		},
		see: func(it *item, ws *types.Workspace) view { return seeMigrated(it, ws, bundleID) },
		find: func(ctx context.Context, client workspaces.API, it *item, configure func(*workspaces.Options)) (*types.Workspace, error) {
			return findMigrated(ctx, client, it, bundleID, configure)
		},
	}
}

var migrateStates = states{
	types.WorkspaceStateAvailable:   unchanged,
	types.WorkspaceStateStopped:     unchanged,
	types.WorkspaceStateError:       unchanged,
	types.WorkspaceStatePending:     passing,
	types.WorkspaceStateStarting:    passing,
	types.WorkspaceStateStopping:    passing,
	types.WorkspaceStateRebooting:   passing,
	types.WorkspaceStateRebuilding:  passing,
	types.WorkspaceStateRestoring:   passing,
	types.WorkspaceStateMaintenance: passing,
	types.WorkspaceStateUpdating:    passing,
}

func seeMigrated(it *item, ws *types.Workspace, bundleID string) view {
	switch {
	case ws == nil && it.stage == toWait && time.Since(it.since) < notBefore:
		return onTheWay // a new desktop can be missing from DescribeWorkspaces at first
	case ws == nil:
		return missing
	case aws.ToString(ws.BundleId) != bundleID:
		return migrateStates.see(ws)
	case ws.State == types.WorkspaceStatePending:
		return onTheWay
	case ended(ws.State):
		return wrongState
	default:
		return asWished
	}
}

// findMigrated returns the user's desktop with the new bundle or, if there is none, the desktop to migrate.
func findMigrated(ctx context.Context, client workspaces.API, it *item, bundleID string, configure func(*workspaces.Options)) (*types.Workspace, error) {
	source := it.before
	if source == nil { // the run continues an earlier one from its journal
		list, err := describe(ctx, client, []*item{it}, configure)
		if err != nil {
			return nil, err
		}
		if source = desktopOf(list, it, 0); source == nil {
			return nil, errors.New("the desktop to migrate is gone, so its user is not known")
		}
	}
	target, err := findDesktop(ctx, client, source.DirectoryId, source.UserName, configure, func(ws *types.Workspace) bool {
		return aws.ToString(ws.BundleId) == bundleID && aws.ToString(ws.WorkspaceId) != it.Input
	})
	if target != nil || err != nil {
		return target, err
	}
	return source, nil
}
