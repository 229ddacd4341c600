package awsjson_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// Each of these types cannot be sent, for a different reason.
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
	withPointers  struct{ L []*string }
	withInts      struct{ L []int32 }
	withLists     struct{ L [][]string }
	withListMap   struct{ M map[string][]string }
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
	otherMetadata struct{ ResultMetadata *string }
	badPattern    struct {
		S *string `pattern:"("`
	}
	badForm struct {
		S *string `form:"worksapce"`
	}
	badKeyForm struct {
		M map[string]string `keyform:"lcoale"`
	}
)

func TestTypesThatCannotBeSentAreRejected(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value any
		want  string
	}{
		{withInt64{}, "N: awsjson: int64 is not a type of the API"},
		{withInt{}, "N: awsjson: int is not a type of the API"},
		{withFloat{}, "float32 is not a type of the API"},
		{withChan{}, "chan string is not a type of the API"},
		{withFunc{}, "func() is not a type of the API"},
		{withInterface{}, "interface {} is not a type of the API"},
		{withMapOfInts{}, "map[int]string is not a type of the API"},
		{withArray{}, "[4]string is not a type of the API"},
		{withTwoStars{}, "**string is not a type of the API"},
		{withListStar{}, "*[]string is not a type of the API"},
		{withEnumStar{}, "*types.WorkspaceState is not a type of the API"},
		{withinList{}, "awsjson_test.withinList.L: awsjson_test.withInt64.N: awsjson: int64 is not a type of the API"},
		{withPointers{}, "[]*string is not a type of the API"},
		{withInts{}, "[]int32 is not a type of the API"},
		{withLists{}, "[][]string is not a type of the API"},
		{withListMap{}, "map[string][]string is not a type of the API"},
		{limitsWord{}, `awsjson_test.limitsWord.S: tag len: "many" is not min:max`},
		{limitsMin{}, `limitsMin.S: tag len: strconv.ParseInt: parsing "x"`},
		{limitsMax{}, `limitsMax.N: tag range: strconv.ParseInt: parsing "y"`},
		{limitsItems{}, `limitsItems.L: tag items: "7" is not min:max`},
		{limitsHuge{}, `value out of range`},
		{badPattern{}, "badPattern.S: tag pattern: error parsing regexp"},
		{badForm{}, `badForm.S: tag form: package forms has no "worksapce"`},
		{badKeyForm{}, `badKeyForm.M: tag keyform: package forms has no "lcoale"`},
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
		_, err = awsjson.NewOperation("X", reflect.TypeFor[workspaces.DeleteTagsInput](), reflect.TypeFor[otherMetadata]())
		require.EqualError(t, err, "awsjson: awsjson_test.otherMetadata has no ResultMetadata")
	})
}
