package taggingapi_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/fleet/taggingapi"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

var _ fleet.TagSource = (*taggingapi.Source)(nil)

func TestInventoryOfAThousandDesktopsTakesTenCallsForTags(t *testing.T) {
	t.Parallel()
	const number = 1000
	s := &service{tags: make(map[string][]tag)}
	seed := workspacestest.Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String("d-9067123456")}}}
	for i, id := range identifiers(number) {
		seed.Workspaces = append(seed.Workspaces, types.Workspace{
			WorkspaceId: aws.String(id), DirectoryId: aws.String("d-9067123456"), UserName: aws.String(fmt.Sprintf("user%04d", i)),
		})
		if i%5 != 0 {
			s.tags[arnOf(id)] = []tag{{"user", fmt.Sprintf("user%04d", i)}}
		}
	}
	emu := workspacestest.New(t, workspacestest.WithSeedResources(seed))
	seen := 0
	for desktop, err := range fleet.New(emu.Client()).Inventory(t.Context(), fleet.Filter{}, fleet.WithTags(newSource(t, s))) {
		require.NoError(t, err)
		if seen%5 == 0 {
			assert.Empty(t, desktop.Tags, desktop.ID())
		} else {
			assert.Equal(t, oneTag("user", aws.ToString(desktop.UserName)), desktop.Tags)
		}
		seen++
	}
	assert.Equal(t, number, seen)
	assert.Len(t, s.requests, 10)
	for _, sent := range emu.Requests() {
		assert.NotEqual(t, "DescribeTags", sent.Operation)
	}
}

func TestInventorySelectsByTagsOfTheTaggingAPI(t *testing.T) {
	t.Parallel()
	s := &service{tags: map[string][]tag{arnOf("ws-000000000"): {{"team", "red"}}, arnOf("ws-000000001"): {{"team", "blue"}}}}
	seed := workspacestest.Seed{}
	for i, id := range identifiers(3) {
		seed.Workspaces = append(seed.Workspaces, types.Workspace{WorkspaceId: aws.String(id), UserName: aws.String(fmt.Sprintf("user%d", i))})
	}
	emu := workspacestest.New(t, workspacestest.WithSeedResources(seed))
	var ids []string
	filter := fleet.Filter{Tags: []fleet.TagFilter{{Key: "team", Values: []string{"blue"}}}}
	for desktop, err := range fleet.New(emu.Client()).Inventory(t.Context(), filter, fleet.WithTags(newSource(t, s))) {
		require.NoError(t, err)
		ids = append(ids, desktop.ID())
	}
	assert.Equal(t, []string{"ws-000000001"}, ids)
}
