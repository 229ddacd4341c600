package workspacestest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// pool is a WorkSpaces pool. Its users have a WorkSpace only during a session.
type pool struct {
	Shown types.WorkspacesPool // without the members set by pool.describe
	Life  lifecycle[types.WorkspacesPoolState]
	Then  types.WorkspacesPoolState `json:",omitempty"` // the next state, if not the one in poolCourse
	Tags  tagSet
}

// The states that a pool passes through. There is no state for a failed pool: after a failed change, the pool returns
// to its previous state or becomes STOPPED, and shows the error. It is not known whether the service starts a new pool
// on its own. The emulator leaves the pool STOPPED.
var (
	poolCourse = course[types.WorkspacesPoolState]{
		types.WorkspacesPoolStateCreating: {CreatingPool, types.WorkspacesPoolStateStopped, types.WorkspacesPoolStateStopped},
		types.WorkspacesPoolStateStarting: {StartingPool, types.WorkspacesPoolStateRunning, types.WorkspacesPoolStateStopped},
		types.WorkspacesPoolStateStopping: {StoppingPool, types.WorkspacesPoolStateStopped, types.WorkspacesPoolStateRunning},
		types.WorkspacesPoolStateUpdating: {UpdatingPool, types.WorkspacesPoolStateRunning, types.WorkspacesPoolStateRunning},
		types.WorkspacesPoolStateDeleting: {takes: DeletingPool, fails: types.WorkspacesPoolStateStopped},
	}
	poolUpdatedWhileStopped = course[types.WorkspacesPoolState]{
		types.WorkspacesPoolStateUpdating: {UpdatingPool, types.WorkspacesPoolStateStopped, types.WorkspacesPoolStateStopped},
	}
	poolTerminatedWhileRunning = course[types.WorkspacesPoolState]{
		types.WorkspacesPoolStateStopping: {StoppingPool, types.WorkspacesPoolStateDeleting, types.WorkspacesPoolStateRunning},
		types.WorkspacesPoolStateDeleting: poolCourse[types.WorkspacesPoolStateDeleting],
	}
)

func (p *pool) settle(c *call) (gone bool) {
	along := poolCourse
	switch p.Then {
	case types.WorkspacesPoolStateStopped:
		along = poolUpdatedWhileStopped
	case types.WorkspacesPoolStateDeleting:
		along = poolTerminatedWhileRunning
	}
	return p.Life.settle(c, along)
}

var poolKind = &kind[types.WorkspacesPool, *pool]{
	name:  "Pools",
	table: func(s *store) *table[*pool] { return &s.Pools },
	tags:  func(_ *call, p *pool) tagSet { return p.Tags },
	list:  func(s *Seed) []types.WorkspacesPool { return s.Pools },
	id:    func(shown *types.WorkspacesPool) *string { return shown.PoolId },
	form:  forms.Pool,
	check: []memberForm[types.WorkspacesPool]{
		{"DirectoryId", forms.PoolDirectory, func(shown *types.WorkspacesPool) *string { return shown.DirectoryId }},
		{"BundleId", forms.Bundle, func(shown *types.WorkspacesPool) *string { return shown.BundleId }},
	},
	seed: (*call).putPool,
	ignores: func(shown *types.WorkspacesPool) (ignored []ignoredMember) {
		capacity := copyOf(shown.CapacityStatus)
		for _, member := range []struct {
			name     string
			sessions *int32
		}{
			{"CapacityStatus.ActualUserSessions", capacity.ActualUserSessions},
			{"CapacityStatus.ActiveUserSessions", capacity.ActiveUserSessions},
			{"CapacityStatus.AvailableUserSessions", capacity.AvailableUserSessions},
		} {
			if member.sessions != nil {
				ignored = append(ignored, ignoredMember{member.name, "it follows from the state of the pool, DesiredUserSessions and PoolSessions"})
			}
		}
		return ignored
	},
}

func (p *pool) complete() bool {
	return allSet(p.Shown.PoolId, p.Shown.PoolName, p.Shown.DirectoryId, p.Shown.BundleId) && p.Tags != nil && p.Shown.CapacityStatus != nil
}

// enter puts a pool into the given state. If next is not empty, it overrides the next state given by poolCourse.
func (p *pool) enter(c *call, state, next types.WorkspacesPoolState) {
	p.Life.enter(c, state)
	p.Then = next
}

// describe returns the pool as shown in responses.
func (p *pool) describe(c *call) types.WorkspacesPool {
	shown := p.Shown
	shown.State = p.Life.show()
	shown.CapacityStatus = p.capacity(c)
	shown.Errors = append([]types.WorkspacesPoolError{}, shown.Errors...)
	if why := p.Life.Doom; why != nil && !inTransition(shown.State) {
		shown.Errors = append(shown.Errors, types.WorkspacesPoolError{
			ErrorCode: types.WorkspacesPoolErrorCode(why.Code), ErrorMessage: aws.String(why.Message),
		})
	}
	return shown
}

// capacity computes how many sessions the pool can hold. A RUNNING pool can hold the desired number, an UPDATING pool
// as many as before the update, and a pool in any other state none. If more sessions than that are active, the result
// is the number of active sessions.
func (p *pool) capacity(c *call) *types.CapacityStatus {
	desired, actual, active := aws.ToInt32(p.Shown.CapacityStatus.DesiredUserSessions), int32(0), c.activeSessions(*p.Shown.PoolId)
	switch p.Life.State {
	case types.WorkspacesPoolStateRunning:
		actual = desired
	case types.WorkspacesPoolStateUpdating:
		actual = aws.ToInt32(p.Shown.CapacityStatus.ActualUserSessions)
	}
	actual = max(actual, active)
	return &types.CapacityStatus{
		DesiredUserSessions:   &desired,
		ActualUserSessions:    &actual,
		ActiveUserSessions:    &active,
		AvailableUserSessions: aws.Int32(actual - active),
	}
}

// inTransition reports whether a pool in this state will change to another state on its own.
func inTransition(state types.WorkspacesPoolState) bool {
	return state != types.WorkspacesPoolStateRunning && state != types.WorkspacesPoolStateStopped
}

// poolsAreClosed is the error message for accounts that cannot create pools, which AWS has closed to new customers.
const poolsAreClosed = "Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026. " +
	"Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/wsp-pools-end-of-support.html"

// WithPoolsClosed makes CreateWorkspacesPool fail for all accounts. In the service, it fails for accounts that had no
// pools before the end of July 2026. A [Seed] can still add pools, and calls can still register directories for pools.
func WithPoolsClosed() Option {
	return func(s *settings) { s.poolsClosed = true }
}

// pool returns a pool, or an error if it does not exist.
func (c *call) pool(id *string) (*pool, error) {
	p := c.Pools.get(c, aws.ToString(id))
	if p == nil {
		return nil, notFound(aws.ToString(id), "The specified pool %s could not be found.")
	}
	return p, nil
}

// poolIn returns a pool in one of the given states, or an error. Unverified: for which states the service returns
// OperationInProgressException rather than InvalidResourceStateException.
func (c *call) poolIn(id *string, states ...types.WorkspacesPoolState) (*pool, error) {
	p, err := c.pool(id)
	switch {
	case err != nil:
		return nil, err
	case slices.Contains(states, p.Life.State):
		return p, nil
	case inTransition(p.Life.State) && p.Life.State != types.WorkspacesPoolStateDeleting:
		return nil, &types.OperationInProgressException{Message: aws.String("The pool is currently being changed. Please try again in a moment.")}
	default:
		return nil, invalidState("The operation is not possible while the pool is in the state %s.", p.Life.State)
	}
}

// checkPoolTenancy returns an error for a pool with a BYOL bundle in a directory with SHARED tenancy. It is not known
// which exception the service returns, and whether pools can have BYOL bundles at all. For pools, the administration
// guide lists only bundles that include a license.
func (c *call) checkPoolTenancy(bundleID, directoryID *string) error {
	if b := c.bundle(bundleID); b != nil && c.licensed(b) && c.sharedTenancy(directoryID) {
		return notSupported(byolNeedsDedicated, *bundleID, *directoryID)
	}
	return nil
}

// checkPoolParts checks a pool's bundle and directory, skipping identifiers that are nil. It is not known which
// exceptions the service returns for a bundle that is not AVAILABLE, and for a directory that is not registered or not
// for pools.
func (c *call) checkPoolParts(bundleID, directoryID *string) error {
	if bundleID != nil {
		b := c.bundle(bundleID)
		if b == nil {
			return notFound(*bundleID, bundleNotFound)
		}
		if !b.available() {
			return notSupported("The specified bundle %s is not AVAILABLE.", *bundleID)
		}
	}
	if directoryID == nil {
		return nil
	}
	d, err := c.directory(directoryID)
	switch {
	case err != nil:
		return err
	case d.Life.State != types.WorkspaceDirectoryStateRegistered:
		return notSupported(directoryState)
	case d.Shown.WorkspaceType != types.WorkspaceTypePools:
		return notSupported("The specified directory %s is not registered for pools.", *directoryID)
	}
	return nil
}

func (c *call) createWorkspacesPool(in *workspaces.CreateWorkspacesPoolInput) (*workspaces.CreateWorkspacesPoolOutput, error) {
	if c.emulator.settings.poolsClosed {
		return nil, accessDenied(poolsAreClosed)
	}
	if err := c.checkPoolParts(in.BundleId, in.DirectoryId); err != nil {
		return nil, err
	}
	if err := c.checkPoolTenancy(in.BundleId, in.DirectoryId); err != nil {
		return nil, err
	}
	for _, p := range c.Pools.all(c) {
		if *p.Shown.PoolName == *in.PoolName {
			return nil, alreadyExists("A pool with the name %.100q exists already.", *in.PoolName)
		}
	}
	tags, err := newTags(in.Tags)
	if err != nil {
		return nil, err
	}
	if err := c.exceeds(QuotaPools, c.Pools.count(c)+1); err != nil {
		return nil, err
	}
	p := c.putPool(types.WorkspacesPool{
		PoolName:            in.PoolName,
		Description:         in.Description,
		BundleId:            in.BundleId,
		DirectoryId:         in.DirectoryId,
		CapacityStatus:      &types.CapacityStatus{DesiredUserSessions: in.Capacity.DesiredUserSessions},
		RunningMode:         in.RunningMode,
		TimeoutSettings:     in.TimeoutSettings,
		ApplicationSettings: applicationSettings(in.ApplicationSettings),
	})
	p.Tags = tags
	p.enter(c, types.WorkspacesPoolStateCreating, "")
	shown := p.describe(c)
	return &workspaces.CreateWorkspacesPoolOutput{WorkspacesPool: &shown}, nil
}

// applicationSettings converts the settings in a request to the type used in responses. It leaves the S3 bucket unset.
func applicationSettings(in *types.ApplicationSettingsRequest) *types.ApplicationSettingsResponse {
	if in == nil {
		return nil
	}
	return &types.ApplicationSettingsResponse{Status: in.Status, SettingsGroup: in.SettingsGroup}
}

// setBucket sets the name of the S3 bucket for application settings, if these are enabled. Each account has one such
// bucket per Region. Unverified: the form of the bucket's name.
func (c *call) setBucket(s *types.ApplicationSettingsResponse) {
	if s.Status == types.ApplicationSettingsStatusEnumEnabled {
		setDefault(&s.S3BucketName, aws.String("wspool-app-settings-"+c.region+"-"+c.account+"-"+nameHash(c.account+"/"+c.region)))
	}
}

// putPool stores a pool. By default, the pool is RUNNING and has a capacity of one session.
func (c *call) putPool(shown types.WorkspacesPool) *pool {
	if shown.PoolId == nil {
		shown.PoolId = aws.String(c.IDs.resource("wspool-"))
	}
	setDefault(&shown.PoolArn, c.arn(types.ARNKindPool, *shown.PoolId))
	setDefault(&shown.PoolName, shown.PoolId)
	setDefault(&shown.BundleId, seedBundleID())
	if shown.DirectoryId == nil {
		shown.DirectoryId = c.poolDirectory().Shown.DirectoryId
	}
	shown.CapacityStatus = copyOf(shown.CapacityStatus)
	setDefault(&shown.CapacityStatus.DesiredUserSessions, aws.Int32(1))
	setDefault(&shown.RunningMode, types.PoolsRunningModeAutoStop)
	shown.ApplicationSettings = copyOf(shown.ApplicationSettings)
	setDefault(&shown.ApplicationSettings.Status, types.ApplicationSettingsStatusEnumDisabled)
	c.setBucket(shown.ApplicationSettings)
	setDefault(&shown.CreatedAt, aws.Time(c.now))
	setDefault(&shown.State, types.WorkspacesPoolStateRunning)
	p := &pool{Shown: shown, Tags: tagSet{}}
	p.enter(c, shown.State, "")
	c.Pools.put(*shown.PoolId, p)
	return p
}

// poolDirectory returns the directory for a seeded pool that does not name one, adding a directory if the account has
// none for pools.
func (c *call) poolDirectory() *directory {
	for _, d := range c.Directories.all(c) {
		if d.Shown.WorkspaceType == types.WorkspaceTypePools && d.Life.State == types.WorkspaceDirectoryStateRegistered {
			return d
		}
	}
	return c.putDirectory(types.WorkspaceDirectory{WorkspaceType: types.WorkspaceTypePools, WorkspaceDirectoryName: aws.String("pools")})
}

func (c *call) describeWorkspacesPools(in *workspaces.DescribeWorkspacesPoolsInput) (*workspaces.DescribeWorkspacesPoolsOutput, error) {
	for _, id := range in.PoolIds {
		if _, err := c.pool(&id); err != nil {
			return nil, err
		}
	}
	list, next, err := paginate(c, c.Pools.selected(c, in.PoolIds), func(p *pool) bool {
		return !slices.ContainsFunc(in.Filters, func(f types.DescribeWorkspacesPoolsFilter) bool { return !p.passes(f) })
	}, in.NextToken, pageSize(in.Limit, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspacesPoolsOutput{WorkspacesPools: make([]types.WorkspacesPool, len(list)), NextToken: next}
	for i, p := range list {
		out.WorkspacesPools[i] = p.describe(c)
	}
	return out, nil
}

// passes reports whether the pool's name matches a filter. Depending on the operator, the name must equal or contain at
// least one of the filter's values, or none of them if the operator is negated.
func (p *pool) passes(f types.DescribeWorkspacesPoolsFilter) bool {
	name := *p.Shown.PoolName
	contains := func(value string) bool { return strings.Contains(name, value) }
	switch f.Operator {
	case types.DescribeWorkspacesPoolsFilterOperatorEquals:
		return slices.Contains(f.Values, name)
	case types.DescribeWorkspacesPoolsFilterOperatorNotequals:
		return !slices.Contains(f.Values, name)
	case types.DescribeWorkspacesPoolsFilterOperatorContains:
		return slices.ContainsFunc(f.Values, contains)
	case types.DescribeWorkspacesPoolsFilterOperatorNotcontains:
		return !slices.ContainsFunc(f.Values, contains)
	default:
		return false
	}
}

// startWorkspacesPool starts pools of both running modes. According to the documentation, only AUTO_STOP pools can be
// started and stopped. But a pool's running mode can be changed only while the pool is STOPPED, so if ALWAYS_ON pools
// could not be stopped, their running mode could never be changed.
func (c *call) startWorkspacesPool(in *workspaces.StartWorkspacesPoolInput) (*workspaces.StartWorkspacesPoolOutput, error) {
	p, err := c.poolIn(in.PoolId, types.WorkspacesPoolStateStopped)
	if err != nil {
		return nil, err
	}
	p.enter(c, types.WorkspacesPoolStateStarting, "")
	return &workspaces.StartWorkspacesPoolOutput{}, nil
}

func (c *call) stopWorkspacesPool(in *workspaces.StopWorkspacesPoolInput) (*workspaces.StopWorkspacesPoolOutput, error) {
	p, err := c.poolIn(in.PoolId, types.WorkspacesPoolStateRunning)
	if err != nil {
		return nil, err
	}
	c.endSessions(*p.Shown.PoolId)
	p.enter(c, types.WorkspacesPoolStateStopping, "")
	return &workspaces.StopWorkspacesPoolOutput{}, nil
}

// updateWorkspacesPool changes the settings at once, and the capacity when the update ends. It is not known whether a
// pool becomes UPDATING even if the update changes only settings.
func (c *call) updateWorkspacesPool(in *workspaces.UpdateWorkspacesPoolInput) (*workspaces.UpdateWorkspacesPoolOutput, error) {
	p, err := c.poolIn(in.PoolId, types.WorkspacesPoolStateRunning, types.WorkspacesPoolStateStopped)
	if err != nil {
		return nil, err
	}
	if err := c.checkPoolParts(in.BundleId, in.DirectoryId); err != nil {
		return nil, err
	}
	s := &p.Shown
	if in.BundleId != nil || in.DirectoryId != nil {
		if err := c.checkPoolTenancy(cmp.Or(in.BundleId, s.BundleId), cmp.Or(in.DirectoryId, s.DirectoryId)); err != nil {
			return nil, err
		}
	}
	if in.RunningMode != "" && in.RunningMode != s.RunningMode && p.Life.State != types.WorkspacesPoolStateStopped {
		return nil, invalidState("The running mode can be changed to %s only while the pool is in the state STOPPED, and it is in the state %s.", in.RunningMode, p.Life.State)
	}
	s.CapacityStatus = p.capacity(c)
	setIfGiven(&s.Description, in.Description)
	setIfGiven(&s.BundleId, in.BundleId)
	setIfGiven(&s.DirectoryId, in.DirectoryId)
	setIfGiven(&s.RunningMode, in.RunningMode)
	if in.Capacity != nil {
		s.CapacityStatus.DesiredUserSessions = in.Capacity.DesiredUserSessions
	}
	if from := in.TimeoutSettings; from != nil {
		to := copyOf(s.TimeoutSettings)
		setIfGiven(&to.DisconnectTimeoutInSeconds, from.DisconnectTimeoutInSeconds)
		setIfGiven(&to.IdleDisconnectTimeoutInSeconds, from.IdleDisconnectTimeoutInSeconds)
		setIfGiven(&to.MaxUserDurationInSeconds, from.MaxUserDurationInSeconds)
		s.TimeoutSettings = to
	}
	if in.ApplicationSettings != nil {
		s.ApplicationSettings = applicationSettings(in.ApplicationSettings)
		c.setBucket(s.ApplicationSettings)
	}
	then := types.WorkspacesPoolState("")
	if p.Life.State == types.WorkspacesPoolStateStopped {
		then = types.WorkspacesPoolStateStopped
	}
	p.enter(c, types.WorkspacesPoolStateUpdating, then)
	shown := p.describe(c)
	return &workspaces.UpdateWorkspacesPoolOutput{WorkspacesPool: &shown}, nil
}

// terminateWorkspacesPool first stops a running pool and then deletes it. Terraform's provider relies on this: it calls
// TerminateWorkspacesPool without stopping the pool.
func (c *call) terminateWorkspacesPool(in *workspaces.TerminateWorkspacesPoolInput) (*workspaces.TerminateWorkspacesPoolOutput, error) {
	p, err := c.poolIn(in.PoolId, types.WorkspacesPoolStateStopped, types.WorkspacesPoolStateStarting, types.WorkspacesPoolStateRunning)
	if err != nil {
		return nil, err
	}
	c.endSessions(*p.Shown.PoolId)
	if p.Life.State == types.WorkspacesPoolStateStopped {
		p.enter(c, types.WorkspacesPoolStateDeleting, "")
	} else {
		p.enter(c, types.WorkspacesPoolStateStopping, types.WorkspacesPoolStateDeleting)
	}
	return &workspaces.TerminateWorkspacesPoolOutput{}, nil
}
