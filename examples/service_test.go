package examples_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// asExample is the environment variable that turns the test binary into an example.
const asExample = "WORKSPACES_EXAMPLES_AS_EXAMPLE"

func TestMain(m *testing.M) {
	if os.Getenv(asExample) != "" {
		examples.Main(func(_ context.Context, args []string, _ io.Reader, _ io.Writer) error {
			flags := flag.NewFlagSet("example", flag.ContinueOnError)
			new(examples.Service).Flags(flags)
			if err := flags.Parse(args); err != nil {
				return err
			}
			return errors.New("the example has failed")
		})
		return
	}
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

func TestExamplesExitWithAStatus(t *testing.T) {
	t.Parallel()
	executable, err := os.Executable()
	require.NoError(t, err)
	for arg, failed := range map[string]bool{"-h": false, "-help": false, "-aws": true} {
		command := exec.CommandContext(t.Context(), executable, arg)
		command.Env = append(os.Environ(), asExample+"=1")
		output, err := command.CombinedOutput()
		if failed {
			var exit *exec.ExitError
			require.ErrorAs(t, err, &exit, arg)
			assert.Equal(t, 1, exit.ExitCode(), arg)
			assert.Equal(t, "the example has failed\n", string(output), arg)
			continue
		}
		require.NoError(t, err, arg)
		assert.Contains(t, string(output), "Usage of example:\n", arg)
		assert.NotContains(t, string(output), "help requested", arg)
	}
}

// started returns the service selected by a command line, and a client for it.
func started(t *testing.T, args ...string) (*examples.Service, *workspaces.Client) {
	t.Helper()
	service := &examples.Service{}
	flags := flag.NewFlagSet("example", flag.ContinueOnError)
	service.Flags(flags)
	require.NoError(t, flags.Parse(args))
	cfg, err := service.Config(t.Context(), workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
	require.NoError(t, err)
	return service, workspaces.NewFromConfig(cfg, service.Options)
}

func TestExamplesUseTheEmulatorByDefault(t *testing.T) {
	t.Parallel()
	service, client := started(t)
	out, err := client.DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	assert.Len(t, out.Workspaces, 2)
	assert.Len(t, service.Emulator.Requests(), 1)
	assert.Nil(t, client.Options().RateLimiter)
}

func TestExamplesUseTheEndpointOfTheFlag(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(5, types.WorkspaceStateAvailable))
	service, client := started(t, "-endpoint", emu.URL())
	out, err := client.DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	assert.Len(t, out.Workspaces, 5)
	assert.Nil(t, service.Emulator)
	assert.NotNil(t, client.Options().RateLimiter)
	assert.True(t, service.Confirmed(nil, nil, ""), "only AWS needs an answer")
}

func TestExamplesAskBeforeTheyChangeAnythingOnAWS(t *testing.T) {
	t.Parallel()
	service, client := started(t, "-aws")
	assert.Nil(t, service.Emulator)
	assert.Nil(t, client.Options().BaseEndpoint)
	for answer, want := range map[string]bool{"yes\n": true, "y\n": false, "": false} {
		var out bytes.Buffer
		assert.Equal(t, want, service.Confirmed(strings.NewReader(answer), &out, "Really?"))
		assert.Equal(t, "Really? [yes/no] ", out.String())
	}
}
