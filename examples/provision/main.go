// Command provision creates the desktops listed in a CSV file: one for each user, with a bundle, a running mode and
// tags. Existing desktops are left alone.
//
//	go run ./examples/provision
//	go run ./examples/provision -aws -directory d-90671a2b3c -file users.csv -journal provision.journal -wait 1h
//
// With -journal, running the same command again resumes a run that was stopped or killed. No desktop is created twice,
// even if a response from the service was lost.
//
// By default, the program creates the desktops in users.csv on an in-process emulator.
package main

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

//go:embed users.csv
var sample string

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("provision", flag.ContinueOnError)
	service.Flags(flags)
	file := flags.String("file", "", "CSV `file` of the users (default users.csv of the example)")
	directory := flags.String("directory", "d-90671a2b3c", "`identifier` of the users' directory, which is registered")
	journal := flags.String("journal", "", "`file` that records the run")
	wait := flags.Duration("wait", 0, "wait at most this `long` until the desktops are AVAILABLE")
	if err := flags.Parse(args); err != nil {
		return err
	}
	requests, err := read(*file, *directory)
	if err != nil {
		return err
	}
	cfg, err := service.Config(ctx, workspacestest.WithDirectory(*directory), workspacestest.WithInstantChanges())
	if err != nil {
		return err
	}
	if !service.Confirmed(in, out, fmt.Sprintf("Create up to %d desktops? They cost money until you terminate them.", len(requests))) {
		return errors.New("nothing was created")
	}
	var options []fleet.Option
	if *wait > 0 {
		options = append(options, fleet.WithWait(*wait))
	}
	if *journal != "" {
		f, err := os.OpenFile(*journal, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			return err
		}
		defer f.Close()
		options = append(options, fleet.WithJournal(f))
	}
	return provision(ctx, workspaces.NewFromConfig(cfg, service.Options), requests, out, options...)
}

// provision creates the desktops that do not exist yet, and prints the result for each user.
func provision(ctx context.Context, client workspaces.API, requests []types.WorkspaceRequest, out io.Writer, options ...fleet.Option) error {
	report, err := fleet.New(client).Ensure(ctx, slices.Values(requests), options...)
	if err != nil {
		return err
	}
	for _, result := range report.Results {
		fmt.Fprintf(out, "%-28s %-12s %s %s\n", result.Input, result.Class, result.WorkspaceId, result.Message)
	}
	fmt.Fprint(out, report)
	return report.Err()
}

// read reads the requests from the named CSV file. If name is empty, it uses the example's own users.csv.
func read(name, directory string) ([]types.WorkspaceRequest, error) {
	if name == "" {
		return parse(strings.NewReader(sample), directory)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return parse(f, directory)
}

// parse reads lines of the form user,bundle,running mode,tags. Tags are Key=Value, separated by spaces.
func parse(in io.Reader, directory string) (requests []types.WorkspaceRequest, err error) {
	lines, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 || !slices.Equal(lines[0], []string{"user", "bundle", "running_mode", "tags"}) {
		return nil, errors.New("the first line must be: user,bundle,running_mode,tags")
	}
	for i, line := range lines[1:] {
		request := types.WorkspaceRequest{
			DirectoryId: &directory, UserName: &line[0], BundleId: &line[1],
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningMode(line[2])},
		}
		for _, tag := range strings.Fields(line[3]) {
			key, value, found := strings.Cut(tag, "=")
			if !found {
				return nil, fmt.Errorf("user %d, %s: tag %q has no =", i+1, line[0], tag)
			}
			request.Tags = append(request.Tags, types.Tag{Key: &key, Value: &value})
		}
		requests = append(requests, request)
	}
	return requests, nil
}
