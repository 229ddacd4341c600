package workspacestest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// once is an option function that disables retries.
func once(o *workspaces.Options) { o.Retryer = aws.NopRetryer{} }

// stopAll stops the given WorkSpaces in one call.
func stopAll(ctx context.Context, client *workspaces.Client, ids ...string) (*workspaces.StopWorkspacesOutput, error) {
	in := &workspaces.StopWorkspacesInput{}
	for _, id := range ids {
		in.StopWorkspaceRequests = append(in.StopWorkspaceRequests, types.StopRequest{WorkspaceId: aws.String(id)})
	}
	return client.StopWorkspaces(ctx, in)
}

// idsOf returns the IDs of the account's first page of WorkSpaces.
func idsOf(tb testing.TB, client *workspaces.Client) (ids []string) {
	tb.Helper()
	for _, w := range list(tb, client) {
		ids = append(ids, *w.WorkspaceId)
	}
	return ids
}

// overSocket returns an option function that makes a client call the emulator over a socket rather than in-process.
func overSocket(emu *workspacestest.Emulator) func(*workspaces.Options) {
	return func(o *workspaces.Options) { o.BaseEndpoint, o.HTTPClient = aws.String(emu.URL()), &http.Client{} }
}

func TestFaultsOfACall(t *testing.T) {
	t.Parallel()
	status := func(want int) func(*testing.T, error) {
		return func(t *testing.T, err error) {
			t.Helper()
			var response *awshttp.ResponseError
			require.ErrorAs(t, err, &response)
			assert.Equal(t, want, response.HTTPStatusCode())
		}
	}
	answeredWith := func(wantStatus int, code, message string) func(*testing.T, error) {
		return func(t *testing.T, err error) {
			t.Helper()
			status(wantStatus)(t, err)
			requireCode(t, err, code, message)
		}
	}
	broken := func(t *testing.T, err error) {
		t.Helper()
		var sent *smithy.OperationError
		require.ErrorAs(t, err, &sent)
		var response *awshttp.ResponseError
		assert.False(t, errors.As(err, &response) && response.HTTPStatusCode() != 0, err)
	}
	unreadable := func(t *testing.T, err error) {
		t.Helper()
		var unread *smithy.DeserializationError
		require.ErrorAs(t, err, &unread)
	}
	for name, tt := range map[string]struct {
		fault   workspacestest.Fault
		check   func(*testing.T, error)
		changed bool
	}{
		"exception": {
			fault: workspacestest.Fault{Err: &types.OperationInProgressException{Message: aws.String("not now")}},
			check: func(t *testing.T, err error) {
				t.Helper()
				var progress *types.OperationInProgressException
				require.ErrorAs(t, err, &progress)
				answeredWith(400, "OperationInProgressException", "not now")(t, err)
			},
		},
		"exception with members": {
			fault: workspacestest.Fault{Err: &types.ResourceNotFoundException{ResourceId: aws.String("ws-1")}},
			check: func(t *testing.T, err error) {
				t.Helper()
				var missing *types.ResourceNotFoundException
				require.ErrorAs(t, err, &missing)
				assert.Equal(t, "ws-1", *missing.ResourceId)
			},
		},
		"generic error": {
			fault: workspacestest.Fault{Err: &smithy.GenericAPIError{Code: `Un"known`, Message: "é\n", Fault: smithy.FaultServer}},
			check: answeredWith(500, `Un"known`, "é\n"),
		},
		"wrapped error": {
			fault: workspacestest.Fault{Err: errors.Join(errors.New("outer"), &types.AccessDeniedException{})},
			check: answeredWith(400, "AccessDeniedException", ""),
		},
		"code":                 {fault: workspacestest.Fault{Code: "InternalFailure", Message: "oops"}, check: answeredWith(400, "InternalFailure", "oops")},
		"code and status":      {fault: workspacestest.Fault{Code: "InternalFailure", Status: 500}, check: answeredWith(500, "InternalFailure", injectedMessage)},
		"status":               {fault: workspacestest.Fault{Status: 503}, check: status(503)},
		"status after change":  {fault: workspacestest.Fault{Status: 500, AfterChange: true}, check: status(500), changed: true},
		"code after change":    {fault: workspacestest.Fault{Code: "InternalFailure", AfterChange: true}, check: answeredWith(400, "InternalFailure", injectedMessage), changed: true},
		"throttle":             {fault: workspacestest.Fault{Throttle: true}, check: answeredWith(400, "ThrottlingException", "Rate exceeded")},
		"drop":                 {fault: workspacestest.Fault{Drop: true}, check: broken},
		"drop after change":    {fault: workspacestest.Fault{Drop: true, AfterChange: true}, check: broken, changed: true},
		"cut off":              {fault: workspacestest.Fault{CutOff: true}, check: func(t *testing.T, err error) { t.Helper(); require.ErrorIs(t, err, io.ErrUnexpectedEOF) }, changed: true},
		"garbage":              {fault: workspacestest.Fault{Garbage: true}, check: unreadable, changed: true},
		"garbage with status":  {fault: workspacestest.Fault{Garbage: true, Status: 502}, check: status(502), changed: true},
		"with delay and match": {fault: workspacestest.Fault{Delay: 1, Status: 503, Match: func(any) bool { return true }}, check: status(503)},
	} {
		for _, socket := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
				opts := []func(*workspaces.Options){once}
				if socket {
					opts = append(opts, overSocket(emu))
				}
				client := emu.Client(opts...)
				id := idsOf(t, client)[0]
				fault := tt.fault
				fault.Operation, fault.Times = "StopWorkspaces", 1
				emu.Inject(fault)

				out, err := stopAll(t.Context(), client, id)
				require.Error(t, err)
				assert.Nil(t, out)
				tt.check(t, err)
				want := types.WorkspaceStateAvailable
				if tt.changed {
					want = types.WorkspaceStateStopped
				}
				assert.Equal(t, want, only(t, client).State)

				out, err = stopAll(t.Context(), client, id)
				require.NoError(t, err, "the fault must not apply any more")
				assert.Equal(t, tt.changed, out.Err() != nil)
			})
		}
	}
}

// TestAfterChangeOfACallThatTheServiceRefuses applies a fault with AfterChange to a call that would fail anyway. The
// call must not change anything, the fault must replace the service's error, and the call must count toward the fault's
// Times.
func TestAfterChangeOfACallThatTheServiceRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault  workspacestest.Fault
		status int
		code   string
	}{
		"error":    {workspacestest.Fault{Err: &types.OperationInProgressException{}}, 400, "OperationInProgressException"},
		"code":     {workspacestest.Fault{Code: "InternalFailure", Status: 500}, 500, "InternalFailure"},
		"status":   {workspacestest.Fault{Status: 503}, 503, ""},
		"throttle": {workspacestest.Fault{Throttle: true}, 400, "ThrottlingException"},
		"drop":     {workspacestest.Fault{Drop: true}, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateSuspended))
			client := emu.Client(once)
			before := only(t, client)
			restore := &workspaces.RestoreWorkspaceInput{WorkspaceId: before.WorkspaceId}
			tt.fault.Operation, tt.fault.Times, tt.fault.AfterChange = "RestoreWorkspace", 1, true
			emu.Inject(tt.fault)
			emu.ClearRequests()

			_, err := client.RestoreWorkspace(t.Context(), restore)
			require.Error(t, err)
			if tt.code != "" {
				requireCode(t, err, tt.code, "")
			}
			assert.NotContains(t, err.Error(), "OperationNotSupportedException", "the service's own error")
			request := emu.Requests()[0]
			assert.True(t, request.Faulted)
			assert.Equal(t, tt.status, request.Status)
			assert.Equal(t, tt.code, request.Code)
			assert.Equal(t, before, only(t, client))

			_, err = client.RestoreWorkspace(t.Context(), restore)
			requireCode(t, err, "OperationNotSupportedException", "")
		})
	}
}

func TestBrokenConnectionsLookLikeThoseOfNetHTTP(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	emu.Inject(workspacestest.Fault{Drop: true})
	_, err := emu.Client(once).DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.ErrorIs(t, err, syscall.ECONNRESET)
	assert.Contains(t, err.Error(), `Post "https://workspaces.us-east-1.amazonaws.com/": read tcp: read: connection reset by peer`)
}

// TestTheStandardRetryerGetsOverEachFault applies each fault to a call's first attempt, both in-process and over a
// socket. The retry must succeed.
func TestTheStandardRetryerGetsOverEachFault(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]workspacestest.Fault{
		"throttle": {Throttle: true},
		"status":   {Status: 503},
		"error":    {Code: "InternalFailure", Status: 500},
		"drop":     {Drop: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
			client := emu.Client(func(o *workspaces.Options) {
				o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) { o.MaxBackoff = time.Millisecond })
			})
			fault.Times = 1
			emu.Inject(fault)
			_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
			require.NoError(t, err)
			assert.Len(t, emu.Requests(), 2)

			emu.Inject(fault)
			_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{}, overSocket(emu))
			require.NoError(t, err)
			assert.Len(t, emu.Requests(), 4)
		})
	}
}

func TestDelay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		client := emu.Client(once)
		id := idsOf(t, client)[0]
		emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Delay: 2 * time.Second})
		emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Delay: time.Second})

		begin := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
		defer cancel()
		_, err := stopAll(ctx, client, id)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, 2500*time.Millisecond, time.Since(begin))
		assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State, "the call must end at the caller's deadline, before it is executed")
		assert.Equal(t, 2500*time.Millisecond, time.Since(begin), "other calls must not be delayed")

		begin = time.Now()
		answered := make(chan struct{})
		go func() {
			defer close(answered)
			out, err := stopAll(t.Context(), client, id)
			assert.NoError(t, err)
			assert.NoError(t, out.Err())
		}()
		time.Sleep(2999 * time.Millisecond)
		assert.Equal(t, types.WorkspaceStateAvailable, only(t, client).State)
		<-answered
		assert.Equal(t, 3*time.Second, time.Since(begin), "the delays of several faults must add up")
		assert.Equal(t, types.WorkspaceStateStopped, only(t, client).State)
	})
}

func TestCloseEndsDelayedCalls(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	held := make(chan struct{})
	emu.Inject(workspacestest.Fault{Delay: time.Hour, Match: func(any) bool {
		close(held)
		return true
	}})
	failed := make(chan error, 1)
	client := emu.Client(once, overSocket(emu))
	go func() {
		_, err := client.DescribeWorkspaces(context.WithoutCancel(t.Context()), &workspaces.DescribeWorkspacesInput{})
		failed <- err
	}()
	<-held
	emu.Close()
	require.Error(t, <-failed)
}

func TestFaultsApplyToTheCallsThatTheySelect(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault workspacestest.Fault
		met   []bool // whether the fault applies to each of four calls: stop the first WorkSpace, stop the second, describe all, stop the first again
	}{
		"all":             {workspacestest.Fault{}, []bool{true, true, true, true}},
		"operation":       {workspacestest.Fault{Operation: "StopWorkspaces"}, []bool{true, true, false, true}},
		"other operation": {workspacestest.Fault{Operation: "StartWorkspaces"}, []bool{false, false, false, false}},
		"times":           {workspacestest.Fault{Times: 2}, []bool{true, true, false, false}},
		"match": {workspacestest.Fault{Match: func(input any) bool {
			_, ok := input.(*workspaces.DescribeWorkspacesInput)
			return ok
		}}, []bool{false, false, true, false}},
		"input":           {workspacestest.Fault{Operation: "StopWorkspaces", Input: []byte(`{"StopWorkspaceRequests":[{"WorkspaceId":"%1"}]}`)}, []bool{true, false, false, true}},
		"input and times": {workspacestest.Fault{Times: 1, Input: []byte(`{"StopWorkspaceRequests":[{"WorkspaceId":"%2"}]}`)}, []bool{false, true, false, false}},
		"number":          {workspacestest.Fault{Input: []byte(`{"Limit":5}`)}, []bool{false, false, true, false}},
		"other number":    {workspacestest.Fault{Input: []byte(`{"Limit":6}`)}, []bool{false, false, false, false}},
		"member is null":  {workspacestest.Fault{Input: []byte(`{"Limit":null}`)}, []bool{true, true, false, true}},
		"empty input":     {workspacestest.Fault{Input: []byte(`{}`)}, []bool{true, true, true, true}},
		"object in it":    {workspacestest.Fault{Input: []byte(`{"WorkspaceProperties":{"RunningMode":"AUTO_STOP"}}`)}, []bool{false, false, false, false}},
		"always":          {workspacestest.Fault{Probability: 1}, []bool{true, true, true, true}},
		"hardly ever":     {workspacestest.Fault{Probability: 1e-12}, []bool{false, false, false, false}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emu := workspacestest.New(t, workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
			client := emu.Client(once)
			ids := idsOf(t, client)
			tt.fault.Code, tt.fault.MayMiss = "Injected", true
			if tt.fault.Input != nil {
				named := strings.NewReplacer("%1", ids[0], "%2", ids[1]).Replace(string(tt.fault.Input))
				tt.fault.Input = []byte(named)
			}
			remove := emu.Inject(tt.fault)
			calls := func() (met []bool) {
				for i := range 4 {
					var err error
					if i == 2 {
						_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(5)})
					} else {
						_, err = stopAll(t.Context(), client, ids[i%2*(1-i/2)])
					}
					met = append(met, err != nil)
				}
				return met
			}
			assert.Equal(t, tt.met, calls())
			remove()
			assert.Equal(t, []bool{false, false, false, false}, calls())
			remove()
		})
	}
}

func TestFaultsApplyInTheOrderOfTheirInjection(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client(once)
	emu.Inject(workspacestest.Fault{Code: "First", Times: 1})
	emu.Inject(workspacestest.Fault{Code: "Second", Times: 2})
	remove := emu.Inject(workspacestest.Fault{Code: "Third"})
	emu.Inject(workspacestest.Fault{Code: "Fourth", Times: 1})
	for _, code := range []string{"First", "Second", "Second", "Third", "Third"} {
		_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
		requireCode(t, err, code, "")
	}
	remove()
	_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	requireCode(t, err, "Fourth", "")
	_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
}

func TestFaultsApplyToTheAccountAndRegionThatTheySelect(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithAccount(otherKey, "secret", otherAccount))
	emu.Inject(workspacestest.Fault{Code: "Account", Account: otherAccount, Times: 1})
	emu.Inject(workspacestest.Fault{Code: "Region", Region: awayRegion, Times: 1})
	emu.Inject(workspacestest.Fault{Code: "Both", Account: otherAccount, Region: awayRegion, Times: 1})
	for i, step := range []struct{ key, region, code string }{
		{workspacestest.AccessKeyID, workspacestest.Region, ""},
		{otherKey, workspacestest.Region, "Account"},
		{otherKey, workspacestest.Region, ""},
		{workspacestest.AccessKeyID, awayRegion, "Region"},
		{workspacestest.AccessKeyID, awayRegion, ""},
		{otherKey, awayRegion, "Both"},
	} {
		_, err := emu.ClientFor(step.key, step.region, once).DescribeWorkspaces(t.Context(), nil)
		if step.code == "" {
			require.NoError(t, err, i)
			continue
		}
		require.Error(t, err, i)
		requireCode(t, err, step.code, "")
	}
}

// TestTimesCountCallsThatAnotherFaultEnds combines two faults. Inject's doc comment describes how such faults count
// calls.
func TestTimesCountCallsThatAnotherFaultEnds(t *testing.T) {
	t.Parallel()
	refuse := workspacestest.Fault{Times: 1, Refuse: &workspacestest.ItemFault{Code: "Refused"}}
	for name, tt := range map[string]struct {
		first, second workspacestest.Fault
		used          bool // whether the first fault counts a call ended by the second
	}{
		"delay":                       {workspacestest.Fault{Times: 1, Delay: 1}, workspacestest.Fault{Code: "End"}, true},
		"refusal of a call not made":  {refuse, workspacestest.Fault{Code: "End"}, false},
		"refusal of a call made":      {refuse, workspacestest.Fault{Code: "End", AfterChange: true}, true},
		"refusal, and a cut response": {refuse, workspacestest.Fault{CutOff: true}, true},
	} {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
		client := emu.Client(once)
		ids := idsOf(t, client)
		tt.first.Operation, tt.second.Operation, tt.second.Times, tt.first.MayMiss = "StopWorkspaces", "StopWorkspaces", 1, true
		emu.Inject(tt.first)
		emu.Inject(tt.second)
		_, err := stopAll(t.Context(), client, ids...)
		require.Error(t, err, name)
		emu.ClearRequests()
		_, err = stopAll(t.Context(), client, ids...)
		require.NoError(t, err, name)
		assert.Equal(t, !tt.used, emu.Requests()[0].Faulted, name)
	}
}

func TestFaultsApplyOnlyToValidCallsWithinTheRateLimit(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithRateLimit(1e-3, 1))
	client := emu.Client(once)
	emu.Inject(workspacestest.Fault{Code: "Injected", Times: 1})
	_, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("")})
	requireCode(t, err, "ValidationException", "")
	_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	requireCode(t, err, "Injected", "")
	emu.Inject(workspacestest.Fault{Code: "Injected", Times: 1, MayMiss: true})
	_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	requireCode(t, err, "ThrottlingException", "Rate exceeded")
}

func TestFaultsWithAProbabilityAreRepeatable(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) (met []bool) {
		emu := workspacestest.New(t, workspacestest.WithSeed(seed))
		client := emu.Client(once)
		emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Throttle: true, Probability: 0.5})
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Throttle: true, Probability: 0.3})
		for range 100 {
			_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
			met = append(met, err != nil)
		}
		return met
	}
	first := run(1)
	assert.Equal(t, first, run(1))
	assert.NotEqual(t, first, run(2))
	hits := 0
	for _, met := range first {
		if met {
			hits++
		}
	}
	assert.InDelta(t, 30, hits, 15)
}

func TestMatchGetsACopyOfTheInput(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Code: "Injected", MayMiss: true, Match: func(input any) bool {
		stop := input.(*workspaces.StopWorkspacesInput)
		stop.StopWorkspaceRequests = nil
		_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
		assert.NoError(t, err, "Match may call the emulator")
		return false
	}})
	out, err := stopAll(t.Context(), client, idsOf(t, client)[0])
	require.NoError(t, err)
	require.NoError(t, out.Err())
	assert.Equal(t, types.WorkspaceStateStopped, only(t, client).State)
}

// TestUnknownItemsDoNotUseFaultsUp injects a fault that applies to one call. A call for an unknown WorkSpace must not
// use it up.
func TestUnknownItemsDoNotUseFaultsUp(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 1, Refuse: &workspacestest.ItemFault{Code: "Some.Code", Message: "some message"}})
	client := emu.Client()
	requireCode(t, operationNamed("StopWorkspaces").call(t, client, aws.String("ws-000000000")), "ResourceNotFound.WorkSpace", "")
	assert.False(t, emu.Requests()[0].Faulted)
	requireCode(t, operationNamed("StopWorkspaces").call(t, client, only(t, client).WorkspaceId), "Some.Code", "some message")
}
