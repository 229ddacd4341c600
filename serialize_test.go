package workspaces_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// invalidParams returns a validation error's messages.
func invalidParams(t *testing.T, err error) []string {
	t.Helper()
	var invalid smithy.InvalidParamsError
	require.ErrorAs(t, err, &invalid)
	var op *smithy.OperationError
	require.ErrorAs(t, err, &op)
	assert.Equal(t, op.Operation()+"Input", invalid.Context)
	messages := make([]string, invalid.Len())
	for i, e := range invalid.Errs() {
		messages[i] = e.Error()
	}
	return messages
}

func TestTheRequestHasTheServicesFormat(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{"FailedRequests":[]}`))
	_, err := w.client().StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{
		StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-1")}, {}},
	})
	require.NoError(t, err)
	sent := w.only(t)
	assert.Equal(t, http.MethodPost, sent.Method)
	assert.Equal(t, "https://"+testHost+"/", sent.URL.String())
	assert.Equal(t, "application/x-amz-json-1.1", sent.Header.Get("Content-Type"))
	assert.Equal(t, "WorkspacesService.StopWorkspaces", sent.Header.Get("X-Amz-Target"))
	assert.JSONEq(t, `{"StopWorkspaceRequests":[{"WorkspaceId":"ws-1"},{}]}`, sent.body)
	assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, sent.Header.Get("Amz-Sdk-Invocation-Id"))
	assert.Equal(t, "attempt=1; max=3", sent.Header.Get("Amz-Sdk-Request"))
	assert.Empty(t, sent.Header.Get("X-Amz-Security-Token"))
	assert.Empty(t, sent.Header.Get("X-Amzn-Trace-Id"))
	assertSigned(t, sent, "")
}

func TestMissingRequiredMembersAreReportedTogether(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		call func(context.Context, *workspaces.Client) error
		want []string
	}{
		"empty input": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.CreateTags(ctx, &workspaces.CreateTagsInput{})
				return err
			},
			[]string{"missing required field, CreateTagsInput.ResourceId.", "missing required field, CreateTagsInput.Tags."},
		},
		"nil input": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.DeleteTags(ctx, nil)
				return err
			},
			[]string{"missing required field, DeleteTagsInput.ResourceId.", "missing required field, DeleteTagsInput.TagKeys."},
		},
		"nested in lists and structs": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
					{DirectoryId: aws.String("d-1"), UserName: aws.String("u"), Tags: []types.Tag{{}}},
					{
						BundleId:            aws.String("wsb-1"),
						WorkspaceProperties: &types.WorkspaceProperties{GlobalAccelerator: &types.GlobalAcceleratorForWorkSpace{}},
					},
				}})
				return err
			},
			[]string{
				"missing required field, CreateWorkspacesInput.Workspaces[0].BundleId.",
				"missing required field, CreateWorkspacesInput.Workspaces[0].Tags[0].Key.",
				"missing required field, CreateWorkspacesInput.Workspaces[1].DirectoryId.",
				"missing required field, CreateWorkspacesInput.Workspaces[1].UserName.",
				"missing required field, CreateWorkspacesInput.Workspaces[1].WorkspaceProperties.GlobalAccelerator.Mode.",
			},
		},
		"union and enum": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.ModifyWorkspaceState(ctx, &workspaces.ModifyWorkspaceStateInput{WorkspaceId: aws.String("ws-1")})
				return err
			},
			[]string{"missing required field, ModifyWorkspaceStateInput.WorkspaceState."},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.call(t.Context(), newWire(t).client())
			assert.Equal(t, test.want, invalidParams(t, err))
			assert.ErrorContains(t, err, fmt.Sprintf("%d validation error(s) found.", len(test.want)))
		})
	}
}

func TestEmptyMembersAreSentIfTheyAreSet(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, ``), answer(200, `{}`))
	_, err := w.client().DeleteTags(t.Context(), &workspaces.DeleteTagsInput{ResourceId: aws.String(""), TagKeys: []string{}})
	require.NoError(t, err)
	_, err = w.client().DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err, "nil is an empty input where nothing is required")
	assert.Equal(t, `{"ResourceId":"","TagKeys":[]}`, w.requests()[0].body)
	assert.Equal(t, `{}`, w.requests()[1].body)
}

func TestTheInputIsNotChanged(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	in := &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
		DirectoryId: aws.String("d-1"), UserName: aws.String("u"), BundleId: aws.String("b"),
		Tags: []types.Tag{{Key: aws.String("k")}},
	}}}
	_, err := w.client().CreateWorkspaces(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
		DirectoryId: aws.String("d-1"), UserName: aws.String("u"), BundleId: aws.String("b"),
		Tags: []types.Tag{{Key: aws.String("k")}},
	}}}, in)
}

func TestStrictValidation(t *testing.T) {
	t.Parallel()
	id := aws.String("ws-0123456789")
	describeWith := func(in workspaces.DescribeWorkspacesInput) func(context.Context, *workspaces.Client) error {
		return func(ctx context.Context, c *workspaces.Client) error {
			_, err := c.DescribeWorkspaces(ctx, &in)
			return err
		}
	}
	brand := func(a types.DefaultImportClientBrandingAttributes) func(context.Context, *workspaces.Client) error {
		return func(ctx context.Context, c *workspaces.Client) error {
			_, err := c.ImportClientBranding(ctx, &workspaces.ImportClientBrandingInput{
				ResourceId: aws.String("d-9067012345"), DeviceTypeOsx: &a,
			})
			return err
		}
	}
	stop := func(n int) func(context.Context, *workspaces.Client) error {
		return func(ctx context.Context, c *workspaces.Client) error {
			in := &workspaces.StopWorkspacesInput{StopWorkspaceRequests: make([]types.StopRequest, n)}
			for i := range in.StopWorkspaceRequests {
				in.StopWorkspaceRequests[i].WorkspaceId = id
			}
			_, err := c.StopWorkspaces(ctx, in)
			return err
		}
	}
	tests := map[string]struct {
		call func(context.Context, *workspaces.Client) error
		want [][]string // for each message, the strings that it must contain
	}{
		"text too long": {
			describeWith(workspaces.DescribeWorkspacesInput{UserName: aws.String(strings.Repeat("é", 64))}),
			[][]string{{"DescribeWorkspacesInput.UserName", "64 characters", "63", `"éé`}},
		},
		"text too short": {
			describeWith(workspaces.DescribeWorkspacesInput{NextToken: aws.String("")}),
			[][]string{{"DescribeWorkspacesInput.NextToken", "0 characters", "1", `""`}},
		},
		"number too small": {
			describeWith(workspaces.DescribeWorkspacesInput{Limit: aws.Int32(0)}), [][]string{{"DescribeWorkspacesInput.Limit", "0 is", "minimum of 1"}},
		},
		"number too large": {
			describeWith(workspaces.DescribeWorkspacesInput{Limit: aws.Int32(26)}), [][]string{{"DescribeWorkspacesInput.Limit", "26 is", "maximum of 25"}},
		},
		"pattern": {
			describeWith(workspaces.DescribeWorkspacesInput{BundleId: aws.String("bundle")}),
			[][]string{{"DescribeWorkspacesInput.BundleId", `"bundle"`, "^wsb-[0-9a-z]{8,63}$"}},
		},
		"pattern of an element": {
			describeWith(workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id, "nope"}}),
			[][]string{{"DescribeWorkspacesInput.WorkspaceIds", `"nope"`, "^ws-", "1"}},
		},
		"list too short":              {stop(0), [][]string{{"StopWorkspacesInput.StopWorkspaceRequests", "0 elements", "minimum of 1"}}},
		"list too long":               {stop(26), [][]string{{"StopWorkspacesInput.StopWorkspaceRequests", "26 elements", "maximum of 25"}}},
		"longest list":                {stop(25), nil},
		"blob too short":              {brand(types.DefaultImportClientBrandingAttributes{Logo: []byte{}}), [][]string{{"DeviceTypeOsx.Logo", "0 bytes", "minimum of 1"}}},
		"blob too long":               {brand(types.DefaultImportClientBrandingAttributes{Logo: make([]byte, 1500001)}), [][]string{{"DeviceTypeOsx.Logo", "1500001 bytes", "maximum of 1500000"}}},
		"key of a map":                {brand(types.DefaultImportClientBrandingAttributes{LoginMessage: map[string]string{"english": "hi", "en_US": "ok"}}), [][]string{{"DeviceTypeOsx.LoginMessage", `"english"`, "^[a-z]{2}_[A-Z]{2}$"}}},
		"value of a map":              {brand(types.DefaultImportClientBrandingAttributes{LoginMessage: map[string]string{"en_US": strings.Repeat("x", 2001)}}), [][]string{{"DeviceTypeOsx.LoginMessage", `"en_US"`, "2001 characters", "2000"}}},
		"several errors of one value": {brand(types.DefaultImportClientBrandingAttributes{SupportEmail: aws.String("x")}), [][]string{{"SupportEmail", "1 characters", "minimum of 6"}, {"SupportEmail", `"x"`, "is not an email address"}}},
		"enum, nested in a list": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
					DirectoryId: aws.String("d-9067012345"), UserName: aws.String("u"), BundleId: aws.String("wsb-0123456789"),
					WorkspaceProperties: &types.WorkspaceProperties{RunningMode: "SOMETIMES"},
				}}})
				return err
			},
			[][]string{{"CreateWorkspacesInput.Workspaces[0].WorkspaceProperties.RunningMode", `"SOMETIMES"`, "ALWAYS_ON", "AUTO_STOP", "MANUAL"}},
		},
		"missing and out of bounds together": {
			func(ctx context.Context, c *workspaces.Client) error {
				_, err := c.ModifyWorkspaceState(ctx, &workspaces.ModifyWorkspaceStateInput{WorkspaceId: aws.String("x")})
				return err
			},
			[][]string{{"WorkspaceId", `"x"`}, {"missing required field", "WorkspaceState"}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var script []httpmock.Responder
			if test.want == nil {
				script = append(script, answer(200, `{}`))
			}
			err := test.call(t.Context(), newWire(t, script...).client(func(o *workspaces.Options) { o.StrictValidation = true }))
			if test.want == nil {
				require.NoError(t, err)
			} else {
				faults := invalidParams(t, err)
				require.Len(t, faults, len(test.want))
				for i, parts := range test.want {
					for _, part := range parts {
						assert.Contains(t, faults[i], part)
					}
					assert.Less(t, len(faults[i]), 1000)
				}
			}
			if strings.HasPrefix(name, "missing") {
				return
			}
			assert.NoError(t, test.call(t.Context(), newWire(t, answer(200, `{}`)).client()), "strict validation is off by default")
		})
	}
	t.Run("for one call", func(t *testing.T) {
		t.Parallel()
		client := newWire(t, answer(200, `{}`)).client()
		bad := &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(99)}
		_, err := client.DescribeWorkspaces(t.Context(), bad, func(o *workspaces.Options) { o.StrictValidation = true })
		require.Error(t, err)
		_, err = client.DescribeWorkspaces(t.Context(), bad)
		require.NoError(t, err)
	})
}
