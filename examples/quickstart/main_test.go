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
	assert.Contains(t, out.String(), "Asked for 6 desktops: 5 are on their way.")
	assert.Contains(t, out.String(), "user01 in d-90671a2b3c: ResourceExists.WorkSpace")
	assert.Contains(t, out.String(), "30/30")
	assert.Regexp(t, `STOPPED\s+30\n`, out.String())
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
	assert.Regexp(t, `STOPPED\s+30\n`, out.String())
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
