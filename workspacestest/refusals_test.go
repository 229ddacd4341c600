package workspacestest_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestRefusalsNameTheRefusedValue makes calls that fail because of a single value, which the error message must
// contain. It leaves out errors for which the service's own wording is known.
func TestRefusalsNameTheRefusedValue(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, byol, workspacestest.WithSeedResources(workspacestest.Seed{
		Directories: []types.WorkspaceDirectory{
			{DirectoryId: aws.String(directoryID)},
			{DirectoryId: aws.String("wsd-000000001"), WorkspaceType: types.WorkspaceTypePools},
		},
		Users: map[string][]string{directoryID: {"alice"}},
		Workspaces: []types.Workspace{{
			WorkspaceId: aws.String("ws-000000001"), DirectoryId: aws.String(directoryID), UserName: aws.String("alice"),
			WorkspaceProperties: &types.WorkspaceProperties{OperatingSystemName: types.OperatingSystemNameRhel8, ComputeTypeName: types.ComputeStandard},
		}},
		IpGroups: []types.WorkspacesIpGroup{{GroupName: aws.String("office")}},
		Images:   []types.WorkspaceImage{{ImageId: aws.String("wsi-000000001"), Name: aws.String("golden")}},
		Bundles:  []types.WorkspaceBundle{{BundleId: aws.String("wsb-000000001"), Name: aws.String("own"), ImageId: aws.String("wsi-000000001")}},
		ConnectionAliases: []types.ConnectionAlias{{
			AliasId: aws.String("wsca-000000001"), ConnectionString: aws.String("desk.example.com"),
		}},
	}))
	for name, tt := range map[string]struct{ operation, body, value string }{
		"WorkSpace": {"MigrateWorkspace", `{"SourceWorkspaceId":"ws-00000000x","BundleId":"wsb-000000001"}`, "ws-00000000x"},
		"WorkSpace of an item": {
			"StopWorkspaces", `{"StopWorkspaceRequests":[{"WorkspaceId":"ws-00000000x"}]}`, "ws-00000000x",
		},
		"no WorkSpace in an item": {"StopWorkspaces", `{"StopWorkspaceRequests":[{}]}`, `The specified WorkSpace "" could not`},
		"operating system":        {"MigrateWorkspace", `{"SourceWorkspaceId":"ws-000000001","BundleId":"wsb-000000001"}`, "RHEL_8"},
		"bundle":                  {"DeleteWorkspaceBundle", `{"BundleId":"wsb-00000000x"}`, "wsb-00000000x"},
		"bundle of an item": {
			"CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"alice","BundleId":"wsb-00000000x"}]}`, "wsb-00000000x",
		},
		"user": {
			"CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"mallory","BundleId":"wsb-000000001"}]}`, "mallory",
		},
		"directory of pools": {
			"CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"wsd-000000001","UserName":"alice","BundleId":"wsb-000000001"}]}`, "wsd-000000001",
		},
		"directory of WorkSpaces": {
			"CreateWorkspacesPool",
			`{"PoolName":"p","Description":"d","BundleId":"wsb-000000001","DirectoryId":"d-90670000aa","Capacity":{"DesiredUserSessions":1}}`, directoryID,
		},
		"time-out": {
			"ModifyWorkspaceProperties",
			`{"WorkspaceId":"ws-000000001","WorkspaceProperties":{"RunningMode":"AUTO_STOP","RunningModeAutoStopTimeoutInMinutes":75}}`, "75",
		},
		"subnets": {
			"RegisterWorkspaceDirectory", `{"DirectoryId":"d-90670000cc","EnableWorkDocs":false,"SubnetIds":["subnet-0000000a"]}`, "subnet-0000000a",
		},
		"image":             {"DeleteWorkspaceImage", `{"ImageId":"wsi-00000000x"}`, "wsi-00000000x"},
		"IP group":          {"DeleteIpGroup", `{"GroupId":"wsipg-00000000x"}`, "wsipg-00000000x"},
		"name":              {"CreateIpGroup", `{"GroupName":"office"}`, `"office"`},
		"rule":              {"CreateIpGroup", `{"GroupName":"g","UserRules":[{"ipRule":"10.0.0.0/99"}]}`, `"10.0.0.0/99"`},
		"pool":              {"DescribeWorkspacesPoolSessions", `{"PoolId":"wspool-00000000x"}`, "wspool-00000000x"},
		"session":           {"TerminateWorkspacesPoolSession", `{"SessionId":"01234567-0123-0123-0123-012345678901"}`, "01234567-0123-0123-0123-012345678901"},
		"connection string": {"CreateConnectionAlias", `{"ConnectionString":"desk.example.com"}`, `"desk.example.com"`},
		"alias":             {"DeleteConnectionAlias", `{"AliasId":"wsca-00000000x"}`, "wsca-00000000x"},
		"alias that is not associated": {
			"DisassociateConnectionAlias", `{"AliasId":"wsca-000000001"}`, "wsca-000000001",
		},
		"account": {
			"UpdateConnectionAliasPermission",
			`{"AliasId":"wsca-000000001","ConnectionAliasPermission":{"SharedAccountId":"` + ownAccount + `","AllowAssociation":true}}`, ownAccount,
		},
		"account to link":    {"CreateAccountLinkInvitation", `{"TargetAccountId":"` + ownAccount + `"}`, ownAccount},
		"link":               {"GetAccountLink", `{"LinkId":"link-00000000x"}`, "link-00000000x"},
		"policy":             {"ModifyClientProperties", `{"ResourceId":"d-90670000aa","ClientProperties":{"ClientExperiencePolicy":"FORCE_OLD"}}`, `"FORCE_OLD"`},
		"resource with tags": {"DescribeTags", `{"ResourceId":"ws-00000000x"}`, "ws-00000000x"},
		"tag":                {"CreateTags", `{"ResourceId":"ws-000000001","Tags":[{"Key":"aws:a","Value":"b"}]}`, `"aws:a"`},
		"Region":             {"CreateStandbyWorkspaces", `{"PrimaryRegion":"us-east-1","StandbyWorkspaces":[{"PrimaryWorkspaceId":"ws-000000001","DirectoryId":"d-90670000aa"}]}`, "us-east-1"},
		"application":        {"AssociateWorkspaceApplication", `{"WorkspaceId":"ws-000000001","ApplicationId":"wsa-00000000x"}`, "wsa-00000000x"},
	} {
		a := call(t, emu, tt.operation, tt.body)
		assert.Contains(t, refusalOf(t, a), tt.value, "%s: %s", name, a.body)
	}
	const standby = `{"PrimaryRegion":"us-east-1","StandbyWorkspaces":[{"PrimaryWorkspaceId":"ws-000000001","DirectoryId":"d-90670000bb"}]}`
	away := send(t, emu, signFor(t, newRequest(t, "CreateStandbyWorkspaces", standby), standby, time.Now(), credentials, "eu-west-1"))
	assert.Contains(t, refusalOf(t, away), "RHEL_8", "operating system of a standby")
}

// refusalOf returns the error message of a call or, failing that, of its only item.
func refusalOf(tb testing.TB, a answer) string {
	tb.Helper()
	if a.Message != "" {
		return a.Message
	}
	type failed struct{ ErrorMessage string }
	var out struct{ FailedRequests, FailedStandbyRequests []failed }
	require.NoError(tb, json.Unmarshal([]byte(a.body), &out))
	items := append(out.FailedRequests, out.FailedStandbyRequests...)
	require.Len(tb, items, 1, a.body)
	return items[0].ErrorMessage
}
