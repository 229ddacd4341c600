package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestStopAllOnTheEmulator(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // minutes of waiting pass in milliseconds
		emulator := workspacestest.New(t, workspacestest.WithSeedResources(seed))

		refused, err := stopAll(t.Context(), emulator.Client(), []string{running, suspended})

		require.NoError(t, err)
		assert.Equal(t, []string{suspended}, refused)
		out, err := emulator.Client().DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{running}})
		require.NoError(t, err)
		assert.Equal(t, types.WorkspaceStateStopped, out.Workspaces[0].State)
	})
}

func TestStopAllWithAFault(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithSeedResources(seed))
		emulator.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 2, Code: "ThrottlingException"})

		refused, err := stopAll(t.Context(), emulator.Client(), []string{running, suspended})

		require.NoError(t, err, "the client tries three times")
		assert.Equal(t, []string{suspended}, refused)
	})
}

func TestTheProgramRunsOnTheEmulator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	assert.Equal(t, "2 desktops, refused: [ws-0suspended]\n", out.String())
}
