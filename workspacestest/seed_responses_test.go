package workspacestest_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestResponsesAreSeeds decodes each response that contains a list of resources into a Seed.
func TestResponsesAreSeeds(t *testing.T) {
	t.Parallel()
	hasDesktop := workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-000000001")}}})
	for _, l := range seedLists {
		if l.member == "" {
			continue
		}
		resource, err := json.Marshal(l.least)
		require.NoError(t, err)
		for _, list := range []string{l.member, l.list} {
			var seed workspacestest.Seed
			require.NoError(t, json.Unmarshal(fmt.Appendf(nil, `{%q:[%s],"NextToken":"more","ResponseMetadata":{"RetryAttempts":0}}`, list, resource), &seed), list)
			assert.Equal(t, []string{
				"NextToken is ignored: add the resources on the other pages too",
				"ResponseMetadata is ignored: it describes the response and not a resource",
			}, workspacestest.NewEmulator(hasDesktop).Notes(seed), list)
			assert.Equal(t, 1, reflect.ValueOf(seed).FieldByName(l.list).Len(), list)
			assert.NotEmpty(t, l.read(t, workspacestest.New(quiet{t}, workspacestest.WithSeedResources(seed))), list)
		}
		if l.member != l.list {
			err := json.Unmarshal(fmt.Appendf(nil, `{%q:[],%q:[]}`, l.list, l.member), new(workspacestest.Seed))
			require.EqualError(t, err, fmt.Sprintf("seed: the members %s and %s are the same list", l.member, l.list))
		}
	}
}

func TestTheResponseOfDescribeAccountIsASeed(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{DedicatedTenancyManagementCidrRange: aws.String("10.7.0.0/16")}))
	body := call(t, emu, "DescribeAccount", `{}`).body
	var seed workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(body), &seed))
	assert.NotEmpty(t, seed.DedicatedTenancyManagementCidrRange)
	for _, note := range workspacestest.NewEmulator().Notes(seed) {
		assert.Regexp(t, "^(DedicatedTenancySupport|DedicatedTenancyAccountType|Message) is ignored: ", note)
	}
	assert.JSONEq(t, body, call(t, workspacestest.New(quiet{t}, workspacestest.WithSeedResources(seed)), "DescribeAccount", `{}`).body)
}

func TestAnUnknownMemberOfASeedIsNamedWithTheKnownOnes(t *testing.T) {
	t.Parallel()
	err := json.Unmarshal([]byte(`{"TagList":[]}`), new(workspacestest.Seed))
	require.ErrorContains(t, err, "seed: there is no member TagList: a seed has Account, Region, ServiceDirectories, Directories, Users, ")
	assert.True(t, strings.HasSuffix(err.Error(), "DedicatedTenancyManagementCidrRange, Tags"), err)
}

func TestTimesInSeeds(t *testing.T) {
	t.Parallel()
	at := func(created string) (time.Time, error) {
		var seed workspacestest.Seed
		if err := json.Unmarshal(fmt.Appendf(nil, `{"Images":[{},{"Created":%s}]}`, created), &seed); err != nil {
			return time.Time{}, err
		}
		return *seed.Images[1].Created, nil
	}
	noon := time.Date(2026, time.November, 26, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		`"2026-11-26T10:00:00+00:00"`:        noon,
		`"2026-11-26T10:00:00Z"`:             noon,
		`"2026-11-26T12:00:00.250000+02:00"`: noon.Add(250 * time.Millisecond),
		`"2026-11-26T12:00:00+0200"`:         noon,
		`"2026-11-26 10:00:00+00:00"`:        noon, // as printed by Python
		`1795687200`:                         noon,
		`1795687200.25`:                      noon.Add(250 * time.Millisecond),
		`"1969-12-31T23:59:59.5+00:00"`:      time.Unix(-1, 5e8).UTC(),
		`"9999-12-31T23:59:59+00:00"`:        time.Date(9999, time.December, 31, 23, 59, 59, 0, time.UTC),
	} {
		got, err := at(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{`""`, `"now"`, `"2026-11-26"`, `"2026-11-26T10:00:00"`, `"1795687200"`, `"2026-13-26T10:00:00Z"`} {
		_, err := at(text)
		require.ErrorContains(t, err, "seed: Images[1].Created: "+text+" is not a time: it must be seconds since 1970, or ISO 8601 with an offset")
	}
	for _, text := range []string{`true`, `{}`, `[]`, `["2026-11-26T10:00:00Z"]`} {
		_, err := at(text)
		require.ErrorContains(t, err, "seed: Images[1].Created: ", text)
	}
}

// TestOnlySeedsHaveTimesAsText checks that descriptions and tags that look like times stay unchanged.
func TestOnlySeedsHaveTimesAsText(t *testing.T) {
	t.Parallel()
	const text = "2026-11-26T10:00:00+00:00"
	var seed workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(`{"Images":[{"Description":"`+text+`"}],"Tags":{"wsi-000000001":{"made":"`+text+`"}}}`), &seed))
	assert.Equal(t, text, *seed.Images[0].Description)
	assert.Equal(t, text, seed.Tags["wsi-000000001"]["made"])
}

func TestMistakesInSeedsThatNoCallCouldMake(t *testing.T) {
	t.Parallel()
	for document, says := range map[string]string{
		`{"Workspaces":[{"WorkspaceProperties":{"RunningMode":"AUTO_STOP","RunningModeAutoStopTimeoutInMinutes":90}}]}`: `Workspaces[0]: the WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes "90" is not a number of minutes in 60-minute intervals`,
		`{"Workspaces":[{"WorkspaceProperties":{"RunningMode":"AUTO_STOP","RunningModeAutoStopTimeoutInMinutes":0}}]}`:  `"0" is not a number of minutes`,
		`{"Workspaces":[{"WorkspaceProperties":{"RunningModeAutoStopTimeoutInMinutes":-60}}]}`:                          `"-60" is not a number of minutes`,
		`{"ConnectionStatus":[{"WorkspaceId":"ws-000000001"},{"WorkspaceId":"ws-000000001"}]}`:                          "ConnectionStatus[1]: the identifier ws-000000001 is used twice",
		`{"AccountLinks":[{"SourceAccountId":"111122223333","TargetAccountId":"444455556666"}]}`:                        "AccountLinks[0]: neither SourceAccountId nor TargetAccountId is the account of the seed, 798234268599",
		`{"Images":[{"OwnerAccountId":"me"}]}`:            `Images[0]: the OwnerAccountId "me" is not `,
		`{"ConnectionAliases":[{"OwnerAccountId":"me"}]}`: `ConnectionAliases[0]: the OwnerAccountId "me" is not `,
	} {
		var seed workspacestest.Seed
		require.NoError(t, json.Unmarshal([]byte(document), &seed), document)
		require.ErrorContains(t, workspacestest.New(t).Seed(seed), says, document)
	}
}

func TestNotesOnSeeds(t *testing.T) {
	t.Parallel()
	for document, want := range map[string][]string{
		`{"Workspaces":[{"State":"AVAILABLE","ErrorCode":"","ModificationStates":[{},{},{}]},{"RelatedWorkspaces":[{}],"ErrorMessage":"a"}]}`: {
			`Workspaces[0].ErrorCode is ignored: the state is not ERROR`,
			`Workspaces[0].ModificationStates[1] is ignored: a WorkSpace has only one modification (and 1 more like it)`,
			`Workspaces[1].ErrorMessage is ignored: the state is not ERROR`,
			`Workspaces[1].RelatedWorkspaces[0] is ignored: it does not have both WorkspaceId and Region`,
		},
		`{"Workspaces":[{"DataReplicationSettings":{},"StandbyWorkspacesProperties":[{}]}]}`: {
			`Workspaces[0].DataReplicationSettings is ignored: the WorkSpace is not a standby: its RelatedWorkspaces have no PRIMARY`,
			`Workspaces[0].StandbyWorkspacesProperties is ignored: they follow from the standby WorkSpaces`,
		},
		`{"ConnectionAliases":[{"Associations":[{"ResourceId":"d-1"},{"ResourceId":"d-2"},{"AssociationStatus":"NOT_ASSOCIATED"},{"ConnectionIdentifier":"a"}]}]}`: {
			`ConnectionAliases[0].Associations[0] is ignored: an alias has only one association`,
			`ConnectionAliases[0].Associations[3] is ignored: it has no ResourceId, or its AssociationStatus is NOT_ASSOCIATED`,
		},
		`{"Pools":[{"CapacityStatus":{"DesiredUserSessions":5,"ActiveUserSessions":3}}]}`: {
			`Pools[0].CapacityStatus.ActiveUserSessions is ignored: it follows from the state of the pool, DesiredUserSessions and PoolSessions`,
		},
		`{"Workspaces":[{"BundleId":""},{"WorkspaceProperties":{"RunningMode":"FAST"}},{"WorkspaceProperties":{"RunningMode":"MANUAL"}},{"WorkspaceProperties":{"RunningMode":"FAST"}},{"WorkspaceProperties":{"RunningMode":"SLOW"}}],"Directories":[{"WorkspaceType":"FUN"}]}`: {
			`Workspaces[1].WorkspaceProperties.RunningMode is unusual: "FAST" is not one of ALWAYS_ON, AUTO_STOP, MANUAL (and 1 more like it)`,
			`Workspaces[4].WorkspaceProperties.RunningMode is unusual: "SLOW" is not one of ALWAYS_ON, AUTO_STOP, MANUAL`,
			`Directories[0].WorkspaceType is unusual: "FUN" is not one of PERSONAL, POOLS`,
		},
		`{"Workspaces":[{"WorkspaceProperties":{"Protocols":["PCOIP","SMOKE"]}}]}`: {
			`Workspaces[0].WorkspaceProperties.Protocols is unusual: "SMOKE" is not one of PCOIP, WSP`,
		},
		`{"ConnectionStatus":[{"WorkspaceId":"ws-000000001"},{"WorkspaceId":"ws-000000002"},{"WorkspaceId":"ws-000000003"},{"WorkspaceId":"ws-000000004"}],"Workspaces":[{"WorkspaceId":"ws-000000002"}]}`: {
			`ConnectionStatus[2] is unusual: the WorkSpace does not exist, so it is added with default values (and 1 more like it)`,
		},
		`{"Images":[{"Created":"2026-01-02T12:00:01Z"},{"Created":"2026-01-02T12:00:00Z"},{"Created":"2036-01-02T13:00:00+01:00"}],"PoolSessions":[{"StartTime":1,"ExpirationTime":4e9}]}`: {
			`Images[0].Created is unusual: the time is in the future of the emulator's clock, which shows 2026-01-02T12:00:00Z (and 1 more like it)`,
		},
		`{"Workspaces":[{"State":"ERROR","ErrorCode":"a"}],"Images":[{"State":"ERROR","ErrorCode":"a"}],"Directories":[{"State":"ERROR","ErrorMessage":"a"}]}`: {},
	} {
		var seed workspacestest.Seed
		require.NoError(t, json.Unmarshal([]byte(document), &seed), document)
		emu := workspacestest.NewEmulator(noon, workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-000000001")}}}))
		assert.ElementsMatch(t, want, emu.Notes(seed), document)
	}
}

// TestUnknownValuesOfEnums seeds each enum in each list with an unknown value. An unknown state is an error, because a
// resource could never leave it. Any other unknown value results in a note.
func TestUnknownValuesOfEnums(t *testing.T) {
	t.Parallel()
	state := regexp.MustCompile(`(\.|Connection)State$|AssociationStatus$|AccountLinkStatus$`)
	for _, l := range seedLists {
		field, _ := reflect.TypeFor[workspacestest.Seed]().FieldByName(l.list)
		for _, leaf := range leavesOf(l.list, field.Type.Elem()) {
			if text, isText := leaf.value.(string); !isText || strings.ToUpper(text) != text || text == "" || unicode.IsDigit(rune(text[0])) {
				continue
			}
			path := strings.TrimPrefix(leaf.path, l.list+".")
			document, err := json.Marshal(map[string]any{l.list: []any{setMember(l.least, path, "NOPE")}})
			require.NoError(t, err)
			var seed workspacestest.Seed
			require.NoError(t, json.Unmarshal(document, &seed), "%s", document)
			emu := workspacestest.NewEmulator()
			member, says := l.list+"[0]."+path, `: "NOPE" is not one of `
			if state.MatchString(leaf.path) {
				require.ErrorContains(t, emu.Seed(seed), "seed: "+member+says, "%s", document)
				continue
			}
			if err := emu.Seed(seed); err != nil {
				require.ErrorContains(t, err, ": must be set", "%s", document) // some structs are valid only if another member is also set
			}
			assert.True(t, slices.ContainsFunc(emu.Notes(seed), func(note string) bool { return strings.HasPrefix(note, member+" is unusual"+says) }), "%s", document)
		}
	}
}

// TestSeededAliasOfAnotherAccount seeds an alias that another account shares with the seed's account.
func TestSeededAliasOfAnotherAccount(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithAccount(otherKey, "secret", otherAccount))
	var seed workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(`{"ConnectionAliases":[{"AliasId":"wsca-000000001","OwnerAccountId":"`+otherAccount+`"}]}`), &seed))
	require.NoError(t, emu.Seed(seed))
	for _, client := range []string{workspacestest.AccessKeyID, otherKey} {
		out, err := emu.ClientFor(client, workspacestest.Region).DescribeConnectionAliases(t.Context(), nil)
		require.NoError(t, err)
		require.Len(t, out.ConnectionAliases, 1)
		assert.Equal(t, otherAccount, *out.ConnectionAliases[0].OwnerAccountId)
	}
}
