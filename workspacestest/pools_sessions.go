package workspacestest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// poolSession is a user's session in a pool.
type poolSession struct {
	Shown types.WorkspacesPoolSession
}

// settle reports whether the session has reached its expiration time.
func (s *poolSession) settle(c *call) (gone bool) {
	return s.Shown.ExpirationTime != nil && !s.Shown.ExpirationTime.After(c.now)
}

var poolSessionKind = &kind[types.WorkspacesPoolSession, *poolSession]{
	name:  "PoolSessions",
	table: func(s *store) *table[*poolSession] { return &s.Sessions },
	list:  func(s *Seed) []types.WorkspacesPoolSession { return s.PoolSessions },
	id:    func(shown *types.WorkspacesPoolSession) *string { return shown.SessionId },
	form:  forms.UUID,
	check: []memberForm[types.WorkspacesPoolSession]{
		{"PoolId", forms.Pool, func(shown *types.WorkspacesPoolSession) *string { return shown.PoolId }},
	},
	seed: (*call).putPoolSession,
}

func (s *poolSession) complete() bool {
	return allSet(s.Shown.SessionId, s.Shown.PoolId, s.Shown.UserId)
}

// putPoolSession stores a session. No operation opens sessions, so they all come from seeds. By default, the session's
// user has just connected to the account's first pool.
func (c *call) putPoolSession(shown types.WorkspacesPoolSession) *poolSession {
	if shown.SessionId == nil {
		shown.SessionId = aws.String(c.IDs.uuid())
	}
	if shown.PoolId == nil {
		shown.PoolId = c.anyPool().Shown.PoolId
	} else if c.Pools.get(c, *shown.PoolId) == nil {
		c.putPool(types.WorkspacesPool{PoolId: shown.PoolId})
	}
	setDefault(&shown.UserId, aws.String("user001"))
	setDefault(&shown.ConnectionState, types.SessionConnectionStateConnected)
	setDefault(&shown.AuthenticationType, types.AuthenticationTypeSaml)
	if shown.InstanceId == nil {
		shown.InstanceId = aws.String(c.IDs.ec2("i-"))
	}
	if shown.NetworkAccessConfiguration == nil {
		shown.NetworkAccessConfiguration = &types.NetworkAccessConfiguration{
			EniId:               aws.String(c.IDs.ec2("eni-")),
			EniPrivateIpAddress: aws.String(c.IDs.address()),
		}
	}
	setDefault(&shown.StartTime, aws.Time(c.now))
	if p := c.Pools.get(c, *shown.PoolId); p != nil && p.Shown.TimeoutSettings != nil && shown.ExpirationTime == nil {
		if seconds := p.Shown.TimeoutSettings.MaxUserDurationInSeconds; seconds != nil {
			shown.ExpirationTime = aws.Time(shown.StartTime.Add(time.Duration(*seconds) * time.Second))
		}
	}
	s := &poolSession{Shown: shown}
	c.Sessions.put(*shown.SessionId, s)
	return s
}

// anyPool returns the account's first pool, adding one if necessary.
func (c *call) anyPool() *pool {
	for _, p := range c.Pools.all(c) {
		return p
	}
	return c.putPool(types.WorkspacesPool{})
}

// activeSessions counts a pool's sessions, including those whose users are disconnected.
func (c *call) activeSessions(poolID string) (n int32) {
	for _, s := range c.Sessions.all(c) {
		if *s.Shown.PoolId == poolID {
			n++
		}
	}
	return n
}

// endSessions ends all of a pool's sessions when the pool becomes STOPPING. It is not known whether the service ends
// the sessions later.
func (c *call) endSessions(poolID string) {
	for id, s := range c.Sessions.all(c) {
		if *s.Shown.PoolId == poolID {
			c.Sessions.remove(id)
		}
	}
}

func (c *call) describeWorkspacesPoolSessions(in *workspaces.DescribeWorkspacesPoolSessionsInput) (*workspaces.DescribeWorkspacesPoolSessionsOutput, error) {
	if _, err := c.pool(in.PoolId); err != nil {
		return nil, err
	}
	size := 20
	if in.Limit != nil {
		size = pageSize(in.Limit, 50)
	}
	list, next, err := paginate(c, c.Sessions.listing(c), func(s *poolSession) bool {
		return *s.Shown.PoolId == *in.PoolId && (in.UserId == nil || *s.Shown.UserId == *in.UserId)
	}, in.NextToken, size)
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesPoolSessionsOutput{Sessions: make([]types.WorkspacesPoolSession, len(list)), NextToken: next}
	for i, s := range list {
		out.Sessions[i] = s.Shown
	}
	return out, nil
}

// terminateWorkspacesPoolSession ends a session at once. It is not known whether the service still shows an ended
// session for a while.
func (c *call) terminateWorkspacesPoolSession(in *workspaces.TerminateWorkspacesPoolSessionInput) (*workspaces.TerminateWorkspacesPoolSessionOutput, error) {
	if c.Sessions.get(c, *in.SessionId) == nil {
		return nil, notFound(*in.SessionId, "The specified session %s could not be found.")
	}
	c.Sessions.remove(*in.SessionId)
	return &workspaces.TerminateWorkspacesPoolSessionOutput{}, nil
}
