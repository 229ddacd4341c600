package workspacestest

import (
	"fmt"
	"net"

	"github.com/go-workspaces/workspaces/internal/endpoints"
	"github.com/go-workspaces/workspaces/internal/forms"
)

// WithRegions makes calls fail in all Regions except the given ones, as in AWS Regions that do not have the service.
// If the option is used several times, all given Regions have the service. Without it, every Region has the service.
// WithRegions(workspaces.Regions("aws")...) is like the aws partition.
//
// A call in another Region to the default endpoint fails like a call whose host name DNS does not know: with a
// *net.DNSError that is not retried. For Regions that [workspaces.Regions] does not list,
// [workspaces.IsUnavailableInRegion] recognizes it. Such a call reaches no service, so faults do not apply to it and
// [Emulator.Requests] does not list it.
//
// The emulator has no DNS for calls to its [Emulator.URL] or to another endpoint of the program's own. There, a call in
// another Region gets an AccessDeniedException, which IsUnavailableInRegion recognizes too. The service does not
// respond in this way.
func WithRegions(regions ...string) Option {
	return func(s *settings) {
		s.require(len(regions) > 0, "the list of Regions is empty")
		for _, region := range regions {
			s.requireRegion(region)
			s.regions[region] = true
		}
	}
}

// requireRegion records an error if a text does not have the form of a Region's name.
func (s *settings) requireRegion(region string) {
	s.require(forms.Region.Match(region), "Region %q: a Region's name has 1 to 31 lower-case letters, digits and hyphens", region)
}

// hasRegion reports whether a Region has the service.
func (s *settings) hasRegion(region string) bool { return len(s.regions) == 0 || s.regions[region] }

// checkPlace returns an error for resources in a Region that does not have the service.
func (s *settings) checkPlace(at place) error {
	if s.hasRegion(at.region) {
		return nil
	}
	return fmt.Errorf("the Region %s does not have the service, because the option WithRegions does not name it", at.region)
}

// lookUp returns the error of DNS for the host name of a Region that does not have the service. It returns nil for all
// other hosts.
func (s *settings) lookUp(host string) error {
	region, ours := endpoints.RegionOf(host)
	if !ours || s.hasRegion(region) {
		return nil
	}
	return &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
}

// checkRegion returns the error for a call that names a Region without the service in its signature. The message has
// the address by which [workspaces.IsUnavailableInRegion] recognizes it.
func (s *settings) checkRegion(region string) error {
	if s.hasRegion(region) {
		return nil
	}
	return accessDenied("Amazon WorkSpaces is not available in the Region %s. "+
		"Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-access-control.html", region)
}
