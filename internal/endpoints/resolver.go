package endpoints

import (
	"slices"
	"strings"
)

// Legacy is an endpoint returned by the deprecated first generation of endpoint resolution, whose list of endpoints
// contains names that the service no longer uses, and lacks some current names.
type Legacy struct {
	// Host is the host name.
	Host string

	// Partition is the partition's identifier, such as aws.
	Partition string

	// SigningRegion is the Region for which requests are signed.
	SigningRegion string

	// Deprecated is true for pseudo-Regions whose name requests FIPS, such as fips-us-east-1.
	Deprecated bool
}

// FindLegacy returns a Region's endpoint. It returns false if dualStack is true but the partition does not have
// dual-stack names.
func FindLegacy(region string, fips, dualStack bool) (Legacy, bool) {
	p, _ := findByForm(region)
	deprecated := false
	if plain, ok := strings.CutPrefix(region, "fips-"); ok && !fips && !dualStack {
		if known, _ := findByForm(plain); slices.Contains(known.fips, plain) {
			p, region, fips, deprecated = known, plain, true, true
		}
	}
	if dualStack && p.noDualStack {
		return Legacy{}, false
	}
	return Legacy{Host: p.host(region, fips, dualStack), Partition: p.id, SigningRegion: region, Deprecated: deprecated}, true
}
