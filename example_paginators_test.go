package workspaces_test

import (
	"context"
	"fmt"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// The loop ranges over all WorkSpaces in a directory. The paginator fetches the next 25 WorkSpaces whenever the loop
// needs them.
func ExampleNewDescribeWorkspacesPaginator() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable)).Client()
	directories, err := client.DescribeWorkspaceDirectories(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}

	paginator := workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{
		DirectoryId: directories.Directories[0].DirectoryId,
	})
	available := 0
	for ws, err := range paginator.Items(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if ws.State == types.WorkspaceStateAvailable {
			available++
		}
	}
	fmt.Println(available, "of them are available")
	// Output: 60 of them are available
}

// The loop fetches one page at a time. The code is the same as with the official module.
func ExampleNewDescribeWorkspacesPaginator_pages() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable)).Client()

	paginator := workspaces.NewDescribeWorkspacesPaginator(client, nil)
	for paginator.HasMorePages() {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(len(page.Workspaces))
	}
	// Output:
	// 25
	// 25
	// 10
}

// Each call to run lists up to 40 WorkSpaces, and returns the resume token for the next call.
func ExampleNewDescribeWorkspacesPaginator_resume() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(100, types.WorkspaceStateAvailable)).Client()

	run := func(token string) (next string, err error) {
		paginator := workspaces.NewDescribeWorkspacesPaginator(client, nil, func(o *workspaces.DescribeWorkspacesPaginatorOptions) {
			o.MaxItems = 40
			o.StartingToken = token
		})
		seen := map[string]bool{}
		for ws, err := range paginator.Items(ctx) {
			if err != nil {
				return paginator.ResumeToken(), err
			}
			seen[*ws.WorkspaceId] = true
		}
		fmt.Println(len(seen))
		return paginator.ResumeToken(), nil
	}

	token, err := run("")
	for err == nil && token != "" {
		token, err = run(token)
	}
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// 40
	// 40
	// 20
}

// The input has 60 identifiers. The paginator spreads them over three calls, because a call accepts at most 25.
func ExampleNewDescribeWorkspacesConnectionStatusPaginator() {
	ctx := context.Background()
	client := workspacestest.NewEmulator(workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable)).Client()

	var ids []string
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(client, nil).Items(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		ids = append(ids, *ws.WorkspaceId)
	}
	connected := map[types.ConnectionState]int{}
	paginator := workspaces.NewDescribeWorkspacesConnectionStatusPaginator(client, &workspaces.DescribeWorkspacesConnectionStatusInput{
		WorkspaceIds: ids,
	})
	for status, err := range paginator.Items(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		connected[status.ConnectionState]++
	}
	fmt.Println(connected)
	// Output: map[DISCONNECTED:60]
}
