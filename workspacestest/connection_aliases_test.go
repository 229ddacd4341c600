package workspacestest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// aliasEmulator returns an emulator with two accounts, each with a directory.
func aliasEmulator(t *testing.T, opts ...workspacestest.Option) (emu *workspacestest.Emulator, owner, other *workspaces.Client) {
	t.Helper()
	return twoAccounts(t, append([]workspacestest.Option{
		workspacestest.WithDirectory(directoryID),
		workspacestest.WithSeedResources(workspacestest.Seed{Account: otherAccount, Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String("d-90670000bb")}}}),
	}, opts...)...)
}

func createAlias(t *testing.T, client *workspaces.Client, name string) (id *string) {
	t.Helper()
	out, err := client.CreateConnectionAlias(t.Context(), &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String(name), Tags: []types.Tag{tag("a", "b")}})
	require.NoError(t, err)
	assert.Regexp(t, `^wsca-[0-9a-z]{9}$`, *out.AliasId)
	return out.AliasId
}

// aliases returns the aliases with the given IDs or, if none are given, all aliases that the account can see.
func aliases(t *testing.T, client *workspaces.Client, ids ...string) (list []types.ConnectionAlias) {
	t.Helper()
	out, err := client.DescribeConnectionAliases(t.Context(), &workspaces.DescribeConnectionAliasesInput{AliasIds: ids})
	require.NoError(t, err)
	return out.ConnectionAliases
}

func associateAlias(t *testing.T, client *workspaces.Client, id *string, directory string) error {
	t.Helper()
	_, err := client.AssociateConnectionAlias(t.Context(), &workspaces.AssociateConnectionAliasInput{AliasId: id, ResourceId: aws.String(directory)})
	return err
}

func disassociateAlias(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.DisassociateConnectionAlias(t.Context(), &workspaces.DisassociateConnectionAliasInput{AliasId: id})
	return err
}

func shareAlias(t *testing.T, client *workspaces.Client, id *string, account string, allow bool) error {
	t.Helper()
	_, err := client.UpdateConnectionAliasPermission(t.Context(), &workspaces.UpdateConnectionAliasPermissionInput{
		AliasId: id, ConnectionAliasPermission: &types.ConnectionAliasPermission{SharedAccountId: aws.String(account), AllowAssociation: aws.Bool(allow)},
	})
	return err
}

func deleteAlias(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.DeleteConnectionAlias(t.Context(), &workspaces.DeleteConnectionAliasInput{AliasId: id})
	return err
}

func TestLifeOfAConnectionAlias(t *testing.T) {
	t.Parallel()
	emu, client, _ := aliasEmulator(t)
	id := createAlias(t, client, "desktops.example.com")
	shown := aliases(t, client, *id)[0]
	assert.Equal(t, types.ConnectionAliasStateCreating, shown.State)
	assert.Equal(t, "desktops.example.com", *shown.ConnectionString)
	assert.Equal(t, ownAccount, *shown.OwnerAccountId)
	assert.Equal(t, []types.ConnectionAliasAssociation{{AssociationStatus: types.AssociationStatusNotAssociated}}, shown.Associations)
	requireCode(t, associateAlias(t, client, id, directoryID), "InvalidResourceStateException", "CREATING")
	requireCode(t, shareAlias(t, client, id, otherAccount, true), "InvalidResourceStateException", "CREATING")
	requireCode(t, deleteAlias(t, client, id), "InvalidResourceStateException", "CREATING")
	emu.Advance(30 * time.Second)
	assert.Equal(t, types.ConnectionAliasStateCreated, aliases(t, client)[0].State)
	requireCode(t, disassociateAlias(t, client, id), "InvalidResourceStateException", "not associated")
	requireCode(t, associateAlias(t, client, id, "d-90670000bb"), "ResourceNotFoundException", "directory")

	associated, err := client.AssociateConnectionAlias(t.Context(), &workspaces.AssociateConnectionAliasInput{AliasId: id, ResourceId: aws.String(directoryID)})
	require.NoError(t, err)
	association := types.ConnectionAliasAssociation{
		AssociationStatus: types.AssociationStatusPendingAssociation, AssociatedAccountId: shown.OwnerAccountId,
		ResourceId: aws.String(directoryID), ConnectionIdentifier: associated.ConnectionIdentifier,
	}
	assert.Equal(t, []types.ConnectionAliasAssociation{association}, aliases(t, client)[0].Associations)
	requireCode(t, associateAlias(t, client, id, directoryID), "ResourceAssociatedException", "")
	requireCode(t, disassociateAlias(t, client, id), "InvalidResourceStateException", "in the state PENDING_ASSOCIATION")
	emu.Advance(time.Minute)
	association.AssociationStatus = types.AssociationStatusAssociatedWithOwnerAccount
	assert.Equal(t, []types.ConnectionAliasAssociation{association}, aliases(t, client)[0].Associations)
	requireCode(t, deleteAlias(t, client, id), "ResourceAssociatedException", "associated")

	require.NoError(t, disassociateAlias(t, client, id))
	assert.Equal(t, types.AssociationStatusPendingDisassociation, aliases(t, client)[0].Associations[0].AssociationStatus)
	requireCode(t, disassociateAlias(t, client, id), "InvalidResourceStateException", "in the state PENDING_DISASSOCIATION")
	emu.Advance(time.Minute)
	assert.Equal(t, types.AssociationStatusNotAssociated, aliases(t, client)[0].Associations[0].AssociationStatus)

	require.NoError(t, deleteAlias(t, client, id))
	assert.Equal(t, types.ConnectionAliasStateDeleting, aliases(t, client)[0].State)
	requireCode(t, deleteAlias(t, client, id), "InvalidResourceStateException", "DELETING")
	emu.Advance(30 * time.Second)
	assert.Empty(t, aliases(t, client))
	requireCode(t, deleteAlias(t, client, id), "ResourceNotFoundException", "")
}

func TestRegionsWithoutConnectionAliases(t *testing.T) {
	t.Parallel()
	id := aws.String("wsca-000000001")
	emu, client, _ := aliasEmulator(t, workspacestest.WithoutConnectionAliases("us-west-1", workspacestest.Region),
		workspacestest.WithSeedResources(workspacestest.Seed{ConnectionAliases: []types.ConnectionAlias{{AliasId: id}}}))
	_, create := client.CreateConnectionAlias(t.Context(), &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String("www.example.com")})
	_, describe := client.DescribeConnectionAliases(t.Context(), nil)
	_, permissions := client.DescribeConnectionAliasPermissions(t.Context(), &workspaces.DescribeConnectionAliasPermissionsInput{AliasId: id})
	for operation, err := range map[string]error{
		"CreateConnectionAlias":              create,
		"AssociateConnectionAlias":           associateAlias(t, client, id, directoryID),
		"DisassociateConnectionAlias":        disassociateAlias(t, client, id),
		"UpdateConnectionAliasPermission":    shareAlias(t, client, id, otherAccount, true),
		"DeleteConnectionAlias":              deleteAlias(t, client, id),
		"DescribeConnectionAliases":          describe,
		"DescribeConnectionAliasPermissions": permissions,
	} {
		require.Error(t, err, operation)
		requireCode(t, err, "OperationNotSupportedException", "not supported in us-east-1")
	}
	createAlias(t, emu.Client(inRegion("us-west-2")), "www.example.com")
}

func TestConnectionStrings(t *testing.T) {
	t.Parallel()
	emu, client, other := aliasEmulator(t, workspacestest.WithInstantChanges())
	id := createAlias(t, client, "desktops.example.com")
	create := func(client *workspaces.Client, name string) error {
		_, err := client.CreateConnectionAlias(t.Context(), &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String(name)})
		return err
	}
	requireCode(t, create(client, "Desktops.example.com"), "ResourceAlreadyExistsException", "in use")
	requireCode(t, create(other, "desktops.example.com"), "ResourceAlreadyExistsException", "in use")
	require.NoError(t, create(emu.Client(inRegion("eu-central-1")), "desktops.example.com"), "the account's alias is in another Region")
	require.NoError(t, deleteAlias(t, client, id))
	requireCode(t, create(other, "desktops.example.com"), "ResourceAlreadyExistsException", "in use")
	require.NoError(t, create(client, "desktops.example.com"), "the name stays reserved for the account")
	requireCode(t, create(client, "no domain!"), "ValidationException", "connectionString")
	_, err := client.CreateConnectionAlias(t.Context(), &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String("a.example.com"), Tags: []types.Tag{tag("aws:a", "")}})
	requireCode(t, err, "InvalidParameterValuesException", "aws:")
}

func TestSharedConnectionAlias(t *testing.T) {
	t.Parallel()
	_, owner, other := aliasEmulator(t, workspacestest.WithInstantChanges())
	id := createAlias(t, owner, "desktops.example.com")
	assert.Empty(t, aliases(t, other))
	requireCode(t, associateAlias(t, other, id, "d-90670000bb"), "ResourceNotFoundException", "alias")
	requireCode(t, shareAlias(t, owner, id, ownAccount, true), "InvalidParameterValuesException", "owns")
	requireCode(t, shareAlias(t, owner, id, otherAccount, false), "InvalidParameterValuesException", "not shared")
	require.NoError(t, shareAlias(t, owner, id, otherAccount, true))
	require.NoError(t, shareAlias(t, owner, id, otherAccount, true))
	requireCode(t, shareAlias(t, owner, id, "000000000000", true), "ResourceLimitExceededException", "one account")
	permissions, err := owner.DescribeConnectionAliasPermissions(t.Context(), &workspaces.DescribeConnectionAliasPermissionsInput{AliasId: id})
	require.NoError(t, err)
	assert.Equal(t, []types.ConnectionAliasPermission{{SharedAccountId: aws.String(otherAccount), AllowAssociation: aws.Bool(true)}}, permissions.ConnectionAliasPermissions)
	_, err = other.DescribeConnectionAliasPermissions(t.Context(), &workspaces.DescribeConnectionAliasPermissionsInput{AliasId: id})
	requireCode(t, err, "ResourceNotFoundException", "")

	require.Len(t, aliases(t, other), 1)
	requireCode(t, shareAlias(t, other, id, "000000000000", true), "AccessDeniedException", "another account")
	requireCode(t, deleteAlias(t, other, id), "AccessDeniedException", "another account")
	requireCode(t, deleteAlias(t, owner, id), "ResourceAssociatedException", "shared")
	require.NoError(t, associateAlias(t, other, id, "d-90670000bb"))
	for _, client := range []*workspaces.Client{owner, other} {
		shown := aliases(t, client, *id)[0].Associations[0]
		assert.Equal(t, types.AssociationStatusAssociatedWithSharedAccount, shown.AssociationStatus)
		assert.Equal(t, otherAccount, *shown.AssociatedAccountId)
	}
	requireCode(t, shareAlias(t, owner, id, otherAccount, false), "ResourceAssociatedException", "")
	requireCode(t, disassociateAlias(t, owner, id), "AccessDeniedException", "another account")
	require.NoError(t, disassociateAlias(t, other, id))
	require.NoError(t, shareAlias(t, owner, id, otherAccount, false))
	assert.Empty(t, aliases(t, other))
	require.NoError(t, deleteAlias(t, owner, id))
}

func TestDescribeConnectionAliases(t *testing.T) {
	t.Parallel()
	_, client, _ := aliasEmulator(t, workspacestest.WithInstantChanges(), workspacestest.WithQuota(workspacestest.QuotaConnectionAliases, 2))
	id := createAlias(t, client, "a.example.com")
	createAlias(t, client, "b.example.com")
	_, err := client.CreateConnectionAlias(t.Context(), &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String("c.example.com")})
	requireCode(t, err, "ResourceLimitExceededException", "2 connection aliases")
	require.NoError(t, associateAlias(t, client, id, directoryID))
	assert.Len(t, aliases(t, client), 2)
	assert.Len(t, aliases(t, client, *id, "wsca-000000000"), 1)
	out, err := client.DescribeConnectionAliases(t.Context(), &workspaces.DescribeConnectionAliasesInput{ResourceId: aws.String(directoryID)})
	require.NoError(t, err)
	require.Len(t, out.ConnectionAliases, 1)
	assert.Equal(t, id, out.ConnectionAliases[0].AliasId)
	_, err = client.DescribeConnectionAliases(t.Context(), &workspaces.DescribeConnectionAliasesInput{ResourceId: aws.String(directoryID), AliasIds: []string{*id}})
	requireCode(t, err, "InvalidParameterValuesException", "The value for the connection alias is null. Provide a value for the connection alias, and then try again.")
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: id})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{tag("a", "b")}, tags.TagList)
}

func TestDoomedConnectionAliases(t *testing.T) {
	t.Parallel()
	emu, client, _ := aliasEmulator(t, workspacestest.WithInstantChanges())
	doom := &workspacestest.ItemFault{Code: "Some.Code", Message: "some message"}
	id := createAlias(t, client, "a.example.com")
	emu.Inject(workspacestest.Fault{Operation: "AssociateConnectionAlias", Times: 1, Doom: doom})
	require.NoError(t, associateAlias(t, client, id, directoryID))
	assert.Equal(t, types.AssociationStatusNotAssociated, aliases(t, client)[0].Associations[0].AssociationStatus)
	require.NoError(t, associateAlias(t, client, id, directoryID))
	emu.Inject(workspacestest.Fault{Operation: "DisassociateConnectionAlias", Times: 1, Doom: doom})
	require.NoError(t, disassociateAlias(t, client, id))
	assert.Equal(t, types.AssociationStatusAssociatedWithOwnerAccount, aliases(t, client)[0].Associations[0].AssociationStatus)
	require.NoError(t, disassociateAlias(t, client, id))
	emu.Inject(workspacestest.Fault{Operation: "DeleteConnectionAlias", Times: 1, Doom: doom})
	require.NoError(t, deleteAlias(t, client, id))
	assert.Equal(t, types.ConnectionAliasStateCreated, aliases(t, client)[0].State)
}

func TestSeededConnectionAliases(t *testing.T) {
	t.Parallel()
	_, client, other := aliasEmulator(t, workspacestest.WithSeedResources(workspacestest.Seed{ConnectionAliases: []types.ConnectionAlias{
		{},
		{AliasId: aws.String("wsca-000000001"), ConnectionString: aws.String("b.example.com"), Associations: []types.ConnectionAliasAssociation{{
			AssociationStatus: types.AssociationStatusAssociatedWithSharedAccount, AssociatedAccountId: aws.String(otherAccount), ResourceId: aws.String("d-90670000bb"),
		}}},
	}}))
	require.Len(t, aliases(t, client), 2)
	shown := aliases(t, other)
	require.Len(t, shown, 1)
	assert.Equal(t, "b.example.com", *shown[0].ConnectionString)
	assert.Equal(t, types.AssociationStatusAssociatedWithSharedAccount, shown[0].Associations[0].AssociationStatus)
	require.NoError(t, disassociateAlias(t, other, shown[0].AliasId))
}
