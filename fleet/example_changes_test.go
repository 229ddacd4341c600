package fleet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// exampleFleet returns a fleet of three desktops in the given state. Its emulator completes changes immediately.
func exampleFleet(state types.WorkspaceState) (f *fleet.Fleet, ids []string) {
	ids = []string{"ws-0000alice", "ws-00000bob0", "ws-0000carol"}
	seed := workspacestest.Seed{Bundles: []types.WorkspaceBundle{{BundleId: aws.String("wsb-11111111a")}, {BundleId: aws.String("wsb-22222222b")}}}
	for i, id := range ids {
		mode := types.RunningModeAutoStop
		if i == 2 {
			mode = types.RunningModeAlwaysOn
		}
		seed.Workspaces = append(seed.Workspaces, types.Workspace{
			WorkspaceId: aws.String(id), DirectoryId: aws.String("d-90670000aa"), UserName: aws.String(id[len(id)-5:]), State: state,
			BundleId:            aws.String("wsb-22222222b"),
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: mode},
		})
	}
	emulator := workspacestest.NewEmulator(workspacestest.WithSeedResources(seed), workspacestest.WithInstantChanges(),
		workspacestest.WithDuration(workspacestest.Snapshotting, 0))
	return fleet.New(emulator.Client()), ids
}

// show prints how many results of a report are in each class.
func show(report *fleet.Report, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Verb, report.Count(fleet.Done), "done", report.Count(fleet.Skipped), "skipped", report.Count(fleet.Failed), "failed")
}

// The third desktop is ALWAYS_ON, so it cannot be stopped.
func ExampleFleet_Stop() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	report, err := f.Stop(context.Background(), slices.Values(ids))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, result := range report.Results {
		fmt.Println(strings.TrimSpace(fmt.Sprint(result.Input, " ", result.Class, " ", result.Message)))
	}
	fmt.Println(report.Err())
	// Output:
	// ws-0000alice Done
	// ws-00000bob0 Done
	// ws-0000carol Skipped the running mode is ALWAYS_ON
	// <nil>
}

func ExampleFleet_Start() {
	f, ids := exampleFleet(types.WorkspaceStateStopped)
	show(f.Start(context.Background(), slices.Values(ids[:2])))
	// Output: Start 2 done 0 skipped 0 failed
}

func ExampleFleet_Reboot() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.Reboot(context.Background(), slices.Values(ids)))
	// Output: Reboot 3 done 0 skipped 0 failed
}

func ExampleFleet_Rebuild() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.Rebuild(context.Background(), slices.Values(ids)))
	// Output: Rebuild 3 done 0 skipped 0 failed
}

func ExampleFleet_Restore() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.Restore(context.Background(), slices.Values(ids)))
	// Output: Restore 3 done 0 skipped 0 failed
}

// A dry run shows what a run would do. With a journal, a later run can take over from one that was killed.
func ExampleFleet_Terminate() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	dry, err := f.Terminate(context.Background(), slices.Values(ids), fleet.WithDryRun())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(dry.Count(fleet.NotAttempted), "would be terminated")
	var journal bytes.Buffer // usually a file
	show(f.Terminate(context.Background(), slices.Values(ids), fleet.WithJournal(&journal)))
	// Output:
	// 3 would be terminated
	// Terminate 3 done 0 skipped 0 failed
}

// A migrated desktop has a new identifier.
func ExampleFleet_Migrate() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	report, err := f.Migrate(context.Background(), "wsb-11111111a", slices.Values(ids[:1]))
	show(report, err)
	fmt.Println(report.Results[0].WorkspaceId != ids[0])
	// Output:
	// Migrate 1 done 0 skipped 0 failed
	// true
}

func ExampleFleet_ModifyProperties() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.ModifyProperties(context.Background(), types.WorkspaceProperties{RunningMode: types.RunningModeAlwaysOn}, slices.Values(ids)))
	// Output: ModifyProperties 3 done 0 skipped 0 failed
}

func ExampleFleet_SetState() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.SetState(context.Background(), types.TargetWorkspaceStateAdminMaintenance, slices.Values(ids)))
	// Output: SetState 3 done 0 skipped 0 failed
}

func ExampleFleet_Tag() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.Tag(context.Background(), []types.Tag{{Key: aws.String("Team"), Value: aws.String("red")}}, slices.Values(ids)))
	// Output: Tag 3 done 0 skipped 0 failed
}

func ExampleFleet_Untag() {
	f, ids := exampleFleet(types.WorkspaceStateAvailable)
	show(f.Untag(context.Background(), []string{"Team"}, slices.Values(ids)))
	// Output: Untag 3 done 0 skipped 0 failed
}

// The user alice already has a desktop, so her request fails.
func ExampleFleet_Create() {
	f, _ := exampleFleet(types.WorkspaceStateAvailable)
	requests := []types.WorkspaceRequest{
		{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("alice"), BundleId: aws.String("wsb-11111111a")},
		{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("dave"), BundleId: aws.String("wsb-11111111a")},
	}
	report, err := f.Create(context.Background(), slices.Values(requests))
	show(report, err)
	fmt.Println(errors.Is(report.Err(), workspaces.ItemWorkspaceExists))
	// Output:
	// Create 1 done 0 skipped 1 failed
	// true
}

// Ensure creates missing desktops, and reports how existing ones differ from their requests.
func ExampleFleet_Ensure() {
	f, _ := exampleFleet(types.WorkspaceStateAvailable)
	requests := []types.WorkspaceRequest{
		{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("alice"), BundleId: aws.String("wsb-11111111a")},
		{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("dave"), BundleId: aws.String("wsb-11111111a")},
	}
	report, err := f.Ensure(context.Background(), slices.Values(requests))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, result := range report.Results {
		fmt.Println(result.Input, result.Class, result.Differences)
	}
	// Output:
	// d-90670000aa/alice Skipped [BundleId: wsb-22222222b, not wsb-11111111a]
	// d-90670000aa/dave Done []
}

func ExampleFleet_RegisterDirectories() {
	f, _ := exampleFleet(types.WorkspaceStateAvailable)
	directories := []string{"d-90670000cc", "d-90670000dd"}
	show(f.RegisterDirectories(context.Background(), workspaces.RegisterWorkspaceDirectoryInput{}, slices.Values(directories)))
	// Output: RegisterDirectories 2 done 0 skipped 0 failed
}

func ExampleFleet_DeregisterDirectories() {
	f, _ := exampleFleet(types.WorkspaceStateAvailable)
	report, err := f.DeregisterDirectories(context.Background(), slices.Values([]string{"d-90670000aa"}))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Results[0].Class, report.Results[0].Code) // a directory with desktops cannot be deregistered
	// Output: Failed OperationNotSupportedException
}
