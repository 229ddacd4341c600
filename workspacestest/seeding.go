package workspacestest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// Seed is resources that are there without anybody having created them. What is not set in one is as the
// service would have it; the states in which they are begin when they are added. An identifier that is
// there already is given to the resource of the seed.
//
// It reads from JSON in the spelling of the API, which has times as seconds since 1970.
type Seed struct {
	// Account owns the resources: twelve digits, or an access key of the emulator. The default is that of
	// [Emulator.Client].
	Account string `wire:"-"`

	// Region is the Region of the resources. The default is that of [Emulator.Client].
	Region string `wire:"-"`

	// Directories are registered directories.
	Directories []types.WorkspaceDirectory

	// Users are the names of the users of directories. A directory that is not named here has every user.
	Users map[string][]string `wire:"-"`

	// Workspaces are personal WorkSpaces.
	Workspaces []types.Workspace

	// ConnectionStatus is what is known of the users of personal WorkSpaces.
	ConnectionStatus []types.WorkspaceConnectionStatus

	// Images are images of the account.
	Images []types.WorkspaceImage

	// Bundles are bundles of the account.
	Bundles []types.WorkspaceBundle

	// Applications are applications of the account.
	Applications []types.WorkSpaceApplication

	// IpGroups are IP access control groups.
	IpGroups []types.WorkspacesIpGroup

	// ConnectionAliases are connection aliases.
	ConnectionAliases []types.ConnectionAlias

	// ConnectClientAddIns are Amazon Connect add-ins of directories.
	ConnectClientAddIns []types.ConnectClientAddIn

	// Pools are pools of WorkSpaces.
	Pools []types.WorkspacesPool

	// PoolSessions are sessions of the users of pools.
	PoolSessions []types.WorkspacesPoolSession

	// AccountLinks are the links of the account with others.
	AccountLinks []types.AccountLink

	// DedicatedTenancyManagementCidrRange enables BYOL for the account, with this range for the management
	// network.
	DedicatedTenancyManagementCidrRange *string

	// Tags are the tags of resources, by the identifiers of these.
	Tags map[string]map[string]string `wire:"-"`
}

// UnmarshalJSON implements json.Unmarshaler. It refuses members that the API does not have.
func (s *Seed) UnmarshalJSON(b []byte) error {
	var read Seed
	if err := awsjson.Unmarshal(b, &read); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	for name, to := range map[string]any{"Account": &read.Account, "Region": &read.Region, "Users": &read.Users, "Tags": &read.Tags} {
		if member, set := members[name]; set {
			if err := json.Unmarshal(member, to); err != nil {
				return fmt.Errorf("seed: %s: %w", name, err)
			}
			delete(members, name)
		}
	}
	rest, err := json.Marshal(members)
	if err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	var sent map[string]any
	if err := json.Unmarshal(rest, &sent); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	if path := unknownMember(sent, &read); path != "" {
		return fmt.Errorf("seed: there is no member %s", path)
	}
	*s = read
	return nil
}

// Seed adds the resources of a seed. If one of them is invalid, the error names it and none is added.
func (e *Emulator) Seed(seed Seed) error {
	s, err := seed.clone()
	if err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	s.Account, s.Region = cmp.Or(s.Account, e.settings.clientKey), cmp.Or(s.Region, Region)
	at := place{s.Account, s.Region}
	if _, known := e.settings.credentials[s.Account]; known {
		at.account = e.accountOf(s.Account)
	}
	switch {
	case !accountIDForm.MatchString(at.account):
		return fmt.Errorf("seed: Account is neither twelve digits nor a known access key: %.100q", s.Account)
	case !regionName.MatchString(s.Region):
		return fmt.Errorf("seed: Region is not the name of a Region: %.100q", s.Region)
	}
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
	c.plant(s, tags)
	e.changes.Add(1)
	return nil
}

// clone returns a copy of a seed that keeps the bounds which the API sets, and shares nothing with it.
func (s *Seed) clone() (*Seed, error) {
	if err := awsjson.Validate(s, true); err != nil {
		var invalid smithy.InvalidParamsError
		var member smithy.InvalidParamError
		if !errors.As(err, &invalid) || !errors.As(invalid.Errs()[0], &member) {
			return nil, err
		}
		constraint := "must be set"
		var fault *awsjson.Fault
		if errors.As(member, &fault) {
			constraint = constraintOf(fault)
		}
		return nil, fmt.Errorf("%s: %s", strings.TrimPrefix(member.Field(), "Seed."), constraint)
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

// The forms of identifiers that calls can name a resource by.
var (
	directoryForm     = regexp.MustCompile(`^(d-[0-9a-f]{8,63}|wsd-[0-9a-z]{8,63})$`)
	workspaceForm     = regexp.MustCompile(`^ws-[0-9a-z]{8,63}$`)
	poolDirectoryForm = regexp.MustCompile(`^wsd-[0-9a-z]{8,63}$`)
	sizeForm          = regexp.MustCompile(`^[0-9]{1,5}$`)
	imageForm         = regexp.MustCompile(`^wsi-[0-9a-z]{9,63}$`)
	bundleForm        = regexp.MustCompile(`^wsb-[0-9a-z]{8,63}$`)
	applicationForm   = regexp.MustCompile(`^wsa-[0-9a-z]{8,63}$`)
	ipGroupForm       = regexp.MustCompile(`^wsipg-[0-9a-z]{8,63}$`)
	aliasForm         = regexp.MustCompile(`^wsca-[0-9a-z]{8,63}$`)
	poolForm          = regexp.MustCompile(`^wspool-[0-9a-z]{9}$`)
	linkForm          = regexp.MustCompile(`^link-.{8,24}$`)
	uuidForm          = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
)

// checkReferences looks at what resources say of others and of their sizes: it has to be of a form that they
// can have, though they need not be there.
func (s *Seed) checkReferences() error {
	volumes := func(of func(*types.WorkspaceProperties) *int32) []*string {
		return each(s.Workspaces, func(w *types.Workspace) *string {
			if w.WorkspaceProperties == nil || of(w.WorkspaceProperties) == nil {
				return nil
			}
			return aws.String(strconv.Itoa(int(*of(w.WorkspaceProperties))))
		})
	}
	for _, list := range []struct {
		name, member string
		form         *regexp.Regexp
		values       []*string
	}{
		{"Workspaces", "DirectoryId", directoryForm, each(s.Workspaces, func(r *types.Workspace) *string { return r.DirectoryId })},
		{"Workspaces", "BundleId", bundleForm, each(s.Workspaces, func(r *types.Workspace) *string { return r.BundleId })},
		{"Workspaces", "WorkspaceProperties.RootVolumeSizeGib", sizeForm, volumes(func(p *types.WorkspaceProperties) *int32 { return p.RootVolumeSizeGib })},
		{"Workspaces", "WorkspaceProperties.UserVolumeSizeGib", sizeForm, volumes(func(p *types.WorkspaceProperties) *int32 { return p.UserVolumeSizeGib })},
		{"Bundles", "ImageId", imageForm, each(s.Bundles, func(r *types.WorkspaceBundle) *string { return r.ImageId })},
		{"Bundles", "RootStorage.Capacity", sizeForm, each(s.Bundles, func(r *types.WorkspaceBundle) *string {
			if r.RootStorage == nil {
				return nil
			}
			return r.RootStorage.Capacity
		})},
		{"Bundles", "UserStorage.Capacity", sizeForm, each(s.Bundles, func(r *types.WorkspaceBundle) *string {
			if r.UserStorage == nil {
				return nil
			}
			return r.UserStorage.Capacity
		})},
		{"ConnectClientAddIns", "ResourceId", directoryForm, each(s.ConnectClientAddIns, func(r *types.ConnectClientAddIn) *string { return r.ResourceId })},
		{"Pools", "DirectoryId", poolDirectoryForm, each(s.Pools, func(r *types.WorkspacesPool) *string { return r.DirectoryId })},
		{"Pools", "BundleId", bundleForm, each(s.Pools, func(r *types.WorkspacesPool) *string { return r.BundleId })},
		{"PoolSessions", "PoolId", poolForm, each(s.PoolSessions, func(r *types.WorkspacesPoolSession) *string { return r.PoolId })},
		{"AccountLinks", "SourceAccountId", accountIDForm, each(s.AccountLinks, func(r *types.AccountLink) *string { return r.SourceAccountId })},
		{"AccountLinks", "TargetAccountId", accountIDForm, each(s.AccountLinks, func(r *types.AccountLink) *string { return r.TargetAccountId })},
	} {
		for i, value := range list.values {
			if value != nil && !list.form.MatchString(*value) {
				return fmt.Errorf("%s[%d]: the %s %.100q is not of the form %s", list.name, i, list.member, *value, list.form)
			}
		}
	}
	return nil
}

// checkSeed looks for what would make a seed fail, and returns its tags by resource.
func (c *call) checkSeed(s *Seed) (map[string]tagSet, error) {
	known := make(map[string]bool) // and whether they bear tags
	for _, list := range []struct {
		name   string
		form   *regexp.Regexp
		tagged bool
		ids    []*string
	}{
		{"Directories", directoryForm, true, each(s.Directories, func(r *types.WorkspaceDirectory) *string { return r.DirectoryId })},
		{"Workspaces", workspaceForm, true, each(s.Workspaces, func(r *types.Workspace) *string { return r.WorkspaceId })},
		{"Images", imageForm, true, each(s.Images, func(r *types.WorkspaceImage) *string { return r.ImageId })},
		{"Bundles", bundleForm, true, each(s.Bundles, func(r *types.WorkspaceBundle) *string { return r.BundleId })},
		{"Applications", applicationForm, false, each(s.Applications, func(r *types.WorkSpaceApplication) *string { return r.ApplicationId })},
		{"IpGroups", ipGroupForm, true, each(s.IpGroups, func(r *types.WorkspacesIpGroup) *string { return r.GroupId })},
		{"ConnectionAliases", aliasForm, true, each(s.ConnectionAliases, func(r *types.ConnectionAlias) *string { return r.AliasId })},
		{"ConnectClientAddIns", uuidForm, false, each(s.ConnectClientAddIns, func(r *types.ConnectClientAddIn) *string { return r.AddInId })},
		{"Pools", poolForm, true, each(s.Pools, func(r *types.WorkspacesPool) *string { return r.PoolId })},
		{"PoolSessions", uuidForm, false, each(s.PoolSessions, func(r *types.WorkspacesPoolSession) *string { return r.SessionId })},
		{"AccountLinks", linkForm, false, each(s.AccountLinks, func(r *types.AccountLink) *string { return r.AccountLinkId })},
	} {
		for i, id := range list.ids {
			if id == nil {
				continue
			}
			if !list.form.MatchString(*id) {
				return nil, fmt.Errorf("%s[%d]: the identifier %.100q is not of the form %s", list.name, i, *id, list.form)
			}
			if _, twice := known[*id]; twice {
				return nil, fmt.Errorf("%s[%d]: the identifier %s is there twice", list.name, i, *id)
			}
			known[*id] = list.tagged
		}
	}
	if err := s.checkReferences(); err != nil {
		return nil, err
	}
	if err := c.checkSeats(s.Workspaces, known); err != nil {
		return nil, err
	}
	for i, status := range s.ConnectionStatus {
		if id := aws.ToString(status.WorkspaceId); !workspaceForm.MatchString(id) {
			return nil, fmt.Errorf("ConnectionStatus[%d]: the identifier %.100q is not of the form %s", i, id, workspaceForm)
		}
		known[*status.WorkspaceId] = true
	}
	if cidr := s.DedicatedTenancyManagementCidrRange; cidr != nil {
		if prefix, err := netip.ParsePrefix(*cidr); err != nil || !prefix.Addr().Is4() {
			return nil, fmt.Errorf("the DedicatedTenancyManagementCidrRange: %.100q is no range of IPv4 addresses", *cidr)
		}
	}
	tags := make(map[string]tagSet, len(s.Tags))
	for _, id := range slices.Sorted(maps.Keys(s.Tags)) {
		if !known[id] && c.tagsOf(id) == nil {
			return nil, fmt.Errorf("the Tags are of %.100q, which is no resource that can bear any", id)
		}
		var list []types.Tag
		for key, value := range s.Tags[id] {
			list = append(list, types.Tag{Key: aws.String(key), Value: aws.String(value)})
		}
		if tags[id], _ = newTags(list); len(tags[id]) < len(list) {
			return nil, fmt.Errorf("the Tags of %s are too many, or have aws: before their keys", id)
		}
	}
	return tags, nil
}

// each returns a member of all elements of a list.
func each[T any](list []T, member func(*T) *string) []*string {
	all := make([]*string, len(list))
	for i := range list {
		all[i] = member(&list[i])
	}
	return all
}

// checkSeats looks for users who would have two WorkSpaces in a directory.
func (c *call) checkSeats(list []types.Workspace, known map[string]bool) error {
	taken := make(map[seat]bool)
	for i, w := range list {
		if w.UserName == nil {
			continue
		}
		at := seatOf(aws.String(aws.ToString(w.DirectoryId)), w.UserName, w.WorkspaceName)
		holder := c.seated()[at]
		if taken[at] || holder != "" && !known[holder] && c.Workspaces.get(c, holder) != nil {
			return fmt.Errorf("the user of Workspaces[%d], %s, has a WorkSpace in the directory already", i, *w.UserName)
		}
		taken[at] = true
	}
	return nil
}

// plant adds the resources of a seed that was checked. What others refer to comes first.
func (c *call) plant(s *Seed, tags map[string]tagSet) {
	maps.Copy(c.Users, s.Users)
	for _, shown := range s.Directories {
		c.seedDirectory(shown)
	}
	for _, shown := range s.Images {
		c.seedImage(shown)
	}
	for _, shown := range s.Bundles {
		c.seedBundle(shown)
	}
	for _, shown := range s.Applications {
		c.seedApplication(shown)
	}
	for _, shown := range s.Workspaces {
		c.seedWorkspace(shown)
	}
	for _, shown := range s.ConnectionStatus {
		c.seedConnectionStatus(shown)
	}
	for _, shown := range s.IpGroups {
		c.seedIPGroup(shown)
	}
	for _, shown := range s.ConnectionAliases {
		c.seedConnectionAlias(shown)
	}
	for _, shown := range s.ConnectClientAddIns {
		c.seedAddIn(shown)
	}
	for _, shown := range s.Pools {
		c.seedPool(shown)
	}
	for _, shown := range s.PoolSessions {
		c.seedPoolSession(shown)
	}
	for _, shown := range s.AccountLinks {
		c.seedAccountLink(shown)
	}
	if cidr := s.DedicatedTenancyManagementCidrRange; cidr != nil {
		c.seedAccount(*cidr)
	}
	for id, set := range tags {
		if own := c.tagsOf(id); own != nil { // a resource can be seeded in its last state
			maps.Copy(own, set)
		}
	}
}
