package fleet_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// obedient is a fake service that accepts all changes and reports all desktops as STOPPED. Its calls take almost no
// time.
type obedient struct{ workspacestest.Unimplemented }

func (obedient) StopWorkspaces(context.Context, *workspaces.StopWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.StopWorkspacesOutput, error) {
	return &workspaces.StopWorkspacesOutput{}, nil
}

func (obedient) DescribeWorkspaces(_ context.Context, in *workspaces.DescribeWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	out := &workspaces.DescribeWorkspacesOutput{Workspaces: make([]types.Workspace, len(in.WorkspaceIds))}
	for i := range in.WorkspaceIds {
		out.Workspaces[i] = types.Workspace{WorkspaceId: &in.WorkspaceIds[i], State: types.WorkspaceStateStopped}
	}
	return out, nil
}

// BenchmarkStop measures the time per desktop and the allocations for stopping 100,000 desktops with a fake service.
// The case "send" only sends changes, and the case "look" only describes desktops; a run with WithWait does both.
func BenchmarkStop(b *testing.B) {
	const n = 100_000
	ids := make([]string, n)
	for i := range ids {
		ids[i] = desktopID(i)
	}
	for name, options := range map[string][]fleet.Option{"send": nil, "look": {fleet.WithDryRun()}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				report, err := fleet.New(obedient{}).Stop(b.Context(), slices.Values(ids), options...)
				require.NoError(b, err)
				require.Equal(b, n, report.Count(fleet.Done)) // even in the dry run, because each desktop is already STOPPED
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/desktop")
		})
	}
}
