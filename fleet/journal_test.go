package fleet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	rebootJournal = `{"Version":1,"Verb":"Reboot","Parameter":null,"At":"2026-01-02T12:00:00Z"}` + "\n"
	rebootDone    = `{"Input":"ws-00000000","Class":"Done","At":"2026-01-02T12:00:00Z"}` + "\n"
)

// TestDamagedJournalsAreErrors starts runs with damaged journals. A run that ignored a damaged line could make a change
// twice.
func TestDamagedJournalsAreErrors(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"a note without a newline": "the file is not a journal",
		"\x00\x00":                 "the file is not a journal",
		rebootJournal + "{\"Sending\":[\"ws-00000000\",,,]}\n" + rebootDone:        "line 2 is damaged",
		rebootJournal + `{"Input":7,"Class":"Done"}` + "\n":                        "line 2 is damaged",
		rebootJournal + `{"Input":"ws-00000000","Class":"Perhaps"}` + "\n":         `line 2: "Perhaps" is not a class`,
		rebootJournal + rebootJournal[:11] + "2" + rebootJournal[12:] + rebootDone: "line 2: the version is 2, not 1",
		rebootJournal + `{"Version":1,"Verb":"Stop","Parameter":null}` + "\n":      `line 2: it is a journal of "Stop", not of Reboot`,
		rebootDone + rebootJournal:                                                 "the first line is not that of a journal",
		rebootJournal + `{"Sending":["ws-00000000"]}` + rebootDone:                 "line 2 is damaged: there is unexpected data after the JSON value",
	} {
		emu, ids := methods["Reboot"].world(t, 1)
		file := &growingFile{}
		file.WriteString(content)
		_, err := fleet.New(emu.Client()).Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(file))
		require.Error(t, err, "%q", content)
		assert.Contains(t, err.Error(), want)
		assert.Empty(t, emu.Requests())
		assert.Equal(t, content, file.String())
	}
}

func TestLinesThatAKilledProgramCutOffAreLeftOut(t *testing.T) {
	t.Parallel()
	for content, calls := range map[string]int{
		"":                                  1,
		rebootJournal[:1]:                   1,
		rebootJournal[:20]:                  1,
		rebootJournal[:20] + "\n":           1,
		rebootJournal + rebootDone[:30]:     1,
		rebootJournal + rebootDone:          0,
		rebootJournal + "\n\n" + rebootDone: 0,
		rebootJournal + rebootDone[:30] + "\n" + rebootDone:                0,
		rebootJournal[:30] + "\n" + rebootJournal + rebootDone + `{"Input`: 0,
	} {
		emu, ids := methods["Reboot"].world(t, 1)
		file := &growingFile{}
		file.WriteString(content)
		f := fleet.New(emu.Client())
		for range 2 { // the journal must still be readable after a run
			file.read = 0
			report, err := f.Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(file))
			require.NoError(t, err, "%q", content)
			assert.Equal(t, 1, report.Count(fleet.Done))
		}
		assert.Len(t, emu.Requests(), calls, "%q", content)
	}
}

// TestEachMethodReadsEachKindOfLine gives each method a journal in which a single Sending or NotMade line lists all
// inputs. Some methods never write such lines, but all must be able to read them.
func TestEachMethodReadsEachKindOfLine(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		emu, ids := m.world(t, 30)
		written := &growingFile{}
		_, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithJournal(written))
		require.NoError(t, err)
		first, rest, _ := strings.Cut(written.String(), "\n")
		var keys []string
		for line := range strings.Lines(rest) {
			var it struct{ Input string }
			require.NoError(t, json.Unmarshal([]byte(line), &it))
			if it.Input != "" && !slices.Contains(keys, it.Input) {
				keys = append(keys, it.Input)
			}
		}
		require.Len(t, keys, 30)
		list, err := json.Marshal(keys)
		require.NoError(t, err)
		for _, kind := range []string{"Sending", "NotMade"} {
			for _, run := range []struct {
				option fleet.Option
				want   fleet.Class
			}{{fleet.WithConcurrency(5), fleet.Done}, {fleet.WithWait(6 * time.Hour), fleet.Done}, {fleet.WithDryRun(), fleet.NotAttempted}} {
				emu, ids := m.world(t, 30)
				file := &growingFile{}
				fmt.Fprintf(file, "%s\n{%q:%s,\"At\":%q}\n", first, kind, list, time.Now().Format(time.RFC3339))
				report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, run.option, fleet.WithJournal(file))
				require.NoError(t, err)
				got := report.Count(run.want)
				if m.operation == "ModifyWorkspaceProperties" {
					got += report.Count(fleet.Skipped) // after a Sending line, Ensure may have created the desktops, so it does not modify them
				}
				assert.Equal(t, 30, got, "%s: %s", kind, report)
			}
		}
	})
}

// TestAJournalWithSeekIsReadFromItsBeginning passes the same open journal to several runs.
func TestAJournalWithSeekIsReadFromItsBeginning(t *testing.T) {
	t.Parallel()
	for name, flags := range map[string]int{"file": 0, "file that appends": os.O_APPEND, "in memory": -1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu, ids := methods["Reboot"].world(t, 40)
			var journal io.ReadWriter = &seekable{}
			if flags >= 0 {
				file, err := os.OpenFile(filepath.Join(t.TempDir(), "journal"), os.O_RDWR|os.O_CREATE|flags, 0o600)
				require.NoError(t, err)
				defer file.Close()
				journal = file
			}
			for _, n := range []int{20, 20, 40, 40} {
				report, err := fleet.New(emu.Client()).Reboot(t.Context(), slices.Values(ids[:n]), fleet.WithJournal(journal))
				require.NoError(t, err)
				assert.Equal(t, n, report.Count(fleet.Done))
			}
			assert.Len(t, emu.Requests(), 2)
			for id, times := range changesTo(emu) {
				assert.Equal(t, 1, times, id)
			}
		})
	}
}

// seekable is an in-memory journal with a single offset for reads and writes, like a file.
type seekable struct {
	content []byte
	at      int
}

func (s *seekable) Read(p []byte) (n int, err error) {
	if s.at == len(s.content) {
		return 0, io.EOF
	}
	n = copy(p, s.content[s.at:])
	s.at += n
	return n, nil
}

func (s *seekable) Write(p []byte) (int, error) {
	s.content = append(s.content[:s.at], p...)
	s.at += len(p)
	return len(p), nil
}

func (s *seekable) Seek(offset int64, _ int) (int64, error) {
	s.at = int(offset)
	return offset, nil
}

// TestABufferIsReadOnlyOnce pins the documented behavior of WithJournal for a journal without a Seek method.
func TestABufferIsReadOnlyOnce(t *testing.T) {
	t.Parallel()
	emu, ids := methods["Reboot"].world(t, 20)
	journal := &bytes.Buffer{}
	for range 2 {
		_, err := fleet.New(emu.Client()).Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(journal))
		require.NoError(t, err)
	}
	assert.Len(t, emu.Requests(), 1)
	assert.Empty(t, journal.String(), "the second run has read the journal, and had nothing to add")
}

// TestARefusedChangeIsSentAgainAfterAKill kills a run whose calls were all throttled or refused. A second run must send
// the changes again. If the journal did not record the answers, the desktops would be Unknown.
func TestARefusedChangeIsSentAgainAfterAKill(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]workspacestest.Fault{
		"throttled": {Throttle: true},
		"refused":   {Code: "OperationInProgressException"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, name := range []string{"Reboot", "Rebuild", "Restore", "Migrate", "Create"} {
				synctest.Test(t, func(t *testing.T) {
					m := methods[name]
					emu, ids := m.world(t, 60)
					fault.Operation = m.operation
					remove := emu.Inject(fault)
					file, f := &growingFile{}, fleet.New(emu.Client())
					began := time.Now()
					assert.PanicsWithValue(t, "killed", func() {
						_, _ = m.run(t.Context(), f, ids, fleet.WithJournal(file), fleet.WithProgress(func(p fleet.Progress) {
							if p.InFlight == 0 && time.Since(began) > 20*time.Second {
								panic("killed")
							}
						}))
					})
					remove()
					time.Sleep(10 * time.Minute)
					file.read = 0
					report, err := m.run(t.Context(), f, ids, fleet.WithJournal(file))
					require.NoError(t, err)
					assert.Equal(t, 60, report.Count(fleet.Done), "%s: %s", name, report)
				})
			}
		})
	}
}

// TestAResumedRunCountsItsOwnFailures resumes a run that was stopped by too many Failed inputs.
func TestAResumedRunCountsItsOwnFailures(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 100)
		remove := emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Code: "AccessDeniedException", Times: 1})
		file, f := &growingFile{}, fleet.New(emu.Client())
		first, err := f.Stop(t.Context(), slices.Values(ids), fleet.WithJournal(file), fleet.WithMaxFailures(25), fleet.WithConcurrency(1))
		require.NoError(t, err)
		assert.Equal(t, 75, first.Count(fleet.NotAttempted))
		remove()
		file.read = 0
		second, err := f.Stop(t.Context(), slices.Values(ids), fleet.WithJournal(file), fleet.WithMaxFailures(25), fleet.WithConcurrency(1))
		require.NoError(t, err)
		assert.Equal(t, 25, second.Count(fleet.Failed))
		assert.Equal(t, 75, second.Count(fleet.Done), second)
	})
}

// TestAJournalHasTheInputsInAnyOrder continues a run from its journal. The second run gets the first run's inputs plus
// new ones, each twice and in reverse order.
func TestAJournalHasTheInputsInAnyOrder(t *testing.T) {
	t.Parallel()
	emu, all := methods["Reboot"].world(t, 80)
	ids := all[:60]
	file, f := &growingFile{}, fleet.New(emu.Client())
	_, err := f.Reboot(t.Context(), slices.Values(ids[:40]), fleet.WithJournal(file))
	require.NoError(t, err)
	sent := len(emu.Requests())
	file.read = 0
	again := slices.Concat(ids, ids)
	slices.Reverse(again)
	report, err := f.Reboot(t.Context(), slices.Values(again), fleet.WithJournal(file), fleet.WithProgress(func(p fleet.Progress) {
		assert.Equal(t, 60, p.Total)
		assert.GreaterOrEqual(t, p.Done, 40)
	}))
	require.NoError(t, err)
	assert.Equal(t, 120, report.Count(fleet.Done))
	assert.Len(t, emu.Requests(), sent+1)
	assert.Equal(t, 1, bytes.Count(file.Bytes(), []byte(`"Version"`)))
	assert.Less(t, report.Ended.Sub(report.Started), time.Minute)

	file.read = 0
	report, err = f.Reboot(t.Context(), slices.Values(all[20:]), fleet.WithJournal(file))
	require.NoError(t, err)
	assert.Equal(t, 40, report.FromJournal)
	assert.Len(t, report.Results, 60)
	for id, times := range changesTo(emu) {
		assert.Equal(t, 1, times, id)
	}
	assert.Len(t, changesTo(emu), 80)
}

// TestADryRunSaysWhatIsLeft kills a run, does a dry run with the same options, and then resumes the run.
func TestADryRunSaysWhatIsLeft(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		emu, ids := m.world(t, 80)
		f, journal := fleet.New(emu.Client()), &seekable{}
		changes := 0
		remove := emu.Inject(workspacestest.Fault{Operation: m.operation, Drop: true, MayMiss: true, Match: func(any) bool {
			changes++
			return changes > 2
		}})
		assert.PanicsWithValue(t, "killed", func() {
			_, _ = m.run(t.Context(), f, ids, fleet.WithJournal(journal), fleet.WithConcurrency(1), fleet.WithProgress(func(fleet.Progress) {
				if changes == 3 {
					panic("killed")
				}
			}))
		})
		remove()
		options := []fleet.Option{fleet.WithJournal(journal), fleet.WithWait(5 * time.Hour)}
		written, sent := slices.Clone(journal.content), callsTo(emu)[m.operation]
		dry, err := m.run(t.Context(), f, ids, append(options, fleet.WithDryRun())...)
		require.NoError(t, err)
		assert.Equal(t, string(written), string(journal.content))
		assert.Equal(t, sent, callsTo(emu)[m.operation])
		assert.Positive(t, dry.Count(fleet.Done), dry)
		assert.Equal(t, 80, dry.Count(fleet.Done)+dry.Count(fleet.NotAttempted), dry)
		for result := range dry.In(fleet.NotAttempted) {
			assert.Equal(t, fleet.CodeDryRun, result.Code)
		}
		assert.Less(t, dry.Ended.Sub(dry.Started), time.Minute)

		report, err := m.run(t.Context(), f, ids, options...)
		require.NoError(t, err)
		assert.Equal(t, 80, report.Count(fleet.Done), report)
		again, err := m.run(t.Context(), f, ids, options...)
		require.NoError(t, err)
		assert.Equal(t, 80, again.FromJournal)
		assert.Contains(t, again.String(), "because the journal has their results: 80\n")
		assert.Zero(t, again.Calls)
	})
}

// TestAChangeThatSomebodyUndoesIsFailed cancels a Stop after the service has accepted it. Before the next run, the user
// starts one of the desktops again. The next run must give up on that desktop long before its wait ends.
func TestAChangeThatSomebodyUndoesIsFailed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 50, workspacestest.WithRateLimit(2, 5))
		f := fleet.New(emu.Client(withLimiter(ratelimit.New())))
		file := &growingFile{}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(30*time.Second, cancel)
		report, err := f.Stop(ctx, slices.Values(ids), fleet.WithWait(time.Hour), fleet.WithJournal(file))
		require.NoError(t, err)
		require.ErrorContains(t, report.Err(), "50 of 50 failed or unknown (50 begun, but not seen complete)")
		time.Sleep(5 * time.Minute)
		started, err := f.Start(t.Context(), slices.Values(ids[:1]), fleet.WithWait(time.Hour))
		require.NoError(t, err)
		require.NoError(t, started.Err())

		file.read = 0
		dry, err := f.Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour), fleet.WithJournal(file), fleet.WithDryRun())
		require.NoError(t, err)
		assert.Equal(t, 50, dry.Count(fleet.NotAttempted), "accepted, but not complete: %s", dry)
		assert.Zero(t, dry.FromJournal)

		file.read = 0
		var updates []fleet.Progress
		report, err = f.Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour), fleet.WithJournal(file), fleet.WithProgress(func(p fleet.Progress) { updates = append(updates, p) }))
		require.NoError(t, err)
		assert.Equal(t, 49, report.Count(fleet.Done), report)
		assert.Equal(t, fleet.CodeWrongState, report.Results[0].Code)
		assert.Less(t, report.Ended.Sub(report.Started), 15*time.Minute)
		for _, p := range updates {
			if p.Waiting > 0 && p.Rate > 0 {
				assert.Greater(t, p.Left, 30*time.Second, "%+v", p)
			}
		}
	})
}

// TestARunThatWaitsKeepsItsRate checks that the few quick calls at the end of a run do not raise Progress.Rate.
func TestARunThatWaitsKeepsItsRate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 3000, workspacestest.WithRateLimit(2, 5))
		last := fleet.Progress{}
		_, err := fleet.New(emu.Client(withLimiter(ratelimit.New()))).Stop(t.Context(), slices.Values(ids), fleet.WithWait(time.Hour), fleet.WithProgress(func(p fleet.Progress) { last = p }))
		require.NoError(t, err)
		assert.Equal(t, 3000, last.Done)
		assert.InDelta(t, 2, last.Rate, 0.25)
	})
}

// shortFile is a journal on a disk that is full for a moment: one write leaves out the last bytes of its line.
type shortFile struct {
	growingFile
	writes  int // how many writes succeed before the short write
	missing int // how many bytes the short write leaves out
}

func (f *shortFile) Write(p []byte) (int, error) {
	if f.writes--; f.writes != -1 {
		return f.growingFile.Write(p)
	}
	n, _ := f.growingFile.Write(p[:len(p)-f.missing])
	return n, errDiskFull
}

// TestAShortWriteLeavesTheJournalReadable makes one write of a first run short, and then continues with a second run.
func TestAShortWriteLeavesTheJournalReadable(t *testing.T) {
	t.Parallel()
	for _, missing := range []int{1, 2, 20, 60} {
		for writes := 1; writes <= 10; writes++ {
			synctest.Test(t, func(t *testing.T) {
				emu, ids := methods["Reboot"].world(t, 60)
				f, file := fleet.New(emu.Client()), &shortFile{writes: writes, missing: missing}
				first, err := f.Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(file))
				require.NoError(t, err)
				require.ErrorIs(t, first.Err(), errDiskFull)
				file.read = 0
				second, err := f.Reboot(t.Context(), slices.Values(ids), fleet.WithJournal(file))
				require.NoError(t, err, "%d bytes of line %d are missing", missing, writes+1)
				for id, n := range changesTo(emu) {
					assert.LessOrEqual(t, n, 1, id)
				}
				for i, result := range first.Results {
					if result.Class == fleet.Done {
						assert.Equal(t, fleet.Done, second.Results[i].Class, result.Input)
					}
				}
			})
		}
	}
}

// TestAWaitThatEndedNamesWhoBeganTheChange ends the wait for a change that the run made, or that somebody else made
// before the run. A second run with the same journal must say the same.
func TestAWaitThatEndedNamesWhoBeganTheChange(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		begun bool // somebody else has begun the change
		want  string
	}{
		"the run":       {false, "the change was accepted, but the wait ended"},
		"somebody else": {true, "the change was already in progress, but the wait ended"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, method := range []string{"Stop", "Terminate", "Ensure"} {
				synctest.Test(t, func(t *testing.T) {
					m := methods[method]
					emu, ids := m.world(t, 3)
					f, file := fleet.New(emu.Client()), &growingFile{}
					if tt.begun {
						_, err := m.run(t.Context(), f, ids)
						require.NoError(t, err)
					}
					for range 2 {
						file.read = 0
						report, err := m.run(t.Context(), f, ids, fleet.WithJournal(file), fleet.WithWait(20*time.Second))
						require.NoError(t, err)
						for _, result := range report.Results {
							assert.Equal(t, fleet.CodeWaitEnded, result.Code, "%s: %s", method, report)
							assert.Contains(t, result.Message, tt.want, method)
							assert.Equal(t, !tt.begun, result.Accepted, method)
						}
					}
				})
			}
		})
	}
}
