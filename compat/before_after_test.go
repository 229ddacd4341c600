package compat

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// stopBefore stops desktops and waits until they are STOPPED, using the official client.
func stopBefore(ctx context.Context, client *official.Client, ids []string) error {
	for batch := range slices.Chunk(ids, 25) {
		in := &official.StopWorkspacesInput{}
		for _, id := range batch {
			in.StopWorkspaceRequests = append(in.StopWorkspaceRequests, officialtypes.StopRequest{WorkspaceId: aws.String(id)})
		}
		out, err := client.StopWorkspaces(ctx, in)
		if err != nil {
			return err
		}
		var failed []error
		for _, f := range out.FailedRequests {
			failed = append(failed, fmt.Errorf("%s: %s: %s", aws.ToString(f.WorkspaceId), aws.ToString(f.ErrorCode), aws.ToString(f.ErrorMessage)))
		}
		if err := errors.Join(failed...); err != nil {
			return err
		}
	}
	for _, id := range ids {
		for {
			out, err := client.DescribeWorkspaces(ctx, &official.DescribeWorkspacesInput{WorkspaceIds: []string{id}})
			if err != nil {
				return err
			}
			if len(out.Workspaces) == 0 {
				return fmt.Errorf("%s does not exist", id)
			}
			state := out.Workspaces[0].State
			if state == officialtypes.WorkspaceStateStopped {
				break
			}
			if state != officialtypes.WorkspaceStateStopping && state != officialtypes.WorkspaceStateAvailable {
				return fmt.Errorf("%s is %s", id, state)
			}
			select {
			case <-time.After(30 * time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return nil
}

// stopAfter does the same as stopBefore, but with our client.
func stopAfter(ctx context.Context, client *workspaces.Client, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	for batch := range slices.Chunk(ids, 25) {
		in := &workspaces.StopWorkspacesInput{}
		for _, id := range batch {
			in.StopWorkspaceRequests = append(in.StopWorkspaceRequests, types.StopRequest{WorkspaceId: aws.String(id)})
		}
		out, err := client.StopWorkspaces(ctx, in)
		if err == nil {
			err = out.Err()
		}
		if err != nil && !workspaces.MayHaveSucceeded(err) {
			return err
		}
	}
	waiter := workspaces.NewWorkspaceStoppedWaiter(client, func(o *workspaces.WorkspaceWaiterOptions) { o.MaxDelay = 30 * time.Second })
	return waiter.Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
}

// idleBefore returns, for each desktop in a directory, the time since a user was last connected. It uses the official
// client.
func idleBefore(ctx context.Context, client *official.Client, directory string) (map[string]time.Duration, error) {
	idle := make(map[string]time.Duration)
	desktops := official.NewDescribeWorkspacesPaginator(client, &official.DescribeWorkspacesInput{DirectoryId: &directory})
	var ids []string
	for desktops.HasMorePages() {
		page, err := desktops.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, ws := range page.Workspaces {
			ids = append(ids, aws.ToString(ws.WorkspaceId))
		}
	}
	for batch := range slices.Chunk(ids, 25) {
		in := &official.DescribeWorkspacesConnectionStatusInput{WorkspaceIds: batch}
		for {
			out, err := client.DescribeWorkspacesConnectionStatus(ctx, in)
			if err != nil {
				return nil, err
			}
			for _, status := range out.WorkspacesConnectionStatus {
				if last := status.LastKnownUserConnectionTimestamp; last != nil {
					idle[aws.ToString(status.WorkspaceId)] = time.Since(*last)
				}
			}
			if aws.ToString(out.NextToken) == "" {
				break
			}
			in.NextToken = out.NextToken
		}
	}
	return idle, nil
}

// idleAfter does the same as idleBefore, but with our client.
func idleAfter(ctx context.Context, client *workspaces.Client, directory string) (map[string]time.Duration, error) {
	idle := make(map[string]time.Duration)
	var ids []string
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{DirectoryId: &directory}).Items(ctx) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, aws.ToString(ws.WorkspaceId))
	}
	if len(ids) == 0 {
		return idle, nil
	}
	in := &workspaces.DescribeWorkspacesConnectionStatusInput{WorkspaceIds: ids}
	for status, err := range workspaces.NewDescribeWorkspacesConnectionStatusPaginator(client, in).Items(ctx) {
		if err != nil {
			return nil, err
		}
		if last := status.LastKnownUserConnectionTimestamp; last != nil {
			idle[aws.ToString(status.WorkspaceId)] = time.Since(*last)
		}
	}
	return idle, nil
}

// cost is the number of calls that a program makes to the emulator and how long it runs, in simulated time.
type cost struct {
	calls int
	took  time.Duration
}

// costOf runs a program in a testing/synctest bubble, on an emulator with n AVAILABLE desktops. Each call takes 50 ms,
// and a desktop takes 5 minutes to become STOPPED.
func costOf(t *testing.T, n int, program func(t *testing.T, emu *workspacestest.Emulator, ids []string, directory string)) (c cost) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(n, types.WorkspaceStateAvailable), workspacestest.WithDuration(workspacestest.Stopping, 5*time.Minute))
		emu.Inject(workspacestest.Fault{Delay: 50 * time.Millisecond})
		var (
			ids       []string
			directory string
		)
		for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emu.Client(), nil).Items(t.Context()) {
			require.NoError(t, err)
			ids, directory = append(ids, *ws.WorkspaceId), *ws.DirectoryId
		}
		emu.ClearRequests()
		begin := time.Now()
		program(t, emu, ids, directory)
		c = cost{len(emu.Requests()), time.Since(begin)}
	})
	return c
}

// TestBeforeAndAfter measures stopBefore, stopAfter, idleBefore and idleAfter. docs/moving-over.md must show their
// code, and the maximum costs listed in the test.
func TestBeforeAndAfter(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/moving-over.md")
	require.NoError(t, err)
	page := string(text)
	const n = 100
	for name, tt := range map[string]struct {
		most    cost // an upper bound, because the waiter's delays are random
		program func(t *testing.T, emu *workspacestest.Emulator, ids []string, directory string)
	}{
		"stopBefore": {cost{114, 306 * time.Second}, func(t *testing.T, emu *workspacestest.Emulator, ids []string, _ string) {
			t.Helper()
			require.NoError(t, stopBefore(t.Context(), official.NewFromConfig(emu.Config()), ids))
		}},
		"stopAfter": {cost{84, 330 * time.Second}, func(t *testing.T, emu *workspacestest.Emulator, ids []string, _ string) {
			t.Helper()
			require.NoError(t, stopAfter(t.Context(), emu.Client(), ids))
		}},
		"idleBefore": {cost{8, 400 * time.Millisecond}, func(t *testing.T, emu *workspacestest.Emulator, ids []string, directory string) {
			t.Helper()
			require.NoError(t, emu.Connect(ids[0]))
			idle, err := idleBefore(t.Context(), official.NewFromConfig(emu.Config()), directory)
			require.NoError(t, err)
			assert.Len(t, idle, 1)
		}},
		"idleAfter": {cost{8, 400 * time.Millisecond}, func(t *testing.T, emu *workspacestest.Emulator, ids []string, directory string) {
			t.Helper()
			require.NoError(t, emu.Connect(ids[0]))
			idle, err := idleAfter(t.Context(), emu.Client(), directory)
			require.NoError(t, err)
			assert.Len(t, idle, 1)
		}},
	} {
		source := sourceOf(t, name)
		c := costOf(t, n, tt.program)
		assert.LessOrEqual(t, c.calls, tt.most.calls, name)
		assert.Greater(t, c.calls, tt.most.calls/2, name)
		assert.LessOrEqual(t, c.took, tt.most.took, name)
		assert.Greater(t, c.took, tt.most.took/2, name)
		row := fmt.Sprintf("| `%s` | %d | %d | %s |", name, strings.Count(source, "\n"), tt.most.calls, tt.most.took)
		assert.Contains(t, page, row)
		assert.Contains(t, page, "```go\n"+source+"```\n", name)
	}
}

// TestStopAfterPassesOverALostAnswer breaks the connection once the service has begun stopping the desktops. The client
// tries again, and the service rejects this second attempt because the desktops are already STOPPING. stopBefore
// returns that error; stopAfter does not.
func TestStopAfterPassesOverALostAnswer(t *testing.T) {
	t.Parallel()
	lose := workspacestest.Fault{Operation: "StopWorkspaces", Drop: true, AfterChange: true, Times: 1}
	costOf(t, 30, func(t *testing.T, emu *workspacestest.Emulator, ids []string, _ string) {
		t.Helper()
		emu.Inject(lose)
		require.ErrorContains(t, stopBefore(t.Context(), official.NewFromConfig(emu.Config()), ids), "InvalidResourceState")
	})
	costOf(t, 30, func(t *testing.T, emu *workspacestest.Emulator, ids []string, _ string) {
		t.Helper()
		emu.Inject(lose)
		require.NoError(t, stopAfter(t.Context(), emu.Client(), ids))
	})
}

// sourceOf returns the source code of a function in this file.
func sourceOf(t *testing.T, name string) string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "before_after_test.go", nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	for _, declaration := range file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok && function.Name.Name == name {
			function.Doc = nil
			var b strings.Builder
			require.NoError(t, format.Node(&b, files, function))
			return b.String() + "\n"
		}
	}
	require.Fail(t, "no such function", name)
	return ""
}
