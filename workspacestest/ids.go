package workspacestest

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/go-workspaces/workspaces/types"
)

// idGenerator generates identifiers in the service's forms. The identifiers depend only on the number set by WithSeed,
// the account, the Region and the order of the calls to the generator.
type idGenerator struct {
	source *rand.PCG
	random *rand.Rand // reads from source
	hosts  uint32     // the number of IP addresses assigned so far
}

const (
	digitsAndLower = "0123456789abcdefghijklmnopqrstuvwxyz"
	digitsAndUpper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	hexDigits      = "0123456789abcdef"
)

func newIDGenerator(seed uint64, at place) *idGenerator {
	hash := sha256.Sum256([]byte(at.account + "/" + at.region))
	source := rand.NewPCG(seed, binary.BigEndian.Uint64(hash[:]))
	return &idGenerator{source: source, random: rand.New(source)}
}

// savedIDs is the state of an idGenerator in a snapshot.
type savedIDs struct {
	Source []byte
	Hosts  uint32
}

// MarshalJSON writes the state of the generator.
func (g *idGenerator) MarshalJSON() ([]byte, error) {
	source, err := g.source.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return json.Marshal(savedIDs{source, g.hosts})
}

// UnmarshalJSON reads the state that MarshalJSON wrote.
func (g *idGenerator) UnmarshalJSON(b []byte) error {
	var saved savedIDs
	if err := unmarshal(b, &saved); err != nil {
		return err
	}
	g.source, g.hosts = new(rand.PCG), saved.Hosts
	g.random = rand.New(g.source)
	return g.source.UnmarshalBinary(saved.Source)
}

func (g *idGenerator) randomText(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[g.random.IntN(len(alphabet))]
	}
	return string(b)
}

// resource generates the identifier of a resource. The prefix, such as "ws-", shows the kind of resource.
func (g *idGenerator) resource(prefix string) string { return prefix + g.randomText(9, digitsAndLower) }

// directoryPrefixes are the prefixes of directory identifiers in AWS Directory Service, by Region. They come from
// public reports by users.
var directoryPrefixes = map[string]string{"us-east-1": "d-90", "us-west-2": "d-92", "eu-west-1": "d-93"}

// directory generates the identifier of a directory in AWS Directory Service. In a Region without a known prefix, the
// identifier begins with d-9f. Unverified: the prefixes in these Regions.
func (g *idGenerator) directory(region string) string {
	return cmp.Or(directoryPrefixes[region], "d-9f") + g.randomText(8, hexDigits)
}

// subnet, securityGroup and instance generate identifiers of Amazon EC2 resources.
func (g *idGenerator) subnet() string        { return "subnet-0" + g.randomText(16, hexDigits) }
func (g *idGenerator) securityGroup() string { return "sg-0" + g.randomText(16, hexDigits) }
func (g *idGenerator) instance() string      { return "i-0" + g.randomText(16, hexDigits) }

// registrationPrefixes are the prefixes of registration codes, by Region, as recorded from the service.
var registrationPrefixes = map[string]string{
	"us-east-1": "SLiad+", "us-west-2": "WSpdx+", "eu-west-1": "wsdub+", "eu-west-2": "wslhr+", "ap-northeast-1": "wsnrt+",
}

// registrationCode generates the code that the users of a directory enter in their clients. In a Region without a known
// prefix, the code begins with ws and the initials of the Region's name, such as wsec1+ in eu-central-1. Unverified:
// the prefixes in these Regions, and whether all types of directories in a Region have the same prefix.
func (g *idGenerator) registrationCode(region string) string {
	prefix, known := registrationPrefixes[region]
	if !known {
		prefix = "ws"
		for part := range strings.SplitSeq(region, "-") {
			prefix += part[:min(1, len(part))]
		}
		prefix += "+"
	}
	return prefix + g.randomText(6, digitsAndUpper)
}

// uuid generates the identifier of a pool session or an add-in.
func (g *idGenerator) uuid() string {
	h := g.randomText(32, hexDigits)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// computerName generates the computer name of a WorkSpace. Unverified: on other Linux systems, computer names have the
// same form as on Amazon Linux.
func (g *idGenerator) computerName(os types.OperatingSystemName) string {
	if isWindows(os) {
		return "WSAMZN-" + g.randomText(8, digitsAndUpper)
	}
	return "A-" + g.randomText(12, digitsAndUpper)
}

// address returns a new IPv4 address: 172.16.0.4, 172.16.0.5 and so on.
func (g *idGenerator) address() string {
	g.hosts++
	n := g.hosts + 3 // AWS reserves the first addresses of a subnet
	return fmt.Sprintf("172.%d.%d.%d", 16+n>>16&15, n>>8&255, n&255)
}
