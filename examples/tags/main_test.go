package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestTheSampleIsTaggedOnTheEmulator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	assert.Contains(t, out.String(), " of user005: the file does not name the user\n")
	assert.Contains(t, out.String(), "CostCentre=4711: 2 of 2 desktops\nCostCentre=4712: 2 of 2 desktops\n")
}

func TestADryRunOnlyCounts(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-dry-run"}, strings.NewReader(""), &out))
	assert.Contains(t, out.String(), "CostCentre=4711: 2 desktops\nCostCentre=4712: 2 desktops\n")
}

// TestAnyNumberOfDesktopsIsTagged tags 300 desktops. One cannot be tagged, and some already have a tag.
func TestAnyNumberOfDesktopsIsTagged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(300, types.WorkspaceStateAvailable))
		f := fleet.New(emu.Client())
		centres := make(map[string]string)
		users := make(map[string]string) // desktop ID to user
		var refused string
		for desktop, err := range f.Inventory(t.Context(), fleet.Filter{}) {
			require.NoError(t, err)
			user := *desktop.UserName
			centres[user] = "centre" + user[len(user)-1:]
			users[desktop.ID()], refused = user, desktop.ID()
			require.NoError(t, emu.Seed(workspacestest.Seed{Tags: map[string]map[string]string{desktop.ID(): {"Owner": user, "CostCentre": "old"}}}))
		}
		emu.Inject(workspacestest.Fault{Operation: "CreateTags", Code: "AccessDeniedException", Match: func(in any) bool {
			return *in.(*workspaces.CreateTagsInput).ResourceId == refused
		}})

		var out bytes.Buffer
		desktops, err := byCentre(t.Context(), f, centres, &out)
		require.NoError(t, err)
		require.Len(t, desktops, 10)
		err = tag(t.Context(), f, "CostCentre", desktops, &out)
		require.ErrorContains(t, err, refused+": AccessDeniedException")

		for desktop, err := range f.Inventory(t.Context(), fleet.Filter{}, fleet.WithTags(fleet.DescribeTags(emu.Client()))) {
			require.NoError(t, err)
			tags := make(map[string]string)
			for _, tag := range desktop.Tags {
				tags[*tag.Key] = *tag.Value
			}
			want := centres[*desktop.UserName]
			if desktop.ID() == refused {
				want = "old"
			}
			assert.Equal(t, map[string]string{"Owner": users[desktop.ID()], "CostCentre": want}, tags)
		}
	})
}

func TestTheFileNeedsItsFirstLine(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "centres.csv")
	require.NoError(t, os.WriteFile(file, []byte("user,centre\n"), 0o600))
	require.EqualError(t, run(t.Context(), []string{"-file", file}, nil, new(bytes.Buffer)), "the first line must be: user,cost_centre")
}
