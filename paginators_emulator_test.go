package workspaces_test

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// listFunc lists resources with a paginator. It returns the resources' identifiers and the paginator's resume token.
type listFunc func(ctx context.Context, client *workspaces.Client, o paginators.Options) (ids []string, token string, err error)

// identifiersAndToken returns the identifiers of p's remaining items, and p's resume token after the last item.
func identifiersAndToken[Item any](ctx context.Context, p interface {
	Items(context.Context, ...func(*workspaces.Options)) iter.Seq2[Item, error]
	ResumeToken() string
}, id func(Item) *string,
) (ids []string, token string, err error) {
	for item, err := range p.Items(ctx) {
		if err != nil {
			return ids, p.ResumeToken(), err
		}
		ids = append(ids, aws.ToString(id(item)))
	}
	return ids, p.ResumeToken(), nil
}

// sizedOptions are the paginator option types with a page size.
type sizedOptions interface {
	~struct {
		Limit                int32
		StopOnDuplicateToken bool
		MaxItems             int
		StartingToken        string
	}
}

// withOptions returns an option function that replaces all options with o.
func withOptions[O sizedOptions](o paginators.Options) func(*O) {
	return func(p *O) { *p = O(o) }
}

// unsizedOptions are the paginator option types without a page size. Each belongs to a paginator that the official
// module has as well.
type unsizedOptions interface {
	~struct {
		StopOnDuplicateToken bool
		MaxItems             int
		StartingToken        string
	}
}

// withUnsized is like withOptions, for option types without Limit. It ignores o.Limit.
func withUnsized[O unsizedOptions](o paginators.Options) func(*O) {
	return func(p *O) { *p = O{o.StopOnDuplicateToken, o.MaxItems, o.StartingToken} }
}

// withoutLimit returns an option function that sets Limit to 0 and copies all other options from o.
func withoutLimit(o paginators.Options) func(*paginators.Options) {
	o.Limit = 0
	return withOptions[paginators.Options](o)
}

func TestAnyNumberOfIdentifiersCanBeListed(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable)).Client()
	ids, _, err := listDesktops(t.Context(), client, paginators.Options{})
	require.NoError(t, err)
	slices.Reverse(ids)
	params := &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}
	_, err = client.DescribeWorkspaces(t.Context(), params)
	require.Error(t, err, "too many identifiers for one call")

	var got []string
	token := ""
	for _, most := range []int{10, 20, 0} {
		p := workspaces.NewDescribeWorkspacesPaginator(client, params, func(o *workspaces.DescribeWorkspacesPaginatorOptions) {
			o.Limit, o.MaxItems, o.StartingToken = 4, most, token
		})
		part, next, err := identifiersAndToken(t.Context(), p, desktopID)
		require.NoError(t, err)
		got, token = append(got, part...), next
	}
	assert.Empty(t, token)
	assert.Len(t, got, len(ids))
	assert.ElementsMatch(t, ids, got)
}

// boto3 is a Python program that lists WorkSpaces with botocore's paginator. It reads its settings as JSON from stdin,
// and writes the identifiers and the resume token as JSON to stdout.
const boto3 = `
import boto3, json, sys
given = json.load(sys.stdin)
client = boto3.client("workspaces", endpoint_url=given["URL"], region_name=given["Region"],
    aws_access_key_id=given["AccessKeyID"], aws_secret_access_key=given["SecretAccessKey"])
result = client.get_paginator("describe_workspaces").paginate(PaginationConfig=given["Config"]).build_full_result()
json.dump({"IDs": [w["WorkspaceId"] for w in result["Workspaces"]], "Token": result.get("NextToken", "")}, sys.stdout)
`

// Our paginator and botocore's list the same WorkSpaces in five parts, each with its own maximum number of items. For
// each part, both must return the same identifiers and the same resume token. After the first part, the starting token
// alternates between botocore's and ours.
func TestResumeTokensAreThoseOfBotocore(t *testing.T) {
	t.Parallel()
	python := findBoto3(t)
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable))
	client := emu.Client()
	all, _, err := listDesktops(t.Context(), client, paginators.Options{})
	require.NoError(t, err)

	config := map[string]any{}
	theirs := func() (ids []string, token string) {
		input, err := json.Marshal(map[string]any{
			"URL": emu.URL(), "Region": workspacestest.Region, "AccessKeyID": workspacestest.AccessKeyID,
			"SecretAccessKey": workspacestest.SecretAccessKey, "Config": config,
		})
		require.NoError(t, err)
		command := exec.CommandContext(t.Context(), python, "-c", boto3)
		command.Env = append(os.Environ(), "AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull)
		var stderr bytes.Buffer
		command.Stdin, command.Stderr = bytes.NewReader(input), &stderr
		output, err := command.Output()
		require.NoError(t, err, stderr.String())
		var result struct {
			IDs   []string
			Token string
		}
		require.NoError(t, json.Unmarshal(output, &result))
		return result.IDs, result.Token
	}

	var got []string
	token := ""
	for hop, most := range []int{
		7,  // 7 items, all on the first page
		3,  // 3 more items on the first page
		15, // 15 more items, up to the end of the first page
		30, // 30 more items, ending within the third page
		0,  // no maximum: all remaining items
	} {
		config["PageSize"] = 25
		if most > 0 {
			config["MaxItems"] = most
		} else {
			delete(config, "MaxItems")
		}
		if token != "" {
			config["StartingToken"] = token
		}
		theirIDs, theirToken := theirs()
		ourIDs, ourToken, err := listDesktops(t.Context(), client, paginators.Options{Limit: 25, MaxItems: most, StartingToken: token})
		require.NoError(t, err)
		assert.Equal(t, theirIDs, ourIDs, "hop %d", hop)
		assert.Equal(t, theirToken, ourToken, "hop %d", hop)
		token = ourToken
		if hop%2 == 0 {
			token = theirToken
		}
		got = append(got, ourIDs...)
	}
	assert.Empty(t, token)
	assert.Equal(t, all, got)

	// A paginator has a resume token even before its first page. Given this token, botocore must start at the beginning
	// of the list.
	start := workspaces.NewDescribeWorkspacesPaginator(client, nil).ResumeToken()
	config["StartingToken"], config["MaxItems"] = start, 2
	theirIDs, _ := theirs()
	assert.Equal(t, all[:2], theirIDs)
}

func findBoto3(t *testing.T) (python string) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err == nil {
		err = exec.CommandContext(t.Context(), python, "-c", "import boto3").Run()
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3 with boto3 is not on PATH, and CI must not skip this test: ", err)
		}
		t.Skip("python3 with boto3 is not on PATH: ", err)
	}
	return python
}
