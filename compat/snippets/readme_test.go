package snippets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// untilAvailable prints the desktops of a directory, and waits until all of them are available.
func untilAvailable(ctx context.Context, client workspaces.API, directory string) error {
	desktops := &workspaces.DescribeWorkspacesInput{DirectoryId: &directory}
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, desktops).Items(ctx) {
		if err != nil {
			return err // the last element
		}
		fmt.Println(*ws.WorkspaceId, ws.State)
	}
	return workspaces.NewWorkspaceAvailableWaiter(client).Wait(ctx, desktops, time.Hour)
}

// stop stops desktops, and prints which of them the service refused.
func stop(ctx context.Context, client workspaces.API, requests []types.StopRequest) error {
	out, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: requests})
	if err == nil {
		err = out.Err() // an error if some of the desktops were refused
	}
	var refused *workspaces.BatchError
	if errors.As(err, &refused) {
		for _, item := range refused.Items {
			fmt.Printf("%s: %s (a retry can help: %t)\n", item.WorkspaceId, item.Code, item.Retryable())
		}
	}
	return err
}

// limitedClient returns a client that begins each call when the service has room for it.
func limitedClient(cfg aws.Config) *workspaces.Client {
	limiter := ratelimit.New() // share it among all clients of the account and Region
	return workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.RateLimiter = limiter })
}

// stopRunning stops all desktops that run, and waits for them. The report has a result for each desktop.
func stopRunning(ctx context.Context, client *workspaces.Client) (*fleet.Report, error) {
	f, ids := fleet.New(client), []string{}
	for desktop, err := range f.Inventory(ctx, fleet.Filter{States: []types.WorkspaceState{types.WorkspaceStateAvailable}}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, desktop.ID())
	}
	return f.Stop(ctx, slices.Values(ids), fleet.WithWait(time.Hour))
}

func TestAllDesktopsAreStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // in simulated time, the minutes of the run pass at once
		emulator := workspacestest.New(t,
			workspacestest.WithWorkspaces(1000, types.WorkspaceStateAvailable),
			workspacestest.WithRateLimit(2, 5)) // the service's own limit
		emulator.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Drop: true, Times: 1}) // a connection breaks

		report, err := stopRunning(t.Context(), limitedClient(emulator.Config()))

		require.NoError(t, err)
		assert.Equal(t, 1000, report.Count(fleet.Done))
	})
}

func TestADirectoryBecomesAvailable(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStatePending))
		directories, err := emulator.Client().DescribeWorkspaceDirectories(t.Context(), nil)
		require.NoError(t, err)
		require.NoError(t, untilAvailable(t.Context(), emulator.Client(), *directories.Directories[0].DirectoryId))
		assert.Equal(t, map[types.WorkspaceState]int{types.WorkspaceStateAvailable: 60}, states(t, emulator))
	})
}

func TestRefusedDesktopsAreAnError(t *testing.T) {
	t.Parallel()
	emulator := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	requests := []types.StopRequest{{WorkspaceId: aws.String(desktops(t, emulator.Client())[0])}, {WorkspaceId: aws.String("ws-999999999")}}
	require.NoError(t, stop(t.Context(), emulator.Client(), requests[:1]))
	assert.True(t, workspaces.IsNotFound(stop(t.Context(), emulator.Client(), requests[1:])))
}
