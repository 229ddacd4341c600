package workspacestest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// aSeed has resources of most kinds.
const aSeed = `{
	"Directories": [{"DirectoryId": "d-90670000aa", "Alias": "corp"}, {"DirectoryId": "wsd-000000001", "WorkspaceType": "POOLS"}],
	"Users": {"d-90670000aa": ["alice", "bob"]},
	"Workspaces": [
		{"WorkspaceId": "ws-000000001", "DirectoryId": "d-90670000aa", "UserName": "alice", "State": "STOPPED", "WorkspaceProperties": {"RunningMode": "AUTO_STOP"}},
		{"WorkspaceId": "ws-000000002", "DirectoryId": "d-90670000aa", "UserName": "bob", "BundleId": "wsb-000000001"},
		null
	],
	"ConnectionStatus": [{"WorkspaceId": "ws-000000002", "ConnectionState": "DISCONNECTED", "LastKnownUserConnectionTimestamp": 1700000000.5}],
	"Images": [{"ImageId": "wsi-000000001", "Name": "image", "State": "PENDING"}],
	"Bundles": [{"BundleId": "wsb-000000001", "Name": "bundle", "ImageId": "wsi-000000001"}],
	"Applications": [{"ApplicationId": "wsa-000000001", "Name": "editor"}],
	"Pools": [{"PoolId": "wspool-000000001", "PoolName": "pool", "CapacityStatus": {"DesiredUserSessions": 5}}],
	"PoolSessions": [{"PoolId": "wspool-000000001", "UserId": "carol"}],
	"AccountLinks": [{"AccountLinkId": "link-000000001", "TargetAccountId": "111122223333"}],
	"DedicatedTenancyManagementCidrRange": "10.7.0.0/16",
	"Tags": {"ws-000000001": {"team": "blue"}, "wsi-000000001": {"team": "red"}}
}`

func TestSeed(t *testing.T) {
	t.Parallel()
	var seed workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(aSeed), &seed))
	emu := workspacestest.New(t, workspacestest.WithSeedResources(seed))
	client, ctx := emu.Client(), t.Context()

	directories, err := client.DescribeWorkspaceDirectories(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{})
	require.NoError(t, err)
	require.Len(t, directories.Directories, 2)
	assert.Equal(t, "corp", *directories.Directories[0].Alias)
	assert.Equal(t, types.WorkspaceDirectoryStateRegistered, directories.Directories[0].State)
	out, err := client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
		request(t, client, "alice"), request(t, client, "mallory"),
	}})
	require.NoError(t, err)
	require.ErrorIs(t, out.Err(), workspaces.ItemWorkspaceExists, "alice already has a WorkSpace")
	require.ErrorIs(t, out.Err(), workspaces.ItemUserNotFound)

	all := list(t, client)
	require.Len(t, all, 3)
	assert.Equal(t, types.WorkspaceStateStopped, all[0].State)
	assert.Equal(t, types.WorkspaceStateAvailable, all[1].State)
	assert.Equal(t, "wsb-000000001", *all[1].BundleId)
	assert.NotEmpty(t, *all[2].UserName)
	status, err := client.DescribeWorkspacesConnectionStatus(ctx, &workspaces.DescribeWorkspacesConnectionStatusInput{WorkspaceIds: []string{"ws-000000002"}})
	require.NoError(t, err)
	assert.Equal(t, types.ConnectionStateDisconnected, status.WorkspacesConnectionStatus[0].ConnectionState)
	assert.Equal(t, time.UnixMilli(1700000000500).UTC(), *status.WorkspacesConnectionStatus[0].LastKnownUserConnectionTimestamp)

	images, err := client.DescribeWorkspaceImages(ctx, &workspaces.DescribeWorkspaceImagesInput{})
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceImageStatePending, images.Images[0].State)
	bundles, err := client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{})
	require.NoError(t, err)
	assert.Equal(t, "bundle", *bundles.Bundles[0].Name)
	applications, err := client.DescribeApplications(ctx, &workspaces.DescribeApplicationsInput{ApplicationIds: []string{"wsa-000000001"}})
	require.NoError(t, err)
	assert.Equal(t, "editor", *applications.Applications[0].Name)
	pools, err := client.DescribeWorkspacesPools(ctx, &workspaces.DescribeWorkspacesPoolsInput{})
	require.NoError(t, err)
	assert.Equal(t, types.WorkspacesPoolStateRunning, pools.WorkspacesPools[0].State)
	sessions, err := client.DescribeWorkspacesPoolSessions(ctx, &workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: aws.String("wspool-000000001")})
	require.NoError(t, err)
	assert.Equal(t, "carol", *sessions.Sessions[0].UserId)
	link, err := client.GetAccountLink(ctx, &workspaces.GetAccountLinkInput{LinkId: aws.String("link-000000001")})
	require.NoError(t, err)
	assert.Equal(t, "111122223333", *link.AccountLink.TargetAccountId)
	account, err := client.DescribeAccount(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, "10.7.0.0/16", *account.DedicatedTenancyManagementCidrRange)
	for id, team := range map[string]string{"ws-000000001": "blue", "wsi-000000001": "red"} {
		tags, err := client.DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: &id})
		require.NoError(t, err)
		assert.Equal(t, []types.Tag{{Key: aws.String("team"), Value: &team}}, tags.TagList)
	}
}

func TestSeedsNameTheirAccountAndRegion(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithCredentials(otherKey, "secret"), workspacestest.WithAccount("AKIDTHIRD", "secret", "111122223333"),
		workspacestest.WithAccount("AKIDFOURTH", "secret", "111122223333"))
	in := func(key, region string) int {
		return len(list(t, emu.ClientFor(key, region)))
	}
	for i, seed := range []workspacestest.Seed{{Account: otherKey}, {Account: "111122223333"}, {Account: otherKey, Region: "eu-west-1"}, {}} {
		seed.Workspaces = make([]types.Workspace, i+1)
		require.NoError(t, emu.Seed(seed))
	}
	assert.Equal(t, 1, in(otherKey, "us-east-1"))
	assert.Equal(t, 2, in("AKIDTHIRD", "us-east-1"))
	assert.Equal(t, 2, in("AKIDFOURTH", "us-east-1"), "two access keys of the same account")
	assert.Equal(t, 3, in(otherKey, "eu-west-1"))
	assert.Len(t, list(t, emu.Client()), 4)
	assert.Equal(t, "111122223333", workspacestest.AccountID("111122223333"))
}

func TestSeedsAreCopied(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	user, size := "alice", int32(80)
	seed := workspacestest.Seed{
		Workspaces: []types.Workspace{{UserName: &user, WorkspaceProperties: &types.WorkspaceProperties{RootVolumeSizeGib: &size}}},
		Users:      map[string][]string{directoryID: {"alice"}}, Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryID)}},
		Tags: map[string]map[string]string{directoryID: {"team": "blue"}},
	}
	require.NoError(t, emu.Seed(seed))
	before := everything(t, emu)
	user, size = "mallory", 1
	seed.Users[directoryID][0] = "mallory"
	seed.Tags[directoryID]["team"] = "red"
	*seed.Directories[0].DirectoryId = "d-9067000000"
	assert.Equal(t, "alice", *only(t, emu.Client()).UserName)
	assert.Equal(t, before[len(before)-1], everything(t, emu)[len(before)-1])
	requireCode(t, firstRefusal(t, emu.Client(), "mallory"), "ResourceNotFound.User", "")
}

// TestUsersOfALaterSeedAreAdded adds seeds one after another to an emulator with a directory that has no list of users.
func TestUsersOfALaterSeedAreAdded(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID))
	known := func(user string) bool {
		err := firstRefusal(t, emu.Client(), user)
		return !errors.Is(err, workspaces.ItemUserNotFound)
	}
	for _, step := range []struct {
		users, known, unknown []string
	}{
		{users: nil, known: []string{"mallory"}},
		{users: []string{"bob", "alice"}, known: []string{"alice", "BOB"}, unknown: []string{"eve", "mallory"}},
		{users: []string{"eve", "bob"}, known: []string{"alice", "bob", "eve"}, unknown: []string{"mallory"}},
		{users: []string{}, known: []string{"alice", "mallory"}},
		{users: []string{"eve"}, known: []string{"eve"}, unknown: []string{"alice", "mallory"}},
	} {
		seed(t, emu, workspacestest.Seed{Users: map[string][]string{directoryID: step.users}})
		for _, user := range step.known {
			assert.True(t, known(user), "%s after the seed %v", user, step.users)
		}
		for _, user := range step.unknown {
			assert.False(t, known(user), "%s after the seed %v", user, step.users)
		}
	}
	seed(t, emu, workspacestest.Seed{Users: map[string][]string{"d-90670000bb": {"mallory"}}})
	assert.False(t, known("mallory"), "the list of another directory must not change this directory's list")
}

// firstRefusal creates a WorkSpace for a user, and returns the item's error, if any.
func firstRefusal(tb testing.TB, client *workspaces.Client, user string) error {
	tb.Helper()
	out, err := client.CreateWorkspaces(tb.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{request(tb, client, user)}})
	require.NoError(tb, err)
	return out.Err()
}

func TestBadSeedsChangeNothing(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryID)}},
		Workspaces:  []types.Workspace{{WorkspaceId: aws.String("ws-000000009"), DirectoryId: aws.String(directoryID), UserName: aws.String("taken")}},
	}))
	before, changes := everything(t, emu), emu.Changes()
	snapshot := snapshotOf(t, emu)
	for text, message := range map[string]string{
		`{`:                                "unexpected",
		`{"Workspace":[]}`:                 "seed: there is no member Workspace",
		`{"users":{}}`:                     "seed: there is no member users",
		`{"Users":{"d-90670000aa":"a"}}`:   `seed: Users: d-90670000aa must be a list, and is "a"`,
		`[{"WorkspaceId":"ws-000000001"}]`: `seed: a seed must be an object with lists such as "Workspaces", not array`,
		`{"Workspace":"none","Pools":[{"PoolID":"a"}]}`:                                                 "seed: there is no member Workspace",
		`{"Workspaces":[{},{"State":5}]}`:                                                               "seed: Workspaces[1].State: ",
		`{"Workspaces":[{"WorkspaceId":"ws-1"}]}`:                                                       "seed: Workspaces[0]: \"ws-1\" is not a WorkSpace identifier (^ws-",
		`{"Workspaces":[{"WorkspaceId":"ws-000000001"},{"WorkspaceId":"ws-000000001"}]}`:                "seed: Workspaces[1]: the identifier ws-000000001 is used twice",
		`{"Pools":[{"PoolId":"wspool-000000001"}],"PoolSessions":[{"SessionId":"x"},{"SessionId":""}]}`: "seed: PoolSessions[0]: \"x\" is not a UUID",
		`{"Workspaces":[{"UserName":"a"},{"UserName":"A"}]}`:                                            "seed: the user of Workspaces[1], A, already has a WorkSpace in the directory",
		`{"Workspaces":[{"DirectoryId":"d-90670000aa","UserName":"taken"}]}`:                            "seed: the user of Workspaces[0], taken, already has",
		`{"ConnectionStatus":[{}]}`:                                                                     "seed: ConnectionStatus[0]: \"\" is not a WorkSpace identifier",
		`{"DedicatedTenancyManagementCidrRange":"::/0"}`:                                                `seed: the DedicatedTenancyManagementCidrRange "::/0" is not an IPv4 address range`,
		`{"Workspaces":[{"DirectoryId":"x"}]}`:                                                          `seed: Workspaces[0]: the DirectoryId "x" is not a directory identifier (`,
		`{"Workspaces":[{"BundleId":"x"}]}`:                                                             `seed: Workspaces[0]: the BundleId "x" is not a bundle identifier (`,
		`{"Workspaces":[{},{"WorkspaceProperties":{"RootVolumeSizeGib":-5}}]}`:                          `seed: Workspaces[1]: the WorkspaceProperties.RootVolumeSizeGib "-5" is not a size in GiB`,
		`{"Workspaces":[{"WorkspaceProperties":{"UserVolumeSizeGib":-5}}]}`:                             `seed: Workspaces[0]: the WorkspaceProperties.UserVolumeSizeGib "-5" is not a size in GiB`,
		`{"Bundles":[{"ImageId":"x"}]}`:                                                                 `seed: Bundles[0]: the ImageId "x" is not an image identifier (`,
		`{"Bundles":[{"RootStorage":{"Capacity":"abc"}}]}`:                                              `seed: Bundles[0]: the RootStorage.Capacity "abc" is not a size in GiB`,
		`{"Bundles":[{"UserStorage":{"Capacity":"99999999999999999999"}}]}`:                             `seed: Bundles[0]: the UserStorage.Capacity "99999999999999999999" is not a size in GiB`,
		`{"ConnectClientAddIns":[{"ResourceId":"d-906700000!"}]}`:                                       "seed: ConnectClientAddIns[0]",
		`{"Pools":[{"DirectoryId":"d-906700000a"}]}`:                                                    `seed: Pools[0]: the DirectoryId "d-906700000a" is not an identifier of a directory for pools (`,
		`{"Pools":[{"BundleId":"x"}]}`:                                                                  "seed: Pools[0]",
		`{"PoolSessions":[{"PoolId":"x"}]}`:                                                             "seed: PoolSessions[0]",
		`{"AccountLinks":[{"SourceAccountId":"x"}]}`:                                                    "seed: AccountLinks[0]",
		`{"AccountLinks":[{"TargetAccountId":"x"}]}`:                                                    "seed: AccountLinks[0]",
		`{"DedicatedTenancyManagementCidrRange":"ten"}`:                                                 "seed: the DedicatedTenancyManagementCidrRange ",
		`{"Tags":{"ws-000000001":{"a":"b"}}}`:                                                           `seed: the Tags name "ws-000000001", which is not a resource that can have tags`,
		`{"Applications":[{"ApplicationId":"wsa-000000001"}],"Tags":{"wsa-000000001":{"a":"b"}}}`:       `seed: the Tags name "wsa-000000001", which is not a resource that can have tags`,
		`{"Workspaces":[{"WorkspaceId":"ws-000000001"}],"Tags":{"ws-000000001":{"aws:a":"b"}}}`:         "seed: the Tags of ws-000000001: at most 50 tags are allowed, and the prefix aws: is reserved",
		`{"Account":"AKIDNOBODY","Workspaces":[{}]}`:                                                    `seed: Account is neither twelve digits nor a known access key: "AKIDNOBODY"`,
		`{"Region":"us/east","Workspaces":[{}]}`:                                                        `seed: Region is not the name of a Region, such as us-east-1: "us/east"`,
		`{"Region":"mars","Workspaces":[{}]}`:                                                           `seed: Region is not the name of a Region, such as us-east-1: "mars"`,
		`{"Workspaces":[{}],"Images":[{"Created":1e99}]}`:                                               "seed: Images[0].Created: ",
	} {
		var seed workspacestest.Seed
		err := json.Unmarshal([]byte(text), &seed)
		if err == nil {
			err = emu.Seed(seed)
		}
		require.ErrorContains(t, err, message, text)
	}
	assert.Equal(t, changes, emu.Changes())
	assert.Equal(t, string(snapshot), string(snapshotOf(t, emu)))
	requireSame(t, before, everything(t, emu))
	require.PanicsWithError(t, `seed: Account is neither twelve digits nor a known access key: "x"`, func() {
		workspacestest.NewEmulator(workspacestest.WithSeedResources(workspacestest.Seed{Account: "x"}))
	})
}

// aRecording is a recorded response from DescribeWorkspaceDirectories. Its member EnableWorkDocs no longer exists in
// the API.
const aRecording = `{"NextToken": "", "Directories": [
	{"DirectoryId": "d-90670000aa", "DirectoryType": "MicrosoftAD", "WorkspaceCreationProperties": {"EnableWorkDocs": false, "EnableInternetAccess": true}},
	{"DirectoryId": "d-90670000bb", "EnableWorkDocs": true},
	{"DirectoryId": "d-90670000cc", "WorkspaceCreationProperties": {"EnableWorkDocs": true}}
]}`

func TestRecordedResponsesAreSeeds(t *testing.T) {
	t.Parallel()
	var recorded workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(aRecording), &recorded))
	notes := []string{
		"Directories[0].WorkspaceCreationProperties.EnableWorkDocs is ignored: the API has no such member (and 1 more like it)",
		"Directories[1].EnableWorkDocs is ignored: the API has no such member",
		`Directories[0].DirectoryType is unusual: "MicrosoftAD" is not one of AD_CONNECTOR, AWS_IAM_IDENTITY_CENTER, CUSTOMER_MANAGED, SIMPLE_AD`,
	}
	assert.Equal(t, notes, workspacestest.NewEmulator().Notes(recorded))
	workspacestest.NewEmulator().Notes(recorded)[0] = "changed"
	assert.Equal(t, notes, workspacestest.NewEmulator().Notes(recorded), "Notes must return a copy")

	test := &loggingTest{TB: t}
	emu := workspacestest.New(test, workspacestest.WithSeedResources(recorded))
	logged := make([]string, len(notes))
	for i, note := range notes {
		logged[i] = "workspacestest: seed: " + note
	}
	assert.Equal(t, logged, test.lines)
	out, err := emu.Client().DescribeWorkspaceDirectories(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, out.Directories, 3)
	assert.True(t, *out.Directories[0].WorkspaceCreationProperties.EnableInternetAccess)

	emu.Reset()
	assert.Equal(t, logged, test.lines, "Reset must not log the notes again")
	require.NoError(t, emu.Seed(recorded))
	assert.Equal(t, append(logged, logged...), test.lines)
	assert.Empty(t, workspacestest.NewEmulator().Notes(workspacestest.Seed{}))
}

// loggingTest is a testing.TB that records its log lines.
type loggingTest struct {
	testing.TB
	lines []string
}

func (l *loggingTest) Log(args ...any) { l.lines = append(l.lines, fmt.Sprint(args...)) }

func TestReadingASeedAgainReplacesItsNotes(t *testing.T) {
	t.Parallel()
	var read workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(`{"Pools":[{},{"PoolID":"wspool-000000001"}]}`), &read))
	assert.Equal(t, []string{"Pools[1].PoolID is ignored: the API has no such member"}, workspacestest.NewEmulator().Notes(read))
	require.NoError(t, json.Unmarshal([]byte(`{"Pools":[{}]}`), &read))
	assert.Empty(t, workspacestest.NewEmulator().Notes(read))
}

func TestSeedsReplaceExistingResources(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for _, user := range []string{"alice", "bob"} {
		seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-000000001"), UserName: aws.String(user)}}})
	}
	assert.Equal(t, "bob", *only(t, emu.Client()).UserName)
}

func TestSeededStatesBeginNow(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	states := types.WorkspaceState("").Values()
	seed := workspacestest.Seed{}
	for i, state := range states {
		seed.Workspaces = append(seed.Workspaces, types.Workspace{WorkspaceId: aws.String(fmt.Sprintf("ws-%09d", i)), State: state})
	}
	require.NoError(t, emu.Seed(seed))
	for i, w := range list(t, emu.Client()) {
		assert.Equal(t, states[i], w.State)
	}
	emu.Advance(time.Hour)
	for _, w := range list(t, emu.Client()) {
		switch w.State {
		case types.WorkspaceStatePending, types.WorkspaceStateStarting, types.WorkspaceStateTerminating, types.WorkspaceStateTerminated:
			assert.Fail(t, "a temporary state has not ended", "%s is %s", *w.WorkspaceId, w.State)
		}
	}
}

func TestSeededWorkspaceHasDefaults(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{}}})
	w := only(t, client)
	assert.Regexp(t, "^ws-[0-9a-z]{9}$", *w.WorkspaceId)
	assert.Equal(t, types.WorkspaceStateAvailable, w.State)
	for name, member := range map[string]*string{
		"UserName": w.UserName, "ComputerName": w.ComputerName, "IpAddress": w.IpAddress, "SubnetId": w.SubnetId,
	} {
		assert.NotEmpty(t, aws.ToString(member), name)
	}
	assert.Equal(t, workspacestest.BundleStandardWindows, *w.BundleId)
	assert.Equal(t, &types.WorkspaceProperties{
		RunningMode: types.RunningModeAlwaysOn, ComputeTypeName: types.ComputeStandard, RootVolumeSizeGib: aws.Int32(80), UserVolumeSizeGib: aws.Int32(50),
		Protocols: []types.Protocol{types.ProtocolWsp}, OperatingSystemName: types.OperatingSystemNameWindowsServer2022,
	}, w.WorkspaceProperties)
	directories, err := client.DescribeWorkspaceDirectories(t.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*w.DirectoryId}})
	require.NoError(t, err)
	require.Len(t, directories.Directories, 1)
	assert.Contains(t, directories.Directories[0].SubnetIds, *w.SubnetId)

	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{}}})
	both := list(t, client)
	require.Len(t, both, 2)
	assert.Equal(t, both[0].DirectoryId, both[1].DirectoryId, "the seed must use the existing directory")
	assert.NotEqual(t, both[0].UserName, both[1].UserName)
}

func TestSeededWorkspaceKeepsItsMembers(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	given := types.Workspace{
		WorkspaceId: aws.String("ws-abcdefghi"), DirectoryId: aws.String("d-90670000dd"), UserName: aws.String("alice"),
		BundleId: aws.String("wsb-abcdefghi"), State: types.WorkspaceStateError, ErrorCode: aws.String("Some.Code"), ErrorMessage: aws.String("Some message."),
		ComputerName: aws.String("A-1"), IpAddress: aws.String("10.0.0.7"), Ipv6Address: aws.String("2001:db8:0:0:0:0:0:1"), SubnetId: aws.String("subnet-1"),
		RootVolumeEncryptionEnabled: aws.Bool(true), UserVolumeEncryptionEnabled: aws.Bool(true), VolumeEncryptionKey: aws.String("alias/desktops"),
		WorkspaceProperties: &types.WorkspaceProperties{
			RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(120), ComputeTypeName: types.ComputePower,
			RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100), Protocols: []types.Protocol{types.ProtocolPcoip},
			OperatingSystemName: types.OperatingSystemNameWindows10,
		},
		ModificationStates: []types.ModificationState{{Resource: types.ModificationResourceEnumUserVolume, State: types.ModificationStateEnumUpdateFailed}},
	}
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{given}})
	assert.Equal(t, given, only(t, client))

	again := given
	again.UserName = aws.String("bob")
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{again}})
	assert.Equal(t, again, only(t, client), "the seed must replace the WorkSpace")
	r := request(t, client, "alice")
	r.DirectoryId = given.DirectoryId
	create(t, client, r)
	r.UserName = aws.String("bob")
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, r))
}

func TestSeededKiosk(t *testing.T) {
	t.Parallel()
	w := only(t, workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{WorkspaceName: aws.String("kiosk-1")}},
	})).Client())
	assert.Equal(t, "[UNDEFINED]", *w.UserName)
	assert.Equal(t, "kiosk-1", *w.WorkspaceName)
}

func TestSeededModificationGoesOn(t *testing.T) {
	t.Parallel()
	change := []types.ModificationState{{Resource: types.ModificationResourceEnumUserVolume, State: types.ModificationStateEnumUpdateInProgress}}
	emu := workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{ModificationStates: change}},
	}))
	client := emu.Client()
	assert.Equal(t, change, only(t, client).ModificationStates)
	assert.Equal(t, types.WorkspaceStateUpdating, only(t, client).State)
	emu.Advance(time.Hour)
	assert.Empty(t, only(t, client).ModificationStates)
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
}

func TestSeededPair(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client, primary := emu.Client(), aws.String("ws-000000001")
	seed(t, emu, workspacestest.Seed{
		Region: awayRegion, Workspaces: []types.Workspace{{WorkspaceId: primary, State: types.WorkspaceStateStopped}},
	})
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{RelatedWorkspaces: []types.RelatedWorkspaceProperties{
		{WorkspaceId: primary, Region: aws.String(awayRegion), Type: types.StandbyWorkspaceRelationshipTypePrimary},
		{}, // ignored, because it has no identifier
	}}}})
	w := only(t, client)
	assert.Equal(t, []types.RelatedWorkspaceProperties{{
		WorkspaceId: primary, Region: aws.String(awayRegion), Type: types.StandbyWorkspaceRelationshipTypePrimary, State: types.WorkspaceStateStopped,
	}}, w.RelatedWorkspaces)
	assert.Equal(t, types.DataReplicationNoReplication, w.DataReplicationSettings.DataReplication)
	requireCode(t, operationNamed("RestoreWorkspace").call(t, client, w.WorkspaceId), "OperationNotSupportedException", "standby")
}

func TestWithWorkspacesInEveryState(t *testing.T) {
	t.Parallel()
	for _, state := range types.WorkspaceState("").Values() {
		both := list(t, workspacestest.New(t, workspacestest.WithWorkspaces(2, state)).Client())
		require.Len(t, both, 2)
		for i, w := range both {
			assert.Equal(t, state, w.State)
			assert.Contains(t, []string{"user001", "user002"}, *w.UserName)
			assert.Equal(t, both[0].DirectoryId, both[i].DirectoryId)
			if state == types.WorkspaceStatePending {
				assert.Nil(t, w.WorkspaceProperties)
			} else {
				assert.Equal(t, types.RunningModeAutoStop, w.WorkspaceProperties.RunningMode)
			}
			assert.Equal(t, state == types.WorkspaceStateError, w.ErrorCode != nil)
			assert.Equal(t, state == types.WorkspaceStatePending || state == types.WorkspaceStateError, w.IpAddress == nil)
		}
	}
}

func FuzzSeed(f *testing.F) {
	f.Add([]byte(aSeed))
	f.Add([]byte(`{"Workspaces":[{"State":"TERMINATED","ModificationStates":[{}],"RelatedWorkspaces":[{}]}],"Tags":{"":{}},"Users":{"":[]}}`))
	f.Add([]byte(`{"Images":[{"ErrorDetails":[{}]}],"Bundles":[{"ComputeType":{},"RootStorage":{"Capacity":"x"}}],"PoolSessions":[{}]}`))
	f.Add([]byte(`{"AccountLinks":[{"SourceAccountId":"1"}],"ConnectionAliases":[{"Associations":[{}]}],"IpGroups":[{"userRules":[{}]}],"ConnectClientAddIns":[{}]}`))
	f.Add([]byte(`{"Result":[{}],"WorkspacesConnectionStatus":[{"WorkspaceId":"ws-000000001","ConnectionStateCheckTimestamp":"2026-11-26T10:00:00+00:00"}],"NextToken":"a"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var seed workspacestest.Seed
		if json.Unmarshal(b, &seed) != nil {
			return
		}
		seed.Account, seed.Region = "", ""
		emu := workspacestest.NewEmulator(noon)
		before := snapshotOf(t, emu)
		if err := emu.Seed(seed); err != nil {
			assert.Equal(t, string(before), string(snapshotOf(t, emu)))
			return
		}
		for range 2 {
			for _, a := range everything(t, emu) {
				assert.NotContains(t, a, "InternalFailure")
			}
			emu.Advance(24 * time.Hour)
			require.NoError(t, emu.Restore(snapshotOf(t, emu)))
		}
	})
}
