// Command migrate moves a tree of Go programs from the official module github.com/aws/aws-sdk-go-v2/service/workspaces
// to github.com/go-workspaces/workspaces.
//
//	go run github.com/go-workspaces/workspaces/cmd/migrate@latest ./...
//
// Each argument is a directory, or DIR/... for a directory and everything below it; the default is ./... in the current
// directory. Nested modules are included, whether or not a go.work file joins them. Directories named vendor or
// testdata, or whose names begin with "." or "_", are skipped.
//
// Migrate changes the import paths of the client and its types. Import names stay the same, and files formatted with
// gofmt stay formatted. Migrate then adds a requirement on the library to each go.mod and runs go mod tidy, which
// removes the official module unless some package still needs it. If a library outside the tree imports the official
// module, go.mod requires both modules.
//
// The tree is type-checked, including tests, before and after the change. Nothing is written unless both checks
// succeed, so a tree that does not compile stays as it is. Files excluded by build constraints are not checked, but
// their imports change too; use -tags to check more files. With -n, migrate runs the same checks but writes nothing.
//
// # Report
//
// Each line of the report begins with a position or a file name, followed by the kind of line:
//
//	moved      an import path that has changed
//	module     a change to a go.mod or go.work file, leaving out indirect requirements
//	differs    code for which the library deliberately behaves differently from the official module
//	suggest    with -suggest: a loop that makes calls, and what can replace it
//	note       what migrate cannot change: a comment, a vendor directory, a file that could not be checked
//
// A second run changes nothing, and says that there is nothing to move. With -suggest, it still reports loops.
//
// Migrate recognizes differences by the types of expressions, so it cannot see differences that depend on what the
// service returns. docs/differences.md lists all differences.
//
// # Suggestions
//
// With -suggest, migrate reports these loops, each with what can replace it:
//
//	a loop over FailedRequests              the output's method Err
//	a loop that passes on NextToken         a paginator
//	a loop that polls a state               a waiter
//	a loop over chunks of a list            package fleet, or a paginator: both take a list of any length
//	a loop that repeats a failed call       the client's retries, a limiter, or package fleet
//	a loop that pauses between calls        a limiter of package ratelimit, or package fleet
//	a loop with HasMorePages and NextPage   the paginator's Items; the loop also works as it is
//
// The first row that applies is reported. Loops that make no call with a WorkSpaces client are not reported, nor are
// jobs that run again and again, or, in test files, loops that pause.
//
// # Version
//
// By default, go.mod requires the library in migrate's own version. Use -version to select another version, or a query
// such as latest. With -replace DIR, go.mod gets a replace directive for a checkout of the library in DIR.
//
// # Exit codes
//
//	0  the tree has moved, or there is nothing to move
//	1  an error; nothing has changed
//	2  a wrong flag or argument
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"

	"golang.org/x/mod/module"
)

const (
	officialPath = "github.com/aws/aws-sdk-go-v2/service/workspaces"
	ourPath      = "github.com/go-workspaces/workspaces"
)

const usage = `Usage: migrate [-n] [-suggest] [-tags LIST] [-version VERSION | -replace DIR] [DIR | DIR/...]...

Migrate moves a tree of Go programs from github.com/aws/aws-sdk-go-v2/service/workspaces to
github.com/go-workspaces/workspaces. Without an argument it works on ./...
It changes nothing if the tree does not compile, before or after the move.

With -suggest, migrate also reports hand-written loops with calls of the service, and what can replace them: a paginator,
a waiter, Err, the client's retries, a limiter of package ratelimit, or package fleet. It does not change these loops.
This also works on a tree that has already moved.

Exit codes: 0 the tree has moved, or there is nothing to move; 1 an error, nothing has changed;
2 a wrong flag or argument.

`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// options holds the program's flags and arguments.
type options struct {
	dryRun, suggest        bool
	tags, version, replace string
	patterns               []string
}

// run runs the command and returns its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	changed, err := migrate(ctx, o, stdout)
	if err != nil {
		fmt.Fprintln(stderr, "migrate:", err)
		if misuse := (usageError{}); errors.As(err, &misuse) {
			return 2
		}
		fmt.Fprintln(stderr, "migrate: nothing has changed")
		return 1
	}
	switch {
	case changed > 0 && o.dryRun:
		fmt.Fprintf(stderr, "migrate: nothing has changed, because of -n: without -n, %d files change\n", changed)
	case changed > 0:
		fmt.Fprintf(stderr, "migrate: %d files have changed: now run the tests of the program\n", changed)
	}
	return 0
}

// usageError is an error in the flags or arguments.
type usageError struct{ error }

func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("migrate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	flags.BoolVar(&o.dryRun, "n", false, "only report what would change")
	flags.BoolVar(&o.suggest, "suggest", false, "report loops that the library can replace: lists, waits, refused items, retries, pauses and chunks")
	flags.StringVar(&o.tags, "tags", "", "comma-separated `list` of build tags for the checks")
	flags.StringVar(&o.version, "version", "", "`version` of the library that go.mod requires (default: the version of this program)")
	flags.StringVar(&o.replace, "replace", "", "`directory` of a checkout of the library, for a replace directive")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.patterns = flags.Args()
	if len(o.patterns) == 0 {
		o.patterns = []string{"./..."}
	}
	if o.version != "" && o.replace != "" {
		err := usageError{errors.New("-version and -replace are both set: set only one of them")}
		fmt.Fprintln(stderr, "migrate:", err)
		return o, err
	}
	return o, nil
}

// ownVersion returns this program's version, which is also the library's version in the same release. For a
// pseudo-version, it returns the commit; for a program built in a checkout, an empty string.
func ownVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return libraryQuery(info.Main.Version)
}

func libraryQuery(version string) string {
	if module.CanonicalVersion(version) != version {
		return "" // not a canonical version: for example "(devel)", or a version ending in "+dirty"
	}
	if rev, err := module.PseudoVersionRev(version); err == nil {
		return rev
	}
	return version
}
