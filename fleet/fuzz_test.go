package fleet_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// FuzzJournal starts runs with arbitrary journals. If a run accepts its journal, the report must include every input,
// and a second run must be able to read the journal.
func FuzzJournal(f *testing.F) {
	const first = `{"Version":1,"Verb":"Reboot","Parameter":null,"At":"2026-01-02T12:00:00Z"}` + "\n"
	f.Add([]byte(""))
	f.Add([]byte(first))
	f.Add([]byte(first + `{"Sending":["ws-00000000"],"At":"2026-01-02T12:00:00Z"}` + "\n"))
	f.Add([]byte(first + `{"Input":"ws-00000000","Class":"Done","At":"2026-01-02T12:00:00Z"}` + "\n" + `{"Input":"ws-00000001","Cl`))
	f.Add([]byte(`{"Version":1,"Ve`))
	f.Fuzz(func(t *testing.T, content []byte) {
		ids := []string{desktopID(0), desktopID(1)}
		service := fleet.New(workspacestest.NewEmulator(workspacestest.WithSeedResources(workspacestest.Seed{
			Workspaces: []types.Workspace{{WorkspaceId: &ids[0]}, {WorkspaceId: &ids[1]}},
		})).Client())
		file := &growingFile{}
		file.Write(content)
		report, err := service.Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(file))
		if err != nil {
			assert.Equal(t, content, file.Bytes(), "a journal that is not accepted is not changed")
			return
		}
		require.Len(t, report.Results, 2)
		again := &growingFile{Buffer: *bytes.NewBuffer(file.Bytes())}
		second, err := service.Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(again))
		require.NoError(t, err)
		for i, result := range report.Results {
			require.Contains(t, fleet.Classes(), result.Class)
			if result.Class != fleet.NotAttempted {
				require.Equal(t, result.Class, second.Results[i].Class)
			}
		}
	})
}

// FuzzReport decodes arbitrary reports. Any report that decodes must survive being encoded and decoded again.
func FuzzReport(f *testing.F) {
	text, err := json.Marshal(&fleet.Report{
		Verb: "Stop", Calls: 3, Started: time.Unix(0, 0).UTC(), Ended: time.Unix(9, 0).UTC(), Cause: assert.AnError,
		Results: []fleet.Result{{Input: "ws-00000000", Class: fleet.Failed, Code: "Broken.WorkSpace", Message: "it is\nbroken"}},
	})
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"Results":[{"Class":"Nothing"}]}`))
	f.Add([]byte(`{"Cause":"it is\nbroken"}`))
	f.Add([]byte(`{"Verb":"St\nop","Results":[{"Input":"ws\n0","Class":"Failed","Code":"Bro\nken","Message":"it is\nbroken"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var report, again fleet.Report
		if json.Unmarshal(text, &report) != nil {
			return
		}
		written, err := json.Marshal(&report)
		if err != nil {
			return // encoding/json rejects times outside the years 0 to 9999
		}
		require.NoError(t, json.Unmarshal(written, &again))
		assert.Equal(t, report.String(), again.String())
		if err := report.Err(); err != nil {
			require.EqualError(t, again.Err(), err.Error())
			assert.NotContains(t, err.Error(), "\n")
		}
		for range report.Remaining() {
			_ = report
		}
	})
}
