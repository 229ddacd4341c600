// Package examples holds the code shared by the examples in its subdirectories: the choice between the emulator and
// AWS.
//
// By default, an example uses an in-process emulator, which needs neither an AWS account nor a network. With -endpoint
// URL, it uses another endpoint, such as an emulator in another process. With -aws it uses AWS, and asks for
// confirmation before changing anything.
package examples

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// Main runs an example until it ends or is interrupted. If the example fails, Main prints the error and exits with
// status 1. With -h, the example only prints its usage, and Main returns.
func Main(run func(ctx context.Context, args []string, in io.Reader, out io.Writer) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Service is the service that an example uses.
type Service struct {
	// Emulator is the emulator started by [Service.Config]. It is nil with -aws or -endpoint.
	Emulator *workspacestest.Emulator

	endpoint string
	onAWS    bool
}

// Flags adds the flags -aws and -endpoint.
func (s *Service) Flags(flags *flag.FlagSet) {
	flags.BoolVar(&s.onAWS, "aws", false, "use AWS, where WorkSpaces cost money")
	flags.StringVar(&s.endpoint, "endpoint", "", "use the service at this `URL`")
}

// Config returns the configuration for an example's clients. The options apply only to the emulator.
func (s *Service) Config(ctx context.Context, emulated ...workspacestest.Option) (aws.Config, error) {
	if s.onAWS || s.endpoint != "" {
		return config.LoadDefaultConfig(ctx)
	}
	s.Emulator = workspacestest.NewEmulator(emulated...)
	return s.Emulator.Config(), nil
}

// Options sets a client's endpoint, and a rate limiter matching the service's limits. The in-process emulator allows
// any rate.
func (s *Service) Options(o *workspaces.Options) {
	if s.endpoint != "" {
		o.BaseEndpoint = &s.endpoint
	}
	o.RateLimiter = nil
	if s.Emulator == nil {
		o.RateLimiter = ratelimit.New()
	}
}

// Confirmed asks a question and reports whether the answer is yes. Without -aws, it returns true without asking.
func (s *Service) Confirmed(in io.Reader, out io.Writer, question string) bool {
	if !s.onAWS {
		return true
	}
	fmt.Fprintf(out, "%s [yes/no] ", question)
	answer, _ := bufio.NewReader(in).ReadString('\n')
	return strings.TrimSpace(answer) == "yes"
}
