package workspacestest_test

import (
	"context"
	"fmt"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// This example counts WorkSpaces in three Regions, skipping a Region that does not offer the service.
func ExampleWithRegions() {
	emu := workspacestest.NewEmulator(
		workspacestest.WithRegions(workspaces.Regions("aws")...),
		workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable),
	)
	count := func(ctx context.Context, client *workspaces.Client) (int, error) {
		out, err := client.DescribeWorkspaces(ctx, nil)
		if err != nil {
			return 0, err
		}
		return len(out.Workspaces), nil
	}
	counts, err := fleet.Regions(context.Background(), emu.Config(), []string{"eu-north-1", "eu-west-1", "us-east-1"}, count,
		func(o *fleet.RegionsOptions) { o.AllowUnlisted, o.InOrder = true, true }) // without AllowUnlisted, fleet rejects Regions not listed by workspaces.Regions
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range counts {
		if workspaces.IsUnavailableInRegion(r.Err) {
			fmt.Println(r.Region, "is skipped")
			continue
		}
		fmt.Println(r.Region, r.Value, r.Err)
	}
	// Output:
	// eu-north-1 is skipped
	// eu-west-1 0 <nil>
	// us-east-1 3 <nil>
}
