//lint:file-ignore SA1019 the first generation of endpoints is deprecated, and part of the official module's surface

package endpoints

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
)

// Options selects the kind of endpoint that the deprecated resolvers return.
type Options struct {
	// Logger receives warnings about deprecated endpoints.
	Logger logging.Logger

	// LogDeprecated turns those warnings on.
	LogDeprecated bool

	// ResolvedRegion replaces the Region in calls of ResolveEndpoint. The client sets it if the name of its
	// Region asks for FIPS, as in fips-us-east-1. Programs should not set it.
	ResolvedRegion string

	// DisableHTTPS selects http URLs.
	DisableHTTPS bool

	// UseDualStackEndpoint selects an endpoint with IPv4 and IPv6.
	UseDualStackEndpoint aws.DualStackEndpointState

	// UseFIPSEndpoint selects an endpoint with FIPS 140 validated cryptography.
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

// Resolver is the first generation of endpoint resolution. It exists for programs that still call it.
type Resolver struct{}

// New returns a Resolver.
func New() *Resolver { return &Resolver{} }

// ResolveEndpoint returns the endpoint of a Region. It fails with *aws.MissingRegionError if the Region is
// empty, and if a dual-stack endpoint is wanted in a partition without dual-stack names.
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
