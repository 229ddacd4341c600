package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// findPeer returns the path of a program that the test needs. If the program is not installed, the test fails in CI and
// is skipped elsewhere.
func findPeer(t testing.TB, name string, check ...string) (path string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil && len(check) > 0 {
		err = exec.CommandContext(t.Context(), path, check...).Run()
	}
	if err != nil && os.Getenv("CI") == "" {
		t.Skipf("%s is missing: %v", name, err)
	}
	require.NoError(t, err, name)
	return path
}

// peerCommand returns a command whose environment points to the emulator at url and hides this machine's AWS
// configuration.
func peerCommand(t testing.TB, url, name string, args ...string) *exec.Cmd {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Env = append(os.Environ(),
		"AWS_ENDPOINT_URL_WORKSPACES="+url, "AWS_ACCESS_KEY_ID="+workspacestest.AccessKeyID, "AWS_SECRET_ACCESS_KEY="+workspacestest.SecretAccessKey,
		"AWS_REGION="+workspacestest.Region, "AWS_DEFAULT_REGION="+workspacestest.Region, "AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull,
		"AWS_PAGER=", "AWS_MAX_ATTEMPTS=1",
	)
	return command
}

// runScript runs a script in testdata and returns its output.
func runScript(t testing.TB, url, script string, args ...string) []byte {
	t.Helper()
	interpreter := findPeer(t, "python3", "-c", "import boto3, awscli")
	command := peerCommand(t, url, interpreter, append([]string{filepath.Join("testdata", script)}, args...)...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	require.NoError(t, err, stderr.String())
	return output
}

// outcome is the result of a call through boto3 or the AWS CLI.
type outcome struct {
	Status        int
	Code, Message string
}

// expected reports whether a call succeeded or returned one of its operation's declared error codes.
func (o outcome) expected(declared []string) bool {
	return o.Status == http.StatusOK || o.Status == http.StatusBadRequest && slices.Contains(declared, o.Code)
}

// without returns the strings in the first list that are not in the second.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

// TestEveryOperationAnswersThePeers calls each operation in botocore's model: through boto3 and the AWS CLI with the
// smallest valid input, and through boto3 with an empty input.
func TestEveryOperationAnswersThePeers(t *testing.T) {
	t.Parallel()
	var outcomes []struct {
		Operation            string
		Input                any
		Required, Errors     []string
		Smallest, Empty, CLI outcome
	}
	require.NoError(t, json.Unmarshal(runScript(t, startProgram(t).url, "operations.py"), &outcomes))
	var called []string
	for _, o := range outcomes {
		called = append(called, o.Operation)
	}
	var methods []string
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		if name := client.Method(i).Name; name != "Options" {
			methods = append(methods, name)
		}
	}
	assert.Empty(t, without(called, methods), "operations that the client lacks")
	assert.Empty(t, without(methods, called), "operations that botocore lacks: update botocore if it is too old")
	count := map[string]int{}
	for _, o := range outcomes {
		declared := o.Errors
		if o.Operation == "RegisterWorkspaceDirectory" {
			declared = append(declared, "ValidationException") // not in the model, but users have reported it for a missing DirectoryId
		}
		count[o.Smallest.Code]++
		assert.True(t, o.Smallest.expected(declared), "%s of %v: %+v is not one of %v", o.Operation, o.Input, o.Smallest, declared)
		assert.True(t, o.CLI.expected(declared), "%s of %v by the CLI: %+v is not one of %v", o.Operation, o.Input, o.CLI, declared)
		if len(o.Required) == 0 {
			assert.True(t, o.Empty.expected(declared), "%s of {}: %+v is not one of %v", o.Operation, o.Empty, declared)
			continue
		}
		assert.Equal(t, "ValidationException", o.Empty.Code, o.Operation)
		assert.Contains(t, o.Empty.Message, "Member must not be null", o.Operation)
	}
	t.Log("outcomes by error code:", count)
}

// TestLifecycle runs a script that creates, changes and deletes desktops and related resources, once through boto3 and once
// through the AWS CLI.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"boto3", "aws"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startProgram(t)
			var calls map[string]int
			require.NoError(t, json.Unmarshal(runScript(t, p.url, "lifecycle.py", name, p.url), &calls))
			total := 0
			for _, n := range calls {
				total += n
			}
			assert.NotEmpty(t, calls, "the script must print its calls at its end")
			t.Log(len(calls), "operations in", total, "calls")
		})
	}
}

// TestRecordingsOfTheAWSCommandAreSeeds saves the AWS CLI's output to files, and passes the files to a second emulator
// with -seed. In the files, times are in ISO 8601 format, and lists have the service's names.
func TestRecordingsOfTheAWSCommandAreSeeds(t *testing.T) {
	t.Parallel()
	name, dir := findPeer(t, "aws"), t.TempDir()
	config := filepath.Join(dir, "config")
	require.NoError(t, os.WriteFile(config, []byte("[default]\ncli_timestamp_format = iso8601\n"), 0o600)) // the default in version 2 of the AWS CLI
	p := startProgram(t)
	p.requireAdmin(t, "POST", "seed", `{
		"ConnectionStatus": [{"WorkspaceId": "ws-000000001", "LastKnownUserConnectionTimestamp": 1700000000, "ConnectionStateCheckTimestamp": 1700000300}],
		"Images": [{"ImageId": "wsi-000000001", "Created": 1700000000.5}]
	}`)
	var args []string
	for _, operation := range []string{"describe-workspaces-connection-status", "describe-workspace-images"} {
		command := peerCommand(t, p.url, name, "workspaces", operation)
		command.Env = append(command.Env, "AWS_CONFIG_FILE="+config)
		recording, err := command.Output()
		require.NoError(t, err, operation)
		assert.Contains(t, string(recording), `"2023-11-14T22:13:20`)
		file := filepath.Join(dir, operation+".json")
		require.NoError(t, os.WriteFile(file, recording, 0o600))
		args = append(args, "-seed", file)
	}
	copied := startProgram(t, args...)
	for _, describe := range []func(*workspaces.Client) (any, error){
		func(client *workspaces.Client) (any, error) {
			out, err := client.DescribeWorkspacesConnectionStatus(t.Context(), nil)
			return out.WorkspacesConnectionStatus, err
		},
		func(client *workspaces.Client) (any, error) {
			out, err := client.DescribeWorkspaceImages(t.Context(), nil)
			return out.Images, err
		},
	} {
		want, err := describe(p.client())
		require.NoError(t, err)
		got, err := describe(copied.client())
		require.NoError(t, err)
		assert.Len(t, want, 1)
		assert.Equal(t, want, got)
	}
}

// TestAWSCommand runs the AWS CLI as users do, to list the AWS bundles, which fill more than one page.
func TestAWSCommand(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	command := peerCommand(t, p.url, findPeer(t, "aws"), "workspaces", "describe-workspace-bundles", "--owner", "AMAZON", "--query", "length(Bundles)")
	command.Env = slices.DeleteFunc(command.Env, func(s string) bool { return strings.HasPrefix(s, "AWS_REGION=") }) // as in the documentation, only AWS_DEFAULT_REGION is set
	output, err := command.CombinedOutput()
	require.NoError(t, err, string(output))
	known := 0
	for _, err := range workspaces.NewDescribeWorkspaceBundlesPaginator(p.client(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")}).Items(t.Context()) {
		require.NoError(t, err)
		known++
	}
	assert.Equal(t, strconv.Itoa(known), strings.TrimSpace(string(output)))
	assert.Greater(t, known, 25)
}
