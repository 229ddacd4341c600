// Package snippets has the code that the pages in docs/ quote.
package snippets

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// stopAll stops desktops and waits until they are stopped. It returns the desktops that the service refused.
func stopAll(ctx context.Context, client workspaces.API, ids []string) (refused []string, err error) {
	for batch := range slices.Chunk(ids, 25) {
		in := &workspaces.StopWorkspacesInput{}
		for _, id := range batch {
			in.StopWorkspaceRequests = append(in.StopWorkspaceRequests, types.StopRequest{WorkspaceId: &id})
		}
		out, err := client.StopWorkspaces(ctx, in)
		if err != nil {
			return refused, err
		}
		var batchError *workspaces.BatchError
		if errors.As(out.Err(), &batchError) {
			for _, item := range batchError.Items {
				refused = append(refused, item.WorkspaceId)
			}
		}
	}
	stopping := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(refused, id) })
	if len(stopping) == 0 {
		return refused, nil
	}
	waiter := workspaces.NewWorkspaceStoppedWaiter(client)
	return refused, waiter.Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: stopping}, time.Hour)
}

func TestStopAllOnTheEmulator(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // an hour of waiting passes in milliseconds
		emulator := workspacestest.New(t,
			workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable),
			workspacestest.WithWorkspaces(1, types.WorkspaceStateSuspended))

		refused, err := stopAll(t.Context(), emulator.Client(), desktops(t, emulator))

		require.NoError(t, err)
		assert.Len(t, refused, 1)
		assert.Equal(t, map[types.WorkspaceState]int{types.WorkspaceStateStopped: 30, types.WorkspaceStateSuspended: 1}, states(t, emulator))
	})
}

func TestStopAllWithAFault(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulator := workspacestest.New(t, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
		emulator.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 2, Code: "ThrottlingException"})

		refused, err := stopAll(t.Context(), emulator.Client(), desktops(t, emulator))

		require.NoError(t, err, "the client tries three times")
		assert.Empty(t, refused)
	})
}

func TestStopAllWithHTTPMock(t *testing.T) {
	t.Parallel()
	transport := httpmock.NewMockTransport()
	transport.RegisterMatcherResponder(http.MethodPost, "https://workspaces.us-east-1.amazonaws.com/",
		httpmock.HeaderIs("X-Amz-Target", "WorkspacesService.StopWorkspaces"),
		httpmock.NewStringResponder(http.StatusOK, `{"FailedRequests": [{"WorkspaceId": "ws-0123456789", "ErrorCode": "OperationInProgress"}]}`))
	client := workspaces.New(workspaces.Options{
		Region:      "us-east-1",
		HTTPClient:  &http.Client{Transport: transport},
		Credentials: aws.AnonymousCredentials{},
	})

	refused, err := stopAll(t.Context(), client, []string{"ws-0123456789"})

	require.NoError(t, err)
	assert.Equal(t, []string{"ws-0123456789"}, refused)
}

type mockedService struct {
	workspacestest.Unimplemented // all other operations fail with an error that names them
	mock.Mock
}

func (m *mockedService) StopWorkspaces(ctx context.Context, in *workspaces.StopWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.StopWorkspacesOutput, error) {
	args := m.Called(ctx, in)
	out, _ := args.Get(0).(*workspaces.StopWorkspacesOutput)
	return out, args.Error(1)
}

func TestStopAllWithATestifyMock(t *testing.T) {
	t.Parallel()
	service := &mockedService{}
	service.On("StopWorkspaces", mock.Anything, mock.Anything).Return(nil, &types.AccessDeniedException{Message: aws.String("denied")})

	_, err := stopAll(t.Context(), service, []string{"ws-0123456789"})

	assert.True(t, workspaces.IsAccessDenied(err))
	service.AssertNumberOfCalls(t, "StopWorkspaces", 1)
}

// desktops lists the desktops of an emulator.
func desktops(t *testing.T, emulator *workspacestest.Emulator) (ids []string) {
	t.Helper()
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emulator.Client(), nil).Items(t.Context()) {
		require.NoError(t, err)
		ids = append(ids, *ws.WorkspaceId)
	}
	return ids
}

// states counts the desktops of an emulator by state.
func states(t *testing.T, emulator *workspacestest.Emulator) map[types.WorkspaceState]int {
	t.Helper()
	counts := make(map[types.WorkspaceState]int)
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emulator.Client(), nil).Items(t.Context()) {
		require.NoError(t, err)
		counts[ws.State]++
	}
	return counts
}
