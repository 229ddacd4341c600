package snippets

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

// terminate terminates desktops and waits until they are gone. If it is killed, the next run goes on from the journal.
func terminate(ctx context.Context, client *workspaces.Client, ids []string, file string) error {
	journal, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer journal.Close()
	report, err := fleet.New(client).Terminate(ctx, slices.Values(ids), fleet.WithWait(time.Hour), fleet.WithJournal(journal))
	if err != nil {
		return err // the run could not begin
	}
	fmt.Print(report) // Done, Failed, Skipped, NotAttempted and Unknown, with the reasons
	return report.Err()
}

func TestASecondRunReadsTheJournal(t *testing.T) {
	t.Parallel()
	journal := filepath.Join(t.TempDir(), "terminate.journal")
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable))
		ids := desktops(t, emulator)
		require.NoError(t, terminate(t.Context(), emulator.Client(), ids, journal))
		assert.Empty(t, desktops(t, emulator))

		emulator.ClearRequests()
		require.NoError(t, terminate(t.Context(), emulator.Client(), ids, journal))
		assert.Empty(t, emulator.Requests(), "the second run must not call the service")
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
