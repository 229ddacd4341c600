package workspaces_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestAddInOfADirectory creates, updates and deletes an add-in, checking the list of add-ins after each step.
func TestAddInOfADirectory(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory)).Client()
	directory := aws.String(listedDirectory)
	created, err := client.CreateConnectClientAddIn(ctx, &workspaces.CreateConnectClientAddInInput{
		ResourceId: directory, Name: aws.String("help desk"), URL: aws.String("https://one.my.connect.aws/"),
	})
	require.NoError(t, err)
	for _, step := range []struct {
		name   string
		change func() error
		want   []types.ConnectClientAddIn
	}{
		{"created", func() error { return nil }, []types.ConnectClientAddIn{
			{AddInId: created.AddInId, ResourceId: directory, Name: aws.String("help desk"), URL: aws.String("https://one.my.connect.aws/")},
		}},
		{"the name stays if only the URL is given", func() error {
			_, err := client.UpdateConnectClientAddIn(ctx, &workspaces.UpdateConnectClientAddInInput{
				AddInId: created.AddInId, ResourceId: directory, URL: aws.String("https://two.my.connect.aws/"),
			})
			return err
		}, []types.ConnectClientAddIn{
			{AddInId: created.AddInId, ResourceId: directory, Name: aws.String("help desk"), URL: aws.String("https://two.my.connect.aws/")},
		}},
		{"deleted", func() error {
			_, err := client.DeleteConnectClientAddIn(ctx, &workspaces.DeleteConnectClientAddInInput{AddInId: created.AddInId, ResourceId: directory})
			return err
		}, nil},
	} {
		require.NoError(t, step.change(), step.name)
		assert.Equal(t, step.want, collect(t, workspaces.NewDescribeConnectClientAddInsPaginator(client, &workspaces.DescribeConnectClientAddInsInput{ResourceId: directory})), step.name)
	}
}
