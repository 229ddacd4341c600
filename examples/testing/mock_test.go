package main

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

type mockedService struct {
	workspacestest.Unimplemented // all other operations fail with an error that names them
	mock.Mock
}

func (m *mockedService) StopWorkspaces(ctx context.Context, in *workspaces.StopWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.StopWorkspacesOutput, error) {
	args := m.Called(ctx, in)
	out, _ := args.Get(0).(*workspaces.StopWorkspacesOutput)
	return out, args.Error(1)
}

func (m *mockedService) DescribeWorkspaces(ctx context.Context, in *workspaces.DescribeWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	args := m.Called(ctx, in)
	out, _ := args.Get(0).(*workspaces.DescribeWorkspacesOutput)
	return out, args.Error(1)
}

func TestStopAllWithATestifyMock(t *testing.T) {
	t.Parallel()
	service := &mockedService{}
	service.On("StopWorkspaces", mock.Anything, mock.Anything).Return(&workspaces.StopWorkspacesOutput{
		FailedRequests: []types.FailedWorkspaceChangeRequest{{WorkspaceId: aws.String(suspended), ErrorCode: aws.String("InvalidResourceState.WorkSpace")}},
	}, nil)
	service.On("DescribeWorkspaces", mock.Anything, mock.Anything).Return(&workspaces.DescribeWorkspacesOutput{
		Workspaces: []types.Workspace{{WorkspaceId: aws.String(running), State: types.WorkspaceStateStopped}},
	}, nil)

	refused, err := stopAll(t.Context(), service, []string{running, suspended})

	require.NoError(t, err)
	assert.Equal(t, []string{suspended}, refused)
	service.AssertNumberOfCalls(t, "StopWorkspaces", 1)
}

func TestStopAllEndsWithTheErrorOfACall(t *testing.T) {
	t.Parallel()
	service := &mockedService{}
	service.On("StopWorkspaces", mock.Anything, mock.Anything).Return(nil, &types.AccessDeniedException{Message: aws.String("denied")})

	_, err := stopAll(t.Context(), service, []string{running})

	assert.True(t, workspaces.IsAccessDenied(err))
}
