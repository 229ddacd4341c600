package emulator

import (
	"crypto/sha256"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// ownerAmazon is the owner of the bundles that AWS provides.
const ownerAmazon = "AMAZON"

// bundle is a bundle with what WorkSpaces inherit from its image.
type bundle struct {
	shown    types.WorkspaceBundle
	os       types.OperatingSystemName
	protocol types.Protocol
	tags     tagSet // nil for a bundle of AWS, which bears none
}

// properties are those that a WorkSpace has if its creator asks for nothing else.
func (b *bundle) properties() types.WorkspaceProperties {
	return types.WorkspaceProperties{
		RunningMode:         types.RunningModeAlwaysOn,
		ComputeTypeName:     b.shown.ComputeType.Name,
		RootVolumeSizeGib:   gib(b.shown.RootStorage.Capacity),
		UserVolumeSizeGib:   gib(b.shown.UserStorage.Capacity),
		Protocols:           []types.Protocol{b.protocol},
		OperatingSystemName: b.os,
	}
}

// gib reads a capacity of a bundle.
func gib(capacity *string) *int32 {
	n, _ := strconv.ParseInt(aws.ToString(capacity), 10, 32)
	return aws.Int32(int32(n))
}

// hardware is a class of hardware as the bundles of AWS have it.
type hardware struct {
	name       string
	compute    types.Compute
	root, user string // GiB
}

// The hardware that AWS offers with each operating system, and with the newer ones alone.
var (
	everyday = []hardware{
		{"Value", types.ComputeValue, "80", "10"},
		{"Standard", types.ComputeStandard, "80", "50"},
		{"Performance", types.ComputePerformance, "80", "100"},
		{"Power", types.ComputePower, "175", "100"},
		{"PowerPro", types.ComputePowerpro, "175", "100"},
	}
	large = []hardware{
		{"GeneralPurpose.4xlarge", types.ComputeGeneralpurpose4xlarge, "175", "100"},
		{"GeneralPurpose.8xlarge", types.ComputeGeneralpurpose8xlarge, "175", "100"},
		{"Graphics.g4dn", types.ComputeGraphicsG4dn, "100", "100"},
		{"GraphicsPro.g4dn", types.ComputeGraphicsproG4dn, "100", "100"},
		{"Graphics.g6.xlarge", types.ComputeGraphicsG6Xlarge, "100", "100"},
	}
)

// amazonBundles returns the bundles of AWS by identifier. They are the same for all accounts, Regions
// and seeds, so that a test can name one.
var amazonBundles = sync.OnceValue(func() map[string]*bundle {
	bundles := make(map[string]*bundle)
	for _, system := range []struct {
		name     string
		os       types.OperatingSystemName
		protocol types.Protocol
		large    bool
	}{
		{"Windows 10", types.OperatingSystemNameWindows10, types.ProtocolPcoip, false},
		{"Windows 11", types.OperatingSystemNameWindows11, types.ProtocolWsp, true},
		{"Windows 10 (Server 2019 based)", types.OperatingSystemNameWindowsServer2019, types.ProtocolPcoip, false},
		{"Windows 10 (Server 2022 based)", types.OperatingSystemNameWindowsServer2022, types.ProtocolWsp, true},
		{"Windows 11 (Server 2025 based)", types.OperatingSystemNameWindowsServer2025, types.ProtocolWsp, true},
		{"Amazon Linux 2", types.OperatingSystemNameAmazonLinux2, types.ProtocolPcoip, false},
		{"Ubuntu 22.04", types.OperatingSystemNameUbuntu2204, types.ProtocolWsp, true},
		{"Rocky Linux 8", types.OperatingSystemNameRocky8, types.ProtocolWsp, false},
		{"Red Hat Enterprise Linux 8", types.OperatingSystemNameRhel8, types.ProtocolWsp, false},
	} {
		offered := everyday
		if system.large {
			offered = append(everyday[:len(everyday):len(everyday)], large...)
		}
		for _, h := range offered {
			b := &bundle{os: system.os, protocol: system.protocol, shown: h.bundle(system.name)}
			bundles[*b.shown.BundleId] = b
		}
	}
	return bundles
})

func (h hardware) bundle(system string) types.WorkspaceBundle {
	name := h.name + " with " + system
	updated := time.Date(2025, time.January, 15, 0, 0, 0, 0, time.UTC)
	return types.WorkspaceBundle{
		BundleId:        aws.String("wsb-" + nameHash(name)),
		ImageId:         aws.String("wsi-" + nameHash(system)),
		Name:            aws.String(name),
		Description:     aws.String(name + ", " + h.root + " GB root volume, " + h.user + " GB user volume"),
		Owner:           aws.String(ownerAmazon),
		State:           types.WorkspaceBundleStateAvailable,
		BundleType:      types.BundleTypeRegular,
		ComputeType:     &types.ComputeType{Name: h.compute},
		RootStorage:     &types.RootStorage{Capacity: aws.String(h.root)},
		UserStorage:     &types.UserStorage{Capacity: aws.String(h.user)},
		LastUpdatedTime: aws.Time(updated),
		CreationTime:    aws.Time(updated),
	}
}

// nameHash makes the suffix of an identifier from a name.
func nameHash(name string) string {
	hash := sha256.Sum256([]byte(name))
	b := make([]byte, 9)
	for i := range b {
		b[i] = digitsAndLower[int(hash[i])%len(digitsAndLower)]
	}
	return string(b)
}

// bundle finds a bundle, of AWS or of the account.
func (c *call) bundle(id *string) *bundle {
	if b := c.bundles[aws.ToString(id)]; b != nil {
		return b
	}
	return amazonBundles()[aws.ToString(id)]
}

func (c *call) describeWorkspaceBundles(in *workspaces.DescribeWorkspaceBundlesInput) (*workspaces.DescribeWorkspaceBundlesOutput, error) {
	found := make(map[string]*bundle)
	switch owner := aws.ToString(in.Owner); {
	case in.Owner != nil && in.BundleIds != nil:
		return nil, invalidValues("Only one of the following are allowed to be specified: BundleIds, Owner.")
	case in.BundleIds != nil:
		for _, id := range in.BundleIds {
			if b := c.bundle(&id); b != nil {
				found[id] = b
			}
		}
	case strings.EqualFold(owner, ownerAmazon):
		found = amazonBundles()
	case in.Owner == nil, owner == c.account:
		found = c.bundles
	}
	list, next, err := page(c, sorted(found), func(b *bundle) string { return *b.shown.BundleId }, in.NextToken, nil)
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeWorkspaceBundlesOutput{Bundles: make([]types.WorkspaceBundle, len(list)), NextToken: next}
	for i, b := range list {
		out.Bundles[i] = b.shown
	}
	return out, nil
}
