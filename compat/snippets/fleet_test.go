package snippets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// terminateIdle terminates the desktops that nobody has used for 30 days. The plan is a file with their identifiers, and the
// journal records what was done. If the program is killed, the next run goes on with the same desktops.
func terminateIdle(ctx context.Context, client *workspaces.Client, plan string, confirm func(dry *fleet.Report) bool) error {
	f := fleet.New(client)
	text, err := os.ReadFile(plan)
	ids := strings.Fields(string(text))
	if errors.Is(err, fs.ErrNotExist) { // a new job
		for desktop, err := range f.Inventory(ctx, fleet.Filter{IdleFor: 30 * 24 * time.Hour}) {
			if err != nil {
				return err
			}
			ids = append(ids, desktop.ID())
		}
		err = os.WriteFile(plan, []byte(strings.Join(ids, "\n")), 0o600)
	}
	if err != nil {
		return err
	}
	journal, err := os.OpenFile(plan+".journal", os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer journal.Close()
	options := []fleet.Option{fleet.WithWait(time.Hour), fleet.WithJournal(journal)}
	dry, err := f.Terminate(ctx, slices.Values(ids), append(options, fleet.WithDryRun())...)
	if err != nil || !confirm(dry) {
		return err
	}
	report, err := f.Terminate(ctx, slices.Values(ids), options...)
	if err != nil {
		return err // the run could not begin
	}
	fmt.Print(report) // Done, Failed, Skipped, NotAttempted and Unknown, with the reasons
	if err := report.Err(); err != nil {
		return err
	}
	return errors.Join(os.Remove(plan), os.Remove(journal.Name())) // the job is complete
}

func TestAJobKeepsItsDesktopsUntilItIsComplete(t *testing.T) {
	t.Parallel()
	plan := filepath.Join(t.TempDir(), "plan")
	synctest.Test(t, func(t *testing.T) {
		seed := workspacestest.Seed{}
		for i := range 30 {
			id := aws.String(fmt.Sprintf("ws-%08d", i))
			seed.Workspaces = append(seed.Workspaces, types.Workspace{WorkspaceId: id})
			seed.ConnectionStatus = append(seed.ConnectionStatus, types.WorkspaceConnectionStatus{
				WorkspaceId: id, LastKnownUserConnectionTimestamp: aws.Time(time.Now().Add(-time.Duration(i) * 3 * 24 * time.Hour)),
			})
		}
		emulator := workspacestest.New(t, workspacestest.WithSeedResources(seed))
		left := 0
		confirm := func(dry *fleet.Report) bool {
			left = dry.Count(fleet.NotAttempted)
			return true
		}
		require.NoError(t, terminateIdle(t.Context(), emulator.Client(), plan, func(*fleet.Report) bool { return false }))
		assert.Len(t, desktops(t, emulator), 30)
		remove := emulator.Inject(workspacestest.Fault{Operation: "TerminateWorkspaces", Code: "ExpiredTokenException", Status: 400})
		require.Error(t, terminateIdle(t.Context(), emulator.Client(), plan, confirm))
		assert.Equal(t, 20, left)
		remove()
		require.NoError(t, terminateIdle(t.Context(), emulator.Client(), plan, confirm))
		assert.Len(t, desktops(t, emulator), 10)
		assert.NoFileExists(t, plan)
		assert.NoFileExists(t, plan+".journal")
	})
}

func TestABrokenDesktopIsReported(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // in simulated time, the 20 minutes in the state PENDING pass at once
		emulator := workspacestest.New(t, workspacestest.WithDirectory("d-9067123456", "alice", "bob"))
		emulator.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Doom: &workspacestest.ItemFault{
			Items: []string{"bob"}, Code: "ConfigureWorkspace.DomainJoin", Message: "The domain does not answer.",
		}})
		var requests []types.WorkspaceRequest
		for _, user := range []string{"alice", "bob"} {
			requests = append(requests, types.WorkspaceRequest{
				DirectoryId: aws.String("d-9067123456"), UserName: &user, BundleId: aws.String(workspacestest.BundleStandardWindows),
			})
		}

		report, err := fleet.New(emulator.Client()).Create(t.Context(), slices.Values(requests), fleet.WithWait(time.Hour))

		require.NoError(t, err)
		assert.Equal(t, 1, report.Count(fleet.Done))
		require.ErrorIs(t, report.Err(), workspaces.ItemCode("ConfigureWorkspace.DomainJoin")) // of bob's desktop
	})
}
