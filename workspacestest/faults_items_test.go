package workspacestest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// injectedMessage is the message of an error whose fault has no Message.
const injectedMessage = "An injected fault caused this error."

func TestRefusedItems(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
	client := emu.Client()
	ids := idsOf(t, client)
	refused := func() (codes map[string]string) {
		out, err := stopAll(t.Context(), client, ids...)
		require.NoError(t, err)
		codes = make(map[string]string)
		for _, f := range out.FailedRequests {
			codes[*f.WorkspaceId] = *f.ErrorCode + ": " + *f.ErrorMessage
		}
		return codes
	}
	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 1, Refuse: &workspacestest.ItemFault{
		Items: ids[:2], Code: "ResourceUnavailable.WorkSpace", Message: "not now",
	}})
	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Times: 1, Refuse: &workspacestest.ItemFault{Items: ids[:1], Code: "Other"}})
	assert.Equal(t, map[string]string{
		ids[0]: "ResourceUnavailable.WorkSpace: not now", ids[1]: "ResourceUnavailable.WorkSpace: not now",
	}, refused(), "the fault that was injected first applies")
	states := list(t, client)
	assert.Equal(t, types.WorkspaceStateAvailable, states[0].State)
	assert.Equal(t, types.WorkspaceStateStopped, states[2].State)
	got := refused()
	assert.Equal(t, "Other: "+injectedMessage, got[ids[0]])
	assert.Contains(t, got[ids[2]], "STOPPED", "the service's own refusal")
	assert.Len(t, got, 2)

	remove := emu.Inject(workspacestest.Fault{Times: 1, Refuse: &workspacestest.ItemFault{Code: "All"}})
	all := "All: " + injectedMessage
	assert.Equal(t, map[string]string{ids[0]: all, ids[1]: all, ids[2]: all}, refused())
	remove()
}

// TestFaultsWithoutAMessage checks that an error from a fault with a Code but no Message says where it comes from. The
// listed fault still has no Message.
func TestFaultsWithoutAMessage(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	client := emu.Client()
	for want, fault := range map[string]workspacestest.Fault{
		injectedMessage: {Code: "AccessDeniedException"},
		"no":            {Code: "AccessDeniedException", Message: "no"},
		"":              {Err: &types.AccessDeniedException{}},
	} {
		remove := emu.Inject(fault)
		assert.Equal(t, fault.Message, emu.Faults()[0].Fault.Message)
		_, err := client.DescribeWorkspaces(t.Context(), nil)
		remove()
		var denied *types.AccessDeniedException
		require.ErrorAs(t, err, &denied)
		assert.Equal(t, want, denied.ErrorMessage())
	}

	emu.Inject(workspacestest.Fault{Operation: "RebootWorkspaces", Doom: &workspacestest.ItemFault{Code: "Broken"}})
	require.NoError(t, operationNamed("RebootWorkspaces").call(t, client, only(t, client).WorkspaceId))
	emu.Advance(time.Hour)
	assert.Equal(t, injectedMessage, *only(t, client).ErrorMessage)
}

func TestRefusedItemsWithAProbability(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithInstantChanges(), workspacestest.WithWorkspaces(25, types.WorkspaceStateAvailable))
	client := emu.Client()
	emu.Inject(workspacestest.Fault{Operation: "StopWorkspaces", Probability: 0.5, Refuse: &workspacestest.ItemFault{Code: "Some"}})
	out, err := stopAll(t.Context(), client, idsOf(t, client)...)
	require.NoError(t, err)
	assert.Greater(t, len(out.FailedRequests), 5)
	assert.Less(t, len(out.FailedRequests), 20)
}

func TestRefusedCreations(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Refuse: &workspacestest.ItemFault{
		Items: []string{"bob"}, Code: "ResourceLimitExceeded.WorkSpace", Message: "no more",
	}})
	out, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{
		Workspaces: []types.WorkspaceRequest{request(t, client, "alice"), request(t, client, "bob"), request(t, client, "carol")},
	})
	require.NoError(t, err)
	assert.Len(t, out.PendingRequests, 2)
	require.Len(t, out.FailedRequests, 1)
	assert.Equal(t, "bob", *out.FailedRequests[0].WorkspaceRequest.UserName)
	assert.Equal(t, "no more", *out.FailedRequests[0].ErrorMessage)
	require.ErrorIs(t, out.Err(), workspaces.ItemCode("ResourceLimitExceeded.WorkSpace"))
}

func TestRefusedStandbys(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	primary := only(t, emu.Client()).WorkspaceId
	emu.Inject(workspacestest.Fault{Refuse: &workspacestest.ItemFault{Items: []string{*primary}, Code: "Injected", Message: "no"}})
	out, err := emu.Client(inRegion(awayRegion)).CreateStandbyWorkspaces(t.Context(), &workspaces.CreateStandbyWorkspacesInput{
		PrimaryRegion:     aws.String("us-east-1"),
		StandbyWorkspaces: []types.StandbyWorkspace{{DirectoryId: aws.String(awayDirectory), PrimaryWorkspaceId: primary}},
	})
	require.NoError(t, err)
	require.Len(t, out.FailedStandbyRequests, 1)
	assert.Equal(t, "Injected", *out.FailedStandbyRequests[0].ErrorCode)
}

func TestDoom(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID), workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
	client := emu.Client()
	ids := idsOf(t, client)
	emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaces", Doom: &workspacestest.ItemFault{
		Items: []string{"bob"}, Code: "ConfigureWorkspace.DomainJoin", Message: "no domain",
	}})
	emu.Inject(workspacestest.Fault{Operation: "RebootWorkspaces", Times: 1, Doom: &workspacestest.ItemFault{Code: "Broken"}})
	emu.Inject(workspacestest.Fault{Operation: "CreateWorkspaceImage", Doom: &workspacestest.ItemFault{Code: "ImageBroken", Message: "no image"}})

	out, err := client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{
		Workspaces: []types.WorkspaceRequest{request(t, client, "alice"), request(t, client, "bob"), request(t, client, "carol")},
	})
	require.NoError(t, err)
	require.NoError(t, out.Err())
	rebooted, err := client.RebootWorkspaces(t.Context(), &workspaces.RebootWorkspacesInput{
		RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: &ids[0]}},
	})
	require.NoError(t, err)
	require.NoError(t, rebooted.Err())
	image, err := client.CreateWorkspaceImage(t.Context(), &workspaces.CreateWorkspaceImageInput{
		WorkspaceId: &ids[1], Name: aws.String("doomed"), Description: aws.String("doomed"),
	})
	require.NoError(t, err)

	emu.Advance(time.Hour)
	states := make(map[string]string)
	for _, w := range list(t, client) {
		states[*w.UserName] = string(w.State) + " " + aws.ToString(w.ErrorCode) + " " + aws.ToString(w.ErrorMessage)
	}
	assert.Equal(t, "AVAILABLE  ", states["alice"])
	assert.Equal(t, "ERROR ConfigureWorkspace.DomainJoin no domain", states["bob"])
	assert.Equal(t, "AVAILABLE  ", states["carol"])
	images, err := client.DescribeWorkspaceImages(t.Context(), &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{*image.ImageId}})
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceImageStateError, images.Images[0].State)
	assert.Equal(t, "ImageBroken", aws.ToString(images.Images[0].ErrorCode))
	found, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids[:1]})
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceStateError, found.Workspaces[0].State)
	assert.Equal(t, "Broken", aws.ToString(found.Workspaces[0].ErrorCode))

	rebuilt, err := client.RebuildWorkspaces(t.Context(), &workspaces.RebuildWorkspacesInput{
		RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: &ids[0]}},
	})
	require.NoError(t, err)
	require.NoError(t, rebuilt.Err())
	emu.Advance(time.Hour)
	found, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids[:1]})
	require.NoError(t, err)
	assert.Equal(t, types.WorkspaceStateAvailable, found.Workspaces[0].State, "the fault must not affect later changes")
}

// TestDoomShowsInTheRowsOfEachOperation covers all operations to which Fault.Doom can apply. It runs the rows in
// memberRows with and without the fault. For each operation, at least one row's later reads must differ between the
// two. It first omits the calls in row.after; if the reads do not differ, it repeats the row with these calls.
func TestDoomShowsInTheRowsOfEachOperation(t *testing.T) {
	t.Parallel()
	rows := make(map[string][]memberRow)
	for _, row := range memberRows() {
		rows[row.op] = append(rows[row.op], row)
	}
	for op := range memberInputs() {
		doom := workspacestest.Fault{Operation: op, Doom: &workspacestest.ItemFault{Code: "Doomed"}}
		if doom.Validate() != nil {
			continue
		}
		t.Run(op, func(t *testing.T) {
			t.Parallel()
			shows := slices.ContainsFunc(rows[op], func(row memberRow) bool {
				play := func(faults ...workspacestest.Fault) (reads []string) {
					synctest.Test(t, func(t *testing.T) {
						w := newMemberWorld(t)
						for _, before := range row.before {
							w.do(before)
						}
						for _, fault := range faults {
							w.emu.Inject(fault)
						}
						w.ask(memberCall{op: op, input: row.base, from: row.from})
						reads = slices.Collect(w.laterReads(row))
					})
					return reads
				}
				after := row.after
				row.after = nil
				if !slices.Equal(play(), play(doom)) {
					return true
				}
				row.after = after
				return len(after) > 0 && !slices.Equal(play(), play(doom))
			})
			assert.True(t, shows, "%s starts a change according to operations.go, but no row shows that the change can fail", op)
		})
	}
}

func TestInvalidFaultsAreRefused(t *testing.T) {
	t.Parallel()
	item := &workspacestest.ItemFault{Code: "Code"}
	for message, fault := range map[string]workspacestest.Fault{
		"the fault has no effect: set Code":                                 {Operation: "StopWorkspaces"},
		`the service has no operation "Stop"`:                               {Operation: "Stop", Throttle: true},
		"field Account must have twelve digits, and is \"12\"":              {Throttle: true, Account: "12"},
		`field Region is not the name of a Region, such as us-east-1: "US"`: {Throttle: true, Region: "US"},
		`such as us-east-1: "mars"`:                                         {Throttle: true, Region: "mars"},
		"Times must not be negative, and is -1":                             {Throttle: true, Times: -1},
		"Probability must be from 0 to 1, and is 1.5":                       {Throttle: true, Probability: 1.5},
		"Probability must be from 0 to 1, and is -0.1":                      {Throttle: true, Probability: -0.1},
		"Probability must be from 0 to 1, and is NaN":                       {Throttle: true, Probability: math.NaN()},
		"Delay must not be negative, and is -1s":                            {Delay: -time.Second},
		"a call can end in one way only":                                    {Throttle: true, Drop: true},
		"fault: a call can end in one way only":                             {Code: "Code", Err: &types.ConflictException{}},
		"a call can end in one":                                             {Drop: true, Status: 500},
		"Refuse and Doom cannot be combined with other effects":             {Refuse: item, Throttle: true},
		"or with each other":                                                {Refuse: item, Doom: item},
		"inject two faults":                                                 {Doom: item, Delay: time.Second},
		"Status must be from 200 to 599, and is 99":                         {Status: 99},
		"Status must be from 200 to 599, and is 600":                        {Status: 600},
		"Message is set without Code":                                       {Message: "text", Throttle: true},
		"AfterChange needs Err":                                             {CutOff: true, AfterChange: true},
		"AfterChange needs Err, Code, Status, Throttle or Drop":             {Refuse: item, AfterChange: true},
		"Err is a nil pointer":                                              {Err: (*types.ConflictException)(nil)},
		"Err must be a smithy.APIError with a code, and is a *errors":       {Err: errors.New("plain")},
		"the ItemFault has no Code":                                         {Refuse: &workspacestest.ItemFault{}},
		"StopWorkspacesPool has no items to refuse":                         {Operation: "StopWorkspacesPool", Refuse: item},
		"DescribeWorkspaces starts no change":                               {Operation: "DescribeWorkspaces", Doom: item},
		"CreateTags starts no change":                                       {Operation: "CreateTags", Doom: item},
		"CreateConnectionAlias starts no change":                            {Operation: "CreateConnectionAlias", Doom: item},
		"RestoreWorkspace has no items whose change could fail":             {Operation: "RestoreWorkspace", Doom: &workspacestest.ItemFault{Code: "Code", Items: []string{"ws-1"}}},
		"Input is not a JSON object":                                        {Throttle: true, Input: []byte("null")},
		"fault: field Input is not a JSON object":                           {Throttle: true, Input: []byte("{")},
		"in field Input: SerializationException: Limit":                     {Operation: "DescribeWorkspaces", Throttle: true, Input: []byte(`{"Limit":"5"}`)},
		"in field Input: DescribeWorkspaces has no member limit":            {Operation: "DescribeWorkspaces", Throttle: true, Input: []byte(`{"limit":5}`)},
		"CreateTags has no member Tags[1].Name":                             {Operation: "CreateTags", Throttle: true, Input: []byte(`{"Tags":[{"Key":"a"},{"Name":"b"}]}`)},
	} {
		err := fault.Validate()
		require.ErrorContains(t, err, message)
		require.PanicsWithError(t, err.Error(), func() { workspacestest.NewEmulator().Inject(fault) })
	}
}

func TestFaultsInJSON(t *testing.T) {
	t.Parallel()
	const text = `{"Operation":"StopWorkspaces","Account":"111122223333","Region":"us-east-1","Input":{"StopWorkspaceRequests":[]},"Times":2,"Probability":0.5,"Delay":"1.5s","AfterChange":true,"Code":"Code","Message":"text","Status":500}`
	var fault workspacestest.Fault
	require.NoError(t, json.Unmarshal([]byte(text), &fault))
	assert.Equal(t, workspacestest.Fault{
		Operation: "StopWorkspaces", Account: "111122223333", Region: "us-east-1", Input: json.RawMessage(`{"StopWorkspaceRequests":[]}`), Times: 2, Probability: 0.5, Delay: 1500 * time.Millisecond,
		AfterChange: true, Code: "Code", Message: "text", Status: 500,
	}, fault)
	written, err := json.Marshal(fault)
	require.NoError(t, err)
	assert.JSONEq(t, text, string(written))
	written, err = json.Marshal([]workspacestest.Fault{{Doom: &workspacestest.ItemFault{Items: []string{"a"}, Code: "b"}, Match: func(any) bool { return true }}})
	require.NoError(t, err)
	assert.JSONEq(t, `[{"Doom":{"Items":["a"],"Code":"b"}}]`, string(written))

	for message, text := range map[string]string{
		`there is no member "drop"`:                                   `{"drop":true}`,
		`there is no member "items"`:                                  `{"Refuse":{"items":["a"],"Code":"b"}}`,
		`there is no member "Match"`:                                  `{"Match":true}`,
		`there is no member "Operaton"`:                               `{"Operaton":"StopWorkspaces"}`,
		`fault: Delay: "soon" is not a duration such as 90s`:          `{"Delay":"soon"}`,
		`fault: field Delay must be a string, such as "2s", and is 5`: `{"Delay":5}`,
		`fault: field Delay must be a string, such as "2s", and is {`: `{"Delay":{"Seconds":5}}`,
		"fault: Times must be a whole number, and is \"2\"":           `{"Times":"2"}`,
		"fault: Times must be a whole number, and is 1.5":             `{"Times":1.5}`,
		"fault: Probability must be a number, and is true":            `{"Probability":true}`,
		"fault: Drop must be true or false, and is []":                `{"Drop":[]}`,
		"fault: Refuse must be an object, and is \"a\"":               `{"Refuse":"a"}`,
		"fault: Refuse.Items must be a list, and is \"a\"":            `{"Refuse":{"Items":"a"}}`,
		"fault: the document must be an object, and is []":            `[]`,
	} {
		before := workspacestest.Fault{Operation: "StartWorkspaces"}
		require.ErrorContains(t, json.Unmarshal([]byte(text), &before), message)
		assert.Equal(t, workspacestest.Fault{Operation: "StartWorkspaces"}, before)
	}
}

// TestNoAcceptedChangeIsLost tags, stops, starts and describes the same WorkSpaces in 64 goroutines while faults apply.
// Each tag's key begins with the name of the fault that applies to the CreateTags call.
func TestNoAcceptedChangeIsLost(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithWorkspaces(8, types.WorkspaceStateAvailable))
	ids := idsOf(t, emu.Client())
	for kind, fault := range map[string]workspacestest.Fault{
		"before": {Drop: true},
		"after":  {Drop: true, AfterChange: true},
		"cut":    {CutOff: true},
		"slow":   {Delay: time.Millisecond},
	} {
		fault.Operation = "CreateTags"
		fault.Match = func(input any) bool {
			return strings.HasPrefix(*input.(*workspaces.CreateTagsInput).Tags[0].Key, kind)
		}
		emu.Inject(fault)
	}
	for _, fault := range []workspacestest.Fault{
		{Throttle: true}, {Status: 503, AfterChange: true}, {Garbage: true}, {Delay: time.Microsecond}, {Refuse: &workspacestest.ItemFault{Code: "Injected"}},
	} {
		for _, operation := range []string{"StopWorkspaces", "StartWorkspaces"} {
			fault.Operation, fault.Probability = operation, 0.2
			emu.Inject(fault)
		}
	}
	kinds := []string{"plain", "before", "after", "cut", "slow"}
	var callers sync.WaitGroup
	for i := range 64 {
		callers.Go(func() {
			client := emu.Client(once)
			for round, kind := range kinds {
				id := &ids[(i+round)%len(ids)]
				_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{
					ResourceId: id, Tags: []types.Tag{{Key: aws.String(fmt.Sprintf("%s-%d", kind, i))}},
				})
				assert.Equal(t, kind == "plain" || kind == "slow", err == nil, kind)
				_, _ = stopAll(t.Context(), client, ids...)
				_, _ = client.StartWorkspaces(t.Context(), &workspaces.StartWorkspacesInput{StartWorkspaceRequests: []types.StartRequest{{WorkspaceId: id}}})
				_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
				assert.NoError(t, err)
				emu.Requests()
			}
		})
	}
	callers.Wait()
	found := make(map[string]int)
	for _, id := range ids {
		out, err := emu.Client().DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: &id})
		require.NoError(t, err)
		for _, tag := range out.TagList {
			kind, _, _ := strings.Cut(*tag.Key, "-")
			found[kind]++
		}
	}
	assert.Equal(t, map[string]int{"plain": 64, "after": 64, "cut": 64, "slow": 64}, found)
}

// FuzzFault decodes a fault from JSON, injects it, and makes calls to which the fault may apply.
func FuzzFault(f *testing.F) {
	f.Add([]byte(`{"Operation":"StopWorkspaces","Times":1,"Drop":true,"AfterChange":true}`), "StopWorkspaces", `{"StopWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}]}`)
	f.Add([]byte(`{"Input":{"Limit":1,"a":{"b":[]}},"Code":"\u0000\"","Status":204}`), "DescribeWorkspaces", `{"Limit":1}`)
	f.Add([]byte(`{"Refuse":{"Items":["ws-000000000"],"Code":"C"},"Probability":0.5}`), "TerminateWorkspaces", `{"TerminateWorkspaceRequests":[{"WorkspaceId":"ws-000000000"}]}`)
	f.Add([]byte(`{"Doom":{"Code":"C"}}`), "CreateWorkspaceImage", `{"WorkspaceId":"ws-000000000","Name":"a","Description":"b"}`)
	f.Add([]byte(`{"Garbage":true,"Status":599}`), "DescribeTags", ``)
	f.Add([]byte(`{"Delay":"1ns","Throttle":true}`), "DescribeTags", `{"ResourceId":"a"}`)
	f.Fuzz(func(t *testing.T, text []byte, operation, body string) {
		var fault workspacestest.Fault
		if json.Unmarshal(text, &fault) != nil || fault.Validate() != nil {
			return
		}
		written, err := json.Marshal(fault)
		require.NoError(t, err)
		var again workspacestest.Fault
		require.NoError(t, json.Unmarshal(written, &again))
		require.NoError(t, again.Validate())
		fault.Delay = min(fault.Delay, time.Millisecond)

		emu := workspacestest.NewEmulator(instant, workspacestest.WithSeedResources(workspacestest.Seed{
			Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-000000000")}},
		}))
		emu.Inject(fault)
		for range 2 {
			r := sign(t, newRequest(t, operation, body), body, time.Now())
			response, err := emu.Config().HTTPClient.Do(r)
			if err != nil {
				require.True(t, fault.Drop, err)
				continue
			}
			_, err = io.Copy(io.Discard, response.Body)
			assert.Equal(t, fault.CutOff && emu.Requests()[0].Faulted, err != nil)
			require.NoError(t, response.Body.Close())
			if response.StatusCode >= http.StatusInternalServerError {
				assert.Equal(t, fault.Status, response.StatusCode)
			}
		}
		assert.Len(t, emu.Requests(), 2)
	})
}
