package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestJobRunsOnTheEmulator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	assert.Contains(t, out.String(), "Refused: user user01 in d-90671a2b3c: ResourceExists.WorkSpace")
	assert.Contains(t, out.String(), "Requested 31 desktops, 30 were accepted\n")
	assert.Regexp(t, `WorkspaceAvailable: 30 of 30 \(round \d+\)\n`, out.String())
	assert.Regexp(t, `(?s)(  ws-\w{9}  user\d\d  AVAILABLE  172\.\S+\n){30}`, out.String())
	assert.Regexp(t, `WorkspaceStopped: 30 of 30 \(round \d+\)\n`, out.String())
	assert.Regexp(t, `\nDone: 30 desktops in directory d-90671a2b3c, all of them stopped\n$`, out.String())
	assert.NotContains(t, out.String(), "\r", "a bar is for terminals")
}

func TestJobDrawsABarOnATerminal(t *testing.T) {
	t.Parallel()
	emulator := workspacestest.New(t)
	var out bytes.Buffer
	j := &job{client: emulator.Client(), emulator: emulator, out: &out, terminal: true}
	require.NoError(t, j.run(t.Context(), "d-90671a2b3c", []string{"alice", "bob"}))
	assert.Contains(t, out.String(), "\rWorkspaceAvailable   [                              ] 0/2\r", "the bar is drawn again on its line")
	assert.Contains(t, out.String(), "\rWorkspaceAvailable   [##############################] 2/2\n", "the last bar ends its line")
	assert.NotContains(t, out.String(), "(round")
}

func TestOnlyCharacterDevicesAreTerminals(t *testing.T) {
	t.Parallel()
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer device.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	require.NoError(t, err)
	defer file.Close()
	assert.True(t, isTerminal(device))
	assert.False(t, isTerminal(file))
	assert.False(t, isTerminal(new(bytes.Buffer)))
}

func TestJobRunsOnAnotherService(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", workspacestest.AccessKeyID)
	t.Setenv("AWS_SECRET_ACCESS_KEY", workspacestest.SecretAccessKey)
	t.Setenv("AWS_REGION", workspacestest.Region)
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	emulator := workspacestest.New(t, workspacestest.WithInstantChanges())
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-endpoint", emulator.URL(), "-users", "alice,bob"}, strings.NewReader(""), &out))
	assert.Regexp(t, `(?s)(  ws-\w{9}  (alice|bob)  AVAILABLE  172\.\S+\n){2}`, out.String())
	assert.Contains(t, out.String(), "WorkspaceStopped: 2 of 2")
}

func TestJobEndsWithTheErrorOfAStep(t *testing.T) {
	t.Parallel()
	refusal := &workspacestest.ItemFault{Code: "Busy", Message: "later"}
	for fault, message := range map[*workspacestest.Fault]string{
		{Operation: "RegisterWorkspaceDirectory", Code: "AccessDeniedException"}: "RegisterWorkspaceDirectory",
		{Operation: "DescribeWorkspaceBundles", Code: "AccessDeniedException"}:   "DescribeWorkspaceBundles",
		{Operation: "CreateWorkspaces", Code: "AccessDeniedException"}:           "CreateWorkspaces",
		{Operation: "CreateWorkspaces", Refuse: refusal}:                         "all desktops were refused",
		{Operation: "CreateWorkspaces", Doom: refusal}:                           "WorkspaceAvailable",
		{Operation: "DescribeWorkspaces", Code: "AccessDeniedException"}:         "DescribeWorkspaces",
		{Operation: "StopWorkspaces", Code: "AccessDeniedException"}:             "StopWorkspaces",
		{Operation: "StopWorkspaces", Refuse: refusal}:                           "StopWorkspaces refused 1 item(s)",
	} {
		emulator := workspacestest.New(t, workspacestest.WithInstantChanges())
		emulator.Inject(*fault)
		j := &job{client: emulator.Client(), out: new(bytes.Buffer)}
		require.ErrorContains(t, j.run(t.Context(), "d-90671a2b3c", []string{"alice"}), message)
	}
}

func TestNothingIsCreatedOnAWSWithoutAYes(t *testing.T) {
	t.Setenv("AWS_REGION", "us-east-1")
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	var out bytes.Buffer
	err := run(t.Context(), []string{"-aws"}, strings.NewReader("y\n"), &out)
	require.EqualError(t, err, "nothing was created")
	assert.Contains(t, out.String(), "Create 30 WorkSpaces in d-90671a2b3c of us-east-1?")
}
