// Command migrate moves all desktops from one bundle to another. It starts with a dry run that prints which desktops
// can be moved.
//
//	go run ./examples/migrate
//	go run ./examples/migrate -aws -from wsb-md2uu9llj -to wsb-8xyv8cf96 -dry-run
//	go run ./examples/migrate -aws -from wsb-md2uu9llj -to wsb-8xyv8cf96 -journal migrate.journal -wait 4h
//
// A migrated desktop has a new ID and a new system volume. Its user volume is restored from the last snapshot. With
// -journal, running the same command again resumes a run that was stopped.
//
// By default, the program uses an in-process emulator with 30 desktops that can be moved and one that cannot.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("migrate", flag.ContinueOnError)
	service.Flags(flags)
	from := flags.String("from", workspacestest.BundleStandardWindows, "`identifier` of the bundle of the desktops")
	to := flags.String("to", workspacestest.BundlePerformanceWindows, "`identifier` of the new bundle")
	dryRun := flags.Bool("dry-run", false, "end after the dry run")
	journal := flags.String("journal", "", "`file` that records the run")
	wait := flags.Duration("wait", 0, "wait at most this `long` until the desktops are AVAILABLE")
	if err := flags.Parse(args); err != nil {
		return err
	}
	cfg, err := service.Config(ctx, workspacestest.WithInstantChanges(),
		workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable), workspacestest.WithWorkspaces(1, types.WorkspaceStateSuspended))
	if err != nil {
		return err
	}
	f := fleet.New(workspaces.NewFromConfig(cfg, service.Options))
	ids, err := desktops(ctx, f, *from)
	if err != nil {
		return err
	}
	dry, err := f.Migrate(ctx, *to, slices.Values(ids), fleet.WithDryRun())
	if err != nil {
		return err
	}
	fmt.Fprint(out, dry)
	if *dryRun {
		return dry.Err()
	}
	question := fmt.Sprintf("Migrate %d desktops? What is on their system volumes is lost.", dry.Count(fleet.NotAttempted))
	if !service.Confirmed(in, out, question) {
		return errors.New("nothing was migrated")
	}
	var options []fleet.Option
	if *wait > 0 {
		options = append(options, fleet.WithWait(*wait))
	}
	if *journal != "" {
		file, err := os.OpenFile(*journal, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			return err
		}
		defer file.Close()
		options = append(options, fleet.WithJournal(file))
	}
	return migrate(ctx, f, *to, ids, out, options...)
}

// desktops returns the IDs of a bundle's desktops.
func desktops(ctx context.Context, f *fleet.Fleet, bundle string) (ids []string, err error) {
	for desktop, err := range f.Inventory(ctx, fleet.Filter{BundleId: &bundle}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, desktop.ID())
	}
	return ids, nil
}

// migrate moves the desktops and prints their new IDs.
func migrate(ctx context.Context, f *fleet.Fleet, bundle string, ids []string, out io.Writer, options ...fleet.Option) error {
	report, err := f.Migrate(ctx, bundle, slices.Values(ids), options...)
	if err != nil {
		return err
	}
	for result := range report.In(fleet.Done) {
		fmt.Fprintf(out, "%s is %s now\n", result.Input, result.WorkspaceId)
	}
	fmt.Fprint(out, report)
	return report.Err()
}
