package compat

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// reliabilityHTTP describes the HTTP client used for a call.
type reliabilityHTTP struct {
	url       string
	roots     authority
	timeout   time.Duration
	plain     bool // whether to use a plain *http.Client rather than the SDK's default client
	transport func(*http.Transport)
	dialer    func(*net.Dialer)
	closed    chan<- struct{} // if not nil, receives a value when the client closes a connection
}

// trust makes the client use TLS and trust the given authority.
func (h *reliabilityHTTP) trust(a authority) {
	h.roots, h.url = a, strings.Replace(h.url, "http:", "https:", 1)
}

// client returns a new HTTP client.
func (h *reliabilityHTTP) client() aws.HTTPClient {
	if h.plain {
		return &http.Client{Transport: new(http.Transport)}
	}
	client := awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
		if h.roots.certificate != nil {
			tr.TLSClientConfig.RootCAs = h.roots.roots()
		}
		if h.transport != nil {
			h.transport(tr)
		}
		if h.closed != nil {
			dial := tr.DialContext
			tr.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
				conn, err := dial(ctx, network, addr)
				return watchedConn{conn, h.closed}, err
			}
		}
	})
	if h.dialer != nil {
		client = client.WithDialerOptions(h.dialer)
	}
	return client.WithTimeout(h.timeout)
}

// watchedConn is a client's connection. When the client closes the connection, Close sends a value to the channel.
type watchedConn struct {
	net.Conn
	closed chan<- struct{}
}

func (c watchedConn) Close() error {
	select {
	case c.closed <- struct{}{}:
	default: // reported already
	}
	return c.Conn.Close()
}

// hasty is a client's default retryer, but with a delay of just 1 ms. It counts attempts.
type hasty struct {
	aws.RetryerV2
	attempts *atomic.Int32
}

func (h hasty) GetAttemptToken(ctx context.Context) (func(error) error, error) {
	h.attempts.Add(1)
	return h.RetryerV2.GetAttemptToken(ctx)
}

func (hasty) RetryDelay(int, error) (time.Duration, error) { return time.Millisecond, nil }

// calls holds two functions that call the service with one of the clients: a read and a change.
type calls struct{ read, change func(context.Context) error }

// do makes the change if change is true, and the read otherwise.
func (c calls) do(ctx context.Context, change bool) error {
	if change {
		return c.change(ctx)
	}
	return c.read(ctx)
}

func ourCalls(client *workspaces.Client) calls {
	return calls{
		func(ctx context.Context) error { _, err := client.DescribeWorkspaces(ctx, nil); return err },
		func(ctx context.Context) error {
			_, err := client.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-0123456789")}}})
			return err
		},
	}
}

func officialCalls(client *official.Client) calls {
	return calls{
		func(ctx context.Context) error { _, err := client.DescribeWorkspaces(ctx, nil); return err },
		func(ctx context.Context) error {
			_, err := client.StopWorkspaces(ctx, &official.StopWorkspacesInput{StopWorkspaceRequests: []officialtypes.StopRequest{{WorkspaceId: aws.String("ws-0123456789")}}})
			return err
		},
	}
}

// caller makes calls with one of the clients, and counts the attempts of the client's default retryer.
type caller struct {
	calls
	attempts *atomic.Int32
}

// callerOf is the type of ourCaller and officialCaller.
type callerOf func(do aws.HTTPClient, url string, mode aws.RetryMode) caller

func ourCaller(do aws.HTTPClient, url string, mode aws.RetryMode) caller {
	attempts := new(atomic.Int32)
	options := workspaces.New(workspaces.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: do, BaseEndpoint: &url, RetryMode: mode}).Options()
	options.Retryer = hasty{options.Retryer.(aws.RetryerV2), attempts}
	return caller{ourCalls(workspaces.New(options)), attempts}
}

func officialCaller(do aws.HTTPClient, url string, mode aws.RetryMode) caller {
	attempts := new(atomic.Int32)
	options := official.New(official.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: do, BaseEndpoint: &url, RetryMode: mode}).Options()
	options.Retryer = hasty{options.Retryer.(aws.RetryerV2), attempts}
	return caller{officialCalls(official.New(options)), attempts}
}

// measured is the result of a call.
type measured struct {
	attempts int
	took     time.Duration
	err      error
}

// callDeadline limits how long a call takes, so that none hangs.
const callDeadline = 30 * time.Second

// outcome holds the results of both clients' calls during a failure.
type outcome struct{ ourRead, theirRead, ourChange, theirChange measured }

// measure measures the calls during the failure.
func (f failure) measure(t *testing.T) (o outcome) {
	t.Helper()
	if !f.simulated {
		return f.callAll(t)
	}
	synctest.Test(t, func(t *testing.T) { o = f.callAll(t) })
	return o
}

// callAll makes a read and a change with both clients. Each call gets its own server and client.
func (f failure) callAll(t *testing.T) (o outcome) {
	t.Helper()
	var running sync.WaitGroup
	for to, newCaller := range map[*measured]callerOf{
		&o.ourRead: ourCaller, &o.ourChange: ourCaller, &o.theirRead: officialCaller, &o.theirChange: officialCaller,
	} {
		h := reliabilityHTTP{url: "http://127.0.0.1:1"}
		switch {
		case f.simulated:
			h.transport = overPipes(t.Context(), f.serve)
		case f.serve != nil:
			h.url = "http://" + listen(t, f.serve)
		}
		if f.change != nil {
			f.change(&h)
		}
		closed := make(chan struct{}, 1)
		if f.drops {
			h.closed = closed
		}
		running.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), callDeadline)
			defer cancel()
			c := newCaller(h.client(), h.url, aws.RetryModeStandard)
			if f.warm {
				assert.NoError(t, c.read(ctx), f.name)
				c.attempts.Store(0)
			}
			if f.drops {
				select {
				case <-closed:
				case <-ctx.Done():
					assert.Fail(t, "the client did not close the connection", f.name)
				}
			}
			start := time.Now()
			err := c.do(ctx, to == &o.ourChange || to == &o.theirChange)
			*to = measured{int(c.attempts.Load()), time.Since(start), err}
		})
	}
	running.Wait()
	return o
}

// check fails the test if our client does worse than the official one.
func (f failure) check(t *testing.T, o outcome) {
	t.Helper()
	for name, pair := range map[string][2]measured{"DescribeWorkspaces": {o.ourRead, o.theirRead}, "StopWorkspaces": {o.ourChange, o.theirChange}} {
		our, their := pair[0], pair[1]
		where := fmt.Sprintf("%s, %s:\nours:     %d attempts, %v\nofficial: %d attempts, %v", f.name, name, our.attempts, our.err, their.attempts, their.err)
		assert.Less(t, our.took, callDeadline, "the call must end before its deadline: "+where)
		if our.err == nil {
			assert.True(t, their.err == nil || our.attempts > their.attempts, "our client must not return success where the official client fails: "+where)
			continue
		}
		if f.fewer {
			assert.Less(t, our.attempts, their.attempts, "the row does not need the field fewer: "+where)
		} else if name == "DescribeWorkspaces" {
			assert.GreaterOrEqual(t, our.attempts, their.attempts, "our client must attempt a read at least as often: "+where)
		} else if our.attempts < their.attempts {
			assert.ErrorContains(t, our.err, "may have been carried out", where)
		}
		assert.Equal(t, our.attempts > 1, our.attempts > 1 && workspaces.IsRetryable(our.err), "IsRetryable must be true after a retry: "+where)
		requireTelling(t, where, name, f.status, our.err)
	}
}

// requireTelling checks that an error names the operation and, if there was a response, contains its status and request
// ID.
func requireTelling(t *testing.T, where, operation string, status int, err error) {
	t.Helper()
	var op *smithy.OperationError
	if assert.ErrorAs(t, err, &op, where) {
		assert.Equal(t, operation, op.Operation(), where)
		assert.Equal(t, "WorkSpaces", op.Service(), where)
	}
	assert.NotContains(t, err.Error(), "\n", where)
	assert.Less(t, len(err.Error()), 2000, where)
	var response *awshttp.ResponseError
	if status == 0 {
		assert.Empty(t, workspaces.RequestID(err), where)
		return
	}
	if assert.ErrorAs(t, err, &response, where) {
		assert.Equal(t, status, response.HTTPStatusCode(), where)
		assert.Equal(t, reliabilityRequestID, workspaces.RequestID(err), where)
	}
}

// measureAll measures all failures. Without -update, it measures 8 at a time, because most measurements just wait.
func measureAll(t *testing.T, groups []group) map[string]outcome {
	t.Helper()
	outcomes := make(map[string]outcome)
	var lock sync.Mutex
	var running sync.WaitGroup
	turns := make(chan struct{}, 8)
	if *update {
		turns = make(chan struct{}, 1) // one at a time: on a busy machine, results could change
	}
	for _, g := range groups {
		for _, f := range g.failures {
			turns <- struct{}{}
			running.Go(func() {
				defer func() { <-turns }()
				o := f.measure(t)
				lock.Lock()
				defer lock.Unlock()
				_, twice := outcomes[g.name+f.name]
				assert.False(t, twice, "two failures have the name %q", f.name)
				outcomes[g.name+f.name] = o
			})
		}
	}
	running.Wait()
	return outcomes
}

// measureAgain repeats measurements whose outcome differs from docs/reliability.md, one at a time and up to 5 times. On
// a busy machine, a race between a server and a time-out may end differently every time.
func measureAgain(t *testing.T, groups []group, outcomes map[string]outcome) {
	t.Helper()
	page, err := os.ReadFile(reliabilityPage)
	require.NoError(t, err)
	for _, g := range groups {
		for _, f := range g.failures {
			for range 5 {
				var rows strings.Builder
				f.write(&rows, outcomes[g.name+f.name])
				if strings.Contains(withoutTimes(string(page)), withoutTimes(rows.String())) {
					break
				}
				outcomes[g.name+f.name] = f.measure(t)
			}
		}
	}
}

const reliabilityPage = "../docs/reliability.md"

// reliabilityText is the text of docs/reliability.md. The test fills in the numbers and tables, and replaces each ~
// with a backtick.
const reliabilityText = `# Reliability

This page shows what this client and the official one (v1.68.3) do when something fails. A test causes %d failures, most of them over sockets
on 127.0.0.1. It measures both clients with their default retryers, but without the delays between attempts. This command writes the page:

~~~sh
cd compat && go test . -run TestReliabilityPage -update
~~~

Without -update, the test compares the page with what it measures, except for the times. It also fails if this client makes fewer attempts
for a read than the official one, and if an error of this client lacks the operation, the HTTP status or the request ID.

## What to conclude

- **Reads** (Describe, Get and List operations) do not need retries of your own. This client makes more attempts than the official one after
  %d of the failures, because it repeats reads whose response was lost, cut off or replaced by a gateway.
- **A damaged response is not a success.** The official client reports success for a read after %d of the failures, where this client
  returns an error.
- **Changes** are not repeated after a response with a success status that cannot be read. The error then says that "the request may have been
  carried out": look with a read before you repeat the change. The official client repeats the change after %d of these failures.
- Both clients repeat a change if the connection fails before the response, or if the status is 500, 502, 503 or 504. The first
  attempt may have been carried out. The service can then refuse the second attempt, and MayHaveSucceeded returns true for the
  refusal. Set RetryMaxAttempts to 1 for the calls that must not arrive twice.
- **Set a deadline.** The default HTTP client has no time-out for a whole attempt, so a service that does not answer holds a call until its
  context ends. The call then returns at once.
- **A long failure uses up the retries.** All calls of a client share a quota of 100 retries, and a successful call gives back a fifth of a retry.
  In adaptive mode, only this client gives retries back.

## Runs of a fleet

The tables of this page show single calls. A method of package ~fleet~, such as ~fleet.Fleet.Stop~, makes many calls: its run. The run turns the
client's retries off, because only the run knows which changes it can send again:

| a call of the run | what the run does |
|---|---|
| has no usable answer, because the connection broke or the status is 5xx | It describes the desktops, and sends the change again only for desktops that have not changed. After 8 lost answers, a desktop is Unknown. |
| is throttled | It pauses before the next call, longer each time. Without ~fleet.WithWait~, it gives up after 10 minutes in which the service throttled all calls. |
| is refused for some desktops | It repeats the change if the refusal is temporary: without ~fleet.WithWait~, for about 10 minutes. Otherwise, the desktop is Failed, or Skipped if its state forbids the change. Other desktops are not affected. |
| is refused as a whole | It sends smaller calls, so that a single desktop does not spoil the change of the others. |

The [package comment](../fleet/doc.go) has the differences between the methods. The guide to [many desktops](many-desktops.md#changes) says what
happens if the program is killed. An inventory uses the retries of its client.

## Retries

Attempts of one call with this client / with the official one, at most 3:

%s
## Retry quota

A client makes 1,000 calls at the same time while the service fails, and then more calls one after the other. The numbers are attempts:

%s
## Deadlines

The times are how long after the end of its context a call returns: a read or a change, whichever takes longer. They are measured with
testing/synctest, and no goroutine is left afterwards:

%s
## Failures

Read is DescribeWorkspaces, change is StopWorkspaces, and any means both calls. Each error begins with the operation, and has the status and the
request ID of the response if there was one. The tables show the status, and the rest of the text. Times are whole seconds, and short is less than
a second. The HTTP client's time-out is %s unless the table says otherwise. The endless bodies are measured in simulated time, over pipes instead of
sockets: a slow machine could not receive as much before the time-out.

%s`

// TestReliabilityPage measures what both clients do when something fails, and compares the results with
// docs/reliability.md. With -update, it writes that file.
func TestReliabilityPage(t *testing.T) {
	t.Parallel()
	retries := make(chan string)
	go func() { retries <- retriesTable(t) }()
	groups := allFailures(t)
	outcomes := measureAll(t, groups)
	if !*update {
		measureAgain(t, groups, outcomes)
	}
	var total, more, falseSuccess, repeated int
	var tables strings.Builder
	for _, g := range groups {
		fmt.Fprintf(&tables, "### %s\n\n| failure | call | client | attempts | status | result | time |\n|---|---|---|---|---|---|---|\n", g.name)
		for _, f := range g.failures {
			o := outcomes[g.name+f.name]
			f.check(t, o)
			f.write(&tables, o)
			total++
			more += count(o.ourRead.attempts > o.theirRead.attempts)
			falseSuccess += count(o.ourRead.err != nil && o.theirRead.err == nil)
			repeated += count(f.status/100 == 2 && o.ourChange.attempts < o.theirChange.attempts)
		}
		tables.WriteString("\n")
	}
	assert.GreaterOrEqual(t, total, 40)
	page := fmt.Sprintf(reliabilityText, total, more, falseSuccess, repeated, <-retries, quotaTable(t), deadlinesTable(t), clientTimeout, strings.TrimSpace(tables.String())+"\n")
	page = strings.ReplaceAll(page, "~", "`")
	if *update {
		require.NoError(t, os.WriteFile(reliabilityPage, []byte(page), 0o600))
	}
	written, err := os.ReadFile(reliabilityPage)
	require.NoError(t, err)
	assert.Equal(t, withoutTimes(string(written)), withoutTimes(page), "run go test . -run TestReliabilityPage -update")
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// write adds a failure's rows to the text of docs/reliability.md. Clients or calls with equal results share a row.
func (f failure) write(page *strings.Builder, o outcome) {
	name := f.name
	row := func(call, client string, m measured) {
		status, text := m.result()
		fmt.Fprintf(page, "| %s | %s | %s | %d | %s | %s | %s |\n", name, call, client, m.attempts, status, text, m.class())
		name = ""
	}
	pair := func(call string, our, their measured) {
		if our.like(their) {
			row(call, "both", our)
			return
		}
		row(call, "ours", our)
		row(call, "official", their)
	}
	if o.ourRead.like(o.ourChange) && o.theirRead.like(o.theirChange) {
		pair("any", o.ourRead, o.theirRead)
		return
	}
	pair("read", o.ourRead, o.theirRead)
	pair("change", o.ourChange, o.theirChange)
}

// like reports whether two results look the same in docs/reliability.md, except for the time.
func (m measured) like(other measured) bool {
	status, text := m.result()
	otherStatus, otherText := other.result()
	return m.attempts == other.attempts && status == otherStatus && text == otherText
}

// class returns a call's time as shown in docs/reliability.md: "short", or a multiple of the HTTP client's time-out.
func (m measured) class() string {
	n := int(m.took / clientTimeout)
	if n == 0 {
		return "short"
	}
	return fmt.Sprintf("%d s", n)
}

// variable lists patterns for the parts of error messages that docs/reliability.md shows differently, because they are
// long or change from run to run.
var variable = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`127\.0\.0\.1:\d{4,5}`), "127.0.0.1:PORT"},
	{regexp.MustCompile(` on \S+:53`), " on SERVER:53"},
	{regexp.MustCompile(`current time \S+ is after \S+`), "current time NOW is after THEN"},
	// Which of these errors occurs depends on whether the client's write or the server's reset comes first.
	{regexp.MustCompile(`(read|write|dial) tcp \S+ (read|write|connect): (connection reset by peer|broken pipe)`), "tcp: connection reset by peer"},
	// Which of these errors occurs depends on how far the request got before the client's time-out.
	{regexp.MustCompile(`(net/http: request canceled( while waiting for connection)?|context deadline exceeded|read tcp \S+ use of closed network connection)( \(Client\.Timeout[^)]*\))?`), "time-out"},
	{regexp.MustCompile(`the body begins with "(.{30})[^"].*"`), `the body begins with "$1…"`},
	{regexp.MustCompile(`failed to parse Location header "[^"]*"`), "failed to parse Location header"},
	{regexp.MustCompile(`(^|carried out: )(exceeded maximum number of attempts, 3, )?https response error StatusCode: (\d+), RequestID: \S*, `), "$1"},
	{regexp.MustCompile(`(^|carried out: )request send failed, Post "[^"]*": `), "$1"},
}

// result returns a call's status and error as shown in docs/reliability.md. Without an error, they are "" and
// "success".
func (m measured) result() (status, text string) {
	if m.err == nil {
		return "", "success"
	}
	text = m.err.Error()
	if op := (*smithy.OperationError)(nil); errors.As(m.err, &op) {
		text = op.Err.Error()
	}
	for _, v := range variable {
		text = v.pattern.ReplaceAllString(text, v.instead)
	}
	text = strings.NewReplacer("|", `\|`, "`", "'", "\n", " ").Replace(text)
	if response := (*awshttp.ResponseError)(nil); errors.As(m.err, &response) && response.HTTPStatusCode() > 0 {
		status = strconv.Itoa(response.HTTPStatusCode())
	}
	return status, "`" + text + "`"
}

// lastColumn matches each table's last column, which holds the times.
var lastColumn = regexp.MustCompile(`(?m)[^|\n]*\|$`)

func withoutTimes(page string) string { return lastColumn.ReplaceAllString(page, "") }
