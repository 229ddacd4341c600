package fleet_test

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// exampleSeed returns a seed with three desktops: one in use, one last used in spring, and one never used.
func exampleSeed() workspacestest.Seed {
	spring := time.Now().Add(-200 * 24 * time.Hour)
	return workspacestest.Seed{
		Workspaces: []types.Workspace{
			{WorkspaceId: aws.String("ws-0000alice"), UserName: aws.String("alice")},
			{WorkspaceId: aws.String("ws-00000bob0"), UserName: aws.String("bob")},
			{WorkspaceId: aws.String("ws-0000carol"), UserName: aws.String("carol")},
		},
		ConnectionStatus: []types.WorkspaceConnectionStatus{
			{WorkspaceId: aws.String("ws-0000alice"), ConnectionState: types.ConnectionStateConnected},
			{WorkspaceId: aws.String("ws-00000bob0"), LastKnownUserConnectionTimestamp: &spring},
		},
		Tags: map[string]map[string]string{"ws-0000alice": {"Team": "red"}, "ws-00000bob0": {"Team": "blue"}},
	}
}

// The inventory selects desktops that nobody has used for 30 days. Desktops that have never been used may be new, so
// they are selected only if NeverConnected is set.
func ExampleFleet_Inventory() {
	client := workspacestest.NewEmulator(workspacestest.WithSeedResources(exampleSeed())).Client()
	f := fleet.New(client)
	for _, never := range []bool{false, true} {
		fmt.Println("with NeverConnected:", never)
		filter := fleet.Filter{IdleFor: 30 * 24 * time.Hour, NeverConnected: never}
		for desktop, err := range f.Inventory(context.Background(), filter, fleet.WithBundles()) {
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Println(" ", *desktop.UserName, desktop.Connection.State, *desktop.Bundle.Name)
		}
	}
	// Output:
	// with NeverConnected: false
	//   bob DISCONNECTED Standard with Windows 10 (Server 2022 based) (WSP)
	// with NeverConnected: true
	//   bob DISCONNECTED Standard with Windows 10 (Server 2022 based) (WSP)
	//   carol DISCONNECTED Standard with Windows 10 (Server 2022 based) (WSP)
}

// An inventory of many desktops takes minutes, so this program prints its progress. The limiter counts the calls: one
// for each page of 25 desktops, even if the filter excludes every desktop on the page.
func ExampleFleet_Inventory_progress() {
	emulator := workspacestest.NewEmulator(workspacestest.WithWorkspaces(100, types.WorkspaceStateAvailable))
	limiter := ratelimit.New()
	client := workspaces.NewFromConfig(emulator.Config(), func(o *workspaces.Options) { o.RateLimiter = limiter })
	desktops := 0
	for _, err := range fleet.New(client).Inventory(context.Background(), fleet.Filter{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		desktops++
		if desktops%50 == 0 {
			fmt.Printf("%d desktops after %d calls\n", desktops, limiter.Stats().Attempts)
		}
	}
	// Output:
	// 50 desktops after 2 calls
	// 100 desktops after 4 calls
}

// DescribeTags makes one call for each desktop. Filtering by state reduces the number of calls.
func ExampleDescribeTags() {
	client := workspacestest.NewEmulator(workspacestest.WithSeedResources(exampleSeed())).Client()
	filter := fleet.Filter{
		States: []types.WorkspaceState{types.WorkspaceStateAvailable},
		Tags:   []fleet.TagFilter{{Key: "Team", Values: []string{"red", "green"}}},
	}
	for desktop, err := range fleet.New(client).Inventory(context.Background(), filter, fleet.WithTags(fleet.DescribeTags(client))) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(*desktop.UserName, *desktop.Tags[0].Value)
	}
	// Output: alice red
}

// If the filter is invalid, nothing is sent, and the inventory's only element is the error.
func ExampleFilter() {
	client := workspacestest.NewEmulator().Client()
	directory := "" // empty by mistake
	for _, err := range fleet.New(client).Inventory(context.Background(), fleet.Filter{DirectoryId: &directory}) {
		fmt.Println(err)
	}
	// Output: fleet: inventory: filter: field DirectoryId: "" is not a directory identifier (^(d-[0-9a-f]{8,63}$)|(wsd-[0-9a-z]{8,63}$))
}
