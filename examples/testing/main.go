// Command testing stops desktops, and shows how to test such a program. The other files in its directory contain the
// same test in three forms:
//
//   - emulator_test.go: on the emulator, with testing/synctest's fake clock
//   - mock_test.go: with a testify mock of [workspaces.API]
//   - httpmock_test.go: with httpmock responses
//
// Run the tests and the program with these commands:
//
//	go test -v ./examples/testing
//	go run ./examples/testing
//	go run ./examples/testing -aws ws-0123456789 ws-0123456788
//
// The arguments are the desktops' IDs. By default, the program stops two desktops on an in-process emulator.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// The desktops of the emulator, of the tests and of their mocks.
const (
	running   = "ws-0running01"
	suspended = "ws-0suspended" // the service refuses to stop it
)

var seed = workspacestest.Seed{Workspaces: []types.Workspace{
	{WorkspaceId: aws.String(running), WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}},
	{WorkspaceId: aws.String(suspended), State: types.WorkspaceStateSuspended},
}}

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("testing", flag.ContinueOnError)
	service.Flags(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	ids := flags.Args()
	if len(ids) == 0 {
		ids = []string{running, suspended}
	}
	cfg, err := service.Config(ctx, workspacestest.WithSeedResources(seed), workspacestest.WithInstantChanges())
	if err != nil {
		return err
	}
	if !service.Confirmed(in, out, fmt.Sprintf("Stop %d desktops?", len(ids))) {
		return errors.New("nothing was stopped")
	}
	refused, err := stopAll(ctx, workspaces.NewFromConfig(cfg, service.Options), ids)
	fmt.Fprintf(out, "%d desktops, refused: %v\n", len(ids), refused)
	return err
}

// stopAll stops desktops and waits until they are stopped. It returns the desktops that the service refused.
func stopAll(ctx context.Context, client workspaces.API, ids []string) (refused []string, err error) {
	for batch := range slices.Chunk(ids, 25) {
		in := &workspaces.StopWorkspacesInput{}
		for _, id := range batch {
			in.StopWorkspaceRequests = append(in.StopWorkspaceRequests, types.StopRequest{WorkspaceId: &id})
		}
		out, err := client.StopWorkspaces(ctx, in)
		if err != nil {
			return refused, err
		}
		var batchError *workspaces.BatchError
		if errors.As(out.Err(), &batchError) {
			for _, item := range batchError.Items {
				refused = append(refused, item.WorkspaceId)
			}
		}
	}
	stopping := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(refused, id) })
	if len(stopping) == 0 {
		return refused, nil
	}
	waiter := workspaces.NewWorkspaceStoppedWaiter(client)
	return refused, waiter.Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: stopping}, time.Hour)
}
