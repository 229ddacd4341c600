package main

import (
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

func TestStopAllWithHTTPMock(t *testing.T) {
	t.Parallel()
	transport := httpmock.NewMockTransport()
	for operation, response := range map[string]string{
		"StopWorkspaces":     `{"FailedRequests": [{"WorkspaceId": "ws-0suspended", "ErrorCode": "InvalidResourceState.WorkSpace"}]}`,
		"DescribeWorkspaces": `{"Workspaces": [{"WorkspaceId": "ws-0running01", "State": "STOPPED"}]}`,
	} {
		transport.RegisterMatcherResponder(http.MethodPost, "https://workspaces.us-east-1.amazonaws.com/",
			httpmock.HeaderIs("X-Amz-Target", "WorkspacesService."+operation), httpmock.NewStringResponder(http.StatusOK, response))
	}
	client := workspaces.New(workspaces.Options{
		Region:      "us-east-1",
		HTTPClient:  &http.Client{Transport: transport},
		Credentials: aws.AnonymousCredentials{},
	})

	refused, err := stopAll(t.Context(), client, []string{running, suspended})

	require.NoError(t, err)
	assert.Equal(t, []string{suspended}, refused)
	assert.Equal(t, 2, transport.GetTotalCallCount())
}
