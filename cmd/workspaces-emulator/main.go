// Command workspaces-emulator is an emulator of Amazon WorkSpaces for programs in any language, such as the AWS CLI, boto3
// and Terraform. It needs no AWS account and keeps everything in memory.
//
//	$ workspaces-emulator -addr 127.0.0.1:4600 -speed 60
//	listening on http://127.0.0.1:4600
//	$ export AWS_ENDPOINT_URL_WORKSPACES=http://127.0.0.1:4600 AWS_DEFAULT_REGION=us-east-1
//	$ export AWS_ACCESS_KEY_ID=AKIDWORKSPACESTEST AWS_SECRET_ACCESS_KEY=workspacestest
//	$ aws workspaces describe-workspace-bundles --owner AMAZON
//
// Go programs read AWS_REGION instead of AWS_DEFAULT_REGION.
//
// With -retired-bundle, the AWS bundles include wsb-bh8rsxt14, which AWS has retired but many scripts still use.
//
// Clients sign requests with the access key and secret above, or with the values of -access-key and -secret-key. The
// access key above belongs to account 798234268599. With -account-id 000000000000 it belongs to account 000000000000
// instead. Use this flag alongside an emulator of other services that uses another account number. Terraform, for
// example, calls sts:GetCallerIdentity, which should return the account that owns the WorkSpaces.
//
// Each account has its own resources. -account KEY:SECRET:ACCOUNT adds another account's access key, and can be
// repeated. Without :ACCOUNT, the account number is derived from the key:
//
//	$ workspaces-emulator -account AKIDSECOND:secret:111122223333
//	$ AWS_ACCESS_KEY_ID=AKIDSECOND AWS_SECRET_ACCESS_KEY=secret aws workspaces describe-workspaces
//
// Some limits of the service are off by default. With -rate 2/5, each account can make 2 calls per second in a Region,
// with bursts of up to 5; with -rate 2, bursts are not allowed. Further calls get a ThrottlingException. With -quotas, a
// new account's quotas apply. With -cooldowns, the emulator rejects modifications that come too soon after the previous
// one.
//
// With -byol, every account can bring its own licenses (BYOL). By default, only accounts for which a seed sets
// DedicatedTenancyManagementCidrRange, and accounts linked to them, can do so.
//
// Not every AWS Region has connection aliases. With -no-aliases us-west-1, the emulator rejects operations on
// connection aliases in us-west-1.
//
// With -regions us-east-1,eu-west-1, only these Regions offer the service. On AWS, the endpoint's host name does not
// exist in other Regions. The emulator cannot imitate this; instead, calls signed for another Region get an
// AccessDeniedException, which workspaces.IsUnavailableInRegion recognizes.
//
// With -pools-closed, no account can create pools, which is how AWS treats new customers.
//
// The first line of output shows the address on which the program listens. With port 0, the system picks a free port.
// The default address is on the loopback interface.
//
// After an interrupt or SIGTERM, requests in progress have 5 seconds to finish before the program exits. A second
// signal makes the program exit at once. With -version, the program prints its version and exits.
//
// # Time
//
// With -speed 60, the emulator's clock runs sixty times as fast as the machine's: an hour passes in a minute, and a new
// WorkSpace is AVAILABLE after 20 seconds. Signatures are still checked against the machine's clock. The emulator's
// clock stops once it has advanced by 146 years.
//
// With -autostop, an AUTO_STOP WorkSpace stops once its timeout expires. The timeout starts when the WorkSpace becomes
// AVAILABLE, and restarts when its user is disconnected. To connect or disconnect a user, set ConnectionStatus in the
// body of POST /_emulator/seed.
//
// # State
//
// With -state FILE, the program restores the state from FILE at startup and saves changes to FILE, which it creates if
// necessary. It saves the first change at once, further changes as soon as the previous save completes, and the last
// changes before it exits. Without changes, FILE is not written.
//
// A crash or kill -9 loses the changes made since the start of the last complete save. In measurements, that was up to
// 0.1 seconds of changes with 100 WorkSpaces. With 100,000 WorkSpaces, when FILE is about 100 MB, it was up to 2
// seconds on two cores, and up to 7 seconds while many other programs used the cores.
//
// A save writes FILE.tmp and renames it to FILE, preserving FILE's mode. If FILE is a mount point, such as a file
// mounted into a container, it cannot be replaced and is overwritten in place. If the program is killed while
// overwriting FILE, FILE can be incomplete, in which case FILE.tmp holds the complete state. To avoid this, mount
// FILE's directory instead. A lock on FILE.lock prevents a second program from using the same FILE, except on Windows.
//
// -seed FILE adds resources at startup, unless a state was restored. FILE contains a JSON object like the body of POST
// /_emulator/seed. The flag can be repeated; the files are added in the order given.
//
// A response from the service, as printed by the AWS CLI or boto3, is also a valid seed. Times can be in seconds or in
// ISO 8601 format:
//
//	$ aws workspaces describe-workspace-directories >directories.json
//	$ aws workspaces describe-workspaces >desktops.json
//	$ workspaces-emulator -seed directories.json -seed desktops.json
//
// A seed belongs to us-east-1 and to the account of -access-key. The members Region and Account select another Region
// or account. Account is an account number, or one of its access keys:
//
//	{"Region":"eu-west-1","Account":"111122223333","Workspaces":[{"UserName":"carol"}]}
//
// The lists in a seed have the same names as in responses. Some lists also have a second name:
//
//	response of                         its list                    another name in seeds
//	DescribeWorkspacesConnectionStatus  WorkspacesConnectionStatus  ConnectionStatus
//	DescribeIpGroups                    Result                      IpGroups
//	DescribeConnectClientAddIns         AddIns                      ConnectClientAddIns
//	DescribeWorkspacesPools             WorkspacesPools             Pools
//	DescribeWorkspacesPoolSessions      Sessions                    PoolSessions
//
// Members that the API does not have, members without effect, and a NextToken are ignored. The program prints notes
// about FILE to its standard error, and POST /_emulator/seed returns them as "notes": see
// workspacestest.Emulator.Notes. An unknown list is an error, and so is an unknown resource state. The documentation of
// workspacestest.Seed lists all members.
//
// # Administration
//
// The paths under /_emulator/ exchange JSON and need no signature:
//
//	GET    /_emulator/health     the emulator's time and, with -state, the time of the last save
//	POST   /_emulator/reset      removes all resources, faults and listed requests, and adds the resources of -seed again
//	POST   /_emulator/seed       adds resources: {"Directories":[{"DirectoryId":"d-90670000aa"}], …}
//	GET    /_emulator/state      returns a snapshot
//	PUT    /_emulator/state      restores a snapshot
//	GET    /_emulator/faults     lists the injected faults with their IDs, and how many calls each has applied to
//	POST   /_emulator/faults     injects a fault: {"Operation":"StopWorkspaces","Times":2,"Code":"ThrottlingException"}
//	DELETE /_emulator/faults     removes all faults
//	DELETE /_emulator/faults/ID  removes one fault
//	GET    /_emulator/clock      returns the emulator's time
//	POST   /_emulator/clock      moves the clock forward: {"advance":"20m"}
//	GET    /_emulator/requests   lists the last requests with their inputs and outcomes
//	DELETE /_emulator/requests   clears the list of requests
//
// The response to a new fault has the fault's ID: {"status":"ok","ID":1}. The list of faults has the same ID. The response
// to a request that fails is {"error":"…"}.
//
// The health report is {"status":"ok", …}. While the state cannot be saved, the HTTP status is 503, "status" is
// "failing", and "error" gives the reason. A container without curl can check its health with the program itself:
//
//	$ workspaces-emulator -check -addr 127.0.0.1:4600
//
// # Web pages
//
// A web page must not reach the emulator through a browser on the same machine. The administration therefore rejects
// requests with an Origin header. It also rejects requests that make changes but lack the header Content-Type:
// application/json, except a DELETE without a body. If the program listens on the loopback interface, the service
// rejects requests with an Origin header too, and both reject requests whose Host is not the loopback interface. If the
// program listens on another address, anyone who can reach this address can use the service and the administration.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/go-workspaces/workspaces/internal/strictjson"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	err := run(signals, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "workspaces-emulator:", err)
		os.Exit(1)
	}
}

// settings holds the values of the command-line flags.
type settings struct {
	addr       string
	speed      float64
	accessKeys map[string]bool // the access keys in the -account flags
	seedFiles  []string
	stateFile  string
	options    []workspacestest.Option
	check      bool // whether to only check the health of a running emulator
	version    bool // whether to only print the version
}

func parseFlags(args []string, output io.Writer) (*settings, error) {
	s := &settings{accessKeys: make(map[string]bool)}
	flags := flag.NewFlagSet("workspaces-emulator", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:4600", "listen on this `address`; port 0 picks a free port")
	flags.BoolVar(&s.check, "check", false, "ask the emulator that listens on -addr for its health, and exit; the status is 1 if it is not healthy")
	flags.BoolVar(&s.version, "version", false, "print the version and exit")
	flags.Float64Var(&s.speed, "speed", 1, "run the emulator's clock this many `times` as fast as the machine's")
	flags.Func("seed", "add the resources in this JSON `file` at the start; can be repeated", s.seed)
	flags.StringVar(&s.stateFile, "state", "", "restore the state in this `file` at the start, and save changes there")
	flags.Func("rate", "limit calls to `rate/burst`, the calls per second and the calls at once, such as the service's own 2/5; without /burst, one call at once; no limit by default", s.rate)
	quotas := flags.Bool("quotas", false, "apply the quotas of a new account")
	coolDowns := flags.Bool("cooldowns", false, "reject modifications that come too soon after the previous one")
	retiredBundle := flags.Bool("retired-bundle", false, "add "+workspacestest.BundleRetired+", which AWS has retired, to the AWS bundles")
	byol := flags.Bool("byol", false, "let all accounts bring their own licenses")
	poolsClosed := flags.Bool("pools-closed", false, "reject CreateWorkspacesPool, as AWS does for new customers")
	flags.Func("regions", "reject calls outside of these `Regions`, such as us-east-1,eu-west-1; can be repeated", func(list string) error { return s.add(workspacestest.WithRegions(strings.Split(list, ",")...)) })
	flags.Func("no-aliases", "reject operations on connection aliases in this `Region`; can be repeated", func(region string) error { return s.add(workspacestest.WithoutConnectionAliases(region)) })
	accessKey := flags.String("access-key", workspacestest.AccessKeyID, "the access `key` that signs requests")
	secretKey := flags.String("secret-key", workspacestest.SecretAccessKey, "the `secret` of the access key")
	flags.Func("account", "add an access key of another account, as `key:secret` or key:secret:account; can be repeated", s.account)
	autoStop := flags.Bool("autostop", false, "stop AUTO_STOP WorkSpaces when their timeout has passed")
	accountID := flags.String("account-id", "", "the `account` of the access key, twelve digits; computed from the key by default")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	switch {
	case flags.NArg() > 0:
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case !(s.speed > 0 && s.speed <= 1e6): // rejects NaN too
		return nil, fmt.Errorf("-speed must be above 0 and at most 1000000, not %v", s.speed)
	case s.accessKeys[*accessKey]:
		return nil, fmt.Errorf("-account must not repeat the -access-key, %s", *accessKey)
	}
	if err := s.add(workspacestest.WithClientCredentials(*accessKey, *secretKey)); err != nil {
		return nil, fmt.Errorf("-access-key and -secret-key: %w", err)
	}
	if *accountID != "" {
		if err := s.add(workspacestest.WithAccount(*accessKey, *secretKey, *accountID)); err != nil {
			return nil, fmt.Errorf("-account-id: %w", err)
		}
	}
	s.options = append(s.options, workspacestest.WithClock(newClock(s.speed)))
	if *quotas {
		s.options = append(s.options, workspacestest.WithDefaultQuotas())
	}
	if *coolDowns {
		s.options = append(s.options, workspacestest.WithCoolDowns())
	}
	if *autoStop {
		s.options = append(s.options, workspacestest.WithAutoStop())
	}
	if *retiredBundle {
		s.options = append(s.options, workspacestest.WithRetiredBundle())
	}
	if *byol {
		s.options = append(s.options, workspacestest.WithBYOL())
	}
	if *poolsClosed {
		s.options = append(s.options, workspacestest.WithPoolsClosed())
	}
	return s, nil
}

// add adds an emulator option. It returns an error if the emulator rejects the option.
func (s *settings) add(opt workspacestest.Option) error {
	s.options = append(s.options, opt)
	_, err := workspacestest.Build(opt)
	return err
}

// rate parses the value of -rate. The emulator checks both numbers' ranges.
func (s *settings) rate(value string) error {
	perSecond, burst, limited := strings.Cut(value, "/")
	if !limited {
		burst = "1"
	}
	calls, err := strconv.ParseFloat(perSecond, 64)
	if err != nil {
		return errors.New("the calls per second must be a number above 0")
	}
	most, err := strconv.Atoi(burst)
	if err != nil {
		return errors.New("the calls at once must be a whole number")
	}
	return s.add(workspacestest.WithRateLimit(calls, most))
}

// account parses the value of -account. The emulator checks the key and the account.
func (s *settings) account(value string) error {
	key, rest, _ := strings.Cut(value, ":")
	secret, id, named := strings.Cut(rest, ":")
	if key == "" || secret == "" {
		return errors.New("it must be key:secret or key:secret:account")
	}
	if s.accessKeys[key] {
		return fmt.Errorf("the access key %s is given twice", key)
	}
	s.accessKeys[key] = true
	if named {
		return s.add(workspacestest.WithAccount(key, secret, id))
	}
	return s.add(workspacestest.WithCredentials(key, secret))
}

// seed adds the file named by a -seed flag.
func (s *settings) seed(file string) error {
	s.seedFiles = append(s.seedFiles, file)
	return nil
}

// newClock returns a clock that runs speed times as fast as the machine's clock. It stops before the time elapsed since
// its start overflows a time.Duration.
func newClock(speed float64) func() time.Time {
	begin := time.Now()
	return func() time.Time {
		return begin.Add(time.Duration(min(float64(time.Since(begin))*speed, 1<<62)))
	}
}

// build creates the emulator with the resources in the -seed files. It first adds each file to a second emulator, used
// only for checking, so that it can print each file's notes and error together with the file's name.
func (s *settings) build(stderr io.Writer) (*workspacestest.Emulator, error) {
	options := slices.Clone(s.options)
	check, err := workspacestest.Build(options...)
	if err != nil || len(s.seedFiles) == 0 {
		return check, err
	}
	for _, file := range s.seedFiles {
		document, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var seed workspacestest.Seed
		if err := strictjson.Unmarshal(document, &seed); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, note := range check.Notes(seed) {
			fmt.Fprintf(stderr, "workspaces-emulator: %s: %s\n", file, note)
		}
		if err := check.Seed(seed); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		options = append(options, workspacestest.WithSeedResources(seed))
	}
	return workspacestest.Build(options...)
}

// Limits on each HTTP connection.
const (
	maxHeader    = 64 << 10
	readTimeout  = 30 * time.Second
	writeTimeout = 5 * time.Minute // includes any delay injected by a fault
	idleTimeout  = 2 * time.Minute
)

// grace is how long requests in progress may continue after a signal. It is half the time that docker stop waits before
// killing a container.
const grace = 5 * time.Second

func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
}

// run runs the program until a signal arrives.
func run(signals <-chan os.Signal, args []string, stdout, stderr io.Writer) error {
	s, err := parseFlags(args, stderr)
	if err != nil {
		return err
	}
	switch {
	case s.version:
		fmt.Fprintln(stdout, versionText())
		return nil
	case s.check:
		return check(context.Background(), s.addr)
	}
	emu, err := s.build(stderr)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", s.addr)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	if s.stateFile == "" {
		return s.serve(signals, listener, emu, nil, stdout, stderr)
	}
	file, err := openStateFile(s.stateFile)
	if err != nil {
		return err
	}
	defer file.close()
	if err := file.restore(emu); err != nil {
		return err
	}
	saver := newSaver(emu, file.write, stderr)
	err = s.serve(signals, listener, emu, saver, stdout, stderr)
	// After a restart, a fast or slow clock continues from the saved time, so save the state even if only the time has
	// changed.
	if failed := saver.finish(s.speed != 1); failed != nil {
		return fmt.Errorf("the last changes are not saved: %w", failed)
	}
	return err
}

// serve serves the emulator until a signal arrives. The saver is nil without the -state flag.
func (s *settings) serve(signals <-chan os.Signal, listener net.Listener, emu *workspacestest.Emulator, saver *saver, stdout, stderr io.Writer) error {
	server := newServer(newHandler(emu, s, saver))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr())
	select {
	case err := <-served:
		return err
	case <-signals:
	}
	if saver != nil {
		saver.hurry()
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	go func() {
		select {
		case <-signals:
			cancel()
		case <-ctx.Done():
		}
	}()
	if err := server.Shutdown(ctx); err != nil {
		fmt.Fprintln(stderr, "workspaces-emulator: requests in progress are cut off")
		return server.Close()
	}
	return nil
}
