package awsjson_test

import (
	"math"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

func TestValuesTravelBothWays(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		value any
		json  string
	}{
		"empty": {&workspaces.DescribeWorkspacesInput{}, `{}`},
		"text, number and list": {
			&workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-1", ""}, UserName: aws.String("ann"), Limit: aws.Int32(-25)},
			`{"WorkspaceIds":["ws-1",""],"UserName":"ann","Limit":-25}`,
		},
		"empty but set": {
			&workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{}, UserName: aws.String(""), Limit: aws.Int32(0)},
			`{"WorkspaceIds":[],"UserName":"","Limit":0}`,
		},
		"limits of numbers": {&workspaces.DescribeWorkspacesInput{Limit: aws.Int32(math.MinInt32)}, `{"Limit":-2147483648}`},
		"escapes": {
			&workspaces.DescribeWorkspacesInput{UserName: aws.String("\"\\/\b\f\n\r\t\x00\x1f\x7f<&>\u2028é€😀")},
			`{"UserName":"\"\\/\b\f\n\r\t\u0000\u001f\u007f<&>\u2028é€😀"}`,
		},
		"structs in structs, enums, booleans": {
			&workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{}, {
				UserVolumeEncryptionEnabled: aws.Bool(false), RootVolumeEncryptionEnabled: aws.Bool(true),
				WorkspaceProperties: &types.WorkspaceProperties{
					RunningMode: types.RunningModeAutoStop, ComputeTypeName: "NOT_KNOWN_YET", Protocols: []types.Protocol{"WSP", "NEW"},
					GlobalAccelerator: &types.GlobalAcceleratorForWorkSpace{},
				},
				Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}},
			}}},
			`{"Workspaces":[{},{"WorkspaceProperties":{"RunningMode":"AUTO_STOP","ComputeTypeName":"NOT_KNOWN_YET","Protocols":["WSP","NEW"],"GlobalAccelerator":{}},
			  "RootVolumeEncryptionEnabled":true,"UserVolumeEncryptionEnabled":false,"Tags":[{"Key":"k","Value":"v"}]}]}`,
		},
		"time": {
			&types.WorkspaceConnectionStatus{ConnectionStateCheckTimestamp: aws.Time(time.Date(2024, 2, 29, 12, 30, 15, 250e6, time.UTC))},
			`{"ConnectionStateCheckTimestamp":1709209815.25}`,
		},
		"whole second":     {&types.Snapshot{SnapshotTime: aws.Time(time.Unix(1, 0).UTC())}, `{"SnapshotTime":1}`},
		"time before 1970": {&types.Snapshot{SnapshotTime: aws.Time(time.Unix(-1, 500e6).UTC())}, `{"SnapshotTime":-0.5}`},
		"blob and map": {
			&types.DefaultImportClientBrandingAttributes{
				Logo: []byte{0, 0xff, 'a'}, LoginMessage: map[string]string{"en_US": "hi", "de_DE": "", "a\"b": "ü"},
			},
			`{"Logo":"AP9h","LoginMessage":{"en_US":"hi","de_DE":"","a\"b":"ü"}}`,
		},
		"empty blob and map": {
			&types.DefaultImportClientBrandingAttributes{Logo: []byte{}, LoginMessage: map[string]string{}}, `{"Logo":"","LoginMessage":{}}`,
		},
		"union": {
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-1"}},
			`{"ImageSource":{"Ec2ImageId":"ami-1"}}`,
		},
		"another member of the union": {
			&workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberImageBuildVersionArn{}},
			`{"ImageSource":{"ImageBuildVersionArn":""}}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			written, err := awsjson.Marshal(test.value)
			require.NoError(t, err)
			assert.JSONEq(t, test.json, string(written))
			byValue, err := awsjson.Marshal(reflect.ValueOf(test.value).Elem().Interface())
			require.NoError(t, err)
			assert.Equal(t, written, byValue)

			for _, document := range []string{test.json, string(written), " \r\n\t" + test.json + "\n"} {
				read := reflect.New(reflect.TypeOf(test.value).Elem()).Interface()
				require.NoError(t, awsjson.Unmarshal([]byte(document), read))
				assert.Equal(t, test.value, read)
			}
		})
	}
}

func TestMembersAreWrittenInAlphabeticalOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		value any
		json  string
	}{
		"of an input": {
			&workspaces.DescribeWorkspacesInput{
				WorkspaceIds: []string{}, DirectoryId: aws.String("d"), UserName: aws.String("u"), BundleId: aws.String("b"), Limit: aws.Int32(1),
				NextToken: aws.String("t"), WorkspaceName: aws.String("n"),
			},
			`{"BundleId":"b","DirectoryId":"d","Limit":1,"NextToken":"t","UserName":"u","WorkspaceIds":[],"WorkspaceName":"n"}`,
		},
		"of structs in lists and structs": {
			&workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
				UserName: aws.String("u"), BundleId: aws.String("b"), Tags: []types.Tag{{Value: aws.String("v"), Key: aws.String("k")}},
				WorkspaceProperties: &types.WorkspaceProperties{RunningMode: "AUTO_STOP", ComputeTypeName: "POWER"},
			}}},
			`{"Workspaces":[{"BundleId":"b","Tags":[{"Key":"k","Value":"v"}],"UserName":"u",` +
				`"WorkspaceProperties":{"ComputeTypeName":"POWER","RunningMode":"AUTO_STOP"}}]}`,
		},
		"by their names on the wire": {
			&workspaces.CreateIpGroupInput{
				Tags: []types.Tag{}, GroupName: aws.String("n"), GroupDesc: aws.String("d"),
				UserRules: []types.IpRuleItem{{RuleDesc: aws.String("r"), IpRule: aws.String("10.0.0.0/8")}},
			},
			`{"GroupDesc":"d","GroupName":"n","Tags":[],"UserRules":[{"ipRule":"10.0.0.0/8","ruleDesc":"r"}]}`,
		},
		"without regard to case": {
			&workspaces.GetAccountLinkInput{LinkId: aws.String("l"), LinkedAccountId: aws.String("a")}, `{"LinkedAccountId":"a","LinkId":"l"}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			written, err := awsjson.Marshal(test.value)
			require.NoError(t, err)
			assert.Equal(t, test.json, string(written))
		})
	}
}

func TestKeysOfMapsAreSorted(t *testing.T) {
	t.Parallel()
	written, err := awsjson.Marshal(&types.DefaultImportClientBrandingAttributes{LoginMessage: map[string]string{"b": "2", "c": "3", "a": "1", "B": "4"}})
	require.NoError(t, err)
	assert.Equal(t, `{"LoginMessage":{"B":"4","a":"1","b":"2","c":"3"}}`, string(written))
}

func TestStringsHaveTheEscapesOfTheOfficialClient(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                           `""`,
		"plain":                      `"plain"`,
		`"quoted" \ /`:               `"\"quoted\" \\ /"`,
		"\t\n\r":                     `"\t\n\r"`,
		"\x00\b\f\x1f":               `"\u0000\u0008\u000c\u001f"`,
		" !~\x7f<&>\u0080":           "\" !~\x7f<&>\u0080\"",
		"\u2027\u2028\u2029\u202a":   "\"\u2027\\u2028\\u2029\u202a\"",
		"é中😀\ufeff\uffff":            "\"é中😀\ufeff\uffff\"",
		"a\xffb":                     `"a\ufffdb"`,
		"\xff\xfeé\xc3":              `"\ufffd\ufffdé\ufffd"`,
		"\ufffd is a character":      "\"\ufffd is a character\"",
		"a surrogate \xed\xa0\x80\"": `"a surrogate \ufffd\ufffd\ufffd\""`,
		"ends early \xf0\x9f\x98":    `"ends early \ufffd\ufffd\ufffd"`,
	} {
		t.Run(strconv.Quote(text), func(t *testing.T) {
			t.Parallel()
			written, err := awsjson.Marshal(&types.Tag{Key: &text})
			require.NoError(t, err)
			assert.Equal(t, `{"Key":`+want+`}`, string(written))
			named, err := awsjson.Marshal(&types.DefaultImportClientBrandingAttributes{LoginMessage: map[string]string{text: ""}})
			require.NoError(t, err)
			assert.Equal(t, `{"LoginMessage":{`+want+`:""}}`, string(named))
		})
	}
}

func TestEnumsAreSentUnlessEmpty(t *testing.T) {
	t.Parallel()
	written, err := awsjson.Marshal(&types.WorkspaceProperties{ComputeTypeName: "X", RunningMode: "", Protocols: []types.Protocol{""}})
	require.NoError(t, err)
	assert.Equal(t, `{"ComputeTypeName":"X","Protocols":[""]}`, string(written))
}

func TestTimesFarAwayTravelBothWays(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]time.Time{
		"253402300799.999": time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC),
		"9223372037":       time.Unix(9223372037, 0).UTC(), // the nanoseconds since 1970 no longer fit in an int64
		"-9223372037":      time.Unix(-9223372037, 0).UTC(),
		"-62135596800":     time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		t.Run(number, func(t *testing.T) {
			t.Parallel()
			var read types.Snapshot
			require.NoError(t, awsjson.Unmarshal([]byte(`{"SnapshotTime":`+number+`}`), &read))
			assert.Equal(t, want, *read.SnapshotTime)
			written, err := awsjson.Marshal(&types.Snapshot{SnapshotTime: &want})
			require.NoError(t, err)
			assert.JSONEq(t, `{"SnapshotTime":`+number+`}`, string(written))
		})
	}
}

// TestNoMillisecondIsLost encodes and decodes times, including some for which float64(ms)/1000*1000 is slightly less
// than ms.
func TestNoMillisecondIsLost(t *testing.T) {
	t.Parallel()
	for _, ms := range []int64{2158244732141, 1084000000057, -2158244732141, 4300000000123} {
		for i := range int64(2000) {
			want := time.UnixMilli(ms + i).UTC()
			written, err := awsjson.Marshal(&types.Snapshot{SnapshotTime: &want})
			require.NoError(t, err)
			var read types.Snapshot
			require.NoError(t, awsjson.Unmarshal(written, &read))
			require.Equal(t, want, *read.SnapshotTime, "%s", written)
		}
	}
}

func TestUnionsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]types.ImageSourceIdentifier{
		"unknown": &types.UnknownUnionMember{Tag: "x"}, "nil pointer": (*types.ImageSourceIdentifierMemberEc2ImageId)(nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := awsjson.Marshal(&workspaces.ImportCustomWorkspaceImageInput{ImageSource: source})
			require.ErrorContains(t, err, "cannot be sent as a member of the union types.ImageSourceIdentifier")
			op := operationOf[workspaces.ImportCustomWorkspaceImageInput, workspaces.ImportCustomWorkspaceImageOutput](t, "ImportCustomWorkspaceImage")
			_, err = op.AddBody(op.NewRequest(), &workspaces.ImportCustomWorkspaceImageInput{ImageSource: source})
			var failed *smithy.SerializationError
			require.ErrorAs(t, err, &failed)
		})
	}
}
