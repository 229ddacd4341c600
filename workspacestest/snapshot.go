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

// snapshot is the document written by Snapshot.
type snapshot struct {
	Version int
	Sum     string // the SHA-256 of State without white space
	State   json.RawMessage
}

// savedState is the state in a snapshot. When reading a snapshot, S is *store; when writing one, S is any, and Stores
// holds the results of store.members.
type savedState[S any] struct {
	Now      time.Time     // the time on the emulator's clock
	Advanced time.Duration // how far Advance has moved the emulator's clock in total
	Received uint64        // the number of requests received
	Stores   map[string]S  // by account and Region: the keys look like 111122223333/us-east-1
}

// Snapshot returns the emulator's state as a JSON document. It contains all resources of all accounts, the state that
// new identifiers are generated from, and how far [Emulator.Advance] has moved the clock, but no injected faults or
// recorded requests.
func (e *Emulator) Snapshot() ([]byte, error) {
	b, err := e.marshal()
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	document := make([]byte, 0, len(b)+128)
	document = fmt.Appendf(document, `{"Version":%d,"Sum":%q,"State":`, snapshotVersion, checksum(b)) // json.Marshal of a snapshot would encode the state twice
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

// members returns a store's exported fields by name. For a table, it returns the underlying map, so that package json
// does not call the table's MarshalJSON method: package json parses the result of every MarshalJSON method again, which
// takes as long as the encoding.
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

// checksum returns a state's SHA-256, which tells Restore whether the state in a snapshot has been edited.
func checksum(state []byte) string {
	hash := sha256.Sum256(state)
	return hex.EncodeToString(hash[:])
}

// Restore replaces the current state with the state in a snapshot. It accepts only documents written by Snapshot, apart
// from differences in white space; a wrong checksum, unknown members and incomplete resources are errors. If Restore
// fails, nothing changes.
//
// Restore also restores how far [Emulator.Advance] has moved the clock. If the clock is then behind the time at which
// the snapshot was taken, Restore moves it forward to that time.
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
	if back := s.Now.Sub(e.Now()); back > 0 { // for example, because the clock set by WithClock went back
		e.clock.advance(back)
	}
	return nil
}

func readSnapshot(b []byte) (*savedState[*store], error) {
	var document snapshot
	if err := unmarshal(b, &document); err != nil {
		return nil, cmp.Or(strictjson.Unmarshal(b, new(snapshot)), err) // strictjson has clearer errors, but is too slow for reading every snapshot
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

// unmarshal decodes part of a snapshot into v. Members that v does not have are errors.
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
