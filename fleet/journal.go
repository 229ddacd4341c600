package fleet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"

	"github.com/go-workspaces/workspaces/types"
)

// journal records a run as lines of JSON. A nil journal records nothing.
type journal struct{ to io.Writer }

// journalVersion is the version of the format, in the first line.
const journalVersion = 1

// journalLine is one line of the journal. The first line has Version, Verb and Parameter. The line that is written before
// a request is sent has only Sending. Any other line has Input, and either Class or Accepted.
type journalLine struct {
	Version   int             `json:",omitempty"`
	Verb      string          `json:",omitempty"`
	Parameter json.RawMessage `json:",omitempty"`

	Sending []string `json:",omitempty"`

	Input       string               `json:",omitempty"`
	Class       Class                `json:",omitempty"`
	Accepted    bool                 `json:",omitempty"`
	WorkspaceId string               `json:",omitempty"`
	State       types.WorkspaceState `json:",omitempty"`
	Code        string               `json:",omitempty"`
	Message     string               `json:",omitempty"`

	// Differences and Want are those of an existing desktop that Ensure modifies.
	Differences []string                   `json:",omitempty"`
	Want        *types.WorkspaceProperties `json:",omitempty"`

	At time.Time
}

// openJournal reads a journal, and puts the items into the stages that it records. It writes the first line of a new
// journal.
func openJournal(file io.ReadWriter, method string, parameters any, items []*item, wait bool) (*journal, error) {
	if file == nil {
		return nil, nil
	}
	if isNil(file) {
		return nil, errors.New("the journal given to WithJournal is nil")
	}
	parameter, err := json.Marshal(parameters)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	lines, err := readJournal(content, method, parameter)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	resume(items, lines, wait)
	j := &journal{file}
	if len(content) > 0 && content[len(content)-1] != '\n' { // the program was killed while it wrote the last line
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

// readJournal returns the lines of a journal, with the first. Lines that a killed program could not complete are left
// out. Nothing was sent after such a line was begun.
func readJournal(content []byte, verb string, parameter []byte) (lines []journalLine, err error) {
	broken := 0
	for text := range bytes.Lines(content) {
		var line journalLine
		if json.Unmarshal(text, &line) != nil {
			broken++
			continue
		}
		if len(lines) == 0 {
			switch {
			case line.Version == 0:
				return nil, errors.New("the first line is not that of a journal")
			case line.Version != journalVersion:
				return nil, fmt.Errorf("the version is %d, not %d", line.Version, journalVersion)
			case line.Verb != verb:
				return nil, fmt.Errorf("it is a journal of %.100q, not of %s", line.Verb, verb)
			case !sameJSON(line.Parameter, parameter):
				return nil, fmt.Errorf("it is a journal of %s with other parameters: %.200q", verb, line.Parameter)
			}
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 && broken > 0 && bytes.IndexByte(content, '\n') >= 0 && !bytes.HasPrefix(content, []byte(`{"Version":`)) {
		return nil, errors.New("the file is not a journal")
	}
	return lines, nil
}

func sameJSON(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}

// resume puts items into the stages that a journal records.
func resume(items []*item, lines []journalLine, wait bool) {
	if len(lines) == 0 {
		return
	}
	byKey := make(map[string]*item, len(items))
	for _, it := range items {
		byKey[it.key] = it
	}
	for _, line := range lines[1:] {
		for _, key := range line.Sending {
			if it := byKey[key]; it != nil {
				it.stage, it.lost, it.wasLost, it.begun = toJudge, true, true, line.At
				it.refusal = errors.New("the program ended before the answer came")
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

// sending records that items are about to be sent.
func (j *journal) sending(items []*item, now time.Time) error {
	if j == nil {
		return nil
	}
	line := &journalLine{At: now}
	for _, it := range items {
		line.Sending = append(line.Sending, it.key)
	}
	if err := j.write(line); err != nil {
		return err
	}
	if file, ok := j.to.(interface{ Sync() error }); ok {
		return file.Sync()
	}
	return nil
}

// record records that an item was accepted or is settled. An item whose wait ended early is not settled: a later
// run continues to wait for it.
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
	_, err = j.to.Write(append(text, '\n'))
	return err
}
