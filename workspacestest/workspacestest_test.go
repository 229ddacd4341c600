package workspacestest_test

import (
	"bytes"
	"context"
	"io"
	"math"
	"net/http"
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

// states returns the states of the WorkSpaces on the first page of DescribeWorkspaces.
func states(tb testing.TB, client *workspaces.Client) []types.WorkspaceState {
	tb.Helper()
	out, err := client.DescribeWorkspaces(context.Background(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(tb, err)
	list := make([]types.WorkspaceState, len(out.Workspaces))
	for i, w := range out.Workspaces {
		list[i] = w.State
	}
	return list
}

func TestAdvance(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(2, types.WorkspaceStatePending))
	client := emu.Client()
	assert.Equal(t, []types.WorkspaceState{"PENDING", "PENDING"}, states(t, client))
	emu.Advance(20 * time.Minute)
	assert.Equal(t, []types.WorkspaceState{"AVAILABLE", "AVAILABLE"}, states(t, client))
	assert.WithinDuration(t, time.Now().Add(20*time.Minute), emu.Now(), time.Minute)
}

func TestWithClock(t *testing.T) {
	t.Parallel()
	now := time.Date(1999, time.December, 31, 23, 59, 0, 0, time.UTC)
	emu := workspacestest.New(t, workspacestest.WithClock(func() time.Time { return now }), workspacestest.WithWorkspaces(1, types.WorkspaceStateStarting))
	client := emu.Client()
	now = now.Add(2*time.Minute - 1)
	assert.Equal(t, []types.WorkspaceState{"STARTING"}, states(t, client))
	now = now.Add(1)
	assert.Equal(t, []types.WorkspaceState{"AVAILABLE"}, states(t, client))
}

func TestBubbleClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateStopping)).Client()
		polls := 0
		for states(t, client)[0] != types.WorkspaceStateStopped {
			polls++
			time.Sleep(30 * time.Second)
		}
		assert.Equal(t, 4, polls)
	})
}

func TestDurations(t *testing.T) {
	t.Parallel()
	const forever = 1000 * time.Hour
	for name, tt := range map[string]struct {
		opts []workspacestest.Option
		want types.WorkspaceState
	}{
		"short":    {[]workspacestest.Option{workspacestest.WithProvisioningTime(0)}, "AVAILABLE"},
		"instant":  {[]workspacestest.Option{workspacestest.WithInstantChanges()}, "AVAILABLE"},
		"last one": {[]workspacestest.Option{workspacestest.WithInstantChanges(), workspacestest.WithProvisioningTime(forever)}, "PENDING"},
	} {
		emu := workspacestest.New(t, append(tt.opts, workspacestest.WithWorkspaces(1, types.WorkspaceStatePending))...)
		assert.Equal(t, []types.WorkspaceState{tt.want}, states(t, emu.Client()), name)
	}
}

func TestInvalidOptionsAreRefused(t *testing.T) {
	t.Parallel()
	for says, opt := range map[string]workspacestest.Option{
		`access key "": only letters, digits and underscores are allowed, 1 to 128 of them`:    workspacestest.WithCredentials("", "c"),
		`access key "a/b": only letters, digits and underscores are allowed, 1 to 128 of them`: workspacestest.WithCredentials("a/b", "c"),
		`access key "a b": only letters, digits and underscores are allowed, 1 to 128 of them`: workspacestest.WithAccount("a b", "c", "123456789012"),
		`access key "a-b": only letters, digits and underscores are allowed, 1 to 128 of them`: workspacestest.WithClientCredentials("a-b", "c"),
		`access key "KEY": the secret must not be empty`:                                       workspacestest.WithCredentials("KEY", ""),
		`account "12": an account has twelve digits`:                                           workspacestest.WithAccount("KEY", "secret", "12"),
		`Region "US": a Region has a name such as us-east-1`:                                   workspacestest.WithoutConnectionAliases("us-east-1", "US"),
		`Region "mars": a Region has a name such as us-east-1`:                                 workspacestest.WithRegions("us-gov-west-1", "mars"),
		"an option must not be nil":                                                            nil,
		"the clock must not be nil":                                                            workspacestest.WithClock(nil),
		"the rate must be above 0 calls per second, and is 0":                                  workspacestest.WithRateLimit(0, 5),
		"the rate must be above 0 calls per second, and is -2":                                 workspacestest.WithRateLimit(-2, -5),
		"the rate must be above 0 calls per second, and is +Inf":                               workspacestest.WithRateLimit(math.Inf(1), 5),
		"the rate must be above 0 calls per second, and is NaN":                                workspacestest.WithRateLimit(math.NaN(), 5),
		"the burst must be from 1 to 10000 calls, and is 0":                                    workspacestest.WithRateLimit(1, 0),
		"the burst must be from 1 to 10000 calls, and is 10001":                                workspacestest.WithRateLimit(1, 10_001),
		`there is no quota "nope"`:                                                             workspacestest.WithQuota("nope", 1),
		`the quota of images must not be negative, and is -5`:                                  workspacestest.WithQuota(workspacestest.QuotaImages, -5),
		`the code for "ResourceNotFound.User" must not be empty`:                               workspacestest.WithItemCode("ResourceNotFound.User", ""),
		`the emulator does not refuse items with the code "Foo": its codes are ResourceNotFound.Bundle, ResourceUnavailable.Bundle, ` +
			"OperationNotSupported.Directory, ResourceNotFound.WorkSpace, InvalidResourceState.WorkSpace, OperationNotSupported.WorkSpace, " +
			"ResourceNotFound.Snapshot, ResourceNotFound.Directory, ResourceNotFound.User, ResourceExists.WorkSpace, " +
			"AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace, AutoStopTimeoutIsNotDefaultForManualWorkspace, " +
			"InvalidUserConfiguration.Workspace": workspacestest.WithItemCode("Foo", "Bar"),
		`there cannot be 1 WorkSpaces in the state "NOPE"`:           workspacestest.WithWorkspaces(1, "NOPE"),
		`there cannot be -1 WorkSpaces in the state "AVAILABLE"`:     workspacestest.WithWorkspaces(-1, types.WorkspaceStateAvailable),
		"there is no phase -1":                                       workspacestest.WithDuration(-1, 0),
		"there is no phase 99":                                       workspacestest.WithDuration(99, time.Second),
		"the phase Provisioning cannot take -1ns":                    workspacestest.WithProvisioningTime(-1),
		"the phase Provisioning cannot end after -1 responses":       workspacestest.WithReads(workspacestest.Provisioning, -1),
		"no response shows the phase Propagating: use WithDuration":  workspacestest.WithReads(workspacestest.Propagating, 1),
		"no response shows the phase Snapshotting: use WithDuration": workspacestest.WithReads(workspacestest.Snapshotting, 0),
		"there is no phase 33":                                       workspacestest.WithReads(33, 1),
	} {
		_, err := workspacestest.Build(workspacestest.WithSeed(1), opt)
		require.EqualError(t, err, "workspacestest: "+says)
		assert.PanicsWithError(t, "workspacestest: "+says, func() { workspacestest.NewEmulator(opt) })
	}
}

func TestAnAccessKeyHasOneSecretAndOneAccount(t *testing.T) {
	t.Parallel()
	client := workspacestest.WithClientCredentials("KEY", "secret")
	account, other := workspacestest.WithAccount("KEY", "secret", "111122223333"), workspacestest.WithAccount("KEY", "secret", "444455556666")
	for name, tt := range map[string]struct {
		opts []workspacestest.Option
		says string
	}{
		"two accounts":              {[]workspacestest.Option{account, other}, `access key "KEY": it is added twice`},
		"the same account twice":    {[]workspacestest.Option{account, account}, `access key "KEY": it is added twice`},
		"with and without account":  {[]workspacestest.Option{workspacestest.WithCredentials("KEY", "secret"), account}, `access key "KEY": it is added twice`},
		"two secrets":               {[]workspacestest.Option{client, workspacestest.WithCredentials("KEY", "other")}, `access key "KEY": it has two secrets`},
		"two secrets, client last":  {[]workspacestest.Option{workspacestest.WithCredentials("KEY", "other"), client}, `access key "KEY": it has two secrets`},
		"account of the client":     {[]workspacestest.Option{client, account}, ""},
		"account of the first key":  {[]workspacestest.Option{workspacestest.WithAccount(workspacestest.AccessKeyID, "secret", "111122223333")}, ""},
		"two keys of an account":    {[]workspacestest.Option{account, workspacestest.WithAccount("KEY2", "secret", "111122223333")}, ""},
		"the client's key replaced": {[]workspacestest.Option{client, workspacestest.WithClientCredentials("KEY", "other")}, ""},
	} {
		_, err := workspacestest.Build(tt.opts...)
		if tt.says == "" {
			require.NoError(t, err, name)
			continue
		}
		require.EqualError(t, err, "workspacestest: "+tt.says, name)
	}
}

func TestReadsEndAPhase(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithReads(workspacestest.Stopping, 2), workspacestest.WithWorkspaces(1, types.WorkspaceStateStopping))
	client := emu.Client()
	for _, want := range []types.WorkspaceState{"STOPPING", "STOPPING", "STOPPED", "STOPPED"} {
		emu.Advance(1000 * time.Hour)
		assert.Equal(t, []types.WorkspaceState{want}, states(t, client))
	}
}

func TestTheReadsOfEachPhaseAreCounted(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateTerminating),
		workspacestest.WithReads(workspacestest.Terminating, 2), workspacestest.WithReads(workspacestest.Vanishing, 1)).Client()
	for _, want := range []types.WorkspaceState{"TERMINATING", "TERMINATING", "TERMINATED"} {
		assert.Equal(t, []types.WorkspaceState{want}, states(t, client))
	}
	assert.Empty(t, states(t, client))
}

func TestItemCodesAreReplaced(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID, "alice"),
		workspacestest.WithItemCode("ResourceNotFound.WorkSpace", "Gone"), workspacestest.WithItemCode("ResourceNotFound.User", "Nobody"))
	unknown := aws.String("ws-000000000")
	requireCode(t, operationNamed("StopWorkspaces").call(t, emu.Client(), unknown), "Gone", "")
	assert.Equal(t, "Nobody", refusal(t, emu.Client(), request(t, emu.Client(), "bob")))
	out := standbys(t, away(t, emu), types.StandbyWorkspace{PrimaryWorkspaceId: unknown, DirectoryId: aws.String(awayDirectory)})
	require.Len(t, out.FailedStandbyRequests, 1)
	assert.Equal(t, "Gone", *out.FailedStandbyRequests[0].ErrorCode)
}

func TestURL(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	config := emu.Config()
	config.HTTPClient = nil
	config.BaseEndpoint = aws.String(emu.URL())
	client := workspaces.NewFromConfig(config)
	assert.Len(t, states(t, client), 1)
	assert.Equal(t, *config.BaseEndpoint, emu.URL())

	emu.Close()
	_, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{}, func(o *workspaces.Options) { o.RetryMaxAttempts = 1 })
	require.Error(t, err)
	assert.Len(t, states(t, emu.Client()), 1, "clients in this process must keep working")
	emu.Close()
}

func TestPresignedOverURL(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	presigner := workspaces.NewPresignClient(emu.Client(func(o *workspaces.Options) { o.BaseEndpoint = aws.String(emu.URL()) }))
	r, err := presigner.Request(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, http.StatusOK, response.StatusCode, string(body))
	assert.Contains(t, string(body), "AVAILABLE")
}

func TestClientForAnotherAccountAndRegion(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithAccount(otherKey, "secret", otherAccount), workspacestest.WithClientCredentials("OWN", "own secret"))
	seed(t, emu, workspacestest.Seed{Account: otherAccount, Region: "eu-west-1", Workspaces: make([]types.Workspace, 1)})
	assert.Len(t, list(t, emu.ClientFor(otherKey, "eu-west-1")), 1)
	assert.Len(t, list(t, workspaces.NewFromConfig(emu.ConfigFor(otherKey, "eu-west-1"))), 1)
	assert.Empty(t, list(t, emu.ClientFor(otherKey, workspacestest.Region)))
	assert.Empty(t, list(t, emu.ClientFor("OWN", "eu-west-1", overSocket(emu))))

	const replaced = `workspacestest: access key "AKIDWORKSPACESTEST": no option has added it`
	outside := workspacestest.NewEmulator(workspacestest.WithClientCredentials("OWN", "own secret"))
	require.PanicsWithError(t, replaced, func() { outside.ClientFor(workspacestest.AccessKeyID, workspacestest.Region) })
	require.PanicsWithError(t, replaced, func() { outside.ConfigFor(workspacestest.AccessKeyID, workspacestest.Region) })
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Client()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{})
	require.ErrorIs(t, err, context.Canceled)
}

// TestTransportKeepsTheContract checks two duties of an HTTP transport: it must close the request body, and its
// response must refer to the request.
func TestTransportKeepsTheContract(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t).Config().HTTPClient
	body := &closing{Reader: bytes.NewReader([]byte("{}"))}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://localhost/", body)
	require.NoError(t, err)
	response, err := client.Do(r)
	require.NoError(t, err)
	assert.Equal(t, http.StatusBadRequest, response.StatusCode)
	assert.Same(t, r, response.Request)
	assert.True(t, body.closed)
	require.NoError(t, response.Body.Close())

	ctx, cancel := context.WithCancel(t.Context())
	r, err = http.NewRequestWithContext(ctx, http.MethodPost, "https://localhost/", &closing{Reader: readerFunc(func([]byte) (int, error) {
		cancel()
		return 0, io.EOF
	})})
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "WorkspacesService.DescribeWorkspaces")
	_, err = client.Do(r) //nolint:bodyclose // the response is nil
	require.ErrorIs(t, err, context.Canceled, "the context ended while the body was read")
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestManyCallersOverURL(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
	var callers sync.WaitGroup
	for range 8 {
		callers.Go(func() {
			client := emu.Client(func(o *workspaces.Options) { o.BaseEndpoint, o.HTTPClient = aws.String(emu.URL()), http.DefaultClient })
			assert.Len(t, states(t, client), 3)
		})
	}
	callers.Wait()
}

var _ http.Handler = (*workspacestest.Emulator)(nil)
