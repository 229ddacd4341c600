package workspacestest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"time"
)

// snapshotVersion is that of the form in which snapshots are written.
const snapshotVersion = 2

// snapshot is a document that holds all that an emulator is to know after a restart.
type snapshot struct {
	Version int
	Sum     string // of State, but for its white space
	State   json.RawMessage
}

// savedState is what is in a snapshot.
type savedState struct {
	Now      time.Time     // by the emulator's clock
	Advanced time.Duration // how far that was moved
	Received uint64        // requests, which are numbered
	Stores   map[string]*store
}

// Snapshot returns all resources of all accounts, how far the clock was moved, and what the next
// identifiers follow from. Faults that were injected and the requests that are remembered are not in it.
func (e *Emulator) Snapshot() ([]byte, error) {
	b, err := e.marshal()
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	document := make([]byte, 0, len(b)+128)
	document = fmt.Appendf(document, `{"Version":%d,"Sum":%q,"State":`, snapshotVersion, checksum(b)) // a snapshot, without a second look at the state
	return append(append(document, b...), '}'), nil
}

func (e *Emulator) marshal() ([]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := savedState{e.Now(), e.clock.offset(), e.received.Load(), make(map[string]*store, len(e.stores))}
	for at, store := range e.stores {
		s.Stores[at.account+"/"+at.region] = store
	}
	return json.Marshal(s)
}

// sum tells whether a state is the one that was written.
func checksum(state []byte) string {
	hash := sha256.Sum256(state)
	return hex.EncodeToString(hash[:])
}

// Restore puts what was there when a snapshot was taken in place of what is there. It takes only what
// Snapshot has made, of which no more than the white space may have changed, and it changes nothing if it
// fails. As anyone can seal a state of their own, one that has unknown members or incomplete resources is
// refused too. The clock is moved as it was then, and forward to that time if it would be earlier.
func (e *Emulator) Restore(b []byte) error {
	s, err := readSnapshot(b)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	stores := make(map[place]*store, len(s.Stores))
	for name, store := range s.Stores {
		account, region, apart := strings.Cut(name, "/")
		if !apart || store == nil || store.IDs == nil || store.Users == nil {
			return fmt.Errorf("restore: the snapshot is incomplete in %q", name)
		}
		store.place = place{account, region}
		stores[store.place] = store
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.replace(s, stores)
	if back := s.Now.Sub(e.Now()); back > 0 { // a clock that runs fast has begun anew
		e.clock.advance(back)
	}
	return nil
}

func readSnapshot(b []byte) (*savedState, error) {
	var document snapshot
	if err := unmarshal(b, &document); err != nil {
		return nil, err
	}
	if document.Version != snapshotVersion {
		return nil, fmt.Errorf("the snapshot has the version %d, not %d", document.Version, snapshotVersion)
	}
	var written bytes.Buffer
	if err := json.Compact(&written, document.State); err != nil {
		return nil, err
	}
	if checksum(written.Bytes()) != document.Sum {
		return nil, errors.New("the snapshot was changed after it was taken")
	}
	s := new(savedState)
	if err := unmarshal(document.State, s); err != nil {
		return nil, err
	}
	if s.Stores == nil {
		return nil, errors.New("the snapshot has no state")
	}
	return s, nil
}

// unmarshal reads a part of a snapshot, which has no members but those of v.
func unmarshal(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more behind the end")
	}
	return nil
}

func (e *Emulator) replace(s *savedState, stores map[place]*store) {
	e.stores = maps.Clone(stores)
	e.clock.reset(s.Advanced)
	e.received.Store(s.Received)
	e.changes.Add(1)
}
