package workspacestest_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// seedList describes a list in a Seed and the operation that shows its resources.
type seedList struct {
	list      string // the field of the Seed
	operation string
	input     string
	member    string           // the list in the response; if empty, the resource is read from DescribeWorkspaceDirectories
	least     map[string]any   // a resource with only the members that identify it
	with      []map[string]any // more resources to test, for members that have an effect only in combination with others
}

var seedLists = []seedList{
	{
		"Workspaces", "DescribeWorkspaces", `{}`, "Workspaces", map[string]any{"WorkspaceId": "ws-000000001"},
		[]map[string]any{
			{"WorkspaceId": "ws-000000001", "State": "ERROR", "ErrorCode": "Some.Code"},
			{"WorkspaceId": "ws-000000001", "WorkspaceProperties": map[string]any{"RunningMode": "AUTO_STOP"}},
		},
	},
	{
		"Directories", "DescribeWorkspaceDirectories", `{}`, "Directories", map[string]any{"DirectoryId": "d-90670000aa"},
		[]map[string]any{{"DirectoryId": "d-90670000aa", "State": "ERROR"}, {"DirectoryId": "wsd-000000001", "WorkspaceType": "POOLS"}},
	},
	{
		"ConnectionStatus", "DescribeWorkspacesConnectionStatus", `{}`, "WorkspacesConnectionStatus", map[string]any{"WorkspaceId": "ws-000000001"},
		[]map[string]any{{"WorkspaceId": "ws-000000001", "ConnectionState": "CONNECTED"}},
	},
	{
		"Images", "DescribeWorkspaceImages", `{"ImageIds":["wsi-000000001"]}`, "Images", map[string]any{"ImageId": "wsi-000000001"},
		[]map[string]any{{"ImageId": "wsi-000000001", "State": "ERROR"}},
	},
	{"Bundles", "DescribeWorkspaceBundles", `{"BundleIds":["wsb-000000001"]}`, "Bundles", map[string]any{"BundleId": "wsb-000000001"}, nil},
	{"Applications", "DescribeApplications", `{"ApplicationIds":["wsa-000000001"]}`, "Applications", map[string]any{"ApplicationId": "wsa-000000001"}, nil},
	{"IpGroups", "DescribeIpGroups", `{}`, "Result", map[string]any{"groupId": "wsipg-000000001"}, nil},
	{
		"ConnectionAliases", "DescribeConnectionAliases", `{}`, "ConnectionAliases", map[string]any{"AliasId": "wsca-000000001"},
		[]map[string]any{{"AliasId": "wsca-000000001", "Associations": []any{map[string]any{"ResourceId": "d-90670000aa"}}}},
	},
	{
		"ConnectClientAddIns", "DescribeConnectClientAddIns", `{"ResourceId":"d-90670000aa"}`, "AddIns",
		map[string]any{"AddInId": "00000000-0000-4000-8000-000000000001", "ResourceId": "d-90670000aa"}, nil,
	},
	{"Pools", "DescribeWorkspacesPools", `{}`, "WorkspacesPools", map[string]any{"PoolId": "wspool-000000001"}, nil},
	{
		"PoolSessions", "DescribeWorkspacesPoolSessions", `{"PoolId":"wspool-000000001"}`, "Sessions",
		map[string]any{"SessionId": "00000000-0000-4000-8000-000000000001", "PoolId": "wspool-000000001"}, nil,
	},
	{"AccountLinks", "ListAccountLinks", `{}`, "AccountLinks", map[string]any{"AccountLinkId": "link-000000001"}, nil},
	{
		"ServiceDirectories", "RegisterWorkspaceDirectory", `{"DirectoryId":"d-90670000aa"}`, "", map[string]any{"DirectoryId": "d-90670000aa"},
		nil,
	},
}

// sampleTexts holds valid values for string members, by member name or path. Any string is valid for all other string
// members.
var sampleTexts = map[string]string{
	"WorkspaceId": "ws-000000001", "DirectoryId": "d-90670000aa", "BundleId": "wsb-000000001", "ImageId": "wsi-000000001",
	"Workspaces.RelatedWorkspaces[0].WorkspaceId": "ws-000000002", "Workspaces.StandbyWorkspacesProperties[0].StandbyWorkspaceId": "ws-000000002",
	"ApplicationId": "wsa-000000001", "groupId": "wsipg-000000001", "AliasId": "wsca-000000001", "PoolId": "wspool-000000001",
	"AddInId": "00000000-0000-4000-8000-000000000001", "SessionId": "00000000-0000-4000-8000-000000000001", "AccountLinkId": "link-000000001",
	"OwnerAccountId": otherAccount, "TargetAccountId": otherAccount, "AssociatedAccountId": otherAccount,
	"Pools.DirectoryId": "wsd-000000001", "ServiceAccountSecretArn": secretARN, "ApplicationConfigSecretArn": secretARN,
	"UserAccessUrl": "https://example.com/login", "CertificateAuthorityArn": "arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/a",
	"DomainName": "corp.example.com", "IpAddress": "10.0.0.9",
	"SourceAccountId": workspacestest.AccountID(workspacestest.AccessKeyID), "Capacity": "175", "Region": awayRegion, "ResourceId": "d-90670000aa",
	"UserName": "alice",
}

const secretARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:desktops/join-AbCdEf"

// sampleNumbers holds valid values for number members, by member name. 600 is valid for all other number members.
var sampleNumbers = map[string]int{"RunningModeAutoStopTimeoutInMinutes": 120, "IdleDisconnectTimeoutInSeconds": 700}

// leaf is a resource's member, with one of its possible values.
type leaf struct {
	path  string
	value any
	shown any // the value in responses, which for times differs from that in the seed
}

// leavesOf returns the members of a type that are not themselves objects: a boolean or an enum once for each value, any
// other member once, with a sample value.
func leavesOf(path string, t reflect.Type) (leaves []leaf) {
	name := path[strings.LastIndex(path, ".")+1:]
	values := reflect.New(t).MethodByName("Values")
	switch {
	case t.Kind() == reflect.Pointer:
		return leavesOf(path, t.Elem())
	case t == reflect.TypeFor[time.Time]():
		return []leaf{{path, "2036-01-02T04:04:05.5+01:00", 2082855845.5}}
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			field := t.Field(i)
			if wire := cmp.Or(field.Tag.Get("wire"), field.Name); field.IsExported() && wire != "-" {
				leaves = append(leaves, leavesOf(strings.TrimPrefix(path+"."+wire, "."), field.Type)...)
			}
		}
		return leaves
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return leavesOf(path+"[0]", t.Elem())
	case t.Kind() == reflect.Slice:
		for _, element := range leavesOf(path, t.Elem()) {
			leaves = append(leaves, leaf{path, []any{element.value}, []any{element.shown}})
		}
		return leaves
	case values.IsValid():
		all := values.Call(nil)[0]
		for i := range all.Len() {
			leaves = append(leaves, leaf{path, all.Index(i).String(), all.Index(i).String()})
		}
		return leaves
	case t.Kind() == reflect.String:
		text := cmp.Or(sampleTexts[path], sampleTexts[name], "sample")
		return []leaf{{path, text, text}}
	case t.Kind() == reflect.Bool:
		return []leaf{{path, true, true}, {path, false, false}}
	default:
		number := cmp.Or(sampleNumbers[name], 600)
		return []leaf{{path, number, float64(number)}}
	}
}

// setMember returns a copy of a JSON value with a new value for the member at path.
func setMember(at any, path string, value any) any {
	if path == "" {
		return value
	}
	step, rest, _ := strings.Cut(path, ".")
	name, inList := strings.CutSuffix(step, "[0]")
	object, _ := at.(map[string]any)
	object = maps.Clone(object)
	if object == nil {
		object = make(map[string]any)
	}
	if !inList {
		object[name] = setMember(object[name], rest, value)
		return object
	}
	list, _ := object[name].([]any)
	var first any
	if len(list) > 0 {
		first = list[0]
	}
	object[name] = []any{setMember(first, rest, value)}
	return object
}

// memberAt returns the member at path in a JSON value, or nil.
func memberAt(at any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		name, inList := strings.CutSuffix(step, "[0]")
		object, _ := at.(map[string]any)
		at = object[name]
		if list, isList := at.([]any); inList && isList && len(list) > 0 {
			at = list[0]
		}
	}
	return at
}

// read calls the list's operation and returns the first resource in the response, or nil.
func (l seedList) read(t *testing.T, emu *workspacestest.Emulator) map[string]any {
	t.Helper()
	a := call(t, emu, l.operation, l.input)
	require.Equal(t, 200, a.status, a.body)
	member := l.member
	if member == "" {
		a, member = call(t, emu, "DescribeWorkspaceDirectories", `{}`), "Directories"
	}
	var out map[string][]map[string]any
	require.NoError(t, json.Unmarshal([]byte(a.body), &out), a.body)
	if len(out[member]) == 0 {
		return nil
	}
	return out[member][0]
}

// TestSeedsDropNoMemberWithoutANote seeds a separate resource for each value of each member of each list. Either the
// response that describes the resource shows the member, or a note says that the seed ignores it.
func TestSeedsDropNoMemberWithoutANote(t *testing.T) {
	t.Parallel()
	var tested []string
	for _, l := range seedLists {
		tested = append(tested, l.list)
		field, _ := reflect.TypeFor[workspacestest.Seed]().FieldByName(l.list)
		t.Run(l.list, func(t *testing.T) {
			t.Parallel()
			accepted := make(map[string]bool)
			leaves := leavesOf(l.list, field.Type.Elem())
			full := any(l.least)
			for i, leaf := range leaves {
				leaves[i].path = strings.TrimPrefix(leaf.path, l.list+".")
				if leaves[i].path != "State" && (i == 0 || leaves[i].path != leaves[i-1].path) { // not State, because some states hide members
					full = setMember(full, leaves[i].path, leaf.value)
				}
			}
			for _, least := range append([]map[string]any{l.least, full.(map[string]any)}, l.with...) {
				for _, leaf := range leaves {
					document, err := json.Marshal(map[string]any{l.list: []any{setMember(least, leaf.path, leaf.value)}})
					require.NoError(t, err)
					var seed workspacestest.Seed
					require.NoError(t, json.Unmarshal(document, &seed), "%s", document)
					emu := workspacestest.New(quiet{t}, noon)
					if err := emu.Seed(seed); err != nil {

						continue
					}
					accepted[leaf.path] = true
					noted := slices.ContainsFunc(workspacestest.NewEmulator(noon).Notes(seed), func(note string) bool {
						path, what, _ := strings.Cut(strings.TrimPrefix(note, l.list+"[0]."), " ")
						return strings.HasPrefix(what, "is ignored") && (leaf.path == path || strings.HasPrefix(leaf.path, path+".") || strings.HasPrefix(leaf.path, path+"["))
					})
					if !noted {
						assert.Equal(t, leaf.shown, memberAt(l.read(t, emu), leaf.path), "%s with %v", leaf.path, slices.Sorted(maps.Keys(least)))
					}
				}
			}
			for _, leaf := range leaves {
				assert.True(t, accepted[leaf.path], "no seed with %s is accepted", leaf.path)
			}
		})
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[workspacestest.Seed]()) {
		if field.Type.Kind() == reflect.Slice && field.IsExported() {
			assert.Contains(t, tested, field.Name)
		}
	}
}

// quiet is a testing.TB whose Log method does nothing.
type quiet struct{ testing.TB }

func (quiet) Log(...any) {}
