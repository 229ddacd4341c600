package compat

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
)

// deadlineStep is a step of a call. The test makes the step last until the call's context is done.
type deadlineStep struct {
	name        string
	endpoint    string
	credentials aws.CredentialsProvider
	limited     bool // whether the client has a rate limiter, which only our client supports
	dial        func(context.Context) (net.Conn, error)
	serve       func(*peer)
	waits       func(context.Context, *workspaces.Client) error // runs a waiter, which only our client has
}

// onlyOurs reports whether only our client has the step.
func (s deadlineStep) onlyOurs() bool { return s.limited || s.waits != nil }

// stuck blocks until ctx is done.
func stuck(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// deadlineSteps returns the steps in the order in which a call goes through them.
func deadlineSteps() []deadlineStep {
	return []deadlineStep{
		{name: "waiting for the rate limiter", limited: true},
		{name: "getting the credentials", credentials: aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
			return aws.Credentials{}, stuck(ctx)
		})},
		{name: "dialing", dial: func(ctx context.Context) (net.Conn, error) {
			ctx, cancel := context.WithTimeout(ctx, awshttp.DefaultDialConnectTimeout) // the SDK's limit for a dial: net/http goes on dialing after the request has ended
			defer cancel()
			return nil, stuck(ctx)
		}},
		{name: "TLS handshake", endpoint: "https://workspaces.test", serve: (*peer).linger},
		{name: "sending the request", serve: func(p *peer) { <-p.gone }},
		{name: "waiting for the headers", serve: thenStall("")},
		{name: "receiving the headers", serve: thenStall("HTTP/1.1 200 OK\r\nContent-")},
		{name: "receiving the body", serve: thenStall(head(200, "Content-Length: 99") + "\r\n{")},
		{name: "receiving the body of an error", serve: thenStall(head(500, "Content-Length: 99") + "\r\n{")},
		{name: "waiting between two attempts", serve: thenClose(response(500, "", "Connection: close"))},
		{
			name: "waiting between two looks of a waiter", serve: thenClose(response(200, `{"Workspaces":[{"WorkspaceId":"ws-0123456789","State":"PENDING"}]}`, "Connection: close")),
			waits: func(ctx context.Context, client *workspaces.Client) error {
				in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-0123456789"}}
				return workspaces.NewWorkspaceAvailableWaiter(client).Wait(ctx, in, 24*time.Hour, func(o *workspaces.WorkspaceWaiterOptions) {
					o.MinDelay, o.MaxDelay = time.Hour, time.Hour
				})
			},
		},
	}
}

// overPipes returns a function that makes an HTTP client connect over in-memory pipes. The other end of each pipe is
// handled by serve until ctx is done.
func overPipes(ctx context.Context, serve func(*peer)) func(*http.Transport) {
	return func(tr *http.Transport) {
		tr.DialContext = func(context.Context, string, string) (net.Conn, error) {
			client, server := net.Pipe()
			go func() {
				defer server.Close()
				serve(&peer{distant{server}, bufio.NewReader(server), ctx.Done()})
			}()
			return client, nil
		}
	}
}

// distant is the server's end of a pipe. It pauses before sending. Otherwise the response could arrive before net/http
// notices that it has sent the whole request, in which case net/http would close the connection.
type distant struct{ net.Conn }

func (d distant) Write(b []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return d.Conn.Write(b)
}

// client returns an HTTP client for the step. The servers that it connects to run until ctx is done.
func (s deadlineStep) client(ctx context.Context) aws.HTTPClient {
	return awshttp.NewBuildableClient().WithTransportOptions(overPipes(ctx, s.serve), func(tr *http.Transport) {
		if s.dial != nil {
			tr.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) { return s.dial(ctx) }
		}
	})
}

// hourly returns a retryer that waits an hour between attempts.
func hourly() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Hour, nil })
	})
}

// call makes a single call with a new client: StopWorkspaces if change is true, and DescribeWorkspaces otherwise. The
// step's server runs until servers is done.
func (s deadlineStep) call(ctx, servers context.Context, ofOurs, change bool) error {
	endpoint, identity := cmp.Or(s.endpoint, "http://workspaces.test"), s.credentials
	if identity == nil {
		identity = credentials
	}
	if !ofOurs {
		client := official.New(official.Options{
			Region: "us-east-1", Credentials: identity, HTTPClient: s.client(servers), BaseEndpoint: &endpoint, Retryer: hourly(),
		})
		return officialCalls(client).do(ctx, change)
	}
	options := workspaces.Options{
		Region: "us-east-1", Credentials: identity, HTTPClient: s.client(servers), BaseEndpoint: &endpoint, Retryer: hourly(),
	}
	if s.limited {
		options.RateLimiter = emptyLimiter{}
	}
	client := workspaces.New(options)
	if s.waits != nil {
		return s.waits(ctx, client)
	}
	return ourCalls(client).do(ctx, change)
}

// emptyLimiter is a rate limiter that never lets a call through.
type emptyLimiter struct{}

func (emptyLimiter) Wait(ctx context.Context) error { return stuck(ctx) }
func (emptyLimiter) Observe(bool)                   {}

// lateness makes a call whose context ends, and returns how long after that end the call returns. The call runs in a testing/synctest bubble,
// where time is exact, and which fails the test if a goroutine is left behind.
func (s deadlineStep) lateness(t *testing.T, ofOurs, cancel, change bool) (late time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		const allowed = 10 * time.Second
		servers, stop := context.WithCancel(t.Context())
		defer stop()
		ctx, end := context.WithTimeout(t.Context(), allowed)
		want := context.DeadlineExceeded
		if cancel {
			ctx, end = context.WithCancel(t.Context())
			time.AfterFunc(allowed, end)
			want = context.Canceled
		}
		defer end()
		begin := time.Now()
		err := s.call(ctx, servers, ofOurs, change)
		late = time.Since(begin) - allowed
		assert.Error(t, err, s.name)
		if ofOurs { // while receiving a body, the official client sometimes returns an error that does not wrap the context's error
			assert.ErrorIs(t, err, want, s.name)
		}
		stop()
		time.Sleep(time.Minute) // for a dial that goes on until its own time-out
	})
	return late
}

// deadlinesTable returns a table that shows, for each step, how long a call takes to return once its context is done.
func deadlinesTable(t *testing.T) string {
	t.Helper()
	var table strings.Builder
	table.WriteString("| the context ends while the call is | ours, deadline | ours, cancelled | official, deadline | official, cancelled |\n|---|---|---|---|---|\n")
	for _, step := range deadlineSteps() {
		fmt.Fprintf(&table, "| %s |", step.name)
		for _, ofOurs := range []bool{true, false} {
			for _, cancel := range []bool{false, true} {
				if !ofOurs && step.onlyOurs() {
					table.WriteString(" |")
					continue
				}
				late := max(step.lateness(t, ofOurs, cancel, false), step.lateness(t, ofOurs, cancel, true))
				fmt.Fprintf(&table, " %s |", late)
				assert.True(t, !ofOurs || late == 0, "%s: the call returned %s after the end of its context", step.name, late)
			}
		}
		table.WriteString("\n")
	}
	return table.String()
}
