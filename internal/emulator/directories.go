package emulator

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// directory is a directory that is registered with WorkSpaces.
type directory struct {
	shown types.WorkspaceDirectory // but for the state
	life  lifecycle[types.WorkspaceDirectoryState]
	tags  tagSet
}

var directoryCourse = course[types.WorkspaceDirectoryState]{
	types.WorkspaceDirectoryStateRegistering:   {Registering, types.WorkspaceDirectoryStateRegistered},
	types.WorkspaceDirectoryStateDeregistering: {Deregistering, types.WorkspaceDirectoryStateDeregistered},
	types.WorkspaceDirectoryStateDeregistered:  {Vanishing, ""},
}

func (d *directory) settle(c *call) (gone bool) { return d.life.settle(c, directoryCourse) }

// describe returns the directory as the service shows it.
func (d *directory) describe() types.WorkspaceDirectory {
	shown := d.shown
	shown.State = d.life.state
	return shown
}

// hasUser reports whether a directory has a user. One that does not list its users has all.
func (c *call) hasUser(directoryID, name string) bool {
	users := c.users[directoryID]
	return len(users) == 0 || slices.ContainsFunc(users, func(u string) bool { return strings.EqualFold(u, name) })
}

// registerWorkspaceDirectory takes every identifier for that of a directory which AWS Directory Service
// has. Without an identifier, WorkSpaces makes a directory of its own.
func (c *call) registerWorkspaceDirectory(in *workspaces.RegisterWorkspaceDirectoryInput) (*workspaces.RegisterWorkspaceDirectoryOutput, error) {
	id := aws.ToString(in.DirectoryId)
	if d := c.directories[id]; d != nil {
		if d.life.state == types.WorkspaceDirectoryStateDeregistering || d.life.state == types.WorkspaceDirectoryStateDeregistered {
			return nil, invalidState(directoryState)
		}
		return nil, &types.ResourceAlreadyExistsException{Message: aws.String("The specified directory is already registered.")}
	}
	if id == "" && in.WorkspaceDirectoryName == nil {
		return nil, invalidValues("The DirectoryId or the WorkspaceDirectoryName parameter is required.")
	}
	tags, err := newTags(in.Tags)
	if err != nil {
		return nil, err
	}
	if id == "" {
		id = c.ids.resource("wsd-")
	}
	d := c.newDirectory(id, in)
	d.tags = tags
	d.life.enter(c, types.WorkspaceDirectoryStateRegistering)
	return &workspaces.RegisterWorkspaceDirectoryOutput{DirectoryId: aws.String(id), State: d.life.state}, nil
}

// directoryState is what the service says of a directory in the wrong state.
const directoryState = "The specified directory is not in a valid state. Confirm that the directory has a status of Active, and try again."

// newDirectory adds a directory with the settings of one that was just registered.
func (c *call) newDirectory(id string, in *workspaces.RegisterWorkspaceDirectoryInput) *directory {
	d := &directory{tags: tagSet{}, shown: types.WorkspaceDirectory{
		DirectoryId:              aws.String(id),
		Alias:                    aws.String(id),
		DirectoryName:            aws.String("corp.example.com"),
		DirectoryType:            types.WorkspaceDirectoryTypeSimpleAd,
		CustomerUserName:         aws.String("Administrator"),
		DnsIpAddresses:           []string{c.ids.address(), c.ids.address()},
		IamRoleId:                aws.String("arn:aws:iam::" + c.account + ":role/workspaces_DefaultRole"),
		RegistrationCode:         aws.String(c.ids.registrationCode()),
		SubnetIds:                in.SubnetIds,
		WorkspaceSecurityGroupId: aws.String(c.ids.securityGroup()),
		Tenancy:                  in.Tenancy,
		WorkspaceType:            in.WorkspaceType,
		UserIdentityType:         in.UserIdentityType,

		WorkspaceDirectoryName:        in.WorkspaceDirectoryName,
		WorkspaceDirectoryDescription: in.WorkspaceDirectoryDescription,
		MicrosoftEntraConfig:          in.MicrosoftEntraConfig,
		ActiveDirectoryConfig:         in.ActiveDirectoryConfig,

		WorkspaceCreationProperties: &types.DefaultWorkspaceCreationProperties{
			EnableInternetAccess:            aws.Bool(false),
			UserEnabledAsLocalAdministrator: aws.Bool(true),
			EnableMaintenanceMode:           aws.Bool(true),
		},
		WorkspaceAccessProperties: &types.WorkspaceAccessProperties{
			DeviceTypeWindows:    types.AccessPropertyValueAllow,
			DeviceTypeOsx:        types.AccessPropertyValueAllow,
			DeviceTypeIos:        types.AccessPropertyValueAllow,
			DeviceTypeAndroid:    types.AccessPropertyValueAllow,
			DeviceTypeChromeOs:   types.AccessPropertyValueAllow,
			DeviceTypeZeroClient: types.AccessPropertyValueAllow,
			DeviceTypeWeb:        types.AccessPropertyValueDeny,
			DeviceTypeLinux:      types.AccessPropertyValueDeny,
		},
		SelfservicePermissions: selfService(aws.ToBool(in.EnableSelfService)),
	}}
	s := &d.shown
	if len(s.SubnetIds) == 0 {
		s.SubnetIds = []string{c.ids.subnet(), c.ids.subnet()}
	}
	if s.Tenancy == "" {
		s.Tenancy = types.TenancyShared
	}
	if s.WorkspaceType == "" {
		s.WorkspaceType = types.WorkspaceTypePersonal
	}
	if s.UserIdentityType == "" {
		s.UserIdentityType = types.UserIdentityTypeAwsDirectoryService
	}
	switch s.UserIdentityType {
	case types.UserIdentityTypeAwsIamIdentityCenter:
		s.DirectoryType = types.WorkspaceDirectoryTypeAwsIamIdentityCenter
		s.IDCConfig = &types.IDCConfig{InstanceArn: in.IdcInstanceArn}
	case types.UserIdentityTypeCustomerManaged:
		s.DirectoryType = types.WorkspaceDirectoryTypeCustomerManaged
	}
	c.directories[id] = d
	return d
}

// selfService are the permissions of a new directory: restarting is always allowed to users.
func selfService(all bool) *types.SelfservicePermissions {
	rest := types.ReconnectEnumDisabled
	if all {
		rest = types.ReconnectEnumEnabled
	}
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
	found := slices.DeleteFunc(sorted(c.directories), func(d *directory) bool {
		return in.DirectoryIds != nil && !slices.Contains(in.DirectoryIds, *d.shown.DirectoryId) ||
			in.WorkspaceDirectoryNames != nil && !slices.Contains(in.WorkspaceDirectoryNames, aws.ToString(d.shown.WorkspaceDirectoryName)) ||
			slices.ContainsFunc(in.Filters, func(f types.DescribeWorkspaceDirectoriesFilter) bool { return !d.passes(f) })
	})
	list, next, err := page(c, found, func(d *directory) string { return *d.shown.DirectoryId }, in.NextToken, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspaceDirectoriesOutput{Directories: make([]types.WorkspaceDirectory, len(list)), NextToken: next}
	for i, d := range list {
		out.Directories[i] = d.describe()
	}
	return out, nil
}

// passes reports whether a directory has one of the values that a filter asks for.
func (d *directory) passes(f types.DescribeWorkspaceDirectoriesFilter) bool {
	switch f.Name {
	case types.DescribeWorkspaceDirectoriesFilterNameUserIdentityType:
		return slices.Contains(f.Values, string(d.shown.UserIdentityType))
	case types.DescribeWorkspaceDirectoriesFilterNameWorkspaceType:
		return slices.Contains(f.Values, string(d.shown.WorkspaceType))
	default:
		return false
	}
}

func (c *call) deregisterWorkspaceDirectory(in *workspaces.DeregisterWorkspaceDirectoryInput) (*workspaces.DeregisterWorkspaceDirectoryOutput, error) {
	id := aws.ToString(in.DirectoryId)
	d := c.directories[id]
	if d == nil {
		return nil, notFound(id, "The specified directory could not be found. Confirm that the directory exists in your AWS account and that you own the directory.")
	}
	if d.life.state != types.WorkspaceDirectoryStateRegistered && d.life.state != types.WorkspaceDirectoryStateError {
		return nil, invalidState(directoryState)
	}
	for _, w := range c.workspaces {
		if *w.shown.DirectoryId == id {
			return nil, &types.OperationNotSupportedException{Message: aws.String(
				"There are WorkSpaces assigned to this directory. You must remove the WorkSpaces before you deregister the directory.")}
		}
	}
	d.life.enter(c, types.WorkspaceDirectoryStateDeregistering)
	return &workspaces.DeregisterWorkspaceDirectoryOutput{}, nil
}
