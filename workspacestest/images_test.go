package workspacestest_test

import (
	"errors"
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

// imagesOf calls DescribeWorkspaceImages and returns the images on the first page.
func imagesOf(t *testing.T, client *workspaces.Client, in workspaces.DescribeWorkspaceImagesInput) []types.WorkspaceImage {
	t.Helper()
	out, err := client.DescribeWorkspaceImages(t.Context(), &in)
	require.NoError(t, err)
	return out.Images
}

// imageWith returns the image with the given ID.
func imageWith(t *testing.T, client *workspaces.Client, id *string) types.WorkspaceImage {
	t.Helper()
	list := imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*id}})
	require.Len(t, list, 1)
	return list[0]
}

// imageOf returns a request to create an image from a WorkSpace.
func imageOf(workspace *string, name string) *workspaces.CreateWorkspaceImageInput {
	return &workspaces.CreateWorkspaceImageInput{WorkspaceId: workspace, Name: aws.String(name), Description: aws.String("of a WorkSpace")}
}

// createImage creates an image from a WorkSpace.
func createImage(t *testing.T, client *workspaces.Client, workspace *string, name string) *workspaces.CreateWorkspaceImageOutput {
	t.Helper()
	out, err := client.CreateWorkspaceImage(t.Context(), imageOf(workspace, name))
	require.NoError(t, err)
	return out
}

func deleteImage(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.DeleteWorkspaceImage(t.Context(), &workspaces.DeleteWorkspaceImageInput{ImageId: id})
	return err
}

func terminate(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	return operationNamed("TerminateWorkspaces").call(t, client, id)
}

func TestCreateWorkspaceImage(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client, began := emu.Client(), emu.Now()
	id := only(t, client).WorkspaceId
	out, err := client.CreateWorkspaceImage(t.Context(), &workspaces.CreateWorkspaceImageInput{
		WorkspaceId: id, Name: aws.String("golden"), Description: aws.String("with the tools"), Tags: []types.Tag{tag("team", "blue")},
	})
	require.NoError(t, err)
	assert.Regexp(t, `^wsi-[0-9a-z]{9}$`, *out.ImageId)
	assert.Equal(t, types.WorkspaceImageStatePending, out.State)

	image := imageWith(t, client, out.ImageId)
	assert.Equal(t, types.WorkspaceImage{
		ImageId: out.ImageId, Name: aws.String("golden"), Description: aws.String("with the tools"),
		State: types.WorkspaceImageStatePending, OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeWindows},
		RequiredTenancy: types.WorkspaceImageRequiredTenancyDefault, OwnerAccountId: aws.String(ownAccount),
		Created: &began, Updates: &types.UpdateResult{UpdateAvailable: aws.Bool(false), Description: aws.String("There is no update for this image")},
	}, image)
	assert.Equal(t, &workspaces.CreateWorkspaceImageOutput{
		ImageId: image.ImageId, Name: image.Name, Description: image.Description, State: image.State, OperatingSystem: image.OperatingSystem,
		RequiredTenancy: image.RequiredTenancy, OwnerAccountId: image.OwnerAccountId, Created: image.Created, ResultMetadata: out.ResultMetadata,
	}, out)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: out.ImageId})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{tag("team", "blue")}, tags.TagList)

	emu.Advance(45*time.Minute - 1)
	assert.Equal(t, types.WorkspaceImageStatePending, imageWith(t, client, out.ImageId).State)
	assert.Equal(t, types.WorkspaceStateSuspended, only(t, client).State)
	requireCode(t, terminate(t, client, id), "InvalidResourceState.WorkSpace", "SUSPENDED")
	emu.Advance(1)
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
	assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, out.ImageId).State)
	require.NoError(t, terminate(t, client, id))
	emu.Advance(time.Hour)
	assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, out.ImageId).State, "the image must remain after the WorkSpace is terminated")
}

func TestSuspensionDisconnectsTheUser(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	id := only(t, client).WorkspaceId
	seed(t, emu, workspacestest.Seed{ConnectionStatus: []types.WorkspaceConnectionStatus{{WorkspaceId: id, ConnectionState: types.ConnectionStateConnected}}})
	require.Equal(t, types.ConnectionStateConnected, connection(t, client).ConnectionState)
	createImage(t, client, id, "golden")
	assert.Equal(t, types.ConnectionStateDisconnected, connection(t, client).ConnectionState)
}

func TestSeededSuspendedWorkspacesStaySuspended(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateSuspended))
	emu.Advance(1000 * time.Hour)
	assert.Equal(t, types.WorkspaceStateSuspended, only(t, emu.Client()).State)
}

// TestSuspensionEndsWithTheImage uses WithReads to end the Imaging phase after four responses. The first is from
// CreateWorkspaceImage. The other three show the image in one subtest, and the WorkSpace in the other.
func TestSuspensionEndsWithTheImage(t *testing.T) {
	t.Parallel()
	for name, show := range map[string]func(t *testing.T, client *workspaces.Client, image *string){
		"the image": func(t *testing.T, client *workspaces.Client, image *string) {
			t.Helper()
			assert.Equal(t, types.WorkspaceImageStatePending, imageWith(t, client, image).State)
		},
		"the WorkSpace": func(t *testing.T, client *workspaces.Client, _ *string) {
			t.Helper()
			assert.Equal(t, types.WorkspaceStateSuspended, only(t, client).State)
		},
	} {
		t.Run("shown is "+name, func(t *testing.T) {
			t.Parallel()
			client := workspacestest.New(t, instant, workspacestest.WithReads(workspacestest.Imaging, 4)).Client()
			workspace := newWorkspace(t, client, "Standard with Windows 11")
			image := createImage(t, client, workspace, "a").ImageId
			for range 3 {
				show(t, client, image)
			}
			assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
			assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, image).State)
		})
	}
}

// newWorkspace registers a directory and creates a WorkSpace in it. With instant changes, the WorkSpace is AVAILABLE
// at once.
func newWorkspace(t *testing.T, client *workspaces.Client, bundle string, change ...func(*types.WorkspaceRequest)) *string {
	t.Helper()
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	var known *types.ResourceAlreadyExistsException
	if !errors.As(err, &known) {
		require.NoError(t, err)
	}
	r := types.WorkspaceRequest{
		DirectoryId: aws.String(directoryID), UserName: aws.String(fmt.Sprintf("user%d", len(list(t, client)))), BundleId: aws.String(bundleNamed(t, client, bundle)),
	}
	for _, c := range change {
		c(&r)
	}
	return create(t, client, r).WorkspaceId
}

func TestDoomedImage(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, noon, workspacestest.WithDuration(workspacestest.Imaging, time.Minute))
	client := emu.Client()
	workspace := newWorkspace(t, client, "Standard with Windows 11")
	doom(emu, "CreateWorkspaceImage", "SysprepFailed", "Sysprep has failed.")
	out := createImage(t, client, workspace, "a")
	before := imageWith(t, client, out.ImageId)
	assert.Nil(t, before.ErrorCode)
	emu.Advance(time.Minute)
	after := imageWith(t, client, out.ImageId)
	assert.Equal(t, types.WorkspaceImageStateError, after.State)
	assert.Equal(t, "SysprepFailed", *after.ErrorCode)
	assert.Equal(t, "Sysprep has failed.", *after.ErrorMessage)
	assert.Empty(t, after.ErrorDetails, "only failed imports have ErrorDetails")
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
	require.NoError(t, operationNamed("RebootWorkspaces").call(t, client, workspace))
	assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State, "the failure of the image must not affect the WorkSpace")
	require.NoError(t, deleteImage(t, client, out.ImageId))
}

func TestCreateWorkspaceImageRefusals(t *testing.T) {
	t.Parallel()
	for _, state := range types.WorkspaceState("").Values() {
		if state == types.WorkspaceStateAvailable {
			continue
		}
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, state)).Client()
		_, err := client.CreateWorkspaceImage(t.Context(), imageOf(only(t, client).WorkspaceId, "a"))
		requireCode(t, err, "InvalidResourceStateException", string(state))
		assert.Empty(t, imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{}))
	}

	client := workspacestest.New(t, instant, workspacestest.WithQuota(workspacestest.QuotaImages, 2), workspacestest.WithReads(workspacestest.Initiating, 1000),
		workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{Name: aws.String("taken")}}})).Client()
	workspace := newWorkspace(t, client, "Standard with Windows 11")
	changing := newWorkspace(t, client, "Standard with Windows 11")
	_, err := client.ModifyWorkspaceProperties(t.Context(), &workspaces.ModifyWorkspacePropertiesInput{
		WorkspaceId: changing, WorkspaceProperties: &types.WorkspaceProperties{ComputeTypeName: types.ComputePower},
	})
	require.NoError(t, err)
	encrypted := func(r *types.WorkspaceRequest) {
		r.VolumeEncryptionKey, r.UserVolumeEncryptionEnabled = aws.String("alias/aws/workspaces"), aws.Bool(true)
	}
	for name, tt := range map[string]struct {
		workspace     *string
		name          string
		tags          []types.Tag
		code, message string
	}{
		"unknown WorkSpace": {aws.String("ws-000000000"), "a", nil, "ResourceNotFoundException", "The specified WorkSpace cannot be found."},
		"being modified":    {changing, "a", nil, "InvalidResourceStateException", "being modified"},
		"encrypted": {
			newWorkspace(t, client, "Standard with Windows 11", encrypted), "a", nil, "OperationNotSupportedException",
			"The operation couldn't be performed on the specified WorkSpace. Confirm that the WorkSpace is not encrypted and try again.",
		},
		"name that is taken": {workspace, "taken", nil, "ResourceAlreadyExistsException", "with the same name"},
		"reserved tags":      {workspace, "a", []types.Tag{tag("aws:a", "")}, "InvalidParameterValuesException", "aws:"},
		"invalid name":       {workspace, "a b", nil, "ValidationException", "name"},
	} {
		in := imageOf(tt.workspace, tt.name)
		in.Tags = tt.tags
		_, err := client.CreateWorkspaceImage(t.Context(), in)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	assert.Len(t, imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{}), 1)
	createImage(t, client, workspace, "a")
	_, err = client.CreateWorkspaceImage(t.Context(), imageOf(workspace, "b"))
	requireCode(t, err, "ResourceLimitExceededException", "2 images")
	assert.Equal(t, types.WorkspaceStateAvailable, list(t, client)[0].State, "a rejected call must not suspend the WorkSpace")
}

func TestImagesHaveTheSystemOfTheirWorkspace(t *testing.T) {
	t.Parallel()
	for bundle, want := range map[string]types.OperatingSystemType{
		"Standard with Windows 10 (Server 2019 based)": types.OperatingSystemTypeWindows,
		"Standard with Windows 11":                     types.OperatingSystemTypeWindows,
		"Standard with Ubuntu 22.04":                   types.OperatingSystemTypeLinux,
	} {
		client := workspacestest.New(t, instant).Client()
		image := createImage(t, client, newWorkspace(t, client, bundle), "a")
		assert.Equal(t, want, image.OperatingSystem.Type, bundle)
	}
}

func TestImagesOfDedicatedDirectories(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithSeedResources(workspacestest.Seed{
		DedicatedTenancyManagementCidrRange: aws.String("10.1.0.0/16"),
	})).Client()
	_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: aws.String(directoryID), Tenancy: types.TenancyDedicated,
	})
	require.NoError(t, err)
	image := createImage(t, client, newWorkspace(t, client, "Standard with Windows 11"), "a")
	assert.Equal(t, types.WorkspaceImageRequiredTenancyDedicated, image.RequiredTenancy)
}

func TestCreateUpdatedWorkspaceImage(t *testing.T) {
	t.Parallel()
	server := aws.String("wsi-000000001")
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID), workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{{ImageId: server}},
	}))
	client := emu.Client()
	workspace := newWorkspace(t, client, "Standard with Windows 10")
	emu.Advance(20 * time.Minute)
	source := createImage(t, client, workspace, "a").ImageId
	emu.Advance(45 * time.Minute)
	update := func(source *string, name string) (*workspaces.CreateUpdatedWorkspaceImageOutput, error) {
		return client.CreateUpdatedWorkspaceImage(t.Context(), &workspaces.CreateUpdatedWorkspaceImageInput{
			SourceImageId: source, Name: aws.String(name), Description: aws.String("newer"), Tags: []types.Tag{tag("a", "b")},
		})
	}
	out, err := update(source, "b")
	require.NoError(t, err)
	require.NotEqual(t, source, out.ImageId)
	emu.Advance(45*time.Minute - 1)
	image := imageWith(t, client, out.ImageId)
	assert.Equal(t, types.WorkspaceImageStatePending, image.State)
	assert.Equal(t, "b", *image.Name)
	assert.Equal(t, "newer", *image.Description)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: out.ImageId})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{tag("a", "b")}, tags.TagList)
	_, err = update(out.ImageId, "c")
	requireCode(t, err, "InvalidResourceStateException", "PENDING")
	emu.Advance(1)
	assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, out.ImageId).State)
	_, err = update(out.ImageId, "c")
	require.NoError(t, err, "the updated image can be updated again")

	_, err = update(source, "a")
	requireCode(t, err, "ResourceAlreadyExistsException", "same name")
	_, err = update(aws.String("wsi-000000000"), "d")
	requireCode(t, err, "ResourceNotFoundException", "image")
	_, err = update(server, "d")
	requireCode(t, err, "OperationNotSupportedException", "Windows 10")
}

func TestDeleteWorkspaceImage(t *testing.T) {
	t.Parallel()
	available, failed, pending := aws.String("wsi-000000001"), aws.String("wsi-000000002"), aws.String("wsi-000000003")
	used, given, others := aws.String("wsi-000000004"), aws.String("wsi-000000005"), aws.String("wsi-000000006")
	client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{
			{ImageId: available, Name: aws.String("free")},
			{ImageId: failed, State: types.WorkspaceImageStateError},
			{ImageId: pending, State: types.WorkspaceImageStatePending},
			{ImageId: used},
			{ImageId: given},
			{ImageId: others, OwnerAccountId: aws.String("123456789012")},
		},
		Bundles: []types.WorkspaceBundle{{ImageId: used}},
	})).Client()
	share(t, client, given, "123456789012", true)
	amazon, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		id            *string
		code, message string
	}{
		"unknown":         {aws.String("wsi-000000000"), "InvalidResourceStateException", "could not be found"},
		"PENDING":         {pending, "InvalidResourceStateException", "PENDING"},
		"shared":          {given, "InvalidResourceStateException", "shared"},
		"in a bundle":     {used, "ResourceAssociatedException", "One or more bundles are associated with the Image. Delete bundles associated with Image, and try again."},
		"of someone else": {others, "AccessDeniedException", "another account"},
		"of AWS":          {amazon.Bundles[0].ImageId, "AccessDeniedException", "another account"},
	} {
		err := deleteImage(t, client, tt.id)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	assert.Len(t, imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{}), 5)
	for _, id := range []*string{available, failed} {
		require.NoError(t, deleteImage(t, client, id))
		assert.Empty(t, imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*id}}))
	}
	share(t, client, given, "123456789012", false)
	require.NoError(t, deleteImage(t, client, given))
	_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: given})
	assert.True(t, workspaces.IsNotFound(err))
}

func TestPagesOfImages(t *testing.T) {
	t.Parallel()
	var ids []string
	var resources workspacestest.Seed
	for i := range 30 {
		id := fmt.Sprintf("wsi-%09d", i+1)
		ids = append(ids, id)
		resources.Images = append(resources.Images, types.WorkspaceImage{ImageId: &id})
	}
	client := workspacestest.New(t, workspacestest.WithSeedResources(resources)).Client()
	for size, limit := range map[int]*int32{25: nil, 7: aws.Int32(7), 24: aws.Int32(24)} {
		var got []string
		in := &workspaces.DescribeWorkspaceImagesInput{MaxResults: limit}
		for {
			out, err := client.DescribeWorkspaceImages(t.Context(), in)
			require.NoError(t, err)
			if out.NextToken != nil {
				assert.Len(t, out.Images, size)
			}
			for _, i := range out.Images {
				got = append(got, *i.ImageId)
			}
			if in.NextToken = out.NextToken; in.NextToken == nil {
				break
			}
		}
		assert.Equal(t, ids, got)
	}
	some := imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{ids[3], "wsi-000000000", ids[1], ids[3]}})
	require.Len(t, some, 2)
	assert.Equal(t, ids[1], *some[0].ImageId)
	assert.Equal(t, ids[3], *some[1].ImageId)
	_, err := client.DescribeWorkspaceImages(t.Context(), &workspaces.DescribeWorkspaceImagesInput{NextToken: aws.String("x")})
	requireCode(t, err, "ValidationException", "NextToken")
}

func TestSeededImages(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client, now, own := emu.Client(), emu.Now(), aws.String(ownAccount)
	seed(t, emu, workspacestest.Seed{Images: []types.WorkspaceImage{{}}})
	list := imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{})
	require.Len(t, list, 1)
	plain := list[0]
	assert.Regexp(t, `^wsi-[0-9a-z]{9}$`, *plain.ImageId)
	assert.Equal(t, plain.ImageId, plain.Name)
	assert.Equal(t, types.WorkspaceImageStateAvailable, plain.State)
	assert.Equal(t, types.OperatingSystemTypeWindows, plain.OperatingSystem.Type)
	assert.Equal(t, own, plain.OwnerAccountId)
	assert.True(t, now.Equal(*plain.Created))
	assert.NotNil(t, plain.Updates)

	full := types.WorkspaceImage{
		ImageId: aws.String("wsi-123456789"), Name: aws.String("n"), Description: aws.String("d"), State: types.WorkspaceImageStateError,
		OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeLinux}, RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated,
		OwnerAccountId: own, Created: aws.Time(now.Add(-time.Hour)),
		Updates:   &types.UpdateResult{UpdateAvailable: aws.Bool(true), Description: aws.String("u")},
		ErrorCode: aws.String("c"), ErrorMessage: aws.String("m"),
		ErrorDetails: []types.ErrorDetails{{ErrorCode: types.WorkspaceImageErrorDetailCodeInPlaceUpgrade, ErrorMessage: aws.String("upgraded")}},
	}
	seed(t, emu, workspacestest.Seed{Images: []types.WorkspaceImage{full}})
	assert.Equal(t, full, imageWith(t, client, full.ImageId))

	full.State = types.WorkspaceImageStatePending
	seed(t, emu, workspacestest.Seed{Images: []types.WorkspaceImage{full}})
	shown := imageWith(t, client, full.ImageId)
	assert.Equal(t, types.WorkspaceImageStatePending, shown.State)
	assert.Nil(t, shown.ErrorCode)
	emu.Advance(45 * time.Minute)
	assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, full.ImageId).State)
}
