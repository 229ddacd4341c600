package workspacestest

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"github.com/go-workspaces/workspaces/types"
)

// idGenerator generates identifiers in the service's forms. They depend only on the number set by WithSeed, the
// account, the Region, the strings already in use, and the order of the calls to the generator.
type idGenerator struct {
	source *rand.PCG
	random *rand.Rand      // reads from source
	hosts  uint32          // the number of IP addresses assigned so far
	used   map[string]bool // strings that must not be generated, because seeds or calls contain them
}

const (
	digitsAndLower = "0123456789abcdefghijklmnopqrstuvwxyz"
	digitsAndUpper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	hexDigits      = "0123456789abcdef"
)

func newIDGenerator(seed uint64, at place) *idGenerator {
	hash := sha256.Sum256([]byte(at.account + "/" + at.region))
	source := rand.NewPCG(seed, binary.BigEndian.Uint64(hash[:]))
	return &idGenerator{source: source, random: rand.New(source), used: make(map[string]bool)}
}

// use keeps the generator from ever generating the strings in v, even after the resources they belong to have been
// deleted. A seed may have been recorded from another emulator, which generates the same identifiers.
func (g *idGenerator) use(v any) {
	eachLeaf("", reflect.ValueOf(v), func(_ string, v reflect.Value) {
		if text, isText := v.Interface().(string); isText { // false for enums
			g.used[text] = true
		}
	})
}

// unused calls generate until it returns a string that is not in use.
func (g *idGenerator) unused(generate func() string) string {
	for {
		if text := generate(); !g.used[text] {
			return text
		}
	}
}

// savedIDs is an idGenerator's state in a snapshot.
type savedIDs struct {
	Source []byte
	Hosts  uint32
	Used   []string `json:",omitempty"`
}

// MarshalJSON encodes the generator's state.
func (g *idGenerator) MarshalJSON() ([]byte, error) {
	source, err := g.source.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return json.Marshal(savedIDs{source, g.hosts, slices.Sorted(maps.Keys(g.used))})
}

// UnmarshalJSON decodes the state encoded by MarshalJSON.
func (g *idGenerator) UnmarshalJSON(b []byte) error {
	var saved savedIDs
	if err := unmarshal(b, &saved); err != nil {
		return err
	}
	g.source, g.hosts, g.used = new(rand.PCG), saved.Hosts, make(map[string]bool, len(saved.Used))
	g.random = rand.New(g.source)
	g.use(saved.Used)
	return g.source.UnmarshalBinary(saved.Source)
}

// text generates a string consisting of a prefix and n random characters.
func (g *idGenerator) text(prefix string, n int, alphabet string) string {
	return g.unused(func() string { return prefix + g.characters(n, alphabet) })
}

func (g *idGenerator) characters(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[g.random.IntN(len(alphabet))]
	}
	return string(b)
}

// resource generates a resource identifier. The prefix, such as "ws-", indicates the kind of resource.
func (g *idGenerator) resource(prefix string) string { return g.text(prefix, 9, digitsAndLower) }

// directoryPrefixes are the prefixes of directory identifiers in AWS Directory Service, by Region, taken from public
// reports by users.
var directoryPrefixes = map[string]string{"us-east-1": "d-90", "us-west-2": "d-92", "eu-west-1": "d-93"}

// directory generates an AWS Directory Service directory identifier. In a Region without a known prefix, it starts with
// d-9f. Unverified: the prefixes in these Regions.
func (g *idGenerator) directory(region string) string {
	return g.text(cmp.Or(directoryPrefixes[region], "d-9f"), 8, hexDigits)
}

// ec2 generates the identifier of an Amazon EC2 resource. The prefix, such as "subnet-", indicates the kind of
// resource.
func (g *idGenerator) ec2(prefix string) string { return g.text(prefix+"0", 16, hexDigits) }

// registrationPrefixes are the prefixes of registration codes, by Region, as seen in the service.
var registrationPrefixes = map[string]string{
	"us-east-1": "SLiad+", "us-west-2": "WSpdx+", "eu-west-1": "wsdub+", "eu-west-2": "wslhr+", "ap-northeast-1": "wsnrt+",
}

// registrationCode generates the code that a directory's users enter in their clients. In a Region without a known
// prefix, the code starts with ws and the initials of the Region's name, such as wsec1+ in eu-central-1. Unverified:
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
	return g.text(prefix, 6, digitsAndUpper)
}

// uuid generates the identifier of a pool session or an add-in.
func (g *idGenerator) uuid() string {
	return g.unused(func() string {
		h := g.characters(32, hexDigits)
		return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
	})
}

// computerName generates a WorkSpace's computer name. It is not known whether computer names on other Linux systems
// have the same form as on Amazon Linux.
func (g *idGenerator) computerName(os types.OperatingSystemName) string {
	if isWindows(os) {
		return g.text("WSAMZN-", 8, digitsAndUpper)
	}
	return g.text("A-", 12, digitsAndUpper)
}

// address returns a new IPv4 address: 172.16.0.4, 172.16.0.5 and so on.
func (g *idGenerator) address() string {
	return g.unused(func() string {
		g.hosts++
		n := g.hosts + 3 // AWS reserves the first addresses of a subnet
		return fmt.Sprintf("172.%d.%d.%d", 16+n>>16&15, n>>8&255, n&255)
	})
}
