// Package endpoints lists the AWS partitions and builds the host names of Amazon WorkSpaces in them.
package endpoints

import (
	"regexp"
	"strings"
)

// partition is a group of Regions that share domain names and credentials.
type partition struct {
	id              string
	regions         *regexp.Regexp
	suffix          string
	dualStackSuffix string

	// Only FindLegacy uses the following fields. They come from an older list of endpoints.
	noDualStack bool     // the older list has no dual-stack names for this partition
	fips        []string // Regions that the older list also has under the name fips-REGION
}

// partitions lists all partitions. The first one is the default for unknown Regions.
var partitions = []partition{
	{
		id: "aws", regions: regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$`),
		suffix: "amazonaws.com", dualStackSuffix: "api.aws", fips: []string{"us-east-1", "us-west-2"},
	},
	{
		id: "aws-cn", regions: regexp.MustCompile(`^cn-\w+-\d+$`),
		suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
	},
	{
		id: "aws-eusc", regions: regexp.MustCompile(`^eusc-de-\w+-\d+$`),
		suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
	},
	{
		id: "aws-iso", regions: regexp.MustCompile(`^us-iso-\w+-\d+$`),
		suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", noDualStack: true, fips: []string{"us-iso-east-1", "us-iso-west-1"},
	},
	{
		id: "aws-iso-b", regions: regexp.MustCompile(`^us-isob-\w+-\d+$`),
		suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", noDualStack: true, fips: []string{"us-isob-east-1"},
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
	},
}

// partitionOf returns the partition of a Region, which the form of the Region's name decides. The default is the
// partition aws.
func partitionOf(region string) partition {
	for _, p := range partitions {
		if p.regions.MatchString(region) {
			return p
		}
	}
	return partitions[0]
}

// Partition returns the name of a Region's partition, as it appears in ARNs.
func Partition(region string) string { return partitionOf(region).id }

func (p partition) host(region string, fips, dualStack bool) string {
	name, suffix := "workspaces", p.suffix
	if fips {
		name = "workspaces-fips"
	}
	if dualStack {
		suffix = p.dualStackSuffix
	}
	return name + "." + region + "." + suffix
}

// Host returns the host name of the service in a Region. Every partition has FIPS names, dual-stack names, and names
// that are both. The prefix of a Region's name decides its partition, even if the Region is unknown.
func Host(region string, fips, dualStack bool) string {
	p := partitionOf(region)
	for _, global := range partitions {
		if region == global.id+"-global" && global.id != "aws-eusc" { // aws-eusc has no global name
			p = global
		}
	}
	return p.host(region, fips, dualStack)
}

// FIPSRegion removes the FIPS marker from the name of a pseudo-Region, such as fips-us-east-1 or us-east-1-fips. It
// returns the name without the marker, and whether there was one.
func FIPSRegion(region string) (string, bool) {
	plain := strings.ReplaceAll(region, "-fips-", "-")
	plain = strings.ReplaceAll(plain, "fips-", "")
	plain = strings.ReplaceAll(plain, "-fips", "")
	return plain, plain != region
}
