package emulator

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// Backdoor is how tests reach, in an account, what no operation does.
type Backdoor struct{ c *call }

// EnterAccount opens the account of an access key.
func EnterAccount(e *Emulator, accessKey, region string) Backdoor {
	return Backdoor{e.enter(place{AccountID(accessKey), region}, "")}
}

// Doom makes the changes that are begun through the back door end badly.
func (b Backdoor) Doom(code, message string) Backdoor {
	b.c.doom = &failure{code, message}
	return b
}

// AddImage adds an image that belongs to an account, the own one if none is named.
func (b Backdoor) AddImage(owner string) (id string) {
	return *b.c.seedImage(types.WorkspaceImage{OwnerAccountId: aws.String(owner)}).Shown.ImageId
}

// RemoveImage removes an image.
func (b Backdoor) RemoveImage(id string) { b.c.Images.remove(id) }

// AddBundle adds a bundle.
func (b Backdoor) AddBundle() (id string) {
	return *b.c.seedBundle(types.WorkspaceBundle{}).Shown.BundleId
}

// InheritApplications calls inheritApplications.
func (b Backdoor) InheritApplications(from, to string) { b.c.inheritApplications(from, to) }

// SeedApplication calls seedApplication.
func (b Backdoor) SeedApplication(shown types.WorkSpaceApplication) (id string) {
	return *b.c.seedApplication(shown).Shown.ApplicationId
}

// SeedAccount calls seedAccount.
func (b Backdoor) SeedAccount(dedicated bool, cidr string) { b.c.seedAccount(dedicated, cidr) }

// SeedAccountLink calls seedAccountLink.
func (b Backdoor) SeedAccountLink(shown types.AccountLink) (id string) {
	return *b.c.seedAccountLink(shown).Shown.AccountLinkId
}

// ModifyAccount calls modifyAccount.
func (b Backdoor) ModifyAccount(in *workspaces.ModifyAccountInput) error {
	_, err := b.c.modifyAccount(in)
	return err
}

// AcceptAccountLinkInvitation calls acceptAccountLinkInvitation.
func (b Backdoor) AcceptAccountLinkInvitation(in *workspaces.AcceptAccountLinkInvitationInput) error {
	_, err := b.c.acceptAccountLinkInvitation(in)
	return err
}

// AssociateWorkspaceApplication calls associateWorkspaceApplication.
func (b Backdoor) AssociateWorkspaceApplication(in *workspaces.AssociateWorkspaceApplicationInput) error {
	_, err := b.c.associateWorkspaceApplication(in)
	return err
}

// DeployWorkspaceApplications calls deployWorkspaceApplications.
func (b Backdoor) DeployWorkspaceApplications(in *workspaces.DeployWorkspaceApplicationsInput) error {
	_, err := b.c.deployWorkspaceApplications(in)
	return err
}
