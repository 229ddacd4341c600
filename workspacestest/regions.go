package workspacestest

import (
	"fmt"
	"net"
	"regexp"

	"github.com/go-workspaces/workspaces/internal/endpoints"
	"github.com/go-workspaces/workspaces/internal/forms"
)

// WithRegions lists the Regions that have the service. Calls in any other Region fail, as they do in AWS Regions
// without the service. If the option is given several times, the lists are combined. Without it, every Region has the
// service. WithRegions(workspaces.Regions("aws")...) imitates the aws partition.
//
// A call to the default endpoint of a Region without the service fails as if its host name were unknown to DNS: the
// error wraps a *net.DNSError, and the client does not retry the call. [workspaces.IsUnavailableInRegion] recognizes
// this error for Regions that [workspaces.Regions] does not list. Because the call does not reach the emulator, faults
// do not apply to it and [Emulator.Requests] does not list it.
//
// At [Emulator.URL] or another custom endpoint, whose host name does not depend on the Region, the call instead gets an
// AccessDeniedException, which IsUnavailableInRegion also recognizes. Only the emulator responds this way; the service
// does not.
func WithRegions(regions ...string) Option {
	return func(s *settings) {
		s.require(len(regions) > 0, "the list of Regions is empty")
		for _, region := range regions {
			s.requireRegion(region)
			s.regions[region] = true
		}
	}
}

// regionForm matches Region names. The API's own form, forms.Region, also matches other strings.
var regionForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)+-[0-9]+$`)

// isRegion reports whether a string looks like a Region name. The Region need not exist.
func isRegion(text string) bool { return regionForm.MatchString(text) && forms.Region.Match(text) }

// requireRegion records an error if a string cannot be a Region name.
func (s *settings) requireRegion(region string) {
	s.require(isRegion(region), "Region %.100q: a Region has a name such as us-east-1", region)
}

// hasRegion reports whether a Region has the service.
func (s *settings) hasRegion(region string) bool { return len(s.regions) == 0 || s.regions[region] }

// checkPlace returns an error if a place's Region does not have the service, because seeds and options cannot add
// resources there.
func (s *settings) checkPlace(at place) error {
	if s.hasRegion(at.region) {
		return nil
	}
	return fmt.Errorf("the Region %s does not have the service, because the option WithRegions does not list it", at.region)
}

// lookUp imitates a DNS lookup. It returns an error for the default endpoint of a Region without the service, and nil
// for all other hosts.
func (s *settings) lookUp(host string) error {
	region, ours := endpoints.RegionOf(host)
	if !ours || s.hasRegion(region) {
		return nil
	}
	return &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
}

// checkRegion returns an error if a request is signed for a Region without the service.
// [workspaces.IsUnavailableInRegion] recognizes the error by the URL in the error message.
func (s *settings) checkRegion(region string) error {
	if s.hasRegion(region) {
		return nil
	}
	return accessDenied("Amazon WorkSpaces is not available in the Region %s. "+
		"Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-access-control.html", region)
}
