package workspacestest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// ofDirectory is embedded in resources that belong to a directory. They exist for as long as the directory keeps its
// registration code. A directory that is deregistered and registered again gets a new code, so its old resources do not
// come back.
type ofDirectory struct {
	DirectoryID      string
	RegistrationCode string
}

func partOf(d *directory) ofDirectory {
	return ofDirectory{*d.Shown.DirectoryId, *d.Shown.RegistrationCode}
}

func (o ofDirectory) settle(c *call) (gone bool) {
	d := c.Directories.get(c, o.DirectoryID)
	return d == nil || *d.Shown.RegistrationCode != o.RegistrationCode
}

// registered returns a directory in the REGISTERED state, or an error. It is not known which exception the service
// returns for a directory in another state; some operations declare no suitable exception.
func (c *call) registered(id *string) (*directory, error) {
	d, err := c.directory(id)
	if err == nil && d.Life.State != types.WorkspaceDirectoryStateRegistered {
		return nil, invalidValues(directoryState)
	}
	return d, err
}

// clientSettings holds a directory's settings for its users' client applications.
type clientSettings struct {
	ofDirectory
	Properties types.ClientProperties
	Branding   map[types.ClientDeviceType]types.IosClientBrandingAttributes // by platform; see client_branding.go
}

var clientSettingsKind = &kind[notSeeded, *clientSettings]{
	name:  "Clients",
	table: func(s *store) *table[*clientSettings] { return &s.Clients },
}

func (s *clientSettings) complete() bool {
	return s.Branding != nil
}

// clients returns a directory's client settings, or the default settings (without storing them) if the directory has
// none. It is not known whether ReconnectEnabled and LogUploadEnabled are ENABLED by default.
func (c *call) clients(d *directory) *clientSettings {
	if s := c.Clients.get(c, *d.Shown.DirectoryId); s != nil {
		return s
	}
	return &clientSettings{
		ofDirectory: partOf(d),
		Properties:  types.ClientProperties{ReconnectEnabled: types.ReconnectEnumEnabled, LogUploadEnabled: types.LogUploadEnumEnabled},
		Branding:    make(map[types.ClientDeviceType]types.IosClientBrandingAttributes),
	}
}

// describeClientProperties lists each directory once, ordered by identifier. If any directory is unknown, the whole
// call fails. It is not known whether the service leaves out unknown directories instead.
func (c *call) describeClientProperties(in *workspaces.DescribeClientPropertiesInput) (*workspaces.DescribeClientPropertiesOutput, error) {
	ids := slices.Compact(slices.Sorted(slices.Values(in.ResourceIds)))
	out := &workspaces.DescribeClientPropertiesOutput{ClientPropertiesList: make([]types.ClientPropertiesResult, len(ids))}
	for i, id := range ids {
		d, err := c.directory(&id)
		if err != nil {
			return nil, err
		}
		shown := c.clients(d).Properties
		out.ClientPropertiesList[i] = types.ClientPropertiesResult{ResourceId: aws.String(id), ClientProperties: &shown}
	}
	return out, nil
}

func (c *call) modifyClientProperties(in *workspaces.ModifyClientPropertiesInput) (*workspaces.ModifyClientPropertiesOutput, error) {
	d, err := c.configurable(in.ResourceId)
	if err != nil {
		return nil, err
	}
	from := in.ClientProperties
	switch policy := aws.ToString(from.ClientExperiencePolicy); policy {
	case "", "FORCE_CLASSIC", "FORCE_UI_2026", "USER_CHOICE":
	default:
		return nil, invalidValues("The ClientExperiencePolicy %.100q is not known.", policy)
	}
	s := c.clients(d)
	setIfGiven(&s.Properties.ReconnectEnabled, from.ReconnectEnabled)
	setIfGiven(&s.Properties.LogUploadEnabled, from.LogUploadEnabled)
	setIfGiven(&s.Properties.ClientExperiencePolicy, from.ClientExperiencePolicy)
	c.Clients.put(s.DirectoryID, s)
	return &workspaces.ModifyClientPropertiesOutput{}, nil
}
