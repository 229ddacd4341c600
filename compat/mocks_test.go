package compat

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

// mocked mocks one operation with testify's mock package. The main module does without that package, which would add to
// the module's requirements.
type mocked struct {
	workspacestest.Unimplemented
	mock.Mock
}

func (m *mocked) DescribeWorkspaces(ctx context.Context, in *workspaces.DescribeWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	args := m.Called(ctx, in)
	out, _ := args.Get(0).(*workspaces.DescribeWorkspacesOutput)
	return out, args.Error(1)
}

func TestMocksOfTestifyEmbedUnimplemented(t *testing.T) {
	t.Parallel()
	m := &mocked{}
	m.Test(t)
	m.On("DescribeWorkspaces", mock.Anything, mock.Anything).
		Return(&workspaces.DescribeWorkspacesOutput{Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-gmmbbqkc7")}}}, nil).Once()
	m.On("DescribeWorkspaces", mock.Anything, mock.Anything).Return(nil, &types.AccessDeniedException{}).Once()

	var api workspaces.API = m
	var found []string
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(api, nil).Items(t.Context()) {
		require.NoError(t, err)
		found = append(found, aws.ToString(ws.WorkspaceId))
	}
	assert.Equal(t, []string{"ws-gmmbbqkc7"}, found)
	_, err := api.DescribeWorkspaces(t.Context(), nil)
	assert.True(t, workspaces.IsAccessDenied(err))
	_, err = api.DescribeTags(t.Context(), nil)
	require.ErrorIs(t, err, workspacestest.ErrUnimplemented)
	m.AssertExpectations(t)
}
