package workspaces_test

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
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestWaitForAnAccountLink(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		emu := workspacestest.New(t, workspacestest.WithCredentials("AKIDTARGET", "secret"))
		source := emu.Client()
		target := emu.ClientFor("AKIDTARGET", workspacestest.Region)
		invited, err := source.CreateAccountLinkInvitation(ctx, &workspaces.CreateAccountLinkInvitationInput{TargetAccountId: aws.String(workspacestest.AccountID("AKIDTARGET"))})
		require.NoError(t, err)
		id := invited.AccountLink.AccountLinkId
		time.AfterFunc(time.Hour, func() {
			_, err := target.AcceptAccountLinkInvitation(ctx, &workspaces.AcceptAccountLinkInvitationInput{LinkId: id})
			assert.NoError(t, err)
		})
		watch := newStopwatch()
		out, err := workspaces.NewAccountLinkLinkedWaiter(source).WaitForOutput(ctx, &workspaces.GetAccountLinkInput{LinkId: id}, 3*time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.AccountLinkStatusEnumLinked, out.AccountLink.AccountLinkStatus)
		watch.lap(t, time.Hour)
		require.NoError(t, workspaces.NewAccountLinkLinkedWaiter(target).Wait(ctx, &workspaces.GetAccountLinkInput{LinkedAccountId: aws.String(workspacestest.AccountID(workspacestest.AccessKeyID))}, time.Hour))
	})
}

func TestRejectedLinkFailsAWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithCredentials("AKIDTARGET", "secret"))
		client := emu.Client()
		invited, err := client.CreateAccountLinkInvitation(t.Context(), &workspaces.CreateAccountLinkInvitationInput{TargetAccountId: aws.String(workspacestest.AccountID("AKIDTARGET"))})
		require.NoError(t, err)
		id := invited.AccountLink.AccountLinkId
		target := emu.ClientFor("AKIDTARGET", workspacestest.Region)
		time.AfterFunc(time.Hour, func() {
			_, err := target.RejectAccountLinkInvitation(context.Background(), &workspaces.RejectAccountLinkInvitationInput{LinkId: id})
			assert.NoError(t, err)
		})
		err = workspaces.NewAccountLinkLinkedWaiter(client).Wait(t.Context(), &workspaces.GetAccountLinkInput{LinkId: id}, 3*time.Hour)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed)
		assert.Equal(t, []waiters.Resource{{ID: *id, State: "REJECTED"}}, failed.Failed)
	})
}

func TestAnswerWithoutALinkHasFoundNone(t *testing.T) {
	t.Parallel()
	err := workspaces.NewAccountLinkLinkedWaiter(broken{}).Wait(t.Context(), &workspaces.GetAccountLinkInput{LinkId: aws.String("x")}, time.Second,
		func(o *workspaces.AccountLinkWaiterOptions) { o.Grace = -1 })
	require.EqualError(t, err, "AccountLinkLinked waiter failed for 1 of 1: x not found")
}
