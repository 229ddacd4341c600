package workspacestest

import (
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// association is the association of an application with a WorkSpace, a bundle or an image.
type association struct {
	Resource    string
	Application string
	Created     time.Time
	Installed   bool // whether the application is currently installed, whatever the association's state
	Life        lifecycle[types.AssociationState]
}

// associationCourse lists the states that an association passes through once DeployWorkspaceApplications is called.
// Until then, the association stays PENDING_INSTALL or PENDING_UNINSTALL. It is not known when the service shows each
// of the pending states.
var associationCourse = course[types.AssociationState]{
	types.AssociationStatePendingInstallDeployment:   {takes: DeployingApplications, to: types.AssociationStateInstalling},
	types.AssociationStateInstalling:                 {InstallingApplication, types.AssociationStateCompleted, types.AssociationStateError},
	types.AssociationStatePendingUninstallDeployment: {takes: DeployingApplications, to: types.AssociationStateUninstalling},
	types.AssociationStateUninstalling:               {RemovingApplication, types.AssociationStateRemoved, types.AssociationStateError},
	types.AssociationStateRemoved:                    {takes: Vanishing},
}

func (a *association) settle(c *call) (gone bool) {
	if !c.hasApplications(a.Resource) {
		return true
	}
	gone = a.Life.settle(c, associationCourse)
	switch a.Life.State {
	case types.AssociationStateCompleted:
		a.Installed = true
	case types.AssociationStateRemoved:
		a.Installed = false
	}
	return gone
}

var associationKind = &kind[notSeeded, *association]{
	name:  "Associations",
	table: func(s *store) *table[*association] { return &s.Associations },
}

func (a *association) complete() bool {
	return a.Resource != "" && a.Application != ""
}

// describe returns the association as shown in responses about a WorkSpace.
func (a *association) describe() types.WorkspaceResourceAssociation {
	shown := types.WorkspaceResourceAssociation{
		WorkspaceId:            aws.String(a.Resource),
		AssociatedResourceId:   aws.String(a.Application),
		AssociatedResourceType: types.WorkSpaceAssociatedResourceTypeApplication,
		State:                  a.Life.show(),
		Created:                aws.Time(a.Created),
		LastUpdatedTime:        aws.Time(a.Life.Since),
	}
	if a.Life.State == types.AssociationStateError {
		why := a.Life.failure()
		shown.StateReason = &types.AssociationStateReason{ErrorCode: types.AssociationErrorCode(why.Code), ErrorMessage: aws.String(why.Message)}
	}
	return shown
}

// deploying reports whether the application is being installed or uninstalled.
func (a *association) deploying() bool {
	switch a.Life.State {
	case types.AssociationStatePendingInstallDeployment, types.AssociationStateInstalling,
		types.AssociationStatePendingUninstallDeployment, types.AssociationStateUninstalling:
		return true
	default:
		return false
	}
}

// staying reports whether the application is installed or waiting to be installed, as opposed to waiting to be removed.
func (a *association) staying() bool {
	switch a.Life.State {
	case types.AssociationStatePendingInstall, types.AssociationStateCompleted:
		return true
	case types.AssociationStateError:
		return a.Installed
	default:
		return false
	}
}

// deployed returns the association's state after a call to DeployWorkspaceApplications, or "" if the call does not
// change the association. If force is true, failed installations and removals are retried.
func (a *association) deployed(force bool) types.AssociationState {
	switch state := a.Life.State; {
	case state == types.AssociationStatePendingInstall, state == types.AssociationStateError && force && !a.Installed:
		return types.AssociationStatePendingInstallDeployment
	case state == types.AssociationStatePendingUninstall, state == types.AssociationStateError && force && a.Installed:
		return types.AssociationStatePendingUninstallDeployment
	default:
		return ""
	}
}

// associatedTypeOf tells from a resource identifier's prefix whether the resource is a WorkSpace, a bundle or an image,
// the types that can have applications.
func associatedTypeOf(resource string) types.ApplicationAssociatedResourceType {
	switch {
	case strings.HasPrefix(resource, "wsb-"):
		return types.ApplicationAssociatedResourceTypeBundle
	case strings.HasPrefix(resource, "wsi-"):
		return types.ApplicationAssociatedResourceTypeImage
	default:
		return types.ApplicationAssociatedResourceTypeWorkspace
	}
}

// hasApplications reports whether the resource is a WorkSpace, bundle or image of the account, and so can have
// applications.
func (c *call) hasApplications(resource string) bool {
	switch associatedTypeOf(resource) {
	case types.ApplicationAssociatedResourceTypeBundle:
		return c.Bundles.get(c, resource) != nil
	case types.ApplicationAssociatedResourceTypeImage:
		return c.Images.get(c, resource) != nil
	default:
		return c.Workspaces.get(c, resource) != nil
	}
}

// associationKey returns an association's key in its table. The keys keep a resource's associations next to each other.
func associationKey(resource, application string) string { return resource + "/" + application }

// associations returns a resource's associations.
func (c *call) associations(resource string) (list []*association) {
	for key, a := range c.Associations.after(c, associationKey(resource, "")) {
		if !strings.HasPrefix(key, associationKey(resource, "")) {
			break
		}
		list = append(list, a)
	}
	return list
}

// associate stores a new association, replacing any earlier association of the resource with the application.
func (c *call) associate(resource, application string, state types.AssociationState) *association {
	a := &association{
		Resource: resource, Application: application, Created: c.now, Installed: state == types.AssociationStateCompleted,
	}
	a.Life.enter(c, state)
	c.Associations.put(associationKey(resource, application), a)
	return a
}

// inheritApplications replaces the target's applications with those installed on the source. The target was created
// from the source, and both belong to the account. A new image inherits from a WorkSpace or an image, a new bundle from
// an image, and a new or rebuilt WorkSpace from a bundle. It is not known whether a rebuild removes applications that
// the bundle does not have.
func (c *call) inheritApplications(source, target string) {
	for _, a := range c.associations(target) {
		c.Associations.remove(associationKey(target, a.Application))
	}
	for _, a := range c.associations(source) {
		if a.Installed {
			c.associate(target, a.Application, types.AssociationStateCompleted)
		}
	}
}

// manageable returns a WorkSpace whose applications can be changed, or an error. The WorkSpace must be AVAILABLE or
// STOPPED, and must not already be installing or removing an application. It is not known which exceptions the service
// returns for other WorkSpaces.
func (c *call) manageable(id *string) (*workspace, error) {
	w := c.workspace(id)
	if w == nil {
		return nil, notFound(*id, workspaceNotFound)
	}
	if !modifiable(w.state()) {
		return nil, notSupported("%s", wrongState(w.state()).Message)
	}
	for _, a := range c.associations(*id) {
		if a.deploying() {
			return nil, &types.ResourceInUseException{
				Message: aws.String("Applications are being deployed to the WorkSpace. Try again later."), ResourceId: id,
			}
		}
	}
	return w, nil
}

// associateWorkspaceApplication only marks the application for installation by DeployWorkspaceApplications. If the
// application is installed and waiting to be removed, the call cancels the removal. It is not known whether the service
// allows such a cancellation.
func (c *call) associateWorkspaceApplication(in *workspaces.AssociateWorkspaceApplicationInput) (*workspaces.AssociateWorkspaceApplicationOutput, error) {
	w, err := c.manageable(in.WorkspaceId)
	if err != nil {
		return nil, err
	}
	app := c.application(*in.ApplicationId)
	if app == nil {
		return nil, notFound(*in.ApplicationId, applicationNotFound)
	}
	a := c.Associations.get(c, associationKey(*in.WorkspaceId, *in.ApplicationId))
	back := a != nil && a.Life.State == types.AssociationStatePendingUninstall
	if a != nil && !back && a.Life.State != types.AssociationStateRemoved {
		return nil, alreadyExists("The application %s is already associated with the WorkSpace.", *in.ApplicationId)
	}
	if !back {
		if err := app.checkInstall(w); err != nil {
			return nil, err
		}
	}
	for _, other := range c.associations(*in.WorkspaceId) {
		if other != a && other.staying() && c.sameProduct(*in.ApplicationId, other.Application) {
			return nil, incompatibleApplications(*in.ApplicationId, other.Application)
		}
	}
	if back {
		a.Life.enter(c, types.AssociationStateCompleted)
	} else {
		a = c.associate(*in.WorkspaceId, *in.ApplicationId, types.AssociationStatePendingInstall)
	}
	shown := a.describe()
	return &workspaces.AssociateWorkspaceApplicationOutput{Association: &shown}, nil
}

// checkInstall returns an error if the application cannot be installed on the WorkSpace.
func (app *application) checkInstall(w *workspace) error {
	p := w.Shown.WorkspaceProperties
	switch {
	case app.Shown.State != types.WorkSpaceApplicationStateAvailable:
		return &types.ApplicationNotSupportedException{
			Message: aws.String("The specified application cannot be installed. Its state is " + string(app.Shown.State) + "."),
		}
	case !slices.Contains(app.Shown.SupportedOperatingSystemNames, p.OperatingSystemName):
		return &types.OperatingSystemNotCompatibleException{
			Message: aws.String("The specified application is not compatible with the operating system " + string(p.OperatingSystemName) + "."),
		}
	case !slices.Contains(app.Shown.SupportedComputeTypeNames, p.ComputeTypeName):
		return &types.ComputeNotCompatibleException{
			Message: aws.String("The specified application is not compatible with the compute type " + string(p.ComputeTypeName) + "."),
		}
	}
	return nil
}

// sameProduct reports whether two applications belong to the same product and thus cannot both be on a WorkSpace. It is
// not known whether the service also rejects other combinations of applications.
func (c *call) sameProduct(one, other string) bool {
	a, b := c.application(one), c.application(other)
	return a != nil && b != nil && a.Product != "" && a.Product == b.Product
}

func incompatibleApplications(one, other string) error {
	return &types.IncompatibleApplicationsException{
		Message: aws.String("The applications " + one + " and " + other + " cannot be on the same WorkSpace."),
	}
}

// disassociateWorkspaceApplication only marks the application for removal by DeployWorkspaceApplications. If the
// application is not installed, the association becomes REMOVED at once.
func (c *call) disassociateWorkspaceApplication(in *workspaces.DisassociateWorkspaceApplicationInput) (*workspaces.DisassociateWorkspaceApplicationOutput, error) {
	if _, err := c.manageable(in.WorkspaceId); err != nil {
		return nil, err
	}
	a := c.Associations.get(c, associationKey(*in.WorkspaceId, *in.ApplicationId))
	switch {
	case a == nil, a.Life.State == types.AssociationStateRemoved:
		return nil, notFound(*in.ApplicationId, "The specified application %s is not associated with the WorkSpace.")
	case !a.Installed:
		a.Life.enter(c, types.AssociationStateRemoved)
	case a.Life.State != types.AssociationStatePendingUninstall:
		a.Life.enter(c, types.AssociationStatePendingUninstall)
	}
	shown := a.describe()
	return &workspaces.DisassociateWorkspaceApplicationOutput{Association: &shown}, nil
}

// deployWorkspaceApplications starts all pending installations and removals. STOPPED WorkSpaces are treated like
// AVAILABLE WorkSpaces. It is not known what the service does with a STOPPED WorkSpace, and how it responds if nothing
// is pending.
func (c *call) deployWorkspaceApplications(in *workspaces.DeployWorkspaceApplicationsInput) (*workspaces.DeployWorkspaceApplicationsOutput, error) {
	if _, err := c.manageable(in.WorkspaceId); err != nil {
		return nil, err
	}
	force := aws.ToBool(in.Force)
	all := c.associations(*in.WorkspaceId)
	for _, a := range all {
		if a.deployed(force) != types.AssociationStatePendingInstallDeployment {
			continue
		}
		for _, b := range all {
			to := b.deployed(force)
			there := to == types.AssociationStatePendingInstallDeployment || to == "" && b.staying()
			if a != b && there && c.sameProduct(a.Application, b.Application) {
				return nil, incompatibleApplications(a.Application, b.Application)
			}
		}
	}
	deployment := &types.WorkSpaceApplicationDeployment{Associations: []types.WorkspaceResourceAssociation{}}
	for _, a := range all {
		to := a.deployed(force)
		if to == "" {
			continue
		}
		doom := a.Life.Doom
		failed := a.Life.State == types.AssociationStateError
		a.Life.enter(c, to)
		if a.Life.Doom == nil && !failed {
			a.Life.Doom = doom // a fault that doomed the association or disassociation also dooms the deployment
		}
		deployment.Associations = append(deployment.Associations, a.describe())
	}
	return &workspaces.DeployWorkspaceApplicationsOutput{Deployment: deployment}, nil
}
