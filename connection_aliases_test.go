package workspaces_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestWaitForAConnectionAlias(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t, workspacestest.WithDirectory("d-90670000aa")).Client()
		watch := newStopwatch()
		created, err := client.CreateConnectionAlias(ctx, &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String("desktops.example.com")})
		require.NoError(t, err)
		in := &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{*created.AliasId}}
		require.NoError(t, workspaces.NewConnectionAliasCreatedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, 30*time.Second)

		_, err = client.AssociateConnectionAlias(ctx, &workspaces.AssociateConnectionAliasInput{AliasId: created.AliasId, ResourceId: aws.String("d-90670000aa")})
		require.NoError(t, err)
		out, err := workspaces.NewConnectionAliasAssociatedWaiter(client).WaitForOutput(ctx, in, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, types.AssociationStatusAssociatedWithOwnerAccount, out.ConnectionAliases[0].Associations[0].AssociationStatus)
		watch.lap(t, time.Minute)

		_, err = client.DisassociateConnectionAlias(ctx, &workspaces.DisassociateConnectionAliasInput{AliasId: created.AliasId})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewConnectionAliasDisassociatedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, time.Minute)

		_, err = client.DeleteConnectionAlias(ctx, &workspaces.DeleteConnectionAliasInput{AliasId: created.AliasId})
		require.NoError(t, err)
		require.NoError(t, workspaces.NewConnectionAliasDeletedWaiter(client).Wait(ctx, in, time.Hour))
		watch.lap(t, 30*time.Second)
	})
}

// associations is a fake client that returns a single alias, with one association for each status in the slice.
type associations []types.AssociationStatus

func (a associations) DescribeConnectionAliases(context.Context, *workspaces.DescribeConnectionAliasesInput, ...func(*workspaces.Options)) (*workspaces.DescribeConnectionAliasesOutput, error) {
	alias := types.ConnectionAlias{AliasId: aws.String("x"), State: types.ConnectionAliasStateCreated}
	for _, status := range a {
		alias.Associations = append(alias.Associations, types.ConnectionAliasAssociation{AssociationStatus: status})
	}
	return &workspaces.DescribeConnectionAliasesOutput{ConnectionAliases: []types.ConnectionAlias{alias}}, nil
}

// Each alias has two associations. The waiter must use the status that comes first in byRank, regardless of the order
// in which the response lists the associations.
func TestTheMostAdvancedAssociationOfAnAliasCounts(t *testing.T) {
	t.Parallel()
	in := &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{"x"}}
	byRank := []types.AssociationStatus{
		types.AssociationStatusAssociatedWithOwnerAccount, types.AssociationStatusAssociatedWithSharedAccount,
		types.AssociationStatusPendingAssociation, types.AssociationStatusPendingDisassociation, types.AssociationStatusNotAssociated,
	}
	synctest.Test(t, func(t *testing.T) {
		seen := func(client associations) (state string) {
			_ = workspaces.NewConnectionAliasAssociatedWaiter(client).Wait(t.Context(), in, time.Second, func(o *workspaces.ConnectionAliasWaiterOptions) {
				o.OnProgress = func(p waiters.Progress) {
					for s := range p.States {
						state = s
					}
				}
			})
			return state
		}
		assert.Equal(t, "NOT_ASSOCIATED", seen(nil))
		for i, nearer := range byRank {
			for _, farther := range byRank[i:] {
				assert.Equal(t, string(nearer), seen(associations{nearer, farther}))
				assert.Equal(t, string(nearer), seen(associations{farther, nearer}))
			}
		}
	})
}

// shareAlias shares listedAlias with another account.
func shareAlias(t *testing.T, client *workspaces.Client) {
	t.Helper()
	_, err := client.UpdateConnectionAliasPermission(t.Context(), &workspaces.UpdateConnectionAliasPermissionInput{
		AliasId:                   aws.String(listedAlias),
		ConnectionAliasPermission: &types.ConnectionAliasPermission{AllowAssociation: aws.Bool(true), SharedAccountId: aws.String("111122223333")},
	})
	require.NoError(t, err)
}
