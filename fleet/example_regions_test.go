package fleet_test

import (
	"context"
	"fmt"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// Access to eu-west-1 is denied. The error ends up in that Region's result, and the other Region continues.
func ExampleRegions() {
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable))
	emu.Inject(workspacestest.Fault{Code: "AccessDeniedException", Status: 400, Times: 1})
	count := func(ctx context.Context, client *workspaces.Client) (n int, err error) {
		for _, err := range fleet.New(client).Inventory(ctx, fleet.Filter{}) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
	counts, err := fleet.Regions(context.Background(), emu.Config(), []string{"eu-west-1", "us-east-1"}, count,
		func(o *fleet.RegionsOptions) { o.InOrder, o.Concurrency = true, 1 })
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range counts {
		switch {
		case workspaces.IsUnavailableInRegion(r.Err):
			fmt.Println(r.Region, "does not have the service")
		case workspaces.IsAccessDenied(r.Err):
			fmt.Println(r.Region, "is denied")
		default:
			fmt.Println(r.Region, r.Value, r.Err)
		}
	}
	// Output:
	// eu-west-1 is denied
	// us-east-1 30 <nil>
}

// Several calls to Regions share one limiter per Region.
func ExampleRegionsOptions() {
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable))
	limiters := make(map[string]workspaces.RateLimiter)
	share := func(o *fleet.RegionsOptions) {
		o.Limiter = func(_, region string) workspaces.RateLimiter {
			if limiters[region] == nil {
				limiters[region] = ratelimit.New()
			}
			return limiters[region]
		}
	}
	directories := func(ctx context.Context, client *workspaces.Client) (int, error) {
		out, err := client.DescribeWorkspaceDirectories(ctx, nil)
		if err != nil {
			return 0, err
		}
		return len(out.Directories), nil
	}
	for range 2 {
		results, err := fleet.Regions(context.Background(), emu.Config(), []string{"us-east-1"}, directories, share)
		if err != nil {
			fmt.Println(err)
			return
		}
		for r := range results {
			fmt.Println(r.Region, r.Value, r.Err)
		}
	}
	fmt.Println(len(limiters), "limiter")
	// Output:
	// us-east-1 1 <nil>
	// us-east-1 1 <nil>
	// 1 limiter
}
