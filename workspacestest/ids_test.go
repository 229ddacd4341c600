package workspacestest_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// generated matches the strings that the emulator generates, such as identifiers and addresses.
var generated = regexp.MustCompile(`"(?:(?:ws|wsa|wsb|wsca|wsd|wsi|wsipg|wspool|link|d|i|eni|sg|subnet)-[0-9a-z]+|` +
	`WSAMZN-\w+|A-\w+|\w+\+[0-9A-Z]{6}|172\.[0-9.]+|[0-9a-f-]{36}|[0-9a-z]{9}|arn:[^"]+/apl-[^"]+)"`)

// TestNewResourcesDoNotReplaceSeededOnes adds a resource to an emulator, and records the response that shows the
// resource. It seeds the recorded response into a second emulator, which would generate the same identifiers again.
// Then it adds another resource to the second emulator. This resource must not have an identifier, an address or a code
// of the first resource. A third emulator restores a snapshot of the second emulator, and must pass the same test.
func TestNewResourcesDoNotReplaceSeededOnes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		list, operation, input, member string
		resource                       string
		least                          int // the minimum number of strings that the emulator generates for the resource
	}{
		"desktops":            {"Workspaces", "DescribeWorkspaces", `{}`, "Workspaces", `{"DirectoryId":"d-90670000aa"}`, 3},
		"service directories": {"Directories", "DescribeWorkspaceDirectories", `{}`, "Directories", `{}`, 7},
		"directories of pools": {
			"Directories", "DescribeWorkspaceDirectories", `{}`, "Directories", `{"WorkspaceType":"POOLS"}`, 5,
		},
		"directories of Identity Center": {
			"Directories", "DescribeWorkspaceDirectories", `{}`, "Directories",
			`{"UserIdentityType":"AWS_IAM_IDENTITY_CENTER","IDCConfig":{"InstanceArn":"arn:aws:sso:::instance/ssoins-1"}}`, 6,
		},
		"images":       {"Images", "DescribeWorkspaceImages", `{}`, "Images", `{}`, 1},
		"bundles":      {"Bundles", "DescribeWorkspaceBundles", `{}`, "Bundles", `{"ImageId":"wsi-000000001"}`, 1},
		"applications": {"Applications", "DescribeApplications", `{"Owner":"` + ownAccount + `"}`, "Applications", `{}`, 1},
		"IP groups":    {"IpGroups", "DescribeIpGroups", `{}`, "Result", `{}`, 1},
		"connection aliases": {
			"ConnectionAliases", "DescribeConnectionAliases", `{}`, "ConnectionAliases", `{"Associations":[{"ResourceId":"d-90670000aa"}]}`, 2,
		},
		"add-ins": {
			"ConnectClientAddIns", "DescribeConnectClientAddIns", `{"ResourceId":"d-90670000aa"}`, "AddIns", `{"ResourceId":"d-90670000aa"}`, 1,
		},
		"pools": {"Pools", "DescribeWorkspacesPools", `{}`, "WorkspacesPools", `{"DirectoryId":"wsd-000000001"}`, 1},
		"sessions": {
			"PoolSessions", "DescribeWorkspacesPoolSessions", `{"PoolId":"wspool-000000001"}`, "Sessions", `{"PoolId":"wspool-000000001"}`, 4,
		},
		"account links": {"AccountLinks", "ListAccountLinks", `{}`, "AccountLinks", `{}`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			add := func(emu *workspacestest.Emulator, list string) {
				var s workspacestest.Seed
				require.NoError(t, json.Unmarshal(fmt.Appendf(nil, `{%q:%s}`, tt.list, list), &s))
				seed(t, emu, s)
			}
			read := func(emu *workspacestest.Emulator) (texts map[string]bool, list json.RawMessage) {
				var out map[string]json.RawMessage
				require.NoError(t, json.Unmarshal([]byte(call(t, emu, tt.operation, tt.input).body), &out))
				texts = make(map[string]bool)
				for _, text := range generated.FindAllString(string(out[tt.member]), -1) {
					texts[text] = true
				}
				for _, text := range generated.FindAllString(tt.resource+`"`+workspacestest.BundleStandardWindows+`"`, -1) {
					delete(texts, text)
				}
				return texts, out[tt.member]
			}
			start := func() *workspacestest.Emulator {
				if tt.list == "Directories" {
					return workspacestest.New(quiet{t})
				}
				return workspacestest.New(quiet{t}, workspacestest.WithDirectory(directoryID))
			}
			first := start()
			add(first, "["+tt.resource+"]")
			before, recorded := read(first)
			require.GreaterOrEqual(t, len(before), tt.least, string(recorded))

			second := start()
			add(second, string(recorded))
			third := start()
			require.NoError(t, third.Restore(snapshotOf(t, second)))
			for _, emu := range []*workspacestest.Emulator{second, third} {
				add(emu, "["+tt.resource+"]")
				both, list := read(emu)
				for text := range before {
					assert.Contains(t, both, text)
				}
				assert.Len(t, both, 2*len(before), "%s was added to %s", list, recorded)
			}
		})
	}
}

// TestNewDesktopsDoNotReplaceSeededOnes imitates a program that is started twice. The second start seeds the desktops
// that were created after the first start.
func TestNewDesktopsDoNotReplaceSeededOnes(t *testing.T) {
	t.Parallel()
	start := func(seeded ...types.Workspace) *workspaces.Client {
		return workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID), workspacestest.WithSeedResources(
			workspacestest.Seed{Workspaces: seeded})).Client()
	}
	before := start()
	alice, bob := create(t, before, request(t, before, "alice")), create(t, before, request(t, before, "bob"))
	after := start(alice, bob)
	zed := create(t, after, request(t, after, "zed"))
	assert.Len(t, list(t, after), 3)

	// The identifier of a deleted desktop is not used again.
	_, err := after.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{
		TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: bob.WorkspaceId}},
	})
	require.NoError(t, err)
	for _, user := range []string{"carol", "dave"} {
		created := create(t, after, request(t, after, user))
		assert.NotContains(t, []string{*alice.WorkspaceId, *bob.WorkspaceId, *zed.WorkspaceId}, *created.WorkspaceId)
	}
}

func TestNewDirectoriesDoNotReplaceRegisteredOnes(t *testing.T) {
	t.Parallel()
	start := func(registered string) []types.WorkspaceDirectory {
		emu := workspacestest.New(t)
		_, err := emu.Client().RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: &registered})
		require.NoError(t, err)
		seed(t, emu, workspacestest.Seed{Directories: []types.WorkspaceDirectory{{}}})
		out, err := emu.Client().DescribeWorkspaceDirectories(t.Context(), nil)
		require.NoError(t, err)
		return out.Directories
	}
	for _, d := range start(directoryID) {
		assert.Len(t, start(*d.DirectoryId), 2)
	}
}
