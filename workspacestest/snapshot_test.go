package workspacestest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// snapshotOf takes a snapshot.
func snapshotOf(tb testing.TB, emu *workspacestest.Emulator) []byte {
	tb.Helper()
	b, err := emu.Snapshot()
	require.NoError(tb, err)
	return b
}

// everything returns the responses from all operations that read an account's resources.
func everything(tb testing.TB, emu *workspacestest.Emulator) (answers []string) {
	tb.Helper()
	ask := func(operation, body string) string {
		a := call(tb, emu, operation, body)
		answers = append(answers, operation+body+" "+a.body)
		return a.body
	}
	for _, operation := range []string{
		"DescribeAccount", "DescribeAccountModifications", "DescribeApplications", "DescribeConnectClientAddIns", "DescribeConnectionAliases",
		"DescribeIpGroups", "DescribeWorkspaceBundles", "DescribeWorkspaceDirectories", "DescribeWorkspaceImages", "DescribeWorkspaces",
		"DescribeWorkspacesConnectionStatus", "DescribeWorkspacesPools", "ListAccountLinks",
	} {
		body := ask(operation, `{}`)
		for _, id := range identifiers(body) {
			ask("DescribeTags", `{"ResourceId":"`+id+`"}`)
			switch {
			case strings.HasPrefix(id, "ws-"):
				ask("DescribeWorkspaceSnapshots", `{"WorkspaceId":"`+id+`"}`)
				ask("DescribeWorkspaceAssociations", `{"WorkspaceId":"`+id+`","AssociatedResourceTypes":["APPLICATION"]}`)
			case strings.HasPrefix(id, "wsi-"):
				ask("DescribeWorkspaceImagePermissions", `{"ImageId":"`+id+`"}`)
			case strings.HasPrefix(id, "wspool-"):
				ask("DescribeWorkspacesPoolSessions", `{"PoolId":"`+id+`"}`)
			case strings.HasPrefix(id, "wsca-"):
				ask("DescribeConnectionAliasPermissions", `{"AliasId":"`+id+`"}`)
			}
		}
	}
	return answers
}

// requireSame fails the test if two lists of responses differ. It reports only the first difference.
func requireSame(tb testing.TB, want, got []string) {
	tb.Helper()
	for i := range min(len(want), len(got)) {
		require.Equal(tb, want[i], got[i])
	}
	require.Equal(tb, len(want), len(got))
}

// identifiers finds the resource identifiers in a response.
func identifiers(body string) (ids []string) {
	for text := range strings.SplitSeq(body, `"`) {
		kind, rest, _ := strings.Cut(text, "-")
		switch kind {
		case "ws", "wsb", "wsi", "wspool", "wsca", "wsipg", "d", "wsd":
			if rest != "" && !strings.ContainsAny(rest, " :/") {
				ids = append(ids, text)
			}
		}
	}
	return ids
}

// act makes a random call involving existing resources.
func act(tb testing.TB, emu *workspacestest.Emulator, random *rand.Rand) string {
	tb.Helper()
	one := func(operation string, otherwise string) string {
		ids := identifiers(call(tb, emu, operation, `{}`).body)
		if len(ids) == 0 {
			return otherwise
		}
		return ids[random.IntN(len(ids))]
	}
	name := fmt.Sprintf("name%d", random.IntN(1000))
	workspace := one("DescribeWorkspaces", "ws-000000000")
	var operation, body string
	switch random.IntN(16) {
	case 0, 1, 2:
		operation = "CreateWorkspaces"
		body = fmt.Sprintf(`{"Workspaces":[{"DirectoryId":%q,"UserName":%q,"BundleId":%q,"Tags":[{"Key":"made","Value":"\u00e9<&>"}],"WorkspaceProperties":{"RunningMode":"AUTO_STOP"}}]}`,
			directoryID, name, one("DescribeWorkspaceBundles", "wsb-000000000"))
		if random.IntN(2) == 0 {
			amazon := identifiers(call(tb, emu, "DescribeWorkspaceBundles", `{"Owner":"AMAZON"}`).body)
			body = strings.Replace(body, "wsb-000000000", amazon[random.IntN(len(amazon))], 1)
		}
	case 3:
		operation, body = "StopWorkspaces", `{"StopWorkspaceRequests":[{"WorkspaceId":"`+workspace+`"}]}`
	case 4:
		operation, body = "StartWorkspaces", `{"StartWorkspaceRequests":[{"WorkspaceId":"`+workspace+`"}]}`
	case 5:
		operation, body = "TerminateWorkspaces", `{"TerminateWorkspaceRequests":[{"WorkspaceId":"`+workspace+`"}]}`
	case 6:
		operation, body = "ModifyWorkspaceProperties", `{"WorkspaceId":"`+workspace+`","WorkspaceProperties":{"ComputeTypeName":"POWER"}}`
	case 7:
		operation, body = "CreateTags", `{"ResourceId":"`+workspace+`","Tags":[{"Key":"`+name+`","Value":"v"}]}`
	case 8:
		operation, body = "CreateWorkspaceImage", `{"WorkspaceId":"`+workspace+`","Name":"`+name+`","Description":"d"}`
	case 9:
		operation, body = "RegisterWorkspaceDirectory", `{"DirectoryId":"d-90670000`+fmt.Sprintf("%02x", random.IntN(256))+`"}`
	case 10:
		operation = "CreateWorkspaceBundle"
		body = `{"BundleName":"` + name + `","BundleDescription":"d","ImageId":"` + one("DescribeWorkspaceImages", "wsi-000000000") +
			`","ComputeType":{"Name":"STANDARD"},"UserStorage":{"Capacity":"50"}}`
	case 11:
		operation, body = "CreateIpGroup", `{"GroupName":"`+name+`","UserRules":[{"ipRule":"10.0.0.0/8","ruleDesc":"r"}]}`
	case 12:
		operation, body = "CreateConnectionAlias", `{"ConnectionString":"`+name+`.example.com"}`
	case 13:
		operation, body = "ModifyAccount", `{"DedicatedTenancySupport":"ENABLED","DedicatedTenancyManagementCidrRange":"10.0.0.0/16"}`
	case 14:
		operation, body = "CreateAccountLinkInvitation", fmt.Sprintf(`{"TargetAccountId":"%012d"}`, random.IntN(1e6))
	default:
		operation, body = "MigrateWorkspace", `{"SourceWorkspaceId":"`+workspace+`","BundleId":"`+one("DescribeWorkspaceBundles", "wsb-000000000")+`"}`
	}
	return operation + body + call(tb, emu, operation, body).body
}

// TestRestoredEmulatorsGiveTheSameAnswers restores an emulator's snapshot in a second emulator. Both must return the
// same responses, right after Restore and again after each has been sent the same calls.
func TestRestoredEmulatorsGiveTheSameAnswers(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 0))
			old := workspacestest.New(t, noon, workspacestest.WithSeed(seed), workspacestest.WithDirectory(directoryID),
				workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable), workspacestest.WithReads(workspacestest.Starting, 3))
			live := func(n int, emus ...*workspacestest.Emulator) {
				for range n {
					choice, pass := random.Uint64(), time.Duration(random.IntN(20))*time.Minute
					var answers []string
					for _, emu := range emus {
						answers = append(answers, act(t, emu, rand.New(rand.NewPCG(choice, 0))))
						emu.Advance(pass)
					}
					require.Equal(t, answers[0], answers[len(answers)-1])
				}
			}
			live(60, old)
			snapshot := snapshotOf(t, old)
			restored := workspacestest.New(t, noon, workspacestest.WithSeed(seed), workspacestest.WithReads(workspacestest.Starting, 3),
				workspacestest.WithWorkspaces(5, types.WorkspaceStateStopped))
			require.NoError(t, restored.Restore(snapshot))
			for i := range snapshot {
				snapshot[i] = 'x' // the emulator must not retain the caller's bytes
			}
			assert.Equal(t, old.Now(), restored.Now())
			requireSame(t, everything(t, old), everything(t, restored))
			live(60, old, restored)
			requireSame(t, everything(t, old), everything(t, restored))
			assert.JSONEq(t, string(snapshotOf(t, old)), string(snapshotOf(t, restored)))
		})
	}
}

func TestSnapshotsHoldAllAccountsAndRegions(t *testing.T) {
	t.Parallel()
	other := workspacestest.WithCredentials(otherKey, "secret")
	emu := workspacestest.New(t, other, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	for _, seed := range []workspacestest.Seed{
		{Account: otherKey, Workspaces: make([]types.Workspace, 2)},
		{Region: "eu-central-1", Workspaces: make([]types.Workspace, 3)},
	} {
		require.NoError(t, emu.Seed(seed))
	}
	emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Throttle: true, MayMiss: true})
	restored := workspacestest.New(t, other)
	require.NoError(t, restored.Restore(snapshotOf(t, emu)))
	assert.Len(t, list(t, restored.Client()), 1)
	assert.Len(t, list(t, restored.ClientFor(otherKey, workspacestest.Region)), 2)
	assert.Len(t, list(t, restored.Client(inRegion("eu-central-1"))), 3)
	_, err := restored.Client().DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: only(t, restored.Client()).WorkspaceId})
	require.NoError(t, err, "the restored emulator must not have the fault")
}

func TestSnapshotsKeepBinaryMembers(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	_, err := emu.Client().ImportClientBranding(t.Context(), &workspaces.ImportClientBrandingInput{
		ResourceId: aws.String(directoryID),
		DeviceTypeWeb: &types.DefaultImportClientBrandingAttributes{
			Logo: png("\x00\x01\xff<"), LoginMessage: map[string]string{"en_US": "<b>hello</b>\u2028"},
		},
	})
	require.NoError(t, err)
	restored := workspacestest.New(t)
	require.NoError(t, restored.Restore(snapshotOf(t, emu)))
	ask := `{"ResourceId":"` + directoryID + `"}`
	assert.Equal(t, call(t, emu, "DescribeClientBranding", ask).body, call(t, restored, "DescribeClientBranding", ask).body)
}

func TestTimePassesBetweenSnapshotAndRestore(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStatePending))
	emu.Advance(19 * time.Minute)
	snapshot := snapshotOf(t, emu)
	emu.Advance(time.Hour)
	require.NoError(t, emu.Restore(snapshot))
	assert.Equal(t, types.WorkspaceStatePending, only(t, emu.Client()).State, "the clock must go back to the time of the snapshot")
	emu.Advance(2 * time.Minute)
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, emu.Client()).State)
}

func TestBadSnapshotsChangeNothing(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
	good := snapshotOf(t, emu)
	before, changes := everything(t, emu), emu.Changes()
	for name, bad := range map[string][]byte{
		"nothing":       nil,
		"null":          []byte(`null`),
		"empty":         []byte(`{}`),
		"other":         []byte(`[1]`),
		"cut":           good[:len(good)/2],
		"longer":        append(bytes.Clone(good), '1'),
		"newer version": bytes.Replace(good, []byte(`"Version":2`), []byte(`"Version":3`), 1),
		"changed":       bytes.Replace(good, []byte(`user001`), []byte(`user002`), 1),
		"without state": []byte(`{"Version":2,"Sum":"","State":null}`),
		"just a state":  []byte(`{"Version":2,"State":{"Stores":{"a/b":null}}}`),
	} {
		require.ErrorContains(t, emu.Restore(bad), "restore: ", name)
	}
	require.ErrorContains(t, emu.Restore(bytes.Replace(good, []byte(`"Version":2`), []byte(`"Version":3`), 1)), "version 3, not 2")
	requireSame(t, before, everything(t, emu))
	assert.Equal(t, changes, emu.Changes())

	var indented bytes.Buffer
	require.NoError(t, json.Indent(&indented, good, "", "  "))
	require.NoError(t, emu.Restore(indented.Bytes()))
	requireSame(t, before, everything(t, emu))
}

func TestTimesThatJSONCannotHoldAreNotSaved(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithClock(func() time.Time { return time.Date(12345, time.January, 1, 0, 0, 0, 0, time.UTC) }))
	seed(t, emu, workspacestest.Seed{Workspaces: make([]types.Workspace, 1)})
	_, err := emu.Snapshot()
	require.ErrorContains(t, err, "snapshot: ")
}

func TestReset(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithRateLimit(1e-3, 500),
		workspacestest.WithDirectory(directoryID), workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: make([]types.Workspace, 3)}))
	first, began := everything(t, emu), emu.Now()
	client := emu.Client(once)
	create(t, client, request(t, client, "alice"))
	emu.Inject(workspacestest.Fault{Drop: true, MayMiss: true})
	emu.Advance(time.Hour)
	changes := emu.Changes()
	emu.Reset()
	assert.Greater(t, emu.Changes(), changes)
	assert.Empty(t, emu.Requests())
	assert.Equal(t, began, emu.Now())
	requireSame(t, first, everything(t, emu))
	assert.Positive(t, admitted(t, client))
}

func TestResetClearsTheRateLimit(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithRateLimit(1e-3, 5))
	client := emu.Client(once)
	require.Equal(t, 5, admitted(t, client))
	require.Equal(t, 0, admitted(t, client))
	emu.Reset()
	assert.Equal(t, 5, admitted(t, client))
}

func TestChanges(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	last := emu.Changes()
	changed := func() bool {
		before := last
		last = emu.Changes()
		return last > before
	}
	client := emu.Client()
	id := *only(t, client).WorkspaceId
	everything(t, emu)
	assert.False(t, changed(), "a read must not change the number")
	_, err := stopAll(t.Context(), client, id)
	require.NoError(t, err)
	assert.True(t, changed(), "a call must change the number")
	call(t, emu, "StopWorkspaces", `{}`)
	assert.False(t, changed(), "an invalid call must not change the number")
	emu.Advance(time.Second)
	assert.True(t, changed(), "Advance must change the number")
	require.NoError(t, emu.Seed(workspacestest.Seed{}))
	assert.True(t, changed(), "Seed must change the number")
	require.NoError(t, emu.Restore(snapshotOf(t, emu)))
	assert.True(t, changed(), "Restore must change the number")

	emu = workspacestest.New(t, workspacestest.WithReads(workspacestest.Stopping, 2))
	last = emu.Changes()
	list(t, emu.Client())
	assert.True(t, changed(), "with WithReads, a read must change the number")
}
