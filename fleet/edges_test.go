package fleet_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/smithy-go/metrics"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// meter is a metrics provider that records the values of histograms by name.
type meter struct {
	metrics.NopMeter
	mu     sync.Mutex
	values map[string][]float64
}

func (m *meter) Meter(string, ...metrics.MeterOption) metrics.Meter { return m }

func (m *meter) Float64Histogram(name string, _ ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return &histogram{m, name}, nil
}

type histogram struct {
	meter *meter
	name  string
}

func (h *histogram) Record(_ context.Context, value float64, _ ...metrics.RecordMetricOption) {
	h.meter.mu.Lock()
	defer h.meter.mu.Unlock()
	h.meter.values[h.name] = append(h.meter.values[h.name], value)
}

func TestRunsMeasureCallsAndWaitsForTheLimiter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 200)
		emu.Inject(workspacestest.Fault{Delay: time.Second})
		values := &meter{values: make(map[string][]float64)}
		f := fleet.New(emu.Client(withLimiter(ratelimit.New())), func(o *fleet.Options) { o.MeterProvider = values })
		report, err := f.Stop(t.Context(), slices.Values(ids))
		require.NoError(t, err)
		require.NoError(t, report.Err())
		waits, chunks := values.values["fleet.limiter.wait"], values.values["fleet.chunk.duration"]
		assert.Len(t, waits, report.Calls)
		assert.Len(t, chunks, report.Calls)
		assert.Positive(t, slices.Max(waits), "the bucket is empty after five calls")
		for _, seconds := range chunks {
			assert.InDelta(t, 1, seconds, 0.01, "without the wait for the limiter")
		}
	})
}

// brokenFile is a journal whose Write method fails after a number of writes.
type brokenFile struct {
	bytes.Buffer
	writes int // how many writes succeed
}

var errDiskFull = errors.New("the disk is full")

func (f *brokenFile) Write(p []byte) (int, error) {
	if f.writes--; f.writes < 0 {
		return 0, errDiskFull
	}
	return f.Buffer.Write(p)
}

func TestARunWhoseJournalCannotBeWrittenSendsNothingMore(t *testing.T) {
	t.Parallel()
	eachMethod(t, func(t *testing.T, m method) {
		const n = 100
		emu, ids := m.world(t, n)
		f := fleet.New(emu.Client())
		_, err := m.run(t.Context(), f, ids, fleet.WithJournal(&brokenFile{}))
		require.ErrorIs(t, err, errDiskFull)
		assert.Zero(t, callsTo(emu)[m.operation], "the first line cannot be written")

		report, err := m.run(t.Context(), f, ids, fleet.WithJournal(&brokenFile{writes: 2}), fleet.WithConcurrency(1))
		require.NoError(t, err)
		require.ErrorIs(t, report.Err(), errDiskFull)
		assert.LessOrEqual(t, callsTo(emu)[m.operation], 2)
		assert.Positive(t, report.Count(fleet.NotAttempted), report)
		assert.Equal(t, n, report.Count(fleet.Done)+report.Count(fleet.NotAttempted), report)
	})
}

// brokenLimiter is a rate limiter whose Wait method fails after a number of calls.
type brokenLimiter struct {
	mu    sync.Mutex
	calls int // how many calls of Wait succeed
}

var errLimiter = errors.New("the limiter's server does not answer")

func (l *brokenLimiter) Wait(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.calls--; l.calls < 0 {
		return errLimiter
	}
	return nil
}

func (*brokenLimiter) Observe(bool) {}

func TestCallsThatTheLimiterRefusesChangeNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 100)
		report, err := fleet.New(emu.Client(withLimiter(&brokenLimiter{calls: 2}))).Stop(t.Context(), slices.Values(ids))
		require.NoError(t, err)
		require.ErrorIs(t, report.Err(), errLimiter)
		assert.Equal(t, 50, report.Count(fleet.Done), report)
		assert.Zero(t, report.Count(fleet.Unknown), report)
		assert.Len(t, emu.Requests(), 2)
	})
}

// The emulator refuses each call that contains desktop 7. The run must change the 24 other desktops.
func TestRefusedCallsAreRepeatedWithHalfTheItems(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu, ids := methods["Stop"].world(t, 25)
		var sizes []int
		emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Code: "InvalidParameterValuesException", Match: func(input any) bool {
			requests := input.(*workspaces.StopWorkspacesInput).StopWorkspaceRequests
			sizes = append(sizes, len(requests))
			for _, r := range requests {
				if *r.WorkspaceId == ids[7] {
					return true
				}
			}
			return false
		}})
		report, err := fleet.New(emu.Client()).Stop(t.Context(), slices.Values(ids), fleet.WithConcurrency(1))
		require.NoError(t, err)
		assert.Equal(t, 24, report.Count(fleet.Done), report)
		assert.Equal(t, fleet.Failed, report.Results[7].Class)
		assert.Equal(t, 25, sizes[0])
		assert.Contains(t, sizes, 12)
		assert.LessOrEqual(t, len(sizes), 12, sizes)
	})
}
