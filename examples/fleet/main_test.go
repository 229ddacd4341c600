package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestMain(m *testing.M) {
	for key, value := range map[string]string{
		"AWS_ACCESS_KEY_ID":           workspacestest.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY":       workspacestest.SecretAccessKey,
		"AWS_REGION":                  workspacestest.Region,
		"AWS_CONFIG_FILE":             os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		if err := os.Setenv(key, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// ran runs the program and returns its output.
func ran(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(t.Context(), args, strings.NewReader("no\n"), &out)
	return out.String(), err
}

// emulated returns an emulator with 60 desktops, and the arguments that make the program use it.
func emulated(t *testing.T) (*workspacestest.Emulator, []string) {
	t.Helper()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable))
	return emu, []string{"-endpoint", emu.URL()}
}

func count(emu *workspacestest.Emulator, operation string) (n int) {
	for _, request := range emu.Requests() {
		if request.Operation == operation {
			n++
		}
	}
	return n
}

func TestAllDesktopsAreStoppedByDefault(t *testing.T) {
	t.Parallel()
	out, err := ran(t)
	require.NoError(t, err)
	assert.Contains(t, out, "200 desktops selected\n")
	assert.Contains(t, out, "200 of 200, 0 waiting, 0s left\n")
	assert.Contains(t, out, "Done         200\n")
}

func TestADryRunChangesNothing(t *testing.T) {
	t.Parallel()
	emu, args := emulated(t)
	out, err := ran(t, append(args, "-verb", "terminate", "-dry-run")...)
	require.NoError(t, err)
	assert.Contains(t, out, "NotAttempted 60\n")
	assert.Zero(t, count(emu, "TerminateWorkspaces"))
}

func TestAJournalIsUsedUntilAllDesktopsAreDone(t *testing.T) {
	t.Parallel()
	emu, args := emulated(t)
	journal := filepath.Join(t.TempDir(), "journal")
	args = append(args, "-verb", "terminate", "-journal", journal)
	all, err := emu.Client().DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	remove := emu.Inject(workspacestest.Fault{Operation: "TerminateWorkspaces", Refuse: &workspacestest.ItemFault{
		Items: []string{*all.Workspaces[0].WorkspaceId}, Code: "Broken.WorkSpace",
	}})
	out, err := ran(t, append(args, "-dry-run")...)
	require.NoError(t, err)
	assert.Contains(t, out, "NotAttempted 60\n")
	for range 2 {
		out, err = ran(t, args...)
		require.ErrorContains(t, err, "Broken.WorkSpace")
		assert.Contains(t, out, "Done         59\n")
		assert.FileExists(t, journal)
	}
	assert.Contains(t, out, "the journal has their results: 60\n")
	assert.Equal(t, 3, count(emu, "TerminateWorkspaces"))

	remove()
	require.NoError(t, os.Remove(journal))
	_, err = ran(t, args...)
	require.NoError(t, err)
	assert.NoFileExists(t, journal)
}

func TestInvalidCommandLinesSendNothing(t *testing.T) {
	t.Parallel()
	emu, args := emulated(t)
	for message, more := range map[string][]string{
		`-verb is "delete", must be`:                 {"-verb", "delete"},
		`unexpected argument "now"`:                  {"now"},
		`input 0: "x" is not a WorkSpace identifier`: {"-ids", "x"},
	} {
		_, err := ran(t, append(args, more...)...)
		require.ErrorContains(t, err, message)
	}
	assert.Empty(t, emu.Requests())
}

func TestNothingIsChangedOnAWSWithoutAYes(t *testing.T) {
	t.Parallel()
	for verb, operation := range map[string]string{"stop": "StopWorkspaces", "terminate": "TerminateWorkspaces"} {
		emu, args := emulated(t)
		out, err := ran(t, append(args, "-aws", "-verb", verb)...)
		require.EqualError(t, err, "nothing was changed")
		assert.Contains(t, out, "Really "+verb+" 60 desktops?")
		assert.Zero(t, count(emu, operation))
	}
}
