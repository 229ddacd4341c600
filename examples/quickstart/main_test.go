package main

import (
	"bytes"
	"os"
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
	assert.Regexp(t, `WorkspaceAvailable: 30 of 30 after \d+ rounds\n`, out.String())
	assert.Regexp(t, `(?s)(  ws-\w{9}  user\d\d  AVAILABLE  172\.\S+\n){30}`, out.String())
	assert.Regexp(t, `WorkspaceStopped: 30 of 30 after \d+ rounds\n$`, out.String())
	assert.NotContains(t, out.String(), "\r", "a bar is for terminals")
}

func TestJobRunsOnAnotherService(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", workspacestest.AccessKeyID)
	t.Setenv("AWS_SECRET_ACCESS_KEY", workspacestest.SecretAccessKey)
	t.Setenv("AWS_REGION", workspacestest.Region)
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	emulator := workspacestest.New(t, workspacestest.WithInstantChanges())
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-endpoint", emulator.URL()}, strings.NewReader(""), &out))
	assert.Contains(t, out.String(), "WorkspaceStopped: 30 of 30")
}

func TestJobEndsWithTheErrorOfAStep(t *testing.T) {
	t.Parallel()
	for fault, message := range map[*workspacestest.Fault]string{
		{Operation: "RegisterWorkspaceDirectory", Code: "AccessDeniedException"}:                         "RegisterWorkspaceDirectory",
		{Operation: "DescribeWorkspaceBundles", Code: "AccessDeniedException"}:                           "DescribeWorkspaceBundles",
		{Operation: "CreateWorkspaces", Code: "AccessDeniedException"}:                                   "CreateWorkspaces",
		{Operation: "StopWorkspaces", Code: "AccessDeniedException"}:                                     "StopWorkspaces",
		{Operation: "StopWorkspaces", Refuse: &workspacestest.ItemFault{Code: "Busy", Message: "later"}}: "StopWorkspaces refused 1 item(s)",
	} {
		emulator := workspacestest.New(t, workspacestest.WithInstantChanges())
		emulator.Inject(*fault)
		j := &job{client: emulator.Client(), out: new(bytes.Buffer), onRound: func() {}}
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
