package workspacestest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// applicationsLike reads all pages of DescribeApplications for an input, and returns the applications and the page
// count.
func applicationsLike(tb testing.TB, client *workspaces.Client, in workspaces.DescribeApplicationsInput) (list []types.WorkSpaceApplication, pages int) {
	tb.Helper()
	for {
		out, err := client.DescribeApplications(context.Background(), &in)
		require.NoError(tb, err)
		require.NotNil(tb, out.Applications)
		list, pages = append(list, out.Applications...), pages+1
		if out.NextToken == nil {
			return list, pages
		}
		in.NextToken = out.NextToken
	}
}

// applicationNamed returns the ID of the AWS application with the given name.
func applicationNamed(tb testing.TB, client *workspaces.Client, name string) *string {
	tb.Helper()
	list, _ := applicationsLike(tb, client, workspaces.DescribeApplicationsInput{})
	i := slices.IndexFunc(list, func(a types.WorkSpaceApplication) bool { return *a.Name == name })
	require.GreaterOrEqual(tb, i, 0, name)
	return list[i].ApplicationId
}

func TestApplicationsOfAWS(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	all, pages := applicationsLike(t, client, workspaces.DescribeApplicationsInput{MaxResults: aws.Int32(3)})
	require.Len(t, all, 10)
	assert.Equal(t, 4, pages)
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = *a.ApplicationId
		assert.Regexp(t, `^wsa-[0-9a-z]{9}$`, ids[i])
		assert.Equal(t, "AMAZON", *a.Owner)
		assert.Equal(t, types.WorkSpaceApplicationLicenseTypeLicensed, a.LicenseType)
		assert.NotEmpty(t, *a.Description)
		assert.NotEmpty(t, a.SupportedComputeTypeNames)
		assert.NotContains(t, a.SupportedOperatingSystemNames, types.OperatingSystemNameAmazonLinux2)
		assert.False(t, a.Created.IsZero())
	}
	assert.True(t, slices.IsSorted(ids))
	assert.Len(t, slices.Compact(ids), 10)
	elsewhere, _ := applicationsLike(t, workspacestest.New(t, workspacestest.WithSeed(7)).Client(), workspaces.DescribeApplicationsInput{})
	assert.Equal(t, all, elsewhere, "all accounts and Regions have the same applications")
}

func TestFiltersOfApplications(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	office := *applicationNamed(t, client, "Microsoft Office LTSC Standard 2021")
	studio := *applicationNamed(t, client, "Microsoft Visual Studio Enterprise 2022")
	for name, tt := range map[string]struct {
		in   workspaces.DescribeApplicationsInput
		want int
	}{
		"identifiers":         {workspaces.DescribeApplicationsInput{ApplicationIds: []string{office, studio, office}}, 2},
		"owner AMAZON":        {workspaces.DescribeApplicationsInput{Owner: aws.String("AMAZON")}, 10},
		"other owner":         {workspaces.DescribeApplicationsInput{Owner: aws.String("111122223333")}, 0},
		"licensed":            {workspaces.DescribeApplicationsInput{LicenseType: types.WorkSpaceApplicationLicenseTypeLicensed}, 10},
		"unlicensed":          {workspaces.DescribeApplicationsInput{LicenseType: types.WorkSpaceApplicationLicenseTypeUnlicensed}, 0},
		"weak compute type":   {workspaces.DescribeApplicationsInput{ComputeTypeNames: []types.Compute{types.ComputeValue}}, 8},
		"either compute type": {workspaces.DescribeApplicationsInput{ComputeTypeNames: []types.Compute{types.ComputeValue, types.ComputePower}}, 10},
		"operating system": {workspaces.DescribeApplicationsInput{
			OperatingSystemNames: []types.OperatingSystemName{types.OperatingSystemNameWindows11},
		}, 8},
		"either operating system": {workspaces.DescribeApplicationsInput{
			OperatingSystemNames: []types.OperatingSystemName{types.OperatingSystemNameWindowsServer2016, types.OperatingSystemNameUbuntu2204},
		}, 2},
		"both kinds of filter": {workspaces.DescribeApplicationsInput{
			ApplicationIds: []string{office, studio}, ComputeTypeNames: []types.Compute{types.ComputeStandard},
		}, 1},
	} {
		out, err := client.DescribeApplications(t.Context(), &tt.in)
		require.NoError(t, err, name)
		require.NotNil(t, out.Applications, name)
		assert.Len(t, out.Applications, tt.want, name)
		assert.Nil(t, out.NextToken, name)
	}
	for name, tt := range map[string]struct {
		in   workspaces.DescribeApplicationsInput
		code string
	}{
		"unknown":    {workspaces.DescribeApplicationsInput{ApplicationIds: []string{office, "wsa-000000000"}}, "ResourceNotFoundException"},
		"token":      {workspaces.DescribeApplicationsInput{NextToken: aws.String("x")}, "InvalidParameterValuesException"},
		"identifier": {workspaces.DescribeApplicationsInput{ApplicationIds: []string{"ws-000000000"}}, "ValidationException"},
	} {
		_, err := client.DescribeApplications(t.Context(), &tt.in)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, "")
	}
}

func TestAssociationsOfUnknownResources(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	_, err := client.DescribeWorkspaceAssociations(t.Context(), &workspaces.DescribeWorkspaceAssociationsInput{
		WorkspaceId: aws.String("ws-000000000"), AssociatedResourceTypes: types.WorkSpaceAssociatedResourceType("").Values(),
	})
	requireCode(t, err, "ResourceNotFoundException", "WorkSpace")
	_, err = client.DescribeBundleAssociations(t.Context(), &workspaces.DescribeBundleAssociationsInput{
		BundleId: aws.String("wsb-000000000"), AssociatedResourceTypes: types.BundleAssociatedResourceType("").Values(),
	})
	requireCode(t, err, "ResourceNotFoundException", "bundle")
	_, err = client.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
		ImageId: aws.String("wsi-000000000"), AssociatedResourceTypes: types.ImageAssociatedResourceType("").Values(),
	})
	requireCode(t, err, "ResourceNotFoundException", "image")
	_, err = client.DescribeApplicationAssociations(t.Context(), &workspaces.DescribeApplicationAssociationsInput{
		ApplicationId: aws.String("wsa-000000000"), AssociatedResourceTypes: types.ApplicationAssociatedResourceType("").Values(),
	})
	requireCode(t, err, "ResourceNotFoundException", "application")
}

func TestBundlesAndImagesOfAWSHaveNoApplications(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	for _, b := range allBundles(t, client)[:3] {
		ofBundle, err := client.DescribeBundleAssociations(t.Context(), &workspaces.DescribeBundleAssociationsInput{
			BundleId: b.BundleId, AssociatedResourceTypes: types.BundleAssociatedResourceType("").Values(),
		})
		require.NoError(t, err)
		assert.NotNil(t, ofBundle.Associations)
		assert.Empty(t, ofBundle.Associations)
		ofImage, err := client.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
			ImageId: b.ImageId, AssociatedResourceTypes: types.ImageAssociatedResourceType("").Values(),
		})
		require.NoError(t, err)
		assert.NotNil(t, ofImage.Associations)
		assert.Empty(t, ofImage.Associations)
	}
}

func TestApplicationsAreInherited(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithDuration(workspacestest.Vanishing, time.Minute),
		workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	workspace := only(t, client).WorkspaceId
	plus, other := applicationNamed(t, client, officePlus), applicationNamed(t, client, visio)
	install(t, client, workspace, plus)
	_, err := associate(t, client, workspace, other)
	require.NoError(t, err)
	image := createImage(t, client, workspace, "with").ImageId
	made, err := client.CreateWorkspaceBundle(t.Context(), bundleOf(image, "ours", types.ComputeValue, "10"))
	require.NoError(t, err)
	bundle := made.WorkspaceBundle.BundleId

	ofImage, err := client.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
		ImageId: image, AssociatedResourceTypes: types.ImageAssociatedResourceType("").Values(),
	})
	require.NoError(t, err)
	assert.Equal(t, []types.ImageResourceAssociation{{
		ImageId: image, AssociatedResourceId: plus, AssociatedResourceType: types.ImageAssociatedResourceTypeApplication,
		State: types.AssociationStateCompleted, Created: ofImage.Associations[0].Created, LastUpdatedTime: ofImage.Associations[0].LastUpdatedTime,
	}}, ofImage.Associations, "what is installed")
	ofBundle, err := client.DescribeBundleAssociations(t.Context(), &workspaces.DescribeBundleAssociationsInput{
		BundleId: bundle, AssociatedResourceTypes: types.BundleAssociatedResourceType("").Values(),
	})
	require.NoError(t, err)
	assert.Equal(t, []types.BundleResourceAssociation{{
		BundleId: bundle, AssociatedResourceId: plus, AssociatedResourceType: types.BundleAssociatedResourceTypeApplication,
		State: types.AssociationStateCompleted, Created: ofBundle.Associations[0].Created, LastUpdatedTime: ofBundle.Associations[0].LastUpdatedTime,
	}}, ofBundle.Associations)

	const onWorkspace, onBundle, onImage = types.ApplicationAssociatedResourceTypeWorkspace, types.ApplicationAssociatedResourceTypeBundle,
		types.ApplicationAssociatedResourceTypeImage
	requireKinds := func(want ...types.ApplicationAssociatedResourceType) {
		t.Helper()
		out, err := client.DescribeApplicationAssociations(t.Context(), &workspaces.DescribeApplicationAssociationsInput{
			ApplicationId: plus, AssociatedResourceTypes: types.ApplicationAssociatedResourceType("").Values(),
		})
		require.NoError(t, err)
		var kinds []types.ApplicationAssociatedResourceType
		for _, a := range out.Associations {
			kinds = append(kinds, a.AssociatedResourceType)
		}
		require.ElementsMatch(t, want, kinds)
	}
	requireKinds(onWorkspace, onBundle, onImage)
	another := createImage(t, client, workspace, "another").ImageId
	requireKinds(onWorkspace, onBundle, onImage, onImage)
	require.NoError(t, deleteImage(t, client, another))
	requireKinds(onWorkspace, onBundle, onImage) // the deleted image is no longer listed

	_, err = disassociate(t, client, workspace, plus)
	require.NoError(t, err)
	_, err = deploy(t, client, workspace, false)
	require.NoError(t, err)
	require.Equal(t, types.AssociationStateRemoved, associationStates(t, client, workspace)[*plus])
	without := createImage(t, client, workspace, "without").ImageId
	requireKinds(onWorkspace, onBundle, onImage) // a removed application is not inherited
	require.NoError(t, updateBundle(t, client, bundle, without))
	requireKinds(onWorkspace, onImage)
	require.NoError(t, deleteImage(t, client, image))
	requireKinds(onWorkspace) // the association with the WorkSpace is still listed, as REMOVED
	emu.Advance(time.Minute)
	requireKinds()
}

func TestApplicationsOfSharedImages(t *testing.T) {
	t.Parallel()
	_, owner, stranger := twoAccounts(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	application := applicationNamed(t, owner, visio)
	workspace := only(t, owner).WorkspaceId
	install(t, owner, workspace, application)
	private, shared := createImage(t, owner, workspace, "private").ImageId, createImage(t, owner, workspace, "shared").ImageId
	share(t, owner, shared, otherAccount, true)
	assert.Equal(t, []string{*application}, applicationsOn(t, stranger, shared))
	_, err := stranger.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
		ImageId: private, AssociatedResourceTypes: types.ImageAssociatedResourceType("").Values(),
	})
	requireCode(t, err, "ResourceNotFoundException", "image")
}

func TestSeededApplications(t *testing.T) {
	t.Parallel()
	pending := aws.String("wsa-abcdefghi")
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	seed(t, emu, workspacestest.Seed{Applications: []types.WorkSpaceApplication{{}, {
		ApplicationId: pending, Name: aws.String("Ledger"), Owner: aws.String(otherAccount),
		State: types.WorkSpaceApplicationStatePending, LicenseType: types.WorkSpaceApplicationLicenseTypeLicensed,
	}}})
	list, _ := applicationsLike(t, client, workspaces.DescribeApplicationsInput{})
	assert.Len(t, list, 12)
	list, _ = applicationsLike(t, client, workspaces.DescribeApplicationsInput{Owner: aws.String(ownAccount)})
	require.Len(t, list, 1)
	own := list[0].ApplicationId
	assert.Regexp(t, `^wsa-[0-9a-z]{9}$`, *own)
	assert.Equal(t, types.WorkSpaceApplicationStateAvailable, list[0].State)
	assert.Equal(t, types.WorkSpaceApplicationLicenseTypeUnlicensed, list[0].LicenseType)
	assert.NotNil(t, list[0].Created)
	list, _ = applicationsLike(t, client, workspaces.DescribeApplicationsInput{Owner: aws.String(otherAccount)})
	require.Len(t, list, 1)
	assert.Equal(t, "Ledger", *list[0].Name)

	workspace := only(t, client).WorkspaceId
	install(t, client, workspace, own, applicationNamed(t, client, officePlus))
	_, err := associate(t, client, workspace, pending)
	requireCode(t, err, "ApplicationNotSupportedException", "PENDING")

	seed(t, emu, workspacestest.Seed{Applications: []types.WorkSpaceApplication{
		{ApplicationId: own, State: types.WorkSpaceApplicationStateUninstallOnly},
	}})
	_, err = disassociate(t, client, workspace, own)
	require.NoError(t, err)
	a, err := associate(t, client, workspace, own)
	require.NoError(t, err, "the application is still installed")
	assert.Equal(t, types.AssociationStateCompleted, a.State)
}
