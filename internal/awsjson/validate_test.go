package awsjson_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// bounded has every kind of bound on every kind of member.
type bounded struct {
	Text     *string              `len:"2:4" pattern:"^[a-zé]+$"`
	Low      *string              `len:"2:"`
	High     *string              `len:":3"`
	Number   *int32               `range:"-1:10"`
	Wide     *int32               `range:"12:34"`
	Blob     []byte               `len:"1:3"`
	State    types.WorkspaceState `wire:"state"`
	List     []string             `items:"1:2" len:"1:3" pattern:"^x"`
	Enums    []types.Protocol     `items:":2"`
	Map      map[string]string    `keyform:"locale" len:":2" pattern:"^v"`
	Id       *string              `form:"workspace"`
	Ids      []string             `form:"directory"`
	Inner    *inner
	Inners   []inner
	InnerMap map[string]inner
	Local    *string `wire:"-" len:"1:1"`
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
		loose  []string // errors that are always reported
		strict []string // errors reported only by strict validation
	}{
		"nothing wrong": {ok(func(b *bounded) {
			b.Text, b.Low, b.High, b.Number = aws.String("éé"), aws.String("ab"), aws.String(""), aws.Int32(-1)
			b.Blob, b.State = []byte{1}, types.WorkspaceStateAvailable
			b.List, b.Enums, b.Map = []string{"x"}, []types.Protocol{}, map[string]string{"en_US": "v"}
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
		"text that does not match": {
			ok(func(b *bounded) { b.Text = aws.String("AB") }), nil, []string{`"AB" does not match ^[a-zé]+$, bounded.Text.`},
		},
		"text that breaks two bounds": {
			ok(func(b *bounded) { b.Text = aws.String("A") }), nil,
			[]string{`"A": 1 characters are below the minimum of 2, bounded.Text.`, `"A" does not match ^[a-zé]+$, bounded.Text.`},
		},
		"no maximum":        {ok(func(b *bounded) { b.Low = aws.String(strings.Repeat("x", 9999)) }), nil, nil},
		"below":             {ok(func(b *bounded) { b.Low = aws.String("") }), nil, []string{`"": 0 characters are below the minimum of 2, bounded.Low.`}},
		"above":             {ok(func(b *bounded) { b.High = aws.String("abcd") }), nil, []string{`"abcd": 4 characters are above the maximum of 3, bounded.High.`}},
		"number too small":  {ok(func(b *bounded) { b.Number = aws.Int32(-2) }), nil, []string{"-2 is below the minimum of -1, bounded.Number."}},
		"number too large":  {ok(func(b *bounded) { b.Number = aws.Int32(11) }), nil, []string{"11 is above the maximum of 10, bounded.Number."}},
		"within two digits": {ok(func(b *bounded) { b.Wide = aws.Int32(12) }), nil, nil},
		"below two digits":  {ok(func(b *bounded) { b.Wide = aws.Int32(11) }), nil, []string{"11 is below the minimum of 12, bounded.Wide."}},
		"above two digits":  {ok(func(b *bounded) { b.Wide = aws.Int32(35) }), nil, []string{"35 is above the maximum of 34, bounded.Wide."}},
		"blob too short":    {ok(func(b *bounded) { b.Blob = []byte{} }), nil, []string{"0 bytes are below the minimum of 1, bounded.Blob."}},
		"blob too long":     {ok(func(b *bounded) { b.Blob = make([]byte, 4) }), nil, []string{"4 bytes are above the maximum of 3, bounded.Blob."}},
		"list too short":    {ok(func(b *bounded) { b.List = []string{} }), nil, []string{"0 elements are below the minimum of 1, bounded.List."}},
		"list too long":     {ok(func(b *bounded) { b.List = []string{"x", "x", "x"} }), nil, []string{"3 elements are above the maximum of 2, bounded.List."}},
		"element too long":  {ok(func(b *bounded) { b.List = []string{"x", "xxxx"} }), nil, []string{`element 1: "xxxx": 4 characters are above the maximum of 3, bounded.List.`}},
		"element that does not match": {
			ok(func(b *bounded) { b.List = []string{"y"} }), nil, []string{`element 0: "y" does not match ^x, bounded.List.`},
		},
		"another form": {
			ok(func(b *bounded) { b.Id = aws.String("ws-1") }), nil,
			[]string{`"ws-1" is not a WorkSpace identifier (^ws-[0-9a-z]{8,63}$), bounded.Id.`},
		},
		"element of another form": {
			ok(func(b *bounded) { b.Ids = []string{"d-0123456789", "xwsd-0123456789"} }), nil,
			[]string{`element 1: "xwsd-0123456789" is not a directory identifier (^(d-[0-9a-f]{8,63}$)|(wsd-[0-9a-z]{8,63}$)), bounded.Ids.`},
		},
		"unknown enum value": {
			ok(func(b *bounded) { b.Enums = []types.Protocol{"WSP", "SMOKE"} }), nil, []string{`element 1: "SMOKE" is not one of PCOIP, WSP, bounded.Enums.`},
		},
		"empty enum in a list": {
			ok(func(b *bounded) { b.Enums = []types.Protocol{""} }), nil, []string{`element 0: "" is not one of PCOIP, WSP, bounded.Enums.`},
		},
		"key of a map":   {ok(func(b *bounded) { b.Map = map[string]string{"q": "v"} }), nil, []string{`key: "q" is not a locale such as en_US (^[a-z]{2}_[A-Z]{2}$), bounded.Map.`}},
		"value of a map": {ok(func(b *bounded) { b.Map = map[string]string{"en_US": "vvv"} }), nil, []string{`value of "en_US": "vvv": 3 characters are above the maximum of 2, bounded.Map.`}},
		"within":         {ok(func(b *bounded) { b.Inner = &inner{Number: aws.Int32(2), Must: []byte{}} }), nil, []string{"2 is above the maximum of 1, bounded.Inner.Number."}},
		"in a list":      {ok(func(b *bounded) { b.Inners = []inner{{Number: aws.Int32(0), Must: []byte{}}} }), nil, []string{"0 is below the minimum of 1, bounded.Inners[0].Number."}},
		"in a map": {
			ok(func(b *bounded) { b.InnerMap = map[string]inner{"q": {Number: aws.Int32(0), Must: []byte{}}} }), nil,
			[]string{`0 is below the minimum of 1, bounded.InnerMap["q"].Number.`},
		},
		"not sent": {ok(func(b *bounded) { b.Local = aws.String("too long") }), nil, nil},
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
	require.ErrorContains(t, err, `"FLYING" is not one of ADMIN_MAINTENANCE, AVAILABLE, `)
	require.ErrorContains(t, err, "bounded.State.")
	require.NoError(t, awsjson.Validate(&bounded{Must: aws.String(""), State: "FLYING"}, false))

	err = awsjson.Validate(&bounded{Must: aws.String(""), Source: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "x"}}, true)
	require.ErrorContains(t, err, `"x" is not an EC2 image identifier (^ami`)
	require.ErrorContains(t, err, "bounded.Source.Ec2ImageId.")
}

func TestValidateExceptEnums(t *testing.T) {
	t.Parallel()
	flying := func() *bounded {
		return &bounded{State: "FLYING", Enums: slices.Repeat([]types.Protocol{"SMOKE"}, 2), Must: aws.String("")}
	}
	require.NoError(t, awsjson.ValidateExceptEnums(flying()))
	var unknown []string
	for _, v := range awsjson.UnknownEnumValues(flying()) {
		unknown = append(unknown, v.Field())
	}
	assert.ElementsMatch(t, []string{"bounded.State", "bounded.Enums", "bounded.Enums"}, unknown)
	assert.Empty(t, awsjson.UnknownEnumValues(&bounded{Must: aws.String("")}))
	for name, tt := range map[string]struct {
		change func(*bounded)
		says   string
	}{
		"a required member": {func(b *bounded) { b.Must = nil }, "missing required field, bounded.Must."},
		"a text":            {func(b *bounded) { b.High = aws.String("abcd") }, "4 characters are above the maximum of 3, bounded.High."},
		"a long list":       {func(b *bounded) { b.Enums = append(b.Enums, "SMOKE") }, "3 elements are above the maximum of 2, bounded.Enums."},
		"a nested member":   {func(b *bounded) { b.Inner = &inner{Must: []byte{}, Number: aws.Int32(2)} }, "2 is above the maximum of 1, bounded.Inner.Number."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := flying()
			tt.change(in)
			var invalid smithy.InvalidParamsError
			require.ErrorAs(t, awsjson.ValidateExceptEnums(in), &invalid)
			require.Equal(t, 1, invalid.Len())
			assert.Contains(t, invalid.Errs()[0].Error(), tt.says)
		})
	}
}

func TestValidateSkipsUnionsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	for _, source := range []types.ImageSourceIdentifier{
		(*types.ImageSourceIdentifierMemberEc2ImageId)(nil), (*types.UnknownUnionMember)(nil), &types.UnknownUnionMember{Tag: "New"},
	} {
		require.NoError(t, awsjson.Validate(&bounded{Must: aws.String(""), Source: source}, true), "the encoder reports unions that cannot be sent")
	}
}

func TestValidateReportsAtMostMaxErrors(t *testing.T) {
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
			assert.Equal(t, awsjson.MaxErrors, invalid.Len())
		})
	}
	var invalid smithy.InvalidParamsError
	require.ErrorAs(t, awsjson.Validate(&bounded{Inners: make([]inner, 1000)}, false), &invalid)
	assert.Equal(t, awsjson.MaxErrors, invalid.Len())
	assert.Equal(t, "missing required field, bounded.Inners[99].Must.", invalid.Errs()[99].Error())
	require.ErrorAs(t, awsjson.Validate(&bounded{Inners: make([]inner, 99)}, false), &invalid)
	assert.Equal(t, "missing required field, bounded.Must.", invalid.Errs()[99].Error(), "up to the limit, all errors are reported")
}

func TestValidateRejectsValuesThatAreNotInputs(t *testing.T) {
	t.Parallel()
	for _, in := range []any{nil, "text", bounded{}, (*bounded)(nil), 7} {
		t.Run(fmt.Sprintf("%T", in), func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, awsjson.Validate(in, false), "not a pointer to a struct")
		})
	}
}
