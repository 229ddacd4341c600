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

func TestBundlesOfAWS(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	all := allBundles(t, client)
	assert.Greater(t, len(all), 50, "the bundles must fill more than two pages")
	seen := make(map[string]bool)
	for _, b := range all {
		assert.Regexp(t, `^wsb-[0-9a-z]{9}$`, *b.BundleId)
		assert.False(t, seen[*b.BundleId], *b.BundleId)
		seen[*b.BundleId] = true
		assert.Equal(t, "Amazon", *b.Owner)
		assert.Equal(t, types.WorkspaceBundleStateAvailable, b.State)
		assert.NotEmpty(t, b.ComputeType.Name)
		assert.NotContains(t, *b.Name, "Value with Windows 11")
	}
	assert.Equal(t, all, allBundles(t, workspacestest.New(t, workspacestest.WithSeed(7)).Client()), "all emulators have the same AWS bundles")
}

func TestNamesOfBundlesOfAWS(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	names := make(map[string]int)
	for _, b := range allBundles(t, client) {
		names[*b.Name]++
	}
	for name, want := range map[string]int{
		"Standard with Windows 10 (Server 2022 based)":                             1,
		"Standard with Windows 10 (Server 2022 based) (WSP)":                       1,
		"Performance with Windows 10 and Office 2019 Pro Plus (Server 2019 based)": 1,
		"Value with Amazon Linux 2":                                                2,
	} {
		assert.Equal(t, want, names[name], name)
	}
	for id, want := range map[string]string{
		workspacestest.BundleStandardWindows:    "Standard with Windows 10 (Server 2022 based) (WSP)",
		workspacestest.BundlePerformanceWindows: "Performance with Windows 10 (Server 2022 based) (WSP)",
		workspacestest.BundleGraphicsWindows:    "Graphics.g4dn with Windows 10 (Server 2022 based) (WSP)",
		workspacestest.BundleStandardLinux:      "Standard with Ubuntu 22.04",
		workspacestest.BundlePerformanceLinux:   "Performance with Ubuntu 22.04",
	} {
		assert.Equal(t, want, *bundleWith(t, client, &id).Name)
	}
}

// TestProtocolsOfBundlesOfAWS launches a WorkSpace from every AWS bundle. The WorkSpaces must have the protocols
// implied by their bundles' names.
func TestProtocolsOfBundlesOfAWS(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	protocols := make(map[string][]types.Protocol) // bundle name to protocols
	for _, b := range allBundles(t, client) {
		create(t, client, types.WorkspaceRequest{DirectoryId: aws.String(directoryID), UserName: b.BundleId, BundleId: b.BundleId})
		out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{BundleId: b.BundleId})
		require.NoError(t, err)
		require.Len(t, out.Workspaces, 1)
		protocols[*b.Name] = append(protocols[*b.Name], out.Workspaces[0].WorkspaceProperties.Protocols...)
	}
	for name, got := range protocols {
		switch {
		case strings.HasSuffix(name, "Amazon Linux 2"):
			assert.ElementsMatch(t, []types.Protocol{types.ProtocolPcoip, types.ProtocolWsp}, got, name)
		case strings.HasSuffix(name, "(WSP)"), !strings.Contains(name, "Windows"):
			assert.Equal(t, []types.Protocol{types.ProtocolWsp}, got, name)
		case strings.Contains(name, "Windows 10"):
			assert.Equal(t, []types.Protocol{types.ProtocolPcoip}, got, name)
		}
	}
}

func TestRetiredBundle(t *testing.T) {
	t.Parallel()
	describe := &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{workspacestest.BundleRetired}}
	out, err := workspacestest.New(t).Client().DescribeWorkspaceBundles(t.Context(), describe)
	require.NoError(t, err)
	assert.Empty(t, out.Bundles)

	_, client, stranger := twoAccounts(t, workspacestest.WithRetiredBundle(), workspacestest.WithDirectory(directoryID))
	for _, c := range []*workspaces.Client{client, stranger} {
		out, err := c.DescribeWorkspaceBundles(t.Context(), describe)
		require.NoError(t, err)
		require.Len(t, out.Bundles, 1)
		assert.Equal(t, types.ComputeValue, out.Bundles[0].ComputeType.Name)
		assert.Contains(t, allBundles(t, c), out.Bundles[0])
	}
	create(t, client, types.WorkspaceRequest{
		DirectoryId: aws.String(directoryID), UserName: aws.String("alice"), BundleId: aws.String(workspacestest.BundleRetired),
	})
}

func TestSeededBundlesOfAWS(t *testing.T) {
	t.Parallel()
	id, other, image := aws.String("wsb-000000001"), aws.String("wsb-000000002"), aws.String("wsi-000000001")
	emu := workspacestest.New(t, workspacestest.WithQuota(workspacestest.QuotaBundles, 1), workspacestest.WithDirectory(directoryID),
		workspacestest.WithSeedResources(workspacestest.Seed{
			Images: []types.WorkspaceImage{{ImageId: image}},
			Bundles: []types.WorkspaceBundle{
				{BundleId: id, Name: aws.String("Plan9"), Owner: aws.String("Amazon")}, {BundleId: other, Owner: aws.String("AMAZON")},
			},
		}))
	client := emu.Client()
	seeded := bundleWith(t, client, id)
	assert.Equal(t, "Amazon", *seeded.Owner)
	all := allBundles(t, client)
	assert.Contains(t, all, seeded)
	assert.Contains(t, all, bundleWith(t, client, other))
	own, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{})
	require.NoError(t, err)
	assert.Empty(t, own.Bundles)
	images, err := client.DescribeWorkspaceImages(t.Context(), &workspaces.DescribeWorkspaceImagesInput{})
	require.NoError(t, err)
	assert.Len(t, images.Images, 1, "the images of the AWS bundles do not belong to the account")

	create(t, client, types.WorkspaceRequest{DirectoryId: aws.String(directoryID), UserName: aws.String("alice"), BundleId: id})
	requireCode(t, deleteBundle(t, client, other), "AccessDeniedException", "AWS")
	requireCode(t, updateBundle(t, client, other, image), "AccessDeniedException", "AWS")
	_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: id})
	requireCode(t, err, "ResourceNotFoundException", "")
	_, err = client.CreateWorkspaceBundle(t.Context(), bundleOf(image, "Plan9", types.ComputeValue, "10"))
	require.NoError(t, err, "AWS bundles do not count for names and for the quota")

	snapshot, err := emu.Snapshot()
	require.NoError(t, err)
	restored := workspacestest.New(t)
	require.NoError(t, restored.Restore(snapshot))
	assert.Equal(t, seeded, bundleWith(t, restored.Client(), id))
}

func TestDescribeWorkspaceBundles(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	id := bundleNamed(t, client, "Value with Amazon Linux 2")
	for name, tt := range map[string]struct {
		in   workspaces.DescribeWorkspaceBundlesInput
		want int
	}{
		"own":         {workspaces.DescribeWorkspaceBundlesInput{}, 0},
		"other owner": {workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("123456789012")}, 0},
		"identifiers": {workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{id, id, "wsb-000000000"}}, 1},
	} {
		out, err := client.DescribeWorkspaceBundles(t.Context(), &tt.in)
		require.NoError(t, err, name)
		assert.Len(t, out.Bundles, tt.want, name)
	}
	_, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{id}, Owner: aws.String("AMAZON")})
	requireCode(t, err, "InvalidParameterValuesException", "Only one")
	_, err = client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON"), NextToken: aws.String("x")})
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

// TestBundlesLaunch launches every AWS bundle. A launch fails if the bundle's volume sizes cannot be combined.
func TestBundlesLaunch(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	for _, b := range allBundles(t, client) {
		w := create(t, client, types.WorkspaceRequest{DirectoryId: aws.String(directoryID), UserName: b.BundleId, BundleId: b.BundleId})
		out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*w.WorkspaceId}})
		require.NoError(t, err)
		assert.Equal(t, b.ComputeType.Name, out.Workspaces[0].WorkspaceProperties.ComputeTypeName)
	}
}

// bundleOf returns a CreateWorkspaceBundle request without a root volume size.
func bundleOf(image *string, name string, compute types.Compute, user string) *workspaces.CreateWorkspaceBundleInput {
	return &workspaces.CreateWorkspaceBundleInput{
		BundleName: aws.String(name), BundleDescription: aws.String("of our own"), ImageId: image,
		ComputeType: &types.ComputeType{Name: compute}, UserStorage: &types.UserStorage{Capacity: aws.String(user)},
	}
}

func bundleWith(t *testing.T, client *workspaces.Client, id *string) types.WorkspaceBundle {
	t.Helper()
	out, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{*id}})
	require.NoError(t, err)
	require.Len(t, out.Bundles, 1)
	return out.Bundles[0]
}

func updateBundle(t *testing.T, client *workspaces.Client, bundle, image *string) error {
	t.Helper()
	_, err := client.UpdateWorkspaceBundle(t.Context(), &workspaces.UpdateWorkspaceBundleInput{BundleId: bundle, ImageId: image})
	return err
}

func deleteBundle(t *testing.T, client *workspaces.Client, id *string) error {
	t.Helper()
	_, err := client.DeleteWorkspaceBundle(t.Context(), &workspaces.DeleteWorkspaceBundleInput{BundleId: id})
	return err
}

func TestCreateWorkspaceBundle(t *testing.T) {
	t.Parallel()
	image := aws.String("wsi-000000001")
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID), workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{{ImageId: image, OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeLinux}}},
	}))
	client, began := emu.Client(), emu.Now()
	in := bundleOf(image, "ours", types.ComputePerformance, "100")
	in.RootStorage = &types.RootStorage{Capacity: aws.String("200")}
	in.Tags = []types.Tag{tag("a", "b")}
	out, err := client.CreateWorkspaceBundle(t.Context(), in)
	require.NoError(t, err)
	want := types.WorkspaceBundle{
		BundleId: out.WorkspaceBundle.BundleId, Name: in.BundleName, Description: in.BundleDescription, ImageId: image,
		Owner: aws.String(ownAccount), State: types.WorkspaceBundleStatePending, BundleType: types.BundleTypeRegular,
		ComputeType: in.ComputeType, RootStorage: in.RootStorage, UserStorage: in.UserStorage, CreationTime: &began, LastUpdatedTime: &began,
	}
	assert.Equal(t, want, *out.WorkspaceBundle)
	assert.Regexp(t, `^wsb-[0-9a-z]{9}$`, *want.BundleId)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: want.BundleId})
	require.NoError(t, err)
	assert.Equal(t, in.Tags, tags.TagList)

	emu.Advance(time.Minute - 1)
	assert.Equal(t, want, bundleWith(t, client, want.BundleId))
	launch := func() *workspaces.CreateWorkspacesOutput {
		out, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{
			{DirectoryId: aws.String(directoryID), UserName: aws.String("alice"), BundleId: want.BundleId},
		}})
		require.NoError(t, err)
		return out
	}
	requireCode(t, launch().Err(), "ResourceUnavailable.Bundle", "AVAILABLE")
	emu.Advance(1)
	want.State = types.WorkspaceBundleStateAvailable
	assert.Equal(t, want, bundleWith(t, client, want.BundleId))
	require.NoError(t, launch().Err())
	emu.Advance(workspacestest.Provisioning.Duration())
	assert.Equal(t, &types.WorkspaceProperties{
		RunningMode: types.RunningModeAlwaysOn, ComputeTypeName: types.ComputePerformance, RootVolumeSizeGib: aws.Int32(200), UserVolumeSizeGib: aws.Int32(100),
		Protocols: []types.Protocol{types.ProtocolWsp}, OperatingSystemName: types.OperatingSystemNameAmazonLinux2,
	}, only(t, client).WorkspaceProperties)
}

func TestDoomedBundle(t *testing.T) {
	t.Parallel()
	image := aws.String("wsi-000000001")
	emu := workspacestest.New(t, instant, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: image}}}))
	client := emu.Client()
	doom(emu, "CreateWorkspaceBundle", "Some.Code", "Some message.")
	out, err := client.CreateWorkspaceBundle(t.Context(), bundleOf(image, "a", types.ComputeValue, "10"))
	require.NoError(t, err)
	id := out.WorkspaceBundle.BundleId
	assert.Equal(t, types.WorkspaceBundleStateError, bundleWith(t, client, id).State)
	requireCode(t, updateBundle(t, client, id, image), "ResourceUnavailableException", "ERROR")
	require.NoError(t, deleteBundle(t, client, id))
}

func TestRootVolumesOfBundles(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant).Client()
	small := createImage(t, client, newWorkspace(t, client, "Standard with Windows 11"), "small").ImageId
	large := createImage(t, client, newWorkspace(t, client, "Power with Windows 11"), "large").ImageId
	for name, tt := range map[string]struct {
		image   *string
		compute types.Compute
		user    string
		root    string // the requested size of the root volume
		want    string // the size of the root volume in the response, or the error message
	}{
		"smallest":                    {small, types.ComputeStandard, "10", "", "80"},
		"as the user volume needs":    {small, types.ComputePower, "150", "", "175"},
		"as the hardware needs":       {small, types.ComputeGraphicsG4dn, "100", "", "100"},
		"as the image needs":          {large, types.ComputeStandard, "100", "", "175"},
		"more than the image has":     {large, types.ComputeStandard, "100", "500", "500"},
		"less than the image has":     {large, types.ComputeStandard, "100", "80", ""},
		"too little for the image":    {large, types.ComputeStandard, "50", "", ""},
		"no pair":                     {small, types.ComputeStandard, "20", "80", ""},
		"no pair whatever the root":   {small, types.ComputeStandard, "20", "", ""},
		"no number":                   {small, types.ComputeStandard, "much", "80", ""},
		"no number of the root":       {small, types.ComputeStandard, "100", "much", ""},
		"too little for the hardware": {small, types.ComputeGraphicsG6Xlarge, "100", "80", ""},
	} {
		in := bundleOf(tt.image, "a", tt.compute, tt.user)
		if tt.root != "" {
			in.RootStorage = &types.RootStorage{Capacity: aws.String(tt.root)}
		}
		out, err := client.CreateWorkspaceBundle(t.Context(), in)
		if tt.want == "" {
			require.Error(t, err, name)
			requireCode(t, err, "InvalidParameterValuesException", "oot")
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, tt.want, *out.WorkspaceBundle.RootStorage.Capacity, name)
		assert.Equal(t, tt.user, *out.WorkspaceBundle.UserStorage.Capacity, name)
		require.NoError(t, deleteBundle(t, client, out.WorkspaceBundle.BundleId))
	}
}

func TestRefusalsOfVolumesNameTheHardware(t *testing.T) {
	t.Parallel()
	image := aws.String("wsi-000000001")
	client := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: image}}})).Client()
	for compute, want := range map[types.Compute]string{
		types.ComputeGraphics: "Graphics: ", types.ComputeGraphicspro: "Graphics: ", types.ComputeGraphicsG4dn: "Graphics: ",
		types.ComputeGraphicsproG4dn: "Graphics: ", types.ComputeGraphicsG6Xlarge: "Graphics: ", types.ComputePowerpro: "PowerPro: ",
	} {
		in := bundleOf(image, "a", compute, "20")
		in.RootStorage = &types.RootStorage{Capacity: aws.String("80")}
		_, err := client.CreateWorkspaceBundle(t.Context(), in)
		requireCode(t, err, "InvalidParameterValuesException", want+"Invalid root and user volume size selected.")
	}
}

func TestCreateWorkspaceBundleRefusals(t *testing.T) {
	t.Parallel()
	image, pending, failed, shared := aws.String("wsi-000000001"), aws.String("wsi-000000002"), aws.String("wsi-000000003"), aws.String("wsi-000000004")
	client := workspacestest.New(t, workspacestest.WithQuota(workspacestest.QuotaBundles, 2), workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{
			{ImageId: image},
			{ImageId: pending, State: types.WorkspaceImageStatePending},
			{ImageId: failed, State: types.WorkspaceImageStateError},
			{ImageId: shared, OwnerAccountId: aws.String("123456789012")},
		},
		Bundles: []types.WorkspaceBundle{{Name: aws.String("taken"), ImageId: image}},
	})).Client()
	amazon := bundleWith(t, client, aws.String(bundleNamed(t, client, "Value with Ubuntu 22.04"))).ImageId
	reserved := bundleOf(image, "a", types.ComputeValue, "10")
	reserved.Tags = []types.Tag{tag("aws:a", "b")}
	for name, tt := range map[string]struct {
		in            *workspaces.CreateWorkspaceBundleInput
		code, message string
	}{
		"unknown image": {bundleOf(aws.String("wsi-000000000"), "a", types.ComputeValue, "10"), "ResourceNotFoundException", "image"},
		"image that is only shared": {
			bundleOf(shared, "a", types.ComputeValue, "10"), "ResourceNotFoundException", "image",
		},
		"image of AWS":       {bundleOf(amazon, "a", types.ComputeValue, "10"), "ResourceNotFoundException", "image"},
		"image not ready":    {bundleOf(pending, "a", types.ComputeValue, "10"), "ResourceUnavailableException", "PENDING"},
		"failed image":       {bundleOf(failed, "a", types.ComputeValue, "10"), "ResourceUnavailableException", "ERROR"},
		"no hardware":        {bundleOf(image, "a", "", "10"), "InvalidParameterValuesException", "ComputeType"},
		"unknown hardware":   {bundleOf(image, "a", "ABACUS", "10"), "ValidationException", "computeType"},
		"name that is taken": {bundleOf(image, "taken", types.ComputeValue, "10"), "ResourceAlreadyExistsException", `the name "taken" exists already`},
		"reserved tags":      {reserved, "InvalidParameterValuesException", "aws:"},
	} {
		_, err := client.CreateWorkspaceBundle(t.Context(), tt.in)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	_, err := client.CreateWorkspaceBundle(t.Context(), bundleOf(image, "a", types.ComputeValue, "10"))
	require.NoError(t, err)
	_, err = client.CreateWorkspaceBundle(t.Context(), bundleOf(image, "b", types.ComputeValue, "10"))
	requireCode(t, err, "ResourceLimitExceededException", "2 bundles")
}

func TestUpdateWorkspaceBundle(t *testing.T) {
	t.Parallel()
	bundle, image := aws.String("wsb-000000001"), aws.String("wsi-000000001")
	emu := workspacestest.New(t, instant, noon, workspacestest.WithSeedResources(workspacestest.Seed{
		Images:  []types.WorkspaceImage{{ImageId: image, OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeLinux}}},
		Bundles: []types.WorkspaceBundle{{BundleId: bundle}},
	}))
	client := emu.Client()
	before := bundleWith(t, client, bundle)
	from := func(r *types.WorkspaceRequest) { r.BundleId = bundle }
	newWorkspace(t, client, "Standard with Windows 11", from)
	emu.Advance(time.Hour)
	require.NoError(t, updateBundle(t, client, bundle, image))

	want := before
	want.ImageId, want.LastUpdatedTime = image, aws.Time(emu.Now())
	assert.Equal(t, want, bundleWith(t, client, bundle))
	assert.Equal(t, types.OperatingSystemNameWindowsServer2022, only(t, client).WorkspaceProperties.OperatingSystemName, "the WorkSpace keeps its operating system")
	newWorkspace(t, client, "Standard with Windows 11", from)
	var systems []types.OperatingSystemName
	for _, w := range list(t, client) {
		systems = append(systems, w.WorkspaceProperties.OperatingSystemName)
	}
	assert.ElementsMatch(t, []types.OperatingSystemName{types.OperatingSystemNameWindowsServer2022, types.OperatingSystemNameAmazonLinux2}, systems)
	require.NoError(t, deleteImage(t, client, before.ImageId), "no bundle has the old image any more")
	require.Error(t, deleteImage(t, client, image))
}

func TestUpdateWorkspaceBundleRefusals(t *testing.T) {
	t.Parallel()
	bundle, failed := aws.String("wsb-000000001"), aws.String("wsi-000000001")
	client := workspacestest.New(t, byol, instant, workspacestest.WithSeedResources(workspacestest.Seed{
		Images:  []types.WorkspaceImage{{ImageId: failed, State: types.WorkspaceImageStateError}},
		Bundles: []types.WorkspaceBundle{{BundleId: bundle}},
	})).Client()
	image := bundleWith(t, client, bundle).ImageId
	large := createImage(t, client, newWorkspace(t, client, "Power with Windows 11"), "large").ImageId
	graphics, err := client.ImportWorkspaceImage(t.Context(), importOf("graphics", types.WorkspaceImageIngestionProcessByolGraphicsG4dn))
	require.NoError(t, err)
	amazon := aws.String(bundleNamed(t, client, "Value with Ubuntu 22.04"))
	for name, tt := range map[string]struct {
		bundle, image *string
		code, message string
	}{
		"no bundle":       {nil, image, "InvalidParameterValuesException", "BundleId"},
		"no image":        {bundle, nil, "InvalidParameterValuesException", "ImageId"},
		"unknown bundle":  {aws.String("wsb-000000000"), image, "ResourceNotFoundException", "bundle"},
		"unknown image":   {bundle, aws.String("wsi-000000000"), "ResourceNotFoundException", "image"},
		"bundle of AWS":   {amazon, image, "AccessDeniedException", "AWS"},
		"failed image":    {bundle, failed, "ResourceUnavailableException", "ERROR"},
		"larger image":    {bundle, large, "InvalidParameterValuesException", "175"},
		"other hardware":  {bundle, graphics.ImageId, "InvalidParameterValuesException", "STANDARD"},
		"malformed image": {bundle, aws.String("ami-01234567"), "ValidationException", "imageId"},
	} {
		err := updateBundle(t, client, tt.bundle, tt.image)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	assert.Equal(t, image, bundleWith(t, client, bundle).ImageId)
}

func TestBYOLBundlesNeedADedicatedDirectory(t *testing.T) {
	t.Parallel()
	image, bundle := aws.String("wsi-000000001"), aws.String("wsb-000000001")
	client := workspacestest.New(t, instant, dedicated, workspacestest.WithDirectory("d-90670000bb"), workspacestest.WithSeedResources(workspacestest.Seed{
		Images:  []types.WorkspaceImage{{ImageId: image, RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated}},
		Bundles: []types.WorkspaceBundle{{BundleId: bundle, ImageId: image}},
	})).Client()
	request := types.WorkspaceRequest{DirectoryId: aws.String("d-90670000bb"), UserName: aws.String("alice"), BundleId: bundle}
	out, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{request}})
	require.NoError(t, err)
	requireCode(t, out.Err(), "OperationNotSupported.Directory", "SHARED")
	request.DirectoryId = aws.String(directoryID)
	create(t, client, request)
}

func TestApplicationsOfBundles(t *testing.T) {
	t.Parallel()
	plain := aws.String("wsi-000000001")
	client := workspacestest.New(t, byol, instant, workspacestest.WithSeedResources(workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: plain}}})).Client()
	in := importOf("office", types.WorkspaceImageIngestionProcessByolRegular)
	in.Applications = []types.Application{types.ApplicationMicrosoftOffice2016}
	image, err := client.ImportWorkspaceImage(t.Context(), in)
	require.NoError(t, err)
	out, err := client.CreateWorkspaceBundle(t.Context(), bundleOf(image.ImageId, "office", types.ComputeValue, "10"))
	require.NoError(t, err)
	applications := func() (ids []string) {
		out, err := client.DescribeBundleAssociations(t.Context(), &workspaces.DescribeBundleAssociationsInput{
			BundleId: out.WorkspaceBundle.BundleId, AssociatedResourceTypes: []types.BundleAssociatedResourceType{types.BundleAssociatedResourceTypeApplication},
		})
		require.NoError(t, err)
		for _, a := range out.Associations {
			ids = append(ids, *a.AssociatedResourceId)
		}
		return ids
	}
	assert.Equal(t, []string{*applicationNamed(t, client, "Microsoft Office Professional Plus 2016")}, applications())
	require.NoError(t, updateBundle(t, client, out.WorkspaceBundle.BundleId, plain))
	assert.Empty(t, applications())
}

func TestDeleteWorkspaceBundle(t *testing.T) {
	t.Parallel()
	bundle, pooled := aws.String("wsb-000000001"), aws.String("wsb-000000002")
	emu := workspacestest.New(t, instant, noon,
		workspacestest.WithDuration(workspacestest.Terminating, time.Minute), workspacestest.WithDuration(workspacestest.Vanishing, time.Minute),
		workspacestest.WithSeedResources(workspacestest.Seed{Bundles: []types.WorkspaceBundle{{BundleId: bundle}}}))
	client := emu.Client()
	workspace := newWorkspace(t, client, "Standard with Windows 11", func(r *types.WorkspaceRequest) { r.BundleId = bundle })
	requireCode(t, deleteBundle(t, client, bundle), "ResourceAssociatedException", "WorkSpaces")
	require.NoError(t, terminate(t, client, workspace))
	requireCode(t, deleteBundle(t, client, bundle), "ResourceAssociatedException", "WorkSpaces")
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceStateTerminated, only(t, client).State)
	require.NoError(t, deleteBundle(t, client, bundle))
	out, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{})
	require.NoError(t, err)
	assert.Empty(t, out.Bundles)
	requireCode(t, deleteBundle(t, client, bundle), "ResourceNotFoundException", "bundle")

	seed(t, emu, workspacestest.Seed{Bundles: []types.WorkspaceBundle{{BundleId: pooled}}, Pools: []types.WorkspacesPool{{BundleId: pooled}}})
	requireCode(t, deleteBundle(t, client, pooled), "ResourceAssociatedException", "pools")
	requireCode(t, deleteBundle(t, client, nil), "InvalidParameterValuesException", "BundleId")
	requireCode(t, deleteBundle(t, client, aws.String(bundleNamed(t, client, "Value with Ubuntu 22.04"))), "AccessDeniedException", "AWS")
}

func TestPagesOfOwnBundles(t *testing.T) {
	t.Parallel()
	var ids []string
	resources := workspacestest.Seed{Images: []types.WorkspaceImage{{ImageId: aws.String("wsi-000000001")}}}
	for i := range 30 {
		id := fmt.Sprintf("wsb-%09d", i)
		ids = append(ids, id)
		resources.Bundles = append(resources.Bundles, types.WorkspaceBundle{BundleId: &id, ImageId: resources.Images[0].ImageId})
	}
	_, client, stranger := twoAccounts(t, workspacestest.WithSeedResources(resources))
	for _, owner := range []*string{nil, aws.String(ownAccount)} {
		first, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: owner})
		require.NoError(t, err)
		assert.Len(t, first.Bundles, 25)
		rest, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: owner, NextToken: first.NextToken})
		require.NoError(t, err)
		assert.Nil(t, rest.NextToken)
		var got []string
		for _, b := range append(first.Bundles, rest.Bundles...) {
			got = append(got, *b.BundleId)
		}
		assert.Equal(t, ids, got)
	}
	none, err := stranger.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{BundleIds: ids[:1]})
	require.NoError(t, err)
	assert.Empty(t, none.Bundles)
}

func TestSeededBundles(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon, workspacestest.WithDirectory(directoryID))
	client, now := emu.Client(), emu.Now()
	seed(t, emu, workspacestest.Seed{Bundles: []types.WorkspaceBundle{{}}})
	out, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{})
	require.NoError(t, err)
	require.Len(t, out.Bundles, 1)
	plain := out.Bundles[0]
	assert.Equal(t, types.WorkspaceBundle{
		BundleId: plain.BundleId, Name: plain.BundleId, Owner: aws.String(ownAccount),
		State: types.WorkspaceBundleStateAvailable, BundleType: types.BundleTypeRegular, ImageId: plain.ImageId,
		ComputeType: &types.ComputeType{Name: types.ComputeStandard}, RootStorage: &types.RootStorage{Capacity: aws.String("80")},
		UserStorage: &types.UserStorage{Capacity: aws.String("50")}, CreationTime: &now, LastUpdatedTime: &now,
	}, plain)
	assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, plain.ImageId).State)

	id := aws.String("wsb-000000001")
	seed(t, emu, workspacestest.Seed{Bundles: []types.WorkspaceBundle{{BundleId: id, ComputeType: &types.ComputeType{Name: types.ComputePower}}}})
	power := bundleWith(t, client, id)
	assert.Equal(t, "175", *power.RootStorage.Capacity)
	assert.Equal(t, "100", *power.UserStorage.Capacity)

	full := types.WorkspaceBundle{
		BundleId: aws.String("wsb-123456789"), Name: aws.String("n"), Description: aws.String("d"), Owner: aws.String("123456789012"),
		State: types.WorkspaceBundleStatePending, BundleType: types.BundleTypeStandby,
		ImageId:     bundleWith(t, client, aws.String(bundleNamed(t, client, "Value with Rocky Linux 8"))).ImageId,
		ComputeType: &types.ComputeType{Name: types.ComputeValue}, RootStorage: &types.RootStorage{Capacity: aws.String("80")},
		UserStorage: &types.UserStorage{Capacity: aws.String("10")}, CreationTime: aws.Time(now.Add(-time.Hour)), LastUpdatedTime: aws.Time(now),
	}
	seed(t, emu, workspacestest.Seed{Bundles: []types.WorkspaceBundle{full}})
	assert.Equal(t, full, bundleWith(t, client, full.BundleId))
	emu.Advance(time.Minute)
	assert.Equal(t, types.WorkspaceBundleStateAvailable, bundleWith(t, client, full.BundleId).State)
	create(t, client, types.WorkspaceRequest{DirectoryId: aws.String(directoryID), UserName: aws.String("alice"), BundleId: full.BundleId})
	emu.Advance(workspacestest.Provisioning.Duration())
	assert.Equal(t, types.OperatingSystemNameRocky8, only(t, client).WorkspaceProperties.OperatingSystemName)
}

func TestTokensOfBundlesExpireAfterADay(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, noon)
	client := emu.Client()
	in := &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")}
	first, err := client.DescribeWorkspaceBundles(t.Context(), in)
	require.NoError(t, err)
	in.NextToken = first.NextToken
	emu.Advance(24 * time.Hour)
	_, err = client.DescribeWorkspaceBundles(t.Context(), in)
	require.NoError(t, err)
	emu.Advance(time.Second)
	_, err = client.DescribeWorkspaceBundles(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

// TestValueHardwareIsNotForWindows11 covers the operations that combine an operating system with a compute type. The
// tests of ModifyWorkspaceProperties and MigrateWorkspace have more cases.
func TestValueHardwareIsNotForWindows11(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID)).Client()
	for name, allowed := range map[string]bool{
		"Standard with Windows 10": true, "Standard with Windows 10 (Server 2022 based)": true,
		"Standard with Windows 11": false, "Standard with Windows 11 (Server 2025 based)": false,
	} {
		image := createImage(t, client, newWorkspace(t, client, name), strings.ReplaceAll(name, " ", "-")).ImageId
		older := createImage(t, client, newWorkspace(t, client, "Standard with Windows 10"), "older-"+strings.ReplaceAll(name, " ", "-")).ImageId
		value, err := client.CreateWorkspaceBundle(t.Context(), bundleOf(older, "older-"+strings.ReplaceAll(name, " ", "-"), types.ComputeValue, "10"))
		require.NoError(t, err)

		_, create := client.CreateWorkspaceBundle(t.Context(), bundleOf(image, strings.ReplaceAll(name, " ", "-"), types.ComputeValue, "10"))
		update := updateBundle(t, client, value.WorkspaceBundle.BundleId, image)
		r := request(t, client, "alice")
		r.BundleId, r.WorkspaceProperties = aws.String(bundleNamed(t, client, name)), &types.WorkspaceProperties{ComputeTypeName: types.ComputeValue}
		_, launch := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{r}})
		for operation, err := range map[string]error{"CreateWorkspaceBundle": create, "UpdateWorkspaceBundle": update, "CreateWorkspaces": launch} {
			if allowed {
				require.NoError(t, err, "%s %s", operation, name)
				continue
			}
			require.Error(t, err, "%s %s", operation, name)
			requireCode(t, err, "InvalidParameterValuesException", "The compute type VALUE is not supported for the operating system WINDOWS_")
		}
	}
}
