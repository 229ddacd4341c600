package workspaces_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"syscall"
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

// The constant maybe is part of the error message if the answer to an attempted change was lost.
const maybe = "may have been carried out"

func TestMayHaveSucceededIsTrueIfTheAnswerToAChangeIsLost(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault     workspacestest.Fault
		want, say bool
	}{
		"broken before the change":  {workspacestest.Fault{Drop: true}, true, true},
		"broken after the change":   {workspacestest.Fault{Drop: true, AfterChange: true}, true, true},
		"truncated":                 {workspacestest.Fault{CutOff: true}, true, true},
		"not an answer":             {workspacestest.Fault{Garbage: true}, true, true},
		"408":                       {workspacestest.Fault{Status: 408}, true, true},
		"500":                       {workspacestest.Fault{Status: 500}, true, false},
		"502":                       {workspacestest.Fault{Status: 502}, true, false},
		"503":                       {workspacestest.Fault{Status: 503}, true, false},
		"504":                       {workspacestest.Fault{Status: 504}, true, false},
		"429":                       {workspacestest.Fault{Status: 429}, false, false},
		"InternalServerException":   {workspacestest.Fault{Err: &types.InternalServerException{}, Status: 500}, true, false},
		"throttled with 500":        {workspacestest.Fault{Code: "ThrottlingException", Status: 500}, false, false},
		"throttled":                 {workspacestest.Fault{Throttle: true}, false, false},
		"ResourceNotFoundException": {workspacestest.Fault{Err: &types.ResourceNotFoundException{}}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu := workspacestest.New(t, workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
				emu.Inject(tt.fault)
				_, err := emu.Client().CreateIpGroup(t.Context(), &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
				require.Error(t, err)
				assert.Equal(t, tt.want, workspaces.MayHaveSucceeded(err), err)
				assert.Equal(t, tt.want, workspaces.MayHaveSucceeded(errors.Join(io.EOF, err)), "joined")
				if tt.say {
					require.ErrorContains(t, err, "operation error WorkSpaces: CreateIpGroup, the request "+maybe+": ")
				} else {
					assert.NotContains(t, err.Error(), maybe)
				}
				_, err = emu.Client().DescribeIpGroups(t.Context(), nil)
				require.Error(t, err)
				assert.False(t, workspaces.MayHaveSucceeded(err), "a read")
				assert.NotContains(t, err.Error(), maybe, "a read")
			})
		})
	}
}

func TestMayHaveSucceededRemembersEarlierAttempts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t)
		emu.Inject(workspacestest.Fault{Drop: true, Times: 1})
		emu.Inject(workspacestest.Fault{Throttle: true})
		_, err := emu.Client().CreateIpGroup(t.Context(), &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
		assert.True(t, workspaces.IsThrottling(err), err)
		assert.True(t, workspaces.MayHaveSucceeded(err), err)
	})
}

func TestMayHaveSucceededIsFalseIfNothingWasSent(t *testing.T) {
	t.Parallel()
	private := httptest.NewTLSServer(http.NotFoundHandler())
	private.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(private.Close)
	reset := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := http.NewResponseController(w).Hijack()
		if assert.NoError(t, err) {
			assert.NoError(t, conn.(*net.TCPConn).SetLinger(0)) // makes Close send a reset
			assert.NoError(t, conn.Close())
		}
	}))
	t.Cleanup(reset.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	failing := func(err error) *http.Client {
		return &http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) { return nil, err })}
	}
	for name, tt := range map[string]struct {
		url    string
		client workspaces.HTTPClient
		want   bool
	}{
		"reset after sending":            {reset.URL, nil, true},
		"reset, by a fake":               {gone.URL, failing(syscall.ECONNRESET), true},
		"refused":                        {gone.URL, nil, false},
		"no such host":                   {gone.URL, failing(&net.DNSError{IsNotFound: true}), false},
		"a certificate that is rejected": {private.URL, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := createIPGroup(t.Context(), tt.url, tt.client)
			require.Error(t, err)
			assert.Equal(t, tt.want, workspaces.MayHaveSucceeded(err), err)
		})
	}
}

// createIPGroup makes a single attempt at a change.
func createIPGroup(ctx context.Context, url string, client workspaces.HTTPClient) error {
	_, err := workspaces.New(workspaces.Options{
		Region: testRegion, Credentials: aws.AnonymousCredentials{}, BaseEndpoint: &url, HTTPClient: client, Retryer: aws.NopRetryer{},
	}).CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
	return err
}

// TestMayHaveSucceededAfterATimeout makes calls run out of time before or after the client has sent the request.
func TestMayHaveSucceededAfterATimeout(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		connects          bool
		deadline, timeout time.Duration // the time until the context is done, and the HTTP client's timeout, or 0 for none
		want              bool
	}{
		"deadline before connecting":        {true, -time.Second, 0, false},
		"deadline while connecting":         {false, time.Second, 0, false},
		"deadline after sending":            {true, time.Second, 0, true},
		"time-out of HTTP while connecting": {false, time.Minute, time.Second, false},
		"time-out of HTTP after sending":    {true, time.Minute, time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				over := make(chan struct{})
				defer close(over)
				dial := func(context.Context, string, string) (net.Conn, error) {
					if !tt.connects {
						<-over
						return nil, syscall.ETIMEDOUT
					}
					near, far := net.Pipe()
					go func() { _, _ = io.Copy(io.Discard, far) }() // ends when the client closes the connection
					return near, nil
				}
				ctx, cancel := context.WithTimeout(t.Context(), tt.deadline)
				defer cancel()
				err := createIPGroup(ctx, "http://workspaces.test", &http.Client{Timeout: tt.timeout, Transport: &http.Transport{DialContext: dial}})
				require.Error(t, err)
				assert.Equal(t, tt.want, workspaces.MayHaveSucceeded(err), err)
			})
		})
	}
}

// The connection breaks during the first attempt. In the second, the service refuses items.
func TestRefusalsOfARepeatedCallMayHaveSucceeded(t *testing.T) {
	t.Parallel()
	broken := func(*http.Request) (*http.Response, error) { return nil, syscall.ECONNRESET }
	refusing := answer(200, `{"FailedRequests":[{"ErrorCode":"X"},{"ErrorCode":"Y"}],"FailedStandbyRequests":[{"ErrorCode":"X"},{"ErrorCode":"Y"}]}`)
	for operation, call := range batches() {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newWire(t, broken, refusing, refusing, answer(429, `{"__type":"ThrottlingException"}`), refusing).client()
				for i, want := range []bool{true, false, false} {
					out, err := call(t.Context(), client)
					require.NoError(t, err)
					err = out.Err()
					assert.Equal(t, want, workspaces.MayHaveSucceeded(err), "call %d", i)
					var batch *workspaces.BatchError
					require.ErrorAs(t, err, &batch)
					for _, item := range batch.Items {
						assert.Equal(t, want, workspaces.MayHaveSucceeded(item), "call %d", i)
					}
					if want {
						require.ErrorContains(t, err, " refused 2 item(s), but an earlier attempt "+maybe+": ")
					} else {
						assert.NotContains(t, err.Error(), maybe)
					}
				}
			})
		})
	}
}

// The service carries out the first attempt before the connection breaks, and therefore refuses the second.
func TestErrorsOfARepeatedCallMayHaveSucceeded(t *testing.T) {
	t.Parallel()
	id := aws.String("ws-000000001")
	for operation, call := range map[string]func(context.Context, *workspaces.Client) error{
		"StopWorkspaces": func(ctx context.Context, c *workspaces.Client) error {
			out, err := c.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
			if err == nil {
				err = out.Err()
			}
			return err
		},
		"ModifyWorkspaceProperties": func(ctx context.Context, c *workspaces.Client) error {
			_, err := c.ModifyWorkspaceProperties(ctx, &workspaces.ModifyWorkspacePropertiesInput{
				WorkspaceId: id, WorkspaceProperties: &types.WorkspaceProperties{ComputeTypeName: types.ComputePower},
			})
			return err
		},
		"CreateIpGroup": func(ctx context.Context, c *workspaces.Client) error {
			_, err := c.CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
			return err
		},
	} {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emu := workspacestest.New(t, workspacestest.WithSeedResources(workspacestest.Seed{Workspaces: []types.Workspace{
					{WorkspaceId: id, State: types.WorkspaceStateAvailable, WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop}},
				}}))
				emu.Inject(workspacestest.Fault{Operation: operation, Drop: true, AfterChange: true, Times: 1})
				err := call(t.Context(), emu.Client())
				require.Error(t, err)
				assert.True(t, workspaces.MayHaveSucceeded(err), err)
				err = call(t.Context(), emu.Client())
				require.Error(t, err)
				assert.False(t, workspaces.MayHaveSucceeded(err), "a refusal of the first attempt: %v", err)
			})
		})
	}
}
