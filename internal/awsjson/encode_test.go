package awsjson_test

import (
	"math"
	"reflect"
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

func TestOnlyWhatMustBeEscapedIsEscaped(t *testing.T) {
	t.Parallel()
	written, err := awsjson.Marshal(&workspaces.DescribeWorkspacesInput{UserName: aws.String(" !~\x7f\u0080\u2028<&>/\t\n\r\x1f\"\\\xff"), NextToken: aws.String("é😀")})
	require.NoError(t, err)
	assert.Equal(t, `{"UserName":" !~\u007f`+"\u0080\u2028"+`<&>/\u0009\n\u000d\u001f\"\\`+"\ufffd"+`","NextToken":"é😀"}`, string(written))
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
		"9223372037":       time.Unix(9223372037, 0).UTC(), // where nanoseconds no longer fit an int64
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

// TestNoMillisecondIsLost encodes and decodes times, among them times for which float64(ms)/1000*1000 is a little less
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
			require.ErrorContains(t, err, "is not a member of the union types.ImageSourceIdentifier that can be sent")
			op := operationOf[workspaces.ImportCustomWorkspaceImageInput, workspaces.ImportCustomWorkspaceImageOutput](t, "ImportCustomWorkspaceImage")
			_, err = op.AddBody(op.NewRequest(), &workspaces.ImportCustomWorkspaceImageInput{ImageSource: source})
			var failed *smithy.SerializationError
			require.ErrorAs(t, err, &failed)
		})
	}
}
