package workspacestest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// everyOperation calls every operation with fuzzedBody.
func everyOperation(tb testing.TB, emu *workspacestest.Emulator) {
	tb.Helper()
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		a := call(tb, emu, client.Method(i).Name, fuzzedBody)
		assert.Less(tb, a.status, 500, client.Method(i).Name)
	}
}

// stateOf takes a snapshot and returns the state in it.
func stateOf(tb testing.TB, emu *workspacestest.Emulator) json.RawMessage {
	tb.Helper()
	var document struct{ State json.RawMessage }
	require.NoError(tb, json.Unmarshal(snapshotOf(tb, emu), &document))
	return document.State
}

// sealed returns a snapshot with the given state and a valid checksum.
func sealed(tb testing.TB, state []byte) []byte {
	tb.Helper()
	var written bytes.Buffer
	require.NoError(tb, json.Compact(&written, state))
	sum := sha256.Sum256(written.Bytes())
	return fmt.Appendf(nil, `{"Version":2,"Sum":%q,"State":%s}`, hex.EncodeToString(sum[:]), written.Bytes())
}

// part is a value in a JSON document, together with its path and a function that replaces it.
type part struct {
	path  string
	value any
	put   func(value any)
}

// partsIn returns all values inside a JSON value, at all levels.
func partsIn(path string, value any) (list []part) {
	switch value := value.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(value)) {
			path := path + "." + k
			list = append(append(list, part{path, value[k], func(v any) { value[k] = v }}), partsIn(path, value[k])...)
		}
	case []any:
		for i, v := range value {
			path := fmt.Sprintf("%s[%d]", path, i)
			list = append(append(list, part{path, v, func(v any) { value[i] = v }}), partsIn(path, v)...)
		}
	}
	return list
}

// replaced returns a copy of state in which the value selected by number is replaced, and the path of that value.
func replaced(tb testing.TB, state []byte, number int, value any) (changed []byte, path string) {
	tb.Helper()
	var root any
	require.NoError(tb, json.Unmarshal(state, &root))
	list := partsIn("", root)
	at := list[number%len(list)]
	at.put(value)
	changed, err := json.Marshal(root)
	require.NoError(tb, err)
	return changed, at.path
}

// withoutEach calls check with one snapshot for each member of each kind of resource, in which the member is null.
func withoutEach(tb testing.TB, state []byte, check func(path string, lacking []byte)) {
	tb.Helper()
	var root any
	require.NoError(tb, json.Unmarshal(state, &root))
	seen := make(map[string]bool)
	for i, p := range partsIn("", root) {
		member := resourceOrIndex.ReplaceAllString(p.path, "$1")
		if p.value == nil || seen[member] {
			continue
		}
		seen[member] = true
		lacking, path := replaced(tb, state, i, nil)
		check(path, sealed(tb, lacking))
	}
}

// resourceOrIndex matches resource identifiers and list indexes in a path.
var resourceOrIndex = regexp.MustCompile(`^(\.Stores\.[^.]+\.[A-Za-z]+)\.[^.]+|\[\d+\]`)

// TestSnapshotsWithoutOneOfTheirParts restores snapshots with one value replaced by null. Either Restore returns an
// error, or the restored emulator must execute calls without panicking.
func TestSnapshotsWithoutOneOfTheirParts(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(fuzzedSeed))
	everyOperation(t, emu)
	require.NoError(t, emu.Restore(snapshotOf(t, emu)))
	withoutEach(t, stateOf(t, emu), func(path string, lacking []byte) {
		emu := workspacestest.New(t, noon)
		if emu.Restore(lacking) != nil {
			return
		}
		emu.Advance(time.Minute)
		require.NotPanics(t, func() { everyOperation(t, emu) }, path)
	})
}

// TestIncompleteResourcesAreNotRestored replaces each member of each kind of resource with null, one at a time. It
// lists all members without which Restore must return an error.
func TestIncompleteResourcesAreNotRestored(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(fuzzedSeed))
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{ModificationStates: []types.ModificationState{
		{Resource: types.ModificationResourceEnumRootVolume, State: types.ModificationStateEnumUpdateInProgress},
	}}}})
	member := regexp.MustCompile(`^\.Stores\.\d{12}/us-east-1\.([A-Z][A-Za-z]+)\.[^.]+\.([A-Z].*)$`)
	refused := make(map[string][]string)
	withoutEach(t, stateOf(t, emu), func(path string, lacking []byte) {
		if parts := member.FindStringSubmatch(path); parts != nil && emu.Restore(lacking) != nil {
			refused[parts[1]] = append(refused[parts[1]], parts[2])
		}
	})
	for kind, members := range refused {
		slices.Sort(members)
		refused[kind] = slices.Compact(members)
	}
	assert.Equal(t, map[string][]string{
		"AddIns":       {"Shown", "Shown.AddInId"},
		"Aliases":      {"Shown", "Shown.AliasId", "Shown.ConnectionString", "Shown.OwnerAccountId", "Tags"},
		"Applications": {"Shown", "Shown.ApplicationId"},
		"Bundles": {
			"Shown", "Shown.BundleId", "Shown.ComputeType", "Shown.ImageId", "Shown.Name", "Shown.RootStorage", "Shown.UserStorage", "Tags",
		},
		"Directories": {"Shown", "Shown.DirectoryId", "Shown.RegistrationCode", "Shown.SubnetIds", "Tags"},
		"IPGroups":    {"Shown", "Shown.GroupId", "Tags"},
		"Images":      {"Shown", "Shown.ImageId", "Shown.Name", "Tags"},
		"Links":       {"Shown", "Shown.AccountLinkId", "Shown.SourceAccountId", "Shown.TargetAccountId", "Tokens"},
		"Pools": {
			"Shown", "Shown.BundleId", "Shown.CapacityStatus", "Shown.DirectoryId", "Shown.PoolId", "Shown.PoolName", "Tags",
		},
		"ServiceDirectories": {"Shown", "Shown.DirectoryId"},
		"Sessions":           {"Shown", "Shown.PoolId", "Shown.SessionId", "Shown.UserId"},
		"Workspaces": {
			"Change.To", "Change.To.RootVolumeSizeGib", "Change.To.UserVolumeSizeGib",
			"Shown", "Shown.BundleId", "Shown.DirectoryId", "Shown.UserName", "Shown.WorkspaceId",
			"Shown.WorkspaceProperties", "Shown.WorkspaceProperties.RootVolumeSizeGib", "Shown.WorkspaceProperties.UserVolumeSizeGib", "Tags",
		},
	}, refused)
}

func TestSnapshotsWithOtherContentAreRefused(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(fuzzedSeed))
	good := stateOf(t, emu)
	before := everything(t, emu)
	in := func(old, new string) []byte {
		changed := bytes.Replace(good, []byte(old), []byte(new), 1)
		require.NotEqual(t, string(good), string(changed))
		return changed
	}
	for name, tt := range map[string]struct {
		document []byte
		want     string
	}{
		"beside the state":     {bytes.Replace(sealed(t, good), []byte(`"State":`), []byte(`"Junk":1,"State":`), 1), `there is no member "Junk"`},
		"behind it":            {append(sealed(t, good), `{}`...), "after the JSON document"},
		"in the state":         {sealed(t, in(`"Stores":`, `"Junk":1,"Stores":`)), `unknown field "Junk"`},
		"in an account":        {sealed(t, in(`"Workspaces":`, `"Junk":1,"Workspaces":`)), `unknown field "Junk"`},
		"in a resource":        {sealed(t, in(`"ws-000000000":{`, `"ws-000000000":{"Junk":1,`)), `unknown field "Junk"`},
		"in the identifiers":   {sealed(t, in(`"Hosts":`, `"Junk":1,"Hosts":`)), `unknown field "Junk"`},
		"state null":           {sealed(t, []byte(`null`)), "no state"},
		"state without stores": {sealed(t, []byte(`{}`)), "no state"},
		"resource null":        {sealed(t, in(`"Workspaces":{`, `"Workspaces":{"ws-aaaaaaaaa":null,`)), `"ws-aaaaaaaaa" is incomplete`},
		"resource empty":       {sealed(t, in(`"Workspaces":{`, `"Workspaces":{"ws-aaaaaaaaa":{},`)), `"ws-aaaaaaaaa" is incomplete`},
		"session null":         {sealed(t, in(`"Sessions":{`, `"Sessions":{"a":null,`)), `"a" is incomplete`},
	} {
		err := emu.Restore(tt.document)
		require.ErrorContains(t, err, "restore: ", name)
		require.ErrorContains(t, err, tt.want, name)
	}
	requireSame(t, before, everything(t, emu))
}

// FuzzRestore restores arbitrary documents. If number is positive, it instead restores a valid snapshot in which the
// value selected by number is replaced.
func FuzzRestore(f *testing.F) {
	rich := workspacestest.NewEmulator(noon, workspacestest.WithSeedResources(fuzzedSeed))
	everyOperation(f, rich)
	good, state := snapshotOf(f, rich), stateOf(f, rich)
	f.Add(good, 0, []byte(nil))
	f.Add(good[:len(good)-1], 0, []byte(nil))
	f.Add(bytes.Replace(good, []byte(`"Version":2`), []byte(`"Version":2e0`), 1), 0, []byte(nil))
	f.Add([]byte(`{"Version":2,"Sum":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","State":{}}`), 0, []byte(nil))
	for i, value := range []string{`null`, `{}`, `[]`, `""`, `-1`, `1e9`, `"x"`, `"2026-01-02T12:00:00Z"`, `true`, `[null]`, `{"a":null}`} {
		f.Add([]byte(nil), 1+7*i, []byte(value))
	}
	f.Fuzz(func(t *testing.T, document []byte, number int, value []byte) {
		if number > 0 {
			var v any
			if json.Unmarshal(value, &v) != nil {
				return
			}
			changed, _ := replaced(t, state, number, v)
			document = sealed(t, changed)
		}
		emu := workspacestest.NewEmulator(noon, workspacestest.WithSeedResources(fuzzedSeed))
		before := snapshotOf(t, emu)
		if err := emu.Restore(document); err != nil {
			assert.Equal(t, string(before), string(snapshotOf(t, emu)))
			return
		}
		require.NoError(t, emu.Restore(snapshotOf(t, emu)))
		everyOperation(t, emu)
		emu.Advance(time.Hour)
		everyOperation(t, emu)
	})
}
