package workspacestest

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// A Seed lists resources for [Emulator.Seed] to add to an emulator, so that a test need not create them with calls.
// Members that are not set get the service's default values. A resource enters its state when it is added. It replaces
// any existing resource with the same identifier.
//
// A Seed can be read from JSON, with the API's member names. Times are seconds since 1970, or ISO 8601 strings with an
// offset, such as 2026-11-26T10:00:00+00:00. A Seed can therefore be read from a response recorded with the AWS CLI or
// boto3. These responses contain lists of resources:
//
//	operation                           list in the response        field of the Seed
//	DescribeWorkspaces                  Workspaces                  Workspaces
//	DescribeWorkspaceDirectories        Directories                 Directories
//	DescribeWorkspacesConnectionStatus  WorkspacesConnectionStatus  ConnectionStatus
//	DescribeWorkspaceImages             Images                      Images
//	DescribeWorkspaceBundles            Bundles                     Bundles
//	DescribeApplications                Applications                Applications
//	DescribeIpGroups                    Result                      IpGroups
//	DescribeConnectionAliases           ConnectionAliases           ConnectionAliases
//	DescribeConnectClientAddIns         AddIns                      ConnectClientAddIns
//	DescribeWorkspacesPools             WorkspacesPools             Pools
//	DescribeWorkspacesPoolSessions      Sessions                    PoolSessions
//	ListAccountLinks                    AccountLinks                AccountLinks
//
// In JSON, a list can go by its name in the response or its name in the Seed, but a document with both names is
// invalid. The response to DescribeAccount can also be read as a Seed.
//
// A Seed ignores members that the API does not have, or no longer has, and members computed from other resources, such
// as the number of active sessions in a pool. [Emulator.Notes] lists the ignored members.
type Seed struct {
	// Account is the account that owns the resources: twelve digits, or one of the account's access keys. The default
	// is the account of [Emulator.Client].
	Account string `wire:"-"`

	// Region is the resources' Region. The default is the Region of [Emulator.Client].
	Region string `wire:"-"`

	// ServiceDirectories are AWS Directory Service directories that RegisterWorkspaceDirectory can register. Directories
	// not listed here can be registered too. A listed directory that is already registered does not change.
	ServiceDirectories []ServiceDirectory

	// Directories are registered directories.
	Directories []types.WorkspaceDirectory

	// Users are the user names in each directory, by directory identifier. A directory that is not listed accepts every
	// user name. A later seed adds names to the directory's list. An empty list removes the earlier names, so that the
	// directory accepts every user name again.
	Users map[string][]string `wire:"-"`

	// Workspaces are personal WorkSpaces.
	Workspaces []types.Workspace

	// ConnectionStatus lists the connection status of personal WorkSpaces. WorkSpaces that do not exist are added.
	ConnectionStatus []types.WorkspaceConnectionStatus

	// Images are the account's images.
	Images []types.WorkspaceImage

	// Bundles are the account's bundles.
	Bundles []types.WorkspaceBundle

	// Applications are the account's applications.
	Applications []types.WorkSpaceApplication

	// IpGroups are IP access control groups.
	IpGroups []types.WorkspacesIpGroup

	// ConnectionAliases are connection aliases.
	ConnectionAliases []types.ConnectionAlias

	// ConnectClientAddIns are directories' Amazon Connect add-ins. CreateConnectClientAddIn allows only one add-in per
	// directory, but a seed can add several, for tests of pagination.
	ConnectClientAddIns []types.ConnectClientAddIn

	// Pools are pools of WorkSpaces.
	Pools []types.WorkspacesPool

	// PoolSessions are the sessions of pool users. They end at their ExpirationTime on the emulator's clock.
	PoolSessions []types.WorkspacesPoolSession

	// AccountLinks are the links between the account and other accounts.
	AccountLinks []types.AccountLink

	// DedicatedTenancyManagementCidrRange is the address range of the management network. If set, the account can bring
	// its own licenses (BYOL) in the Region: see [WithBYOL].
	DedicatedTenancyManagementCidrRange *string

	// Tags are the tags of each resource, by resource identifier.
	Tags map[string]map[string]string `wire:"-"`

	ignored []ignoredMember // the members ignored by UnmarshalJSON
}

// Seed adds a seed's resources. If any of them is invalid, Seed adds none and returns an error that names the invalid
// one. An emulator returned by [New] writes its [Emulator.Notes] on the seed to the test's log.
func (e *Emulator) Seed(seed Seed) error {
	e.tb.Helper()
	s, err := seed.clone()
	if err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	at := e.placeOf(s)
	switch {
	case !forms.Account.Match(at.account):
		return fmt.Errorf("seed: Account is neither twelve digits nor a known access key: %.100q", s.Account)
	case !isRegion(at.region):
		return fmt.Errorf("seed: Region is not the name of a Region, such as us-east-1: %.100q", s.Region)
	}
	if err := e.settings.checkPlace(at); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	notes := e.Notes(seed)
	e.mu.Lock()
	defer e.mu.Unlock()
	_, before := e.stores[at]
	c := e.enter(at, "")
	tags, err := c.checkSeed(s)
	if err != nil {
		if !before {
			delete(e.stores, at)
		}
		return fmt.Errorf("seed: %w", err)
	}
	c.seed(s, tags)
	e.changes.Add(1)
	for _, note := range notes {
		e.tb.Log("workspacestest: seed: " + note)
	}
	return nil
}

// placeOf returns a seed's account and Region.
func (e *Emulator) placeOf(s *Seed) place {
	at := place{cmp.Or(s.Account, e.settings.clientKey), cmp.Or(s.Region, Region)}
	if _, known := e.settings.credentials[at.account]; known {
		at.account = e.accountOf(at.account)
	}
	return at
}

// stateMember matches the paths of members that hold a resource's state.
var stateMember = regexp.MustCompile(`(State|AssociationStatus|AccountLinkStatus)$`)

// clone returns a copy that shares no memory with the seed. It returns an error if a member violates the API's
// constraints. Unknown enum values are allowed, because the service can return them: the DirectoryType MicrosoftAD, for
// example. An unknown state is an error, because the resource could never leave it.
func (s *Seed) clone() (*Seed, error) {
	if err := awsjson.ValidateExceptEnums(s); err != nil {
		var invalid smithy.InvalidParamsError
		var member smithy.InvalidParamError
		if !errors.As(err, &invalid) || !errors.As(invalid.Errs()[0], &member) {
			return nil, err
		}
		constraint := "must be set"
		var violation *awsjson.Violation
		if errors.As(member, &violation) {
			constraint = constraintOf(violation)
		}
		return nil, fmt.Errorf("%s: %s", strings.TrimPrefix(member.Field(), "Seed."), constraint)
	}
	for _, unknown := range unlisted(s) {
		if stateMember.MatchString(unknown.path) {
			return nil, fmt.Errorf("%s: %s", unknown.path, unknown.reason)
		}
	}
	b, err := awsjson.Marshal(s)
	if err != nil {
		return nil, err
	}
	copied := &Seed{Account: s.Account, Region: s.Region, Tags: s.Tags, Users: make(map[string][]string, len(s.Users))}
	for directory, users := range s.Users {
		copied.Users[directory] = slices.Clone(users)
	}
	return copied, awsjson.Unmarshal(b, copied)
}

// checkSeed checks a seed. It returns the seed's tags by resource, or an error for the first mistake.
func (c *call) checkSeed(s *Seed) (map[string]tagSet, error) {
	known := make(map[string]anyKind) // the kinds of the seed's resources, by identifier
	for _, k := range kinds {
		if err := k.checkSeed(s, known); err != nil {
			return nil, err
		}
	}
	if err := c.checkSeats(s.Workspaces, known); err != nil {
		return nil, err
	}
	if err := checkStatuses(s.ConnectionStatus, known); err != nil {
		return nil, err
	}
	for i, link := range s.AccountLinks {
		if source, target := aws.ToString(link.SourceAccountId), aws.ToString(link.TargetAccountId); source != "" && source != c.account && target != c.account {
			return nil, fmt.Errorf("AccountLinks[%d]: neither SourceAccountId nor TargetAccountId is the account of the seed, %s", i, c.account)
		}
	}
	if cidr := s.DedicatedTenancyManagementCidrRange; cidr != nil {
		if prefix, err := netip.ParsePrefix(*cidr); err != nil || !prefix.Addr().Is4() {
			return nil, fmt.Errorf("the DedicatedTenancyManagementCidrRange %.100q is not an IPv4 address range", *cidr)
		}
	}
	return c.checkSeedTags(s.Tags, known)
}

// checkStatuses returns an error for the first mistake in a seed's ConnectionStatus. It also adds each WorkSpace in
// this list to known.
func checkStatuses(list []types.WorkspaceConnectionStatus, known map[string]anyKind) error {
	seen := make(map[string]bool)
	for i, status := range list {
		id := aws.ToString(status.WorkspaceId)
		switch {
		case !forms.Workspace.Match(id):
			return fmt.Errorf("ConnectionStatus[%d]: %.100q is not %s", i, id, forms.Workspace)
		case seen[id]:
			return fmt.Errorf("ConnectionStatus[%d]: the identifier %s is used twice", i, id)
		}
		seen[id], known[id] = true, workspaceKind
	}
	return nil
}

// checkSeedTags returns the seed's tags by resource, or an error if a resource does not exist or its tags are
// invalid.
func (c *call) checkSeedTags(byResource map[string]map[string]string, known map[string]anyKind) (map[string]tagSet, error) {
	sets := make(map[string]tagSet, len(byResource))
	for _, id := range slices.Sorted(maps.Keys(byResource)) {
		if k := known[id]; (k == nil || !k.tagged()) && c.tagsOf(id) == nil {
			return nil, fmt.Errorf("the Tags name %.100q, which is not a resource that can have tags", id)
		}
		var list []types.Tag
		for key, value := range byResource[id] {
			list = append(list, types.Tag{Key: aws.String(key), Value: aws.String(value)})
		}
		var err error
		if sets[id], err = newTags(list); err != nil {
			return nil, fmt.Errorf("the Tags of %s: at most %d tags are allowed, and the prefix aws: is reserved", id, maxTags)
		}
	}
	return sets, nil
}

// seed adds a seed's resources, after checkSeed has accepted them.
func (c *call) seed(s *Seed, tags map[string]tagSet) {
	c.IDs.use(s)
	for directory, users := range s.Users {
		c.addUsers(directory, users)
	}
	for _, k := range kinds {
		k.seedAll(c, s)
	}
	for _, shown := range s.ConnectionStatus {
		c.seedConnectionStatus(shown)
	}
	if cidr := s.DedicatedTenancyManagementCidrRange; cidr != nil {
		c.seedAccount(*cidr)
	}
	for id, set := range tags {
		if own := c.tagsOf(id); own != nil { // nil if the resource no longer exists because it was seeded in a final state, such as TERMINATED
			maps.Copy(own, set)
		}
	}
}

// addWorkspaces adds the WorkSpaces of [WithWorkspaces]. They share one WorkspaceProperties value to save memory.
func (e *Emulator) addWorkspaces(at place, n int, state types.WorkspaceState) error {
	if err := e.settings.checkPlace(at); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.enter(at, "")
	directory := c.putDirectory(types.WorkspaceDirectory{}).Shown.DirectoryId
	shown := types.Workspace{DirectoryId: directory, BundleId: seedBundleID(), State: state}
	properties := c.bundle(shown.BundleId).properties()
	mergeProperties(&properties, &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop})
	shown.WorkspaceProperties = &properties
	for i := range n {
		shown.UserName = aws.String(fmt.Sprintf("user%03d", i+1))
		c.seedWorkspace(shown)
	}
	return nil
}
