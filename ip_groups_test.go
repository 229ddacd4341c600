package workspaces_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestRulesOfAnIPGroup changes a group's rules in three ways, and checks the rules after each change.
func TestRulesOfAnIPGroup(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory)).Client()
	rules := func(ranges ...string) []types.IpRuleItem {
		return several(len(ranges), func(i int) types.IpRuleItem { return types.IpRuleItem{IpRule: aws.String(ranges[i])} })
	}
	created, err := client.CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: aws.String("office"), UserRules: rules("192.0.2.0/24")})
	require.NoError(t, err)
	id := created.GroupId
	for _, step := range []struct {
		name   string
		change func() error
		want   []string
	}{
		{"AuthorizeIpRules adds rules", func() error {
			_, err := client.AuthorizeIpRules(ctx, &workspaces.AuthorizeIpRulesInput{GroupId: id, UserRules: rules("198.51.100.0/24", "203.0.113.0/24")})
			return err
		}, []string{"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"}},
		{"RevokeIpRules removes rules", func() error {
			_, err := client.RevokeIpRules(ctx, &workspaces.RevokeIpRulesInput{GroupId: id, UserRules: []string{"198.51.100.0/24"}})
			return err
		}, []string{"192.0.2.0/24", "203.0.113.0/24"}},
		{"UpdateRulesOfIpGroup replaces all rules", func() error {
			_, err := client.UpdateRulesOfIpGroup(ctx, &workspaces.UpdateRulesOfIpGroupInput{GroupId: id, UserRules: rules("10.0.0.0/8")})
			return err
		}, []string{"10.0.0.0/8"}},
	} {
		require.NoError(t, step.change(), step.name)
		groups := collect(t, workspaces.NewDescribeIpGroupsPaginator(client, &workspaces.DescribeIpGroupsInput{GroupIds: []string{*id}}))
		require.Len(t, groups, 1, step.name)
		var ranges []string
		for _, r := range groups[0].UserRules {
			ranges = append(ranges, *r.IpRule)
		}
		assert.Equal(t, step.want, ranges, step.name)
	}
}

func TestAnAssociatedIPGroupCannotBeDeleted(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory)).Client()
	created, err := client.CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
	require.NoError(t, err)
	directory, groups := aws.String(listedDirectory), []string{*created.GroupId}
	_, err = client.AssociateIpGroups(ctx, &workspaces.AssociateIpGroupsInput{DirectoryId: directory, GroupIds: groups})
	require.NoError(t, err)
	remove := func() error {
		_, err := client.DeleteIpGroup(ctx, &workspaces.DeleteIpGroupInput{GroupId: created.GroupId})
		return err
	}
	var associated *types.ResourceAssociatedException
	require.ErrorAs(t, remove(), &associated)
	_, err = client.DisassociateIpGroups(ctx, &workspaces.DisassociateIpGroupsInput{DirectoryId: directory, GroupIds: groups})
	require.NoError(t, err)
	require.NoError(t, remove())
}
