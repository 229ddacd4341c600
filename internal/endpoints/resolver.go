package endpoints

import (
	"slices"
	"strings"
)

// Legacy is an endpoint as the deprecated first generation of endpoint resolution finds it. It knows names that the
// service has given up, and lacks some of today's.
type Legacy struct {
	// Host is the host name.
	Host string

	// Partition is the identifier of the partition, such as aws.
	Partition string

	// SigningRegion is the Region to sign for.
	SigningRegion string

	// Deprecated is true for names such as fips-us-east-1, which ask for FIPS by the Region.
	Deprecated bool
}

// FindLegacy returns the endpoint of a Region. It returns false if a dual-stack endpoint is wanted in a partition
// without dual-stack names.
func FindLegacy(region string, fips, dualStack bool) (Legacy, bool) {
	p, deprecated := partitionOf(region), false
	if plain, ok := strings.CutPrefix(region, "fips-"); ok && !fips && !dualStack {
		if known := partitionOf(plain); slices.Contains(known.fips, plain) {
			p, region, fips, deprecated = known, plain, true, true
		}
	}
	if dualStack && p.noDualStack {
		return Legacy{}, false
	}
	return Legacy{Host: p.host(region, fips, dualStack), Partition: p.id, SigningRegion: region, Deprecated: deprecated}, true
}
