package workspacestest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// newPool returns a request for a pool with a capacity of 5 sessions.
func newPool(t *testing.T, client *workspaces.Client, name string, directory *string) *workspaces.CreateWorkspacesPoolInput {
	t.Helper()
	return &workspaces.CreateWorkspacesPoolInput{
		PoolName: aws.String(name), Description: aws.String("A pool"), DirectoryId: directory,
		BundleId: aws.String(bundleNamed(t, client, "Standard with Windows 11")), Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(5)},
	}
}

// newPoolDirectory registers a directory for pools.
func newPoolDirectory(t *testing.T, client *workspaces.Client) *string {
	t.Helper()
	out, err := client.RegisterWorkspaceDirectory(t.Context(), forPools("pools"))
	require.NoError(t, err)
	return out.DirectoryId
}

func pools(t *testing.T, client *workspaces.Client, in workspaces.DescribeWorkspacesPoolsInput) []types.WorkspacesPool {
	t.Helper()
	out, err := client.DescribeWorkspacesPools(t.Context(), &in)
	require.NoError(t, err)
	return out.WorkspacesPools
}

// withPool returns an emulator with one pool, and a clock moved only by Advance.
func withPool(t *testing.T, shown types.WorkspacesPool) *workspacestest.Emulator {
	t.Helper()
	return workspacestest.New(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{Pools: []types.WorkspacesPool{shown}}))
}

// onlyPool returns the account's only pool.
func onlyPool(t *testing.T, client *workspaces.Client) types.WorkspacesPool {
	t.Helper()
	list := pools(t, client, workspaces.DescribeWorkspacesPoolsInput{})
	require.Len(t, list, 1)
	return list[0]
}

func startPool(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.StartWorkspacesPool(t.Context(), &workspaces.StartWorkspacesPoolInput{PoolId: id})
	return err
}

func stopPool(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.StopWorkspacesPool(t.Context(), &workspaces.StopWorkspacesPoolInput{PoolId: id})
	return err
}

func updatePool(t *testing.T, client *workspaces.Client, in workspaces.UpdateWorkspacesPoolInput) error {
	t.Helper()
	_, err := client.UpdateWorkspacesPool(t.Context(), &in)
	return err
}

func terminatePool(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.TerminateWorkspacesPool(t.Context(), &workspaces.TerminateWorkspacesPoolInput{PoolId: id})
	return err
}

// capacity returns the capacity status of a pool without sessions.
func capacity(desired, actual int32) *types.CapacityStatus {
	return &types.CapacityStatus{
		DesiredUserSessions: &desired, ActualUserSessions: &actual, ActiveUserSessions: aws.Int32(0), AvailableUserSessions: &actual,
	}
}

func TestLifeOfAPool(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	directory := newPoolDirectory(t, client)
	emu.Advance(time.Minute)
	out, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "eu-1", directory))
	require.NoError(t, err)
	assert.Equal(t, types.WorkspacesPoolStateCreating, out.WorkspacesPool.State)
	id := out.WorkspacesPool.PoolId
	step := func(after time.Duration, state types.WorkspacesPoolState, actual int32) {
		t.Helper()
		emu.Advance(after)
		p := onlyPool(t, client)
		require.Equal(t, state, p.State)
		require.Equal(t, capacity(5, actual), p.CapacityStatus)
		require.Empty(t, p.Errors)
	}
	step(4*time.Minute-30*time.Second, types.WorkspacesPoolStateCreating, 0)
	step(30*time.Second, types.WorkspacesPoolStateStopped, 0)
	require.NoError(t, startPool(t, client, id))
	step(10*time.Minute-30*time.Second, types.WorkspacesPoolStateStarting, 0)
	step(30*time.Second, types.WorkspacesPoolStateRunning, 5)
	require.NoError(t, stopPool(t, client, id))
	step(2*time.Minute-30*time.Second, types.WorkspacesPoolStateStopping, 0)
	step(30*time.Second, types.WorkspacesPoolStateStopped, 0)

	_, err = client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: directory})
	requireCode(t, err, "OperationNotSupportedException", "pools")
	require.NoError(t, terminatePool(t, client, id))
	step(2*time.Minute-30*time.Second, types.WorkspacesPoolStateDeleting, 0)
	emu.Advance(30 * time.Second)
	assert.Empty(t, pools(t, client, workspaces.DescribeWorkspacesPoolsInput{}))
	_, err = client.DeregisterWorkspaceDirectory(t.Context(), &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: directory})
	require.NoError(t, err)
}

func TestTerminationOfARunningPool(t *testing.T) {
	t.Parallel()
	for _, state := range []types.WorkspacesPoolState{types.WorkspacesPoolStateStarting, types.WorkspacesPoolStateRunning} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			emu := withPool(t, types.WorkspacesPool{State: state})
			client := emu.Client()
			require.NoError(t, terminatePool(t, client, onlyPool(t, client).PoolId))
			assert.Equal(t, types.WorkspacesPoolStateStopping, onlyPool(t, client).State)
			emu.Advance(2 * time.Minute)
			assert.Equal(t, types.WorkspacesPoolStateDeleting, onlyPool(t, client).State)
			emu.Advance(2 * time.Minute)
			assert.Empty(t, pools(t, client, workspaces.DescribeWorkspacesPoolsInput{}))
		})
	}
}

func TestPoolsInTheWrongState(t *testing.T) {
	t.Parallel()
	const busy, wrong = "OperationInProgressException", "InvalidResourceStateException"
	for state, want := range map[types.WorkspacesPoolState][4]string{ // the outcomes of start, stop, update and terminate in each state, in that order
		types.WorkspacesPoolStateCreating: {busy, busy, busy, busy},
		types.WorkspacesPoolStateStarting: {busy, busy, busy, ""},
		types.WorkspacesPoolStateRunning:  {wrong, "", "", ""},
		types.WorkspacesPoolStateStopping: {busy, busy, busy, busy},
		types.WorkspacesPoolStateStopped:  {"", wrong, "", ""},
		types.WorkspacesPoolStateUpdating: {busy, busy, busy, busy},
		types.WorkspacesPoolStateDeleting: {wrong, wrong, wrong, wrong},
	} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			for i, operation := range []func(*workspaces.Client, *string) error{
				func(client *workspaces.Client, id *string) error { return startPool(t, client, id) },
				func(client *workspaces.Client, id *string) error { return stopPool(t, client, id) },
				func(client *workspaces.Client, id *string) error {
					return updatePool(t, client, workspaces.UpdateWorkspacesPoolInput{PoolId: id})
				},
				func(client *workspaces.Client, id *string) error { return terminatePool(t, client, id) },
			} {
				client := withPool(t, types.WorkspacesPool{State: state}).Client()
				err := operation(client, onlyPool(t, client).PoolId)
				if want[i] == "" {
					require.NoError(t, err)
					assert.NotEqual(t, state, onlyPool(t, client).State)
					continue
				}
				requireCode(t, err, want[i], "")
				assert.Equal(t, state, onlyPool(t, client).State)
			}
		})
	}
}

func TestNewPool(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant)
	client := emu.Client()
	in := newPool(t, client, "pool", newPoolDirectory(t, client))
	in.RunningMode = types.PoolsRunningModeAlwaysOn
	in.TimeoutSettings = &types.TimeoutSettings{MaxUserDurationInSeconds: aws.Int32(600)}
	in.ApplicationSettings = &types.ApplicationSettingsRequest{Status: types.ApplicationSettingsStatusEnumEnabled, SettingsGroup: aws.String("group")}
	in.Tags = []types.Tag{tag("a", "b")}
	out, err := client.CreateWorkspacesPool(t.Context(), in)
	require.NoError(t, err)
	p := onlyPool(t, client)
	assert.Regexp(t, `^wspool-[0-9a-z]{9}$`, *p.PoolId)
	assert.Equal(t, "arn:aws:workspaces:us-east-1:"+ownAccount+":workspacespool/"+*p.PoolId, *p.PoolArn)
	assert.Equal(t, in.PoolName, p.PoolName)
	assert.Equal(t, in.Description, p.Description)
	assert.Equal(t, in.BundleId, p.BundleId)
	assert.Equal(t, in.DirectoryId, p.DirectoryId)
	assert.Equal(t, in.RunningMode, p.RunningMode)
	assert.Equal(t, in.TimeoutSettings, p.TimeoutSettings)
	assert.Equal(t, types.ApplicationSettingsStatusEnumEnabled, p.ApplicationSettings.Status)
	assert.Equal(t, "group", *p.ApplicationSettings.SettingsGroup)
	assert.Regexp(t, `^wspool-app-settings-us-east-1-`+ownAccount+`-[0-9a-z]{9}$`, *p.ApplicationSettings.S3BucketName)
	assert.WithinDuration(t, emu.Now(), *p.CreatedAt, time.Minute)
	created := *out.WorkspacesPool
	created.State = p.State
	assert.Equal(t, p, created)

	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: p.PoolId})
	require.NoError(t, err)
	assert.Equal(t, in.Tags, tags.TagList)

	plain, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "plain", in.DirectoryId))
	require.NoError(t, err)
	assert.Equal(t, types.PoolsRunningModeAutoStop, plain.WorkspacesPool.RunningMode)
	assert.Equal(t, types.ApplicationSettingsStatusEnumDisabled, plain.WorkspacesPool.ApplicationSettings.Status)
	assert.Nil(t, plain.WorkspacesPool.ApplicationSettings.S3BucketName)
	assert.Nil(t, plain.WorkspacesPool.TimeoutSettings)
}

func TestRefusedPools(t *testing.T) {
	t.Parallel()
	pending := types.WorkspaceBundle{BundleId: aws.String("wsb-pending00"), State: types.WorkspaceBundleStatePending}
	client := workspacestest.New(t, instant, workspacestest.WithDuration(workspacestest.CreatingBundle, time.Hour),
		workspacestest.WithSeedResources(workspacestest.Seed{Bundles: []types.WorkspaceBundle{pending}}),
		workspacestest.WithDirectory(directoryID), workspacestest.WithDuration(workspacestest.Registering, time.Hour)).Client()
	registering := newPoolDirectory(t, client)
	type input = workspaces.CreateWorkspacesPoolInput
	create := func(change func(*input)) error {
		in := newPool(t, client, "pool", aws.String(directoryID))
		change(in)
		_, err := client.CreateWorkspacesPool(t.Context(), in)
		return err
	}
	requireCode(t, create(func(in *input) { in.BundleId = aws.String("wsb-000000000") }), "ResourceNotFoundException", "bundle")
	requireCode(t, create(func(in *input) { in.BundleId = pending.BundleId }), "OperationNotSupportedException", "not AVAILABLE")
	requireCode(t, create(func(in *input) { in.DirectoryId = aws.String("wsd-000000000") }), "ResourceNotFoundException", "directory")
	requireCode(t, create(func(in *input) { in.DirectoryId = registering }), "OperationNotSupportedException", "valid state")
	requireCode(t, create(func(*input) {}), "OperationNotSupportedException", "not registered for pools")
	assert.Empty(t, pools(t, client, workspaces.DescribeWorkspacesPoolsInput{}))
}

func TestPoolsWithBYOLBundlesNeedADedicatedDirectory(t *testing.T) {
	t.Parallel()
	image, bundle := aws.String("wsi-000000001"), aws.String("wsb-000000001")
	shared, dedicated, other := aws.String("wsd-000000001"), aws.String("wsd-000000002"), aws.String("wsd-000000003")
	directory := func(id *string, tenancy types.Tenancy) types.WorkspaceDirectory {
		return types.WorkspaceDirectory{DirectoryId: id, WorkspaceType: types.WorkspaceTypePools, Tenancy: tenancy}
	}
	client := workspacestest.New(t, instant, workspacestest.WithSeedResources(workspacestest.Seed{
		Images:      []types.WorkspaceImage{{ImageId: image, RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated}},
		Bundles:     []types.WorkspaceBundle{{BundleId: bundle, ImageId: image}},
		Directories: []types.WorkspaceDirectory{directory(shared, ""), directory(other, types.TenancyShared), directory(dedicated, types.TenancyDedicated)},
	})).Client()
	create := func(name string, bundle, directory *string) (*workspaces.CreateWorkspacesPoolOutput, error) {
		in := newPool(t, client, name, directory)
		in.BundleId = bundle
		return client.CreateWorkspacesPool(t.Context(), in)
	}
	_, err := create("byol", bundle, shared)
	requireCode(t, err, "OperationNotSupportedException", "wsb-000000001 needs a directory with the tenancy DEDICATED, and wsd-000000001 has the tenancy SHARED")
	byol, err := create("byol", bundle, dedicated)
	require.NoError(t, err)
	plain, err := create("plain", aws.String(workspacestest.BundleStandardWindows), shared)
	require.NoError(t, err)

	type input = workspaces.UpdateWorkspacesPoolInput
	for name, in := range map[string]input{
		"the bundle":    {PoolId: plain.WorkspacesPool.PoolId, BundleId: bundle},
		"the directory": {PoolId: byol.WorkspacesPool.PoolId, DirectoryId: other},
		"both":          {PoolId: plain.WorkspacesPool.PoolId, BundleId: bundle, DirectoryId: other},
	} {
		err := updatePool(t, client, in)
		require.Error(t, err, name)
		requireCode(t, err, "OperationNotSupportedException", "tenancy SHARED")
	}
	require.NoError(t, updatePool(t, client, input{PoolId: plain.WorkspacesPool.PoolId, BundleId: bundle, DirectoryId: dedicated}))
	require.NoError(t, updatePool(t, client, input{PoolId: byol.WorkspacesPool.PoolId, BundleId: aws.String(workspacestest.BundleStandardWindows), DirectoryId: other}))
}

func TestPoolNamesAndQuota(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithQuota(workspacestest.QuotaPools, 2)).Client()
	directory := newPoolDirectory(t, client)
	create := func(name string, tags ...types.Tag) error {
		in := newPool(t, client, name, directory)
		in.Tags = tags
		_, err := client.CreateWorkspacesPool(t.Context(), in)
		return err
	}
	requireCode(t, create("a", tag("aws:x", "")), "InvalidParameterValuesException", "aws:")
	require.NoError(t, create("a"))
	requireCode(t, create("a"), "ResourceAlreadyExistsException", "name")
	require.NoError(t, create("A"))
	requireCode(t, create("b"), "ResourceLimitExceededException", "2 pools")
	gone := pools(t, client, workspaces.DescribeWorkspacesPoolsInput{})[0]
	require.NoError(t, terminatePool(t, client, gone.PoolId))
	require.NoError(t, create(*gone.PoolName), "the name of the deleted pool can be used again")
}

func TestPoolsBelongToAnAccountAndARegion(t *testing.T) {
	t.Parallel()
	emu, client, stranger := twoAccounts(t, instant)
	_, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "pool", newPoolDirectory(t, client)))
	require.NoError(t, err)
	id := onlyPool(t, client).PoolId
	for name, elsewhere := range map[string]*workspaces.Client{
		"Region":  emu.Client(inRegion("eu-west-1")),
		"account": stranger,
	} {
		assert.Empty(t, pools(t, elsewhere, workspaces.DescribeWorkspacesPoolsInput{}), name)
		requireCode(t, startPool(t, elsewhere, id), "ResourceNotFoundException", "pool")
		_, err := elsewhere.CreateWorkspacesPool(t.Context(), newPool(t, elsewhere, "pool", newPoolDirectory(t, elsewhere)))
		require.NoError(t, err, name)
	}
}

func TestUpdateWorkspacesPool(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant,
		workspacestest.WithDirectory(directoryID), workspacestest.WithDuration(workspacestest.UpdatingPool, time.Minute))
	client := emu.Client()
	_, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "pool", newPoolDirectory(t, client)))
	require.NoError(t, err)
	before := onlyPool(t, client)
	other := newPoolDirectory(t, client)
	enabled := &types.ApplicationSettingsRequest{Status: types.ApplicationSettingsStatusEnumEnabled}
	out, err := client.UpdateWorkspacesPool(t.Context(), &workspaces.UpdateWorkspacesPoolInput{
		PoolId: before.PoolId, Description: aws.String("Another"), DirectoryId: other, RunningMode: types.PoolsRunningModeAlwaysOn,
		BundleId: aws.String(bundleNamed(t, client, "Power with Windows 11")), Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(7)},
		TimeoutSettings: &types.TimeoutSettings{DisconnectTimeoutInSeconds: aws.Int32(60)}, ApplicationSettings: enabled,
	})
	require.NoError(t, err)
	p := onlyPool(t, client)
	assert.Equal(t, p, *out.WorkspacesPool)
	assert.Equal(t, types.WorkspacesPoolStateUpdating, p.State)
	assert.Equal(t, "Another", *p.Description)
	assert.Equal(t, other, p.DirectoryId)
	assert.Equal(t, bundleNamed(t, client, "Power with Windows 11"), *p.BundleId)
	assert.Equal(t, types.PoolsRunningModeAlwaysOn, p.RunningMode)
	assert.Equal(t, capacity(7, 0), p.CapacityStatus)
	assert.NotNil(t, p.ApplicationSettings.S3BucketName)
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspacesPoolStateStopped, onlyPool(t, client).State)

	require.NoError(t, updatePool(t, client, workspaces.UpdateWorkspacesPoolInput{
		PoolId: p.PoolId, TimeoutSettings: &types.TimeoutSettings{IdleDisconnectTimeoutInSeconds: aws.Int32(0), MaxUserDurationInSeconds: aws.Int32(600)},
		ApplicationSettings: &types.ApplicationSettingsRequest{Status: types.ApplicationSettingsStatusEnumDisabled},
	}))
	p = onlyPool(t, client)
	assert.Equal(t, &types.TimeoutSettings{
		DisconnectTimeoutInSeconds: aws.Int32(60), IdleDisconnectTimeoutInSeconds: aws.Int32(0), MaxUserDurationInSeconds: aws.Int32(600),
	}, p.TimeoutSettings)
	assert.Equal(t, &types.ApplicationSettingsResponse{Status: types.ApplicationSettingsStatusEnumDisabled}, p.ApplicationSettings)
	assert.Equal(t, "Another", *p.Description)
	assert.Equal(t, int32(7), *p.CapacityStatus.DesiredUserSessions)

	emu.Advance(time.Minute)
	for name, tt := range map[string]struct {
		in   workspaces.UpdateWorkspacesPoolInput
		code string
	}{
		"unknown directory": {workspaces.UpdateWorkspacesPoolInput{DirectoryId: aws.String("wsd-000000000")}, "ResourceNotFoundException"},
		"personal":          {workspaces.UpdateWorkspacesPoolInput{DirectoryId: aws.String(directoryID)}, "OperationNotSupportedException"},
		"unknown bundle":    {workspaces.UpdateWorkspacesPoolInput{BundleId: aws.String("wsb-000000000")}, "ResourceNotFoundException"},
		"unknown pool":      {workspaces.UpdateWorkspacesPoolInput{PoolId: aws.String("wspool-000000000")}, "ResourceNotFoundException"},
	} {
		tt.in.Description = aws.String("refused")
		if tt.in.PoolId == nil {
			tt.in.PoolId = p.PoolId
		}
		requireCode(t, updatePool(t, client, tt.in), tt.code, "")
		assert.Equal(t, "Another", *onlyPool(t, client).Description, name)
	}
}

func TestUpdateOfARunningPool(t *testing.T) {
	t.Parallel()
	emu := withPool(t, types.WorkspacesPool{CapacityStatus: &types.CapacityStatus{DesiredUserSessions: aws.Int32(5)}})
	client := emu.Client()
	id := onlyPool(t, client).PoolId
	requireCode(t, updatePool(t, client, workspaces.UpdateWorkspacesPoolInput{PoolId: id, RunningMode: types.PoolsRunningModeAlwaysOn}),
		"InvalidResourceStateException", "STOPPED")
	require.NoError(t, updatePool(t, client, workspaces.UpdateWorkspacesPoolInput{
		PoolId: id, RunningMode: types.PoolsRunningModeAutoStop, Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(9)},
	}), "the call does not change the running mode")
	assert.Equal(t, types.WorkspacesPoolStateUpdating, onlyPool(t, client).State)
	assert.Equal(t, capacity(9, 5), onlyPool(t, client).CapacityStatus)
	emu.Advance(2 * time.Minute)
	assert.Equal(t, types.WorkspacesPoolStateRunning, onlyPool(t, client).State)
	assert.Equal(t, capacity(9, 9), onlyPool(t, client).CapacityStatus)
}

func TestDescribeWorkspacesPools(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant).Client()
	directory := newPoolDirectory(t, client)
	ids := make(map[string]string)
	for _, name := range []string{"eu-one", "eu-two", "us-one"} {
		out, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, name, directory))
		require.NoError(t, err)
		ids[name] = *out.WorkspacesPool.PoolId
	}
	filters := func(pairs ...string) workspaces.DescribeWorkspacesPoolsInput { // each pair is a filter: an operator and space-separated values
		var in workspaces.DescribeWorkspacesPoolsInput
		for i := 0; i < len(pairs); i += 2 {
			in.Filters = append(in.Filters, types.DescribeWorkspacesPoolsFilter{
				Name: types.DescribeWorkspacesPoolsFilterNamePoolname, Values: strings.Fields(pairs[i+1]),
				Operator: types.DescribeWorkspacesPoolsFilterOperator(pairs[i]),
			})
		}
		return in
	}
	both := filters("CONTAINS", "eu")
	both.PoolIds = []string{ids["us-one"]}
	for name, tt := range map[string]struct {
		in   workspaces.DescribeWorkspacesPoolsInput
		want []string
	}{
		"all": {workspaces.DescribeWorkspacesPoolsInput{}, []string{"eu-one", "eu-two", "us-one"}},
		"identifiers": {
			workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{ids["us-one"], ids["eu-one"], ids["us-one"]}}, []string{"eu-one", "us-one"},
		},
		"equal":        {filters("EQUALS", "eu-one us-one eu"), []string{"eu-one", "us-one"}},
		"not equal":    {filters("NOTEQUALS", "eu-one us-one"), []string{"eu-two"}},
		"contains":     {filters("CONTAINS", "two us"), []string{"eu-two", "us-one"}},
		"contains not": {filters("NOTCONTAINS", "two us"), []string{"eu-one"}},
		"both filters": {filters("CONTAINS", "one", "NOTEQUALS", "us-one"), []string{"eu-one"}},
		"both kinds":   {both, nil},
	} {
		var got []string
		for _, p := range pools(t, client, tt.in) {
			got = append(got, *p.PoolName)
		}
		assert.ElementsMatch(t, tt.want, got, name)
	}
	_, err := client.DescribeWorkspacesPools(t.Context(), &workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{ids["us-one"], "wspool-000000000"}})
	var missing *types.ResourceNotFoundException
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, "wspool-000000000", *missing.ResourceId)
}

func TestPagesOfPools(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant).Client()
	directory := newPoolDirectory(t, client)
	in := newPool(t, client, "", directory)
	for i := range 30 {
		in.PoolName = aws.String(fmt.Sprint("pool", i))
		_, err := client.CreateWorkspacesPool(t.Context(), in)
		require.NoError(t, err)
	}
	for limit, want := range map[*int32][]int{nil: {25, 5}, aws.Int32(10): {10, 10, 10}} {
		seen := make(map[string]bool)
		describe := &workspaces.DescribeWorkspacesPoolsInput{Limit: limit}
		for i, size := range want {
			out, err := client.DescribeWorkspacesPools(t.Context(), describe)
			require.NoError(t, err)
			assert.Len(t, out.WorkspacesPools, size)
			for _, p := range out.WorkspacesPools {
				seen[*p.PoolName] = true
			}
			assert.Equal(t, i == len(want)-1, out.NextToken == nil)
			describe.NextToken = out.NextToken
		}
		assert.Len(t, seen, 30)
	}
	_, err := client.DescribeWorkspacesPools(t.Context(), &workspaces.DescribeWorkspacesPoolsInput{NextToken: aws.String("x")})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

func TestDoomedPools(t *testing.T) {
	t.Parallel()
	const message = "The subnet is gone."
	running, stopped := types.WorkspacesPoolStateRunning, types.WorkspacesPoolStateStopped
	update := func(t *testing.T, client *workspaces.Client, id *string) error {
		t.Helper()
		return updatePool(t, client, workspaces.UpdateWorkspacesPoolInput{PoolId: id})
	}
	for name, tt := range map[string]struct {
		operation         string
		from, during, end types.WorkspacesPoolState
		do                func(*testing.T, *workspaces.Client, *string) error
	}{
		"start":                   {"StartWorkspacesPool", stopped, types.WorkspacesPoolStateStarting, stopped, startPool},
		"stop":                    {"StopWorkspacesPool", running, types.WorkspacesPoolStateStopping, running, stopPool},
		"update":                  {"UpdateWorkspacesPool", stopped, types.WorkspacesPoolStateUpdating, stopped, update},
		"terminate":               {"TerminateWorkspacesPool", stopped, types.WorkspacesPoolStateDeleting, stopped, terminatePool},
		"terminate while running": {"TerminateWorkspacesPool", running, types.WorkspacesPoolStateStopping, running, terminatePool},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := withPool(t, types.WorkspacesPool{State: tt.from})
			client := emu.Client()
			doom(emu, tt.operation, string(types.WorkspacesPoolErrorCodeSubnetNotFound), message)
			require.NoError(t, tt.do(t, client, onlyPool(t, client).PoolId))
			assert.Equal(t, tt.during, onlyPool(t, client).State)
			assert.Empty(t, onlyPool(t, client).Errors)
			emu.Advance(time.Hour)
			p := onlyPool(t, client)
			assert.Equal(t, tt.end, p.State)
			assert.Equal(t, []types.WorkspacesPoolError{{ErrorCode: types.WorkspacesPoolErrorCodeSubnetNotFound, ErrorMessage: aws.String(message)}}, p.Errors)
			require.NoError(t, update(t, client, p.PoolId))
			emu.Advance(time.Hour)
			assert.Equal(t, tt.end, onlyPool(t, client).State)
			assert.Empty(t, onlyPool(t, client).Errors, "the next change succeeds and clears the error")
		})
	}
}

func TestDoomedCreationOfAPool(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client := emu.Client()
	directory := newPoolDirectory(t, client)
	emu.Advance(time.Minute)
	doom(emu, "CreateWorkspacesPool", "IMAGE_NOT_FOUND", "The image is gone.")
	_, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "pool", directory))
	require.NoError(t, err)
	assert.Equal(t, types.WorkspacesPoolStateCreating, onlyPool(t, client).State)
	emu.Advance(4 * time.Minute)
	assert.Equal(t, types.WorkspacesPoolStateStopped, onlyPool(t, client).State)
	require.Len(t, onlyPool(t, client).Errors, 1)
	assert.Equal(t, types.WorkspacesPoolErrorCodeImageNotFound, onlyPool(t, client).Errors[0].ErrorCode)
	require.NoError(t, startPool(t, client, onlyPool(t, client).PoolId))
	assert.Empty(t, onlyPool(t, client).Errors)
}

func TestSeededPools(t *testing.T) {
	t.Parallel()
	emu := withPool(t, types.WorkspacesPool{})
	client := emu.Client()
	p := onlyPool(t, client)
	assert.Equal(t, types.WorkspacesPoolStateRunning, p.State)
	assert.Equal(t, capacity(1, 1), p.CapacityStatus)
	d := directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{})[0]
	assert.Equal(t, d.DirectoryId, p.DirectoryId)
	assert.Equal(t, types.WorkspaceTypePools, d.WorkspaceType)
	assert.Equal(t, workspacestest.BundleStandardWindows, *p.BundleId)

	fault := types.WorkspacesPoolError{ErrorCode: types.WorkspacesPoolErrorCodeBundleNotFound, ErrorMessage: aws.String("Gone.")}
	want := types.WorkspacesPool{
		PoolId: aws.String("wspool-012345678"), PoolArn: aws.String("arn"), PoolName: aws.String("named"), Description: aws.String("A pool"),
		State: types.WorkspacesPoolStateStopped, Errors: []types.WorkspacesPoolError{fault}, RunningMode: types.PoolsRunningModeAlwaysOn,
		CapacityStatus: capacity(3, 0), BundleId: aws.String("wsb-000000000"), DirectoryId: aws.String("wsd-000000000"),
		TimeoutSettings:     &types.TimeoutSettings{DisconnectTimeoutInSeconds: aws.Int32(60)},
		ApplicationSettings: &types.ApplicationSettingsResponse{Status: types.ApplicationSettingsStatusEnumEnabled, S3BucketName: aws.String("bucket")},
		CreatedAt:           aws.Time(time.Date(2025, time.May, 1, 0, 0, 0, 0, time.UTC)),
	}
	seed(t, emu, workspacestest.Seed{Pools: []types.WorkspacesPool{want}})
	assert.Equal(t, want, pools(t, client, workspaces.DescribeWorkspacesPoolsInput{PoolIds: []string{"wspool-012345678"}})[0])
	seed(t, emu, workspacestest.Seed{Pools: []types.WorkspacesPool{{PoolName: aws.String("third")}}})
	assert.Len(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}), 1, "a pool uses an existing directory")
}

func TestClosedPoolsCannotBeCreated(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithPoolsClosed(), workspacestest.WithSeedResources(workspacestest.Seed{
		Pools: []types.WorkspacesPool{{PoolId: aws.String("wspool-000000001")}},
	})).Client()
	_, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "pool", newPoolDirectory(t, client)))
	requireCode(t, err, "AccessDeniedException", "Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026. "+
		"Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/wsp-pools-end-of-support.html")
	assert.True(t, workspaces.IsClosedToNewCustomers(err))
	assert.True(t, workspaces.IsAccessDenied(err))
	assert.False(t, workspaces.IsUnavailableInRegion(err))
	assert.Equal(t, "wspool-000000001", *onlyPool(t, client).PoolId, "a seed adds pools")
}

func TestPoolsHaveTheARNOfTheirRegion(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithInstantChanges())
	for region, partition := range map[string]string{workspacestest.Region: "aws", "us-gov-west-1": "aws-us-gov"} {
		client := emu.ClientFor(workspacestest.AccessKeyID, region)
		_, err := client.CreateWorkspacesPool(t.Context(), newPool(t, client, "pool", newPoolDirectory(t, client)))
		require.NoError(t, err)
		p := onlyPool(t, client)
		arn, err := types.ParseARN(*p.PoolArn)
		require.NoError(t, err)
		assert.Equal(t, types.ARN{
			Partition: partition, Region: region, AccountId: workspacestest.AccountID(workspacestest.AccessKeyID), Kind: types.ARNKindPool, Id: *p.PoolId,
		}, arn)
	}
}
