package workspacestest_test

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// choices turns a fuzzer's bytes into decisions, one byte each. Once no bytes are left, every decision is 0.
type choices []byte

// below returns a number in the half-open interval [0,n).
func (c *choices) below(n int) int {
	if len(*c) == 0 {
		return 0
	}
	first := (*c)[0]
	*c = (*c)[1:]
	return int(first) % n
}

// body returns an input with the members of an API struct. Most values are within the bounds in the struct's tags, some
// are right at a bound, and a few are invalid. Most required members are set.
func (c *choices) body(t reflect.Type) map[string]any {
	members := make(map[string]any)
	for i := range t.NumField() {
		f := t.Field(i)
		required := f.Tag.Get("required") == "true"
		if set := c.below(64); required && set == 63 || !required && set < 24 {
			continue
		}
		name := f.Name
		if wire := f.Tag.Get("wire"); wire != "" {
			name = wire
		}
		members[name] = c.value(f.Type, name, f.Tag)
	}
	return members
}

// value returns a value for a member.
func (c *choices) value(t reflect.Type, name string, tag reflect.StructTag) any {
	if c.below(64) == 63 {
		return []any{nil, "", -1, true, []any{}, map[string]any{}, "\x00\u2028é"}[c.below(7)]
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		return c.text(t, name, tag)
	case reflect.Int32:
		return c.within(tag.Get("range"))
	case reflect.Bool:
		return c.below(2) == 0
	case reflect.Struct:
		return c.body(t)
	case reflect.Map:
		return map[string]any{"en_US": c.value(t.Elem(), name, tag)}
	case reflect.Interface: // the only union
		return map[string]any{"Ec2ImageId": "ami-0123456789abcdef0"}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return []byte("\x89PNG\r\n\x1a\n")
		}
		list := make([]any, []int{1, 0, 1, 2, max(c.within(tag.Get("items")), 0)}[c.below(5)]%1001)
		for i := range list {
			list[i] = c.value(t.Elem(), name, tag)
		}
		return list
	default:
		panic("not a type of the API: " + t.String())
	}
}

// text returns a string for a member: a value from fuzzedBody, one of the member's enum values, or a string whose
// length is near the bounds in the tag.
func (c *choices) text(t reflect.Type, name string, tag reflect.StructTag) string {
	if values, isEnum := t.MethodByName("Values"); isEnum {
		all := values.Func.Call([]reflect.Value{reflect.Zero(t)})[0]
		return all.Index(c.below(all.Len())).String()
	}
	if known := knownTexts[name]; len(known) > 0 && c.below(8) < 7 {
		return known[c.below(len(known))]
	}
	return strings.Repeat("a", max(c.within(tag.Get("len")), 0)%4097)
}

// within returns a number at a bound, next to a bound, or between the bounds, which are given as in a struct tag:
// "1:25", for example.
func (c *choices) within(bounds string) int {
	low, high, _ := strings.Cut(bounds, ":")
	least, _ := strconv.Atoi(low)
	most, err := strconv.Atoi(high)
	if err != nil {
		most = least + 100
	}
	return []int{least, most, least + 1, (least + most) / 2, least - 1, most + 1}[c.below(6)]
}

// knownTexts holds the strings in fuzzedBody by member name.
var knownTexts = func() map[string][]string {
	known := make(map[string][]string)
	var body any
	if err := json.Unmarshal([]byte(fuzzedBody), &body); err != nil {
		panic(err)
	}
	var collect func(name string, value any)
	collect = func(name string, value any) {
		switch value := value.(type) {
		case string:
			known[name] = append(known[name], value)
		case []any:
			for _, element := range value {
				collect(name, element)
			}
		case map[string]any:
			for name, member := range value {
				collect(name, member)
			}
		}
	}
	collect("", body)
	return known
}()

// operationMethods returns the client's methods that call an operation.
func operationMethods() (list []reflect.Method) {
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		if m := client.Method(i); m.Type.NumIn() == 4 && m.Type.NumOut() == 2 {
			list = append(list, m)
		}
	}
	return list
}

// FuzzCalls calls a few operations with nearly valid inputs. The emulator must reject every input that violates the
// API's constraints, and must never return a server error. Its responses must satisfy the constraints and include all
// required members.
func FuzzCalls(f *testing.F) {
	methods := operationMethods()
	for i := range methods {
		f.Add([]byte{byte(i), 30, 40, 50})
		f.Add([]byte(string(rune('a'+i%26)) + strings.Repeat("\x1e\x01", 40) + strings.Repeat(string([]byte{byte(i), 45, 2}), 20)))
	}
	f.Fuzz(func(t *testing.T, script []byte) {
		emu := workspacestest.NewEmulator(instant, workspacestest.WithSeedResources(fuzzedSeed))
		c := choices(script)
		for range 4 {
			m := methods[c.below(len(methods))]
			body, err := json.Marshal(c.body(m.Type.In(2).Elem()))
			require.NoError(t, err)
			requireSoundAnswer(t, emu, m, string(body))
			emu.Advance(time.Duration(c.below(256)) * time.Minute)
		}
		_, err := emu.Snapshot()
		require.NoError(t, err)
	})
}

// requireSoundAnswer sends a request and checks the response as FuzzCalls describes.
func requireSoundAnswer(t *testing.T, emu *workspacestest.Emulator, m reflect.Method, body string) {
	t.Helper()
	a := call(t, emu, m.Name, body)
	in := reflect.New(m.Type.In(2).Elem()).Interface()
	invalid := awsjson.Unmarshal([]byte(body), in)
	if invalid == nil {
		invalid = awsjson.Validate(in, true)
	}
	switch {
	case a.status != http.StatusOK:
		require.Equal(t, http.StatusBadRequest, a.status, "%s %s: %s", m.Name, body, a.body)
		require.NotEmpty(t, a.Type, "%s %s: %s", m.Name, body, a.body)
		require.NotEmpty(t, a.Message, "%s %s: %s", m.Name, body, a.body)
	default:
		require.NoError(t, invalid, "%s %s was accepted", m.Name, body)
		out := reflect.New(m.Type.Out(0).Elem()).Interface()
		require.NoError(t, awsjson.Unmarshal([]byte(a.body), out), "%s %s: %s", m.Name, body, a.body)
		require.NoError(t, awsjson.ValidateExceptEnums(out), "%s %s: %s", m.Name, body, a.body)
	}
}

// TestNearlyValidBodiesReachMostOperations checks that more than half of the operations accept an input from
// choices.body. Otherwise, FuzzCalls would test little more than input validation.
func TestNearlyValidBodiesReachMostOperations(t *testing.T) {
	t.Parallel()
	emu := workspacestest.NewEmulator(instant, workspacestest.WithSeedResources(fuzzedSeed))
	random := rand.NewChaCha8([32]byte{})
	succeeded := make(map[string]bool)
	methods := operationMethods()
	for _, m := range methods {
		for range 32 {
			script := make(choices, 100)
			_, _ = random.Read(script) // ChaCha8.Read never fails
			body, err := json.Marshal(script.body(m.Type.In(2).Elem()))
			require.NoError(t, err)
			if call(t, emu, m.Name, string(body)).status == http.StatusOK {
				succeeded[m.Name] = true
			}
		}
	}
	assert.Greater(t, len(succeeded), len(methods)/2)
}
