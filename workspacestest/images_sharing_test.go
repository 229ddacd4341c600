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

// permit shares an image with an account if allow is true, and otherwise stops sharing it.
func permit(t *testing.T, client *workspaces.Client, image *string, account string, allow bool) error {
	t.Helper()
	_, err := client.UpdateWorkspaceImagePermission(t.Context(), &workspaces.UpdateWorkspaceImagePermissionInput{
		ImageId: image, SharedAccountId: aws.String(account), AllowCopyImage: aws.Bool(allow),
	})
	return err
}

func share(t *testing.T, client *workspaces.Client, image *string, account string, allow bool) {
	t.Helper()
	require.NoError(t, permit(t, client, image, account, allow))
}

// copyOf returns a request to copy an image.
func copyOf(image *string, region, name string) *workspaces.CopyWorkspaceImageInput {
	return &workspaces.CopyWorkspaceImageInput{SourceImageId: image, SourceRegion: aws.String(region), Name: aws.String(name)}
}

func TestSharedImages(t *testing.T) {
	t.Parallel()
	image, private := aws.String("wsi-000000001"), aws.String("wsi-000000002")
	emu, owner, stranger := twoAccounts(t, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{{ImageId: image, Name: aws.String("golden")}, {ImageId: private}},
	}))
	elsewhere := emu.ClientFor(otherKey, "eu-west-1")
	shared := func() []types.WorkspaceImage {
		return imagesOf(t, stranger, workspaces.DescribeWorkspaceImagesInput{ImageType: types.ImageTypeShared})
	}
	assert.Empty(t, shared())
	emu.Advance(time.Hour)
	share(t, owner, image, otherAccount, true)
	share(t, owner, image, otherAccount, true)

	list := shared()
	require.Len(t, list, 1)
	assert.Equal(t, imageWith(t, owner, image), list[0], "both accounts must see the same image")
	assert.Equal(t, ownAccount, *list[0].OwnerAccountId)
	assert.Equal(t, list[0], imageWith(t, stranger, image), "the other account must find the image by its identifier")
	for name, in := range map[string]workspaces.DescribeWorkspaceImagesInput{
		"all":                 {},
		"own":                 {ImageType: types.ImageTypeOwned},
		"own, by identifier":  {ImageType: types.ImageTypeOwned, ImageIds: []string{*image}},
		"shared, but another": {ImageType: types.ImageTypeShared, ImageIds: []string{*private}},
		"one not shared":      {ImageIds: []string{*private}},
	} {
		assert.Empty(t, imagesOf(t, stranger, in), name)
	}
	assert.Len(t, imagesOf(t, owner, workspaces.DescribeWorkspaceImagesInput{ImageType: types.ImageTypeOwned}), 2)
	assert.Empty(t, imagesOf(t, owner, workspaces.DescribeWorkspaceImagesInput{ImageType: types.ImageTypeShared}))
	assert.Empty(t, imagesOf(t, elsewhere, workspaces.DescribeWorkspaceImagesInput{ImageType: types.ImageTypeShared}), "the image is not shared in another Region")

	share(t, owner, image, otherAccount, false)
	assert.Empty(t, shared())
}

func TestSeededImagesOfOtherAccountsAreShared(t *testing.T) {
	t.Parallel()
	image := aws.String("wsi-000000001")
	_, client, stranger := twoAccounts(t, workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{{ImageId: image, OwnerAccountId: aws.String(otherAccount)}},
	}))
	assert.Empty(t, imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{}))
	list := imagesOf(t, client, workspaces.DescribeWorkspaceImagesInput{ImageType: types.ImageTypeShared})
	require.Len(t, list, 1)
	assert.Equal(t, image, list[0].ImageId)
	assert.Equal(t, list, imagesOf(t, stranger, workspaces.DescribeWorkspaceImagesInput{}))
}

func TestImagePermissions(t *testing.T) {
	t.Parallel()
	image := aws.String("wsi-000000001")
	client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: image}}})).Client()
	permissions := func(in workspaces.DescribeWorkspaceImagePermissionsInput) *workspaces.DescribeWorkspaceImagePermissionsOutput {
		in.ImageId = image
		out, err := client.DescribeWorkspaceImagePermissions(t.Context(), &in)
		require.NoError(t, err)
		assert.Equal(t, image, out.ImageId)
		return out
	}
	none := permissions(workspaces.DescribeWorkspaceImagePermissionsInput{})
	assert.Empty(t, none.ImagePermissions)
	assert.NotNil(t, none.ImagePermissions)
	var want []types.ImagePermission
	for n := range 30 {
		account := fmt.Sprintf("%012d", n)
		want = append(want, types.ImagePermission{SharedAccountId: &account})
		share(t, client, image, fmt.Sprintf("%012d", 29-n), true)
	}
	first := permissions(workspaces.DescribeWorkspaceImagePermissionsInput{})
	assert.Equal(t, want[:25], first.ImagePermissions)
	share(t, client, image, *want[0].SharedAccountId, false)
	second := permissions(workspaces.DescribeWorkspaceImagePermissionsInput{NextToken: first.NextToken})
	assert.Equal(t, want[25:], second.ImagePermissions)
	assert.Nil(t, second.NextToken)
	assert.Equal(t, want[1:4], permissions(workspaces.DescribeWorkspaceImagePermissionsInput{MaxResults: aws.Int32(3)}).ImagePermissions)

	_, err := client.DescribeWorkspaceImagePermissions(t.Context(), &workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: image, NextToken: aws.String("x")})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
	_, err = client.DescribeWorkspaceImagePermissions(t.Context(), &workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: aws.String("wsi-000000000")})
	requireCode(t, err, "ResourceNotFoundException", "image")
}

func TestUpdateWorkspaceImagePermissionRefusals(t *testing.T) {
	t.Parallel()
	image, pending, others := aws.String("wsi-000000001"), aws.String("wsi-000000002"), aws.String("wsi-000000003")
	_, client, stranger := twoAccounts(t, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{
		{ImageId: image},
		{ImageId: pending, State: types.WorkspaceImageStatePending},
		{ImageId: others, OwnerAccountId: aws.String(otherAccount)},
	}}))
	share(t, client, image, otherAccount, true)
	for name, tt := range map[string]struct {
		image         *string
		account       string
		allow         bool
		code, message string
	}{
		"unknown image":        {aws.String("wsi-000000000"), "123456789012", true, "ResourceNotFoundException", "image"},
		"image of the other":   {others, "123456789012", true, "AccessDeniedException", "another account"},
		"the own account":      {image, ownAccount, true, "InvalidParameterValuesException", "owns it"},
		"not there to be lost": {image, "123456789012", false, "InvalidParameterValuesException", "123456789012"},
		"not ready":            {pending, "123456789012", true, "ResourceUnavailableException", "PENDING"},
		"no account":           {image, "1234", true, "ValidationException", "sharedAccountId"},
	} {
		err := permit(t, client, tt.image, tt.account, tt.allow)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	_, err := stranger.DescribeWorkspaceImagePermissions(t.Context(), &workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: image})
	requireCode(t, err, "ResourceNotFoundException", "image")
}

func TestLicensedImagesInGovCloudCannotBeShared(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol, instant)
	client, gov := emu.Client(), emu.Client(inRegion("us-gov-west-1"))
	out, err := gov.ImportWorkspaceImage(t.Context(), importOf("licensed", types.WorkspaceImageIngestionProcessByolRegular))
	require.NoError(t, err)
	requireCode(t, permit(t, gov, out.ImageId, "123456789012", true), "OperationNotSupportedException", "us-gov-west-1")
	here, err := client.ImportWorkspaceImage(t.Context(), importOf("licensed", types.WorkspaceImageIngestionProcessByolRegular))
	require.NoError(t, err)
	share(t, client, here.ImageId, "123456789012", true)
}

func TestCopyWorkspaceImage(t *testing.T) {
	t.Parallel()
	image := aws.String("wsi-000000001")
	emu, owner, stranger := twoAccounts(t, byol, noon, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{
		ImageId: image, Name: aws.String("golden"), OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeLinux},
		RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated,
	}}}))
	share(t, owner, image, otherAccount, true)
	for name, to := range map[string]*workspaces.Client{
		"own":                       owner,
		"own, to another Region":    emu.Client(inRegion("eu-west-1")),
		"shared":                    stranger,
		"shared, to another Region": emu.ClientFor(otherKey, "eu-west-1"),
	} {
		in := copyOf(image, workspacestest.Region, "copy")
		in.Description, in.Tags = aws.String("of golden"), []types.Tag{tag("a", "b")}
		out, err := to.CopyWorkspaceImage(t.Context(), in)
		require.NoError(t, err, name)
		assert.NotEqual(t, *image, *out.ImageId)
		tags, err := to.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: out.ImageId})
		require.NoError(t, err)
		assert.Equal(t, []types.Tag{tag("a", "b")}, tags.TagList)
		copied := imageWith(t, to, out.ImageId)
		assert.Equal(t, "copy", *copied.Name)
		assert.Equal(t, "of golden", *copied.Description)
		assert.Equal(t, types.OperatingSystemTypeLinux, copied.OperatingSystem.Type)
		assert.Equal(t, types.WorkspaceImageRequiredTenancyDedicated, copied.RequiredTenancy)
		assert.Equal(t, types.WorkspaceImageStatePending, copied.State)
		emu.Advance(30*time.Minute - 1)
		assert.Equal(t, types.WorkspaceImageStatePending, imageWith(t, to, out.ImageId).State)
		emu.Advance(1)
		assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, to, out.ImageId).State)
	}
	share(t, owner, image, otherAccount, false)
	require.NoError(t, deleteImage(t, owner, image))
	kept := imagesOf(t, stranger, workspaces.DescribeWorkspaceImagesInput{})
	require.Len(t, kept, 1, "the copy belongs to the other account")
	assert.Equal(t, otherAccount, *kept[0].OwnerAccountId)
	_, err := stranger.CopyWorkspaceImage(t.Context(), copyOf(image, workspacestest.Region, "again"))
	requireCode(t, err, "ResourceNotFoundException", "image")
}

func TestCopyWorkspaceImageRefusals(t *testing.T) {
	t.Parallel()
	image, pending := aws.String("wsi-000000001"), aws.String("wsi-000000002")
	emu, owner, stranger := twoAccounts(t, workspacestest.WithQuota(workspacestest.QuotaImages, 3), workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{{ImageId: image, Name: aws.String("golden")}, {ImageId: pending, State: types.WorkspaceImageStatePending}},
	}))
	amazon, err := owner.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		client        *workspaces.Client
		in            *workspaces.CopyWorkspaceImageInput
		code, message string
	}{
		"unknown":             {owner, copyOf(aws.String("wsi-000000000"), "us-east-1", "a"), "ResourceNotFoundException", "image"},
		"in no Region":        {owner, copyOf(image, "no-where-1", "a"), "ResourceNotFoundException", "image"},
		"of AWS":              {owner, copyOf(amazon.Bundles[0].ImageId, "us-east-1", "a"), "ResourceNotFoundException", "image"},
		"not shared":          {stranger, copyOf(image, "us-east-1", "a"), "ResourceNotFoundException", "image"},
		"not ready":           {owner, copyOf(pending, "us-east-1", "a"), "ResourceUnavailableException", "PENDING"},
		"name that is taken":  {owner, copyOf(image, "us-east-1", "golden"), "ResourceAlreadyExistsException", "same name"},
		"into a closed one":   {emu.Client(inRegion("us-gov-east-1")), copyOf(image, "us-east-1", "a"), "OperationNotSupportedException", "us-gov-east-1"},
		"out of a closed one": {owner, copyOf(image, "cn-northwest-1", "a"), "OperationNotSupportedException", "cn-northwest-1"},
	} {
		_, err := tt.client.CopyWorkspaceImage(t.Context(), tt.in)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	assert.Len(t, imagesOf(t, owner, workspaces.DescribeWorkspaceImagesInput{}), 2)
	_, err = owner.CopyWorkspaceImage(t.Context(), copyOf(image, "us-east-1", "a"))
	require.NoError(t, err)
	_, err = owner.CopyWorkspaceImage(t.Context(), copyOf(image, "us-east-1", "b"))
	requireCode(t, err, "ResourceLimitExceededException", "3 images")
}

func TestBYOLImagesAreCopiedWhereBYOLIsEnabled(t *testing.T) {
	t.Parallel()
	licensed, plain := aws.String("wsi-000000001"), aws.String("wsi-000000002")
	emu, owner, stranger := twoAccounts(t, instant, workspacestest.WithSeedResources(workspacestest.Seed{
		DedicatedTenancyManagementCidrRange: aws.String("10.1.0.0/16"),
		Images: []types.WorkspaceImage{
			{ImageId: licensed, RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated}, {ImageId: plain},
		},
	}))
	for _, id := range []*string{licensed, plain} {
		share(t, owner, id, otherAccount, true)
	}
	_, err := owner.CopyWorkspaceImage(t.Context(), copyOf(licensed, workspacestest.Region, "copy"))
	require.NoError(t, err)
	for _, to := range []*workspaces.Client{stranger, emu.Client(inRegion("eu-west-1"))} {
		_, err := to.CopyWorkspaceImage(t.Context(), copyOf(licensed, workspacestest.Region, "copy"))
		requireCode(t, err, "AccessDeniedException", "not enabled for BYOL")
		_, err = to.CopyWorkspaceImage(t.Context(), copyOf(plain, workspacestest.Region, "copy"))
		require.NoError(t, err)
	}
}

// TestCopiesWithinAClosedRegion copies an image within a Region that does not allow copies to or from other Regions.
func TestCopiesWithinAClosedRegion(t *testing.T) {
	t.Parallel()
	gov := workspacestest.New(t, byol, instant).Client(inRegion("us-gov-west-1"))
	out, err := gov.ImportWorkspaceImage(t.Context(), importOf("licensed", types.WorkspaceImageIngestionProcessByolRegular))
	require.NoError(t, err)
	_, err = gov.CopyWorkspaceImage(t.Context(), copyOf(out.ImageId, "us-gov-west-1", "copy"))
	require.NoError(t, err)
}

func TestCopiesKeepTheApplications(t *testing.T) {
	t.Parallel()
	_, owner, stranger := twoAccounts(t, byol, instant)
	in := importOf("office", types.WorkspaceImageIngestionProcessByolRegular)
	in.Applications = []types.Application{types.ApplicationMicrosoftOffice2019}
	image, err := owner.ImportWorkspaceImage(t.Context(), in)
	require.NoError(t, err)
	share(t, owner, image.ImageId, otherAccount, true)
	copied, err := stranger.CopyWorkspaceImage(t.Context(), copyOf(image.ImageId, workspacestest.Region, "copy"))
	require.NoError(t, err)
	assert.Equal(t, []string{*applicationNamed(t, stranger, "Microsoft Office Professional Plus 2019")}, applicationsOn(t, stranger, copied.ImageId))
}
