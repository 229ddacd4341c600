package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"go/parser"
	"go/token"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
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

// asProgram is the environment variable that turns the test binary into the program.
const asProgram = "WORKSPACES_EMULATOR_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program is the emulator program, running in its own process.
type program struct {
	command *exec.Cmd
	url     string
	stderr  *bytes.Buffer // read it only after the process has ended
}

// startProgram starts the program on a free port. If still running when the test ends, the program is killed.
func startProgram(t testing.TB, args ...string) *program {
	t.Helper()
	return startProgramBy(t, nil, args...)
}

// startProgramBy starts the program through another command, such as one that first mounts a file. The command line is
// prefix, followed by the program and args.
func startProgramBy(t testing.TB, prefix []string, args ...string) *program {
	t.Helper()
	executable, err := os.Executable()
	require.NoError(t, err)
	words := append(append(append([]string{}, prefix...), executable, "-addr", "127.0.0.1:0"), args...)
	p := &program{command: exec.CommandContext(t.Context(), words[0], words[1:]...), stderr: new(bytes.Buffer)}
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
		_ = p.command.Wait() // once Wait returns, stderr is complete
		require.NoError(t, err, p.stderr.String())
	}
	var ok bool
	p.url, ok = strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	require.True(t, ok, line)
	require.Regexp(t, `^http://127\.0\.0\.1:\d+$`, p.url)
	return p
}

// end sends the program a signal, waits for it to exit, and returns the error from exec.Cmd.Wait.
func (p *program) end(t *testing.T, signal os.Signal) error {
	t.Helper()
	require.NoError(t, p.command.Process.Signal(signal))
	return p.command.Wait()
}

func staticCredentials(key, secret string) aws.CredentialsProviderFunc {
	return func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, nil
	}
}

func (p *program) client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.New(workspaces.Options{
		Region: workspacestest.Region, BaseEndpoint: aws.String(p.url), RetryMaxAttempts: 1,
		Credentials: staticCredentials(workspacestest.AccessKeyID, workspacestest.SecretAccessKey),
	}, optFns...)
}

// admin sends an administration request and returns the response's status and body.
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

// requireAdmin sends an administration request that must succeed, and returns the response body.
func (p *program) requireAdmin(t testing.TB, method, path, body string) string {
	t.Helper()
	status, answer := p.admin(t, method, path, body)
	require.Equal(t, http.StatusOK, status, answer)
	return answer
}

// runProgram runs the program in the test's own process. The arguments must make the program exit at once.
func runProgram(t *testing.T, args ...string) (output string, err error) {
	t.Helper()
	signals := make(chan os.Signal, 1)
	timer := time.AfterFunc(10*time.Second, func() { signals <- os.Interrupt })
	defer timer.Stop()
	var out bytes.Buffer
	err = run(signals, args, io.Discard, &out)
	return out.String(), err
}

const seedDocument = `{
	"Directories": [{"DirectoryId": "d-90670000aa"}],
	"Users": {"d-90670000aa": ["alice", "bob"]},
	"Workspaces": [{"WorkspaceId": "ws-000000001", "DirectoryId": "d-90670000aa", "UserName": "alice", "WorkspaceProperties": {"RunningMode": "AUTO_STOP"}}],
	"Tags": {"ws-000000001": {"team": "blue"}}
}`

func listDesktops(t *testing.T, client *workspaces.Client) []types.Workspace {
	t.Helper()
	out, err := client.DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	return out.Workspaces
}

// stopDesktop stops the WorkSpace in seedDocument.
func stopDesktop(t *testing.T, client *workspaces.Client) error {
	t.Helper()
	out, err := client.StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-000000001")}}})
	if err != nil {
		return err
	}
	return out.Err()
}

func TestLargeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url, nil)
	require.NoError(t, err)
	r.Header.Set("X-Long", strings.Repeat("x", 2*maxHeader))
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, http.StatusRequestHeaderFieldsTooLarge, response.StatusCode)
}

// pipeListener is a net.Listener for connections within the test's process.
type pipeListener chan net.Conn

func (p pipeListener) Accept() (net.Conn, error) {
	c, open := <-p
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p pipeListener) Close() error { return nil }

func (p pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

// TestSlowRequestsAreCutOff sends incomplete requests, which the read timeout must end.
func TestSlowRequestsAreCutOff(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"in its header": "POST / HTTP/1.1\r\nHost: localhost\r\n",
		"in its body":   "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
	} {
		synctest.Test(t, func(t *testing.T) {
			server := newServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }))
			listener := make(pipeListener, 1)
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

// TestClockDoesNotOverflow runs the fastest clock for 10 days. That would advance the emulator's time by 27,000 years,
// more than a time.Duration can hold, so the clock must stop.
func TestClockDoesNotOverflow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := newClock(1e6)
		begin := now()
		for range 10 {
			before := now()
			time.Sleep(24 * time.Hour)
			assert.False(t, now().Before(before))
		}
		assert.InDelta(t, 146, now().Sub(begin).Hours()/24/365.25, 1)
	})
}

func TestSpeed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "seed.json")
	require.NoError(t, os.WriteFile(file, []byte(seedDocument), 0o600))
	p := startProgram(t, "-speed", "600000", "-seed", file) // 10,000 minutes per second
	client := p.client()
	require.NoError(t, stopDesktop(t, client))
	require.Eventually(t, func() bool { return listDesktops(t, client)[0].State == types.WorkspaceStateStopped }, 10*time.Second, time.Millisecond)
	p.requireAdmin(t, "POST", "reset", "")
	assert.Equal(t, types.WorkspaceStateAvailable, listDesktops(t, client)[0].State, "a reset adds the resources of -seed again")
}

func TestRateAndQuotas(t *testing.T) {
	t.Parallel()
	p := startProgram(t, "-rate", "0.001/3", "-quotas")
	client := p.client()
	request := types.WorkspaceRequest{DirectoryId: aws.String("d-90670000aa"), UserName: aws.String("bob"), BundleId: aws.String("wsb-000000000")}
	p.requireAdmin(t, "POST", "seed", seedDocument)
	out, err := client.DescribeWorkspaceBundles(t.Context(), &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	require.NoError(t, err)
	request.BundleId = out.Bundles[0].BundleId
	_, err = client.CreateWorkspaces(t.Context(), &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{request}})
	var limit *types.ResourceLimitExceededException
	require.ErrorAs(t, err, &limit, "the quota of a new account is one WorkSpace")
	require.Len(t, listDesktops(t, client), 1)
	_, err = client.DescribeWorkspaces(t.Context(), nil)
	assert.True(t, workspaces.IsThrottling(err), err)
}

func TestRateWithoutABurst(t *testing.T) {
	t.Parallel()
	client := startProgram(t, "-rate", "0.001").client()
	require.Empty(t, listDesktops(t, client))
	_, err := client.DescribeWorkspaces(t.Context(), nil)
	assert.True(t, workspaces.IsThrottling(err), err)
	help, _ := runProgram(t, "-h")
	assert.Contains(t, help, "without /burst, one call at once")
}

func TestAutoStop(t *testing.T) {
	t.Parallel()
	p := startProgram(t, "-autostop")
	p.requireAdmin(t, "POST", "seed", seedDocument)
	p.requireAdmin(t, "POST", "seed", `{"ConnectionStatus":[{"WorkspaceId":"ws-000000001","ConnectionState":"CONNECTED"}]}`)
	p.requireAdmin(t, "POST", "clock", `{"advance":"2h"}`)
	assert.Equal(t, types.WorkspaceStateAvailable, listDesktops(t, p.client())[0].State)
	p.requireAdmin(t, "POST", "seed", `{"ConnectionStatus":[{"WorkspaceId":"ws-000000001","ConnectionState":"DISCONNECTED"}]}`)
	p.requireAdmin(t, "POST", "clock", `{"advance":"2h"}`)
	assert.Equal(t, types.WorkspaceStateStopped, listDesktops(t, p.client())[0].State)
}

func TestRetiredBundle(t *testing.T) {
	t.Parallel()
	in := &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{workspacestest.BundleRetired}}
	for _, tt := range []struct {
		args []string
		want int
	}{{nil, 0}, {[]string{"-retired-bundle"}, 1}} {
		out, err := startProgram(t, tt.args...).client().DescribeWorkspaceBundles(t.Context(), in)
		require.NoError(t, err)
		assert.Len(t, out.Bundles, tt.want, tt.args)
	}
}

func TestBYOL(t *testing.T) {
	t.Parallel()
	in := &workspaces.ListAvailableManagementCidrRangesInput{ManagementCidrRangeConstraint: aws.String("10.0.0.0/8")}
	_, err := startProgram(t).client().ListAvailableManagementCidrRanges(t.Context(), in)
	require.ErrorContains(t, err, "AccessDeniedException")
	_, err = startProgram(t, "-byol").client().ListAvailableManagementCidrRanges(t.Context(), in)
	require.NoError(t, err)
}

func TestPoolsClosed(t *testing.T) {
	t.Parallel()
	in := &workspaces.CreateWorkspacesPoolInput{
		PoolName: aws.String("pool"), Description: aws.String("A pool"), DirectoryId: aws.String("wsd-000000001"),
		BundleId: aws.String(workspacestest.BundleStandardWindows), Capacity: &types.Capacity{DesiredUserSessions: aws.Int32(1)},
	}
	_, err := startProgram(t).client().CreateWorkspacesPool(t.Context(), in)
	require.ErrorContains(t, err, "ResourceNotFoundException", "the directory does not exist")
	_, err = startProgram(t, "-pools-closed").client().CreateWorkspacesPool(t.Context(), in)
	assert.True(t, workspaces.IsClosedToNewCustomers(err), "%v", err)
}

func TestRegionsWithoutConnectionAliases(t *testing.T) {
	t.Parallel()
	p := startProgram(t, "-no-aliases", "us-west-1", "-no-aliases", "us-west-2")
	describe := func(region string) error {
		_, err := p.client(func(o *workspaces.Options) { o.Region = region }).DescribeConnectionAliases(t.Context(), nil)
		return err
	}
	require.ErrorContains(t, describe("us-west-1"), "OperationNotSupportedException")
	require.ErrorContains(t, describe("us-west-2"), "OperationNotSupportedException")
	require.NoError(t, describe("us-east-1"))
}

func TestRegionsWithoutTheService(t *testing.T) {
	t.Parallel()
	p := startProgram(t, "-regions", "us-east-1,eu-west-1", "-regions", "us-west-2")
	for region, available := range map[string]bool{"us-east-1": true, "eu-west-1": true, "us-west-2": true, "eu-north-1": false} {
		_, err := p.client(func(o *workspaces.Options) { o.Region = region }).DescribeWorkspaces(t.Context(), nil)
		assert.Equal(t, !available, workspaces.IsUnavailableInRegion(err), "%s: %v", region, err)
		assert.Equal(t, available, err == nil, "%s: %v", region, err)
	}
}

func TestSeveralSeeds(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	args := []string{}
	for name, document := range map[string]string{
		"directories.json": `{"Directories": [{"DirectoryId": "d-90670000aa"}], "NextToken": "more"}`,
		"desktops.json":    `{"Workspaces": [{"WorkspaceId": "ws-000000001", "DirectoryId": "d-90670000aa"}]}`,
	} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(document), 0o600))
		args = append(args, "-seed", file)
	}
	p := startProgram(t, args...)
	desktops := listDesktops(t, p.client())
	require.Len(t, desktops, 1)
	assert.Equal(t, "d-90670000aa", *desktops[0].DirectoryId)
	p.requireAdmin(t, "POST", "reset", "")
	assert.Len(t, listDesktops(t, p.client()), 1)
	require.Error(t, p.end(t, os.Kill))
	assert.Contains(t, p.stderr.String(), "directories.json: NextToken is ignored")
}

func TestAccounts(t *testing.T) {
	t.Parallel()
	p := startProgram(t, "-access-key", "AKIDONE", "-secret-key", "secret1", "-account", "AKIDTWO:secret2:111122223333")
	p.requireAdmin(t, "POST", "seed", seedDocument)
	as := func(key, secret string) func(*workspaces.Options) {
		return func(o *workspaces.Options) { o.Credentials = staticCredentials(key, secret) }
	}
	assert.Len(t, listDesktops(t, p.client(as("AKIDONE", "secret1"))), 1)
	assert.Empty(t, listDesktops(t, p.client(as("AKIDTWO", "secret2"))))
	assert.Contains(t, p.requireAdmin(t, "GET", "requests", ""), `"111122223333"`)
	_, err := p.client().DescribeWorkspaces(t.Context(), nil)
	require.ErrorContains(t, err, "UnrecognizedClientException")
}

func TestAccountOfTheAccessKey(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		workspacestest.AccountID(workspacestest.AccessKeyID): nil,
		"798234268599": nil, // the account in the documentation
		"000000000000": {"-account-id", "000000000000"},
		"111122223333": {"-account-id", "111122223333", "-account", "AKIDTWO:secret2:444455556666"},
	} {
		p := startProgram(t, args...)
		created, err := p.client().CreateConnectionAlias(t.Context(), &workspaces.CreateConnectionAliasInput{ConnectionString: aws.String("desk.example.com")})
		require.NoError(t, err)
		out, err := p.client().DescribeConnectionAliases(t.Context(), &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{*created.AliasId}})
		require.NoError(t, err)
		require.Len(t, out.ConnectionAliases, 1)
		assert.Equal(t, want, *out.ConnectionAliases[0].OwnerAccountId)
	}
}

func TestBadCommandLines(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"Version":1}`), 0o600))
	empty := filepath.Join(dir, "empty.json")
	require.NoError(t, os.WriteFile(empty, []byte("\n"), 0o600))
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
		"the access key KEY is given twice":                        {"-account", "KEY:secret:111122223333", "-account", "KEY:secret:444455556666"},
		`-regions: workspacestest: Region "": a Region has`:        {"-regions", "us-east-1,"},
		`-no-aliases: workspacestest: Region "mars": a Region has`: {"-no-aliases", "mars"},
		"rate must be above 0 calls per second, and is +Inf":       {"-rate", "Inf"},
		"from 1 to 10000":                                          {"-rate", "2/10001"},
		"state.json":                                               {"-addr", "127.0.0.1:0", "-state", filepath.Join(dir, "none", "state.json")},
		"no such file":                                             {"-seed", filepath.Join(dir, "none")},
		`-account-id: workspacestest: account "12": an account`:    {"-account-id", "12"},
		"flag provided but not define":                             {"-nothing"},
		"bad.json":                                                 {"-addr", "127.0.0.1:0", "-state", bad},
		"empty.json is empty: delete it to start without a state":  {"-addr", "127.0.0.1:0", "-state", empty},
		"is a directory":                                           {"-addr", "127.0.0.1:0", "-state", dir},
		"address":                                                  {"-addr", "nowhere"},
	} {
		output, err := runProgram(t, args...)
		require.Error(t, err, args)
		assert.Contains(t, err.Error()+output, says)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	output, err := runProgram(t, "-h")
	require.ErrorIs(t, err, flag.ErrHelp)
	for _, name := range []string{"-addr", "-speed", "-seed", "-state", "-rate", "-quotas", "-access-key", "-secret-key", "-account"} {
		assert.Contains(t, output, "  "+name)
	}
}

func TestPackageCommentNamesAllFlags(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	require.NoError(t, err)
	output, err := runProgram(t, "-h")
	require.ErrorIs(t, err, flag.ErrHelp)
	found := regexp.MustCompile(`(?m)^  (-\S+)`).FindAllStringSubmatch(output, -1)
	require.Greater(t, len(found), 15)
	for _, name := range found {
		assert.Regexp(t, `\s`+name[1]+`[\s.,]`, file.Doc.Text())
	}
}

func TestPortInUse(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	_, err := runProgram(t, "-addr", strings.TrimPrefix(p.url, "http://"))
	require.ErrorContains(t, err, "address already in use")
}
