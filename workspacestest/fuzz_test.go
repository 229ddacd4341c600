package workspacestest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// fuzzedBody is a request body for any operation, with valid values for most members of all inputs. Operations ignore
// members that their input does not have.
const fuzzedBody = `{"ResourceId":"d-90670000aa","DirectoryId":"d-90670000aa","WorkspaceId":"ws-000000000","ImageId":"wsi-000000000","SourceImageId":"wsi-000000000",
"BundleId":"wsb-000000000","AliasId":"wsca-000000000","GroupId":"wsipg-000000000","GroupIds":["wsipg-000000000"],"PoolId":"wspool-000000000","ApplicationId":"wsa-000000000",
"LinkId":"link-00000000","SessionId":"00000000-0000-0000-0000-000000000000","TargetAccountId":"111122223333","SharedAccountId":"111122223333","Name":"name","Description":"text",
"ImageName":"name","ImageDescription":"text","BundleName":"name","BundleDescription":"text","PoolName":"name","GroupName":"name","SourceRegion":"us-east-1","PrimaryRegion":"eu-central-1",
"ConnectionString":"a.example.com","UserRules":[{"ipRule":"10.0.0.0/8"},{}],"Capacity":{"DesiredUserSessions":1},"ComputeType":{"Name":"VALUE"},"UserStorage":{"Capacity":"10"},
"AssociatedResourceTypes":["APPLICATION"],"ManagementCidrRangeConstraint":"10.0.0.0/8","DedicatedTenancySupport":"ENABLED","DedicatedTenancyManagementCidrRange":"10.0.0.0/16",
"AllowCopyImage":true,"ConnectionAliasPermission":{"SharedAccountId":"111122223333","AllowAssociation":true},"Tags":[{"Key":"a","Value":"b"}],"ResourceIds":["d-90670000aa"],
"ClientProperties":{},"SamlProperties":{},"WorkspaceProperties":{"ComputeTypeName":"POWER"},"WorkspaceState":"ADMIN_MAINTENANCE","NextToken":"AAAA","Filters":[{}],
"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"a","BundleId":"wsb-000000000"}],"SourceWorkspaceId":"ws-000000000","RebootWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}],
"RebuildWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}],"StartWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}],"StopWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}],
"TerminateWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}],"StandbyWorkspaces":[{"PrimaryWorkspaceId":"ws-000000000","DirectoryId":"d-90670000aa"}]}`

// The ways in which FuzzServeHTTP signs a request.
const (
	unsigned = iota
	signed
	presigned
)

// FuzzServeHTTP sends arbitrary signed, presigned and unsigned requests. No request may cause a panic, a server error,
// or a response much larger than the request.
func FuzzServeHTTP(f *testing.F) {
	const usual = "application/x-amz-json-1.1"
	f.Add("DescribeWorkspaces", `{"Limit":1}`, usual, "", "", signed)
	f.Add("DescribeWorkspaces", `{"NextToken":"MQ","DirectoryId":"d-90670000aa","UserName":"a"}`, usual, "", "", signed)
	f.Add("CreateWorkspaces", `{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"a","BundleId":"wsb-000000000","Tags":[{"Key":"a"},{}],"WorkspaceProperties":{"RootVolumeSizeGib":-1}},null]}`, usual, "", "", signed)
	f.Add("CreateWorkspaces", `{"Workspaces":[`+strings.Repeat(`{},`, 999)+`{}]}`, usual, "", "", signed)
	f.Add("DescribeWorkspaces", `{"WorkspaceIds":[`+strings.Repeat(`"wrong",`, 999)+`""]}`, usual, "", "", signed)
	f.Add("ModifyWorkspaceProperties", `{"WorkspaceId":"ws-000000000","WorkspaceProperties":{"Protocols":["WSP",null]}}`, usual, "", "", signed)
	f.Add("RegisterWorkspaceDirectory", `{"WorkspaceDirectoryName":"ab","SubnetIds":[],"Tags":[{"Key":"aws:a"}]}`, usual, "", "", signed)
	f.Add("ImportClientBranding", `{"DeviceTypeWeb":{"LoginMessage":{"a\"]":"b"}}}`, usual, "", "", signed)
	f.Add("CreateTags", `{"ResourceId":"","Tags":[{"Key":""}]}`, usual, "", "", signed)
	f.Add("StopWorkspaces", `{"StopWorkspaceRequests":[{}]}`, usual, "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=;;, Signature=", "20200101T000000Z", unsigned)
	f.Add("DescribeWorkspaces", `{}`, usual, "", "X-Amz-Expires=60", presigned)
	f.Add("DescribeWorkspaces", `{}`, usual, "", "X-Amz-Expires=60&a=b%20c&a=%zz", presigned)
	f.Add("DescribeWorkspaces", `{}`, usual+"; charset=utf-8", "", "", signed)
	f.Add("DescribeWorkspaces", `{}`, "application/x-amz-json-1.0", "", "", signed)
	f.Add("DescribeWorkspaces", `{}`, usual+`; a="`, "", "", signed)
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		f.Add(client.Method(i).Name, fuzzedBody, usual, "", "", signed)
	}
	f.Add("DescribeWorkspaces", "{", usual, "AWS4-HMAC-SHA256 ,=,", "X-Amz-Algorithm=&X-Amz-Expires=1", unsigned)
	f.Fuzz(func(t *testing.T, operation, body, contentType, authorization, query string, how int) {
		emu := workspacestest.NewEmulator(instant, workspacestest.WithSeedResources(fuzzedSeed))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", bytes.NewBufferString(body))
		r.Header.Set("Content-Type", contentType)
		r.Header.Set("X-Amz-Target", "WorkspacesService."+operation)
		switch how {
		case signed:
			sign(t, r, body, time.Now())
		case presigned:
			r.URL.RawQuery = query
			hash := sha256.Sum256([]byte(body))
			signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableHeaderHoisting = true })
			address, _, err := signer.PresignHTTP(t.Context(), credentials, r, hex.EncodeToString(hash[:]), "workspaces", workspacestest.Region, time.Now())
			require.NoError(t, err)
			if r.URL, err = url.Parse(address); err != nil {
				return
			}
		default:
			r.Header.Set("Authorization", authorization)
			r.Header.Set("X-Amz-Date", query)
			r.URL.RawQuery = query
		}
		a := send(t, emu, r)
		assert.Less(t, a.status, http.StatusInternalServerError)
		assert.Less(t, len(a.body), maxAnswer+8*len(body))
		if how == presigned && query == "X-Amz-Expires=60" && operation == "DescribeWorkspaces" && body == "{}" && contentType == usual {
			assert.Equal(t, http.StatusOK, a.status, "the seed is valid")
		}
	})
}

// fuzzedSeed has one resource in each of its lists.
var fuzzedSeed = workspacestest.Seed{
	ServiceDirectories:  []workspacestest.ServiceDirectory{{DirectoryId: aws.String(otherDirectoryID)}},
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
