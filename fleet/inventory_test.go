package fleet_test

import (
	"context"
	"errors"
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

const day = 24 * time.Hour

func TestInventoryAddsTheDataThatTheOptionsRequest(t *testing.T) {
	t.Parallel()
	const n = 60
	emu := newEmulator(t, n)
	client := emu.Client()
	plain, err := collect(t, fleet.New(client).Inventory(t.Context(), fleet.Filter{}))
	require.NoError(t, err)
	assert.Equal(t, where(n, func(int) bool { return true }), idsOf(plain))
	for _, d := range plain {
		assert.Equal(t, fleet.Desktop{Workspace: d.Workspace}, d)
	}
	assert.Equal(t, map[string]int{"DescribeWorkspaces": 3}, callsTo(emu))

	emu.ClearRequests()
	full, err := collect(t, fleet.New(client).Inventory(t.Context(), fleet.Filter{},
		fleet.WithConnectionStatus(), fleet.WithBundles(), fleet.WithDirectories(), fleet.WithTags(fleet.DescribeTags(client))))
	require.NoError(t, err)
	require.Equal(t, idsOf(plain), idsOf(full))
	assert.Equal(t, map[string]int{
		"DescribeWorkspaces": 3, "DescribeWorkspacesConnectionStatus": 3, "DescribeWorkspaceBundles": 1, "DescribeWorkspaceDirectories": 1,
		"DescribeTags": n,
	}, callsTo(emu))
	for i, d := range full {
		assert.Equal(t, plain[i].Workspace, d.Workspace)
		assert.Equal(t, d.BundleId, d.Bundle.BundleId)
		assert.Equal(t, d.DirectoryId, d.Directory.DirectoryId)
		assert.Contains(t, d.Tags, types.Tag{Key: aws.String("Number"), Value: aws.String(itoa(i))})
		switch i % 10 {
		case 1:
			assert.Equal(t, fleet.Connection{State: fleet.ConnectionNoRecord}, d.Connection)
			continue
		case 0:
			assert.Equal(t, types.ConnectionStateUnknown, d.Connection.State)
		default:
			assert.Equal(t, types.ConnectionStateDisconnected, d.Connection.State)
		}
		assert.NotZero(t, d.Connection.CheckedAt)
		if i%7 == 6 {
			assert.Zero(t, d.Connection.LastConnected)
		} else {
			assert.WithinDuration(t, time.Now().Add(-time.Duration(i)*day), d.Connection.LastConnected, time.Minute)
		}
	}
}

func TestInventoryMakesNoCallThatItDoesNotNeed(t *testing.T) {
	t.Parallel()
	const n = 130
	idle := func(i int) bool { return i >= 30 && i%10 != 1 && i%7 != 6 }
	red := func(i int) bool { return i%5 == 0 }
	for name, tt := range map[string]struct {
		filter  fleet.Filter
		options []fleet.InventoryOption
		tags    int // the tag source's BatchSize, or 0 for no tag source
		want    func(i int) bool
		calls   map[string]int
		sent    []int // the number of identifiers in each call to the tag source
	}{
		"no filter": {
			want: func(int) bool { return true }, calls: map[string]int{"DescribeWorkspaces": 6},
		},
		"a state": {
			filter:  fleet.Filter{States: []types.WorkspaceState{types.WorkspaceStateStopped}},
			options: []fleet.InventoryOption{fleet.WithConnectionStatus(), fleet.WithBundles()},
			want:    func(i int) bool { return i%10 == 0 },
			calls:   map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 1, "DescribeWorkspaceBundles": 1},
		},
		"a running mode": {
			filter:  fleet.Filter{RunningModes: []types.RunningMode{types.RunningModeAlwaysOn, types.RunningModeManual}},
			options: []fleet.InventoryOption{fleet.WithDirectories()},
			want:    func(i int) bool { return i%10 == 2 },
			calls:   map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspaceDirectories": 1},
		},
		"a directory": {
			filter:  fleet.Filter{DirectoryId: &directories[1]},
			options: []fleet.InventoryOption{fleet.WithDirectories()},
			want:    func(i int) bool { return i%2 == 1 },
			calls:   map[string]int{"DescribeWorkspaces": 3, "DescribeWorkspaceDirectories": 1},
		},
		"a bundle": {
			filter: fleet.Filter{BundleId: aws.String("wsb-11111111a")},
			want:   func(i int) bool { return i%3 == 1 }, calls: map[string]int{"DescribeWorkspaces": 2},
		},
		"identifiers, two of which are equal": {
			filter: fleet.Filter{WorkspaceIds: append(where(31, func(i int) bool { return i > 0 }), desktopID(1), "ws-nowhere0")},
			want:   func(i int) bool { return i >= 1 && i <= 30 }, calls: map[string]int{"DescribeWorkspaces": 2},
		},
		"nothing matches": {
			filter:  fleet.Filter{States: []types.WorkspaceState{types.WorkspaceStateSuspended}},
			options: []fleet.InventoryOption{fleet.WithConnectionStatus(), fleet.WithBundles(), fleet.WithDirectories()},
			tags:    10,
			want:    func(int) bool { return false }, calls: map[string]int{"DescribeWorkspaces": 6},
		},
		"idle": {
			filter: fleet.Filter{IdleFor: 30 * day},
			want:   idle, calls: map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 6},
		},
		"idle or never connected": {
			filter: fleet.Filter{IdleFor: 30 * day, NeverConnected: true},
			want:   func(i int) bool { return i%10 != 1 && (i >= 30 || i%7 == 6) },
			calls:  map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 6},
		},
		"never connected": {
			filter: fleet.Filter{NeverConnected: true},
			want:   func(i int) bool { return i%10 != 1 && i%7 == 6 },
			calls:  map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 6},
		},
		"a tag, in large batches, before the connection status": {
			filter: fleet.Filter{Tags: []fleet.TagFilter{{Key: "Team", Values: []string{"blue", "red"}}}, IdleFor: 30 * day}, tags: 100,
			want:  func(i int) bool { return red(i) && idle(i) },
			calls: map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 2}, sent: []int{100, 30},
		},
		"a tag, in small batches, after the connection status": {
			filter: fleet.Filter{Tags: []fleet.TagFilter{{Key: "Team"}}, IdleFor: 30 * day}, tags: 20,
			want:  func(i int) bool { return red(i) && idle(i) },
			calls: map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 6}, sent: []int{20, 20, 20, 18},
		},
		"tags without a tag filter are only fetched for idle desktops": {
			filter: fleet.Filter{IdleFor: 120 * day}, tags: 100,
			want:  func(i int) bool { return idle(i) && i >= 120 },
			calls: map[string]int{"DescribeWorkspaces": 6, "DescribeWorkspacesConnectionStatus": 6}, sent: []int{8},
		},
		"no such tag value": {
			filter: fleet.Filter{Tags: []fleet.TagFilter{{Key: "Team", Values: []string{""}}}}, tags: 5000,
			options: []fleet.InventoryOption{fleet.WithBundles()},
			want:    func(int) bool { return false }, calls: map[string]int{"DescribeWorkspaces": 6}, sent: []int{n},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := newEmulator(t, n)
			source := &tagService{size: tt.tags}
			if tt.tags > 0 {
				tt.options = append(tt.options, fleet.WithTags(source))
			}
			got, err := collect(t, fleet.New(emu.Client()).Inventory(t.Context(), tt.filter, tt.options...))
			require.NoError(t, err)
			assert.Equal(t, where(n, tt.want), idsOf(got))
			assert.Equal(t, tt.calls, callsTo(emu))
			var sent []int
			for _, ids := range source.calls {
				sent = append(sent, len(ids))
			}
			assert.Equal(t, tt.sent, sent)
		})
	}
}

func TestInventorySendsTheUser(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(40, types.WorkspaceStateAvailable))
	f := fleet.New(emu.Client())
	all, err := collect(t, f.Inventory(t.Context(), fleet.Filter{}))
	require.NoError(t, err)
	emu.ClearRequests()
	got, err := collect(t, f.Inventory(t.Context(), fleet.Filter{DirectoryId: all[0].DirectoryId, UserName: aws.String("user007")}))
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, "user007", *got[0].UserName)
	assert.Equal(t, map[string]int{"DescribeWorkspaces": 1}, callsTo(emu))
}

func TestInventoryYieldsTheFirstDesktopEarly(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		filter  fleet.Filter
		options []fleet.InventoryOption
		calls   int
	}{
		"no join":           {calls: 1},
		"filter by state":   {filter: fleet.Filter{States: []types.WorkspaceState{types.WorkspaceStateAvailable}}, calls: 1},
		"connection status": {options: []fleet.InventoryOption{fleet.WithConnectionStatus()}, calls: 2},
		"three joins": {
			options: []fleet.InventoryOption{fleet.WithConnectionStatus(), fleet.WithDirectories(), fleet.WithBundles()}, calls: 4,
		},
		"batches of 100 for tags come before batches of 25 for the connection status": {
			options: []fleet.InventoryOption{fleet.WithConnectionStatus(), fleet.WithTags(&tagService{size: 100})}, calls: 5,
		},
		"a directory does not wait for a batch": {
			filter: fleet.Filter{States: []types.WorkspaceState{types.WorkspaceStateStopped}}, options: []fleet.InventoryOption{fleet.WithDirectories()}, calls: 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := newEmulator(t, 200)
			for _, err := range fleet.New(emu.Client()).Inventory(t.Context(), tt.filter, tt.options...) {
				require.NoError(t, err)
				assert.Len(t, emu.Requests(), tt.calls)
				break
			}
			assert.Len(t, emu.Requests(), tt.calls)
		})
	}
}

func TestInventoryLooksUpEachBundleAndDirectoryOnce(t *testing.T) {
	t.Parallel()
	seed := seedOf(100)
	seed.Workspaces[90].BundleId = aws.String("wsb-99999999z") // this bundle does not exist, and desktop 90 is on a late page
	seed.Workspaces[99].BundleId = aws.String("wsb-99999999z")
	emu := workspacestest.New(t, workspacestest.WithSeedResources(seed))
	client := emu.Client()
	i := 0
	for d, err := range fleet.New(client).Inventory(t.Context(), fleet.Filter{}, fleet.WithBundles(), fleet.WithDirectories()) {
		require.NoError(t, err)
		if i == 20 {
			require.NoError(t, emu.Seed(workspacestest.Seed{Workspaces: []types.Workspace{
				{WorkspaceId: aws.String("ws-00000080a"), DirectoryId: aws.String("d-90670000cc")},
			}}))
		}
		assert.Equal(t, d.DirectoryId, d.Directory.DirectoryId, "even if the directory was registered after all directories were listed")
		if *d.BundleId == "wsb-99999999z" {
			assert.Nil(t, d.Bundle)
		} else {
			assert.Equal(t, d.BundleId, d.Bundle.BundleId)
		}
		i++
	}
	assert.Equal(t, 101, i)
	assert.Equal(t, map[string]int{"DescribeWorkspaces": 5, "DescribeWorkspaceBundles": 2, "DescribeWorkspaceDirectories": 2}, callsTo(emu))
}

func TestConnectedUsersAreNotIdle(t *testing.T) {
	t.Parallel()
	emu := newEmulator(t, 10)
	require.NoError(t, emu.Connect(desktopID(5)))
	now := func(o *fleet.Options) { o.Now = func() time.Time { return time.Now().Add(365 * day) } }
	got, err := collect(t, fleet.New(emu.Client(), now).Inventory(t.Context(), fleet.Filter{IdleFor: day, NeverConnected: true}))
	require.NoError(t, err)
	assert.Equal(t, where(10, func(i int) bool { return i != 1 && i != 5 }), idsOf(got), "a year later, only the connected desktop and the desktop in ERROR are not idle")
}

func TestIdleForIncludesItsLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		got, err := collect(t, fleet.New(newEmulator(t, 5).Client()).Inventory(t.Context(), fleet.Filter{IdleFor: 3 * day}))
		require.NoError(t, err)
		assert.Equal(t, []string{desktopID(3), desktopID(4)}, idsOf(got))
	})
}

func TestEachLoopIsAnInventoryOfItsOwn(t *testing.T) {
	t.Parallel()
	emu := newEmulator(t, 30)
	filter := fleet.Filter{WorkspaceIds: where(30, func(int) bool { return true })}
	inventory := fleet.New(emu.Client()).Inventory(t.Context(), filter, fleet.WithBundles(), fleet.WithDirectories())
	assert.Empty(t, emu.Requests(), "nothing is sent before the loop")
	clear(filter.WorkspaceIds)
	for range 2 {
		emu.ClearRequests()
		got, err := collect(t, inventory)
		require.NoError(t, err)
		assert.Len(t, got, 30)
		assert.Equal(t, map[string]int{"DescribeWorkspaces": 2, "DescribeWorkspaceBundles": 1, "DescribeWorkspaceDirectories": 1}, callsTo(emu))
	}
}

// repeating is a fake service that returns the next page on each call, always with the same token.
type repeating struct {
	workspacestest.Unimplemented
	pages [][]string
	calls int
}

func (r *repeating) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	out := &workspaces.DescribeWorkspacesOutput{}
	for _, id := range r.pages[r.calls] {
		out.Workspaces = append(out.Workspaces, types.Workspace{WorkspaceId: aws.String(id)})
	}
	if r.calls++; r.calls < len(r.pages) {
		out.NextToken = aws.String("next")
	}
	return out, nil
}

func TestInventoryYieldsADesktopOnceEvenIfTheServiceListsItTwice(t *testing.T) {
	t.Parallel()
	service := &repeating{pages: [][]string{{"a", "b"}, {"b", "c", "c"}, {"b", "c", "c"}, {"b", "c", "c"}, {"d"}}}
	got, err := collect(t, fleet.New(service).Inventory(t.Context(), fleet.Filter{}))
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b", "c", "d"}, idsOf(got))
}

// nameless is a fake service that returns WorkSpaces without identifiers.
type nameless struct{ workspacestest.Unimplemented }

func (nameless) DescribeWorkspaces(context.Context, *workspaces.DescribeWorkspacesInput, ...func(*workspaces.Options)) (*workspaces.DescribeWorkspacesOutput, error) {
	return &workspaces.DescribeWorkspacesOutput{Workspaces: make([]types.Workspace, 2)}, nil
}

func TestInventoryEndsIfAWorkspaceHasNoIdentifier(t *testing.T) {
	t.Parallel()
	_, err := collect(t, fleet.New(nameless{}).Inventory(t.Context(), fleet.Filter{}))
	require.EqualError(t, err, "fleet: the inventory ended after 0 desktop(s): DescribeWorkspaces: the service returned a WorkSpace without an identifier")
}

func TestInventoryErrorsSayHowManyDesktopsWereYielded(t *testing.T) {
	t.Parallel()
	emu := newEmulator(t, 100)
	source := &tagService{size: 40, after: 1, err: errors.New("the other service is down\nfor now")}
	got, err := collect(t, fleet.New(emu.Client()).Inventory(t.Context(), fleet.Filter{}, fleet.WithTags(source)))
	assert.Len(t, got, 40)
	require.ErrorIs(t, err, source.err)
	var failed *fleet.InventoryError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, 40, failed.Yielded)
	assert.Equal(t, where(80, func(i int) bool { return i >= 40 }), failed.WorkspaceIds)
	require.ErrorContains(t, err, "fleet: the inventory ended after 40 desktop(s): tags of ws-00000040, ws-00000041, ws-00000042 and 37 more: the other service is down")

	emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Times: 1, Code: "AccessDeniedException",
		Match: func(in any) bool { return *in.(*workspaces.DescribeTagsInput).ResourceId == desktopID(30) }})
	got, err = collect(t, fleet.New(emu.Client()).Inventory(t.Context(), fleet.Filter{}, fleet.WithTags(fleet.DescribeTags(emu.Client()))))
	assert.Len(t, got, 25)
	require.ErrorContains(t, err, "and 22 more: ws-00000030: operation error")
	assert.True(t, workspaces.IsAccessDenied(err))

	emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Times: 1, Code: "AccessDeniedException",
		Match: func(in any) bool { return in.(*workspaces.DescribeWorkspacesInput).NextToken != nil }})
	got, err = collect(t, fleet.New(emu.Client()).Inventory(t.Context(), fleet.Filter{}))
	assert.Len(t, got, 25)
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, 25, failed.Yielded)
	assert.Nil(t, failed.WorkspaceIds)
}

// allJoins returns options that add all available data to an inventory.
func allJoins(client workspaces.API) []fleet.InventoryOption {
	return []fleet.InventoryOption{
		fleet.WithConnectionStatus(), fleet.WithBundles(), fleet.WithDirectories(), fleet.WithTags(fleet.DescribeTags(client)),
	}
}

// The testing/synctest bubble fails the test if a goroutine is still running at the end.
func TestInventoriesThatEndEarlyLeaveNoGoroutine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := newEmulator(t, 100)
		client := emu.Client(withLimiter(ratelimit.New()))
		f := fleet.New(client)

		seen := 0
		for _, err := range f.Inventory(t.Context(), fleet.Filter{}, allJoins(client)...) {
			require.NoError(t, err)
			if seen++; seen == 30 {
				break
			}
		}
		assert.Equal(t, 30, seen)

		assert.PanicsWithValue(t, "consumer", func() {
			for _, err := range f.Inventory(t.Context(), fleet.Filter{}, allJoins(client)...) {
				require.NoError(t, err)
				panic("consumer")
			}
		})
	})
}

func TestCancelledInventoriesEndWithAnError(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]time.Duration{
		"before the first call": 0, "in the list": 2 * time.Second, "in the tags": 9 * time.Second, "late": 40 * time.Second,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newEmulator(t, 100).Client(withLimiter(ratelimit.New()))
				ctx, cancel := context.WithTimeout(t.Context(), after)
				defer cancel()
				began := time.Now()
				got, err := collect(t, fleet.New(client).Inventory(ctx, fleet.Filter{}, allJoins(client)...))
				require.ErrorIs(t, err, context.DeadlineExceeded)
				var failed *fleet.InventoryError
				require.ErrorAs(t, err, &failed)
				assert.Equal(t, len(got), failed.Yielded)
				assert.LessOrEqual(t, time.Since(began), after, "the inventory ends at once")
			})
		})
	}
}
