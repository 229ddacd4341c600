package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const directory = "d-90671a2b3c"

func TestTheSampleIsAppliedToTheEmulator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	assert.Contains(t, out.String(), "associate group vpn with directory d-90671a2b3c\n4 changes made\n")
}

func TestAPlanOnlyChangesNothing(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-plan"}, strings.NewReader(""), &out))
	assert.Contains(t, out.String(), "create group office with [198.51.100.0/25 Branch, 203.0.113.0/24 Headquarters]\n")
	assert.Contains(t, out.String(), "\n4 changes to make\n")
}

// applied makes the planned changes and returns the plan.
func applied(t *testing.T, client *workspaces.Client, want desired) (texts []string) {
	t.Helper()
	steps, err := plan(t.Context(), client, want)
	require.NoError(t, err)
	for _, step := range steps {
		texts = append(texts, step.text)
		require.NoError(t, step.do(t.Context()))
	}
	return texts
}

func TestASecondRunFindsOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directory))
	client := emu.Client()
	want, err := read("")
	require.NoError(t, err)
	assert.Len(t, applied(t, client, want), 4)
	assert.Empty(t, applied(t, client, want))

	groups, err := client.DescribeIpGroups(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, groups.Result, 2)
	for _, group := range groups.Result {
		assert.Equal(t, text(want.Groups[*group.GroupName]), text(group.UserRules))
	}
	directories, err := client.DescribeWorkspaceDirectories(t.Context(), nil)
	require.NoError(t, err)
	assert.Len(t, directories.Directories[0].IpGroupIds, 2)

	want.Groups["vpn"] = append(want.Groups["vpn"], types.IpRuleItem{IpRule: aws.String("192.0.2.11/32")})
	want.Directories[directory] = []string{"vpn"}
	assert.Equal(t, []string{
		"change group vpn from [192.0.2.10/32 Gateway] to [192.0.2.10/32 Gateway, 192.0.2.11/32]",
		"disassociate group office from directory d-90671a2b3c",
	}, applied(t, client, want))
	assert.Empty(t, applied(t, client, want))
}

func TestInvalidFilesSendNothing(t *testing.T) {
	t.Parallel()
	for content, message := range map[string]string{
		`{"Directories": {"d-90671a2b3c": ["office"]}}`: `directory d-90671a2b3c: the file has no group "office"`,
		`{"Group": {}}`: `unknown field "Group"`,
	} {
		file := filepath.Join(t.TempDir(), "groups.json")
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		require.ErrorContains(t, run(t.Context(), []string{"-file", file}, nil, new(bytes.Buffer)), message)
	}
}

func TestADirectoryMustBeRegistered(t *testing.T) {
	t.Parallel()
	_, err := plan(t.Context(), workspacestest.New(t).Client(), desired{Directories: map[string][]string{directory: nil}})
	require.EqualError(t, err, "directory d-90671a2b3c is not registered")
}
