package workspacestest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// directory is a directory registered with WorkSpaces.
type directory struct {
	Shown types.WorkspaceDirectory // without the state and the error, which are kept in Life
	Life  lifecycle[types.WorkspaceDirectoryState]
	Tags  tagSet
}

var directoryCourse = course[types.WorkspaceDirectoryState]{
	types.WorkspaceDirectoryStateRegistering:   {Registering, types.WorkspaceDirectoryStateRegistered, types.WorkspaceDirectoryStateError},
	types.WorkspaceDirectoryStateDeregistering: {Deregistering, types.WorkspaceDirectoryStateDeregistered, types.WorkspaceDirectoryStateError},
	types.WorkspaceDirectoryStateDeregistered:  {takes: Vanishing},
}

func (d *directory) settle(c *call) (gone bool) { return d.Life.settle(c, directoryCourse) }

var directoryKind = &kind[types.WorkspaceDirectory, *directory]{
	name:  "Directories",
	table: func(s *store) *table[*directory] { return &s.Directories },
	tags:  func(_ *call, d *directory) tagSet { return d.Tags },
	list:  func(s *Seed) []types.WorkspaceDirectory { return s.Directories },
	id:    func(shown *types.WorkspaceDirectory) *string { return shown.DirectoryId },
	form:  forms.Directory,
	seed:  (*call).putDirectory,
	ignores: func(shown *types.WorkspaceDirectory) []ignoredMember {
		if shown.State == types.WorkspaceDirectoryStateError {
			return nil
		}
		return ignoredErrors(nil, shown.ErrorMessage)
	},
}

func (d *directory) complete() bool {
	return allSet(d.Shown.DirectoryId, d.Shown.RegistrationCode) && len(d.Shown.SubnetIds) > 0 && d.Tags != nil
}

// describe returns the directory as shown in responses.
func (d *directory) describe() types.WorkspaceDirectory {
	shown := d.Shown
	shown.State = d.Life.show()
	if shown.State != types.WorkspaceDirectoryStateError {
		shown.ErrorMessage = nil
	} else if d.Life.Doom != nil {
		shown.ErrorMessage = aws.String(d.Life.Doom.Message)
	}
	return shown
}

// The service's messages for a directory in the wrong state and for an unknown directory.
const (
	directoryState    = "The specified directory is not in a valid state. Confirm that the directory has a status of Active, and try again."
	directoryNotFound = "The specified directory could not be found. Confirm that the directory exists in your AWS account and that you own the directory."
)

// directory returns a directory, or an error if it does not exist.
func (c *call) directory(id *string) (*directory, error) {
	d := c.Directories.get(c, aws.ToString(id))
	if d == nil {
		return nil, notFound(aws.ToString(id), directoryNotFound)
	}
	return d, nil
}

// hasUser reports whether a directory has a user with this name. If a directory has no list of users, any name is
// valid.
func (c *call) hasUser(directoryID, name string) bool {
	users := c.Users[directoryID]
	return len(users) == 0 || slices.ContainsFunc(users, func(u string) bool { return strings.EqualFold(u, name) })
}

// addUsers adds user names to a directory's list. If users is empty, addUsers removes the list.
func (c *call) addUsers(directoryID string, users []string) {
	if len(users) == 0 {
		delete(c.Users, directoryID)
		return
	}
	list := slices.Concat(c.Users[directoryID], users)
	slices.Sort(list)
	c.Users[directoryID] = slices.Compact(list)
}

// registerWorkspaceDirectory accepts every identifier of the form d-…. It assumes that the identifier belongs to a
// working AWS Directory Service directory, even if no seed lists it, and that the account has the necessary role and
// networks. If the call has no identifier, WorkSpaces creates a new directory. A call can register an already
// registered directory, as the acceptance tests of Terraform's provider do on AWS. It is not known whether a second
// registration changes anything. In the emulator, it changes nothing.
func (c *call) registerWorkspaceDirectory(in *workspaces.RegisterWorkspaceDirectoryInput) (*workspaces.RegisterWorkspaceDirectoryOutput, error) {
	id := aws.ToString(in.DirectoryId)
	if d := c.Directories.get(c, id); d != nil {
		if d.Life.State != types.WorkspaceDirectoryStateRegistered {
			return nil, invalidState(directoryState)
		}
		return &workspaces.RegisterWorkspaceDirectoryOutput{DirectoryId: aws.String(id), State: d.Life.State}, nil
	}
	if err := checkRegistration(in); err != nil {
		return nil, err
	}
	if in.Tenancy == types.TenancyDedicated && c.managementRange() == "" {
		return nil, invalidValues("The account is not enabled for the tenancy %s.", in.Tenancy)
	}
	tags, err := newTags(in.Tags)
	if err != nil {
		return nil, err
	}
	if err := c.exceeds(QuotaDirectories, c.Directories.count(c)+1); err != nil {
		return nil, err
	}
	if id == "" {
		id = c.IDs.resource("wsd-")
	}
	c.IDs.use(id)
	d := c.newDirectory(id, in)
	d.Tags = tags
	d.Life.enter(c, types.WorkspaceDirectoryStateRegistering)
	return &workspaces.RegisterWorkspaceDirectoryOutput{DirectoryId: aws.String(id), State: d.Life.State}, nil
}

// checkRegistration returns an error if the input is invalid, without looking at the account's resources. According to
// the documentation, subnets that are not in two Availability Zones cause an OperationNotSupportedException. Which
// members must be used together is taken from Terraform's provider, which is tested with the service. Unverified: all
// other exceptions.
func checkRegistration(in *workspaces.RegisterWorkspaceDirectoryInput) error {
	pools := in.WorkspaceType == types.WorkspaceTypePools
	own := in.UserIdentityType != "" && in.UserIdentityType != types.UserIdentityTypeAwsDirectoryService
	switch {
	case in.DirectoryId == nil && !own: // the service's own message
		return &types.ValidationException{Message: aws.String("The following arguments are required - DirectoryId.")}
	case in.DirectoryId != nil && (own || pools):
		return invalidValues("The DirectoryId parameter is for personal WorkSpaces of directories of AWS Directory Service.")
	case strings.HasPrefix(aws.ToString(in.DirectoryId), "wsd-"): // such a directory can be registered only by the call that creates it
		return notFound(*in.DirectoryId, directoryNotFound)
	case own && in.WorkspaceDirectoryName == nil:
		return invalidValues("The WorkspaceDirectoryName parameter is required when DirectoryId is not used.")
	case own && len(in.SubnetIds) == 0:
		return invalidValues("The SubnetIds parameter is required when DirectoryId is not used.")
	case in.UserIdentityType == types.UserIdentityTypeAwsIamIdentityCenter && in.IdcInstanceArn == nil:
		return invalidValues("The IdcInstanceArn parameter is required when UserIdentityType is %s.", in.UserIdentityType)
	case pools && aws.ToBool(in.EnableSelfService):
		return invalidValues("The EnableSelfService parameter is not for directories of pools.")
	case len(in.SubnetIds) == 1, len(in.SubnetIds) == 2 && in.SubnetIds[0] == in.SubnetIds[1]:
		return notSupported("The specified subnets are not in two supported Availability Zones: %.100q.", in.SubnetIds)
	}
	return nil
}

// newDirectory stores a new directory in the REGISTERING state.
func (c *call) newDirectory(id string, in *workspaces.RegisterWorkspaceDirectoryInput) *directory {
	shown := types.WorkspaceDirectory{
		DirectoryId:      aws.String(id),
		SubnetIds:        in.SubnetIds,
		Tenancy:          in.Tenancy,
		WorkspaceType:    in.WorkspaceType,
		UserIdentityType: in.UserIdentityType,

		WorkspaceDirectoryName:        in.WorkspaceDirectoryName,
		WorkspaceDirectoryDescription: in.WorkspaceDirectoryDescription,
		MicrosoftEntraConfig:          in.MicrosoftEntraConfig,
		ActiveDirectoryConfig:         in.ActiveDirectoryConfig,
	}
	if in.IdcInstanceArn != nil {
		shown.IDCConfig = &types.IDCConfig{InstanceArn: in.IdcInstanceArn}
	}
	if aws.ToBool(in.EnableSelfService) {
		shown.SelfservicePermissions = selfService(types.ReconnectEnumEnabled)
	}
	return c.putDirectory(shown)
}

// putDirectory stores a directory. By default, it is REGISTERED and has the settings of a newly registered directory.
func (c *call) putDirectory(shown types.WorkspaceDirectory) *directory {
	setDefault(&shown.WorkspaceType, types.WorkspaceTypePersonal)
	if shown.WorkspaceType == types.WorkspaceTypePools {
		setDefault(&shown.UserIdentityType, types.UserIdentityTypeCustomerManaged)
	}
	setDefault(&shown.UserIdentityType, types.UserIdentityTypeAwsDirectoryService)
	if shown.UserIdentityType == types.UserIdentityTypeAwsDirectoryService {
		c.completeServiceDirectory(&shown)
	} else {
		c.completeOwnDirectory(&shown)
	}
	setDefault(&shown.Alias, shown.DirectoryId)
	setDefault(&shown.IamRoleId, c.globalARN("iam", "role/workspaces_DefaultRole"))
	if shown.RegistrationCode == nil {
		shown.RegistrationCode = aws.String(c.IDs.registrationCode(c.region))
	}
	if shown.WorkspaceSecurityGroupId == nil {
		shown.WorkspaceSecurityGroupId = aws.String(c.IDs.ec2("sg-"))
	}
	if len(shown.SubnetIds) == 0 {
		shown.SubnetIds = []string{c.IDs.ec2("subnet-"), c.IDs.ec2("subnet-")}
	}
	setDefault(&shown.Tenancy, types.TenancyShared)
	setDefaultSettings(&shown)
	setDefault(&shown.State, types.WorkspaceDirectoryStateRegistered)
	d := &directory{Shown: shown, Tags: tagSet{}}
	d.Life.enter(c, shown.State)
	c.Directories.put(*shown.DirectoryId, d)
	return d
}

// completeServiceDirectory sets the defaults of an AWS Directory Service directory.
func (c *call) completeServiceDirectory(shown *types.WorkspaceDirectory) {
	if shown.DirectoryId == nil {
		shown.DirectoryId = aws.String(c.IDs.directory(c.region))
	}
	c.takeOver(shown)
	setDefault(&shown.DirectoryName, aws.String("corp.example.com"))
	setDefault(&shown.CustomerUserName, aws.String("Administrator"))
	setDefault(&shown.DirectoryType, types.WorkspaceDirectoryTypeSimpleAd)
	if shown.DnsIpAddresses == nil {
		shown.DnsIpAddresses = []string{c.IDs.address(), c.IDs.address()}
	}
}

// completeOwnDirectory sets the defaults of a directory created by WorkSpaces. Such a directory has no name servers,
// and has a domain only if ActiveDirectoryConfig names one.
func (c *call) completeOwnDirectory(shown *types.WorkspaceDirectory) {
	if shown.DirectoryId == nil {
		shown.DirectoryId = aws.String(c.IDs.resource("wsd-"))
	}
	if domain := shown.ActiveDirectoryConfig; domain != nil {
		setDefault(&shown.DirectoryName, domain.DomainName)
	}
	if shown.UserIdentityType == types.UserIdentityTypeAwsIamIdentityCenter {
		setDefault(&shown.DirectoryType, types.WorkspaceDirectoryTypeAwsIamIdentityCenter)
	}
	setDefault(&shown.DirectoryType, types.WorkspaceDirectoryTypeCustomerManaged)
	if idc := copyOf(shown.IDCConfig); idc.InstanceArn != nil && idc.ApplicationArn == nil {
		_, instance, _ := strings.Cut(*idc.InstanceArn, "/")
		idc.ApplicationArn = aws.String(c.IDs.text(*c.globalARN("sso", "application/"+instance+"/apl-"), 16, hexDigits))
		shown.IDCConfig = idc
	}
}

// setDefaultSettings sets each missing setting to its value for a newly registered directory. A directory for pools
// does not get the settings for users of personal WorkSpaces.
func setDefaultSettings(shown *types.WorkspaceDirectory) {
	creation := &types.DefaultWorkspaceCreationProperties{EnableInternetAccess: aws.Bool(false)}
	if shown.WorkspaceType != types.WorkspaceTypePools {
		creation.UserEnabledAsLocalAdministrator, creation.EnableMaintenanceMode = aws.Bool(true), aws.Bool(true)
		setDefault(&shown.SelfservicePermissions, selfService(types.ReconnectEnumDisabled))
	}
	setDefault(&shown.WorkspaceCreationProperties, creation)
	setDefault(&shown.WorkspaceAccessProperties, &types.WorkspaceAccessProperties{
		DeviceTypeWindows:    types.AccessPropertyValueAllow,
		DeviceTypeOsx:        types.AccessPropertyValueAllow,
		DeviceTypeIos:        types.AccessPropertyValueAllow,
		DeviceTypeAndroid:    types.AccessPropertyValueAllow,
		DeviceTypeChromeOs:   types.AccessPropertyValueAllow,
		DeviceTypeZeroClient: types.AccessPropertyValueAllow,
		DeviceTypeWeb:        types.AccessPropertyValueDeny,
		DeviceTypeLinux:      types.AccessPropertyValueDeny,
	})
	setDefault(&shown.SamlProperties, &types.SamlProperties{Status: types.SamlStatusEnumDisabled, RelayStateParameterName: aws.String(relayState)})
	setDefault(&shown.CertificateBasedAuthProperties, &types.CertificateBasedAuthProperties{Status: types.CertificateBasedAuthStatusEnumDisabled})
	setDefault(&shown.EndpointEncryptionMode, types.EndpointEncryptionModeStandardTls)
}

// selfService returns the permissions of users to manage their own WorkSpaces, with RestartWorkspace enabled. The
// parameter rest is the value of all other permissions.
func selfService(rest types.ReconnectEnum) *types.SelfservicePermissions {
	return &types.SelfservicePermissions{
		RestartWorkspace:   types.ReconnectEnumEnabled,
		IncreaseVolumeSize: rest,
		ChangeComputeType:  rest,
		SwitchRunningMode:  rest,
		RebuildWorkspace:   rest,
	}
}

func (c *call) describeWorkspaceDirectories(in *workspaces.DescribeWorkspaceDirectoriesInput) (*workspaces.DescribeWorkspaceDirectoriesOutput, error) {
	if in.DirectoryIds != nil && in.WorkspaceDirectoryNames != nil {
		return nil, invalidValues("Only one of the following are allowed to be specified: DirectoryIds, WorkspaceDirectoryNames.")
	}
	list, next, err := paginate(c, c.Directories.selected(c, in.DirectoryIds), func(d *directory) bool {
		return (in.WorkspaceDirectoryNames == nil || slices.Contains(in.WorkspaceDirectoryNames, aws.ToString(d.Shown.WorkspaceDirectoryName))) &&
			!slices.ContainsFunc(in.Filters, func(f types.DescribeWorkspaceDirectoriesFilter) bool { return !d.passes(f) })
	}, in.NextToken, pageSize(in.Limit, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspaceDirectoriesOutput{Directories: make([]types.WorkspaceDirectory, len(list)), NextToken: next}
	for i, d := range list {
		out.Directories[i] = d.describe()
	}
	return out, nil
}

// passes reports whether a directory has one of the filter's values.
func (d *directory) passes(f types.DescribeWorkspaceDirectoriesFilter) bool {
	switch f.Name {
	case types.DescribeWorkspaceDirectoriesFilterNameUserIdentityType:
		return slices.Contains(f.Values, string(d.Shown.UserIdentityType))
	case types.DescribeWorkspaceDirectoriesFilterNameWorkspaceType:
		return slices.Contains(f.Values, string(d.Shown.WorkspaceType))
	default:
		return false
	}
}

// deregisterWorkspaceDirectory leaves the directory's connection aliases associated. It is not known whether the
// service disassociates them.
func (c *call) deregisterWorkspaceDirectory(in *workspaces.DeregisterWorkspaceDirectoryInput) (*workspaces.DeregisterWorkspaceDirectoryOutput, error) {
	d, err := c.directory(in.DirectoryId)
	if err != nil {
		return nil, err
	}
	if d.Life.State != types.WorkspaceDirectoryStateRegistered && d.Life.State != types.WorkspaceDirectoryStateError {
		return nil, invalidState(directoryState)
	}
	for _, w := range c.Workspaces.all(c) {
		if *w.Shown.DirectoryId == *in.DirectoryId {
			return nil, notSupported("There are WorkSpaces assigned to this directory. You must remove the WorkSpaces before you deregister the directory.")
		}
	}
	for _, p := range c.Pools.all(c) {
		if *p.Shown.DirectoryId == *in.DirectoryId {
			return nil, notSupported("There are pools assigned to this directory. You must remove the pools before you deregister the directory.")
		}
	}
	d.Life.enter(c, types.WorkspaceDirectoryStateDeregistering)
	return &workspaces.DeregisterWorkspaceDirectoryOutput{}, nil
}
