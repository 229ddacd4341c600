package snippets

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// reboot reboots desktops. If the response was lost, it calls lookAt, which finds out whether the desktops were
// rebooted.
func reboot(ctx context.Context, client workspaces.API, in *workspaces.RebootWorkspacesInput, lookAt func(context.Context) error) error {
	out, err := client.RebootWorkspaces(ctx, in)
	if err == nil {
		err = out.Err()
	}
	if workspaces.MayHaveSucceeded(err) {
		return lookAt(ctx) // DescribeWorkspaces, or a waiter as in stopAfter
	}
	return err
}

func TestRebootLooksAfterALostAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		emulator.Inject(workspacestest.Fault{Operation: "RebootWorkspaces", Times: 1, Drop: true, AfterChange: true})
		in := &workspaces.RebootWorkspacesInput{RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: aws.String(desktops(t, emulator.Client())[0])}}}
		looked := false
		require.NoError(t, reboot(t.Context(), emulator.Client(), in, func(context.Context) error {
			looked = true
			return nil
		}))
		assert.True(t, looked)
	})
}

func TestPresignedRequestsReachTheEmulator(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client(func(o *workspaces.Options) { o.BaseEndpoint = aws.String(emu.URL()) })
	presign := workspaces.NewPresignClient(client, workspaces.WithPresignExpires(time.Hour))
	req, err := presign.Request(t.Context(), &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String("d-9067123456")})
	require.NoError(t, err)
	assert.Equal(t, emu.URL(), "http://"+req.URL.Host)
}
