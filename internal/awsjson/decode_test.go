package awsjson_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

func TestMembersWithNamesInTags(t *testing.T) {
	t.Parallel()
	var out workspaces.DescribeIpGroupsOutput
	require.NoError(t, awsjson.Unmarshal([]byte(`{"Result":[{"groupId":"g","userRules":[{"ipRule":"10.0.0.0/8","ruleDesc":"d"}]}]}`), &out))
	require.Len(t, out.Result, 1)
	assert.Equal(t, "g", aws.ToString(out.Result[0].GroupId))
	assert.Equal(t, []types.IpRuleItem{{IpRule: aws.String("10.0.0.0/8"), RuleDesc: aws.String("d")}}, out.Result[0].UserRules)
	p, err := awsjson.Marshal(&out)
	require.NoError(t, err)
	assert.JSONEq(t, `{"Result":[{"groupId":"g","userRules":[{"ipRule":"10.0.0.0/8","ruleDesc":"d"}]}]}`, string(p))
}

func TestDocumentsThatAreWrittenDifferently(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		json string
		want any
	}{
		"null members": {
			`{"WorkspaceIds":null,"UserName":null,"Limit":null}`, &workspaces.DescribeWorkspacesInput{},
		},
		"null elements": {
			`{"Workspaces":[null,{"WorkspaceProperties":{"Protocols":[null]}}]}`,
			&workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
				{}, {WorkspaceProperties: &types.WorkspaceProperties{Protocols: []types.Protocol{""}}},
			}},
		},
		"the last of two members": {`{"UserName":"a","UserName":"b"}`, &workspaces.DescribeWorkspacesInput{UserName: aws.String("b")}},
		"null after a value":      {`{"UserName":"a","UserName":null}`, &workspaces.DescribeWorkspacesInput{}},
		"escapes": {
			`{"User\u004eame":"\u00e9\ud83d\ude00\/\u0041"}`, &workspaces.DescribeWorkspacesInput{UserName: aws.String("é😀/A")},
		},
		"lone surrogates":    {`{"UserName":"\ud83d\ud83d\ude00\ude00"}`, &workspaces.DescribeWorkspacesInput{UserName: aws.String("\ufffd😀\ufffd")}},
		"bytes not UTF-8":    {"{\"UserName\":\"a\xffb\"}", &workspaces.DescribeWorkspacesInput{UserName: aws.String("a\ufffdb")}},
		"unknown members":    {`{"x":{"y":[1,-0.5e+10,true,false,null,"\"",{}]},"Limit":7,"z":[]}`, &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(7)}},
		"float as a time":    {`{"SnapshotTime":1.7e9}`, &types.Snapshot{SnapshotTime: aws.Time(time.Unix(17e8, 0).UTC())}},
		"union, unknown":     {`{"ImageSource":{"FromTheMoon":{"a":1}}}`, &workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.UnknownUnionMember{Tag: "FromTheMoon"}}},
		"union, null beside": {`{"ImageSource":{"Ec2ImportTaskId":null,"Ec2ImageId":"ami-1"}}`, &workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-1"}}},
		"union, __type before": {
			`{"ImageSource":{"__type":"com.amazonaws#ImageSourceIdentifier","Ec2ImageId":"ami-1"}}`,
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-1"}},
		},
		"union, __type after": {
			`{"ImageSource":{"Ec2ImageId":"ami-1","__type":{"a":[1]}}}`,
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-1"}},
		},
		"union, only __type": {`{"ImageSource":{"__type":"x"}}`, &workspaces.ImportCustomWorkspaceImageInput{}},
		"union, two members": {
			`{"ImageSource":{"Ec2ImportTaskId":"import-ami-1","Ec2ImageId":"ami-1"}}`,
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImportTaskId{Value: "import-ami-1"}},
		},
		"the last of two unions": {
			`{"ImageSource":{"Ec2ImportTaskId":"import-ami-1"},"ImageSource":{"Ec2ImageId":"ami-1"}}`,
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-1"}},
		},
		"the last of two lists and maps": {
			`{"Tags":[{"Key":"a"},{"Key":"b"}],"Tags":[{"Value":"c"}]}`,
			&workspaces.ImportCustomWorkspaceImageInput{Tags: []types.Tag{{Value: aws.String("c")}}},
		},
		"union, unknown first": {
			`{"ImageSource":{"FromTheMoon":1,"Ec2ImageId":"ami-1"}}`,
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.UnknownUnionMember{Tag: "FromTheMoon"}},
		},
		"union, null":  {`{"ImageSource":null}`, &workspaces.ImportCustomWorkspaceImageInput{}},
		"union, empty": {`{"ImageSource":{}}`, &workspaces.ImportCustomWorkspaceImageInput{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := reflect.New(reflect.TypeOf(test.want).Elem()).Interface()
			require.NoError(t, awsjson.Unmarshal([]byte(test.json), read))
			assert.Equal(t, test.want, read)
		})
	}
}

// TestMembersInAnyOrder reads documents whose members vary in number and order, while the decoder expects each document
// to be in the order of the last.
func TestMembersInAnyOrder(t *testing.T) {
	t.Parallel()
	members := []string{
		`"WorkspaceId":"ws-1"`, `"State":"AVAILABLE"`, `"UserName":"ann"`, `"unknown":[{}]`, `"WorkspaceProperties":{"RootVolumeSizeGib":80,"RunningMode":"NEW"}`,
		`"BundleId" : "wsb-1"`, ` "Bundle\u0049d":"wsb-2"`,
	}
	want := types.Workspace{
		WorkspaceId: aws.String("ws-1"), State: types.WorkspaceStateAvailable, UserName: aws.String("ann"),
		WorkspaceProperties: &types.WorkspaceProperties{RootVolumeSizeGib: aws.Int32(80), RunningMode: "NEW"},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		n := random.IntN(len(members) + 1)
		document := `{` + strings.Join(members[:n], ",") + `}`
		for range 2 {
			var got types.Workspace
			require.NoError(t, awsjson.Unmarshal([]byte(document), &got))
			if n == len(members) {
				assert.Regexp(t, "^wsb-[12]$", *got.BundleId)
				got.BundleId = nil
				assert.Equal(t, want, got)
			}
			assert.Equal(t, strings.Contains(document, "UserName"), got.UserName != nil)
			assert.Equal(t, strings.Contains(document, "State"), got.State != "")
		}
	}
}

func TestValuesOfTheWrongTypeAreRejected(t *testing.T) {
	t.Parallel()
	tests := []struct {
		into any
		json string
		want string
	}{
		{&types.Workspace{}, `{"WorkspaceId":{}}`, "WorkspaceId: expected a string, got an object"},
		{&types.Workspace{}, `{"State":0}`, "State: expected a string, got a number"},
		{&types.Workspace{}, `{"RootVolumeEncryptionEnabled":1}`, "RootVolumeEncryptionEnabled: expected a boolean, got a number"},
		{&types.WorkspaceProperties{}, `{"RootVolumeSizeGib":"80"}`, "RootVolumeSizeGib: expected a number, got a string"},
		{&types.WorkspaceProperties{}, `{"RootVolumeSizeGib":8.5}`, "RootVolumeSizeGib: expected a 32-bit integer, got 8.5"},
		{&types.WorkspaceProperties{}, `{"RootVolumeSizeGib":2147483648}`, "RootVolumeSizeGib: expected a 32-bit integer, got 2147483648"},
		{&types.WorkspaceProperties{}, `{"Protocols":["WSP",1]}`, "Protocols[1]: expected a string, got a number"},
		{&types.WorkspaceProperties{}, `{"Protocols":{}}`, "Protocols: expected an array, got an object"},
		{&types.WorkspaceProperties{}, `{"GlobalAccelerator":{"Mode":[]}}`, "GlobalAccelerator.Mode: expected a string, got an array"},
		{&types.Snapshot{}, `{"SnapshotTime":"2024-01-01T00:00:00Z"}`, "SnapshotTime: expected a number, got a string"},
		{&types.Snapshot{}, `{"SnapshotTime":1e999}`, "SnapshotTime: expected seconds since 1970, got 1e999"},
		{&types.Snapshot{}, `{"SnapshotTime":1e300}`, "SnapshotTime: expected seconds since 1970, got 1e300, which is outside the years 1 to 9999"},
		{&types.Snapshot{}, `{"SnapshotTime":-1e300}`, "SnapshotTime: expected seconds since 1970, got -1e300"},
		{&types.Snapshot{}, `{"SnapshotTime":-62135596801}`, "SnapshotTime: expected seconds since 1970, got -62135596801"},
		{&types.Snapshot{}, `{"SnapshotTime":253402300800}`, "SnapshotTime: expected seconds since 1970, got 253402300800"},
		{&types.Snapshot{}, `{"SnapshotTime":1` + strings.Repeat("0", 1000) + `}`, "got 1" + strings.Repeat("0", 63) + "…, which"},
		{&types.DefaultImportClientBrandingAttributes{}, `{"LoginMessage":{"` + strings.Repeat("k", 1000) + `":1}}`, `LoginMessage["` + strings.Repeat("k", 64) + `"…]: expected a string`},
		{&types.DefaultImportClientBrandingAttributes{}, `{"Logo":"?"}`, "Logo: expected base64"},
		{&types.DefaultImportClientBrandingAttributes{}, `{"Logo":"AP9"}`, "Logo: expected base64"},
		{&types.DefaultImportClientBrandingAttributes{}, `{"LoginMessage":{"en_US":1}}`, `LoginMessage["en_US"]: expected a string, got a number`},
		{&types.DefaultImportClientBrandingAttributes{}, `{"LoginMessage":[]}`, `LoginMessage: expected an object, got an array`},
		{&workspaces.ImportCustomWorkspaceImageInput{}, `{"ImageSource":"ami-1"}`, "ImageSource: expected an object, got a string"},
		{&workspaces.ImportCustomWorkspaceImageInput{}, `{"ImageSource":{"Ec2ImageId":1}}`, "ImageSource.Ec2ImageId: expected a string, got a number"},
		{&workspaces.CreateWorkspacesInput{}, `{"Workspaces":[{},{"Tags":[{"Key":"k"},{"Value":{}}]}]}`, "Workspaces[1].Tags[1].Value: expected a string, got an object"},
		{&workspaces.DescribeWorkspacesInput{}, `{"WorkspaceIds":["a"` + strings.Repeat(`,""`, 1_000_000) + `]}`, "WorkspaceIds: the list has more than 1000000 elements"},
	}
	for _, test := range tests {
		name := test.json
		if len(name) > 60 {
			name = name[:60]
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			into := reflect.New(reflect.TypeOf(test.into).Elem()).Interface()
			err := awsjson.Unmarshal([]byte(test.json), into)
			require.ErrorContains(t, err, test.want)
		})
	}
}
