package workspaces_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// TestMotoAnswersTheOperationsThatItHas calls the 16 operations implemented by moto, an independent implementation of
// the service.
func TestMotoAnswersTheOperationsThatItHas(t *testing.T) {
	t.Parallel()
	endpoint := startMoto(t)
	directory, subnets := motoDirectory(t, endpoint)
	ctx := t.Context()
	client := workspaces.New(workspaces.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(endpoint), Credentials: staticCredentials(testAccessKey, ""),
	})

	// Directories.
	_, err := client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String(directory), EnableSelfService: aws.Bool(true), SubnetIds: subnets, Tenancy: types.TenancyShared,
		Tags: []types.Tag{{Key: aws.String("team"), Value: aws.String("blue")}},
	})
	require.NoError(t, err)
	_, err = client.ModifyWorkspaceCreationProperties(ctx, &workspaces.ModifyWorkspaceCreationPropertiesInput{
		ResourceId:                  aws.String(directory),
		WorkspaceCreationProperties: &types.WorkspaceCreationProperties{EnableMaintenanceMode: aws.Bool(false), DefaultOu: aws.String("OU=desktops")},
	})
	require.NoError(t, err)
	_, err = client.ModifySelfservicePermissions(ctx, &workspaces.ModifySelfservicePermissionsInput{
		ResourceId: aws.String(directory), SelfservicePermissions: &types.SelfservicePermissions{RebuildWorkspace: types.ReconnectEnumEnabled},
	})
	require.NoError(t, err)
	directories, err := client.DescribeWorkspaceDirectories(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{directory}})
	require.NoError(t, err)
	require.Len(t, directories.Directories, 1)
	got := directories.Directories[0]
	assert.Equal(t, directory, aws.ToString(got.DirectoryId))
	assert.Equal(t, types.WorkspaceDirectoryStateRegistered, got.State)
	assert.ElementsMatch(t, subnets, got.SubnetIds)
	assert.Equal(t, types.ReconnectEnumEnabled, got.SelfservicePermissions.RebuildWorkspace)
	assert.Equal(t, "OU=desktops", aws.ToString(got.WorkspaceCreationProperties.DefaultOu))
	assert.False(t, aws.ToBool(got.WorkspaceCreationProperties.EnableMaintenanceMode))

	// Client properties.
	_, err = client.ModifyClientProperties(ctx, &workspaces.ModifyClientPropertiesInput{
		ResourceId: aws.String(directory), ClientProperties: &types.ClientProperties{ReconnectEnabled: types.ReconnectEnumDisabled},
	})
	require.NoError(t, err)
	properties, err := client.DescribeClientProperties(ctx, &workspaces.DescribeClientPropertiesInput{ResourceIds: []string{directory}})
	require.NoError(t, err)
	require.Len(t, properties.ClientPropertiesList, 1)
	assert.Equal(t, types.ReconnectEnumDisabled, properties.ClientPropertiesList[0].ClientProperties.ReconnectEnabled)

	// Of the three requested WorkSpaces, moto accepts two and refuses one.
	request := func(directory, user string) types.WorkspaceRequest {
		return types.WorkspaceRequest{DirectoryId: aws.String(directory), UserName: aws.String(user), BundleId: aws.String("wsb-bh8rsxt14")}
	}
	unusual := request(directory, "zoë <\"&>")
	unusual.WorkspaceProperties = &types.WorkspaceProperties{
		RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120), UserVolumeSizeGib: aws.Int32(50),
	}
	unusual.Tags = []types.Tag{{Key: aws.String("cost"), Value: aws.String("42")}}
	created, err := client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
		request(directory, "ann"), request("d-9067aaaaaa", "bob"), unusual,
	}})
	require.NoError(t, err)
	require.Len(t, created.PendingRequests, 2)
	var refused *workspaces.BatchError
	require.ErrorAs(t, created.Err(), &refused)
	require.Len(t, refused.Items, 1)
	assert.Equal(t, "bob", aws.ToString(refused.Items[0].WorkspaceRequest.UserName))
	require.ErrorIs(t, created.Err(), workspaces.ItemDirectoryNotFound)
	assert.True(t, workspaces.IsNotFound(created.Err()))

	described, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directory), UserName: unusual.UserName})
	require.NoError(t, err)
	require.Len(t, described.Workspaces, 1)
	desktop := described.Workspaces[0]
	assert.Equal(t, types.WorkspaceStateAvailable, desktop.State)
	assert.Equal(t, aws.ToString(unusual.UserName), aws.ToString(desktop.UserName))
	assert.Equal(t, types.RunningModeAutoStop, desktop.WorkspaceProperties.RunningMode)
	assert.EqualValues(t, 120, aws.ToInt32(desktop.WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes))
	_, err = client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directory), BundleId: aws.String("wsb-bh8rsxt14")})
	var invalid *types.InvalidParameterValuesException
	require.ErrorAs(t, err, &invalid)
	assert.Contains(t, invalid.ErrorMessage(), "Only one of the following are allowed")

	// Tags.
	_, err = client.CreateTags(ctx, &workspaces.CreateTagsInput{
		ResourceId: desktop.WorkspaceId, Tags: []types.Tag{{Key: aws.String("floor"), Value: aws.String("3")}},
	})
	require.NoError(t, err)
	tags, err := client.DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: desktop.WorkspaceId})
	require.NoError(t, err)
	assert.ElementsMatch(t, []types.Tag{
		{Key: aws.String("cost"), Value: aws.String("42")}, {Key: aws.String("floor"), Value: aws.String("3")},
	}, tags.TagList)

	// Images.
	image, err := client.CreateWorkspaceImage(ctx, &workspaces.CreateWorkspaceImageInput{
		Name: aws.String("golden"), Description: aws.String("with all tools"), WorkspaceId: desktop.WorkspaceId,
	})
	require.NoError(t, err)
	require.NotNil(t, image.Created)
	assert.WithinDuration(t, time.Now(), *image.Created, time.Hour)
	_, err = client.CreateWorkspaceImage(ctx, &workspaces.CreateWorkspaceImageInput{
		Name: aws.String("golden"), Description: aws.String("again"), WorkspaceId: desktop.WorkspaceId,
	})
	var exists *types.ResourceAlreadyExistsException
	require.ErrorAs(t, err, &exists)
	images, err := client.DescribeWorkspaceImages(ctx, &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*image.ImageId}})
	require.NoError(t, err)
	require.Len(t, images.Images, 1)
	assert.Equal(t, "golden", aws.ToString(images.Images[0].Name))
	_, err = client.UpdateWorkspaceImagePermission(ctx, &workspaces.UpdateWorkspaceImagePermissionInput{
		ImageId: image.ImageId, AllowCopyImage: aws.Bool(true), SharedAccountId: aws.String("111122223333"),
	})
	require.NoError(t, err)
	permissions, err := client.DescribeWorkspaceImagePermissions(ctx, &workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: image.ImageId})
	require.NoError(t, err)
	assert.Equal(t, []types.ImagePermission{{SharedAccountId: aws.String("111122223333")}}, permissions.ImagePermissions)

	// Terminate one WorkSpace and deregister the directory.
	terminated, err := client.TerminateWorkspaces(ctx, &workspaces.TerminateWorkspacesInput{TerminateWorkspaceRequests: []types.TerminateRequest{
		{WorkspaceId: desktop.WorkspaceId}, {WorkspaceId: aws.String("ws-aaaaaaaaa")},
	}})
	require.NoError(t, err)
	require.ErrorAs(t, terminated.Err(), &refused)
	assert.Equal(t, "ws-aaaaaaaaa", refused.Items[0].WorkspaceId)
	_, err = client.DeregisterWorkspaceDirectory(ctx, &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directory)})
	require.NoError(t, err)
	left, err := client.DescribeWorkspaceDirectories(ctx, nil)
	require.NoError(t, err)
	assert.Empty(t, left.Directories)
}

// startMoto starts moto_server on a free port and returns its URL.
func startMoto(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("moto_server")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("moto_server is not on PATH, and CI must not skip this test")
		}
		t.Skip("moto_server is not on PATH")
	}
	ctx, cancel := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, program, "-H", "127.0.0.1", "-p", freePort(t))
	stderr, err := server.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		cancel()
		_ = server.Wait()
	})
	running := regexp.MustCompile(`Running on (http://127\.0\.0\.1:\d+)`)
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		if found := running.FindStringSubmatch(lines.Text()); found != nil {
			go func() { _, _ = io.Copy(io.Discard, stderr) }()
			return found[1]
		}
	}
	t.Fatal("moto_server did not start")
	return ""
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)
	return port
}

// motoDirectory finds two subnets through moto's EC2 API, and creates a directory in them through its Directory Service
// API. It returns the directory's identifier and the subnets.
func motoDirectory(t *testing.T, endpoint string) (id string, subnets []string) {
	t.Helper()
	call := func(service, contentType, target, body string) []byte {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, endpoint, strings.NewReader(body))
		require.NoError(t, err)
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("X-Amz-Target", target)
		req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/"+service+"/aws4_request")
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, resp.StatusCode, "%s", answer)
		return answer
	}
	ec2 := call("ec2", "application/x-www-form-urlencoded", "", url.Values{"Action": {"DescribeSubnets"}, "Version": {"2016-11-15"}}.Encode())
	for _, found := range regexp.MustCompile(`<subnetId>(.*?)</subnetId>`).FindAllSubmatch(ec2, 2) {
		subnets = append(subnets, string(found[1]))
	}
	require.Len(t, subnets, 2)
	vpc := regexp.MustCompile(`<vpcId>(.*?)</vpcId>`).FindSubmatch(ec2)
	require.NotNil(t, vpc)
	answer := call("ds", "application/x-amz-json-1.1", "DirectoryService_20150416.CreateDirectory", fmt.Sprintf(
		`{"Name":"corp.example.com","Password":"Passw0rd!","Size":"Small","VpcSettings":{"VpcId":%q,"SubnetIds":[%q,%q]}}`, vpc[1], subnets[0], subnets[1]))
	var made struct{ DirectoryId string }
	require.NoError(t, json.Unmarshal(answer, &made))
	return made.DirectoryId, subnets
}
