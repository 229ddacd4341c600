package workspacestest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
)

// ids makes identifiers in the form of the service's. They follow from the seed, the account and the
// Region alone: the same calls in the same order get the same ones.
type idGenerator struct {
	source *rand.PCG
	random *rand.Rand // of source
	hosts  uint32     // IP addresses given away
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

// savedIDs is what a snapshot holds of ids.
type savedIDs struct {
	Source []byte
	Hosts  uint32
}

// MarshalJSON writes from where the identifiers go on.
func (g *idGenerator) MarshalJSON() ([]byte, error) {
	source, err := g.source.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return json.Marshal(savedIDs{source, g.hosts})
}

// UnmarshalJSON reads what MarshalJSON wrote.
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

// resource makes the identifier of most kinds of resources; prefix is that of the kind, such as "ws-".
func (g *idGenerator) resource(prefix string) string { return prefix + g.randomText(9, digitsAndLower) }

// directory makes the identifier of a directory of AWS Directory Service.
func (g *idGenerator) directory() string { return "d-90" + g.randomText(8, hexDigits) }

// subnet, securityGroup and instance make identifiers of Amazon EC2.
func (g *idGenerator) subnet() string        { return "subnet-0" + g.randomText(16, hexDigits) }
func (g *idGenerator) securityGroup() string { return "sg-0" + g.randomText(16, hexDigits) }
func (g *idGenerator) instance() string      { return "i-0" + g.randomText(16, hexDigits) }

// registrationCode makes what the users of a directory enter in their clients. The real prefix tells
// the Region and the type of the directory; here it is always that of a Simple AD in us-east-1.
func (g *idGenerator) registrationCode() string { return "SLiad+" + g.randomText(6, digitsAndUpper) }

// uuid makes the identifier of a session of a pool, or of an add-in.
func (g *idGenerator) uuid() string {
	h := g.randomText(32, hexDigits)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// computerName makes the name that a WorkSpace has inside its operating system.
func (g *idGenerator) computerName() string { return "A-" + g.randomText(12, digitsAndUpper) }

// address makes an IPv4 address, each but once: 172.16.0.4 and following.
func (g *idGenerator) address() string {
	g.hosts++
	n := g.hosts + 3 // the first few of a subnet are AWS's own
	return fmt.Sprintf("172.%d.%d.%d", 16+n>>16&15, n>>8&255, n&255)
}
