package fleet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/go-workspaces/workspaces/types"
)

// journal records a run as JSON lines. A nil journal records nothing.
type journal struct {
	to  io.Writer
	err error // the first write error, after which nothing more is written
}

// journalVersion is the version of the journal format. It is recorded in a journal's first line.
const journalVersion = 1

// journalLine is one line of the journal. There are four kinds:
//
//   - The first line has Version, Verb and Parameter.
//   - A line with Sending is written before a call whose changes must not be made twice.
//   - A line with NotMade is written after such a call, and lists the items that the service did not change.
//   - A line with Input says that the item was accepted (Accepted), or has its final result (Class).
type journalLine struct {
	Version   int             `json:",omitempty"`
	Verb      string          `json:",omitempty"`
	Parameter json.RawMessage `json:",omitempty"`

	Sending []string `json:",omitempty"`
	NotMade []string `json:",omitempty"`

	Input       string               `json:",omitempty"`
	Class       Class                `json:",omitempty"`
	Accepted    bool                 `json:",omitempty"`
	WorkspaceId string               `json:",omitempty"`
	State       types.WorkspaceState `json:",omitempty"`
	Code        string               `json:",omitempty"`
	Message     string               `json:",omitempty"`

	// Differences and Want are used by Ensure only. Differences says how the desktop differs from the request, and Want
	// holds the properties to set.
	Differences []string                   `json:",omitempty"`
	Want        *types.WorkspaceProperties `json:",omitempty"`

	At time.Time
}

// openJournal reads a method's journal, and sets the stage of each item found there. If the journal is new, openJournal
// writes the first line. A dry run only reads the journal. If hides is set, a new desktop may be invisible at first, so
// the run describes Unknown inputs again: see verb.hides.
func (o *runOptions) openJournal(method string, parameters any, items []*item, wait, hides bool) (*journal, error) {
	file := o.journal
	if file == nil {
		return nil, nil
	}
	parameter, err := json.Marshal(parameters)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	if seeker, ok := file.(io.Seeker); ok {
		if _, err := seeker.Seek(0, io.SeekStart); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
	}
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	lines, err := readJournal(content, method, parameter)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	resume(items, lines, wait, hides)
	if o.dryRun {
		return nil, nil
	}
	j := &journal{to: file}
	if len(content) > 0 && content[len(content)-1] != '\n' { // the program was killed while writing the last line
		if _, err := file.Write([]byte("\n")); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
	}
	if len(lines) == 0 {
		if err := j.write(&journalLine{Version: journalVersion, Verb: method, Parameter: parameter, At: time.Now()}); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
	}
	return j, nil
}

// firstBytes is how every journal begins.
const firstBytes = `{"Version":`

// readJournal returns all complete lines of a journal. It skips lines cut off when the program was killed: nothing was
// sent after the program began to write such a line.
func readJournal(content []byte, verb string, parameter []byte) (lines []journalLine, err error) {
	first, _, _ := bytes.Cut(content, []byte("\n"))
	if !json.Valid(first) && !strings.HasPrefix(firstBytes, string(first[:min(len(first), len(firstBytes))])) {
		return nil, errors.New("the file is not a journal")
	}
	number := 0
	for text := range bytes.Lines(content) {
		number++
		var line journalLine
		decoder := json.NewDecoder(bytes.NewReader(bytes.TrimSuffix(text, []byte("\n"))))
		switch err := decoder.Decode(&line); {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF): // the line is empty or incomplete
			continue
		case err != nil:
			return nil, fmt.Errorf("line %d is damaged: %w", number, err)
		case decoder.More():
			return nil, fmt.Errorf("line %d is damaged: there is unexpected data after the JSON value", number)
		case len(lines) == 0 && line.Version == 0:
			return nil, errors.New("the first line is not that of a journal")
		}
		if err := line.check(verb, parameter); err != nil {
			if len(lines) > 0 {
				err = fmt.Errorf("line %d: %w", number, err)
			}
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// check returns an error if the line is invalid. A line with Version must have the right version, verb and parameter,
// even if it is not the first line: somebody may have concatenated journals.
func (l *journalLine) check(verb string, parameter []byte) error {
	switch {
	case l.Class != "" && !slices.Contains(Classes(), l.Class):
		return fmt.Errorf("%.100q is not a class", l.Class)
	case l.Version == 0:
		return nil
	case l.Version != journalVersion:
		return fmt.Errorf("the version is %d, not %d", l.Version, journalVersion)
	case l.Verb != verb:
		return fmt.Errorf("it is a journal of %.100q, not of %s", l.Verb, verb)
	case !sameJSON(l.Parameter, parameter):
		return fmt.Errorf("it is a journal of %s with other parameters: %.200q", verb, l.Parameter)
	}
	return nil
}

func sameJSON(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}

// resume sets each item's stage from the lines of a journal. If wait is false, accepted changes are Done. hides reports
// whether the service may not show a change yet; if hides is false, Unknown is final.
func resume(items []*item, lines []journalLine, wait, hides bool) {
	if len(lines) == 0 {
		return
	}
	byKey := make(map[string]*item, len(items))
	for _, it := range items {
		byKey[it.key] = it
	}
	wasLost := make(map[*item]bool) // the item's wasLost before the last Sending line that lists the item
	for _, line := range lines[1:] {
		for _, key := range line.Sending {
			if it := byKey[key]; it != nil {
				wasLost[it] = it.wasLost
				if !it.wasLost {
					it.firstLost = line.At
				}
				it.stage, it.lost, it.wasLost, it.begun = toJudge, true, true, line.At
				it.refusal = errors.New("the program ended before the answer came")
			}
		}
		for _, key := range line.NotMade {
			if it := byKey[key]; it != nil {
				it.stage, it.lost, it.wasLost, it.refusal = toSend, false, wasLost[it], nil
			}
		}
		it := byKey[line.Input]
		if it == nil || line.Input == "" {
			continue
		}
		it.lost, it.refusal = false, nil
		if line.WorkspaceId != "" {
			it.WorkspaceId = line.WorkspaceId
		}
		it.State, it.Accepted, it.Differences, it.want = line.State, line.Accepted, line.Differences, line.Want
		switch {
		case line.Class == Unknown && hides:
			it.stage, it.lost, it.wasLost, it.begun = toJudge, true, true, line.At
			it.refusal = errors.New(strings.TrimPrefix(line.Message, mayHaveMade))
		case line.Class == Done, line.Class == Failed, line.Class == Skipped, line.Class == Unknown:
			it.stage, it.Class, it.Code, it.Message = settled, line.Class, line.Code, line.Message
		case line.Accepted && wait:
			it.stage, it.since = toWait, line.At
		case line.Accepted:
			it.stage, it.Class = settled, Done
		default:
			it.stage = toSend
		}
	}
}

// sending records that the run is about to send items. It calls the journal's Sync method, if any.
func (j *journal) sending(items []*item, now time.Time) error {
	if j == nil {
		return nil
	}
	if err := j.write(&journalLine{Sending: keysOf(items), At: now}); err != nil {
		return err
	}
	if file, ok := j.to.(interface{ Sync() error }); ok {
		return file.Sync()
	}
	return nil
}

// notMade records that the service did not change items, so that a later run can send them again.
func (j *journal) notMade(items []*item, now time.Time) error {
	if j == nil || len(items) == 0 {
		return nil
	}
	return j.write(&journalLine{NotMade: keysOf(items), At: now})
}

func keysOf(items []*item) []string {
	keys := make([]string, len(items))
	for i, it := range items {
		keys[i] = it.key
	}
	return keys
}

// record writes a line for an item whose change was accepted, or that has its final result. Waits that ended early are
// not recorded, because a later run goes on waiting.
func (j *journal) record(it *item) error {
	if j == nil || it.Class == Failed && it.Code == CodeWaitEnded {
		return nil
	}
	return j.write(&journalLine{
		Input: it.key, Class: it.Class, Accepted: it.Accepted, WorkspaceId: it.WorkspaceId, State: it.State,
		Code: it.Code, Message: it.Message, Differences: it.Differences, Want: it.want, At: it.since,
	})
}

func (j *journal) write(line *journalLine) error {
	if line.At.IsZero() {
		line.At = time.Now()
	}
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if j.err == nil {
		_, j.err = j.to.Write(append(text, '\n'))
	}
	return j.err
}
