package fleet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// directoryOf maps each Region in the tests to its directory's identifier.
var directoryOf = map[string]string{
	"eu-west-1": "d-93671a2b3c", "us-east-1": "d-90671a2b3c", "us-west-2": "d-92671a2b3c", "us-gov-west-1": "d-98671a2b3c", "eu-north-1": "d-99671a2b3c",
}

// newWorld returns an emulator with 10 desktops in us-east-1, 20 in eu-west-1 and 30 in us-west-2.
func newWorld(t *testing.T, opts ...workspacestest.Option) *workspacestest.Emulator {
	t.Helper()
	for i, region := range []string{"us-east-1", "eu-west-1", "us-west-2"} {
		seed := workspacestest.Seed{Region: region, Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryOf[region])}}}
		for n := range 10 * (i + 1) {
			seed.Workspaces = append(seed.Workspaces, types.Workspace{
				WorkspaceId: aws.String(fmt.Sprintf("ws-%d%08d", i, n)), DirectoryId: seed.Directories[0].DirectoryId, UserName: aws.String(fmt.Sprintf("user%d", n)),
				State: types.WorkspaceStateAvailable,
			})
		}
		opts = append(opts, workspacestest.WithSeedResources(seed))
	}
	return workspacestest.New(t, opts...)
}

// countDesktops returns the number of desktops in the client's Region, that is, in the directory given by directoryOf.
func countDesktops(ctx context.Context, client *workspaces.Client) (int, error) {
	in := &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(directoryOf[client.Options().Region])}
	count := 0
	for _, err := range workspaces.NewDescribeWorkspacesPaginator(client, in).Items(ctx) {
		if err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

// inRegion returns an Input for a workspacestest.Fault that limits the fault to countDesktops calls in the given
// Region.
func inRegion(region string) json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"DirectoryId":%q}`, directoryOf[region]))
}

// byRegion returns the results keyed by Region.
func byRegion[T any](results iter.Seq[fleet.RegionResult[T]]) map[string]fleet.RegionResult[T] {
	all := make(map[string]fleet.RegionResult[T])
	for result := range results {
		all[result.Region] = result
	}
	return all
}

// regionsOf returns each result's Region, in order.
func regionsOf[T any](results iter.Seq[fleet.RegionResult[T]]) []string {
	var regions []string
	for result := range results {
		regions = append(regions, result.Region)
	}
	return regions
}

func inOrder(o *fleet.RegionsOptions) { o.InOrder = true }

func TestRegionsReturnsAValueFromEachRegion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		results, err := fleet.Regions(t.Context(), newWorld(t).Config(), []string{"us-east-1", "eu-west-1", "us-west-2"}, countDesktops)
		require.NoError(t, err)
		assert.Equal(t, map[string]fleet.RegionResult[int]{
			"us-east-1": {Region: "us-east-1", Value: 10}, "eu-west-1": {Region: "eu-west-1", Value: 20}, "us-west-2": {Region: "us-west-2", Value: 30},
		}, byRegion(results))
	})
}

func TestRegionsReportsDeniedRegionsAndGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newWorld(t)
		emu.Inject(workspacestest.Fault{
			Input: inRegion("eu-west-1"), Code: "AccessDeniedException",
			Message: "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: workspaces:DescribeWorkspaces with an explicit deny in a service control policy",
		})
		emu.Inject(workspacestest.Fault{
			Input: inRegion("us-west-2"), Code: "AccessDeniedException",
			Message: "See https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-access-control.html",
		})
		results, err := fleet.Regions(t.Context(), emu.Config(), []string{"us-east-1", "eu-west-1", "us-west-2"}, countDesktops)
		require.NoError(t, err)
		all := byRegion(results)
		require.Len(t, all, 3)
		assert.NoError(t, all["us-east-1"].Err)
		assert.Equal(t, 10, all["us-east-1"].Value)
		assert.True(t, workspaces.IsAccessDenied(all["eu-west-1"].Err))
		assert.False(t, workspaces.IsUnavailableInRegion(all["eu-west-1"].Err))
		assert.True(t, workspaces.IsUnavailableInRegion(all["us-west-2"].Err))
	})
}

func TestRegionsKeepsTheValueThatComesWithAnError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		failure := errors.New("the rest is missing")
		results, err := fleet.Regions(t.Context(), newWorld(t).Config(), []string{"us-east-1"},
			func(context.Context, *workspaces.Client) (string, error) { return "a part", failure })
		require.NoError(t, err)
		assert.Equal(t, fleet.RegionResult[string]{Region: "us-east-1", Value: "a part", Err: failure}, byRegion(results)["us-east-1"])
	})
}

// paced is a rate limiter that delays each attempt by one second. It counts all attempts, and how many of them were
// throttled.
type paced struct{ attempts, throttled int }

func (p *paced) Wait(context.Context) error {
	p.attempts++
	time.Sleep(time.Second) // takes no real time in a testing/synctest bubble
	return nil
}

func (p *paced) Observe(throttled bool) {
	if throttled {
		p.throttled++
	}
}

func TestRegionsPacesEachRegionOnItsOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newWorld(t)
		emu.Inject(workspacestest.Fault{Input: inRegion("eu-west-1"), Throttle: true, Times: 2})
		var limiters []*paced
		begin := time.Now()
		results, err := fleet.Regions(t.Context(), emu.Config(), []string{"us-east-1", "eu-west-1", "us-west-2"}, countDesktops,
			inOrder, func(o *fleet.RegionsOptions) {
				o.Limiter = func(_, _ string) workspaces.RateLimiter {
					limiters = append(limiters, new(paced))
					return limiters[len(limiters)-1]
				}
				o.ClientOptions = []func(*workspaces.Options){func(o *workspaces.Options) { o.RetryMaxAttempts = 10 }}
			})
		require.NoError(t, err)
		ended := make(map[string]time.Duration)
		for result := range results {
			require.NoError(t, result.Err)
			ended[result.Region] = time.Since(begin)
		}
		require.Len(t, limiters, 3)
		assert.Equal(t, &paced{attempts: 1}, limiters[0])
		assert.Equal(t, &paced{attempts: 3, throttled: 2}, limiters[1])
		assert.Equal(t, &paced{attempts: 2}, limiters[2], "30 desktops are on two pages")
		assert.Equal(t, time.Second, ended["us-east-1"], "the throttled Region does not hold up the others")
	})
}

func TestRegionsStaysInsideTheLimitOfEachRegion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newWorld(t, workspacestest.WithRateLimit(2, 5))
		begin := time.Now()
		results, err := fleet.Regions(t.Context(), emu.Config(), []string{"us-east-1", "eu-west-1", "us-west-2"},
			func(ctx context.Context, client *workspaces.Client) (int, error) {
				for range 25 {
					if _, err := client.DescribeWorkspaceDirectories(ctx, nil); err != nil {
						return 0, err
					}
				}
				return 25, nil
			})
		require.NoError(t, err)
		for result := range results {
			assert.NoError(t, result.Err)
		}
		assert.Len(t, emu.Requests(), 75, "no attempt was throttled")
		assert.Less(t, time.Since(begin), 15*time.Second, "the Regions do not share a limiter: all calls at 2 a second take 35 s")
	})
}

func TestRegionsCanShareLimitersWithALaterCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newWorld(t, workspacestest.WithRateLimit(2, 5))
		limiters := make(map[[2]string]workspaces.RateLimiter)
		share := func(o *fleet.RegionsOptions) {
			o.Limiter = func(account, region string) workspaces.RateLimiter {
				place := [2]string{account, region}
				if limiters[place] == nil {
					limiters[place] = ratelimit.New()
				}
				return limiters[place]
			}
		}
		for range 2 {
			results, err := fleet.Accounts(t.Context(), []fleet.Account{{Name: "one", Config: emu.Config(), Regions: []string{"us-east-1", "eu-west-1"}}},
				func(ctx context.Context, client *workspaces.Client) (int, error) {
					for range 25 {
						if _, err := client.DescribeWorkspaceDirectories(ctx, nil); err != nil {
							return 0, err
						}
					}
					return 25, nil
				}, share)
			require.NoError(t, err)
			for result := range results {
				assert.NoError(t, result.Err)
			}
		}
		assert.Len(t, emu.Requests(), 100, "no attempt was throttled")
		assert.Len(t, limiters, 2)
		assert.NotNil(t, limiters[[2]string{"one", "eu-west-1"}])
	})
}

func TestRegionsAllowsClientsWithoutALimiter(t *testing.T) {
	t.Parallel()
	results, err := fleet.Regions(t.Context(), newWorld(t).Config(), []string{"us-east-1"},
		func(_ context.Context, client *workspaces.Client) (workspaces.RateLimiter, error) {
			return client.Options().RateLimiter, nil
		},
		func(o *fleet.RegionsOptions) { o.Limiter = func(_, _ string) workspaces.RateLimiter { return nil } })
	require.NoError(t, err)
	assert.Nil(t, byRegion(results)["us-east-1"].Value)
}

func TestRegionsLetsClientOptionsReplaceTheLimiter(t *testing.T) {
	t.Parallel()
	ours, theirs := new(paced), new(paced)
	results, err := fleet.Regions(t.Context(), newWorld(t).Config(), []string{"us-east-1"},
		func(_ context.Context, client *workspaces.Client) (workspaces.RateLimiter, error) {
			return client.Options().RateLimiter, nil
		},
		func(o *fleet.RegionsOptions) {
			o.Limiter = func(_, _ string) workspaces.RateLimiter { return ours }
			o.ClientOptions = []func(*workspaces.Options){func(o *workspaces.Options) { o.RateLimiter = theirs }}
		})
	require.NoError(t, err)
	assert.Same(t, theirs, byRegion(results)["us-east-1"].Value)
}

// sleeps sleeps for 3 seconds in us-east-1, 2 seconds in eu-west-1 and 1 second in us-west-2.
func sleeps(ctx context.Context, client *workspaces.Client) (struct{}, error) {
	times := map[string]time.Duration{"us-east-1": 3 * time.Second, "eu-west-1": 2 * time.Second, "us-west-2": time.Second}
	select {
	case <-ctx.Done():
		return struct{}{}, ctx.Err()
	case <-time.After(times[client.Options().Region]):
		return struct{}{}, nil
	}
}

func TestRegionsReturnsResultsAsTheyAreReadyOrInOrder(t *testing.T) {
	t.Parallel()
	given := []string{"us-east-1", "eu-west-1", "us-west-2"}
	for name, tt := range map[string]struct {
		option func(*fleet.RegionsOptions)
		want   []string
		took   time.Duration
	}{
		"as they are ready": {option: func(*fleet.RegionsOptions) {}, want: []string{"us-west-2", "eu-west-1", "us-east-1"}, took: 3 * time.Second},
		"in order":          {option: inOrder, want: given, took: 3 * time.Second},
		"two at a time":     {option: func(o *fleet.RegionsOptions) { o.Concurrency = 2 }, want: []string{"eu-west-1", "us-east-1", "us-west-2"}, took: 3 * time.Second},
		"one at a time":     {option: func(o *fleet.RegionsOptions) { o.Concurrency = 1 }, want: given, took: 6 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				begin := time.Now()
				results, err := fleet.Regions(t.Context(), aws.Config{}, given, sleeps, tt.option)
				require.NoError(t, err)
				got := regionsOf(results)
				if name == "two at a time" {
					got[1], got[2] = min(got[1], got[2]), max(got[1], got[2]) // these two Regions are ready at the same time, so either may come first
				}
				assert.Equal(t, tt.want, got)
				assert.Equal(t, tt.took, time.Since(begin))
			})
		})
	}
}

func TestRegionsRunsAgainForEachRange(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newWorld(t)
		results, err := fleet.Regions(t.Context(), emu.Config(), []string{"us-east-1"}, countDesktops)
		require.NoError(t, err)
		assert.Empty(t, emu.Requests(), "nothing is sent before the results are ranged over")
		for range 2 {
			assert.Equal(t, 10, byRegion(results)["us-east-1"].Value)
		}
		assert.Len(t, emu.Requests(), 2)
	})
}

// The testing/synctest bubble fails the test if a goroutine is still running at the end.
func TestRegionsStopsAtABreak(t *testing.T) {
	t.Parallel()
	for name, option := range map[string]func(*fleet.RegionsOptions){
		"as they are ready": func(*fleet.RegionsOptions) {},
		"in order":          inOrder,
		"one at a time":     func(o *fleet.RegionsOptions) { o.Concurrency = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var calls, ended atomic.Int32
				results, err := fleet.Regions(t.Context(), aws.Config{}, []string{"us-east-1", "eu-west-1", "us-west-2"},
					func(ctx context.Context, client *workspaces.Client) (int, error) {
						calls.Add(1)
						defer ended.Add(1)
						if client.Options().Region == "us-east-1" {
							return 1, nil
						}
						<-ctx.Done()
						return 0, ctx.Err()
					}, option)
				require.NoError(t, err)
				for result := range results {
					assert.Equal(t, "us-east-1", result.Region)
					break
				}
				assert.Equal(t, calls.Load(), ended.Load(), "the loop ends after all calls")
			})
		})
	}
}

func TestRegionsReportsACancelledContextInEachRegion(t *testing.T) {
	t.Parallel()
	given := []string{"us-east-1", "eu-west-1", "us-west-2"}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		results, err := fleet.Regions(ctx, aws.Config{}, given, sleeps, func(o *fleet.RegionsOptions) { o.Concurrency = 2 })
		require.NoError(t, err)
		all := byRegion(results)
		require.Len(t, all, 3)
		for _, result := range all {
			assert.ErrorIs(t, result.Err, context.DeadlineExceeded, result.Region)
		}
		assert.EqualError(t, all["us-west-2"].Err, "not attempted: context deadline exceeded")

		assert.Len(t, byRegion(results), 3, "a range after the deadline has all results too")
	})
}

func TestRegionsReportsPanics(t *testing.T) {
	t.Parallel()
	bad := errors.New("bad")
	for name, tt := range map[string]struct {
		misbehave func()
		want      string
		is        error
	}{
		"a panic":               {misbehave: func() { panic("line one\nline two") }, want: `panic: "line one\nline two"`},
		"a panic with an error": {misbehave: func() { panic(bad) }, want: "panic: bad", is: bad},
		"a goroutine that ends, as t.FailNow does": {misbehave: runtime.Goexit, want: "the function ended its goroutine without a result"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				results, err := fleet.Regions(t.Context(), newWorld(t).Config(), []string{"us-east-1", "eu-west-1", "us-west-2"},
					func(ctx context.Context, client *workspaces.Client) (int, error) {
						if client.Options().Region == "eu-west-1" {
							tt.misbehave()
						}
						return countDesktops(ctx, client)
					}, func(o *fleet.RegionsOptions) { o.Concurrency = 1 })
				require.NoError(t, err)
				all := byRegion(results)
				require.Len(t, all, 3)
				assert.Equal(t, 10, all["us-east-1"].Value)
				assert.Equal(t, 30, all["us-west-2"].Value, "the run goes on in the other Regions")
				require.EqualError(t, all["eu-west-1"].Err, tt.want)
				var panicked *fleet.PanicError
				if errors.As(all["eu-west-1"].Err, &panicked) {
					assert.Contains(t, string(panicked.Stack), "regions_test.go", "the stack shows where the function panicked")
				}
				if tt.is != nil {
					assert.ErrorIs(t, all["eu-west-1"].Err, tt.is)
				}
			})
		})
	}
}

func TestRegionsRejectsBadInputBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for name, tt := range map[string]struct {
		regions []string
		option  func(*fleet.RegionsOptions)
		want    string
	}{
		"no Region":          {want: "the list of Regions is empty"},
		"an empty name":      {regions: []string{"us-east-1", ""}, want: "the name of Region 2 of 2 is empty"},
		"an unknown Region":  {regions: []string{"us-east-1", "us-esat-1"}, want: `the Region "us-esat-1" is not known to have Amazon WorkSpaces (the option AllowUnlisted accepts it)`},
		"an unlisted Region": {regions: []string{"eu-north-1"}, want: `the Region "eu-north-1" is not known to have Amazon WorkSpaces (the option AllowUnlisted accepts it)`},
		"an availability zone": {
			regions: []string{"us-east-1a"}, want: `the Region "us-east-1a" is not known to have Amazon WorkSpaces (the option AllowUnlisted accepts it)`,
		},
		"a Region twice": {regions: []string{"us-east-1", "eu-west-1", "us-east-1"}, want: `the list of Regions has "us-east-1" twice`},
		"a negative concurrency": {
			regions: []string{"us-east-1"}, option: func(o *fleet.RegionsOptions) { o.Concurrency = -1 }, want: "option Concurrency is -1, must be at least 0",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			option := tt.option
			if option == nil {
				option = inOrder
			}
			results, err := fleet.Regions(t.Context(), emu.Config(), tt.regions, countDesktops, option)
			require.EqualError(t, err, tt.want)
			assert.Nil(t, results)
		})
	}
	_, err := fleet.Regions[int](t.Context(), emu.Config(), []string{"us-east-1"}, nil)
	require.EqualError(t, err, "the function to call in each Region is nil")
	var none context.Context
	_, err = fleet.Regions(none, emu.Config(), []string{"us-east-1"}, countDesktops)
	require.EqualError(t, err, "the context is nil")
	_, err = fleet.Regions(t.Context(), emu.Config(), []string{"us-east-1"}, countDesktops, nil)
	require.EqualError(t, err, "an option is nil")
	assert.Empty(t, emu.Requests())
}

func TestRegionsAcceptsTheRegionsOfAllPartitions(t *testing.T) {
	t.Parallel()
	for _, partition := range []string{"aws", "aws-cn", "aws-iso", "aws-iso-b", "aws-us-gov"} {
		regions := workspaces.Regions(partition)
		results, err := fleet.Regions(t.Context(), aws.Config{}, regions,
			func(_ context.Context, client *workspaces.Client) (string, error) {
				return client.Options().Region, nil
			}, inOrder)
		require.NoError(t, err)
		assert.Equal(t, regions, regionsOf(results))
	}
}

func TestRegionsAcceptsUnlistedRegionsWhenAllowed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		results, err := fleet.Regions(t.Context(), newWorld(t).Config(), []string{"us-east-1", "eu-north-1"}, countDesktops,
			func(o *fleet.RegionsOptions) { o.AllowUnlisted = true })
		require.NoError(t, err)
		assert.Equal(t, map[string]fleet.RegionResult[int]{
			"us-east-1": {Region: "us-east-1", Value: 10}, "eu-north-1": {Region: "eu-north-1"},
		}, byRegion(results))
	})
}

func TestAccountsRunsInTheRegionsOfEachAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newWorld(t, workspacestest.WithAccount("AKIDGOVERNMENT", "secret", "111122223333"), workspacestest.WithSeedResources(workspacestest.Seed{
			Account: "111122223333", Region: "us-gov-west-1", Directories: []types.WorkspaceDirectory{{DirectoryId: aws.String(directoryOf["us-gov-west-1"])}},
			Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-900000000"), DirectoryId: aws.String(directoryOf["us-gov-west-1"]), UserName: aws.String("ann")}},
		}))
		results, err := fleet.Accounts(t.Context(), []fleet.Account{
			{Name: "commercial", Config: emu.Config(), Regions: []string{"us-west-2", "us-east-1"}},
			{Name: "government", Config: emu.ConfigFor("AKIDGOVERNMENT", ""), Regions: []string{"us-gov-west-1"}},
		}, countDesktops, inOrder)
		require.NoError(t, err)
		assert.Equal(t, []fleet.RegionResult[int]{
			{Account: "commercial", Region: "us-west-2", Value: 30},
			{Account: "commercial", Region: "us-east-1", Value: 10},
			{Account: "government", Region: "us-gov-west-1", Value: 1},
		}, slices.Collect(results))
	})
}

func TestAccountsRejectsBadInput(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		accounts []fleet.Account
		want     string
	}{
		"no account":        {want: "there is no account"},
		"a name twice":      {accounts: []fleet.Account{{Name: "a", Regions: []string{"us-east-1"}}, {Name: "a", Regions: []string{"eu-west-1"}}}, want: `two accounts have the name "a"`},
		"no Region":         {accounts: []fleet.Account{{Name: "a", Regions: []string{"us-east-1"}}, {Name: "b"}}, want: `account "b": the list of Regions is empty`},
		"an unknown Region": {accounts: []fleet.Account{{Name: "a", Regions: []string{"mars-1"}}}, want: `account "a": the Region "mars-1" is not known to have Amazon WorkSpaces (the option AllowUnlisted accepts it)`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			results, err := fleet.Accounts(t.Context(), tt.accounts, countDesktops)
			require.EqualError(t, err, tt.want)
			assert.Nil(t, results)
		})
	}
}
