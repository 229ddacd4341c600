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

// terraform makes the same calls as Terraform's AWS provider, one resource at a time.
type terraform struct {
	*testing.T
	emu    *workspacestest.Emulator
	client *workspaces.Client
}

// newTerraform returns a terraform whose emulator's changes take their default durations, on a clock that moves only
// during calls to wait.
func newTerraform(t *testing.T, opts ...workspacestest.Option) terraform {
	t.Helper()
	emu := workspacestest.New(t, append([]workspacestest.Option{noon}, opts...)...)
	return terraform{t, emu, emu.Client()}
}

// wait polls until two consecutive reads show the target state. The test fails if this takes longer than limit, or if a
// read shows a state that is neither target nor pending. The state is empty if the response does not list the resource.
func wait[S ~string](tf terraform, limit time.Duration, target S, state func() S, pending ...S) {
	tf.Helper()
	const interval = 5 * time.Second
	reached := 0
	for waited := time.Duration(0); ; waited += interval {
		now := state()
		if now == target {
			if reached++; reached == 2 {
				return
			}
		} else {
			require.Contains(tf, pending, now, "on the way to %q", target)
			reached = 0
		}
		require.LessOrEqual(tf, waited, limit, "the state is %q, not %q", now, target)
		tf.emu.Advance(interval)
	}
}

// tags returns a resource's tags. The provider reads them after reading the resource.
func (tf terraform) tags(id string) map[string]string {
	tf.Helper()
	out, err := tf.client.DescribeTags(tf.Context(), &workspaces.DescribeTagsInput{ResourceId: &id})
	require.NoError(tf, err)
	tags := make(map[string]string)
	for _, tag := range out.TagList {
		tags[*tag.Key] = *tag.Value
	}
	return tags
}

// retag updates a resource's tags like the provider, which deletes the unwanted tags and then sets the wanted ones.
func (tf terraform) retag(id string, unwanted []string, wanted ...types.Tag) {
	tf.Helper()
	_, err := tf.client.DeleteTags(tf.Context(), &workspaces.DeleteTagsInput{ResourceId: &id, TagKeys: unwanted})
	require.NoError(tf, err)
	_, err = tf.client.CreateTags(tf.Context(), &workspaces.CreateTagsInput{ResourceId: &id, Tags: wanted})
	require.NoError(tf, err)
}

// group returns an IP access control group, or nil if it does not exist.
func (tf terraform) group(id string) *types.WorkspacesIpGroup {
	tf.Helper()
	out, err := tf.client.DescribeIpGroups(tf.Context(), &workspaces.DescribeIpGroupsInput{GroupIds: []string{id}})
	require.NoError(tf, err)
	if len(out.Result) == 0 {
		return nil
	}
	return &out.Result[0]
}

// createGroup creates an IP access control group named office, with a tag.
func (tf terraform) createGroup(rules ...types.IpRuleItem) string {
	tf.Helper()
	out, err := tf.client.CreateIpGroup(tf.Context(), &workspaces.CreateIpGroupInput{
		GroupName: aws.String("office"), GroupDesc: aws.String("Terraform"), UserRules: rules, Tags: []types.Tag{tag("Name", "office")},
	})
	require.NoError(tf, err)
	return *out.GroupId
}

// destroyGroup disassociates an IP access control group from all its directories and deletes it.
func (tf terraform) destroyGroup(id string) {
	tf.Helper()
	out, err := tf.client.DescribeWorkspaceDirectories(tf.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{})
	require.NoError(tf, err)
	for _, d := range out.Directories {
		for _, group := range d.IpGroupIds {
			if group == id {
				require.NoError(tf, tf.disassociate(*d.DirectoryId, id))
			}
		}
	}
	_, err = tf.client.DeleteIpGroup(tf.Context(), &workspaces.DeleteIpGroupInput{GroupId: &id})
	require.NoError(tf, err)
	require.Nil(tf, tf.group(id))
}

func (tf terraform) associate(directory string, groups ...string) error {
	tf.Helper()
	_, err := tf.client.AssociateIpGroups(tf.Context(), &workspaces.AssociateIpGroupsInput{DirectoryId: &directory, GroupIds: groups})
	return err
}

func (tf terraform) disassociate(directory string, groups ...string) error {
	tf.Helper()
	_, err := tf.client.DisassociateIpGroups(tf.Context(), &workspaces.DisassociateIpGroupsInput{DirectoryId: &directory, GroupIds: groups})
	return err
}

func TestTerraformIPGroup(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	id := tf.createGroup(rule("10.0.0.0/16", "NY"))
	created := tf.group(id)
	require.NotNil(t, created)
	assert.Equal(t, "office", *created.GroupName)
	assert.Equal(t, "Terraform", *created.GroupDesc)
	assert.Equal(t, []types.IpRuleItem{rule("10.0.0.0/16", "NY")}, created.UserRules)
	assert.Equal(t, map[string]string{"Name": "office"}, tf.tags(id))

	replaced := []types.IpRuleItem{rule("10.0.0.0/16", "NY office"), rule("10.0.0.1/32", "")}
	_, err := tf.client.UpdateRulesOfIpGroup(t.Context(), &workspaces.UpdateRulesOfIpGroupInput{GroupId: &id, UserRules: replaced})
	require.NoError(t, err)
	tf.retag(id, []string{"Name"}, tag("Env", "test"))
	assert.Equal(t, replaced, tf.group(id).UserRules)
	assert.Equal(t, map[string]string{"Env": "test"}, tf.tags(id))

	_, err = tf.client.UpdateRulesOfIpGroup(t.Context(), &workspaces.UpdateRulesOfIpGroupInput{GroupId: &id, UserRules: []types.IpRuleItem{}})
	require.NoError(t, err)
	assert.Empty(t, tf.group(id).UserRules)

	tf.destroyGroup(id)
	assert.NotEqual(t, id, tf.createGroup(), "the name of the deleted group can be used again")
}

func TestTerraformConnectionAlias(t *testing.T) {
	t.Parallel()
	tf := newTerraform(t)
	state := func(id string) func() types.ConnectionAliasState {
		return func() types.ConnectionAliasState {
			list := aliases(t, tf.client, id)
			if len(list) == 0 {
				return ""
			}
			return list[0].State
		}
	}
	create := func(name string) string {
		id := *createAlias(t, tf.client, name)
		wait(tf, 10*time.Minute, types.ConnectionAliasStateCreated, state(id), types.ConnectionAliasStateCreating)
		return id
	}
	id := create("desk.example.com")
	imported := aliases(t, tf.client, id)[0]
	assert.Equal(t, "desk.example.com", *imported.ConnectionString)
	assert.Equal(t, ownAccount, *imported.OwnerAccountId)
	assert.Equal(t, map[string]string{"a": "b"}, tf.tags(id))
	tf.retag(id, []string{"a"}, tag("c", "d"))
	assert.Equal(t, map[string]string{"c": "d"}, tf.tags(id))

	destroy := func(id string) {
		require.NoError(t, deleteAlias(t, tf.client, &id))
		wait(tf, 10*time.Minute, "", state(id), types.ConnectionAliasStateDeleting)
	}
	destroy(id)
	replacement := create("desk2.example.com")
	assert.NotEqual(t, id, replacement)
	destroy(replacement)
	destroy(create("desk.example.com"))
}
