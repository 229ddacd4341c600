package workspacestest

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// Identifiers of some bundles that every emulator has, for tests that need a bundle. To look up any other AWS bundle by
// name, call [workspaces.Client.DescribeWorkspaceBundles] with Owner set to AMAZON.
const (
	BundleStandardWindows    = "wsb-md2uu9llj" // Standard with Windows 10 (Server 2022 based) (WSP)
	BundlePerformanceWindows = "wsb-8xyv8cf96" // Performance with Windows 10 (Server 2022 based) (WSP)
	BundleGraphicsWindows    = "wsb-5954f9fr1" // Graphics.g4dn with Windows 10 (Server 2022 based) (WSP)
	BundleStandardLinux      = "wsb-be6w30xj1" // Standard with Ubuntu 22.04
	BundlePerformanceLinux   = "wsb-gl3pcvq7c" // Performance with Ubuntu 22.04
)

// BundleRetired is the identifier of the bundle that [WithRetiredBundle] adds. Without this option, the bundle does
// not exist.
const BundleRetired = "wsb-bh8rsxt14"

// WithRetiredBundle adds the bundle [BundleRetired], a Value bundle with Windows 10, to the AWS bundles in all
// accounts and Regions. AWS has retired this bundle, but many public programs and templates still name it.
func WithRetiredBundle() Option {
	return func(s *settings) { s.retiredBundle = true }
}

// The owner of AWS bundles has two spellings: ownerAmazon in the filters of requests, and bundleOwnerAmazon in
// responses.
const (
	ownerAmazon       = "AMAZON" // also the owner of AWS applications
	bundleOwnerAmazon = "Amazon"
)

// bundle is a WorkSpaces bundle, along with what new WorkSpaces get from its image.
type bundle struct {
	Shown    types.WorkspaceBundle // Shown.State is used only if the bundle is shared by all accounts; otherwise the state is in Life
	OS       types.OperatingSystemName
	Protocol types.Protocol                        // empty if customers bring their own protocol
	Life     lifecycle[types.WorkspaceBundleState] // the state; empty if the bundle is shared by all accounts
	Tags     tagSet                                // nil if the bundle is shared by all accounts
}

var bundleCourse = course[types.WorkspaceBundleState]{
	types.WorkspaceBundleStatePending: {CreatingBundle, types.WorkspaceBundleStateAvailable, types.WorkspaceBundleStateError},
}

func (b *bundle) settle(c *call) (gone bool) { return b.Life.settle(c, bundleCourse) }

var bundleKind = &kind[types.WorkspaceBundle, *bundle]{
	name:  "Bundles",
	table: func(s *store) *table[*bundle] { return &s.Bundles },
	tags: func(_ *call, b *bundle) tagSet {
		if b.amazon() {
			return nil
		}
		return b.Tags
	},
	list: func(s *Seed) []types.WorkspaceBundle { return s.Bundles },
	id:   func(shown *types.WorkspaceBundle) *string { return shown.BundleId },
	form: forms.Bundle,
	check: []memberForm[types.WorkspaceBundle]{
		{"ImageId", forms.Image, func(shown *types.WorkspaceBundle) *string { return shown.ImageId }},
		{"RootStorage.Capacity", volumeSize{}, func(shown *types.WorkspaceBundle) *string { return copyOf(shown.RootStorage).Capacity }},
		{"UserStorage.Capacity", volumeSize{}, func(shown *types.WorkspaceBundle) *string { return copyOf(shown.UserStorage).Capacity }},
	},
	seed: (*call).putBundle,
}

func (b *bundle) complete() bool {
	return allSet(b.Shown.BundleId, b.Shown.Name, b.Shown.ImageId) && b.Tags != nil &&
		b.Shown.ComputeType != nil && b.Shown.RootStorage != nil && b.Shown.UserStorage != nil
}

// amazon reports whether the bundle is an AWS bundle. AWS bundles cannot be changed by calls and have no tags. They are
// shared by all accounts, except seeded AWS bundles.
func (b *bundle) amazon() bool { return aws.ToString(b.Shown.Owner) == bundleOwnerAmazon }

// shared reports whether the bundle is shared by all accounts, in which case it never changes.
func (b *bundle) shared() bool { return b.Life.State == "" }

// available reports whether WorkSpaces can be created from the bundle.
func (b *bundle) available() bool {
	return b.shared() || b.Life.State == types.WorkspaceBundleStateAvailable
}

// describe returns the bundle as shown in responses.
func (b *bundle) describe() types.WorkspaceBundle {
	shown := b.Shown
	if !b.shared() {
		shown.State = b.Life.show()
	}
	return shown
}

// properties returns the default properties of the bundle's WorkSpaces.
func (b *bundle) properties() types.WorkspaceProperties {
	p := types.WorkspaceProperties{
		RunningMode:         types.RunningModeAlwaysOn,
		ComputeTypeName:     b.Shown.ComputeType.Name,
		RootVolumeSizeGib:   parseGiB(b.Shown.RootStorage.Capacity),
		UserVolumeSizeGib:   parseGiB(b.Shown.UserStorage.Capacity),
		OperatingSystemName: b.OS,
	}
	if b.Protocol != "" {
		p.Protocols = []types.Protocol{b.Protocol}
	}
	return p
}

// parseGiB parses the capacity of a bundle's volume, returning 0 if it is not a whole number.
func parseGiB(capacity *string) *int32 {
	n, err := strconv.ParseInt(aws.ToString(capacity), 10, 32)
	if err != nil {
		n = 0
	}
	return aws.Int32(int32(n))
}

// hardware is a compute type along with the volume sizes of its AWS bundles.
type hardware struct {
	name       string
	compute    types.Compute
	root, user string // GiB
}

// The hardware that AWS offers with every operating system, and the hardware it offers only with newer ones.
var (
	commonHardware = []hardware{
		{"Value", types.ComputeValue, "80", "10"},
		{"Standard", types.ComputeStandard, "80", "50"},
		{"Performance", types.ComputePerformance, "80", "100"},
		{"Power", types.ComputePower, "175", "100"},
		{"PowerPro", types.ComputePowerpro, "175", "100"},
	}
	newerHardware = []hardware{
		{"GeneralPurpose.4xlarge", types.ComputeGeneralpurpose4xlarge, "175", "100"},
		{"GeneralPurpose.8xlarge", types.ComputeGeneralpurpose8xlarge, "175", "100"},
		{"Graphics.g4dn", types.ComputeGraphicsG4dn, "100", "100"},
		{"GraphicsPro.g4dn", types.ComputeGraphicsproG4dn, "100", "100"},
		{"Graphics.g6.xlarge", types.ComputeGraphicsG6Xlarge, "100", "100"},
	}
	allHardware = slices.Concat(commonHardware, newerHardware)
)

// system is an operating system that AWS bundles offer.
type system struct {
	name     string // the part of a bundle's name that follows the hardware
	os       types.OperatingSystemName
	protocol types.Protocol
	offered  []hardware
}

// systems are the operating systems of AWS bundles. Systems with the same name differ in their protocol. The
// administration guide lists no Value bundle with Windows 11. Unverified: the names of bundles with Windows 11, Rocky
// Linux and Red Hat Enterprise Linux, and which hardware is offered with which operating system. Also unverified:
// whether AWS has Windows 10 and Windows 11 bundles that are not based on Windows Server.
var systems = []system{
	{"Windows 10", types.OperatingSystemNameWindows10, types.ProtocolPcoip, commonHardware},
	{"Windows 11", types.OperatingSystemNameWindows11, types.ProtocolWsp, slices.Concat(commonHardware[1:], newerHardware)},
	{"Windows 10 (Server 2019 based)", types.OperatingSystemNameWindowsServer2019, types.ProtocolPcoip, commonHardware},
	{"Windows 10 (Server 2019 based) (WSP)", types.OperatingSystemNameWindowsServer2019, types.ProtocolWsp, commonHardware},
	{"Windows 10 and Office 2019 Pro Plus (Server 2019 based)", types.OperatingSystemNameWindowsServer2019, types.ProtocolPcoip, commonHardware},
	{"Windows 10 (Server 2022 based)", types.OperatingSystemNameWindowsServer2022, types.ProtocolPcoip, commonHardware},
	{"Windows 10 (Server 2022 based) (WSP)", types.OperatingSystemNameWindowsServer2022, types.ProtocolWsp, allHardware},
	{"Windows 11 (Server 2025 based)", types.OperatingSystemNameWindowsServer2025, types.ProtocolWsp, slices.Concat(commonHardware[1:], newerHardware)},
	{"Amazon Linux 2", types.OperatingSystemNameAmazonLinux2, types.ProtocolWsp, commonHardware},
	{"Amazon Linux 2", types.OperatingSystemNameAmazonLinux2, types.ProtocolPcoip, commonHardware},
	{"Ubuntu 22.04", types.OperatingSystemNameUbuntu2204, types.ProtocolWsp, allHardware},
	{"Rocky Linux 8", types.OperatingSystemNameRocky8, types.ProtocolWsp, commonHardware},
	{"Red Hat Enterprise Linux 8", types.OperatingSystemNameRhel8, types.ProtocolWsp, commonHardware},
}

// currentBundles returns the AWS bundles by identifier, without the retired bundle. The identifiers are the same in
// every emulator, so that tests can rely on them.
var currentBundles = sync.OnceValue(func() map[string]*bundle {
	bundles := make(map[string]*bundle)
	for _, on := range systems {
		for _, h := range on.offered {
			b := h.bundle(on)
			bundles[*b.Shown.BundleId] = b
		}
	}
	return bundles
})

// allBundles returns the AWS bundles by identifier, including the retired bundle. Unverified: the version of Windows
// Server in the retired bundle, and hence the bundle's name.
var allBundles = sync.OnceValue(func() map[string]*bundle {
	bundles := maps.Clone(currentBundles())
	b := commonHardware[0].bundle(system{
		name: "Windows 10 (Server 2016 based)", os: types.OperatingSystemNameWindowsServer2016, protocol: types.ProtocolPcoip,
	})
	b.Shown.BundleId = aws.String(BundleRetired)
	bundles[BundleRetired] = b
	return bundles
})

// amazonBundles returns the AWS bundles by identifier, except seeded AWS bundles.
func (c *call) amazonBundles() map[string]*bundle {
	if c.emulator.settings.retiredBundle {
		return allBundles()
	}
	return currentBundles()
}

// bundle returns the AWS bundle for the hardware and an operating system. The bundle's identifier contains a hash of
// its name, and its image's identifier a hash of the operating system's name. For PCoIP, both hashes include the
// protocol.
func (h hardware) bundle(on system) *bundle {
	name := h.name + " with " + on.name
	suffix := ""
	if on.protocol == types.ProtocolPcoip {
		suffix = " PCoIP"
	}
	updated := time.Date(2025, time.January, 15, 0, 0, 0, 0, time.UTC)
	return &bundle{OS: on.os, Protocol: on.protocol, Shown: types.WorkspaceBundle{
		BundleId:        aws.String("wsb-" + nameHash(name+suffix)),
		ImageId:         aws.String("wsi-" + nameHash(on.name+suffix)),
		Name:            aws.String(name),
		Description:     aws.String(name + ", " + h.root + " GB root volume, " + h.user + " GB user volume"),
		Owner:           aws.String(bundleOwnerAmazon),
		State:           types.WorkspaceBundleStateAvailable,
		BundleType:      types.BundleTypeRegular,
		ComputeType:     &types.ComputeType{Name: h.compute},
		RootStorage:     &types.RootStorage{Capacity: aws.String(h.root)},
		UserStorage:     &types.UserStorage{Capacity: aws.String(h.user)},
		LastUpdatedTime: aws.Time(updated),
		CreationTime:    aws.Time(updated),
	}}
}

// nameHash derives the suffix of an identifier from a name.
func nameHash(name string) string {
	hash := sha256.Sum256([]byte(name))
	b := make([]byte, 9)
	for i := range b {
		b[i] = digitsAndLower[int(hash[i])%len(digitsAndLower)]
	}
	return string(b)
}

// bundle returns an AWS bundle or a bundle of the account, or nil if the identifier is unknown.
func (c *call) bundle(id *string) *bundle {
	if b := c.Bundles.get(c, aws.ToString(id)); b != nil {
		return b
	}
	return c.amazonBundles()[aws.ToString(id)]
}

func (c *call) describeWorkspaceBundles(in *workspaces.DescribeWorkspaceBundlesInput) (*workspaces.DescribeWorkspaceBundlesOutput, error) {
	var found listing[*bundle]
	amazon := strings.EqualFold(aws.ToString(in.Owner), ownerAmazon)
	switch {
	case in.Owner != nil && in.BundleIds != nil:
		return nil, invalidValues("Only one of the following are allowed to be specified: BundleIds, Owner.")
	case in.BundleIds != nil:
		found = listingOf(slices.Compact(slices.Sorted(slices.Values(in.BundleIds))), func(id string) (*bundle, bool) {
			b := c.bundle(&id)
			return b, b != nil
		})
	case amazon:
		all := maps.Clone(c.amazonBundles())
		maps.Insert(all, c.Bundles.all(c))
		found = listingOf(slices.Sorted(maps.Keys(all)), func(id string) (*bundle, bool) { return all[id], true })
	case in.Owner == nil, *in.Owner == c.account:
		found = c.Bundles.listing(c)
	default:
		found = listingOf(nil, func(string) (*bundle, bool) { return nil, false })
	}
	list, next, err := paginate(c, found, func(b *bundle) bool { return in.BundleIds != nil || b.amazon() == amazon }, in.NextToken, maxPage)
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspaceBundlesOutput{Bundles: make([]types.WorkspaceBundle, len(list)), NextToken: next}
	for i, b := range list {
		out.Bundles[i] = b.describe()
	}
	return out, nil
}

const bundleNotFound = "The specified bundle %s could not be found."

// usableImage returns an image that the account can create a bundle from, or an error. The account must own the image:
// shared images must be copied first, and AWS images cannot be used.
func (c *call) usableImage(id *string) (*image, error) {
	i, err := c.image(id)
	if err == nil && i.Life.State != types.WorkspaceImageStateAvailable {
		err = unavailable(*id, wrongImageState(i))
	}
	return i, err
}

// checkBundle returns an error if the image cannot be used with a bundle's properties. It is not known which error the
// service returns for an image that was imported for other hardware, and for a Value bundle with Windows 11.
func (i *image) checkBundle(p *types.WorkspaceProperties) error {
	switch root := aws.ToInt32(p.RootVolumeSizeGib); {
	case i.Hardware != "" && i.Hardware != familyOf(p.ComputeTypeName):
		return invalidValues("The specified image is not for the compute type %s.", p.ComputeTypeName)
	case !supports(i.OS, p.ComputeTypeName):
		return invalidValues(valueNotSupported, i.OS)
	case root < i.Root:
		return invalidValues("The root volume of a bundle cannot be smaller than the root volume of its image: %d GB, not %d GB.", i.Root, root)
	}
	return nil
}

// familyOf returns the kind of image needed by WorkSpaces with the given compute type.
func familyOf(compute types.Compute) types.ImageComputeType {
	switch name := string(compute); {
	case !strings.HasPrefix(name, "GRAPHICS"):
		return types.ImageComputeTypeBase
	case strings.HasSuffix(name, "_G4DN"):
		return types.ImageComputeTypeGraphicsG4dn
	case strings.Contains(name, "_G"):
		return types.ImageComputeTypeGraphicsG6
	default:
		return types.ImageComputeType(name) // each of the older graphics types needs images of its own
	}
}

// createWorkspaceBundle picks a root volume size if the call does not specify one. The size is large enough for the
// image and allowed with the size of the user volume. It is not known how the service picks the size.
func (c *call) createWorkspaceBundle(in *workspaces.CreateWorkspaceBundleInput) (*workspaces.CreateWorkspaceBundleOutput, error) {
	i, err := c.usableImage(in.ImageId)
	if err != nil {
		return nil, err
	}
	if in.ComputeType.Name == "" {
		return nil, invalidValues("The ComputeType parameter must have a Name.")
	}
	p := &types.WorkspaceProperties{ComputeTypeName: in.ComputeType.Name, UserVolumeSizeGib: parseGiB(in.UserStorage.Capacity)}
	if in.RootStorage != nil {
		p.RootVolumeSizeGib = parseGiB(in.RootStorage.Capacity)
	} else {
		for _, root := range []int32{80, 100, 175} {
			p.RootVolumeSizeGib = aws.Int32(max(root, i.Root))
			if checkVolumes(p) == nil {
				break
			}
		}
	}
	if err := checkVolumes(p); err != nil {
		return nil, err
	}
	if err := i.checkBundle(p); err != nil {
		return nil, err
	}
	own := 0
	for _, other := range c.Bundles.all(c) {
		if other.amazon() {
			continue
		}
		own++
		if *other.Shown.Name == *in.BundleName {
			return nil, alreadyExists("A bundle with the name %.100q exists already.", *in.BundleName)
		}
	}
	tags, err := newTags(in.Tags)
	if err != nil {
		return nil, err
	}
	if err := c.exceeds(QuotaBundles, own+1); err != nil {
		return nil, err
	}
	b := c.putBundle(types.WorkspaceBundle{
		Name:        in.BundleName,
		Description: in.BundleDescription,
		ImageId:     in.ImageId,
		ComputeType: in.ComputeType,
		RootStorage: &types.RootStorage{Capacity: formatGiB(*p.RootVolumeSizeGib)},
		UserStorage: &types.UserStorage{Capacity: formatGiB(*p.UserVolumeSizeGib)},
		State:       types.WorkspaceBundleStatePending,
	})
	b.Tags = tags
	c.inheritApplications(*in.ImageId, *b.Shown.BundleId)
	shown := b.describe()
	return &workspaces.CreateWorkspaceBundleOutput{WorkspaceBundle: &shown}, nil
}

// formatGiB formats the size of a volume the way bundles show it, as a string.
func formatGiB(gib int32) *string { return aws.String(strconv.Itoa(int(gib))) }

// putBundle stores a bundle. By default, the bundle is AVAILABLE and has the STANDARD compute type and a new image. An
// AWS bundle's default image does not belong to the account. A seeded AWS bundle exists only in the seed's account and
// Region.
func (c *call) putBundle(shown types.WorkspaceBundle) *bundle {
	if shown.BundleId == nil {
		shown.BundleId = aws.String(c.IDs.resource("wsb-"))
	}
	setDefault(&shown.Name, shown.BundleId)
	setDefault(&shown.Owner, aws.String(c.account))
	if strings.EqualFold(*shown.Owner, ownerAmazon) {
		shown.Owner = aws.String(bundleOwnerAmazon)
		setDefault(&shown.ImageId, aws.String("wsi-"+nameHash(*shown.BundleId)))
	}
	if shown.ImageId == nil {
		shown.ImageId = c.seedImage(types.WorkspaceImage{Name: shown.Name}).Shown.ImageId
	}
	shown.ComputeType, shown.RootStorage, shown.UserStorage = copyOf(shown.ComputeType), copyOf(shown.RootStorage), copyOf(shown.UserStorage)
	setDefault(&shown.ComputeType.Name, types.ComputeStandard)
	root, user := "80", "50"
	for _, h := range allHardware {
		if h.compute == shown.ComputeType.Name {
			root, user = h.root, h.user
		}
	}
	setDefault(&shown.RootStorage.Capacity, aws.String(root))
	setDefault(&shown.UserStorage.Capacity, aws.String(user))
	setDefault(&shown.BundleType, types.BundleTypeRegular)
	setDefault(&shown.CreationTime, aws.Time(c.now))
	setDefault(&shown.LastUpdatedTime, shown.CreationTime)
	setDefault(&shown.State, types.WorkspaceBundleStateAvailable)
	b := &bundle{Shown: shown, Tags: tagSet{}}
	b.Life.enter(c, shown.State)
	b.OS, b.Protocol = types.OperatingSystemNameWindowsServer2022, types.ProtocolWsp
	for _, a := range c.amazonBundles() {
		if *a.Shown.ImageId == *shown.ImageId {
			b.OS, b.Protocol = a.OS, a.Protocol
		}
	}
	if i := c.Images.get(c, *shown.ImageId); i != nil {
		b.OS, b.Protocol = i.OS, i.Protocol
	}
	c.Bundles.put(*shown.BundleId, b)
	return b
}

// ownBundle returns a bundle that the account can change, or an error. AWS bundles cannot be changed. It is not known
// which error the service returns for AWS bundles.
func (c *call) ownBundle(id *string) (*bundle, error) {
	switch b := c.bundle(id); {
	case id == nil:
		return nil, invalidValues("The BundleId parameter is required.")
	case b == nil:
		return nil, notFound(*id, bundleNotFound)
	case b.amazon():
		return nil, accessDenied("The specified bundle %s belongs to AWS.", *id)
	default:
		return b, nil
	}
}

// updateWorkspaceBundle leaves WorkSpaces already created from the bundle unchanged.
func (c *call) updateWorkspaceBundle(in *workspaces.UpdateWorkspaceBundleInput) (*workspaces.UpdateWorkspaceBundleOutput, error) {
	b, err := c.ownBundle(in.BundleId)
	switch {
	case err != nil:
		return nil, err
	case in.ImageId == nil:
		return nil, invalidValues("The ImageId parameter is required.")
	case !b.available():
		return nil, unavailable(*in.BundleId, "The operation is not possible while the bundle is in the state "+string(b.Life.State)+".")
	}
	i, err := c.usableImage(in.ImageId)
	if err != nil {
		return nil, err
	}
	p := b.properties()
	if err := i.checkBundle(&p); err != nil {
		return nil, err
	}
	b.Shown.ImageId, b.Shown.LastUpdatedTime = in.ImageId, aws.Time(c.now)
	b.OS, b.Protocol = i.OS, i.Protocol
	c.inheritApplications(*in.ImageId, *in.BundleId)
	return &workspaces.UpdateWorkspaceBundleOutput{}, nil
}

// deleteWorkspaceBundle returns ResourceAssociatedException for a bundle in use by WorkSpaces or pools. The API
// declares this exception for the operation. It is not known whether the service returns it. According to the
// administration guide, the service instead deletes the bundle once its last WorkSpace is deleted.
func (c *call) deleteWorkspaceBundle(in *workspaces.DeleteWorkspaceBundleInput) (*workspaces.DeleteWorkspaceBundleOutput, error) {
	if _, err := c.ownBundle(in.BundleId); err != nil {
		return nil, err
	}
	for _, w := range c.Workspaces.all(c) {
		if *w.Shown.BundleId == *in.BundleId && w.Life.State != types.WorkspaceStateTerminated {
			return nil, associated("One or more WorkSpaces are associated with the bundle %s.", *in.BundleId)
		}
	}
	for _, p := range c.Pools.all(c) {
		if *p.Shown.BundleId == *in.BundleId {
			return nil, associated("One or more pools are associated with the bundle %s.", *in.BundleId)
		}
	}
	c.Bundles.remove(*in.BundleId)
	return &workspaces.DeleteWorkspaceBundleOutput{}, nil
}
