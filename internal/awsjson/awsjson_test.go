package awsjson_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
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
		"what JSON escapes": {
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

// TestNoMillisecondIsLostOnTheWay is about times that, in seconds and times 1000 as float64, come out a little
// less than the whole number of milliseconds.
func TestNoMillisecondIsLostOnTheWay(t *testing.T) {
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

func TestMembersUnderNamesOfTheirOwn(t *testing.T) {
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

func TestWhatIsReadWithoutBeingWrittenSo(t *testing.T) {
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
		"number as a float":  {`{"SnapshotTime":1.7e9}`, &types.Snapshot{SnapshotTime: aws.Time(time.Unix(17e8, 0).UTC())}},
		"union of tomorrow":  {`{"ImageSource":{"FromTheMoon":{"a":1}}}`, &workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.UnknownUnionMember{Tag: "FromTheMoon"}}},
		"union, null beside": {`{"ImageSource":{"Ec2ImportTaskId":null,"Ec2ImageId":"ami-1"}}`, &workspaces.ImportCustomWorkspaceImageInput{ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-1"}}},
		"union, null":        {`{"ImageSource":null}`, &workspaces.ImportCustomWorkspaceImageInput{}},
		"union, empty":       {`{"ImageSource":{}}`, &workspaces.ImportCustomWorkspaceImageInput{}},
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

func TestDocumentsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`[`, 1001) + strings.Repeat(`]`, 1001)
	tests := []struct {
		into any
		json string
		want string
	}{
		{&types.Workspace{}, ``, "unexpected end of JSON input"},
		{&types.Workspace{}, ` `, "unexpected end of JSON input"},
		{&types.Workspace{}, `null`, "expected an object, got null"},
		{&types.Workspace{}, `[]`, "expected an object, got an array"},
		{&types.Workspace{}, `{`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId"`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":"`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":"\`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":"\u12`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":"x"`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":"x",`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"x":tr`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"x":-`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"x":1.`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"x":1e`, "unexpected end of JSON input"},
		{&types.Workspace{}, `{"WorkspaceId":"\q"}`, "invalid escape"},
		{&types.Workspace{}, `{"WorkspaceId":"\u12g4"}`, "invalid escape"},
		{&types.Workspace{}, `{"WorkspaceId":"\u+123"}`, "invalid escape"},
		{&types.Workspace{}, "{\"WorkspaceId\":\"a\nb\"}", "control character"},
		{&types.Workspace{}, `{WorkspaceId:"x"}`, "expected a string"},
		{&types.Workspace{}, `{"WorkspaceId" "x"}`, "expected ':'"},
		{&types.Workspace{}, `{"WorkspaceId":"x" "y":1}`, "expected ',' or '}'"},
		{&types.Workspace{}, `{"WorkspaceId":"x",}`, "'}'"},
		{&types.Workspace{}, `{,}`, "','"},
		{&types.Workspace{}, `{"x":[1,]}`, "']'"},
		{&types.Workspace{}, `{"x":[1 2]}`, "expected ',' or ']'"},
		{&types.Workspace{}, `{"x":01}`, ""},
		{&types.Workspace{}, `{"x":+1}`, ""},
		{&types.Workspace{}, `{"x":.5}`, ""},
		{&types.Workspace{}, `{"x":1.e5}`, ""},
		{&types.Workspace{}, `{"x":0x1F}`, ""},
		{&types.Workspace{}, `{"x":NaN}`, ""},
		{&types.Workspace{}, `{"x":nulL}`, ""},
		{&types.Workspace{}, `{"x":trueish}`, ""},
		{&types.Workspace{}, `{} {}`, ""},
		{&types.Workspace{}, `{}x`, ""},
		{&types.Workspace{}, `{"x":` + deep + `}`, "nesting depth"},
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
		{&types.Snapshot{}, `{"SnapshotTime":1e300}`, "SnapshotTime: "},
		{&types.DefaultImportClientBrandingAttributes{}, `{"Logo":"?"}`, "Logo: expected base64"},
		{&types.DefaultImportClientBrandingAttributes{}, `{"Logo":"AP9"}`, "Logo: expected base64"},
		{&types.DefaultImportClientBrandingAttributes{}, `{"LoginMessage":{"en_US":1}}`, `LoginMessage["en_US"]: expected a string, got a number`},
		{&types.DefaultImportClientBrandingAttributes{}, `{"LoginMessage":[]}`, `LoginMessage: expected an object, got an array`},
		{&workspaces.ImportCustomWorkspaceImageInput{}, `{"ImageSource":"ami-1"}`, "ImageSource: expected an object, got a string"},
		{&workspaces.ImportCustomWorkspaceImageInput{}, `{"ImageSource":{"Ec2ImageId":1}}`, "ImageSource.Ec2ImageId: expected a string, got a number"},
		{&workspaces.CreateWorkspacesInput{}, `{"Workspaces":[{},{"Tags":[{"Key":"k"},{"Value":{}}]}]}`, "Workspaces[1].Tags[1].Value: expected a string, got an object"},
		{&workspaces.DescribeWorkspacesInput{}, `{"WorkspaceIds":["a"` + strings.Repeat(`,""`, 1_000_000) + `]}`, "WorkspaceIds: a list of more than 1000000 elements"},
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

func TestUnionsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]types.ImageSourceIdentifier{
		"unknown": &types.UnknownUnionMember{Tag: "x"}, "nil pointer": (*types.ImageSourceIdentifierMemberEc2ImageId)(nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := awsjson.Marshal(&workspaces.ImportCustomWorkspaceImageInput{ImageSource: source})
			require.ErrorContains(t, err, "is no member of the union types.ImageSourceIdentifier that can be sent")
			op := operationOf[workspaces.ImportCustomWorkspaceImageInput, workspaces.ImportCustomWorkspaceImageOutput](t, "ImportCustomWorkspaceImage")
			_, err = op.AddBody(op.NewRequest(), &workspaces.ImportCustomWorkspaceImageInput{ImageSource: source})
			var failed *smithy.SerializationError
			require.ErrorAs(t, err, &failed)
		})
	}
}

// Shapes that no API has, each wrong in one way.
type (
	withInt64     struct{ N *int64 }
	withInt       struct{ N int }
	withFloat     struct{ N *float32 }
	withChan      struct{ C chan string }
	withFunc      struct{ F func() }
	withInterface struct{ I any }
	withMapOfInts struct{ M map[int]string }
	withArray     struct{ A [4]string }
	withTwoStars  struct{ P **string }
	withListStar  struct{ L *[]string }
	withEnumStar  struct{ E *types.WorkspaceState }
	withinList    struct{ L []withInt64 }
	limitsWord    struct {
		S *string `len:"many"`
	}
	limitsMin struct {
		S *string `len:"x:9"`
	}
	limitsMax struct {
		N *int32 `range:"1:y"`
	}
	limitsItems struct {
		L []string `items:"7"`
	}
	limitsHuge struct {
		L []string `items:"1:99999999999999999999"`
	}
	badPattern struct {
		S *string `pattern:"("`
	}
	badKeyPattern struct {
		M map[string]string `keypattern:"["`
	}
)

func TestTypesThatAreNotOfTheAPI(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value any
		want  string
	}{
		{withInt64{}, "N: awsjson: int64 is no type of the API"},
		{withInt{}, "N: awsjson: int is no type of the API"},
		{withFloat{}, "float32 is no type of the API"},
		{withChan{}, "chan string is no type of the API"},
		{withFunc{}, "func() is no type of the API"},
		{withInterface{}, "interface {} is no type of the API"},
		{withMapOfInts{}, "map[int]string is no type of the API"},
		{withArray{}, "[4]string is no type of the API"},
		{withTwoStars{}, "**string is no type of the API"},
		{withListStar{}, "*[]string is no type of the API"},
		{withEnumStar{}, "*types.WorkspaceState is no type of the API"},
		{withinList{}, "awsjson_test.withinList.L: awsjson_test.withInt64.N: awsjson: int64 is no type of the API"},
		{limitsWord{}, `awsjson_test.limitsWord.S: tag len: "many" is not min:max`},
		{limitsMin{}, `limitsMin.S: tag len: strconv.ParseInt: parsing "x"`},
		{limitsMax{}, `limitsMax.N: tag range: strconv.ParseInt: parsing "y"`},
		{limitsItems{}, `limitsItems.L: tag items: "7" is not min:max`},
		{limitsHuge{}, `value out of range`},
		{badPattern{}, "badPattern.S: tag pattern: error parsing regexp"},
		{badKeyPattern{}, "badKeyPattern.M: tag keypattern: error parsing regexp"},
	}
	for _, test := range tests {
		typ := reflect.TypeOf(test.value)
		t.Run(typ.Name(), func(t *testing.T) {
			t.Parallel()
			_, err := awsjson.Marshal(test.value)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, awsjson.Unmarshal([]byte(`{}`), reflect.New(typ).Interface()), test.want)
			require.ErrorContains(t, awsjson.Validate(reflect.New(typ).Interface(), true), test.want)
			_, err = awsjson.NewOperation("X", typ, reflect.TypeFor[workspaces.DeleteTagsOutput]())
			require.ErrorContains(t, err, test.want)
			_, err = awsjson.NewOperation("X", reflect.TypeFor[workspaces.DeleteTagsInput](), typ)
			require.ErrorContains(t, err, test.want)
		})
	}
	t.Run("an output without metadata", func(t *testing.T) {
		t.Parallel()
		_, err := awsjson.NewOperation("X", reflect.TypeFor[workspaces.DeleteTagsInput](), reflect.TypeFor[types.Tag]())
		require.EqualError(t, err, "awsjson: types.Tag has no ResultMetadata")
	})
}

// bounded has every bound on every kind of member.
type bounded struct {
	Text     *string              `len:"2:4" pattern:"^[a-zé]+$"`
	Low      *string              `len:"2:"`
	High     *string              `len:":3"`
	Number   *int32               `range:"-1:10"`
	Blob     []byte               `len:"1:3"`
	State    types.WorkspaceState `wire:"state"`
	List     []string             `items:"1:2" len:"1:3" pattern:"^x"`
	Enums    []types.Protocol     `items:":2"`
	Map      map[string]string    `keypattern:"^k" len:":2" pattern:"^v"`
	Inner    *inner
	Inners   []inner
	InnerMap map[string]inner
	Home     *string `wire:"-" len:"1:1"`
	Must     *string `required:"true"`
	Source   types.ImageSourceIdentifier
}

type inner struct {
	Number *int32 `range:"1:1"`
	Must   []byte `required:"true"`
}

func TestValidate(t *testing.T) {
	t.Parallel()
	ok := func(change func(*bounded)) *bounded {
		b := &bounded{Must: aws.String("")}
		change(b)
		return b
	}
	tests := map[string]struct {
		in     *bounded
		loose  []string // found in any case
		strict []string // found in strict validation, besides
	}{
		"nothing wrong": {ok(func(b *bounded) {
			b.Text, b.Low, b.High, b.Number = aws.String("éé"), aws.String("ab"), aws.String(""), aws.Int32(-1)
			b.Blob, b.State = []byte{1}, types.WorkspaceStateAvailable
			b.List, b.Enums, b.Map = []string{"x"}, []types.Protocol{}, map[string]string{"k": "v"}
			b.Inner, b.InnerMap = &inner{Must: []byte{}}, map[string]inner{}
			b.Source = &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-12345678"}
		}), nil, nil},
		"required":        {&bounded{}, []string{"missing required field, bounded.Must."}, nil},
		"required within": {ok(func(b *bounded) { b.Inner = &inner{} }), []string{"missing required field, bounded.Inner.Must."}, nil},
		"required in a list": {
			ok(func(b *bounded) { b.Inners = []inner{{Must: []byte{}}, {}} }), []string{"missing required field, bounded.Inners[1].Must."}, nil,
		},
		"required in a map": {
			ok(func(b *bounded) { b.InnerMap = map[string]inner{"q": {}} }), []string{`missing required field, bounded.InnerMap["q"].Must.`}, nil,
		},
		"two required": {
			&bounded{Inner: &inner{}}, []string{"missing required field, bounded.Inner.Must.", "missing required field, bounded.Must."}, nil,
		},
		"text too short": {ok(func(b *bounded) { b.Text = aws.String("é") }), nil, []string{`"é": 1 characters are below the minimum of 2, bounded.Text.`}},
		"text too long":  {ok(func(b *bounded) { b.Text = aws.String("ééééé") }), nil, []string{`"ééééé": 5 characters are above the maximum of 4, bounded.Text.`}},
		"text of another kind": {
			ok(func(b *bounded) { b.Text = aws.String("AB") }), nil, []string{`"AB" does not match ^[a-zé]+$, bounded.Text.`},
		},
		"text with two faults": {
			ok(func(b *bounded) { b.Text = aws.String("A") }), nil,
			[]string{`"A": 1 characters are below the minimum of 2, bounded.Text.`, `"A" does not match ^[a-zé]+$, bounded.Text.`},
		},
		"no maximum":       {ok(func(b *bounded) { b.Low = aws.String(strings.Repeat("x", 9999)) }), nil, nil},
		"below":            {ok(func(b *bounded) { b.Low = aws.String("") }), nil, []string{`"": 0 characters are below the minimum of 2, bounded.Low.`}},
		"above":            {ok(func(b *bounded) { b.High = aws.String("abcd") }), nil, []string{`"abcd": 4 characters are above the maximum of 3, bounded.High.`}},
		"number too small": {ok(func(b *bounded) { b.Number = aws.Int32(-2) }), nil, []string{"-2 is below the minimum of -1, bounded.Number."}},
		"number too large": {ok(func(b *bounded) { b.Number = aws.Int32(11) }), nil, []string{"11 is above the maximum of 10, bounded.Number."}},
		"blob too short":   {ok(func(b *bounded) { b.Blob = []byte{} }), nil, []string{"0 bytes are below the minimum of 1, bounded.Blob."}},
		"blob too long":    {ok(func(b *bounded) { b.Blob = make([]byte, 4) }), nil, []string{"4 bytes are above the maximum of 3, bounded.Blob."}},
		"list too short":   {ok(func(b *bounded) { b.List = []string{} }), nil, []string{"0 elements are below the minimum of 1, bounded.List."}},
		"list too long":    {ok(func(b *bounded) { b.List = []string{"x", "x", "x"} }), nil, []string{"3 elements are above the maximum of 2, bounded.List."}},
		"element too long": {ok(func(b *bounded) { b.List = []string{"x", "xxxx"} }), nil, []string{`element 1: "xxxx": 4 characters are above the maximum of 3, bounded.List.`}},
		"element of another kind": {
			ok(func(b *bounded) { b.List = []string{"y"} }), nil, []string{`element 0: "y" does not match ^x, bounded.List.`},
		},
		"enums of tomorrow": {
			ok(func(b *bounded) { b.Enums = []types.Protocol{"WSP", "SMOKE"} }), nil, []string{`element 1: "SMOKE" is none of PCOIP, WSP, bounded.Enums.`},
		},
		"empty enum in a list": {
			ok(func(b *bounded) { b.Enums = []types.Protocol{""} }), nil, []string{`element 0: "" is none of PCOIP, WSP, bounded.Enums.`},
		},
		"key of a map":   {ok(func(b *bounded) { b.Map = map[string]string{"q": "v"} }), nil, []string{`key: "q" does not match ^k, bounded.Map.`}},
		"value of a map": {ok(func(b *bounded) { b.Map = map[string]string{"k": "vvv"} }), nil, []string{`value of "k": "vvv": 3 characters are above the maximum of 2, bounded.Map.`}},
		"within":         {ok(func(b *bounded) { b.Inner = &inner{Number: aws.Int32(2), Must: []byte{}} }), nil, []string{"2 is above the maximum of 1, bounded.Inner.Number."}},
		"in a list":      {ok(func(b *bounded) { b.Inners = []inner{{Number: aws.Int32(0), Must: []byte{}}} }), nil, []string{"0 is below the minimum of 1, bounded.Inners[0].Number."}},
		"in a map": {
			ok(func(b *bounded) { b.InnerMap = map[string]inner{"q": {Number: aws.Int32(0), Must: []byte{}}} }), nil,
			[]string{`0 is below the minimum of 1, bounded.InnerMap["q"].Number.`},
		},
		"at home": {ok(func(b *bounded) { b.Home = aws.String("too long") }), nil, nil},
		"a long value is cut": {
			ok(func(b *bounded) { b.High = aws.String(strings.Repeat("y", 100)) }), nil,
			[]string{`"` + strings.Repeat("y", 64) + `"…: 100 characters are above the maximum of 3, bounded.High.`},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, strict := range []bool{false, true} {
				want := test.loose
				if strict {
					want = append(want[:len(want):len(want)], test.strict...)
				}
				err := awsjson.Validate(test.in, strict)
				if len(want) == 0 {
					require.NoError(t, err)
					continue
				}
				var invalid smithy.InvalidParamsError
				require.ErrorAs(t, err, &invalid)
				assert.Equal(t, "bounded", invalid.Context)
				found := make([]string, 0, invalid.Len())
				for _, e := range invalid.Errs() {
					found = append(found, e.Error())
				}
				assert.Equal(t, want, found)
			}
		})
	}
}

func TestValidateEnumsAndUnions(t *testing.T) {
	t.Parallel()
	err := awsjson.Validate(&bounded{Must: aws.String(""), State: "FLYING"}, true)
	require.ErrorContains(t, err, `"FLYING" is none of ADMIN_MAINTENANCE, AVAILABLE, `)
	require.ErrorContains(t, err, "bounded.State.")
	require.NoError(t, awsjson.Validate(&bounded{Must: aws.String(""), State: "FLYING"}, false))

	err = awsjson.Validate(&bounded{Must: aws.String(""), Source: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "x"}}, true)
	require.ErrorContains(t, err, `"x" does not match ^ami`)
	require.ErrorContains(t, err, "bounded.Source.Ec2ImageId.")
}

func TestValidateStopsAtSomeNumberOfFaults(t *testing.T) {
	t.Parallel()
	many := slices.Repeat([]string{"wrong"}, 1000)
	messages := make(map[string]string, len(many))
	for i := range many {
		messages[fmt.Sprint(i)] = "wrong"
	}
	for name, in := range map[string]*bounded{
		"members of structs": {Inners: make([]inner, 1000), Must: aws.String("")},
		"elements of a list": {List: many},
		"enums":              {Enums: slices.Repeat([]types.Protocol{"SMOKE"}, 1000)},
		"a map":              {Map: messages},
		"all of it":          {Text: aws.String(""), Inners: make([]inner, 60), List: many[:30], Map: messages, Source: &types.ImageSourceIdentifierMemberEc2ImageId{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var invalid smithy.InvalidParamsError
			require.ErrorAs(t, awsjson.Validate(in, true), &invalid)
			assert.Equal(t, awsjson.MaxFaults, invalid.Len())
		})
	}
	var invalid smithy.InvalidParamsError
	require.ErrorAs(t, awsjson.Validate(&bounded{Inners: make([]inner, 1000)}, false), &invalid)
	assert.Equal(t, awsjson.MaxFaults, invalid.Len())
	assert.Equal(t, "missing required field, bounded.Inners[99].Must.", invalid.Errs()[99].Error())
	require.ErrorAs(t, awsjson.Validate(&bounded{Inners: make([]inner, 99)}, false), &invalid)
	assert.Equal(t, "missing required field, bounded.Must.", invalid.Errs()[99].Error(), "none is left out below the limit")
}

func TestValidateRefusesWhatIsNoInput(t *testing.T) {
	t.Parallel()
	for _, in := range []any{nil, "text", bounded{}, (*bounded)(nil), 7} {
		t.Run(fmt.Sprintf("%T", in), func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, awsjson.Validate(in, false), "not a pointer to a struct")
		})
	}
}

func operationOf[In, Out any](t *testing.T, name string) *awsjson.Operation {
	t.Helper()
	op, err := awsjson.NewOperation(name, reflect.TypeFor[In](), reflect.TypeFor[Out]())
	require.NoError(t, err)
	return op
}

func TestRequestsOfAnOperation(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	assert.True(t, op.Requires())
	assert.False(t, operationOf[workspaces.DescribeWorkspacesInput, workspaces.DescribeWorkspacesOutput](t, "DescribeWorkspaces").Requires())
	assert.True(t, operationOf[workspaces.CreateWorkspacesInput, workspaces.CreateWorkspacesOutput](t, "CreateWorkspaces").Requires())

	shared := op.NewRequest()
	for _, id := range []string{"ws-1", "ws-22"} {
		req, err := op.AddBody(shared, &workspaces.DescribeTagsInput{ResourceId: &id})
		require.NoError(t, err)
		req.Header.Set("X-Of-One-Call", "1")
		req.URL.Path = "/changed"
		assert.Equal(t, http.MethodPost, req.Method)
		assert.Equal(t, "WorkspacesService.DescribeTags", req.Header.Get("X-Amz-Target"))
		assert.Equal(t, "application/x-amz-json-1.1", req.Header.Get("Content-Type"))
		built := req.Build(t.Context())
		body, err := io.ReadAll(built.Body)
		require.NoError(t, err)
		assert.JSONEq(t, `{"ResourceId":"`+id+`"}`, string(body))
		assert.Equal(t, int64(len(body)), built.ContentLength)
	}
	assert.Empty(t, shared.Header.Get("X-Of-One-Call"))
	assert.Equal(t, "/", shared.URL.Path)
	assert.Nil(t, shared.GetStream())

	for _, in := range []any{nil, workspaces.DescribeTagsInput{}, (*workspaces.DescribeTagsInput)(nil), &workspaces.DeleteTagsInput{}, "x"} {
		_, err := op.AddBody(shared, in)
		var failed *smithy.SerializationError
		require.ErrorAs(t, err, &failed, "%T", in)
	}
}

// answerOf makes a response.
func answerOf(status int, errorType string, body io.Reader) *smithyhttp.Response {
	header := http.Header{}
	if errorType != "" {
		header.Set("X-Amzn-Errortype", errorType)
	}
	return &smithyhttp.Response{Response: &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(body)}}
}

func TestAnswersOfAnOperation(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	out, ok := op.NewOutput().(*workspaces.DescribeTagsOutput)
	require.True(t, ok)
	require.NoError(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(`{"TagList":[{"Key":"k"}]}`)), out))
	assert.Equal(t, []types.Tag{{Key: aws.String("k")}}, out.TagList)

	var md middleware.Metadata
	md.Set("k", "v")
	op.SetMetadata(out, md)
	assert.Equal(t, "v", out.ResultMetadata.Get("k"))
}

func TestUnreadableAnswersShowHowTheyBegin(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	long := "<html>" + strings.Repeat("x", 1000)
	broken := errors.New("line is dead")
	tests := map[string]struct {
		status   int
		body     io.Reader
		want     string
		snapshot string
	}{
		"short":          {200, strings.NewReader(`oops`), `the body begins with "oops"`, "oops"},
		"long":           {200, strings.NewReader(long), `the body begins with "<html>xxx`, long[:256]},
		"empty":          {200, strings.NewReader(``), "unexpected end of JSON input", ""},
		"error, long":    {500, strings.NewReader(long), `the body begins with "<html>xxx`, long[:256]},
		"broken":         {200, io.MultiReader(strings.NewReader(`{"Tag`), broken1{broken}), `failed to read the body: line is dead; the body begins with "{\"Tag"`, `{"Tag`},
		"broken at once": {400, broken1{broken}, "failed to read the body: line is dead", ""},
		"too large":      {200, io.LimitReader(spaces{}, awsjson.MaxBody+1), "the body is larger than 33554432 bytes", strings.Repeat(" ", 256)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := op.DeserializeResponse(answerOf(test.status, "", test.body), op.NewOutput())
			var unreadable *smithy.DeserializationError
			require.ErrorAs(t, err, &unreadable)
			require.ErrorContains(t, err, test.want)
			assert.Equal(t, test.snapshot, string(unreadable.Snapshot))
			if strings.HasPrefix(name, "broken") {
				require.ErrorIs(t, err, broken)
			}
		})
	}
	t.Run("as large as may be", func(t *testing.T) {
		t.Parallel()
		body := io.MultiReader(strings.NewReader(`{}`), io.LimitReader(spaces{}, awsjson.MaxBody-2))
		require.NoError(t, op.DeserializeResponse(answerOf(200, "", body), op.NewOutput()))
	})
}

type broken1 struct{ err error }

func (b broken1) Read([]byte) (int, error) { return 0, b.err }

// spaces is an endless body.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	p[0] = ' '
	for n := 1; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
	return len(p), nil
}

func TestBuffersAreNotShared(t *testing.T) {
	t.Parallel()
	op := operationOf[workspaces.DescribeTagsInput, workspaces.DescribeTagsOutput](t, "DescribeTags")
	var group sync.WaitGroup
	for g := range 16 {
		group.Go(func() {
			var kept []*workspaces.DescribeTagsOutput
			for n := range 50 {
				out := new(workspaces.DescribeTagsOutput)
				body := fmt.Sprintf(`{"TagList":[{"Key":"key-%d-%d","Value":%q}]}`, g, n, strings.Repeat(fmt.Sprint(g), n*40))
				assert.NoError(t, op.DeserializeResponse(answerOf(200, "", strings.NewReader(body)), out))
				kept = append(kept, out)
				err := op.DeserializeResponse(answerOf(400, "", strings.NewReader(fmt.Sprintf(`<%d-%d>`, g, n))), out)
				assert.ErrorContains(t, err, fmt.Sprintf(`"<%d-%d>"`, g, n))
			}
			for n, out := range kept {
				assert.Equal(t, []types.Tag{{Key: aws.String(fmt.Sprintf("key-%d-%d", g, n)), Value: aws.String(strings.Repeat(fmt.Sprint(g), n*40))}}, out.TagList)
			}
		})
	}
	group.Wait()
}
