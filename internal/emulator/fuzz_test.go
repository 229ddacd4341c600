package emulator_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// fuzzedBody has something for the identifiers and lists that operations take: each reads what it knows.
const fuzzedBody = `{"ResourceId":"d-90670000aa","DirectoryId":"d-90670000aa","WorkspaceId":"ws-000000000","ImageId":"wsi-000000000","SourceImageId":"wsi-000000000",
"BundleId":"wsb-000000000","AliasId":"wsca-000000000","GroupId":"wsipg-000000000","GroupIds":["wsipg-000000000"],"PoolId":"wspool-000000000","ApplicationId":"wsa-000000000",
"LinkId":"link-00000000","SessionId":"00000000-0000-0000-0000-000000000000","TargetAccountId":"111122223333","SharedAccountId":"111122223333","Name":"name","Description":"text",
"ImageName":"name","ImageDescription":"text","BundleName":"name","BundleDescription":"text","PoolName":"name","GroupName":"name","SourceRegion":"us-east-1","PrimaryRegion":"eu-central-1",
"ConnectionString":"a.example.com","UserRules":[{"ipRule":"10.0.0.0/8"},{}],"Capacity":{"DesiredUserSessions":1},"ComputeType":{"Name":"VALUE"},"UserStorage":{"Capacity":"10"},
"AssociatedResourceTypes":["APPLICATION"],"ManagementCidrRangeConstraint":"10.0.0.0/8","DedicatedTenancySupport":"ENABLED","DedicatedTenancyManagementCidrRange":"10.0.0.0/16",
"AllowCopyImage":true,"ConnectionAliasPermission":{"SharedAccountId":"111122223333","AllowAssociation":true},"Tags":[{"Key":"a","Value":"b"}],"ResourceIds":["d-90670000aa"],
"ClientProperties":{},"SamlProperties":{},"WorkspaceProperties":{"ComputeTypeName":"POWER"},"WorkspaceState":"ADMIN_MAINTENANCE","NextToken":"AAAA","Filters":[{}]}`

// FuzzServeHTTP sends anything, signed and not: no panic, and no error that is not the caller's.
func FuzzServeHTTP(f *testing.F) {
	f.Add("DescribeWorkspaces", `{"Limit":1}`, "", "", true)
	f.Add("DescribeWorkspaces", `{"NextToken":"MQ","DirectoryId":"d-90670000aa","UserName":"a"}`, "", "", true)
	f.Add("CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"a","BundleId":"wsb-000000000","Tags":[{"Key":"a"},{}],"WorkspaceProperties":{"RootVolumeSizeGib":-1}},null]}`, "", "", true)
	f.Add("ModifyWorkspaceProperties", `{"WorkspaceId":"ws-000000000","WorkspaceProperties":{"Protocols":["WSP",null]}}`, "", "", true)
	f.Add("RegisterWorkspaceDirectory", `{"WorkspaceDirectoryName":"ab","SubnetIds":[],"Tags":[{"Key":"aws:a"}]}`, "", "", true)
	f.Add("ImportClientBranding", `{"DeviceTypeWeb":{"LoginMessage":{"a\"]":"b"}}}`, "", "", true)
	f.Add("CreateTags", `{"ResourceId":"","Tags":[{"Key":""}]}`, "", "", true)
	f.Add("StopWorkspaces", `{"StopWorkspaceRequests":[{}]}`, "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=;;, Signature=", "20200101T000000Z", false)
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		f.Add(client.Method(i).Name, fuzzedBody, "", "", true)
	}
	f.Add("DescribeWorkspaces", "{", "AWS4-HMAC-SHA256 ,=,", "X-Amz-Algorithm=&X-Amz-Expires=1", false)
	f.Fuzz(func(t *testing.T, operation, body, authorization, query string, signed bool) {
		emu := workspacestest.NewEmulator(instant, workspacestest.WithSeedResources(fuzzedSeed))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", bytes.NewBufferString(body))
		r.Header.Set("Content-Type", "application/x-amz-json-1.1")
		r.Header.Set("X-Amz-Target", "WorkspacesService."+operation)
		if signed {
			sign(t, r, body, time.Now())
		} else {
			r.Header.Set("Authorization", authorization)
			r.Header.Set("X-Amz-Date", query)
			r.URL.RawQuery = query
		}
		assert.Less(t, send(t, emu, r).status, http.StatusInternalServerError)
	})
}

// fuzzedSeed has one resource of each kind.
var fuzzedSeed = workspacestest.Seed{
	Directories:         []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryID)}},
	Workspaces:          []types.Workspace{{WorkspaceId: aws.String("ws-000000000"), DirectoryId: aws.String(directoryID)}},
	Images:              []types.WorkspaceImage{{ImageId: aws.String("wsi-000000000")}},
	Bundles:             []types.WorkspaceBundle{{BundleId: aws.String("wsb-000000000"), ImageId: aws.String("wsi-000000000")}},
	Applications:        []types.WorkSpaceApplication{{ApplicationId: aws.String("wsa-000000000")}},
	IpGroups:            []types.WorkspacesIpGroup{{GroupId: aws.String("wsipg-000000000")}},
	ConnectionAliases:   []types.ConnectionAlias{{AliasId: aws.String("wsca-000000000")}},
	ConnectClientAddIns: []types.ConnectClientAddIn{{ResourceId: aws.String(directoryID)}},
	Pools:               []types.WorkspacesPool{{PoolId: aws.String("wspool-000000000")}},
	PoolSessions:        []types.WorkspacesPoolSession{{PoolId: aws.String("wspool-000000000")}},
	AccountLinks:        []types.AccountLink{{AccountLinkId: aws.String("link-00000000"), TargetAccountId: aws.String("111122223333")}},
}
