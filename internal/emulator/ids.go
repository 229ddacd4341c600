package emulator

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
)

// ids makes identifiers in the form of the service's. They follow from the seed, the account and the
// Region alone: the same calls in the same order get the same ones.
type ids struct {
	random *rand.Rand
	hosts  uint32 // IP addresses given away
}

const (
	digitsAndLower = "0123456789abcdefghijklmnopqrstuvwxyz"
	digitsAndUpper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	hexDigits      = "0123456789abcdef"
)

func newIDs(seed uint64, at place) *ids {
	hash := sha256.Sum256([]byte(at.account + "/" + at.region))
	return &ids{random: rand.New(rand.NewPCG(seed, binary.BigEndian.Uint64(hash[:])))}
}

func (g *ids) text(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[g.random.IntN(len(alphabet))]
	}
	return string(b)
}

// resource makes the identifier of most kinds of resources; prefix is that of the kind, such as "ws-".
func (g *ids) resource(prefix string) string { return prefix + g.text(9, digitsAndLower) }

// directory makes the identifier of a directory of AWS Directory Service.
func (g *ids) directory() string { return "d-90" + g.text(8, hexDigits) }

// subnet and securityGroup make identifiers of Amazon EC2.
func (g *ids) subnet() string        { return "subnet-0" + g.text(16, hexDigits) }
func (g *ids) securityGroup() string { return "sg-0" + g.text(16, hexDigits) }

// registrationCode makes what the users of a directory enter in their clients. The real prefix tells
// the Region and the type of the directory; here it is always that of a Simple AD in us-east-1.
func (g *ids) registrationCode() string { return "SLiad+" + g.text(6, digitsAndUpper) }

// computerName makes the name that a WorkSpace has inside its operating system.
func (g *ids) computerName() string { return "A-" + g.text(12, digitsAndUpper) }

// address makes an IPv4 address, each but once: 172.16.0.4 and following.
func (g *ids) address() string {
	g.hosts++
	n := g.hosts + 3 // the first few of a subnet are AWS's own
	return fmt.Sprintf("172.%d.%d.%d", 16+n>>16&15, n>>8&255, n&255)
}
