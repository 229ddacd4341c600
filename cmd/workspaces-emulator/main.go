// Command workspaces-emulator is Amazon WorkSpaces on this machine, for programs in any language: the AWS
// CLI, boto3, Terraform. It needs no account and keeps all in memory.
//
//	$ workspaces-emulator -addr 127.0.0.1:4600 -speed 60
//	listening on http://127.0.0.1:4600
//	$ export AWS_ENDPOINT_URL_WORKSPACES=http://127.0.0.1:4600 AWS_DEFAULT_REGION=us-east-1
//	$ export AWS_ACCESS_KEY_ID=AKIDWORKSPACESTEST AWS_SECRET_ACCESS_KEY=workspacestest
//	$ aws workspaces describe-workspace-bundles --owner AMAZON
//
// Programs in Go read AWS_REGION in place of AWS_DEFAULT_REGION.
//
// The first line that it prints says where it listens; with port 0 the system picks a free one. It listens
// on the loopback interface unless -addr names another.
//
// # Time
//
// With -speed 60 the emulator's clock runs sixty times as fast as the machine's: an hour is a minute, and
// a new WorkSpace is AVAILABLE after 20 seconds. Signatures are checked by the machine's clock. After 146
// years the clock stops.
//
// # State
//
// With -state FILE what there is is loaded at the start, if the file exists, and saved soon after each
// change, and at the end. The file is replaced as a whole, so that a crash loses the last second at most.
// It is written as a whole too: with 100,000 WorkSpaces it has 92 MB, a save takes a second by itself, and a
// crash loses up to two. Two programs must not share a file. -seed FILE adds resources at the start where
// no state was loaded: a JSON object as POST /_emulator/seed takes it.
//
// # Administration
//
// Under /_emulator/ are, in JSON and without a signature, for this machine alone unless -addr says otherwise:
//
//	GET    /_emulator/health     {"status":"ok"} and the emulator's time
//	POST   /_emulator/reset      forgets all resources, faults and requests, and seeds again
//	POST   /_emulator/seed       adds resources: {"Directories":[{"DirectoryId":"d-90670000aa"}], …}
//	GET    /_emulator/state      returns a snapshot
//	PUT    /_emulator/state      goes back to a snapshot
//	GET    /_emulator/faults     lists the faults in force
//	POST   /_emulator/faults     adds a fault: {"Operation":"StopWorkspaces","Times":2,"Code":"ThrottlingException"}
//	DELETE /_emulator/faults     lifts all faults
//	GET    /_emulator/clock      the emulator's time
//	POST   /_emulator/clock      {"advance":"20m"} moves the clock forward
//	GET    /_emulator/requests   the last requests, with their inputs and outcomes
//	DELETE /_emulator/requests   forgets them
//
// Requests that change something must have the content type application/json, and as long as the program
// listens on the loopback interface, all must name it, or localhost, as their host: that keeps web pages out.
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
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "workspaces-emulator:", err)
		os.Exit(1)
	}
}

// settings are what the command line says.
type settings struct {
	addr       string
	speed      float64
	accessKeys map[string]bool // those of -account
	seedFile   string
	stateFile  string
	options    []workspacestest.Option
}

func parse(args []string, output io.Writer) (*settings, error) {
	s := &settings{accessKeys: make(map[string]bool)}
	flags := flag.NewFlagSet("workspaces-emulator", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:4600", "listen on this `address`; port 0 picks a free one")
	flags.Float64Var(&s.speed, "speed", 1, "let the clock run this many `times` as fast as the machine's")
	flags.StringVar(&s.seedFile, "seed", "", "add the resources of this JSON `file` at the start")
	flags.StringVar(&s.stateFile, "state", "", "load all from this `file`, and save it there")
	flags.Func("rate", "allow so many calls a second and so many at once, as `2/5`, the service's own; no limit by default", s.rate)
	quotas := flags.Bool("quotas", false, "keep the quotas of a new account")
	coolDowns := flags.Bool("cooldowns", false, "refuse modifications that come too soon after another")
	accessKey := flags.String("access-key", workspacestest.AccessKeyID, "the access `key` that requests are signed with")
	secretKey := flags.String("secret-key", workspacestest.SecretAccessKey, "the `secret` of the access key")
	flags.Func("account", "another access key, and so another account, as `key:secret` or key:secret:account; can be repeated", s.account)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	switch {
	case flags.NArg() > 0:
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case !(s.speed > 0 && s.speed <= 1e6): // also if it is not a number
		return nil, fmt.Errorf("-speed must be above 0 and at most 1000000, not %v", s.speed)
	case s.accessKeys[*accessKey]:
		return nil, fmt.Errorf("-account must not repeat the -access-key, %s", *accessKey)
	}
	if err := s.add(workspacestest.WithClientCredentials(*accessKey, *secretKey)); err != nil {
		return nil, fmt.Errorf("-access-key and -secret-key: %w", err)
	}
	s.options = append(s.options, workspacestest.WithClock(clock(s.speed)))
	if *quotas {
		s.options = append(s.options, workspacestest.WithDefaultQuotas())
	}
	if *coolDowns {
		s.options = append(s.options, workspacestest.WithCoolDowns())
	}
	return s, nil
}

// add adds an option of the emulator, or returns why it is invalid.
func (s *settings) add(opt workspacestest.Option) error {
	s.options = append(s.options, opt)
	_, err := workspacestest.Build(opt)
	return err
}

// rate reads -rate. The emulator checks the bounds.
func (s *settings) rate(value string) error {
	perSecond, burst, limited := strings.Cut(value, "/")
	if !limited {
		burst = "1"
	}
	calls, err := strconv.ParseFloat(perSecond, 64)
	if err != nil {
		return errors.New("calls a second must be a number above 0")
	}
	most, err := strconv.Atoi(burst)
	if err != nil {
		return errors.New("calls at once must be a whole number")
	}
	return s.add(workspacestest.WithRateLimit(calls, most))
}

// account reads -account. The emulator checks the key and the account.
func (s *settings) account(value string) error {
	key, rest, _ := strings.Cut(value, ":")
	secret, id, named := strings.Cut(rest, ":")
	if key == "" || secret == "" {
		return errors.New("it must be key:secret or key:secret:account")
	}
	s.accessKeys[key] = true
	if named {
		return s.add(workspacestest.WithAccount(key, secret, id))
	}
	return s.add(workspacestest.WithCredentials(key, secret))
}

// clock runs faster than the machine's, or slower, until a time.Duration would overflow.
func clock(speed float64) func() time.Time {
	begin := time.Now()
	return func() time.Time {
		return begin.Add(time.Duration(min(float64(time.Since(begin))*speed, 1<<62)))
	}
}

// What a request may cost: headers, and time to send it and to take the answer.
const (
	maxHeader    = 64 << 10
	readTimeout  = 30 * time.Second
	writeTimeout = 5 * time.Minute // injected delays count
	idleTimeout  = 2 * time.Minute
	grace        = 10 * time.Second // for requests under way when the program is to end
)

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

// run is the program: it serves until ctx ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	emu, err := s.load()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return err
	}
	server := newServer(handler(emu, s))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr())

	saving := s.keepSaved(ctx, emu, stderr)
	select {
	case err = <-served:
	case <-ctx.Done():
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		if err = server.Shutdown(stopping); errors.Is(err, context.DeadlineExceeded) {
			fmt.Fprintf(stderr, "workspaces-emulator: requests were still under way after %v and are cut off\n", grace)
			err = server.Close()
		}
	}
	return errors.Join(err, saving())
}
