package workspacestest_test

import (
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

func sessions(t *testing.T, client *workspaces.Client, in workspaces.DescribeWorkspacesPoolSessionsInput) *workspaces.DescribeWorkspacesPoolSessionsOutput {
	t.Helper()
	out, err := client.DescribeWorkspacesPoolSessions(t.Context(), &in)
	require.NoError(t, err)
	return out
}

func TestSeededPoolSessions(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client := emu.Client()
	seed(t, emu, workspacestest.Seed{PoolSessions: []types.WorkspacesPoolSession{{}}})
	id := onlyPool(t, client).PoolId
	list := sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: id}).Sessions
	require.Len(t, list, 1)
	s := list[0]
	assert.Regexp(t, `^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$`, *s.SessionId)
	assert.Equal(t, "user001", *s.UserId)
	assert.Equal(t, types.SessionConnectionStateConnected, s.ConnectionState)
	assert.Equal(t, types.AuthenticationTypeSaml, s.AuthenticationType)
	assert.Regexp(t, `^i-[0-9a-f]{17}$`, *s.InstanceId)
	assert.Regexp(t, `^eni-[0-9a-f]{17}$`, *s.NetworkAccessConfiguration.EniId)
	assert.NotEmpty(t, *s.NetworkAccessConfiguration.EniPrivateIpAddress)
	assert.Equal(t, emu.Now(), *s.StartTime)
	assert.Nil(t, s.ExpirationTime)

	want := types.WorkspacesPoolSession{
		SessionId: aws.String("01234567-89ab-cdef-0123-456789abcdef"), PoolId: id, UserId: aws.String("alice"),
		ConnectionState: types.SessionConnectionStateNotConnected, AuthenticationType: types.AuthenticationTypeSaml, InstanceId: aws.String("i-0"),
		NetworkAccessConfiguration: &types.NetworkAccessConfiguration{EniId: aws.String("eni-0")},
		StartTime:                  aws.Time(time.Date(2025, time.May, 1, 0, 0, 0, 0, time.UTC)),
		ExpirationTime:             aws.Time(emu.Now().Add(time.Hour)),
	}
	seed(t, emu, workspacestest.Seed{PoolSessions: []types.WorkspacesPoolSession{want}})
	list = sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: id, UserId: aws.String("alice")}).Sessions
	assert.Equal(t, []types.WorkspacesPoolSession{want}, list)
}

func TestSessionsTakeCapacity(t *testing.T) {
	t.Parallel()
	emu := withPool(t, types.WorkspacesPool{
		PoolId: aws.String("wspool-012345678"), CapacityStatus: &types.CapacityStatus{DesiredUserSessions: aws.Int32(2)},
		TimeoutSettings: &types.TimeoutSettings{MaxUserDurationInSeconds: aws.Int32(3600)},
	})
	client := emu.Client()
	show := func() [4]int32 {
		s := onlyPool(t, client).CapacityStatus
		return [4]int32{*s.DesiredUserSessions, *s.ActualUserSessions, *s.ActiveUserSessions, *s.AvailableUserSessions}
	}
	assert.Equal(t, [4]int32{2, 2, 0, 2}, show())
	seed(t, emu, workspacestest.Seed{PoolSessions: []types.WorkspacesPoolSession{{UserId: aws.String("alice")}}})
	assert.Equal(t, [4]int32{2, 2, 1, 1}, show())
	emu.Advance(30 * time.Minute)
	seed(t, emu, workspacestest.Seed{PoolSessions: []types.WorkspacesPoolSession{{UserId: aws.String("bob")}, {UserId: aws.String("carol")}}})
	assert.Equal(t, [4]int32{2, 3, 3, 0}, show(), "the pool must not end sessions above its capacity")

	emu.Advance(30 * time.Minute)
	assert.Equal(t, [4]int32{2, 2, 2, 0}, show(), "a session must end after an hour")
	list := sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: aws.String("wspool-012345678")}).Sessions
	require.Len(t, list, 2)
	_, err := client.TerminateWorkspacesPoolSession(t.Context(), &workspaces.TerminateWorkspacesPoolSessionInput{SessionId: list[0].SessionId})
	require.NoError(t, err)
	assert.Equal(t, [4]int32{2, 2, 1, 1}, show())
	_, err = client.TerminateWorkspacesPoolSession(t.Context(), &workspaces.TerminateWorkspacesPoolSessionInput{SessionId: list[0].SessionId})
	requireCode(t, err, "ResourceNotFoundException", "session")
	rest := sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: aws.String("wspool-012345678")}).Sessions
	assert.Equal(t, list[1:], rest)
}

func TestStoppingAPoolEndsItsSessions(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*testing.T, *workspaces.Client, *string) error{"stop": stopPool, "terminate": terminatePool} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one, two := aws.String("wspool-000000001"), aws.String("wspool-000000002")
			client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
				Pools: []types.WorkspacesPool{{PoolId: one}, {PoolId: two}}, PoolSessions: []types.WorkspacesPoolSession{{PoolId: one}, {PoolId: two}},
			})).Client()
			require.NoError(t, stop(t, client, one))
			assert.Empty(t, sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: one}).Sessions)
			assert.Len(t, sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: two}).Sessions, 1)
		})
	}
}

func TestDescribeWorkspacesPoolSessions(t *testing.T) {
	t.Parallel()
	one, two := aws.String("wspool-000000001"), aws.String("wspool-000000002")
	resources := workspacestest.Seed{
		Pools: []types.WorkspacesPool{{PoolId: one}, {PoolId: two}}, PoolSessions: []types.WorkspacesPoolSession{{PoolId: two, UserId: aws.String("user7")}},
	}
	for i := range 60 {
		resources.PoolSessions = append(resources.PoolSessions, types.WorkspacesPoolSession{PoolId: one, UserId: aws.String(fmt.Sprintf("user%d", i%30))})
	}
	client := workspacestest.New(t, workspacestest.WithSeedResources(resources)).Client()
	byUser := sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: one, UserId: aws.String("user7")})
	assert.Len(t, byUser.Sessions, 2)
	assert.Nil(t, byUser.NextToken)
	assert.Empty(t, sessions(t, client, workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: two, UserId: aws.String("user8")}).Sessions)

	for limit, want := range map[*int32][]int{nil: {20, 20, 20}, aws.Int32(50): {50, 10}, aws.Int32(30): {30, 30}} {
		seen := make(map[string]bool)
		in := workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: one, Limit: limit}
		for i, size := range want {
			out := sessions(t, client, in)
			assert.Len(t, out.Sessions, size)
			for _, s := range out.Sessions {
				seen[*s.SessionId] = true
			}
			assert.Equal(t, i == len(want)-1, out.NextToken == nil)
			in.NextToken = out.NextToken
		}
		assert.Len(t, seen, 60)
	}
	_, err := client.DescribeWorkspacesPoolSessions(t.Context(), &workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: aws.String("wspool-000000003")})
	requireCode(t, err, "ResourceNotFoundException", "pool")
	_, err = client.DescribeWorkspacesPoolSessions(t.Context(), &workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: one, NextToken: aws.String("x")})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
	_, err = client.DescribeWorkspacesPoolSessions(t.Context(), &workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: one, Limit: aws.Int32(51)})
	requireCode(t, err, "ValidationException", "limit")
}
