// Package endpoints lists the AWS partitions and builds the Amazon WorkSpaces host names in each.
package endpoints

import (
	"regexp"
	"slices"
	"strings"
)

// partition is a group of Regions that share domain names and credentials.
type partition struct {
	id              string
	regions         *regexp.Regexp
	suffix          string
	dualStackSuffix string
	available       []string // the Regions that offer the service, in alphabetical order

	// The following fields, used only by FindLegacy, come from an older list of endpoints.
	noDualStack bool     // whether the older list lacks dual-stack names for this partition
	fips        []string // Regions that the older list also contains as fips-REGION
}

// partitions lists all partitions. The first is the default for unknown Regions.
//
// The available Regions are as of November 2026. Three sources agree on them: the page "Amazon WorkSpaces endpoints and
// quotas" in the AWS General Reference, which lists aws and aws-us-gov, and the endpoints in botocore 1.43.11 and
// github.com/aws/aws-sdk-go-v2/service/workspaces v1.68.3, which list all partitions.
var partitions = []partition{
	{
		id: "aws", regions: regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$`),
		suffix: "amazonaws.com", dualStackSuffix: "api.aws", fips: []string{"us-east-1", "us-west-2"},
		available: []string{
			"af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-southeast-5",
			"ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3",
			"il-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-2",
		},
	},
	{
		id: "aws-cn", regions: regexp.MustCompile(`^cn-\w+-\d+$`),
		suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
		available: []string{"cn-northwest-1"},
	},
	{
		id: "aws-eusc", regions: regexp.MustCompile(`^eusc-de-\w+-\d+$`),
		suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
	},
	{
		id: "aws-iso", regions: regexp.MustCompile(`^us-iso-\w+-\d+$`),
		suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", noDualStack: true, fips: []string{"us-iso-east-1", "us-iso-west-1"},
		available: []string{"us-iso-east-1", "us-iso-west-1"},
	},
	{
		id: "aws-iso-b", regions: regexp.MustCompile(`^us-isob-\w+-\d+$`),
		suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", noDualStack: true, fips: []string{"us-isob-east-1"},
		available: []string{"us-isob-east-1"},
	},
	{
		id: "aws-iso-e", regions: regexp.MustCompile(`^eu-isoe-\w+-\d+$`),
		suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk", noDualStack: true,
	},
	{
		id: "aws-iso-f", regions: regexp.MustCompile(`^us-isof-\w+-\d+$`),
		suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov", noDualStack: true,
	},
	{
		id: "aws-us-gov", regions: regexp.MustCompile(`^us-gov-\w+-\d+$`),
		suffix: "amazonaws.com", dualStackSuffix: "api.aws", fips: []string{"us-gov-east-1", "us-gov-west-1"},
		available: []string{"us-gov-east-1", "us-gov-west-1"},
	},
}

// find returns a Region's partition. It goes by the form of the Region's name, and also recognizes each partition's
// global name, such as aws-cn-global. If no partition matches, it returns the first partition and false.
func find(region string) (p *partition, known bool) {
	for i := range partitions {
		p := &partitions[i]
		if region == p.id+"-global" && p.id != "aws-eusc" { // aws-eusc has no global name
			return p, true
		}
	}
	return findByForm(region)
}

// findByForm is like find, but does not recognize global names.
func findByForm(region string) (p *partition, known bool) {
	for i := range partitions {
		if p := &partitions[i]; p.regions.MatchString(region) {
			return p, true
		}
	}
	return &partitions[0], false
}

// Partition returns the name of a Region's partition, as it appears in ARNs. For an unknown Region, it returns aws.
func Partition(region string) string {
	p, _ := find(region)
	return p.id
}

// KnownPartition is like Partition, but also reports whether this version of the client knows the Region's partition.
func KnownPartition(region string) (name string, known bool) {
	p, known := find(region)
	return p.id, known
}

// Regions returns the Regions in a partition that offer the service, in alphabetical order.
func Regions(name string) []string {
	for _, p := range partitions {
		if p.id == name {
			return slices.Clone(p.available)
		}
	}
	return nil
}

// RegionOf returns the Region whose endpoint has this host name. It returns false for other hosts.
func RegionOf(host string) (region string, ok bool) {
	_, rest, _ := strings.Cut(host, ".")
	region, _, _ = strings.Cut(rest, ".")
	if region == "" {
		return "", false
	}
	for _, fips := range []bool{false, true} {
		for _, dualStack := range []bool{false, true} {
			if host == Host(region, fips, dualStack) {
				return region, true
			}
		}
	}
	return "", false
}

func (p *partition) host(region string, fips, dualStack bool) string {
	name, suffix := "workspaces", p.suffix
	if fips {
		name = "workspaces-fips"
	}
	if dualStack {
		suffix = p.dualStackSuffix
	}
	return name + "." + region + "." + suffix
}

// Host returns the service's host name in a Region. Every partition has FIPS names, dual-stack names, and names that
// are both. Even for an unknown Region, the prefix of its name determines the partition.
func Host(region string, fips, dualStack bool) string {
	p, _ := find(region)
	return p.host(region, fips, dualStack)
}

// FIPSRegion removes the FIPS marker from a pseudo-Region's name, such as fips-us-east-1 or us-east-1-fips. It returns
// the name without the marker, and whether there was one.
func FIPSRegion(region string) (string, bool) {
	plain := strings.ReplaceAll(region, "-fips-", "-")
	plain = strings.ReplaceAll(plain, "fips-", "")
	plain = strings.ReplaceAll(plain, "-fips", "")
	return plain, plain != region
}
