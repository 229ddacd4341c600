// Command fleet stops, starts or terminates the desktops selected by a filter, and prints its progress and a report.
//
//	fleet -verb stop -directory d-90671a2b3c -idle 720h -dry-run
//	fleet -verb stop -directory d-90671a2b3c -idle 720h -journal stop.journal
//
// With -journal, running the same command again resumes a run that was killed. The filter is then evaluated again; to
// change exactly the same desktops, select them with -ids. Once every desktop is done, the program removes the journal,
// so that the next command starts a new run.
//
// By default, the program uses an in-process emulator with 200 desktops. With -aws it uses AWS, and with -endpoint URL
// another endpoint. On AWS, it asks for confirmation before changing anything.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() { examples.Main(run) }

// verbs maps each value of -verb to its method.
var verbs = map[string]func(*fleet.Fleet, context.Context, iter.Seq[string], ...fleet.Option) (*fleet.Report, error){
	"stop": (*fleet.Fleet).Stop, "start": (*fleet.Fleet).Start, "terminate": (*fleet.Fleet).Terminate,
}

// command is the parsed command line.
type command struct {
	service                       examples.Service
	verb, ids, directory, journal string
	idle, wait                    time.Duration
	dryRun                        bool
}

func parse(args []string, out io.Writer) (*command, error) {
	c := &command{}
	flags := flag.NewFlagSet("fleet", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&c.verb, "verb", "stop", "`change` to make: stop, start or terminate")
	flags.StringVar(&c.ids, "ids", "", "comma-separated `identifiers` of desktops (default all)")
	flags.StringVar(&c.directory, "directory", "", "`identifier` of a directory (default all)")
	flags.DurationVar(&c.idle, "idle", 0, "select desktops whose users were last connected at least this `long` ago")
	flags.DurationVar(&c.wait, "wait", 0, "wait at most this `long` until the changes are complete")
	flags.StringVar(&c.journal, "journal", "", "`file` that records the run until it is complete")
	flags.BoolVar(&c.dryRun, "dry-run", false, "describe the desktops, and change nothing")
	c.service.Flags(flags)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if verbs[c.verb] == nil {
		return nil, fmt.Errorf("-verb is %q, must be stop, start or terminate", c.verb)
	}
	return c, nil
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	c, err := parse(args, out)
	if err != nil {
		return err
	}
	cfg, err := c.service.Config(ctx, workspacestest.WithWorkspaces(200, types.WorkspaceStateAvailable))
	if err != nil {
		return err
	}
	f := fleet.New(workspaces.NewFromConfig(cfg, c.service.Options))
	ids, err := c.selected(ctx, f)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d desktops selected\n", len(ids))
	question := fmt.Sprintf("Really %s %d desktops?", c.verb, len(ids))
	if c.verb == "terminate" {
		question += " All their data is lost."
	}
	if !c.dryRun && !c.service.Confirmed(in, out, question) {
		return errors.New("nothing was changed")
	}
	return c.change(ctx, f, ids, out)
}

// selected returns the IDs of the desktops to change.
func (c *command) selected(ctx context.Context, f *fleet.Fleet) (ids []string, err error) {
	filter := fleet.Filter{IdleFor: c.idle}
	if c.directory != "" {
		filter.DirectoryId = &c.directory
	}
	if c.ids != "" {
		filter.WorkspaceIds = strings.Split(c.ids, ",")
		if c.directory == "" && c.idle == 0 {
			return filter.WorkspaceIds, nil
		}
	}
	for desktop, err := range f.Inventory(ctx, filter) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, desktop.ID())
	}
	return ids, nil
}

// change calls the verb's method for the desktops, and prints the progress and the report.
func (c *command) change(ctx context.Context, f *fleet.Fleet, ids []string, out io.Writer) error {
	options := []fleet.Option{fleet.WithProgress(func(p fleet.Progress) {
		settled := p.Done + p.Failed + p.Skipped + p.NotAttempted + p.Unknown
		fmt.Fprintf(out, "%d of %d, %d waiting, %v left\n", settled, p.Total, p.Waiting, p.Left.Round(time.Second))
	})}
	if c.dryRun {
		options = append(options, fleet.WithDryRun())
	}
	if c.wait > 0 {
		options = append(options, fleet.WithWait(c.wait))
	}
	if c.journal != "" {
		file, err := os.OpenFile(c.journal, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			return err
		}
		defer file.Close()
		options = append(options, fleet.WithJournal(file))
	}
	report, err := verbs[c.verb](f, ctx, slices.Values(ids), options...)
	if err != nil {
		return err
	}
	fmt.Fprint(out, report)
	if c.journal != "" && !c.dryRun && report.Count(fleet.Done) == len(report.Results) {
		return os.Remove(c.journal)
	}
	return report.Err()
}
