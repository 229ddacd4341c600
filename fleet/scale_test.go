package fleet_test

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// rateLimited returns an emulator with n desktops and the service's rate limit.
func rateLimited(tb testing.TB, n int, options ...workspacestest.Option) *workspacestest.Emulator {
	tb.Helper()
	return workspacestest.New(tb, append(options, workspacestest.WithWorkspaces(n, types.WorkspaceStateAvailable),
		workspacestest.WithRateLimit(2, 5), workspacestest.WithRequestLog(0))...)
}

// frozen stops the emulator's clock, so that it only moves when Advance is called.
var frozen = workspacestest.WithClock(func() time.Time { return time.Date(2026, time.January, 2, 12, 0, 0, 0, time.UTC) })

// bound returns the minimum time for a number of calls, at 2 calls a second with bursts of 5.
func bound(calls int) time.Duration { return time.Duration(calls-5) * time.Second / 2 }

// checkScale takes an inventory of n desktops with the connection status, and checks that it needs the minimum number
// of calls and the minimum time.
func checkScale(tb testing.TB, f *fleet.Fleet, n int, calls func() int, now func() time.Time) (took time.Duration) {
	tb.Helper()
	seen, first, began := 0, 0, now()
	for d, err := range f.Inventory(tb.Context(), fleet.Filter{}, fleet.WithConnectionStatus()) {
		if err != nil || d.Connection.State != types.ConnectionStateDisconnected {
			tb.Fatal(err, d.Connection)
		}
		if seen++; seen == 1 {
			first = calls()
		}
	}
	took = now().Sub(began)
	assert.Equal(tb, n, seen)
	assert.Equal(tb, 2*n/25, calls())
	assert.Equal(tb, 2, first, "calls before the first desktop")
	assert.LessOrEqual(tb, took, bound(2*n/25)*101/100)
	return took
}

func TestInventoryTakesTheLeastCallsAndTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const n = 10_000
		limiter := ratelimit.New()
		f := fleet.New(rateLimited(t, n).Client(withLimiter(limiter)))
		checkScale(t, f, n, func() int { return limiter.Stats().Attempts }, time.Now)
	})
}

func TestInventoryKeepsPaceIfCallsTakeTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const n = 2_500
		emu := rateLimited(t, n)
		emu.Inject(workspacestest.Fault{Delay: 400 * time.Millisecond})
		limiter := ratelimit.New()
		checkScale(t, fleet.New(emu.Client(withLimiter(limiter))), n, func() int { return limiter.Stats().Attempts }, time.Now)
	})
}

// Without batching or a limiter, most of the calls made by ten workers fail, even though the standard retryer retries
// them.
func TestOneCallADesktopLosesMost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const n = 1_000
		assert.Greater(t, oneCallADesktop(t.Context(), rateLimited(t, n).Client(), 10), n/2)
	})
}

// BenchmarkJoinConnectionStatus reports the calls and the simulated time of an inventory of 100,000 desktops. For
// comparison, it measures a loop as found in public programs: one call per desktop, sequentially, with the standard
// retryer and no limiter. The loop loses some desktops because all three attempts at a call fail.
func BenchmarkJoinConnectionStatus(b *testing.B) {
	const n = 100_000
	b.Run("inventory", func(b *testing.B) {
		for b.Loop() {
			emu := rateLimited(b, n, frozen)
			limiter := &clockBucket{emu: emu}
			took := checkScale(b, fleet.New(emu.Client(withLimiter(limiter))), n, func() int { return limiter.attempts }, emu.Now)
			report(b, limiter.attempts, took, 0)
		}
	})
	b.Run("one call a desktop", func(b *testing.B) {
		for b.Loop() {
			emu := rateLimited(b, n, frozen)
			attempts, began := &counter{}, emu.Now()
			lost := oneCallADesktop(b.Context(), emu.Client(withLimiter(attempts), func(o *workspaces.Options) {
				o.Retryer = &clockRetryer{retry.NewStandard(), emu}
			}), 1)
			report(b, attempts.attempts, emu.Now().Sub(began), lost)
		}
	})
}

func report(b *testing.B, calls int, took time.Duration, lost int) {
	b.Helper()
	b.ReportMetric(float64(calls), "calls")
	b.ReportMetric(took.Seconds(), "simulated-s")
	b.ReportMetric(float64(lost), "desktops-lost")
}

// clockBucket is a rate limiter that allows 2 calls a second with bursts of 5. Instead of waiting, it advances an
// emulator's clock, because benchmarks cannot run in a testing/synctest bubble. It is not safe for concurrent use.
type clockBucket struct {
	emu      *workspacestest.Emulator
	full     time.Time // when the bucket will be full again
	attempts int
}

func (b *clockBucket) Wait(context.Context) error {
	const interval, burst = time.Second / 2, 5
	now := b.emu.Now()
	if b.full.Before(now) {
		b.full = now
	}
	b.full = b.full.Add(interval)
	b.attempts++
	b.emu.Advance(max(0, b.full.Sub(now)-burst*interval))
	return nil
}

func (*clockBucket) Observe(bool) {}

// clockRetryer advances an emulator's clock instead of waiting before a retry.
type clockRetryer struct {
	*retry.Standard
	emu *workspacestest.Emulator
}

func (r *clockRetryer) RetryDelay(attempt int, err error) (time.Duration, error) {
	delay, err := r.Standard.RetryDelay(attempt, err)
	r.emu.Advance(delay)
	return 0, err
}

// counter is a rate limiter that counts attempts and never waits.
type counter struct {
	mu       sync.Mutex
	attempts int
}

func (c *counter) Wait(context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.attempts++
	return nil
}

func (*counter) Observe(bool) {}

// oneCallADesktop lists all desktops, repeating failed calls until they succeed, and then makes one call for each
// desktop's connection status. It returns the number of desktops whose call failed.
func oneCallADesktop(ctx context.Context, client *workspaces.Client, workers int) (lost int) {
	var ids []string
	for pages := workspaces.NewDescribeWorkspacesPaginator(client, nil); pages.HasMorePages(); {
		page, err := pages.NextPage(ctx)
		if err != nil {
			continue
		}
		for _, ws := range page.Workspaces {
			ids = append(ids, *ws.WorkspaceId)
		}
	}
	var mu sync.Mutex
	var calls sync.WaitGroup
	queue := make(chan string)
	for range workers {
		calls.Go(func() {
			for id := range queue {
				_, err := client.DescribeWorkspacesConnectionStatus(ctx, &workspaces.DescribeWorkspacesConnectionStatusInput{WorkspaceIds: []string{id}})
				if err != nil {
					mu.Lock()
					lost++
					mu.Unlock()
				}
			}
		})
	}
	for _, id := range ids {
		queue <- id
	}
	close(queue)
	calls.Wait()
	return lost
}

// stub is a fake service with any number of desktops, which are not kept in memory: each page is generated on request.
type stub struct {
	workspacestest.Unimplemented
	n, calls int
}

func (s *stub) DescribeWorkspaces(_ context.Context, in *workspaces.DescribeWorkspacesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	s.calls++
	from := 0
	if in.NextToken != nil {
		var err error
		if from, err = strconv.Atoi(*in.NextToken); err != nil {
			return nil, err
		}
	}
	out := &workspaces.DescribeWorkspacesOutput{}
	for i := from; i < min(from+25, s.n); i++ {
		out.Workspaces = append(out.Workspaces, types.Workspace{
			WorkspaceId: aws.String(desktopID(i)), DirectoryId: aws.String(directories[i%2]), UserName: aws.String(fmt.Sprintf("user%d", i)),
			BundleId: aws.String("wsb-11111111a"), State: types.WorkspaceStateAvailable,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop, RootVolumeSizeGib: aws.Int32(80)},
		})
	}
	if from+25 < s.n {
		out.NextToken = aws.String(itoa(from + 25))
	}
	return out, nil
}

func (s *stub) DescribeWorkspacesConnectionStatus(_ context.Context, in *workspaces.DescribeWorkspacesConnectionStatusInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesConnectionStatusOutput, error) {
	s.calls++
	out := &workspaces.DescribeWorkspacesConnectionStatusOutput{}
	for _, id := range in.WorkspaceIds {
		out.WorkspacesConnectionStatus = append(out.WorkspacesConnectionStatus, types.WorkspaceConnectionStatus{
			WorkspaceId: aws.String(id), ConnectionState: types.ConnectionStateConnected, LastKnownUserConnectionTimestamp: aws.Time(time.Now()),
		})
	}
	return out, nil
}

func (s *stub) DescribeWorkspaceBundles(_ context.Context, in *workspaces.DescribeWorkspaceBundlesInput, _ ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceBundlesOutput, error) {
	s.calls++
	return &workspaces.DescribeWorkspaceBundlesOutput{Bundles: []types.WorkspaceBundle{{BundleId: aws.String(in.BundleIds[0])}}}, nil
}

func (s *stub) DescribeWorkspaceDirectories(context.Context, *workspaces.DescribeWorkspaceDirectoriesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspaceDirectoriesOutput, error) {
	s.calls++
	return &workspaces.DescribeWorkspaceDirectoriesOutput{Directories: []types.WorkspaceDirectory{
		{DirectoryId: &directories[0]}, {DirectoryId: &directories[1]},
	}}, nil
}

// BenchmarkInventoryMemory reports how much the heap in use grows during inventories with all joins. It fails if the
// heap grows by 64 MB or more.
func BenchmarkInventoryMemory(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(itoa(n), func(b *testing.B) {
			growth, calls := uint64(0), 0
			for b.Loop() {
				service := &stub{n: n}
				runtime.GC()
				base, seen, peak := heapInUse(), 0, uint64(0)
				for _, err := range fleet.New(service).Inventory(b.Context(), fleet.Filter{},
					fleet.WithConnectionStatus(), fleet.WithBundles(), fleet.WithDirectories(), fleet.WithTags(&numbers{})) {
					require.NoError(b, err)
					if seen++; seen%(n/100) == 0 {
						peak = max(peak, heapInUse())
					}
				}
				require.Equal(b, n, seen)
				growth, calls = max(growth, peak-min(peak, base)), service.calls
			}
			b.ReportMetric(float64(growth)/(1<<20), "MB-heap-in-use")
			b.ReportMetric(float64(calls), "calls")
			require.Less(b, growth, uint64(64<<20))
		})
	}
}

// numbers is a TagSource with batches of 100. It returns one tag for each WorkSpace.
type numbers struct{}

func (numbers) BatchSize() int { return 100 }

func (numbers) Tags(_ context.Context, ids []string) (map[string][]types.Tag, error) {
	tags := make(map[string][]types.Tag, len(ids))
	for _, id := range ids {
		tags[id] = []types.Tag{{Key: aws.String("Number"), Value: aws.String(id)}}
	}
	return tags, nil
}

func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
