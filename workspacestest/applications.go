package workspacestest

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// application is an application that can be installed on WorkSpaces.
type application struct {
	timeless
	Shown   types.WorkSpaceApplication
	Product string `json:",omitempty"` // a WorkSpace can have only one application of each product; empty means no limit
}

var applicationKind = &kind[types.WorkSpaceApplication, *application]{
	name:  "Applications",
	table: func(s *store) *table[*application] { return &s.Applications },
	list:  func(s *Seed) []types.WorkSpaceApplication { return s.Applications },
	id:    func(shown *types.WorkSpaceApplication) *string { return shown.ApplicationId },
	form:  forms.Application,
	seed:  (*call).putApplication,
}

func (app *application) complete() bool {
	return allSet(app.Shown.ApplicationId)
}

// The operating systems that the AWS applications run on.
var (
	windowsSystems = []types.OperatingSystemName{
		types.OperatingSystemNameWindows10, types.OperatingSystemNameWindows11, types.OperatingSystemNameWindowsServer2019,
		types.OperatingSystemNameWindowsServer2022, types.OperatingSystemNameWindowsServer2025,
	}
	olderWindowsSystems = []types.OperatingSystemName{
		types.OperatingSystemNameWindows10, types.OperatingSystemNameWindowsServer2016, types.OperatingSystemNameWindowsServer2019,
	}
)

// amazonApplications returns the AWS applications by identifier. The identifiers are the same in every emulator, so
// that tests can rely on them. The names, and which applications can be uninstalled but no longer installed, are from
// the administration guide. Unverified: the identifiers, and the operating systems and compute types that the
// applications support.
var amazonApplications = sync.OnceValue(func() map[string]*application {
	everywhere := types.Compute("").Values()
	weak := []types.Compute{types.ComputeValue, types.ComputeStandard}
	strong := slices.DeleteFunc(types.Compute("").Values(), func(c types.Compute) bool { return slices.Contains(weak, c) })
	applications := make(map[string]*application)
	for _, a := range []struct {
		product, name string
		state         types.WorkSpaceApplicationState
		compute       []types.Compute
		systems       []types.OperatingSystemName
	}{
		{"Office", "Microsoft Office LTSC Professional Plus 2021", types.WorkSpaceApplicationStateAvailable, everywhere, windowsSystems},
		{"Office", "Microsoft Office LTSC Standard 2021", types.WorkSpaceApplicationStateAvailable, everywhere, windowsSystems},
		{"Office", "Microsoft Office Professional Plus 2019", types.WorkSpaceApplicationStateUninstallOnly, everywhere, olderWindowsSystems},
		{"Office", "Microsoft Office Professional Plus 2016", types.WorkSpaceApplicationStateUninstallOnly, everywhere, olderWindowsSystems},
		{"Visio", "Microsoft Visio LTSC Professional 2021", types.WorkSpaceApplicationStateAvailable, everywhere, windowsSystems},
		{"Visio", "Microsoft Visio LTSC Standard 2021", types.WorkSpaceApplicationStateAvailable, everywhere, windowsSystems},
		{"Project", "Microsoft Project Professional 2021", types.WorkSpaceApplicationStateAvailable, everywhere, windowsSystems},
		{"Project", "Microsoft Project Standard 2021", types.WorkSpaceApplicationStateAvailable, everywhere, windowsSystems},
		{"Visual Studio", "Microsoft Visual Studio Enterprise 2022", types.WorkSpaceApplicationStateAvailable, strong, windowsSystems},
		{"Visual Studio", "Microsoft Visual Studio Professional 2022", types.WorkSpaceApplicationStateAvailable, strong, windowsSystems},
	} {
		id := "wsa-" + nameHash(a.name)
		applications[id] = &application{Product: a.product, Shown: types.WorkSpaceApplication{
			ApplicationId:                 aws.String(id),
			Name:                          aws.String(a.name),
			Description:                   aws.String(a.name + " with a license from AWS"),
			Owner:                         aws.String(ownerAmazon),
			State:                         a.state,
			LicenseType:                   types.WorkSpaceApplicationLicenseTypeLicensed,
			SupportedComputeTypeNames:     a.compute,
			SupportedOperatingSystemNames: a.systems,
			Created:                       aws.Time(time.Date(2024, time.January, 15, 0, 0, 0, 0, time.UTC)),
		}}
	}
	return applications
})

// application returns an AWS application or an application of the account, or nil if the identifier is unknown.
func (c *call) application(id string) *application {
	if a := c.Applications.get(c, id); a != nil {
		return a
	}
	return amazonApplications()[id]
}

// putApplication stores an application of the account. By default, the application supports every compute type with
// Windows and can be combined with any other application.
func (c *call) putApplication(shown types.WorkSpaceApplication) *application {
	if shown.ApplicationId == nil {
		shown.ApplicationId = aws.String(c.IDs.resource("wsa-"))
	}
	setDefault(&shown.Name, shown.ApplicationId)
	setDefault(&shown.Owner, aws.String(c.account))
	setDefault(&shown.State, types.WorkSpaceApplicationStateAvailable)
	setDefault(&shown.LicenseType, types.WorkSpaceApplicationLicenseTypeUnlicensed)
	if shown.SupportedComputeTypeNames == nil {
		shown.SupportedComputeTypeNames = types.Compute("").Values()
	}
	if shown.SupportedOperatingSystemNames == nil {
		shown.SupportedOperatingSystemNames = windowsSystems
	}
	setDefault(&shown.Created, aws.Time(c.now))
	a := &application{Shown: shown}
	c.Applications.put(*shown.ApplicationId, a)
	return a
}

// describeApplications lists the applications that match all of the call's filters. It rejects unknown identifiers. It
// is not known whether the service ignores them instead.
func (c *call) describeApplications(in *workspaces.DescribeApplicationsInput) (*workspaces.DescribeApplicationsOutput, error) {
	ids := in.ApplicationIds
	if ids == nil {
		for id := range c.Applications.all(c) {
			ids = append(ids, id)
		}
		ids = slices.AppendSeq(ids, maps.Keys(amazonApplications()))
	}
	for _, id := range ids {
		if c.application(id) == nil {
			return nil, notFound(id, applicationNotFound)
		}
	}
	all := listingOf(slices.Compact(slices.Sorted(slices.Values(ids))), func(id string) (*application, bool) { return c.application(id), true })
	list, next, err := paginate(c, all, func(a *application) bool {
		s := &a.Shown
		return (in.Owner == nil || *in.Owner == *s.Owner) &&
			(in.LicenseType == "" || in.LicenseType == s.LicenseType) &&
			overlaps(in.ComputeTypeNames, s.SupportedComputeTypeNames) &&
			overlaps(in.OperatingSystemNames, s.SupportedOperatingSystemNames)
	}, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeApplicationsOutput{Applications: make([]types.WorkSpaceApplication, len(list)), NextToken: next}
	for i, a := range list {
		out.Applications[i] = a.Shown
	}
	return out, nil
}

const applicationNotFound = "The specified application %s could not be found."

// overlaps reports whether the two lists have a value in common. An empty first list overlaps with any list.
func overlaps[T comparable](asked, have []T) bool {
	return len(asked) == 0 || slices.ContainsFunc(asked, func(v T) bool { return slices.Contains(have, v) })
}

func (c *call) describeApplicationAssociations(in *workspaces.DescribeApplicationAssociationsInput) (*workspaces.DescribeApplicationAssociationsOutput, error) {
	if c.application(*in.ApplicationId) == nil {
		return nil, notFound(*in.ApplicationId, applicationNotFound)
	}
	list, next, err := paginate(c, c.Associations.listing(c), func(a *association) bool {
		return a.Application == *in.ApplicationId && slices.Contains(in.AssociatedResourceTypes, associatedTypeOf(a.Resource))
	}, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeApplicationAssociationsOutput{
		Associations: make([]types.ApplicationResourceAssociation, len(list)), NextToken: next,
	}
	for i, a := range list {
		s := a.describe()
		out.Associations[i] = types.ApplicationResourceAssociation{
			ApplicationId: s.AssociatedResourceId, AssociatedResourceId: s.WorkspaceId, AssociatedResourceType: associatedTypeOf(a.Resource),
			State: s.State, StateReason: s.StateReason, Created: s.Created, LastUpdatedTime: s.LastUpdatedTime,
		}
	}
	return out, nil
}

func (c *call) describeWorkspaceAssociations(in *workspaces.DescribeWorkspaceAssociationsInput) (*workspaces.DescribeWorkspaceAssociationsOutput, error) {
	if c.workspace(in.WorkspaceId) == nil {
		return nil, notFound(*in.WorkspaceId, workspaceNotFound)
	}
	out := &workspaces.DescribeWorkspaceAssociationsOutput{Associations: []types.WorkspaceResourceAssociation{}}
	if slices.Contains(in.AssociatedResourceTypes, types.WorkSpaceAssociatedResourceTypeApplication) {
		for _, a := range c.associations(*in.WorkspaceId) {
			out.Associations = append(out.Associations, a.describe())
		}
	}
	return out, nil
}

func (c *call) describeBundleAssociations(in *workspaces.DescribeBundleAssociationsInput) (*workspaces.DescribeBundleAssociationsOutput, error) {
	if c.bundle(in.BundleId) == nil {
		return nil, notFound(*in.BundleId, bundleNotFound)
	}
	out := &workspaces.DescribeBundleAssociationsOutput{Associations: []types.BundleResourceAssociation{}}
	if slices.Contains(in.AssociatedResourceTypes, types.BundleAssociatedResourceTypeApplication) {
		for _, a := range c.associations(*in.BundleId) {
			s := a.describe()
			out.Associations = append(out.Associations, types.BundleResourceAssociation{
				BundleId: in.BundleId, AssociatedResourceId: s.AssociatedResourceId,
				AssociatedResourceType: types.BundleAssociatedResourceTypeApplication,
				State:                  s.State, StateReason: s.StateReason, Created: s.Created, LastUpdatedTime: s.LastUpdatedTime,
			})
		}
	}
	return out, nil
}

func (c *call) describeImageAssociations(in *workspaces.DescribeImageAssociationsInput) (*workspaces.DescribeImageAssociationsOutput, error) {
	owner := c
	if c.Images.get(c, *in.ImageId) == nil && !c.amazonImage(*in.ImageId) {
		if owner, _ = c.sharedImage(*in.ImageId); owner == nil {
			return nil, notFound(*in.ImageId, imageNotFound)
		}
	}
	out := &workspaces.DescribeImageAssociationsOutput{Associations: []types.ImageResourceAssociation{}}
	if slices.Contains(in.AssociatedResourceTypes, types.ImageAssociatedResourceTypeApplication) {
		for _, a := range owner.associations(*in.ImageId) {
			s := a.describe()
			out.Associations = append(out.Associations, types.ImageResourceAssociation{
				ImageId: in.ImageId, AssociatedResourceId: s.AssociatedResourceId,
				AssociatedResourceType: types.ImageAssociatedResourceTypeApplication,
				State:                  s.State, StateReason: s.StateReason, Created: s.Created, LastUpdatedTime: s.LastUpdatedTime,
			})
		}
	}
	return out, nil
}

// amazonImage reports whether the image is that of an AWS bundle.
func (c *call) amazonImage(id string) bool {
	for _, b := range c.amazonBundles() {
		if *b.Shown.ImageId == id {
			return true
		}
	}
	return false
}
