package workspacestest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestProtocol(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	tests := []struct {
		name, operation, body string
		change                func(*http.Request)
		code, message         string
	}{
		{name: "empty object", operation: "DescribeWorkspaces", body: "{}"},
		{name: "empty body", operation: "DescribeWorkspaces"},
		{name: "unknown member", operation: "DescribeWorkspaces", body: `{"Future":{"a":[1,null]}}`},
		{name: "charset", operation: "DescribeWorkspaces", body: "{}", change: func(r *http.Request) {
			r.Header.Set("Content-Type", "application/x-amz-json-1.1; charset=utf-8")
		}},
		{name: "unknown operation", operation: "Describe", code: "UnknownOperationException", message: "WorkspacesService.Describe"},
		{name: "GET", operation: "DescribeWorkspaces", change: func(r *http.Request) { r.Method = http.MethodGet }, code: "UnknownOperationException"},
		{name: "no content type", operation: "DescribeWorkspaces", change: func(r *http.Request) { r.Header.Del("Content-Type") }, code: "UnknownOperationException"},
		{name: "other content type", operation: "DescribeWorkspaces", change: func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, code: "UnknownOperationException"},
		{name: "no target", operation: "DescribeWorkspaces", change: func(r *http.Request) { r.Header.Del("X-Amz-Target") }, code: "UnknownOperationException"},
		{name: "bare target", operation: "DescribeWorkspaces", change: func(r *http.Request) { r.Header.Set("X-Amz-Target", "DescribeWorkspaces") }, code: "UnknownOperationException"},
		{name: "no JSON", operation: "DescribeWorkspaces", body: "{", code: "SerializationException"},
		{name: "null", operation: "DescribeWorkspaces", body: "null", code: "SerializationException"},
		{name: "two documents", operation: "DescribeWorkspaces", body: "{}{}", code: "SerializationException"},
		{name: "wrong type", operation: "DescribeWorkspaces", body: `{"Limit":"many"}`, code: "SerializationException", message: "Limit"},
		{name: "deep", operation: "DescribeWorkspaces", body: `{"a":` + strings.Repeat("[", 1e6), code: "SerializationException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, tt.operation, tt.body)
			if tt.change != nil {
				tt.change(r)
			}
			a := send(t, emu, sign(t, r, tt.body, time.Now()))
			assert.Equal(t, "application/x-amz-json-1.1", a.header.Get("Content-Type"))
			assert.Len(t, a.header.Get("x-amzn-RequestId"), 36)
			assert.NotEmpty(t, a.header.Get("Date"))
			if tt.code == "" {
				require.Equal(t, http.StatusOK, a.status, a.body)
				return
			}
			assert.Equal(t, http.StatusBadRequest, a.status)
			assert.Equal(t, tt.code, a.Type)
			assert.Contains(t, a.Message, tt.message)
		})
	}
}

// endless is a request body that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// broken is a request body that cannot be read.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("cut off") }

// untouched is a request body that fails the test if it is read.
type untouched struct{ tb testing.TB }

func (u untouched) Read([]byte) (int, error) {
	u.tb.Error("the body is read")
	return 0, io.EOF
}

func TestBodiesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	for message, body := range map[string]io.Reader{"larger than": endless{}, "cut off": broken{}} {
		r := sign(t, newRequest(t, "DescribeWorkspaces", ""), "", time.Now())
		r.Body = io.NopCloser(body)
		a := send(t, emu, r)
		assert.Equal(t, "SerializationException", a.Type)
		assert.Contains(t, a.Message, message)
	}
	r := sign(t, newRequest(t, "DescribeWorkspaces", ""), "", time.Now())
	r.Body, r.ContentLength = io.NopCloser(untouched{t}), 16<<20+1
	assert.Contains(t, send(t, emu, r).Message, "larger than", "by its own account")

	r = newRequest(t, "DescribeWorkspaces", "")
	r.Body = nil
	assert.Equal(t, http.StatusOK, send(t, emu, sign(t, r, "", time.Now())).status)
}

// counted is a request body of size bytes that counts the bytes read.
type counted struct{ size, read int }

func (c *counted) Read(p []byte) (int, error) {
	n := min(len(p), c.size-c.read)
	c.read += n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// TestLargeBodiesWithoutAValidKeyAreNotRead sends requests with invalid headers and large bodies. The emulator must
// reject them without reading the bodies.
func TestLargeBodiesWithoutAValidKeyAreNotRead(t *testing.T) {
	t.Parallel()
	header := func(name, old, new string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, strings.Replace(r.Header.Get(name), old, new, 1)) }
	}
	for code, change := range map[string]func(*http.Request){
		"MissingAuthenticationTokenException":               func(r *http.Request) { r.Header.Del("Authorization") },
		"IncompleteSignatureException":                      header("Authorization", "SignedHeaders", "Headers"),
		"UnrecognizedClientException":                       header("Authorization", workspacestest.AccessKeyID, otherKey),
		"InvalidSignatureException: scope":                  header("Authorization", "/workspaces/", "/ec2/"),
		"InvalidSignatureException: time":                   func(r *http.Request) { sign(t, r, "", time.Now().Add(-time.Hour)) },
		"UnknownOperationException: by the target":          header("X-Amz-Target", "Describe", "Undescribe"),
		"UnknownOperationException: by the type of content": header("Content-Type", "x-amz-json-1.1", "json"),
	} {
		for _, lengthKnown := range []bool{false, true} {
			emu := workspacestest.New(t)
			r := sign(t, newRequest(t, "DescribeWorkspaces", ""), "", time.Now())
			body := &counted{size: 30 << 20}
			r.Body, r.ContentLength = io.NopCloser(body), -1
			if lengthKnown {
				r.ContentLength = 30 << 20
			}
			change(r)
			code, _, _ := strings.Cut(code, ":")
			assert.Equal(t, code, send(t, emu, r).Type)
			assert.Less(t, body.read, 100_000, code)
			requests := emu.Requests()
			require.Len(t, requests, 1)
			assert.Nil(t, requests[0].Input)
		}
	}
}

func TestTheClockGoesForwardOnly(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, time.January, 2, 12, 0, 0, 0, time.UTC)
	source := begin
	emu := workspacestest.New(t, workspacestest.WithClock(func() time.Time { return source }))
	require.Equal(t, begin, emu.Now())
	changes := emu.Changes()
	for _, step := range []struct {
		what    string
		advance time.Duration
		source  time.Duration // the source clock's time, as an offset from begin
		want    time.Duration // the expected time on the emulator's clock, as an offset from begin
	}{
		{"one hour forward", time.Hour, 0, time.Hour},
		{"not back", -time.Hour, 0, time.Hour},
		{"not far back", math.MinInt64, 0, time.Hour},
		{"the source goes back by half an hour", 0, -30 * time.Minute, time.Hour},
		{"the source is still behind", 10 * time.Minute, -30 * time.Minute, time.Hour},
		{"the source has caught up", 20 * time.Minute, 0, 90 * time.Minute},
		{"as far as possible", math.MaxInt64, 0, math.MaxInt64},
		{"no farther than that", math.MaxInt64, 0, math.MaxInt64},
	} {
		emu.Advance(step.advance)
		source = begin.Add(step.source)
		assert.Equal(t, begin.Add(step.want), emu.Now(), step.what)
	}
	assert.Equal(t, changes+5, emu.Changes())
	source = begin.Add(time.Hour)
	assert.Equal(t, begin.Add(math.MaxInt64).Add(time.Hour), emu.Now())

	snapshot, err := emu.Snapshot()
	require.NoError(t, err)
	restored := workspacestest.New(t, workspacestest.WithClock(func() time.Time { return begin }))
	require.NoError(t, restored.Restore(snapshot))
	assert.Equal(t, begin.Add(math.MaxInt64), restored.Now(), "the clock must stop at the maximum offset")
}

func TestNoOperationFailsOnAnEmptyInput(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		name := client.Method(i).Name
		if name == "Options" {
			continue
		}
		a := call(t, emu, name, `{}`)
		assert.NotEqual(t, http.StatusInternalServerError, a.status, name)
	}
}

func TestAccountsAndRegionsAreApart(t *testing.T) {
	t.Parallel()
	emu, own, stranger := twoAccounts(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	require.Len(t, list(t, own), 1)
	require.Empty(t, list(t, emu.Client(inRegion("eu-central-1"))))
	require.Empty(t, list(t, stranger))
}

func TestCallsAtTheSameTimeAllSucceed(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, instant, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	bundle := bundleNamed(t, client, "Standard with Windows 11")
	errs := make([]error, 64)
	var callers sync.WaitGroup
	for i := range errs {
		callers.Go(func() {
			errs[i] = createAndStop(t.Context(), client, fmt.Sprintf("user%d", i), bundle)
			emu.Advance(time.Second)
		})
	}
	callers.Wait()
	require.NoError(t, errors.Join(errs...))
	status, err := client.DescribeWorkspacesConnectionStatus(t.Context(), &workspaces.DescribeWorkspacesConnectionStatusInput{})
	require.NoError(t, err)
	assert.Len(t, status.WorkspacesConnectionStatus, 25)
}

// createAndStop creates a WorkSpace, tags it, stops it and describes it.
func createAndStop(ctx context.Context, client *workspaces.Client, user, bundle string) error {
	created, err := client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{{
		DirectoryId: aws.String(directoryID), UserName: &user, BundleId: &bundle,
		WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
	}}})
	if err != nil {
		return err
	}
	if err := created.Err(); err != nil {
		return err
	}
	id := created.PendingRequests[0].WorkspaceId
	if _, err := client.CreateTags(ctx, &workspaces.CreateTagsInput{ResourceId: id, Tags: []types.Tag{{Key: &user}}}); err != nil {
		return err
	}
	stopped, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
	if err != nil {
		return err
	}
	if err := stopped.Err(); err != nil {
		return err
	}
	found, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id}})
	if err != nil {
		return err
	}
	if len(found.Workspaces) != 1 || found.Workspaces[0].State != types.WorkspaceStateStopped {
		return fmt.Errorf("%s is not stopped: %v", *id, found.Workspaces)
	}
	_, err = client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{})
	return err
}

func TestIdentifiersDependOnTheSeedAlone(t *testing.T) {
	t.Parallel()
	describe := func(seed uint64) []types.Workspace {
		return list(t, workspacestest.New(t, workspacestest.WithSeed(seed), workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable)).Client())
	}
	first, again, other := describe(1), describe(1), describe(2)
	assert.Equal(t, first, again)
	assert.NotEqual(t, first, other)
	for _, w := range describe(3) {
		assert.Regexp(t, `^ws-[0-9a-z]{9}$`, *w.WorkspaceId)
		assert.Regexp(t, `^d-90[0-9a-f]{8}$`, *w.DirectoryId)
		assert.Regexp(t, `^WSAMZN-[0-9A-Z]{8}$`, *w.ComputerName)
		assert.Regexp(t, `^172\.16\.0\.\d+$`, *w.IpAddress)
		assert.Regexp(t, `^subnet-[0-9a-f]{17}$`, *w.SubnetId)
	}
}
