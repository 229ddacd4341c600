package workspacestest_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestLifeOfAWorkspace creates and terminates a WorkSpace on testing/synctest's fake clock.
func TestLifeOfAWorkspace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t, workspacestest.WithDirectory(directoryID)).Client()
		w := create(t, client, request(t, client, "alice"))
		assert.Equal(t, types.Workspace{
			WorkspaceId: w.WorkspaceId, DirectoryId: aws.String(directoryID), UserName: aws.String("alice"),
			BundleId: aws.String(bundleNamed(t, client, "Standard with Windows 11")), State: types.WorkspaceStatePending,
		}, w)
		assert.Empty(t, list(t, client), "the WorkSpace must not be visible at once")

		time.Sleep(time.Second)
		assert.Equal(t, w, only(t, client))
		time.Sleep(20*time.Minute - time.Second - time.Nanosecond)
		assert.Equal(t, types.WorkspaceStatePending, only(t, client).State)
		time.Sleep(time.Nanosecond)
		available := only(t, client)
		assert.Equal(t, types.WorkspaceStateAvailable, available.State)
		assert.NotNil(t, available.IpAddress)
		assert.NotNil(t, available.SubnetId)
		assert.NotNil(t, available.ComputerName)
		assert.NotNil(t, available.ModificationStates)
		assert.Empty(t, available.ModificationStates)
		assert.Equal(t, &types.WorkspaceProperties{
			RunningMode: types.RunningModeAlwaysOn, ComputeTypeName: types.ComputeStandard,
			RootVolumeSizeGib: aws.Int32(80), UserVolumeSizeGib: aws.Int32(50),
			Protocols: []types.Protocol{types.ProtocolWsp}, OperatingSystemName: types.OperatingSystemNameWindows11,
		}, available.WorkspaceProperties)

		out, err := client.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{
			TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: w.WorkspaceId}},
		})
		require.NoError(t, err)
		require.NoError(t, out.Err())
		going := only(t, client)
		assert.Equal(t, types.WorkspaceStateTerminating, going.State)
		assert.NotNil(t, going.IpAddress)
		time.Sleep(5 * time.Minute)
		assert.Equal(t, types.WorkspaceStateTerminated, only(t, client).State)
		assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, request(t, client, "alice")))
		time.Sleep(2 * time.Second)
		assert.Empty(t, list(t, client))
		create(t, client, request(t, client, "alice"))
	})
}

// refusal requests a WorkSpace and returns the error code with which it is refused.
func refusal(t *testing.T, client *workspaces.Client, r types.WorkspaceRequest) string {
	t.Helper()
	out, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{r}})
	require.NoError(t, err)
	require.Empty(t, out.PendingRequests)
	require.Len(t, out.FailedRequests, 1)
	assert.Equal(t, r, *out.FailedRequests[0].WorkspaceRequest)
	assert.NotEmpty(t, *out.FailedRequests[0].ErrorMessage)
	return *out.FailedRequests[0].ErrorCode
}

func TestPendingWorkspaceShowsItsEncryptionAndItsName(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	r := request(t, client, "[UNDEFINED]")
	r.WorkspaceName, r.Ipv6Address = aws.String("kiosk"), aws.String("2001:db8:0:0:0:0:0:1")
	r.RootVolumeEncryptionEnabled, r.UserVolumeEncryptionEnabled, r.VolumeEncryptionKey = aws.Bool(true), aws.Bool(true), aws.String("alias/desktops")
	r.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}
	w := create(t, client, r)
	want := types.Workspace{
		WorkspaceId: w.WorkspaceId, DirectoryId: r.DirectoryId, UserName: r.UserName, WorkspaceName: r.WorkspaceName, BundleId: r.BundleId,
		RootVolumeEncryptionEnabled: aws.Bool(true), UserVolumeEncryptionEnabled: aws.Bool(true), VolumeEncryptionKey: r.VolumeEncryptionKey,
		State: types.WorkspaceStatePending,
	}
	assert.Equal(t, want, w)
	emu.Advance(time.Second)
	assert.Equal(t, want, only(t, client))

	require.NoError(t, terminate(t, client, w.WorkspaceId))
	want.State = types.WorkspaceStateTerminating
	assert.Equal(t, want, only(t, client), "the WorkSpace was never provisioned")
	status, err := client.DescribeWorkspacesConnectionStatus(t.Context(), &workspaces.DescribeWorkspacesConnectionStatusInput{})
	require.NoError(t, err)
	assert.Empty(t, status.WorkspacesConnectionStatus)
}

func TestComputerNamesDependOnTheOperatingSystem(t *testing.T) {
	t.Parallel()
	for bundle, form := range map[string]string{
		"Standard with Windows 11":     `^WSAMZN-[0-9A-Z]{8}$`,
		"Standard with Amazon Linux 2": `^A-[0-9A-Z]{12}$`,
		"Standard with Ubuntu 22.04":   `^A-[0-9A-Z]{12}$`,
	} {
		client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
		r := request(t, client, "alice")
		r.BundleId = aws.String(bundleNamed(t, client, bundle))
		create(t, client, r)
		assert.Regexp(t, form, *only(t, client).ComputerName, bundle)
	}
}

func TestCreateWorkspacesRefusesItems(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant,
		workspacestest.WithDirectory(directoryID, "Alice", "bob"), workspacestest.WithDirectory("d-90670000bb")).Client()
	create(t, client, request(t, client, "Alice"))
	pools, err := client.RegisterWorkspaceDirectory(t.Context(), forPools("pools"))
	require.NoError(t, err)
	tests := map[string]struct {
		change func(*types.WorkspaceRequest)
		code   string
	}{
		"same user":         {func(r *types.WorkspaceRequest) { r.UserName = aws.String("alice") }, "ResourceExists.WorkSpace"},
		"unknown user":      {func(r *types.WorkspaceRequest) { r.UserName = aws.String("carol") }, "ResourceNotFound.User"},
		"unknown directory": {func(r *types.WorkspaceRequest) { r.DirectoryId = aws.String("d-90670000cc") }, "ResourceNotFound.Directory"},
		"of pools":          {func(r *types.WorkspaceRequest) { r.DirectoryId = pools.DirectoryId }, "OperationNotSupported.Directory"},
		"unknown bundle":    {func(r *types.WorkspaceRequest) { r.BundleId = aws.String("wsb-000000000") }, "ResourceNotFound.Bundle"},
		"AutoStop time-out, ALWAYS_ON": {func(r *types.WorkspaceRequest) {
			r.WorkspaceProperties = &types.WorkspaceProperties{RunningModeAutoStopTimeoutInMinutes: aws.Int32(60)}
		}, "AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace"},
		"AutoStop time-out, MANUAL": {func(r *types.WorkspaceRequest) {
			r.WorkspaceProperties = &types.WorkspaceProperties{RunningMode: types.RunningModeManual, RunningModeAutoStopTimeoutInMinutes: aws.Int32(60)}
		}, "AutoStopTimeoutIsNotDefaultForManualWorkspace"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := request(t, client, "bob")
			tt.change(&r)
			assert.Equal(t, tt.code, refusal(t, client, r))
		})
	}
	other := request(t, client, "anybody")
	other.DirectoryId = aws.String("d-90670000bb")
	create(t, client, other)
}

func TestCreateWorkspacesFailsAsAWhole(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	many := make([]types.Tag, 51)
	for i := range many {
		many[i].Key = aws.String(fmt.Sprint(i))
	}
	properties := func(p types.WorkspaceProperties) func(*types.WorkspaceRequest) {
		return func(r *types.WorkspaceRequest) { r.WorkspaceProperties = &p }
	}
	tests := map[string]struct {
		change        func(*types.WorkspaceRequest)
		code, message string
	}{
		"volumes": {
			properties(types.WorkspaceProperties{RootVolumeSizeGib: aws.Int32(80), UserVolumeSizeGib: aws.Int32(60)}),
			"InvalidParameterValuesException", "Standard: Invalid root and user volume size selected.",
		},
		"graphics volumes": {
			properties(types.WorkspaceProperties{ComputeTypeName: types.ComputeGraphics}),
			"InvalidParameterValuesException", "Graphics: Invalid root and user volume size selected. Root and user volume size (GB) must be (100+|100+).",
		},
		"AutoStop steps": {
			properties(types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop, RunningModeAutoStopTimeoutInMinutes: aws.Int32(90)}),
			"InvalidParameterValuesException", "60-minute intervals",
		},
		"nobody": {func(r *types.WorkspaceRequest) { r.UserName = aws.String("[UNDEFINED]") }, "InvalidParameterValuesException", "WorkspaceName"},
		"tags":   {func(r *types.WorkspaceRequest) { r.Tags = many }, "ResourceLimitExceededException", "50"},
		"malformed": {
			func(r *types.WorkspaceRequest) { r.BundleId = aws.String("bundle") }, "ValidationException",
			"1 validation error detected: Value 'bundle' at 'workspaces.2.member.bundleId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^wsb-",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := request(t, client, "bob")
			tt.change(&bad)
			_, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{
				Workspaces: []types.WorkspaceRequest{request(t, client, "alice"), bad},
			})
			requireCode(t, err, tt.code, tt.message)
			assert.Empty(t, list(t, client))
		})
	}
}

func TestCreateWorkspacesUsesTheRequestedProperties(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	r := request(t, client, "[UNDEFINED]")
	r.WorkspaceName = aws.String("kiosk-1")
	r.WorkspaceProperties = &types.WorkspaceProperties{
		RunningMode: types.RunningModeAutoStop, RootVolumeSizeGib: aws.Int32(175), UserVolumeSizeGib: aws.Int32(100),
	}
	r.Tags = []types.Tag{{Key: aws.String("team"), Value: aws.String("front desk")}}
	create(t, client, r)
	w := only(t, client)
	assert.Equal(t, int32(60), *w.WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes)
	assert.Equal(t, int32(175), *w.WorkspaceProperties.RootVolumeSizeGib)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: w.WorkspaceId})
	require.NoError(t, err)
	assert.Equal(t, r.Tags, tags.TagList)
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, r))

	found, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceName: r.WorkspaceName})
	require.NoError(t, err)
	assert.Len(t, found.Workspaces, 1)
	r.WorkspaceName = aws.String("kiosk-2")
	create(t, client, r)
}

func TestDescribeWorkspacesFilters(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID), workspacestest.WithWorkspaces(2, types.WorkspaceStateStopped)).Client()
	alice := create(t, client, request(t, client, "alice"))
	bob := create(t, client, request(t, client, "bob"))
	tests := map[string]struct {
		in      workspaces.DescribeWorkspacesInput
		want    int
		message string
	}{
		"all":                  {want: 4},
		"directory":            {in: workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryID)}, want: 2},
		"user":                 {in: workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryID), UserName: aws.String("ALICE")}, want: 1},
		"bundle":               {in: workspaces.DescribeWorkspacesInput{BundleId: alice.BundleId}, want: 2},
		"identifiers":          {in: workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*alice.WorkspaceId, *bob.WorkspaceId, "ws-000000000"}}, want: 2},
		"unknown":              {in: workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-000000000"}}},
		"user alone":           {in: workspaces.DescribeWorkspacesInput{UserName: aws.String("alice")}, message: "The DirectoryId parameter is required when UserName is used."},
		"directory and bundle": {in: workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryID), BundleId: alice.BundleId}, message: "An invalid number of parameters provided with DescribeWorkspaces."},
		"identifiers and name": {in: workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*alice.WorkspaceId}, WorkspaceName: aws.String("kiosk")}, message: "Only one of the following"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := client.DescribeWorkspaces(t.Context(), &tt.in)
			if tt.message != "" {
				requireCode(t, err, "InvalidParameterValuesException", tt.message)
				return
			}
			require.NoError(t, err)
			assert.Len(t, out.Workspaces, tt.want)
		})
	}
}

func TestNewWorkspacesAreNotVisibleAtOnce(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID), workspacestest.WithDuration(workspacestest.Propagating, time.Minute))
	client := emu.Client()
	w := create(t, client, request(t, client, "alice"))
	in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*w.WorkspaceId}}
	out, err := client.DescribeWorkspaces(t.Context(), in)
	require.NoError(t, err)
	assert.Empty(t, out.Workspaces)
	ended, err := client.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{
		TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: w.WorkspaceId}},
	})
	require.NoError(t, err)
	assert.True(t, workspaces.IsNotFound(ended.Err()))
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, request(t, client, "alice")))

	emu.Advance(time.Minute)
	out, err = client.DescribeWorkspaces(t.Context(), in)
	require.NoError(t, err)
	assert.Len(t, out.Workspaces, 1)
}

func TestPages(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithWorkspaces(60, types.WorkspaceStateAvailable)).Client()
	collect := func(t *testing.T, limit *int32) (ids []string, sizes []int) {
		t.Helper()
		in := &workspaces.DescribeWorkspacesInput{Limit: limit}
		for {
			out, err := client.DescribeWorkspaces(t.Context(), in)
			require.NoError(t, err)
			sizes = append(sizes, len(out.Workspaces))
			for _, w := range out.Workspaces {
				ids = append(ids, *w.WorkspaceId)
			}
			if out.NextToken == nil {
				return ids, sizes
			}
			in.NextToken = out.NextToken
		}
	}
	all, sizes := collect(t, nil)
	assert.Equal(t, []int{25, 25, 10}, sizes)
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(all))), 60)
	small, sizes := collect(t, aws.Int32(20))
	assert.Equal(t, []int{20, 20, 20}, sizes, "a full last page has no token")
	assert.Equal(t, all, small)

	_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(26)})
	requireCode(t, err, "ValidationException", "Value '26' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 25")
}

func TestTheLastMatchingPageHasNoToken(t *testing.T) {
	t.Parallel()
	const otherDirectory = "d-90670000bb"
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID), workspacestest.WithDirectory(otherDirectory))
	for id, directory := range map[string]string{"ws-000000001": directoryID, "ws-000000002": directoryID, "ws-000000003": otherDirectory} {
		seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: aws.String(id), DirectoryId: aws.String(directory), UserName: aws.String(id)}}})
	}
	out, err := emu.Client().DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryID), Limit: aws.Int32(2)})
	require.NoError(t, err)
	assert.Len(t, out.Workspaces, 2)
	assert.Nil(t, out.NextToken, "the WorkSpaces after this page are in another directory")
}

func TestPagesSurviveChanges(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID), workspacestest.WithWorkspaces(10, types.WorkspaceStateAvailable)).Client()
	in := &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(5)}
	first, err := client.DescribeWorkspaces(t.Context(), in)
	require.NoError(t, err)
	in.NextToken = first.NextToken
	second, err := client.DescribeWorkspaces(t.Context(), in)
	require.NoError(t, err)

	gone := first.Workspaces[4] // the token contains this WorkSpace's identifier
	ended, err := client.TerminateWorkspaces(t.Context(), &workspaces.TerminateWorkspacesInput{
		TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: gone.WorkspaceId}},
	})
	require.NoError(t, err)
	require.NoError(t, ended.Err())
	again, err := client.DescribeWorkspaces(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, second.Workspaces, again.Workspaces)
}

func TestTokensAreChecked(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable))
	client := emu.Client()
	out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	token := *out.NextToken
	flipped := []byte(token)
	flipped[len(flipped)-3] ^= 1
	for _, bad := range []string{"x", "not base64!", token[1:], token + "AAAA", string(flipped), "2" + token[1:]} {
		_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{NextToken: &bad})
		requireCode(t, err, "InvalidParameterValuesException", "NextToken")
	}
	_, err = client.DescribeWorkspacesConnectionStatus(t.Context(), &workspaces.DescribeWorkspacesConnectionStatusInput{NextToken: &token})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
	_, err = emu.Client(inRegion("eu-west-1")).
		DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{NextToken: &token})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

func TestMembersAreReadBack(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	r := request(t, client, "Alice")
	r.RootVolumeEncryptionEnabled, r.UserVolumeEncryptionEnabled, r.VolumeEncryptionKey = aws.Bool(true), aws.Bool(false), aws.String("alias/desktops")
	r.Ipv6Address = aws.String("2001:db8:0:0:0:0:0:1")
	r.WorkspaceName = aws.String("kiosk")
	r.WorkspaceProperties = &types.WorkspaceProperties{
		RunningMode: types.RunningModeManual, ComputeTypeName: types.ComputePower, RootVolumeSizeGib: aws.Int32(200), UserVolumeSizeGib: aws.Int32(300),
		Protocols: []types.Protocol{types.ProtocolPcoip}, OperatingSystemName: types.OperatingSystemNameWindows11,
		GlobalAccelerator: &types.GlobalAcceleratorForWorkSpace{Mode: types.AGAModeForWorkSpaceEnumInherited},
	}
	create(t, client, r)
	w := only(t, client)
	assert.Equal(t, r.DirectoryId, w.DirectoryId)
	assert.Equal(t, r.UserName, w.UserName)
	assert.Equal(t, r.BundleId, w.BundleId)
	assert.Equal(t, r.WorkspaceProperties, w.WorkspaceProperties)
	assert.Equal(t, r.RootVolumeEncryptionEnabled, w.RootVolumeEncryptionEnabled)
	assert.Equal(t, r.UserVolumeEncryptionEnabled, w.UserVolumeEncryptionEnabled)
	assert.Equal(t, r.VolumeEncryptionKey, w.VolumeEncryptionKey)
	assert.Equal(t, r.Ipv6Address, w.Ipv6Address)
	assert.Nil(t, w.WorkspaceName, "a WorkSpace with a user must not have a name")
}

func TestDoomedCreation(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	doom(emu, "CreateWorkspaces", "ConfigureWorkspace.DomainJoin", "The domain does not answer.")
	create(t, client, request(t, client, "alice"))
	w := only(t, client)
	assert.Equal(t, types.WorkspaceStateError, w.State)
	assert.Equal(t, "ConfigureWorkspace.DomainJoin", *w.ErrorCode)
	assert.Equal(t, "The domain does not answer.", *w.ErrorMessage)
	assert.NotNil(t, w.WorkspaceProperties)
	assert.Nil(t, w.IpAddress)
	assert.Nil(t, w.SubnetId)
	assert.Nil(t, w.ComputerName)
	assert.Equal(t, "ResourceExists.WorkSpace", refusal(t, client, request(t, client, "alice")))
	requireCode(t, operationNamed("RebuildWorkspaces").call(t, client, w.WorkspaceId), "ResourceNotFound.Snapshot", "no snapshot")
}

func TestQuotasOfWorkspaces(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID),
		workspacestest.WithQuota(workspacestest.QuotaWorkspaces, 3), workspacestest.WithQuota(workspacestest.QuotaGraphicsWorkspaces, 1)).Client()
	of := func(user, bundle string) types.WorkspaceRequest {
		r := request(t, client, user)
		r.BundleId = aws.String(bundleNamed(t, client, bundle))
		return r
	}
	ask := func(requests ...types.WorkspaceRequest) (*workspaces.CreateWorkspacesOutput, error) {
		return client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: requests})
	}
	g4dn, pro := "Graphics.g4dn with Windows 11", "GraphicsPro.g4dn with Windows 11"
	_, err := ask(of("alice", g4dn), of("bob", g4dn))
	requireCode(t, err, "ResourceLimitExceededException", "Graphics WorkSpaces")
	assert.Empty(t, list(t, client), "the whole call fails")
	_, err = ask(of("alice", g4dn), of("bob", pro))
	require.NoError(t, err, "each compute type has its own quota")
	_, err = ask(of("carol", pro))
	requireCode(t, err, "ResourceLimitExceededException", "Graphics WorkSpaces")
	_, err = ask(request(t, client, "carol"), request(t, client, "dave"))
	requireCode(t, err, "ResourceLimitExceededException", "The quota of 3 WorkSpaces is exceeded.")
	_, err = ask(request(t, client, "carol"))
	require.NoError(t, err)
	out, err := ask(request(t, client, "carol"))
	require.NoError(t, err, "refused items must not count for the quota")
	requireCode(t, out.Err(), "ResourceExists.WorkSpace", "")
	require.NoError(t, terminate(t, client, list(t, client)[2].WorkspaceId))
	out, err = ask(request(t, client, "erin"), request(t, client, "ERIN"))
	require.NoError(t, err, "a second item for the same user must not count for the quota")
	requireCode(t, out.Err(), "ResourceExists.WorkSpace", "")
	assert.Len(t, out.PendingRequests, 1)
	_, err = migrate(t, client, list(t, client)[0].WorkspaceId, "Standard with Windows 11 (Server 2025 based)")
	require.NoError(t, err, "a migration must be possible when the quota is used up")
	require.NoError(t, terminate(t, client, list(t, client)[0].WorkspaceId))
	_, err = ask(request(t, client, "frank"))
	require.NoError(t, err, "a migrated WorkSpace must not count twice for the quota")
}
