package taggingapi_test

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

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet/taggingapi"
	"github.com/go-workspaces/workspaces/types"
)

// TestMotoReturnsTheTagsOfAThousandDesktops creates desktops in moto's WorkSpaces and reads their tags from moto's
// Tagging API. Moto ignores ResourceARNList and returns all of the account's tagged resources, 50 per page, so this
// test checks the ARNs, the tags and the use of page tokens, but not the number of calls.
func TestMotoReturnsTheTagsOfAThousandDesktops(t *testing.T) {
	t.Parallel()
	endpoint := startMoto(t)
	ctx := t.Context()
	client := workspaces.New(workspaces.Options{Region: testRegion, BaseEndpoint: aws.String(endpoint), Credentials: credentials("")})
	directory, subnets := motoDirectory(t, endpoint)
	_, err := client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String(directory), SubnetIds: subnets, Tags: oneTag("name", "the directory"),
	})
	require.NoError(t, err)
	var ids []string
	want := make(map[string][]types.Tag)
	for range 40 {
		in := &workspaces.CreateWorkspacesInput{}
		for n := range 25 {
			request := types.WorkspaceRequest{
				DirectoryId: aws.String(directory), BundleId: aws.String("wsb-bh8rsxt14"), UserName: aws.String(fmt.Sprintf("user%04d", len(ids)+n)),
			}
			if n != 0 { // one desktop in 25 has no tags
				request.Tags = []types.Tag{
					{Key: aws.String("user"), Value: request.UserName}, {Key: aws.String("team"), Value: aws.String("blue & green: zoë")},
				}
			}
			in.Workspaces = append(in.Workspaces, request)
		}
		out, err := client.CreateWorkspaces(ctx, in)
		require.NoError(t, err)
		require.NoError(t, out.Err())
		require.Len(t, out.PendingRequests, 25)
		for n, created := range out.PendingRequests {
			ids = append(ids, aws.ToString(created.WorkspaceId))
			if n != 0 {
				want[aws.ToString(created.WorkspaceId)] = in.Workspaces[n].Tags
			}
		}
	}

	source, err := taggingapi.New(resourcegroupstaggingapi.New(resourcegroupstaggingapi.Options{
		Region: testRegion, BaseEndpoint: aws.String(endpoint), Credentials: credentials(""),
		// Moto forgets a token once it is used, so the transport must not repeat a request on a closed idle connection.
		HTTPClient: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
	}), testAccount)
	require.NoError(t, err)
	got := make(map[string][]types.Tag)
	for start := 0; start < len(ids); start += source.BatchSize() {
		tags, err := source.Tags(ctx, ids[start:start+source.BatchSize()])
		require.NoError(t, err)
		for id, list := range tags {
			got[id] = list
		}
	}
	require.Len(t, got, 960)
	for id, tags := range want {
		assert.ElementsMatch(t, tags, got[id], id)
	}
}

// startMoto starts moto_server on a free port and returns its URL.
func startMoto(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("moto_server")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("moto_server is not on PATH, and CI skips no peer")
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
// API.
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
		answered, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, resp.StatusCode, "%s", answered)
		return answered
	}
	ec2 := call("ec2", "application/x-www-form-urlencoded", "", url.Values{"Action": {"DescribeSubnets"}, "Version": {"2016-11-15"}}.Encode())
	for _, found := range regexp.MustCompile(`<subnetId>(.*?)</subnetId>`).FindAllSubmatch(ec2, 2) {
		subnets = append(subnets, string(found[1]))
	}
	require.Len(t, subnets, 2)
	vpc := regexp.MustCompile(`<vpcId>(.*?)</vpcId>`).FindSubmatch(ec2)
	require.NotNil(t, vpc)
	var made struct{ DirectoryId string }
	require.NoError(t, json.Unmarshal(call("ds", "application/x-amz-json-1.1", "DirectoryService_20150416.CreateDirectory", fmt.Sprintf(
		`{"Name":"corp.example.com","Password":"Passw0rd!","Size":"Small","VpcSettings":{"VpcId":%q,"SubnetIds":[%q,%q]}}`, vpc[1], subnets[0], subnets[1])), &made))
	return made.DirectoryId, subnets
}
