package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// asProgram is the environment variable that makes the test binary be the program.
const asProgram = "WORKSPACES_EMULATOR_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program is the program in a process of its own.
type program struct {
	command *exec.Cmd
	url     string
	stderr  *bytes.Buffer
}

// start starts the program on a free port. It is killed at the end of the test, if it is still there.
func start(t testing.TB, args ...string) *program {
	t.Helper()
	executable, err := os.Executable()
	require.NoError(t, err)
	p := &program{command: exec.CommandContext(t.Context(), executable, append([]string{"-addr", "127.0.0.1:0"}, args...)...), stderr: new(bytes.Buffer)}
	p.command.Env = append(os.Environ(), asProgram+"=1")
	p.command.Stderr = p.stderr
	stdout, err := p.command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.command.Start())
	t.Cleanup(func() {
		_ = p.command.Process.Kill()
		_ = p.command.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		_ = p.command.Wait() // what it writes to stderr can be read then
		require.NoError(t, err, p.stderr.String())
	}
	var ok bool
	p.url, ok = strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	require.True(t, ok, line)
	require.Regexp(t, `^http://127\.0\.0\.1:\d+$`, p.url)
	return p
}

// end sends the program a signal and returns how it ended.
func (p *program) end(t *testing.T, signal os.Signal) error {
	t.Helper()
	require.NoError(t, p.command.Process.Signal(signal))
	return p.command.Wait()
}

func (p *program) client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.New(workspaces.Options{
		Region: workspacestest.Region, BaseEndpoint: aws.String(p.url), RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider(workspacestest.AccessKeyID, workspacestest.SecretAccessKey, ""),
	}, optFns...)
}

// admin makes a request to the administration and returns its status and answer.
func (p *program) admin(t testing.TB, method, path, body string, change ...func(*http.Request)) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, p.url+"/_emulator/"+path, strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	for _, f := range change {
		f(r)
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Equal(t, "application/json", response.Header.Get("Content-Type"))
	assert.True(t, json.Valid(content), string(content))
	return response.StatusCode, string(content)
}

// requireAdmin makes a request that succeeds.
func (p *program) requireAdmin(t testing.TB, method, path, body string) string {
	t.Helper()
	status, answer := p.admin(t, method, path, body)
	require.Equal(t, http.StatusOK, status, answer)
	return answer
}

const seed = `{
	"Directories": [{"DirectoryId": "d-90670000aa"}],
	"Users": {"d-90670000aa": ["alice", "bob"]},
	"Workspaces": [{"WorkspaceId": "ws-000000001", "DirectoryId": "d-90670000aa", "UserName": "alice", "WorkspaceProperties": {"RunningMode": "AUTO_STOP"}}],
	"Tags": {"ws-000000001": {"team": "blue"}}
}`

func desktops(t *testing.T, client *workspaces.Client) []types.Workspace {
	t.Helper()
	out, err := client.DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	return out.Workspaces
}

// stop stops the WorkSpace of the seed.
func stop(t *testing.T, client *workspaces.Client) error {
	t.Helper()
	out, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-000000001")}}})
	if err != nil {
		return err
	}
	return out.Err()
}

func TestAdministration(t *testing.T) {
	t.Parallel()
	p := start(t)
	client := p.client()
	assert.Contains(t, p.requireAdmin(t, "GET", "health", ""), `"status":"ok"`)
	p.requireAdmin(t, "POST", "seed", seed)
	require.Len(t, desktops(t, client), 1)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000001")})
	require.NoError(t, err)
	assert.Equal(t, "blue", *tags.TagList[0].Value)

	// Faults.
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "faults", ""))
	p.requireAdmin(t, "POST", "faults", `{"Operation":"StopWorkspaces","Code":"InternalServerException","Message":"sorry","Status":500}`)
	assert.Contains(t, p.requireAdmin(t, "GET", "faults", ""), `"InternalServerException"`)
	err = stop(t, client)
	require.ErrorContains(t, err, "InternalServerException: sorry")
	p.requireAdmin(t, "DELETE", "faults", "")
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "faults", ""))

	// A snapshot of before, the clock, and back again.
	before := p.requireAdmin(t, "GET", "state", "")
	require.NoError(t, stop(t, client))
	assert.Equal(t, types.WorkspaceStateStopping, desktops(t, client)[0].State)
	p.requireAdmin(t, "POST", "clock", `{"advance":"2m"}`)
	assert.Equal(t, types.WorkspaceStateStopped, desktops(t, client)[0].State)
	p.requireAdmin(t, "PUT", "state", before)
	assert.Equal(t, types.WorkspaceStateAvailable, desktops(t, client)[0].State)

	// Requests.
	var requests []struct {
		Operation, Code, Account string
		Status                   int
		Faulted                  bool
	}
	require.NoError(t, json.Unmarshal([]byte(p.requireAdmin(t, "GET", "requests", "")), &requests))
	require.Len(t, requests, 7)
	assert.Equal(t, "StopWorkspaces", requests[2].Operation)
	assert.Equal(t, "InternalServerException", requests[2].Code)
	assert.Equal(t, http.StatusInternalServerError, requests[2].Status)
	assert.True(t, requests[2].Faulted)
	assert.Equal(t, workspacestest.AccountID(workspacestest.AccessKeyID), requests[2].Account)
	p.requireAdmin(t, "DELETE", "requests", "")
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "requests", ""))
	importInput := &workspaces.ImportCustomWorkspaceImageInput{ // with a union
		ImageName: aws.String("custom"), ImageDescription: aws.String("x"), InfrastructureConfigurationArn: aws.String("x"),
		ComputeType: types.ImageComputeTypeBase, Protocol: types.CustomImageProtocolDcv, Platform: types.PlatformWindows, OsVersion: types.OSVersionWindows11,
		ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-0123456789abcdef0"},
	}
	_, err = client.ImportCustomWorkspaceImage(t.Context(), importInput)
	require.ErrorContains(t, err, "infrastructureConfigurationArn")
	var listed []struct{ Input json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(p.requireAdmin(t, "GET", "requests", "")), &listed))
	require.Len(t, listed, 1)
	assert.JSONEq(t, `{"ImageName":"custom","ImageDescription":"x","InfrastructureConfigurationArn":"x","ComputeType":"BASE","Protocol":"DCV",
		"Platform":"WINDOWS","OsVersion":"Windows_11","ImageSource":{"Ec2ImageId":"ami-0123456789abcdef0"}}`, string(listed[0].Input), "in the API's own spelling")

	p.requireAdmin(t, "POST", "faults", `{"Operation":"StopWorkspaces","Drop":true}`)
	p.requireAdmin(t, "POST", "reset", "")
	assert.Empty(t, desktops(t, client))
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "faults", ""))
}

// TestAnyPathIsTheService has requests that a web server would redirect.
func TestAnyPathIsTheService(t *testing.T) {
	t.Parallel()
	p := start(t)
	for _, path := range []string{"//", "/./", "/x/../y"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+path, strings.NewReader("{}"))
		require.NoError(t, err)
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, http.StatusBadRequest, response.StatusCode, path)
		assert.Contains(t, string(body), "UnknownOperationException", path)
	}
}

func TestLargeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	p := start(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url, nil)
	require.NoError(t, err)
	r.Header.Set("X-Long", strings.Repeat("x", 2*maxHeader))
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, http.StatusRequestHeaderFieldsTooLarge, response.StatusCode)
}

// pipes is a listener in this process.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, open := <-p
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// TestSlowRequestsAreCutOff sends a request that does not come to its end.
func TestSlowRequestsAreCutOff(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"in its header": "POST / HTTP/1.1\r\nHost: localhost\r\n",
		"in its body":   "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
	} {
		synctest.Test(t, func(t *testing.T) {
			server := newServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }))
			listener := make(pipes, 1)
			go func() { _ = server.Serve(listener) }()
			near, far := net.Pipe()
			listener <- far
			begin := time.Now()
			_, err := near.Write([]byte(text))
			require.NoError(t, err)
			_, err = io.ReadAll(near)
			require.NoError(t, err)
			assert.Equal(t, readTimeout, time.Since(begin).Truncate(time.Second), name)
			close(listener)
			require.NoError(t, server.Close())
		})
	}
}

// TestClockDoesNotOverflow has the fastest clock after years.
func TestClockDoesNotOverflow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := clock(1e6)
		begin := now()
		for range 10 {
			before := now()
			time.Sleep(24 * time.Hour)
			assert.False(t, now().Before(before))
		}
		assert.InDelta(t, 146, now().Sub(begin).Hours()/24/365.25, 1)
	})
}

func TestStateBehindALinkIsKeptThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "state.json"), filepath.Join(dir, "link.json")
	require.NoError(t, replaceFile(file, []byte("old")))
	require.NoError(t, os.Symlink(file, link))
	require.NoError(t, replaceFile(link, []byte("new")))
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "new", string(content))
	target, err := os.Readlink(link)
	require.NoError(t, err)
	assert.Equal(t, file, target)
}

func TestAdministrationRefuses(t *testing.T) {
	t.Parallel()
	p := start(t)
	page := func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }
	form := func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }
	site := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	rebound := func(r *http.Request) { r.Host = "evil.example:80" }
	for name, tt := range map[string]struct {
		method, path, body string
		change             func(*http.Request)
		status             int
		says               string
	}{
		"unknown page":       {"GET", "nothing", "", nil, http.StatusNotFound, "no such page"},
		"wrong method":       {"PUT", "clock", "{}", nil, http.StatusNotFound, "not with this method"},
		"a web page":         {"POST", "reset", "", page, http.StatusForbidden, "web pages"},
		"a web page reads":   {"GET", "state", "", page, http.StatusForbidden, "web pages"},
		"a link of a page":   {"GET", "state", "", site, http.StatusForbidden, "web pages"},
		"another host":       {"GET", "state", "", rebound, http.StatusForbidden, `no host \"evil.example\" here`},
		"a form":             {"POST", "reset", "", form, http.StatusForbidden, "application/json"},
		"clock goes back":    {"POST", "clock", `{"advance":"-1s"}`, nil, http.StatusBadRequest, "does not go back"},
		"clock of nothing":   {"POST", "clock", `{}`, nil, http.StatusBadRequest, "advance"},
		"clock of text":      {"POST", "clock", `later`, nil, http.StatusBadRequest, "invalid character"},
		"clock and more":     {"POST", "clock", `{"advance":"1s"}{}`, nil, http.StatusBadRequest, "behind"},
		"clock and unknown":  {"POST", "clock", `{"advance":"1s","backward":true}`, nil, http.StatusBadRequest, "unknown field"},
		"fault of nothing":   {"POST", "faults", `{}`, nil, http.StatusBadRequest, "error"},
		"fault of the moon":  {"POST", "faults", `{"Operation":"LandOnMoon","Drop":true}`, nil, http.StatusBadRequest, "LandOnMoon"},
		"seed of text":       {"POST", "seed", `seed`, nil, http.StatusBadRequest, "invalid character"},
		"seed of the moon":   {"POST", "seed", `{"Moons":[]}`, nil, http.StatusBadRequest, "Moons"},
		"state of nothing":   {"PUT", "state", `{}`, nil, http.StatusBadRequest, "error"},
		"state of something": {"PUT", "state", `[1]`, nil, http.StatusBadRequest, "error"},
	} {
		var change []func(*http.Request)
		if tt.change != nil {
			change = append(change, tt.change)
		}
		status, answer := p.admin(t, tt.method, tt.path, tt.body, change...)
		assert.Equal(t, tt.status, status, name)
		assert.Contains(t, answer, tt.says, name)
	}
	assert.Empty(t, desktops(t, p.client()))
}

func TestSpeed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "seed.json")
	require.NoError(t, os.WriteFile(file, []byte(seed), 0o600))
	p := start(t, "-speed", "600000", "-seed", file) // 10,000 minutes a second
	client := p.client()
	require.NoError(t, stop(t, client))
	require.Eventually(t, func() bool { return desktops(t, client)[0].State == types.WorkspaceStateStopped }, 10*time.Second, time.Millisecond)
	p.requireAdmin(t, "POST", "reset", "")
	assert.Equal(t, types.WorkspaceStateAvailable, desktops(t, client)[0].State, "a reset seeds again")
}

func TestRateAndQuotas(t *testing.T) {
	t.Parallel()
	p := start(t, "-rate", "0.001/3", "-quotas")
	client := p.client()
	request := types.WorkspaceRequest{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("bob"), BundleId: aws.String("wsb-000000000")}
	p.requireAdmin(t, "POST", "seed", seed)
	out, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	require.NoError(t, err)
	request.BundleId = out.Bundles[0].BundleId
	_, err = client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{request}})
	var limit *types.ResourceLimitExceededException
	require.ErrorAs(t, err, &limit, "the quota is one")
	require.Len(t, desktops(t, client), 1)
	_, err = client.DescribeWorkspaces(t.Context(), nil)
	assert.True(t, workspaces.IsThrottling(err), err)
}

func TestAccounts(t *testing.T) {
	t.Parallel()
	p := start(t, "-access-key", "AKIDONE", "-secret-key", "secret1", "-account", "AKIDTWO:secret2:111122223333")
	p.requireAdmin(t, "POST", "seed", seed)
	as := func(key, secret string) func(*workspaces.Options) {
		return func(o *workspaces.Options) { o.Credentials = credentials.NewStaticCredentialsProvider(key, secret, "") }
	}
	assert.Len(t, desktops(t, p.client(as("AKIDONE", "secret1"))), 1)
	assert.Empty(t, desktops(t, p.client(as("AKIDTWO", "secret2"))))
	assert.Contains(t, p.requireAdmin(t, "GET", "requests", ""), `"111122223333"`)
	_, err := p.client().DescribeWorkspaces(t.Context(), nil)
	require.ErrorContains(t, err, "UnrecognizedClientException")
}

func TestStateIsKept(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	p := start(t, "-state", file)
	p.requireAdmin(t, "POST", "seed", seed)
	p.requireAdmin(t, "POST", "clock", `{"advance":"1000h"}`)
	require.NoError(t, stop(t, p.client()))
	require.NoError(t, p.end(t, syscall.SIGTERM), p.stderr.String())

	p = start(t, "-state", file)
	assert.Equal(t, types.WorkspaceStateStopping, desktops(t, p.client())[0].State)
	p.requireAdmin(t, "POST", "clock", `{"advance":"2m"}`)
	assert.Equal(t, types.WorkspaceStateStopped, desktops(t, p.client())[0].State)
	_, err := p.client().CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: aws.String("ws-000000001"), Tags: []types.Tag{{Key: aws.String("last"), Value: aws.String("words")}}})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		content, err := os.ReadFile(file)
		return err == nil && bytes.Contains(content, []byte(`"words"`))
	}, 10*time.Second, 10*time.Millisecond, "it is saved without being asked")
	require.Error(t, p.end(t, syscall.SIGKILL))

	p = start(t, "-state", file)
	tags, err := p.client().DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000001")})
	require.NoError(t, err)
	assert.Len(t, tags.TagList, 2)
	assert.Equal(t, types.WorkspaceStateStopped, desktops(t, p.client())[0].State)
	require.NoError(t, p.end(t, os.Interrupt))
	left, err := filepath.Glob(file + "*")
	require.NoError(t, err)
	assert.Equal(t, []string{file}, left, "nothing else is left behind")
}

// TestTimeDoesNotGoBack checks that a fast clock goes on over a restart.
func TestTimeDoesNotGoBack(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	now := func(p *program) time.Time {
		var health struct{ Time time.Time }
		require.NoError(t, json.Unmarshal([]byte(p.requireAdmin(t, "GET", "health", "")), &health))
		return health.Time
	}
	p := start(t, "-state", file, "-speed", "1000000")
	p.requireAdmin(t, "POST", "seed", seed)
	before := now(p)
	assert.Greater(t, time.Until(before), time.Hour)
	require.NoError(t, p.end(t, syscall.SIGTERM))
	assert.False(t, now(start(t, "-state", file)).Before(before))
}

// TestKilledWhileItSaves kills the program at some moment of a storm of changes, again and again: the file is
// whole each time, and what was there a second before is in it.
func TestKilledWhileItSaves(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	for round := range 3 {
		p := start(t, "-state", file)
		if round == 0 {
			p.requireAdmin(t, "POST", "seed", seed)
		}
		client, ctx := p.client(), t.Context()
		last := time.Now()
		written := map[string]time.Time{}
		for i := 0; time.Since(last) < 1500*time.Millisecond; i++ {
			key := fmt.Sprintf("%d-%d", round, i%40)
			_, err := client.CreateTags(ctx, &workspaces.CreateTagsInput{ResourceId: aws.String("d-90670000aa"), Tags: []types.Tag{{Key: aws.String("key"), Value: aws.String(key)}}})
			require.NoError(t, err)
			written[key] = time.Now()
		}
		require.Error(t, p.end(t, syscall.SIGKILL))
		killed := time.Now()
		p = start(t, "-state", file)
		tags, err := p.client().DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: aws.String("d-90670000aa")})
		require.NoError(t, err)
		require.Len(t, tags.TagList, 1)
		assert.WithinDuration(t, killed, written[*tags.TagList[0].Value], 1500*time.Millisecond)
		require.NoError(t, p.end(t, syscall.SIGTERM))
	}
}

func TestBadCommandLines(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"Version":1}`), 0o600))
	for says, args := range map[string][]string{
		`unexpected argument "now"`: {"now"},
		"-speed must be above 0":    {"-speed", "0"},
		"not NaN":                   {"-speed", "NaN"},
		`-access-key and -secret-key: workspacestest: access key ""`: {"-access-key", ""},
		"number above 0": {"-rate", "many"},
		"burst must be from 1 to 10000 calls, and is 0":            {"-rate", "2/0"},
		"it must be key:secret":                                    {"-account", "key"},
		"twelve digits":                                            {"-account", "key:secret:12"},
		`-account: workspacestest: access key "x y": only letters`: {"-account", "x y:secret"},
		`access key "a/b": only letters`:                           {"-access-key", "a/b"},
		"must not repeat the -access-key":                          {"-account", workspacestest.AccessKeyID + ":other"},
		"rate must be above 0 calls a second, and is +Inf":         {"-rate", "Inf"},
		"from 1 to 10000":                                          {"-rate", "2/10001"},
		"state.json":                                               {"-state", filepath.Join(dir, "none", "state.json")},
		"no such file":                                             {"-seed", filepath.Join(dir, "none")},
		"flag provided but not define":                             {"-nothing"},
		"bad.json":                                                 {"-state", bad},
		"is a directory":                                           {"-state", dir},
		"address":                                                  {"-addr", "nowhere"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		var out bytes.Buffer
		err := run(ctx, args, io.Discard, &out)
		cancel()
		require.Error(t, err, args)
		assert.Contains(t, err.Error()+out.String(), says)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.Error(t, run(t.Context(), []string{"-h"}, io.Discard, &out))
	for _, flag := range []string{"-addr", "-speed", "-seed", "-state", "-rate", "-quotas", "-access-key", "-secret-key", "-account"} {
		assert.Contains(t, out.String(), "  "+flag)
	}
}

func TestPortInUse(t *testing.T) {
	t.Parallel()
	p := start(t)
	err := run(t.Context(), []string{"-addr", strings.TrimPrefix(p.url, "http://")}, io.Discard, io.Discard)
	require.ErrorContains(t, err, "address already in use")
}
