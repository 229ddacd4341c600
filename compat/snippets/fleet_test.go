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
	"sync"
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

// terminateIdle terminates the desktops of a Region that nobody has used for 30 days. It keeps two files in a directory: the
// plan has the identifiers of the desktops, and the journal records what was done. If the program is killed, the next call
// goes on with the same desktops.
func terminateIdle(ctx context.Context, client *workspaces.Client, dir string, confirm func(region string, dry *fleet.Report) bool) (*fleet.Report, error) {
	f, region := fleet.New(client), client.Options().Region
	plan := filepath.Join(dir, region+".plan")
	text, err := os.ReadFile(plan)
	ids := strings.Fields(string(text))
	if errors.Is(err, fs.ErrNotExist) { // a new job
		for desktop, err := range f.Inventory(ctx, fleet.Filter{IdleFor: 30 * 24 * time.Hour}) {
			if err != nil {
				return nil, err
			}
			ids = append(ids, desktop.ID())
		}
		// Renaming is a single step, so the plan is always complete, even if the program is killed here.
		if err = os.WriteFile(plan+".part", []byte(strings.Join(ids, "\n")), 0o600); err == nil {
			err = os.Rename(plan+".part", plan)
		}
	}
	if err != nil {
		return nil, err
	}
	journal, err := os.OpenFile(filepath.Join(dir, region+".journal"), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	defer journal.Close()
	options := []fleet.Option{fleet.WithWait(time.Hour), fleet.WithJournal(journal)}
	dry, err := f.Terminate(ctx, slices.Values(ids), append(options, fleet.WithDryRun())...)
	if err != nil {
		return nil, err
	}
	if !confirm(region, dry) {
		return nil, errors.New("not confirmed")
	}
	report, err := f.Terminate(ctx, slices.Values(ids), options...)
	if err != nil {
		return nil, err // the run could not begin
	}
	return report, report.Err()
}

// terminateIdleIn calls terminateIdle in one or more Regions. The directory has the files of the job until the job is complete
// in all Regions.
func terminateIdleIn(ctx context.Context, cfg aws.Config, regions []string, dir string, confirm func(region string, dry *fleet.Report) bool) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	results, err := fleet.Regions(ctx, cfg, regions, func(ctx context.Context, client *workspaces.Client) (*fleet.Report, error) {
		return terminateIdle(ctx, client, dir, confirm)
	})
	if err != nil {
		return err
	}
	var errs []error
	for r := range results {
		if r.Value != nil {
			fmt.Printf("%s:\n%v", r.Region, r.Value) // Done, Failed, Skipped, NotAttempted and Unknown, with the reasons
		}
		if r.Err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", r.Region, r.Err))
		}
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	return os.Rename(dir, dir+time.Now().Format("-20060102-150405")) // the job is complete
}

func TestAJobKeepsItsDesktopsUntilItIsComplete(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "job")
	synctest.Test(t, func(t *testing.T) {
		regions := []string{"us-east-1", "eu-west-1"}
		emulator := workspacestest.New(t)
		for _, region := range regions {
			seed := workspacestest.Seed{Region: region}
			for i := range 30 {
				id := aws.String(fmt.Sprintf("ws-%s%02d", strings.ReplaceAll(region, "-", ""), i))
				seed.Workspaces = append(seed.Workspaces, types.Workspace{WorkspaceId: id})
				seed.ConnectionStatus = append(seed.ConnectionStatus, types.WorkspaceConnectionStatus{
					WorkspaceId: id, LastKnownUserConnectionTimestamp: aws.Time(time.Now().Add(-time.Duration(i) * 3 * 24 * time.Hour)),
				})
			}
			require.NoError(t, emulator.Seed(seed))
		}
		left := func() (numbers []int) {
			for _, region := range regions {
				numbers = append(numbers, len(desktops(t, emulator.ClientFor(workspacestest.AccessKeyID, region))))
			}
			return numbers
		}
		run := func(confirmed bool) (asked map[string]int, err error) {
			var mu sync.Mutex
			asked = make(map[string]int)
			err = terminateIdleIn(t.Context(), emulator.Config(), regions, dir, func(region string, dry *fleet.Report) bool {
				mu.Lock()
				defer mu.Unlock()
				asked[region] = dry.Count(fleet.NotAttempted)
				return confirmed
			})
			return asked, err
		}

		_, err := run(false)
		require.ErrorContains(t, err, "eu-west-1: not confirmed")
		assert.Equal(t, []int{30, 30}, left())
		remove := emulator.Inject(workspacestest.Fault{
			Operation: "TerminateWorkspaces", Region: "eu-west-1", Code: "ExpiredTokenException", Status: 400,
		})
		time.Sleep(10 * 24 * time.Hour) // more desktops are idle now, but they are not in the plan
		asked, err := run(true)
		require.ErrorContains(t, err, "eu-west-1: ")
		assert.Equal(t, map[string]int{"us-east-1": 20, "eu-west-1": 20}, asked)
		assert.Equal(t, []int{10, 30}, left())
		remove()
		asked, err = run(true)
		require.NoError(t, err)
		assert.Equal(t, map[string]int{"us-east-1": 0, "eu-west-1": 20}, asked)
		assert.Equal(t, []int{10, 10}, left())

		complete, err := filepath.Glob(dir + "-*/*")
		require.NoError(t, err)
		assert.Len(t, complete, 4)
		asked, err = run(true)
		require.NoError(t, err)
		assert.Equal(t, map[string]int{"us-east-1": 3, "eu-west-1": 3}, asked, "a new job")
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
