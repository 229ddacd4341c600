package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const golden, pilot = "ws-0golden01", "ws-0pilot001"

// emulated returns an emulator with the golden desktop and the desktop to move.
func emulated(t *testing.T) *workspacestest.Emulator {
	t.Helper()
	return workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{WorkspaceId: aws.String(golden), UserName: aws.String("golden")}, {WorkspaceId: aws.String(pilot), UserName: aws.String("pilot")}},
	}))
}

// pilots returns the desktop of the user named pilot, and the desktop's bundle.
func pilots(t *testing.T, emu *workspacestest.Emulator) (types.Workspace, types.WorkspaceBundle) {
	t.Helper()
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emu.Client(), nil).Items(t.Context()) {
		require.NoError(t, err)
		if *ws.UserName == "pilot" && ws.State != types.WorkspaceStateTerminated { // after a migration, the old desktop is still listed for a few seconds
			bundles, err := emu.Client().DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{*ws.BundleId}})
			require.NoError(t, err)
			return ws, bundles.Bundles[0]
		}
	}
	require.Fail(t, "the user pilot has no desktop")
	return types.Workspace{}, types.WorkspaceBundle{}
}

func TestThePipelineRunsOnTheEmulator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	assert.Regexp(t, `Desktop ws-0pilot001 becomes (ws-\w+)\nDesktop ws-\w+ is AVAILABLE\n$`, out.String())
}

// TestTheFirstRunMigratesAndTheSecondRebuilds waits as long as the service would take, on testing/synctest's fake
// clock.
func TestTheFirstRunMigratesAndTheSecondRebuilds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := emulated(t)
		p := &pipeline{client: emu.Client(), image: "first", bundle: "Engineering", out: new(bytes.Buffer)}
		require.NoError(t, p.run(t.Context(), golden, pilot))
		migrated, bundle := pilots(t, emu)
		assert.NotEqual(t, pilot, *migrated.WorkspaceId)
		assert.Equal(t, types.WorkspaceStateAvailable, migrated.State)
		assert.Equal(t, "Engineering", *bundle.Name)

		var out bytes.Buffer
		p.image, p.out = "second", &out
		require.NoError(t, p.run(t.Context(), golden, *migrated.WorkspaceId))
		rebuilt, updated := pilots(t, emu)
		assert.Equal(t, migrated.WorkspaceId, rebuilt.WorkspaceId)
		assert.Equal(t, bundle.BundleId, updated.BundleId)
		images, err := emu.Client().DescribeWorkspaceImages(t.Context(), &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*updated.ImageId}})
		require.NoError(t, err)
		assert.Equal(t, "second", *images.Images[0].Name)
		assert.Contains(t, out.String(), "is rebuilt\n")
	})
}

func TestThePipelineEndsWithTheErrorOfAStep(t *testing.T) {
	t.Parallel()
	for fault, message := range map[*workspacestest.Fault]string{
		{Operation: "CreateWorkspaceImage", Doom: &workspacestest.ItemFault{Code: "Sysprep", Message: "failed"}}: "ImageAvailable",
		{Operation: "CreateWorkspaceBundle", Code: "AccessDeniedException"}:                                      "CreateWorkspaceBundle",
		{Operation: "MigrateWorkspace", Doom: &workspacestest.ItemFault{Code: "Broken", Message: "failed"}}:      "WorkspaceAvailable",
	} {
		t.Run(message, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu := emulated(t)
				emu.Inject(*fault)
				p := &pipeline{client: emu.Client(), image: "first", bundle: "Engineering", out: new(bytes.Buffer)}
				require.ErrorContains(t, p.run(t.Context(), golden, pilot), message)
			})
		})
	}
}
