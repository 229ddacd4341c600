package workspaces_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// stopwatch measures simulated time.
type stopwatch struct{ begin time.Time }

func newStopwatch() *stopwatch { return &stopwatch{time.Now()} }

// lap checks that the time since the last lap is between expected and expected+2*DefaultMaxDelay, and starts a new lap.
func (s *stopwatch) lap(t *testing.T, expected time.Duration) {
	t.Helper()
	took := time.Since(s.begin)
	assert.GreaterOrEqual(t, took, expected)
	assert.LessOrEqual(t, took, expected+2*waiters.DefaultMaxDelay)
	s.begin = time.Now()
}

// tap is an HTTP client that counts requests, and can respond to some of them itself.
type tap struct {
	next   workspaces.HTTPClient
	calls  int
	agent  string                        // the last request's User-Agent
	answer func(call int) *http.Response // returns nil to pass the request to the next client
}

func (c *tap) Do(r *http.Request) (*http.Response, error) {
	c.calls++
	c.agent = r.Header.Get("User-Agent")
	if c.answer != nil {
		if response := c.answer(c.calls); response != nil {
			return response, nil
		}
	}
	return c.next.Do(r)
}

// tapped returns an emulator's client, and the tap that counts its requests.
func tapped(emu *workspacestest.Emulator) (*workspaces.Client, *tap) {
	config := emu.Config()
	counter := &tap{next: config.HTTPClient}
	config.HTTPClient = counter
	return workspaces.NewFromConfig(config), counter
}

func TestWaitForAThousandDesktops(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(1000, types.WorkspaceStatePending))
		client, counter := tapped(emu)
		ids := allIDs(t, client)
		require.Len(t, ids, 1000)
		counter.calls = 0

		var last waiters.Progress
		start := time.Now()
		out, err := workspaces.NewWorkspaceAvailableWaiter(client).WaitForOutput(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour,
			func(o *workspaces.WorkspaceWaiterOptions) { o.OnProgress = func(p waiters.Progress) { last = p } })
		require.NoError(t, err)
		assert.Len(t, out.Workspaces, 1000)
		assert.Equal(t, types.WorkspaceStateAvailable, out.Workspaces[999].State)
		assert.Equal(t, 40*last.Round, counter.calls, "each round needs 40 calls")
		assert.Greater(t, last.Round, 10)
		assert.Equal(t, map[string]int{"AVAILABLE": 1000}, last.States)
		assert.Equal(t, 1000, last.Done)
		assert.InDelta(t, 20*time.Minute, time.Since(start), float64(waiters.DefaultMaxDelay))
	})
}

// In the first round, 30 WorkSpaces are AVAILABLE and 5 are STARTING. Later rounds must fetch only those 5.
func TestAvailableDesktopsAreNotFetchedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t,
			workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable), workspacestest.WithWorkspaces(5, types.WorkspaceStateStarting))
		client, counter := tapped(emu)
		ids := allIDs(t, client)
		counter.calls = 0
		var rounds []waiters.Progress
		require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour,
			func(o *workspaces.WorkspaceWaiterOptions) {
				o.OnProgress = func(p waiters.Progress) { rounds = append(rounds, p) }
			}))
		assert.Equal(t, 2+len(rounds)-1, counter.calls, "two calls in the first round, one in each later round")
		assert.Equal(t, map[string]int{"AVAILABLE": 30, "STARTING": 5}, rounds[0].States)
		assert.Equal(t, 30, rounds[0].Done)
	})
}

func TestWaitByFilter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(60, types.WorkspaceStateStopping), workspacestest.WithWorkspaces(3, types.WorkspaceStateError))
		client := emu.Client()
		directories, err := client.DescribeWorkspaceDirectories(t.Context(), nil)
		require.NoError(t, err)
		waited := 0
		for _, d := range directories.Directories {
			out, err := workspaces.NewWorkspaceStoppedWaiter(client).WaitForOutput(t.Context(), &workspaces.DescribeWorkspacesInput{DirectoryId: d.DirectoryId}, time.Hour)
			var failed *waiters.FailedError
			if errors.As(err, &failed) {
				require.Len(t, failed.Failed, 3)
				assert.Equal(t, "ERROR", failed.Failed[2].State)
				assert.Equal(t, "ConfigureWorkspace.DomainJoin", failed.Failed[2].ErrorCode)
				assert.NotEmpty(t, failed.Failed[2].ErrorMessage)
				assert.Contains(t, err.Error(), failed.Failed[0].ID+" ERROR (ConfigureWorkspace.DomainJoin: ")
				continue
			}
			require.NoError(t, err)
			waited += len(out.Workspaces)
		}
		assert.Equal(t, 60, waited)
	})
}

func TestTimeoutNamesTheDesktopsAndTheirStates(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(5, types.WorkspaceStatePending)).Client()
		ids := allIDs(t, client)
		err := workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, 10*time.Minute)
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		require.Len(t, timeout.Waiting, 5)
		assert.Equal(t, waiters.Resource{ID: ids[4], State: "PENDING"}, timeout.Waiting[4])
		assert.Equal(t, 10*time.Minute, timeout.MaxWait)
	})
}

// throttled returns a response with a ThrottlingException.
func throttled() *http.Response {
	return jsonResponse(http.StatusBadRequest, `{"__type":"ThrottlingException","message":"Rate exceeded"}`)
}

func jsonResponse(status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/x-amz-json-1.1"}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

func TestThrottlingNeverFailsAWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(100, types.WorkspaceStatePending))
		client, counter := tapped(emu)
		ids := allIDs(t, client)
		counter.answer = func(call int) *http.Response {
			if call%10 < 8 {
				return throttled()
			}
			return nil
		}
		require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, 3*time.Hour))

		counter.answer = func(int) *http.Response { return throttled() }
		err := workspaces.NewWorkspaceStoppedWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
		var timeout *waiters.TimeoutError
		require.ErrorAs(t, err, &timeout)
		assert.True(t, workspaces.IsThrottling(err))
	})
}

func TestCancelledWaitReturnsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStatePending)).Client()
		ctx, cancel := context.WithCancel(t.Context())
		start := time.Now()
		time.AfterFunc(7*time.Minute+time.Second, cancel)
		err := workspaces.NewWorkspaceAvailableWaiter(client).Wait(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: allIDs(t, client)}, time.Hour)
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, 7*time.Minute+time.Second, time.Since(start))
	})
}

func TestUnknownDesktopFailsAfterTheGrace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable)).Client()
		start := time.Now()
		err := workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{
			WorkspaceIds: append(allIDs(t, client), "ws-000000000"),
		}, time.Hour)
		var failed *waiters.FailedError
		require.ErrorAs(t, err, &failed)
		assert.Equal(t, []waiters.Resource{{ID: "ws-000000000"}}, failed.Failed)
		assert.GreaterOrEqual(t, time.Since(start), waiters.DefaultGrace)
	})
}

func TestWaitNeedsSomethingToWaitFor(t *testing.T) {
	t.Parallel()
	client, counter := tapped(workspacestest.New(t))
	for message, err := range map[string]error{
		"WorkspaceAvailable waiter: nothing to wait for: set WorkspaceIds or DirectoryId or BundleId or WorkspaceName": workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), nil, time.Hour),
		"WorkspaceInState waiter: no states to wait for":                                                               workspaces.NewWorkspaceInStateWaiter(client, nil).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-000000000"}}, time.Hour),
		"DirectoryRegistered waiter: nothing to wait for: set DirectoryIds or WorkspaceDirectoryNames or Filters":      workspaces.NewDirectoryRegisteredWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspaceDirectoriesInput{}, time.Hour),
		"ImageAvailable waiter: nothing to wait for: set ImageIds or ImageType":                                        workspaces.NewImageAvailableWaiter(client).Wait(t.Context(), nil, time.Hour),
		"BundleAvailable waiter: nothing to wait for: set BundleIds or Owner":                                          workspaces.NewBundleAvailableWaiter(client).Wait(t.Context(), nil, time.Hour),
		"PoolRunning waiter: nothing to wait for: set PoolIds or Filters":                                              workspaces.NewPoolRunningWaiter(client).Wait(t.Context(), nil, time.Hour),
		"ConnectionAliasCreated waiter: nothing to wait for: set AliasIds or ResourceId":                               workspaces.NewConnectionAliasCreatedWaiter(client).Wait(t.Context(), nil, time.Hour),
		"CustomImageImportCompleted waiter: nothing to wait for: set ImageId":                                          workspaces.NewCustomImageImportCompletedWaiter(client).Wait(t.Context(), nil, time.Hour),
		"ApplicationAssociationCompleted waiter: nothing to wait for: set WorkspaceId":                                 workspaces.NewApplicationAssociationCompletedWaiter(client).Wait(t.Context(), nil, time.Hour),
		"AccountLinkLinked waiter: nothing to wait for: set LinkId or LinkedAccountId":                                 workspaces.NewAccountLinkLinkedWaiter(client).Wait(t.Context(), nil, time.Hour),
		"WorkspaceStopped waiter: maxWait is 0s, must be greater than 0":                                               workspaces.NewWorkspaceStoppedWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-000000000"}}, 0),
	} {
		require.EqualError(t, err, message)
	}
	assert.Zero(t, counter.calls, "no request is sent")
}

// With LogWaitAttempts, the waiter adds middleware to the client's calls, which must log one line per round.
func TestWaitLogsItsRounds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &memoryLogger{}
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateStarting)).Client(func(o *workspaces.Options) { o.Logger = log })
		ids := allIDs(t, client)
		rounds := 0
		require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour,
			func(o *workspaces.WorkspaceWaiterOptions) {
				o.LogWaitAttempts = true
				o.OnProgress = func(p waiters.Progress) { rounds = p.Round }
			}))
		assert.Equal(t, rounds, strings.Count(log.text(), "attempting waiter request, attempt count: "))
		assert.Contains(t, log.text(), "attempt count: 2")
	})
}

// As in the official modules, the User-Agent header of a waiter's calls must name feature B, which stands for waiters.
// The cases are waits with and without waiter options, for operations with and without pages.
func TestUserAgentOfWaits(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client, counter := tapped(emu)
	ids := allIDs(t, client)
	assert.Contains(t, counter.agent, " m/C")
	for name, optFns := range map[string][]func(*workspaces.WorkspaceWaiterOptions){
		"cached": nil,
		"logged": {func(o *workspaces.WorkspaceWaiterOptions) { o.LogWaitAttempts = true }},
	} {
		require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client, optFns...).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour))
		assert.Regexp(t, ` m/([^C]*,)?B(,[^C]*)?$`, counter.agent, name)
	}
	_ = workspaces.NewAccountLinkLinkedWaiter(client).Wait(t.Context(), &workspaces.GetAccountLinkInput{LinkId: aws.String("link-00000000")}, time.Second)
	assert.Regexp(t, ` m/([^C]*,)?B(,[^C]*)?$`, counter.agent)
}

// The service allows two calls a second, and the client does not retry. A wait for 300 WorkSpaces must slow down and
// succeed.
func TestWaitWithinTheRateLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(300, types.WorkspaceStatePending))
		ids := allIDs(t, emu.Client())
		limited := workspacestest.New(t, workspacestest.WithWorkspaces(300, types.WorkspaceStatePending), workspacestest.WithRateLimit(2, 5))
		client := limited.Client(func(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} })
		start := time.Now()
		require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, 2*time.Hour))
		assert.Less(t, time.Since(start), 30*time.Minute)
		throttled := 0
		for _, r := range limited.Requests() {
			if r.Code == "ThrottlingException" {
				throttled++
			}
		}
		assert.Positive(t, throttled)
		t.Log(throttled, "calls of", len(limited.Requests()), "throttled")
	})
}

// The first wait calls a paginated operation. The second calls an operation without pages. The client does not retry.
func TestRetryableErrorsDoNotFailAWait(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]workspacestest.Fault{
		"throttled":      {Code: "ThrottlingException", Times: 3},
		"internal error": {Status: 500, Times: 3},
		"lost":           {Drop: true, Times: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu := workspacestest.New(t, workspacestest.WithBYOL(), workspacestest.WithWorkspaces(3, types.WorkspaceStatePending))
				client := emu.Client(func(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} })
				ids, imported := allIDs(t, client), importImage(t, client)
				for _, operation := range []string{"DescribeWorkspaces", "DescribeCustomWorkspaceImageImport"} {
					fault.Operation = operation
					emu.Inject(fault)
				}
				require.NoError(t, workspaces.NewWorkspaceAvailableWaiter(client).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour))
				require.NoError(t, workspaces.NewCustomImageImportCompletedWaiter(client).Wait(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: imported}, 3*time.Hour,
					func(o *workspaces.ImageImportWaiterOptions) {
						o.OnProgress = func(p waiters.Progress) {
							assert.NotContains(t, p.States, "", "a round ends when its call has succeeded")
						}
					}))
				faulted := 0
				for _, r := range emu.Requests() {
					if r.Faulted {
						faulted++
					}
				}
				assert.Equal(t, 6, faulted)
			})
		})
	}
}

// The service alternates between the tokens a and b, so the first round's list never ends. The wait must end with an
// error.
func TestACycleOfTokensEndsAWait(t *testing.T) {
	t.Parallel()
	w := newOpenWire(func(n int, r *http.Request) (*http.Response, error) {
		return answer(200, fmt.Sprintf(`{"Workspaces": [], "NextToken": %q}`, []string{"a", "b"}[n%2]))(r)
	})
	err := workspaces.NewWorkspaceAvailableWaiter(w.client()).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{DirectoryId: aws.String(listedDirectory)}, time.Hour)
	var duplicate *paginators.DuplicateTokenError
	require.ErrorAs(t, err, &duplicate)
	require.EqualError(t, err, "WorkspaceAvailable waiter: DescribeWorkspaces: the service repeated a sequence of 2 tokens 10 times")
	assert.Less(t, len(w.requests()), 30)
}
