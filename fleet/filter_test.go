package fleet_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func itoa(i int) string { return strconv.Itoa(i) }

func TestInventoryRefusesBadInputBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	text := aws.String
	directory := &directories[0]
	pending := []types.WorkspaceState{types.WorkspaceStatePending}
	for want, tt := range map[string]struct {
		filter  fleet.Filter
		options []fleet.InventoryOption
	}{
		"filter: field WorkspaceIds is empty: it must be nil to select all WorkSpaces": {filter: fleet.Filter{WorkspaceIds: []string{}}},
		`filter: field WorkspaceIds[1]: "" is not a WorkSpace identifier`:              {filter: fleet.Filter{WorkspaceIds: []string{"ws-00000000", ""}}},
		`filter: field WorkspaceIds[0]: "d-90670000aa" is not a WorkSpace identifier`:  {filter: fleet.Filter{WorkspaceIds: directories}},
		`filter: field DirectoryId: "" is not a directory identifier`:                  {filter: fleet.Filter{DirectoryId: text("")}},
		`filter: field BundleId: "wsb" is not a bundle identifier`:                     {filter: fleet.Filter{BundleId: text("wsb")}},
		`filter: field WorkspaceName: "" is not a WorkSpace name`:                      {filter: fleet.Filter{WorkspaceName: text("")}},
		"filter: fields WorkspaceIds and DirectoryId are both set":                     {filter: fleet.Filter{WorkspaceIds: []string{"ws-00000000"}, DirectoryId: directory}},
		"filter: fields DirectoryId and BundleId are both set":                         {filter: fleet.Filter{BundleId: text("wsb-11111111a"), DirectoryId: directory}},
		"filter: fields BundleId and WorkspaceName are both set":                       {filter: fleet.Filter{BundleId: text("wsb-11111111a"), WorkspaceName: text("name")}},
		"filter: field UserName requires DirectoryId":                                  {filter: fleet.Filter{UserName: text("alice")}},
		"filter: field UserName must have 1 to 63 characters, and has 0":               {filter: fleet.Filter{DirectoryId: directory, UserName: text("")}},
		"filter: field UserName must have 1 to 63 characters, and has 64":              {filter: fleet.Filter{DirectoryId: directory, UserName: text(strings.Repeat("ä", 64))}},
		"filter: field States is empty":                                                {filter: fleet.Filter{States: []types.WorkspaceState{}}},
		`filter: field States[1]: "RUNNING" is not one of [PENDING AVAILABLE`:          {filter: fleet.Filter{States: []types.WorkspaceState{"STOPPED", "RUNNING"}}},
		"filter: field RunningModes is empty":                                          {filter: fleet.Filter{RunningModes: []types.RunningMode{}}},
		`filter: field RunningModes[0]: "" is not one of [AUTO_STOP ALWAYS_ON MANUAL]`: {filter: fleet.Filter{RunningModes: []types.RunningMode{""}}},
		"filter: fields RunningModes and States contradict each other":                 {filter: fleet.Filter{States: pending, RunningModes: []types.RunningMode{"MANUAL"}}},
		"filter: field IdleFor must not be negative, and is -1ns":                      {filter: fleet.Filter{IdleFor: -1}},
		"filter: field States contradicts IdleFor or NeverConnected":                   {filter: fleet.Filter{States: append(pending, types.WorkspaceStateError), IdleFor: time.Hour}},
		"filter: field Tags requires WithTags with a TagSource":                        {filter: fleet.Filter{Tags: []fleet.TagFilter{{Key: "Team"}}}},
		"filter: field Tags is empty":                                                  {filter: fleet.Filter{Tags: []fleet.TagFilter{}}},
		"filter: field Tags[0].Key must not be empty":                                  {filter: fleet.Filter{Tags: []fleet.TagFilter{{}}}},
		"filter: field Tags[0].Values is empty":                                        {filter: fleet.Filter{Tags: []fleet.TagFilter{{Key: "Team", Values: []string{}}}}},
		`filter: field Tags[1].Key: "Team" is listed twice`:                            {filter: fleet.Filter{Tags: []fleet.TagFilter{{Key: "Team"}, {Key: "Team"}}}},
		"an option is nil":                                            {options: []fleet.InventoryOption{nil}},
		"the TagSource given to WithTags is nil":                      {options: []fleet.InventoryOption{fleet.WithTags(nil)}},
		"the TagSource given to WithTags is nil ":                     {options: []fleet.InventoryOption{fleet.WithTags((*tagService)(nil))}},
		"the client given to DescribeTags is nil":                     {options: []fleet.InventoryOption{fleet.WithTags(fleet.DescribeTags(nil))}},
		"the client given to DescribeTags is nil ":                    {options: []fleet.InventoryOption{fleet.WithTags(fleet.DescribeTags((*workspaces.Client)(nil)))}},
		"the BatchSize of the TagSource must be at least 1, and is 0": {options: []fleet.InventoryOption{fleet.WithTags(&tagService{})}},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t)
			got, err := collect(t, fleet.New(emu.Client()).Inventory(t.Context(), tt.filter, tt.options...))
			assert.Empty(t, got)
			require.ErrorContains(t, err, "fleet: inventory: "+strings.TrimSuffix(want, " "))
			assert.Empty(t, emu.Requests())
			for _, err := range fleet.New(emu.Client()).Inventory(t.Context(), tt.filter, tt.options...) {
				require.Error(t, err)
				break // the iterator must not call the loop body again
			}
		})
	}
}

func TestInventoryRefusesANilClient(t *testing.T) {
	t.Parallel()
	for name, client := range map[string]workspaces.API{"nil": nil, "a nil pointer": (*workspaces.Client)(nil)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := collect(t, fleet.New(client).Inventory(t.Context(), fleet.Filter{}))
			require.EqualError(t, err, "fleet: inventory: the client given to New is nil")
		})
	}
}

func TestPendingDesktopsHaveNoRunningMode(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStatePending))
	f := fleet.New(emu.Client())
	got, err := collect(t, f.Inventory(t.Context(), fleet.Filter{RunningModes: types.RunningMode("").Values()}))
	require.NoError(t, err)
	assert.Empty(t, got)
	got, err = collect(t, f.Inventory(t.Context(), fleet.Filter{States: []types.WorkspaceState{types.WorkspaceStatePending}}))
	require.NoError(t, err)
	assert.Len(t, got, 3)
}
