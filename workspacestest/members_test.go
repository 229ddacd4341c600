package workspacestest_test

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// memberRow is a test case for the effects of an input's members. For each member in which base and variant differ, the
// test makes two calls: one with the base input, and one with the base input except for this member, which is taken
// from the variant. The outcomes of the two calls must differ.
type memberRow struct {
	op            string
	base, variant string       // JSON; $0.ImageId stands for the ImageId in the first response
	before        []memberCall // calls that prepare the call to the operation
	after         []memberCall // calls that show the effect of the call to the operation
	from          memberPlace  // the access key and Region of the call; memberHere by default
	refused       string       // the error code of the second call; empty if the second call succeeds
}

// TestEveryMemberHasAnEffect checks that every member of every input has an effect: if two calls differ only in this
// member, their responses or later reads must differ.
func TestEveryMemberHasAnEffect(t *testing.T) {
	t.Parallel()
	inputs := memberInputs()
	unvaried := make(map[string]bool)
	for op, input := range inputs {
		for _, leaf := range memberLeaves(input) {
			unvaried[op+"."+leaf] = true
		}
	}
	all := len(unvaried)
	exceptions := memberExceptions()
	for leaf := range exceptions {
		assert.True(t, unvaried[leaf], "the exception %s is not a member", leaf)
		delete(unvaried, leaf)
	}
	rows := memberRows()
	for _, row := range rows {
		leaves := row.varied(t, inputs)
		require.NotEmpty(t, leaves, "%s: the inputs %s and %s do not differ", row.op, row.base, row.variant)
		for _, leaf := range leaves {
			leaf = row.op + "." + leaf
			assert.Empty(t, exceptions[leaf], "a row varies %s, so it must not be an exception", leaf)
			delete(unvaried, leaf)
		}
	}
	assert.Empty(t, slices.Sorted(maps.Keys(unvaried)), "no row tests these members")

	var kept, told, refused atomic.Int32
	t.Cleanup(func() {
		t.Logf("%d members of %d operations, %d exceptions; %d differences in later reads, %d only in the response, %d refusals",
			all, len(inputs), len(exceptions), kept.Load(), told.Load(), refused.Load())
	})
	for _, row := range rows {
		t.Run(row.op, func(t *testing.T) {
			t.Parallel()
			var base memberOutcome
			synctest.Test(t, func(t *testing.T) { base = row.play(t, memberJSON(t, row.base)) })
			if row.refused == "" {
				synctest.Test(t, func(t *testing.T) {
					require.Equal(t, memberNone, row.compare(t, memberJSON(t, row.base), base), "the same call has two outcomes")
				})
			}
			for _, leaf := range row.varied(t, inputs) {
				t.Run(leaf, func(t *testing.T) {
					t.Parallel()
					input := memberTake(memberJSON(t, row.base), memberJSON(t, row.variant), strings.Split(leaf, "."))
					synctest.Test(t, func(t *testing.T) {
						switch row.compare(t, input, base) {
						case memberKept:
							kept.Add(1)
						case memberTold:
							told.Add(1)
						case memberRefused:
							refused.Add(1)
						default:
							t.Errorf("%s has the same effect with the inputs %s and %s", row.op, row.base, memberText(t, input))
						}
					})
				})
			}
		})
	}
}

// memberInputs returns the input type of each operation, by operation name.
func memberInputs() map[string]reflect.Type {
	inputs := make(map[string]reflect.Type)
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		method := client.Method(i)
		f := method.Type
		if f.IsVariadic() && f.NumIn() == 4 && f.NumOut() == 2 && f.In(1) == reflect.TypeFor[context.Context]() &&
			f.In(2).String() == "*workspaces."+method.Name+"Input" && f.Out(0).String() == "*workspaces."+method.Name+"Output" {
			inputs[method.Name] = f.In(2).Elem()
		}
	}
	return inputs
}

// memberLeaves returns the members of a struct at all levels, such as Workspaces[].Tags[].Key. For a member that is a
// struct or a list of structs, it returns only the members inside.
func memberLeaves(t reflect.Type) (leaves []string) {
	if t == reflect.TypeFor[types.ImageSourceIdentifier]() {
		for _, member := range []any{
			types.ImageSourceIdentifierMemberEc2ImageId{}, types.ImageSourceIdentifierMemberEc2ImportTaskId{},
			types.ImageSourceIdentifierMemberImageBuildVersionArn{},
		} {
			leaves = append(leaves, strings.TrimPrefix(reflect.TypeOf(member).Name(), t.Name()+"Member"))
		}
		return leaves
	}
	for i := range t.NumField() {
		field := t.Field(i)
		name := field.Tag.Get("wire")
		if !field.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = field.Name
		}
		of := field.Type
		if of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.Struct {
			name += "[]"
			of = of.Elem()
		}
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct && of.Kind() != reflect.Interface || of == reflect.TypeFor[time.Time]() {
			leaves = append(leaves, name)
			continue
		}
		for _, leaf := range memberLeaves(of) {
			leaves = append(leaves, name+"."+leaf)
		}
	}
	return leaves
}

// varied returns the members in which a row's two inputs differ. It also checks that the inputs do not have unknown
// members.
func (r memberRow) varied(t *testing.T, inputs map[string]reflect.Type) (leaves []string) {
	t.Helper()
	require.Contains(t, inputs, r.op)
	known := memberLeaves(inputs[r.op])
	base, variant := make(map[string][]any), make(map[string][]any)
	memberValues(base, "", memberJSON(t, r.base), known)
	memberValues(variant, "", memberJSON(t, r.variant), known)
	for _, values := range []map[string][]any{base, variant} {
		for leaf := range values {
			require.Contains(t, known, leaf, "%s has no such member", r.op)
		}
	}
	for _, leaf := range known {
		if !reflect.DeepEqual(base[leaf], variant[leaf]) {
			leaves = append(leaves, leaf)
		}
	}
	return leaves
}

// memberValues collects the values of all members of an input, including the members of list elements.
func memberValues(values map[string][]any, path string, value any, leaves []string) {
	if object, ok := value.(map[string]any); ok && !slices.Contains(leaves, path) {
		for name, value := range object {
			memberValues(values, strings.TrimPrefix(path+"."+name, "."), value, leaves)
		}
		return
	}
	if list, ok := value.([]any); ok && !slices.Contains(leaves, path) {
		for _, value := range list {
			memberValues(values, path+"[]", value, leaves)
		}
		return
	}
	values[path] = append(values[path], value)
}

// memberTake returns the base input with one member copied from the variant. If the member belongs to list elements, it
// is copied for every element.
func memberTake(base, variant any, path []string) any {
	if len(path) == 0 {
		return variant
	}
	to, _ := base.(map[string]any)
	if to == nil {
		to = make(map[string]any)
	}
	from, _ := variant.(map[string]any)
	name, inList := strings.CutSuffix(path[0], "[]")
	value, set := from[name]
	switch {
	case inList:
		ours, _ := to[name].([]any)
		theirs, _ := value.([]any)
		for i := range max(len(ours), len(theirs)) {
			var element any
			if i < len(theirs) {
				element = theirs[i]
			}
			if i == len(ours) {
				ours = append(ours, nil)
			}
			ours[i] = memberTake(ours[i], element, path[1:])
		}
		to[name] = ours
	case set || len(path) > 1:
		to[name] = memberTake(to[name], value, path[1:])
	default:
		delete(to, name)
	}
	return to
}

func memberJSON(t *testing.T, text string) (value any) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &value), text)
	return value
}

func memberText(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// memberOutcome holds the response to a call, and the responses to later reads.
type memberOutcome struct {
	answer string
	reads  []string
}

// The effects that an input's member can have.
const (
	memberNone    = iota
	memberKept    // a later read differs
	memberTold    // the response differs
	memberRefused // the call is rejected
)

// play makes a row's calls in a new emulator, passing the given input to the row's operation.
func (r memberRow) play(t *testing.T, input any) memberOutcome {
	t.Helper()
	w := newMemberWorld(t)
	answer := w.try(r, input)
	require.Equal(t, "200", answer[:3], answer)
	return memberOutcome{answer, slices.Collect(w.laterReads(r))}
}

// compare makes a row's calls in a new emulator, passing the given input to the row's operation. The result says how
// the outcome differs from base; it is memberNone if they are equal.
func (r memberRow) compare(t *testing.T, input any, base memberOutcome) int {
	t.Helper()
	w := newMemberWorld(t)
	answer := w.try(r, input)
	if r.refused != "" {
		require.Contains(t, answer, `"__type":"`+r.refused+`"`)
		return memberRefused
	}
	require.Equal(t, "200", answer[:3], "%s is refused: %s", memberText(t, input), answer)
	n := 0
	for read := range w.laterReads(r) {
		if n == len(base.reads) || base.reads[n] != read {
			return memberKept
		}
		n++
	}
	switch {
	case n != len(base.reads):
		return memberKept
	case answer != base.answer:
		return memberTold
	default:
		return memberNone
	}
}
