package workspacestest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/internal/strictjson"
)

// responseLists maps the names of lists in responses to their names in a Seed, where these differ.
var responseLists = map[string]string{
	"AddIns":                     "ConnectClientAddIns",
	"Result":                     "IpGroups",
	"Sessions":                   "PoolSessions",
	"WorkspacesConnectionStatus": "ConnectionStatus",
	"WorkspacesPools":            "Pools",
}

// notSeedable gives the reason for ignoring each response member that a Seed ignores.
var notSeedable = map[string]string{
	"NextToken":                   "add the resources on the other pages too",
	"ResponseMetadata":            "it describes the response and not a resource",
	"DedicatedTenancySupport":     "it follows from DedicatedTenancyManagementCidrRange",
	"DedicatedTenancyAccountType": "it follows from AccountLinks",
	"Message":                     "it describes the response and not a resource",
}

// ignoredMember is a member of a seed that Notes reports, along with the reason. Most such members have no effect.
type ignoredMember struct{ path, reason string }

// noSuchMember is the reason for ignoring an unknown member of a resource.
const noSuchMember = "the API has no such member"

// Notes describes the members of a seed that have no effect or may be mistakes. Call it before adding the seed with
// [Emulator.Seed]. The result has one line for each member without an effect, including members that the API does not
// have. It also has a line for each of the following values, even though the emulator keeps them: an enum value that
// package types does not list, a time in the future on the emulator's clock, and the ConnectionStatus of a WorkSpace
// that does not exist. Lines that differ only in the positions of list elements are combined into one. If the emulator
// was returned by [New], [Emulator.Seed] writes these lines to the test's log.
func (e *Emulator) Notes(seed Seed) []string {
	ignored := slices.Clone(seed.ignored)
	for _, k := range kinds {
		ignored = append(ignored, k.ignored(&seed)...)
	}
	for i := range seed.ConnectionStatus {
		ignored = append(ignored, within(fmt.Sprintf("ConnectionStatus[%d]", i), ignoredOfStatus(&seed.ConnectionStatus[i]))...)
	}
	unusual := slices.Concat(unlisted(&seed), e.absentWorkspaces(&seed), e.laterTimes(&seed))
	return append(notesOn("is ignored", ignored), notesOn("is unusual", unusual)...)
}

// absentWorkspaces returns the elements of a seed's ConnectionStatus whose WorkSpaces are neither in the seed nor in
// the emulator.
func (e *Emulator) absentWorkspaces(s *Seed) (members []ignoredMember) {
	listed := make(map[string]bool, len(s.Workspaces))
	for _, w := range s.Workspaces {
		listed[aws.ToString(w.WorkspaceId)] = true
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	at := e.stores[e.placeOf(s)]
	for i, status := range s.ConnectionStatus {
		if id := aws.ToString(status.WorkspaceId); !listed[id] && (at == nil || at.Workspaces.byID[id] == nil) {
			members = append(members, ignoredMember{fmt.Sprintf("ConnectionStatus[%d]", i), "the WorkSpace does not exist, so it is added with default values"})
		}
	}
	return members
}

// laterTimes returns the times in a seed that are in the future on the emulator's clock, except for ExpirationTimes,
// which are usually in the future.
func (e *Emulator) laterTimes(s *Seed) (members []ignoredMember) {
	now := e.Now()
	eachLeaf("", reflect.ValueOf(s), func(path string, v reflect.Value) {
		if t, isTime := v.Interface().(time.Time); isTime && t.After(now) && !strings.HasSuffix(path, ".ExpirationTime") {
			members = append(members, ignoredMember{path, "the time is in the future of the emulator's clock, which shows " + now.UTC().Format(time.RFC3339)})
		}
	})
	return members
}

// eachLeaf calls visit for each value within v, at any depth, that is neither a struct nor a list. A time.Time counts
// as one value.
func eachLeaf(path string, v reflect.Value, visit func(path string, v reflect.Value)) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		eachLeaf(path, v.Elem(), visit)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			eachLeaf(path+"["+strconv.Itoa(i)+"]", v.Index(i), visit)
		}
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				eachLeaf(strings.TrimPrefix(path+"."+field.Name, "."), v.Field(i), visit)
			}
		}
	default:
		visit(path, v)
	}
}

// unlisted returns the enum values in s that have no constant in package types.
func unlisted(s *Seed) (members []ignoredMember) {
	for _, v := range awsjson.UnknownEnumValues(s) {
		members = append(members, ignoredMember{strings.TrimPrefix(v.Field(), "Seed."), v.Reason()})
	}
	return members
}

// within prefixes the paths of members with the path of their resource.
func within(path string, members []ignoredMember) []ignoredMember {
	for i := range members {
		members[i].path = path + "." + members[i].path
	}
	return members
}

// notesOn returns the notes on members. Each note consists of a member's path, the given text, and the reason. Members
// that differ only in list positions share a note.
func notesOn(matter string, members []ignoredMember) []string {
	alike := func(m ignoredMember) ignoredMember {
		return ignoredMember{index.ReplaceAllString(m.path, "[]"), m.reason}
	}
	var first []ignoredMember
	count := make(map[ignoredMember]int)
	for _, member := range members {
		if count[alike(member)]++; count[alike(member)] == 1 {
			first = append(first, member)
		}
	}
	notes := make([]string, len(first))
	for i, member := range first {
		notes[i] = member.path + " " + matter + ": " + member.reason
		if more := count[alike(member)] - 1; more > 0 {
			notes[i] += fmt.Sprintf(" (and %d more like it)", more)
		}
	}
	return notes
}

// UnmarshalJSON implements json.Unmarshaler. Unknown members of the Seed itself are errors; unknown members of its
// resources are ignored.
func (s *Seed) UnmarshalJSON(b []byte) error {
	read, err := readSeed(b)
	if err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	*s = *read
	return nil
}

func readSeed(b []byte) (*Seed, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		var mismatch *json.UnmarshalTypeError
		if errors.As(err, &mismatch) {
			return nil, fmt.Errorf(`a seed must be an object with lists such as "Workspaces", not %s`, mismatch.Value)
		}
		return nil, err
	}
	read := &Seed{}
	api := make(map[string]any) // the members for awsjson to read
	for _, name := range slices.Sorted(maps.Keys(members)) {
		list := cmp.Or(responseLists[name], name)
		field, known := reflect.TypeFor[Seed]().FieldByName(list)
		_, twice := members[list]
		switch {
		case notSeedable[name] != "":
			if member := string(members[name]); member != `null` && member != `""` {
				read.ignored = append(read.ignored, ignoredMember{name, notSeedable[name]})
			}
		case !known || !field.IsExported():
			return nil, fmt.Errorf("there is no member %s: a seed has %s", name, strings.Join(seedMembers(), ", "))
		case twice && list != name:
			return nil, fmt.Errorf("the members %s and %s are the same list", name, list)
		case field.Tag.Get("wire") == "-":
			if err := strictjson.Unmarshal(members[name], reflect.ValueOf(read).Elem().FieldByIndex(field.Index).Addr().Interface()); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		default:
			var err error
			if api[list], err = decodeMember(name, members[name], field.Type); err != nil {
				return nil, err
			}
		}
	}
	document, err := json.Marshal(api)
	if err != nil {
		return nil, err
	}
	if err := awsjson.Unmarshal(document, read); err != nil {
		return nil, err
	}
	for _, path := range unknownMembers(api, read) {
		read.ignored = append(read.ignored, ignoredMember{path, noSuchMember})
	}
	return read, nil
}

// seedMembers returns the names of a Seed's members.
func seedMembers() (names []string) {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Seed]()) {
		if field.IsExported() {
			names = append(names, field.Name)
		}
	}
	return names
}

// decodeMember decodes a member's JSON and converts any times in it to seconds since 1970.
func decodeMember(name string, member json.RawMessage, t reflect.Type) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(member))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return withSeconds(name, value, t)
}

// withSeconds converts all times in a JSON value from strings to seconds since 1970. The Go type t tells which members
// are times. The value's path is for error messages.
func withSeconds(path string, value any, t reflect.Type) (any, error) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var err error
	switch value := value.(type) {
	case string:
		if t == reflect.TypeFor[time.Time]() {
			return secondsOf(path, value)
		}
	case []any:
		for i := range value {
			if t.Kind() != reflect.Slice {
				break
			}
			if value[i], err = withSeconds(fmt.Sprintf("%s[%d]", path, i), value[i], t.Elem()); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
			name := cmp.Or(t.Field(i).Tag.Get("wire"), t.Field(i).Name)
			member, set := value[name]
			if !set {
				continue
			}
			if value[name], err = withSeconds(path+"."+name, member, t.Field(i).Type); err != nil {
				return nil, err
			}
		}
	}
	return value, nil
}

// timeForms are the ISO 8601 forms in which programs print the service's times. All of them allow fractions of a
// second.
var timeForms = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00"}

// secondsOf converts an ISO 8601 time to seconds since 1970.
func secondsOf(path, text string) (json.Number, error) {
	for _, form := range timeForms {
		if t, err := time.Parse(form, text); err == nil {
			return json.Number(strconv.FormatFloat(float64(t.UnixMilli())/1e3, 'f', -1, 64)), nil
		}
	}
	return "", fmt.Errorf("%s: %.100q is not a time: it must be seconds since 1970, or ISO 8601 with an offset, such as 2026-11-26T10:00:00+00:00", path, text)
}
