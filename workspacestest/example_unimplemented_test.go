package workspacestest_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// countAvailable is the code under test. It takes a workspaces.API rather than a *workspaces.Client, so that a test can
// pass a fake.
func countAvailable(ctx context.Context, api workspaces.API) (n int, err error) {
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(api, nil).Items(ctx) {
		if err != nil {
			return 0, err
		}
		if ws.State == types.WorkspaceStateAvailable {
			n++
		}
	}
	return n, nil
}

// fake implements one operation. All others are promoted from Unimplemented.
type fake struct {
	workspacestest.Unimplemented
	desktops []types.Workspace
}

func (f fake) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	return &workspaces.DescribeWorkspacesOutput{Workspaces: f.desktops}, nil
}

// A hand-written fake embeds Unimplemented and implements only the operations that the code under test calls.
func ExampleUnimplemented() {
	ctx := context.Background()
	api := fake{desktops: []types.Workspace{{State: types.WorkspaceStateAvailable}, {State: types.WorkspaceStateStopped}}}
	fmt.Println(countAvailable(ctx, api))

	_, err := api.DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-gmmbbqkc7")})
	fmt.Println(err, errors.Is(err, workspacestest.ErrUnimplemented))
	// Output:
	// 1 <nil>
	// workspacestest: DescribeTags is not implemented by this fake true
}
