package workspaces_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// recordingLimiter counts calls to Wait and records the arguments to Observe.
type recordingLimiter struct {
	waits    int
	observed []bool
	err      error
}

func (l *recordingLimiter) Wait(ctx context.Context) error {
	l.waits++
	if l.err != nil {
		return l.err
	}
	return ctx.Err()
}

func (l *recordingLimiter) Observe(throttled bool) { l.observed = append(l.observed, throttled) }

func withLimiter(l workspaces.RateLimiter) func(*workspaces.Options) {
	return func(o *workspaces.Options) { o.RateLimiter = l }
}

func TestRateLimiterIsAskedBeforeEachAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t)
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Throttle: true, Times: 1})
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Status: 503, Times: 1})
		limiter := &recordingLimiter{}
		require.NoError(t, describe(t.Context(), emu.Client(withLimiter(limiter))))
		assert.Equal(t, 3, limiter.waits)
		assert.Equal(t, []bool{true, false, false}, limiter.observed)
	})
}

func TestRateLimiterServesPaginatorsAndWaiters(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable))
	limiter := &recordingLimiter{}
	client := emu.Client(withLimiter(limiter))
	ids := allIDs(t, client)
	assert.Equal(t, 3, limiter.waits)
	in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}
	require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), in, time.Minute))
	assert.Equal(t, 6, limiter.waits)
	assert.Len(t, limiter.observed, 6)
}

func TestRateLimiterErrorsEndTheCall(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for _, reason := range []error{errors.New("no tokens left"), context.DeadlineExceeded, &smithy.GenericAPIError{Code: "ThrottlingException"}} {
		limiter := &recordingLimiter{err: reason}
		err := describe(t.Context(), emu.Client(withLimiter(limiter)))
		require.ErrorIs(t, err, reason)
		require.ErrorContains(t, err, "rate limiter: "+reason.Error())
		assert.Equal(t, 1, limiter.waits, "the call is not retried, even if the error of the limiter looks retryable")
		assert.Empty(t, limiter.observed)
	}
	assert.Empty(t, emu.Requests())
}

// patientLimiter blocks in Wait until the call is cancelled.
type patientLimiter struct{ recordingLimiter }

func (l *patientLimiter) Wait(ctx context.Context) error {
	l.waits++
	<-ctx.Done()
	return ctx.Err()
}

func TestCancelledCallsDoNotWaitForTheRateLimiter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		limiter := &patientLimiter{}
		err := describe(ctx, emu.Client(withLimiter(limiter)))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorAs(t, err, new(*aws.RequestCanceledError))
		assert.Equal(t, 1, limiter.waits)
		assert.Empty(t, limiter.observed)
		assert.Empty(t, emu.Requests())
	})
}

func TestPresigningDoesNotAskTheRateLimiter(t *testing.T) {
	t.Parallel()
	limiter := &recordingLimiter{}
	client := workspacestest.New(t).Client(withLimiter(limiter))
	_, err := workspaces.NewPresignClient(client).Request(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	assert.Zero(t, limiter.waits)
}
