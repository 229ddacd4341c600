package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
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

const directory = "d-90671a2b3c"

func TestTheSampleIsMadeOnTheEmulator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	assert.Regexp(t, `(?m)^d-90671a2b3c/alice +Done +ws-\w+ $`, out.String())
	assert.Contains(t, out.String(), "Done         4\n")
}

func TestDesktopsAreAsTheFileSays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // on the bubble's clock, 20 minutes pass at once
		emu := workspacestest.New(t, workspacestest.WithDirectory(directory))
		requests, err := parse(strings.NewReader(sample), directory)
		require.NoError(t, err)
		require.NoError(t, provision(t.Context(), emu.Client(), requests, new(bytes.Buffer), fleet.WithWait(time.Hour)))

		out, err := emu.Client().DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directory)})
		require.NoError(t, err)
		require.Len(t, out.Workspaces, 4)
		for _, ws := range out.Workspaces {
			assert.Equal(t, types.WorkspaceStateAvailable, ws.State)
			if *ws.UserName == "carol" {
				assert.Equal(t, workspacestest.BundlePerformanceWindows, *ws.BundleId)
				assert.Equal(t, types.RunningModeAlwaysOn, ws.WorkspaceProperties.RunningMode)
				tags, err := emu.Client().DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: ws.WorkspaceId})
				require.NoError(t, err)
				assert.Len(t, tags.TagList, 2)
			}
		}
	})
}

// TestARunThatWasStoppedGoesOn stops a run during the second call to CreateWorkspaces, and drops the call's response.
// Another run must create only the missing desktops.
func TestARunThatWasStoppedGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const users = 300
		text := "user,bundle,running_mode,tags\n"
		for i := range users {
			text += fmt.Sprintf("user%03d,%s,AUTO_STOP,\n", i, workspacestest.BundleStandardWindows)
		}
		requests, err := parse(strings.NewReader(text), directory)
		require.NoError(t, err)
		emu := workspacestest.New(t, workspacestest.WithDirectory(directory), workspacestest.WithRateLimit(2, 5))
		journal := filepath.Join(t.TempDir(), "journal")
		provisioned := func(ctx context.Context) error {
			file, err := os.OpenFile(journal, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
			require.NoError(t, err)
			defer file.Close()
			return provision(ctx, emu.Client(), requests, new(bytes.Buffer), fleet.WithJournal(file))
		}

		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var calls atomic.Int32
		emu.Inject(workspacestest.Fault{
			Operation: "CreateWorkspaces", Times: 1, Drop: true, AfterChange: true,
			Match: func(any) bool {
				second := calls.Add(1) == 2
				if second {
					stop()
				}
				return second
			},
		})
		require.ErrorIs(t, provisioned(ctx), context.Canceled)
		stopped := asked(emu)
		assert.NotEmpty(t, stopped)
		assert.Less(t, len(stopped), users)

		require.NoError(t, provisioned(t.Context()))
		for user, times := range asked(emu) {
			assert.Equal(t, 1, times, "%s was created once", user)
		}
		assert.Len(t, asked(emu), users)
	})
}

// asked returns how many times each user's desktop was requested, counting only calls that the service executed.
func asked(emu *workspacestest.Emulator) map[string]int {
	times := make(map[string]int)
	for _, request := range emu.Requests() {
		if in, ok := request.Input.(*workspaces.CreateWorkspacesInput); ok && request.Code == "" {
			for _, item := range in.Workspaces {
				times[*item.UserName]++
			}
		}
	}
	return times
}

func TestInvalidFilesAreRefused(t *testing.T) {
	t.Parallel()
	for text, message := range map[string]string{
		"":            "the first line must be",
		"user,tags\n": "the first line must be",
		"user,bundle,running_mode,tags\nalice,wsb-md2uu9llj,AUTO_STOP,red\n": `user 1, alice: tag "red" has no =`,
		"user,bundle,running_mode,tags\nalice,wsb-md2uu9llj\n":               "wrong number of fields",
	} {
		_, err := parse(strings.NewReader(text), directory)
		require.ErrorContains(t, err, message)
	}
}
