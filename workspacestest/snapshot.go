package workspacestest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"strings"
	"time"

	"github.com/go-workspaces/workspaces/internal/strictjson"
)

// snapshotVersion is the version of the snapshot format.
const snapshotVersion = 2

// snapshot is the document that Snapshot writes.
type snapshot struct {
	Version int
	Sum     string // the SHA-256 of State without white space
	State   json.RawMessage
}

// savedState is the state in a snapshot. When a snapshot is read, S is *store. When a snapshot is written, S is the
// type any, and Stores holds the results of store.members.
type savedState[S any] struct {
	Now      time.Time     // the time on the emulator's clock
	Advanced time.Duration // the total time by which Advance has moved the emulator's clock
	Received uint64        // the number of requests that the emulator has received
	Stores   map[string]S  // by account and Region, with keys such as 111122223333/us-east-1
}

// Snapshot returns the state of the emulator as a JSON document. The snapshot contains all resources of all accounts,
// and the state from which new identifiers are generated. It also contains the total time by which [Emulator.Advance]
// has moved the clock. It does not contain injected faults or recorded requests.
func (e *Emulator) Snapshot() ([]byte, error) {
	b, err := e.marshal()
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	document := make([]byte, 0, len(b)+128)
	document = fmt.Appendf(document, `{"Version":%d,"Sum":%q,"State":`, snapshotVersion, checksum(b)) // json.Marshal of a snapshot would encode the state a second time
	return append(append(document, b...), '}'), nil
}

func (e *Emulator) marshal() ([]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	stores := make(map[string]any, len(e.stores))
	for at, store := range e.stores {
		stores[at.account+"/"+at.region] = store.members()
	}
	return json.Marshal(savedState[any]{e.Now(), e.clock.offset(), e.received.Load(), stores})
}

// members returns the exported fields of a store by name. For a table, it returns the map in the table, so that package
// json does not call the table's MarshalJSON method. Package json parses the result of every MarshalJSON method again,
// which takes as long as the encoding.
func (s *store) members() map[string]any {
	members := make(map[string]any)
	value := reflect.ValueOf(s).Elem()
	for i := range value.NumField() {
		field := value.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		member := value.Field(i).Addr().Interface()
		if t, isTable := member.(interface{ resources() any }); isTable {
			member = t.resources()
		}
		members[field.Name] = member
	}
	return members
}

// checksum returns the SHA-256 of a state. Restore compares checksums to find out whether somebody has changed the
// state in a snapshot.
func checksum(state []byte) string {
	hash := sha256.Sum256(state)
	return hex.EncodeToString(hash[:])
}

// Restore replaces the current state with the state in a snapshot. It accepts only documents that Snapshot wrote, but
// white space may differ. Restore returns an error for a wrong checksum, unknown members and incomplete resources. If
// Restore fails, nothing changes.
//
// Restore also sets the total time by which [Emulator.Advance] has moved the clock to the value in the snapshot. If
// the clock is then behind the time at which the snapshot was taken, Restore moves the clock forward to that time.
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
	if back := s.Now.Sub(e.Now()); back > 0 { // true, for example, if the clock of WithClock was set back
		e.clock.advance(back)
	}
	return nil
}

func readSnapshot(b []byte) (*savedState[*store], error) {
	var document snapshot
	if err := unmarshal(b, &document); err != nil {
		return nil, cmp.Or(strictjson.Unmarshal(b, new(snapshot)), err) // strictjson has clearer errors, but is too slow to read every snapshot
	}
	if document.Version != snapshotVersion {
		return nil, fmt.Errorf("the snapshot has version %d, not %d", document.Version, snapshotVersion)
	}
	var written bytes.Buffer
	if err := json.Compact(&written, document.State); err != nil {
		return nil, err
	}
	if checksum(written.Bytes()) != document.Sum {
		return nil, errors.New("the snapshot was changed after it was taken")
	}
	s := new(savedState[*store])
	if err := unmarshal(document.State, s); err != nil {
		return nil, err
	}
	if s.Stores == nil {
		return nil, errors.New("the snapshot has no state")
	}
	return s, nil
}

// unmarshal decodes a part of a snapshot into v. It returns an error for members that v does not have.
func unmarshal(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("unexpected data after the JSON document")
	}
	return nil
}

func (e *Emulator) replace(s *savedState[*store], stores map[place]*store) {
	e.stores = maps.Clone(stores)
	e.clock.reset(s.Advanced)
	e.received.Store(s.Received)
	e.changes.Add(1)
}
