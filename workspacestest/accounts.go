package workspacestest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"regexp"

	"github.com/go-workspaces/workspaces/internal/forms"
)

var accessKeyForm = regexp.MustCompile(`^\w{1,128}$`)

// AccountID returns the account that an access key belongs to by default, as twelve digits. An access key of twelve
// digits belongs to the account with that number. [WithAccount] overrides the default.
func AccountID(accessKeyID string) string {
	if forms.Account.Match(accessKeyID) {
		return accessKeyID
	}
	hash := sha256.Sum256([]byte(accessKeyID))
	return fmt.Sprintf("%012d", binary.BigEndian.Uint64(hash[:])%1e12)
}

// accountOf returns the account that an access key belongs to, as twelve digits.
func (e *Emulator) accountOf(accessKeyID string) string {
	if id, set := e.settings.accountIDs[accessKeyID]; set {
		return id
	}
	return AccountID(accessKeyID)
}

// store returns the store of an account in a Region, creating it if necessary.
func (e *Emulator) store(at place) *store {
	s := e.stores[at]
	if s == nil {
		s = newStore(at, e.settings.seed)
		e.stores[at] = s
	}
	return s
}
