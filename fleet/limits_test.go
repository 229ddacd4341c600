package fleet_test

import (
	"context"
	"net/http"
	"os"
	"testing"
	"testing/synctest"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestTimeOutsOfTheClientAreLostAnswers makes every third call time out after the service has made the change.
func TestTimeOutsOfTheClientAreLostAnswers(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		emu, ids := m.world(t, 30)
		calls := 0
		client := emu.Client(withLimiter(ratelimit.New()), func(o *workspaces.Options) {
			under := o.HTTPClient
			o.HTTPClient = smithyhttp.ClientDoFunc(func(r *http.Request) (*http.Response, error) {
				calls++
				if calls%3 == 0 {
					response, err := under.Do(r)
					if err != nil {
						return nil, err
					}
					response.Body.Close()
					time.Sleep(10 * time.Second)
					return nil, os.ErrDeadlineExceeded
				}
				return under.Do(r)
			})
		})
		report, err := m.run(t.Context(), fleet.New(client), ids, fleet.WithConcurrency(1))
		require.NoError(t, err)
		assert.NoError(t, report.Err())
	})
}

// TestADeadlineOfTheCallerEndsARunAtAnyMoment runs methods with a variety of context deadlines.
func TestADeadlineOfTheCallerEndsARunAtAnyMoment(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		for ms := 0; ms < 8000; ms += 1234 {
			emu, ids := m.world(t, 60, workspacestest.WithRateLimit(2, 5))
			emu.Inject(workspacestest.Fault{Delay: 700 * time.Millisecond, MayMiss: true})
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(ms)*time.Millisecond)
			began := time.Now()
			report, err := m.run(ctx, fleet.New(emu.Client(withLimiter(ratelimit.New()))), ids)
			require.NoError(t, err)
			require.Len(t, report.Results, 60)
			if report.Cause != nil {
				require.ErrorIs(t, report.Err(), context.DeadlineExceeded)
			}
			assert.Equal(t, 60, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
			assert.LessOrEqual(t, time.Since(began), time.Duration(ms)*time.Millisecond+5*time.Second)
			cancel()
		}
	})
}

func TestRunsOfNoInputAndOfOne(t *testing.T) {
	t.Parallel()
	for name, m := range methods {
		synctest.Test(t, func(t *testing.T) {
			for _, n := range []int{0, 1} {
				emu, ids := m.world(t, n)
				file := &growingFile{}
				var last fleet.Progress
				for range 2 {
					file.read = 0
					report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithJournal(file), fleet.WithWait(5*time.Hour), fleet.WithProgress(func(p fleet.Progress) { last = p }))
					require.NoError(t, err)
					require.NoError(t, report.Err(), name)
					require.Equal(t, n, report.Count(fleet.Done), name)
					require.Equal(t, n, last.Done, name)
				}
			}
		})
	}
}

// panickingFile is a journal whose Write method panics after the given number of writes.
type panickingFile struct {
	growingFile
	writes int // writes left before Write panics
}

func (f *panickingFile) Write(p []byte) (int, error) {
	if f.writes--; f.writes < 0 {
		panic("journal")
	}
	return f.growingFile.Write(p)
}

func TestAPanicOfTheJournalReachesTheCaller(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		emu, ids := m.world(t, 60)
		emu.Inject(workspacestest.Fault{Delay: time.Second})
		for writes := range 5 {
			assert.PanicsWithValue(t, "journal", func() {
				_, _ = m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithJournal(&panickingFile{writes: writes}))
			})
		}
	})
}

// TestARunEndsIfTheCredentialsAreRejected makes the credentials expire after two calls. If they become valid again
// after 10 seconds, the run must continue; otherwise, it must end soon.
func TestARunEndsIfTheCredentialsAreRejected(t *testing.T) {
	t.Parallel()
	for name, lasts := range map[string]time.Duration{"for a moment": 10 * time.Second, "for good": 48 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachMethod(t, func(t *testing.T, m method) {
				emu, ids := m.world(t, 100)
				calls, began := 0, time.Now()
				emu.Inject(workspacestest.Fault{Code: "ExpiredTokenException", MayMiss: true, Match: func(any) bool {
					calls++
					return calls > 2 && time.Since(began) < lasts
				}})
				report, err := m.run(t.Context(), fleet.New(emu.Client()), ids, fleet.WithConcurrency(1))
				if lasts > time.Minute && err != nil { // the call to Ensure failed to list the desktops
					require.ErrorContains(t, err, "ExpiredTokenException")
					return
				}
				require.NoError(t, err)
				if lasts < time.Minute {
					require.NoError(t, report.Err())
					assert.Equal(t, 100, report.Count(fleet.Done), report)
					return
				}
				require.ErrorContains(t, report.Cause, "ExpiredTokenException")
				assert.Equal(t, 100, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
				assert.LessOrEqual(t, calls, 15)
			})
		})
	}
}
