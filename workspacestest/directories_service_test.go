package workspacestest_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// listOfService is a seed with two AWS Directory Service directories. The first sets all members, the second only its
// identifier.
const listOfService = `{"ServiceDirectories": [
	{"DirectoryId": "d-90670000aa", "DirectoryName": "ad.example.com", "Alias": "example", "DirectoryType": "AD_CONNECTOR", "CustomerUserName": "admin",
		"DnsIpAddresses": ["10.0.0.10", "10.0.1.10"], "DnsIpv6Addresses": ["2001:db8::10"], "SubnetIds": ["subnet-0000000a", "subnet-0000000b"]},
	{"DirectoryId": "d-90670000bb"}
]}`

// newService returns an emulator with the directories in listOfService.
func newService(t *testing.T) *workspacestest.Emulator {
	t.Helper()
	var s workspacestest.Seed
	require.NoError(t, json.Unmarshal([]byte(listOfService), &s))
	require.Empty(t, workspacestest.NewEmulator().Notes(s))
	return workspacestest.New(t, noon, workspacestest.WithSeedResources(s))
}

// registered registers a directory, advances the clock until the directory is REGISTERED, and returns the directory.
func registered(t *testing.T, emu *workspacestest.Emulator, in workspaces.RegisterWorkspaceDirectoryInput) types.WorkspaceDirectory {
	t.Helper()
	_, err := emu.Client().RegisterWorkspaceDirectory(t.Context(), &in)
	require.NoError(t, err)
	emu.Advance(workspacestest.Registering.Duration())
	all := directories(t, emu.Client(), workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{*in.DirectoryId}})
	require.Len(t, all, 1)
	assert.Equal(t, types.WorkspaceDirectoryStateRegistered, all[0].State)
	return all[0]
}

func TestRegistrationTakesOverAServiceDirectory(t *testing.T) {
	t.Parallel()
	emu := newService(t)
	client := emu.Client()
	assert.Empty(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}), "the seed must not register the directories")
	in := workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)}
	check := func(emu *workspacestest.Emulator, subnets ...string) {
		t.Helper()
		d := registered(t, emu, in)
		assert.Equal(t, "ad.example.com", *d.DirectoryName)
		assert.Equal(t, "example", *d.Alias)
		assert.Equal(t, types.WorkspaceDirectoryTypeAdConnector, d.DirectoryType)
		assert.Equal(t, "admin", *d.CustomerUserName)
		assert.Equal(t, []string{"10.0.0.10", "10.0.1.10"}, d.DnsIpAddresses)
		assert.Equal(t, []string{"2001:db8::10"}, d.DnsIpv6Addresses)
		assert.Equal(t, subnets, d.SubnetIds)
	}
	snapshot := snapshotOf(t, emu)
	check(emu, "subnet-0000000a", "subnet-0000000b")

	restored := workspacestest.New(t, noon)
	require.NoError(t, restored.Restore(snapshot))
	check(restored, "subnet-0000000a", "subnet-0000000b")

	_, err := client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: in.DirectoryId})
	require.NoError(t, err)
	emu.Advance(5 * time.Second)
	require.Empty(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}))
	in.SubnetIds = twoSubnets()
	check(emu, twoSubnets()...)
}

func TestServiceDirectoriesHaveDefaults(t *testing.T) {
	t.Parallel()
	emu := newService(t)
	for _, id := range []string{"d-90670000bb", "d-90670000cc"} { // the latter is not in the seed
		d := registered(t, emu, workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: &id})
		assert.Equal(t, "corp.example.com", *d.DirectoryName)
		assert.Equal(t, id, *d.Alias)
		assert.Equal(t, types.WorkspaceDirectoryTypeSimpleAd, d.DirectoryType)
		assert.Equal(t, "Administrator", *d.CustomerUserName)
		assert.Len(t, d.DnsIpAddresses, 2)
		assert.Empty(t, d.DnsIpv6Addresses)
		assert.Len(t, d.SubnetIds, 2)
	}
}

func TestServiceDirectoriesDoNotChangeRegisteredOnes(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	before := directories(t, emu.Client(), workspaces.DescribeWorkspaceDirectoriesInput{})
	seed(t, emu, workspacestest.Seed{ServiceDirectories: []workspacestest.ServiceDirectory{{DirectoryId: aws.String(directoryID), Alias: aws.String("example")}}})
	assert.Equal(t, before, directories(t, emu.Client(), workspaces.DescribeWorkspaceDirectoriesInput{}))
}

// TestSeededDirectoriesTakeOverServiceDirectories first seeds a WorkSpace, so that the emulator also adds the
// WorkSpace's directory, with the values in listOfService. Then it seeds the directory itself. The members set by the
// second seed must replace the values from listOfService.
func TestSeededDirectoriesTakeOverServiceDirectories(t *testing.T) {
	t.Parallel()
	emu := newService(t)
	show := func() types.WorkspaceDirectory {
		return directories(t, emu.Client(), workspaces.DescribeWorkspaceDirectoriesInput{})[0]
	}
	seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{DirectoryId: aws.String(directoryID)}}})
	assert.Equal(t, "ad.example.com", *show().DirectoryName)
	assert.Equal(t, "example", *show().Alias)
	seed(t, emu, workspacestest.Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryID), Alias: aws.String("own"), SubnetIds: twoSubnets()}}})
	assert.Equal(t, "ad.example.com", *show().DirectoryName)
	assert.Equal(t, "own", *show().Alias)
	assert.Equal(t, twoSubnets(), show().SubnetIds)
}

// TestServiceDirectoriesAreOfOnePlace registers a directory in a Region without seeded directories. A directory with
// the same identifier, seeded in another Region, must have no effect.
func TestServiceDirectoriesAreOfOnePlace(t *testing.T) {
	t.Parallel()
	emu := newService(t)
	away := emu.Client(inRegion(awayRegion))
	_, err := away.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	assert.Equal(t, directoryID, *directories(t, away, workspaces.DescribeWorkspaceDirectoriesInput{})[0].Alias)
}

func TestBadServiceDirectories(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for text, message := range map[string]string{
		`{"ServiceDirectories":[{"Alias":"a"}]}`:                                                                 "seed: ServiceDirectories[0].DirectoryId: must be set",
		`{"ServiceDirectories":[{"DirectoryId":"wsd-000000001"}]}`:                                               `seed: ServiceDirectories[0]: "wsd-000000001" is not an identifier of a directory of AWS Directory Service (^d-`,
		`{"ServiceDirectories":[{"DirectoryId":"d-90670000aa"}],"Directories":[{"DirectoryId":"d-90670000aa"}]}`: "seed: Directories[0]: the identifier d-90670000aa is used twice",
		`{"ServiceDirectories":[{"DirectoryId":"d-90670000aa"}],"Tags":{"d-90670000aa":{"a":"b"}}}`:              `seed: the Tags name "d-90670000aa", which is not a resource that can have tags`,
	} {
		var s workspacestest.Seed
		require.NoError(t, json.Unmarshal([]byte(text), &s), text)
		require.ErrorContains(t, emu.Seed(s), message, text)
	}
}
