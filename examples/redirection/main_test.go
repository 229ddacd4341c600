package main

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestUsersGoToTheSecondRegionWhenTheFirstFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // pauses between attempts take no time
		var out bytes.Buffer
		require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
		assert.Contains(t, out.String(), "us-east-1 works: users go to its directory d-90671a2b3c\nus-west-2 works\n")
		assert.Contains(t, out.String(), "us-west-2 works: users go to its directory d-92671a2b3d\n")
		records := regexp.MustCompile(`(?m)^desktops\.example\.com\. 60 IN TXT "(\w+)"$`).FindAllStringSubmatch(out.String(), -1)
		require.Len(t, records, 2)
		assert.NotEqual(t, records[0][1], records[1][1])
	})
}

func TestTheRecordHasTheIdentifierOfTheAssociation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithDirectory("d-90671a2b3c"))
		var out bytes.Buffer
		r := &redirection{domain: "desktops.example.com", out: &out, sites: []site{{"us-east-1", "d-90671a2b3c", emu.Client()}}}
		require.NoError(t, r.record(t.Context()))
		require.NoError(t, r.record(t.Context()), "the second run finds everything in place")

		found, err := emu.Client().DescribeConnectionAliases(t.Context(), nil)
		require.NoError(t, err)
		require.Len(t, found.ConnectionAliases, 1)
		alias := found.ConnectionAliases[0]
		require.Len(t, alias.Associations, 1)
		assert.Equal(t, types.AssociationStatusAssociatedWithOwnerAccount, alias.Associations[0].AssociationStatus)
		assert.Equal(t, 2, strings.Count(out.String(), `60 IN TXT "`+*alias.Associations[0].ConnectionIdentifier+`"`))
	})
}

func TestAnotherAccountAssociatesTheSharedAlias(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const account, directory = "210987654321", "d-90671a2b3c"
		emu := workspacestest.New(t, workspacestest.WithAccount("AKIDOTHER", "secret", account), workspacestest.WithSeedResources(workspacestest.Seed{
			Account: account, Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directory)}},
		}))
		var out bytes.Buffer
		owner := &redirection{domain: "desktops.example.com", share: account, out: &out, sites: []site{{"us-east-1", directory, emu.Client()}}}
		require.NoError(t, owner.shareAll(t.Context()))
		assert.Contains(t, out.String(), " is shared with 210987654321\n")

		other := &redirection{domain: "desktops.example.com", out: &out, sites: []site{{"us-east-1", directory, emu.ClientFor("AKIDOTHER", "us-east-1")}}}
		require.NoError(t, other.record(t.Context()))
		assert.Contains(t, out.String(), "desktops.example.com. 60 IN TXT ")
		found, err := emu.Client().DescribeConnectionAliases(t.Context(), nil)
		require.NoError(t, err)
		require.Len(t, found.ConnectionAliases, 1, "the other account uses the owner's alias")
		assert.Equal(t, types.AssociationStatusAssociatedWithSharedAccount, found.ConnectionAliases[0].Associations[0].AssociationStatus)
	})
}

func TestThereIsNoRecordIfNoRegionWorks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t)
		emu.Inject(workspacestest.Fault{Status: http.StatusServiceUnavailable})
		r := &redirection{domain: "desktops.example.com", out: new(bytes.Buffer), sites: []site{{"us-east-1", "d-90671a2b3c", emu.Client()}}}
		require.ErrorContains(t, r.record(t.Context()), "us-east-1: operation error WorkSpaces: DescribeConnectionAliases")
	})
}

func TestPlacesNeedADirectory(t *testing.T) {
	t.Parallel()
	err := run(t.Context(), []string{"us-east-1"}, nil, new(bytes.Buffer))
	require.EqualError(t, err, `"us-east-1" is not a Region and a directory, such as us-east-1=d-90671a2b3c`)
}
