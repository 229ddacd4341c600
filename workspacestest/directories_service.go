package workspacestest

import (
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// ServiceDirectory is a directory in AWS Directory Service that need not be registered with WorkSpaces. A [Seed] lists
// such directories. Once RegisterWorkspaceDirectory registers a listed directory, the registered directory takes its
// values from the fields below. Fields that are not set have defaults.
type ServiceDirectory struct {
	// DirectoryId identifies the directory: d- followed by hexadecimal digits.
	//
	// This member is required.
	DirectoryId *string `required:"true"`

	// DirectoryName is the fully qualified name of the domain. The default is corp.example.com.
	DirectoryName *string

	// Alias is a short name for the directory. The default is the directory's identifier.
	Alias *string

	// DirectoryType is the kind of directory. The default is SIMPLE_AD.
	DirectoryType types.WorkspaceDirectoryType

	// CustomerUserName is the user account that WorkSpaces uses to access the directory. The default is Administrator.
	CustomerUserName *string

	// DnsIpAddresses are the IPv4 addresses of the directory's name servers. The default is two new addresses.
	DnsIpAddresses []string

	// DnsIpv6Addresses are the IPv6 addresses of the directory's name servers. By default, there are none.
	DnsIpv6Addresses []string

	// SubnetIds are the subnets for the registered directory if the call to RegisterWorkspaceDirectory does not name
	// any. The default is two new subnets.
	SubnetIds []string
}

// serviceDirectory is a stored ServiceDirectory. It outlives the registration, because the directory can be
// deregistered and registered again.
type serviceDirectory struct {
	timeless
	Shown ServiceDirectory
}

var serviceDirectoryKind = &kind[ServiceDirectory, *serviceDirectory]{
	name:  "ServiceDirectories",
	table: func(s *store) *table[*serviceDirectory] { return &s.ServiceDirectories },
	list:  func(s *Seed) []ServiceDirectory { return s.ServiceDirectories },
	id:    func(shown *ServiceDirectory) *string { return shown.DirectoryId },
	form:  forms.ServiceDirectory,
	seed:  (*call).putServiceDirectory,
}

func (d *serviceDirectory) complete() bool { return allSet(d.Shown.DirectoryId) }

func (c *call) putServiceDirectory(shown ServiceDirectory) *serviceDirectory {
	d := &serviceDirectory{Shown: shown}
	c.ServiceDirectories.put(*shown.DirectoryId, d)
	return d
}

// takeOver copies a ServiceDirectory's values to a directory that is being registered, leaving members that are already
// set unchanged.
func (c *call) takeOver(shown *types.WorkspaceDirectory) {
	d := c.ServiceDirectories.get(c, *shown.DirectoryId)
	if d == nil {
		return
	}
	setDefault(&shown.DirectoryName, d.Shown.DirectoryName)
	setDefault(&shown.Alias, d.Shown.Alias)
	setDefault(&shown.DirectoryType, d.Shown.DirectoryType)
	setDefault(&shown.CustomerUserName, d.Shown.CustomerUserName)
	for to, from := range map[*[]string][]string{
		&shown.DnsIpAddresses: d.Shown.DnsIpAddresses, &shown.DnsIpv6Addresses: d.Shown.DnsIpv6Addresses, &shown.SubnetIds: d.Shown.SubnetIds,
	} {
		if len(*to) == 0 {
			*to = from
		}
	}
}
