package emulator_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/emulator"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// inside is an emulator that tests can reach into.
type inside struct {
	*emulator.Emulator
	client *workspaces.Client
	now    time.Time
}

func newInside() *inside {
	in := &inside{now: time.Now()}
	in.Emulator = emulator.New(emulator.Options{
		Now:         func() time.Time { return in.now },
		Credentials: map[string]string{workspacestest.AccessKeyID: workspacestest.SecretAccessKey},
	})
	in.client = workspaces.New(workspaces.Options{
		Region: workspacestest.Region, Credentials: staticCredentials(workspacestest.AccessKeyID, workspacestest.SecretAccessKey), HTTPClient: in,
	})
	return in
}

// Do implements workspaces.HTTPClient.
func (in *inside) Do(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	in.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

func (in *inside) account() emulator.Backdoor {
	return emulator.EnterAccount(in.Emulator, workspacestest.AccessKeyID, workspacestest.Region)
}

func (in *inside) doomed() emulator.Backdoor { return in.account().Doom("Some.Code", "Some message.") }

// workspace adds a WorkSpace that can be given applications.
func (in *inside) workspace() *string {
	return aws.String(in.AddWorkspaces(workspacestest.AccessKeyID, workspacestest.Region, 1, types.WorkspaceStateAvailable)[0])
}

func TestDoomedModificationOfAnAccount(t *testing.T) {
	t.Parallel()
	in := newInside()
	require.NoError(t, in.doomed().ModifyAccount(&workspaces.ModifyAccountInput{
		DedicatedTenancySupport: types.DedicatedTenancySupportEnumEnabled, DedicatedTenancyManagementCidrRange: aws.String("10.1.0.0/16"),
	}))
	in.now = in.now.Add(10 * time.Minute)
	all := accountModifications(t, in.client)
	require.Len(t, all, 1)
	assert.Equal(t, types.DedicatedTenancyModificationStateEnumFailed, all[0].ModificationState)
	assert.Equal(t, "Some.Code", aws.ToString(all[0].ErrorCode))
	assert.Equal(t, "Some message.", aws.ToString(all[0].ErrorMessage))
	account := describeAccount(t, in.client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, account.DedicatedTenancySupport)
	assert.Contains(t, aws.ToString(account.Message), "Some message.")
	require.NoError(t, enableBYOL(t, in.client, "10.1.0.0/16"), "another try")
}

func TestDoomedAcceptance(t *testing.T) {
	t.Parallel()
	in := newInside()
	own := emulator.AccountID(workspacestest.AccessKeyID)
	id := in.account().SeedAccountLink(types.AccountLink{
		SourceAccountId: aws.String("111122223333"), TargetAccountId: aws.String(own),
		AccountLinkStatus: types.AccountLinkStatusEnumPendingAcceptanceByTargetAccount,
	})
	require.NoError(t, in.doomed().AcceptAccountLinkInvitation(&workspaces.AcceptAccountLinkInvitationInput{LinkId: aws.String(id)}))
	p := party{in.client, own}
	link, err := p.get(t, workspaces.GetAccountLinkInput{LinkId: aws.String(id)})
	require.NoError(t, err)
	assert.Equal(t, types.AccountLinkStatusEnumLinkingFailed, link.AccountLinkStatus)
	assert.Empty(t, describeAccount(t, in.client).DedicatedTenancyAccountType)
	_, err = p.accept(t, aws.String(id), nil)
	requireCode(t, err, "ConflictException", "LINKING_FAILED")
}

func TestDoomedInstallation(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(in *inside, workspace, application *string) error{
		"the deployment": func(in *inside, workspace, application *string) error {
			if _, err := associate(t, in.client, workspace, application); err != nil {
				return err
			}
			return in.doomed().DeployWorkspaceApplications(&workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: workspace})
		},
		"the association": func(in *inside, workspace, application *string) error {
			err := in.doomed().AssociateWorkspaceApplication(&workspaces.AssociateWorkspaceApplicationInput{
				WorkspaceId: workspace, ApplicationId: application,
			})
			if err != nil {
				return err
			}
			_, err = deploy(t, in.client, workspace, false)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := newInside()
			workspace, plus := in.workspace(), applicationNamed(t, in.client, officePlus)
			require.NoError(t, begin(in, workspace, plus))
			in.now = in.now.Add(11 * time.Minute)
			all := associationsOf(t, in.client, workspace)
			require.Len(t, all, 1)
			assert.Equal(t, types.AssociationStateError, all[0].State)
			assert.Equal(t, &types.AssociationStateReason{ErrorCode: "Some.Code", ErrorMessage: aws.String("Some message.")}, all[0].StateReason)

			_, err := associate(t, in.client, workspace, plus)
			requireCode(t, err, "ResourceAlreadyExistsException", "")
			deployed, err := deploy(t, in.client, workspace, false)
			require.NoError(t, err)
			assert.Empty(t, deployed, "not without Force")
			standard := applicationNamed(t, in.client, officeStandard)
			_, err = associate(t, in.client, workspace, standard)
			require.NoError(t, err, "the other edition is not there")
			_, err = deploy(t, in.client, workspace, true)
			requireCode(t, err, "IncompatibleApplicationsException", "same WorkSpace")
			_, err = disassociate(t, in.client, workspace, standard)
			require.NoError(t, err)
			deployed, err = deploy(t, in.client, workspace, true)
			require.NoError(t, err)
			require.Len(t, deployed, 1)
			assert.Equal(t, types.AssociationStatePendingInstallDeployment, deployed[0].State)
			in.now = in.now.Add(11 * time.Minute)
			assert.Equal(t, map[string]types.AssociationState{*plus: types.AssociationStateCompleted}, associationStates(t, in.client, workspace))
			assert.Nil(t, associationsOf(t, in.client, workspace)[0].StateReason)
		})
	}
}

func TestDoomedRemoval(t *testing.T) {
	t.Parallel()
	in := newInside()
	workspace, plus := in.workspace(), applicationNamed(t, in.client, officePlus)
	install(t, in.client, workspace, plus)
	in.now = in.now.Add(11 * time.Minute)
	_, err := disassociate(t, in.client, workspace, plus)
	require.NoError(t, err)
	require.NoError(t, in.doomed().DeployWorkspaceApplications(&workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: workspace}))
	in.now = in.now.Add(6 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{*plus: types.AssociationStateError}, associationStates(t, in.client, workspace))
	_, err = associate(t, in.client, workspace, applicationNamed(t, in.client, officeStandard))
	requireCode(t, err, "IncompatibleApplicationsException", *plus)
	deployed, err := deploy(t, in.client, workspace, false)
	require.NoError(t, err)
	assert.Empty(t, deployed, "not without Force")
	a, err := disassociate(t, in.client, workspace, plus)
	require.NoError(t, err)
	assert.Equal(t, types.AssociationStatePendingUninstall, a.State, "it is there still")
	_, err = deploy(t, in.client, workspace, false)
	require.NoError(t, err)
	in.now = in.now.Add(6*time.Minute + 5*time.Second)
	assert.Empty(t, associationsOf(t, in.client, workspace))
}

func TestForceTriesBothAgain(t *testing.T) {
	t.Parallel()
	in := newInside()
	workspace := in.workspace()
	plus, standard := applicationNamed(t, in.client, officePlus), applicationNamed(t, in.client, officeStandard)
	install(t, in.client, workspace, plus)
	in.now = in.now.Add(11 * time.Minute)
	_, err := disassociate(t, in.client, workspace, plus)
	require.NoError(t, err)
	_, err = associate(t, in.client, workspace, standard)
	require.NoError(t, err)
	require.NoError(t, in.doomed().DeployWorkspaceApplications(&workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: workspace}))
	in.now = in.now.Add(11 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{
		*plus: types.AssociationStateError, *standard: types.AssociationStateError,
	}, associationStates(t, in.client, workspace))
	_, err = deploy(t, in.client, workspace, true)
	require.NoError(t, err)
	in.now = in.now.Add(11 * time.Minute)
	assert.Equal(t, map[string]types.AssociationState{*standard: types.AssociationStateCompleted}, associationStates(t, in.client, workspace))
}

func TestApplicationsAreInherited(t *testing.T) {
	t.Parallel()
	in := newInside()
	workspace := in.workspace()
	plus, other := applicationNamed(t, in.client, officePlus), applicationNamed(t, in.client, visio)
	install(t, in.client, workspace, plus)
	in.now = in.now.Add(11 * time.Minute)
	_, err := associate(t, in.client, workspace, other)
	require.NoError(t, err)
	image, bundle := in.account().AddImage(""), in.account().AddBundle()
	in.account().InheritApplications(*workspace, image)
	in.account().InheritApplications(image, bundle)

	ofImage, err := in.client.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
		ImageId: aws.String(image), AssociatedResourceTypes: types.ImageAssociatedResourceType("").Values(),
	})
	require.NoError(t, err)
	assert.Equal(t, []types.ImageResourceAssociation{{
		ImageId: aws.String(image), AssociatedResourceId: plus, AssociatedResourceType: types.ImageAssociatedResourceTypeApplication,
		State: types.AssociationStateCompleted, Created: ofImage.Associations[0].Created, LastUpdatedTime: ofImage.Associations[0].LastUpdatedTime,
	}}, ofImage.Associations, "what is installed")
	ofBundle, err := in.client.DescribeBundleAssociations(t.Context(), &workspaces.DescribeBundleAssociationsInput{
		BundleId: aws.String(bundle), AssociatedResourceTypes: types.BundleAssociatedResourceType("").Values(),
	})
	require.NoError(t, err)
	assert.Equal(t, []types.BundleResourceAssociation{{
		BundleId: aws.String(bundle), AssociatedResourceId: plus, AssociatedResourceType: types.BundleAssociatedResourceTypeApplication,
		State: types.AssociationStateCompleted, Created: ofBundle.Associations[0].Created, LastUpdatedTime: ofBundle.Associations[0].LastUpdatedTime,
	}}, ofBundle.Associations)

	kinds := func() (kinds []types.ApplicationAssociatedResourceType) {
		out, err := in.client.DescribeApplicationAssociations(t.Context(), &workspaces.DescribeApplicationAssociationsInput{
			ApplicationId: plus, AssociatedResourceTypes: types.ApplicationAssociatedResourceType("").Values(),
		})
		require.NoError(t, err)
		for _, a := range out.Associations {
			kinds = append(kinds, a.AssociatedResourceType)
		}
		return kinds
	}
	assert.ElementsMatch(t, types.ApplicationAssociatedResourceType("").Values(), kinds())
	in.account().RemoveImage(image)
	assert.NotContains(t, kinds(), types.ApplicationAssociatedResourceTypeImage, "gone with it")

	_, err = disassociate(t, in.client, workspace, plus)
	require.NoError(t, err)
	_, err = deploy(t, in.client, workspace, false)
	require.NoError(t, err)
	in.now = in.now.Add(6 * time.Minute)
	require.Equal(t, types.AssociationStateRemoved, associationStates(t, in.client, workspace)[*plus])
	image = in.account().AddImage("")
	in.account().InheritApplications(*workspace, image)
	assert.NotContains(t, kinds(), types.ApplicationAssociatedResourceTypeImage, "not what was removed")
	in.account().InheritApplications(image, bundle)
	assert.Empty(t, kinds()[1:], "but for the WorkSpace that it is being removed from")
}

func TestApplicationsOfSharedImages(t *testing.T) {
	t.Parallel()
	const otherKey = "AKIDOTHER"
	in := newInside()
	application := applicationNamed(t, in.client, visio)
	other := func() emulator.Backdoor { return emulator.EnterAccount(in.Emulator, otherKey, workspacestest.Region) }
	workspace := in.AddWorkspaces(otherKey, workspacestest.Region, 1, types.WorkspaceStateAvailable)[0]
	require.NoError(t, other().AssociateWorkspaceApplication(&workspaces.AssociateWorkspaceApplicationInput{
		WorkspaceId: aws.String(workspace), ApplicationId: application,
	}))
	require.NoError(t, other().DeployWorkspaceApplications(&workspaces.DeployWorkspaceApplicationsInput{WorkspaceId: aws.String(workspace)}))
	in.now = in.now.Add(11 * time.Minute)
	private, shared := other().AddImage(""), in.account().AddImage(emulator.AccountID(otherKey))
	for _, image := range []string{private, shared} {
		other().InheritApplications(workspace, image)
	}
	of := func(image string) (*workspaces.DescribeImageAssociationsOutput, error) {
		return in.client.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
			ImageId: aws.String(image), AssociatedResourceTypes: types.ImageAssociatedResourceType("").Values(),
		})
	}
	out, err := of(shared)
	require.NoError(t, err)
	require.Len(t, out.Associations, 1)
	assert.Equal(t, application, out.Associations[0].AssociatedResourceId)
	_, err = of(private)
	requireCode(t, err, "ResourceNotFoundException", "image")
}

func TestSeededApplications(t *testing.T) {
	t.Parallel()
	in := newInside()
	own := in.account().SeedApplication(types.WorkSpaceApplication{})
	pending := in.account().SeedApplication(types.WorkSpaceApplication{
		ApplicationId: aws.String("wsa-abcdefghi"), Name: aws.String("Ledger"), Owner: aws.String("111122223333"),
		State: types.WorkSpaceApplicationStatePending, LicenseType: types.WorkSpaceApplicationLicenseTypeLicensed,
	})
	list, _ := applicationsLike(t, in.client, workspaces.DescribeApplicationsInput{})
	assert.Len(t, list, 12)
	list, _ = applicationsLike(t, in.client, workspaces.DescribeApplicationsInput{Owner: aws.String(emulator.AccountID(workspacestest.AccessKeyID))})
	require.Len(t, list, 1)
	assert.Equal(t, own, *list[0].ApplicationId)
	assert.Regexp(t, `^wsa-[0-9a-z]{9}$`, own)
	assert.Equal(t, types.WorkSpaceApplicationStateAvailable, list[0].State)
	assert.Equal(t, types.WorkSpaceApplicationLicenseTypeUnlicensed, list[0].LicenseType)
	assert.NotNil(t, list[0].Created)
	list, _ = applicationsLike(t, in.client, workspaces.DescribeApplicationsInput{Owner: aws.String("111122223333")})
	require.Len(t, list, 1)
	assert.Equal(t, "Ledger", *list[0].Name)

	workspace := in.workspace()
	install(t, in.client, workspace, aws.String(own), applicationNamed(t, in.client, officePlus))
	in.now = in.now.Add(11 * time.Minute)
	_, err := associate(t, in.client, workspace, aws.String(pending))
	requireCode(t, err, "ApplicationNotSupportedException", "PENDING")

	in.account().SeedApplication(types.WorkSpaceApplication{ApplicationId: aws.String(own), State: types.WorkSpaceApplicationStateUninstallOnly})
	_, err = disassociate(t, in.client, workspace, aws.String(own))
	require.NoError(t, err)
	a, err := associate(t, in.client, workspace, aws.String(own))
	require.NoError(t, err, "it is there still")
	assert.Equal(t, types.AssociationStateCompleted, a.State)
}

func TestSeededAccount(t *testing.T) {
	t.Parallel()
	in := newInside()
	in.account().SeedAccount(true, "10.9.0.0/16")
	account := describeAccount(t, in.client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumEnabled, account.DedicatedTenancySupport)
	assert.Equal(t, "10.9.0.0/16", *account.DedicatedTenancyManagementCidrRange)
	in.account().SeedAccount(true, "")
	assert.NotEmpty(t, *describeAccount(t, in.client).DedicatedTenancyManagementCidrRange)
	assert.Len(t, accountModifications(t, in.client), 1)
	in.account().SeedAccount(false, "")
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, describeAccount(t, in.client).DedicatedTenancySupport)
	assert.Empty(t, accountModifications(t, in.client))
}

func TestSeededAccountLinks(t *testing.T) {
	t.Parallel()
	in := newInside()
	own := emulator.AccountID(workspacestest.AccessKeyID)
	in.account().SeedAccountLink(types.AccountLink{})
	p := party{in.client, own}
	links := p.links(t)
	require.Len(t, links, 1)
	assert.Equal(t, own, *links[0].SourceAccountId)
	assert.Regexp(t, `^\d{12}$`, *links[0].TargetAccountId)
	assert.Equal(t, types.AccountLinkStatusEnumLinked, links[0].AccountLinkStatus)
	assert.Equal(t, types.DedicatedTenancyAccountTypeSourceAccount, describeAccount(t, in.client).DedicatedTenancyAccountType)
}
