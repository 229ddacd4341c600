// Package endpoints knows where in the world the service is: the partitions of AWS and how the host
// names of Amazon WorkSpaces are made in each.
package endpoints

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
)

// partition is a group of Regions that share domain names and credentials.
type partition struct {
	id              string
	regions         *regexp.Regexp
	suffix          string
	dualStackSuffix string

	// What follows is for the deprecated Resolver alone, which works from an older list.
	noDualStack bool     // it knows no dual-stack names here
	fips        []string // Regions that it also knows under the name fips-REGION
}

// partitions begins with the one that takes every Region that no other claims.
var partitions = []partition{
	{
		id: "aws", regions: regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$`),
		suffix: "amazonaws.com", dualStackSuffix: "api.aws", fips: []string{"us-east-1", "us-west-2"},
	},
	{
		id: "aws-cn", regions: regexp.MustCompile(`^cn-\w+-\d+$|^aws-cn-global$`),
		suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
	},
	{
		id: "aws-eusc", regions: regexp.MustCompile(`^eusc-de-\w+-\d+$`),
		suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
	},
	{
		id: "aws-iso", regions: regexp.MustCompile(`^us-iso-\w+-\d+$|^aws-iso-global$`),
		suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", noDualStack: true, fips: []string{"us-iso-east-1", "us-iso-west-1"},
	},
	{
		id: "aws-iso-b", regions: regexp.MustCompile(`^us-isob-\w+-\d+$|^aws-iso-b-global$`),
		suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", noDualStack: true, fips: []string{"us-isob-east-1"},
	},
	{
		id: "aws-iso-e", regions: regexp.MustCompile(`^eu-isoe-\w+-\d+$|^aws-iso-e-global$`),
		suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk", noDualStack: true,
	},
	{
		id: "aws-iso-f", regions: regexp.MustCompile(`^us-isof-\w+-\d+$|^aws-iso-f-global$`),
		suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov", noDualStack: true,
	},
	{
		id: "aws-us-gov", regions: regexp.MustCompile(`^us-gov-\w+-\d+$|^aws-us-gov-global$`),
		suffix: "amazonaws.com", dualStackSuffix: "api.aws", fips: []string{"us-gov-east-1", "us-gov-west-1"},
	},
}

func partitionOf(region string) partition {
	for _, p := range partitions {
		if p.regions.MatchString(region) {
			return p
		}
	}
	return partitions[0]
}

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

// Host returns the name of the service's host in a Region. Every partition has FIPS and dual-stack
// names, alone and together; an unknown Region falls to the partition that its prefix names.
func Host(region string, fips, dualStack bool) string {
	return partitionOf(region).host(region, fips, dualStack)
}

// FIPSRegion takes the mark out of the pseudo-Regions that ask for FIPS, such as fips-us-east-1 or
// us-east-1-fips, and reports whether there was one.
func FIPSRegion(region string) (string, bool) {
	plain := strings.NewReplacer("-fips-", "-", "fips-", "", "-fips", "").Replace(region)
	return plain, plain != region
}

// Options says which kind of endpoint the deprecated resolvers shall find.
type Options struct {
	// Logger takes the warnings about deprecated endpoints.
	Logger logging.Logger

	// LogDeprecated turns those warnings on.
	LogDeprecated bool

	// ResolvedRegion stands in for the Region that ResolveEndpoint is called with. The client sets it
	// where the Region's name asked for FIPS, as in fips-us-east-1; programs leave it alone.
	ResolvedRegion string

	// DisableHTTPS asks for http URLs.
	DisableHTTPS bool

	// UseDualStackEndpoint asks for an endpoint that answers over IPv4 and IPv6.
	UseDualStackEndpoint aws.DualStackEndpointState

	// UseFIPSEndpoint asks for an endpoint with FIPS 140 validated cryptography.
	UseFIPSEndpoint aws.FIPSEndpointState
}

// GetResolvedRegion returns ResolvedRegion.
func (o Options) GetResolvedRegion() string { return o.ResolvedRegion }

// GetDisableHTTPS returns DisableHTTPS.
func (o Options) GetDisableHTTPS() bool { return o.DisableHTTPS }

// GetUseDualStackEndpoint returns UseDualStackEndpoint.
func (o Options) GetUseDualStackEndpoint() aws.DualStackEndpointState { return o.UseDualStackEndpoint }

// GetUseFIPSEndpoint returns UseFIPSEndpoint.
func (o Options) GetUseFIPSEndpoint() aws.FIPSEndpointState { return o.UseFIPSEndpoint }

// Resolver is the first generation of endpoint resolution, kept for programs that call it.
type Resolver struct{}

// New returns a Resolver.
func New() *Resolver { return &Resolver{} }

// ResolveEndpoint returns the endpoint of a Region. It fails with *aws.MissingRegionError without one,
// and where the partition has no dual-stack names.
func (*Resolver) ResolveEndpoint(region string, options Options) (aws.Endpoint, error) {
	if region == "" {
		return aws.Endpoint{}, &aws.MissingRegionError{}
	}
	if options.ResolvedRegion != "" {
		region = options.ResolvedRegion
	}
	fips := options.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled
	dualStack := options.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled
	p, deprecated := partitionOf(region), false
	if plain, ok := strings.CutPrefix(region, "fips-"); ok && !fips && !dualStack {
		if known := partitionOf(plain); slices.Contains(known.fips, plain) {
			p, region, fips, deprecated = known, plain, true, true
		}
	}
	if dualStack && p.noDualStack {
		return aws.Endpoint{}, fmt.Errorf("unable to resolve endpoint for region: %v", region)
	}
	scheme := "https"
	if options.DisableHTTPS {
		scheme = "http"
	}
	url := scheme + "://" + p.host(region, fips, dualStack)
	if deprecated && options.LogDeprecated && options.Logger != nil {
		options.Logger.Logf(logging.Warn, "endpoint identifier %q, url %q marked as deprecated", "fips-"+region, url)
	}
	return aws.Endpoint{URL: url, PartitionID: p.id, SigningRegion: region, SigningMethod: "v4"}, nil
}
