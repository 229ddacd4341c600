package workspacestest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func rule(cidr, desc string) types.IpRuleItem {
	return types.IpRuleItem{IpRule: aws.String(cidr), RuleDesc: aws.String(desc)}
}

func createIPGroup(t *testing.T, client *workspaces.Client, name string, rules ...types.IpRuleItem) (id *string) {
	t.Helper()
	out, err := client.CreateIpGroup(t.Context(), &workspaces.CreateIpGroupInput{
		GroupName: aws.String(name), GroupDesc: aws.String("about " + name), UserRules: rules, Tags: []types.Tag{tag("team", name)},
	})
	require.NoError(t, err)
	assert.Regexp(t, `^wsipg-[0-9a-z]{9}$`, *out.GroupId)
	return out.GroupId
}

func ipGroups(t *testing.T, client *workspaces.Client, ids ...string) []types.WorkspacesIpGroup {
	t.Helper()
	out, err := client.DescribeIpGroups(t.Context(), &workspaces.DescribeIpGroupsInput{GroupIds: ids})
	require.NoError(t, err)
	return out.Result
}

func TestIPGroupsAndTheirRules(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t).Client()
	id := createIPGroup(t, client, "office", rule("203.0.113.0/24", "first floor"))
	createIPGroup(t, client, "home")
	assert.Equal(t, []types.WorkspacesIpGroup{{
		GroupId: id, GroupName: aws.String("office"), GroupDesc: aws.String("about office"), UserRules: []types.IpRuleItem{rule("203.0.113.0/24", "first floor")},
	}}, ipGroups(t, client, *id, "wsipg-000000000"))
	assert.Len(t, ipGroups(t, client), 2)
	tags, err := client.DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: id})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{tag("team", "office")}, tags.TagList)

	_, err = client.AuthorizeIpRules(ctx, &workspaces.AuthorizeIpRulesInput{GroupId: id, UserRules: []types.IpRuleItem{rule("198.51.100.7", ""), rule("2001:db8::/32", "")}})
	require.NoError(t, err)
	assert.Len(t, ipGroups(t, client, *id)[0].UserRules, 3)
	_, err = client.RevokeIpRules(ctx, &workspaces.RevokeIpRulesInput{GroupId: id, UserRules: []string{"203.0.113.0/24", "198.51.100.7"}})
	require.NoError(t, err)
	assert.Equal(t, []types.IpRuleItem{rule("2001:db8::/32", "")}, ipGroups(t, client, *id)[0].UserRules)
	_, err = client.UpdateRulesOfIpGroup(ctx, &workspaces.UpdateRulesOfIpGroupInput{GroupId: id, UserRules: []types.IpRuleItem{rule("10.0.0.0/8", "all")}})
	require.NoError(t, err)
	assert.Equal(t, []types.IpRuleItem{rule("10.0.0.0/8", "all")}, ipGroups(t, client, *id)[0].UserRules)
	_, err = client.UpdateRulesOfIpGroup(ctx, &workspaces.UpdateRulesOfIpGroupInput{GroupId: id, UserRules: []types.IpRuleItem{}})
	require.NoError(t, err)
	assert.Empty(t, ipGroups(t, client, *id)[0].UserRules)

	_, err = client.DeleteIpGroup(ctx, &workspaces.DeleteIpGroupInput{GroupId: id})
	require.NoError(t, err)
	assert.Empty(t, ipGroups(t, client, *id))
	_, err = client.DeleteIpGroup(ctx, &workspaces.DeleteIpGroupInput{GroupId: id})
	requireCode(t, err, "ResourceNotFoundException", "IP access control group")
}

func TestRefusedRules(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t, workspacestest.WithDefaultQuotas()).Client()
	id := createIPGroup(t, client, "office", rule("203.0.113.0/24", ""))
	authorize := func(rules ...types.IpRuleItem) error {
		_, err := client.AuthorizeIpRules(ctx, &workspaces.AuthorizeIpRulesInput{GroupId: id, UserRules: rules})
		return err
	}
	for _, cidr := range []string{"", "home", "203.0.113.0/33", "300.0.0.0/8", "fe80::1%eth0"} {
		requireCode(t, authorize(rule(cidr, "")), "InvalidParameterValuesException", "CIDR")
	}
	requireCode(t, authorize(types.IpRuleItem{}), "InvalidParameterValuesException", "CIDR")
	requireCode(t, authorize(rule("203.0.113.0/24", "again")), "InvalidParameterValuesException", "more than once")
	many := make([]types.IpRuleItem, 10)
	for i := range many {
		many[i] = rule("10.0.0."+string(rune('0'+i)), "")
	}
	requireCode(t, authorize(many...), "ResourceLimitExceededException", "10 rules")
	require.NoError(t, authorize(many[:9]...))
	_, err := client.UpdateRulesOfIpGroup(ctx, &workspaces.UpdateRulesOfIpGroupInput{GroupId: id, UserRules: append(many, rule("192.0.2.1", ""))})
	requireCode(t, err, "ResourceLimitExceededException", "10 rules")
	_, err = client.RevokeIpRules(ctx, &workspaces.RevokeIpRulesInput{GroupId: id, UserRules: []string{"203.0.113.0/24", "192.0.2.1"}})
	requireCode(t, err, "InvalidParameterValuesException", "no rule")
	assert.Len(t, ipGroups(t, client, *id)[0].UserRules, 10, "a rejected call must not change rules")

	unknown := aws.String("wsipg-000000000")
	_, err = client.AuthorizeIpRules(ctx, &workspaces.AuthorizeIpRulesInput{GroupId: unknown, UserRules: many})
	requireCode(t, err, "ResourceNotFoundException", "")
	_, err = client.RevokeIpRules(ctx, &workspaces.RevokeIpRulesInput{GroupId: unknown, UserRules: []string{"10.0.0.1"}})
	requireCode(t, err, "ResourceNotFoundException", "")
	_, err = client.UpdateRulesOfIpGroup(ctx, &workspaces.UpdateRulesOfIpGroupInput{GroupId: unknown, UserRules: many})
	requireCode(t, err, "ResourceNotFoundException", "")
	create := func(name string, rules ...types.IpRuleItem) error {
		_, err := client.CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: aws.String(name), UserRules: rules})
		return err
	}
	requireCode(t, create("office"), "ResourceAlreadyExistsException", `the name "office" exists already`)
	requireCode(t, create(""), "InvalidParameterValuesException", "GroupName")
	requireCode(t, create("bad", rule("x", "")), "InvalidParameterValuesException", "CIDR")
	requireCode(t, create("large", append(many, rule("192.0.2.1", ""))...), "ResourceLimitExceededException", "10 rules")
}

func TestIPGroupsOfDirectories(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID), workspacestest.WithQuota(workspacestest.QuotaIPGroupsOfDirectory, 2), workspacestest.WithQuota(workspacestest.QuotaIPGroups, 3)).Client()
	one, two, three := createIPGroup(t, client, "one"), createIPGroup(t, client, "two"), createIPGroup(t, client, "three")
	_, err := client.CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: aws.String("four")})
	requireCode(t, err, "ResourceLimitExceededException", "3 IP access control groups")
	associate := func(directory string, ids ...string) error {
		_, err := client.AssociateIpGroups(ctx, &workspaces.AssociateIpGroupsInput{DirectoryId: aws.String(directory), GroupIds: ids})
		return err
	}
	disassociate := func(directory string, ids ...string) error {
		_, err := client.DisassociateIpGroups(ctx, &workspaces.DisassociateIpGroupsInput{DirectoryId: aws.String(directory), GroupIds: ids})
		return err
	}
	shown := func() []string {
		out, err := client.DescribeWorkspaceDirectories(ctx, nil)
		require.NoError(t, err)
		return out.Directories[0].IpGroupIds
	}
	require.NoError(t, associate(directoryID, *one, *one))
	require.NoError(t, associate(directoryID, *one, *two))
	assert.ElementsMatch(t, []string{*one, *two}, shown())
	requireCode(t, associate(directoryID, *three), "ResourceLimitExceededException", "2 IP access control groups of a directory")
	requireCode(t, associate("d-90670000bb", *one), "ResourceNotFoundException", "directory")
	requireCode(t, associate(directoryID, "wsipg-000000000"), "ResourceNotFoundException", "IP access control group")
	requireCode(t, disassociate("d-90670000bb", *one), "ResourceNotFoundException", "directory")
	require.NoError(t, disassociate(directoryID, "wsipg-000000000"), "a deleted group can be disassociated")
	requireCode(t, associate(directoryID, []string{}...), "ValidationException", "GroupIds")
	requireCode(t, disassociate(directoryID, []string{}...), "ValidationException", "GroupIds")
	_, err = client.DeleteIpGroup(ctx, &workspaces.DeleteIpGroupInput{GroupId: one})
	requireCode(t, err, "ResourceAssociatedException", "associated with the directory d-90670000aa")
	require.NoError(t, disassociate(directoryID, *one, *three))
	assert.Equal(t, []string{*two}, shown())
	_, err = client.DeleteIpGroup(ctx, &workspaces.DeleteIpGroupInput{GroupId: one})
	require.NoError(t, err)

	_, err = client.DeregisterWorkspaceDirectory(ctx, &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	requireCode(t, associate(directoryID, *three), "InvalidResourceStateException", "")
}

// TestRulesAreKeptAsWritten checks that the emulator compares rules as text: 10.0.0.0/16 and 10.0.0.1/16 are different
// rules, even though they cover the same addresses.
func TestRulesAreKeptAsWritten(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	id := createIPGroup(t, client, "office", rule("10.0.0.0/16", ""), rule("10.0.0.1/16", ""))
	_, err := client.RevokeIpRules(t.Context(), &workspaces.RevokeIpRulesInput{GroupId: id, UserRules: []string{"10.0.0.2/16"}})
	requireCode(t, err, "InvalidParameterValuesException", "no rule")
	_, err = client.RevokeIpRules(t.Context(), &workspaces.RevokeIpRulesInput{GroupId: id, UserRules: []string{"10.0.0.1/16"}})
	require.NoError(t, err)
	assert.Equal(t, []types.IpRuleItem{rule("10.0.0.0/16", "")}, ipGroups(t, client, *id)[0].UserRules)
}
