package workspaces_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestWaitForTheModificationOfAnAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		client := workspacestest.New(t, workspacestest.WithBYOL()).Client()
		var ranges []string
		for r, err := range workspaces.NewListAvailableManagementCidrRangesPaginator(client, &workspaces.ListAvailableManagementCidrRangesInput{ManagementCidrRangeConstraint: aws.String("198.18.0.0/15")}).Items(ctx) {
			require.NoError(t, err)
			ranges = append(ranges, r)
		}
		require.NotEmpty(t, ranges)
		watch := newStopwatch()
		_, err := client.ModifyAccount(ctx, &workspaces.ModifyAccountInput{
			DedicatedTenancySupport: types.DedicatedTenancySupportEnumEnabled, DedicatedTenancyManagementCidrRange: aws.String(ranges[0]),
		})
		require.NoError(t, err)
		out, err := workspaces.NewAccountModificationCompletedWaiter(client).WaitForOutput(ctx, nil, time.Hour)
		require.NoError(t, err)
		assert.Equal(t, ranges[0], *out.AccountModifications[0].DedicatedTenancyManagementCidrRange)
		watch.lap(t, 10*time.Minute)
	})
}

// The newest modification is the first, last or middle one in a list of 20 pages. Every second call is throttled.
func TestAWaitIsForTheNewestModification(t *testing.T) {
	t.Parallel()
	for name, newest := range map[string]int{"first": 0, "last": 99, "in the middle": 50} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				history := make([]types.AccountModification, 100)
				for i := range history {
					history[i] = types.AccountModification{
						ModificationState: types.DedicatedTenancyModificationStateEnumFailed, StartTime: aws.Time(time.Now().Add(-time.Duration(1+i%7) * time.Hour)),
					}
				}
				history[newest] = types.AccountModification{
					ModificationState: types.DedicatedTenancyModificationStateEnumCompleted, StartTime: aws.Time(time.Now().Add(-time.Minute)),
					DedicatedTenancyManagementCidrRange: aws.String("10.9.0.0/16"),
				}
				client := &modifications{history: history}
				out, err := workspaces.NewAccountModificationCompletedWaiter(client).WaitForOutput(t.Context(), nil, time.Hour)
				require.NoError(t, err)
				assert.Equal(t, history[newest:newest+1], out.AccountModifications)
				assert.Equal(t, 40, client.calls, "no page that was fetched is fetched again")

				history[newest].ModificationState = types.DedicatedTenancyModificationStateEnumFailed
				history[newest].ErrorCode, history[newest].ErrorMessage = aws.String("Some.Code"), aws.String("some message")
				err = workspaces.NewAccountModificationCompletedWaiter(client).Wait(t.Context(), nil, time.Hour)
				var failed *waiters.FailedError
				require.ErrorAs(t, err, &failed)
				assert.Equal(t, []waiters.Resource{{ID: "account", State: "FAILED", ErrorCode: "Some.Code", ErrorMessage: "some message"}}, failed.Failed)
			})
		})
	}
}

// modifications is a fake client that returns account modifications in pages of five. Every second call is throttled,
// starting with the first.
type modifications struct {
	history []types.AccountModification
	calls   int
}

func (m *modifications) DescribeAccountModifications(_ context.Context, in *workspaces.DescribeAccountModificationsInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeAccountModificationsOutput, error) {
	m.calls++
	if m.calls%2 == 1 {
		return nil, &smithy.GenericAPIError{Code: "ThrottlingException"}
	}
	begin, _ := strconv.Atoi(aws.ToString(in.NextToken))
	out := &workspaces.DescribeAccountModificationsOutput{AccountModifications: m.history[begin : begin+5]}
	if begin+5 < len(m.history) {
		out.NextToken = aws.String(strconv.Itoa(begin + 5))
	}
	return out, nil
}

// modifyAccountOften returns a function that modifies the account n times.
func modifyAccountOften(n int) func(t *testing.T, client *workspaces.Client) {
	return func(t *testing.T, client *workspaces.Client) {
		t.Helper()
		for i := range n {
			_, err := client.ModifyAccount(t.Context(), &workspaces.ModifyAccountInput{
				DedicatedTenancySupport: types.DedicatedTenancySupportEnumEnabled, DedicatedTenancyManagementCidrRange: aws.String(fmt.Sprintf("10.%d.0.0/16", i)),
			})
			require.NoError(t, err)
		}
	}
}
